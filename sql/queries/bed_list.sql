-- Where could somebody sleep?
-- $1 uuid  the case of whom it is asked; null: of nobody
-- -> code, place_id (null: not of mine), place, kind, country, district, name, sex, age_low, age_high, who (for whom, in words),
--    regime, legal_basis, review_on, review_over, accepts, beds, taken, held, free, next_free, danger, problem (null: a bed that fits is free), mine,
--    held_for_her (until when one is held for this case)
select l.code, l.place_id, l.place, l.kind, l.country, l.district, l.name, l.sex, l.age_low, l.age_high, l.who, l.regime, l.legal_basis, l.review_on,
	l.review_over, l.accepts, l.beds, l.taken, l.held, l.free, api.ms(l.next_free) as next_free, l.danger, l.problem, l.mine,
	api.ms(l.held_for_her) as held_for_her
from api.bed_line($1::uuid) as l;
