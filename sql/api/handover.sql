-- Watching a case, and handing it to the next shift.
set local role hw_owner;

create or replace function app.shift_start() returns timestamptz
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return coalesce((select max(h.starts_at) from app.shift h
		where h.staff_id = app.me() and h.starts_at <= app.now() and h.ends_at > app.now()), app.now() - interval '12 hours');
end $$;
comment on function app.shift_start() is 'When my shift began; of whoever is on none, twelve hours ago.';

-- A shift, the rest after it, and the shift after that: whoever comes back finds what she has not handed over, and what
-- is older than that is another's by then. Of the newest events only: nobody does more in that time. Writing a line is work
-- like other work: of the line that she wrote in this shift she sees what became of it. What she said needs none, or wrote a
-- line of in a shift before, is hers to hand over again when she changes it again.
create or replace function app.my_changes() returns table (case_id uuid, changes bigint, at timestamptz, since timestamptz, in_shift boolean)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	shift constant timestamptz := app.shift_start();
begin
	return query
	with mine as (
		select e.object_id, e.at, e.action, e.at >= shift as in_shift, max(e.at) filter (where e.action = 'case.watch'
			or e.action = 'sealed.keep' and e.detail ->> 'kind' = 'handover' and e.at < shift) over (partition by e.object_id) as done_at
		from (select x.object_id, x.at, x.action, x.kind, x.refusal, x.detail from app.event x
			where x.staff_id = app.me() order by x.id desc limit 5000) as e
		where e.at >= app.now() - interval '36 hours' and e.refusal is null and e.kind = 'case' and e.object_id is not null
		and e.action <> all ('{case.open,case.confirm,clock.follow,facts,tampered,sealed.open,sealed.key.keep,sealed.keys.rewrap}')
		and (e.action <> 'case.watch' or e.detail -> 'watched' ->> 1 = 'false')
	)
	select m.object_id, count(*) filter (where m.done_at is null or m.at > m.done_at), max(m.at),
		min(m.at) filter (where m.done_at is null or m.at > m.done_at), bool_or(m.in_shift)
	from mine m where m.action <> 'case.watch'
	group by m.object_id;
end $$;
comment on function app.my_changes() is
	'What I changed within the last 36 hours, case by case: how often since I last handed it over (a line of a shift before '
	'this one, or `unwatch`) and since when that is, the last time, and whether I changed it in this shift.';

create or replace function app.my_urgent() returns table (case_id uuid, why text)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	me constant smallint := app.me();
begin
	return query
	(select c.id, 'danger now' from app.case c
		where c.responsible_id = me and c.closed_at is null and 'danger now' = any (c.flags) limit 500)
	union all
	select c.id, 'escalated' from app.escalation e join app.case c on c.id = e.case_id
		where e.ended_at is null and e.raised_at <= app.now() and c.responsible_id = me and c.closed_at is null
	union all
	(select c.id, 'in triage' from app.case c
		where c.responsible_id = me and c.closed_at is null and c.stage = 1 order by c.priority, c.clock_order limit 500);
end $$;
comment on function app.my_urgent() is
	'What I am responsible for and may leave with nobody unsaid: danger now, escalated, in triage. Of the first and last at '
	'most 500, more than anybody reads.';
grant execute on function app.shift_start(), app.my_changes(), app.my_urgent() to hw_api;

set local role hw_api;

create function api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean default true) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'case.watch', 'case', jsonb_build_array(p_case, p_version, p_on));
	changed integer;
begin
	call.object_id := p_case;
	if call.done then
		return call.answer;
	end if;
	select c into call.was from app.case c where c.id = p_case;
	if (call.was).id is null then
		return app.refuse(call, 'no_such_case');
	end if;
	call.office_id := (call.was).office_id;
	if p_on and (call.was).closed_at is not null then
		return app.refuse(call, 'closed');
	elsif p_on then
		insert into app.watch (staff_id, case_id, office_id) values (call.staff_id, p_case, call.office_id)
		on conflict do nothing;
	else
		delete from app.watch w where w.staff_id = call.staff_id and w.case_id = p_case;
	end if;
	get diagnostics changed = row_count;
	-- What she changed needs no line either, then.
	if changed = 0 and (p_on or not exists (select from app.my_changes() as g where g.case_id = p_case and g.changes > 0)) then
		return app.refuse(call, 'unchanged');
	end if;
	return app.finish(call, (call.was).version, jsonb_build_object('watched', jsonb_build_array((changed > 0) <> p_on, p_on)));
