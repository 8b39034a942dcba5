-- What demo-load calls, and what it may rely on afterwards.
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
