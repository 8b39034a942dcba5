-- Nobody sleeps through it: who is on call, which cases want somebody above them, and whom to wake for them.
-- A notice names nobody and no case: "please log in, W9CX". Addresses of staff are in no database.
set local role hw_owner;

create table app.on_call (
	id uuid primary key,
	office_id smallint not null references app.office,
	position text not null check (position in ('first', 'second', 'coordinator')),
	staff_id smallint not null references app.staff,
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	entered_at timestamptz not null default clock_timestamp(),
	check (ends_at > starts_at and ends_at <= starts_at + interval '31 days')
);
create index on_call_office on app.on_call (office_id, ends_at);
create index on_call_staff on app.on_call (staff_id, ends_at);
comment on table app.on_call is
	'Who is woken for an office when, beside whoever leads it. Of several for one position what was entered last holds, '
	'and what it stands in for holds again when that ends: whoever falls ill is stood in for by one more line.';
comment on column app.on_call.id is 'made by the console';
comment on column app.on_call.office_id is 'for which office';
comment on column app.on_call.position is
	'first: before all others; second: right after her; coordinator: before other coordinators, for every office of hers';
comment on column app.on_call.staff_id is 'who';
comment on column app.on_call.starts_at is 'from';
comment on column app.on_call.ends_at is 'until; at most 31 days';
comment on column app.on_call.entered_at is 'when it was entered: the last one holds';

create table app.escalation_reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	place smallint not null unique,
	by_hand boolean not null,
	meaning text not null
);
comment on table app.escalation_reason is 'Why somebody above has to look at a case now.';
comment on column app.escalation_reason.name is 'the word';
comment on column app.escalation_reason.place is 'its place in the list of choices';
comment on column app.escalation_reason.by_hand is 'a person may give it; false: a rule does';
comment on column app.escalation_reason.meaning is 'in a sentence';

create table app.escalation_rule (
	name text primary key check (name in ('untaken', 'unanswered')),
	length interval not null check (length between interval '1 minute' and interval '1 day'),
	standing text not null check (standing in ('policy', 'office rule')),
	meaning text not null
);
comment on table app.escalation_rule is 'How long nobody may keep silent. Nothing here is a law.';
comment on column app.escalation_rule.name is 'which rule';
comment on column app.escalation_rule.length is 'how long';
comment on column app.escalation_rule.standing is 'what it rests on';
comment on column app.escalation_rule.meaning is 'in a sentence';

create table app.escalation (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	office_id smallint not null,
	reason text not null references app.escalation_reason,
	raised_by smallint references app.staff,
	raised_at timestamptz not null,
	step smallint not null default 0,
	to_id smallint references app.staff,
	next_id smallint references app.staff,
	next_at timestamptz not null,
	seen_by smallint references app.staff,
	seen_at timestamptz,
	ended_at timestamptz,
	unique (id, office_id),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint seen_by_somebody check ((seen_by is null) = (seen_at is null))
);
create unique index escalation_open on app.escalation (case_id) where ended_at is null;
create index escalation_due on app.escalation (next_at) where ended_at is null and seen_at is null;
create index escalation_case on app.escalation (case_id, office_id);
create index escalation_office on app.escalation (office_id) where ended_at is null;
comment on table app.escalation is
	'A case that wants somebody above whoever works on it. One after the other is asked until one of them has seen it. A '
	'case in danger that nobody has taken has one from the beginning, which is raised when its time has come.';
comment on column app.escalation.id is 'number';
comment on column app.escalation.case_id is 'which case';
comment on column app.escalation.office_id is 'the case''s office, for row security';
comment on column app.escalation.reason is 'why';
comment on column app.escalation.raised_by is 'by whom; null: by a rule';
comment on column app.escalation.raised_at is 'when; to come: unless somebody takes the case before';
comment on column app.escalation.step is 'how many have been asked';
comment on column app.escalation.to_id is 'who was asked last; null: nobody yet, or there is nobody';
comment on column app.escalation.next_id is 'who is asked next; null: nobody there is';
comment on column app.escalation.next_at is 'when that is, unless it is seen before';
comment on column app.escalation.seen_by is 'which of those who can be asked has seen it first';
comment on column app.escalation.seen_at is 'when; null: nobody has';
comment on column app.escalation.ended_at is 'when it was over; null: it is open';

