-- Referrals: what is asked and what is not told; what the other side sees of it, and nothing else; and what it answers.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.make(r, '{1}', '{partner}') from unnest('{ours,twice,other}'::text[]) as r \g /dev/null
select test.make('poipet', '{10}', '{night}'), test.make('mixed', '{1}', '{officer,partner}') \g /dev/null
select test.vault() \g /dev/null
select test.a_case(1, 3, 'officer') as c, test.a_case(1, 3) as d, test.a_case(10) as e \gset
update app.case set age_low = 14, age_high = 16 where id = :'c';
select test.key('officer', x) from unnest(array[:'c', :'d']::uuid[]) as x \g /dev/null
insert into app.party (id, office_id, kind) select x::uuid, o, k from (values ('11111111-1111-4111-8111-111111111111', 1, 'organisation'), ('22222222-2222-4222-8222-222222222222', 1, 'organisation'),
	('33333333-3333-4333-8333-333333333333', 10, 'organisation'), ('44444444-4444-4444-8444-444444444444', 1, 'doctor')) as v(x, o, k);
select code as pa from app.party where id = '11111111-1111-4111-8111-111111111111' \gset
select code as pb from app.party where id = '22222222-2222-4222-8222-222222222222' \gset
select code as pp from app.party where id = '33333333-3333-4333-8333-333333333333' \gset
select code as pd from app.party where id = '44444444-4444-4444-8444-444444444444' \gset
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
create function pg_temp.one(change jsonb default '{}') returns jsonb language sql return jsonb_strip_nulls(jsonb '{"direction": "out", "other_side": "NGO", "because": "AdditionalServicesRequired", "state": "asked",
	"asked_on": "2026-01-01", "services": ["Health", "Legal"], "shared": ["age", "story"], "withheld": ["address"]}' || change);
create function pg_temp.agrees(answer text, subject uuid, asked_on text) returns text language sql volatile
return pg_temp.enter('officer', 'consent', jsonb_strip_nulls(jsonb_build_object('purpose', 'sharing', 'answer', answer, 'by', 'herself', 'told', '[]'::jsonb, 'asked_on', asked_on)), subject);
create function pg_temp.stands(who text, party text, ends boolean default false, by text default 'admin') returns text language sql volatile
return test.as_person(by, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.staff_party_set(gen_random_uuid(), %L, %L, %L) as o offset 0) as x', test.person(who), party, ends));
create function pg_temp.listed(who text) returns text language sql volatile
return test.as_person(who, 'select string_agg(concat_ws('' '', left(code, 3), direction, case_code is not null, party is not null, services, asked_on, answer_by, state, ''['' || waits || '']'', child), '','' order by code = '''', asked_on, state) from api.referral_list()');
create function pg_temp.opened(who text, id uuid) returns text language plpgsql volatile as $$
declare
	first text := test.as_person(who, format('select concat_ws('' '', refusal, code) from api.referral_open(%L)', id));
begin
	perform test.committed();
	return first || ':' || test.as_person(who, format('select concat_ws('' '', refusal, case_code is not null, office, asked_on, services, shared, child, age_low, age_high, state, answers) from api.referral_open(%L)', id));
end $$;
create function pg_temp.version(who text, id uuid) returns integer language sql volatile
return coalesce(test.as_person(who, format('select version from api.referral_list() where id = %L', id)), '1')::integer;
create function pg_temp.answer(who text, id uuid, said text, why text default null, version integer default null, key uuid default gen_random_uuid()) returns text language sql volatile
return test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.referral_answer(%L, %L, %s, %L, %L) as o offset 0) as x', key, id, coalesce(version, pg_temp.version(who, id)), said, why));

-- What an entry says of it.
select gen_random_uuid() as r, gen_random_uuid() as s, gen_random_uuid() as t, gen_random_uuid() as k \gset
select is(pg_temp.agrees('given', :'c', '2026-01-01'), '', 'she agrees');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(x), :'c'), a, x::text) from (values ('{"withheld": ["age"]}'::jsonb, 'shared_too withheld'), ('{"services": ["Magic"]}', 'no_such_choice services'), ('{"services": null}', 'fact_missing services'),
	('{"withheld": ["her shoes"]}', 'no_such_choice withheld'), ('{"answer_by": "2025-12-31"}', 'before_it answer_by'), ('{"answer_by": "infinity"}', 'fact_format answer_by'), ('{"code": "RF-3333-3333"}', 'no_such_fact code')) as v(x, a);
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pa', 'answer_by', '2026-01-05')), :'c', :'r'), '', 'one that asks, tells and withholds');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pb', 'shared', '[]'::jsonb)), :'d', :'s'), '', 'one of somebody else, to others, of whom nothing is told');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pa', 'direction', 'in')), :'c', :'t'), '', 'and one that came from them');
select code as rf from app.entry_referral where id = :'r' \gset
select ok(app.code_valid(:'rf') and :'rf' like 'RF-%', 'each has a code that one can say');
select is(pg_temp.enter('second', 'referral', pg_temp.one(jsonb_build_object('party', :'pa', 'answer_by', '2026-01-06')), :'c', :'r', 1), '', 'somebody changes it');
select is((select code from app.entry_referral where id = :'r'), :'rf', 'its code stays');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', kind, code is not null, clear ? ''code'', clear ->> ''withheld''), '','' order by clear ->> ''direction'', kind) from api.case_file(%L) where kind = ''referral''', :'c')), 'referral t f ["address"],referral t f ["address"]', 'the file says it beside what is told');

