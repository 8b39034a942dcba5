-- How every change begins and ends: keys, versions, locks, the record.
begin;
\ir people.psql
select no_plan();
select test.a_case() as c, gen_random_uuid() as k \gset
select is(test.refusal('officer', format('api.case_take(%L, %L, 1)', :'k', :'c')), '', 'a change is done');
select is(test.version(:'c'), 2, 'and makes a version');
select is(test.as_person('officer', format('select o from api.case_take(%L, %L, 1) o', :'k', :'c')),
	(select o::text from jsonb_populate_record(null::api.outcome, (select outcome from app.request where key = :'k')) o),
	'asked again it answers the same');
select is(test.version(:'c'), 2, 'and changes nothing');
select is((select count(*) from app.event), 1::bigint, 'nor does it record twice');
select is(test.refusal('officer', format('api.case_take(%L, %L, 2)', :'k', :'c')), 'key_reused', 'the key with other arguments is refused');
select is(test.refusal('officer', format('api.case_priority(%L, %L, 1, ''high'')', :'k', :'c')), 'key_reused', 'or for another verb');
select is(test.refusal('second', format('api.case_take(%L, %L, 2)', :'k', :'c')), '', 'a key is one''s own');
select is((select responsible_id from app.case where id = :'c'), test.id('second'), 'so the other''s request is hers');

select gen_random_uuid() as k \gset
select is(test.refusal('officer', format('api.case_priority(%L, %L, 2, ''high'')', :'k', :'c')), 'stale', 'a version that is gone is refused');
select is(test.version(:'c'), 3, 'and changes nothing');
select is(test.refusal('officer', format('api.case_priority(%L, %L, 2, ''high'')', :'k', :'c')), 'stale', 'a refusal is remembered');
select is((select count(*) from app.event where refusal = 'stale'), 1::bigint, 'and recorded once');
select is(test.refusal('officer', format('api.case_take(%L, %L, null)', gen_random_uuid(), :'c')), 'stale', 'no version is no version');
select is(test.refusal('officer', format('api.case_take(%L, %L, 1)', gen_random_uuid(), gen_random_uuid())), 'no_such_case', 'no such case');
select is(test.refusal('far', format('api.case_take(%L, %L, 3)', gen_random_uuid(), :'c')), 'no_such_case',
	'a case of another office is no such case');
select results_eq(
	format($$ select (o).message is not null, (o).event_id is not null, (o).case_id, (o).version from (
		select test.as_person('officer', 'select o from api.case_take(gen_random_uuid(), ''%1$s'', 1) o')::api.outcome as o) as x $$, :'c'),
	format($$ values (true, true, %L::uuid, 3) $$, :'c'), 'a refusal comes with words, its event and the version now');

-- Keys are not kept for ever.
insert into app.request (staff_id, key, action, args, outcome, at)
select s.id, gen_random_uuid(), 'old', '', '{}', app.now() - d from app.staff s, unnest('{29 days,31 days}'::interval[]) as d
where s.login in (test.person('officer'), test.person('second'));
select test.refusal('officer', format('api.case_priority(gen_random_uuid(), %L, 3, ''high'')', :'c')) \g /dev/null
select results_eq($$ select test.id('officer') = staff_id, count(*) from app.request where action = 'old' group by 1 order by 1 $$,
	'values (false, 2::bigint), (true, 1)', 'whoever asks forgets her own of more than 30 days ago');

-- The record.
select is_empty($$ select action, refusal from app.event e where staff_id is distinct from
	(select id from app.staff s where s.login = e.login) or generation is null or xid is null or at is null $$, 'every line says who');
select throws_ok('update app.event set at = now()', '42501', null, 'the owner cannot change a line');
select throws_ok('delete from app.event', '42501', null, 'nor remove one');
select throws_ok('truncate app.event', '42501', null, 'nor all');
set local session_replication_role = replica;
select throws_ok('delete from app.event', '42501', null, 'nor by switching triggers off');
set local session_replication_role = origin;
grant hw_api to current_user;
set local role hw_api;
select throws_ok('update app.event set at = now()', '42501', null, 'hw_api has no right to');
select throws_ok('delete from app.event', '42501', null, 'nor to that');
reset role;
select is(test.as_person('auditor', 'select count(*) from api.event_line'), '0', 'what is not committed is not read yet');
select is(test.as_person(r, 'select count(*) from api.event_line'), '0', r || ' reads no record')
from unnest('{coordinator,supervisor,officer,partner,admin}'::text[]) as r;
set local enable_seqscan = off;
set local enable_sort = off;
set local enable_incremental_sort = off;
set local enable_bitmapscan = off;
create function pg_temp.plan(sql text) returns setof text language plpgsql as $$ begin return query execute 'explain (costs off) ' || sql; end $$;
grant hw_staff to current_user;
set local role hw_staff;
select is((select count(*) from pg_temp.plan($$ select * from api.event_line where (generation, xid, id) > (1, '5'::xid8, 1)
	order by generation, xid, id limit 100 $$) as x where x ~ 'event_cursor'), 1::bigint, 'the record is read on from an index');
reset role;
select * from finish();
rollback;
