-- Coded personal facts of many cases at once, for a reason that is kept.
set local role hw_api;

create function api.facts(p_key uuid, p_cases uuid[], p_reason text)
	returns table (id uuid, sex text, age_low smallint, age_high smallint, exploitation text, status text,
		status_by text, refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin(p_key, 'facts', 'case', jsonb_build_array(p_cases, p_reason));
	why text := btrim(p_reason);
	shown uuid[];
begin
	if not call.done and coalesce(char_length(why) < 10, true) then
		call.answer := app.refuse(call, 'reason_short', 'reason');
	elsif not call.done and char_length(why) > 200 then
		call.answer := app.refuse(call, 'reason_long', 'reason');
	elsif not call.done and cardinality(p_cases) > 1000 then
		call.answer := app.refuse(call, 'too_long', 'cases');
	elsif not call.done then
		select coalesce(array_agg(c.id), '{}') into shown from app.case c where c.id = any (p_cases);
		insert into app.event (staff_id, office_id, action, kind, reason, detail)
		values (call.staff_id, call.office_id, 'facts', 'case', why,
			jsonb_build_object('cases', to_jsonb(shown)));
	end if;
	if shown is null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select c.id, c.sex, c.age_low, c.age_high, x.name, s.name, b.name, null::text, null::text
	from unnest(p_cases) with ordinality as a(id, position)
	join app.case c on c.id = a.id
	left join app.exploitation x on x.id = c.exploitation
	left join app.status s on s.id = c.status
	left join app.deciding_body b on b.id = c.status_by
	order by a.position;
end $$;
comment on function api.facts(uuid, uuid[], text) is
	'Sex, ages, exploitation and status of up to 1000 cases. One event with the reason; refused: '
	'one row that says so.';
