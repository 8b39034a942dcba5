-- What was found TAMPERED: who may say so, of what, what of it is in the record, and how often.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.realm() as r, test.realm(1, 'health') as h, test.realm(10) as far \gset
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, gen_random_uuid() as note, gen_random_uuid() as result \gset
insert into app.place (office_id, kind, country_id, district) values (1, 'shelter', 'TH', 'Bang Rak') returning id as p \gset
create function pg_temp.call(what text, object text, record text, version integer) returns text language sql
return format('api.tampered(gen_random_uuid(), %L, %L, %L, %L)', what, object, record, version);
create function pg_temp.says(role text, what text, object text default null, record text default null, version integer default null)
	returns text language sql return test.refusal(role, pg_temp.call(what, object, record, version));
create function pg_temp.done(role text, what text, object text default null, record text default null, version integer default null)
	returns bigint language sql return test.done(role, pg_temp.call(what, object, record, version));
create function pg_temp.lines() returns bigint language sql
as $$ select count(*) from app.event where action = 'tampered' and refusal is null $$;
select is(test.vault(), '', 'keys for Bangkok');
select test.custodians(:'h', '{health,both}'), test.recovery(array[:'h']::uuid[], 'h'), test.in_force(), test.turn('health', :'h', '{health,both}') \g /dev/null
select test.key('officer', :'c'), test.keep('officer', :'c', :'note'), test.key('both', :'c', 'health'), test.keep('both', :'c', :'result', 'health') \g /dev/null

-- Each kind is asked for by something that somebody may ask for.
select is_empty($$ select k.name, a from app.tampered_kind k, unnest(k.asked_by) as a
	where not exists (select from app.allowed x where x.action = a) $$, 'each thing is given by an action that there is');

-- A record of a case.
select is(pg_temp.says('officer', 'record', :'c', :'note', 1), '', 'an officer says it of a note of her case');
select results_eq($$ select login, office_id, kind, object_id, detail, reason from app.event where action = 'tampered' $$,
	format($$ values (%L, 1::smallint, 'case', %L::uuid, %L::jsonb, null::text) $$, test.person('officer'), :'c',
		format('{"what": "record", "record": "%s", "kind": "note", "version": 1}', :'note')), 'which is in the record: who, which, what kind, what version');
select is(pg_temp.says('officer', 'clear', :'c', :'note', 1), '', 'and of what is told in clear beside it');
select is(pg_temp.says('officer', 'clear', :'c', :'result', 1), 'not_in_realm', 'but of no health record');
select is(pg_temp.says(x, 'clear', :'c', :'note', 1), a, x || ' of what is told in clear: ' || a)
from (values ('partner', 'role'), ('auditor', 'role'), ('admin', 'role'), ('registrar', 'role'), ('operations', 'role'), ('far', 'no_such_case'), ('stranger', 'unknown_person'), ('retired', 'unknown_person')) as x(x, a);
select is(pg_temp.says('officer', 'record', :'c', :'result', 1), 'not_in_realm', 'not of a health record, which she has no key for');
select is(pg_temp.says('health', 'record', :'c', :'result', 1), '', 'health says that');
select is(pg_temp.says('health', 'record', :'c', :'note', 1), 'not_in_realm', 'and not this');
select is(pg_temp.says('officer', 'record', :'e', null, 1), 'no_such_case', 'nor of a case of another office');
select is(pg_temp.says('officer', 'record', gen_random_uuid()::text, null, 1), 'no_such_case', 'nor of none');
select is(pg_temp.says('officer', 'record', null, :'note', 1), 'no_such_case', 'not of a record alone');
select is(pg_temp.says('officer', 'record', :'p', null, 1), '', 'of a place, too');
select is((select kind from app.event where object_id = :'p' and action = 'tampered'), 'place', 'which is called one');
-- An id that nobody knows, and one of another case, are not kept: they could be a message.
select pg_temp.done('officer', 'record', :'d', gen_random_uuid()::text, 7) as x, pg_temp.done('second', 'record', :'d', :'note', 7) as y,
	pg_temp.done('officer', 'key', :'c', :'note') as z \gset
select is((select detail from app.event where id = :'x'), '{"what": "record", "version": 7}', 'an unknown record is not named');
select is((select detail from app.event where id = :'y'), '{"what": "record", "version": 7}', 'nor one of another case');
select is((select detail from app.event where id = :'z'), '{"what": "key"}', 'a key has no record');

-- Who may ask for it may say it, and nobody else.
select is(pg_temp.says(x, 'record', :'c', null, 2), a, x || ' of a record: ' || a)
from (values ('coordinator', ''), ('supervisor', ''), ('night', ''), ('health', ''), ('partner', 'role'), ('auditor', 'role'), ('admin', 'role'), ('registrar', 'role'),
	('operations', 'role'), ('far', 'no_such_case'), ('stranger', 'unknown_person'), ('retired', 'unknown_person')) as x(x, a);
