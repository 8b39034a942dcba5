-- What has to be done for a case is written down, put off, done or given up by people.
set local role hw_owner;

alter table app.task_kind add column by_hand boolean not null default true;
comment on column app.task_kind.by_hand is 'people begin and end it; else it follows from what was written down';

create policy task_delete on app.task for delete to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant insert (id, staff_id, done_at), delete on app.task to hw_api;
reset role;

update app.task_kind set by_hand = false where name = 'ask consent again';

insert into app.refusal (code, message, hint) values
	('no_such_task', 'There is no such task.', 'The verb task lists what there is.'),
	('task_by_itself', 'This task comes and goes by itself.', 'Write down what it follows from: her wish, what she agrees to, her guardian, what is best for her.'),
	('task_there', 'She or he has this task on the case already.', 'Say done first, or put it off: later.'),
	('task_ended', 'No such task is open on the case.', 'Look at the tasks of the case.'),
	('task_time', 'A task needs a time until when.', 'Say 30m, 2h or 3d, 14:30, or 2026-11-23 14:30.');

insert into app.change (action, told, field, undoable, undone_by) values
	('case.task', 'changed a task: %', 'task', true, 'undo_task');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('case.task', '{coordinator,officer,night,supervisor}'::text[]),
	('task.choices', '{coordinator,officer,night,supervisor}'),
	('task.times', '{coordinator,officer,night,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);
