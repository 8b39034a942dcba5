-- More entries of the case file: interviews, proceedings, referrals, journeys, plans, and whether she is afraid to return.
-- Here, too, only words of lists, days and codes of countries and languages are in clear.
set local role hw_owner;

alter table app.exploitation drop constraint exploitation_htcds_key;
comment on table app.exploitation is
	'Types of exploitation: those of HTCDS 2.0 vic_TypeOfExploitation (IOM, CC BY 4.0), and what else is worked on.';
comment on column app.exploitation.htcds is 'the value in HTCDS; the first of a value is the one that is meant by it';

create table app.entry_screening (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	held_on date not null,
	place text not null check (place in ('our office', 'shelter', 'police', 'detention', 'border', 'workplace',
		'street', 'hospital', 'telephone', 'online', 'other')),
	interviewer text not null check (interviewer in ('us', 'partner', 'police', 'social services', 'team', 'embassy')),
	interpreter text not null check (interpreter in ('not needed', 'ours', 'official', 'telephone', 'not known to us')),
	child text check (child in ('yes', 'no', 'not_asked')),
	act text[] not null default '{}' check (act <@ array['recruitment', 'transport', 'transfer', 'harbouring',
		'receipt']),
	means text[] not null default '{}' check (means <@ array['threat', 'force', 'coercion', 'abduction', 'fraud',
		'deception', 'power', 'vulnerability', 'payment']),
	purpose text[] not null default '{}' check (purpose <@ array['forced labour', 'sexual exploitation', 'child labour',
		'forced marriage', 'servitude', 'forced military', 'organ removal', 'forced begging', 'forced adoption',
		'surrogacy', 'newborn adoption', 'rape or abuse', 'other']),
	finding text not null check (finding in ('signs', 'no sign', 'not clear')),
	again_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint act__element_missing check (finding <> 'signs' or cardinality(act) > 0),
	constraint purpose__element_missing check (finding <> 'signs' or cardinality(purpose) > 0),
	constraint again_on__before_it check (again_on > held_on)
);
create index entry_screening_case on app.entry_screening (case_id, office_id);
comment on table app.entry_screening is
	'An interview by which it is looked whether somebody is trafficked: act, means and purpose of the Palermo '
	'Protocol, article 3. Whoever may be under 18 counts as a child, and of a child no means is needed. It '
	'decides nothing: see app.entry_status.';
comment on column app.entry_screening.held_on is 'on which day';
comment on column app.entry_screening.place is 'where';
comment on column app.entry_screening.interviewer is 'who asked';
comment on column app.entry_screening.interpreter is 'who put it into her language';
comment on column app.entry_screening.child is 'may she be under 18? null: not said';
comment on column app.entry_screening.act is 'what was done with her';
comment on column app.entry_screening.means is 'by what means';
comment on column app.entry_screening.purpose is 'for what: the words of app.exploitation';
comment on column app.entry_screening.finding is 'what it comes to';
comment on column app.entry_screening.again_on is 'when she is asked again; null: not fixed';

create table app.entry_legal (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	kind text not null check (kind in ('charge', 'fine', 'detention', 'complaint', 'early testimony', 'testimony',
		'compensation')),
	ground text check (ground in ('entry or stay', 'work without permit', 'false papers', 'sex work', 'begging',
		'fraud', 'drugs', 'other')),
	state text not null check (state in ('planned', 'running', 'ended')),
	lawyer text check (lawyer in ('yes', 'no', 'not_asked')),
	non_punishment text check (non_punishment in ('yes', 'no', 'not_asked')),
	begun_on date not null,
	hearing_at timestamptz,
	outcome text check (outcome in ('dropped', 'acquitted', 'convicted', 'fined', 'released', 'deported', 'granted',
		'paid', 'refused', 'taken back')),
	ended_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint ended_on__not_ended check ((state = 'ended') = (ended_on is not null)),
	constraint outcome__not_ended check ((state = 'ended') = (outcome is not null)),
	constraint ended_on__before_it check (ended_on >= begun_on),
	constraint ground__not_hers check (ground is null or kind in ('charge', 'fine', 'detention'))
);
create index entry_legal_case on app.entry_legal (case_id, office_id);
comment on table app.entry_legal is
	'Proceedings: what is done to her (she must not be punished for what she was made to do, ASEAN Convention, '
	'article 14), and what she does herself.';
