-- Sealed records and the wrapped keys they open with. What is in them is no business of this server; who may put
-- them here, which key they were written under, and who was given them, is.
set local role hw_owner;

create or replace function app.subject_of(id uuid) returns table (of text, office_id smallint)
	language sql stable security invoker rows 1 set search_path = pg_catalog, app, pg_temp
begin atomic
	select 'case', c.office_id from app.case c where c.id = subject_of.id
	union all select 'place', p.office_id from app.place p where p.id = subject_of.id
	union all select 'party', p.office_id from app.party p where p.id = subject_of.id;
end;
comment on function app.subject_of(uuid) is
	'Whether what a record is of is a case, a place or a party, and the office that answers for it. No row: there is none in my '
	'offices.';

create or replace function app.lock_subject(id uuid, out office_id smallint, out of text, out was app.case, out busy boolean)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
begin
	select * into held from app.lock_case(id);
	was := held.was;
	busy := held.busy;
	if (was).id is not null then
		of := 'case';
		office_id := (was).office_id;
	elsif not busy then
		select (p.was).office_id, p.busy into office_id, busy from app.lock_place(id) as p;
		of := case when busy or office_id is not null then 'place' end;
		if of is null then
			select p.office_id, p.busy into office_id, busy from app.lock_party(id) as p;
			of := case when busy or office_id is not null then 'party' end;
		end if;
	end if;
end $$;
comment on function app.lock_subject(uuid) is
	'The case, place or party that a record is of, locked until the end; office_id null: there is none in my offices, or '
	'somebody else holds it (busy; of null: it is a case).';

create or replace function app.realm_of(office smallint, key text) returns uuid
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select r.id from app.realm r where r.office_id = office and r.kind = key);
comment on function app.realm_of(smallint, text) is 'Under whose key the keys of an office''s cases are wrapped.';

create or replace function app.ready_realm(realm uuid) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if not app.lock_keys(realm::text, shared => true) then
		return 'busy_keys';
	end if;
	return case when app.to_turn(realm) then 'realm_to_turn' when not app.has_letter(realm) then 'not_in_realm' end;
end $$;
comment on function app.ready_realm(uuid) is
	'Why I cannot write under the key of this realm now, a code of app.refusal; null: I can, and until the end nobody turns it.';

-- The beginning of a change to what is sealed of a case or place: it is locked, then the realm, which nobody can turn
-- or have to turn until the end. The answer is final if call.done.
create or replace function app.begin_sealed(call app.call, subject uuid, what text[], key text, out begun app.call,
		out realm uuid, out epoch integer)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	code text;
begin
	begun := call;
	if begun.done then
		return;
	end if;
	begun.done := true;
	begun.object_id := subject;
	select * into held from app.lock_subject(subject);
	begun.was := held.was;
	if held.office_id is null then
		begun.answer := app.refuse(begun, case when not held.busy then 'no_such_case' when held.of is null then 'busy'
			else 'busy_' || held.of end, 'subject');
		return;
	end if;
	begun.kind := held.of;
	begun.office_id := held.office_id;
	realm := app.realm_of(held.office_id, key);
	if (begun.was).erased_at is not null then
		begun.answer := app.refuse(begun, 'erased');
	elsif realm is null or (what is not null and array_position(what, held.of) is null) then
		begun.answer := app.refuse(begun, 'no_such_kind', 'kind');
	else
		code := app.ready_realm(realm);
		begun.done := code is not null;
		if begun.done then
			begun.answer := app.refuse(begun, code);
		else
			epoch := app.epoch_of(realm);
		end if;
	end if;
end $$;
comment on function app.begin_sealed(app.call, uuid, text[], text) is
	'Begin to change what is sealed under this key of a case, place or party (what: which of them it may be; null: any).';

grant execute on function app.subject_of(uuid), app.lock_subject(uuid), app.realm_of(smallint, text),
	app.ready_realm(uuid), app.begin_sealed(app.call, uuid, text[], text) to hw_api;

