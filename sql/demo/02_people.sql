-- Who works in the region, and when they are on duty.
create view demo.person (login, name, home, offices, roles) as values
	('coordinator', 'coordinator', 'BKK', '{BKK,SPL,CMK,VTO,PKS,VTE,MDY,TGY,AFL,PPT}'::text[], '{coordinator}'::text[]),
	('night', 'night', 'BKK', '{BKK,SPL,CMK,VTO,PKS,VTE}', '{night}'),
	('supervisor', 'supervisor', 'BKK', '{BKK,SPL,CMK}', '{supervisor}'),
	('officer', 'officer', 'BKK', '{BKK,SPL}', '{officer}'),
	('partner', 'partner', 'BKK', '{BKK}', '{partner}'),
	('auditor', 'auditor', 'BKK', '{BKK,SPL,CMK,VTO,PKS,VTE,MDY,TGY,AFL,PPT}', '{auditor}'),
	('admin', 'admin', 'BKK', '{BKK}', '{admin}'),
	('officer_bangkok', 'Bangkok officer', 'BKK', '{BKK}', '{officer}'),
	('officer_suanphlu', 'Suan Phlu officer', 'SPL', '{SPL,BKK}', '{officer}'),
	('officer_chongmek', 'Chong Mek officer', 'CMK', '{CMK,VTO}', '{officer}'),
	('officer_vangtao', 'Vang Tao officer', 'VTO', '{VTO,CMK}', '{officer}'),
	('officer_pakse', 'Pakse officer', 'PKS', '{PKS,VTO}', '{officer}'),
	('officer_vientiane', 'Vientiane officer', 'VTE', '{VTE}', '{officer}'),
	('officer_mandalay', 'Mandalay officer', 'MDY', '{MDY}', '{officer}'),
	('officer_taunggyi', 'Taunggyi officer', 'TGY', '{TGY}', '{officer}'),
	('officer_afesip', 'AFESIP officer', 'AFL', '{AFL}', '{officer}'),
	('officer_poipet', 'Poipet officer', 'PPT', '{PPT}', '{officer}'),
	('night_vientiane', 'Vientiane night', 'VTE', '{VTE,PKS,VTO,AFL}', '{night}'),
	('night_poipet', 'Poipet night', 'PPT', '{PPT}', '{night}'),
	('supervisor_vientiane', 'Vientiane supervisor', 'VTE', '{VTE,PKS,VTO,AFL}', '{supervisor}'),
	('supervisor_mandalay', 'Mandalay supervisor', 'MDY', '{MDY,TGY}', '{supervisor}'),
	('supervisor_poipet', 'Poipet supervisor', 'PPT', '{PPT}', '{supervisor}'),
	('partner_vientiane', 'Vientiane partner', 'VTE', '{VTE}', '{partner}'),
	('registrar', 'registrar', 'BKK', '{BKK}', '{registrar}'),
	('registrar_vientiane', 'Vientiane registrar', 'VTE', '{VTE}', '{registrar}'),
	('registrar_mandalay', 'Mandalay registrar', 'MDY', '{MDY}', '{registrar}'),
	('health_afesip', 'AFESIP health', 'AFL', '{AFL}', '{health}'),
	('health', 'health', 'BKK', '{BKK,SPL,CMK,MDY,TGY,PPT}', '{health}'),
	('health_vientiane', 'Vientiane health', 'VTE', '{VTE,PKS,VTO,AFL}', '{health}');
comment on view demo.person is 'The staff of the invented region: login, name, home office, offices, roles.';

do $$
declare
	person record;
	new_id smallint;
