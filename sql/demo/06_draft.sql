-- One row per case to make, before anything is written: by hand where there is a story, else rolled.
create type demo.draft as (
	n integer, office_id smallint, country text, stage smallint, way smallint[], reason smallint, priority smallint,
	source smallint, sex text, age_low smallint, age_high smallint, exploitation smallint, status smallint,
	status_by smallint, risk smallint, afraid text, flags text[], responsible_id smallint, seen boolean,
	reported_at timestamptz, touched_at timestamptz, clock text, clock_from timestamptz, clock_at timestamptz,
	old_clock text, topic text, langs text[], tasks smallint[], open_tasks smallint, done_tasks smallint,
	span interval, notes smallint, early smallint[], late smallint[], leader smallint);
comment on type demo.draft is
	'A case to make. way: its stages; early, late, leader: who works on it first, later, and closes it.';

-- Who works on the cases of an office. Whoever stands there more often does more of them.
create view demo.team as
select o.id as office_id, o.code as office,
	array_agg(s.id order by s.login, x) filter (where x <= case when p.roles = '{night}' then 4 when s.office_id = o.id then 3 else 1 end) as early,
	array_agg(s.id order by s.login, x) filter (where p.roles <> '{night}'
		and x <= case when p.roles = '{officer}' and s.office_id = o.id then 7 else 1 end) as late,
	min(s.id) filter (where p.roles = '{supervisor}') as leader
from app.office o
join app.staff_office w on w.office_id = o.id
join app.staff s on s.id = w.staff_id
join demo.person p on p.login = s.login and p.roles && '{coordinator,night,supervisor,officer}'
cross join generate_series(1, 7) as x
group by o.id, o.code;
comment on view demo.team is 'Who works on the cases of an office.';

create function demo.stories(p_from integer, p_to integer) returns setof demo.draft
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	select s.n, t.office_id, o.country_id, s.stage::smallint, w.stages, null::smallint, s.priority::smallint, q.id, s.sex,
		s.age_low::smallint, s.age_high::smallint, s.exploitation::smallint, s.status::smallint, s.status_by::smallint,
		s.risk::smallint, s.afraid, s.flags, p.id, s.seen, (select app.now()) - s.reported, (select app.now()) - s.quiet,
		s.clock, (select app.now()) + s.ends - k.length, (select app.now()) + s.ends, null::text,
		g.topic, null::text[], null::smallint[], 0::smallint, 0::smallint, null::interval, 0::smallint, t.early, t.late, t.leader
	from demo.story s
	join demo.team t on t.office = s.office
	join app.office o on o.id = t.office_id
	join demo.stage_shape g on g.stage = s.stage
	join app.source q on q.name = s.source
	cross join lateral (select y.stages from demo.way y where y.stage = s.stage order by cardinality(y.stages) desc limit 1) as w
	left join app.staff p on p.login = s.responsible
	left join app.clock_rule k on k.code = s.clock
	where s.n between p_from and p_to;
end;
comment on function demo.stories(integer, integer) is 'The cases written by hand with these numbers.';

