-- What needs me?
-- $1 integer  how many
-- filter from $2
-- -> the columns of inbox_table
select /*columns*/
from api.inbox_line l
where /*filter*/
order by /*order*/
limit $1::integer;
