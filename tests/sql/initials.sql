-- Initials in lists: which office allows them, who gets them, and what goes with the permission.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.realm() as r \gset
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, gen_random_uuid() as hers, gen_random_uuid() as note \gset
create function pg_temp.set(role text, office text, allowed boolean) returns text language sql
return test.refusal(role, format('api.initials_set(gen_random_uuid(), %L, %L)', office, allowed));
create function pg_temp.shown(role text, subjects uuid[]) returns text language sql
return test.as_person(role, format('select string_agg(concat_ws('' '', case subject when %L then ''c'' when %L then ''d'' else ''another'' end,
	kind, version, length(blob), length(wrapped)), '','' order by subject = %1$L desc, subject) from api.initials(%3$L)',
	current_setting('test.c'), current_setting('test.d'), subjects));
select set_config('test.c', :'c', true), set_config('test.d', :'d', true) \g /dev/null
select is(test.vault(), '', 'keys for Bangkok');
select test.key('officer', :'c'), test.key('officer', :'d'), test.keep('officer', :'c', :'note') \g /dev/null

-- At first no office allows them.
select is((select count(*) from app.office where initials), 0::bigint, 'no office has them unless an admin said so');
select is(test.keep('officer', :'c', :'hers', 'initials'), 'initials_off', 'then none are kept');
select is(pg_temp.shown('officer', array[:'c']::uuid[]), null, 'and none are asked for');

-- Who decides.
select is(pg_temp.set(x, 'BKK', true), a, x || ': ' || a) from (values ('coordinator', 'role'), ('supervisor', 'role'), ('officer', 'role'), ('night', 'role'), ('partner', 'role'),
	('auditor', 'role'), ('registrar', 'role'), ('health', 'role'), ('operations', 'role'), ('stranger', 'unknown_person'), ('retired', 'unknown_person')) as x(x, a);
select is(pg_temp.set('admin', 'XXX', true), 'no_such_office', 'of an office that is');
select is(pg_temp.set('admin', 'BKK', null), 'yes_or_no', 'and says which');
select is(pg_temp.set('admin', 'bkk', true), '', 'an admin allows them');
select results_eq('select code from app.office where initials', $$ values ('BKK') $$, 'to that office alone');
select results_eq($$ select login, office_id, kind, detail from app.event where action = 'initials.set' and refusal is null $$,
	format($$ values (%L, 1::smallint, 'office', '{"office": 1, "allowed": true, "deleted": 0}'::jsonb) $$, test.person('admin')), 'which is in the record of the office');

-- Keeping and reading.
update app.case set touched_at = '2020-01-01' where id = :'c';
select is(test.keep('officer', :'c', :'hers', 'initials'), '', 'they are kept then');
select is((select touched_at from app.case where id = :'c'), '2020-01-01'::timestamptz, 'which is no work on the case');
select is(test.keep('second', :'c', gen_random_uuid(), 'initials'), 'only_one', 'one for a case');
select is(test.keep('second', :'c', :'hers', 'initials', 1), '', 'and changed');
select is(test.keep('partner', :'c', gen_random_uuid(), 'initials'), 'role', 'by who may');
select test.make('poipet', '{10}', '{officer}') \g /dev/null
insert into app.sealed (id, case_id, office_id, kind, generation, blob, written_by) values (gen_random_uuid(), :'e', 10, 'initials', 1, test.blob('x'), test.id('far'));
select is(pg_temp.shown(x, array[:'c', :'d', :'e']::uuid[]), 'c initials 2 202 106,d', x || ': hers, that of another there are none, nothing of another office')
from unnest('{officer,second,supervisor,coordinator,night}'::text[]) as x;
select is(pg_temp.shown(x, array[:'c', :'d', :'e']::uuid[]), null, x || ' gets none') from unnest('{lead,health,operations,auditor,far,poipet}'::text[]) as x;
select is(pg_temp.shown(x, array[:'c']::uuid[]), null, x || ' may not ask') from unnest('{partner,admin,registrar,stranger,retired}'::text[]) as x;
select results_eq($$ select count(*), bool_and(refusal is not null) from app.event where action = 'initials' $$, 'values (5::bigint, true)', 'of asking, refusals alone are in the record');
select is(pg_temp.shown('officer', array[:'c', :'c', null, gen_random_uuid()]::uuid[]), 'c initials 2 202 106', 'twice is once, and nothing is nothing');
select is(pg_temp.shown('officer', (select array_agg(gen_random_uuid()) from generate_series(1, 200)) || :'c'::uuid), null, 'a page at a time');
select is(pg_temp.shown('officer', null), null, 'or none');
select is(test.as_person('officer', format('select count(*) from api.sealed_list(%L) where kind = ''initials''', :'c')), '1', 'their record is one of the case');
select is((select count(*) from app.sealed_past where id = :'hers'), 1::bigint, 'what they were is kept for a while');
-- With a case that goes to another office.
insert into app.sealed (id, case_id, office_id, kind, generation, blob, written_by) values (gen_random_uuid(), :'d', 1, 'initials', 1, test.blob('d'), test.id('officer'));
create function pg_temp.kept(subject uuid) returns text language sql
return (select string_agg(s.kind || ' ' || s.office_id || ' ' || (select count(*) from app.sealed_past x where x.id = s.id), ',' order by s.kind)
	from app.sealed s where s.subject = kept.subject);
