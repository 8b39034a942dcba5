-- Who is who: keys that people bring, and the one text in which two registrars say whose they are. What is
-- signed is believed by consoles alone; these functions see to what may be put before a registrar, and by whom.
set local role hw_owner;

-- Whoever relies on who is in the directory, or who holds a realm's seed, and whoever changes it, come one after
-- the other: first `directory`, then a realm's id (several in their order), each either alone or shared.
create or replace function app.lock_keys(what text, shared boolean default false,
		patience interval default '30 seconds')
	returns boolean
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
declare
	lock constant bigint := hashtextextended('keys ' || what, 0);
begin
	for i in 1 .. 2 loop
		begin
			if shared then
				perform pg_advisory_xact_lock_shared(lock);
			else
				perform pg_advisory_xact_lock(lock);
			end if;
			return true;
		exception when lock_not_available then
			perform app.end_idle(patience);
		end;
	end loop;
	return false;
end $$;
comment on function app.lock_keys(text, boolean, interval) is
	'Lock the directory or a realm until the end; false: somebody else holds it, and does not let go. patience: '
	'as app.end_idle.';

-- Whoever waits for her turn may be gone by then.
create or replace function app.gone(call app.call) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return case when app.me() is null then 'unknown_person' when not app.may((call).action) then 'role' end;
comment on function app.gone(app.call) is 'The refusal, if whoever asked has left by now or may not any more; or null.';

create or replace function app.lock_directory(call app.call, patience interval default '30 seconds') returns app.call
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	refusal text;
begin
	if call.done then
		return call;
	elsif app.lock_keys('directory', patience => patience) then
		refusal := app.gone(call);
	else
		refusal := 'busy_keys';
	end if;
	if refusal is not null then
		call.done := true;
		call.answer := app.refuse(call, refusal);
	end if;
	return call;
end $$;
comment on function app.lock_directory(app.call, interval) is
	'Lock the directory until the end, for what changes it or what the next one says. Done, with the refusal: somebody '
	'else holds it (patience: as app.end_idle), or whoever asked is gone.';

create or replace function app.my_person() returns uuid
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select s.person from app.staff s where s.id = app.me());
comment on function app.my_person() is 'What the keys of whoever is connected are bound to.';

create or replace function app.my_number() returns integer
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select p.number from app.directory_person p where p.person = app.my_person() and not p.past);
comment on function app.my_number() is 'Which of her keys are in the directory in force; null: none.';

-- The newest statement of a realm and the letters in use: who has signed them has to be believed.
create or replace function app.key_signers() returns table (realm_id uuid, person uuid, number integer)
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select n.realm_id, n.opened_by, n.number
	from (select distinct on (e.realm_id) e.realm_id, e.opened_by, e.number from app.realm_epoch e
		order by e.realm_id, e.epoch desc) as n
	union
	select l.realm_id, l.given_by, l.given_number from app.realm_letter l;
end;
comment on function app.key_signers() is 'By whose keys the newest seed of each realm is believed.';

-- A custodian holds the seed, and what opens with it opens to her: so she is one of those whom it is for. Health staff
-- of any office may be, for few offices have two. Nothing is sealed for operations yet, and an office that has nobody for
-- them is not to be without custodians: until there are two, those stand in who answer for its work.
create or replace function app.fits_custodian(realm uuid, staff smallint) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return exists (
	select from app.realm r
	join app.staff s on s.id = staff and s.retired_at is null
	join app.staff_role a on a.staff_id = s.id
	join app.role x on x.name = a.role
	where r.id = realm and (x.name = r.kind
		or (case r.kind when 'health' then false
			when 'operations' then x.name in ('coordinator', 'supervisor') and 2 > (select count(*) from app.staff_role n
				join app.staff m on m.id = n.staff_id where n.role = 'operations' and m.retired_at is null)
			else x.works_cases end
		and (r.office_id is null or exists (select from app.staff_office o
			where o.staff_id = s.id and o.office_id = r.office_id)))));
