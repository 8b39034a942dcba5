-- Where does she sleep, or will she?
-- $1 uuid  the case
-- -> id, state, since, held_until, back_by, place, kind, country, unit_name, over, problem, code, sex, age_low, age_high, child, language
select l.id, l.state, api.ms(l.since) as since, api.ms(l.held_until) as held_until, api.ms(l.back_by) as back_by, l.place, l.kind, l.country,
	l.unit_name, l.over, l.problem, l.code, l.sex, l.age_low, l.age_high, l.child, l.language
from api.stay_line(null, coalesce((select c.code from api.case_line c where c.id = $1::uuid), '')) as l;