set local role hw_api;

create function api.reason_list() returns table (name text, opening boolean, facts boolean, meaning text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select r.name, r.opening, r.facts, r.meaning from app.reason r order by r.name;
end;
comment on function api.reason_list() is 'Why somebody may read what is personal: the words to say it with.';

create function api.sealed_keys(p_subject uuid)
	returns table (key text, generation integer, born integer, realm uuid, epoch integer, wrapped bytea, newest integer,
		to_turn boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('sealed.keys', 'case', p_subject) then
		return;
	end if;
	return query
	select n.key, coalesce(k.generation, 0), k.born, k.realm, k.epoch, k.wrapped, app.epoch_of(k.realm), app.to_turn(k.realm)
	from app.subject_of(p_subject) as s
	cross join lateral (select x.key, app.realm_of(s.office_id, x.key) as realm
		from unnest(array['health', 'office']) as x(key)) as n
	cross join lateral (
		select w.generation, w.born, w.realm_id as realm, w.epoch, w.wrapped
		from app.sealed_key w where w.subject = p_subject and w.key = n.key
		union all
		-- There is none yet, or the last is of an office that had the case before.
		select max(w.generation), 0, n.realm, 0, null
		from app.sealed_key w where w.subject = p_subject and w.key = n.key
		having (array_agg(w.realm_id order by w.generation desc))[1] is distinct from n.realm) as k
	where app.has_letter(n.realm) and app.has_letter(k.realm)
	order by n.key, k.generation desc, k.born;
end $$;
comment on function api.sealed_keys(uuid) is
	'The keys of a case or place that I can open, newest generation first, each with the realm it is wrapped for. One is '
	'written with as long as it was born in the newest epoch of its office''s realm; where the last one is of another '
	'realm, or there is none (generation 0), a line without a wrap stands first: the next is of that line''s realm.';

create function api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid,
		p_epoch integer, p_wrapped bytea)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
	held record;
	last app.sealed_key;
begin
	select * into held from app.begin_sealed(app.begin_change(p_key, 'sealed.key.keep', 'case',
		jsonb_build_array(p_subject, p_kind, p_generation, p_realm, p_epoch, p_wrapped)), p_subject, null, p_kind);
	call := held.begun;
	if call.done then
		return call.answer;
	elsif p_kind not in ('office', 'health') then
		return app.refuse(call, 'no_such_kind', 'kind');
	elsif held.realm is distinct from p_realm then
		return app.refuse(call, 'no_such_realm', 'realm');
	elsif held.epoch is distinct from p_epoch then
		return app.refuse(call, 'epoch', 'epoch');
	elsif coalesce(octet_length(p_wrapped), 0) <> 106 then
		return app.refuse(call, 'key_format', 'wrapped');
	end if;
	select k.* into last from app.sealed_key k
	where k.subject = p_subject and k.key = p_kind order by k.generation desc limit 1;
	-- A second key within one epoch would only be somebody who was quicker.
	if p_generation is distinct from coalesce(last.generation, 0) + 1 or (last.realm_id = p_realm and last.born = p_epoch) then
		return app.refuse(call, 'stale', 'generation');
	end if;
	insert into app.sealed_key (case_id, place_id, party_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (case call.kind when 'case' then p_subject end, case call.kind when 'place' then p_subject end,
		case call.kind when 'party' then p_subject end, call.office_id, p_kind, p_generation, p_epoch, p_realm, p_epoch, p_wrapped, call.staff_id);
	return app.finish(call, (call.was).version, jsonb_build_object('key', p_kind, 'generation', p_generation,
		'epoch', p_epoch, 'sha256', encode(sha256(p_wrapped), 'hex')));
end $$;
comment on function api.sealed_key_keep(uuid, uuid, text, integer, uuid, integer, bytea) is
	'A case''s or place''s first key, or the next one after its realm has turned: made in the realm''s newest epoch.';

create function api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer default null, p_subject uuid default null,
		p_key text default null, p_generation integer default null)
	returns table (subject uuid, key text, generation integer, born integer, epoch integer, wrapped bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('sealed.keys.old', 'realm', p_realm) then
		return;
	end if;
	return query
	select k.subject, k.key, k.generation, k.born, k.epoch, k.wrapped from app.sealed_key k
	where k.realm_id = p_realm and k.epoch < app.epoch_of(p_realm) and app.has_letter(p_realm)
		and (k.epoch, k.subject, k.key, k.generation) > (coalesce(p_epoch, -1),
			coalesce(p_subject, '00000000-0000-0000-0000-000000000000'), coalesce(p_key, ''), coalesce(p_generation, 0))
	order by k.epoch, k.subject, k.key, k.generation
	limit greatest(least(p_limit, 10000), 0);
end $$;
comment on function api.sealed_keys_old(uuid, integer, integer, uuid, text, integer) is
	'Keys that are wrapped under an earlier epoch of one of my realms, at most 10,000, to be wrapped again: the first, or those behind this one.';

create function api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[],
		p_generations integer[], p_wrapped bytea[])
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'sealed.keys.rewrap', 'realm',
		jsonb_build_array(p_realm, p_epoch, p_subjects, p_kinds, p_generations, p_wrapped));
	n integer;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_realm;
	if not exists (select from app.realm r where r.id = p_realm) then
		return app.refuse(call, 'no_such_realm', 'realm');
	elsif not app.lock_keys(p_realm::text, shared => true) then
		return app.refuse(call, 'busy_keys');
	elsif not app.has_letter(p_realm) then
		return app.refuse(call, 'not_in_realm', 'realm');
	elsif app.to_turn(p_realm) then
		return app.refuse(call, 'realm_to_turn');
	elsif p_epoch is distinct from app.epoch_of(p_realm) then
		return app.refuse(call, 'epoch', 'epoch');
	elsif coalesce(cardinality(p_subjects), 0) not between 1 and 10000
		or array[cardinality(p_kinds), cardinality(p_generations), cardinality(p_wrapped)]
			is distinct from array_fill(cardinality(p_subjects), array[3])
		or exists (select from unnest(p_wrapped) as w where coalesce(octet_length(w), 0) <> 106) then
		return app.refuse(call, 'key_format', 'wrapped');
	end if;
	-- In one order, and what somebody else has wrapped meanwhile is left alone.
	perform from app.sealed_key k
	join unnest(p_subjects, p_kinds, p_generations) as g(subject, key, generation) using (subject, key, generation)
	order by k.subject, k.key, k.generation for update of k;
	update app.sealed_key k set epoch = p_epoch, wrapped = g.wrapped, epoch_before = k.epoch, wrapped_before = k.wrapped
	from unnest(p_subjects, p_kinds, p_generations, p_wrapped) as g(subject, key, generation, wrapped)
	where k.subject = g.subject and k.key = g.key and k.generation = g.generation
	and k.realm_id = p_realm and k.epoch < p_epoch;
	get diagnostics n = row_count;
	return app.finish(call, p_epoch, jsonb_build_object('keys', n,
		'sha256', encode(sha256(convert_to(array_to_string(p_wrapped, ''), 'UTF8')), 'hex')));
