-- Cases with their clocks and tasks. Names, birth dates, documents, addresses, routes, places and
-- recruiters of a person, and what people write down, have no column here: see app.sealed.
set local role hw_owner;

-- A code survives a bad telephone line: no two of its symbols sound or look alike, and the last one
-- is a check over the others. There are 23 symbols, a prime, and the weights 1 to 8 differ, so every
-- single wrong symbol and every two swapped ones are noticed.
create function app.code_alphabet() returns text
	language sql immutable
return 'ACDEFGHJKMNPQRTWXY34679';
comment on function app.code_alphabet() is
	'The 23 symbols of a code; the place of a symbol is its value.';

create function app.code_check(symbols text) returns text
	language plpgsql immutable strict set search_path = pg_catalog, app, pg_temp
as $$
declare
	total integer := 0;
	place integer;
begin
	for i in 1 .. 7 loop
		place := strpos(app.code_alphabet(), substr(symbols, i, 1));
		if place = 0 or char_length(symbols) <> 7 then
			return null;
		end if;
		total := total + i * (place - 1);
	end loop;
	-- 3 is the inverse of 8, the check symbol's own weight, modulo 23.
	return substr(app.code_alphabet(), (23 - total % 23) * 3 % 23 + 1, 1);
end $$;
comment on function app.code_check(text) is
	'The check symbol of seven symbols; null if they are not seven of ours.';

create function app.code_valid(code text) returns boolean
	language sql immutable strict
return code ~ '^[A-Z]{2}-[A-Z0-9]{4}-[A-Z0-9]{4}$'
	and coalesce(app.code_check(substr(code, 4, 4) || substr(code, 9, 3)) = substr(code, 12, 1), false);
comment on function app.code_valid(text) is
	'Whether a code is well formed and its check symbol right.';

create function app.new_code(prefix text) returns text
	language plpgsql volatile strict set search_path = pg_catalog, app, pg_temp
as $$
declare
	random bytea := uuid_send(gen_random_uuid());
	symbols text := '';
	next integer := 9; -- from here on all bits of a random uuid are random
begin
	while char_length(symbols) < 7 loop
		if next = 16 then
			random := uuid_send(gen_random_uuid());
			next := 9;
		end if;
		-- 230 is the last multiple of 23 in a byte; what lies above would favour some symbols.
		if get_byte(random, next) < 230 then
			symbols := symbols || substr(app.code_alphabet(), get_byte(random, next) % 23 + 1, 1);
		end if;
		next := next + 1;
	end loop;
	return prefix || '-' || left(symbols, 4) || '-' || substr(symbols, 5) || app.code_check(symbols);
end $$;
comment on function app.new_code(text) is
	'A new random code. Two of a million may be equal: the unique index decides.';
grant execute on function app.code_alphabet(), app.code_check(text), app.code_valid(text), app.new_code(text) to hw_api;

