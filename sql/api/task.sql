-- The tasks of a case: what has to be done, by whom and until when. Each word of them is from a list.
set local role hw_owner;

create or replace function app.task_of(was uuid, kind app.task_kind) returns app.task
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select t from app.task t where t.case_id = task_of.was and t.kind = (task_of.kind).id and t.done_at is null
	order by t.due_at, t.id limit 1);
comment on function app.task_of(uuid, app.task_kind) is
	'The open task of this kind that is due first on a case, where several people have one; null: there is none.';

-- Several can have one; of two of the same person one would be forgotten.
create or replace function app.task_problem(was uuid, act text, kind app.task_kind, person smallint) returns text[]
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return case
		when act is null or act not in ('new', 'done', 'later', 'cancel') then '{act,no_such_choice}'
		when kind.id is null then '{task,no_such_task}'
		when not kind.by_hand then '{task,task_by_itself}'
		when act = 'new' and exists (select from app.task t where t.case_id = task_problem.was and t.kind = (task_problem.kind).id
			and t.done_at is null and t.staff_id is not distinct from person) then '{task,task_there}'
		when act <> 'new' and app.task_of(was, kind) is null then '{task,task_ended}'
		end::text[];
end $$;
comment on function app.task_problem(uuid, text, app.task_kind, smallint) is
	'Why this cannot be done with a task of a case: the argument at fault and the code of the refusal; null: it can.';

create or replace function app.undo_task(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	was jsonb := change.detail;
	act text := was ->> 'act';
	due timestamptz := (was -> 'due_at' ->> case when act = 'new' then 1 else 0 end)::timestamptz;
begin
	if act = 'new' then
		delete from app.task t where t.id = (was ->> 'id')::uuid and t.done_at is null and t.due_at = due;
	elsif act = 'cancel' then
		insert into app.task (id, case_id, office_id, kind, staff_id, due_at)
		select (was ->> 'id')::uuid, c.id, c.office_id, (was ->> 'kind')::smallint, (was ->> 'staff')::smallint, due
		from app.case c where c.id = change.object_id;
	else
		update app.task t set done_at = null, due_at = due, touched_at = app.now()
		where t.id = (was ->> 'id')::uuid and (t.done_at is not null) = (act = 'done');
	end if;
	return case when not found then 'changed_since' end;
end $$;
comment on function app.undo_task(app.event) is
	'Take back what somebody did to a task; or the code of the refusal. One that was begun by mistake is gone.';

grant execute on function app.task_of(uuid, app.task_kind), app.task_problem(uuid, text, app.task_kind, smallint),
	app.undo_task(app.event) to hw_api;

set local role hw_api;

create function api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text default null,
		p_person text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.task', p_case, p_version, jsonb_build_array(p_act, p_task, p_due, p_person));
	was app.case := call.was;
	kind app.task_kind;
	task app.task;
	person smallint;
	due timestamptz;
	problem text[];
begin
	if call.done then
		return call.answer;
	elsif was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if p_act = 'new' and coalesce(p_person, 'responsible') <> 'responsible' then
		select s.id into person from app.staff s join app.may_answer_for(was.office_id) as m(id) on m.id = s.id where s.login = p_person;
		if not found then
			return app.refuse(call, case when exists (select from app.staff s where s.login = p_person and s.retired_at is null)
				then 'not_same_office' else 'no_such_person' end, 'person');
		end if;
	end if;
	select * into kind from app.task_kind k where k.name = lower(btrim(p_task));
	problem := app.task_problem(p_case, p_act, kind, person);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	if p_act in ('new', 'later') then
		due := app.clock_moment(p_due, (select o.zone from app.office o where o.id = was.office_id), app.now(), false);
		problem[1] := case when coalesce(btrim(p_due), '') in ('', 'now') then 'task_time' when due is null then 'time_format'
			when due <= app.now() then 'over' when due > app.now() + interval '10 years' then 'too_far' end;
		if problem[1] is not null then
			return app.refuse(call, problem[1], 'due');
		end if;
	end if;
	if p_act = 'new' then
		insert into app.task as t (case_id, office_id, kind, staff_id, due_at)
		values (p_case, was.office_id, kind.id, person, due) returning * into task;
		task.due_at := null;
	else
		task := app.task_of(p_case, kind);
		if p_act = 'later' and due <= task.due_at then
			return app.refuse(call, 'not_later', 'due');
		elsif p_act = 'cancel' then
			delete from app.task t where t.id = task.id;
		else
			update app.task t set touched_at = app.now(), due_at = coalesce(due, t.due_at),
				done_at = case p_act when 'done' then app.now() end
			where t.id = task.id;
		end if;
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now() where c.id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('act', p_act, 'id', task.id, 'kind', kind.id, 'staff', task.staff_id,
		'task', jsonb_build_array(case when p_act <> 'new' then kind.name end,
			kind.name || case p_act when 'new' then '' when 'done' then ' done' when 'later' then ' later' else ' not needed' end),
		'due_at', jsonb_build_array(task.due_at, coalesce(due, task.due_at))));
end $$;
comment on function api.case_task(uuid, uuid, integer, text, text, text, text) is
	'Write down what has to be done for a case (new: until when, and by whom; null: whoever is responsible), say that it is '
	'done, put it off (later: until when) or give it up (cancel: it is gone). The kind is a word of app.task_kind; where '
	'several people have one of it, the one that is due first is meant. A time is typed as app.clock_moment() reads it.';

create function api.task_choices(p_case uuid, p_act text)
	returns table (value text, label text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case;
	zone text;
begin
	if not app.begin_read('task.choices', 'case', p_case) then
		return;
	end if;
	select x.* into c from app.case x where x.id = p_case;
	zone := (select o.zone from app.office o where o.id = c.office_id);
	return query
	select k.name, concat_ws(' . ', k.name, app.clock_local(t.due_at, zone), s.name)
	from app.task_kind k
	left join lateral (select (app.task_of(p_case, k)).*) as t on p_act <> 'new'
	left join app.staff s on s.id = t.staff_id
	where c.id is not null and k.by_hand and (p_act = 'new' or t.id is not null)
	order by t.due_at, k.id;
end $$;
comment on function api.task_choices(uuid, text) is
	'With which tasks of this case this can be done: new, done, later or cancel.';

create function api.task_times(p_case uuid, p_act text, p_task text)
	returns table (value text, label text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	zone text;
	due timestamptz;
begin
	if not app.begin_read('task.times', 'case', p_case) then
		return;
	end if;
	select o.zone into zone from app.case c join app.office o on o.id = c.office_id where c.id = p_case;
	if p_act = 'later' then
		select t.due_at into due from app.task_kind k cross join lateral app.task_of(p_case, k) as t where k.name = p_task;
	end if;
	return query
	select x.typed, concat('in ', x.typed, '  ', app.clock_local(m.moment, zone))
	from unnest('{15m,30m,1h,2h,3h,4h,6h,8h,12h,1d,2d,3d,7d,14d,30d,90d}'::text[]) with ordinality as x(typed, n)
	cross join lateral (select app.clock_moment(x.typed, zone, app.now(), false) as moment) as m
	where zone is not null and (due is null or m.moment > due)
	order by x.n;
end $$;
comment on function api.task_times(uuid, text, text) is
	'The times to choose from where a task is written down or put off, as api.case_task takes them and as they are read in '
	'the office. Others can be typed.';