create table app.notice (
	id uuid primary key default gen_random_uuid(),
	escalation_id uuid,
	office_id smallint not null references app.office,
	staff_id smallint not null references app.staff,
	code text not null unique check (code ~ '^[ACDEFGHJKMNPQRTWXY34679]{4}$'),
	made_at timestamptz not null default app.now(),
	due_at timestamptz not null default app.now(),
	claimed_until timestamptz,
	tries smallint not null default 0,
	outcome text check (outcome in ('sent', 'failed', 'no address', 'unknown')),
	status integer,
	told_at timestamptz,
	foreign key (escalation_id, office_id) references app.escalation (id, office_id)
		on update cascade on delete cascade
);
create index notice_due on app.notice (due_at) where outcome is distinct from 'sent';
create index notice_escalation on app.notice (escalation_id, office_id);
create index notice_staff on app.notice (staff_id, made_at);
comment on table app.notice is
	'A message to one person that she should log in, and what became of it. The notify service fetches it; see '
	'api.notice_take.';
comment on column app.notice.id is 'what the service says it by';
comment on column app.notice.escalation_id is 'what for, which the service does not learn; null: something else';
comment on column app.notice.office_id is 'its office, for row security';
comment on column app.notice.staff_id is 'to whom';
comment on column app.notice.code is 'four symbols that the message says and the console knows';
comment on column app.notice.made_at is 'since when it waits';
comment on column app.notice.due_at is 'when it is to be tried, or tried again';
comment on column app.notice.claimed_until is
	'the service has it and says until then what became of it; after that it is tried again';
comment on column app.notice.tries is 'how often the service has fetched it';
comment on column app.notice.outcome is
	'of the last try: sent, failed, no address (the service has none of hers), unknown (it may have gone out); null: none yet';
comment on column app.notice.status is
	'what the program ended with, or the mail server answered; null: neither was reached';
comment on column app.notice.told_at is 'when the service said so';

create table app.notify_served (
	only_row boolean primary key default true check (only_row),
	at timestamptz not null
);
comment on table app.notify_served is
	'That a notify service works for this database. Without a row nobody has ever run one.';
comment on column app.notify_served.only_row is 'there is one row or none';
comment on column app.notify_served.at is 'when it asked last, to the minute';

-- Whoever may see the case may see what became of it. The functions that move it on see all of it, for they also run
-- for the service, which is nobody, and for consoles of other offices.
alter table app.on_call enable row level security, force row level security;
alter table app.escalation_reason enable row level security, force row level security;
alter table app.escalation_rule enable row level security, force row level security;
alter table app.escalation enable row level security, force row level security;
alter table app.notice enable row level security, force row level security;
alter table app.notify_served enable row level security, force row level security;
create policy my_offices on app.on_call for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy read on app.escalation_reason for select to hw_api using (true);
create policy read on app.escalation_rule for select to hw_owner, hw_api using (true);
create policy my_offices on app.escalation for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.notice for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy everything on app.on_call for select to hw_owner using (true);
create policy everything on app.escalation for all to hw_owner using (true);
create policy everything on app.notice for all to hw_owner using (true);
create policy everything on app.notify_served for all to hw_owner using (true);
create policy read on app.notify_served for select to hw_api using (true);
create policy everything on app.shift for select to hw_owner using (true);
create policy everything on app.staff_role for select to hw_owner using (true);
create policy everything on app.staff_office for select to hw_owner using (true);
create policy by_rule on app.event for insert to hw_owner
	with check (staff_id is null and action in ('escalation.next', 'notice.told', 'approval.next', 'approval.over'));
