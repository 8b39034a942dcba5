-- What everything else stands on: time, the identity of this database, pokes, refusals.
set local role hw_owner;

create table app.clock (
	only_row boolean primary key default true check (only_row),
	now timestamptz not null
);
alter table app.clock enable row level security, force row level security;
create policy read on app.clock for select to hw_owner, hw_api using (true);
grant select on app.clock to hw_api;
comment on table app.clock is 'A stopped clock for tests and demonstrations. Empty in real life.';
comment on column app.clock.only_row is 'there is one row or none';
comment on column app.clock.now is 'what app.now() answers while this row exists';

-- Asked in every question, like app.me() and app.my_offices(): PL/pgSQL keeps a plan, SQL would plan anew.
create function app.now() returns timestamptz
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return coalesce((select c.now from app.clock c), transaction_timestamp());
end $$;
comment on function app.now() is
	'The time of this transaction, unless the owner stopped the clock.';
grant execute on function app.now() to hw_api, hw_staff;

create table app.cluster (
	only_row boolean primary key default true check (only_row),
	system_id text not null,
	generation integer not null default 1 check (generation > 0),
	demo boolean not null default false
);
alter table app.cluster enable row level security, force row level security;
create policy read on app.cluster for select to hw_owner, hw_api using (true);
grant select on app.cluster to hw_api;
comment on table app.cluster is
	'Which database this is. A console refuses one that is not the one it knew.';
comment on column app.cluster.only_row is 'there is one row';
comment on column app.cluster.system_id is 'the cluster''s own identifier and this database''s oid';
comment on column app.cluster.generation is
	'grows when the data came back from a backup: transaction numbers of different generations '
	'do not compare';
comment on column app.cluster.demo is 'true: filled with invented people, may be filled with more';

-- NOTIFY takes a lock for the whole of its commit, so that writers commit one after the other, and
-- wakes every listener before the commit is answered. So while a poking process serves (`homeward
-- poke`, which holds poke_lock() for itself), a writer only leaves a row for it. Where none does,
-- the writer gets the lock, which any number may share, and notifies as if there were no process.
-- The process reads from where it left off (api.poke_due), thus never what is dead, but must stay as
-- long as a backup looks.
create unlogged table app.poke_due (
	xid xid8 not null default pg_current_xact_id(),
	topic text not null
) with (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0,
	autovacuum_vacuum_cost_delay = 0);
create index poke_due_xid on app.poke_due (xid);
alter table app.poke_due enable row level security, force row level security;
create policy everything on app.poke_due for all to hw_owner, hw_api using (true);
grant select, insert, update, delete on app.poke_due to hw_api; -- update: to lock rows
comment on table app.poke_due is
	'What the poking process has yet to tell. A crash may forget it: whoever connects again reads '
	'everything again.';
comment on column app.poke_due.xid is 'the transaction that left it';
comment on column app.poke_due.topic is 'the channel to notify';

create function app.poke_lock() returns bigint
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return hashtextextended('homeward poke', 0);
comment on function app.poke_lock() is
	'The advisory lock of the poking process: held alone by the one that serves, shared by writers '
	'while none does.';
grant execute on function app.poke_lock() to hw_api;

create function app.poke_left() returns integer
	language sql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
	with gone as (
		delete from app.poke_due d
		where d.ctid = any (array(select p.ctid from app.poke_due p for update skip locked))
		returning d.topic
	)
	select count(pg_notify(g.topic, ''))::integer from (select distinct topic from gone) as g
$$;
comment on function app.poke_left() is
	'Tell what a process that ended has left untold, but what somebody else is about to tell. '
	'Returns how many topics.';
grant execute on function app.poke_left() to hw_api;

-- A row that was left for a process which then died is told by the next writer. Until she comes it
-- waits, and consoles that read by themselves see the change.
create function app.poke(topic text) returns void
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	if pg_try_advisory_xact_lock_shared(app.poke_lock()) then
		perform pg_notify(topic, '');
		if exists (select from app.poke_due) then
			perform app.poke_left();
		end if;
	else
		insert into app.poke_due (topic) values (topic);
	end if;
end $$;
comment on function app.poke(text) is
	'Tell the consoles that something about this topic has changed. Never says what.';
grant execute on function app.poke(text) to hw_api;

create function app.poke_case() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	perform app.poke('hw_case');
	return null;
end $$;
comment on function app.poke_case() is
	'Statement trigger: cases, their clocks, tasks or sealed records have changed.';

