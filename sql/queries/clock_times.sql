-- Which times are there to choose from where a clock is started or extended?
-- $1 uuid  the case
-- $2 text  start, extend
-- $3 text  which clock: its rule
-- -> value, label (the time in the office)
select value, label from api.clock_times($1::uuid, $2::text, $3::text);
