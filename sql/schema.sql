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

CREATE FUNCTION api.case_notes(p_case uuid) RETURNS TABLE(id uuid, at timestamp with time zone, person text, lang text, body text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.notes', 'case', p_case) then
		return;
	end if;
	return query
	select n.id, n.at, s.name, n.lang, n.body
	from app.note n join app.staff s on s.id = n.staff_id
	where n.case_id = p_case
	order by n.at desc, n.id;
end $$;

ALTER FUNCTION api.case_notes(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_notes(p_case uuid) IS 'The notes of a case: newest first.';

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
				x.field, coalesce(x.was, w.nobody), '>', coalesce(x.became, w.nobody)),
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
	where e.object_id = p_case and e.refusal is null and e.action <> 'case.open'
	and e.id < coalesce(p_before, 9223372036854775807)
	and exists (select from app.case c where c.id = p_case)
	order by e.id desc
	limit greatest(least(p_limit, 1000), 0);
end $$;

ALTER FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) IS 'What was done with a case, newest first; p_before is the id to go on from.';

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
	call app.call := app.begin(p_key, 'facts', 'case', jsonb_build_array(p_cases, p_reason));
	why text := btrim(p_reason);
	line app.event;
	shown uuid[];
begin
	if call.done and (call.answer).refusal is null then
		-- Asked again: what was recorded the first time is shown now, for a while.
		select * into line from app.event e where e.id = (call.answer).event_id;
		select array_agg(x.id::uuid) into shown
		from app.event e cross join jsonb_array_elements_text(e.detail -> 'cases') as x(id)
		where e.staff_id = call.staff_id and e.id >= line.id and e.xid = line.xid and e.action = 'facts'
		and line.at > app.now() - interval '15 minutes' and app.may('facts') and app.recorded(line.id);
		call.answer.refusal := case when shown is null then 'ask_again' end;
	elsif call.done then
		null;
	elsif p_key is null then
		call.answer := app.refuse(call, 'key_needed', 'key');
	elsif coalesce(char_length(why) < 10, true) then
		call.answer := app.refuse(call, 'reason_short', 'reason');
	elsif char_length(why) > 200 then
		call.answer := app.refuse(call, 'reason_long', 'reason');
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
		call.answer.event_id := line.id;
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, p_key, call.action, call.args, to_jsonb(call.answer));
		call.answer.refusal := 'ask_again';
	end if;
	if (call.answer).refusal is not null then
		select r.code, r.message into refusal, message from app.refusal r
		where r.code = (call.answer).refusal;
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

COMMENT ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) IS 'Sex, ages, exploitation, status and flags of up to 1000 cases. The first time the answer is the refusal ask_again: the reason and the cases are recorded, one event for each office. Asked again with the same key within 15 minutes, once that is committed, it shows them.';

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

