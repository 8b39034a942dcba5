-- Asking somebody above for a case, and who is on call; what the notify service asks.
set local role hw_api;

create view api.escalation_open as
select e.case_id, e.office_id, e.raised_at,
	(select s.name from app.staff s where s.id = e.raised_by) as raised_by, e.reason, e.step,
	(select s.name from app.staff s where s.id = e.to_id) as to_person,
	coalesce(e.to_id = (select app.me()), false) as to_me, e.next_at,
	(select s.name from app.staff s where s.id = e.next_id) as next_person, e.seen_at,
	(select s.name from app.staff s where s.id = e.seen_by) as seen_by, n.code, n.outcome
from app.escalation e
left join lateral (select n.code, n.outcome from app.notice n
	where n.escalation_id = e.id and n.staff_id = e.to_id order by n.made_at desc limit 1) as n on true
where e.ended_at is null and e.raised_at <= (select app.now());
comment on view api.escalation_open is
	'The cases for which somebody above is asked, or was and has seen it: one line of a case at most.';
comment on column api.escalation_open.case_id is 'which case';
comment on column api.escalation_open.office_id is 'the office that answers for it';
comment on column api.escalation_open.raised_at is 'since when';
comment on column api.escalation_open.raised_by is 'by whom; null: by a rule';
comment on column api.escalation_open.reason is 'why: a word of app.escalation_reason';
comment on column api.escalation_open.step is 'how many were asked';
comment on column api.escalation_open.to_person is
	'who is asked now; null: nobody yet (step is 0), or there is nobody who could be';
comment on column api.escalation_open.to_me is 'that is whoever looks';
comment on column api.escalation_open.next_at is 'when the next one is asked, unless it is seen before';
comment on column api.escalation_open.next_person is 'who that is; null: nobody';
comment on column api.escalation_open.seen_at is 'when one of those who can be asked looked at it; null: not yet';
comment on column api.escalation_open.seen_by is 'who that was';
comment on column api.escalation_open.code is 'what the message to who is asked now says';
comment on column api.escalation_open.outcome is
	'what became of that message: sent, failed, no address, unknown; null: not tried yet';

create function api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.escalate', p_case, p_version, to_jsonb(p_reason));
	was app.case := call.was;
	why text;
	open app.escalation;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select r.name into why from app.escalation_reason r where r.name = lower(p_reason) and r.by_hand;
	if not found then
		return app.refuse(call, 'why_escalate', 'reason');
	end if;
	select * into open from app.escalation e where e.case_id = p_case and e.ended_at is null for update;
	if found and open.seen_at is null and open.raised_at <= app.now() then
		return app.refuse(call, 'asked_already');
	end if;
	-- One that was seen and did not help, or whose time has yet to come, gives way.
	update app.escalation e set ended_at = app.now() where e.id = open.id;
	insert into app.escalation (case_id, office_id, reason, raised_by, raised_at, next_at)
	values (p_case, was.office_id, why, call.staff_id, app.now(), app.now()) returning * into open;
	perform app.escalation_step(open);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	answer := app.finish(call, was.version + 1, jsonb_build_object('escalation', jsonb_build_array(null, why)));
	if (select e.to_id from app.escalation e where e.id = open.id) is null then
		answer.hint := 'There is nobody to be woken: :oncall says who could be, w whom one can call.';
	elsif not api.notify_serves() then
		answer.hint := 'Nobody is woken by that: no service sends messages. Telephone her: w says how.';
	end if;
	return answer;
end $$;
comment on function api.case_escalate(uuid, uuid, integer, text) is
	'Have somebody above looked for: whoever is on call, and if nobody looks at the case in time, the next in line. The '
	'reason is a word of app.escalation_reason. hint, of what is done: why nobody is woken by it.';

create view api.escalation_reason_line as
select r.name, r.meaning from app.escalation_reason r where r.by_hand order by r.place;
comment on view api.escalation_reason_line is 'Why somebody above can be asked for.';
comment on column api.escalation_reason_line.name is 'the word';
comment on column api.escalation_reason_line.meaning is 'in a sentence';

