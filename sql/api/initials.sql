-- Initials in lists: each office decides whether it has them. They are a sealed record of each case, written by the
-- consoles that write who she is.
set local role hw_owner;

create or replace function app.initials_end(office smallint) returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	n integer;
begin
	delete from app.sealed_past x using app.sealed s
	where s.id = x.id and s.office_id = office and s.kind = 'initials';
	delete from app.sealed s where s.office_id = office and s.kind = 'initials';
	get diagnostics n = row_count;
	return n;
end $$;
comment on function app.initials_end(smallint) is
	'Delete the initials of all cases of an office, with what they were before; how many there were.';

grant execute on function app.initials_end(smallint) to hw_api;

set local role hw_api;

create function api.initials_set(p_key uuid, p_office text, p_allowed boolean) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'initials.set', 'office', jsonb_build_array(p_office, p_allowed));
	office smallint;
	n integer := 0;
begin
	if call.done then
		return call.answer;
	end if;
	select o.id into office from app.office o where o.code = upper(p_office);
	if office is null then
		return app.refuse(call, 'no_such_office', 'office');
	elsif p_allowed is null then
		return app.refuse(call, 'yes_or_no', 'allowed');
	end if;
	call.office_id := office;
	-- Whoever is keeping initials just now has looked whether she may: they are kept before this, and go as well.
	if not app.lock_keys(app.realm_of(office, 'office')::text) then
		return app.refuse(call, 'busy_keys');
	end if;
	update app.office o set initials = p_allowed where o.id = office and o.initials <> p_allowed;
	if not p_allowed then
		n := app.initials_end(office);
	end if;
	return app.finish(call, null, jsonb_build_object('office', office, 'allowed', p_allowed, 'deleted', n));
end $$;
comment on function api.initials_set(uuid, text, boolean) is
	'Whether lists may show initials of the cases of an office (its code). No: those that are kept are deleted.';

create function api.initials(p_subjects uuid[])
	returns table (subject uuid, id uuid, kind text, key text, generation integer, version integer, blob bytea, realm uuid,
		epoch integer, born integer, wrapped bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('initials', 'case') then
		return;
	end if;
	return query
	select c.id, s.id, s.kind, s.key, s.generation, s.version, s.blob, s.realm_id, s.epoch, s.born, s.wrapped
	from (select distinct x.id from unnest(p_subjects[1:200]) as x(id)) as a
	join app.case c on c.id = a.id
	join app.office o on o.id = c.office_id and o.initials
	left join lateral (
		select r.id, r.kind, k.key, r.generation, r.version, r.blob, k.realm_id, k.epoch, k.born, k.wrapped
		from app.sealed r
		join app.sealed_key k on k.subject = r.subject and k.key = 'office' and k.generation = r.generation
		where r.subject = c.id and r.kind = 'initials' and app.has_letter(k.realm_id)) as s on true
	where app.has_letter(app.realm_of(c.office_id, 'office'));
end $$;
comment on function api.initials(uuid[]) is
	'The sealed initials of the first 200 of these cases with their wrapped keys: of my offices, where the office allows '
	'initials and I have a letter of its realm. id is null where a case has none yet; no row where it may have none. '
	'That they were shown is not in the record: a list asks for them as often as it is read, and nobody has chosen whose. '
	'What is: that an office allows them, or no longer, by whom and when; each time some are kept; each refusal.';
