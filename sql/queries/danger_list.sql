-- The danger notes about a party or place, then those of its area; what they say is sealed.
-- $1 uuid  the party or place
-- -> id, kind (around: of the area), version, person, at, own (false: of the area), code (what it is a note about), due (its review is),
--    names (of what is told in clear), contents (the value of each, as in its sheet)
select f.id, case when f.own then f.kind else 'around' end as kind, f.version, f.person, api.ms(f.at) as at, f.own, f.code, f.due, c.names, c.contents
from api.danger_list($1::uuid) as f
cross join lateral api.told(f.clear) as c;
