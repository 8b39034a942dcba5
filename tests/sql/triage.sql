-- Triage: what waits, in which order, for whom, and what is said of what has just gone.
begin;
\ir people.psql
select no_plan();
insert into app.clock (now) values ('2026-03-04 19:41:00+00');
create function pg_temp.report(code text, office integer, minutes integer, flags text[] default '{}', risk integer default 0, clock integer default null,
	stage integer default 1, responsible text default null) returns uuid language plpgsql as $$
declare
	c uuid := md5(code)::uuid;
begin
	insert into app.case (id, code, office_id, stage, responsible_id, source, flags, risk, reported_at, touched_at)
	values (c, code, office, stage, test.id(responsible), 1, flags, risk, app.now() - minutes * interval '1 minute', app.now() - minutes * interval '1 minute');
	if clock is not null then
		insert into app.case_clock (case_id, office_id, rule, started_at, ends_at, touched_at)
		values (c, office, 'TH-29', app.now() - interval '2 days', app.now() + clock * interval '1 minute', app.now() - interval '1 day');
	end if;
	return c;
end $$;
create function pg_temp.waits(role text, what text default 'code') returns text language sql
return test.as_person(role, format('select string_agg(%s, '','' order by calm, clock_order, risk_order, reported_at, id) from api.triage_line', what));
create function pg_temp.move(role text, code text, goal text, reason text default null) returns text language sql
return test.refusal(role, format('api.case_move(gen_random_uuid(), %L, %s, %L, %L)', md5(code), test.version(md5(code)::uuid), goal, reason));

select pg_temp.report('HW-34EX-QKFN', 1, 5), pg_temp.report('HW-36FC-QQJY', 1, 30), pg_temp.report('HW-37GM-PXNX', 2, 40, '{}', 1),
	pg_temp.report('HW-39HY-N6RW', 1, 10, '{}', 2), pg_temp.report('HW-3AKD-NCYW', 2, 11, '{alone}', 3, null, 1, 'night'),
	pg_temp.report('HW-3CMN-MG6T', 1, 900, '{}', 0, 300), pg_temp.report('HW-3DN3-KMAR', 1, 901, '{}', 1, 300), pg_temp.report('HW-3EPE-KRE6', 1, 60, '{}', 0, -20),
	pg_temp.report('HW-3FQP-JYH4', 2, 1, '{detained,"danger now"}'), pg_temp.report('HW-3KF6-A9G3', 1, 2, '{"danger now"}', 3),
	pg_temp.report('HW-3MGG-AEMF', 10, 1, '{"danger now"}'), pg_temp.report('HW-774F-XRGD', 1, 1, '{"danger now"}', 3, 5, 2) \g /dev/null
select is(pg_temp.waits('night'), 'HW-3KF6-A9G3,HW-3FQP-JYH4,HW-3EPE-KRE6,HW-3CMN-MG6T,HW-3DN3-KMAR,HW-3AKD-NCYW,HW-39HY-N6RW,HW-36FC-QQJY,HW-34EX-QKFN,HW-37GM-PXNX',
	'danger now first, then the clock that ends first, then the risk, where none assessed comes before low, then the oldest');
select is(pg_temp.waits('officer'), 'HW-3KF6-A9G3,HW-3EPE-KRE6,HW-3CMN-MG6T,HW-3DN3-KMAR,HW-39HY-N6RW,HW-36FC-QQJY,HW-34EX-QKFN', 'of her own office alone');
select is(pg_temp.waits(r), w, r || ': ' || coalesce(w, 'nothing')) from (values ('far', 'HW-3MGG-AEMF'), ('partner', null), ('auditor', null), ('admin', null),
	('registrar', null), ('health', null), ('operations', null), ('retired', null), ('stranger', null)) as x(r, w);
select is(test.as_person('night', $$ select concat_ws(' ', danger, office, office_code, country, clock_code, clock_standing, priority, risk, child, responsible, mine, source, stage_name)
	from api.triage_line where code = 'HW-3AKD-NCYW' $$), '0 Suan Phlu SPL TH 3 3 night t hotline reported', 'a line says what a row needs');

