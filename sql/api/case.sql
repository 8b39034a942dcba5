-- Reading one case, and the four verbs that change it.
set local role hw_api;

create function api.case_take(p_key uuid, p_case uuid, p_version integer) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.take', p_case, p_version);
	was app.case := call.was;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if was.responsible_id = call.staff_id then
		return app.refuse(call, 'unchanged');
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		responsible_id = call.staff_id, responsible_seen = true
	where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('responsible_id', jsonb_build_array(was.responsible_id, call.staff_id)));
end $$;
comment on function api.case_take(uuid, uuid, integer) is 'Become responsible for a case.';

create function api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.assign', p_case, p_version, to_jsonb(p_to));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select s.id into chosen from app.staff s
	where s.login = p_to and s.retired_at is null
	and exists (select from app.staff_role r join app.role o on o.name = r.role
		where r.staff_id = s.id and o.works_cases);
	if not found then
		return app.refuse(call, 'no_such_person', 'to');
	end if;
	if not exists (select from app.may_answer_for(was.office_id) as m(id) where m.id = chosen) then
		return app.refuse(call, 'not_same_office', 'to');
	end if;
	if was.responsible_id = chosen then
		return app.refuse(call, 'unchanged', 'to');
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		responsible_id = chosen, responsible_seen = (chosen = call.staff_id)
	where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('responsible_id', jsonb_build_array(was.responsible_id, chosen)));
end $$;
comment on function api.case_assign(uuid, uuid, integer, text) is
	'Make a colleague responsible for a case.';

create function api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.priority', p_case, p_version, to_jsonb(p_priority));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select p.id into chosen from app.priority p where p.name = lower(p_priority);
	if not found then
		return app.refuse(call, 'no_such_priority', 'priority');
	end if;
	if was.priority = chosen then
		return app.refuse(call, 'unchanged', 'priority');
	end if;
	update app.case set version = version + 1, touched_at = app.now(), priority = chosen where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('priority', jsonb_build_array(was.priority, chosen)));
end $$;
comment on function api.case_priority(uuid, uuid, integer, text) is
	'Make a case urgent, high or normal.';

create function api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.move', p_case, p_version, jsonb_build_array(p_to, p_reason));
	was app.case := call.was;
	goal app.stage;
	why smallint;
	closed timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	select * into goal from app.stage s where s.name = lower(p_to);
	if not found then
		return app.refuse(call, 'no_such_stage', 'to');
	end if;
	if goal.id = was.stage then
		return app.refuse(call, 'unchanged', 'to');
	end if;
	if goal.id not in (select app.moves(was.stage)) then
		return app.refuse(call, 'stage', 'to');
	end if;
	if goal.name = 'return' and was.afraid <> 'no' then
		return app.refuse(call, 'afraid', 'to');
	end if;
	if goal.closed then
		select r.id into why from app.close_reason r where r.name = lower(p_reason);
		if not found then
			return app.refuse(call, 'reason_needed', 'reason');
		end if;
		if app.detention_runs(p_case) then
			return app.refuse(call, 'detention_runs', 'to');
		elsif app.transfer_runs(p_case) then
			return app.refuse(call, 'transfer_runs', 'to');
		end if;
		closed := app.now();
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		stage = goal.id, closed_at = closed, close_reason = why
	where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object(
		'stage', jsonb_build_array(was.stage, goal.id),
		'closed_at', jsonb_build_array(was.closed_at, closed),
		'close_reason', jsonb_build_array(was.close_reason, why)));
end $$;
comment on function api.case_move(uuid, uuid, integer, text, text) is
	'Move a case to another stage; closing needs a reason from app.close_reason, and that no detention of '
	'hers runs, and no transfer: else nobody would look for her any more.';

