-- Risk by one key, flags, what whoever comes second is told, and who is told that a case is no longer hers.
begin;
\ir people.psql
select no_plan();
create function pg_temp.verb(role text, verb text, c uuid, word text, version integer default null) returns text language sql
return test.refusal(role, format('api.case_%s(gen_random_uuid(), %L, %s, %L)', verb, c, coalesce(version, test.version(c)), word));
create function pg_temp.told(role text, c uuid, version integer, verb text default 'take', word text default null) returns text language sql
return test.as_person(role, format('select concat_ws('' '', (o).message, (o).hint) from (select api.case_%s(gen_random_uuid(), %L, %s%s) as o offset 0) as x', verb, c, version,
	', ' || quote_literal(word)));
create function pg_temp.flags(c uuid) returns text language sql volatile as $$ select array_to_string(flags, ', ') from app.case where id = c $$;
create function pg_temp.inbox(role text, c uuid) returns text language sql volatile
return test.as_person(role, format('select string_agg(concat_ws('' '', why, responsible), '','' order by why) from api.inbox_line where case_id = %L', c));

-- risk
select test.a_case() as c \gset
select is(pg_temp.verb('night', 'risk', :'c', 'HIGH'), '', 'one word says how great the danger is');
select is((select risk::int from app.case where id = :'c'), 3, 'high is 3');
select is(pg_temp.verb('night', 'risk', :'c', w), r, coalesce(w, 'null') || ': ' || r)
from (values ('high', 'unchanged'), ('not assessed', 'no_such_risk'), ('great', 'no_such_risk'), (null, 'no_such_risk')) as x(w, r);
select is(pg_temp.verb('officer', 'risk', test.a_case(1, 11), 'low'), 'closed', 'nobody says so of a closed case');
select is(pg_temp.verb('far', 'risk', :'c', 'low'), 'no_such_case', 'nor of one elsewhere');

-- flags
select is(pg_temp.verb('night', 'flag', :'c', w), r, coalesce(w, 'null') || ': ' || r)
from (values ('media', ''), ('Danger now', ''), ('danger now', 'unchanged'), ('no alone', 'unchanged'), ('hungry', 'no_such_flag'), ('no hungry', 'no_such_flag'),
	('no ', 'no_such_flag'), ('', 'no_such_flag'), (null, 'no_such_flag')) as x(w, r);
select is(pg_temp.flags(:'c'), 'danger now, media', 'in the order of the list, whichever came first');
select is(pg_temp.verb('officer', 'flag', :'c', 'no danger now'), '', 'one is taken away');
select is(pg_temp.flags(:'c'), 'media', 'and no other');
select is(pg_temp.verb('officer', 'flag', test.a_case(1, 11), 'media'), 'closed', 'a closed case gets none');
select throws_ok(format('update app.case set flags = %L where id = %L', f, :'c'), '23514', null, 'nor does anybody put there: ' || f)
from unnest(array['{her name}', '{media,media}', '{media,NULL}']) as f;
select throws_ok('insert into app.flag values (''no media'', 99, ''x'')', '23514', null, 'a flag that begins with no would be its own end');
select is(test.as_person('officer', format('select choices from api.case_verbs(%L) where verb = ''flag''', :'c')),
	'{"danger now",detained,alone,medical,"witness hold","nationality unconfirmed","safe to call","no media"}', 'what there is to choose says which are on');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', action, field, was, ''>'', became), '', '') from api.case_timeline(%L)', :'c')),
	'case.flag flags danger now, media > media, case.flag flags media > danger now, media, case.flag flags none > media, case.risk risk not assessed > high', 'the timeline tells all of it');

-- Whoever comes second is told who did what, and when.
insert into app.clock (now) values (now()) on conflict do nothing;
create function pg_temp.later(span interval) returns void language sql as $$ update app.clock set now = now() + span $$;
select test.a_case(1, 2) as d \gset
select test.done('supervisor', format('api.case_take(gen_random_uuid(), %L, 1)', :'d')), pg_temp.later('40 seconds') \g /dev/null
select is(pg_temp.told('officer', :'d', 1), 'supervisor took it 40 seconds ago. Look at it, then do it again if you still want to.', 'who took it, and when');
select is(pg_temp.told('officer', :'d', 1, 'priority', 'urgent'), 'supervisor took it 40 seconds ago. Look at it, then do it again if you still want to.', 'before her own key applies');
select is((select concat_ws(' ', responsible_id = test.id('supervisor'), priority) from app.case where id = :'d'), 't 3', 'which changed nothing');
select test.done('night', format('api.case_%s(gen_random_uuid(), %L, %s, %L)', v, :'d', test.version(:'d'), w))
from (values ('priority', 'urgent'), ('risk', 'high')) as x(v, w) \g /dev/null
select pg_temp.later('41 seconds') \g /dev/null
select is(split_part(pg_temp.told('officer', :'d', 1), '.', 1), 'night set its risk to high 1 second ago', 'the latest is told');
select pg_temp.later('2 hours') \g /dev/null
select is(split_part(pg_temp.told('night', :'d', 1), '.', 1), 'You, elsewhere, set its risk to high 1 hour ago', 'also where it was she herself, at another console');
select test.done('night', format('api.case_assign(gen_random_uuid(), %L, %s, %L)', :'d', test.version(:'d'), test.person('officer'))) \g /dev/null
select is(split_part(pg_temp.told('second', :'d', 1), '.', 1), 'night gave it to officer 0 seconds ago', 'to whom it was given');
select test.open('second', :'d') \g /dev/null
select is(split_part(pg_temp.told('second', :'d', 1), '.', 1), 'night gave it to officer 0 seconds ago', 'who only looked is not told of');
select test.a_case(1, 2) as e \gset
update app.case set version = version + 1 where id = :'e';
select is(pg_temp.told('second', :'e', 1), 'Somebody else changed this case first. Look at it, then do it again if you still want to.', 'where it was no verb, that is told');
delete from app.clock;

