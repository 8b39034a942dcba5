-- Which cards are in one lane? A page of them, as in case_list.
-- $1 smallint[]  offices
-- $2 smallint    stage
-- $3 integer     how many
-- filter from $4, then the key that the page begins at
-- -> the columns of case_table and the sort key
select /*columns*//*key*/
from unnest(array(
	select l.id
	from unnest($1::smallint[]) as o(office)
	cross join lateral (
		select * from api.case_line l
		where l.office_id = o.office and l.stage = $2::smallint and l.closed_at is null
		and /*filter*//*after*/
		order by /*order*/
		limit $3::integer) as l
	order by /*order*/
	limit $3::integer)) as p(id)
cross join lateral (select * from api.case_line x where x.id = p.id limit 1) as l
order by /*shown*/;
