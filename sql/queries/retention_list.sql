-- Until when is the file of each closed case kept? A page of them.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of retention_table and the sort key
select /*columns*//*key*/
from (
	select * from api.retention_line l
	where /*filter*//*after*/
	order by /*order*/
	limit $1::integer) as l
order by /*shown*/;
