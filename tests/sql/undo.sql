-- Taking back one's own latest change.
begin;
\ir people.psql
select no_plan();
create function pg_temp.undo(role text, event bigint) returns text language sql
return test.refusal(role, format('api.undo(gen_random_uuid(), %s)', coalesce(event::text, 'null')));
create function pg_temp.did(role text, verb text, c uuid, arguments text default '') returns bigint language sql
return test.done(role, format('api.case_%s(gen_random_uuid(), %L, %s%s)', verb, c, test.version(c), arguments));
create function pg_temp.state(c uuid) returns text language sql volatile as $$
	select concat_ws(' ', stage, priority, (select name from app.staff where id = responsible_id), closed_at is not null, close_reason) from app.case where id = c $$;

select test.a_case(1, 2, 'second') as c \gset
select pg_temp.state(:'c') as before \gset
select is(pg_temp.undo(x.role, pg_temp.did(x.role, x.verb, :'c', x.arguments)), '', 'undone: ' || x.verb || x.arguments)
from (values ('officer', 'take', ''), ('officer', 'priority', ', ''urgent'''), ('officer', 'move', ', ''identification'', null'),
	('supervisor', 'move', ', ''closed'', ''not trafficked''')) as x(role, verb, arguments);
select is(pg_temp.state(:'c'), :'before', 'all is as before');
select is(test.version(:'c'), 9, 'but in a new version each time');

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
select is(pg_temp.undo('officer', :e), 'changed_since', 'and still the one before is not the latest version');
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
select * from finish();
rollback;
