-- Why may a clock be extended?
-- -> value, label
select value, label from api.clock_reasons();
