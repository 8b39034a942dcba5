-- The manifest: what is in every table.
begin;
\ir people.psql
select no_plan();
select test.a_case() as c \gset
create temporary table first as select * from api.manifest();
select set_eq('select table_name from first', $$ select relname::text from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
	and relpersistence = 'p' $$, 'every table is in it, but those that a crash empties');
select is((select rows from first where table_name = 'case'), 1::bigint, 'with its rows');
set local timezone = 'Asia/Yangon';
set local datestyle = 'German';
select set_eq('select * from api.manifest()', 'select * from first', 'it does not depend on settings');
update app.case set priority = 1;
select results_eq('select m.table_name from api.manifest() as m except select f.table_name from first as f
	join api.manifest() as m on m = row(f.table_name, f.rows, f.digest)::record',
	$$ values ('case') $$, 'one changed value is noticed, where it is');
update app.case set priority = 3;
insert into app.case (code, office_id, source) select app.new_code('HW'), 1, 1 from generate_series(1, 50);
select digest as d from api.manifest() where table_name = 'case' \gset
grant hw_backup to current_user;
set local role hw_backup;
select is((select digest from api.manifest() where table_name = 'case'), :'d', 'hw_backup gets the same as the owner');
select is((select count(*) from app.case), 51::bigint, 'and sees every row');
reset role;
select is(has_table_privilege('hw_backup', c.oid, 'insert, update, delete, truncate'), false, 'and writes nothing: ' || c.relname)
from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname in ('case', 'event', 'staff');
select * from finish();
rollback;