-- Whose case it was is told, until she opens it or it is hers again.
select test.a_case(1, 2, 'officer') as t \gset
select pg_temp.inbox('officer', :'t') as before \gset
select test.done('supervisor', format('api.case_take(gen_random_uuid(), %L, 1)', :'t')) \g /dev/null
select is(pg_temp.inbox('officer', :'t'), 'taken from you supervisor', 'whose case was taken is told by whom');
select is(pg_temp.inbox(r, :'t'), null, 'not so ' || r) from unnest('{supervisor,second,coordinator,far}'::text[]) as r;
select test.open('officer', :'t') \g /dev/null
select is(pg_temp.inbox('officer', :'t'), null, 'until she opens it');
select test.done('night', format('api.case_assign(gen_random_uuid(), %L, %s, %L)', :'t', test.version(:'t'), test.person('second'))) as e \gset
select is(pg_temp.inbox('supervisor', :'t'), 'taken from you second', 'given on is told too');
select test.refusal('night', format('api.undo(gen_random_uuid(), %s)', :e)) \g /dev/null
select is(pg_temp.inbox('supervisor', :'t'), 'assigned supervisor', 'and no more once it is hers again');
select test.done('supervisor', format('api.case_assign(gen_random_uuid(), %L, %s, %L)', :'t', test.version(:'t'), test.person('second'))) \g /dev/null
select is(pg_temp.inbox('supervisor', :'t'), null, 'who gives her own case on knows it');
update app.case set responsible_id = test.id('night') where id = :'t';
select is((select count(*) from app.case_taken where case_id = :'t'), 0::bigint, 'what nobody here did is told as nobody''s doing');

-- Whose case somebody else closes is told, too.
select test.a_case(1, 2, 'officer') as k \gset
select test.open('officer', :'k') \g /dev/null
select test.done('supervisor', format('api.case_move(gen_random_uuid(), %L, %s, ''closed'', ''entered twice'')', :'k', test.version(:'k'))) as closed \gset
select is(pg_temp.inbox('officer', :'k'), 'closed by another officer', 'whose case was closed is told');
select test.refusal('supervisor', format('api.undo(gen_random_uuid(), %s)', :closed)) \g /dev/null
select is(pg_temp.inbox('officer', :'k'), null, 'and no more once it is open again');
select test.done('officer', format('api.case_move(gen_random_uuid(), %L, %s, ''closed'', ''entered twice'')', :'k', test.version(:'k'))) \g /dev/null
select is(pg_temp.inbox('officer', :'k'), null, 'who closes her own knows it');
-- Who is asked and takes it has seen it as well: that she took it is told.
select test.a_case(1, 2, 'officer') as l \gset
select is(test.as_person('officer', format('select concat_ws('' | '', x.refusal, x.hint) from api.case_escalate(gen_random_uuid(), %L, 1, ''need a decision'') as x', :'l')),
	'Nobody is woken by that: no service sends messages. Telephone her: w says how.', 'where no service wakes people, whoever escalates is told');
select test.done('supervisor', format('api.case_take(gen_random_uuid(), %L, %s)', :'l', test.version(:'l'))) \g /dev/null
select is((select string_agg(action, ',' order by id) from (select id, action from app.event where object_id = :'l' and refusal is null order by id desc limit 2) as x), 'case.take,escalation.seen', 'she took it, and has seen it');
select is(split_part(pg_temp.told('officer', :'l', 1), '.', 1), 'supervisor took it 0 seconds ago', 'the greater thing is told');

-- Somebody has left: her cases are as if they were nobody's.
select is(pg_temp.inbox(r, :'t'), case r when 'night' then pg_temp.inbox('night', :'t') end, r || ' has nothing of it yet') from unnest('{supervisor,coordinator}'::text[]) as r;
update app.staff set retired_at = now() where id = test.id('night');
select is(pg_temp.inbox(r, :'t'), case when r in ('supervisor', 'coordinator') then 'responsible left night' end, r || ', once she has left')
from unnest('{supervisor,coordinator,officer,second,partner,far}'::text[]) as r;
update app.case set stage = 11, closed_at = now(), close_reason = 1 where id = :'t';
select is(pg_temp.inbox('supervisor', :'t'), null, 'not of a closed case');
select * from finish();
rollback;
