-- How we hear of somebody: the call that a case begins with, calls that are no case, and many people at once. Of a call
-- only words of lists, numbers and times are told in clear; what was said is sealed.
set local role hw_owner;

-- ---- many at once ------------------------------------------------------------------------------
create table app.batch_reason (
	name text primary key,
	meaning text not null
);
comment on table app.batch_reason is 'Why nobody else is split out of people who came at once.';
comment on column app.batch_reason.name is 'the word';
comment on column app.batch_reason.meaning is 'in a sentence';

create table app.batch (
	id uuid primary key,
	code text not null unique default app.new_code('BT') check (app.code_valid(code) and code like 'BT-%'),
	version integer not null default 1 check (version > 0),
	office_id smallint not null references app.office,
	kind text not null check (kind in ('push-back', 'raid', 'handover')),
	came_at timestamptz not null default app.now(),
	place_id uuid references app.place,
	staff_id smallint not null references app.staff,
	entered_at timestamptz not null default app.now(),
	responsible_id smallint references app.staff,
	touched_by smallint not null references app.staff,
	touched_at timestamptz not null default app.now(),
	closed_at timestamptz,
	close_reason text references app.batch_reason (name),
	gone boolean not null default false,
	unique (id, office_id),
	constraint closed_for_a_reason check ((closed_at is null) = (close_reason is null))
);
create index batch_office on app.batch (office_id, entered_at);
create index batch_open on app.batch (office_id, came_at) where closed_at is null and not gone;
create index batch_place on app.batch (place_id);
create index batch_closed_for on app.batch (close_reason);
create index batch_responsible on app.batch (responsible_id);
create index batch_staff on app.batch (staff_id);
create index batch_touched_by on app.batch (touched_by);
comment on table app.batch is
	'People who came at once, counted before anybody is asked for a name. Cases are split out of it later.';
comment on column app.batch.id is 'made by the console';
comment on column app.batch.code is 'what people say';
comment on column app.batch.version is 'grows with every new count, and with who sees to them; a change names the version it saw';
comment on column app.batch.office_id is 'the office that counts them';
comment on column app.batch.kind is 'pushed back over a border, found in a raid, or handed over to us';
comment on column app.batch.came_at is 'when they came, or were found';
comment on column app.batch.place_id is 'where they are, where that is a place that we know; null: not said';
comment on column app.batch.staff_id is 'who entered it first';
comment on column app.batch.entered_at is 'when';
comment on column app.batch.responsible_id is 'who sees to it that they are spoken to; null: nobody';
comment on column app.batch.touched_by is 'who changed it last';
comment on column app.batch.touched_at is 'when that was';
comment on column app.batch.closed_at is 'since when nobody else is split out of it; null: it is open';
comment on column app.batch.close_reason is 'why nobody else is split out';
comment on column app.batch.gone is 'taken back by whoever entered it';

create table app.batch_count (
	batch_id uuid not null,
	office_id smallint not null,
	nationality text not null check (nationality ~ '^[A-Z]{2}$' or nationality in ('stateless', 'not known')),
	class text not null check (class in ('men', 'women', 'boys', 'girls', 'other')),
	n integer not null check (n between 1 and 5000),
	line smallint not null check (line between 1 and 12),
	split integer not null default 0,
	constraint no_more_than_counted check (split between 0 and n),
	primary key (batch_id, nationality, class),
	foreign key (batch_id, office_id) references app.batch (id, office_id)
);
comment on table app.batch_count is 'How many of which nationality. The lines add up to all of them; there is no total beside.';
comment on column app.batch_count.batch_id is 'of which people';
comment on column app.batch_count.office_id is 'their office, for row security';
comment on column app.batch_count.nationality is 'two letters of a country, stateless, or not known';
comment on column app.batch_count.class is 'men, women, boys, girls; other: others, and who is not yet known';
comment on column app.batch_count.n is 'how many';
comment on column app.batch_count.split is
	'how many of them are cases: which ones is nowhere, for of what nationality she is would be told in clear';
comment on column app.batch_count.line is
	'which line of the form its nationality has: it keeps that, so that two who count at once can be compared';

-- ---- the call ------------------------------------------------------------------------------------
create function app.language_valid(code text) returns boolean
	language sql immutable set search_path = pg_catalog, app, pg_temp
