-- Who works here: for admins.
set local role hw_api;

create function api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text,
		p_offices text[], p_roles text[], p_verifier text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'staff.enrol', 'staff',
		jsonb_build_array(p_login, p_name, p_office, p_offices, p_roles, p_verifier));
	home smallint;
	places smallint[];
	person smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if not app.login_valid(p_login) then
		return app.refuse(call, 'login_format', 'login');
	end if;
	if not app.name_valid(p_name) then
		return app.refuse(call, 'name_format', 'name');
	end if;
	select o.id into home from app.office o where o.code = upper(p_office);
	select array_agg(distinct o.id) into places from app.office o
	where o.code = upper(p_office) or o.code = any (select upper(x) from unnest(p_offices) as x);
	if home is null or exists (select from unnest(p_offices) as x
		where not exists (select from app.office o where o.code = upper(x))) then
		return app.refuse(call, 'no_such_office', 'office');
	end if;
	if coalesce(cardinality(p_roles), 0) = 0 or exists (select from unnest(p_roles) as x
		where not exists (select from app.role r where r.name = x)) then
		return app.refuse(call, 'no_such_role', 'roles');
	end if;
	-- Neither who enrols people nor who vouches for their keys sees a case, nor does another organisation; and nobody audits herself.
	if p_roles && array['admin', 'auditor', 'registrar', 'partner'] and (select count(distinct x) from unnest(p_roles) as x) > 1 then
		return app.refuse(call, 'roles_apart', 'roles');
	end if;
	if not app.login_open(p_login, p_verifier) then
		return app.refuse(call, case when exists (select from pg_roles r where r.rolname = p_login) then 'name_taken'
			else 'verifier_format' end, 'login');
	end if;
	insert into app.staff (login, name, office_id) values (p_login, p_name, home) returning id into person;
	insert into app.staff_office (staff_id, office_id) select person, x from unnest(places) as x;
	insert into app.staff_role (staff_id, role) select distinct person, x from unnest(p_roles) as x;
	return app.finish(call, null, jsonb_build_object('staff', person, 'office', home,
		'offices', to_jsonb(places), 'roles', to_jsonb(p_roles)));
end $$;
comment on function api.staff_enrol(uuid, text, text, text, text[], text[], text) is
	'Somebody new: her login, working name, home office, other offices (codes) and roles. p_verifier: what '
	'PQencryptPasswordConn() makes of her password; null: she logs in by peer, or not with a password.';

create function api.staff_retire(p_key uuid, p_login text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'staff.retire', 'staff', to_jsonb(p_login));
	person app.staff;
	held record;
	letters jsonb := '[]';
begin
	-- What is given to her meanwhile is given before this, and found below.
	call := app.lock_directory(call, patience => '3 seconds');
	if call.done then
		return call.answer;
	end if;
	-- Not for update: her own lines in the record, in a transaction that she keeps open, would hold this up.
	select * into person from app.staff s where s.login = p_login for no key update;
	if not found then
		return app.refuse(call, 'no_such_staff', 'login');
	end if;
	if person.id = call.staff_id then
		return app.refuse(call, 'yourself', 'login');
	end if;
	if person.retired_at is not null then
		return app.refuse(call, 'retired', 'login');
	end if;
	for held in select l.realm_id from app.realm_letter l where l.person = person.person order by l.realm_id loop
		if not app.lock_keys(held.realm_id::text, patience => '3 seconds') then
			return app.refuse(call, 'busy_keys');
		end if;
	end loop;
	update app.staff set retired_at = app.now() where id = person.id;
	-- What she has in her head or on a disk opens what was written until now; nothing written from here on.
	for held in select l.realm_id from app.realm_letter l where l.person = person.person order by l.realm_id loop
		letters := letters || app.end_letter(held.realm_id, person.person, 'left');
	end loop;
	delete from app.key_offer o where o.staff_id = person.id;
	delete from app.realm_custodian w where w.staff_id = person.id;
	perform app.login_close(p_login);
	return app.finish(call, null, jsonb_build_object('staff', person.id, 'letters', letters));
end $$;
comment on function api.staff_retire(uuid, text) is
	'Somebody leaves: she may do nothing any more, at once, and her sessions end. The letters of her '
	'realms go, and nothing is written in those until a custodian has turned them. She is on no shift and not on call '
	'any more, and nobody is asked to turn to her. Her cases stay hers until given on.';
