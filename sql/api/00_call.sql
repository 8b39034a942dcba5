-- Applied first. What every function of schema api is made of.
--
-- The runner makes schema api afresh and applies these files in one transaction, so nothing here has
-- a history. hw_api owns what people call; hw_owner owns the helpers, which run as their caller.
grant usage on schema api to hw_staff, hw_owner, hw_backup, hw_poke, hw_notify;
set local role hw_api;
comment on schema api is
	'All that people and programs may call. Everything else is refused to them.';

create type api.outcome as (
	refusal text,
	field text,
	message text,
	hint text,
	event_id bigint,
	case_id uuid,
	version integer
);
comment on type api.outcome is
	'What became of a request to change something. refusal null: it is done.';
comment on column api.outcome.refusal is 'code of app.refusal; null: done';
comment on column api.outcome.field is 'the argument that is at fault, if one is';
comment on column api.outcome.message is 'why it was refused, in English';
comment on column api.outcome.hint is 'what to do about it';
comment on column api.outcome.event_id is 'its line in the record; the argument of api.undo';
comment on column api.outcome.case_id is 'the case, if it is about one';
comment on column api.outcome.version is 'the version of the case now';

-- Stable, as extract() is: called immutable it would be planned anew in every question, not written out.
create function api.ms(at timestamptz) returns bigint
	language sql stable strict parallel safe
return (case when isfinite(at) then extract(epoch from at) * 1000 end)::bigint;
comment on function api.ms(timestamptz) is 'A moment as milliseconds since 1970 UTC; null: it never comes.';

create function api.told(clear jsonb, out names text[], out contents text[])
	language sql immutable
begin atomic
	select array_agg(e.key order by e.key), array_agg(case jsonb_typeof(e.value)
		when 'array' then coalesce((select string_agg(x, ';') from jsonb_array_elements_text(e.value) as x), '')
		else e.value #>> '{}' end order by e.key)
	from jsonb_each(clear) as e where jsonb_typeof(e.value) <> 'null';
end;
comment on function api.told(jsonb) is
	'What is told in clear of a record, as its sheet has it: names, and the value of each; several are divided by semicolons.';

create function api.now() returns timestamptz
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return app.now();
end $$;
comment on function api.now() is
	'The time of this transaction, by the clock that everything here goes by.';

set local role hw_owner;

drop type if exists app.call cascade;
create type app.call as (
	key uuid,
	action text,
	args text,
	staff_id smallint,
	office_id smallint,
	kind text,
	object_id uuid,
	was app.case,
	done boolean,
	answer api.outcome
);
comment on type app.call is 'A request on its way through a function: done means answer is final.';

create or replace function app.may(action text) returns boolean
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.allowed a where a.action = may.action and a.role = any (app.my_roles()));
end $$;
comment on function app.may(text) is 'Whether whoever is connected may do this.';

-- All refusals pass here: recorded, remembered under their key, and put in words.
create or replace function app.refuse(call app.call, code text, field text default null) returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	answer api.outcome;
begin
	if code = 'unknown_person' then -- she may have been known when this began
		call.staff_id := null;
	end if;
	insert into app.event (staff_id, office_id, action, kind, object_id, refusal)
	values (call.staff_id, call.office_id, call.action, call.kind, call.object_id, code)
	returning id into answer.event_id;
	select r.code, r.message, r.hint into strict answer.refusal, answer.message, answer.hint
	from app.refusal r where r.code = refuse.code;
	if code = 'role' then
		-- Whom to ask, where it is for one role alone.
		select x.hint into answer.hint from (values ('admin', 'Ask an administrator.'), ('registrar', 'Ask a registrar.'),
			(null, answer.hint)) as x(role, hint)
		where x.role is null or not exists (select from app.allowed a where a.action = call.action and a.role <> x.role)
		limit 1;
	end if;
	if code = 'stale' then
		answer.message := coalesce(app.told_change((call.was).id, call.staff_id), answer.message);
	end if;
	answer.field := field;
	answer.case_id := (call.was).id;
	answer.version := (call.was).version;
	if call.staff_id is not null and call.key is not null and code not in ('key_reused', 'isolation') then
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	return answer;
end $$;
comment on function app.refuse(app.call, text, text) is 'Record and answer a refusal.';

