-- The morning: one page over all countries.
set local role hw_api;

create function api.morning()
	returns table (section text, country text, office text, case_id uuid, version integer, code text, what text,
		person text, at timestamptz, days integer, n bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('morning', 'none') then
		return;
	end if;
	return query
	select 'country', l.country, null::text, null::uuid, null::integer, null::text, x.what, null::text, null::timestamptz,
		null::integer, sum(x.n)::bigint
	from api.office_line l
	cross join lateral (values (1, 'open', l.open_cases), (2, 'NOBODY', l.nobody), (3, 'clock ended', l.ended)) as x(place, what, n)
	where l.id = any (app.my_offices())
	group by l.country, x.place, x.what order by l.country, x.place;
	-- Today is what the clocks of the office say.
	return query
	select 'ends', o.country_id, o.short, c.id, c.version, c.code,
		k.rule || case r.standing when 'law' then '' else '?' end, s.name, k.ends_at, null::integer,
		null::bigint
	from app.office o
	cross join lateral (select (((app.now() at time zone o.zone)::date + 1)::timestamp at time zone o.zone) as midnight) as d
	cross join lateral (select x.case_id, x.rule, x.ends_at from app.case_clock x
		where x.office_id = o.id and x.stopped_at is null and x.ends_at < d.midnight
		order by x.ends_at, x.case_id limit 50) as k
	join app.case c on c.id = k.case_id and c.closed_at is null
	left join app.staff s on s.id = c.responsible_id
	join app.clock_rule r on r.code = k.rule
	where o.id = any (app.my_offices())
	order by o.country_id, k.ends_at, c.code;
	return query
	select 'waits', o.country_id, o.short, c.id, c.version, c.code, r.other_side, r.direction, null::timestamptz,
		(app.now() at time zone o.zone)::date - r.asked_on, null::bigint
	from app.entry_referral r
	join app.case c on c.id = r.case_id
	join app.office o on o.id = c.office_id
	where r.state = 'asked' and c.closed_at is null
	order by r.asked_on, c.code limit 200;
	return query
	select 'office', o.country_id, o.short, null::uuid, null::integer, null::text, w.what, null::text, null::timestamptz,
		floor(extract(epoch from app.now() - w.since) / 86400)::integer, w.n
	from app.office o
	cross join lateral (
		select 1 as place, 'NOBODY' as what, count(*) as n, min(x.reported_at) as since from app.case x
		where x.office_id = o.id and x.closed_at is null and x.responsible_id is null
		union all
		select 2, 'task', count(*), min(x.task_at) from app.case x
		where x.office_id = o.id and x.closed_at is null and x.task_at < (select app.now())
		union all
		select 3, 'handover', count(*), min(x.at) from app.handover_line x
		join app.case y on y.id = x.case_id and y.closed_at is null
		where x.office_id = o.id and x.read_at is null) as w
	where o.id = any (app.my_offices()) and w.n > 0
	order by o.country_id, o.short, w.place;
	return query
	select 'danger', l.country, l.office, null::uuid, null::integer, l.code, d.severity, d.concerns, l.at,
		floor(extract(epoch from app.now() - l.at) / 86400)::integer, null::bigint
	from api.inbox_danger l
	join app.entry_danger d on md5(d.id || 'danger')::uuid = l.id
	order by l.country, l.at, l.code limit 200;
	return query
	select 'batch', b.country, b.office_name, null::uuid, b.version, b.code, b.kind, b.people::text, b.came_at,
		floor(extract(epoch from app.now() - b.came_at) / 86400)::integer, b.rest::bigint
	from api.batch_open b
	order by b.came_at, b.code limit 50;
	return query
	select 'review', p.country_id, o.short, null::uuid, null::integer, p.code, u.name, u.legal_basis,
		u.review_on::timestamp at time zone o.zone, (app.now() at time zone o.zone)::date - u.review_on, null::bigint
	from app.unit u
	join app.place p on p.id = u.place_id
	join app.office o on o.id = u.office_id
	where u.regime = 'closed' and u.review_on <= (app.now() at time zone o.zone)::date
	and u.office_id = any (app.lead_offices())
	order by p.country_id, u.review_on, p.code, u.name limit 200;
	return query
	select 'transfer', l.country, l.office, null::uuid, l.version, l.code, l.why, l.responsible, coalesce(l.at, l.since),
		floor(extract(epoch from app.now() - coalesce(l.since, l.at)) / 86400)::integer, null::bigint
	from api.inbox_transfer l
	order by l.priority, coalesce(l.at, l.since), l.code limit 200;
	return query
	select 'approval', o.country_id, o.short, null::uuid, l.version, l.code,
		case when l.acted_at is not null then 'UNSIGNED ' || case l.kind when 'glass' then 'break-glass' else l.kind end
			when l.state = 'asked back' then l.kind || ' sent back' else l.kind end,
		case l.state when 'asked back' then l.asked_by else l.asked_of end, case when l.acted_at is not null then l.expires_at else l.due_at end,
		floor(extract(epoch from app.now() - l.asked_at) / 86400)::integer, null::bigint
	from api.approval_line l
	join app.office o on o.code = l.office
	where l.ended_at is null and l.state <> 'expired' and o.id = any (app.my_offices())
	order by case when l.acted_at is not null then l.expires_at else l.due_at end, l.code limit 200;
	return query
	select 'beds', p.country_id, null::text, null::uuid, null::integer, null::text, p.kind,
		count(*) filter (where p.capacity is null)::text, null::timestamptz, coalesce(sum(p.capacity), 0)::integer, count(*)
	from app.place p where p.kind not in ('school', 'authority')
	group by p.country_id, p.kind order by p.country_id, p.kind;
	return query
	select 'free', p.country_id, null::text, null::uuid, null::integer, null::text, p.kind, sum(t.held)::text, null::timestamptz,
		sum(u.beds)::integer, sum(case when u.accepts then greatest(u.beds - t.taken, 0) else 0 end)::bigint
	from app.unit u
	join app.place p on p.id = u.place_id
	cross join lateral (select count(*) as taken, count(*) filter (where s.state = 'held') as held from app.stay s
		where s.unit_id = u.id and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now())) as t
	group by p.country_id, p.kind order by p.country_id, p.kind;
end $$;
comment on function api.morning() is
	'One page over all countries of mine. country: how many cases are what. ends: each clock that ends today or has ended, by '
	'the day of its office, 50 of an office. waits: referrals that are not answered; person tells the direction (out: we '
	'wait), days how long. office: what (NOBODY, task, handover) waits in an office, how much of it, and for how many days '
	'the oldest. danger: notes whose day has come, what how bad, person what it is about, days since when; for who leads. '
	'batch: people who came at once, so many as person tells, of whom n are no case yet, since days. '
	'review: closed units, what which of the place, person by what law, of which somebody has to look again since days; for who leads. '
	'transfer: what has to be done of one, person who asked, at until when or since when. '
	'approval: requests that are not decided, what of which kind and how it stands, person who has to answer (null: nobody is asked), at until when, '
	'days since it was asked; first whose time ends first. '
	'beds: of each kind of place n, for days people in all, of person places not known. free: of the beds of their units, days in '
	'all, n that are free, person held.';
