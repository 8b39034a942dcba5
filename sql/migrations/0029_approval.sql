-- Four eyes. What one person asks and others have to approve before it is done, whatever it is: a transfer today. A kind is a
-- row and three functions; who may approve, how many of them and of how many offices, is in the row.
--
-- What is approved is a text: all that is asked and told in clear of it, who asked, how many have to approve it, and the sha256
-- of what is sealed. The console shows that text, signs its hash with the approver's key and sends what only she could make (a
-- case's key, sealed to whoever gets it). This server cannot check a signature: it keeps them, and whoever carries out what was
-- approved checks them. So a row that somebody has forged here approves nothing.
set local role hw_owner;

create table app.approval_kind (
	name text primary key check (name ~ '^[a-z]+$'),
	position smallint not null unique,
	people smallint not null check (people between 1 and 3),
	offices smallint not null check (offices between 1 and people + 1),
	answer_within interval not null check (answer_within >= interval '1 minute'),
	expires_after interval not null check (expires_after >= answer_within),
	sign_within interval check (sign_within > interval '0'),
	content name not null,
	lacks name not null,
	decided name not null,
	meaning text not null
);
comment on table app.approval_kind is 'What somebody can ask to be approved.';
comment on column app.approval_kind.name is 'the word';
comment on column app.approval_kind.position is 'its place in lists';
comment on column app.approval_kind.people is 'how many people have to approve it, beside whoever asks';
comment on column app.approval_kind.offices is
	'at home in how many different offices they have to be, with whoever asked; 1: all may be of one';
comment on column app.approval_kind.answer_within is 'who was asked has so long, then the next one is asked; policy';
comment on column app.approval_kind.expires_after is 'what nobody has decided by then is over, and has to be asked again; policy';
comment on column app.approval_kind.sign_within is
	'what is done before it is approved, in an emergency, is signed within this, or a coordinator is asked; policy; null: nothing is '
	'done before';
comment on column app.approval_kind.content is
	'app.NAME(request uuid) returns jsonb: all that is approved, the same as long as nothing of it has changed';
comment on column app.approval_kind.lacks is
	'app.NAME(request uuid) returns setof text: what has to be there before it can be approved, as codes of app.refusal';
comment on column app.approval_kind.decided is
	'app.NAME(request uuid, answer text, reason text, detail jsonb) returns text: carry it out, in the transaction of the last '
	'approval (approve), or follow a refusal (refuse, ask back, withdraw, expire); the code of a refusal, or null';
comment on column app.approval_kind.meaning is 'in a sentence';

create table app.approval_role (
	kind text not null references app.approval_kind,
	role text not null references app.role,
	primary key (kind, role)
);
create index approval_role_role on app.approval_role (role);
comment on table app.approval_role is 'Who may approve it, of those who work for the office that asks.';
comment on column app.approval_role.kind is 'what';
comment on column app.approval_role.role is 'who';

create table app.approval_reason (
	answer text not null check (answer in ('refuse', 'ask back', 'withdraw')),
	name text not null check (app.name_valid(name) and name = lower(name)),
	position smallint not null,
	meaning text not null,
	primary key (answer, name)
);
comment on table app.approval_reason is
	'Why something is refused, asked back or withdrawn. A word: what else there is to say is a note, which is sealed.';
comment on column app.approval_reason.answer is 'for which answer';
comment on column app.approval_reason.name is 'the word';
comment on column app.approval_reason.position is 'its place in the list of choices';
comment on column app.approval_reason.meaning is 'in a sentence';

