-- Clocks: what starts and stops them, and who may.
begin;
\ir people.psql
select no_plan();
create function pg_temp.clocks(c uuid) returns text language sql volatile
return (select string_agg(concat_ws(' ', rule, ends_at - app.now(), case when stopped_at is not null then 'stopped' end), '; ' order by started_at, rule)
	from app.case_clock where case_id = c);

-- For other changes to call.
select test.a_case() as c \gset
select app.clock_start(:'c', 'CALL-BACK', now()) as k \gset
select is(pg_temp.clocks(:'c'), 'CALL-BACK 01:00:00', 'a clock runs as long as its rule says');
select is(app.clock_start(:'c', 'CALL-BACK', now() + interval '5 minutes'), :'k', 'one that runs');
select is(pg_temp.clocks(:'c'), 'CALL-BACK 01:00:00', 'goes on');
select is(app.clock_start(:'c', 'CALL-BACK', now(), now() + interval '20 minutes'), :'k', 'told another end');
select is(pg_temp.clocks(:'c'), 'CALL-BACK 00:20:00', 'it has that one');
select is((select concat_ws(' ', clock_code, clock_at - now()) from app.case where id = :'c'), 'CALL-BACK 00:20:00', 'and so has its case');
select is(app.clock_stop(:'c', 'CALL-BACK'), true, 'it stops');
select is(app.clock_stop(:'c', 'CALL-BACK'), false, 'once');
select is((select count(*) from app.event where object_id = :'c' and action = 'clock.follow'), 3::bigint, 'what happened is in the record, what did not is not');
select throws_ok(format('select app.clock_start(%L, ''NONE'', now())', :'c'), '23514', 'rule: no_such_rule', 'there is no such rule');
select throws_ok(format('select app.clock_start(%L, ''CALL-BACK'', now(), now())', :'c'), '23514', 'until: before_it', 'nothing ends before it begins');
select throws_ok(format('insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) select %L, 1, ''TH-29'', now(), now() + interval ''1 day'' from generate_series(1, 2)', :'c'), '23505', null, 'two of one rule');

-- What starts and stops them by itself.
create function pg_temp.runs(c uuid) returns text language sql volatile
return (select string_agg(rule, ',' order by rule) from app.case_clock where case_id = c and stopped_at is null);
create function pg_temp.verb(role text, verb text, c uuid, arguments text default '') returns text language sql
return test.refusal(role, format('api.case_%s(gen_random_uuid(), %L, %s%s)', verb, c, test.version(c), arguments));
create function pg_temp.later(span interval) returns void language plpgsql as $$
begin
	delete from app.clock;
	insert into app.clock (now) values (now() + span);
end $$;
select test.a_case() as c \gset
select is(pg_temp.runs(:'c'), null, 'what the owner brings in has its clocks with it');
select app.clocks_follow(null, c) from app.case c where c.id = :'c';
select is(pg_temp.runs(:'c'), 'TRIAGE', 'a report waits for somebody to look at it');
select app.clocks_follow(null, c) from app.case c where c.id = :'c';
select is((select count(*) from app.case_clock where case_id = :'c'), 1::bigint, 'once, however often that is asked');
select is(pg_temp.verb('officer', 'move', :'c', ', ''triaged'''), '', 'somebody looks');
select is(pg_temp.runs(:'c'), null, 'and it stops');
select is((select concat_ws(' ', clock_code, clock_at) from app.case where id = :'c'), '', 'for the case too');
select pg_temp.later('9 minutes');
select is(pg_temp.verb('supervisor', 'move', :'c', ', ''reported'''), '', 'that was a slip');
select is((select pg_temp.runs(:'c') || ' ' || (ends_at = now() + interval '30 minutes') from app.case_clock where case_id = :'c'), 'TRIAGE true', 'so it goes on');
select is(pg_temp.verb('officer', 'move', :'c', ', ''triaged'''), '', 'seen');
select pg_temp.later('25 minutes');
select is(pg_temp.verb('supervisor', 'move', :'c', ', ''reported'''), '', 'later that is no slip');
select is((select string_agg(ends_at - now() || coalesce(' ' || (stopped_at - now()), ''), ', ' order by started_at) from app.case_clock where case_id = :'c'),
	'00:30:00 00:09:00, 00:55:00', 'and it begins anew');

