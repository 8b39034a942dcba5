-- Whose keys are whose, and who reads together. No key is here that opens anything by itself: public keys in a
-- directory that two registrars have signed, and realms' seeds sealed to people (db/vault says how). A server that
-- lies can withhold; it cannot read, and what it puts in another's place is refused by the console.
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

grant select on app.key_offer, app.directory, app.directory_person, app.directory_realm, app.recovery, app.realm,
	app.realm_custodian, app.realm_epoch, app.realm_letter, app.key_task to hw_api;
grant insert on app.key_offer, app.directory, app.directory_person, app.directory_realm, app.recovery,
	app.realm_custodian, app.realm_epoch, app.realm_letter, app.key_task to hw_api;
grant delete on app.key_offer, app.directory_person, app.directory_realm, app.realm_custodian, app.realm_letter to hw_api;
grant update on app.directory, app.key_offer to hw_api;
grant update (recovery_id) on app.realm to hw_api;
grant update (done_at, done_by) on app.key_task to hw_api;

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
	('key.audit', '{auditor,registrar}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

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
	('realm_to_turn', 'Nothing can be kept until a custodian has renewed the keys of this office.', 'What you have typed stays as a draft.');