update app.case set flags = '{detained}', age_low = 15, age_high = 17 where code = 'HW-3AKD-NCYW';
select is(test.as_person('night', $$ select concat_ws(' ', danger, calm) from api.triage_line where code = 'HW-3AKD-NCYW' $$), '2 f', 'a child who is detained says why it stands above');
update app.case set flags = '{}', age_low = null, age_high = null where code = 'HW-3AKD-NCYW';

-- The order is that of the list of the console, and is read from an index.
select is((select count(*) from api.triage_line), 0::bigint, 'the owner of the tables has no offices');
savepoint many;
insert into app.case (office_id, source, stage) select 1, 1, 3 from generate_series(1, 3000) on conflict (code) do nothing;
insert into app.case (office_id, source, flags, risk) select 1, 1, case when i % 50 = 0 then '{"danger now"}' else '{}' end::text[], i % 4 from generate_series(1, 3000) as i on conflict (code) do nothing;
analyze app.case;
create function pg_temp.plan(role text, sql text) returns setof text language plpgsql as $$
declare
	me text := session_user;
	line text;
begin
	perform set_config('session_authorization', test.person(role), true);
	for line in execute 'explain (costs off) ' || sql loop
		return next line;
	end loop;
	perform set_config('session_authorization', me, true);
end $$;
create temporary table plan on commit drop as select * from pg_temp.plan('night', 'select * from api.triage_waiting l where l.office_id = 1
	and (l.calm, l.clock_order, l.risk_order, l.reported_at, l.id) >= (false, ''infinity'', 2, now(), ''00000000-0000-0000-0000-000000000000'')
	order by l.calm, l.clock_order, l.risk_order, l.reported_at, l.id limit 20') as line;
select is_empty($$ select line from plan where line ~ 'Sort|Seq Scan on "case"' $$, 'a page is neither sorted nor looked for');
select isnt_empty($$ select line from plan where line ~ 'Index Scan using case_waiting on "case"' $$, 'but read from its index');
rollback to many;
select is(test.as_person('night', 'select concat_ws('' '', waiting, oldest, on_shift, handover) from api.triage_head()'), '10 2026-03-04 04:40:00+00', 'how many, since when')
from set_config('timezone', 'UTC', true);
insert into app.shift (staff_id, office_id, starts_at, ends_at) values (test.id('night'), 1, app.now() - interval '7 hours', app.now() + interval '5 hours'),
	(test.id('officer'), 1, app.now() - interval '1 hour', app.now() + interval '6 hours'), (test.id('suanphlu'), 2, app.now() - interval '1 hour', app.now() + interval '1 hour'),
	(test.id('second'), 1, app.now() - interval '9 hours', app.now());
select is(test.as_person('night', 'select concat_ws('' '', on_shift, handover) from api.triage_head()'), 'night, officer 2026-03-05 00:41:00+00', 'who is on duty at home, and until when');
select is(test.as_person('far', 'select concat_ws('' '', waiting, on_shift, handover) from api.triage_head()'), '1', 'elsewhere nobody');

-- Going: others see for a while where it went, whoever did it does not.
select is(pg_temp.move('supervisor', 'HW-39HY-N6RW', 'triaged'), '', 'the supervisor moves one on');
select is(test.as_person(r, $$ select concat_ws(' ', stage_name, left_by, left_at = api.now()) from api.triage_line where code = 'HW-39HY-N6RW' $$), w, r || ' sees: ' || coalesce(w, 'nothing'))
from (values ('night', 'triaged supervisor t'), ('officer', 'triaged supervisor t'), ('supervisor', null), ('partner', null), ('far', null)) as x(r, w);
select is(pg_temp.waits('night', 'left_by'), 'supervisor', 'of all lines that one alone has left');
select is(test.as_person('night', 'select waiting from api.triage_head()'), '9', 'what has left does not wait');
update app.clock set now = now + interval '9 seconds';
select is(pg_temp.waits('night', 'left_by'), 'supervisor', 'it is told for ten seconds');
update app.clock set now = now + interval '1 second';
select is(pg_temp.waits('night', 'left_by'), null, 'and no longer');
select is(pg_temp.move('supervisor', 'HW-36FC-QQJY', 'closed', 'entered twice'), '', 'one that is closed');
select is(pg_temp.waits('night', 'left_by || '' '' || stage_name'), 'supervisor closed', 'is told of as well');
select is(test.refusal('supervisor', format('api.undo(gen_random_uuid(), %s)', (select max(id) from app.event where action = 'case.move'))), '', 'taken back');
select is(pg_temp.waits('night', 'case when code = ''HW-36FC-QQJY'' then coalesce(left_by, ''waits'') end'), 'waits', 'it waits again');
select is(pg_temp.move('night', 'HW-774F-XRGD', 'identification'), '', 'what did not wait');
select is(pg_temp.waits('officer', 'left_by'), null, 'has not left');

update app.clock set now = now + interval '11 seconds';
-- Escalated cases wait here too, until one of those who can be asked has looked.
create function pg_temp.story(role text, code text, what text) returns text language sql
return coalesce(test.as_person(role, format('select concat_ws('' '', %s) from api.triage_story(%L)', what, md5(code))), 'nothing');
insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at) values
	(gen_random_uuid(), 1, 'first', test.id('supervisor'), app.now() - interval '1 hour', app.now() + interval '9 hours');
