-- How many cases of these offices match the filter in each lane? At least n where it is not exact: as in
-- case_count, but 2,500 cases of a lane are looked at, office by office, the most pressing first.
-- $1 smallint[]  offices
-- filter from $2
-- -> stage, name, lane, n, exact
select s.id as stage, s.name, s.lane, n.n, n.exact
from api.stage_line s
cross join lateral (
	select count(*) filter (where x.nth <= 2500) as n,
		count(*) < 1001 and bool_and(x.nth <= 2500) is not false as exact
	from (
		select y.nth
		from (
			select row_number() over () as nth, /*filter*/ as hit
			from (
				select l.*
				from unnest($1::smallint[]) as o(office)
				cross join lateral (
					select * from api.case_line l
					where l.office_id = o.office and l.stage = s.id and l.closed_at is null/*sieve*/
					order by l.priority, l.clock_order, l.touched_at, l.id
					limit (select 2501)) as l
				limit (select 2501)) as l) as y
		where y.hit or y.nth > 2500
		limit 1001) as x) as n
where s.lane is not null
order by s.lane;
