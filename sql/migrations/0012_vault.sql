-- What is kept sealed, and by whose keys it opens. No key is here that opens anything by itself: public
-- keys in a directory that two registrars have signed, realms' seeds sealed to people, case keys wrapped
-- under realms' keys, and records sealed under case keys (db/vault says how). A server that lies can
-- withhold; it cannot read, and what it puts in another's place is refused by the console.
--
-- Ids of people in here are app.staff.person: letters and signatures are bound to them.
set local role hw_owner;

-- ---- who is who ------------------------------------------------------------------------------
create table app.key_offer (
	staff_id smallint primary key references app.staff,
	number integer not null check (number > 0),
	box bytea not null unique check (octet_length(box) = 32),
	sign bytea not null unique check (octet_length(sign) = 32),
	offered_at timestamptz not null default app.now()
);
comment on table app.key_offer is
	'Public keys that somebody has brought, waiting for a directory in which two registrars say that they are hers.';
comment on column app.key_offer.staff_id is 'whose';
comment on column app.key_offer.number is 'her first, second ... keys';
comment on column app.key_offer.box is 'X25519, to be sealed to';
comment on column app.key_offer.sign is 'Ed25519';
comment on column app.key_offer.offered_at is 'when';

create table app.directory (
	serial integer primary key check (serial > 0),
	body text not null check (octet_length(body) <= 1048576),
	by_1 bytea check (octet_length(by_1) = 32),
	signature_1 bytea check (octet_length(signature_1) = 64),
	registrar_1 smallint references app.staff,
	by_2 bytea check (octet_length(by_2) = 32),
	signature_2 bytea check (octet_length(signature_2) = 64),
	registrar_2 smallint references app.staff,
	in_force_at timestamptz,
	constraint signed_whole check (
		num_nulls(by_1, signature_1, registrar_1) in (0, 3) and num_nulls(by_2, signature_2, registrar_2) in (0, 3)),
	constraint two_registrars check (by_1 <> by_2 and registrar_1 <> registrar_2),
	constraint first_before_second check (by_2 is null or by_1 is not null),
	constraint in_force_when_signed check ((in_force_at is null) = (by_2 is null))
);
create unique index directory_draft on app.directory ((in_force_at is null)) where in_force_at is null;
create index directory_registrar_1 on app.directory (registrar_1);
create index directory_registrar_2 on app.directory (registrar_2);
comment on table app.directory is
	'The directory as a text (db/vault/directory.h), all that were in force and the one draft. Consoles believe '
	'its signatures, not this table.';
comment on column app.directory.serial is 'grows; the highest in force counts. A serial that somebody signed is not used for another text';
comment on column app.directory.body is 'the text';
comment on column app.directory.by_1 is 'public key of the first registrar; null: nobody has signed';
comment on column app.directory.signature_1 is 'hers';
comment on column app.directory.registrar_1 is 'who that was';
comment on column app.directory.by_2 is 'public key of the second';
comment on column app.directory.signature_2 is 'hers';
comment on column app.directory.registrar_2 is 'who that was';
comment on column app.directory.in_force_at is 'when the second signed; null: a draft';

create table app.directory_person (
	person uuid not null references app.staff (person),
	number integer not null check (number > 0),
	past boolean not null,
	login text not null,
	box bytea not null check (octet_length(box) = 32),
	sign bytea not null check (octet_length(sign) = 32),
	primary key (person, number)
);
create unique index directory_person_present on app.directory_person (person) where not past;
comment on table app.directory_person is 'The people of the directory in force, for the server''s own checks.';
comment on column app.directory_person.person is 'who';
comment on column app.directory_person.number is 'which of her keys';
comment on column app.directory_person.past is 'she has left, or has other keys now: nothing is sealed to these';
comment on column app.directory_person.login is 'her login';
comment on column app.directory_person.box is 'X25519';
comment on column app.directory_person.sign is 'Ed25519';

