-- With which clocks of this case can this be done?
-- $1 uuid  the case
-- $2 text  start, done, extend
-- -> value (the rule), label
select value, label from api.clock_choices($1::uuid, $2::text);