-- Who stands for whom.
select is(pg_temp.stands('ours', :'pa', by => r), case when r in ('retired', 'stranger') then 'unknown_person' else 'role' end, 'not by ' || r) from unnest('{coordinator,officer,night,supervisor,partner,auditor,registrar,health,operations,retired,stranger}'::text[]) as r;
select is(pg_temp.stands(who, party, ends), a, concat_ws(' ', who, a)) from (values ('nobody', :'pa', false, 'no_such_staff login'), ('officer', :'pa', false, 'not_partner login'), ('mixed', :'pa', false, 'not_partner login'), ('retired', :'pa', false, 'retired login'),
	('ours', 'PA-3333-3333', false, 'no_such_party party'), ('ours', null, false, 'no_such_party party'), ('ours', :'pd', false, 'not_organisation party'), ('ours', :'pa', true, 'stands_not party')) as v(who, party, ends, a);
select is(pg_temp.listed('ours'), null, 'before that she sees nothing');
select is(pg_temp.stands('ours', lower(replace(:'pa', '-', ''))), '', 'she stands for it');
select is(pg_temp.stands('ours', :'pa'), 'stands_already party', 'once');
select is(pg_temp.stands('twice', x), '', 'somebody for two, as two offices know it') from unnest(array[:'pa', :'pp']) as x;
select is(pg_temp.stands('other', :'pb'), '', 'and somebody for another');
select results_eq($$ select detail ->> 'party', office_id from app.event where action = 'staff.party.set' and refusal is null order by id limit 1 $$, format('values (%L, 1::smallint)', jsonb_build_array(null, :'pa')), 'which is in the record of the office that knows it');

-- What they see: nothing but that. (Every function and table as every role: roles.sql, privileges.sql.)
select is(pg_temp.listed(who), a, who || ' is listed: ' || coalesce(a, 'nothing')) from (values ('ours', 'RF- out t t Health Legal 2026-01-01 2026-01-06 asked [overdue] t'), ('twice', 'RF- out t t Health Legal 2026-01-01 2026-01-06 asked [overdue] t'), ('other', 'RF- out t t Health Legal 2026-01-01 asked [your answer]'),
	('partner', null), ('health', null), ('operations', null), ('auditor', null), ('admin', null), ('far', null), ('poipet', null), ('retired', null), ('stranger', null)) as v(who, a);
