-- The finished schema, for reading. Written by `make schema`; change sql/migrations and sql/api instead.

CREATE SCHEMA api;

ALTER SCHEMA api OWNER TO hw_api;

COMMENT ON SCHEMA api IS 'All that people and programs may call. Everything else is refused to them.';

CREATE SCHEMA app;

ALTER SCHEMA app OWNER TO hw_owner;

COMMENT ON SCHEMA app IS 'Tables, triggers and the helpers of schema api. Nobody who works here has any right in it.';

CREATE TYPE api.outcome AS (
	refusal text,
	field text,
	message text,
	hint text,
	event_id bigint,
	case_id uuid,
	version integer
);

ALTER TYPE api.outcome OWNER TO hw_api;

COMMENT ON TYPE api.outcome IS 'What became of a request to change something. refusal null: it is done.';

COMMENT ON COLUMN api.outcome.refusal IS 'code of app.refusal; null: done';

COMMENT ON COLUMN api.outcome.field IS 'the argument that is at fault, if one is';

COMMENT ON COLUMN api.outcome.message IS 'why it was refused, in English';

COMMENT ON COLUMN api.outcome.hint IS 'what to do about it';

COMMENT ON COLUMN api.outcome.event_id IS 'its line in the record; the argument of api.undo';

COMMENT ON COLUMN api.outcome.case_id IS 'the case, if it is about one';

COMMENT ON COLUMN api.outcome.version IS 'the version of the case now';

CREATE FUNCTION app.code_check(symbols text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	total integer := 0;
	place integer;
begin
	for i in 1 .. 7 loop
		place := strpos(app.code_alphabet(), substr(symbols, i, 1));
		if place = 0 or char_length(symbols) <> 7 then
			return null;
		end if;
		total := total + i * (place - 1);
	end loop;
	-- 3 is the inverse of 8, the check symbol's own weight, modulo 23.
	return substr(app.code_alphabet(), (23 - total % 23) * 3 % 23 + 1, 1);
end $$;

ALTER FUNCTION app.code_check(symbols text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.code_check(symbols text) IS 'The check symbol of seven symbols; null if they are not seven of ours.';

CREATE FUNCTION app.code_valid(code text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ((code ~ '^[A-Z]{2}-[A-Z0-9]{4}-[A-Z0-9]{4}$'::text) AND COALESCE((app.code_check((substr(code, 4, 4) || substr(code, 9, 3))) = substr(code, 12, 1)), false));

ALTER FUNCTION app.code_valid(code text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.code_valid(code text) IS 'Whether a code is well formed and its check symbol right.';

CREATE FUNCTION app.new_code(prefix text) RETURNS text
    LANGUAGE plpgsql STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	random bytea := uuid_send(gen_random_uuid());
	symbols text := '';
	next integer := 9; -- from here on all bits of a random uuid are random
begin
	while char_length(symbols) < 7 loop
		if next = 16 then
			random := uuid_send(gen_random_uuid());
			next := 9;
		end if;
		-- 230 is the last multiple of 23 in a byte; what lies above would favour some symbols.
		if get_byte(random, next) < 230 then
			symbols := symbols || substr(app.code_alphabet(), get_byte(random, next) % 23 + 1, 1);
		end if;
		next := next + 1;
	end loop;
	return prefix || '-' || left(symbols, 4) || '-' || substr(symbols, 5) || app.code_check(symbols);
end $$;

ALTER FUNCTION app.new_code(prefix text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.new_code(prefix text) IS 'A new random code. Two of a million may be equal: the unique index decides.';

CREATE FUNCTION app.now() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return coalesce((select c.now from app.clock c), transaction_timestamp());
end $$;

ALTER FUNCTION app.now() OWNER TO hw_owner;

COMMENT ON FUNCTION app.now() IS 'The time of this transaction, unless the owner stopped the clock.';

CREATE TABLE app."case" (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    code text DEFAULT app.new_code('HW'::text) NOT NULL,
    office_id smallint NOT NULL,
    responsible_id smallint,
    responsible_seen boolean DEFAULT true NOT NULL,
    stage smallint DEFAULT 1 NOT NULL,
    priority smallint DEFAULT 3 NOT NULL,
    source smallint NOT NULL,
    sex text DEFAULT 'unknown'::text NOT NULL,
    age_low smallint,
    age_high smallint,
    child boolean GENERATED ALWAYS AS (
CASE
    WHEN ((age_low IS NULL) AND (age_high IS NULL)) THEN NULL::boolean
    ELSE (COALESCE((age_low)::integer, 0) < 18)
END) STORED,
    exploitation smallint,
    status smallint,
    status_by smallint,
    risk smallint DEFAULT 0 NOT NULL,
    afraid text DEFAULT 'not asked'::text NOT NULL,
    flags text[] DEFAULT '{}'::text[] NOT NULL,
    reported_at timestamp with time zone DEFAULT app.now() NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    closed_at timestamp with time zone,
    close_reason smallint,
    clock_code text,
    clock_at timestamp with time zone,
    clock_order timestamp with time zone GENERATED ALWAYS AS (COALESCE(clock_at, 'infinity'::timestamp with time zone)) STORED NOT NULL,
    need smallint,
    task_at timestamp with time zone,
    CONSTRAINT ages_in_order CHECK ((age_low <= age_high)),
    CONSTRAINT case_afraid_check CHECK ((afraid = ANY (ARRAY['yes'::text, 'no'::text, 'not asked'::text]))),
    CONSTRAINT case_age_high_check CHECK (((age_high >= 0) AND (age_high <= 120))),
    CONSTRAINT case_age_low_check CHECK (((age_low >= 0) AND (age_low <= 120))),
    CONSTRAINT case_code_check CHECK ((app.code_valid(code) AND (code ~~ 'HW-%'::text))),
    CONSTRAINT case_flags_check CHECK ((flags <@ ARRAY['danger now'::text, 'detained'::text, 'alone'::text, 'medical'::text, 'witness hold'::text, 'nationality unconfirmed'::text, 'safe to call'::text, 'media'::text])),
    CONSTRAINT case_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text]))),
    CONSTRAINT case_version_check CHECK ((version > 0)),
    CONSTRAINT clock_has_its_time CHECK (((clock_code IS NULL) = (clock_at IS NULL))),
    CONSTRAINT closed_has_its_reason CHECK (((stage = 11) = (close_reason IS NOT NULL))),
    CONSTRAINT closed_has_its_time CHECK (((stage = 11) = (closed_at IS NOT NULL))),
    CONSTRAINT nobody_has_seen_all CHECK (((responsible_id IS NOT NULL) OR responsible_seen)),
    CONSTRAINT return_only_unafraid CHECK (((stage <> 6) OR (afraid = 'no'::text))),
    CONSTRAINT status_has_its_body CHECK (((status IS NULL) = (status_by IS NULL)))
)
WITH (autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_insert_scale_factor='0.02');

ALTER TABLE ONLY app."case" FORCE ROW LEVEL SECURITY;

ALTER TABLE app."case" OWNER TO hw_owner;

COMMENT ON TABLE app."case" IS 'One person we work for. Nothing here says who she is.';

COMMENT ON COLUMN app."case".id IS 'made by the console';

COMMENT ON COLUMN app."case".version IS 'grows with every change; a change names the version it saw';

COMMENT ON COLUMN app."case".code IS 'what people say and write';

COMMENT ON COLUMN app."case".office_id IS 'the office that answers for it';

COMMENT ON COLUMN app."case".responsible_id IS 'the person who answers for it; null: NOBODY';

COMMENT ON COLUMN app."case".responsible_seen IS 'she has opened it since it was given to her';

COMMENT ON COLUMN app."case".stage IS 'where it stands';

COMMENT ON COLUMN app."case".priority IS '1 urgent, 2 high, 3 normal';

COMMENT ON COLUMN app."case".source IS 'where the report came from';

COMMENT ON COLUMN app."case".sex IS 'as told';

COMMENT ON COLUMN app."case".age_low IS 'at least this old; a source''s own band is kept';

COMMENT ON COLUMN app."case".age_high IS 'at most this old';

COMMENT ON COLUMN app."case".child IS 'may be under 18, so is treated as a child; null: no age known';

COMMENT ON COLUMN app."case".exploitation IS 'main type of exploitation';

COMMENT ON COLUMN app."case".status IS 'trafficking status';

COMMENT ON COLUMN app."case".status_by IS 'what kind of body decided so';

COMMENT ON COLUMN app."case".risk IS 'danger to the person, 0 to 3';

COMMENT ON COLUMN app."case".afraid IS 'is she afraid to return? Only "no" opens return';

COMMENT ON COLUMN app."case".flags IS 'coded warnings';

COMMENT ON COLUMN app."case".reported_at IS 'when we heard of it';

COMMENT ON COLUMN app."case".touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN app."case".closed_at IS 'when it was closed';

COMMENT ON COLUMN app."case".close_reason IS 'why it was closed';

COMMENT ON COLUMN app."case".clock_code IS 'which clock ends next; kept by triggers';

COMMENT ON COLUMN app."case".clock_at IS 'when that is; kept by triggers';

COMMENT ON COLUMN app."case".clock_order IS 'for sorting: a case without a clock has one that never ends';

COMMENT ON COLUMN app."case".need IS 'what the next open task asks for; kept by triggers';

COMMENT ON COLUMN app."case".task_at IS 'when the first open task is due that is whoever is responsible''s; kept by triggers';

CREATE TYPE app.call AS (
	key uuid,
	action text,
	args text,
	staff_id smallint,
	office_id smallint,
	kind text,
	object_id uuid,
	was app."case",
	done boolean,
	answer api.outcome
);

ALTER TYPE app.call OWNER TO hw_owner;

COMMENT ON TYPE app.call IS 'A request on its way through a function: done means answer is final.';

CREATE FUNCTION api.board_counts(p_scope text) RETURNS TABLE(stage smallint, name text, lane smallint, n bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET random_page_cost TO '0'
    AS $$ begin
	return query
	select s.id, s.name, s.lane, coalesce(b.n, 0)::bigint
	from app.stage s
	left join (
		select d.stage, sum(d.open_cases) as n
		from (select c.office_id, c.stage, c.open_cases from app.board_count c
			union all select c.office_id, c.stage, c.open_cases from app.board_delta c) as d
		where p_scope in ('office', 'all')
		and (p_scope = 'all' or d.office_id = (select h.office_id from app.staff h where h.id = (select app.me())))
		group by d.stage
		union all
		select c.stage, count(*)
		from app.case c
		where p_scope = 'mine' and c.responsible_id = (select app.me()) and c.closed_at is null
		group by c.stage
	) as b on b.stage = s.id
	where s.lane is not null
	order by s.lane;
end $$;

ALTER FUNCTION api.board_counts(p_scope text) OWNER TO hw_api;

COMMENT ON FUNCTION api.board_counts(p_scope text) IS 'Open cases in each lane, exactly: mine, of my home office, or of all my offices.';

CREATE FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.assign', p_case, p_version, to_jsonb(p_to));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select s.id into chosen from app.staff s
	where s.login = p_to and s.retired_at is null
	and exists (select from app.staff_role r join app.role o on o.name = r.role
		where r.staff_id = s.id and o.works_cases);
	if not found then
		return app.refuse(call, 'no_such_person', 'to');
	end if;
	if not exists (select from app.may_answer_for(was.office_id) as m(id) where m.id = chosen) then
		return app.refuse(call, 'not_same_office', 'to');
	end if;
	if was.responsible_id = chosen then
		return app.refuse(call, 'unchanged', 'to');
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		responsible_id = chosen, responsible_seen = (chosen = call.staff_id)
	where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('responsible_id', jsonb_build_array(was.responsible_id, chosen)));
end $$;

ALTER FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) IS 'Make a colleague responsible for a case.';

