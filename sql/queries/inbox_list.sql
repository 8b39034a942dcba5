-- What needs me? A page of it, each reason read in the order of its own index; what is only shown is looked
-- up for the page alone. What is of no case is few, and found again among all of it, read once and only if the page has some.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of inbox_table and the sort key
with of_no_case as materialized (
	select * from api.inbox_danger union all select * from api.inbox_batch union all select * from api.inbox_bed
	union all select * from api.inbox_transfer union all select * from api.inbox_approval)
select /*columns*//*key*/
from (
	select l.id, l.case_id, l.why, l.at, l.since
	from (
		(select * from api.inbox_taken l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_left l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_assigned l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_clock l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_case_task l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_task l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_task_left l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_tampered l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_escalated l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_handover l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_overwritten l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_danger l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_batch l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_stay l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_bed l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_transfer l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_approval l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.inbox_referral l where /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		select n.*
		from api.my_office o
		cross join lateral (
			select * from api.inbox_detained l
			where l.office_id = o.id and /*filter*//*after*/
			order by /*order*/
			limit $1::integer) as n
		union all
		select n.*
		from api.my_office o
		cross join lateral (
			select * from api.inbox_lead_clock l
			where l.office_id = o.id and /*filter*//*after*/
			order by /*order*/
			limit $1::integer) as n
		union all
		select n.*
		from api.my_office o
		cross join lateral (
			select * from api.inbox_nobody l
			where l.office_id = o.id and /*filter*//*after*/
			order by /*order*/
			limit $1::integer) as n) as l
	order by /*order*/
	limit $1::integer) as p
cross join lateral (
	select p.id, c.id as case_id, c.version, c.code, c.priority, p.why, p.at, p.since, c.responsible, c.need,
		c.stage_name, c.office, c.office_code, c.country
	from api.case_line c
	where c.id = p.case_id
	union all
	select d.id, d.case_id, d.version, d.code, d.priority, d.why, d.at, d.since, d.responsible, d.need,
		d.stage_name, d.office, d.office_code, d.country
	from of_no_case as d
	where p.case_id is null and d.id = p.id
	limit 1) as l
order by /*shown*/;