end $$;
comment on function api.sealed_keys_rewrap(uuid, uuid, integer, uuid[], text[], integer[], bytea[]) is
	'The same keys under a realm''s newest epoch, up to 10,000 at once; those that have been wrapped again meanwhile are '
	'left alone. It makes no key younger.';

create function api.sealed_list(p_subject uuid)
	returns table (id uuid, kind text, version integer, generation integer, person text, at timestamptz, needs_reason boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('sealed.list', 'case', p_subject) then
		return;
	end if;
	return query
	select s.id, s.kind, s.version, s.generation, w.name, s.written_at, k.needs_reason
	from app.sealed s
	join app.record_kind k on k.name = s.kind
	join app.staff w on w.id = s.written_by
	where s.subject = p_subject
	and app.me() in (select app.realm_people(app.realm_of(s.office_id, k.key)))
	order by s.written_at desc, s.id;
end $$;
comment on function api.sealed_list(uuid) is
	'What is sealed of a case or place, newest first, and nothing of what it says: for whoever belongs to the realm it '
	'is sealed for.';

create function api.sealed_kinds(p_subject uuid)
	returns table (kind text, key text, there boolean, may_open boolean, may_write boolean, why text, ask text[],
		utc_offset_minutes integer)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('sealed.kinds', 'case', p_subject) then
		return;
	end if;
	return query
	select k.name, k.key, case when h.role then r.there end, o.may, o.may_write, w.why,
		case when w.why in ('not_given', 'realm_to_turn') then array(select c.login from app.directory_realm d
			join app.staff c on c.person = any (d.custodians) and c.retired_at is null and c.id <> app.me()
			where d.realm_id = n.realm order by c.login) end,
		(extract(epoch from (app.now() at time zone z.zone) - (app.now() at time zone 'UTC')) / 60)::integer
	from app.subject_of(p_subject) as s
	join app.office z on z.id = s.office_id
	join app.record_kind k on s.of in (k.subject, k.also)
	cross join lateral (select app.realm_of(s.office_id, k.key) as realm) as n
	cross join lateral (select count(*) > 0 as there, bool_or(app.has_letter(g.realm_id)) as mine
		from app.sealed x
		join app.sealed_key g on g.subject = x.subject and g.key = k.key and g.generation = x.generation
		where x.subject = p_subject and x.kind = k.name) as r
	cross join lateral (select app.has_letter(n.realm) as letter, app.may('sealed.open') as role, app.to_turn(n.realm) as turn) as h
	cross join lateral (select h.role and coalesce(r.mine, h.letter) as may,
		h.role and h.letter and not h.turn and (k.many or coalesce(r.mine, true)) as may_write) as o
	cross join lateral (select case
		when not h.role then 'role'
		when o.may and o.may_write then null
		when h.letter and not r.mine then 'elsewhere'
		when h.letter then 'realm_to_turn'
		when app.me() not in (select app.realm_people(n.realm)) then 'not_in_realm'
		when app.my_number() is null then 'no_keys'
		else 'not_given' end as why) as w
	where s.of = 'case' or app.may('place.list')
	order by k.name;
end $$;
comment on function api.sealed_kinds(uuid) is
	'Which records a case or place has, for whoever sees it: of each kind whether one is there, and nothing else about '
	'it (null: that, too, is not for my role); whether I may open it and write it. why not: role, not_in_realm (it is for others), no_keys (registrars have '
	'signed none of mine), not_given (no custodian has given me those of this office), elsewhere (it is under the keys of '
	'an office that had the case before), realm_to_turn (it is not written until a custodian has renewed the keys). ask: '
	'the custodians who could. The minutes east of UTC are its office''s: by them it is told which day is to come.';

create function api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text)
	returns table (id uuid, kind text, key text, generation integer, version integer, blob bytea, person text,
		at timestamptz, realm uuid, epoch integer, born integer, wrapped bytea, clear jsonb, refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'sealed.open', 'case', jsonb_build_array(p_subject, p_kinds, p_reason));
	why text := lower(btrim(p_reason));
	earlier bigint;
	line app.event;
	shown uuid[];
	sealed_for_others boolean;
