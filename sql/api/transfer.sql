-- A person from place to place, a file from office to office: what is asked, what is missing, what was approved, and each step
-- until whoever receives it signs (see 0033_transfer.sql).
set local role hw_owner;

-- Of a place of another office: what whoever asks may know of it.
create or replace function app.transfer_bed(p_case uuid, p_place uuid, out bed jsonb, out needed boolean)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	stay app.stay := app.stay_held(p_case, p_place);
begin
	needed := exists (select from app.place p where p.id = p_place and p.kind in ('shelter', 'transit centre'))
		or exists (select from app.unit u where u.place_id = p_place);
	select jsonb_build_object('unit', u.code, 'name', u.name, 'sex', u.sex, 'age_low', u.age_low, 'age_high', u.age_high, 'regime', u.regime,
		'held_until', case stay.state when 'held' then app.ms(stay.held_until) end) into bed
	from app.unit u where u.id = stay.unit_id;
end $$;
comment on function app.transfer_bed(uuid, uuid) is
	'The bed that a case has at a place, as what is approved tells it, null: none; and whether one is needed there.';

create or replace function app.health_with(p_case uuid) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select app.realm_name(k.realm_id)
	from app.sealed s
	join app.record_kind r on r.name = s.kind and r.key = 'health'
	join app.sealed_key k on k.subject = s.subject and k.key = r.key and k.generation = s.generation
	where s.case_id = p_case order by k.generation desc limit 1;
end;
comment on function app.health_with(uuid) is
	'Whose key the health sheets of a case are under, and stay under where its file goes: "BKK health"; null: it has none.';

create or replace function app.transfer_content(request uuid) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select jsonb_build_object('code', t.code, 'what', t.what, 'case', c.code, 'child', c.child, 'sex', c.sex, 'age_low', c.age_low, 'age_high', c.age_high,
			'language', c.language, 'risk', r.name, 'afraid', c.afraid, 'flags', c.flags,
			'office', o.code, 'to_office', d.code, 'with', (select x.code from app.transfer x where x.id = t.with_id),
			'purpose', e.purpose, 'urgency', e.urgency, 'risk_checked', coalesce(e.risk_checked, 'not_asked'), 'danger', e.danger,
			'sealed', jsonb_build_object('version', s.version, 'sha256', encode(sha256(s.blob), 'hex')))
		|| jsonb_build_object('consent', (select jsonb_build_object('answer', x.answer, 'by', x.by, 'asked_on', x.asked_on, 'again_on', x.again_on)
			from app.entry_consent x where x.case_id = t.case_id and x.purpose = case t.what when 'person' then 'transfer' else 'sharing' end
			order by x.asked_on desc, x.entered_at desc, x.answer = 'given', x.id limit 1))
		|| app.decision_told(t.case_id, 'transfer')
		|| case t.what
			when 'person' then jsonb_build_object('origin', e.origin, 'place', e.place, 'place_kind', p.kind, 'place_country', p.country_id,
				'leave_at', app.ms(e.leave_at), 'escort', e.escort, 'bed', (app.transfer_bed(t.case_id, t.place_id)).bed,
				'emergency', e.emergency, 'agreed_by', e.agreed_by, 'agreed_at', app.ms(e.agreed_at))
			else jsonb_build_object('despite', e.despite, 'health_with', app.health_with(t.case_id), 'health', e.health, 'keys', (select jsonb_agg(k.generation order by k.generation)
				from app.sealed_key k where k.case_id = t.case_id and k.key = 'office'))
			end
	from app.transfer t
	join app.entry_transfer e on e.id = t.id
	join app.sealed s on s.id = t.id
	join app.case c on c.id = t.case_id
	join app.risk r on r.id = c.risk
	join app.office o on o.id = t.office_id
	join app.office d on d.id = t.to_office_id
	left join lateral app.place_anywhere(e.place) as p on true
	where t.id = request;
end;
comment on function app.transfer_content(uuid) is
	'All of a transfer that is told in clear, and what is sealed of it by its hash: what an approver reads and signs.';

create or replace function app.transfer_danger(t app.transfer, e app.entry_transfer) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return t.what = 'person' and not t.emergency and coalesce(app.place_danger_stops(t.place_id, e.danger) = 'danger', false);
comment on function app.transfer_danger(app.transfer, app.entry_transfer) is
	'There is a danger note about the place, and nothing is said of what is done about it: it was written since. An emergency is done.';

create or replace function app.transfer_missing(request uuid) returns table (code text, stops boolean, later boolean)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	t app.transfer := (select x from app.transfer x where x.id = request);
	e app.entry_transfer := (select x from app.entry_transfer x where x.id = request);
	c app.case := (select x from app.case x where x.id = t.case_id);
	person boolean := t.what = 'person';
	today date := app.office_day(t.office_id);
	here text := (select o.country_id from app.office o where o.id = t.office_id);
	there text := case when person then (app.place_anywhere(e.place)).country_id
		else (select o.country_id from app.office o where o.id = t.to_office_id) end;
	bed record;