create table app.approval (
	id uuid primary key,
	code text not null unique check (app.code_valid(code)),
	kind text not null references app.approval_kind,
	office_id smallint not null references app.office,
	to_office_id smallint references app.office,
	case_id uuid references app.case,
	asked_by smallint not null references app.staff,
	asked_at timestamptz not null default app.now(),
	askers smallint[] not null,
	version integer not null default 1 check (version > 0),
	content text not null,
	hash bytea not null check (octet_length(hash) = 32),
	first_content text not null,
	state text not null default 'open' check (state in ('open', 'asked back', 'approved', 'refused', 'withdrawn', 'expired')),
	acted_at timestamptz,
	to_id smallint references app.staff,
	asked smallint[] not null default '{}',
	seen_by smallint[] not null default '{}',
	answer_within interval check (answer_within > interval '0'),
	due_at timestamptz not null,
	expires_at timestamptz not null,
	ended_at timestamptz,
	touched_at timestamptz not null default app.now(),
	constraint asked_by_an_asker check (asked_by = any (askers)),
	constraint ended_when_over check ((ended_at is null) = (state in ('open', 'asked back')))
);
create index approval_open on app.approval (office_id, due_at) where ended_at is null;
create index approval_next on app.approval (due_at) where ended_at is null;
create index approval_to_office on app.approval (to_office_id) where ended_at is null;
create index approval_office on app.approval (office_id, touched_at);
create index approval_case on app.approval (case_id);
create index approval_of_kind on app.approval (kind);
create index approval_asked_by on app.approval (asked_by);
create index approval_to_id on app.approval (to_id);
comment on table app.approval is 'One request that others have to approve.';
comment on column app.approval.id is 'that of what is asked, e.g. of the transfer';
comment on column app.approval.code is 'what people say: that of what is asked';
comment on column app.approval.kind is 'what it is';
comment on column app.approval.office_id is 'the office that asks, and whose people approve';
comment on column app.approval.to_office_id is 'the office that it goes to, which sees it too; null: none';
comment on column app.approval.case_id is 'the case that it is about; null: none';
comment on column app.approval.asked_by is 'who asked first';
comment on column app.approval.asked_at is 'when';
comment on column app.approval.askers is 'everybody who has written what is asked: none of them approves it';
comment on column app.approval.version is 'grows with every change of the content; an answer names the version that was read';
comment on column app.approval.content is 'the text that is approved, as it was last read';
comment on column app.approval.hash is 'its sha256, which is what an approver signs';
comment on column app.approval.first_content is 'the text as it was first asked, to say what has changed since';
comment on column app.approval.state is 'approved: and, in the same moment, carried out';
comment on column app.approval.acted_at is
	'it was done already, in an emergency, and is to be signed afterwards; null: nothing is done before it is approved';
comment on column app.approval.to_id is 'who is asked now; null: nobody in particular';
comment on column app.approval.asked is 'who has been asked, one after the other';
comment on column app.approval.seen_by is 'who of the askers has opened it since it was last answered';
comment on column app.approval.answer_within is 'who is asked has so long, where that is shorter than what its kind says; null: it is not';
comment on column app.approval.due_at is 'until when she has time; then the next one is asked';
comment on column app.approval.expires_at is 'when it is over if nobody has decided; of what was done already: when a coordinator is asked';
comment on column app.approval.ended_at is 'since when it is over; null: it is open';
comment on column app.approval.touched_at is 'last change';

create table app.approval_vote (
	approval_id uuid not null references app.approval,
	version integer not null,
	staff_id smallint not null references app.staff,
	home_id smallint not null references app.office,
	answer text not null check (answer in ('approve', 'refuse', 'ask back')),
	reason text,
	hash bytea not null check (octet_length(hash) = 32),
	number integer,
	signature bytea check (octet_length(signature) = 64),
	at timestamptz not null default app.now(),
	primary key (approval_id, version, staff_id),
	foreign key (answer, reason) references app.approval_reason (answer, name),
	constraint approval_is_signed check (answer <> 'approve' or num_nulls(number, signature) = 0),
	constraint reason_of_a_no check ((answer = 'approve') = (reason is null))
);
create index approval_vote_staff on app.approval_vote (staff_id);
create index approval_vote_home on app.approval_vote (home_id);
create index approval_vote_reason on app.approval_vote (answer, reason);
comment on table app.approval_vote is
	'Who answered what, once for each version. Rows are added and never change; so what came with an answer (the keys of a file) is not '
	'here: its kind keeps it for whom it is, until it is destroyed.';
