-- Cases that belong together.
set local role hw_owner;

create or replace function app.links_between(a uuid, b uuid) returns text[]
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return array(select l.kind from app.case_link l where l.case_a = least(a, b) and l.case_b = greatest(a, b) order by l.kind);
comment on function app.links_between(uuid, uuid) is 'How these two are linked.';

create or replace function app.links_set(a app.case, b app.case, kinds text[], by smallint) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	first app.case := case when a.id < b.id then a else b end;
	other app.case := case when a.id < b.id then b else a end;
begin
	delete from app.case_link l where l.case_a = first.id and l.case_b = other.id and l.kind <> all (kinds);
	insert into app.case_link (kind, case_a, case_b, office_id, office_b, linked_by)
	select k, first.id, other.id, first.office_id, other.office_id, by from unnest(kinds) as k
	on conflict (case_a, case_b, kind) do nothing;
end $$;
comment on function app.links_set(app.case, app.case, text[], smallint) is 'Link these two cases so, and not otherwise.';

-- Both files tell it. The other case is as it was, so its version is.
create or replace function app.finish_link(call app.call, other app.case, was text[], became text[]) returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	detail jsonb := jsonb_build_object('links', jsonb_build_array(was, became));
	answer api.outcome := app.finish(call, (call.was).version + 1, detail || jsonb_build_object('other', other.id));
begin
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	values (call.staff_id, other.office_id, call.action, 'case', other.id, other.version,
		detail || jsonb_build_object('other', (call.was).id, 'with', answer.event_id));
	return answer;
end $$;
comment on function app.finish_link(app.call, app.case, text[], text[]) is
	'Record in both cases how they are linked, and answer.';

-- Both are locked in one order, whoever names which first.
create or replace function app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text,
		out begun app.call, out other app.case)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
begin
	if other_id < id and app.may(action) then
		perform app.lock_case(other_id);
	end if;
	begun := app.begin_case(key, action, id, version, jsonb_build_array(other_id, kind));
	if begun.done then
		return;
	end if;
	begun.done := true;
	select * into held from app.lock_case(other_id);
	other := held.was;
	if id = other_id then
		begun.answer := app.refuse(begun, 'itself', 'other');
	elsif other.id is null then
		begun.answer := app.refuse(begun, case when held.busy then 'busy' else 'no_such_other' end, 'other');
	elsif kind <> all ('{possible duplicate,same person,same place,family}') then
		begun.answer := app.refuse(begun, 'no_such_link_kind', 'kind');
	else
		begun.done := false;
	end if;
end $$;
comment on function app.begin_link(uuid, text, uuid, integer, uuid, text) is
	'Begin to link two cases, or to take a link away.';

create or replace function app.undo_links(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	a app.case;
	b app.case;
begin
	select c.* into a from app.case c where c.id = change.object_id;
	select c.* into b from app.case c where c.id = (change.detail ->> 'other')::uuid;
	-- The line in the other case is taken back with the one in hers.
	if b.id is null or change.detail ? 'with' then
		return 'not_undoable';
	end if;
	if to_jsonb(app.links_between(a.id, b.id)) <> change.detail -> 'links' -> 1 then
		return 'changed_since';
	end if;
	perform app.links_set(a, b, array(select jsonb_array_elements_text(change.detail -> 'links' -> 0)), change.staff_id);
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	select change.staff_id, b.office_id, 'undo', 'case', b.id, b.version, jsonb_build_object('undoes', e.id, 'other', a.id,
		'links', jsonb_build_array(e.detail -> 'links' -> 1, e.detail -> 'links' -> 0))
	from app.event e where e.object_id = b.id and e.action = change.action and (e.detail ->> 'with')::bigint = change.id;
	return null;
end $$;
comment on function app.undo_links(app.event) is 'What app.change wants to take a link back.';

grant execute on function app.links_between(uuid, uuid), app.links_set(app.case, app.case, text[], smallint),
	app.finish_link(app.call, app.case, text[], text[]), app.begin_link(uuid, text, uuid, integer, uuid, text),
	app.undo_links(app.event) to hw_api;

set local role hw_api;

create function api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_link(p_key, 'case.link', p_case, p_version, p_other, lower(coalesce(p_kind, '')));
	call app.call := begun.begun;
	word text := lower(p_kind);
	was text[];
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	was := app.links_between(p_case, p_other);
	if word = any (was) or word = 'possible duplicate' and 'same person' = any (was) then
		return app.refuse(call, 'unchanged', 'kind');
	end if;
	-- Where it is known to be her, it is no longer only possible.
	became := array(select k from unnest(was || word) as k
		where k <> 'possible duplicate' or word <> 'same person' order by k);
	perform app.links_set(call.was, begun.other, became, call.staff_id);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	return app.finish_link(call, begun.other, was, became);
end $$;
comment on function api.case_link(uuid, uuid, integer, uuid, text) is
	'Link two cases: possible duplicate, same person, same place or family. Both show it.';

create function api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_link(p_key, 'case.unlink', p_case, p_version, p_other, lower(p_kind));
	call app.call := begun.begun;
	was text[];
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	was := app.links_between(p_case, p_other);
	became := case when p_kind is null then '{}' else array_remove(was, lower(p_kind)) end;
	if became = was then
		return app.refuse(call, 'no_such_link', 'other');
	end if;
	perform app.links_set(call.was, begun.other, became, call.staff_id);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	return app.finish_link(call, begun.other, was, became);
end $$;
comment on function api.case_unlink(uuid, uuid, integer, uuid, text) is
	'Take the link of this kind between two cases away; null: all of them.';

create function api.case_links(p_case uuid)
	returns table (id uuid, kind text, other uuid, code text, office text, stage text, closed boolean, person text,
		at timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.links', 'case', p_case) then
		return;
	end if;
	return query
	select l.id, l.kind, c.id, c.code, o.short, s.name, c.closed_at is not null, p.name, l.linked_at
	from app.case_link l
	cross join lateral (select case when l.case_a = p_case then l.case_b else l.case_a end as id,
		case when l.case_a = p_case then l.office_b else l.office_id end as office_id) as x
	join app.office o on o.id = x.office_id
	left join app.case c on c.id = x.id
	left join app.stage s on s.id = c.stage
	left join app.staff p on p.id = l.linked_by
	where (l.case_a = p_case or l.case_b = p_case) and exists (select from app.case h where h.id = p_case)
	union all
	select b.id, b.kind, null, b.code, o.short, null, b.closed_at is not null, p.name, b.came_at
	from app.case c
	join app.batch b on b.id = c.batch_id
	join app.office o on o.id = b.office_id
	join app.staff p on p.id = b.staff_id
	where c.id = p_case
	order by 9 desc, 2, 1;
end $$;
comment on function api.case_links(uuid) is
	'The cases that this one is linked with, newest first. Of one outside my offices only the office is told (other and '
	'code null): whom to ask. And the people out of whom it was split (other and stage null), by the code that they have.';
