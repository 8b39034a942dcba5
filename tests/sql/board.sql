-- Counts that are exact without counting, and a lane that costs the same at any size.
begin;
\ir people.psql
select no_plan();
create function pg_temp.counted() returns setof record language sql as $$
	select office_id, stage, sum(open_cases)::bigint, sum(nobody)::bigint from (
		select office_id, stage, open_cases, nobody from app.board_count
		union all select office_id, stage, open_cases, nobody from app.board_delta) as x
	group by 1, 2 having sum(open_cases) <> 0 or sum(nobody) <> 0 $$;
create function pg_temp.real() returns setof record language sql as $$
	select office_id, stage, count(*), count(*) filter (where responsible_id is null) from app.case where closed_at is null group by 1, 2 $$;
create function pg_temp.same(what text) returns text language sql
return set_eq('select * from pg_temp.counted() as t(a smallint, b smallint, c bigint, d bigint)',
	'select * from pg_temp.real() as t(a smallint, b smallint, c bigint, d bigint)', what);

select test.a_case(1), test.a_case(1, 11), test.a_case(2, 2, 'coordinator'), test.a_case(10, 3, 'far') \g /dev/null
select is(test.as_person(r, format('select string_agg(name || n, '','') from api.board_counts(%L) where n > 0', s)), answer, r || ' ' || s)
from (values ('coordinator', 'all', 'reported1,triaged1'), ('coordinator', 'office', 'reported1'), ('coordinator', 'mine', 'triaged1'),
	('officer', 'all', 'reported1'), ('far', 'all', 'identification1'), ('far', 'mine', 'identification1'), ('admin', 'all', null),
	('coordinator', 'yours', null)) as x(r, s, answer);
select is(test.as_person('admin', 'select count(*) || '' '' || string_agg(lane::text, '','') from api.board_counts(''all'')'),
	'10 1,2,3,4,5,6,7,8,9,10', 'every lane has a number, closed is no lane');

-- Random changes of every kind, as the owner and through the functions.
select setseed(0.4) \g /dev/null
insert into app.case (office_id, stage, responsible_id, priority, source, afraid, closed_at, close_reason, reported_at, touched_at)
select 1 + i % 3, s, case when random() < .7 then test.id('officer') end, 1 + (random() * 2)::int, 1, 'no',
	case when s = 11 then now() end, case when s = 11 then 1 end, now() - i * interval '1 minute', now() - random() * interval '9 days'
from generate_series(1, 20000) as i, lateral (select (1 + i * 7 % 11)::smallint as s) as x
on conflict (code) do nothing;
select pg_temp.same('many new cases');
do $$
begin
	for i in 1 .. 200 loop
		case i % 4
		when 0 then update app.case set responsible_id = nullif(test.id('officer'), responsible_id)
			where id in (select id from app.case order by random() limit 3);
		when 1 then update app.case set stage = 1 + (random() * 9)::int, closed_at = null, close_reason = null
			where id in (select id from app.case order by random() limit 3);
		when 2 then update app.case set stage = 11, closed_at = now(), close_reason = 1
			where id in (select id from app.case order by random() limit 2);
		else delete from app.case where id in (select id from app.case order by random() limit 1);
		end case;
	end loop;
end $$;
select pg_temp.same('after two hundred changes');
select cmp_ok((select count(*) from app.board_delta), '<', 96::bigint, 'differences are folded now and then');
do $$
begin
	perform test.refusal('officer', format('api.case_take(gen_random_uuid(), %L, %s)', id, version)) from (
		select id, version from app.case where office_id = 1 and closed_at is null and responsible_id is null limit 70) as c;
	perform test.refusal('second', format('api.case_move(gen_random_uuid(), %L, %s, ''triaged'', null)', id, version)) from (
		select id, version from app.case where office_id = 1 and stage = 1 limit 70) as c;
