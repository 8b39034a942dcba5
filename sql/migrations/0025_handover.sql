-- Who is on shift, who has a case open, which cases a person watches, and what one shift hands to the next.
set local role hw_owner;

-- ---- shifts: app.shift is in 0004 ----------------------------------------------------------------------------------
create policy mine_begin on app.shift for insert to hw_api
	with check (staff_id = (select app.me()) and office_id = any ((select app.my_offices())::smallint[]));
create policy mine_end on app.shift for update to hw_api
	using (staff_id = (select app.me())) with check (staff_id = (select app.me()));
create policy mine_gone on app.shift for delete to hw_api using (staff_id = (select app.me()));
grant insert, update (ends_at), delete on app.shift to hw_api;

create function app.on_shift(office smallint default null) returns setof smallint
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select distinct h.staff_id from app.shift h
	join app.staff s on s.id = h.staff_id and s.retired_at is null
	where h.starts_at <= app.now() and h.ends_at > app.now()
	and (on_shift.office is null or h.office_id = on_shift.office);
end $$;
comment on function app.on_shift(smallint) is 'Who is on shift now, in this office; null: anywhere.';
grant execute on function app.on_shift(smallint) to hw_api;

-- ---- presence ------------------------------------------------------------------------------------------------------
create function app.poke_presence() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.poke('hw_presence');
	return null;
end $$;
comment on function app.poke_presence() is 'Row trigger: somebody has opened a case, or left it.';
grant execute on function app.poke_presence() to hw_api;

create unlogged table app.presence (
	case_id uuid not null,
	staff_id smallint not null references app.staff,
	office_id smallint not null,
	since timestamptz not null default app.now(),
	until timestamptz not null,
	primary key (case_id, staff_id),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index presence_staff on app.presence (staff_id);
comment on table app.presence is
	'Who has which case open on her screen. Her console says so again and again; what it no longer says ends by itself. '
	'It is lost with a crash of the server, and nobody misses it.';
comment on column app.presence.case_id is 'which case';
comment on column app.presence.staff_id is 'who';
comment on column app.presence.office_id is 'the case''s office, for row security';
comment on column app.presence.since is 'since when';
comment on column app.presence.until is 'it holds until then, unless her console says it again';
-- A statement that changes no row tells nothing: whoever hears of a change asks, and asking clears what is old.
create trigger presence_poke after insert or delete on app.presence
	for each row execute function app.poke_presence();

alter table app.presence enable row level security, force row level security;
create policy my_offices on app.presence for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]))
	with check (office_id = any ((select app.my_offices())::smallint[]) and staff_id = (select app.me()));
grant select, insert, update, delete on app.presence to hw_api;