create table app.case (
	id uuid primary key default gen_random_uuid(),
	version integer not null default 1 check (version > 0),
	code text not null unique default app.new_code('HW') check (app.code_valid(code) and code like 'HW-%'),
	office_id smallint not null references app.office,
	responsible_id smallint references app.staff,
	responsible_seen boolean not null default true,
	stage smallint not null default 1 references app.stage,
	priority smallint not null default 3 references app.priority,
	source smallint not null references app.source,
	sex text not null default 'unknown' check (sex in ('female', 'male', 'other', 'unknown')),
	age_low smallint check (age_low between 0 and 120),
	age_high smallint check (age_high between 0 and 120),
	child boolean generated always as (
		case when age_low is null and age_high is null then null else coalesce(age_low, 0) < 18 end) stored,
	exploitation smallint references app.exploitation,
	status smallint references app.status,
	status_by smallint references app.deciding_body,
	risk smallint not null default 0 references app.risk,
	afraid text not null default 'not asked' check (afraid in ('yes', 'no', 'not asked')),
	flags text[] not null default '{}' check (flags <@ array['danger now', 'detained', 'alone', 'medical',
		'witness hold', 'nationality unconfirmed', 'safe to call', 'media']),
	reported_at timestamptz not null default app.now(),
	touched_at timestamptz not null default app.now(),
	closed_at timestamptz,
	close_reason smallint references app.close_reason,
	clock_code text references app.clock_rule,
	clock_at timestamptz,
	clock_order timestamptz not null generated always as (coalesce(clock_at, 'infinity')) stored,
	need smallint references app.task_kind,
	task_at timestamptz,
	unique (id, office_id),
	constraint ages_in_order check (age_low <= age_high),
	constraint status_has_its_body check ((status is null) = (status_by is null)),
	constraint return_only_unafraid check (stage <> 6 or afraid = 'no'),
	constraint closed_has_its_time check ((stage = 11) = (closed_at is not null)),
	constraint closed_has_its_reason check ((stage = 11) = (close_reason is not null)),
	constraint clock_has_its_time check ((clock_code is null) = (clock_at is null)),
	constraint nobody_has_seen_all check (responsible_id is not null or responsible_seen)
-- Lists and numbers are read from indexes alone where a page of the table has been vacuumed since it changed. By
-- default that comes after 20 % of the lines have changed, or as many have come; with thirty lines on a page 2 % of
-- them, spread evenly, are on nearly half of the pages.
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.02);
comment on table app.case is 'One person we work for. Nothing here says who she is.';
comment on column app.case.id is 'made by the console';
comment on column app.case.version is 'grows with every change; a change names the version it saw';
comment on column app.case.code is 'what people say and write';
comment on column app.case.office_id is 'the office that answers for it';
comment on column app.case.responsible_id is 'the person who answers for it; null: NOBODY';
comment on column app.case.responsible_seen is 'she has opened it since it was given to her';
comment on column app.case.stage is 'where it stands';
comment on column app.case.priority is '1 urgent, 2 high, 3 normal';
comment on column app.case.source is 'where the report came from';
comment on column app.case.sex is 'as told';
comment on column app.case.age_low is 'at least this old; a source''s own band is kept';
comment on column app.case.age_high is 'at most this old';
comment on column app.case.child is 'may be under 18, so is treated as a child; null: no age known';
comment on column app.case.exploitation is 'main type of exploitation';
comment on column app.case.status is 'trafficking status';
comment on column app.case.status_by is 'what kind of body decided so';
comment on column app.case.risk is 'danger to the person, 0 to 3';
comment on column app.case.afraid is 'is she afraid to return? Only "no" opens return';
comment on column app.case.flags is 'coded warnings';
comment on column app.case.reported_at is 'when we heard of it';
comment on column app.case.touched_at is 'when somebody last worked on it';
comment on column app.case.closed_at is 'when it was closed';
comment on column app.case.close_reason is 'why it was closed';
comment on column app.case.clock_code is 'which clock ends next; kept by triggers';
comment on column app.case.clock_at is 'when that is; kept by triggers';
comment on column app.case.clock_order is 'for sorting: a case without a clock has one that never ends';
comment on column app.case.need is 'what the next open task asks for; kept by triggers';
comment on column app.case.task_at is
	'when the first open task is due that is whoever is responsible''s; kept by triggers';

-- A lane of the board in its order, and the short lists; closed cases weigh nothing on them. A page of a list
-- is found by comparing whole rows, in which nothing may be null.
create index case_lane on app.case (office_id, stage, priority, clock_order, touched_at, id)
	where closed_at is null;
-- With the office, which row security asks for, so that hers are counted without a look at each. Without the second
-- condition a server that has no statistics yet would read a lane of everybody's from it, all of it.
create index case_mine on app.case (responsible_id, stage, priority, clock_order, touched_at, id)
	include (office_id)
	where closed_at is null and responsible_id is not null;
create index case_open on app.case (office_id, priority, clock_order, touched_at, id)
	where closed_at is null;
-- With what the clocks that ended are asked besides: whose they are, and which is an alarm.
create index case_clock_at on app.case (office_id, clock_at) include (responsible_id, clock_code)
	where closed_at is null and clock_at is not null;
-- The list of all cases, latest work first.
create index case_touched on app.case (office_id, touched_at, id);
create index case_touched_mine on app.case (responsible_id, touched_at, id) where responsible_id is not null;
-- What needs somebody, one index for each reason and in the order of the inbox; the office as above. Alarms have an
-- index of their own, so no clock here is one.
create index case_unseen on app.case (responsible_id, priority, touched_at) include (office_id)
	where closed_at is null and not responsible_seen;
create index case_clock_mine on app.case (responsible_id, clock_at, priority) include (office_id)
	where closed_at is null and clock_at is not null and responsible_id is not null
	and clock_code <> 'CHILD-DETAINED';
create index case_task_mine on app.case (responsible_id, task_at, priority) include (office_id)
	where closed_at is null and task_at is not null and responsible_id is not null;
create index case_task_at on app.case (office_id, task_at) where closed_at is null and task_at is not null;
create index case_nobody on app.case (office_id, priority, reported_at)
	where closed_at is null and responsible_id is null;

create table app.case_clock (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	office_id smallint not null,
	rule text not null references app.clock_rule,
	started_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > started_at),
	stopped_at timestamptz,
	touched_at timestamptz not null default app.now(),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index case_clock_case on app.case_clock (case_id, ends_at, id);
create index case_clock_ends on app.case_clock (office_id, ends_at, case_id) where stopped_at is null;
create unique index case_clock_runs on app.case_clock (case_id, rule) where stopped_at is null;
comment on table app.case_clock is 'The time limits that run, or ran, for a case.';
comment on column app.case_clock.id is 'made by the console';
comment on column app.case_clock.case_id is 'whose';
comment on column app.case_clock.office_id is 'the case''s office, for row security';
comment on column app.case_clock.rule is 'by which rule';
comment on column app.case_clock.started_at is 'since when';
comment on column app.case_clock.ends_at is 'until when';
comment on column app.case_clock.stopped_at is 'what was due has been done; null: still runs';
comment on column app.case_clock.touched_at is 'last change';

