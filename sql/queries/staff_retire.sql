-- Somebody has left.
-- $1 uuid  key of the request
-- $2 text  login
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.staff_retire($1::uuid, $2::text);
