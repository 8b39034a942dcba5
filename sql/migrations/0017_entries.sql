-- Entries of the case file: of each a sealed record, and beside it what rules, clocks and lists need, told in clear.
-- What is told in clear are words of a list, days and numbers. No table here has a column for a text of one's own.
set local role hw_owner;

create table app.entry_status (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	status text not null references app.status (name),
	body text not null references app.deciding_body (name),
	kind text not null check (kind in ('decision', 'review', 'appeal', 'new facts')),
	decided_on date not null,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index entry_status_case on app.entry_status (case_id, office_id);
create index entry_status_status on app.entry_status (status);
create index entry_status_body on app.entry_status (body);
comment on table app.entry_status is
	'Who decided when on a trafficking status (HTCDS 2.0 vic_TraffickingStatus and its deciding organisation). Each is a '
	'line of its own; the last one is the case''s. There is no word for "consented": it lowers nothing (Palermo Protocol, '
	'article 3 (b)).';
comment on column app.entry_status.status is 'what was decided';
comment on column app.entry_status.body is 'by what kind of body';
comment on column app.entry_status.kind is 'a first decision, or what may change one: review, appeal, new facts';
comment on column app.entry_status.decided_on is 'on which day';

create table app.entry_risk (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	about text not null check (about in ('individual', 'household', 'community')),
	level text not null references app.risk (name) check (level <> 'not assessed'),
	assessed_on date not null,
	again_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint again_on__before_it check (again_on > assessed_on)
);
create index entry_risk_case on app.entry_risk (case_id, office_id);
create index entry_risk_level on app.entry_risk (level);
comment on table app.entry_risk is
	'The danger to a person as assessed again and again, on the three levels of HTCDS 2.0. The last one about herself, of '
	'one day the highest, is the case''s risk.';
comment on column app.entry_risk.about is 'individual, household or community';
comment on column app.entry_risk.level is 'how high';
comment on column app.entry_risk.assessed_on is 'on which day';
comment on column app.entry_risk.again_on is 'when it is due again; null: not fixed';

create table app.entry_consent (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	purpose text not null check (purpose in ('case work', 'sharing', 'tracing', 'statistics', 'photograph', 'transfer', 'return')),
	answer text not null check (answer in ('given', 'refused', 'withdrawn')),
	by text not null check (by in ('herself', 'guardian')),
	guardian_cleared text check (guardian_cleared in ('yes', 'no', 'not_asked')),
	told text[] not null default '{}' check (told <@ array['interview', 'purpose', 'use', 'research', 'own data', 'retention',
		'withdrawal']),
	asked_on date not null,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint guardian_cleared__not_cleared
		check (by = 'herself' or answer <> 'given' or coalesce(guardian_cleared, '') = 'yes')
);
create index entry_consent_case on app.entry_consent (case_id, office_id);
comment on table app.entry_consent is
	'What she agreed to, purpose by purpose; the last line of a purpose holds. A guardian agrees for her only once it is '
	'clear that she or he had no part in what happened.';
comment on column app.entry_consent.purpose is 'to what';
comment on column app.entry_consent.answer is 'given, refused, or taken back';
comment on column app.entry_consent.by is 'who answered';
comment on column app.entry_consent.guardian_cleared is 'a guardian had no part in it; null: none was asked';
comment on column app.entry_consent.told is 'what she was told before, the points of HTCDS 2.0 con_Consent';
comment on column app.entry_consent.asked_on is 'on which day';

create table app.entry_need (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	type text not null check (type in ('Education', 'Financial', 'Health', 'LabourExploitationRehabilitation', 'Legal',
		'Livelihood', 'RightsBasedTraining', 'SexualExploitationRehabilitation', 'SocialCare')),
	state text not null check (state in ('asked for', 'planned', 'done', 'refused by her', 'unavailable')),
	appointment_at timestamptz,
	done_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint done_on__not_done check ((state = 'done') = (done_on is not null))
);
create index entry_need_case on app.entry_need (case_id, office_id);
comment on table app.entry_need is
	'What she needs, and what came of it: a line of her support plan (HTCDS 2.0 spl_Type).';
comment on column app.entry_need.type is 'what kind of support, the word of HTCDS';
comment on column app.entry_need.state is 'where it stands; that she refused it is an answer, not a failure';
comment on column app.entry_need.appointment_at is 'when somebody expects her; null: no appointment';
comment on column app.entry_need.done_on is 'on which day she had it';

do $$
declare
	t regclass;
begin
	foreach t in array array['app.entry_status', 'app.entry_risk', 'app.entry_consent', 'app.entry_need']::regclass[] loop
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

-- A rule that a row breaks is a refusal of the field it is about: a trigger says it as a constraint would, and both are
-- named FIELD__CODE.
create function app.entry_refuse(field text, code text) returns void
	language plpgsql immutable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	raise exception '%: %', field, code using errcode = 'check_violation', constraint = field || '__' || code;
end $$;
comment on function app.entry_refuse(text, text) is 'Break off: this field is refused with a code of app.refusal.';

create function app.office_day(office smallint) returns date
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select (app.now() at time zone o.zone)::date from app.office o where o.id = office);
end $$;
comment on function app.office_day(smallint) is 'Which day it is now by the clock of this office.';
grant execute on function app.office_day(smallint) to hw_api;

