-- Units of places, their beds, and who has one: held, in, on leave, left without telling us, out.
--
-- A bed of one office is held by another: a case of Bangkok goes to a shelter of Vientiane. Row security shows the lines
-- of a place to its own office alone, so what crosses goes through the functions here that belong to hw_owner. They ask for
-- no role and no office: whoever calls them from schema api has done so.
set local role hw_owner;

create table app.unit (
	id uuid primary key,
	code text not null unique default app.new_code('UN') check (app.code_valid(code) and code like 'UN-%'),
	place_id uuid not null,
	office_id smallint not null,
	name text not null check (name ~ '^(house|floor|ward|room|dormitory|family rooms|quiet room|emergency beds)( [1-9][0-9]?)?$'),
	sex text not null check (sex in ('female', 'male', 'any')),
	age_low smallint check (age_low between 0 and 120),
	age_high smallint check (age_high between 0 and 120),
	beds smallint not null check (beds between 0 and 500),
	regime text not null check (regime in ('open', 'closed')),
	legal_basis text check (legal_basis in ('court order', 'protection order', 'child protection order', 'immigration order',
		'her own wish')),
	review_on date check (isfinite(review_on)),
	accepts boolean not null default true,
	version integer not null default 1 check (version > 0),
	touched_at timestamptz not null default app.now(),
	unique (id, office_id),
	unique (place_id, name),
	foreign key (place_id, office_id) references app.place (id, office_id) on update cascade,
	constraint ages_in_order check (age_low <= age_high),
	constraint closed_by_law check ((regime = 'closed') = (legal_basis is not null) and (regime = 'closed') = (review_on is not null))
);
create index unit_place on app.unit (place_id, office_id);
create index unit_review on app.unit (office_id, review_on) where regime = 'closed';
comment on table app.unit is 'A part of a place with beds for the same people, under the same rules.';
comment on column app.unit.id is 'made by the console';
comment on column app.unit.code is 'what people say';
comment on column app.unit.place_id is 'of which place';
comment on column app.unit.office_id is 'the place''s office, for row security';
comment on column app.unit.name is 'which of the place: a word of a list, and a number where there are several';
comment on column app.unit.sex is 'for whom';
comment on column app.unit.age_low is 'at least this old; null: from birth';
comment on column app.unit.age_high is 'at most this old; null: to any age';
comment on column app.unit.beds is 'for how many';
comment on column app.unit.regime is 'open: whoever is there comes and goes as she likes; closed: somebody decides that';
comment on column app.unit.legal_basis is 'by what she may be kept there; of a closed unit, and of no other';
comment on column app.unit.review_on is 'when somebody looks again whether that holds; of a closed unit, and of no other';
comment on column app.unit.accepts is 'whether it takes anybody new';
comment on column app.unit.version is 'grows with every change; a change names the version it saw';
comment on column app.unit.touched_at is 'last change';

create table app.stay_move (
	from_state text not null check (from_state in ('held', 'in', 'on leave', 'left')),
	to_state text not null check (to_state in ('in', 'on leave', 'left', 'out', 'released')),
	side text not null check (side in ('place', 'either')),
	primary key (from_state, to_state)
);
comment on table app.stay_move is 'What may follow what of a bed, and who says so.';
comment on column app.stay_move.from_state is 'from';
comment on column app.stay_move.to_state is 'to';
comment on column app.stay_move.side is 'place: who works for the place''s office; either: or for the case''s';

create table app.stay_why (
	state text not null check (state in ('out', 'released')),
	name text not null check (app.name_valid(name)),
	position smallint not null,
	by_hand boolean not null default true,
	primary key (state, name),
	unique (state, position)
);
comment on table app.stay_why is 'Where to somebody goes who leaves a bed, and why a hold is given up.';
comment on column app.stay_why.state is 'the state that is given so';
comment on column app.stay_why.name is 'the word';
comment on column app.stay_why.position is 'its place where one is chosen';
comment on column app.stay_why.by_hand is 'people say it; else it follows';

