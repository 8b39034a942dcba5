-- Whom one can call, and of whom or of what one has to beware. What each is, is in clear; what it is called, its
-- telephone, and what is known against it is sealed.
set local role hw_owner;

create table app.party_kind (
	name text primary key,
	position smallint not null unique,
	called boolean not null,
	meaning text not null
);
comment on table app.party_kind is 'What a party may be, as a word.';
comment on column app.party_kind.name is 'the word';
comment on column app.party_kind.position is 'in this order they are called';
comment on column app.party_kind.called is 'it can be called';
comment on column app.party_kind.meaning is 'in a sentence';

create table app.party (
	id uuid primary key,
	code text not null unique default app.new_code('PA') check (app.code_valid(code) and code like 'PA-%'),
	office_id smallint not null references app.office,
	kind text not null references app.party_kind,
	touched_at timestamptz not null default app.now(),
	unique (id, office_id)
);
create index party_office on app.party (office_id);
create index party_of_kind on app.party (kind);
comment on table app.party is
	'An interpreter, a liaison, a driver, an organisation, an official, an area: what can be called, or may be a danger. What '
	'lists need of it is in app.entry_party, its name and telephone are sealed.';
comment on column app.party.id is 'made by the console';
comment on column app.party.code is 'what people say';
comment on column app.party.office_id is 'the office that knows it';
comment on column app.party.kind is 'what it is, for ever';
comment on column app.party.touched_at is 'last change';

alter table app.sealed_key add foreign key (party_id, office_id) references app.party (id, office_id) on update cascade;
alter table app.sealed add foreign key (party_id, office_id) references app.party (id, office_id) on update cascade;
create index sealed_key_party on app.sealed_key (party_id, office_id);
create index sealed_party on app.sealed (party_id, office_id);

create function app.has_number(words text) returns boolean
	language sql immutable set search_path = pg_catalog, app, pg_temp
return words ~ '[0-9].*[0-9].*[0-9]';
comment on function app.has_number(text) is 'Whether there is more of a number in it than districts have: a telephone, a house.';
grant execute on function app.has_number(text) to hw_api;

create table app.entry_party (
	id uuid primary key references app.sealed on delete cascade,
	subject uuid not null unique,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	country text not null references app.country,
	district text,
	languages text[] not null default '{}' check (languages <@ array['lo', 'th', 'my', 'km', 'vi', 'zh', 'en', 'fr', 'shn', 'kac',
		'ksw', 'mnw', 'hmn', 'kjg', 'khb', 'ms', 'id', 'bn', 'hi', 'ur', 'ru', 'sgn']),
	sex text check (sex in ('female', 'male')),
	hours text not null check (hours in ('any time', 'by day', 'office hours')),
	foreign key (subject, office_id) references app.party (id, office_id) on update cascade,
	constraint district__name_format check (district is null or app.name_valid(district) and not app.has_number(district))
);
create index entry_party_office on app.entry_party (subject, office_id);
create index entry_party_where on app.entry_party (country, lower(district));
comment on table app.entry_party is 'What is told in clear of a party, as lists and the choice whom to call need it.';
comment on column app.entry_party.subject is 'which party';
comment on column app.entry_party.country is 'in which country';
comment on column app.entry_party.district is 'in which district, as the country names them; of an area, the one that it is; null: all of it';
comment on column app.entry_party.languages is 'what is spoken there, as ISO 639 has it; sgn: a sign language';
comment on column app.entry_party.sex is 'of an interpreter, a doctor, a driver; null: not known, or several people';
comment on column app.entry_party.hours is 'when it may be called: any time, by day (6 to 22), office hours (Monday to Friday, 8 to 17)';

create table app.entry_danger (
	id uuid primary key references app.sealed on delete cascade,
	subject uuid not null,
	office_id smallint not null references app.office,
	entered_at timestamptz not null default app.now(),
	concerns text not null check (concerns in ('organisation', 'official', 'area')),
	severity text not null check (severity in ('beware', 'never')),
	standing text not null check (standing in ('suspected', 'several sources', 'confirmed', 'withdrawn')),
	since date not null,
	review_on date not null,
	constraint review_on__before_it check (review_on > since)
);
create index entry_danger_subject on app.entry_danger (subject);
create index entry_danger_review on app.entry_danger (office_id, review_on) where standing <> 'withdrawn';
comment on table app.entry_danger is
	'A danger note: that a party or a place is a danger to those we protect. Until it is withdrawn it holds, also when the day '
	'of its review is past.';