CREATE FUNCTION api.case_clocks(p_case uuid) RETURNS TABLE(id uuid, code text, name text, bound text, started_at timestamp with time zone, ends_at timestamp with time zone, stopped_at timestamp with time zone, expiry text, standing text, source text, article text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.clocks', 'case', p_case) then
		return;
	end if;
	return query
	select k.id, r.code, r.name, r.bound, k.started_at, k.ends_at, k.stopped_at,
		r.expiry, r.standing, r.source, r.article
	from app.case_clock k join app.clock_rule r on r.code = k.rule
	where k.case_id = p_case
	order by k.stopped_at is not null, k.ends_at, k.id;
end $$;

ALTER FUNCTION api.case_clocks(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_clocks(p_case uuid) IS 'The time limits of a case: running ones first.';

CREATE FUNCTION api.case_find(p_codes text[]) RETURNS TABLE(asked text, id uuid, version integer, code text, problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.find', 'case') then
		return;
	end if;
	-- Materialized: what upper() makes is compared behind row security only, line by line; a value, by the index.
	return query
	with wanted as materialized (
		select a.asked, a.position, p.prefix || '-' || left(p.eight, 4) || '-' || substr(p.eight, 5) as code
		from unnest(p_codes) with ordinality as a(asked, position)
		cross join lateral (select regexp_replace(upper(a.asked), '[^A-Z0-9]', '', 'g') as symbols) as s
		cross join lateral (select
			case when char_length(s.symbols) = 10 then substr(s.symbols, 3) else s.symbols end as eight,
			case when char_length(s.symbols) = 10 then left(s.symbols, 2) else 'HW' end as prefix) as p
	)
	select n.asked, c.id, c.version, c.code,
		case when not app.code_valid(n.code) then 'check' when c.id is null then 'no_such_case' end
	from wanted n
	left join app.case c on c.code = n.code
	order by n.position;
end $$;

ALTER FUNCTION api.case_find(p_codes text[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_find(p_codes text[]) IS 'The cases with these codes, however they were typed. problem: check (misread or mistyped) or no_such_case.';

CREATE FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.move', p_case, p_version, jsonb_build_array(p_to, p_reason));
	was app.case := call.was;
	goal app.stage;
	why smallint;
	closed timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	select * into goal from app.stage s where s.name = lower(p_to);
	if not found then
		return app.refuse(call, 'no_such_stage', 'to');
	end if;
	if goal.id = was.stage then
		return app.refuse(call, 'unchanged', 'to');
	end if;
	if goal.id not in (select app.moves(was.stage)) then
		return app.refuse(call, 'stage', 'to');
	end if;
	if goal.name = 'return' and was.afraid <> 'no' then
		return app.refuse(call, 'afraid', 'to');
	end if;
	if goal.closed then
		select r.id into why from app.close_reason r where r.name = lower(p_reason);
		if not found then
			return app.refuse(call, 'reason_needed', 'reason');
		end if;
		closed := app.now();
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		stage = goal.id, closed_at = closed, close_reason = why
	where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object(
		'stage', jsonb_build_array(was.stage, goal.id),
		'closed_at', jsonb_build_array(was.closed_at, closed),
		'close_reason', jsonb_build_array(was.close_reason, why)));
end $$;

ALTER FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) IS 'Move a case to another stage; closing needs a reason from app.close_reason.';

CREATE FUNCTION api.case_open(p_case uuid) RETURNS TABLE(id uuid, version integer, code text, office_id smallint, office text, country text, zone text, stage smallint, stage_name text, priority smallint, priority_name text, risk smallint, risk_name text, sex text, age_low smallint, age_high smallint, child boolean, exploitation text, status text, status_by text, afraid text, source text, flags text[], responsible text, mine boolean, clock_code text, clock_at timestamp with time zone, clock_standing text, need text, reported_at timestamp with time zone, touched_at timestamp with time zone, closed_at timestamp with time zone, close_reason text, refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call;
	me smallint := app.me();
	opening bigint;
begin
	if not app.begin_read('case.open', 'case', p_case) then
		select r.code, r.message into refusal, message from app.refusal r
		where r.code = case when me is null then 'unknown_person' else 'role' end;
		return next;
		return;
	end if;
	call.action := 'case.open';
	call.kind := 'case';
	call.object_id := p_case;
	call.staff_id := me;
	select c into call.was from app.case c where c.id = p_case;
	if not found then
		select s.office_id into call.office_id from app.staff s where s.id = me;
		select o.refusal, o.message into refusal, message from app.refuse(call, 'no_such_case') as o;
		return next;
		return;
	end if;
	call.office_id := (call.was).office_id;
	select min(e.id) into opening from app.event e
	where e.object_id = p_case and e.staff_id = me and e.action = 'case.open' and e.refusal is null
	and e.at > app.now() - interval '15 minutes';
	if opening is null then
		perform app.finish(call, (call.was).version);
	end if;
	if opening is null or not app.recorded(opening) then
		select r.code, r.message into refusal, message from app.refusal r where r.code = 'ask_again';
		return next;
		return;
	end if;
	update app.case c set responsible_seen = true
	where c.id = p_case and c.responsible_id = me and not c.responsible_seen;
	return query
	select l.id, l.version, l.code, l.office_id, l.office, l.country, o.zone, l.stage, l.stage_name,
		l.priority, l.priority_name, l.risk, l.risk_name, c.sex, c.age_low, c.age_high, c.child,
		(select x.name from app.exploitation x where x.id = c.exploitation),
		(select x.name from app.status x where x.id = c.status),
		(select x.name from app.deciding_body x where x.id = c.status_by), c.afraid, l.source, c.flags,
		l.responsible, l.mine, l.clock_code, l.clock_at, l.clock_standing, l.need,
		l.reported_at, l.touched_at, l.closed_at,
		(select x.name from app.close_reason x where x.id = c.close_reason), null::text, null::text
	from api.case_line l
	join app.case c on c.id = l.id
	join app.office o on o.id = l.office_id
	where l.id = p_case;
end $$;

ALTER FUNCTION api.case_open(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_open(p_case uuid) IS 'The coded facts of one case. Recorded, once in 15 minutes for a person and a case: the first time the answer is the refusal ask_again, and the facts come once that is committed.';

CREATE FUNCTION api.case_peek(p_case uuid) RETURNS TABLE(child boolean, risk text, source text, reported_at timestamp with time zone, open_tasks bigint, tasks text, timeline text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.peek', 'case', p_case) then
		return;
	end if;
	return query
	select l.child, l.risk_name, l.source, l.reported_at, t.n, t.line, e.lines
	from api.case_line l
	join app.office o on o.id = l.office_id
	cross join lateral (
		select count(*) as n,
			string_agg(concat_ws(' ', k.name, to_char(x.due_at at time zone o.zone, d.shape)),
				' . ' order by x.due_at, x.id) as line
		from app.task x join app.task_kind k on k.id = x.kind
		cross join lateral (select case when (x.due_at at time zone o.zone)::date = (app.now() at time zone o.zone)::date
			then 'HH24:MI' else 'MM-DD HH24:MI' end as shape) as d
		where x.case_id = l.id and x.done_at is null) as t
	cross join lateral (
		select string_agg(concat_ws(' ', to_char(x.at at time zone o.zone, d.shape),
				case when length(x.person) > 20 then left(x.person, 18) || '..' else x.person end || ':',
				case when x.undone then 'taken back:' when x.action = 'undo' then 'takes back:' end,
				case when x.action = 'tampered' then 'found TAMPERED'
					else concat_ws(' ', x.field, coalesce(x.was, w.nobody), '>', coalesce(x.became, w.nobody)) end),
			e'\n' order by x.id desc) as lines
		from api.case_timeline(p_case, null, 3) as x
		cross join lateral (select case x.field when 'responsible' then 'NOBODY' end as nobody) as w
		cross join lateral (select case when (x.at at time zone o.zone)::date = (app.now() at time zone o.zone)::date
			then 'HH24:MI' else 'MM-DD HH24:MI' end as shape) as d) as e
	where l.id = p_case;
end $$;

ALTER FUNCTION api.case_peek(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_peek(p_case uuid) IS 'The preview of a case: no personal fact but whether it is a child, and no line in the record.';

CREATE FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.priority', p_case, p_version, to_jsonb(p_priority));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select p.id into chosen from app.priority p where p.name = lower(p_priority);
	if not found then
		return app.refuse(call, 'no_such_priority', 'priority');
	end if;
	if was.priority = chosen then
		return app.refuse(call, 'unchanged', 'priority');
	end if;
	update app.case set version = version + 1, touched_at = app.now(), priority = chosen where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('priority', jsonb_build_array(was.priority, chosen)));
end $$;

ALTER FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) IS 'Make a case urgent, high or normal.';

CREATE FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.take', p_case, p_version);
	was app.case := call.was;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if was.responsible_id = call.staff_id then
		return app.refuse(call, 'unchanged');
	end if;
	update app.case set version = version + 1, touched_at = app.now(),
		responsible_id = call.staff_id, responsible_seen = true
	where id = p_case;
	return app.finish(call, was.version + 1,
		jsonb_build_object('responsible_id', jsonb_build_array(was.responsible_id, call.staff_id)));
end $$;

ALTER FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) IS 'Become responsible for a case.';

CREATE FUNCTION api.case_tasks(p_case uuid) RETURNS TABLE(id uuid, kind text, person text, due_at timestamp with time zone, done_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.tasks', 'case', p_case) then
		return;
	end if;
	return query
	select t.id, k.name, s.name, t.due_at, t.done_at
	from app.task t join app.task_kind k on k.id = t.kind left join app.staff s on s.id = t.staff_id
	where t.case_id = p_case
	order by t.done_at is not null, t.due_at, t.id;
end $$;

ALTER FUNCTION api.case_tasks(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_tasks(p_case uuid) IS 'The tasks of a case: open ones first. person null: whoever is responsible.';

CREATE FUNCTION api.case_timeline(p_case uuid, p_before bigint DEFAULT NULL::bigint, p_limit integer DEFAULT 100) RETURNS TABLE(id bigint, at timestamp with time zone, person text, action text, field text, was text, became text, reason text, undone boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.timeline', 'case', p_case) then
		return;
	end if;
	return query
	select e.id, e.at, s.name, e.action,
		case f.key when 'responsible_id' then 'responsible' else f.key end,
		app.word(f.key, e.detail -> f.key ->> 0), app.word(f.key, e.detail -> f.key ->> 1),
		app.word('close_reason', e.detail -> 'close_reason' ->> 1),
		exists (select from app.event u where u.object_id = p_case and u.id > e.id and u.action = 'undo'
			and u.refusal is null and (u.detail ->> 'undoes')::bigint = e.id)
	from app.event e
	left join app.staff s on s.id = e.staff_id
	left join lateral (select k as key from unnest(array['stage', 'responsible_id', 'priority']) as k
		where e.detail ? k limit 1) as f on true
	where e.object_id = p_case and e.refusal is null and e.action <> 'case.open' and e.action not like 'sealed.%'
	and e.id < coalesce(p_before, 9223372036854775807)
	and exists (select from app.case c where c.id = p_case)
	order by e.id desc
	limit greatest(least(p_limit, 1000), 0);
end $$;

ALTER FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) IS 'What was done with a case, newest first; p_before is the id to go on from. Who read what is for auditors.';

CREATE FUNCTION api.case_verbs(p_case uuid) RETURNS TABLE(verb text, allowed boolean, refusal text, choices text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case;
	known boolean;
begin
	if not app.begin_read('case.verbs', 'case', p_case) then
		return;
	end if;
	select * into c from app.case x where x.id = p_case;
	known := found;
	for verb, refusal, choices in
		select v.verb, case
			when not known then 'no_such_case'
			when not app.may('case.' || v.verb) then 'role'
			when v.verb <> 'move' and c.closed_at is not null then 'closed'
			when v.verb = 'take' and c.responsible_id = app.me() then 'unchanged'
			when v.verb = 'move' and v.choices is null then 'stage'
			end, v.choices
		from (values
			(1, 'take', null::text[]),
			(2, 'assign', null),
			(3, 'priority', (select array_agg(p.name order by p.id) from app.priority p
				where p.id <> c.priority)),
			(4, 'move', (select array_agg(s.name order by s.id) from app.stage s
				where s.id in (select app.moves(c.stage)) and (s.name <> 'return' or c.afraid = 'no'))))
			as v(position, verb, choices)
		order by v.position
	loop
		allowed := refusal is null;
		return next;
	end loop;
end $$;

ALTER FUNCTION api.case_verbs(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_verbs(p_case uuid) IS 'What I may do with this case, why not, and what there is to choose from. assign: see api.staff_choices.';

CREATE FUNCTION app.generation() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select c.generation from app.cluster c);
end $$;

ALTER FUNCTION app.generation() OWNER TO hw_owner;

COMMENT ON FUNCTION app.generation() IS 'The generation that events belong to now.';

CREATE FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ROW(1, 1, app.generation());

ALTER FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) IS 'The range of programs this schema serves, and the generation of the data.';

CREATE FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) IS 'Who shall be a realm''s custodians: 2 to 8 people who may have its keys (app.fits_custodian). In force with the next directory.';

CREATE FUNCTION api.directory() RETURNS TABLE(serial integer, body text, by_1 bytea, signature_1 bytea, by_2 bytea, signature_2 bytea, in_force_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('directory', 'directory') then
		return;
	end if;
	return query
	select d.serial, d.body, d.by_1, d.signature_1, d.by_2, d.signature_2, d.in_force_at
	from app.directory d where d.in_force_at is not null order by d.serial desc limit 1;
end $$;

ALTER FUNCTION api.directory() OWNER TO hw_api;

COMMENT ON FUNCTION api.directory() IS 'The directory in force. No row: there is none yet.';

CREATE FUNCTION api.directory_draft() RETURNS TABLE(serial integer, body text, by_1 bytea, signature_1 bytea, registrar text, mine boolean, refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.directory_draft() OWNER TO hw_api;

COMMENT ON FUNCTION api.directory_draft() IS 'The next directory, for registrars: composed from what is in force and what was brought, and the same for both until one of these changes. No row: nothing has changed.';

CREATE FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) IS 'I have compared what is new in this text with whose it is, and sign it as it was shown to me. The second registrar''s signature puts it in force, and ends the letters of who is not in it any more.';

CREATE FUNCTION api.event_hurry() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	return case when app.begin_read('event.hurry', 'none') then app.end_idle() end;
end $$;

ALTER FUNCTION api.event_hurry() OWNER TO hw_api;

COMMENT ON FUNCTION api.event_hurry() IS 'For auditors: end transactions that people keep open, for api.event_line shows nothing that began after the oldest of them. How many were ended.';

CREATE FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) RETURNS TABLE(id uuid, sex text, age_low smallint, age_high smallint, exploitation text, status text, status_by text, flags text[], refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'facts', 'case', jsonb_build_array(p_cases, p_reason));
	why text := lower(btrim(p_reason));
	line app.event;
	shown uuid[];
begin
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		select array_agg(x.id::uuid) into shown
		from app.event e cross join jsonb_array_elements_text(e.detail -> 'cases') as x(id)
		where e.staff_id = call.staff_id and e.id >= line.id and e.xid = line.xid and e.action = 'facts';
		if shown is null then
			call.answer := app.ask_again(call);
		end if;
	elsif call.done then
		null;
	elsif p_key is null then
		call.answer := app.refuse(call, 'key_needed', 'key');
	elsif not exists (select from app.reason r where r.name = why and r.facts) then
		call.answer := app.refuse(call, 'no_such_reason', 'reason');
	elsif cardinality(p_cases) > 1000 then
		call.answer := app.refuse(call, 'too_long', 'cases');
	else
		-- Each office finds in its own record what was shown of its cases.
		with recorded as (
			insert into app.event (staff_id, office_id, action, kind, reason, detail)
			select call.staff_id, c.office_id, 'facts', 'case', why,
				jsonb_build_object('cases', jsonb_agg(distinct c.id))
			from app.case c where c.id = any (p_cases) group by c.office_id
			returning app.event.id)
		select min(r.id) into line.id from recorded as r;
		if line.id is null then
			return;
		end if;
		call.answer := app.ask_again(call, line.id);
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select c.id, c.sex, c.age_low, c.age_high, x.name, s.name, b.name, c.flags, null::text, null::text
	from unnest(p_cases) with ordinality as a(id, position)
	join app.case c on c.id = a.id and c.id = any (shown)
	left join app.exploitation x on x.id = c.exploitation
	left join app.status s on s.id = c.status
	left join app.deciding_body b on b.id = c.status_by
	order by a.position;
end $$;

ALTER FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) IS 'Sex, ages, exploitation, status and flags of up to 1000 cases, for a reason of app.reason. The first time the answer is the refusal ask_again: the reason and the cases are recorded, one event for each office. Asked again with the same key within 15 minutes, once that is committed, it shows them.';

CREATE FUNCTION api.ms(at timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN ((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint;

ALTER FUNCTION api.ms(at timestamp with time zone) OWNER TO hw_api;

COMMENT ON FUNCTION api.ms(at timestamp with time zone) IS 'A moment as milliseconds since 1970 UTC.';

CREATE FUNCTION app.head() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
return (
	with recursive head as (
		select e.generation, e.xid, e.beside from app.event e
		order by e.generation desc, e.xid desc, e.id desc limit 1
	), since (generation, low, xid) as (
		select head.generation, pg_snapshot_xmax(head.beside), head.xid from head
		union all
		select s.generation, s.low, (select e.xid from app.event e
			where e.generation = s.generation and e.xid < s.xid and e.xid >= s.low order by e.xid desc limit 1)
		from since s where s.low < s.xid
	), beside (xid) as (
		(select since.xid from since where since.xid is not null limit 200)
		union all
		select x.xid from head, pg_snapshot_xip(head.beside) as x (xid) where x.xid < head.xid
	)
	select app.mark(head.generation, array(select beside.xid from beside order by beside.xid desc limit 200))
	from head);
end $$;

ALTER FUNCTION app.head() OWNER TO hw_owner;

COMMENT ON FUNCTION app.head() IS 'The mark of the record as it is now; null: there is no line yet.';

CREATE FUNCTION app.here() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT ((c.system_identifier || '.'::text) || d.oid) FROM pg_control_system() c(pg_control_version, catalog_version_no, system_identifier, pg_control_last_modified), pg_database d WHERE (d.datname = current_database()));

ALTER FUNCTION app.here() OWNER TO hw_owner;

COMMENT ON FUNCTION app.here() IS 'Which database this is, by what no dump takes along: the cluster''s identifier and the oid.';

CREATE FUNCTION app.mark(generation integer, xids xid8[]) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
return (select mark.generation || '.' || string_agg(x.xid::text, ',' order by x.n) || '.'
		|| left(encode(sha256(string_agg(uuid_send(w.witness), ''::bytea order by x.n)), 'hex'), 32)
	from unnest(mark.xids) with ordinality as x (xid, n)
	cross join lateral (select e.generation, e.xid, e.witness from app.event e
		where (e.generation, e.xid) >= (mark.generation, x.xid) order by e.generation, e.xid, e.id limit 1) as w
	where w.generation = mark.generation and w.xid = x.xid);
end $$;

ALTER FUNCTION app.mark(generation integer, xids xid8[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.mark(generation integer, xids xid8[]) IS 'Those of these transactions that are in the record, and a digest of their witnesses: of chance alone, so nobody can tell from it what a line says, or try what it might say. Null: none is.';

CREATE FUNCTION app.holds(mark text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN CASE WHEN (mark IS NULL) THEN NULL::boolean WHEN ((mark ~ '^[0-9]{1,9}[.][0-9]{1,18}(,[0-9]{1,18})*[.][0-9a-f]{32}$'::text) AND (cardinality(string_to_array(mark, ','::text)) <= 200)) THEN COALESCE((mark = app.mark((split_part(mark, '.'::text, 1))::integer, (string_to_array(split_part(mark, '.'::text, 2), ','::text))::xid8[])), false) ELSE false END;

ALTER FUNCTION app.holds(mark text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.holds(mark text) IS 'Whether the record holds all lines of this mark.';

CREATE FUNCTION app.may(action text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return exists (select from app.allowed a where a.action = may.action and a.role = any (app.my_roles()));
end $$;

ALTER FUNCTION app.may(action text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.may(action text) IS 'Whether whoever is connected may do this.';

CREATE FUNCTION app.me() RETURNS smallint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select s.id from app.staff s where s.login = session_user and s.retired_at is null);
end $$;

ALTER FUNCTION app.me() OWNER TO hw_owner;

COMMENT ON FUNCTION app.me() IS 'The number of whoever is connected; null for somebody who does not work here.';

CREATE FUNCTION app.my_offices() RETURNS smallint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return coalesce((select array_agg(o.office_id order by o.office_id)
		from app.staff s join app.staff_office o on o.staff_id = s.id
		where s.login = session_user and s.retired_at is null
		and exists (select from app.staff_role r join app.role x on x.name = r.role
			where r.staff_id = s.id and x.sees_offices)), '{}');
end $$;

ALTER FUNCTION app.my_offices() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_offices() IS 'The offices whose lines whoever is connected may see.';

CREATE FUNCTION app.my_roles() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return coalesce((select array_agg(r.role order by r.role)
		from app.staff s join app.staff_role r on r.staff_id = s.id
		where s.login = session_user and s.retired_at is null), '{}');
end $$;

ALTER FUNCTION app.my_roles() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_roles() IS 'The roles of whoever is connected.';

CREATE FUNCTION app.name_valid(name text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((((char_length(name) >= 1) AND (char_length(name) <= 32)) AND (name = btrim(name)) AND (name !~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'::text)), false);

ALTER FUNCTION app.name_valid(name text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.name_valid(name text) IS 'Whether this may be a name in a list: short, in any script, nothing invisible in it.';

CREATE TABLE app.clock (
    only_row boolean DEFAULT true NOT NULL,
    now timestamp with time zone NOT NULL,
    CONSTRAINT clock_only_row_check CHECK (only_row)
);

ALTER TABLE ONLY app.clock FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clock OWNER TO hw_owner;

COMMENT ON TABLE app.clock IS 'A stopped clock for tests and demonstrations. Empty in real life.';

COMMENT ON COLUMN app.clock.only_row IS 'there is one row or none';

COMMENT ON COLUMN app.clock.now IS 'what app.now() answers while this row exists';

CREATE TABLE app.cluster (
    only_row boolean DEFAULT true NOT NULL,
    system_id text NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    demo boolean DEFAULT false NOT NULL,
    CONSTRAINT cluster_generation_check CHECK ((generation > 0)),
    CONSTRAINT cluster_only_row_check CHECK (only_row)
);

ALTER TABLE ONLY app.cluster FORCE ROW LEVEL SECURITY;

ALTER TABLE app.cluster OWNER TO hw_owner;

COMMENT ON TABLE app.cluster IS 'Which database this is. A console refuses one that is not the one it knew.';

COMMENT ON COLUMN app.cluster.only_row IS 'there is one row';

COMMENT ON COLUMN app.cluster.system_id IS 'the cluster''s own identifier and this database''s oid';

COMMENT ON COLUMN app.cluster.generation IS 'grows when the data came back from a backup: transaction numbers of different generations do not compare';

COMMENT ON COLUMN app.cluster.demo IS 'true: filled with invented people, may be filled with more';

CREATE TABLE app.office (
    id smallint NOT NULL,
    code text NOT NULL,
    short text NOT NULL,
    name text NOT NULL,
    country_id text NOT NULL,
    organisation_id smallint NOT NULL,
    kind text NOT NULL,
    zone text NOT NULL,
    initials boolean DEFAULT false NOT NULL,
    CONSTRAINT office_code_check CHECK ((code ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT office_id_check CHECK ((id > 0)),
    CONSTRAINT office_kind_check CHECK ((kind = ANY (ARRAY['regional office'::text, 'detention centre team'::text, 'learning centre'::text, 'coordination centre'::text, 'joint office'::text, 'project office'::text, 'community programme'::text, 'care centre'::text]))),
    CONSTRAINT office_short_check CHECK ((char_length(short) <= 16))
);

ALTER TABLE ONLY app.office FORCE ROW LEVEL SECURITY;

ALTER TABLE app.office OWNER TO hw_owner;

COMMENT ON TABLE app.office IS 'A place of work. Its address is never kept here.';

COMMENT ON COLUMN app.office.id IS 'number';

COMMENT ON COLUMN app.office.code IS 'three letters, for files and commands';

COMMENT ON COLUMN app.office.short IS 'the name on a card, at most 16 letters';

COMMENT ON COLUMN app.office.name IS 'the name in the directory';

COMMENT ON COLUMN app.office.country_id IS 'where it stands';

COMMENT ON COLUMN app.office.organisation_id IS 'who runs it';

COMMENT ON COLUMN app.office.kind IS 'what it is for';

COMMENT ON COLUMN app.office.zone IS 'its time zone, as in the tz database';

COMMENT ON COLUMN app.office.initials IS 'whether lists may show initials of its cases, as an admin has decided';

CREATE TABLE app.staff (
    id smallint NOT NULL,
    person uuid DEFAULT gen_random_uuid() NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    office_id smallint NOT NULL,
    enrolled_at timestamp with time zone DEFAULT app.now() NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT staff_login_check CHECK ((login ~ '^[a-z][a-z0-9_]{1,31}$'::text)),
    CONSTRAINT staff_name_check CHECK (app.name_valid(name))
);

ALTER TABLE ONLY app.staff FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff OWNER TO hw_owner;

COMMENT ON TABLE app.staff IS 'Everybody who works or has worked here.';

COMMENT ON COLUMN app.staff.id IS 'number';

COMMENT ON COLUMN app.staff.person IS 'the same for ever: what her keys are bound to';

COMMENT ON COLUMN app.staff.login IS 'the database login; says nothing about the person';

COMMENT ON COLUMN app.staff.name IS 'as colleagues see it: a function or a working name';

COMMENT ON COLUMN app.staff.office_id IS 'home office';

COMMENT ON COLUMN app.staff.enrolled_at IS 'since when';

COMMENT ON COLUMN app.staff.retired_at IS 'has left; may do nothing any more';

CREATE TABLE app.staff_role (
    staff_id smallint NOT NULL,
    role text NOT NULL
);

ALTER TABLE ONLY app.staff_role FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff_role OWNER TO hw_owner;

COMMENT ON TABLE app.staff_role IS 'A person may have several roles.';

COMMENT ON COLUMN app.staff_role.staff_id IS 'who';

COMMENT ON COLUMN app.staff_role.role IS 'which';

CREATE FUNCTION api.hello(p_program integer, p_mark text DEFAULT NULL::text) RETURNS TABLE(staff_id smallint, login text, name text, roles text[], read_only boolean, office_id smallint, office text, offices smallint[], zone text, now_ms bigint, frozen boolean, utc_offset_minutes integer, contract_oldest integer, contract_newest integer, generation integer, system_id text, demo boolean, refusal text, held boolean, mark text, works boolean, opens boolean, keeps_places boolean, peeks boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.id,
     (SESSION_USER)::text AS "session_user",
     s.name,
     app.my_roles() AS my_roles,
     (((hello.p_program < c.oldest) OR (hello.p_program > c.newest)) OR (NOT (app.may('case.take'::text) OR app.may('sealed.keep'::text)))),
     s.office_id,
     o.short,
     app.my_offices() AS my_offices,
     COALESCE(o.zone, 'UTC'::text) AS "coalesce",
     api.ms(app.now()) AS ms,
     (EXISTS ( SELECT
            FROM app.clock)) AS "exists",
     ((EXTRACT(epoch FROM ((app.now() AT TIME ZONE COALESCE(o.zone, 'UTC'::text)) - (app.now() AT TIME ZONE 'UTC'::text))) / (60)::numeric))::integer AS int4,
     c.oldest,
     c.newest,
     c.generation,
     app.here() AS here,
     k.demo,
         CASE
             WHEN (NOT (EXISTS ( SELECT
                FROM (app.staff h
                  JOIN app.staff_role r ON ((r.staff_id = h.id)))))) THEN 'nobody'::text
             WHEN (s.id IS NULL) THEN 'unknown_person'::text
             ELSE NULL::text
         END AS "case",
         CASE
             WHEN (s.id IS NOT NULL) THEN app.holds(hello.p_mark)
             ELSE NULL::boolean
         END AS "case",
         CASE
             WHEN (s.id IS NOT NULL) THEN app.head()
             ELSE NULL::text
         END AS "case",
     app.may('case.take'::text) AS may,
     app.may('sealed.open'::text) AS may,
     app.may('place.keep'::text) AS may,
     app.may('case.peek'::text) AS may
    FROM (((api.contract() c(oldest, newest, generation)
      CROSS JOIN app.cluster k)
      LEFT JOIN app.staff s ON ((s.id = app.me())))
      LEFT JOIN app.office o ON ((o.id = s.office_id)));
END;

ALTER FUNCTION api.hello(p_program integer, p_mark text) OWNER TO hw_api;

COMMENT ON FUNCTION api.hello(p_program integer, p_mark text) IS 'The first question of a console: one row, for strangers too. The arguments are the program''s contract number and the mark it was given last: not held, this is an older copy of the database, or another. Strangers get no mark, and no word about one. Refusal: unknown_person; nobody: there is not one person with a role, as while a dump is being put back.';

CREATE FUNCTION api.import_close(p_import uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(null, 'import.close', 'import', to_jsonb(p_import));
	n integer;
	lines integer;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_import;
	select i.office_id, i.lines into call.office_id, lines from app.import i
	where i.id = p_import and i.closed_at is null and i.staff_id = call.staff_id for update;
	if not found then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		return app.refuse(call, 'no_such_import', 'import');
	end if;
	select count(*) into n from app.record r where r.import_id = p_import;
	if n > lines then
		return app.refuse(call, 'file_format', 'import');
	end if;
	update app.import set closed_at = app.now(), records = n where id = p_import;
	return app.finish(call, null, jsonb_build_object('records', n));
end $$;

ALTER FUNCTION api.import_close(p_import uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.import_close(p_import uuid) IS 'An import is complete.';

CREATE FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text, p_lines integer) RETURNS TABLE(import_id uuid, refusal text, message text, imported integer, at_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	call app.call := app.begin_change(p_key, 'import.open', 'import',
		jsonb_build_array(p_office, p_sha256, p_layout, p_lines));
	place smallint;
	complete boolean;
begin
	if not call.done then
		-- Two people with the same file: the second waits, and then finds it here.
		perform pg_advisory_xact_lock(hashtextextended('import ' || p_sha256, 0));
		select o.id into place from app.office o
		where o.code = upper(p_office) and o.id = any (app.my_offices());
		if place is null then
			call.answer := app.refuse(call, 'office', 'office');
			call.done := true;
		elsif coalesce(p_sha256 !~ '^[0-9a-f]{64}$' or p_layout <> 'ctdc' or p_lines < 0, true)
			or num_nulls(p_sha256, p_layout, p_lines) > 0 then
			call.answer := app.refuse(call, 'file_format', 'file');
			call.done := true;
		end if;
	end if;
	if call.done then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		-- Asked again after a lost answer: the import it opened, if it is still open.
		select i.id into import_id from app.import i join app.office o on o.id = i.office_id
		where refusal is null and i.sha256 = p_sha256 and o.code = upper(p_office) and i.closed_at is null;
		return next;
		return;
	end if;
	call.office_id := place;
	select i.closed_at is not null, coalesce(i.records, 0), api.ms(i.closed_at)
	into complete, imported, at_ms from app.import i
	where i.sha256 = p_sha256 and i.office_id = any (app.my_offices()) order by i.opened_at limit 1;
	if not found then
		insert into app.import (office_id, staff_id, sha256, layout, lines)
		values (place, call.staff_id, p_sha256, p_layout, p_lines)
		returning id into import_id;
		imported := 0;
	end if;
	if not complete then
		select o.refusal, o.message into refusal, message from app.refuse(call, 'half_read', 'file') as o;
		return next;
		return;
	end if;
	call.object_id := import_id;
	perform app.finish(call, null, jsonb_build_object('lines', p_lines, 'layout', p_layout,
		'again', import_id is null));
	return next;
end $_$;

ALTER FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text, p_lines integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text, p_lines integer) IS 'Begin to read in a file. import_id null and no refusal: the file is here already, with so many records, since then.';

CREATE FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	place smallint;
	inserted integer;
begin
	if not app.begin_read('import.rows', 'import', p_import) then
		return null;
	end if;
	select i.office_id into place from app.import i
	where i.id = p_import and i.closed_at is null and i.staff_id = app.me();
	if not found then
		raise exception 'no open import of yours' using errcode = 'invalid_parameter_value';
	end if;
	-- A word without a number becomes null here and is noticed below; a null stays unknown.
	insert into app.record (import_id, line, office_id, year, source, sex, citizenship, exploitation, forced_labour,
		labour, control, age_low, age_high)
	select p_import, r.line, place, r.year, q.id, r.sex, r.citizenship,
		coalesce(x.id, case when r.exploitation is not null then 0 end), r.forced_labour::boolean,
		coalesce(l.id, case when r.labour is not null then 0 end),
		coalesce(k.id, case when r.control is not null then 0 end), r.age_low, r.age_high
	from unnest(p_line, p_year, p_source, p_sex, p_citizenship, p_exploitation, p_forced_labour, p_labour, p_control,
		p_age_low, p_age_high) as r(line, year, source, sex, citizenship, exploitation, forced_labour, labour, control,
		age_low, age_high)
	left join app.source q on q.name = r.source
	left join app.exploitation x on x.name = r.exploitation
	left join app.labour l on l.name = r.labour
	left join app.control k on k.name = r.control;
	get diagnostics inserted = row_count;
	return inserted;
end $$;

ALTER FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) IS 'Some rows of an open import; the words are the names in app.source, exploitation, labour and control. A word that is not there is an error: the importer has checked them.';

CREATE FUNCTION api.initials(p_subjects uuid[]) RETURNS TABLE(subject uuid, id uuid, kind text, key text, generation integer, version integer, blob bytea, realm uuid, epoch integer, born integer, wrapped bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.initials(p_subjects uuid[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.initials(p_subjects uuid[]) IS 'The sealed initials of the first 200 of these cases with their wrapped keys: of my offices, where the office allows initials and I have a letter of its realm. id is null where a case has none yet; no row where it may have none. That they were shown is not in the record: a list asks for them as often as it is read, and nobody has chosen whose. What is: that an office allows them, or no longer, by whom and when; each time some are kept; each refusal.';

CREATE FUNCTION api.initials_set(p_key uuid, p_office text, p_allowed boolean) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.initials_set(p_key uuid, p_office text, p_allowed boolean) OWNER TO hw_api;

COMMENT ON FUNCTION api.initials_set(p_key uuid, p_office text, p_allowed boolean) IS 'Whether lists may show initials of the cases of an office (its code). No: those that are kept are deleted.';

CREATE FUNCTION api.key_audit() RETURNS TABLE(what text, realm uuid, name text, epoch integer, person uuid, login text, number integer, given_by uuid, box bytea, chain bytea, recovery_id uuid, recovery bytea, signature bytea, since timestamp with time zone, wrong text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.key_audit() OWNER TO hw_api;

COMMENT ON FUNCTION api.key_audit() IS 'Who holds what, for the nightly check against the directory: the newest statement of each realm (epoch), who has a letter by whom (letter: recovery is the letter), what a custodian has yet to do (task), and who has left and is still in the directory (retired). wrong: what this server finds wrong with it; null: nothing, which the check does not take its word for. For auditors and registrars: an admin, who says who is a custodian, is given nobody''s letter.';

CREATE FUNCTION api.key_offer(p_key uuid, p_box bytea, p_sign bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.key_offer(p_key uuid, p_box bytea, p_sign bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.key_offer(p_key uuid, p_box bytea, p_sign bytea) IS 'My own new public keys, for the next directory. Offered again before they are in force they replace those offered; those that I am known by take the offer back.';

CREATE FUNCTION api.manifest() RETURNS TABLE(table_name text, rows bigint, digest text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'postgres'
    SET extra_float_digits TO '1'
    SET row_security TO 'off'
    AS $_$
begin
	for table_name in
		select c.relname from pg_class c
		where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' order by c.relname
	loop
		execute format($q$
			select count(*), md5(count(*) || ' ' || coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0)
				|| ' ' || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint), 0))
			from (select md5(t::text) as h from app.%I as t) as r$q$, table_name) into rows, digest;
		return next;
	end loop;
end $_$;

ALTER FUNCTION api.manifest() OWNER TO hw_api;

COMMENT ON FUNCTION api.manifest() IS 'Every table with its number of rows and a digest over them, for backup-check.';

CREATE FUNCTION api.mark() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return case when app.my_roles() <> '{}' then app.head() end;
end $$;

ALTER FUNCTION api.mark() OWNER TO hw_api;

COMMENT ON FUNCTION api.mark() IS 'A mark of the record as it is now, to be handed to api.hello after the next connect: what it lets nobody learn is what was done. Null for whoever has no role here.';

CREATE FUNCTION api.now() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return app.now();
end $$;

ALTER FUNCTION api.now() OWNER TO hw_api;

COMMENT ON FUNCTION api.now() IS 'The time of this transaction, by the clock that everything here goes by.';

CREATE FUNCTION api.place_find(p_code text, p_id uuid) RETURNS TABLE(id uuid, version integer, code text, kind text, country text, district text, capacity smallint, office text, touched_at timestamp with time zone, may_keep boolean, offices text[], problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	symbols text := regexp_replace(regexp_replace(upper(p_code), '[^A-Z0-9]', '', 'g'), '^PL(?=.{8}$)', '');
	wanted text := 'PL-' || left(symbols, 4) || '-' || substr(symbols, 5);
begin
	if not app.begin_read('place.list', 'place') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.kind, l.country, l.district, l.capacity, l.office, l.touched_at,
		app.may('place.keep'), m.codes,
		case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_place' end
	from (select array_agg(o.code order by o.code) as codes from app.office o where o.id = any (app.my_offices())) as m
	left join api.place_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $_$;

ALTER FUNCTION api.place_find(p_code text, p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.place_find(p_code text, p_id uuid) IS 'The place with this id or, where that is null, with this code, however it was typed. problem: check (misread or mistyped) or no_such_place. may_keep: my role changes places; offices: of these. No row: it sees none.';

CREATE FUNCTION api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text, p_district text, p_capacity integer) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'place.keep', 'place',
		jsonb_build_array(p_id, p_version, p_office, p_kind, p_country, p_district, p_capacity));
	held record;
	this app.place;
	home smallint;
	land text := upper(p_country);
	changed jsonb;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	select * into held from app.lock_place(p_id);
	this := held.was;
	select o.id into home from app.office o where o.code = upper(p_office) and o.id = any (app.my_offices());
	if held.busy then
		return app.refuse(call, 'busy_place');
	elsif p_id is null or (this.id is null and p_version is distinct from 0) then
		return app.refuse(call, 'no_such_place', 'id');
	end if;
	call.office_id := coalesce(this.office_id, home, call.office_id);
	if coalesce(this.version, 0) is distinct from p_version then
		return app.refuse(call, 'stale_place', 'version');
	elsif home is null then
		return app.refuse(call, 'office', 'office');
	elsif this.office_id <> home then
		return app.refuse(call, 'place_office', 'office');
	elsif coalesce(p_kind not in ('shelter', 'transit centre', 'foster family', 'hospital', 'school', 'authority', 'other'), true) then
		return app.refuse(call, 'no_such_place_kind', 'kind');
	elsif not exists (select from app.country c where c.id = land) then
		return app.refuse(call, 'no_such_country', 'country');
	elsif not app.name_valid(p_district) then
		return app.refuse(call, 'name_format', 'district');
	elsif p_capacity not between 0 and 1000 then
		return app.refuse(call, 'capacity', 'capacity');
	end if;
	select jsonb_object_agg(x.what, jsonb_build_array(x.was, x.now)) into changed
	from (values ('kind', to_jsonb(this.kind), to_jsonb(p_kind)), ('country', to_jsonb(this.country_id), to_jsonb(land)),
		('district', to_jsonb(this.district), to_jsonb(p_district)),
		('capacity', to_jsonb(this.capacity), to_jsonb(p_capacity))) as x(what, was, now)
	where x.was is distinct from x.now;
	if this.id is null then
		begin
			insert into app.place (id, office_id, kind, country_id, district, capacity)
			values (p_id, home, p_kind, land, p_district, p_capacity);
		exception when unique_violation then -- of an office that is not hers
			return app.refuse(call, 'no_such_place', 'id');
		end;
	elsif changed is null then
		return app.refuse(call, 'unchanged');
	else
		update app.place p set version = p_version + 1, kind = p_kind, country_id = land, district = p_district,
			capacity = p_capacity, touched_at = app.now()
		where p.id = p_id;
	end if;
	return app.finish(call, p_version + 1, changed);
end $$;

ALTER FUNCTION api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text, p_district text, p_capacity integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text, p_district text, p_capacity integer) IS 'A place of one of my offices: p_version is the one it was read at, 0 for a new one, whose p_id the console makes. It stays with its office. p_district is as the country names it, and nothing closer; p_capacity null: unknown.';

CREATE FUNCTION api.poke_due(p_stand_by boolean, p_since bigint DEFAULT 0, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '200ms'
    SET enable_seqscan TO 'off'
    AS $$
declare
	first xid8 := p_since::text::xid8;
	began timestamptz;
begin
	if session_user <> 'hw_poke' then
		raise insufficient_privilege using message = 'only hw_poke pokes';
	end if;
	serving := true;
	since := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
	if p_stand_by then
		begin
			perform pg_advisory_lock(app.poke_lock());
		exception when lock_not_available then
			serving := false;
		end;
	end if;
	began := clock_timestamp();
	if serving then
		with gone as (delete from app.poke_due d where d.xid >= first returning d.topic)
		select count(pg_notify(g.topic, '')) into poked from (select distinct topic from gone) as g;
	else
		since := 0;
		poked := app.poke_left();
	end if;
	spent_us := extract(epoch from clock_timestamp() - began) * 1000000;
end $$;

ALTER FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) IS 'Notify once of each topic that writers left a row for. From a stand-by: tries first to become the one that serves, which lasts as long as its session. That one gives back what it was told as since the last time; 0: begin anew.';

CREATE FUNCTION app.poke_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN hashtextextended('homeward poke'::text, (0)::bigint);

ALTER FUNCTION app.poke_lock() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_lock() IS 'The advisory lock of the poking process: held alone by the one that serves, shared by writers while none does.';

CREATE FUNCTION api.poke_served() RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM pg_locks l WHERE ((l.locktype = 'advisory'::text) AND (l.mode = 'ExclusiveLock'::text) AND l.granted AND (l.objsubid = 1) AND (l.database = (SELECT d.oid FROM pg_database d WHERE (d.datname = current_database()))) AND ((((l.classid)::bigint << 32) | (l.objid)::bigint) = app.poke_lock()))));

ALTER FUNCTION api.poke_served() OWNER TO hw_api;

COMMENT ON FUNCTION api.poke_served() IS 'Whether a poking process serves this database. Without one everything works, writers wait longer.';

CREATE FUNCTION api.realm_chain(p_realm uuid) RETURNS TABLE(epoch integer, chain bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('realm.chain', 'realm', p_realm) then
		return;
	end if;
	return query
	select e.epoch, e.chain from app.realm_epoch e
	where e.realm_id = p_realm and e.chain is not null and (app.has_letter(p_realm) or app.is_custodian(p_realm))
	order by e.epoch desc;
end $$;

ALTER FUNCTION api.realm_chain(p_realm uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_chain(p_realm uuid) IS 'For each epoch, newest first, the seed of the one before under its own.';

CREATE FUNCTION api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[]) IS 'A custodian gives a realm''s newest seed, sealed, to more people, or again to somebody whose letter does not open.';

CREATE FUNCTION api.realm_list() RETURNS TABLE(id uuid, kind text, office text, name text, epoch integer, opened_at timestamp with time zone, custodians text[], wished text[], recovery_id uuid, recovery text, in_force boolean, to_turn boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_list() OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_list() IS 'All realms: the epoch that each is in (0: no keys yet), its custodians in force who have not left, those who are wished, the key to recover it with, whether it is in the directory, and whether a custodian has to turn it.';

CREATE FUNCTION api.realm_mine() RETURNS TABLE(realm uuid, name text, kind text, office text, epoch integer, box bytea, chain bytea, recovery_id uuid, recovery bytea, opened_by uuid, signature bytea, given_by uuid, number integer, letter bytea, custodian boolean, to_turn boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_mine() OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_mine() IS 'The newest seed of each of my realms, sealed to me, with all that its custodian has stated about it.';

CREATE FUNCTION api.realm_needs() RETURNS TABLE(realm uuid, name text, epoch integer, must_turn boolean, person uuid, login text, number integer, has_letter boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_needs() OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_needs() IS 'Of each realm that I am a custodian of: whether it has to be turned, and who shall have its keys and has keys to be sealed to, with a letter or without. must_turn: somebody who is to read no more knows the seed, or it rests on the signature of a custodian who is to go.';

CREATE FUNCTION api.realm_recovery(p_realm uuid) RETURNS TABLE(realm uuid, epoch integer, box bytea, chain bytea, recovery_id uuid, recovery bytea, opened_by uuid, signature bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_recovery(p_realm uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_recovery(p_realm uuid) IS 'A realm''s newest seed as it is sealed to the key on paper, for a custodian. Recorded.';

CREATE FUNCTION api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea, p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea, p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea, p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[]) IS 'A custodian opens a realm''s next epoch with a new seed, sealed to all who stay: all of it or nothing. p_serial is the directory by which she has sealed it. It ends what had to be turned.';

CREATE TABLE app.reason (
    name text NOT NULL,
    opening boolean NOT NULL,
    facts boolean NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT reason_name_check CHECK ((app.name_valid(name) AND (name = lower(name)))),
    CONSTRAINT serves_something CHECK ((opening OR facts))
);

ALTER TABLE ONLY app.reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.reason OWNER TO hw_owner;

COMMENT ON TABLE app.reason IS 'Why somebody reads what is personal. A word from here is in the record, never a text of one''s own: that would say in clear what is sealed.';

COMMENT ON COLUMN app.reason.name IS 'the word';

COMMENT ON COLUMN app.reason.opening IS 'for opening sealed records of one case';

COMMENT ON COLUMN app.reason.facts IS 'for the coded facts of many cases at once';

COMMENT ON COLUMN app.reason.meaning IS 'in a sentence';

CREATE FUNCTION api.reason_list() RETURNS TABLE(name text, opening boolean, facts boolean, meaning text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT r.name,
     r.opening,
     r.facts,
     r.meaning
    FROM app.reason r
   ORDER BY r.name;
END;

ALTER FUNCTION api.reason_list() OWNER TO hw_api;

COMMENT ON FUNCTION api.reason_list() IS 'Why somebody may read what is personal: the words to say it with.';

CREATE FUNCTION api.record_summary(p_import uuid DEFAULT NULL::uuid) RETURNS TABLE(kind text, value text, n bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('record.summary', 'record', p_import) then
		return;
	end if;
	return query
	select case when grouping(r.exploitation) = 0 then 'exploitation' else 'citizenship' end as k,
		coalesce(case when grouping(r.exploitation) = 0
			then (select x.name from app.exploitation x where x.id = r.exploitation)
			else r.citizenship end, 'unknown') as v,
		count(*) as c
	from app.record r
	where p_import is null or r.import_id = p_import
	group by grouping sets ((r.exploitation), (r.citizenship))
	order by k desc, c desc, v;
end $$;

ALTER FUNCTION api.record_summary(p_import uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.record_summary(p_import uuid) IS 'Records by type of exploitation and by citizenship: of one import, or of all my offices.';

CREATE FUNCTION api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) IS 'A new key by which these realms shall be recovered: in force with the next directory, used from each realm''s next epoch on.';

CREATE FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call;
	held record;
	kept app.record_kind;
	newest app.sealed_key;
	this app.sealed;
begin
	select * into kept from app.record_kind k where k.name = p_kind;
	select * into held from app.begin_sealed(app.begin_change(p_key, 'sealed.keep', 'case',
		jsonb_build_array(p_subject, p_id, p_kind, p_version, p_generation, p_blob)), p_subject, kept.subject, kept.key);
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
	if this.id is null then
		begin
			insert into app.sealed (id, case_id, place_id, office_id, kind, generation, blob, written_by)
			values (p_id, case call.kind when 'case' then p_subject end, case call.kind when 'place' then p_subject end,
				call.office_id, p_kind, p_generation, p_blob, call.staff_id);
		exception when unique_violation then -- of a case that is not hers to see
			return app.refuse(call, 'no_such_record', 'id');
		end;
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
	-- Initials come with what was worked on, or with a reading.
	update app.case c set touched_at = app.now() where c.id = p_subject and p_kind <> 'initials';
	-- By this hash a console that has seen it knows an older text that is put in its place.
	return app.finish(call, (call.was).version, jsonb_build_object('record', p_id, 'kind', p_kind,
		'version', p_version + 1, 'generation', p_generation, 'sha256', encode(sha256(p_blob), 'hex')));
end $$;

ALTER FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea) IS 'Keep a sealed record: p_version is the one it was read at, 0 for a new one. The blob is bound to the version it becomes, and sealed under the newest generation, which was born in its realm''s newest epoch.';

CREATE FUNCTION api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid, p_epoch integer, p_wrapped bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
	insert into app.sealed_key (case_id, place_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (case call.kind when 'case' then p_subject end, case call.kind when 'place' then p_subject end, call.office_id,
		p_kind, p_generation, p_epoch, p_realm, p_epoch, p_wrapped, call.staff_id);
	return app.finish(call, (call.was).version, jsonb_build_object('key', p_kind, 'generation', p_generation,
		'epoch', p_epoch, 'sha256', encode(sha256(p_wrapped), 'hex')));
end $$;

ALTER FUNCTION api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid, p_epoch integer, p_wrapped bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid, p_epoch integer, p_wrapped bytea) IS 'A case''s or place''s first key, or the next one after its realm has turned: made in the realm''s newest epoch.';

CREATE FUNCTION api.sealed_keys(p_subject uuid) RETURNS TABLE(key text, generation integer, born integer, realm uuid, epoch integer, wrapped bytea, newest integer, to_turn boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.sealed_keys(p_subject uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_keys(p_subject uuid) IS 'The keys of a case or place that I can open, newest generation first, each with the realm it is wrapped for. One is written with as long as it was born in the newest epoch of its office''s realm; where the last one is of another realm, or there is none (generation 0), a line without a wrap stands first: the next is of that line''s realm.';

CREATE FUNCTION api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer DEFAULT NULL::integer, p_subject uuid DEFAULT NULL::uuid, p_key text DEFAULT NULL::text, p_generation integer DEFAULT NULL::integer) RETURNS TABLE(subject uuid, key text, generation integer, born integer, epoch integer, wrapped bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer, p_subject uuid, p_key text, p_generation integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer, p_subject uuid, p_key text, p_generation integer) IS 'Keys that are wrapped under an earlier epoch of one of my realms, at most 10,000, to be wrapped again: the first, or those behind this one.';

CREATE FUNCTION api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[], p_generations integer[], p_wrapped bytea[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[], p_generations integer[], p_wrapped bytea[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[], p_generations integer[], p_wrapped bytea[]) IS 'The same keys under a realm''s newest epoch, up to 10,000 at once; those that have been wrapped again meanwhile are left alone. It makes no key younger.';

CREATE FUNCTION api.sealed_kinds(p_subject uuid) RETURNS TABLE(kind text, key text, there boolean, may_open boolean, may_write boolean, why text, ask text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('sealed.kinds', 'case', p_subject) then
		return;
	end if;
	return query
	select k.name, k.key, case when h.role then r.there end, o.may, o.may_write, w.why,
		case when w.why in ('not_given', 'realm_to_turn') then array(select c.login from app.directory_realm d
			join app.staff c on c.person = any (d.custodians) and c.retired_at is null and c.id <> app.me()
			where d.realm_id = n.realm order by c.login) end
	from app.subject_of(p_subject) as s
	join app.record_kind k on k.subject = s.of
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

ALTER FUNCTION api.sealed_kinds(p_subject uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_kinds(p_subject uuid) IS 'Which records a case or place has, for whoever sees it: of each kind whether one is there, and nothing else about it (null: that, too, is not for my role); whether I may open it and write it. why not: role, not_in_realm (it is for others), no_keys (registrars have signed none of mine), not_given (no custodian has given me those of this office), elsewhere (it is under the keys of an office that had the case before), realm_to_turn (it is not written until a custodian has renewed the keys). ask: the custodians who could.';

CREATE FUNCTION api.sealed_list(p_subject uuid) RETURNS TABLE(id uuid, kind text, version integer, generation integer, person text, at timestamp with time zone, needs_reason boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.sealed_list(p_subject uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_list(p_subject uuid) IS 'What is sealed of a case or place, newest first, and nothing of what it says: for whoever belongs to the realm it is sealed for.';

CREATE FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) RETURNS TABLE(id uuid, kind text, key text, generation integer, version integer, blob bytea, person text, at timestamp with time zone, realm uuid, epoch integer, born integer, wrapped bytea, refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
			where not exists (select from app.record_kind r where r.name = x and r.subject = call.kind)) then
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
		k.wrapped, null::text, null::text
	from app.sealed s
	join app.record_kind r on r.name = s.kind
	join app.sealed_key k on k.subject = s.subject and k.key = r.key and k.generation = s.generation
	join app.staff w on w.id = s.written_by
	where s.subject = p_subject and s.id = any (shown) and app.has_letter(k.realm_id)
	order by s.kind, s.written_at desc, s.id;
end $$;

ALTER FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) IS 'The sealed records of these kinds of a case or place with their wrapped keys, as far as my letters open them. The first time the answer is the refusal ask_again: which records, and why, is in the record then. Asked again with the same key within 15 minutes, once that is committed, it gives them. The reason is one of app.reason; null, where I have opened something of the same case for a reason within 15 minutes, or only notes are asked for. No row: there is nothing.';

CREATE FUNCTION api.staff_choices(p_case uuid) RETURNS TABLE(login text, name text, office text, on_shift boolean, open_cases bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('staff.choices', 'case', p_case) then
		return;
	end if;
	return query
	select s.login, s.name, o.short,
		exists (select from app.shift h
			where h.staff_id = s.id and h.starts_at <= app.now() and h.ends_at > app.now()) as duty,
		(select count(*) from (select from app.case x where x.responsible_id = s.id and x.closed_at is null
			limit 1001) as x)
	from app.case c
	cross join app.may_answer_for(c.office_id) as m(id)
	join app.staff s on s.id = m.id
	join app.office o on o.id = s.office_id
	where c.id = p_case
	order by duty desc, s.office_id <> c.office_id, s.name, s.login;
end $$;

ALTER FUNCTION api.staff_choices(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.staff_choices(p_case uuid) IS 'Who could be responsible for this case: on duty first. Open cases are counted in my offices, up to 1001.';

CREATE FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
	-- Neither who enrols people nor who vouches for their keys sees a case, and nobody audits herself.
	if p_roles && array['admin', 'auditor', 'registrar'] and (select count(distinct x) from unnest(p_roles) as x) > 1 then
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

ALTER FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) OWNER TO hw_api;

COMMENT ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) IS 'Somebody new: her login, working name, home office, other offices (codes) and roles. p_verifier: what PQencryptPasswordConn() makes of her password; null: she logs in by peer, or not with a password.';

CREATE FUNCTION api.staff_retire(p_key uuid, p_login text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.staff_retire(p_key uuid, p_login text) OWNER TO hw_api;

COMMENT ON FUNCTION api.staff_retire(p_key uuid, p_login text) IS 'Somebody leaves: she may do nothing any more, at once, and her sessions end. The letters of her realms go, and nothing is written in those until a custodian has turned them. Her cases stay hers until given on.';

CREATE FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) IS 'Have it in the record that something was found TAMPERED: what (a word of app.tampered_kind), of which case, place or realm, which sealed record of it, and of what version (of a realm: epoch; of the directory: serial), null where there is none. For whoever may ask for that thing and sees it. Nothing of what was found goes with it. The same is there once an hour from one person: said again, the answer is the line that there is. At most 60 of hers are: more is refused.';

CREATE FUNCTION api.undo(p_key uuid, p_event bigint) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'undo', 'case', to_jsonb(p_event));
	change app.event;
	was app.case;
	before app.case;
	held record;
begin
	if call.done then
		return call.answer;
	end if;
	select * into change from app.event e where (p_event is null or e.id = p_event)
	and e.staff_id = call.staff_id and e.refusal is null
	and e.action in ('case.take', 'case.assign', 'case.priority', 'case.move')
	and (p_event is not null or not exists (select from app.event u
		where u.object_id = e.object_id and u.id > e.id and u.action = 'undo' and u.refusal is null
		and (u.detail ->> 'undoes')::bigint = e.id))
	order by e.id desc limit 1;
	if not found or not app.may(change.action) then
		return app.refuse(call, 'not_undoable', 'event');
	end if;
	call.object_id := change.object_id;
	select * into held from app.lock_case(change.object_id);
	call.was := held.was;
	was := call.was;
	if was.id is null then
		return app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end, 'event');
	end if;
	call.office_id := was.office_id;
	if exists (select from app.event e where e.object_id = change.object_id and e.id > change.id
		and e.action = 'undo' and e.refusal is null and (e.detail ->> 'undoes')::bigint = change.id) then
		return app.refuse(call, 'undone_already', 'event');
	end if;
	if was.version <> change.version then
		return app.refuse(call, 'changed_since', 'event');
	end if;
	before := jsonb_populate_record(was,
		(select jsonb_object_agg(d.key, d.value -> 0) from jsonb_each(change.detail) as d));
	-- What she could not do again today she cannot take back either, and nobody gets a case back who
	-- no longer works on it.
	if before.stage <> was.stage and was.stage not in (select app.moves(before.stage)) then
		return app.refuse(call, 'stage', 'event');
	end if;
	if before.stage = 6 and was.stage <> 6 and was.afraid <> 'no' then
		return app.refuse(call, 'afraid', 'event');
	end if;
	if before.responsible_id is distinct from was.responsible_id
		and before.responsible_id not in (select app.works_for(was.office_id)) then
		return app.refuse(call, 'not_same_office', 'event');
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now(), priority = before.priority,
		stage = before.stage, closed_at = before.closed_at, close_reason = before.close_reason,
		responsible_id = before.responsible_id,
		responsible_seen = case when before.responsible_id is distinct from was.responsible_id
			then coalesce(before.responsible_id = call.staff_id, true) else was.responsible_seen end
	where c.id = was.id;
	return app.finish(call, was.version + 1, jsonb_build_object('undoes', change.id) ||
		(select jsonb_object_agg(d.key, jsonb_build_array(d.value -> 1, d.value -> 0))
			from jsonb_each(change.detail) as d));
end $$;

ALTER FUNCTION api.undo(p_key uuid, p_event bigint) OWNER TO hw_api;

COMMENT ON FUNCTION api.undo(p_key uuid, p_event bigint) IS 'Take back my own change, named by its event, if the case has not changed since. Null: the latest that I have not taken back, whichever case it is.';

CREATE FUNCTION api.vault_self() RETURNS TABLE(person uuid, login text, number integer, box bytea, sign bytea, offered integer, offered_box bytea, offered_sign bytea, serial integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.vault_self() OWNER TO hw_api;

COMMENT ON FUNCTION api.vault_self() IS 'Who I am to the vault: what my keys are bound to, those in the directory in force, those that wait for the next.';

CREATE FUNCTION api.view_delete(p_key uuid, p_name text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'view.delete', 'view', jsonb_build_array(p_name));
begin
	if call.done then
		return call.answer;
	end if;
	delete from app.saved_view where staff_id = call.staff_id and name = p_name;
	if not found then
		return app.refuse(call, 'no_such_view', 'name');
	end if;
	return app.finish(call);
end $$;

ALTER FUNCTION api.view_delete(p_key uuid, p_name text) OWNER TO hw_api;

COMMENT ON FUNCTION api.view_delete(p_key uuid, p_name text) IS 'Forget a view.';

CREATE FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	call app.call := app.begin_change(p_key, 'view.save', 'view',
		jsonb_build_array(p_screen, p_name, p_filter, p_sort, p_scope));
begin
	if call.done then
		return call.answer;
	end if;
	if not app.name_valid(p_name) then
		return app.refuse(call, 'name_format', 'name');
	end if;
	if coalesce(p_screen not in ('board', 'cases', 'inbox', 'offices'), true) then
		return app.refuse(call, 'no_such_screen', 'screen');
	end if;
	if coalesce(p_scope not in ('mine', 'office', 'all'), true) then
		return app.refuse(call, 'no_such_scope', 'scope');
	end if;
	if coalesce(char_length(p_filter) > 400 or p_filter ~ '[[:cntrl:]]', false) then
		return app.refuse(call, 'too_long', 'filter');
	end if;
	if coalesce(p_sort !~ '^[a-z_,-]{0,100}$', false) then
		return app.refuse(call, 'too_long', 'sort');
	end if;
	insert into app.saved_view as v (staff_id, name, screen, filter, sort, scope)
	values (call.staff_id, p_name, p_screen, coalesce(p_filter, ''), coalesce(p_sort, ''), p_scope)
	on conflict (staff_id, name) do update
		set screen = excluded.screen, filter = excluded.filter, sort = excluded.sort, scope = excluded.scope;
	return app.finish(call);
end $_$;

ALTER FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) OWNER TO hw_api;

COMMENT ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) IS 'Keep a view under a name, or replace it.';

CREATE FUNCTION app.after_migrate() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	here text;
	f regprocedure;
	other name;
begin
	select c.system_identifier || '.' || d.oid into here
	from pg_control_system() as c, pg_database as d where d.datname = current_database();
	insert into app.cluster (system_id) values (here) on conflict do nothing;
	-- Data from a backup: its transaction numbers may lie ahead of this server's, or mean others.
	update app.cluster set system_id = here, generation = generation + 1
	where system_id <> here
	or exists (select from app.event e
		where e.generation = app.cluster.generation and e.xid >= pg_snapshot_xmax(pg_current_snapshot()));

	execute format('revoke temporary, connect on database %I from public', current_database());
	execute format('grant connect on database %I to hw_staff, hw_backup, hw_poke', current_database());
	-- Every database of the cluster lets everybody in unasked, to count, to see who is connected, and
	-- to leave things behind in the template of the next one.
	for other in
		select d.datname from pg_database d where d.datname in ('postgres', 'template1')
		and has_database_privilege('hw_staff', d.oid, 'connect')
	loop
		execute format('revoke connect on database %I from public', other);
	end loop;
	-- Counts, sizes and who is connected are told to nobody who works here. Whoever may lock a number
	-- could stop migrations and the board's sums for all; one large object could stop every backup.
	for f in
		select p.oid from pg_proc p
		where p.pronamespace = 'pg_catalog'::regnamespace
		and (p.proname like any (array['pg\_stat\_get\_%', 'pg\_advisory\_%', 'pg\_try\_advisory\_%', 'lo\_%'])
			or p.proname in ('pg_database_size', 'pg_relation_size', 'pg_table_size', 'pg_indexes_size',
				'pg_total_relation_size', 'pg_tablespace_size', 'pg_lock_status', 'pg_blocking_pids',
				'pg_safe_snapshot_blocking_pids', 'loread', 'lowrite', 'pg_logical_emit_message'))
		and has_function_privilege('hw_staff', p.oid, 'execute')
	loop
		execute format('revoke execute on function %s from public', f);
	end loop;
	grant execute on function pg_catalog.pg_advisory_xact_lock(bigint),
		pg_catalog.pg_try_advisory_xact_lock(bigint), pg_catalog.pg_advisory_lock(bigint),
		pg_catalog.pg_try_advisory_xact_lock_shared(bigint), pg_catalog.pg_advisory_xact_lock_shared(bigint) to hw_api;
	grant execute on function pg_catalog.pg_try_advisory_xact_lock_shared(bigint) to hw_owner;
	grant execute on function pg_catalog.pg_lock_status() to hw_api; -- whether a process pokes
	grant execute on function pg_catalog.pg_stat_get_activity(integer) to hw_enrol; -- whose sessions to end
end $$;

ALTER FUNCTION app.after_migrate() OWNER TO hw_owner;

COMMENT ON FUNCTION app.after_migrate() IS 'Know this database again, and take from everybody what PostgreSQL gives to everybody. For its owner.';

CREATE FUNCTION app.ask_again(call app.call, event bigint DEFAULT NULL::bigint) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.ask_again(call app.call, event bigint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.ask_again(call app.call, event bigint) IS 'The answer of a reading that this event records, and under whose key it is done then; null: of one asked for again that is not shown.';

CREATE TABLE app.event (
    id bigint NOT NULL,
    generation integer DEFAULT app.generation() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    staff_id smallint,
    login text DEFAULT SESSION_USER NOT NULL,
    office_id smallint,
    action text NOT NULL,
    kind text NOT NULL,
    object_id uuid,
    version integer,
    refusal text,
    reason text,
    detail jsonb,
    witness uuid DEFAULT gen_random_uuid() NOT NULL,
    beside pg_snapshot DEFAULT
CASE
    WHEN (pg_snapshot_xmin(pg_current_snapshot()) < pg_current_xact_id()) THEN pg_current_snapshot()
    ELSE NULL::pg_snapshot
END,
    CONSTRAINT event_kind_check CHECK ((kind = ANY (ARRAY['case'::text, 'place'::text, 'view'::text, 'staff'::text, 'office'::text, 'directory'::text, 'realm'::text, 'import'::text, 'record'::text, 'none'::text])))
);

ALTER TABLE ONLY app.event FORCE ROW LEVEL SECURITY;

ALTER TABLE app.event OWNER TO hw_owner;

COMMENT ON TABLE app.event IS 'The record of the work. To see every row once, read in the order (generation, xid, id) up to pg_snapshot_xmin(pg_current_snapshot()): ids alone appear out of order.';

COMMENT ON COLUMN app.event.id IS 'number';

COMMENT ON COLUMN app.event.generation IS 'of app.cluster, when it was written';

COMMENT ON COLUMN app.event.xid IS 'the transaction that wrote it';

COMMENT ON COLUMN app.event.at IS 'when';

COMMENT ON COLUMN app.event.staff_id IS 'who; null: a login that nobody here has';

COMMENT ON COLUMN app.event.login IS 'the login it came through';

COMMENT ON COLUMN app.event.office_id IS 'the office it concerns, or the person''s home office';

COMMENT ON COLUMN app.event.action IS 'what, or what was refused: case.take';

COMMENT ON COLUMN app.event.kind IS 'what kind of object';

COMMENT ON COLUMN app.event.object_id IS 'which, where it is one with a uuid';

COMMENT ON COLUMN app.event.version IS 'the object''s version after it';

COMMENT ON COLUMN app.event.refusal IS 'why nothing was done; null: it was done';

COMMENT ON COLUMN app.event.reason IS 'why personal facts were asked for, or sealed records opened';

COMMENT ON COLUMN app.event.detail IS 'coded values: {"column": [before, after]}';

COMMENT ON COLUMN app.event.witness IS 'nothing but chance: whoever knows it has met this line. Marks prove it; nobody is shown it';

COMMENT ON COLUMN app.event.beside IS 'what had ended when it was written; null: every transaction before its own';

CREATE FUNCTION app.asked_again(call app.call) RETURNS app.event
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line app.event;
begin
	select * into line from app.event e
	where e.id = (call.answer).event_id and e.at > app.now() - interval '15 minutes'
	and app.may(call.action) and app.recorded(e.id);
	return line;
end $$;

ALTER FUNCTION app.asked_again(call app.call) OWNER TO hw_owner;

COMMENT ON FUNCTION app.asked_again(call app.call) IS 'What was recorded when this was asked the first time, as long as it is shown for that; null: ask again.';

CREATE FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb DEFAULT NULL::jsonb) RETURNS app.call
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(key, action, 'case', jsonb_build_array(id, version, args));
	held record;
begin
	call.object_id := id;
	if call.done then
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
	if (call.was).version is distinct from version then
		call.done := true;
		call.answer := app.refuse(call, 'stale');
	end if;
	return call;
end $$;

ALTER FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) IS 'Begin a change to a case of this version.';

CREATE FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) RETURNS app.call
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) IS 'Begin a change: known person, in a transaction that sees what others did, asked for the first time, allowed by role. Otherwise done with its answer.';

CREATE FUNCTION app.begin_generation() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	lock table app.event in share row exclusive mode;
	update app.cluster set generation = generation + 1;
	insert into app.event (action, kind) values ('generation.begin', 'none');
	return app.generation();
end $$;

ALTER FUNCTION app.begin_generation() OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_generation() IS 'This copy is the database from now on, though what came last may not be in it: consoles that refused it go on, and tell their people to look. For its owner, after a replica that was not synchronous was promoted or the cluster restored.';

CREATE FUNCTION app.begin_read(action text, kind text, object_id uuid DEFAULT NULL::uuid) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.begin_read(action text, kind text, object_id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_read(action text, kind text, object_id uuid) IS 'Begin to read: false if this person may not.';

CREATE FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) RETURNS app.call
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) IS 'Begin what a custodian does with a realm, by the directory of this serial.';

CREATE FUNCTION app.begin_sealed(call app.call, subject uuid, what text, key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
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
		begun.answer := app.refuse(begun, case when not held.busy then 'no_such_case' when held.of = 'place' then 'busy_place'
			else 'busy' end, 'subject');
		return;
	end if;
	begun.kind := held.of;
	begun.office_id := held.office_id;
	realm := app.realm_of(held.office_id, key);
	if realm is null or held.of <> coalesce(what, held.of) then
		begun.answer := app.refuse(begun, 'no_such_kind', 'kind');
	elsif not app.lock_keys(realm::text, shared => true) then
		begun.answer := app.refuse(begun, 'busy_keys');
	elsif app.to_turn(realm) then
		begun.answer := app.refuse(begun, 'realm_to_turn');
	elsif not app.has_letter(realm) then
		begun.answer := app.refuse(begun, 'not_in_realm');
	else
		begun.done := false;
		epoch := app.epoch_of(realm);
	end if;
end $$;

ALTER FUNCTION app.begin_sealed(call app.call, subject uuid, what text, key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text, key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) IS 'Begin to change what is sealed under this key of a case or place (what: which of them it has to be; null: either).';

CREATE TABLE app.board_delta (
    id bigint NOT NULL,
    office_id smallint NOT NULL,
    stage smallint NOT NULL,
    open_cases bigint NOT NULL,
    nobody bigint NOT NULL
);

ALTER TABLE ONLY app.board_delta FORCE ROW LEVEL SECURITY;

ALTER TABLE app.board_delta OWNER TO hw_owner;

COMMENT ON TABLE app.board_delta IS 'Differences to app.board_count, few.';

COMMENT ON COLUMN app.board_delta.id IS 'number; who writes a multiple of 64 folds';

COMMENT ON COLUMN app.board_delta.office_id IS 'office';

COMMENT ON COLUMN app.board_delta.stage IS 'stage';

COMMENT ON COLUMN app.board_delta.open_cases IS 'more, or fewer, open cases';

COMMENT ON COLUMN app.board_delta.nobody IS 'more, or fewer, that nobody is responsible for';

CREATE FUNCTION app.board_add(deltas app.board_delta[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	first bigint;
	last bigint;
begin
	with added as (
		insert into app.board_delta (office_id, stage, open_cases, nobody)
		select office_id, stage, sum(open_cases), sum(nobody) from unnest(deltas) group by office_id, stage
		having sum(open_cases) <> 0 or sum(nobody) <> 0
		returning id
	)
	select min(id), max(id) into first, last from added;
	-- Nobody waits for a fold: if another is at it, there will be a next time.
	if last / 64 > (first - 1) / 64 and pg_try_advisory_xact_lock(hashtext('app.board_fold')) then
		perform app.board_fold();
	end if;
end $$;

ALTER FUNCTION app.board_add(deltas app.board_delta[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.board_add(deltas app.board_delta[]) IS 'Note differences, and sometimes fold.';

CREATE FUNCTION app.board_fold() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	with gone as (
		delete from app.board_delta returning office_id, stage, open_cases, nobody
	)
	insert into app.board_count as b (office_id, stage, open_cases, nobody)
	select office_id, stage, sum(open_cases), sum(nobody) from gone group by office_id, stage order by 1, 2
	on conflict (office_id, stage) do update
		set open_cases = b.open_cases + excluded.open_cases, nobody = b.nobody + excluded.nobody;
$$;

ALTER FUNCTION app.board_fold() OWNER TO hw_owner;

COMMENT ON FUNCTION app.board_fold() IS 'Fold the differences this caller may see into the sums.';

CREATE FUNCTION app.case_counted() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	deltas app.board_delta[];
begin
	if tg_op <> 'DELETE' then
		select array_agg(row(0, office_id, stage, n, nobody)::app.board_delta) into deltas
		from (select office_id, stage, count(*) as n, count(*) filter (where responsible_id is null) as nobody
			from now_rows where closed_at is null group by office_id, stage) as r;
	end if;
	if tg_op <> 'INSERT' then
		select coalesce(deltas, '{}') || array_agg(row(0, office_id, stage, -n, -nobody)::app.board_delta)
		into deltas
		from (select office_id, stage, count(*) as n, count(*) filter (where responsible_id is null) as nobody
			from was_rows where closed_at is null group by office_id, stage) as r;
	end if;
	perform app.board_add(deltas);
	return null;
end $$;

ALTER FUNCTION app.case_counted() OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_counted() IS 'Statement trigger: keep the counts of the board.';

CREATE FUNCTION app.case_part_changed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if tg_op = 'INSERT' then
		perform app.case_refresh(array_agg(case_id), array_agg(touched))
			from (select case_id, max(touched_at) as touched from now_rows group by case_id) as r;
	elsif tg_op = 'DELETE' then
		perform app.case_refresh(array_agg(case_id), array_agg(app.now()))
			from (select distinct case_id from was_rows) as r;
	else
		perform app.case_refresh(array_agg(case_id), array_agg(touched))
			from (select case_id, max(touched_at) as touched
				from (select case_id, touched_at from now_rows
					union all select case_id, null from was_rows) as x
				group by case_id) as r;
	end if;
	perform app.poke('hw_case');
	return null;
end $$;

ALTER FUNCTION app.case_part_changed() OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_part_changed() IS 'Statement trigger of clocks and tasks.';

CREATE FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.case c set
		clock_code = k.rule,
		clock_at = k.ends_at,
		need = t.kind,
		task_at = d.due_at,
		touched_at = greatest(c.touched_at, i.touched)
	from unnest(ids, touched) as i(id, touched)
	left join lateral (select rule, ends_at from app.case_clock
		where case_id = i.id and stopped_at is null order by ends_at, id limit 1) as k on true
	left join lateral (select kind from app.task
		where case_id = i.id and done_at is null order by due_at, id limit 1) as t on true
	left join lateral (select due_at from app.task
		where case_id = i.id and done_at is null and staff_id is null order by due_at limit 1) as d on true
	where c.id = i.id
	and (c.clock_code, c.clock_at, c.need, c.task_at, c.touched_at)
		is distinct from (k.rule, k.ends_at, t.kind, d.due_at, greatest(c.touched_at, i.touched));
end $$;

ALTER FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) IS 'Bring what a case repeats of its clocks and tasks up to date.';

CREATE FUNCTION app.code_alphabet() RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN 'ACDEFGHJKMNPQRTWXY34679'::text;

ALTER FUNCTION app.code_alphabet() OWNER TO hw_owner;

COMMENT ON FUNCTION app.code_alphabet() IS 'The 23 symbols of a code; the place of a symbol is its value.';

CREATE TABLE app.realm (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    office_id smallint,
    recovery_id uuid,
    CONSTRAINT realm_kind_check CHECK ((kind = ANY (ARRAY['office'::text, 'health'::text, 'operations'::text, 'regional'::text]))),
    CONSTRAINT regional_is_of_no_office CHECK (((kind = 'regional'::text) = (office_id IS NULL)))
);

ALTER TABLE ONLY app.realm FORCE ROW LEVEL SECURITY;

ALTER TABLE app.realm OWNER TO hw_owner;

COMMENT ON TABLE app.realm IS 'Who reads together: who works on the cases of an office, who sees its health records, who plans its operations, and the regional desk.';

COMMENT ON COLUMN app.realm.id IS 'what letters and wraps are bound to';

COMMENT ON COLUMN app.realm.kind IS 'office: cases of one office; health: examinations and tests; operations: how people are brought to safety; regional: what concerns more than one office';

COMMENT ON COLUMN app.realm.office_id IS 'whose; null: the regional desk''s';

COMMENT ON COLUMN app.realm.recovery_id IS 'the key that its next epoch can be recovered with; null: it cannot begin yet';

CREATE TABLE app.role (
    name text NOT NULL,
    works_cases boolean NOT NULL,
    sees_offices boolean NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT role_name_check CHECK ((name ~ '^[a-z]+$'::text))
);

ALTER TABLE ONLY app.role FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role OWNER TO hw_owner;

COMMENT ON TABLE app.role IS 'What a person may be here. What each may do is in app.allowed.';

COMMENT ON COLUMN app.role.name IS 'the role';

COMMENT ON COLUMN app.role.works_cases IS 'may be responsible for a case';

COMMENT ON COLUMN app.role.sees_offices IS 'sees the lines of her offices; false: only the directory';

COMMENT ON COLUMN app.role.meaning IS 'in a sentence';

CREATE TABLE app.staff_office (
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL
);

ALTER TABLE ONLY app.staff_office FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff_office OWNER TO hw_owner;

COMMENT ON TABLE app.staff_office IS 'Which offices a person works for; the home office is one of them.';

COMMENT ON COLUMN app.staff_office.staff_id IS 'who';

COMMENT ON COLUMN app.staff_office.office_id IS 'where';

CREATE FUNCTION app.fits_custodian(realm uuid, staff smallint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM (((app.realm r JOIN app.staff s ON (((s.id = fits_custodian.staff) AND (s.retired_at IS NULL)))) JOIN app.staff_role a ON ((a.staff_id = s.id))) JOIN app.role x ON ((x.name = a.role))) WHERE ((r.id = fits_custodian.realm) AND ((x.name = r.kind) OR (CASE r.kind WHEN 'health'::text THEN false WHEN 'operations'::text THEN ((x.name = ANY (ARRAY['coordinator'::text, 'supervisor'::text])) AND (2 > (SELECT count(*) AS count FROM (app.staff_role n JOIN app.staff m ON ((m.id = n.staff_id))) WHERE ((n.role = 'operations'::text) AND (m.retired_at IS NULL))))) ELSE x.works_cases END AND ((r.office_id IS NULL) OR (EXISTS (SELECT FROM app.staff_office o WHERE ((o.staff_id = s.id) AND (o.office_id = r.office_id))))))))));

ALTER FUNCTION app.fits_custodian(realm uuid, staff smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.fits_custodian(realm uuid, staff smallint) IS 'Whether somebody may be a custodian of this realm, by her role and offices.';

CREATE TABLE app.realm_epoch (
    realm_id uuid NOT NULL,
    epoch integer NOT NULL,
    box bytea NOT NULL,
    chain bytea,
    recovery_id uuid NOT NULL,
    recovery bytea NOT NULL,
    opened_by uuid NOT NULL,
    number integer NOT NULL,
    signature bytea NOT NULL,
    opened_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT chained_to_the_one_before CHECK (((epoch = 1) = (chain IS NULL))),
    CONSTRAINT realm_epoch_box_check CHECK ((octet_length(box) = 32)),
    CONSTRAINT realm_epoch_chain_check CHECK ((octet_length(chain) = 106)),
    CONSTRAINT realm_epoch_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT realm_epoch_recovery_check CHECK ((octet_length(recovery) = 145)),
    CONSTRAINT realm_epoch_signature_check CHECK ((octet_length(signature) = 64))
);

ALTER TABLE ONLY app.realm_epoch FORCE ROW LEVEL SECURITY;

ALTER TABLE app.realm_epoch OWNER TO hw_owner;

COMMENT ON TABLE app.realm_epoch IS 'A realm''s seeds, one after the other: a new one when somebody leaves who had the last. See db/vault/ring.h.';

COMMENT ON COLUMN app.realm_epoch.realm_id IS 'whose';

COMMENT ON COLUMN app.realm_epoch.epoch IS 'number, from 1; the highest is in use';

COMMENT ON COLUMN app.realm_epoch.box IS 'X25519, to be sealed to from outside';

COMMENT ON COLUMN app.realm_epoch.chain IS 'the seed before, under this one; null: this is the first';

COMMENT ON COLUMN app.realm_epoch.recovery_id IS 'which key recovers it';

COMMENT ON COLUMN app.realm_epoch.recovery IS 'the seed, sealed to that key';

COMMENT ON COLUMN app.realm_epoch.opened_by IS 'the custodian who made it';

COMMENT ON COLUMN app.realm_epoch.number IS 'which of her keys signed';

COMMENT ON COLUMN app.realm_epoch.signature IS 'hers, over all of the above';

COMMENT ON COLUMN app.realm_epoch.opened_at IS 'when';

CREATE TABLE app.realm_letter (
    realm_id uuid NOT NULL,
    epoch integer NOT NULL,
    person uuid NOT NULL,
    number integer NOT NULL,
    letter bytea NOT NULL,
    given_by uuid NOT NULL,
    given_number integer NOT NULL,
    given_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT realm_letter_letter_check CHECK ((octet_length(letter) = 145))
);

ALTER TABLE ONLY app.realm_letter FORCE ROW LEVEL SECURITY;

ALTER TABLE app.realm_letter OWNER TO hw_owner;

COMMENT ON TABLE app.realm_letter IS 'A realm''s newest seed, sealed to one person and signed by a custodian. Those of earlier epochs are not kept.';

COMMENT ON COLUMN app.realm_letter.realm_id IS 'of which realm';

COMMENT ON COLUMN app.realm_letter.epoch IS 'its newest';

COMMENT ON COLUMN app.realm_letter.person IS 'to whom';

COMMENT ON COLUMN app.realm_letter.number IS 'to which of her keys';

COMMENT ON COLUMN app.realm_letter.letter IS 'see db/vault/person.h';

COMMENT ON COLUMN app.realm_letter.given_by IS 'the custodian';

COMMENT ON COLUMN app.realm_letter.given_number IS 'which of her keys signed';

COMMENT ON COLUMN app.realm_letter.given_at IS 'when';

CREATE FUNCTION app.key_signers() RETURNS TABLE(realm_id uuid, person uuid, number integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT n.realm_id,
     n.opened_by,
     n.number
    FROM ( SELECT DISTINCT ON (e.realm_id) e.realm_id,
             e.opened_by,
             e.number
            FROM app.realm_epoch e
           ORDER BY e.realm_id, e.epoch DESC) n
 UNION
  SELECT l.realm_id,
     l.given_by,
     l.given_number
    FROM app.realm_letter l;
END;

ALTER FUNCTION app.key_signers() OWNER TO hw_owner;

COMMENT ON FUNCTION app.key_signers() IS 'By whose keys the newest seed of each realm is believed.';

CREATE TABLE app.directory_person (
    person uuid NOT NULL,
    number integer NOT NULL,
    past boolean NOT NULL,
    login text NOT NULL,
    box bytea NOT NULL,
    sign bytea NOT NULL,
    CONSTRAINT directory_person_box_check CHECK ((octet_length(box) = 32)),
    CONSTRAINT directory_person_number_check CHECK ((number > 0)),
    CONSTRAINT directory_person_sign_check CHECK ((octet_length(sign) = 32))
);

ALTER TABLE ONLY app.directory_person FORCE ROW LEVEL SECURITY;

ALTER TABLE app.directory_person OWNER TO hw_owner;

COMMENT ON TABLE app.directory_person IS 'The people of the directory in force, for the server''s own checks.';

COMMENT ON COLUMN app.directory_person.person IS 'who';

COMMENT ON COLUMN app.directory_person.number IS 'which of her keys';

COMMENT ON COLUMN app.directory_person.past IS 'she has left, or has other keys now: nothing is sealed to these';

COMMENT ON COLUMN app.directory_person.login IS 'her login';

COMMENT ON COLUMN app.directory_person.box IS 'X25519';

COMMENT ON COLUMN app.directory_person.sign IS 'Ed25519';

CREATE TABLE app.directory_realm (
    realm_id uuid NOT NULL,
    name text NOT NULL,
    epoch integer NOT NULL,
    box bytea,
    recovery_id uuid NOT NULL,
    custodians uuid[] NOT NULL,
    CONSTRAINT box_of_an_epoch CHECK (((epoch = 0) = (box IS NULL))),
    CONSTRAINT directory_realm_box_check CHECK ((octet_length(box) = 32)),
    CONSTRAINT directory_realm_custodians_check CHECK (((cardinality(custodians) >= 2) AND (cardinality(custodians) <= 8))),
    CONSTRAINT directory_realm_epoch_check CHECK ((epoch >= 0))
);

ALTER TABLE ONLY app.directory_realm FORCE ROW LEVEL SECURITY;

ALTER TABLE app.directory_realm OWNER TO hw_owner;

COMMENT ON TABLE app.directory_realm IS 'The realms of the directory in force, for the server''s own checks.';

COMMENT ON COLUMN app.directory_realm.realm_id IS 'which';

COMMENT ON COLUMN app.directory_realm.name IS 'its name in the text';

COMMENT ON COLUMN app.directory_realm.epoch IS 'the newest that the registrars have seen; 0: none';

COMMENT ON COLUMN app.directory_realm.box IS 'its public key';

COMMENT ON COLUMN app.directory_realm.recovery_id IS 'what its next epoch is sealed to as well';

COMMENT ON COLUMN app.directory_realm.custodians IS 'who may turn it and give its keys';

CREATE TABLE app.key_offer (
    staff_id smallint NOT NULL,
    number integer NOT NULL,
    box bytea NOT NULL,
    sign bytea NOT NULL,
    offered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT key_offer_box_check CHECK ((octet_length(box) = 32)),
    CONSTRAINT key_offer_number_check CHECK ((number > 0)),
    CONSTRAINT key_offer_sign_check CHECK ((octet_length(sign) = 32))
);

ALTER TABLE ONLY app.key_offer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.key_offer OWNER TO hw_owner;

COMMENT ON TABLE app.key_offer IS 'Public keys that somebody has brought, waiting for a directory in which two registrars say that they are hers.';

COMMENT ON COLUMN app.key_offer.staff_id IS 'whose';

COMMENT ON COLUMN app.key_offer.number IS 'her first, second ... keys';

COMMENT ON COLUMN app.key_offer.box IS 'X25519, to be sealed to';

COMMENT ON COLUMN app.key_offer.sign IS 'Ed25519';

COMMENT ON COLUMN app.key_offer.offered_at IS 'when';

CREATE TABLE app.realm_custodian (
    realm_id uuid NOT NULL,
    staff_id smallint NOT NULL
);

ALTER TABLE ONLY app.realm_custodian FORCE ROW LEVEL SECURITY;

ALTER TABLE app.realm_custodian OWNER TO hw_owner;

COMMENT ON TABLE app.realm_custodian IS 'Who shall give a realm''s keys to people. She may once the directory in force says so.';

COMMENT ON COLUMN app.realm_custodian.realm_id IS 'of which realm';

COMMENT ON COLUMN app.realm_custodian.staff_id IS 'who';

CREATE FUNCTION app.realms_short() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT d.realm_id
    FROM app.directory_realm d
   WHERE (2 > ( SELECT count(*) AS count
            FROM (app.realm_custodian w
              JOIN app.staff s ON ((s.id = w.staff_id)))
           WHERE ((w.realm_id = d.realm_id) AND app.fits_custodian(w.realm_id, w.staff_id) AND ((EXISTS ( SELECT
                    FROM app.key_offer o
                   WHERE (o.staff_id = s.id))) OR (EXISTS ( SELECT
                    FROM app.directory_person p
                   WHERE ((p.person = s.person) AND (NOT p.past))))))));
END;

ALTER FUNCTION app.realms_short() OWNER TO hw_owner;

COMMENT ON FUNCTION app.realms_short() IS 'Realms of the directory in force for which fewer than two custodians are named who are here, may be it and have keys.';

CREATE FUNCTION app.keys_kept() RETURNS TABLE(person uuid, number integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.person,
     p.number
    FROM (app.directory_person p
      JOIN app.directory_realm d ON ((p.person = ANY (d.custodians))))
   WHERE ((NOT p.past) AND (((EXISTS ( SELECT
            FROM app.key_signers() g(realm_id, person, number)
           WHERE ((g.realm_id = d.realm_id) AND (g.person = p.person) AND (g.number = p.number)))) AND (EXISTS ( SELECT
            FROM ((app.realm_letter l
              JOIN app.directory_person x ON (((x.person = l.person) AND (x.number = l.number) AND (NOT x.past))))
              JOIN app.staff s ON ((s.person = x.person)))
           WHERE ((l.realm_id = d.realm_id) AND (x.person = ANY (d.custodians)) AND (x.person <> p.person) AND (s.retired_at IS NULL) AND (NOT (EXISTS ( SELECT
                    FROM app.key_offer o
                   WHERE (o.staff_id = s.id)))))))) OR ((d.realm_id IN ( SELECT app.realms_short() AS realms_short)) AND (NOT (EXISTS ( SELECT
            FROM (app.key_offer o
              JOIN app.staff s ON ((s.id = o.staff_id)))
           WHERE (s.person = p.person)))))))
   GROUP BY p.person, p.number;
END;

ALTER FUNCTION app.keys_kept() OWNER TO hw_owner;

COMMENT ON FUNCTION app.keys_kept() IS 'Present keys of custodians that a realm still depends on.';

CREATE FUNCTION app.directory_people() RETURNS SETOF app.directory_person
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.person,
     p.number,
     (p.past OR (((s.retired_at IS NOT NULL) OR (o.number IS NOT NULL)) AND (NOT (EXISTS ( SELECT
            FROM app.keys_kept() k(person, number)
           WHERE (k.person = p.person)))))),
     p.login,
     p.box,
     p.sign
    FROM ((app.directory_person p
      JOIN app.staff s ON ((s.person = p.person)))
      LEFT JOIN app.key_offer o ON ((o.staff_id = s.id)))
 UNION ALL
  SELECT s.person,
     o.number,
     false,
     s.login,
     o.box,
     o.sign
    FROM (app.key_offer o
      JOIN app.staff s ON ((s.id = o.staff_id)))
   WHERE ((s.retired_at IS NULL) AND (NOT (EXISTS ( SELECT
            FROM app.keys_kept() k(person, number)
           WHERE (k.person = s.person)))));
END;

ALTER FUNCTION app.directory_people() OWNER TO hw_owner;

COMMENT ON FUNCTION app.directory_people() IS 'The people of the next directory: those of the one in force and the keys that were brought since.';

CREATE FUNCTION app.directory_realms() RETURNS SETOF app.directory_realm
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT r.id,
     COALESCE(((o.code || ' '::text) || r.kind), 'regional desk'::text) AS "coalesce",
     COALESCE(e.epoch, 0) AS "coalesce",
     e.box,
     r.recovery_id,
     c.people
    FROM (((app.realm r
      LEFT JOIN app.office o ON ((o.id = r.office_id)))
      LEFT JOIN LATERAL ( SELECT x.epoch,
             x.box
            FROM app.realm_epoch x
           WHERE (x.realm_id = r.id)
           ORDER BY x.epoch DESC
          LIMIT 1) e ON (true))
      CROSS JOIN LATERAL ( SELECT array_agg(y.person ORDER BY y.person) AS people
            FROM ( SELECT x.person
                    FROM ( SELECT n.person,
                             true AS kept
                            FROM (app.directory_realm d
                              JOIN app.directory_people() n(person, number, past, login, box, sign) ON (((n.person = ANY (d.custodians)) AND (NOT n.past))))
                           WHERE ((d.realm_id = r.id) AND ((d.realm_id IN ( SELECT app.realms_short() AS realms_short)) OR (EXISTS ( SELECT
                                    FROM app.key_signers() g(realm_id, person, number)
                                   WHERE ((g.realm_id = r.id) AND (g.person = n.person) AND (g.number = n.number))))))
                         UNION ALL
                          SELECT n.person,
                             false
                            FROM ((app.realm_custodian w
                              JOIN app.staff s ON ((s.id = w.staff_id)))
                              JOIN app.directory_people() n(person, number, past, login, box, sign) ON (((n.person = s.person) AND (NOT n.past))))
                           WHERE ((w.realm_id = r.id) AND app.fits_custodian(r.id, s.id))) x
                   GROUP BY x.person
                   ORDER BY (bool_or(x.kept)) DESC, x.person
                  LIMIT 8) y) c)
   WHERE ((r.recovery_id IS NOT NULL) AND (cardinality(c.people) >= 2));
END;

ALTER FUNCTION app.directory_realms() OWNER TO hw_owner;

COMMENT ON FUNCTION app.directory_realms() IS 'The realms of the next directory: those with a key to be recovered with and two custodians in it. Who may not be one any more is not, unless the realm depends on her.';

CREATE TABLE app.recovery (
    id uuid NOT NULL,
    number integer DEFAULT 1 NOT NULL,
    name text NOT NULL,
    box bytea NOT NULL,
    offered_by smallint NOT NULL,
    offered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT recovery_box_check CHECK ((octet_length(box) = 32)),
    CONSTRAINT recovery_name_check CHECK ((app.name_valid(name) AND (octet_length(name) < 64))),
    CONSTRAINT recovery_number_check CHECK ((number > 0))
);

ALTER TABLE ONLY app.recovery FORCE ROW LEVEL SECURITY;

ALTER TABLE app.recovery OWNER TO hw_owner;

COMMENT ON TABLE app.recovery IS 'Keys by which a realm is recovered whose custodians are gone. Their secrets are on paper, in three parts, of which two are needed.';

COMMENT ON COLUMN app.recovery.id IS 'made by whoever made the key';

COMMENT ON COLUMN app.recovery.number IS 'always 1: another key has another id';

COMMENT ON COLUMN app.recovery.name IS 'what stands on the paper';

COMMENT ON COLUMN app.recovery.box IS 'X25519, to be sealed to';

COMMENT ON COLUMN app.recovery.offered_by IS 'who made it';

COMMENT ON COLUMN app.recovery.offered_at IS 'when';

CREATE FUNCTION app.directory_content() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(string_agg((x.line || '
'::text), ''::text ORDER BY x.part, x.id, x.number), ''::text) AS "coalesce"
    FROM ( SELECT 1 AS part,
             c.id,
             c.number,
             concat_ws(' '::text, 'recovery', c.id, c.number, encode(c.box, 'hex'::text), c.name) AS line
            FROM app.recovery c
           WHERE ((EXISTS ( SELECT
                    FROM app.directory_realms() d(realm_id, name, epoch, box, recovery_id, custodians)
                   WHERE (d.recovery_id = c.id))) OR (EXISTS ( SELECT
                    FROM app.realm_epoch e
                   WHERE ((e.recovery_id = c.id) AND (NOT (EXISTS ( SELECT
                            FROM app.realm_epoch n
                           WHERE ((n.realm_id = e.realm_id) AND (n.epoch > e.epoch)))))))))
         UNION ALL
          SELECT
                 CASE
                     WHEN p.past THEN 3
                     ELSE 2
                 END AS "case",
             p.person,
             p.number,
             concat_ws(' '::text,
                 CASE
                     WHEN p.past THEN 'past'::text
                     ELSE 'person'::text
                 END, p.person, p.number, p.login, encode(p.box, 'hex'::text), encode(p.sign, 'hex'::text)) AS concat_ws
            FROM app.directory_people() p(person, number, past, login, box, sign)
         UNION ALL
          SELECT 4,
             d.realm_id,
             1,
             concat_ws(' '::text, 'realm', d.realm_id, d.epoch, COALESCE(encode(d.box, 'hex'::text), '-'::text), d.recovery_id, array_to_string(d.custodians, ','::text), d.name) AS concat_ws
            FROM app.directory_realms() d(realm_id, name, epoch, box, recovery_id, custodians)) x;
END;

ALTER FUNCTION app.directory_content() OWNER TO hw_owner;

COMMENT ON FUNCTION app.directory_content() IS 'What the next directory says, line by line, in its order.';

CREATE FUNCTION app.directory_head(serial integer) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (((('homeward directory 1
serial '::text || serial) || '
at '::text) || to_char((app.now() AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'::text)) || '
'::text);

ALTER FUNCTION app.directory_head(serial integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.directory_head(serial integer) IS 'The lines that a directory begins with.';

CREATE FUNCTION app.directory_says(body text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN regexp_replace(body, '^([^\n]*\n){3}'::text, ''::text);

ALTER FUNCTION app.directory_says(body text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.directory_says(body text) IS 'A directory''s text without the lines it begins with.';

CREATE FUNCTION app.end_idle(patience interval DEFAULT '00:00:30'::interval) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) AS count FROM pg_stat_activity a WHERE ((a.datname = current_database()) AND (a.pid <> pg_backend_pid()) AND pg_has_role(a.usesysid, 'hw_staff'::name, 'member'::text) AND (NOT (EXISTS (SELECT FROM pg_roles r WHERE ((r.oid = a.usesysid) AND r.rolsuper)))) AND (((a.state ~~ 'idle in transaction%'::text) AND (a.state_change < (clock_timestamp() - end_idle.patience))) OR (a.xact_start < (clock_timestamp() - ((4)::double precision * end_idle.patience))))));

ALTER FUNCTION app.end_idle(patience interval) OWNER TO hw_enrol;

COMMENT ON FUNCTION app.end_idle(patience interval) IS 'End the sessions of people who keep a transaction open: idle for so long, or four times as old. How many.';

CREATE FUNCTION app.end_letter(realm uuid, whose uuid, why text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone app.realm_letter;
begin
	delete from app.realm_letter l where l.realm_id = realm and l.person = whose returning * into gone;
	insert into app.key_task (realm_id, staff_id, epoch, why)
	select realm, s.id, gone.epoch, end_letter.why from app.staff s where s.person = whose;
	return jsonb_build_object('realm', realm, 'person', whose, 'epoch', gone.epoch,
		'sha256', encode(sha256(gone.letter), 'hex'));
end $$;

ALTER FUNCTION app.end_letter(realm uuid, whose uuid, why text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.end_letter(realm uuid, whose uuid, why text) IS 'Take a letter back, and open the task that follows from its having been read; what was taken, for the record. The realm is locked: whoever keeps something under it has done so before, or finds the task.';

CREATE FUNCTION app.epoch_of(realm uuid) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((SELECT max(e.epoch) AS max FROM app.realm_epoch e WHERE (e.realm_id = epoch_of.realm)), 0);

ALTER FUNCTION app.epoch_of(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.epoch_of(realm uuid) IS 'The epoch that a realm is in; 0: it has no keys yet.';

CREATE FUNCTION app.event_is_final() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	raise exception 'app.event only grows' using errcode = 'insufficient_privilege';
end $$;

ALTER FUNCTION app.event_is_final() OWNER TO hw_owner;

COMMENT ON FUNCTION app.event_is_final() IS 'Refuses to change what has been recorded, to everybody.';

CREATE FUNCTION app.finish(call app.call, version integer DEFAULT NULL::integer, detail jsonb DEFAULT NULL::jsonb) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	answer api.outcome;
begin
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	values (call.staff_id, call.office_id, call.action, call.kind, call.object_id, version, detail)
	returning id into answer.event_id;
	answer.case_id := (call.was).id;
	answer.version := version;
	if call.key is not null then
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	return answer;
end $$;

ALTER FUNCTION app.finish(call app.call, version integer, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.finish(call app.call, version integer, detail jsonb) IS 'Record and answer what was done.';

CREATE FUNCTION app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) IS 'Keep letters by whoever is connected, in place of earlier ones; why not, or null.';

CREATE FUNCTION app.gone(call app.call) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN CASE WHEN (app.me() IS NULL) THEN 'unknown_person'::text WHEN (NOT app.may((call).action)) THEN 'role'::text ELSE NULL::text END;

ALTER FUNCTION app.gone(call app.call) OWNER TO hw_owner;

COMMENT ON FUNCTION app.gone(call app.call) IS 'The refusal, if whoever asked has left by now or may not any more; or null.';

CREATE FUNCTION app.my_person() RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT s.person FROM app.staff s WHERE (s.id = app.me()));

ALTER FUNCTION app.my_person() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_person() IS 'What the keys of whoever is connected are bound to.';

CREATE FUNCTION app.my_number() RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT p.number FROM app.directory_person p WHERE ((p.person = app.my_person()) AND (NOT p.past)));

ALTER FUNCTION app.my_number() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_number() IS 'Which of her keys are in the directory in force; null: none.';

CREATE FUNCTION app.has_letter(realm uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM app.realm_letter l WHERE ((l.realm_id = has_letter.realm) AND (l.person = app.my_person()) AND (l.number = app.my_number()))));

ALTER FUNCTION app.has_letter(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.has_letter(realm uuid) IS 'Whether whoever is connected was given this realm''s newest seed.';

CREATE FUNCTION app.initials_end(office smallint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	n integer;
begin
	delete from app.sealed_past x using app.sealed s
	where s.id = x.id and s.office_id = office and s.kind = 'initials';
	delete from app.sealed s where s.office_id = office and s.kind = 'initials';
	get diagnostics n = row_count;
	return n;
end $$;

ALTER FUNCTION app.initials_end(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.initials_end(office smallint) IS 'Delete the initials of all cases of an office, with what they were before; how many there were.';

CREATE FUNCTION app.initials_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if not exists (select from app.office o where o.id = new.office_id and o.initials for share) then
		delete from app.sealed_past x using app.sealed s
		where s.id = x.id and s.case_id = new.id and s.kind = 'initials';
		delete from app.sealed s where s.case_id = new.id and s.kind = 'initials';
	end if;
	return null;
end $$;

ALTER FUNCTION app.initials_moved() OWNER TO hw_owner;

COMMENT ON FUNCTION app.initials_moved() IS 'Delete the initials of a case, with what they were before, that has come to an office that allows none.';

CREATE FUNCTION app.is_custodian(realm uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM app.directory_realm d WHERE ((d.realm_id = is_custodian.realm) AND (app.my_person() = ANY (d.custodians)) AND (app.my_number() IS NOT NULL))));

ALTER FUNCTION app.is_custodian(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.is_custodian(realm uuid) IS 'Whether the directory in force calls whoever is connected a custodian of this realm.';

CREATE FUNCTION app.letters_given(people uuid[], letters bytea[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT jsonb_object_agg(g.person, encode(sha256(g.letter), 'hex'::text)) AS jsonb_object_agg FROM UNNEST(letters_given.people, letters_given.letters) g(person, letter));

ALTER FUNCTION app.letters_given(people uuid[], letters bytea[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.letters_given(people uuid[], letters bytea[]) IS 'The sha256 of each letter, by whom it is for.';

CREATE FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select c.* into was from app.case c where c.id = lock_case.id for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;

ALTER FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) IS 'The case, locked until the end; null: there is none. busy: somebody else holds it.';

CREATE FUNCTION app.lock_directory(call app.call, patience interval DEFAULT '00:00:30'::interval) RETURNS app.call
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.lock_directory(call app.call, patience interval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_directory(call app.call, patience interval) IS 'Lock the directory until the end, for what changes it or what the next one says. Done, with the refusal: somebody else holds it (patience: as app.end_idle), or whoever asked is gone.';

CREATE FUNCTION app.lock_keys(what text, shared boolean DEFAULT false, patience interval DEFAULT '00:00:30'::interval) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
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

ALTER FUNCTION app.lock_keys(what text, shared boolean, patience interval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_keys(what text, shared boolean, patience interval) IS 'Lock the directory or a realm until the end; false: somebody else holds it, and does not let go. patience: as app.end_idle.';

CREATE TABLE app.place (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    code text DEFAULT app.new_code('PL'::text) NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    country_id text NOT NULL,
    district text NOT NULL,
    capacity smallint,
    version integer DEFAULT 1 NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT place_capacity_check CHECK (((capacity >= 0) AND (capacity <= 1000))),
    CONSTRAINT place_code_check CHECK ((app.code_valid(code) AND (code ~~ 'PL-%'::text))),
    CONSTRAINT place_district_check CHECK (app.name_valid(district)),
    CONSTRAINT place_kind_check CHECK ((kind = ANY (ARRAY['shelter'::text, 'transit centre'::text, 'foster family'::text, 'hospital'::text, 'school'::text, 'authority'::text, 'other'::text]))),
    CONSTRAINT place_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.place FORCE ROW LEVEL SECURITY;

ALTER TABLE app.place OWNER TO hw_owner;

COMMENT ON TABLE app.place IS 'Where somebody can be brought. Its name, address and telephone are sealed.';

COMMENT ON COLUMN app.place.id IS 'made by the console';

COMMENT ON COLUMN app.place.code IS 'what people say';

COMMENT ON COLUMN app.place.office_id IS 'the office that knows it';

COMMENT ON COLUMN app.place.kind IS 'what it is';

COMMENT ON COLUMN app.place.country_id IS 'in which country';

COMMENT ON COLUMN app.place.district IS 'in which district, as the country names them';

COMMENT ON COLUMN app.place.capacity IS 'for how many; null: unknown';

COMMENT ON COLUMN app.place.version IS 'grows with every change; a change names the version it saw';

COMMENT ON COLUMN app.place.touched_at IS 'last change of what is in clear';

CREATE FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select p.* into was from app.place p where p.id = lock_place.id for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;

ALTER FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) IS 'The place, locked until the end; null: there is none. busy: somebody else holds it.';

CREATE FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
	end if;
end $$;

ALTER FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) IS 'The case or place that a record is of, locked until the end; office_id null: there is none in my offices, or somebody else holds it (busy; of null: it is a case).';

CREATE FUNCTION app.login_close(login text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.login_valid(login) or not exists (select from pg_roles r
		join pg_auth_members m on m.member = r.oid and m.roleid = 'hw_staff'::regrole
		where r.rolname = login) then
		return false;
	end if;
	execute format('alter role %I nologin', login);
	perform pg_terminate_backend(a.pid) from pg_stat_activity a
	where a.usename = login and a.pid <> pg_backend_pid();
	return true;
end $$;

ALTER FUNCTION app.login_close(login text) OWNER TO hw_enrol;

COMMENT ON FUNCTION app.login_close(login text) IS 'Take the login of somebody who has left, and end her sessions.';

CREATE FUNCTION app.login_open(login text, verifier text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
begin
	-- Anything else would be a password, which this server is not to know.
	if not app.login_valid(login) or exists (select from pg_roles where rolname = login)
		or verifier !~ '^SCRAM-SHA-256\$[0-9]{1,9}:[A-Za-z0-9+/=]{8,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
		return false;
	end if;
	execute format('create role %I login connection limit 8 in role hw_staff', login);
	if verifier is not null then
		execute format('alter role %I password %L', login, verifier);
	end if;
	execute format('alter role %I set statement_timeout = ''60s''', login);
	execute format('alter role %I set idle_in_transaction_session_timeout = ''30s''', login);
	return true;
end $_$;

ALTER FUNCTION app.login_open(login text, verifier text) OWNER TO hw_enrol;

COMMENT ON FUNCTION app.login_open(login text, verifier text) IS 'Make the login of somebody new, with what proves her password where she has one; false: the name is taken or not allowed, or this is no SCRAM verifier.';

CREATE FUNCTION app.login_valid(login text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE(((login ~ '^[a-z][a-z0-9_]{1,31}$'::text) AND (login !~ '^(hw|pg)_'::text) AND (login <> ALL (ARRAY['all'::text, 'replication'::text, 'sameuser'::text, 'samerole'::text, 'samegroup'::text, 'owner'::text, 'postgres'::text, 'public'::text, 'none'::text, 'session_user'::text, 'current_user'::text, 'current_role'::text]))), false);

ALTER FUNCTION app.login_valid(login text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.login_valid(login text) IS 'Whether a name may become a login.';

CREATE FUNCTION app.mark_demo() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ update app.cluster set demo = true where not demo and not exists (select from app.case); $$;

ALTER FUNCTION app.mark_demo() OWNER TO hw_owner;

COMMENT ON FUNCTION app.mark_demo() IS 'This database is for invented people, unless it has cases already. For its owner.';

CREATE FUNCTION app.may_answer_for(office smallint) RETURNS SETOF smallint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return query
	select s.id from app.works_for(may_answer_for.office) as w(id) join app.staff s on s.id = w.id
	where (select 'coordinator' = any (app.my_roles())) or s.office_id = any ((select app.my_offices())::smallint[]);
end $$;

ALTER FUNCTION app.may_answer_for(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.may_answer_for(office smallint) IS 'Who could be responsible for a case of this office: whoever works on its cases, and, unless a coordinator asks, has her home in one of the caller''s offices.';

CREATE FUNCTION app.moves(from_stage smallint) RETURNS SETOF smallint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return query
	select distinct m.to_stage from app.stage_move m
	where m.from_stage = moves.from_stage and m.role = any ((select app.my_roles())::text[]) order by 1;
end $$;

ALTER FUNCTION app.moves(from_stage smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.moves(from_stage smallint) IS 'Where whoever is connected may move a case from this stage.';

CREATE FUNCTION app.office_has_realms() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	insert into app.realm (kind, office_id)
	select k, new.id from unnest(array['office', 'health', 'operations']) as k;
	return null;
end $$;

ALTER FUNCTION app.office_has_realms() OWNER TO hw_owner;

COMMENT ON FUNCTION app.office_has_realms() IS 'An office begins with its realms.';

CREATE FUNCTION app.poke(topic text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if pg_try_advisory_xact_lock_shared(app.poke_lock()) then
		perform pg_notify(topic, '');
		if exists (select from app.poke_due) then
			perform app.poke_left();
		end if;
	else
		insert into app.poke_due (topic) values (topic);
	end if;
end $$;

ALTER FUNCTION app.poke(topic text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke(topic text) IS 'Tell the consoles that something about this topic has changed. Never says what.';

CREATE FUNCTION app.poke_case() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	perform app.poke('hw_case');
	return null;
end $$;

ALTER FUNCTION app.poke_case() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_case() IS 'Statement trigger: cases, their clocks, tasks or sealed records have changed.';

CREATE FUNCTION app.poke_left() RETURNS integer
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	with gone as (
		delete from app.poke_due d
		where d.ctid = any (array(select p.ctid from app.poke_due p for update skip locked))
		returning d.topic
	)
	select count(pg_notify(g.topic, ''))::integer from (select distinct topic from gone) as g
$$;

ALTER FUNCTION app.poke_left() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_left() IS 'Tell what a process that ended has left untold, but what somebody else is about to tell. Returns how many topics.';

CREATE FUNCTION app.poke_office() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	perform app.poke('hw_office');
	return null;
end $$;

ALTER FUNCTION app.poke_office() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_office() IS 'Statement trigger: offices, staff, shifts or places have changed.';

CREATE FUNCTION app.realm_name(realm uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT COALESCE(((o.code || ' '::text) || r.kind), 'regional desk'::text) AS "coalesce" FROM (app.realm r LEFT JOIN app.office o ON ((o.id = r.office_id))) WHERE (r.id = realm_name.realm));

ALTER FUNCTION app.realm_name(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.realm_name(realm uuid) IS 'What people call a realm, and the directory.';

CREATE FUNCTION app.realm_of(office smallint, key text) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT r.id FROM app.realm r WHERE ((r.office_id = realm_of.office) AND (r.kind = realm_of.key)));

ALTER FUNCTION app.realm_of(office smallint, key text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.realm_of(office smallint, key text) IS 'Under whose key the keys of an office''s cases are wrapped.';

CREATE FUNCTION app.realm_people(realm uuid) RETURNS SETOF smallint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.id
    FROM (app.staff s
      CROSS JOIN app.realm r)
   WHERE ((r.id = realm_people.realm) AND (s.retired_at IS NULL) AND ((EXISTS ( SELECT
            FROM (app.staff_role a
              JOIN app.role x ON ((x.name = a.role)))
           WHERE ((a.staff_id = s.id) AND
                 CASE r.kind
                     WHEN 'office'::text THEN x.works_cases
                     WHEN 'regional'::text THEN (x.name = 'coordinator'::text)
                     ELSE (x.name = r.kind)
                 END AND ((r.office_id IS NULL) OR (EXISTS ( SELECT
                    FROM app.staff_office o
                   WHERE ((o.staff_id = s.id) AND (o.office_id = r.office_id)))))))) OR (EXISTS ( SELECT
            FROM (app.realm_custodian w
              JOIN app.directory_realm d ON ((d.realm_id = w.realm_id)))
           WHERE ((w.realm_id = r.id) AND (w.staff_id = s.id) AND (s.person = ANY (d.custodians)))))));
END;

ALTER FUNCTION app.realm_people(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.realm_people(realm uuid) IS 'Who shall have a realm''s keys: whoever has the role for its office, and its custodians.';

CREATE FUNCTION app.recorded(event bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return exists (select from app.event e
		where e.id = recorded.event and e.xid is distinct from pg_current_xact_id_if_assigned());
end $$;

ALTER FUNCTION app.recorded(event bigint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.recorded(event bigint) IS 'Whether this line of the record can no longer be rolled back by whoever reads.';

CREATE FUNCTION app.refuse(call app.call, code text, field text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
	answer.field := field;
	answer.case_id := (call.was).id;
	answer.version := (call.was).version;
	if call.staff_id is not null and call.key is not null and code not in ('key_reused', 'isolation') then
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	return answer;
end $$;

ALTER FUNCTION app.refuse(call app.call, code text, field text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.refuse(call app.call, code text, field text) IS 'Record and answer a refusal.';

CREATE FUNCTION app.subject_of(id uuid) RETURNS TABLE(of text, office_id smallint)
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT 'case'::text,
     c.office_id
    FROM app."case" c
   WHERE (c.id = subject_of.id)
 UNION ALL
  SELECT 'place'::text,
     p.office_id
    FROM app.place p
   WHERE (p.id = subject_of.id);
END;

ALTER FUNCTION app.subject_of(id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.subject_of(id uuid) IS 'Whether what a record is of is a case or a place, and the office that answers for it. No row: there is none in my offices.';

CREATE TABLE app.tampered_kind (
    name text NOT NULL,
    subject text NOT NULL,
    asked_by text[] NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT tampered_kind_asked_by_check CHECK ((cardinality(asked_by) > 0)),
    CONSTRAINT tampered_kind_name_check CHECK ((app.name_valid(name) AND (name = lower(name)))),
    CONSTRAINT tampered_kind_subject_check CHECK ((subject = ANY (ARRAY['record'::text, 'case'::text, 'realm'::text, 'nothing'::text])))
);

ALTER TABLE ONLY app.tampered_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tampered_kind OWNER TO hw_owner;

COMMENT ON TABLE app.tampered_kind IS 'What can be found TAMPERED. Whoever may ask for such a thing may say that it was: a word from here and ids are in the record, never a text of her own.';

COMMENT ON COLUMN app.tampered_kind.name IS 'the word';

COMMENT ON COLUMN app.tampered_kind.subject IS 'what it is of: a case or place (record: one of its records as well), a realm, or nothing that has an id';

COMMENT ON COLUMN app.tampered_kind.asked_by IS 'the actions of app.allowed that give such a thing';

COMMENT ON COLUMN app.tampered_kind.meaning IS 'in a sentence';

CREATE FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) IS 'Whether whoever is connected may see what she says is changed, and whose it is.';

CREATE TABLE app.key_task (
    id bigint NOT NULL,
    realm_id uuid NOT NULL,
    staff_id smallint NOT NULL,
    epoch integer NOT NULL,
    why text NOT NULL,
    opened_at timestamp with time zone DEFAULT app.now() NOT NULL,
    done_at timestamp with time zone,
    done_by smallint,
    CONSTRAINT done_by_somebody CHECK (((done_at IS NULL) = (done_by IS NULL))),
    CONSTRAINT key_task_why_check CHECK ((why = ANY (ARRAY['left'::text, 'other keys'::text, 'not of it'::text])))
);

ALTER TABLE ONLY app.key_task FORCE ROW LEVEL SECURITY;

ALTER TABLE app.key_task OWNER TO hw_owner;

COMMENT ON TABLE app.key_task IS 'Somebody who is to read no more still knows this realm''s seed: a custodian opens a new epoch, and until then nothing is written under the old one.';

COMMENT ON COLUMN app.key_task.id IS 'number';

COMMENT ON COLUMN app.key_task.realm_id IS 'which realm';

COMMENT ON COLUMN app.key_task.staff_id IS 'who';

COMMENT ON COLUMN app.key_task.epoch IS 'the last epoch she knew';

COMMENT ON COLUMN app.key_task.why IS 'left: she has; other keys: those that she had may be in other hands; not of it: she is no custodian any more';

COMMENT ON COLUMN app.key_task.opened_at IS 'since when';

COMMENT ON COLUMN app.key_task.done_at IS 'a later epoch is open';

COMMENT ON COLUMN app.key_task.done_by IS 'who opened it';

CREATE FUNCTION app.to_turn(realm uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM app.key_task t WHERE ((t.realm_id = to_turn.realm) AND (t.done_at IS NULL))));

ALTER FUNCTION app.to_turn(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.to_turn(realm uuid) IS 'Whether somebody who is to read no more knows a realm''s seed: nothing is written under it then.';

CREATE FUNCTION app.word(field text, value text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return case field
		when 'stage' then (select x.name from app.stage x where x.id = value::smallint)
		when 'priority' then (select x.name from app.priority x where x.id = value::smallint)
		when 'close_reason' then (select x.name from app.close_reason x where x.id = value::smallint)
		when 'responsible_id' then (select x.name from app.staff x where x.id = value::smallint)
		end;
end $$;

ALTER FUNCTION app.word(field text, value text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.word(field text, value text) IS 'The name behind a coded value of an event''s detail.';

CREATE FUNCTION app.works_for(office smallint) RETURNS SETOF smallint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return query
	select s.id from app.staff s
	join app.staff_office o on o.staff_id = s.id and o.office_id = works_for.office
	where s.retired_at is null
	and exists (select from app.staff_role r join app.role x on x.name = r.role
		where r.staff_id = s.id and x.works_cases);
end $$;

ALTER FUNCTION app.works_for(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.works_for(office smallint) IS 'Who works on cases of this office.';

CREATE TABLE app.clock_rule (
    code text NOT NULL,
    country_id text,
    name text NOT NULL,
    starts text NOT NULL,
    bound text NOT NULL,
    length interval NOT NULL,
    shortest interval,
    expiry text NOT NULL,
    standing text NOT NULL,
    source text NOT NULL,
    article text,
    version text,
    checked_by text,
    checked_on date,
    CONSTRAINT clock_rule_bound_check CHECK ((bound = ANY (ARRAY['at most'::text, 'at least'::text, 'exactly'::text, 'every'::text]))),
    CONSTRAINT clock_rule_check CHECK ((shortest < length)),
    CONSTRAINT clock_rule_code_check CHECK ((code ~ '^[A-Z0-9-]{3,16}$'::text)),
    CONSTRAINT clock_rule_length_check CHECK ((length > '00:00:00'::interval)),
    CONSTRAINT clock_rule_standing_check CHECK ((standing = ANY (ARRAY['law'::text, 'unverified'::text, 'policy'::text, 'practice'::text, 'office rule'::text]))),
    CONSTRAINT law_is_checked CHECK (((standing <> 'law'::text) OR ((article IS NOT NULL) AND (version IS NOT NULL) AND (checked_by IS NOT NULL) AND (checked_on IS NOT NULL))))
);

ALTER TABLE ONLY app.clock_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clock_rule OWNER TO hw_owner;

COMMENT ON TABLE app.clock_rule IS 'Time limits. Only what a named person checked against a named text may call itself law.';

COMMENT ON COLUMN app.clock_rule.code IS 'code';

COMMENT ON COLUMN app.clock_rule.country_id IS 'where it holds; null: anywhere';

COMMENT ON COLUMN app.clock_rule.name IS 'a few words for a card';

COMMENT ON COLUMN app.clock_rule.starts IS 'what starts the clock';

COMMENT ON COLUMN app.clock_rule.bound IS 'how length is meant';

COMMENT ON COLUMN app.clock_rule.length IS 'the limit';

COMMENT ON COLUMN app.clock_rule.shortest IS 'the short end, where a source gives a span';

COMMENT ON COLUMN app.clock_rule.expiry IS 'what is due when it ends';

COMMENT ON COLUMN app.clock_rule.standing IS 'law, unverified (ask the lawyer), policy, practice or office rule';

COMMENT ON COLUMN app.clock_rule.source IS 'where it was read';

COMMENT ON COLUMN app.clock_rule.article IS 'article of the law, once checked';

COMMENT ON COLUMN app.clock_rule.version IS 'which text of the law was checked';

COMMENT ON COLUMN app.clock_rule.checked_by IS 'who checked it: a function, e.g. the office''s lawyer';

COMMENT ON COLUMN app.clock_rule.checked_on IS 'when';

CREATE TABLE app.priority (
    id smallint NOT NULL,
    name text NOT NULL,
    mark text NOT NULL
);

ALTER TABLE ONLY app.priority FORCE ROW LEVEL SECURITY;

ALTER TABLE app.priority OWNER TO hw_owner;

COMMENT ON TABLE app.priority IS 'How urgent a case is.';

COMMENT ON COLUMN app.priority.id IS '1 is the most urgent';

COMMENT ON COLUMN app.priority.name IS 'name';

COMMENT ON COLUMN app.priority.mark IS 'on a narrow card';

CREATE TABLE app.risk (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.risk FORCE ROW LEVEL SECURITY;

ALTER TABLE app.risk OWNER TO hw_owner;

COMMENT ON TABLE app.risk IS 'The danger to the person, as last assessed.';

COMMENT ON COLUMN app.risk.id IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN app.risk.name IS 'name';

CREATE TABLE app.source (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.source FORCE ROW LEVEL SECURITY;

ALTER TABLE app.source OWNER TO hw_owner;

COMMENT ON TABLE app.source IS 'Where a report or a record came from.';

COMMENT ON COLUMN app.source.id IS 'number';

COMMENT ON COLUMN app.source.name IS 'name';

CREATE TABLE app.stage (
    id smallint NOT NULL,
    name text NOT NULL,
    lane smallint,
    outcome boolean NOT NULL,
    closed boolean NOT NULL,
    CONSTRAINT stage_check CHECK ((closed = (lane IS NULL))),
    CONSTRAINT stage_lane_check CHECK (((lane >= 1) AND (lane <= 10)))
);

ALTER TABLE ONLY app.stage FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stage OWNER TO hw_owner;

COMMENT ON TABLE app.stage IS 'Where a case stands. The outcomes are equals: none is better than another.';

COMMENT ON COLUMN app.stage.id IS 'number';

COMMENT ON COLUMN app.stage.name IS 'name';

COMMENT ON COLUMN app.stage.lane IS 'place on the board; null: off the board';

COMMENT ON COLUMN app.stage.outcome IS 'what a person chose or got, rather than a step towards it';

COMMENT ON COLUMN app.stage.closed IS 'the case is closed; needs a reason';

CREATE TABLE app.task_kind (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.task_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.task_kind OWNER TO hw_owner;

COMMENT ON TABLE app.task_kind IS 'What a task asks for.';

COMMENT ON COLUMN app.task_kind.id IS 'number';

COMMENT ON COLUMN app.task_kind.name IS 'name';

CREATE VIEW api.case_line AS
 SELECT c.id,
    c.version,
    c.code,
    c.office_id,
    (( SELECT jsonb_object_agg(x.id, x.short) AS jsonb_object_agg
           FROM app.office x) ->> (c.office_id)::text) AS office,
    (( SELECT jsonb_object_agg(x.id, x.code) AS jsonb_object_agg
           FROM app.office x) ->> (c.office_id)::text) AS office_code,
    (( SELECT jsonb_object_agg(x.id, x.country_id) AS jsonb_object_agg
           FROM app.office x) ->> (c.office_id)::text) AS country,
    c.stage,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.stage x) ->> (c.stage)::text) AS stage_name,
    ((( SELECT jsonb_object_agg(x.id, x.lane) AS jsonb_object_agg
           FROM app.stage x) ->> (c.stage)::text))::smallint AS lane,
    c.priority,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.priority x) ->> (c.priority)::text) AS priority_name,
    c.risk,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.risk x) ->> (c.risk)::text) AS risk_name,
    c.child,
    c.clock_code,
    c.clock_at,
    c.clock_order,
    (( SELECT jsonb_object_agg(x.code, x.standing) AS jsonb_object_agg
           FROM app.clock_rule x) ->> c.clock_code) AS clock_standing,
    c.responsible_id,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.staff x) ->> (c.responsible_id)::text) AS responsible,
    ((c.responsible_id IS NOT NULL) AND (c.responsible_id = ( SELECT app.me() AS me))) AS mine,
    c.responsible_seen,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.task_kind x) ->> (c.need)::text) AS need,
    c.task_at,
    (( SELECT jsonb_object_agg(x.id, x.name) AS jsonb_object_agg
           FROM app.source x) ->> (c.source)::text) AS source,
    c.reported_at,
    c.touched_at,
    c.closed_at
   FROM app."case" c;

ALTER TABLE api.case_line OWNER TO hw_api;

COMMENT ON VIEW api.case_line IS 'A case as a line of a list: no personal fact but whether it is a child and its risk. What is here can be read, counted and searched for without a line in the record.';

COMMENT ON COLUMN api.case_line.id IS 'the case';

COMMENT ON COLUMN api.case_line.version IS 'to name in a change';

COMMENT ON COLUMN api.case_line.code IS 'what people say';

COMMENT ON COLUMN api.case_line.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.case_line.office IS 'its short name';

COMMENT ON COLUMN api.case_line.office_code IS 'its code';

COMMENT ON COLUMN api.case_line.country IS 'the country it stands in';

COMMENT ON COLUMN api.case_line.stage IS 'stage';

COMMENT ON COLUMN api.case_line.stage_name IS 'its name';

COMMENT ON COLUMN api.case_line.lane IS 'lane of the board; null: closed';

COMMENT ON COLUMN api.case_line.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.case_line.priority_name IS 'its name';

COMMENT ON COLUMN api.case_line.risk IS '3 is the highest';

COMMENT ON COLUMN api.case_line.risk_name IS 'its name';

COMMENT ON COLUMN api.case_line.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.case_line.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.case_line.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.case_line.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.case_line.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.case_line.responsible_id IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.case_line.responsible IS 'her name';

COMMENT ON COLUMN api.case_line.mine IS 'I do';

COMMENT ON COLUMN api.case_line.responsible_seen IS 'she has opened it since it was given to her';

COMMENT ON COLUMN api.case_line.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.case_line.task_at IS 'when the first task is due that is hers without being given to anybody';

COMMENT ON COLUMN api.case_line.source IS 'where the report came from';

COMMENT ON COLUMN api.case_line.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.case_line.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.case_line.closed_at IS 'when it was closed; null: open';

CREATE VIEW api.clock_rule_line AS
 SELECT r.code,
    r.country_id AS country,
    r.name,
    r.starts,
    r.bound,
    r.length,
    r.expiry,
    r.standing,
    r.source,
    r.article,
    r.version,
    r.checked_by,
    r.checked_on
   FROM app.clock_rule r;

ALTER TABLE api.clock_rule_line OWNER TO hw_api;

COMMENT ON VIEW api.clock_rule_line IS 'The time limits, with what each of them rests on.';

COMMENT ON COLUMN api.clock_rule_line.code IS 'code';

COMMENT ON COLUMN api.clock_rule_line.country IS 'where it holds; null: anywhere';

COMMENT ON COLUMN api.clock_rule_line.name IS 'a few words';

COMMENT ON COLUMN api.clock_rule_line.starts IS 'what starts it';

COMMENT ON COLUMN api.clock_rule_line.bound IS 'at most, at least, exactly, every';

COMMENT ON COLUMN api.clock_rule_line.length IS 'how long';

COMMENT ON COLUMN api.clock_rule_line.expiry IS 'what is due then';

COMMENT ON COLUMN api.clock_rule_line.standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.clock_rule_line.source IS 'where it was read';

COMMENT ON COLUMN api.clock_rule_line.article IS 'article, once checked';

COMMENT ON COLUMN api.clock_rule_line.version IS 'which text was checked';

COMMENT ON COLUMN api.clock_rule_line.checked_by IS 'by whom';

COMMENT ON COLUMN api.clock_rule_line.checked_on IS 'when';

CREATE TABLE app.close_reason (
    id smallint NOT NULL,
    name text NOT NULL,
    source text NOT NULL
);

ALTER TABLE ONLY app.close_reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.close_reason OWNER TO hw_owner;

COMMENT ON TABLE app.close_reason IS 'Why a case was closed.';

COMMENT ON COLUMN app.close_reason.id IS 'number';

COMMENT ON COLUMN app.close_reason.name IS 'name';

COMMENT ON COLUMN app.close_reason.source IS 'whose list it comes from';

CREATE VIEW api.close_reason_line AS
 SELECT r.id,
    r.name
   FROM app.close_reason r;

ALTER TABLE api.close_reason_line OWNER TO hw_api;

COMMENT ON VIEW api.close_reason_line IS 'Why a case can be closed.';

COMMENT ON COLUMN api.close_reason_line.id IS 'number';

COMMENT ON COLUMN api.close_reason_line.name IS 'name';

CREATE VIEW api.event_line WITH (security_barrier='true') AS
 SELECT e.id,
    e.generation,
    e.xid,
    e.at,
    s.name AS person,
    e.login,
    e.office_id,
    o.short AS office,
    e.action,
    e.kind,
    e.object_id,
    e.version,
    e.refusal,
    e.reason,
    e.detail
   FROM ((app.event e
     LEFT JOIN app.staff s ON ((s.id = e.staff_id)))
     LEFT JOIN app.office o ON ((o.id = e.office_id)))
  WHERE (( SELECT ('auditor'::text = ANY (app.my_roles()))) AND ((e.generation < ( SELECT app.generation() AS generation)) OR (e.xid < ( SELECT pg_snapshot_xmin(pg_current_snapshot()) AS pg_snapshot_xmin))));

ALTER TABLE api.event_line OWNER TO hw_api;

COMMENT ON VIEW api.event_line IS 'The record, for auditors. Only what no running transaction can still come before: read on from the last (generation, xid, id) and no line is missed.';

COMMENT ON COLUMN api.event_line.id IS 'number';

COMMENT ON COLUMN api.event_line.generation IS 'first part of the order';

COMMENT ON COLUMN api.event_line.xid IS 'second part of the order';

COMMENT ON COLUMN api.event_line.at IS 'when';

COMMENT ON COLUMN api.event_line.person IS 'who; null: a stranger';

COMMENT ON COLUMN api.event_line.login IS 'the login it came through';

COMMENT ON COLUMN api.event_line.office_id IS 'the office it concerns';

COMMENT ON COLUMN api.event_line.office IS 'its short name';

COMMENT ON COLUMN api.event_line.action IS 'what';

COMMENT ON COLUMN api.event_line.kind IS 'what kind of object';

COMMENT ON COLUMN api.event_line.object_id IS 'which';

COMMENT ON COLUMN api.event_line.version IS 'its version after it';

COMMENT ON COLUMN api.event_line.refusal IS 'why it was refused; null: it was done';

COMMENT ON COLUMN api.event_line.reason IS 'why personal facts were asked for, or sealed records opened';

COMMENT ON COLUMN api.event_line.detail IS 'coded values before and after';

CREATE VIEW api.inbox_assigned AS
 SELECT (md5((c.id || 'assigned'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'assigned'::text AS why,
    NULL::timestamp with time zone AS at,
    c.touched_at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM api.case_line c
  WHERE ((c.responsible_id = ( SELECT app.me() AS me)) AND (c.closed_at IS NULL) AND (NOT c.responsible_seen));

ALTER TABLE api.inbox_assigned OWNER TO hw_api;

COMMENT ON VIEW api.inbox_assigned IS 'What was given to me and I have not opened. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_assigned.id IS 'the item';

COMMENT ON COLUMN api.inbox_assigned.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_assigned.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_assigned.code IS 'what people say';

COMMENT ON COLUMN api.inbox_assigned.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_assigned.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_assigned.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_assigned.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_assigned.office IS 'its short name';

COMMENT ON COLUMN api.inbox_assigned.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_assigned.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_assigned.stage IS 'stage';

COMMENT ON COLUMN api.inbox_assigned.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_assigned.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_assigned.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_assigned.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_case_task AS
 SELECT (md5((c.id || 'task'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'task due'::text AS why,
    c.task_at AS at,
    NULL::timestamp with time zone AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM api.case_line c
  WHERE ((c.responsible_id = ( SELECT app.me() AS me)) AND (c.closed_at IS NULL) AND (c.task_at < ( SELECT (app.now() + '12:00:00'::interval))));

ALTER TABLE api.inbox_case_task OWNER TO hw_api;

COMMENT ON VIEW api.inbox_case_task IS 'My cases whose first task that is nobody''s in particular is due. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_case_task.id IS 'the item';

COMMENT ON COLUMN api.inbox_case_task.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_case_task.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_case_task.code IS 'what people say';

COMMENT ON COLUMN api.inbox_case_task.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_case_task.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_case_task.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_case_task.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_case_task.office IS 'its short name';

COMMENT ON COLUMN api.inbox_case_task.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_case_task.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_case_task.stage IS 'stage';

COMMENT ON COLUMN api.inbox_case_task.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_case_task.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_case_task.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_case_task.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_clock AS
 SELECT (md5((c.id || 'clock'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
        CASE
            WHEN (c.clock_at <= ( SELECT app.now() AS now)) THEN 'clock ended'::text
            ELSE 'clock tonight'::text
        END AS why,
    c.clock_at AS at,
    NULL::timestamp with time zone AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM api.case_line c
  WHERE ((c.responsible_id = ( SELECT app.me() AS me)) AND (c.closed_at IS NULL) AND (c.clock_at < ( SELECT (app.now() + '12:00:00'::interval))));

ALTER TABLE api.inbox_clock OWNER TO hw_api;

COMMENT ON VIEW api.inbox_clock IS 'My clocks that ended or end tonight. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_clock.id IS 'the item';

COMMENT ON COLUMN api.inbox_clock.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_clock.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_clock.code IS 'what people say';

COMMENT ON COLUMN api.inbox_clock.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_clock.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_clock.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_clock.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_clock.office IS 'its short name';

COMMENT ON COLUMN api.inbox_clock.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_clock.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_clock.stage IS 'stage';

COMMENT ON COLUMN api.inbox_clock.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_clock.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_clock.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_clock.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_nobody AS
 SELECT (md5((c.id || 'nobody'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'nobody responsible'::text AS why,
    NULL::timestamp with time zone AS at,
    c.reported_at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM api.case_line c
  WHERE ((c.responsible_id IS NULL) AND (c.closed_at IS NULL) AND (c.office_id = ANY (( SELECT
                CASE
                    WHEN (app.my_roles() && ARRAY['coordinator'::text, 'supervisor'::text, 'night'::text]) THEN app.my_offices()
                    ELSE NULL::smallint[]
                END AS "case")::smallint[])));

ALTER TABLE api.inbox_nobody OWNER TO hw_api;

COMMENT ON VIEW api.inbox_nobody IS 'For whoever must see that somebody is: cases that nobody is responsible for. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_nobody.id IS 'the item';

COMMENT ON COLUMN api.inbox_nobody.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_nobody.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_nobody.code IS 'what people say';

COMMENT ON COLUMN api.inbox_nobody.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_nobody.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_nobody.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_nobody.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_nobody.office IS 'its short name';

COMMENT ON COLUMN api.inbox_nobody.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_nobody.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_nobody.stage IS 'stage';

COMMENT ON COLUMN api.inbox_nobody.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_nobody.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_nobody.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_nobody.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_tampered AS
 SELECT (md5((c.id || 'tampered'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'TAMPERED'::text AS why,
    NULL::timestamp with time zone AS at,
    t.since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (( SELECT e.object_id,
            max(e.at) AS since
           FROM app.event e
          WHERE ((e.action = 'tampered'::text) AND (e.refusal IS NULL) AND (e.kind = 'case'::text) AND (e.at > ( SELECT (app.now() - '14 days'::interval))) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[])))
          GROUP BY e.object_id) t
     CROSS JOIN LATERAL ( SELECT x.id,
            x.version,
            x.code,
            x.office_id,
            x.office,
            x.office_code,
            x.country,
            x.stage,
            x.stage_name,
            x.lane,
            x.priority,
            x.priority_name,
            x.risk,
            x.risk_name,
            x.child,
            x.clock_code,
            x.clock_at,
            x.clock_order,
            x.clock_standing,
            x.responsible_id,
            x.responsible,
            x.mine,
            x.responsible_seen,
            x.need,
            x.task_at,
            x.source,
            x.reported_at,
            x.touched_at,
            x.closed_at
           FROM api.case_line x
          WHERE (x.id = t.object_id)
         LIMIT 1) c)
  WHERE (NOT (EXISTS ( SELECT
           FROM app.event o
          WHERE ((o.object_id = t.object_id) AND (o.staff_id = ( SELECT app.me() AS me)) AND (o.action = 'case.open'::text) AND (o.refusal IS NULL) AND (o.at > t.since)))));

ALTER TABLE api.inbox_tampered OWNER TO hw_api;

COMMENT ON VIEW api.inbox_tampered IS 'For whoever leads: cases of which something was found TAMPERED within 14 days, until she opens them. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_tampered.id IS 'the item';

COMMENT ON COLUMN api.inbox_tampered.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_tampered.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_tampered.code IS 'what people say';

COMMENT ON COLUMN api.inbox_tampered.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_tampered.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_tampered.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_tampered.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_tampered.office IS 'its short name';

COMMENT ON COLUMN api.inbox_tampered.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_tampered.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_tampered.stage IS 'stage';

COMMENT ON COLUMN api.inbox_tampered.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_tampered.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_tampered.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_tampered.priority IS '1 is the most urgent';

CREATE TABLE app.task (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    kind smallint NOT NULL,
    staff_id smallint,
    due_at timestamp with time zone,
    done_at timestamp with time zone,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY app.task FORCE ROW LEVEL SECURITY;

ALTER TABLE app.task OWNER TO hw_owner;

COMMENT ON TABLE app.task IS 'What has to be done for a case.';

COMMENT ON COLUMN app.task.id IS 'made by the console';

COMMENT ON COLUMN app.task.case_id IS 'whose';

COMMENT ON COLUMN app.task.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.task.kind IS 'what';

COMMENT ON COLUMN app.task.staff_id IS 'by whom; null: whoever is responsible for the case';

COMMENT ON COLUMN app.task.due_at IS 'until when; null: no fixed time';

COMMENT ON COLUMN app.task.done_at IS 'done; null: open';

COMMENT ON COLUMN app.task.touched_at IS 'last change';

CREATE VIEW api.inbox_task AS
 SELECT t.id,
    c.id AS case_id,
    c.version,
    c.code,
    'task due'::text AS why,
    t.due_at AS at,
    NULL::timestamp with time zone AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app.task t
     CROSS JOIN LATERAL ( SELECT x.id,
            x.version,
            x.code,
            x.office_id,
            x.office,
            x.office_code,
            x.country,
            x.stage,
            x.stage_name,
            x.lane,
            x.priority,
            x.priority_name,
            x.risk,
            x.risk_name,
            x.child,
            x.clock_code,
            x.clock_at,
            x.clock_order,
            x.clock_standing,
            x.responsible_id,
            x.responsible,
            x.mine,
            x.responsible_seen,
            x.need,
            x.task_at,
            x.source,
            x.reported_at,
            x.touched_at,
            x.closed_at
           FROM api.case_line x
          WHERE (x.id = t.case_id)
         LIMIT 1) c)
  WHERE ((t.staff_id = ( SELECT app.me() AS me)) AND (t.done_at IS NULL) AND (c.closed_at IS NULL) AND (t.due_at < ( SELECT (app.now() + '12:00:00'::interval))));

ALTER TABLE api.inbox_task OWNER TO hw_api;

COMMENT ON VIEW api.inbox_task IS 'Tasks given to me that are due. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_task.id IS 'the item';

COMMENT ON COLUMN api.inbox_task.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_task.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_task.code IS 'what people say';

COMMENT ON COLUMN api.inbox_task.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_task.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_task.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_task.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_task.office IS 'its short name';

COMMENT ON COLUMN api.inbox_task.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_task.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_task.stage IS 'stage';

COMMENT ON COLUMN api.inbox_task.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_task.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_task.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_task.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_line AS
 SELECT inbox_assigned.id,
    inbox_assigned.case_id,
    inbox_assigned.version,
    inbox_assigned.code,
    inbox_assigned.why,
    inbox_assigned.at,
    inbox_assigned.since,
    inbox_assigned.office_id,
    inbox_assigned.office,
    inbox_assigned.office_code,
    inbox_assigned.country,
    inbox_assigned.stage,
    inbox_assigned.stage_name,
    inbox_assigned.responsible,
    inbox_assigned.need,
    inbox_assigned.priority
   FROM api.inbox_assigned
UNION ALL
 SELECT inbox_clock.id,
    inbox_clock.case_id,
    inbox_clock.version,
    inbox_clock.code,
    inbox_clock.why,
    inbox_clock.at,
    inbox_clock.since,
    inbox_clock.office_id,
    inbox_clock.office,
    inbox_clock.office_code,
    inbox_clock.country,
    inbox_clock.stage,
    inbox_clock.stage_name,
    inbox_clock.responsible,
    inbox_clock.need,
    inbox_clock.priority
   FROM api.inbox_clock
UNION ALL
 SELECT inbox_case_task.id,
    inbox_case_task.case_id,
    inbox_case_task.version,
    inbox_case_task.code,
    inbox_case_task.why,
    inbox_case_task.at,
    inbox_case_task.since,
    inbox_case_task.office_id,
    inbox_case_task.office,
    inbox_case_task.office_code,
    inbox_case_task.country,
    inbox_case_task.stage,
    inbox_case_task.stage_name,
    inbox_case_task.responsible,
    inbox_case_task.need,
    inbox_case_task.priority
   FROM api.inbox_case_task
UNION ALL
 SELECT inbox_task.id,
    inbox_task.case_id,
    inbox_task.version,
    inbox_task.code,
    inbox_task.why,
    inbox_task.at,
    inbox_task.since,
    inbox_task.office_id,
    inbox_task.office,
    inbox_task.office_code,
    inbox_task.country,
    inbox_task.stage,
    inbox_task.stage_name,
    inbox_task.responsible,
    inbox_task.need,
    inbox_task.priority
   FROM api.inbox_task
UNION ALL
 SELECT inbox_nobody.id,
    inbox_nobody.case_id,
    inbox_nobody.version,
    inbox_nobody.code,
    inbox_nobody.why,
    inbox_nobody.at,
    inbox_nobody.since,
    inbox_nobody.office_id,
    inbox_nobody.office,
    inbox_nobody.office_code,
    inbox_nobody.country,
    inbox_nobody.stage,
    inbox_nobody.stage_name,
    inbox_nobody.responsible,
    inbox_nobody.need,
    inbox_nobody.priority
   FROM api.inbox_nobody
UNION ALL
 SELECT inbox_tampered.id,
    inbox_tampered.case_id,
    inbox_tampered.version,
    inbox_tampered.code,
    inbox_tampered.why,
    inbox_tampered.at,
    inbox_tampered.since,
    inbox_tampered.office_id,
    inbox_tampered.office,
    inbox_tampered.office_code,
    inbox_tampered.country,
    inbox_tampered.stage,
    inbox_tampered.stage_name,
    inbox_tampered.responsible,
    inbox_tampered.need,
    inbox_tampered.priority
   FROM api.inbox_tampered;

ALTER TABLE api.inbox_line OWNER TO hw_api;

COMMENT ON VIEW api.inbox_line IS 'What needs whoever is connected, and why.';

COMMENT ON COLUMN api.inbox_line.id IS 'the item';

COMMENT ON COLUMN api.inbox_line.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_line.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_line.code IS 'what people say';

COMMENT ON COLUMN api.inbox_line.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible, TAMPERED (found since I opened it last)';

COMMENT ON COLUMN api.inbox_line.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_line.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_line.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_line.office IS 'its short name';

COMMENT ON COLUMN api.inbox_line.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_line.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_line.stage IS 'stage';

COMMENT ON COLUMN api.inbox_line.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_line.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_line.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_line.priority IS '1 is the most urgent';

CREATE VIEW api.my_office AS
 SELECT o.id
   FROM unnest(app.my_offices()) o(id);

ALTER TABLE api.my_office OWNER TO hw_api;

COMMENT ON VIEW api.my_office IS 'The offices whose lines I see.';

COMMENT ON COLUMN api.my_office.id IS 'the office';

CREATE TABLE app.board_count (
    office_id smallint NOT NULL,
    stage smallint NOT NULL,
    open_cases bigint NOT NULL,
    nobody bigint NOT NULL
);

ALTER TABLE ONLY app.board_count FORCE ROW LEVEL SECURITY;

ALTER TABLE app.board_count OWNER TO hw_owner;

COMMENT ON TABLE app.board_count IS 'Open cases by office and stage, up to the differences not yet folded.';

COMMENT ON COLUMN app.board_count.office_id IS 'office';

COMMENT ON COLUMN app.board_count.stage IS 'stage';

COMMENT ON COLUMN app.board_count.open_cases IS 'open cases';

COMMENT ON COLUMN app.board_count.nobody IS 'open cases that nobody is responsible for';

CREATE TABLE app.organisation (
    id smallint NOT NULL,
    name text NOT NULL,
    short text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['NGO'::text, 'law enforcement'::text, 'health service'::text, 'central government'::text, 'local government'::text, 'immigration service'::text, 'legal service'::text, 'school or college'::text, 'programme'::text])))
);

ALTER TABLE ONLY app.organisation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.organisation OWNER TO hw_owner;

COMMENT ON TABLE app.organisation IS 'Who runs an office.';

COMMENT ON COLUMN app.organisation.id IS 'number';

COMMENT ON COLUMN app.organisation.name IS 'full name';

COMMENT ON COLUMN app.organisation.short IS 'as staff say it';

COMMENT ON COLUMN app.organisation.kind IS 'as HTCDS org_Type, and programme';

CREATE TABLE app.shift (
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT shift_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '24:00:00'::interval))))
);

ALTER TABLE ONLY app.shift FORCE ROW LEVEL SECURITY;

ALTER TABLE app.shift OWNER TO hw_owner;

COMMENT ON TABLE app.shift IS 'Who is on duty where and when.';

COMMENT ON COLUMN app.shift.staff_id IS 'who';

COMMENT ON COLUMN app.shift.office_id IS 'where';

COMMENT ON COLUMN app.shift.starts_at IS 'from';

COMMENT ON COLUMN app.shift.ends_at IS 'until; at most a day';

CREATE VIEW api.office_line AS
 SELECT o.id,
    o.code,
    o.name,
    o.country_id AS country,
    o.kind,
    o.zone,
    g.short AS organisation,
    n.open_cases,
    n.nobody,
    e.ended,
    d.on_shift
   FROM ((((app.office o
     JOIN app.organisation g ON ((g.id = o.organisation_id)))
     LEFT JOIN LATERAL ( SELECT (COALESCE(sum(b.open_cases), (0)::numeric))::bigint AS open_cases,
            (COALESCE(sum(b.nobody), (0)::numeric))::bigint AS nobody
           FROM ( SELECT board_count.open_cases,
                    board_count.nobody
                   FROM app.board_count
                  WHERE (board_count.office_id = o.id)
                UNION ALL
                 SELECT board_delta.open_cases,
                    board_delta.nobody
                   FROM app.board_delta
                  WHERE (board_delta.office_id = o.id)) b) n ON ((o.id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))))
     LEFT JOIN LATERAL ( SELECT count(*) AS ended
           FROM app."case" c
          WHERE ((c.office_id = o.id) AND (c.closed_at IS NULL) AND (c.clock_at <= ( SELECT app.now() AS now)))) e ON ((o.id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))))
     LEFT JOIN LATERAL ( SELECT string_agg(s.name, ', '::text ORDER BY s.name) AS on_shift
           FROM (app.shift h
             JOIN app.staff s ON ((s.id = h.staff_id)))
          WHERE ((h.office_id = o.id) AND (h.starts_at <= ( SELECT app.now() AS now)) AND (h.ends_at > ( SELECT app.now() AS now)))) d ON (true));

ALTER TABLE api.office_line OWNER TO hw_api;

COMMENT ON VIEW api.office_line IS 'The directory of offices. Counts are shown for one''s own offices only.';

COMMENT ON COLUMN api.office_line.id IS 'the office';

COMMENT ON COLUMN api.office_line.code IS 'three letters';

COMMENT ON COLUMN api.office_line.name IS 'full name';

COMMENT ON COLUMN api.office_line.country IS 'where it stands';

COMMENT ON COLUMN api.office_line.kind IS 'what it is for';

COMMENT ON COLUMN api.office_line.zone IS 'its time zone';

COMMENT ON COLUMN api.office_line.organisation IS 'who runs it';

COMMENT ON COLUMN api.office_line.open_cases IS 'open cases; null: not one of mine';

COMMENT ON COLUMN api.office_line.nobody IS 'of them, cases nobody is responsible for';

COMMENT ON COLUMN api.office_line.ended IS 'of them, cases whose next clock has ended';

COMMENT ON COLUMN api.office_line.on_shift IS 'who is on duty now';

CREATE TABLE app.allowed (
    action text NOT NULL,
    role text NOT NULL,
    CONSTRAINT allowed_action_check CHECK ((action ~ '^[a-z]+(\.[a-z]+)*$'::text))
);

ALTER TABLE ONLY app.allowed FORCE ROW LEVEL SECURITY;

ALTER TABLE app.allowed OWNER TO hw_owner;

COMMENT ON TABLE app.allowed IS 'Which role may do what. An action without a row is nobody''s.';

COMMENT ON COLUMN app.allowed.action IS 'the api function, each _ as a dot: case.take';

COMMENT ON COLUMN app.allowed.role IS 'who may';

CREATE TABLE app.sealed (
    id uuid NOT NULL,
    case_id uuid,
    place_id uuid,
    subject uuid GENERATED ALWAYS AS (COALESCE(case_id, place_id)) STORED NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    generation integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    blob bytea NOT NULL,
    written_by smallint NOT NULL,
    written_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT of_a_case_or_a_place CHECK ((num_nonnulls(case_id, place_id) = 1)),
    CONSTRAINT sealed_blob_check CHECK ((((octet_length(blob) >= 202) AND (octet_length(blob) <= 1048714)) AND ((octet_length(blob) % 64) = 10))),
    CONSTRAINT sealed_generation_check CHECK ((generation > 0)),
    CONSTRAINT sealed_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.sealed FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sealed OWNER TO hw_owner;

COMMENT ON TABLE app.sealed IS 'The records themselves. What is in them this server cannot know.';

COMMENT ON COLUMN app.sealed.id IS 'made by the console';

COMMENT ON COLUMN app.sealed.case_id IS 'whose; null: a place''s';

COMMENT ON COLUMN app.sealed.place_id IS 'whose; null: a case''s';

COMMENT ON COLUMN app.sealed.subject IS 'the one or the other';

COMMENT ON COLUMN app.sealed.office_id IS 'the office that answers for it, for row security';

COMMENT ON COLUMN app.sealed.kind IS 'which kind';

COMMENT ON COLUMN app.sealed.generation IS 'of the key';

COMMENT ON COLUMN app.sealed.version IS 'grows with every change; a change names the version it saw';

COMMENT ON COLUMN app.sealed.blob IS 'padded to steps of 64 bytes and sealed; see db/vault/seal.h';

COMMENT ON COLUMN app.sealed.written_by IS 'who wrote it last, as the server knows her; her signature is inside';

COMMENT ON COLUMN app.sealed.written_at IS 'when';

CREATE VIEW api.place_line AS
 SELECT p.id,
    p.version,
    p.code,
    p.kind,
    p.country_id AS country,
    p.district,
    p.capacity,
    o.code AS office,
    (EXISTS ( SELECT
           FROM app.sealed s
          WHERE (s.place_id = p.id))) AS sealed,
    p.touched_at
   FROM (app.place p
     JOIN app.office o ON ((o.id = p.office_id)))
  WHERE (EXISTS ( SELECT
           FROM app.allowed a
          WHERE ((a.action = 'place.list'::text) AND (a.role = ANY (( SELECT app.my_roles() AS my_roles)::text[])))));

ALTER TABLE api.place_line OWNER TO hw_api;

COMMENT ON VIEW api.place_line IS 'The places that my offices know, as lines of a list; of none, where my role sees none.';

COMMENT ON COLUMN api.place_line.id IS 'the place';

COMMENT ON COLUMN api.place_line.version IS 'to name in a change';

COMMENT ON COLUMN api.place_line.code IS 'what people say';

COMMENT ON COLUMN api.place_line.kind IS 'what it is';

COMMENT ON COLUMN api.place_line.country IS 'in which country';

COMMENT ON COLUMN api.place_line.district IS 'in which district';

COMMENT ON COLUMN api.place_line.capacity IS 'for how many; null: unknown';

COMMENT ON COLUMN api.place_line.office IS 'code of the office that knows it';

COMMENT ON COLUMN api.place_line.sealed IS 'there is a record of what it is called and where it is';

COMMENT ON COLUMN api.place_line.touched_at IS 'last change of what is in clear';

CREATE TABLE app.saved_view (
    staff_id smallint NOT NULL,
    name text NOT NULL,
    screen text NOT NULL,
    filter text NOT NULL,
    sort text NOT NULL,
    scope text NOT NULL,
    CONSTRAINT saved_view_filter_check CHECK (((char_length(filter) <= 400) AND (filter !~ '[[:cntrl:]]'::text))),
    CONSTRAINT saved_view_name_check CHECK (app.name_valid(name)),
    CONSTRAINT saved_view_scope_check CHECK ((scope = ANY (ARRAY['mine'::text, 'office'::text, 'all'::text]))),
    CONSTRAINT saved_view_screen_check CHECK ((screen = ANY (ARRAY['board'::text, 'cases'::text, 'inbox'::text, 'offices'::text]))),
    CONSTRAINT saved_view_sort_check CHECK ((sort ~ '^[a-z_,-]{0,100}$'::text))
);

ALTER TABLE ONLY app.saved_view FORCE ROW LEVEL SECURITY;

ALTER TABLE app.saved_view OWNER TO hw_owner;

COMMENT ON TABLE app.saved_view IS 'What a person wants to see again: a screen with its filter, order and scope.';

COMMENT ON COLUMN app.saved_view.staff_id IS 'whose';

COMMENT ON COLUMN app.saved_view.name IS 'its name, hers alone';

COMMENT ON COLUMN app.saved_view.screen IS 'which screen';

COMMENT ON COLUMN app.saved_view.filter IS 'as typed after /';

COMMENT ON COLUMN app.saved_view.sort IS 'column names, - before one turns it around';

COMMENT ON COLUMN app.saved_view.scope IS 'whose cases';

CREATE VIEW api.saved_view_line AS
 SELECT v.name,
    v.screen,
    v.filter,
    v.sort,
    v.scope
   FROM app.saved_view v;

ALTER TABLE api.saved_view_line OWNER TO hw_api;

COMMENT ON VIEW api.saved_view_line IS 'The views I keep.';

COMMENT ON COLUMN api.saved_view_line.name IS 'name';

COMMENT ON COLUMN api.saved_view_line.screen IS 'board, cases, inbox or offices';

COMMENT ON COLUMN api.saved_view_line.filter IS 'as typed after /';

COMMENT ON COLUMN api.saved_view_line.sort IS 'column names, - before one turns it around';

COMMENT ON COLUMN api.saved_view_line.scope IS 'mine, office or all';

CREATE VIEW api.stage_line AS
 SELECT s.id,
    s.name,
    s.lane,
    s.lane AS "position",
    s.outcome,
    s.closed
   FROM app.stage s;

ALTER TABLE api.stage_line OWNER TO hw_api;

COMMENT ON VIEW api.stage_line IS 'The stages.';

COMMENT ON COLUMN api.stage_line.id IS 'number';

COMMENT ON COLUMN api.stage_line.name IS 'name';

COMMENT ON COLUMN api.stage_line.lane IS 'lane of the board; null: none';

COMMENT ON COLUMN api.stage_line."position" IS 'its place from the left';

COMMENT ON COLUMN api.stage_line.outcome IS 'an outcome rather than a step';

COMMENT ON COLUMN api.stage_line.closed IS 'closed';

ALTER TABLE app.board_delta ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.board_delta_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.case_clock (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    rule text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT case_clock_check CHECK ((ends_at > started_at))
);

ALTER TABLE ONLY app.case_clock FORCE ROW LEVEL SECURITY;

ALTER TABLE app.case_clock OWNER TO hw_owner;

COMMENT ON TABLE app.case_clock IS 'The time limits that run, or ran, for a case.';

COMMENT ON COLUMN app.case_clock.id IS 'made by the console';

COMMENT ON COLUMN app.case_clock.case_id IS 'whose';

COMMENT ON COLUMN app.case_clock.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.case_clock.rule IS 'by which rule';

COMMENT ON COLUMN app.case_clock.started_at IS 'since when';

COMMENT ON COLUMN app.case_clock.ends_at IS 'until when';

COMMENT ON COLUMN app.case_clock.stopped_at IS 'what was due has been done; null: still runs';

COMMENT ON COLUMN app.case_clock.touched_at IS 'last change';

CREATE TABLE app.control (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.control FORCE ROW LEVEL SECURITY;

ALTER TABLE app.control OWNER TO hw_owner;

COMMENT ON TABLE app.control IS 'Means of control in imported records.';

COMMENT ON COLUMN app.control.id IS 'number';

COMMENT ON COLUMN app.control.name IS 'name';

CREATE TABLE app.country (
    id text NOT NULL,
    name text NOT NULL,
    CONSTRAINT country_id_check CHECK ((id ~ '^[A-Z]{2}$'::text))
);

ALTER TABLE ONLY app.country FORCE ROW LEVEL SECURITY;

ALTER TABLE app.country OWNER TO hw_owner;

COMMENT ON TABLE app.country IS 'Countries that offices stand in or that people came from or through.';

COMMENT ON COLUMN app.country.id IS 'ISO 3166-1 alpha-2';

COMMENT ON COLUMN app.country.name IS 'short English name';

CREATE TABLE app.deciding_body (
    id smallint NOT NULL,
    name text NOT NULL,
    htcds text NOT NULL
);

ALTER TABLE ONLY app.deciding_body FORCE ROW LEVEL SECURITY;

ALTER TABLE app.deciding_body OWNER TO hw_owner;

COMMENT ON TABLE app.deciding_body IS 'What kind of body decided on a trafficking status.';

COMMENT ON COLUMN app.deciding_body.id IS 'number';

COMMENT ON COLUMN app.deciding_body.name IS 'name';

COMMENT ON COLUMN app.deciding_body.htcds IS 'the value in HTCDS';

CREATE TABLE app.directory (
    serial integer NOT NULL,
    body text NOT NULL,
    by_1 bytea,
    signature_1 bytea,
    registrar_1 smallint,
    by_2 bytea,
    signature_2 bytea,
    registrar_2 smallint,
    in_force_at timestamp with time zone,
    CONSTRAINT directory_body_check CHECK ((octet_length(body) <= 1048576)),
    CONSTRAINT directory_by_1_check CHECK ((octet_length(by_1) = 32)),
    CONSTRAINT directory_by_2_check CHECK ((octet_length(by_2) = 32)),
    CONSTRAINT directory_serial_check CHECK ((serial > 0)),
    CONSTRAINT directory_signature_1_check CHECK ((octet_length(signature_1) = 64)),
    CONSTRAINT directory_signature_2_check CHECK ((octet_length(signature_2) = 64)),
    CONSTRAINT first_before_second CHECK (((by_2 IS NULL) OR (by_1 IS NOT NULL))),
    CONSTRAINT in_force_when_signed CHECK (((in_force_at IS NULL) = (by_2 IS NULL))),
    CONSTRAINT signed_whole CHECK (((num_nulls(by_1, signature_1, registrar_1) = ANY (ARRAY[0, 3])) AND (num_nulls(by_2, signature_2, registrar_2) = ANY (ARRAY[0, 3])))),
    CONSTRAINT two_registrars CHECK (((by_1 <> by_2) AND (registrar_1 <> registrar_2)))
);

ALTER TABLE ONLY app.directory FORCE ROW LEVEL SECURITY;

ALTER TABLE app.directory OWNER TO hw_owner;

COMMENT ON TABLE app.directory IS 'The directory as a text (db/vault/directory.h), all that were in force and the one draft. Consoles believe its signatures, not this table.';

COMMENT ON COLUMN app.directory.serial IS 'grows; the highest in force counts. A serial that somebody signed is not used for another text';

COMMENT ON COLUMN app.directory.body IS 'the text';

COMMENT ON COLUMN app.directory.by_1 IS 'public key of the first registrar; null: nobody has signed';

COMMENT ON COLUMN app.directory.signature_1 IS 'hers';

COMMENT ON COLUMN app.directory.registrar_1 IS 'who that was';

COMMENT ON COLUMN app.directory.by_2 IS 'public key of the second';

COMMENT ON COLUMN app.directory.signature_2 IS 'hers';

COMMENT ON COLUMN app.directory.registrar_2 IS 'who that was';

COMMENT ON COLUMN app.directory.in_force_at IS 'when the second signed; null: a draft';

ALTER TABLE app.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.exploitation (
    id smallint NOT NULL,
    name text NOT NULL,
    htcds text NOT NULL
);

ALTER TABLE ONLY app.exploitation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.exploitation OWNER TO hw_owner;

COMMENT ON TABLE app.exploitation IS 'Types of exploitation, HTCDS 2.0 vic_TypeOfExploitation (IOM, CC BY 4.0).';

COMMENT ON COLUMN app.exploitation.id IS 'number';

COMMENT ON COLUMN app.exploitation.name IS 'name';

COMMENT ON COLUMN app.exploitation.htcds IS 'the value in HTCDS';

CREATE TABLE app.import (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    office_id smallint NOT NULL,
    staff_id smallint NOT NULL,
    sha256 text NOT NULL,
    layout text NOT NULL,
    lines integer NOT NULL,
    opened_at timestamp with time zone DEFAULT app.now() NOT NULL,
    closed_at timestamp with time zone,
    records integer,
    CONSTRAINT import_check CHECK (((closed_at IS NULL) = (records IS NULL))),
    CONSTRAINT import_layout_check CHECK ((layout = 'ctdc'::text)),
    CONSTRAINT import_lines_check CHECK ((lines >= 0)),
    CONSTRAINT import_records_check CHECK ((records >= 0)),
    CONSTRAINT import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY app.import FORCE ROW LEVEL SECURITY;

ALTER TABLE app.import OWNER TO hw_owner;

COMMENT ON TABLE app.import IS 'A file that was read in as a whole. Its name may be somebody''s, and stays where it is.';

COMMENT ON COLUMN app.import.id IS 'number';

COMMENT ON COLUMN app.import.office_id IS 'whose records they are';

COMMENT ON COLUMN app.import.staff_id IS 'who read it in';

COMMENT ON COLUMN app.import.sha256 IS 'of the file; a file is read in once';

COMMENT ON COLUMN app.import.layout IS 'how the file was understood';

COMMENT ON COLUMN app.import.lines IS 'data lines the file has';

COMMENT ON COLUMN app.import.opened_at IS 'begun';

COMMENT ON COLUMN app.import.closed_at IS 'complete';

COMMENT ON COLUMN app.import.records IS 'records taken from it';

ALTER TABLE app.key_task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.key_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.labour (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.labour FORCE ROW LEVEL SECURITY;

ALTER TABLE app.labour OWNER TO hw_owner;

COMMENT ON TABLE app.labour IS 'Kinds of forced labour in imported records.';

COMMENT ON COLUMN app.labour.id IS 'number';

COMMENT ON COLUMN app.labour.name IS 'name';

CREATE UNLOGGED TABLE app.poke_due (
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    topic text NOT NULL
)
WITH (autovacuum_vacuum_threshold='1000', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_cost_delay='0');

ALTER TABLE ONLY app.poke_due FORCE ROW LEVEL SECURITY;

ALTER TABLE app.poke_due OWNER TO hw_owner;

COMMENT ON TABLE app.poke_due IS 'What the poking process has yet to tell. A crash may forget it: whoever connects again reads everything again.';

COMMENT ON COLUMN app.poke_due.xid IS 'the transaction that left it';

COMMENT ON COLUMN app.poke_due.topic IS 'the channel to notify';

CREATE TABLE app.record (
    import_id uuid NOT NULL,
    line integer NOT NULL,
    office_id smallint NOT NULL,
    year smallint NOT NULL,
    source smallint NOT NULL,
    sex text NOT NULL,
    citizenship text,
    exploitation smallint,
    forced_labour boolean,
    labour smallint,
    control smallint,
    age_low smallint,
    age_high smallint,
    CONSTRAINT ages_in_order CHECK ((age_low <= age_high)),
    CONSTRAINT record_age_high_check CHECK (((age_high >= 0) AND (age_high <= 120))),
    CONSTRAINT record_age_low_check CHECK (((age_low >= 0) AND (age_low <= 120))),
    CONSTRAINT record_line_check CHECK ((line > 0)),
    CONSTRAINT record_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text]))),
    CONSTRAINT record_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE ONLY app.record FORCE ROW LEVEL SECURITY;

ALTER TABLE app.record OWNER TO hw_owner;

COMMENT ON TABLE app.record IS 'One line of an imported file: a person somebody else worked for, long ago.';

COMMENT ON COLUMN app.record.import_id IS 'the file';

COMMENT ON COLUMN app.record.line IS 'its line; a record is known by file and line, never by content';

COMMENT ON COLUMN app.record.office_id IS 'the import''s office, for row security';

COMMENT ON COLUMN app.record.year IS 'year of registration';

COMMENT ON COLUMN app.record.source IS 'kind of source';

COMMENT ON COLUMN app.record.sex IS 'as recorded';

COMMENT ON COLUMN app.record.citizenship IS 'country; null: unknown';

COMMENT ON COLUMN app.record.exploitation IS 'type of exploitation; null: unknown';

COMMENT ON COLUMN app.record.forced_labour IS 'null: unknown';

COMMENT ON COLUMN app.record.labour IS 'kind of labour; null: unknown';

COMMENT ON COLUMN app.record.control IS 'means of control; null: unknown';

COMMENT ON COLUMN app.record.age_low IS 'lower end of the source''s band';

COMMENT ON COLUMN app.record.age_high IS 'upper end; null: open';

CREATE TABLE app.record_kind (
    name text NOT NULL,
    subject text NOT NULL,
    key text NOT NULL,
    many boolean NOT NULL,
    needs_reason boolean NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT record_kind_key_check CHECK ((key = ANY (ARRAY['office'::text, 'health'::text]))),
    CONSTRAINT record_kind_name_check CHECK ((name ~ '^[a-z]+$'::text)),
    CONSTRAINT record_kind_subject_check CHECK ((subject = ANY (ARRAY['case'::text, 'place'::text])))
);

ALTER TABLE ONLY app.record_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.record_kind OWNER TO hw_owner;

COMMENT ON TABLE app.record_kind IS 'What is kept sealed.';

COMMENT ON COLUMN app.record_kind.name IS 'the kind; what a record is bound to as its column';

COMMENT ON COLUMN app.record_kind.subject IS 'of what';

COMMENT ON COLUMN app.record_kind.key IS 'under which of its keys';

COMMENT ON COLUMN app.record_kind.many IS 'as many as are needed; false: one';

COMMENT ON COLUMN app.record_kind.needs_reason IS 'who opens it says why, and that is in the record';

COMMENT ON COLUMN app.record_kind.meaning IS 'in a sentence';

CREATE TABLE app.refusal (
    code text NOT NULL,
    message text NOT NULL,
    hint text,
    CONSTRAINT refusal_code_check CHECK ((code ~ '^[a-z_]+$'::text))
);

ALTER TABLE ONLY app.refusal FORCE ROW LEVEL SECURITY;

ALTER TABLE app.refusal OWNER TO hw_owner;

COMMENT ON TABLE app.refusal IS 'Why an expected request is not carried out. Codes are stable; consoles translate them.';

COMMENT ON COLUMN app.refusal.code IS 'what programs compare';

COMMENT ON COLUMN app.refusal.message IS 'one English sentence for a person';

COMMENT ON COLUMN app.refusal.hint IS 'what to do about it, if anything';

CREATE TABLE app.request (
    staff_id smallint NOT NULL,
    key uuid NOT NULL,
    action text NOT NULL,
    args text NOT NULL,
    outcome jsonb NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY app.request FORCE ROW LEVEL SECURITY;

ALTER TABLE app.request OWNER TO hw_owner;

COMMENT ON TABLE app.request IS 'What was answered to which request, so that a lost answer can be asked for again, within 30 days.';

COMMENT ON COLUMN app.request.staff_id IS 'who asked';

COMMENT ON COLUMN app.request.key IS 'the number her console gave the request';

COMMENT ON COLUMN app.request.action IS 'what was asked for';

COMMENT ON COLUMN app.request.args IS 'sha256 over the arguments: the same key with others is refused';

COMMENT ON COLUMN app.request.outcome IS 'the answer, as api.outcome';

COMMENT ON COLUMN app.request.at IS 'when';

CREATE TABLE app.schema_migration (
    version integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL
);

ALTER TABLE ONLY app.schema_migration FORCE ROW LEVEL SECURITY;

ALTER TABLE app.schema_migration OWNER TO hw_owner;

COMMENT ON TABLE app.schema_migration IS 'Which migrations this database has had, and from which text.';

COMMENT ON COLUMN app.schema_migration.version IS 'the number the file name begins with';

COMMENT ON COLUMN app.schema_migration.name IS 'the rest of the file name';

COMMENT ON COLUMN app.schema_migration.sha256 IS 'of the file as it was applied; an edited file is refused';

COMMENT ON COLUMN app.schema_migration.applied_at IS 'when';

COMMENT ON COLUMN app.schema_migration.applied_by IS 'the login that ran the migration';

CREATE TABLE app.sealed_key (
    case_id uuid,
    place_id uuid,
    subject uuid GENERATED ALWAYS AS (COALESCE(case_id, place_id)) STORED NOT NULL,
    office_id smallint NOT NULL,
    key text NOT NULL,
    generation integer NOT NULL,
    born integer NOT NULL,
    realm_id uuid NOT NULL,
    epoch integer NOT NULL,
    wrapped bytea NOT NULL,
    epoch_before integer,
    wrapped_before bytea,
    made_by smallint NOT NULL,
    made_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT no_younger_than_its_birth CHECK ((epoch >= born)),
    CONSTRAINT of_a_case_or_a_place CHECK ((num_nonnulls(case_id, place_id) = 1)),
    CONSTRAINT sealed_key_generation_check CHECK ((generation > 0)),
    CONSTRAINT sealed_key_key_check CHECK ((key = ANY (ARRAY['office'::text, 'health'::text]))),
    CONSTRAINT sealed_key_wrapped_check CHECK ((octet_length(wrapped) = 106))
);

ALTER TABLE ONLY app.sealed_key FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sealed_key OWNER TO hw_owner;

COMMENT ON TABLE app.sealed_key IS 'The keys of a case''s or place''s records, wrapped under the key of who may read them.';

COMMENT ON COLUMN app.sealed_key.case_id IS 'whose; null: a place''s';

COMMENT ON COLUMN app.sealed_key.place_id IS 'whose; null: a case''s';

COMMENT ON COLUMN app.sealed_key.subject IS 'the one or the other';

COMMENT ON COLUMN app.sealed_key.office_id IS 'the office that answers for it, for row security';

COMMENT ON COLUMN app.sealed_key.key IS 'of which records: those of its office, those on health';

COMMENT ON COLUMN app.sealed_key.generation IS 'the highest is used to write; older ones still read what they wrote';

COMMENT ON COLUMN app.sealed_key.born IS 'the epoch in which it was made: a later wrap makes no key younger';

COMMENT ON COLUMN app.sealed_key.realm_id IS 'under which realm''s key';

COMMENT ON COLUMN app.sealed_key.epoch IS 'of which epoch';

COMMENT ON COLUMN app.sealed_key.wrapped IS 'see db/vault/bind.h, struct wrap_place';

COMMENT ON COLUMN app.sealed_key.epoch_before IS 'of which epoch it was before; null: it has not been wrapped again';

COMMENT ON COLUMN app.sealed_key.wrapped_before IS 'the wrap before: one that was wrapped badly is not lost';

COMMENT ON COLUMN app.sealed_key.made_by IS 'who made it';

COMMENT ON COLUMN app.sealed_key.made_at IS 'when';

CREATE TABLE app.sealed_past (
    id uuid NOT NULL,
    version integer NOT NULL,
    office_id smallint NOT NULL,
    generation integer NOT NULL,
    blob bytea NOT NULL,
    written_by smallint NOT NULL,
    written_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY app.sealed_past FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sealed_past OWNER TO hw_owner;

COMMENT ON TABLE app.sealed_past IS 'What records said before they were changed, for 30 days: whoever may write could otherwise destroy them. No function shows it; the owner of the database puts one back, as sealed as it is.';

COMMENT ON COLUMN app.sealed_past.id IS 'of which record';

COMMENT ON COLUMN app.sealed_past.version IS 'its version then';

COMMENT ON COLUMN app.sealed_past.office_id IS 'the office that answered for it, for row security';

COMMENT ON COLUMN app.sealed_past.generation IS 'of the key';

COMMENT ON COLUMN app.sealed_past.blob IS 'as in app.sealed';

COMMENT ON COLUMN app.sealed_past.written_by IS 'who wrote that';

COMMENT ON COLUMN app.sealed_past.written_at IS 'when';

COMMENT ON COLUMN app.sealed_past.replaced_at IS 'since when it is past';

ALTER TABLE app.staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME app.staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.stage_move (
    from_stage smallint NOT NULL,
    to_stage smallint NOT NULL,
    role text NOT NULL,
    CONSTRAINT stage_move_check CHECK ((from_stage <> to_stage))
);

ALTER TABLE ONLY app.stage_move FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stage_move OWNER TO hw_owner;

COMMENT ON TABLE app.stage_move IS 'The stage machine: which move each role may make.';

COMMENT ON COLUMN app.stage_move.from_stage IS 'from';

COMMENT ON COLUMN app.stage_move.to_stage IS 'to';

COMMENT ON COLUMN app.stage_move.role IS 'who may';

CREATE TABLE app.status (
    id smallint NOT NULL,
    name text NOT NULL,
    htcds text NOT NULL
);

ALTER TABLE ONLY app.status FORCE ROW LEVEL SECURITY;

ALTER TABLE app.status OWNER TO hw_owner;

COMMENT ON TABLE app.status IS 'HTCDS trafficking status; "possible" may last for years.';

COMMENT ON COLUMN app.status.id IS 'number';

COMMENT ON COLUMN app.status.name IS 'name';

COMMENT ON COLUMN app.status.htcds IS 'the value in HTCDS';

ALTER TABLE ONLY app.allowed
    ADD CONSTRAINT allowed_pkey PRIMARY KEY (action, role);

ALTER TABLE ONLY app.board_count
    ADD CONSTRAINT board_count_pkey PRIMARY KEY (office_id, stage);

ALTER TABLE ONLY app.board_delta
    ADD CONSTRAINT board_delta_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.case_clock
    ADD CONSTRAINT case_clock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_code_key UNIQUE (code);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY app.clock_rule
    ADD CONSTRAINT clock_rule_pkey PRIMARY KEY (code);

ALTER TABLE ONLY app.close_reason
    ADD CONSTRAINT close_reason_name_key UNIQUE (name);

ALTER TABLE ONLY app.close_reason
    ADD CONSTRAINT close_reason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.cluster
    ADD CONSTRAINT cluster_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY app.control
    ADD CONSTRAINT control_name_key UNIQUE (name);

ALTER TABLE ONLY app.control
    ADD CONSTRAINT control_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.country
    ADD CONSTRAINT country_name_key UNIQUE (name);

ALTER TABLE ONLY app.country
    ADD CONSTRAINT country_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_htcds_key UNIQUE (htcds);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_name_key UNIQUE (name);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.directory_person
    ADD CONSTRAINT directory_person_pkey PRIMARY KEY (person, number);

ALTER TABLE ONLY app.directory
    ADD CONSTRAINT directory_pkey PRIMARY KEY (serial);

ALTER TABLE ONLY app.directory_realm
    ADD CONSTRAINT directory_realm_pkey PRIMARY KEY (realm_id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.exploitation
    ADD CONSTRAINT exploitation_htcds_key UNIQUE (htcds);

ALTER TABLE ONLY app.exploitation
    ADD CONSTRAINT exploitation_name_key UNIQUE (name);

ALTER TABLE ONLY app.exploitation
    ADD CONSTRAINT exploitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_office_id_sha256_key UNIQUE (office_id, sha256);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.key_offer
    ADD CONSTRAINT key_offer_box_key UNIQUE (box);

ALTER TABLE ONLY app.key_offer
    ADD CONSTRAINT key_offer_pkey PRIMARY KEY (staff_id);

ALTER TABLE ONLY app.key_offer
    ADD CONSTRAINT key_offer_sign_key UNIQUE (sign);

ALTER TABLE ONLY app.key_task
    ADD CONSTRAINT key_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.labour
    ADD CONSTRAINT labour_name_key UNIQUE (name);

ALTER TABLE ONLY app.labour
    ADD CONSTRAINT labour_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_code_key UNIQUE (code);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_name_key UNIQUE (name);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_short_key UNIQUE (short);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_name_key UNIQUE (name);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_short_key UNIQUE (short);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_code_key UNIQUE (code);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.priority
    ADD CONSTRAINT priority_name_key UNIQUE (name);

ALTER TABLE ONLY app.priority
    ADD CONSTRAINT priority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.realm_custodian
    ADD CONSTRAINT realm_custodian_pkey PRIMARY KEY (realm_id, staff_id);

ALTER TABLE ONLY app.realm_epoch
    ADD CONSTRAINT realm_epoch_pkey PRIMARY KEY (realm_id, epoch);

ALTER TABLE ONLY app.realm
    ADD CONSTRAINT realm_kind_office_id_key UNIQUE NULLS NOT DISTINCT (kind, office_id);

ALTER TABLE ONLY app.realm_letter
    ADD CONSTRAINT realm_letter_pkey PRIMARY KEY (realm_id, person);

ALTER TABLE ONLY app.realm
    ADD CONSTRAINT realm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.reason
    ADD CONSTRAINT reason_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.record_kind
    ADD CONSTRAINT record_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_pkey PRIMARY KEY (import_id, line);

ALTER TABLE ONLY app.recovery
    ADD CONSTRAINT recovery_box_key UNIQUE (box);

ALTER TABLE ONLY app.recovery
    ADD CONSTRAINT recovery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.refusal
    ADD CONSTRAINT refusal_pkey PRIMARY KEY (code);

ALTER TABLE ONLY app.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (staff_id, key);

ALTER TABLE ONLY app.risk
    ADD CONSTRAINT risk_name_key UNIQUE (name);

ALTER TABLE ONLY app.risk
    ADD CONSTRAINT risk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.role
    ADD CONSTRAINT role_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (staff_id, name);

ALTER TABLE ONLY app.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_pkey PRIMARY KEY (subject, key, generation);

ALTER TABLE ONLY app.sealed_past
    ADD CONSTRAINT sealed_past_pkey PRIMARY KEY (id, version);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (staff_id, starts_at);

ALTER TABLE ONLY app.source
    ADD CONSTRAINT source_name_key UNIQUE (name);

ALTER TABLE ONLY app.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.staff
    ADD CONSTRAINT staff_login_key UNIQUE (login);

ALTER TABLE ONLY app.staff_office
    ADD CONSTRAINT staff_office_pkey PRIMARY KEY (staff_id, office_id);

ALTER TABLE ONLY app.staff
    ADD CONSTRAINT staff_person_key UNIQUE (person);

ALTER TABLE ONLY app.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.staff_role
    ADD CONSTRAINT staff_role_pkey PRIMARY KEY (staff_id, role);

ALTER TABLE ONLY app.stage
    ADD CONSTRAINT stage_lane_key UNIQUE (lane);

ALTER TABLE ONLY app.stage_move
    ADD CONSTRAINT stage_move_pkey PRIMARY KEY (from_stage, to_stage, role);

ALTER TABLE ONLY app.stage
    ADD CONSTRAINT stage_name_key UNIQUE (name);

ALTER TABLE ONLY app.stage
    ADD CONSTRAINT stage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.status
    ADD CONSTRAINT status_htcds_key UNIQUE (htcds);

ALTER TABLE ONLY app.status
    ADD CONSTRAINT status_name_key UNIQUE (name);

ALTER TABLE ONLY app.status
    ADD CONSTRAINT status_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.tampered_kind
    ADD CONSTRAINT tampered_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.task_kind
    ADD CONSTRAINT task_kind_name_key UNIQUE (name);

ALTER TABLE ONLY app.task_kind
    ADD CONSTRAINT task_kind_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

CREATE INDEX allowed_role ON app.allowed USING btree (role);

CREATE INDEX case_clock_at ON app."case" USING btree (office_id, clock_at) WHERE ((closed_at IS NULL) AND (clock_at IS NOT NULL));

CREATE INDEX case_clock_case ON app.case_clock USING btree (case_id, ends_at, id);

CREATE INDEX case_clock_mine ON app."case" USING btree (responsible_id, clock_at, priority) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (clock_at IS NOT NULL) AND (responsible_id IS NOT NULL));

CREATE INDEX case_lane ON app."case" USING btree (office_id, stage, priority, clock_order, touched_at, id) WHERE (closed_at IS NULL);

CREATE INDEX case_mine ON app."case" USING btree (responsible_id, stage, priority, clock_order, touched_at, id) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (responsible_id IS NOT NULL));

CREATE INDEX case_nobody ON app."case" USING btree (office_id, priority, reported_at) WHERE ((closed_at IS NULL) AND (responsible_id IS NULL));

CREATE INDEX case_open ON app."case" USING btree (office_id, priority, clock_order, touched_at, id) WHERE (closed_at IS NULL);

CREATE INDEX case_task_mine ON app."case" USING btree (responsible_id, task_at, priority) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (task_at IS NOT NULL) AND (responsible_id IS NOT NULL));

CREATE INDEX case_touched ON app."case" USING btree (office_id, touched_at, id);

CREATE INDEX case_touched_mine ON app."case" USING btree (responsible_id, touched_at, id) WHERE (responsible_id IS NOT NULL);

CREATE INDEX case_unseen ON app."case" USING btree (responsible_id, priority, touched_at) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (NOT responsible_seen));

CREATE INDEX clock_rule_country ON app.clock_rule USING btree (country_id);

CREATE UNIQUE INDEX directory_draft ON app.directory USING btree (((in_force_at IS NULL))) WHERE (in_force_at IS NULL);

CREATE UNIQUE INDEX directory_person_present ON app.directory_person USING btree (person) WHERE (NOT past);

CREATE INDEX directory_realm_recovery ON app.directory_realm USING btree (recovery_id);

CREATE INDEX directory_registrar_1 ON app.directory USING btree (registrar_1);

CREATE INDEX directory_registrar_2 ON app.directory USING btree (registrar_2);

CREATE INDEX event_cursor ON app.event USING btree (generation, xid, id);

CREATE INDEX event_staff ON app.event USING btree (staff_id, id);

CREATE INDEX event_tampered ON app.event USING btree (at) WHERE ((action = 'tampered'::text) AND (refusal IS NULL));

CREATE INDEX event_timeline ON app.event USING btree (object_id, id) WHERE (object_id IS NOT NULL);

CREATE INDEX import_sha256 ON app.import USING btree (sha256);

CREATE INDEX import_staff ON app.import USING btree (staff_id);

CREATE INDEX key_task_done_by ON app.key_task USING btree (done_by);

CREATE INDEX key_task_open ON app.key_task USING btree (realm_id) WHERE (done_at IS NULL);

CREATE INDEX key_task_staff ON app.key_task USING btree (staff_id);

CREATE INDEX office_country ON app.office USING btree (country_id);

CREATE INDEX office_organisation ON app.office USING btree (organisation_id);

CREATE INDEX place_country ON app.place USING btree (country_id);

CREATE INDEX place_office ON app.place USING btree (office_id);

CREATE INDEX poke_due_xid ON app.poke_due USING btree (xid);

CREATE INDEX realm_custodian_staff ON app.realm_custodian USING btree (staff_id);

CREATE INDEX realm_epoch_opened_by ON app.realm_epoch USING btree (opened_by);

CREATE INDEX realm_epoch_recovery ON app.realm_epoch USING btree (recovery_id);

CREATE INDEX realm_letter_epoch ON app.realm_letter USING btree (realm_id, epoch);

CREATE INDEX realm_letter_given_by ON app.realm_letter USING btree (given_by);

CREATE INDEX realm_letter_person ON app.realm_letter USING btree (person);

CREATE INDEX realm_office ON app.realm USING btree (office_id);

CREATE INDEX realm_recovery ON app.realm USING btree (recovery_id);

CREATE INDEX record_office ON app.record USING btree (office_id);

CREATE INDEX recovery_offered_by ON app.recovery USING btree (offered_by);

CREATE INDEX request_at ON app.request USING btree (staff_id, at);

CREATE INDEX sealed_case ON app.sealed USING btree (case_id, office_id);

CREATE INDEX sealed_key_case ON app.sealed_key USING btree (case_id, office_id);

CREATE INDEX sealed_key_made_by ON app.sealed_key USING btree (made_by);

CREATE INDEX sealed_key_place ON app.sealed_key USING btree (place_id, office_id);

CREATE INDEX sealed_key_realm ON app.sealed_key USING btree (realm_id, epoch, subject, key, generation);

CREATE INDEX sealed_kind ON app.sealed USING btree (kind);

CREATE INDEX sealed_past_office ON app.sealed_past USING btree (office_id);

CREATE INDEX sealed_past_replaced_at ON app.sealed_past USING btree (replaced_at);

CREATE INDEX sealed_past_written_by ON app.sealed_past USING btree (written_by);

CREATE INDEX sealed_place ON app.sealed USING btree (place_id, office_id);

CREATE UNIQUE INDEX sealed_single ON app.sealed USING btree (subject, kind) WHERE (kind <> 'note'::text);

CREATE INDEX sealed_subject ON app.sealed USING btree (subject, kind, written_at);

CREATE INDEX sealed_written_by ON app.sealed USING btree (written_by);

CREATE INDEX shift_office ON app.shift USING btree (office_id, ends_at);

CREATE INDEX staff_home ON app.staff USING btree (office_id);

CREATE INDEX staff_office_office ON app.staff_office USING btree (office_id);

CREATE INDEX staff_role_role ON app.staff_role USING btree (role);

CREATE INDEX stage_move_role ON app.stage_move USING btree (role);

CREATE INDEX stage_move_to ON app.stage_move USING btree (to_stage);

CREATE INDEX task_case ON app.task USING btree (case_id, due_at, id);

CREATE INDEX task_mine ON app.task USING btree (staff_id, due_at) WHERE ((done_at IS NULL) AND (staff_id IS NOT NULL));

CREATE TRIGGER case_delete_counted AFTER DELETE ON app."case" REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER case_insert_counted AFTER INSERT ON app."case" REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER case_poke AFTER INSERT OR DELETE OR UPDATE ON app."case" FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER case_update_counted AFTER UPDATE ON app."case" REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER clock_delete AFTER DELETE ON app.case_clock REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER clock_insert AFTER INSERT ON app.case_clock REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER clock_update AFTER UPDATE ON app.case_clock REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER event_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON app.event FOR EACH STATEMENT EXECUTE FUNCTION app.event_is_final();

ALTER TABLE app.event ENABLE ALWAYS TRIGGER event_is_final;

CREATE TRIGGER initials_moved AFTER UPDATE OF office_id ON app."case" FOR EACH ROW WHEN ((old.office_id <> new.office_id)) EXECUTE FUNCTION app.initials_moved();

CREATE TRIGGER office_has_realms AFTER INSERT ON app.office FOR EACH ROW EXECUTE FUNCTION app.office_has_realms();

CREATE TRIGGER office_poke AFTER INSERT OR DELETE OR UPDATE ON app.office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER place_poke AFTER INSERT OR DELETE OR UPDATE ON app.place FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER sealed_poke AFTER INSERT OR DELETE OR UPDATE ON app.sealed FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER shift_poke AFTER INSERT OR DELETE OR UPDATE ON app.shift FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_office_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff_office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_role_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff_role FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER task_delete AFTER DELETE ON app.task REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER task_insert AFTER INSERT ON app.task REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER task_update AFTER UPDATE ON app.task REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

ALTER TABLE ONLY app.allowed
    ADD CONSTRAINT allowed_role_fkey FOREIGN KEY (role) REFERENCES app.role(name);

ALTER TABLE ONLY app.board_count
    ADD CONSTRAINT board_count_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.board_count
    ADD CONSTRAINT board_count_stage_fkey FOREIGN KEY (stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app.case_clock
    ADD CONSTRAINT case_clock_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_clock_code_fkey FOREIGN KEY (clock_code) REFERENCES app.clock_rule(code);

ALTER TABLE ONLY app.case_clock
    ADD CONSTRAINT case_clock_rule_fkey FOREIGN KEY (rule) REFERENCES app.clock_rule(code);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_close_reason_fkey FOREIGN KEY (close_reason) REFERENCES app.close_reason(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_exploitation_fkey FOREIGN KEY (exploitation) REFERENCES app.exploitation(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_need_fkey FOREIGN KEY (need) REFERENCES app.task_kind(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_priority_fkey FOREIGN KEY (priority) REFERENCES app.priority(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_risk_fkey FOREIGN KEY (risk) REFERENCES app.risk(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_source_fkey FOREIGN KEY (source) REFERENCES app.source(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_stage_fkey FOREIGN KEY (stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_status_by_fkey FOREIGN KEY (status_by) REFERENCES app.deciding_body(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_status_fkey FOREIGN KEY (status) REFERENCES app.status(id);

ALTER TABLE ONLY app.clock_rule
    ADD CONSTRAINT clock_rule_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.directory_person
    ADD CONSTRAINT directory_person_person_fkey FOREIGN KEY (person) REFERENCES app.staff(person);

ALTER TABLE ONLY app.directory_realm
    ADD CONSTRAINT directory_realm_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES app.realm(id);

ALTER TABLE ONLY app.directory_realm
    ADD CONSTRAINT directory_realm_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES app.recovery(id);

ALTER TABLE ONLY app.directory
    ADD CONSTRAINT directory_registrar_1_fkey FOREIGN KEY (registrar_1) REFERENCES app.staff(id);

ALTER TABLE ONLY app.directory
    ADD CONSTRAINT directory_registrar_2_fkey FOREIGN KEY (registrar_2) REFERENCES app.staff(id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_reason_fkey FOREIGN KEY (reason) REFERENCES app.reason(name);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_refusal_fkey FOREIGN KEY (refusal) REFERENCES app.refusal(code);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.key_offer
    ADD CONSTRAINT key_offer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.key_task
    ADD CONSTRAINT key_task_done_by_fkey FOREIGN KEY (done_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.key_task
    ADD CONSTRAINT key_task_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES app.realm(id);

ALTER TABLE ONLY app.key_task
    ADD CONSTRAINT key_task_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisation(id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.realm_custodian
    ADD CONSTRAINT realm_custodian_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES app.realm(id);

ALTER TABLE ONLY app.realm_custodian
    ADD CONSTRAINT realm_custodian_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.realm_epoch
    ADD CONSTRAINT realm_epoch_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES app.staff(person);

ALTER TABLE ONLY app.realm_epoch
    ADD CONSTRAINT realm_epoch_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES app.realm(id);

ALTER TABLE ONLY app.realm_epoch
    ADD CONSTRAINT realm_epoch_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES app.recovery(id);

ALTER TABLE ONLY app.realm_letter
    ADD CONSTRAINT realm_letter_given_by_fkey FOREIGN KEY (given_by) REFERENCES app.staff(person);

ALTER TABLE ONLY app.realm_letter
    ADD CONSTRAINT realm_letter_person_fkey FOREIGN KEY (person) REFERENCES app.staff(person);

ALTER TABLE ONLY app.realm_letter
    ADD CONSTRAINT realm_letter_realm_id_epoch_fkey FOREIGN KEY (realm_id, epoch) REFERENCES app.realm_epoch(realm_id, epoch);

ALTER TABLE ONLY app.realm
    ADD CONSTRAINT realm_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.realm
    ADD CONSTRAINT realm_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES app.recovery(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_citizenship_fkey FOREIGN KEY (citizenship) REFERENCES app.country(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_control_fkey FOREIGN KEY (control) REFERENCES app.control(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_exploitation_fkey FOREIGN KEY (exploitation) REFERENCES app.exploitation(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_import_id_fkey FOREIGN KEY (import_id) REFERENCES app.import(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_labour_fkey FOREIGN KEY (labour) REFERENCES app.labour(id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_source_fkey FOREIGN KEY (source) REFERENCES app.source(id);

ALTER TABLE ONLY app.recovery
    ADD CONSTRAINT recovery_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.request
    ADD CONSTRAINT request_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_place_id_office_id_fkey FOREIGN KEY (place_id, office_id) REFERENCES app.place(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_realm_id_epoch_fkey FOREIGN KEY (realm_id, epoch) REFERENCES app.realm_epoch(realm_id, epoch);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_kind_fkey FOREIGN KEY (kind) REFERENCES app.record_kind(name);

ALTER TABLE ONLY app.sealed_past
    ADD CONSTRAINT sealed_past_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id);

ALTER TABLE ONLY app.sealed_past
    ADD CONSTRAINT sealed_past_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.sealed_past
    ADD CONSTRAINT sealed_past_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_place_id_office_id_fkey FOREIGN KEY (place_id, office_id) REFERENCES app.place(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.staff
    ADD CONSTRAINT staff_home_is_one_of_her_offices FOREIGN KEY (id, office_id) REFERENCES app.staff_office(staff_id, office_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY app.staff
    ADD CONSTRAINT staff_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.staff_office
    ADD CONSTRAINT staff_office_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.staff_office
    ADD CONSTRAINT staff_office_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.staff_role
    ADD CONSTRAINT staff_role_role_fkey FOREIGN KEY (role) REFERENCES app.role(name);

ALTER TABLE ONLY app.staff_role
    ADD CONSTRAINT staff_role_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.stage_move
    ADD CONSTRAINT stage_move_from_stage_fkey FOREIGN KEY (from_stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app.stage_move
    ADD CONSTRAINT stage_move_role_fkey FOREIGN KEY (role) REFERENCES app.role(name);

ALTER TABLE ONLY app.stage_move
    ADD CONSTRAINT stage_move_to_stage_fkey FOREIGN KEY (to_stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_kind_fkey FOREIGN KEY (kind) REFERENCES app.task_kind(id);

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

CREATE POLICY add ON app.place FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[]))));

CREATE POLICY admin ON app.office FOR UPDATE TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.realm FOR UPDATE TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.realm_custodian TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_office FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_role FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY again ON app.sealed FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) WITH CHECK ((written_by = ( SELECT app.me() AS me)));

CREATE POLICY again ON app.sealed_key FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.allowed ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.board_count ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.board_delta ENABLE ROW LEVEL SECURITY;

ALTER TABLE app."case" ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.case_clock ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.close_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.cluster ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.control ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.country ENABLE ROW LEVEL SECURITY;

CREATE POLICY custodian ON app.realm_epoch FOR INSERT TO hw_api WITH CHECK ((EXISTS ( SELECT
   FROM (app.staff s
     JOIN app.directory_realm d ON ((s.person = ANY (d.custodians))))
  WHERE ((s.id = ( SELECT app.me() AS me)) AND (s.person = realm_epoch.opened_by) AND (d.realm_id = realm_epoch.realm_id)))));

CREATE POLICY custodian ON app.realm_letter FOR INSERT TO hw_api WITH CHECK ((EXISTS ( SELECT
   FROM (app.staff s
     JOIN app.directory_realm d ON ((s.person = ANY (d.custodians))))
  WHERE ((s.id = ( SELECT app.me() AS me)) AND (s.person = realm_letter.given_by) AND (d.realm_id = realm_letter.realm_id)))));

ALTER TABLE app.deciding_body ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory_person ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory_realm ENABLE ROW LEVEL SECURITY;

CREATE POLICY done ON app.key_task FOR UPDATE TO hw_api USING ((done_at IS NULL)) WITH CHECK ((done_by = ( SELECT app.me() AS me)));

CREATE POLICY draft ON app.directory FOR INSERT TO hw_api WITH CHECK (((in_force_at IS NULL) AND ( SELECT ('registrar'::text = ANY (app.my_roles())))));

CREATE POLICY ended ON app.realm_letter FOR DELETE TO hw_api USING ((( SELECT (app.my_roles() && '{registrar,admin}'::text[])) OR (EXISTS ( SELECT
   FROM (app.staff s
     JOIN app.directory_realm d ON ((s.person = ANY (d.custodians))))
  WHERE ((s.id = ( SELECT app.me() AS me)) AND (d.realm_id = realm_letter.realm_id))))));

ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY everything ON app.poke_due TO hw_owner, hw_api USING (true);

ALTER TABLE app.exploitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.import ENABLE ROW LEVEL SECURITY;

CREATE POLICY initials ON app.office FOR SELECT TO hw_owner USING (true);

CREATE POLICY initials ON app.sealed FOR SELECT TO hw_owner USING ((kind = 'initials'::text));

CREATE POLICY initials ON app.sealed_past FOR SELECT TO hw_owner USING ((EXISTS ( SELECT
   FROM app.sealed s
  WHERE (s.id = sealed_past.id))));

CREATE POLICY initials_end ON app.sealed FOR DELETE TO hw_owner USING ((kind = 'initials'::text));

CREATE POLICY initials_end ON app.sealed_past FOR DELETE TO hw_owner USING ((EXISTS ( SELECT
   FROM app.sealed s
  WHERE (s.id = sealed_past.id))));

CREATE POLICY initials_held ON app.office FOR UPDATE TO hw_owner USING (true) WITH CHECK (false);

CREATE POLICY keep ON app.place FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[]))));

ALTER TABLE app.key_offer ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.key_task ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.labour ENABLE ROW LEVEL SECURITY;

CREATE POLICY line ON app.directory_person TO hw_api USING (( SELECT ('registrar'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('registrar'::text = ANY (app.my_roles()))));

CREATE POLICY line ON app.directory_realm TO hw_api USING (( SELECT ('registrar'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('registrar'::text = ANY (app.my_roles()))));

CREATE POLICY mine ON app.event TO hw_api USING ((login = SESSION_USER)) WITH CHECK (((login = SESSION_USER) AND (NOT (staff_id IS DISTINCT FROM ( SELECT app.me() AS me)))));

CREATE POLICY mine ON app.key_offer TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.request TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.saved_view TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.sealed FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (written_by = ( SELECT app.me() AS me))));

CREATE POLICY mine ON app.sealed_key FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (made_by = ( SELECT app.me() AS me))));

CREATE POLICY my_offices ON app.board_count TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.board_delta TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app."case" TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.case_clock FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.event FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.import TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.place FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.record TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed_key FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed_past FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.task FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY offer ON app.recovery FOR INSERT TO hw_api WITH CHECK (((offered_by = ( SELECT app.me() AS me)) AND ( SELECT ('admin'::text = ANY (app.my_roles())))));

ALTER TABLE app.office ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON app.realm FOR INSERT TO hw_owner WITH CHECK (true);

CREATE POLICY old ON app.sealed_past FOR DELETE TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (replaced_at < (( SELECT app.now() AS now) - '30 days'::interval))));

CREATE POLICY open ON app.key_task FOR INSERT TO hw_api WITH CHECK (( SELECT (app.my_roles() && '{registrar,admin}'::text[])));

ALTER TABLE app.organisation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.place ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.poke_due ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.priority ENABLE ROW LEVEL SECURITY;

CREATE POLICY read ON app.allowed FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.clock FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.clock_rule FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.close_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.cluster FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.control FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.country FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.deciding_body FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory_person FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory_realm FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.exploitation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.key_offer FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.key_task FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.labour FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.office FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.organisation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.priority FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.realm FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.realm_custodian FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.realm_epoch FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.realm_letter FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.record_kind FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.recovery FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.refusal FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.risk FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.role FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.shift FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.source FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.staff FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.staff_office FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.staff_role FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.stage FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.stage_move FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.status FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.tampered_kind FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.task_kind FOR SELECT TO hw_api USING (true);

ALTER TABLE app.realm ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.realm_custodian ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.realm_epoch ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.realm_letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.record ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.record_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.recovery ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.refusal ENABLE ROW LEVEL SECURITY;

CREATE POLICY replaced ON app.sealed_past FOR INSERT TO hw_api WITH CHECK ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.request ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.risk ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.role ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.schema_migration ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.sealed ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.sealed_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.sealed_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY served ON app.key_offer FOR DELETE TO hw_api USING (( SELECT (app.my_roles() && '{registrar,admin}'::text[])));

ALTER TABLE app.shift ENABLE ROW LEVEL SECURITY;

CREATE POLICY sign ON app.directory FOR UPDATE TO hw_api USING (((in_force_at IS NULL) AND ( SELECT ('registrar'::text = ANY (app.my_roles()))))) WITH CHECK (true);

ALTER TABLE app.source ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff_office ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff_role ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stage ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stage_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.status ENABLE ROW LEVEL SECURITY;

CREATE POLICY strangers ON app.event FOR SELECT TO hw_api USING (((office_id IS NULL) AND ( SELECT ('auditor'::text = ANY (app.my_roles())))));

ALTER TABLE app.tampered_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.task ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.task_kind ENABLE ROW LEVEL SECURITY;

CREATE POLICY witness ON app.event FOR SELECT TO hw_owner USING (true);

GRANT USAGE ON SCHEMA api TO hw_staff;
GRANT USAGE ON SCHEMA api TO hw_owner;
GRANT USAGE ON SCHEMA api TO hw_backup;
GRANT USAGE ON SCHEMA api TO hw_poke;

GRANT USAGE ON SCHEMA app TO hw_api;
GRANT USAGE ON SCHEMA app TO hw_backup;
GRANT USAGE ON SCHEMA app TO hw_enrol;

REVOKE ALL ON FUNCTION app.code_check(symbols text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_check(symbols text) TO hw_api;

REVOKE ALL ON FUNCTION app.code_valid(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_valid(code text) TO hw_api;

REVOKE ALL ON FUNCTION app.new_code(prefix text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.new_code(prefix text) TO hw_api;

REVOKE ALL ON FUNCTION app.now() FROM PUBLIC;
GRANT ALL ON FUNCTION app.now() TO hw_api;
GRANT ALL ON FUNCTION app.now() TO hw_staff;

GRANT SELECT ON TABLE app."case" TO hw_backup;
GRANT SELECT ON TABLE app."case" TO hw_api;

GRANT UPDATE(version) ON TABLE app."case" TO hw_api;

GRANT UPDATE(responsible_id) ON TABLE app."case" TO hw_api;

GRANT UPDATE(responsible_seen) ON TABLE app."case" TO hw_api;

GRANT UPDATE(stage) ON TABLE app."case" TO hw_api;

GRANT UPDATE(priority) ON TABLE app."case" TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(closed_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(close_reason) ON TABLE app."case" TO hw_api;

REVOKE ALL ON FUNCTION api.board_counts(p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.board_counts(p_scope text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_clocks(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_clocks(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_find(p_codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_find(p_codes text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_open(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_open(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_peek(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_peek(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_tasks(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_tasks(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_verbs(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_verbs(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION app.generation() FROM PUBLIC;
GRANT ALL ON FUNCTION app.generation() TO hw_api;
GRANT ALL ON FUNCTION app.generation() TO hw_staff;

REVOKE ALL ON FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.directory() FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory() TO hw_staff;

REVOKE ALL ON FUNCTION api.directory_draft() FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory_draft() TO hw_staff;

REVOKE ALL ON FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.event_hurry() FROM PUBLIC;
GRANT ALL ON FUNCTION api.event_hurry() TO hw_staff;

REVOKE ALL ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.ms(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION api.ms(at timestamp with time zone) TO hw_staff;

REVOKE ALL ON FUNCTION app.head() FROM PUBLIC;
GRANT ALL ON FUNCTION app.head() TO hw_api;

REVOKE ALL ON FUNCTION app.here() FROM PUBLIC;
GRANT ALL ON FUNCTION app.here() TO hw_api;

REVOKE ALL ON FUNCTION app.mark(generation integer, xids xid8[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.holds(mark text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.holds(mark text) TO hw_api;

REVOKE ALL ON FUNCTION app.may(action text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.may(action text) TO hw_api;

REVOKE ALL ON FUNCTION app.me() FROM PUBLIC;
GRANT ALL ON FUNCTION app.me() TO hw_api;
GRANT ALL ON FUNCTION app.me() TO hw_staff;

REVOKE ALL ON FUNCTION app.my_offices() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_offices() TO hw_api;
GRANT ALL ON FUNCTION app.my_offices() TO hw_staff;

REVOKE ALL ON FUNCTION app.my_roles() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_roles() TO hw_api;
GRANT ALL ON FUNCTION app.my_roles() TO hw_staff;

REVOKE ALL ON FUNCTION app.name_valid(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.name_valid(name text) TO hw_api;

GRANT SELECT ON TABLE app.clock TO hw_backup;
GRANT SELECT ON TABLE app.clock TO hw_api;

GRANT SELECT ON TABLE app.cluster TO hw_backup;
GRANT SELECT ON TABLE app.cluster TO hw_api;

GRANT SELECT ON TABLE app.office TO hw_backup;
GRANT SELECT ON TABLE app.office TO hw_api;

GRANT UPDATE(initials) ON TABLE app.office TO hw_api;

GRANT SELECT ON TABLE app.staff TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff TO hw_api;

GRANT UPDATE(retired_at) ON TABLE app.staff TO hw_api;

GRANT SELECT ON TABLE app.staff_role TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff_role TO hw_api;

REVOKE ALL ON FUNCTION api.hello(p_program integer, p_mark text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.hello(p_program integer, p_mark text) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_close(p_import uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_close(p_import uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text, p_lines integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text, p_lines integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.initials(p_subjects uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.initials(p_subjects uuid[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.initials_set(p_key uuid, p_office text, p_allowed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.initials_set(p_key uuid, p_office text, p_allowed boolean) TO hw_staff;

REVOKE ALL ON FUNCTION api.key_audit() FROM PUBLIC;
GRANT ALL ON FUNCTION api.key_audit() TO hw_staff;

REVOKE ALL ON FUNCTION api.key_offer(p_key uuid, p_box bytea, p_sign bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.key_offer(p_key uuid, p_box bytea, p_sign bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.manifest() FROM PUBLIC;
GRANT ALL ON FUNCTION api.manifest() TO hw_backup;

REVOKE ALL ON FUNCTION api.mark() FROM PUBLIC;
GRANT ALL ON FUNCTION api.mark() TO hw_staff;

REVOKE ALL ON FUNCTION api.now() FROM PUBLIC;
GRANT ALL ON FUNCTION api.now() TO hw_staff;

REVOKE ALL ON FUNCTION api.place_find(p_code text, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.place_find(p_code text, p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text, p_district text, p_capacity integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.place_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_country text, p_district text, p_capacity integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) TO hw_poke;

REVOKE ALL ON FUNCTION app.poke_lock() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_lock() TO hw_api;

REVOKE ALL ON FUNCTION api.poke_served() FROM PUBLIC;
GRANT ALL ON FUNCTION api.poke_served() TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_chain(p_realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_chain(p_realm uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_give(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_people uuid[], p_letters bytea[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_list() FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_list() TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_mine() FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_mine() TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_needs() FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_needs() TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_recovery(p_realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_recovery(p_realm uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea, p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.realm_turn(p_key uuid, p_realm uuid, p_serial integer, p_epoch integer, p_box bytea, p_chain bytea, p_recovery bytea, p_signature bytea, p_people uuid[], p_letters bytea[]) TO hw_staff;

GRANT SELECT ON TABLE app.reason TO hw_backup;
GRANT SELECT ON TABLE app.reason TO hw_api;

REVOKE ALL ON FUNCTION api.reason_list() FROM PUBLIC;
GRANT ALL ON FUNCTION api.reason_list() TO hw_staff;

REVOKE ALL ON FUNCTION api.record_summary(p_import uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.record_summary(p_import uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.recovery_offer(p_key uuid, p_id uuid, p_name text, p_box bytea, p_realms uuid[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid, p_epoch integer, p_wrapped bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_key_keep(p_key uuid, p_subject uuid, p_kind text, p_generation integer, p_realm uuid, p_epoch integer, p_wrapped bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_keys(p_subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_keys(p_subject uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer, p_subject uuid, p_key text, p_generation integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_keys_old(p_realm uuid, p_limit integer, p_epoch integer, p_subject uuid, p_key text, p_generation integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[], p_generations integer[], p_wrapped bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_keys_rewrap(p_key uuid, p_realm uuid, p_epoch integer, p_subjects uuid[], p_kinds text[], p_generations integer[], p_wrapped bytea[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_kinds(p_subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_kinds(p_subject uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_list(p_subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_list(p_subject uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_choices(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_choices(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) TO hw_staff;

REVOKE ALL ON FUNCTION api.vault_self() FROM PUBLIC;
GRANT ALL ON FUNCTION api.vault_self() TO hw_staff;

REVOKE ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) TO hw_staff;

REVOKE ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) TO hw_staff;

REVOKE ALL ON FUNCTION app.after_migrate() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.ask_again(call app.call, event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_again(call app.call, event bigint) TO hw_api;

GRANT SELECT ON TABLE app.event TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.event TO hw_api;

REVOKE ALL ON FUNCTION app.asked_again(call app.call) FROM PUBLIC;
GRANT ALL ON FUNCTION app.asked_again(call app.call) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_generation() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text, key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text, key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) TO hw_api;

GRANT SELECT ON TABLE app.board_delta TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.board_delta TO hw_api;

REVOKE ALL ON FUNCTION app.board_add(deltas app.board_delta[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_add(deltas app.board_delta[]) TO hw_api;

REVOKE ALL ON FUNCTION app.board_fold() FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_fold() TO hw_api;

REVOKE ALL ON FUNCTION app.case_counted() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.case_part_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) TO hw_api;

REVOKE ALL ON FUNCTION app.code_alphabet() FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_alphabet() TO hw_api;

GRANT SELECT ON TABLE app.realm TO hw_backup;
GRANT SELECT ON TABLE app.realm TO hw_api;

GRANT UPDATE(recovery_id) ON TABLE app.realm TO hw_api;

GRANT SELECT ON TABLE app.role TO hw_backup;
GRANT SELECT ON TABLE app.role TO hw_api;

GRANT SELECT ON TABLE app.staff_office TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff_office TO hw_api;

REVOKE ALL ON FUNCTION app.fits_custodian(realm uuid, staff smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.fits_custodian(realm uuid, staff smallint) TO hw_api;

GRANT SELECT ON TABLE app.realm_epoch TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.realm_epoch TO hw_api;

GRANT SELECT ON TABLE app.realm_letter TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.realm_letter TO hw_api;

REVOKE ALL ON FUNCTION app.key_signers() FROM PUBLIC;
GRANT ALL ON FUNCTION app.key_signers() TO hw_api;

GRANT SELECT ON TABLE app.directory_person TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.directory_person TO hw_api;

GRANT SELECT ON TABLE app.directory_realm TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.directory_realm TO hw_api;

GRANT SELECT ON TABLE app.key_offer TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.key_offer TO hw_api;

GRANT SELECT ON TABLE app.realm_custodian TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.realm_custodian TO hw_api;

REVOKE ALL ON FUNCTION app.realms_short() FROM PUBLIC;
GRANT ALL ON FUNCTION app.realms_short() TO hw_api;

REVOKE ALL ON FUNCTION app.keys_kept() FROM PUBLIC;
GRANT ALL ON FUNCTION app.keys_kept() TO hw_api;

REVOKE ALL ON FUNCTION app.directory_people() FROM PUBLIC;
GRANT ALL ON FUNCTION app.directory_people() TO hw_api;

REVOKE ALL ON FUNCTION app.directory_realms() FROM PUBLIC;
GRANT ALL ON FUNCTION app.directory_realms() TO hw_api;

GRANT SELECT ON TABLE app.recovery TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.recovery TO hw_api;

REVOKE ALL ON FUNCTION app.directory_content() FROM PUBLIC;
GRANT ALL ON FUNCTION app.directory_content() TO hw_api;

REVOKE ALL ON FUNCTION app.directory_head(serial integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.directory_head(serial integer) TO hw_api;

REVOKE ALL ON FUNCTION app.directory_says(body text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.directory_says(body text) TO hw_api;

REVOKE ALL ON FUNCTION app.end_idle(patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_idle(patience interval) TO hw_api;

REVOKE ALL ON FUNCTION app.end_letter(realm uuid, whose uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_letter(realm uuid, whose uuid, why text) TO hw_api;

REVOKE ALL ON FUNCTION app.epoch_of(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.epoch_of(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.event_is_final() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.give(realm uuid, in_epoch integer, people uuid[], letters bytea[]) TO hw_api;

REVOKE ALL ON FUNCTION app.gone(call app.call) FROM PUBLIC;
GRANT ALL ON FUNCTION app.gone(call app.call) TO hw_api;

REVOKE ALL ON FUNCTION app.my_person() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_person() TO hw_api;

REVOKE ALL ON FUNCTION app.my_number() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_number() TO hw_api;

REVOKE ALL ON FUNCTION app.has_letter(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.has_letter(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.initials_end(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.initials_end(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.initials_moved() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.is_custodian(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_custodian(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.letters_given(people uuid[], letters bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.letters_given(people uuid[], letters bytea[]) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_directory(call app.call, patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_directory(call app.call, patience interval) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_keys(what text, shared boolean, patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_keys(what text, shared boolean, patience interval) TO hw_api;

GRANT SELECT ON TABLE app.place TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.place TO hw_api;

GRANT UPDATE(kind) ON TABLE app.place TO hw_api;

GRANT UPDATE(country_id) ON TABLE app.place TO hw_api;

GRANT UPDATE(district) ON TABLE app.place TO hw_api;

GRANT UPDATE(capacity) ON TABLE app.place TO hw_api;

GRANT UPDATE(version) ON TABLE app.place TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.place TO hw_api;

REVOKE ALL ON FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.login_close(login text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_close(login text) TO hw_api;

REVOKE ALL ON FUNCTION app.login_open(login text, verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_open(login text, verifier text) TO hw_api;

REVOKE ALL ON FUNCTION app.login_valid(login text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_valid(login text) TO hw_api;
GRANT ALL ON FUNCTION app.login_valid(login text) TO hw_enrol;

REVOKE ALL ON FUNCTION app.mark_demo() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.may_answer_for(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.may_answer_for(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.moves(from_stage smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.moves(from_stage smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.office_has_realms() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.poke(topic text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke(topic text) TO hw_api;

REVOKE ALL ON FUNCTION app.poke_case() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.poke_left() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_left() TO hw_api;

REVOKE ALL ON FUNCTION app.poke_office() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.realm_name(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.realm_name(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.realm_of(office smallint, key text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.realm_of(office smallint, key text) TO hw_api;

REVOKE ALL ON FUNCTION app.realm_people(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.realm_people(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.recorded(event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.recorded(event bigint) TO hw_api;

REVOKE ALL ON FUNCTION app.refuse(call app.call, code text, field text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse(call app.call, code text, field text) TO hw_api;

REVOKE ALL ON FUNCTION app.subject_of(id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.subject_of(id uuid) TO hw_api;

GRANT SELECT ON TABLE app.tampered_kind TO hw_backup;
GRANT SELECT ON TABLE app.tampered_kind TO hw_api;

REVOKE ALL ON FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) TO hw_api;

GRANT SELECT ON TABLE app.key_task TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.key_task TO hw_api;

GRANT UPDATE(done_at) ON TABLE app.key_task TO hw_api;

GRANT UPDATE(done_by) ON TABLE app.key_task TO hw_api;

REVOKE ALL ON FUNCTION app.to_turn(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.to_turn(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.word(field text, value text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.word(field text, value text) TO hw_api;

REVOKE ALL ON FUNCTION app.works_for(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.works_for(office smallint) TO hw_api;

GRANT SELECT ON TABLE app.clock_rule TO hw_backup;
GRANT SELECT ON TABLE app.clock_rule TO hw_api;

GRANT SELECT ON TABLE app.priority TO hw_backup;
GRANT SELECT ON TABLE app.priority TO hw_api;

GRANT SELECT ON TABLE app.risk TO hw_backup;
GRANT SELECT ON TABLE app.risk TO hw_api;

GRANT SELECT ON TABLE app.source TO hw_backup;
GRANT SELECT ON TABLE app.source TO hw_api;

GRANT SELECT ON TABLE app.stage TO hw_backup;
GRANT SELECT ON TABLE app.stage TO hw_api;

GRANT SELECT ON TABLE app.task_kind TO hw_backup;
GRANT SELECT ON TABLE app.task_kind TO hw_api;

GRANT SELECT ON TABLE api.case_line TO hw_staff;

GRANT SELECT ON TABLE api.clock_rule_line TO hw_staff;

GRANT SELECT ON TABLE app.close_reason TO hw_backup;
GRANT SELECT ON TABLE app.close_reason TO hw_api;

GRANT SELECT ON TABLE api.close_reason_line TO hw_staff;

GRANT SELECT ON TABLE api.event_line TO hw_staff;

GRANT SELECT ON TABLE api.inbox_assigned TO hw_staff;

GRANT SELECT ON TABLE api.inbox_case_task TO hw_staff;

GRANT SELECT ON TABLE api.inbox_clock TO hw_staff;

GRANT SELECT ON TABLE api.inbox_nobody TO hw_staff;

GRANT SELECT ON TABLE api.inbox_tampered TO hw_staff;

GRANT SELECT ON TABLE app.task TO hw_backup;
GRANT SELECT ON TABLE app.task TO hw_api;

GRANT SELECT ON TABLE api.inbox_task TO hw_staff;

GRANT SELECT ON TABLE api.inbox_line TO hw_staff;

GRANT SELECT ON TABLE api.my_office TO hw_staff;

GRANT SELECT ON TABLE app.board_count TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.board_count TO hw_api;

GRANT SELECT ON TABLE app.organisation TO hw_backup;
GRANT SELECT ON TABLE app.organisation TO hw_api;

GRANT SELECT ON TABLE app.shift TO hw_backup;
GRANT SELECT ON TABLE app.shift TO hw_api;

GRANT SELECT ON TABLE api.office_line TO hw_staff;

GRANT SELECT ON TABLE app.allowed TO hw_backup;
GRANT SELECT ON TABLE app.allowed TO hw_api;

GRANT SELECT ON TABLE app.sealed TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.sealed TO hw_api;

GRANT UPDATE(generation) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(version) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(blob) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(written_by) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(written_at) ON TABLE app.sealed TO hw_api;

GRANT SELECT ON TABLE api.place_line TO hw_staff;

GRANT SELECT ON TABLE app.saved_view TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.saved_view TO hw_api;

GRANT SELECT ON TABLE api.saved_view_line TO hw_staff;

GRANT SELECT ON TABLE api.stage_line TO hw_staff;

GRANT SELECT ON SEQUENCE app.board_delta_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.case_clock TO hw_backup;
GRANT SELECT ON TABLE app.case_clock TO hw_api;

GRANT SELECT ON TABLE app.control TO hw_backup;
GRANT SELECT ON TABLE app.control TO hw_api;

GRANT SELECT ON TABLE app.country TO hw_backup;
GRANT SELECT ON TABLE app.country TO hw_api;

GRANT SELECT ON TABLE app.deciding_body TO hw_backup;
GRANT SELECT ON TABLE app.deciding_body TO hw_api;

GRANT SELECT ON TABLE app.directory TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.directory TO hw_api;

GRANT SELECT ON SEQUENCE app.event_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.exploitation TO hw_backup;
GRANT SELECT ON TABLE app.exploitation TO hw_api;

GRANT SELECT ON TABLE app.import TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.import TO hw_api;

GRANT UPDATE(closed_at) ON TABLE app.import TO hw_api;

GRANT UPDATE(records) ON TABLE app.import TO hw_api;

GRANT SELECT ON SEQUENCE app.key_task_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.labour TO hw_backup;
GRANT SELECT ON TABLE app.labour TO hw_api;

GRANT SELECT ON TABLE app.poke_due TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.poke_due TO hw_api;

GRANT SELECT ON TABLE app.record TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.record TO hw_api;

GRANT SELECT ON TABLE app.record_kind TO hw_backup;
GRANT SELECT ON TABLE app.record_kind TO hw_api;

GRANT SELECT ON TABLE app.refusal TO hw_backup;
GRANT SELECT ON TABLE app.refusal TO hw_api;

GRANT SELECT ON TABLE app.request TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.request TO hw_api;

GRANT SELECT ON TABLE app.schema_migration TO hw_backup;

GRANT SELECT ON TABLE app.sealed_key TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(epoch) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(wrapped) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(epoch_before) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(wrapped_before) ON TABLE app.sealed_key TO hw_api;

GRANT SELECT ON TABLE app.sealed_past TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.sealed_past TO hw_api;

GRANT SELECT ON SEQUENCE app.staff_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.stage_move TO hw_backup;
GRANT SELECT ON TABLE app.stage_move TO hw_api;

GRANT SELECT ON TABLE app.status TO hw_backup;
GRANT SELECT ON TABLE app.status TO hw_api;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON SEQUENCES  TO hw_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON TABLES  TO hw_backup;