-- A child in detention, a decision, an age.
select test.a_case() as d \gset
update app.case set flags = '{detained}' where id = :'d';
select is(pg_temp.runs(:'d'), null, 'who is detained and of no known age');
update app.case set age_low = 15, age_high = 17 where id = :'d';
select is(pg_temp.runs(:'d'), 'CHILD-DETAINED,OF-AGE', 'a child, detained');
select is((select concat_ws(' ', ends_at - app.now()) from app.case_clock where case_id = :'d' and rule = 'CHILD-DETAINED'), '00:01:00', 'is an alarm at once');
select is((select concat_ws(' ', started_at = app.now(), ends_at = app.now() + interval '3 years') from app.case_clock where case_id = :'d' and rule = 'OF-AGE'), 't t',
	'of 15 to 17: may be of age soon, is in three years');
update app.case set age_high = 15 where id = :'d';
select is((select concat_ws(' ', started_at = app.now() + interval '2 years', ends_at = app.now() + interval '3 years') from app.case_clock where case_id = :'d' and rule = 'OF-AGE' and stopped_at is null), 't t',
	'of 15: not before two years');
select is(pg_temp.runs(:'d') , 'CHILD-DETAINED,OF-AGE', 'the alarm rings');
select is(pg_temp.verb('officer', 'clock', :'d', ', ''done'', ''CHILD-DETAINED'''), 'by_itself', 'nobody silences it');
select is(pg_temp.verb('officer', 'clock', :'d', ', ''start'', ''OF-AGE'''), 'by_itself', 'nor starts what follows from an age');
update app.case set flags = '{}' where id = :'d';
select is(pg_temp.runs(:'d') , 'OF-AGE', 'until she is out');
update app.case set age_low = 18, age_high = 20 where id = :'d';
select is(pg_temp.runs(:'d') , null, 'who is of age is');
create temporary table decided as select test.a_case(o, 3) as id, o as office from unnest('{1,3,10}'::int[]) as o;
update app.case set status = 1, status_by = 1 where id in (select id from decided);
select results_eq('select (select country_id from app.office where id = office), pg_temp.runs(id) from decided order by office',
	$$ select country_id, case country_id when 'TH' then 'TH-NRM15' end from app.office where id in (1, 3, 10) order by id $$, 'a rule of one country starts in that country alone');
update app.case set status = 2 where id in (select id from decided where office = 1);
select is((select pg_temp.runs(id) from decided where office = 1), 'TH-REF45', 'the next decision starts the next clock');
select id as e from decided where office = 1 \gset
select pg_temp.later('26 minutes');
select app.clock_start(:'e', 'TH-29', app.now()) \g /dev/null
select is(pg_temp.verb('supervisor', 'move', :'e', ', ''closed'', ''help completed'''), '', 'a case is closed');
select is(pg_temp.runs(:'e'), null, 'and has no clock');
select is(pg_temp.verb('supervisor', 'move', :'e', ', ''follow-up'''), '', 'reopened at once');
select is(pg_temp.runs(:'e'), 'TH-29,TH-REF45', 'it has those it had');
update app.case set age_low = 15, age_high = 17 where id = :'e';
select string_agg(rule || ends_at, ' ' order by rule) as before from app.case_clock where case_id = :'e' and stopped_at is null \gset
select pg_temp.later('30 minutes');
select is(pg_temp.verb('supervisor', 'move', :'e', ', ''closed'', ''help completed'''), '', 'closed again');
select pg_temp.later('2 days');
select is(pg_temp.verb('supervisor', 'move', :'e', ', ''follow-up'''), '', 'reopened days later');
select is((select string_agg(rule || ends_at, ' ' order by rule) from app.case_clock where case_id = :'e' and stopped_at is null), :'before', 'it has those it had, and they end when they would have');
select pg_temp.later('26 minutes');