comment on function app.fits_custodian(uuid, smallint) is 'Whether somebody may be a custodian of this realm, by her role and offices.';

create or replace function app.realms_short() returns setof uuid
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select d.realm_id from app.directory_realm d
	where 2 > (select count(*) from app.realm_custodian w join app.staff s on s.id = w.staff_id
		where w.realm_id = d.realm_id and app.fits_custodian(w.realm_id, w.staff_id)
		and (exists (select from app.key_offer o where o.staff_id = s.id)
			or exists (select from app.directory_person p where p.person = s.person and not p.past)));
end;
comment on function app.realms_short() is
	'Realms of the directory in force for which fewer than two custodians are named who are here, may be it and have keys.';

-- Nobody may be dropped too early: a realm whose newest statement or letters nobody believes any more is lost
-- until it is recovered from paper. So keys of a custodian who has left, or has others now, stay until another
-- custodian has turned the realm, as long as there is another who could; and a realm keeps those it has while
-- fewer than two are named in their place.
create or replace function app.keys_kept() returns table (person uuid, number integer)
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select p.person, p.number from app.directory_person p
	join app.directory_realm d on p.person = any (d.custodians)
	where not p.past and ((exists (select from app.key_signers() as g
			where g.realm_id = d.realm_id and g.person = p.person and g.number = p.number)
		and exists (select from app.realm_letter l
			join app.directory_person x on x.person = l.person and x.number = l.number and not x.past
			join app.staff s on s.person = x.person
			where l.realm_id = d.realm_id and x.person = any (d.custodians) and x.person <> p.person
			and s.retired_at is null and not exists (select from app.key_offer o where o.staff_id = s.id)))
	or (d.realm_id in (select app.realms_short()) and not exists (select from app.key_offer o
			join app.staff s on s.id = o.staff_id where s.person = p.person)))
	group by p.person, p.number;
end;
comment on function app.keys_kept() is 'Present keys of custodians that a realm still depends on.';

create or replace function app.directory_people() returns setof app.directory_person
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select p.person, p.number,
		p.past or ((s.retired_at is not null or o.number is not null)
			and not exists (select from app.keys_kept() as k where k.person = p.person)),
		p.login, p.box, p.sign
	from app.directory_person p
	join app.staff s on s.person = p.person
	left join app.key_offer o on o.staff_id = s.id
	union all
	select s.person, o.number, false, s.login, o.box, o.sign
	from app.key_offer o
	join app.staff s on s.id = o.staff_id
	where s.retired_at is null and not exists (select from app.keys_kept() as k where k.person = s.person);
end;
comment on function app.directory_people() is
	'The people of the next directory: those of the one in force and the keys that were brought since.';

create or replace function app.directory_realms() returns setof app.directory_realm
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select r.id, coalesce(o.code || ' ' || r.kind, 'regional desk'), coalesce(e.epoch, 0), e.box, r.recovery_id, c.people
	from app.realm r
	left join app.office o on o.id = r.office_id
	left join lateral (select x.epoch, x.box from app.realm_epoch x
		where x.realm_id = r.id order by x.epoch desc limit 1) as e on true
	cross join lateral (
		select array_agg(y.person order by y.person) as people from (
			select x.person from (
				select n.person, true as kept from app.directory_realm d
				join app.directory_people() as n on n.person = any (d.custodians) and not n.past
				where d.realm_id = r.id and (d.realm_id in (select app.realms_short())
					or exists (select from app.key_signers() as g
						where g.realm_id = r.id and g.person = n.person and g.number = n.number))
				union all
				select n.person, false from app.realm_custodian w
				join app.staff s on s.id = w.staff_id
				join app.directory_people() as n on n.person = s.person and not n.past
				where w.realm_id = r.id and app.fits_custodian(r.id, s.id)) as x
			group by x.person order by bool_or(x.kept) desc, x.person limit 8) as y) as c
	where r.recovery_id is not null and cardinality(c.people) >= 2;
