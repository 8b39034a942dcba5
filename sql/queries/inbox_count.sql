-- How much needs me? At least n where it is not exact: it stops above 1000.
-- filter from $1
-- -> n, exact
select count(*) as n, count(*) < 1001 as exact from (
	select from (
		(select from api.inbox_assigned l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_clock l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_case_task l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_task l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_tampered l where /*filter*/ limit 1001)
		union all
		select
		from api.my_office o
		cross join lateral (select from api.inbox_nobody l where l.office_id = o.id and /*filter*/ limit 1001) as n) as x
	limit 1001) as y;
