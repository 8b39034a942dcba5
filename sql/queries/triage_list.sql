-- What waits for somebody who decides, over all her offices? A page of it, each reason read in the order of its own
-- index.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of triage_table and the sort key
select /*columns*//*key*/
from (
	select l.*
	from api.my_office o
	cross join lateral (
		(select * from api.triage_waiting l
			where l.office_id = o.id and /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.triage_escalated l
			where l.office_id = o.id and /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.triage_contact l
			where l.office_id = o.id and /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.triage_batch l
			where l.office_id = o.id and /*filter*//*after*/ order by /*order*/ limit $1::integer)
		union all
		(select * from api.triage_left l
			where l.office_id = o.id and /*filter*//*after*/ order by /*order*/ limit $1::integer)) as l
	order by /*order*/
	limit $1::integer) as l
order by /*shown*/;