end;
comment on function app.directory_realms() is
	'The realms of the next directory: those with a key to be recovered with and two custodians in it. Who may not be '
	'one any more is not, unless the realm depends on her.';

-- What is signed: the text as db/vault/directory.h describes it, behind serial and time.
create or replace function app.directory_content() returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select coalesce(string_agg(x.line || e'\n', '' order by x.part, x.id, x.number), '')
	from (
		select 1 as part, c.id, c.number, concat_ws(' ', 'recovery', c.id, c.number, encode(c.box, 'hex'), c.name) as line
		from app.recovery c
		where exists (select from app.directory_realms() as d where d.recovery_id = c.id)
		or exists (select from app.realm_epoch e where e.recovery_id = c.id
			and not exists (select from app.realm_epoch n where n.realm_id = e.realm_id and n.epoch > e.epoch))
		union all
		select case when p.past then 3 else 2 end, p.person, p.number,
			concat_ws(' ', case when p.past then 'past' else 'person' end, p.person, p.number, p.login,
				encode(p.box, 'hex'), encode(p.sign, 'hex'))
		from app.directory_people() as p
		union all
		select 4, d.realm_id, 1, concat_ws(' ', 'realm', d.realm_id, d.epoch, coalesce(encode(d.box, 'hex'), '-'),
			d.recovery_id, array_to_string(d.custodians, ','), d.name)
		from app.directory_realms() as d) as x;
end;
comment on function app.directory_content() is 'What the next directory says, line by line, in its order.';

create or replace function app.directory_head(serial integer) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return e'homeward directory 1\nserial ' || serial || e'\nat '
	|| to_char(app.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || e'\n';
comment on function app.directory_head(integer) is 'The lines that a directory begins with.';

create or replace function app.directory_says(body text) returns text
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return regexp_replace(body, '^([^\n]*\n){3}', '');
comment on function app.directory_says(text) is 'A directory''s text without the lines it begins with.';

create or replace function app.end_letter(realm uuid, whose uuid, why text) returns jsonb
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	gone app.realm_letter;
begin
	delete from app.realm_letter l where l.realm_id = realm and l.person = whose returning * into gone;
	insert into app.key_task (realm_id, staff_id, epoch, why)
	select realm, s.id, gone.epoch, end_letter.why from app.staff s where s.person = whose;
	return jsonb_build_object('realm', realm, 'person', whose, 'epoch', gone.epoch,
		'sha256', encode(sha256(gone.letter), 'hex'));
end $$;
comment on function app.end_letter(uuid, uuid, text) is
	'Take a letter back, and open the task that follows from its having been read; what was taken, for the record. '
	'The realm is locked: whoever keeps something under it has done so before, or finds the task.';

grant execute on function app.lock_keys(text, boolean, interval), app.gone(app.call), app.lock_directory(app.call, interval), app.my_person(), app.my_number(), app.key_signers(),
	app.fits_custodian(uuid, smallint), app.realms_short(), app.keys_kept(), app.directory_people(), app.directory_realms(), app.directory_content(),
	app.directory_head(integer), app.directory_says(text), app.end_letter(uuid, uuid, text) to hw_api;

set local role hw_api;

create function api.vault_self()
	returns table (person uuid, login text, number integer, box bytea, sign bytea, offered integer, offered_box bytea,
		offered_sign bytea, serial integer)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('vault.self', 'staff') then
		return;
	end if;
	return query
	select s.person, s.login, p.number, p.box, p.sign, o.number, o.box, o.sign,
		(select max(d.serial) from app.directory d where d.in_force_at is not null)
	from app.staff s
	left join app.directory_person p on p.person = s.person and not p.past
	left join app.key_offer o on o.staff_id = s.id
	where s.id = app.me();
end $$;
comment on function api.vault_self() is
	'Who I am to the vault: what my keys are bound to, those in the directory in force, those that wait for the next.';

create function api.key_offer(p_key uuid, p_box bytea, p_sign bytea) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'key.offer', 'staff', jsonb_build_array(p_box, p_sign));
	next integer;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := app.my_person();
	if coalesce(octet_length(p_box), 0) <> 32 or coalesce(octet_length(p_sign), 0) <> 32 or p_box = p_sign then
		return app.refuse(call, 'key_format');
	end if;
	call := app.lock_directory(call);
	if call.done then
		return call.answer;
	end if;
	if exists (select from app.directory_person p
		where p.person = call.object_id and not p.past and p.box = p_box and p.sign = p_sign) then
		delete from app.key_offer o where o.staff_id = call.staff_id;
		return app.finish(call, app.my_number());
	elsif exists (select from app.directory_person p where p_box in (p.box, p.sign) or p_sign in (p.box, p.sign))
		or exists (select from app.recovery r where r.box = p_box)
		or exists (select from app.key_offer o where o.staff_id <> call.staff_id
			and (p_box in (o.box, o.sign) or p_sign in (o.box, o.sign))) then
		return app.refuse(call, 'key_known');
	end if;
	select coalesce(max(p.number), 0) + 1 into next from app.directory_person p where p.person = call.object_id;
	delete from app.key_offer o where o.staff_id = call.staff_id;
	insert into app.key_offer (staff_id, number, box, sign) values (call.staff_id, next, p_box, p_sign);
	return app.finish(call, next, jsonb_build_object('sha256', encode(sha256(p_box || p_sign), 'hex')));
