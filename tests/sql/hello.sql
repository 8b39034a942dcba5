-- Who am I, and which time is it?
begin;
\ir people.psql
select no_plan();
select results_eq('select oldest, newest from api.contract()', 'values (1, 1)', 'programs of contract 1 are served');
select is(test.as_person('officer', 'select concat_ws('' '', name, roles, read_only, office, zone, utc_offset_minutes) from api.hello(1)'),
	'officer {officer} f Bangkok Asia/Bangkok 420', 'an officer is known');
select is(test.as_person(r, 'select language from api.hello(1)'), said, r || ' is told in which language her office answers')
from (values ('officer', 'th'), ('partner', 'th'), ('stranger', null)) as x(r, said);
select is(test.as_person('officer', 'select read_only from api.hello(2)'), 'true', 'a program outside the contract only reads');
select is(test.as_person(r, 'select read_only from api.hello(1)'), 'true', r || ' only reads')
from unnest('{operations,auditor,admin,stranger}'::text[]) as r;
select is(test.as_person(r, 'select concat_ws('' '', read_only, referred) from api.hello(1)'), said, r || ' answers what was referred: ' || said)
from (values ('partner', 'f t'), ('officer', 'f f'), ('operations', 't f'), ('stranger', 't f')) as x(r, said);
select is(test.as_person(r, 'select concat_ws('' '', works, opens, keeps_places, peeks) from api.hello(1)'), said, r || ' is told what her role does')
from (values ('coordinator', 't t t t'), ('officer', 't t f t'), ('night', 't t f t'), ('supervisor', 't t t t'), ('partner', 'f f f f'),
	('auditor', 'f f f f'), ('admin', 'f f f f'), ('registrar', 'f f f f'), ('health', 'f t f t'), ('operations', 'f f f t'),
	('retired', 'f f f f'), ('stranger', 'f f f f')) as x(r, said);
select is(test.as_person('stranger', 'select concat_ws('' '', refusal, staff_id, office, generation) from api.hello(1)'),
	'unknown_person 1', 'a stranger gets a row that says so');
savepoint people;
delete from app.staff_role;
select is(test.as_person(r, 'select refusal from api.hello(1)'), 'nobody', 'where nobody has a role, as in a dump on its way back, it is not ' || r || ' who is unknown')
from unnest('{officer,stranger,retired}'::text[]) as r;
rollback to people;
select is(test.as_person('officer', 'select frozen from api.hello(1)'), 'false', 'the clock runs');
insert into app.clock (now) values ('2026-03-01 02:41+00');
select is(test.as_person('officer', 'select now_ms from api.hello(1)'), '1772332860000', 'a stopped clock is told');
select is(test.as_person('officer', 'select frozen from api.hello(1)'), 'true', 'and said to be stopped');
select test.make('mandalay', '{7}', '{officer}') \g /dev/null
select is(test.as_person('mandalay', 'select utc_offset_minutes from api.hello(1)'), '390', 'Mandalay is at +6:30');
select is(test.as_person('officer', 'insert into app.clock (now) values (now())'), 'ERROR 42501', 'nobody stops the clock');
select isnt(test.as_person('officer', 'select set_config(''app.now'', ''2020-01-01'', true)'), null, 'a setting may be set');
select is(test.as_person('officer', 'select now_ms from api.hello(1)'), '1772332860000', 'and changes nothing');

create function pg_temp.blocks(query text) returns bigint language plpgsql as $$
declare
	found json;
begin
	execute query;
	execute 'explain (analyze, buffers, format json) ' || query into found;
	return (found->0->'Plan'->>'Shared Hit Blocks')::bigint + (found->0->'Plan'->>'Shared Read Blocks')::bigint;
end $$;
-- The mark of one whole import, after another: found by where it is, not by looking through the other.
savepoint imports;
insert into app.event (action, kind, xid) select 'x', 'none', x from unnest('{3,4}'::xid8[]) as x, generate_series(1, 16000);
analyze app.event;
select cmp_ok(pg_temp.blocks('select app.head()'), '<', 100::bigint, 'a mark costs as much after many lines as after few');
rollback to imports;

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
select app.head() as before \gset
insert into app.event (action, kind) values ('x', 'none');
select app.head() as mark \gset
select isnt(:'mark'::text, :'before'::text, 'what is recorded moves the mark');
create function test.holds(mark text) returns text language sql as
	$$ select test.as_person('officer', format('select held from api.hello(1, %L)', mark)) $$;