return code ~ '^[a-z]{2,3}$';
comment on function app.language_valid(text) is 'Whether this is the code of a language, of ISO 639: two letters, else three.';
grant execute on function app.language_valid(text) to hw_api;

alter table app.case add column standing text not null default 'case' check (standing in ('case', 'at risk', 'wants to leave')),
	add column people smallint check (people between 1 and 1000),
	add column language text check (app.language_valid(language)),
	add column batch_id uuid references app.batch;
create index case_batch on app.case (batch_id) where batch_id is not null;
comment on column app.case.standing is
	'case; at risk: nothing has happened to her yet; wants to leave: she wants to leave prostitution. Neither of these says trafficked';
comment on column app.case.people is 'how many people the report is about; null: not said';
comment on column app.case.language is 'in which she can be spoken to; null: not known';
comment on column app.case.batch_id is 'the people she came with, counted at once; null: she came alone';

create table app.entry_call (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	danger text check (danger in ('yes', 'no', 'not_asked')),
	age text check (age in ('0-11', '12-14', '15-17', 'under 18', 'perhaps under 18', 'adult')),
	sex text check (sex in ('female', 'male', 'other')),
	people integer check (people between 1 and 1000),
	lang text check (app.language_valid(lang)),
	call_from timestamptz,
	call_until timestamptz,
	answers text check (answers in ('only herself', 'only the friend', 'anyone')),
	access text[] not null default '{}' check (access <@ array['hearing', 'sight', 'mobility', 'learning']),
	act text[] not null default '{}' check (act <@ array['recruitment', 'transport', 'transfer', 'harbouring', 'receipt']),
	means text[] not null default '{}' check (means <@ array['threat', 'force', 'coercion', 'abduction', 'fraud', 'deception', 'power',
		'vulnerability', 'payment']),
	purpose text[] not null default '{}' check (purpose <@ array['forced labour', 'sexual exploitation', 'child labour',
		'forced marriage', 'servitude', 'forced military', 'organ removal', 'forced begging', 'forced adoption', 'surrogacy',
		'newborn adoption', 'rape or abuse', 'other']),
	caller text check (caller in ('herself', 'friend', 'family', 'other')),
	source text not null check (source in ('hotline', 'partner', 'police', 'detention visit', 'missing report', 'border',
		'walk-in', 'outreach', 'village', 'embassy', 'family', 'case management')),
	standing text not null check (standing in ('case', 'at risk', 'wants to leave')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint call_until__no_end check (call_from is null or call_until is not null),
	constraint call_until__ends_first check (call_until > call_from)
);
create index entry_call_case on app.entry_call (case_id, office_id);
comment on table app.entry_call is
	'A call about a case, the first of which it began with. What was said, the number, what to say to another voice and '
	'when to hang up are sealed.';
comment on column app.entry_call.id is 'the sealed record that it is told of';
comment on column app.entry_call.case_id is 'whose';
comment on column app.entry_call.office_id is 'the case''s office, for row security';
comment on column app.entry_call.entered_at is 'when it was entered';
comment on column app.entry_call.danger is 'is somebody in danger now?';
comment on column app.entry_call.age is 'how old, as told; whoever may be under 18 counts as a child';
comment on column app.entry_call.sex is 'as told; null: not said';
comment on column app.entry_call.people is 'how many people it is about; null: not said';
comment on column app.entry_call.lang is 'in which she can be spoken to; null: not known';
comment on column app.entry_call.call_from is 'from when on she can be called; null: from now on';
comment on column app.entry_call.call_until is 'until when; null: no time was given';
comment on column app.entry_call.answers is 'who may answer';
comment on column app.entry_call.access is 'what she needs help with to be heard and reached';
comment on column app.entry_call.act is 'what was done to her, Palermo Protocol, article 3 (a)';
comment on column app.entry_call.means is 'by what means; of a child none is needed, article 3 (c)';
comment on column app.entry_call.purpose is 'for what: words of app.exploitation';
comment on column app.entry_call.caller is 'who called';
comment on column app.entry_call.source is 'how it reached us: a word of app.source';
comment on column app.entry_call.standing is 'a case, at risk, or wants to leave';

create function app.palermo_lacks(act text[], means text[], purpose text[], child boolean) returns text[]
	language sql immutable set search_path = pg_catalog, app, pg_temp
return array_remove(array[
	case when coalesce(cardinality(act), 0) = 0 then 'act' end,
	case when coalesce(cardinality(means), 0) = 0 and child is distinct from true then 'means' end,
	case when coalesce(cardinality(purpose), 0) = 0 then 'purpose' end], null);
comment on function app.palermo_lacks(text[], text[], text[], boolean) is
	'Which of the three elements of trafficking nobody has told of yet. Of a child, and of whoever may be one, the means is '
	'not asked (Palermo Protocol, article 3 (c)).';

create function app.entry_call_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.call_until <= app.now() and (tg_op = 'INSERT' or new.call_until is distinct from old.call_until) then
		perform app.entry_refuse('call_until', 'over');
	elsif (tg_op = 'INSERT' or new.call_until is distinct from old.call_until)
		and new.call_until > app.now() + (select r.longest from app.clock_rule r where r.code = 'CALL-BACK') then
		perform app.entry_refuse('call_until', 'call_too_far');
	end if;
	if exists (select from app.case c where c.id = new.case_id and c.closed_at is not null)
		and (new.danger = 'yes' or new.call_until is not null)
		and (tg_op = 'INSERT' or (new.danger, new.call_until) is distinct from (old.danger, old.call_until)) then
		perform app.entry_refuse(case new.danger when 'yes' then 'danger' else 'call_until' end, 'closed_call');
	end if;
	return new;
end $$;
comment on function app.entry_call_rule() is
	'Nobody can be called back at a time that is over, and the clock of it runs no longer than its rule lets one that somebody '
	'starts: what is later is a task. What somebody has to do something about is not written into a case that '
	'is closed, where nobody sees it.';
create trigger entry_call_rule before insert or update on app.entry_call
	for each row execute function app.entry_call_rule();

create function app.flagged_by_hand(p_case uuid, p_flag text) returns boolean
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return coalesce((select e.detail -> 'flags' -> 1 ? p_flag from app.event e
		where e.object_id = p_case and e.action in ('case.flag', 'undo') and e.refusal is null
		and (e.detail -> 'flags' -> 0 ? p_flag) <> (e.detail -> 'flags' -> 1 ? p_flag)
		order by e.id desc limit 1), false);
end $$;
comment on function app.flagged_by_hand(uuid, text) is
	'Whether it was somebody who put this flag on a case, and nobody has taken it away since.';

-- A first call says how things are; a later one adds to that, and a corrected one corrects what it said, not what others
-- said before it or an interview found.
create function app.entry_call_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	was app.entry_call := case when tg_op = 'UPDATE' then old end;
	o app.case := (select c from app.case c where c.id = new.case_id);
	n app.case := o;
	calls record;
	other timestamptz;
begin
	select (array_agg(e.sex) filter (where e.sex is not null))[1] as sex,
		(array_agg(e.age) filter (where e.age is not null))[1] as age,
		(array_agg(e.people) filter (where e.people is not null))[1] as people,
		(array_agg(e.lang) filter (where e.lang is not null))[1] as lang,
		(array_agg(e.purpose[1]) filter (where e.purpose <> '{}'))[1] as purpose,
		(array_agg(e.standing))[1] as standing,
		bool_or(e.danger = 'yes') as danger
	into calls from (select * from app.entry_call x where x.case_id = new.case_id
		order by x.entered_at, (x.id = new.id) = (tg_op = 'INSERT')) as e;
	if new.sex is distinct from was.sex and (tg_op = 'UPDATE' or o.sex = 'unknown') then
		n.sex := coalesce(calls.sex, 'unknown');
	end if;
	if new.age is distinct from was.age and (tg_op = 'UPDATE' or num_nonnulls(o.age_low, o.age_high) = 0) then
		n.age_low := case when calls.age in ('0-11', 'under 18', 'perhaps under 18') then 0 when calls.age = '12-14' then 12
			when calls.age = '15-17' then 15 when calls.age = 'adult' then 18 end;
		n.age_high := case calls.age when '0-11' then 11 when '12-14' then 14 when '15-17' then 17 when 'under 18' then 17 end;
		if calls.age is null or calls.age = 'adult' then
			n.age_low := case when exists (select from app.entry_screening e where e.case_id = new.case_id and e.child = 'yes')
				then 0 else n.age_low end;
		end if;
	end if;
	if new.people is distinct from was.people and (tg_op = 'UPDATE' or o.people is null) then
		n.people := calls.people;
	end if;
	if new.lang is distinct from was.lang and (tg_op = 'UPDATE' or o.language is null) then
		n.language := calls.lang;
	end if;
	if new.purpose is distinct from was.purpose and (tg_op = 'UPDATE' or o.exploitation is null) then
		n.exploitation := (select x.id from app.exploitation x where x.name = calls.purpose);
	end if;
	if new.standing is distinct from was.standing then
		n.standing := calls.standing;
	end if;
	if new.danger = 'yes' and 'danger now' <> all (o.flags) then
		n.flags := o.flags || 'danger now'::text;
		n.priority := 1;
	elsif was.danger = 'yes' and calls.danger is not true and not app.flagged_by_hand(o.id, 'danger now') then
		n.flags := array_remove(o.flags, 'danger now');
	end if;
	update app.case c set version = c.version + 1, sex = n.sex, age_low = n.age_low, age_high = n.age_high, people = n.people,
		language = n.language, exploitation = n.exploitation, standing = n.standing, flags = n.flags, priority = n.priority
	where c.id = o.id and n is distinct from o;
	-- When she can be called is what was said last: a call before that changes nothing of it.
	if new.call_until is distinct from was.call_until and not exists (select from app.entry_call e
		where e.case_id = new.case_id and e.entered_at > new.entered_at and e.call_until is not null) then
		select e.call_until into other from app.entry_call e
		where e.case_id = new.case_id and e.id <> new.id and e.call_until > app.now() order by e.entered_at desc, e.id limit 1;
		if new.call_until is not null or other is not null then
			perform app.clock_start(new.case_id, 'CALL-BACK', app.now(), coalesce(new.call_until, other));
		else
			perform app.clock_stop(new.case_id, 'CALL-BACK');
		end if;
	end if;
	return null;
end $$;
comment on function app.entry_call_follows() is
	'What calls say is the case''s: danger (which is urgent, as long as one of them says so), and of age, sex, number, language '
	'and purpose what was said first; and the clock of when she can be called, which was said last.';
create trigger entry_call_follows after insert or update on app.entry_call
	for each row execute function app.entry_call_follows();

-- ---- calls that are no case ------------------------------------------------------------------------
create table app.contact_kind (
	name text primary key,
	needs boolean not null,
	meaning text not null
);
comment on table app.contact_kind is 'Calls that are no case.';
comment on column app.contact_kind.name is 'the word';
comment on column app.contact_kind.needs is 'somebody has to do something about it';
comment on column app.contact_kind.meaning is 'in a sentence';

create table app.contact (
	id uuid primary key,
	office_id smallint not null references app.office,
	kind text not null references app.contact_kind (name),
	language text check (app.language_valid(language)),
	case_id uuid references app.case,
	staff_id smallint not null references app.staff,
	came_at timestamptz not null default app.now(),
	taken_by smallint references app.staff,
	taken_at timestamptz,
	done_by smallint references app.staff,
	done_at timestamptz,
	gone boolean not null default false,
	constraint taken_by_somebody check ((taken_by is null) = (taken_at is null)),
	constraint done_by_somebody check ((done_by is null) = (done_at is null))
);
create index contact_office on app.contact (office_id, came_at) where not gone;
create index contact_case on app.contact (case_id);
create index contact_of_kind on app.contact (kind);
create index contact_staff on app.contact (staff_id);
create index contact_taken_by on app.contact (taken_by);
create index contact_done_by on app.contact (done_by);
comment on table app.contact is 'A call that is no case: that there was one, and of what kind. Nobody writes down what was said.';
comment on column app.contact.id is 'made by the console';
comment on column app.contact.office_id is 'whose telephone it was';
comment on column app.contact.kind is 'what kind of call';
comment on column app.contact.language is 'in which it was; null: not said';
comment on column app.contact.case_id is 'the case it was about, where it was about one';
comment on column app.contact.staff_id is 'who took the call';
comment on column app.contact.came_at is 'when';
comment on column app.contact.taken_by is 'who sees to it; null: nobody, or there is nothing to do';
comment on column app.contact.taken_at is 'since when';
comment on column app.contact.done_by is 'who said that she was called back; null: nobody, or there is nothing to do';
comment on column app.contact.done_at is 'when';
comment on column app.contact.gone is 'taken back by whoever entered it';

create trigger contact_poke after insert or update on app.contact for each statement execute function app.poke_case();
create trigger batch_poke after insert or update on app.batch for each statement execute function app.poke_case();

do $$
declare
	t regclass;
begin
	foreach t in array array['app.entry_call', 'app.batch', 'app.batch_count', 'app.contact']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('create policy my_offices on %s for all to hw_api
			using (office_id = any ((select app.my_offices())::smallint[]))', t);
		execute format('grant select, insert, update on %s to hw_api', t);
	end loop;
end $$;
grant delete on app.batch_count to hw_api;
alter table app.batch_reason enable row level security, force row level security;
create policy read on app.batch_reason for select to hw_api using (true);
grant select on app.batch_reason to hw_api;
alter table app.contact_kind enable row level security, force row level security;
create policy read on app.contact_kind for select to hw_api using (true);
grant select on app.contact_kind to hw_api;
grant insert on app.case to hw_api;
grant update (sex, age_low, age_high, people, language, exploitation, standing, flags) on app.case to hw_api;
grant execute on function app.palermo_lacks(text[], text[], text[], boolean), app.entry_call_rule(), app.entry_call_follows(),
	app.flagged_by_hand(uuid, text) to hw_api;
reset role;

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('call', 'case', 'office', true, false, true, 'what was said in a call, and how to call back');

insert into app.batch_reason (name, meaning) values
	('spoken to all', 'everybody was spoken to, and nobody else is a case'),
	('handed on', 'somebody else looks after them'),
	('gone', 'they went before anybody could speak to them'),
	('counted twice', 'they are counted in another entry');

insert into app.contact_kind (name, needs, meaning) values
	('information', false, 'somebody asked something, and was told'),
	('wrong number', false, 'meant for somebody else'),
	('spam', false, 'advertising, abuse, a machine'),
	('silent', false, 'nobody spoke; perhaps she could not'),
	('update', true, 'about a case that there is'),
	('call back', true, 'a report that could not be taken: somebody has to call back');

insert into app.refusal (code, message, hint) values
	('over', 'This time is over.', 'Give one that is still to come.'),
	('call_too_far', 'This is more than a day away.', 'Give a time of the next 24 hours, or write a task for a later one.'),
	('no_end', 'A time in which she can be called has an end.', 'Say until when.'),
	('ends_first', 'This ends before it begins.', 'Give a later end.'),
	('closed_call', 'This case is closed: nobody would see to it.',
		'Move it to follow-up first, or write the call down as a case of its own and link both.'),
	('case_there', 'This call is a case already.', 'Look for it on the board.'),
	('no_such_answer', 'There is no such person to answer for it.', 'me or nobody.'),
	('no_such_contact_kind', 'There is no such kind of call.', 'information, wrong number, spam, silent, update or call back.'),
	('no_such_contact', 'There is no such call in your offices.', null),
	('contact_taken', 'Somebody sees to this call already.', 'Look who it is.'),
	('contact_done', 'Nobody waits for this call any more.', 'Look who has seen to it; whatever is new is a new call.'),
	('no_such_language', 'There is no such language.', 'Two letters, such as lo.'),
	('no_such_batch', 'There are no such people in this office.', 'Compare the code letter by letter.'),
	('no_such_batch_kind', 'There is no such kind.', 'push-back, raid or handover.'),
	('no_such_batch_line', 'Nobody was counted so.', 'Say as one of which of them: nationality, and men, women, boys, girls or other.'),
	('no_such_batch_reason', 'There is no such reason.', 'spoken to all, handed on, gone or counted twice.'),
	('batch_counts', 'These are no counts of people.', 'Each nationality once, and a number from 1 to 5,000 for each group.'),
	('batch_less', 'More people of these are cases already.', 'Of each kind count at least as many as were split out.'),
	('batch_full', 'All these people are cases already.', 'Count again, or write down a case of its own.'),
	('batch_closed', 'These people are closed already.', 'Count again: that opens them.'),
	('batch_future', 'This time is still to come.', 'Say when they came.'),
	('batch_yours', 'You see to these people already.', 'Split out one after the other: S.'),
	('stale_batch', 'Somebody else counted these people again, or sees to them now.', 'Read it again, then decide again.');

insert into app.allowed (action, role)
select a, r from unnest('{case.new,contact.keep,contact.take,contact.done,batch.keep,batch.take,batch.close,batch.list}'::text[]) as a,
	unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
