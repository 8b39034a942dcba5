-- How much waits for somebody who decides? At least n where it is not exact: it stops above 1000.
-- filter from $1
-- -> n, exact
select count(*) as n, count(*) < 1001 as exact from (
	select
	from api.my_office o
	cross join lateral (
		(select from api.triage_waiting l where l.office_id = o.id and /*filter*/ limit 1001)
		union all
		(select from api.triage_escalated l where l.office_id = o.id and /*filter*/ limit 1001)
		union all
		(select from api.triage_contact l
			where l.office_id = o.id and l.left_by is null and /*filter*/ limit 1001)
		union all
		(select from api.triage_batch l where l.office_id = o.id and /*filter*/ limit 1001)) as x
	limit 1001) as y;
