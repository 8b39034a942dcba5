-- A person is brought from one place to another; a file goes from one office to another, with its keys. Two things: each is
-- asked, approved, accepted and ended by itself, and a pair of them says that they belong together.
--
-- What is asked is an entry of the case's file: sealed the way, who goes with her, who meets her and who must not know; in
-- clear, as for all entries, words of lists, codes, days and times. What becomes of it is a line here.
set local role hw_owner;

create table app.transfer_state (
	name text primary key,
	position smallint not null unique,
	over boolean not null,
	meaning text not null
);
comment on table app.transfer_state is 'Where a transfer stands.';
comment on column app.transfer_state.name is 'the word';
comment on column app.transfer_state.position is 'in this order it goes';
comment on column app.transfer_state.over is 'nothing follows';
comment on column app.transfer_state.meaning is 'in a sentence';

create table app.transfer_move (
	what text not null check (what in ('person', 'file')),
	from_state text not null references app.transfer_state,
	to_state text not null references app.transfer_state,
	side text not null check (side in ('receiving', 'either', 'by itself')),
	says_why boolean not null default false,
	signed boolean not null default false,
	primary key (what, from_state, to_state)
);
create index transfer_move_from on app.transfer_move (from_state);
create index transfer_move_to on app.transfer_move (to_state);
comment on table app.transfer_move is 'What may follow what, and who says so.';
comment on column app.transfer_move.what is 'of which kind';
comment on column app.transfer_move.from_state is 'from';
comment on column app.transfer_move.to_state is 'to';
comment on column app.transfer_move.side is
	'receiving: the office that it goes to; either; by itself: what is written, or decided, does it';
comment on column app.transfer_move.says_why is 'needs a reason: a word of app.transfer_why';
comment on column app.transfer_move.signed is 'needs the signature of whoever says so';

create table app.transfer_why (
	to_state text not null references app.transfer_state,
	name text not null check (app.name_valid(name) and name = lower(name)),
	position smallint not null,
	by_hand boolean not null default true,
	what text check (what in ('person', 'file')),
	meaning text not null,
	primary key (to_state, name)
);
comment on table app.transfer_why is 'Why a transfer is sent back or ended.';
comment on column app.transfer_why.to_state is 'of which state';
comment on column app.transfer_why.name is 'the word';
comment on column app.transfer_why.position is 'its place in the list of choices';
comment on column app.transfer_why.by_hand is 'people say it; else it follows';
comment on column app.transfer_why.what is 'of which transfer it can be said; null: of either';
comment on column app.transfer_why.meaning is 'in a sentence';

create table app.transfer_emergency (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	meaning text not null
);
comment on table app.transfer_emergency is 'Why somebody is brought away before it is approved.';
comment on column app.transfer_emergency.name is 'the word';
comment on column app.transfer_emergency.position is 'its place in the list of choices';
comment on column app.transfer_emergency.meaning is 'in a sentence';

create table app.entry_transfer (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	what text not null check (what in ('person', 'file')),
	purpose text not null check (purpose in ('safety', 'shelter', 'health care', 'legal proceedings', 'family', 'return', 'services nearer to her')),
	urgency text not null check (urgency in ('now', 'today', 'planned')),
	origin text check (origin in ('a place of ours', 'another shelter', 'detention', 'police', 'hospital', 'family', 'street', 'workplace')),
	place text references app.place (code),
	office text references app.office (code),
	leave_at timestamptz,
	escort text check (escort in ('woman of ours', 'man of ours', 'two of ours', 'police and ours', 'health worker', 'family', 'nobody')),
	risk_checked text check (risk_checked in ('yes', 'no', 'not_asked')),
	danger text references app.danger_answer (name),
	despite text check (despite in ('danger to life', 'law')),
	emergency text references app.transfer_emergency (name),
	agreed_by text references app.staff (login),
	agreed_at timestamptz,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint place__fact_missing check (what = 'file' or place is not null),
	constraint leave_at__fact_missing check (what = 'file' or leave_at is not null),
	constraint office__fact_missing check (what = 'person' or office is not null),
	constraint place__only_person check (what = 'person' or place is null),
	constraint office__only_file check (what = 'file' or office is null),
	constraint origin__only_person check (what = 'person' or origin is null),
	constraint leave_at__only_person check (what = 'person' or leave_at is null),
	constraint escort__only_person check (what = 'person' or escort is null),
	constraint emergency__only_person check (what = 'person' or emergency is null),
	constraint despite__only_file check (what = 'file' or despite is null),
	constraint agreed_by__emergency_whole check ((emergency is null) = (agreed_by is null)),
	constraint agreed_at__emergency_whole check ((emergency is null) = (agreed_at is null))
);
create index entry_transfer_case on app.entry_transfer (case_id, office_id);
create index entry_transfer_place on app.entry_transfer (place);
create index entry_transfer_office on app.entry_transfer (office);
create index entry_transfer_agreed on app.entry_transfer (agreed_by);
create index entry_transfer_danger on app.entry_transfer (danger);
create index entry_transfer_emergency on app.entry_transfer (emergency);
comment on table app.entry_transfer is
	'What is asked: that she is brought to another place, or that her file goes to another office.';