select is(test.as_person('night', 'select on_call from api.triage_head()'), 'supervisor', 'who is on call stands above');
select is(pg_temp.waits('night', 'case when code = ''HW-774F-XRGD'' then code end'), null, 'a case beyond triage waits for nobody');
select is(pg_temp.story('night', 'HW-774F-XRGD', 'code'), 'nothing', 'and nothing is told of it');
delete from app.escalation where case_id = md5('HW-774F-XRGD')::uuid; -- one that is still to come, by rule
insert into app.escalation (case_id, office_id, reason, raised_by, raised_at, step, to_id, next_id, next_at)
select id, 1, (select name from app.escalation_reason order by place limit 1), test.id('night'), app.now(), 1, test.id('supervisor'), test.id('coordinator'), app.now() + interval '10 minutes'
from app.case where code = 'HW-774F-XRGD';
select is(test.as_person(r, $$ select concat_ws(' ', stage_name, source, escalated_at = api.now()) from api.triage_line where code = 'HW-774F-XRGD' $$), w, r || ' sees: ' || coalesce(w, 'nothing'))
from (values ('night', 'identification escalated t'), ('supervisor', 'identification escalated t'), ('far', null), ('partner', null), ('auditor', null)) as x(r, w);
select is(pg_temp.story('night', 'HW-774F-XRGD', 'to_person, to_me, next_person, seen_by, escalated_at = api.now(), next_at - api.now()'), 'supervisor f coordinator t 00:10:00', 'who is asked, and who next');
select is(pg_temp.story('supervisor', 'HW-774F-XRGD', 'to_me, seen_by'), 't', 'she herself is; looking at the list is not having seen the case');
select is((select seen_at from app.escalation where ended_at is null and case_id = md5('HW-774F-XRGD')::uuid), null, 'nor does the database take it for that');
update app.escalation set seen_by = test.id('supervisor'), seen_at = app.now() where case_id = md5('HW-774F-XRGD')::uuid;
select is(pg_temp.waits('night', 'case when code = ''HW-774F-XRGD'' then code end'), null, 'once she has seen it it waits no more');

