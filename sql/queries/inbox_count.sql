-- How much needs me? At least n where it is not exact: it stops above 1000.
-- filter from $1
-- -> n, exact, alarms (children who are detained, up to 1001, whatever the filter)
select count(*) as n, count(*) < 1001 as exact,
	(select count(*)
		from api.my_office o
		cross join lateral (select from api.inbox_detained l where l.office_id = o.id limit 1001) as d) as alarms
from (
	select from (
		(select from api.inbox_taken l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_left l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_assigned l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_clock l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_case_task l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_task l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_task_left l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_tampered l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_escalated l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_handover l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_overwritten l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_danger l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_batch l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_stay l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_bed l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_transfer l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_approval l where /*filter*/ limit 1001)
		union all
		(select from api.inbox_referral l where /*filter*/ limit 1001)
		union all
		select
		from api.my_office o
		cross join lateral (select from api.inbox_detained l where l.office_id = o.id and /*filter*/ limit 1001) as n
		union all
		select
		from api.my_office o
		cross join lateral (select from api.inbox_lead_clock l where l.office_id = o.id and /*filter*/ limit 1001) as n
		union all
		select
		from api.my_office o
		cross join lateral (select from api.inbox_nobody l where l.office_id = o.id and /*filter*/ limit 1001) as n) as x
	limit 1001) as y;
