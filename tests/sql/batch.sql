-- People who came at once: somebody sees to them, and they wait no longer than a report may.
begin;
\ir people.psql
select no_plan();
select md5('batch')::uuid as b \gset
insert into app.clock (now) values ('2026-11-20T20:00:00Z');
select test.done('night', format('api.batch_keep(gen_random_uuid(), %L, 0, null, ''raid'', %L)', :'b',
	'[{"nationality": "MM", "class": "men", "n": 2}, {"nationality": "MM", "class": "girls", "n": 1}]')) \g /dev/null
create function pg_temp.line(who text) returns text language sql volatile return test.as_person(who,
	'select concat_ws('' '', coalesce(responsible, ''NOBODY''), mine, clock_code, to_char(clock_at at time zone ''UTC'', ''HH24:MI''), risk_order, child) from api.triage_line where people is not null');
create function pg_temp.inbox(who text) returns text language sql volatile return test.as_person(who,
	'select concat_ws('' '', left(code, 3), why, responsible) from api.inbox_line where why = ''people waiting''');
create function pg_temp.take(who text, version integer) returns text language sql volatile
	return test.refusal(who, format('api.batch_take(gen_random_uuid(), %L, %s)', md5('batch')::uuid, version));
create function pg_temp.taken(who text) returns bigint language sql volatile
	return (select max(id) from app.event where action = 'batch.take' and refusal is null and staff_id = test.id(who));
select is(pg_temp.line(r), w, r || ': ' || coalesce(w, 'nothing'))
from (values ('night', 'night t TRIAGE 20:30 0 t'), ('officer', 'night f TRIAGE 20:30 0 t'), ('far', null), ('partner', null)) as x(r, w);
select is(pg_temp.inbox('supervisor'), null, 'nobody is told of them yet');

update app.clock set now = now + interval '31 minutes';
select is(pg_temp.inbox(r), w, r || ' finds them in her inbox: ' || coalesce(w, 'no'))
from (values ('night', 'BT- people waiting night'), ('supervisor', 'BT- people waiting night'), ('officer', null), ('far', null), ('partner', null), ('auditor', null)) as x(r, w);

-- Who takes them.
select is(pg_temp.take(r, v), w, why)
from (values (1, 'night', 1, 'batch_yours', 'they are hers already'), (2, 'far', 1, 'no_such_batch', 'nobody of another office'), (3, 'partner', 1, 'role', 'no partner'), (4, 'auditor', 1, 'role', 'nor who only reads'),
	(5, 'officer', 1, '', 'a colleague'), (6, 'supervisor', 1, 'stale_batch', 'who had not seen that is told'), (7, 'supervisor', 2, '', 'who has takes them')) as x(n, r, v, w, why) order by n;
select is(pg_temp.line('night'), 'supervisor f TRIAGE 21:01 0 t', 'the others see who, and their clock begins anew');
select is(pg_temp.inbox('night'), null, 'nobody is told any more');
select is(test.refusal(r, format('api.undo(gen_random_uuid(), %s)', pg_temp.taken(r))), w, why)
from (values (1, 'officer', 'changed_since', 'nobody takes back what is another''s by now'), (2, 'supervisor', '', 'she gives them back')) as x(n, r, w, why) order by n;
select is(pg_temp.line('night'), 'officer f TRIAGE 21:01 0 t', 'to whom they were');

-- Of nobody's.
update app.clock set now = now + interval '31 minutes';
update app.staff set retired_at = app.now() where id = test.id('officer');
select is(pg_temp.line('night'), 'NOBODY f TRIAGE 21:01 0 t', 'she works here no more: they are nobody''s');
select is(pg_temp.inbox(r), w, r || ' is told: ' || w) from (values ('night', 'BT- people waiting'), ('supervisor', 'BT- people waiting')) as x(r, w);

-- When one is split out they wait from then on; when all are, no more.
insert into app.case (id, office_id, source, batch_id) values (md5('one')::uuid, 1, 1, :'b');
update app.batch_count set split = 1 where class = 'girls';
select is(pg_temp.line('night'), 'NOBODY f TRIAGE 21:32 2 f', 'one is split out; no child is left');
select is(pg_temp.inbox('supervisor'), null, 'nobody is told');
insert into app.case (id, office_id, source, batch_id) select md5(n::text)::uuid, 1, 1, :'b' from generate_series(1, 2) as n;
update app.batch_count set split = n;
update app.clock set now = now + interval '1 day';
select is(coalesce(pg_temp.line('night'), pg_temp.inbox('supervisor')), null, 'all of them are cases');
select * from finish();
rollback;