create or replace function app.finish(call app.call, version integer default null, detail jsonb default null)
	returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	answer api.outcome;
begin
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	values (call.staff_id, call.office_id, call.action, call.kind, call.object_id, version, detail)
	returning id into answer.event_id;
	if call.kind = 'case' and call.key is not null
		and exists (select from app.change c where c.action = call.action and c.action <> 'undo')
		and coalesce(not detail ? 'with' and detail ->> 'kind' is distinct from 'initials', true) then
		perform app.escalation_seen(call.object_id);
	end if;
	answer.case_id := (call.was).id;
	answer.version := version;
	if call.key is not null then
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	return answer;
end $$;
comment on function app.finish(app.call, integer, jsonb) is 'Record and answer what was done.';

-- The beginning of everything that changes something: who asks, was it asked before, may she.
create or replace function app.begin_change(key uuid, action text, kind text, args jsonb) returns app.call
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
	before app.request;
begin
	call.key := key;
	call.action := action;
	call.kind := kind;
	call.args := encode(sha256(convert_to(coalesce(args::text, 'null'), 'UTF8')), 'hex');
	call.done := true;
	select s.id, s.office_id into call.staff_id, call.office_id from app.staff s where s.id = app.me();
	if call.staff_id is null then
		call.answer := app.refuse(call, 'unknown_person');
		return call;
	end if;
	-- What is asked behind a lock has to see what was done before it.
	if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
		call.answer := app.refuse(call, 'isolation');
		return call;
	end if;
	-- Her other session may be at the same old ones, and stay in its transaction.
	if pg_try_advisory_xact_lock(hashtextextended('request_past', call.staff_id)) then
		delete from app.request r where r.staff_id = call.staff_id and r.at < app.now() - interval '30 days';
	end if;
	-- The same request may be on its way twice: the second waits for the answer of the first.
	perform pg_advisory_xact_lock(hashtextextended(key::text, call.staff_id));
	select * into before from app.request r where r.staff_id = call.staff_id and r.key = call.key;
	if found and (before.action, before.args) = (call.action, call.args) then
		call.answer := jsonb_populate_record(null::api.outcome, before.outcome);
	elsif found then
		call.answer := app.refuse(call, 'key_reused');
	elsif not app.may(action) then
		call.answer := app.refuse(call, 'role');
	else
		call.done := false;
	end if;
	return call;
end $$;
comment on function app.begin_change(uuid, text, text, jsonb) is
	'Begin a change: known person, in a transaction that sees what others did, asked for the first time, allowed by role. '
	'Otherwise done with its answer.';

create or replace function app.waited_long() returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return clock_timestamp() - transaction_timestamp() > interval '5 minutes';
comment on function app.waited_long() is
	'Whether this transaction began so long ago that what is done in it would be in the record at a time when it was not.';

-- Whoever holds a case may be gone from her desk; nobody waits for her longer than this.
create or replace function app.lock_case(id uuid, out was app.case, out busy boolean)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select c.* into was from app.case c where c.id = lock_case.id for no key update;
	busy := false;
exception when lock_not_available or deadlock_detected then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_case(uuid) is
	'The case, locked until the end; null: there is none. busy: somebody else holds it.';

-- The same for a change to one case: it is locked before its version is compared.
create or replace function app.begin_case(key uuid, action text, id uuid, version integer,
		args jsonb default null)
	returns app.call
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(key, action, 'case', jsonb_build_array(id, version, args));
	held record;
