-- Who owns what. Roles belong to the whole cluster, so another database may have made them already.
--   hw_owner   owns the tables; nobody logs in as it
--   hw_api     owns the functions and views of schema api; row security holds for it
--   hw_staff   the group of everybody who works here; may use schema api and nothing else
--   hw_enrol   the only role that may make and close logins, through two functions
--   hw_backup  reads everything, for pg_dump
--   hw_poke    the process that tells the consoles that something has changed; sees no case
--   hw_notify  the service that wakes people; sees no case
do $$
declare
	wanted record;
begin
	for wanted in
		select * from (values
			('hw_owner', 'nologin'),
			('hw_api', 'nologin'),
			('hw_staff', 'nologin'),
			('hw_enrol', 'nologin createrole'),
			('hw_backup', 'login bypassrls'),
			('hw_poke', 'login'),
			('hw_notify', 'login')) as r(name, options)
		where not exists (select from pg_roles where rolname = r.name)
	loop
		execute format('create role %I %s', wanted.name, wanted.options);
	end loop;
end $$;
-- They ask once a second, or every few seconds. One that has fallen silent hangs, and must not go on holding the
-- lock which says that it serves. One serves and one stands by: a third waits for a place.
do $$ begin
	if not exists (select from pg_db_role_setting where setrole = 'hw_poke'::regrole) then
		alter role hw_poke set idle_session_timeout = '3s';
		alter role hw_poke set idle_in_transaction_session_timeout = '3s';
		alter role hw_poke connection limit 2;
	end if;
	if not exists (select from pg_db_role_setting where setrole = 'hw_notify'::regrole) then
		alter role hw_notify set idle_session_timeout = '15s';
		alter role hw_notify set idle_in_transaction_session_timeout = '3s';
		alter role hw_notify connection limit 2;
	end if;
end $$;

-- Ends the sessions of somebody who has left, or who keeps a transaction open.
do $$ begin
	if not pg_has_role('hw_enrol', 'pg_signal_backend', 'member') then
		grant pg_signal_backend to hw_enrol;
	end if;
	if not pg_has_role('hw_enrol', 'pg_read_all_stats', 'member') then
		grant pg_read_all_stats to hw_enrol;
	end if;
end $$;

revoke create on schema public from public;
alter schema app owner to hw_owner;
comment on schema app is
	'Tables, triggers and the helpers of schema api. Nobody who works here has any right in it.';
grant usage on schema app to hw_api, hw_backup;

alter default privileges for role hw_owner in schema app grant select on tables to hw_backup;
alter default privileges for role hw_owner in schema app grant select on sequences to hw_backup;
alter default privileges for role hw_owner revoke execute on functions from public;
alter default privileges for role hw_api revoke execute on functions from public;

-- The ledger was made by the runner, before there was an owner.
alter table app.schema_migration owner to hw_owner;
alter table app.schema_migration enable row level security, force row level security;
grant select on app.schema_migration to hw_backup;
comment on table app.schema_migration is
	'Which migrations this database has had, and from which text.';
comment on column app.schema_migration.version is 'the number the file name begins with';
comment on column app.schema_migration.name is 'the rest of the file name';
comment on column app.schema_migration.sha256 is
	'of the file as it was applied; an edited file is refused';
comment on column app.schema_migration.applied_at is 'when';
comment on column app.schema_migration.applied_by is 'the login that ran the migration';
