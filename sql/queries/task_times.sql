-- Until when can a task be due?
-- $1 uuid  the case
-- $2 text  new, later
-- $3 text  which task: its kind
-- -> value, label (the time in the office)
select value, label from api.task_times($1::uuid, $2::text, $3::text);
