-- Nobody sleeps through it: who is asked for a case, in what order, until when; what the service learns; who is on call.
-- To see it fail: app.in_line without its `but`, or in another order; app.escalation_seen without the line; no
-- app.escalation_seen in api.case_open or app.finish (sql/api); app.escalation_follows that ends what nobody has seen;
-- app.notice_take without `skip locked`'s neighbour claimed_until, or without `outcome`; a notice with a case in it.
begin;
\ir people.psql
select no_plan();
create function pg_temp.at(moment interval) returns void language sql as $$
	delete from app.clock; insert into app.clock (now) values ('2026-03-02 02:00+07'::timestamptz + moment);
$$;
-- The line of Bangkok by names.
create function pg_temp.line(office integer default 1, but text default null) returns text language sql
return (select string_agg(s.name, ',' order by l.place) from app.in_line(office::smallint, test.id(but)) as l join app.staff s on s.id = l.staff_id
	where s.login like 't' || pg_backend_pid() || '\_%');
create function pg_temp.service(sql text) returns text language plpgsql as $$
declare
	me text := session_user;
	answer text;
begin
	perform set_config('session_authorization', 'hw_notify', true);
	begin
		execute sql into answer;
	exception when others then
		answer := 'ERROR ' || sqlstate;
	end;
	perform set_config('session_authorization', me, true);
	return answer;
end $$;
create function pg_temp.escalate(role text, c uuid, why text) returns text language sql
return test.refusal(role, format('api.case_escalate(gen_random_uuid(), %L, %s, %L)', c, test.version(c), why));
-- Whom it asks now, whom next, whether it was seen.
create function pg_temp.asks(c uuid, role text default 'officer') returns text language sql
return test.as_person(role, format($$ select concat_ws(' ', step, coalesce(to_person, 'NOBODY'), coalesce(next_person, 'NOBODY'), seen_by)
	from api.escalation_open where case_id = %L $$, c));
create function pg_temp.inbox(role text, c uuid) returns text language sql
return test.as_person(role, format('select count(*) from api.inbox_line where case_id = %L and why like ''escalated%%''', c));
select pg_temp.at('0') \g /dev/null

-- The line.
select is(pg_temp.line(), 'supervisor,coordinator', 'with nobody on call: who supervises, then who coordinates');
select is(pg_temp.line(1, 'supervisor'), 'coordinator', 'but for whoever asks');
select is(pg_temp.line(10), null, 'an office without any has no line');
create function pg_temp.on_call(role text, pos text, who text, f interval, u interval, office text default 'BKK') returns text language sql
return test.refusal(role, format('api.on_call_set(gen_random_uuid(), gen_random_uuid(), %L, %L, %L, %L, %L)', office, pos,
	test.person(who), to_char('2026-03-02 02:00'::timestamp + f, 'YYYY-MM-DD HH24:MI'), to_char('2026-03-02 02:00'::timestamp + u, 'YYYY-MM-DD HH24:MI')));
select is(pg_temp.on_call('supervisor', 'first', 'second', '-1 hour', '5 hours'), '', 'a supervisor has somebody on call');
select is(pg_temp.line(), 'second,supervisor,coordinator', 'who is asked before all others');
select is(test.refusal('supervisor', format('api.on_call_set(gen_random_uuid(), %L, ''BKK'', ''first'', %L, null, ''1h'')',
	(select max(id::text) from app.on_call), test.person('second'))), 'no_such_on_call', 'a line that is there is not written over');
select is(pg_temp.on_call('coordinator', 'second', 'night', '-1 hour', '5 hours'), '', 'and a second one');
select is(pg_temp.line(), 'second,supervisor,coordinator,night', 'who is asked when the first of each has been');
select is(pg_temp.on_call('supervisor', 'first', 'officer', '0', '1 hour'), '', 'somebody stands in for an hour');
select is(pg_temp.line(), 'officer,supervisor,coordinator,night', 'and is asked instead');
select is(test.as_person('officer', $$ select string_agg(person || case when now then '!' else '' end, ',' order by position, person) from api.on_call_line $$),
	'officer!,second,night!', 'which everybody in the office sees');
