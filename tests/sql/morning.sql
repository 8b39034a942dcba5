-- The morning over all countries: what ends today, who waits on whom, how many beds there are.
begin;
\ir people.psql
select no_plan();
insert into app.clock (now) values ('2026-03-01 23:30+00'); -- 06:30 in Bangkok, on the second
select test.a_case(1, 3, 'officer') as c, test.a_case(2, 3, 'officer') as d, test.a_case(10, 3) as e, test.a_case(1, 11) as closed \gset
update app.case set reported_at = '2026-02-26 00:00+00' where id = :'c';
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at)
select x.id::uuid, x.office, 'TH-NRM15', '2026-02-20 00:00+00', x.ends::timestamptz
from (values (:'c', 1, '2026-03-02 16:59+00'), (:'d', 2, '2026-03-02 17:00+00'), (:'e', 10, '2026-03-02 01:00+00'), (:'closed', 1, '2026-03-02 01:00+00')) as x(id, office, ends);
create function pg_temp.morning(role text, section text) returns text language sql
return test.as_person(role, format($$ select string_agg(concat_ws(' ', country, office, what, person, days, n), '; ') from api.morning() where section = %L $$, section));
select is(pg_temp.morning('coordinator', 'ends'), 'TH Bangkok TH-NRM15? officer', 'what ends today, by the day of its office: not the minute after it');
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) values (:'c', 1, 'CALL-BACK', '2026-03-01 23:00+00', '2026-03-02 01:00+00');
select is(pg_temp.morning('coordinator', 'ends'), 'TH Bangkok CALL-BACK? officer; TH Bangkok TH-NRM15? officer', 'each clock of a case');
update app.case_clock set stopped_at = '2026-03-02 01:00+00' where rule = 'CALL-BACK';
update app.clock set now = '2026-03-02 17:00+00';
select is(pg_temp.morning('coordinator', 'ends'), 'TH Bangkok TH-NRM15? officer; TH Suan Phlu TH-NRM15? officer', 'what has ended stays, what ends on the new day comes');
select is(pg_temp.morning('officer', 'ends'), 'TH Bangkok TH-NRM15? officer', 'each sees her offices');
select is(pg_temp.morning('far', 'ends'), 'KH Poipet TH-NRM15?', 'and no others');
select is(pg_temp.morning('coordinator', 'country'), 'TH open 2; TH NOBODY 0; TH clock ended 2', 'the sums of a country');
select is(pg_temp.morning('far', 'office'), 'KH Poipet NOBODY 0 1', 'a case of nobody waits in its office');
update app.case set responsible_id = null where id = :'c';
insert into app.task (case_id, office_id, kind, due_at) values (:'c', 1, 1, '2026-02-27 00:00+00'), (:'c', 1, 2, '2026-03-09 00:00+00');
select is(pg_temp.morning('coordinator', 'office'), 'TH Bangkok NOBODY 4 1; TH Bangkok task 3 1', 'with the days of the oldest');
insert into app.place (office_id, kind, country_id, district, capacity) values (1, 'shelter', 'TH', 'x', 10), (1, 'shelter', 'TH', 'x', null), (1, 'authority', 'TH', 'x', 5), (10, 'shelter', 'KH', 'x', 7);
select is(pg_temp.morning('coordinator', 'beds'), 'TH shelter 1 10 2', 'places for how many, and of how many nobody knows');
alter table app.entry_referral drop constraint entry_referral_id_fkey;
insert into app.entry_referral (id, case_id, office_id, direction, other_side, because, state, asked_on, answered_on)
select gen_random_uuid(), :'c', 1, x.direction, x.side, 'Other', x.state, x.asked::date, x.answered::date
from (values ('out', 'Embassy', 'asked', '2026-02-20', null), ('in', 'NGO', 'asked', '2026-03-01', null), ('out', 'Shelter', 'accepted', '2026-02-20', '2026-02-21')) as x(direction, side, state, asked, answered);
select is(pg_temp.morning('officer', 'waits'), 'TH Bangkok Embassy out 11; TH Bangkok NGO in 2', 'who waits on whom, and for how many days');
select test.as_person('officer', $$ select refusal from api.batch_keep(gen_random_uuid(), md5('b')::uuid, 0, null, 'raid',
	'[{"nationality": "MM", "class": "girls", "n": 3}, {"nationality": "LA", "class": "men", "n": 32}]', '2026-03-01 10:00+00') $$) \g /dev/null
select is(pg_temp.morning(who, 'batch'), 'TH Bangkok raid 35 1 35', 'a raid of which nobody is a case yet: ' || who) from unnest('{coordinator,officer}'::text[]) as who;
select is(test.as_person('officer', $$ select string_agg(concat_ws(' ', left(code, 3), office, need, people, rest, person), ';') from api.handover() where part = 'rest' $$), 'BT- Bangkok raid 35 35 officer', 'which is handed over, too');
select is(coalesce(pg_temp.morning(who, 'batch'), test.as_person(who, $$ select code from api.handover() where part = 'rest' $$)), null, 'of other offices: ' || who) from unnest('{far,partner,auditor}'::text[]) as who;
update app.batch set closed_at = now(), close_reason = 'gone';
select is(coalesce(pg_temp.morning('officer', 'batch'), test.as_person('officer', $$ select code from api.handover() where part = 'rest' $$)), null, 'closed it waits no more');
select is(pg_temp.morning(who, 'waits'), null, who || ' is told nothing') from unnest('{far,partner,auditor,admin,stranger,retired}'::text[]) as who;
select is(test.as_person(who, 'select count(*) from api.morning()'), '0', who || ' has no morning') from unnest('{partner,auditor,admin,stranger,retired}'::text[]) as who;
select * from finish();
rollback;
