-- How long a file is kept, what stops its end, and its end: two others approve it, its keys are destroyed, and a line without a
-- person stays.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.make('boss', '{1}', '{supervisor}'), test.make('far_boss', '{10}', '{supervisor}') \g /dev/null
select test.vault(), test.enrolled() \g /dev/null
create function pg_temp.closed(ago interval default '8 years') returns uuid language plpgsql as $$
declare c uuid := test.a_case(1, 1, 'officer');
begin
	perform test.key('officer', c), test.keep('officer', c, gen_random_uuid()), test.keep('officer', c, gen_random_uuid());
	insert into app.task (case_id, office_id, kind) values (c, 1, 1);
	update app.case set stage = 11, closed_at = now() - ago, close_reason = 1, flags = '{alone}', language = 'lo' where id = c;
	return c;
end $$;
create function pg_temp.change(who text, call text) returns text language sql volatile as $$ select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select %s as o offset 0) as x', call)) $$;
create function pg_temp.ask(who text, c uuid, why text default 'time is over') returns text language sql volatile
return pg_temp.change(who, format('api.erasure_ask(gen_random_uuid(), %L, %s, %L)', c, coalesce(test.version(c), 1), why));
create function pg_temp.asked(c uuid) returns uuid language sql volatile return (select e.id from app.erasure e where e.case_id = c and e.state = 'asked');
create function pg_temp.approve(who text, id uuid) returns text language plpgsql as $$ begin
	perform test.as_person(who, format('select 1 from api.approval_open(%L)', id));
	return (select pg_temp.change(who, format('api.approval_answer(gen_random_uuid(), %L, %s, %L, ''approve'', null, 1, %L)', approve.id, a.version, a.hash, repeat('s', 64)::bytea)) from app.approval a where a.id = approve.id);
end $$;
create function pg_temp.lacks(id uuid) returns text language sql volatile return test.as_person('boss', format('select array_to_string(lacks, '','') from api.approval_open(%L)', id));
create function pg_temp.there(c uuid) returns text language sql volatile
return (select concat_ws(' ', (select count(*) from app.sealed where case_id = c), (select count(*) from app.sealed_key where case_id = c), (select count(*) from app.task where case_id = c)));

-- A day on every file.
select pg_temp.closed() as c, test.a_case() as o, pg_temp.closed('1 year') as y \gset
select is((select string_agg(concat_ws(' ', keep_until - (closed_at at time zone 'UTC')::date between 2556 and 2558, keep_until is null), ',' order by closed_at nulls last) from app.case where id in (:'c', :'o', :'y')), 't f,t f,t', 'seven years from the day it was closed, where nobody has chosen; an open case is kept');
select is(pg_temp.change(who, format('api.retention_set(gen_random_uuid(), %L, %s)', office, years)), a, concat_ws(' ', who, office, years)) from (values ('officer', 'BKK', 5, 'role'), ('supervisor', 'XXX', 5, 'no_such_office office'), ('supervisor', 'PPT', 5, 'office office'), ('supervisor', 'BKK', 0, 'retention_length years'), ('supervisor', 'bkk', 51, 'retention_length years'), ('supervisor', 'bkk', 10, '')) as x(who, office, years, a);
select is((select keep_until - current_date < 0 from app.case where id = :'c'), true, 'what was closed before keeps its day');
select pg_temp.closed('1 day') as n \gset
select is((select (keep_until - current_date) / 360 from app.case where id = :'n'), 10, 'what is closed from then on has the new one');
select is(test.refusal('supervisor', format('api.case_move(gen_random_uuid(), %L, %s, ''follow-up'')', :'n', test.version(:'n'))), '', 'it is opened again');
select is((select keep_until from app.case where id = :'n'), null, 'and has none');
select is(test.as_person(who, 'select string_agg(over::text, '','' order by keep_until) from api.retention_line'), a, who) from (values ('officer', 'true,false'), ('far', null), ('partner', null), ('auditor', null)) as x(who, a);
-- Closed at 00:30 in Bangkok, on 2 March, by a console of another time zone.
savepoint zones;
set local timezone to 'Pacific/Honolulu';
select pg_temp.closed() as z \gset
update app.case set closed_at = '2016-03-01 17:30+0' where id = :'z';
select is((select to_char(keep_until, 'MM-DD') from app.case where id = :'z'), '03-02', 'a file is kept until a day by the clock of its office, whatever that of the console is');
rollback to zones;

