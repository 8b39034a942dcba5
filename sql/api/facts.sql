-- Coded personal facts of many cases at once, for a reason that is kept.
set local role hw_api;

create function api.facts(p_key uuid, p_cases uuid[], p_reason text)
	returns table (id uuid, sex text, age_low smallint, age_high smallint, exploitation text, status text,
		status_by text, flags text[], refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'facts', 'case', jsonb_build_array(p_cases, p_reason));
	why text := lower(btrim(p_reason));
	line app.event;
	shown uuid[];
begin
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		select array_agg(x.id::uuid) into shown
		from app.event e cross join jsonb_array_elements_text(e.detail -> 'cases') as x(id)
		where e.staff_id = call.staff_id and e.id >= line.id and e.xid = line.xid and e.action = 'facts';
		if shown is null then
			call.answer := app.ask_again(call);
		end if;
	elsif call.done then
		null;
	elsif p_key is null then
		call.answer := app.refuse(call, 'key_needed', 'key');
	elsif not exists (select from app.reason r where r.name = why and r.facts) then
		call.answer := app.refuse(call, 'no_such_reason', 'reason');
	elsif cardinality(p_cases) > 1000 then
		call.answer := app.refuse(call, 'too_long', 'cases');
	else
		-- Each office finds in its own record what was shown of its cases.
		with recorded as (
			insert into app.event (staff_id, office_id, action, kind, reason, detail)
			select call.staff_id, c.office_id, 'facts', 'case', why,
				jsonb_build_object('cases', jsonb_agg(distinct c.id))
			from app.case c where c.id = any (p_cases) group by c.office_id
			returning app.event.id)
		select min(r.id) into line.id from recorded as r;
		if line.id is null then
			return;
		end if;
		call.answer := app.ask_again(call, line.id);
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select c.id, c.sex, c.age_low, c.age_high, x.name, s.name, b.name, c.flags, null::text, null::text
	from unnest(p_cases) with ordinality as a(id, position)
	join app.case c on c.id = a.id and c.id = any (shown)
	left join app.exploitation x on x.id = c.exploitation
	left join app.status s on s.id = c.status
	left join app.deciding_body b on b.id = c.status_by
	order by a.position;
end $$;
comment on function api.facts(uuid, uuid[], text) is
	'Sex, ages, exploitation, status and flags of up to 1000 cases, for a reason of app.reason. The first time the answer is the refusal '
	'ask_again: the reason and the cases are recorded, one event for each office. Asked again with the '
	'same key within 15 minutes, once that is committed, it shows them.';