-- Calls that are no case.
select test.refusal('officer', format('api.contact_keep(gen_random_uuid(), %L, %L, null, ''th'', %s)', md5(k), k, case k when 'update' then quote_literal(md5('HW-774F-XRGD')) else 'null' end))
from unnest('{information,wrong number,spam,silent,update,call back}'::text[]) as k \g /dev/null
select is(test.as_person(r, $$ select string_agg(concat_ws(' ', code, source, person, about, language), ', ' order by source) from api.triage_line where case_id is null $$), w, r || ': calls that ask for somebody')
from (values ('night', '(contact) call back officer th, (contact) update officer HW-774F-XRGD th'), ('far', null), ('partner', null), ('health', null)) as x(r, w);
select is(test.as_person('night', 'select waiting from api.triage_head()'), '11', 'they wait as well');
select is(test.refusal('second', format('api.contact_take(gen_random_uuid(), %L)', md5('call back'))), '', 'a colleague sees to one');
create function pg_temp.call_back(who text) returns text language sql volatile
return test.as_person(who, $$ select concat_ws(' ', responsible, mine, left_by) from api.triage_line where case_id is null and source = 'call back' $$);
select is(pg_temp.call_back('night'), 'second f', 'others see who did');
select is(pg_temp.call_back('second'), 'second t', 'and she that it is hers');
update app.clock set now = now + interval '5 hours';
select is(pg_temp.call_back('night'), 'second f', 'it waits as long as she has not called');
select is(test.as_person('night', 'select waiting from api.triage_head()'), '11', 'and counts');
select is(test.refusal('second', format('api.contact_done(gen_random_uuid(), %L)', md5('call back'))), '', 'she has');
select is(pg_temp.call_back('night'), 'second f second', 'others see that');
select is(pg_temp.call_back('second'), null, 'she does not');
update app.clock set now = now + interval '10 seconds';
select is(test.as_person('night', $$ select string_agg(source, ',') from api.triage_line where case_id is null $$), 'update', 'after a while it is gone');

-- The story: what is told in clear, for whoever works on cases, and no line in the record.
update app.case set sex = 'female', age_low = 15, age_high = 17, language = 'lo', exploitation = 2 where code in ('HW-3KF6-A9G3', 'HW-3EPE-KRE6');
update app.case set sex = 'female', age_low = 26, age_high = 26, language = 'lo', exploitation = 1 where code = 'HW-3CMN-MG6T';
insert into app.presence (case_id, staff_id, office_id, until) select id, test.id('supervisor'), 1, app.now() + interval '40 seconds' from app.case where code = 'HW-3KF6-A9G3';
select max(id) as before from app.event \gset
select is(pg_temp.story(r, 'HW-3KF6-A9G3', 'child, sex, age_low, age_high, risk, source, flags, language, alike, alike_by, here'), w, r || ' learns: ' || w)
from (values ('night', 't female 15 17 high hotline {"danger now"} lo HW-3EPE-KRE6 {sex,age,language,purpose} supervisor'), ('officer', 't female 15 17 high hotline {"danger now"} lo HW-3EPE-KRE6 {sex,age,language,purpose} supervisor'),
	('far', 'nothing'), ('suanphlu', 't female 15 17 high hotline {"danger now"} lo HW-3EPE-KRE6 {sex,age,language,purpose} supervisor')) as x(r, w);
select is((select count(*) from app.event where id > :before), 0::bigint, 'which is no line in the record');
select is(pg_temp.story(r, 'HW-3KF6-A9G3', 'code'), 'nothing', 'not ' || r) from unnest('{partner,auditor,admin,registrar,health,operations,stranger}'::text[]) as r;
select is(pg_temp.story('night', 'HW-3CMN-MG6T', 'alike'), '', 'an adult is not like a child, whatever else agrees');
insert into app.case_link (kind, case_a, case_b, office_id, office_b) select 'possible duplicate', least(a.id, b.id), greatest(a.id, b.id), 1, 1
from app.case a, app.case b where a.code = 'HW-3KF6-A9G3' and b.code = 'HW-3EPE-KRE6';
select is(pg_temp.story('night', 'HW-3KF6-A9G3', 'alike, links'), 'HW-3EPE-KRE6 (possible duplicate)', 'linked they are told as linked');
select * from finish();
rollback;
