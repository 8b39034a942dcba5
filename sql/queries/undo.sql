-- Take back what I did.
-- $1 uuid    key of the request
-- $2 bigint  the event_id it was answered with
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.undo($1::uuid, $2::bigint);
