-- Where may somebody be whose transfer ended on the way?
-- -> value, label
select name as value, name || ' . ' || meaning as label from api.transfer_where_line order by position;