-- She may be of age: she is asked herself.
\ir vault.psql
select test.vault() \g /dev/null
-- What somebody enters begins with its clocks: here a call of a child.
select gen_random_uuid() as n \gset
select is(test.as_person('night', format('select coalesce(refusal, '''') from api.case_new(gen_random_uuid(), %L, null, null, %L, 1, %L, gen_random_uuid(), %L, %L, null)', :'n', test.realm(),
	test.bytes(106, 'wrap'), '{"danger": null, "age": "15-17", "sex": null, "people": null, "lang": null, "call_from": null, "call_until": null, "answers": null, "access": [],
	"act": [], "means": [], "purpose": [], "caller": null, "source": "hotline", "standing": "case"}'::jsonb, test.blob('call'))), '', 'a call comes in');
select is(pg_temp.runs(:'n'), 'OF-AGE,TRIAGE', 'and its clocks run');
select test.a_case() as g \gset
select test.key('officer', :'g') \g /dev/null
update app.case set age_low = 17, age_high = 17 where id = :'g';
create function pg_temp.agreed(by text, purpose text, on_day date) returns text language sql volatile
return test.as_person('officer', format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, gen_random_uuid(), ''consent'', 0, 1, %L, %L) as o offset 0) as x',
	current_setting('my.case'), test.blob(gen_random_uuid()::text), jsonb_build_object('purpose', purpose, 'answer', 'given', 'by', by, 'guardian_cleared', case by when 'guardian' then 'yes' end,
	'told', '[]'::jsonb, 'asked_on', on_day, 'again_on', case by when 'guardian' then on_day + 90 end)));
select set_config('my.case', :'g', true) \g /dev/null
select is(pg_temp.agreed('herself', 'photograph', app.now()::date), '', 'she is asked about something');
select is(pg_temp.runs(:'g'), 'OF-AGE', 'before she is surely of age: that stops nothing');
select is(pg_temp.agreed('guardian', 'sharing', (app.now() - interval '1 day')::date), '', 'a guardian has agreed for her');
select is((select (ends_at at time zone 'Asia/Bangkok')::date - (app.now() - interval '1 day')::date from app.case_clock where case_id = :'g' and rule = 'OF-AGE'), 90, 'so it is known when she is asked herself');
select is(pg_temp.agreed('herself', 'tracing', app.now()::date), '', 'she agrees to something else');
select is(pg_temp.runs(:'g'), 'OF-AGE', 'that is not enough');
select is(pg_temp.agreed('herself', 'sharing', app.now()::date), '', 'nothing rests on him any more');
select is(pg_temp.runs(:'g'), null, 'and she was asked');
delete from app.clock;

-- By hand: start, done, extend; as each role.
select test.a_case(1, 3, 'officer') as h \gset
select is(pg_temp.verb(r, 'clock', :'h', ', ''start'', ''TH-29'''), a, r || ': ' || a)
from (values ('partner', 'role'), ('auditor', 'role'), ('admin', 'role'), ('registrar', 'role'), ('health', 'role'), ('operations', 'role'),
	('far', 'no_such_case'), ('retired', 'unknown_person'), ('stranger', 'unknown_person')) as x(r, a);
select is((select count(*) from app.case_clock where case_id = :'h'), 0::bigint, 'nothing of that was done');
select is(pg_temp.verb('night', 'clock', :'h', format(', %L, %L, %L, %L', act, rule, at, why)), a, concat_ws(' ', act, rule, at, why, a))
from (values (1, null, 'TH-29', null, null, 'no_such_choice'), (2, 'stop', 'TH-29', null, null, 'no_such_choice'), (3, 'start', 'NONE', null, null, 'no_such_rule'),
	(4, 'start', null, null, null, 'no_such_rule'), (5, 'start', 'MY-PO', null, null, 'rule_elsewhere'), (6, 'start', 'TRIAGE', null, null, 'by_itself'),
	(7, 'start', 'TH-29', '2026-02-31', null, 'time_format'), (8, 'start', 'TH-29', '25:00', null, 'time_format'), (9, 'start', 'TH-29', 'soon', null, 'time_format'),
	(10, 'start', 'TH-29', '2999-01-01', null, 'to_come'), (11, 'start', 'TH-29', '9999999h', null, 'time_format'), (12, 'done', 'TH-29', null, null, 'clock_stopped'),
	(13, 'extend', 'TH-29', '1h', 'no interpreter', 'clock_stopped'), (14, 'start', 'th-29 ', '3h', null, ''), (15, 'start', 'TH-29', null, null, 'clock_runs'),
	(16, 'extend', 'TH-29', '1h', 'no interpreter', 'not_longer'), (17, 'start', 'CALL-BACK', '2d', null, 'too_far'), (18, 'start', 'CALL-BACK', '2026-01-01', null, 'over'),
	(19, 'start', 'CALL-BACK', '20m', null, ''), (20, 'extend', 'CALL-BACK', '', 'another window', 'time_format'), (21, 'extend', 'CALL-BACK', '1h', null, 'no_such_choice'),
	(22, 'extend', 'CALL-BACK', '1h', 'her name', 'no_such_choice'), (221, 'done', 'CALL-BACK', null, 'her name', 'no_such_choice'), (222, 'start', 'TH-NRM15', '1h', 'her name', 'no_such_choice'), (23, 'extend', 'CALL-BACK', '2026-01-01', 'another window', 'not_later'),
	(24, 'extend', 'CALL-BACK', '2d', 'another window', 'too_far'), (25, 'extend', 'CALL-BACK', '1h', 'Another window', '')) as x(n, act, rule, at, why, a) order by n;
select is(pg_temp.clocks(:'h'), 'TH-29 21:00:00; CALL-BACK 01:20:00', 'since three hours, and until an hour later than first told');
select is((select count(*) from app.event where object_id = :'h' and action = 'case.clock' and refusal is null), 3::bigint, 'each is in the record');
select is((select detail ->> 'because' from app.event where object_id = :'h' and action = 'case.clock' and refusal is null order by id desc limit 1), 'another window', 'with its reason');
select is(pg_temp.verb('officer', 'clock', :'h', ', ''done'', ''TH-29'''), '', 'what was due is done');
select is(pg_temp.runs(:'h'), 'CALL-BACK', 'so it is over');
select test.a_case(1, 3, 'officer') as old \gset
select is(test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.case_clock(gen_random_uuid(), %L, %s, ''start'', %L, %L) as o offset 0) as x', :'old', test.version(:'old'), rule, at)), a,
	concat_ws(' ', who, rule, at, 'of a case of today:', a))
