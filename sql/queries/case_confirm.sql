-- I have understood what was handed over of this case.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     how she is
-- $5 text     what comes next
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_confirm($1::uuid, $2::uuid, $3::integer, $4::text, $5::text);