begin
	select * into bed from app.transfer_bed(t.case_id, t.place_id);
	return query
	select d, person, person from app.decision_lacks(t.case_id, 'transfer', here <> there, today) as d
	union all
	select x.code, x.stops, x.code = 'transfer_consent_missing' from (values
		('transfer_consent_missing', true, person and not app.agrees(t.case_id, 'transfer', today)),
		('file_consent_missing', true, not person and e.despite is null and not app.agrees(t.case_id, 'sharing', today)),
		('risk_check_missing', false, e.risk_checked is distinct from 'yes'),
		('escort_missing', false, person and e.escort is null),
		('escort_child', true, person and e.escort = 'nobody' and c.child is distinct from false),
		('bed_missing', true, person and bed.needed and bed.bed is null),
		('bed_ends_early', true, person and e.leave_at < app.now() + interval '7 days'
			and coalesce((bed.bed ->> 'held_until')::bigint < app.ms(e.leave_at), false)),
		('closed', true, person and c.closed_at is not null),
		('health_stays', false, not person and e.health is null and app.health_with(t.case_id) is not null),
		('person_elsewhere', true, not person and exists (select from app.transfer x where x.case_id = t.case_id and x.what = 'person'
			and not x.over and x.to_office_id <> t.to_office_id)),
		('receiving_keys', false, not person and not exists (select from app.directory_realm r
			where r.realm_id = app.realm_of(t.to_office_id, 'office') and r.epoch > 0)),
		('danger', true, app.transfer_danger(t, e))) as x(code, stops, lacks)
	where x.lacks;
end $$;
comment on function app.transfer_missing(uuid) is
	'What has to be there before a transfer is approved, and is not. stops: it can have changed since the approval, and nobody leaves with her, '
	'nor takes her file, as long as it is so. What is decided of herself is asked again before she leaves; her file follows it. later: it can be had still when she was '
	'brought away in an emergency.';

create or replace function app.transfer_lacks(request uuid) returns setof text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select m.code from app.transfer_missing(request) as m;
end;
comment on function app.transfer_lacks(uuid) is 'What has to be there before a transfer is approved, and is not.';

-- Days may lie between the approval and the moment in which she leaves, or her file does. As hw_owner: whoever receives it sees
-- nothing of her file yet.
create or replace function app.transfer_stops(request uuid) returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	t app.transfer := (select x from app.transfer x where x.id = request);
begin
	return case when not t.emergency then coalesce((select m.code from app.transfer_missing(request) as m where m.stops limit 1),
		case when t.leave_at > app.now() + interval '6 hours' then 'leave_early' end) end;
end $$;
comment on function app.transfer_stops(uuid) is
	'Why what was approved does not take place now, as the code of a refusal, or null: something that had to be there is there no more (she has '
	'taken back that she agrees, or does not want to, nobody has asked her lately, her bed is not held, the place is known for a danger), or it is '
	'not time.';

create or replace function app.sleeps_at(p_case uuid, p_place uuid) returns boolean
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.stay s join app.unit u on u.id = s.unit_id
		where s.case_id = p_case and u.place_id = p_place and s.state in ('in', 'on leave'));
end $$;
comment on function app.sleeps_at(uuid, uuid) is 'Whether she has a bed at this place, and has not left it without telling us: so it is known where she is.';

create or replace function app.transfer_to(t app.transfer, now_is text, staff smallint, why text default null, number integer default null,
		signature bytea default null) returns app.transfer
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	was text := t.state;
	stay app.stay;
begin
	update app.transfer x set state = now_is, since = app.now(), version = x.version + 1, touched_at = app.now(),
		where_by = case when was in ('en route', 'arrived') and now_is = 'aborted' and not app.sleeps_at(x.case_id, x.place_id)
			then app.now() + interval '30 minutes' else x.where_by end,
		bedless_since = case when now_is <> 'aborted' then x.bedless_since end,
		over = (select s.over from app.transfer_state s where s.name = now_is)
	where x.id = t.id returning x.* into t;
	insert into app.transfer_step (transfer_id, version, state, staff_id, why, number, signature)
	values (t.id, t.version, t.state, staff, why, number, signature);
	if t.what = 'person' and now_is in ('en route', 'arrived') then
		perform app.whereabouts_known(t.case_id);
	end if;
	if t.emergency and t.state = 'aborted' then
		perform app.emergency_rest(t.case_id);
	end if;
	if t.what = 'file' and t.state = 'aborted' then
		perform app.letters_back(t.id);
	elsif t.what = 'person' and t.state in ('refused', 'aborted') then
		stay := app.stay_held(t.case_id, t.place_id);
		if stay.state = 'held' then
			perform app.stay_ends(t.case_id, '{held}', 'released', 'not brought there', coalesce(staff, stay.held_by));
		end if;
	end if;
	return t;
end $$;
comment on function app.transfer_to(app.transfer, text, smallint, text, integer, bytea) is
	'The next step of a transfer, written down. The bed that is held for one that does not take place is free again. Where it ends on '
	'the way, or when she was there already, somebody has half an hour to say where she is, unless she has a bed there.';

create or replace function app.letters_back(p_transfer uuid) returns void
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	delete from app.transfer_key k where k.transfer_id = p_transfer;
end;
comment on function app.letters_back(uuid) is 'A file does not go: its keys wait for nobody any more. Who has read them has them.';