comment on column app.entry_transfer.id is 'the sealed record that it is told of';
comment on column app.entry_transfer.case_id is 'whose';
comment on column app.entry_transfer.office_id is 'the case''s office, for row security';
comment on column app.entry_transfer.entered_at is 'when it was entered';
comment on column app.entry_transfer.what is 'she herself, or her file';
comment on column app.entry_transfer.purpose is 'what for';
comment on column app.entry_transfer.urgency is 'how soon';
comment on column app.entry_transfer.origin is 'where she is; null: of a file, or not said';
comment on column app.entry_transfer.place is 'the code of the place where she is to be; null: of a file';
comment on column app.entry_transfer.office is 'the code of the office that gets the file; null: of a person, whom the place''s office gets';
comment on column app.entry_transfer.leave_at is 'when she leaves; null: of a file';
comment on column app.entry_transfer.escort is 'who goes with her; null: not said';
comment on column app.entry_transfer.risk_checked is
	'have the way, the place and those who must not know been looked at for dangers? null: not said';
comment on column app.entry_transfer.danger is 'what is done about a danger that is known of the place; null: nothing, or none is known';
comment on column app.entry_transfer.despite is 'why the file goes although she has not agreed; null: she has';
comment on column app.entry_transfer.emergency is 'why she is brought away before it is approved; null: nothing is done before';
comment on column app.entry_transfer.agreed_by is 'the login of who agreed to that by telephone; null: no emergency';
comment on column app.entry_transfer.agreed_at is 'when that was';

create table app.transfer (
	id uuid primary key,
	code text not null unique default app.new_code('TR') check (app.code_valid(code) and code like 'TR-%'),
	version integer not null default 1 check (version > 0),
	case_id uuid not null references app.case,
	what text not null check (what in ('person', 'file')),
	office_id smallint not null references app.office,
	to_office_id smallint not null references app.office,
	place_id uuid references app.place,
	with_id uuid references app.transfer,
	state text not null references app.transfer_state,
	since timestamptz not null default app.now(),
	emergency boolean not null default false,
	over boolean not null default false,
	leave_at timestamptz,
	touched_at timestamptz not null default app.now()
);
create unique index transfer_open on app.transfer (case_id, what) where not over;
create index transfer_case on app.transfer (case_id);
create index transfer_office on app.transfer (office_id, touched_at);
create index transfer_from_office on app.transfer (office_id, state) where not over;
create index transfer_to_office on app.transfer (to_office_id, state) where not over;
create index transfer_place on app.transfer (place_id);
create index transfer_with on app.transfer (with_id);
create index transfer_state_of on app.transfer (state);
comment on table app.transfer is 'What becomes of a transfer. The office that asked keeps it, also where the file is gone.';
comment on column app.transfer.id is 'that of the entry that asks for it, and of its approval';
comment on column app.transfer.code is 'what people say';
comment on column app.transfer.version is 'grows with every step; a step names the version it saw';
comment on column app.transfer.case_id is 'whose';
comment on column app.transfer.what is 'person or file';
comment on column app.transfer.office_id is 'the office that asks';
comment on column app.transfer.to_office_id is 'the office that gets her, or it';
comment on column app.transfer.place_id is 'the place where she is to be; null: of a file';
comment on column app.transfer.with_id is 'the transfer of her file, or of herself, that it belongs to; null: none';
comment on column app.transfer.state is 'where it stands';
comment on column app.transfer.since is 'since when';
comment on column app.transfer.emergency is 'it was done before it was approved';
comment on column app.transfer.over is 'nothing follows';
comment on column app.transfer.leave_at is 'when she is to leave, for both offices; null: of a file';
comment on column app.transfer.touched_at is 'last change';