select pg_temp.at('1 hour') \g /dev/null
select is(pg_temp.line(), 'second,supervisor,coordinator,night', 'an hour later it is as before');
select is(test.as_person('far', 'select count(*) from api.on_call_line'), '0', 'other offices do not see it');
select is(pg_temp.on_call(role, pos, who, f::interval, u::interval, office), r, role || ': ' || coalesce(r, ''))
from (values ('officer', 'first', 'second', '0', '2 hours', 'BKK', 'role'), ('night', 'first', 'second', '0', '2 hours', 'BKK', 'role'),
	('supervisor', 'third', 'second', '0', '2 hours', 'BKK', 'no_such_position'), ('supervisor', null, 'second', '0', '2 hours', 'BKK', 'no_such_position'),
	('supervisor', 'first', 'retired', '0', '2 hours', 'BKK', 'no_such_staff'), ('supervisor', 'first', 'far', '0', '2 hours', 'BKK', 'not_on_call_here'),
	('supervisor', 'first', 'partner', '0', '2 hours', 'BKK', 'not_on_call_here'), ('supervisor', 'coordinator', 'officer', '0', '2 hours', 'BKK', 'not_on_call_here'),
	('supervisor', 'first', 'second', '2 hours', '2 hours', 'BKK', 'on_call_times'), ('supervisor', 'first', 'second', '-3 hours', '-2 hours', 'BKK', 'on_call_times'),
	('supervisor', 'first', 'second', '0', '32 days', 'BKK', 'on_call_times'), ('supervisor', 'first', 'second', '0', null, 'BKK', 'on_call_times'),
	('supervisor', 'first', 'second', '0', '2 hours', 'XXX', 'no_such_office'), ('supervisor', 'first', 'second', '0', '2 hours', 'SPL', 'office')) as x(role, pos, who, f, u, office, r);
select is(to_char(app.moment(w, 'Asia/Bangkok', app.now()) at time zone 'Asia/Bangkok', 'DD HH24:MI'), r, 'a moment: ' || coalesce(w, 'null'))
from (values ('07:00', '02 07:00'), ('03:00', '03 03:00'), ('2:30', '03 02:30'), ('8h', '02 11:00'), ('3d', '05 03:00'), ('2026-03-09 07:00', '09 07:00'),
	('2026-02-31 07:00', null), ('24:01', null), ('soon', null), ('', null), (null, null), ('07:00; drop', null)) as x(w, r);
create function pg_temp.ends(role text) returns text language sql
return test.refusal(role, format('api.on_call_end(gen_random_uuid(), ''bkk'', ''second'', %L)', test.person('night')));
select is(pg_temp.ends('officer'), 'role', 'an officer ends nobody''s turn');
select is(pg_temp.ends('supervisor'), '', 'a supervisor does');
select is(pg_temp.ends('supervisor'), 'no_such_on_call', 'once');
select is(pg_temp.line(), 'second,supervisor,coordinator', 'she is asked no more');
select is((select count(*) from app.event where action like 'on.call.%' and refusal is null), 4::bigint, 'each is in the record');

