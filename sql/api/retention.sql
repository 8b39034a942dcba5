-- How long files are kept, why one is kept longer, and how one ends (see 0034_retention.sql).
set local role hw_owner;

create or replace function app.erasure_content(request uuid) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select jsonb_build_object('code', e.code, 'what', 'erasure', 'case', c.code, 'office', o.code, 'reason', e.reason, 'closed_on', (c.closed_at at time zone o.zone)::date,
		'keep_until', c.keep_until, 'close_reason', r.name, 'records', (select count(*) from app.sealed s where s.case_id = c.id),
		'keys', (select count(*) from app.sealed_key k where k.case_id = c.id),
		'holds', (select jsonb_agg(h.reason order by h.reason) from app.legal_hold h where h.case_id = c.id))
	from app.erasure e join app.case c on c.id = e.case_id join app.office o on o.id = c.office_id
	left join app.close_reason r on r.id = c.close_reason
	where e.id = request);
comment on function app.erasure_content(uuid) is 'Which file is erased, why, and how much it is.';

create or replace function app.erasure_lacks(request uuid) returns setof text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select x.code from app.erasure e join app.case c on c.id = e.case_id join app.erasure_reason r on r.name = e.reason
	cross join lateral (values (1, 'not_closed', c.closed_at is null),
		(2, 'erasure_held', exists (select from app.legal_hold h where h.case_id = c.id)),
		(3, 'erasure_early', not r.early and c.keep_until > app.office_day(c.office_id)),
		(4, 'erasure_open_transfer', exists (select from app.transfer t where t.case_id = c.id and not t.over)),
		(5, 'erasure_clock', exists (select from app.case_clock k where k.case_id = c.id and k.stopped_at is null)),
		(6, 'erasure_open_stay', exists (select from app.stay s where s.case_id = c.id
			and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now()))),
		(7, 'erasure_open_request', exists (select from app.approval a where a.case_id = c.id and a.id <> e.id and a.ended_at is null
			and (a.acted_at is not null or a.expires_at > app.now())))) as x(n, code, lacks)
	where e.id = request and x.lacks order by x.n;
end;
comment on function app.erasure_lacks(uuid) is 'Why a file cannot be erased yet.';

-- As hw_owner: nobody else deletes a sealed record. The keys go first in the receipt, for without them no copy opens.
create or replace function app.erase_case(p_case uuid, out records integer, out keys integer)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	delete from app.sealed_past x using app.sealed s where s.id = x.id and s.case_id = p_case;
	delete from app.transfer_key k using app.transfer t where t.id = k.transfer_id and t.case_id = p_case;
	delete from app.sealed_key k where k.case_id = p_case;
	get diagnostics keys = row_count;
	delete from app.sealed s where s.case_id = p_case;
	get diagnostics records = row_count;
	update app.approval a set content = '{}', first_content = '{}', hash = sha256('{}') where a.case_id = p_case and a.kind <> 'erasure';
	delete from app.stay x where x.case_id = p_case;
	delete from app.handover_line x where x.case_id = p_case;
	delete from app.task x where x.case_id = p_case;
	delete from app.case_clock x where x.case_id = p_case;
	delete from app.watch x where x.case_id = p_case;
	delete from app.presence x where x.case_id = p_case;
	delete from app.wake_try x where x.case_id = p_case;
	delete from app.case_link x where p_case in (x.case_a, x.case_b);
	delete from app.escalation x where x.case_id = p_case;
	update app.contact x set case_id = null where x.case_id = p_case;
	update app.case c set erased_at = app.now(), version = c.version + 1, touched_at = app.now(), flags = '{}', language = null, risk = 0, afraid = 'not asked', responsible_id = null,
		responsible_seen = true
	where c.id = p_case;
	delete from app.case_taken x where x.case_id = p_case;
end $$;
comment on function app.erase_case(uuid) is
	'Destroy what is sealed of a case and its keys, and what is told in clear of it. Its line stays: code, office, when and why it was '
	'closed, sex, band of ages, status and kind of exploitation; and so does the record of what was done, which names nobody.';

