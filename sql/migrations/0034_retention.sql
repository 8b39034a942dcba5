-- How long a file is kept, what stops its end, and its end: its keys are destroyed, all that was sealed with them, and what is
-- told in clear of it. A line without a person stays, so that what was done can be counted.
set local role hw_owner;

create table app.retention (
	office_id smallint unique references app.office,
	length interval not null check (length between interval '1 year' and interval '50 years'),
	standing text not null check (standing in ('policy', 'office rule')),
	set_by smallint references app.staff,
	set_at timestamptz not null default app.now()
);
create unique index retention_default on app.retention ((office_id is null)) where office_id is null;
create index retention_by on app.retention (set_by);
comment on table app.retention is
	'How long a file is kept after its case was closed. No law was found that says so for all countries: each office chooses, and '
	'until then the line without an office holds. It counts for what is closed from then on.';
comment on column app.retention.office_id is 'whose; null: of every office that has not chosen';
comment on column app.retention.length is 'from the day on which the case was closed';
comment on column app.retention.standing is 'what it rests on';
comment on column app.retention.set_by is 'who said so; null: it came with the program';
comment on column app.retention.set_at is 'when';

alter table app.cluster add column backups_kept interval not null default '30 days' check (backups_kept >= '1 day');
comment on column app.cluster.backups_kept is
	'how long backups of this database are kept: whoever owns it says so here, and receipts of erasures state it';

alter table app.case
	add column keep_until date,
	add column erased_at timestamptz,
	add constraint kept_until_a_day check ((closed_at is null) = (keep_until is null)),
	add constraint only_closed_is_erased check (erased_at is null or closed_at is not null);
comment on column app.case.keep_until is 'until which day its file is kept; null: the case is open, and it is kept';
comment on column app.case.erased_at is 'when its file was erased; null: it is there';
create index case_keep_until on app.case (office_id, keep_until) where keep_until is not null and erased_at is null;

create function app.case_kept() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.closed_at is null then
		new.keep_until := null;
	elsif new.keep_until is null or tg_op = 'UPDATE' and old.closed_at is distinct from new.closed_at then
		new.keep_until := (new.closed_at at time zone (select o.zone from app.office o where o.id = new.office_id) + app.kept_for(new.office_id))::date;
	end if;
	return new;
end $$;
comment on function app.case_kept() is 'A file has a day, by the clock of its office, on which its time is over from the moment its case is closed.';
create function app.kept_for(office smallint) returns interval
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select r.length from app.retention r where r.office_id = office or r.office_id is null order by r.office_id nulls last limit 1);
end $$;
comment on function app.kept_for(smallint) is 'How long this office keeps a file after its case was closed.';
create trigger case_kept before insert or update of closed_at on app.case for each row execute function app.case_kept();

create table app.hold_reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	meaning text not null
);
comment on table app.hold_reason is 'Why a file is not erased, whatever its day.';
comment on column app.hold_reason.name is 'the word';
comment on column app.hold_reason.position is 'its place in the list of choices';
comment on column app.hold_reason.meaning is 'in a sentence';

create table app.legal_hold (
	case_id uuid not null,
	office_id smallint not null,
	reason text not null references app.hold_reason,
	set_by smallint not null references app.staff,
	set_at timestamptz not null default app.now(),
	primary key (case_id, reason),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index legal_hold_case on app.legal_hold (case_id, office_id);
create index legal_hold_reason on app.legal_hold (reason);
create index legal_hold_set_by on app.legal_hold (set_by);
comment on table app.legal_hold is 'A file that must not be erased, for each reason once.';
comment on column app.legal_hold.case_id is 'of which case';
comment on column app.legal_hold.office_id is 'the case''s office, for row security';
comment on column app.legal_hold.reason is 'why';
comment on column app.legal_hold.set_by is 'who said so';
comment on column app.legal_hold.set_at is 'when';

create table app.erasure_reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	early boolean not null,
	meaning text not null
);
comment on table app.erasure_reason is 'Why a file is erased.';
comment on column app.erasure_reason.name is 'the word';
comment on column app.erasure_reason.position is 'its place in the list of choices';
comment on column app.erasure_reason.early is 'serves before its day has come';
comment on column app.erasure_reason.meaning is 'in a sentence';

create table app.erasure (
	id uuid primary key default gen_random_uuid(),
	code text not null unique default app.new_code('ER') check (app.code_valid(code) and code like 'ER-%'),
	case_id uuid not null,
	office_id smallint not null references app.office,
	reason text not null references app.erasure_reason,
	asked_by smallint not null references app.staff,
	asked_at timestamptz not null default app.now(),
	state text not null default 'asked' check (state in ('asked', 'erased', 'not erased')),
	erased_at timestamptz,
	records integer,
	keys integer,
	backups_until date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint erased_whole check ((state = 'erased') = (num_nulls(erased_at, records, keys, backups_until) = 0)
		and num_nulls(erased_at, records, keys, backups_until) in (0, 4))
);
create unique index erasure_asked on app.erasure (case_id) where state = 'asked';
create index erasure_case on app.erasure (case_id, office_id);
create index erasure_reason_of on app.erasure (reason);
create index erasure_asked_by on app.erasure (asked_by);
comment on table app.erasure is 'That a file is erased, and, once it is, the receipt.';
comment on column app.erasure.id is 'that of its approval, too';
comment on column app.erasure.code is 'what people say';
comment on column app.erasure.case_id is 'of which case';
comment on column app.erasure.office_id is 'the case''s office, for row security';
comment on column app.erasure.reason is 'why';
comment on column app.erasure.asked_by is 'who asked';
comment on column app.erasure.asked_at is 'when';
comment on column app.erasure.state is 'asked; erased; not erased: it was refused, withdrawn or not decided';
comment on column app.erasure.erased_at is 'when it was';
comment on column app.erasure.records is 'how many sealed records were destroyed';
comment on column app.erasure.keys is 'and how many keys, without which copies of them open no more';
comment on column app.erasure.backups_until is
	'until which day backups may still hold both: until then the file can be brought back by whoever has one and a key of the office';