from (values (1, 'officer', 'TH-29', '1900-01-01', 'long_before at'), (2, 'night', 'PFIF-EXP', '9000h', 'long_before at'), (3, 'supervisor', 'PFIF-EXP', '8760h', '')) as x(n, who, rule, at, a) order by n;
select is(pg_temp.verb('officer', 'clock', test.a_case(1, 11), ', ''start'', ''TH-29'''), 'closed', 'a closed case has no clock');
select is(test.refusal('officer', format('api.case_clock(gen_random_uuid(), %L, 1, ''start'', ''TH-29'')', :'h')), 'stale', 'nor is one started unseen');
select gen_random_uuid() as key \gset
select is(test.as_person('officer', format('select (api.case_clock(%L, %L, %s, ''start'', ''TH-29'')).event_id', :'key', :'h', test.version(:'h'))),
	test.as_person('officer', format('select (api.case_clock(%L, %L, %s, ''start'', ''TH-29'')).event_id', :'key', :'h', test.version(:'h') - 1)), 'the same request is the same answer');
select is((select count(*) from app.case_clock where case_id = :'h' and rule = 'TH-29'), 2::bigint, 'and one clock');
select id as mm from app.office where country_id = 'MM' order by id limit 1 \gset
insert into app.staff_office values (test.id('officer'), :mm);
select test.a_case(:mm, 5) as m \gset
select is(pg_temp.verb('officer', 'clock', :'m', format(', %L, ''MM-CWV''', act)), '', act) from (values (1, 'start'), (2, 'done')) as x(n, act) order by n;
select is((select count(*) || ' ' || count(stopped_at) from app.case_clock where case_id = :'m'), '2 1', 'what comes again begins again when it is done');

-- Taken back.
create function pg_temp.undo(role text) returns text language sql volatile
return test.refusal(role, 'api.undo(gen_random_uuid(), null)');
select test.a_case(1, 3, 'officer') as u \gset
select pg_temp.verb('officer', 'clock', :'u', ', ''start'', ''CALL-BACK'', ''1h''') \g /dev/null
select is(pg_temp.undo('officer'), '', 'a clock that was started is taken back');
select is((select count(*) from app.case_clock where case_id = :'u'), 0::bigint, 'as if it had never run');
select is(pg_temp.verb('officer', 'clock', :'u', format(', %L, ''CALL-BACK'', %L, %L', act, at, why)), '', act)
from (values (1, 'start', '1h', null), (2, 'extend', '1h', 'another window'), (3, 'done', null, null)) as x(n, act, at, why) order by n;
select is(pg_temp.undo('officer') || pg_temp.clocks(:'u'), 'CALL-BACK 02:00:00', 'so is that it was done');
select is(pg_temp.verb('officer', 'clock', :'u', ', ''extend'', ''CALL-BACK'', ''1h'', ''another window'''), '', 'extended');
select is(pg_temp.undo('officer') || pg_temp.clocks(:'u'), 'CALL-BACK 02:00:00', 'so is that');
select is(pg_temp.verb('officer', 'clock', :'m', ', ''done'', ''MM-CWV''') || pg_temp.undo('officer'), '', 'and what has begun again');
select is((select count(*) || ' ' || count(stopped_at) from app.case_clock where case_id = :'m'), '2 1', 'with the next one');