create or replace function app.transfer_decided(request uuid, answer text, reason text, detail jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	t app.transfer := (select x from app.transfer x where x.id = request);
	me smallint := case when answer <> 'expire' then app.me() end; -- that its time is over nobody says: somebody came by
	to_realm uuid;
	sent integer;
begin
	-- What was done already is signed, or not: where she is does not change by it, but who refuses it asks where she is now.
	if t.emergency then
		insert into app.transfer_step (transfer_id, version, state, staff_id, why)
		select t.id, t.version + 1, t.state, me, case answer when 'approve' then 'signed afterwards' when 'ask again' then answer else reason end;
		update app.transfer x set version = x.version + 1, touched_at = app.now(),
			where_by = case when answer = 'refuse' and not x.over and not app.sleeps_at(x.case_id, x.place_id) then app.now() + interval '30 minutes' else x.where_by end
		where x.id = t.id;
		return null;
	elsif answer <> 'approve' then
		perform app.transfer_to(t, case answer when 'ask back' then 'returned' when 'refuse' then 'refused'
			when 'ask again' then case when (select e.risk_checked = 'yes' from app.entry_transfer e where e.id = t.id) then 'risk-checked' else 'proposed' end
			else 'aborted' end, me, case answer when 'expire' then 'nobody decided' else reason end);
		return null;
	end if;
	if t.what = 'file' then
		to_realm := app.realm_of(t.to_office_id, 'office');
		begin
			insert into app.transfer_key (transfer_id, key, generation, from_realm, to_realm, to_epoch, letter, given_by, number)
			select t.id, 'office', k.generation, k.realm_id, to_realm, x.epoch, x.letter, app.my_person(), app.my_number()
			from jsonb_to_recordset(detail -> 'keys') as x(subject uuid, key text, generation integer, realm uuid, epoch integer, letter bytea)
			join app.sealed_key k on k.case_id = x.subject and k.key = x.key and k.generation = x.generation
			where x.subject = t.case_id and x.key = 'office' and x.realm = to_realm and x.epoch between 1 and app.epoch_of(to_realm);
			get diagnostics sent = row_count; -- who sends them does not see them
		exception when data_exception or not_null_violation or unique_violation or check_violation then
			return 'keys_missing';
		end;
		if sent <> (select count(*) from app.sealed_key k where k.case_id = t.case_id and k.key = 'office') then
			return 'keys_missing';
		end if;
	end if;
	perform app.transfer_to(t, 'approved', me);
	return null;
end $$;
comment on function app.transfer_decided(uuid, text, text, jsonb) is
	'A transfer follows what was decided. With the approval of a file come its keys, each sealed to the office that gets it: '
	'{"keys": [{"subject", "key", "generation", "realm", "epoch", "letter"}]}, as db/crossing.h makes them.';

-- As hw_owner: whoever receives her, or her file, does not see the case, and moves it all the same.
create or replace function app.transfer_lock(p_case uuid) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$ begin
	perform from app.case c where c.id = p_case for no key update;
	return true;
exception when lock_not_available or deadlock_detected then
	perform app.end_idle();
	return false;
end $$;
comment on function app.transfer_lock(uuid) is 'Hold the case of a transfer until the end, of whichever office; false: somebody else holds it.';

create or replace function app.lock_transfer(id uuid, out this app.transfer, out was app.case, out busy text)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
declare
	held record;
begin
	select t.* into this from app.transfer t where t.id = lock_transfer.id;
	select * into held from app.lock_case(this.case_id);
	was := held.was;
	busy := case when held.busy or was.id is null and not app.transfer_lock(this.case_id) then 'busy' end;
	if busy is null then
		select t.* into this from app.transfer t where t.id = lock_transfer.id for update;
	end if;
exception when lock_not_available or deadlock_detected then
	perform app.end_idle();
	busy := 'busy';
end $$;
comment on function app.lock_transfer(uuid) is
	'The transfer, behind its case, locked until the end; was: the case, where it is of my offices; null: there is none. busy: the code of the refusal.';

create or replace function app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, out call app.call, out this app.transfer)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	code text;
begin
	call := app.begin_change(key, action, 'case', args);
	if call.done then
		return;
	end if;
	call.done := true;
	if app.waited_long() then
		call.answer := app.refuse(call, 'waited_long');
		return;
	end if;
	select * into held from app.lock_transfer(id);
	this := held.this;
	call.object_id := this.case_id;
	call.was := held.was;
	code := case when held.busy is not null then held.busy when this.id is null then 'no_such_transfer'
		when this.version is distinct from begin_transfer.version then 'stale_transfer' end;
	if code is not null then
		call.answer := app.refuse(call, code, case code when 'stale_transfer' then 'version' else 'id' end);
		return;
	end if;
	call.office_id := case when this.office_id = any (app.my_offices()) then this.office_id else this.to_office_id end;
	call.done := false;
end $$;
comment on function app.begin_transfer(uuid, text, uuid, integer, jsonb) is 'Begin to do something with a transfer of this version.';