create function app.entry_status_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	now_is text := (select s.name from app.case c join app.status s on s.id = c.status where c.id = new.case_id);
begin
	if new.decided_on > app.office_day(new.office_id) then
		perform app.entry_refuse('decided_on', 'future');
	elsif tg_op = 'UPDATE' and (old.status, old.body, old.kind, old.decided_on)
		is distinct from (new.status, new.body, new.kind, new.decided_on) then
		perform app.entry_refuse('status', 'final');
	elsif tg_op = 'INSERT' and now_is = 'actual' and new.status <> 'actual' and new.kind not in ('review', 'appeal') then
		perform app.entry_refuse('kind', 'only_by_review');
	elsif tg_op = 'INSERT' and now_is = 'not trafficked' and new.status <> now_is and new.kind = 'decision' then
		perform app.entry_refuse('kind', 'only_by_review');
	elsif tg_op = 'INSERT' and new.status = 'actual' and exists (select from app.entry_status x where x.case_id = new.case_id
		and x.status <> 'actual' and x.kind not in ('review', 'appeal') and x.decided_on > new.decided_on) then
		perform app.entry_refuse('decided_on', 'decided_later');
	end if;
	return new;
end $$;
comment on function app.entry_status_rule() is
	'A decision stays as it was made. That somebody was trafficked is taken back only by a review or an appeal; that she '
	'was not, by these or by new facts. An older day is no way round it, neither for the one nor for the other.';
create trigger entry_status_rule before insert or update on app.entry_status
	for each row execute function app.entry_status_rule();

create function app.entry_status_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.case c set status = s.id, status_by = b.id, version = c.version + 1
	from app.entry_status e
	join app.status s on s.name = e.status
	join app.deciding_body b on b.name = e.body
	where c.id = new.case_id and e.id = (select x.id from app.entry_status x where x.case_id = new.case_id
		order by x.decided_on desc, x.entered_at desc, x.status = 'actual' desc, x.id limit 1)
	and (c.status, c.status_by) is distinct from (s.id, b.id);
	return null;
end $$;
comment on function app.entry_status_follows() is 'A case has the status that was decided last.';
create trigger entry_status_follows after insert on app.entry_status
	for each row execute function app.entry_status_follows();

create function app.entry_risk_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.assessed_on > app.office_day(new.office_id) then
		perform app.entry_refuse('assessed_on', 'future');
	end if;
	return new;
end $$;
comment on function app.entry_risk_rule() is 'A danger was assessed: on no day that is to come.';
create trigger entry_risk_rule before insert or update on app.entry_risk
	for each row execute function app.entry_risk_rule();

create function app.entry_risk_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.case c set risk = r.id, version = c.version + 1
	from app.entry_risk e
	join app.risk r on r.name = e.level
	where c.id = new.case_id and e.id = (select x.id from app.entry_risk x join app.risk y on y.name = x.level
		where x.case_id = new.case_id and x.about = 'individual'
		order by x.assessed_on desc, y.id desc, x.id limit 1)
	and c.risk <> r.id;
	return null;
end $$;
comment on function app.entry_risk_follows() is
	'A case has the risk to herself that was assessed last, of one day the highest.';
create trigger entry_risk_follows after insert or update on app.entry_risk
	for each row execute function app.entry_risk_follows();

grant execute on function app.entry_refuse(text, text), app.entry_status_rule(), app.entry_status_follows(),
	app.entry_risk_rule(), app.entry_risk_follows() to hw_api;
grant update (status, status_by, risk) on app.case to hw_api;
reset role;

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('status', 'case', 'office', true, false, true, 'who decided on her trafficking status, and on what grounds'),
	('risk', 'case', 'office', true, false, true, 'how great the danger is to her, her household or her village'),
	('consent', 'case', 'office', true, false, true, 'what she agreed to, in her words, and what is withheld from whom'),
	('need', 'case', 'office', true, false, true, 'what she needs, who gives it, and what came of it');

insert into app.refusal (code, message, hint) values
	('no_such_fact', 'Nothing of that name is told in clear of such a record.', 'Update the program.'),
	('fact_missing', 'This has to be filled in.', 'Fill it in.'),
	('fact_format', 'This has not the form that it needs.', 'A day is 2026-11-22, a list is a list.'),
	('no_such_choice', 'The list has nothing of that name.', 'Choose from the list.'),
	('future', 'This day is still to come.', 'Give the day on which it was.'),
	('final', 'A decision stays as it was made.', 'Enter the next one: a review, an appeal or new facts.'),
	('only_by_review', 'What was decided before is changed only by a review, an appeal or new facts.', 'Say which it was.'),
	('decided_later', 'What was decided after that day says otherwise, and was no review.',
		'Enter what she is as a review or as new facts, with the day on which it was found.'),
	('before_it', 'This day is before the other one.', 'Give a later day.'),
	('not_cleared', 'A guardian agrees for her only once it is clear that the guardian had no part in it.', 'Clear the guardian first.'),
	('not_done', 'What is done has its day, and nothing else has.', 'Give the day, or say where it stands.');

insert into app.allowed (action, role)
select 'case.file', r from unnest('{coordinator,officer,night,supervisor,health}'::text[]) as r;