-- ---- who reads together ------------------------------------------------------------------------
create table app.recovery (
	id uuid primary key,
	number integer not null default 1 check (number > 0),
	name text not null check (app.name_valid(name) and octet_length(name) < 64),
	box bytea not null unique check (octet_length(box) = 32),
	offered_by smallint not null references app.staff,
	offered_at timestamptz not null default app.now()
);
create index recovery_offered_by on app.recovery (offered_by);
comment on table app.recovery is
	'Keys by which a realm is recovered whose custodians are gone. Their secrets are on paper, in three parts, of '
	'which two are needed.';
comment on column app.recovery.id is 'made by whoever made the key';
comment on column app.recovery.number is 'always 1: another key has another id';
comment on column app.recovery.name is 'what stands on the paper';
comment on column app.recovery.box is 'X25519, to be sealed to';
comment on column app.recovery.offered_by is 'who made it';
comment on column app.recovery.offered_at is 'when';

create table app.realm (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in ('office', 'health', 'operations', 'regional')),
	office_id smallint references app.office,
	recovery_id uuid references app.recovery,
	unique nulls not distinct (kind, office_id),
	constraint regional_is_of_no_office check ((kind = 'regional') = (office_id is null))
);
create index realm_office on app.realm (office_id);
create index realm_recovery on app.realm (recovery_id);
comment on table app.realm is
	'Who reads together: who works on the cases of an office, who sees its health records, who plans its '
	'operations, and the regional desk.';
comment on column app.realm.id is 'what letters and wraps are bound to';
comment on column app.realm.kind is
	'office: cases of one office; health: examinations and tests; operations: how people are brought to safety; '
	'regional: what concerns more than one office';
comment on column app.realm.office_id is 'whose; null: the regional desk''s';
comment on column app.realm.recovery_id is 'the key that its next epoch can be recovered with; null: it cannot begin yet';

create table app.realm_custodian (
	realm_id uuid not null references app.realm,
	staff_id smallint not null references app.staff,
	primary key (realm_id, staff_id)
);
create index realm_custodian_staff on app.realm_custodian (staff_id);
comment on table app.realm_custodian is
	'Who shall give a realm''s keys to people. She may once the directory in force says so.';
comment on column app.realm_custodian.realm_id is 'of which realm';
comment on column app.realm_custodian.staff_id is 'who';

create table app.directory_realm (
	realm_id uuid primary key references app.realm,
	name text not null,
	epoch integer not null check (epoch >= 0),
	box bytea check (octet_length(box) = 32),
	recovery_id uuid not null references app.recovery,
	custodians uuid[] not null check (cardinality(custodians) between 2 and 8),
	constraint box_of_an_epoch check ((epoch = 0) = (box is null))
);
create index directory_realm_recovery on app.directory_realm (recovery_id);
comment on table app.directory_realm is 'The realms of the directory in force, for the server''s own checks.';
comment on column app.directory_realm.realm_id is 'which';
comment on column app.directory_realm.name is 'its name in the text';
comment on column app.directory_realm.epoch is 'the newest that the registrars have seen; 0: none';
comment on column app.directory_realm.box is 'its public key';
comment on column app.directory_realm.recovery_id is 'what its next epoch is sealed to as well';
comment on column app.directory_realm.custodians is 'who may turn it and give its keys';

create table app.realm_epoch (
	realm_id uuid not null references app.realm,
	epoch integer not null check (epoch > 0),
	box bytea not null check (octet_length(box) = 32),
	chain bytea check (octet_length(chain) = 106),
	recovery_id uuid not null references app.recovery,
	recovery bytea not null check (octet_length(recovery) = 145),
	opened_by uuid not null,
	number integer not null,
	signature bytea not null check (octet_length(signature) = 64),
	opened_at timestamptz not null default app.now(),
	primary key (realm_id, epoch),
	foreign key (opened_by) references app.staff (person),
	constraint chained_to_the_one_before check ((epoch = 1) = (chain is null))
);
create index realm_epoch_opened_by on app.realm_epoch (opened_by);
create index realm_epoch_recovery on app.realm_epoch (recovery_id);
comment on table app.realm_epoch is
	'A realm''s seeds, one after the other: a new one when somebody leaves who had the last. See db/vault/ring.h.';
