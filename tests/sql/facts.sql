-- Facts of many cases, for a reason.
begin;
\ir people.psql
select no_plan();
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, gen_random_uuid() as k \gset
update app.case set sex = 'female', age_low = 15, exploitation = 1, status = 2, status_by = 3 where id = :'d';
create function pg_temp.facts(role text, key uuid, cases uuid[], reason text) returns text language sql
return test.as_person(role, format('select string_agg(concat_ws('' '', refusal, sex, age_low, exploitation, status, status_by), '','') from api.facts(%L, %L, %L)',
	key, cases, reason));
select test.a_case(2) as f, test.a_case(2) as g \gset
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'d', :'e', :'f']::uuid[], '  Case review  '), 'ask_again', 'first it is recorded');
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'d', :'e', :'f']::uuid[], '  Case review  '), 'ask_again',
	'what could still be rolled back with its record is not shown');
select results_eq($$ select office_id, reason, jsonb_array_length(detail -> 'cases') from app.event where action = 'facts' order by 1 $$,
	$$ values (1::smallint, 'case review', 2), (2::smallint, 'case review', 1) $$,
	'one line for each office, with the reason and what will be shown');
select test.committed() \g /dev/null
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'d', :'e', :'f']::uuid[], '  Case review  '),
	'unknown,female 15 forced labour actual court or prosecution,unknown', 'then the facts of one''s own cases are shown, in order');
select is((select count(*) from app.event where action = 'facts'), 2::bigint, 'recorded once');
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'g']::uuid[], '  Case review  '), 'key_reused', 'the record of some does not show others');
select is(pg_temp.facts('officer', :'k', array[:'c']::uuid[], '  Case review  '), 'ask_again', 'nor does what somebody else recorded');
insert into app.clock (now) values (now() + interval '16 minutes');
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'d', :'e', :'f']::uuid[], '  Case review  '), 'ask_again', 'nor what was recorded long ago');
delete from app.clock;
delete from app.staff_role where staff_id = test.id('coordinator');
insert into app.staff_role values (test.id('coordinator'), 'partner');
select is(pg_temp.facts('coordinator', :'k', array[:'c', :'d', :'e', :'f']::uuid[], '  Case review  '), 'ask_again', 'nor with a role that was lost');
select is(pg_temp.facts('officer', null, array[:'c']::uuid[], 'handover'), 'key_needed', 'nothing without a key');
select is(pg_temp.facts('officer', gen_random_uuid(), array[:'e']::uuid[], 'handover'), null, 'nothing of other offices');
select is(pg_temp.facts('officer', gen_random_uuid(), array[:'c']::uuid[], r), 'no_such_reason', 'no reason: ' || coalesce(r, 'null'))
from unnest(array[null, '', 'because', 'the monthly report', 'interview']) as r;
select is(pg_temp.facts('officer', gen_random_uuid(), array_fill(:'c'::uuid, array[1001]), 'handover'), 'too_long', 'nor everything');
select gen_random_uuid() as k \gset
select pg_temp.facts('officer', :'k', array[:'c', :'c']::uuid[], 'handover'), test.committed() \g /dev/null
select is(pg_temp.facts('officer', :'k', array[:'c', :'c']::uuid[], 'handover'), 'unknown,unknown', 'twice named, twice told');
select * from finish();
rollback;
