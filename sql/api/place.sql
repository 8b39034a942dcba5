-- Where somebody can be brought. What a place is and where, to the district; its name, address and telephone are a
-- sealed record of it (see sealed.sql).
set local role hw_owner;

create or replace function app.lock_place(id uuid, out was app.place, out busy boolean)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select p.* into was from app.place p where p.id = lock_place.id for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_place(uuid) is
	'The place, locked until the end; null: there is none. busy: somebody else holds it.';

grant execute on function app.lock_place(uuid) to hw_api;

set local role hw_api;

create view api.place_line as
select p.id, p.version, p.code, p.kind, p.country_id as country, p.district, p.capacity, o.code as office,
	exists (select from app.sealed s where s.place_id = p.id and s.kind = 'place') as sealed,
	(select max(d.severity) from app.entry_danger d where d.standing <> 'withdrawn' and (d.subject = p.id or d.subject in (
		select a.subject from app.entry_party a join app.party x on x.id = a.subject and x.kind = 'area'
		where a.country = p.country_id and (a.district is null or lower(a.district) = lower(p.district))))) as danger,
	p.touched_at
from app.place p
join app.office o on o.id = p.office_id
where exists (select from app.allowed a where a.action = 'place.list' and a.role = any ((select app.my_roles())::text[]));
comment on view api.place_line is 'The places that my offices know, as lines of a list; of none, where my role sees none.';
comment on column api.place_line.id is 'the place';
comment on column api.place_line.version is 'to name in a change';
comment on column api.place_line.code is 'what people say';
comment on column api.place_line.kind is 'what it is';
comment on column api.place_line.country is 'in which country';
comment on column api.place_line.district is 'in which district';
comment on column api.place_line.capacity is 'for how many; null: unknown';
comment on column api.place_line.office is 'code of the office that knows it';
comment on column api.place_line.sealed is 'there is a record of what it is called and where it is';
comment on column api.place_line.danger is 'the worst of the danger notes that hold: beware, never; null: none';
comment on column api.place_line.touched_at is 'last change of what is in clear';

create function api.place_find(p_code text, p_id uuid)
	returns table (id uuid, version integer, code text, kind text, country text, district text, capacity smallint,
		office text, touched_at timestamptz, may_keep boolean, offices text[], danger text, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	wanted text := app.code_typed(p_code, 'PL');
begin
	if not app.begin_read('place.list', 'place') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.kind, l.country, l.district, l.capacity, l.office, l.touched_at,
		app.may('place.keep'), m.codes, l.danger,
		case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_place' end
	from (select array_agg(o.code order by o.code) as codes from app.office o where o.id = any (app.my_offices())) as m
	left join api.place_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $$;
comment on function api.place_find(text, uuid) is
	'The place with this id or, where that is null, with this code, however it was typed. problem: check (misread or '
	'mistyped) or no_such_place. may_keep: my role changes places; offices: of these. No row: it sees none.';

create function api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text,
		p_district text, p_capacity integer)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'place.keep', 'place',
		jsonb_build_array(p_id, p_version, p_office, p_kind, p_country, p_district, p_capacity));
	held record;
	this app.place;
	home smallint;
	land text := upper(p_country);
	changed jsonb;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	select * into held from app.lock_place(p_id);
	this := held.was;
	select o.id into home from app.office o where o.code = upper(p_office) and o.id = any (app.my_offices());
	if held.busy then
		return app.refuse(call, 'busy_place');
	elsif p_id is null or (this.id is null and p_version is distinct from 0) then
		return app.refuse(call, 'no_such_place', 'id');
	end if;
	call.office_id := coalesce(this.office_id, home, call.office_id);
	if coalesce(this.version, 0) is distinct from p_version then
		return app.refuse(call, 'stale_place', 'version');
	elsif home is null then
		return app.refuse(call, 'office', 'office');
	elsif this.office_id <> home then
		return app.refuse(call, 'place_office', 'office');
	elsif coalesce(p_kind not in ('shelter', 'transit centre', 'foster family', 'hospital', 'learning centre', 'drop-in centre',
		'school', 'authority', 'other'), true) then
		return app.refuse(call, 'no_such_place_kind', 'kind');
	elsif not exists (select from app.country c where c.id = land) then
		return app.refuse(call, 'no_such_country', 'country');
	elsif not app.name_valid(p_district) then
		return app.refuse(call, 'name_format', 'district');
	elsif p_capacity not between 0 and 1000 then
		return app.refuse(call, 'capacity', 'capacity');
	end if;
	select jsonb_object_agg(x.what, jsonb_build_array(x.was, x.now)) into changed
	from (values ('kind', to_jsonb(this.kind), to_jsonb(p_kind)), ('country', to_jsonb(this.country_id), to_jsonb(land)),
		('district', to_jsonb(this.district), to_jsonb(p_district)),
		('capacity', to_jsonb(this.capacity), to_jsonb(p_capacity))) as x(what, was, now)
	where x.was is distinct from x.now;
	if this.id is null then
		begin
			insert into app.place (id, office_id, kind, country_id, district, capacity)
			values (p_id, home, p_kind, land, p_district, p_capacity);
		exception when unique_violation then -- of an office that is not hers
			return app.refuse(call, 'no_such_place', 'id');
		end;
	elsif changed is null then
		return app.refuse(call, 'unchanged');
	else
		update app.place p set version = p_version + 1, kind = p_kind, country_id = land, district = p_district,
			capacity = p_capacity, touched_at = app.now()
		where p.id = p_id;
	end if;
	return app.finish(call, p_version + 1, changed);
end $$;
comment on function api.place_keep(uuid, uuid, integer, text, text, text, text, integer) is
	'A place of one of my offices: p_version is the one it was read at, 0 for a new one, whose p_id the console makes. It '
	'stays with its office. p_district is as the country names it, and nothing closer; p_capacity null: unknown.';
