-- What demo-load calls, and what it may rely on afterwards.
create function demo.push_back() returns void
	language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
	with pushed as (
		insert into app.batch (id, code, office_id, kind, came_at, place_id, staff_id, entered_at, touched_by, touched_at)
		select md5('push-back')::uuid, 'BT' || substr(demo.case_code(0), 3), o.id, 'push-back', app.now() - interval '26:50',
			(select p.id from app.place p where p.id = md5('place VTO1')::uuid), s.id, app.now() - interval '26:35', s.id, app.now() - interval '26:35'
		from app.office o join app.staff s on s.login = 'officer_vangtao' where o.code = 'VTO'
		on conflict do nothing
		returning *
	), split as (
		update app.case c set batch_id = b.id
		from pushed b, app.source s
		where c.office_id = b.office_id and c.closed_at is null and c.stage = 1 and s.id = c.source and s.name = 'border' and c.reported_at > b.came_at
		returning case when c.child and c.sex = 'female' then 'girls' when c.child and c.sex = 'male' then 'boys' when c.child is null then 'other'
			when c.sex = 'female' then 'women' when c.sex = 'male' then 'men' else 'other' end as class
	), counted as (
		insert into app.batch_count (batch_id, office_id, nationality, class, n, line, split)
		select b.id, b.office_id, v.nationality, v.class, v.n, v.line, case v.line when 1 then (select count(*) from split s where s.class = v.class) else 0 end
		from pushed b, (values ('LA', 'men', 11, 1), ('LA', 'women', 7, 1), ('LA', 'boys', 3, 1), ('LA', 'girls', 4, 1), ('LA', 'other', 4, 1),
			('MM', 'men', 2, 2), ('MM', 'women', 1, 2), ('not known', 'other', 2, 3)) as v(nationality, class, n, line)
	)
	insert into app.event (at, staff_id, office_id, action, kind, object_id, version)
	select b.entered_at, b.staff_id, b.office_id, 'batch.keep', 'batch', b.id, b.version from pushed b;
end;
comment on function demo.push_back() is
	'People who were pushed back over the border yesterday, counted, and of whom those who were reported there since are cases.';

create function demo.fill_up(p_wanted integer, p_step integer) returns integer
	language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	there integer;
	goal integer;
begin
	perform pg_advisory_xact_lock(hashtext('demo.fill_up'));
	there := demo.filled();
	goal := least(p_wanted, there + p_step);
	if goal <= there then
		return there;
	end if;
	perform demo.fill(there + 1, goal);
	-- Nobody is woken for invented people because somebody looks at them for a while.
	delete from app.escalation e where e.raised_by is null and e.step = 0 and e.raised_at > app.now();
	insert into app.contact (id, office_id, kind, language, case_id, staff_id, came_at)
	select md5('call ' || v.kind)::uuid, s.office_id, v.kind, v.language,
		(select c.id from app.case c where c.id = demo.case_id(v.n)), s.id, app.now() - v.ago
	from demo.story_call v join app.staff s on s.login = v.login
	on conflict do nothing;
	perform demo.push_back();
	perform demo.beds();
	-- Plans made for an empty table are slow on a full one; every doubling the server counts again.
	if floor(log(2, goal)) > floor(log(2, greatest(there, 1))) then
		analyze app.case, app.case_clock, app.task, app.event;
	end if;
	return goal;
end $$;
comment on function demo.fill_up(integer, integer) is
	'Make so many more invented cases, up to the number wanted; answers how many there are then.';

create function demo.check() returns table (problem text)
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	select format('office %s, stage %s: counted %s open and %s with nobody, there are %s and %s', office_id, stage,
		coalesce(b.n, 0), coalesce(b.nobody, 0), coalesce(c.n, 0), coalesce(c.nobody, 0))
	from (select x.office_id, x.stage, sum(x.open_cases) as n, sum(x.nobody) as nobody
		from (select y.office_id, y.stage, y.open_cases, y.nobody from app.board_count y
			union all select z.office_id, z.stage, z.open_cases, z.nobody from app.board_delta z) as x
		group by x.office_id, x.stage) as b
	full join (select k.office_id, k.stage, count(*) as n, count(*) filter (where k.responsible_id is null) as nobody
		from app.case k where k.closed_at is null group by k.office_id, k.stage) as c using (office_id, stage)
	where coalesce(b.n, 0) <> coalesce(c.n, 0) or coalesce(b.nobody, 0) <> coalesce(c.nobody, 0)
	union all
	select format('%s: its next clock is not %s', c.code, coalesce(c.clock_code, 'none'))
	from app.case c
	left join (select distinct on (k.case_id) k.case_id, k.rule, k.ends_at from app.case_clock k
		where k.stopped_at is null order by k.case_id, k.ends_at, k.id) as k on k.case_id = c.id
	where (c.clock_code, c.clock_at) is distinct from (k.rule, k.ends_at)
	union all
	select format('%s: its next task is not kind %s', c.code, coalesce(c.need::text, 'none'))
	from app.case c
	left join (select distinct on (t.case_id) t.case_id, t.kind from app.task t
		where t.done_at is null order by t.case_id, t.due_at, t.id) as t on t.case_id = c.id
	where c.need is distinct from t.kind;
end;
comment on function demo.check() is 'What a case and the board repeat of other tables, and where it is wrong: no row when all is well.';

create function demo.summary() returns table (cases bigint, open_cases bigint, offices bigint, ended bigint, tonight bigint,
	nobody bigint)
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	select count(*), count(*) filter (where c.closed_at is null), count(distinct c.office_id),
		count(*) filter (where c.closed_at is null and c.clock_at <= (select app.now())),
		count(*) filter (where c.closed_at is null and c.clock_at > (select app.now()) and c.clock_at < (select app.now()) + interval '12 hours'),
		count(*) filter (where c.closed_at is null and c.responsible_id is null)
	from app.case c;
end;
comment on function demo.summary() is 'What there is, in numbers. ended, tonight: of the next clocks of open cases.';
