-- Writes cases: one statement for all tables, so that the triggers find everything in its place.
-- (select app.now()) is asked once; app.now() would be for every row.
create function demo.part_id(n integer, part text, k integer) returns uuid
	language sql immutable parallel safe
return md5('an invented ' || part || n || ' ' || k)::uuid;
comment on function demo.part_id(integer, text, integer) is 'The id of the k-th task, clock or note of the n-th invented case.';

create function demo.fill(p_from integer, p_to integer) returns void
	language sql volatile set search_path = pg_catalog, pg_temp set work_mem = '32MB'
begin atomic
	with draft as materialized (
		select demo.case_id(d.n) as id, demo.case_code(d.n) as code, d.*, d.touched_at - d.reported_at as worked,
			cardinality(d.way) + (d.responsible_id is not null)::integer as changes,
			d.responsible_id is not null and d.seen as took
		from (
			select * from demo.stories(p_from, p_to)
			union all
			select * from demo.rolled(greatest(p_from, (select max(s.n) + 1 from demo.story s)), p_to)
		) as d
	), task as materialized (
		select d.id as case_id, demo.part_id(d.n, 'task', k) as id, d.office_id, d.touched_at,
			d.tasks[1 + (floor(demo.roll(d.n, 40) * 8)::integer + k) % cardinality(d.tasks)] as kind,
			case when demo.roll(d.n, 50 + k) < 0.15 then demo.among(d.early, demo.roll(d.n, 60 + k)) end as staff_id,
			date_bin('15 minutes', (select app.now()) + case
				when demo.roll(d.n, 41) < 0.07 then - demo.roll(d.n, 42) * interval '1 day'
				when demo.roll(d.n, 41) < 0.17 then demo.roll(d.n, 42) * interval '11 hours'
				else interval '1 hour' + demo.roll(d.n, 42) * d.span end
				+ (k - 1) * (interval '45 minutes' + demo.roll(d.n, 70 + k) * d.span / 3), timestamptz 'epoch') as due_at,
			null::timestamptz as done_at
		from draft d cross join lateral generate_series(1, d.open_tasks) as k
		union all
		select d.id, demo.part_id(d.n, 'done task', k), d.office_id, d.touched_at,
			d.tasks[1 + (floor(demo.roll(d.n, 40) * 8)::integer + d.open_tasks + k) % cardinality(d.tasks)],
			null, x.due_at, least(x.due_at + (demo.roll(d.n, 80 + k) - 0.7) * interval '1 day', d.touched_at)
		from draft d cross join lateral generate_series(1, d.done_tasks) as k
		cross join lateral (select date_bin('15 minutes', d.reported_at + d.worked * k / (d.done_tasks + 1), timestamptz 'epoch') as due_at) as x
		union all
		select d.id, demo.part_id(d.n, 'task', row_number() over (partition by s.n order by s.due)::integer), d.office_id,
			d.touched_at, t.id, w.id, date_trunc('minute', (select app.now()) + s.due), (select app.now()) + s.done
		from draft d join demo.story_task s on s.n = d.n
		join app.task_kind t on t.name = s.kind
		left join app.staff w on w.login = s.login
	), made_case as (
		insert into app.case (id, version, code, office_id, responsible_id, responsible_seen, stage, priority, source, sex,
			age_low, age_high, exploitation, status, status_by, risk, afraid, flags, reported_at, touched_at, closed_at,
			close_reason, clock_code, clock_at, need)
		-- A code that somebody was given by chance is left to her.
		select d.id, d.changes, case when c.code is null then d.code else app.new_code('HW') end, d.office_id, d.responsible_id, d.seen, d.stage, d.priority, d.source, d.sex,
			d.age_low, d.age_high, d.exploitation, d.status, d.status_by, d.risk, d.afraid, d.flags, d.reported_at, d.touched_at,
			case when d.stage = 11 then d.touched_at end, d.reason, d.clock, d.clock_at, t.kind
		from draft d
		left join app.case c on c.code = d.code
		left join (select distinct on (x.case_id) x.case_id, x.kind from task x where x.done_at is null
			order by x.case_id, x.due_at, x.id) as t on t.case_id = d.id
	), made_clock as (
		insert into app.case_clock (id, case_id, office_id, rule, started_at, ends_at, stopped_at, touched_at)
		select demo.part_id(d.n, 'clock', 1), d.id, d.office_id, d.clock, d.clock_from, d.clock_at, null, d.touched_at
		from draft d where d.clock is not null
		union all
		select demo.part_id(d.n, 'clock', 2), d.id, d.office_id, d.old_clock, d.reported_at, d.reported_at + r.length,
			least(d.reported_at + r.length * (0.3 + demo.roll(d.n, 43) * 0.6), d.touched_at), d.touched_at
		from draft d join app.clock_rule r on r.code = d.old_clock
	), made_task as (
		insert into app.task (id, case_id, office_id, kind, staff_id, due_at, done_at, touched_at)
		select t.id, t.case_id, t.office_id, t.kind, t.staff_id, t.due_at, t.done_at, t.touched_at from task t
	), phrase as materialized (
		select p.topic, p.lang, array_agg(p.body order by p.body) as bodies from demo.phrase p group by p.topic, p.lang
	), made_note as (
		insert into demo.note (id, case_id, staff_id, at, lang, body)
		select demo.part_id(d.n, 'note', k), d.id,
			case when d.stage > 2 and d.responsible_id is not null then d.responsible_id else demo.among(d.early, demo.roll(d.n, 90 + k)) end,
			d.reported_at + d.worked * (1 - (k - 1) * 0.3 - demo.roll(d.n, 44) * 0.25), x.lang,
			p.bodies[1 + (floor(demo.roll(d.n, 45) * 12)::integer + k) % cardinality(p.bodies)]
		from draft d cross join lateral generate_series(1, d.notes) as k
		cross join lateral (select demo.among(d.langs, demo.roll(d.n, 46 + k)) as lang) as x
		join phrase p on p.topic = d.topic and p.lang = x.lang
		union all
		select demo.part_id(d.n, 'note', row_number() over (partition by s.n order by s.ago)::integer), d.id, w.id,
			(select app.now()) - s.ago, s.lang, s.body
		from draft d join demo.story_note s on s.n = d.n join app.staff w on w.login = s.login
	)
	insert into app.event (generation, at, staff_id, office_id, action, kind, object_id, version, detail)
	select (select app.generation()), x.at, case
			when x.deed = 'case.take' then d.responsible_id
			when x.deed = 'case.report' then demo.among(d.early, demo.roll(d.n, 48))
			when x.deed = 'case.assign' or x.stage = 11 then coalesce(nullif(d.leader, d.responsible_id), d.late[1])
			when x.stage <= 3 or d.responsible_id = any (d.late) then coalesce(d.responsible_id, demo.among(d.late, demo.roll(d.n, 49)))
			else demo.among(d.late, demo.roll(d.n, 49)) end,
		d.office_id, x.deed, 'case', d.id, i,
		case when x.deed in ('case.take', 'case.assign')
			then jsonb_build_object('responsible_id', jsonb_build_array(null, d.responsible_id))
			when x.deed = 'case.report' then jsonb_build_object('stage', jsonb_build_array(null, x.stage))
			else jsonb_build_object('stage', jsonb_build_array(d.way[x.place - 1], x.stage),
				'closed_at', jsonb_build_array(null, case when x.stage = 11 then d.touched_at end),
				'close_reason', jsonb_build_array(null, case when x.stage = 11 then d.reason end)) end
	from draft d cross join lateral generate_series(1, d.changes) as i
	cross join lateral (select i - (d.took and i > 1)::integer as place, d.reported_at + case
		when i = 2 and d.took and d.changes > 2 then least(d.worked * 0.1, interval '6 minutes' + demo.roll(d.n, 39) * interval '5 hours')
		else d.worked * ((i - 1) / greatest(d.changes - 1, 1)::double precision) ^ 2 end as at) as y
	cross join lateral (select y.place, y.at, d.way[y.place] as stage,
		case when i = 1 then 'case.report' when i = 2 and d.took then 'case.take'
			when i > 1 and i = d.changes and d.responsible_id is not null and not d.took then 'case.assign'
			else 'case.move' end as deed) as x
	order by x.at, d.n, i;
end;
comment on function demo.fill(integer, integer) is
	'Make the invented cases with these numbers, with their clocks, tasks, notes and timelines. Together or not at all.';