grant select on app.escalation_reason, app.escalation_rule, app.notice, app.notify_served to hw_api;
grant select, insert, update, delete on app.on_call to hw_api;
grant select, insert, update on app.escalation to hw_api;

create trigger on_call_poke after insert or update or delete on app.on_call
	for each statement execute function app.poke_office();
create trigger escalation_poke after insert or update or delete on app.escalation
	for each statement execute function app.poke_case();

create function app.poke_notice() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	perform app.poke('hw_notice');
	return null;
end $$;
comment on function app.poke_notice() is 'Statement trigger: somebody is to be woken.';
create trigger notice_poke after insert on app.notice
	for each statement execute function app.poke_notice();

create function app.notify_lock() returns bigint
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return hashtextextended('homeward notify', 0);
comment on function app.notify_lock() is
	'The advisory lock that the notify service holds alone as long as it serves.';
grant execute on function app.notify_lock() to hw_api;

create function app.escalation_wait(rule text) returns interval
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select r.length from app.escalation_rule r where r.name = rule);
end $$;
comment on function app.escalation_wait(text) is 'How long this rule waits.';

-- The first of each group, then the second of each: three supervisors who sleep do not keep the coordinator from
-- being asked.
create function app.in_line(office smallint, but smallint)
	returns table (place bigint, staff_id smallint)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	return query
	with here as (
		select s.id, s.office_id, array(select r.role from app.staff_role r where r.staff_id = s.id) as roles,
			exists (select from app.shift h where h.staff_id = s.id
				and h.starts_at <= app.now() and h.ends_at > app.now()) as duty
		from app.staff s
		join app.staff_office o on o.staff_id = s.id and o.office_id = in_line.office
		where s.retired_at is null and s.id is distinct from in_line.but
	), called as (
		select distinct on (c.position, case c.position when 'coordinator' then c.staff_id end) c.position, c.staff_id
		from app.on_call c
		join app.staff s on s.id = c.staff_id and s.retired_at is null
		where c.starts_at <= app.now() and c.ends_at > app.now()
		and (c.office_id = in_line.office or c.position = 'coordinator')
		order by c.position, case c.position when 'coordinator' then c.staff_id end, c.entered_at desc, c.id
	), candidate as (
		select 1 as who, row_number() over (order by c.position) as n, h.id
		from called c join here h on h.id = c.staff_id
		where c.position in ('first', 'second')
		and h.roles && (select array_agg(r.name) from app.role r where r.works_cases)
		union all
		select 2, row_number() over (order by h.duty desc, h.office_id <> in_line.office, h.id), h.id
		from here h where 'supervisor' = any (h.roles)
		union all
		select 3, row_number() over (order by c.staff_id is null, h.duty desc, h.id), h.id
		from here h left join called c on c.position = 'coordinator' and c.staff_id = h.id
		where 'coordinator' = any (h.roles)
	), once as (
		select distinct on (c.id) c.n, c.who, c.id from candidate c order by c.id, c.n, c.who
	)
	select row_number() over (order by o.n, o.who, o.id), o.id from once o;
end $$;
comment on function app.in_line(smallint, smallint) is
	'Who is asked for an office, in this order, but for one person: whoever is on call, whoever supervises it, on duty '
	'first, and its coordinators, on call first.';

create function app.moment(word text, zone text, after timestamptz) returns timestamptz
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	day date := (after at time zone zone)::date;
	at timestamptz;
begin
	if word ~ '^[0-2]?[0-9]:[0-5][0-9]$' then
		at := (day + word::time) at time zone zone;
		return case when at > after then at else (day + 1 + word::time) at time zone zone end;
	elsif word ~ '^[0-9]{1,3}[hd]$' then
		return after + left(word, -1)::integer * case right(word, 1) when 'h' then interval '1 hour' else interval '1 day' end;
	elsif word ~ '^\d{4}-\d\d-\d\d \d\d:\d\d$' then
		return word::timestamp at time zone zone;
	end if;
	return null;