-- Asking.
select test.a_case(1, 1, 'night') as c \gset
select is(pg_temp.escalate(r, :'c', 'need a decision'), 'role', r || ' does not escalate') from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(pg_temp.escalate('far', :'c', 'need a decision'), 'no_such_case', 'nor does somebody from elsewhere');
select is(pg_temp.escalate('night', :'c', w), 'why_escalate', 'the reason is a word of the list: ' || coalesce(w, 'null'))
from unnest(array[null, '', 'because', 'nobody took it']) as w;
select is(pg_temp.escalate('night', test.a_case(1, 11), 'danger now'), 'closed', 'a closed case is not escalated');
select is(pg_temp.escalate('night', :'c', 'DANGER now'), '', 'the night escalates');
select is(pg_temp.asks(:'c'), '1 second supervisor', 'who is on call is asked, and we see who is next');
select is(test.as_person('far', 'select count(*) from api.escalation_open'), '0', 'others do not see it');
select is(pg_temp.escalate('officer', :'c', 'need a decision'), 'asked_already', 'it is not escalated twice at once');
select is(pg_temp.inbox('second', :'c') || pg_temp.inbox('supervisor', :'c') || pg_temp.inbox('night', :'c'), '100', 'it is in the inbox of who was asked');
select is(test.as_person('second', format('select why from api.inbox_line where case_id = %L and why like ''e%%''', :'c')), (select 'escalated ' || code from app.notice), 'with what the message said');
select is(test.as_person(r, 'select concat_ws('' '', waiting, mine) from api.escalation_watch()'), n, 'what waits, and what waits for herself: ' || r)
from (values ('second', '1 1'), ('night', '1 0'), ('far', '0 0')) as x(r, n);
select is(app.escalate_due(), 0, 'she has her time');
select pg_temp.at('1 hour 9 minutes 59 seconds'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'c'), '1 second supervisor', 'ten minutes');
select pg_temp.at('1 hour 10 minutes') \g /dev/null
select test.as_person('far', 'select waiting from api.escalation_watch()') \g /dev/null
select is(pg_temp.asks(:'c'), '2 supervisor coordinator', 'then the next is asked, whoever comes by');
select pg_temp.at('1 hour 20 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'c'), '3 coordinator second', 'then the coordinator');
select pg_temp.at('1 hour 30 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'c'), '4 second supervisor', 'and round again, until somebody looks');
update app.escalation set step = 32767 where case_id = :'c';
savepoint long;
select pg_temp.at('1 hour 40 minutes'), app.escalate_due() \g /dev/null
select is((select step > 32000 from app.escalation where case_id = :'c'), true, 'however long that takes');
rollback to long;
update app.escalation set step = 4 where case_id = :'c';
select is((select count(distinct code) from app.notice), 4::bigint, 'each message has a code of its own');
select code as mine from app.notice n where n.staff_id = test.id('coordinator') \gset
select is(test.as_person('coordinator', format('select id from api.case_find(array[%L])', lower(' ' || :'mine'))), :'c', 'which leads to the case');
select is(test.as_person(r, format('select problem from api.case_find(array[%L])', :'mine')), 'no_such_case', 'for nobody else: ' || r) from unnest('{night,supervisor,far}'::text[]) as r;

-- Seen.
select test.open('officer', :'c'), test.open('night', :'c'), test.as_person('coordinator', format('select child from api.case_peek(%L)', :'c')) \g /dev/null
select is(pg_temp.asks(:'c'), '4 second supervisor', 'that others open it, or that somebody looks at its preview, is not enough');
select test.open('coordinator', :'c') \g /dev/null
select is(pg_temp.asks(:'c'), '4 second supervisor coordinator', 'one of them opens it');
select pg_temp.at('2 hours'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'c'), '4 second supervisor coordinator', 'and nobody else is asked');
select is(pg_temp.inbox('second', :'c'), '0', 'it leaves the inboxes');
select is(pg_temp.escalate('night', :'c', 'need a decision'), '', 'where that did not help, it is escalated again');
select is(pg_temp.asks(:'c'), '1 second supervisor', 'from the beginning');
select is(test.refusal('night', format('api.case_priority(gen_random_uuid(), %L, %s, ''urgent'')', :'c', test.version(:'c'))), '', 'whoever asked works on');
select is(test.refusal('officer', format('api.case_take(gen_random_uuid(), %L, %s)', :'c', test.version(:'c'))), '', 'a colleague takes it');
select is(pg_temp.asks(:'c'), '1 second supervisor', 'which wakes nobody less');
select is(test.refusal('supervisor', format('api.case_priority(gen_random_uuid(), %L, %s, ''high'')', :'c', test.version(:'c'))), '', 'one of them acts without having opened it');
select is(pg_temp.asks(:'c'), '1 second supervisor supervisor', 'and has seen it');
select is(test.refusal('supervisor', format('api.case_take(gen_random_uuid(), %L, %s)', :'c', test.version(:'c'))), '', 'she takes it');
select is(pg_temp.asks(:'c'), null, 'and it is over');
select is((select string_agg(action, ' ' order by id) from app.event where object_id = :'c' and refusal is null and action in ('case.escalate', 'escalation.next', 'escalation.seen')),
	'escalation.next case.escalate escalation.next escalation.next escalation.next escalation.seen escalation.next case.escalate escalation.seen', 'all of it is in the record');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', action, became), '', '' order by id) from (select * from api.case_timeline(%L) order by id limit 3) as t', :'c')),
	'escalation.next second, case.escalate danger now, escalation.next supervisor', 'and in the timeline');
