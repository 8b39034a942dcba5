-- How many open cases are in each lane?
-- $1 text  scope: mine, office, all
-- -> stage, name, lane, n
select stage, name, lane, n from api.board_counts($1::text);