create table app.transfer_step (
	transfer_id uuid not null references app.transfer,
	version integer not null,
	at timestamptz not null default app.now(),
	state text not null references app.transfer_state,
	staff_id smallint references app.staff,
	why text,
	number integer,
	signature bytea check (octet_length(signature) = 64),
	primary key (transfer_id, version)
);
create index transfer_step_staff on app.transfer_step (staff_id);
create index transfer_step_state on app.transfer_step (state);
comment on table app.transfer_step is 'Each step of a transfer: who, when, why. Rows are added and never change.';
comment on column app.transfer_step.transfer_id is 'of which';
comment on column app.transfer_step.version is 'its version from then on';
comment on column app.transfer_step.at is 'when';
comment on column app.transfer_step.state is 'what it was from then on';
comment on column app.transfer_step.staff_id is 'who said so; null: its time was over';
comment on column app.transfer_step.why is 'why, a word of a list; null: it needs none';
comment on column app.transfer_step.number is 'which of her keys signed; null: it is not signed';
comment on column app.transfer_step.signature is 'hers, over what was approved; see db/vault/approval.h';

create table app.transfer_key (
	transfer_id uuid not null references app.transfer,
	key text not null check (key = 'office'),
	generation integer not null,
	from_realm uuid not null references app.realm,
	to_realm uuid not null references app.realm,
	to_epoch integer not null,
	letter bytea not null check (octet_length(letter) between 129 and 512),
	given_by uuid not null references app.staff (person),
	number integer not null,
	primary key (transfer_id, key, generation)
);
create index transfer_key_from on app.transfer_key (from_realm);
create index transfer_key_to on app.transfer_key (to_realm);
create index transfer_key_given_by on app.transfer_key (given_by);
comment on table app.transfer_key is
	'The keys of a case on their way to another office: sealed to its public key, and signed, by whoever approved it.';
comment on column app.transfer_key.transfer_id is 'with which transfer';
comment on column app.transfer_key.key is 'of which records';
comment on column app.transfer_key.generation is 'of the key';
comment on column app.transfer_key.from_realm is 'under whose key it was wrapped';
comment on column app.transfer_key.to_realm is 'to whose it is sealed';
comment on column app.transfer_key.to_epoch is 'of which epoch';
comment on column app.transfer_key.letter is 'see db/vault/ring.h';
comment on column app.transfer_key.given_by is 'who sealed and signed it';
comment on column app.transfer_key.number is 'with which of her keys';

create function app.entry_transfer_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	was app.transfer;
	there record;
	code text;
	office smallint;
begin
	new.agreed_by := lower(new.agreed_by);
	if tg_op = 'UPDATE' then
		select t.* into was from app.transfer t where t.id = new.id;
		if new.what <> old.what then
			perform app.entry_refuse('what', 'transfer_what');
		elsif was.state not in ('proposed', 'risk-checked', 'returned')
			or (old.emergency, old.agreed_by, old.agreed_at) is distinct from (new.emergency, new.agreed_by, new.agreed_at) then
			perform app.entry_refuse('what', 'transfer_fixed');
		end if;
	elsif exists (select from app.transfer t where t.case_id = new.case_id and t.what = new.what and not t.over) then
		perform app.entry_refuse('what', 'transfer_open');
	end if;
	if new.what = 'person' then
		select * into there from app.place_anywhere(new.place);
		if new.place is not null and there.id is null then
			perform app.entry_refuse('place', 'no_place_anywhere');
		end if;
		new.place := app.code_typed(new.place, 'PL');
		code := app.place_danger_stops(there.id, new.danger);
		if code is not null and not (code = 'danger_lead' and tg_op = 'UPDATE'
			and (old.place, old.danger) is not distinct from (new.place, new.danger)) then
			perform app.entry_refuse('danger', code);
		end if;
		if new.leave_at < app.now() - interval '1 day' then
			perform app.entry_refuse('leave_at', 'over');
		elsif new.leave_at > app.now() + interval '1 year' then
			perform app.entry_refuse('leave_at', 'too_far');
		end if;
	elsif new.office is not null then
		new.office := upper(btrim(new.office));
		select o.id into office from app.office o where o.code = new.office;
		if office is null or office = new.office_id then
			perform app.entry_refuse('office', case when office is null then 'no_such_office' else 'same_office' end);
		end if;
	end if;
	if tg_op = 'INSERT' and new.emergency is not null and new.agreed_by is not null and new.agreed_at is not null then
		if new.agreed_at > app.now() + interval '1 minute' or new.agreed_at < app.now() - interval '1 hour' then
			perform app.entry_refuse('agreed_at', 'emergency_late');
		elsif not exists (select from app.staff s where s.login = new.agreed_by and s.id <> app.me()
			and s.id in (select app.approvers('transfer', new.office_id))) then
			perform app.entry_refuse('agreed_by', 'not_agreed');
		end if;
	end if;
	return new;
