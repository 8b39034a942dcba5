-- Four eyes, of whatever kind: who may answer, what she has to have read, and that what was approved is done once. The kinds
-- here are made for it: a thing with a number, which is approved when it says so, lacks what it is told to lack.
begin;
\ir people.psql
select no_plan();
select test.make('boss', '{1}', '{supervisor}'), test.make('far_boss', '{10}', '{supervisor}'), test.make('suanphlu_boss', '{2,1}', '{supervisor}'), test.enrolled() \g /dev/null
create table app.test_thing (id uuid primary key default gen_random_uuid(), n integer default 1, lacks text[] default '{}', fails text, done integer default 0, said text default '');
grant select, insert, update on app.test_thing to hw_api, hw_owner;
create function app.test_content(request uuid) returns jsonb language sql stable set search_path = pg_catalog, app, pg_temp return (select jsonb_build_object('n', t.n, 'thing', t.id) from app.test_thing t where t.id = request);
create function app.test_lacks(request uuid) returns setof text language sql stable set search_path = pg_catalog, app, pg_temp begin atomic select unnest(t.lacks) from app.test_thing t where t.id = request; end;
create function app.test_decided(request uuid, answer text, reason text, detail jsonb) returns text language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
	problem text;
begin
	update app.test_thing t set done = t.done + (answer = 'approve')::integer, said = concat_ws(' ', answer, reason, detail ->> 'k') where t.id = request returning t.fails into problem;
	return case when answer = 'approve' then problem end;
end $$;
insert into app.approval_kind values ('thing', 90, 1, 1, '1 hour', '1 day', '1 day', 'test_content', 'test_lacks', 'test_decided', 'a thing'),
	('pair', 91, 2, 2, '1 hour', '1 day', null, 'test_content', 'test_lacks', 'test_decided', 'a thing for two, of two offices');
insert into app.approval_role select k, r from unnest('{thing,pair}'::text[]) as k, unnest('{supervisor,coordinator}'::text[]) as r;
create function app.test_ask(kind text, about uuid, acted timestamptz) returns uuid language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
	thing uuid;
begin
	insert into app.test_thing default values returning id into thing;
	perform app.approval_begin(thing, app.new_code('TR'), kind, 1::smallint, null, about, null, acted);
	return thing;
end $$;
alter function app.test_ask(text, uuid, timestamptz) owner to hw_api;
grant usage on schema app to hw_staff;
create function pg_temp.ask(who text default 'officer', kind text default 'thing', about uuid default null, acted timestamptz default null) returns uuid language sql
return test.as_person(who, format('select app.test_ask(%L, %L, %L)', kind, about, acted))::uuid;
create function pg_temp.answer(who text, id uuid, answer text default 'approve', reason text default null, version integer default null, key uuid default gen_random_uuid(), signature bytea default repeat('s', 64)::bytea, hash bytea default null, number integer default 1) returns text language sql volatile
return (select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field, nullif((o).hint is not null and (o).refusal is null, false)) from (select api.approval_answer(%L, %L, %L, %L, %L, %L, %L, %L, %L) as o offset 0) as x',
	key, id, coalesce(answer.version, a.version), coalesce(answer.hash, a.hash), answer.answer, reason, number, signature, '{"k": "made"}')) from (select) as x left join app.approval a on a.id = answer.id);
create function pg_temp.next(id uuid) returns text language sql volatile return (select concat_ws(' ', s.name, a.due_at > app.now()) from app.approval a left join app.staff s on s.id = a.to_id where a.id = next.id);
create function pg_temp.thing(id uuid) returns text language sql volatile as $$ select concat_ws(' ', a.state, t.done, t.said) from app.test_thing t join app.approval a using (id) where t.id = $1 $$;

-- Who asks does not answer; who answers is one of those of the office who may.
select pg_temp.ask() as a \gset
select is(pg_temp.answer(who, :'a'), a, who) from (values ('officer', 'own_request id'), ('second', 'not_approver id'), ('night', 'not_approver id'), ('partner', 'role'), ('auditor', 'role'),
	('admin', 'role'), ('registrar', 'role'), ('health', 'role'), ('operations', 'role'), ('far', 'no_such_approval id'), ('far_boss', 'no_such_approval id'), ('retired', 'unknown_person'), ('stranger', 'unknown_person')) as x(who, a);
select is(pg_temp.thing(:'a'), 'open 0 ', 'by none of them anything is done');
select is((select count(*)::integer from app.event e where e.action = 'approval.answer' and e.refusal is not null), 13, 'and each is in the record');
select is(pg_temp.answer('supervisor', :'a', x, y, v, gen_random_uuid(), s, h), a, why) from (values
	('agree', null, null, ''::bytea, null, 'no_such_decision answer', 'an answer of the list'), (null, null, null, '', null, 'no_such_decision answer', 'or one at all'),
	('refuse', null, null, '', null, 'why_refuse reason', 'a no has a reason'), ('refuse', 'see the note', null, '', null, 'why_refuse reason', 'of its own list'), ('ask back', 'her name is Nok', null, '', null, 'why_refuse reason', 'and no words of one''s own'),
	('approve', null, null, '', null, 'signature_needed signature', 'an approval is signed'), ('approve', null, null, 'short', null, 'signature_needed signature', 'whole'),
	('approve', null, 2, repeat('s', 64)::bytea, null, 'approval_changed version', 'another version'), ('approve', null, 1, repeat('s', 64)::bytea, sha256('another'), 'approval_changed version', 'or another content'))
	as x(x, y, v, s, h, a, why);
select is(pg_temp.answer('supervisor', gen_random_uuid(), 'approve', null, 1, gen_random_uuid(), ''::bytea, sha256('')), 'no_such_approval id', 'none of that id');

