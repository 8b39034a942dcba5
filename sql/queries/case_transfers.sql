-- Which transfers of a case were asked for?
-- $1 uuid  the case
-- -> id, version, code, what, office, to_office, place, state, since, unsigned, approval, with_code, over, next, next_by (null: nobody),
--    asked_of
select id, version, code, what, office, to_office, place, state, api.ms(since) as since, unsigned, approval, with_code, over, next, next_by,
	asked_of
from api.transfer_line where case_id = $1::uuid order by waits, since desc, id;
