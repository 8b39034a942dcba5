-- What falls between two offices: where she is whose transfer ended on the way or was refused behind her, who arrives and has no bed,
-- and which clocks run where a file has crossed a border.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.make('sender', '{1}', '{officer}'), test.make('far_boss', '{10}', '{supervisor}'), test.make('receiver', '{6}', '{officer}'), test.make('receiving_boss', '{6}', '{supervisor}') \g /dev/null
select test.vault() \g /dev/null
select test.offer(r) from unnest('{sender,receiver,receiving_boss}'::text[]) as r \g /dev/null
select test.custodians(test.realm(6), '{receiver,receiving_boss}') || test.recovery(array[test.realm(6)], '2') || test.in_force() || test.turn('receiver', test.realm(6), '{receiver,receiving_boss}')
	|| test.give('coordinator', test.realm(), '{sender}') || test.in_force() as vault \gset
select test.enrolled() \g /dev/null
insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000c6', 6, 'shelter', 'LA', 'Vientiane'), ('00000000-0000-4000-8000-0000000000c1', 1, 'shelter', 'TH', 'Bang Kapi');
insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime, legal_basis, review_on) values
	('00000000-0000-4000-8000-0000000000e6', '00000000-0000-4000-8000-0000000000c6', 6, 'house 1', 'female', 0, 120, 0, 'open', null, null),
	('00000000-0000-4000-8000-0000000000f6', '00000000-0000-4000-8000-0000000000c6', 6, 'house 2', 'male', 0, 120, 9, 'open', null, null),
	('00000000-0000-4000-8000-0000000000a6', '00000000-0000-4000-8000-0000000000c6', 6, 'house 3', 'female', 0, 120, 9, 'closed', 'court order', app.office_day(6::smallint) + 30),
	('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000c1', 1, 'house 1', 'female', 0, 120, 9, 'open', null, null);
select is(:'vault'::text, '', 'both offices have keys');

create function pg_temp.day(n integer default 0) returns date language sql return app.office_day(1::smallint) + n;
create function pg_temp.later(by interval) returns void language plpgsql as $$ begin
	perform set_config('test.now', (app.now() + by)::text, true);
	insert into app.clock (now) select app.now() + by where not exists (select from app.clock);
	update app.clock set now = current_setting('test.now')::timestamptz;
end $$;
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, %L, %L, %L) as o offset 0) as x',
	subject, id, kind, version, (select max(k.generation) from app.sealed_key k where k.case_id = enter.subject and k.key = 'office'), test.blob(id::text || version), clear));
create function pg_temp.a_woman() returns uuid language plpgsql as $$
declare c uuid := test.a_case(1, 1, 'officer');
begin
	update app.case set sex = 'female', age_low = 20, age_high = 30, language = 'lo' where id = c;
	perform test.key('officer', c);
	perform pg_temp.enter('officer', 'wish', jsonb_build_object('about', 'transfer', 'answer', 'wants to', 'asked_on', pg_temp.day(-1), 'lang', 'lo', 'own_language', 'yes', 'alone', 'yes'), c);
	perform pg_temp.enter('officer', 'consent', jsonb_build_object('purpose', p, 'answer', 'given', 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', pg_temp.day(-1)), c) from unnest('{transfer,sharing}'::text[]) as p;
	return c;
end $$;
-- The officer brings her away at night; the supervisor agreed by telephone.
create function pg_temp.away(c uuid, who text default 'officer', place uuid default '00000000-0000-4000-8000-0000000000c6') returns uuid language plpgsql as $$
declare t uuid := gen_random_uuid();
begin
	if pg_temp.enter(who, 'transfer', jsonb_build_object('what', 'person', 'purpose', 'safety', 'urgency', 'now', 'place', (select p.code from app.place p where p.id = away.place),
		'leave_at', app.now(), 'escort', 'woman of ours', 'risk_checked', 'yes', 'emergency', 'threat', 'agreed_by', test.person('supervisor'), 'agreed_at', app.now()), c, t) <> '' then return null; end if;
	return t;
end $$;
create function pg_temp.answer(who text, id uuid, answer text default 'approve', reason text default null, detail jsonb default null) returns text language plpgsql as $$ begin
	perform test.as_person(who, format('select id from api.approval_open(%L)', id));
	return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.approval_answer(gen_random_uuid(), %L, %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
		answer.id, a.version, a.hash, answer.answer, reason, repeat('s', 64)::bytea, detail)) from app.approval a where a.id = answer.id);
end $$;
create function pg_temp.step(who text, id uuid, state text, why text default null) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).message) from (select api.transfer_step(gen_random_uuid(), %L, %L, %L, %L, 1, %L) as o offset 0) as x', step.id, t.version, step.state, why, repeat('s', 64)::bytea))
	from app.transfer t where t.id = step.id);