select is((select count(*) from app.event where action = 'escalation.next' and staff_id is not null), 0::bigint, 'and what a rule did is nobody''s doing');
select test.a_case(1, 1, 'night') as d \gset
select pg_temp.escalate('night', :'d', 'danger now') \g /dev/null
select is(test.refusal('coordinator', format('api.case_move(gen_random_uuid(), %L, %s, ''closed'', ''other'')', :'d', test.version(:'d'))), '', 'a case is closed');
select is(pg_temp.asks(:'d'), null, 'which ends it');
select test.a_case(1, 1, 'night') as d \gset
select gen_random_uuid() as k \gset
select is(test.done('night', format('api.case_escalate(%L, %L, 1, ''danger now'')', :'k', :'d')),
	test.done('night', format('api.case_escalate(%L, %L, 1, ''danger now'')', :'k', :'d')), 'asked for twice it is done once');
select is(pg_temp.asks(:'d'), '1 second supervisor', 'and one is asked');

-- Taken back.
create function pg_temp.undo(role text, e bigint) returns text language sql return test.refusal(role, format('api.undo(gen_random_uuid(), %L)', e));
select test.a_case(1, 1, 'night') as u \gset
select test.done('night', format('api.case_escalate(gen_random_uuid(), %L, 1, ''danger now'')', :'u')) as e \gset
select is(pg_temp.undo('night', :'e'), '', 'it is taken back');
select is(pg_temp.asks(:'u'), null, 'and nobody is asked any more');
select test.done('night', format('api.case_escalate(gen_random_uuid(), %L, %s, ''danger now'')', :'u', test.version(:'u'))) as e \gset
select test.open('second', :'u') \g /dev/null
select is(pg_temp.undo('night', :'e'), 'seen_already', 'but not when somebody has looked');

-- A case that nobody takes.
select pg_temp.at('5 hours') \g /dev/null
create function pg_temp.danger(office integer, who text, at interval default '0') returns uuid language sql as $$
	insert into app.case (office_id, responsible_id, source, flags, reported_at) values (office, test.id(who), 1, '{danger now}', app.now() + at) returning id;