exception when datetime_field_overflow or invalid_datetime_format then
	return null;
end $$;
comment on function app.moment(text, text, timestamptz) is
	'A moment as people say it, by the clock of that zone: 07:00 (the next one after), 8h or 3d (that long after), '
	'2026-11-22 07:00. Null: it is none of these.';

create function app.new_notice_code() returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	made text;
begin
	loop
		made := substr(app.new_code('HW'), 4, 4);
		exit when made ~ '[0-9]' and made ~ '[A-Z]' and not exists (select from app.notice n where n.code = made);
	end loop;
	return made;
end $$;
comment on function app.new_notice_code() is 'Four symbols that no other notice has.';

-- Whoever was asked least often in this matter is next, by her place in the line: so all are asked before the first
-- is asked again, also where the line has changed meanwhile.
create function app.escalation_next(open app.escalation, out first smallint, out second smallint)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	line smallint[];
begin
	line := array(select l.staff_id from app.in_line(open.office_id, open.raised_by) as l
		order by (select count(*) from app.notice n where n.escalation_id = open.id and n.staff_id = l.staff_id), l.place);
	first := line[1];
	second := coalesce(line[2], line[1]);
end $$;
comment on function app.escalation_next(app.escalation) is
	'Who is to be asked now, and who would be after her; null: nobody is there.';

create function app.escalation_step(open app.escalation) returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	line record;
begin
	select * into line from app.escalation_next(open);
	if line.first is not null then
		insert into app.notice (escalation_id, office_id, staff_id, code)
		values (open.id, open.office_id, line.first, app.new_notice_code());
	end if;
	update app.escalation e set step = least(e.step, 32000) + (line.first is not null)::integer, to_id = line.first, next_id = line.second,
		next_at = app.now() + case when line.first is null then interval '1 minute' else app.escalation_wait('unanswered') end
	where e.id = open.id;
	-- That there is nobody is in the record once, not once a minute.
	if open.step = 0 or open.to_id is distinct from line.first then
		insert into app.event (office_id, action, kind, object_id, detail)
		values (open.office_id, 'escalation.next', 'case', open.case_id,
			jsonb_build_object('asked', jsonb_build_array(open.to_id, line.first)));
	end if;
end $$;
comment on function app.escalation_step(app.escalation) is
	'Ask the next in line; where nobody is, look again in a minute.';

create function app.line_changed(office smallint) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.escalation e set next_id = (app.escalation_next(e)).first
	where e.office_id = line_changed.office and e.ended_at is null and e.seen_at is null and e.step > 0;
end $$;
comment on function app.line_changed(smallint) is
	'Who is on call has changed: of what is open, who is asked next.';

-- Whoever comes by moves on what is due. Two who come at once do not do it twice; of one that somebody else has
-- locked the next comer sees to it.
create function app.escalate_due() returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	open app.escalation;
	moved integer := 0;
begin
	for open in
		select * from app.escalation e
		where e.ended_at is null and e.seen_at is null and e.next_at <= app.now()
		order by e.next_at limit 100 for update skip locked
	loop
		perform app.escalation_step(open);
		moved := moved + 1;
	end loop;
	return moved;
end $$;
comment on function app.escalate_due() is
	'Move on every escalation that has waited too long, in all offices. How many.';

-- What somebody else has locked is being moved on just now: whoever leaves cannot keep an admin waiting with it.
create function app.staff_left() returns trigger
	language plpgsql security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	open app.escalation;
begin
	for open in
		select * from app.escalation e
		where e.ended_at is null and e.seen_at is null and e.step > 0 and new.id in (e.to_id, e.next_id)
		for update skip locked
	loop
		if open.to_id = new.id then
			perform app.escalation_step(open);
		else
			update app.escalation e set next_id = (app.escalation_next(e)).first where e.id = open.id;
		end if;
	end loop;
	return null;
