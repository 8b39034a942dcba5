-- Transfers: of a person from place to place, of a file from office to office with its keys. What is asked, what has to be
-- there before, who may decide it, each step until whoever receives it signs, and what nobody can do.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.make('sender', '{1}', '{officer}'), test.make('far_boss', '{10}', '{supervisor}'), test.make('receiver', '{6}', '{officer}'), test.make('receiving_boss', '{6}', '{supervisor}'),
	test.make('between', '{1,6}', '{supervisor}') \g /dev/null
select test.vault() \g /dev/null
select test.offer(r) from unnest('{sender,receiver,receiving_boss,between}'::text[]) as r \g /dev/null
select test.custodians(test.realm(6), '{receiver,receiving_boss}') || test.recovery(array[test.realm(6)], '2') || test.in_force() || test.turn('receiver', test.realm(6), '{receiver,receiving_boss}')
	|| test.give('coordinator', test.realm(), '{sender,between}') || test.in_force() as vault \gset
insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000c6', 6, 'shelter', 'LA', 'Vientiane'),
	('00000000-0000-4000-8000-0000000000d6', 6, 'hospital', 'LA', 'Vientiane'), ('00000000-0000-4000-8000-0000000000c1', 1, 'shelter', 'TH', 'Bang Kapi');
insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) values
	('00000000-0000-4000-8000-0000000000e6', '00000000-0000-4000-8000-0000000000c6', 6, 'house 1', 'female', 0, 120, 2, 'open');
select max(code) filter (where id = '00000000-0000-4000-8000-0000000000c6') as shelter, max(code) filter (where id = '00000000-0000-4000-8000-0000000000d6') as hospital,
	max(code) filter (where id = '00000000-0000-4000-8000-0000000000c1') as home from app.place \gset
select is(:'vault'::text, '', 'both offices have keys');
select test.enrolled() \g /dev/null
-- Who asks for what is not of her offices finds nothing, and it is in the record that she asked.
create function pg_temp.finds(who text, what text, id uuid) returns text language plpgsql as $$
declare
	n text := test.as_person(who, format('select count(*) from api.%s(%L)', what, id));
begin
	return concat_ws(' ', n, (select string_agg(concat_ws(' ', (select x.name from app.staff x where x.id = e.staff_id), e.action, e.refusal), ',' order by e.id) from app.event e where e.object_id = finds.id and e.refusal is not null));
end $$;

create function pg_temp.day(n integer default 0) returns date language sql return app.office_day(1::smallint) + n;
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, %L, %L, %L) as o offset 0) as x',
	subject, id, kind, version, (select max(k.generation) from app.sealed_key k where k.case_id = enter.subject and k.key = 'office'), test.blob(id::text || version), clear));
create function pg_temp.person(change jsonb default '{}') returns jsonb language sql stable return jsonb_strip_nulls(jsonb_build_object('what', 'person', 'purpose', 'shelter', 'urgency', 'planned', 'origin', 'detention',
	'place', (select code from app.place where id = '00000000-0000-4000-8000-0000000000c6'), 'leave_at', now() + interval '4 hours', 'escort', 'woman of ours', 'risk_checked', 'yes') || change);
create function pg_temp.file(change jsonb default '{}') returns jsonb language sql stable return jsonb_strip_nulls(jsonb '{"what": "file", "purpose": "shelter", "urgency": "planned", "office": "vte", "risk_checked": "yes"}' || change);
-- A girl whose guardian is cleared, who wants to, and for whom it was decided; or a woman who wants to.
create function pg_temp.a_girl(low integer default 15, high integer default 17, ready boolean default true) returns uuid language plpgsql as $$
declare c uuid := test.a_case(1, 1, 'officer');
begin
	update app.case set sex = 'female', age_low = low, age_high = high, language = 'lo' where id = c;
	perform test.key('officer', c);
	if ready then
		perform pg_temp.enter('officer', 'wish', jsonb_build_object('about', 'transfer', 'answer', 'wants to', 'asked_on', pg_temp.day(-1), 'lang', 'lo', 'own_language', 'yes', 'alone', 'yes'), c);
		perform pg_temp.enter('officer', 'consent', jsonb_build_object('purpose', p, 'answer', 'given', 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', pg_temp.day(-1)), c) from unnest('{transfer,sharing}'::text[]) as p;
		if low < 18 then
			perform pg_temp.enter('officer', 'guardian', jsonb_build_object('kind', 'relative', 'begun_on', pg_temp.day(-9), 'cleared', 'yes', 'cleared_on', pg_temp.day(-3)), c);
			perform pg_temp.enter('officer', 'interest', jsonb_build_object('kind', 'determination', 'about', 'transfer', 'options', 3, 'panel', 3, 'decided', 'in favour', 'decided_on', pg_temp.day(), 'review_on', pg_temp.day(30)), c);
		end if;
		perform test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''12h'')', c, (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6')));
	end if;
	return c;
end $$;
create function pg_temp.lacks(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select array_to_string(lacks, '','') from api.approval_open(%L)', id));
create function pg_temp.letters(c uuid) returns jsonb language sql return (select jsonb_build_object('keys', jsonb_agg(jsonb_build_object('subject', c, 'key', 'office', 'generation', k.generation, 'realm', test.realm(6), 'epoch', 1, 'letter', test.bytes(145, 'letter' || k.generation)) order by k.generation)) from app.sealed_key k where k.case_id = c and k.key = 'office');
create function pg_temp.answer(who text, id uuid, answer text default 'approve', reason text default null, detail jsonb default null) returns text language plpgsql as $$ begin
	perform pg_temp.lacks(who, id);
	return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.approval_answer(gen_random_uuid(), %L, %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
		answer.id, a.version, a.hash, answer.answer, reason, repeat('s', 64)::bytea, detail)) from app.approval a where a.id = answer.id);
end $$;
create function pg_temp.step(who text, id uuid, state text, why text default null, signature bytea default repeat('s', 64)::bytea, version integer default null, key uuid default gen_random_uuid()) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.transfer_step(%L, %L, %L, %L, %L, 1, %L) as o offset 0) as x', key, step.id, coalesce(step.version, t.version), step.state, why, signature))
	from (select) as x left join app.transfer t on t.id = step.id);
create function pg_temp.take(who text, id uuid, wraps integer default 1, epoch integer default 1, signature bytea default repeat('s', 64)::bytea, version integer default null, key uuid default gen_random_uuid()) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.transfer_take(%L, %L, %L, %L, %L, %L, %L, 1, %L) as o offset 0) as x', key, take.id, coalesce(take.version, t.version),
	array_fill('office'::text, array[wraps]), array(select generate_series(1, wraps)), array_fill(epoch, array[wraps]), array(select test.bytes(106, 'wrap' || n) from generate_series(1, wraps) as n), signature)) from (select) as x left join app.transfer t on t.id = take.id);
create function pg_temp.is_now(id uuid) returns text language sql volatile return (select concat_ws(' ', t.state, a.state) from app.transfer t join app.approval a using (id) where t.id = $1);

-- What is no transfer.
select pg_temp.a_girl() as g, pg_temp.a_girl(20, 30) as w \gset
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(change::jsonb), :'g'), a, why) from (values
	('{"place": null}', 'fact_missing place', 'to nowhere'), ('{"place": "PL-3333-3333"}', 'no_place_anywhere place', 'to a place that there is not'), ('{"leave_at": null}', 'fact_missing leave_at', 'at no time'), ('{"leave_at": "2001-01-01 00:00+0"}', 'over leave_at', 'long ago'),
	('{"leave_at": "2999-01-01 00:00+0"}', 'too_far leave_at', 'in a thousand years'), ('{"office": "VTE"}', 'only_file office', 'of a person, to an office'), ('{"despite": "law"}', 'only_file despite', 'whatever she agreed to'), ('{"purpose": "fun"}', 'no_such_choice purpose', 'for no purpose'),
	('{"escort": "Mr X"}', 'no_such_choice escort', 'with a name'), ('{"route": "by night"}', 'no_such_fact route', 'her way stays sealed'), ('{"emergency": "threat"}', 'emergency_whole agreed_at', 'an emergency that nobody agreed to'),
	('{"emergency": "hurry", "agreed_by": "x", "agreed_at": "2026-01-01 00:00+0"}', 'emergency_late agreed_at', 'or agreed to long ago')) as x(change, a, why);