select is(test.as_person('officer', call), :'mark', 'whoever works here is given it by ' || call)
from unnest('{select mark from api.hello(1),select api.mark()}'::text[]) as call;
select is(test.holds(m), held, what) from (values (:'mark'::text, 'true'::text, 'the record holds its mark'),
	(:'before', 'true', 'and an earlier one'), (null, null, 'who has none is told nothing'),
	(left(:'mark', -1) || translate(right(:'mark', 1), '0123456789abcdef', '123456789abcdef0'), 'false', 'a line of another witness is not held'),
	('1.99999999999999999.' || repeat('0', 32), 'false', 'nor one that was never written'),
	(regexp_replace(:'mark', '\.([^.]*)$', ',99999999999999999.\1'), 'false', 'nor one beside it'),
	('nonsense', 'false', 'nor what is no mark'), ('1.99999999999999999999.' || repeat('0', 32), 'false', 'nor a number too long')) as x(m, held, what);
select is(test.as_person(r, call), null, r || ' is told nothing by ' || call)
from unnest('{stranger,retired}'::text[]) as r,
	unnest(array['select api.mark()', 'select mark from api.hello(1)', format('select held from api.hello(1, %L)', :'mark')]) as call;
-- Whoever guesses what was done, when and to which case must have no way to try it.
select is(split_part(:'mark', '.', 3), left(encode(sha256((select string_agg(uuid_send(witness), '' order by id) from (
	select distinct on (xid) id, witness from app.event where generation = (select app.generation()) order by xid, id) as w)), 'hex'), 32),
	'a mark is made of chance alone');
select is((select count(*) from app.event e join app.event f using (witness)), (select count(*) from app.event), 'another one for every line');
select is(test.as_person(r, 'select witness from api.event_line'), 'ERROR 42703', r || ' does not read it')
from unnest('{officer,auditor}'::text[]) as r;

-- Nobody makes the server work by what she hands in.
insert into app.event (action, kind) select 'x', 'none' from generate_series(1, 16000);
select app.head() as mark \gset
select cmp_ok(pg_temp.blocks(format('select app.holds(%L)', :'mark')), '<', 100::bigint, 'one line stands for its transaction');
select cmp_ok(pg_temp.blocks('select app.head()'), '<', 100::bigint, 'here too');
select is(app.holds(format('1.1%s.%s', repeat(',1', n), repeat('0', 32))), false, 'a mark of ' || n || ' is none') from unnest('{199,200}'::integer[]) as n;
select cmp_ok(pg_temp.blocks(format('select app.holds(%L)', format('%s%s.%s', split_part(:'mark', '.', 1) || '.' || split_part(:'mark', '.', 2),
	repeat(',' || split_part(:'mark', '.', 2), 200), repeat('0', 32)))), '<', 5::bigint, 'and of more than 200 nothing is looked for');

-- However much was written before, and beside.
insert into app.event (action, kind, xid, beside) select 'x', 'none', n::text::xid8, null from generate_series(1000000001, 1000009000) as n;
select cmp_ok(pg_temp.blocks('select app.head()'), '<', 100::bigint, 'what was written before is not looked at');
savepoint beside;
insert into app.event (action, kind, xid, beside) values ('x', 'none', '99999999999', '1000009000:1000009000:');
select is(split_part(app.head(), '.', 2), '99999999999,1000009000', 'whoever may have been beside is');
insert into app.event (action, kind, xid, beside) values ('x', 'none', '99999999999', '1000000010:1000000010:');
select is(cardinality(string_to_array(split_part(app.head(), '.', 2), ',')), 200, 'but no more than 200');
select cmp_ok(pg_temp.blocks('select app.head()'), '<', 2000::bigint, 'nor what lies further back');
rollback to beside;

-- A copy that lacks something is the database from now on.
select app.generation() as g \gset
select is(app.begin_generation(), :g + 1, 'the owner begins a new generation');
select is((select concat_ws(' ', generation, login) from app.event order by id desc limit 1), concat_ws(' ', :g + 1, session_user), 'that is in the record');
select is(test.holds(:'mark'), 'true', 'which still holds what was before');
select matches(app.head(), '^' || :g + 1 || '\.', 'and has a mark of the new one');
select is(test.as_person(r, 'select app.begin_generation()'), 'ERROR 42501', r || ' begins none') from unnest('{coordinator,admin}'::text[]) as r;
select * from finish();
rollback;
