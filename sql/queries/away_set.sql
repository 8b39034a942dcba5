-- I am away, or somebody of my offices is: who answers in her place what waits for approval.
-- $1 uuid  key of the request to the database
-- $2 text  who, a login; null: I
-- $3 text  who answers, a login
-- $4 text  until when
-- $5 text  from when; null: now
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.away_set($1::uuid, $2::text, $3::text, $4::text, $5::text);