end $$;
comment on function app.staff_left() is
	'Somebody works here no more: what she was asked for is asked of the next at once, and nobody is told that she would be.';
create trigger staff_left after update of retired_at on app.staff for each row
	when (old.retired_at is null and new.retired_at is not null) execute function app.staff_left();

-- Called where somebody opens a case or changes it by hand: what a console asks or says by itself, nobody has looked at.
create function app.escalation_seen(p_case uuid) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	me smallint := app.me();
	seen app.escalation;
begin
	update app.escalation e set seen_by = me, seen_at = app.now()
	where e.case_id = p_case and e.ended_at is null and e.seen_at is null and e.raised_at <= app.now()
	and e.raised_by is distinct from me and exists (select from app.in_line(e.office_id, e.raised_by) as l where l.staff_id = me)
	returning * into seen;
	if found then
		insert into app.event (staff_id, office_id, action, kind, object_id)
		values (me, seen.office_id, 'escalation.seen', 'case', p_case);
	end if;
end $$;
comment on function app.escalation_seen(uuid) is
	'Whoever is connected has this case before her: if she is one of those who can be asked, nobody else is woken.';

create function app.escalation_begin(c app.case, since timestamptz default null) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if 'danger now' = any (c.flags) and c.responsible_id is null and c.closed_at is null then
		insert into app.escalation (case_id, office_id, reason, raised_at, next_at)
		select c.id, c.office_id, 'nobody took it', due.at, due.at
		from (select greatest(app.now(), app.escalation_wait('untaken') + coalesce(since, app.now())) as at) as due
		on conflict do nothing;
	end if;
end $$;
comment on function app.escalation_begin(app.case, timestamptz) is
	'Of a case in danger that is nobody''s: it is escalated a while after that moment (null: now), unless it is already.';
grant execute on function app.escalation_begin(app.case, timestamptz) to hw_api;

-- The case itself begins and ends it.
create function app.escalation_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	if tg_op = 'UPDATE' then
		update app.escalation e set ended_at = app.now()
		where e.case_id = new.id and e.ended_at is null and (new.closed_at is not null
			or e.seen_at is not null and ((new.responsible_id, new.stage) is distinct from (old.responsible_id, old.stage)
				or new.responsible_id is null and 'danger now' = any (new.flags) and 'danger now' <> all (old.flags))
			or e.reason = 'nobody took it'
				and (new.responsible_id is not null and new.responsible_seen or 'danger now' <> all (new.flags)));
	end if;
	perform app.escalation_begin(new, case tg_op when 'INSERT' then new.reported_at end);
	return null;
end $$;
comment on function app.escalation_follows() is
	'A case in danger that is nobody''s is escalated after a while, until somebody takes it, or has opened it to whom it was '
	'given. What was seen is over when somebody acts on it, or the danger begins after that; what nobody has seen is not '
	'over because whoever raised it works on.';
-- What was reported long ago comes from elsewhere, or is invented: that is not a call of tonight.
create trigger escalation_begins after insert on app.case for each row
	when ('danger now' = any (new.flags) and new.responsible_id is null and new.closed_at is null
		and new.reported_at > app.now() - interval '1 hour')
	execute function app.escalation_follows();
create trigger escalation_follows after update on app.case for each row
	when ((old.responsible_id, old.responsible_seen, old.stage, old.flags, old.closed_at)
		is distinct from (new.responsible_id, new.responsible_seen, new.stage, new.flags, new.closed_at))
	execute function app.escalation_follows();

-- Whoever takes a case and takes that back has not won ten minutes in which nobody is asked.
create function app.escalation_again(change app.event, but uuid default null) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	again uuid;
begin
	select e.id into again from app.escalation e join app.case c on c.id = e.case_id
	where e.case_id = change.object_id and e.ended_at = change.at and e.id is distinct from but and c.closed_at is null
	order by e.raised_at desc, e.id limit 1;
	if found then
		update app.escalation e set ended_at = app.now() where e.case_id = change.object_id and e.ended_at is null;
		update app.escalation e set ended_at = null where e.id = again;
	end if;