create function pg_temp.waits(c uuid) returns text language sql volatile return test.as_person('officer', format('select concat_ws('' '', waits, over, stops) from api.retention_line where id = %L', c));
select is(pg_temp.waits(:'c') || ', ' || pg_temp.waits(:'y'), '0 t, 3 f', 'one is due, one is kept');
insert into app.legal_hold (case_id, office_id, reason, set_by) select x, 1, 'complaint', test.id('supervisor') from unnest(array[:'c', :'y']::uuid[]) as x;
select is(pg_temp.waits(:'c') || ', ' || pg_temp.waits(:'y'), '2 t complaint, 3 f complaint', 'one whose day has come is stopped by what keeps it');
delete from app.legal_hold;

-- Who asks, and for what.
select is(pg_temp.ask(who, x::uuid, why), a, concat_ws(' ', who, why, a)) from (values ('far', :'c', 'time is over', 'no_such_case'), ('partner', :'c', 'time is over', 'role'), ('auditor', :'c', 'time is over', 'role'), ('admin', :'c', 'law', 'role'), ('officer', :'c', 'she is famous', 'why_erase reason'), ('officer', :'o', 'law', 'not_closed')) as x(who, x, why, a);
select is(pg_temp.ask('officer', :'y'), 'erasure_early reason', 'none for its day, before it has come');
update app.case set keep_until = current_date where id = :'y';
select is(pg_temp.ask('officer', :'c') || pg_temp.ask('officer', :'y'), '', 'asked');
update app.case set keep_until = current_date + 2000 where id = :'y';
select pg_temp.asked(:'c') as e, pg_temp.asked(:'y') as f \gset
select is(pg_temp.ask('second', :'c'), 'erasure_asked', 'once');
select is(pg_temp.ask('second', :'n', 'law'), 'not_closed', 'of no open case');
select is(pg_temp.lacks(:'e') || '/' || pg_temp.lacks(:'f'), '/erasure_early', 'one whose day has come, and one whose has not');
select is(pg_temp.approve('boss', :'f'), 'approval_lacks id', 'which nobody can approve');

-- What must be kept.
select is(pg_temp.change(who, format('api.case_hold(gen_random_uuid(), %L, %s, %L, %L)', :'c', test.version(:'c'), act, why)), a, concat_ws(' ', who, act, why)) from (values ('officer', 'keep', 'compensation', 'role'), ('far_boss', 'keep', 'compensation', 'no_such_case'), ('supervisor', 'keep', 'we like it', 'no_such_hold reason'), ('supervisor', 'hide', 'compensation', 'no_such_choice act'),
	('supervisor', 'let go', 'compensation', 'no_such_hold reason'), ('supervisor', 'keep', 'Compensation', '')) as x(who, act, why, a);
select is(pg_temp.change('supervisor', format('api.case_hold(gen_random_uuid(), %L, %s, ''keep'', %L)', :'c', test.version(:'c'), 'compensation')), 'held_already reason', 'once for each reason');
create function pg_temp.stands(c uuid) returns text language sql volatile return test.as_person('officer', format('select concat_ws('' '', waits, held, ''/'', stops, ''/'', left(erasure, 3)) from api.retention_line where id = %L', c));
select is(pg_temp.lacks(:'e') || ' ' || pg_temp.stands(:'c'), 'erasure_held 1 compensation / compensation / ER-', 'it is kept, and all see why');
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) select :'c', 1, 'TRIAGE', app.now(), app.now() + interval '1 hour';
select is(pg_temp.lacks(:'e') || ' ' || pg_temp.stands(:'c'), 'erasure_held,erasure_clock 1 compensation / compensation, clock runs / ER-', 'so does a clock that runs');
update app.case_clock set stopped_at = app.now() where case_id = :'c' and stopped_at is null;
select is(pg_temp.approve('boss', :'e'), 'approval_lacks id', 'whatever its day');
select is(app.told_change(:'c', 0::smallint) ~ 'changed why it is kept: compensation', true, 'the case tells it');
select is(pg_temp.change('supervisor', format('api.case_hold(gen_random_uuid(), %L, %s, ''let go'', %L)', :'c', test.version(:'c'), 'compensation')) || pg_temp.lacks(:'e'), '', 'until somebody who leads takes it away');