comment on column app.entry_danger.subject is 'the party or place';
comment on column app.entry_danger.concerns is 'what the danger is: the organisation, an official in it, all of the area';
comment on column app.entry_danger.severity is 'beware: not alone, not without a plan; never: nobody is given into these hands';
comment on column app.entry_danger.standing is 'how sure it is; withdrawn: it does not hold any more';
comment on column app.entry_danger.since is 'since which day it is known';
comment on column app.entry_danger.review_on is 'when somebody has to look at it again';

create table app.danger_answer (
	name text primary key,
	about text not null check (about in ('her', 'call', 'name')),
	lead boolean not null,
	meaning text not null
);
comment on table app.danger_answer is 'What is done about a danger by who goes on all the same.';
comment on column app.danger_answer.name is 'the word';
comment on column app.danger_answer.about is
	'her: she comes near it, which serves a call, too; call: somebody there is called, no more; name: it is only called like it';
comment on column app.danger_answer.lead is 'only a supervisor or a coordinator may say so';
comment on column app.danger_answer.meaning is 'in a sentence';

create table app.wake_try (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	office_id smallint not null,
	party_id uuid not null references app.party,
	staff_id smallint not null references app.staff,
	at timestamptz not null default app.now(),
	result text not null check (result in ('answered', 'no answer', 'wrong number')),
	taken_back_at timestamptz,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index wake_try_case on app.wake_try (case_id, office_id);
create index wake_try_party on app.wake_try (party_id, at);
create index wake_try_staff on app.wake_try (staff_id);
comment on table app.wake_try is 'Who was called for a case, and whether somebody answered.';
comment on column app.wake_try.id is 'number';
comment on column app.wake_try.case_id is 'for which case';
comment on column app.wake_try.office_id is 'the case''s office, for row security';
comment on column app.wake_try.party_id is 'who was called';
comment on column app.wake_try.staff_id is 'by whom';
comment on column app.wake_try.at is 'when';
comment on column app.wake_try.result is 'answered, no answer, wrong number';
comment on column app.wake_try.taken_back_at is 'it was a slip of a key; null: it holds';

create trigger party_poke after insert or update or delete on app.party
	for each statement execute function app.poke_office();
create trigger wake_try_poke after insert or update or delete on app.wake_try
	for each statement execute function app.poke_case();

create function app.entry_party_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.party p set touched_at = app.now() where p.id = new.subject;
	return null;
end $$;
comment on function app.entry_party_follows() is 'Whoever has a list of parties open sees the change.';
create trigger entry_party_follows after insert or update on app.entry_party
	for each row execute function app.entry_party_follows();

create function app.entry_danger_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.since > app.office_day(new.office_id) then
		perform app.entry_refuse('since', 'future');
	elsif new.review_on < (select (new.entered_at at time zone o.zone)::date from app.office o where o.id = new.office_id)
		or tg_op = 'UPDATE' and new.review_on <> old.review_on and new.review_on < app.office_day(new.office_id) then
		perform app.entry_refuse('review_on', 'day_over');
	elsif tg_op = 'UPDATE' and old.standing <> 'withdrawn' and (old.standing = 'confirmed' or old.severity = 'never')
		and (new.standing = 'withdrawn' or old.standing = 'confirmed' and new.standing <> 'confirmed'
			or old.severity = 'never' and new.severity <> 'never')
		and not app.my_roles() && '{supervisor,coordinator}' then
		perform app.entry_refuse(case when new.standing <> old.standing then 'standing' else 'severity' end, 'note_lead');
	end if;
	update app.party p set touched_at = app.now() where p.id = new.subject;
	return new;
end $$;
comment on function app.entry_danger_rule() is 'A danger is known since a day that was, and looked at again on one that is not over when that is said. What is confirmed, or says never, is made less only by who leads.';
create trigger entry_danger_rule before insert or update on app.entry_danger
	for each row execute function app.entry_danger_rule();

-- ---- who may, past the functions -------------------------------------------------------------------
do $$
declare
	t regclass;
begin
	foreach t in array array['app.party_kind', 'app.party', 'app.entry_party', 'app.entry_danger', 'app.danger_answer',
		'app.wake_try']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
	end loop;
	foreach t in array array['app.entry_party', 'app.entry_danger']::regclass[] loop
		execute format('comment on column %s.id is ''the sealed record that it is told of''', t);
		execute format('comment on column %s.office_id is ''the office that answers for it, for row security''', t);
		execute format('comment on column %s.entered_at is ''when it was entered''', t);
		execute format('create policy my_offices on %s for all to hw_api
			using (office_id = any ((select app.my_offices())::smallint[]))', t);
		execute format('grant select, insert, update on %s to hw_api', t);
	end loop;
end $$;
create policy read on app.party_kind for select to hw_api using (true);
create policy read on app.danger_answer for select to hw_api using (true);
create policy my_offices on app.party for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.wake_try for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy mine on app.wake_try for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and staff_id = (select app.me()));
create policy back on app.wake_try for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) and staff_id = (select app.me()));
grant select on app.party_kind, app.danger_answer, app.party, app.wake_try to hw_api;
grant insert on app.party, app.wake_try to hw_api;
grant update (touched_at) on app.party to hw_api;
grant update (taken_back_at) on app.wake_try to hw_api;
grant execute on function app.entry_party_follows(), app.entry_danger_rule() to hw_api;