begin
	for person in
		select p.*, o.id as home_id from demo.person p join app.office o on o.code = p.home
		where not exists (select from app.staff s where s.login = p.login)
		order by array_position('{coordinator,night,supervisor,officer,partner,auditor,admin}', p.login),
			p.login = 'registrar_mandalay', p.login -- the other two sign what is signed at first
	loop
		-- Logins belong to the whole server: another invented region on it may have made this one.
		if not app.login_open(person.login) and not exists (select from pg_roles r
			join pg_auth_members m on m.member = r.oid and m.roleid = 'hw_staff'::regrole
			where r.rolname = person.login and r.rolcanlogin and not r.rolsuper) then
			raise exception 'the login % exists on this server and is not one of ours', person.login;
		end if;
		insert into app.staff (login, name, office_id, enrolled_at)
		values (person.login, person.name, person.home_id, app.now() - interval '2 years') returning id into new_id;
		insert into app.staff_office (staff_id, office_id)
		select new_id, o.id from app.office o where o.code = any (person.offices);
		insert into app.staff_role (staff_id, role) select new_id, r from unnest(person.roles) as r;
	end loop;
end $$;

-- The coordinator and each office's supervisor give the keys of its realms, but for health: there it is two of the
-- health staff, of another office where one has no two. They may be others by now.
insert into app.realm_custodian (realm_id, staff_id)
select r.id, c.id
from app.realm r
cross join lateral (
	select s.id from app.staff s join demo.person p on p.login = s.login
	where r.kind <> 'health' and s.retired_at is null and (s.login = 'coordinator'
		or (s.login like 'supervisor%' and exists (
			select from app.staff_office o where o.staff_id = s.id and o.office_id = r.office_id))
		or (s.login = 'supervisor' and r.kind = 'regional'))
	union all
	(select s.id from app.staff s join demo.person p on p.login = s.login
	where r.kind = 'health' and s.retired_at is null and 'health' = any (p.roles)
	order by (select true from app.staff_office o where o.staff_id = s.id and o.office_id = r.office_id), s.office_id
	limit 2)) as c
where not exists (select from app.realm_custodian w where w.realm_id = r.id);

-- Four months of shifts, by the clock of each home office; officers and nights every day, the others
-- on working days.
insert into app.shift (staff_id, office_id, starts_at, ends_at)
select s.id, s.office_id, (d.day + t.start) at time zone o.zone, (d.day + t.start) at time zone o.zone + t.length
from (values
	('officer', time '07:00', interval '12 hours', true),
	('night', '19:00', '12 hours', true),
	('supervisor', '08:00', '9 hours', false),
	('coordinator', '08:00', '10 hours', false)) as t(role, start, length, weekend)
join app.staff_role r on r.role = t.role
join app.staff s on s.id = r.staff_id
join demo.person p on p.login = s.login
join app.office o on o.id = s.office_id
cross join lateral (select (app.now() at time zone o.zone)::date + x as day from generate_series(-2, 120) as x) as d
where t.weekend or extract(isodow from d.day) < 6
on conflict do nothing;

-- Whoever supervises an office is on call for it, for a month.
insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at)
select md5('on call ' || o.code)::uuid, o.id, 'first', s.id, date_trunc('day', app.now()), date_trunc('day', app.now()) + interval '30 days'
from app.office o
cross join lateral (select s.id from app.staff s join demo.person p on p.login = s.login
	where 'supervisor' = any (p.roles) and o.code = any (p.offices) and s.retired_at is null order by s.id limit 1) as s
on conflict do nothing;

insert into app.saved_view (staff_id, name, screen, filter, sort, scope)
select s.id, v.name, v.screen, v.filter, v.sort, v.scope
from (values
	('coordinator', 'tonight', 'cases', 'clock<12h', 'clock', 'all'),
	('coordinator', 'nobody', 'cases', 'nobody', 'reported', 'all'),
	('coordinator', 'quiet children', 'cases', 'child quiet>2w stage:recovery', 'touched', 'all'),
	('night', 'tonight', 'board', 'clock<12h', '', 'all'),
	('supervisor', 'ended', 'cases', 'ended', 'clock', 'office'),
	('officer', 'my week', 'cases', 'clock<7d', 'clock', 'mine')) as v(login, name, screen, filter, sort, scope)
join app.staff s on s.login = v.login
on conflict do nothing;
