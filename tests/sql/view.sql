-- Lists, the inbox, and the views a person keeps.
begin;
\ir people.psql
select no_plan();
create function pg_temp.save(role text, screen text, name text, filter text default '', sort text default '', scope text default 'all') returns text
language sql return test.refusal(role, format('api.view_save(gen_random_uuid(), %L, %L, %L, %L, %L)', screen, name, filter, sort, scope));
select is(pg_temp.save('officer', 'board', 'tonight', 'clock<12h', '-clock', 'mine'), '', 'a view is kept');
select is(pg_temp.save('officer', 'cases', 'tonight', null, null, 'all'), '', 'or replaced');
select is(test.as_person('officer', 'select v::text from api.saved_view_line v'), '(tonight,cases,"","",all)', 'and read');
select is(test.as_person('second', 'select count(*) from api.saved_view_line'), '0', 'by nobody else');
select is(test.refusal('second', 'api.view_delete(gen_random_uuid(), ''tonight'')'), 'no_such_view', 'nor forgotten by anybody else');
select is(test.refusal('officer', 'api.view_delete(gen_random_uuid(), ''tonight'')'), '', 'it is forgotten');
select is(test.refusal('officer', 'api.view_delete(gen_random_uuid(), ''tonight'')'), 'no_such_view', 'once');
select is(pg_temp.save('officer', screen, name, filter, sort, scope), refusal, refusal || ' for ' || quote_literal(name))
from (values ('map', 'x', '', '', 'all', 'no_such_screen'), ('board', '', '', '', 'all', 'name_format'), ('board', null, '', '', 'all', 'name_format'),
	('board', e'a\x1b[2J', '', '', 'all', 'name_format'), ('board', U&'a\202Eb', '', '', 'all', 'name_format'), ('board', repeat('x', 33), '', '', 'all', 'name_format'),
	('board', 'b', repeat('x', 401), '', 'all', 'too_long'), ('board', 'c', e'\x1b', '', 'all', 'too_long'),
	('board', 'd', '', 'code; drop', 'all', 'too_long'), ('board', 'e', '', '', 'world', 'no_such_scope')) as x(screen, name, filter, sort, scope, refusal);
select is(pg_temp.save('officer', 'board', 'คืนนี้ 1'), '', 'a name may be Thai');

-- Lines.
select test.a_case(1, 3, 'officer') as c, test.a_case(1, 11, 'officer') as d, test.a_case(1) as e \gset
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) values (:'c', 1, 'TH-NRM15', now() - interval '16 days', now() - interval '1 day');
insert into app.task (id, case_id, office_id, kind, due_at, staff_id) values
	('00000000-0000-4000-8000-000000000001', :'c', 1, 1, now() + interval '1 hour', null),
	('00000000-0000-4000-8000-000000000002', :'c', 1, 2, now() + interval '2 hours', test.id('night')),
	('00000000-0000-4000-8000-000000000003', :'d', 1, 2, now(), null),
	('00000000-0000-4000-8000-000000000004', :'c', 1, 2, now() + interval '2 days', test.id('night'));
select is(test.as_person('officer', format('select concat_ws('' '', version, office, country, stage_name, lane, priority_name, risk_name,
	clock_code, clock_standing, responsible, mine, need, source) from api.case_line where id = %L', :'c')),
	'1 Bangkok TH identification 3 normal not assessed TH-NRM15 policy officer t interpreter hotline', 'a line says what a card needs');
select is(test.as_person('night', format('select mine from api.case_line where id = %L', :'e')), 'false', 'what is nobody''s is not mine');
select is(test.as_person('officer', format('select lane is null and closed_at is not null from api.case_line where id = %L', :'d')), 'true', 'a closed case has no lane');
select set_eq($$ select column_name::text from information_schema.columns where table_schema = 'api' and table_name = 'case_line'
	and column_name ~ '^(sex|age_|exploit|citizen|afraid|status|flag|note)' $$, array[]::text[], 'and no personal fact');

create function pg_temp.inbox(role text) returns text language sql
return test.as_person(role, 'select string_agg(why, '','' order by why, at) from api.inbox_line');
select is(pg_temp.inbox('officer'), 'clock ended,task due', 'the officer: her clock, her task');
select is(pg_temp.inbox('night'), 'nobody responsible,task due', 'the night: what was given to her, and what nobody has');
select is(pg_temp.inbox(r), null, r || ': nothing') from unnest('{second,partner,auditor,admin,far}'::text[]) as r;
create function pg_temp.ended(role text) returns text language sql return test.as_person(role, 'select count(*) from api.inbox_line where why = ''clock ended''');
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) values (:'c', 1, 'CALL-BACK', now() - interval '1 hour', now() + interval '1 hour'), (:'c', 1, 'TH-29', now(), now() + interval '2 days');
select is(pg_temp.inbox('officer'), 'clock ended,clock tonight,task due', 'the one that ended hides none that can still be kept');
select is(pg_temp.ended('supervisor'), '1', 'who leads has the one that ended');
update app.case_clock set ends_at = now() - interval '1 minute' where case_id = :'c' and rule = 'CALL-BACK';
select is(pg_temp.ended('supervisor'), '2', 'then both of them');
update app.case_clock set stopped_at = now() where case_id = :'c' and rule in ('CALL-BACK', 'TH-29');
select is(pg_temp.ended('supervisor'), '1', 'until one is handled');
select test.as_person('officer', 'select string_agg(id::text, '','' order by id) from api.inbox_line') as before \gset
update app.case_clock set ends_at = now() + interval '3 hours' where case_id = :'c';
select is(pg_temp.inbox('officer'), 'clock tonight,task due', 'a clock that ends tonight');
select is(test.as_person('officer', 'select string_agg(id::text, '','' order by id) from api.inbox_line'), :'before', 'is the same item');
update app.case_clock set ends_at = now() + interval '3 days' where case_id = :'c';
select is(pg_temp.inbox('officer'), 'task due', 'a clock that ends later is not there yet');
insert into app.clock (now) values (now() + interval '70 hours');
select is(pg_temp.inbox('officer'), 'clock tonight,task due', 'until it does');

select is(test.as_person('officer', 'select string_agg(name, '','' order by id) from api.stage_line'),
	'reported,triaged,identification,protection,recovery,return,staying,third country,no further help wanted,follow-up,closed', 'the stages');
select is(test.as_person('officer', 'select count(*) from api.close_reason_line'), '13', 'the reasons to close');
select is(test.as_person('officer', 'select count(*) from api.clock_rule_line where standing = ''law'''), '0', 'the time limits, none of them called law');
select * from finish();
rollback;
