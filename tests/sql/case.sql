-- One case: what may be done with it, by whom, and what is shown of it.
begin;
\ir people.psql
select no_plan();
create function pg_temp.verb(role text, verb text, c uuid, arguments text default '') returns text language sql
return test.refusal(role, format('api.case_%s(gen_random_uuid(), %L, %s%s)', verb, c, test.version(c), arguments));
create function pg_temp.move(role text, c uuid, goal text, reason text default null) returns text language sql
return pg_temp.verb(role, 'move', c, format(', %L, %L', goal, reason));

-- take
select test.a_case() as c \gset
select is(pg_temp.verb('officer', 'take', :'c'), '', 'an officer takes a case');
select is(pg_temp.verb('officer', 'take', :'c'), 'unchanged', 'once');
select is(pg_temp.verb('second', 'take', :'c'), '', 'a colleague takes it over');
select is((select responsible_id from app.case where id = :'c'), test.id('second'), 'and is responsible');
select is(pg_temp.verb('officer', 'take', test.a_case(1, 11)), 'closed', 'a closed case is not taken');

-- assign
select is(pg_temp.verb('officer', 'assign', :'c', format(', %L', test.person('night'))), '', 'a case is given to a colleague');
select is((select responsible_seen from app.case where id = :'c'), false, 'who has not seen it yet');
select is(test.as_person('night', format('select why from api.inbox_line where case_id = %L and why = ''assigned''', :'c')), 'assigned', 'so it is in her inbox');
select test.open('night', :'c') \g /dev/null
select is(test.as_person('night', format('select count(*) from api.inbox_line where case_id = %L and why = ''assigned''', :'c')), '0', 'until she opens it');
select is(pg_temp.verb('officer', 'assign', :'c', format(', %L', test.person(p))), r, p || ': ' || r)
from (values ('night', 'unchanged'), ('partner', 'no_such_person'), ('admin', 'no_such_person'), ('auditor', 'no_such_person'),
	('retired', 'no_such_person'), ('stranger', 'no_such_person'), ('nobody', 'no_such_person'), ('far', 'not_same_office'),
	('suanphlu', 'not_same_office')) as x(p, r);
select is(pg_temp.verb('officer', 'assign', :'c', ', null'), 'no_such_person', 'nobody is no person');
select is(pg_temp.verb('coordinator', 'assign', :'c', format(', %L', test.person('suanphlu'))), '',
	'a coordinator also chooses among people of another of her offices');
select is(test.as_person(r, format('select string_agg(name, '','' order by name) from api.staff_choices(%L)', :'c')), names,
	r || ' may choose from ' || names)
from (values ('officer', 'coordinator,night,officer,second,supervisor'),
	('coordinator', 'coordinator,night,officer,second,suanphlu,supervisor')) as x(r, names);
insert into app.shift (staff_id, office_id, starts_at, ends_at) values (test.id('night'), 1, now() - interval '1 hour', now() + interval '1 hour');
select is(test.as_person('officer', format('select name || on_shift from api.staff_choices(%L) limit 1', :'c')), 'nighttrue', 'on duty first');
savepoint many;
insert into app.case (office_id, responsible_id, source) select 1, test.id('night'), 1 from generate_series(1, 1002);
select is(test.as_person('officer', format('select open_cases from api.staff_choices(%L) limit 1', :'c')), '1001', 'her cases are counted up to a thousand and one');
rollback to many;

-- priority
select is(pg_temp.verb('night', 'priority', :'c', ', ''URGENT'''), '', 'a case becomes urgent');
select is((select priority::int from app.case where id = :'c'), 1, 'which is 1');
select is(pg_temp.verb('night', 'priority', :'c', ', ''urgent'''), 'unchanged', 'once');
select is(pg_temp.verb('night', 'priority', :'c', ', ''soon'''), 'no_such_priority', 'soon is no priority');
select is(pg_temp.verb('night', 'priority', :'c', ', null'), 'no_such_priority', 'nor is nothing');
select is(pg_temp.verb('night', 'priority', test.a_case(1, 11), ', ''urgent'''), 'closed', 'a closed case has none');

-- The stage machine, each move of each role against its table.
create temporary table moved as
select s.id as a, g.id as b, r.role, pg_temp.move(r.role, test.a_case(1, s.id, null, 'no'), g.name, 'help completed') as answer
from app.stage s, app.stage g, unnest('{coordinator,officer,night,supervisor}'::text[]) as r(role);
select is_empty($$ select a, b, role, answer from moved
	where answer <> case when a = b then 'unchanged' when (a, b, role) in (table app.stage_move) then '' else 'stage' end $$,
	'a case moves where app.stage_move says, for whom it says');