comment on column app.entry_legal.kind is 'against her: charge, fine, detention; the others are hers';
comment on column app.entry_legal.ground is 'what she is charged with; null: nothing, or not known';
comment on column app.entry_legal.state is 'where it stands';
comment on column app.entry_legal.lawyer is 'has she a lawyer? null: not said';
comment on column app.entry_legal.non_punishment is 'was it said to them that she must not be punished? null: not said';
comment on column app.entry_legal.begun_on is 'since when';
comment on column app.entry_legal.hearing_at is 'when they hear her next; null: not fixed';
comment on column app.entry_legal.outcome is 'how it ended; null: it has not';
comment on column app.entry_legal.ended_on is 'on which day';

create table app.entry_referral (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	direction text not null check (direction in ('in', 'out')),
	other_side text not null check (other_side in ('NGO', 'LawEnforcement', 'HealthServiceOrganisation',
		'CentralGovernmentOrganisation', 'LocalGovernmentOrganisation', 'ImmigrationService', 'LegalService',
		'CorporateBusiness', 'SchoolOrCollege', 'Shelter', 'Embassy', 'InternationalOrganisation')),
	because text not null check (because in ('AdditionalServicesRequired', 'MigrationOrChangeOfLocation', 'Other')),
	state text not null check (state in ('asked', 'accepted', 'refused', 'done', 'taken back')),
	asked_on date not null,
	answered_on date,
	shared text[] not null default '{}' check (shared <@ array['name', 'age', 'health', 'story', 'address', 'family',
		'photograph']),
	despite text check (despite in ('danger to life', 'law')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint answered_on__not_answered check (state = 'taken back' or (state <> 'asked') = (answered_on is not null)),
	constraint answered_on__before_it check (answered_on >= asked_on)
);
create index entry_referral_case on app.entry_referral (case_id, office_id);
create index entry_referral_asked on app.entry_referral (office_id, asked_on) where state = 'asked';
comment on table app.entry_referral is
	'Who sent her to us, and to whom we refer her (HTCDS 2.0, referral details): what is shared there, and what '
	'is not.';
comment on column app.entry_referral.direction is 'to us, or from us';
comment on column app.entry_referral.other_side is 'what the other side is: HTCDS 2.0 org_Type, and three of ours';
comment on column app.entry_referral.because is 'why, the word of HTCDS';
comment on column app.entry_referral.state is 'where it stands';
comment on column app.entry_referral.asked_on is 'on which day it was asked';
comment on column app.entry_referral.answered_on is 'on which day it was answered; null: it is not';
comment on column app.entry_referral.shared is 'what of her they are told';
comment on column app.entry_referral.despite is 'why it is shared although she has not agreed; null: she has';

create table app.entry_journey (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	phase text not null check (phase in ('Recruitment', 'Transit', 'Exploitation')),
	country text not null check (country ~ '^[A-Z]{2}$'),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index entry_journey_case on app.entry_journey (case_id, office_id);
comment on table app.entry_journey is
	'A step of how she came to where she was used (HTCDS 2.0, historic trafficking events). Where exactly, when '
	'and with whom is sealed.';
comment on column app.entry_journey.phase is 'the word of HTCDS 2.0 hte_Type';
comment on column app.entry_journey.country is 'in which country, ISO 3166';

create table app.entry_plan (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	types text[] not null check (types <@ array['Education', 'Financial', 'Health', 'LabourExploitationRehabilitation',
		'Legal', 'Livelihood', 'RightsBasedTraining', 'SexualExploitationRehabilitation', 'SocialCare']),
	with_her text check (with_her in ('yes', 'no', 'not_asked')),
	begun_on date not null,
	planned_end date not null,
	ended_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint types__fact_missing check (cardinality(types) > 0),
	constraint planned_end__before_it check (planned_end > begun_on),
	constraint ended_on__before_it check (ended_on >= begun_on)
);
create index entry_plan_case on app.entry_plan (case_id, office_id);
comment on table app.entry_plan is
	'What is planned with her (HTCDS 2.0, support plan).';
comment on column app.entry_plan.types is 'what kinds of support, the words of HTCDS';
comment on column app.entry_plan.with_her is 'was it made with her? null: not said';
comment on column app.entry_plan.begun_on is 'since when';
comment on column app.entry_plan.planned_end is 'until when';
comment on column app.entry_plan.ended_on is 'when it ended; null: it runs';

create table app.entry_afraid (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	answer text not null check (answer in ('yes', 'no', 'not sure')),
	asked_on date not null,
	lang text not null check (lang ~ '^[a-z]{2,3}$'),
	own_language text check (own_language in ('yes', 'no', 'not_asked')),
	alone text check (alone in ('yes', 'no', 'not_asked')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint own_language__not_freely check (answer <> 'no' or coalesce(own_language, '') = 'yes'),
	constraint alone__not_freely check (answer <> 'no' or coalesce(alone, '') = 'yes')
);
create index entry_afraid_case on app.entry_afraid (case_id, office_id);
comment on table app.entry_afraid is
	'Is she afraid to return? Only a "no" that she gave in her own language, with nobody else there, opens a '
	'return; the last answer is the cases.';
comment on column app.entry_afraid.answer is 'what she said';
comment on column app.entry_afraid.asked_on is 'on which day';
comment on column app.entry_afraid.lang is 'in which language, ISO 639';
comment on column app.entry_afraid.own_language is 'is that one she speaks well? null: not said';
comment on column app.entry_afraid.alone is 'was nobody there of whom she might be afraid? null: not said';

alter table app.entry_need
	add given_by text check (given_by in ('us', 'partner', 'government', 'health service', 'school', 'family', 'other')),
	add schooling text check (schooling in ('none', 'school', 'non-formal', 'vocational', 'university')),
	add scholarship text check (scholarship in ('asked for', 'granted', 'refused', 'ended')),
	add until_on date,
	add constraint schooling__only_education check (schooling is null or type = 'Education'),
	add constraint scholarship__only_education check (scholarship is null or type = 'Education'),
	add constraint until_on__only_scholarship check (until_on is null or scholarship is not null);
comment on column app.entry_need.given_by is 'what kind of people give it; null: not known yet';
comment on column app.entry_need.schooling is 'which school she goes to; null: it is about something else';
comment on column app.entry_need.scholarship is 'a scholarship for it; null: none was asked for';
comment on column app.entry_need.until_on is 'the last day of the scholarship; null: not fixed';

-- A guardian agrees for a child. When she comes of age it is hers to say: which day that is stands in no column, but on
-- which she is asked does, and whoever enters it chooses the first of a month.
alter table app.entry_consent
	add again_on date,
	add constraint again_on__again_missing check (by = 'herself' or answer <> 'given'
		or guardian_cleared is distinct from 'yes' or again_on is not null),
	add constraint again_on__before_it check (again_on > asked_on);
comment on column app.entry_consent.again_on is
	'when she herself is asked again: of what a guardian agreed to, when she comes of age, at the latest; null: not fixed';

do $$
declare
	t regclass;
begin
	foreach t in array array['app.entry_screening', 'app.entry_legal', 'app.entry_referral', 'app.entry_journey', 'app.entry_plan',
		'app.entry_afraid']::regclass[] loop
		execute format('comment on column %s.id is ''the sealed record that it is told of''', t);
		execute format('comment on column %s.case_id is ''whose''', t);
		execute format('comment on column %s.office_id is ''the case''''s office, for row security''', t);
		execute format('comment on column %s.entered_at is ''when it was entered''', t);
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('create policy my_offices on %s for all to hw_api
			using (office_id = any ((select app.my_offices())::smallint[]))', t);
		execute format('grant select, insert, update on %s to hw_api', t);
	end loop;
end $$;

create function app.entry_screening_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	known boolean := (select c.child from app.case c where c.id = new.case_id);
begin
	if new.held_on > app.office_day(new.office_id) then
		perform app.entry_refuse('held_on', 'future');
	elsif new.finding = 'signs' and cardinality(new.means) = 0 and new.child is distinct from 'yes'
		and known is not true and (new.child = 'no' or known is false) then
		perform app.entry_refuse('means', 'means_missing');
	end if;
	return new;
end $$;
comment on function app.entry_screening_rule() is
	'Signs of trafficking are an act, a means and a purpose. Only of whom nobody takes for a child a means is asked.';
create trigger entry_screening_rule before insert or update on app.entry_screening
	for each row execute function app.entry_screening_rule();

create function app.entry_screening_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.case c set version = c.version + 1,
		age_low = case when new.child = 'yes' and c.child is not true then 0 else c.age_low end,
		exploitation = coalesce(c.exploitation, case when new.finding = 'signs' then
			(select x.id from app.exploitation x where x.name = new.purpose[1]) end)
	where c.id = new.case_id and ((new.child = 'yes' and c.child is not true)
		or (c.exploitation is null and new.finding = 'signs'));
	return null;
end $$;
comment on function app.entry_screening_follows() is
	'Who may be under 18 is a child from then on: no interview takes that back. A case that has no type of exploitation '
	'has the first that was found.';
create trigger entry_screening_follows after insert or update on app.entry_screening
	for each row execute function app.entry_screening_follows();

create function app.detention_runs(p_case uuid) returns boolean
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.entry_legal e
		where e.case_id = p_case and e.kind = 'detention' and e.state = 'running');
end $$;
comment on function app.detention_runs(uuid) is
	'Whether she is held, by her file: as long as she is, nobody closes the case, or says that she is not.';

create function app.entry_legal_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.state <> 'planned' and new.begun_on > app.office_day(new.office_id) then
		perform app.entry_refuse('begun_on', 'future');
	elsif new.ended_on > app.office_day(new.office_id) then
		perform app.entry_refuse('ended_on', 'future');
	elsif (new.kind, new.state) = ('detention', 'running') and (select c.closed_at from app.case c where c.id = new.case_id) is not null then
		perform app.entry_refuse('state', 'closed');
	end if;
	return new;
end $$;
comment on function app.entry_legal_rule() is
	'What has begun or ended has on a day that is not to come; and nobody is held without anybody seeing it.';
create trigger entry_legal_rule before insert or update on app.entry_legal
	for each row execute function app.entry_legal_rule();

create function app.entry_legal_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held boolean := app.detention_runs(new.case_id);
begin
	update app.case c set version = c.version + 1, flags = case when held then c.flags || 'detained'::text
		else array_remove(c.flags, 'detained') end
	where c.id = new.case_id and held <> ('detained' = any (c.flags))
	and (held or tg_op = 'UPDATE' and (old.kind, old.state) = ('detention', 'running'));
	return null;
end $$;
comment on function app.entry_legal_follows() is
	'Who is held is flagged as detained, until the last detention that was entered as running has ended. What somebody '
	'flagged who entered none, an old one that is entered late does not take away.';
create trigger entry_legal_follows after insert or update on app.entry_legal
	for each row execute function app.entry_legal_follows();

create function app.entry_consent_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case := (select x from app.case x where x.id = new.case_id);
begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif (new."by", new.answer, new.guardian_cleared) = ('guardian', 'given', 'yes') then
		if c.child is not true then
			perform app.entry_refuse('by', 'no_child');
		elsif new.again_on > (c.reported_at + make_interval(years => 18 - coalesce(c.age_low, 0)))::date then
			perform app.entry_refuse('again_on', 'of_age');
		end if;
	end if;
	return new;
end $$;
comment on function app.entry_consent_rule() is
	'She has been asked: on no day that is to come. A guardian agrees for a child, and not for longer than she may be one by '
	'the age that was told.';
create trigger entry_consent_rule before insert or update on app.entry_consent
	for each row execute function app.entry_consent_rule();

create function app.agrees(p_case uuid, p_purpose text, p_day date) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return coalesce((select e.answer = 'given' and (e.by = 'herself' or e.again_on > p_day) from app.entry_consent e
	where e.case_id = p_case and e.purpose = p_purpose and e.asked_on <= p_day
	order by e.asked_on desc, e.entered_at desc, e.answer = 'given', e.id limit 1), false);
comment on function app.agrees(uuid, text, date) is
	'Her last answer by that day, or her guardian''s until she was to be asked herself: does she agree to this?';

create function app.entry_referral_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	today date := app.office_day(new.office_id);
	known boolean := tg_op = 'UPDATE' and (old.direction, old.shared) = ('out', new.shared) and old.despite is null;
begin
	if new.asked_on > today or new.answered_on > today then
		perform app.entry_refuse(case when new.asked_on > today then 'asked_on' else 'answered_on' end, 'future');
	elsif new.direction = 'out' and cardinality(new.shared) > 0 and new.despite is null
		and new.state not in ('refused', 'taken back')
		and not (known and (old.state, new.state) = ('done', 'done') and old.answered_on = new.answered_on)
		and not app.agrees(new.case_id, 'sharing', case
			when known and new.state = 'done' and old.state in ('asked', 'accepted', 'done') then new.answered_on
			else today end) then
		perform app.entry_refuse('shared', 'consent_missing');
	end if;
	return new;
end $$;
comment on function app.entry_referral_rule() is
	'Nothing of hers goes out that she has not agreed to; what goes out despite that has a word that says why. What was asked '
	'for while she agreed may be told as done on a day on which she still did.';
create trigger entry_referral_rule before insert or update on app.entry_referral
	for each row execute function app.entry_referral_rule();

create function app.entry_afraid_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif tg_op = 'UPDATE' and (old.answer, old.asked_on) <> (new.answer, new.asked_on) then
		perform app.entry_refuse('answer', 'was_said');
	end if;
	return new;
end $$;
comment on function app.entry_afraid_rule() is 'She has been asked: on no day that is to come. What she said on a day stays.';
create trigger entry_afraid_rule before insert or update on app.entry_afraid
	for each row execute function app.entry_afraid_rule();

create function app.entry_afraid_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	now_is text;
begin
	select case e.answer when 'no' then 'no' else 'yes' end into now_is from app.entry_afraid e
	where e.case_id = new.case_id order by e.asked_on desc, e.answer = 'no' limit 1;
	update app.case c set afraid = now_is, version = c.version + 1,
		stage = case when now_is = 'yes' and s.name = 'return'
			then (select x.id from app.stage x where x.name = 'recovery') else c.stage end
	from app.stage s
	where c.id = new.case_id and s.id = c.stage and c.afraid <> now_is;
	return null;
end $$;
comment on function app.entry_afraid_follows() is
	'A case has her last answer, of one day the one of fear. Who is not sure is afraid; a return that has begun goes back to recovery.';
create trigger entry_afraid_follows after insert or update on app.entry_afraid
	for each row execute function app.entry_afraid_follows();

create function app.entry_consent_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	asking smallint := (select k.id from app.task_kind k where k.name = 'ask consent again');
	due timestamptz;
begin
	select min(l.again_on)::timestamp at time zone o.zone into due
	from app.office o
	cross join lateral (select distinct on (e.purpose) e.again_on from app.entry_consent e where e.case_id = new.case_id
		order by e.purpose, e.asked_on desc, e.entered_at desc, e.id) as l
	where o.id = new.office_id
	group by o.zone;
	update app.task t set touched_at = app.now(), due_at = coalesce(due, t.due_at),
		done_at = case when due is null then app.now() end
	where t.case_id = new.case_id and t.kind = asking and t.done_at is null and t.due_at is distinct from due;
	insert into app.task (case_id, office_id, kind, due_at)
	select new.case_id, new.office_id, asking, due
	where due is not null and not exists (select from app.task t
		where t.case_id = new.case_id and t.kind = asking and t.done_at is null);
	return null;
end $$;
comment on function app.entry_consent_follows() is
	'The first day on which she is to be asked again is a task of the case; it is done once nothing is to be asked again.';
create trigger entry_consent_follows after insert or update on app.entry_consent
	for each row execute function app.entry_consent_follows();

create policy entry_insert on app.task for insert to hw_api
	with check (office_id = any ((select app.my_offices())::smallint[]));
create policy entry_update on app.task for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant insert (case_id, office_id, kind, due_at), update (due_at, done_at, touched_at) on app.task to hw_api;
grant update (age_low, exploitation, afraid, flags, clock_code, clock_at, need, task_at) on app.case to hw_api;
grant execute on function app.detention_runs(uuid), app.entry_legal_rule(),
	app.entry_screening_rule(), app.entry_screening_follows(), app.entry_legal_follows(),
	app.entry_consent_rule(), app.agrees(uuid, text, date), app.entry_referral_rule(), app.entry_afraid_rule(), app.entry_afraid_follows(),
	app.entry_consent_follows() to hw_api;
reset role;

insert into app.exploitation (id, name, htcds) values
	(12, 'newborn adoption', 'ForcedAdoption'), (13, 'rape or abuse', 'Other');
insert into app.task_kind (id, name) values (20, 'ask consent again');

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('screening', 'case', 'office', true, false, true, 'an interview by which it is looked whether she is trafficked'),
	('legal', 'case', 'office', true, false, true, 'what is done to her by the law, and what she does by it'),
	('referral', 'case', 'office', true, false, true, 'who sent her to us, to whom we refer her, what is shared and what is not'),
	('journey', 'case', 'office', true, false, true, 'a step of how she was taken: where, when, by whom'),
	('plan', 'case', 'office', true, false, true, 'what is planned with her, and until when'),
	('afraid', 'case', 'office', true, false, true, 'whether she is afraid to return, in her words');

insert into app.refusal (code, message, hint) values
	('element_missing', 'Signs of trafficking are an act, a means and a purpose.',
		'Fill it in, or say that it is not clear.'),
	('means_missing', 'Signs of trafficking are an act, a means and a purpose; only under 18 no means is needed.',
		'Say by what means, that she may be under 18, or that it is not clear.'),
	('consent_missing', 'She has not agreed that this is shared, or has taken it back.',
		'Ask her and enter her answer (c), share nothing, or say why it is shared all the same.'),
	('was_said', 'What she said on a day stays.', 'Enter what she says now.'),
	('no_child', 'A guardian agrees only for a child.', 'Ask her herself, or enter first, in an interview, that she may be under 18.'),
	('of_age', 'By then she is of age, by the age that was told.', 'Give the first day on which she is surely 18, or an earlier one.'),
	('not_freely', 'This counts only where she was asked in her own language, with nobody there whom she may fear.',
		'Ask her so, or enter that she is not sure.'),
	('again_missing', 'A guardian has agreed: say when she herself is asked.',
		'When she comes of age, at the latest: the first day of a month is enough.'),
	('not_answered', 'What was answered has the day of the answer, and nothing else has.',
		'Give the day, or say where it stands.'),
	('not_ended', 'What has ended has its day and its outcome, and nothing else has.', 'Give both, or say where it stands.'),
	('detention_runs', 'By her file she is detained.', 'Enter first how and when her detention ended.'),
	('not_hers', 'What she does herself has no charge.', 'Leave it empty, or choose what is done to her.'),
	('only_education', 'This is asked of education only.', 'Leave it empty, or choose education.'),
	('only_scholarship', 'Only a scholarship has a last day.', 'Leave it empty, or say what scholarship.');
