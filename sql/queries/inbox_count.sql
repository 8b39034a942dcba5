-- How much needs me? Exact up to 1000; 1001 means more.
-- filter from $1
-- -> n
select count(*) as n from (select from api.inbox_line l where /*filter*/ limit 1001) as x;