create table app.stay (
	id uuid primary key default gen_random_uuid(),
	unit_id uuid not null,
	office_id smallint not null,
	case_id uuid not null,
	case_office_id smallint not null,
	state text not null check (state in ('held', 'in', 'on leave', 'left', 'out', 'released')),
	since timestamptz not null default app.now(),
	held_by smallint not null references app.staff,
	held_until timestamptz not null,
	regime text not null default 'open' check (regime in ('open', 'closed')),
	back_by timestamptz,
	left_at timestamptz,
	version integer not null default 1 check (version > 0),
	unique (id, office_id, case_office_id),
	foreign key (unit_id, office_id) references app.unit (id, office_id) on update cascade,
	foreign key (case_id, case_office_id) references app.case (id, office_id) on update cascade,
	constraint a_leave_ends check ((state = 'on leave') = (back_by is not null)),
	constraint left_has_its_time check (state <> 'left' or left_at is not null)
);
-- She is in one place at a time, and has one bed held: a hold that is over may stand in the second, and makes way for the next.
create unique index stay_one_place on app.stay (case_id) where state in ('in', 'on leave', 'left');
create unique index stay_one_hold on app.stay (case_id) where state = 'held';
create index stay_case on app.stay (case_id, case_office_id);
create index stay_unit on app.stay (unit_id, office_id);
create index stay_taken on app.stay (unit_id) where state in ('held', 'in', 'on leave', 'left');
create index stay_held on app.stay (office_id, held_until) where state = 'held';
create index stay_held_by on app.stay (held_by, held_until);
create index stay_back on app.stay (office_id, back_by) where state = 'on leave';
create index stay_held_for on app.stay (case_office_id, held_until) where state = 'held';
create index stay_back_for on app.stay (case_office_id, back_by) where state = 'on leave';
create index stay_left on app.stay (case_office_id, left_at) where left_at is not null;
comment on table app.stay is
	'A bed of a case: held, used, given back. It is taken while held_until is to come, in, on leave, and, where she left without '
	'telling us, until somebody checks her out. A hold that is over takes none, and nothing has to run for that.';
comment on column app.stay.id is 'number';
comment on column app.stay.unit_id is 'in which unit';
comment on column app.stay.office_id is 'the place''s office, for row security';
comment on column app.stay.case_id is 'whose';
comment on column app.stay.case_office_id is 'the case''s office, for row security';
comment on column app.stay.state is 'held, in, on leave, left (without telling us), out, released (was held, and is not needed)';
comment on column app.stay.since is 'since when it is so';
comment on column app.stay.held_by is 'who held it';
comment on column app.stay.held_until is 'until when';
comment on column app.stay.regime is 'the unit''s when it was held';
comment on column app.stay.back_by is 'when her leave is over';
comment on column app.stay.left_at is 'when she left without telling us; null: she did not, or came back';
comment on column app.stay.version is 'grows with every step; a step names the version it saw';

create table app.stay_step (
	stay_id uuid not null,
	office_id smallint not null,
	case_office_id smallint not null,
	version integer not null,
	at timestamptz not null default app.now(),
	state text not null,
	staff_id smallint not null references app.staff,
	until timestamptz,
	why text,
	primary key (stay_id, version),
	foreign key (stay_id, office_id, case_office_id) references app.stay (id, office_id, case_office_id) on update cascade
		on delete cascade,
	foreign key (state, why) references app.stay_why (state, name)
);
create index stay_step_of on app.stay_step (stay_id, office_id, case_office_id);
create index stay_step_staff on app.stay_step (staff_id);
create index stay_step_why on app.stay_step (state, why);
comment on table app.stay_step is 'Each step of a bed: when, by whom, why.';
comment on column app.stay_step.stay_id is 'of which';
comment on column app.stay_step.office_id is 'the place''s office, for row security';
comment on column app.stay_step.case_office_id is 'the case''s office, for row security';
comment on column app.stay_step.version is 'the stay''s version from then on';
comment on column app.stay_step.at is 'when';
comment on column app.stay_step.state is 'what it was from then on';
comment on column app.stay_step.staff_id is 'who said so';
comment on column app.stay_step.until is 'until when it is held, or she is on leave';
comment on column app.stay_step.why is 'where to, or why not; a word of app.stay_why';

create trigger unit_poke after insert or update or delete on app.unit
	for each statement execute function app.poke_office();
create trigger stay_poke after insert or update or delete on app.stay
	for each statement execute function app.poke_case();

-- ---- whom it fits, and what is taken --------------------------------------------------------------------------------
-- A band of ages fits whole or not at all. Who may be a child is one: where no age is known she is taken for one.
create function app.bed_fits(u app.unit, c app.case) returns text
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return case
	when u.sex <> 'any' and c.sex <> u.sex then 'not_fit_sex'
	when coalesce(c.age_low, 0) < coalesce(u.age_low, 0)
		or coalesce(c.age_high, case when c.age_low is null then 17 else 120 end) > coalesce(u.age_high, 120) then 'not_fit_age'
	end;
comment on function app.bed_fits(app.unit, app.case) is
	'Why a unit is not for a case, as a code of app.refusal; null: it is. It asks for no free bed.';