select is(pg_temp.enter('officer', 'transfer', pg_temp.file(change::jsonb), :'g'), a, why) from (values ('{"office": null}', 'fact_missing office', 'a file to nowhere'), ('{"office": "XXX"}', 'no_such_office office', 'to no office'), ('{"office": "bkk"}', 'same_office office', 'to where it is'),
	('{"place": "PL-3333-3333"}', 'only_person place', 'to a place'), ('{"escort": "nobody"}', 'only_person escort', 'with somebody'), ('{"origin": "street"}', 'only_person origin', 'from the street')) as x(change, a, why);
select is(pg_temp.enter(who, 'transfer', pg_temp.person(), :'g'), a, who) from (values ('far', 'no_such_case subject'), ('receiver', 'no_such_case subject'), ('partner', 'role'), ('auditor', 'role'), ('admin', 'role'), ('operations', 'role'), ('health', 'not_in_realm'), ('retired', 'unknown_person')) as x(who, a);
select is((select count(*) from app.transfer) + (select count(*) from app.approval), 0::bigint, 'none of them asks for anything');

-- Asked, and what is missing.
select pg_temp.a_girl(15, 17, false) as n, pg_temp.a_girl(null, null, false) as u, pg_temp.a_girl(20, 30, false) as a, gen_random_uuid() as tn, gen_random_uuid() as tu, gen_random_uuid() as ta, gen_random_uuid() as fn \gset
select is(pg_temp.enter('officer', 'transfer', pg_temp.person('{"risk_checked": "no", "escort": null}'), x::uuid, t::uuid), '', 'it is asked') from (values (:'n', :'tn'), (:'u', :'tu'), (:'a', :'ta')) as x(x, t);
create function pg_temp.draft(who text, c uuid) returns text language sql volatile return test.as_person(who, format('select string_agg(name || ''='' || content, '','' order by name) from api.transfer_draft(%L)', c));
select is(pg_temp.draft('officer', c::uuid), a, why) from (values (:'g', 'what=person', 'a new one is of herself'), (:'n', 'office=VTE,purpose=shelter,what=file', 'and where she is on her way of her file, to where she goes')) as x(c, a, why);
select is(coalesce(pg_temp.draft(who, :'n'), ''), '', who) from unnest('{partner,auditor,admin,health}'::text[]) as who;
select is(pg_temp.draft('receiver', :'n'), 'what=person', 'of a case of another office nothing is told');
select is(pg_temp.enter('officer', 'transfer', pg_temp.file(), :'n', :'fn'), '', 'and for her file');
select is(pg_temp.draft('officer', :'n'), 'what=person', 'both are asked for');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(), :'n'), 'transfer_open what', 'once at a time');
select is(pg_temp.lacks('supervisor', t::uuid), a, why) from (values
	(:'tn', 'wish_missing,guardian_missing,interest_missing,transfer_consent_missing,risk_check_missing,escort_missing,bed_missing', 'a child'), (:'tu', 'wish_missing,guardian_missing,interest_missing,transfer_consent_missing,risk_check_missing,escort_missing,bed_missing', 'whose age nobody knows'),
	(:'ta', 'wish_missing,transfer_consent_missing,risk_check_missing,escort_missing,bed_missing', 'a woman'), (:'fn', 'wish_missing,guardian_missing,interest_missing,file_consent_missing', 'a file of a child')) as x(t, a, why);
select is(pg_temp.answer('supervisor', t::uuid), 'approval_lacks id', 'so nobody can approve it') from unnest(array[:'tn', :'tu', :'ta', :'fn']) as t;
select is(pg_temp.is_now(:'tn') || ', ' || pg_temp.is_now(:'fn'), 'proposed open, risk-checked open', 'where they stand');
create function pg_temp.line(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select concat_ws('', '', waits, waits_on_us, coalesce(next, ''-''), coalesce(next_by, ''-''), coalesce(asked_of, ''-''), case_id is not null) from api.transfer_line where id = %L', id));
select is(pg_temp.line('officer', :'tn'), '5, f, approved, ' || n || ', ' || n || ', t', 'next it is approved, by who is asked') from (select s.name as n from app.approval a join app.staff s on s.id = a.to_id where a.id = :'tn') as x;
select is(pg_temp.line('supervisor', :'tn') ~ '^4, f, approved, supervisor', true, 'for whom it is one that waits');
select is(pg_temp.line('receiver', :'tn') ~ '^5, f, approved, .*, f$', true, 'who gets her sees that, and not whose case it is');
select is(test.as_person(who, format('select concat_ws('' '', id = %L, state, problem) from api.transfer_find(%L)', :'tn', coalesce(nullif(x.code, ''), lower(replace(t.code, '-', ' '))))), a, who || ' looks for ' || x.code)
	from app.transfer t, (values ('officer', '', 't proposed'), ('receiver', '', 't proposed'), ('far_boss', '', 'no_such_transfer'), ('officer', app.new_code('TR'), 'no_such_transfer'), ('officer', 'TR-3333-3334', 'check'), ('partner', '', null), ('auditor', '', null)) as x(who, code, a) where t.id = :'tn';
select is((select concat_ws(' ', t.with_id = :'fn', f.with_id = :'tn') from app.transfer t, app.transfer f where t.id = :'tn' and f.id = :'fn'), 't t', 'she and her file know each other');
-- Each thing by itself: with all the others there, one is missing.
create function pg_temp.without(kind text) returns text language plpgsql as $$
declare c uuid := pg_temp.a_girl(); t uuid := gen_random_uuid(); answer text;
begin
	if kind = 'bed' then perform app.stay_ends(c, '{held}', 'released', 'not brought there', test.id('officer'));
	elsif kind <> 'nothing' then execute format('delete from app.entry_%I where case_id = %L', kind, c); end if;
	perform pg_temp.enter('officer', 'transfer', pg_temp.person(), c, t);
	answer := pg_temp.lacks('supervisor', t) || ':' || pg_temp.answer('supervisor', t);
	perform test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', t));
	delete from app.stay_step; delete from app.stay;
	return answer;
end $$;
delete from app.stay_step; delete from app.stay;
select is(pg_temp.without(k), a, 'a child without ' || k) from (values ('nothing', ':'), ('wish', 'wish_missing:approval_lacks id'), ('guardian', 'guardian_missing:approval_lacks id'), ('interest', 'interest_missing:approval_lacks id'), ('consent', 'transfer_consent_missing:approval_lacks id'), ('bed', 'bed_missing:approval_lacks id')) as x(k, a);
select is(pg_temp.enter('officer', 'transfer', pg_temp.person('{"escort": "nobody"}'), :'a', :'ta', 1), '', 'a woman may travel alone');
select pg_temp.a_girl() as g, gen_random_uuid() as t, gen_random_uuid() as f \gset
select pg_temp.enter('officer', 'transfer', pg_temp.person('{"escort": "nobody"}'), :'g', :'t') \g /dev/null
select is(pg_temp.lacks('supervisor', :'t') || ' ' || pg_temp.lacks('supervisor', :'ta'), 'escort_child wish_missing,transfer_consent_missing,bed_missing', 'a child does not');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(jsonb_build_object('place', :'hospital'::text)), :'a', :'ta', 2), '', 'a hospital has no beds of ours');
select is(pg_temp.lacks('supervisor', :'ta'), 'wish_missing,transfer_consent_missing', 'so none is held there');
savepoint closed;
update app.case set stage = 11, closed_at = app.now(), close_reason = 1 where id = :'a';
select is(pg_temp.lacks('supervisor', :'ta'), 'wish_missing,transfer_consent_missing,closed', 'nobody whose case is closed is brought anywhere');
rollback to closed;