$$;
select pg_temp.danger(1, null) as n \gset
select pg_temp.danger(1, 'night') as t \gset
select pg_temp.danger(1, null, '-3 days') as old \gset
select test.a_case() as quiet \gset
select is(pg_temp.asks(:'n'), null, 'a case in danger has ten minutes');
select is(pg_temp.inbox('supervisor', :'n'), '0', 'in which nobody is asked');
select pg_temp.danger(1, null) as taken \gset
select is(test.refusal('night', format('api.case_take(gen_random_uuid(), %L, 1)', :'taken')), '', 'one is taken in time');
select pg_temp.at('5 hours 10 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'n'), '1 supervisor coordinator', 'then it is escalated by itself');
select is((select reason from app.escalation where case_id = :'n'), 'nobody took it', 'because nobody took it');
select is(pg_temp.asks(x), null, 'and no other: ' || w) from (values (:'t'::uuid, 'somebody is responsible'), (:'old', 'brought from elsewhere'),
	(:'quiet', 'not in danger'), (:'taken', 'taken')) as v(x, w);
select is(test.refusal('night', format('api.case_take(gen_random_uuid(), %L, 1)', :'n')), '', 'somebody takes it after all');
select is(pg_temp.asks(:'n'), null, 'and it is over');
update app.case set responsible_id = null where id = :'n';
select pg_temp.at('5 hours 20 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'n'), '1 supervisor coordinator', 'given back, its time begins again');
update app.case set flags = '{}' where id = :'n';
select is(pg_temp.asks(:'n'), null, 'out of danger it is over');
update app.case set flags = '{danger now}' where id = :'quiet';
select is(pg_temp.escalate('night', :'quiet', 'threat to us'), '', 'one whose time has not come can be escalated by hand');
select is(pg_temp.asks(:'quiet'), '1 supervisor coordinator', 'at once');

-- It is not over by accident: by taking back, by giving it to somebody who is asleep, by what a console does by itself.
select pg_temp.at('5 hours 21 minutes') \g /dev/null
create function pg_temp.state(c uuid) returns text language sql volatile
return (select string_agg(concat_ws(' ', reason, step, to_char(next_at - '2026-03-02 02:00+07'::timestamptz, 'HH24:MI'), seen_by is not null), ', ') from app.escalation where case_id = c and ended_at is null);
create function pg_temp.do(role text, verb text, c uuid, arguments text default '') returns bigint language sql volatile
return test.done(role, format('api.case_%s(gen_random_uuid(), %L, %s%s)', verb, c, test.version(c), arguments));
select pg_temp.danger(1, null) as a1, pg_temp.danger(1, null) as a2, pg_temp.danger(1, null) as a3, test.a_case() as a4, pg_temp.danger(1, 'officer') as a5 \gset
select is(pg_temp.state(:'a1'), 'nobody took it 0 05:31 f', 'a case in danger');
select pg_temp.at('5 hours 22 minutes') \g /dev/null
select is(pg_temp.undo('night', pg_temp.do('night', 'escalate', :'a1', ', ''need a decision''')) || pg_temp.state(:'a1'), 'nobody took it 0 05:31 f', 'escalated by hand and taken back, it waits as before');
select pg_temp.do('second', 'assign', :'a2', format(', %L', test.person('officer'))) \g /dev/null
select is(pg_temp.state(:'a2'), 'nobody took it 0 05:31 f', 'given to somebody who is asleep it is not taken');
select pg_temp.at('5 hours 31 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'a2'), '1 supervisor coordinator', 'so somebody is woken');
select test.open('officer', :'a2') \g /dev/null
select is(pg_temp.asks(:'a2'), null, 'until she opens it');
select pg_temp.at('5 hours 41 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'a3'), '2 coordinator supervisor', 'two were asked');
select pg_temp.at('5 hours 42 minutes') \g /dev/null
select is(pg_temp.undo('officer', pg_temp.do('officer', 'take', :'a3')), '', 'somebody takes it by a slip');
select is(pg_temp.state(:'a3'), 'nobody took it 2 05:51 f', 'it goes on where it was');
select pg_temp.at('5 hours 42 minutes 1 second') \g /dev/null
select is(pg_temp.undo('supervisor', pg_temp.do('supervisor', 'take', :'a3')), '', 'a supervisor does');
select is(pg_temp.state(:'a3'), 'nobody took it 2 05:51 f', 'and has not seen to it');
select pg_temp.at('5 hours 42 minutes 2 seconds') \g /dev/null
select pg_temp.do('supervisor', 'flag', :'a3', ', ''no danger now''') as e \gset
select is(pg_temp.state(:'a3'), null, 'out of danger');
select is(pg_temp.undo('supervisor', :'e') || pg_temp.state(:'a3'), 'nobody took it 2 05:51 f', 'that was a slip as well');
select pg_temp.escalate('night', :'a5', 'need a decision') \g /dev/null
select pg_temp.at('5 hours 43 minutes') \g /dev/null
select is(pg_temp.undo('coordinator', pg_temp.do('coordinator', 'move', :'a5', ', ''closed'', ''other''')) || pg_temp.state(:'a5'), 'need a decision 1 05:52 f', 'closed and taken back it is open');
-- Only what somebody does by hand is looking.
select is(test.refusal('supervisor', c) || pg_temp.state(:'a5'), 'need a decision 1 05:52 f', c) from (values
	(format('api.tampered(gen_random_uuid(), %L, %L, null, null)', (select k.name from app.tampered_kind k where k.subject = 'case' limit 1), :'a5')),
	(format('api.case_watch(gen_random_uuid(), %L, %s)', :'a5', test.version(:'a5')))) as x(c);
select is(test.refusal('supervisor', format('api.case_risk(gen_random_uuid(), %L, %s, ''high'')', :'a5', test.version(:'a5'))) || pg_temp.state(:'a5'), 'need a decision 1 05:52 t', 'a verb is');
-- One that was seen does not stand in for a danger that begins after that.
select pg_temp.escalate('night', :'a4', 'need a decision') \g /dev/null
select test.open('supervisor', :'a4') \g /dev/null
select is(pg_temp.state(:'a4'), 'need a decision 1 05:53 t', 'seen, and nobody''s');
select pg_temp.do('night', 'flag', :'a4', ', ''danger now''') \g /dev/null
select is(pg_temp.state(:'a4'), 'nobody took it 0 05:53 f', 'in danger it is to be taken');
update app.escalation set ended_at = app.now() where ended_at is null;
select pg_temp.at('5 hours 20 minutes') \g /dev/null

-- Nobody to ask.
select pg_temp.danger(10, null) as far \gset
select pg_temp.at('5 hours 31 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'far', 'far'), '0 NOBODY NOBODY', 'where nobody can be asked, that is said');
select test.make('chief', '{10}', '{supervisor}');
select is(pg_temp.inbox('chief', :'far'), '1', 'whoever leads there has it in her inbox');
select pg_temp.at('5 hours 32 minutes'), app.escalate_due() \g /dev/null
select is(pg_temp.asks(:'far', 'far'), '1 chief chief', 'and is asked within a minute');

-- The service.
select is(test.as_person(r, 'select count(*) from api.notice_take(false)'), 'ERROR 42501', r || ' fetches no messages') from unnest('{coordinator,admin,stranger}'::text[]) as r;
select throws_ok('select api.notice_take(false)', '42501', 'only hw_notify notifies', 'nor does the owner');
select throws_ok('select api.notice_told(gen_random_uuid(), ''sent'', 0)', '42501', 'only hw_notify notifies', 'nor does he tell of one');
update app.escalation set ended_at = app.now() where ended_at is null;
select test.a_case() as woke \gset
select pg_temp.escalate('night', :'woke', 'threat to us') \g /dev/null
select is(test.as_person('night', 'select notify || waiting from api.escalation_watch()'), 'down1', 'nobody sends them: the console knows');
select is(test.as_person('far', 'select notify || waiting from api.escalation_watch()'), 'none0', 'an office in which nobody waits is not troubled');
select is(pg_temp.service('select string_agg(login || code, '','') from api.notice_take(true)'),
	(select string_agg(s.login || n.code, ',') from app.notice n join app.escalation e on e.id = n.escalation_id and e.case_id = :'woke' join app.staff s on s.id = n.staff_id),
	'the service gets whom, and what');
select is(test.as_person('night', 'select notify from api.escalation_watch()'), 'works', 'now somebody sends them');
select is(pg_temp.service('select concat_ws('' '', count(*), count(id), bool_and(serving)) from api.notice_take(false)'), '1 0 t', 'fetched, it is not fetched again');
select pg_temp.at('5 hours 33 minutes 30 seconds') \g /dev/null
select is(pg_temp.service('select count(id) from api.notice_take(false)'), '1', 'but when nothing was told of it for 90 seconds');
select n.id as n from app.notice n join app.escalation e on e.id = n.escalation_id and e.case_id = :'woke' \gset
select is(test.as_person('night', 'select notify from api.escalation_watch()'), 'fails', 'that it does not go out is known');
select is(pg_temp.service(format('select api.notice_told(%L, ''failed'', 75)', :'n')), 'true', 'it could not be sent');
select is(pg_temp.service('select count(id) from api.notice_take(false)'), '0', 'it waits a little');
select pg_temp.at('5 hours 33 minutes 50 seconds') \g /dev/null
select is(pg_temp.service('select count(id) from api.notice_take(false)'), '1', 'and is tried again');
select is(pg_temp.service('select count(id) from api.notice_take(true)'), '1', 'a service that begins anew fetches it at once');
select is(pg_temp.service(format('select api.notice_told(%L, ''sent'', 0)', :'n')), 'true', 'it is sent');
select pg_temp.at('5 hours 34 minutes') \g /dev/null
select is(pg_temp.service('select count(id) from api.notice_take(true)'), '0', 'and never again');
select is(pg_temp.service(format('select api.notice_told(%L, ''failed'', 1)', :'n')), 'false', 'whatever is said of it');
select is(test.as_person('night', 'select notify from api.escalation_watch()'), 'works', 'the console knows');
select results_eq($$ select detail -> 'message' ->> 1, detail ->> 'ended_with', staff_id from app.event where action = 'notice.told' order by id $$,
	$$ values ('failed', '75', null::smallint), ('sent', '0', null) $$, 'what became of it is in the record');
select pg_temp.at('5 hours 42 minutes') \g /dev/null
select is(pg_temp.service('select login from api.notice_take(false)'), test.person('coordinator'), 'the service itself moves on to who is next');
select test.open('coordinator', :'woke') \g /dev/null
select pg_temp.at('5 hours 43 minutes') \g /dev/null
select is(pg_temp.service('select count(id) from api.notice_take(true)'), '0', 'nobody is woken for what was seen');
select is(pg_temp.service('select count(*) from ' || v), 'ERROR 42501', 'the service sees nothing of ' || v)
from unnest('{api.case_line,api.escalation_open,api.on_call_line,app.notice,app.case,app.staff}'::text[]) as v;
select set_eq($$ select p.oid::regprocedure::text from pg_proc p where p.pronamespace in ('app'::regnamespace, 'api'::regnamespace) and has_function_privilege('hw_notify', p.oid, 'execute') $$,
	array['api.notice_take(boolean)', 'api.notice_told(uuid,text,integer)'], 'it can call two functions');
select set_eq($$ select unnest(proargnames) from pg_proc where oid = 'api.notice_take(boolean)'::regprocedure $$,
	array['p_stand_by', 'serving', 'id', 'login', 'code', 'waited_ms'], 'and learns no case, no name and no reason');
select is((select setconfig from pg_db_role_setting where setrole = 'hw_notify'::regrole), '{idle_session_timeout=15s,idle_in_transaction_session_timeout=3s}',
	'one that hangs loses its session');
-- Whoever works here no more is nobody to turn to, from that moment.
select pg_temp.at('30 hours') \g /dev/null
delete from app.on_call;
update app.escalation set ended_at = app.now() where ended_at is null;
delete from app.shift;
insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at, entered_at) select gen_random_uuid(), 1, 'first', test.id(x.who),
	app.now() - interval '1 hour', app.now() + interval '1 day', '2026-01-01'::timestamptz + x.n * interval '1 hour' from (values ('officer', 1), ('second', 2)) as x(who, n);
insert into app.shift (staff_id, office_id, starts_at, ends_at) select test.id(r), 1, app.now() - interval '1 hour', app.now() + n * interval '1 hour'
from (values ('second', 3), ('supervisor', 4)) as x(r, n);
select test.a_case(1, 1, 'night') as x, test.a_case(1, 1, 'night') as y \gset
insert into app.presence (case_id, staff_id, office_id, until) values (:'x', test.id('second'), 1, app.now() + interval '40 seconds');
create function pg_temp.leaves(role text) returns text language sql volatile
return test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person(role)));
create function pg_temp.named(role text) returns table (place text, people text) language sql volatile as $$
	values ('on call', test.as_person(role, $q$ select string_agg(person || ' ' || state, ',' order by person) from api.on_call_line where office_code = 'BKK' $q$)),
		('wake', test.as_person(role, format($q$ select string_agg(asked_for || ' ' || who, ',' order by asked_for, who) from api.wake(%L) where asked_for in ('on call', 'on shift') $q$,
			(select c.id from app.case c where c.office_id = 1 and c.stage = 1 and c.closed_at is null order by c.id limit 1)))),
		('shift', test.as_person(role, $q$ select string_agg(person, ',' order by person) from api.shift_line where office_code = 'BKK' $q$)),
		('office', test.as_person(role, $q$ select on_shift from api.office_line where code = 'BKK' $q$)),
		('triage', test.as_person(role, $q$ select concat_ws('; ', on_shift, on_call, to_char(handover at time zone 'Asia/Bangkok', 'HH24:MI')) from api.triage_head() $q$)) $$;
create function pg_temp.names(role text) returns text language sql volatile
return (select string_agg(n.place || ': ' || coalesce(n.people, 'NOBODY'), ' | ' order by n.place) from pg_temp.named(role) as n);
select is(pg_temp.names('night'), 'office: second, supervisor | on call: officer stood in for,second now | shift: second,supervisor | triage: second, supervisor; second; 11:00 | wake: on call second, first,on shift second,on shift supervisor',
	'who is on call and on shift is on each list');
select is(test.as_person('night', format('select person from api.presence_line where case_id = %L', :'x')), 'second', 'and who has a case open');
select is(test.as_person('partner', 'select count(*) from api.on_call_line'), '0', 'none of that is told to people of another organisation');
select is(pg_temp.escalate('night', :'x', 'danger now'), '', 'she is asked');
select is(pg_temp.asks(:'x'), '1 second supervisor', 'for a case');
select is(pg_temp.leaves('second'), '', 'she leaves');
select is(pg_temp.names('night'), 'office: supervisor | on call: officer now | shift: supervisor | triage: supervisor; officer; 12:00 | wake: on call officer, first,on shift supervisor',
	'she is on none, and for whom she stood in holds again');
select is(test.as_person('night', format('select person from api.presence_line where case_id = %L', :'x')), null, 'nor has she a case open');
select is(pg_temp.line(), 'officer,supervisor,coordinator', 'nor does she keep from being asked whom she stood in for');
select is(pg_temp.asks(:'x'), '2 officer supervisor', 'who is asked at once for what she was asked for');
select is((select count(*) from app.notice n join app.escalation e on e.id = n.escalation_id where e.case_id = :'x' and n.staff_id = test.id('officer')), 1::bigint, 'with a message of her own');
select is(pg_temp.leaves('supervisor'), '', 'who would be next leaves, too');
select is(pg_temp.asks(:'x'), '2 officer coordinator', 'and another is next');
select is(pg_temp.leaves('officer'), '', 'the last one on call leaves');
select is(pg_temp.names('night'), 'office: NOBODY | on call: NOBODY | shift: NOBODY | triage:  | wake: NOBODY', 'where nobody is left each list says so');
select is(pg_temp.asks(:'x', 'night'), '3 coordinator coordinator', 'and who coordinates is asked');
select is(test.as_person('night', format('select string_agg(name, '','' order by name) from api.staff_choices(%L) where name in (''officer'', ''second'', ''supervisor'', ''night'')', :'x')), 'night', 'nobody can be made responsible who has left');
select * from finish();
rollback;