CREATE TABLE app.staff (
    id smallint NOT NULL,
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

COMMENT ON COLUMN app.staff.login IS 'the database login; says nothing about the person';

COMMENT ON COLUMN app.staff.name IS 'as colleagues see it: a function or a working name';

COMMENT ON COLUMN app.staff.office_id IS 'home office';

COMMENT ON COLUMN app.staff.enrolled_at IS 'since when';

COMMENT ON COLUMN app.staff.retired_at IS 'has left; may do nothing any more';

CREATE FUNCTION api.hello(p_program integer, p_mark text DEFAULT NULL::text) RETURNS TABLE(staff_id smallint, login text, name text, roles text[], read_only boolean, office_id smallint, office text, offices smallint[], zone text, now_ms bigint, frozen boolean, utc_offset_minutes integer, contract_oldest integer, contract_newest integer, generation integer, system_id text, demo boolean, refusal text, held boolean, mark text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.id,
     (SESSION_USER)::text AS "session_user",
     s.name,
     app.my_roles() AS my_roles,
     (((hello.p_program < c.oldest) OR (hello.p_program > c.newest)) OR (NOT app.may('case.take'::text))),
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
         END AS "case"
    FROM (((api.contract() c(oldest, newest, generation)
      CROSS JOIN app.cluster k)
      LEFT JOIN app.staff s ON ((s.id = app.me())))
      LEFT JOIN app.office o ON ((o.id = s.office_id)));
END;

ALTER FUNCTION api.hello(p_program integer, p_mark text) OWNER TO hw_api;

COMMENT ON FUNCTION api.hello(p_program integer, p_mark text) IS 'The first question of a console: one row, for strangers too. The arguments are the program''s contract number and the mark it was given last: not held, this is an older copy of the database, or another. Strangers get no mark, and no word about one.';

CREATE FUNCTION api.import_close(p_import uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(null, 'import.close', 'import', to_jsonb(p_import));
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

CREATE FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_name text, p_layout text, p_lines integer) RETURNS TABLE(import_id uuid, refusal text, message text, imported integer, name text, at_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	call app.call := app.begin(p_key, 'import.open', 'import',
		jsonb_build_array(p_office, p_sha256, p_name, p_layout, p_lines));
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
		elsif coalesce(p_sha256 !~ '^[0-9a-f]{64}$' or char_length(p_name) not between 1 and 100
			or p_name ~ '[[:cntrl:]/]' or p_layout <> 'ctdc' or p_lines < 0, true)
			or num_nulls(p_sha256, p_name, p_layout, p_lines) > 0 then
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
	select i.closed_at is not null, coalesce(i.records, 0), i.name, api.ms(i.closed_at)
	into complete, imported, name, at_ms from app.import i
	where i.sha256 = p_sha256 and i.office_id = any (app.my_offices()) order by i.opened_at limit 1;
	if not found then
		insert into app.import (office_id, staff_id, sha256, name, layout, lines)
		values (place, call.staff_id, p_sha256, p_name, p_layout, p_lines)
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

ALTER FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_name text, p_layout text, p_lines integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_name text, p_layout text, p_lines integer) IS 'Begin to read in a file. import_id null and no refusal: the file is here already, with so many records, under that name since then.';

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
	return case when app.me() is not null then app.head() end;
end $$;

ALTER FUNCTION api.mark() OWNER TO hw_api;

COMMENT ON FUNCTION api.mark() IS 'A mark of the record as it is now, to be handed to api.hello after the next connect: what it lets nobody learn is what was done.';

CREATE FUNCTION api.now() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return app.now();
end $$;

ALTER FUNCTION api.now() OWNER TO hw_api;

COMMENT ON FUNCTION api.now() IS 'The time of this transaction, by the clock that everything here goes by.';

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

CREATE FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[]) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(p_key, 'staff.enrol', 'staff',
		jsonb_build_array(p_login, p_name, p_office, p_offices, p_roles));
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
	-- An admin sees no case, and nobody audits herself.
	if p_roles && array['admin', 'auditor'] and (select count(distinct x) from unnest(p_roles) as x) > 1 then
		return app.refuse(call, 'roles_apart', 'roles');
	end if;
	if not app.login_open(p_login) then
		return app.refuse(call, 'name_taken', 'login');
	end if;
	insert into app.staff (login, name, office_id) values (p_login, p_name, home) returning id into person;
	insert into app.staff_office (staff_id, office_id) select person, x from unnest(places) as x;
	insert into app.staff_role (staff_id, role) select distinct person, x from unnest(p_roles) as x;
	return app.finish(call, null, jsonb_build_object('staff', person, 'office', home,
		'offices', to_jsonb(places), 'roles', to_jsonb(p_roles)));
end $$;

ALTER FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[]) IS 'Somebody new: her login, working name, home office, other offices (codes) and roles.';

