-- Breaking the glass (see 0036_glass.sql).
set local role hw_owner;

create or replace function app.glass_content(request uuid) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select jsonb_build_object('code', g.code, 'what', 'glass', 'case', c.code, 'office', o.code, 'person', s.login, 'of_office', h.code, 'reason', g.reason,
		'opened_at', app.ms(g.opened_at), 'until', app.ms(g.until))
	from app.glass g
	join app.case c on c.id = g.case_id
	join app.office o on o.id = g.office_id
	join app.staff s on s.id = g.staff_id
	join app.office h on h.id = s.office_id
	where g.id = request);
comment on function app.glass_content(uuid) is 'Who looked at which case, when and why.';

create or replace function app.glass_lacks(request uuid) returns setof text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select null::text where false;
end;
comment on function app.glass_lacks(uuid) is 'A review lacks nothing.';

create or replace function app.glass_decided(request uuid, answer text, reason text, detail jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.glass g set review = case answer when 'approve' then 'right' else 'not right' end where g.id = request and answer in ('approve', 'refuse');
	return null;
end $$;
comment on function app.glass_decided(uuid, text, text, jsonb) is 'Whether it was right.';

-- As hw_owner: the case is of no office of hers, and neither is the review.
create or replace function app.glass_begin(p_id uuid, p_code text, p_reason text, out code text, out line app.glass)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case;
	me smallint := app.me();
begin
	select x.* into c from app.case x where x.code = app.code_typed(p_code, 'HW') and x.erased_at is null;
	code := case
		when not exists (select from app.glass_reason r where r.name = p_reason) then 'glass_reason'
		when c.office_id = any (app.my_offices()) then 'glass_yours'
		when (select count(*) from app.glass g where g.staff_id = me and g.opened_at > app.now() - interval '1 day') >= 5 then 'glass_often'
		when c.id is null then 'no_such_case' end;
	if code is not null then
		return;
	end if;
	begin
		insert into app.glass (id, case_id, office_id, staff_id, reason, until)
		values (p_id, c.id, c.office_id, me, p_reason, app.now() + interval '2 hours') returning * into line;
	exception when unique_violation then
		code := 'no_such_case';
		return;
	end;
	perform app.approval_begin(line.id, line.code, 'glass', c.office_id, null, c.id, null, app.now());
end $$;
comment on function app.glass_begin(uuid, text, text) is 'Begin to look at the case of this code; code: of the refusal.';

create or replace function app.glass_facts(p_case uuid)
	returns table (code text, office text, zone text, country text, stage text, priority text, risk text, child boolean, sex text, age_low smallint, age_high smallint,
		language text, flags text[], afraid text, clock text, clock_at timestamptz, responsible text, tasks text[], keys_with text[])
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select c.code, o.name, o.zone, o.country_id, s.name, p.name, r.name, c.child, c.sex, c.age_low, c.age_high, c.language, c.flags, c.afraid, c.clock_code,
		c.clock_at, w.name, array(select k.name from app.task t join app.task_kind k on k.id = t.kind where t.case_id = c.id and t.done_at is null order by t.due_at, t.id),
		array(select x.name from app.in_line(c.office_id, null) as l join app.staff x on x.id = l.staff_id order by l.place)
	from app.case c
	join app.office o on o.id = c.office_id
	join app.stage s on s.id = c.stage
	join app.priority p on p.id = c.priority
	join app.risk r on r.id = c.risk
	left join app.staff w on w.id = c.responsible_id
	where c.id = p_case;
end $$;
comment on function app.glass_facts(uuid) is 'What is told in clear of a case, of whichever office.';

create or replace function app.glass_mine() returns table (id uuid, code text, case_code text, reason text, until timestamptz)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select g.id, g.code, c.code, g.reason, g.until from app.glass g join app.case c on c.id = g.case_id and c.erased_at is null
	where g.staff_id = app.me() and g.until > app.now() and g.review is distinct from 'not right' order by g.until desc;
end;
comment on function app.glass_mine() is 'The cases of other offices that I may look at now.';

grant execute on function app.glass_mine(), app.glass_content(uuid), app.glass_lacks(uuid), app.glass_decided(uuid, text, text, jsonb),
	app.glass_begin(uuid, text, text), app.glass_facts(uuid) to hw_api;

set local role hw_api;

create view api.glass_reason_line as
select r.name, r.meaning, r.position from app.glass_reason r;
comment on view api.glass_reason_line is 'Why somebody may look at a case of another office.';
comment on column api.glass_reason_line.name is 'the word';
comment on column api.glass_reason_line.meaning is 'in a sentence';
comment on column api.glass_reason_line.position is 'its place in the list';

create function api.glass_find(p_code text) returns table (id uuid, code text, case_code text, reason text, until timestamptz, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	wanted text := app.code_typed(p_code, 'HW');
begin
	if not app.begin_read('glass.read', 'case') then
		return;
	end if;
	return query
	select g.id, g.code, coalesce(g.case_code, wanted), g.reason, g.until,
		case when g.id is not null then null when not app.code_valid(wanted) then 'check'
			when exists (select from app.case c where c.code = wanted and c.office_id = any (app.my_offices())) then 'yours' else 'none' end
	from (select) as x
	left join lateral (select m.* from app.glass_mine() as m where wanted is null or m.case_code = wanted limit 1) as g on true;
end $$;
comment on function api.glass_find(text) is
	'Whether I may look at the case of this code of another office now, and until when; null: at whichever I have asked for last. '
	'problem: none (I may not; whether there is such a case is not told), yours (it is of one of my offices), check (the code is mistyped).';

create function api.glass_break(p_key uuid, p_id uuid, p_code text, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'glass.break', 'case', jsonb_build_array(p_id, p_code, p_reason));
	begun record;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	elsif p_id is null then
		return app.refuse(call, 'key_needed', 'id');
	end if;
	perform pg_advisory_xact_lock(hashtextextended('glass', call.staff_id)); -- what her other sessions do counts, too
	select * into begun from app.glass_begin(p_id, p_code, lower(btrim(p_reason)));
	if begun.code is not null then
		return app.refuse(call, begun.code, case begun.code when 'glass_reason' then 'reason' else 'code' end);
	end if;
	call.object_id := (begun.line).case_id;
	call.office_id := (begun.line).office_id;
	answer := app.finish(call, null, jsonb_build_object('glass', jsonb_build_array(null, (begun.line).code || ', ' || (begun.line).reason), 'request', p_id));
	answer.hint := 'Two people of her office are told, and review it. You may look for two hours.';
	return answer;
end $$;
comment on function api.glass_break(uuid, uuid, text, text) is
	'Look at a case of an office that is not mine, by its code, for a reason of app.glass_reason: for two hours (api.glass_read). Two people '
	'of its office are woken and review it.';

create function api.glass_read(p_key uuid, p_id uuid)
	returns table (code text, office text, zone text, country text, stage text, priority text, risk text, child boolean, sex text, age_low smallint, age_high smallint,
		language text, flags text[], afraid text, clock text, clock_at timestamptz, responsible text, tasks text[], keys_with text[], until timestamptz,
		refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'glass.read', 'case', to_jsonb(p_id));
	line app.event;
	g app.glass;
	opened bigint;
begin
	select x.* into g from app.glass x where x.id = p_id and x.staff_id = call.staff_id and x.until > app.now();
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		if line.id is null or g.id is null or g.review = 'not right' then
			call.answer := app.ask_again(call);
		end if;
	elsif not call.done and (g.id is null or p_key is null or g.review = 'not right') then
		call.answer := app.refuse(call, case when p_key is null then 'key_needed' when g.id is null then 'glass_over' else 'glass_not_right' end, 'id');
	elsif not call.done then
		insert into app.event (staff_id, office_id, action, kind, object_id, detail)
		values (call.staff_id, g.office_id, 'glass.read', 'case', g.case_id, jsonb_build_object('request', g.id)) returning app.event.id into opened;
		call.answer := app.ask_again(call, opened);
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query select f.*, g.until, null::text, null::text from app.glass_facts(g.case_id) as f;
end $$;
comment on function api.glass_read(uuid, uuid) is
	'What is told in clear of the case for which I broke the glass, and who of its office can be called. The first time the answer is the '
	'refusal ask_again (nothing any more, once her office has said that it was not right): that I looked is in the record then; asked again with the same key, once that is committed, it gives them.';