end $$;
comment on function app.entry_transfer_rule() is
	'One at a time of a person, and of a file; to a place or office that there is; past a danger only with a word; and what was '
	'decided stays.';

create function app.entry_transfer_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	t app.transfer;
	a app.approval;
	me smallint := app.me();
	dest record;
	now_is text := case when new.emergency is not null then 'en route' when new.risk_checked = 'yes' then 'risk-checked' else 'proposed' end;
begin
	if new.what = 'person' then
		select p.id, p.office_id into dest from app.place_anywhere(new.place) as p;
	else
		select null::uuid as id, o.id as office_id into dest from app.office o where o.code = new.office;
	end if;
	if tg_op = 'INSERT' then
		insert into app.transfer (id, case_id, what, office_id, to_office_id, place_id, leave_at, with_id, state, emergency)
		values (new.id, new.case_id, new.what, new.office_id, dest.office_id, dest.id, new.leave_at, (select x.id from app.transfer x
			where x.case_id = new.case_id and x.what <> new.what and x.to_office_id = dest.office_id and not x.over), now_is, new.emergency is not null)
		returning * into t;
		insert into app.transfer_step (transfer_id, version, state, staff_id, why) values (t.id, 1, t.state, me, new.emergency);
		update app.transfer x set with_id = t.id where x.id = t.with_id;
		if t.emergency then
			perform app.whereabouts_known(t.case_id);
		end if;
		perform app.approval_begin(t.id, t.code, case new.what when 'person' then 'transfer' else 'file' end, t.office_id, t.to_office_id, t.case_id,
			case new.urgency when 'now' then interval '30 minutes' when 'today' then interval '2 hours' end,
			case when t.emergency then app.now() end);
		perform app.emergency_rest(t.case_id);
		return null;
	end if;
	select x.* into a from app.approval x where x.id = new.id for update; -- first, as who ends it because its time is over
	select x.* into t from app.transfer x where x.id = new.id;
	update app.transfer x set to_office_id = dest.office_id, place_id = dest.id, leave_at = new.leave_at where x.id = t.id
	and (x.to_office_id, x.place_id, x.leave_at) is distinct from (dest.office_id, dest.id, new.leave_at);
	update app.approval x set to_office_id = dest.office_id where x.id = a.id and x.to_office_id <> dest.office_id;
	if a.ended_at is not null or a.acted_at is null and a.expires_at <= app.now() then -- while this waited for it
		perform app.entry_refuse('what', case when a.ended_at is null or a.state = 'expired' then 'approval_expired' else 'approval_over' end);
	elsif a.state = 'asked back' then
		perform app.approval_reopen(a);
	elsif t.state <> now_is then
		perform app.transfer_to(t, now_is, me);
	end if;
	perform app.approval_read(x, me) from app.approval x where x.id = new.id;
	return null;
end $$;
comment on function app.entry_transfer_follows() is
	'What is written is asked: the transfer and the request that it be approved. Whoever changes it has asked it, too, and answers '
	'by that what was sent back.';

create trigger entry_transfer_rule before insert or update on app.entry_transfer
	for each row execute function app.entry_transfer_rule();
create trigger entry_transfer_follows after insert or update on app.entry_transfer
	for each row execute function app.entry_transfer_follows();
create trigger transfer_poke after insert or update on app.transfer
	for each statement execute function app.poke_case();

-- Where a file goes its office_id changes in every table by a foreign key. That is no change of what was written: the rules of
-- entries are asked when something is, and not then.
do $$
declare
	t record;
