-- Who comes and who goes.
begin;
\ir people.psql
select no_plan();
select 't' || pg_backend_pid() || '_nok' as nok \gset
create function pg_temp.enrol(login text, name text default 'Nok', office text default 'PKS', offices text[] default '{VTO}', roles text[] default '{officer}')
returns text language sql return test.refusal('admin', format('api.staff_enrol(gen_random_uuid(), %L, %L, %L, %L, %L)', login, name, office, offices, roles));
select is(pg_temp.enrol(:'nok', roles => '{officer,night}'), '', 'somebody is enrolled');
select is(test.as_person('nok', 'select concat_ws('' '', name, office, roles, refusal) from api.hello(1)'), 'Nok Pakse {night,officer}', 'and known');
select is(test.as_person('nok', 'select count(*) from api.office_line where open_cases is not null'), '2', 'for her two offices');
select results_eq(format('select rolcanlogin, rolsuper, rolcreaterole, rolbypassrls, rolconnlimit from pg_roles where rolname = %L', :'nok'),
	'values (true, false, false, false, 8)', 'her login can no more than it must');
select results_eq(format('select array_agg(roleid::regrole::text) from pg_auth_members where member = %L::regrole', :'nok'), $$ values ('{hw_staff}'::text[]) $$,
	'and belongs to one group');
select is(pg_temp.enrol(:'nok'), 'name_taken', 'a login is given once');
select is(pg_temp.enrol(l), 'login_format', 'no login: ' || coalesce(l, 'null'))
from unnest(array[null, '', 'x', 'Nok', '1nok', 'hw_api', 'hw_anything', 'pg_monitor', 'owner', 'postgres', 'all', 'replication', 'public', 'a b', 'a"; drop role hw_api; --', repeat('x', 33)]) as l;
select is(pg_temp.enrol('x' || :'nok', name), 'name_format', 'no name: ' || quote_nullable(name)) from unnest(array['', null, e'\x1b[2J', repeat('x', 33)]) as name;
select is(pg_temp.enrol('x' || :'nok', office => 'XXX'), 'no_such_office', 'no home like this');
select is(pg_temp.enrol('x' || :'nok', offices => '{XXX}'), 'no_such_office', 'no office like this');
select is(pg_temp.enrol('x' || :'nok', roles => r), 'no_such_role', 'no role like ' || coalesce(r::text, 'null')) from (values ('{king}'::text[]), ('{}'), (null)) as x(r);
select is(pg_temp.enrol('x' || :'nok', roles => r), 'roles_apart', 'not both: ' || r::text) from (values ('{admin,coordinator}'::text[]), ('{auditor,supervisor}'), ('{auditor,admin}'), ('{registrar,admin}'), ('{officer,registrar}'), ('{officer,partner}')) as x(r);
select is((select count(*) from pg_roles where rolname = 'x' || :'nok'), 0::bigint, 'a refused login does not exist');
select is(test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', l)), r, l || ': ' || r)
from (values (test.person('admin'), 'yourself'), (test.person('retired'), 'retired'), ('nobody_at_all', 'no_such_staff'), ('hw_api', 'no_such_staff')) as x(l, r);

select test.a_case(5, 1, 'nok') as c \gset
select is(test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', :'nok')), '', 'she leaves');
select is((select rolcanlogin from pg_roles where rolname = :'nok'), false, 'and cannot log in any more');
select is(test.refusal('nok', format('api.case_priority(gen_random_uuid(), %L, 1, ''high'')', :'c')), 'unknown_person', 'nor do anything, if she still is');
select is((select responsible_id from app.case where id = :'c'), test.id('nok'), 'her cases wait for somebody to take them');
select results_eq($$ select action, detail ? 'staff' from app.event where kind = 'staff' and refusal is null order by id $$,
	$$ values ('staff.enrol', true), ('staff.retire', true) $$, 'all of it is recorded');
select is(test.as_person('officer', format('select app.login_open(%L)', 'y' || :'nok')), 'ERROR 42501', 'nobody makes logins past the function');
select ok(not app.login_close('hw_api') and not app.login_close(:'nok' || 'x') and not app.login_close(current_user::text), 'no other login can be closed');
select * from finish();
rollback;
