-- Taking back one's own latest change.
set local role hw_api;

create function api.undo(p_key uuid, p_event bigint) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'undo', 'case', to_jsonb(p_event));
	change app.event;
	was app.case;
	before app.case;
	held record;
begin
	if call.done then
		return call.answer;
	end if;
	select * into change from app.event e where (p_event is null or e.id = p_event)
	and e.staff_id = call.staff_id and e.refusal is null
	and e.action in ('case.take', 'case.assign', 'case.priority', 'case.move')
	and (p_event is not null or not exists (select from app.event u
		where u.object_id = e.object_id and u.id > e.id and u.action = 'undo' and u.refusal is null
		and (u.detail ->> 'undoes')::bigint = e.id))
	order by e.id desc limit 1;
	if not found or not app.may(change.action) then
		return app.refuse(call, 'not_undoable', 'event');
	end if;
	call.object_id := change.object_id;
	select * into held from app.lock_case(change.object_id);
	call.was := held.was;
	was := call.was;
	if was.id is null then
		return app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end, 'event');
	end if;
	call.office_id := was.office_id;
	if exists (select from app.event e where e.object_id = change.object_id and e.id > change.id
		and e.action = 'undo' and e.refusal is null and (e.detail ->> 'undoes')::bigint = change.id) then
		return app.refuse(call, 'undone_already', 'event');
	end if;
	if was.version <> change.version then
		return app.refuse(call, 'changed_since', 'event');
	end if;
	before := jsonb_populate_record(was,
		(select jsonb_object_agg(d.key, d.value -> 0) from jsonb_each(change.detail) as d));
	-- What she could not do again today she cannot take back either, and nobody gets a case back who
	-- no longer works on it.
	if before.stage <> was.stage and was.stage not in (select app.moves(before.stage)) then
		return app.refuse(call, 'stage', 'event');
	end if;
	if before.stage = 6 and was.stage <> 6 and was.afraid <> 'no' then
		return app.refuse(call, 'afraid', 'event');
	end if;
	if before.responsible_id is distinct from was.responsible_id
		and before.responsible_id not in (select app.works_for(was.office_id)) then
		return app.refuse(call, 'not_same_office', 'event');
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now(), priority = before.priority,
		stage = before.stage, closed_at = before.closed_at, close_reason = before.close_reason,
		responsible_id = before.responsible_id,
		responsible_seen = case when before.responsible_id is distinct from was.responsible_id
			then coalesce(before.responsible_id = call.staff_id, true) else was.responsible_seen end
	where c.id = was.id;
	return app.finish(call, was.version + 1, jsonb_build_object('undoes', change.id) ||
		(select jsonb_object_agg(d.key, jsonb_build_array(d.value -> 1, d.value -> 0))
			from jsonb_each(change.detail) as d));
end $$;
comment on function api.undo(uuid, bigint) is
	'Take back my own change, named by its event, if the case has not changed since. Null: the latest '
	'that I have not taken back, whichever case it is.';