create or replace function app.erasure_decided(request uuid, answer text, reason text, detail jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	this app.erasure := (select e from app.erasure e where e.id = request);
begin
	if answer = 'approve' then
		perform app.erasure_done(request);
	elsif answer in ('refuse', 'withdraw', 'expire') then
		update app.erasure e set state = 'not erased' where e.id = request;
	end if;
	return null;
end $$;
comment on function app.erasure_decided(uuid, text, text, jsonb) is 'The file is erased once it is approved.';

create or replace function app.erasure_done(request uuid) returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	gone record;
begin
	select x.* into gone from app.erasure e cross join lateral app.erase_case(e.case_id) as x where e.id = request and e.state = 'asked';
	update app.erasure e set state = 'erased', erased_at = app.now(), records = gone.records, keys = gone.keys,
		backups_until = ((app.now() + (select c.backups_kept from app.cluster c)) at time zone (select o.zone from app.office o where o.id = e.office_id))::date + 1
	where e.id = request;
end $$;
comment on function app.erasure_done(uuid) is
	'Erase, and write the receipt: until which day backups may hold it, app.cluster says.';

revoke execute on function app.erase_case(uuid) from public;
grant execute on function app.erasure_content(uuid), app.erasure_lacks(uuid), app.erasure_decided(uuid, text, text, jsonb),
	app.erasure_done(uuid) to hw_api;

set local role hw_api;

create view api.retention_line as
select c.id, c.version, c.code, o.code as office, c.closed_at, c.keep_until::text, c.keep_until <= d.today as over, h.held, x.stops, e.code as erasure,
	c.erased_at, case when c.erased_at is not null then 4 when e.code is not null then 1 when c.keep_until > d.today then 3
		when x.stops is not null then 2 else 0 end::smallint as waits
from app.case c
join app.office o on o.id = c.office_id
cross join lateral (select ((select app.now()) at time zone o.zone)::date as today) as d
cross join lateral (select string_agg(y.reason, ', ' order by y.reason) as held from app.legal_hold y where y.case_id = c.id) as h
cross join lateral (select nullif(concat_ws(', ', h.held,
	case when exists (select from app.case_clock k where k.case_id = c.id and k.stopped_at is null) then 'clock runs' end,
	case when exists (select from app.transfer t where t.case_id = c.id and not t.over) then 'transfer' end,
	case when exists (select from app.stay s where s.case_id = c.id
		and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > (select app.now()))) then 'bed' end,
	case when exists (select from app.approval a where a.case_id = c.id and a.kind <> 'erasure' and a.ended_at is null
		and (a.acted_at is not null or a.expires_at > (select app.now()))) then 'request' end), '') as stops) as x
left join app.erasure e on e.case_id = c.id and e.state <> 'not erased'
where c.keep_until is not null
and exists (select from app.allowed x where x.action = 'erasure.ask' and x.role = any ((select app.my_roles())::text[]));
comment on view api.retention_line is 'The closed cases of my offices: until when the file of each is kept, what stops its end, and whether it is erased.';
comment on column api.retention_line.id is 'the case';
comment on column api.retention_line.version is 'to name in a change';
comment on column api.retention_line.code is 'what people say';
comment on column api.retention_line.office is 'its office';
comment on column api.retention_line.closed_at is 'when it was closed';
comment on column api.retention_line.keep_until is 'until which day its file is kept';
comment on column api.retention_line.over is 'that day has come, by the clock of its office';
comment on column api.retention_line.held is 'for which reasons it is kept all the same; null: for none';
comment on column api.retention_line.stops is 'these, and whatever else stops its end: a clock that runs, a transfer that is not over, a bed, a request that is not decided; null: nothing does';
comment on column api.retention_line.erasure is 'the request that it is erased, or the receipt; null: there is none';
comment on column api.retention_line.erased_at is 'when it was erased; null: it is there';
comment on column api.retention_line.waits is 'in this order they are shown: 0 its day has come, 1 somebody has asked that it is erased, 2 it has come and something stops its end, 3 kept, 4 erased';