select is(test.as_person('officer', 'select string_agg(concat_ws('' '', direction, waits), '','' order by direction, waits) from api.referral_list()'), 'in our answer,out overdue,out their answer', 'an officer those of her office, in and out');
select results_eq(format($$ select office_id, object_id is null, detail -> 'referrals' from app.event where action = 'referral.list' and login = %L and refusal is null $$, test.person('ours')), format($$ values (1::smallint, true, %L::jsonb) $$, jsonb_build_array(:'rf')), 'what she was shown is in the record of that office, once');
select is(regexp_replace(pg_temp.opened('ours', :'r'), ' [A-Z][A-Za-z ]* 2026', ' OFFICE 2026'), 'ask_again:t OFFICE 2026-01-01 {Health,Legal} {age,story} t 14 16 asked {accepted,refused,done}', 'its page: her ages, for they are shared; and that she is a child. Not before its reading is in the record');
select is(regexp_replace(pg_temp.opened('other', :'s'), ' [A-Z][A-Za-z ]* 2026', ' OFFICE 2026'), 'ask_again:t OFFICE 2026-01-01 {Health,Legal} {} asked {accepted,refused,done}', 'where nothing is shared there are none');
select is(test.as_person(who, format('select refusal from api.referral_open(%L)', id)), a, who || ' opens: ' || a) from (values ('ours', :'s', 'no_such_referral'), ('other', :'r', 'no_such_referral'), ('ours', :'t', 'no_such_referral'), ('partner', :'r', 'no_such_referral'), ('officer', :'r', 'role'), ('stranger', :'r', 'unknown_person')) as v(who, id, a);
select is((select count(*) from app.event where action = 'referral.open' and object_id = :'c' and refusal is null and login = test.person('ours')), 1::bigint, 'that it was read is a line of the record of the case');
select alike(test.as_person('officer', format('select string_agg(concat_ws('' '', person, action, became), '','') from api.case_timeline(%L)', :'c')), '%ours referral.open ' || :'rf' || '%', 'which its office sees');
select is(test.as_person('ours', q), a, q) from (values ('select count(*) from api.case_line', '0'), ('select count(*) from api.triage_line', '0'), ('select count(*) from api.inbox_line', '0'), ('select count(*) from api.party_line', '0'), ('select count(*) from api.place_line', '0'), ('select count(*) from api.my_office', '0'), ('select count(*) from api.retention_line', '0'),
	('select count(*) from api.approval_line', '0'), ('select count(*) from api.transfer_line', '0'), ('select coalesce(sum(n), 0) from api.board_counts(''all'')', '0'), ('select coalesce(sum(open_cases), 0) from api.office_line', '0'),
	(format('select count(*) from api.case_open(%L) where code is not null', :'c'), '0'), (format('select count(*) from api.case_timeline(%L)', :'c'), '0'), (format('select count(*) from api.case_file(%L)', :'c'), '0'),
	(format('select count(*) from api.sealed_list(%L)', :'c'), '0'), (format('select count(*) from api.sealed_keys(%L)', :'c'), '0'), (format('select count(*) from api.case_find(array[%L])', 'HW'), '0'), (format('select count(*) from api.case_clocks(%L)', :'c'), '0'),
	(format('select count(*) from api.case_tasks(%L)', :'c'), '0'), (format('select count(*) from api.case_peek(%L)', :'c'), '0'), (format('select count(*) from api.case_links(%L)', :'c'), '0'), (format('select count(*) from api.here(%L)', :'c'), '0'), ('select count(*) from app.entry_referral', 'ERROR 42501')) as v(q, a);

-- What they answer.
select is(pg_temp.answer(who, id::uuid, said, why, version), a, concat_ws(' ', who, said, a)) from (values ('partner', :'r', 'accepted', null, 2, 'no_such_referral id'), ('other', :'r', 'accepted', null, 2, 'no_such_referral id'), ('officer', :'r', 'accepted', null, 2, 'role'), ('stranger', :'r', 'accepted', null, 2, 'unknown_person'),
	('ours', :'t', 'accepted', null, 1, 'no_such_referral id'), ('ours', :'r', 'accepted', null, 1, 'referral_stale'), ('ours', :'r', 'perhaps', null, 2, 'referral_answer answer'), ('ours', :'r', null, null, 2, 'referral_answer answer'), ('ours', :'r', 'taken back', null, 2, 'referral_answer answer'),
	('ours', :'r', 'refused', null, 2, 'why_refused reason'), ('ours', :'r', 'refused', 'we are tired', 2, 'why_refused reason')) as v(who, id, said, why, version, a);