create table app.task (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	office_id smallint not null,
	kind smallint not null references app.task_kind,
	staff_id smallint references app.staff,
	due_at timestamptz,
	done_at timestamptz,
	touched_at timestamptz not null default app.now(),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index task_case on app.task (case_id, due_at, id);
-- Without its second condition a server that has no statistics yet would read all open tasks for each case.
create index task_mine on app.task (staff_id, due_at) where done_at is null and staff_id is not null;
comment on table app.task is 'What has to be done for a case.';
comment on column app.task.id is 'made by the console';
comment on column app.task.case_id is 'whose';
comment on column app.task.office_id is 'the case''s office, for row security';
comment on column app.task.kind is 'what';
comment on column app.task.staff_id is 'by whom; null: whoever is responsible for the case';
comment on column app.task.due_at is 'until when; null: no fixed time';
comment on column app.task.done_at is 'done; null: open';
comment on column app.task.touched_at is 'last change';

create function app.case_refresh(ids uuid[], touched timestamptz[]) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.case c set
		clock_code = k.rule,
		clock_at = k.ends_at,
		need = t.kind,
		task_at = d.due_at,
		touched_at = greatest(c.touched_at, i.touched)
	from unnest(ids, touched) as i(id, touched)
	left join lateral (select rule, ends_at from app.case_clock
		where case_id = i.id and stopped_at is null
		-- An alarm rings in lists of its own. Here it stands before how long a report waits for triage, and hides no other.
		order by (rule = 'CHILD-DETAINED')::integer + 2 * (rule = 'TRIAGE' and exists (select from app.case_clock a
			where a.case_id = i.id and a.rule = 'CHILD-DETAINED' and a.stopped_at is null))::integer, ends_at, id
		limit 1) as k on true
	left join lateral (select kind from app.task
		where case_id = i.id and done_at is null order by due_at, id limit 1) as t on true
	left join lateral (select due_at from app.task
		where case_id = i.id and done_at is null and staff_id is null order by due_at limit 1) as d on true
	where c.id = i.id
	and (c.clock_code, c.clock_at, c.need, c.task_at, c.touched_at)
		is distinct from (k.rule, k.ends_at, t.kind, d.due_at, greatest(c.touched_at, i.touched));
end $$;
comment on function app.case_refresh(uuid[], timestamptz[]) is
	'Bring what a case repeats of its clocks and tasks up to date.';
grant execute on function app.case_refresh(uuid[], timestamptz[]) to hw_api;

create function app.case_part_changed() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	if tg_op = 'INSERT' then
		perform app.case_refresh(array_agg(case_id), array_agg(touched))
			from (select case_id, max(touched_at) as touched from now_rows group by case_id) as r;
	elsif tg_op = 'DELETE' then
		perform app.case_refresh(array_agg(case_id), array_agg(app.now()))
			from (select distinct case_id from was_rows) as r;
	else
		perform app.case_refresh(array_agg(case_id), array_agg(touched))
			from (select case_id, max(touched_at) as touched
				from (select case_id, touched_at from now_rows
					union all select case_id, null from was_rows) as x
				group by case_id) as r;
	end if;
	perform app.poke('hw_case');
	return null;
end $$;
comment on function app.case_part_changed() is 'Statement trigger of clocks and tasks.';

create trigger clock_insert after insert on app.case_clock referencing new table as now_rows
	for each statement execute function app.case_part_changed();
create trigger clock_update after update on app.case_clock
	referencing old table as was_rows new table as now_rows
	for each statement execute function app.case_part_changed();
create trigger clock_delete after delete on app.case_clock referencing old table as was_rows
	for each statement execute function app.case_part_changed();
create trigger task_insert after insert on app.task referencing new table as now_rows
	for each statement execute function app.case_part_changed();
create trigger task_update after update on app.task
	referencing old table as was_rows new table as now_rows
	for each statement execute function app.case_part_changed();
create trigger task_delete after delete on app.task referencing old table as was_rows
	for each statement execute function app.case_part_changed();

create trigger case_poke after insert or update or delete on app.case
	for each statement execute function app.poke_case();

alter table app.case enable row level security, force row level security;
alter table app.case_clock enable row level security, force row level security;
alter table app.task enable row level security, force row level security;
create policy my_offices on app.case for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.case_clock for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.task for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select on app.case, app.case_clock, app.task to hw_api;
grant insert, delete, update (started_at, ends_at, stopped_at, touched_at) on app.case_clock to hw_api;
grant update (version, responsible_id, responsible_seen, stage, priority, touched_at, closed_at, close_reason, clock_code,
	clock_at, need, task_at) on app.case to hw_api;

reset role;