create function api.case_verbs(p_case uuid)
	returns table (verb text, allowed boolean, refusal text, choices text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case;
	known boolean;
begin
	if not app.begin_read('case.verbs', 'case', p_case) then
		return;
	end if;
	select * into c from app.case x where x.id = p_case;
	known := found;
	for verb, refusal, choices in
		select v.verb, case
			when not known then 'no_such_case'
			when not app.may('case.' || v.verb) then 'role'
			when v.verb not in ('move', 'link', 'unlink') and c.closed_at is not null then 'closed'
			when v.verb = 'take' and c.responsible_id = app.me() then 'unchanged'
			when v.verb = 'move' and v.choices is null then 'stage'
			end, v.choices
		from (values
			(1, 'take', null::text[]),
			(2, 'assign', null),
			(3, 'priority', (select array_agg(p.name order by p.id) from app.priority p
				where p.id <> c.priority)),
			(4, 'move', (select array_agg(s.name order by s.id) from app.stage s
				where s.id in (select app.moves(c.stage)) and (s.name <> 'return' or c.afraid = 'no'))),
			(5, 'risk', (select array_agg(r.name order by r.id) from app.risk r where r.id not in (0, c.risk))),
			(6, 'flag', (select array_agg(case when f.name = any (c.flags) then 'no ' else '' end || f.name
				order by f.position) from app.flag f)),
			(7, 'link', null),
			(8, 'unlink', null))
			as v(position, verb, choices)
		order by v.position
	loop
		allowed := refusal is null;
		return next;
	end loop;
end $$;
comment on function api.case_verbs(uuid) is
	'What I may do with this case, why not, and what there is to choose from. assign: see '
	'api.staff_choices.';

create function api.staff_choices(p_case uuid)
	returns table (login text, name text, office text, on_shift boolean, open_cases bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('staff.choices', 'case', p_case) then
		return;
	end if;
	return query
	select s.login, s.name, o.short,
		exists (select from app.shift h
			where h.staff_id = s.id and h.starts_at <= app.now() and h.ends_at > app.now()) as duty,
		(select count(*) from (select from app.case x where x.responsible_id = s.id and x.closed_at is null
			limit 1001) as x)
	from app.case c
	cross join app.may_answer_for(c.office_id) as m(id)
	join app.staff s on s.id = m.id
	join app.office o on o.id = s.office_id
	where c.id = p_case
	order by duty desc, s.office_id <> c.office_id, s.name, s.login;
end $$;
comment on function api.staff_choices(uuid) is
	'Who could be responsible for this case: on duty first. Open cases are counted in my offices, up to 1001.';

create function api.case_find(p_codes text[])
	returns table (asked text, id uuid, version integer, code text, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.find', 'case') then
		return;
	end if;
	-- Materialized: what upper() makes is compared behind row security only, line by line; a value, by the index.
	return query
	with wanted as materialized (
		select a.asked, a.position, case when char_length(s.symbols) = 4
			then (select c.code from app.notice n left join app.escalation e on e.id = n.escalation_id left join app.approval r on r.id = n.approval_id
				join app.case c on c.id = coalesce(e.case_id, r.case_id) where n.code = s.symbols and n.staff_id = (select app.me()))
			else p.prefix || '-' || left(p.eight, 4) || '-' || substr(p.eight, 5) end as code
		from unnest(p_codes) with ordinality as a(asked, position)
		cross join lateral (select regexp_replace(upper(a.asked), '[^A-Z0-9]', '', 'g') as symbols) as s
		cross join lateral (select
			case when char_length(s.symbols) = 10 then substr(s.symbols, 3) else s.symbols end as eight,
			case when char_length(s.symbols) = 10 then left(s.symbols, 2) else 'HW' end as prefix) as p
	)
	select n.asked, c.id, c.version, c.code,
		case when not app.code_valid(n.code) then 'check' when c.id is null then 'no_such_case' end
	from wanted n
	left join app.case c on c.code = n.code
	order by n.position;
end $$;
comment on function api.case_find(text[]) is
	'The cases with these codes, however they were typed; four symbols are those of a message that I was woken with. '
	'problem: check (misread or mistyped) '
	'or no_such_case.';

create function api.case_open(p_case uuid)
	returns table (id uuid, version integer, code text, office_id smallint, office text, country text, zone text,
		stage smallint, stage_name text, priority smallint, priority_name text, risk smallint, risk_name text,
		sex text, age_low smallint, age_high smallint, child boolean, exploitation text, status text, status_by text,
		afraid text, source text, flags text[], responsible text, mine boolean, clock_code text, clock_at timestamptz,
		clock_standing text, need text, reported_at timestamptz, touched_at timestamptz, closed_at timestamptz,
		close_reason text, keep_until date, held text, erasure text, erased_at timestamptz, shared bigint, shared_on date, glass text,
		refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
	me smallint := app.me();
	opening bigint;
	news timestamptz;
begin
	if not app.begin_read('case.open', 'case', p_case) then
		select r.code, r.message into refusal, message from app.refusal r
		where r.code = case when me is null then 'unknown_person' else 'role' end;
		return next;
		return;
	end if;
	call.action := 'case.open';
	call.kind := 'case';
	call.object_id := p_case;
	call.staff_id := me;
	select c into call.was from app.case c where c.id = p_case;
	if not found then
		select s.office_id into call.office_id from app.staff s where s.id = me;
		select o.refusal, o.message into refusal, message from app.refuse(call, 'no_such_case') as o;
		return next;
		return;
	end if;
	call.office_id := (call.was).office_id;
	-- What is in her inbox until she opens the case (inbox_overwritten, inbox_tampered) ends with an opening after it.
	select max(x.at) into news from (
		select s.written_at as at from app.sealed s join app.sealed_past p on p.id = s.id
		where s.case_id = p_case and p.written_by = me and s.written_by <> me
		union all
		select e.at from app.event e where e.object_id = p_case and e.action = 'tampered' and e.refusal is null) as x;
	select min(e.id) into opening from app.event e
	where e.object_id = p_case and e.staff_id = me and e.action = 'case.open' and e.refusal is null
	and e.at > greatest(app.now() - interval '15 minutes', news);
	if opening is null then
		perform app.finish(call, (call.was).version);
	end if;
	if opening is null or not app.recorded(opening) then
		select r.code, r.message into refusal, message from app.refusal r where r.code = 'ask_again';
		return next;
		return;
	end if;
	update app.case c set responsible_seen = true
	where c.id = p_case and c.responsible_id = me and not c.responsible_seen;
	perform app.escalation_seen(p_case);
	delete from app.case_taken t where t.case_id = p_case and t.staff_id = me;
	return query
	select l.id, l.version, l.code, l.office_id, l.office, l.country, o.zone, l.stage, l.stage_name,
		l.priority, l.priority_name, l.risk, l.risk_name, c.sex, c.age_low, c.age_high, c.child,
		(select x.name from app.exploitation x where x.id = c.exploitation),
		(select x.name from app.status x where x.id = c.status),
		(select x.name from app.deciding_body x where x.id = c.status_by), c.afraid, l.source, c.flags,
		l.responsible, l.mine, l.clock_code, l.clock_at, l.clock_standing, (select k.name from app.task_kind k where k.id = c.need),
		l.reported_at, l.touched_at, l.closed_at,
		(select x.name from app.close_reason x where x.id = c.close_reason), c.keep_until,
		(select string_agg(h.reason, ', ' order by h.reason) from app.legal_hold h where h.case_id = c.id),
		(select e.code from app.erasure e where e.case_id = c.id and e.state <> 'not erased'), c.erased_at, s.n, s.last,
		(select string_agg(concat_ws(' ', g.code, w.name, '(' || h.code || '),', g.reason), '; ' order by g.opened_at)
			from app.glass g join app.staff w on w.id = g.staff_id join app.office h on h.id = w.office_id
			where g.case_id = c.id and g.review is null), null::text, null::text
	from api.case_line l
	join app.case c on c.id = l.id
	join app.office o on o.id = l.office_id
	cross join lateral (select count(*) as n, max(x.on_day) as last from app.shared(c.id) as x) as s
	where l.id = p_case;
end $$;
comment on function api.case_open(uuid) is
	'The coded facts of one case. Recorded, once in 15 minutes for a person and a case, and once more where since then what '
	'she wrote was changed or something was found TAMPERED: the first time '
	'the answer is the refusal ask_again, and the facts come once that is committed.';

create function api.case_clocks(p_case uuid)
	returns table (id uuid, code text, name text, bound text, started_at timestamptz, ends_at timestamptz,
		stopped_at timestamptz, expiry text, standing text, source text, article text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.clocks', 'case', p_case) then
		return;
	end if;
	return query
	select k.id, r.code, r.name, r.bound, k.started_at, k.ends_at, k.stopped_at,
		r.expiry, r.standing, r.source, r.article
	from app.case_clock k join app.clock_rule r on r.code = k.rule
	where k.case_id = p_case
	order by k.stopped_at is not null, k.ends_at, k.id;
end $$;
comment on function api.case_clocks(uuid) is 'The time limits of a case: running ones first.';

create function api.case_tasks(p_case uuid)
	returns table (id uuid, kind text, person text, due_at timestamptz, done_at timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.tasks', 'case', p_case) then
		return;
	end if;
	return query
	select t.id, k.name, s.name, t.due_at, t.done_at
	from app.task t join app.task_kind k on k.id = t.kind left join app.staff s on s.id = t.staff_id
	where t.case_id = p_case
	order by t.done_at is not null, t.due_at, t.id;
end $$;
comment on function api.case_tasks(uuid) is
	'The tasks of a case: open ones first. person null: whoever is responsible.';

set local role hw_owner;

-- As hw_owner: row security shows an office the lines that it wrote, and a case may have come from another.
create or replace function app.case_told(p_case uuid, p_before bigint, p_limit integer, works boolean)
	returns table (id bigint, at timestamptz, person text, action text, field text, was text, became text, reason text, undone boolean)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select e.id, e.at, s.name, case e.action when 'sealed.keep' then 'entry.' || (e.detail ->> 'kind') else e.action end,
		case f.key when 'responsible_id' then 'responsible' else f.key end,
		app.word(f.key, e.detail -> f.key ->> 0), app.word(f.key, e.detail -> f.key ->> 1),
		coalesce(app.word('close_reason', e.detail -> 'close_reason' ->> 1), e.detail ->> 'because'),
		exists (select from app.event u where u.object_id = p_case and u.id > e.id and u.action = 'undo'
			and u.refusal is null and (u.detail ->> 'undoes')::bigint = e.id)
	from app.event e
	left join app.staff s on s.id = e.staff_id
	left join lateral (select w.field as key from (select 'afraid' as field union all select 'status' union all select 'flags'
		union all select c.field from app.change c) as w where e.detail ? w.field limit 1) as f on true
	where e.object_id = p_case and e.refusal is null and e.action not in ('case.open', 'case.watch', 'clock.follow')
	and (e.action not like 'sealed.%' or (e.action = 'sealed.keep' and e.detail ? 'clear' and works))
	and e.id < coalesce(p_before, 9223372036854775807)
	order by e.id desc
	limit greatest(least(p_limit, 1000), 0);
end $$;
comment on function app.case_told(uuid, bigint, integer, boolean) is
	'The timeline of a case, of whichever offices it was; works: with the entries of its file. Whether it may be seen is asked before.';
grant execute on function app.case_told(uuid, bigint, integer, boolean) to hw_api;

set local role hw_api;

create function api.case_timeline(p_case uuid, p_before bigint default null, p_limit integer default 100)
	returns table (id bigint, at timestamptz, person text, action text, field text, was text, became text,
		reason text, undone boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	works boolean;
begin
	if not app.begin_read('case.timeline', 'case', p_case) then
		return;
	end if;
	select app.me() in (select app.realm_people(app.realm_of(c.office_id, 'office'))) into works
	from app.case c where c.id = p_case;
	return query
	select t.* from app.case_told(p_case, p_before, p_limit, works) as t where exists (select from app.case c where c.id = p_case);
end $$;
comment on function api.case_timeline(uuid, bigint, integer) is
	'What was done with a case, newest first; p_before is the id to go on from. Of an entry of its file, entry.KIND: that it was '
	'written, and what of the case it changed; for whoever sees the file. Who read what is for auditors.';

create function api.case_peek(p_case uuid)
	returns table (child boolean, risk text, source text, reported_at timestamptz, open_tasks bigint, tasks text,
		timeline text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.peek', 'case', p_case) then
		return;
	end if;
	return query
	select l.child, l.risk_name, l.source, l.reported_at, t.n, t.line, e.lines
	from api.case_line l
	join app.office o on o.id = l.office_id
	cross join lateral (
		select count(*) as n,
			string_agg(concat_ws(' ', k.name, to_char(x.due_at at time zone o.zone, d.shape)),
				' . ' order by x.due_at, x.id) as line
		from app.task x join app.task_kind k on k.id = x.kind
		cross join lateral (select case when (x.due_at at time zone o.zone)::date = (app.now() at time zone o.zone)::date
			then 'HH24:MI' else 'MM-DD HH24:MI' end as shape) as d
		where x.case_id = l.id and x.done_at is null) as t
	cross join lateral (
		select string_agg(concat_ws(' ', to_char(x.at at time zone o.zone, d.shape),
				case when length(x.person) > 20 then left(x.person, 18) || '..' else x.person end || ':',
				case when x.undone then 'taken back:' when x.action = 'undo' then 'takes back:' end,
				case when x.action = 'tampered' then 'found TAMPERED'
					else concat_ws(' ', x.field, coalesce(x.was, w.nobody), '>', coalesce(x.became, w.nobody)) end),
			e'\n' order by x.id desc) as lines
		from (select y.* from api.case_timeline(p_case, null, 30) as y where y.action not like 'entry.%'
			order by y.id desc limit 3) as x
		cross join lateral (select case x.field when 'responsible' then 'NOBODY' end as nobody) as w
		cross join lateral (select case when (x.at at time zone o.zone)::date = (app.now() at time zone o.zone)::date
			then 'HH24:MI' else 'MM-DD HH24:MI' end as shape) as d) as e
	where l.id = p_case;
end $$;
comment on function api.case_peek(uuid) is
	'The preview of a case: no personal fact but whether it is a child, and no line in the record.';
