-- Facts of many cases, for a reason.
begin;
\ir people.psql
select no_plan();
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, gen_random_uuid() as k \gset
update app.case set sex = 'female', age_low = 15, exploitation = 1, status = 2, status_by = 3 where id = :'d';
create function pg_temp.facts(role text, key uuid, cases uuid[], reason text) returns text language sql
return test.as_person(role, format('select string_agg(concat_ws('' '', refusal, sex, age_low, exploitation, status, status_by), '','') from api.facts(%L, %L, %L)',
	key, cases, reason));
select is(pg_temp.facts('officer', :'k', array[:'c', :'d', :'e']::uuid[], '  monthly report  '),
	'unknown,female 15 forced labour actual court or prosecution', 'the facts of one''s own cases, in order');
select results_eq($$ select reason, jsonb_array_length(detail -> 'cases') from app.event where action = 'facts' $$, $$ values ('monthly report', 2) $$,
	'one line in the record, with the reason and what was shown');
select is(pg_temp.facts('officer', gen_random_uuid(), array[:'c']::uuid[], r), 'reason_short', 'no reason: ' || coalesce(r, 'null'))
from unnest(array[null, '', 'because', '             x']) as r;
select is(pg_temp.facts('officer', gen_random_uuid(), array[:'c']::uuid[], repeat('x', 201)), 'reason_long', 'nor a story');
select is(pg_temp.facts('officer', gen_random_uuid(), array_fill(:'c'::uuid, array[1001]), 'a long enough reason'), 'too_long', 'nor everything');
select is(pg_temp.facts('officer', gen_random_uuid(), array[:'c', :'c']::uuid[], 'a long enough reason'), 'unknown,unknown', 'twice asked, twice told');
select * from finish();
rollback;