create or replace function app.transfer_told(t app.transfer, what text) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return jsonb_build_object('transfer', jsonb_build_array(null, t.code || ': ' || what), 'request', t.id);
comment on function app.transfer_told(app.transfer, text) is 'What the record says of it.';

create or replace function app.transfer_sides(t app.transfer) returns text[]
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return array_remove(array[case when t.office_id = any (app.my_offices()) then 'asking' end,
	case when t.to_office_id = any (app.my_offices()) then 'receiving' end, 'either'], null);
comment on function app.transfer_sides(app.transfer) is 'Which sides of a transfer whoever is connected is on.';

-- As hw_owner: it is of no office of hers until it has gone, and of no office of theirs afterwards.
create or replace function app.file_goes(t app.transfer, staff smallint, keys text[], generations integer[], epochs integer[], wraps bytea[])
	returns app.case
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	gone app.case;
	n integer;
begin
	update app.case c set office_id = t.to_office_id, responsible_id = staff, responsible_seen = true, version = c.version + 1, touched_at = app.now()
	where c.id = t.case_id returning c.* into gone;
	update app.sealed_key k set realm_id = x.to_realm, born = 0, epoch = w.epoch, wrapped = w.wrap, epoch_before = null, wrapped_before = null
	from app.transfer_key x
	join unnest(keys, generations, epochs, wraps) as w(key, generation, epoch, wrap) using (key, generation)
	where x.transfer_id = t.id and k.case_id = t.case_id and k.key = x.key and k.generation = x.generation;
	get diagnostics n = row_count;
	-- Who works there and not here sees none of it any more: it is for whoever is responsible.
	update app.task k set staff_id = null, touched_at = app.now()
	where k.case_id = t.case_id and k.done_at is null and k.staff_id is not null
	and not exists (select from app.staff_office o where o.staff_id = k.staff_id and o.office_id = t.to_office_id);
	-- A key that was made since: what is written with it would be read by nobody there.
	if exists (select from app.sealed_key k where k.case_id = t.case_id and k.key = 'office' and not exists (
		select from app.transfer_key x where x.transfer_id = t.id and (x.key, x.generation) = (k.key, k.generation))) then
		perform app.entry_refuse('id', 'keys_more');
	elsif n is distinct from cardinality(wraps) or n <> (select count(*) from app.transfer_key x where x.transfer_id = t.id) then
		perform app.entry_refuse('wraps', 'keys_missing');
	end if;
	return gone;
end $$;
comment on function app.file_goes(app.transfer, smallint, text[], integer[], integer[], bytea[]) is
	'The case is of the office that gets it from now on, and whoever has received it is responsible, also for what people had to do '
	'who do not work there; its keys are wrapped under that office''s.';

-- As hw_owner: whoever receives the file sees nothing of what is asked about it.
create or replace function app.file_waits(t app.transfer) returns boolean
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.approval a left join app.transfer x on x.id = a.id
		where a.case_id = t.case_id and a.id <> t.id and a.ended_at is null and (a.acted_at is not null or a.expires_at > app.now())
		and x.emergency is distinct from true);
end $$;
comment on function app.file_waits(app.transfer) is
	'Something else about the case is to be decided by the office that gives its file: that office could not do so any more. An emergency '
	'that is to be signed it signs afterwards, too.';

grant execute on function app.file_waits(app.transfer), app.transfer_bed(uuid, uuid), app.health_with(uuid), app.transfer_content(uuid), app.transfer_missing(uuid), app.transfer_lacks(uuid), app.transfer_stops(uuid),
	app.transfer_danger(app.transfer, app.entry_transfer), app.sleeps_at(uuid, uuid),
	app.transfer_to(app.transfer, text, smallint, text, integer, bytea), app.letters_back(uuid),
	app.transfer_decided(uuid, text, text, jsonb), app.lock_transfer(uuid), app.transfer_lock(uuid),
	app.begin_transfer(uuid, text, uuid, integer, jsonb), app.transfer_told(app.transfer, text), app.transfer_sides(app.transfer),
	app.file_goes(app.transfer, smallint, text[], integer[], integer[], bytea[]) to hw_api;

set local role hw_api;

create view api.transfer_line as
select t.id, t.version, t.code, t.what, c.id as case_id, c.code as case_code, o.code as office, d.code as to_office, p.code as place, t.state, t.since,
	t.emergency and a.ended_at is null as unsigned, a.state as approval, x.code as with_code, t.over, t.touched_at, n.waits_on_us,
	case when t.emergency and a.ended_at is null then 0 when t.emergency and a.state = 'refused' and (not t.over or t.where_by is not null) then 1
		when t.where_by is not null then 2 when t.bedless_since is not null then 3
		when n.waits_on_us or a.ended_at is null and a.to_id = (select app.me()) then 4 when not t.over then 5 else 6 end::smallint as waits,
	n.next, n.next_by, case when a.ended_at is null then w.name end as asked_of
