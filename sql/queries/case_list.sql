-- Which cases of these offices match the filter? Open and closed ones, a page of them.
-- Asked office by office and page by page, so that it costs the same at any size and depth. What is only shown is
-- looked up for the page alone: an array, for of that the server expects no more than a few rows; line by line, for
-- a plan made while there were hardly any is kept until the server counts again: a join would read all by then.
-- $1 smallint[]  offices
-- $2 integer     how many
-- filter from $3, then the key that the page begins at
-- -> the columns of case_table and the sort key
select /*columns*//*key*/
from unnest(array(
	select l.id
	from unnest($1::smallint[]) as o(office)
	cross join lateral (
		select * from api.case_line l
		where l.office_id = o.office and /*filter*//*after*/
		order by /*order*/
		limit $2::integer) as l
	order by /*order*/
	limit $2::integer)) as p(id)
cross join lateral (select * from api.case_line x where x.id = p.id limit 1) as l
order by /*shown*/;
