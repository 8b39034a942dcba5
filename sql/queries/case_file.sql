-- The entries of a case's file and its notes: kind by kind, newest first; what they say is sealed.
-- $1 uuid  the case
-- -> id, kind, version, person, at, names (of what is told in clear), contents (the value of each, as in its sheet),
--    code (of a referral), answer (of the other side, which the entry does not say yet), answered_by, answered_at
select f.id, f.kind, f.version, f.person, api.ms(f.at) as at, c.names, c.contents, f.code, f.answer, f.answered_by,
	api.ms(f.answered_at) as answered_at
from api.case_file($1::uuid) as f
cross join lateral api.told(f.clear) as c;