end $$;
comment on function api.case_watch(uuid, uuid, integer, boolean) is
	'Keep an eye on a case, or no more: what I watch is in what I hand over; no more says that what I changed of it until '
	'now needs no line either. It changes nothing of the case, so its version does not matter.';

create function api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.confirm', p_case, p_version, jsonb_build_array(p_severity, p_next));
	line app.handover_line;
begin
	if call.done then
		return call.answer;
	end if;
	select * into line from app.handover_line l where l.case_id = p_case;
	if line.case_id is null then
		return app.refuse(call, 'no_handover');
	elsif line.read_at is not null then
		return app.refuse(call, 'read_already');
	elsif line.written_by = call.staff_id or exists (select from app.sealed_past p
		where p.id = line.record and p.written_by = call.staff_id) then
		return app.refuse(call, 'own_handover');
	elsif not exists (select from app.entry_handover e where e.id = line.record
		and (e.severity, e.next) = (lower(btrim(p_severity)), lower(btrim(p_next)))) then
		return app.refuse(call, 'read_back', 'severity');
	end if;
	update app.handover_line l set read_by = call.staff_id, read_at = app.now() where l.case_id = p_case;
	return app.finish(call, (call.was).version, jsonb_build_object('record', line.record, 'from', line.written_by));
end $$;
comment on function api.case_confirm(uuid, uuid, integer, text, text) is
	'Confirm the line that was handed over last of a case, by saying back how she is and what comes next. Whoever wrote it, '
	'or wrote on it, cannot.';