-- What there is to choose.
create function pg_temp.choices(act text, c uuid) returns text language sql volatile
return test.as_person('officer', format('select string_agg(value, '','') from api.clock_choices(%L, %L)', c, act));
select is(pg_temp.choices('start', :'h'), 'TH-29X,TH-NRM15,TH-REF45,PFIF-EXP', 'those of the country that do not run');
select is(pg_temp.choices('done', :'h'), 'CALL-BACK,TH-29', 'those that run, first what ends first');
select is(pg_temp.choices('extend', :'h'), 'CALL-BACK', 'those that may be extended');
select is(pg_temp.choices('start', test.a_case(10)), null, 'nothing of a case elsewhere');
select is(test.as_person('officer', format('select string_agg(value, '','') from api.clock_times(%L, %L, %L)', :'h', act, rule)), a, concat_ws(' ', 'times to', act, rule))
from (values ('start', 'TH-29X', 'now,15m,30m,1h,2h,3h,4h,6h,8h,12h,18h,1d,2d,3d,7d'), ('start', 'CALL-BACK', '15m,30m,1h,2h,3h,4h,6h,8h,12h,18h,1d'),
	('extend', 'CALL-BACK', '15m,30m,1h,2h,3h,4h,6h,8h,12h,18h')) as x(act, rule, a);

-- Policy is an office's, law is not.
create function pg_temp.policy(role text, office text, rule text, length text) returns text language sql volatile
return test.refusal(role, format('api.clock_policy(gen_random_uuid(), %L, %L, %L)', office, rule, length));
select is(pg_temp.policy(who, office, rule, length), a, concat_ws(' ', who, office, rule, length, a))
from (values (1, 'officer', 'BKK', 'TRIAGE', '20 minutes', 'role'), (2, 'night', 'BKK', 'TRIAGE', '20 minutes', 'role'), (3, 'admin', 'BKK', 'TRIAGE', '20 minutes', 'role'),
	(4, 'supervisor', 'XXX', 'TRIAGE', '20 minutes', 'no_such_office'), (5, 'supervisor', (select code from app.office where id = 10), 'TRIAGE', '20 minutes', 'office'),
	(6, 'supervisor', 'BKK', 'NONE', '20 minutes', 'no_such_rule'), (7, 'supervisor', 'BKK', 'TH-29', '48 hours', 'not_policy'), (8, 'supervisor', 'BKK', 'CHILD-DETAINED', '1 day', 'not_policy'),
	(9, 'supervisor', 'BKK', 'OF-AGE', '1 day', 'not_policy'), (10, 'supervisor', 'BKK', 'TRIAGE', 'soon', 'length_format'), (101, 'supervisor', 'BKK', 'TRIAGE', '1 mon -30 days 1 minute', 'length_format'), (102, 'supervisor', 'BKK', 'TRIAGE', '1 month', 'length_format'), (11, 'supervisor', 'BKK', 'TRIAGE', '0 minutes', 'length_format'),
	(12, 'supervisor', 'BKK', 'TRIAGE', null, 'length_format'), (13, 'supervisor', 'BKK', 'TRIAGE', '30 minutes', 'unchanged'), (14, 'supervisor', 'BKK', 'PFIF-EXP', '2 years', 'length_format'),
	(15, 'supervisor', 'bkk', 'triage', '20 minutes', ''), (16, 'coordinator', 'BKK', 'TRIAGE', '20 minutes', 'unchanged')) as x(n, who, office, rule, length, a) order by n;
