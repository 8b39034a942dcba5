-- Who reads together: the seeds of realms, which custodians make and give to people. All of it is sealed or
-- public; what these functions keep away is only what would be of no use to whoever gets it.
set local role hw_owner;

create or replace function app.realm_people(realm uuid) returns setof smallint
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select s.id from app.staff s cross join app.realm r
	where r.id = realm and s.retired_at is null and (
		exists (select from app.staff_role a join app.role x on x.name = a.role where a.staff_id = s.id
			and case r.kind when 'office' then x.works_cases when 'regional' then x.name = 'coordinator' else x.name = r.kind end
			and (r.office_id is null or exists (select from app.staff_office o
				where o.staff_id = s.id and o.office_id = r.office_id)))
		or exists (select from app.realm_custodian w join app.directory_realm d on d.realm_id = w.realm_id
			where w.realm_id = r.id and w.staff_id = s.id and s.person = any (d.custodians)));
end;
comment on function app.realm_people(uuid) is
	'Who shall have a realm''s keys: whoever has the role for its office, and its custodians.';

create or replace function app.realm_name(realm uuid) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select coalesce(o.code || ' ' || r.kind, 'regional desk') from app.realm r
	left join app.office o on o.id = r.office_id where r.id = realm);
comment on function app.realm_name(uuid) is 'What people call a realm, and the directory.';

create or replace function app.epoch_of(realm uuid) returns integer
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return coalesce((select max(e.epoch) from app.realm_epoch e where e.realm_id = realm), 0);
comment on function app.epoch_of(uuid) is 'The epoch that a realm is in; 0: it has no keys yet.';

create or replace function app.to_turn(realm uuid) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return exists (select from app.key_task t where t.realm_id = realm and t.done_at is null);
comment on function app.to_turn(uuid) is
	'Whether somebody who is to read no more knows a realm''s seed: nothing is written under it then.';

create or replace function app.is_custodian(realm uuid) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return exists (select from app.directory_realm d
	where d.realm_id = realm and app.my_person() = any (d.custodians) and app.my_number() is not null);
comment on function app.is_custodian(uuid) is
	'Whether the directory in force calls whoever is connected a custodian of this realm.';

create or replace function app.has_letter(realm uuid) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return exists (select from app.realm_letter l
	where l.realm_id = realm and l.person = app.my_person() and l.number = app.my_number());
comment on function app.has_letter(uuid) is 'Whether whoever is connected was given this realm''s newest seed.';

-- The letters of a realm's newest epoch, given together or not at all; the refusal, or null.
create or replace function app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	if cardinality(people) is distinct from cardinality(letters) or coalesce(cardinality(people), 0) not between 1 and 1000
		or exists (select from unnest(letters) as l where coalesce(octet_length(l), 0) <> 145)
		or (select count(distinct p) from unnest(people) as p) <> cardinality(people) then
		return 'key_format';
	elsif exists (select from unnest(people) as p where not exists (
		select from app.directory_person k join app.staff s on s.person = k.person
		where k.person = p and not k.past and s.id in (select app.realm_people(realm)))) then
		return 'no_keys';
	end if;
	delete from app.realm_letter l where l.realm_id = realm and l.person = any (people);
	insert into app.realm_letter (realm_id, epoch, person, number, letter, given_by, given_number)
	select realm, in_epoch, g.person, k.number, g.letter, app.my_person(), app.my_number()
	from unnest(people, letters) as g(person, letter)
	join app.directory_person k on k.person = g.person and not k.past;
	return null;
end $$;
comment on function app.give(uuid, integer, uuid[], bytea[]) is
	'Keep letters by whoever is connected, in place of earlier ones; why not, or null.';

-- For the record: to whom, and what was given.
create or replace function app.letters_given(people uuid[], letters bytea[]) returns jsonb
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return (select jsonb_object_agg(g.person, encode(sha256(g.letter), 'hex')) from unnest(people, letters) as g(person, letter));
comment on function app.letters_given(uuid[], bytea[]) is 'The sha256 of each letter, by whom it is for.';

