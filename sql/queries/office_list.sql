-- Which offices are there, and how busy are mine?
-- $1 integer  how many
-- filter from $2
-- -> the columns of office_table
select /*columns*/
from api.office_line l
where /*filter*/
order by /*order*/
limit $1::integer;
