-- Write down that somebody was called.
-- $1 uuid  key of the request
-- $2 uuid  for which case
-- $3 uuid  whom
-- $4 text  answered, no answer, wrong number
-- $5 text  what was done about a danger; null: none is known
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.wake_try($1::uuid, $2::uuid, $3::uuid, $4::text, $5::text);