CREATE FUNCTION api.staff_retire(p_key uuid, p_login text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(p_key, 'staff.retire', 'staff', to_jsonb(p_login));
	person app.staff;
begin
	if call.done then
		return call.answer;
	end if;
	select * into person from app.staff s where s.login = p_login for update;
	if not found then
		return app.refuse(call, 'no_such_person', 'login');
	end if;
	if person.id = call.staff_id then
		return app.refuse(call, 'yourself', 'login');
	end if;
	if person.retired_at is not null then
		return app.refuse(call, 'retired', 'login');
	end if;
	update app.staff set retired_at = app.now() where id = person.id;
	perform app.login_close(p_login);
	return app.finish(call, null, jsonb_build_object('staff', person.id));
end $$;

ALTER FUNCTION api.staff_retire(p_key uuid, p_login text) OWNER TO hw_api;

COMMENT ON FUNCTION api.staff_retire(p_key uuid, p_login text) IS 'Somebody leaves: she may do nothing any more, at once, and her sessions end. Her cases stay hers until given on.';

CREATE FUNCTION api.undo(p_key uuid, p_event bigint) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(p_key, 'undo', 'case', to_jsonb(p_event));
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

CREATE FUNCTION api.view_delete(p_key uuid, p_name text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(p_key, 'view.delete', 'view', jsonb_build_array(p_name));
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
	call app.call := app.begin(p_key, 'view.save', 'view',
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
		pg_catalog.pg_try_advisory_xact_lock_shared(bigint) to hw_api;
	grant execute on function pg_catalog.pg_try_advisory_xact_lock_shared(bigint) to hw_owner;
	grant execute on function pg_catalog.pg_lock_status() to hw_api; -- whether a process pokes
	grant execute on function pg_catalog.pg_stat_get_activity(integer) to hw_enrol; -- whose sessions to end
end $$;

ALTER FUNCTION app.after_migrate() OWNER TO hw_owner;

COMMENT ON FUNCTION app.after_migrate() IS 'Know this database again, and take from everybody what PostgreSQL gives to everybody. For its owner.';

CREATE FUNCTION app.begin(key uuid, action text, kind text, args jsonb) RETURNS app.call
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
	delete from app.request r where r.staff_id = call.staff_id and r.at < app.now() - interval '30 days';
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

ALTER FUNCTION app.begin(key uuid, action text, kind text, args jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin(key uuid, action text, kind text, args jsonb) IS 'Begin a change: known person, asked for the first time, allowed by role. Otherwise done with its answer.';

CREATE FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb DEFAULT NULL::jsonb) RETURNS app.call
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin(key, action, 'case', jsonb_build_array(id, version, args));
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

CREATE FUNCTION app.end_idle(patience interval DEFAULT '00:00:30'::interval) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) AS count FROM pg_stat_activity a WHERE ((a.datname = current_database()) AND (a.pid <> pg_backend_pid()) AND pg_has_role(a.usesysid, 'hw_staff'::name, 'member'::text) AND (NOT (EXISTS (SELECT FROM pg_roles r WHERE ((r.oid = a.usesysid) AND r.rolsuper)))) AND (((a.state ~~ 'idle in transaction%'::text) AND (a.state_change < (clock_timestamp() - end_idle.patience))) OR (a.xact_start < (clock_timestamp() - ((4)::double precision * end_idle.patience))))));

ALTER FUNCTION app.end_idle(patience interval) OWNER TO hw_enrol;

COMMENT ON FUNCTION app.end_idle(patience interval) IS 'End the sessions of people who keep a transaction open: idle for so long, or four times as old. How many.';

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

CREATE FUNCTION app.login_open(login text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.login_valid(login) or exists (select from pg_roles where rolname = login) then
		return false;
	end if;
	execute format('create role %I login connection limit 8 in role hw_staff', login);
	execute format('alter role %I set statement_timeout = ''60s''', login);
	execute format('alter role %I set idle_in_transaction_session_timeout = ''30s''', login);
	return true;
end $$;

ALTER FUNCTION app.login_open(login text) OWNER TO hw_enrol;

COMMENT ON FUNCTION app.login_open(login text) IS 'Make the login of somebody new; false: the name is taken or not allowed.';

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

COMMENT ON FUNCTION app.poke_case() IS 'Statement trigger: cases, their clocks, tasks or notes have changed.';

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

COMMENT ON FUNCTION app.poke_office() IS 'Statement trigger: offices, staff or shifts have changed.';

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
	insert into app.event (staff_id, office_id, action, kind, object_id, refusal)
	values (call.staff_id, call.office_id, call.action, call.kind, call.object_id, code)
	returning id into answer.event_id;
	select r.code, r.message, r.hint into strict answer.refusal, answer.message, answer.hint
	from app.refusal r where r.code = refuse.code;
	answer.field := field;
	answer.case_id := (call.was).id;
	answer.version := (call.was).version;
	if call.staff_id is not null and call.key is not null and code <> 'key_reused' then
		insert into app.request (staff_id, key, action, args, outcome)
		values (call.staff_id, call.key, call.action, call.args, to_jsonb(answer));
	end if;
	return answer;
end $$;

ALTER FUNCTION app.refuse(call app.call, code text, field text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.refuse(call app.call, code text, field text) IS 'Record and answer a refusal.';

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
    CONSTRAINT event_kind_check CHECK ((kind = ANY (ARRAY['case'::text, 'view'::text, 'staff'::text, 'import'::text, 'record'::text, 'none'::text]))),
    CONSTRAINT event_reason_check CHECK (((char_length(reason) >= 10) AND (char_length(reason) <= 200)))
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

COMMENT ON COLUMN app.event.reason IS 'why personal facts were asked for, in that person''s words; only api.facts writes it';

COMMENT ON COLUMN app.event.detail IS 'coded values: {"column": [before, after]}';

COMMENT ON COLUMN app.event.witness IS 'nothing but chance: whoever knows it has met this line. Marks prove it; nobody is shown it';

COMMENT ON COLUMN app.event.beside IS 'what had ended when it was written; null: every transaction before its own';

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

COMMENT ON COLUMN api.event_line.reason IS 'why personal facts were asked for';

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

COMMENT ON COLUMN api.inbox_assigned.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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

COMMENT ON COLUMN api.inbox_case_task.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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

COMMENT ON COLUMN api.inbox_clock.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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

COMMENT ON COLUMN api.inbox_nobody.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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

COMMENT ON COLUMN api.inbox_task.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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
   FROM api.inbox_nobody;

ALTER TABLE api.inbox_line OWNER TO hw_api;

COMMENT ON VIEW api.inbox_line IS 'What needs whoever is connected, and why.';

COMMENT ON COLUMN api.inbox_line.id IS 'the item';

COMMENT ON COLUMN api.inbox_line.case_id IS 'its case';

COMMENT ON COLUMN api.inbox_line.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_line.code IS 'what people say';

COMMENT ON COLUMN api.inbox_line.why IS 'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, nobody responsible';

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

CREATE TABLE app.allowed (
    action text NOT NULL,
    role text NOT NULL,
    CONSTRAINT allowed_action_check CHECK ((action ~ '^[a-z]+(\.[a-z]+)*$'::text))
);

ALTER TABLE ONLY app.allowed FORCE ROW LEVEL SECURITY;

ALTER TABLE app.allowed OWNER TO hw_owner;

COMMENT ON TABLE app.allowed IS 'Which role may do what. An action without a row is nobody''s.';

COMMENT ON COLUMN app.allowed.action IS 'the api function, its first _ as a dot: case.take';

COMMENT ON COLUMN app.allowed.role IS 'who may';

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
    name text NOT NULL,
    layout text NOT NULL,
    lines integer NOT NULL,
    opened_at timestamp with time zone DEFAULT app.now() NOT NULL,
    closed_at timestamp with time zone,
    records integer,
    CONSTRAINT import_check CHECK (((closed_at IS NULL) = (records IS NULL))),
    CONSTRAINT import_layout_check CHECK ((layout = 'ctdc'::text)),
    CONSTRAINT import_lines_check CHECK ((lines >= 0)),
    CONSTRAINT import_name_check CHECK ((((char_length(name) >= 1) AND (char_length(name) <= 100)) AND (name !~ '[[:cntrl:]/]'::text))),
    CONSTRAINT import_records_check CHECK ((records >= 0)),
    CONSTRAINT import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY app.import FORCE ROW LEVEL SECURITY;

ALTER TABLE app.import OWNER TO hw_owner;

COMMENT ON TABLE app.import IS 'A file that was read in as a whole.';

COMMENT ON COLUMN app.import.id IS 'number';

COMMENT ON COLUMN app.import.office_id IS 'whose records they are';

COMMENT ON COLUMN app.import.staff_id IS 'who read it in';

COMMENT ON COLUMN app.import.sha256 IS 'of the file; a file is read in once';

COMMENT ON COLUMN app.import.name IS 'of the file, without its folder';

COMMENT ON COLUMN app.import.layout IS 'how the file was understood';

COMMENT ON COLUMN app.import.lines IS 'data lines the file has';

COMMENT ON COLUMN app.import.opened_at IS 'begun';

COMMENT ON COLUMN app.import.closed_at IS 'complete';

COMMENT ON COLUMN app.import.records IS 'records taken from it';

CREATE TABLE app.labour (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.labour FORCE ROW LEVEL SECURITY;

ALTER TABLE app.labour OWNER TO hw_owner;

COMMENT ON TABLE app.labour IS 'Kinds of forced labour in imported records.';

COMMENT ON COLUMN app.labour.id IS 'number';

COMMENT ON COLUMN app.labour.name IS 'name';

CREATE TABLE app.note (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    staff_id smallint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    lang text NOT NULL,
    body text NOT NULL,
    CONSTRAINT note_body_check CHECK (((char_length(body) >= 1) AND (char_length(body) <= 2000))),
    CONSTRAINT note_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text))
);

ALTER TABLE ONLY app.note FORCE ROW LEVEL SECURITY;

ALTER TABLE app.note OWNER TO hw_owner;

COMMENT ON TABLE app.note IS 'Notes of the invented region. No function writes here: real notes come sealed.';

COMMENT ON COLUMN app.note.id IS 'number';

COMMENT ON COLUMN app.note.case_id IS 'whose';

COMMENT ON COLUMN app.note.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.note.staff_id IS 'by whom';

COMMENT ON COLUMN app.note.at IS 'when';

COMMENT ON COLUMN app.note.lang IS 'ISO 639-1';

COMMENT ON COLUMN app.note.body IS 'the text';

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

ALTER TABLE app.staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME app.staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.staff_office (
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL
);

ALTER TABLE ONLY app.staff_office FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff_office OWNER TO hw_owner;

COMMENT ON TABLE app.staff_office IS 'Which offices a person works for; the home office is one of them.';

COMMENT ON COLUMN app.staff_office.staff_id IS 'who';

COMMENT ON COLUMN app.staff_office.office_id IS 'where';

CREATE TABLE app.staff_role (
    staff_id smallint NOT NULL,
    role text NOT NULL
);

ALTER TABLE ONLY app.staff_role FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff_role OWNER TO hw_owner;

COMMENT ON TABLE app.staff_role IS 'A person may have several roles.';

COMMENT ON COLUMN app.staff_role.staff_id IS 'who';

COMMENT ON COLUMN app.staff_role.role IS 'which';

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

ALTER TABLE ONLY app.labour
    ADD CONSTRAINT labour_name_key UNIQUE (name);

ALTER TABLE ONLY app.labour
    ADD CONSTRAINT labour_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY app.priority
    ADD CONSTRAINT priority_name_key UNIQUE (name);

ALTER TABLE ONLY app.priority
    ADD CONSTRAINT priority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.record
    ADD CONSTRAINT record_pkey PRIMARY KEY (import_id, line);

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

CREATE INDEX event_cursor ON app.event USING btree (generation, xid, id);

CREATE INDEX event_staff ON app.event USING btree (staff_id, id);

CREATE INDEX event_timeline ON app.event USING btree (object_id, id) WHERE (object_id IS NOT NULL);

CREATE INDEX import_sha256 ON app.import USING btree (sha256);

CREATE INDEX import_staff ON app.import USING btree (staff_id);

CREATE INDEX note_case ON app.note USING btree (case_id, at);

CREATE INDEX office_country ON app.office USING btree (country_id);

CREATE INDEX office_organisation ON app.office USING btree (organisation_id);

CREATE INDEX poke_due_xid ON app.poke_due USING btree (xid);

CREATE INDEX record_office ON app.record USING btree (office_id);

CREATE INDEX request_at ON app.request USING btree (staff_id, at);

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

CREATE TRIGGER note_poke AFTER INSERT OR DELETE OR UPDATE ON app.note FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER office_poke AFTER INSERT OR DELETE OR UPDATE ON app.office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER shift_poke AFTER INSERT OR DELETE OR UPDATE ON app.shift FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_office_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff_office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

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

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_refusal_fkey FOREIGN KEY (refusal) REFERENCES app.refusal(code);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.note
    ADD CONSTRAINT note_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.note
    ADD CONSTRAINT note_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisation(id);

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

ALTER TABLE ONLY app.request
    ADD CONSTRAINT request_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

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

CREATE POLICY admin ON app.staff TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_office FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_role FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

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

ALTER TABLE app.deciding_body ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY everything ON app.poke_due TO hw_owner, hw_api USING (true);

ALTER TABLE app.exploitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.import ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.labour ENABLE ROW LEVEL SECURITY;

CREATE POLICY mine ON app.event TO hw_api USING ((login = SESSION_USER)) WITH CHECK (((login = SESSION_USER) AND (NOT (staff_id IS DISTINCT FROM ( SELECT app.me() AS me)))));

CREATE POLICY mine ON app.request TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.saved_view TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY my_offices ON app.board_count TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.board_delta TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app."case" TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.case_clock FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.event FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.import TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.note FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.record TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.task FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.note ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.office ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.organisation ENABLE ROW LEVEL SECURITY;

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

CREATE POLICY read ON app.exploitation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.labour FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.office FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.organisation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.priority FOR SELECT TO hw_api USING (true);

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

CREATE POLICY read ON app.task_kind FOR SELECT TO hw_api USING (true);

ALTER TABLE app.record ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.refusal ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.request ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.risk ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.role ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.schema_migration ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.shift ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.source ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff_office ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.staff_role ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stage ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stage_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.status ENABLE ROW LEVEL SECURITY;

CREATE POLICY strangers ON app.event FOR SELECT TO hw_api USING (((office_id IS NULL) AND ( SELECT ('auditor'::text = ANY (app.my_roles())))));

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

REVOKE ALL ON FUNCTION api.case_notes(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_notes(p_case uuid) TO hw_staff;

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

GRANT SELECT ON TABLE app.staff TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff TO hw_api;

GRANT UPDATE(retired_at) ON TABLE app.staff TO hw_api;

REVOKE ALL ON FUNCTION api.hello(p_program integer, p_mark text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.hello(p_program integer, p_mark text) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_close(p_import uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_close(p_import uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_name text, p_layout text, p_lines integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_open(p_key uuid, p_office text, p_sha256 text, p_name text, p_layout text, p_lines integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[], p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[], p_age_low integer[], p_age_high integer[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.manifest() FROM PUBLIC;
GRANT ALL ON FUNCTION api.manifest() TO hw_backup;

REVOKE ALL ON FUNCTION api.mark() FROM PUBLIC;
GRANT ALL ON FUNCTION api.mark() TO hw_staff;

REVOKE ALL ON FUNCTION api.now() FROM PUBLIC;
GRANT ALL ON FUNCTION api.now() TO hw_staff;

REVOKE ALL ON FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.poke_due(p_stand_by boolean, p_since bigint, OUT serving boolean, OUT poked integer, OUT since bigint, OUT spent_us integer) TO hw_poke;

REVOKE ALL ON FUNCTION app.poke_lock() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_lock() TO hw_api;

REVOKE ALL ON FUNCTION api.poke_served() FROM PUBLIC;
GRANT ALL ON FUNCTION api.poke_served() TO hw_staff;

REVOKE ALL ON FUNCTION api.record_summary(p_import uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.record_summary(p_import uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_choices(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_choices(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) TO hw_staff;

REVOKE ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) TO hw_staff;

REVOKE ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) TO hw_staff;

REVOKE ALL ON FUNCTION app.after_migrate() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.begin(key uuid, action text, kind text, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin(key uuid, action text, kind text, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_generation() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) TO hw_api;

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

REVOKE ALL ON FUNCTION app.end_idle(patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_idle(patience interval) TO hw_api;

REVOKE ALL ON FUNCTION app.event_is_final() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.login_close(login text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_close(login text) TO hw_api;

REVOKE ALL ON FUNCTION app.login_open(login text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_open(login text) TO hw_api;

REVOKE ALL ON FUNCTION app.login_valid(login text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.login_valid(login text) TO hw_api;
GRANT ALL ON FUNCTION app.login_valid(login text) TO hw_enrol;

REVOKE ALL ON FUNCTION app.mark_demo() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.may_answer_for(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.may_answer_for(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.moves(from_stage smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.moves(from_stage smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.poke(topic text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke(topic text) TO hw_api;

REVOKE ALL ON FUNCTION app.poke_case() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.poke_left() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_left() TO hw_api;

REVOKE ALL ON FUNCTION app.poke_office() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.recorded(event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.recorded(event bigint) TO hw_api;

REVOKE ALL ON FUNCTION app.refuse(call app.call, code text, field text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse(call app.call, code text, field text) TO hw_api;

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

GRANT SELECT ON TABLE app.event TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.event TO hw_api;

GRANT SELECT ON TABLE api.event_line TO hw_staff;

GRANT SELECT ON TABLE api.inbox_assigned TO hw_staff;

GRANT SELECT ON TABLE api.inbox_case_task TO hw_staff;

GRANT SELECT ON TABLE api.inbox_clock TO hw_staff;

GRANT SELECT ON TABLE api.inbox_nobody TO hw_staff;

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

GRANT SELECT ON TABLE app.saved_view TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.saved_view TO hw_api;

GRANT SELECT ON TABLE api.saved_view_line TO hw_staff;

GRANT SELECT ON TABLE api.stage_line TO hw_staff;

GRANT SELECT ON TABLE app.allowed TO hw_backup;
GRANT SELECT ON TABLE app.allowed TO hw_api;

GRANT SELECT ON SEQUENCE app.board_delta_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.case_clock TO hw_backup;
GRANT SELECT ON TABLE app.case_clock TO hw_api;

GRANT SELECT ON TABLE app.control TO hw_backup;
GRANT SELECT ON TABLE app.control TO hw_api;

GRANT SELECT ON TABLE app.country TO hw_backup;
GRANT SELECT ON TABLE app.country TO hw_api;

GRANT SELECT ON TABLE app.deciding_body TO hw_backup;
GRANT SELECT ON TABLE app.deciding_body TO hw_api;

GRANT SELECT ON SEQUENCE app.event_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.exploitation TO hw_backup;
GRANT SELECT ON TABLE app.exploitation TO hw_api;

GRANT SELECT ON TABLE app.import TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.import TO hw_api;

GRANT UPDATE(closed_at) ON TABLE app.import TO hw_api;

GRANT UPDATE(records) ON TABLE app.import TO hw_api;

GRANT SELECT ON TABLE app.labour TO hw_backup;
GRANT SELECT ON TABLE app.labour TO hw_api;

GRANT SELECT ON TABLE app.note TO hw_backup;
GRANT SELECT ON TABLE app.note TO hw_api;

GRANT SELECT ON TABLE app.poke_due TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.poke_due TO hw_api;

GRANT SELECT ON TABLE app.record TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.record TO hw_api;

GRANT SELECT ON TABLE app.refusal TO hw_backup;
GRANT SELECT ON TABLE app.refusal TO hw_api;

GRANT SELECT ON TABLE app.request TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.request TO hw_api;

GRANT SELECT ON TABLE app.role TO hw_backup;
GRANT SELECT ON TABLE app.role TO hw_api;

GRANT SELECT ON TABLE app.schema_migration TO hw_backup;

GRANT SELECT ON SEQUENCE app.staff_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.staff_office TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff_office TO hw_api;

GRANT SELECT ON TABLE app.staff_role TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff_role TO hw_api;

GRANT SELECT ON TABLE app.stage_move TO hw_backup;
GRANT SELECT ON TABLE app.stage_move TO hw_api;

GRANT SELECT ON TABLE app.status TO hw_backup;
GRANT SELECT ON TABLE app.status TO hw_api;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON SEQUENCES  TO hw_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON TABLES  TO hw_backup;

