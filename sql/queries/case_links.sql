-- Which cases belong together with this one, and out of which people was it split (stage null, and a code)?
-- $1 uuid  the case
-- -> id, kind, other, code (null: not of my offices), office, stage, closed, person, at
select id, kind, other, code, office, stage, closed, person, api.ms(at) as at from api.case_links($1::uuid);
