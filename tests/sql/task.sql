-- Tasks of a case: who may, what is refused, what the board and the inbox say of them, and what is taken back.
begin;
\ir people.psql
select no_plan();
create function pg_temp.tasks(c uuid) returns text language sql volatile
return (select string_agg(concat_ws(' ', k.name, t.due_at - app.now(), regexp_replace(s.login, '^t\d+_', ''), case when t.done_at is not null then 'done' end),
	'; ' order by t.due_at, s.login) from app.task t join app.task_kind k on k.id = t.kind left join app.staff s on s.id = t.staff_id where t.case_id = c);
create function pg_temp.task(role text, c uuid, arguments text) returns text language sql volatile
return test.refusal(role, format('api.case_task(gen_random_uuid(), %L, %s, %s)', c, test.version(c), arguments));
create function pg_temp.does(role text, c uuid, arguments text) returns bigint language sql volatile
return test.done(role, format('api.case_task(gen_random_uuid(), %L, %s, %s)', c, test.version(c), arguments));
create function pg_temp.inbox(role text, c uuid) returns text language sql volatile
return test.as_person(role, format('select string_agg(why || '' '' || (at - now()), '','' order by at) from api.inbox_line where case_id = %L and why = ''task due''', c));
select test.a_case(responsible => 'officer') as c, test.a_case(stage => 11) as closed, test.a_case(office => 10) as far \gset

-- Who may.
select is(r || ' ' || pg_temp.task(r, :'c', $$ 'new', 'interview', '3h' $$), r || ' role', r || ' writes down no task')
from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(r || ' ' || pg_temp.task(r, :'c', format($$ 'new', %L, '3h' $$, k)), r || ' ', r || ' does')
from unnest('{officer,night,supervisor,coordinator}'::text[], '{interview,document,escort,interpreter}'::text[]) as x(r, k);
select is(pg_temp.task('far', :'c', $$ 'new', 'interview', '3h' $$), 'no_such_case', 'who works elsewhere knows no such case');
select is(pg_temp.task('retired', :'c', $$ 'new', 'interview', '3h' $$), 'unknown_person', 'who has left does nothing');
delete from app.task where case_id = :'c';

-- What is refused, and says at which word.
select is(pg_temp.task('officer', :'c', a), w, a) from (values
	($$ null, 'interview', '1h' $$, 'no_such_choice'), ($$ 'burn', 'interview', '1h' $$, 'no_such_choice'),
	($$ 'new', null, '1h' $$, 'no_such_task'), ($$ 'new', 'her name', '1h' $$, 'no_such_task'),
	($$ 'new', 'ask consent again', '1h' $$, 'task_by_itself'),
	($$ 'new', 'interview', null $$, 'task_time'), ($$ 'new', 'interview', 'now' $$, 'task_time'), ($$ 'new', 'interview', 'soon' $$, 'time_format'),
	($$ 'new', 'interview', '2026-02-31' $$, 'time_format'), ($$ 'new', 'interview', '2000-01-01' $$, 'over'), ($$ 'new', 'interview', '9999d' $$, 'too_far'),
	($$ 'new', 'interview', '1h', 'nobody_of_this_name' $$, 'no_such_person'), ($$ 'done', 'interview' $$, 'task_ended'),
	($$ 'later', 'interview', '1h' $$, 'task_ended'), ($$ 'cancel', 'interview' $$, 'task_ended')) as x(a, w);
select is(pg_temp.task('officer', :'c', format($$ 'new', 'interview', '1h', %L $$, test.person(r))), w, r || ' gets no task: ' || w)
from (values ('far', 'not_same_office'), ('retired', 'no_such_person'), ('partner', 'not_same_office')) as x(r, w);
select is(pg_temp.task('officer', :'closed', $$ 'new', 'interview', '1h' $$), 'closed', 'a closed case has no new task');
select is(test.as_person('officer', format('select field from api.case_task(gen_random_uuid(), %L, %s, ''new'', ''interview'', ''2000-01-01'')', :'c', test.version(:'c'))),
	'due', 'the field at fault is named');
select is(test.refusal('officer', format('api.case_task(gen_random_uuid(), %L, %s, ''new'', ''interview'', ''1h'')', :'c', test.version(:'c') - 1)), 'stale', 'of an older version nothing is done');
select is(pg_temp.tasks(:'c'), null, 'nothing of this was written');

