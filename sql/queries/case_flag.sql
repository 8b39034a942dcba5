-- Put a flag on this case; "no " before it takes it away.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     danger now, no danger now, ...
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_flag($1::uuid, $2::uuid, $3::integer, $4::text);
