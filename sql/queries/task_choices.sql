-- With which tasks of this case can this be done?
-- $1 uuid  the case
-- $2 text  new, done, later, cancel
-- -> value (the kind), label
select value, label from api.task_choices($1::uuid, $2::text);
