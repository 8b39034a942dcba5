-- Breaking the glass: at 03:00 somebody of another office needs what is told in clear of a case that is not hers. She says why,
-- has two hours, two people of the case's office are woken, and it stays red until one of them has said whether it was right.
-- What is sealed stays sealed: whoever has the key can be called, and is named.
set local role hw_owner;

create table app.glass_reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	meaning text not null
);
comment on table app.glass_reason is 'Why somebody looks at a case of an office that is not hers.';
comment on column app.glass_reason.name is 'the word';
comment on column app.glass_reason.position is 'its place in the list of choices';
comment on column app.glass_reason.meaning is 'in a sentence';

create table app.glass (
	id uuid primary key,
	code text not null unique default app.new_code('BG') check (app.code_valid(code) and code like 'BG-%'),
	case_id uuid not null,
	office_id smallint not null,
	staff_id smallint not null references app.staff,
	reason text not null references app.glass_reason,
	opened_at timestamptz not null default app.now(),
	until timestamptz not null,
	review text check (review in ('right', 'not right')),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint open_for_a_while check (until > opened_at and until <= opened_at + interval '2 hours')
);
create index glass_case on app.glass (case_id, office_id);
create index glass_office on app.glass (office_id);
create index glass_unreviewed on app.glass (office_id, case_id) where review is null;
create index glass_staff on app.glass (staff_id, opened_at);
create index glass_reason_of on app.glass (reason);
comment on table app.glass is 'That somebody has looked at a case of another office.';
comment on column app.glass.id is 'made by the console; that of its review';
comment on column app.glass.code is 'what people say';
comment on column app.glass.case_id is 'at which case';
comment on column app.glass.office_id is 'the case''s office, for row security';
comment on column app.glass.staff_id is 'who';
comment on column app.glass.reason is 'why';
comment on column app.glass.opened_at is 'from when';
comment on column app.glass.until is 'until when she may look';
comment on column app.glass.review is 'what came of the review; null: nobody has reviewed it';

alter table app.glass_reason enable row level security, force row level security;
alter table app.glass enable row level security, force row level security;
create policy read on app.glass_reason for select to hw_owner, hw_api using (true);
create policy concerned on app.glass for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or staff_id = (select app.me()));
create policy everything on app.glass for all to hw_owner using (true);
create policy review on app.glass for update to hw_api using (office_id = any ((select app.my_offices())::smallint[]));
grant select on app.glass_reason, app.glass to hw_api;
grant update (review) on app.glass to hw_api;
create trigger glass_poke after insert or update on app.glass for each statement execute function app.poke_case();
reset role;

insert into app.glass_reason (name, position, meaning) values
	('danger to her now', 1, 'danger to her now: before her office can be reached'),
	('she is here', 2, 'she is here: at our door, or on our telephone'),
	('found', 3, 'she was found, and nobody here knows her case'),
	('authority at the door', 4, 'an authority at the door: police, immigration, a hospital');

insert into app.approval_kind (name, position, people, offices, answer_within, expires_after, sign_within, content, lacks, decided, meaning) values
	('glass', 7, 1, 1, '12 hours', '30 days', '72 hours', 'glass_content', 'glass_lacks', 'glass_decided', 'somebody of another office has looked at a case: was that right?');
insert into app.approval_role (kind, role) select 'glass', r from unnest('{supervisor,coordinator}'::text[]) as r;

insert into app.refusal (code, message, hint) values
	('glass_reason', 'Looking at a case of another office needs a reason from the list.', 'danger to her now, she is here, found, authority at the door.'),
	('glass_yours', 'This case is of one of your offices.', 'Open it as any other.'),
	('glass_often', 'You have done that five times within a day.', 'Call somebody of her office: :oncall.'),
	('glass_not_right', 'Her office has said that this was not right: it shows you nothing more.', 'Call somebody of her office: :oncall.'),
	('glass_over', 'The two hours are over, or it was not you.', 'Say again why, if you still have to.');

insert into app.allowed (action, role)
select a, r from unnest('{glass.break,glass.read}'::text[]) as a, unnest('{coordinator,officer,night,supervisor}'::text[]) as r;

insert into app.change (action, told, field, undoable, undone_by) values
	('glass.break', 'broke the glass: %', 'glass', false, null);
