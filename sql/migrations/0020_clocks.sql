-- Clocks that run by themselves: what starts one, what stops it, how far it may be extended.
set local role hw_owner;

create table app.clock_cause (
	rule text not null references app.clock_rule,
	stage smallint references app.stage,
	flag text references app.flag,
	child boolean,
	status smallint references app.status,
	unique nulls not distinct (rule, stage, flag, child, status),
	constraint some_cause check (num_nonnulls(stage, flag, child, status) > 0)
);
create index clock_cause_stage on app.clock_cause (stage);
create index clock_cause_flag on app.clock_cause (flag);
create index clock_cause_status on app.clock_cause (status);
comment on table app.clock_cause is
	'What a clock runs for: it starts when all of a line begins to be so for an open case, and stops when none of its lines '
	'is. A rule without a line is started by people, who know the day of an order or an arrival.';
comment on column app.clock_cause.rule is 'the clock';
comment on column app.clock_cause.stage is 'the case is in this stage; null: in any';
comment on column app.clock_cause.flag is 'it carries this flag; null: whichever';
comment on column app.clock_cause.child is 'whoever may be a child; null: everybody';
comment on column app.clock_cause.status is 'this was decided last; null: whatever was';

create table app.clock_policy (
	office_id smallint not null references app.office,
	rule text not null references app.clock_rule,
	length interval not null check (length >= interval '1 minute' and length <= interval '10 years'),
	set_by smallint not null references app.staff,
	set_at timestamptz not null default app.now(),
	primary key (office_id, rule)
);
create index clock_policy_rule on app.clock_policy (rule);
create index clock_policy_by on app.clock_policy (set_by);
comment on table app.clock_policy is
	'How long a clock runs in one office, where that is the office''s to say: never of what rests on law, or may. It holds for '
	'clocks that start from then on. One that runs keeps its end, since people have planned by it; who wants the new one '
	'stops it and starts it again.';
comment on column app.clock_policy.office_id is 'where';
comment on column app.clock_policy.rule is 'which clock';
comment on column app.clock_policy.length is 'how long';
comment on column app.clock_policy.set_by is 'who said so';
comment on column app.clock_policy.set_at is 'when';

create table app.clock_reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	meaning text not null
);
comment on table app.clock_reason is 'Why a clock is extended.';
comment on column app.clock_reason.name is 'the word';
comment on column app.clock_reason.position is 'its place where one is chosen, for ever: people learn its digit';
comment on column app.clock_reason.meaning is 'in a sentence';

alter table app.clock_cause enable row level security, force row level security;
alter table app.clock_policy enable row level security, force row level security;
alter table app.clock_reason enable row level security, force row level security;
create policy read on app.clock_cause for select to hw_api using (true);
create policy read on app.clock_reason for select to hw_api using (true);
create policy my_offices on app.clock_policy for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select on app.clock_cause, app.clock_reason to hw_api;
grant select, insert, update, delete on app.clock_policy to hw_api;

create function app.clock_length(office smallint, rule text) returns interval
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select coalesce(p.length, r.length) from app.clock_rule r
		left join app.clock_policy p on p.rule = r.code and p.office_id = clock_length.office
		where r.code = clock_length.rule);
end $$;
comment on function app.clock_length(smallint, text) is
	'How long this clock runs in an office; null: there is no such rule.';

-- One clock of a rule at a time: one that runs goes on as it is, unless it is told another end.
create function app.clock_run(p_case uuid, p_rule text, p_from timestamptz, p_until timestamptz,
		out id uuid, out office_id smallint, out detail jsonb)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.clock_run(uuid, text, timestamptz, timestamptz) is
	'Let a clock run for a case. Breaks off as app.entry_refuse() does. detail null: it runs so already.';

create function app.clock_told(p_case uuid, p_office smallint, detail jsonb) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	insert into app.event (staff_id, office_id, action, kind, object_id, detail)
	values (app.me(), p_office, 'clock.follow', 'case', p_case, clock_told.detail);
end $$;
comment on function app.clock_told(uuid, smallint, jsonb) is 'Record what a clock did because something else was done.';

create function app.clock_start(p_case uuid, p_rule text, p_from timestamptz, p_until timestamptz default null) returns uuid
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	run record;
begin
	select * into run from app.clock_run(p_case, p_rule, p_from, p_until);
	if run.detail is not null then
		perform app.clock_told(p_case, run.office_id, run.detail);
	end if;
	return run.id;
