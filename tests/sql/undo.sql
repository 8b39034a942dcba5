-- Taking back one's own latest change.
begin;
\ir people.psql
select no_plan();
create function pg_temp.undo(role text, event bigint) returns text language sql
return test.refusal(role, format('api.undo(gen_random_uuid(), %s)', coalesce(event::text, 'null')));
create function pg_temp.did(role text, verb text, c uuid, arguments text default '') returns bigint language sql
return test.done(role, format('api.case_%s(gen_random_uuid(), %L, %s%s)', verb, c, test.version(c), arguments));
create function pg_temp.state(c uuid) returns text language sql volatile as $$
	select concat_ws(' ', stage, priority, risk, flags, (select name from app.staff where id = responsible_id), closed_at is not null, close_reason) from app.case where id = c $$;

select test.a_case(1, 2, 'second') as c \gset
select pg_temp.state(:'c') as before \gset
select is(pg_temp.undo(x.role, pg_temp.did(x.role, x.verb, :'c', x.arguments)), '', 'undone: ' || x.verb || x.arguments)
from (values ('officer', 'take', ''), ('officer', 'priority', ', ''urgent'''), ('officer', 'move', ', ''identification'', null'),
	('supervisor', 'move', ', ''closed'', ''not trafficked'''), ('night', 'risk', ', ''high'''), ('night', 'flag', ', ''media''')) as x(role, verb, arguments);
select is(pg_temp.state(:'c'), :'before', 'all is as before');
select is(test.version(:'c'), 13, 'but in a new version each time');

select pg_temp.did('officer', 'assign', :'c', format(', %L', test.person('night'))) as e \gset
select is(pg_temp.undo('night', :e), 'not_undoable', 'not what somebody else did');
select is(pg_temp.undo('far', null), 'not_undoable', 'nor the latest where there is none');
select is(pg_temp.undo('officer', :e), '', 'but one''s own');
select is(pg_temp.undo('officer', :e), 'undone_already', 'once');
select is(pg_temp.undo('officer', (select max(id) from app.event where action = 'undo')), 'not_undoable', 'an undo is not undone');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', action, field, was, became, undone), '', '') from api.case_timeline(%L, null, 2)', :'c')),
	'undo responsible night second f, case.assign responsible second night t', 'the timeline tells both');
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as e \gset
select pg_temp.did('second', 'priority', :'c', ', ''urgent''') as f \gset
select is(pg_temp.undo('officer', :e), 'changed_since', 'not when the case changed since');
select is(pg_temp.undo('second', :f), '', 'the latest change is taken back');
select is(pg_temp.undo('officer', :e), '', 'and then the one before');
select pg_temp.did('officer', 'priority', :'c', ', ''urgent''') as e \gset
select gen_random_uuid() as k \gset
select is(test.done('officer', format('api.undo(%L, %s)', :'k', :e)), test.done('officer', format('api.undo(%L, %s)', :'k', :e)), 'asked twice, answered the same');
select is(test.refusal('officer', format('api.undo(%L, %s)', :'k', :f)), 'key_reused', 'for this change only');
select test.as_person('officer', format('select code from api.case_open(%L)', :'c')) \g /dev/null
select is(pg_temp.undo('officer', (select max(id) from app.event where action = 'case.open')), 'not_undoable', 'looking cannot be undone');
select is(test.refusal('far', format('api.case_take(gen_random_uuid(), %L, 1)', :'c')), 'no_such_case', 'what was refused');
select is(pg_temp.undo('far', (select max(id) from app.event where login = test.person('far'))), 'not_undoable', 'cannot either');

-- Without a number: the latest change that is not taken back, to any case, by the same rules.
select test.a_case(1, 2, 'second') as a \gset
select test.a_case(1, 2, 'second') as b \gset
select pg_temp.did('night', 'priority', :'a', ', ''high''') as e \gset
select pg_temp.did('night', 'priority', :'b', ', ''high''') as f \gset
select pg_temp.did('officer', 'take', :'a') as g \gset
select test.done('night', 'api.undo(gen_random_uuid(), null)') as u \gset
select is((select (detail ->> 'undoes')::bigint from app.event where id = :u), :f::bigint,
	'the latest is the latest');
select is(pg_temp.undo('night', null), 'changed_since', 'then the one before, but not over somebody else''s');
select is(pg_temp.undo('officer', null), '', 'whose own it is takes that back');
select gen_random_uuid() as k \gset
select pg_temp.did('second', 'priority', :'b', ', ''urgent''') as e \gset
select is(test.done('second', format('api.undo(%L, null)', :'k')), test.done('second', format('api.undo(%L, null)', :'k')), 'asked twice under one key it takes back one');
select is(test.refusal('second', format('api.undo(%L, %s)', :'k', :e)), 'key_reused', 'and a number is another request');

-- What one could not do today is not done by taking back either.
select test.a_case(1, 2, 'second') as c \gset
select pg_temp.did('officer', 'take', :'c') as e \gset
update app.staff set retired_at = now() where login = test.person('second');
select is(pg_temp.undo('officer', :e), 'not_same_office', 'nobody becomes responsible who has left');
update app.staff set retired_at = null where login = test.person('second');
update app.case set responsible_seen = false where id = :'c';
select is(pg_temp.undo('officer', :e), '', 'who works here does');
select is((select responsible_seen from app.case where id = :'c'), false, 'and finds it in her inbox');
select pg_temp.did('supervisor', 'priority', :'c', ', ''high''') as e \gset
select pg_temp.undo('supervisor', :e) \g /dev/null
select is((select responsible_seen from app.case where id = :'c'), false, 'where it stays when something else is taken back');
select pg_temp.did('supervisor', 'move', :'c', ', ''closed'', ''other''') as e \gset
update app.staff_role set role = 'officer' where staff_id = test.id('supervisor');
select is(pg_temp.undo('supervisor', :e), 'stage', 'who may not close any more does not reopen');
select is((select stage from app.case where id = :'c'), 11::smallint, 'so it stays closed');
select test.a_case(1, 6, 'officer', 'no') as c \gset
select pg_temp.did('officer', 'move', :'c', ', ''staying''') as e \gset
update app.case set afraid = 'yes' where id = :'c';
select is(pg_temp.undo('officer', :e), 'afraid', 'nobody goes back on the way to return who is afraid by now');