create function pg_temp.says(who text, id uuid, where_she text, version integer default null, key uuid default gen_random_uuid()) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.transfer_where(%L, %L, %L, %L) as o offset 0) as x', key, says.id, coalesce(says.version, t.version), where_she))
	from app.transfer t where t.id = says.id);
create function pg_temp.inbox(who text, id uuid) returns text language sql volatile
return test.as_person(who, format('select string_agg(i.why, '', '' order by i.why) from api.inbox_line i where i.code = %L and i.why = any (''{WHERE IS SHE?,NO BED}'')', (select code from app.transfer t where t.id = inbox.id)));
create function pg_temp.where_to(id uuid) returns text language sql volatile
return test.as_person('officer', format('select concat_ws('', '', waits, waits_on_us, next, next_by) from api.transfer_line where id = %L', id));

-- ---- where is she? -----------------------------------------------------------------------------------
select pg_temp.a_woman() as w \gset
select pg_temp.away(:'w') as t \gset
select is((select state || coalesce(' asked', '') || coalesce(where_by::text, '') from app.transfer where id = :'t'), 'en route asked', 'she is on her way, and nobody asks where she is');
select is(pg_temp.says('officer', :'t', 'hospital'), 'where_known id', 'nor is it said');
select is(pg_temp.answer('supervisor', :'t', 'refuse', 'not safe'), '', 'who is to sign it refuses');
select is((select where_by - app.now() from app.transfer where id = :'t'), interval '30 minutes', 'somebody has half an hour to say where she is');
select is(pg_temp.inbox(who, :'t') like '%WHERE IS SHE?%', a, who || ' is asked') from (values ('officer', true), ('supervisor', true), ('coordinator', true)) as x(who, a);
select is(coalesce(pg_temp.inbox(who, :'t'), '') like '%WHERE IS SHE?%', false, who || ' is not') from unnest('{second,receiver,receiving_boss,far_boss,partner,auditor}'::text[]) as who;
select is(pg_temp.where_to(:'t'), '1, t, where she is, BKK', 'it stands behind what is unsigned on the list, as refused');
select is(pg_temp.says(who, :'t', w), a, who || ' says ' || coalesce(w, 'nothing')) from (values ('officer', 'somewhere', 'no_such_where where'), ('officer', null, 'no_such_where where'), ('far_boss', 'hospital', 'no_such_transfer id'), ('partner', 'hospital', 'role'), ('auditor', 'hospital', 'role')) as x(who, w, a);
select is(pg_temp.says('officer', :'t', 'hospital', 1), 'stale_transfer version', 'of what somebody else has changed');
select is(app.transfer_due(), 0, 'she has that half hour');
savepoint said;
select is(pg_temp.says('officer', :'t', 'hospital'), '', 'she says it in time');
select is((select concat_ws(' ', t.state, t.where_by is null, t.watch_at - app.now()) from app.transfer t where t.id = :'t'), 'en route t 04:00:00', 'so she is looked for as one who has not arrived, hours later, and not when that half hour ends');
rollback to said;
savepoint late;
select pg_temp.later('30 minutes') \g /dev/null
insert into app.escalation (case_id, office_id, reason, raised_at, next_at) values (:'w', 1, 'nobody took it', app.now() - interval '1 minute', app.now() + interval '9 minutes');
select is(app.transfer_due(), 0, 'nobody else is woken');
select is((select t.watch_at - app.now() from app.transfer t where t.id = :'t'), interval '30 minutes', 'where somebody is woken for her already that comes first');
update app.escalation set seen_by = (select s.id from app.staff s order by s.id limit 1), seen_at = app.now() where case_id = :'w';
select pg_temp.later('30 minutes') \g /dev/null
select is(app.transfer_due() || ' ' || app.transfer_due(), '1 0', 'then somebody above is asked where she is, once');
select is((select string_agg(concat_ws(' ', e.reason, e.to_id is not null), ', ') from app.escalation e where e.case_id = :'w' and e.ended_at is null), 'where is she t', 'and woken, also where somebody has looked at something else');
savepoint woken;
select pg_temp.later('4 hours') \g /dev/null
select is(app.transfer_due(), 0, 'who is being woken for her is not woken twice');
update app.escalation set seen_by = (select s.id from app.staff s order by s.id limit 1), seen_at = app.now() where case_id = :'w' and ended_at is null;
select pg_temp.later('30 minutes') \g /dev/null
select is(app.transfer_due(), 1, 'somebody has seen to it, and nobody has said where she is: asked again hours later');
rollback to woken;
select is(pg_temp.says('officer', :'t', 'hospital'), '', 'it is said');
select is((select count(*) from app.escalation e where e.case_id = :'w' and e.ended_at is null), 0::bigint, 'and nobody is asked any more');
rollback to woken;
update app.case set flags = '{danger now}', responsible_id = null where id = :'w';
select is((select string_agg(e.reason, ', ') from app.escalation e where e.case_id = :'w' and e.ended_at is null), 'where is she', 'that nobody took her case stands behind it');
select is(pg_temp.says('officer', :'t', 'hospital'), '', 'that is said');
select is((select string_agg(concat_ws(' ', e.reason, e.next_at - app.now()), ', ') from app.escalation e where e.case_id = :'w' and e.ended_at is null), 'nobody took it 00:10:00', 'and it comes');
rollback to late;
-- Nobody closes the case behind her.
savepoint closing;
select set_config('test.reason', (select name from app.close_reason limit 1), true) \g /dev/null
update app.case set stage = 8 where id = :'w';
insert into app.stage_move (from_stage, to_stage, role) values (8, 11, 'coordinator') on conflict do nothing;
create function pg_temp.closes(c uuid) returns text language sql volatile return test.refusal('coordinator', format('api.case_move(gen_random_uuid(), %L, %s, %L, %L)', c, test.version(c), (select name from app.stage where id = 11), current_setting('test.reason')));
select is(pg_temp.closes(:'w'), 'transfer_runs', 'of whom nobody has said where she is: the case stays open');
update app.transfer set where_by = null where id = :'t';
select is(pg_temp.closes(:'w'), 'transfer_runs', 'nor while she is on her way');
update app.transfer set over = true, state = 'aborted', bedless_since = now() where id = :'t';
select is(pg_temp.closes(:'w'), 'transfer_runs', 'or there without a bed');
update app.transfer set bedless_since = null where id = :'t';
select is(pg_temp.closes(:'w'), '', 'else it is closed');
rollback to closing;
select gen_random_uuid() as k, version as v from app.transfer where id = :'t' \gset
select is(pg_temp.says('officer', :'t', 'Hospital', :v, :'k') || pg_temp.says('officer', :'t', 'Hospital', :v, :'k'), '', 'said, and once where it is asked again');
select is((select concat_ws(' ', s.state, s.why, w.name) from app.transfer_step s join app.staff w on w.id = s.staff_id where s.transfer_id = :'t' order by s.version desc limit 1), 'en route hospital officer', 'who said it, and where, stands there');
select is((select count(*) from app.transfer_step where transfer_id = :'t' and why = 'hospital'), 1::bigint, 'once');
select is(coalesce(pg_temp.inbox(who, :'t'), '') like '%WHERE IS SHE?%', false, who || ' is asked no more') from unnest('{officer,supervisor,coordinator}'::text[]) as who;
select is(app.told_change(:'w', 0::smallint) ~ 'officer said of TR-.{9}: she is: hospital', true, 'its timeline tells');
-- What was said is corrected.
select is(pg_temp.says(who, :'t', w), a, who || ' says ' || w) from (values ('officer', 'hospital', 'unchanged where'), ('officer', 'the moon', 'no_such_where where'), ('far_boss', 'police', 'no_such_transfer id'), ('partner', 'police', 'role'), ('receiver', 'police', '')) as x(who, w, a);
select is((select string_agg(why, ', ' order by version) from app.transfer_step where transfer_id = :'t' and version > :v), 'hospital, police', 'both stand there');
select is((select where_is || coalesce(where_by::text, '') from app.transfer where id = :'t'), 'police', 'the last one counts');
-- Who is kept is flagged, and her alarm begins.
savepoint kept;
update app.case set age_low = 15, age_high = 17 where id = :'w';
create function pg_temp.flags(c uuid) returns text language sql volatile return (select array_to_string(flags, ',') from app.case where id = c);
create function pg_temp.tells(who text, id uuid, where_she text) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).message) from (select api.transfer_where(gen_random_uuid(), %L, %L, %L) as o offset 0) as x', tells.id, t.version, where_she)) from app.transfer t where t.id = tells.id);
select is(pg_temp.tells('receiver', :'t', 'detention'), '', 'she is kept, as who gets her says');
select is(pg_temp.flags(:'w'), 'detained', 'it is a flag of her case');
select is((select count(*) from app.case_clock where case_id = :'w' and rule = 'CHILD-DETAINED' and stopped_at is null), 1::bigint, 'with its clock');
select is(test.as_person('supervisor', format('select string_agg(why, '','') from api.inbox_line where case_id = %L and why = ''child detained''', :'w')), 'child detained', 'and its alarm');
select is((select concat_ws(' ', s.name, e.detail -> 'flags' -> 1, e.version = (select version from app.case where id = :'w')) from app.event e join app.staff s on s.id = e.staff_id where e.object_id = :'w' and e.action = 'case.flag'), 'receiver ["detained"] t', 'the record says who said so');
select is(pg_temp.tells('officer', :'t', 'family'), 'Her case still says that she is detained, or alone.', 'a correction says that the flag stands');
select is(pg_temp.flags(:'w'), 'detained', 'and takes none away');
update app.case set flags = '{}' where id = :'w';
update app.transfer set where_is = 'detention' where id = :'t';
select is(pg_temp.tells('officer', :'t', 'family'), '', 'where somebody has taken it away nothing is said of it');
rollback to kept;
update app.case set closed_at = now(), stage = 11, close_reason = 1 where id = :'w';
select is(pg_temp.says('officer', :'t', 'detention'), '', 'of a closed case');
select is((select flags::text from app.case where id = :'w'), '{}', 'nothing is flagged');
rollback to kept;
-- It ends on the way.
select is(pg_temp.step('officer', :'t', 'aborted', 'border closed'), '', 'the border is closed');
select is(pg_temp.inbox('officer', :'t'), 'WHERE IS SHE?', 'so where is she now');
select test.as_person('officer', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'w', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e1'))) as held \gset
select is(test.refusal('officer', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'w'))) || coalesce(pg_temp.inbox('officer', :'t'), ''), '', 'a bed says it, too');
select is(pg_temp.says('officer', :'t', 'family'), 'where_known id', 'and what was said before is said otherwise no more');
-- So does who brings her on from there.
select pg_temp.away(:'w') as s \gset
select is(pg_temp.step('officer', :'s', 'aborted', 'ill') || pg_temp.inbox('officer', :'s'), 'WHERE IS SHE?', 'ended again');
select is(pg_temp.away(:'w') is not null and pg_temp.inbox('officer', :'s') is null, true, 'she is on her way from there: nobody is asked');
select pg_temp.a_woman() as x \gset
select pg_temp.away(:'x', 'night') as y \gset
select is(pg_temp.answer('supervisor', :'y', 'refuse', 'not safe') || pg_temp.inbox('night', :'y'), 'WHERE IS SHE?', 'who moved her at night is asked');
select is(pg_temp.step('receiver', :'y', 'arrived') <> '', true, 'she is there all the same');
select is(coalesce(pg_temp.inbox('night', :'y'), ''), '', 'which says it');