select set_eq($$ select distinct b from moved where a = 1 and role = 'officer' and answer = '' $$, array[2], 'a report is triaged first');
select set_eq($$ select distinct b from moved where a = 5 and role = 'officer' and answer = '' $$, array[6, 7, 8, 9],
	'from recovery every outcome is as near as the others');
select set_eq($$ select distinct role from moved where b = 11 and answer = '' $$, array['coordinator', 'supervisor'], 'who leads closes');
select is(pg_temp.move('coordinator', test.a_case(1, 5, null, a), 'return'), case a when 'no' then '' else 'afraid' end,
	'afraid to return: ' || a) from unnest('{yes,no,not asked}'::text[]) as a;
select is(pg_temp.move('coordinator', test.a_case(), 'limbo'), 'no_such_stage', 'limbo is no stage');
select is(pg_temp.move('coordinator', test.a_case(), null), 'no_such_stage', 'nor is nothing');
select is(pg_temp.move('coordinator', test.a_case(), 'closed', r), 'reason_needed', 'closing needs a reason: ' || coalesce(r, 'null'))
from unnest(array[null, '', 'because']) as r;
select test.a_case() as d \gset
select is(pg_temp.move('coordinator', :'d', 'closed', 'entered twice'), '', 'a case is closed');
select results_eq(format('select closed_at = app.now(), close_reason from app.case where id = %L', :'d'), 'values (true, 12::smallint)', 'with time and reason');
select is(pg_temp.move('supervisor', :'d', 'follow-up'), '', 'and reopened');
select results_eq(format('select closed_at, close_reason from app.case where id = %L', :'d'), 'values (null::timestamptz, null::smallint)', 'without them');

-- What may I do?
create function pg_temp.verbs(role text, c uuid) returns text language sql
return test.as_person(role, format('select string_agg(verb || coalesce('' '' || refusal, '''') ||
	coalesce('' '' || array_to_string(choices, ''|''), ''''), ''; '') from api.case_verbs(%L)
	where verb not in (''risk'', ''flag'', ''link'', ''unlink'')', c));
select test.a_case(1, 5, 'officer') as d \gset
select is(pg_temp.verbs('officer', :'d'),
	'take unchanged; assign; priority urgent|high; move staying|third country|no further help wanted', 'an officer, her case');
select is(pg_temp.verbs('supervisor', :'d'),
	'take; assign; priority urgent|high; move protection|staying|third country|no further help wanted|closed', 'a supervisor');
select is(pg_temp.verbs('night', :'d'), 'take; assign; priority urgent|high; move stage', 'the night');
select alike(pg_temp.verbs('operations', :'d'), 'take role; assign role; priority role%; move role%', 'who only reads');
select is(pg_temp.verbs('partner', :'d'), null, 'a partner is not told that it is there');
select alike(pg_temp.verbs('far', :'d'), 'take no_such_case;%', 'somebody from elsewhere');
select alike(pg_temp.verbs('supervisor', test.a_case(1, 11)), 'take closed; assign closed; priority closed%; move follow-up', 'a closed case');
update app.case set afraid = 'no' where id = :'d';
select alike(pg_temp.verbs('officer', :'d'), '%move return|staying|%', 'return is offered to who is not afraid');

-- Finding, however it was typed.
select code, replace(substr(lower(code), 4), '-', ' ') as typed from app.case where id = :'d' \gset
create function pg_temp.find(role text, codes text[]) returns text language sql
return test.as_person(role, format('select string_agg(coalesce(code, problem), '','') from api.case_find(%L)', codes));
select is(pg_temp.find('officer', array[:'code', :'typed', lower(:'code'), ' ' || :'code' || '.', replace(:'code', '-', '')]),
	concat_ws(',', :'code', :'code', :'code', :'code', :'code'), 'a code is found however it was typed');
select is(pg_temp.find('officer', array['HW-AAAA-AAAC', '', 'x', 'HW-1111-1111', app.new_code('HW')]), 'check,check,check,check,no_such_case', 'or why not');
select is(pg_temp.find('far', array[:'code']), 'no_such_case', 'somebody from elsewhere does not learn that it exists');
-- Behind row security an index finds a value, not what a function makes of one: then every case is looked at.
set local enable_seqscan = off;
discard plans;
select pg_stat_get_xact_numscans('app.case_code_key'::regclass) as before \gset
select pg_temp.find('officer', array[:'typed']) \g /dev/null
select is(pg_stat_get_xact_numscans('app.case_code_key'::regclass) - :before, 1::bigint, 'a code is looked up in the index of codes');
reset enable_seqscan;
discard plans;

-- Opening is recorded; clocks, tasks and the preview are not.
select test.a_case(1, 3, 'officer') as d \gset
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at, stopped_at) values (:'d', 1, 'TH-29', now(), now() + interval '1 day', now()),
	(:'d', 1, 'TH-NRM15', now(), now() + interval '15 days', null);
insert into app.task (case_id, office_id, kind, due_at, done_at, staff_id) values (:'d', 1, 1, '2026-01-01 19:45+00', null, null),
	(:'d', 1, 2, null, null, test.id('night')), (:'d', 1, 3, now(), now(), null);
update app.case set exploitation = 2, status = 1, status_by = 2, age_low = 15, age_high = 17, sex = 'female' where id = :'d';
select is(test.as_person('officer', format('select concat_ws('' '', refusal, code, sex, age_low) from api.case_open(%L)', :'d')), 'ask_again',
	'no fact is shown within the transaction that records it');
select is(test.as_person('officer', format('select concat_ws('' '', refusal, code, sex, age_low) from api.case_open(%L)', :'d')), 'ask_again', 'however often');
select is(test.open('officer', :'d', 'sex, age_low, age_high, child, exploitation, status, status_by, office, clock_code, need, mine'), 'female 15 17 t sexual exploitation possible NGO Bangkok TH-NRM15 interpreter t', 'the facts of a case');
select test.as_person(r, format('select code from api.case_open(%L)', :'d')) from unnest('{officer,night,night}'::text[]) as r \g /dev/null
select is((select count(*) from app.event where object_id = :'d' and action = 'case.open'), 2::bigint, 'opened by two, recorded once for each');
update app.clock set now = now; insert into app.clock (now) values (now() + interval '16 minutes');
select test.as_person('officer', format('select code from api.case_open(%L)', :'d')) \g /dev/null
select is((select count(*) from app.event where object_id = :'d' and action = 'case.open'), 3::bigint, 'and again after a quarter of an hour');
delete from app.clock;
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', code, standing, stopped_at is null), '','') from api.case_clocks(%L)', :'d')),
	'TH-NRM15 policy t,OF-AGE policy t,TH-29 unverified f', 'its clocks, running ones first');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', kind, person, done_at is null), '','') from api.case_tasks(%L)', :'d')),
	'interpreter t,place for tonight night t,inform supervisor f', 'its tasks, open ones first');