create function app.unit_taken(p_unit uuid, p_but uuid default null) returns integer
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select count(*) from app.stay s where s.unit_id = p_unit and s.id is distinct from p_but
		and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now()));
end $$;
comment on function app.unit_taken(uuid, uuid) is 'How many beds of a unit are taken now, by others than this stay.';

create function app.lock_unit(id uuid, out was app.unit, out busy boolean)
	language plpgsql volatile security definer
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select u.* into was from app.unit u where u.id = lock_unit.id for update;
	busy := false;
exception when lock_not_available or deadlock_detected then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_unit(uuid) is
	'The unit, locked until the end; null: there is none. busy: somebody else holds it. Who has it counts its beds alone.';

create function app.stay_told(s app.stay, p_staff smallint, p_until timestamptz, p_why text) returns void
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
	insert into app.stay_step (stay_id, office_id, case_office_id, version, state, staff_id, until, why)
	values (s.id, s.office_id, s.case_office_id, s.version, s.state, p_staff, p_until, p_why)
$$;
comment on function app.stay_told(app.stay, smallint, timestamptz, text) is 'Write a step of a stay down.';

create function app.stay_ends(p_case uuid, p_states text[], p_to text, p_why text, p_staff smallint, p_but uuid default null)
	returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.stay_ends(uuid, text[], text, text, smallint, uuid) is 'What a case has in these states, but for one, ends so.';

create function app.bed_take(p_unit uuid, p_case uuid, p_until timestamptz, p_staff smallint, out code text, out now app.stay)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	u app.unit;
	c app.case;
	other app.stay;
begin
	select * into held from app.lock_unit(p_unit);
	u := held.was;
	select x.* into c from app.case x where x.id = p_case;
	select s.* into other from app.stay s where s.case_id = p_case and s.state = 'held' and s.held_until > app.now() for update;
	code := case
		when held.busy then 'busy_unit'
		when u.id is null then 'no_such_unit'
		when c.id is null then 'no_such_case'
		when other.unit_id <> p_unit then 'bed_held'
		when not u.accepts and other.id is null then 'unit_closed'
		when app.bed_fits(u, c) is not null then app.bed_fits(u, c)
		when exists (select from app.stay s where s.case_id = p_case and s.unit_id = p_unit and s.state in ('in', 'on leave', 'left'))
			then 'stay_there'
		when app.unit_taken(p_unit, other.id) >= u.beds then 'no_bed' -- also of hers: this transaction may be old
		end;
	if code is not null then
		return;
	end if;
	if other.id is not null then -- she has it: it is held longer, or not so long
		update app.stay s set held_until = p_until, regime = u.regime, version = s.version + 1 where s.id = other.id returning * into now;
		perform app.stay_told(now, p_staff, p_until, null);
		return;
	end if;
	begin
		perform app.stay_ends(p_case, '{held}', 'released', 'time was over', p_staff);
		insert into app.stay (unit_id, office_id, case_id, case_office_id, state, held_by, held_until, regime)
		values (p_unit, u.office_id, p_case, c.office_id, 'held', p_staff, p_until, u.regime) returning * into now;
	exception when unique_violation then -- at the same moment, elsewhere
		now := null;
		code := 'bed_held';
		return;
	end;
	perform app.stay_told(now, p_staff, p_until, null);
end $$;
comment on function app.bed_take(uuid, uuid, timestamptz, smallint) is
	'Hold a bed of a unit for a case, or until another time, behind the unit''s lock: the stay, or the code of the refusal.';

-- Who arrives somewhere is no more where she was; nobody at that door waits for another office to say so.
create function app.stay_go(p_id uuid, p_version integer, p_state text, p_staff smallint, p_why text, p_until timestamptz,
		out code text, out was app.stay, out now app.stay)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
		-- What is known of her, or how one lives there, may be another than when it was held.
		when p_state = 'in' and was.state = 'held' then coalesce((select app.bed_fits(held.was, c) from app.case c where c.id = was.case_id),
			case when was.regime = 'open' and (held.was).regime = 'closed' then 'closed_since' end)
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
comment on function app.stay_go(uuid, integer, text, smallint, text, timestamptz) is
	'The next step of a stay, behind its unit''s lock; code: of the refusal. Who comes in somewhere is out of where she was.';

create function app.stay_side(p_id uuid, out place boolean, out its_case boolean)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	select s.office_id = any (app.my_offices()), s.case_office_id = any (app.my_offices()) into place, its_case
	from app.stay s where s.id = p_id;
end $$;
comment on function app.stay_side(uuid) is 'Whether the place, or the case, is of one of my offices; null: there is no such stay.';