-- Who is there has a bed there, and nobody asks.
select pg_temp.a_woman() as y \gset
select pg_temp.away(:'y') as t \gset
update app.unit set beds = 1 where id = '00000000-0000-4000-8000-0000000000e6';
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'she is there, and has a bed');
savepoint there;
select is(pg_temp.answer('supervisor', :'t', 'refuse', 'not safe') || coalesce(pg_temp.inbox('officer', :'t'), ''), '', 'refused then, nobody asks where she is');
rollback to there;
select is(pg_temp.step(who, :'t', 'aborted', why), a, who || ' ends it when she is there') from (values ('far_boss', 'ill', 'no_such_transfer There is no such transfer in your offices.'), ('receiver', null, 'why_ended Ending a transfer needs a reason from the list.'), ('receiver', 'something else', '')) as x(who, why, a);
select is((select concat_ws(' ', state, over, where_by) from app.transfer where id = :'t'), 'aborted t', 'it is over, and it is known where she is');
rollback to there;
select is(test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''left'')', (select code from app.case where id = :'y'))) || pg_temp.step('receiver', :'t', 'aborted', 'left on the way') || pg_temp.inbox('officer', :'t'), 'WHERE IS SHE?', 'who has left the place is asked for');
rollback to there;
update app.unit set beds = 0 where id = '00000000-0000-4000-8000-0000000000e6';
update app.stay set state = 'out' where case_id = :'y';
update app.transfer set bedless_since = now() where id = :'t';
select is(pg_temp.step('officer', :'t', 'aborted', 'no bed any more') || pg_temp.inbox('supervisor', :'t'), 'WHERE IS SHE?', 'who had no bed there is asked for, and no bed is there any more');
rollback to there;
delete from app.stay_step; delete from app.stay;
update app.unit set beds = 0 where id = '00000000-0000-4000-8000-0000000000e6';
-- Flags that she came with.
select pg_temp.a_woman() as y \gset
select pg_temp.away(:'y') as t \gset
update app.unit set beds = 1 where id = '00000000-0000-4000-8000-0000000000e6';
update app.case set flags = '{detained,alone,medical}' where id = :'y';
create function pg_temp.still(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select still from api.transfer_open(%L)', still.id));
select is(pg_temp.still('receiver', :'t'), '{}', 'on her way nobody asks');
select is(pg_temp.step('receiver', :'t', 'arrived'), 'Her case still says that she is detained, or alone.', 'she is there, and nobody has said that it is over');
select is(pg_temp.still(who, :'t'), a, who || ' is asked for') from (values ('receiver', '{detained,alone}'), ('officer', '{detained,alone}'), ('far_boss', null)) as x(who, a);
select is((select flags::text from app.case where id = :'y'), '{detained,alone,medical}', 'none goes by itself');
select is(pg_temp.step('receiver', :'t', 'handed over'), 'Her case still says that she is detained, or alone.', 'it is said once more when she is handed over');
update app.transfer set since = now() - interval '49 hours' where id = :'t';
select is(pg_temp.still('receiver', :'t'), '{}', 'and not for ever');
delete from app.stay_step; delete from app.stay;
update app.unit set beds = 0 where id = '00000000-0000-4000-8000-0000000000e6';
-- A place that keeps no beds.
insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000d6', 6, 'hospital', 'LA', 'Vientiane');
select pg_temp.a_woman() as q \gset
select test.as_person('officer', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'q', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e1'))),
	test.refusal('officer', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'q'))) \g /dev/null