comment on column app.realm_epoch.realm_id is 'whose';
comment on column app.realm_epoch.epoch is 'number, from 1; the highest is in use';
comment on column app.realm_epoch.box is 'X25519, to be sealed to from outside';
comment on column app.realm_epoch.chain is 'the seed before, under this one; null: this is the first';
comment on column app.realm_epoch.recovery_id is 'which key recovers it';
comment on column app.realm_epoch.recovery is 'the seed, sealed to that key';
comment on column app.realm_epoch.opened_by is 'the custodian who made it';
comment on column app.realm_epoch.number is 'which of her keys signed';
comment on column app.realm_epoch.signature is 'hers, over all of the above';
comment on column app.realm_epoch.opened_at is 'when';

create table app.realm_letter (
	realm_id uuid not null,
	epoch integer not null,
	person uuid not null,
	number integer not null,
	letter bytea not null check (octet_length(letter) = 145),
	given_by uuid not null,
	given_number integer not null,
	given_at timestamptz not null default app.now(),
	primary key (realm_id, person),
	foreign key (realm_id, epoch) references app.realm_epoch,
	foreign key (person) references app.staff (person),
	foreign key (given_by) references app.staff (person)
);
create index realm_letter_epoch on app.realm_letter (realm_id, epoch);
create index realm_letter_person on app.realm_letter (person);
create index realm_letter_given_by on app.realm_letter (given_by);
comment on table app.realm_letter is
	'A realm''s newest seed, sealed to one person and signed by a custodian. Those of earlier epochs are not kept.';
comment on column app.realm_letter.realm_id is 'of which realm';
comment on column app.realm_letter.epoch is 'its newest';
comment on column app.realm_letter.person is 'to whom';
comment on column app.realm_letter.number is 'to which of her keys';
comment on column app.realm_letter.letter is 'see db/vault/person.h';
comment on column app.realm_letter.given_by is 'the custodian';
comment on column app.realm_letter.given_number is 'which of her keys signed';
comment on column app.realm_letter.given_at is 'when';

create table app.key_task (
	id bigint generated always as identity primary key,
	realm_id uuid not null references app.realm,
	staff_id smallint not null references app.staff,
	epoch integer not null,
	why text not null check (why in ('left', 'other keys', 'not of it')),
	opened_at timestamptz not null default app.now(),
	done_at timestamptz,
	done_by smallint references app.staff,
	constraint done_by_somebody check ((done_at is null) = (done_by is null))
);
create index key_task_open on app.key_task (realm_id) where done_at is null;
create index key_task_staff on app.key_task (staff_id);
create index key_task_done_by on app.key_task (done_by);
comment on table app.key_task is
	'Somebody who is to read no more still knows this realm''s seed: a custodian opens a new epoch, and until then '
	'nothing is written under the old one.';
comment on column app.key_task.id is 'number';
comment on column app.key_task.realm_id is 'which realm';
comment on column app.key_task.staff_id is 'who';
comment on column app.key_task.epoch is 'the last epoch she knew';
comment on column app.key_task.why is
	'left: she has; other keys: those that she had may be in other hands; not of it: she is no custodian any more';
comment on column app.key_task.opened_at is 'since when';
comment on column app.key_task.done_at is 'a later epoch is open';
comment on column app.key_task.done_by is 'who opened it';

