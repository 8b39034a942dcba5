-- What are the first cards of one lane? Asked office by office, so that it costs the same at any size.
-- $1 smallint[]  offices
-- $2 smallint    stage
-- $3 integer     how many
-- filter from $4
-- -> the columns of case_table
select /*columns*/
from unnest($1::smallint[]) as o(office)
cross join lateral (
	select * from api.case_line l
	where l.office_id = o.office and l.stage = $2::smallint and l.closed_at is null and /*filter*/
	order by l.priority, l.clock_at, l.touched_at, l.id
	limit $3::integer) as l
order by l.priority, l.clock_at, l.touched_at, l.id
limit $3::integer;