create function api.escalation_watch(out notify text, out waiting bigint, out mine bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('escalation.watch', 'none') then
		return;
	end if;
	perform app.transfer_due(), app.escalate_due(), app.approval_due();
	select count(*), case when bool_or(n.late) then 'fails' when bool_or(n.unsent) then 'unsent' end,
		count(*) filter (where exists (select from app.notice m where m.escalation_id = e.id and m.staff_id = app.me()))
	into waiting, notify, mine
	from app.escalation e
	left join lateral (select
			bool_and(n.outcome is distinct from 'sent') as unsent,
			bool_and(n.outcome is distinct from 'sent') and bool_or(n.tries > 1) as late
		from app.notice n where n.escalation_id = e.id and n.staff_id = e.to_id and n.made_at >= e.next_at
			- app.escalation_wait('unanswered')) as n on true
	where e.ended_at is null and e.seen_at is null and e.raised_at <= app.now();
	notify := case
		when api.notify_serves() then case notify when 'fails' then 'fails' else 'works' end
		when notify is not null or exists (select from app.notify_served) then 'down'
		else 'none' end;
end $$;
comment on function api.escalation_watch() is
	'Asked by every console now and then: moves on what has waited too long, which so needs no service, and tells whether '
	'people are woken. notify: works, fails (a message has not gone out though it was tried twice), down (nothing sends '
	'them), none (nobody has ever run the service, and nobody is to be woken). waiting: how many cases of my offices '
	'nobody asked has looked at; mine: for how many of them I was asked.';

create function api.notify_serves() returns boolean
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
return exists (select from pg_locks l
	where l.locktype = 'advisory' and l.mode = 'ExclusiveLock' and l.granted and l.objsubid = 1
	and l.database = (select d.oid from pg_database d where d.datname = current_database())
	and l.classid::bigint << 32 | l.objid::bigint = app.notify_lock());
comment on function api.notify_serves() is
	'Whether a notify service serves this database. Without one nobody is woken.';

-- Who is on call.
create view api.on_call_line as
select c.id, o.code as office_code, o.short as office, o.zone, c.position, s.login, s.name as person, c.starts_at, c.ends_at,
	n.state = 'now' as now, n.state
from app.on_call c
join app.office o on o.id = c.office_id
join app.staff s on s.id = c.staff_id and s.retired_at is null
cross join lateral (select case when c.starts_at > (select app.now()) then 'to come'
	when exists (select from app.on_call x
		join app.staff y on y.id = x.staff_id and y.retired_at is null
		where x.office_id = c.office_id and x.position = c.position and x.starts_at <= (select app.now())
		and x.ends_at > (select app.now()) and (x.entered_at, x.id) > (c.entered_at, c.id)
		and (c.position <> 'coordinator' or x.staff_id = c.staff_id)) then 'stood in for'
	else 'now' end as state) as n
where c.ends_at > (select app.now()) and 'partner' <> all ((select app.my_roles())::text[]);
comment on view api.on_call_line is
	'Who is on call for my offices, now and to come. Whoever works here no more is not.';
comment on column api.on_call_line.id is 'the line';
comment on column api.on_call_line.office_code is 'the office, its code';
comment on column api.on_call_line.office is 'its short name';
comment on column api.on_call_line.zone is 'its time zone';
comment on column api.on_call_line.position is 'first, second or coordinator';
comment on column api.on_call_line.login is 'who, her login';
comment on column api.on_call_line.person is 'her name';
comment on column api.on_call_line.starts_at is 'from';
comment on column api.on_call_line.ends_at is 'until';
comment on column api.on_call_line.now is 'holds now: it has begun, and nobody stands in for her';
comment on column api.on_call_line.state is 'now, stood in for (by somebody entered later), to come';

create function api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'on.call.set', 'staff',
		jsonb_build_array(p_id, p_office, p_position, p_login, p_from, p_until));
	office smallint;
	person smallint;
	line uuid;
	zone text;
	begins timestamptz;
	ends timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	select o.id, o.zone into office, zone from app.office o where o.code = upper(p_office);
	if not found then
		return app.refuse(call, 'no_such_office', 'office');
	end if;
	if office <> all (app.my_offices()) then
		return app.refuse(call, 'office', 'office');
	end if;
	call.office_id := office;
	if coalesce(p_position not in ('first', 'second', 'coordinator'), true) then
		return app.refuse(call, 'no_such_position', 'position');
	end if;
	select s.id into person from app.staff s where s.login = p_login and s.retired_at is null;
	if not found then
		return app.refuse(call, 'no_such_staff', 'person');
	end if;
	if person not in (select app.works_for(office)) or p_position = 'coordinator'
		and not exists (select from app.staff_role r where r.staff_id = person and r.role = 'coordinator') then
		return app.refuse(call, 'not_on_call_here', 'person');
	end if;
	begins := case when p_from is null then app.now() else app.moment(p_from, zone, app.now()) end;
	ends := app.moment(p_until, zone, coalesce(begins, app.now()));
	if begins is null then
		return app.refuse(call, 'on_call_times', 'from');
	end if;
	if coalesce(ends <= begins or ends <= app.now() or ends > begins + interval '31 days', true) then
		return app.refuse(call, 'on_call_times', 'until');
	end if;
	insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at)
	values (coalesce(p_id, gen_random_uuid()), office, p_position, person, begins, ends) on conflict do nothing
	returning id into line;
	if line is null then
		return app.refuse(call, 'no_such_on_call', 'id');
	end if;
	perform app.line_changed(office);
	return app.finish(call, null, jsonb_build_object('on_call', line, 'position', p_position, 'staff', person,
		'starts_at', jsonb_build_array(null, begins), 'ends_at', jsonb_build_array(null, ends)));
end $$;
comment on function api.on_call_set(uuid, uuid, text, text, text, text, text) is
	'Have somebody on call: the line''s id, office, position, login, from when (null: now) and until when, as app.moment '
	'reads it by the clock of the office. Where somebody is on call in that position already, she stands in for her.';

create function api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'on.call.end', 'staff', jsonb_build_array(p_office, p_position, p_login));
	gone uuid[];
	person smallint;
begin
	if call.done then
		return call.answer;
	end if;
	select array_agg(c.id order by c.id), min(c.staff_id), min(c.office_id) into gone, person, call.office_id
	from app.on_call c join app.office o on o.id = c.office_id join app.staff s on s.id = c.staff_id
	where o.code = upper(p_office) and c.position = p_position and s.login = p_login and c.ends_at > app.now();
	if gone is null then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		return app.refuse(call, 'no_such_on_call', 'person');
	end if;
	delete from app.on_call c where c.id = any (gone) and c.starts_at >= app.now();
	update app.on_call c set ends_at = app.now() where c.id = any (gone) and c.starts_at < app.now();
	perform app.line_changed(call.office_id);
	return app.finish(call, null, jsonb_build_object('on_call', gone, 'position', p_position, 'staff', person,
		'ends_at', jsonb_build_array(null, app.now())));
end $$;
comment on function api.on_call_end(uuid, text, text, text) is
	'Somebody is no longer on call for an office in this position, nor will be.';
