-- De-identified records from elsewhere: closed, never on the board, without recruiter, name or place.
set local role hw_owner;

create table app.import (
	id uuid primary key default gen_random_uuid(),
	office_id smallint not null references app.office,
	staff_id smallint not null references app.staff,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	layout text not null check (layout in ('ctdc')),
	lines integer not null check (lines >= 0),
	opened_at timestamptz not null default app.now(),
	closed_at timestamptz,
	records integer check (records >= 0),
	unique (office_id, sha256),
	check ((closed_at is null) = (records is null))
);
create index import_sha256 on app.import (sha256);
create index import_staff on app.import (staff_id);
comment on table app.import is 'A file that was read in as a whole. Its name may be somebody''s, and stays where it is.';
comment on column app.import.id is 'number';
comment on column app.import.office_id is 'whose records they are';
comment on column app.import.staff_id is 'who read it in';
comment on column app.import.sha256 is 'of the file; a file is read in once';
comment on column app.import.layout is 'how the file was understood';
comment on column app.import.lines is 'data lines the file has';
comment on column app.import.opened_at is 'begun';
comment on column app.import.closed_at is 'complete';
comment on column app.import.records is 'records taken from it';

create table app.record (
	import_id uuid not null references app.import,
	line integer not null check (line > 0),
	office_id smallint not null,
	year smallint not null check (year between 1990 and 2100),
	source smallint not null references app.source,
	sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
	citizenship text references app.country,
	exploitation smallint references app.exploitation,
	forced_labour boolean,
	labour smallint references app.labour,
	control smallint references app.control,
	age_low smallint check (age_low between 0 and 120),
	age_high smallint check (age_high between 0 and 120),
	primary key (import_id, line),
	constraint ages_in_order check (age_low <= age_high)
);
create index record_office on app.record (office_id);
comment on table app.record is
	'One line of an imported file: a person somebody else worked for, long ago.';
comment on column app.record.import_id is 'the file';
comment on column app.record.line is
	'its line; a record is known by file and line, never by content';
comment on column app.record.office_id is 'the import''s office, for row security';
comment on column app.record.year is 'year of registration';
comment on column app.record.source is 'kind of source';
comment on column app.record.sex is 'as recorded';
comment on column app.record.citizenship is 'country; null: unknown';
comment on column app.record.exploitation is 'type of exploitation; null: unknown';
comment on column app.record.forced_labour is 'null: unknown';
comment on column app.record.labour is 'kind of labour; null: unknown';
comment on column app.record.control is 'means of control; null: unknown';
comment on column app.record.age_low is 'lower end of the source''s band';
comment on column app.record.age_high is 'upper end; null: open';

alter table app.import enable row level security, force row level security;
alter table app.record enable row level security, force row level security;
create policy my_offices on app.import for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.record for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select, insert on app.import, app.record to hw_api;
grant update (closed_at, records) on app.import to hw_api;

reset role;
