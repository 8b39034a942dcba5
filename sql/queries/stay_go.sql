-- What becomes of a bed that a case has.
-- $1 uuid  key of the request
-- $2 text  the code of the case
-- $3 text  in, on leave, left, out, released
-- $4 text  where to, or why it is released; null: neither
-- $5 text  until when she is on leave; null: she is not
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.stay_go($1::uuid, $2::text, $3::text, $4::text, $5::text);
