-- Which cases of these offices match the filter? Open and closed ones.
-- $1 smallint[]  offices
-- $2 integer     how many
-- filter from $3
-- -> the columns of case_table
select /*columns*/
from unnest($1::smallint[]) as o(office)
cross join lateral (
	select * from api.case_line l
	where l.office_id = o.office and /*filter*/
	order by /*order*/
	limit $2::integer) as l
order by /*order*/
limit $2::integer;
