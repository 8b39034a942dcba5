-- The clocks of a case: started, done and extended by people, and how long they run in an office.
set local role hw_owner;

-- A time as people type it, in the office's own: so long ago or from then on, a time of day, or a day and time.
create or replace function app.clock_moment(typed text, zone text, base timestamptz, ago boolean) returns timestamptz
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
end $$;
comment on function app.clock_moment(text, text, timestamptz, boolean) is
	'The moment that somebody typed: now (base), 30m, 2h, 3d or 4w before or after base, 14:30 (the last or the next one), '
	'or a day with or without a time, in this zone. Null: this is no time.';

create or replace function app.clock_local(at timestamptz, zone text) returns text
	language plpgsql stable strict security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return to_char(at at time zone zone, case when (at at time zone zone)::date = (app.now() at time zone zone)::date
		then 'HH24:MI' else 'YYYY-MM-DD HH24:MI' end);
end $$;
comment on function app.clock_local(timestamptz, text) is 'A moment as it is read there: of today the time alone.';

create or replace function app.clock_last(of app.case_clock, rule app.clock_rule) returns timestamptz
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return of.started_at + rule.longest;
comment on function app.clock_last(app.case_clock, app.clock_rule) is
	'Until when this clock may run in all; null: it cannot be extended.';

-- What is wrong with it, as field and code; null: nothing.
create or replace function app.clock_problem(was app.case, act text, rule app.clock_rule, running app.case_clock) returns text[]
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
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
comment on function app.clock_problem(app.case, text, app.clock_rule, app.case_clock) is
	'Why this cannot be done with a clock of a case: the argument at fault and the code of the refusal; null: it can.';

create or replace function app.clock_by_hand(was app.case, rule app.clock_rule, p_at text, out field text, out code text,
		out since timestamptz, out until timestamptz)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.clock_by_hand(app.case, app.clock_rule, text) is
	'From when until when a clock runs that somebody starts, or what is wrong with the time. It began then, a year before '
	'the report at most; where somebody tells when it ends, it ends then.';

create or replace function app.undo_clock(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.undo_clock(app.event) is
	'Take back what somebody did to a clock; or the code of the refusal. One that was started by mistake is gone.';

grant execute on function app.clock_local(timestamptz, text), app.clock_moment(text, text, timestamptz, boolean), app.clock_last(app.case_clock, app.clock_rule),
	app.clock_problem(app.case, text, app.clock_rule, app.case_clock), app.clock_by_hand(app.case, app.clock_rule, text),
	app.undo_clock(app.event) to hw_api;

set local role hw_api;

create function api.span(p_span interval) returns text
	language sql immutable strict parallel safe
return (select nullif(concat_ws(' ', string_agg(x.n || ' ' || x.unit || case when x.n = 1 then '' else 's' end, ' ' order by x.i)), '')
	from (values (1, extract(year from p_span), 'year'), (2, extract(month from p_span), 'month'), (3, extract(day from p_span), 'day'),
		(4, extract(hour from p_span), 'hour'), (5, extract(minute from p_span), 'minute')) as x(i, n, unit)
	where x.n <> 0);
comment on function api.span(interval) is 'A length of time in words: 24 hours, 30 minutes; null: none.';

create function api.case_clock(p_key uuid, p_case uuid, p_version integer, p_act text, p_rule text, p_at text default null,
		p_reason text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function api.case_clock(uuid, uuid, integer, text, text, text, text) is
	'Start a clock of a case (at: since when, none: now; of one whose end somebody tells: until when), say that what it was '
	'about is done (of one that comes again the next begins), or extend it (at: until when, or by how much; with a reason of '
	'app.clock_reason), as far as its rule goes. at is typed as app.clock_moment() reads it.';

create function api.clock_choices(p_case uuid, p_act text)
	returns table (value text, label text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function api.clock_choices(uuid, text) is
	'With which clocks of this case this can be done: start, done or extend.';

create function api.clock_times(p_case uuid, p_act text, p_rule text)
	returns table (value text, label text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function api.clock_times(uuid, text, text) is
	'The times to choose from where a clock is started or extended, as api.case_clock takes them and as they are read in the '
	'office. Others can be typed.';

create function api.clock_reasons() returns table (value text, label text)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return query select r.name, r.name from app.clock_reason r order by r.position;
end $$;
comment on function api.clock_reasons() is 'Why a clock may be extended.';

create function api.clock_policy(p_key uuid, p_office text, p_rule text, p_length text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function api.clock_policy(uuid, text, text, text) is
	'How long a clock of policy, practice or office rule runs in an office (null: one''s own) from now on; default: as the '
	'rule itself says. Clocks that run keep their end.';

create view api.clock_policy_line as
select o.id as office_id, o.code as office, r.code as rule, r.country_id as country, r.name, r.starts, r.bound,
	api.span(r.length) as rule_length, api.span(coalesce(p.length, r.length)) as length,
	api.span(r.shortest) as shortest, api.span(r.longest) as longest, r.expiry, r.standing, r.source, r.article, r.version, r.checked_by, r.checked_on,
	s.name as set_by, p.set_at, r.by_hand, o.id = (select h.office_id from app.staff h where h.id = (select app.me())) as home,
	r.standing not in ('law', 'unverified') and r.bound not in ('at once', 'as told', 'by age') as policy,
	(select string_agg(concat_ws(' + ', g.name, x.flag, case when x.child then 'child' end, t.name), '; '
		order by g.name, x.flag, t.name)
		from app.clock_cause x left join app.stage g on g.id = x.stage left join app.status t on t.id = x.status
		where x.rule = r.code) as causes
from app.clock_rule r
cross join app.office o
left join app.clock_policy p on p.rule = r.code and p.office_id = o.id
left join app.staff s on s.id = p.set_by
where o.id = any ((select app.my_offices())::smallint[]) and coalesce(r.country_id = o.country_id, true);
comment on view api.clock_policy_line is
	'The clocks of each of my offices: how long each runs there, and what it rests on.';
comment on column api.clock_policy_line.office_id is 'where';
comment on column api.clock_policy_line.office is 'its code';
comment on column api.clock_policy_line.rule is 'the clock';
comment on column api.clock_policy_line.country is 'where it holds; null: anywhere';
comment on column api.clock_policy_line.name is 'a few words';
comment on column api.clock_policy_line.starts is 'what starts it';
comment on column api.clock_policy_line.bound is 'at most, at least, exactly, every, at once, as told, by age';
comment on column api.clock_policy_line.rule_length is 'how long by the rule';
comment on column api.clock_policy_line.length is 'how long in this office';
comment on column api.clock_policy_line.shortest is 'the short end, where a source gives a span';
comment on column api.clock_policy_line.longest is 'to what it may be extended; null: not';
comment on column api.clock_policy_line.expiry is 'what is due then';
comment on column api.clock_policy_line.standing is 'law, unverified, policy, practice, office rule';
comment on column api.clock_policy_line.source is 'where it was read';
comment on column api.clock_policy_line.article is 'article, once checked';
comment on column api.clock_policy_line.version is 'which text was checked';
comment on column api.clock_policy_line.checked_by is 'by whom';
comment on column api.clock_policy_line.checked_on is 'when';
comment on column api.clock_policy_line.set_by is 'who changed it for this office; null: nobody has';
comment on column api.clock_policy_line.set_at is 'when';
comment on column api.clock_policy_line.by_hand is 'people start and stop it';
comment on column api.clock_policy_line.home is 'it is my own office';
comment on column api.clock_policy_line.policy is 'its length is for the office to say';
comment on column api.clock_policy_line.causes is 'what starts it by itself; null: nothing does';