create trigger legal_hold_poke after insert or update or delete on app.legal_hold
	for each statement execute function app.poke_case();
create trigger erasure_poke after insert or update on app.erasure
	for each statement execute function app.poke_case();

-- ---- who may, past the functions -------------------------------------------------------------------
do $$
declare
	t regclass;
begin
	foreach t in array array['app.retention', 'app.hold_reason', 'app.legal_hold', 'app.erasure_reason', 'app.erasure']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('grant select on %s to hw_api', t);
	end loop;
	foreach t in array array['app.hold_reason', 'app.erasure_reason']::regclass[] loop
		execute format('create policy read on %s for select to hw_api using (true)', t);
	end loop;
	-- A file that ends, as its functions alone can.
	foreach t in array array['app.sealed', 'app.sealed_past', 'app.task', 'app.case_clock', 'app.watch', 'app.presence', 'app.handover_line',
		'app.case_link', 'app.wake_try', 'app.contact', 'app.erasure', 'app.legal_hold']::regclass[] loop
		execute format('create policy ends on %s for all to hw_owner using (true)', t);
	end loop;
end $$;
create policy read on app.retention for select to hw_owner, hw_api using (true);
create policy my_offices on app.retention for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) and (select app.my_roles() && '{coordinator,supervisor}'));
create policy my_offices on app.legal_hold for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.erasure for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant insert, update on app.retention to hw_api;
grant insert, delete on app.legal_hold to hw_api;
grant insert, update (state) on app.erasure to hw_api;
grant execute on function app.case_kept(), app.kept_for(smallint) to hw_api;
reset role;

insert into app.retention (length, standing) values ('7 years', 'policy');

insert into app.hold_reason (name, position, meaning) values
	('court proceedings', 1, 'a court, or a prosecutor, has still to do with it'),
	('compensation', 2, 'she claims something, and it is not decided'),
	('complaint', 3, 'somebody has complained of what we did'),
	('she asks for it', 4, 'she wants that it is kept'),
	('search goes on', 5, 'somebody who belongs to it is still missing');

insert into app.erasure_reason (name, position, early, meaning) values
	('time is over', 1, false, 'its day has come'),
	('she asks for it', 2, true, 'she wants that it is erased'),
	('by mistake', 3, true, 'it should never have been written'),
	('law', 4, true, 'a law, or a court, says so');

insert into app.approval_kind (name, position, people, offices, answer_within, expires_after, sign_within, content, lacks, decided, meaning) values
	('erasure', 8, 2, 1, '3 days', '30 days', null, 'erasure_content', 'erasure_lacks', 'erasure_decided', 'a file is erased, for ever');
insert into app.approval_role (kind, role) select 'erasure', r from unnest('{supervisor,coordinator}'::text[]) as r;

insert into app.refusal (code, message, hint) values
	('erased', 'Its file was erased: nothing is done with it any more.', null),
	('no_such_hold', 'There is no such reason for keeping a file, or it does not hold here.', 'court proceedings, compensation, complaint, she asks for it, search goes on.'),
	('held_already', 'It is kept for that reason already.', null),
	('why_erase', 'Erasing needs a reason from the list.', 'time is over, she asks for it, by mistake, law.'),
	('erasure_asked', 'It has been asked already that this file is erased.', 'Look at the request.'),
	('not_closed', 'The case is open.', 'Close it first.'),
	('erasure_held', 'The file must not be erased: there is a reason to keep it.', 'The case says which. Whoever leads lets it go when that is over: :hold-file.'),
	('erasure_early', 'Its day has not come.', 'Wait for it, or ask for another reason.'),
	('erasure_open_transfer', 'A transfer of her is not over.', 'End it first.'),
	('erasure_clock', 'A clock of it runs.', 'See to what it is about, and say so: :clock.'),
	('erasure_open_stay', 'She has a bed, or one is held for her.', 'Have her checked out, or release it first.'),
	('erasure_open_request', 'Something else that was asked about her is not decided.', 'Decide it first, or withdraw it (:approvals).'),
	('retention_length', 'A file is kept for 1 to 50 years.', 'Give a number of years.');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('case.hold', '{coordinator,supervisor}'::text[]),
	('erasure.ask', '{coordinator,officer,night,supervisor}'),
	('erasure.open', '{coordinator,officer,night,supervisor,auditor}'),
	('retention.set', '{coordinator,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.change (action, told, field, undoable, undone_by) values
	('case.hold', 'changed why it is kept: %', 'hold', false, null),
	('erasure.ask', 'asked that it is erased: %', 'erasure', false, null);
