-- What courts and authorities ask for: two people and a lawyer before anything is given, and she is told. And the sharing log.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.make('boss', '{1}', '{supervisor}') \g /dev/null
select test.vault(), test.enrolled() \g /dev/null
select test.a_case() as c, gen_random_uuid() as d, gen_random_uuid() as e \gset
select test.key('officer', :'c') \g /dev/null
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
create function pg_temp.one(change jsonb default '{}') returns jsonb language sql stable return jsonb_strip_nulls(jsonb_build_object('asker', 'court', 'ground', 'court order', 'scope', jsonb '["name", "story"]', 'asked_on', app.office_day(1::smallint) - 2, 'lawyer', 'must be given', 'state', 'asked', 'given', jsonb '[]') || change);
create function pg_temp.given(what jsonb, change jsonb default '{}') returns jsonb language sql stable return pg_temp.one(jsonb_build_object('state', 'partly given', 'given', what, 'answered_on', app.office_day(1::smallint)) || change);
create function pg_temp.answer(who text, id uuid, answer text default 'approve', why text default null) returns text language plpgsql as $$ begin
	perform test.as_person(who, format('select 1 from api.approval_open(%L)', id));
	return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.approval_answer(gen_random_uuid(), %L, %L, %L, %L, %L, 1, %L) as o offset 0) as x', answer.id, a.version, a.hash, answer.answer, why, repeat('s', 64)::bytea))
		from app.approval a where a.id = answer.id);
end $$;
create function pg_temp.lacks(id uuid) returns text language sql volatile return test.as_person('boss', format('select array_to_string(lacks, '','') from api.approval_open(%L)', id));
create function pg_temp.tells(c uuid) returns text language sql volatile return (select string_agg((t.done_at is null)::text, ',' order by t.done_at) from app.task t join app.task_kind k on k.id = t.kind where t.case_id = c and k.name = 'tell her of a disclosure');

select is(pg_temp.enter('officer', 'disclosure', x, :'c'), a, why) from (values
	(pg_temp.one('{"asker": "Captain X"}'), 'no_such_choice asker', 'no names in clear'), (pg_temp.one('{"scope": []}'), 'fact_missing scope', 'for nothing'), (pg_temp.one('{"asked_on": "2999-01-01"}'), 'future asked_on', 'to come'), (pg_temp.one('{"given": ["name"]}'), 'nothing_given given', 'given, and only asked'),
	(pg_temp.given('["name"]'), 'disclosure_first state', 'given at once'), (pg_temp.one('{"state": "refused"}'), 'not_answered answered_on', 'refused on no day')) as x(x, a, why);