-- From one end to the other: whom each step belongs to.
select is(pg_temp.enter('night', 'transfer', pg_temp.person(), :'g', :'t', 1), '', 'somebody else says who goes with her');
select is(pg_temp.answer(who, :'t'), a, who || ' approves') from (values ('officer', 'own_request id'), ('night', 'own_request id'), ('second', 'not_approver id'), ('receiver', 'no_such_approval id'), ('receiving_boss', 'no_such_approval id'), ('far_boss', 'no_such_approval id')) as x(who, a);
select is(pg_temp.step(who, :'t', s), a, who || ': not before it is approved ' || s) from (values ('officer', 'en route', 'transfer_move state'), ('receiver', 'accepted', 'transfer_move state'), ('receiver', 'arrived', 'transfer_move state'), ('receiver', 'handed over', 'transfer_move state'), ('officer', 'approved', 'transfer_move state'),
	('far_boss', 'accepted', 'no_such_transfer id'), ('partner', 'accepted', 'role')) as x(who, s, a);
select is(pg_temp.answer('supervisor', :'t', 'ask back', 'who goes with her') || pg_temp.is_now(:'t'), 'returned asked back', 'sent back with a question');
create function pg_temp.inbox(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select string_agg(concat_ws('' '', why, office_code, at <= api.now()), '', '' order by why) from api.inbox_line where code = %L', (select code from app.transfer t where t.id = inbox.id)));
create function pg_temp.inboxes(id uuid) returns text language sql volatile return (select string_agg(w || ': ' || i, '; ' order by w) from unnest('{officer,night,second,supervisor,coordinator,receiver,far_boss,partner,auditor}'::text[]) as w, pg_temp.inbox(w, inboxes.id) as i where i is not null);
select is(pg_temp.inboxes(:'t'), 'night: transfer sent back BKK; officer: transfer sent back BKK', 'in the inbox of who asked');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person('{"escort": "two of ours"}'), :'g', :'t', 2) || pg_temp.is_now(:'t'), 'risk-checked open', 'changing it answers');
select is(pg_temp.inboxes(:'t'), 'coordinator: transfer to approve BKK f; supervisor: transfer to approve BKK f', 'so it is in the inbox of who can approve it again');
create function pg_temp.reads(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select concat_ws('' '', state, case when content::jsonb ?& ''{child,sex,sealed,consent}'' then ''all'' else array(select jsonb_object_keys(content::jsonb) order by 1)::text end, content = first_content, hash = sha256(convert_to(content, ''UTF8''))) from api.approval_open(%L)', reads.id));
select is(pg_temp.reads(who, :'t'), a, who || ' before it is decided') from (values ('second', 'open all f t'), ('between', 'open all f t'), ('receiver', 'open {code,office,place,to_office,what,with} t t'), ('receiving_boss', 'open {code,office,place,to_office,what,with} t t')) as x(who, a);
select is(pg_temp.answer('supervisor', :'t') || pg_temp.is_now(:'t'), 'approved approved', 'approved');
select is(pg_temp.reads(who, :'t'), a, who || ' when it is approved') from (values ('second', 'approved all f t'), ('receiver', 'approved all f t')) as x(who, a);
select is(pg_temp.inboxes(:'t'), 'night: transfer approved BKK; officer: transfer approved BKK; receiver: transfer to accept VTE', 'in that of who gets her, and of who asked');
select test.as_person(who, format('select 1 from api.approval_open(%L)', :'t')) from unnest('{night,officer}'::text[]) as who \g /dev/null
select is(pg_temp.inboxes(:'t'), 'receiver: transfer to accept VTE', 'until they have looked');
select is(test.as_person('receiver', format('select string_agg(what, '','') from api.morning() where section = ''transfer'' and code = %L', (select code from app.transfer where id = :'t'))), 'transfer to accept', 'and in the morning');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(), :'g', :'t', 3), 'transfer_fixed what', 'what was approved does not change any more');
select is(pg_temp.step(who, :'t', s, why), a, who || ' ' || s) from (values ('officer', 'accepted', null, 'transfer_move state'), ('officer', 'en route', null, 'transfer_move state'), ('receiver', 'aborted', null, 'why_ended why'), ('receiver', 'aborted', 'the guard wants money', 'why_ended why'), ('receiver', 'aborted', 'by mistake', 'why_ended why'),
	('receiver', 'refused', null, 'transfer_move state'), ('receiver', 'accepted', null, ''), ('receiver', 'accepted', null, 'transfer_move state')) as x(who, s, why, a);
select is(pg_temp.step('officer', :'t', 'en route', version => 1), 'stale_transfer version', 'of a transfer that she has not read');
select gen_random_uuid() as k, version as v from app.transfer where id = :'t' \gset
select is(pg_temp.step('officer', :'t', 'en route', key => :'k', version => :v), '', 'who goes with her says that they have left');
select is(pg_temp.step('officer', :'t', 'en route', key => :'k', version => :v), '', 'asked again, because the answer was lost: the same answer');
select is((select count(*) from app.transfer_step where transfer_id = :'t' and state = 'en route'), 1::bigint, 'once');
select is((select s.state from app.stay s where s.case_id = :'g'), 'held', 'her bed is held');
select is(pg_temp.inboxes(:'t'), null, 'nobody has to do anything');
set local session_replication_role = replica;
update app.entry_transfer set leave_at = now() - interval '121 minutes' where id = :'t';
update app.transfer set leave_at = now() - interval '121 minutes' where id = :'t';
set local session_replication_role = origin;
select is(pg_temp.inboxes(:'t'), 'coordinator: not arrived BKK t; night: not arrived BKK t; officer: not arrived BKK t; receiver: not arrived VTE t; second: not arrived BKK t; supervisor: not arrived BKK t', 'two hours after she was to leave she has not arrived');
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'she is there');
select is((select s.state from app.stay s where s.case_id = :'g'), 'in', 'and has it');
select is(pg_temp.inboxes(:'t'), 'receiver: hand-over to sign VTE', 'that they have her is to be signed');
select is(pg_temp.step(who, :'t', 'handed over', signature => s), a, who || ' signs') from (values ('officer', repeat('s', 64)::bytea, 'transfer_move state'), ('receiver', null, 'signature_needed signature'), ('receiver', 'x'::bytea, 'signature_needed signature'), ('receiver', repeat('s', 64)::bytea, ''), ('receiver', repeat('s', 64)::bytea, 'transfer_move state')) as x(who, s, a);
select is(test.as_person('receiver', format('select string_agg(concat_ws('' '', x ->> ''state'', x ->> ''person'', x ->> ''why'', x ->> ''number''), '', '') from api.transfer_open(%L), jsonb_array_elements(steps) as x', :'t')),
	'risk-checked officer, returned supervisor who goes with her, risk-checked officer, approved supervisor, accepted receiver, en route officer, arrived receiver, handed over receiver 1', 'each step says who, and why');
select is(test.as_person(who, format('select concat_ws('' '', state, case_code is not null, place is not null, waits_on_us) from api.transfer_line where id = %L', :'t')), a, who || ' sees of it') from (values ('officer', 'handed over t f f'), ('receiver', 'handed over f t f'), ('far_boss', null), ('partner', null)) as x(who, a);
select is((select office_id::text from app.case where id = :'g'), '1', 'her file stays where it was');
select is(app.told_change(:'g', 0::smallint) ~ '^receiver said of TR-.{9}: handed over ', true, 'its timeline tells');

-- Her file, with its keys. Somebody is responsible for her, as is usual.
update app.case set responsible_id = (select id from app.staff where login = 'officer') where id = :'g';
select is(test.turn('coordinator', test.realm(), '{coordinator,supervisor,officer,second,night,sender,between}') || test.key('officer', :'g'), '', 'it has a second key');
select is(pg_temp.enter('officer', 'transfer', pg_temp.file(), :'g', :'f') || pg_temp.lacks('supervisor', :'f'), '', 'her file is asked for, too');
select is(pg_temp.answer('supervisor', :'f', 'approve', null, detail), 'keys_missing detail', 'not approved ' || why) from (values (null::jsonb, 'without keys'), ('{"keys": []}', 'with none'), ('{"keys": [{"generation": 1, "epoch": 1, "letter": "zz"}]}', 'with something else'), (replace(pg_temp.letters(:'g')::text, test.realm(6)::text, test.realm(1)::text)::jsonb, 'sealed to another office'),
	(jsonb_set(pg_temp.letters(:'g'), '{keys}', (pg_temp.letters(:'g') -> 'keys') - 1), 'with one of two'), (replace(pg_temp.letters(:'g')::text, '"epoch": 1', '"epoch": 2')::jsonb, 'sealed to a key that there is not')) as x(detail, why);