begin
	call.object_id := p_subject;
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		if line.id is null then
			call.answer := app.ask_again(call);
		end if;
		select array_agg(x.id::uuid) into shown from jsonb_array_elements_text(line.detail -> 'records') as x(id);
	elsif call.done then
		null;
	else
		select c into call.was from app.case c where c.id = p_subject;
		select x.of, x.office_id into call.kind, call.office_id from app.subject_of(p_subject) as x;
		select array_agg(s.id) filter (where app.has_letter(k.realm_id)), bool_or(not app.has_letter(k.realm_id))
		into shown, sealed_for_others
		from app.sealed s
		join app.record_kind r on r.name = s.kind
		join app.sealed_key k on k.subject = s.subject and k.key = r.key and k.generation = s.generation
		where s.subject = p_subject and s.kind = any (p_kinds);
		if call.kind is null then
			call.kind := 'case';
			select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
			call.answer := app.refuse(call, 'no_such_case', 'subject');
		elsif p_key is null then
			call.answer := app.refuse(call, 'key_needed', 'key');
		elsif coalesce(cardinality(p_kinds), 0) = 0 or exists (select from unnest(p_kinds) as x
			where not exists (select from app.record_kind r where r.name = x and call.kind in (r.subject, r.also))) then
			call.answer := app.refuse(call, 'no_such_kind', 'kinds');
		elsif why is not null and not exists (select from app.reason r where r.name = why and r.opening) then
			call.answer := app.refuse(call, 'no_such_reason', 'reason');
		elsif shown is null and sealed_for_others then
			call.answer := app.refuse(call, 'not_in_realm');
		else
			-- One reason serves one case for a quarter of an hour, from when it was said and is in the record.
			if why is null and exists (select from app.record_kind r where r.name = any (p_kinds) and r.needs_reason) then
				select e.id, e.reason into earlier, why from app.event e
				where e.object_id = p_subject and e.staff_id = call.staff_id and e.action = 'sealed.open'
				and e.reason is not null and not e.detail ? 'as'
				and e.at > app.now() - interval '15 minutes' and app.recorded(e.id)
				order by e.id desc limit 1;
				if earlier is null then
					call.answer := app.refuse(call, 'no_such_reason', 'reason');
				end if;
			end if;
			if (call.answer).refusal is null and shown is null then
				return;
			elsif (call.answer).refusal is null then
				insert into app.event (staff_id, office_id, action, kind, object_id, version, reason, detail)
				values (call.staff_id, call.office_id, call.action, call.kind, p_subject, (call.was).version, why,
					jsonb_strip_nulls(jsonb_build_object('kinds', to_jsonb(p_kinds), 'records', to_jsonb(shown), 'as', earlier)))
				returning app.event.id into line.id;
				call.answer := app.ask_again(call, line.id);
			end if;
		end if;
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select s.id, s.kind, k.key, s.generation, s.version, s.blob, w.name, s.written_at, k.realm_id, k.epoch, k.born,
		k.wrapped, case when r.clear then app.entry_of(s.kind, s.id) || app.entry_is_case(s.kind, p_subject) end, null::text,
		null::text
	from app.sealed s
	join app.record_kind r on r.name = s.kind
	join app.sealed_key k on k.subject = s.subject and k.key = r.key and k.generation = s.generation
	join app.staff w on w.id = s.written_by
	where s.subject = p_subject and s.id = any (shown) and app.has_letter(k.realm_id)
	order by s.kind, s.written_at desc, s.id;
