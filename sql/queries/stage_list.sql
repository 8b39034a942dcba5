-- Which stages are there?
-- -> id, name, lane, outcome, closed
select id, name, lane, outcome, closed from api.stage_line order by id;