select is((select count(*) from app.transfer_key), 0::bigint, 'nothing of that is kept');
savepoint sent;
select is(pg_temp.answer('supervisor', :'f', 'approve', null, pg_temp.letters(:'g')), '', 'with all of them, by who does not see what she has sent');
rollback to savepoint sent;
select is(pg_temp.answer('between', :'f', 'approve', null, pg_temp.letters(:'g')), '', 'or by who is of both offices');
select is(test.as_person(who, format('select count(*) from api.transfer_send(%L)', :'f')), a, who || ' seals its keys') from (values ('supervisor', '2'), ('between', '2'), ('lead', '0'), ('receiver', '0'), ('far_boss', '0'), ('partner', '0')) as x(who, a);
select is(test.as_person(who, format('select concat_ws('' '', count(*), min(epoch)) from api.transfer_newest(%L)', :'f')), a, who || ' asks for the newest key there') from (values ('supervisor', '1 1'), ('receiver', '0'), ('far_boss', '0')) as x(who, a);
select is(test.as_person('receiver', format('select string_agg(concat_ws('' '', given_by = %L, number, version = %s, hash = sha256(convert_to(content, ''UTF8'')), octet_length(signature)), '','') from api.transfer_keys(%L)', test.id_of('between'), (select version from app.approval where id = :'f'), :'f')), 't 1 t t 64,t 1 t t 64', 'with the answer that they came with');
select is(test.as_person(who, format('select count(*) from api.transfer_keys(%L)', :'f')), a, who || ' reads its keys') from (values ('receiver', '2'), ('receiving_boss', '2'), ('officer', '0'), ('supervisor', '0'), ('far_boss', '0'), ('partner', '0')) as x(who, a);
select is(test.as_person('receiver', format('select concat_ws('' '', (select count(*) from api.case_find(array[%L]) where id is not null), (select count(*) from api.sealed_list(%L)))', (select code from app.case where id = :'g'), :'g')), '0 0', 'not yet the file');
select is(pg_temp.step('receiver', :'f', 'handed over'), 'transfer_move state', 'a file is not received by a word');
savepoint keys;
update app.directory_person p set number = 9 from app.staff s where s.person = p.person and s.id = test.id('receiver');
select is(pg_temp.take('receiver', :'f', 2), 'not_your_keys signature', 'nor with keys that are not hers');
rollback to keys;
select is(pg_temp.take(who, :'f', n, e, s), a, who || why) from (values ('officer', 2, 1, repeat('s', 64)::bytea, 'transfer_move id', ' is not who gets it'), ('between', 2, 1, repeat('s', 64)::bytea, 'own_approval id', ' has approved it'), ('far_boss', 2, 1, repeat('s', 64)::bytea, 'no_such_transfer id', ' has nothing to do with it'), ('receiver', 2, 1, null, 'signature_needed signature', ' signs'),
	('receiver', 1, 1, repeat('s', 64)::bytea, 'keys_missing wraps', ' takes all of it'), ('receiver', 3, 1, repeat('s', 64)::bytea, 'keys_missing wraps', ' and no more') , ('receiver', 2, 2, repeat('s', 64)::bytea, 'epoch epoch', ' by the key in use'), ('partner', 2, 1, repeat('s', 64)::bytea, 'role', ' takes nothing')) as x(who, n, e, s, a, why);
select is(test.as_person('receiver', format('select concat_ws('' '', (o).refusal, (o).field) from (select api.transfer_take(gen_random_uuid(), %L, %L, ''{office,office}'', ''{1,2}'', %L, %L, 1, %L) as o offset 0) as x', :'f', t.version, e, array[test.bytes(106, 'a'), test.bytes(106, 'b')], repeat('s', 64)::bytea)), 'epoch epoch', 'each of them by the key in use: ' || e) from app.transfer t, unnest('{"{1,99}","{1,NULL}"}'::text[]) as e where t.id = :'f';
-- A key that is made meanwhile.
savepoint more;
select test.turn('coordinator', test.realm(), '{coordinator,supervisor,officer,second,night,sender,between}'), test.key('officer', :'g') \g /dev/null
select is(pg_temp.take('receiver', :'f', 2), 'keys_more id', 'what is written since would be read by nobody there');
select is(pg_temp.step('officer', :'f', 'aborted', 'something else'), '', 'it is ended');
select is((select count(*) from app.transfer_key where transfer_id = :'f'), 0::bigint, 'and its keys wait for nobody');
select is((select count(*) from app.approval_vote v where v.approval_id = :'f' and to_jsonb(v)::text like '%' || encode(test.bytes(145, 'letter1'), 'hex') || '%'), 0::bigint, 'nor does the answer keep them that they came with');
select is(test.as_person('receiving_boss', format('select votes::text like ''%%letter%%'' from api.approval_open(%L)', :'f')), 'false', 'or anybody read them there, whose office''s key is asked for');
rollback to more;
select is((select office_id::text from app.case where id = :'g'), '1', 'nothing of that has moved it');
-- What else was asked about her is decided where her file is; what was done already is signed there, wherever that has gone.
savepoint asked;
select gen_random_uuid() as d, gen_random_uuid() as u \gset
select is(pg_temp.enter('officer', 'disclosure', jsonb_build_object('asker', 'police', 'ground', 'law', 'scope', '["name"]'::jsonb, 'asked_on', pg_temp.day(), 'lawyer', 'may be given', 'state', 'asked', 'given', '[]'::jsonb), :'g', :'d'), '', 'the police ask for her name');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(jsonb_build_object('emergency', 'threat', 'agreed_by', initcap(test.person('supervisor')), 'agreed_at', now() - interval '5 minutes')), :'g', :'u'), '', 'and she is brought away at once');
select is(pg_temp.take('receiver', :'f', 2), 'requests_open id', 'the file does not go meanwhile');
savepoint later;
update app.approval set expires_at = app.now() where id = :'d';
select is(pg_temp.take('receiver', :'f', 2), '', 'it does where nobody decided that in time');
rollback to later;
select is(pg_temp.answer('supervisor', :'d', 'refuse', 'not needed any more') || pg_temp.take('receiver', :'f', 2), '', 'or somebody did; that an emergency is to be signed keeps nothing');
select is(test.as_person('supervisor', format('select concat_ws('' '', version, lacks_words, may_answer, content::jsonb ->> ''emergency'') from api.approval_open(%L)', :'u')), '1 {} threat', 'it is read as it was');
savepoint gone;
select is(pg_temp.answer('supervisor', :'u') || pg_temp.is_now(:'u'), 'en route approved', 'and signed');
rollback to gone;
select is(pg_temp.answer('supervisor', :'u', 'refuse', 'not safe') || pg_temp.is_now(:'u'), 'en route refused', 'or refused');
rollback to gone;
select test.as_person('between', format('select 1 from api.approval_open(%L)', :'u')) \g /dev/null
update app.case set language = 'my' where id = :'g';
select is(pg_temp.answer('between', :'u') || pg_temp.is_now(:'u') || (select content::jsonb ->> 'language' from app.approval where id = :'u'), 'en route approvedlo', 'whoever is of both offices signs what it was, too');
rollback to gone;
update app.approval set state = 'open', ended_at = null where id = :'d';
select is(pg_temp.answer('lead', :'d'), 'file_left id', 'nothing else of theirs is approved then');
select is(pg_temp.answer('lead', :'d', 'refuse', 'doubtful'), '', 'it can be refused');
rollback to asked;
select gen_random_uuid() as k, version as v from app.transfer where id = :'f' \gset
select is(pg_temp.take('receiver', :'f', 2, key => :'k', version => :v), '', 'received');
select is(pg_temp.take('receiver', :'f', 2, key => :'k', version => :v), '', 'asked again: the same answer');
select is(pg_temp.take('receiving_boss', :'f', 2), 'transfer_move id', 'and once');
select is((select concat_ws(' ', c.office_id, s.name, c.responsible_seen) from app.case c join app.staff s on s.id = c.responsible_id where c.id = :'g'), '6 receiver t', 'the case is of the office that gets it, and hers');
select is((select count(*) from app.sealed_key k where k.case_id = :'g' and (k.office_id, k.realm_id, k.born, k.epoch) = (6, test.realm(6), 0, 1)), 2::bigint, 'its keys are wrapped under its own');
select is((select count(*) from app.sealed s where s.case_id = :'g' and s.office_id <> 6) + (select count(*) from app.entry_wish x where x.case_id = :'g' and x.office_id <> 6), 0::bigint, 'and so is all that is written');
select is(test.as_person(who, format('select concat_ws('' '', (select count(id) from api.case_find(array[%L])), (select count(*) > 0 from api.sealed_list(%L)))', (select code from app.case where id = :'g'), :'g')), a, who || ' now') from (values ('receiver', '1 t'), ('officer', '0 f'), ('supervisor', '0 f')) as x(who, a);
select is(test.as_person(who, format('select string_agg(distinct person, '','' order by person) from api.case_timeline(%L)', :'g')), a, who || ' reads what was done with it, there and here') from (values ('receiver', 'between,night,officer,receiver,supervisor'), ('officer', null)) as x(who, a);
select is(test.refusal('officer', format('api.case_take(gen_random_uuid(), %L, 9)', :'g')), 'no_such_case', 'who had it has it no more');
select is(pg_temp.enter('receiver', 'wish', jsonb_build_object('about', 'placement', 'answer', 'not sure', 'asked_on', pg_temp.day(), 'lang', 'lo'), :'g'), 'key_old generation', 'nothing new is written under a key that others know');
select is(test.key('receiver', :'g', 'office', 6) || pg_temp.enter('receiver', 'wish', jsonb_build_object('about', 'placement', 'answer', 'not sure', 'asked_on', pg_temp.day(), 'lang', 'lo'), :'g'), '', 'but under a new one');
select is((select sum(n)::bigint from (select sum(open_cases) as n from app.board_count where office_id = 6 union all select sum(open_cases) from app.board_delta where office_id = 6) as x), (select count(*) from app.case where office_id = 6 and closed_at is null), 'the boards count it where it is');
select is(test.as_person('officer', format('select concat_ws('' '', state, case_code) from api.transfer_line where id = %L', :'f')), 'handed over', 'who gave it knows that it has arrived');

