-- A file of records: whole, once, and not on the board.
begin;
\ir people.psql
select no_plan();
create function pg_temp.open(role text, office text, sha text, layout text default 'ctdc', lines int default 4, key uuid default gen_random_uuid())
returns text language sql return test.as_person(role, format('select coalesce(refusal, import_id::text, ''again '' || imported) from api.import_open(%L, %L, %L, %L, %s)',
	key, office, sha, layout, lines));
create function pg_temp.rows(role text, import text, line int[], exploitation text default 'forced labour', age_low int default 9) returns text language sql
return test.as_person(role, format($$ select api.import_rows(%L, %L, array_fill(2016, array[n]), array_fill('hotline'::text, array[n]),
	array_fill('female'::text, array[n]), (array_fill(null::text, array[n - 1]) || 'KH'::text), array_fill(%L::text, array[n]), array_fill('yes'::text, array[n]),
	array_fill('construction'::text, array[n]), array_fill('threats'::text, array[n]), array_fill(%s, array[n]), array_fill(17, array[n]))
	from cardinality(%2$L::int[]) as n $$, import, line, exploitation, age_low));

select repeat('1', 64) as sha, gen_random_uuid() as k \gset
select pg_temp.open('coordinator', 'bkk', :'sha', key => :'k') as i \gset
select matches(:'i'::text, '^[0-9a-f-]{36}$', 'a file is opened');
select is(pg_temp.open('coordinator', 'bkk', :'sha', key => :'k'), :'i', 'asked again: the same');
select is(pg_temp.rows('coordinator', :'i', '{1,2,3}'), '3', 'three rows are taken');
select is(pg_temp.rows('coordinator', :'i', '{5}', 'sexual exploitation'), '1', 'and one more');
select is(pg_temp.rows('coordinator', :'i', '{5}'), 'ERROR 23505', 'a line only once');
select is(pg_temp.rows('coordinator', :'i', '{6}', 'kidnapping'), 'ERROR 23503', 'a word that is not in the list is an error');
select is(pg_temp.rows('coordinator', :'i', '{6}', age_low => 18), 'ERROR 23514', 'so are ages out of order');
select is(pg_temp.rows('supervisor', :'i', '{6}'), 'ERROR 22023', 'somebody else''s import is not added to');
select is(test.refusal('supervisor', format('api.import_close(%L)', :'i')), 'no_such_import', 'nor closed');
select is(test.refusal('coordinator', format('api.import_close(%L)', :'i')), '', 'it is closed');
select is(test.refusal('coordinator', format('api.import_close(%L)', :'i')), 'no_such_import', 'once');
select is(pg_temp.rows('coordinator', :'i', '{7}'), 'ERROR 22023', 'and then complete');
select results_eq($$ select records, lines from app.import $$, 'values (4, 4)', 'with its number of records');
select is(test.as_person('coordinator', format('select string_agg(concat_ws('' '', kind, value, n), '','') from api.record_summary(%L)', :'i')),
	'exploitation forced labour 3,exploitation sexual exploitation 1,citizenship KH 2,citizenship unknown 2', 'the sums');
select is(test.as_person('far', 'select count(*) from api.record_summary()'), '0', 'are of one''s own offices');
select is(pg_temp.open('coordinator', 'BKK', :'sha'), 'again 4', 'the same file again: it is here');
select is(pg_temp.open('coordinator', 'SPL', :'sha'), 'again 4', 'in another of my offices too');
select is((select count(*) from app.record), 4::bigint, 'nothing is added');
select results_eq($$ select action, count(*) from app.event where refusal is null group by 1 order by 1 $$,
	$$ values ('import.close', 1::bigint), ('import.open', 3) $$, 'the record tells of files, not of rows');
select is(test.as_person('coordinator', 'select count(*) from api.case_line'), '0', 'no case came of it');
select is(pg_temp.open('coordinator', o, repeat('2', 64)), 'office', 'not for an office like ' || coalesce(o, 'null')) from unnest(array['PPT', 'XXX', null]) as o;
select is(pg_temp.open('coordinator', 'BKK', sha, layout, lines), 'file_format', 'no file: ' || concat_ws(' ', sha, layout, lines))
from (values ('xyz', 'ctdc', 1), (repeat('3', 64), 'xml', 1), (repeat('3', 64), 'ctdc', -1), (repeat('3', 64), null, 1)) as x(sha, layout, lines);
select is_empty($$ select attname from pg_attribute where attrelid = 'app.import'::regclass and attname ~ 'name' $$, 'a file''s name is not kept');
select pg_temp.open('coordinator', 'BKK', repeat('4', 64), lines => 1) as i \gset
select pg_temp.rows('coordinator', :'i', '{1,2}') \g /dev/null
select is(test.refusal('coordinator', format('api.import_close(%L)', :'i')), 'file_format', 'a file does not have more records than lines');
select is(pg_temp.open('coordinator', 'BKK', repeat('4', 64)), 'half_read', 'nor is a file here that was left half read');
select is_empty($$ select attname from pg_attribute where attrelid = 'app.record'::regclass and attname ~ 'recruit|name' $$, 'no recruiter is kept');
select * from finish();
rollback;