-- ---- what is sealed --------------------------------------------------------------------------------
create table app.place (
	id uuid primary key default gen_random_uuid(),
	code text not null unique default app.new_code('PL') check (app.code_valid(code) and code like 'PL-%'),
	office_id smallint not null references app.office,
	kind text not null check (kind in ('shelter', 'transit centre', 'foster family', 'hospital', 'school', 'authority', 'other')),
	country_id text not null references app.country,
	district text not null check (app.name_valid(district)),
	capacity smallint check (capacity between 0 and 1000),
	version integer not null default 1 check (version > 0),
	touched_at timestamptz not null default app.now(),
	unique (id, office_id)
);
create index place_office on app.place (office_id);
create index place_country on app.place (country_id);
comment on table app.place is 'Where somebody can be brought. Its name, address and telephone are sealed.';
comment on column app.place.id is 'made by the console';
comment on column app.place.code is 'what people say';
comment on column app.place.office_id is 'the office that knows it';
comment on column app.place.kind is 'what it is';
comment on column app.place.country_id is 'in which country';
comment on column app.place.district is 'in which district, as the country names them';
comment on column app.place.capacity is 'for how many; null: unknown';
comment on column app.place.version is 'grows with every change; a change names the version it saw';
comment on column app.place.touched_at is 'last change of what is in clear';

create table app.record_kind (
	name text primary key check (name ~ '^[a-z]+$'),
	subject text not null check (subject in ('case', 'place')),
	key text not null check (key in ('office', 'health')),
	many boolean not null,
	needs_reason boolean not null,
	meaning text not null
);
comment on table app.record_kind is 'What is kept sealed.';
comment on column app.record_kind.name is 'the kind; what a record is bound to as its column';
comment on column app.record_kind.subject is 'of what';
comment on column app.record_kind.key is 'under which of its keys';
comment on column app.record_kind.many is 'as many as are needed; false: one';
comment on column app.record_kind.needs_reason is 'who opens it says why, and that is in the record';
comment on column app.record_kind.meaning is 'in a sentence';

create table app.sealed_key (
	case_id uuid,
	place_id uuid,
	subject uuid not null generated always as (coalesce(case_id, place_id)) stored,
	office_id smallint not null,
	key text not null check (key in ('office', 'health')),
	generation integer not null check (generation > 0),
	born integer not null,
	realm_id uuid not null,
	epoch integer not null,
	wrapped bytea not null check (octet_length(wrapped) = 106),
	epoch_before integer,
	wrapped_before bytea,
	made_by smallint not null references app.staff,
	made_at timestamptz not null default app.now(),
	primary key (subject, key, generation),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	foreign key (place_id, office_id) references app.place (id, office_id) on update cascade,
	foreign key (realm_id, epoch) references app.realm_epoch,
	constraint of_a_case_or_a_place check (num_nonnulls(case_id, place_id) = 1),
	constraint no_younger_than_its_birth check (epoch >= born)
);
create index sealed_key_case on app.sealed_key (case_id, office_id);
create index sealed_key_place on app.sealed_key (place_id, office_id);
create index sealed_key_realm on app.sealed_key (realm_id, epoch, subject, key, generation);
create index sealed_key_made_by on app.sealed_key (made_by);
comment on table app.sealed_key is 'The keys of a case''s or place''s records, wrapped under the key of who may read them.';
comment on column app.sealed_key.case_id is 'whose; null: a place''s';
comment on column app.sealed_key.place_id is 'whose; null: a case''s';
comment on column app.sealed_key.subject is 'the one or the other';
comment on column app.sealed_key.office_id is 'the office that answers for it, for row security';
comment on column app.sealed_key.key is 'of which records: those of its office, those on health';
comment on column app.sealed_key.generation is 'the highest is used to write; older ones still read what they wrote';
comment on column app.sealed_key.born is 'the epoch in which it was made: a later wrap makes no key younger';
comment on column app.sealed_key.realm_id is 'under which realm''s key';
comment on column app.sealed_key.epoch is 'of which epoch';
comment on column app.sealed_key.wrapped is 'see db/vault/bind.h, struct wrap_place';
comment on column app.sealed_key.epoch_before is 'of which epoch it was before; null: it has not been wrapped again';
comment on column app.sealed_key.wrapped_before is 'the wrap before: one that was wrapped badly is not lost';
comment on column app.sealed_key.made_by is 'who made it';
comment on column app.sealed_key.made_at is 'when';

