-- Why may somebody look at a case of another office?
-- -> value, label
select name as value, meaning as label from api.glass_reason_line order by position;