select pg_temp.away(:'q', 'officer', '00000000-0000-4000-8000-0000000000d6') as t \gset
select is((select s.state from app.stay s where s.case_id = :'q'), 'in', 'on her way to a hospital she has her bed still');
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'there she is');
select is((select s.state || ' ' || x.why from app.stay s join app.stay_step x on x.stay_id = s.id and x.version = s.version where s.case_id = :'q'), 'out arrived elsewhere', 'and no more where she was');

-- ---- no bed ------------------------------------------------------------------------------------------
select pg_temp.a_woman() as b \gset
select pg_temp.away(:'b') as t \gset
select test.as_person('officer', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'b', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e1'))),
	test.refusal('officer', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'b'))) \g /dev/null
select is(pg_temp.step('receiver', :'t', 'arrived'), 'She is there, and no bed is free that fits her.', 'she is there, and it is said that there is no bed');
select is((select state || ' ' || (bedless_since = app.now()) from app.transfer where id = :'t'), 'arrived true', 'which is kept');
select is((select count(*) from app.stay where state in ('in', 'held') and unit_id in ('00000000-0000-4000-8000-0000000000e6', '00000000-0000-4000-8000-0000000000f6', '00000000-0000-4000-8000-0000000000a6')), 0::bigint, 'no bed for men is hers, none that is closed, and none that there is not');
select is((select state from app.stay where case_id = :'b' order by since desc, version desc limit 1), 'out', 'she is not where she was');
select is((select why from app.transfer_step where transfer_id = :'t' order by version desc limit 1), 'no bed', 'her steps say so');
select is(coalesce(pg_temp.inbox(who, :'t'), '') like '%NO BED%', a, who || ' has it in red') from (values ('receiving_boss', true), ('supervisor', true), ('coordinator', true), ('officer', false), ('far_boss', false), ('partner', false)) as x(who, a);
select is(pg_temp.where_to(:'t'), '0, f, a bed, VTE', 'the list says who sees to it');
savepoint elsewhere;
select is(pg_temp.says('receiver', :'t', 'at the place') || pg_temp.says('receiver', :'t', 'at the place'), 'unchanged where', 'that she is there gives her no bed');
select is((select bedless_since = app.now() from app.transfer where id = :'t'), true, 'and is no bed');
select is(pg_temp.says('receiver', :'t', 'family'), '', 'who is elsewhere by now needs none');
select is((select concat_ws(' ', where_is, bedless_since is null) from app.transfer where id = :'t'), 'family t', 'and is asked for one no more');
rollback to elsewhere;
update app.unit set beds = 1 where id = '00000000-0000-4000-8000-0000000000e6';
select test.as_person('officer', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'b', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6'))) \g /dev/null
select is(test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'b'))), '', 'a bed is found');
select is(coalesce(pg_temp.inbox(who, :'t'), '') like '%NO BED%', false, who || ' has it no more') from unnest('{receiving_boss,supervisor,coordinator}'::text[]) as who;
-- What she has is not for her any more: then it is another.
select pg_temp.a_woman() as z \gset
update app.unit set beds = 3 where id = '00000000-0000-4000-8000-0000000000e6';
insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) values ('00000000-0000-4000-8000-0000000000b6', '00000000-0000-4000-8000-0000000000c6', 6, 'house 4', 'female', 18, 120, 9, 'open');
select is(test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')', :'z', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000b6'))), '', 'a bed for grown-ups is held');
update app.case set age_low = 16, age_high = 17 where id = :'z';
savepoint young;
select is(test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'z'))), 'not_fit_age', 'of whom it is found meanwhile that she is a child is not put there');
select pg_temp.away(:'z') as t \gset
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'who comes in an emergency');
select is((select u.name from app.stay s join app.unit u on u.id = s.unit_id where s.case_id = :'z' and s.state = 'in'), 'house 1', 'has one that fits');
rollback to young;
update app.case set age_low = 20, age_high = 30 where id = :'z';
update app.unit set regime = 'closed', legal_basis = 'court order', review_on = app.office_day(6::smallint) + 30 where id = '00000000-0000-4000-8000-0000000000b6';
select is(test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'z'))), 'closed_since', 'nobody is kept where she could come and go when it was held');
select is(test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')', :'z', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000b6'))) || test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'z'))), '', 'but by who names the unit');
delete from app.stay_step where stay_id in (select id from app.stay where case_id = :'z'); delete from app.stay where case_id = :'z'; delete from app.unit where id = '00000000-0000-4000-8000-0000000000b6';
-- With one free it is hers.
update app.unit set beds = 2 where id = '00000000-0000-4000-8000-0000000000e6';
select pg_temp.a_woman() as f \gset
select pg_temp.away(:'f') as t \gset
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'where a bed is free that fits');
select is((select s.state || ' ' || u.name from app.stay s join app.unit u on u.id = s.unit_id where s.case_id = :'f'), 'in house 1', 'it is hers at once');
select is((select bedless_since from app.transfer where id = :'t'), null, 'and nobody has it in red');
select is((select count(*) from app.stay where unit_id = '00000000-0000-4000-8000-0000000000e6' and state = 'in') <= 2, true, 'never one more than there are');

