-- Who has a bed, and what becomes of it: held, in, on leave, left without telling us, out, released.
set local role hw_owner;

-- Each offers its case, or its place, to who may see no more of it than this.
create or replace function app.stay_all(p_place uuid, p_code text)
	returns table (id uuid, version integer, unit text, unit_name text, place_id uuid, place text, kind text, country text, case_id uuid,
		code text, sex text, age_low smallint, age_high smallint, child boolean, language text, state text, since timestamptz,
		held_until timestamptz, back_by timestamptz, person text, over boolean, problem text, of_place boolean, of_case boolean,
		moves text[])
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	mine smallint[] := app.my_offices();
	wanted text := app.code_typed(p_code, 'HW');
begin
	return query
	select s.id, s.version, u.code, u.name, case when m.of_place then p.id end, p.code, p.kind, p.country_id,
		case when m.of_case then c.id end, c.code, c.sex, c.age_low, c.age_high, coalesce(c.child, true), c.language, s.state, s.since,
		case s.state when 'held' then s.held_until end, s.back_by, h.name,
		coalesce(case s.state when 'held' then s.held_until when 'on leave' then s.back_by end <= app.now(), false),
		app.bed_fits(u, c), m.of_place, m.of_case,
		array(select v.to_state from app.stay_move v where v.from_state = s.state and (m.of_place or v.side = 'either') order by 1)
	from app.stay s
	join app.unit u on u.id = s.unit_id
	join app.place p on p.id = u.place_id
	join app.case c on c.id = s.case_id
	join app.staff h on h.id = s.held_by
	cross join lateral (select s.office_id = any (mine) as of_place, s.case_office_id = any (mine) as of_case) as m
	where (m.of_place or m.of_case)
	and (p_place is null or p.id = p_place and m.of_place) and (p_code is null or c.code = wanted)
	and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now() - interval '1 day')
	order by s.state <> 'left', s.state <> 'held', p.code, u.name, s.since, c.code;
end $$;
comment on function app.stay_all(uuid, text) is 'The beds that are taken at my places and by my cases, as api.stay_line has them.';

create or replace function app.stay_do(call app.call, p_id uuid, p_version integer, p_state text, p_why text, p_until text)
	returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	side record;
	gone record;
	there record;
	until timestamptz;
	why text := case when p_state in ('out', 'released') then p_why end; -- of a list; any other would be free text
	detail jsonb;
begin
	if app.waited_long() then
		return app.refuse(call, 'waited_long');
	end if;
	select * into side from app.stay_side(p_id);
	if not coalesce(side.place or side.its_case, false) then
		return app.refuse(call, 'no_such_stay', 'code');
	end if;
	select s.office_id, s.case_office_id, s.case_id, s.state,
		(select m.side from app.stay_move m where m.from_state = s.state and m.to_state = p_state) as whose
	into there from app.stay s where s.id = p_id;
	call.object_id := app.stay_place(p_id);
	call.office_id := there.office_id;
	if not side.place and there.whose is distinct from 'either' then
		return app.refuse(call, case when there.whose is null then 'stay_state' else 'stay_side' end, 'state');
	end if;
	if p_state = 'on leave' then
		until := app.clock_moment(p_until, (select o.zone from app.office o where o.id = call.office_id), app.now(), false);
		if until is null then
			return app.refuse(call, 'time_format', 'until');
		end if;
	end if;
	-- Before the bed, as for whoever moves a transfer of hers on.
	if not app.transfer_lock(there.case_id) then
		return app.refuse(call, 'busy', 'code');
	end if;
	select * into gone from app.stay_go(p_id, p_version, p_state, call.staff_id, why, until);
	if gone.code is not null then
		return app.refuse(call, gone.code, case gone.code when 'stay_why' then 'why' when 'leave_time' then 'until' when 'stale_stay' then 'version'
			else 'state' end);
	end if;
	detail := jsonb_strip_nulls(jsonb_build_object('stay_id', p_id, 'until', until, 'why', why)) ||
		jsonb_build_object('stay', jsonb_build_array((gone.was).state,
		concat_ws(', ', case p_state when 'left' then 'left without telling us' else p_state end, why)));
	perform app.bed_told(call, 'stay.move', 'case', there.case_id, there.case_office_id, detail);
	return app.finish(call, (gone.now).version, detail);
end $$;
comment on function app.stay_do(app.call, uuid, integer, text, text, text) is
	'The next step of a bed of my places or cases, and its two lines in the record.';

grant execute on function app.stay_all(uuid, text), app.stay_do(app.call, uuid, integer, text, text, text) to hw_api;

set local role hw_api;

create function api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text default null, p_until text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'stay.move', 'place', jsonb_build_array(p_id, p_version, p_state, p_why, p_until));
begin
	if call.done then
		return call.answer;
	end if;
	return app.stay_do(call, p_id, p_version, p_state, p_why, p_until);
end $$;
comment on function api.stay_move(uuid, uuid, integer, text, text, text) is
	'What becomes of a bed, as app.stay_move allows it: in, on leave (p_until: when she is back, within 14 days), left (without telling '
	'us), out (p_why: where to), released (p_why: why not). A hold that is over is checked in if a bed is free still.';

-- Where she is in one place and has a bed held in another, the word tells which of them is meant.
create function api.stay_go(p_key uuid, p_code text, p_state text, p_why text default null, p_until text default null) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'stay.move', 'place', jsonb_build_array(p_code, p_state, p_why, p_until));
	this record;
begin
	if call.done then
		return call.answer;
	end if;
	select s.id, s.version into this from app.stay_all(null, coalesce(p_code, '')) as s
	order by p_state <> all (s.moves), not s.of_place, s.state = 'held' limit 1;
	return app.stay_do(call, this.id, this.version, p_state, p_why, p_until);
end $$;
comment on function api.stay_go(uuid, text, text, text, text) is
	'api.stay_move() of the bed that the case of this code has, at a place of mine or as a case of mine, as it is now.';

create function api.stay_line(p_place uuid default null, p_code text default null)
	returns table (id uuid, version integer, unit text, unit_name text, place_id uuid, place text, kind text, country text, case_id uuid,
		code text, sex text, age_low smallint, age_high smallint, child boolean, language text, state text, since timestamptz,
		held_until timestamptz, back_by timestamptz, person text, over boolean, problem text, of_place boolean, of_case boolean,
		moves text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('stay.list', 'place', p_place) then
		return;
	end if;
	return query select * from app.stay_all(p_place, p_code);
end $$;
comment on function api.stay_line(uuid, text) is
	'Who has a bed: at my places and of my cases, at one place, of the case of one code. Of a case of another office there is no '
	'more than what stands here. person: who held it. over: the hold, or the leave, is over; a hold that is over takes no bed, and '
	'stands here for a day. problem: the unit does not fit her any more. moves: what I may say of it.';

create function api.stay_whys(p_state text) returns table (value text, label text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
	select w.name, w.name from app.stay_why w where w.state = p_state and w.by_hand order by w.position
$$;
comment on function api.stay_whys(text) is 'Where to somebody goes who is checked out; why a hold is given up.';
