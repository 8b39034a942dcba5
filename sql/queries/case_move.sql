-- Move this case to another stage.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     name of the stage
-- $5 text     closing: name of the reason; otherwise null
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_move($1::uuid, $2::uuid, $3::integer, $4::text, $5::text);
