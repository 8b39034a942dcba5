-- Before somebody is brought to another place she is asked. For a child, or whoever may be one, a guardian who had no part in
-- what happened and a decision on what is best for her come first (UN Convention on the Rights of the Child, articles 3 and
-- 12; UNHCR Best Interests Procedure, 2021). Here, too, only words of lists, days and numbers are in clear.
set local role hw_owner;

create table app.decision_rule (
	name text primary key check (name in ('wish')),
	length interval not null check (length between interval '1 day' and interval '1 year'),
	standing text not null check (standing in ('policy', 'office rule')),
	meaning text not null
);
comment on table app.decision_rule is 'How long what was said or found is good enough to decide by. Nothing here is a law.';
comment on column app.decision_rule.name is 'which rule';
comment on column app.decision_rule.length is 'how long';
comment on column app.decision_rule.standing is 'what it rests on';
comment on column app.decision_rule.meaning is 'in a sentence';

create table app.entry_wish (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	about text not null check (about in ('placement', 'transfer', 'return', 'family')),
	answer text not null check (answer in ('wants to', 'does not want to', 'not sure', 'not able to say')),
	asked_on date not null,
	lang text check (lang ~ '^[a-z]{2,3}$'),
	own_language text check (own_language in ('yes', 'no', 'not_asked')),
	alone text check (alone in ('yes', 'no', 'not_asked')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint lang__fact_missing check (lang is not null or answer = 'not able to say'),
	constraint own_language__not_freely check (answer <> 'wants to' or coalesce(own_language, '') = 'yes'),
	constraint alone__not_freely check (answer <> 'wants to' or coalesce(alone, '') = 'yes')
);
create index entry_wish_case on app.entry_wish (case_id, office_id);
comment on table app.entry_wish is
	'What she herself wants, child or grown up. That she wants to counts only where she said it in her own language, with '
	'nobody else there; of several answers the last.';
comment on column app.entry_wish.about is 'where she is to live, a way to another place, a return, her family';
comment on column app.entry_wish.answer is 'what she said; who is too small or too ill to answer is not able to say';
comment on column app.entry_wish.asked_on is 'on which day';
comment on column app.entry_wish.lang is 'in which language, ISO 639; null: she could say nothing in any';
comment on column app.entry_wish.own_language is 'is that one she speaks well? null: not said';
comment on column app.entry_wish.alone is 'was nobody there of whom she might be afraid? null: not said';

create table app.entry_guardian (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	kind text not null check (kind in ('parent', 'relative', 'appointed by court', 'authority', 'organisation', 'none found')),
	begun_on date not null,
	cleared text check (cleared in ('yes', 'no', 'not_asked')),
	cleared_on date,
	ended_on date,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint cleared__nobody_to_clear check (kind <> 'none found' or coalesce(cleared, 'not_asked') = 'not_asked'),
	constraint cleared_on__not_answered check ((coalesce(cleared, 'not_asked') <> 'not_asked') = (cleared_on is not null)),
	constraint ended_on__before_it check (ended_on >= begun_on)
);
create index entry_guardian_case on app.entry_guardian (case_id, office_id);
comment on table app.entry_guardian is
	'Who decides with a child as long as she is one, each a line of its own; that there is nobody is a line, too. Only who had '
	'no part in what happened may do so.';
comment on column app.entry_guardian.kind is 'who it is';
comment on column app.entry_guardian.begun_on is 'since when';
comment on column app.entry_guardian.cleared is 'had she or he no part in what happened? null: not said';
comment on column app.entry_guardian.cleared_on is 'on which day that was found; null: it is not';
comment on column app.entry_guardian.ended_on is 'on which day it ended; null: it has not';

create table app.entry_interest (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	kind text not null check (kind in ('assessment', 'determination')),
	about text not null check (about in ('placement', 'transfer', 'return', 'family')),
	options integer not null,
	panel integer not null,
	decided text not null check (decided in ('in favour', 'against', 'not yet')),
	decided_on date not null,
	review_on date not null,
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint options__few_options check (options >= 2),
	constraint panel__few_people check (panel >= case kind when 'determination' then 2 else 1 end),
	constraint review_on__before_it check (review_on > decided_on)
);
create index entry_interest_case on app.entry_interest (case_id, office_id);
comment on table app.entry_interest is
	'What was found to be best for a child, by comparing what could be done: an assessment by whoever works with her, or a '
	'determination by several. Each is a line of its own; the last one about a thing holds, until its review.';
comment on column app.entry_interest.kind is 'assessment or determination';
comment on column app.entry_interest.about is 'about what, the words of app.entry_wish';
comment on column app.entry_interest.options is 'how many ways were compared';
comment on column app.entry_interest.panel is 'how many people decided';
comment on column app.entry_interest.decided is 'what it came to';
comment on column app.entry_interest.decided_on is 'on which day';
comment on column app.entry_interest.review_on is 'on which day it is looked at again: from then on it holds no more';

do $$
declare
	t regclass;
begin
	foreach t in array array['app.entry_wish', 'app.entry_guardian', 'app.entry_interest']::regclass[] loop
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
alter table app.decision_rule enable row level security, force row level security;
create policy read on app.decision_rule for select to hw_api using (true);
grant select on app.decision_rule to hw_api;

create function app.entry_wish_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif tg_op = 'UPDATE' and (old.about, old.answer, old.asked_on) <> (new.about, new.answer, new.asked_on) then
		perform app.entry_refuse('answer', 'was_said');
	end if;
	return new;
end $$;
comment on function app.entry_wish_rule() is 'She has been asked: on no day that is to come. What she said on a day stays.';
create trigger entry_wish_rule before insert or update on app.entry_wish
	for each row execute function app.entry_wish_rule();

create function app.entry_guardian_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	today date := app.office_day(new.office_id);
begin
	perform app.entry_refuse(x.field, 'future')
	from (values (1, 'begun_on', new.begun_on), (2, 'cleared_on', new.cleared_on), (3, 'ended_on', new.ended_on)) as x(n, field, day)
	where x.day > today order by x.n;
	return new;
end $$;
comment on function app.entry_guardian_rule() is 'What is said of a guardian has been so: on no day that is to come.';
create trigger entry_guardian_rule before insert or update on app.entry_guardian
	for each row execute function app.entry_guardian_rule();

create function app.entry_interest_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if new.decided_on > app.office_day(new.office_id) then
		perform app.entry_refuse('decided_on', 'future');
	elsif tg_op = 'UPDATE' and (old.kind, old.about, old.options, old.panel, old.decided, old.decided_on, old.review_on)
		<> (new.kind, new.about, new.options, new.panel, new.decided, new.decided_on, new.review_on) then
		perform app.entry_refuse('decided', 'final');
	end if;
	return new;
end $$;
comment on function app.entry_interest_rule() is 'It was decided on no day that is to come, and stays as it was decided.';
create trigger entry_interest_rule before insert or update on app.entry_interest
	for each row execute function app.entry_interest_rule();

create function app.interest_review(p_case uuid) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	review smallint := (select k.id from app.task_kind k where k.name = 'review best interest');
	due timestamptz;
begin
	select min(l.review_on)::timestamp at time zone o.zone into due
	from app.case c
	join app.office o on o.id = c.office_id
	cross join lateral (select distinct on (e.about) e.review_on from app.entry_interest e where e.case_id = c.id
		order by e.about, e.decided_on desc, e.entered_at desc, e.review_on, e.id) as l
	where c.id = p_case and c.child is distinct from false
	group by o.zone;
	update app.task t set touched_at = app.now(), due_at = coalesce(due, t.due_at), done_at = case when due is null then app.now() end
	where t.case_id = p_case and t.kind = review and t.done_at is null and t.due_at is distinct from due;
	insert into app.task (case_id, office_id, kind, due_at)
	select c.id, c.office_id, review, due from app.case c
	where c.id = p_case and due is not null and not exists (select from app.task t
		where t.case_id = p_case and t.kind = review and t.done_at is null);
end $$;
comment on function app.interest_review(uuid) is
	'The first day on which a decision that holds is to be looked at again is a task of the case: the next decision about the '
	'same puts it off. Of a grown-up nothing is decided so, and the task is done.';

create function app.entry_interest_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.interest_review(new.case_id);
	return null;
end $$;
comment on function app.entry_interest_follows() is 'Row trigger of best-interest decisions: their review follows.';
create trigger entry_interest_follows after insert on app.entry_interest
	for each row execute function app.entry_interest_follows();

create function app.case_interest_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.interest_review(new.id);
	return null;
end $$;
comment on function app.case_interest_follows() is 'Row trigger of cases: whether she is a child is what a review depends on.';
create trigger case_interest_follows after update of age_low, age_high on app.case
	for each row when ((old.child is distinct from false) <> (new.child is distinct from false))
	execute function app.case_interest_follows();

grant execute on function app.entry_wish_rule(), app.entry_guardian_rule(), app.entry_interest_rule(),
	app.interest_review(uuid), app.entry_interest_follows(), app.case_interest_follows() to hw_api;
reset role;

insert into app.decision_rule (name, length, standing, meaning) values
	('wish', '14 days', 'policy', 'what she said she wants is good to decide by for this long, and is asked again after it');

insert into app.task_kind (id, name, by_hand) values (21, 'review best interest', false);

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('wish', 'case', 'office', true, false, true, 'what she herself wants, in her words'),
	('guardian', 'case', 'office', true, false, true, 'who decides with a child, and whether she or he had a part in what happened'),
	('interest', 'case', 'office', true, false, true, 'what is best for a child: what was compared, by whom, and why it was chosen');

insert into app.refusal (code, message, hint) values
	('nobody_to_clear', 'Where no guardian was found there is nobody to clear.', 'Leave it empty, or say who the guardian is.'),
	('few_options', 'What is best is found by comparing two ways at least; that all stays as it is is one.', 'Give the number of ways.'),
	('few_people', 'A determination is made by two people at least, an assessment by one.', 'Give their number, or say what it is.'),
	('wish_missing', 'She has not been asked whether she wants this, or too long ago.',
		'Ask her in her own language, with nobody there whom she may fear, and enter what she says: :wish.'),
	('wish_against', 'She does not want to.',
		'Ask what she wants instead. Only of a child a best-interest decision that has heard it weighs more (:interest).'),
	('wish_unsure', 'She is not sure, or not able to say.',
		'Tell her what she needs to know and ask again (:wish). For a child it is decided what is best for her (:interest).'),
	('guardian_missing', 'She may be a child, and has no guardian.', 'Enter who it is; where there is nobody have one appointed: :guardian.'),
	('guardian_not_cleared', 'It is not clear that her guardian had no part in what happened.',
		'Find out by others than the guardian, and enter it with its day: e on the entry.'),
	('interest_missing', 'She may be a child, and it is not decided what is best for her in this.', 'Enter what is decided: :interest.'),
	('interest_against', 'It was decided that this is not best for her.', 'Leave it, or have it decided anew: :interest.'),
	('interest_not_enough', 'An assessment is not enough for a way abroad or to her family.',
		'Have it determined by two people at least: :interest.'),
	('interest_review', 'The day has come on which it is to be looked at again what is best for her.', 'Have it decided anew: :interest.'),
	('interest_before_wish', 'What is best for her was decided before she was last heard.',
		'Have it decided anew, by what she says now: :interest.');