reset role;

insert into app.party_kind (name, position, called, meaning) values
	('interpreter', 1, true, 'speaks with her in her language'),
	('police liaison', 2, true, 'the one at the police whom we know'),
	('doctor', 3, true, 'a doctor, a nurse, a hospital'),
	('driver', 4, true, 'brings her, or us'),
	('lawyer', 5, true, 'stands by her'),
	('embassy', 6, true, 'the embassy or consulate of her country'),
	('organisation', 7, true, 'another organisation, or an agency'),
	('official', 8, true, 'an official, an office of the state'),
	('area', 9, false, 'a district, a crossing, a quarter');

insert into app.danger_answer (name, about, lead, meaning) values
	('our staff cross instead', 'her', false, 'our own staff go: nobody is given into these hands, and they learn neither name nor place'),
	('our staff stay with her', 'her', false, 'it is only for what nobody else can do, and our own staff do not leave her side'),
	('no other way', 'her', true, 'there is no other way, and doing nothing is worse'),
	('no name and no place', 'call', false, 'they are called, and learn neither her name nor where she is'),
	('somebody else', 'name', false, 'it is another one, of a similar name');

insert into app.record_kind (name, subject, also, key, many, needs_reason, clear, meaning) values
	('party', 'party', null, 'office', false, false, true, 'what a party is called, its telephone, whom to ask for'),
	('danger', 'party', 'place', 'office', true, false, true, 'why a party or place is a danger, from whom that is known');

insert into app.refusal (code, message, hint) values
	('busy_party', 'Somebody else is writing about this one just now.', 'Ask again in a minute.'),
	('no_such_party', 'Your offices know nobody of this code.', null),
	('no_such_party_kind', 'There is no such kind.', 'interpreter, police liaison, doctor, driver, lawyer, embassy, organisation, official or area.'),
	('not_called', 'This cannot be called.', null),
	('no_such_result', 'That is no answer of a call.', 'answered, no answer or wrong number.'),
	('danger', 'STOP: there is a danger note about this.',
		'Read it first. Our staff cross instead, or stay with her; or choose another.'),
	('day_over', 'This day is over.', 'Give today, or a day that is to come.'),
	('note_lead', 'What is confirmed, or says never, is made less only by who leads.', 'Ask a supervisor or a coordinator.'),
	('danger_lead', 'That there is no other way only a supervisor or a coordinator may say.',
		'Ask her now, or let our staff cross instead.'),
	('danger_answer', 'That is no answer to a danger.', 'Our staff cross instead, our staff stay with her, or no other way.');

insert into app.change (action, told, field, undoable, undone_by) values
	('wake.try', 'called somebody: %', 'to', true, 'undo_wake');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('party.list', '{coordinator,officer,night,supervisor}'::text[]),
	('party.new', '{coordinator,officer,night,supervisor}'),
	('danger.list', '{coordinator,officer,night,supervisor}'),
	('danger.names', '{coordinator,officer,night,supervisor}'),
	('wake', '{coordinator,officer,night,supervisor}'),
	('wake.try', '{coordinator,officer,night,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);