update app.office set initials = true where code = 'SPL';
update app.case set office_id = 2 where id = :'c';
select is(pg_temp.kept(:'c'), 'initials 2 1,note 2 0', 'they go along to an office that allows them too');
update app.case set office_id = 1 where id = :'c';
update app.case set touched_at = app.now(), office_id = 1 where office_id = 1;
select is(pg_temp.shown('officer', array[:'c', :'d']::uuid[]), 'c initials 2 202 106,d initials 1 202 106', 'and back, and nothing becomes of them at home');
update app.office set initials = false where code = 'SPL';
savepoint here;
update app.case set office_id = 2 where id = :'c';
select is(pg_temp.kept(:'c'), 'note 2 0', 'into an office that allows none they do not come, nor what they were');
select is(pg_temp.kept(:'d'), 'initials 1 0', 'those of another case stay');
select is(coalesce(pg_temp.shown(x, array[:'c', :'d']::uuid[]), ''), case when x in ('officer', 'second', 'supervisor', 'coordinator', 'night') then 'd initials 1 202 106' else '' end, x || ' is shown none of it')
from unnest('{officer,second,supervisor,coordinator,night,lead,health,both,partner,operations,auditor,far,suanphlu}'::text[]) as x;
select is(pg_temp.shown(x, array[:'c']::uuid[]), null, x || ' may not ask') from unnest('{admin,registrar,vouch,third,stranger,retired}'::text[]) as x;
select is(test.keep(x, :'c', gen_random_uuid(), 'initials', 0, 1), r, x || ' keeps none there: ' || r) from (values
	('officer', 'no_such_case'), ('second', 'no_such_case'), ('supervisor', 'no_such_case'), ('lead', 'no_such_case'), ('health', 'no_such_case'), ('far', 'no_such_case'),
	('coordinator', 'not_in_realm'), ('night', 'not_in_realm'), ('suanphlu', 'not_in_realm'), ('partner', 'role'), ('auditor', 'role'), ('operations', 'role'),
	('admin', 'role'), ('registrar', 'role'), ('stranger', 'unknown_person'), ('retired', 'unknown_person')) as v(x, r);
select is(test.as_person(x, format('update app.case set office_id = 1 where id = %L', :'c')), 'ERROR 42501', x || ' moves none by hand')
from unnest('{officer,coordinator,admin,stranger}'::text[]) as x;
update app.case set office_id = 1 where id = :'c';
select is(pg_temp.shown('officer', array[:'c']::uuid[]), 'c', 'and they are not there when it comes back');
rollback to here;
set local role hw_api;
select throws_ok(format('update app.case set office_id = 2 where id = %L', :'c'), '42501', null, 'nor does the api');
reset role;

-- Without a letter, and no longer.
delete from app.realm_letter where person = test.id_of('second');
select is(pg_temp.shown('second', array[:'c']::uuid[]), null, 'without a letter there are none');

select is(pg_temp.set('admin', 'BKK', false), '', 'an admin takes it back');
select results_eq('select kind, case_id from app.sealed order by kind', format($$ values ('initials', %L::uuid), ('note', %L::uuid) $$, :'e', :'c'), 'all of that office are gone, nothing else');
select is((select count(*) from app.sealed_past where id = :'hers'), 0::bigint, 'with what they were before');
select results_eq($$ select detail from app.event where action = 'initials.set' and refusal is null order by id desc limit 1 $$,
	$$ values ('{"office": 1, "allowed": false, "deleted": 2}'::jsonb) $$, 'and how many is in the record');
select is(pg_temp.shown('officer', array[:'c', :'d']::uuid[]), null, 'none are asked for');
select is(test.keep('officer', :'c', gen_random_uuid(), 'initials'), 'initials_off', 'and none are kept');
select is(pg_temp.set('admin', 'BKK', false), '', 'said twice it is said');
select is(test.as_person('admin', 'select app.initials_end(1::smallint)'), 'ERROR 42501', 'nobody deletes them past that');
select * from finish();
rollback;
