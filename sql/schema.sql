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

CREATE FUNCTION app.language_valid(code text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (code ~ '^[a-z]{2,3}$'::text);

ALTER FUNCTION app.language_valid(code text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.language_valid(code text) IS 'Whether this is the code of a language, of ISO 639: two letters, else three.';

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
    standing text DEFAULT 'case'::text NOT NULL,
    people smallint,
    language text,
    batch_id uuid,
    CONSTRAINT ages_in_order CHECK ((age_low <= age_high)),
    CONSTRAINT case_afraid_check CHECK ((afraid = ANY (ARRAY['yes'::text, 'no'::text, 'not asked'::text]))),
    CONSTRAINT case_age_high_check CHECK (((age_high >= 0) AND (age_high <= 120))),
    CONSTRAINT case_age_low_check CHECK (((age_low >= 0) AND (age_low <= 120))),
    CONSTRAINT case_code_check CHECK ((app.code_valid(code) AND (code ~~ 'HW-%'::text))),
    CONSTRAINT case_language_check CHECK (app.language_valid(language)),
    CONSTRAINT case_people_check CHECK (((people >= 1) AND (people <= 1000))),
    CONSTRAINT case_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text]))),
    CONSTRAINT case_standing_check CHECK ((standing = ANY (ARRAY['case'::text, 'at risk'::text, 'wants to leave'::text]))),
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

COMMENT ON COLUMN app."case".standing IS 'case; at risk: nothing has happened to her yet; wants to leave: she wants to leave prostitution. Neither of these says trafficked';

COMMENT ON COLUMN app."case".people IS 'how many people the report is about; null: not said';

COMMENT ON COLUMN app."case".language IS 'in which she can be spoken to; null: not known';

COMMENT ON COLUMN app."case".batch_id IS 'the people she came with, counted at once; null: she came alone';

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

CREATE FUNCTION api.approval_again(p_key uuid, p_id uuid, p_version integer) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_approval(p_key, 'approval.again', p_id, jsonb_build_array(p_id, p_version));
	call app.call := begun.call;
	this app.approval := begun.this;
begin
	if call.done then
		return call.answer;
	elsif call.staff_id <> all (this.askers) then
		return app.refuse(call, 'not_asker', 'id');
	elsif this.state <> 'asked back' then
		return app.refuse(call, 'unchanged', 'id');
	end if;
	this := app.approval_read(this);
	if this.version is distinct from p_version then
		return app.refuse(call, 'approval_changed', 'version');
	end if;
	perform app.approval_reopen(this);
	return app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.approval_detail(this, 'asked again'));
end $$;

ALTER FUNCTION api.approval_again(p_key uuid, p_id uuid, p_version integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_again(p_key uuid, p_id uuid, p_version integer) IS 'Ask again for what was sent back with a question. It is another version: whoever answered the last one can answer this one.';

CREATE FUNCTION api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text DEFAULT NULL::text, p_number integer DEFAULT NULL::integer, p_signature bytea DEFAULT NULL::bytea, p_detail jsonb DEFAULT NULL::jsonb) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_approval(p_key, 'approval.answer', p_id,
		jsonb_build_array(p_id, p_version, encode(p_hash, 'hex'), p_answer, p_reason, p_number, encode(p_signature, 'hex'), p_detail));
	call app.call := begun.call;
	this app.approval := begun.this;
	why text := case when p_answer <> 'approve' then lower(btrim(p_reason)) end;
	k app.approval_kind;
	problem text[];
	broken text;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	this := app.approval_read(this);
	problem := app.approval_refusal(this, call.staff_id, p_version, p_hash, p_answer, why, p_number, p_signature);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	begin
		insert into app.approval_vote (approval_id, version, staff_id, home_id, answer, reason, hash, number, signature, detail)
		select p_id, p_version, s.id, s.office_id, p_answer, why, p_hash, p_number, p_signature, p_detail
		from app.staff s where s.id = call.staff_id;
		if p_answer <> 'approve' or app.approval_enough(this) then
			if p_answer = 'ask back' then
				update app.approval a set state = 'asked back', touched_at = app.now(), to_id = null where a.id = p_id;
			else
				perform app.approval_over(this, case p_answer when 'approve' then 'approved' else 'refused' end);
			end if;
			perform app.entry_refuse('detail', x) from app.approval_follow(k, p_id, p_answer, why, p_detail) as x where x is not null;
		else
			update app.approval a set touched_at = app.now() where a.id = p_id;
		end if;
	exception when check_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') = 0 then
			raise;
		end if;
		return app.refuse(call, split_part(broken, '__', 2), split_part(broken, '__', 1));
	end;
	answer := app.finish(call, (select c.version from app.case c where c.id = this.case_id),
		app.approval_detail(this, concat_ws(', ', p_answer, why)));
	if p_answer = 'approve' and not app.approval_enough(this) then
		answer.hint := 'Somebody else has to approve it, too.';
	end if;
	return answer;
end $$;

ALTER FUNCTION api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea, p_detail jsonb) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea, p_detail jsonb) IS 'Answer a request, as I read it in this version, of which the hash is this: approve (signed with my key of that number; detail: what only I could make, if its kind needs it), refuse or ask back (for a reason of app.approval_reason). The last approval that is needed carries it out. hint, of what is done: whether somebody else has to approve it, too.';

CREATE FUNCTION api.approval_delegate(p_key uuid, p_id uuid, p_login text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_approval(p_key, 'approval.delegate', p_id, jsonb_build_array(p_id, p_login));
	call app.call := begun.call;
	this app.approval := begun.this;
	person smallint;
begin
	if call.done then
		return call.answer;
	end if;
	select s.id into person from app.staff s where s.login = p_login and s.retired_at is null;
	if person is null then
		return app.refuse(call, 'no_such_staff', 'person');
	elsif call.staff_id = any (this.askers) then
		return app.refuse(call, 'own_request', 'id');
	elsif call.staff_id not in (select app.approvers(this.kind, this.office_id)) then
		return app.refuse(call, 'not_approver', 'id');
	elsif person = any (this.askers) or person not in (select app.approvers(this.kind, this.office_id)) then
		return app.refuse(call, 'not_delegate', 'person');
	elsif person is not distinct from this.to_id then
		return app.refuse(call, 'unchanged', 'person');
	end if;
	update app.approval a set to_id = person, asked = a.asked || person, touched_at = app.now(),
		due_at = app.now() + (select k.answer_within from app.approval_kind k where k.name = a.kind)
	where a.id = p_id;
	return app.finish(call, null, app.approval_detail(this, 'to ' || p_login));
end $$;

ALTER FUNCTION api.approval_delegate(p_key uuid, p_id uuid, p_login text) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_delegate(p_key uuid, p_id uuid, p_login text) IS 'Pass a request on to somebody else who can decide it: she is asked now, and has all the time that I had.';

CREATE FUNCTION api.approval_find(p_code text) RETURNS TABLE(id uuid, code text, kind text, case_id uuid, problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	wanted text := app.code_typed(p_code, left(regexp_replace(upper(p_code), '[^A-Z0-9]', '', 'g'), 2));
begin
	if not app.begin_read('approval.open', 'approval') then
		return;
	end if;
	return query
	select a.id, a.code, a.kind, a.case_id,
		case when a.id is null then case when app.code_valid(wanted) then 'no_such_approval' else 'check' end end
	from (select) as x left join app.approval a on a.code = wanted;
end $$;

ALTER FUNCTION api.approval_find(p_code text) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_find(p_code text) IS 'The request with this code, however it was typed. problem: check (misread or mistyped) or no_such_approval.';

CREATE FUNCTION api.approval_open(p_id uuid) RETURNS TABLE(id uuid, version integer, code text, kind text, case_id uuid, case_code text, office text, zone text, to_office text, asked_by text, asked_at timestamp with time zone, acted_at timestamp with time zone, state text, asked_of text, due_at timestamp with time zone, expires_at timestamp with time zone, content text, hash bytea, first_content text, lacks text[], lacks_words text[], lacks_hints text[], people integer, offices integer, votes jsonb, may_answer text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	this app.approval;
	k app.approval_kind;
	missing text[];
begin
	if not app.begin_read('approval.open', 'approval', p_id) then
		return;
	end if;
	-- Whoever is changing it changes its content, too: then it is shown as it was.
	select * into held from app.lock_approval(p_id);
	this := held.this;
	if this.id is null then
		return;
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	if held.busy is null and this.office_id = any (app.my_offices()) and not app.approval_expire(this) then
		this := app.approval_read(this);
	end if;
	select a.* into this from app.approval a where a.id = p_id;
	missing := case when this.ended_at is null and this.office_id = any (app.my_offices()) then app.approval_lacks(k, p_id) else '{}' end;
	return query
	select this.id, this.version, this.code, this.kind, c.id, c.code, o.code, o.zone, t.code, w.name, this.asked_at, this.acted_at, this.state,
		p.name, this.due_at, this.expires_at, this.content, this.hash, this.first_content, missing,
		array(select r.message from unnest(missing) with ordinality as m(code, n) join app.refusal r on r.code = m.code order by m.n),
		array(select coalesce(r.hint, '') from unnest(missing) with ordinality as m(code, n) join app.refusal r on r.code = m.code order by m.n),
		k.people::integer, k.offices::integer,
		(select coalesce(jsonb_agg(jsonb_build_object('person', s.person, 'login', s.login, 'name', s.name, 'version', v.version,
			'answer', v.answer, 'reason', v.reason, 'at', api.ms(v.at), 'hash', encode(v.hash, 'hex'), 'number', v.number,
			'signature', encode(v.signature, 'hex'), 'detail', v.detail) order by v.at, s.id), '[]')
			from app.approval_vote v join app.staff s on s.id = v.staff_id where v.approval_id = p_id),
		coalesce(case when this.ended_at is not null then case this.state when 'expired' then 'approval_expired' else 'approval_over' end
			when this.office_id <> all (app.my_offices()) then 'not_approver' end,
			(app.approval_refusal(this, app.me(), this.version, this.hash, 'refuse', 'doubtful', null, null))[2])
	from app.office o
	join app.staff w on w.id = this.asked_by
	left join app.office t on t.id = this.to_office_id
	left join app.case c on c.id = this.case_id
	left join app.staff p on p.id = this.to_id
	where o.id = this.office_id;
end $$;

ALTER FUNCTION api.approval_open(p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_open(p_id uuid) IS 'All of one request, with its content as it is now: the very text whose sha256 is hash, and that an approver signs. lacks: what is missing before it can be approved, in codes, words and what to do. votes: who answered what, of which version, with her signature. may_answer: why I cannot answer it, a code of app.refusal; null: I can. No row: there is none in my offices.';

CREATE FUNCTION api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_approval(p_key, 'approval.withdraw', p_id, jsonb_build_array(p_id, p_version, p_reason));
	call app.call := begun.call;
	this app.approval := begun.this;
	why text := lower(btrim(p_reason));
	problem text;
begin
	if call.done then
		return call.answer;
	elsif call.staff_id <> all (this.askers) then
		return app.refuse(call, 'not_asker', 'id');
	elsif this.version is distinct from p_version then
		return app.refuse(call, 'approval_changed', 'version');
	elsif not exists (select from app.approval_reason r where (r.answer, r.name) = ('withdraw', why)) then
		return app.refuse(call, 'why_refuse', 'reason');
	elsif this.acted_at is not null then
		return app.refuse(call, 'acted_already', 'id');
	end if;
	perform app.approval_over(this, 'withdrawn');
	problem := app.approval_follow((select k from app.approval_kind k where k.name = this.kind), p_id, 'withdraw', why, null);
	return app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.approval_detail(this, 'withdrawn, ' || why));
end $$;

ALTER FUNCTION api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) IS 'Take back what I have asked for, before it is decided. What was done already in an emergency is signed or refused, not withdrawn.';

CREATE FUNCTION api.away_end(p_key uuid, p_login text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'away.end', 'staff', to_jsonb(p_login));
	gone app.away;
begin
	if call.done then
		return call.answer;
	end if;
	delete from app.away w using app.staff s
	where w.staff_id = s.id and s.login = coalesce(p_login, session_user) and (s.id = call.staff_id or s.office_id = any (app.my_offices()))
	returning w.* into gone;
	if gone.staff_id is null then
		return app.refuse(call, 'unchanged', 'person');
	end if;
	return app.finish(call, null, jsonb_build_object('staff', gone.staff_id, 'ends_at', jsonb_build_array(gone.ends_at, app.now())));
end $$;

ALTER FUNCTION api.away_end(p_key uuid, p_login text) OWNER TO hw_api;

COMMENT ON FUNCTION api.away_end(p_key uuid, p_login text) IS 'I am back (or somebody of my offices is): who answered in my place does so no more.';

CREATE FUNCTION api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'away.set', 'staff', jsonb_build_array(p_login, p_delegate, p_until, p_from));
	person app.staff;
	delegate app.staff;
	zone text;
	begins timestamptz;
	ends timestamptz;
	problem text[];
begin
	if call.done then
		return call.answer;
	end if;
	select s.* into person from app.staff s
	where s.login = coalesce(p_login, session_user) and s.retired_at is null and (s.id = call.staff_id or 'coordinator' = any (app.my_roles())
		and s.office_id = any (app.my_offices()));
	select s.* into delegate from app.staff s where s.login = p_delegate and s.retired_at is null;
	zone := (select o.zone from app.office o where o.id = person.office_id);
	begins := case when p_from is null then app.now() else app.moment(p_from, zone, app.now()) end;
	ends := app.moment(p_until, zone, coalesce(begins, app.now()));
	problem := case
		when person.id is null then '{person,no_such_staff}'
		when delegate.id is null then '{delegate,no_such_staff}'
		when delegate.id = person.id or not exists (select from app.approval_kind k, app.staff_office o where o.staff_id = person.id
			and delegate.id in (select app.approvers(k.name, o.office_id))) then '{delegate,not_delegate}'
		when begins is null then '{from,away_times}'
		when coalesce(ends <= begins or ends <= app.now() or ends > begins + interval '92 days', true) then '{until,away_times}'
		when exists (select from app.away w where w.staff_id = delegate.id and w.starts_at < ends and w.ends_at > begins)
			then '{delegate,delegate_away}'
		end::text[];
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	insert into app.away as w (staff_id, delegate_id, starts_at, ends_at) values (person.id, delegate.id, begins, ends)
	on conflict (staff_id) do update set delegate_id = excluded.delegate_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at;
	return app.finish(call, null, jsonb_build_object('staff', person.id, 'delegate', delegate.id, 'starts_at', jsonb_build_array(null, begins),
		'ends_at', jsonb_build_array(null, ends)));
end $$;

ALTER FUNCTION api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text) OWNER TO hw_api;

COMMENT ON FUNCTION api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text) IS 'I am away (or, for a coordinator, somebody of her offices is): who answers in my place what waits for approval, until when, from when (null: now), as app.moment reads times. What was entered before is replaced.';

CREATE FUNCTION api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_batch(p_key, 'batch.close', p_id, p_version, jsonb_build_array(p_id, p_version, p_reason));
	call app.call;
	this app.batch;
	word text := lower(btrim(p_reason));
begin
	call := begun.call;
	this := begun.this;
	if call.done then
		return call.answer;
	elsif not exists (select from app.batch_reason r where r.name = word) then
		return app.refuse(call, 'no_such_batch_reason', 'reason');
	end if;
	update app.batch b set version = p_version + 1, closed_at = app.now(), close_reason = word, touched_by = call.staff_id,
		touched_at = app.now()
	where b.id = p_id;
	return app.finish(call, p_version + 1, jsonb_build_object('reason', word, 'before', app.batch_was(this)));
end $$;

ALTER FUNCTION api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) IS 'Nobody else is split out of these people, for a reason of app.batch_reason.';

CREATE FUNCTION api.batch_find(p_code text, p_id uuid) RETURNS TABLE(id uuid, version integer, code text, office text, kind text, came_at timestamp with time zone, place text, entered_at timestamp with time zone, person text, responsible text, mine boolean, touched_by text, touched_at timestamp with time zone, people integer, cases integer, rest integer, closed_at timestamp with time zone, close_reason text, counts text[], offices text[], problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	symbols text := regexp_replace(regexp_replace(upper(p_code), '[^A-Z0-9]', '', 'g'), '^BT(?=.{8}$)', '');
	wanted text := 'BT-' || left(symbols, 4) || '-' || substr(symbols, 5);
begin
	if not app.begin_read('batch.list', 'batch') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.office, l.kind, l.came_at, l.place, l.entered_at, l.person, l.responsible, l.mine, l.touched_by, l.touched_at, l.people, l.cases, l.rest,
		l.closed_at, l.close_reason,
		array(select concat_ws(' ', x ->> 'line', x ->> 'class', x ->> 'n', x ->> 'nationality') from jsonb_array_elements(l.counts) as x),
		m.codes,
		case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_batch' end
	from (select array_agg(o.code order by o.code) as codes from app.office o where o.id = any (app.my_offices())) as m
	left join api.batch_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $_$;

ALTER FUNCTION api.batch_find(p_code text, p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.batch_find(p_code text, p_id uuid) IS 'The people with this id or, where that is null, with this code, however it was typed. problem: check (misread or mistyped) or no_such_batch. counts: line, class, number and nationality of each, with blanks between. offices: mine. No row: my role counts nobody.';

CREATE FUNCTION api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb, p_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_place text DEFAULT NULL::text) RETURNS TABLE(refusal text, field text, message text, hint text, event_id bigint, case_id uuid, version integer, code text, people integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'batch.keep', 'batch',
		jsonb_build_array(p_id, p_version, p_office, p_kind, p_counts, p_at, p_place));
	answer api.outcome := call.answer;
begin
	if not call.done then
		call.object_id := p_id;
		answer := app.batch_kept(call, p_id, p_version, p_office, p_kind, p_counts, p_at, p_place);
	end if;
	return query select answer.refusal, answer.field, answer.message, answer.hint, answer.event_id, answer.case_id,
		answer.version, b.code, b.people
	from (values (answer.refusal)) as x(refusal) left join api.batch_line b on b.id = p_id and x.refusal is null;
end $$;

ALTER FUNCTION api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb, p_at timestamp with time zone, p_place text) OWNER TO hw_api;

COMMENT ON FUNCTION api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb, p_at timestamp with time zone, p_place text) IS 'People who came at once, counted: [{"nationality": "MM", "class": "girls", "n": 4, "line": 1}]; line may be left out. p_version is the one it was read at, 0 for new ones, whose p_id the console makes. p_office null: my own, or theirs; p_at null: now, or as it was; p_place: code of a place, null: not said. Of each kind they are never fewer than the cases that were split out. Those that were closed are open again. Who counts them first sees to them. code, people: what they are called, and how many.';

CREATE FUNCTION api.batch_parts(p_id uuid) RETURNS TABLE(part text, line smallint, nationality text, class text, n integer, cases integer, rest integer, case_id uuid, version integer, code text, stage text, responsible text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('batch.list', 'batch', p_id) then
		return;
	end if;
	return query
	select 'count', x.line, x.nationality, x.class, x.n, x.split, x.n - x.split, null::uuid, null::integer, null::text,
		null::text, null::text
	from app.batch b
	join app.batch_count x on x.batch_id = b.id
	where b.id = p_id and not b.gone
	order by x.line, array_position(array['men', 'women', 'boys', 'girls', 'other'], x.class);
	return query
	select 'case', null::smallint, null::text, null::text, null::integer, null::integer, null::integer, c.id,
		c.version, c.code, g.name, s.name
	from app.case c
	join app.stage g on g.id = c.stage
	left join app.staff s on s.id = c.responsible_id
	where c.batch_id = p_id
	order by c.reported_at, c.code;
end $$;

ALTER FUNCTION api.batch_parts(p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.batch_parts(p_id uuid) IS 'count: how many of these people are of which nationality and group, how many of those are cases and how many are not. case: each case that was split out of them; as one of whom is not kept.';

CREATE FUNCTION api.batch_take(p_key uuid, p_id uuid, p_version integer) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_batch(p_key, 'batch.take', p_id, p_version, jsonb_build_array(p_id, p_version));
	call app.call;
	this app.batch;
begin
	call := begun.call;
	this := begun.this;
	if call.done then
		return call.answer;
	elsif this.responsible_id = call.staff_id then
		return app.refuse(call, 'batch_yours', 'id');
	end if;
	update app.batch b set version = p_version + 1, responsible_id = call.staff_id, touched_by = call.staff_id,
		touched_at = app.now()
	where b.id = p_id;
	return app.finish(call, p_version + 1, jsonb_build_object('responsible_id', jsonb_build_array(this.responsible_id, call.staff_id),
		'before', app.batch_was(this)));
end $$;

ALTER FUNCTION api.batch_take(p_key uuid, p_id uuid, p_version integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.batch_take(p_key uuid, p_id uuid, p_version integer) IS 'From now on I see to it that these people are spoken to, whoever did before.';

CREATE FUNCTION api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'bed.hold', 'case', jsonb_build_array(p_case, p_bed, p_until, p_danger));
	bed record;
	took record;
	until timestamptz;
	code text;
	answer api.outcome;
	detail jsonb;
begin
	if call.done then
		return call.answer;
	elsif app.waited_long() then
		return app.refuse(call, 'waited_long');
	end if;
	call.object_id := p_case;
	select c into call.was from app.case c where c.id = p_case;
	if (call.was).id is null then
		return app.refuse(call, 'no_such_case', 'case');
	end if;
	call.office_id := (call.was).office_id;
	if (call.was).closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	until := app.clock_moment(p_until, (select o.zone from app.office o where o.id = call.office_id), app.now(), false);
	if not coalesce(until > app.now() and until <= app.now() + interval '7 days', false) then
		return app.refuse(call, case when until is null then 'time_format' else 'hold_time' end, 'until');
	end if;
	select * into bed from app.bed_named(p_bed, p_case);
	code := case when bed.unit is null then 'no_such_unit' else app.place_danger_stops(bed.place, p_danger) end;
	if code is null and bed.by_place and bed.regime = 'closed' then
		code := 'unit_named';
	end if;
	if code is null then
		select * into took from app.bed_take(bed.unit, p_case, until, call.staff_id);
		code := took.code;
	end if;
	if code is not null then
		answer := app.refuse(call, code, case when code like 'danger%' then 'danger' else 'bed' end);
		answer.hint := case when code in ('no_bed', 'not_fit_sex', 'not_fit_age', 'unit_closed') then app.bed_others(p_case, bed.country)
			when code = 'danger' and bed.office <> all (app.my_offices()) then 'Its office knows why: call them. Or choose another place.'
			else answer.hint end;
		return answer;
	end if;
	detail := jsonb_strip_nulls(jsonb_build_object('stay_id', (took.now).id, 'until', until, 'danger', p_danger)) || jsonb_build_object('bed',
		(select jsonb_build_array(null, concat(b.place, ' ', b.name)) from app.bed_all(null) as b where b.id = bed.unit));
	perform app.bed_told(call, 'bed.hold', 'place', bed.place, bed.office, detail);
	return app.finish(call, null, detail);
end $$;

ALTER FUNCTION api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text) OWNER TO hw_api;

COMMENT ON FUNCTION api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text) IS 'Hold a bed for a case of mine: p_bed is the code of a unit or, where an open one fits, of a place, of whichever office. p_until: as app.clock_moment() reads it by the clock of the case''s office, within 7 days; then the hold is over by itself. p_danger: what is done about a danger that is known of the place, a word of app.danger_answer.';

CREATE FUNCTION api.bed_line(p_case uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, version integer, code text, place_id uuid, place text, kind text, country text, district text, name text, sex text, age_low smallint, age_high smallint, regime text, legal_basis text, review_on date, review_over boolean, accepts boolean, beds smallint, taken integer, held integer, free integer, next_free timestamp with time zone, danger text, problem text, mine boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('bed.list', 'place', p_case) then
		return;
	end if;
	return query select * from app.bed_all(p_case);
end $$;

ALTER FUNCTION api.bed_line(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.bed_line(p_case uuid) IS 'The units of all offices, those first that have a bed, and, for a case of mine, fit it. beds: of which taken are, of these held; free: no hold that is over takes one. next_free: where none is, when the first hold ends; null: not known. review_over: it is closed, and the day on which somebody had to look again is there. danger: the worst note that any office has about the place. problem: why it takes nobody, or not this case, as a code of app.refusal. place_id, district: of mine.';

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

CREATE FUNCTION api.call_keys(p_office text) RETURNS TABLE(key text, generation integer, born integer, realm uuid, epoch integer, wrapped bytea, newest integer, to_turn boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.new', 'none') then
		return;
	end if;
	return query
	select k.key, 0, 0, n.id, 0, null::bytea, app.epoch_of(n.id), app.to_turn(n.id)
	from app.record_kind k
	cross join lateral (select app.realm_of(app.my_office(p_office), k.key) as id) as n
	where k.name = 'call' and app.has_letter(n.id);
end $$;

ALTER FUNCTION api.call_keys(p_office text) OWNER TO hw_api;

COMMENT ON FUNCTION api.call_keys(p_office text) IS 'Under which realm''s key a new case of this office begins (null: my own one), in the form of api.sealed_keys(). No row: it is none of mine, or nobody has given me its keys.';

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

CREATE FUNCTION api.case_call(p_case uuid) RETURNS TABLE(at timestamp with time zone, source text, caller text, danger text, people integer, language text, call_from timestamp with time zone, call_until timestamp with time zone, answers text, access text[], act text[], means text[], purpose text[], lacks text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.file', 'case', p_case) then
		return;
	end if;
	return query
	select e.entered_at, e.source, e.caller, e.danger, e.people, e.lang, e.call_from, e.call_until, e.answers, e.access, e.act,
		e.means, e.purpose, app.palermo_lacks(e.act, e.means, e.purpose, c.child)
	from app.entry_call e
	join app.case c on c.id = e.case_id
	where e.case_id = p_case and app.me() in (select app.realm_people(app.realm_of(e.office_id, 'office')))
	order by e.entered_at desc, e.id limit 1;
end $$;

ALTER FUNCTION api.case_call(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_call(p_case uuid) IS 'What the latest call about a case has told in clear. lacks: of act, means and purpose what nobody has told of yet; of whoever may be a child the means is not asked. For whoever belongs to the realm it is sealed for.';

CREATE FUNCTION api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text DEFAULT NULL::text, p_reason text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.clock', p_case, p_version, jsonb_build_array(p_act, p_rule, p_at, p_reason));
	was app.case := call.was;
	rule app.clock_rule;
	running app.case_clock;
	problem text[];
	hand record;
	next uuid;
begin
	if call.done then
		return call.answer;
	elsif was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select * into rule from app.clock_rule r where r.code = upper(btrim(p_rule));
	select * into running from app.case_clock k where k.case_id = p_case and k.rule = rule.code and k.stopped_at is null;
	problem := app.clock_problem(was, p_act, rule, running);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	hand := app.clock_by_hand(was, rule, p_at);
	if p_act = 'extend' then
		hand.until := app.clock_moment(p_at, (select o.zone from app.office o where o.id = was.office_id), running.ends_at, false);
		hand.code := case when hand.until is null or coalesce(btrim(p_at), '') = '' then 'time_format'
			when hand.until <= greatest(running.ends_at, app.now()) then 'not_later'
			when hand.until > app.clock_last(running, rule) then 'too_far' end;
	end if;
	if p_act <> 'done' and hand.code is not null then
		return app.refuse(call, hand.code, hand.field);
	elsif (p_act = 'extend' or p_reason is not null)
		and (p_act <> 'extend' or not exists (select from app.clock_reason x where x.name = lower(p_reason))) then
		return app.refuse(call, 'no_such_choice', 'reason');
	end if;
	if p_act = 'start' then
		insert into app.case_clock as k (case_id, office_id, rule, started_at, ends_at)
		values (p_case, was.office_id, rule.code, hand.since, hand.until) returning * into running;
	else
		update app.case_clock k set touched_at = app.now(), ends_at = case p_act when 'extend' then hand.until else k.ends_at end,
			stopped_at = case p_act when 'done' then app.now() end
		where k.id = running.id;
	end if;
	if p_act = 'done' and rule.bound = 'every' then
		insert into app.case_clock as k (case_id, office_id, rule, started_at, ends_at)
		values (p_case, was.office_id, rule.code, app.now(), app.now() + app.clock_length(was.office_id, rule.code))
		returning k.id into next;
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now() where c.id = p_case;
	return app.finish(call, was.version + 1, jsonb_strip_nulls(jsonb_build_object('act', p_act, 'id', running.id, 'next', next,
			'because', lower(p_reason))) || jsonb_build_object(
		'clock', jsonb_build_array(case when p_act <> 'start' then rule.code end,
			rule.code || case p_act when 'start' then '' when 'done' then ' done' else ' extended' end),
		'ends_at', jsonb_build_array(case when p_act <> 'start' then running.ends_at end,
			case p_act when 'start' then running.ends_at when 'extend' then hand.until end)));
end $$;

ALTER FUNCTION api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text, p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text, p_reason text) IS 'Start a clock of a case (at: since when, none: now; of one whose end somebody tells: until when), say that what it was about is done (of one that comes again the next begins), or extend it (at: until when, or by how much; with a reason of app.clock_reason), as far as its rule goes. at is typed as app.clock_moment() reads it.';

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

CREATE FUNCTION api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.confirm', p_case, p_version, jsonb_build_array(p_severity, p_next));
	line app.handover_line;
begin
	if call.done then
		return call.answer;
	end if;
	select * into line from app.handover_line l where l.case_id = p_case;
	if line.case_id is null then
		return app.refuse(call, 'no_handover');
	elsif line.read_at is not null then
		return app.refuse(call, 'read_already');
	elsif line.written_by = call.staff_id or exists (select from app.sealed_past p
		where p.id = line.record and p.written_by = call.staff_id) then
		return app.refuse(call, 'own_handover');
	elsif not exists (select from app.entry_handover e where e.id = line.record
		and (e.severity, e.next) = (lower(btrim(p_severity)), lower(btrim(p_next)))) then
		return app.refuse(call, 'read_back', 'severity');
	end if;
	update app.handover_line l set read_by = call.staff_id, read_at = app.now() where l.case_id = p_case;
	return app.finish(call, (call.was).version, jsonb_build_object('record', line.record, 'from', line.written_by));
end $$;

ALTER FUNCTION api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text) IS 'Confirm the line that was handed over last of a case, by saying back how she is and what comes next. Whoever wrote it, or wrote on it, cannot.';

CREATE FUNCTION api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.escalate', p_case, p_version, to_jsonb(p_reason));
	was app.case := call.was;
	why text;
	open app.escalation;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	select r.name into why from app.escalation_reason r where r.name = lower(p_reason) and r.by_hand;
	if not found then
		return app.refuse(call, 'why_escalate', 'reason');
	end if;
	select * into open from app.escalation e where e.case_id = p_case and e.ended_at is null for update;
	if found and open.seen_at is null and open.raised_at <= app.now() then
		return app.refuse(call, 'asked_already');
	end if;
	-- One that was seen and did not help, or whose time has yet to come, gives way.
	update app.escalation e set ended_at = app.now() where e.id = open.id;
	insert into app.escalation (case_id, office_id, reason, raised_by, raised_at, next_at)
	values (p_case, was.office_id, why, call.staff_id, app.now(), app.now()) returning * into open;
	perform app.escalation_step(open);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	answer := app.finish(call, was.version + 1, jsonb_build_object('escalation', jsonb_build_array(null, why)));
	if (select e.to_id from app.escalation e where e.id = open.id) is null then
		answer.hint := 'There is nobody to be woken: :oncall says who could be, w whom one can call.';
	elsif not api.notify_serves() then
		answer.hint := 'Nobody is woken by that: no service sends messages. Telephone her: w says how.';
	end if;
	return answer;
end $$;

ALTER FUNCTION api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) IS 'Have somebody above looked for: whoever is on call, and if nobody looks at the case in time, the next in line. The reason is a word of app.escalation_reason. hint, of what is done: why nobody is woken by it.';

CREATE FUNCTION api.case_file(p_case uuid) RETURNS TABLE(id uuid, kind text, version integer, person text, at timestamp with time zone, clear jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.file', 'case', p_case) then
		return;
	end if;
	return query
	select s.id, s.kind, s.version, w.name, s.written_at, case when k.clear then app.entry_of(k.name, s.id) end
	from app.sealed s
	join app.record_kind k on k.name = s.kind
	join app.staff w on w.id = s.written_by
	where s.case_id = p_case and k.many
	and app.me() in (select app.realm_people(app.realm_of(s.office_id, k.key)))
	order by s.kind, s.written_at desc, s.id;
end $$;

ALTER FUNCTION api.case_file(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_file(p_case uuid) IS 'The file of a case, kind by kind and newest first: its entries with what is told of each in clear, and its notes, of which nothing is. For whoever belongs to the realm it is sealed for.';

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
		select a.asked, a.position, case when char_length(s.symbols) = 4
			then (select c.code from app.notice n join app.escalation e on e.id = n.escalation_id join app.case c on c.id = e.case_id
				where n.code = s.symbols and n.staff_id = (select app.me()))
			else p.prefix || '-' || left(p.eight, 4) || '-' || substr(p.eight, 5) end as code
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

COMMENT ON FUNCTION api.case_find(p_codes text[]) IS 'The cases with these codes, however they were typed; four symbols are those of a message that I was woken with. problem: check (misread or mistyped) or no_such_case.';

CREATE FUNCTION api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.flag', p_case, p_version, to_jsonb(p_flag));
	was app.case := call.was;
	word text := lower(p_flag);
	off boolean := coalesce(word like 'no %', false);
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if off then
		word := substr(word, 4);
	end if;
	if not exists (select from app.flag f where f.name = word) then
		return app.refuse(call, 'no_such_flag', 'flag');
	end if;
	if off <> (word = any (was.flags)) then
		return app.refuse(call, 'unchanged', 'flag');
	elsif off and word = 'detained' and app.detention_runs(p_case) then
		return app.refuse(call, 'detention_runs', 'flag');
	end if;
	became := case when off then array_remove(was.flags, word) else array(select f.name from app.flag f
		where f.name = word or f.name = any (was.flags) order by f.position) end;
	update app.case set version = version + 1, touched_at = app.now(), flags = became where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('flags', jsonb_build_array(was.flags, became)));
end $$;

ALTER FUNCTION api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) IS 'Put a flag of app.flag on a case; with "no " before it, take it away; not "detained", while a detention of hers runs.';

CREATE FUNCTION api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_link(p_key, 'case.link', p_case, p_version, p_other, lower(coalesce(p_kind, '')));
	call app.call := begun.begun;
	word text := lower(p_kind);
	was text[];
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	was := app.links_between(p_case, p_other);
	if word = any (was) or word = 'possible duplicate' and 'same person' = any (was) then
		return app.refuse(call, 'unchanged', 'kind');
	end if;
	-- Where it is known to be her, it is no longer only possible.
	became := array(select k from unnest(was || word) as k
		where k <> 'possible duplicate' or word <> 'same person' order by k);
	perform app.links_set(call.was, begun.other, became, call.staff_id);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	return app.finish_link(call, begun.other, was, became);
end $$;

ALTER FUNCTION api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) IS 'Link two cases: possible duplicate, same person, same place or family. Both show it.';

CREATE FUNCTION api.case_links(p_case uuid) RETURNS TABLE(id uuid, kind text, other uuid, code text, office text, stage text, closed boolean, person text, at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.links', 'case', p_case) then
		return;
	end if;
	return query
	select l.id, l.kind, c.id, c.code, o.short, s.name, c.closed_at is not null, p.name, l.linked_at
	from app.case_link l
	cross join lateral (select case when l.case_a = p_case then l.case_b else l.case_a end as id,
		case when l.case_a = p_case then l.office_b else l.office_id end as office_id) as x
	join app.office o on o.id = x.office_id
	left join app.case c on c.id = x.id
	left join app.stage s on s.id = c.stage
	left join app.staff p on p.id = l.linked_by
	where (l.case_a = p_case or l.case_b = p_case) and exists (select from app.case h where h.id = p_case)
	union all
	select b.id, b.kind, null, b.code, o.short, null, b.closed_at is not null, p.name, b.came_at
	from app.case c
	join app.batch b on b.id = c.batch_id
	join app.office o on o.id = b.office_id
	join app.staff p on p.id = b.staff_id
	where c.id = p_case
	order by 9 desc, 2, 1;
end $$;

ALTER FUNCTION api.case_links(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_links(p_case uuid) IS 'The cases that this one is linked with, newest first. Of one outside my offices only the office is told (other and code null): whom to ask. And the people out of whom it was split (other and stage null), by the code that they have.';

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
		if app.detention_runs(p_case) then
			return app.refuse(call, 'detention_runs', 'to');
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

COMMENT ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) IS 'Move a case to another stage; closing needs a reason from app.close_reason, and that no detention of hers runs.';

CREATE FUNCTION api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer, p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid DEFAULT NULL::uuid, p_nationality text DEFAULT NULL::text, p_class text DEFAULT NULL::text) RETURNS TABLE(refusal text, field text, message text, hint text, event_id bigint, case_id uuid, version integer, code text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'case.new', 'case', jsonb_build_array(p_case, p_office, p_responsible, p_realm,
		p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch, p_nationality, p_class));
	home smallint := app.my_office(p_office);
	responsible smallint := case when coalesce(p_responsible, 'me') = 'me' then call.staff_id end;
	answer api.outcome := call.answer;
	broken text;
	why text;
	changes jsonb;
begin
	if not call.done then
		call.object_id := p_case;
		call.office_id := coalesce(home, call.office_id);
		select x.code, x.field into why, broken from (values
			(1, 'office', 'office', home is null), (2, 'no_such_answer', 'responsible', p_responsible not in ('me', 'nobody')),
			(3, 'no_such_case', 'case', p_case is null or exists (select from app.party p where p.id = p_case)
				or exists (select from app.place p where p.id = p_case)), (4, 'no_such_record', 'record', p_record is null),
			(5, 'key_format', 'wrapped', coalesce(octet_length(p_wrapped), 0) <> 106),
			(6, 'key_format', 'blob', coalesce(octet_length(p_blob), 0) not between 202 and 1048714 or octet_length(p_blob) % 64 <> 10),
			(7, 'no_such_realm', 'realm', app.realm_of(home, 'office') is distinct from p_realm)) as x(n, code, field, holds)
		where x.holds order by x.n limit 1;
		why := coalesce(why, app.ready_realm(p_realm));
		if why is null and app.epoch_of(p_realm) is distinct from p_epoch then
			why := 'epoch';
			broken := 'epoch';
		end if;
		if why is null then
			why := app.batch_lacks(p_batch, home, p_nationality, p_class);
			broken := case when why is not null then 'batch' end;
		end if;
		-- Two codes of a million may be equal.
		for i in 1 .. 5 loop
			exit when why is not null or changes is not null;
			begin
				changes := app.case_found(call, responsible, p_realm, p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch,
					p_nationality, p_class);
			exception
			when unique_violation then
				get stacked diagnostics broken = constraint_name;
				if broken <> 'case_code_key' then
					why := case when broken <> 'case_pkey' then 'no_such_record'
						when exists (select from app.case c where c.id = p_case) then 'case_there' else 'no_such_case' end;
					broken := case broken when 'case_pkey' then 'case' else 'record' end;
				end if;
			when check_violation then
				get stacked diagnostics broken = constraint_name;
				why := split_part(broken, '__', 2);
				broken := split_part(broken, '__', 1);
			end;
		end loop;
		if changes is null then
			answer := app.refuse(call, coalesce(why, 'busy'), broken);
		else
			select c into call.was from app.case c where c.id = p_case;
			answer := app.finish(call, (call.was).version, jsonb_strip_nulls(jsonb_build_object('record', p_record,
				'kind', 'call', 'version', 1, 'generation', 1, 'epoch', p_epoch, 'sha256', encode(sha256(p_blob), 'hex'),
				'batch', p_batch, 'clear', changes)) || jsonb_build_object('responsible_id', jsonb_build_array(null, responsible)));
		end if;
	end if;
	return query select answer.refusal, answer.field, answer.message, answer.hint, answer.event_id, answer.case_id, answer.version,
		(select c.code from app.case c where c.id = answer.case_id and answer.refusal is null);
end $$;

ALTER FUNCTION api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer, p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid, p_nationality text, p_class text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer, p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid, p_nationality text, p_class text) IS 'A call becomes a case, at once with its first key and the sealed record of what was said; all ids are the console''s. p_office null: my own one. p_responsible: me (also null) or nobody. The record is the first of its kind, version 1, sealed under generation 1, which is born in the realm''s newest epoch. p_batch: the people out of whom she is split, as one of this nationality and class.';

CREATE FUNCTION api.case_open(p_case uuid) RETURNS TABLE(id uuid, version integer, code text, office_id smallint, office text, country text, zone text, stage smallint, stage_name text, priority smallint, priority_name text, risk smallint, risk_name text, sex text, age_low smallint, age_high smallint, child boolean, exploitation text, status text, status_by text, afraid text, source text, flags text[], responsible text, mine boolean, clock_code text, clock_at timestamp with time zone, clock_standing text, need text, reported_at timestamp with time zone, touched_at timestamp with time zone, closed_at timestamp with time zone, close_reason text, refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call;
	me smallint := app.me();
	opening bigint;
	news timestamptz;
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
	-- What is in her inbox until she opens the case (inbox_overwritten, inbox_tampered) ends with an opening after it.
	select max(x.at) into news from (
		select s.written_at as at from app.sealed s join app.sealed_past p on p.id = s.id
		where s.case_id = p_case and p.written_by = me and s.written_by <> me
		union all
		select e.at from app.event e where e.object_id = p_case and e.action = 'tampered' and e.refusal is null) as x;
	select min(e.id) into opening from app.event e
	where e.object_id = p_case and e.staff_id = me and e.action = 'case.open' and e.refusal is null
	and e.at > greatest(app.now() - interval '15 minutes', news);
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
	perform app.escalation_seen(p_case);
	delete from app.case_taken t where t.case_id = p_case and t.staff_id = me;
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

COMMENT ON FUNCTION api.case_open(p_case uuid) IS 'The coded facts of one case. Recorded, once in 15 minutes for a person and a case, and once more where since then what she wrote was changed or something was found TAMPERED: the first time the answer is the refusal ask_again, and the facts come once that is committed.';

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
		from (select y.* from api.case_timeline(p_case, null, 30) as y where y.action not like 'entry.%'
			order by y.id desc limit 3) as x
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

CREATE FUNCTION api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.risk', p_case, p_version, to_jsonb(p_risk));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	-- "not assessed" is what taking back leads to, not what somebody says of her.
	select r.id into chosen from app.risk r where r.name = lower(p_risk) and r.id > 0;
	if not found then
		return app.refuse(call, 'no_such_risk', 'risk');
	end if;
	if was.risk = chosen then
		return app.refuse(call, 'unchanged', 'risk');
	end if;
	update app.case set version = version + 1, touched_at = app.now(), risk = chosen where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('risk', jsonb_build_array(was.risk, chosen)));
end $$;

ALTER FUNCTION api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) IS 'Say how great the danger to her is: low, medium or high. It stands until somebody says so again or assesses it.';

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

CREATE FUNCTION api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text DEFAULT NULL::text, p_person text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_case(p_key, 'case.task', p_case, p_version, jsonb_build_array(p_act, p_task, p_due, p_person));
	was app.case := call.was;
	kind app.task_kind;
	task app.task;
	person smallint;
	due timestamptz;
	problem text[];
begin
	if call.done then
		return call.answer;
	elsif was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if p_act = 'new' and coalesce(p_person, 'responsible') <> 'responsible' then
		select s.id into person from app.staff s join app.may_answer_for(was.office_id) as m(id) on m.id = s.id where s.login = p_person;
		if not found then
			return app.refuse(call, case when exists (select from app.staff s where s.login = p_person and s.retired_at is null)
				then 'not_same_office' else 'no_such_person' end, 'person');
		end if;
	end if;
	select * into kind from app.task_kind k where k.name = lower(btrim(p_task));
	problem := app.task_problem(p_case, p_act, kind, person);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	if p_act in ('new', 'later') then
		due := app.clock_moment(p_due, (select o.zone from app.office o where o.id = was.office_id), app.now(), false);
		problem[1] := case when coalesce(btrim(p_due), '') in ('', 'now') then 'task_time' when due is null then 'time_format'
			when due <= app.now() then 'over' when due > app.now() + interval '10 years' then 'too_far' end;
		if problem[1] is not null then
			return app.refuse(call, problem[1], 'due');
		end if;
	end if;
	if p_act = 'new' then
		insert into app.task as t (case_id, office_id, kind, staff_id, due_at)
		values (p_case, was.office_id, kind.id, person, due) returning * into task;
		task.due_at := null;
	else
		task := app.task_of(p_case, kind);
		if p_act = 'later' and due <= task.due_at then
			return app.refuse(call, 'not_later', 'due');
		elsif p_act = 'cancel' then
			delete from app.task t where t.id = task.id;
		else
			update app.task t set touched_at = app.now(), due_at = coalesce(due, t.due_at),
				done_at = case p_act when 'done' then app.now() end
			where t.id = task.id;
		end if;
	end if;
	update app.case c set version = c.version + 1, touched_at = app.now() where c.id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('act', p_act, 'id', task.id, 'kind', kind.id, 'staff', task.staff_id,
		'task', jsonb_build_array(case when p_act <> 'new' then kind.name end,
			kind.name || case p_act when 'new' then '' when 'done' then ' done' when 'later' then ' later' else ' not needed' end),
		'due_at', jsonb_build_array(task.due_at, coalesce(due, task.due_at))));
end $$;

ALTER FUNCTION api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text, p_person text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text, p_person text) IS 'Write down what has to be done for a case (new: until when, and by whom; null: whoever is responsible), say that it is done, put it off (later: until when) or give it up (cancel: it is gone). The kind is a word of app.task_kind; where several people have one of it, the one that is due first is meant. A time is typed as app.clock_moment() reads it.';

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
declare
	works boolean;
begin
	if not app.begin_read('case.timeline', 'case', p_case) then
		return;
	end if;
	select app.me() in (select app.realm_people(app.realm_of(c.office_id, 'office'))) into works
	from app.case c where c.id = p_case;
	return query
	select e.id, e.at, s.name, case e.action when 'sealed.keep' then 'entry.' || (e.detail ->> 'kind') else e.action end,
		case f.key when 'responsible_id' then 'responsible' else f.key end,
		app.word(f.key, e.detail -> f.key ->> 0), app.word(f.key, e.detail -> f.key ->> 1),
		coalesce(app.word('close_reason', e.detail -> 'close_reason' ->> 1), e.detail ->> 'because'),
		exists (select from app.event u where u.object_id = p_case and u.id > e.id and u.action = 'undo'
			and u.refusal is null and (u.detail ->> 'undoes')::bigint = e.id)
	from app.event e
	left join app.staff s on s.id = e.staff_id
	left join lateral (select w.field as key from (select 'afraid' as field union all select 'status' union all select 'flags'
		union all select c.field from app.change c) as w where e.detail ? w.field limit 1) as f on true
	where e.object_id = p_case and e.refusal is null and e.action not in ('case.open', 'case.watch', 'clock.follow')
	and (e.action not like 'sealed.%' or (e.action = 'sealed.keep' and e.detail ? 'clear' and works))
	and e.id < coalesce(p_before, 9223372036854775807)
	and exists (select from app.case c where c.id = p_case)
	order by e.id desc
	limit greatest(least(p_limit, 1000), 0);
end $$;

ALTER FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) IS 'What was done with a case, newest first; p_before is the id to go on from. Of an entry of its file, entry.KIND: that it was written, and what of the case it changed; for whoever sees the file. Who read what is for auditors.';

CREATE FUNCTION api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_link(p_key, 'case.unlink', p_case, p_version, p_other, lower(p_kind));
	call app.call := begun.begun;
	was text[];
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	was := app.links_between(p_case, p_other);
	became := case when p_kind is null then '{}' else array_remove(was, lower(p_kind)) end;
	if became = was then
		return app.refuse(call, 'no_such_link', 'other');
	end if;
	perform app.links_set(call.was, begun.other, became, call.staff_id);
	update app.case set version = version + 1, touched_at = app.now() where id = p_case;
	return app.finish_link(call, begun.other, was, became);
end $$;

ALTER FUNCTION api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) IS 'Take the link of this kind between two cases away; null: all of them.';

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
			when v.verb not in ('move', 'link', 'unlink') and c.closed_at is not null then 'closed'
			when v.verb = 'take' and c.responsible_id = app.me() then 'unchanged'
			when v.verb = 'move' and v.choices is null then 'stage'
			end, v.choices
		from (values
			(1, 'take', null::text[]),
			(2, 'assign', null),
			(3, 'priority', (select array_agg(p.name order by p.id) from app.priority p
				where p.id <> c.priority)),
			(4, 'move', (select array_agg(s.name order by s.id) from app.stage s
				where s.id in (select app.moves(c.stage)) and (s.name <> 'return' or c.afraid = 'no'))),
			(5, 'risk', (select array_agg(r.name order by r.id) from app.risk r where r.id not in (0, c.risk))),
			(6, 'flag', (select array_agg(case when f.name = any (c.flags) then 'no ' else '' end || f.name
				order by f.position) from app.flag f)),
			(7, 'link', null),
			(8, 'unlink', null))
			as v(position, verb, choices)
		order by v.position
	loop
		allowed := refusal is null;
		return next;
	end loop;
end $$;

ALTER FUNCTION api.case_verbs(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_verbs(p_case uuid) IS 'What I may do with this case, why not, and what there is to choose from. assign: see api.staff_choices.';

CREATE FUNCTION api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean DEFAULT true) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'case.watch', 'case', jsonb_build_array(p_case, p_version, p_on));
	changed integer;
begin
	call.object_id := p_case;
	if call.done then
		return call.answer;
	end if;
	select c into call.was from app.case c where c.id = p_case;
	if (call.was).id is null then
		return app.refuse(call, 'no_such_case');
	end if;
	call.office_id := (call.was).office_id;
	if p_on and (call.was).closed_at is not null then
		return app.refuse(call, 'closed');
	elsif p_on then
		insert into app.watch (staff_id, case_id, office_id) values (call.staff_id, p_case, call.office_id)
		on conflict do nothing;
	else
		delete from app.watch w where w.staff_id = call.staff_id and w.case_id = p_case;
	end if;
	get diagnostics changed = row_count;
	-- What she changed needs no line either, then.
	if changed = 0 and (p_on or not exists (select from app.my_changes() as g where g.case_id = p_case and g.changes > 0)) then
		return app.refuse(call, 'unchanged');
	end if;
	return app.finish(call, (call.was).version, jsonb_build_object('watched', jsonb_build_array((changed > 0) <> p_on, p_on)));
end $$;

ALTER FUNCTION api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean) OWNER TO hw_api;

COMMENT ON FUNCTION api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean) IS 'Keep an eye on a case, or no more: what I watch is in what I hand over; no more says that what I changed of it until now needs no line either. It changes nothing of the case, so its version does not matter.';

CREATE FUNCTION api.clock_choices(p_case uuid, p_act text) RETURNS TABLE(value text, label text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case;
	zone text;
begin
	if not app.begin_read('clock.choices', 'case', p_case) then
		return;
	end if;
	select x.* into c from app.case x where x.id = p_case;
	zone := (select o.zone from app.office o where o.id = c.office_id);
	return query
	select r.code, concat(r.code, case when r.standing <> 'law' then '?' end, '  ', r.name, ' . ',
		coalesce('ends ' || app.clock_local(k.ends_at, zone), api.span(app.clock_length(c.office_id, r.code))), ' . ', r.standing)
	from app.clock_rule r
	left join app.case_clock k on k.case_id = p_case and k.rule = r.code and k.stopped_at is null
	where c.id is not null and app.clock_problem(c, p_act, r, k) is null
	order by k.ends_at, r.country_id is null, r.code;
end $$;

ALTER FUNCTION api.clock_choices(p_case uuid, p_act text) OWNER TO hw_api;

COMMENT ON FUNCTION api.clock_choices(p_case uuid, p_act text) IS 'With which clocks of this case this can be done: start, done or extend.';

CREATE FUNCTION api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'clock.policy', 'none', jsonb_build_array(p_office, p_rule, p_length));
	rule app.clock_rule;
	was interval;
	goal interval;
begin
	if call.done then
		return call.answer;
	end if;
	if p_office is not null then
		call.office_id := (select o.id from app.office o where o.code = upper(btrim(p_office)));
	end if;
	if call.office_id is null then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		return app.refuse(call, 'no_such_office', 'office');
	elsif call.office_id <> all (app.my_offices()) then
		return app.refuse(call, 'office', 'office');
	end if;
	select * into rule from app.clock_rule r where r.code = upper(btrim(p_rule));
	if not found then
		return app.refuse(call, 'no_such_rule', 'rule');
	elsif rule.standing in ('law', 'unverified') or rule.bound in ('at once', 'as told', 'by age') then
		return app.refuse(call, 'not_policy', 'rule');
	end if;
	begin
		goal := case when lower(btrim(p_length)) <> 'default' then p_length::interval end;
	exception when data_exception then
		return app.refuse(call, 'length_format', 'length');
	end;
	-- A month is no length: it is 28 days or 31.
	if p_length is null or p_length ~ '[-+]' or extract(year from goal) + extract(month from goal) <> 0
		or goal < interval '1 minute' or goal > interval '3650 days' or goal > rule.longest then
		return app.refuse(call, 'length_format', 'length');
	end if;
	perform pg_advisory_xact_lock(hashtextextended('clock_policy', call.office_id));
	was := app.clock_length(call.office_id, rule.code);
	if coalesce(goal, rule.length) = was then
		return app.refuse(call, 'unchanged', 'length');
	end if;
	delete from app.clock_policy p where p.office_id = call.office_id and p.rule = rule.code;
	if goal is not null then
		insert into app.clock_policy (office_id, rule, length, set_by) values (call.office_id, rule.code, goal, call.staff_id);
	end if;
	return app.finish(call, null, jsonb_build_object('rule', rule.code,
		'length', jsonb_build_array(was, coalesce(goal, rule.length))));
end $$;

ALTER FUNCTION api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) OWNER TO hw_api;

COMMENT ON FUNCTION api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) IS 'How long a clock of policy, practice or office rule runs in an office (null: one''s own) from now on; default: as the rule itself says. Clocks that run keep their end.';

CREATE FUNCTION api.clock_reasons() RETURNS TABLE(value text, label text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return query select r.name, r.name from app.clock_reason r order by r.position;
end $$;

ALTER FUNCTION api.clock_reasons() OWNER TO hw_api;

COMMENT ON FUNCTION api.clock_reasons() IS 'Why a clock may be extended.';

CREATE FUNCTION api.clock_times(p_case uuid, p_act text, p_rule text) RETURNS TABLE(value text, label text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	rule app.clock_rule;
	k app.case_clock;
	zone text;
begin
	if not app.begin_read('clock.times', 'case', p_case) then
		return;
	end if;
	select * into rule from app.clock_rule r where r.code = p_rule;
	select * into k from app.case_clock x where x.case_id = p_case and x.rule = p_rule and x.stopped_at is null;
	select o.zone into zone from app.case c join app.office o on o.id = c.office_id where c.id = p_case;
	return query
	select x.typed, concat(case when x.typed = 'now' then 'now' when p_act = 'start' and rule.bound <> 'as told'
		then x.typed || ' ago' when p_act = 'start' then 'in ' || x.typed else x.typed || ' more' end, '  ', app.clock_local(m.moment, zone))
	from unnest('{now,15m,30m,1h,2h,3h,4h,6h,8h,12h,18h,1d,2d,3d,7d,14d,30d,90d,180d}'::text[]) with ordinality as x(typed, n)
	cross join lateral (select app.clock_moment(x.typed, zone, case when p_act = 'extend' then k.ends_at else app.now() end,
		p_act = 'start' and rule.bound <> 'as told') as moment) as m
	where zone is not null and case
		when p_act = 'start' and rule.bound <> 'as told' then m.moment > app.now() - rule.length - interval '1 day'
		when p_act = 'start' then m.moment > app.now() and m.moment <= app.now() + rule.longest
		else m.moment > greatest(k.ends_at, app.now()) and m.moment <= app.clock_last(k, rule) end
	order by x.n
	limit 16;
end $$;

ALTER FUNCTION api.clock_times(p_case uuid, p_act text, p_rule text) OWNER TO hw_api;

COMMENT ON FUNCTION api.clock_times(p_case uuid, p_act text, p_rule text) IS 'The times to choose from where a clock is started or extended, as api.case_clock takes them and as they are read in the office. Others can be typed.';

CREATE FUNCTION api.contact_done(p_key uuid, p_id uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'contact.done', 'contact', to_jsonb(p_id));
	office smallint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	update app.contact c set done_by = call.staff_id, done_at = app.now()
	where c.id = p_id and not c.gone and c.done_at is null and (c.taken_by = call.staff_id or app.contact_free(c))
	returning c.office_id into office;
	if not found then
		return app.contact_refused(call);
	end if;
	call.office_id := office;
	return app.finish(call, 1);
end $$;

ALTER FUNCTION api.contact_done(p_key uuid, p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.contact_done(p_key uuid, p_id uuid) IS 'Nobody has to see to this call any more: one that I see to, or nobody does. Until somebody says so it waits in triage.';

CREATE FUNCTION api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text DEFAULT NULL::text, p_language text DEFAULT NULL::text, p_case uuid DEFAULT NULL::uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'contact.keep', 'contact', jsonb_build_array(p_id, p_kind, p_office, p_language, p_case));
	home smallint := app.my_office(p_office);
	word text := lower(p_kind);
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	call.office_id := coalesce(home, call.office_id);
	if home is null then
		return app.refuse(call, 'office', 'office');
	elsif p_id is null then
		return app.refuse(call, 'no_such_contact', 'id');
	elsif not exists (select from app.contact_kind k where k.name = word) then
		return app.refuse(call, 'no_such_contact_kind', 'kind');
	elsif not app.language_valid(p_language) then
		return app.refuse(call, 'no_such_language', 'language');
	elsif p_case is not null and not exists (select from app.case c where c.id = p_case) then
		return app.refuse(call, 'no_such_case', 'case');
	end if;
	begin
		insert into app.contact (id, office_id, kind, language, case_id, staff_id)
		values (p_id, home, word, p_language, p_case, call.staff_id);
	exception when unique_violation then
		return app.refuse(call, 'no_such_contact', 'id');
	end;
	return app.finish(call, 1, jsonb_strip_nulls(jsonb_build_object('kind', word, 'language', p_language, 'case', p_case)));
end $$;

ALTER FUNCTION api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text, p_language text, p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text, p_language text, p_case uuid) IS 'There was a call that is no case: of what kind, and no word of it. p_office null: my own one; p_case: the one it was about.';

CREATE FUNCTION api.contact_take(p_key uuid, p_id uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'contact.take', 'contact', to_jsonb(p_id));
	office smallint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	update app.contact c set taken_by = call.staff_id, taken_at = app.now()
	where c.id = p_id and not c.gone and c.done_at is null and app.contact_free(c) returning c.office_id into office;
	if not found then
		return app.contact_refused(call);
	end if;
	call.office_id := office;
	return app.finish(call, 1);
end $$;

ALTER FUNCTION api.contact_take(p_key uuid, p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.contact_take(p_key uuid, p_id uuid) IS 'I see to this call, that somebody has to see to: of those that nobody sees to (app.contact_free).';

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

CREATE FUNCTION api.danger_list(p_subject uuid) RETURNS TABLE(id uuid, kind text, version integer, person text, at timestamp with time zone, clear jsonb, own boolean, code text, due boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('danger.list', 'party', p_subject) then
		return;
	end if;
	return query
	select s.id, s.kind, s.version, w.name, s.written_at, app.entry_of('danger', s.id), d.subject = p_subject,
		coalesce((select p.code from app.party p where p.id = d.subject), (select p.code from app.place p where p.id = d.subject)),
		d.standing <> 'withdrawn' and d.review_on <= app.now()::date
	from app.entry_danger d
	join app.sealed s on s.id = d.id
	join app.staff w on w.id = s.written_by
	where d.subject = p_subject or d.id in (select x.danger from app.danger_of(p_subject) as x)
	order by d.subject <> p_subject, d.standing = 'withdrawn', d.severity desc, d.since desc, d.id;
end $$;

ALTER FUNCTION api.danger_list(p_subject uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.danger_list(p_subject uuid) IS 'The danger notes about a party or place, its own also where they are withdrawn, then those of its area (own false: opened there, code), with what is told of each in clear. due: its review is.';

CREATE FUNCTION api.danger_names(p_key uuid) RETURNS TABLE(subject uuid, code text, severity text, id uuid, kind text, key text, generation integer, version integer, blob bytea, realm uuid, epoch integer, born integer, wrapped bytea, refusal text, message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'danger.names', 'party', '[]');
	line app.event;
begin
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		if line.id is null then
			call.answer := app.ask_again(call);
		end if;
	elsif call.done then
		null;
	elsif p_key is null then
		call.answer := app.refuse(call, 'key_needed', 'key');
	else
		insert into app.event (staff_id, office_id, action, kind)
		values (call.staff_id, call.office_id, call.action, call.kind) returning app.event.id into line.id;
		call.answer := app.ask_again(call, line.id);
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select p.id, p.code, d.severity, s.id, s.kind, k.key, s.generation, s.version, s.blob, k.realm_id, k.epoch, k.born, k.wrapped,
		null::text, null::text
	from (select x.subject, max(x.severity) as severity from app.entry_danger x where x.standing <> 'withdrawn' group by x.subject) as d
	join app.party p on p.id = d.subject
	join app.sealed s on s.subject = p.id and s.kind = 'party'
	join app.sealed_key k on k.subject = p.id and k.key = 'office' and k.generation = s.generation
	where app.has_letter(k.realm_id)
	order by d.severity desc, p.code limit 1000;
end $$;

ALTER FUNCTION api.danger_names(p_key uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.danger_names(p_key uuid) IS 'What those are called, sealed, about whom there is a danger note that holds: a console looks for the name that somebody has typed among them, for names do not go to the server. The first time the answer is the refusal ask_again, and that it was asked for is in the record then; asked again with the same key it gives them.';

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

CREATE FUNCTION api.escalation_watch(OUT notify text, OUT waiting bigint, OUT mine bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('escalation.watch', 'none') then
		return;
	end if;
	perform app.escalate_due(), app.approval_due();
	select count(*), case when bool_or(n.late) then 'fails' when bool_or(n.unsent) then 'unsent' end,
		count(*) filter (where exists (select from app.notice m where m.escalation_id = e.id and m.staff_id = app.me()))
	into waiting, notify, mine
	from app.escalation e
	left join lateral (select
			bool_and(n.outcome is distinct from 'sent') as unsent,
			bool_and(n.outcome is distinct from 'sent') and bool_or(n.tries > 1) as late
		from app.notice n where n.escalation_id = e.id and n.staff_id = e.to_id and n.made_at >= e.next_at
			- app.escalation_wait('unanswered')) as n on true
	where e.ended_at is null and e.seen_at is null and e.raised_at <= app.now();
	notify := case
		when api.notify_serves() then case notify when 'fails' then 'fails' else 'works' end
		when notify is not null or exists (select from app.notify_served) then 'down'
		else 'none' end;
end $$;

ALTER FUNCTION api.escalation_watch(OUT notify text, OUT waiting bigint, OUT mine bigint) OWNER TO hw_api;

COMMENT ON FUNCTION api.escalation_watch(OUT notify text, OUT waiting bigint, OUT mine bigint) IS 'Asked by every console now and then: moves on what has waited too long, which so needs no service, and tells whether people are woken. notify: works, fails (a message has not gone out though it was tried twice), down (nothing sends them), none (nobody has ever run the service, and nobody is to be woken). waiting: how many cases of my offices nobody asked has looked at; mine: for how many of them I was asked.';

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

CREATE FUNCTION api.handover() RETURNS TABLE(part text, case_id uuid, version integer, code text, office text, watched boolean, changes bigint, changed_at timestamp with time zone, clock_code text, clock_at timestamp with time zone, need text, record uuid, severity text, next text, next_at timestamp with time zone, person text, at timestamp with time zone, read_by text, read_at timestamp with time zone, people integer, rest integer, urgent text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('handover', 'none') then
		return;
	end if;
	return query
	select 'give', c.id, c.version, c.code, c.office, m.watched, m.changes, m.at, c.clock_code, c.clock_at, c.need,
		h.record, e.severity, e.next, e.next_at, null::text, h.at, r.name, h.read_at, null::integer, null::integer, m.urgent
	from (select x.id, bool_or(x.watched) as watched, sum(x.changes)::bigint as changes, max(x.at) as at, min(x.urgent) as urgent
		from (select w.case_id as id, true as watched, 0 as changes, null::timestamptz as at, null::text as urgent from app.watch w
			union all select g.case_id, false, g.changes, g.at, null from app.my_changes() as g where g.changes > 0
			union all select u.case_id, false, 0, null, u.why from app.my_urgent() as u) as x group by x.id) as m
	cross join lateral (select * from api.case_line x where x.id = m.id limit 1) as c
	left join app.handover_line h on h.case_id = c.id and h.written_by = app.me() and h.at >= app.shift_start()
	left join app.entry_handover e on e.id = h.record
	left join app.staff r on r.id = h.read_by
	where c.closed_at is null
	order by h.record is not null, m.urgent is distinct from 'danger now', c.priority, c.clock_order, c.code;
	return query
	select 'take', c.id, c.version, c.code, c.office, exists (select from app.watch w where w.case_id = c.id), 0::bigint,
		null::timestamptz, c.clock_code, c.clock_at, c.need, h.record, e.severity, e.next, e.next_at, s.name, h.at, r.name,
		h.read_at, null::integer, null::integer, null::text
	from (select i.case_id from api.inbox_handover i
		union select l.case_id from app.handover_line l where l.read_by = app.me() and l.read_at >= app.shift_start()) as x
	join app.handover_line h on h.case_id = x.case_id
	join app.entry_handover e on e.id = h.record
	join app.staff s on s.id = h.written_by
	left join app.staff r on r.id = h.read_by
	cross join lateral (select * from api.case_line y where y.id = h.case_id limit 1) as c
	order by h.read_at is not null, array_position(array['unstable', 'watch', 'stable'], e.severity), e.next_at, c.code;
	return query
	select 'rest', null::uuid, b.version, b.code, b.office_name, false, 0::bigint, null::timestamptz, null::text,
		null::timestamptz, b.kind, null::uuid, null::text, null::text, null::timestamptz, b.person, b.came_at, null::text,
		null::timestamptz, b.people, b.rest, null::text
	from api.batch_open b
	order by b.came_at, b.code limit 50;
end $$;

ALTER FUNCTION api.handover() OWNER TO hw_api;

COMMENT ON FUNCTION api.handover() IS 'give: the open cases that I watch, that I changed and have not handed over since (app.my_changes), and those I am responsible for that are in danger now, escalated or in triage (urgent: which, in this order), with the line I wrote of each in this shift, if any. take: what others have handed over and nobody has confirmed, the worst first, then what I confirmed in this shift. rest: people who came at once (need: of what kind, at: when), of whom so many are no case yet.';

CREATE FUNCTION api.handover_draft(p_case uuid) RETURNS TABLE(name text, content text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	zone text := (select o.zone from app.case c join app.office o on o.id = c.office_id where c.id = p_case);
	since timestamptz := least(app.shift_start(), (select g.since from app.my_changes() as g where g.case_id = p_case));
begin
	if not app.begin_read('handover', 'case', p_case) or zone is null then
		return;
	end if;
	return query
	select 'actions', string_agg(x.line, e'\n' order by x.section, x.at, x.line)
	from (
		select 1 as section, t.at, to_char(t.at at time zone zone, case when t.at > app.now() - interval '1 day' then 'HH24:MI'
			else 'YYYY-MM-DD HH24:MI' end) || ' ' || t.person || ': '
			|| case t.action when 'case.take' then 'took it' when 'case.assign' then 'gave it to ' || t.became
			when 'case.move' then 'moved it to ' || t.became when 'case.priority' then 'priority ' || t.became
			else concat_ws(' ', translate(t.action, '._', '  '), t.became) end as line
		from api.case_timeline(p_case, null, 50) as t
		where t.at >= since and not t.undone and t.action <> 'undo'
		union all
		select 2, t.due_at, 'to do: ' || concat_ws(' ', t.kind, to_char(t.due_at at time zone zone, 'HH24:MI'),
			'(' || t.person || ')')
		from api.case_tasks(p_case) as t where t.done_at is null
		union all
		select 3, k.ends_at, 'clock: ' || k.code || ' ' || to_char(k.ends_at at time zone zone, 'YYYY-MM-DD HH24:MI')
		from api.case_clocks(p_case) as k where k.stopped_at is null) as x
	having count(*) > 0;
end $$;

ALTER FUNCTION api.handover_draft(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.handover_draft(p_case uuid) IS 'What a new line of a handover begins with: what was done in this shift, or since I changed what I have not handed over, and by whom, open tasks, running clocks; coded words only.';

CREATE FUNCTION api.ms(at timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN (CASE WHEN isfinite(at) THEN (EXTRACT(epoch FROM at) * (1000)::numeric) ELSE NULL::numeric END)::bigint;

ALTER FUNCTION api.ms(at timestamp with time zone) OWNER TO hw_api;

COMMENT ON FUNCTION api.ms(at timestamp with time zone) IS 'A moment as milliseconds since 1970 UTC; null: it never comes.';

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

CREATE TABLE app.country (
    id text NOT NULL,
    name text NOT NULL,
    language text,
    CONSTRAINT country_id_check CHECK ((id ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT country_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text))
);

ALTER TABLE ONLY app.country FORCE ROW LEVEL SECURITY;

ALTER TABLE app.country OWNER TO hw_owner;

COMMENT ON TABLE app.country IS 'Countries that offices stand in or that people came from or through.';

COMMENT ON COLUMN app.country.id IS 'ISO 3166-1 alpha-2';

COMMENT ON COLUMN app.country.name IS 'short English name';

COMMENT ON COLUMN app.country.language IS 'in which its offices answer the telephone, ISO 639: two letters, else three; null: not known';

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

CREATE FUNCTION api.hello(p_program integer, p_mark text DEFAULT NULL::text) RETURNS TABLE(staff_id smallint, login text, name text, roles text[], read_only boolean, office_id smallint, office text, offices smallint[], zone text, now_ms bigint, frozen boolean, utc_offset_minutes integer, contract_oldest integer, contract_newest integer, generation integer, system_id text, demo boolean, refusal text, held boolean, mark text, works boolean, opens boolean, keeps_places boolean, peeks boolean, language text)
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
     app.may('case.peek'::text) AS may,
     ( SELECT y.language
            FROM app.country y
           WHERE (y.id = o.country_id)) AS language
    FROM (((api.contract() c(oldest, newest, generation)
      CROSS JOIN app.cluster k)
      LEFT JOIN app.staff s ON ((s.id = app.me())))
      LEFT JOIN app.office o ON ((o.id = s.office_id)));
END;

ALTER FUNCTION api.hello(p_program integer, p_mark text) OWNER TO hw_api;

COMMENT ON FUNCTION api.hello(p_program integer, p_mark text) IS 'The first question of a console: one row, for strangers too. The arguments are the program''s contract number and the mark it was given last: not held, this is an older copy of the database, or another. Strangers get no mark, and no word about one. Refusal: unknown_person; nobody: there is not one person with a role, as while a dump is being put back.';

CREATE FUNCTION api.here(p_case uuid, p_leave boolean DEFAULT false) RETURNS TABLE(person text, since timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('case.here', 'case', p_case) then
		return;
	end if;
	-- What consoles that died have left, but for what somebody else is at.
	delete from app.presence x where x.ctid = any (array(select p.ctid from app.presence p
		where (p.staff_id = app.me() and (p.until <= app.now() or (p_leave and p.case_id = p_case)))
		or (p.case_id = p_case and p.until <= app.now())
		for update skip locked));
	if p_leave then
		return;
	end if;
	update app.presence p set until = app.now() + interval '40 seconds'
	where p.case_id = p_case and p.staff_id = app.me();
	if not found then
		insert into app.presence (case_id, staff_id, office_id, until)
		select c.id, app.me(), c.office_id, app.now() + interval '40 seconds' from app.case c where c.id = p_case
		on conflict do nothing;
	end if;
	return query select l.person, l.since from api.presence_line l where l.case_id = p_case order by l.since, l.person;
end $$;

ALTER FUNCTION api.here(p_case uuid, p_leave boolean) OWNER TO hw_api;

COMMENT ON FUNCTION api.here(p_case uuid, p_leave boolean) IS 'I have this case open: to be said again within 40 seconds, or with p_leave that I have it no more. Who else has it open. It is no line in the record.';

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

CREATE FUNCTION api.morning() RETURNS TABLE(section text, country text, office text, case_id uuid, version integer, code text, what text, person text, at timestamp with time zone, days integer, n bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('morning', 'none') then
		return;
	end if;
	return query
	select 'country', l.country, null::text, null::uuid, null::integer, null::text, x.what, null::text, null::timestamptz,
		null::integer, sum(x.n)::bigint
	from api.office_line l
	cross join lateral (values (1, 'open', l.open_cases), (2, 'NOBODY', l.nobody), (3, 'clock ended', l.ended)) as x(place, what, n)
	where l.id = any (app.my_offices())
	group by l.country, x.place, x.what order by l.country, x.place;
	-- Today is what the clocks of the office say.
	return query
	select 'ends', o.country_id, o.short, c.id, c.version, c.code,
		k.rule || case r.standing when 'law' then '' else '?' end, s.name, k.ends_at, null::integer,
		null::bigint
	from app.office o
	cross join lateral (select (((app.now() at time zone o.zone)::date + 1)::timestamp at time zone o.zone) as midnight) as d
	cross join lateral (select x.case_id, x.rule, x.ends_at from app.case_clock x
		where x.office_id = o.id and x.stopped_at is null and x.ends_at < d.midnight
		order by x.ends_at, x.case_id limit 50) as k
	join app.case c on c.id = k.case_id and c.closed_at is null
	left join app.staff s on s.id = c.responsible_id
	join app.clock_rule r on r.code = k.rule
	where o.id = any (app.my_offices())
	order by o.country_id, k.ends_at, c.code;
	return query
	select 'waits', o.country_id, o.short, c.id, c.version, c.code, r.other_side, r.direction, null::timestamptz,
		(app.now() at time zone o.zone)::date - r.asked_on, null::bigint
	from app.entry_referral r
	join app.case c on c.id = r.case_id
	join app.office o on o.id = c.office_id
	where r.state = 'asked' and c.closed_at is null
	order by r.asked_on, c.code limit 200;
	return query
	select 'office', o.country_id, o.short, null::uuid, null::integer, null::text, w.what, null::text, null::timestamptz,
		floor(extract(epoch from app.now() - w.since) / 86400)::integer, w.n
	from app.office o
	cross join lateral (
		select 1 as place, 'NOBODY' as what, count(*) as n, min(x.reported_at) as since from app.case x
		where x.office_id = o.id and x.closed_at is null and x.responsible_id is null
		union all
		select 2, 'task', count(*), min(x.task_at) from app.case x
		where x.office_id = o.id and x.closed_at is null and x.task_at < (select app.now())
		union all
		select 3, 'handover', count(*), min(x.at) from app.handover_line x
		join app.case y on y.id = x.case_id and y.closed_at is null
		where x.office_id = o.id and x.read_at is null) as w
	where o.id = any (app.my_offices()) and w.n > 0
	order by o.country_id, o.short, w.place;
	return query
	select 'danger', l.country, l.office, null::uuid, null::integer, l.code, d.severity, d.concerns, l.at,
		floor(extract(epoch from app.now() - l.at) / 86400)::integer, null::bigint
	from api.inbox_danger l
	join app.entry_danger d on md5(d.id || 'danger')::uuid = l.id
	order by l.country, l.at, l.code limit 200;
	return query
	select 'batch', b.country, b.office_name, null::uuid, b.version, b.code, b.kind, b.people::text, b.came_at,
		floor(extract(epoch from app.now() - b.came_at) / 86400)::integer, b.rest::bigint
	from api.batch_open b
	order by b.came_at, b.code limit 50;
	return query
	select 'beds', p.country_id, null::text, null::uuid, null::integer, null::text, p.kind,
		count(*) filter (where p.capacity is null)::text, null::timestamptz, coalesce(sum(p.capacity), 0)::integer, count(*)
	from app.place p where p.kind not in ('school', 'authority')
	group by p.country_id, p.kind order by p.country_id, p.kind;
end $$;

ALTER FUNCTION api.morning() OWNER TO hw_api;

COMMENT ON FUNCTION api.morning() IS 'One page over all countries of mine. country: how many cases are what. ends: each clock that ends today or has ended, by the day of its office, 50 of an office. waits: referrals that are not answered; person tells the direction (out: we wait), days how long. office: what (NOBODY, task, handover) waits in an office, how much of it, and for how many days the oldest. danger: notes whose day has come, what how bad, person what it is about, days since when; for who leads. batch: people who came at once, so many as person tells, of whom n are no case yet, since days. beds: of each kind of place n, for days people in all, of person places not known; how many are free is not kept.';

CREATE FUNCTION api.notice_take(p_stand_by boolean) RETURNS TABLE(serving boolean, id uuid, login text, code text, waited_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $$
begin
	if session_user <> 'hw_notify' then
		raise insufficient_privilege using message = 'only hw_notify notifies';
	end if;
	serving := true;
	if p_stand_by then
		begin
			perform pg_advisory_lock(app.notify_lock());
		exception when lock_not_available then
			serving := false;
		end;
	end if;
	if not serving then
		return next;
		return;
	end if;
	return query select true, t.* from app.notice_take(p_stand_by) as t;
	if not found then
		return next;
	end if;
end $$;

ALTER FUNCTION api.notice_take(p_stand_by boolean) OWNER TO hw_api;

COMMENT ON FUNCTION api.notice_take(p_stand_by boolean) IS 'For the notify service: the messages to be sent now, and whether it is the one that serves (true: ask for that first). Without a message one line that only says so. Each has to be told of within 90 seconds, or comes again.';

CREATE FUNCTION api.notice_told(p_notice uuid, p_outcome text, p_status integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if session_user <> 'hw_notify' then
		raise insufficient_privilege using message = 'only hw_notify notifies';
	end if;
	return app.notice_told(p_notice, p_outcome, p_status);
end $$;

ALTER FUNCTION api.notice_told(p_notice uuid, p_outcome text, p_status integer) OWNER TO hw_api;

COMMENT ON FUNCTION api.notice_told(p_notice uuid, p_outcome text, p_status integer) IS 'For the notify service: what became of a message (sent, failed, no address, unknown), with the number that the program or the mail server gave. False: it is sent already, or gone.';

CREATE FUNCTION app.notify_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN hashtextextended('homeward notify'::text, (0)::bigint);

ALTER FUNCTION app.notify_lock() OWNER TO hw_owner;

COMMENT ON FUNCTION app.notify_lock() IS 'The advisory lock that the notify service holds alone as long as it serves.';

CREATE FUNCTION api.notify_serves() RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (EXISTS (SELECT FROM pg_locks l WHERE ((l.locktype = 'advisory'::text) AND (l.mode = 'ExclusiveLock'::text) AND l.granted AND (l.objsubid = 1) AND (l.database = (SELECT d.oid FROM pg_database d WHERE (d.datname = current_database()))) AND ((((l.classid)::bigint << 32) | (l.objid)::bigint) = app.notify_lock()))));

ALTER FUNCTION api.notify_serves() OWNER TO hw_api;

COMMENT ON FUNCTION api.notify_serves() IS 'Whether a notify service serves this database. Without one nobody is woken.';

CREATE FUNCTION api.now() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return app.now();
end $$;

ALTER FUNCTION api.now() OWNER TO hw_api;

COMMENT ON FUNCTION api.now() IS 'The time of this transaction, by the clock that everything here goes by.';

CREATE FUNCTION api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'on.call.end', 'staff', jsonb_build_array(p_office, p_position, p_login));
	gone uuid[];
	person smallint;
begin
	if call.done then
		return call.answer;
	end if;
	select array_agg(c.id order by c.id), min(c.staff_id), min(c.office_id) into gone, person, call.office_id
	from app.on_call c join app.office o on o.id = c.office_id join app.staff s on s.id = c.staff_id
	where o.code = upper(p_office) and c.position = p_position and s.login = p_login and c.ends_at > app.now();
	if gone is null then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		return app.refuse(call, 'no_such_on_call', 'person');
	end if;
	delete from app.on_call c where c.id = any (gone) and c.starts_at >= app.now();
	update app.on_call c set ends_at = app.now() where c.id = any (gone) and c.starts_at < app.now();
	perform app.line_changed(call.office_id);
	return app.finish(call, null, jsonb_build_object('on_call', gone, 'position', p_position, 'staff', person,
		'ends_at', jsonb_build_array(null, app.now())));
end $$;

ALTER FUNCTION api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) OWNER TO hw_api;

COMMENT ON FUNCTION api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) IS 'Somebody is no longer on call for an office in this position, nor will be.';

CREATE FUNCTION api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'on.call.set', 'staff',
		jsonb_build_array(p_id, p_office, p_position, p_login, p_from, p_until));
	office smallint;
	person smallint;
	line uuid;
	zone text;
	begins timestamptz;
	ends timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	select o.id, o.zone into office, zone from app.office o where o.code = upper(p_office);
	if not found then
		return app.refuse(call, 'no_such_office', 'office');
	end if;
	if office <> all (app.my_offices()) then
		return app.refuse(call, 'office', 'office');
	end if;
	call.office_id := office;
	if coalesce(p_position not in ('first', 'second', 'coordinator'), true) then
		return app.refuse(call, 'no_such_position', 'position');
	end if;
	select s.id into person from app.staff s where s.login = p_login and s.retired_at is null;
	if not found then
		return app.refuse(call, 'no_such_staff', 'person');
	end if;
	if person not in (select app.works_for(office)) or p_position = 'coordinator'
		and not exists (select from app.staff_role r where r.staff_id = person and r.role = 'coordinator') then
		return app.refuse(call, 'not_on_call_here', 'person');
	end if;
	begins := case when p_from is null then app.now() else app.moment(p_from, zone, app.now()) end;
	ends := app.moment(p_until, zone, coalesce(begins, app.now()));
	if begins is null then
		return app.refuse(call, 'on_call_times', 'from');
	end if;
	if coalesce(ends <= begins or ends <= app.now() or ends > begins + interval '31 days', true) then
		return app.refuse(call, 'on_call_times', 'until');
	end if;
	insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at)
	values (coalesce(p_id, gen_random_uuid()), office, p_position, person, begins, ends) on conflict do nothing
	returning id into line;
	if line is null then
		return app.refuse(call, 'no_such_on_call', 'id');
	end if;
	perform app.line_changed(office);
	return app.finish(call, null, jsonb_build_object('on_call', line, 'position', p_position, 'staff', person,
		'starts_at', jsonb_build_array(null, begins), 'ends_at', jsonb_build_array(null, ends)));
end $$;

ALTER FUNCTION api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text) OWNER TO hw_api;

COMMENT ON FUNCTION api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text) IS 'Have somebody on call: the line''s id, office, position, login, from when (null: now) and until when, as app.moment reads it by the clock of the office. Where somebody is on call in that position already, she stands in for her.';

CREATE FUNCTION api.party_find(p_code text, p_id uuid) RETURNS TABLE(id uuid, version integer, code text, kind text, country text, district text, languages text, sex text, hours text, office text, touched_at timestamp with time zone, danger text, sealed boolean, problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	wanted text := app.code_typed(p_code, 'PA');
begin
	if not app.begin_read('party.list', 'party') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.kind, l.country, l.district, l.languages, l.sex, l.hours, l.office, l.touched_at, l.danger,
		l.sealed, case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_party' end
	from (values (1)) as one(row)
	left join api.party_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $$;

ALTER FUNCTION api.party_find(p_code text, p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.party_find(p_code text, p_id uuid) IS 'The party with this id or, where that is null, with this code, however it was typed. problem: check (misread or mistyped) or no_such_party. No row: my role sees none.';

CREATE FUNCTION api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'party.new', 'party', jsonb_build_array(p_id, p_kind, p_office));
	home smallint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	select o.id into home from app.office o where o.id = any (app.my_offices())
	and case when p_office is null then o.id = call.office_id else o.code = upper(p_office) end;
	if home is null then
		return app.refuse(call, 'office', 'office');
	elsif not exists (select from app.party_kind k where k.name = p_kind) then
		return app.refuse(call, 'no_such_party_kind', 'kind');
	elsif p_id is null then
		return app.refuse(call, 'no_such_party', 'id');
	end if;
	call.office_id := home;
	begin
		insert into app.party (id, office_id, kind) values (p_id, home, p_kind);
	exception when unique_violation then
		return app.refuse(call, 'no_such_party', 'id');
	end;
	return app.finish(call, 1, jsonb_build_object('kind', jsonb_build_array(null, p_kind)));
end $$;

ALTER FUNCTION api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) OWNER TO hw_api;

COMMENT ON FUNCTION api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) IS 'A party of one of my offices (null: my home), whose p_id the console makes. What is known of it comes with its sealed record, of kind party.';

CREATE FUNCTION api.place_find(p_code text, p_id uuid) RETURNS TABLE(id uuid, version integer, code text, kind text, country text, district text, capacity smallint, office text, touched_at timestamp with time zone, may_keep boolean, offices text[], danger text, problem text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	wanted text := app.code_typed(p_code, 'PL');
begin
	if not app.begin_read('place.list', 'place') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.kind, l.country, l.district, l.capacity, l.office, l.touched_at,
		app.may('place.keep'), m.codes, l.danger,
		case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_place' end
	from (select array_agg(o.code order by o.code) as codes from app.office o where o.id = any (app.my_offices())) as m
	left join api.place_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $$;

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
	elsif coalesce(p_kind not in ('shelter', 'transit centre', 'foster family', 'hospital', 'learning centre', 'drop-in centre',
		'school', 'authority', 'other'), true) then
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

CREATE FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea, p_clear jsonb DEFAULT NULL::jsonb) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea, p_clear jsonb) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea, p_clear jsonb) IS 'Keep a sealed record: p_version is the one it was read at, 0 for a new one. The blob is bound to the version it becomes, and sealed under the newest generation, which was born in its realm''s newest epoch. p_clear: what of it is told in clear, for the kinds of which something is (app.record_kind.clear).';

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
	insert into app.sealed_key (case_id, place_id, party_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (case call.kind when 'case' then p_subject end, case call.kind when 'place' then p_subject end,
		case call.kind when 'party' then p_subject end, call.office_id, p_kind, p_generation, p_epoch, p_realm, p_epoch, p_wrapped, call.staff_id);
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

CREATE FUNCTION api.sealed_kinds(p_subject uuid) RETURNS TABLE(kind text, key text, there boolean, may_open boolean, may_write boolean, why text, ask text[], utc_offset_minutes integer)
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

ALTER FUNCTION api.sealed_kinds(p_subject uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_kinds(p_subject uuid) IS 'Which records a case or place has, for whoever sees it: of each kind whether one is there, and nothing else about it (null: that, too, is not for my role); whether I may open it and write it. why not: role, not_in_realm (it is for others), no_keys (registrars have signed none of mine), not_given (no custodian has given me those of this office), elsewhere (it is under the keys of an office that had the case before), realm_to_turn (it is not written until a custodian has renewed the keys). ask: the custodians who could. The minutes east of UTC are its office''s: by them it is told which day is to come.';

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

CREATE FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) RETURNS TABLE(id uuid, kind text, key text, generation integer, version integer, blob bytea, person text, at timestamp with time zone, realm uuid, epoch integer, born integer, wrapped bytea, clear jsonb, refusal text, message text)
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

ALTER FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) OWNER TO hw_api;

COMMENT ON FUNCTION api.sealed_open(p_key uuid, p_subject uuid, p_kinds text[], p_reason text) IS 'The sealed records of these kinds of a case or place with their wrapped keys, as far as my letters open them. The first time the answer is the refusal ask_again: which records, and why, is in the record then. Asked again with the same key within 15 minutes, once that is committed, it gives them. The reason is one of app.reason; null, where I have opened something of the same case for a reason within 15 minutes, or only notes are asked for. clear: what of a record is told in clear, as its version has it, and what the case has by it (app.entry_is_case). No row: there is nothing.';

CREATE FUNCTION api.shift_begin(p_key uuid, p_office text DEFAULT NULL::text, p_until text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	call app.call := app.begin_change(p_key, 'shift.begin', 'staff', jsonb_build_array(p_office, p_until));
	here app.office;
	ends timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	-- Two of hers at once: the second sees what the first has begun, though it began a moment before.
	perform pg_advisory_xact_lock(hashtextextended('shift', call.staff_id));
	select o.* into here from app.office o
	where case when p_office is null then o.id = call.office_id else o.code = upper(p_office) end;
	if here.id is null then
		return app.refuse(call, 'no_such_office', 'office');
	elsif here.id <> all (app.my_offices()) then
		return app.refuse(call, 'office', 'office');
	elsif exists (select from app.shift h where h.staff_id = call.staff_id
		and h.starts_at < app.now() + interval '1 minute' and h.ends_at > app.now()) then
		return app.refuse(call, 'on_shift');
	elsif p_until !~ '^([01]?[0-9]|2[0-3]):[0-5][0-9]$' then
		return app.refuse(call, 'no_such_time', 'until');
	end if;
	call.office_id := here.id;
	-- The next time that the clocks of that office show this; without one, twelve hours.
	ends := ((app.now() at time zone here.zone)::date + p_until::time) at time zone here.zone;
	ends := coalesce(case when ends > app.now() then ends
		else ((app.now() at time zone here.zone)::date + 1 + p_until::time) at time zone here.zone end,
		app.now() + interval '12 hours');
	insert into app.shift (staff_id, office_id, starts_at, ends_at)
	values (call.staff_id, here.id, app.now(), least(ends, app.now() + interval '24 hours'))
	on conflict (staff_id, starts_at) do update set ends_at = excluded.ends_at;
	return app.finish(call, null, jsonb_build_object('office', jsonb_build_array(null, here.code),
		'until', jsonb_build_array(null, ends)));
end $_$;

ALTER FUNCTION api.shift_begin(p_key uuid, p_office text, p_until text) OWNER TO hw_api;

COMMENT ON FUNCTION api.shift_begin(p_key uuid, p_office text, p_until text) IS 'Begin my shift in one of my offices (null: my home office), until a time of day there such as 07:00 (null: for twelve hours).';

CREATE FUNCTION api.shift_end(p_key uuid) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'shift.end', 'staff', null);
	was app.shift;
begin
	if call.done then
		return call.answer;
	end if;
	select h.* into was from app.shift h
	where h.staff_id = call.staff_id and h.starts_at <= app.now() and h.ends_at > app.now()
	order by h.starts_at desc limit 1;
	if was.staff_id is null then
		return app.refuse(call, 'no_shift');
	end if;
	call.office_id := was.office_id;
	if was.starts_at = app.now() then
		delete from app.shift h where (h.staff_id, h.starts_at) = (was.staff_id, was.starts_at);
	else
		update app.shift h set ends_at = app.now() where (h.staff_id, h.starts_at) = (was.staff_id, was.starts_at);
	end if;
	return app.finish(call, null, jsonb_build_object('until', jsonb_build_array(was.ends_at, app.now())));
end $$;

ALTER FUNCTION api.shift_end(p_key uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.shift_end(p_key uuid) IS 'End the shift I am on.';

CREATE FUNCTION api.shift_mine() RETURNS TABLE(office text, starts_at timestamp with time zone, ends_at timestamp with time zone, changed bigint, hard bigint, colleagues text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('handover', 'none') then
		return;
	end if;
	return query
	select l.office, l.starts_at, l.ends_at, m.n, m.hard,
		(select string_agg(x.person || ' (' || x.office || ')', ', ' order by x.office, x.person) from api.shift_line x
			where not x.mine)
	from (select count(*) as n, count(*) filter (where 'danger now' = any (c.flags) or (c.child and c.risk = 3)) as hard
		from app.my_changes() as g join app.case c on c.id = g.case_id where g.in_shift) as m
	left join (select x.office, x.starts_at, x.ends_at from api.shift_line x where x.mine
		order by x.starts_at desc limit 1) as l on true;
end $$;

ALTER FUNCTION api.shift_mine() OWNER TO hw_api;

COMMENT ON FUNCTION api.shift_mine() IS 'My own shift: how many cases I changed in it, and how many of them were hard (danger now, or a child at high risk). The numbers are made when I ask, kept nowhere, and told to nobody else. colleagues: who else is on shift.';

CREATE FUNCTION api.span(p_span interval) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT NULLIF(concat_ws(' '::text, string_agg((((x.n || ' '::text) || x.unit) || CASE WHEN (x.n = (1)::numeric) THEN ''::text ELSE 's'::text END), ' '::text ORDER BY x.i)), ''::text) AS "nullif" FROM (VALUES (1,EXTRACT(year FROM span.p_span),'year'::text), (2,EXTRACT(month FROM span.p_span),'month'::text), (3,EXTRACT(day FROM span.p_span),'day'::text), (4,EXTRACT(hour FROM span.p_span),'hour'::text), (5,EXTRACT(minute FROM span.p_span),'minute'::text)) x(i, n, unit) WHERE (x.n <> (0)::numeric));

ALTER FUNCTION api.span(p_span interval) OWNER TO hw_api;

COMMENT ON FUNCTION api.span(p_span interval) IS 'A length of time in words: 24 hours, 30 minutes; null: none.';

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

COMMENT ON FUNCTION api.staff_retire(p_key uuid, p_login text) IS 'Somebody leaves: she may do nothing any more, at once, and her sessions end. The letters of her realms go, and nothing is written in those until a custodian has turned them. She is on no shift and not on call any more, and nobody is asked to turn to her. Her cases stay hers until given on.';

CREATE FUNCTION api.stay_line(p_place uuid DEFAULT NULL::uuid, p_code text DEFAULT NULL::text) RETURNS TABLE(id uuid, version integer, unit text, unit_name text, place_id uuid, place text, kind text, country text, case_id uuid, code text, sex text, age_low smallint, age_high smallint, child boolean, language text, state text, since timestamp with time zone, held_until timestamp with time zone, back_by timestamp with time zone, person text, over boolean, problem text, of_place boolean, of_case boolean, moves text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('stay.list', 'place', p_place) then
		return;
	end if;
	return query select * from app.stay_all(p_place, p_code);
end $$;

ALTER FUNCTION api.stay_line(p_place uuid, p_code text) OWNER TO hw_api;

COMMENT ON FUNCTION api.stay_line(p_place uuid, p_code text) IS 'Who has a bed: at my places and of my cases, at one place, of the case of one code. Of a case of another office there is no more than what stands here. person: who held it. over: the hold, or the leave, is over; a hold that is over takes no bed, and stands here for a day. problem: the unit does not fit her any more. moves: what I may say of it.';

CREATE FUNCTION api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text DEFAULT NULL::text, p_until text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'stay.move', 'place', jsonb_build_array(p_id, p_version, p_state, p_why, p_until));
	side record;
	gone record;
	there record;
	until timestamptz;
	detail jsonb;
begin
	if call.done then
		return call.answer;
	elsif app.waited_long() then
		return app.refuse(call, 'waited_long');
	end if;
	select * into side from app.stay_side(p_id);
	if not coalesce(side.place or side.its_case, false) then
		return app.refuse(call, 'no_such_stay', 'id');
	end if;
	select s.office_id, s.case_office_id, s.case_id, s.held_by into there from app.stay s where s.id = p_id;
	call.object_id := app.stay_place(p_id);
	call.office_id := there.office_id;
	if not side.place and not exists (select from app.stay_move m join app.stay s on s.id = p_id and s.state = m.from_state
		where m.to_state = p_state and m.side = 'either') then
		return app.refuse(call, case when exists (select from app.stay_move m join app.stay s on s.id = p_id and s.state = m.from_state
			where m.to_state = p_state) then 'stay_side' else 'stay_state' end, 'state');
	end if;
	if p_state = 'on leave' then
		until := app.clock_moment(p_until, (select o.zone from app.office o where o.id = call.office_id), app.now(), false);
		if until is null then
			return app.refuse(call, 'time_format', 'until');
		end if;
	end if;
	select * into gone from app.stay_go(p_id, p_version, p_state, call.staff_id, p_why, until);
	if gone.code is not null then
		return app.refuse(call, gone.code, case gone.code when 'stay_why' then 'why' when 'leave_time' then 'until' when 'stale_stay' then 'version'
			else 'state' end);
	end if;
	detail := jsonb_strip_nulls(jsonb_build_object('stay_id', p_id, 'until', until, 'why', p_why)) ||
		jsonb_build_object('stay', jsonb_build_array((gone.was).state,
		concat_ws(', ', case p_state when 'left' then 'left without telling us' else p_state end, p_why)));
	perform app.bed_told(call, 'stay.move', 'case', there.case_id, there.case_office_id, detail);
	return app.finish(call, (gone.now).version, detail);
end $$;

ALTER FUNCTION api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_until text) OWNER TO hw_api;

COMMENT ON FUNCTION api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_until text) IS 'What becomes of a bed, as app.stay_move allows it: in, on leave (p_until: when she is back, within 14 days), left (without telling us), out (p_why: where to), released (p_why: why not). A hold that is over is checked in if a bed is free still.';

CREATE FUNCTION api.stay_whys(p_state text) RETURNS TABLE(value text, label text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	select w.name, w.name from app.stay_why w where w.state = p_state and w.by_hand order by w.position
$$;

ALTER FUNCTION api.stay_whys(p_state text) OWNER TO hw_api;

COMMENT ON FUNCTION api.stay_whys(p_state text) IS 'Where to somebody goes who is checked out; why a hold is given up.';

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

CREATE FUNCTION api.task_choices(p_case uuid, p_act text) RETURNS TABLE(value text, label text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case;
	zone text;
begin
	if not app.begin_read('task.choices', 'case', p_case) then
		return;
	end if;
	select x.* into c from app.case x where x.id = p_case;
	zone := (select o.zone from app.office o where o.id = c.office_id);
	return query
	select k.name, concat_ws(' . ', k.name, app.clock_local(t.due_at, zone), s.name)
	from app.task_kind k
	left join lateral (select (app.task_of(p_case, k)).*) as t on p_act <> 'new'
	left join app.staff s on s.id = t.staff_id
	where c.id is not null and k.by_hand and (p_act = 'new' or t.id is not null)
	order by t.due_at, k.id;
end $$;

ALTER FUNCTION api.task_choices(p_case uuid, p_act text) OWNER TO hw_api;

COMMENT ON FUNCTION api.task_choices(p_case uuid, p_act text) IS 'With which tasks of this case this can be done: new, done, later or cancel.';

CREATE FUNCTION api.task_times(p_case uuid, p_act text, p_task text) RETURNS TABLE(value text, label text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	zone text;
	due timestamptz;
begin
	if not app.begin_read('task.times', 'case', p_case) then
		return;
	end if;
	select o.zone into zone from app.case c join app.office o on o.id = c.office_id where c.id = p_case;
	if p_act = 'later' then
		select t.due_at into due from app.task_kind k cross join lateral app.task_of(p_case, k) as t where k.name = p_task;
	end if;
	return query
	select x.typed, concat('in ', x.typed, '  ', app.clock_local(m.moment, zone))
	from unnest('{15m,30m,1h,2h,3h,4h,6h,8h,12h,1d,2d,3d,7d,14d,30d,90d}'::text[]) with ordinality as x(typed, n)
	cross join lateral (select app.clock_moment(x.typed, zone, app.now(), false) as moment) as m
	where zone is not null and (due is null or m.moment > due)
	order by x.n;
end $$;

ALTER FUNCTION api.task_times(p_case uuid, p_act text, p_task text) OWNER TO hw_api;

COMMENT ON FUNCTION api.task_times(p_case uuid, p_act text, p_task text) IS 'The times to choose from where a task is written down or put off, as api.case_task takes them and as they are read in the office. Others can be typed.';

CREATE FUNCTION api.told(clear jsonb, OUT names text[], OUT contents text[]) RETURNS record
    LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC
 SELECT array_agg(e.key ORDER BY e.key) AS array_agg,
     array_agg(
         CASE jsonb_typeof(e.value)
             WHEN 'array'::text THEN COALESCE(( SELECT string_agg(x.value, ';'::text) AS string_agg
                FROM jsonb_array_elements_text(e.value) x(value)), ''::text)
             ELSE (e.value #>> '{}'::text[])
         END ORDER BY e.key) AS array_agg
    FROM jsonb_each(told.clear) e(key, value)
   WHERE (jsonb_typeof(e.value) <> 'null'::text);
END;

ALTER FUNCTION api.told(clear jsonb, OUT names text[], OUT contents text[]) OWNER TO hw_api;

COMMENT ON FUNCTION api.told(clear jsonb, OUT names text[], OUT contents text[]) IS 'What is told in clear of a record, as its sheet has it: names, and the value of each; several are divided by semicolons.';

CREATE FUNCTION api.transfer_keys(p_id uuid) RETURNS TABLE(case_id uuid, key text, generation integer, from_realm uuid, to_realm uuid, to_epoch integer, letter bytea, given_by uuid, number integer, newest integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('transfer.keys', 'approval', p_id) then
		return;
	end if;
	return query
	select t.case_id, k.key, k.generation, k.from_realm, k.to_realm, k.to_epoch, k.letter, k.given_by, k.number, app.epoch_of(k.to_realm)
	from app.transfer t join app.transfer_key k on k.transfer_id = t.id
	where t.id = p_id and t.to_office_id = any (app.my_offices()) and app.has_letter(k.to_realm)
	order by k.key, k.generation;
end $$;

ALTER FUNCTION api.transfer_keys(p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.transfer_keys(p_id uuid) IS 'The keys that came with the approval of a file for one of my offices, sealed to its key; of none whose office''s key I have not.';

CREATE FUNCTION api.transfer_open(p_id uuid) RETURNS TABLE(id uuid, version integer, code text, what text, case_id uuid, state text, since timestamp with time zone, emergency boolean, zone text, sides text[], moves text[], steps jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('transfer.open', 'approval', p_id) then
		return;
	end if;
	return query
	select t.id, t.version, t.code, t.what, c.id, t.state, t.since, t.emergency, o.zone, x.sides,
		array(select m.to_state from app.transfer_move m join app.transfer_state s on s.name = m.to_state
			where m.what = t.what and m.from_state = t.state and m.side = any (x.sides) order by s.position),
		(select jsonb_agg(jsonb_build_object('state', s.state, 'at', api.ms(s.at), 'person', w.name, 'id', w.person, 'why', s.why, 'number', s.number,
			'signature', encode(s.signature, 'hex')) order by s.version)
			from app.transfer_step s left join app.staff w on w.id = s.staff_id where s.transfer_id = t.id)
	from app.transfer t
	cross join lateral (select app.transfer_sides(t) as sides) as x
	join app.office o on o.id = case when 'asking' = any (x.sides) then t.office_id else t.to_office_id end
	left join app.case c on c.id = t.case_id
	where t.id = p_id;
end $$;

ALTER FUNCTION api.transfer_open(p_id uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.transfer_open(p_id uuid) IS 'A transfer of my offices: where it stands, to what I can move it, and each step of it with its signature. What was approved: api.approval_open().';

CREATE FUNCTION api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text DEFAULT NULL::text, p_number integer DEFAULT NULL::integer, p_signature bytea DEFAULT NULL::bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_transfer(p_key, 'transfer.step', p_id, p_version,
		jsonb_build_array(p_id, p_version, p_state, p_why, p_number, encode(p_signature, 'hex')));
	call app.call := begun.call;
	this app.transfer := begun.this;
	move app.transfer_move;
	why text := lower(btrim(p_why));
	stay app.stay;
	problem text[];
begin
	if call.done then
		return call.answer;
	end if;
	select * into move from app.transfer_move m where m.what = this.what and m.from_state = this.state and m.to_state = p_state
	and m.side = any (app.transfer_sides(this));
	problem := case
		when move.what is null or this.what = 'file' and p_state = 'handed over' then '{state,transfer_move}'
		when move.needs_reason and not exists (select from app.transfer_why w where w.to_state = p_state and w.name = why and w.by_hand)
			then '{why,why_ended}'
		when move.signed and (coalesce(octet_length(p_signature), 0) <> 64 or p_number is null) then '{signature,signature_needed}'
		end::text[];
	if problem is null and p_state = 'arrived' then
		stay := app.stay_held(this.case_id, this.place_id);
		problem := array['state', app.stay_arrive(stay.id, call.staff_id)];
	end if;
	if problem[2] is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	this := app.transfer_to(this, p_state, call.staff_id, case when move.needs_reason then why end, case when move.signed then p_number end,
		case when move.signed then p_signature end);
	return app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.transfer_told(this, concat_ws(', ', p_state, case when move.needs_reason then why end)));
end $$;

ALTER FUNCTION api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_number integer, p_signature bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_number integer, p_signature bytea) IS 'Say where a transfer stands now: accepted, en route, arrived (her bed is taken then), handed over (signed by who receives her: p_number is which of my keys) or aborted (for a reason of app.transfer_why). A file is handed over by api.transfer_take().';

CREATE FUNCTION api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_generations integer[], p_epoch integer, p_wraps bytea[], p_number integer, p_signature bytea) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	begun record := app.begin_transfer(p_key, 'transfer.take', p_id, p_version, jsonb_build_array(p_id, p_version, p_generations, p_epoch,
		encode(sha256(convert_to(array_to_string(p_wraps, ''), 'UTF8')), 'hex'), p_number, encode(p_signature, 'hex')));
	call app.call := begun.call;
	this app.transfer := begun.this;
	realm uuid := app.realm_of(this.to_office_id, 'office');
	gone app.case;
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
		when coalesce(cardinality(p_generations), 0) <> cardinality(p_wraps) or exists (select from unnest(p_wraps) as w
			where coalesce(octet_length(w), 0) <> 106) then '{wraps,key_format}'
		end::text[];
	if problem is null then
		problem := array['id', app.ready_realm(realm)];
	end if;
	if problem[2] is null and p_epoch is distinct from app.epoch_of(realm) then
		problem := '{epoch,epoch}';
	end if;
	if problem[2] is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	begin
		gone := app.file_goes(this, call.staff_id, p_generations, p_epoch, p_wraps);
	exception when check_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') = 0 then
			raise;
		end if;
		return app.refuse(call, split_part(broken, '__', 2), split_part(broken, '__', 1));
	end;
	this := app.transfer_to(this, 'handed over', call.staff_id, null, p_number, p_signature);
	call.was := gone;
	return app.finish(call, gone.version, app.transfer_told(this, 'handed over'));
end $$;

ALTER FUNCTION api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_generations integer[], p_epoch integer, p_wraps bytea[], p_number integer, p_signature bytea) OWNER TO hw_api;

COMMENT ON FUNCTION api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_generations integer[], p_epoch integer, p_wraps bytea[], p_number integer, p_signature bytea) IS 'Receive a file: its keys, of these generations, wrapped under the newest epoch of my office''s key, and my signature (of my key of that number) over what was approved. From then on the case is my office''s, and mine. Whoever asked for it or approved it does not receive it.';

CREATE FUNCTION api.triage_head() RETURNS TABLE(waiting bigint, oldest timestamp with time zone, on_shift text, on_call text, handover timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	home smallint := (select s.office_id from app.staff s where s.id = app.me());
begin
	if not app.begin_read('triage.head', 'none') then
		return;
	end if;
	return query
	with line as (
		select x.reported_at from unnest(app.my_offices()) as o(id)
		cross join lateral (
			(select c.reported_at from app.case c where c.office_id = o.id and c.stage = 1 order by c.reported_at limit 1001)
			union all
			(select l.escalated_at from api.triage_escalated l where l.office_id = o.id limit 1001)
			union all
			(select l.reported_at from api.triage_contact l where l.office_id = o.id and l.left_by is null
				order by l.reported_at limit 1001)
			union all
			(select l.reported_at from api.triage_batch l where l.office_id = o.id limit 1001)) as x
	)
	select (select count(*) from (select from line limit 1001) as n), (select min(l.reported_at) from line l),
		(select string_agg(s.name, ', ' order by s.name) from app.staff s where s.id in (select app.on_shift(home))),
		(select string_agg(l.person, ', ' order by l.person) from api.on_call_line l join app.office o on o.code = l.office_code
			where l.now and o.id = home and l.position = 'first'),
		(select min(l.ends_at) from api.shift_line l where l.office_id = home);
end $$;

ALTER FUNCTION api.triage_head() OWNER TO hw_api;

COMMENT ON FUNCTION api.triage_head() IS 'How many wait, counted up to 1001, since when the oldest one; who is on duty and who on call in my home office, and when the first shift there ends.';

CREATE FUNCTION api.triage_story(p_case uuid) RETURNS TABLE(code text, child boolean, sex text, age_low smallint, age_high smallint, risk text, source text, reported_at timestamp with time zone, flags text[], people smallint, language text, caller text, call_from timestamp with time zone, call_until timestamp with time zone, answers text, access text[], act text[], means text[], purpose text[], lacks text[], escalated_at timestamp with time zone, to_person text, to_me boolean, next_at timestamp with time zone, next_person text, seen_by text, links text, alike text, alike_at timestamp with time zone, alike_by text[], here text, open_tasks bigint, tasks text, timeline text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if not app.begin_read('triage.story', 'case', p_case) then
		return;
	end if;
	return query
	select c.code, c.child, c.sex, c.age_low, c.age_high, p.risk, p.source, c.reported_at, c.flags, c.people, c.language,
		k.caller, k.call_from, k.call_until, k.answers, k.access, k.act, k.means, k.purpose, k.lacks,
		e.raised_at, e.to_person, e.to_me, e.next_at, e.next_person, e.seen_by,
		(select string_agg(concat_ws(' ', coalesce(l.code, l.office), '(' || l.kind || ')'), ', ' order by l.kind, l.code) from api.case_links(c.id) as l),
		a.code, a.reported_at, a.by,
		(select string_agg(h.person, ', ' order by h.person) from api.presence_line h where h.case_id = c.id),
		p.open_tasks, p.tasks, p.timeline
	from app.case c
	cross join lateral api.case_peek(c.id) as p
	left join lateral api.case_call(c.id) as k on true
	left join lateral (select * from api.escalation_open x where x.case_id = c.id) as e on true
	left join lateral app.case_alike(c) as a on true
	where c.id = p_case and c.id in (select t.id from api.triage_case t where t.id = p_case);
end $$;

ALTER FUNCTION api.triage_story(p_case uuid) OWNER TO hw_api;

COMMENT ON FUNCTION api.triage_story(p_case uuid) IS 'What is known in clear of a case that waits, is escalated or has just been moved on; of others nothing. No name, no place, no word that somebody wrote. It is no line in the record, and nobody has seen the case by it.';

CREATE FUNCTION api.undo(p_key uuid, p_event bigint) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'undo', 'case', to_jsonb(p_event));
	change app.event;
	way text;
	held record;
	problem text;
	version integer;
begin
	if call.done then
		return call.answer;
	end if;
	change := app.undo_which(call.staff_id, p_event);
	if change.id is null or not app.may(change.action) then
		return app.refuse(call, 'not_undoable', 'event');
	end if;
	call.object_id := change.object_id;
	call.kind := change.kind;
	call.office_id := change.office_id;
	if change.kind = 'case' then
		-- Two who are at the two ends of a link take both in one order.
		if (change.detail ->> 'other')::uuid < change.object_id then
			perform app.lock_case((change.detail ->> 'other')::uuid);
		end if;
		select * into held from app.lock_case(change.object_id);
		call.was := held.was;
		if (call.was).id is null then
			return app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end, 'event');
		end if;
		call.office_id := (call.was).office_id;
	end if;
	if exists (select from app.event e where e.object_id = change.object_id and e.id > change.id
		and e.action = 'undo' and e.refusal is null and (e.detail ->> 'undoes')::bigint = change.id) then
		return app.refuse(call, 'undone_already', 'event');
	end if;
	if app.waited_long() then
		return app.refuse(call, 'waited_long', 'event');
	end if;
	if change.at < app.now() - interval '10 minutes' then
		return app.refuse(call, 'too_late', 'event');
	end if;
	if change.kind = 'case' and not app.unchanged_since(change, (call.was).version) then
		return app.refuse(call, 'changed_since', 'event');
	end if;
	select c.undone_by into way from app.change c where c.action = change.action;
	problem := case when way is null then app.undo_columns(change, call.was) else app.undo_by(way, change) end;
	if problem is not null then
		return app.refuse(call, problem, 'event');
	end if;
	if change.kind = 'case' then
		update app.case c set version = c.version + 1, touched_at = app.now() where c.id = change.object_id
		returning c.version into version;
	end if;
	return app.finish(call, version, jsonb_build_object('undoes', change.id) ||
		(select coalesce(jsonb_object_agg(d.key, case jsonb_typeof(d.value) when 'array'
			then jsonb_build_array(d.value -> 1, d.value -> 0) else d.value end), '{}')
			from jsonb_each(change.detail) as d));
end $$;

ALTER FUNCTION api.undo(p_key uuid, p_event bigint) OWNER TO hw_api;

COMMENT ON FUNCTION api.undo(p_key uuid, p_event bigint) IS 'Take back my own change of the last 10 minutes, named by its event, if the case has not changed since. Null: the latest that I have not taken back, whichever case it is.';

CREATE FUNCTION api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer, p_age_high integer, p_beds integer, p_regime text, p_legal_basis text DEFAULT NULL::text, p_review_on date DEFAULT NULL::date, p_accepts boolean DEFAULT true) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'unit.keep', 'place', jsonb_build_array(p_id, p_version, p_place, p_name, p_sex, p_age_low,
		p_age_high, p_beds, p_regime, p_legal_basis, p_review_on, p_accepts));
	held record;
	here app.place;
	this app.unit;
	next app.unit;
	problem text[];
	changed jsonb;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_place;
	select p.* into here from app.place p where p.id = p_place;
	call.office_id := coalesce(here.office_id, call.office_id);
	select * into held from app.lock_unit(p_id);
	this := held.was;
	if held.busy then
		return app.refuse(call, 'busy_unit');
	elsif here.id is null then
		return app.refuse(call, 'no_such_place', 'place');
	elsif p_id is null or this.id is null and p_version is distinct from 0 or this.place_id <> p_place then
		return app.refuse(call, 'no_such_unit', 'id');
	elsif coalesce(this.version, 0) is distinct from p_version then
		return app.refuse(call, 'stale_unit', 'version');
	end if;
	if p_age_low not between 0 and 120 or p_age_high not between 0 and 120 then
		return app.refuse(call, 'unit_ages', case when p_age_low not between 0 and 120 then 'age_low' else 'age_high' end);
	elsif coalesce(p_beds not between 0 and 500, true) then
		return app.refuse(call, 'unit_beds', 'beds');
	end if;
	next := row(p_id, this.code, p_place, here.office_id, lower(btrim(p_name)), lower(p_sex), p_age_low, p_age_high, p_beds, lower(p_regime),
		p_legal_basis, p_review_on, coalesce(p_accepts, true), p_version + 1, app.now())::app.unit;
	problem := app.unit_problem(next, p_id);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	elsif p_review_on < app.office_day(here.office_id) and p_review_on is distinct from this.review_on then
		return app.refuse(call, 'day_over', 'review_on');
	elsif p_beds < app.unit_taken(p_id) then
		return app.refuse(call, 'beds_taken', 'beds');
	end if;
	select jsonb_object_agg(n.key, jsonb_build_array(w.value, n.value)) into changed
	from jsonb_each(to_jsonb(next)) as n left join jsonb_each(to_jsonb(this)) as w using (key)
	where n.key not in ('id', 'code', 'place_id', 'office_id', 'version', 'touched_at') and n.value is distinct from coalesce(w.value, 'null');
	if this.id is null then
		begin
			insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime, legal_basis, review_on, accepts)
			values (p_id, p_place, here.office_id, next.name, next.sex, next.age_low, next.age_high, next.beds, next.regime,
				next.legal_basis, next.review_on, next.accepts) returning * into next;
		exception when unique_violation then -- at the same moment
			return app.refuse(call, 'unit_there', 'name');
		end;
	elsif changed is null then
		return app.refuse(call, 'unchanged');
	else
		update app.unit u set name = next.name, sex = next.sex, age_low = next.age_low, age_high = next.age_high, beds = next.beds,
			regime = next.regime, legal_basis = next.legal_basis, review_on = next.review_on, accepts = next.accepts,
			version = next.version, touched_at = next.touched_at
		where u.id = p_id;
	end if;
	return app.finish(call, p_version + 1, changed || jsonb_build_object('unit', next.code));
end $$;

ALTER FUNCTION api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer, p_age_high integer, p_beds integer, p_regime text, p_legal_basis text, p_review_on date, p_accepts boolean) OWNER TO hw_api;

COMMENT ON FUNCTION api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer, p_age_high integer, p_beds integer, p_regime text, p_legal_basis text, p_review_on date, p_accepts boolean) IS 'A unit of a place of mine: p_version is the one it was read at, 0 for a new one, whose p_id the console makes. Ages null: no limit. closed needs by what law, and a day within a year on which somebody looks again; open has neither. It never has fewer beds than are taken.';

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
	if coalesce(p_screen not in ('triage', 'board', 'cases', 'inbox', 'offices'), true) then
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

CREATE FUNCTION api.wake(p_case uuid, p_language text DEFAULT NULL::text) RETURNS TABLE(id uuid, code text, asked_for text, country text, district text, languages text, sex text, hours text, speaks boolean, awake boolean, danger text, sealed boolean, result text, at timestamp with time zone, person text, tried integer, who text, room smallint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case;
	here text;
	lang text;
begin
	if not app.begin_read('wake', 'case', p_case) then
		return;
	end if;
	select * into c from app.case x where x.id = p_case;
	if not found then
		return;
	end if;
	lang := coalesce(p_language, c.language);
	select o.country_id into here from app.office o where o.id = c.office_id;
	return query
	select w.id, w.code, w.asked_for, w.country, w.district, w.languages, w.sex, w.hours, w.speaks, w.awake, w.danger, w.sealed,
		w.result, w.at, w.person, w.tried, w.who, w.room
	from (
		select l.id, l.code, l.kind as asked_for, k.position::numeric as position, l.country, l.district, l.languages, l.sex, l.hours,
			lang = any (string_to_array(l.languages, ' ')) as speaks,
			app.party_awake(l.hours, l.country, c.office_id) as awake, l.danger, l.sealed, t.result, t.at,
			(select s.name from app.staff s where s.id = t.staff_id) as person,
			(select count(*)::integer from app.wake_try n where n.party_id = l.id and n.taken_back_at is null
				and n.at > app.now() - interval '12 hours') as tried,
			null::text as who, null::smallint as room, l.country is not distinct from here as near
		from api.party_line l
		join app.party_kind k on k.name = l.kind and k.called
		left join lateral (select n.result, n.at, n.staff_id from app.wake_try n
			where n.party_id = l.id and n.taken_back_at is null order by n.at desc, n.id limit 1) as t on true
		union all
		select null, null, 'on call', -1, o.country_id, null, null, null, null, null, true, null, false, null, null, null, 0,
			concat_ws(', ', l.person, l.position), null, true
		from api.on_call_line l
		join app.office o on o.code = l.office_code
		where o.id = c.office_id and l.now
		union all
		select null, null, 'on shift', 0, o.country_id, null, null, null, null, null, true, null, false, null, null, null, 0,
			s.name, null, true
		from app.shift h
		join app.staff s on s.id = h.staff_id and s.retired_at is null
		join app.office o on o.id = h.office_id
		where h.office_id = c.office_id and h.starts_at <= app.now() and h.ends_at > app.now() and s.id <> app.me()
		union all
		select l.id, l.code, 'place', 2.5, l.country, l.district, null, null, null, null, null, l.danger, l.sealed, null, null, null, 0,
			l.kind, l.capacity, l.country is not distinct from here
		from api.place_line l
		where l.kind in ('shelter', 'transit centre', 'foster family') and l.country is not distinct from here) as w
	order by w.position, w.danger is not null, w.speaks is not true and lang is not null, w.awake is false,
		case when w.result = 'wrong number' then 2 when w.result = 'no answer' and w.at > app.now() - interval '12 hours' then 1
			else 0 end,
		not w.near, not w.sealed, w.result is distinct from 'answered', w.at desc nulls last, w.code, w.who;
end $$;

ALTER FUNCTION api.wake(p_case uuid, p_language text) OWNER TO hw_api;

COMMENT ON FUNCTION api.wake(p_case uuid, p_language text) IS 'Who can be called now for this case, kind by kind: of the language asked for, else the case''s, first, then who is awake, has not just left a call without an answer, and is near; whoever is a danger stands last. result, at, person: of the last call, for whichever case of my offices; tried: calls in 12 hours. who: a colleague on shift, or what kind of place it is, with its room; whether a bed is free is not known here.';

CREATE FUNCTION api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text DEFAULT NULL::text) RETURNS api.outcome
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	call app.call := app.begin_change(p_key, 'wake.try', 'case',
		jsonb_build_array(p_case, p_party, p_result, p_danger));
	called record;
	code text;
	tried uuid;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_case;
	select c into call.was from app.case c where c.id = p_case;
	select p.code, k.called into called from app.party p join app.party_kind k on k.name = p.kind where p.id = p_party;
	if (call.was).id is null then
		return app.refuse(call, 'no_such_case', 'case');
	end if;
	call.office_id := (call.was).office_id;
	if called.code is null then
		return app.refuse(call, 'no_such_party', 'party');
	elsif not called.called then
		return app.refuse(call, 'not_called', 'party');
	elsif coalesce(p_result not in ('answered', 'no answer', 'wrong number'), true) then
		return app.refuse(call, 'no_such_result', 'result');
	end if;
	code := app.danger_stops(p_party, p_danger, 'call');
	if code is not null then
		return app.refuse(call, code, 'danger');
	end if;
	insert into app.wake_try (case_id, office_id, party_id, staff_id, result)
	values (p_case, call.office_id, p_party, call.staff_id, p_result) returning app.wake_try.id into tried;
	return app.finish(call, null, jsonb_strip_nulls(jsonb_build_object('try', tried, 'danger', p_danger)) ||
		jsonb_build_object('to', jsonb_build_array(called.code, p_result)));
end $$;

ALTER FUNCTION api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text) OWNER TO hw_api;

COMMENT ON FUNCTION api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text) IS 'Somebody was called for this case: answered, no answer, wrong number. It is a line of its timeline, and changes nothing else. p_danger: what was done about a danger that is known of whoever was called, a word of app.danger_answer.';

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
	execute format('grant connect on database %I to hw_staff, hw_backup, hw_poke, hw_notify', current_database());
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

CREATE FUNCTION app.ago(span interval) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT (CASE WHEN (a.n = 1) THEN ('1 '::text || a.unit) ELSE (((a.n || ' '::text) || a.unit) || 's'::text) END || ' ago'::text) FROM ((VALUES (86400,'day'::text), (3600,'hour'::text), (60,'minute'::text), (1,'second'::text)) u(seconds, unit) CROSS JOIN LATERAL (SELECT (GREATEST((0)::numeric, floor((EXTRACT(epoch FROM ago.span) / (u.seconds)::numeric))))::bigint AS n, u.unit) a) WHERE ((a.n > 0) OR (u.seconds = 1)) ORDER BY u.seconds DESC LIMIT 1);

ALTER FUNCTION app.ago(span interval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.ago(span interval) IS '"40 seconds ago": the largest unit of which there is one.';

CREATE TABLE app.entry_consent (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    purpose text NOT NULL,
    answer text NOT NULL,
    by text NOT NULL,
    guardian_cleared text,
    told text[] DEFAULT '{}'::text[] NOT NULL,
    asked_on date NOT NULL,
    again_on date,
    CONSTRAINT again_on__again_missing CHECK (((by = 'herself'::text) OR (answer <> 'given'::text) OR (guardian_cleared IS DISTINCT FROM 'yes'::text) OR (again_on IS NOT NULL))),
    CONSTRAINT again_on__before_it CHECK ((again_on > asked_on)),
    CONSTRAINT entry_consent_answer_check CHECK ((answer = ANY (ARRAY['given'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT entry_consent_by_check CHECK ((by = ANY (ARRAY['herself'::text, 'guardian'::text]))),
    CONSTRAINT entry_consent_guardian_cleared_check CHECK ((guardian_cleared = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_consent_purpose_check CHECK ((purpose = ANY (ARRAY['case work'::text, 'sharing'::text, 'tracing'::text, 'statistics'::text, 'photograph'::text, 'transfer'::text, 'return'::text]))),
    CONSTRAINT entry_consent_told_check CHECK ((told <@ ARRAY['interview'::text, 'purpose'::text, 'use'::text, 'research'::text, 'own data'::text, 'retention'::text, 'withdrawal'::text])),
    CONSTRAINT guardian_cleared__not_cleared CHECK (((by = 'herself'::text) OR (answer <> 'given'::text) OR (COALESCE(guardian_cleared, ''::text) = 'yes'::text)))
);

ALTER TABLE ONLY app.entry_consent FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_consent OWNER TO hw_owner;

COMMENT ON TABLE app.entry_consent IS 'What she agreed to, purpose by purpose; the last line of a purpose holds. A guardian agrees for her only once it is clear that she or he had no part in what happened.';

COMMENT ON COLUMN app.entry_consent.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_consent.case_id IS 'whose';

COMMENT ON COLUMN app.entry_consent.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_consent.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_consent.purpose IS 'to what';

COMMENT ON COLUMN app.entry_consent.answer IS 'given, refused, or taken back';

COMMENT ON COLUMN app.entry_consent.by IS 'who answered';

COMMENT ON COLUMN app.entry_consent.guardian_cleared IS 'a guardian had no part in it; null: none was asked';

COMMENT ON COLUMN app.entry_consent.told IS 'what she was told before, the points of HTCDS 2.0 con_Consent';

COMMENT ON COLUMN app.entry_consent.asked_on IS 'on which day';

COMMENT ON COLUMN app.entry_consent.again_on IS 'when she herself is asked again: of what a guardian agreed to, when she comes of age, at the latest; null: not fixed';

CREATE FUNCTION app.agrees(p_case uuid, p_purpose text, p_day date) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((SELECT ((e.answer = 'given'::text) AND ((e.by = 'herself'::text) OR (e.again_on > agrees.p_day))) FROM app.entry_consent e WHERE ((e.case_id = agrees.p_case) AND (e.purpose = agrees.p_purpose) AND (e.asked_on <= agrees.p_day)) ORDER BY e.asked_on DESC, e.entered_at DESC, (e.answer = 'given'::text), e.id LIMIT 1), false);

ALTER FUNCTION app.agrees(p_case uuid, p_purpose text, p_day date) OWNER TO hw_owner;

COMMENT ON FUNCTION app.agrees(p_case uuid, p_purpose text, p_day date) IS 'Her last answer by that day, or her guardian''s until she was to be asked herself: does she agree to this?';

CREATE FUNCTION app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid, answer_within interval DEFAULT NULL::interval, acted_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	k app.approval_kind;
	content text;
	me smallint := app.me();
begin
	select * into k from app.approval_kind x where x.name = approval_begin.kind;
	content := app.approval_now(k, id);
	insert into app.approval (id, code, kind, office_id, to_office_id, case_id, asked_by, askers, content, hash, first_content, acted_at,
		due_at, expires_at)
	values (id, code, kind, office, to_office, case_id, me, array[me], content, sha256(convert_to(content, 'UTF8')), content, acted_at,
		app.now() + least(answer_within, k.answer_within), coalesce(acted_at + k.sign_within, app.now() + k.expires_after));
	perform app.approval_call(id, acted_at is not null);
end $$;

ALTER FUNCTION app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid, answer_within interval, acted_at timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid, answer_within interval, acted_at timestamp with time zone) IS 'Ask for it: the row that says what is asked is there already. answer_within, acted_at: see app.approval.';

CREATE FUNCTION app.approval_call(id uuid, woken boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	perform app.approval_step(a, woken) from app.approval a where a.id = approval_call.id;
end $$;

ALTER FUNCTION app.approval_call(id uuid, woken boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_call(id uuid, woken boolean) IS 'Ask the first in line for a request.';

CREATE TABLE app.approval (
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    office_id smallint NOT NULL,
    to_office_id smallint,
    case_id uuid,
    asked_by smallint NOT NULL,
    asked_at timestamp with time zone DEFAULT app.now() NOT NULL,
    askers smallint[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    content text NOT NULL,
    hash bytea NOT NULL,
    first_content text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    acted_at timestamp with time zone,
    to_id smallint,
    asked smallint[] DEFAULT '{}'::smallint[] NOT NULL,
    due_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT approval_code_check CHECK (app.code_valid(code)),
    CONSTRAINT approval_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT approval_state_check CHECK ((state = ANY (ARRAY['open'::text, 'asked back'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text]))),
    CONSTRAINT approval_version_check CHECK ((version > 0)),
    CONSTRAINT asked_by_an_asker CHECK ((asked_by = ANY (askers))),
    CONSTRAINT ended_when_over CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['open'::text, 'asked back'::text]))))
);

ALTER TABLE ONLY app.approval FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval OWNER TO hw_owner;

COMMENT ON TABLE app.approval IS 'One request that others have to approve.';

COMMENT ON COLUMN app.approval.id IS 'that of what is asked, e.g. of the transfer';

COMMENT ON COLUMN app.approval.code IS 'what people say: that of what is asked';

COMMENT ON COLUMN app.approval.kind IS 'what it is';

COMMENT ON COLUMN app.approval.office_id IS 'the office that asks, and whose people approve';

COMMENT ON COLUMN app.approval.to_office_id IS 'the office that it goes to, which sees it too; null: none';

COMMENT ON COLUMN app.approval.case_id IS 'the case that it is about; null: none';

COMMENT ON COLUMN app.approval.asked_by IS 'who asked first';

COMMENT ON COLUMN app.approval.asked_at IS 'when';

COMMENT ON COLUMN app.approval.askers IS 'everybody who has written what is asked: none of them approves it';

COMMENT ON COLUMN app.approval.version IS 'grows with every change of the content; an answer names the version that was read';

COMMENT ON COLUMN app.approval.content IS 'the text that is approved, as it was last read';

COMMENT ON COLUMN app.approval.hash IS 'its sha256, which is what an approver signs';

COMMENT ON COLUMN app.approval.first_content IS 'the text as it was first asked, to say what has changed since';

COMMENT ON COLUMN app.approval.state IS 'approved: and, in the same moment, carried out';

COMMENT ON COLUMN app.approval.acted_at IS 'it was done already, in an emergency, and is to be signed afterwards; null: nothing is done before it is approved';

COMMENT ON COLUMN app.approval.to_id IS 'who is asked now; null: nobody in particular';

COMMENT ON COLUMN app.approval.asked IS 'who has been asked, one after the other';

COMMENT ON COLUMN app.approval.due_at IS 'until when she has time; then the next one is asked';

COMMENT ON COLUMN app.approval.expires_at IS 'when it is over if nobody has decided; of what was done already: when a coordinator is asked';

COMMENT ON COLUMN app.approval.ended_at IS 'since when it is over; null: it is open';

COMMENT ON COLUMN app.approval.touched_at IS 'last change';

CREATE FUNCTION app.approval_detail(this app.approval, what text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN jsonb_build_object('approval', jsonb_build_array(NULL::unknown, (((this).code || ': '::text) || what)), 'request', (this).id, 'version', (this).version, 'sha256', encode((this).hash, 'hex'::text));

ALTER FUNCTION app.approval_detail(this app.approval, what text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_detail(this app.approval, what text) IS 'What the record says of it.';

CREATE FUNCTION app.approval_due() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	open app.approval;
	moved integer := 0;
begin
	for open in
		select * from app.approval a
		where a.state = 'open' and least(a.due_at, a.expires_at) <= app.now() and (a.acted_at is null or a.due_at <= app.now())
		order by a.due_at limit 100 for update skip locked
	loop
		if app.approval_expire(open) then
			insert into app.event (office_id, action, kind, object_id, detail)
			values (open.office_id, 'approval.over', case when open.case_id is null then 'approval' else 'case' end,
				coalesce(open.case_id, open.id), app.approval_detail(open, 'nobody decided it in time'));
		else
			perform app.approval_step(open, true);
		end if;
		moved := moved + 1;
	end loop;
	return moved;
end $$;

ALTER FUNCTION app.approval_due() OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_due() IS 'Move on every request that nobody has answered in time, and end those whose time is over, in all offices. How many.';

CREATE TABLE app.approval_kind (
    name text NOT NULL,
    "position" smallint NOT NULL,
    people smallint NOT NULL,
    offices smallint NOT NULL,
    answer_within interval NOT NULL,
    expires_after interval NOT NULL,
    sign_within interval,
    content name NOT NULL,
    lacks name NOT NULL,
    decided name NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT approval_kind_answer_within_check CHECK ((answer_within >= '00:01:00'::interval)),
    CONSTRAINT approval_kind_check CHECK (((offices >= 1) AND (offices <= (people + 1)))),
    CONSTRAINT approval_kind_check1 CHECK ((expires_after >= answer_within)),
    CONSTRAINT approval_kind_name_check CHECK ((name ~ '^[a-z]+$'::text)),
    CONSTRAINT approval_kind_people_check CHECK (((people >= 1) AND (people <= 3))),
    CONSTRAINT approval_kind_sign_within_check CHECK ((sign_within > '00:00:00'::interval))
);

ALTER TABLE ONLY app.approval_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval_kind OWNER TO hw_owner;

COMMENT ON TABLE app.approval_kind IS 'What somebody can ask to be approved.';

COMMENT ON COLUMN app.approval_kind.name IS 'the word';

COMMENT ON COLUMN app.approval_kind."position" IS 'its place in lists';

COMMENT ON COLUMN app.approval_kind.people IS 'how many people have to approve it, beside whoever asks';

COMMENT ON COLUMN app.approval_kind.offices IS 'at home in how many different offices they have to be, with whoever asked; 1: all may be of one';

COMMENT ON COLUMN app.approval_kind.answer_within IS 'who was asked has so long, then the next one is asked; policy';

COMMENT ON COLUMN app.approval_kind.expires_after IS 'what nobody has decided by then is over, and has to be asked again; policy';

COMMENT ON COLUMN app.approval_kind.sign_within IS 'what is done before it is approved, in an emergency, is signed within this, or a coordinator is asked; policy; null: nothing is done before';

COMMENT ON COLUMN app.approval_kind.content IS 'app.NAME(request uuid) returns jsonb: all that is approved, the same as long as nothing of it has changed';

COMMENT ON COLUMN app.approval_kind.lacks IS 'app.NAME(request uuid) returns setof text: what has to be there before it can be approved, as codes of app.refusal';

COMMENT ON COLUMN app.approval_kind.decided IS 'app.NAME(request uuid, answer text, reason text, detail jsonb) returns text: carry it out, in the transaction of the last approval (approve), or follow a refusal (refuse, ask back, withdraw, expire); the code of a refusal, or null';

COMMENT ON COLUMN app.approval_kind.meaning IS 'in a sentence';

CREATE TABLE app.approval_vote (
    approval_id uuid NOT NULL,
    version integer NOT NULL,
    staff_id smallint NOT NULL,
    home_id smallint NOT NULL,
    answer text NOT NULL,
    reason text,
    hash bytea NOT NULL,
    number integer,
    signature bytea,
    detail jsonb,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT approval_is_signed CHECK (((answer <> 'approve'::text) OR (num_nulls(number, signature) = 0))),
    CONSTRAINT approval_vote_answer_check CHECK ((answer = ANY (ARRAY['approve'::text, 'refuse'::text, 'ask back'::text]))),
    CONSTRAINT approval_vote_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT approval_vote_signature_check CHECK ((octet_length(signature) = 64)),
    CONSTRAINT reason_of_a_no CHECK (((answer = 'approve'::text) = (reason IS NULL)))
);

ALTER TABLE ONLY app.approval_vote FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval_vote OWNER TO hw_owner;

COMMENT ON TABLE app.approval_vote IS 'Who answered what, once for each version. Rows are added and never change.';

COMMENT ON COLUMN app.approval_vote.approval_id IS 'which request';

COMMENT ON COLUMN app.approval_vote.version IS 'of which version of its content';

COMMENT ON COLUMN app.approval_vote.staff_id IS 'who';

COMMENT ON COLUMN app.approval_vote.home_id IS 'her home office then';

COMMENT ON COLUMN app.approval_vote.answer IS 'what';

COMMENT ON COLUMN app.approval_vote.reason IS 'why not; null: it was approved';

COMMENT ON COLUMN app.approval_vote.hash IS 'of the content that she had before her';

COMMENT ON COLUMN app.approval_vote.number IS 'which of her keys signed';

COMMENT ON COLUMN app.approval_vote.signature IS 'hers, see db/vault/approval.h; null: an answer that carries nothing out was not signed';

COMMENT ON COLUMN app.approval_vote.detail IS 'what only she could make, and what she signed with it; null: nothing';

COMMENT ON COLUMN app.approval_vote.at IS 'when';

CREATE FUNCTION app.approval_enough(this app.approval) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT ((count(DISTINCT v.staff_id) >= k.people) AND (count(DISTINCT x.home_id) >= k.offices)) FROM ((app.approval_kind k LEFT JOIN app.approval_vote v ON (((v.approval_id = (approval_enough.this).id) AND (v.version = (approval_enough.this).version) AND (v.answer = 'approve'::text)))) LEFT JOIN LATERAL (SELECT v.home_id UNION SELECT s.office_id FROM app.staff s WHERE (s.id = (approval_enough.this).asked_by)) x ON (true)) WHERE (k.name = (approval_enough.this).kind) GROUP BY k.people, k.offices);

ALTER FUNCTION app.approval_enough(this app.approval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_enough(this app.approval) IS 'Whether as many people, of as many offices, have approved this version as it needs.';

CREATE FUNCTION app.approval_expire(this app.approval) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	k app.approval_kind;
begin
	if this.ended_at is not null or this.acted_at is not null or this.expires_at > app.now() then
		return false;
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	perform app.approval_over(this, 'expired');
	perform app.approval_follow(k, this.id, 'expire', null, null);
	return true;
end $$;

ALTER FUNCTION app.approval_expire(this app.approval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_expire(this app.approval) IS 'End it where its time is over. Whether it was.';

CREATE FUNCTION app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	problem text;
begin
	execute format('select app.%I($1, $2, $3, $4)', kind.decided) into problem using id, answer, reason, detail;
	return problem;
end $_$;

ALTER FUNCTION app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) IS 'Carry out what was approved, or follow what was decided otherwise; the code of a refusal, or null.';

CREATE FUNCTION app.approval_lacks(kind app.approval_kind, id uuid) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	codes text[];
begin
	execute format('select array_agg(x) from app.%I($1) as x', kind.lacks) into codes using id;
	return coalesce(codes, '{}');
end $_$;

ALTER FUNCTION app.approval_lacks(kind app.approval_kind, id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_lacks(kind app.approval_kind, id uuid) IS 'What has to be there before it can be approved, and is not: codes of app.refusal.';

CREATE FUNCTION app.approval_next(this app.approval, OUT first smallint, OUT second smallint) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line smallint[];
begin
	line := array(select x.id from (
			select coalesce(w.delegate_id, l.staff_id) as id, min(l.place) as place
			from app.in_line(this.office_id, null) as l
			left join app.away w on w.staff_id = l.staff_id and w.starts_at <= app.now() and w.ends_at > app.now()
			group by 1) as x
		where x.id in (select app.approvers(this.kind, this.office_id)) and x.id <> all (this.askers)
		and not exists (select from app.away w where w.staff_id = x.id and w.starts_at <= app.now() and w.ends_at > app.now())
		and not exists (select from app.approval_vote v where v.approval_id = this.id and v.version = this.version and v.staff_id = x.id)
		order by cardinality(array_positions(this.asked, x.id)),
			this.acted_at is not null and this.expires_at <= app.now() and not exists (select from app.staff_role r
				where r.staff_id = x.id and r.role = 'coordinator'), x.place);
	first := line[1];
	second := line[2];
end $$;

ALTER FUNCTION app.approval_next(this app.approval, OUT first smallint, OUT second smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_next(this app.approval, OUT first smallint, OUT second smallint) IS 'Who is to be asked now, and who would be after her: who was asked least often, by her place in the line of the office; of what was done in an emergency and nobody has signed in time, a coordinator before others. Null: nobody is there.';

CREATE FUNCTION app.approval_now(kind app.approval_kind, id uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	content jsonb;
begin
	execute format('select app.%I($1)', kind.content) into content using id;
	return content::text;
end $_$;

ALTER FUNCTION app.approval_now(kind app.approval_kind, id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_now(kind app.approval_kind, id uuid) IS 'The text that is approved, as it would be read now.';

CREATE FUNCTION app.approval_over(this app.approval, now_is text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.approval a set state = now_is, ended_at = app.now(), touched_at = app.now(), to_id = null where a.id = this.id;
end $$;

ALTER FUNCTION app.approval_over(this app.approval, now_is text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_over(this app.approval, now_is text) IS 'It is decided, or over.';

CREATE FUNCTION app.approval_read(this app.approval, writer smallint DEFAULT NULL::smallint) RETURNS app.approval
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	k app.approval_kind;
	reads text;
begin
	select * into k from app.approval_kind x where x.name = this.kind;
	reads := app.approval_now(k, this.id);
	if this.ended_at is not null or (reads = this.content and (writer is null or writer = any (this.askers))) then
		return this;
	end if;
	update app.approval a set content = reads, hash = sha256(convert_to(reads, 'UTF8')), version = a.version + (reads <> a.content)::integer,
		askers = case when writer = any (a.askers) or writer is null then a.askers else a.askers || writer end, touched_at = app.now()
	where a.id = this.id returning a.* into this;
	return this;
end $$;

ALTER FUNCTION app.approval_read(this app.approval, writer smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_read(this app.approval, writer smallint) IS 'The request with its content as it is now: another version, where it has changed. writer: whoever has just written part of what is asked, who does not approve it from then on.';

CREATE FUNCTION app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return case
		when this.state = 'asked back' then '{id,approval_asked_back}'
		when person = any (this.askers) then '{id,own_request}'
		when person not in (select app.approvers(this.kind, this.office_id)) then '{id,not_approver}'
		when exists (select from app.approval_vote v where v.approval_id = this.id and v.version = this.version and v.staff_id = person)
			then '{id,answered_already}'
		when (this.version, this.hash) is distinct from (p_version, p_hash) then '{version,approval_changed}'
		when p_answer is null or p_answer not in ('approve', 'refuse', 'ask back') then '{answer,no_such_decision}'
		when p_answer <> 'approve' and not exists (select from app.approval_reason r where (r.answer, r.name) = (p_answer, p_reason))
			then '{reason,why_refuse}'
		when p_answer <> 'approve' then null
		when app.approval_lacks((select k from app.approval_kind k where k.name = this.kind), this.id) <> '{}' then '{id,approval_lacks}'
		when coalesce(octet_length(p_signature), 0) <> 64 or p_number is null then '{signature,signature_needed}'
		end::text[];
end $$;

ALTER FUNCTION app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea) IS 'Why somebody cannot answer so: the argument at fault and the code of the refusal; null: she can.';

CREATE FUNCTION app.approval_reopen(this app.approval) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	k app.approval_kind;
begin
	select * into k from app.approval_kind x where x.name = this.kind;
	update app.approval a set state = 'open', version = a.version + 1, touched_at = app.now(), asked = '{}', to_id = null,
		due_at = app.now() + k.answer_within, expires_at = greatest(a.expires_at, app.now() + k.expires_after)
	where a.id = this.id;
	perform app.approval_call(this.id, false);
	perform app.approval_follow(k, this.id, 'ask again', null, null);
end $$;

ALTER FUNCTION app.approval_reopen(this app.approval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_reopen(this app.approval) IS 'What was sent back with a question is asked again, as another version.';

CREATE FUNCTION app.approval_step(this app.approval, woken boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line record;
begin
	select * into line from app.approval_next(this);
	insert into app.notice (approval_id, office_id, staff_id, code)
	select this.id, this.office_id, x.id, app.new_notice_code()
	from unnest(case when woken then array[line.first, case when this.asked = '{}' and this.acted_at is not null then line.second end] end) as x(id)
	where x.id is not null;
	update app.approval a set to_id = line.first, asked = array_remove((a.asked || line.first)[greatest(1, cardinality(a.asked) - 200):], null),
		due_at = app.now() + case when line.first is null then interval '1 minute' else (select k.answer_within from app.approval_kind k
			where k.name = a.kind) end
	where a.id = this.id;
	if woken and (this.asked = '{}' or this.to_id is distinct from line.first) then
		insert into app.event (office_id, action, kind, object_id, detail)
		values (this.office_id, 'approval.next', case when this.case_id is null then 'approval' else 'case' end, coalesce(this.case_id, this.id),
			jsonb_build_object('asked', jsonb_build_array(this.to_id, line.first), 'request', this.id));
	end if;
end $$;

ALTER FUNCTION app.approval_step(this app.approval, woken boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approval_step(this app.approval, woken boolean) IS 'Ask the next in line, by a message where she is to be woken; where nobody is, look again in a minute. Of what was done in an emergency two are woken at once.';

CREATE TABLE app.approval_role (
    kind text NOT NULL,
    role text NOT NULL
);

ALTER TABLE ONLY app.approval_role FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval_role OWNER TO hw_owner;

COMMENT ON TABLE app.approval_role IS 'Who may approve it, of those who work for the office that asks.';

COMMENT ON COLUMN app.approval_role.kind IS 'what';

COMMENT ON COLUMN app.approval_role.role IS 'who';

CREATE TABLE app.staff_office (
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL
);

ALTER TABLE ONLY app.staff_office FORCE ROW LEVEL SECURITY;

ALTER TABLE app.staff_office OWNER TO hw_owner;

COMMENT ON TABLE app.staff_office IS 'Which offices a person works for; the home office is one of them.';

COMMENT ON COLUMN app.staff_office.staff_id IS 'who';

COMMENT ON COLUMN app.staff_office.office_id IS 'where';

CREATE FUNCTION app.approvers(kind text, office smallint) RETURNS SETOF smallint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.id
    FROM (app.staff s
      JOIN app.staff_office o ON (((o.staff_id = s.id) AND (o.office_id = approvers.office))))
   WHERE ((s.retired_at IS NULL) AND (EXISTS ( SELECT
            FROM (app.staff_role r
              JOIN app.approval_role x ON ((x.role = r.role)))
           WHERE ((r.staff_id = s.id) AND (x.kind = approvers.kind)))));
END;

ALTER FUNCTION app.approvers(kind text, office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.approvers(kind text, office smallint) IS 'Who could approve what an office asks of this kind, if she has not asked it.';

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
    CONSTRAINT event_kind_check CHECK ((kind = ANY (ARRAY['case'::text, 'place'::text, 'party'::text, 'view'::text, 'staff'::text, 'office'::text, 'directory'::text, 'realm'::text, 'import'::text, 'record'::text, 'contact'::text, 'batch'::text, 'approval'::text, 'none'::text])))
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

CREATE FUNCTION app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb, at timestamp with time zone, place text) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	home smallint := app.my_office(office);
	held record;
	this app.batch;
	where_it_is uuid := (select p.id from app.place p where p.office_id = any (app.my_offices())
		and p.code = upper(regexp_replace(place, '\s', '', 'g')));
	before jsonb;
	problem text;
begin
	select * into held from app.lock_batch(id);
	this := held.was;
	home := case when office is null then coalesce(this.office_id, home) else home end;
	call.office_id := coalesce(this.office_id, home, call.office_id);
	if held.busy then
		return app.refuse(call, 'busy');
	elsif id is null or (this.id is null and version is distinct from 0) then
		return app.refuse(call, 'no_such_batch', 'id');
	elsif coalesce(this.version, 0) is distinct from version then
		return app.refuse(call, 'stale_batch', 'version');
	elsif home is null or this.office_id <> home then
		return app.refuse(call, 'office', 'office');
	elsif coalesce(kind not in ('push-back', 'raid', 'handover'), true) then
		return app.refuse(call, 'no_such_batch_kind', 'kind');
	elsif at > app.now() + interval '5 minutes' then
		return app.refuse(call, 'batch_future', 'at');
	elsif place is not null and where_it_is is null then
		return app.refuse(call, 'no_such_place', 'place');
	end if;
	before := app.batch_was(this);
	begin
		if this.id is null then
			insert into app.batch (id, office_id, kind, staff_id, responsible_id, touched_by)
			values (batch_kept.id, home, batch_kept.kind, call.staff_id, call.staff_id, call.staff_id);
		end if;
		problem := app.batch_put(id, home, counts);
		if problem is not null then
			raise no_data_found;
		end if;
	exception
	when no_data_found then
		return app.refuse(call, problem, 'counts');
	when unique_violation then -- of an office that is not hers, or taken back
		return app.refuse(call, 'no_such_batch', 'id');
	end;
	update app.batch b set version = batch_kept.version + 1, kind = batch_kept.kind, came_at = coalesce(at, b.came_at),
		place_id = where_it_is, closed_at = null, close_reason = null, touched_by = call.staff_id, touched_at = app.now()
	where b.id = batch_kept.id;
	return app.finish(call, version + 1, jsonb_strip_nulls(jsonb_build_object('kind', kind, 'counts', counts,
		'people', (select sum(n.n) from app.batch_count n where n.batch_id = batch_kept.id), 'before', before)));
end $$;

ALTER FUNCTION app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb, at timestamp with time zone, place text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb, at timestamp with time zone, place text) IS 'What api.batch_keep() does, once it is begun.';

CREATE FUNCTION app.batch_lacks(batch uuid, office smallint, nationality text, class text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	n app.batch_count;
begin
	if batch is null then
		return case when num_nonnulls(nationality, class) > 0 then 'no_such_batch' end;
	end if;
	select * into held from app.lock_batch(batch);
	select x.* into n from app.batch_count x
	where x.batch_id = batch and x.nationality = batch_lacks.nationality and x.class = batch_lacks.class;
	return case when held.busy then 'busy' when (held.was).office_id is distinct from office then 'no_such_batch'
		when (held.was).closed_at is not null then 'batch_closed' when n.batch_id is null then 'no_such_batch_line' when n.split >= n.n then 'batch_full' end;
end $$;

ALTER FUNCTION app.batch_lacks(batch uuid, office smallint, nationality text, class text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.batch_lacks(batch uuid, office smallint, nationality text, class text) IS 'Why no case of this office can be split out of these people as one of these, a code of app.refusal; null: it can. They are locked then.';

CREATE FUNCTION app.batch_put(batch uuid, office smallint, counts jsonb) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	was jsonb := (select jsonb_agg(x) from app.batch_count x where x.batch_id = batch and x.split > 0);
	broken text;
begin
	delete from app.batch_count n where n.batch_id = batch;
	insert into app.batch_count (batch_id, office_id, nationality, class, n, line, split)
	select batch, office, y.nationality, y.class, y.n, coalesce(y.line, dense_rank() over (order by y.first)),
		coalesce((select w.split from jsonb_populate_recordset(null::app.batch_count, was) as w
			where w.nationality = y.nationality and w.class = y.class), 0)
	from (select x.*, min(x.nth) over (partition by x.nationality) as first
		from rows from (jsonb_to_recordset(counts) as (nationality text, class text, n integer, line smallint)) with ordinality
			as x(nationality, class, n, line, nth)) as y;
	if exists (select from jsonb_array_elements(counts) as c where c - '{nationality,class,n,line}'::text[] <> '{}')
		or exists (select from app.batch_count n where n.batch_id = batch group by n.line having count(distinct n.nationality) > 1)
		or exists (select from app.batch_count n where n.batch_id = batch group by n.nationality having count(distinct n.line) > 1)
		or not exists (select from app.batch_count n where n.batch_id = batch) then
		raise check_violation;
	end if;
	if (select count(*) from app.batch_count n where n.batch_id = batch and n.split > 0) < jsonb_array_length(was) then
		raise no_data_found;
	end if;
	return null;
exception
when no_data_found then
	return 'batch_less';
when data_exception or check_violation or not_null_violation or unique_violation then
	get stacked diagnostics broken = constraint_name;
	return case broken when 'no_more_than_counted' then 'batch_less' else 'batch_counts' end;
end $$;

ALTER FUNCTION app.batch_put(batch uuid, office smallint, counts jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.batch_put(batch uuid, office smallint, counts jsonb) IS 'Put these counts in the place of what was counted; a code of app.refusal: why not, and nothing is another.';

CREATE TABLE app.batch (
    id uuid NOT NULL,
    code text DEFAULT app.new_code('BT'::text) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    came_at timestamp with time zone DEFAULT app.now() NOT NULL,
    place_id uuid,
    staff_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    responsible_id smallint,
    touched_by smallint NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    closed_at timestamp with time zone,
    close_reason text,
    gone boolean DEFAULT false NOT NULL,
    CONSTRAINT batch_code_check CHECK ((app.code_valid(code) AND (code ~~ 'BT-%'::text))),
    CONSTRAINT batch_kind_check CHECK ((kind = ANY (ARRAY['push-back'::text, 'raid'::text, 'handover'::text]))),
    CONSTRAINT batch_version_check CHECK ((version > 0)),
    CONSTRAINT closed_for_a_reason CHECK (((closed_at IS NULL) = (close_reason IS NULL)))
);

ALTER TABLE ONLY app.batch FORCE ROW LEVEL SECURITY;

ALTER TABLE app.batch OWNER TO hw_owner;

COMMENT ON TABLE app.batch IS 'People who came at once, counted before anybody is asked for a name. Cases are split out of it later.';

COMMENT ON COLUMN app.batch.id IS 'made by the console';

COMMENT ON COLUMN app.batch.code IS 'what people say';

COMMENT ON COLUMN app.batch.version IS 'grows with every new count, and with who sees to them; a change names the version it saw';

COMMENT ON COLUMN app.batch.office_id IS 'the office that counts them';

COMMENT ON COLUMN app.batch.kind IS 'pushed back over a border, found in a raid, or handed over to us';

COMMENT ON COLUMN app.batch.came_at IS 'when they came, or were found';

COMMENT ON COLUMN app.batch.place_id IS 'where they are, where that is a place that we know; null: not said';

COMMENT ON COLUMN app.batch.staff_id IS 'who entered it first';

COMMENT ON COLUMN app.batch.entered_at IS 'when';

COMMENT ON COLUMN app.batch.responsible_id IS 'who sees to it that they are spoken to; null: nobody';

COMMENT ON COLUMN app.batch.touched_by IS 'who changed it last';

COMMENT ON COLUMN app.batch.touched_at IS 'when that was';

COMMENT ON COLUMN app.batch.closed_at IS 'since when nobody else is split out of it; null: it is open';

COMMENT ON COLUMN app.batch.close_reason IS 'why nobody else is split out';

COMMENT ON COLUMN app.batch.gone IS 'taken back by whoever entered it';

CREATE TABLE app.batch_count (
    batch_id uuid NOT NULL,
    office_id smallint NOT NULL,
    nationality text NOT NULL,
    class text NOT NULL,
    n integer NOT NULL,
    line smallint NOT NULL,
    split integer DEFAULT 0 NOT NULL,
    CONSTRAINT batch_count_class_check CHECK ((class = ANY (ARRAY['men'::text, 'women'::text, 'boys'::text, 'girls'::text, 'other'::text]))),
    CONSTRAINT batch_count_line_check CHECK (((line >= 1) AND (line <= 12))),
    CONSTRAINT batch_count_n_check CHECK (((n >= 1) AND (n <= 5000))),
    CONSTRAINT batch_count_nationality_check CHECK (((nationality ~ '^[A-Z]{2}$'::text) OR (nationality = ANY (ARRAY['stateless'::text, 'not known'::text])))),
    CONSTRAINT no_more_than_counted CHECK (((split >= 0) AND (split <= n)))
);

ALTER TABLE ONLY app.batch_count FORCE ROW LEVEL SECURITY;

ALTER TABLE app.batch_count OWNER TO hw_owner;

COMMENT ON TABLE app.batch_count IS 'How many of which nationality. The lines add up to all of them; there is no total beside.';

COMMENT ON COLUMN app.batch_count.batch_id IS 'of which people';

COMMENT ON COLUMN app.batch_count.office_id IS 'their office, for row security';

COMMENT ON COLUMN app.batch_count.nationality IS 'two letters of a country, stateless, or not known';

COMMENT ON COLUMN app.batch_count.class IS 'men, women, boys, girls; other: others, and who is not yet known';

COMMENT ON COLUMN app.batch_count.n IS 'how many';

COMMENT ON COLUMN app.batch_count.line IS 'which line of the form its nationality has: it keeps that, so that two who count at once can be compared';

COMMENT ON COLUMN app.batch_count.split IS 'how many of them are cases: which ones is nowhere, for of what nationality she is would be told in clear';

CREATE FUNCTION app.batch_was(was app.batch) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN CASE WHEN ((was).id IS NOT NULL) THEN jsonb_build_object('kind', (was).kind, 'came_at', (was).came_at, 'place_id', (was).place_id, 'closed_at', (was).closed_at, 'close_reason', (was).close_reason, 'responsible_id', (was).responsible_id, 'counts', (SELECT jsonb_agg(jsonb_build_object('nationality', n.nationality, 'class', n.class, 'n', n.n, 'line', n.line)) AS jsonb_agg FROM app.batch_count n WHERE (n.batch_id = (batch_was.was).id))) ELSE NULL::jsonb END;

ALTER FUNCTION app.batch_was(was app.batch) OWNER TO hw_owner;

COMMENT ON FUNCTION app.batch_was(was app.batch) IS 'What app.undo_batch() puts back; null: they are new.';

CREATE FUNCTION app.bed_all(p_case uuid) RETURNS TABLE(id uuid, version integer, code text, place_id uuid, place text, kind text, country text, district text, name text, sex text, age_low smallint, age_high smallint, regime text, legal_basis text, review_on date, review_over boolean, accepts boolean, beds smallint, taken integer, held integer, free integer, next_free timestamp with time zone, danger text, problem text, mine boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case;
	mine smallint[] := app.my_offices();
begin
	-- Of a case of hers alone: whom a unit fits would tell of any other how old she is.
	select x.* into c from app.case x where x.id = p_case and x.office_id = any (mine);
	return query
	select u.id, u.version, u.code, case when m.mine then p.id end, p.code, p.kind, p.country_id, case when m.mine then p.district end,
		u.name, u.sex, u.age_low, u.age_high, u.regime, u.legal_basis, u.review_on, u.review_on <= d.today, u.accepts, u.beds,
		n.taken, n.held, f.free, case when f.free = 0 and u.accepts then n.next_free end,
		(select max(x.severity) from app.danger_of(p.id) as x),
		case when not u.accepts then 'unit_closed' when c.id is not null and app.bed_fits(u, c) is not null then app.bed_fits(u, c)
			when f.free = 0 then 'no_bed' end,
		m.mine
	from app.unit u
	join app.place p on p.id = u.place_id
	cross join lateral (select u.office_id = any (mine) as mine) as m
	cross join lateral (select (app.now() at time zone o.zone)::date as today from app.office o where o.id = u.office_id) as d
	cross join lateral (select count(*)::integer as taken, (count(*) filter (where s.state = 'held'))::integer as held,
			min(case s.state when 'held' then s.held_until end) as next_free
		from app.stay s where s.unit_id = u.id
		and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now())) as n
	cross join lateral (select greatest(u.beds - n.taken, 0) as free) as f
	order by case when not u.accepts then 2 when c.id is not null and app.bed_fits(u, c) is not null then 3 when f.free = 0 then 1 else 0 end,
		p.country_id, u.regime = 'closed', p.kind, p.code, u.name;
end $$;

ALTER FUNCTION app.bed_all(p_case uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_all(p_case uuid) IS 'The units of all offices, as api.bed_line has them.';

CREATE TABLE app.unit (
    id uuid NOT NULL,
    code text DEFAULT app.new_code('UN'::text) NOT NULL,
    place_id uuid NOT NULL,
    office_id smallint NOT NULL,
    name text NOT NULL,
    sex text NOT NULL,
    age_low smallint,
    age_high smallint,
    beds smallint NOT NULL,
    regime text NOT NULL,
    legal_basis text,
    review_on date,
    accepts boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT ages_in_order CHECK ((age_low <= age_high)),
    CONSTRAINT closed_by_law CHECK ((((regime = 'closed'::text) = (legal_basis IS NOT NULL)) AND ((regime = 'closed'::text) = (review_on IS NOT NULL)))),
    CONSTRAINT unit_age_high_check CHECK (((age_high >= 0) AND (age_high <= 120))),
    CONSTRAINT unit_age_low_check CHECK (((age_low >= 0) AND (age_low <= 120))),
    CONSTRAINT unit_beds_check CHECK (((beds >= 0) AND (beds <= 500))),
    CONSTRAINT unit_code_check CHECK ((app.code_valid(code) AND (code ~~ 'UN-%'::text))),
    CONSTRAINT unit_legal_basis_check CHECK ((legal_basis = ANY (ARRAY['court order'::text, 'protection order'::text, 'child protection order'::text, 'immigration order'::text, 'her own wish'::text]))),
    CONSTRAINT unit_name_check CHECK ((name ~ '^(house|floor|ward|room|dormitory|family rooms|quiet room|emergency beds)( [1-9][0-9]?)?$'::text)),
    CONSTRAINT unit_regime_check CHECK ((regime = ANY (ARRAY['open'::text, 'closed'::text]))),
    CONSTRAINT unit_review_on_check CHECK (isfinite(review_on)),
    CONSTRAINT unit_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'any'::text]))),
    CONSTRAINT unit_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.unit FORCE ROW LEVEL SECURITY;

ALTER TABLE app.unit OWNER TO hw_owner;

COMMENT ON TABLE app.unit IS 'A part of a place with beds for the same people, under the same rules.';

COMMENT ON COLUMN app.unit.id IS 'made by the console';

COMMENT ON COLUMN app.unit.code IS 'what people say';

COMMENT ON COLUMN app.unit.place_id IS 'of which place';

COMMENT ON COLUMN app.unit.office_id IS 'the place''s office, for row security';

COMMENT ON COLUMN app.unit.name IS 'which of the place: a word of a list, and a number where there are several';

COMMENT ON COLUMN app.unit.sex IS 'for whom';

COMMENT ON COLUMN app.unit.age_low IS 'at least this old; null: from birth';

COMMENT ON COLUMN app.unit.age_high IS 'at most this old; null: to any age';

COMMENT ON COLUMN app.unit.beds IS 'for how many';

COMMENT ON COLUMN app.unit.regime IS 'open: whoever is there comes and goes as she likes; closed: somebody decides that';

COMMENT ON COLUMN app.unit.legal_basis IS 'by what she may be kept there; of a closed unit, and of no other';

COMMENT ON COLUMN app.unit.review_on IS 'when somebody looks again whether that holds; of a closed unit, and of no other';

COMMENT ON COLUMN app.unit.accepts IS 'whether it takes anybody new';

COMMENT ON COLUMN app.unit.version IS 'grows with every change; a change names the version it saw';

COMMENT ON COLUMN app.unit.touched_at IS 'last change';

CREATE FUNCTION app.bed_fits(u app.unit, c app."case") RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN CASE WHEN (((u).sex <> 'any'::text) AND ((c).sex <> (u).sex)) THEN 'not_fit_sex'::text WHEN ((COALESCE(((c).age_low)::integer, 0) < COALESCE(((u).age_low)::integer, 0)) OR (COALESCE(((c).age_high)::integer, CASE WHEN ((c).age_low IS NULL) THEN 17 ELSE 120 END) > COALESCE(((u).age_high)::integer, 120))) THEN 'not_fit_age'::text ELSE NULL::text END;

ALTER FUNCTION app.bed_fits(u app.unit, c app."case") OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_fits(u app.unit, c app."case") IS 'Why a unit is not for a case, as a code of app.refusal; null: it is. It asks for no free bed.';

CREATE FUNCTION app.bed_give_back(stay uuid, staff smallint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone app.stay;
begin
	update app.stay s set state = 'released', since = app.now(), version = s.version + 1 where s.id = stay and s.state = 'held' returning * into gone;
	if found then
		perform app.stay_told(gone, coalesce(staff, gone.held_by), null, 'not brought there');
	end if;
end $$;

ALTER FUNCTION app.bed_give_back(stay uuid, staff smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_give_back(stay uuid, staff smallint) IS 'What was held for somebody who does not come is free again.';

CREATE FUNCTION app.bed_named(p_bed text, p_case uuid, OUT unit uuid, OUT by_place boolean, OUT regime text, OUT place uuid, OUT office smallint, OUT country text) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	select u.id, u.code is distinct from app.code_typed(p_bed, 'UN'), u.regime, p.id, p.office_id, p.country_id
	into unit, by_place, regime, place, office, country
	from app.unit u join app.place p on p.id = u.place_id
	join app.case c on c.id = p_case
	where u.code = app.code_typed(p_bed, 'UN') or p.code = app.code_typed(p_bed, 'PL')
	order by not u.accepts, app.bed_fits(u, c) is not null, u.regime = 'closed', app.unit_taken(u.id) >= u.beds,
		coalesce(u.age_high, 120) - coalesce(u.age_low, 0), u.sex = 'any', u.name limit 1;
end $$;

ALTER FUNCTION app.bed_named(p_bed text, p_case uuid, OUT unit uuid, OUT by_place boolean, OUT regime text, OUT place uuid, OUT office smallint, OUT country text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_named(p_bed text, p_case uuid, OUT unit uuid, OUT by_place boolean, OUT regime text, OUT place uuid, OUT office smallint, OUT country text) IS 'The unit of this code, or, by the code of a place, the one there that is best for the case: it fits, is open, has a bed free, is for few others.';

CREATE FUNCTION app.bed_others(p_case uuid, p_country text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	others text;
begin
	select string_agg(x.line, ', ' order by x.n) into others
	from (select concat(b.code, ' (', b.free, ' free', case b.regime when 'closed' then ', closed' end, ')') as line, row_number() over () as n
		from app.bed_all(p_case) as b where b.problem is null and b.country = p_country limit 3) as x;
	return coalesce('It fits, and is free: ' || others || '.', 'No other unit of this country that fits has a bed free.');
end $$;

ALTER FUNCTION app.bed_others(p_case uuid, p_country text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_others(p_case uuid, p_country text) IS 'What to choose where there is none: units of the same country.';

CREATE TABLE app.stay (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    unit_id uuid NOT NULL,
    office_id smallint NOT NULL,
    case_id uuid NOT NULL,
    case_office_id smallint NOT NULL,
    state text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    held_by smallint NOT NULL,
    held_until timestamp with time zone NOT NULL,
    back_by timestamp with time zone,
    left_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT a_leave_ends CHECK (((state = 'on leave'::text) = (back_by IS NOT NULL))),
    CONSTRAINT left_has_its_time CHECK (((state <> 'left'::text) OR (left_at IS NOT NULL))),
    CONSTRAINT stay_state_check CHECK ((state = ANY (ARRAY['held'::text, 'in'::text, 'on leave'::text, 'left'::text, 'out'::text, 'released'::text]))),
    CONSTRAINT stay_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.stay FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stay OWNER TO hw_owner;

COMMENT ON TABLE app.stay IS 'A bed of a case: held, used, given back. It is taken while held_until is to come, in, on leave, and, where she left without telling us, until somebody checks her out. A hold that is over takes none, and nothing has to run for that.';

COMMENT ON COLUMN app.stay.id IS 'number';

COMMENT ON COLUMN app.stay.unit_id IS 'in which unit';

COMMENT ON COLUMN app.stay.office_id IS 'the place''s office, for row security';

COMMENT ON COLUMN app.stay.case_id IS 'whose';

COMMENT ON COLUMN app.stay.case_office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.stay.state IS 'held, in, on leave, left (without telling us), out, released (was held, and is not needed)';

COMMENT ON COLUMN app.stay.since IS 'since when it is so';

COMMENT ON COLUMN app.stay.held_by IS 'who held it';

COMMENT ON COLUMN app.stay.held_until IS 'until when';

COMMENT ON COLUMN app.stay.back_by IS 'when her leave is over';

COMMENT ON COLUMN app.stay.left_at IS 'when she left without telling us; null: she did not, or came back';

COMMENT ON COLUMN app.stay.version IS 'grows with every step; a step names the version it saw';

CREATE FUNCTION app.bed_take(p_unit uuid, p_case uuid, p_until timestamp with time zone, p_staff smallint, OUT code text, OUT now app.stay) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	u app.unit;
	c app.case;
	other app.stay;
begin
	select * into held from app.lock_unit(p_unit);
	u := held.was;
	select x.* into c from app.case x where x.id = p_case;
	select s.* into other from app.stay s where s.case_id = p_case and s.state in ('held', 'in', 'on leave', 'left')
	order by s.unit_id = p_unit desc, s.state limit 1;
	code := case
		when held.busy then 'busy_unit'
		when u.id is null then 'no_such_unit'
		when c.id is null then 'no_such_case'
		when not u.accepts then 'unit_closed'
		when app.bed_fits(u, c) is not null then app.bed_fits(u, c)
		when exists (select from app.stay s where s.case_id = p_case and s.unit_id = p_unit and s.state in ('in', 'on leave', 'left'))
			then 'stay_there'
		when exists (select from app.stay s where s.case_id = p_case and s.state = 'held' and s.held_until > app.now()) then 'bed_held'
		when app.unit_taken(p_unit) >= u.beds then 'no_bed'
		end;
	if code is not null then
		return;
	end if;
	begin
		perform app.stay_ends(p_case, '{held}', 'released', 'time was over', p_staff);
		insert into app.stay (unit_id, office_id, case_id, case_office_id, state, held_by, held_until)
		values (p_unit, u.office_id, p_case, c.office_id, 'held', p_staff, p_until) returning * into now;
	exception when unique_violation then -- at the same moment, elsewhere
		now := null;
		code := 'bed_held';
		return;
	end;
	perform app.stay_told(now, p_staff, p_until, null);
end $$;

ALTER FUNCTION app.bed_take(p_unit uuid, p_case uuid, p_until timestamp with time zone, p_staff smallint, OUT code text, OUT now app.stay) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_take(p_unit uuid, p_case uuid, p_until timestamp with time zone, p_staff smallint, OUT code text, OUT now app.stay) IS 'Hold a bed of a unit for a case, behind the unit''s lock: the stay, or the code of the refusal.';

CREATE FUNCTION app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	insert into app.event (staff_id, office_id, action, kind, object_id, detail)
	values (call.staff_id, office, action, kind, object, detail)
$$;

ALTER FUNCTION app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) IS 'The other line in the record: of the case, where app.finish() writes that of the place, or the other way round.';

CREATE FUNCTION app.before(was app."case", change app.event) RETURNS app."case"
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN jsonb_populate_record(was, (SELECT jsonb_object_agg(d.key, (d.value -> 0)) AS jsonb_object_agg FROM jsonb_each((before.change).detail) d(key, value) WHERE (jsonb_typeof(d.value) = 'array'::text)));

ALTER FUNCTION app.before(was app."case", change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.before(was app."case", change app.event) IS 'The case with what this change has put before.';

CREATE FUNCTION app.begin_approval(key uuid, action text, id uuid, args jsonb, OUT call app.call, OUT this app.approval) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	code text;
begin
	call := app.begin_change(key, action, 'approval', args);
	call.object_id := id;
	if call.done then
		return;
	end if;
	call.done := true;
	if app.waited_long() then
		call.answer := app.refuse(call, 'waited_long');
		return;
	end if;
	select * into held from app.lock_approval(id);
	this := held.this;
	if held.busy is not null or this.id is null or this.office_id <> all (app.my_offices()) then
		call.answer := app.refuse(call, coalesce(held.busy, 'no_such_approval'), 'id');
		return;
	end if;
	call.office_id := this.office_id;
	if this.case_id is not null then
		call.was := held.was;
		call.kind := 'case';
		call.object_id := this.case_id;
	end if;
	code := case when this.ended_at is not null and this.state <> 'expired' then 'approval_over'
		when this.state = 'expired' or app.approval_expire(this) then 'approval_expired' end;
	if code is not null then
		call.answer := app.refuse(call, code, 'id');
		return;
	end if;
	call.done := false;
end $$;

ALTER FUNCTION app.begin_approval(key uuid, action text, id uuid, args jsonb, OUT call app.call, OUT this app.approval) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_approval(key uuid, action text, id uuid, args jsonb, OUT call app.call, OUT this app.approval) IS 'Begin to do something with an open request of one of my offices: it and its case are locked.';

CREATE FUNCTION app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.batch) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	why text;
	field text;
begin
	call := app.begin_change(key, action, 'batch', args);
	if call.done then
		return;
	end if;
	call.object_id := id;
	select * into held from app.lock_batch(id);
	this := held.was;
	call.office_id := coalesce(this.office_id, call.office_id);
	select x.code, x.field into why, field from (values
		(1, 'busy', null, held.busy), (2, 'no_such_batch', 'id', this.id is null),
		(3, 'stale_batch', 'version', this.version is distinct from begin_batch.version),
		(4, 'batch_closed', 'id', this.closed_at is not null)) as x(n, code, field, holds)
	where x.holds order by x.n limit 1;
	if why is not null then
		call.done := true;
		call.answer := app.refuse(call, why, field);
	end if;
end $$;

ALTER FUNCTION app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.batch) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.batch) IS 'Begin a change to people who came at once, of this version and open: they are locked. Otherwise done with its answer.';

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

CREATE FUNCTION app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text, OUT begun app.call, OUT other app."case") RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
begin
	if other_id < id and app.may(action) then
		perform app.lock_case(other_id);
	end if;
	begun := app.begin_case(key, action, id, version, jsonb_build_array(other_id, kind));
	if begun.done then
		return;
	end if;
	begun.done := true;
	select * into held from app.lock_case(other_id);
	other := held.was;
	if id = other_id then
		begun.answer := app.refuse(begun, 'itself', 'other');
	elsif other.id is null then
		begun.answer := app.refuse(begun, case when held.busy then 'busy' else 'no_such_other' end, 'other');
	elsif kind <> all ('{possible duplicate,same person,same place,family}') then
		begun.answer := app.refuse(begun, 'no_such_link_kind', 'kind');
	else
		begun.done := false;
	end if;
end $$;

ALTER FUNCTION app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text, OUT begun app.call, OUT other app."case") OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text, OUT begun app.call, OUT other app."case") IS 'Begin to link two cases, or to take a link away.';

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

CREATE FUNCTION app.begin_sealed(call app.call, subject uuid, what text[], key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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
	if realm is null or (what is not null and array_position(what, held.of) is null) then
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

ALTER FUNCTION app.begin_sealed(call app.call, subject uuid, what text[], key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text[], key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) IS 'Begin to change what is sealed under this key of a case, place or party (what: which of them it may be; null: any).';

CREATE TABLE app.transfer (
    id uuid NOT NULL,
    code text DEFAULT app.new_code('TR'::text) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    case_id uuid NOT NULL,
    what text NOT NULL,
    office_id smallint NOT NULL,
    to_office_id smallint NOT NULL,
    place_id uuid,
    with_id uuid,
    state text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    emergency boolean DEFAULT false NOT NULL,
    over boolean DEFAULT false NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT transfer_code_check CHECK ((app.code_valid(code) AND (code ~~ 'TR-%'::text))),
    CONSTRAINT transfer_version_check CHECK ((version > 0)),
    CONSTRAINT transfer_what_check CHECK ((what = ANY (ARRAY['person'::text, 'file'::text])))
);

ALTER TABLE ONLY app.transfer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer OWNER TO hw_owner;

COMMENT ON TABLE app.transfer IS 'What becomes of a transfer. The office that asked keeps it, also where the file is gone.';

COMMENT ON COLUMN app.transfer.id IS 'that of the entry that asks for it, and of its approval';

COMMENT ON COLUMN app.transfer.code IS 'what people say';

COMMENT ON COLUMN app.transfer.version IS 'grows with every step; a step names the version it saw';

COMMENT ON COLUMN app.transfer.case_id IS 'whose';

COMMENT ON COLUMN app.transfer.what IS 'person or file';

COMMENT ON COLUMN app.transfer.office_id IS 'the office that asks';

COMMENT ON COLUMN app.transfer.to_office_id IS 'the office that gets her, or it';

COMMENT ON COLUMN app.transfer.place_id IS 'the place where she is to be; null: of a file';

COMMENT ON COLUMN app.transfer.with_id IS 'the transfer of her file, or of herself, that it belongs to; null: none';

COMMENT ON COLUMN app.transfer.state IS 'where it stands';

COMMENT ON COLUMN app.transfer.since IS 'since when';

COMMENT ON COLUMN app.transfer.emergency IS 'it was done before it was approved';

COMMENT ON COLUMN app.transfer.over IS 'nothing follows';

COMMENT ON COLUMN app.transfer.touched_at IS 'last change';

CREATE FUNCTION app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.transfer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.transfer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.transfer) IS 'Begin to do something with a transfer of this version.';

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

CREATE FUNCTION app.case_alike(of app."case", OUT code text, OUT reported_at timestamp with time zone, OUT by text[]) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	select c.code, c.reported_at, y.by
	from (select * from app.case x
		where x.office_id = of.office_id and x.id <> of.id
		and x.reported_at between of.reported_at - interval '14 days' and of.reported_at + interval '14 days'
		order by x.reported_at desc limit 200) as c
	cross join lateral (select array_remove(array[
		case when of.sex = c.sex and c.sex <> 'unknown' then 'sex' end,
		case when num_nonnulls(of.age_low, of.age_high) > 0 and num_nonnulls(c.age_low, c.age_high) > 0
			and int4range(of.age_low, of.age_high, '[]') && int4range(c.age_low, c.age_high, '[]') then 'age' end,
		case when of.language = c.language then 'language' end,
		case when of.exploitation = c.exploitation then 'purpose' end], null) as by) as y
	where cardinality(y.by) >= 3
	and coalesce(c.close_reason, 0) <> 12
	and not exists (select from app.case_link l where (l.case_a, l.case_b) in ((of.id, c.id), (c.id, of.id)))
	order by cardinality(y.by) desc, abs(extract(epoch from c.reported_at - of.reported_at)), c.id
	limit 1;
$$;

ALTER FUNCTION app.case_alike(of app."case", OUT code text, OUT reported_at timestamp with time zone, OUT by text[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_alike(of app."case", OUT code text, OUT reported_at timestamp with time zone, OUT by text[]) IS 'The case of the same office that is most like this one: at least three of sex, age, language and purpose agree, two weeks between the reports at most, and nobody has linked them yet. A hint to look, no more.';

CREATE FUNCTION app.case_clocks_follow() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	perform app.clocks_follow(case when tg_op = 'UPDATE' then old end, new);
	return null;
end $$;

ALTER FUNCTION app.case_clocks_follow() OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_clocks_follow() IS 'Row trigger of cases: their clocks follow.';

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

CREATE FUNCTION app.case_flags_known() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if (select count(*) from app.flag f where f.name = any (new.flags)) <> cardinality(new.flags) then
		raise exception 'a flag that is not in the list, or twice' using errcode = 'check_violation',
			constraint = 'case_flags_known';
	end if;
	return new;
end $$;

ALTER FUNCTION app.case_flags_known() OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_flags_known() IS 'A case carries flags of app.flag, each once.';

CREATE FUNCTION app.case_followed(was app."case") RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT jsonb_object_agg(f.f, jsonb_build_array((to_jsonb(case_followed.was) -> f.f), (to_jsonb(c.*) -> f.f))) AS jsonb_object_agg FROM (app."case" c CROSS JOIN unnest('{stage,status,status_by,risk,afraid,flags,exploitation,age_low,age_high,priority,sex,language,people,standing}'::text[]) f(f)) WHERE ((c.id = (case_followed.was).id) AND ((to_jsonb(c.*) -> f.f) IS DISTINCT FROM (to_jsonb(case_followed.was) -> f.f))));

ALTER FUNCTION app.case_followed(was app."case") OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_followed(was app."case") IS 'What of a case is another since it was this one, because of an entry: {"risk": [before, after]}; null: nothing.';

CREATE FUNCTION app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid, clear jsonb, blob bytea, batch uuid, nationality text, class text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	kept app.record_kind := (select k from app.record_kind k where k.name = 'call');
begin
	insert into app.case (id, office_id, responsible_id, source, batch_id)
	values (call.object_id, call.office_id, responsible, coalesce((select s.id from app.source s where s.name = clear ->> 'source'), 1), batch);
	update app.batch_count n set split = n.split + 1
	where n.batch_id = batch and n.nationality = case_found.nationality and n.class = case_found.class;
	insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (call.object_id, call.office_id, kept.key, 1, case_found.epoch, realm, case_found.epoch, case_found.wrapped, call.staff_id);
	insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
	values (record, call.object_id, call.office_id, kept.name, kept.many, 1, case_found.blob, call.staff_id);
	return app.entry_keep(kept, record, call.object_id, call.office_id, clear);
end $$;

ALTER FUNCTION app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid, clear jsonb, blob bytea, batch uuid, nationality text, class text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid, clear jsonb, blob bytea, batch uuid, nationality text, class text) IS 'Found a case. Gives what was told in clear, or breaks off as app.entry_keep() does.';

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
		where case_id = i.id and stopped_at is null
		-- An alarm rings in lists of its own. Here it stands before how long a report waits for triage, and hides no other.
		order by (rule = 'CHILD-DETAINED')::integer + 2 * (rule = 'TRIAGE' and exists (select from app.case_clock a
			where a.case_id = i.id and a.rule = 'CHILD-DETAINED' and a.stopped_at is null))::integer, ends_at, id
		limit 1) as k on true
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

CREATE FUNCTION app.case_taken_told() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	me smallint := app.me();
begin
	delete from app.case_taken t where t.case_id = new.id and t.staff_id = new.responsible_id;
	if old.responsible_id <> me and me is not null and (new.closed_at is not null or new.responsible_id is distinct from old.responsible_id) then
		insert into app.case_taken as t (case_id, staff_id, office_id, by) values (new.id, old.responsible_id, new.office_id, me)
		on conflict (staff_id, case_id) do update set by = excluded.by, at = excluded.at;
	end if;
	return null;
end $$;

ALTER FUNCTION app.case_taken_told() OWNER TO hw_owner;

COMMENT ON FUNCTION app.case_taken_told() IS 'Whoever a case is taken from, or whose case somebody else closes, is told, until she opens it or it is hers and open again.';

CREATE TABLE app.clock_rule (
    code text NOT NULL,
    country_id text,
    name text NOT NULL,
    starts text NOT NULL,
    bound text NOT NULL,
    length interval NOT NULL,
    shortest interval,
    longest interval,
    by_hand boolean DEFAULT true NOT NULL,
    expiry text NOT NULL,
    standing text NOT NULL,
    source text NOT NULL,
    article text,
    version text,
    checked_by text,
    checked_on date,
    CONSTRAINT clock_rule_bound_check CHECK ((bound = ANY (ARRAY['at most'::text, 'at least'::text, 'exactly'::text, 'every'::text, 'at once'::text, 'as told'::text, 'by age'::text]))),
    CONSTRAINT clock_rule_check CHECK ((shortest < length)),
    CONSTRAINT clock_rule_check1 CHECK ((longest > length)),
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

COMMENT ON COLUMN app.clock_rule.bound IS 'how length is meant; at once: an alarm until what it is about is over; as told: somebody says when it ends; by age: of an age';

COMMENT ON COLUMN app.clock_rule.length IS 'the limit';

COMMENT ON COLUMN app.clock_rule.shortest IS 'the short end, where a source gives a span';

COMMENT ON COLUMN app.clock_rule.longest IS 'to what it may be extended in all; null: not at all';

COMMENT ON COLUMN app.clock_rule.by_hand IS 'people start and stop it; false: only what it is about does';

COMMENT ON COLUMN app.clock_rule.expiry IS 'what is due when it ends';

COMMENT ON COLUMN app.clock_rule.standing IS 'law, unverified (ask the lawyer), policy, practice or office rule';

COMMENT ON COLUMN app.clock_rule.source IS 'where it was read';

COMMENT ON COLUMN app.clock_rule.article IS 'article of the law, once checked';

COMMENT ON COLUMN app.clock_rule.version IS 'which text of the law was checked';

COMMENT ON COLUMN app.clock_rule.checked_by IS 'who checked it: a function, e.g. the office''s lawyer';

COMMENT ON COLUMN app.clock_rule.checked_on IS 'when';

CREATE FUNCTION app.clock_by_hand(was app."case", rule app.clock_rule, p_at text, OUT field text, OUT code text, OUT since timestamp with time zone, OUT until timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	zone text := (select o.zone from app.office o where o.id = was.office_id);
	told boolean := rule.bound = 'as told';
	moment timestamptz := app.clock_moment(p_at, zone, app.now(), not told);
begin
	field := 'at';
	since := case when told then app.now() else moment end;
	until := case when told and coalesce(btrim(p_at), '') <> '' then moment else since + app.clock_length(was.office_id, rule.code) end;
	code := case when moment is null then 'time_format'
		when since > app.now() then 'to_come'
		when since < was.reported_at - interval '366 days' then 'long_before'
		when told and until <= app.now() then 'over'
		when told and until > since + rule.longest then 'too_far' end;
end $$;

ALTER FUNCTION app.clock_by_hand(was app."case", rule app.clock_rule, p_at text, OUT field text, OUT code text, OUT since timestamp with time zone, OUT until timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_by_hand(was app."case", rule app.clock_rule, p_at text, OUT field text, OUT code text, OUT since timestamp with time zone, OUT until timestamp with time zone) IS 'From when until when a clock runs that somebody starts, or what is wrong with the time. It began then, a year before the report at most; where somebody tells when it ends, it ends then.';

CREATE FUNCTION app.clock_holds(c app."case", rule text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return c.closed_at is null and exists (select from app.clock_cause x where x.rule = clock_holds.rule
		and coalesce(x.stage = c.stage, true) and (x.flag is null or x.flag = any (c.flags))
		and coalesce(x.child = coalesce(c.child, false), true) and (x.status is null or x.status is not distinct from c.status));
end $$;

ALTER FUNCTION app.clock_holds(c app."case", rule text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_holds(c app."case", rule text) IS 'Whether a case is one that this clock runs for.';

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

CREATE FUNCTION app.clock_last(of app.case_clock, rule app.clock_rule) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ((of).started_at + (rule).longest);

ALTER FUNCTION app.clock_last(of app.case_clock, rule app.clock_rule) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_last(of app.case_clock, rule app.clock_rule) IS 'Until when this clock may run in all; null: it cannot be extended.';

CREATE FUNCTION app.clock_length(office smallint, rule text) RETURNS interval
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select coalesce(p.length, r.length) from app.clock_rule r
		left join app.clock_policy p on p.rule = r.code and p.office_id = clock_length.office
		where r.code = clock_length.rule);
end $$;

ALTER FUNCTION app.clock_length(office smallint, rule text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_length(office smallint, rule text) IS 'How long this clock runs in an office; null: there is no such rule.';

CREATE FUNCTION app.clock_local(at timestamp with time zone, zone text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return to_char(at at time zone zone, case when (at at time zone zone)::date = (app.now() at time zone zone)::date
		then 'HH24:MI' else 'YYYY-MM-DD HH24:MI' end);
end $$;

ALTER FUNCTION app.clock_local(at timestamp with time zone, zone text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_local(at timestamp with time zone, zone text) IS 'A moment as it is read there: of today the time alone.';

CREATE FUNCTION app.clock_moment(typed text, zone text, base timestamp with time zone, ago boolean) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	word text := lower(btrim(coalesce(typed, '')));
	part text[] := regexp_match(word, '^(\d{1,4})\s*([mhdw])$');
	moment timestamptz;
begin
	if word in ('', 'now') then
		return base;
	elsif part is not null then
		return base + (part[1] || case part[2] when 'm' then ' minutes' when 'h' then ' hours' when 'd' then ' days'
			else ' weeks' end)::interval * case when ago then -1 else 1 end;
	elsif word ~ '^\d{1,2}:\d{2}$' then
		moment := ((app.now() at time zone zone)::date + word::time) at time zone zone;
		return case when ago and moment > app.now() then moment - interval '1 day'
			when not ago and moment <= app.now() then moment + interval '1 day' else moment end;
	elsif word ~ '^\d{4}-\d{2}-\d{2}([ t]\d{1,2}:\d{2}(:\d{2})?)?$' then
		return word::timestamp at time zone zone;
	elsif word ~ '^\d{4}-\d{2}-\d{2}[ t]\d{2}:\d{2}(:\d{2})?z$' then
		return word::timestamptz;
	end if;
	return null;
exception when data_exception then
	return null;
end $_$;

ALTER FUNCTION app.clock_moment(typed text, zone text, base timestamp with time zone, ago boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_moment(typed text, zone text, base timestamp with time zone, ago boolean) IS 'The moment that somebody typed: now (base), 30m, 2h, 3d or 4w before or after base, 14:30 (the last or the next one), or a day with or without a time, in this zone. Null: this is no time.';

CREATE FUNCTION app.clock_of_age(c app."case", told_at timestamp with time zone, OUT since timestamp with time zone, OUT until timestamp with time zone) RETURNS record
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((c).child AND ((c).age_low IS NOT NULL)) THEN (told_at + make_interval(years => GREATEST((17 - COALESCE(((c).age_high)::integer, 17)), 0)))
             ELSE NULL::timestamp with time zone
         END AS "case",
         CASE
             WHEN ((c).child AND ((c).age_low IS NOT NULL)) THEN (told_at + make_interval(years => (18 - (c).age_low)))
             ELSE NULL::timestamp with time zone
         END AS "case";
END;

ALTER FUNCTION app.clock_of_age(c app."case", told_at timestamp with time zone, OUT since timestamp with time zone, OUT until timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_of_age(c app."case", told_at timestamp with time zone, OUT since timestamp with time zone, OUT until timestamp with time zone) IS 'From when on she may be of age, and by when she is, as far as her age was known on that day; null: it was not, or she was.';

CREATE FUNCTION app.clock_problem(was app."case", act text, rule app.clock_rule, running app.case_clock) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return case
		when act is null or act not in ('start', 'done', 'extend') then '{act,no_such_choice}'
		when rule.code is null then '{rule,no_such_rule}'
		when not rule.by_hand then '{rule,by_itself}'
		when act = 'start' and rule.country_id <> (select o.country_id from app.office o where o.id = was.office_id)
			then '{rule,rule_elsewhere}'
		when act = 'start' and running.id is not null then '{rule,clock_runs}'
		when act <> 'start' and running.id is null then '{rule,clock_stopped}'
		when act = 'extend' and rule.longest is null then '{rule,not_longer}'
		end::text[];
end $$;

ALTER FUNCTION app.clock_problem(was app."case", act text, rule app.clock_rule, running app.case_clock) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_problem(was app."case", act text, rule app.clock_rule, running app.case_clock) IS 'Why this cannot be done with a clock of a case: the argument at fault and the code of the refusal; null: it can.';

CREATE FUNCTION app.clock_resume(p_case uuid, p_rule text, p_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	again app.case_clock;
begin
	update app.case_clock k set stopped_at = null, touched_at = app.now()
	where k.id = (select x.id from app.case_clock x where x.case_id = p_case and x.rule = p_rule
			and coalesce(x.stopped_at = p_at, x.stopped_at > app.now() - interval '10 minutes') order by x.stopped_at desc, x.id limit 1)
		and not exists (select from app.case_clock r where r.case_id = p_case and r.rule = p_rule and r.stopped_at is null)
	returning * into again;
	if again.id is null then
		return false;
	end if;
	perform app.clock_told(p_case, again.office_id, jsonb_build_object('clock', jsonb_build_array(null, p_rule),
		'started_at', jsonb_build_array(null, again.started_at), 'ends_at', jsonb_build_array(null, again.ends_at)));
	return true;
end $$;

ALTER FUNCTION app.clock_resume(p_case uuid, p_rule text, p_at timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_resume(p_case uuid, p_rule text, p_at timestamp with time zone) IS 'Let the clock of this rule go on that was stopped at that moment, null: in the last 10 minutes. It ends when it would have. Whether there was one.';

CREATE FUNCTION app.clock_run(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone, OUT id uuid, OUT office_id smallint, OUT detail jsonb) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	since timestamptz := coalesce(p_from, app.now());
	until timestamptz;
	running app.case_clock;
begin
	select c.office_id into office_id from app.case c where c.id = p_case;
	until := coalesce(p_until, since + app.clock_length(office_id, p_rule));
	if until is null then
		perform app.entry_refuse('rule', 'no_such_rule');
	elsif until <= since then
		perform app.entry_refuse('until', 'before_it');
	end if;
	select * into running from app.case_clock k where k.case_id = p_case and k.rule = p_rule and k.stopped_at is null;
	if running.id is null then
		insert into app.case_clock as k (case_id, office_id, rule, started_at, ends_at)
		values (p_case, clock_run.office_id, p_rule, since, until) returning k.id into id;
	else
		id := running.id;
		if p_until is null or (running.started_at, running.ends_at) = (since, until) then
			return;
		end if;
		update app.case_clock k set started_at = since, ends_at = until, touched_at = app.now() where k.id = running.id;
	end if;
	detail := jsonb_build_object('clock', jsonb_build_array(running.rule, p_rule),
		'started_at', jsonb_build_array(running.started_at, since), 'ends_at', jsonb_build_array(running.ends_at, until));
end $$;

ALTER FUNCTION app.clock_run(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone, OUT id uuid, OUT office_id smallint, OUT detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_run(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone, OUT id uuid, OUT office_id smallint, OUT detail jsonb) IS 'Let a clock run for a case. Breaks off as app.entry_refuse() does. detail null: it runs so already.';

CREATE FUNCTION app.clock_start(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	run record;
begin
	select * into run from app.clock_run(p_case, p_rule, p_from, p_until);
	if run.detail is not null then
		perform app.clock_told(p_case, run.office_id, run.detail);
	end if;
	return run.id;
end $$;

ALTER FUNCTION app.clock_start(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_start(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone) IS 'Within another change: let a clock of this rule run for a case, from then on (null: now), until its length is over or until then. One that runs already goes on; told another end, it has that one. Breaks off at "rule" or "until".';

CREATE FUNCTION app.clock_stop(p_case uuid, p_rule text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone app.case_clock;
begin
	update app.case_clock k set stopped_at = app.now(), touched_at = app.now()
	where k.case_id = p_case and k.rule = p_rule and k.stopped_at is null returning * into gone;
	if gone.id is null then
		return false;
	end if;
	perform app.clock_told(p_case, gone.office_id, jsonb_build_object('clock', jsonb_build_array(p_rule, null)));
	return true;
end $$;

ALTER FUNCTION app.clock_stop(p_case uuid, p_rule text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_stop(p_case uuid, p_rule text) IS 'Within another change: stop the clock of this rule, if one runs. Whether one did.';

CREATE FUNCTION app.clock_told(p_case uuid, p_office smallint, detail jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	insert into app.event (staff_id, office_id, action, kind, object_id, detail)
	values (app.me(), p_office, 'clock.follow', 'case', p_case, clock_told.detail);
end $$;

ALTER FUNCTION app.clock_told(p_case uuid, p_office smallint, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.clock_told(p_case uuid, p_office smallint, detail jsonb) IS 'Record what a clock did because something else was done.';

CREATE FUNCTION app.clocks_follow(was app."case", c app."case") RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	since timestamptz := case when was.id is null then c.reported_at else app.now() end;
	reopened boolean := c.closed_at is null and was.closed_at is not null;
	one record;
	age record;
begin
	for one in
		select r.code, app.clock_holds(c, r.code) as holds
		from app.clock_rule r join app.office o on o.id = c.office_id
		where coalesce(r.country_id = o.country_id, true)
		and exists (select from app.clock_cause x where x.rule = r.code)
		and app.clock_holds(c, r.code) <> (was.id is not null and app.clock_holds(was, r.code))
		order by r.code
	loop
		if not one.holds then
			perform app.clock_stop(c.id, one.code);
		elsif not (reopened and app.clock_resume(c.id, one.code, was.closed_at)) and not app.clock_resume(c.id, one.code) then
			perform app.clock_start(c.id, one.code, since);
		end if;
	end loop;
	if (c.age_low, c.age_high) is distinct from (was.age_low, was.age_high) then
		age := app.clock_of_age(c, since);
		if age.until is null or c.closed_at is not null then
			perform app.clock_stop(c.id, 'OF-AGE');
		else
			perform app.clock_start(c.id, 'OF-AGE', age.since, age.until);
		end if;
	end if;
	if c.closed_at is not null and was.closed_at is null then
		perform app.clock_stop(c.id, k.rule) from app.case_clock k where k.case_id = c.id and k.stopped_at is null;
	elsif reopened then
		perform app.clock_resume(c.id, k.rule, was.closed_at) from app.case_clock k where k.case_id = c.id and k.stopped_at = was.closed_at;
	end if;
end $$;

ALTER FUNCTION app.clocks_follow(was app."case", c app."case") OWNER TO hw_owner;

COMMENT ON FUNCTION app.clocks_follow(was app."case", c app."case") IS 'Start and stop the clocks of a case that a change to it starts and stops; a closed one has none, and one that is opened again those that its closing stopped. The case before is null where it is new.';

CREATE FUNCTION app.code_alphabet() RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN 'ACDEFGHJKMNPQRTWXY34679'::text;

ALTER FUNCTION app.code_alphabet() OWNER TO hw_owner;

COMMENT ON FUNCTION app.code_alphabet() IS 'The 23 symbols of a code; the place of a symbol is its value.';

CREATE FUNCTION app.code_typed(typed text, letters text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT ((((code_typed.letters || '-'::text) || "left"(x.symbols, 4)) || '-'::text) || substr(x.symbols, 5)) FROM (SELECT regexp_replace(regexp_replace(upper(code_typed.typed), '[^A-Z0-9]'::text, ''::text, 'g'::text), (('^'::text || code_typed.letters) || '(?=.{8}$)'::text), ''::text) AS symbols) x);

ALTER FUNCTION app.code_typed(typed text, letters text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.code_typed(typed text, letters text) IS 'The code that somebody meant who may have left out hyphens and what it begins with; null: she typed none.';

CREATE TABLE app.contact (
    id uuid NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    language text,
    case_id uuid,
    staff_id smallint NOT NULL,
    came_at timestamp with time zone DEFAULT app.now() NOT NULL,
    taken_by smallint,
    taken_at timestamp with time zone,
    done_by smallint,
    done_at timestamp with time zone,
    gone boolean DEFAULT false NOT NULL,
    CONSTRAINT contact_language_check CHECK (app.language_valid(language)),
    CONSTRAINT done_by_somebody CHECK (((done_by IS NULL) = (done_at IS NULL))),
    CONSTRAINT taken_by_somebody CHECK (((taken_by IS NULL) = (taken_at IS NULL)))
);

ALTER TABLE ONLY app.contact FORCE ROW LEVEL SECURITY;

ALTER TABLE app.contact OWNER TO hw_owner;

COMMENT ON TABLE app.contact IS 'A call that is no case: that there was one, and of what kind. Nobody writes down what was said.';

COMMENT ON COLUMN app.contact.id IS 'made by the console';

COMMENT ON COLUMN app.contact.office_id IS 'whose telephone it was';

COMMENT ON COLUMN app.contact.kind IS 'what kind of call';

COMMENT ON COLUMN app.contact.language IS 'in which it was; null: not said';

COMMENT ON COLUMN app.contact.case_id IS 'the case it was about, where it was about one';

COMMENT ON COLUMN app.contact.staff_id IS 'who took the call';

COMMENT ON COLUMN app.contact.came_at IS 'when';

COMMENT ON COLUMN app.contact.taken_by IS 'who sees to it; null: nobody, or there is nothing to do';

COMMENT ON COLUMN app.contact.taken_at IS 'since when';

COMMENT ON COLUMN app.contact.done_by IS 'who said that she was called back; null: nobody, or there is nothing to do';

COMMENT ON COLUMN app.contact.done_at IS 'when';

COMMENT ON COLUMN app.contact.gone IS 'taken back by whoever entered it';

CREATE FUNCTION app.contact_free(c app.contact) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return c.taken_by is null or c.taken_at < app.now() - interval '1 hour' and c.taken_by not in (select app.on_shift())
		or exists (select from app.staff s where s.id = c.taken_by and s.retired_at is not null);
end $$;

ALTER FUNCTION app.contact_free(c app.contact) OWNER TO hw_owner;

COMMENT ON FUNCTION app.contact_free(c app.contact) IS 'Nobody sees to this call: none has taken it, or only somebody who works here no more, or who took it an hour ago and is on no shift.';

CREATE FUNCTION app.contact_refused(call app.call) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	this app.contact := (select c from app.contact c where c.id = call.object_id and not c.gone);
begin
	call.office_id := coalesce(this.office_id, call.office_id);
	return app.refuse(call, case when this.id is null then 'no_such_contact' when this.done_at is not null then 'contact_done'
		else 'contact_taken' end, 'id');
end $$;

ALTER FUNCTION app.contact_refused(call app.call) OWNER TO hw_owner;

COMMENT ON FUNCTION app.contact_refused(call app.call) IS 'This call is not for whoever asks; says why, and writes it down.';

CREATE FUNCTION app.has_number(words text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (words ~ '[0-9].*[0-9].*[0-9]'::text);

ALTER FUNCTION app.has_number(words text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.has_number(words text) IS 'Whether there is more of a number in it than districts have: a telephone, a house.';

CREATE TABLE app.entry_danger (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    concerns text NOT NULL,
    severity text NOT NULL,
    standing text NOT NULL,
    since date NOT NULL,
    review_on date NOT NULL,
    CONSTRAINT entry_danger_concerns_check CHECK ((concerns = ANY (ARRAY['organisation'::text, 'official'::text, 'area'::text]))),
    CONSTRAINT entry_danger_severity_check CHECK ((severity = ANY (ARRAY['beware'::text, 'never'::text]))),
    CONSTRAINT entry_danger_standing_check CHECK ((standing = ANY (ARRAY['suspected'::text, 'several sources'::text, 'confirmed'::text, 'withdrawn'::text]))),
    CONSTRAINT review_on__before_it CHECK ((review_on > since))
);

ALTER TABLE ONLY app.entry_danger FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_danger OWNER TO hw_owner;

COMMENT ON TABLE app.entry_danger IS 'A danger note: that a party or a place is a danger to those we protect. Until it is withdrawn it holds, also when the day of its review is past.';

COMMENT ON COLUMN app.entry_danger.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_danger.subject IS 'the party or place';

COMMENT ON COLUMN app.entry_danger.office_id IS 'the office that answers for it, for row security';

COMMENT ON COLUMN app.entry_danger.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_danger.concerns IS 'what the danger is: the organisation, an official in it, all of the area';

COMMENT ON COLUMN app.entry_danger.severity IS 'beware: not alone, not without a plan; never: nobody is given into these hands';

COMMENT ON COLUMN app.entry_danger.standing IS 'how sure it is; withdrawn: it does not hold any more';

COMMENT ON COLUMN app.entry_danger.since IS 'since which day it is known';

COMMENT ON COLUMN app.entry_danger.review_on IS 'when somebody has to look at it again';

CREATE TABLE app.entry_party (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    country text NOT NULL,
    district text,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    sex text,
    hours text NOT NULL,
    CONSTRAINT district__name_format CHECK (((district IS NULL) OR (app.name_valid(district) AND (NOT app.has_number(district))))),
    CONSTRAINT entry_party_hours_check CHECK ((hours = ANY (ARRAY['any time'::text, 'by day'::text, 'office hours'::text]))),
    CONSTRAINT entry_party_languages_check CHECK ((languages <@ ARRAY['lo'::text, 'th'::text, 'my'::text, 'km'::text, 'vi'::text, 'zh'::text, 'en'::text, 'fr'::text, 'shn'::text, 'kac'::text, 'ksw'::text, 'mnw'::text, 'hmn'::text, 'kjg'::text, 'khb'::text, 'ms'::text, 'id'::text, 'bn'::text, 'hi'::text, 'ur'::text, 'ru'::text, 'sgn'::text])),
    CONSTRAINT entry_party_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
);

ALTER TABLE ONLY app.entry_party FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_party OWNER TO hw_owner;

COMMENT ON TABLE app.entry_party IS 'What is told in clear of a party, as lists and the choice whom to call need it.';

COMMENT ON COLUMN app.entry_party.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_party.subject IS 'which party';

COMMENT ON COLUMN app.entry_party.office_id IS 'the office that answers for it, for row security';

COMMENT ON COLUMN app.entry_party.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_party.country IS 'in which country';

COMMENT ON COLUMN app.entry_party.district IS 'in which district, as the country names them; of an area, the one that it is; null: all of it';

COMMENT ON COLUMN app.entry_party.languages IS 'what is spoken there, as ISO 639 has it; sgn: a sign language';

COMMENT ON COLUMN app.entry_party.sex IS 'of an interpreter, a doctor, a driver; null: not known, or several people';

COMMENT ON COLUMN app.entry_party.hours IS 'when it may be called: any time, by day (6 to 22), office hours (Monday to Friday, 8 to 17)';

CREATE TABLE app.party (
    id uuid NOT NULL,
    code text DEFAULT app.new_code('PA'::text) NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    touched_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT party_code_check CHECK ((app.code_valid(code) AND (code ~~ 'PA-%'::text)))
);

ALTER TABLE ONLY app.party FORCE ROW LEVEL SECURITY;

ALTER TABLE app.party OWNER TO hw_owner;

COMMENT ON TABLE app.party IS 'An interpreter, a liaison, a driver, an organisation, an official, an area: what can be called, or may be a danger. What lists need of it is in app.entry_party, its name and telephone are sealed.';

COMMENT ON COLUMN app.party.id IS 'made by the console';

COMMENT ON COLUMN app.party.code IS 'what people say';

COMMENT ON COLUMN app.party.office_id IS 'the office that knows it';

COMMENT ON COLUMN app.party.kind IS 'what it is, for ever';

COMMENT ON COLUMN app.party.touched_at IS 'last change';

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
    CONSTRAINT place_kind_check CHECK ((kind = ANY (ARRAY['shelter'::text, 'transit centre'::text, 'foster family'::text, 'hospital'::text, 'learning centre'::text, 'drop-in centre'::text, 'school'::text, 'authority'::text, 'other'::text]))),
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

CREATE FUNCTION app.danger_of(subject uuid) RETURNS TABLE(danger uuid, known_of uuid, concerns text, severity text, standing text, since date, review_on date)
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 WITH it AS (
          SELECT e.country,
             e.district
            FROM app.entry_party e
           WHERE (e.subject = danger_of.subject)
         UNION ALL
          SELECT p.country_id,
             p.district
            FROM app.place p
           WHERE (p.id = danger_of.subject)
         )
  SELECT d.id,
     d.subject,
     d.concerns,
     d.severity,
     d.standing,
     d.since,
     d.review_on
    FROM app.entry_danger d
   WHERE ((d.standing <> 'withdrawn'::text) AND ((d.subject = danger_of.subject) OR (d.subject IN ( SELECT a.id
            FROM ((it
              JOIN app.entry_party e ON (((e.country = it.country) AND ((e.district IS NULL) OR (lower(e.district) = lower(it.district))))))
              JOIN app.party a ON (((a.id = e.subject) AND (a.kind = 'area'::text))))))))
   ORDER BY d.severity DESC, d.since DESC, d.id;
END;

ALTER FUNCTION app.danger_of(subject uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.danger_of(subject uuid) IS 'The danger notes that hold about a party or place, its own and those of the area it lies in, the worst first.';

CREATE FUNCTION app.danger_stops(subject uuid, despite text, about text DEFAULT 'her'::text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	chosen app.danger_answer;
begin
	if not exists (select from app.danger_of(subject)) then
		return null;
	elsif despite is null then
		return 'danger';
	end if;
	select * into chosen from app.danger_answer a where a.name = despite and a.about in ('her', danger_stops.about);
	return case
		when chosen.name is null then 'danger_answer'
		when chosen.lead and not app.my_roles() && '{supervisor,coordinator}' then 'danger_lead'
		end;
end $$;

ALTER FUNCTION app.danger_stops(subject uuid, despite text, about text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.danger_stops(subject uuid, despite text, about text) IS 'The refusal of what is about to touch this party or place; null: no danger is known, or what is done about it (a word of app.danger_answer) serves. about: her, or a call, for which there is one more.';

CREATE FUNCTION app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) RETURNS SETOF text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	wish app.entry_wish := app.wish_last(p_case, p_about, p_day);
	guardian app.entry_guardian := app.guardian_last(p_case, p_day);
	interest app.entry_interest := app.interest_last(p_case, p_about, p_day);
	child boolean := (select c.child from app.case c where c.id = p_case);
	minor boolean := child is distinct from false;
	heard boolean := coalesce(wish.asked_on + (select r.length from app.decision_rule r where r.name = 'wish') >= p_day, false);
	found boolean := coalesce(guardian.kind <> 'none found', false);
	favoured boolean := coalesce(interest.decided = 'in favour', false);
	weighed boolean := coalesce(child, false) and favoured and interest.decided_on >= wish.asked_on;
begin
	return query select x.code from (values
		(1, 'wish_missing', not heard),
		(2, 'wish_against', heard and not weighed and wish.answer = 'does not want to'),
		(3, 'wish_unsure', heard and not weighed and wish.answer in ('not sure', 'not able to say')),
		(4, 'guardian_missing', minor and not found),
		(5, 'guardian_not_cleared', minor and found and not coalesce(guardian.cleared = 'yes' and guardian.cleared_on <= p_day, false)),
		(6, 'interest_missing', minor and coalesce(interest.decided, 'not yet') = 'not yet'),
		(7, 'interest_against', minor and interest.decided = 'against'),
		(8, 'interest_not_enough', minor and favoured and interest.kind <> 'determination'
			and (p_abroad is distinct from false or p_about = 'family')),
		(9, 'interest_review', minor and favoured and interest.review_on <= p_day),
		(10, 'interest_before_wish', minor and favoured and interest.decided_on < wish.asked_on)) as x(n, code, lacks)
	where x.lacks order by x.n;
end $$;

ALTER FUNCTION app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) OWNER TO hw_owner;

COMMENT ON FUNCTION app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) IS 'What is missing, on that day, before it may be decided that she is brought somewhere: codes of app.refusal, in the order in which they are to be done; no row: nothing. For everybody her own view. For a child, and whoever may be one because no age is known, a guardian who is cleared and a decision on what is best for her, which is a determination where the way is abroad (null: nobody has said) or to her family. Only of whom it is known that she may be under 18, a decision that has heard it weighs more than her no: somebody of no known age is not overruled as a child.';

CREATE TABLE app.entry_guardian (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    kind text NOT NULL,
    begun_on date NOT NULL,
    cleared text,
    cleared_on date,
    ended_on date,
    CONSTRAINT cleared__nobody_to_clear CHECK (((kind <> 'none found'::text) OR (COALESCE(cleared, 'not_asked'::text) = 'not_asked'::text))),
    CONSTRAINT cleared_on__not_answered CHECK (((COALESCE(cleared, 'not_asked'::text) <> 'not_asked'::text) = (cleared_on IS NOT NULL))),
    CONSTRAINT ended_on__before_it CHECK ((ended_on >= begun_on)),
    CONSTRAINT entry_guardian_cleared_check CHECK ((cleared = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_guardian_kind_check CHECK ((kind = ANY (ARRAY['parent'::text, 'relative'::text, 'appointed by court'::text, 'authority'::text, 'organisation'::text, 'none found'::text])))
);

ALTER TABLE ONLY app.entry_guardian FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_guardian OWNER TO hw_owner;

COMMENT ON TABLE app.entry_guardian IS 'Who decides with a child as long as she is one, each a line of its own; that there is nobody is a line, too. Only who had no part in what happened may do so.';

COMMENT ON COLUMN app.entry_guardian.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_guardian.case_id IS 'whose';

COMMENT ON COLUMN app.entry_guardian.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_guardian.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_guardian.kind IS 'who it is';

COMMENT ON COLUMN app.entry_guardian.begun_on IS 'since when';

COMMENT ON COLUMN app.entry_guardian.cleared IS 'had she or he no part in what happened? null: not said';

COMMENT ON COLUMN app.entry_guardian.cleared_on IS 'on which day that was found; null: it is not';

COMMENT ON COLUMN app.entry_guardian.ended_on IS 'on which day it ended; null: it has not';

CREATE FUNCTION app.guardian_last(p_case uuid, p_day date) RETURNS app.entry_guardian
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT e.*::app.entry_guardian AS e FROM app.entry_guardian e WHERE ((e.case_id = guardian_last.p_case) AND (e.begun_on <= guardian_last.p_day) AND ((e.ended_on IS NULL) OR (e.ended_on > guardian_last.p_day))) ORDER BY (e.kind <> 'none found'::text) DESC, COALESCE(((e.cleared = 'yes'::text) AND (e.cleared_on <= guardian_last.p_day)), false) DESC, e.begun_on DESC, e.entered_at DESC, e.id LIMIT 1);

ALTER FUNCTION app.guardian_last(p_case uuid, p_day date) OWNER TO hw_owner;

COMMENT ON FUNCTION app.guardian_last(p_case uuid, p_day date) IS 'The guardian whom she has on that day: of several one who is cleared, then the last one. null: nobody looked for one.';

CREATE TABLE app.entry_interest (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    options integer NOT NULL,
    panel integer NOT NULL,
    decided text NOT NULL,
    decided_on date NOT NULL,
    review_on date NOT NULL,
    CONSTRAINT entry_interest_about_check CHECK ((about = ANY (ARRAY['placement'::text, 'transfer'::text, 'return'::text, 'family'::text]))),
    CONSTRAINT entry_interest_decided_check CHECK ((decided = ANY (ARRAY['in favour'::text, 'against'::text, 'not yet'::text]))),
    CONSTRAINT entry_interest_kind_check CHECK ((kind = ANY (ARRAY['assessment'::text, 'determination'::text]))),
    CONSTRAINT options__few_options CHECK ((options >= 2)),
    CONSTRAINT panel__few_people CHECK ((panel >=
CASE kind
    WHEN 'determination'::text THEN 2
    ELSE 1
END)),
    CONSTRAINT review_on__before_it CHECK ((review_on > decided_on))
);

ALTER TABLE ONLY app.entry_interest FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_interest OWNER TO hw_owner;

COMMENT ON TABLE app.entry_interest IS 'What was found to be best for a child, by comparing what could be done: an assessment by whoever works with her, or a determination by several. Each is a line of its own; the last one about a thing holds, until its review.';

COMMENT ON COLUMN app.entry_interest.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_interest.case_id IS 'whose';

COMMENT ON COLUMN app.entry_interest.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_interest.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_interest.kind IS 'assessment or determination';

COMMENT ON COLUMN app.entry_interest.about IS 'about what, the words of app.entry_wish';

COMMENT ON COLUMN app.entry_interest.options IS 'how many ways were compared';

COMMENT ON COLUMN app.entry_interest.panel IS 'how many people decided';

COMMENT ON COLUMN app.entry_interest.decided IS 'what it came to';

COMMENT ON COLUMN app.entry_interest.decided_on IS 'on which day';

COMMENT ON COLUMN app.entry_interest.review_on IS 'on which day it is looked at again: from then on it holds no more';

CREATE FUNCTION app.interest_last(p_case uuid, p_about text, p_day date) RETURNS app.entry_interest
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT e.*::app.entry_interest AS e FROM app.entry_interest e WHERE ((e.case_id = interest_last.p_case) AND (e.about = interest_last.p_about) AND (e.decided_on <= interest_last.p_day)) ORDER BY e.decided_on DESC, e.entered_at DESC, (e.kind = 'determination'::text) DESC, (array_position('{against,"not yet","in favour"}'::text[], e.decided)), e.id LIMIT 1);

ALTER FUNCTION app.interest_last(p_case uuid, p_about text, p_day date) OWNER TO hw_owner;

COMMENT ON FUNCTION app.interest_last(p_case uuid, p_about text, p_day date) IS 'What was decided last, by that day, to be best for her about this; null: nothing.';

CREATE TABLE app.entry_wish (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    about text NOT NULL,
    answer text NOT NULL,
    asked_on date NOT NULL,
    lang text,
    own_language text,
    alone text,
    CONSTRAINT alone__not_freely CHECK (((answer <> 'wants to'::text) OR (COALESCE(alone, ''::text) = 'yes'::text))),
    CONSTRAINT entry_wish_about_check CHECK ((about = ANY (ARRAY['placement'::text, 'transfer'::text, 'return'::text, 'family'::text]))),
    CONSTRAINT entry_wish_alone_check CHECK ((alone = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_wish_answer_check CHECK ((answer = ANY (ARRAY['wants to'::text, 'does not want to'::text, 'not sure'::text, 'not able to say'::text]))),
    CONSTRAINT entry_wish_lang_check CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
    CONSTRAINT entry_wish_own_language_check CHECK ((own_language = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT lang__fact_missing CHECK (((lang IS NOT NULL) OR (answer = 'not able to say'::text))),
    CONSTRAINT own_language__not_freely CHECK (((answer <> 'wants to'::text) OR (COALESCE(own_language, ''::text) = 'yes'::text)))
);

ALTER TABLE ONLY app.entry_wish FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_wish OWNER TO hw_owner;

COMMENT ON TABLE app.entry_wish IS 'What she herself wants, child or grown up. That she wants to counts only where she said it in her own language, with nobody else there; of several answers the last.';

COMMENT ON COLUMN app.entry_wish.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_wish.case_id IS 'whose';

COMMENT ON COLUMN app.entry_wish.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_wish.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_wish.about IS 'where she is to live, a way to another place, a return, her family';

COMMENT ON COLUMN app.entry_wish.answer IS 'what she said; who is too small or too ill to answer is not able to say';

COMMENT ON COLUMN app.entry_wish.asked_on IS 'on which day';

COMMENT ON COLUMN app.entry_wish.lang IS 'in which language, ISO 639; null: she could say nothing in any';

COMMENT ON COLUMN app.entry_wish.own_language IS 'is that one she speaks well? null: not said';

COMMENT ON COLUMN app.entry_wish.alone IS 'was nobody there of whom she might be afraid? null: not said';

CREATE FUNCTION app.wish_last(p_case uuid, p_about text, p_day date) RETURNS app.entry_wish
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT e.*::app.entry_wish AS e FROM app.entry_wish e WHERE ((e.case_id = wish_last.p_case) AND (e.about = wish_last.p_about) AND (e.asked_on <= wish_last.p_day)) ORDER BY e.asked_on DESC, (array_position('{"does not want to","not able to say","not sure","wants to"}'::text[], e.answer)), e.entered_at DESC, e.id LIMIT 1);

ALTER FUNCTION app.wish_last(p_case uuid, p_about text, p_day date) OWNER TO hw_owner;

COMMENT ON FUNCTION app.wish_last(p_case uuid, p_about text, p_day date) IS 'What she said last, by that day, of what she wants about this; null: nothing.';

CREATE FUNCTION app.decision_told(p_case uuid, p_about text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN jsonb_build_object('wish', (to_jsonb(app.wish_last(p_case, p_about, 'infinity'::date)) - '{id,case_id,office_id,entered_at}'::text[]), 'guardian', (to_jsonb(app.guardian_last(p_case, 'infinity'::date)) - '{id,case_id,office_id,entered_at}'::text[]), 'interest', (to_jsonb(app.interest_last(p_case, p_about, 'infinity'::date)) - '{id,case_id,office_id,entered_at}'::text[]));

ALTER FUNCTION app.decision_told(p_case uuid, p_about text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.decision_told(p_case uuid, p_about text) IS 'What is told in clear of what she said last about this, of her guardian, and of what was decided last to be best for her: {"wish": {...}, "guardian": {...}, "interest": {...}}, null where there is none. The same facts give the same text.';

CREATE FUNCTION app.detention_runs(p_case uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return exists (select from app.entry_legal e
		where e.case_id = p_case and e.kind = 'detention' and e.state = 'running');
end $$;

ALTER FUNCTION app.detention_runs(p_case uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.detention_runs(p_case uuid) IS 'Whether she is held, by her file: as long as she is, nobody closes the case, or says that she is not.';

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

CREATE FUNCTION app.entry_afraid_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	now_is text;
begin
	select case e.answer when 'no' then 'no' else 'yes' end into now_is from app.entry_afraid e
	where e.case_id = new.case_id order by e.asked_on desc, e.answer = 'no' limit 1;
	update app.case c set afraid = now_is, version = c.version + 1,
		stage = case when now_is = 'yes' and s.name = 'return'
			then (select x.id from app.stage x where x.name = 'recovery') else c.stage end
	from app.stage s
	where c.id = new.case_id and s.id = c.stage and c.afraid <> now_is;
	return null;
end $$;

ALTER FUNCTION app.entry_afraid_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_afraid_follows() IS 'A case has her last answer, of one day the one of fear. Who is not sure is afraid; a return that has begun goes back to recovery.';

CREATE FUNCTION app.entry_afraid_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif tg_op = 'UPDATE' and (old.answer, old.asked_on) <> (new.answer, new.asked_on) then
		perform app.entry_refuse('answer', 'was_said');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_afraid_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_afraid_rule() IS 'She has been asked: on no day that is to come. What she said on a day stays.';

CREATE FUNCTION app.entry_call_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	was app.entry_call := case when tg_op = 'UPDATE' then old end;
	o app.case := (select c from app.case c where c.id = new.case_id);
	n app.case := o;
	calls record;
	other timestamptz;
begin
	select (array_agg(e.sex) filter (where e.sex is not null))[1] as sex,
		(array_agg(e.age) filter (where e.age is not null))[1] as age,
		(array_agg(e.people) filter (where e.people is not null))[1] as people,
		(array_agg(e.lang) filter (where e.lang is not null))[1] as lang,
		(array_agg(e.purpose[1]) filter (where e.purpose <> '{}'))[1] as purpose,
		(array_agg(e.standing))[1] as standing,
		bool_or(e.danger = 'yes') as danger
	into calls from (select * from app.entry_call x where x.case_id = new.case_id
		order by x.entered_at, (x.id = new.id) = (tg_op = 'INSERT')) as e;
	if new.sex is distinct from was.sex and (tg_op = 'UPDATE' or o.sex = 'unknown') then
		n.sex := coalesce(calls.sex, 'unknown');
	end if;
	if new.age is distinct from was.age and (tg_op = 'UPDATE' or num_nonnulls(o.age_low, o.age_high) = 0) then
		n.age_low := case when calls.age in ('0-11', 'under 18', 'perhaps under 18') then 0 when calls.age = '12-14' then 12
			when calls.age = '15-17' then 15 when calls.age = 'adult' then 18 end;
		n.age_high := case calls.age when '0-11' then 11 when '12-14' then 14 when '15-17' then 17 when 'under 18' then 17 end;
		if calls.age is null or calls.age = 'adult' then
			n.age_low := case when exists (select from app.entry_screening e where e.case_id = new.case_id and e.child = 'yes')
				then 0 else n.age_low end;
		end if;
	end if;
	if new.people is distinct from was.people and (tg_op = 'UPDATE' or o.people is null) then
		n.people := calls.people;
	end if;
	if new.lang is distinct from was.lang and (tg_op = 'UPDATE' or o.language is null) then
		n.language := calls.lang;
	end if;
	if new.purpose is distinct from was.purpose and (tg_op = 'UPDATE' or o.exploitation is null) then
		n.exploitation := (select x.id from app.exploitation x where x.name = calls.purpose);
	end if;
	if new.standing is distinct from was.standing then
		n.standing := calls.standing;
	end if;
	if new.danger = 'yes' and 'danger now' <> all (o.flags) then
		n.flags := o.flags || 'danger now'::text;
		n.priority := 1;
	elsif was.danger = 'yes' and calls.danger is not true and not app.flagged_by_hand(o.id, 'danger now') then
		n.flags := array_remove(o.flags, 'danger now');
	end if;
	update app.case c set version = c.version + 1, sex = n.sex, age_low = n.age_low, age_high = n.age_high, people = n.people,
		language = n.language, exploitation = n.exploitation, standing = n.standing, flags = n.flags, priority = n.priority
	where c.id = o.id and n is distinct from o;
	-- When she can be called is what was said last: a call before that changes nothing of it.
	if new.call_until is distinct from was.call_until and not exists (select from app.entry_call e
		where e.case_id = new.case_id and e.entered_at > new.entered_at and e.call_until is not null) then
		select e.call_until into other from app.entry_call e
		where e.case_id = new.case_id and e.id <> new.id and e.call_until > app.now() order by e.entered_at desc, e.id limit 1;
		if new.call_until is not null or other is not null then
			perform app.clock_start(new.case_id, 'CALL-BACK', app.now(), coalesce(new.call_until, other));
		else
			perform app.clock_stop(new.case_id, 'CALL-BACK');
		end if;
	end if;
	return null;
end $$;

ALTER FUNCTION app.entry_call_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_call_follows() IS 'What calls say is the case''s: danger (which is urgent, as long as one of them says so), and of age, sex, number, language and purpose what was said first; and the clock of when she can be called, which was said last.';

CREATE FUNCTION app.entry_call_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.call_until <= app.now() and (tg_op = 'INSERT' or new.call_until is distinct from old.call_until) then
		perform app.entry_refuse('call_until', 'over');
	elsif (tg_op = 'INSERT' or new.call_until is distinct from old.call_until)
		and new.call_until > app.now() + (select r.longest from app.clock_rule r where r.code = 'CALL-BACK') then
		perform app.entry_refuse('call_until', 'call_too_far');
	end if;
	if exists (select from app.case c where c.id = new.case_id and c.closed_at is not null)
		and (new.danger = 'yes' or new.call_until is not null)
		and (tg_op = 'INSERT' or (new.danger, new.call_until) is distinct from (old.danger, old.call_until)) then
		perform app.entry_refuse(case new.danger when 'yes' then 'danger' else 'call_until' end, 'closed_call');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_call_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_call_rule() IS 'Nobody can be called back at a time that is over, and the clock of it runs no longer than its rule lets one that somebody starts: what is later is a task. What somebody has to do something about is not written into a case that is closed, where nobody sees it.';

CREATE FUNCTION app.entry_consent_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	asking smallint := (select k.id from app.task_kind k where k.name = 'ask consent again');
	due timestamptz;
begin
	select min(l.again_on)::timestamp at time zone o.zone into due
	from app.office o
	cross join lateral (select distinct on (e.purpose) e.again_on from app.entry_consent e where e.case_id = new.case_id
		order by e.purpose, e.asked_on desc, e.entered_at desc, e.id) as l
	where o.id = new.office_id
	group by o.zone;
	update app.task t set touched_at = app.now(), due_at = coalesce(due, t.due_at),
		done_at = case when due is null then app.now() end
	where t.case_id = new.case_id and t.kind = asking and t.done_at is null and t.due_at is distinct from due;
	insert into app.task (case_id, office_id, kind, due_at)
	select new.case_id, new.office_id, asking, due
	where due is not null and not exists (select from app.task t
		where t.case_id = new.case_id and t.kind = asking and t.done_at is null);
	return null;
end $$;

ALTER FUNCTION app.entry_consent_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_consent_follows() IS 'The first day on which she is to be asked again is a task of the case; it is done once nothing is to be asked again.';

CREATE FUNCTION app.entry_consent_of_age() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	of_age date := (select (k.ends_at at time zone o.zone)::date from app.case_clock k join app.office o on o.id = k.office_id
		where k.case_id = new.case_id and k.rule = 'OF-AGE' and k.stopped_at is null);
	again timestamptz;
begin
	select min(last.again_on)::timestamp at time zone o.zone into again
	from app.office o
	cross join (select distinct on (e.purpose) e.by, e.answer, e.again_on from app.entry_consent e
		where e.case_id = new.case_id order by e.purpose, e.asked_on desc, e.entered_at desc, e.id) as last
	where o.id = new.office_id and last.by = 'guardian' and last.answer = 'given' group by o.zone;
	if again is not null then
		perform app.clock_start(new.case_id, 'OF-AGE', least(app.now(), again - interval '1 day'), again);
	elsif new."by" = 'herself' and (new.asked_on >= of_age or exists (select from app.entry_consent e
		where e.case_id = new.case_id and e.purpose = new.purpose and (e.by, e.answer) = ('guardian', 'given')
		and e.asked_on <= new.asked_on)) then
		perform app.clock_stop(new.case_id, 'OF-AGE');
	end if;
	return null;
end $$;

ALTER FUNCTION app.entry_consent_of_age() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_consent_of_age() IS 'Where a guardian agreed the clock ends on the day on which she is to be asked herself, which is known then. It stops when nothing rests on a guardian''s word any more, and she was asked in place of one, or on the day on which she is surely of age.';

CREATE FUNCTION app.entry_consent_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	c app.case := (select x from app.case x where x.id = new.case_id);
begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif (new."by", new.answer, new.guardian_cleared) = ('guardian', 'given', 'yes') then
		if c.child is not true then
			perform app.entry_refuse('by', 'no_child');
		elsif new.again_on > (c.reported_at + make_interval(years => 18 - coalesce(c.age_low, 0)))::date then
			perform app.entry_refuse('again_on', 'of_age');
		end if;
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_consent_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_consent_rule() IS 'She has been asked: on no day that is to come. A guardian agrees for a child, and not for longer than she may be one by the age that was told.';

CREATE FUNCTION app.entry_danger_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.since > app.office_day(new.office_id) then
		perform app.entry_refuse('since', 'future');
	elsif new.review_on < (select (new.entered_at at time zone o.zone)::date from app.office o where o.id = new.office_id)
		or tg_op = 'UPDATE' and new.review_on <> old.review_on and new.review_on < app.office_day(new.office_id) then
		perform app.entry_refuse('review_on', 'day_over');
	elsif tg_op = 'UPDATE' and old.standing <> 'withdrawn' and (old.standing = 'confirmed' or old.severity = 'never')
		and (new.standing = 'withdrawn' or old.standing = 'confirmed' and new.standing <> 'confirmed'
			or old.severity = 'never' and new.severity <> 'never')
		and not app.my_roles() && '{supervisor,coordinator}' then
		perform app.entry_refuse(case when new.standing <> old.standing then 'standing' else 'severity' end, 'note_lead');
	end if;
	update app.party p set touched_at = app.now() where p.id = new.subject;
	return new;
end $$;

ALTER FUNCTION app.entry_danger_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_danger_rule() IS 'A danger is known since a day that was, and looked at again on one that is not over when that is said. What is confirmed, or says never, is made less only by who leads.';

CREATE FUNCTION app.entry_fields(kind text) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT array_agg((a.attname)::text ORDER BY a.attnum) AS array_agg FROM pg_attribute a WHERE ((a.attrelid = ((('app.entry_'::text || entry_fields.kind))::regclass)::oid) AND (a.attnum > 0) AND (NOT a.attisdropped) AND (a.attname <> ALL ('{id,case_id,subject,office_id,entered_at}'::name[]))));

ALTER FUNCTION app.entry_fields(kind text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_fields(kind text) IS 'What of a record of this kind is told in clear.';

CREATE FUNCTION app.entry_guardian_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	today date := app.office_day(new.office_id);
begin
	perform app.entry_refuse(x.field, 'future')
	from (values (1, 'begun_on', new.begun_on), (2, 'cleared_on', new.cleared_on), (3, 'ended_on', new.ended_on)) as x(n, field, day)
	where x.day > today order by x.n;
	return new;
end $$;

ALTER FUNCTION app.entry_guardian_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_guardian_rule() IS 'What is said of a guardian has been so: on no day that is to come.';

CREATE FUNCTION app.entry_handover_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	insert into app.handover_line as l (case_id, office_id, record, written_by, at)
	values (new.case_id, new.office_id, new.id, app.me(), app.now())
	on conflict (case_id) do update
		set record = excluded.record, written_by = excluded.written_by, at = excluded.at, read_by = null, read_at = null;
	update app.case c set version = c.version + 1 where c.id = new.case_id;
	return null;
end $$;

ALTER FUNCTION app.entry_handover_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_handover_follows() IS 'The line that was written last is the one to be confirmed.';

CREATE FUNCTION app.entry_interest_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	review smallint := (select k.id from app.task_kind k where k.name = 'review best interest');
	due timestamptz;
begin
	select min(l.review_on)::timestamp at time zone o.zone into due
	from app.office o
	cross join lateral (select distinct on (e.about) e.review_on from app.entry_interest e where e.case_id = new.case_id
		order by e.about, e.decided_on desc, e.entered_at desc, e.review_on, e.id) as l
	where o.id = new.office_id
	group by o.zone;
	update app.task t set touched_at = app.now(), due_at = due
	where t.case_id = new.case_id and t.kind = review and t.done_at is null and t.due_at <> due;
	insert into app.task (case_id, office_id, kind, due_at)
	select new.case_id, new.office_id, review, due
	where not exists (select from app.task t where t.case_id = new.case_id and t.kind = review and t.done_at is null);
	return null;
end $$;

ALTER FUNCTION app.entry_interest_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_interest_follows() IS 'The first day on which a decision that holds is to be looked at again is a task of the case: the next decision about the same puts it off.';

CREATE FUNCTION app.entry_interest_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.decided_on > app.office_day(new.office_id) then
		perform app.entry_refuse('decided_on', 'future');
	elsif tg_op = 'UPDATE' and (old.kind, old.about, old.options, old.panel, old.decided, old.decided_on, old.review_on)
		<> (new.kind, new.about, new.options, new.panel, new.decided, new.decided_on, new.review_on) then
		perform app.entry_refuse('decided', 'final');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_interest_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_interest_rule() IS 'It was decided on no day that is to come, and stays as it was decided.';

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

CREATE FUNCTION app.entry_is_case(kind text, subject uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((SELECT jsonb_build_object('case', CASE entry_is_case.kind WHEN 'status'::text THEN s.name WHEN 'afraid'::text THEN c.afraid ELSE NULL::text END) AS jsonb_build_object FROM (app."case" c LEFT JOIN app.status s ON ((s.id = c.status))) WHERE ((c.id = entry_is_case.subject) AND (entry_is_case.kind = ANY (ARRAY['status'::text, 'afraid'::text])))), '{}'::jsonb);

ALTER FUNCTION app.entry_is_case(kind text, subject uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_is_case(kind text, subject uuid) IS 'What a case has that nothing but the last of its records of this kind gives it: {"case": its status, or whether she is afraid}; {}: nothing.';

CREATE TABLE app.record_kind (
    name text NOT NULL,
    subject text NOT NULL,
    also text,
    key text NOT NULL,
    many boolean NOT NULL,
    needs_reason boolean NOT NULL,
    clear boolean DEFAULT false NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT record_kind_also_check CHECK ((also = ANY (ARRAY['case'::text, 'place'::text, 'party'::text]))),
    CONSTRAINT record_kind_key_check CHECK ((key = ANY (ARRAY['office'::text, 'health'::text]))),
    CONSTRAINT record_kind_name_check CHECK ((name ~ '^[a-z]+$'::text)),
    CONSTRAINT record_kind_subject_check CHECK ((subject = ANY (ARRAY['case'::text, 'place'::text, 'party'::text])))
);

ALTER TABLE ONLY app.record_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.record_kind OWNER TO hw_owner;

COMMENT ON TABLE app.record_kind IS 'What is kept sealed.';

COMMENT ON COLUMN app.record_kind.name IS 'the kind; what a record is bound to as its column';

COMMENT ON COLUMN app.record_kind.subject IS 'of what';

COMMENT ON COLUMN app.record_kind.also IS 'and of what else; null: of nothing else';

COMMENT ON COLUMN app.record_kind.key IS 'under which of its keys';

COMMENT ON COLUMN app.record_kind.many IS 'as many as are needed; false: one';

COMMENT ON COLUMN app.record_kind.needs_reason IS 'who opens it says why, and that is in the record';

COMMENT ON COLUMN app.record_kind.clear IS 'part of it is told in clear, in the table app.entry_NAME';

COMMENT ON COLUMN app.record_kind.meaning IS 'in a sentence';

CREATE FUNCTION app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	entry text := format('app.%I', 'entry_' || of.name);
	fields text[];
	was jsonb;
	changes jsonb;
	broken text;
	field text;
begin
	if not of.clear and clear is null then
		return null;
	elsif not of.clear then
		perform app.entry_refuse('clear', 'no_such_fact');
	elsif jsonb_typeof(clear) is distinct from 'object' then
		perform app.entry_refuse('clear', 'fact_missing');
	end if;
	fields := app.entry_fields(of.name);
	perform app.entry_refuse(k, 'no_such_fact') from jsonb_object_keys(clear) as k where k <> all (fields);
	perform app.entry_refuse(d, 'fact_format') from app.entry_no_day(of.name, clear) as d where d is not null;
	-- A list is one of words, each once: no longer than there are words, and none in another.
	perform app.entry_refuse(v.key, 'fact_format') from jsonb_each(clear) as v
	where case jsonb_typeof(v.value) when 'array' then (select count(*) > count(distinct x.value) or bool_or(jsonb_typeof(x.value) <> 'string')
		from jsonb_array_elements(v.value) as x) end;
	execute format('select to_jsonb(e) from %s e where e.id = $1', entry) into was using record;
	begin
		-- One or the other: of an insert that becomes an update the triggers would see both.
		execute format(case when was is null
			then 'insert into %1$s (id, %3$s, office_id, %2$s) select $1, $2, $3, %2$s from jsonb_populate_record(null::%1$s, $4)'
			else 'update %1$s set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $4)) where id = $1' end, entry,
			(select string_agg(quote_ident(f), ', ' order by n) from unnest(fields) with ordinality as u(f, n)),
			case of.subject when 'case' then 'case_id' else 'subject' end)
		using record, subject, office, clear;
	exception
	when data_exception then
		perform app.entry_refuse(app.entry_unreadable(of.name, clear), 'fact_format');
	when not_null_violation then
		get stacked diagnostics field = column_name;
		perform app.entry_refuse(field, 'fact_missing');
	when check_violation or foreign_key_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') > 0 then
			raise;
		end if;
		-- What PostgreSQL calls the list of words of one column.
		perform app.entry_refuse(f, 'no_such_choice') from unnest(fields) as f
		where broken in (format('entry_%s_%s_check', of.name, f), format('entry_%s_%s_fkey', of.name, f));
		raise;
	end;
	execute format('select jsonb_object_agg(f, jsonb_build_array($1 -> f, n.line -> f))
		from unnest($2) as f, (select to_jsonb(e) as line from %s e where e.id = $3) as n
		where coalesce($1 -> f, ''null'') is distinct from n.line -> f', entry) into changes using was, fields, record;
	return changes;
end $_$;

ALTER FUNCTION app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb) IS 'Keep what of a record is told in clear: an object with a value for each of its fields. A kind that tells nothing takes null. Gives {"field": [before, after]}, or breaks off as app.entry_refuse() does.';

CREATE FUNCTION app.entry_legal_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held boolean := app.detention_runs(new.case_id);
begin
	update app.case c set version = c.version + 1, flags = case when held then c.flags || 'detained'::text
		else array_remove(c.flags, 'detained') end
	where c.id = new.case_id and held <> ('detained' = any (c.flags))
	and (held or tg_op = 'UPDATE' and (old.kind, old.state) = ('detention', 'running'));
	return null;
end $$;

ALTER FUNCTION app.entry_legal_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_legal_follows() IS 'Who is held is flagged as detained, until the last detention that was entered as running has ended. What somebody flagged who entered none, an old one that is entered late does not take away.';

CREATE FUNCTION app.entry_legal_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.state <> 'planned' and new.begun_on > app.office_day(new.office_id) then
		perform app.entry_refuse('begun_on', 'future');
	elsif new.ended_on > app.office_day(new.office_id) then
		perform app.entry_refuse('ended_on', 'future');
	elsif (new.kind, new.state) = ('detention', 'running') and (select c.closed_at from app.case c where c.id = new.case_id) is not null then
		perform app.entry_refuse('state', 'closed');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_legal_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_legal_rule() IS 'What has begun or ended has on a day that is not to come; and nobody is held without anybody seeing it.';

CREATE FUNCTION app.entry_no_day(kind text, clear jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT min((a.attname)::text) AS min FROM pg_attribute a WHERE ((a.attrelid = ((('app.entry_'::text || entry_no_day.kind))::regclass)::oid) AND (a.atttypid = ANY (ARRAY[('date'::regtype)::oid, ('timestamp with time zone'::regtype)::oid])) AND ((entry_no_day.clear ->> (a.attname)::text) ~* '^\s*(-?inf|\d{5}|\d+-\d+-\d{5})'::text)));

ALTER FUNCTION app.entry_no_day(kind text, clear jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_no_day(kind text, clear jsonb) IS 'The first day or time that never comes, or not before the year 10000; null: none.';

CREATE FUNCTION app.entry_of(kind text, record uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	clear jsonb;
begin
	execute format('select to_jsonb(e) - ''{id,case_id,subject,office_id,entered_at}''::text[] from app.%I e where e.id = $1',
		'entry_' || kind) into clear using record;
	return clear;
end $_$;

ALTER FUNCTION app.entry_of(kind text, record uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_of(kind text, record uuid) IS 'What is told in clear of a record of this kind.';

CREATE FUNCTION app.entry_party_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.party p set touched_at = app.now() where p.id = new.subject;
	return null;
end $$;

ALTER FUNCTION app.entry_party_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_party_follows() IS 'Whoever has a list of parties open sees the change.';

CREATE FUNCTION app.entry_referral_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	today date := app.office_day(new.office_id);
	known boolean := tg_op = 'UPDATE' and (old.direction, old.shared) = ('out', new.shared) and old.despite is null;
begin
	if new.asked_on > today or new.answered_on > today then
		perform app.entry_refuse(case when new.asked_on > today then 'asked_on' else 'answered_on' end, 'future');
	elsif new.direction = 'out' and cardinality(new.shared) > 0 and new.despite is null
		and new.state not in ('refused', 'taken back')
		and not (known and (old.state, new.state) = ('done', 'done') and old.answered_on = new.answered_on)
		and not app.agrees(new.case_id, 'sharing', case
			when known and new.state = 'done' and old.state in ('asked', 'accepted', 'done') then new.answered_on
			else today end) then
		perform app.entry_refuse('shared', 'consent_missing');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_referral_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_referral_rule() IS 'Nothing of hers goes out that she has not agreed to; what goes out despite that has a word that says why. What was asked for while she agreed may be told as done on a day on which she still did.';

CREATE FUNCTION app.entry_refuse(field text, code text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	raise exception '%: %', field, code using errcode = 'check_violation', constraint = field || '__' || code;
end $$;

ALTER FUNCTION app.entry_refuse(field text, code text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_refuse(field text, code text) IS 'Break off: this field is refused with a code of app.refusal.';

CREATE FUNCTION app.entry_risk_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.case c set risk = r.id, version = c.version + 1
	from app.entry_risk e
	join app.risk r on r.name = e.level
	where c.id = new.case_id and e.id = (select x.id from app.entry_risk x join app.risk y on y.name = x.level
		where x.case_id = new.case_id and x.about = 'individual'
		order by x.assessed_on desc, y.id desc, x.id limit 1)
	and c.risk <> r.id;
	return null;
end $$;

ALTER FUNCTION app.entry_risk_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_risk_follows() IS 'A case has the risk to herself that was assessed last, of one day the highest.';

CREATE FUNCTION app.entry_risk_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.assessed_on > app.office_day(new.office_id) then
		perform app.entry_refuse('assessed_on', 'future');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_risk_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_risk_rule() IS 'A danger was assessed: on no day that is to come.';

CREATE FUNCTION app.entry_screening_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.case c set version = c.version + 1,
		age_low = case when new.child = 'yes' and c.child is not true then 0 else c.age_low end,
		exploitation = coalesce(c.exploitation, case when new.finding = 'signs' then
			(select x.id from app.exploitation x where x.name = new.purpose[1]) end)
	where c.id = new.case_id and ((new.child = 'yes' and c.child is not true)
		or (c.exploitation is null and new.finding = 'signs'));
	return null;
end $$;

ALTER FUNCTION app.entry_screening_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_screening_follows() IS 'Who may be under 18 is a child from then on: no interview takes that back. A case that has no type of exploitation has the first that was found.';

CREATE FUNCTION app.entry_screening_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	known boolean := (select c.child from app.case c where c.id = new.case_id);
begin
	if new.held_on > app.office_day(new.office_id) then
		perform app.entry_refuse('held_on', 'future');
	elsif new.finding = 'signs' and cardinality(new.means) = 0 and new.child is distinct from 'yes'
		and known is not true and (new.child = 'no' or known is false) then
		perform app.entry_refuse('means', 'means_missing');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_screening_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_screening_rule() IS 'Signs of trafficking are an act, a means and a purpose. Only of whom nobody takes for a child a means is asked.';

CREATE FUNCTION app.entry_status_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.case c set status = s.id, status_by = b.id, version = c.version + 1
	from app.entry_status e
	join app.status s on s.name = e.status
	join app.deciding_body b on b.name = e.body
	where c.id = new.case_id and e.id = (select x.id from app.entry_status x where x.case_id = new.case_id
		order by x.decided_on desc, x.entered_at desc, x.status = 'actual' desc, x.id limit 1)
	and (c.status, c.status_by) is distinct from (s.id, b.id);
	return null;
end $$;

ALTER FUNCTION app.entry_status_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_status_follows() IS 'A case has the status that was decided last.';

CREATE FUNCTION app.entry_status_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	now_is text := (select s.name from app.case c join app.status s on s.id = c.status where c.id = new.case_id);
begin
	if new.decided_on > app.office_day(new.office_id) then
		perform app.entry_refuse('decided_on', 'future');
	elsif tg_op = 'UPDATE' and (old.status, old.body, old.kind, old.decided_on)
		is distinct from (new.status, new.body, new.kind, new.decided_on) then
		perform app.entry_refuse('status', 'final');
	elsif tg_op = 'INSERT' and now_is = 'actual' and new.status <> 'actual' and new.kind not in ('review', 'appeal') then
		perform app.entry_refuse('kind', 'only_by_review');
	elsif tg_op = 'INSERT' and now_is = 'not trafficked' and new.status <> now_is and new.kind = 'decision' then
		perform app.entry_refuse('kind', 'only_by_review');
	elsif tg_op = 'INSERT' and new.status = 'actual' and exists (select from app.entry_status x where x.case_id = new.case_id
		and x.status <> 'actual' and x.kind not in ('review', 'appeal') and x.decided_on > new.decided_on) then
		perform app.entry_refuse('decided_on', 'decided_later');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_status_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_status_rule() IS 'A decision stays as it was made. That somebody was trafficked is taken back only by a review or an appeal; that she was not, by these or by new facts. An older day is no way round it, neither for the one nor for the other.';

CREATE FUNCTION app.entry_stops() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line jsonb := to_jsonb(new);
	known uuid;
	there uuid;
	code text;
begin
	if new.party is not null then
		select p.id, p.code into known, new.party from app.party p where p.code = app.code_typed(new.party, 'PA');
		if known is null then
			perform app.entry_refuse('party', 'no_such_party');
		end if;
	end if;
	if new.place is not null then
		select p.id, p.code into there, new.place from app.place p where p.code = app.code_typed(new.place, 'PL');
		if there is null then
			perform app.entry_refuse('place', 'no_such_place');
		end if;
	end if;
	-- What comes from there, was not done, or is over, touches nobody.
	if line ->> 'direction' = 'in' or line ->> 'state' in ('refused', 'taken back') or line ->> 'ended_on' is not null then
		return new;
	end if;
	code := coalesce(app.danger_stops(known, new.danger), app.danger_stops(there, new.danger));
	-- Who writes on what somebody who leads has answered is not asked for that answer again.
	if code = 'danger_lead' and tg_op = 'UPDATE'
		and (old.party, old.place, old.danger) is not distinct from (new.party, new.place, new.danger) then
		return new;
	end if;
	if code is not null then
		perform app.entry_refuse('danger', code);
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_stops() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_stops() IS 'Nobody is sent, and nothing is planned, where a danger is known, unless it is said what is done about that.';

CREATE FUNCTION app.entry_transfer_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	t app.transfer;
	a app.approval;
	me smallint := app.me();
	dest record;
	now_is text := case when new.emergency is not null then 'en route' when new.risk_checked = 'yes' then 'risk-checked' else 'proposed' end;
begin
	if new.what = 'person' then
		select p.id, p.office_id into dest from app.place_anywhere(new.place) as p;
	else
		select null::uuid as id, o.id as office_id into dest from app.office o where o.code = new.office;
	end if;
	if tg_op = 'INSERT' then
		insert into app.transfer (id, case_id, what, office_id, to_office_id, place_id, with_id, state, emergency)
		values (new.id, new.case_id, new.what, new.office_id, dest.office_id, dest.id, (select x.id from app.transfer x
			where x.case_id = new.case_id and x.what <> new.what and x.to_office_id = dest.office_id and not x.over), now_is, new.emergency is not null)
		returning * into t;
		insert into app.transfer_step (transfer_id, version, state, staff_id, why) values (t.id, 1, t.state, me, new.emergency);
		update app.transfer x set with_id = t.id where x.id = t.with_id;
		perform app.approval_begin(t.id, t.code, case new.what when 'person' then 'transfer' else 'file' end, t.office_id, t.to_office_id, t.case_id,
			case new.urgency when 'now' then interval '30 minutes' when 'today' then interval '2 hours' end,
			case when t.emergency then app.now() end);
		return null;
	end if;
	select x.* into t from app.transfer x where x.id = new.id;
	select x.* into a from app.approval x where x.id = new.id;
	update app.transfer x set to_office_id = dest.office_id, place_id = dest.id where x.id = t.id
	and (x.to_office_id, x.place_id) is distinct from (dest.office_id, dest.id);
	update app.approval x set to_office_id = dest.office_id where x.id = a.id and x.to_office_id <> dest.office_id;
	if a.state = 'asked back' then
		perform app.approval_reopen(a);
	elsif t.state <> now_is then
		perform app.transfer_to(t, now_is, me);
	end if;
	perform app.approval_read(x, me) from app.approval x where x.id = new.id;
	return null;
end $$;

ALTER FUNCTION app.entry_transfer_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_transfer_follows() IS 'What is written is asked: the transfer and the request that it be approved. Whoever changes it has asked it, too, and answers by that what was sent back.';

CREATE FUNCTION app.entry_transfer_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	was app.transfer;
	there record;
	code text;
	office smallint;
begin
	if tg_op = 'UPDATE' then
		select t.* into was from app.transfer t where t.id = new.id;
		if new.what <> old.what then
			perform app.entry_refuse('what', 'transfer_what');
		elsif was.state not in ('proposed', 'risk-checked', 'returned')
			or (old.emergency, old.agreed_by, old.agreed_at) is distinct from (new.emergency, new.agreed_by, new.agreed_at) then
			perform app.entry_refuse('what', 'transfer_fixed');
		end if;
	elsif exists (select from app.transfer t where t.case_id = new.case_id and t.what = new.what and not t.over) then
		perform app.entry_refuse('what', 'transfer_open');
	end if;
	if new.what = 'person' then
		select * into there from app.place_anywhere(new.place);
		if new.place is not null and there.id is null then
			perform app.entry_refuse('place', 'no_such_place');
		end if;
		new.place := app.code_typed(new.place, 'PL');
		code := app.place_danger_stops(there.id, new.danger);
		if code is not null and not (code = 'danger_lead' and tg_op = 'UPDATE'
			and (old.place, old.danger) is not distinct from (new.place, new.danger)) then
			perform app.entry_refuse('danger', code);
		end if;
		if new.leave_at < app.now() - interval '1 day' then
			perform app.entry_refuse('leave_at', 'over');
		elsif new.leave_at > app.now() + interval '1 year' then
			perform app.entry_refuse('leave_at', 'too_far');
		end if;
	elsif new.office is not null then
		new.office := upper(btrim(new.office));
		select o.id into office from app.office o where o.code = new.office;
		if office is null or office = new.office_id then
			perform app.entry_refuse('office', case when office is null then 'no_such_office' else 'same_office' end);
		end if;
	end if;
	if tg_op = 'INSERT' and new.emergency is not null and new.agreed_by is not null and new.agreed_at is not null then
		if new.agreed_at > app.now() + interval '1 minute' or new.agreed_at < app.now() - interval '1 hour' then
			perform app.entry_refuse('agreed_at', 'emergency_late');
		elsif not exists (select from app.staff s where s.login = new.agreed_by and s.id <> app.me()
			and s.id in (select app.approvers('transfer', new.office_id))) then
			perform app.entry_refuse('agreed_by', 'not_agreed');
		end if;
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_transfer_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_transfer_rule() IS 'One at a time of a person, and of a file; to a place or office that there is; past a danger only with a word; and what was decided stays.';

CREATE FUNCTION app.entry_unreadable(kind text, clear jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	one record;
begin
	for one in select * from jsonb_each(clear) loop
		begin
			execute format('select jsonb_populate_record(null::app.%I, $1)', 'entry_' || kind)
			using jsonb_build_object(one.key, one.value);
		exception when data_exception then
			return one.key;
		end;
	end loop;
	return null;
end $_$;

ALTER FUNCTION app.entry_unreadable(kind text, clear jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_unreadable(kind text, clear jsonb) IS 'The first that is no day, number or list where one is wanted.';

CREATE FUNCTION app.entry_wish_rule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if new.asked_on > app.office_day(new.office_id) then
		perform app.entry_refuse('asked_on', 'future');
	elsif tg_op = 'UPDATE' and (old.about, old.answer, old.asked_on) <> (new.about, new.answer, new.asked_on) then
		perform app.entry_refuse('answer', 'was_said');
	end if;
	return new;
end $$;

ALTER FUNCTION app.entry_wish_rule() OWNER TO hw_owner;

COMMENT ON FUNCTION app.entry_wish_rule() IS 'She has been asked: on no day that is to come. What she said on a day stays.';

CREATE FUNCTION app.epoch_of(realm uuid) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((SELECT max(e.epoch) AS max FROM app.realm_epoch e WHERE (e.realm_id = epoch_of.realm)), 0);

ALTER FUNCTION app.epoch_of(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.epoch_of(realm uuid) IS 'The epoch that a realm is in; 0: it has no keys yet.';

CREATE FUNCTION app.escalate_due() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	open app.escalation;
	moved integer := 0;
begin
	for open in
		select * from app.escalation e
		where e.ended_at is null and e.seen_at is null and e.next_at <= app.now()
		order by e.next_at limit 100 for update skip locked
	loop
		perform app.escalation_step(open);
		moved := moved + 1;
	end loop;
	return moved;
end $$;

ALTER FUNCTION app.escalate_due() OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalate_due() IS 'Move on every escalation that has waited too long, in all offices. How many.';

CREATE FUNCTION app.escalation_again(change app.event, but uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	again uuid;
begin
	select e.id into again from app.escalation e join app.case c on c.id = e.case_id
	where e.case_id = change.object_id and e.ended_at = change.at and e.id is distinct from but and c.closed_at is null
	order by e.raised_at desc, e.id limit 1;
	if found then
		update app.escalation e set ended_at = app.now() where e.case_id = change.object_id and e.ended_at is null;
		update app.escalation e set ended_at = null where e.id = again;
	end if;
end $$;

ALTER FUNCTION app.escalation_again(change app.event, but uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_again(change app.event, but uuid) IS 'A change is taken back: what it had ended, but for this one, goes on where it was.';

CREATE FUNCTION app.escalation_begin(c app."case", since timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if 'danger now' = any (c.flags) and c.responsible_id is null and c.closed_at is null then
		insert into app.escalation (case_id, office_id, reason, raised_at, next_at)
		select c.id, c.office_id, 'nobody took it', due.at, due.at
		from (select greatest(app.now(), app.escalation_wait('untaken') + coalesce(since, app.now())) as at) as due
		on conflict do nothing;
	end if;
end $$;

ALTER FUNCTION app.escalation_begin(c app."case", since timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_begin(c app."case", since timestamp with time zone) IS 'Of a case in danger that is nobody''s: it is escalated a while after that moment (null: now), unless it is already.';

CREATE FUNCTION app.escalation_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	if tg_op = 'UPDATE' then
		update app.escalation e set ended_at = app.now()
		where e.case_id = new.id and e.ended_at is null and (new.closed_at is not null
			or e.seen_at is not null and ((new.responsible_id, new.stage) is distinct from (old.responsible_id, old.stage)
				or new.responsible_id is null and 'danger now' = any (new.flags) and 'danger now' <> all (old.flags))
			or e.reason = 'nobody took it'
				and (new.responsible_id is not null and new.responsible_seen or 'danger now' <> all (new.flags)));
	end if;
	perform app.escalation_begin(new, case tg_op when 'INSERT' then new.reported_at end);
	return null;
end $$;

ALTER FUNCTION app.escalation_follows() OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_follows() IS 'A case in danger that is nobody''s is escalated after a while, until somebody takes it, or has opened it to whom it was given. What was seen is over when somebody acts on it, or the danger begins after that; what nobody has seen is not over because whoever raised it works on.';

CREATE TABLE app.escalation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    reason text NOT NULL,
    raised_by smallint,
    raised_at timestamp with time zone NOT NULL,
    step smallint DEFAULT 0 NOT NULL,
    to_id smallint,
    next_id smallint,
    next_at timestamp with time zone NOT NULL,
    seen_by smallint,
    seen_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT seen_by_somebody CHECK (((seen_by IS NULL) = (seen_at IS NULL)))
);

ALTER TABLE ONLY app.escalation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.escalation OWNER TO hw_owner;

COMMENT ON TABLE app.escalation IS 'A case that wants somebody above whoever works on it. One after the other is asked until one of them has seen it. A case in danger that nobody has taken has one from the beginning, which is raised when its time has come.';

COMMENT ON COLUMN app.escalation.id IS 'number';

COMMENT ON COLUMN app.escalation.case_id IS 'which case';

COMMENT ON COLUMN app.escalation.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.escalation.reason IS 'why';

COMMENT ON COLUMN app.escalation.raised_by IS 'by whom; null: by a rule';

COMMENT ON COLUMN app.escalation.raised_at IS 'when; to come: unless somebody takes the case before';

COMMENT ON COLUMN app.escalation.step IS 'how many have been asked';

COMMENT ON COLUMN app.escalation.to_id IS 'who was asked last; null: nobody yet, or there is nobody';

COMMENT ON COLUMN app.escalation.next_id IS 'who is asked next; null: nobody there is';

COMMENT ON COLUMN app.escalation.next_at IS 'when that is, unless it is seen before';

COMMENT ON COLUMN app.escalation.seen_by IS 'which of those who can be asked has seen it first';

COMMENT ON COLUMN app.escalation.seen_at IS 'when; null: nobody has';

COMMENT ON COLUMN app.escalation.ended_at IS 'when it was over; null: it is open';

CREATE FUNCTION app.escalation_next(open app.escalation, OUT first smallint, OUT second smallint) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line smallint[];
begin
	line := array(select l.staff_id from app.in_line(open.office_id, open.raised_by) as l
		order by (select count(*) from app.notice n where n.escalation_id = open.id and n.staff_id = l.staff_id), l.place);
	first := line[1];
	second := coalesce(line[2], line[1]);
end $$;

ALTER FUNCTION app.escalation_next(open app.escalation, OUT first smallint, OUT second smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_next(open app.escalation, OUT first smallint, OUT second smallint) IS 'Who is to be asked now, and who would be after her; null: nobody is there.';

CREATE FUNCTION app.escalation_seen(p_case uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	me smallint := app.me();
	seen app.escalation;
begin
	update app.escalation e set seen_by = me, seen_at = app.now()
	where e.case_id = p_case and e.ended_at is null and e.seen_at is null and e.raised_at <= app.now()
	and e.raised_by is distinct from me and exists (select from app.in_line(e.office_id, e.raised_by) as l where l.staff_id = me)
	returning * into seen;
	if found then
		insert into app.event (staff_id, office_id, action, kind, object_id)
		values (me, seen.office_id, 'escalation.seen', 'case', p_case);
	end if;
end $$;

ALTER FUNCTION app.escalation_seen(p_case uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_seen(p_case uuid) IS 'Whoever is connected has this case before her: if she is one of those who can be asked, nobody else is woken.';

CREATE FUNCTION app.escalation_step(open app.escalation) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	line record;
begin
	select * into line from app.escalation_next(open);
	if line.first is not null then
		insert into app.notice (escalation_id, office_id, staff_id, code)
		values (open.id, open.office_id, line.first, app.new_notice_code());
	end if;
	update app.escalation e set step = least(e.step, 32000) + (line.first is not null)::integer, to_id = line.first, next_id = line.second,
		next_at = app.now() + case when line.first is null then interval '1 minute' else app.escalation_wait('unanswered') end
	where e.id = open.id;
	-- That there is nobody is in the record once, not once a minute.
	if open.step = 0 or open.to_id is distinct from line.first then
		insert into app.event (office_id, action, kind, object_id, detail)
		values (open.office_id, 'escalation.next', 'case', open.case_id,
			jsonb_build_object('asked', jsonb_build_array(open.to_id, line.first)));
	end if;
end $$;

ALTER FUNCTION app.escalation_step(open app.escalation) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_step(open app.escalation) IS 'Ask the next in line; where nobody is, look again in a minute.';

CREATE FUNCTION app.escalation_wait(rule text) RETURNS interval
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select r.length from app.escalation_rule r where r.name = rule);
end $$;

ALTER FUNCTION app.escalation_wait(rule text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.escalation_wait(rule text) IS 'How long this rule waits.';

CREATE FUNCTION app.event_is_final() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	raise exception 'app.event only grows' using errcode = 'insufficient_privilege';
end $$;

ALTER FUNCTION app.event_is_final() OWNER TO hw_owner;

COMMENT ON FUNCTION app.event_is_final() IS 'Refuses to change what has been recorded, to everybody.';

CREATE FUNCTION app.file_goes(t app.transfer, staff smallint, generations integer[], in_epoch integer, wraps bytea[]) RETURNS app."case"
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone app.case;
	n integer;
begin
	update app.case c set office_id = t.to_office_id, responsible_id = staff, responsible_seen = true, version = c.version + 1, touched_at = app.now()
	where c.id = t.case_id returning c.* into gone;
	update app.sealed_key k set realm_id = x.to_realm, born = 0, epoch = in_epoch, wrapped = w.wrap, epoch_before = null, wrapped_before = null
	from app.transfer_key x
	join unnest(generations, wraps) as w(generation, wrap) using (generation)
	where x.transfer_id = t.id and k.case_id = t.case_id and k.key = x.key and k.generation = x.generation;
	get diagnostics n = row_count;
	if n is distinct from cardinality(wraps) or n <> (select count(*) from app.transfer_key x where x.transfer_id = t.id) then
		perform app.entry_refuse('wraps', 'keys_missing');
	end if;
	return gone;
end $$;

ALTER FUNCTION app.file_goes(t app.transfer, staff smallint, generations integer[], in_epoch integer, wraps bytea[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.file_goes(t app.transfer, staff smallint, generations integer[], in_epoch integer, wraps bytea[]) IS 'The case is of the office that gets it from now on, and whoever has received it is responsible; its keys are wrapped under that office''s.';

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

ALTER FUNCTION app.finish(call app.call, version integer, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.finish(call app.call, version integer, detail jsonb) IS 'Record and answer what was done.';

CREATE FUNCTION app.finish_link(call app.call, other app."case", was text[], became text[]) RETURNS api.outcome
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	detail jsonb := jsonb_build_object('links', jsonb_build_array(was, became));
	answer api.outcome := app.finish(call, (call.was).version + 1, detail || jsonb_build_object('other', other.id));
begin
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	values (call.staff_id, other.office_id, call.action, 'case', other.id, other.version,
		detail || jsonb_build_object('other', (call.was).id, 'with', answer.event_id));
	return answer;
end $$;

ALTER FUNCTION app.finish_link(call app.call, other app."case", was text[], became text[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.finish_link(call app.call, other app."case", was text[], became text[]) IS 'Record in both cases how they are linked, and answer.';

CREATE FUNCTION app.flagged_by_hand(p_case uuid, p_flag text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return coalesce((select e.detail -> 'flags' -> 1 ? p_flag from app.event e
		where e.object_id = p_case and e.action in ('case.flag', 'undo') and e.refusal is null
		and (e.detail -> 'flags' -> 0 ? p_flag) <> (e.detail -> 'flags' -> 1 ? p_flag)
		order by e.id desc limit 1), false);
end $$;

ALTER FUNCTION app.flagged_by_hand(p_case uuid, p_flag text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.flagged_by_hand(p_case uuid, p_flag text) IS 'Whether it was somebody who put this flag on a case, and nobody has taken it away since.';

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

CREATE FUNCTION app.in_line(office smallint, but smallint) RETURNS TABLE(place bigint, staff_id smallint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	return query
	with here as (
		select s.id, s.office_id, array(select r.role from app.staff_role r where r.staff_id = s.id) as roles,
			exists (select from app.shift h where h.staff_id = s.id
				and h.starts_at <= app.now() and h.ends_at > app.now()) as duty
		from app.staff s
		join app.staff_office o on o.staff_id = s.id and o.office_id = in_line.office
		where s.retired_at is null and s.id is distinct from in_line.but
	), called as (
		select distinct on (c.position, case c.position when 'coordinator' then c.staff_id end) c.position, c.staff_id
		from app.on_call c
		join app.staff s on s.id = c.staff_id and s.retired_at is null
		where c.starts_at <= app.now() and c.ends_at > app.now()
		and (c.office_id = in_line.office or c.position = 'coordinator')
		order by c.position, case c.position when 'coordinator' then c.staff_id end, c.entered_at desc, c.id
	), candidate as (
		select 1 as who, row_number() over (order by c.position) as n, h.id
		from called c join here h on h.id = c.staff_id
		where c.position in ('first', 'second')
		and h.roles && (select array_agg(r.name) from app.role r where r.works_cases)
		union all
		select 2, row_number() over (order by h.duty desc, h.office_id <> in_line.office, h.id), h.id
		from here h where 'supervisor' = any (h.roles)
		union all
		select 3, row_number() over (order by c.staff_id is null, h.duty desc, h.id), h.id
		from here h left join called c on c.position = 'coordinator' and c.staff_id = h.id
		where 'coordinator' = any (h.roles)
	), once as (
		select distinct on (c.id) c.n, c.who, c.id from candidate c order by c.id, c.n, c.who
	)
	select row_number() over (order by o.n, o.who, o.id), o.id from once o;
end $$;

ALTER FUNCTION app.in_line(office smallint, but smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.in_line(office smallint, but smallint) IS 'Who is asked for an office, in this order, but for one person: whoever is on call, whoever supervises it, on duty first, and its coordinators, on call first.';

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

CREATE FUNCTION app.lead_offices() RETURNS smallint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select array_agg(o.id) from unnest(app.my_offices()) as o(id)
		where 'supervisor' = any (app.my_roles())
		or 'coordinator' = any (app.my_roles()) and not exists (
			select from app.staff_office f
			join app.staff_role r on r.staff_id = f.staff_id and r.role = 'supervisor'
			join app.staff s on s.id = f.staff_id and s.retired_at is null
			where f.office_id = o.id));
end $$;

ALTER FUNCTION app.lead_offices() OWNER TO hw_owner;

COMMENT ON FUNCTION app.lead_offices() IS 'The offices of which I have to see what is not handled; null: none.';

CREATE FUNCTION app.letters_given(people uuid[], letters bytea[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT jsonb_object_agg(g.person, encode(sha256(g.letter), 'hex'::text)) AS jsonb_object_agg FROM UNNEST(letters_given.people, letters_given.letters) g(person, letter));

ALTER FUNCTION app.letters_given(people uuid[], letters bytea[]) OWNER TO hw_owner;

COMMENT ON FUNCTION app.letters_given(people uuid[], letters bytea[]) IS 'The sha256 of each letter, by whom it is for.';

CREATE FUNCTION app.line_changed(office smallint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.escalation e set next_id = (app.escalation_next(e)).first
	where e.office_id = line_changed.office and e.ended_at is null and e.seen_at is null and e.step > 0;
end $$;

ALTER FUNCTION app.line_changed(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.line_changed(office smallint) IS 'Who is on call has changed: of what is open, who is asked next.';

CREATE TABLE app.case_link (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    case_a uuid NOT NULL,
    case_b uuid NOT NULL,
    office_id smallint NOT NULL,
    office_b smallint NOT NULL,
    linked_by smallint,
    linked_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT case_link_kind_check CHECK ((kind = ANY (ARRAY['possible duplicate'::text, 'same person'::text, 'same place'::text, 'family'::text]))),
    CONSTRAINT once_for_a_pair CHECK ((case_a < case_b))
);

ALTER TABLE ONLY app.case_link FORCE ROW LEVEL SECURITY;

ALTER TABLE app.case_link OWNER TO hw_owner;

COMMENT ON TABLE app.case_link IS 'Cases that belong together. What makes somebody think so stands in their files, never here.';

COMMENT ON COLUMN app.case_link.id IS 'number';

COMMENT ON COLUMN app.case_link.kind IS 'how they belong together';

COMMENT ON COLUMN app.case_link.case_a IS 'the case of the lower id';

COMMENT ON COLUMN app.case_link.case_b IS 'the other';

COMMENT ON COLUMN app.case_link.office_id IS 'the first case''s office, for row security';

COMMENT ON COLUMN app.case_link.office_b IS 'the other''s';

COMMENT ON COLUMN app.case_link.linked_by IS 'who said so; null: not through the program';

COMMENT ON COLUMN app.case_link.linked_at IS 'when';

CREATE FUNCTION app.links_between(a uuid, b uuid) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ARRAY(SELECT l.kind FROM app.case_link l WHERE ((l.case_a = LEAST(links_between.a, links_between.b)) AND (l.case_b = GREATEST(links_between.a, links_between.b))) ORDER BY l.kind);

ALTER FUNCTION app.links_between(a uuid, b uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.links_between(a uuid, b uuid) IS 'How these two are linked.';

CREATE FUNCTION app.links_set(a app."case", b app."case", kinds text[], by smallint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	first app.case := case when a.id < b.id then a else b end;
	other app.case := case when a.id < b.id then b else a end;
begin
	delete from app.case_link l where l.case_a = first.id and l.case_b = other.id and l.kind <> all (kinds);
	insert into app.case_link (kind, case_a, case_b, office_id, office_b, linked_by)
	select k, first.id, other.id, first.office_id, other.office_id, by from unnest(kinds) as k
	on conflict (case_a, case_b, kind) do nothing;
end $$;

ALTER FUNCTION app.links_set(a app."case", b app."case", kinds text[], by smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.links_set(a app."case", b app."case", kinds text[], by smallint) IS 'Link these two cases so, and not otherwise.';

CREATE FUNCTION app.listed(value text) RETURNS text
    LANGUAGE sql STABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN COALESCE((SELECT string_agg(x.value, ', '::text) AS string_agg FROM jsonb_array_elements_text((listed.value)::jsonb) x(value)), 'none'::text);

ALTER FUNCTION app.listed(value text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.listed(value text) IS 'The members of a list in JSON, as one says them.';

CREATE FUNCTION app.lock_approval(id uuid, OUT this app.approval, OUT was app."case", OUT busy text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
declare
	held record;
begin
	select a.* into this from app.approval a where a.id = lock_approval.id;
	if this.case_id is not null then
		select * into held from app.lock_case(this.case_id);
		was := held.was;
		if held.busy then
			busy := 'busy';
			return;
		end if;
	end if;
	select a.* into this from app.approval a where a.id = lock_approval.id for update;
exception when lock_not_available then
	perform app.end_idle();
	busy := 'busy_approval';
end $$;

ALTER FUNCTION app.lock_approval(id uuid, OUT this app.approval, OUT was app."case", OUT busy text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_approval(id uuid, OUT this app.approval, OUT was app."case", OUT busy text) IS 'The request and its case, locked until the end; null: there is none. busy: the code of the refusal, somebody else is at it.';

CREATE FUNCTION app.lock_batch(id uuid, OUT was app.batch, OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select b.* into was from app.batch b where b.id = lock_batch.id and not b.gone for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;

ALTER FUNCTION app.lock_batch(id uuid, OUT was app.batch, OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_batch(id uuid, OUT was app.batch, OUT busy boolean) IS 'People who came at once, locked until the end; null: there are none. busy: somebody else holds them.';

CREATE FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select c.* into was from app.case c where c.id = lock_case.id for no key update;
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

CREATE FUNCTION app.lock_party(id uuid, OUT office_id smallint, OUT busy boolean) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select p.office_id into office_id from app.party p where p.id = lock_party.id for no key update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;

ALTER FUNCTION app.lock_party(id uuid, OUT office_id smallint, OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_party(id uuid, OUT office_id smallint, OUT busy boolean) IS 'The office of a party that is locked until the end; null: there is none. busy: somebody else holds it.';

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
		if of is null then
			select p.office_id, p.busy into office_id, busy from app.lock_party(id) as p;
			of := case when busy or office_id is not null then 'party' end;
		end if;
	end if;
end $$;

ALTER FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) IS 'The case, place or party that a record is of, locked until the end; office_id null: there is none in my offices, or somebody else holds it (busy; of null: it is a case).';

CREATE FUNCTION app.lock_transfer(id uuid, OUT this app.transfer, OUT was app."case", OUT busy text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
declare
	held record;
begin
	select t.* into this from app.transfer t where t.id = lock_transfer.id;
	select * into held from app.lock_case(this.case_id);
	was := held.was;
	busy := case when held.busy then 'busy' end;
	if busy is null then
		select t.* into this from app.transfer t where t.id = lock_transfer.id for update;
	end if;
exception when lock_not_available then
	perform app.end_idle();
	busy := 'busy';
end $$;

ALTER FUNCTION app.lock_transfer(id uuid, OUT this app.transfer, OUT was app."case", OUT busy text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_transfer(id uuid, OUT this app.transfer, OUT was app."case", OUT busy text) IS 'The transfer, and its case where that is of my offices, locked until the end; null: there is none. busy: the code of the refusal.';

CREATE FUNCTION app.lock_unit(id uuid, OUT was app.unit, OUT busy boolean) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    SET lock_timeout TO '3s'
    AS $$
begin
	select u.* into was from app.unit u where u.id = lock_unit.id for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;

ALTER FUNCTION app.lock_unit(id uuid, OUT was app.unit, OUT busy boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.lock_unit(id uuid, OUT was app.unit, OUT busy boolean) IS 'The unit, locked until the end; null: there is none. busy: somebody else holds it. Who has it counts its beds alone.';

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

CREATE FUNCTION app.moment(word text, zone text, after timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	day date := (after at time zone zone)::date;
	at timestamptz;
begin
	if word ~ '^[0-2]?[0-9]:[0-5][0-9]$' then
		at := (day + word::time) at time zone zone;
		return case when at > after then at else (day + 1 + word::time) at time zone zone end;
	elsif word ~ '^[0-9]{1,3}[hd]$' then
		return after + left(word, -1)::integer * case right(word, 1) when 'h' then interval '1 hour' else interval '1 day' end;
	elsif word ~ '^\d{4}-\d\d-\d\d \d\d:\d\d$' then
		return word::timestamp at time zone zone;
	end if;
	return null;
exception when datetime_field_overflow or invalid_datetime_format then
	return null;
end $_$;

ALTER FUNCTION app.moment(word text, zone text, after timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.moment(word text, zone text, after timestamp with time zone) IS 'A moment as people say it, by the clock of that zone: 07:00 (the next one after), 8h or 3d (that long after), 2026-11-22 07:00. Null: it is none of these.';

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

CREATE FUNCTION app.ms(at timestamp with time zone) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint;

ALTER FUNCTION app.ms(at timestamp with time zone) OWNER TO hw_owner;

COMMENT ON FUNCTION app.ms(at timestamp with time zone) IS 'A moment in what is signed, as milliseconds since 1970 UTC: the same text for everybody, whatever her time zone.';

CREATE FUNCTION app.my_changes() RETURNS TABLE(case_id uuid, changes bigint, at timestamp with time zone, since timestamp with time zone, in_shift boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	shift constant timestamptz := app.shift_start();
begin
	return query
	with mine as (
		select e.object_id, e.at, e.action, e.at >= shift as in_shift, max(e.at) filter (where e.action = 'case.watch'
			or e.action = 'sealed.keep' and e.detail ->> 'kind' = 'handover' and e.at < shift) over (partition by e.object_id) as done_at
		from (select x.object_id, x.at, x.action, x.kind, x.refusal, x.detail from app.event x
			where x.staff_id = app.me() order by x.id desc limit 5000) as e
		where e.at >= app.now() - interval '36 hours' and e.refusal is null and e.kind = 'case' and e.object_id is not null
		and e.action <> all ('{case.open,case.confirm,clock.follow,facts,tampered,sealed.open,sealed.key.keep,sealed.keys.rewrap}')
		and (e.action <> 'case.watch' or e.detail -> 'watched' ->> 1 = 'false')
	)
	select m.object_id, count(*) filter (where m.done_at is null or m.at > m.done_at), max(m.at),
		min(m.at) filter (where m.done_at is null or m.at > m.done_at), bool_or(m.in_shift)
	from mine m where m.action <> 'case.watch'
	group by m.object_id;
end $$;

ALTER FUNCTION app.my_changes() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_changes() IS 'What I changed within the last 36 hours, case by case: how often since I last handed it over (a line of a shift before this one, or `unwatch`) and since when that is, the last time, and whether I changed it in this shift.';

CREATE FUNCTION app.my_office(code text) RETURNS smallint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT o.id FROM app.office o WHERE ((o.id = ANY (app.my_offices())) AND CASE WHEN (my_office.code IS NULL) THEN (o.id = (SELECT s.office_id FROM app.staff s WHERE (s.id = app.me()))) ELSE (o.code = upper(my_office.code)) END));

ALTER FUNCTION app.my_office(code text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_office(code text) IS 'The office of this code, where it is one of mine; null: my own one. Null: it is none of mine.';

CREATE FUNCTION app.my_urgent() RETURNS TABLE(case_id uuid, why text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	me constant smallint := app.me();
begin
	return query
	(select c.id, 'danger now' from app.case c
		where c.responsible_id = me and c.closed_at is null and 'danger now' = any (c.flags) limit 500)
	union all
	select c.id, 'escalated' from app.escalation e join app.case c on c.id = e.case_id
		where e.ended_at is null and e.raised_at <= app.now() and c.responsible_id = me and c.closed_at is null
	union all
	(select c.id, 'in triage' from app.case c
		where c.responsible_id = me and c.closed_at is null and c.stage = 1 order by c.priority, c.clock_order limit 500);
end $$;

ALTER FUNCTION app.my_urgent() OWNER TO hw_owner;

COMMENT ON FUNCTION app.my_urgent() IS 'What I am responsible for and may leave with nobody unsaid: danger now, escalated, in triage. Of the first and last at most 500, more than anybody reads.';

CREATE FUNCTION app.new_notice_code() RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	made text;
begin
	loop
		made := substr(app.new_code('HW'), 4, 4);
		exit when made ~ '[0-9]' and made ~ '[A-Z]' and not exists (select from app.notice n where n.code = made);
	end loop;
	return made;
end $$;

ALTER FUNCTION app.new_notice_code() OWNER TO hw_owner;

COMMENT ON FUNCTION app.new_notice_code() IS 'Four symbols that no other notice has.';

CREATE FUNCTION app.notice_take(p_new boolean) RETURNS TABLE(id uuid, login text, code text, waited_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	perform app.escalate_due(), app.approval_due();
	-- Whoever begins to serve holds the lock alone: what another had fetched it will not tell of.
	if p_new then
		update app.notice n set claimed_until = null where n.claimed_until is not null;
	end if;
	insert into app.notify_served as s (at) values (app.now())
	on conflict (only_row) do update set at = excluded.at where s.at < excluded.at - interval '1 minute' or s.at > excluded.at;
	if found then
		delete from app.notice n where n.made_at < app.now() - interval '60 days';
	end if;
	return query
	with due as (
		select n.id from app.notice n
		left join app.escalation e on e.id = n.escalation_id
		left join app.approval a on a.id = n.approval_id
		join app.staff s on s.id = n.staff_id and s.retired_at is null
		where (e.ended_at is null and e.seen_at is null or n.escalation_id is null) and (a.state = 'open' or n.approval_id is null)
		and n.outcome is distinct from 'sent' and n.due_at <= app.now()
		and coalesce(n.claimed_until <= app.now(), true)
		order by n.due_at limit 16
		for update of n skip locked
	)
	update app.notice n set claimed_until = app.now() + interval '90 seconds', tries = least(n.tries, 32000) + 1
	from due, app.staff s where n.id = due.id and s.id = n.staff_id
	returning n.id, s.login, n.code, (extract(epoch from app.now() - n.made_at) * 1000)::bigint;
end $$;

ALTER FUNCTION app.notice_take(p_new boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.notice_take(p_new boolean) IS 'What is to be sent now: for the service that has just begun to serve (true), or goes on. Nothing of the case is in it.';

CREATE FUNCTION app.notice_told(p_notice uuid, p_outcome text, p_status integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	told app.notice;
begin
	update app.notice n set outcome = p_outcome, status = p_status, told_at = app.now(), claimed_until = null,
		due_at = case when p_outcome = 'sent' then n.due_at
			else app.now() + least(interval '2 minutes', interval '10 seconds' * n.tries) end
	where n.id = p_notice and n.outcome is distinct from 'sent' returning * into told;
	if not found then
		return false;
	end if;
	insert into app.event (office_id, action, kind, object_id, detail)
	select x.office_id, 'notice.told', x.kind, x.object_id, jsonb_build_object('message', jsonb_build_array(told.code, p_outcome),
		'staff', told.staff_id, 'ended_with', p_status)
	from (select e.office_id, 'case' as kind, e.case_id as object_id from app.escalation e where e.id = told.escalation_id
		union all select a.office_id, case when a.case_id is null then 'approval' else 'case' end, coalesce(a.case_id, a.id)
		from app.approval a where a.id = told.approval_id) as x;
	return true;
end $$;

ALTER FUNCTION app.notice_told(p_notice uuid, p_outcome text, p_status integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.notice_told(p_notice uuid, p_outcome text, p_status integer) IS 'What became of a notice, as its service says. What was not sent is due again, ten seconds later, then twenty, up to two minutes. False: it was sent already, or is gone.';

CREATE FUNCTION app.office_day(office smallint) RETURNS date
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select (app.now() at time zone o.zone)::date from app.office o where o.id = office);
end $$;

ALTER FUNCTION app.office_day(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.office_day(office smallint) IS 'Which day it is now by the clock of this office.';

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

CREATE FUNCTION app.on_shift(office smallint DEFAULT NULL::smallint) RETURNS SETOF smallint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return query
	select distinct h.staff_id from app.shift h
	join app.staff s on s.id = h.staff_id and s.retired_at is null
	where h.starts_at <= app.now() and h.ends_at > app.now()
	and (on_shift.office is null or h.office_id = on_shift.office);
end $$;

ALTER FUNCTION app.on_shift(office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.on_shift(office smallint) IS 'Who is on shift now, in this office; null: anywhere.';

CREATE FUNCTION app.palermo_lacks(act text[], means text[], purpose text[], child boolean) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN array_remove(ARRAY[CASE WHEN (COALESCE(cardinality(act), 0) = 0) THEN 'act'::text ELSE NULL::text END, CASE WHEN ((COALESCE(cardinality(means), 0) = 0) AND (child IS DISTINCT FROM true)) THEN 'means'::text ELSE NULL::text END, CASE WHEN (COALESCE(cardinality(purpose), 0) = 0) THEN 'purpose'::text ELSE NULL::text END], NULL::text);

ALTER FUNCTION app.palermo_lacks(act text[], means text[], purpose text[], child boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.palermo_lacks(act text[], means text[], purpose text[], child boolean) IS 'Which of the three elements of trafficking nobody has told of yet. Of a child, and of whoever may be one, the means is not asked (Palermo Protocol, article 3 (c)).';

CREATE FUNCTION app.party_awake(hours text, country text, office smallint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT CASE party_awake.hours WHEN 'any time'::text THEN true WHEN 'by day'::text THEN ((EXTRACT(hour FROM x.here) >= (6)::numeric) AND (EXTRACT(hour FROM x.here) <= (21)::numeric)) WHEN 'office hours'::text THEN ((EXTRACT(isodow FROM x.here) < (6)::numeric) AND ((EXTRACT(hour FROM x.here) >= (8)::numeric) AND (EXTRACT(hour FROM x.here) <= (16)::numeric))) ELSE NULL::boolean END AS "case" FROM (SELECT (app.now() AT TIME ZONE (SELECT o.zone FROM app.office o ORDER BY (o.country_id = party_awake.country) DESC NULLS LAST, (o.id = party_awake.office) DESC, o.id LIMIT 1)) AS here) x);

ALTER FUNCTION app.party_awake(hours text, country text, office smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.party_awake(hours text, country text, office smallint) IS 'Whether it may be called at this hour; null: nobody has written when.';

CREATE FUNCTION app.place_anywhere(p_code text, OUT id uuid, OUT office_id smallint, OUT kind text, OUT country_id text) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	select p.id, p.office_id, p.kind, p.country_id into id, office_id, kind, country_id
	from app.place p where p.code = app.code_typed(p_code, 'PL');
end $$;

ALTER FUNCTION app.place_anywhere(p_code text, OUT id uuid, OUT office_id smallint, OUT kind text, OUT country_id text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.place_anywhere(p_code text, OUT id uuid, OUT office_id smallint, OUT kind text, OUT country_id text) IS 'The place of this code, of whichever office; all null: there is none.';

CREATE FUNCTION app.place_danger_stops(p_place uuid, p_despite text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return app.danger_stops(p_place, p_despite);
end $$;

ALTER FUNCTION app.place_danger_stops(p_place uuid, p_despite text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.place_danger_stops(p_place uuid, p_despite text) IS 'As app.danger_stops(), by what any office knows: who sends somebody to a place of another has not read its notes.';

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

CREATE FUNCTION app.poke_notice() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
begin
	perform app.poke('hw_notice');
	return null;
end $$;

ALTER FUNCTION app.poke_notice() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_notice() IS 'Statement trigger: somebody is to be woken.';

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

CREATE FUNCTION app.poke_presence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	perform app.poke('hw_presence');
	return null;
end $$;

ALTER FUNCTION app.poke_presence() OWNER TO hw_owner;

COMMENT ON FUNCTION app.poke_presence() IS 'Row trigger: somebody has opened a case, or left it.';

CREATE FUNCTION app.ready_realm(realm uuid) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	if not app.lock_keys(realm::text, shared => true) then
		return 'busy_keys';
	end if;
	return case when app.to_turn(realm) then 'realm_to_turn' when not app.has_letter(realm) then 'not_in_realm' end;
end $$;

ALTER FUNCTION app.ready_realm(realm uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.ready_realm(realm uuid) IS 'Why I cannot write under the key of this realm now, a code of app.refusal; null: I can, and until the end nobody turns it.';

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

ALTER FUNCTION app.refuse(call app.call, code text, field text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.refuse(call app.call, code text, field text) IS 'Record and answer a refusal.';

CREATE FUNCTION app.shift_start() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return coalesce((select max(h.starts_at) from app.shift h
		where h.staff_id = app.me() and h.starts_at <= app.now() and h.ends_at > app.now()), app.now() - interval '12 hours');
end $$;

ALTER FUNCTION app.shift_start() OWNER TO hw_owner;

COMMENT ON FUNCTION app.shift_start() IS 'When my shift began; of whoever is on none, twelve hours ago.';

CREATE FUNCTION app.staff_left() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	open app.escalation;
begin
	for open in
		select * from app.escalation e
		where e.ended_at is null and e.seen_at is null and e.step > 0 and new.id in (e.to_id, e.next_id)
		for update skip locked
	loop
		if open.to_id = new.id then
			perform app.escalation_step(open);
		else
			update app.escalation e set next_id = (app.escalation_next(e)).first where e.id = open.id;
		end if;
	end loop;
	return null;
end $$;

ALTER FUNCTION app.staff_left() OWNER TO hw_owner;

COMMENT ON FUNCTION app.staff_left() IS 'Somebody works here no more: what she was asked for is asked of the next at once, and nobody is told that she would be.';

CREATE FUNCTION app.stay_all(p_place uuid, p_code text) RETURNS TABLE(id uuid, version integer, unit text, unit_name text, place_id uuid, place text, kind text, country text, case_id uuid, code text, sex text, age_low smallint, age_high smallint, child boolean, language text, state text, since timestamp with time zone, held_until timestamp with time zone, back_by timestamp with time zone, person text, over boolean, problem text, of_place boolean, of_case boolean, moves text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	mine smallint[] := app.my_offices();
	wanted text := app.code_typed(p_code, 'HW');
begin
	return query
	select s.id, s.version, u.code, u.name, case when m.of_place then p.id end, p.code, p.kind, p.country_id,
		case when m.of_case then c.id end, c.code, c.sex, c.age_low, c.age_high, coalesce(c.child, true), c.language, s.state, s.since,
		case s.state when 'held' then s.held_until end, s.back_by, h.name,
		coalesce(case s.state when 'held' then s.held_until when 'on leave' then s.back_by end <= app.now(), false),
		app.bed_fits(u, c), m.of_place, m.of_case,
		array(select v.to_state from app.stay_move v where v.from_state = s.state and (m.of_place or v.side = 'either') order by 1)
	from app.stay s
	join app.unit u on u.id = s.unit_id
	join app.place p on p.id = u.place_id
	join app.case c on c.id = s.case_id
	join app.staff h on h.id = s.held_by
	cross join lateral (select s.office_id = any (mine) as of_place, s.case_office_id = any (mine) as of_case) as m
	where (m.of_place or m.of_case)
	and (p_place is null or p.id = p_place and m.of_place) and (p_code is null or c.code = wanted)
	and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now() - interval '1 day')
	order by s.state <> 'left', s.state <> 'held', p.code, u.name, s.since, c.code;
end $$;

ALTER FUNCTION app.stay_all(p_place uuid, p_code text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_all(p_place uuid, p_code text) IS 'The beds that are taken at my places and by my cases, as api.stay_line has them.';

CREATE FUNCTION app.stay_arrive(p_stay uuid, p_staff smallint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone record;
	s app.stay;
begin
	select x.* into s from app.stay x where x.id = p_stay;
	if s.state = 'in' then
		return null;
	end if;
	select * into gone from app.stay_go(p_stay, s.version, 'in', p_staff, null, null);
	return gone.code;
end $$;

ALTER FUNCTION app.stay_arrive(p_stay uuid, p_staff smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_arrive(p_stay uuid, p_staff smallint) IS 'She has arrived: what was held is in, if a bed is free still. The code of the refusal; null: she is in. A line of the record is the caller''s to write.';

CREATE FUNCTION app.stay_ends(p_case uuid, p_states text[], p_to text, p_why text, p_staff smallint, p_but uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	over app.stay;
begin
	for over in
		update app.stay s set state = p_to, since = app.now(), back_by = null, version = s.version + 1
		where s.case_id = p_case and s.state = any (p_states) and s.id is distinct from p_but returning s.*
	loop
		perform app.stay_told(over, p_staff, null, p_why);
	end loop;
end $$;

ALTER FUNCTION app.stay_ends(p_case uuid, p_states text[], p_to text, p_why text, p_staff smallint, p_but uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_ends(p_case uuid, p_states text[], p_to text, p_why text, p_staff smallint, p_but uuid) IS 'What a case has in these states, but for one, ends so.';

CREATE FUNCTION app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamp with time zone, OUT code text, OUT was app.stay, OUT now app.stay) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
begin
	select * into held from app.lock_unit((select s.unit_id from app.stay s where s.id = p_id));
	select s.* into was from app.stay s where s.id = p_id for update;
	code := case
		when held.busy then 'busy_unit'
		when was.id is null then 'no_such_stay'
		when was.version is distinct from p_version then 'stale_stay'
		when not exists (select from app.stay_move m where m.from_state = was.state and m.to_state = p_state) then 'stay_state'
		when p_state in ('out', 'released') and not exists (select from app.stay_why w
			where w.state = p_state and w.name = p_why and w.by_hand) then 'stay_why'
		when p_state = 'on leave' and not coalesce(p_until > app.now() and p_until <= app.now() + interval '14 days', false)
			then 'leave_time'
		-- Counted again, also where the hold is not over by the time of this transaction: it may be old.
		when p_state = 'in' and was.state = 'held' and app.unit_taken(was.unit_id, p_id) >= (held.was).beds
			then case when was.held_until > app.now() then 'no_bed' else 'hold_over' end
		end;
	if code is not null then
		return;
	end if;
	if p_state = 'in' and was.state = 'held' then
		perform app.stay_ends(was.case_id, '{in,on leave,left}', 'out', 'arrived elsewhere', p_staff, p_id);
	end if;
	update app.stay s set state = p_state, since = app.now(), version = s.version + 1,
		back_by = case when p_state = 'on leave' then p_until end,
		left_at = case p_state when 'left' then app.now() when 'in' then null else s.left_at end
	where s.id = p_id returning * into now;
	perform app.stay_told(now, p_staff, now.back_by, case when p_state in ('out', 'released') then p_why end);
end $$;

ALTER FUNCTION app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamp with time zone, OUT code text, OUT was app.stay, OUT now app.stay) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamp with time zone, OUT code text, OUT was app.stay, OUT now app.stay) IS 'The next step of a stay, behind its unit''s lock; code: of the refusal. Who comes in somewhere is out of where she was.';

CREATE FUNCTION app.stay_held(p_case uuid, p_place uuid) RETURNS app.stay
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	found_one app.stay;
begin
	select s.* into found_one from app.stay s join app.unit u on u.id = s.unit_id
	where s.case_id = p_case and u.place_id = p_place
	and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now())
	order by s.state <> 'held', s.since desc limit 1;
	return found_one;
end $$;

ALTER FUNCTION app.stay_held(p_case uuid, p_place uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_held(p_case uuid, p_place uuid) IS 'The bed that this case has at this place, whosever it is: a hold that is not over, or else a stay that is not; null: none.';

CREATE FUNCTION app.stay_place(p_id uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select u.place_id from app.stay s join app.unit u on u.id = s.unit_id where s.id = p_id);
end $$;

ALTER FUNCTION app.stay_place(p_id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_place(p_id uuid) IS 'At which place a bed is, of whichever office.';

CREATE FUNCTION app.stay_side(p_id uuid, OUT place boolean, OUT its_case boolean) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	select s.office_id = any (app.my_offices()), s.case_office_id = any (app.my_offices()) into place, its_case
	from app.stay s where s.id = p_id;
end $$;

ALTER FUNCTION app.stay_side(p_id uuid, OUT place boolean, OUT its_case boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_side(p_id uuid, OUT place boolean, OUT its_case boolean) IS 'Whether the place, or the case, is of one of my offices; null: there is no such stay.';

CREATE FUNCTION app.stay_told(s app.stay, p_staff smallint, p_until timestamp with time zone, p_why text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
	insert into app.stay_step (stay_id, office_id, case_office_id, version, state, staff_id, until, why)
	values (s.id, s.office_id, s.case_office_id, s.version, s.state, p_staff, p_until, p_why)
$$;

ALTER FUNCTION app.stay_told(s app.stay, p_staff smallint, p_until timestamp with time zone, p_why text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.stay_told(s app.stay, p_staff smallint, p_until timestamp with time zone, p_why text) IS 'Write a step of a stay down.';

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
   WHERE (p.id = subject_of.id)
 UNION ALL
  SELECT 'party'::text,
     p.office_id
    FROM app.party p
   WHERE (p.id = subject_of.id);
END;

ALTER FUNCTION app.subject_of(id uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.subject_of(id uuid) IS 'Whether what a record is of is a case, a place or a party, and the office that answers for it. No row: there is none in my offices.';

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

CREATE TABLE app.task_kind (
    id smallint NOT NULL,
    name text NOT NULL,
    by_hand boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY app.task_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.task_kind OWNER TO hw_owner;

COMMENT ON TABLE app.task_kind IS 'What a task asks for.';

COMMENT ON COLUMN app.task_kind.id IS 'number';

COMMENT ON COLUMN app.task_kind.name IS 'name';

COMMENT ON COLUMN app.task_kind.by_hand IS 'people begin and end it; else it follows from what was written down';

CREATE FUNCTION app.task_of(was uuid, kind app.task_kind) RETURNS app.task
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (SELECT t.*::app.task AS t FROM app.task t WHERE ((t.case_id = task_of.was) AND (t.kind = (task_of.kind).id) AND (t.done_at IS NULL)) ORDER BY t.due_at, t.id LIMIT 1);

ALTER FUNCTION app.task_of(was uuid, kind app.task_kind) OWNER TO hw_owner;

COMMENT ON FUNCTION app.task_of(was uuid, kind app.task_kind) IS 'The open task of this kind that is due first on a case, where several people have one; null: there is none.';

CREATE FUNCTION app.task_problem(was uuid, act text, kind app.task_kind, person smallint) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return case
		when act is null or act not in ('new', 'done', 'later', 'cancel') then '{act,no_such_choice}'
		when kind.id is null then '{task,no_such_task}'
		when not kind.by_hand then '{task,task_by_itself}'
		when act = 'new' and exists (select from app.task t where t.case_id = task_problem.was and t.kind = (task_problem.kind).id
			and t.done_at is null and t.staff_id is not distinct from person) then '{task,task_there}'
		when act <> 'new' and app.task_of(was, kind) is null then '{task,task_ended}'
		end::text[];
end $$;

ALTER FUNCTION app.task_problem(was uuid, act text, kind app.task_kind, person smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.task_problem(was uuid, act text, kind app.task_kind, person smallint) IS 'Why this cannot be done with a task of a case: the argument at fault and the code of the refusal; null: it can.';

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

CREATE FUNCTION app.told_change(case_id uuid, me smallint) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
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

ALTER FUNCTION app.told_change(case_id uuid, me smallint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.told_change(case_id uuid, me smallint) IS 'Who changed this case last, how and when: "supervisor took it 40 seconds ago."; null: nobody by a verb.';

CREATE FUNCTION app.transfer_bed(p_case uuid, p_place uuid, OUT bed jsonb, OUT needed boolean) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	stay app.stay := app.stay_held(p_case, p_place);
begin
	needed := exists (select from app.place p where p.id = p_place and p.kind in ('shelter', 'transit centre'))
		or exists (select from app.unit u where u.place_id = p_place);
	select jsonb_build_object('unit', u.code, 'name', u.name, 'sex', u.sex, 'age_low', u.age_low, 'age_high', u.age_high, 'regime', u.regime,
		'held_until', case stay.state when 'held' then app.ms(stay.held_until) end) into bed
	from app.unit u where u.id = stay.unit_id;
end $$;

ALTER FUNCTION app.transfer_bed(p_case uuid, p_place uuid, OUT bed jsonb, OUT needed boolean) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_bed(p_case uuid, p_place uuid, OUT bed jsonb, OUT needed boolean) IS 'The bed that a case has at a place, as what is approved tells it, null: none; and whether one is needed there.';

CREATE TABLE app.entry_transfer (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    what text NOT NULL,
    purpose text NOT NULL,
    urgency text NOT NULL,
    origin text,
    place text,
    office text,
    leave_at timestamp with time zone,
    escort text,
    risk_checked text,
    danger text,
    despite text,
    emergency text,
    agreed_by text,
    agreed_at timestamp with time zone,
    CONSTRAINT agreed_at__emergency_whole CHECK (((emergency IS NULL) = (agreed_at IS NULL))),
    CONSTRAINT agreed_by__emergency_whole CHECK (((emergency IS NULL) = (agreed_by IS NULL))),
    CONSTRAINT despite__only_file CHECK (((what = 'file'::text) OR (despite IS NULL))),
    CONSTRAINT emergency__only_person CHECK (((what = 'person'::text) OR (emergency IS NULL))),
    CONSTRAINT entry_transfer_despite_check CHECK ((despite = ANY (ARRAY['danger to life'::text, 'law'::text]))),
    CONSTRAINT entry_transfer_escort_check CHECK ((escort = ANY (ARRAY['woman of ours'::text, 'man of ours'::text, 'two of ours'::text, 'police and ours'::text, 'health worker'::text, 'family'::text, 'nobody'::text]))),
    CONSTRAINT entry_transfer_origin_check CHECK ((origin = ANY (ARRAY['a place of ours'::text, 'another shelter'::text, 'detention'::text, 'police'::text, 'hospital'::text, 'family'::text, 'street'::text, 'workplace'::text]))),
    CONSTRAINT entry_transfer_purpose_check CHECK ((purpose = ANY (ARRAY['safety'::text, 'shelter'::text, 'health care'::text, 'legal proceedings'::text, 'family'::text, 'return'::text, 'services nearer to her'::text]))),
    CONSTRAINT entry_transfer_risk_checked_check CHECK ((risk_checked = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_transfer_urgency_check CHECK ((urgency = ANY (ARRAY['now'::text, 'today'::text, 'planned'::text]))),
    CONSTRAINT entry_transfer_what_check CHECK ((what = ANY (ARRAY['person'::text, 'file'::text]))),
    CONSTRAINT escort__only_person CHECK (((what = 'person'::text) OR (escort IS NULL))),
    CONSTRAINT leave_at__fact_missing CHECK (((what = 'file'::text) OR (leave_at IS NOT NULL))),
    CONSTRAINT leave_at__only_person CHECK (((what = 'person'::text) OR (leave_at IS NULL))),
    CONSTRAINT office__fact_missing CHECK (((what = 'person'::text) OR (office IS NOT NULL))),
    CONSTRAINT office__only_file CHECK (((what = 'file'::text) OR (office IS NULL))),
    CONSTRAINT origin__only_person CHECK (((what = 'person'::text) OR (origin IS NULL))),
    CONSTRAINT place__fact_missing CHECK (((what = 'file'::text) OR (place IS NOT NULL))),
    CONSTRAINT place__only_person CHECK (((what = 'person'::text) OR (place IS NULL)))
);

ALTER TABLE ONLY app.entry_transfer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_transfer OWNER TO hw_owner;

COMMENT ON TABLE app.entry_transfer IS 'What is asked: that she is brought to another place, or that her file goes to another office.';

COMMENT ON COLUMN app.entry_transfer.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_transfer.case_id IS 'whose';

COMMENT ON COLUMN app.entry_transfer.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_transfer.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_transfer.what IS 'she herself, or her file';

COMMENT ON COLUMN app.entry_transfer.purpose IS 'what for';

COMMENT ON COLUMN app.entry_transfer.urgency IS 'how soon';

COMMENT ON COLUMN app.entry_transfer.origin IS 'where she is; null: of a file, or not said';

COMMENT ON COLUMN app.entry_transfer.place IS 'the code of the place where she is to be; null: of a file';

COMMENT ON COLUMN app.entry_transfer.office IS 'the code of the office that gets the file; null: of a person, whom the place''s office gets';

COMMENT ON COLUMN app.entry_transfer.leave_at IS 'when she leaves; null: of a file';

COMMENT ON COLUMN app.entry_transfer.escort IS 'who goes with her; null: not said';

COMMENT ON COLUMN app.entry_transfer.risk_checked IS 'have the way, the place and those who must not know been looked at for dangers? null: not said';

COMMENT ON COLUMN app.entry_transfer.danger IS 'what is done about a danger that is known of the place; null: nothing, or none is known';

COMMENT ON COLUMN app.entry_transfer.despite IS 'why the file goes although she has not agreed; null: she has';

COMMENT ON COLUMN app.entry_transfer.emergency IS 'why she is brought away before it is approved; null: nothing is done before';

COMMENT ON COLUMN app.entry_transfer.agreed_by IS 'the login of who agreed to that by telephone; null: no emergency';

COMMENT ON COLUMN app.entry_transfer.agreed_at IS 'when that was';

CREATE TABLE app.risk (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.risk FORCE ROW LEVEL SECURITY;

ALTER TABLE app.risk OWNER TO hw_owner;

COMMENT ON TABLE app.risk IS 'The danger to the person, as last assessed.';

COMMENT ON COLUMN app.risk.id IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN app.risk.name IS 'name';

CREATE TABLE app.sealed (
    id uuid NOT NULL,
    case_id uuid,
    place_id uuid,
    party_id uuid,
    subject uuid GENERATED ALWAYS AS (COALESCE(case_id, place_id, party_id)) STORED NOT NULL,
    office_id smallint NOT NULL,
    kind text NOT NULL,
    many boolean DEFAULT false NOT NULL,
    generation integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    blob bytea NOT NULL,
    written_by smallint NOT NULL,
    written_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT of_one_thing CHECK ((num_nonnulls(case_id, place_id, party_id) = 1)),
    CONSTRAINT sealed_blob_check CHECK ((((octet_length(blob) >= 202) AND (octet_length(blob) <= 1048714)) AND ((octet_length(blob) % 64) = 10))),
    CONSTRAINT sealed_generation_check CHECK ((generation > 0)),
    CONSTRAINT sealed_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY app.sealed FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sealed OWNER TO hw_owner;

COMMENT ON TABLE app.sealed IS 'The records themselves. What is in them this server cannot know.';

COMMENT ON COLUMN app.sealed.id IS 'made by the console';

COMMENT ON COLUMN app.sealed.case_id IS 'whose; null: no case''s';

COMMENT ON COLUMN app.sealed.place_id IS 'whose; null: no place''s';

COMMENT ON COLUMN app.sealed.party_id IS 'whose; null: no party''s';

COMMENT ON COLUMN app.sealed.subject IS 'the one that it is';

COMMENT ON COLUMN app.sealed.office_id IS 'the office that answers for it, for row security';

COMMENT ON COLUMN app.sealed.kind IS 'which kind';

COMMENT ON COLUMN app.sealed.many IS 'as app.record_kind has it of its kind, for the index of those of which there is one';

COMMENT ON COLUMN app.sealed.generation IS 'of the key';

COMMENT ON COLUMN app.sealed.version IS 'grows with every change; a change names the version it saw';

COMMENT ON COLUMN app.sealed.blob IS 'padded to steps of 64 bytes and sealed; see db/vault/seal.h';

COMMENT ON COLUMN app.sealed.written_by IS 'who wrote it last, as the server knows her; her signature is inside';

COMMENT ON COLUMN app.sealed.written_at IS 'when';

CREATE TABLE app.sealed_key (
    case_id uuid,
    place_id uuid,
    party_id uuid,
    subject uuid GENERATED ALWAYS AS (COALESCE(case_id, place_id, party_id)) STORED NOT NULL,
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
    CONSTRAINT of_one_thing CHECK ((num_nonnulls(case_id, place_id, party_id) = 1)),
    CONSTRAINT sealed_key_generation_check CHECK ((generation > 0)),
    CONSTRAINT sealed_key_key_check CHECK ((key = ANY (ARRAY['office'::text, 'health'::text]))),
    CONSTRAINT sealed_key_wrapped_check CHECK ((octet_length(wrapped) = 106))
);

ALTER TABLE ONLY app.sealed_key FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sealed_key OWNER TO hw_owner;

COMMENT ON TABLE app.sealed_key IS 'The keys of a case''s or place''s records, wrapped under the key of who may read them.';

COMMENT ON COLUMN app.sealed_key.case_id IS 'whose; null: no case''s';

COMMENT ON COLUMN app.sealed_key.place_id IS 'whose; null: no place''s';

COMMENT ON COLUMN app.sealed_key.party_id IS 'whose; null: no party''s';

COMMENT ON COLUMN app.sealed_key.subject IS 'the one that it is';

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

CREATE FUNCTION app.transfer_content(request uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT (((jsonb_build_object('code', t.code, 'what', t.what, 'case', c.code, 'child', c.child, 'sex', c.sex, 'age_low', c.age_low, 'age_high', c.age_high, 'language', c.language, 'risk', r.name, 'afraid', c.afraid, 'flags', c.flags, 'office', o.code, 'to_office', d.code, 'with', ( SELECT x.code
            FROM app.transfer x
           WHERE (x.id = t.with_id)), 'purpose', e.purpose, 'urgency', e.urgency, 'risk_checked', COALESCE(e.risk_checked, 'not_asked'::text), 'danger', e.danger, 'sealed', jsonb_build_object('version', s.version, 'sha256', encode(sha256(s.blob), 'hex'::text))) || jsonb_build_object('consent', ( SELECT jsonb_build_object('answer', x.answer, 'by', x.by, 'asked_on', x.asked_on, 'again_on', x.again_on) AS jsonb_build_object
            FROM app.entry_consent x
           WHERE ((x.case_id = t.case_id) AND (x.purpose =
                 CASE t.what
                     WHEN 'person'::text THEN 'transfer'::text
                     ELSE 'sharing'::text
                 END))
           ORDER BY x.asked_on DESC, x.entered_at DESC, (x.answer = 'given'::text), x.id
          LIMIT 1))) || app.decision_told(t.case_id, 'transfer'::text)) ||
         CASE t.what
             WHEN 'person'::text THEN jsonb_build_object('origin', e.origin, 'place', e.place, 'place_kind', p.kind, 'place_country', p.country_id, 'leave_at', app.ms(e.leave_at), 'escort', e.escort, 'bed', (app.transfer_bed(t.case_id, t.place_id)).bed, 'emergency', e.emergency, 'agreed_by', e.agreed_by, 'agreed_at', app.ms(e.agreed_at))
             ELSE jsonb_build_object('despite', e.despite, 'keys', ( SELECT jsonb_agg(k.generation ORDER BY k.generation) AS jsonb_agg
                FROM app.sealed_key k
               WHERE ((k.case_id = t.case_id) AND (k.key = 'office'::text))))
         END)
    FROM (((((((app.transfer t
      JOIN app.entry_transfer e ON ((e.id = t.id)))
      JOIN app.sealed s ON ((s.id = t.id)))
      JOIN app."case" c ON ((c.id = t.case_id)))
      JOIN app.risk r ON ((r.id = c.risk)))
      JOIN app.office o ON ((o.id = t.office_id)))
      JOIN app.office d ON ((d.id = t.to_office_id)))
      LEFT JOIN LATERAL app.place_anywhere(e.place) p(id, office_id, kind, country_id) ON (true))
   WHERE (t.id = transfer_content.request);
END;

ALTER FUNCTION app.transfer_content(request uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_content(request uuid) IS 'All of a transfer that is told in clear, and what is sealed of it by its hash: what an approver reads and signs.';

CREATE FUNCTION app.transfer_decided(request uuid, answer text, reason text, detail jsonb) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	t app.transfer := (select x from app.transfer x where x.id = request);
	me smallint := app.me();
	to_realm uuid;
begin
	-- What was done already is signed, or not: where she is does not change by it.
	if t.emergency then
		insert into app.transfer_step (transfer_id, version, state, staff_id, why)
		select t.id, t.version + 1, t.state, me, case answer when 'approve' then 'signed afterwards' when 'ask again' then answer else reason end;
		update app.transfer x set version = x.version + 1, touched_at = app.now() where x.id = t.id;
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
			select t.id, 'office', k.generation, k.realm_id, to_realm, x.epoch, decode(x.letter, 'hex'), app.my_person(), app.my_number()
			from jsonb_to_recordset(detail -> 'keys') as x(generation integer, epoch integer, letter text)
			join app.sealed_key k on k.case_id = t.case_id and k.key = 'office' and k.generation = x.generation
			where x.epoch between 1 and app.epoch_of(to_realm);
		exception when data_exception or not_null_violation or unique_violation or check_violation then
			return 'keys_missing';
		end;
		if (select count(*) from app.transfer_key k where k.transfer_id = t.id)
			<> (select count(*) from app.sealed_key k where k.case_id = t.case_id and k.key = 'office') then
			return 'keys_missing';
		end if;
	end if;
	perform app.transfer_to(t, 'approved', me);
	return null;
end $$;

ALTER FUNCTION app.transfer_decided(request uuid, answer text, reason text, detail jsonb) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_decided(request uuid, answer text, reason text, detail jsonb) IS 'A transfer follows what was decided. With the approval of a file come its keys, each sealed to the office that gets it: {"keys": [{"generation", "epoch", "letter" (hexadecimal)}]}.';

CREATE FUNCTION app.transfer_lacks(request uuid) RETURNS SETOF text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	t app.transfer := (select x from app.transfer x where x.id = request);
	e app.entry_transfer := (select x from app.entry_transfer x where x.id = request);
	c app.case := (select x from app.case x where x.id = t.case_id);
	today date := app.office_day(t.office_id);
	here text := (select o.country_id from app.office o where o.id = t.office_id);
	there text := case t.what when 'person' then (app.place_anywhere(e.place)).country_id
		else (select o.country_id from app.office o where o.id = t.to_office_id) end;
	bed record;
begin
	select * into bed from app.transfer_bed(t.case_id, t.place_id);
	return query
	select d from app.decision_lacks(t.case_id, 'transfer', here <> there, today) as d
	union all
	select x.code from (values
		(1, 'transfer_consent_missing', t.what = 'person' and not app.agrees(t.case_id, 'transfer', today)),
		(2, 'file_consent_missing', t.what = 'file' and e.despite is null and not app.agrees(t.case_id, 'sharing', today)),
		(3, 'risk_check_missing', e.risk_checked is distinct from 'yes'),
		(4, 'escort_missing', t.what = 'person' and e.escort is null),
		(5, 'escort_child', t.what = 'person' and e.escort = 'nobody' and c.child is distinct from false),
		(6, 'bed_missing', t.what = 'person' and bed.needed and bed.bed is null),
		(7, 'receiving_keys', t.what = 'file' and not exists (select from app.directory_realm r
			where r.realm_id = app.realm_of(t.to_office_id, 'office') and r.epoch > 0))) as x(n, code, lacks)
	where x.lacks;
end $$;

ALTER FUNCTION app.transfer_lacks(request uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_lacks(request uuid) IS 'What has to be there before a transfer is approved, and is not.';

CREATE FUNCTION app.transfer_sides(t app.transfer) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN array_remove(ARRAY[CASE WHEN ((t).office_id = ANY (app.my_offices())) THEN 'asking'::text ELSE NULL::text END, CASE WHEN ((t).to_office_id = ANY (app.my_offices())) THEN 'receiving'::text ELSE NULL::text END, 'either'::text], NULL::text);

ALTER FUNCTION app.transfer_sides(t app.transfer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_sides(t app.transfer) IS 'Which sides of a transfer whoever is connected is on.';

CREATE FUNCTION app.transfer_to(t app.transfer, now_is text, staff smallint, why text DEFAULT NULL::text, number integer DEFAULT NULL::integer, signature bytea DEFAULT NULL::bytea) RETURNS app.transfer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	stay app.stay;
begin
	update app.transfer x set state = now_is, since = app.now(), version = x.version + 1, touched_at = app.now(),
		over = (select s.over from app.transfer_state s where s.name = now_is)
	where x.id = t.id returning x.* into t;
	insert into app.transfer_step (transfer_id, version, state, staff_id, why, number, signature)
	values (t.id, t.version, t.state, staff, why, number, signature);
	if t.what = 'person' and t.state in ('refused', 'aborted') then
		stay := app.stay_held(t.case_id, t.place_id);
		if stay.state = 'held' then
			perform app.bed_give_back(stay.id, staff);
		end if;
	end if;
	return t;
end $$;

ALTER FUNCTION app.transfer_to(t app.transfer, now_is text, staff smallint, why text, number integer, signature bytea) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_to(t app.transfer, now_is text, staff smallint, why text, number integer, signature bytea) IS 'The next step of a transfer, written down. The bed that is held for one that does not take place is free again.';

CREATE FUNCTION app.transfer_told(t app.transfer, what text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN jsonb_build_object('transfer', jsonb_build_array(NULL::unknown, (((t).code || ': '::text) || what)), 'request', (t).id);

ALTER FUNCTION app.transfer_told(t app.transfer, what text) OWNER TO hw_owner;

COMMENT ON FUNCTION app.transfer_told(t app.transfer, what text) IS 'What the record says of it.';

CREATE TABLE app.change (
    action text NOT NULL,
    told text NOT NULL,
    field text,
    undoable boolean DEFAULT false NOT NULL,
    undone_by text,
    CONSTRAINT change_action_check CHECK ((action ~ '^[a-z]+(\.[a-z]+)*$'::text)),
    CONSTRAINT change_undone_by_check CHECK ((undone_by ~ '^[a-z_]+$'::text)),
    CONSTRAINT undone_because_undoable CHECK (((undone_by IS NULL) OR undoable))
);

ALTER TABLE ONLY app.change FORCE ROW LEVEL SECURITY;

ALTER TABLE app.change OWNER TO hw_owner;

COMMENT ON TABLE app.change IS 'The verbs that change a case. To take one back, api.undo puts what its event''s detail has before into the columns of the case, or calls the function named here.';

COMMENT ON COLUMN app.change.action IS 'as in app.event';

COMMENT ON COLUMN app.change.told IS 'what somebody did, behind her name; % is the new value';

COMMENT ON COLUMN app.change.field IS 'the member of detail that is told: a column of the case, or one that app.word knows';

COMMENT ON COLUMN app.change.undoable IS 'by whoever did it, for 10 minutes';

COMMENT ON COLUMN app.change.undone_by IS 'app.NAME(change app.event) returns text: takes it back, or says with which code of app.refusal it cannot be; null: the columns of the case are put back';

CREATE FUNCTION app.unchanged_since(change app.event, version integer) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ((SELECT ((count(DISTINCT e.version) FILTER (WHERE e.taken_back) = (unchanged_since.version - (unchanged_since.change).version)) AND (NOT COALESCE(bool_or(((NOT e.taken_back) AND e.told)), false))) FROM (SELECT e_1.version, (e_1.action IN (SELECT c.action FROM app.change c)) AS told, ((e_1.action = 'undo'::text) OR (EXISTS (SELECT FROM app.event u WHERE ((u.object_id = e_1.object_id) AND (u.id > e_1.id) AND (u.action = 'undo'::text) AND (u.refusal IS NULL) AND (((u.detail ->> 'undoes'::text))::bigint = e_1.id))))) AS taken_back FROM app.event e_1 WHERE ((e_1.object_id = (unchanged_since.change).object_id) AND (e_1.id > (unchanged_since.change).id) AND (e_1.refusal IS NULL) AND (e_1.version > (unchanged_since.change).version))) e) AND (NOT (EXISTS (SELECT FROM app.event e WHERE ((e.object_id = (unchanged_since.change).object_id) AND (e.id > (unchanged_since.change).id) AND (e.action = 'sealed.keep'::text) AND (e.refusal IS NULL) AND (e.detail ? 'clear'::text))))));

ALTER FUNCTION app.unchanged_since(change app.event, version integer) OWNER TO hw_owner;

COMMENT ON FUNCTION app.unchanged_since(change app.event, version integer) IS 'Whether the case, which has this version now, is as this change has left it.';

CREATE FUNCTION app.undo_batch(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	held record;
	before jsonb := change.detail -> 'before';
	problem text;
begin
	select * into held from app.lock_batch(change.object_id);
	if held.busy then
		return 'busy';
	elsif (held.was).id is null then
		return 'no_such_batch';
	elsif (held.was).version <> change.version
		or (before is null and exists (select from app.case c where c.batch_id = change.object_id)) then
		return 'changed_since';
	end if;
	if before is null then
		update app.batch b set gone = true, version = b.version + 1, touched_by = change.staff_id, touched_at = app.now()
		where b.id = change.object_id;
		return null;
	end if;
	problem := app.batch_put(change.object_id, (held.was).office_id, before -> 'counts');
	if problem is null then
		update app.batch b set version = b.version + 1, kind = before ->> 'kind', came_at = (before ->> 'came_at')::timestamptz,
			place_id = (before ->> 'place_id')::uuid, closed_at = (before ->> 'closed_at')::timestamptz,
			close_reason = before ->> 'close_reason', responsible_id = (before ->> 'responsible_id')::smallint, touched_by = change.staff_id, touched_at = app.now()
		where b.id = change.object_id;
	end if;
	return problem;
end $$;

ALTER FUNCTION app.undo_batch(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_batch(change app.event) IS 'Take back that people were counted, counted again, taken or closed; a code of app.refusal: it cannot be.';

CREATE FUNCTION app.undo_by(name text, change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $_$
declare
	problem text;
begin
	execute format('select app.%I($1)', name) into problem using change;
	return problem;
end $_$;

ALTER FUNCTION app.undo_by(name text, change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_by(name text, change app.event) IS 'Take a change back by the function that app.change names for it.';

CREATE FUNCTION app.undo_clock(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	clock uuid := change.detail ->> 'id';
begin
	delete from app.case_clock k where k.id = (change.detail ->> 'next')::uuid;
	if change.detail ->> 'act' = 'start' then
		delete from app.case_clock k where k.id = clock;
	else
		update app.case_clock k set stopped_at = null, ends_at = (change.detail -> 'ends_at' ->> 0)::timestamptz,
			touched_at = app.now()
		where k.id = clock;
	end if;
	return case when not found then 'changed_since' end;
end $$;

ALTER FUNCTION app.undo_clock(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_clock(change app.event) IS 'Take back what somebody did to a clock; or the code of the refusal. One that was started by mistake is gone.';

CREATE FUNCTION app.undo_columns(change app.event, was app."case") RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	before app.case := app.before(was, change);
begin
	if before.stage <> was.stage and was.stage not in (select app.moves(before.stage)) then
		return 'stage';
	end if;
	if before.stage = 6 and was.stage <> 6 and was.afraid <> 'no' then
		return 'afraid';
	end if;
	if before.responsible_id is distinct from was.responsible_id
		and before.responsible_id not in (select app.works_for(was.office_id)) then
		return 'not_same_office';
	end if;
	update app.case c set priority = before.priority, risk = before.risk, flags = before.flags,
		stage = before.stage, closed_at = before.closed_at, close_reason = before.close_reason,
		responsible_id = before.responsible_id,
		responsible_seen = case when before.responsible_id is distinct from was.responsible_id
			then coalesce(before.responsible_id = change.staff_id, true) else was.responsible_seen end
	where c.id = was.id;
	perform app.escalation_again(change);
	return null;
end $$;

ALTER FUNCTION app.undo_columns(change app.event, was app."case") OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_columns(change app.event, was app."case") IS 'Put the columns of a case back that this change has in its detail; or the code of the refusal.';

CREATE FUNCTION app.undo_contact(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	this app.contact := (select c from app.contact c where c.id = change.object_id);
begin
	if this.id is null then
		return 'no_such_contact';
	elsif this.gone or (change.action = 'contact.take' and this.taken_by is distinct from change.staff_id)
		or (change.action = 'contact.done' and this.done_by is distinct from change.staff_id) then
		return 'undone_already';
	elsif change.action <> 'contact.done' and this.done_at is not null then
		return 'contact_done';
	elsif change.action = 'contact.keep' and this.taken_by is not null then
		return 'contact_taken';
	end if;
	-- Somebody may take it at this moment.
	update app.contact c set gone = change.action = 'contact.keep', done_by = null, done_at = null,
		taken_by = case change.action when 'contact.done' then c.taken_by end,
		taken_at = case change.action when 'contact.done' then c.taken_at end
	where c.id = this.id and (c.taken_by, c.done_by) is not distinct from (this.taken_by, this.done_by) and not c.gone;
	return case when not found then 'contact_taken' end;
end $$;

ALTER FUNCTION app.undo_contact(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_contact(change app.event) IS 'Take back that there was a call, that somebody sees to it, or has; a code of app.refusal: it cannot be.';

CREATE FUNCTION app.undo_escalation(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	gone uuid;
begin
	update app.escalation e set ended_at = app.now()
	where e.case_id = change.object_id and e.ended_at is null and e.seen_at is null and e.raised_by = change.staff_id
	returning e.id into gone;
	if not found then
		return 'seen_already';
	end if;
	perform app.escalation_again(change, gone);
	perform app.escalation_begin(c, null) from app.case c where c.id = change.object_id;
	return null;
end $$;

ALTER FUNCTION app.undo_escalation(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_escalation(change app.event) IS 'Nobody has to look any more, as long as nobody has: see app.change. A danger that nobody took is one again.';

CREATE FUNCTION app.undo_links(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	a app.case;
	b app.case;
begin
	select c.* into a from app.case c where c.id = change.object_id;
	select c.* into b from app.case c where c.id = (change.detail ->> 'other')::uuid;
	-- The line in the other case is taken back with the one in hers.
	if b.id is null or change.detail ? 'with' then
		return 'not_undoable';
	end if;
	if to_jsonb(app.links_between(a.id, b.id)) <> change.detail -> 'links' -> 1 then
		return 'changed_since';
	end if;
	perform app.links_set(a, b, array(select jsonb_array_elements_text(change.detail -> 'links' -> 0)), change.staff_id);
	insert into app.event (staff_id, office_id, action, kind, object_id, version, detail)
	select change.staff_id, b.office_id, 'undo', 'case', b.id, b.version, jsonb_build_object('undoes', e.id, 'other', a.id,
		'links', jsonb_build_array(e.detail -> 'links' -> 1, e.detail -> 'links' -> 0))
	from app.event e where e.object_id = b.id and e.action = change.action and (e.detail ->> 'with')::bigint = change.id;
	return null;
end $$;

ALTER FUNCTION app.undo_links(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_links(change app.event) IS 'What app.change wants to take a link back.';

CREATE FUNCTION app.undo_task(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	was jsonb := change.detail;
	act text := was ->> 'act';
	due timestamptz := (was -> 'due_at' ->> case when act = 'new' then 1 else 0 end)::timestamptz;
begin
	if act = 'new' then
		delete from app.task t where t.id = (was ->> 'id')::uuid and t.done_at is null and t.due_at = due;
	elsif act = 'cancel' then
		insert into app.task (id, case_id, office_id, kind, staff_id, due_at)
		select (was ->> 'id')::uuid, c.id, c.office_id, (was ->> 'kind')::smallint, (was ->> 'staff')::smallint, due
		from app.case c where c.id = change.object_id;
	else
		update app.task t set done_at = null, due_at = due, touched_at = app.now()
		where t.id = (was ->> 'id')::uuid and (t.done_at is not null) = (act = 'done');
	end if;
	return case when not found then 'changed_since' end;
end $$;

ALTER FUNCTION app.undo_task(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_task(change app.event) IS 'Take back what somebody did to a task; or the code of the refusal. One that was begun by mistake is gone.';

CREATE FUNCTION app.undo_wake(change app.event) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	update app.wake_try t set taken_back_at = app.now() where t.id = (change.detail ->> 'try')::uuid;
	return null;
end $$;

ALTER FUNCTION app.undo_wake(change app.event) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_wake(change app.event) IS 'A call that was written down by a slip of a key.';

CREATE FUNCTION app.undo_which(person smallint, event bigint) RETURNS app.event
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$
declare
	change app.event;
begin
	select e.* into change from app.event e
	where (undo_which.event is null or e.id = undo_which.event) and e.staff_id = person and e.refusal is null
	and e.action in (select c.action from app.change c where c.undoable) and not coalesce(e.detail ? 'with', false)
	and (undo_which.event is not null or not exists (select from app.event u
		where u.object_id = e.object_id and u.id > e.id and u.action = 'undo' and u.refusal is null
		and (u.detail ->> 'undoes')::bigint = e.id))
	order by e.id desc limit 1;
	return change;
end $$;

ALTER FUNCTION app.undo_which(person smallint, event bigint) OWNER TO hw_owner;

COMMENT ON FUNCTION app.undo_which(person smallint, event bigint) IS 'The change to take back; null: there is none.';

CREATE FUNCTION app.unit_problem(this app.unit, known uuid) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN (CASE WHEN (NOT COALESCE(((this).name ~ '^(house|floor|ward|room|dormitory|family rooms|quiet room|emergency beds)( [1-9][0-9]?)?$'::text), false)) THEN '{name,unit_name}'::text WHEN (EXISTS (SELECT FROM app.unit u WHERE ((u.place_id = (unit_problem.this).place_id) AND (u.name = (unit_problem.this).name) AND (u.id IS DISTINCT FROM unit_problem.known)))) THEN '{name,unit_there}'::text WHEN COALESCE(((this).sex <> ALL (ARRAY['female'::text, 'male'::text, 'any'::text])), true) THEN '{sex,unit_sex}'::text WHEN COALESCE((((this).age_low < 0) OR ((this).age_low > 120)), false) THEN '{age_low,unit_ages}'::text WHEN COALESCE(((((this).age_high < 0) OR ((this).age_high > 120)) OR ((this).age_high < (this).age_low)), false) THEN '{age_high,unit_ages}'::text WHEN COALESCE((((this).beds < 0) OR ((this).beds > 500)), true) THEN '{beds,unit_beds}'::text WHEN COALESCE(((this).regime <> ALL (ARRAY['open'::text, 'closed'::text])), true) THEN '{regime,regime}'::text WHEN (((this).regime = 'open'::text) AND ((this).legal_basis IS NOT NULL)) THEN '{legal_basis,open_is_free}'::text WHEN (((this).regime = 'open'::text) AND ((this).review_on IS NOT NULL)) THEN '{review_on,open_is_free}'::text WHEN (((this).regime = 'closed'::text) AND COALESCE(((this).legal_basis <> ALL (ARRAY['court order'::text, 'protection order'::text, 'child protection order'::text, 'immigration order'::text, 'her own wish'::text])), true)) THEN '{legal_basis,closed_basis}'::text WHEN (((this).regime = 'closed'::text) AND COALESCE((((this).review_on < '2000-01-01'::date) OR ((this).review_on > (app.office_day((this).office_id) + 366))), true)) THEN '{review_on,closed_review}'::text ELSE NULL::text END)::text[];

ALTER FUNCTION app.unit_problem(this app.unit, known uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.unit_problem(this app.unit, known uuid) IS 'What is wrong with a unit that somebody wants to keep: the argument at fault and the code of the refusal; null: nothing.';

CREATE FUNCTION app.unit_taken(p_unit uuid, p_but uuid DEFAULT NULL::uuid) RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
	return (select count(*) from app.stay s where s.unit_id = p_unit and s.id is distinct from p_but
		and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now()));
end $$;

ALTER FUNCTION app.unit_taken(p_unit uuid, p_but uuid) OWNER TO hw_owner;

COMMENT ON FUNCTION app.unit_taken(p_unit uuid, p_but uuid) IS 'How many beds of a unit are taken now, by others than this stay.';

CREATE FUNCTION app.waited_long() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    RETURN ((clock_timestamp() - transaction_timestamp()) > '00:05:00'::interval);

ALTER FUNCTION app.waited_long() OWNER TO hw_owner;

COMMENT ON FUNCTION app.waited_long() IS 'Whether this transaction began so long ago that what is done in it would be in the record at a time when it was not.';

CREATE FUNCTION app.word(field text, value text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'app', 'pg_temp'
    AS $$ begin
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
		when 'message' then value
		when 'asked' then (select x.name from app.staff x where x.id = value::smallint)
		when 'to' then value
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

CREATE VIEW api.approval_line AS
 SELECT a.id,
    a.version,
    a.code,
    a.kind,
    c.code AS case_code,
    o.code AS office,
    t.code AS to_office,
    w.name AS asked_by,
    a.asked_at,
        CASE
            WHEN ((a.ended_at IS NULL) AND (a.acted_at IS NULL) AND (a.expires_at <= ( SELECT app.now() AS now))) THEN 'expired'::text
            ELSE a.state
        END AS state,
    a.acted_at,
        CASE
            WHEN (a.ended_at IS NULL) THEN LEAST(a.due_at, a.expires_at)
            ELSE NULL::timestamp with time zone
        END AS due_at,
    a.expires_at,
    p.name AS asked_of,
    ((a.ended_at IS NULL) AND (a.state = 'open'::text) AND ((a.acted_at IS NOT NULL) OR (a.expires_at > ( SELECT app.now() AS now))) AND (( SELECT app.me() AS me) <> ALL (a.askers)) AND (a.office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (EXISTS ( SELECT
           FROM app.approval_role r
          WHERE ((r.kind = a.kind) AND (r.role = ANY (( SELECT app.my_roles() AS my_roles)::text[]))))) AND (NOT (EXISTS ( SELECT
           FROM app.approval_vote v
          WHERE ((v.approval_id = a.id) AND (v.version = a.version) AND (v.staff_id = ( SELECT app.me() AS me))))))) AS waits_on_me,
    (( SELECT app.me() AS me) = ANY (a.askers)) AS mine,
    a.ended_at,
    a.touched_at
   FROM (((((app.approval a
     JOIN app.office o ON ((o.id = a.office_id)))
     JOIN app.staff w ON ((w.id = a.asked_by)))
     LEFT JOIN app.office t ON ((t.id = a.to_office_id)))
     LEFT JOIN app."case" c ON ((c.id = a.case_id)))
     LEFT JOIN app.staff p ON ((p.id = a.to_id)))
  WHERE (EXISTS ( SELECT
           FROM app.allowed x
          WHERE ((x.action = 'approval.open'::text) AND (x.role = ANY (( SELECT app.my_roles() AS my_roles)::text[])))));

ALTER TABLE api.approval_line OWNER TO hw_api;

COMMENT ON VIEW api.approval_line IS 'What is to be approved, or was, of my offices or for one of them, as lines of a list; of none, where my role decides nothing.';

COMMENT ON COLUMN api.approval_line.id IS 'the request';

COMMENT ON COLUMN api.approval_line.version IS 'of its content, as it was last read';

COMMENT ON COLUMN api.approval_line.code IS 'what people say';

COMMENT ON COLUMN api.approval_line.kind IS 'what it is: a word of app.approval_kind';

COMMENT ON COLUMN api.approval_line.case_code IS 'the case it is about; null: none, or none of mine';

COMMENT ON COLUMN api.approval_line.office IS 'the office that asks';

COMMENT ON COLUMN api.approval_line.to_office IS 'the office that it goes to; null: none';

COMMENT ON COLUMN api.approval_line.asked_by IS 'who asked';

COMMENT ON COLUMN api.approval_line.asked_at IS 'when';

COMMENT ON COLUMN api.approval_line.state IS 'open, asked back, approved, refused, withdrawn, expired';

COMMENT ON COLUMN api.approval_line.acted_at IS 'it was done already, in an emergency: it has to be signed; null: it was not';

COMMENT ON COLUMN api.approval_line.due_at IS 'until when who is asked now has time; null: it is over';

COMMENT ON COLUMN api.approval_line.expires_at IS 'when it is over if nobody decides, or, where it was done already, goes to a coordinator';

COMMENT ON COLUMN api.approval_line.asked_of IS 'who is asked now; null: nobody in particular';

COMMENT ON COLUMN api.approval_line.waits_on_me IS 'I can decide it, and have not';

COMMENT ON COLUMN api.approval_line.mine IS 'I have asked for it, or written part of it';

COMMENT ON COLUMN api.approval_line.ended_at IS 'since when it is over; null: it is open';

COMMENT ON COLUMN api.approval_line.touched_at IS 'last change';

CREATE TABLE app.approval_reason (
    answer text NOT NULL,
    name text NOT NULL,
    "position" smallint NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT approval_reason_answer_check CHECK ((answer = ANY (ARRAY['refuse'::text, 'ask back'::text, 'withdraw'::text]))),
    CONSTRAINT approval_reason_name_check CHECK ((app.name_valid(name) AND (name = lower(name))))
);

ALTER TABLE ONLY app.approval_reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval_reason OWNER TO hw_owner;

COMMENT ON TABLE app.approval_reason IS 'Why something is refused, asked back or withdrawn. A word: what else there is to say is a note, which is sealed.';

COMMENT ON COLUMN app.approval_reason.answer IS 'for which answer';

COMMENT ON COLUMN app.approval_reason.name IS 'the word';

COMMENT ON COLUMN app.approval_reason."position" IS 'its place in the list of choices';

COMMENT ON COLUMN app.approval_reason.meaning IS 'in a sentence';

CREATE VIEW api.approval_reason_line AS
 SELECT r.answer,
    r.name,
    r.meaning,
    r."position"
   FROM app.approval_reason r;

ALTER TABLE api.approval_reason_line OWNER TO hw_api;

COMMENT ON VIEW api.approval_reason_line IS 'Why a request can be refused, asked back or withdrawn.';

COMMENT ON COLUMN api.approval_reason_line.answer IS 'refuse, ask back or withdraw';

COMMENT ON COLUMN api.approval_reason_line.name IS 'the word';

COMMENT ON COLUMN api.approval_reason_line.meaning IS 'in a sentence';

COMMENT ON COLUMN api.approval_reason_line."position" IS 'its place in the list';

CREATE TABLE app.away (
    staff_id smallint NOT NULL,
    delegate_id smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT away_check CHECK ((staff_id <> delegate_id)),
    CONSTRAINT away_check1 CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '92 days'::interval))))
);

ALTER TABLE ONLY app.away FORCE ROW LEVEL SECURITY;

ALTER TABLE app.away OWNER TO hw_owner;

COMMENT ON TABLE app.away IS 'Who is away, and who answers in her place what waits for approval.';

COMMENT ON COLUMN app.away.staff_id IS 'who is away';

COMMENT ON COLUMN app.away.delegate_id IS 'who answers meanwhile: somebody who could herself';

COMMENT ON COLUMN app.away.starts_at IS 'from';

COMMENT ON COLUMN app.away.ends_at IS 'until; at most 92 days';

CREATE VIEW api.away_line AS
 SELECT s.login,
    s.name AS person,
    d.login AS delegate_login,
    d.name AS delegate,
    o.short AS office,
    o.zone,
    w.starts_at,
    w.ends_at
   FROM (((app.away w
     JOIN app.staff s ON ((s.id = w.staff_id)))
     JOIN app.staff d ON ((d.id = w.delegate_id)))
     JOIN app.office o ON ((o.id = s.office_id)))
  WHERE ((w.ends_at > ( SELECT app.now() AS now)) AND (o.id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE api.away_line OWNER TO hw_api;

COMMENT ON VIEW api.away_line IS 'Who of my offices is away, or will be, and who answers in her place.';

COMMENT ON COLUMN api.away_line.login IS 'who is away, her login';

COMMENT ON COLUMN api.away_line.person IS 'her name';

COMMENT ON COLUMN api.away_line.delegate_login IS 'who answers, her login';

COMMENT ON COLUMN api.away_line.delegate IS 'her name';

COMMENT ON COLUMN api.away_line.office IS 'the home office of who is away';

COMMENT ON COLUMN api.away_line.zone IS 'its time zone';

COMMENT ON COLUMN api.away_line.starts_at IS 'from';

COMMENT ON COLUMN api.away_line.ends_at IS 'until';

CREATE TABLE app.clock_policy (
    office_id smallint NOT NULL,
    rule text NOT NULL,
    length interval NOT NULL,
    set_by smallint NOT NULL,
    set_at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT clock_policy_length_check CHECK (((length >= '00:01:00'::interval) AND (length <= '10 years'::interval)))
);

ALTER TABLE ONLY app.clock_policy FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clock_policy OWNER TO hw_owner;

COMMENT ON TABLE app.clock_policy IS 'How long a clock runs in one office, where that is the office''s to say: never of what rests on law, or may. It holds for clocks that start from then on. One that runs keeps its end, since people have planned by it; who wants the new one stops it and starts it again.';

COMMENT ON COLUMN app.clock_policy.office_id IS 'where';

COMMENT ON COLUMN app.clock_policy.rule IS 'which clock';

COMMENT ON COLUMN app.clock_policy.length IS 'how long';

COMMENT ON COLUMN app.clock_policy.set_by IS 'who said so';

COMMENT ON COLUMN app.clock_policy.set_at IS 'when';

CREATE VIEW api.batch_line AS
 SELECT b.id,
    b.version,
    b.code,
    b.office_id,
    o.code AS office,
    o.short AS office_name,
    o.country_id AS country,
    b.kind,
    b.came_at,
    p.code AS place,
    b.entered_at,
    w.name AS person,
    r.name AS responsible,
    COALESCE((r.id = ( SELECT app.me() AS me)), false) AS mine,
    t.name AS touched_by,
    b.touched_at,
        CASE
            WHEN ((b.closed_at IS NULL) AND (n.total > c.cases)) THEN (GREATEST(b.touched_at, c.last) + COALESCE(y.length, k.length))
            ELSE NULL::timestamp with time zone
        END AS clock_at,
    c.children,
    n.total AS people,
    c.cases,
    (n.total - c.cases) AS rest,
    b.closed_at,
    b.close_reason,
    n.counts
   FROM (((((((((app.batch b
     JOIN app.office o ON ((o.id = b.office_id)))
     JOIN app.staff w ON ((w.id = b.staff_id)))
     JOIN app.staff t ON ((t.id = b.touched_by)))
     LEFT JOIN app.staff r ON (((r.id = b.responsible_id) AND (r.retired_at IS NULL))))
     LEFT JOIN app.place p ON ((p.id = b.place_id)))
     LEFT JOIN app.clock_rule k ON ((k.code = 'TRIAGE'::text)))
     LEFT JOIN app.clock_policy y ON (((y.rule = k.code) AND (y.office_id = b.office_id))))
     CROSS JOIN LATERAL ( SELECT (sum(x.n))::integer AS total,
            jsonb_agg(jsonb_build_object('nationality', x.nationality, 'class', x.class, 'n', x.n, 'line', x.line) ORDER BY x.line, (array_position(ARRAY['men'::text, 'women'::text, 'boys'::text, 'girls'::text, 'other'::text], x.class))) AS counts
           FROM app.batch_count x
          WHERE (x.batch_id = b.id)) n)
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS cases,
            max(x.reported_at) AS last,
            (EXISTS ( SELECT
                   FROM app.batch_count y_1
                  WHERE ((y_1.batch_id = b.id) AND (y_1.class = ANY (ARRAY['boys'::text, 'girls'::text])) AND (y_1.split < y_1.n)))) AS children
           FROM app."case" x
          WHERE (x.batch_id = b.id)) c)
  WHERE ((NOT b.gone) AND (EXISTS ( SELECT
           FROM app.allowed a
          WHERE ((a.action = 'batch.list'::text) AND (a.role = ANY (( SELECT app.my_roles() AS my_roles)::text[]))))));

ALTER TABLE api.batch_line OWNER TO hw_api;

COMMENT ON VIEW api.batch_line IS 'People who came at once, of my offices: all of them are the cases that were split out and the rest.';

COMMENT ON COLUMN api.batch_line.id IS 'the people';

COMMENT ON COLUMN api.batch_line.version IS 'to name in a change';

COMMENT ON COLUMN api.batch_line.code IS 'what people say';

COMMENT ON COLUMN api.batch_line.office_id IS 'the office that counts them';

COMMENT ON COLUMN api.batch_line.office IS 'its code';

COMMENT ON COLUMN api.batch_line.office_name IS 'its short name';

COMMENT ON COLUMN api.batch_line.country IS 'the country it stands in';

COMMENT ON COLUMN api.batch_line.kind IS 'push-back, raid or handover';

COMMENT ON COLUMN api.batch_line.came_at IS 'when they came, or were found';

COMMENT ON COLUMN api.batch_line.place IS 'code of the place where they are; null: not said';

COMMENT ON COLUMN api.batch_line.entered_at IS 'when it was entered';

COMMENT ON COLUMN api.batch_line.person IS 'by whom';

COMMENT ON COLUMN api.batch_line.responsible IS 'who sees to it that they are spoken to; null: NOBODY';

COMMENT ON COLUMN api.batch_line.mine IS 'I do';

COMMENT ON COLUMN api.batch_line.touched_by IS 'who changed it last';

COMMENT ON COLUMN api.batch_line.touched_at IS 'when that was';

COMMENT ON COLUMN api.batch_line.clock_at IS 'when somebody else should be split out, as long after the last one as a report may wait for triage; null: nobody is left';

COMMENT ON COLUMN api.batch_line.children IS 'boys or girls are among who is no case yet';

COMMENT ON COLUMN api.batch_line.people IS 'how many they are';

COMMENT ON COLUMN api.batch_line.cases IS 'how many of them are cases';

COMMENT ON COLUMN api.batch_line.rest IS 'how many are not yet';

COMMENT ON COLUMN api.batch_line.closed_at IS 'since when nobody else is split out; null: they are open';

COMMENT ON COLUMN api.batch_line.close_reason IS 'why';

COMMENT ON COLUMN api.batch_line.counts IS 'by nationality and group, as api.batch_keep() takes them';

CREATE VIEW api.batch_open AS
 SELECT b.id,
    b.version,
    b.code,
    b.office_id,
    b.office,
    b.office_name,
    b.country,
    b.kind,
    b.came_at,
    b.place,
    b.entered_at,
    b.person,
    b.responsible,
    b.mine,
    b.touched_by,
    b.touched_at,
    b.clock_at,
    b.children,
    b.people,
    b.cases,
    b.rest,
    b.closed_at,
    b.close_reason,
    b.counts
   FROM api.batch_line b
  WHERE ((b.closed_at IS NULL) AND (b.rest > 0));

ALTER TABLE api.batch_open OWNER TO hw_api;

COMMENT ON VIEW api.batch_open IS 'People of whom somebody is no case yet, and nobody has closed them. Columns as in api.batch_line.';

COMMENT ON COLUMN api.batch_open.id IS 'the people';

COMMENT ON COLUMN api.batch_open.version IS 'to name in a change';

COMMENT ON COLUMN api.batch_open.code IS 'what people say';

COMMENT ON COLUMN api.batch_open.office_id IS 'the office that counts them';

COMMENT ON COLUMN api.batch_open.office IS 'its code';

COMMENT ON COLUMN api.batch_open.office_name IS 'its short name';

COMMENT ON COLUMN api.batch_open.country IS 'the country it stands in';

COMMENT ON COLUMN api.batch_open.kind IS 'push-back, raid or handover';

COMMENT ON COLUMN api.batch_open.came_at IS 'when they came, or were found';

COMMENT ON COLUMN api.batch_open.place IS 'code of the place where they are; null: not said';

COMMENT ON COLUMN api.batch_open.entered_at IS 'when it was entered';

COMMENT ON COLUMN api.batch_open.person IS 'by whom';

COMMENT ON COLUMN api.batch_open.responsible IS 'who sees to it that they are spoken to; null: NOBODY';

COMMENT ON COLUMN api.batch_open.mine IS 'I do';

COMMENT ON COLUMN api.batch_open.touched_by IS 'who changed it last';

COMMENT ON COLUMN api.batch_open.touched_at IS 'when that was';

COMMENT ON COLUMN api.batch_open.clock_at IS 'when somebody else should be split out, as long after the last one as a report may wait for triage; null: nobody is left';

COMMENT ON COLUMN api.batch_open.children IS 'boys or girls are among who is no case yet';

COMMENT ON COLUMN api.batch_open.people IS 'how many they are';

COMMENT ON COLUMN api.batch_open.cases IS 'how many of them are cases';

COMMENT ON COLUMN api.batch_open.rest IS 'how many are not yet';

COMMENT ON COLUMN api.batch_open.closed_at IS 'since when nobody else is split out; null: they are open';

COMMENT ON COLUMN api.batch_open.close_reason IS 'why';

COMMENT ON COLUMN api.batch_open.counts IS 'by nationality and group, as api.batch_keep() takes them';

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

CREATE TABLE app.clock_cause (
    rule text NOT NULL,
    stage smallint,
    flag text,
    child boolean,
    status smallint,
    CONSTRAINT some_cause CHECK ((num_nonnulls(stage, flag, child, status) > 0))
);

ALTER TABLE ONLY app.clock_cause FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clock_cause OWNER TO hw_owner;

COMMENT ON TABLE app.clock_cause IS 'What a clock runs for: it starts when all of a line begins to be so for an open case, and stops when none of its lines is. A rule without a line is started by people, who know the day of an order or an arrival.';

COMMENT ON COLUMN app.clock_cause.rule IS 'the clock';

COMMENT ON COLUMN app.clock_cause.stage IS 'the case is in this stage; null: in any';

COMMENT ON COLUMN app.clock_cause.flag IS 'it carries this flag; null: whichever';

COMMENT ON COLUMN app.clock_cause.child IS 'whoever may be a child; null: everybody';

COMMENT ON COLUMN app.clock_cause.status IS 'this was decided last; null: whatever was';

CREATE VIEW api.clock_policy_line AS
 SELECT o.id AS office_id,
    o.code AS office,
    r.code AS rule,
    r.country_id AS country,
    r.name,
    r.starts,
    r.bound,
    api.span(r.length) AS rule_length,
    api.span(COALESCE(p.length, r.length)) AS length,
    api.span(r.shortest) AS shortest,
    api.span(r.longest) AS longest,
    r.expiry,
    r.standing,
    r.source,
    r.article,
    r.version,
    r.checked_by,
    r.checked_on,
    s.name AS set_by,
    p.set_at,
    r.by_hand,
    (o.id = ( SELECT h.office_id
           FROM app.staff h
          WHERE (h.id = ( SELECT app.me() AS me)))) AS home,
    ((r.standing <> ALL (ARRAY['law'::text, 'unverified'::text])) AND (r.bound <> ALL (ARRAY['at once'::text, 'as told'::text, 'by age'::text]))) AS policy,
    ( SELECT string_agg(concat_ws(' + '::text, g.name, x.flag,
                CASE
                    WHEN x.child THEN 'child'::text
                    ELSE NULL::text
                END, t.name), '; '::text ORDER BY g.name, x.flag, t.name) AS string_agg
           FROM ((app.clock_cause x
             LEFT JOIN app.stage g ON ((g.id = x.stage)))
             LEFT JOIN app.status t ON ((t.id = x.status)))
          WHERE (x.rule = r.code)) AS causes
   FROM (((app.clock_rule r
     CROSS JOIN app.office o)
     LEFT JOIN app.clock_policy p ON (((p.rule = r.code) AND (p.office_id = o.id))))
     LEFT JOIN app.staff s ON ((s.id = p.set_by)))
  WHERE ((o.id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND COALESCE((r.country_id = o.country_id), true));

ALTER TABLE api.clock_policy_line OWNER TO hw_api;

COMMENT ON VIEW api.clock_policy_line IS 'The clocks of each of my offices: how long each runs there, and what it rests on.';

COMMENT ON COLUMN api.clock_policy_line.office_id IS 'where';

COMMENT ON COLUMN api.clock_policy_line.office IS 'its code';

COMMENT ON COLUMN api.clock_policy_line.rule IS 'the clock';

COMMENT ON COLUMN api.clock_policy_line.country IS 'where it holds; null: anywhere';

COMMENT ON COLUMN api.clock_policy_line.name IS 'a few words';

COMMENT ON COLUMN api.clock_policy_line.starts IS 'what starts it';

COMMENT ON COLUMN api.clock_policy_line.bound IS 'at most, at least, exactly, every, at once, as told, by age';

COMMENT ON COLUMN api.clock_policy_line.rule_length IS 'how long by the rule';

COMMENT ON COLUMN api.clock_policy_line.length IS 'how long in this office';

COMMENT ON COLUMN api.clock_policy_line.shortest IS 'the short end, where a source gives a span';

COMMENT ON COLUMN api.clock_policy_line.longest IS 'to what it may be extended; null: not';

COMMENT ON COLUMN api.clock_policy_line.expiry IS 'what is due then';

COMMENT ON COLUMN api.clock_policy_line.standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.clock_policy_line.source IS 'where it was read';

COMMENT ON COLUMN api.clock_policy_line.article IS 'article, once checked';

COMMENT ON COLUMN api.clock_policy_line.version IS 'which text was checked';

COMMENT ON COLUMN api.clock_policy_line.checked_by IS 'by whom';

COMMENT ON COLUMN api.clock_policy_line.checked_on IS 'when';

COMMENT ON COLUMN api.clock_policy_line.set_by IS 'who changed it for this office; null: nobody has';

COMMENT ON COLUMN api.clock_policy_line.set_at IS 'when';

COMMENT ON COLUMN api.clock_policy_line.by_hand IS 'people start and stop it';

COMMENT ON COLUMN api.clock_policy_line.home IS 'it is my own office';

COMMENT ON COLUMN api.clock_policy_line.policy IS 'its length is for the office to say';

COMMENT ON COLUMN api.clock_policy_line.causes IS 'what starts it by itself; null: nothing does';

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

CREATE TABLE app.contact_kind (
    name text NOT NULL,
    needs boolean NOT NULL,
    meaning text NOT NULL
);

ALTER TABLE ONLY app.contact_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.contact_kind OWNER TO hw_owner;

COMMENT ON TABLE app.contact_kind IS 'Calls that are no case.';

COMMENT ON COLUMN app.contact_kind.name IS 'the word';

COMMENT ON COLUMN app.contact_kind.needs IS 'somebody has to do something about it';

COMMENT ON COLUMN app.contact_kind.meaning IS 'in a sentence';

CREATE VIEW api.contact_line AS
 SELECT c.id,
    c.kind,
    k.needs,
    o.code AS office,
    o.short AS office_name,
    c.language,
    x.code AS about,
    w.name AS person,
    c.came_at,
    t.name AS taken_by,
    c.taken_at,
    d.name AS done_by,
    c.done_at
   FROM ((((((app.contact c
     JOIN app.contact_kind k ON ((k.name = c.kind)))
     JOIN app.office o ON ((o.id = c.office_id)))
     JOIN app.staff w ON ((w.id = c.staff_id)))
     LEFT JOIN app."case" x ON ((x.id = c.case_id)))
     LEFT JOIN app.staff t ON ((t.id = c.taken_by)))
     LEFT JOIN app.staff d ON ((d.id = c.done_by)))
  WHERE ((NOT c.gone) AND (EXISTS ( SELECT
           FROM app.allowed a
          WHERE ((a.action = 'contact.keep'::text) AND (a.role = ANY (( SELECT app.my_roles() AS my_roles)::text[]))))));

ALTER TABLE api.contact_line OWNER TO hw_api;

COMMENT ON VIEW api.contact_line IS 'Calls that are no case, of my offices; none, where my role takes no calls.';

COMMENT ON COLUMN api.contact_line.id IS 'the call';

COMMENT ON COLUMN api.contact_line.kind IS 'of what kind';

COMMENT ON COLUMN api.contact_line.needs IS 'somebody has to do something about it';

COMMENT ON COLUMN api.contact_line.office IS 'code of the office whose telephone it was';

COMMENT ON COLUMN api.contact_line.office_name IS 'the office, in short';

COMMENT ON COLUMN api.contact_line.language IS 'in which it was; null: not said';

COMMENT ON COLUMN api.contact_line.about IS 'code of the case it was about; null: of none, or of one that is not mine';

COMMENT ON COLUMN api.contact_line.person IS 'who took it';

COMMENT ON COLUMN api.contact_line.came_at IS 'when';

COMMENT ON COLUMN api.contact_line.taken_by IS 'who sees to it; null: nobody';

COMMENT ON COLUMN api.contact_line.taken_at IS 'since when';

COMMENT ON COLUMN api.contact_line.done_by IS 'who said that nobody waits for it any more; null: nobody has';

COMMENT ON COLUMN api.contact_line.done_at IS 'when that was';

CREATE TABLE app.notice (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    escalation_id uuid,
    office_id smallint NOT NULL,
    staff_id smallint NOT NULL,
    code text NOT NULL,
    made_at timestamp with time zone DEFAULT app.now() NOT NULL,
    due_at timestamp with time zone DEFAULT app.now() NOT NULL,
    claimed_until timestamp with time zone,
    tries smallint DEFAULT 0 NOT NULL,
    outcome text,
    status integer,
    told_at timestamp with time zone,
    approval_id uuid,
    CONSTRAINT for_one_thing CHECK ((num_nonnulls(escalation_id, approval_id) = 1)),
    CONSTRAINT notice_code_check CHECK ((code ~ '^[ACDEFGHJKMNPQRTWXY34679]{4}$'::text)),
    CONSTRAINT notice_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text, 'no address'::text, 'unknown'::text])))
);

ALTER TABLE ONLY app.notice FORCE ROW LEVEL SECURITY;

ALTER TABLE app.notice OWNER TO hw_owner;

COMMENT ON TABLE app.notice IS 'A message to one person that she should log in, and what became of it. The notify service fetches it; see api.notice_take.';

COMMENT ON COLUMN app.notice.id IS 'what the service says it by';

COMMENT ON COLUMN app.notice.escalation_id IS 'what for, which the service does not learn; null: something else';

COMMENT ON COLUMN app.notice.office_id IS 'its office, for row security';

COMMENT ON COLUMN app.notice.staff_id IS 'to whom';

COMMENT ON COLUMN app.notice.code IS 'four symbols that the message says and the console knows';

COMMENT ON COLUMN app.notice.made_at IS 'since when it waits';

COMMENT ON COLUMN app.notice.due_at IS 'when it is to be tried, or tried again';

COMMENT ON COLUMN app.notice.claimed_until IS 'the service has it and says until then what became of it; after that it is tried again';

COMMENT ON COLUMN app.notice.tries IS 'how often the service has fetched it';

COMMENT ON COLUMN app.notice.outcome IS 'of the last try: sent, failed, no address (the service has none of hers), unknown (it may have gone out); null: none yet';

COMMENT ON COLUMN app.notice.status IS 'what the program ended with, or the mail server answered; null: neither was reached';

COMMENT ON COLUMN app.notice.told_at IS 'when the service said so';

COMMENT ON COLUMN app.notice.approval_id IS 'the request that is to be answered; null: something else';

CREATE VIEW api.escalation_open AS
 SELECT e.case_id,
    e.office_id,
    e.raised_at,
    ( SELECT s.name
           FROM app.staff s
          WHERE (s.id = e.raised_by)) AS raised_by,
    e.reason,
    e.step,
    ( SELECT s.name
           FROM app.staff s
          WHERE (s.id = e.to_id)) AS to_person,
    COALESCE((e.to_id = ( SELECT app.me() AS me)), false) AS to_me,
    e.next_at,
    ( SELECT s.name
           FROM app.staff s
          WHERE (s.id = e.next_id)) AS next_person,
    e.seen_at,
    ( SELECT s.name
           FROM app.staff s
          WHERE (s.id = e.seen_by)) AS seen_by,
    n.code,
    n.outcome
   FROM (app.escalation e
     LEFT JOIN LATERAL ( SELECT n_1.code,
            n_1.outcome
           FROM app.notice n_1
          WHERE ((n_1.escalation_id = e.id) AND (n_1.staff_id = e.to_id))
          ORDER BY n_1.made_at DESC
         LIMIT 1) n ON (true))
  WHERE ((e.ended_at IS NULL) AND (e.raised_at <= ( SELECT app.now() AS now)));

ALTER TABLE api.escalation_open OWNER TO hw_api;

COMMENT ON VIEW api.escalation_open IS 'The cases for which somebody above is asked, or was and has seen it: one line of a case at most.';

COMMENT ON COLUMN api.escalation_open.case_id IS 'which case';

COMMENT ON COLUMN api.escalation_open.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.escalation_open.raised_at IS 'since when';

COMMENT ON COLUMN api.escalation_open.raised_by IS 'by whom; null: by a rule';

COMMENT ON COLUMN api.escalation_open.reason IS 'why: a word of app.escalation_reason';

COMMENT ON COLUMN api.escalation_open.step IS 'how many were asked';

COMMENT ON COLUMN api.escalation_open.to_person IS 'who is asked now; null: nobody yet (step is 0), or there is nobody who could be';

COMMENT ON COLUMN api.escalation_open.to_me IS 'that is whoever looks';

COMMENT ON COLUMN api.escalation_open.next_at IS 'when the next one is asked, unless it is seen before';

COMMENT ON COLUMN api.escalation_open.next_person IS 'who that is; null: nobody';

COMMENT ON COLUMN api.escalation_open.seen_at IS 'when one of those who can be asked looked at it; null: not yet';

COMMENT ON COLUMN api.escalation_open.seen_by IS 'who that was';

COMMENT ON COLUMN api.escalation_open.code IS 'what the message to who is asked now says';

COMMENT ON COLUMN api.escalation_open.outcome IS 'what became of that message: sent, failed, no address, unknown; null: not tried yet';

CREATE TABLE app.escalation_reason (
    name text NOT NULL,
    place smallint NOT NULL,
    by_hand boolean NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT escalation_reason_name_check CHECK ((app.name_valid(name) AND (name = lower(name))))
);

ALTER TABLE ONLY app.escalation_reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.escalation_reason OWNER TO hw_owner;

COMMENT ON TABLE app.escalation_reason IS 'Why somebody above has to look at a case now.';

COMMENT ON COLUMN app.escalation_reason.name IS 'the word';

COMMENT ON COLUMN app.escalation_reason.place IS 'its place in the list of choices';

COMMENT ON COLUMN app.escalation_reason.by_hand IS 'a person may give it; false: a rule does';

COMMENT ON COLUMN app.escalation_reason.meaning IS 'in a sentence';

CREATE VIEW api.escalation_reason_line AS
 SELECT r.name,
    r.meaning
   FROM app.escalation_reason r
  WHERE r.by_hand
  ORDER BY r.place;

ALTER TABLE api.escalation_reason_line OWNER TO hw_api;

COMMENT ON VIEW api.escalation_reason_line IS 'Why somebody above can be asked for.';

COMMENT ON COLUMN api.escalation_reason_line.name IS 'the word';

COMMENT ON COLUMN api.escalation_reason_line.meaning IS 'in a sentence';

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

COMMENT ON COLUMN api.inbox_assigned.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_assigned.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_assigned.code IS 'what people say';

COMMENT ON COLUMN api.inbox_assigned.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_assigned.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_assigned.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_assigned.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_assigned.office IS 'its short name';

COMMENT ON COLUMN api.inbox_assigned.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_assigned.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_assigned.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_assigned.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_assigned.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_assigned.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_assigned.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_batch AS
 SELECT (md5((b.id || 'batch'::text)))::uuid AS id,
    NULL::uuid AS case_id,
    b.version,
    b.code,
    'people waiting'::text AS why,
    b.clock_at AS at,
    NULL::timestamp with time zone AS since,
    b.office_id,
    b.office_name AS office,
    b.office AS office_code,
    b.country,
    NULL::smallint AS stage,
    NULL::text AS stage_name,
    b.responsible,
    NULL::text AS need,
    (3)::smallint AS priority
   FROM api.batch_open b
  WHERE ((b.clock_at <= ( SELECT app.now() AS now)) AND (b.mine OR ((b.responsible IS NULL) AND ( SELECT (app.my_roles() && '{night}'::text[]))) OR (b.office_id = ANY (( SELECT app.lead_offices() AS lead_offices)::smallint[]))));

ALTER TABLE api.inbox_batch OWNER TO hw_api;

COMMENT ON VIEW api.inbox_batch IS 'For who sees to them and who leads the office, and of nobody''s for the night: people who came at once, of whom nobody was split out for as long as a report may wait. They are of no case. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_batch.id IS 'the item';

COMMENT ON COLUMN api.inbox_batch.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_batch.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_batch.code IS 'what people say';

COMMENT ON COLUMN api.inbox_batch.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_batch.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_batch.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_batch.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_batch.office IS 'its short name';

COMMENT ON COLUMN api.inbox_batch.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_batch.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_batch.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_batch.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_batch.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_batch.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_batch.priority IS '1 is the most urgent';

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

COMMENT ON COLUMN api.inbox_case_task.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_case_task.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_case_task.code IS 'what people say';

COMMENT ON COLUMN api.inbox_case_task.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_case_task.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_case_task.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_case_task.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_case_task.office IS 'its short name';

COMMENT ON COLUMN api.inbox_case_task.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_case_task.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_case_task.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_case_task.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_case_task.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_case_task.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_case_task.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_clock AS
 SELECT (md5(((c.id || 'clock'::text) || k.rule)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
        CASE
            WHEN (k.ends_at <= ( SELECT app.now() AS now)) THEN 'clock ended'::text
            ELSE 'clock tonight'::text
        END AS why,
    k.ends_at AS at,
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
   FROM (api.case_line c
     JOIN app.case_clock k ON (((k.case_id = c.id) AND (k.stopped_at IS NULL) AND (k.ends_at < ( SELECT (app.now() + '12:00:00'::interval))) AND (k.rule <> 'CHILD-DETAINED'::text))))
  WHERE ((c.responsible_id = ( SELECT app.me() AS me)) AND (c.closed_at IS NULL) AND (c.clock_at < ( SELECT (app.now() + '12:00:00'::interval))));

ALTER TABLE api.inbox_clock OWNER TO hw_api;

COMMENT ON VIEW api.inbox_clock IS 'Clocks of my cases that ended or end tonight, each of them: one that ended hides none that can be kept. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_clock.id IS 'the item';

COMMENT ON COLUMN api.inbox_clock.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_clock.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_clock.code IS 'what people say';

COMMENT ON COLUMN api.inbox_clock.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_clock.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_clock.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_clock.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_clock.office IS 'its short name';

COMMENT ON COLUMN api.inbox_clock.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_clock.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_clock.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_clock.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_clock.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_clock.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_clock.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_danger AS
 SELECT (md5((d.id || 'danger'::text)))::uuid AS id,
    NULL::uuid AS case_id,
    NULL::integer AS version,
    COALESCE(p.code, l.code) AS code,
    'danger note due'::text AS why,
    ((d.review_on)::timestamp without time zone AT TIME ZONE o.zone) AS at,
    NULL::timestamp with time zone AS since,
    d.office_id,
    o.short AS office,
    o.code AS office_code,
    o.country_id AS country,
    NULL::smallint AS stage,
    NULL::text AS stage_name,
    w.name AS responsible,
    NULL::text AS need,
    (3)::smallint AS priority
   FROM (((((app.entry_danger d
     JOIN app.office o ON ((o.id = d.office_id)))
     JOIN app.sealed s ON ((s.id = d.id)))
     JOIN app.staff w ON ((w.id = s.written_by)))
     LEFT JOIN app.party p ON ((p.id = d.subject)))
     LEFT JOIN app.place l ON ((l.id = d.subject)))
  WHERE ((d.standing <> 'withdrawn'::text) AND (d.review_on <= ( SELECT ((app.now())::date + 1))) AND (((d.review_on)::timestamp without time zone AT TIME ZONE o.zone) <= ( SELECT app.now() AS now)) AND (d.office_id = ANY (( SELECT app.lead_offices() AS lead_offices)::smallint[])));

ALTER TABLE api.inbox_danger OWNER TO hw_api;

COMMENT ON VIEW api.inbox_danger IS 'For who leads an office: its danger notes whose day has come, until somebody has looked at them and given another, or withdrawn them. They are of no case; responsible: who wrote the note last. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_danger.id IS 'the item';

COMMENT ON COLUMN api.inbox_danger.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_danger.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_danger.code IS 'what people say';

COMMENT ON COLUMN api.inbox_danger.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_danger.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_danger.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_danger.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_danger.office IS 'its short name';

COMMENT ON COLUMN api.inbox_danger.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_danger.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_danger.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_danger.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_danger.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_danger.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_danger.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_detained AS
 SELECT (md5((c.id || 'detained'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'child detained'::text AS why,
    NULL::timestamp with time zone AS at,
    COALESCE(( SELECT k.started_at
           FROM app.case_clock k
          WHERE ((k.case_id = c.id) AND (k.rule = 'CHILD-DETAINED'::text) AND (k.stopped_at IS NULL))), x.reported_at) AS since,
    x.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app."case" x
     CROSS JOIN LATERAL ( SELECT l.id,
            l.version,
            l.code,
            l.office_id,
            l.office,
            l.office_code,
            l.country,
            l.stage,
            l.stage_name,
            l.lane,
            l.priority,
            l.priority_name,
            l.risk,
            l.risk_name,
            l.child,
            l.clock_code,
            l.clock_at,
            l.clock_order,
            l.clock_standing,
            l.responsible_id,
            l.responsible,
            l.mine,
            l.responsible_seen,
            l.need,
            l.task_at,
            l.source,
            l.reported_at,
            l.touched_at,
            l.closed_at
           FROM api.case_line l
          WHERE (l.id = x.id)
         LIMIT 1) c)
  WHERE ((x.closed_at IS NULL) AND x.child AND (x.flags @> ARRAY['detained'::text]) AND ((x.responsible_id = ( SELECT app.me() AS me)) OR ( SELECT (app.my_roles() && ARRAY['coordinator'::text, 'supervisor'::text, 'night'::text]))));

ALTER TABLE api.inbox_detained OWNER TO hw_api;

COMMENT ON VIEW api.inbox_detained IS 'An open alarm for whoever is responsible, for who leads and for the night: whoever may be a child and is detained, until she or he is out. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_detained.id IS 'the item';

COMMENT ON COLUMN api.inbox_detained.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_detained.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_detained.code IS 'what people say';

COMMENT ON COLUMN api.inbox_detained.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_detained.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_detained.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_detained.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_detained.office IS 'its short name';

COMMENT ON COLUMN api.inbox_detained.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_detained.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_detained.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_detained.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_detained.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_detained.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_detained.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_escalated AS
 SELECT (md5((c.id || 'escalated'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    concat_ws(' '::text, 'escalated', n.code) AS why,
    NULL::timestamp with time zone AS at,
    e.raised_at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM ((app.escalation e
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
          WHERE (x.id = e.case_id)
         LIMIT 1) c)
     LEFT JOIN LATERAL ( SELECT n_1.code
           FROM app.notice n_1
          WHERE ((n_1.escalation_id = e.id) AND (n_1.staff_id = ( SELECT app.me() AS me)))
          ORDER BY n_1.made_at DESC
         LIMIT 1) n ON (true))
  WHERE ((e.ended_at IS NULL) AND (e.seen_at IS NULL) AND (e.raised_at <= ( SELECT app.now() AS now)) AND ((n.code IS NOT NULL) OR ((e.to_id IS NULL) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[])))));

ALTER TABLE api.inbox_escalated OWNER TO hw_api;

COMMENT ON VIEW api.inbox_escalated IS 'Cases for which I was woken, or, where nobody could be, whoever leads. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_escalated.id IS 'the item';

COMMENT ON COLUMN api.inbox_escalated.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_escalated.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_escalated.code IS 'what people say';

COMMENT ON COLUMN api.inbox_escalated.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_escalated.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_escalated.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_escalated.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_escalated.office IS 'its short name';

COMMENT ON COLUMN api.inbox_escalated.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_escalated.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_escalated.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_escalated.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_escalated.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_escalated.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_escalated.priority IS '1 is the most urgent';

CREATE TABLE app.handover_line (
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    record uuid NOT NULL,
    written_by smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    read_by smallint,
    read_at timestamp with time zone,
    CONSTRAINT read_by_somebody CHECK (((read_by IS NULL) = (read_at IS NULL)))
);

ALTER TABLE ONLY app.handover_line FORCE ROW LEVEL SECURITY;

ALTER TABLE app.handover_line OWNER TO hw_owner;

COMMENT ON TABLE app.handover_line IS 'Of each case the line that was handed over last, and whether somebody has confirmed it.';

COMMENT ON COLUMN app.handover_line.case_id IS 'whose';

COMMENT ON COLUMN app.handover_line.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.handover_line.record IS 'the line';

COMMENT ON COLUMN app.handover_line.written_by IS 'who wrote it last';

COMMENT ON COLUMN app.handover_line.at IS 'when';

COMMENT ON COLUMN app.handover_line.read_by IS 'who said what she understood; null: nobody yet';

COMMENT ON COLUMN app.handover_line.read_at IS 'when';

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

CREATE VIEW api.inbox_handover AS
 SELECT (md5((c.id || 'handover'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'handed over'::text AS why,
    NULL::timestamp with time zone AS at,
    h.at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app.handover_line h
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
          WHERE (x.id = h.case_id)
         LIMIT 1) c)
  WHERE ((h.read_at IS NULL) AND (h.written_by <> ( SELECT app.me() AS me)) AND (c.closed_at IS NULL) AND (h.office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ((c.responsible_id = ( SELECT app.me() AS me)) OR ( SELECT (app.my_roles() && '{supervisor}'::text[])) OR (h.office_id = ANY (( SELECT ARRAY( SELECT s.office_id
                   FROM app.shift s
                  WHERE ((s.staff_id = app.me()) AND (s.starts_at <= app.now()) AND (s.ends_at > app.now()))) AS "array")::smallint[]))) AND ( SELECT (app.my_roles() && '{coordinator,officer,night,supervisor}'::text[])));

ALTER TABLE api.inbox_handover OWNER TO hw_api;

COMMENT ON VIEW api.inbox_handover IS 'Lines of a handover that nobody has confirmed, for whoever is on shift at the office, is responsible, or supervises. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_handover.id IS 'the item';

COMMENT ON COLUMN api.inbox_handover.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_handover.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_handover.code IS 'what people say';

COMMENT ON COLUMN api.inbox_handover.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_handover.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_handover.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_handover.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_handover.office IS 'its short name';

COMMENT ON COLUMN api.inbox_handover.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_handover.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_handover.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_handover.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_handover.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_handover.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_handover.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_lead_clock AS
 SELECT (md5(((c.id || 'clock'::text) || k.rule)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'clock ended'::text AS why,
    k.ends_at AS at,
    NULL::timestamp with time zone AS since,
    k.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app.case_clock k
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
          WHERE (x.id = k.case_id)
         LIMIT 1) c)
  WHERE ((k.stopped_at IS NULL) AND (k.ends_at <= ( SELECT app.now() AS now)) AND (k.rule <> 'CHILD-DETAINED'::text) AND (c.closed_at IS NULL) AND (c.responsible_id IS DISTINCT FROM ( SELECT app.me() AS me)) AND (k.office_id = ANY (( SELECT app.lead_offices() AS lead_offices)::smallint[])));

ALTER TABLE api.inbox_lead_clock OWNER TO hw_api;

COMMENT ON VIEW api.inbox_lead_clock IS 'For who leads an office: clocks that ended, whoever is responsible, until somebody has handled them. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_lead_clock.id IS 'the item';

COMMENT ON COLUMN api.inbox_lead_clock.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_lead_clock.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_lead_clock.code IS 'what people say';

COMMENT ON COLUMN api.inbox_lead_clock.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_lead_clock.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_lead_clock.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_lead_clock.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_lead_clock.office IS 'its short name';

COMMENT ON COLUMN api.inbox_lead_clock.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_lead_clock.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_lead_clock.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_lead_clock.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_lead_clock.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_lead_clock.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_lead_clock.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_left AS
 SELECT (md5((c.id || 'left'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'responsible left'::text AS why,
    NULL::timestamp with time zone AS at,
    s.retired_at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app.staff s
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
          WHERE ((x.responsible_id = s.id) AND (x.closed_at IS NULL) AND (x.office_id = ANY (( SELECT
                        CASE
                            WHEN (app.my_roles() && ARRAY['coordinator'::text, 'supervisor'::text, 'night'::text]) THEN app.my_offices()
                            ELSE NULL::smallint[]
                        END AS "case")::smallint[])))
         OFFSET 0) c)
  WHERE (s.retired_at IS NOT NULL);

ALTER TABLE api.inbox_left OWNER TO hw_api;

COMMENT ON VIEW api.inbox_left IS 'For whoever must see that somebody is: cases of which whoever was responsible works here no more. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_left.id IS 'the item';

COMMENT ON COLUMN api.inbox_left.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_left.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_left.code IS 'what people say';

COMMENT ON COLUMN api.inbox_left.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_left.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_left.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_left.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_left.office IS 'its short name';

COMMENT ON COLUMN api.inbox_left.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_left.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_left.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_left.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_left.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_left.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_left.priority IS '1 is the most urgent';

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

COMMENT ON COLUMN api.inbox_nobody.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_nobody.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_nobody.code IS 'what people say';

COMMENT ON COLUMN api.inbox_nobody.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_nobody.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_nobody.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_nobody.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_nobody.office IS 'its short name';

COMMENT ON COLUMN api.inbox_nobody.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_nobody.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_nobody.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_nobody.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_nobody.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_nobody.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_nobody.priority IS '1 is the most urgent';

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

CREATE VIEW api.inbox_overwritten AS
 SELECT (md5((c.id || 'overwritten'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
    'changed after you'::text AS why,
    NULL::timestamp with time zone AS at,
    w.since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (( SELECT s.case_id,
            max(s.written_at) AS since
           FROM (app.sealed_past p
             JOIN app.sealed s ON ((s.id = p.id)))
          WHERE ((p.written_by = ( SELECT app.me() AS me)) AND (s.written_by <> ( SELECT app.me() AS me)) AND (s.case_id IS NOT NULL) AND (s.kind <> 'initials'::text) AND (p.replaced_at < (p.written_at + '12:00:00'::interval)))
          GROUP BY s.case_id) w
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
          WHERE (x.id = w.case_id)
         LIMIT 1) c)
  WHERE (NOT (EXISTS ( SELECT
           FROM app.event o
          WHERE ((o.object_id = w.case_id) AND (o.staff_id = ( SELECT app.me() AS me)) AND (o.action = 'case.open'::text) AND (o.refusal IS NULL) AND (o.at > w.since)))));

ALTER TABLE api.inbox_overwritten OWNER TO hw_api;

COMMENT ON VIEW api.inbox_overwritten IS 'Cases of which somebody else has changed what I had written within twelve hours before, until I open them. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_overwritten.id IS 'the item';

COMMENT ON COLUMN api.inbox_overwritten.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_overwritten.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_overwritten.code IS 'what people say';

COMMENT ON COLUMN api.inbox_overwritten.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_overwritten.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_overwritten.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_overwritten.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_overwritten.office IS 'its short name';

COMMENT ON COLUMN api.inbox_overwritten.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_overwritten.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_overwritten.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_overwritten.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_overwritten.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_overwritten.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_overwritten.priority IS '1 is the most urgent';

CREATE TABLE app.case_taken (
    case_id uuid NOT NULL,
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL,
    by smallint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY app.case_taken FORCE ROW LEVEL SECURITY;

ALTER TABLE app.case_taken OWNER TO hw_owner;

COMMENT ON TABLE app.case_taken IS 'Who was responsible for a case until somebody else made it another''s, and has not opened it since: she is told.';

COMMENT ON COLUMN app.case_taken.case_id IS 'the case';

COMMENT ON COLUMN app.case_taken.staff_id IS 'who was responsible';

COMMENT ON COLUMN app.case_taken.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.case_taken.by IS 'who took it, or gave it on';

COMMENT ON COLUMN app.case_taken.at IS 'when';

CREATE VIEW api.inbox_taken AS
 SELECT (md5((c.id || 'taken'::text)))::uuid AS id,
    c.id AS case_id,
    c.version,
    c.code,
        CASE
            WHEN (c.closed_at IS NOT NULL) THEN 'closed by another'::text
            ELSE 'taken from you'::text
        END AS why,
    NULL::timestamp with time zone AS at,
    t.at AS since,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.stage,
    c.stage_name,
    c.responsible,
    c.need,
    c.priority
   FROM (app.case_taken t
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
  WHERE (t.staff_id = ( SELECT app.me() AS me));

ALTER TABLE api.inbox_taken OWNER TO hw_api;

COMMENT ON VIEW api.inbox_taken IS 'Cases that were mine until somebody made them another''s or closed them, until I open them. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_taken.id IS 'the item';

COMMENT ON COLUMN api.inbox_taken.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_taken.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_taken.code IS 'what people say';

COMMENT ON COLUMN api.inbox_taken.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_taken.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_taken.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_taken.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_taken.office IS 'its short name';

COMMENT ON COLUMN api.inbox_taken.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_taken.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_taken.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_taken.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_taken.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_taken.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_taken.priority IS '1 is the most urgent';

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

COMMENT ON COLUMN api.inbox_tampered.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_tampered.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_tampered.code IS 'what people say';

COMMENT ON COLUMN api.inbox_tampered.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_tampered.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_tampered.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_tampered.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_tampered.office IS 'its short name';

COMMENT ON COLUMN api.inbox_tampered.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_tampered.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_tampered.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_tampered.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_tampered.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_tampered.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_tampered.priority IS '1 is the most urgent';

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

COMMENT ON COLUMN api.inbox_task.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_task.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_task.code IS 'what people say';

COMMENT ON COLUMN api.inbox_task.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_task.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_task.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_task.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_task.office IS 'its short name';

COMMENT ON COLUMN api.inbox_task.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_task.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_task.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_task.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_task.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_task.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_task.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_task_left AS
 SELECT t.id,
    c.id AS case_id,
    c.version,
    c.code,
    'task of who left'::text AS why,
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
   FROM ((app.staff s
     JOIN app.task t ON (((t.staff_id = s.id) AND (t.done_at IS NULL))))
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
  WHERE ((s.retired_at IS NOT NULL) AND (c.closed_at IS NULL) AND (t.due_at < ( SELECT (app.now() + '12:00:00'::interval))) AND ((c.responsible_id = ( SELECT app.me() AS me)) OR (c.office_id = ANY (( SELECT app.lead_offices() AS lead_offices)::smallint[]))));

ALTER TABLE api.inbox_task_left OWNER TO hw_api;

COMMENT ON VIEW api.inbox_task_left IS 'For whoever is responsible for the case and who leads its office: tasks that are due of whoever works here no more. Columns as in api.inbox_line.';

COMMENT ON COLUMN api.inbox_task_left.id IS 'the item';

COMMENT ON COLUMN api.inbox_task_left.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_task_left.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_task_left.code IS 'what people say';

COMMENT ON COLUMN api.inbox_task_left.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_task_left.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_task_left.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_task_left.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_task_left.office IS 'its short name';

COMMENT ON COLUMN api.inbox_task_left.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_task_left.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_task_left.stage IS 'stage; null, as need: it is of no case';

COMMENT ON COLUMN api.inbox_task_left.stage_name IS 'its name';

COMMENT ON COLUMN api.inbox_task_left.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.inbox_task_left.need IS 'what the next open task asks for';

COMMENT ON COLUMN api.inbox_task_left.priority IS '1 is the most urgent';

CREATE VIEW api.inbox_line AS
 SELECT inbox_taken.id,
    inbox_taken.case_id,
    inbox_taken.version,
    inbox_taken.code,
    inbox_taken.why,
    inbox_taken.at,
    inbox_taken.since,
    inbox_taken.office_id,
    inbox_taken.office,
    inbox_taken.office_code,
    inbox_taken.country,
    inbox_taken.stage,
    inbox_taken.stage_name,
    inbox_taken.responsible,
    inbox_taken.need,
    inbox_taken.priority
   FROM api.inbox_taken
UNION ALL
 SELECT inbox_left.id,
    inbox_left.case_id,
    inbox_left.version,
    inbox_left.code,
    inbox_left.why,
    inbox_left.at,
    inbox_left.since,
    inbox_left.office_id,
    inbox_left.office,
    inbox_left.office_code,
    inbox_left.country,
    inbox_left.stage,
    inbox_left.stage_name,
    inbox_left.responsible,
    inbox_left.need,
    inbox_left.priority
   FROM api.inbox_left
UNION ALL
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
 SELECT inbox_task_left.id,
    inbox_task_left.case_id,
    inbox_task_left.version,
    inbox_task_left.code,
    inbox_task_left.why,
    inbox_task_left.at,
    inbox_task_left.since,
    inbox_task_left.office_id,
    inbox_task_left.office,
    inbox_task_left.office_code,
    inbox_task_left.country,
    inbox_task_left.stage,
    inbox_task_left.stage_name,
    inbox_task_left.responsible,
    inbox_task_left.need,
    inbox_task_left.priority
   FROM api.inbox_task_left
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
   FROM api.inbox_tampered
UNION ALL
 SELECT inbox_escalated.id,
    inbox_escalated.case_id,
    inbox_escalated.version,
    inbox_escalated.code,
    inbox_escalated.why,
    inbox_escalated.at,
    inbox_escalated.since,
    inbox_escalated.office_id,
    inbox_escalated.office,
    inbox_escalated.office_code,
    inbox_escalated.country,
    inbox_escalated.stage,
    inbox_escalated.stage_name,
    inbox_escalated.responsible,
    inbox_escalated.need,
    inbox_escalated.priority
   FROM api.inbox_escalated
UNION ALL
 SELECT inbox_handover.id,
    inbox_handover.case_id,
    inbox_handover.version,
    inbox_handover.code,
    inbox_handover.why,
    inbox_handover.at,
    inbox_handover.since,
    inbox_handover.office_id,
    inbox_handover.office,
    inbox_handover.office_code,
    inbox_handover.country,
    inbox_handover.stage,
    inbox_handover.stage_name,
    inbox_handover.responsible,
    inbox_handover.need,
    inbox_handover.priority
   FROM api.inbox_handover
UNION ALL
 SELECT inbox_overwritten.id,
    inbox_overwritten.case_id,
    inbox_overwritten.version,
    inbox_overwritten.code,
    inbox_overwritten.why,
    inbox_overwritten.at,
    inbox_overwritten.since,
    inbox_overwritten.office_id,
    inbox_overwritten.office,
    inbox_overwritten.office_code,
    inbox_overwritten.country,
    inbox_overwritten.stage,
    inbox_overwritten.stage_name,
    inbox_overwritten.responsible,
    inbox_overwritten.need,
    inbox_overwritten.priority
   FROM api.inbox_overwritten
UNION ALL
 SELECT inbox_detained.id,
    inbox_detained.case_id,
    inbox_detained.version,
    inbox_detained.code,
    inbox_detained.why,
    inbox_detained.at,
    inbox_detained.since,
    inbox_detained.office_id,
    inbox_detained.office,
    inbox_detained.office_code,
    inbox_detained.country,
    inbox_detained.stage,
    inbox_detained.stage_name,
    inbox_detained.responsible,
    inbox_detained.need,
    inbox_detained.priority
   FROM api.inbox_detained
UNION ALL
 SELECT inbox_lead_clock.id,
    inbox_lead_clock.case_id,
    inbox_lead_clock.version,
    inbox_lead_clock.code,
    inbox_lead_clock.why,
    inbox_lead_clock.at,
    inbox_lead_clock.since,
    inbox_lead_clock.office_id,
    inbox_lead_clock.office,
    inbox_lead_clock.office_code,
    inbox_lead_clock.country,
    inbox_lead_clock.stage,
    inbox_lead_clock.stage_name,
    inbox_lead_clock.responsible,
    inbox_lead_clock.need,
    inbox_lead_clock.priority
   FROM api.inbox_lead_clock
UNION ALL
 SELECT inbox_danger.id,
    inbox_danger.case_id,
    inbox_danger.version,
    inbox_danger.code,
    inbox_danger.why,
    inbox_danger.at,
    inbox_danger.since,
    inbox_danger.office_id,
    inbox_danger.office,
    inbox_danger.office_code,
    inbox_danger.country,
    inbox_danger.stage,
    inbox_danger.stage_name,
    inbox_danger.responsible,
    inbox_danger.need,
    inbox_danger.priority
   FROM api.inbox_danger
UNION ALL
 SELECT inbox_batch.id,
    inbox_batch.case_id,
    inbox_batch.version,
    inbox_batch.code,
    inbox_batch.why,
    inbox_batch.at,
    inbox_batch.since,
    inbox_batch.office_id,
    inbox_batch.office,
    inbox_batch.office_code,
    inbox_batch.country,
    inbox_batch.stage,
    inbox_batch.stage_name,
    inbox_batch.responsible,
    inbox_batch.need,
    inbox_batch.priority
   FROM api.inbox_batch;

ALTER TABLE api.inbox_line OWNER TO hw_api;

COMMENT ON VIEW api.inbox_line IS 'What needs whoever is connected, and why.';

COMMENT ON COLUMN api.inbox_line.id IS 'the item';

COMMENT ON COLUMN api.inbox_line.case_id IS 'its case; null: it is of a party, a place or people, by its code';

COMMENT ON COLUMN api.inbox_line.version IS 'to name in a change';

COMMENT ON COLUMN api.inbox_line.code IS 'what people say';

COMMENT ON COLUMN api.inbox_line.why IS 'taken from you, closed by another (and not yet opened), responsible left (works here no more), assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent (until somebody looks at it), handed over (and confirmed by nobody), changed after you (what I had written), child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long)';

COMMENT ON COLUMN api.inbox_line.at IS 'when the clock or the task ends; null: it waits without a limit';

COMMENT ON COLUMN api.inbox_line.since IS 'how long it has waited, where it has no limit';

COMMENT ON COLUMN api.inbox_line.office_id IS 'the office that answers for the case';

COMMENT ON COLUMN api.inbox_line.office IS 'its short name';

COMMENT ON COLUMN api.inbox_line.office_code IS 'its code';

COMMENT ON COLUMN api.inbox_line.country IS 'the country it stands in';

COMMENT ON COLUMN api.inbox_line.stage IS 'stage; null, as need: it is of no case';

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
             JOIN app.staff s ON (((s.id = h.staff_id) AND (s.retired_at IS NULL))))
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

CREATE TABLE app.on_call (
    id uuid NOT NULL,
    office_id smallint NOT NULL,
    "position" text NOT NULL,
    staff_id smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT on_call_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '31 days'::interval)))),
    CONSTRAINT on_call_position_check CHECK (("position" = ANY (ARRAY['first'::text, 'second'::text, 'coordinator'::text])))
);

ALTER TABLE ONLY app.on_call FORCE ROW LEVEL SECURITY;

ALTER TABLE app.on_call OWNER TO hw_owner;

COMMENT ON TABLE app.on_call IS 'Who is woken for an office when, beside whoever leads it. Of several for one position what was entered last holds, and what it stands in for holds again when that ends: whoever falls ill is stood in for by one more line.';

COMMENT ON COLUMN app.on_call.id IS 'made by the console';

COMMENT ON COLUMN app.on_call.office_id IS 'for which office';

COMMENT ON COLUMN app.on_call."position" IS 'first: before all others; second: right after her; coordinator: before other coordinators, for every office of hers';

COMMENT ON COLUMN app.on_call.staff_id IS 'who';

COMMENT ON COLUMN app.on_call.starts_at IS 'from';

COMMENT ON COLUMN app.on_call.ends_at IS 'until; at most 31 days';

COMMENT ON COLUMN app.on_call.entered_at IS 'when it was entered: the last one holds';

CREATE VIEW api.on_call_line AS
 SELECT c.id,
    o.code AS office_code,
    o.short AS office,
    o.zone,
    c."position",
    s.login,
    s.name AS person,
    c.starts_at,
    c.ends_at,
    (n.state = 'now'::text) AS now,
    n.state
   FROM (((app.on_call c
     JOIN app.office o ON ((o.id = c.office_id)))
     JOIN app.staff s ON (((s.id = c.staff_id) AND (s.retired_at IS NULL))))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (c.starts_at > ( SELECT app.now() AS now)) THEN 'to come'::text
                    WHEN (EXISTS ( SELECT
                       FROM (app.on_call x
                         JOIN app.staff y ON (((y.id = x.staff_id) AND (y.retired_at IS NULL))))
                      WHERE ((x.office_id = c.office_id) AND (x."position" = c."position") AND (x.starts_at <= ( SELECT app.now() AS now)) AND (x.ends_at > ( SELECT app.now() AS now)) AND (ROW(x.entered_at, x.id) > ROW(c.entered_at, c.id)) AND ((c."position" <> 'coordinator'::text) OR (x.staff_id = c.staff_id))))) THEN 'stood in for'::text
                    ELSE 'now'::text
                END AS state) n)
  WHERE (c.ends_at > ( SELECT app.now() AS now));

ALTER TABLE api.on_call_line OWNER TO hw_api;

COMMENT ON VIEW api.on_call_line IS 'Who is on call for my offices, now and to come. Whoever works here no more is not.';

COMMENT ON COLUMN api.on_call_line.id IS 'the line';

COMMENT ON COLUMN api.on_call_line.office_code IS 'the office, its code';

COMMENT ON COLUMN api.on_call_line.office IS 'its short name';

COMMENT ON COLUMN api.on_call_line.zone IS 'its time zone';

COMMENT ON COLUMN api.on_call_line."position" IS 'first, second or coordinator';

COMMENT ON COLUMN api.on_call_line.login IS 'who, her login';

COMMENT ON COLUMN api.on_call_line.person IS 'her name';

COMMENT ON COLUMN api.on_call_line.starts_at IS 'from';

COMMENT ON COLUMN api.on_call_line.ends_at IS 'until';

COMMENT ON COLUMN api.on_call_line.now IS 'holds now: it has begun, and nobody stands in for her';

COMMENT ON COLUMN api.on_call_line.state IS 'now, stood in for (by somebody entered later), to come';

CREATE VIEW api.party_line AS
 SELECT p.id,
    1 AS version,
    p.code,
    p.kind,
    e.country,
    e.district,
    NULLIF(array_to_string(e.languages, ' '::text), ''::text) AS languages,
    e.sex,
    e.hours,
    o.code AS office,
    (e.id IS NOT NULL) AS sealed,
    ( SELECT max(d.severity) AS max
           FROM app.entry_danger d
          WHERE ((d.standing <> 'withdrawn'::text) AND ((d.subject = p.id) OR (d.subject IN ( SELECT a.subject
                   FROM (app.entry_party a
                     JOIN app.party x ON (((x.id = a.subject) AND (x.kind = 'area'::text))))
                  WHERE ((a.country = e.country) AND ((a.district IS NULL) OR (lower(a.district) = lower(e.district))))))))) AS danger,
    p.touched_at
   FROM ((app.party p
     JOIN app.office o ON ((o.id = p.office_id)))
     LEFT JOIN app.entry_party e ON ((e.subject = p.id)))
  WHERE (EXISTS ( SELECT
           FROM app.allowed a
          WHERE ((a.action = 'party.list'::text) AND (a.role = ANY (( SELECT app.my_roles() AS my_roles)::text[])))));

ALTER TABLE api.party_line OWNER TO hw_api;

COMMENT ON VIEW api.party_line IS 'Whom my offices can call, and of whom they know: lines of a list; of none, where my role sees none.';

COMMENT ON COLUMN api.party_line.id IS 'the party';

COMMENT ON COLUMN api.party_line.version IS 'always 1: what it is does not change';

COMMENT ON COLUMN api.party_line.code IS 'what people say';

COMMENT ON COLUMN api.party_line.kind IS 'what it is';

COMMENT ON COLUMN api.party_line.country IS 'in which country; null, as all below: nobody has written that yet';

COMMENT ON COLUMN api.party_line.district IS 'in which district';

COMMENT ON COLUMN api.party_line.languages IS 'what is spoken there, codes of ISO 639';

COMMENT ON COLUMN api.party_line.sex IS 'female, male; null: not known, or several people';

COMMENT ON COLUMN api.party_line.hours IS 'when it may be called';

COMMENT ON COLUMN api.party_line.office IS 'code of the office that knows it';

COMMENT ON COLUMN api.party_line.sealed IS 'there is a record of what it is called and its telephone';

COMMENT ON COLUMN api.party_line.danger IS 'the worst of the danger notes that hold: beware, never; null: none';

COMMENT ON COLUMN api.party_line.touched_at IS 'last change';

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
          WHERE ((s.place_id = p.id) AND (s.kind = 'place'::text)))) AS sealed,
    ( SELECT max(d.severity) AS max
           FROM app.entry_danger d
          WHERE ((d.standing <> 'withdrawn'::text) AND ((d.subject = p.id) OR (d.subject IN ( SELECT a.subject
                   FROM (app.entry_party a
                     JOIN app.party x ON (((x.id = a.subject) AND (x.kind = 'area'::text))))
                  WHERE ((a.country = p.country_id) AND ((a.district IS NULL) OR (lower(a.district) = lower(p.district))))))))) AS danger,
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

COMMENT ON COLUMN api.place_line.danger IS 'the worst of the danger notes that hold: beware, never; null: none';

COMMENT ON COLUMN api.place_line.touched_at IS 'last change of what is in clear';

CREATE UNLOGGED TABLE app.presence (
    case_id uuid NOT NULL,
    staff_id smallint NOT NULL,
    office_id smallint NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.presence FORCE ROW LEVEL SECURITY;

ALTER TABLE app.presence OWNER TO hw_owner;

COMMENT ON TABLE app.presence IS 'Who has which case open on her screen. Her console says so again and again; what it no longer says ends by itself. It is lost with a crash of the server, and nobody misses it.';

COMMENT ON COLUMN app.presence.case_id IS 'which case';

COMMENT ON COLUMN app.presence.staff_id IS 'who';

COMMENT ON COLUMN app.presence.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.presence.since IS 'since when';

COMMENT ON COLUMN app.presence.until IS 'it holds until then, unless her console says it again';

CREATE VIEW api.presence_line AS
 SELECT p.case_id,
    s.name AS person,
    p.since
   FROM (app.presence p
     JOIN app.staff s ON (((s.id = p.staff_id) AND (s.retired_at IS NULL))))
  WHERE ((p.until > ( SELECT app.now() AS now)) AND (p.staff_id IS DISTINCT FROM ( SELECT app.me() AS me)));

ALTER TABLE api.presence_line OWNER TO hw_api;

COMMENT ON VIEW api.presence_line IS 'Who else has which case open.';

COMMENT ON COLUMN api.presence_line.case_id IS 'the case';

COMMENT ON COLUMN api.presence_line.person IS 'who';

COMMENT ON COLUMN api.presence_line.since IS 'since when';

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
    CONSTRAINT saved_view_screen_check CHECK ((screen = ANY (ARRAY['triage'::text, 'board'::text, 'cases'::text, 'inbox'::text, 'offices'::text]))),
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

COMMENT ON COLUMN api.saved_view_line.screen IS 'triage, board, cases, inbox or offices';

COMMENT ON COLUMN api.saved_view_line.filter IS 'as typed after /';

COMMENT ON COLUMN api.saved_view_line.sort IS 'column names, - before one turns it around';

COMMENT ON COLUMN api.saved_view_line.scope IS 'mine, office or all';

CREATE VIEW api.shift_line AS
 SELECT h.office_id,
    o.short AS office,
    o.code AS office_code,
    s.name AS person,
    h.starts_at,
    h.ends_at,
    (NOT (h.staff_id IS DISTINCT FROM ( SELECT app.me() AS me))) AS mine,
    (NOT (h.office_id IS DISTINCT FROM ( SELECT s_1.office_id
           FROM app.staff s_1
          WHERE (s_1.id = ( SELECT app.me() AS me))))) AS here
   FROM ((app.shift h
     JOIN app.staff s ON (((s.id = h.staff_id) AND (s.retired_at IS NULL))))
     JOIN app.office o ON ((o.id = h.office_id)))
  WHERE ((h.starts_at <= ( SELECT app.now() AS now)) AND (h.ends_at > ( SELECT app.now() AS now)));

ALTER TABLE api.shift_line OWNER TO hw_api;

COMMENT ON VIEW api.shift_line IS 'Who is on shift now.';

COMMENT ON COLUMN api.shift_line.office_id IS 'the office';

COMMENT ON COLUMN api.shift_line.office IS 'its short name';

COMMENT ON COLUMN api.shift_line.office_code IS 'its code';

COMMENT ON COLUMN api.shift_line.person IS 'who';

COMMENT ON COLUMN api.shift_line.starts_at IS 'since when';

COMMENT ON COLUMN api.shift_line.ends_at IS 'until when';

COMMENT ON COLUMN api.shift_line.mine IS 'it is I';

COMMENT ON COLUMN api.shift_line.here IS 'it is my home office';

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

CREATE TABLE app.transfer_move (
    what text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    side text NOT NULL,
    needs_reason boolean DEFAULT false NOT NULL,
    signed boolean DEFAULT false NOT NULL,
    CONSTRAINT transfer_move_side_check CHECK ((side = ANY (ARRAY['asking'::text, 'receiving'::text, 'either'::text, 'by itself'::text]))),
    CONSTRAINT transfer_move_what_check CHECK ((what = ANY (ARRAY['person'::text, 'file'::text])))
);

ALTER TABLE ONLY app.transfer_move FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_move OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_move IS 'What may follow what, and who says so.';

COMMENT ON COLUMN app.transfer_move.what IS 'of which kind';

COMMENT ON COLUMN app.transfer_move.from_state IS 'from';

COMMENT ON COLUMN app.transfer_move.to_state IS 'to';

COMMENT ON COLUMN app.transfer_move.side IS 'asking: the office that asked; receiving: the one that it goes to; either; by itself: what is written, or decided, does it';

COMMENT ON COLUMN app.transfer_move.needs_reason IS 'needs a reason: a word of app.transfer_why';

COMMENT ON COLUMN app.transfer_move.signed IS 'needs the signature of whoever says so';

CREATE VIEW api.transfer_line AS
 SELECT t.id,
    t.version,
    t.code,
    t.what,
    c.code AS case_code,
    o.code AS office,
    d.code AS to_office,
    p.code AS place,
    t.state,
    t.since,
    (t.emergency AND (a.ended_at IS NULL)) AS unsigned,
    a.state AS approval,
    x.code AS with_code,
    t.over,
    t.touched_at,
    ((NOT t.over) AND (EXISTS ( SELECT
           FROM app.transfer_move m
          WHERE ((m.what = t.what) AND (m.from_state = t.state) AND (NOT m.needs_reason) AND (((m.side = ANY (ARRAY['asking'::text, 'either'::text])) AND (t.office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) OR ((m.side = ANY (ARRAY['receiving'::text, 'either'::text])) AND (t.to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])))))))) AS waits_on_us
   FROM ((((((app.transfer t
     JOIN app.office o ON ((o.id = t.office_id)))
     JOIN app.office d ON ((d.id = t.to_office_id)))
     JOIN app.approval a ON ((a.id = t.id)))
     LEFT JOIN app."case" c ON ((c.id = t.case_id)))
     LEFT JOIN app.place p ON ((p.id = t.place_id)))
     LEFT JOIN app.transfer x ON ((x.id = t.with_id)))
  WHERE (EXISTS ( SELECT
           FROM app.allowed y
          WHERE ((y.action = 'transfer.open'::text) AND (y.role = ANY (( SELECT app.my_roles() AS my_roles)::text[])))));

ALTER TABLE api.transfer_line OWNER TO hw_api;

COMMENT ON VIEW api.transfer_line IS 'The transfers that my offices have asked for, or get, as lines of a list; of none, where my role sees none.';

COMMENT ON COLUMN api.transfer_line.id IS 'the transfer';

COMMENT ON COLUMN api.transfer_line.version IS 'to name in a step';

COMMENT ON COLUMN api.transfer_line.code IS 'what people say';

COMMENT ON COLUMN api.transfer_line.what IS 'person or file';

COMMENT ON COLUMN api.transfer_line.case_code IS 'whose; null: the case is not of my offices';

COMMENT ON COLUMN api.transfer_line.office IS 'the office that asks';

COMMENT ON COLUMN api.transfer_line.to_office IS 'the office that gets her, or it';

COMMENT ON COLUMN api.transfer_line.place IS 'where she is to be; null: of a file, or a place of another office';

COMMENT ON COLUMN api.transfer_line.state IS 'where it stands';

COMMENT ON COLUMN api.transfer_line.since IS 'since when';

COMMENT ON COLUMN api.transfer_line.unsigned IS 'it was done in an emergency, and nobody has signed it';

COMMENT ON COLUMN api.transfer_line.approval IS 'open, asked back, approved, refused, withdrawn, expired';

COMMENT ON COLUMN api.transfer_line.with_code IS 'the one of her file, or of herself, that it belongs to; null: none';

COMMENT ON COLUMN api.transfer_line.over IS 'nothing follows';

COMMENT ON COLUMN api.transfer_line.touched_at IS 'last change';

COMMENT ON COLUMN api.transfer_line.waits_on_us IS 'the next step is one that my office says';

CREATE TABLE app.transfer_why (
    to_state text NOT NULL,
    name text NOT NULL,
    "position" smallint NOT NULL,
    by_hand boolean DEFAULT true NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT transfer_why_name_check CHECK ((app.name_valid(name) AND (name = lower(name))))
);

ALTER TABLE ONLY app.transfer_why FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_why OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_why IS 'Why a transfer is sent back or ended.';

COMMENT ON COLUMN app.transfer_why.to_state IS 'of which state';

COMMENT ON COLUMN app.transfer_why.name IS 'the word';

COMMENT ON COLUMN app.transfer_why."position" IS 'its place in the list of choices';

COMMENT ON COLUMN app.transfer_why.by_hand IS 'people say it; else it follows';

COMMENT ON COLUMN app.transfer_why.meaning IS 'in a sentence';

CREATE VIEW api.transfer_why_line AS
 SELECT w.to_state,
    w.name,
    w.meaning,
    w."position"
   FROM app.transfer_why w
  WHERE w.by_hand;

ALTER TABLE api.transfer_why_line OWNER TO hw_api;

COMMENT ON VIEW api.transfer_why_line IS 'Why a transfer can be ended.';

COMMENT ON COLUMN api.transfer_why_line.to_state IS 'the state that needs it';

COMMENT ON COLUMN api.transfer_why_line.name IS 'the word';

COMMENT ON COLUMN api.transfer_why_line.meaning IS 'in a sentence';

COMMENT ON COLUMN api.transfer_why_line."position" IS 'its place in the list';

CREATE VIEW api.triage_batch AS
 SELECT b.id,
    NULL::uuid AS case_id,
    b.version,
    b.code,
    b.office_id,
    b.office_name AS office,
    b.office AS office_code,
    b.country,
    0 AS danger,
    true AS calm,
    k.code AS clock_code,
    k.name AS clock_name,
    b.clock_at,
    COALESCE(b.clock_at, 'infinity'::timestamp with time zone) AS clock_order,
    k.standing AS clock_standing,
    (3)::smallint AS priority,
    (0)::smallint AS risk,
        CASE
            WHEN b.children THEN 0
            ELSE 2
        END AS risk_order,
    b.children AS child,
    b.responsible,
    b.mine,
    b.kind AS source,
    (1)::smallint AS stage,
    NULL::text AS stage_name,
    b.came_at AS reported_at,
    b.entered_at AS touched_at,
    NULL::timestamp with time zone AS escalated_at,
    NULL::text AS about,
    b.person,
    NULL::text AS language,
    NULL::text AS left_by,
    NULL::timestamp with time zone AS left_at,
    b.people,
    b.cases AS split
   FROM (api.batch_open b
     LEFT JOIN app.clock_rule k ON ((k.code = 'TRIAGE'::text)));

ALTER TABLE api.triage_batch OWNER TO hw_api;

COMMENT ON VIEW api.triage_batch IS 'People who came at once, while not all of them are cases and nobody has closed them. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_batch.id IS 'the line';

COMMENT ON COLUMN api.triage_batch.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_batch.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_batch.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_batch.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_batch.office IS 'its short name';

COMMENT ON COLUMN api.triage_batch.office_code IS 'its code';

COMMENT ON COLUMN api.triage_batch.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_batch.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_batch.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_batch.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_batch.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_batch.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_batch.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_batch.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_batch.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_batch.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_batch.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_batch.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_batch.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_batch.mine IS 'I do';

COMMENT ON COLUMN api.triage_batch.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_batch.stage IS 'stage';

COMMENT ON COLUMN api.triage_batch.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_batch.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_batch.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_batch.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_batch.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_batch.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_batch.language IS 'in which it was';

COMMENT ON COLUMN api.triage_batch.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_batch.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_batch.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_batch.split IS '... and how many of them are cases';

CREATE VIEW api.triage_case AS
 SELECT t.id,
    t.id AS case_id,
    c.version,
    c.code,
    t.office_id,
    c.office,
    c.office_code,
    c.country,
        CASE
            WHEN ('danger now'::text = ANY (t.flags)) THEN 1
            WHEN (COALESCE(t.child, false) AND ('detained'::text = ANY (t.flags))) THEN 2
            ELSE 0
        END AS danger,
    (NOT (('danger now'::text = ANY (t.flags)) OR (COALESCE(t.child, false) AND ('detained'::text = ANY (t.flags))))) AS calm,
    c.clock_code,
    (( SELECT jsonb_object_agg(x.code,
                CASE
                    WHEN (char_length(x.name) < 15) THEN x.name
                    ELSE x.code
                END) AS jsonb_object_agg
           FROM app.clock_rule x) ->> c.clock_code) AS clock_name,
    c.clock_at,
    t.clock_order,
    c.clock_standing,
    c.priority,
    t.risk,
        CASE t.risk
            WHEN 3 THEN 0
            WHEN 2 THEN 1
            WHEN 0 THEN 2
            ELSE 3
        END AS risk_order,
    c.child,
    c.responsible,
    c.mine,
        CASE t.stage
            WHEN 1 THEN c.source
            ELSE 'escalated'::text
        END AS source,
    t.stage,
    c.stage_name,
    t.reported_at,
    t.touched_at,
    ( SELECT e.raised_at
           FROM app.escalation e
          WHERE ((e.case_id = t.id) AND (e.ended_at IS NULL) AND (e.raised_at <= ( SELECT app.now() AS now)))) AS escalated_at,
    NULL::text AS about,
    NULL::text AS person,
    NULL::text AS language,
    NULL::text AS left_by,
    NULL::timestamp with time zone AS left_at,
    NULL::integer AS people,
    NULL::integer AS split
   FROM (app."case" t
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
          WHERE (x.id = t.id)
         LIMIT 1) c)
  WHERE (( SELECT (app.my_roles() && '{coordinator,officer,night,supervisor}'::text[])) AND ((t.stage = 1) OR (t.touched_at > ( SELECT (app.now() - '00:00:10'::interval))) OR (EXISTS ( SELECT
           FROM app.escalation e
          WHERE ((e.case_id = t.id) AND (e.ended_at IS NULL) AND (e.raised_at <= ( SELECT app.now() AS now)))))));

ALTER TABLE api.triage_case OWNER TO hw_api;

COMMENT ON VIEW api.triage_case IS 'Cases that wait, are escalated or have just been moved on. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_case.id IS 'the line';

COMMENT ON COLUMN api.triage_case.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_case.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_case.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_case.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_case.office IS 'its short name';

COMMENT ON COLUMN api.triage_case.office_code IS 'its code';

COMMENT ON COLUMN api.triage_case.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_case.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_case.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_case.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_case.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_case.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_case.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_case.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_case.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_case.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_case.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_case.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_case.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_case.mine IS 'I do';

COMMENT ON COLUMN api.triage_case.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_case.stage IS 'stage';

COMMENT ON COLUMN api.triage_case.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_case.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_case.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_case.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_case.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_case.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_case.language IS 'in which it was';

COMMENT ON COLUMN api.triage_case.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_case.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_case.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_case.split IS '... and how many of them are cases';

CREATE VIEW api.triage_contact AS
 SELECT c.id,
    NULL::uuid AS case_id,
    NULL::integer AS version,
    '(contact)'::text AS code,
    c.office_id,
    o.short AS office,
    o.code AS office_code,
    o.country_id AS country,
    0 AS danger,
    true AS calm,
    NULL::text AS clock_code,
    NULL::text AS clock_name,
    NULL::timestamp with time zone AS clock_at,
    'infinity'::timestamp with time zone AS clock_order,
    NULL::text AS clock_standing,
    (3)::smallint AS priority,
    (0)::smallint AS risk,
        CASE
            WHEN (t.id IS NULL) THEN 2
            ELSE 3
        END AS risk_order,
    NULL::boolean AS child,
    t.name AS responsible,
    COALESCE((t.id = ( SELECT app.me() AS me)), false) AS mine,
    c.kind AS source,
    (1)::smallint AS stage,
    NULL::text AS stage_name,
    c.came_at AS reported_at,
    COALESCE(c.done_at, c.taken_at, c.came_at) AS touched_at,
    NULL::timestamp with time zone AS escalated_at,
    ( SELECT x.code
           FROM app."case" x
          WHERE (x.id = c.case_id)) AS about,
    s.name AS person,
    c.language,
    d.name AS left_by,
    c.done_at AS left_at,
    NULL::integer AS people,
    NULL::integer AS split
   FROM ((((app.contact c
     JOIN app.office o ON ((o.id = c.office_id)))
     JOIN app.staff s ON ((s.id = c.staff_id)))
     LEFT JOIN app.staff t ON (((t.id = c.taken_by) AND (t.retired_at IS NULL))))
     LEFT JOIN app.staff d ON ((d.id = c.done_by)))
  WHERE ((NOT c.gone) AND (c.kind = ANY (ARRAY( SELECT k.name
           FROM app.contact_kind k
          WHERE k.needs))) AND (COALESCE(c.done_at, 'infinity'::timestamp with time zone) > ( SELECT (app.now() - '00:00:10'::interval))) AND (c.done_by IS DISTINCT FROM ( SELECT app.me() AS me)) AND ( SELECT (app.my_roles() && '{coordinator,officer,night,supervisor}'::text[])));

ALTER TABLE api.triage_contact OWNER TO hw_api;

COMMENT ON VIEW api.triage_contact IS 'Calls that are no case, and somebody has to do something about them, until she says that it is done. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_contact.id IS 'the line';

COMMENT ON COLUMN api.triage_contact.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_contact.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_contact.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_contact.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_contact.office IS 'its short name';

COMMENT ON COLUMN api.triage_contact.office_code IS 'its code';

COMMENT ON COLUMN api.triage_contact.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_contact.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_contact.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_contact.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_contact.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_contact.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_contact.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_contact.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_contact.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_contact.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_contact.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_contact.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_contact.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_contact.mine IS 'I do';

COMMENT ON COLUMN api.triage_contact.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_contact.stage IS 'stage';

COMMENT ON COLUMN api.triage_contact.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_contact.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_contact.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_contact.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_contact.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_contact.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_contact.language IS 'in which it was';

COMMENT ON COLUMN api.triage_contact.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_contact.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_contact.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_contact.split IS '... and how many of them are cases';

CREATE VIEW api.triage_escalated AS
 SELECT c.id,
    c.case_id,
    c.version,
    c.code,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.danger,
    c.calm,
    c.clock_code,
    c.clock_name,
    c.clock_at,
    c.clock_order,
    c.clock_standing,
    c.priority,
    c.risk,
    c.risk_order,
    c.child,
    c.responsible,
    c.mine,
    c.source,
    c.stage,
    c.stage_name,
    c.reported_at,
    c.touched_at,
    c.escalated_at,
    c.about,
    c.person,
    c.language,
    c.left_by,
    c.left_at,
    c.people,
    c.split
   FROM (app.escalation e
     CROSS JOIN LATERAL ( SELECT x.id,
            x.case_id,
            x.version,
            x.code,
            x.office_id,
            x.office,
            x.office_code,
            x.country,
            x.danger,
            x.calm,
            x.clock_code,
            x.clock_name,
            x.clock_at,
            x.clock_order,
            x.clock_standing,
            x.priority,
            x.risk,
            x.risk_order,
            x.child,
            x.responsible,
            x.mine,
            x.source,
            x.stage,
            x.stage_name,
            x.reported_at,
            x.touched_at,
            x.escalated_at,
            x.about,
            x.person,
            x.language,
            x.left_by,
            x.left_at,
            x.people,
            x.split
           FROM api.triage_case x
          WHERE ((x.id = e.case_id) AND (x.office_id = e.office_id) AND (x.stage <> ALL (ARRAY[1, 11])))
         LIMIT 1) c)
  WHERE ((e.ended_at IS NULL) AND (e.seen_at IS NULL) AND (e.raised_at <= ( SELECT app.now() AS now)));

ALTER TABLE api.triage_escalated OWNER TO hw_api;

COMMENT ON VIEW api.triage_escalated IS 'Cases beyond triage for which somebody above is asked and has not looked yet. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_escalated.id IS 'the line';

COMMENT ON COLUMN api.triage_escalated.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_escalated.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_escalated.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_escalated.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_escalated.office IS 'its short name';

COMMENT ON COLUMN api.triage_escalated.office_code IS 'its code';

COMMENT ON COLUMN api.triage_escalated.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_escalated.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_escalated.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_escalated.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_escalated.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_escalated.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_escalated.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_escalated.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_escalated.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_escalated.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_escalated.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_escalated.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_escalated.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_escalated.mine IS 'I do';

COMMENT ON COLUMN api.triage_escalated.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_escalated.stage IS 'stage';

COMMENT ON COLUMN api.triage_escalated.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_escalated.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_escalated.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_escalated.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_escalated.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_escalated.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_escalated.language IS 'in which it was';

COMMENT ON COLUMN api.triage_escalated.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_escalated.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_escalated.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_escalated.split IS '... and how many of them are cases';

CREATE VIEW api.triage_left AS
 SELECT c.id,
    c.case_id,
    c.version,
    c.code,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.danger,
    c.calm,
    c.clock_code,
    c.clock_name,
    c.clock_at,
    c.clock_order,
    c.clock_standing,
    c.priority,
    c.risk,
    c.risk_order,
    c.child,
    c.responsible,
    c.mine,
    c.source,
    c.stage,
    c.stage_name,
    c.reported_at,
    c.touched_at,
    c.escalated_at,
    c.about,
    c.person,
    c.language,
    e.person AS left_by,
    e.at AS left_at,
    c.people,
    c.split
   FROM (api.triage_case c
     CROSS JOIN LATERAL ( SELECT s.name AS person,
            x.at
           FROM (app.event x
             JOIN app.staff s ON ((s.id = x.staff_id)))
          WHERE ((x.object_id = c.id) AND (x.action = 'case.move'::text) AND (x.refusal IS NULL) AND (x.at > ( SELECT (app.now() - '00:00:10'::interval))) AND (((x.detail -> 'stage'::text) ->> 0) = '1'::text) AND (x.staff_id <> ( SELECT app.me() AS me)))
          ORDER BY x.id DESC
         LIMIT 1) e)
  WHERE ((c.touched_at > ( SELECT (app.now() - '00:00:10'::interval))) AND (c.stage <> 1) AND (NOT (EXISTS ( SELECT
           FROM app.escalation s
          WHERE ((s.case_id = c.id) AND (s.ended_at IS NULL) AND (s.seen_at IS NULL) AND (s.raised_at <= ( SELECT app.now() AS now)))))));

ALTER TABLE api.triage_left OWNER TO hw_api;

COMMENT ON VIEW api.triage_left IS 'What others have moved on within the last ten seconds. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_left.id IS 'the line';

COMMENT ON COLUMN api.triage_left.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_left.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_left.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_left.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_left.office IS 'its short name';

COMMENT ON COLUMN api.triage_left.office_code IS 'its code';

COMMENT ON COLUMN api.triage_left.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_left.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_left.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_left.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_left.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_left.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_left.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_left.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_left.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_left.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_left.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_left.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_left.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_left.mine IS 'I do';

COMMENT ON COLUMN api.triage_left.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_left.stage IS 'stage';

COMMENT ON COLUMN api.triage_left.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_left.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_left.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_left.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_left.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_left.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_left.language IS 'in which it was';

COMMENT ON COLUMN api.triage_left.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_left.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_left.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_left.split IS '... and how many of them are cases';

CREATE VIEW api.triage_waiting AS
 SELECT c.id,
    c.case_id,
    c.version,
    c.code,
    c.office_id,
    c.office,
    c.office_code,
    c.country,
    c.danger,
    c.calm,
    c.clock_code,
    c.clock_name,
    c.clock_at,
    c.clock_order,
    c.clock_standing,
    c.priority,
    c.risk,
    c.risk_order,
    c.child,
    c.responsible,
    c.mine,
    c.source,
    c.stage,
    c.stage_name,
    c.reported_at,
    c.touched_at,
    c.escalated_at,
    c.about,
    c.person,
    c.language,
    c.left_by,
    c.left_at,
    c.people,
    c.split
   FROM api.triage_case c
  WHERE (c.stage = 1);

ALTER TABLE api.triage_waiting OWNER TO hw_api;

COMMENT ON VIEW api.triage_waiting IS 'Reports that nobody has triaged yet. Columns as in api.triage_line.';

COMMENT ON COLUMN api.triage_waiting.id IS 'the line';

COMMENT ON COLUMN api.triage_waiting.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_waiting.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_waiting.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_waiting.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_waiting.office IS 'its short name';

COMMENT ON COLUMN api.triage_waiting.office_code IS 'its code';

COMMENT ON COLUMN api.triage_waiting.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_waiting.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_waiting.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_waiting.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_waiting.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_waiting.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_waiting.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_waiting.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_waiting.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_waiting.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_waiting.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_waiting.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_waiting.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_waiting.mine IS 'I do';

COMMENT ON COLUMN api.triage_waiting.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_waiting.stage IS 'stage';

COMMENT ON COLUMN api.triage_waiting.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_waiting.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_waiting.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_waiting.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_waiting.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_waiting.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_waiting.language IS 'in which it was';

COMMENT ON COLUMN api.triage_waiting.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_waiting.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_waiting.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_waiting.split IS '... and how many of them are cases';

CREATE VIEW api.triage_line AS
 SELECT triage_waiting.id,
    triage_waiting.case_id,
    triage_waiting.version,
    triage_waiting.code,
    triage_waiting.office_id,
    triage_waiting.office,
    triage_waiting.office_code,
    triage_waiting.country,
    triage_waiting.danger,
    triage_waiting.calm,
    triage_waiting.clock_code,
    triage_waiting.clock_name,
    triage_waiting.clock_at,
    triage_waiting.clock_order,
    triage_waiting.clock_standing,
    triage_waiting.priority,
    triage_waiting.risk,
    triage_waiting.risk_order,
    triage_waiting.child,
    triage_waiting.responsible,
    triage_waiting.mine,
    triage_waiting.source,
    triage_waiting.stage,
    triage_waiting.stage_name,
    triage_waiting.reported_at,
    triage_waiting.touched_at,
    triage_waiting.escalated_at,
    triage_waiting.about,
    triage_waiting.person,
    triage_waiting.language,
    triage_waiting.left_by,
    triage_waiting.left_at,
    triage_waiting.people,
    triage_waiting.split
   FROM api.triage_waiting
UNION ALL
 SELECT triage_escalated.id,
    triage_escalated.case_id,
    triage_escalated.version,
    triage_escalated.code,
    triage_escalated.office_id,
    triage_escalated.office,
    triage_escalated.office_code,
    triage_escalated.country,
    triage_escalated.danger,
    triage_escalated.calm,
    triage_escalated.clock_code,
    triage_escalated.clock_name,
    triage_escalated.clock_at,
    triage_escalated.clock_order,
    triage_escalated.clock_standing,
    triage_escalated.priority,
    triage_escalated.risk,
    triage_escalated.risk_order,
    triage_escalated.child,
    triage_escalated.responsible,
    triage_escalated.mine,
    triage_escalated.source,
    triage_escalated.stage,
    triage_escalated.stage_name,
    triage_escalated.reported_at,
    triage_escalated.touched_at,
    triage_escalated.escalated_at,
    triage_escalated.about,
    triage_escalated.person,
    triage_escalated.language,
    triage_escalated.left_by,
    triage_escalated.left_at,
    triage_escalated.people,
    triage_escalated.split
   FROM api.triage_escalated
UNION ALL
 SELECT triage_contact.id,
    triage_contact.case_id,
    triage_contact.version,
    triage_contact.code,
    triage_contact.office_id,
    triage_contact.office,
    triage_contact.office_code,
    triage_contact.country,
    triage_contact.danger,
    triage_contact.calm,
    triage_contact.clock_code,
    triage_contact.clock_name,
    triage_contact.clock_at,
    triage_contact.clock_order,
    triage_contact.clock_standing,
    triage_contact.priority,
    triage_contact.risk,
    triage_contact.risk_order,
    triage_contact.child,
    triage_contact.responsible,
    triage_contact.mine,
    triage_contact.source,
    triage_contact.stage,
    triage_contact.stage_name,
    triage_contact.reported_at,
    triage_contact.touched_at,
    triage_contact.escalated_at,
    triage_contact.about,
    triage_contact.person,
    triage_contact.language,
    triage_contact.left_by,
    triage_contact.left_at,
    triage_contact.people,
    triage_contact.split
   FROM api.triage_contact
UNION ALL
 SELECT triage_batch.id,
    triage_batch.case_id,
    triage_batch.version,
    triage_batch.code,
    triage_batch.office_id,
    triage_batch.office,
    triage_batch.office_code,
    triage_batch.country,
    triage_batch.danger,
    triage_batch.calm,
    triage_batch.clock_code,
    triage_batch.clock_name,
    triage_batch.clock_at,
    triage_batch.clock_order,
    triage_batch.clock_standing,
    triage_batch.priority,
    triage_batch.risk,
    triage_batch.risk_order,
    triage_batch.child,
    triage_batch.responsible,
    triage_batch.mine,
    triage_batch.source,
    triage_batch.stage,
    triage_batch.stage_name,
    triage_batch.reported_at,
    triage_batch.touched_at,
    triage_batch.escalated_at,
    triage_batch.about,
    triage_batch.person,
    triage_batch.language,
    triage_batch.left_by,
    triage_batch.left_at,
    triage_batch.people,
    triage_batch.split
   FROM api.triage_batch
UNION ALL
 SELECT triage_left.id,
    triage_left.case_id,
    triage_left.version,
    triage_left.code,
    triage_left.office_id,
    triage_left.office,
    triage_left.office_code,
    triage_left.country,
    triage_left.danger,
    triage_left.calm,
    triage_left.clock_code,
    triage_left.clock_name,
    triage_left.clock_at,
    triage_left.clock_order,
    triage_left.clock_standing,
    triage_left.priority,
    triage_left.risk,
    triage_left.risk_order,
    triage_left.child,
    triage_left.responsible,
    triage_left.mine,
    triage_left.source,
    triage_left.stage,
    triage_left.stage_name,
    triage_left.reported_at,
    triage_left.touched_at,
    triage_left.escalated_at,
    triage_left.about,
    triage_left.person,
    triage_left.language,
    triage_left.left_by,
    triage_left.left_at,
    triage_left.people,
    triage_left.split
   FROM api.triage_left;

ALTER TABLE api.triage_line OWNER TO hw_api;

COMMENT ON VIEW api.triage_line IS 'What waits for somebody who decides, and what has just been decided: danger now and children in detention first, then the clock that ends first, then the risk, then the oldest report.';

COMMENT ON COLUMN api.triage_line.id IS 'the line';

COMMENT ON COLUMN api.triage_line.case_id IS 'its case; null: it is a call that is no case, or people who came at once';

COMMENT ON COLUMN api.triage_line.version IS 'to name in a change';

COMMENT ON COLUMN api.triage_line.code IS 'what people say; (contact): a call that is no case';

COMMENT ON COLUMN api.triage_line.office_id IS 'the office that answers for it';

COMMENT ON COLUMN api.triage_line.office IS 'its short name';

COMMENT ON COLUMN api.triage_line.office_code IS 'its code';

COMMENT ON COLUMN api.triage_line.country IS 'the country it stands in';

COMMENT ON COLUMN api.triage_line.danger IS '1: marked as danger now; 2: a child who is detained';

COMMENT ON COLUMN api.triage_line.calm IS 'for sorting: it is not, nor is she a child in detention';

COMMENT ON COLUMN api.triage_line.clock_code IS 'the clock that ends next';

COMMENT ON COLUMN api.triage_line.clock_name IS 'its name; its code, where that has no room beside its doubt';

COMMENT ON COLUMN api.triage_line.clock_at IS 'when it ends, or ended';

COMMENT ON COLUMN api.triage_line.clock_order IS 'the same for sorting: never null';

COMMENT ON COLUMN api.triage_line.clock_standing IS 'law, unverified, policy, practice, office rule';

COMMENT ON COLUMN api.triage_line.priority IS '1 is the most urgent';

COMMENT ON COLUMN api.triage_line.risk IS '3 is the highest, 0 is not assessed';

COMMENT ON COLUMN api.triage_line.risk_order IS 'the same for sorting, the highest first; not assessed comes before low';

COMMENT ON COLUMN api.triage_line.child IS 'treated as a child; null: no age known';

COMMENT ON COLUMN api.triage_line.responsible IS 'who answers for it; null: NOBODY';

COMMENT ON COLUMN api.triage_line.mine IS 'I do';

COMMENT ON COLUMN api.triage_line.source IS 'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';

COMMENT ON COLUMN api.triage_line.stage IS 'stage';

COMMENT ON COLUMN api.triage_line.stage_name IS 'its name';

COMMENT ON COLUMN api.triage_line.reported_at IS 'when we heard of it';

COMMENT ON COLUMN api.triage_line.touched_at IS 'when somebody last worked on it';

COMMENT ON COLUMN api.triage_line.escalated_at IS 'since when somebody above is asked; null: nobody is';

COMMENT ON COLUMN api.triage_line.about IS 'of a call that is no case: code of the case it was about';

COMMENT ON COLUMN api.triage_line.person IS 'who took that call, or counted these people';

COMMENT ON COLUMN api.triage_line.language IS 'in which it was';

COMMENT ON COLUMN api.triage_line.left_by IS 'who has just moved it on, or seen to it; null: it waits';

COMMENT ON COLUMN api.triage_line.left_at IS 'when that was';

COMMENT ON COLUMN api.triage_line.people IS 'of people who came at once: how many they are; null: it is no such line';

COMMENT ON COLUMN api.triage_line.split IS '... and how many of them are cases';

CREATE TABLE app.batch_reason (
    name text NOT NULL,
    meaning text NOT NULL
);

ALTER TABLE ONLY app.batch_reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.batch_reason OWNER TO hw_owner;

COMMENT ON TABLE app.batch_reason IS 'Why nobody else is split out of people who came at once.';

COMMENT ON COLUMN app.batch_reason.name IS 'the word';

COMMENT ON COLUMN app.batch_reason.meaning IS 'in a sentence';

ALTER TABLE app.board_delta ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.board_delta_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE app.clock_reason (
    name text NOT NULL,
    "position" smallint NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT clock_reason_name_check CHECK ((app.name_valid(name) AND (name = lower(name))))
);

ALTER TABLE ONLY app.clock_reason FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clock_reason OWNER TO hw_owner;

COMMENT ON TABLE app.clock_reason IS 'Why a clock is extended.';

COMMENT ON COLUMN app.clock_reason.name IS 'the word';

COMMENT ON COLUMN app.clock_reason."position" IS 'its place where one is chosen, for ever: people learn its digit';

COMMENT ON COLUMN app.clock_reason.meaning IS 'in a sentence';

CREATE TABLE app.control (
    id smallint NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY app.control FORCE ROW LEVEL SECURITY;

ALTER TABLE app.control OWNER TO hw_owner;

COMMENT ON TABLE app.control IS 'Means of control in imported records.';

COMMENT ON COLUMN app.control.id IS 'number';

COMMENT ON COLUMN app.control.name IS 'name';

CREATE TABLE app.danger_answer (
    name text NOT NULL,
    about text NOT NULL,
    lead boolean NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT danger_answer_about_check CHECK ((about = ANY (ARRAY['her'::text, 'call'::text, 'name'::text])))
);

ALTER TABLE ONLY app.danger_answer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.danger_answer OWNER TO hw_owner;

COMMENT ON TABLE app.danger_answer IS 'What is done about a danger by who goes on all the same.';

COMMENT ON COLUMN app.danger_answer.name IS 'the word';

COMMENT ON COLUMN app.danger_answer.about IS 'her: she comes near it, which serves a call, too; call: somebody there is called, no more; name: it is only called like it';

COMMENT ON COLUMN app.danger_answer.lead IS 'only a supervisor or a coordinator may say so';

COMMENT ON COLUMN app.danger_answer.meaning IS 'in a sentence';

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

CREATE TABLE app.decision_rule (
    name text NOT NULL,
    length interval NOT NULL,
    standing text NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT decision_rule_length_check CHECK (((length >= '1 day'::interval) AND (length <= '1 year'::interval))),
    CONSTRAINT decision_rule_name_check CHECK ((name = 'wish'::text)),
    CONSTRAINT decision_rule_standing_check CHECK ((standing = ANY (ARRAY['policy'::text, 'office rule'::text])))
);

ALTER TABLE ONLY app.decision_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.decision_rule OWNER TO hw_owner;

COMMENT ON TABLE app.decision_rule IS 'How long what was said or found is good enough to decide by. Nothing here is a law.';

COMMENT ON COLUMN app.decision_rule.name IS 'which rule';

COMMENT ON COLUMN app.decision_rule.length IS 'how long';

COMMENT ON COLUMN app.decision_rule.standing IS 'what it rests on';

COMMENT ON COLUMN app.decision_rule.meaning IS 'in a sentence';

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

CREATE TABLE app.entry_afraid (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    answer text NOT NULL,
    asked_on date NOT NULL,
    lang text NOT NULL,
    own_language text,
    alone text,
    CONSTRAINT alone__not_freely CHECK (((answer <> 'no'::text) OR (COALESCE(alone, ''::text) = 'yes'::text))),
    CONSTRAINT entry_afraid_alone_check CHECK ((alone = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_afraid_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'not sure'::text]))),
    CONSTRAINT entry_afraid_lang_check CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
    CONSTRAINT entry_afraid_own_language_check CHECK ((own_language = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT own_language__not_freely CHECK (((answer <> 'no'::text) OR (COALESCE(own_language, ''::text) = 'yes'::text)))
);

ALTER TABLE ONLY app.entry_afraid FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_afraid OWNER TO hw_owner;

COMMENT ON TABLE app.entry_afraid IS 'Is she afraid to return? Only a "no" that she gave in her own language, with nobody else there, opens a return; the last answer is the cases.';

COMMENT ON COLUMN app.entry_afraid.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_afraid.case_id IS 'whose';

COMMENT ON COLUMN app.entry_afraid.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_afraid.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_afraid.answer IS 'what she said';

COMMENT ON COLUMN app.entry_afraid.asked_on IS 'on which day';

COMMENT ON COLUMN app.entry_afraid.lang IS 'in which language, ISO 639';

COMMENT ON COLUMN app.entry_afraid.own_language IS 'is that one she speaks well? null: not said';

COMMENT ON COLUMN app.entry_afraid.alone IS 'was nobody there of whom she might be afraid? null: not said';

CREATE TABLE app.entry_call (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    danger text,
    age text,
    sex text,
    people integer,
    lang text,
    call_from timestamp with time zone,
    call_until timestamp with time zone,
    answers text,
    access text[] DEFAULT '{}'::text[] NOT NULL,
    act text[] DEFAULT '{}'::text[] NOT NULL,
    means text[] DEFAULT '{}'::text[] NOT NULL,
    purpose text[] DEFAULT '{}'::text[] NOT NULL,
    caller text,
    source text NOT NULL,
    standing text NOT NULL,
    CONSTRAINT call_until__ends_first CHECK ((call_until > call_from)),
    CONSTRAINT call_until__no_end CHECK (((call_from IS NULL) OR (call_until IS NOT NULL))),
    CONSTRAINT entry_call_access_check CHECK ((access <@ ARRAY['hearing'::text, 'sight'::text, 'mobility'::text, 'learning'::text])),
    CONSTRAINT entry_call_act_check CHECK ((act <@ ARRAY['recruitment'::text, 'transport'::text, 'transfer'::text, 'harbouring'::text, 'receipt'::text])),
    CONSTRAINT entry_call_age_check CHECK ((age = ANY (ARRAY['0-11'::text, '12-14'::text, '15-17'::text, 'under 18'::text, 'perhaps under 18'::text, 'adult'::text]))),
    CONSTRAINT entry_call_answers_check CHECK ((answers = ANY (ARRAY['only herself'::text, 'only the friend'::text, 'anyone'::text]))),
    CONSTRAINT entry_call_caller_check CHECK ((caller = ANY (ARRAY['herself'::text, 'friend'::text, 'family'::text, 'other'::text]))),
    CONSTRAINT entry_call_danger_check CHECK ((danger = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_call_lang_check CHECK (app.language_valid(lang)),
    CONSTRAINT entry_call_means_check CHECK ((means <@ ARRAY['threat'::text, 'force'::text, 'coercion'::text, 'abduction'::text, 'fraud'::text, 'deception'::text, 'power'::text, 'vulnerability'::text, 'payment'::text])),
    CONSTRAINT entry_call_people_check CHECK (((people >= 1) AND (people <= 1000))),
    CONSTRAINT entry_call_purpose_check CHECK ((purpose <@ ARRAY['forced labour'::text, 'sexual exploitation'::text, 'child labour'::text, 'forced marriage'::text, 'servitude'::text, 'forced military'::text, 'organ removal'::text, 'forced begging'::text, 'forced adoption'::text, 'surrogacy'::text, 'newborn adoption'::text, 'rape or abuse'::text, 'other'::text])),
    CONSTRAINT entry_call_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text]))),
    CONSTRAINT entry_call_source_check CHECK ((source = ANY (ARRAY['hotline'::text, 'partner'::text, 'police'::text, 'detention visit'::text, 'missing report'::text, 'border'::text, 'walk-in'::text, 'outreach'::text, 'village'::text, 'embassy'::text, 'family'::text, 'case management'::text]))),
    CONSTRAINT entry_call_standing_check CHECK ((standing = ANY (ARRAY['case'::text, 'at risk'::text, 'wants to leave'::text])))
);

ALTER TABLE ONLY app.entry_call FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_call OWNER TO hw_owner;

COMMENT ON TABLE app.entry_call IS 'A call about a case, the first of which it began with. What was said, the number, what to say to another voice and when to hang up are sealed.';

COMMENT ON COLUMN app.entry_call.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_call.case_id IS 'whose';

COMMENT ON COLUMN app.entry_call.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_call.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_call.danger IS 'is somebody in danger now?';

COMMENT ON COLUMN app.entry_call.age IS 'how old, as told; whoever may be under 18 counts as a child';

COMMENT ON COLUMN app.entry_call.sex IS 'as told; null: not said';

COMMENT ON COLUMN app.entry_call.people IS 'how many people it is about; null: not said';

COMMENT ON COLUMN app.entry_call.lang IS 'in which she can be spoken to; null: not known';

COMMENT ON COLUMN app.entry_call.call_from IS 'from when on she can be called; null: from now on';

COMMENT ON COLUMN app.entry_call.call_until IS 'until when; null: no time was given';

COMMENT ON COLUMN app.entry_call.answers IS 'who may answer';

COMMENT ON COLUMN app.entry_call.access IS 'what she needs help with to be heard and reached';

COMMENT ON COLUMN app.entry_call.act IS 'what was done to her, Palermo Protocol, article 3 (a)';

COMMENT ON COLUMN app.entry_call.means IS 'by what means; of a child none is needed, article 3 (c)';

COMMENT ON COLUMN app.entry_call.purpose IS 'for what: words of app.exploitation';

COMMENT ON COLUMN app.entry_call.caller IS 'who called';

COMMENT ON COLUMN app.entry_call.source IS 'how it reached us: a word of app.source';

COMMENT ON COLUMN app.entry_call.standing IS 'a case, at risk, or wants to leave';

CREATE TABLE app.entry_handover (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    severity text NOT NULL,
    next text NOT NULL,
    next_at timestamp with time zone,
    CONSTRAINT entry_handover_next_check CHECK ((next = ANY (ARRAY['call her'::text, 'call back'::text, 'interpreter'::text, 'police'::text, 'doctor'::text, 'place for tonight'::text, 'visit'::text, 'transport'::text, 'document'::text, 'authority'::text, 'supervisor'::text, 'as written'::text, 'nothing'::text]))),
    CONSTRAINT entry_handover_severity_check CHECK ((severity = ANY (ARRAY['stable'::text, 'watch'::text, 'unstable'::text]))),
    CONSTRAINT next_at__nothing_next CHECK (((next_at IS NULL) OR (next <> 'nothing'::text)))
);

ALTER TABLE ONLY app.entry_handover FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_handover OWNER TO hw_owner;

COMMENT ON TABLE app.entry_handover IS 'What one shift hands to the next of a case (I-PASS): how she is and what comes next are told in clear; summary, actions and what to do if something happens are sealed.';

COMMENT ON COLUMN app.entry_handover.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_handover.case_id IS 'whose';

COMMENT ON COLUMN app.entry_handover.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_handover.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_handover.severity IS 'how she is: stable, to be watched, unstable';

COMMENT ON COLUMN app.entry_handover.next IS 'what comes next';

COMMENT ON COLUMN app.entry_handover.next_at IS 'when; null: no fixed time';

CREATE TABLE app.entry_journey (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    phase text NOT NULL,
    country text NOT NULL,
    CONSTRAINT entry_journey_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT entry_journey_phase_check CHECK ((phase = ANY (ARRAY['Recruitment'::text, 'Transit'::text, 'Exploitation'::text])))
);

ALTER TABLE ONLY app.entry_journey FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_journey OWNER TO hw_owner;

COMMENT ON TABLE app.entry_journey IS 'A step of how she came to where she was used (HTCDS 2.0, historic trafficking events). Where exactly, when and with whom is sealed.';

COMMENT ON COLUMN app.entry_journey.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_journey.case_id IS 'whose';

COMMENT ON COLUMN app.entry_journey.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_journey.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_journey.phase IS 'the word of HTCDS 2.0 hte_Type';

COMMENT ON COLUMN app.entry_journey.country IS 'in which country, ISO 3166';

CREATE TABLE app.entry_legal (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    kind text NOT NULL,
    ground text,
    state text NOT NULL,
    lawyer text,
    non_punishment text,
    begun_on date NOT NULL,
    hearing_at timestamp with time zone,
    outcome text,
    ended_on date,
    CONSTRAINT ended_on__before_it CHECK ((ended_on >= begun_on)),
    CONSTRAINT ended_on__not_ended CHECK (((state = 'ended'::text) = (ended_on IS NOT NULL))),
    CONSTRAINT entry_legal_ground_check CHECK ((ground = ANY (ARRAY['entry or stay'::text, 'work without permit'::text, 'false papers'::text, 'sex work'::text, 'begging'::text, 'fraud'::text, 'drugs'::text, 'other'::text]))),
    CONSTRAINT entry_legal_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'fine'::text, 'detention'::text, 'complaint'::text, 'early testimony'::text, 'testimony'::text, 'compensation'::text]))),
    CONSTRAINT entry_legal_lawyer_check CHECK ((lawyer = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_legal_non_punishment_check CHECK ((non_punishment = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_legal_outcome_check CHECK ((outcome = ANY (ARRAY['dropped'::text, 'acquitted'::text, 'convicted'::text, 'fined'::text, 'released'::text, 'deported'::text, 'granted'::text, 'paid'::text, 'refused'::text, 'taken back'::text]))),
    CONSTRAINT entry_legal_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'ended'::text]))),
    CONSTRAINT ground__not_hers CHECK (((ground IS NULL) OR (kind = ANY (ARRAY['charge'::text, 'fine'::text, 'detention'::text])))),
    CONSTRAINT outcome__not_ended CHECK (((state = 'ended'::text) = (outcome IS NOT NULL)))
);

ALTER TABLE ONLY app.entry_legal FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_legal OWNER TO hw_owner;

COMMENT ON TABLE app.entry_legal IS 'Proceedings: what is done to her (she must not be punished for what she was made to do, ASEAN Convention, article 14), and what she does herself.';

COMMENT ON COLUMN app.entry_legal.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_legal.case_id IS 'whose';

COMMENT ON COLUMN app.entry_legal.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_legal.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_legal.kind IS 'against her: charge, fine, detention; the others are hers';

COMMENT ON COLUMN app.entry_legal.ground IS 'what she is charged with; null: nothing, or not known';

COMMENT ON COLUMN app.entry_legal.state IS 'where it stands';

COMMENT ON COLUMN app.entry_legal.lawyer IS 'has she a lawyer? null: not said';

COMMENT ON COLUMN app.entry_legal.non_punishment IS 'was it said to them that she must not be punished? null: not said';

COMMENT ON COLUMN app.entry_legal.begun_on IS 'since when';

COMMENT ON COLUMN app.entry_legal.hearing_at IS 'when they hear her next; null: not fixed';

COMMENT ON COLUMN app.entry_legal.outcome IS 'how it ended; null: it has not';

COMMENT ON COLUMN app.entry_legal.ended_on IS 'on which day';

CREATE TABLE app.entry_need (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    type text NOT NULL,
    state text NOT NULL,
    appointment_at timestamp with time zone,
    done_on date,
    given_by text,
    schooling text,
    scholarship text,
    until_on date,
    CONSTRAINT done_on__not_done CHECK (((state = 'done'::text) = (done_on IS NOT NULL))),
    CONSTRAINT entry_need_given_by_check CHECK ((given_by = ANY (ARRAY['us'::text, 'partner'::text, 'government'::text, 'health service'::text, 'school'::text, 'family'::text, 'other'::text]))),
    CONSTRAINT entry_need_scholarship_check CHECK ((scholarship = ANY (ARRAY['asked for'::text, 'granted'::text, 'refused'::text, 'ended'::text]))),
    CONSTRAINT entry_need_schooling_check CHECK ((schooling = ANY (ARRAY['none'::text, 'school'::text, 'non-formal'::text, 'vocational'::text, 'university'::text]))),
    CONSTRAINT entry_need_state_check CHECK ((state = ANY (ARRAY['asked for'::text, 'planned'::text, 'done'::text, 'refused by her'::text, 'unavailable'::text]))),
    CONSTRAINT entry_need_type_check CHECK ((type = ANY (ARRAY['Education'::text, 'Financial'::text, 'Health'::text, 'LabourExploitationRehabilitation'::text, 'Legal'::text, 'Livelihood'::text, 'RightsBasedTraining'::text, 'SexualExploitationRehabilitation'::text, 'SocialCare'::text]))),
    CONSTRAINT scholarship__only_education CHECK (((scholarship IS NULL) OR (type = 'Education'::text))),
    CONSTRAINT schooling__only_education CHECK (((schooling IS NULL) OR (type = 'Education'::text))),
    CONSTRAINT until_on__only_scholarship CHECK (((until_on IS NULL) OR (scholarship IS NOT NULL)))
);

ALTER TABLE ONLY app.entry_need FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_need OWNER TO hw_owner;

COMMENT ON TABLE app.entry_need IS 'What she needs, and what came of it: a line of her support plan (HTCDS 2.0 spl_Type).';

COMMENT ON COLUMN app.entry_need.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_need.case_id IS 'whose';

COMMENT ON COLUMN app.entry_need.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_need.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_need.type IS 'what kind of support, the word of HTCDS';

COMMENT ON COLUMN app.entry_need.state IS 'where it stands; that she refused it is an answer, not a failure';

COMMENT ON COLUMN app.entry_need.appointment_at IS 'when somebody expects her; null: no appointment';

COMMENT ON COLUMN app.entry_need.done_on IS 'on which day she had it';

COMMENT ON COLUMN app.entry_need.given_by IS 'what kind of people give it; null: not known yet';

COMMENT ON COLUMN app.entry_need.schooling IS 'which school she goes to; null: it is about something else';

COMMENT ON COLUMN app.entry_need.scholarship IS 'a scholarship for it; null: none was asked for';

COMMENT ON COLUMN app.entry_need.until_on IS 'the last day of the scholarship; null: not fixed';

CREATE TABLE app.entry_plan (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    types text[] NOT NULL,
    with_her text,
    begun_on date NOT NULL,
    planned_end date NOT NULL,
    ended_on date,
    party text,
    place text,
    danger text,
    CONSTRAINT ended_on__before_it CHECK ((ended_on >= begun_on)),
    CONSTRAINT entry_plan_types_check CHECK ((types <@ ARRAY['Education'::text, 'Financial'::text, 'Health'::text, 'LabourExploitationRehabilitation'::text, 'Legal'::text, 'Livelihood'::text, 'RightsBasedTraining'::text, 'SexualExploitationRehabilitation'::text, 'SocialCare'::text])),
    CONSTRAINT entry_plan_with_her_check CHECK ((with_her = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT planned_end__before_it CHECK ((planned_end > begun_on)),
    CONSTRAINT types__fact_missing CHECK ((cardinality(types) > 0))
);

ALTER TABLE ONLY app.entry_plan FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_plan OWNER TO hw_owner;

COMMENT ON TABLE app.entry_plan IS 'What is planned with her (HTCDS 2.0, support plan).';

COMMENT ON COLUMN app.entry_plan.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_plan.case_id IS 'whose';

COMMENT ON COLUMN app.entry_plan.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_plan.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_plan.types IS 'what kinds of support, the words of HTCDS';

COMMENT ON COLUMN app.entry_plan.with_her IS 'was it made with her? null: not said';

COMMENT ON COLUMN app.entry_plan.begun_on IS 'since when';

COMMENT ON COLUMN app.entry_plan.planned_end IS 'until when';

COMMENT ON COLUMN app.entry_plan.ended_on IS 'when it ended; null: it runs';

COMMENT ON COLUMN app.entry_plan.party IS 'the code of whoever does it with us, where it is one whom we know';

COMMENT ON COLUMN app.entry_plan.place IS 'the code of the place where she is to be, where it is one that we know';

COMMENT ON COLUMN app.entry_plan.danger IS 'what is done about a danger that is known of these; null: nothing, or none is known';

CREATE TABLE app.entry_referral (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    direction text NOT NULL,
    other_side text NOT NULL,
    because text NOT NULL,
    state text NOT NULL,
    asked_on date NOT NULL,
    answered_on date,
    shared text[] DEFAULT '{}'::text[] NOT NULL,
    despite text,
    party text,
    place text,
    danger text,
    CONSTRAINT answered_on__before_it CHECK ((answered_on >= asked_on)),
    CONSTRAINT answered_on__not_answered CHECK (((state = 'taken back'::text) OR ((state <> 'asked'::text) = (answered_on IS NOT NULL)))),
    CONSTRAINT entry_referral_because_check CHECK ((because = ANY (ARRAY['AdditionalServicesRequired'::text, 'MigrationOrChangeOfLocation'::text, 'Other'::text]))),
    CONSTRAINT entry_referral_despite_check CHECK ((despite = ANY (ARRAY['danger to life'::text, 'law'::text]))),
    CONSTRAINT entry_referral_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
    CONSTRAINT entry_referral_other_side_check CHECK ((other_side = ANY (ARRAY['NGO'::text, 'LawEnforcement'::text, 'HealthServiceOrganisation'::text, 'CentralGovernmentOrganisation'::text, 'LocalGovernmentOrganisation'::text, 'ImmigrationService'::text, 'LegalService'::text, 'CorporateBusiness'::text, 'SchoolOrCollege'::text, 'Shelter'::text, 'Embassy'::text, 'InternationalOrganisation'::text]))),
    CONSTRAINT entry_referral_shared_check CHECK ((shared <@ ARRAY['name'::text, 'age'::text, 'health'::text, 'story'::text, 'address'::text, 'family'::text, 'photograph'::text])),
    CONSTRAINT entry_referral_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'refused'::text, 'done'::text, 'taken back'::text])))
);

ALTER TABLE ONLY app.entry_referral FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_referral OWNER TO hw_owner;

COMMENT ON TABLE app.entry_referral IS 'Who sent her to us, and to whom we refer her (HTCDS 2.0, referral details): what is shared there, and what is not.';

COMMENT ON COLUMN app.entry_referral.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_referral.case_id IS 'whose';

COMMENT ON COLUMN app.entry_referral.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_referral.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_referral.direction IS 'to us, or from us';

COMMENT ON COLUMN app.entry_referral.other_side IS 'what the other side is: HTCDS 2.0 org_Type, and three of ours';

COMMENT ON COLUMN app.entry_referral.because IS 'why, the word of HTCDS';

COMMENT ON COLUMN app.entry_referral.state IS 'where it stands';

COMMENT ON COLUMN app.entry_referral.asked_on IS 'on which day it was asked';

COMMENT ON COLUMN app.entry_referral.answered_on IS 'on which day it was answered; null: it is not';

COMMENT ON COLUMN app.entry_referral.shared IS 'what of her they are told';

COMMENT ON COLUMN app.entry_referral.despite IS 'why it is shared although she has not agreed; null: she has';

COMMENT ON COLUMN app.entry_referral.party IS 'the code of the other side, where it is one whom we know';

COMMENT ON COLUMN app.entry_referral.place IS 'the code of the place where she is to go, where it is one that we know';

COMMENT ON COLUMN app.entry_referral.danger IS 'what is done about a danger that is known of these; null: nothing, or none is known';

CREATE TABLE app.entry_risk (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    about text NOT NULL,
    level text NOT NULL,
    assessed_on date NOT NULL,
    again_on date,
    CONSTRAINT again_on__before_it CHECK ((again_on > assessed_on)),
    CONSTRAINT entry_risk_about_check CHECK ((about = ANY (ARRAY['individual'::text, 'household'::text, 'community'::text]))),
    CONSTRAINT entry_risk_level_check CHECK ((level <> 'not assessed'::text))
);

ALTER TABLE ONLY app.entry_risk FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_risk OWNER TO hw_owner;

COMMENT ON TABLE app.entry_risk IS 'The danger to a person as assessed again and again, on the three levels of HTCDS 2.0. The last one about herself, of one day the highest, is the case''s risk.';

COMMENT ON COLUMN app.entry_risk.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_risk.case_id IS 'whose';

COMMENT ON COLUMN app.entry_risk.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_risk.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_risk.about IS 'individual, household or community';

COMMENT ON COLUMN app.entry_risk.level IS 'how high';

COMMENT ON COLUMN app.entry_risk.assessed_on IS 'on which day';

COMMENT ON COLUMN app.entry_risk.again_on IS 'when it is due again; null: not fixed';

CREATE TABLE app.entry_screening (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    held_on date NOT NULL,
    place text NOT NULL,
    interviewer text NOT NULL,
    interpreter text NOT NULL,
    child text,
    act text[] DEFAULT '{}'::text[] NOT NULL,
    means text[] DEFAULT '{}'::text[] NOT NULL,
    purpose text[] DEFAULT '{}'::text[] NOT NULL,
    finding text NOT NULL,
    again_on date,
    CONSTRAINT act__element_missing CHECK (((finding <> 'signs'::text) OR (cardinality(act) > 0))),
    CONSTRAINT again_on__before_it CHECK ((again_on > held_on)),
    CONSTRAINT entry_screening_act_check CHECK ((act <@ ARRAY['recruitment'::text, 'transport'::text, 'transfer'::text, 'harbouring'::text, 'receipt'::text])),
    CONSTRAINT entry_screening_child_check CHECK ((child = ANY (ARRAY['yes'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT entry_screening_finding_check CHECK ((finding = ANY (ARRAY['signs'::text, 'no sign'::text, 'not clear'::text]))),
    CONSTRAINT entry_screening_interpreter_check CHECK ((interpreter = ANY (ARRAY['not needed'::text, 'ours'::text, 'official'::text, 'telephone'::text, 'not known to us'::text]))),
    CONSTRAINT entry_screening_interviewer_check CHECK ((interviewer = ANY (ARRAY['us'::text, 'partner'::text, 'police'::text, 'social services'::text, 'team'::text, 'embassy'::text]))),
    CONSTRAINT entry_screening_means_check CHECK ((means <@ ARRAY['threat'::text, 'force'::text, 'coercion'::text, 'abduction'::text, 'fraud'::text, 'deception'::text, 'power'::text, 'vulnerability'::text, 'payment'::text])),
    CONSTRAINT entry_screening_place_check CHECK ((place = ANY (ARRAY['our office'::text, 'shelter'::text, 'police'::text, 'detention'::text, 'border'::text, 'workplace'::text, 'street'::text, 'hospital'::text, 'telephone'::text, 'online'::text, 'other'::text]))),
    CONSTRAINT entry_screening_purpose_check CHECK ((purpose <@ ARRAY['forced labour'::text, 'sexual exploitation'::text, 'child labour'::text, 'forced marriage'::text, 'servitude'::text, 'forced military'::text, 'organ removal'::text, 'forced begging'::text, 'forced adoption'::text, 'surrogacy'::text, 'newborn adoption'::text, 'rape or abuse'::text, 'other'::text])),
    CONSTRAINT purpose__element_missing CHECK (((finding <> 'signs'::text) OR (cardinality(purpose) > 0)))
);

ALTER TABLE ONLY app.entry_screening FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_screening OWNER TO hw_owner;

COMMENT ON TABLE app.entry_screening IS 'An interview by which it is looked whether somebody is trafficked: act, means and purpose of the Palermo Protocol, article 3. Whoever may be under 18 counts as a child, and of a child no means is needed. It decides nothing: see app.entry_status.';

COMMENT ON COLUMN app.entry_screening.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_screening.case_id IS 'whose';

COMMENT ON COLUMN app.entry_screening.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_screening.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_screening.held_on IS 'on which day';

COMMENT ON COLUMN app.entry_screening.place IS 'where';

COMMENT ON COLUMN app.entry_screening.interviewer IS 'who asked';

COMMENT ON COLUMN app.entry_screening.interpreter IS 'who put it into her language';

COMMENT ON COLUMN app.entry_screening.child IS 'may she be under 18? null: not said';

COMMENT ON COLUMN app.entry_screening.act IS 'what was done with her';

COMMENT ON COLUMN app.entry_screening.means IS 'by what means';

COMMENT ON COLUMN app.entry_screening.purpose IS 'for what: the words of app.exploitation';

COMMENT ON COLUMN app.entry_screening.finding IS 'what it comes to';

COMMENT ON COLUMN app.entry_screening.again_on IS 'when she is asked again; null: not fixed';

CREATE TABLE app.entry_status (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    entered_at timestamp with time zone DEFAULT app.now() NOT NULL,
    status text NOT NULL,
    body text NOT NULL,
    kind text NOT NULL,
    decided_on date NOT NULL,
    CONSTRAINT entry_status_kind_check CHECK ((kind = ANY (ARRAY['decision'::text, 'review'::text, 'appeal'::text, 'new facts'::text])))
);

ALTER TABLE ONLY app.entry_status FORCE ROW LEVEL SECURITY;

ALTER TABLE app.entry_status OWNER TO hw_owner;

COMMENT ON TABLE app.entry_status IS 'Who decided when on a trafficking status (HTCDS 2.0 vic_TraffickingStatus and its deciding organisation). Each is a line of its own; the last one is the case''s. There is no word for "consented": it lowers nothing (Palermo Protocol, article 3 (b)).';

COMMENT ON COLUMN app.entry_status.id IS 'the sealed record that it is told of';

COMMENT ON COLUMN app.entry_status.case_id IS 'whose';

COMMENT ON COLUMN app.entry_status.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.entry_status.entered_at IS 'when it was entered';

COMMENT ON COLUMN app.entry_status.status IS 'what was decided';

COMMENT ON COLUMN app.entry_status.body IS 'by what kind of body';

COMMENT ON COLUMN app.entry_status.kind IS 'a first decision, or what may change one: review, appeal, new facts';

COMMENT ON COLUMN app.entry_status.decided_on IS 'on which day';

CREATE TABLE app.escalation_rule (
    name text NOT NULL,
    length interval NOT NULL,
    standing text NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT escalation_rule_length_check CHECK (((length >= '00:01:00'::interval) AND (length <= '1 day'::interval))),
    CONSTRAINT escalation_rule_name_check CHECK ((name = ANY (ARRAY['untaken'::text, 'unanswered'::text]))),
    CONSTRAINT escalation_rule_standing_check CHECK ((standing = ANY (ARRAY['policy'::text, 'office rule'::text])))
);

ALTER TABLE ONLY app.escalation_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.escalation_rule OWNER TO hw_owner;

COMMENT ON TABLE app.escalation_rule IS 'How long nobody may keep silent. Nothing here is a law.';

COMMENT ON COLUMN app.escalation_rule.name IS 'which rule';

COMMENT ON COLUMN app.escalation_rule.length IS 'how long';

COMMENT ON COLUMN app.escalation_rule.standing IS 'what it rests on';

COMMENT ON COLUMN app.escalation_rule.meaning IS 'in a sentence';

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

COMMENT ON TABLE app.exploitation IS 'Types of exploitation: those of HTCDS 2.0 vic_TypeOfExploitation (IOM, CC BY 4.0), and what else is worked on.';

COMMENT ON COLUMN app.exploitation.id IS 'number';

COMMENT ON COLUMN app.exploitation.name IS 'name';

COMMENT ON COLUMN app.exploitation.htcds IS 'the value in HTCDS; the first of a value is the one that is meant by it';

CREATE TABLE app.flag (
    name text NOT NULL,
    "position" smallint NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT flag_name_check CHECK ((app.name_valid(name) AND (name = lower(name)) AND (name !~ '^no '::text)))
);

ALTER TABLE ONLY app.flag FORCE ROW LEVEL SECURITY;

ALTER TABLE app.flag OWNER TO hw_owner;

COMMENT ON TABLE app.flag IS 'The warnings that a case may carry. "no " before one takes it away, so none begins with that.';

COMMENT ON COLUMN app.flag.name IS 'the word, as it stands in app.case.flags';

COMMENT ON COLUMN app.flag."position" IS 'its place where one is chosen, for ever: people learn its digit';

COMMENT ON COLUMN app.flag.meaning IS 'in a sentence';

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

CREATE TABLE app.notify_served (
    only_row boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT notify_served_only_row_check CHECK (only_row)
);

ALTER TABLE ONLY app.notify_served FORCE ROW LEVEL SECURITY;

ALTER TABLE app.notify_served OWNER TO hw_owner;

COMMENT ON TABLE app.notify_served IS 'That a notify service works for this database. Without a row nobody has ever run one.';

COMMENT ON COLUMN app.notify_served.only_row IS 'there is one row or none';

COMMENT ON COLUMN app.notify_served.at IS 'when it asked last, to the minute';

CREATE TABLE app.party_kind (
    name text NOT NULL,
    "position" smallint NOT NULL,
    called boolean NOT NULL,
    meaning text NOT NULL
);

ALTER TABLE ONLY app.party_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE app.party_kind OWNER TO hw_owner;

COMMENT ON TABLE app.party_kind IS 'What a party may be, as a word.';

COMMENT ON COLUMN app.party_kind.name IS 'the word';

COMMENT ON COLUMN app.party_kind."position" IS 'in this order they are called';

COMMENT ON COLUMN app.party_kind.called IS 'it can be called';

COMMENT ON COLUMN app.party_kind.meaning IS 'in a sentence';

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

CREATE TABLE app.stay_move (
    from_state text NOT NULL,
    to_state text NOT NULL,
    side text NOT NULL,
    CONSTRAINT stay_move_from_state_check CHECK ((from_state = ANY (ARRAY['held'::text, 'in'::text, 'on leave'::text, 'left'::text]))),
    CONSTRAINT stay_move_side_check CHECK ((side = ANY (ARRAY['place'::text, 'either'::text]))),
    CONSTRAINT stay_move_to_state_check CHECK ((to_state = ANY (ARRAY['in'::text, 'on leave'::text, 'left'::text, 'out'::text, 'released'::text])))
);

ALTER TABLE ONLY app.stay_move FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stay_move OWNER TO hw_owner;

COMMENT ON TABLE app.stay_move IS 'What may follow what of a bed, and who says so.';

COMMENT ON COLUMN app.stay_move.from_state IS 'from';

COMMENT ON COLUMN app.stay_move.to_state IS 'to';

COMMENT ON COLUMN app.stay_move.side IS 'place: who works for the place''s office; either: or for the case''s';

CREATE TABLE app.stay_step (
    stay_id uuid NOT NULL,
    office_id smallint NOT NULL,
    case_office_id smallint NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    state text NOT NULL,
    staff_id smallint NOT NULL,
    until timestamp with time zone,
    why text
);

ALTER TABLE ONLY app.stay_step FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stay_step OWNER TO hw_owner;

COMMENT ON TABLE app.stay_step IS 'Each step of a bed: when, by whom, why.';

COMMENT ON COLUMN app.stay_step.stay_id IS 'of which';

COMMENT ON COLUMN app.stay_step.office_id IS 'the place''s office, for row security';

COMMENT ON COLUMN app.stay_step.case_office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.stay_step.version IS 'the stay''s version from then on';

COMMENT ON COLUMN app.stay_step.at IS 'when';

COMMENT ON COLUMN app.stay_step.state IS 'what it was from then on';

COMMENT ON COLUMN app.stay_step.staff_id IS 'who said so';

COMMENT ON COLUMN app.stay_step.until IS 'until when it is held, or she is on leave';

COMMENT ON COLUMN app.stay_step.why IS 'where to, or why not; a word of app.stay_why';

CREATE TABLE app.stay_why (
    state text NOT NULL,
    name text NOT NULL,
    "position" smallint NOT NULL,
    by_hand boolean DEFAULT true NOT NULL,
    CONSTRAINT stay_why_name_check CHECK (app.name_valid(name)),
    CONSTRAINT stay_why_state_check CHECK ((state = ANY (ARRAY['out'::text, 'released'::text])))
);

ALTER TABLE ONLY app.stay_why FORCE ROW LEVEL SECURITY;

ALTER TABLE app.stay_why OWNER TO hw_owner;

COMMENT ON TABLE app.stay_why IS 'Where to somebody goes who leaves a bed, and why a hold is given up.';

COMMENT ON COLUMN app.stay_why.state IS 'the state that is given so';

COMMENT ON COLUMN app.stay_why.name IS 'the word';

COMMENT ON COLUMN app.stay_why."position" IS 'its place where one is chosen';

COMMENT ON COLUMN app.stay_why.by_hand IS 'people say it; else it follows';

CREATE TABLE app.transfer_emergency (
    name text NOT NULL,
    "position" smallint NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT transfer_emergency_name_check CHECK ((app.name_valid(name) AND (name = lower(name))))
);

ALTER TABLE ONLY app.transfer_emergency FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_emergency OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_emergency IS 'Why somebody is brought away before it is approved.';

COMMENT ON COLUMN app.transfer_emergency.name IS 'the word';

COMMENT ON COLUMN app.transfer_emergency."position" IS 'its place in the list of choices';

COMMENT ON COLUMN app.transfer_emergency.meaning IS 'in a sentence';

CREATE TABLE app.transfer_key (
    transfer_id uuid NOT NULL,
    key text NOT NULL,
    generation integer NOT NULL,
    from_realm uuid NOT NULL,
    to_realm uuid NOT NULL,
    to_epoch integer NOT NULL,
    letter bytea NOT NULL,
    given_by uuid NOT NULL,
    number integer NOT NULL,
    CONSTRAINT transfer_key_key_check CHECK ((key = ANY (ARRAY['office'::text, 'health'::text]))),
    CONSTRAINT transfer_key_letter_check CHECK (((octet_length(letter) >= 129) AND (octet_length(letter) <= 512)))
);

ALTER TABLE ONLY app.transfer_key FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_key OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_key IS 'The keys of a case on their way to another office: sealed to its public key, and signed, by whoever approved it.';

COMMENT ON COLUMN app.transfer_key.transfer_id IS 'with which transfer';

COMMENT ON COLUMN app.transfer_key.key IS 'of which records';

COMMENT ON COLUMN app.transfer_key.generation IS 'of the key';

COMMENT ON COLUMN app.transfer_key.from_realm IS 'under whose key it was wrapped';

COMMENT ON COLUMN app.transfer_key.to_realm IS 'to whose it is sealed';

COMMENT ON COLUMN app.transfer_key.to_epoch IS 'of which epoch';

COMMENT ON COLUMN app.transfer_key.letter IS 'see db/vault/ring.h';

COMMENT ON COLUMN app.transfer_key.given_by IS 'who sealed and signed it';

COMMENT ON COLUMN app.transfer_key.number IS 'with which of her keys';

CREATE TABLE app.transfer_state (
    name text NOT NULL,
    "position" smallint NOT NULL,
    over boolean NOT NULL,
    meaning text NOT NULL
);

ALTER TABLE ONLY app.transfer_state FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_state OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_state IS 'Where a transfer stands.';

COMMENT ON COLUMN app.transfer_state.name IS 'the word';

COMMENT ON COLUMN app.transfer_state."position" IS 'in this order it goes';

COMMENT ON COLUMN app.transfer_state.over IS 'nothing follows';

COMMENT ON COLUMN app.transfer_state.meaning IS 'in a sentence';

CREATE TABLE app.transfer_step (
    transfer_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    state text NOT NULL,
    staff_id smallint,
    why text,
    number integer,
    signature bytea,
    CONSTRAINT transfer_step_signature_check CHECK ((octet_length(signature) = 64))
);

ALTER TABLE ONLY app.transfer_step FORCE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_step OWNER TO hw_owner;

COMMENT ON TABLE app.transfer_step IS 'Each step of a transfer: who, when, why. Rows are added and never change.';

COMMENT ON COLUMN app.transfer_step.transfer_id IS 'of which';

COMMENT ON COLUMN app.transfer_step.version IS 'its version from then on';

COMMENT ON COLUMN app.transfer_step.at IS 'when';

COMMENT ON COLUMN app.transfer_step.state IS 'what it was from then on';

COMMENT ON COLUMN app.transfer_step.staff_id IS 'who said so; null: its time was over';

COMMENT ON COLUMN app.transfer_step.why IS 'why, a word of a list; null: it needs none';

COMMENT ON COLUMN app.transfer_step.number IS 'which of her keys signed; null: it is not signed';

COMMENT ON COLUMN app.transfer_step.signature IS 'hers, over what was approved; see db/vault/approval.h';

CREATE TABLE app.wake_try (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    party_id uuid NOT NULL,
    staff_id smallint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    result text NOT NULL,
    taken_back_at timestamp with time zone,
    CONSTRAINT wake_try_result_check CHECK ((result = ANY (ARRAY['answered'::text, 'no answer'::text, 'wrong number'::text])))
);

ALTER TABLE ONLY app.wake_try FORCE ROW LEVEL SECURITY;

ALTER TABLE app.wake_try OWNER TO hw_owner;

COMMENT ON TABLE app.wake_try IS 'Who was called for a case, and whether somebody answered.';

COMMENT ON COLUMN app.wake_try.id IS 'number';

COMMENT ON COLUMN app.wake_try.case_id IS 'for which case';

COMMENT ON COLUMN app.wake_try.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.wake_try.party_id IS 'who was called';

COMMENT ON COLUMN app.wake_try.staff_id IS 'by whom';

COMMENT ON COLUMN app.wake_try.at IS 'when';

COMMENT ON COLUMN app.wake_try.result IS 'answered, no answer, wrong number';

COMMENT ON COLUMN app.wake_try.taken_back_at IS 'it was a slip of a key; null: it holds';

CREATE TABLE app.watch (
    staff_id smallint NOT NULL,
    case_id uuid NOT NULL,
    office_id smallint NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY app.watch FORCE ROW LEVEL SECURITY;

ALTER TABLE app.watch OWNER TO hw_owner;

COMMENT ON TABLE app.watch IS 'Which cases a person keeps an eye on: each is a line of what she hands over.';

COMMENT ON COLUMN app.watch.staff_id IS 'who';

COMMENT ON COLUMN app.watch.case_id IS 'which case';

COMMENT ON COLUMN app.watch.office_id IS 'the case''s office, for row security';

COMMENT ON COLUMN app.watch.since IS 'since when';

ALTER TABLE ONLY app.allowed
    ADD CONSTRAINT allowed_pkey PRIMARY KEY (action, role);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_code_key UNIQUE (code);

ALTER TABLE ONLY app.approval_kind
    ADD CONSTRAINT approval_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.approval_kind
    ADD CONSTRAINT approval_kind_position_key UNIQUE ("position");

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.approval_reason
    ADD CONSTRAINT approval_reason_pkey PRIMARY KEY (answer, name);

ALTER TABLE ONLY app.approval_role
    ADD CONSTRAINT approval_role_pkey PRIMARY KEY (kind, role);

ALTER TABLE ONLY app.approval_vote
    ADD CONSTRAINT approval_vote_pkey PRIMARY KEY (approval_id, version, staff_id);

ALTER TABLE ONLY app.away
    ADD CONSTRAINT away_pkey PRIMARY KEY (staff_id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_code_key UNIQUE (code);

ALTER TABLE ONLY app.batch_count
    ADD CONSTRAINT batch_count_pkey PRIMARY KEY (batch_id, nationality, class);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.batch_reason
    ADD CONSTRAINT batch_reason_pkey PRIMARY KEY (name);

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

ALTER TABLE ONLY app.case_link
    ADD CONSTRAINT case_link_case_a_case_b_kind_key UNIQUE (case_a, case_b, kind);

ALTER TABLE ONLY app.case_link
    ADD CONSTRAINT case_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.case_taken
    ADD CONSTRAINT case_taken_pkey PRIMARY KEY (staff_id, case_id);

ALTER TABLE ONLY app.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (action);

ALTER TABLE ONLY app.clock_cause
    ADD CONSTRAINT clock_cause_rule_stage_flag_child_status_key UNIQUE NULLS NOT DISTINCT (rule, stage, flag, child, status);

ALTER TABLE ONLY app.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY app.clock_policy
    ADD CONSTRAINT clock_policy_pkey PRIMARY KEY (office_id, rule);

ALTER TABLE ONLY app.clock_reason
    ADD CONSTRAINT clock_reason_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.clock_reason
    ADD CONSTRAINT clock_reason_position_key UNIQUE ("position");

ALTER TABLE ONLY app.clock_rule
    ADD CONSTRAINT clock_rule_pkey PRIMARY KEY (code);

ALTER TABLE ONLY app.close_reason
    ADD CONSTRAINT close_reason_name_key UNIQUE (name);

ALTER TABLE ONLY app.close_reason
    ADD CONSTRAINT close_reason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.cluster
    ADD CONSTRAINT cluster_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY app.contact_kind
    ADD CONSTRAINT contact_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.control
    ADD CONSTRAINT control_name_key UNIQUE (name);

ALTER TABLE ONLY app.control
    ADD CONSTRAINT control_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.country
    ADD CONSTRAINT country_name_key UNIQUE (name);

ALTER TABLE ONLY app.country
    ADD CONSTRAINT country_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.danger_answer
    ADD CONSTRAINT danger_answer_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_htcds_key UNIQUE (htcds);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_name_key UNIQUE (name);

ALTER TABLE ONLY app.deciding_body
    ADD CONSTRAINT deciding_body_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.decision_rule
    ADD CONSTRAINT decision_rule_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.directory_person
    ADD CONSTRAINT directory_person_pkey PRIMARY KEY (person, number);

ALTER TABLE ONLY app.directory
    ADD CONSTRAINT directory_pkey PRIMARY KEY (serial);

ALTER TABLE ONLY app.directory_realm
    ADD CONSTRAINT directory_realm_pkey PRIMARY KEY (realm_id);

ALTER TABLE ONLY app.entry_afraid
    ADD CONSTRAINT entry_afraid_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_call
    ADD CONSTRAINT entry_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_consent
    ADD CONSTRAINT entry_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_danger
    ADD CONSTRAINT entry_danger_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_guardian
    ADD CONSTRAINT entry_guardian_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_handover
    ADD CONSTRAINT entry_handover_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_interest
    ADD CONSTRAINT entry_interest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_journey
    ADD CONSTRAINT entry_journey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_legal
    ADD CONSTRAINT entry_legal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_need
    ADD CONSTRAINT entry_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_party
    ADD CONSTRAINT entry_party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_party
    ADD CONSTRAINT entry_party_subject_key UNIQUE (subject);

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_risk
    ADD CONSTRAINT entry_risk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_screening
    ADD CONSTRAINT entry_screening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_status
    ADD CONSTRAINT entry_status_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_transfer
    ADD CONSTRAINT entry_transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.entry_wish
    ADD CONSTRAINT entry_wish_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.escalation_reason
    ADD CONSTRAINT escalation_reason_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.escalation_reason
    ADD CONSTRAINT escalation_reason_place_key UNIQUE (place);

ALTER TABLE ONLY app.escalation_rule
    ADD CONSTRAINT escalation_rule_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.exploitation
    ADD CONSTRAINT exploitation_name_key UNIQUE (name);

ALTER TABLE ONLY app.exploitation
    ADD CONSTRAINT exploitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.flag
    ADD CONSTRAINT flag_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.flag
    ADD CONSTRAINT flag_position_key UNIQUE ("position");

ALTER TABLE ONLY app.handover_line
    ADD CONSTRAINT handover_line_pkey PRIMARY KEY (case_id);

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

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_code_key UNIQUE (code);

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.notify_served
    ADD CONSTRAINT notify_served_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_code_key UNIQUE (code);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_name_key UNIQUE (name);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_short_key UNIQUE (short);

ALTER TABLE ONLY app.on_call
    ADD CONSTRAINT on_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_name_key UNIQUE (name);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.organisation
    ADD CONSTRAINT organisation_short_key UNIQUE (short);

ALTER TABLE ONLY app.party
    ADD CONSTRAINT party_code_key UNIQUE (code);

ALTER TABLE ONLY app.party
    ADD CONSTRAINT party_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.party_kind
    ADD CONSTRAINT party_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.party_kind
    ADD CONSTRAINT party_kind_position_key UNIQUE ("position");

ALTER TABLE ONLY app.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_code_key UNIQUE (code);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.presence
    ADD CONSTRAINT presence_pkey PRIMARY KEY (case_id, staff_id);

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
    ADD CONSTRAINT record_kind_name_many_key UNIQUE (name, many);

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

ALTER TABLE ONLY app.stay
    ADD CONSTRAINT stay_id_office_id_case_office_id_key UNIQUE (id, office_id, case_office_id);

ALTER TABLE ONLY app.stay_move
    ADD CONSTRAINT stay_move_pkey PRIMARY KEY (from_state, to_state);

ALTER TABLE ONLY app.stay
    ADD CONSTRAINT stay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.stay_step
    ADD CONSTRAINT stay_step_pkey PRIMARY KEY (stay_id, version);

ALTER TABLE ONLY app.stay_why
    ADD CONSTRAINT stay_why_pkey PRIMARY KEY (state, name);

ALTER TABLE ONLY app.stay_why
    ADD CONSTRAINT stay_why_state_position_key UNIQUE (state, "position");

ALTER TABLE ONLY app.tampered_kind
    ADD CONSTRAINT tampered_kind_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.task_kind
    ADD CONSTRAINT task_kind_name_key UNIQUE (name);

ALTER TABLE ONLY app.task_kind
    ADD CONSTRAINT task_kind_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_code_key UNIQUE (code);

ALTER TABLE ONLY app.transfer_emergency
    ADD CONSTRAINT transfer_emergency_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.transfer_emergency
    ADD CONSTRAINT transfer_emergency_position_key UNIQUE ("position");

ALTER TABLE ONLY app.transfer_key
    ADD CONSTRAINT transfer_key_pkey PRIMARY KEY (transfer_id, key, generation);

ALTER TABLE ONLY app.transfer_move
    ADD CONSTRAINT transfer_move_pkey PRIMARY KEY (what, from_state, to_state);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.transfer_state
    ADD CONSTRAINT transfer_state_pkey PRIMARY KEY (name);

ALTER TABLE ONLY app.transfer_state
    ADD CONSTRAINT transfer_state_position_key UNIQUE ("position");

ALTER TABLE ONLY app.transfer_step
    ADD CONSTRAINT transfer_step_pkey PRIMARY KEY (transfer_id, version);

ALTER TABLE ONLY app.transfer_why
    ADD CONSTRAINT transfer_why_pkey PRIMARY KEY (to_state, name);

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_code_key UNIQUE (code);

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_place_id_name_key UNIQUE (place_id, name);

ALTER TABLE ONLY app.wake_try
    ADD CONSTRAINT wake_try_pkey PRIMARY KEY (id);

ALTER TABLE ONLY app.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (staff_id, case_id);

CREATE INDEX allowed_role ON app.allowed USING btree (role);

CREATE INDEX approval_asked_by ON app.approval USING btree (asked_by);

CREATE INDEX approval_case ON app.approval USING btree (case_id);

CREATE INDEX approval_next ON app.approval USING btree (due_at) WHERE (state = 'open'::text);

CREATE INDEX approval_of_kind ON app.approval USING btree (kind);

CREATE INDEX approval_office ON app.approval USING btree (office_id, touched_at);

CREATE INDEX approval_open ON app.approval USING btree (office_id, due_at) WHERE (ended_at IS NULL);

CREATE INDEX approval_role_role ON app.approval_role USING btree (role);

CREATE INDEX approval_to_id ON app.approval USING btree (to_id);

CREATE INDEX approval_to_office ON app.approval USING btree (to_office_id) WHERE (ended_at IS NULL);

CREATE INDEX approval_vote_home ON app.approval_vote USING btree (home_id);

CREATE INDEX approval_vote_reason ON app.approval_vote USING btree (answer, reason);

CREATE INDEX approval_vote_staff ON app.approval_vote USING btree (staff_id);

CREATE INDEX away_delegate ON app.away USING btree (delegate_id);

CREATE INDEX batch_closed_for ON app.batch USING btree (close_reason);

CREATE INDEX batch_office ON app.batch USING btree (office_id, entered_at);

CREATE INDEX batch_open ON app.batch USING btree (office_id, came_at) WHERE ((closed_at IS NULL) AND (NOT gone));

CREATE INDEX batch_place ON app.batch USING btree (place_id);

CREATE INDEX batch_responsible ON app.batch USING btree (responsible_id);

CREATE INDEX batch_staff ON app.batch USING btree (staff_id);

CREATE INDEX batch_touched_by ON app.batch USING btree (touched_by);

CREATE INDEX case_batch ON app."case" USING btree (batch_id) WHERE (batch_id IS NOT NULL);

CREATE INDEX case_child_detained ON app."case" USING btree (office_id, id) WHERE ((closed_at IS NULL) AND child AND (flags @> ARRAY['detained'::text]));

CREATE INDEX case_clock_at ON app."case" USING btree (office_id, clock_at) INCLUDE (responsible_id, clock_code) WHERE ((closed_at IS NULL) AND (clock_at IS NOT NULL));

CREATE INDEX case_clock_case ON app.case_clock USING btree (case_id, ends_at, id);

CREATE INDEX case_clock_ends ON app.case_clock USING btree (office_id, ends_at, case_id) WHERE (stopped_at IS NULL);

CREATE INDEX case_clock_mine ON app."case" USING btree (responsible_id, clock_at, priority) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (clock_at IS NOT NULL) AND (responsible_id IS NOT NULL) AND (clock_code <> 'CHILD-DETAINED'::text));

CREATE UNIQUE INDEX case_clock_runs ON app.case_clock USING btree (case_id, rule) WHERE (stopped_at IS NULL);

CREATE INDEX case_danger_mine ON app."case" USING btree (responsible_id, office_id) WHERE ((closed_at IS NULL) AND (responsible_id IS NOT NULL) AND ('danger now'::text = ANY (flags)));

CREATE INDEX case_lane ON app."case" USING btree (office_id, stage, priority, clock_order, touched_at, id) WHERE (closed_at IS NULL);

CREATE INDEX case_link_a ON app.case_link USING btree (case_a, office_id);

CREATE INDEX case_link_b ON app.case_link USING btree (case_b, office_b);

CREATE INDEX case_link_by ON app.case_link USING btree (linked_by);

CREATE INDEX case_mine ON app."case" USING btree (responsible_id, stage, priority, clock_order, touched_at, id) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (responsible_id IS NOT NULL));

CREATE INDEX case_nobody ON app."case" USING btree (office_id, priority, reported_at) WHERE ((closed_at IS NULL) AND (responsible_id IS NULL));

CREATE INDEX case_open ON app."case" USING btree (office_id, priority, clock_order, touched_at, id) WHERE (closed_at IS NULL);

CREATE INDEX case_reported ON app."case" USING btree (office_id, reported_at);

CREATE INDEX case_taken_by ON app.case_taken USING btree (by);

CREATE INDEX case_taken_case ON app.case_taken USING btree (case_id, office_id);

CREATE INDEX case_task_at ON app."case" USING btree (office_id, task_at) WHERE ((closed_at IS NULL) AND (task_at IS NOT NULL));

CREATE INDEX case_task_mine ON app."case" USING btree (responsible_id, task_at, priority) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (task_at IS NOT NULL) AND (responsible_id IS NOT NULL));

CREATE INDEX case_touched ON app."case" USING btree (office_id, touched_at, id);

CREATE INDEX case_touched_mine ON app."case" USING btree (responsible_id, touched_at, id) WHERE (responsible_id IS NOT NULL);

CREATE INDEX case_unseen ON app."case" USING btree (responsible_id, priority, touched_at) INCLUDE (office_id) WHERE ((closed_at IS NULL) AND (NOT responsible_seen));

CREATE INDEX case_waiting ON app."case" USING btree (office_id, ((NOT (('danger now'::text = ANY (flags)) OR (COALESCE(child, false) AND ('detained'::text = ANY (flags)))))), clock_order, (
CASE risk
    WHEN 3 THEN 0
    WHEN 2 THEN 1
    WHEN 0 THEN 2
    ELSE 3
END), reported_at, id) WHERE (stage = 1);

CREATE INDEX case_waiting_since ON app."case" USING btree (office_id, reported_at) WHERE (stage = 1);

CREATE INDEX clock_cause_flag ON app.clock_cause USING btree (flag);

CREATE INDEX clock_cause_stage ON app.clock_cause USING btree (stage);

CREATE INDEX clock_cause_status ON app.clock_cause USING btree (status);

CREATE INDEX clock_policy_by ON app.clock_policy USING btree (set_by);

CREATE INDEX clock_policy_rule ON app.clock_policy USING btree (rule);

CREATE INDEX clock_rule_country ON app.clock_rule USING btree (country_id);

CREATE INDEX contact_case ON app.contact USING btree (case_id);

CREATE INDEX contact_done_by ON app.contact USING btree (done_by);

CREATE INDEX contact_of_kind ON app.contact USING btree (kind);

CREATE INDEX contact_office ON app.contact USING btree (office_id, came_at) WHERE (NOT gone);

CREATE INDEX contact_staff ON app.contact USING btree (staff_id);

CREATE INDEX contact_taken_by ON app.contact USING btree (taken_by);

CREATE INDEX contact_waiting ON app.contact USING btree (office_id, kind, COALESCE(done_at, 'infinity'::timestamp with time zone)) WHERE (NOT gone);

CREATE UNIQUE INDEX directory_draft ON app.directory USING btree (((in_force_at IS NULL))) WHERE (in_force_at IS NULL);

CREATE UNIQUE INDEX directory_person_present ON app.directory_person USING btree (person) WHERE (NOT past);

CREATE INDEX directory_realm_recovery ON app.directory_realm USING btree (recovery_id);

CREATE INDEX directory_registrar_1 ON app.directory USING btree (registrar_1);

CREATE INDEX directory_registrar_2 ON app.directory USING btree (registrar_2);

CREATE INDEX entry_afraid_case ON app.entry_afraid USING btree (case_id, office_id);

CREATE INDEX entry_call_case ON app.entry_call USING btree (case_id, office_id);

CREATE INDEX entry_consent_case ON app.entry_consent USING btree (case_id, office_id);

CREATE INDEX entry_danger_review ON app.entry_danger USING btree (office_id, review_on) WHERE (standing <> 'withdrawn'::text);

CREATE INDEX entry_danger_subject ON app.entry_danger USING btree (subject);

CREATE INDEX entry_guardian_case ON app.entry_guardian USING btree (case_id, office_id);

CREATE INDEX entry_handover_case ON app.entry_handover USING btree (case_id, office_id);

CREATE INDEX entry_interest_case ON app.entry_interest USING btree (case_id, office_id);

CREATE INDEX entry_journey_case ON app.entry_journey USING btree (case_id, office_id);

CREATE INDEX entry_legal_case ON app.entry_legal USING btree (case_id, office_id);

CREATE INDEX entry_need_case ON app.entry_need USING btree (case_id, office_id);

CREATE INDEX entry_party_office ON app.entry_party USING btree (subject, office_id);

CREATE INDEX entry_party_where ON app.entry_party USING btree (country, lower(district));

CREATE INDEX entry_plan_case ON app.entry_plan USING btree (case_id, office_id);

CREATE INDEX entry_plan_danger ON app.entry_plan USING btree (danger);

CREATE INDEX entry_plan_party ON app.entry_plan USING btree (party);

CREATE INDEX entry_plan_place ON app.entry_plan USING btree (place);

CREATE INDEX entry_referral_asked ON app.entry_referral USING btree (office_id, asked_on) WHERE (state = 'asked'::text);

CREATE INDEX entry_referral_case ON app.entry_referral USING btree (case_id, office_id);

CREATE INDEX entry_referral_danger ON app.entry_referral USING btree (danger);

CREATE INDEX entry_referral_party ON app.entry_referral USING btree (party);

CREATE INDEX entry_referral_place ON app.entry_referral USING btree (place);

CREATE INDEX entry_risk_case ON app.entry_risk USING btree (case_id, office_id);

CREATE INDEX entry_risk_level ON app.entry_risk USING btree (level);

CREATE INDEX entry_screening_case ON app.entry_screening USING btree (case_id, office_id);

CREATE INDEX entry_status_body ON app.entry_status USING btree (body);

CREATE INDEX entry_status_case ON app.entry_status USING btree (case_id, office_id);

CREATE INDEX entry_status_status ON app.entry_status USING btree (status);

CREATE INDEX entry_transfer_case ON app.entry_transfer USING btree (case_id, office_id);

CREATE INDEX entry_transfer_danger ON app.entry_transfer USING btree (danger);

CREATE INDEX entry_transfer_emergency ON app.entry_transfer USING btree (emergency);

CREATE INDEX entry_wish_case ON app.entry_wish USING btree (case_id, office_id);

CREATE INDEX escalation_case ON app.escalation USING btree (case_id, office_id);

CREATE INDEX escalation_due ON app.escalation USING btree (next_at) WHERE ((ended_at IS NULL) AND (seen_at IS NULL));

CREATE INDEX escalation_office ON app.escalation USING btree (office_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX escalation_open ON app.escalation USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX event_cursor ON app.event USING btree (generation, xid, id);

CREATE INDEX event_staff ON app.event USING btree (staff_id, id);

CREATE INDEX event_tampered ON app.event USING btree (at) WHERE ((action = 'tampered'::text) AND (refusal IS NULL));

CREATE INDEX event_timeline ON app.event USING btree (object_id, id) WHERE (object_id IS NOT NULL);

CREATE INDEX handover_line_open ON app.handover_line USING btree (office_id, at) WHERE (read_at IS NULL);

CREATE INDEX handover_line_read_by ON app.handover_line USING btree (read_by, read_at);

CREATE INDEX handover_line_record ON app.handover_line USING btree (record);

CREATE INDEX handover_line_written_by ON app.handover_line USING btree (written_by, at);

CREATE INDEX import_sha256 ON app.import USING btree (sha256);

CREATE INDEX import_staff ON app.import USING btree (staff_id);

CREATE INDEX key_task_done_by ON app.key_task USING btree (done_by);

CREATE INDEX key_task_open ON app.key_task USING btree (realm_id) WHERE (done_at IS NULL);

CREATE INDEX key_task_staff ON app.key_task USING btree (staff_id);

CREATE INDEX notice_approval ON app.notice USING btree (approval_id);

CREATE INDEX notice_due ON app.notice USING btree (due_at) WHERE (outcome IS DISTINCT FROM 'sent'::text);

CREATE INDEX notice_escalation ON app.notice USING btree (escalation_id, office_id);

CREATE INDEX notice_staff ON app.notice USING btree (staff_id, made_at);

CREATE INDEX office_country ON app.office USING btree (country_id);

CREATE INDEX office_organisation ON app.office USING btree (organisation_id);

CREATE INDEX on_call_office ON app.on_call USING btree (office_id, ends_at);

CREATE INDEX on_call_staff ON app.on_call USING btree (staff_id, ends_at);

CREATE INDEX party_of_kind ON app.party USING btree (kind);

CREATE INDEX party_office ON app.party USING btree (office_id);

CREATE INDEX place_country ON app.place USING btree (country_id);

CREATE INDEX place_office ON app.place USING btree (office_id);

CREATE INDEX poke_due_xid ON app.poke_due USING btree (xid);

CREATE INDEX presence_staff ON app.presence USING btree (staff_id);

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

CREATE INDEX sealed_key_party ON app.sealed_key USING btree (party_id, office_id);

CREATE INDEX sealed_key_place ON app.sealed_key USING btree (place_id, office_id);

CREATE INDEX sealed_key_realm ON app.sealed_key USING btree (realm_id, epoch, subject, key, generation);

CREATE INDEX sealed_kind ON app.sealed USING btree (kind);

CREATE INDEX sealed_party ON app.sealed USING btree (party_id, office_id);

CREATE INDEX sealed_past_office ON app.sealed_past USING btree (office_id);

CREATE INDEX sealed_past_replaced_at ON app.sealed_past USING btree (replaced_at);

CREATE INDEX sealed_past_written_by ON app.sealed_past USING btree (written_by);

CREATE INDEX sealed_place ON app.sealed USING btree (place_id, office_id);

CREATE UNIQUE INDEX sealed_single ON app.sealed USING btree (subject, kind) WHERE (NOT many);

CREATE INDEX sealed_subject ON app.sealed USING btree (subject, kind, written_at);

CREATE INDEX sealed_written_by ON app.sealed USING btree (written_by);

CREATE INDEX shift_office ON app.shift USING btree (office_id, ends_at);

CREATE INDEX staff_home ON app.staff USING btree (office_id);

CREATE INDEX staff_office_office ON app.staff_office USING btree (office_id);

CREATE INDEX staff_role_role ON app.staff_role USING btree (role);

CREATE INDEX stage_move_role ON app.stage_move USING btree (role);

CREATE INDEX stage_move_to ON app.stage_move USING btree (to_stage);

CREATE INDEX stay_back ON app.stay USING btree (office_id, back_by) WHERE (state = 'on leave'::text);

CREATE INDEX stay_case ON app.stay USING btree (case_id, case_office_id);

CREATE INDEX stay_held ON app.stay USING btree (office_id, held_until) WHERE (state = 'held'::text);

CREATE INDEX stay_held_by ON app.stay USING btree (held_by, held_until);

CREATE INDEX stay_left ON app.stay USING btree (case_office_id, left_at) WHERE (left_at IS NOT NULL);

CREATE UNIQUE INDEX stay_one_hold ON app.stay USING btree (case_id) WHERE (state = 'held'::text);

CREATE UNIQUE INDEX stay_one_place ON app.stay USING btree (case_id) WHERE (state = ANY (ARRAY['in'::text, 'on leave'::text, 'left'::text]));

CREATE INDEX stay_step_of ON app.stay_step USING btree (stay_id, office_id, case_office_id);

CREATE INDEX stay_step_staff ON app.stay_step USING btree (staff_id);

CREATE INDEX stay_step_why ON app.stay_step USING btree (state, why);

CREATE INDEX stay_taken ON app.stay USING btree (unit_id) WHERE (state = ANY (ARRAY['held'::text, 'in'::text, 'on leave'::text, 'left'::text]));

CREATE INDEX stay_unit ON app.stay USING btree (unit_id, office_id);

CREATE INDEX task_case ON app.task USING btree (case_id, due_at, id);

CREATE INDEX task_mine ON app.task USING btree (staff_id, due_at) WHERE ((done_at IS NULL) AND (staff_id IS NOT NULL));

CREATE INDEX transfer_case ON app.transfer USING btree (case_id);

CREATE INDEX transfer_key_from ON app.transfer_key USING btree (from_realm);

CREATE INDEX transfer_key_given_by ON app.transfer_key USING btree (given_by);

CREATE INDEX transfer_key_to ON app.transfer_key USING btree (to_realm);

CREATE INDEX transfer_move_from ON app.transfer_move USING btree (from_state);

CREATE INDEX transfer_move_to ON app.transfer_move USING btree (to_state);

CREATE INDEX transfer_office ON app.transfer USING btree (office_id, touched_at);

CREATE UNIQUE INDEX transfer_open ON app.transfer USING btree (case_id, what) WHERE (NOT over);

CREATE INDEX transfer_place ON app.transfer USING btree (place_id);

CREATE INDEX transfer_state_of ON app.transfer USING btree (state);

CREATE INDEX transfer_step_staff ON app.transfer_step USING btree (staff_id);

CREATE INDEX transfer_step_state ON app.transfer_step USING btree (state);

CREATE INDEX transfer_to_office ON app.transfer USING btree (to_office_id, state) WHERE (NOT over);

CREATE INDEX transfer_with ON app.transfer USING btree (with_id);

CREATE INDEX unit_place ON app.unit USING btree (place_id, office_id);

CREATE INDEX unit_review ON app.unit USING btree (office_id, review_on) WHERE (regime = 'closed'::text);

CREATE INDEX wake_try_case ON app.wake_try USING btree (case_id, office_id);

CREATE INDEX wake_try_party ON app.wake_try USING btree (party_id, at);

CREATE INDEX wake_try_staff ON app.wake_try USING btree (staff_id);

CREATE INDEX watch_case ON app.watch USING btree (case_id, office_id);

CREATE TRIGGER approval_poke AFTER INSERT OR DELETE OR UPDATE ON app.approval FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER approval_vote_poke AFTER INSERT ON app.approval_vote FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER away_poke AFTER INSERT OR DELETE OR UPDATE ON app.away FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER batch_poke AFTER INSERT OR UPDATE ON app.batch FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER case_clocks_follow AFTER UPDATE OF stage, flags, age_low, age_high, status, closed_at ON app."case" FOR EACH ROW WHEN (((((((old.stage IS DISTINCT FROM new.stage) OR (old.flags IS DISTINCT FROM new.flags)) OR (old.age_low IS DISTINCT FROM new.age_low)) OR (old.age_high IS DISTINCT FROM new.age_high)) OR (old.status IS DISTINCT FROM new.status)) OR (old.closed_at IS DISTINCT FROM new.closed_at))) EXECUTE FUNCTION app.case_clocks_follow();

CREATE TRIGGER case_clocks_new AFTER INSERT ON app."case" FOR EACH ROW WHEN ((CURRENT_USER = 'hw_api'::name)) EXECUTE FUNCTION app.case_clocks_follow();

CREATE TRIGGER case_delete_counted AFTER DELETE ON app."case" REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER case_flags_known BEFORE INSERT OR UPDATE OF flags ON app."case" FOR EACH ROW WHEN ((new.flags <> '{}'::text[])) EXECUTE FUNCTION app.case_flags_known();

CREATE TRIGGER case_insert_counted AFTER INSERT ON app."case" REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER case_link_poke AFTER INSERT OR DELETE OR UPDATE ON app.case_link FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER case_poke AFTER INSERT OR DELETE OR UPDATE ON app."case" FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER case_taken_told AFTER UPDATE OF responsible_id, closed_at ON app."case" FOR EACH ROW WHEN (((old.responsible_id IS DISTINCT FROM new.responsible_id) OR ((old.closed_at IS NULL) <> (new.closed_at IS NULL)))) EXECUTE FUNCTION app.case_taken_told();

CREATE TRIGGER case_update_counted AFTER UPDATE ON app."case" REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_counted();

CREATE TRIGGER clock_delete AFTER DELETE ON app.case_clock REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER clock_insert AFTER INSERT ON app.case_clock REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER clock_update AFTER UPDATE ON app.case_clock REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER contact_poke AFTER INSERT OR UPDATE ON app.contact FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER entry_afraid_follows AFTER INSERT OR UPDATE OF answer, asked_on, lang, own_language, alone ON app.entry_afraid FOR EACH ROW EXECUTE FUNCTION app.entry_afraid_follows();

CREATE TRIGGER entry_afraid_rule BEFORE INSERT OR UPDATE OF answer, asked_on, lang, own_language, alone ON app.entry_afraid FOR EACH ROW EXECUTE FUNCTION app.entry_afraid_rule();

CREATE TRIGGER entry_call_follows AFTER INSERT OR UPDATE OF danger, age, sex, people, lang, call_from, call_until, answers, access, act, means, purpose, caller, source, standing ON app.entry_call FOR EACH ROW EXECUTE FUNCTION app.entry_call_follows();

CREATE TRIGGER entry_call_rule BEFORE INSERT OR UPDATE OF danger, age, sex, people, lang, call_from, call_until, answers, access, act, means, purpose, caller, source, standing ON app.entry_call FOR EACH ROW EXECUTE FUNCTION app.entry_call_rule();

CREATE TRIGGER entry_consent_follows AFTER INSERT OR UPDATE OF purpose, answer, by, guardian_cleared, told, asked_on, again_on ON app.entry_consent FOR EACH ROW EXECUTE FUNCTION app.entry_consent_follows();

CREATE TRIGGER entry_consent_of_age AFTER INSERT OR UPDATE OF purpose, answer, by, guardian_cleared, told, asked_on, again_on ON app.entry_consent FOR EACH ROW EXECUTE FUNCTION app.entry_consent_of_age();

CREATE TRIGGER entry_consent_rule BEFORE INSERT OR UPDATE OF purpose, answer, by, guardian_cleared, told, asked_on, again_on ON app.entry_consent FOR EACH ROW EXECUTE FUNCTION app.entry_consent_rule();

CREATE TRIGGER entry_danger_rule BEFORE INSERT OR UPDATE OF concerns, severity, standing, since, review_on ON app.entry_danger FOR EACH ROW EXECUTE FUNCTION app.entry_danger_rule();

CREATE TRIGGER entry_guardian_rule BEFORE INSERT OR UPDATE OF kind, begun_on, cleared, cleared_on, ended_on ON app.entry_guardian FOR EACH ROW EXECUTE FUNCTION app.entry_guardian_rule();

CREATE TRIGGER entry_handover_follows AFTER INSERT OR UPDATE OF severity, next, next_at ON app.entry_handover FOR EACH ROW EXECUTE FUNCTION app.entry_handover_follows();

CREATE TRIGGER entry_interest_follows AFTER INSERT ON app.entry_interest FOR EACH ROW EXECUTE FUNCTION app.entry_interest_follows();

CREATE TRIGGER entry_interest_rule BEFORE INSERT OR UPDATE OF kind, about, options, panel, decided, decided_on, review_on ON app.entry_interest FOR EACH ROW EXECUTE FUNCTION app.entry_interest_rule();

CREATE TRIGGER entry_legal_follows AFTER INSERT OR UPDATE OF kind, ground, state, lawyer, non_punishment, begun_on, hearing_at, outcome, ended_on ON app.entry_legal FOR EACH ROW EXECUTE FUNCTION app.entry_legal_follows();

CREATE TRIGGER entry_legal_rule BEFORE INSERT OR UPDATE OF kind, ground, state, lawyer, non_punishment, begun_on, hearing_at, outcome, ended_on ON app.entry_legal FOR EACH ROW EXECUTE FUNCTION app.entry_legal_rule();

CREATE TRIGGER entry_party_follows AFTER INSERT OR UPDATE OF country, district, languages, sex, hours ON app.entry_party FOR EACH ROW EXECUTE FUNCTION app.entry_party_follows();

CREATE TRIGGER entry_plan_stops BEFORE INSERT OR UPDATE OF types, with_her, begun_on, planned_end, ended_on, party, place, danger ON app.entry_plan FOR EACH ROW EXECUTE FUNCTION app.entry_stops();

CREATE TRIGGER entry_referral_rule BEFORE INSERT OR UPDATE OF direction, other_side, because, state, asked_on, answered_on, shared, despite, party, place, danger ON app.entry_referral FOR EACH ROW EXECUTE FUNCTION app.entry_referral_rule();

CREATE TRIGGER entry_referral_stops BEFORE INSERT OR UPDATE OF direction, other_side, because, state, asked_on, answered_on, shared, despite, party, place, danger ON app.entry_referral FOR EACH ROW EXECUTE FUNCTION app.entry_stops();

CREATE TRIGGER entry_risk_changed AFTER UPDATE OF about, level, assessed_on, again_on ON app.entry_risk FOR EACH ROW WHEN (((old.about IS DISTINCT FROM new.about) OR (old.level IS DISTINCT FROM new.level) OR (old.assessed_on IS DISTINCT FROM new.assessed_on))) EXECUTE FUNCTION app.entry_risk_follows();

CREATE TRIGGER entry_risk_follows AFTER INSERT ON app.entry_risk FOR EACH ROW EXECUTE FUNCTION app.entry_risk_follows();

CREATE TRIGGER entry_risk_rule BEFORE INSERT OR UPDATE OF about, level, assessed_on, again_on ON app.entry_risk FOR EACH ROW EXECUTE FUNCTION app.entry_risk_rule();

CREATE TRIGGER entry_screening_follows AFTER INSERT OR UPDATE OF held_on, place, interviewer, interpreter, child, act, means, purpose, finding, again_on ON app.entry_screening FOR EACH ROW EXECUTE FUNCTION app.entry_screening_follows();

CREATE TRIGGER entry_screening_rule BEFORE INSERT OR UPDATE OF held_on, place, interviewer, interpreter, child, act, means, purpose, finding, again_on ON app.entry_screening FOR EACH ROW EXECUTE FUNCTION app.entry_screening_rule();

CREATE TRIGGER entry_status_follows AFTER INSERT ON app.entry_status FOR EACH ROW EXECUTE FUNCTION app.entry_status_follows();

CREATE TRIGGER entry_status_rule BEFORE INSERT OR UPDATE OF status, body, kind, decided_on ON app.entry_status FOR EACH ROW EXECUTE FUNCTION app.entry_status_rule();

CREATE TRIGGER entry_transfer_follows AFTER INSERT OR UPDATE OF what, purpose, urgency, origin, place, office, leave_at, escort, risk_checked, danger, despite, emergency, agreed_by, agreed_at ON app.entry_transfer FOR EACH ROW EXECUTE FUNCTION app.entry_transfer_follows();

CREATE TRIGGER entry_transfer_rule BEFORE INSERT OR UPDATE OF what, purpose, urgency, origin, place, office, leave_at, escort, risk_checked, danger, despite, emergency, agreed_by, agreed_at ON app.entry_transfer FOR EACH ROW EXECUTE FUNCTION app.entry_transfer_rule();

CREATE TRIGGER entry_wish_rule BEFORE INSERT OR UPDATE OF about, answer, asked_on, lang, own_language, alone ON app.entry_wish FOR EACH ROW EXECUTE FUNCTION app.entry_wish_rule();

CREATE TRIGGER escalation_begins AFTER INSERT ON app."case" FOR EACH ROW WHEN ((('danger now'::text = ANY (new.flags)) AND (new.responsible_id IS NULL) AND (new.closed_at IS NULL) AND (new.reported_at > (app.now() - '01:00:00'::interval)))) EXECUTE FUNCTION app.escalation_follows();

CREATE TRIGGER escalation_follows AFTER UPDATE ON app."case" FOR EACH ROW WHEN ((((((old.responsible_id IS DISTINCT FROM new.responsible_id) OR (old.responsible_seen IS DISTINCT FROM new.responsible_seen)) OR (old.stage IS DISTINCT FROM new.stage)) OR (old.flags IS DISTINCT FROM new.flags)) OR (old.closed_at IS DISTINCT FROM new.closed_at))) EXECUTE FUNCTION app.escalation_follows();

CREATE TRIGGER escalation_poke AFTER INSERT OR DELETE OR UPDATE ON app.escalation FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER event_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON app.event FOR EACH STATEMENT EXECUTE FUNCTION app.event_is_final();

ALTER TABLE app.event ENABLE ALWAYS TRIGGER event_is_final;

CREATE TRIGGER handover_poke AFTER INSERT OR DELETE OR UPDATE ON app.handover_line FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER initials_moved AFTER UPDATE OF office_id ON app."case" FOR EACH ROW WHEN ((old.office_id <> new.office_id)) EXECUTE FUNCTION app.initials_moved();

CREATE TRIGGER notice_poke AFTER INSERT ON app.notice FOR EACH STATEMENT EXECUTE FUNCTION app.poke_notice();

CREATE TRIGGER office_has_realms AFTER INSERT ON app.office FOR EACH ROW EXECUTE FUNCTION app.office_has_realms();

CREATE TRIGGER office_poke AFTER INSERT OR DELETE OR UPDATE ON app.office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER on_call_poke AFTER INSERT OR DELETE OR UPDATE ON app.on_call FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER party_poke AFTER INSERT OR DELETE OR UPDATE ON app.party FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER place_poke AFTER INSERT OR DELETE OR UPDATE ON app.place FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER presence_poke AFTER INSERT OR DELETE ON app.presence FOR EACH ROW EXECUTE FUNCTION app.poke_presence();

CREATE TRIGGER sealed_poke AFTER INSERT OR DELETE OR UPDATE ON app.sealed FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER shift_poke AFTER INSERT OR DELETE OR UPDATE ON app.shift FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_left AFTER UPDATE OF retired_at ON app.staff FOR EACH ROW WHEN (((old.retired_at IS NULL) AND (new.retired_at IS NOT NULL))) EXECUTE FUNCTION app.staff_left();

CREATE TRIGGER staff_office_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff_office FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER staff_role_poke AFTER INSERT OR DELETE OR UPDATE ON app.staff_role FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER stay_poke AFTER INSERT OR DELETE OR UPDATE ON app.stay FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER task_delete AFTER DELETE ON app.task REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER task_insert AFTER INSERT ON app.task REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER task_update AFTER UPDATE ON app.task REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION app.case_part_changed();

CREATE TRIGGER transfer_poke AFTER INSERT OR UPDATE ON app.transfer FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

CREATE TRIGGER unit_poke AFTER INSERT OR DELETE OR UPDATE ON app.unit FOR EACH STATEMENT EXECUTE FUNCTION app.poke_office();

CREATE TRIGGER wake_try_poke AFTER INSERT OR DELETE OR UPDATE ON app.wake_try FOR EACH STATEMENT EXECUTE FUNCTION app.poke_case();

ALTER TABLE ONLY app.allowed
    ADD CONSTRAINT allowed_role_fkey FOREIGN KEY (role) REFERENCES app.role(name);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_case_id_fkey FOREIGN KEY (case_id) REFERENCES app."case"(id);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_kind_fkey FOREIGN KEY (kind) REFERENCES app.approval_kind(name);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.approval_role
    ADD CONSTRAINT approval_role_kind_fkey FOREIGN KEY (kind) REFERENCES app.approval_kind(name);

ALTER TABLE ONLY app.approval_role
    ADD CONSTRAINT approval_role_role_fkey FOREIGN KEY (role) REFERENCES app.role(name);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_to_id_fkey FOREIGN KEY (to_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.approval
    ADD CONSTRAINT approval_to_office_id_fkey FOREIGN KEY (to_office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.approval_vote
    ADD CONSTRAINT approval_vote_answer_reason_fkey FOREIGN KEY (answer, reason) REFERENCES app.approval_reason(answer, name);

ALTER TABLE ONLY app.approval_vote
    ADD CONSTRAINT approval_vote_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES app.approval(id);

ALTER TABLE ONLY app.approval_vote
    ADD CONSTRAINT approval_vote_home_id_fkey FOREIGN KEY (home_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.approval_vote
    ADD CONSTRAINT approval_vote_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.away
    ADD CONSTRAINT away_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.away
    ADD CONSTRAINT away_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_close_reason_fkey FOREIGN KEY (close_reason) REFERENCES app.batch_reason(name);

ALTER TABLE ONLY app.batch_count
    ADD CONSTRAINT batch_count_batch_id_office_id_fkey FOREIGN KEY (batch_id, office_id) REFERENCES app.batch(id, office_id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_place_id_fkey FOREIGN KEY (place_id) REFERENCES app.place(id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.batch
    ADD CONSTRAINT batch_touched_by_fkey FOREIGN KEY (touched_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.board_count
    ADD CONSTRAINT board_count_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.board_count
    ADD CONSTRAINT board_count_stage_fkey FOREIGN KEY (stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app."case"
    ADD CONSTRAINT case_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES app.batch(id);

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

ALTER TABLE ONLY app.case_link
    ADD CONSTRAINT case_link_case_a_office_id_fkey FOREIGN KEY (case_a, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.case_link
    ADD CONSTRAINT case_link_case_b_office_b_fkey FOREIGN KEY (case_b, office_b) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.case_link
    ADD CONSTRAINT case_link_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES app.staff(id);

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

ALTER TABLE ONLY app.case_taken
    ADD CONSTRAINT case_taken_by_fkey FOREIGN KEY (by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.case_taken
    ADD CONSTRAINT case_taken_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY app.case_taken
    ADD CONSTRAINT case_taken_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.clock_cause
    ADD CONSTRAINT clock_cause_flag_fkey FOREIGN KEY (flag) REFERENCES app.flag(name);

ALTER TABLE ONLY app.clock_cause
    ADD CONSTRAINT clock_cause_rule_fkey FOREIGN KEY (rule) REFERENCES app.clock_rule(code);

ALTER TABLE ONLY app.clock_cause
    ADD CONSTRAINT clock_cause_stage_fkey FOREIGN KEY (stage) REFERENCES app.stage(id);

ALTER TABLE ONLY app.clock_cause
    ADD CONSTRAINT clock_cause_status_fkey FOREIGN KEY (status) REFERENCES app.status(id);

ALTER TABLE ONLY app.clock_policy
    ADD CONSTRAINT clock_policy_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.clock_policy
    ADD CONSTRAINT clock_policy_rule_fkey FOREIGN KEY (rule) REFERENCES app.clock_rule(code);

ALTER TABLE ONLY app.clock_policy
    ADD CONSTRAINT clock_policy_set_by_fkey FOREIGN KEY (set_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.clock_rule
    ADD CONSTRAINT clock_rule_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_case_id_fkey FOREIGN KEY (case_id) REFERENCES app."case"(id);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_done_by_fkey FOREIGN KEY (done_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_kind_fkey FOREIGN KEY (kind) REFERENCES app.contact_kind(name);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.contact
    ADD CONSTRAINT contact_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES app.staff(id);

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

ALTER TABLE ONLY app.entry_afraid
    ADD CONSTRAINT entry_afraid_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_afraid
    ADD CONSTRAINT entry_afraid_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_call
    ADD CONSTRAINT entry_call_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_call
    ADD CONSTRAINT entry_call_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_consent
    ADD CONSTRAINT entry_consent_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_consent
    ADD CONSTRAINT entry_consent_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_danger
    ADD CONSTRAINT entry_danger_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_danger
    ADD CONSTRAINT entry_danger_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.entry_guardian
    ADD CONSTRAINT entry_guardian_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_guardian
    ADD CONSTRAINT entry_guardian_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_handover
    ADD CONSTRAINT entry_handover_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_handover
    ADD CONSTRAINT entry_handover_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_interest
    ADD CONSTRAINT entry_interest_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_interest
    ADD CONSTRAINT entry_interest_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_journey
    ADD CONSTRAINT entry_journey_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_journey
    ADD CONSTRAINT entry_journey_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_legal
    ADD CONSTRAINT entry_legal_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_legal
    ADD CONSTRAINT entry_legal_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_need
    ADD CONSTRAINT entry_need_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_need
    ADD CONSTRAINT entry_need_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_party
    ADD CONSTRAINT entry_party_country_fkey FOREIGN KEY (country) REFERENCES app.country(id);

ALTER TABLE ONLY app.entry_party
    ADD CONSTRAINT entry_party_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_party
    ADD CONSTRAINT entry_party_subject_office_id_fkey FOREIGN KEY (subject, office_id) REFERENCES app.party(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_danger_fkey FOREIGN KEY (danger) REFERENCES app.danger_answer(name);

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_party_fkey FOREIGN KEY (party) REFERENCES app.party(code);

ALTER TABLE ONLY app.entry_plan
    ADD CONSTRAINT entry_plan_place_fkey FOREIGN KEY (place) REFERENCES app.place(code);

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_danger_fkey FOREIGN KEY (danger) REFERENCES app.danger_answer(name);

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_party_fkey FOREIGN KEY (party) REFERENCES app.party(code);

ALTER TABLE ONLY app.entry_referral
    ADD CONSTRAINT entry_referral_place_fkey FOREIGN KEY (place) REFERENCES app.place(code);

ALTER TABLE ONLY app.entry_risk
    ADD CONSTRAINT entry_risk_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_risk
    ADD CONSTRAINT entry_risk_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_risk
    ADD CONSTRAINT entry_risk_level_fkey FOREIGN KEY (level) REFERENCES app.risk(name);

ALTER TABLE ONLY app.entry_screening
    ADD CONSTRAINT entry_screening_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_screening
    ADD CONSTRAINT entry_screening_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_status
    ADD CONSTRAINT entry_status_body_fkey FOREIGN KEY (body) REFERENCES app.deciding_body(name);

ALTER TABLE ONLY app.entry_status
    ADD CONSTRAINT entry_status_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_status
    ADD CONSTRAINT entry_status_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_status
    ADD CONSTRAINT entry_status_status_fkey FOREIGN KEY (status) REFERENCES app.status(name);

ALTER TABLE ONLY app.entry_transfer
    ADD CONSTRAINT entry_transfer_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_transfer
    ADD CONSTRAINT entry_transfer_danger_fkey FOREIGN KEY (danger) REFERENCES app.danger_answer(name);

ALTER TABLE ONLY app.entry_transfer
    ADD CONSTRAINT entry_transfer_emergency_fkey FOREIGN KEY (emergency) REFERENCES app.transfer_emergency(name);

ALTER TABLE ONLY app.entry_transfer
    ADD CONSTRAINT entry_transfer_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.entry_wish
    ADD CONSTRAINT entry_wish_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.entry_wish
    ADD CONSTRAINT entry_wish_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_next_id_fkey FOREIGN KEY (next_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_reason_fkey FOREIGN KEY (reason) REFERENCES app.escalation_reason(name);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.escalation
    ADD CONSTRAINT escalation_to_id_fkey FOREIGN KEY (to_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_reason_fkey FOREIGN KEY (reason) REFERENCES app.reason(name);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_refusal_fkey FOREIGN KEY (refusal) REFERENCES app.refusal(code);

ALTER TABLE ONLY app.event
    ADD CONSTRAINT event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.handover_line
    ADD CONSTRAINT handover_line_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.handover_line
    ADD CONSTRAINT handover_line_read_by_fkey FOREIGN KEY (read_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.handover_line
    ADD CONSTRAINT handover_line_record_fkey FOREIGN KEY (record) REFERENCES app.entry_handover(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.handover_line
    ADD CONSTRAINT handover_line_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.staff(id);

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

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES app.approval(id) ON DELETE CASCADE;

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_escalation_id_office_id_fkey FOREIGN KEY (escalation_id, office_id) REFERENCES app.escalation(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.notice
    ADD CONSTRAINT notice_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.office
    ADD CONSTRAINT office_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisation(id);

ALTER TABLE ONLY app.on_call
    ADD CONSTRAINT on_call_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.on_call
    ADD CONSTRAINT on_call_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.party
    ADD CONSTRAINT party_kind_fkey FOREIGN KEY (kind) REFERENCES app.party_kind(name);

ALTER TABLE ONLY app.party
    ADD CONSTRAINT party_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_country_id_fkey FOREIGN KEY (country_id) REFERENCES app.country(id);

ALTER TABLE ONLY app.place
    ADD CONSTRAINT place_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.presence
    ADD CONSTRAINT presence_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.presence
    ADD CONSTRAINT presence_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

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
    ADD CONSTRAINT sealed_key_party_id_office_id_fkey FOREIGN KEY (party_id, office_id) REFERENCES app.party(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_place_id_office_id_fkey FOREIGN KEY (place_id, office_id) REFERENCES app.place(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.sealed_key
    ADD CONSTRAINT sealed_key_realm_id_epoch_fkey FOREIGN KEY (realm_id, epoch) REFERENCES app.realm_epoch(realm_id, epoch);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_kind_many_fkey FOREIGN KEY (kind, many) REFERENCES app.record_kind(name, many);

ALTER TABLE ONLY app.sealed
    ADD CONSTRAINT sealed_party_id_office_id_fkey FOREIGN KEY (party_id, office_id) REFERENCES app.party(id, office_id) ON UPDATE CASCADE;

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

ALTER TABLE ONLY app.stay
    ADD CONSTRAINT stay_case_id_case_office_id_fkey FOREIGN KEY (case_id, case_office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.stay
    ADD CONSTRAINT stay_held_by_fkey FOREIGN KEY (held_by) REFERENCES app.staff(id);

ALTER TABLE ONLY app.stay_step
    ADD CONSTRAINT stay_step_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.stay_step
    ADD CONSTRAINT stay_step_state_why_fkey FOREIGN KEY (state, why) REFERENCES app.stay_why(state, name);

ALTER TABLE ONLY app.stay_step
    ADD CONSTRAINT stay_step_stay_id_office_id_case_office_id_fkey FOREIGN KEY (stay_id, office_id, case_office_id) REFERENCES app.stay(id, office_id, case_office_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY app.stay
    ADD CONSTRAINT stay_unit_id_office_id_fkey FOREIGN KEY (unit_id, office_id) REFERENCES app.unit(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_kind_fkey FOREIGN KEY (kind) REFERENCES app.task_kind(id);

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_case_id_fkey FOREIGN KEY (case_id) REFERENCES app."case"(id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_id_fkey FOREIGN KEY (id) REFERENCES app.sealed(id);

ALTER TABLE ONLY app.transfer_key
    ADD CONSTRAINT transfer_key_from_realm_fkey FOREIGN KEY (from_realm) REFERENCES app.realm(id);

ALTER TABLE ONLY app.transfer_key
    ADD CONSTRAINT transfer_key_given_by_fkey FOREIGN KEY (given_by) REFERENCES app.staff(person);

ALTER TABLE ONLY app.transfer_key
    ADD CONSTRAINT transfer_key_to_realm_fkey FOREIGN KEY (to_realm) REFERENCES app.realm(id);

ALTER TABLE ONLY app.transfer_key
    ADD CONSTRAINT transfer_key_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES app.transfer(id);

ALTER TABLE ONLY app.transfer_move
    ADD CONSTRAINT transfer_move_from_state_fkey FOREIGN KEY (from_state) REFERENCES app.transfer_state(name);

ALTER TABLE ONLY app.transfer_move
    ADD CONSTRAINT transfer_move_to_state_fkey FOREIGN KEY (to_state) REFERENCES app.transfer_state(name);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_place_id_fkey FOREIGN KEY (place_id) REFERENCES app.place(id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_state_fkey FOREIGN KEY (state) REFERENCES app.transfer_state(name);

ALTER TABLE ONLY app.transfer_step
    ADD CONSTRAINT transfer_step_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.transfer_step
    ADD CONSTRAINT transfer_step_state_fkey FOREIGN KEY (state) REFERENCES app.transfer_state(name);

ALTER TABLE ONLY app.transfer_step
    ADD CONSTRAINT transfer_step_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES app.transfer(id);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_to_office_id_fkey FOREIGN KEY (to_office_id) REFERENCES app.office(id);

ALTER TABLE ONLY app.transfer_why
    ADD CONSTRAINT transfer_why_to_state_fkey FOREIGN KEY (to_state) REFERENCES app.transfer_state(name);

ALTER TABLE ONLY app.transfer
    ADD CONSTRAINT transfer_with_id_fkey FOREIGN KEY (with_id) REFERENCES app.transfer(id);

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_place_id_office_id_fkey FOREIGN KEY (place_id, office_id) REFERENCES app.place(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.wake_try
    ADD CONSTRAINT wake_try_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.wake_try
    ADD CONSTRAINT wake_try_party_id_fkey FOREIGN KEY (party_id) REFERENCES app.party(id);

ALTER TABLE ONLY app.wake_try
    ADD CONSTRAINT wake_try_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

ALTER TABLE ONLY app.watch
    ADD CONSTRAINT watch_case_id_office_id_fkey FOREIGN KEY (case_id, office_id) REFERENCES app."case"(id, office_id) ON UPDATE CASCADE;

ALTER TABLE ONLY app.watch
    ADD CONSTRAINT watch_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id);

CREATE POLICY add ON app.place FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[]))));

CREATE POLICY add ON app.unit FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[]))));

CREATE POLICY admin ON app.office FOR UPDATE TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.realm FOR UPDATE TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.realm_custodian TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff TO hw_api USING (( SELECT ('admin'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_office FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY admin ON app.staff_role FOR INSERT TO hw_api WITH CHECK (( SELECT ('admin'::text = ANY (app.my_roles()))));

CREATE POLICY again ON app.sealed FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) WITH CHECK ((written_by = ( SELECT app.me() AS me)));

CREATE POLICY again ON app.sealed_key FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.allowed ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.approval ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.approval_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.approval_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.approval_role ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.approval_vote ENABLE ROW LEVEL SECURITY;

CREATE POLICY ask ON app.approval FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (asked_by = ( SELECT app.me() AS me)) AND (state = 'open'::text)));

CREATE POLICY ask ON app.transfer FOR INSERT TO hw_api WITH CHECK ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY asked ON app.sealed FOR SELECT TO hw_owner USING (true);

ALTER TABLE app.away ENABLE ROW LEVEL SECURITY;

CREATE POLICY back ON app.wake_try FOR UPDATE TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (staff_id = ( SELECT app.me() AS me))));

ALTER TABLE app.batch ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.batch_count ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.batch_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.board_count ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.board_delta ENABLE ROW LEVEL SECURITY;

CREATE POLICY by_rule ON app.event FOR INSERT TO hw_owner WITH CHECK (((staff_id IS NULL) AND (action = ANY (ARRAY['escalation.next'::text, 'notice.told'::text, 'approval.next'::text, 'approval.over'::text]))));

ALTER TABLE app."case" ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.case_clock ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.case_link ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.case_taken ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.change ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock_cause ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock_policy ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.clock_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.close_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.cluster ENABLE ROW LEVEL SECURITY;

CREATE POLICY concerned ON app.approval FOR SELECT TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY concerned ON app.approval_vote FOR SELECT TO hw_api USING ((EXISTS ( SELECT
   FROM app.approval a
  WHERE (a.id = approval_vote.approval_id))));

CREATE POLICY concerned ON app.transfer FOR SELECT TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY concerned ON app.transfer_key FOR SELECT TO hw_api USING ((EXISTS ( SELECT
   FROM app.transfer t
  WHERE ((t.id = transfer_key.transfer_id) AND (t.to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))))));

CREATE POLICY concerned ON app.transfer_step FOR SELECT TO hw_api USING ((EXISTS ( SELECT
   FROM app.transfer t
  WHERE (t.id = transfer_step.transfer_id))));

ALTER TABLE app.contact ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.contact_kind ENABLE ROW LEVEL SECURITY;

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

ALTER TABLE app.danger_answer ENABLE ROW LEVEL SECURITY;

CREATE POLICY decide ON app.approval FOR UPDATE TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

ALTER TABLE app.deciding_body ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.decision_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory_person ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.directory_realm ENABLE ROW LEVEL SECURITY;

CREATE POLICY done ON app.key_task FOR UPDATE TO hw_api USING ((done_at IS NULL)) WITH CHECK ((done_by = ( SELECT app.me() AS me)));

CREATE POLICY draft ON app.directory FOR INSERT TO hw_api WITH CHECK (((in_force_at IS NULL) AND ( SELECT ('registrar'::text = ANY (app.my_roles())))));

CREATE POLICY ended ON app.realm_letter FOR DELETE TO hw_api USING ((( SELECT (app.my_roles() && '{registrar,admin}'::text[])) OR (EXISTS ( SELECT
   FROM (app.staff s
     JOIN app.directory_realm d ON ((s.person = ANY (d.custodians))))
  WHERE ((s.id = ( SELECT app.me() AS me)) AND (d.realm_id = realm_letter.realm_id))))));

ALTER TABLE app.entry_afraid ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_danger ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_guardian ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_handover ENABLE ROW LEVEL SECURITY;

CREATE POLICY entry_insert ON app.task FOR INSERT TO hw_api WITH CHECK ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.entry_interest ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_journey ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_legal ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_need ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_party ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_referral ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_risk ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_screening ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_status ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.entry_transfer ENABLE ROW LEVEL SECURITY;

CREATE POLICY entry_update ON app.task FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.entry_wish ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.escalation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.escalation_reason ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.escalation_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY everything ON app.approval TO hw_owner USING (true);

CREATE POLICY everything ON app.approval_vote FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app."case" FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.danger_answer FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.entry_danger FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.entry_party FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.entry_transfer FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.escalation TO hw_owner USING (true);

CREATE POLICY everything ON app.notice TO hw_owner USING (true);

CREATE POLICY everything ON app.notify_served TO hw_owner USING (true);

CREATE POLICY everything ON app.on_call FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.party FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.place FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.poke_due TO hw_owner, hw_api USING (true);

CREATE POLICY everything ON app.shift FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.staff_office FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.staff_role FOR SELECT TO hw_owner USING (true);

CREATE POLICY everything ON app.stay TO hw_owner USING (true);

CREATE POLICY everything ON app.stay_move TO hw_owner USING (true);

CREATE POLICY everything ON app.stay_step TO hw_owner USING (true);

CREATE POLICY everything ON app.stay_why TO hw_owner USING (true);

CREATE POLICY everything ON app.transfer TO hw_owner USING (true);

CREATE POLICY everything ON app.transfer_key TO hw_owner USING (true);

CREATE POLICY everything ON app.transfer_step TO hw_owner USING (true);

CREATE POLICY everything ON app.unit TO hw_owner USING (true);

ALTER TABLE app.exploitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.flag ENABLE ROW LEVEL SECURITY;

CREATE POLICY give ON app.transfer_key FOR INSERT TO hw_api WITH CHECK ((EXISTS ( SELECT
   FROM app.transfer t
  WHERE ((t.id = transfer_key.transfer_id) AND (t.office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))))));

CREATE POLICY goes ON app.board_count TO hw_owner USING (true);

CREATE POLICY goes ON app.board_delta TO hw_owner USING (true);

CREATE POLICY goes ON app."case" FOR UPDATE TO hw_owner USING (true);

CREATE POLICY goes ON app.sealed_key TO hw_owner USING (true);

ALTER TABLE app.handover_line ENABLE ROW LEVEL SECURITY;

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

CREATE POLICY keep ON app.unit FOR UPDATE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND ( SELECT (app.my_roles() && '{coordinator,supervisor}'::text[]))));

ALTER TABLE app.key_offer ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.key_task ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.labour ENABLE ROW LEVEL SECURITY;

CREATE POLICY line ON app.directory_person TO hw_api USING (( SELECT ('registrar'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('registrar'::text = ANY (app.my_roles()))));

CREATE POLICY line ON app.directory_realm TO hw_api USING (( SELECT ('registrar'::text = ANY (app.my_roles())))) WITH CHECK (( SELECT ('registrar'::text = ANY (app.my_roles()))));

CREATE POLICY mine ON app.approval_vote FOR INSERT TO hw_api WITH CHECK (((staff_id = ( SELECT app.me() AS me)) AND (EXISTS ( SELECT
   FROM app.approval a
  WHERE (a.id = approval_vote.approval_id)))));

CREATE POLICY mine ON app.away TO hw_api USING (((staff_id = ( SELECT app.me() AS me)) OR ( SELECT ('coordinator'::text = ANY (app.my_roles()))))) WITH CHECK (((staff_id = ( SELECT app.me() AS me)) OR ( SELECT ('coordinator'::text = ANY (app.my_roles())))));

CREATE POLICY mine ON app.event TO hw_api USING ((login = SESSION_USER)) WITH CHECK (((login = SESSION_USER) AND (NOT (staff_id IS DISTINCT FROM ( SELECT app.me() AS me)))));

CREATE POLICY mine ON app.key_offer TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.request TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.saved_view TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine ON app.sealed FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (written_by = ( SELECT app.me() AS me))));

CREATE POLICY mine ON app.sealed_key FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (made_by = ( SELECT app.me() AS me))));

CREATE POLICY mine ON app.wake_try FOR INSERT TO hw_api WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (staff_id = ( SELECT app.me() AS me))));

CREATE POLICY mine ON app.watch TO hw_api USING (((staff_id = ( SELECT app.me() AS me)) AND (office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY mine_begin ON app.shift FOR INSERT TO hw_api WITH CHECK (((staff_id = ( SELECT app.me() AS me)) AND (office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY mine_end ON app.shift FOR UPDATE TO hw_api USING ((staff_id = ( SELECT app.me() AS me))) WITH CHECK ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY mine_gone ON app.shift FOR DELETE TO hw_api USING ((staff_id = ( SELECT app.me() AS me)));

CREATE POLICY my_offices ON app.batch TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.batch_count TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.board_count TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.board_delta TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app."case" TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.case_clock TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.case_link TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (office_b = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY my_offices ON app.case_taken TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.clock_policy TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.contact TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_afraid TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_call TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_consent TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_danger TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_guardian TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_handover TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_interest TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_journey TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_legal TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_need TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_party TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_plan TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_referral TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_risk TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_screening TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_status TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_transfer TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.entry_wish TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.escalation TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.event FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.handover_line TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.import TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.notice FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.on_call TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.party TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.place FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.presence TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))) WITH CHECK (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (staff_id = ( SELECT app.me() AS me))));

CREATE POLICY my_offices ON app.record TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed_key FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.sealed_past FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.stay FOR SELECT TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (case_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY my_offices ON app.stay_step FOR SELECT TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (case_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY my_offices ON app.task FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.unit FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

CREATE POLICY my_offices ON app.wake_try FOR SELECT TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.notify_served ENABLE ROW LEVEL SECURITY;

CREATE POLICY offer ON app.recovery FOR INSERT TO hw_api WITH CHECK (((offered_by = ( SELECT app.me() AS me)) AND ( SELECT ('admin'::text = ANY (app.my_roles())))));

ALTER TABLE app.office ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON app.realm FOR INSERT TO hw_owner WITH CHECK (true);

CREATE POLICY old ON app.sealed_past FOR DELETE TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) AND (replaced_at < (( SELECT app.now() AS now) - '30 days'::interval))));

ALTER TABLE app.on_call ENABLE ROW LEVEL SECURITY;

CREATE POLICY open ON app.key_task FOR INSERT TO hw_api WITH CHECK (( SELECT (app.my_roles() && '{registrar,admin}'::text[])));

ALTER TABLE app.organisation ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.party ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.party_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.place ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.poke_due ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.presence ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.priority ENABLE ROW LEVEL SECURITY;

CREATE POLICY read ON app.allowed FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.approval_kind FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.approval_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.approval_role FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.away FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.batch_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.change FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.clock FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.clock_cause FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.clock_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.clock_rule FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.close_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.cluster FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.contact_kind FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.control FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.country FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.danger_answer FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.deciding_body FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.decision_rule FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory_person FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.directory_realm FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.escalation_reason FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.escalation_rule FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.exploitation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.flag FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.key_offer FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.key_task FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.labour FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.notify_served FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.office FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.organisation FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.party_kind FOR SELECT TO hw_api USING (true);

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

CREATE POLICY read ON app.stay_move FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.stay_why FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.tampered_kind FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.task_kind FOR SELECT TO hw_api USING (true);

CREATE POLICY read ON app.transfer_emergency FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.transfer_move FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.transfer_state FOR SELECT TO hw_owner, hw_api USING (true);

CREATE POLICY read ON app.transfer_why FOR SELECT TO hw_owner, hw_api USING (true);

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

ALTER TABLE app.stay ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stay_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stay_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.stay_why ENABLE ROW LEVEL SECURITY;

CREATE POLICY step ON app.transfer FOR UPDATE TO hw_api USING (((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])) OR (to_office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[]))));

CREATE POLICY step ON app.transfer_step FOR INSERT TO hw_api WITH CHECK (((NOT (staff_id IS DISTINCT FROM ( SELECT app.me() AS me))) AND (EXISTS ( SELECT
   FROM app.transfer t
  WHERE (t.id = transfer_step.transfer_id)))));

CREATE POLICY strangers ON app.event FOR SELECT TO hw_api USING (((office_id IS NULL) AND ( SELECT ('auditor'::text = ANY (app.my_roles())))));

ALTER TABLE app.tampered_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.task ENABLE ROW LEVEL SECURITY;

CREATE POLICY task_delete ON app.task FOR DELETE TO hw_api USING ((office_id = ANY (( SELECT app.my_offices() AS my_offices)::smallint[])));

ALTER TABLE app.task_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_emergency ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.transfer_why ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.unit ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.wake_try ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.watch ENABLE ROW LEVEL SECURITY;

CREATE POLICY witness ON app.event FOR SELECT TO hw_owner USING (true);

GRANT USAGE ON SCHEMA api TO hw_staff;
GRANT USAGE ON SCHEMA api TO hw_owner;
GRANT USAGE ON SCHEMA api TO hw_backup;
GRANT USAGE ON SCHEMA api TO hw_poke;
GRANT USAGE ON SCHEMA api TO hw_notify;

GRANT USAGE ON SCHEMA app TO hw_api;
GRANT USAGE ON SCHEMA app TO hw_backup;
GRANT USAGE ON SCHEMA app TO hw_enrol;

REVOKE ALL ON FUNCTION app.code_check(symbols text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_check(symbols text) TO hw_api;

REVOKE ALL ON FUNCTION app.code_valid(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_valid(code text) TO hw_api;

REVOKE ALL ON FUNCTION app.language_valid(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.language_valid(code text) TO hw_api;

REVOKE ALL ON FUNCTION app.new_code(prefix text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.new_code(prefix text) TO hw_api;

REVOKE ALL ON FUNCTION app.now() FROM PUBLIC;
GRANT ALL ON FUNCTION app.now() TO hw_api;
GRANT ALL ON FUNCTION app.now() TO hw_staff;

GRANT SELECT ON TABLE app."case" TO hw_backup;
GRANT SELECT,INSERT ON TABLE app."case" TO hw_api;

GRANT UPDATE(version) ON TABLE app."case" TO hw_api;

GRANT UPDATE(responsible_id) ON TABLE app."case" TO hw_api;

GRANT UPDATE(responsible_seen) ON TABLE app."case" TO hw_api;

GRANT UPDATE(stage) ON TABLE app."case" TO hw_api;

GRANT UPDATE(priority) ON TABLE app."case" TO hw_api;

GRANT UPDATE(sex) ON TABLE app."case" TO hw_api;

GRANT UPDATE(age_low) ON TABLE app."case" TO hw_api;

GRANT UPDATE(age_high) ON TABLE app."case" TO hw_api;

GRANT UPDATE(exploitation) ON TABLE app."case" TO hw_api;

GRANT UPDATE(status) ON TABLE app."case" TO hw_api;

GRANT UPDATE(status_by) ON TABLE app."case" TO hw_api;

GRANT UPDATE(risk) ON TABLE app."case" TO hw_api;

GRANT UPDATE(afraid) ON TABLE app."case" TO hw_api;

GRANT UPDATE(flags) ON TABLE app."case" TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(closed_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(close_reason) ON TABLE app."case" TO hw_api;

GRANT UPDATE(clock_code) ON TABLE app."case" TO hw_api;

GRANT UPDATE(clock_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(need) ON TABLE app."case" TO hw_api;

GRANT UPDATE(task_at) ON TABLE app."case" TO hw_api;

GRANT UPDATE(standing) ON TABLE app."case" TO hw_api;

GRANT UPDATE(people) ON TABLE app."case" TO hw_api;

GRANT UPDATE(language) ON TABLE app."case" TO hw_api;

REVOKE ALL ON FUNCTION api.approval_again(p_key uuid, p_id uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_again(p_key uuid, p_id uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea, p_detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea, p_detail jsonb) TO hw_staff;

REVOKE ALL ON FUNCTION api.approval_delegate(p_key uuid, p_id uuid, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_delegate(p_key uuid, p_id uuid, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.approval_find(p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_find(p_code text) TO hw_staff;

REVOKE ALL ON FUNCTION api.approval_open(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_open(p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.away_end(p_key uuid, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.away_end(p_key uuid, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text) TO hw_staff;

REVOKE ALL ON FUNCTION api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.batch_find(p_code text, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.batch_find(p_code text, p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb, p_at timestamp with time zone, p_place text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb, p_at timestamp with time zone, p_place text) TO hw_staff;

REVOKE ALL ON FUNCTION api.batch_parts(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.batch_parts(p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.batch_take(p_key uuid, p_id uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.batch_take(p_key uuid, p_id uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text) TO hw_staff;

REVOKE ALL ON FUNCTION api.bed_line(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.bed_line(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.board_counts(p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.board_counts(p_scope text) TO hw_staff;

REVOKE ALL ON FUNCTION api.call_keys(p_office text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.call_keys(p_office text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_assign(p_key uuid, p_case uuid, p_version integer, p_to text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_call(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_call(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_clocks(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_clocks(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_confirm(p_key uuid, p_case uuid, p_version integer, p_severity text, p_next text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_escalate(p_key uuid, p_case uuid, p_version integer, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_file(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_file(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_find(p_codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_find(p_codes text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_link(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_links(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_links(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_move(p_key uuid, p_case uuid, p_version integer, p_to text, p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer, p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid, p_nationality text, p_class text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer, p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid, p_nationality text, p_class text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_open(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_open(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_peek(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_peek(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_priority(p_key uuid, p_case uuid, p_version integer, p_priority text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_take(p_key uuid, p_case uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text, p_person text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_task(p_key uuid, p_case uuid, p_version integer, p_act text, p_task text, p_due text, p_person text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_tasks(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_tasks(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_timeline(p_case uuid, p_before bigint, p_limit integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_unlink(p_key uuid, p_case uuid, p_version integer, p_other uuid, p_kind text) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_verbs(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_verbs(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.case_watch(p_key uuid, p_case uuid, p_version integer, p_on boolean) TO hw_staff;

REVOKE ALL ON FUNCTION api.clock_choices(p_case uuid, p_act text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.clock_choices(p_case uuid, p_act text) TO hw_staff;

REVOKE ALL ON FUNCTION api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) TO hw_staff;

REVOKE ALL ON FUNCTION api.clock_reasons() FROM PUBLIC;
GRANT ALL ON FUNCTION api.clock_reasons() TO hw_staff;

REVOKE ALL ON FUNCTION api.clock_times(p_case uuid, p_act text, p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.clock_times(p_case uuid, p_act text, p_rule text) TO hw_staff;

REVOKE ALL ON FUNCTION api.contact_done(p_key uuid, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.contact_done(p_key uuid, p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text, p_language text, p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text, p_language text, p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.contact_take(p_key uuid, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.contact_take(p_key uuid, p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION app.generation() FROM PUBLIC;
GRANT ALL ON FUNCTION app.generation() TO hw_api;
GRANT ALL ON FUNCTION app.generation() TO hw_staff;

REVOKE ALL ON FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.contract(OUT oldest integer, OUT newest integer, OUT generation integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.custodians_set(p_key uuid, p_realm uuid, p_logins text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.danger_list(p_subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.danger_list(p_subject uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.danger_names(p_key uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.danger_names(p_key uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.directory() FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory() TO hw_staff;

REVOKE ALL ON FUNCTION api.directory_draft() FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory_draft() TO hw_staff;

REVOKE ALL ON FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.directory_sign(p_key uuid, p_body text, p_by bytea, p_signature bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.escalation_watch(OUT notify text, OUT waiting bigint, OUT mine bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.escalation_watch(OUT notify text, OUT waiting bigint, OUT mine bigint) TO hw_staff;

REVOKE ALL ON FUNCTION api.event_hurry() FROM PUBLIC;
GRANT ALL ON FUNCTION api.event_hurry() TO hw_staff;

REVOKE ALL ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.facts(p_key uuid, p_cases uuid[], p_reason text) TO hw_staff;

REVOKE ALL ON FUNCTION api.handover() FROM PUBLIC;
GRANT ALL ON FUNCTION api.handover() TO hw_staff;

REVOKE ALL ON FUNCTION api.handover_draft(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.handover_draft(p_case uuid) TO hw_staff;

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

GRANT SELECT ON TABLE app.country TO hw_backup;
GRANT SELECT ON TABLE app.country TO hw_api;

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

REVOKE ALL ON FUNCTION api.here(p_case uuid, p_leave boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.here(p_case uuid, p_leave boolean) TO hw_staff;

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

REVOKE ALL ON FUNCTION api.morning() FROM PUBLIC;
GRANT ALL ON FUNCTION api.morning() TO hw_staff;

REVOKE ALL ON FUNCTION api.notice_take(p_stand_by boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.notice_take(p_stand_by boolean) TO hw_notify;

REVOKE ALL ON FUNCTION api.notice_told(p_notice uuid, p_outcome text, p_status integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.notice_told(p_notice uuid, p_outcome text, p_status integer) TO hw_notify;

REVOKE ALL ON FUNCTION app.notify_lock() FROM PUBLIC;
GRANT ALL ON FUNCTION app.notify_lock() TO hw_api;

REVOKE ALL ON FUNCTION api.notify_serves() FROM PUBLIC;
GRANT ALL ON FUNCTION api.notify_serves() TO hw_staff;

REVOKE ALL ON FUNCTION api.now() FROM PUBLIC;
GRANT ALL ON FUNCTION api.now() TO hw_staff;

REVOKE ALL ON FUNCTION api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.on_call_end(p_key uuid, p_office text, p_position text, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.on_call_set(p_key uuid, p_id uuid, p_office text, p_position text, p_login text, p_from text, p_until text) TO hw_staff;

REVOKE ALL ON FUNCTION api.party_find(p_code text, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.party_find(p_code text, p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) TO hw_staff;

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

REVOKE ALL ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea, p_clear jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sealed_keep(p_key uuid, p_subject uuid, p_id uuid, p_kind text, p_version integer, p_generation integer, p_blob bytea, p_clear jsonb) TO hw_staff;

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

REVOKE ALL ON FUNCTION api.shift_begin(p_key uuid, p_office text, p_until text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.shift_begin(p_key uuid, p_office text, p_until text) TO hw_staff;

REVOKE ALL ON FUNCTION api.shift_end(p_key uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.shift_end(p_key uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.shift_mine() FROM PUBLIC;
GRANT ALL ON FUNCTION api.shift_mine() TO hw_staff;

REVOKE ALL ON FUNCTION api.span(p_span interval) FROM PUBLIC;
GRANT ALL ON FUNCTION api.span(p_span interval) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_choices(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_choices(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_enrol(p_key uuid, p_login text, p_name text, p_office text, p_offices text[], p_roles text[], p_verifier text) TO hw_staff;

REVOKE ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.staff_retire(p_key uuid, p_login text) TO hw_staff;

REVOKE ALL ON FUNCTION api.stay_line(p_place uuid, p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.stay_line(p_place uuid, p_code text) TO hw_staff;

REVOKE ALL ON FUNCTION api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_until text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.stay_move(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_until text) TO hw_staff;

REVOKE ALL ON FUNCTION api.stay_whys(p_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.stay_whys(p_state text) TO hw_staff;

REVOKE ALL ON FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.tampered(p_key uuid, p_kind text, p_object uuid, p_record uuid, p_version integer) TO hw_staff;

REVOKE ALL ON FUNCTION api.task_choices(p_case uuid, p_act text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.task_choices(p_case uuid, p_act text) TO hw_staff;

REVOKE ALL ON FUNCTION api.task_times(p_case uuid, p_act text, p_task text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.task_times(p_case uuid, p_act text, p_task text) TO hw_staff;

REVOKE ALL ON FUNCTION api.told(clear jsonb, OUT names text[], OUT contents text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.told(clear jsonb, OUT names text[], OUT contents text[]) TO hw_staff;

REVOKE ALL ON FUNCTION api.transfer_keys(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.transfer_keys(p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.transfer_open(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.transfer_open(p_id uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_number integer, p_signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.transfer_step(p_key uuid, p_id uuid, p_version integer, p_state text, p_why text, p_number integer, p_signature bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_generations integer[], p_epoch integer, p_wraps bytea[], p_number integer, p_signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.transfer_take(p_key uuid, p_id uuid, p_version integer, p_generations integer[], p_epoch integer, p_wraps bytea[], p_number integer, p_signature bytea) TO hw_staff;

REVOKE ALL ON FUNCTION api.triage_head() FROM PUBLIC;
GRANT ALL ON FUNCTION api.triage_head() TO hw_staff;

REVOKE ALL ON FUNCTION api.triage_story(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.triage_story(p_case uuid) TO hw_staff;

REVOKE ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.undo(p_key uuid, p_event bigint) TO hw_staff;

REVOKE ALL ON FUNCTION api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer, p_age_high integer, p_beds integer, p_regime text, p_legal_basis text, p_review_on date, p_accepts boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer, p_age_high integer, p_beds integer, p_regime text, p_legal_basis text, p_review_on date, p_accepts boolean) TO hw_staff;

REVOKE ALL ON FUNCTION api.vault_self() FROM PUBLIC;
GRANT ALL ON FUNCTION api.vault_self() TO hw_staff;

REVOKE ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_delete(p_key uuid, p_name text) TO hw_staff;

REVOKE ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text) TO hw_staff;

REVOKE ALL ON FUNCTION api.wake(p_case uuid, p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.wake(p_case uuid, p_language text) TO hw_staff;

REVOKE ALL ON FUNCTION api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.wake_try(p_key uuid, p_case uuid, p_party uuid, p_result text, p_danger text) TO hw_staff;

REVOKE ALL ON FUNCTION app.after_migrate() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.ago(span interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ago(span interval) TO hw_api;

GRANT SELECT ON TABLE app.entry_consent TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_consent TO hw_api;

REVOKE ALL ON FUNCTION app.agrees(p_case uuid, p_purpose text, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.agrees(p_case uuid, p_purpose text, p_day date) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid, answer_within interval, acted_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid, answer_within interval, acted_at timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_call(id uuid, woken boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_call(id uuid, woken boolean) TO hw_api;

GRANT SELECT ON TABLE app.approval TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.approval TO hw_api;

GRANT UPDATE(to_office_id) ON TABLE app.approval TO hw_api;

GRANT UPDATE(askers) ON TABLE app.approval TO hw_api;

GRANT UPDATE(version) ON TABLE app.approval TO hw_api;

GRANT UPDATE(content) ON TABLE app.approval TO hw_api;

GRANT UPDATE(hash) ON TABLE app.approval TO hw_api;

GRANT UPDATE(state) ON TABLE app.approval TO hw_api;

GRANT UPDATE(acted_at) ON TABLE app.approval TO hw_api;

GRANT UPDATE(to_id) ON TABLE app.approval TO hw_api;

GRANT UPDATE(asked) ON TABLE app.approval TO hw_api;

GRANT UPDATE(due_at) ON TABLE app.approval TO hw_api;

GRANT UPDATE(expires_at) ON TABLE app.approval TO hw_api;

GRANT UPDATE(ended_at) ON TABLE app.approval TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.approval TO hw_api;

REVOKE ALL ON FUNCTION app.approval_detail(this app.approval, what text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_detail(this app.approval, what text) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_due() FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_due() TO hw_api;

GRANT SELECT ON TABLE app.approval_kind TO hw_backup;
GRANT SELECT ON TABLE app.approval_kind TO hw_api;

GRANT SELECT ON TABLE app.approval_vote TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.approval_vote TO hw_api;

REVOKE ALL ON FUNCTION app.approval_enough(this app.approval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_enough(this app.approval) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_expire(this app.approval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_expire(this app.approval) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_lacks(kind app.approval_kind, id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_lacks(kind app.approval_kind, id uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_next(this app.approval, OUT first smallint, OUT second smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_next(this app.approval, OUT first smallint, OUT second smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_now(kind app.approval_kind, id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_now(kind app.approval_kind, id uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_over(this app.approval, now_is text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_over(this app.approval, now_is text) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_read(this app.approval, writer smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_read(this app.approval, writer smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_reopen(this app.approval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_reopen(this app.approval) TO hw_api;

REVOKE ALL ON FUNCTION app.approval_step(this app.approval, woken boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approval_step(this app.approval, woken boolean) TO hw_api;

GRANT SELECT ON TABLE app.approval_role TO hw_backup;
GRANT SELECT ON TABLE app.approval_role TO hw_api;

GRANT SELECT ON TABLE app.staff_office TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.staff_office TO hw_api;

REVOKE ALL ON FUNCTION app.approvers(kind text, office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approvers(kind text, office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.ask_again(call app.call, event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_again(call app.call, event bigint) TO hw_api;

GRANT SELECT ON TABLE app.event TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.event TO hw_api;

REVOKE ALL ON FUNCTION app.asked_again(call app.call) FROM PUBLIC;
GRANT ALL ON FUNCTION app.asked_again(call app.call) TO hw_api;

REVOKE ALL ON FUNCTION app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb, at timestamp with time zone, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb, at timestamp with time zone, place text) TO hw_api;

REVOKE ALL ON FUNCTION app.batch_lacks(batch uuid, office smallint, nationality text, class text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.batch_lacks(batch uuid, office smallint, nationality text, class text) TO hw_api;

REVOKE ALL ON FUNCTION app.batch_put(batch uuid, office smallint, counts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.batch_put(batch uuid, office smallint, counts jsonb) TO hw_api;

GRANT SELECT ON TABLE app.batch TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.batch TO hw_api;

GRANT SELECT ON TABLE app.batch_count TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.batch_count TO hw_api;

REVOKE ALL ON FUNCTION app.batch_was(was app.batch) FROM PUBLIC;
GRANT ALL ON FUNCTION app.batch_was(was app.batch) TO hw_api;

REVOKE ALL ON FUNCTION app.bed_all(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_all(p_case uuid) TO hw_api;

GRANT SELECT ON TABLE app.unit TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.unit TO hw_api;

GRANT UPDATE(name) ON TABLE app.unit TO hw_api;

GRANT UPDATE(sex) ON TABLE app.unit TO hw_api;

GRANT UPDATE(age_low) ON TABLE app.unit TO hw_api;

GRANT UPDATE(age_high) ON TABLE app.unit TO hw_api;

GRANT UPDATE(beds) ON TABLE app.unit TO hw_api;

GRANT UPDATE(regime) ON TABLE app.unit TO hw_api;

GRANT UPDATE(legal_basis) ON TABLE app.unit TO hw_api;

GRANT UPDATE(review_on) ON TABLE app.unit TO hw_api;

GRANT UPDATE(accepts) ON TABLE app.unit TO hw_api;

GRANT UPDATE(version) ON TABLE app.unit TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.unit TO hw_api;

REVOKE ALL ON FUNCTION app.bed_fits(u app.unit, c app."case") FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_fits(u app.unit, c app."case") TO hw_api;

REVOKE ALL ON FUNCTION app.bed_give_back(stay uuid, staff smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_give_back(stay uuid, staff smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.bed_named(p_bed text, p_case uuid, OUT unit uuid, OUT by_place boolean, OUT regime text, OUT place uuid, OUT office smallint, OUT country text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_named(p_bed text, p_case uuid, OUT unit uuid, OUT by_place boolean, OUT regime text, OUT place uuid, OUT office smallint, OUT country text) TO hw_api;

REVOKE ALL ON FUNCTION app.bed_others(p_case uuid, p_country text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_others(p_case uuid, p_country text) TO hw_api;

GRANT SELECT ON TABLE app.stay TO hw_backup;
GRANT SELECT ON TABLE app.stay TO hw_api;

REVOKE ALL ON FUNCTION app.bed_take(p_unit uuid, p_case uuid, p_until timestamp with time zone, p_staff smallint, OUT code text, OUT now app.stay) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_take(p_unit uuid, p_case uuid, p_until timestamp with time zone, p_staff smallint, OUT code text, OUT now app.stay) TO hw_api;

REVOKE ALL ON FUNCTION app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.before(was app."case", change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.before(was app."case", change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_approval(key uuid, action text, id uuid, args jsonb, OUT call app.call, OUT this app.approval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_approval(key uuid, action text, id uuid, args jsonb, OUT call app.call, OUT this app.approval) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.batch) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.batch) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_case(key uuid, action text, id uuid, version integer, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_change(key uuid, action text, kind text, args jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_generation() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text, OUT begun app.call, OUT other app."case") FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_link(key uuid, action text, id uuid, version integer, other_id uuid, kind text, OUT begun app.call, OUT other app."case") TO hw_api;

REVOKE ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_read(action text, kind text, object_id uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_realm(call app.call, realm uuid, serial integer) TO hw_api;

REVOKE ALL ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text[], key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_sealed(call app.call, subject uuid, what text[], key text, OUT begun app.call, OUT realm uuid, OUT epoch integer) TO hw_api;

GRANT SELECT ON TABLE app.transfer TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.transfer TO hw_api;

REVOKE ALL ON FUNCTION app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.transfer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_transfer(key uuid, action text, id uuid, version integer, args jsonb, OUT call app.call, OUT this app.transfer) TO hw_api;

GRANT SELECT ON TABLE app.board_delta TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.board_delta TO hw_api;

REVOKE ALL ON FUNCTION app.board_add(deltas app.board_delta[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_add(deltas app.board_delta[]) TO hw_api;

REVOKE ALL ON FUNCTION app.board_fold() FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_fold() TO hw_api;

REVOKE ALL ON FUNCTION app.case_alike(of app."case", OUT code text, OUT reported_at timestamp with time zone, OUT by text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_alike(of app."case", OUT code text, OUT reported_at timestamp with time zone, OUT by text[]) TO hw_api;

REVOKE ALL ON FUNCTION app.case_clocks_follow() FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_clocks_follow() TO hw_api;

REVOKE ALL ON FUNCTION app.case_counted() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.case_flags_known() FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_flags_known() TO hw_api;

REVOKE ALL ON FUNCTION app.case_followed(was app."case") FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_followed(was app."case") TO hw_api;

REVOKE ALL ON FUNCTION app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid, clear jsonb, blob bytea, batch uuid, nationality text, class text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid, clear jsonb, blob bytea, batch uuid, nationality text, class text) TO hw_api;

REVOKE ALL ON FUNCTION app.case_part_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_refresh(ids uuid[], touched timestamp with time zone[]) TO hw_api;

REVOKE ALL ON FUNCTION app.case_taken_told() FROM PUBLIC;
GRANT ALL ON FUNCTION app.case_taken_told() TO hw_api;

GRANT SELECT ON TABLE app.clock_rule TO hw_backup;
GRANT SELECT ON TABLE app.clock_rule TO hw_api;

REVOKE ALL ON FUNCTION app.clock_by_hand(was app."case", rule app.clock_rule, p_at text, OUT field text, OUT code text, OUT since timestamp with time zone, OUT until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_by_hand(was app."case", rule app.clock_rule, p_at text, OUT field text, OUT code text, OUT since timestamp with time zone, OUT until timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_holds(c app."case", rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_holds(c app."case", rule text) TO hw_api;

GRANT SELECT ON TABLE app.case_clock TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.case_clock TO hw_api;

GRANT UPDATE(started_at) ON TABLE app.case_clock TO hw_api;

GRANT UPDATE(ends_at) ON TABLE app.case_clock TO hw_api;

GRANT UPDATE(stopped_at) ON TABLE app.case_clock TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.case_clock TO hw_api;

REVOKE ALL ON FUNCTION app.clock_last(of app.case_clock, rule app.clock_rule) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_last(of app.case_clock, rule app.clock_rule) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_length(office smallint, rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_length(office smallint, rule text) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_local(at timestamp with time zone, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_local(at timestamp with time zone, zone text) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_moment(typed text, zone text, base timestamp with time zone, ago boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_moment(typed text, zone text, base timestamp with time zone, ago boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_of_age(c app."case", told_at timestamp with time zone, OUT since timestamp with time zone, OUT until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_of_age(c app."case", told_at timestamp with time zone, OUT since timestamp with time zone, OUT until timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_problem(was app."case", act text, rule app.clock_rule, running app.case_clock) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_problem(was app."case", act text, rule app.clock_rule, running app.case_clock) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_resume(p_case uuid, p_rule text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_resume(p_case uuid, p_rule text, p_at timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_run(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone, OUT id uuid, OUT office_id smallint, OUT detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_run(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone, OUT id uuid, OUT office_id smallint, OUT detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_start(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_start(p_case uuid, p_rule text, p_from timestamp with time zone, p_until timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_stop(p_case uuid, p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_stop(p_case uuid, p_rule text) TO hw_api;

REVOKE ALL ON FUNCTION app.clock_told(p_case uuid, p_office smallint, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.clock_told(p_case uuid, p_office smallint, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.clocks_follow(was app."case", c app."case") FROM PUBLIC;
GRANT ALL ON FUNCTION app.clocks_follow(was app."case", c app."case") TO hw_api;

REVOKE ALL ON FUNCTION app.code_alphabet() FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_alphabet() TO hw_api;

REVOKE ALL ON FUNCTION app.code_typed(typed text, letters text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.code_typed(typed text, letters text) TO hw_api;

GRANT SELECT ON TABLE app.contact TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.contact TO hw_api;

REVOKE ALL ON FUNCTION app.contact_free(c app.contact) FROM PUBLIC;
GRANT ALL ON FUNCTION app.contact_free(c app.contact) TO hw_api;

REVOKE ALL ON FUNCTION app.contact_refused(call app.call) FROM PUBLIC;
GRANT ALL ON FUNCTION app.contact_refused(call app.call) TO hw_api;

REVOKE ALL ON FUNCTION app.has_number(words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.has_number(words text) TO hw_api;

GRANT SELECT ON TABLE app.entry_danger TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_danger TO hw_api;

GRANT SELECT ON TABLE app.entry_party TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_party TO hw_api;

GRANT SELECT ON TABLE app.party TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.party TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.party TO hw_api;

GRANT SELECT ON TABLE app.place TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.place TO hw_api;

GRANT UPDATE(kind) ON TABLE app.place TO hw_api;

GRANT UPDATE(country_id) ON TABLE app.place TO hw_api;

GRANT UPDATE(district) ON TABLE app.place TO hw_api;

GRANT UPDATE(capacity) ON TABLE app.place TO hw_api;

GRANT UPDATE(version) ON TABLE app.place TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.place TO hw_api;

REVOKE ALL ON FUNCTION app.danger_of(subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.danger_of(subject uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.danger_stops(subject uuid, despite text, about text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.danger_stops(subject uuid, despite text, about text) TO hw_api;

REVOKE ALL ON FUNCTION app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) TO hw_api;

GRANT SELECT ON TABLE app.entry_guardian TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_guardian TO hw_api;

REVOKE ALL ON FUNCTION app.guardian_last(p_case uuid, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.guardian_last(p_case uuid, p_day date) TO hw_api;

GRANT SELECT ON TABLE app.entry_interest TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_interest TO hw_api;

REVOKE ALL ON FUNCTION app.interest_last(p_case uuid, p_about text, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.interest_last(p_case uuid, p_about text, p_day date) TO hw_api;

GRANT SELECT ON TABLE app.entry_wish TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_wish TO hw_api;

REVOKE ALL ON FUNCTION app.wish_last(p_case uuid, p_about text, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.wish_last(p_case uuid, p_about text, p_day date) TO hw_api;

REVOKE ALL ON FUNCTION app.decision_told(p_case uuid, p_about text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.decision_told(p_case uuid, p_about text) TO hw_api;

REVOKE ALL ON FUNCTION app.detention_runs(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.detention_runs(p_case uuid) TO hw_api;

GRANT SELECT ON TABLE app.realm TO hw_backup;
GRANT SELECT ON TABLE app.realm TO hw_api;

GRANT UPDATE(recovery_id) ON TABLE app.realm TO hw_api;

GRANT SELECT ON TABLE app.role TO hw_backup;
GRANT SELECT ON TABLE app.role TO hw_api;

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
GRANT ALL ON FUNCTION app.end_idle(patience interval) TO hw_owner;

REVOKE ALL ON FUNCTION app.end_letter(realm uuid, whose uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_letter(realm uuid, whose uuid, why text) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_afraid_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_afraid_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_afraid_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_afraid_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_call_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_call_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_call_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_call_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_consent_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_consent_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_consent_of_age() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_consent_of_age() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_consent_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_consent_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_danger_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_danger_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_fields(kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_fields(kind text) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_guardian_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_guardian_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_handover_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_handover_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_interest_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_interest_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_interest_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_interest_rule() TO hw_api;

GRANT SELECT ON TABLE app.status TO hw_backup;
GRANT SELECT ON TABLE app.status TO hw_api;

REVOKE ALL ON FUNCTION app.entry_is_case(kind text, subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_is_case(kind text, subject uuid) TO hw_api;

GRANT SELECT ON TABLE app.record_kind TO hw_backup;
GRANT SELECT ON TABLE app.record_kind TO hw_api;

REVOKE ALL ON FUNCTION app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_legal_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_legal_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_legal_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_legal_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_no_day(kind text, clear jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_no_day(kind text, clear jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_of(kind text, record uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_of(kind text, record uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_party_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_party_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_referral_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_referral_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_refuse(field text, code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_refuse(field text, code text) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_risk_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_risk_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_risk_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_risk_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_screening_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_screening_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_screening_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_screening_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_status_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_status_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_status_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_status_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_stops() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_stops() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_transfer_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_transfer_follows() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_transfer_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_transfer_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.entry_unreadable(kind text, clear jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_unreadable(kind text, clear jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.entry_wish_rule() FROM PUBLIC;
GRANT ALL ON FUNCTION app.entry_wish_rule() TO hw_api;

REVOKE ALL ON FUNCTION app.epoch_of(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.epoch_of(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.escalate_due() FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalate_due() TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_again(change app.event, but uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_again(change app.event, but uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_begin(c app."case", since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_begin(c app."case", since timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_follows() FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_follows() TO hw_api;

GRANT SELECT ON TABLE app.escalation TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.escalation TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_next(open app.escalation, OUT first smallint, OUT second smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_next(open app.escalation, OUT first smallint, OUT second smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_seen(p_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_seen(p_case uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_step(open app.escalation) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_step(open app.escalation) TO hw_api;

REVOKE ALL ON FUNCTION app.escalation_wait(rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.escalation_wait(rule text) TO hw_api;

REVOKE ALL ON FUNCTION app.event_is_final() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.file_goes(t app.transfer, staff smallint, generations integer[], in_epoch integer, wraps bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.file_goes(t app.transfer, staff smallint, generations integer[], in_epoch integer, wraps bytea[]) TO hw_api;

REVOKE ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.finish(call app.call, version integer, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.finish_link(call app.call, other app."case", was text[], became text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.finish_link(call app.call, other app."case", was text[], became text[]) TO hw_api;

REVOKE ALL ON FUNCTION app.flagged_by_hand(p_case uuid, p_flag text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.flagged_by_hand(p_case uuid, p_flag text) TO hw_api;

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

REVOKE ALL ON FUNCTION app.in_line(office smallint, but smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.in_line(office smallint, but smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.initials_end(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.initials_end(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.initials_moved() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.is_custodian(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_custodian(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.lead_offices() FROM PUBLIC;
GRANT ALL ON FUNCTION app.lead_offices() TO hw_api;
GRANT ALL ON FUNCTION app.lead_offices() TO hw_staff;

REVOKE ALL ON FUNCTION app.letters_given(people uuid[], letters bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.letters_given(people uuid[], letters bytea[]) TO hw_api;

REVOKE ALL ON FUNCTION app.line_changed(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.line_changed(office smallint) TO hw_api;

GRANT SELECT ON TABLE app.case_link TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.case_link TO hw_api;

REVOKE ALL ON FUNCTION app.links_between(a uuid, b uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.links_between(a uuid, b uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.links_set(a app."case", b app."case", kinds text[], by smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.links_set(a app."case", b app."case", kinds text[], by smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.listed(value text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.listed(value text) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_approval(id uuid, OUT this app.approval, OUT was app."case", OUT busy text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_approval(id uuid, OUT this app.approval, OUT was app."case", OUT busy text) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_batch(id uuid, OUT was app.batch, OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_batch(id uuid, OUT was app.batch, OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_case(id uuid, OUT was app."case", OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_directory(call app.call, patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_directory(call app.call, patience interval) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_keys(what text, shared boolean, patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_keys(what text, shared boolean, patience interval) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_party(id uuid, OUT office_id smallint, OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_party(id uuid, OUT office_id smallint, OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_place(id uuid, OUT was app.place, OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_subject(id uuid, OUT office_id smallint, OUT of text, OUT was app."case", OUT busy boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_transfer(id uuid, OUT this app.transfer, OUT was app."case", OUT busy text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_transfer(id uuid, OUT this app.transfer, OUT was app."case", OUT busy text) TO hw_api;

REVOKE ALL ON FUNCTION app.lock_unit(id uuid, OUT was app.unit, OUT busy boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_unit(id uuid, OUT was app.unit, OUT busy boolean) TO hw_api;

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

REVOKE ALL ON FUNCTION app.moment(word text, zone text, after timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.moment(word text, zone text, after timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.moves(from_stage smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.moves(from_stage smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.ms(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ms(at timestamp with time zone) TO hw_api;

REVOKE ALL ON FUNCTION app.my_changes() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_changes() TO hw_api;

REVOKE ALL ON FUNCTION app.my_office(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_office(code text) TO hw_api;

REVOKE ALL ON FUNCTION app.my_urgent() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_urgent() TO hw_api;

REVOKE ALL ON FUNCTION app.new_notice_code() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.notice_take(p_new boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.notice_take(p_new boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.notice_told(p_notice uuid, p_outcome text, p_status integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.notice_told(p_notice uuid, p_outcome text, p_status integer) TO hw_api;

REVOKE ALL ON FUNCTION app.office_day(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.office_day(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.office_has_realms() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.on_shift(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.on_shift(office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.palermo_lacks(act text[], means text[], purpose text[], child boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.palermo_lacks(act text[], means text[], purpose text[], child boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.party_awake(hours text, country text, office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.party_awake(hours text, country text, office smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.place_anywhere(p_code text, OUT id uuid, OUT office_id smallint, OUT kind text, OUT country_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.place_anywhere(p_code text, OUT id uuid, OUT office_id smallint, OUT kind text, OUT country_id text) TO hw_api;

REVOKE ALL ON FUNCTION app.place_danger_stops(p_place uuid, p_despite text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.place_danger_stops(p_place uuid, p_despite text) TO hw_api;

REVOKE ALL ON FUNCTION app.poke(topic text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke(topic text) TO hw_api;

REVOKE ALL ON FUNCTION app.poke_case() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.poke_left() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_left() TO hw_api;

REVOKE ALL ON FUNCTION app.poke_notice() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_notice() TO hw_api;

REVOKE ALL ON FUNCTION app.poke_office() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.poke_presence() FROM PUBLIC;
GRANT ALL ON FUNCTION app.poke_presence() TO hw_api;

REVOKE ALL ON FUNCTION app.ready_realm(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ready_realm(realm uuid) TO hw_api;

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

REVOKE ALL ON FUNCTION app.shift_start() FROM PUBLIC;
GRANT ALL ON FUNCTION app.shift_start() TO hw_api;

REVOKE ALL ON FUNCTION app.staff_left() FROM PUBLIC;
GRANT ALL ON FUNCTION app.staff_left() TO hw_api;

REVOKE ALL ON FUNCTION app.stay_all(p_place uuid, p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_all(p_place uuid, p_code text) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_arrive(p_stay uuid, p_staff smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_arrive(p_stay uuid, p_staff smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_ends(p_case uuid, p_states text[], p_to text, p_why text, p_staff smallint, p_but uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamp with time zone, OUT code text, OUT was app.stay, OUT now app.stay) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamp with time zone, OUT code text, OUT was app.stay, OUT now app.stay) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_held(p_case uuid, p_place uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_held(p_case uuid, p_place uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_place(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_place(p_id uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_side(p_id uuid, OUT place boolean, OUT its_case boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.stay_side(p_id uuid, OUT place boolean, OUT its_case boolean) TO hw_api;

REVOKE ALL ON FUNCTION app.stay_told(s app.stay, p_staff smallint, p_until timestamp with time zone, p_why text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.subject_of(id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.subject_of(id uuid) TO hw_api;

GRANT SELECT ON TABLE app.tampered_kind TO hw_backup;
GRANT SELECT ON TABLE app.tampered_kind TO hw_api;

REVOKE ALL ON FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.tampered_thing(said app.tampered_kind, object uuid, record uuid, INOUT call app.call, OUT refusal text) TO hw_api;

GRANT SELECT ON TABLE app.task TO hw_backup;
GRANT SELECT,DELETE ON TABLE app.task TO hw_api;

GRANT INSERT(id) ON TABLE app.task TO hw_api;

GRANT INSERT(case_id) ON TABLE app.task TO hw_api;

GRANT INSERT(office_id) ON TABLE app.task TO hw_api;

GRANT INSERT(kind) ON TABLE app.task TO hw_api;

GRANT INSERT(staff_id) ON TABLE app.task TO hw_api;

GRANT INSERT(due_at),UPDATE(due_at) ON TABLE app.task TO hw_api;

GRANT INSERT(done_at),UPDATE(done_at) ON TABLE app.task TO hw_api;

GRANT UPDATE(touched_at) ON TABLE app.task TO hw_api;

GRANT SELECT ON TABLE app.task_kind TO hw_backup;
GRANT SELECT ON TABLE app.task_kind TO hw_api;

REVOKE ALL ON FUNCTION app.task_of(was uuid, kind app.task_kind) FROM PUBLIC;
GRANT ALL ON FUNCTION app.task_of(was uuid, kind app.task_kind) TO hw_api;

REVOKE ALL ON FUNCTION app.task_problem(was uuid, act text, kind app.task_kind, person smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.task_problem(was uuid, act text, kind app.task_kind, person smallint) TO hw_api;

GRANT SELECT ON TABLE app.key_task TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.key_task TO hw_api;

GRANT UPDATE(done_at) ON TABLE app.key_task TO hw_api;

GRANT UPDATE(done_by) ON TABLE app.key_task TO hw_api;

REVOKE ALL ON FUNCTION app.to_turn(realm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.to_turn(realm uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.told_change(case_id uuid, me smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_change(case_id uuid, me smallint) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_bed(p_case uuid, p_place uuid, OUT bed jsonb, OUT needed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_bed(p_case uuid, p_place uuid, OUT bed jsonb, OUT needed boolean) TO hw_api;

GRANT SELECT ON TABLE app.entry_transfer TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_transfer TO hw_api;

GRANT SELECT ON TABLE app.risk TO hw_backup;
GRANT SELECT ON TABLE app.risk TO hw_api;

GRANT SELECT ON TABLE app.sealed TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.sealed TO hw_api;

GRANT UPDATE(generation) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(version) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(blob) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(written_by) ON TABLE app.sealed TO hw_api;

GRANT UPDATE(written_at) ON TABLE app.sealed TO hw_api;

GRANT SELECT ON TABLE app.sealed_key TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(epoch) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(wrapped) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(epoch_before) ON TABLE app.sealed_key TO hw_api;

GRANT UPDATE(wrapped_before) ON TABLE app.sealed_key TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_content(request uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_content(request uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_decided(request uuid, answer text, reason text, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_decided(request uuid, answer text, reason text, detail jsonb) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_lacks(request uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_lacks(request uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_sides(t app.transfer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_sides(t app.transfer) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_to(t app.transfer, now_is text, staff smallint, why text, number integer, signature bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_to(t app.transfer, now_is text, staff smallint, why text, number integer, signature bytea) TO hw_api;

REVOKE ALL ON FUNCTION app.transfer_told(t app.transfer, what text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_told(t app.transfer, what text) TO hw_api;

GRANT SELECT ON TABLE app.change TO hw_backup;
GRANT SELECT ON TABLE app.change TO hw_api;

REVOKE ALL ON FUNCTION app.unchanged_since(change app.event, version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.unchanged_since(change app.event, version integer) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_batch(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_batch(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_by(name text, change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_by(name text, change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_clock(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_clock(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_columns(change app.event, was app."case") FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_columns(change app.event, was app."case") TO hw_api;

REVOKE ALL ON FUNCTION app.undo_contact(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_contact(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_escalation(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_escalation(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_links(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_links(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_task(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_task(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_wake(change app.event) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_wake(change app.event) TO hw_api;

REVOKE ALL ON FUNCTION app.undo_which(person smallint, event bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_which(person smallint, event bigint) TO hw_api;

REVOKE ALL ON FUNCTION app.unit_problem(this app.unit, known uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.unit_problem(this app.unit, known uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.unit_taken(p_unit uuid, p_but uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.unit_taken(p_unit uuid, p_but uuid) TO hw_api;

REVOKE ALL ON FUNCTION app.waited_long() FROM PUBLIC;
GRANT ALL ON FUNCTION app.waited_long() TO hw_api;

REVOKE ALL ON FUNCTION app.word(field text, value text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.word(field text, value text) TO hw_api;

REVOKE ALL ON FUNCTION app.works_for(office smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.works_for(office smallint) TO hw_api;

GRANT SELECT ON TABLE app.allowed TO hw_backup;
GRANT SELECT ON TABLE app.allowed TO hw_api;

GRANT SELECT ON TABLE api.approval_line TO hw_staff;

GRANT SELECT ON TABLE app.approval_reason TO hw_backup;
GRANT SELECT ON TABLE app.approval_reason TO hw_api;

GRANT SELECT ON TABLE api.approval_reason_line TO hw_staff;

GRANT SELECT ON TABLE app.away TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.away TO hw_api;

GRANT SELECT ON TABLE api.away_line TO hw_staff;

GRANT SELECT ON TABLE app.clock_policy TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.clock_policy TO hw_api;

GRANT SELECT ON TABLE api.batch_line TO hw_staff;

GRANT SELECT ON TABLE api.batch_open TO hw_staff;

GRANT SELECT ON TABLE app.priority TO hw_backup;
GRANT SELECT ON TABLE app.priority TO hw_api;

GRANT SELECT ON TABLE app.source TO hw_backup;
GRANT SELECT ON TABLE app.source TO hw_api;

GRANT SELECT ON TABLE app.stage TO hw_backup;
GRANT SELECT ON TABLE app.stage TO hw_api;

GRANT SELECT ON TABLE api.case_line TO hw_staff;

GRANT SELECT ON TABLE app.clock_cause TO hw_backup;
GRANT SELECT ON TABLE app.clock_cause TO hw_api;

GRANT SELECT ON TABLE api.clock_policy_line TO hw_staff;

GRANT SELECT ON TABLE api.clock_rule_line TO hw_staff;

GRANT SELECT ON TABLE app.close_reason TO hw_backup;
GRANT SELECT ON TABLE app.close_reason TO hw_api;

GRANT SELECT ON TABLE api.close_reason_line TO hw_staff;

GRANT SELECT ON TABLE app.contact_kind TO hw_backup;
GRANT SELECT ON TABLE app.contact_kind TO hw_api;

GRANT SELECT ON TABLE api.contact_line TO hw_staff;

GRANT SELECT ON TABLE app.notice TO hw_backup;
GRANT SELECT ON TABLE app.notice TO hw_api;

GRANT SELECT ON TABLE api.escalation_open TO hw_staff;

GRANT SELECT ON TABLE app.escalation_reason TO hw_backup;
GRANT SELECT ON TABLE app.escalation_reason TO hw_api;

GRANT SELECT ON TABLE api.escalation_reason_line TO hw_staff;

GRANT SELECT ON TABLE api.event_line TO hw_staff;

GRANT SELECT ON TABLE api.inbox_assigned TO hw_staff;

GRANT SELECT ON TABLE api.inbox_batch TO hw_staff;

GRANT SELECT ON TABLE api.inbox_case_task TO hw_staff;

GRANT SELECT ON TABLE api.inbox_clock TO hw_staff;

GRANT SELECT ON TABLE api.inbox_danger TO hw_staff;

GRANT SELECT ON TABLE api.inbox_detained TO hw_staff;

GRANT SELECT ON TABLE api.inbox_escalated TO hw_staff;

GRANT SELECT ON TABLE app.handover_line TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.handover_line TO hw_api;

GRANT SELECT ON TABLE app.shift TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.shift TO hw_api;

GRANT UPDATE(ends_at) ON TABLE app.shift TO hw_api;

GRANT SELECT ON TABLE api.inbox_handover TO hw_staff;

GRANT SELECT ON TABLE api.inbox_lead_clock TO hw_staff;

GRANT SELECT ON TABLE api.inbox_left TO hw_staff;

GRANT SELECT ON TABLE api.inbox_nobody TO hw_staff;

GRANT SELECT ON TABLE app.sealed_past TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.sealed_past TO hw_api;

GRANT SELECT ON TABLE api.inbox_overwritten TO hw_staff;

GRANT SELECT ON TABLE app.case_taken TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.case_taken TO hw_api;

GRANT SELECT ON TABLE api.inbox_taken TO hw_staff;

GRANT SELECT ON TABLE api.inbox_tampered TO hw_staff;

GRANT SELECT ON TABLE api.inbox_task TO hw_staff;

GRANT SELECT ON TABLE api.inbox_task_left TO hw_staff;

GRANT SELECT ON TABLE api.inbox_line TO hw_staff;

GRANT SELECT ON TABLE api.my_office TO hw_staff;

GRANT SELECT ON TABLE app.board_count TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.board_count TO hw_api;

GRANT SELECT ON TABLE app.organisation TO hw_backup;
GRANT SELECT ON TABLE app.organisation TO hw_api;

GRANT SELECT ON TABLE api.office_line TO hw_staff;

GRANT SELECT ON TABLE app.on_call TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.on_call TO hw_api;

GRANT SELECT ON TABLE api.on_call_line TO hw_staff;

GRANT SELECT ON TABLE api.party_line TO hw_staff;

GRANT SELECT ON TABLE api.place_line TO hw_staff;

GRANT SELECT ON TABLE app.presence TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.presence TO hw_api;

GRANT SELECT ON TABLE api.presence_line TO hw_staff;

GRANT SELECT ON TABLE app.saved_view TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.saved_view TO hw_api;

GRANT SELECT ON TABLE api.saved_view_line TO hw_staff;

GRANT SELECT ON TABLE api.shift_line TO hw_staff;

GRANT SELECT ON TABLE api.stage_line TO hw_staff;

GRANT SELECT ON TABLE app.transfer_move TO hw_backup;
GRANT SELECT ON TABLE app.transfer_move TO hw_api;

GRANT SELECT ON TABLE api.transfer_line TO hw_staff;

GRANT SELECT ON TABLE app.transfer_why TO hw_backup;
GRANT SELECT ON TABLE app.transfer_why TO hw_api;

GRANT SELECT ON TABLE api.transfer_why_line TO hw_staff;

GRANT SELECT ON TABLE api.triage_batch TO hw_staff;

GRANT SELECT ON TABLE api.triage_case TO hw_staff;

GRANT SELECT ON TABLE api.triage_contact TO hw_staff;

GRANT SELECT ON TABLE api.triage_escalated TO hw_staff;

GRANT SELECT ON TABLE api.triage_left TO hw_staff;

GRANT SELECT ON TABLE api.triage_waiting TO hw_staff;

GRANT SELECT ON TABLE api.triage_line TO hw_staff;

GRANT SELECT ON TABLE app.batch_reason TO hw_backup;
GRANT SELECT ON TABLE app.batch_reason TO hw_api;

GRANT SELECT ON SEQUENCE app.board_delta_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.clock_reason TO hw_backup;
GRANT SELECT ON TABLE app.clock_reason TO hw_api;

GRANT SELECT ON TABLE app.control TO hw_backup;
GRANT SELECT ON TABLE app.control TO hw_api;

GRANT SELECT ON TABLE app.danger_answer TO hw_backup;
GRANT SELECT ON TABLE app.danger_answer TO hw_api;

GRANT SELECT ON TABLE app.deciding_body TO hw_backup;
GRANT SELECT ON TABLE app.deciding_body TO hw_api;

GRANT SELECT ON TABLE app.decision_rule TO hw_backup;
GRANT SELECT ON TABLE app.decision_rule TO hw_api;

GRANT SELECT ON TABLE app.directory TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.directory TO hw_api;

GRANT SELECT ON TABLE app.entry_afraid TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_afraid TO hw_api;

GRANT SELECT ON TABLE app.entry_call TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_call TO hw_api;

GRANT SELECT ON TABLE app.entry_handover TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_handover TO hw_api;

GRANT SELECT ON TABLE app.entry_journey TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_journey TO hw_api;

GRANT SELECT ON TABLE app.entry_legal TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_legal TO hw_api;

GRANT SELECT ON TABLE app.entry_need TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_need TO hw_api;

GRANT SELECT ON TABLE app.entry_plan TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_plan TO hw_api;

GRANT SELECT ON TABLE app.entry_referral TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_referral TO hw_api;

GRANT SELECT ON TABLE app.entry_risk TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_risk TO hw_api;

GRANT SELECT ON TABLE app.entry_screening TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_screening TO hw_api;

GRANT SELECT ON TABLE app.entry_status TO hw_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE app.entry_status TO hw_api;

GRANT SELECT ON TABLE app.escalation_rule TO hw_backup;
GRANT SELECT ON TABLE app.escalation_rule TO hw_api;

GRANT SELECT ON SEQUENCE app.event_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.exploitation TO hw_backup;
GRANT SELECT ON TABLE app.exploitation TO hw_api;

GRANT SELECT ON TABLE app.flag TO hw_backup;
GRANT SELECT ON TABLE app.flag TO hw_api;

GRANT SELECT ON TABLE app.import TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.import TO hw_api;

GRANT UPDATE(closed_at) ON TABLE app.import TO hw_api;

GRANT UPDATE(records) ON TABLE app.import TO hw_api;

GRANT SELECT ON SEQUENCE app.key_task_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.labour TO hw_backup;
GRANT SELECT ON TABLE app.labour TO hw_api;

GRANT SELECT ON TABLE app.notify_served TO hw_backup;
GRANT SELECT ON TABLE app.notify_served TO hw_api;

GRANT SELECT ON TABLE app.party_kind TO hw_backup;
GRANT SELECT ON TABLE app.party_kind TO hw_api;

GRANT SELECT ON TABLE app.poke_due TO hw_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.poke_due TO hw_api;

GRANT SELECT ON TABLE app.record TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.record TO hw_api;

GRANT SELECT ON TABLE app.refusal TO hw_backup;
GRANT SELECT ON TABLE app.refusal TO hw_api;

GRANT SELECT ON TABLE app.request TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.request TO hw_api;

GRANT SELECT ON TABLE app.schema_migration TO hw_backup;

GRANT SELECT ON SEQUENCE app.staff_id_seq TO hw_backup;

GRANT SELECT ON TABLE app.stage_move TO hw_backup;
GRANT SELECT ON TABLE app.stage_move TO hw_api;

GRANT SELECT ON TABLE app.stay_move TO hw_backup;
GRANT SELECT ON TABLE app.stay_move TO hw_api;

GRANT SELECT ON TABLE app.stay_step TO hw_backup;
GRANT SELECT ON TABLE app.stay_step TO hw_api;

GRANT SELECT ON TABLE app.stay_why TO hw_backup;
GRANT SELECT ON TABLE app.stay_why TO hw_api;

GRANT SELECT ON TABLE app.transfer_emergency TO hw_backup;
GRANT SELECT ON TABLE app.transfer_emergency TO hw_api;

GRANT SELECT ON TABLE app.transfer_key TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.transfer_key TO hw_api;

GRANT SELECT ON TABLE app.transfer_state TO hw_backup;
GRANT SELECT ON TABLE app.transfer_state TO hw_api;

GRANT SELECT ON TABLE app.transfer_step TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.transfer_step TO hw_api;

GRANT SELECT ON TABLE app.wake_try TO hw_backup;
GRANT SELECT,INSERT ON TABLE app.wake_try TO hw_api;

GRANT UPDATE(taken_back_at) ON TABLE app.wake_try TO hw_api;

GRANT SELECT ON TABLE app.watch TO hw_backup;
GRANT SELECT,INSERT,DELETE ON TABLE app.watch TO hw_api;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON SEQUENCES  TO hw_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE hw_owner IN SCHEMA app GRANT SELECT ON TABLES  TO hw_backup;