end $$;
comment on function app.clock_start(uuid, text, timestamptz, timestamptz) is
	'Within another change: let a clock of this rule run for a case, from then on (null: now), until its length is over or '
	'until then. One that runs already goes on; told another end, it has that one. Breaks off at "rule" or "until".';

create function app.clock_stop(p_case uuid, p_rule text) returns boolean
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.clock_stop(uuid, text) is
	'Within another change: stop the clock of this rule, if one runs. Whether one did.';

-- What was stopped by a slip of a key goes on as it was, where the slip is seen at once.
create function app.clock_resume(p_case uuid, p_rule text, p_at timestamptz default null) returns boolean
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.clock_resume(uuid, text, timestamptz) is
	'Let the clock of this rule go on that was stopped at that moment, null: in the last 10 minutes. It ends when it would '
	'have. Whether there was one.';

create function app.clock_holds(c app.case, rule text) returns boolean
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return c.closed_at is null and exists (select from app.clock_cause x where x.rule = clock_holds.rule
		and coalesce(x.stage = c.stage, true) and (x.flag is null or x.flag = any (c.flags))
		and coalesce(x.child = coalesce(c.child, false), true) and (x.status is null or x.status is not distinct from c.status));
end $$;
comment on function app.clock_holds(app.case, text) is 'Whether a case is one that this clock runs for.';

-- Of an age only what was told at the report is known here, in years: she may be 18 from one day on, and is by another.
create function app.clock_of_age(c app.case, told_at timestamptz, out since timestamptz, out until timestamptz)
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select case when c.child and c.age_low is not null
			then told_at + make_interval(years => greatest(17 - coalesce(c.age_high, 17), 0)) end,
		case when c.child and c.age_low is not null then told_at + make_interval(years => 18 - c.age_low) end;
end;
comment on function app.clock_of_age(app.case, timestamptz) is
	'From when on she may be of age, and by when she is, as far as her age was known on that day; null: it was not, or she was.';

create function app.clocks_follow(was app.case, c app.case) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	since timestamptz := case when was.id is null then c.reported_at else app.now() end;
	reopened boolean := c.closed_at is null and was.closed_at is not null;
	one record;
	age record;
begin
	for one in
		select r.code, app.clock_holds(c, r.code) as holds
		from app.clock_rule r join app.office o on o.id = c.office_id
		where (coalesce(r.country_id = o.country_id, true) or exists (select from app.case_clock k where k.case_id = c.id and k.rule = r.code
			and k.stopped_at is null))
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
comment on function app.clocks_follow(app.case, app.case) is
	'Start and stop the clocks of a case that a change to it starts and stops; a closed one has none, and one that is opened '
	'again those that its closing stopped. The case before is '
	'null where it is new.';

create function app.case_clocks_follow() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.clocks_follow(case when tg_op = 'UPDATE' then old end, new);
	return null;
end $$;
comment on function app.case_clocks_follow() is 'Row trigger of cases: their clocks follow.';
-- What the owner of the database brings in has its clocks with it.
create trigger case_clocks_new after insert on app.case
	for each row when (current_user = 'hw_api') execute function app.case_clocks_follow();
create trigger case_clocks_follow after update of stage, flags, age_low, age_high, status, closed_at on app.case
	for each row when ((old.stage, old.flags, old.age_low, old.age_high, old.status, old.closed_at)
		is distinct from (new.stage, new.flags, new.age_low, new.age_high, new.status, new.closed_at))
	execute function app.case_clocks_follow();

create function app.entry_consent_of_age() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.entry_consent_of_age() is
	'Where a guardian agreed the clock ends on the day on which she is to be asked herself, which is known then. It stops when '
	'nothing rests on a guardian''s word any more, and she was asked in place of one, or on the day on which she is surely of '
	'age.';
create trigger entry_consent_of_age after insert or update on app.entry_consent
	for each row execute function app.entry_consent_of_age();

-- For the alarm: few at any time, whatever the number of cases.
create index case_child_detained on app.case (office_id, id)
	where closed_at is null and child and flags @> array['detained'];

-- Who leads an office sees what nobody there has handled; without a supervisor that is its coordinator.
create function app.lead_offices() returns smallint[]
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select array_agg(o.id) from unnest(app.my_offices()) as o(id)
		where 'supervisor' = any (app.my_roles())
		or 'coordinator' = any (app.my_roles()) and not exists (
			select from app.staff_office f
			join app.staff_role r on r.staff_id = f.staff_id and r.role = 'supervisor'
			join app.staff s on s.id = f.staff_id and s.retired_at is null
			where f.office_id = o.id));