-- What is not over: where she sleeps, and what else is to be decided about her.
savepoint over;
insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000c1', 1, 'shelter', 'TH', 'Bang Kapi');
insert into app.unit (id, place_id, office_id, name, sex, beds, regime) values ('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000c1', 1, 'house 1', 'any', 2, 'open');
insert into app.stay (id, unit_id, office_id, case_id, case_office_id, state, held_by, held_until) values ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-0000000000e1', 1, :'c', 1, 'held', test.id('officer'), now() + interval '1 hour');
select is(pg_temp.lacks(:'e'), 'erasure_open_stay', 'a bed is held for her');
select is(pg_temp.stands(:'c'), '1 / bed / ER-', 'which stands on the list');
update app.stay set held_until = now() - interval '1 minute';
select is(pg_temp.lacks(:'e'), '', 'no more');
update app.stay set state = 'in';
select is(pg_temp.lacks(:'e') || ':' || pg_temp.approve('boss', :'e'), 'erasure_open_stay:approval_lacks id', 'she is in it: nobody forgets her there');
rollback to over;
select is(test.as_person('far_boss', format('select (api.glass_break(gen_random_uuid(), %L, %L, ''she is here'')).refusal', md5('g')::uuid, code)), null, 'somebody of another office looks') from app.case where id = :'c';
select is(pg_temp.lacks(:'e') || ':' || pg_temp.approve('boss', :'e'), 'erasure_open_request:approval_lacks id', 'whether that was right is said first');
select is(pg_temp.stands(:'c'), '1 / request / ER-', 'and stands on the list');
update app.approval set ended_at = now(), state = 'refused' where id = md5('g')::uuid;
select is(pg_temp.lacks(:'e'), '', 'it is said');
rollback to over;

-- Two others, and it is gone.
insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000c1', 1, 'shelter', 'TH', 'Bang Kapi');
insert into app.unit (id, place_id, office_id, name, sex, beds, regime) values ('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000c1', 1, 'house 1', 'any', 2, 'open');
insert into app.stay (id, unit_id, office_id, case_id, case_office_id, state, held_by, held_until) values ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-0000000000e1', 1, :'c', 1, 'held', test.id('officer'), now() - interval '1 day');
update app.case set risk = 2, afraid = 'yes' where id = :'c';
select pg_temp.there(:'y') as kept \gset
select is(pg_temp.approve(who, :'e'), a, who) from (values ('officer', 'own_request id'), ('supervisor', 'own_request id'), ('second', 'not_approver id'), ('far_boss', 'no_such_approval id'), ('boss', ''), ('boss', 'answered_already id')) as x(who, a);
select is(pg_temp.there(:'c'), '2 1 1', 'one is not enough');
create function pg_temp.hold(who text, act text, c uuid) returns text language sql volatile return pg_temp.change(who, format('api.case_hold(gen_random_uuid(), %L, %s, %L, ''complaint'')', c, test.version(c), act));
select is(pg_temp.hold('lead', 'keep', :'c') || pg_temp.lacks(:'e') || ' ' || pg_temp.hold('lead', 'let go', :'c'), 'erasure_held ', 'it is kept and let go meanwhile');
select is(pg_temp.approve(who, :'e'), a, who || ', after that') from (values ('lead', 'own_request id'), ('coordinator', '')) as x(who, a);
select is(pg_temp.there(:'c'), '2 1 1', 'who approved it before has to do so again');
select test.make('late', '{1}', '{supervisor}'), test.enrolled() \g /dev/null
insert into app.approval (id, code, kind, office_id, case_id, asked_by, askers, content, hash, first_content, due_at, expires_at, state, ended_at)
select md5('d')::uuid, app.new_code('DS'), 'disclosure', 1, :'c', test.id('officer'), array[test.id('officer')], '{"a": 1}', sha256('{"a": 1}'), '{"a": 1}', now(), now(), 'refused', now();
select is(pg_temp.approve('late', :'e'), '', 'two who did not let it go are enough');
select is(test.as_person('boss', format('select concat_ws('' '', state, content, hash = sha256(convert_to(content, ''UTF8''))) from api.approval_open(%L)', md5('d')::uuid)), 'refused {} t', 'what else was asked of it is gone, and is no forgery');
select is(pg_temp.there(:'c') || ' / ' || (pg_temp.there(:'y') = :'kept'), '0 0 0 / true', 'nothing is left of it, and all of what is another''s');
select is((select count(*) from app.sealed_past x where not exists (select from app.sealed s where s.id = x.id)), 0::bigint, 'nor of what it said before');
select is((select concat_ws(' ', (select count(*) from app.stay s where s.case_id = :'c'), risk, afraid) from app.case where id = :'c'), '0 0 not asked', 'nor where she slept, her danger, or what she fears');
select is((select concat_ws(' ', code is not null, erased_at is not null, flags, language, responsible_id, close_reason) from app.case where id = :'c'), 't t {} 1', 'a line stays that says of nobody who she is');
select is(test.as_person('auditor', format('select concat_ws('' '', state, asked_by, approved_by, records, keys, backups_until - (erased_at at time zone ''Asia/Bangkok'')::date) from api.erasure_open(%L)', :'e')), 'erased officer {coordinator,late} 2 1 31', 'the receipt: who, what, and until when backups hold it');
select is((select count(*) from app.event where object_id = :'c' and action = 'sealed.keep'), 2::bigint, 'what was done stays in the record');
select is(test.refusal('supervisor', format('api.case_move(gen_random_uuid(), %L, %s, ''follow-up'')', :'c', test.version(:'c'))) || test.key('officer', :'c') || test.keep('officer', :'c', gen_random_uuid(), generation => 1), 'erasederasederased', 'nothing is done with it any more');
select is(pg_temp.ask('officer', :'c'), 'erased', 'it is not erased twice');
select is(test.as_person('officer', format('select concat_ws('' '', waits, erased_at is not null, erasure = (select code from api.erasure_find(%L))) from api.retention_line where id = %L', (select code from app.erasure where id = :'e'), :'c')), '4 t t', 'nor due any more: the list leads to the receipt');
select is(test.as_person(who, format('select concat_ws('' '', id = %L, problem) from api.erasure_find(%L)', :'e', x)), a, concat_ws(' ', who, x)) from (select c.code as c, e.code as e from app.case c, app.erasure e where c.id = :'c' and e.id = :'e') as y,
	lateral (values ('officer', lower(replace(e, '-', ' ')), 't'), ('auditor', c, 't'), ('boss', substr(c, 4), 'no_such_erasure'), ('boss', 'ER-3333-3334', 'check'), ('boss', null, 'check'), ('far', e, 'no_such_erasure'), ('partner', e, null)) as x(who, x, a);