end $$;
comment on function api.key_offer(uuid, bytea, bytea) is
	'My own new public keys, for the next directory. Offered again before they are in force they replace those offered; '
	'those that I am known by take the offer back.';

create function api.directory()
	returns table (serial integer, body text, by_1 bytea, signature_1 bytea, by_2 bytea, signature_2 bytea,
		in_force_at timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('directory', 'directory') then
		return;
	end if;
	return query
	select d.serial, d.body, d.by_1, d.signature_1, d.by_2, d.signature_2, d.in_force_at
	from app.directory d where d.in_force_at is not null order by d.serial desc limit 1;
end $$;
comment on function api.directory() is 'The directory in force. No row: there is none yet.';

create function api.directory_draft()
	returns table (serial integer, body text, by_1 bytea, signature_1 bytea, registrar text, mine boolean,
		refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	says text;
	draft app.directory;
	next integer;
begin
	if not app.begin_read('directory.draft', 'directory') then
		return;
	end if;
	if not app.lock_keys('directory') then
		select r.code, r.message into refusal, message from app.refusal r where r.code = 'busy_keys';
		return next;
		return;
	end if;
	says := app.directory_content();
	if says = coalesce((select app.directory_says(d.body) from app.directory d
		where d.in_force_at is not null order by d.serial desc limit 1), '') then
		return;
	end if;
	select * into draft from app.directory d where d.in_force_at is null;
	if draft.serial is null then
		select coalesce(max(d.serial), 0) + 1 into next from app.directory d;
		insert into app.directory (serial, body) values (next, app.directory_head(next) || says);
	elsif app.directory_says(draft.body) <> says then
		-- What somebody has signed keeps its serial to itself, or there could be two of the same.
		next := draft.serial + (draft.by_1 is not null)::integer;
		update app.directory d set serial = next, body = app.directory_head(next) || says,
			by_1 = null, signature_1 = null, registrar_1 = null
		where d.serial = draft.serial;
	end if;
	return query
	select d.serial, d.body, d.by_1, d.signature_1, s.name, coalesce(d.registrar_1 = app.me(), false), null::text, null::text
	from app.directory d left join app.staff s on s.id = d.registrar_1
	where d.in_force_at is null;
end $$;
comment on function api.directory_draft() is
	'The next directory, for registrars: composed from what is in force and what was brought, and the same for both '
	'until one of these changes. No row: nothing has changed.';

create function api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'directory.sign', 'directory', jsonb_build_array(p_body, p_by, p_signature));
	me uuid := app.my_person();
	draft app.directory;
	began boolean;
	people app.directory_person[];
	realms app.directory_realm[];
	ended jsonb := '[]';
	ending record;
begin
	if call.done then
		return call.answer;
	elsif coalesce(octet_length(p_by), 0) <> 32 or coalesce(octet_length(p_signature), 0) <> 64 then
		return app.refuse(call, 'key_format');
	end if;
	call := app.lock_directory(call);
	if call.done then
		return call.answer;
	end if;
	began := exists (select from app.directory d where d.in_force_at is not null);
	select * into draft from app.directory d where d.in_force_at is null;
	if draft.body is distinct from p_body or app.directory_says(draft.body) <> app.directory_content() then
		return app.refuse(call, 'directory_changed', 'body');
	end if;
	people := array(select p from app.directory_people() as p);
	realms := array(select d from app.directory_realms() as d);
	-- Nobody vouches for herself: but before there is a directory, nobody could vouch for the first two.
	-- They do for each other, and what makes them registrars is not this text but each console's own host.
	if began and exists (select from unnest(people) as p where p.person = me
		and not exists (select from app.directory_person o where o.person = me and o.number = p.number)) then
		return app.refuse(call, 'own_keys');
	elsif draft.registrar_1 = call.staff_id or draft.by_1 = p_by then
		return app.refuse(call, 'same_registrar');
	elsif not exists (select from app.directory_person p where p.person = me and not p.past and p.sign = p_by)
		and not (not began and exists (select from app.key_offer o where o.staff_id = call.staff_id and o.sign = p_by)) then
		return app.refuse(call, 'not_your_key', 'by');
	end if;
	if draft.by_1 is null then
		update app.directory d set by_1 = p_by, signature_1 = p_signature, registrar_1 = call.staff_id
		where d.serial = draft.serial;
		return app.finish(call, draft.serial, jsonb_build_object('signature', 1,
			'sha256', encode(sha256(convert_to(p_body, 'UTF8')), 'hex')));
	end if;
	for ending in select distinct l.realm_id from app.realm_letter l order by l.realm_id loop
		if not app.lock_keys(ending.realm_id::text) then
			return app.refuse(call, 'busy_keys');
		end if;
	end loop;
	delete from app.directory_person;
	delete from app.directory_realm;
	insert into app.directory_person select p.* from unnest(people) as p;
	insert into app.directory_realm select d.* from unnest(realms) as d;
	delete from app.key_offer o where exists (select from unnest(people) as p where p.box = o.box);
	-- Who has other keys now, or is of a realm no more, has read what was sealed to her until now.
	for ending in
		select l.realm_id, l.person, p.person is null as other_keys from app.realm_letter l
		left join app.directory_person p on p.person = l.person and p.number = l.number and not p.past
		left join app.directory_realm d on d.realm_id = l.realm_id
		where p.person is null or (not coalesce(p.person = any (d.custodians), false)
			and p.person not in (select s.person from app.realm_people(l.realm_id) as m(id) join app.staff s on s.id = m.id))
		order by l.realm_id, l.person
	loop
		ended := ended || app.end_letter(ending.realm_id, ending.person,
			case when ending.other_keys then 'other keys' else 'not of it' end);
	end loop;
	update app.directory d set by_2 = p_by, signature_2 = p_signature, registrar_2 = call.staff_id,
		in_force_at = app.now()
	where d.serial = draft.serial;
	return app.finish(call, draft.serial, jsonb_build_object('signature', 2,
		'sha256', encode(sha256(convert_to(p_body, 'UTF8')), 'hex'), 'letters', ended));
end $$;
comment on function api.directory_sign(uuid, text, bytea, bytea) is
	'I have compared what is new in this text with whose it is, and sign it as it was shown to me. The second '
	'registrar''s signature puts it in force, and ends the letters of who is not in it any more.';
