-- Take back what I have asked for.
-- $1 uuid     key of the request to the database
-- $2 uuid     what is to be approved
-- $3 integer  the version I read
-- $4 text     why, a word of approval_reasons
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.approval_withdraw($1::uuid, $2::uuid, $3::integer, $4::text);
