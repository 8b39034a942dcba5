-- Is anybody there? Asked when the line was silent for half a minute.
-- -> one
select 1 as one;