-- The beginning of what a custodian does: she is one, by the directory that she has read, and nobody else is at it.
create or replace function app.begin_realm(call app.call, realm uuid, serial integer) returns app.call
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	this app.realm;
begin
	if call.done then
		return call;
	end if;
	call.done := true;
	call.object_id := realm;
	select * into this from app.realm r where r.id = realm;
	if not found then
		call.answer := app.refuse(call, 'no_such_realm', 'realm');
		return call;
	end if;
	call.office_id := coalesce(this.office_id, call.office_id);
	if not (app.lock_keys('directory', shared => true) and app.lock_keys(realm::text)) then
		call.answer := app.refuse(call, 'busy_keys');
	elsif app.gone(call) is not null then
		call.answer := app.refuse(call, app.gone(call));
	elsif serial is distinct from (select max(d.serial) from app.directory d where d.in_force_at is not null) then
		call.answer := app.refuse(call, 'directory_changed', 'serial');
	elsif not app.is_custodian(realm) then
		call.answer := app.refuse(call, 'not_custodian', 'realm');
	else
		call.done := false;
	end if;
	return call;
end $$;
comment on function app.begin_realm(app.call, uuid, integer) is
	'Begin what a custodian does with a realm, by the directory of this serial.';

grant execute on function app.realm_people(uuid), app.realm_name(uuid), app.epoch_of(uuid), app.to_turn(uuid),
	app.is_custodian(uuid), app.has_letter(uuid), app.give(uuid, integer, uuid[], bytea[]),
	app.letters_given(uuid[], bytea[]), app.begin_realm(app.call, uuid, integer) to hw_api;

set local role hw_api;