comment on column app.approval_vote.approval_id is 'which request';
comment on column app.approval_vote.version is 'of which version of its content';
comment on column app.approval_vote.staff_id is 'who';
comment on column app.approval_vote.home_id is 'her home office then';
comment on column app.approval_vote.answer is 'what';
comment on column app.approval_vote.reason is 'why not; null: it was approved';
comment on column app.approval_vote.hash is 'of the content that she had before her';
comment on column app.approval_vote.number is 'which of her keys signed';
comment on column app.approval_vote.signature is 'hers, see db/vault/approval.h; null: an answer that carries nothing out was not signed';
comment on column app.approval_vote.at is 'when';

create table app.away (
	staff_id smallint primary key references app.staff,
	delegate_id smallint not null references app.staff,
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	check (staff_id <> delegate_id),
	check (ends_at > starts_at and ends_at <= starts_at + interval '92 days')
);
create index away_delegate on app.away (delegate_id);
comment on table app.away is 'Who is away, and who answers in her place what waits for approval.';
comment on column app.away.staff_id is 'who is away';
comment on column app.away.delegate_id is 'who answers meanwhile: somebody who could herself';
comment on column app.away.starts_at is 'from';
comment on column app.away.ends_at is 'until; at most 92 days';

alter table app.notice
	add column approval_id uuid references app.approval on delete cascade,
	add constraint for_one_thing check (num_nonnulls(escalation_id, approval_id) = 1);
create index notice_approval on app.notice (approval_id);
comment on column app.notice.approval_id is 'the request that is to be answered; null: something else';

create trigger approval_poke after insert or update or delete on app.approval
	for each statement execute function app.poke_case();
create trigger approval_vote_poke after insert on app.approval_vote
	for each statement execute function app.poke_case();
create trigger away_poke after insert or update or delete on app.away
	for each statement execute function app.poke_office();

-- ---- who may, past the functions -------------------------------------------------------------------
do $$
declare
	t regclass;
begin
	foreach t in array array['app.approval_kind', 'app.approval_role', 'app.approval_reason', 'app.approval', 'app.approval_vote',
		'app.away']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
	end loop;
end $$;
create policy read on app.approval_kind for select to hw_owner, hw_api using (true);
create policy read on app.approval_role for select to hw_owner, hw_api using (true);
create policy read on app.approval_reason for select to hw_api using (true);
create policy concerned on app.approval for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or to_office_id = any ((select app.my_offices())::smallint[]));
create policy ask on app.approval for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and asked_by = (select app.me()) and state = 'open');
create policy decide on app.approval for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or to_office_id = any ((select app.my_offices())::smallint[]));
create policy everything on app.approval for all to hw_owner using (true);
create policy concerned on app.approval_vote for select to hw_api
	using (exists (select from app.approval a where a.id = approval_id));
create policy mine on app.approval_vote for insert to hw_api
	with check (staff_id = (select app.me()) and exists (select from app.approval a where a.id = approval_id));
create policy everything on app.approval_vote for select to hw_owner using (true);
create policy read on app.away for select to hw_owner, hw_api using (true);
create policy mine on app.away for all to hw_api
	using (staff_id = (select app.me()) or (select 'coordinator' = any (app.my_roles())))
	with check (staff_id = (select app.me()) or (select 'coordinator' = any (app.my_roles())));
grant select on app.approval_kind, app.approval_role, app.approval_reason, app.approval, app.approval_vote, app.away to hw_api;
grant insert on app.approval, app.approval_vote, app.away to hw_api;
grant update (to_office_id, askers, version, content, hash, state, acted_at, to_id, asked, seen_by, due_at, expires_at, ended_at, touched_at) on app.approval to hw_api;
grant update, delete on app.away to hw_api;
reset role;