select is(pg_temp.enter(who, 'disclosure', pg_temp.one(), :'c'), a, who) from (values ('far', 'no_such_case subject'), ('partner', 'role'), ('auditor', 'role'), ('health', 'not_in_realm')) as x(who, a);
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one('{"ground": "letter", "lawyer": null}'), :'c', :'d'), '', 'a letter came');
select is(pg_temp.lacks(:'d'), 'ground_missing,lawyer_missing', 'that is no ground, and nobody has asked the lawyer');
select is(pg_temp.answer('boss', :'d'), 'approval_lacks id', 'so nobody approves it');
select is(pg_temp.enter('second', 'disclosure', pg_temp.one('{"lawyer": "must not be given"}'), :'c', :'d', 1) || pg_temp.lacks(:'d'), 'lawyer_against', 'nor what the lawyer forbids');
select is(pg_temp.enter('second', 'disclosure', pg_temp.one(), :'c', :'d', 2) || pg_temp.lacks(:'d'), '', 'a court order that the lawyer has read');
select is(pg_temp.answer(who, :'d'), a, who) from (values ('officer', 'own_request id'), ('second', 'own_request id'), ('boss', '')) as x(who, a);
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name"]'), :'c', :'d', 3), 'disclosure_first state', 'one is not enough');
select is(pg_temp.answer('coordinator', :'d'), '', 'two are');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name"]', change::jsonb), :'c', :'d', 3), a, why) from (values ('{"scope": ["whole file"]}', 'disclosure_fixed scope', 'for more than they approved'), ('{"given": ["health"]}', 'not_asked_for given', 'more than was asked'), ('{}', '', 'something is given')) as x(change, a, why);
select is(pg_temp.tells(:'c'), 'true', 'and she is to be told');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name", "story"]'), :'c', :'d', 4), 'was_given given', 'what was given stays');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name"]', '{"told_her": "yes"}'), :'c', :'d', 4), '', 'she was told');
select is(pg_temp.tells(:'c'), 'false', 'which ends the task');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(), :'c', :'e') || pg_temp.answer('boss', :'e', 'refuse', 'doubtful'), '', 'another is refused');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name"]'), :'c', :'e', 1), 'disclosure_first state', 'nothing is given then');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(jsonb_build_object('state', 'refused', 'answered_on', app.office_day(1::smallint), 'told_her', x)), :'c', :'e', v), '', 'refused, told her: ' || x) from (values ('no', 1), ('unlawful', 2)) as x(x, v);
select is(pg_temp.tells(:'c'), 'false,false', 'a law may forbid to tell her');
-- What is taken back, or refused by ourselves, is approved by nobody any more.
select test.a_case() as x, gen_random_uuid() as t, gen_random_uuid() as r, gen_random_uuid() as s \gset
select test.key('officer', :'x') \g /dev/null
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(), :'x', :'t') || pg_temp.answer('boss', :'t'), '', 'one has approved it');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one('{"state": "taken back"}'), :'x', :'t', 1) || pg_temp.answer('coordinator', :'t'), 'approval_over id', 'the court takes it back: nobody is asked for the second');
select is((select concat_ws(' ', a.state, d.state) from app.approval a join app.disclosure d using (id) where a.id = :'t'), 'withdrawn not approved', 'and it is over');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(), :'x', :'t', 2), 'disclosure_over state', 'asked again it would be asked of nobody');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.given('["name"]'), :'x', :'t', 2), 'disclosure_first state', 'and nothing is given of it');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(jsonb_build_object('state', 'refused', 'answered_on', app.office_day(1::smallint), 'told_her', 'yes')), :'x', :'r') || pg_temp.answer('boss', :'r'), 'approval_over id', 'what is refused from the first needs nobody');
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(), :'x', :'r', 1), 'disclosure_over state', 'nor is that asked of anybody afterwards');
-- Sent back, and not answered in time.
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one(), :'x', :'s') || pg_temp.answer('boss', :'s', 'ask back', 'is it lawful'), '', 'the lawyer is to be asked');
update app.approval set expires_at = app.now() - interval '1 minute' where id = :'s';
select is(pg_temp.enter('officer', 'disclosure', pg_temp.one('{"lawyer": "may be given"}'), :'x', :'s', 1), '', 'it is answered when its time is over');
select is((select a.state || ' ' || d.state from app.approval a join app.disclosure d using (id) where a.id = :'s'), 'expired not approved', 'which does not ask it anew');
-- An answer that is due tomorrow does not wait a day for whoever is asked first.
select is((select string_agg(pg_temp.enter('officer', 'disclosure', pg_temp.one(jsonb_build_object('asked_on', app.office_day(1::smallint), 'answer_by', app.office_day(1::smallint) + n)), :'x'), '') from generate_series(1, 2) as n), '', 'two more');
select is((select string_agg(extract(epoch from a.due_at - a.asked_at)::integer / 3600 || ' ' || a.state, ',' order by a.due_at) from app.approval a where a.case_id = :'x' and a.state = 'open'), '2 open,24 open', 'two hours, a day');

-- The sharing log.
create function pg_temp.referral(change jsonb) returns jsonb language sql stable return jsonb_strip_nulls(jsonb_build_object('direction', 'out', 'other_side', 'Shelter', 'because', 'Other', 'state', 'asked', 'services', jsonb '["Legal"]', 'asked_on', app.office_day(1::smallint) - 5, 'shared', jsonb '["age"]', 'withheld', jsonb '["address", "health"]', 'despite', 'danger to life') || change);
create function pg_temp.log(who text, c uuid) returns text language sql volatile
return test.as_person(who, format('select string_agg(concat_ws('' '', how, to_whom, what, withheld, because, person, left(code, 3)), '', '' order by on_day desc, how, what desc) from api.case_shared(%L)', c));
select is(pg_temp.enter('officer', 'referral', pg_temp.referral(x), :'c'), '', 'a referral ' || x::text) from (values (jsonb_build_object('state', 'done', 'answered_on', app.office_day(1::smallint) - 4)), ('{}'), ('{"shared": [], "withheld": []}'), ('{"direction": "in"}')) as r(x);
select is(pg_temp.log(who, :'c'), a, who) from (values
	('second', 'disclosure court {name} {story} court order officer DS-, disclosure court {} {name,story} court order officer DS-, referral Shelter {age} {address,health} danger to life officer RF-'),
	('far', null), ('partner', null), ('auditor', null)) as x(who, a);
select is((select count(*) from app.event where action = 'case.shared' and refusal = 'role' and object_id = :'c'), 2::bigint, 'who may not is in the record');
select test.as_person('officer', format('select (api.party_new(gen_random_uuid(), %L, ''organisation'', null)).refusal', gen_random_uuid())) \g /dev/null
select is(pg_temp.enter('officer', 'referral', pg_temp.referral(jsonb_build_object('party', code)), :'c'), '', 'what is asked of an organisation by its code') from (select p.code from app.party p order by p.touched_at desc limit 1) as p;
select is(pg_temp.log('second', :'c') like '%, referral Shelter {age} {address,health} danger to life officer RF-, referral %', true, 'its people see at once');
select is(test.as_person('far_lead', format('select (api.glass_break(gen_random_uuid(), gen_random_uuid(), %L, ''she is here'')).refusal', c.code)) is null and pg_temp.log('second', :'c') like '%break-glass PPT {"what is told in clear"} {} she is here far_lead BG-%', true, 'and who of another office has looked stands in it') from (select test.make('far_lead', '{10}', '{coordinator}')) as m, app.case c where c.id = :'c';
select * from finish();
rollback;
