-- Two places more that the offices of this region are, and units with their beds; who has one comes with the cases: demo.beds().
insert into app.place (id, office_id, kind, country_id, district, capacity)
select md5('place ' || v.office || v.n)::uuid, o.id, v.kind, o.country_id, v.district, v.capacity
from (values ('PKS', 2, 'drop-in centre', 'Pakse', 16), ('CMK', 2, 'learning centre', 'Sirindhorn', 12)) as v(office, n, kind, district, capacity)
join app.office o on o.code = v.office
on conflict do nothing;

insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime, legal_basis, review_on, accepts)
select md5('unit ' || v.place || v.name)::uuid, p.id, p.office_id, v.name, v.sex, v.low, v.high, v.beds, case when v.basis is null then 'open' else 'closed' end,
	v.basis, app.now()::date + v.days, v.accepts
from (values
	('BKK1', 'house 1', 'female', 12, 17, 14, null, null, true), ('BKK1', 'house 2', 'female', 18, null, 20, null, null, true),
	('BKK1', 'ward', 'female', 15, 17, 4, 'court order', 21, true), ('BKK3', 'family rooms', 'any', null, 12, 2, null, null, true),
	('SPL1', 'ward 1', 'male', 18, null, 60, 'immigration order', 12, true), ('SPL1', 'ward 2', 'female', 18, null, 30, 'immigration order', 12, true),
	('SPL1', 'family rooms', 'any', null, null, 10, null, null, true), ('CMK1', 'dormitory 1', 'female', null, null, 12, null, null, true),
	('CMK1', 'dormitory 2', 'male', null, null, 12, null, null, true), ('CMK2', 'emergency beds', 'any', null, 17, 3, null, null, true),
	('PKS1', 'house', 'female', null, 17, 12, null, null, true), ('PKS2', 'emergency beds', 'any', null, null, 2, null, null, true),
	('VTE1', 'house 1', 'female', 15, 17, 6, null, null, true), ('VTE1', 'house 2', 'female', 18, null, 10, null, null, false),
	('VTE1', 'family rooms', 'any', null, null, 4, null, null, true), ('MDY1', 'house', 'female', null, null, 16, null, null, true),
	('TGY1', 'family rooms', 'any', null, 17, 3, null, null, true), ('AFL1', 'house 1', 'female', 12, 17, 20, null, null, true),
	('AFL1', 'house 2', 'female', 18, null, 20, null, null, true), ('PPT1', 'dormitory 1', 'male', 18, null, 40, null, null, true),
	('PPT1', 'dormitory 2', 'female', null, null, 24, null, null, true), ('PPT1', 'quiet room', 'female', null, null, 2, 'protection order', -3, true))
	as v(place, name, sex, low, high, beds, basis, days, accepts)
join app.place p on p.id = md5('place ' || v.place)::uuid
on conflict do nothing;

-- Each unit is given a share of the people who fit it, of its own office first; of these one is on leave for too long, and one has left.
create function demo.beds() returns void
	language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	u app.unit;
	whom record;
	n integer := 0;
begin
	if exists (select from app.stay) then
		return;
	end if;
	for u in select x.* from app.unit x join app.place p on p.id = x.place_id order by p.id, x.name loop
		for whom in
			select c.id, c.office_id, w.id as staff_id
			from generate_series(1, least(demo.filled(), 400)) as i
			join app.case c on c.id = demo.case_id(i)
			cross join lateral (select s.id from app.staff s join app.staff_office f on f.staff_id = s.id and f.office_id = c.office_id
				join app.staff_role r on r.staff_id = s.id and r.role = 'officer' order by s.office_id = c.office_id desc, s.id limit 1) as w
			where c.closed_at is null and c.stage in (4, 5) and app.bed_fits(u, c) is null
			and not exists (select from app.stay s where s.case_id = c.id)
			order by c.office_id = u.office_id desc, i limit ceil(u.beds * 0.7) - u.beds / 12
		loop
			n := n + 1;
			insert into app.stay (id, unit_id, office_id, case_id, case_office_id, state, since, held_by, held_until, regime, back_by, left_at)
			select md5('stay ' || whom.id)::uuid, u.id, u.office_id, whom.id, whom.office_id, x.state, x.since, whom.staff_id, x.since + interval '1 hour', u.regime,
				case x.state when 'on leave' then app.now() - interval '2 hours' end, case x.state when 'left' then x.since end
			from (select case when u.id = md5('unit PKS1house')::uuid and not exists (select from app.stay s where s.state = 'on leave') then 'on leave'
				when u.id = md5('unit MDY1house')::uuid and not exists (select from app.stay s where s.state = 'left') then 'left' else 'in' end as state) as k
			cross join lateral (select k.state, app.now() - case k.state when 'left' then interval '5 hours' when 'on leave' then interval '1 day'
				else interval '9 hours' * (n % 90 + 2) end as since) as x;
		end loop;
	end loop;
	-- A bed that another office holds, and one of which the hold ends soon.
	for whom in
		select v.unit, v.until, x.id, x.office_id, s.id as staff_id
		from (values ('AFL1house 2', 'officer', 'BKK', interval '10 hours'), ('VTE1family rooms', 'officer_suanphlu', 'SPL', interval '50 minutes')) as v(unit, login, office, until)
		join app.staff s on s.login = v.login
		cross join lateral (select c.id, c.office_id from generate_series(1, least(demo.filled(), 400)) as i
			join app.case c on c.id = demo.case_id(i) join app.office o on o.id = c.office_id and o.code = v.office
			join app.unit y on y.id = md5('unit ' || v.unit)::uuid
			where c.closed_at is null and c.stage in (2, 3) and app.bed_fits(y, c) is null order by i limit 1) as x
	loop
		insert into app.stay (id, unit_id, office_id, case_id, case_office_id, state, held_by, held_until, regime)
		select md5('stay ' || whom.id)::uuid, y.id, y.office_id, whom.id, whom.office_id, 'held', whom.staff_id, app.now() + whom.until, y.regime
		from app.unit y where y.id = md5('unit ' || whom.unit)::uuid
		on conflict do nothing;
	end loop;
	insert into app.stay_step (stay_id, office_id, case_office_id, version, at, state, staff_id, until)
	select s.id, s.office_id, s.case_office_id, s.version, s.since, s.state, s.held_by, case s.state when 'held' then s.held_until else s.back_by end
	from app.stay s;
end $$;
comment on function demo.beds() is 'Who of the invented region sleeps where.';