end $$;
comment on function app.lead_offices() is 'The offices of which I have to see what is not handled; null: none.';

grant execute on function app.clock_length(smallint, text), app.clock_run(uuid, text, timestamptz, timestamptz),
	app.clock_told(uuid, smallint, jsonb), app.clock_start(uuid, text, timestamptz, timestamptz), app.clock_stop(uuid, text),
	app.clock_resume(uuid, text, timestamptz), app.clock_holds(app.case, text), app.clock_of_age(app.case, timestamptz),
	app.clocks_follow(app.case, app.case), app.case_clocks_follow(), app.entry_consent_of_age(), app.lead_offices()
	to hw_api;
grant execute on function app.lead_offices() to hw_staff; -- as app.my_offices()
reset role;

insert into app.clock_rule (code, country_id, name, starts, bound, length, longest, by_hand, expiry, standing, source) values
	('TRIAGE', null, 'triage', 'reported', 'at most', '30 minutes', null, false,
		'somebody looks at it and moves it on', 'office rule', 'homeward; each office says how long'),
	('CALL-BACK', null, 'safe to call', 'the window that the caller gave', 'as told', '1 hour', '24 hours', true,
		'call before the window closes, as the caller said', 'office rule', 'homeward; the caller says how long'),
	('CHILD-DETAINED', null, 'child detained', 'somebody who may be a child is detained', 'at once', '1 minute', null, false,
		'out of detention', 'policy', 'office policy: an open alarm until she or he is out'),
	('OF-AGE', null, 'comes of age', 'the day from which on she may be 18, by the age that was told', 'by age', '1 year', null,
		false, 'ask herself for each consent again; what a guardian said does not hold any more', 'policy',
		'office policy: from 18 on consent is her own; her birth date is not known to the clock');

insert into app.clock_cause (rule, stage, flag, child, status) values
	('TRIAGE', 1, null, null, null),
	('CHILD-DETAINED', null, 'detained', true, null),
	('MY-24H', null, 'detained', null, null),
	('TH-NRM15', 3, null, null, 1),
	('TH-REF45', null, null, null, 2),
	('AFESIP-FU', 10, null, null, null);

insert into app.clock_reason (position, name, meaning) values
	(1, 'decided by a court', 'a court has set another day'),
	(2, 'decided by an authority', 'police, ministry or embassy has'),
	(3, 'she asked for time', 'she wants to think, to rest or to speak with somebody first'),
	(4, 'no interpreter', 'nobody who speaks her language was there'),
	(5, 'she is ill', 'she cannot speak with anybody now'),
	(6, 'papers are missing', 'a document has not come yet'),
	(7, 'another window', 'the caller gave another time to call');

insert into app.refusal (code, message, hint) values
	('no_such_rule', 'There is no such clock.', 'The verb clock lists what there is.'),
	('rule_elsewhere', 'This clock is of another country.', 'The verb clock lists those of this one.'),
	('by_itself', 'This clock starts and stops by itself, with what it is about.', 'Change the stage, the flags or the age.'),
	('clock_runs', 'This clock runs already.', 'Look at the clocks of the case.'),
	('clock_stopped', 'This clock does not run.', 'Look at the clocks of the case.'),
	('not_longer', 'This clock cannot be extended.', 'When what was due is done say done; if not, tell whoever leads.'),
	('not_later', 'This is not later than it ends now.', 'Give a later time.'),
	('too_far', 'Its rule does not let it run so long.', 'Give an earlier time.'),
	('time_format', 'This is no time.', 'Say 30m, 2h or 3d, 14:30, or 2026-11-23 14:30.'),
	('to_come', 'This is still to come.', 'Say when it began.'),
	('long_before', 'This is more than a year before the report: look at the year.', 'Say when it began.'),
	('not_policy', 'How long this runs is not for an office to say.', 'It rests on law, on an authority, or on what it is about.'),
	('length_format', 'This is no length of time.', 'Say 30 minutes, 2 hours or 15 days; from a minute to 10 years.');

insert into app.change (action, told, field, undoable, undone_by) values
	('case.clock', 'changed a clock: %', 'clock', true, 'undo_clock');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('case.clock', '{coordinator,officer,night,supervisor}'::text[]),
	('clock.choices', '{coordinator,officer,night,supervisor}'),
	('clock.times', '{coordinator,officer,night,supervisor}'),
	('clock.policy', '{coordinator,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);
