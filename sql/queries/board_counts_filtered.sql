-- How many cases of these offices match the filter in each lane? Exact up to 1000; 1001 means more.
-- $1 smallint[]  offices
-- filter from $2
-- -> stage, name, lane, n
select s.id as stage, s.name, s.lane, n.n
from api.stage_line s
cross join lateral (
	select count(*) as n from (
		select from unnest($1::smallint[]) as o(office)
		cross join lateral (
			select from api.case_line l
			where l.office_id = o.office and l.stage = s.id and l.closed_at is null and /*filter*/
			limit 1001) as x
		limit 1001) as y) as n
where s.lane is not null
order by s.lane;