create function app.stay_place(p_id uuid) returns uuid
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select u.place_id from app.stay s join app.unit u on u.id = s.unit_id where s.id = p_id);
end $$;
comment on function app.stay_place(uuid) is 'At which place a bed is, of whichever office.';

-- ---- for transfers ---------------------------------------------------------------------------------------------------
create function app.stay_held(p_case uuid, p_place uuid, p_late boolean default false) returns app.stay
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	found_one app.stay;
begin
	select s.* into found_one from app.stay s join app.unit u on u.id = s.unit_id
	where s.case_id = p_case and u.place_id = p_place
	and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and (p_late or s.held_until > app.now()))
	order by case when s.state <> 'held' then 1 when s.held_until > app.now() then 0 else 2 end, s.since desc limit 1;
	return found_one;
end $$;
comment on function app.stay_held(uuid, uuid, boolean) is
	'The bed that this case has at this place, whosever it is: a hold that is not over, or else a stay that is not; null: none. '
	'p_late: or else a hold that is over, for who has come all the same.';

create function app.stay_arrive(p_stay uuid, p_staff smallint) returns text
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
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
comment on function app.stay_arrive(uuid, smallint) is
	'She has arrived: what was held is in, if a bed is free still. The code of the refusal; null: she is in. A line of the record '
	'is the caller''s to write.';

create function app.place_anywhere(p_code text, out id uuid, out office_id smallint, out kind text, out country_id text)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	select p.id, p.office_id, p.kind, p.country_id into id, office_id, kind, country_id
	from app.place p where p.code = app.code_typed(p_code, 'PL');
end $$;
comment on function app.place_anywhere(text) is 'The place of this code, of whichever office; all null: there is none.';

create function app.place_danger_stops(p_place uuid, p_despite text) returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return app.danger_stops(p_place, p_despite);
end $$;
comment on function app.place_danger_stops(uuid, text) is
	'As app.danger_stops(), by what any office knows: who sends somebody to a place of another has not read its notes.';

-- ---- who may, past the functions -------------------------------------------------------------------------------------
do $$
declare
	t regclass;
begin
	foreach t in array array['app.unit', 'app.stay', 'app.stay_step', 'app.stay_move', 'app.stay_why']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('create policy everything on %s for all to hw_owner using (true)', t);
		execute format('grant select on %s to hw_api', t);
	end loop;
	foreach t in array array['app.place', 'app.case', 'app.party', 'app.entry_party', 'app.entry_danger', 'app.danger_answer']::regclass[] loop
		execute format('create policy everything on %s for select to hw_owner using (true)', t);
	end loop;
end $$;
create policy read on app.stay_move for select to hw_api using (true);
create policy read on app.stay_why for select to hw_api using (true);
create policy my_offices on app.unit for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy add on app.unit for insert to hw_api with check (
	office_id = any ((select app.my_offices())::smallint[]) and (select app.my_roles() && '{coordinator,supervisor}'));
create policy keep on app.unit for update to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]))
	with check (office_id = any ((select app.my_offices())::smallint[]) and (select app.my_roles() && '{coordinator,supervisor}'));
create policy my_offices on app.stay for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or case_office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.stay_step for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]) or case_office_id = any ((select app.my_offices())::smallint[]));
grant insert, update (name, sex, age_low, age_high, beds, regime, legal_basis, review_on, accepts, version, touched_at)
	on app.unit to hw_api;
grant execute on function app.bed_fits(app.unit, app.case), app.unit_taken(uuid, uuid), app.lock_unit(uuid),
	app.bed_take(uuid, uuid, timestamptz, smallint), app.stay_go(uuid, integer, text, smallint, text, timestamptz),
	app.stay_side(uuid), app.stay_place(uuid), app.stay_ends(uuid, text[], text, text, smallint, uuid), app.stay_held(uuid, uuid, boolean), app.stay_arrive(uuid, smallint), app.place_anywhere(text),
	app.place_danger_stops(uuid, text) to hw_api;
reset role;
grant execute on function app.end_idle(interval) to hw_owner;

insert into app.stay_move (from_state, to_state, side) values
	('held', 'in', 'place'), ('held', 'released', 'either'),
	('in', 'on leave', 'place'), ('in', 'left', 'place'), ('in', 'out', 'place'),
	('on leave', 'in', 'place'), ('on leave', 'left', 'place'), ('on leave', 'out', 'place'),
	('left', 'in', 'place'), ('left', 'out', 'place');

