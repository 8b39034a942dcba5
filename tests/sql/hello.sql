-- Who am I, and which time is it?
begin;
\ir people.psql
select no_plan();
select results_eq('select oldest, newest from api.contract()', 'values (1, 1)', 'programs of contract 1 are served');
select is(test.as_person('officer', 'select concat_ws('' '', name, roles, read_only, office, zone, utc_offset_minutes) from api.hello(1)'),
	'officer {officer} f Bangkok Asia/Bangkok 420', 'an officer is known');
select is(test.as_person('officer', 'select read_only from api.hello(2)'), 'true', 'a program outside the contract only reads');
select is(test.as_person(r, 'select read_only from api.hello(1)'), 'true', r || ' only reads')
from unnest('{partner,auditor,admin,stranger}'::text[]) as r;
select is(test.as_person('stranger', 'select concat_ws('' '', refusal, staff_id, office, generation) from api.hello(1)'),
	'unknown_person 1', 'a stranger gets a row that says so');
select is(test.as_person('officer', 'select frozen from api.hello(1)'), 'false', 'the clock runs');
insert into app.clock (now) values ('2026-03-01 02:41+00');
select is(test.as_person('officer', 'select now_ms from api.hello(1)'), '1772332860000', 'a stopped clock is told');
select is(test.as_person('officer', 'select frozen from api.hello(1)'), 'true', 'and said to be stopped');
select test.make('mandalay', '{7}', '{officer}') \g /dev/null
select is(test.as_person('mandalay', 'select utc_offset_minutes from api.hello(1)'), '390', 'Mandalay is at +6:30');
select is(test.as_person('officer', 'insert into app.clock (now) values (now())'), 'ERROR 42501', 'nobody stops the clock');
select isnt(test.as_person('officer', 'select set_config(''app.now'', ''2020-01-01'', true)'), null, 'a setting may be set');
select is(test.as_person('officer', 'select now_ms from api.hello(1)'), '1772332860000', 'and changes nothing');

-- This database, after a restore.
select app.after_migrate() \g /dev/null
select generation as g, system_id as s from app.cluster \gset
select app.after_migrate() \g /dev/null
select is((select generation from app.cluster), :g, 'the same database keeps its generation');
update app.cluster set system_id = 'another';
select app.after_migrate() \g /dev/null
select is((select generation from app.cluster), :g + 1, 'a copy on another server gets the next one');
select is((select system_id from app.cluster), :'s', 'and knows where it is');
insert into app.event (action, kind, xid) values ('x', 'none', '99999999999');
select app.after_migrate() \g /dev/null
select is((select generation from app.cluster), :g + 2, 'so does one whose events lie ahead of the server');
select app.after_migrate() \g /dev/null
select is((select generation from app.cluster), :g + 2, 'once');
select is((select demo from app.cluster), false, 'no database is a demo by itself');
select app.mark_demo() \g /dev/null
select is(test.as_person('officer', 'select demo from api.hello(1)'), 'true', 'a demo says so');
select is(test.as_person('officer', 'select app.mark_demo()'), 'ERROR 42501', 'nobody makes it one');

-- The mark that a console hands in to know its database again.
select api.mark() as before \gset
insert into app.event (action, kind) values ('x', 'none');
select api.mark() as mark \gset
select isnt(:'mark'::text, :'before'::text, 'what is recorded moves the mark');
create function test.holds(mark text) returns text language sql as
	$$ select test.as_person('officer', format('select held from api.hello(1, %L)', mark)) $$;
select is(test.holds(m), held, what) from (values (:'mark'::text, 'true'::text, 'the record holds its mark'),
	(:'before', 'true', 'and an earlier one'), (null, null, 'who has none is told nothing'),
	(left(:'mark', -1) || translate(right(:'mark', 1), '0123456789abcdef', '123456789abcdef0'), 'false', 'a line that says something else is not held'),
	('1.99999999999999999.' || repeat('0', 32), 'false', 'nor one that was never written'),
	('nonsense', 'false', 'nor what is no mark'), ('1.99999999999999999999.' || repeat('0', 32), 'false', 'nor a number too long')) as x(m, held, what);
select is(test.as_person('stranger', 'select held from api.hello(1, ' || quote_literal(:'mark') || ')'), 'true',
	'a stranger learns no more from it than that it is the same');
select * from finish();
rollback;