begin
	for t in
		select g.tgname, g.tgrelid::regclass as of, pg_get_triggerdef(g.oid) as made,
			(select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = g.tgrelid and a.attnum > 0
				and not a.attisdropped and a.attname <> all ('{id,case_id,subject,office_id,entered_at}')) as fields
		from pg_trigger g where not g.tgisinternal and g.tgattr = ''::int2vector and pg_get_triggerdef(g.oid) ~ ' UPDATE ON app\.entry_.* FOR EACH ROW'
	loop
		execute format('drop trigger %I on %s', t.tgname, t.of);
		execute replace(t.made, ' UPDATE ON ', format(' UPDATE OF %s ON ', t.fields));
	end loop;
end $$;

-- ---- who may, past the functions -------------------------------------------------------------------
do $$
declare
	t regclass;
begin
	foreach t in array array['app.transfer_state', 'app.transfer_move', 'app.transfer_why', 'app.transfer_emergency', 'app.entry_transfer',
		'app.transfer', 'app.transfer_step', 'app.transfer_key']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('grant select on %s to hw_api', t);
	end loop;
	foreach t in array array['app.transfer_state', 'app.transfer_move', 'app.transfer_why', 'app.transfer_emergency']::regclass[] loop
		execute format('create policy read on %s for select to hw_owner, hw_api using (true)', t);
	end loop;
	foreach t in array array['app.transfer', 'app.transfer_step', 'app.transfer_key']::regclass[] loop
		execute format('create policy everything on %s for all to hw_owner using (true)', t);
	end loop;
end $$;
create policy my_offices on app.entry_transfer for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy everything on app.entry_transfer for select to hw_owner using (true);
create policy concerned on app.transfer for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or to_office_id = any ((select app.my_offices())::smallint[]));
create policy ask on app.transfer for insert to hw_api with check (office_id = any ((select app.my_offices())::smallint[]));
create policy step on app.transfer for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or to_office_id = any ((select app.my_offices())::smallint[]));
create policy concerned on app.transfer_step for select to hw_api
	using (exists (select from app.transfer t where t.id = transfer_id));
create policy step on app.transfer_step for insert to hw_api
	with check ((staff_id is null or staff_id = (select app.me())) and exists (select from app.transfer t where t.id = transfer_id));
create policy concerned on app.transfer_key for select to hw_api
	using (exists (select from app.transfer t where t.id = transfer_id and t.to_office_id = any ((select app.my_offices())::smallint[])));
create policy give on app.transfer_key for insert to hw_api
	with check (exists (select from app.transfer t where t.id = transfer_id and t.office_id = any ((select app.my_offices())::smallint[])));
grant insert, update on app.entry_transfer, app.transfer to hw_api;
grant insert on app.transfer_step, app.transfer_key to hw_api;
-- A file that goes: the office that gets it does not see it before, and the one that gave it not afterwards.
grant execute on function app.entry_transfer_rule(), app.entry_transfer_follows() to hw_api;
create policy goes on app.case for update to hw_owner using (true);
create policy goes on app.sealed_key for all to hw_owner using (true);
create policy goes on app.case_taken for all to hw_owner using (true);
create policy goes on app.board_count for all to hw_owner using (true);
create policy goes on app.board_delta for all to hw_owner using (true);
create policy asked on app.sealed for select to hw_owner using (true);
create policy asked on app.entry_wish for select to hw_owner using (true);
create policy asked on app.entry_guardian for select to hw_owner using (true);
create policy asked on app.entry_interest for select to hw_owner using (true);
create policy asked on app.decision_rule for select to hw_owner using (true);
-- What was done with a case before it came here is told with it.
do $$
declare
	t regclass;
begin
	foreach t in array array['app.event', 'app.change', 'app.stage', 'app.priority', 'app.risk', 'app.status', 'app.close_reason', 'app.task_kind']::regclass[] loop
		execute format('create policy told on %s for select to hw_owner using (true)', t);
	end loop;
end $$;
reset role;

insert into app.transfer_state (name, position, over, meaning) values
	('proposed', 1, false, 'asked for, and not yet looked at for dangers'),
	('risk-checked', 2, false, 'the way, the place and who must not know were looked at'),
	('returned', 3, false, 'sent back to be changed'),
	('approved', 4, false, 'others have approved it'),
	('accepted', 5, false, 'who gets her is ready'),
	('en route', 6, false, 'she is on her way'),
	('arrived', 7, false, 'she is there'),
	('handed over', 8, true, 'signed by who has received her, or it'),
	('refused', 9, true, 'others have refused it'),
	('aborted', 10, true, 'it does not take place');

