-- Keep an eye on this case no more.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_watch($1::uuid, $2::uuid, $3::integer, false);