-- Ended on the way, or not approved: the bed is free again.
create function pg_temp.asked(change jsonb default '{}') returns uuid language plpgsql as $$
declare c uuid := pg_temp.a_girl(20, 30); t uuid := gen_random_uuid();
begin
	delete from app.stay_step where stay_id in (select id from app.stay where case_id <> c); delete from app.stay where case_id <> c;
	perform test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''12h'')', c, (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6')));
	if pg_temp.enter('officer', 'transfer', pg_temp.person(change), c, t) <> '' then return null; end if;
	return t;
end $$;
create function pg_temp.bed(t uuid) returns text language sql volatile return (select s.state from app.stay s join app.transfer x on x.case_id = s.case_id where x.id = t);
select pg_temp.asked() as t \gset
select is(pg_temp.answer('supervisor', :'t', 'refuse', 'not safe') || pg_temp.is_now(:'t') || ' ' || pg_temp.bed(:'t'), 'refused refused released', 'refused');
select is(pg_temp.reads(who, :'t'), a, who || ' when it was refused') from (values ('second', 'refused all t t'), ('receiver', 'refused {code,office,place,to_office,what,with} t t')) as x(who, a);
select pg_temp.asked() as t \gset
select pg_temp.answer('supervisor', :'t'), pg_temp.step('receiver', :'t', 'accepted') \g /dev/null
select is(pg_temp.step('officer', :'t', 'aborted', 'Ill') || pg_temp.is_now(:'t') || ' ' || pg_temp.bed(:'t'), 'aborted approved released', 'aborted');
select pg_temp.asked() as t \gset
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', :'t')) || pg_temp.is_now(:'t') || ' ' || pg_temp.bed(:'t'), 'aborted withdrawn released', 'withdrawn');
select is(pg_temp.reads('receiver', :'t'), 'withdrawn {code,office,place,to_office,what,with} t t', 'nor is what was withdrawn read there');
select pg_temp.asked() as t \gset
update app.approval set expires_at = now(), due_at = now() where id = :'t';
select test.as_person('night', 'select 1 from api.escalation_watch()') \g /dev/null
select is(pg_temp.is_now(:'t') || ' ' || pg_temp.bed(:'t'), 'aborted expired released', 'nobody decided it in time');
select is((select concat_ws(' ', why, staff_id) from app.transfer_step where transfer_id = :'t' order by version desc limit 1), 'nobody decided', 'which is written down, and of nobody who came by');
select pg_temp.asked() as t \gset
update app.approval set expires_at = now() where id = :'t';
select is(pg_temp.answer('supervisor', :'t'), 'approval_expired id', 'nor of whoever comes too late');
select is((select concat_ws(' ', state, why, staff_id) from app.transfer_step where transfer_id = :'t' order by version desc limit 1), 'aborted nobody decided', 'is it said that she ended it');

-- Its time is over while somebody's edit waits for it, who saw it open.
select pg_temp.asked() as t \gset
savepoint waits;
update app.approval set state = 'expired', ended_at = now() where id = :'t';
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(jsonb_build_object('risk_checked', 'no')), (select case_id from app.transfer where id = :'t'), :'t', 1), 'approval_expired what', 'is not revived by that');
rollback to waits;
select is((select concat_ws(' ', app.approval_until(x) - app.now(), app.approval_until(y) - app.now()) from app.approval a, lateral (select (r).* from (select json_populate_record(a, '{"asked": [], "answer_within": "30 minutes"}') as r) as z) as x,
	lateral (select (r).* from (select json_populate_record(a, '{"asked": [1], "answer_within": "30 minutes"}') as r) as z) as y where a.id = :'t'), '00:30:00 04:00:00', 'an urgent request gives the first in line less time, and nobody a message each half hour');

-- A bed that is held for less than until she leaves.
select pg_temp.asked(jsonb_build_object('leave_at', now() + interval '20 hours')) as t \gset
select is(pg_temp.lacks('supervisor', :'t') || ':' || pg_temp.answer('supervisor', :'t'), 'bed_ends_early:approval_lacks id', 'it is not approved with a bed that nobody keeps until then');
select is(test.as_person(r, format('select lacks_hints[1] from api.approval_open(%L)', :'t')), h, r || ' is told how') from (values
	('supervisor', 'Hold it longer: B on the case has it on top, or :hold with the code of its unit. It is ' || (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6') || '.'),
	('receiver', null)) as x(r, h);
select is(test.as_person(r, format('select concat(value, ''|'', label) from api.bed_times(%L) limit 1', (select case_id from app.transfer where id = :'t'))), w, 'first of all as long as it takes her to be there is offered: ' || r) from (values
	('officer', (select replace('at|12 hours after she leaves  at', 'at', to_char((now() + interval '32 hours') at time zone o.zone, 'YYYY-MM-DD HH24:MI')) from app.office o where o.id = 1)), ('receiver', null)) as x(r, w);
select is(test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''1d'')', (select case_id from app.transfer where id = :'t'), (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6'))) || pg_temp.answer('supervisor', :'t'), '', 'held longer, it is');
select pg_temp.asked(jsonb_build_object('leave_at', now() + interval '9 days')) as t \gset
select is(test.as_person('officer', format('select value from api.bed_times(%L) limit 1', (select case_id from app.transfer where id = :'t'))), '2h', 'a time that is too far is not offered');
select is(pg_temp.lacks('supervisor', :'t'), '', 'of a day for which nobody can hold one yet, the bed that she has is enough');

