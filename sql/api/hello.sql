-- Who am I, where am I, and do we understand each other?
set local role hw_api;

create function api.contract(out oldest integer, out newest integer, out generation integer)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (1, 1, app.generation());
comment on function api.contract() is
	'The range of programs this schema serves, and the generation of the data.';

create function api.hello(p_program integer, p_mark text default null)
	returns table (staff_id smallint, login text, name text, roles text[], read_only boolean, office_id smallint,
		office text, offices smallint[], zone text, now_ms bigint, frozen boolean,
		utc_offset_minutes integer, contract_oldest integer, contract_newest integer,
		generation integer, system_id text, demo boolean, refusal text, held boolean, mark text,
		works boolean, opens boolean,
		keeps_places boolean, peeks boolean, language text, referred boolean)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select s.id, session_user::text, s.name, app.my_roles(),
		p_program not between c.oldest and c.newest or not (app.may('case.take') or app.may('sealed.keep') or app.may('referral.answer')),
		s.office_id, o.short, app.my_offices(), coalesce(o.zone, 'UTC'), api.ms(app.now()),
		exists (select from app.clock),
		(extract(epoch from (app.now() at time zone coalesce(o.zone, 'UTC')) - (app.now() at time zone 'UTC'))
			/ 60)::integer,
		c.oldest, c.newest, c.generation, app.here(), k.demo,
		case when not exists (select from app.staff h join app.staff_role r on r.staff_id = h.id) then 'nobody'
			when s.id is null then 'unknown_person' end,
		case when s.id is not null then app.holds(p_mark) end, case when s.id is not null then app.head() end,
		app.may('case.take'), app.may('sealed.open'), app.may('place.keep'), app.may('case.peek'),
		(select y.language from app.country y where y.id = o.country_id), app.may('referral.open')
	from api.contract() as c
	cross join app.cluster k
	left join app.staff s on s.id = app.me()
	left join app.office o on o.id = s.office_id;
end;
comment on function api.hello(integer, text) is
	'The first question of a console: one row, for strangers too. The arguments are the program''s '
	'contract number and the mark it was given last: not held, this is an older copy of the '
	'database, or another. Strangers get no mark, and no word about one. Refusal: unknown_person; nobody: '
	'there is not one person with a role, as while a dump is being put back.';

create function api.mark() returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return case when app.my_roles() <> '{}' then app.head() end;
end $$;
comment on function api.mark() is
	'A mark of the record as it is now, to be handed to api.hello after the next '
	'connect: what it lets nobody learn is what was done. Null for whoever has no role here.';
