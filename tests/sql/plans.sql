-- database: plain
-- Plans that were made when there were no cases, or hardly any, and are kept until the server has counted again:
-- what is asked all the time must not read all cases by then.
begin;
\ir people.psql
select no_plan();
\set lane `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.priority\, l.clock_order\, l.touched_at\, l.id,' sql/queries/board_lane.sql`
\set cases `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.touched_at desc\, l.id desc,' sql/queries/case_list.sql`
\set inbox `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,case when l.why ~ $$^(TAMPERED|escalated|UNSIGNED|WHERE IS SHE|NO BED)$$ then $$-infinity$$ when l.why = $$child detained$$ then $$0001-01-01$$ else l.at end nulls last\, l.priority\, l.since nulls last\, l.id,' sql/queries/inbox_list.sql`
\set inbox_count `sed 's,/\*filter\*/,true,' sql/queries/inbox_count.sql`
\set triage `sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.calm\, l.clock_order\, l.risk_order\, l.reported_at\, l.id,' sql/queries/triage_list.sql`
\set triage_count `sed 's,/\*filter\*/,true,' sql/queries/triage_count.sql`
\set case_count `sed 's,/\*filter\*/,l.priority = 1,' sql/queries/case_count.sql`
\set lane_counts `sed 's,/\*filter\*/,l.priority = 1,' sql/queries/board_counts_filtered.sql`
create function pg_temp.explain(sql text, params text) returns setof text language plpgsql as $$
declare
	me text := session_user;
	line text;
begin
	perform set_config('session_authorization', test.person('coordinator'), true), set_config('plan_cache_mode', 'force_generic_plan', true);
	execute 'prepare page as ' || sql;
	for line in execute 'explain (costs off) execute page' || params loop
		return next line;
	end loop;
	execute 'deallocate page';
	perform set_config('session_authorization', me, true);
end $$;
create temporary table question (name text, sql text, params text);
insert into question values ('a lane', :'lane', $$('{1,2}', 3, 50)$$), ('the cases', :'cases', $$('{1,2}', 50)$$), ('the inbox', :'inbox', '(50)'),
	('its number', :'inbox_count', ''), ('triage', :'triage', '(50)'), ('its count', :'triage_count', ''), ('the number of cases', :'case_count', $$('{1,2}')$$), ('the numbers of the lanes', :'lane_counts', $$('{1,2}')$$);
create temporary table plan as select q.name, p.line from question q, pg_temp.explain(q.sql, q.params) as p(line);
select is((select reltuples from pg_class where oid = 'app.case'::regclass), -1::real, 'nobody has counted the cases');
select cmp_ok((select count(*) from plan p where p.name = q.name and line ~ 'Scan.* on "case"'), '>', 0::bigint, q.name || ': reads cases') from question q;
select is_empty(format('select line from plan where name = %L and (line like ''%%Seq Scan on "case"%%'' or line like ''%%Seq Scan on task t%%'')', q.name),
	q.name || ': by an index') from question q;
select is_empty($$ select name, line from plan where line ~ 'case_mine' and name ~ 'lane' $$, 'a lane is not looked for among what is somebody''s');

-- Numbers of the board: a function's plan cannot be seen, what it reads can.
create function pg_temp.scans(what regclass) returns bigint language sql as $$ select pg_stat_get_xact_numscans(what) $$;
select test.a_case(1, 1 + i % 10, case i % 3 when 0 then 'coordinator' when 1 then 'officer' end, 'no') from generate_series(1, 60) as i \g /dev/null
analyze app.case;
set local plan_cache_mode = force_generic_plan;
select pg_temp.scans('app.case') as whole, pg_temp.scans('app.case_mine') as mine \gset
select is(test.as_person('coordinator', 'select sum(n) from api.board_counts(''mine'')'), '20', 'mine, of sixty cases');
select is(pg_temp.scans('app.case'), :whole::bigint, 'are not counted by reading them all');
select cmp_ok(pg_temp.scans('app.case_mine'), '>', :mine::bigint, 'but by their index');
select * from finish();
rollback;
