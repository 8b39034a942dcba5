-- Parties and danger notes: who knows of whom, what is told in clear, and that a danger stops what touches it.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.vault() \g /dev/null
select gen_random_uuid() as i, gen_random_uuid() as o, gen_random_uuid() as a, gen_random_uuid() as k, gen_random_uuid() as n, gen_random_uuid() as p, test.a_case() as c \gset
create function pg_temp.new(role text, id uuid, kind text default 'interpreter', office text default null, key uuid default gen_random_uuid()) returns text language sql volatile
return test.refusal(role, format('api.party_new(%L, %L, %L, %L)', key, id, kind, office));
create function pg_temp.enter(role text, subject uuid, kind text, clear jsonb, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
create function pg_temp.is_party(country text default 'TH', district text default 'Sathon', languages text default '["lo", "th"]', hours text default 'any time', sex text default null) returns jsonb language sql
return jsonb_build_object('country', country, 'district', district, 'languages', languages::jsonb, 'sex', sex, 'hours', hours);
create function pg_temp.is_danger(severity text default 'beware', standing text default 'suspected', since text default '2026-01-01', review text default (current_date + 300)::text, concerns text default 'organisation') returns jsonb language sql
return jsonb_build_object('concerns', concerns, 'severity', severity, 'standing', standing, 'since', since, 'review_on', review);
create function pg_temp.listed(role text) returns text language sql volatile
as $$ select test.as_person(role, 'select string_agg(concat_ws('' '', kind, country, district, languages, hours, office, sealed, danger), '','' order by kind, code) from api.party_line') $$;
create function pg_temp.dangers(subject uuid) returns text language sql volatile
return test.as_person('officer', format('select string_agg(concat_ws('' '', own, version, clear ->> ''severity'', clear ->> ''standing'', due), '','') from api.danger_list(%L)', subject));

-- Who knows whom.
select is(pg_temp.new(r, gen_random_uuid()), 'role', r || ' writes down nobody') from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(pg_temp.new(r, gen_random_uuid()), 'unknown_person', r || ' neither') from unnest('{retired,stranger}'::text[]) as r;
select is(pg_temp.new('night', :'i', key => :'k'), '', 'a night worker does');
select is(pg_temp.new('night', :'i', key => :'k'), '', 'asked again: the same');
select is(pg_temp.new('officer', :'o', 'organisation', 'bkk'), '', 'an officer, however she writes it');
select is(pg_temp.new('supervisor', :'a', 'area'), '', 'a supervisor');
select is(pg_temp.new(r, i, k, o), x, w) from (values ('officer', :'i'::uuid, 'interpreter', null, 'no_such_party', 'the same twice'), ('far', :'i', 'interpreter', null, 'no_such_party', 'nor in another office'),
	('officer', null, 'interpreter', null, 'no_such_party', 'without an id'), ('officer', :'n', 'king', null, 'no_such_party_kind', 'of no kind'), ('officer', :'n', null, null, 'no_such_party_kind', 'nor null'),
	('officer', :'n', 'doctor', 'PPT', 'office', 'in an office that is not hers')) as v(r, i, k, o, x, w);
select results_eq($$ select kind, app.code_valid(code) and code ~ '^PA-', office_id = 1 from app.party order by kind $$, $$ values ('area', true, true), ('interpreter', true, true), ('organisation', true, true) $$, 'each has its code');
select is(pg_temp.listed(r), s, r || ' sees ' || coalesce(s, 'nobody')) from (values ('night', 'area BKK f,interpreter BKK f,organisation BKK f'), ('officer', 'area BKK f,interpreter BKK f,organisation BKK f'), ('far', null), ('partner', null),
	('auditor', null), ('admin', null), ('registrar', null), ('health', null), ('operations', null), ('retired', null), ('stranger', null)) as x(r, s);

-- What is sealed, what is told in clear.
select is(test.key('officer', x), '', 'an officer makes the keys') from unnest(array[:'i', :'o', :'a']::uuid[]) as x;
select is(test.key('far', :'i'), 'no_such_case', 'nobody of another office does');
select is(pg_temp.enter('officer', s::uuid, k, c, gen_random_uuid()), x, w) from (values (:'i', 'party', null::jsonb, 'fact_missing clear', 'a name without what it is'), (:'i', 'party', pg_temp.is_party() || '{"name": "x"}', 'no_such_fact name', 'no name in clear'),
	(:'i', 'party', pg_temp.is_party('ZZ'), 'no_such_choice country', 'nowhere'), (:'i', 'party', pg_temp.is_party(district => repeat('x', 33)), 'name_format district', 'no address'), (:'i', 'party', pg_temp.is_party(district => 'Mrs Noi 0812345678'), 'name_format district', 'no telephone'),
	(:'i', 'party', pg_temp.is_party(languages => '["lo", "lo"]'), 'fact_format languages', 'each word once'), (:'i', 'party', pg_temp.is_party(languages => '[["lo"]]'), 'fact_format languages', 'in one list'), (:'i', 'party', pg_temp.is_party(languages => '["xx"]'), 'no_such_choice languages', 'a language of the list'),
	(:'i', 'party', pg_temp.is_party(hours => 'soon'), 'no_such_choice hours', 'hours of the list'), (:'i', 'party', pg_temp.is_party(hours => null), 'fact_missing hours', 'some hours'), (:'i', 'party', pg_temp.is_party(sex => 'x'), 'no_such_choice sex', 'a sex of the list'),
	(:'i', 'note', null, 'no_such_kind kind', 'a party has no notes'), (:'i', 'place', null, 'no_such_kind kind', 'and is no place'), (:'c', 'party', pg_temp.is_party(), 'no_such_kind kind', 'nor is a case one'), (:'c', 'danger', pg_temp.is_danger(), 'no_such_kind kind', 'or a danger'),
	(:'o', 'danger', pg_temp.is_danger('mild'), 'no_such_choice severity', 'a severity of the list'), (:'o', 'danger', pg_temp.is_danger(standing => 'rumour'), 'no_such_choice standing', 'a standing of the list'), (:'o', 'danger', pg_temp.is_danger(concerns => 'her'), 'no_such_choice concerns', 'what it is about'),
	(:'o', 'danger', pg_temp.is_danger(since => '2999-01-01', review => '2999-02-01'), 'future since', 'not before it was'), (:'o', 'danger', pg_temp.is_danger(review => '2025-01-01'), 'day_over review_on', 'reviewed on no day that is over'), (:'o', 'danger', pg_temp.is_danger(review => (app.office_day(1::smallint) - 1)::text), 'day_over review_on', 'nor yesterday'), (:'o', 'danger', pg_temp.is_danger(since => app.office_day(1::smallint)::text, review => app.office_day(1::smallint)::text), 'before_it review_on', 'but after it was known'), (:'o', 'danger', pg_temp.is_danger(review => null), 'fact_missing review_on', 'reviewed at all')) as v(s, k, c, x, w);
select is((select count(*) from app.sealed) + (select count(*) from app.entry_party) + (select count(*) from app.entry_danger), 0::bigint, 'nothing of that is kept');
select is(pg_temp.enter('officer', :'i', 'party', pg_temp.is_party(), :'n'), '', 'the interpreter');
select is(pg_temp.enter('officer', :'i', 'party', pg_temp.is_party()), 'only_one kind', 'of whom there is one record');
select is(pg_temp.enter('night', :'i', 'party', pg_temp.is_party(languages => '["lo"]', hours => 'by day'), :'n', 1), '', 'which is changed');
select is(pg_temp.enter('officer', :'o', 'party', pg_temp.is_party('TH', 'Det Udom', '[]')), '', 'the organisation');
select is(pg_temp.enter('officer', :'a', 'party', pg_temp.is_party('TH', 'det udom', '[]')), '', 'the area');
select is(pg_temp.listed('night'), 'area TH det udom any time BKK t,interpreter TH Sathon lo by day BKK t,organisation TH Det Udom any time BKK t', 'the list says what is told in clear');
select is(test.reads('night', :'i', '{party}'), 'party 2', 'a telephone needs no reason');
select results_eq(format($$ select kind, reason from app.event where action = 'sealed.open' and refusal is null and object_id = %L $$, :'i'), $$ values ('party', null::text) $$, 'and is in the record');
select isnt(test.reads('far', :'i', '{party}'), 'party 2', 'nobody of another office opens it');

-- Danger.
insert into app.place (id, office_id, kind, country_id, district) values (:'p', 1, 'shelter', 'TH', 'Det Udom');
select is(test.key('officer', :'p'), '', 'a place');
select is(pg_temp.dangers(x), null, 'nothing is known against anybody') from unnest(array[:'i', :'o', :'a', :'p']::uuid[]) as x;
select is(pg_temp.enter('night', :'a', 'danger', pg_temp.is_danger('never', 'confirmed', concerns => 'area'), :'c'), '', 'an area is one');
select is(pg_temp.dangers(x::uuid), s, w) from (values (:'a', 't 1 never confirmed f', 'of itself'), (:'o', 'f 1 never confirmed f', 'of an organisation that lies in it'), (:'p', 'f 1 never confirmed f', 'and of a place'), (:'i', null, 'but of no other')) as v(x, s, w);
select is(pg_temp.enter('night', :'p', 'danger', pg_temp.is_danger(), :'k'), '', 'a place may be one');
select is(pg_temp.dangers(:'p'), 't 1 beware suspected f,f 1 never confirmed f', 'which has both then');
select is(pg_temp.dangers(:'o'), 'f 1 never confirmed f', 'and tells nothing of its neighbours');
select is(test.as_person('officer', 'select string_agg(concat_ws('' '', kind, danger), '','' order by kind) from api.party_line'), 'area never,interpreter,organisation never', 'the list says how bad');
select is(test.as_person('officer', $$ select string_agg(concat_ws(' ', kind, danger), ',' order by kind) from api.place_line $$), 'shelter never', 'so does the list of places');
select is(test.as_person('officer', format('select concat_ws('' '', danger, problem) from api.place_find(null, %L)', :'p')), 'never', 'and the place itself');
select is(test.as_person('far', format('select count(*) from api.danger_list(%L)', :'a')), '0', 'nobody of another office sees it');
-- What touches it stops.
create function test.stops(subject uuid, despite text default null) returns text language sql volatile security definer set search_path = pg_catalog, app, pg_temp return app.danger_stops(subject, despite);
grant usage, create on schema test to hw_api;
alter function test.stops(uuid, text) owner to hw_api;
grant usage on schema test to hw_staff;
select is(test.as_person(r, format('select test.stops(%L, %L)', x, d)), a, w) from (values ('night', :'i', null, null, 'nothing stops what is no danger'), ('night', :'o', null, 'danger', 'a danger does'), ('night', :'p', null, 'danger', 'a place'), ('night', :'o', 'perhaps', 'danger_answer', 'a word of the list'),
	('night', :'o', 'our staff cross instead', null, 'our staff cross instead'), ('night', :'o', 'our staff stay with her', null, 'or stay with her'), ('night', :'o', 'no other way', 'danger_lead', 'there is another way'), ('officer', :'o', 'no other way', 'danger_lead', 'an officer does not say so'),
	('supervisor', :'o', 'no other way', null, 'a supervisor'), ('coordinator', :'o', 'no other way', null, 'or a coordinator')) as v(r, x, d, a, w);
select is(test.as_person('night', format('select test.stops(%L, %L)', :'o', d)), 'danger_answer', d || ' is said of nobody to whom she is given') from unnest('{no name and no place,somebody else}'::text[]) as d;
-- A call is written down with what was done about it.
select test.key('officer', :'c') \g /dev/null
create function pg_temp.calls(role text, party uuid, danger text) returns text language sql volatile
return test.refusal(role, format('api.wake_try(gen_random_uuid(), %L, %L, ''answered'', %L)', (select c.id from app.case c limit 1), party, danger));
select is(pg_temp.calls(r, x::uuid, d), a, w) from (values ('night', :'o', null, 'danger', 'a call to who is a danger asks for it'), ('night', :'o', 'quickly', 'danger_answer', 'in a word of the list'), ('night', :'o', 'somebody else', 'danger_answer', 'which is one of a call'),
	('night', :'o', 'no other way', 'danger_lead', 'that there is no other way a night worker does not say'), ('night', :'o', 'no name and no place', '', 'they learn neither name nor place'), ('officer', :'o', 'our staff cross instead', '', 'our staff go'),
	('supervisor', :'o', 'no other way', '', 'a supervisor says it'), ('night', :'i', null, '', 'nothing is asked of others')) as v(r, x, d, a, w);
select results_eq($$ select detail ->> 'danger' from app.event where action = 'wake.try' and refusal is null order by id $$, $$ values ('no name and no place'), ('our staff cross instead'), ('no other way'), (null) $$, 'and the record has what was done');
-- What they are called goes, sealed, to whoever looks for a name.
create function pg_temp.names(role text) returns text language plpgsql volatile as $$
declare
	call text := format('select string_agg(concat_ws('' '', refusal, severity, kind, version), '','') from api.danger_names(%L)', gen_random_uuid());
	first text := test.as_person(role, call);
begin
	if first is distinct from 'ask_again' then
		return first;
	end if;
	perform test.committed();
	return test.as_person(role, call);
end $$;
select is(pg_temp.names('night'), 'never party 1', 'whom a note is about, and nobody who only lies in the area');
select is(pg_temp.enter('night', :'o', 'danger', pg_temp.is_danger()), '', 'with a note of its own');
select is(pg_temp.names(r), 'never party 1,beware party 1', r || ' gets both') from unnest('{night,officer,supervisor}'::text[]) as r;
select is(pg_temp.names('far'), null, 'who is of another office gets nothing');
select is(pg_temp.names(r), 'role', r || ' does not ask') from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(pg_temp.names(r), 'unknown_person', r || ' neither') from unnest('{retired,stranger}'::text[]) as r;
select is((select count(*) from app.event where action = 'danger.names' and refusal is null and login = test.person('night')), 2::bigint, 'each time is in the record');
select is(test.as_person('night', $$ select refusal from api.danger_names(null) $$), 'key_needed', 'and is asked for by a key');
delete from app.entry_danger where subject = :'o';
-- A referral that names one.
create function pg_temp.refer(who text, party text, despite text, direction text default 'out', state text default 'asked') returns text language sql volatile
return pg_temp.enter(who, (select c.id from app.case c limit 1), 'referral', jsonb_build_object('direction', direction, 'other_side', 'NGO', 'because', 'Other', 'state', state, 'asked_on', '2026-01-01',
	'answered_on', case when state = 'asked' then null else '2026-01-02' end, 'shared', '[]'::jsonb, 'services', '[]'::jsonb, 'withheld', '[]'::jsonb, 'party', party, 'danger', despite));
select code as code from app.party where id = :'o' \gset
select is(pg_temp.refer(r, p, d, x, s), a, w) from (values ('officer', :'code', null, 'out', 'asked', 'danger danger', 'nobody is sent there'), ('officer', :'code', 'no other way', 'out', 'asked', 'danger_lead danger', 'nor for want of another way'),
	('officer', lower(replace(:'code', '-', ' ')), null, 'out', 'asked', 'danger danger', 'however its code is written'), ('officer', :'code', 'our staff cross instead', 'out', 'asked', '', 'our staff cross instead'), ('supervisor', :'code', 'no other way', 'out', 'asked', '', 'a supervisor decides'),
	('officer', :'code', null, 'in', 'asked', '', 'who sends her to us may be a danger'), ('officer', :'code', null, 'out', 'taken back', '', 'and what was taken back is written down'), ('officer', 'PA-3333-3333', null, 'out', 'asked', 'no_such_party party', 'nobody of that code'), ('officer', null, null, 'out', 'asked', '', 'one whom we do not know'))
	as v(r, p, d, x, s, a, w);
select results_eq($$ select party, danger from app.entry_referral where danger is not null order by danger $$, format($$ values (%1$L, 'no other way'), (%1$L, 'our staff cross instead') $$, :'code'), 'it is kept what is done about it');
select code as place from app.place where id = :'p' \gset
create function pg_temp.plan(who text, party text, place text, despite text, ended text default null) returns text language sql volatile
return pg_temp.enter(who, (select c.id from app.case c limit 1), 'plan', jsonb_build_object('types', '["Health"]'::jsonb, 'with_her', 'yes', 'begun_on', '2026-01-01', 'planned_end', '2026-09-01',
	'ended_on', ended, 'party', party, 'place', place, 'danger', despite));
select is(pg_temp.plan(r, p, l, d, e), a, w) from (values ('officer', :'code', null, null, null, 'danger danger', 'nothing is planned with a danger'), ('officer', null, :'place', null, null, 'danger danger', 'nor in a place that is one'),
	('officer', :'code', :'place', 'our staff stay with her', null, '', 'unless it is said what is done about it'), ('officer', null, lower(:'place'), 'no other way', null, 'danger_lead danger', 'by who may'), ('officer', :'code', null, null, '2026-02-01', '', 'what is over is written down'),
	('officer', 'PA-3333-3333', null, null, null, 'no_such_party party', 'nobody of that code'), ('officer', null, 'PL-3333-3333', null, null, 'no_such_place place', 'no place of that code'), ('officer', null, null, 'somebody else', null, '', 'one who is only called so')) as v(r, p, l, d, e, a, w);
select results_eq($$ select party, place, danger from app.entry_plan where danger is not null order by danger $$, format($$ values (%L, %L, 'our staff stay with her'), (null, null, 'somebody else') $$, :'code', :'place'), 'as codes are written');
create function pg_temp.send(who text, place text, despite text) returns text language sql volatile
return pg_temp.enter(who, (select c.id from app.case c limit 1), 'referral', jsonb_build_object('direction', 'out', 'other_side', 'Shelter', 'because', 'Other', 'state', 'asked', 'asked_on', '2026-01-01',
	'answered_on', null, 'shared', '[]'::jsonb, 'services', '[]'::jsonb, 'withheld', '[]'::jsonb, 'place', place, 'danger', despite));
select is(pg_temp.send('officer', p, d), a, w) from (values (:'place', null, 'danger danger', 'nobody is sent to such a place'), (:'place', 'somebody else', 'danger_answer danger', 'which is no other'), (:'place', 'our staff cross instead', '', 'our staff cross instead')) as v(p, d, a, w);
select gen_random_uuid() as way \gset
create function pg_temp.way(other text, answer text default 'no other way') returns jsonb language sql
return jsonb_build_object('direction', 'out', 'other_side', other, 'because', 'Other', 'state', 'asked', 'asked_on', '2026-01-01', 'shared', '[]'::jsonb, 'services', '[]'::jsonb, 'withheld', '[]'::jsonb, 'party', (select p.code from app.party p where p.kind = 'organisation'), 'danger', answer);
select is(pg_temp.enter(who, :'c', 'referral', pg_temp.way(other, answer), :'way', version), a, why) from (values (1, 'supervisor', 'NGO', 'no other way', 0, '', 'a supervisor has decided'), (2, 'officer', 'Shelter', 'no other way', 1, '', 'and an officer writes on it'),
	(3, 'officer', 'NGO', 'our staff stay with her', 2, '', 'decides otherwise'), (4, 'officer', 'NGO', 'no other way', 3, 'danger_lead danger', 'but not so by herself')) as v(n, who, other, answer, version, a, why) order by n;
-- Withdrawn, reviewed.
select is(pg_temp.enter(who, :'a', 'danger', pg_temp.is_danger(severity, standing, concerns => 'area'), :'c', 1), a, who || ': ' || severity || ', ' || standing) from (values (1, 'officer', 'never', 'withdrawn', 'note_lead standing'),
	(2, 'night', 'never', 'suspected', 'note_lead standing'), (3, 'officer', 'beware', 'confirmed', 'note_lead severity'), (4, 'supervisor', 'never', 'withdrawn', '')) as v(n, who, severity, standing, a) order by n;
select is(pg_temp.dangers(x::uuid), s, w) from (values (:'a', 't 2 never withdrawn f', 'which its own list tells'), (:'o', null, 'and nobody else''s')) as v(x, s, w);
select is(test.as_person('night', format('select test.stops(%L)', :'o')), null, 'nothing stops there');
select is(pg_temp.enter(who, :'p', 'danger', pg_temp.is_danger(review => (app.office_day(1::smallint) - 1)::text), :'k', 1), 'day_over review_on', 'it is put on no day that is over: ' || who) from unnest('{officer,supervisor}'::text[]) as who;
select is(pg_temp.enter('officer', :'p', 'danger', pg_temp.is_danger(review => app.office_day(1::smallint)::text), :'k', 1), '', 'a review of today');
select is(pg_temp.dangers(:'p'), 't 2 beware suspected t', 'is due');
select is(test.as_person('night', format('select test.stops(%L)', :'p')), 'danger', 'and the danger holds');
select results_eq($$ select detail -> 'clear' from app.event where action = 'sealed.keep' and refusal is null and detail ->> 'kind' = 'danger' order by id desc limit 1 $$, $$ values (jsonb_build_object('review_on', jsonb_build_array(current_date + 300, app.office_day(1::smallint)))) $$, 'the record knows each change');
-- It waits for whoever leads, and is of no case.
create function pg_temp.waits(role text) returns text language sql volatile
return test.as_person(role, $$ select string_agg(concat_ws(' ', left(code, 2), why, office_code, responsible, case_id), ',' order by code) from api.inbox_line where why ~ 'danger' $$);
select is(pg_temp.waits(r), 'PL danger note due BKK officer', r || ' has it in the inbox') from unnest('{supervisor,lead}'::text[]) as r;
select is(pg_temp.waits(r), null, r || ' has not') from unnest('{coordinator,officer,night,far,partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r;
select is(test.as_person('supervisor', $$ select concat_ws(' ', section, country, office, left(code, 2), what, person, days > 0) from api.morning() where section = 'danger' $$), 'danger TH Bangkok PL beware organisation f', 'and in the morning');
select is(test.as_person('officer', $$ select count(*) from api.morning() where section = 'danger' $$), '0', 'an officer has not');
select is(pg_temp.enter('officer', :'p', 'danger', pg_temp.is_danger(review => app.office_day(1::smallint)::text), :'k', 2), '', 'it is looked at again today');
select is(pg_temp.waits('supervisor'), 'PL danger note due BKK officer', 'from midnight of its office on');
select is(pg_temp.enter('officer', :'p', 'danger', pg_temp.is_danger(review => (app.office_day(1::smallint) + 2)::text), :'k', 3), '', 'and on another day');
select is(pg_temp.waits('supervisor'), null, 'till then it waits for nobody');

-- Past the functions.
select is(test.as_person(who, format('select count(*)::text from app.%I', t)), 'ERROR 42501', who || ' does not read ' || t)
from unnest('{officer,admin,auditor}'::text[]) as who, unnest('{party,entry_party,entry_danger,wake_try,danger_answer}'::text[]) as t;
select is_empty($$ select attname from pg_attribute where attrelid in ('app.party'::regclass, 'app.entry_party'::regclass, 'app.entry_danger'::regclass, 'app.wake_try'::regclass) and attname ~ '(^name|address|phone|street|village|text)' $$, 'nothing of that stands in clear');
select * from finish();
rollback;