-- One after the other, as long as nothing of somebody else's stands between.
select test.a_case(1, 2, 'second') as c, test.a_case(1, 2) as d \gset
select pg_temp.state(:'c') as before \gset
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as a, pg_temp.did('officer', 'risk', :'c', ', ''high''') as b,
	pg_temp.did('officer', 'link', :'c', format(', %L, ''family''', :'d')) as e \gset
select is(pg_temp.undo('officer', :a), 'changed_since', 'not the first before the others');
select is(pg_temp.undo('officer', null), '', 'the latest of three');
select is(pg_temp.undo('officer', :b), '', 'then the one before');
select is(pg_temp.undo('officer', :a), '', 'and the first');
select is(pg_temp.state(:'c'), :'before', 'nothing is left of them');
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as a, pg_temp.did('second', 'risk', :'c', ', ''high''') as b,
	pg_temp.did('officer', 'flag', :'c', ', ''alone''') as e \gset
select pg_temp.undo('officer', :e) \g /dev/null
select is(pg_temp.undo('officer', :a), 'changed_since', 'not over a colleague''s');
select pg_temp.did('second', 'link', :'d', format(', %L, ''family''', :'c')) as f \gset
select pg_temp.undo('second', :f) \g /dev/null
select is(pg_temp.undo('officer', :a), 'changed_since', 'also where a link from elsewhere came and went at that version');
select pg_temp.undo('second', :b) \g /dev/null
update app.case set version = version + 1 where id = :'c';
select is(pg_temp.undo('officer', :a), 'changed_since', 'nor over what no line tells of');
select pg_temp.did('officer', 'priority', :'c', ', ''urgent''') as a \gset
insert into app.event (staff_id, office_id, action, kind, object_id, version, login)
select test.id('officer'), 1, 'sealed.keep', 'case', :'c', test.version(:'c'), test.person('officer');
select is(pg_temp.undo('officer', :a), '', 'a note in between is not in the way');

-- An entry that says the same as the case raises no version; what it rests on is not taken back all the same.
select pg_temp.did('officer', 'risk', :'c', ', ''high''') as a \gset
insert into app.event (staff_id, office_id, action, kind, object_id, version, login, detail)
select test.id('night'), 1, 'sealed.keep', 'case', :'c', test.version(:'c'), test.person('night'), '{"clear": {"level": [null, "high"]}}';
select is(pg_temp.undo('officer', :a), 'changed_since', 'nor what somebody has written down since');

-- Nor in a transaction that began before what it takes back.
select test.a_case(1, 2, 'second') as c \gset
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as a \gset
create function pg_temp.long(so boolean) returns void language plpgsql as $f$ begin
	execute format('create or replace function app.waited_long() returns boolean language sql stable return %L::boolean', so);
end $f$;
select pg_temp.long(true);
select is(pg_temp.undo('officer', :a), 'waited_long', 'a transaction that waited so long takes nothing back');
select is(test.refusal('officer', format('api.case_priority(gen_random_uuid(), %L, %s, ''urgent'')', :'c', test.version(:'c'))), 'waited_long', 'nor does it change a case');
select pg_temp.long(false);
select is(pg_temp.undo('officer', :a), '', 'a new one does');

-- For ten minutes.
select test.a_case(1, 2, 'second') as c \gset
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as e \gset
insert into app.clock (now) values (now() + interval '10 minutes 1 second');
select is(pg_temp.undo('officer', :e), 'too_late', 'after more than ten minutes nothing is taken back');
select is((select priority::int from app.case where id = :'c'), 2, 'and it stays');
select is(pg_temp.undo('officer', null), 'too_late', 'nor the latest, where that is so old');
update app.clock set now = now() + interval '10 minutes';
select is(pg_temp.undo('officer', :e), '', 'at ten it is');
delete from app.clock;

-- A verb needs a row in app.change, and may bring a function of its own.
update app.change set undoable = false where action = 'case.priority';
select pg_temp.did('officer', 'priority', :'c', ', ''high''') as e \gset
select is(pg_temp.undo('officer', :e), 'not_undoable', 'what has no such row is not taken back');
create function app.undo_test(change app.event) returns text language sql as $$ select case when change.detail ? 'priority' then 'unchanged' end $$;
grant execute on function app.undo_test(app.event) to hw_api;
update app.change set undoable = true, undone_by = 'undo_test' where action = 'case.priority';
select is(pg_temp.undo('officer', :e), 'unchanged', 'its function may say why not');
select is_empty($$ select undone_by from app.change c where c.undone_by is not null
	and to_regprocedure('app.' || c.undone_by || '(app.event)') is null $$, 'each function that is named is there');
select is_empty($$ select action from app.change c where c.undoable and not exists (select from app.allowed a where a.action = c.action) $$, 'each verb that is taken back is allowed to somebody');
select is_empty($$ select x[1] from pg_proc p, regexp_matches(p.prosrc, 'begin_case\([a-z_]+, ''([a-z.]+)''', 'g') as x
	where p.pronamespace in ('api'::regnamespace, 'app'::regnamespace) except select action from app.change $$, 'each verb that changes a case has one');
select * from finish();
rollback;
