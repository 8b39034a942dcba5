-- Which units has this place of mine, and which of their beds are free?
-- $1 uuid  the place
-- -> code, place_id, place, kind, country, district, name, sex, age_low, age_high, who (for whom, in words), regime, legal_basis,
--    review_on, review_over, accepts, beds, taken, held, free, next_free, danger, problem (null: a bed is free), mine,
--    held_for_her (null)
select l.code, l.place_id, l.place, l.kind, l.country, l.district, l.name, l.sex, l.age_low, l.age_high, l.who, l.regime, l.legal_basis, l.review_on,
	l.review_over, l.accepts, l.beds, l.taken, l.held, l.free, api.ms(l.next_free) as next_free, l.danger, l.problem, l.mine,
	api.ms(l.held_for_her) as held_for_her
from api.bed_line() as l where l.place_id = $1::uuid order by l.name;
