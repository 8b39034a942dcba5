-- Who can be called now for a case, and who has been.
set local role hw_owner;

-- Local time of the country in which the telephone rings; where nobody has written that, of the office.
create or replace function app.party_awake(hours text, country text, office smallint) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select case hours
		when 'any time' then true
		when 'by day' then extract(hour from x.here) between 6 and 21
		when 'office hours' then extract(isodow from x.here) < 6 and extract(hour from x.here) between 8 and 16
		end
	from (select app.now() at time zone (select o.zone from app.office o
		order by o.country_id = country desc nulls last, o.id = office desc, o.id limit 1) as here) as x);
comment on function app.party_awake(text, text, smallint) is
	'Whether it may be called at this hour; null: nobody has written when.';

create or replace function app.undo_wake(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.wake_try t set taken_back_at = app.now() where t.id = (change.detail ->> 'try')::uuid;
	return null;
end $$;
comment on function app.undo_wake(app.event) is 'A call that was written down by a slip of a key.';

grant execute on function app.party_awake(text, text, smallint), app.undo_wake(app.event) to hw_api;

set local role hw_api;

create function api.wake(p_case uuid, p_language text default null)
	returns table (id uuid, code text, asked_for text, country text, district text, languages text, sex text, hours text,
		speaks boolean, awake boolean, danger text, sealed boolean, result text, at timestamptz, person text, tried integer,
		who text, room smallint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case;
	here text;
	lang text;
begin
	if not app.begin_read('wake', 'case', p_case) then
		return;
	end if;
	select * into c from app.case x where x.id = p_case;
	if not found then
		return;
	end if;
	lang := coalesce(p_language, c.language);
	select o.country_id into here from app.office o where o.id = c.office_id;
	return query
	select w.id, w.code, w.asked_for, w.country, w.district, w.languages, w.sex, w.hours, w.speaks, w.awake, w.danger, w.sealed,
		w.result, w.at, w.person, w.tried, w.who, w.room
	from (
		select l.id, l.code, l.kind as asked_for, k.position::numeric as position, l.country, l.district, l.languages, l.sex, l.hours,
			lang = any (string_to_array(l.languages, ' ')) as speaks,
			app.party_awake(l.hours, l.country, c.office_id) as awake, l.danger, l.sealed, t.result, t.at,
			(select s.name from app.staff s where s.id = t.staff_id) as person,
			(select count(*)::integer from app.wake_try n where n.party_id = l.id and n.taken_back_at is null
				and n.at > app.now() - interval '12 hours') as tried,
			null::text as who, null::smallint as room, l.country is not distinct from here as near
		from api.party_line l
		join app.party_kind k on k.name = l.kind and k.called
		left join lateral (select n.result, n.at, n.staff_id from app.wake_try n
			where n.party_id = l.id and n.taken_back_at is null order by n.at desc, n.id limit 1) as t on true
		union all
		select null, null, 'on call', -1, o.country_id, null, null, null, null, null, true, null, false, null, null, null, 0,
			concat_ws(', ', l.person, l.position), null, true
		from api.on_call_line l
		join app.office o on o.code = l.office_code
		where o.id = c.office_id and l.now
		union all
		select null, null, 'on shift', 0, o.country_id, null, null, null, null, null, true, null, false, null, null, null, 0,
			s.name, null, true
		from app.shift h
		join app.staff s on s.id = h.staff_id and s.retired_at is null
		join app.office o on o.id = h.office_id
		where h.office_id = c.office_id and h.starts_at <= app.now() and h.ends_at > app.now() and s.id <> app.me()
		union all
		select l.id, l.code, 'place', 2.5, l.country, l.district, null, null, null, null, null, l.danger, l.sealed, null, null, null, 0,
			l.kind, l.capacity, l.country is not distinct from here
		from api.place_line l
		where l.kind in ('shelter', 'transit centre', 'foster family') and l.country is not distinct from here) as w
	order by w.position, w.danger is not null, w.speaks is not true and lang is not null, w.awake is false,
		case when w.result = 'wrong number' then 2 when w.result = 'no answer' and w.at > app.now() - interval '12 hours' then 1
			else 0 end,
		not w.near, not w.sealed, w.result is distinct from 'answered', w.at desc nulls last, w.code, w.who;
end $$;
comment on function api.wake(uuid, text) is
	'Who can be called now for this case, kind by kind: of the language asked for, else the case''s, first, then who is awake, has not just '
	'left a call without an answer, and is near; whoever is a danger stands last. result, at, person: of the last call, for whichever case of my offices; tried: calls '
	'in 12 hours. who: a colleague on shift, or what kind of place it is, with its room; api.bed_line tells whether a bed is free.';

create function api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'wake.try', 'case',
		jsonb_build_array(p_case, p_party, p_result, p_danger));
	called record;
	code text;
	tried uuid;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_case;
	select c into call.was from app.case c where c.id = p_case;
	select p.code, k.called into called from app.party p join app.party_kind k on k.name = p.kind where p.id = p_party;
	if (call.was).id is null then
		return app.refuse(call, 'no_such_case', 'case');
	end if;
	call.office_id := (call.was).office_id;
	if called.code is null then
		return app.refuse(call, 'no_such_party', 'party');
	elsif not called.called then
		return app.refuse(call, 'not_called', 'party');
	elsif coalesce(p_result not in ('answered', 'no answer', 'wrong number'), true) then
		return app.refuse(call, 'no_such_result', 'result');
	end if;
	code := app.danger_stops(p_party, p_danger, 'call');
	if code is not null then
		return app.refuse(call, code, 'danger');
	end if;
	insert into app.wake_try (case_id, office_id, party_id, staff_id, result)
	values (p_case, call.office_id, p_party, call.staff_id, p_result) returning app.wake_try.id into tried;
	return app.finish(call, null, jsonb_strip_nulls(jsonb_build_object('try', tried, 'danger', p_danger)) ||
		jsonb_build_object('to', jsonb_build_array(called.code, p_result)));
end $$;
comment on function api.wake_try(uuid, uuid, uuid, text, text) is
	'Somebody was called for this case: answered, no answer, wrong number. It is a line of its timeline, and changes nothing '
	'else. p_danger: what was done about a danger that is known of whoever was called, a word of app.danger_answer.';
