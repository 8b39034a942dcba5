-- What is kept sealed: case keys wrapped under realms' keys, records sealed under case keys, and the places that
-- such records are of. What is in them this server cannot know.
set local role hw_owner;

create table app.place (
	id uuid primary key default gen_random_uuid(),
	code text not null unique default app.new_code('PL') check (app.code_valid(code) and code like 'PL-%'),
	office_id smallint not null references app.office,
	kind text not null check (kind in ('shelter', 'transit centre', 'foster family', 'hospital', 'learning centre', 'drop-in centre', 'school',
		'authority', 'other')),
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
	subject text not null check (subject in ('case', 'place', 'party')),
	also text check (also in ('case', 'place', 'party')),
	key text not null check (key in ('office', 'health')),
	many boolean not null,
	needs_reason boolean not null,
	clear boolean not null default false,
	meaning text not null,
	unique (name, many)
);
comment on table app.record_kind is 'What is kept sealed.';
comment on column app.record_kind.name is 'the kind; what a record is bound to as its column';
comment on column app.record_kind.subject is 'of what';
comment on column app.record_kind.also is 'and of what else; null: of nothing else';
comment on column app.record_kind.key is 'under which of its keys';
comment on column app.record_kind.many is 'as many as are needed; false: one';
comment on column app.record_kind.needs_reason is 'who opens it says why, and that is in the record';
comment on column app.record_kind.clear is 'part of it is told in clear, in the table app.entry_NAME';
comment on column app.record_kind.meaning is 'in a sentence';

create table app.sealed_key (
	case_id uuid,
	place_id uuid,
	party_id uuid,
	subject uuid not null generated always as (coalesce(case_id, place_id, party_id)) stored,
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
	constraint of_one_thing check (num_nonnulls(case_id, place_id, party_id) = 1),
	constraint no_younger_than_its_birth check (epoch >= born)
);
create index sealed_key_case on app.sealed_key (case_id, office_id);
create index sealed_key_place on app.sealed_key (place_id, office_id);
create index sealed_key_realm on app.sealed_key (realm_id, epoch, subject, key, generation);
create index sealed_key_made_by on app.sealed_key (made_by);
comment on table app.sealed_key is 'The keys of a case''s or place''s records, wrapped under the key of who may read them.';
comment on column app.sealed_key.case_id is 'whose; null: no case''s';
comment on column app.sealed_key.place_id is 'whose; null: no place''s';
comment on column app.sealed_key.party_id is 'whose; null: no party''s';
comment on column app.sealed_key.subject is 'the one that it is';
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
	party_id uuid,
	subject uuid not null generated always as (coalesce(case_id, place_id, party_id)) stored,
	office_id smallint not null,
	kind text not null,
	many boolean not null default false,
	generation integer not null check (generation > 0),
	version integer not null default 1 check (version > 0),
	blob bytea not null check (octet_length(blob) between 202 and 1048714 and octet_length(blob) % 64 = 10),
	written_by smallint not null references app.staff,
	written_at timestamptz not null default app.now(),
	foreign key (kind, many) references app.record_kind (name, many),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	foreign key (place_id, office_id) references app.place (id, office_id) on update cascade,
	constraint of_one_thing check (num_nonnulls(case_id, place_id, party_id) = 1)
);
create index sealed_subject on app.sealed (subject, kind, written_at);
create unique index sealed_single on app.sealed (subject, kind) where not many;
create index sealed_case on app.sealed (case_id, office_id);
create index sealed_place on app.sealed (place_id, office_id);
create index sealed_kind on app.sealed (kind);
create index sealed_written_by on app.sealed (written_by);
comment on table app.sealed is 'The records themselves. What is in them this server cannot know.';
comment on column app.sealed.id is 'made by the console';
comment on column app.sealed.case_id is 'whose; null: no case''s';
comment on column app.sealed.place_id is 'whose; null: no place''s';
comment on column app.sealed.party_id is 'whose; null: no party''s';
comment on column app.sealed.subject is 'the one that it is';
comment on column app.sealed.office_id is 'the office that answers for it, for row security';
comment on column app.sealed.kind is 'which kind';
comment on column app.sealed.many is 'as app.record_kind has it of its kind, for the index of those of which there is one';
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

create trigger place_poke after insert or update or delete on app.place
	for each statement execute function app.poke_office();
create trigger sealed_poke after insert or update or delete on app.sealed
	for each statement execute function app.poke_case();

-- ---- who may, past the functions -------------------------------------------------------------------
alter table app.place enable row level security, force row level security;
alter table app.record_kind enable row level security, force row level security;
alter table app.sealed_key enable row level security, force row level security;
alter table app.sealed enable row level security, force row level security;
alter table app.sealed_past enable row level security, force row level security;

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

grant select on app.place, app.record_kind, app.sealed_key, app.sealed, app.sealed_past to hw_api;
grant insert on app.place, app.sealed_key, app.sealed, app.sealed_past to hw_api;
grant delete on app.sealed_past to hw_api;
grant update (version, kind, country_id, district, capacity, touched_at) on app.place to hw_api;
grant update (epoch, wrapped, epoch_before, wrapped_before) on app.sealed_key to hw_api;
grant update (version, generation, blob, written_by, written_at) on app.sealed to hw_api;

reset role;

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('place.list', '{coordinator,officer,night,supervisor}'::text[]),
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
	('key_old', 'This key is from before somebody left.', 'A new one has to be made first; the console does it by itself.'),
	('no_such_kind', 'No record of this kind is kept.', null),
	('no_such_record', 'There is no such record here.', null),
	('only_one', 'There is one record of this kind already.', 'Read it and change it.'),
	('no_such_place', 'There is no such place in your offices.', null),
	('stale_place', 'Somebody else changed this place first.', 'Read it again, then decide again.'),
	('busy_place', 'Somebody else is changing this place just now.', 'Ask again in a minute.'),
	('place_office', 'A place stays with its office: what is sealed of it is under that office''s keys.', 'Keep a new one for the other office.'),
	('no_such_place_kind', 'There is no such kind of place.',
		'shelter, transit centre, foster family, hospital, learning centre, drop-in centre, school, authority or other.'),
	('no_such_country', 'There is no such country.', 'Two letters, such as TH.'),
	('capacity', 'A place is for 0 to 1,000 people, or it is not known for how many.', null);
