-- Taking back one's own latest change.
set local role hw_owner;

create or replace function app.before(was app.case, change app.event) returns app.case
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return jsonb_populate_record(was, (select jsonb_object_agg(d.key, d.value -> 0) from jsonb_each(change.detail) as d
	where jsonb_typeof(d.value) = 'array'));
comment on function app.before(app.case, app.event) is 'The case with what this change has put before.';

-- What she could not do again today she cannot take back either, and nobody gets a case back who no longer works on it.
create or replace function app.undo_columns(change app.event, was app.case) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	before app.case := app.before(was, change);
begin
	if before.stage <> was.stage and was.stage not in (select app.moves(before.stage)) then
		return 'stage';
	end if;
	if before.stage = 6 and was.stage <> 6 and was.afraid <> 'no' then
		return 'afraid';
	end if;
	if before.responsible_id is distinct from was.responsible_id
		and before.responsible_id not in (select app.works_for(was.office_id)) then
		return 'not_same_office';
	end if;
	update app.case c set priority = before.priority, risk = before.risk, flags = before.flags,
		stage = before.stage, closed_at = before.closed_at, close_reason = before.close_reason,
		responsible_id = before.responsible_id,
		responsible_seen = case when before.responsible_id is distinct from was.responsible_id
			then coalesce(before.responsible_id = change.staff_id, true) else was.responsible_seen end
	where c.id = was.id;
	perform app.escalation_again(change);
	return null;
end $$;
comment on function app.undo_columns(app.event, app.case) is
	'Put the columns of a case back that this change has in its detail; or the code of the refusal.';

-- What was done since, and taken back, is as if it had not been: each version since is of such a line.
create or replace function app.unchanged_since(change app.event, version integer) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (
	select count(distinct e.version) filter (where e.taken_back) = unchanged_since.version - (change).version
		and not coalesce(bool_or(not e.taken_back and e.told), false)
	from (
		select e.version, e.action in (select c.action from app.change c) as told, e.action = 'undo' or exists (select from app.event u
			where u.object_id = e.object_id and u.id > e.id and u.action = 'undo' and u.refusal is null
			and (u.detail ->> 'undoes')::bigint = e.id) as taken_back
		from app.event e
		where e.object_id = (change).object_id and e.id > (change).id and e.refusal is null
		and e.version > (change).version) as e)
	-- What was written down since and said the same has raised no version, and rests on what would be taken back.
	and not exists (select from app.event e where e.object_id = (change).object_id and e.id > (change).id
		and e.action = 'sealed.keep' and e.refusal is null and e.detail ? 'clear');
comment on function app.unchanged_since(app.event, integer) is
	'Whether the case, which has this version now, is as this change has left it.';

-- The latest of hers that is not taken back, or the one she names.
create or replace function app.undo_which(person smallint, event bigint) returns app.event
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	change app.event;
begin
	select e.* into change from app.event e
	where (undo_which.event is null or e.id = undo_which.event) and e.staff_id = person and e.refusal is null
	and e.action in (select c.action from app.change c where c.undoable) and not coalesce(e.detail ? 'with', false)
	and (undo_which.event is not null or not exists (select from app.event u
		where u.object_id = e.object_id and u.id > e.id and u.action = 'undo' and u.refusal is null
		and (u.detail ->> 'undoes')::bigint = e.id))
	order by e.id desc limit 1;
	return change;
end $$;
comment on function app.undo_which(smallint, bigint) is 'The change to take back; null: there is none.';

create or replace function app.undo_by(name text, change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	problem text;
begin
	execute format('select app.%I($1)', name) into problem using change;
	return problem;
end $$;
comment on function app.undo_by(text, app.event) is 'Take a change back by the function that app.change names for it.';

grant execute on function app.before(app.case, app.event), app.undo_columns(app.event, app.case),
	app.unchanged_since(app.event, integer), app.undo_which(smallint, bigint), app.undo_by(text, app.event) to hw_api;

set local role hw_api;

create function api.undo(p_key uuid, p_event bigint) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'undo', 'case', to_jsonb(p_event));
	change app.event;
	way text;
	held record;
	problem text;
	version integer;
begin
	if call.done then
		return call.answer;
	end if;
	change := app.undo_which(call.staff_id, p_event);
	if change.id is null or not app.may(change.action) then
		return app.refuse(call, 'not_undoable', 'event');
	end if;
	call.object_id := change.object_id;
	call.kind := change.kind;
	call.office_id := change.office_id;
	if change.kind = 'case' then
		-- Two who are at the two ends of a link take both in one order.
		if (change.detail ->> 'other')::uuid < change.object_id then
			perform app.lock_case((change.detail ->> 'other')::uuid);
		end if;
		select * into held from app.lock_case(change.object_id);
		call.was := held.was;
		if (call.was).id is null then
			return app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end, 'event');
		end if;
		call.office_id := (call.was).office_id;
	end if;
	if exists (select from app.event e where e.object_id = change.object_id and e.id > change.id
		and e.action = 'undo' and e.refusal is null and (e.detail ->> 'undoes')::bigint = change.id) then
		return app.refuse(call, 'undone_already', 'event');
	end if;
	if app.waited_long() then
		return app.refuse(call, 'waited_long', 'event');
	end if;
	if change.at < app.now() - interval '10 minutes' then
		return app.refuse(call, 'too_late', 'event');
	end if;
	if change.kind = 'case' and not app.unchanged_since(change, (call.was).version) then
		return app.refuse(call, 'changed_since', 'event');
	end if;
	select c.undone_by into way from app.change c where c.action = change.action;
	problem := case when way is null then app.undo_columns(change, call.was) else app.undo_by(way, change) end;
	if problem is not null then
		return app.refuse(call, problem, 'event');
	end if;
	if change.kind = 'case' then
		update app.case c set version = c.version + 1, touched_at = app.now() where c.id = change.object_id
		returning c.version into version;
	end if;
	return app.finish(call, version, jsonb_build_object('undoes', change.id) ||
		(select coalesce(jsonb_object_agg(d.key, case jsonb_typeof(d.value) when 'array'
			then jsonb_build_array(d.value -> 1, d.value -> 0) else d.value end), '{}')
			from jsonb_each(change.detail) as d));
end $$;
comment on function api.undo(uuid, bigint) is
	'Take back my own change of the last 10 minutes, named by its event, if the case has not changed since. Null: the '
	'latest that I have not taken back, whichever case it is.';