create table app.sealed (
	id uuid primary key,
	case_id uuid,
	place_id uuid,
	subject uuid not null generated always as (coalesce(case_id, place_id)) stored,
	office_id smallint not null,
	kind text not null references app.record_kind,
	generation integer not null check (generation > 0),
	version integer not null default 1 check (version > 0),
	blob bytea not null check (octet_length(blob) between 202 and 1048714 and octet_length(blob) % 64 = 10),
	written_by smallint not null references app.staff,
	written_at timestamptz not null default app.now(),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	foreign key (place_id, office_id) references app.place (id, office_id) on update cascade,
	constraint of_a_case_or_a_place check (num_nonnulls(case_id, place_id) = 1)
);
create index sealed_subject on app.sealed (subject, kind, written_at);
create unique index sealed_single on app.sealed (subject, kind) where kind <> 'note';
create index sealed_case on app.sealed (case_id, office_id);
create index sealed_place on app.sealed (place_id, office_id);
create index sealed_kind on app.sealed (kind);
create index sealed_written_by on app.sealed (written_by);
comment on table app.sealed is 'The records themselves. What is in them this server cannot know.';
comment on column app.sealed.id is 'made by the console';
comment on column app.sealed.case_id is 'whose; null: a place''s';
comment on column app.sealed.place_id is 'whose; null: a case''s';
comment on column app.sealed.subject is 'the one or the other';
comment on column app.sealed.office_id is 'the office that answers for it, for row security';
comment on column app.sealed.kind is 'which kind';
comment on column app.sealed.generation is 'of the key';
comment on column app.sealed.version is 'grows with every change; a change names the version it saw';
comment on column app.sealed.blob is 'padded to steps of 64 bytes and sealed; see db/vault/seal.h';
comment on column app.sealed.written_by is 'who wrote it last, as the server knows her; her signature is inside';
comment on column app.sealed.written_at is 'when';

create table app.sealed_past (
	id uuid not null references app.sealed,
	version integer not null,
	office_id smallint not null references app.office,
	generation integer not null,
	blob bytea not null,
	written_by smallint not null references app.staff,
	written_at timestamptz not null,
	replaced_at timestamptz not null default app.now(),
	primary key (id, version)
);
create index sealed_past_office on app.sealed_past (office_id);
create index sealed_past_written_by on app.sealed_past (written_by);
create index sealed_past_replaced_at on app.sealed_past (replaced_at);
comment on table app.sealed_past is
	'What records said before they were changed, for 30 days: whoever may write could otherwise destroy them. No '
	'function shows it; the owner of the database puts one back, as sealed as it is.';
comment on column app.sealed_past.id is 'of which record';
comment on column app.sealed_past.version is 'its version then';
comment on column app.sealed_past.office_id is 'the office that answered for it, for row security';
comment on column app.sealed_past.generation is 'of the key';
comment on column app.sealed_past.blob is 'as in app.sealed';
comment on column app.sealed_past.written_by is 'who wrote that';
comment on column app.sealed_past.written_at is 'when';
comment on column app.sealed_past.replaced_at is 'since when it is past';

create function app.office_has_realms() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	insert into app.realm (kind, office_id)
	select k, new.id from unnest(array['office', 'health', 'operations']) as k;
	return null;
end $$;
comment on function app.office_has_realms() is 'An office begins with its realms.';
create trigger office_has_realms after insert on app.office
	for each row execute function app.office_has_realms();
create trigger place_poke after insert or update or delete on app.place
	for each statement execute function app.poke_office();