create function api.case_hold(p_key uuid, p_case uuid, p_version integer, p_act text, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.hold', p_case, p_version, jsonb_build_array(p_act, p_reason));
	was app.case := call.was;
	why text;
	before text;
	asked app.approval;
begin
	if call.done then
		return call.answer;
	end if;
	select a.* into asked from app.approval a join app.erasure e on e.id = a.id where e.case_id = p_case and e.state = 'asked';
	select r.name into why from app.hold_reason r where r.name = lower(btrim(p_reason));
	select string_agg(h.reason, ', ' order by h.reason) into before from app.legal_hold h where h.case_id = p_case;
	if coalesce(p_act not in ('keep', 'let go'), true) then
		return app.refuse(call, 'no_such_choice', 'act');
	elsif why is null or p_act = 'let go' and not exists (select from app.legal_hold h where (h.case_id, h.reason) = (p_case, why)) then
		return app.refuse(call, 'no_such_hold', 'reason');
	elsif p_act = 'let go' and call.staff_id = any (asked.askers) then
		return app.refuse(call, 'own_request');
	elsif p_act = 'let go' then
		delete from app.legal_hold h where (h.case_id, h.reason) = (p_case, why);
		perform app.approval_read(asked, call.staff_id) where asked.id is not null;
	else
		insert into app.legal_hold (case_id, office_id, reason, set_by) values (p_case, was.office_id, why, call.staff_id) on conflict do nothing;
		if not found then
			return app.refuse(call, 'held_already', 'reason');
		end if;
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now() where c.id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('act', p_act, 'hold', jsonb_build_array(coalesce(before, 'nothing'),
		coalesce((select string_agg(h.reason, ', ' order by h.reason) from app.legal_hold h where h.case_id = p_case), 'nothing'))));
end $$;
comment on function api.case_hold(uuid, uuid, integer, text, text) is
	'keep: the file of a case is kept, whatever its day, for a reason of app.hold_reason; let go: no more for that reason. Whoever asked that '
	'it is erased does not let it go; who lets it go does not approve that.';

create function api.erasure_ask(p_key uuid, p_case uuid, p_version integer, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'erasure.ask', p_case, p_version, to_jsonb(p_reason));
	was app.case := call.was;
	why text;
	early boolean;
	made app.erasure;
begin
	if call.done then
		return call.answer;
	end if;
	select r.name, r.early into why, early from app.erasure_reason r where r.name = lower(btrim(p_reason));
	if why is null then
		return app.refuse(call, 'why_erase', 'reason');
	elsif was.closed_at is null then
		return app.refuse(call, 'not_closed');
	elsif not early and was.keep_until > app.office_day(was.office_id) then
		return app.refuse(call, 'erasure_early', 'reason');
	elsif exists (select from app.erasure e where e.case_id = p_case and e.state = 'asked') then
		return app.refuse(call, 'erasure_asked');
	end if;
	insert into app.erasure (case_id, office_id, reason, asked_by) values (p_case, was.office_id, why, call.staff_id) returning * into made;
	perform app.approval_begin(made.id, made.code, 'erasure', made.office_id, null, p_case, others => array(
		select distinct e.staff_id from app.event e where e.object_id = p_case and e.action = 'case.hold' and e.refusal is null
		and e.detail ->> 'act' = 'let go' and e.at > app.now() - interval '90 days' and e.staff_id <> call.staff_id));
	return app.finish(call, was.version, jsonb_build_object('erasure', jsonb_build_array(null, made.code || ', ' || why), 'request', made.id));
end $$;
comment on function api.erasure_ask(uuid, uuid, integer, text) is
	'Ask that the file of a closed case is erased, for a reason of app.erasure_reason. Two others approve it, who have let nothing go that '
	'kept it within the last 90 days.';