update app.erasure set code = (select c from (select app.new_code('ER') as c from generate_series(1, 50000)) as x where c like 'ER-HW%' limit 1) where id = :'e';
select is(test.as_person('officer', format('select concat_ws('' '', id = %L, problem) from api.erasure_find(%L)', :'e', substr(e.code, 4))), 't', 'a code without its letters is of a request, whatever it begins with') from app.erasure e where e.id = :'e';
select is(test.as_person('auditor', format('select concat_ws('' '', closed_on is not null, sex is not null, close_reason is not null) from api.erasure_open(%L)', :'e')), 't t t', 'and says which line stays');
select is(test.as_person('auditor', format('select concat_ws('' '', closed_on, sex, close_reason) from api.erasure_open(%L)', :'f')), '', 'of no file that is there');
select is(test.refusal('officer', format('api.approval_withdraw(gen_random_uuid(), %L, %s, ''by mistake'')', :'f', (select version from app.approval where id = :'f'))), '', 'what is withdrawn');
select is((select state from app.erasure where id = :'f') || pg_temp.ask('supervisor', :'y', 'she asks for it'), 'not erased', 'can be asked again, for a reason that needs no day');
select pg_temp.asked(:'y') as g \gset
select is(pg_temp.lacks(:'g'), '', 'and lacks nothing');
select is(pg_temp.hold('coordinator', 'keep', :'y'), '', 'it is kept');
select is(pg_temp.hold('supervisor', 'let go', :'y'), 'own_request', 'which whoever asked that it is erased does not undo');
select is(pg_temp.hold('coordinator', 'let go', :'y'), '', 'but another');
select is(pg_temp.approve('boss', :'g') || pg_temp.approve('late', :'g'), '', 'two approve it');
select is((select state from app.erasure where id = :'g'), 'erased', 'and is approved by others than whoever asked');

select pg_temp.closed() as z \gset
select is(pg_temp.hold('boss', 'keep', :'z') || pg_temp.hold('boss', 'let go', :'z') || pg_temp.ask('officer', :'z', 'law'), '', 'what kept it is let go first, and it is asked then');
select is(pg_temp.approve('boss', pg_temp.asked(:'z')), 'own_request id', 'whoever let it go does not approve that, either');
select pg_temp.closed() as q \gset
select is(pg_temp.hold('supervisor', 'keep', :'q') || pg_temp.hold('supervisor', 'let go', :'q') || pg_temp.ask('officer', :'q', 'law'), '', 'where the first in line has let it go');
select is((select s.name from app.approval a join app.staff s on s.id = a.to_id where a.id = pg_temp.asked(:'q')), 'coordinator', 'the next is asked');
select is(test.as_person('supervisor', sql), 'ERROR 42501', sql) from unnest(array['select app.erase_case(null)', 'delete from app.sealed', 'delete from app.legal_hold', 'update app.case set keep_until = null']) as sql;
select * from finish();
rollback;