create function demo.rolled(p_from integer, p_to integer) returns setof demo.draft
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	with place as materialized (
		select row_number() over (order by t.office_id) as place, p.*, t.office_id, o.country_id, t.early, t.late, t.leader,
			-- Sums so far, out of the whole: where a roll lies between them decides.
			(select array_agg(x.sum / x.whole order by x.i) from (select i, sum(w) over (order by i)::double precision as sum,
				sum(w) over () as whole from unnest(p.stages) with ordinality as u(w, i)) as x) as stage_ends,
			(select array_agg(x.sum / x.whole order by x.i) from (select i, sum(w) over (order by i)::double precision as sum,
				sum(w) over () as whole from unnest(p.kinds) with ordinality as u(w, i)) as x) as kind_ends,
			(select array_agg(q.id order by u.i) from unnest(p.sources) with ordinality as u(name, i)
				join app.source q on q.name = u.name) as source_ids,
			sum(p.weight) over (order by t.office_id) / (sum(p.weight) over ())::double precision as place_end
		from demo.place p
		join demo.team t on t.office = p.office
		join app.office o on o.id = t.office_id
	), place_ends as materialized (
		select array_agg(place_end order by place) as ends from place
	), shape as materialized (
		select g.*, (select array_agg(k.id order by u.i) from unnest(g.tasks) with ordinality as u(name, i)
			join app.task_kind k on k.name = u.name) as task_ids
		from demo.stage_shape g
	), way as materialized (
		select y.stage, array_agg(y.way order by y.way, x) as ways
		from demo.way y cross join lateral generate_series(1, y.weight) as x group by y.stage
	), begun as materialized (
		select i::bigint as n, width_bucket(demo.spread(i, 0.6180339887498949), e.ends) + 1 as place
		from generate_series(p_from, p_to) as i, place_ends as e
	), placed as materialized (
		select b.n, p.*, width_bucket(demo.spread(b.n, 0.4142135623730951), p.stage_ends) + 1 as stage,
			width_bucket(demo.spread(b.n, 0.7320508075688772), p.kind_ends) + 1 as kind, demo.among(p.source_ids, demo.roll(b.n, 4)) as source
		from begun b join place p on p.place = b.place
	), described as materialized (
		select p.n, p.office_id, p.country_id, p.early, p.late, p.leader, p.langs, p.stage, p.source, g.topic, g.task_ids,
			g.span, y.stages as way, e.id as reason, y.reason as reason_name, k.age_from, k.age_to, k.band,
			g.age_from as reported_from, g.age_to as reported_to, g.quiet,
			k.age_from + floor(demo.roll(p.n, 5) * (k.age_to - k.age_from + 1))::smallint as age,
			demo.roll(p.n, 6) as age_roll,
			demo.among(k.sexes, demo.roll(p.n, 7)) as sex,
			case when p.stage > 2 or demo.roll(p.n, 8) < 0.6 then demo.among(k.exploitation, demo.roll(p.n, 9)) end as exploitation,
			demo.among(g.priorities, demo.roll(p.n, 10)) as priority,
			demo.among(g.risks, demo.roll(p.n, 11)) as risk,
			nullif(demo.among(g.statuses, demo.roll(p.n, 12)), 0) as status,
			nullif(demo.among(g.bodies, demo.roll(p.n, 12)), 0) as status_by,
			case when 6 = any (y.stages) then 'no' else demo.among(g.afraid, demo.roll(p.n, 13)) end as afraid,
			demo.among(g.flags, demo.roll(p.n, 14)) as flag,
			p.office = 'SPL' and p.stage < 5 and demo.roll(p.n, 15) < 0.7 as detained,
			case when demo.roll(p.n, 16) < g.nobody then null
				when p.stage <= 2 then demo.among(p.early, demo.roll(p.n, 17)) else demo.among(p.late, demo.roll(p.n, 17)) end as responsible,
			case when p.source = 5 and p.stage <= 2 then 'PFIF-EXP'
				else nullif(demo.among(c.rules, demo.roll(p.n, 18)), '-') end as clock,
			case when p.stage between 4 and 9 and demo.roll(p.n, 19) < 0.5 then p.old_clock end as old_clock,
			demo.among(g.open_tasks, demo.roll(p.n, 20)) as open_tasks,
			demo.among(g.done_tasks, demo.roll(p.n, 21)) as done_tasks,
			demo.among(g.notes, demo.roll(p.n, 22)) as notes
		from placed p
		join shape g on g.stage = p.stage
		join way w on w.stage = p.stage
		join demo.way y on y.way = demo.among(w.ways, demo.roll(p.n, 23))
		left join app.close_reason e on e.name = y.reason
		join demo.kind k on k.kind = p.kind
		left join demo.clock_use c on c.clocks = p.clocks and c.stage = p.stage
	), clocked as materialized (
		select d.*, r.length, date_trunc('minute', (select app.now()) + case
			when r.length is null then null
			when demo.roll(d.n, 24) < 0.11 then - interval '21 minutes' - demo.roll(d.n, 25) * interval '47 hours'
			when demo.roll(d.n, 24) < 0.24 then interval '10 minutes' + demo.roll(d.n, 25) * interval '11 hours'
			else interval '12 hours' + demo.roll(d.n, 25) * (r.length - interval '12 hours') end) as clock_at
		from described d left join app.clock_rule r on r.code = d.clock
	), dated as materialized (
		select c.*, date_trunc('minute', least((select app.now()) - c.reported_from - demo.roll(c.n, 26) * (c.reported_to - c.reported_from),
			c.clock_at - c.length - demo.roll(c.n, 27) * interval '3 hours')) as reported_at
		from clocked c
	)
	select d.n::integer, d.office_id, d.country_id, d.stage::smallint, d.way, d.reason,
		case when d.clock_at < (select app.now()) then least(d.priority, 2) else d.priority end::smallint,
		d.source, d.sex,
		case when d.stage <= 2 and d.age_roll < 0.2 then null when d.age_roll < 0.4 and d.band then d.age_from
			when d.age_roll < 0.4 then greatest(d.age - 1, 0) else d.age end::smallint,
		case when d.stage <= 2 and d.age_roll < 0.2 then null when d.age_roll < 0.4 and d.band then d.age_to
			when d.age_roll < 0.4 then d.age + 2 else d.age end::smallint,
		d.exploitation, case d.reason_name when 'not trafficked' then 3 when 'entered twice' then null else d.status end::smallint,
		case d.reason_name when 'entered twice' then null else d.status_by end::smallint, d.risk, d.afraid,
		array_remove(array[nullif(d.flag, '-'), case when d.detained then 'detained' end], null),
		d.responsible, d.responsible is null or d.stage = 11 or demo.roll(d.n, 28) > 0.07,
		d.reported_at,
		greatest(d.reported_at, date_trunc('minute', (select app.now()) - d.quiet * demo.roll(d.n, 29) ^ 2 - interval '1 minute')),
		d.clock, d.clock_at - d.length, d.clock_at, d.old_clock, d.topic, d.langs, d.task_ids, d.open_tasks, d.done_tasks,
		d.span, d.notes, d.early, d.late, d.leader
	from dated d;
end;
comment on function demo.rolled(integer, integer) is 'Rolled cases with these numbers.';