select throws_ok(format('insert into app.clock_policy (office_id, rule, length, set_by) values (1, ''TRIAGE'', ''20 years'', %s)', test.id('officer')), '23514', null, 'nobody waits for ever');
select test.a_case() as p \gset
select app.clock_start(:'p', 'TRIAGE', now()) \g /dev/null
select is(pg_temp.clocks(:'p'), 'TRIAGE 00:20:00', 'so it is in that office');
select test.a_case(2) as q \gset
select app.clock_start(:'q', 'TRIAGE', now()) \g /dev/null
select is(pg_temp.clocks(:'q'), 'TRIAGE 00:30:00', 'and in no other');
select is(pg_temp.policy('coordinator', 'BKK', 'TRIAGE', 'default'), '', 'back to what the rule says');
select is(pg_temp.clocks(:'p'), 'TRIAGE 00:20:00', 'what runs keeps its end');
select is((select string_agg(detail -> 'length' ->> 1, ',' order by id) from app.event where action = 'clock.policy' and refusal is null), '00:20:00,00:30:00', 'both are in the record');
select is(test.as_person(r, 'select count(*) > 0 from api.clock_policy_line where office = ''BKK'''), a, r || ' reads how long clocks run: ' || a)
from (values ('officer', 'true'), ('night', 'true'), ('operations', 'true'), ('partner', 'false'), ('admin', 'false'), ('far', 'false'), ('stranger', 'false')) as x(r, a);

-- An alarm hides no other clock, but how long a report waits.
select test.a_case() as a \gset
select app.clocks_follow(null, c) from app.case c where c.id = :'a';
update app.case set age_low = 15, flags = '{detained}' where id = :'a';
select app.clock_stop(:'a', 'OF-AGE') \g /dev/null
select is((select clock_code from app.case where id = :'a'), 'CHILD-DETAINED', 'a child in detention is an alarm first');
select app.clock_start(:'a', 'CALL-BACK', now(), now() + interval '20 minutes') \g /dev/null
select is((select clock_code from app.case where id = :'a'), 'CALL-BACK', 'but when she can be called is seen');
select is(test.as_person('officer', format('select calm from api.triage_line where case_id = %L', :'a')), 'false', 'and she is triaged before who is in no danger');
select app.clock_start(:'a', 'TH-29', now()) \g /dev/null
select app.clock_stop(:'a', 'CALL-BACK') \g /dev/null
select is(pg_temp.verb('officer', 'move', :'a', ', ''triaged'''), '', 'then');
select is((select clock_code from app.case where id = :'a'), 'TH-29', 'lists show the clock that ends next');

-- Who is told: an ended clock whoever is responsible and whoever leads, a child in detention whoever works there.
select test.a_case(1, 3, 'officer') as i \gset
select app.clock_start(:'i', 'TH-29', now() - interval '2 days') \g /dev/null
select test.a_case(1, 3, 'officer') as j \gset
update app.case set age_low = 15, flags = '{alone,detained}' where id = :'j';
create function pg_temp.why(role text, c uuid) returns text language sql volatile
return test.as_person(role, format('select string_agg(why, '','' order by why) from api.inbox_line where case_id = %L', c));
select is(pg_temp.why(r, :'i'), a, r || ' of an ended clock: ' || coalesce(a, 'nothing'))
from (values ('officer', 'clock ended'), ('supervisor', 'clock ended'), ('coordinator', null), ('night', null), ('second', null), ('partner', null), ('auditor', null), ('health', null), ('far', null)) as x(r, a);
select is(pg_temp.verb('night', 'clock', :'i', ', ''done'', ''TH-29'''), '', 'until somebody handles it');
select is(pg_temp.why(r, :'i'), null, 'then not ' || r) from unnest('{officer,supervisor}'::text[]) as r;
select is(pg_temp.why(r, :'j'), a, r || ' of a child in detention: ' || coalesce(a, 'nothing'))
from (values ('officer', 'child detained'), ('supervisor', 'child detained'), ('coordinator', 'child detained'), ('night', 'child detained'), ('second', null), ('partner', null), ('auditor', null), ('far', null)) as x(r, a);
update app.staff set retired_at = now() where login in (test.person('supervisor'), test.person('lead'));
select app.clock_start(:'i', 'TH-29', now() - interval '2 days') \g /dev/null
select is(pg_temp.why('coordinator', :'i'), 'clock ended', 'without a supervisor the coordinator is told');
select * from finish();
rollback;