create function api.handover()
	returns table (part text, case_id uuid, version integer, code text, office text, watched boolean, changes bigint,
		changed_at timestamptz, clock_code text, clock_at timestamptz, need text, record uuid, severity text, next text,
		next_at timestamptz, person text, at timestamptz, read_by text, read_at timestamptz, people integer, rest integer, urgent text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('handover', 'none') then
		return;
	end if;
	return query
	select 'give', c.id, c.version, c.code, c.office, m.watched, m.changes, m.at, c.clock_code, c.clock_at, c.need,
		h.record, e.severity, e.next, e.next_at, null::text, h.at, r.name, h.read_at, null::integer, null::integer, m.urgent
	from (select x.id, bool_or(x.watched) as watched, sum(x.changes)::bigint as changes, max(x.at) as at, min(x.urgent) as urgent
		from (select w.case_id as id, true as watched, 0 as changes, null::timestamptz as at, null::text as urgent from app.watch w
			union all select g.case_id, false, g.changes, g.at, null from app.my_changes() as g where g.changes > 0
			union all select u.case_id, false, 0, null, u.why from app.my_urgent() as u) as x group by x.id) as m
	cross join lateral (select * from api.case_line x where x.id = m.id limit 1) as c
	left join app.handover_line h on h.case_id = c.id and h.written_by = app.me() and h.at >= app.shift_start()
	left join app.entry_handover e on e.id = h.record
	left join app.staff r on r.id = h.read_by
	where c.closed_at is null
	order by h.record is not null, m.urgent is distinct from 'danger now', c.priority, c.clock_order, c.code;
	return query
	select 'take', c.id, c.version, c.code, c.office, exists (select from app.watch w where w.case_id = c.id), 0::bigint,
		null::timestamptz, c.clock_code, c.clock_at, c.need, h.record, e.severity, e.next, e.next_at, s.name, h.at, r.name,
		h.read_at, null::integer, null::integer, null::text
	from (select i.case_id from api.inbox_handover i
		union select l.case_id from app.handover_line l where l.read_by = app.me() and l.read_at >= app.shift_start()) as x
	join app.handover_line h on h.case_id = x.case_id
	join app.entry_handover e on e.id = h.record
	join app.staff s on s.id = h.written_by
	left join app.staff r on r.id = h.read_by
	cross join lateral (select * from api.case_line y where y.id = h.case_id limit 1) as c
	order by h.read_at is not null, array_position(array['unstable', 'watch', 'stable'], e.severity), e.next_at, c.code;
	return query
	select 'rest', null::uuid, b.version, b.code, b.office_name, false, 0::bigint, null::timestamptz, null::text,
		null::timestamptz, b.kind, null::uuid, null::text, null::text, null::timestamptz, b.person, b.came_at, null::text,
		null::timestamptz, b.people, b.rest, null::text
	from api.batch_open b
	order by b.came_at, b.code limit 50;
end $$;
comment on function api.handover() is
	'give: the open cases that I watch, that I changed and have not handed over since (app.my_changes), and those I am '
	'responsible for that are in danger now, escalated or in triage (urgent: which, in this order), with the line I wrote of '
	'each in this shift, if any. take: what others '
	'have handed over and nobody has confirmed, the worst first, then what I confirmed in this shift. rest: people who came '
	'at once (need: of what kind, at: when), of whom so many are no case yet.';

create function api.shift_mine()
	returns table (office text, starts_at timestamptz, ends_at timestamptz, changed bigint, hard bigint, colleagues text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('handover', 'none') then
		return;
	end if;
	return query
	select l.office, l.starts_at, l.ends_at, m.n, m.hard,
		(select string_agg(x.person || ' (' || x.office || ')', ', ' order by x.office, x.person) from api.shift_line x
			where not x.mine)
	from (select count(*) as n, count(*) filter (where 'danger now' = any (c.flags) or (c.child and c.risk = 3)) as hard
		from app.my_changes() as g join app.case c on c.id = g.case_id where g.in_shift) as m
	left join (select x.office, x.starts_at, x.ends_at from api.shift_line x where x.mine
		order by x.starts_at desc limit 1) as l on true;
end $$;
comment on function api.shift_mine() is
	'My own shift: how many cases I changed in it, and how many of them were hard (danger now, or a child at high risk). The '
	'numbers are made when I ask, kept nowhere, and told to nobody else. colleagues: who else is on shift.';

create function api.handover_draft(p_case uuid) returns table (name text, content text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	zone text := (select o.zone from app.case c join app.office o on o.id = c.office_id where c.id = p_case);
	since timestamptz := least(app.shift_start(), (select g.since from app.my_changes() as g where g.case_id = p_case));
begin
	if not app.begin_read('handover', 'case', p_case) or zone is null then
		return;
	end if;
	return query
	select 'actions', string_agg(x.line, e'\n' order by x.section, x.at, x.line)
	from (
		select 1 as section, t.at, to_char(t.at at time zone zone, case when t.at > app.now() - interval '1 day' then 'HH24:MI'
			else 'YYYY-MM-DD HH24:MI' end) || ' ' || t.person || ': '
			|| case t.action when 'case.take' then 'took it' when 'case.assign' then 'gave it to ' || t.became
			when 'case.move' then 'moved it to ' || t.became when 'case.priority' then 'priority ' || t.became
			else concat_ws(' ', translate(t.action, '._', '  '), t.became) end as line
		from api.case_timeline(p_case, null, 50) as t
		where t.at >= since and not t.undone and t.action <> 'undo'
		union all
		select 2, t.due_at, 'to do: ' || concat_ws(' ', t.kind, to_char(t.due_at at time zone zone, 'HH24:MI'),
			'(' || t.person || ')')
		from api.case_tasks(p_case) as t where t.done_at is null
		union all
		select 3, k.ends_at, 'clock: ' || k.code || ' ' || to_char(k.ends_at at time zone zone, 'YYYY-MM-DD HH24:MI')
		from api.case_clocks(p_case) as k where k.stopped_at is null) as x
	having count(*) > 0;
end $$;
comment on function api.handover_draft(uuid) is
	'What a new line of a handover begins with: what was done in this shift, or since I changed what I have not handed over, '
	'and by whom, open tasks, running clocks; coded '
	'words only.';
