-- How much waits for my approval? At least n where it is not exact: it stops above 1000.
-- filter from $1
-- -> n, exact
select count(*) as n, count(*) < 1001 as exact from (
	select from api.approval_line l where l.waits_on_me and /*filter*/ limit 1001) as x;