select is(pg_temp.answer('ours', :'r', 'Accepted', null, 2, :'k'), '', 'she accepts');
select is(pg_temp.answer('ours', :'r', 'Accepted', null, 2, :'k'), '', 'asked again by its key: the same');
select is((select count(*) from app.referral_answer where referral_id = :'r'), 1::bigint, 'written down once');
select is(pg_temp.answer('twice', :'r', 'refused', 'no room', 2), 'referral_stale', 'who has not seen that is told');
select is((select state from app.entry_referral where id = :'r'), 'asked', 'the entry says what we have signed');
select is(pg_temp.listed('ours'), 'RF- out t t Health Legal 2026-01-01 2026-01-06 accepted t', 'they see it accepted');
select is(test.as_person(who, 'select string_agg(why, '','') from api.inbox_line where why = ''referral answered'''), a, who || ' has it in her inbox: ' || coalesce(a, 'no')) from (values ('officer', 'referral answered'), ('second', null), ('supervisor', null), ('ours', null), ('far', null)) as v(who, a);
select is(test.as_person('second', format('select answer || '' '' || answered_by from api.case_file(%L) where code = %L', :'c', :'rf')), 'accepted ours', 'it stands beside the entry');
select is(test.as_person('second', format('select waits from api.referral_list() where code = %L', :'rf')), 'to be confirmed', 'and waits');
select alike(test.as_person('officer', format('select string_agg(concat_ws('' '', person, action, became), '','') from api.case_timeline(%L)', :'c')), '%ours referral.answer ' || :'rf' || ': accepted%', 'who said it, and when, is in the timeline');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pa', 'answer_by', '2026-01-06', 'state', 'accepted', 'answered_on', '2026-01-03')), :'c', :'r', 2), '', 'the worker confirms it in the entry');
select is(test.as_person('officer', 'select count(*) from api.inbox_line where why = ''referral answered'''), '0', 'and it waits no more');
select is(test.as_person('officer', format('select concat(answer, ''.'') from api.case_file(%L) where code = %L', :'c', :'rf')), '.', 'nor stands beside what says it');
select is(pg_temp.answer('ours', :'r', 'accepted'), 'referral_over answer', 'not twice');
select is(pg_temp.answer('twice', :'r', 'refused', 'No room'), '', 'they cannot after all');
select is(pg_temp.opened('ours', :'r') ~ ' t refused ({})?$', true, 'what has ended tells no ages');
select is(pg_temp.answer('ours', :'r', 'done'), 'referral_over answer', 'and has ended');
select is(test.as_person('officer', format('select answer from api.case_file(%L) where code = %L', :'c', :'rf')), 'refused: no room', 'with its reason');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pa', 'state', 'done', 'answered_on', '2026-01-03')), :'c', :'r', 3), '', 'whoever entered first what they said by telephone');
select is(test.as_person('officer', 'select count(*) from api.inbox_line where why = ''referral answered'''), '0', 'is asked to confirm nothing');
select is(pg_temp.answer('other', :'s', 'accepted'), '', 'of nobody''s case');
select is(test.as_person(who, 'select count(*) from api.inbox_line where why = ''referral answered'''), a, 'who leads is told: ' || who) from (values ('supervisor', '1'), ('officer', '0'), ('night', '0')) as v(who, a);

-- Where her file goes they are not told.
savepoint gone;
create function pg_temp.ours(id uuid) returns text language sql volatile return regexp_replace(pg_temp.opened('ours', id), '^[^:]*:t (.*) 2026-.*', '\1') || test.as_person('ours', format('select office from api.referral_list() where id = %L', id));
select is(pg_temp.ours(:'r'), (select name || code from app.office where id = 1), 'they read which office they have it from');
update app.case set office_id = 10, responsible_id = null where id = :'c';
select is(pg_temp.ours(:'r'), (select name || code from app.office where id = 1), 'and the same, when her file is with another');
rollback to gone;

-- What is taken back.
select is(pg_temp.agrees('withdrawn', :'d', '2026-01-02'), '', 'she takes it back');
select is(test.as_person('other', 'select concat_ws('' '', left(code, 3), state, case_code, office, asked_on, services, child, party is not null, waits, over) from api.referral_list()'), 'RF- withdrawn t t', 'she sees that it is withdrawn');
select is(pg_temp.opened('other', :'s'), 'ask_again:f withdrawn {}', 'and nothing else');
select is(pg_temp.answer('other', :'s', 'done'), 'referral_withdrawn', 'nor does she answer it');
select is(pg_temp.agrees('given', :'d', '2026-01-03'), '', 'until she agrees again');
select is(pg_temp.answer('other', :'s', 'done'), '', 'then it goes on');
select is(pg_temp.enter('officer', 'referral', pg_temp.one(jsonb_build_object('party', :'pb', 'shared', '[]'::jsonb, 'state', 'taken back')), :'d', :'s', 1), '', 'what we take back');
select is(pg_temp.listed('other'), null, 'is there no more');
select is(pg_temp.opened('other', :'s'), 'no_such_referral:no_such_referral f', 'for no question');
select is(pg_temp.stands('ours', :'pa', true), '', 'who stands for it no longer');
select is(pg_temp.listed('ours'), null, 'sees nothing');
select is(pg_temp.answer('ours', :'r', 'done', null, 5), 'no_such_referral id', 'and answers nothing');
update app.staff set retired_at = now() where login = test.person('twice');
select is(pg_temp.answer('twice', :'r', 'done', null, 5), 'unknown_person', 'nor does who has left');
select * from finish();
rollback;
