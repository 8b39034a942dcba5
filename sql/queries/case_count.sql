-- How many cases of these offices match the filter? At least n where it is not exact: it stops above 1000, and
-- after 20,000 cases looked at, the latest of each office first; those that an index finds (mine, a code) are all
-- that is looked at. So what matches hardly anything costs no more in a larger region.
-- $1 smallint[]  offices
-- filter from $2
-- -> n, exact
select count(*) filter (where x.nth <= 20000) as n, count(*) < 1001 and bool_and(x.nth <= 20000) is not false as exact
from (
	select y.nth
	from (
		select row_number() over () as nth, /*filter*/ as hit
		from (
			select l.*
			from unnest($1::smallint[]) as o(office)
			cross join lateral (
				select * from api.case_line l
				where l.office_id = o.office/*sieve*/
				order by l.touched_at desc, l.id desc
				limit (select 20001)) as l
			limit (select 20001)) as l) as y
	where y.hit or y.nth > 20000
	limit 1001) as x;
