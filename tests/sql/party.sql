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
create function pg_temp.is_danger(severity text default 'beware', standing text default 'suspected', since text default '2026-01-01', review text default '2027-01-01', concerns text default 'organisation') returns jsonb language sql
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
	(:'i', 'party', pg_temp.is_party('ZZ'), 'no_such_choice country', 'nowhere'), (:'i', 'party', pg_temp.is_party(district => repeat('x', 33)), 'name_format district', 'no address'), (:'i', 'party', pg_temp.is_party(languages => '["xx"]'), 'no_such_choice languages', 'a language of the list'),
	(:'i', 'party', pg_temp.is_party(hours => 'soon'), 'no_such_choice hours', 'hours of the list'), (:'i', 'party', pg_temp.is_party(hours => null), 'fact_missing hours', 'some hours'), (:'i', 'party', pg_temp.is_party(sex => 'x'), 'no_such_choice sex', 'a sex of the list'),
	(:'i', 'note', null, 'no_such_kind kind', 'a party has no notes'), (:'i', 'place', null, 'no_such_kind kind', 'and is no place'), (:'c', 'party', pg_temp.is_party(), 'no_such_kind kind', 'nor is a case one'), (:'c', 'danger', pg_temp.is_danger(), 'no_such_kind kind', 'or a danger'),
	(:'o', 'danger', pg_temp.is_danger('mild'), 'no_such_choice severity', 'a severity of the list'), (:'o', 'danger', pg_temp.is_danger(standing => 'rumour'), 'no_such_choice standing', 'a standing of the list'), (:'o', 'danger', pg_temp.is_danger(concerns => 'her'), 'no_such_choice concerns', 'what it is about'),
	(:'o', 'danger', pg_temp.is_danger(since => '2999-01-01', review => '2999-02-01'), 'future since', 'not before it was'), (:'o', 'danger', pg_temp.is_danger(review => '2025-01-01'), 'before_it review_on', 'reviewed later'), (:'o', 'danger', pg_temp.is_danger(review => null), 'fact_missing review_on', 'reviewed at all')) as v(s, k, c, x, w);
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
select is(test.as_person('far', format('select count(*) from api.danger_list(%L)', :'a')), '0', 'nobody of another office sees it');
-- What touches it stops.
create function test.stops(subject uuid, despite text default null) returns text language sql volatile security definer set search_path = pg_catalog, app, pg_temp return app.danger_stops(subject, despite);
grant usage, create on schema test to hw_api;
alter function test.stops(uuid, text) owner to hw_api;
grant usage on schema test to hw_staff;
select is(test.as_person(r, format('select test.stops(%L, %L)', x, d)), a, w) from (values ('night', :'i', null, null, 'nothing stops what is no danger'), ('night', :'o', null, 'danger', 'a danger does'), ('night', :'p', null, 'danger', 'a place'), ('night', :'o', 'perhaps', 'danger_answer', 'a word of the list'),
	('night', :'o', 'our staff cross instead', null, 'our staff cross instead'), ('night', :'o', 'our staff stay with her', null, 'or stay with her'), ('night', :'o', 'no other way', 'danger_lead', 'there is another way'), ('officer', :'o', 'no other way', 'danger_lead', 'an officer does not say so'),
	('supervisor', :'o', 'no other way', null, 'a supervisor'), ('coordinator', :'o', 'no other way', null, 'or a coordinator')) as v(r, x, d, a, w);
-- A referral that names one.
select is(test.key('officer', :'c'), '', 'a case');
create function pg_temp.refer(who text, party text, despite text, direction text default 'out', state text default 'asked') returns text language sql volatile
return pg_temp.enter(who, (select c.id from app.case c limit 1), 'referral', jsonb_build_object('direction', direction, 'other_side', 'NGO', 'because', 'Other', 'state', state, 'asked_on', '2026-01-01',
	'answered_on', case when state = 'asked' then null else '2026-01-02' end, 'shared', '[]'::jsonb, 'party', party, 'danger', despite));
select code as code from app.party where id = :'o' \gset
select is(pg_temp.refer(r, p, d, x, s), a, w) from (values ('officer', :'code', null, 'out', 'asked', 'danger danger', 'nobody is sent there'), ('officer', :'code', 'no other way', 'out', 'asked', 'danger_lead danger', 'nor for want of another way'),
	('officer', lower(replace(:'code', '-', ' ')), null, 'out', 'asked', 'danger danger', 'however its code is written'), ('officer', :'code', 'our staff cross instead', 'out', 'asked', '', 'our staff cross instead'), ('supervisor', :'code', 'no other way', 'out', 'asked', '', 'a supervisor decides'),
	('officer', :'code', null, 'in', 'asked', '', 'who sends her to us may be a danger'), ('officer', :'code', null, 'out', 'taken back', '', 'and what was taken back is written down'), ('officer', 'PA-3333-3333', null, 'out', 'asked', 'no_such_party party', 'nobody of that code'), ('officer', null, null, 'out', 'asked', '', 'one whom we do not know'))
	as v(r, p, d, x, s, a, w);
select results_eq($$ select party, danger from app.entry_referral where danger is not null order by danger $$, format($$ values (%1$L, 'no other way'), (%1$L, 'our staff cross instead') $$, :'code'), 'it is kept what is done about it');
-- Withdrawn, reviewed.
select is(pg_temp.enter('officer', :'a', 'danger', pg_temp.is_danger('never', 'withdrawn', concerns => 'area'), :'c', 1), '', 'it does not hold any more');
select is(pg_temp.dangers(x::uuid), s, w) from (values (:'a', 't 2 never withdrawn f', 'which its own list tells'), (:'o', null, 'and nobody else''s')) as v(x, s, w);
select is(test.as_person('night', format('select test.stops(%L)', :'o')), null, 'nothing stops there');
select is(pg_temp.enter('officer', :'p', 'danger', pg_temp.is_danger(review => '2026-02-01'), :'k', 1), '', 'a review that is past');
select is(pg_temp.dangers(:'p'), 't 2 beware suspected t', 'is due');
select is(test.as_person('night', format('select test.stops(%L)', :'p')), 'danger', 'and the danger holds');
select results_eq($$ select detail -> 'clear' from app.event where action = 'sealed.keep' and refusal is null and detail ->> 'kind' = 'danger' order by id desc limit 1 $$, $$ values ('{"review_on": ["2027-01-01", "2026-02-01"]}'::jsonb) $$, 'the record knows each change');

-- Past the functions.
select is(test.as_person(who, format('select count(*)::text from app.%I', t)), 'ERROR 42501', who || ' does not read ' || t)
from unnest('{officer,admin,auditor}'::text[]) as who, unnest('{party,entry_party,entry_danger,wake_try,danger_answer}'::text[]) as t;
select is_empty($$ select attname from pg_attribute where attrelid in ('app.party'::regclass, 'app.entry_party'::regclass, 'app.entry_danger'::regclass, 'app.wake_try'::regclass) and attname ~ '(^name|address|phone|street|village|text)' $$, 'nothing of that stands in clear');
select * from finish();
rollback;