end $$;
comment on function app.escalation_again(app.event, uuid) is
	'A change is taken back: what it had ended, but for this one, goes on where it was.';

create function app.undo_escalation(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	gone uuid;
begin
	update app.escalation e set ended_at = app.now()
	where e.case_id = change.object_id and e.ended_at is null and e.seen_at is null and e.raised_by = change.staff_id
	returning e.id into gone;
	if not found then
		return 'seen_already';
	end if;
	perform app.escalation_again(change, gone);
	perform app.escalation_begin(c, null) from app.case c where c.id = change.object_id;
	return null;
end $$;
comment on function app.undo_escalation(app.event) is
	'Nobody has to look any more, as long as nobody has: see app.change. A danger that nobody took is one again.';
grant execute on function app.undo_escalation(app.event), app.escalation_again(app.event, uuid) to hw_api;

revoke execute on function app.escalation_step(app.escalation), app.new_notice_code() from public;
grant execute on function app.in_line(smallint, smallint), app.moment(text, text, timestamptz), app.escalation_wait(text), app.escalate_due(),
	app.escalation_seen(uuid), app.escalation_next(app.escalation), app.line_changed(smallint), app.escalation_step(app.escalation),
	app.escalation_follows(), app.staff_left(), app.poke_notice() to hw_api;
grant execute on function app.me(), app.my_roles(), app.my_offices() to hw_owner;
reset role;

insert into app.escalation_reason (name, place, by_hand, meaning) values
	('danger now', 1, true, 'somebody may be hurt before the morning'),
	('need a decision', 2, true, 'this may be decided only by somebody above me'),
	('cannot do it alone', 3, true, 'there is more than one person can do at once'),
	('threat to us', 4, true, 'a colleague, a place of ours or the line itself is threatened'),
	('authority at the door', 5, true, 'police, immigration or a court wants something now'),
	('nobody took it', 6, false, 'a case in danger was reported, and nobody took it in time');

insert into app.escalation_rule (name, length, standing, meaning) values
	('untaken', '10 minutes', 'policy', 'a case in danger that nobody has taken is escalated after this'),
	('unanswered', '10 minutes', 'policy', 'whoever was asked and has not looked at the case: the next one is asked after this');

insert into app.refusal (code, message, hint) values
	('why_escalate', 'This needs a reason from the list.', 'danger now, need a decision, cannot do it alone ...'),
	('seen_already', 'Somebody has looked at the case already.', 'Tell her that it is not needed any more.'),
	('asked_already', 'Somebody is being woken for this case already.', 'The case says who, and who is next.'),
	('no_such_position', 'There is no such place in the line.', 'first, second or coordinator.'),
	('no_such_on_call', 'This person is not on call for that office in that position.', 'Look at :oncall.'),
	('on_call_times', 'This is no time, is over already, ends before it begins, or lasts longer than 31 days.', 'Say until when: 07:00, 8h, 3d or 2026-11-22 07:00.'),
	('not_on_call_here', 'This person cannot be on call for that office.', 'Choose somebody who works on its cases; coordinator means a coordinator.');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('case.escalate', '{coordinator,officer,night,supervisor}'::text[]),
	('on.call.set', '{coordinator,supervisor}'),
	('on.call.end', '{coordinator,supervisor}'),
	('escalation.watch', '{coordinator,officer,night,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.change (action, told, field, undoable, undone_by) values
	('case.escalate', 'escalated it: %', 'escalation', true, 'undo_escalation'),
	('escalation.next', 'was asked', 'asked', false, null),
	('escalation.seen', 'looked at it', null, false, null),
	('notice.told', 'was sent a message', 'message', false, null);