end $$;
comment on function api.sealed_open(uuid, uuid, text[], text) is
	'The sealed records of these kinds of a case or place with their wrapped keys, as far as my letters open them. The '
	'first time the answer is the refusal ask_again: which records, and why, is in the record then. Asked again with the '
	'same key within 15 minutes, once that is committed, it gives them. The reason is one of app.reason; null, where I have '
	'opened something of the same case for a reason within 15 minutes, or only notes are asked for. clear: what of a record is '
	'told in clear, as its version has it, and what the case has by it (app.entry_is_case). No row: there is nothing.';

create function api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer,
		p_generation integer, p_blob bytea, p_clear jsonb default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
	held record;
	kept app.record_kind;
	newest app.sealed_key;
	this app.sealed;
	changes jsonb;
	broken text;
begin
	select * into kept from app.record_kind k where k.name = p_kind;
	select * into held from app.begin_sealed(app.begin_change(p_key, 'sealed.keep', 'case',
		jsonb_build_array(p_subject, p_id, p_kind, p_version, p_generation, p_blob, p_clear)), p_subject,
		array[kept.subject, kept.also], kept.key);
	call := held.begun;
	if call.done then
		return call.answer;
	end if;
	select k.* into newest from app.sealed_key k
	where k.subject = p_subject and k.key = kept.key order by k.generation desc limit 1;
	if newest.generation is distinct from p_generation or newest.realm_id <> held.realm or newest.born <> held.epoch
		or p_generation is null then
		return app.refuse(call, 'key_old', 'generation');
	elsif coalesce(octet_length(p_blob), 0) not between 202 and 1048714 or octet_length(p_blob) % 64 <> 10 then
		return app.refuse(call, 'key_format', 'blob');
	elsif p_kind = 'initials' and not exists (select from app.office o where o.id = call.office_id and o.initials) then
		return app.refuse(call, 'initials_off', 'kind');
	end if;
	select s.* into this from app.sealed s where s.id = p_id for update;
	if p_id is null or p_version is null or (this.id is null and p_version > 0)
		or (this.id is not null and (this.subject, this.kind) is distinct from (p_subject, p_kind)) then
		return app.refuse(call, 'no_such_record', 'id');
	elsif coalesce(this.version, 0) <> p_version then
		return app.refuse(call, 'stale', 'version');
	elsif this.id is null and not kept.many
		and exists (select from app.sealed s where s.subject = p_subject and s.kind = p_kind) then
		return app.refuse(call, 'only_one', 'kind');
	end if;
	begin
		if this.id is null then
			insert into app.sealed (id, case_id, place_id, party_id, office_id, kind, many, generation, blob, written_by)
			values (p_id, case call.kind when 'case' then p_subject end, case call.kind when 'place' then p_subject end,
				case call.kind when 'party' then p_subject end, call.office_id, p_kind, kept.many, p_generation, p_blob, call.staff_id);
		else
			-- Nobody waits for whoever is at the same old ones: the next to save something deletes them.
			if pg_try_advisory_xact_lock(hashtextextended('sealed_past', call.office_id)) then
				delete from app.sealed_past x
				where x.office_id = call.office_id and x.replaced_at < app.now() - interval '30 days';
			end if;
			insert into app.sealed_past (id, version, office_id, generation, blob, written_by, written_at)
			values (this.id, this.version, this.office_id, this.generation, this.blob, this.written_by, this.written_at);
			update app.sealed s set version = p_version + 1, generation = p_generation, blob = p_blob,
				written_by = call.staff_id, written_at = app.now()
			where s.id = p_id;
		end if;
		changes := app.entry_keep(kept, p_id, p_subject, call.office_id, p_clear);
	exception
	when unique_violation then -- of a case that is not hers to see
		return app.refuse(call, 'no_such_record', 'id');
	when check_violation then
		get stacked diagnostics broken = constraint_name;
		return app.refuse(call, split_part(broken, '__', 2), split_part(broken, '__', 1));
	end;
	-- Initials come with what was worked on, or with a reading.
	update app.case c set touched_at = app.now() where c.id = p_subject and p_kind <> 'initials';
	-- By this hash a console that has seen it knows an older text that is put in its place.
	return app.finish(call, coalesce((select c.version from app.case c where c.id = p_subject), (call.was).version),
		jsonb_strip_nulls(jsonb_build_object('record', p_id, 'kind', p_kind, 'version', p_version + 1,
			'generation', p_generation, 'sha256', encode(sha256(p_blob), 'hex'), 'clear', changes))
		|| coalesce(app.case_followed(call.was), '{}'));
end $$;
comment on function api.sealed_keep(uuid, uuid, uuid, text, integer, integer, bytea, jsonb) is
	'Keep a sealed record: p_version is the one it was read at, 0 for a new one. The blob is bound to the version it '
	'becomes, and sealed under the newest generation, which was born in its realm''s newest epoch. p_clear: what of it is '
	'told in clear, for the kinds of which something is (app.record_kind.clear).';
