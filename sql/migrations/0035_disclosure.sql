-- A court or an authority asks for a file, or for part of it. What it asks, by which ground, what a lawyer says and what was
-- given is an entry; two people approve before anything is given, and she is told unless a law forbids it. And the sharing log:
-- what of hers went to whom, and why.
set local role hw_owner;

create table app.entry_disclosure (
	id uuid primary key references app.sealed on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	entered_at timestamptz not null default app.now(),
	asker text not null check (asker in ('court', 'prosecutor', 'police', 'immigration', 'social services', 'embassy', 'other authority')),
	ground text not null check (ground in ('court order', 'law', 'letter', 'word of mouth')),
	scope text[] not null check (scope <@ array['name', 'age', 'health', 'story', 'address', 'family', 'photograph', 'whole file']),
	asked_on date not null,
	answer_by date,
	lawyer text check (lawyer in ('must be given', 'may be given', 'must not be given', 'not_asked')),
	state text not null check (state in ('asked', 'given', 'partly given', 'refused', 'taken back')),
	given text[] not null default '{}' check (given <@ array['name', 'age', 'health', 'story', 'address', 'family', 'photograph', 'whole file']),
	answered_on date,
	told_her text check (told_her in ('yes', 'no', 'unlawful')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint scope__fact_missing check (cardinality(scope) > 0),
	constraint given__not_asked_for check (given <@ scope or 'whole file' = any (scope)),
	constraint given__nothing_given check ((state in ('given', 'partly given')) = (cardinality(given) > 0)),
	constraint answered_on__not_answered check (state = 'taken back' or (state <> 'asked') = (answered_on is not null)),
	constraint answered_on__before_it check (answered_on >= asked_on),
	constraint answer_by__before_it check (answer_by >= asked_on)
);
create index entry_disclosure_case on app.entry_disclosure (case_id, office_id);
comment on table app.entry_disclosure is
	'A court or an authority asks for what is in a file. Who it is, by which letter, and what the lawyer wrote is sealed.';
comment on column app.entry_disclosure.id is 'the sealed record that it is told of';
comment on column app.entry_disclosure.case_id is 'whose';
comment on column app.entry_disclosure.office_id is 'the case''s office, for row security';
comment on column app.entry_disclosure.entered_at is 'when it was entered';
comment on column app.entry_disclosure.asker is 'who asks';
comment on column app.entry_disclosure.ground is 'on what ground; a letter, or a word, is none in law';
comment on column app.entry_disclosure.scope is 'for what';
comment on column app.entry_disclosure.asked_on is 'on which day it came';
comment on column app.entry_disclosure.answer_by is 'until when it has to be answered; null: not said';
comment on column app.entry_disclosure.lawyer is 'what our lawyer says; null: not said';
comment on column app.entry_disclosure.state is 'where it stands';
comment on column app.entry_disclosure.given is 'what was given';
comment on column app.entry_disclosure.answered_on is 'on which day it was answered; null: it is not';
comment on column app.entry_disclosure.told_her is 'does she know of it? unlawful: a law forbids to tell her; null: not said';

create table app.disclosure (
	id uuid primary key,
	code text not null unique default app.new_code('DS') check (app.code_valid(code) and code like 'DS-%'),
	case_id uuid not null,
	office_id smallint not null,
	state text not null default 'asked' check (state in ('asked', 'approved', 'not approved')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade
);
create index disclosure_case on app.disclosure (case_id, office_id);
comment on table app.disclosure is 'Whether something may be given to whoever asked for it.';
comment on column app.disclosure.id is 'that of the entry, and of its approval';
comment on column app.disclosure.code is 'what people say';
comment on column app.disclosure.case_id is 'of which case';
comment on column app.disclosure.office_id is 'the case''s office, for row security';
comment on column app.disclosure.state is 'asked; approved by two; not approved: refused, withdrawn or not decided';

create function app.entry_disclosure_rule() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	today date := app.office_day(new.office_id);
	decided text := (select d.state from app.disclosure d where d.id = new.id);
	allowed boolean := coalesce(decided = 'approved', false);
begin
	if new.asked_on > today or new.answered_on > today then
		perform app.entry_refuse(case when new.asked_on > today then 'asked_on' else 'answered_on' end, 'future');
	elsif tg_op = 'UPDATE' and allowed
		and (old.asker, old.ground, old.scope, old.asked_on, old.lawyer) is distinct from (new.asker, new.ground, new.scope, new.asked_on, new.lawyer) then
		perform app.entry_refuse('scope', 'disclosure_fixed');
	elsif new.state = 'asked' and decided = 'not approved' and old.state <> 'asked' then
		perform app.entry_refuse('state', 'disclosure_over');
	elsif new.state in ('given', 'partly given') and not allowed then
		perform app.entry_refuse('state', 'disclosure_first');
	elsif tg_op = 'UPDATE' and old.state in ('given', 'partly given') and (old.state, old.given, old.answered_on) is distinct from (new.state, new.given, new.answered_on) then
		perform app.entry_refuse('given', 'was_given');
	end if;
	return new;
end $$;
comment on function app.entry_disclosure_rule() is
	'Nothing is given before two people have approved it; what they approved, and what was given, stays. What was taken back or refused before '
	'they did is not asked again as the same: nobody would be asked.';

create function app.entry_disclosure_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	telling smallint := (select k.id from app.task_kind k where k.name = 'tell her of a disclosure');
	owed boolean := new.state in ('given', 'partly given', 'refused') and coalesce(new.told_her, 'no') = 'no';
begin
	if tg_op = 'INSERT' then
		insert into app.disclosure (id, case_id, office_id) values (new.id, new.case_id, new.office_id);
		perform app.approval_begin(d.id, d.code, 'disclosure', d.office_id, null, d.case_id,
			case when new.answer_by <= app.office_day(new.office_id) + 1 then interval '2 hours' end) from app.disclosure d where d.id = new.id;
	end if;
	if new.state <> 'asked' and exists (select from app.disclosure d where d.id = new.id and d.state = 'asked') then
		perform app.approval_over(a, 'withdrawn') from app.approval a where a.id = new.id and a.ended_at is null;
		update app.disclosure d set state = 'not approved' where d.id = new.id;
	elsif tg_op = 'UPDATE' then
		perform app.approval_read(a, app.me()) from app.approval a where a.id = new.id and a.ended_at is null;
		perform app.approval_reopen(a) from app.approval a where a.id = new.id and a.state = 'asked back';
	end if;
	owed := owed or exists (select from app.entry_disclosure e where e.case_id = new.case_id and e.id <> new.id
		and e.state in ('given', 'partly given', 'refused') and coalesce(e.told_her, 'no') = 'no');
	insert into app.task (case_id, office_id, kind, due_at)
	select new.case_id, new.office_id, telling, app.now() + interval '3 days'
	where owed and not exists (select from app.task t where t.case_id = new.case_id and t.kind = telling and t.done_at is null);
	update app.task t set done_at = app.now(), touched_at = app.now()
	where not owed and t.case_id = new.case_id and t.kind = telling and t.done_at is null;
	return null;
end $$;
comment on function app.entry_disclosure_follows() is
	'What is asked of us waits for two people, until it is taken back or we refuse it: then nobody approves it any more. What was answered is '
	'told to her, as a task, unless a law forbids it.';
create trigger entry_disclosure_rule
	before insert or update of asker, ground, scope, asked_on, answer_by, lawyer, state, given, answered_on, told_her on app.entry_disclosure
	for each row execute function app.entry_disclosure_rule();
create trigger entry_disclosure_follows
	after insert or update of asker, ground, scope, asked_on, answer_by, lawyer, state, given, answered_on, told_her on app.entry_disclosure
	for each row execute function app.entry_disclosure_follows();

alter table app.entry_disclosure enable row level security, force row level security;
alter table app.disclosure enable row level security, force row level security;
create policy my_offices on app.entry_disclosure for all to hw_api using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.disclosure for all to hw_api using (office_id = any ((select app.my_offices())::smallint[]));
create policy everything on app.disclosure for all to hw_owner using (true);
create policy told on app.entry_disclosure for select to hw_owner using (true);
grant select, insert, update on app.entry_disclosure to hw_api;
grant select, insert on app.disclosure to hw_api;
grant update (state) on app.disclosure to hw_api;
grant execute on function app.entry_disclosure_rule(), app.entry_disclosure_follows() to hw_api;
reset role;

insert into app.task_kind (id, name, by_hand) values (22, 'tell her of a disclosure', false);

insert into app.record_kind (name, subject, key, many, needs_reason, clear, meaning) values
	('disclosure', 'case', 'office', true, false, true, 'that a court or an authority asks for the file: who, by what, what the lawyer says, what was given');

insert into app.approval_kind (name, position, people, offices, answer_within, expires_after, sign_within, content, lacks, decided, meaning) values
	('disclosure', 6, 2, 1, '1 day', '30 days', null, 'disclosure_content', 'disclosure_lacks', 'disclosure_decided', 'a court or an authority is given what it asks for');
insert into app.approval_role (kind, role) select 'disclosure', r from unnest('{supervisor,coordinator}'::text[]) as r;

insert into app.refusal (code, message, hint) values
	('not_asked_for', 'More is given than was asked for.', 'Give what was asked for, or less.'),
	('nothing_given', 'What was given is filled in where something was, and nowhere else.', 'Say what, or where it stands.'),
	('disclosure_over', 'What was taken back or refused is asked of nobody any more.', 'Enter what they ask now as a new disclosure: two people decide it.'),
	('disclosure_first', 'Two people have to approve it before anything is given.', 'It is among the approvals: 6.'),
	('disclosure_fixed', 'It has been approved: what was asked for does not change any more.', 'What is asked for besides is another request.'),
	('was_given', 'What was given stays written.', 'What is given besides is another request.'),
	('lawyer_missing', 'The lawyer has not been asked.', 'Ask the lawyer, and enter the answer: e on the request.'),
	('lawyer_against', 'The lawyer says that it must not be given.', 'Refuse it, and enter that: e on the request.'),
	('ground_missing', 'A letter, or a word, is no ground in law.', 'Ask for the order, or the article of the law.');

insert into app.allowed (action, role) select 'case.shared', r from unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
