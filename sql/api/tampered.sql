-- What was found TAMPERED, in the record.
set local role hw_owner;

-- What is said to be changed, as far as whoever says it may see it: the refusal, or null.
create or replace function app.tampered_thing(said app.tampered_kind, object uuid, record uuid, inout call app.call,
		out refusal text)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	of text;
	office smallint;
begin
	if said.subject in ('record', 'case') then
		select x.of, x.office_id into of, office from app.subject_of(object) as x;
		refusal := case when of is null then 'no_such_case'
			when exists (select from app.sealed s
				join app.record_kind r on r.name = s.kind
				join app.sealed_key k on k.subject = s.subject and k.key = r.key and k.generation = s.generation
				where s.subject = object and s.id = record and not app.has_letter(k.realm_id)) then 'not_in_realm' end;
	elsif said.subject = 'realm' then
		of := 'realm';
		select r.office_id into office from app.realm r where r.id = object;
		refusal := case when not found then 'no_such_realm'
			when not app.may('key.audit') and not app.has_letter(object)
				and app.me() not in (select app.realm_people(object)) then 'not_in_realm' end;
	else
		of := case said.name when 'directory' then 'directory' else 'none' end;
		refusal := case when object is not null then 'no_such_kind' end;
	end if;
	call.kind := coalesce(of, call.kind);
	call.object_id := object;
	call.office_id := coalesce(office, call.office_id);
end $$;
comment on function app.tampered_thing(app.tampered_kind, uuid, uuid, app.call) is
	'Whether whoever is connected may see what she says is changed, and whose it is.';
grant execute on function app.tampered_thing(app.tampered_kind, uuid, uuid, app.call) to hw_api;

set local role hw_api;

create function api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'tampered', 'none', jsonb_build_array(p_kind, p_object, p_record, p_version));
	said app.tampered_kind;
	held record;
	what jsonb;
	same bigint;
	lately bigint;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	select k.* into said from app.tampered_kind k where k.name = p_kind;
	if said.name is null then
		return app.refuse(call, 'no_such_kind', 'kind');
	elsif not exists (select from unnest(said.asked_by) as a where app.may(a)) then
		return app.refuse(call, 'role');
	end if;
	select * into held from app.tampered_thing(said, p_object, p_record, call);
	call := held.call;
	if held.refusal is not null then
		return app.refuse(call, held.refusal, 'object');
	end if;
	-- A record that is not there any more is not named: an id that nobody knows could be a message.
	what := jsonb_strip_nulls(jsonb_build_object('what', said.name, 'version', p_version)) || coalesce(
		(select jsonb_build_object('record', s.id, 'kind', s.kind) from app.sealed s
			where said.subject = 'record' and s.subject = p_object and s.id = p_record), '{}');
	-- One after the other, of two sessions as well: nobody fills the record with it.
	perform pg_advisory_xact_lock(hashtextextended('tampered', call.staff_id));
	select max(e.id) filter (where (e.object_id, e.detail) is not distinct from (p_object, what)), count(*)
	into same, lately
	from app.event e
	where e.action = 'tampered' and e.refusal is null and e.staff_id = call.staff_id and e.at > app.now() - interval '1 hour';
	if same is null and lately < 60 then
		return app.finish(call, (call.was).version, what);
	end if;
	if same is null then
		return app.refuse(call, 'told_enough', 'object');
	end if;
	answer.event_id := same;
	return answer;
end $$;
comment on function api.tampered(uuid, text, uuid, uuid, integer) is
	'Have it in the record that something was found TAMPERED: what (a word of app.tampered_kind), of which case, place or '
	'realm, which sealed record of it, and of what version (of a realm: epoch; of the directory: serial), null where there '
	'is none. For whoever may ask for that thing and sees it. Nothing of what was found goes with it. The same is there '
	'once an hour from one person: said again, the answer is the line that there is. At most 60 of hers are: more is refused.';