from app.transfer t
join app.office o on o.id = t.office_id
join app.office d on d.id = t.to_office_id
join app.approval a on a.id = t.id
left join app.case c on c.id = t.case_id
left join app.place p on p.id = t.place_id
left join app.transfer x on x.id = t.with_id
left join app.staff w on w.id = a.to_id
left join app.staff k on k.id = a.asked_by
left join app.transfer_move m on not t.over and m.what = t.what and m.from_state = t.state and not m.says_why and m.side <> 'by itself'
cross join lateral (select
	case when t.where_by is not null then 'where she is' when t.bedless_since is not null then 'a bed' when m.to_state is not null then m.to_state when t.state = 'returned' then 'asked again' when not t.over then 'approved' end as next,
	case when t.where_by is not null then o.code when t.bedless_since is not null then d.code when m.side = 'receiving' or d.id = o.id and m.side = 'either' then d.code
		when m.side = 'either' then o.code || ' or ' || d.code when t.state = 'returned' then k.name when not t.over then w.name end as next_by,
	coalesce(m.side = 'either' or t.state = 'returned' or t.where_by is not null, false) and t.office_id = any ((select app.my_offices())::smallint[])
		or coalesce(m.side in ('receiving', 'either') or t.bedless_since is not null, false) and t.to_office_id = any ((select app.my_offices())::smallint[]) as waits_on_us) as n
where exists (select from app.allowed y where y.action = 'transfer.open' and y.role = any ((select app.my_roles())::text[]));
comment on view api.transfer_line is
	'The transfers that my offices have asked for, or get, as lines of a list; of none, where my role sees none.';
comment on column api.transfer_line.id is 'the transfer';
comment on column api.transfer_line.version is 'to name in a step';
comment on column api.transfer_line.code is 'what people say';
comment on column api.transfer_line.what is 'person or file';
comment on column api.transfer_line.case_id is 'whose; null: the case is not of my offices';
comment on column api.transfer_line.case_code is 'its code; null likewise';
comment on column api.transfer_line.office is 'the office that asks';
comment on column api.transfer_line.to_office is 'the office that gets her, or it';
comment on column api.transfer_line.place is 'where she is to be; null: of a file, or a place of another office';
comment on column api.transfer_line.state is 'where it stands';
comment on column api.transfer_line.since is 'since when';
comment on column api.transfer_line.unsigned is 'it was done in an emergency, and nobody has signed it';
comment on column api.transfer_line.approval is 'open, asked back, approved, refused, withdrawn, expired';
comment on column api.transfer_line.with_code is 'the one of her file, or of herself, that it belongs to; null: none';
comment on column api.transfer_line.over is 'nothing follows';
comment on column api.transfer_line.touched_at is 'last change';
comment on column api.transfer_line.waits_on_us is 'the next step is one that my office says';
comment on column api.transfer_line.waits is 'in this order they are shown: 0 unsigned, 1 done in an emergency and refused, 2 nobody says where she is, 3 she has no bed, 4 waits on us, or on me who is asked to approve it, 5 on others, 6 over';
comment on column api.transfer_line.next is 'what comes next: where she is, a bed, a state, or asked again; null: nothing';
comment on column api.transfer_line.next_by is 'who says so: codes of offices, or the name of who is asked; null: nobody is';
comment on column api.transfer_line.asked_of is 'who is asked to approve or to sign it; null: nobody, or it is decided';