-- ---- watched cases --------------------------------------------------------------------------------------------------
create table app.watch (
	staff_id smallint not null references app.staff,
	case_id uuid not null,
	office_id smallint not null,
	since timestamptz not null default app.now(),
	primary key (staff_id, case_id),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index watch_case on app.watch (case_id, office_id);
comment on table app.watch is 'Which cases a person keeps an eye on: each is a line of what she hands over.';
comment on column app.watch.staff_id is 'who';
comment on column app.watch.case_id is 'which case';
comment on column app.watch.office_id is 'the case''s office, for row security';
comment on column app.watch.since is 'since when';

-- ---- handover -------------------------------------------------------------------------------------------------------
create table app.entry_handover (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	severity text not null check (severity in ('stable', 'watch', 'unstable')),
	next text not null check (next in ('call her', 'call back', 'interpreter', 'police', 'doctor', 'place for tonight', 'visit',
		'transport', 'document', 'authority', 'supervisor', 'as written', 'nothing')),
	next_at timestamptz,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint next_at__nothing_next check (next_at is null or next <> 'nothing')
);
create index entry_handover_case on app.entry_handover (case_id, office_id);
comment on table app.entry_handover is
	'What one shift hands to the next of a case (I-PASS): how she is and what comes next are told in clear; summary, '
	'actions and what to do if something happens are sealed.';
comment on column app.entry_handover.id is 'the sealed record that it is told of';
comment on column app.entry_handover.case_id is 'whose';
comment on column app.entry_handover.office_id is 'the case''s office, for row security';
comment on column app.entry_handover.entered_at is 'when it was entered';
comment on column app.entry_handover.severity is 'how she is: stable, to be watched, unstable';
comment on column app.entry_handover.next is 'what comes next';
comment on column app.entry_handover.next_at is 'when; null: no fixed time';

-- What a person hands over whether she has changed it or not.
create index case_danger_mine on app.case (responsible_id, office_id)
	where closed_at is null and responsible_id is not null and 'danger now' = any (flags);

create table app.handover_line (
	case_id uuid primary key,
	office_id smallint not null,
	record uuid not null references app.entry_handover on delete cascade,
	written_by smallint not null references app.staff,
	at timestamptz not null,
	read_by smallint references app.staff,
	read_at timestamptz,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint read_by_somebody check ((read_by is null) = (read_at is null))
);
create index handover_line_open on app.handover_line (office_id, at) where read_at is null;
create index handover_line_record on app.handover_line (record);
create index handover_line_written_by on app.handover_line (written_by, at);
create index handover_line_read_by on app.handover_line (read_by, read_at);
comment on table app.handover_line is 'Of each case the line that was handed over last, and whether somebody has confirmed it.';
comment on column app.handover_line.case_id is 'whose';
comment on column app.handover_line.office_id is 'the case''s office, for row security';
comment on column app.handover_line.record is 'the line';
comment on column app.handover_line.written_by is 'who wrote it last';
comment on column app.handover_line.at is 'when';
comment on column app.handover_line.read_by is 'who said what she understood; null: nobody yet';
comment on column app.handover_line.read_at is 'when';

-- Whoever confirms names the version of the case that she saw: a line that is written anew under her eyes is another one.
create function app.entry_handover_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	insert into app.handover_line as l (case_id, office_id, record, written_by, at)
	values (new.case_id, new.office_id, new.id, app.me(), app.now())
	on conflict (case_id) do update
		set record = excluded.record, written_by = excluded.written_by, at = excluded.at, read_by = null, read_at = null;
	update app.case c set version = c.version + 1 where c.id = new.case_id;
	return null;
end $$;
comment on function app.entry_handover_follows() is 'The line that was written last is the one to be confirmed.';
grant execute on function app.entry_handover_follows() to hw_api;
create trigger entry_handover_follows after insert or update of severity, next, next_at on app.entry_handover
	for each row execute function app.entry_handover_follows();
create trigger handover_poke after insert or update or delete on app.handover_line
	for each statement execute function app.poke_case();

alter table app.watch enable row level security, force row level security;
alter table app.entry_handover enable row level security, force row level security;
alter table app.handover_line enable row level security, force row level security;
create policy mine on app.watch for all to hw_api
	using (staff_id = (select app.me()) and office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.entry_handover for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.handover_line for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select, insert, delete on app.watch to hw_api;
grant select, insert, update on app.entry_handover, app.handover_line to hw_api;

reset role;

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('shift.begin', '{coordinator,officer,night,supervisor,health,operations}'::text[]),
	('shift.end', '{coordinator,officer,night,supervisor,health,operations}'),
	('case.here', '{coordinator,officer,night,supervisor,partner,health,operations}'),
	('case.watch', '{coordinator,officer,night,supervisor}'),
	('handover', '{coordinator,officer,night,supervisor}'),
	('case.confirm', '{coordinator,officer,night,supervisor}'),
	('morning', '{coordinator,officer,night,supervisor,operations}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.refusal (code, message, hint) values
	('on_shift', 'You are on shift already.', 'The verb `shift end` ends it.'),
	('no_shift', 'You are on no shift now.', 'The verb `shift start` begins one.'),
	('no_such_time', 'This is no time of day.', 'Write it as 07:00.'),
	('nothing_next', 'Nothing has no time.', 'Say what comes next, or leave the time out.'),
	('no_handover', 'Nobody has handed this case over.', null),
	('own_handover', 'You wrote this line yourself.', 'Whoever comes after you confirms it.'),
	('read_already', 'Somebody has confirmed this line already.', null),
	('read_back', 'That is not what was handed over.', 'Read the line once more, or ask who wrote it.');

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('handover', 'case', 'office', true, false, true, 'what one shift hands to the next: summary, actions, what to do if');

insert into app.change (action, told, field, undoable, undone_by) values
	('case.confirm', 'confirmed its handover', null, false, null);
