-- Warnings on a case, which cases belong together, what is told of a change, and who is told of it.
set local role hw_owner;

create table app.flag (
	name text primary key check (app.name_valid(name) and name = lower(name) and name !~ '^no '),
	position smallint not null unique,
	meaning text not null
);
comment on table app.flag is
	'The warnings that a case may carry. "no " before one takes it away, so none begins with that.';
comment on column app.flag.name is 'the word, as it stands in app.case.flags';
comment on column app.flag.position is 'its place where one is chosen, for ever: people learn its digit';
comment on column app.flag.meaning is 'in a sentence';

insert into app.flag (position, name, meaning) values
	(1, 'danger now', 'somebody may be hurt before the next hour'),
	(2, 'detained', 'she is held by an authority'),
	(3, 'alone', 'nobody she trusts is with her'),
	(4, 'medical', 'she needs a doctor, or is under one'),
	(5, 'witness hold', 'an authority keeps her as a witness'),
	(6, 'nationality unconfirmed', 'no country has said yet that she is its own'),
	(7, 'safe to call', 'she can be called within a window'),
	(8, 'media', 'journalists know of it');

alter table app.case drop constraint case_flags_check;

create function app.case_flags_known() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if (select count(*) from app.flag f where f.name = any (new.flags)) <> cardinality(new.flags) then
		raise exception 'a flag that is not in the list, or twice' using errcode = 'check_violation',
			constraint = 'case_flags_known';
	end if;
	return new;
end $$;
comment on function app.case_flags_known() is 'A case carries flags of app.flag, each once.';
create trigger case_flags_known before insert or update of flags on app.case
	for each row when (new.flags <> '{}') execute function app.case_flags_known();

create table app.case_link (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in ('possible duplicate', 'same person', 'same place', 'family')),
	case_a uuid not null,
	case_b uuid not null,
	office_id smallint not null,
	office_b smallint not null,
	linked_by smallint references app.staff,
	linked_at timestamptz not null default app.now(),
	unique (case_a, case_b, kind),
	foreign key (case_a, office_id) references app.case (id, office_id) on update cascade,
	foreign key (case_b, office_b) references app.case (id, office_id) on update cascade,
	constraint once_for_a_pair check (case_a < case_b)
);
create index case_link_b on app.case_link (case_b, office_b);
create index case_link_a on app.case_link (case_a, office_id);
create index case_link_by on app.case_link (linked_by);
comment on table app.case_link is
	'Cases that belong together. What makes somebody think so stands in their files, never here.';
comment on column app.case_link.id is 'number';
comment on column app.case_link.kind is 'how they belong together';
comment on column app.case_link.case_a is 'the case of the lower id';
comment on column app.case_link.case_b is 'the other';
comment on column app.case_link.office_id is 'the first case''s office, for row security';
comment on column app.case_link.office_b is 'the other''s';
comment on column app.case_link.linked_by is 'who said so; null: not through the program';
comment on column app.case_link.linked_at is 'when';

create table app.case_taken (
	case_id uuid not null,
	staff_id smallint not null references app.staff,
	office_id smallint not null,
	by smallint not null references app.staff,
	at timestamptz not null default app.now(),
	primary key (staff_id, case_id),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade on delete cascade
);
create index case_taken_case on app.case_taken (case_id, office_id);
create index case_taken_by on app.case_taken (by);
comment on table app.case_taken is
	'Who was responsible for a case until somebody else made it another''s, and has not opened it since: she is told.';
comment on column app.case_taken.case_id is 'the case';
comment on column app.case_taken.staff_id is 'who was responsible';
comment on column app.case_taken.office_id is 'the case''s office, for row security';
comment on column app.case_taken.by is 'who took it, or gave it on';
comment on column app.case_taken.at is 'when';

create function app.case_taken_told() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	me smallint := app.me();
begin
	delete from app.case_taken t where t.case_id = new.id and t.staff_id = new.responsible_id;
	if old.responsible_id <> me and me is not null and (new.closed_at is not null or new.responsible_id is distinct from old.responsible_id) then
		insert into app.case_taken as t (case_id, staff_id, office_id, by) values (new.id, old.responsible_id, new.office_id, me)
		on conflict (staff_id, case_id) do update set by = excluded.by, at = excluded.at;
	end if;
	return null;
end $$;
comment on function app.case_taken_told() is 'Whoever a case is taken from, or whose case somebody else closes, is told, until she opens it or it is hers and open again.';
create trigger case_taken_told after update of responsible_id, closed_at on app.case
	for each row when (old.responsible_id is distinct from new.responsible_id
		or (old.closed_at is null) <> (new.closed_at is null)) execute function app.case_taken_told();