-- Her file goes where she goes.
select pg_temp.asked() as t \gset
select case_id as w, gen_random_uuid() as f from app.transfer where id = :'t' \gset
select is(pg_temp.enter('officer', 'transfer', pg_temp.file('{"office": "PPT"}'), :'w', :'f') || pg_temp.lacks('supervisor', :'f'), 'person_elsewhere,receiving_keys', 'not to another office, which could not say that she has arrived');
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', :'t')) || replace(pg_temp.lacks('supervisor', :'f'), 'receiving_keys', ''), '', 'once that is over it can');

-- The bed is gone when she arrives; what changes after it was read.
select pg_temp.asked() as t \gset
select pg_temp.answer('supervisor', :'t'), pg_temp.step('receiver', :'t', 'accepted'), pg_temp.step('officer', :'t', 'en route') \g /dev/null
update app.unit set beds = 0; update app.stay set held_until = now() + interval '1 second' where state = 'held';
select is(pg_temp.step('receiver', :'t', 'arrived') || pg_temp.is_now(:'t'), 'no_bed stateen route approved', 'a receiver at capacity');
update app.stay set held_until = now() - interval '1 second' where state = 'held';
select is(pg_temp.step('receiver', :'t', 'arrived') || pg_temp.is_now(:'t'), 'hold_over stateen route approved', 'whose hold is over, too');
select is(test.as_person('receiver', format('select (o).hint from (select api.transfer_step(gen_random_uuid(), %L, %s, ''arrived'') as o offset 0) as x', :'t', (select version from app.transfer where id = :'t'))),
	'No other unit of this country that fits has a bed free. Whoever works on her case holds one: BKK. She has not arrived until then: stay with her.', 'is told what to do');
