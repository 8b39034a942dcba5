-- How many cases of these offices match the filter? Exact up to 1000; 1001 means more.
-- $1 smallint[]  offices
-- filter from $2
-- -> n
select count(*) as n from (
	select from unnest($1::smallint[]) as o(office)
	cross join lateral (
		select from api.case_line l
		where l.office_id = o.office and /*filter*/
		limit 1001) as x
	limit 1001) as y;