insert into app.transfer_move (what, from_state, to_state, side, says_why, signed) values
	('person', 'proposed', 'risk-checked', 'by itself', false, false), ('person', 'risk-checked', 'proposed', 'by itself', false, false),
	('person', 'proposed', 'returned', 'by itself', true, false), ('person', 'risk-checked', 'returned', 'by itself', true, false),
	('person', 'returned', 'proposed', 'by itself', false, false), ('person', 'returned', 'risk-checked', 'by itself', false, false),
	('person', 'proposed', 'refused', 'by itself', true, false), ('person', 'risk-checked', 'refused', 'by itself', true, false),
	('person', 'proposed', 'aborted', 'by itself', true, false), ('person', 'risk-checked', 'aborted', 'by itself', true, false),
	('person', 'returned', 'aborted', 'by itself', true, false),
	('person', 'risk-checked', 'approved', 'by itself', false, false),
	('person', 'approved', 'accepted', 'receiving', false, false),
	('person', 'accepted', 'en route', 'either', false, false),
	('person', 'en route', 'arrived', 'either', false, false),
	('person', 'arrived', 'handed over', 'receiving', false, true),
	('person', 'approved', 'aborted', 'either', true, false), ('person', 'accepted', 'aborted', 'either', true, false),
	('person', 'en route', 'aborted', 'either', true, false), ('person', 'arrived', 'aborted', 'either', true, false),
	('file', 'proposed', 'risk-checked', 'by itself', false, false), ('file', 'risk-checked', 'proposed', 'by itself', false, false),
	('file', 'proposed', 'returned', 'by itself', true, false), ('file', 'risk-checked', 'returned', 'by itself', true, false),
	('file', 'returned', 'proposed', 'by itself', false, false), ('file', 'returned', 'risk-checked', 'by itself', false, false),
	('file', 'proposed', 'refused', 'by itself', true, false), ('file', 'risk-checked', 'refused', 'by itself', true, false),
	('file', 'proposed', 'aborted', 'by itself', true, false), ('file', 'risk-checked', 'aborted', 'by itself', true, false),
	('file', 'returned', 'aborted', 'by itself', true, false),
	('file', 'risk-checked', 'approved', 'by itself', false, false),
	('file', 'approved', 'handed over', 'receiving', false, true),
	('file', 'approved', 'aborted', 'either', true, false);

insert into app.transfer_why (to_state, name, position, what, meaning) values
	('aborted', 'no bed any more', 1, 'person', 'the place cannot take her'),
	('aborted', 'she does not want to', 2, null, 'she has changed her mind'),
	('aborted', 'danger on the way', 3, 'person', 'something was seen that makes it unsafe'),
	('aborted', 'ill', 4, 'person', 'she is not fit to travel'),
	('aborted', 'border closed', 5, 'person', 'the crossing is not open, or does not let her pass'),
	('aborted', 'left on the way', 6, 'person', 'she went away without telling us'),
	('aborted', 'keys do not open', 7, 'file', 'what came with the file is not what was sent'),
	('aborted', 'something else', 8, null, 'what it is, is a note on the case');
insert into app.transfer_why (to_state, name, position, by_hand, meaning)
select 'refused', r.name, r.position, false, r.meaning from app.approval_reason r where r.answer = 'refuse'
union all select 'returned', r.name, r.position, false, r.meaning from app.approval_reason r where r.answer = 'ask back'
union all select 'aborted', r.name, r.position + 20, false, r.meaning from app.approval_reason r where r.answer = 'withdraw'
union all values ('aborted', 'nobody decided', 30, false, 'it was not decided in time');

insert into app.transfer_emergency (name, position, meaning) values
	('danger here', 1, 'somebody who would hurt her is here, or on the way here'),
	('place closed', 2, 'where she is she cannot stay tonight'),
	('threat', 3, 'she, or who is with her, was threatened'),
	('illness', 4, 'she has to be seen by a doctor now');

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('transfer', 'case', 'office', true, false, true, 'that she is brought to another place, or her file to another office: how, with whom, who must not know');