create trigger sealed_poke after insert or update or delete on app.sealed
	for each statement execute function app.poke_case();

-- ---- who may, past the functions -------------------------------------------------------------------
alter table app.key_offer enable row level security, force row level security;
alter table app.directory enable row level security, force row level security;
alter table app.directory_person enable row level security, force row level security;
alter table app.recovery enable row level security, force row level security;
alter table app.realm enable row level security, force row level security;
alter table app.realm_custodian enable row level security, force row level security;
alter table app.directory_realm enable row level security, force row level security;
alter table app.realm_epoch enable row level security, force row level security;
alter table app.realm_letter enable row level security, force row level security;
alter table app.key_task enable row level security, force row level security;
alter table app.place enable row level security, force row level security;
alter table app.record_kind enable row level security, force row level security;
alter table app.sealed_key enable row level security, force row level security;
alter table app.sealed enable row level security, force row level security;
alter table app.sealed_past enable row level security, force row level security;

create policy read on app.key_offer for select to hw_api using (true);
create policy mine on app.key_offer for all to hw_api
	using (staff_id = (select app.me())) with check (staff_id = (select app.me()));
create policy served on app.key_offer for delete to hw_api using ((select app.my_roles() && '{registrar,admin}'));
create policy read on app.directory for select to hw_api using (true);
create policy draft on app.directory for insert to hw_api
	with check (in_force_at is null and (select 'registrar' = any (app.my_roles())));
create policy sign on app.directory for update to hw_api
	using (in_force_at is null and (select 'registrar' = any (app.my_roles()))) with check (true);
create policy read on app.directory_person for select to hw_api using (true);
create policy line on app.directory_person for all to hw_api
	using ((select 'registrar' = any (app.my_roles()))) with check ((select 'registrar' = any (app.my_roles())));
create policy read on app.directory_realm for select to hw_api using (true);
create policy line on app.directory_realm for all to hw_api
	using ((select 'registrar' = any (app.my_roles()))) with check ((select 'registrar' = any (app.my_roles())));
create policy read on app.recovery for select to hw_api using (true);
create policy offer on app.recovery for insert to hw_api
	with check (offered_by = (select app.me()) and (select 'admin' = any (app.my_roles())));
create policy read on app.realm for select to hw_owner, hw_api using (true);
create policy office on app.realm for insert to hw_owner with check (true);
create policy admin on app.realm for update to hw_api
	using ((select 'admin' = any (app.my_roles()))) with check ((select 'admin' = any (app.my_roles())));
create policy read on app.realm_custodian for select to hw_api using (true);
create policy admin on app.realm_custodian for all to hw_api
	using ((select 'admin' = any (app.my_roles()))) with check ((select 'admin' = any (app.my_roles())));
create policy read on app.realm_epoch for select to hw_api using (true);
create policy custodian on app.realm_epoch for insert to hw_api with check (exists (
	select from app.staff s join app.directory_realm d on s.person = any (d.custodians)
	where s.id = (select app.me()) and s.person = opened_by and d.realm_id = realm_epoch.realm_id));
create policy read on app.realm_letter for select to hw_api using (true);
create policy custodian on app.realm_letter for insert to hw_api with check (exists (
	select from app.staff s join app.directory_realm d on s.person = any (d.custodians)
	where s.id = (select app.me()) and s.person = given_by and d.realm_id = realm_letter.realm_id));
create policy ended on app.realm_letter for delete to hw_api using (
	(select app.my_roles() && '{registrar,admin}') or exists (
		select from app.staff s join app.directory_realm d on s.person = any (d.custodians)
		where s.id = (select app.me()) and d.realm_id = realm_letter.realm_id));
create policy read on app.key_task for select to hw_api using (true);
create policy open on app.key_task for insert to hw_api with check ((select app.my_roles() && '{registrar,admin}'));
create policy done on app.key_task for update to hw_api
	using (done_at is null) with check (done_by = (select app.me()));
