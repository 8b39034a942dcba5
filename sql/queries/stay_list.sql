-- Who has a bed, at my places and of my cases?
-- $1 uuid  at which place; null: any
-- $2 text  the code of the case; null: any
-- -> id, version, unit, unit_name, place_id, place, kind, country, case_id (null: not of mine), code, sex, age_low, age_high, child, language,
--    state, since, held_until, back_by, person (who held it), over, problem, of_place, of_case, moves
select id, version, unit, unit_name, place_id, place, kind, country, case_id, code, sex, age_low, age_high, child, language, state,
	api.ms(since) as since, api.ms(held_until) as held_until, api.ms(back_by) as back_by, person, over, problem, of_place, of_case, moves
from api.stay_line($1::uuid, $2::text);