-- ---- clocks ------------------------------------------------------------------------------------------
create function pg_temp.runs(c uuid) returns text language sql volatile return (select string_agg(rule, ',' order by rule) from app.case_clock where case_id = c and stopped_at is null);
insert into app.clock_rule (code, country_id, name, starts, bound, length, by_hand, expiry, standing, source) values ('LA-TEST', 'LA', 'x', 'x', 'at most', '3 days', false, 'x', 'policy', 'x');
insert into app.clock_cause (rule, stage, status) values ('LA-TEST', 3, 1);
create function pg_temp.goes(c uuid, asked uuid default null) returns text language plpgsql as $$
declare
	f uuid := coalesce(asked, gen_random_uuid());
	said text := '';
begin
	if asked is null then
		said := pg_temp.enter('officer', 'transfer', '{"what": "file", "purpose": "shelter", "urgency": "planned", "office": "VTE", "risk_checked": "yes"}', c, f);
	end if;
	said := said || pg_temp.answer('supervisor', f, 'approve', null, (select jsonb_build_object('keys', jsonb_agg(jsonb_build_object('subject', c, 'key', k.key, 'generation', k.generation, 'realm', test.realm(6), 'epoch', 1,
		'letter', test.bytes(145, 'letter' || k.generation)))) from app.sealed_key k where k.case_id = c and k.key = 'office'));
	return said || coalesce(test.as_person('receiver', format('select concat_ws('' '', (o).refusal, (o).field) from (select api.transfer_take(gen_random_uuid(), %L, %s, ''{office}'', ''{1}'', ''{1}'', %L, 1, %L) as o offset 0) as x', f,
		(select version from app.transfer where id = f), array[test.bytes(106, 'wrap')], repeat('s', 64)::bytea)), '');