update app.unit set beds = 2;
select is(pg_temp.step('receiver', :'t', 'arrived') || pg_temp.bed(:'t'), 'in', 'who comes when her hold is over has the bed, where it is free still');
select pg_temp.asked() as t \gset
select version as v, hash as h from app.approval where id = :'t' \gset
select pg_temp.enter('officer', 'consent', jsonb_build_object('purpose', 'transfer', 'answer', 'withdrawn', 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', pg_temp.day()), (select case_id from app.transfer where id = :'t')) \g /dev/null
select is(test.refusal('supervisor', format('api.approval_answer(gen_random_uuid(), %L, %L, %L, ''approve'', null, 1, %L)', :'t', :v, :'h', repeat('s', 64)::bytea)), 'approval_changed', 'she takes back what she agreed to, while somebody reads it');
select is(pg_temp.answer('supervisor', :'t'), 'approval_lacks id', 'and is not brought there');
set local timezone to 'Asia/Yangon';
select is((select content::jsonb @> app.transfer_content(:'t') from app.approval where id = :'t'), true, 'the same text, whatever the time zone of who reads it');
set local timezone to 'UTC';
-- She takes it back when it is approved, before she leaves, or before her file does.
create function pg_temp.says(t uuid, kind text, clear jsonb) returns text language sql volatile return pg_temp.enter('officer', kind, clear, (select case_id from app.transfer where id = t));
create function pg_temp.takes_back(t uuid, purpose text) returns text language sql volatile return pg_temp.says(t, 'consent', jsonb_build_object('purpose', purpose, 'answer', 'withdrawn', 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', pg_temp.day()));
create function pg_temp.wants(t uuid, answer text) returns text language sql volatile return pg_temp.says(t, 'wish', jsonb_build_object('about', 'transfer', 'answer', answer, 'asked_on', pg_temp.day(), 'lang', 'lo', 'own_language', 'yes', 'alone', 'yes'));
select pg_temp.asked() as t \gset
select is(pg_temp.answer('supervisor', :'t') || pg_temp.step('receiver', :'t', 'accepted'), '', 'all is ready');
savepoint ready;
select is(pg_temp.takes_back(:'t', 'transfer') || pg_temp.step('officer', :'t', 'en route'), 'transfer_consent_missing state', 'she does not agree any more: nobody leaves with her');
select is(pg_temp.step('receiver', :'t', 'en route'), 'transfer_consent_missing state', 'nor whoever receives her');
rollback to ready;
-- All that had to be there has to be there still.
create function pg_temp.since(t uuid, sql text) returns text language plpgsql as $$ begin
	set local session_replication_role = replica;
	execute format(sql, (select case_id from app.transfer where id = t));
	set local session_replication_role = origin;
	return pg_temp.step('officer', t, 'en route');
end $$;
savepoint ready;
select is(pg_temp.since(:'t', 'update app.case set language = null where id = %L'), '', 'where nothing that matters has changed they leave');
rollback to ready;
select is(pg_temp.since(:'t', 'update app.entry_wish set asked_on = app.office_day(1::smallint) - 15 where case_id = %L'), 'wish_missing state', 'nobody has asked her lately');
rollback to ready;
select is(pg_temp.since(:'t', $$update app.stay set state = 'released' where case_id = %L$$), 'bed_missing state', 'her bed is given to somebody else');
rollback to ready;
select is(pg_temp.since(:'t', $$update app.stay set held_until = now() + interval '1 hour' where case_id = %L$$), 'bed_ends_early state', 'or will be before she leaves');
rollback to ready;
select is(pg_temp.since(:'t', 'update app.case set age_low = 15, age_high = 17 where id = %L'), 'guardian_missing state', 'she is a child');
rollback to ready;
select is(pg_temp.since(:'t', $$update app.case set age_low = 15, age_high = 17 where id = %1$L; update app.entry_transfer set escort = 'nobody' where case_id = %1$L;
	insert into app.entry_guardian (id, case_id, office_id, kind, begun_on, cleared, cleared_on) values (gen_random_uuid(), %1$L, 1, 'relative', app.office_day(1::smallint) - 9, 'yes', app.office_day(1::smallint) - 9);
	insert into app.entry_interest (id, case_id, office_id, kind, about, options, panel, decided, decided_on, review_on) values (gen_random_uuid(), %1$L, 1, 'determination', 'transfer', 2, 2, 'in favour', app.office_day(1::smallint) - 1, app.office_day(1::smallint) + 9)$$),
	'escort_child state', 'who travels alone');
rollback to ready;
select is(pg_temp.since(:'t', $$update app.case set age_low = 15, age_high = 17 where id = %1$L;
	insert into app.entry_guardian (id, case_id, office_id, kind, begun_on, cleared, cleared_on) values (gen_random_uuid(), %1$L, 1, 'relative', app.office_day(1::smallint) - 9, 'yes', app.office_day(1::smallint) - 9);
	insert into app.entry_interest (id, case_id, office_id, kind, about, options, panel, decided, decided_on, review_on) values (gen_random_uuid(), %1$L, 1, 'determination', 'transfer', 2, 2, 'in favour', app.office_day(1::smallint) - 9, app.office_day(1::smallint) - 1)$$),
	'interest_review state', 'of whom it was to be looked at again');
rollback to ready;
update app.transfer set leave_at = now() + interval '361 minutes' where id = :'t';
select is(pg_temp.step('officer', :'t', 'en route'), 'leave_early state', 'nobody waits for her yet where they meet');
update app.transfer set leave_at = now() + interval '359 minutes' where id = :'t';
select is(pg_temp.step('officer', :'t', 'en route'), '', 'a little early is no matter');
rollback to ready;
-- It is time, and nobody says that they have left.
update app.transfer set leave_at = now() - interval '1 minute' where id = :'t';
select is(pg_temp.inboxes(:'t'), 'coordinator: not left BKK t; night: not left BKK t; officer: not left BKK t, transfer approved BKK; receiver: not left VTE t; second: not left BKK t; supervisor: not left BKK t', 'both offices are told');
rollback to ready;
select is((select watch_at - leave_at from app.transfer where id = :'t') || ' ' || app.transfer_due(), '01:00:00 0', 'and an hour after');
update app.transfer set watch_at = now() where id = :'t';
select is(app.transfer_due() || ' ' || app.transfer_due(), '1 0', 'somebody above is asked, once');
select is((select concat_ws(' ', e.reason, e.to_id is not null, e.ended_at is null) from app.escalation e join app.transfer t using (case_id) where t.id = :'t'), 'did not leave t t', 'and woken');
select is(pg_temp.step('officer', :'t', 'en route'), '', 'they leave');
select is((select e.ended_at is not null from app.escalation e join app.transfer t using (case_id) where t.id = :'t'), true, 'and nobody is asked any more');
-- She has left, and nobody says that she has arrived.
select is((select watch_at - greatest(leave_at, since) from app.transfer where id = :'t') || ' ' || app.transfer_due(), '04:00:00 0', 'four hours after she has left');
update app.transfer set watch_at = now() where id = :'t';
select is(app.transfer_due() || ' ' || app.transfer_due(), '1 0', 'somebody above is asked for who has not arrived, once');
select is((select string_agg(concat_ws(' ', e.reason, e.to_id is not null), ', ') from app.escalation e join app.transfer t using (case_id) where t.id = :'t' and e.ended_at is null), 'did not arrive t', 'and woken');
savepoint on_the_way;
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'she arrives');
select is((select string_agg(concat_ws(' ', t.watch_at is null, e.reason, e.ended_at is not null), ', ' order by e.reason) from app.escalation e join app.transfer t using (case_id) where t.id = :'t'), 't did not arrive t, t did not leave t', 'and nobody is asked any more');
rollback to on_the_way;
select is(pg_temp.step('officer', :'t', 'aborted', 'she does not want to'), '', 'it is ended');
rollback to ready;
select is(pg_temp.wants(:'t', 'does not want to') || pg_temp.step('receiver', :'t', 'en route'), 'wish_against state', 'or she does not want to');
rollback to ready;
-- A danger note about the place that is written after it was asked, or approved.
select pg_temp.asked() as d \gset
select test.refusal('officer', format('api.bed_hold(gen_random_uuid(), %L, %L, ''12h'')', (select case_id from app.transfer where id = :'t'), (select code from app.unit where id = '00000000-0000-4000-8000-0000000000e6'))) \g /dev/null
savepoint quiet;
alter table app.entry_danger drop constraint entry_danger_id_fkey;
create function pg_temp.danger() returns void language sql as $$ insert into app.entry_danger (id, subject, office_id, concerns, severity, standing, since, review_on)
	values (gen_random_uuid(), '00000000-0000-4000-8000-0000000000c6', 6, 'official', 'never', 'confirmed', app.office_day(1::smallint) - 1, app.office_day(1::smallint) + 30) $$;
select pg_temp.danger() \g /dev/null
select is(pg_temp.lacks('supervisor', :'d') || ':' || pg_temp.answer('supervisor', :'d'), 'danger:approval_lacks id', 'it is not approved until somebody says what is done about it');
select is(pg_temp.enter('officer', 'transfer', pg_temp.person('{"danger": "our staff stay with her"}'), (select case_id from app.transfer where id = :'d'), :'d', 1) || pg_temp.lacks('supervisor', :'d') || pg_temp.answer('supervisor', :'d'), '', 'which is approved, too');
select is(pg_temp.step('receiver', :'d', 'accepted') || pg_temp.step('officer', :'d', 'en route'), '', 'and they leave');
select is(pg_temp.step('officer', :'t', 'en route'), 'danger state', 'with another, of which it was approved before, nobody does');
rollback to quiet;
select is(pg_temp.wants(:'t', 'wants to') || pg_temp.step('receiver', :'t', 'en route'), '', 'else they leave');
select gen_random_uuid() as f, case_id as w from app.transfer where id = :'t' \gset
select is(pg_temp.enter('officer', 'transfer', pg_temp.file(), :'w', :'f') || pg_temp.answer('supervisor', :'f', 'approve', null, pg_temp.letters(:'w')), '', 'her file is to follow');
savepoint ready;
select is(pg_temp.takes_back(:'f', 'sharing') || pg_temp.take('receiver', :'f', 1), 'file_consent_missing id', 'it does not, if she takes that back');
rollback to ready;
select is(pg_temp.take('receiver', :'f', 1), '', 'else it does');

-- At 03:00, with no supervisor awake.
select is(pg_temp.asked(jsonb_build_object('emergency', 'threat', 'agreed_by', x, 'agreed_at', now() - interval '5 minutes')), null, 'nobody agrees to it who could not') from unnest(array[test.person('officer'), test.person('second'), test.person('far_boss'), test.person('retired'), 'x']) as x;
select is(pg_temp.asked(jsonb_build_object('emergency', 'threat', 'agreed_by', test.person('supervisor'), 'agreed_at', at)), null, 'nor then') from unnest(array[now() - interval '2 hours', now() + interval '1 hour']) as at;
select pg_temp.asked(jsonb_build_object('emergency', 'threat', 'agreed_by', test.person('supervisor'), 'agreed_at', now() - interval '5 minutes')) as t \gset
select is(pg_temp.is_now(:'t'), 'en route open', 'she is on her way at once');
select is(pg_temp.line('officer', :'t') ~ '^0, t, arrived, BKK or VTE, .*[a-z], t$', true, 'first of all, for she is on her way and nobody has signed');
select is(pg_temp.inboxes(:'t'), 'coordinator: UNSIGNED transfer BKK f; supervisor: UNSIGNED transfer BKK f', 'in the inbox of each who can sign it');
select is((select concat_ws(' ', count(*), count(distinct staff_id)) from app.notice where approval_id = :'t'), '2 2', 'two people are woken');
select code as woken from app.notice where approval_id = :'t' and staff_id = test.id('supervisor') \gset
select is(test.as_person(who, format('select concat_ws('' '', id, problem) from api.approval_find(%L)', lower(:'woken'))), a, who || ' types what the message said') from (values ('supervisor', :'t'), ('coordinator', 'check'), ('officer', 'check')) as x(who, a);
select is(test.as_person(who, format('select concat_ws('' '', id, problem) from api.case_find(array[%L])', :'woken')), a, who || ' looks for the case by it') from (values ('supervisor', (select case_id::text from app.transfer where id = :'t')), ('officer', 'no_such_case')) as x(who, a);
select is(pg_temp.reads('receiver', :'t'), 'open all t t', 'who gets her reads who comes');
select is((select expires_at - acted_at from app.approval where id = :'t'), interval '12 hours', 'and have twelve hours to sign');
select is(test.as_person('receiver', format('select unsigned from api.transfer_line where id = %L', :'t')), 'true', 'until then it is not signed');
select is(pg_temp.step('receiver', :'t', 'arrived'), '', 'who gets her takes her in meanwhile');
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', :'t')), 'acted_already', 'it is not withdrawn');
update app.approval set expires_at = now(), due_at = now(), asked = array[test.id('lead'), test.id('supervisor'), test.id('between'), test.id('coordinator')] where id = :'t';
select test.as_person('night', 'select 1 from api.escalation_watch()') \g /dev/null
select is((select s.name from app.approval a join app.staff s on s.id = a.to_id where a.id = :'t'), 'coordinator', 'unsigned it goes to the coordinator');
select is(pg_temp.answer('officer', :'t'), 'own_request id', 'who did it does not sign it');
select is(pg_temp.answer('coordinator', :'t') || pg_temp.is_now(:'t'), 'arrived approved', 'who signs it leaves her where she is');
select is(test.as_person('receiver', format('select unsigned from api.transfer_line where id = %L', :'t')), 'false', 'and it is signed');
select is(pg_temp.line('receiver', :'t') || '; ' || pg_temp.line('officer', :'t'), '4, t, handed over, VTE, -, f; 5, f, handed over, VTE, -, t', 'what is left is for who has her now');
-- Of a child, and nothing was said but the emergency: what was done is signed or refused as it was done.
delete from app.stay_step; delete from app.stay;
select pg_temp.a_girl(15, 17, false) as g, gen_random_uuid() as t \gset
select is(pg_temp.enter('night', 'transfer', pg_temp.person(jsonb_build_object('risk_checked', null, 'escort', null, 'origin', null, 'emergency', 'threat', 'agreed_by', test.person('supervisor'), 'agreed_at', now() - interval '5 minutes')), :'g', :'t'), '', 'a child is brought away at once');
select is(pg_temp.enter('night', 'transfer', pg_temp.person(jsonb_build_object('emergency', 'threat', 'agreed_by', test.person('supervisor'), 'agreed_at', now() - interval '5 minutes')), :'g', :'t', 1), 'transfer_fixed what', 'what was not done before cannot be said afterwards');
select is(test.as_person('supervisor', format('select concat_ws('' '', lacks, cardinality(lacks_words), cardinality(lacks_hints), may_answer) from api.approval_open(%L)', :'t')), '{} 7 7', 'who signs it reads what was missing, and it does not keep her from it');
savepoint unsigned;
select is(pg_temp.answer('supervisor', :'t', 'refuse', 'not safe') || pg_temp.is_now(:'t'), 'en route refused', 'refused');
rollback to unsigned;
select is(pg_temp.answer('supervisor', :'t') || pg_temp.is_now(:'t'), 'en route approved', 'signed');
-- What was not there is still to be had, whoever has signed.
create function pg_temp.owed(g uuid) returns text language sql volatile return (select string_agg(concat_ws(' ', t.done_at is null, t.due_at - app.now()), ',' order by t.done_at is null) from app.task t join app.task_kind k on k.id = t.kind where t.case_id = owed.g and k.name = 'after emergency');
create function pg_temp.adds(who text, g uuid, kind text) returns text language sql volatile return pg_temp.enter(who, kind, case kind
	when 'wish' then jsonb_build_object('about', 'transfer', 'answer', 'wants to', 'asked_on', pg_temp.day(), 'lang', 'lo', 'own_language', 'yes', 'alone', 'yes')
	when 'consent' then jsonb_build_object('purpose', 'transfer', 'answer', 'given', 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', pg_temp.day())
	when 'guardian' then jsonb_build_object('kind', 'relative', 'begun_on', pg_temp.day(-9), 'cleared', 'yes', 'cleared_on', pg_temp.day())
	else jsonb_build_object('kind', 'determination', 'about', 'transfer', 'options', 3, 'panel', 3, 'decided', 'in favour', 'decided_on', pg_temp.day(), 'review_on', pg_temp.day(30)) end, g);
select is(pg_temp.owed(:'g'), 't 1 day', 'it is a task, from when she left');
select is(test.refusal('night', format('api.case_task(gen_random_uuid(), %L, %s, ''done'', ''after emergency'')', :'g', test.version(:'g'))), 'task_by_itself', 'that nobody says is done');
savepoint rest;
select is((select string_agg(pg_temp.adds('officer', :'g', k), '') from unnest('{wish,consent,guardian}'::text[]) as k) || pg_temp.owed(:'g'), 't 1 day', 'asked, agreed, with a guardian');
select is(pg_temp.adds('officer', :'g', 'interest'), '', 'and decided');
select is(pg_temp.owed(:'g'), 'f 1 day', 'it is done');
rollback to rest;
select is((select string_agg(pg_temp.adds('officer', :'g', k), '') from unnest('{wish,consent}'::text[]) as k) || pg_temp.owed(:'g'), 't 1 day', 'asked and agreed');
update app.case set age_low = 18, age_high = 19 where id = :'g';
select is(pg_temp.owed(:'g'), 'f 1 day', 'is enough of whom is found to be of age');
rollback to rest;
select is(pg_temp.step('officer', :'t', 'aborted', 'left on the way') || pg_temp.owed(:'g'), 'f 1 day', 'nor is it asked where she was not brought there');
rollback to rest;
select is(pg_temp.step('receiver', :'t', 'aborted', 'left on the way') || pg_temp.owed(:'g'), 'f 1 day', 'whichever office says so');
rollback to rest;
-- Her file is in another office, which does not see that transfer.
update app.transfer set to_office_id = 1 where id = :'t';
update app.case set office_id = 6 where id = :'g';
select is(test.key('receiver', :'g', 'office', 6) || pg_temp.adds('receiver', :'g', 'wish'), '', 'there she is asked');
select is(pg_temp.owed(:'g'), 't 1 day', 'which is not all that is owed');
select is((select string_agg(pg_temp.adds('receiver', :'g', k), '') from unnest('{consent,guardian,interest}'::text[]) as k), '', 'and all else is had there');
select is(pg_temp.owed(:'g'), 'f 1 day', 'then it is');
rollback to rest;


-- A place that keeps no beds.
delete from app.stay_step; delete from app.stay;
select pg_temp.a_girl() as g, gen_random_uuid() as t \gset
delete from app.stay_step; delete from app.stay;
select is(pg_temp.enter('officer', 'transfer', pg_temp.person(jsonb_build_object('place', :'hospital'::text, 'urgency', 'today')), :'g', :'t') || pg_temp.answer('supervisor', :'t'), '', 'to a hospital no bed is held');
select is(pg_temp.step('receiver', :'t', 'accepted') || pg_temp.step('officer', :'t', 'en route') || pg_temp.step('officer', :'t', 'arrived'), '', 'and she arrives without one');

-- Nobody past the functions.
select is(test.as_person('receiver', sql), 'ERROR 42501', sql) from unnest(array['update app.transfer set state = ''approved''', 'insert into app.transfer_key select * from app.transfer_key', 'select letter from app.transfer_key', 'update app.case set office_id = 6', 'select app.file_goes(null, null, null, null, null, null)']) as sql;
select pg_temp.asked() as t \gset
-- Who works for both offices.
savepoint alone;
select test.make('mid', '{1,6}', '{officer}'), test.enrolled() \g /dev/null
update app.approval set askers = array[test.id('mid')], asked_by = test.id('mid') where id = :'t';
select is(pg_temp.answer('supervisor', :'t') || pg_temp.step('mid', :'t', 'accepted') || pg_temp.step('mid', :'t', 'en route') || pg_temp.step('mid', :'t', 'arrived'), '', 'says each step of what she has asked for');
savepoint there;
update app.approval_vote set staff_id = test.id('between') where approval_id = :'t';
select is(pg_temp.step('between', :'t', 'handed over'), 'own_approval state', 'nor does who has approved it sign that she is there');
rollback to there;
update app.directory_person p set number = 9 from app.staff s where s.person = p.person and s.id = test.id('receiver');
select is(pg_temp.step('receiver', :'t', 'handed over'), 'not_your_keys signature', 'nor anybody with keys that are not hers');
rollback to there;
select is(pg_temp.step(who, :'t', 'handed over'), a, who || ' signs that she is there') from (values ('mid', 'own_approval state'), ('receiver', '')) as x(who, a);
rollback to alone;
select is(pg_temp.finds('receiver', 'transfer_open', :'t') || pg_temp.finds('officer', 'approval_open', :'t'), '11', 'who is concerned finds it');
select is(pg_temp.finds('far_boss', f, :'t'), a, f || ' of another office') from (values (1, 'transfer_open', '0 far_boss transfer.open no_such_transfer'), (2, 'approval_open', '0 far_boss transfer.open no_such_transfer,far_boss approval.open no_such_approval'),
	(3, 'transfer_keys', '0 far_boss transfer.open no_such_transfer,far_boss approval.open no_such_approval,far_boss transfer.keys no_such_transfer')) as x(n, f, a) order by n;
select is(pg_temp.finds('far_boss', 'erasure_open', md5('e')::uuid), '0 far_boss erasure.open no_such_approval', 'no receipt');
select is(pg_temp.finds('far_boss', 'case_shared', (select case_id from app.transfer where id = :'t')), '0 far_boss case.shared no_such_case', 'nor what of hers went to whom');
select * from finish();
rollback;
