-- What are the coded facts of these cases? Recorded with the reason, so asked twice with one key: the first
-- answer is the refusal ask_again. Refused: one row with refusal and message.
-- $1 uuid    key of the request
-- $2 uuid[]  the cases, at most 1000
-- $3 text    why, a name of reason_list
-- -> id, sex, age_low, age_high, exploitation, status, status_by, flags, refusal, message
select id, sex, age_low, age_high, exploitation, status, status_by, flags, refusal, message
from api.facts($1::uuid, $2::uuid[], $3::text);