create policy my_offices on app.place for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy add on app.place for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and (select app.my_roles() && '{coordinator,supervisor}'));
-- Whoever seals something of a place locks it; who may change it is asked of what it becomes.
create policy keep on app.place for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]))
	with check (office_id = any ((select app.my_offices())::smallint[]) and (select app.my_roles() && '{coordinator,supervisor}'));
create policy read on app.record_kind for select to hw_api using (true);
create policy my_offices on app.sealed_key for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy mine on app.sealed_key for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and made_by = (select app.me()));
create policy again on app.sealed_key for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.sealed for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy mine on app.sealed for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and written_by = (select app.me()));
create policy again on app.sealed for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[])) with check (written_by = (select app.me()));
create policy my_offices on app.sealed_past for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy replaced on app.sealed_past for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]));
create policy old on app.sealed_past for delete to hw_api using (
	office_id = any ((select app.my_offices())::smallint[]) and replaced_at < (select app.now()) - interval '30 days');

grant select on app.key_offer, app.directory, app.directory_person, app.directory_realm, app.recovery, app.realm,
	app.realm_custodian, app.realm_epoch, app.realm_letter, app.key_task, app.place, app.record_kind, app.sealed_key,
	app.sealed, app.sealed_past to hw_api;
grant insert on app.key_offer, app.directory, app.directory_person, app.directory_realm, app.recovery,
	app.realm_custodian, app.realm_epoch, app.realm_letter, app.key_task, app.place, app.sealed_key, app.sealed,
	app.sealed_past to hw_api;
grant delete on app.key_offer, app.directory_person, app.directory_realm, app.realm_custodian, app.realm_letter,
	app.sealed_past to hw_api;
grant update on app.directory, app.key_offer to hw_api;
grant update (recovery_id) on app.realm to hw_api;
grant update (done_at, done_by) on app.key_task to hw_api;
grant update (version, kind, country_id, district, capacity, touched_at) on app.place to hw_api;
grant update (epoch, wrapped, epoch_before, wrapped_before) on app.sealed_key to hw_api;
grant update (version, generation, blob, written_by, written_at) on app.sealed to hw_api;

reset role;

