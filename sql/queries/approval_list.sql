-- What is to be approved, or was? A page of it.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of approval_table and the sort key
select /*columns*//*key*/
from (
	select * from api.approval_line l
	where /*filter*//*after*/
	order by /*order*/
	limit $1::integer) as l
order by /*shown*/;