create function api.realm_list()
	returns table (id uuid, kind text, office text, name text, epoch integer, opened_at timestamptz, custodians text[],
		wished text[], recovery_id uuid, recovery text, in_force boolean, to_turn boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('realm.list', 'realm') then
		return;
	end if;
	return query
	select r.id, r.kind, o.code, app.realm_name(r.id), coalesce(e.epoch, 0), e.opened_at,
		array(select s.login from app.staff s where s.person = any (d.custodians) and s.retired_at is null
			order by s.login),
		array(select s.login from app.realm_custodian w join app.staff s on s.id = w.staff_id
			where w.realm_id = r.id order by s.login),
		r.recovery_id, c.name, d.realm_id is not null, app.to_turn(r.id)
	from app.realm r
	left join app.office o on o.id = r.office_id
	left join app.recovery c on c.id = r.recovery_id
	left join app.directory_realm d on d.realm_id = r.id
	left join lateral (select x.epoch, x.opened_at from app.realm_epoch x
		where x.realm_id = r.id order by x.epoch desc limit 1) as e on true
	order by o.code nulls first, r.kind;
end $$;
comment on function api.realm_list() is
	'All realms: the epoch that each is in (0: no keys yet), its custodians in force who have not left, those who are '
	'wished, the key to recover it with, whether it is in the directory, and whether a custodian has to turn it.';

create function api.realm_mine()
	returns table (realm uuid, name text, kind text, office text, epoch integer, box bytea, chain bytea, recovery_id uuid,
		recovery bytea, opened_by uuid, signature bytea, given_by uuid, number integer, letter bytea, custodian boolean,
		to_turn boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('realm.mine', 'realm') then
		return;
	end if;
	return query
	select r.id, app.realm_name(r.id), r.kind, o.code, e.epoch, e.box, e.chain, e.recovery_id, e.recovery, e.opened_by,
		e.signature, l.given_by, l.number, l.letter, app.is_custodian(r.id), app.to_turn(r.id)
	from app.realm_letter l
	join app.realm r on r.id = l.realm_id
	join app.realm_epoch e on e.realm_id = l.realm_id and e.epoch = l.epoch
	left join app.office o on o.id = r.office_id
	where l.person = app.my_person() and l.number = app.my_number()
	order by o.code nulls first, r.kind;
end $$;
comment on function api.realm_mine() is
	'The newest seed of each of my realms, sealed to me, with all that its custodian has stated about it.';

create function api.realm_chain(p_realm uuid) returns table (epoch integer, chain bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('realm.chain', 'realm', p_realm) then
		return;
	end if;
	return query
	select e.epoch, e.chain from app.realm_epoch e
	where e.realm_id = p_realm and e.chain is not null and (app.has_letter(p_realm) or app.is_custodian(p_realm))
	order by e.epoch desc;
end $$;
comment on function api.realm_chain(uuid) is 'For each epoch, newest first, the seed of the one before under its own.';

create function api.realm_recovery(p_realm uuid)
	returns table (realm uuid, epoch integer, box bytea, chain bytea, recovery_id uuid, recovery bytea, opened_by uuid,
		signature bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
begin
	if not app.begin_read('realm.recovery', 'realm', p_realm) then
		return;
	end if;
	call.action := 'realm.recovery';
	call.kind := 'realm';
	call.object_id := p_realm;
	select s.id, s.office_id into call.staff_id, call.office_id from app.staff s where s.id = app.me();
	if not app.is_custodian(p_realm) then
		perform app.refuse(call, 'not_custodian', 'realm');
		return;
	end if;
	perform app.finish(call, app.epoch_of(p_realm));
	return query
	select e.realm_id, e.epoch, e.box, e.chain, e.recovery_id, e.recovery, e.opened_by, e.signature
	from app.realm_epoch e where e.realm_id = p_realm order by e.epoch desc limit 1;
end $$;
comment on function api.realm_recovery(uuid) is
	'A realm''s newest seed as it is sealed to the key on paper, for a custodian. Recorded.';

create function api.realm_needs()
	returns table (realm uuid, name text, epoch integer, must_turn boolean, person uuid, login text, number integer,
		has_letter boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('realm.needs', 'realm') then
		return;
	end if;
	return query
	select d.realm_id, d.name, app.epoch_of(d.realm_id), app.to_turn(d.realm_id) or exists (
			select from app.key_signers() as g join app.staff s on s.person = g.person
			where g.realm_id = d.realm_id and (s.retired_at is not null
				or exists (select from app.key_offer o where o.staff_id = s.id)
				or not exists (select from app.realm_custodian w where w.realm_id = d.realm_id and w.staff_id = s.id)
				or (not app.fits_custodian(d.realm_id, s.id) and d.realm_id not in (select app.realms_short()))
				or not exists (select from app.directory_person k
					where k.person = g.person and k.number = g.number and not k.past))),
		p.person, p.login, p.number, l.person is not null
	from app.directory_realm d
	cross join lateral app.realm_people(d.realm_id) as m(id)
	join app.staff s on s.id = m.id
	join app.directory_person p on p.person = s.person and not p.past
	left join app.realm_letter l on l.realm_id = d.realm_id and l.person = p.person and l.number = p.number
	where app.is_custodian(d.realm_id)
	order by d.name, p.login;
end $$;
comment on function api.realm_needs() is
	'Of each realm that I am a custodian of: whether it has to be turned, and who shall have its keys and has keys to be '
	'sealed to, with a letter or without. must_turn: somebody who is to read no more knows the seed, or it rests on the '
	'signature of a custodian who is to go.';

create function api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea,
		p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[])
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_realm(app.begin_change(p_key, 'realm.turn', 'realm', jsonb_build_array(p_realm, p_serial, p_epoch,
		p_box, p_chain, p_recovery, p_signature, p_people, p_letters)), p_realm, p_serial);
	line app.directory_realm;
	refusal text;
begin
	if call.done then
		return call.answer;
	elsif p_epoch is distinct from app.epoch_of(p_realm) + 1 then
		return app.refuse(call, 'epoch', 'epoch');
	elsif coalesce(octet_length(p_box), 0) <> 32 or coalesce(octet_length(p_chain), 0) <> (case p_epoch when 1 then 0 else 106 end)
		or (p_epoch = 1) <> (p_chain is null) or coalesce(octet_length(p_recovery), 0) <> 145
		or coalesce(octet_length(p_signature), 0) <> 64
		or exists (select from app.realm_epoch e where e.box = p_box) then
		return app.refuse(call, 'key_format');
	end if;
	select * into line from app.directory_realm d where d.realm_id = p_realm;
	-- Whoever has this alone could lock all others out by leaving.
	if exists (select from app.realm_custodian w join app.staff s on s.id = w.staff_id
		join app.directory_person k on k.person = s.person and not k.past
		where w.realm_id = p_realm and s.retired_at is null and s.person = any (line.custodians)
		and not exists (select from app.key_offer o where o.staff_id = s.id)
		and s.person <> all (coalesce(p_people, '{}'))) then
		return app.refuse(call, 'custodian_missing', 'people');
	end if;
	begin
		insert into app.realm_epoch (realm_id, epoch, box, chain, recovery_id, recovery, opened_by, number, signature)
		values (p_realm, p_epoch, p_box, p_chain, line.recovery_id, p_recovery, app.my_person(), app.my_number(), p_signature);
		delete from app.realm_letter l where l.realm_id = p_realm;
		refusal := app.give(p_realm, p_epoch, p_people, p_letters);
		if refusal is not null then
			raise exception using errcode = 'HW001';
		end if;
	exception when sqlstate 'HW001' then
		return app.refuse(call, refusal, 'people');
	end;
	update app.key_task set done_at = app.now(), done_by = call.staff_id
	where realm_id = p_realm and done_at is null and epoch < p_epoch;
	return app.finish(call, p_epoch, jsonb_build_object('letters', app.letters_given(p_people, p_letters)));
end $$;
comment on function api.realm_turn(uuid, uuid, integer, integer, bytea, bytea, bytea, bytea, uuid[], bytea[]) is
	'A custodian opens a realm''s next epoch with a new seed, sealed to all who stay: all of it or nothing. p_serial is '
	'the directory by which she has sealed it. It ends what had to be turned.';

create function api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[])
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_realm(app.begin_change(p_key, 'realm.give', 'realm',
		jsonb_build_array(p_realm, p_serial, p_epoch, p_people, p_letters)), p_realm, p_serial);
	refusal text;
begin
	if call.done then
		return call.answer;
	elsif coalesce(p_epoch, 0) = 0 or p_epoch <> app.epoch_of(p_realm) then
		return app.refuse(call, 'epoch', 'epoch');
	elsif not app.has_letter(p_realm) then
		return app.refuse(call, 'not_in_realm', 'realm');
	end if;
	refusal := app.give(p_realm, p_epoch, p_people, p_letters);
	if refusal is not null then
		return app.refuse(call, refusal, 'people');
	end if;
	return app.finish(call, p_epoch, jsonb_build_object('letters', app.letters_given(p_people, p_letters)));
end $$;
comment on function api.realm_give(uuid, uuid, integer, integer, uuid[], bytea[]) is
	'A custodian gives a realm''s newest seed, sealed, to more people, or again to somebody whose letter does not open.';

create function api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'custodians.set', 'realm', jsonb_build_array(p_realm, p_logins));
	this app.realm;
	chosen smallint[];
	before smallint[];
begin
	call.object_id := p_realm;
	call := app.lock_directory(call);
	if call.done then
		return call.answer;
	end if;
	select * into this from app.realm r where r.id = p_realm;
	if not found then
		return app.refuse(call, 'no_such_realm', 'realm');
	end if;
	call.office_id := coalesce(this.office_id, call.office_id);
	select array_agg(s.id order by s.id) into chosen from app.staff s
	where s.login = any (p_logins) and s.retired_at is null
	and (this.kind in ('health', 'operations') or app.fits_custodian(p_realm, s.id));
	if coalesce(cardinality(chosen), 0) <> (select count(distinct l) from unnest(p_logins) as l) then
		return app.refuse(call, 'no_such_custodian', 'logins');
	elsif not coalesce((select bool_and(app.fits_custodian(p_realm, x)) from unnest(chosen) as x), true) then
		return app.refuse(call, 'custodian_role', 'logins');
	elsif coalesce(cardinality(chosen), 0) not between 2 and 8 then
		return app.refuse(call, 'custodians_few', 'logins');
	end if;
	select array_agg(w.staff_id order by w.staff_id) into before from app.realm_custodian w where w.realm_id = p_realm;
	if before = chosen then
		return app.refuse(call, 'unchanged', 'logins');
	end if;
	delete from app.realm_custodian w where w.realm_id = p_realm and w.staff_id <> all (chosen);
	insert into app.realm_custodian (realm_id, staff_id) select p_realm, x from unnest(chosen) as x on conflict do nothing;
	return app.finish(call, null, jsonb_build_object('custodians', jsonb_build_array(before, chosen)));
end $$;
comment on function api.custodians_set(uuid, uuid, text[]) is
	'Who shall be a realm''s custodians: 2 to 8 people who may have its keys (app.fits_custodian). In force with the next '
	'directory.';

create function api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'recovery.offer', 'realm', jsonb_build_array(p_id, p_name, p_box, p_realms));
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	if p_id is null or coalesce(octet_length(p_box), 0) <> 32 then
		return app.refuse(call, 'key_format');
	elsif not app.name_valid(p_name) or octet_length(p_name) >= 64 then
		return app.refuse(call, 'name_format', 'name');
	elsif coalesce(cardinality(p_realms), 0) = 0 or exists (select from unnest(p_realms) as x
		where not exists (select from app.realm r where r.id = x)) then
		return app.refuse(call, 'no_such_realm', 'realms');
	end if;
	call := app.lock_directory(call);
	if call.done then
		return call.answer;
	end if;
	if exists (select from app.recovery r where r.id = p_id or r.box = p_box)
		or exists (select from app.directory_person p where p_box in (p.box, p.sign))
		or exists (select from app.key_offer o where p_box in (o.box, o.sign)) then
		return app.refuse(call, 'key_known');
	end if;
	insert into app.recovery (id, name, box, offered_by) values (p_id, p_name, p_box, call.staff_id);
	update app.realm r set recovery_id = p_id where r.id = any (p_realms);
	return app.finish(call, null, jsonb_build_object('realms', to_jsonb(p_realms)));
end $$;
comment on function api.recovery_offer(uuid, uuid, text, bytea, uuid[]) is
	'A new key by which these realms shall be recovered: in force with the next directory, used from each realm''s next '
	'epoch on.';

create function api.key_audit()
	returns table (what text, realm uuid, name text, epoch integer, person uuid, login text, number integer, given_by uuid,
		box bytea, chain bytea, recovery_id uuid, recovery bytea, signature bytea, since timestamptz, wrong text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('key.audit', 'directory') then
		return;
	end if;
	return query
	select x.* from (
		select 'epoch', r.id, app.realm_name(r.id), e.epoch, e.opened_by, s.login, e.number, null::uuid, e.box, e.chain,
			e.recovery_id, e.recovery, e.signature, e.opened_at,
			case when not coalesce(e.opened_by = any (d.custodians), false) or not exists (select from app.directory_person p
				where p.person = e.opened_by and p.number = e.number and not p.past) then 'not by a custodian'
				when (select count(*) from app.staff c join app.realm_letter l on l.person = c.person and l.realm_id = r.id
					where c.person = any (d.custodians) and c.retired_at is null) < 2 then 'fewer than two custodians' end
		from app.realm r
		join app.realm_epoch e on e.realm_id = r.id and e.epoch = app.epoch_of(r.id)
		join app.staff s on s.person = e.opened_by
		left join app.directory_realm d on d.realm_id = r.id
		union all
		select 'letter', r.id, app.realm_name(r.id), l.epoch, l.person, s.login, l.number, l.given_by, null, null, null,
			l.letter, null, l.given_at,
			case when not exists (select from app.directory_person p
				where p.person = l.person and p.number = l.number and not p.past) then 'not in the directory'
				when s.id not in (select app.realm_people(r.id)) and not coalesce(l.person = any (d.custodians), false)
				then 'not of this realm'
				when not coalesce(l.given_by = any (d.custodians), false) then 'not by a custodian'
				when l.person = any (d.custodians) and not app.fits_custodian(r.id, s.id) then 'a custodian without the role for it' end
		from app.realm_letter l
		join app.realm r on r.id = l.realm_id
		join app.staff s on s.person = l.person
		left join app.directory_realm d on d.realm_id = r.id
		union all
		select 'task', t.realm_id, app.realm_name(t.realm_id), t.epoch, s.person, s.login, null, null, null, null, null, null,
			null, t.opened_at, t.why
		from app.key_task t join app.staff s on s.id = t.staff_id
		where t.done_at is null
		union all
		select 'retired', null, null, null, s.person, s.login, p.number, null, null, null, null, null, null, s.retired_at,
			'has left'
		from app.directory_person p join app.staff s on s.person = p.person
		where not p.past and s.retired_at is not null) as x(what, realm, name, epoch, person, login, number, given_by, box,
			chain, recovery_id, recovery, signature, since, wrong)
	order by x.wrong is null, x.name, x.what, x.login;
end $$;
comment on function api.key_audit() is
	'Who holds what, for the nightly check against the directory: the newest statement of each realm (epoch), who has a '
	'letter by whom (letter: recovery is the letter), what a custodian has yet to do (task), and who has left and '
	'is still in the directory (retired). wrong: what this server finds wrong with it; '
	'null: nothing, which the check does not take its word for. For auditors and registrars: an admin, who says who is '
	'a custodian, is given nobody''s letter.';