-- What is done.
select is(pg_temp.task('night', :'c', $$ 'new', 'interpreter', '2h', 'responsible' $$), '', 'whoever is responsible');
select is(pg_temp.task('officer', :'c', format($$ 'new', 'interpreter', '1h', %L $$, test.person('night'))), '', 'and somebody by name');
select is(pg_temp.tasks(:'c'), 'interpreter 01:00:00 night; interpreter 02:00:00', 'each has one');
select is(pg_temp.task('officer', :'c', $$ 'new', 'interpreter', '3h' $$), 'task_there', 'nobody has two of a kind');
select is((select concat_ws(' ', need, task_at - app.now()) from app.case where id = :'c'), (select concat_ws(' ', id, '02:00:00') from app.task_kind where name = 'interpreter'), 'the board says what is needed');
select is(pg_temp.inbox('officer', :'c') || ' | ' || pg_temp.inbox('night', :'c'), 'task due 02:00:00 | task due 01:00:00', 'and each inbox what is due');
select is(test.as_person('officer', format('select string_agg(label, '', '') from api.task_choices(%L, ''done'')', :'c')),
	'interpreter . ' || app.clock_local(app.now() + interval '1 hour', 'Asia/Bangkok') || ' . ' || (select name from app.staff where id = test.id('night')), 'the one that is due first is offered');
select is(test.as_person('officer', format('select count(*)::text from api.task_choices(%L, ''new'')', :'c')), (select count(*)::text from app.task_kind where by_hand), 'of new ones all that people may begin');
select is(test.as_person('far', format('select count(*)::text from api.task_choices(%L, ''new'')', :'c')), '0', 'to who works elsewhere none');
select is(test.as_person('far', format('select count(*)::text from api.task_times(%L, ''new'', ''interview'')', :'c')), '0', 'and no time');
select is(test.as_person('officer', format('select min(value) from api.task_times(%L, ''later'', ''interpreter'') where value in (''30m'', ''1h'', ''2h'')', :'c')), '2h', 'it is put off to something later');
select is(pg_temp.task('night', :'c', $$ 'done', 'interpreter' $$), '', 'it is done');
select is(pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 02:00:00', 'the one that was due first');
select is(pg_temp.task('officer', :'c', $$ 'later', 'interpreter', '1h' $$), 'not_later', 'nothing is put off to before');
select pg_temp.does('officer', :'c', $$ 'later', 'interpreter', '5h' $$) as later \gset
select is(pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 05:00:00', 'the other is put off');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :'later')) || pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 02:00:00', 'a mistake is taken back');
select pg_temp.does('officer', :'c', $$ 'cancel', 'interpreter' $$) as cancel \gset
select is(pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done', 'what is not needed is gone');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :'cancel')) || pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 02:00:00', 'and is back');
select pg_temp.does('officer', :'c', $$ 'done', 'interpreter' $$) as done \gset
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :'done')) || pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 02:00:00', 'so is what was not done yet');
select pg_temp.does('officer', :'c', $$ 'new', 'escort', '2d' $$) as new \gset
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :'new')) || pg_temp.tasks(:'c'), 'interpreter 01:00:00 night done; interpreter 02:00:00', 'what was begun by mistake never was');
select is((select string_agg(e.detail ->> 'act' || ' ' || (e.detail -> 'task' ->> 1), ', ' order by e.id) from app.event e where e.object_id = :'c' and e.action = 'case.task' and e.refusal is null and e.id >= :'later'),
	'later interpreter later, cancel interpreter not needed, done interpreter done, new escort', 'each is in the record');
select is(test.as_person('officer', format('select became from api.case_timeline(%L) where action = ''case.task'' order by id desc limit 1', :'c')), 'escort', 'and in the timeline of the case');

-- Somebody has left: her tasks are told to whoever is there.
select is(pg_temp.task('officer', :'c', format($$ 'new', 'escort', '1h', %L $$, test.person('second'))), '', 'a task of a colleague');
update app.staff set retired_at = app.now() where id = test.id('second');
create function pg_temp.left_over(role text) returns text language sql volatile return test.as_person(role, 'select string_agg(why, '','') from api.inbox_line where why = ''task of who left''');
select is(pg_temp.left_over(r), w, r || ': ' || coalesce(w, 'nothing'))
from (values ('officer', 'task of who left'), ('supervisor', 'task of who left'), ('coordinator', null), ('night', null), ('far', null), ('partner', null)) as x(r, w);
select is(pg_temp.task('officer', :'c', $$ 'done', 'escort' $$), '', 'it is done');
select is(pg_temp.left_over('supervisor'), null, 'and told no more');
select * from finish();
rollback;
