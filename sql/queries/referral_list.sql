-- Which referrals are there, in and out of my offices or to the organisation that I stand for? A page of them.
-- $1 integer  how many
-- filter from $2, then the key that the page begins at
-- -> the columns of referral_table and the sort key
select /*columns*//*key*/
from (
	select * from api.referral_list() l
	where /*filter*//*after*/
	order by /*order*/
	limit $1::integer) as l
order by /*shown*/;