begin
	call.object_id := id;
	if call.done then
		return call;
	end if;
	if app.waited_long() then
		call.done := true;
		call.answer := app.refuse(call, 'waited_long');
		return call;
	end if;
	select * into held from app.lock_case(id);
	call.was := held.was;
	if (call.was).id is null then
		call.done := true;
		call.answer := app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end);
		return call;
	end if;
	call.office_id := (call.was).office_id;
	if (call.was).version is distinct from version or (call.was).erased_at is not null then
		call.done := true;
		call.answer := app.refuse(call, case when (call.was).erased_at is null then 'stale' else 'erased' end);
	end if;
	return call;
end $$;
comment on function app.begin_case(uuid, text, uuid, integer, jsonb) is
	'Begin a change to a case of this version.';

-- The same for a function that only reads: false, and the refusal is recorded.
create or replace function app.begin_read(action text, kind text, object_id uuid default null) returns boolean
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
begin
	if app.may(action) then
		return true;
	end if;
	call.action := action;
	call.kind := kind;
	call.object_id := object_id;
	select s.id, s.office_id into call.staff_id, call.office_id from app.staff s where s.id = app.me();
	perform app.refuse(call, case when call.staff_id is null then 'unknown_person' else 'role' end);
	return false;
end $$;
comment on function app.begin_read(text, text, uuid) is
	'Begin to read: false if this person may not.';

-- Of what is a record of a case of hers nothing is written down: it came with the file from another office.
create or replace function app.refuse_read(action text, kind text, object_id uuid, code text) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
begin
	call.action := action;
	call.kind := kind;
	call.object_id := object_id;
	select s.id, s.office_id into call.staff_id, call.office_id from app.staff s where s.id = app.me();
	perform app.refuse(call, code) where not exists (select from app.sealed s where s.id = refuse_read.object_id);
end $$;
comment on function app.refuse_read(text, text, uuid, text) is 'Record that somebody asked for what is not of her offices, or is not there.';

-- Whoever reads within the transaction that records her reading could take both back.
create or replace function app.recorded(event bigint) returns boolean
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.event e
		where e.id = recorded.event and e.xid is distinct from pg_current_xact_id_if_assigned());
end $$;
comment on function app.recorded(bigint) is
	'Whether this line of the record can no longer be rolled back by whoever reads.';

-- What is personal is shown when its reading is in the record for good: the first answer is to ask again.
create or replace function app.ask_again(call app.call, event bigint default null) returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	answer api.outcome := call.answer;
begin
	if event is not null then
		answer.event_id := event;
		answer.case_id := (call.was).id;
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	select r.code, r.message, r.hint into strict answer.refusal, answer.message, answer.hint
	from app.refusal r where r.code = 'ask_again';
	return answer;
end $$;
comment on function app.ask_again(app.call, bigint) is
	'The answer of a reading that this event records, and under whose key it is done then; null: of one asked for again '
	'that is not shown.';

create or replace function app.asked_again(call app.call) returns app.event
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	line app.event;
begin
	select * into line from app.event e
	where e.id = (call.answer).event_id and e.at > app.now() - interval '15 minutes'
	and app.may(call.action) and app.recorded(e.id);
	return line;
end $$;
comment on function app.asked_again(app.call) is
	'What was recorded when this was asked the first time, as long as it is shown for that; null: ask again.';

create or replace function app.moves(from_stage smallint) returns setof smallint
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select distinct m.to_stage from app.stage_move m
	where m.from_stage = moves.from_stage and m.role = any ((select app.my_roles())::text[]) order by 1;
end $$;
comment on function app.moves(smallint) is
	'Where whoever is connected may move a case from this stage.';

create or replace function app.works_for(office smallint) returns setof smallint
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select s.id from app.staff s
	join app.staff_office o on o.staff_id = s.id and o.office_id = works_for.office
	where s.retired_at is null
	and exists (select from app.staff_role r join app.role x on x.name = r.role
		where r.staff_id = s.id and x.works_cases);
end $$;
comment on function app.works_for(smallint) is 'Who works on cases of this office.';

