-- Start a clock of this case, say that what it was about is done, or extend it.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     start, done, extend
-- $5 text     which clock: its rule
-- $6 text     start: since when, or until when where somebody tells its end; extend: until when; null: now
-- $7 text     why it is extended; null otherwise
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_clock($1::uuid, $2::uuid, $3::integer, $4::text, $5::text, $6::text, $7::text);
