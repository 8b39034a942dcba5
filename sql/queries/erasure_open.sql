-- What became of a request that a file is erased? No row: there is none in my offices.
-- $1 uuid  the request
-- -> id, code, case_code, office, zone, reason, asked_by, asked_at, state, approved_by (in braces), erased_at, records, keys,
--    backups_until, closed_on (this and what follows is the line that stays), close_reason, child, sex, age_low, age_high, status, exploitation
select id, code, case_code, office, zone, reason, asked_by, api.ms(asked_at) as asked_at, state, approved_by,
	api.ms(erased_at) as erased_at, records, keys, backups_until, closed_on, close_reason, child, sex, age_low, age_high, status, exploitation
from api.erasure_open($1::uuid);