insert into app.realm (kind) values ('regional');
insert into app.realm (kind, office_id)
select k, o.id from app.office o cross join unnest(array['office', 'health', 'operations']) as k;

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('vault.self', '{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'::text[]),
	('key.offer', '{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'),
	('directory', '{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'),
	('directory.draft', '{registrar}'),
	('directory.sign', '{registrar}'),
	('realm.list', '{coordinator,officer,night,supervisor,auditor,admin,registrar,health,operations}'),
	('realm.mine', '{coordinator,officer,night,supervisor,health,operations}'),
	('realm.chain', '{coordinator,officer,night,supervisor,health,operations}'),
	('realm.needs', '{coordinator,officer,night,supervisor,health,operations}'),
	('realm.recovery', '{coordinator,officer,night,supervisor,health,operations}'),
	('realm.turn', '{coordinator,officer,night,supervisor,health,operations}'),
	('realm.give', '{coordinator,officer,night,supervisor,health,operations}'),
	('custodians.set', '{admin}'),
	('recovery.offer', '{admin}'),
	('key.audit', '{auditor,registrar}'),
	('place.list', '{coordinator,officer,night,supervisor}'),
	('place.keep', '{coordinator,supervisor}'),
	('sealed.keys', '{coordinator,officer,night,supervisor,health}'),
	('sealed.key.keep', '{coordinator,officer,night,supervisor,health}'),
	('sealed.keys.old', '{coordinator,officer,night,supervisor,health}'),
	('sealed.keys.rewrap', '{coordinator,officer,night,supervisor,health}'),
	('sealed.list', '{coordinator,officer,night,supervisor,partner,health,operations}'),
	('sealed.kinds', '{coordinator,officer,night,supervisor,partner,health,operations}'),
	('sealed.open', '{coordinator,officer,night,supervisor,health}'),
	('sealed.keep', '{coordinator,officer,night,supervisor,health}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.record_kind (name, subject, key, many, needs_reason, meaning) values
	('identity', 'case', 'office', false, true, 'who she is: names, birth, citizenship, documents, marks, languages, gender'),
	('family', 'case', 'office', false, true, 'family and contacts, and whether it is safe to reach them'),
	('address', 'case', 'office', false, true, 'where she lived or lives, to the village'),
	('circumstances', 'case', 'office', false, true, 'what would tell who she is: recruiter, means, route, places'),
	('health', 'case', 'health', false, true, 'examinations, tests and their results'),
	('note', 'case', 'office', true, false, 'what was written down'),
	('place', 'place', 'office', false, true, 'name, address and telephone of a place');

insert into app.refusal (code, message, hint) values
	('busy_keys', 'Somebody else is changing keys just now.', 'Ask again in a minute.'),
	('verifier_format', 'This is nothing that proves a password.', 'Update the program; report it if it happens again.'),
	('key_format', 'This is not a key, a signature or a sealed thing as homeward makes them.', 'Update the program; report it if it happens again.'),
	('key_known', 'These keys are somebody''s already.', 'Make new ones.'),
	('directory_changed', 'The directory has changed meanwhile.', 'Read it again, then decide again.'),
	('own_keys', 'Nobody vouches for her own keys.', 'Two other registrars have to.'),
	('same_registrar', 'You have signed this already; somebody else has to be the second.', null),
	('not_your_key', 'This is not the key that you are known by.', null),
	('no_such_realm', 'There is no such realm.', null),
	('not_custodian', 'You are not a custodian of this realm.', 'Its custodians are named in the directory.'),
	('custodians_few', 'A realm has 2 to 8 custodians who work in it.', 'Name two different people or more.'),
	('no_such_custodian', 'One of these people is not known here, has left, or does not work in this realm.', 'Compare the logins letter by letter; name people who work with its cases.'),
	('custodian_role', 'Custodians of health keys have the role health, those of operations keys the role operations.',
		'A custodian''s keys open what the realm''s records say. While fewer than two people have the role operations, '
		'coordinators and supervisors of the office stand in.'),
	('custodian_missing', 'The other custodians of this realm have to get its keys too.', 'Read who needs them again.'),
	('not_in_realm', 'You have no key of this realm.', 'A custodian can give it to you.'),
	('no_keys', 'This person has no keys in the directory, or does not work in this realm.', 'Read who needs them again.'),
	('epoch', 'Another epoch of this realm is in use.', 'Read it again, then decide again.'),
	('realm_to_turn', 'Nothing can be kept until a custodian has renewed the keys of this office.', 'What you have typed stays as a draft.'),
	('key_old', 'This key is from before somebody left.', 'A new one has to be made first; the console does it by itself.'),
	('no_such_kind', 'No record of this kind is kept.', null),
	('no_such_record', 'There is no such record here.', null),
	('only_one', 'There is one record of this kind already.', 'Read it and change it.'),
	('no_such_place', 'There is no such place in your offices.', null),
	('stale_place', 'Somebody else changed this place first.', 'Read it again, then decide again.'),
	('busy_place', 'Somebody else is changing this place just now.', 'Ask again in a minute.'),
	('place_office', 'A place stays with its office: what is sealed of it is under that office''s keys.', 'Keep a new one for the other office.'),
	('no_such_place_kind', 'There is no such kind of place.', 'shelter, transit centre, foster family, hospital, school, authority or other.'),
	('no_such_country', 'There is no such country.', 'Two letters, such as TH.'),
	('capacity', 'A place is for 0 to 1,000 people, or it is not known for how many.', null);