insert into app.stay_why (state, position, name, by_hand) values
	('out', 1, 'her family', true), ('out', 2, 'a home of her own', true), ('out', 3, 'another place', true),
	('out', 4, 'hospital', true), ('out', 5, 'her country', true), ('out', 6, 'an authority', true),
	('out', 7, 'where she wished', true), ('out', 8, 'not known', true), ('out', 9, 'arrived elsewhere', false),
	('released', 1, 'not needed', true), ('released', 2, 'another bed', true), ('released', 3, 'did not come', true),
	('released', 4, 'by mistake', true), ('released', 5, 'time was over', false),
	('released', 6, 'not brought there', false);

insert into app.refusal (code, message, hint) values
	('no_such_unit', 'There is no such unit or place with beds.', 'The screen beds lists them.'),
	('busy_unit', 'Somebody else is giving a bed of this unit just now.', 'Ask again in a moment.'),
	('stale_unit', 'Somebody else changed this unit first.', 'Read it again, then decide again.'),
	('unit_name', 'A unit is called by a word of the list, and a number where there are several.',
		'house, floor, ward, room, dormitory, family rooms, quiet room or emergency beds; house 2.'),
	('unit_there', 'This place has a unit of that name.', 'Give it a number: house 2.'),
	('unit_sex', 'A unit is for women and girls, for men and boys, or for anybody.', 'female, male or any.'),
	('unit_ages', 'Ages are 0 to 120, the lower one first.', 'Leave one empty where there is no limit.'),
	('unit_beds', 'A unit has 0 to 500 beds.', null),
	('beds_taken', 'More beds than that are taken.', 'Check out or release first.'),
	('regime', 'A unit is open or closed.', 'open: who is there comes and goes as she likes. closed: somebody decides that.'),
	('closed_basis', 'Nobody is kept in a place without a legal basis.',
		'Say by what: court order, protection order, child protection order, immigration order, her own wish. Else it is open.'),
	('closed_review', 'Keeping somebody in a place is looked at again on a day.', 'Give one within a year.'),
	('open_is_free', 'In an open unit nobody is kept: it has no legal basis and no review.', 'Leave both empty, or say closed.'),
	('not_fit_sex', 'This unit is not for her or his sex, as the case has it.', 'Choose another unit.'),
	('not_fit_age', 'She or he may be younger or older than this unit takes.',
		'Choose another unit, or write her age down first. Without an age she counts as a child.'),
	('unit_closed', 'This unit takes nobody new just now.', 'Choose another unit, or ask its office.'),
	('no_bed', 'No bed is free there.', 'Choose another unit.'),
	('bed_held', 'A bed is held for this case elsewhere.', 'Release that one first.'),
	('stay_there', 'She or he has a bed in this unit already.', null),
	('hold_time', 'A bed is held until a time of the next 7 days.', 'Say 4h, 12h, 2d or 18:00.'),
	('hold_over', 'The hold is over, and the bed is given to somebody else.', 'Hold another one.'),
	('no_such_stay', 'There is no such bed of yours.', 'Look at the places again.'),
	('closed_since', 'Since her bed was held this unit keeps people, and nobody has said that she is to be kept.',
		'Hold another bed; or, if she is to be kept there, hold this one again by the code of the unit.'),
	('stale_stay', 'Somebody else changed this first.', 'Look again, then do it again if you still want to.'),
	('stay_state', 'This does not follow on what it is now.', 'Held: check in or release. In: leave, left, check out. Left: check in or check out.'),
	('stay_side', 'Only who works for the place''s office says this.', 'Call them.'),
	('stay_why', 'This needs a word from the list.', 'Out: where to. Released: why.'),
	('leave_time', 'A leave ends at a time of the next 14 days.', 'Say 8h, 2d, 18:00 or 2026-11-30 18:00.');

insert into app.refusal (code, message, hint) values
	('unit_named', 'What fits there is closed: nobody is put there by the code of the place alone.', 'Name the unit, if she is to be kept there.');

-- She is told of by two: it stands in the timeline of the case, and in what is recorded of the place.
insert into app.change (action, told, field, undoable, undone_by) values
	('bed.hold', 'held a bed: %', 'bed', false, null),
	('stay.move', 'wrote where she sleeps: %', 'stay', false, null);

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('unit.keep', '{coordinator,supervisor}'::text[]),
	('bed.list', '{coordinator,officer,night,supervisor}'),
	('bed.hold', '{coordinator,officer,night,supervisor}'),
	('stay.move', '{coordinator,officer,night,supervisor}'),
	('stay.list', '{coordinator,officer,night,supervisor}')) as a(action, roles)
cross join unnest(a.roles) as r(role);