-- With her own keys, those that are in force.
select is(pg_temp.answer('supervisor', :'a', number => n), a, why) from (values (2, 'not_your_keys signature', 'with keys that she has not'), (null, 'signature_needed signature', 'or with none')) as x(n, a, why);
savepoint keys;
update app.directory_person set past = true where person = (select s.person from app.staff s where s.id = test.id('supervisor'));
select is(pg_temp.answer('supervisor', :'a'), 'not_your_keys signature', 'with those that are no more hers');
rollback to keys;

-- Once, and whoever comes late is told.
select gen_random_uuid() as k \gset
select is(pg_temp.answer('supervisor', :'a', key => :'k'), '', 'a supervisor approves');
select is(pg_temp.thing(:'a'), 'approved 1 approve made', 'which carries it out, with what only she could make');
select is(pg_temp.answer('supervisor', :'a', key => :'k'), '', 'asked again, because the answer was lost, it is the same answer');
select is(pg_temp.answer('supervisor', :'a'), 'approval_over id', 'by another request it is over');
select is(pg_temp.answer(who, :'a', x, y), 'approval_over id', who || ' comes too late to ' || x) from (values ('boss', 'approve', null), ('coordinator', 'refuse', 'doubtful')) as x(who, x, y);
select is(pg_temp.thing(:'a'), 'approved 1 approve made', 'it was done once');
select is(test.refusal('boss', format('api.approval_answer(gen_random_uuid(), %L, 1, %L, ''refuse'', ''doubtful'', null, null, %L)', id, hash, '{"her name": "Nok"}')), '', 'words beside an answer') from (select pg_temp.ask()) as x(a), lateral (select a.id, a.hash from app.approval a where a.id = x.a) as y;
select is((select count(*) from app.approval_vote v where to_jsonb(v)::text ~ 'Nok|made'), 0::bigint, 'are kept nowhere: nothing of an answer is free text');
select throws_ok($$ update app.approval_vote set answer = 'refuse' $$, null, null, 'a vote stays') where false;
select is((select concat_ws(' ', e.kind, e.detail #>> '{approval,1}', e.detail ->> 'sha256' = encode(a.hash, 'hex')) from app.event e join app.approval a on a.id = e.object_id where e.action = 'approval.answer' and e.refusal is null),
	(select 'approval ' || a.code || ': approve t' from app.approval a where a.id = :'a'), 'the record has what was approved, by its hash');

-- What is missing stops an approval, and no other answer.
select pg_temp.ask() as a, pg_temp.ask() as b \gset
update app.test_thing set lacks = '{afraid,consent_missing}' where id in (:'a', :'b');
select is(pg_temp.answer('supervisor', :'a'), 'approval_lacks id', 'something is missing');
select is(test.as_person('supervisor', format('select concat_ws('' '', lacks, lacks_words[1], lacks_hints[1]) from api.approval_open(%L)', :'a')),
	(select '{afraid,consent_missing} ' || message || ' ' || hint from app.refusal where code = 'afraid'), 'the request says what, and what to do');
select is(pg_temp.answer('supervisor', :'a', 'refuse', 'NOT safe '), '', 'it can be refused');
select is(pg_temp.answer('boss', :'b', 'ask back', 'who goes with her'), '', 'or sent back');
select is(pg_temp.thing(:'a') || ' / ' || pg_temp.thing(:'b'), 'refused 0 refuse not safe made / asked back 0 ask back who goes with her made', 'what asked for it is told so');

-- Sent back: whoever asked answers, and all read it again.
select is(pg_temp.answer('supervisor', :'b'), 'approval_asked_back id', 'nobody decides it meanwhile');
update app.test_thing set lacks = '{}' where id = :'b';
select is(test.refusal(who, format('api.approval_again(gen_random_uuid(), %L, %s)', :'b', v)), a, who || ' asks again') from (values ('second', 1, 'not_asker'), ('far', 1, 'no_such_approval'), ('officer', 2, 'approval_changed'), ('officer', 1, ''), ('officer', 2, 'unchanged')) as x(who, v, a);
select is(pg_temp.answer('boss', :'b', version => 1), 'approval_changed version', 'what she read before is not this');
select is(pg_temp.answer('boss', :'b'), '', 'who asked back may approve');
select is(pg_temp.thing(:'b'), 'approved 1 approve made', 'and it is done');

-- What changes under the eyes of who reads it.
select pg_temp.ask() as a \gset
select test.as_person('supervisor', format('select 1 from api.approval_open(%L)', :'a')) \g /dev/null
update app.test_thing set n = 2 where id = :'a';
select is(pg_temp.answer('supervisor', :'a', version => 1), 'approval_changed version', 'what has changed since she read it');
select is((select concat_ws(' ', version, content::jsonb ->> 'n', first_content::jsonb ->> 'n', hash = sha256(convert_to(content, 'UTF8'))) from app.approval where id = :'a'), '2 2 1 t', 'is another version, of another hash, and what was asked first is known');
select is(pg_temp.answer('supervisor', :'a', version => 2, hash => sha256('x')), 'approval_changed version', 'of which she has to have read the text');
select is(pg_temp.answer('supervisor', :'a'), '', 'then she can');

-- What is signed names who asked, and how many of how many offices have to sign: a row that says otherwise is another text.
create function pg_temp.signs(id uuid) returns text language sql volatile return (select concat_ws(' ', a.content::jsonb ->> 'people', a.content::jsonb ->> 'offices',
	(select string_agg(s.name, ',' order by s.name) from app.staff s where a.content::jsonb -> 'asked_by' ? s.person::text), a.version) from app.approval a where a.id = signs.id);
select pg_temp.ask() as a, pg_temp.ask(kind => 'pair') as b \gset
select is(pg_temp.signs(:'a') || ' / ' || pg_temp.signs(:'b'), '1 1 officer 1 / 2 2 officer 1', 'who asked, and how many sign');
select is(test.as_person('supervisor', format('select askers from api.approval_open(%L)', :'a'))::jsonb, jsonb_build_array(jsonb_build_object('name', s.name, 'login', s.login, 'person', s.person, 'office', 'BKK')), 'with the name of each of them, and her own office') from app.staff s where s.id = test.id('officer');
savepoint forged;
update app.approval set askers = array[test.id('second')], asked_by = test.id('second') where id = :'a';
select is(pg_temp.answer('officer', :'a', version => 1), 'not_approver id', 'who has no role');
select is(pg_temp.answer('supervisor', :'a', version => 1), 'approval_changed version', 'another who asked is another version');
select is(pg_temp.signs(:'a'), '1 1 second 2', 'which names her');
update app.approval_kind set people = 1, offices = 1 where name = 'pair';
select is(pg_temp.answer('supervisor', :'b', version => 1), 'approval_changed version', 'one in place of two is another version');
select is(pg_temp.signs(:'b'), '1 1 officer 2', 'which says so');
rollback to forged;

-- Whoever has written part of it.
select pg_temp.ask() as a \gset
create function app.test_write(thing uuid) returns void language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$ begin
	update app.test_thing set n = n + 1 where id = thing;
	perform app.approval_read(a, app.me()) from app.approval a where a.id = thing;
end $$;
alter function app.test_write(uuid) owner to hw_api;
select test.as_person('supervisor', format('select app.test_write(%L)', :'a')) \g /dev/null
select is(pg_temp.answer(who, :'a'), a, who || ' after the supervisor has written part of it') from (values ('supervisor', 'own_request id'), ('boss', '')) as x(who, a);
select is(pg_temp.signs(:'a'), '1 1 officer,supervisor 2', 'she stands in what is signed');

-- What was refused is known to whoever is asked the same again, within 90 days; to the office that asks, of the same case and kind.
select test.a_case() as c, test.a_case() as d \gset
select pg_temp.ask(about => :'c') as a, pg_temp.ask(about => :'d') as b, pg_temp.ask(kind => 'pair', about => :'c') as p \gset
create function pg_temp.before(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select string_agg(concat_ws('' '', x ->> ''code'' = %L, (x ->> ''at'')::bigint > 0, x ->> ''who'', x ->> ''why''), '','') from api.approval_open(%L), jsonb_array_elements(refused_before) as x', current_setting('test.first'), id));
select set_config('test.first', a.code, true) from app.approval a where a.id = :'a' \g /dev/null
select is(pg_temp.before('boss', :'a'), null, 'nothing was refused');
select is(pg_temp.answer('supervisor', :'a', 'refuse', 'not safe'), '', 'it is');
select pg_temp.ask(who => 'second', about => :'c') as again \gset
select is(pg_temp.before('boss', :'again'), 't t supervisor not safe', 'asked again, by whomever');
select is(pg_temp.before('boss', x), null, 'not of ' || what) from (values (:'b'::uuid, 'another case'), (:'p', 'something else'), (:'a', 'itself')) as x(x, what);
update app.approval set ended_at = app.now() - interval '91 days' where id = :'a';
select is(pg_temp.before('boss', :'again'), null, 'nor long ago');
update app.approval set state = 'withdrawn', ended_at = app.now() where id in (:'a', :'b', :'p', :'again');

-- Two people, of two offices with whoever asked.
select pg_temp.ask(kind => 'pair') as a, pg_temp.ask(kind => 'pair') as b, pg_temp.ask(kind => 'pair') as c \gset
select is(pg_temp.answer(who, :'a'), a, who) from (values ('supervisor', 't'), ('supervisor', 'answered_already id'), ('boss', 't')) as x(who, a);
select is(pg_temp.thing(:'a'), 'open 0 ', 'two of one office are not enough');
select is(pg_temp.answer('suanphlu_boss', :'a'), '', 'the third is of another');
select is(pg_temp.thing(:'a'), 'approved 1 approve made', 'once');
savepoint first;
select is(pg_temp.answer('boss', :'b'), 't', 'one');
update app.approval set due_at = app.now() - interval '1 minute' where id = :'b';
select is(pg_temp.next(:'b'), 'supervisor f', 'another was asked, and still is');
select is(pg_temp.answer('supervisor', :'b', version => 1), 't', 'she has approved it, too');
select is(pg_temp.next(:'b'), 'coordinator t', 'the next one is asked now, and has her own time');
select is(test.refusal('coordinator', format('api.approval_delegate(gen_random_uuid(), %L, %L)', :'b', test.person(who))), a, 'it is passed on to ' || who) from (values (1, 'supervisor', 'not_delegate'), (2, 'boss', 'not_delegate'), (3, 'suanphlu_boss', '')) as x(n, who, a) order by n;
select is(pg_temp.next(:'b'), 'suanphlu_boss t', 'to who has not approved it');
select test.as_person('suanphlu_boss', format('select app.test_write(%L)', :'b')) \g /dev/null
select is(pg_temp.next(:'b') ~ '^suanphlu_boss|^ ?f', false, 'who writes part of it then is asked no more');
rollback to first;
select is(pg_temp.answer('suanphlu_boss', :'b'), 't', 'one');
update app.test_thing set n = 5 where id = :'b';
select is(pg_temp.answer(who, :'b', version => v), a, who || ', after it was changed') from (values ('supervisor', 1, 'approval_changed version'), ('supervisor', 2, 't'), ('suanphlu_boss', 2, '')) as x(who, v, a);
select is(pg_temp.thing(:'b'), 'approved 1 approve made', 'who approved what was before it has to do so again');
-- Who could not do so any more does not count any more.
select pg_temp.ask(kind => 'pair') as d \gset
select is(pg_temp.answer('boss', :'d'), 't', 'somebody approves');
savepoint gone;
update app.staff set retired_at = now() where id = test.id('boss');
select is(pg_temp.answer('suanphlu_boss', :'d'), 't', 'and is retired: one more is asked for');
rollback to gone;
delete from app.staff_role where staff_id = test.id('boss');
select is(pg_temp.answer('suanphlu_boss', :'d'), 't', 'or has no such role any more');
rollback to gone;
select test.as_person('boss', format('select app.test_write(%L)', :'d')) \g /dev/null
select is(pg_temp.answer('suanphlu_boss', :'d'), 't', 'or has written part of it since');
select is(pg_temp.answer('supervisor', :'d'), '', 'another who could is enough');
rollback to gone;
select is(pg_temp.answer('suanphlu_boss', :'d'), '', 'else two are');
select is(pg_temp.answer('suanphlu_boss', :'c') || pg_temp.answer('boss', :'c', 'refuse', 'doubtful'), 't', 'one no is enough');
select is(pg_temp.thing(:'c'), 'refused 0 refuse doubtful made', 'whoever was for it');

-- What cannot be carried out is not approved either.
select pg_temp.ask() as a \gset
update app.test_thing set fails = 'busy' where id = :'a';
select is(pg_temp.answer('supervisor', :'a'), 'busy detail', 'a bed that is gone');
select is(pg_temp.thing(:'a') || (select count(*) from app.approval_vote v where v.approval_id = :'a'), 'open 0 0', 'leaves no vote and no trace but the refusal');

-- Time.
select pg_temp.ask() as a, pg_temp.ask(acted => now() - interval '2 days') as b \gset
update app.approval set expires_at = now() where id = :'a';
select is(test.as_person('boss', format('select state from api.approval_line where id = %L', :'a')), 'expired', 'what nobody decided is over');
select is(pg_temp.answer('boss', :'a'), 'approval_expired id', 'and not approved any more');
select is(pg_temp.thing(:'a'), 'expired 0 expire', 'what asked for it is told so');
select is(pg_temp.answer('boss', :'a'), 'approval_expired id', 'it stays so');
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', :'b')), 'acted_already', 'what was done already is not withdrawn');
select is(pg_temp.answer('boss', :'b'), '', 'and is signed however late');

-- Withdrawn.
select pg_temp.ask() as a \gset
select is(test.refusal(who, format('api.approval_withdraw(gen_random_uuid(), %L, %s, %L)', :'a', v, why)), a, who || ' withdraws') from (values ('supervisor', 1, 'by mistake', 'not_asker'), ('far', 1, 'by mistake', 'no_such_approval'), ('officer', 2, 'by mistake', 'approval_changed'),
	('officer', 1, 'not safe', 'why_refuse'), ('officer', 1, null, 'why_refuse'), ('officer', 1, 'by mistake', ''), ('officer', 1, 'by mistake', 'approval_over')) as x(who, v, why, a);
select is(pg_temp.answer('boss', :'a'), 'approval_over id', 'what is withdrawn is not approved');

-- Who is asked, and who after her. The line of Bangkok: supervisor, coordinator, boss, suanphlu_boss.
create function pg_temp.due(id uuid) returns text language plpgsql as $$ begin
	update app.approval a set due_at = now() where a.id = due.id;
	perform test.as_person('night', 'select 1 from api.escalation_watch()');
	return (select concat_ws(' ', coalesce(s.name, 'nobody'), cardinality(a.asked), (select string_agg(x.name, ',' order by x.id) from app.notice n join app.staff x on x.id = n.staff_id where n.approval_id = a.id))
		from app.approval a left join app.staff s on s.id = a.to_id where a.id = due.id);
end $$;
create function pg_temp.asked(id uuid) returns text language sql volatile return (select test.as_person('officer', format('select asked_of from api.approval_line where id = %L', id)));
update app.approval set state = 'withdrawn', ended_at = now() where ended_at is null;
select pg_temp.ask() as a, pg_temp.ask('supervisor') as b \gset
select is(pg_temp.asked(:'a') || ' ' || pg_temp.asked(:'b'), 'supervisor coordinator', 'the first in line sees it at once, and nobody is asked for what she asks herself');
select is((select count(*) from app.notice where approval_id in (:'a', :'b')), 0::bigint, 'nobody is woken for that');
select is(pg_temp.due(:'a'), a, 'nobody answers: ' || a) from (values (1, 'coordinator 2 coordinator'), (2, 'boss 3 coordinator,boss'), (3, 'suanphlu_boss 4 coordinator,boss,suanphlu_boss'), (4, 'supervisor 5 coordinator,supervisor,boss,suanphlu_boss'), (5, 'coordinator 6 coordinator,coordinator,supervisor,boss,suanphlu_boss')) as x(n, a) order by n;

select is(test.as_person('boss', format('select concat_ws('' '', count(*), min(n.outcome)) from api.approval_line a, (select null as outcome) as n where a.id = %L and a.waits_on_me', :'a')), '1', 'whoever else can answers it all the same');
-- Woken by the service, until it is answered; what the message says opens its case.
create function pg_temp.service(sql text) returns text language plpgsql as $$
declare
	me text := session_user;
	answer text;
begin
	set session authorization hw_notify;
	execute sql into answer;
	perform set_config('session_authorization', me, true);
	return answer;
end $$;
select is(pg_temp.service('select string_agg(login, '','' order by login) from api.notice_take(false)'), (select string_agg(s.login, ',' order by s.login) from app.notice n join app.staff s on s.id = n.staff_id join app.approval a on a.id = n.approval_id and a.state = 'open'), 'the service fetches them');
select is(pg_temp.service(format('select api.notice_told(%L, ''sent'', 0)', n.id)), 'true', 'it is sent') from app.notice n where n.approval_id = :'a' limit 1;
select is((select concat_ws(' ', e.kind, e.object_id = :'a', e.detail #>> '{message,1}') from app.event e where e.action = 'notice.told' order by id desc limit 1), 'approval t sent', 'which is in the record');
update app.notice set claimed_until = null where approval_id = :'a';
select is(pg_temp.answer('suanphlu_boss', :'a'), '', 'answered');
select is(pg_temp.service('select count(id) from api.notice_take(false)'), '0', 'nobody is woken for it any more');
-- Of what was done already two are woken at once; what nobody has signed in time goes to a coordinator.
select pg_temp.ask(acted => now()) as a \gset
select is((select string_agg(s.name, ',' order by s.id) from app.notice n join app.staff s on s.id = n.staff_id where n.approval_id = :'a'), 'coordinator,supervisor', 'an emergency wakes two');
update app.approval set expires_at = now(), asked = asked || array[test.id('coordinator'), test.id('boss')] where id = :'a';
update app.approval set asked = array[test.id('boss'), test.id('supervisor'), test.id('suanphlu_boss'), test.id('coordinator')] where id = :'a';
select is(split_part(pg_temp.due(:'a'), ' ', 1), 'coordinator', 'nobody has signed it: a coordinator is asked before all others');
select is((select state from app.approval where id = :'a'), 'open', 'and it does not run out');
-- Neither a question nor passing it on keeps it from a coordinator.
create function pg_temp.over(id uuid) returns void language sql as $$ update app.approval a set due_at = now() - interval '1 minute', expires_at = now() - interval '1 minute' where a.id = over.id $$;
select is(test.refusal(who, format('api.approval_delegate(gen_random_uuid(), %L, %L)', :'a', test.person(x))), a, who || ' passes it on to ' || x) from (values ('boss', 'supervisor', 'coordinator_now'), ('coordinator', 'boss', ''), ('supervisor', 'coordinator', '')) as x(who, x, a);
select pg_temp.ask(acted => now() - interval '23 hours') as a \gset
update app.approval set expires_at = now() + interval '10 minutes' where id = :'a';
select is(test.refusal('supervisor', format('api.approval_delegate(gen_random_uuid(), %L, %L)', :'a', test.person('boss'))), '', 'before that anybody passes it on');
select is((select due_at - now() from app.approval where id = :'a'), interval '10 minutes', 'and until then, not longer');
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note'), '', 'it is sent back with a question');
select is(test.refusal('officer', format('api.approval_again(gen_random_uuid(), %L, 1)', :'a')), '', 'which is answered');
select is((select concat_ws(' ', state, expires_at - now(), due_at - now()) from app.approval where id = :'a'), 'open 00:10:00 00:10:00', 'and has no more time by that');
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note'), '', 'another is not answered');
select pg_temp.over(:'a') \g /dev/null
select is(pg_temp.due(:'a'), 'coordinator 1 coordinator,coordinator,supervisor,supervisor', 'a coordinator is asked');
select is((select concat_ws(' ', state, version) from app.approval where id = :'a'), 'open 3', 'and can decide it');
select is(pg_temp.answer('coordinator', :'a'), '', 'which she does');
select pg_temp.ask() as a \gset
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note'), '', 'what was not done yet');
select pg_temp.over(:'a'), pg_temp.due(:'a') \g /dev/null
select is((select state from app.approval where id = :'a'), 'expired', 'is over then');
select pg_temp.ask() as a \gset
savepoint left_office;
delete from app.staff_office where staff_id = test.id('officer');
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note'), 'nobody_answers answer', 'who works here no more is asked nothing');
rollback to left_office;
update app.staff set retired_at = now() where id = test.id('officer');
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note') || pg_temp.answer('boss', :'a', 'refuse', 'doubtful'), 'nobody_answers answer', 'nor who is retired; it can be refused');
rollback to left_office;
-- Away.
select pg_temp.ask() as a \gset
select is(test.refusal(who, format('api.away_set(gen_random_uuid(), %L, %L, %L, %L)', case when p <> '' then test.person(p) end, case when d = 'nobody' then d else test.person(d) end, until, since)), a, concat_ws(' ', who, p, d, until, since)) from (values
	('officer', '', 'boss', '8h', null, 'role'), ('supervisor', '', 'nobody', '8h', null, 'no_such_staff'), ('supervisor', '', 'retired', '8h', null, 'no_such_staff'), ('supervisor', '', 'officer', '8h', null, 'not_delegate'), ('supervisor', '', 'far_boss', '8h', null, 'not_delegate'),
	('supervisor', '', 'supervisor', '8h', null, 'not_delegate'), ('supervisor', 'boss', 'coordinator', '8h', null, 'no_such_staff'), ('supervisor', '', 'boss', '8', null, 'away_times'), ('supervisor', '', 'boss', '2001-01-01 10:00', null, 'away_times'), ('supervisor', '', 'boss', '93d', null, 'away_times'), ('supervisor', '', 'boss', '8h', 'x', 'away_times'),
	('supervisor', '', 'boss', '8h', null, ''), ('boss', '', 'supervisor', '8h', null, 'delegate_away'), ('coordinator', 'suanphlu_boss', 'boss', '3d', null, '')) as x(who, p, d, until, since, a);
select is(test.as_person('coordinator', 'select string_agg(person || delegate, '','' order by person) from api.away_line'), 'suanphlu_bossboss,supervisorboss', 'who is away, and who answers');
select is(test.as_person('far', 'select count(*) from api.away_line'), '0', 'for her own offices');
select pg_temp.ask() as b \gset
select is(pg_temp.asked(:'b'), 'boss', 'who is away is not asked: her delegate is, in her place');
select is(test.as_person(who, format('select string_agg(split_part(login, ''_'', 2) || case when away then '' away'' else '''' end, '','' order by login) from api.approval_people(%L)', :'b')), a, who || ' can pass it on to') from (values ('boss', 'coordinator,suanphlu away,supervisor away'), ('coordinator', 'boss,suanphlu away,supervisor away'), ('officer', 'boss,coordinator,suanphlu away,supervisor away'), ('far', null), ('far_boss', null), ('partner', null), ('auditor', null)) as x(who, a);
select is(split_part(pg_temp.due(:'b'), ' ', 1), 'coordinator', 'once');
select is(split_part(pg_temp.due(:'b'), ' ', 1), 'boss', 'and again');
select is(test.refusal(who, format('api.away_end(gen_random_uuid(), %L)', case when p <> '' then test.person(p) end)), a, who || ' is back') from (values ('boss', '', 'unchanged'), ('boss', 'supervisor', 'unchanged'), ('supervisor', '', ''), ('coordinator', 'suanphlu_boss', ''), ('supervisor', '', 'unchanged')) as x(who, p, a);
select pg_temp.ask() as b \gset
select is(pg_temp.asked(:'b'), 'supervisor', 'she is asked again');
-- Nobody there.
update app.staff set retired_at = now() where id in (test.id('supervisor'), test.id('boss'), test.id('suanphlu_boss'), test.id('coordinator'));
select is(pg_temp.due(:'b'), 'nobody 1', 'nobody is there: it waits, and asks again');
update app.staff set retired_at = null where login like 't' || pg_backend_pid() || '_%' and name <> 'retired';

-- Nobody can: whoever could has asked for it, or answered it. Its clock is the one that ends it, however often the next one is looked for.
create function pg_temp.stuck(who text, id uuid) returns text language sql volatile return test.as_person(who, format('select concat_ws('' '', o.can, l.nobody, l.asked_of is null and o.asked_of is null, l.due_at = l.expires_at and o.due_at = o.expires_at, o.roles) from api.approval_open(%L) as o join api.approval_line l using (id)', stuck.id));
update app.staff set retired_at = now() where id in (test.id('boss'), test.id('suanphlu_boss'));
select pg_temp.ask(kind => 'pair') as b, pg_temp.ask('coordinator') as c, pg_temp.ask(kind => 'pair', acted => now()) as u \gset
select is(pg_temp.stuck('officer', :'b'), '2 f f f {supervisor,coordinator}', 'two could decide it');
select is(pg_temp.answer('supervisor', :'b'), 't', 'one approves it');
select is(pg_temp.stuck('officer', :'b'), '1 f f f {supervisor,coordinator}', 'one is left');
savepoint left_alone;
insert into app.away (staff_id, delegate_id, starts_at, ends_at) values (test.id('coordinator'), test.id('supervisor'), now(), now() + interval '2 hours');
select is(pg_temp.due(:'b'), 'nobody 2', 'she is away');
select is(pg_temp.stuck('officer', :'b'), '1 f t t {supervisor,coordinator}', 'nobody is asked, and she could');
rollback to left_alone;
update app.staff set retired_at = now() where id = test.id('coordinator');
select is(pg_temp.stuck(who, :'b'), a, 'nobody is left for the second: ' || who) from (values ('officer', '0 t t t {supervisor,coordinator}'), ('supervisor', '0 t t t {supervisor,coordinator}'), ('night', '0 t t t {supervisor,coordinator}'), ('far', null), ('far_boss', null), ('auditor', null), ('partner', null)) as x(who, a);
select is(pg_temp.due(:'b') || ' ' || pg_temp.stuck('officer', :'b'), 'nobody 2 0 t t t {supervisor,coordinator}', 'nor when it is looked again: its clock stays');
select is(test.as_person('officer', format('select nobody from api.approval_line where id = %L', :'u')), 'false', 'what was done already waits on her who has not signed it');
select is(test.as_person('supervisor', format('select (o).hint from (select api.approval_answer(gen_random_uuid(), %L, 1, %L, ''approve'', null, 1, %L) as o offset 0) as x', :'u', hash, repeat('s', 64)::bytea)),
	'Somebody else has to approve it, too, and NOBODY of your office can: the request says what helps.', 'who signs it is told so') from app.approval where id = :'u';
select is(test.as_person('officer', format('select concat_ws('' '', nobody, due_at = expires_at) from api.approval_line where id = %L', :'u')), 't t', 'and nobody can with her');
select is(pg_temp.answer('supervisor', :'c'), '', 'what needs one is approved by her');
update app.staff set retired_at = now() where id = test.id('supervisor');
select pg_temp.ask() as c \gset
select is(pg_temp.stuck('officer', :'c'), '0 t t t {supervisor,coordinator}', 'from the start nobody can');
update app.staff set retired_at = null where login like 't' || pg_backend_pid() || '_%' and name <> 'retired';
select is(pg_temp.stuck('officer', :'c'), '4 f t t {supervisor,coordinator}', 'as soon as somebody has the role she can');
update app.approval set state = 'withdrawn', ended_at = now() where id in (:'b', :'c', :'u');
select is(test.as_person('officer', format('select concat_ws('' '', nobody, can is null) from api.approval_line join api.approval_open(%L) using (id)', :'c')), 'f t', 'of what is over nobody is missed');

-- Passed on.
select pg_temp.ask() as a \gset
select is(test.refusal(who, format('api.approval_delegate(gen_random_uuid(), %L, %L)', :'a', case when x = 'nobody' then x else test.person(x) end)), a, who || ' to ' || x) from (values ('officer', 'boss', 'role'), ('supervisor', 'second', 'not_delegate'), ('supervisor', 'officer', 'not_delegate'),
	('supervisor', 'far_boss', 'not_delegate'), ('supervisor', 'nobody', 'no_such_staff'), ('supervisor', 'retired', 'no_such_staff'), ('far_boss', 'boss', 'no_such_approval'), ('supervisor', 'boss', ''), ('supervisor', 'boss', 'unchanged')) as x(who, x, a);
select is(test.as_person('supervisor', format('select asked_of from api.approval_line where id = %L', :'a')), 'boss', 'who is asked now');
select is(pg_temp.answer('coordinator', :'a'), '', 'others may answer all the same');

-- Who sees what.
select pg_temp.ask() as a \gset
select is(test.as_person(who, format('select concat_ws('' '', waits_on_me, mine) from api.approval_line where id = %L', :'a')), a, who || ' sees it') from (values ('officer', 'f t'), ('second', 'f f'), ('supervisor', 't f'), ('coordinator', 't f'), ('suanphlu_boss', 't f'), ('far', null), ('far_boss', null), ('partner', null), ('auditor', null), ('admin', null)) as x(who, a);
select is(test.as_person(who, format('select concat(may_answer, ''.'') from api.approval_open(%L)', :'a')), a, who || ' opens it') from (values ('officer', 'own_request.'), ('second', 'not_approver.'), ('supervisor', '.'), ('far_boss', null), ('partner', null), ('auditor', null)) as x(who, a);
select is(test.as_person('supervisor', format('select concat_ws('' '', id, problem) from api.approval_find(%L)', typed)), a, why) from (select lower(replace(code, '-', ' ')) as typed, :'a' as a, 'found as it is said' as why from app.approval where id = :'a'
	union all select overlay(code placing case when right(code, 1) = 'A' then 'C' else 'A' end from 12), 'check', 'a slip of a symbol' from app.approval where id = :'a' union all select app.new_code('TR'), 'no_such_approval', 'none of that code') as x;
select is(test.as_person('far_boss', format('select problem from api.approval_find(%L)', code)), 'no_such_approval', 'nor for whoever does not see it') from app.approval where id = :'a';

-- Whose turn it is.
select pg_temp.ask() as a, pg_temp.ask('supervisor') as b, pg_temp.ask() as c, pg_temp.ask(kind => 'pair') as d, pg_temp.ask() as e, pg_temp.ask() as x, pg_temp.ask() as w, pg_temp.ask() as r, pg_temp.ask() as u \gset
create function pg_temp.turns(who text, ids uuid[]) returns text language sql volatile return test.as_person(who, format('select string_agg(turn::text, '' '' order by array_position(%1$L::uuid[], id)) from api.approval_line where id = any (%1$L)', ids));
select is(pg_temp.answer('boss', :'c', 'ask back', 'see the note') || pg_temp.answer('boss', :'d') || pg_temp.answer('boss', :'e') || pg_temp.answer('boss', :'r', 'refuse', 'doubtful'), 't', 'some are answered');
update app.approval set acted_at = now(), expires_at = now() - interval '1 minute' where id = :'u';
update app.approval set expires_at = now() - interval '1 minute' where id = :'x';
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, 1, ''by mistake'')', :'w')), '', 'one is withdrawn');
select is(pg_temp.turns(who, array[:'a', :'b', :'c', :'d', :'u', :'e', :'r', :'w', :'x']::uuid[]), t, 'turn of ' || who) from (values ('officer', '3 4 1 3 3 5 6 7 8'), ('second', '4 4 4 4 4 5 6 7 8'), ('night', '4 4 4 4 4 5 6 7 8'),
	('supervisor', '0 3 4 0 0 5 6 7 8'), ('boss', '0 0 4 4 0 5 6 7 8'), ('coordinator', '0 0 4 0 0 5 6 7 8'), ('far', null), ('far_boss', null), ('partner', null), ('auditor', null)) as x(who, t);
update app.staff set retired_at = now() where id in (test.id('supervisor'), test.id('suanphlu_boss'), test.id('coordinator'));
select is(pg_temp.turns(who, array[:'a', :'b', :'c', :'d', :'u', :'e']::uuid[]), t, 'one of them is left: turn of ' || who) from (values ('officer', '3 4 1 2 3 5'), ('second', '4 4 4 2 4 5'), ('boss', '0 0 4 2 0 5')) as x(who, t);
select is(test.as_person('officer', format('select string_agg(id::text, '','') from api.approval_line where nobody and ended_at is null')), :'d', 'which is the one that nobody can decide');
update app.staff set retired_at = null where login like 't' || pg_backend_pid() || '_%' and name <> 'retired';

-- What waits on me is in my inbox, until it is answered; what I have asked, when it was.
create function pg_temp.inbox(id uuid) returns text language sql volatile return (select string_agg(w || ': ' || i, '; ' order by w) from unnest('{officer,second,night,supervisor,boss,coordinator,suanphlu_boss,far,far_boss,partner,auditor,admin,health,retired}'::text[]) as w,
	lateral (select test.as_person(w, format('select string_agg(concat_ws('' '', why, responsible, priority, at <= api.now()), '', '') from api.inbox_line where code = %L', (select code from app.approval a where a.id = inbox.id))) as i) as x where i is not null);
create function pg_temp.morning(role text) returns text language sql volatile return test.as_person(role, 'select string_agg(concat_ws('' '', what, coalesce(person, ''NOBODY''), at <= api.now()), '', '') from api.morning() where section = ''approval''');
update app.approval set state = 'withdrawn', ended_at = now() where ended_at is null;
select pg_temp.ask() as a, pg_temp.ask(kind => 'pair') as b \gset
select is(pg_temp.inbox(:'a'), 'boss: thing to approve officer 3 f; coordinator: thing to approve officer 3 f; suanphlu_boss: thing to approve officer 3 f; supervisor: thing to approve officer 2 f', 'a request is in the inbox of each who can answer it');
select is(pg_temp.inbox(:'b'), 'boss: pair to approve officer 3 f; coordinator: pair to approve officer 3 f; suanphlu_boss: pair to approve officer 3 f; supervisor: pair to approve officer 2 f', 'whatever its kind');
update app.approval set due_at = now() where id = :'b';
select is(pg_temp.morning(who), m, 'the morning of ' || who) from (values ('coordinator', 'pair supervisor t, thing supervisor f'), ('officer', 'pair supervisor t, thing supervisor f'), ('far', null), ('far_boss', null), ('partner', null), ('auditor', null), ('admin', null)) as x(who, m);
select pg_temp.answer('boss', :'b') \g /dev/null
select is(pg_temp.inbox(:'b'), 'coordinator: pair to approve officer 3 t; suanphlu_boss: pair to approve officer 3 t; supervisor: pair to approve officer 2 t', 'gone when she has answered, and there for the second');
select test.refusal('supervisor', format('api.approval_delegate(gen_random_uuid(), %L, %L)', :'a', test.person('coordinator'))) \g /dev/null
select is(pg_temp.inbox(:'a'), 'boss: thing to approve officer 3 f; coordinator: thing to approve officer 2 f; suanphlu_boss: thing to approve officer 3 f; supervisor: thing to approve officer 3 f', 'who is asked now has it higher');
select is(pg_temp.answer('boss', :'a', 'ask back', 'see the note'), '', 'sent back');
select is(pg_temp.inbox(:'a'), 'officer: thing sent back officer 2', 'it is in the inbox of who asked');
select is(split_part(pg_temp.morning('supervisor'), ', ', 2), 'thing sent back officer f', 'on whom it waits in the morning');
select test.as_person('officer', format('select 1 from api.approval_open(%L)', :'a')) \g /dev/null
select is(pg_temp.inbox(:'a'), 'officer: thing sent back officer 2', 'until it is answered, and not only read');
select test.refusal('officer', format('api.approval_again(gen_random_uuid(), %L, 1)', :'a')) \g /dev/null
select is(pg_temp.inbox(:'a'), 'boss: thing to approve officer 3 f; coordinator: thing to approve officer 3 f; suanphlu_boss: thing to approve officer 3 f; supervisor: thing to approve officer 2 f', 'then whoever can approve it is told');
select pg_temp.answer('boss', :'a'), pg_temp.answer('supervisor', :'b', 'refuse', 'doubtful') \g /dev/null
select is(pg_temp.inbox(:'a') || '; ' || pg_temp.inbox(:'b'), 'officer: thing approved officer 3; officer: pair refused officer 3', 'who asked is told what became of it');
select test.as_person(who, format('select 1 from api.approval_open(%L)', :'a')) from unnest('{supervisor,second}'::text[]) as who \g /dev/null
select is(pg_temp.inbox(:'a'), 'officer: thing approved officer 3', 'also when others have looked');
select test.as_person('officer', format('select 1 from api.approval_open(%L)', :'a')) \g /dev/null
select is(pg_temp.inbox(:'a'), null, 'until she has');
update app.approval set ended_at = now() - interval '15 days' where id = :'b';
select is(pg_temp.inbox(:'b'), null, 'or two weeks are over');
select pg_temp.ask() as a, pg_temp.ask(acted => now() - interval '2 days') as b \gset
update app.approval set expires_at = now() where id = :'a';
select is(pg_temp.inbox(:'a'), null, 'what is over waits on nobody');
select test.as_person('boss', format('select 1 from api.approval_open(%L)', :'a')) \g /dev/null
select is(pg_temp.inbox(:'a'), 'officer: thing expired officer 3', 'and who asked is told that nobody decided it');
select is(pg_temp.inbox(:'b'), 'boss: UNSIGNED thing officer 1 t; coordinator: UNSIGNED thing officer 1 t; suanphlu_boss: UNSIGNED thing officer 1 t; supervisor: UNSIGNED thing officer 1 t', 'what was done already is unsigned, for who can sign it');
select is(pg_temp.morning('boss'), 'UNSIGNED thing coordinator t', 'and in the morning');
update app.approval set expires_at = now() + interval '1 day' where id = :'b';
select is(pg_temp.answer('boss', :'b', 'ask back', 'see the note') || pg_temp.inbox(:'b'), 'boss: UNSIGNED thing officer 1 f; officer: thing sent back officer 2; suanphlu_boss: UNSIGNED thing officer 1 f; supervisor: UNSIGNED thing officer 1 f', 'sent back it is unsigned still, for who leads');

-- About a case: its case is locked with it, and its timeline tells.
select test.a_case() as c \gset
select pg_temp.ask(about => :'c') as a \gset
select is(pg_temp.answer('supervisor', :'a'), '', 'approved');
select is((select concat_ws(' ', e.kind, e.object_id = :'c') from app.event e where e.action = 'approval.answer' order by e.id desc limit 1), 'case t', 'in the record of the case');
select is(app.told_change(:'c', 0::smallint) ~ '^supervisor answered TR-.{9}: approve ', true, 'in words');

-- Nobody past the functions.
select is(test.as_person('supervisor', format('update %s', t)), 'ERROR 42501', t) from unnest('{app.approval set state = ''approved'',app.approval_vote set answer = ''approve'',app.approval_kind set people = 1,app.away set delegate_id = 1}'::text[]) as t;
select * from finish();
rollback;