create function app.poke_office() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	perform app.poke('hw_office');
	return null;
end $$;
comment on function app.poke_office() is
	'Statement trigger: offices, staff, shifts or places have changed.';

create function app.name_valid(name text) returns boolean
	language sql immutable set search_path = pg_catalog, app, pg_temp
return coalesce(char_length(name) between 1 and 32 and name = btrim(name)
	and name !~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]', false);
comment on function app.name_valid(text) is
	'Whether this may be a name in a list: short, in any script, nothing invisible in it.';
grant execute on function app.name_valid(text) to hw_api;

create table app.refusal (
	code text primary key check (code ~ '^[a-z_]+$'),
	message text not null,
	hint text
);
alter table app.refusal enable row level security, force row level security;
create policy read on app.refusal for select to hw_api using (true);
grant select on app.refusal to hw_api;
comment on table app.refusal is
	'Why an expected request is not carried out. Codes are stable; consoles translate them.';
comment on column app.refusal.code is 'what programs compare';
comment on column app.refusal.message is 'one English sentence for a person';
comment on column app.refusal.hint is 'what to do about it, if anything';

reset role;

insert into app.refusal (code, message, hint) values
	('unknown_person', 'Nobody who works here has this login.', 'Ask an administrator to enrol you.'),
	('role', 'Your roles do not allow this.', 'Ask a coordinator or supervisor.'),
	('office', 'This is not one of your offices.', null),
	('no_such_case', 'There is no such case in your offices.', null),
	('stale', 'Somebody else changed this case first.', 'Look at it, then do it again if you still want to.'),
	('ask_again', 'This is in the record now.', 'Ask again to read it.'),
	('busy', 'Somebody else is changing this case just now.', 'Ask again in a minute.'),
	('closed', 'This case is closed.', 'Move it to follow-up first.'),
	('stage', 'The case cannot go from its stage to that one, or not by you.', 'The verb move lists where it can go.'),
	('no_such_stage', 'There is no such stage.', 'The verb move lists where the case can go.'),
	('reason_needed', 'Closing a case needs a reason from the list.', null),
	('no_such_reason', 'This needs a reason from the list.', 'Say why with one of its words: family tracing, handover ...'),
	('afraid', 'She or he has not said to be unafraid to return.', 'Ask first; only "no" opens the way to return.'),
	('no_such_person', 'There is no such person who could be responsible.', null),
	('no_such_staff', 'Nobody has this login.', 'Compare it letter by letter.'),
	('not_same_office', 'This person does not work on cases of that office.', null),
	('unchanged', 'It is so already.', null),
	('no_such_priority', 'There is no such priority.', 'urgent, high or normal.'),
	('key_needed', 'This needs the number of a request.', null),
	('key_reused', 'This request was used for something else before.', 'Ask again; report it if it happens twice.'),
	('waited_long', 'This transaction began too long ago.', 'End it, and do it again.'),
	('isolation', 'Nothing can be changed in a transaction of this isolation level.', 'Begin it as read committed.'),
	('not_undoable', 'This cannot be undone by you.', 'Only your own latest change to a case can.'),
	('undone_already', 'This has been undone already.', null),
	('changed_since', 'The case has changed since.', 'Look at its timeline.'),
	('no_such_view', 'You have no view of that name.', null),
	('name_format', 'A name has 1 to 32 characters, none of them invisible.', null),
	('too_long', 'This is too long.', null),
	('no_such_screen', 'There is no such screen.', null),
	('no_such_scope', 'There is no such scope.', 'mine, office or all.'),
	('file_format', 'This does not describe a file that can be imported.', null),
	('half_read', 'Somebody has begun to read in this file and has not finished.', null),
	('no_such_import', 'There is no such open import of yours.', null),
	('no_such_office', 'There is no such office.', 'Offices are named by their codes, such as BKK.'),
	('no_such_role', 'There is no such role.', 'officer, night, supervisor, coordinator, health, operations, partner, registrar, auditor or admin.'),
	('login_format', 'A login has 2 to 32 small letters, digits or _, and begins with a letter.', null),
	('name_taken', 'This login exists already.', 'Choose another.'),
	('roles_apart', 'Who enrols people, vouches for keys, reads the record or belongs to another organisation has no other role.', 'Give these roles to different people.'),
	('retired', 'This person has left already.', 'There is nothing to do.'),
	('yourself', 'You cannot do this to yourself.', 'Ask another administrator.');