insert into app.approval_reason (answer, name, position, meaning) values
	('refuse', 'not safe', 1, 'the way or the place is a danger to her'),
	('refuse', 'against her wish', 2, 'she does not want it'),
	('refuse', 'not in her interest', 3, 'something else is better for her'),
	('refuse', 'not our decision', 4, 'somebody else has to decide this'),
	('refuse', 'not needed any more', 5, 'what it was asked for is over'),
	('refuse', 'doubtful', 6, 'something about this request is wrong: look into it'),
	('ask back', 'who goes with her', 1, 'who accompanies her, and is that right for her'),
	('ask back', 'which place', 2, 'is there a place that fits her better'),
	('ask back', 'what does she want', 3, 'ask her again, alone and in her language'),
	('ask back', 'is the way safe', 4, 'look at the way and who is there'),
	('ask back', 'who must not know', 5, 'from whom is this kept'),
	('ask back', 'is it lawful', 6, 'ask the lawyer'),
	('ask back', 'see the note', 7, 'the question is a note on the case'),
	('withdraw', 'not needed any more', 1, 'what it was asked for is over'),
	('withdraw', 'by mistake', 2, 'it should not have been asked'),
	('withdraw', 'asked otherwise', 3, 'another request takes its place');

insert into app.refusal (code, message, hint) values
	('no_such_approval', 'There is no such request in your offices.', 'Read its code again.'),
	('busy_approval', 'Somebody else is answering this request just now.', 'Ask again in a minute.'),
	('approval_over', 'This request has been decided or withdrawn already.', 'Read it again: it says by whom and when.'),
	('approval_expired', 'This request is over: nobody has decided it in time.', 'Whoever needs it asks again.'),
	('approval_changed', 'What is asked has changed since you read it.', 'Read it again, then decide.'),
	('approval_asked_back', 'This request was sent back with a question.', 'Whoever asked answers it first.'),
	('approval_lacks', 'Something that has to be there is missing.', 'The request says what; it can be sent back (b).'),
	('own_request', 'You have asked for this yourself, or written part of it.', 'Somebody else has to decide it.'),
	('not_approver', 'This is not yours to decide.', 'A supervisor or coordinator of the office that asks decides it.'),
	('acted_already', 'This was done already, in an emergency.', 'Somebody who supervises or coordinates signs it, or refuses it.'),
	('not_asker', 'Only whoever asked can do that.', null),
	('answered_already', 'You have answered this request already.', 'Somebody else has to answer it, too.'),
	('no_such_decision', 'There is no such answer.', 'approve, refuse or ask back.'),
	('why_refuse', 'This needs a reason from the list.', 'Say why with one of its words; what else there is to say is a note on the case.'),
	('signature_needed', 'An approval has to be signed.', 'Approve it in a console, with the vault open.'),
	('not_your_keys', 'It was signed with other keys than those of yours that registrars have signed.', 'Leave the console and start it again, then sign; homeward keys says which keys are yours.'),
	('not_delegate', 'This person could not decide it.', 'Name somebody else who supervises or coordinates that office and has not asked for it.'),
	('away_times', 'This is no time, is over already, or lasts longer than 92 days.', 'Say until when: 18:00, 3d or 2026-11-30 08:00.'),
	('delegate_away', 'This person is away herself then.', 'Name somebody else.'),
	('nobody_answers', 'Whoever asked does not work for your office: nobody would answer.', 'Call her; then approve it, or refuse it.'),
	('file_left', 'The file has gone to another office: this is not yours to approve any more.', 'Refuse it, or have it withdrawn. What was done already is signed here.'),
	('requests_open', 'Something else that was asked about her is not decided at the office that has her file.', 'Call that office: it decides it, or withdraws it, first.'),
	('coordinator_now', 'Nobody has signed this in time: a coordinator sees to it now.', 'Decide it, or name a coordinator of that office.');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('approval.open', '{coordinator,officer,night,supervisor}'::text[]),
	('approval.answer', '{coordinator,officer,night,supervisor}'),
	('approval.withdraw', '{coordinator,officer,night,supervisor}'),
	('approval.again', '{coordinator,officer,night,supervisor}'),
	('approval.delegate', '{coordinator,supervisor}'),
	('away.set', '{coordinator,supervisor}'),
	('away.end', '{coordinator,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.change (action, told, field, undoable, undone_by) values
	('approval.answer', 'answered %', 'approval', false, null),
	('approval.withdraw', 'withdrew %', 'approval', false, null),
	('approval.again', 'asked again for %', 'approval', false, null),
	('approval.delegate', 'passed on %', 'approval', false, null),
	('approval.next', 'was asked to decide', 'asked', false, null),
	('approval.over', 'nobody decided %', 'approval', false, null);