insert into app.approval_kind (name, position, people, offices, answer_within, expires_after, sign_within, content, lacks, decided, meaning) values
	('transfer', 1, 1, 1, '4 hours', '3 days', '12 hours', 'transfer_content', 'transfer_lacks', 'transfer_decided', 'she is brought to another place'),
	('file', 2, 1, 1, '12 hours', '7 days', null, 'transfer_content', 'transfer_lacks', 'transfer_decided', 'her file goes to another office, with its keys');
insert into app.approval_role (kind, role)
select k, r from unnest('{transfer,file}'::text[]) as k, unnest('{supervisor,coordinator}'::text[]) as r;

insert into app.refusal (code, message, hint) values
	('no_place_anywhere', 'No office has a place of this code.', 'Read it again: PL-....'),
	('only_person', 'Only of a person who is brought somewhere.', 'Leave it empty, or say that it is about her and not her file.'),
	('only_file', 'Only of a file that goes to an office.', 'Leave it empty: the place says which office gets her.'),
	('same_office', 'The file is there already.', 'Name another office.'),
	('emergency_whole', 'An emergency has a reason, who agreed to it by telephone, and when.', 'Fill in all three, or none.'),
	('emergency_late', 'This was agreed to more than an hour ago, or is to come.', 'Give the time of the call; what is not that urgent is approved first.'),
	('not_agreed', 'This person could not have agreed to it.', 'Give the login of who supervises or coordinates your office, and is not you.'),
	('transfer_open', 'A transfer of her is on its way already.', 'Look at it; withdraw it or end it first.'),
	('transfer_fixed', 'It has been decided: what was approved does not change any more.', 'End this one, and ask for another.'),
	('transfer_what', 'A transfer of her does not become one of her file, nor the other way round.', 'Withdraw it, and ask for another.'),
	('no_such_transfer', 'There is no such transfer in your offices.', 'Read its code again.'),
	('stale_transfer', 'Somebody else changed this transfer first.', 'Look at it, then do it again if you still want to.'),
	('transfer_move', 'It cannot go from where it stands to that, or not by your office.', 'The transfer says where it can go.'),
	('why_ended', 'Ending a transfer needs a reason from the list.', 'Choose one; what else there is to say is a note on the case.'),
	('risk_check_missing', 'Nobody has looked at the way and the place for dangers.', 'Look at the danger notes (w on the case, P of the place) and who must not know, then say so in the transfer (e).'),
	('escort_missing', 'It is not said who goes with her.', 'Say so in the transfer (e).'),
	('escort_child', 'A child does not travel alone.', 'Say in the transfer (e) who goes with her.'),
	('transfer_consent_missing', 'She has not agreed to be brought there, or has taken it back.', 'Ask her and enter her answer: c, to be brought to another place.'),
	('file_consent_missing', 'She has not agreed that her file goes there, or has taken it back.', 'Ask her and enter her answer (c, sharing), or say in the transfer why it goes all the same.'),
	('bed_missing', 'No bed is held for her there, or the hold is over.', 'Hold one: :hold.'),
	('bed_ends_early', 'The hold of her bed ends before she leaves.', 'Hold it longer: B on the case has it on top, or :hold with the code of its unit.'),
	('leave_early', 'She is to leave more than six hours from now: who meets her, and what was looked at, is for then.',
		'Wait; or end this one and ask for another. Where it cannot wait that is an emergency.'),
	('person_elsewhere', 'She is to be brought to another office than her file, and that is not over.', 'Hand her over there, or end that transfer, first.'),
	('receiving_keys', 'The office that gets the file has no keys in the directory that it could be sealed to.', 'Its custodians and the registrars see to that.'),
	('keys_missing', 'The keys of the file have to come with the approval, all of them.', 'Approve it in a console that has the keys of the office.'),
	('keys_more', 'The file has got another key since it was approved.', 'End this transfer, and ask for another.'),
	('own_approval', 'You have asked for this or approved it.', 'Somebody else of the office that gets it receives it.');

insert into app.allowed (action, role)
select a, r from unnest('{transfer.step,transfer.open,transfer.keys,transfer.take}'::text[]) as a,
	unnest('{coordinator,officer,night,supervisor}'::text[]) as r;

insert into app.change (action, told, field, undoable, undone_by) values
	('transfer.step', 'said of %', 'transfer', false, null),
	('transfer.take', 'received %', 'transfer', false, null);
