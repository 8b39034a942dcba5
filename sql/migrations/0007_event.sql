-- What was done, by whom, and what was refused. Rows are added and never change.
set local role hw_owner;

create function app.generation() returns integer
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select c.generation from app.cluster c);
end $$;
comment on function app.generation() is 'The generation that events belong to now.';
grant execute on function app.generation() to hw_api, hw_staff;

create table app.event (
	id bigint generated always as identity primary key,
	generation integer not null default app.generation(),
	xid xid8 not null default pg_current_xact_id(),
	at timestamptz not null default app.now(),
	staff_id smallint references app.staff,
	login text not null default session_user,
	office_id smallint references app.office,
	action text not null,
	kind text not null check (kind in ('case', 'place', 'view', 'staff', 'directory', 'realm', 'import', 'record', 'none')),
	object_id uuid,
	version integer,
	refusal text references app.refusal,
	reason text references app.reason,
	detail jsonb
);
comment on table app.event is
	'The record of the work. To see every row once, read in the order (generation, xid, id) up to '
	'pg_snapshot_xmin(pg_current_snapshot()): ids alone appear out of order.';
comment on column app.event.id is 'number';
comment on column app.event.generation is 'of app.cluster, when it was written';
comment on column app.event.xid is 'the transaction that wrote it';
comment on column app.event.at is 'when';
comment on column app.event.staff_id is 'who; null: a login that nobody here has';
comment on column app.event.login is 'the login it came through';
comment on column app.event.office_id is 'the office it concerns, or the person''s home office';
comment on column app.event.action is 'what, or what was refused: case.take';
comment on column app.event.kind is 'what kind of object';
comment on column app.event.object_id is 'which, where it is one with a uuid';
comment on column app.event.version is 'the object''s version after it';
comment on column app.event.refusal is 'why nothing was done; null: it was done';
comment on column app.event.reason is
	'why personal facts were asked for, or sealed records opened';
comment on column app.event.detail is 'coded values: {"column": [before, after]}';
-- The cursor, and the timeline of one case.
create index event_cursor on app.event (generation, xid, id);
create index event_timeline on app.event (object_id, id) where object_id is not null;
create index event_staff on app.event (staff_id, id);

create function app.event_is_final() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	raise exception 'app.event only grows' using errcode = 'insufficient_privilege';
end $$;
comment on function app.event_is_final() is
	'Refuses to change what has been recorded, to everybody.';
create trigger event_is_final before update or delete or truncate on app.event
	for each statement execute function app.event_is_final();
alter table app.event enable always trigger event_is_final;

alter table app.event enable row level security, force row level security;
create policy my_offices on app.event for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy strangers on app.event for select to hw_api
	using (office_id is null and (select 'auditor' = any (app.my_roles())));
create policy mine on app.event for all to hw_api using (login = session_user)
	with check (login = session_user and staff_id is not distinct from (select app.me()));
grant select, insert on app.event to hw_api;

reset role;