end $$;
create function pg_temp.suspect() returns uuid language plpgsql as $$
declare c uuid := pg_temp.a_woman();
begin
	update app.case set stage = 3, status = 1, status_by = 1 where id = c;
	return c;
end $$;
select pg_temp.suspect() as c \gset
select is(pg_temp.runs(:'c'), 'TH-NRM15', 'in Thailand its clock runs');
select is(pg_temp.goes(:'c') || ' ' || pg_temp.runs(:'c'), ' LA-TEST', 'with the file it ends, and that of Laos begins');
select is((select e.detail -> 'clock' ->> 1 from app.event e where e.object_id = :'c' and e.action = 'clock.follow' and e.detail -> 'clock' ->> 1 like 'TH%: %'), 'TH-NRM15: ended, she and her file are in another country', 'with why in the record');
select is((select k.ends_at - app.now() from app.case_clock k where k.case_id = :'c' and k.rule = 'LA-TEST'), interval '3 days', 'from now on');
-- She has a bed in Thailand: its law reaches her until she has one in Laos.
select pg_temp.suspect() as d \gset
select test.as_person('officer', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'d', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e1'))),
	test.refusal('officer', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'d'))) \g /dev/null
select is(pg_temp.goes(:'d') || ' ' || pg_temp.runs(:'d'), ' TH-NRM15', 'where she sleeps in Thailand its clock goes on');
update app.unit set beds = 9 where id = '00000000-0000-4000-8000-0000000000e6';
select test.as_person('receiver', format('select (api.bed_hold(gen_random_uuid(), %L, %L, ''2h'')).refusal', :'d', (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6'))) \g /dev/null
select is(test.refusal('receiver', format('api.stay_go(gen_random_uuid(), %L, ''in'')', (select code from app.case where id = :'d'))) || ' ' || pg_temp.runs(:'d'), ' LA-TEST', 'with a bed in Laos it ends, and that of Laos begins');
-- Who is detained is so by the state that detains her.
select pg_temp.suspect() as e \gset
update app.case set flags = '{detained}' where id = :'e';
select is(pg_temp.goes(:'e') || ' ' || pg_temp.runs(:'e'), ' TH-NRM15', 'who is detained is where she is detained');
update app.case set status = 2, status_by = 1 where id = :'e';
select is(coalesce(pg_temp.runs(:'e'), ''), '', 'a clock of that country still stops with what it is about');
-- What runs everywhere goes on; what was done there is not begun anew.
select pg_temp.suspect() as g \gset
update app.case set age_low = 15, age_high = 16 where id = :'g';
select is(pg_temp.runs(:'g'), 'OF-AGE,TH-NRM15', 'a girl comes of age');
select test.as_person('officer', format('select 1')) \g /dev/null
select app.clocks_cross(:'g', 'TH') \g /dev/null
select is(pg_temp.runs(:'g'), 'OF-AGE,TH-NRM15', 'within a country nothing ends or begins');

-- ---- what was done with the file goes with it ---------------------------------------------------------------
select pg_temp.a_woman() as s, gen_random_uuid() as d \gset
select test.make('boss', '{1}', '{supervisor}'), test.make('of_two', '{1,6}', '{officer}'), test.enrolled() \g /dev/null
create function pg_temp.asked(change jsonb default '{}') returns jsonb language sql stable return jsonb_build_object('asker', 'court', 'ground', 'court order', 'scope', jsonb '["name", "story"]', 'asked_on', pg_temp.day(-1), 'lawyer', 'must be given', 'state', 'asked', 'given', jsonb '[]') || change;
create function pg_temp.given(change jsonb default '{}') returns jsonb language sql stable return pg_temp.asked(jsonb_build_object('state', 'given', 'given', jsonb '["story"]', 'answered_on', pg_temp.day())) || change;
select is(pg_temp.enter('officer', 'disclosure', pg_temp.asked(), :'s', :'d') || pg_temp.answer('supervisor', :'d') || pg_temp.answer('boss', :'d') || pg_temp.enter('officer', 'disclosure', pg_temp.given(), :'s', :'d', 1), '', 'a court is given something');
insert into app.glass (id, case_id, office_id, staff_id, reason, until, review) values (gen_random_uuid(), :'s', 1, test.id('far'), 'found', now() + interval '1 hour', 'right');
insert into app.task (case_id, office_id, kind, staff_id, due_at) select :'s', 1, k.id, test.id(w), now() + interval '1 day' from (select id from app.task_kind where by_hand order by id limit 1) as k, unnest('{second,of_two}'::text[]) as w;
create function pg_temp.shared(who text, c uuid) returns text language sql volatile return test.as_person(who, format('select string_agg(concat_ws('' '', how, to_whom, what, person), ''; '' order by how, to_whom) from api.case_shared(%L)', c));
select is(pg_temp.shared(who, :'s'), a, who || ' before it goes') from (values ('officer', 'break-glass PPT {"what is told in clear"} far; disclosure court {story} officer'), ('receiver', null)) as x(who, a);
select is(pg_temp.goes(:'s'), '', 'it goes');
select is(pg_temp.shared(who, :'s'), a, who || ' after') from (values ('receiver', 'break-glass PPT {"what is told in clear"} far; disclosure court {story} officer; file VTE {"whole file"} supervisor'), ('officer', null), ('far', null)) as x(who, a);
select is(test.key('receiver', :'s', 'office', 6) || pg_temp.enter('receiver', 'disclosure', pg_temp.given('{"told_her": "yes"}'), :'s', :'d', 2), '', 'that she was told of it is written where she is');
select is((select string_agg(coalesce((select s.name from app.staff s where s.id = t.staff_id), '-'), ',' order by staff_id) from app.task t join app.task_kind k on k.id = t.kind where t.case_id = :'s' and k.by_hand and t.done_at is null), 'of_two,-', 'what one had to do who does not work there is for whoever is responsible');
select is((select count(*) from app.task t where t.case_id = :'s' and t.office_id <> 6), 0::bigint, 'and none is lost');
update app.case set office_id = 10, responsible_id = null where id = :'s';
select is(pg_temp.shared('far', :'s'), 'break-glass PPT {"what is told in clear"} far; disclosure court {story} receiver; file VTE {"whole file"} supervisor', 'from there on it is told, too');

-- ---- health sheets stay ---------------------------------------------------------------------------------
select test.make('health_two', '{1}', '{health}') \g /dev/null
select test.offer(r) from unnest('{health,health_two}'::text[]) as r \g /dev/null
select is(test.in_force() || test.custodians(test.realm(1, 'health'), '{health,health_two}') || test.recovery(array[test.realm(1, 'health')], 'h') || test.in_force()
	|| test.turn('health', test.realm(1, 'health'), '{health,health_two}'), '', 'health staff have a key of their own');
select pg_temp.a_woman() as h, gen_random_uuid() as f, gen_random_uuid() as p \gset
select is(test.key('health', :'h', 'health') || test.keep('health', :'h', gen_random_uuid(), 'health', 0, 1), '', 'she was examined');
create function pg_temp.lacks(id uuid) returns text language sql volatile return test.as_person('supervisor', format('select array_to_string(lacks, '','') from api.approval_open(%L)', id));
create function pg_temp.file(change jsonb default '{}') returns jsonb language sql return '{"what": "file", "purpose": "shelter", "urgency": "planned", "office": "VTE", "risk_checked": "yes"}'::jsonb || change;
select is(pg_temp.enter('officer', 'transfer', pg_temp.file(), :'h', :'f') || pg_temp.lacks(:'f'), 'health_stays', 'her file goes without what health staff wrote: somebody has to say that');
select is(pg_temp.answer('supervisor', :'f'), 'approval_lacks id', 'before that nobody approves it');
select is(pg_temp.enter('officer', 'transfer', pg_temp.file('{"health": "lost"}'), :'h', :'f', 1), 'no_such_choice health', 'by a word of the list');
select is(pg_temp.enter('officer', 'transfer', pg_temp.file('{"health": "handed on"}'), :'h', :'f', 1) || pg_temp.lacks(:'f'), '', 'said');
select is((select concat_ws(', ', a.content::jsonb ->> 'health_with', a.content::jsonb ->> 'health') from app.approval a where a.id = :'f'), 'BKK health, handed on', 'who approves it signs that they stay, and with whom');
select is(pg_temp.enter('officer', 'transfer', jsonb_build_object('what', 'person', 'purpose', 'safety', 'urgency', 'now', 'health', 'handed on', 'place', (select code from app.place where id = '00000000-0000-4000-8000-0000000000c6'),
	'leave_at', app.now() + interval '1 day'), :'h', :'p'), 'only_file health', 'of herself it says nothing');
select is(pg_temp.goes(:'h', :'f'), '', 'it goes');
select is((select e.detail -> 'transfer' ->> 1 from app.event e where e.object_id = :'h' and e.action = 'transfer.take' and e.refusal is null) ~ 'handed over; the health sheets stay with BKK health$', true, 'the record says that they stay, and with whom');
select is((select concat_ws(' ', k.name, t.office_id, t.due_at - app.now()) from app.task t join app.task_kind k on k.id = t.kind where t.case_id = :'h' and t.done_at is null and k.id = 23), 'ask for health sheets 6 1 day', 'and it is a task there');
select is((select count(*) from app.sealed_key k where k.case_id = :'h' and k.key = 'health' and k.realm_id = test.realm(1, 'health')) + (select count(*) from app.sealed s where s.case_id = :'h' and s.kind = 'health'), 2::bigint, 'nothing of them is lost: with the file they come back');
select is((select count(*) from app.task t where t.case_id = :'c' and t.kind = 23), 0::bigint, 'where there are none nobody is asked');

-- Nobody past the functions.
select is(test.as_person('receiver', sql), 'ERROR 42501', sql) from unnest(array['update app.transfer set where_by = null', 'select app.whereabouts_known(null)', 'select app.clocks_cross(null, null)', 'select app.bed_on_arrival(null, null, null)', 'select * from app.transfer_where']) as sql;
select is(test.as_person('receiver', 'select string_agg(name, '','' order by position) from api.transfer_where_line') like 'back where she was,%', true, 'the words are there for whoever is asked');
select * from finish();
rollback;