select is(test.as_person('officer', format('select concat_ws('' '', child, risk, source, open_tasks, tasks, timeline) from api.case_peek(%L)', :'d')),
	't not assessed hotline 2 interpreter 01-02 02:45 . place for tonight', 'its preview, in the office''s time, with the day');
select is((select count(*) from app.event where object_id = :'d' and action not in ('case.open', 'clock.follow')), 0::bigint, 'looking at a preview is not recorded');
select is(test.as_person('far', format('select count(*) from api.%s(%L)', f, :'d')), '0', 'nothing of ' || f || ' elsewhere')
from unnest('{case_clocks,case_tasks,sealed_list,sealed_kinds,case_timeline,case_peek,staff_choices}'::text[]) as f;
select is(test.as_person('far', format('select refusal from api.case_open(%L)', :'d')), 'no_such_case', 'nor of its facts');
select is((select count(*) from app.event where object_id = :'d' and refusal = 'no_such_case'), 1::bigint, 'and trying is recorded');

-- The timeline.
select pg_temp.verb('night', 'take', :'d'), pg_temp.verb('night', 'priority', :'d', ', ''high'''),
	pg_temp.move('supervisor', :'d', 'closed', 'help completed') \g /dev/null
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', person, action, field, was, became, reason, undone), '', '')
	from api.case_timeline(%L)', :'d')), 'supervisor case.move stage identification closed help completed f, '
	'night case.priority priority normal high f, night case.take responsible officer night f', 'what was done, newest first');
select is(test.as_person('officer', format('select string_agg(action, '','') from api.case_timeline(%L, (select id from api.case_timeline(%1$L, null, 1)), 1)', :'d')),
	'case.priority', 'page by page');
select alike(test.as_person('officer', format('select timeline from api.case_peek(%L)', :'d')), '%supervisor%stage identification > closed%night%', 'and in the preview');
select * from finish();
rollback;
