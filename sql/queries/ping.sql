-- Is anybody there? Asked when the line was silent for half a minute.
-- -> one row, one column
select 1
