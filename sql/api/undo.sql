-- Taking back one's own latest change.
set local role hw_api;

create function api.undo(p_key uuid, p_event bigint) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin(p_key, 'undo', 'case', to_jsonb(p_event));
	change app.event;
	before jsonb;
begin
	if call.done then
		return call.answer;
	end if;
	select * into change from app.event e where e.id = p_event and e.staff_id = call.staff_id
	and e.action in ('case.take', 'case.assign', 'case.priority', 'case.move') and e.refusal is null;
	if not found then
		return app.refuse(call, 'not_undoable', 'event');
	end if;
	call.object_id := change.object_id;
	select c into call.was from app.case c where c.id = change.object_id for update;
	if not found then
		return app.refuse(call, 'no_such_case', 'event');
	end if;
	call.office_id := (call.was).office_id;
	if exists (select from app.event e where e.object_id = change.object_id and e.id > change.id
		and e.action = 'undo' and e.refusal is null and (e.detail ->> 'undoes')::bigint = change.id) then
		return app.refuse(call, 'undone_already', 'event');
	end if;
	if (call.was).version <> change.version then
		return app.refuse(call, 'changed_since', 'event');
	end if;
	select jsonb_object_agg(d.key, d.value -> 0) into before from jsonb_each(change.detail) as d;
	update app.case c set version = c.version + 1, touched_at = app.now(),
		responsible_seen = true, responsible_id = r.responsible_id, priority = r.priority, stage = r.stage,
		closed_at = r.closed_at, close_reason = r.close_reason
	from jsonb_populate_record(call.was, before) as r
	where c.id = r.id;
	return app.finish(call, (call.was).version + 1, jsonb_build_object('undoes', change.id) ||
		(select jsonb_object_agg(d.key, jsonb_build_array(d.value -> 1, d.value -> 0))
			from jsonb_each(change.detail) as d));
end $$;
comment on function api.undo(uuid, bigint) is
	'Take back my own change, named by its event, if the case has not changed since.';