-- One row for each way to change a case: how it is told to whoever comes second, and how it is taken back.
create table app.change (
	action text primary key check (action ~ '^[a-z]+(\.[a-z]+)*$'),
	told text not null,
	field text,
	undoable boolean not null default false,
	undone_by text check (undone_by ~ '^[a-z_]+$'),
	constraint undone_because_undoable check (undone_by is null or undoable)
);
comment on table app.change is
	'The verbs that change a case. To take one back, api.undo puts what its event''s detail has before into the columns of '
	'the case, or calls the function named here.';
comment on column app.change.action is 'as in app.event';
comment on column app.change.told is 'what somebody did, behind her name; % is the new value';
comment on column app.change.field is 'the member of detail that is told: a column of the case, or one that app.word knows';
comment on column app.change.undoable is 'by whoever did it, for 10 minutes';
comment on column app.change.undone_by is
	'app.NAME(change app.event) returns text: takes it back, or says with which code of app.refusal it cannot be; null: '
	'the columns of the case are put back';

insert into app.change (action, told, field, undoable, undone_by) values
	('case.take', 'took it', 'responsible_id', true, null),
	('case.assign', 'gave it to %', 'responsible_id', true, null),
	('case.priority', 'set its priority to %', 'priority', true, null),
	('case.risk', 'set its risk to %', 'risk', true, null),
	('case.move', 'moved it to %', 'stage', true, null),
	('case.flag', 'changed its flags to: %', 'flags', true, null),
	('case.link', 'linked it with another case', 'links', true, 'undo_links'),
	('case.unlink', 'took a link with another case away', 'links', true, 'undo_links'),
	('case.new', 'wrote it down', null, false, null),
	('contact.keep', 'counted a call', null, true, 'undo_contact'),
	('contact.take', 'took a call', null, true, 'undo_contact'),
	('contact.done', 'saw to a call', null, true, 'undo_contact'),
	('batch.take', 'sees to them', null, true, 'undo_batch'),
	('batch.keep', 'counted people', null, true, 'undo_batch'),
	('batch.close', 'closed people who came at once', null, true, 'undo_batch'),
	('sealed.keep', 'wrote in its file', null, false, null),
	('undo', 'took a change back', null, false, null);

alter table app.flag enable row level security, force row level security;
alter table app.case_link enable row level security, force row level security;
alter table app.case_taken enable row level security, force row level security;
alter table app.change enable row level security, force row level security;
create policy read on app.flag for select to hw_api using (true);
create policy read on app.change for select to hw_api using (true);
create policy my_offices on app.case_link for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or office_b = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.case_taken for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select on app.flag, app.change to hw_api;
grant select, insert, delete on app.case_link to hw_api;
grant select, insert, update, delete on app.case_taken to hw_api;
grant update (risk, flags) on app.case to hw_api;
grant execute on function app.case_flags_known(), app.case_taken_told() to hw_api;
create trigger case_link_poke after insert or update or delete on app.case_link
	for each statement execute function app.poke_case();

-- A quick word about the danger stands until the next assessment: a letter put right in the last one does not undo it.
drop trigger entry_risk_follows on app.entry_risk;
create trigger entry_risk_follows after insert on app.entry_risk
	for each row execute function app.entry_risk_follows();
create trigger entry_risk_changed after update on app.entry_risk
	for each row when ((old.about, old.level, old.assessed_on) is distinct from (new.about, new.level, new.assessed_on))
	execute function app.entry_risk_follows();

reset role;

insert into app.refusal (code, message, hint) values
	('too_late', 'This was done more than 10 minutes ago.', 'Change it again by its verb: that is a decision of its own.'),
	('no_such_risk', 'There is no such risk.', 'low, medium or high.'),
	('no_such_flag', 'There is no such flag.', 'The verb flag lists them; "no" before one takes it away.'),
	('no_such_link', 'These two cases are not linked so.', null),
	('no_such_link_kind', 'Cases are not linked so.', 'possible duplicate, same person, same place or family.'),
	('itself', 'This is the same case.', 'Give the code of the other one.'),
	('no_such_other', 'There is no such other case in your offices.', 'Read its code again.');

insert into app.allowed (action, role)
select a.action, r from unnest('{case.risk,case.flag,case.link,case.unlink}'::text[]) as a(action),
	unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
insert into app.allowed (action, role)
select 'case.links', r from unnest('{coordinator,officer,night,supervisor,partner,health,operations}'::text[]) as r;
