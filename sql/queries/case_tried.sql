-- Write down that somebody was called for this case, by her code.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw: it does not matter
-- $4 text     whom: PA-....
-- $5 text     answered, no answer, wrong number
-- $6 text     what was done about a danger; null: none is known
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, coalesce(version, $3::integer) as version
from api.wake_try($1::uuid, $2::uuid, (select f.id from api.party_find($4::text, null) as f), $5::text, $6::text);