create or replace function app.may_answer_for(office smallint) returns setof smallint
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query
	select s.id from app.works_for(may_answer_for.office) as w(id) join app.staff s on s.id = w.id
	where (select 'coordinator' = any (app.my_roles())) or s.office_id = any ((select app.my_offices())::smallint[]);
end $$;
comment on function app.may_answer_for(smallint) is
	'Who could be responsible for a case of this office: whoever works on its cases, and, unless a '
	'coordinator asks, has her home in one of the caller''s offices.';

create or replace function app.listed(value text) returns text
	language sql stable strict security invoker set search_path = pg_catalog, app, pg_temp
return coalesce((select string_agg(x, ', ') from jsonb_array_elements_text(value::jsonb) as x), 'none');
comment on function app.listed(text) is 'The members of a list in JSON, as one says them.';

create or replace function app.ago(span interval) returns text
	language sql immutable strict security invoker set search_path = pg_catalog, app, pg_temp
return (select case when a.n = 1 then '1 ' || a.unit else a.n || ' ' || a.unit || 's' end || ' ago'
	from (values (86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')) as u(seconds, unit)
	cross join lateral (select greatest(0, floor(extract(epoch from span) / u.seconds))::bigint as n, u.unit) as a
	where a.n > 0 or u.seconds = 1
	order by u.seconds desc limit 1);
comment on function app.ago(interval) is '"40 seconds ago": the largest unit of which there is one.';

create or replace function app.told_change(case_id uuid, me smallint) returns text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (
		select concat_ws(' ', case when e.staff_id = me then 'You, elsewhere,' else s.name end,
			replace(c.told, '%', coalesce(app.word(c.field, e.detail -> c.field ->> 1), 'NOBODY')), app.ago(app.now() - e.at)) || '.'
		from app.event e
		join app.change c on c.action = e.action
		join app.staff s on s.id = e.staff_id
		where e.object_id = told_change.case_id and e.refusal is null
		and e.action <> 'escalation.seen' -- who takes it has seen it, too, a moment later
		order by e.id desc limit 1);
end $$;
comment on function app.told_change(uuid, smallint) is
	'Who changed this case last, how and when: "supervisor took it 40 seconds ago."; null: nobody by a verb.';

create or replace function app.word(field text, value text) returns text
	language plpgsql stable strict security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return case field
		when 'stage' then (select x.name from app.stage x where x.id = value::smallint)
		when 'priority' then (select x.name from app.priority x where x.id = value::smallint)
		when 'risk' then (select x.name from app.risk x where x.id = value::smallint)
		when 'status' then (select x.name from app.status x where x.id = value::smallint)
		when 'afraid' then value
		when 'flags' then app.listed(value)
		when 'links' then app.listed(value)
		when 'clock' then value
		when 'task' then value
		when 'bed' then value
		when 'stay' then value
		when 'escalation' then value
		when 'approval' then value
		when 'transfer' then value
		when 'referral' then value
		when 'hold' then value
		when 'erasure' then value
		when 'glass' then value
		when 'message' then value
		when 'asked' then (select x.name from app.staff x where x.id = value::smallint)
		when 'to' then value
		when 'close_reason' then (select x.name from app.close_reason x where x.id = value::smallint)
		when 'responsible_id' then (select x.name from app.staff x where x.id = value::smallint)
		end;
end $$;
comment on function app.word(text, text) is 'The name behind a coded value of an event''s detail.';

grant execute on function app.may(text), app.refuse(app.call, text, text), app.finish(app.call, integer, jsonb),
	app.begin_change(uuid, text, text, jsonb), app.begin_case(uuid, text, uuid, integer, jsonb),
	app.begin_read(text, text, uuid), app.refuse_read(text, text, uuid, text), app.recorded(bigint), app.ask_again(app.call, bigint),
	app.asked_again(app.call), app.lock_case(uuid), app.waited_long(), app.moves(smallint), app.works_for(smallint),
	app.may_answer_for(smallint), app.word(text, text), app.listed(text), app.ago(interval),
	app.told_change(uuid, smallint) to hw_api;

set local role hw_api;
