-- What the runner calls when all is in place, and the two functions that touch logins.

create function app.after_migrate() returns void
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	here text;
	f regprocedure;
	other name;
begin
	select c.system_identifier || '.' || d.oid into here
	from pg_control_system() as c, pg_database as d where d.datname = current_database();
	insert into app.cluster (system_id) values (here) on conflict do nothing;
	-- Data from a backup: its transaction numbers may lie ahead of this server's, or mean others.
	update app.cluster set system_id = here, generation = generation + 1
	where system_id <> here
	or exists (select from app.event e
		where e.generation = app.cluster.generation and e.xid >= pg_snapshot_xmax(pg_current_snapshot()));

	execute format('revoke temporary, connect on database %I from public', current_database());
	execute format('grant connect on database %I to hw_staff, hw_backup, hw_poke, hw_notify', current_database());
	-- Every database of the cluster lets everybody in unasked, to count, to see who is connected, and
	-- to leave things behind in the template of the next one.
	for other in
		select d.datname from pg_database d where d.datname in ('postgres', 'template1')
		and has_database_privilege('hw_staff', d.oid, 'connect')
	loop
		execute format('revoke connect on database %I from public', other);
	end loop;
	-- Counts, sizes and who is connected are told to nobody who works here. Whoever may lock a number
	-- could stop migrations and the board's sums for all; one large object could stop every backup.
	for f in
		select p.oid from pg_proc p
		where p.pronamespace = 'pg_catalog'::regnamespace
		and (p.proname like any (array['pg\_stat\_get\_%', 'pg\_advisory\_%', 'pg\_try\_advisory\_%', 'lo\_%'])
			or p.proname in ('pg_database_size', 'pg_relation_size', 'pg_table_size', 'pg_indexes_size',
				'pg_total_relation_size', 'pg_tablespace_size', 'pg_lock_status', 'pg_blocking_pids',
				'pg_safe_snapshot_blocking_pids', 'loread', 'lowrite', 'pg_logical_emit_message'))
		and has_function_privilege('hw_staff', p.oid, 'execute')
	loop
		execute format('revoke execute on function %s from public', f);
	end loop;
	grant execute on function pg_catalog.pg_advisory_xact_lock(bigint),
		pg_catalog.pg_try_advisory_xact_lock(bigint), pg_catalog.pg_advisory_lock(bigint),
		pg_catalog.pg_try_advisory_xact_lock_shared(bigint), pg_catalog.pg_advisory_xact_lock_shared(bigint) to hw_api;
	grant execute on function pg_catalog.pg_try_advisory_xact_lock_shared(bigint),
		pg_catalog.pg_try_advisory_xact_lock(bigint) to hw_owner; -- it moves a case, which folds the board
	grant execute on function pg_catalog.pg_lock_status() to hw_api; -- whether a process pokes
	grant execute on function pg_catalog.pg_stat_get_activity(integer) to hw_enrol; -- whose sessions to end
end $$;
comment on function app.after_migrate() is
	'Know this database again, and take from everybody what PostgreSQL gives to everybody. For '
	'its owner.';
revoke execute on function app.after_migrate() from public;

create function app.mark_demo() returns void
	language sql security invoker set search_path = pg_catalog, app, pg_temp
as $$ update app.cluster set demo = true where not demo and not exists (select from app.case); $$;
comment on function app.mark_demo() is
	'This database is for invented people, unless it has cases already. For its owner.';
revoke execute on function app.mark_demo() from public;

-- Names that can be staff logins: never one of ours or of the server.
create function app.login_valid(login text) returns boolean
	language sql immutable set search_path = pg_catalog, app, pg_temp
return coalesce(login ~ '^[a-z][a-z0-9_]{1,31}$' and login !~ '^(hw|pg)_' and
	login not in ('all', 'replication', 'sameuser', 'samerole', 'samegroup', 'owner', 'postgres', 'public', 'none', 'session_user', 'current_user', 'current_role'), false);
comment on function app.login_valid(text) is 'Whether a name may become a login.';
grant execute on function app.login_valid(text) to hw_api, hw_enrol;
grant usage on schema app to hw_enrol;

-- Roles cannot be made without building a statement; the name is checked and quoted.
create function app.login_open(login text, verifier text default null) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	-- Anything else would be a password, which this server is not to know.
	if not app.login_valid(login) or exists (select from pg_roles where rolname = login)
		or verifier !~ '^SCRAM-SHA-256\$[0-9]{1,9}:[A-Za-z0-9+/=]{8,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
		return false;
	end if;
	execute format('create role %I login connection limit 8 in role hw_staff', login);
	if verifier is not null then
		execute format('alter role %I password %L', login, verifier);
	end if;
	execute format('alter role %I set statement_timeout = ''60s''', login);
	execute format('alter role %I set idle_in_transaction_session_timeout = ''30s''', login);
	return true;
end $$;
comment on function app.login_open(text, text) is
	'Make the login of somebody new, with what proves her password where she has one; false: the name is taken or not '
	'allowed, or this is no SCRAM verifier.';

create function app.login_close(login text) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.login_valid(login) or not exists (select from pg_roles r
		join pg_auth_members m on m.member = r.oid and m.roleid = 'hw_staff'::regrole
		where r.rolname = login) then
		return false;
	end if;
	execute format('alter role %I nologin', login);
	perform pg_terminate_backend(a.pid) from pg_stat_activity a
	where a.usename = login and a.pid <> pg_backend_pid();
	return true;
end $$;
comment on function app.login_close(text) is
	'Take the login of somebody who has left, and end her sessions.';

-- An open transaction holds what it has locked, and hides the record behind it from auditors. Whoever
-- works here can switch her own limits off, so they are not left to her.
create function app.end_idle(patience interval default '30 seconds') returns integer
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
return (select count(*) filter (where pg_terminate_backend(a.pid)) from pg_stat_activity a
	where a.datname = current_database() and a.pid <> pg_backend_pid()
	and pg_has_role(a.usesysid, 'hw_staff', 'member')
	and not exists (select from pg_roles r where r.oid = a.usesysid and r.rolsuper)
	and (a.state like 'idle in transaction%' and a.state_change < clock_timestamp() - patience
		or a.xact_start < clock_timestamp() - 4 * patience));
comment on function app.end_idle(interval) is
	'End the sessions of people who keep a transaction open: idle for so long, or four times as old. How many.';

alter function app.after_migrate() owner to hw_owner;
alter function app.mark_demo() owner to hw_owner;
alter function app.login_valid(text) owner to hw_owner;
alter function app.login_open(text, text) owner to hw_enrol;
alter function app.login_close(text) owner to hw_enrol;
alter function app.end_idle(interval) owner to hw_enrol;
revoke execute on function app.login_valid(text), app.login_open(text, text), app.login_close(text), app.end_idle(interval)
	from public;
grant execute on function app.login_valid(text), app.login_open(text, text), app.login_close(text), app.end_idle(interval)
	to hw_api;
grant execute on function app.login_valid(text) to hw_enrol;