select is(pg_temp.says(x, 'key', :'c', null, 2), 'role', x || ' of a key: role') from unnest('{partner,auditor,admin,registrar,operations}'::text[]) as x;
select is(pg_temp.says(x, 'realm', :'r', null, 1), a, x || ' of the keys of Bangkok: ' || a)
from (values ('coordinator', ''), ('officer', ''), ('auditor', ''), ('registrar', ''), ('partner', 'role'), ('admin', 'role'), ('far', 'not_in_realm'), ('health', 'not_in_realm')) as x(x, a);
select is(pg_temp.says('officer', 'realm', gen_random_uuid()::text), 'no_such_realm', 'of no realm that is none');
select is(pg_temp.says(x, what), '', x || ' of the ' || what)
from unnest('{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'::text[]) as x, unnest('{directory,memory}'::text[]) as what;
select results_eq(format($$ select kind, office_id, object_id from app.event where action = 'tampered' and refusal is null and login = %L order by id $$, test.person('admin')),
	$$ values ('directory', 1::smallint, null::uuid), ('none', 1::smallint, null) $$, 'which is of her home office');
select is(pg_temp.says('officer', 'directory', :'c'), 'no_such_kind', 'the directory is of no case');
select is(pg_temp.says('officer', x), 'no_such_kind', 'no word of her own: ' || x) from unnest('{"",Record,"she is called Somsri"}'::text[]) as x;
select is(pg_temp.says('officer', null), 'no_such_kind', 'nor none');
select is((select count(*) from app.event where action = 'tampered' and (detail::text like '%Somsri%' or reason is not null)), 0::bigint, 'nothing of it is kept');
select is((select kind from app.event where action = 'tampered' and refusal = 'not_in_realm' and login = test.person('far')), 'realm', 'that somebody was refused is in the record');

-- Once an hour, and not without end.
select pg_temp.lines() as before, pg_temp.done('officer', 'record', :'c', :'note', 1) as again \gset
select is(pg_temp.lines(), :'before'::bigint, 'said again within the hour it is there once');
select is((select (login, object_id) from app.event where id = :'again'), (test.person('officer'), :'c'::uuid), 'and the answer is that line');
select is(pg_temp.says('officer', 'record', :'c', :'note', 2), '', 'of another version it is another');
select is(pg_temp.says('second', 'record', :'c', :'note', 1), '', 'by somebody else, too');
select is(pg_temp.lines(), :'before'::bigint + 2, 'which are two lines');
insert into app.clock (now) values (now() + interval '61 minutes');
select is(pg_temp.says('officer', 'record', :'c', :'note', 1), '', 'an hour later it is said again');
select is(pg_temp.lines(), :'before'::bigint + 3, 'and there again');
select is(count(*), 100::bigint, 'a hundred times') from generate_series(1, 100) as n where pg_temp.says('officer', 'record', :'c', :'note', 100 + n) in ('', 'told_enough');
select is(pg_temp.says('officer', 'record', :'c', :'note', 300), 'told_enough', 'what is not recorded is refused');
select is(pg_temp.says('officer', 'record', :'c', :'note', 101), '', 'what is there is not');
select is((select count(*) from app.event where action = 'tampered' and refusal is null and login = test.person('officer') and at > app.now() - interval '1 hour'), 60::bigint, 'is sixty');
select is(pg_temp.says('second', 'record', :'d', null, 3), '', 'which stops nobody else');
select is((select max(office_id) from app.event where object_id = :'d' and login = test.person('second')), 1::smallint, 'who is in the record of the office');

-- Who reads it: the auditor of that office, and whoever opens the case.
select test.committed() \g /dev/null
select is(test.as_person('auditor', format('select count(*) > 0 from api.event_line where action = ''tampered'' and object_id = %L', :'c')), 'true', 'the auditor of the office reads it');
select is(test.as_person(x, format('select count(*) > 0 from api.case_timeline(%L) where action = ''tampered''', :'c')), a, x || ' in the timeline: ' || a)
from (values ('officer', 'true'), ('supervisor', 'true'), ('far', 'false'), ('admin', 'false')) as x(x, a);
select alike(test.as_person('lead', format('select timeline from api.case_peek(%L)', :'d')), '__:__ %: found TAMPERED%', 'and in the preview');
select unalike(test.as_person('lead', format('select timeline from api.case_peek(%L)', :'d')), '%: >%', 'as that');
create function pg_temp.waits(role text) returns text language sql
return test.as_person(role, format('select string_agg(case case_id when %L then ''c'' when %L then ''d'' else ''e'' end, '','' order by case_id = %2$L)
	from api.inbox_line where why = ''TAMPERED''', current_setting('test.c'), current_setting('test.d')));
select set_config('test.c', :'c', true), set_config('test.d', :'d', true) \g /dev/null
select is(pg_temp.waits(x), 'c,d', x || ' finds it in her inbox') from unnest('{supervisor,lead,coordinator}'::text[]) as x;
select is(pg_temp.waits(x), null, x || ' does not') from unnest('{officer,night,partner,auditor,admin,registrar,far,health}'::text[]) as x;
select is(test.as_person('supervisor', $$ select bool_and(since is not null and at is null) from api.inbox_line where why = 'TAMPERED' $$), 'true', 'with since when');
update app.clock set now = now + interval '1 minute';
select test.open('supervisor', :'c') \g /dev/null
select is(pg_temp.waits('supervisor'), 'd', 'until she opens the case');
select is(pg_temp.waits('lead'), 'c,d', 'which is no other''s doing');
update app.clock set now = now + interval '14 days';
select is(pg_temp.waits('lead'), null, 'or for two weeks');
select * from finish();
rollback;