end $$;
select pg_temp.same('and after those of people');
select app.board_fold() \g /dev/null
select pg_temp.same('folding changes nothing');
select is((select count(*) from app.board_delta), 0::bigint, 'and leaves no difference');
insert into app.import (id, office_id, staff_id, sha256, layout, lines) values (gen_random_uuid(), 1, test.id('officer'), repeat('0', 64), 'ctdc', 1);
insert into app.record (import_id, line, office_id, year, source, sex) select id, 1, 1, 2016, 1, 'unknown' from app.import;
select pg_temp.same('records are not cases');
select is((select sum(n)::text from pg_temp.real() as t(a smallint, b smallint, n bigint, d bigint) where a in (1, 2)),
	test.as_person('coordinator', 'select sum(n) from api.board_counts(''all'')'), 'the board says so');
select is(test.as_person('coordinator', 'select sum(open_cases) || '' '' || sum(nobody) from api.office_line'),
	(select sum(n) || ' ' || sum(d) from pg_temp.real() as t(a smallint, b smallint, n bigint, d bigint) where a in (1, 2)), 'and the directory');
select is(test.as_person('coordinator', 'select count(*) from api.office_line where open_cases is not null'), '2', 'of one''s own offices');
select is(test.as_person('coordinator', 'select count(*) from api.office_line'), '10', 'all others are listed');

-- The plans of a page, as a real person with row security, when the server no longer knows the numbers.
analyze app.case;
\set lane `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.priority\, l.clock_order\, l.touched_at\, l.id,' -e '/^--/d' sql/queries/board_lane.sql`
\set deep `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.priority\, l.clock_order\, l.touched_at\, l.id,' -e 's,/\*after\*/, and (l.priority\, l.clock_order\, l.touched_at\, l.id) >= ($4\, $5\, $6\, $7),' -e '/^--/d' sql/queries/board_lane.sql`
\set cases `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*shown\*/,l.touched_at desc\, l.id desc,' -e 's,/\*order\*/,l.touched_at\, l.id,' -e 's,/\*after\*/, and (l.touched_at\, l.id) >= ($3\, $4),' -e '/^--/d' sql/queries/case_list.sql`
create function pg_temp.explain(role text, sql text, params text) returns setof text language plpgsql as $$
declare
	me text := session_user;
	line text;
begin
	perform set_config('session_authorization', test.person(role), true), set_config('plan_cache_mode', 'force_generic_plan', true);
	execute 'prepare page as ' || sql;
	for line in execute 'explain (costs off) execute page (' || params || ')' loop
		return next line;
	end loop;
	execute 'deallocate page';
	perform set_config('session_authorization', me, true);
end $$;
create temporary table plan as
	select 'lane' as name, line from pg_temp.explain('coordinator', :'lane', $$'{1,2}', 3, 50$$) as line
	union all select 'lane far down', line from pg_temp.explain('coordinator', :'deep', $$'{1,2}', 3, 50, 3, 'infinity', now(), gen_random_uuid()$$) as line
	union all select 'cases from the end', line from pg_temp.explain('coordinator', :'cases', $$'{1,2}', 50, now(), gen_random_uuid()$$) as line;
create temporary table wanted as select * from (values
	('lane', 'case_lane', '(stage = $2))'),
	('lane far down', 'case_lane', '(stage = $2) AND (ROW(priority, clock_order, touched_at, id) >= ROW($4, $5, $6, $7)))'),
	('cases from the end', 'case_touched', '(ROW(touched_at, id) >= ROW($3, $4)))')) as x(name, index, condition);
select is((select count(*) from plan p where p.name = w.name and strpos(line, 'Index Only Scan using ' || index || ' on "case" c') > 0), 1::bigint,
	name || ': read from its index alone') from wanted w;
select is((select count(*) from plan p where p.name = w.name and line ~ 'Index Cond: \(\(office_id = ANY \(\$\d+\)\) AND \(office_id = o(_\d)?\.office\)' and strpos(line, condition) > 0), 1::bigint,
	name || ': offices and the key are looked up, not filtered') from wanted w;
select is((select count(*) from plan p where p.name = w.name and (line like '%Incremental Sort%' or line like '%Seq Scan on "case"%')), 0::bigint,
	name || ': in its order') from wanted w;
select is((select count(*) from plan p where p.name = w.name and line ~ 'Sort Key'), 2::bigint,
	name || ': sorted are what the offices give, and the page') from wanted w;
select * from finish();
rollback;
