-- What needs me? A page of it.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of inbox_table and the sort key
select /*columns*//*key*/
from (
	select * from api.inbox_line l
	where /*filter*//*after*/
	order by /*order*/
	limit $1::integer) as l
order by /*shown*/;