create function api.erasure_find(p_code text) returns table (id uuid, code text, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	wanted text := app.code_typed(p_code, case when p_code ~* '^\W*hw(\W*\w){8}\W*$' then 'HW' else 'ER' end);
begin
	if not app.begin_read('erasure.open', 'approval') then
		return;
	end if;
	return query
	select e.id, e.code, case when e.id is null then case when app.code_valid(wanted) then 'no_such_erasure' else 'check' end end
	from (select) as x
	left join lateral (select y.id, y.code from app.erasure y join app.case c on c.id = y.case_id
		where wanted in (y.code, c.code) order by y.asked_at desc limit 1) as e on true;
end $$;
comment on function api.erasure_find(text) is
	'The request of this code (ER-....), or the last one of the case of this code; problem: check (the code is mistyped), no_such_erasure.';

create function api.erasure_open(p_id uuid)
	returns table (id uuid, code text, case_code text, office text, zone text, reason text, asked_by text, asked_at timestamptz, state text,
		approved_by text[], erased_at timestamptz, records integer, keys integer, backups_until date, closed_on date, close_reason text, child boolean,
		sex text, age_low smallint, age_high smallint, status text, exploitation text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('erasure.open', 'approval', p_id) then
		return;
	elsif not exists (select from app.erasure e where e.id = p_id) then
		perform app.refuse_read('erasure.open', 'approval', p_id, 'no_such_approval');
	end if;
	return query
	select e.id, e.code, c.code, o.code, o.zone, e.reason, w.name, e.asked_at, e.state,
		array(select s.name from app.approval_vote v join app.staff s on s.id = v.staff_id
			join app.approval a on a.id = v.approval_id and a.version = v.version
			where v.approval_id = e.id and v.answer = 'approve' and e.state = 'erased' order by v.at, s.name),
		e.erased_at, e.records, e.keys, e.backups_until, x.closed_on, x.close_reason, x.child, x.sex, x.age_low, x.age_high, x.status, x.exploitation
	from app.erasure e
	join app.case c on c.id = e.case_id
	join app.office o on o.id = e.office_id
	join app.staff w on w.id = e.asked_by
	left join lateral (select (c.closed_at at time zone o.zone)::date as closed_on, r.name as close_reason, c.child, c.sex, c.age_low, c.age_high,
			s.name as status, f.name as exploitation
		from (select) as y
		left join app.close_reason r on r.id = c.close_reason
		left join app.status s on s.id = c.status
		left join app.exploitation f on f.id = c.exploitation
		where e.state = 'erased') as x on true
	where e.id = p_id;
end $$;
comment on function api.erasure_open(uuid) is
	'What became of a request that a file is erased, and the receipt: who asked, who approved, what was destroyed, and until which day '
	'backups may still hold it, and what stays of the case: the line that names nobody.';

create function api.retention_set(p_key uuid, p_office text, p_years integer) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'retention.set', 'office', jsonb_build_array(p_office, p_years));
	office smallint;
	was interval;
begin
	if call.done then
		return call.answer;
	end if;
	select o.id into office from app.office o where o.code = upper(p_office);
	if office is null or office <> all (app.my_offices()) then
		return app.refuse(call, case when office is null then 'no_such_office' else 'office' end, 'office');
	end if;
	call.office_id := office;
	was := app.kept_for(office);
	if coalesce(p_years not between 1 and 50, true) then
		return app.refuse(call, 'retention_length', 'years');
	end if;
	insert into app.retention as r (office_id, length, standing, set_by) values (office, make_interval(years => p_years), 'office rule', call.staff_id)
	on conflict (office_id) do update set length = excluded.length, set_by = excluded.set_by, set_at = app.now();
	return app.finish(call, null, jsonb_build_object('years', jsonb_build_array(extract(year from was), p_years)));
end $$;
comment on function api.retention_set(uuid, text, integer) is
	'How many years an office keeps a file after its case was closed. It counts for what is closed from then on.';