create function api.transfer_find(p_code text) returns table (id uuid, version integer, code text, what text, state text, case_id uuid, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	wanted text := app.code_typed(p_code, 'TR');
begin
	if not app.begin_read('transfer.open', 'approval') then
		return;
	end if;
	return query
	select t.id, t.version, t.code, t.what, t.state, c.id,
		case when t.id is null then case when app.code_valid(wanted) then 'no_such_transfer' else 'check' end end
	from (select) as x
	left join app.transfer t on t.code = wanted
	left join app.case c on c.id = t.case_id;
end $$;
comment on function api.transfer_find(text) is
	'The transfer with this code, however it was typed. problem: check (misread or mistyped) or no_such_transfer. No row: my role sees none.';

create view api.transfer_why_line as
select w.to_state, w.name, w.meaning, w.position, w.what from app.transfer_why w where w.by_hand;
comment on view api.transfer_why_line is 'Why a transfer can be ended.';
comment on column api.transfer_why_line.to_state is 'the state that needs it';
comment on column api.transfer_why_line.name is 'the word';
comment on column api.transfer_why_line.meaning is 'in a sentence';
comment on column api.transfer_why_line.position is 'its place in the list';
comment on column api.transfer_why_line.what is 'person or file, of which it can be said; null: of either';

create function api.transfer_open(p_id uuid)
	returns table (id uuid, version integer, code text, what text, case_id uuid, state text, since timestamptz, emergency boolean, zone text,
		sides text[], moves text[], steps jsonb, still text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('transfer.open', 'approval', p_id) then
		return;
	elsif not exists (select from app.transfer t where t.id = p_id) then
		perform app.refuse_read('transfer.open', 'approval', p_id, 'no_such_transfer');
	end if;
	return query
	select t.id, t.version, t.code, t.what, c.id, t.state, t.since, t.emergency, o.zone, x.sides,
		array(select m.to_state from app.transfer_move m join app.transfer_state s on s.name = m.to_state
			where m.what = t.what and m.from_state = t.state and m.side = any (x.sides) order by s.position),
		(select jsonb_agg(jsonb_build_object('state', s.state, 'at', api.ms(s.at), 'person', w.name, 'id', w.person, 'why', s.why, 'number', s.number,
			'signature', encode(s.signature, 'hex')) order by s.version)
			from app.transfer_step s left join app.staff w on w.id = s.staff_id where s.transfer_id = t.id),
		app.flags_left(t)
	from app.transfer t
	cross join lateral (select app.transfer_sides(t) as sides) as x
	join app.office o on o.id = case when 'asking' = any (x.sides) then t.office_id else t.to_office_id end
	left join app.case c on c.id = t.case_id
	where t.id = p_id;
end $$;
comment on function api.transfer_open(uuid) is
	'A transfer of my offices: where it stands, to what I can move it, and each step of it with its signature. still: which of the '
	'flags detained and alone her case has, though she has come to a place of ours: to be asked, for none goes by itself. What was approved: '
	'api.approval_open().';

create function api.transfer_draft(p_case uuid) returns table (name text, content text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('transfer.open', 'case', p_case) then
		return;
	end if;
	return query
	select x.name, x.content
	from (select) as once
	left join (select t.what, o.code as office, e.purpose from app.transfer t join app.entry_transfer e on e.id = t.id
		join app.office o on o.id = t.to_office_id
		where t.case_id = p_case and t.what = 'person' and not t.over and t.to_office_id <> t.office_id
		and not exists (select from app.transfer f where f.case_id = t.case_id and f.what = 'file' and not f.over)) as p on true
	cross join lateral (values ('what', case when p.what is null then 'person' else 'file' end), ('office', p.office), ('purpose', p.purpose)) as x(name, content)
	where x.content is not null;
end $$;
comment on function api.transfer_draft(uuid) is
	'What a new request begins with: of herself; where she is on her way to another office and her file is not, of the file, to the same office.';

create function api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text default null, p_number integer default null,
		p_signature bytea default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_transfer(p_key, 'transfer.step', p_id, p_version,
		jsonb_build_array(p_id, p_version, p_state, p_why, p_number, encode(p_signature, 'hex')));
	call app.call := begun.call;
	this app.transfer := begun.this;
	move app.transfer_move;
	why text := lower(btrim(p_why));
	stay app.stay;
	problem text[];
	bedless boolean := false;
	needed boolean;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	select * into move from app.transfer_move m where m.what = this.what and m.from_state = this.state and m.to_state = p_state
	and m.side = any (app.transfer_sides(this));
	problem := case
		when move.what is null or this.what = 'file' and p_state = 'handed over' then '{state,transfer_move}'
		when move.says_why and not exists (select from app.transfer_why w where w.to_state = p_state and w.name = why and w.by_hand
			and coalesce(w.what, this.what) = this.what)
			then '{why,why_ended}'
		when move.signed and (exists (select from app.approval a where a.id = p_id and call.staff_id = any (a.askers))
			or this.to_office_id <> this.office_id and exists (select from app.approval_vote v
				where (v.approval_id, v.staff_id, v.answer) = (p_id, call.staff_id, 'approve')))
			then '{state,own_approval}'
		when move.signed and (coalesce(octet_length(p_signature), 0) <> 64 or p_number is null) then '{signature,signature_needed}'
		when move.signed and p_number is distinct from app.my_number() then '{signature,not_your_keys}'
		end::text[];
	if problem is null and p_state = 'arrived' then
		stay := app.stay_held(this.case_id, this.place_id, true);
		needed := stay.id is not null or (app.transfer_bed(this.case_id, this.place_id)).needed;
		if needed then
			problem := array['state', app.stay_arrive(stay.id, call.staff_id)];
		end if;
		if this.emergency and problem[2] in ('no_such_unit', 'no_such_stay', 'no_bed', 'hold_over', 'not_fit_sex', 'not_fit_age', 'closed_since') then
			bedless := not app.bed_on_arrival(this.case_id, this.place_id, call.staff_id);
			problem[2] := case when bedless is null then 'busy_unit' end;
		end if;
	end if;
	if problem is null and p_state = 'en route' then
		problem := array['state', app.transfer_stops(p_id)];
	end if;
	if problem[2] is not null then
		answer := app.refuse(call, problem[2], problem[1]);
		if problem[2] in ('no_bed', 'hold_over', 'no_such_stay', 'not_fit_sex', 'not_fit_age', 'closed_since') then
			answer.message := case problem[2] when 'no_such_stay' then 'No bed is held for her there.' else answer.message end;
			answer.hint := concat_ws(' ', app.bed_others(this.case_id, (select o.country_id from app.office o where o.id = this.to_office_id)),
				'Whoever works on her case holds one: ' || app.case_office(this.case_id) || '. She has not arrived until then: stay with her.');
		end if;
		return answer;
	end if;
	if not needed then -- nobody checks her in there; she is no more where she was
		perform app.stay_ends(this.case_id, '{in,on leave,left}', 'out', 'arrived elsewhere', call.staff_id);
	end if;
	why := case when move.says_why then why when bedless then 'no bed' end;
	this := app.transfer_to(this, p_state, call.staff_id, why, case when move.signed then p_number end,
		case when move.signed then p_signature end);
	if bedless then
		update app.transfer t set bedless_since = app.now() where t.id = this.id;
	end if;
	answer := app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.transfer_told(this, concat_ws(', ', p_state, why)));
	select r.message, r.hint into answer.message, answer.hint from app.refusal r
	where r.code = case when bedless then 'arrived_bedless' when app.flags_left(this) <> '{}' then 'still_flagged' end;
	return answer;
end $$;
comment on function api.transfer_step(uuid, uuid, integer, text, text, integer, bytea) is
	'Say where a transfer stands now: accepted, en route (not if she has said no since it was approved, or the place is known for a danger '
	'since), arrived (her bed is taken then; of an emergency one that fits and is free, or, where there is none, none: the answer is a message '
	'then, and who leads has it until she has one; where her case still says that she is detained or alone, the answer says that), handed over (signed by who receives her, which is nobody who has asked for it, or, between two offices, approved it: p_number is '
	'which of my keys) or aborted (for a reason of app.transfer_why). A file is handed over by api.transfer_take().';

create view api.transfer_where_line as
select w.name, w.meaning, w.position from app.transfer_where w;
comment on view api.transfer_where_line is 'Where somebody may be whose transfer ended on the way, or was refused.';
comment on column api.transfer_where_line.name is 'the word';
comment on column api.transfer_where_line.meaning is 'in a sentence';
comment on column api.transfer_where_line.position is 'its place in the list';

create function api.transfer_where(p_key uuid, p_id uuid, p_version integer, p_where text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_transfer(p_key, 'transfer.where', p_id, p_version, jsonb_build_array(p_id, p_version, p_where));
	call app.call := begun.call;
	this app.transfer := begun.this;
	place text := lower(btrim(p_where));
	flagged record;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	elsif num_nonnulls(this.where_by, this.where_is, this.bedless_since) = 0 then
		return app.refuse(call, 'where_known', 'id');
	elsif not exists (select from app.transfer_where w where w.name = place) then
		return app.refuse(call, 'no_such_where', 'where');
	elsif this.where_by is null and this.where_is = place and (this.bedless_since is null or place = 'at the place') then
		return app.refuse(call, 'unchanged', 'where');
	end if;
	update app.transfer t set version = t.version + 1, where_by = null, where_is = place,
		bedless_since = case place when 'at the place' then t.bedless_since end, touched_at = app.now() where t.id = this.id returning t.* into this;
	insert into app.transfer_step (transfer_id, version, state, staff_id, why) values (this.id, this.version, this.state, call.staff_id, place);
	if place = 'detention' then
		select * into flagged from app.case_detained(this.case_id);
		insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
		select call.staff_id, flagged.office, 'case.flag', 'case', this.case_id, flagged.now_is,
			jsonb_build_object('flags', jsonb_build_array(flagged.was, flagged.became)) where flagged.became is not null;
	end if;
	answer := app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.transfer_told(this, 'she is: ' || place));
	select r.message, r.hint into answer.message, answer.hint from app.refusal r
	where r.code = 'still_flagged' and place <> 'detention' and (begun.this).where_is = 'detention' and app.is_detained(this.case_id);
	return answer;
end $$;
comment on function api.transfer_where(uuid, uuid, integer, text) is
	'Say where she is, by a word of app.transfer_where, whose transfer ended on the way or was an emergency that was refused, or who is there '
	'without a bed, until she is elsewhere. A bed that she '
	'has, or another transfer on which she leaves, says it, too; until then another word corrects what was said, and both stand among its steps. '
	'detention flags her case as detained; a correction takes no flag away, and the answer says so.';

create function api.transfer_send(p_id uuid)
	returns table (subject uuid, key text, generation integer, born integer, realm uuid, epoch integer, wrapped bytea, to_realm uuid)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('transfer.keys', 'approval', p_id) then
		return;
	end if;
	return query
	select t.case_id, k.key, k.generation, k.born, k.realm_id, k.epoch, k.wrapped, app.realm_of(t.to_office_id, 'office')
	from app.transfer t join app.sealed_key k on k.case_id = t.case_id and k.key = 'office'
	where t.id = p_id and t.what = 'file' and not t.over and t.office_id = any (app.my_offices()) and app.has_letter(k.realm_id)
	order by k.key, k.generation;
end $$;
comment on function api.transfer_send(uuid) is
	'The keys that go with a file, wrapped as they are, and to whose key whoever approves it seals them; none, where she has not the key '
	'of the office that they are wrapped under.';

create function api.transfer_newest(p_id uuid)
	returns table (realm uuid, epoch integer, box bytea, chain bytea, recovery_id uuid, recovery bytea, opened_by uuid, signature bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('transfer.keys', 'approval', p_id) then
		return;
	end if;
	return query
	select e.realm_id, e.epoch, e.box, e.chain, e.recovery_id, e.recovery, e.opened_by, e.signature
	from app.transfer t join app.realm_epoch e on e.realm_id = app.realm_of(t.to_office_id, 'office')
	where t.id = p_id and t.what = 'file' and not t.over and t.office_id = any (app.my_offices())
	order by e.epoch desc limit 1;
end $$;
comment on function api.transfer_newest(uuid) is
	'The newest key of the office that gets a file, as its custodian states it: registrars sign it some time after, and until then who '
	'has left that office still has the one before.';

create function api.transfer_keys(p_id uuid)
	returns table (subject uuid, key text, generation integer, from_realm uuid, realm uuid, epoch integer, letter bytea, given_by uuid,
		number integer, version integer, content text, hash bytea, signature bytea)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('transfer.keys', 'approval', p_id) then
		return;
	elsif not exists (select from app.transfer t where t.id = p_id) then
		perform app.refuse_read('transfer.keys', 'approval', p_id, 'no_such_transfer');
	end if;
	return query
	select t.case_id, k.key, k.generation, k.from_realm, k.to_realm, k.to_epoch, k.letter, k.given_by, k.number, v.version, a.content, v.hash, v.signature
	from app.transfer t
	join app.transfer_key k on k.transfer_id = t.id
	join app.approval a on a.id = t.id
	join app.staff s on s.person = k.given_by
	left join app.approval_vote v on v.approval_id = t.id and v.staff_id = s.id and v.version = a.version and v.answer = 'approve'
	where t.id = p_id and t.to_office_id = any (app.my_offices()) and app.has_letter(k.to_realm)
	order by k.key, k.generation;
end $$;
comment on function api.transfer_keys(uuid) is
	'The keys that came with the approval of a file for one of my offices, sealed to its key, with the answer of whoever sealed them and '
	'the text that she signed; of none whose office''s key I have not.';

create function api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_keys text[], p_generations integer[], p_epochs integer[],
		p_wraps bytea[], p_number integer, p_signature bytea)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_transfer(p_key, 'transfer.take', p_id, p_version, jsonb_build_array(p_id, p_version, p_keys, p_generations, p_epochs,
		encode(sha256(convert_to(array_to_string(p_wraps, ''), 'UTF8')), 'hex'), p_number, encode(p_signature, 'hex')));
	call app.call := begun.call;
	this app.transfer := begun.this;
	realm uuid := app.realm_of(this.to_office_id, 'office');
	gone app.case;
	health text;
	problem text[];
	broken text;
begin
	if call.done then
		return call.answer;
	end if;
	problem := case
		when (this.what, this.state) <> ('file', 'approved') or 'receiving' <> all (app.transfer_sides(this)) then '{id,transfer_move}'
		when exists (select from app.approval a where a.id = p_id and call.staff_id = any (a.askers))
			or exists (select from app.approval_vote v where v.approval_id = p_id and v.staff_id = call.staff_id) then '{id,own_approval}'
		when coalesce(octet_length(p_signature), 0) <> 64 or p_number is null then '{signature,signature_needed}'
		when p_number is distinct from app.my_number() then '{signature,not_your_keys}'
		when array[cardinality(p_keys), cardinality(p_generations), cardinality(p_epochs)]
			is distinct from array_fill(cardinality(p_wraps), array[3]) or cardinality(p_wraps) = 0 or exists (select from unnest(p_wraps) as w
			where coalesce(octet_length(w), 0) <> 106) then '{wraps,key_format}'
		end::text[];
	if problem is null then
		problem := array['id', coalesce(app.ready_realm(realm), case when app.file_waits(this) then 'requests_open' end)];
	end if;
	if problem[2] is null then
		problem := array['id', app.transfer_stops(p_id)];
	end if;
	if problem[2] is null and exists (select from unnest(p_epochs) as e where e is distinct from app.epoch_of(realm)) then
		problem := '{epoch,epoch}';
	end if;
	if problem[2] is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	begin
		gone := app.file_goes(this, call.staff_id, p_keys, p_generations, p_epochs, p_wraps);
	exception when check_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') = 0 then
			raise;
		end if;
		return app.refuse(call, split_part(broken, '__', 2), split_part(broken, '__', 1));
	end;
	this := app.transfer_to(this, 'handed over', call.staff_id, null, p_number, p_signature);
	health := app.health_with(gone.id);
	insert into app.task (case_id, office_id, kind, due_at)
	select gone.id, gone.office_id, k.id, app.now() + interval '1 day' from app.task_kind k
	where k.name = 'ask for health sheets' and health is not null and not exists (select from app.task y
		where y.case_id = gone.id and y.kind = k.id and y.done_at is null);
	perform app.clocks_cross(gone.id, (select o.country_id from app.office o where o.id = this.office_id));
	call.was := gone;
	return app.finish(call, gone.version, app.transfer_told(this, concat('handed over', '; the health sheets stay with ' || health)));
end $$;
comment on function api.transfer_take(uuid, uuid, integer, text[], integer[], integer[], bytea[], integer, bytea) is
	'Receive a file: its keys, of these kinds and generations, wrapped under the newest epoch of my office''s key, and my signature (of my key of '
	'that number) over what was approved. From then on the case is my office''s, and mine. Whoever asked for it or approved it does '
	'not receive it, and nobody does if she has taken back that she agrees, or while the office that gives it has something else to decide '
	'about her. Where that is in another country, see app.clocks_cross(). Health '
	'sheets stay under the key of the health staff that wrote them: to ask these is a task then.';
