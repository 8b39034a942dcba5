-- What a console or a shell has found changed, or put in another's place: who found it says it in the record.
set local role hw_owner;

create table app.tampered_kind (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	subject text not null check (subject in ('record', 'case', 'realm', 'nothing')),
	asked_by text[] not null check (cardinality(asked_by) > 0),
	meaning text not null
);
comment on table app.tampered_kind is
	'What can be found TAMPERED. Whoever may ask for such a thing may say that it was: a word from here and ids are in '
	'the record, never a text of her own.';
comment on column app.tampered_kind.name is 'the word';
comment on column app.tampered_kind.subject is
	'what it is of: a case or place (record: one of its records as well), a realm, or nothing that has an id';
comment on column app.tampered_kind.asked_by is 'the actions of app.allowed that give such a thing';
comment on column app.tampered_kind.meaning is 'in a sentence';

alter table app.tampered_kind enable row level security, force row level security;
create policy read on app.tampered_kind for select to hw_api using (true);
grant select on app.tampered_kind to hw_api;

-- Few lines, looked for by everybody who leads whenever she reads what waits for her.
create index event_tampered on app.event (at) where action = 'tampered' and refusal is null;

reset role;

insert into app.tampered_kind (name, subject, asked_by, meaning) values
	('record', 'record', '{sealed.open}', 'a sealed record of a case or place, or the key it opens with'),
	('clear', 'record', '{sealed.open}', 'what is told in clear of a sealed record is not what the record says'),
	('key', 'case', '{sealed.keys,sealed.keys.old}', 'the wrapped keys of a case or place'),
	('realm', 'realm', '{realm.mine,key.audit}', 'the keys of an office: an epoch, a letter, the chain to earlier ones'),
	('directory', 'nothing', '{directory}', 'the signed directory of people and keys'),
	('memory', 'nothing', '{directory}', 'what a console remembers on its host of what it has seen');

insert into app.allowed (action, role)
select 'tampered', r
from unnest('{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'::text[]) as r;
