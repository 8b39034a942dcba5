-- What falls between two offices: somebody who was brought away and of whom nobody has said where she is now, one who has
-- arrived and has no bed, and the clocks of a country that she, or her file, has left.
set local role hw_owner;

create table app.transfer_where (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	position smallint not null unique,
	meaning text not null
);
comment on table app.transfer_where is 'Where somebody is who was brought away and did not arrive, or was not to be brought there.';
comment on column app.transfer_where.name is 'the word';
comment on column app.transfer_where.position is 'its place in the list of choices';
comment on column app.transfer_where.meaning is 'in a sentence';

alter table app.transfer
	add column where_by timestamptz,
	add column bedless_since timestamptz,
	add column watch_at timestamptz,
	add column where_is text references app.transfer_where (name);
comment on column app.transfer.where_by is 'by when somebody has to say where she is; null: it is known, or was never in doubt';
comment on column app.transfer.bedless_since is 'since when she is there without a bed; null: she has one, or needs none';
comment on column app.transfer.watch_at is
	'when somebody above is asked for her case: an hour after she was to leave and has not, four hours after she left and has not arrived, or '
	'when nobody has said where she is by the time that there was for it; null: not now, or that was done';
comment on column app.transfer.where_is is 'where she is, as somebody said it last; null: nobody was asked, or a bed, or another transfer, says it';
create index transfer_where_is on app.transfer (where_is);
create index transfer_watch on app.transfer (watch_at) where watch_at is not null;
create index transfer_where_by on app.transfer (office_id) where where_by is not null;
create index transfer_bedless on app.transfer (to_office_id) where bedless_since is not null;

-- A bed says it, wherever it is; so does a transfer that takes her on from there.
create function app.whereabouts_known(p_case uuid) returns void
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	update app.transfer t set where_by = null, where_is = null, bedless_since = null, touched_at = app.now()
	where t.case_id = p_case and num_nonnulls(t.where_by, t.where_is, t.bedless_since) > 0;
end;
comment on function app.whereabouts_known(uuid) is 'It is known where she is, or she is on her way from there: nobody is asked any more.';

create function app.stay_says_where() returns trigger
	language plpgsql security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.whereabouts_known(new.case_id), app.clocks_cross(new.case_id, null);
	return null;
end $$;
comment on function app.stay_says_where() is 'Who has come in somewhere is there, and in that country.';
create trigger stay_says_where after insert or update of state on app.stay
	for each row when (new.state = 'in') execute function app.stay_says_where();

-- Nobody at that door asks whether a bed was held. What is closed takes nobody by itself.
create function app.bed_on_arrival(p_case uuid, p_place uuid, p_staff smallint) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	one record;
	taken record;
begin
	-- Two who arrive at once lock them in the same order.
	for one in select u.id from app.unit u where u.place_id = p_place order by u.id loop
		if (app.lock_unit(one.id)).busy then
			return null;
		end if;
	end loop;
	for one in
		select u.id from app.unit u join app.case c on c.id = p_case
		where u.place_id = p_place and u.accepts and u.regime = 'open' and app.bed_fits(u, c) is null and app.unit_taken(u.id) < u.beds
		order by coalesce(u.age_high, 120) - coalesce(u.age_low, 0), u.sex = 'any', u.name
	loop
		perform app.stay_ends(p_case, '{held}', 'released', 'another bed', p_staff);
		select * into taken from app.bed_take(one.id, p_case, app.now() + interval '1 minute', p_staff);
		if taken.code is null and app.stay_arrive((taken.now).id, p_staff) is null then
			return true;
		end if;
	end loop;
	perform app.stay_ends(p_case, '{in,on leave,left}', 'out', 'arrived elsewhere', p_staff);
	return false;
end $$;
comment on function app.bed_on_arrival(uuid, uuid, smallint) is
	'Who arrives in an emergency gets a bed that fits her and is free, in an open unit. False: there is none; she is there all the same, '
	'and no more where she was. Null: somebody else has a unit there, and nothing is changed.';

-- As hw_owner: whoever brings her may not see her case, and what is known of her there is said all the same.
create function app.case_detained(p_case uuid, out office smallint, out now_is integer, out was text[], out became text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	select c.office_id, c.flags into office, was from app.case c where c.id = p_case;
	update app.case c set version = c.version + 1, touched_at = app.now(), flags = array(select f.name from app.flag f
		where f.name = 'detained' or f.name = any (c.flags) order by f.position)
	where c.id = p_case and c.closed_at is null and 'detained' <> all (c.flags) returning c.version, c.flags into now_is, became;
end $$;
comment on function app.case_detained(uuid) is 'Flag a case as detained; became null: it is closed, or flagged already.';

create function app.is_detained(p_case uuid) returns boolean
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.case c where c.id = p_case and c.closed_at is null and 'detained' = any (c.flags));
end $$;
comment on function app.is_detained(uuid) is 'Whether an open case, of whichever office, is flagged as detained.';

create function app.case_office(p_case uuid) returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select o.code from app.case c join app.office o on o.id = c.office_id where c.id = p_case);
end $$;
comment on function app.case_office(uuid) is 'The code of the office that has the file of a case, whichever it is: whom to telephone.';

create function app.flags_left(t app.transfer) returns text[]
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return array(select f.name from app.case c join app.flag f on f.name = any (c.flags)
		where c.id = t.case_id and c.closed_at is null and f.name in ('detained', 'alone') and t.what = 'person'
		and (t.state = 'arrived' or t.state = 'handed over' and t.since > app.now() - interval '2 days')
		and exists (select from app.place p where p.id = t.place_id and p.kind in ('shelter', 'transit centre', 'foster family', 'hospital'))
		order by f.position);
end $$;
comment on function app.flags_left(app.transfer) is
	'Of the flags detained and alone those that her case still has though she has come to a shelter, a transit centre, a family or a hospital: '
	'for two days after her hand-over somebody is to be asked. None goes by itself.';

create function app.transfer_runs(p_case uuid) returns boolean
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return exists (select from app.transfer t
		where t.case_id = p_case and (not t.over or t.where_by is not null or t.bedless_since is not null));
end $$;
comment on function app.transfer_runs(uuid) is
	'Whether a transfer of hers, or of her file, of whichever office, is not over, or nobody has said where she is, or she has no bed there: as '
	'long as it is so nobody closes the case.';

-- ---- who is woken ------------------------------------------------------------------------------------
create function app.transfer_watch() returns trigger
	language plpgsql security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	ready constant text[] := '{approved,accepted}';
begin
	new.watch_at := case
		when new.where_by is not null then case when new.where_by is distinct from old.where_by then new.where_by else new.watch_at end
		when new.what = 'person' and new.state = any (ready) then case when old.state = any (ready) then new.watch_at else new.leave_at + interval '1 hour' end
		when new.what = 'person' and new.state = 'en route' then case when old.state = 'en route' and old.where_by is null then new.watch_at else greatest(new.leave_at, app.now()) + interval '4 hours' end
		end;
	update app.escalation e set ended_at = app.now()
	where e.case_id = new.case_id and e.ended_at is null and (e.reason = 'where is she' and old.where_by is not null and new.where_by is null
		or e.reason = 'did not leave' and old.state = any (ready) and new.state <> all (ready)
		or e.reason = 'did not arrive' and old.state = 'en route' and new.state <> 'en route');
	if found then -- that nobody took her case had to stand behind it
		perform app.escalation_begin(c) from app.case c where c.id = new.case_id;
	end if;
	return new;
end $$;
comment on function app.transfer_watch() is
	'Row trigger of transfers: by when somebody above is asked, if she has not left by then, or not arrived, or nobody has said where she is; '
	'and nobody is asked any more once that is so. How long her way is nobody knows: both offices have it in their inbox two hours after she was '
	'to leave, and have two more to telephone. Who is woken for a way that is long has slept badly; of whom nobody hears is looked for.';
create trigger transfer_watch before insert or update on app.transfer
	for each row execute function app.transfer_watch();

-- As escalate_due(): whoever comes by, in all offices. Another matter of the same case that nobody has looked at comes first.
create function app.transfer_due() returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	t app.transfer;
	open app.escalation;
	moved integer := 0;
begin
	for t in select * from app.transfer x where x.watch_at <= app.now() order by x.watch_at limit 100 for update skip locked loop
		update app.escalation e set ended_at = app.now()
		where e.case_id = t.case_id and e.ended_at is null and (e.seen_at is not null or e.raised_at > app.now());
		open := null;
		insert into app.escalation (case_id, office_id, reason, raised_at, next_at)
		select c.id, c.office_id, case when t.where_by is not null then 'where is she' when t.state = 'en route' then 'did not arrive' else 'did not leave' end, app.now(), app.now()
		from app.case c where c.id = t.case_id and c.closed_at is null
		on conflict do nothing returning * into open;
		update app.transfer x set watch_at = app.now() + case when open.id is null and exists (select from app.escalation e
			where e.case_id = t.case_id and e.ended_at is null) then interval '30 minutes'
			when t.where_by is not null or t.state = 'en route' then interval '4 hours' end
		where x.id = t.id;
		if open.id is not null then
			perform app.escalation_step(open);
			moved := moved + 1;
		end if;
	end loop;
	return moved;
end $$;
comment on function app.transfer_due() is
	'Escalate the case of whoever has not left an hour after she was to, once; of whoever has not arrived, or of whom nobody has said in time '
	'where she is, anew every four hours until it is said, also where somebody has seen to it: who looks for her is asked whether she is found. '
	'In all offices. How many.';

-- ---- what an emergency left out ------------------------------------------------------------------------
-- Signed or not: nobody has asked her by that, nor has a child a guardian. As hw_owner: whoever has her file now may not see that
-- transfer, and who ends it not her case.
create function app.emergency_rest(p_case uuid) returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	rest smallint := (select k.id from app.task_kind k where k.name = 'after emergency');
	newest app.transfer;
	owed boolean;
begin
	select t.* into newest from app.transfer t join app.approval a on a.id = t.id
	where t.case_id = p_case and t.what = 'person' order by a.asked_at desc, t.id limit 1;
	owed := newest.emergency and newest.state <> 'aborted' and exists (select from app.transfer_missing(newest.id) as m where m.later);
	insert into app.task (case_id, office_id, kind, due_at)
	select c.id, c.office_id, rest, app.now() + interval '1 day' from app.case c
	where c.id = p_case and owed and not exists (select from app.task t where t.case_id = p_case and t.kind = rest and t.done_at is null);
	update app.task t set done_at = app.now(), touched_at = app.now()
	where t.case_id = p_case and t.kind = rest and t.done_at is null and owed is distinct from true;
end $$;
comment on function app.emergency_rest(uuid) is
	'What was not there when she was brought away in an emergency, and can be had afterwards still (her own wish, that she agrees, a guardian, '
	'what is best for her), is a task of the case from then on, until all of it is, or that transfer did not take place, or another one of '
	'hers is asked for, which asks for it again.';

create function app.entry_rest_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.emergency_rest(new.case_id);
	return null;
end $$;
comment on function app.entry_rest_follows() is 'Row trigger of what decides about a way: what an emergency left out follows.';
create trigger entry_rest_follows after insert or update of about, answer, asked_on on app.entry_wish
	for each row execute function app.entry_rest_follows();
create trigger entry_rest_follows after insert or update of purpose, answer, by, asked_on, again_on on app.entry_consent
	for each row execute function app.entry_rest_follows();
create trigger entry_rest_follows after insert or update of kind, begun_on, cleared, cleared_on on app.entry_guardian
	for each row execute function app.entry_rest_follows();
create trigger entry_rest_follows after insert or update of kind, about, decided, decided_on, review_on on app.entry_interest
	for each row execute function app.entry_rest_follows();

create function app.case_rest_follows() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.emergency_rest(new.id);
	return null;
end $$;
comment on function app.case_rest_follows() is 'Row trigger of cases: of a child more is asked.';
create trigger case_rest_follows after update of age_low, age_high on app.case
	for each row when (old.child is distinct from new.child) execute function app.case_rest_follows();
grant execute on function app.emergency_rest(uuid), app.entry_rest_follows(), app.case_rest_follows() to hw_api;

-- ---- clocks ------------------------------------------------------------------------------------------
-- Where she is says whose law counts: a bed does; of whom a state detains it is that state's until she is out.
create function app.country_of(p_case uuid) returns text
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (select p.country_id from app.stay s join app.unit u on u.id = s.unit_id join app.place p on p.id = u.place_id
	where s.case_id = p_case and s.state in ('in', 'on leave', 'left'));
comment on function app.country_of(uuid) is 'In which country she sleeps; null: it is not told.';

create function app.clocks_cross(p_case uuid, p_from text) returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case := (select x from app.case x where x.id = p_case);
	here text := (select o.country_id from app.office o where o.id = c.office_id);
	she_is text := coalesce(app.country_of(p_case), case when 'detained' = any (c.flags) then p_from end, here);
	old record;
	ended boolean := false;
begin
	for old in
		update app.case_clock k set stopped_at = app.now(), touched_at = app.now()
		from app.clock_rule r
		where k.case_id = p_case and k.stopped_at is null and r.code = k.rule and r.country_id <> here and r.country_id <> she_is
		returning k.rule
	loop
		ended := true;
		perform app.clock_told(p_case, c.office_id, jsonb_build_object('clock', jsonb_build_array(old.rule, old.rule || ': ended, she and her file are in another country')));
	end loop;
	if c.closed_at is null and she_is = here and (ended or p_from <> here) then
		perform app.clock_start(p_case, r.code, app.now()) from app.clock_rule r
		where r.country_id = here and exists (select from app.clock_cause x where x.rule = r.code) and app.clock_holds(c, r.code)
		and not exists (select from app.case_clock k where k.case_id = p_case and k.rule = r.code);
	end if;
end $$;
comment on function app.clocks_cross(uuid, text) is
	'Her file has gone to another country (p_from: from which one), or she has come in somewhere (null): the clocks of a country that neither '
	'she nor her file is in any more end, and those begin that hold where both are and never ran there. While she has a bed in the country that '
	'the file has left, or is detained there, its clocks go on.';

alter table app.transfer_where enable row level security, force row level security;
create policy read on app.transfer_where for select to hw_owner, hw_api using (true);
create policy cross_borders on app.case_clock for all to hw_owner using (true);
create policy owed on app.task for all to hw_owner using (true);
create policy cross_borders on app.clock_rule for select to hw_owner using (true);
create policy cross_borders on app.clock_cause for select to hw_owner using (true);
create policy cross_borders on app.clock_policy for select to hw_owner using (true);
create policy cross_borders on app.event for insert to hw_owner
	with check (staff_id is not distinct from (select app.me()) and action = 'clock.follow');
grant select on app.transfer_where to hw_api;
create policy told on app.flag for select to hw_owner using (true);
grant execute on function app.case_detained(uuid), app.is_detained(uuid), app.case_office(uuid), app.flags_left(app.transfer), app.transfer_runs(uuid), app.transfer_watch(), app.transfer_due(), app.whereabouts_known(uuid), app.bed_on_arrival(uuid, uuid, smallint), app.country_of(uuid),
	app.clocks_cross(uuid, text) to hw_api;
reset role;

insert into app.escalation_reason (name, place, by_hand, meaning) values
	('where is she', 7, false, 'her transfer ended on the way, or was refused, and nobody has said in time where she is'),
	('did not leave', 8, false, 'a transfer was approved, and an hour after she was to leave nobody has said that she has'),
	('did not arrive', 9, false, 'she left, and four hours after nobody has said that she has arrived');

insert into app.task_kind (id, name, by_hand) values (24, 'after emergency', false);

insert into app.transfer_where (name, position, meaning) values
	('back where she was', 1, 'she was brought back, or has not left'),
	('at the place', 2, 'she is where she was to be brought'),
	('another shelter', 3, 'another place took her'),
	('hospital', 4, 'she was brought to a doctor'),
	('family', 5, 'her family, or somebody of it, has her'),
	('police', 6, 'she is with the police'),
	('detention', 7, 'she is kept: her case is flagged as detained'),
	('with one of ours', 8, 'one of us is with her'),
	('seen and went', 9, 'she was seen, spoke with us, and went her own way');

insert into app.refusal (code, message, hint) values
	('arrived_bedless', 'She is there, and no bed is free that fits her.', 'Who leads both offices has it in red until she has one: :hold, then :check-in.'),
	('transfer_runs', 'A transfer of hers is not over, or nobody has said where she is, or she has no bed there.',
		'End it or hand her over; :she-is says where she is. :transfers lists them.'),
	('where_known', 'Nobody asks where she is: it is known.', 'Look at the transfer again.'),
	('still_flagged', 'Her case still says that she is detained, or alone.', 'If that is over whoever has her file takes the flag away: f on the case.'),
	('no_such_where', 'Say where she is by a word of the list.', 'Where nobody knows, escalate it (E) and go on looking.');

insert into app.allowed (action, role)
select 'transfer.where', r from unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
insert into app.change (action, told, field, undoable, undone_by) values
	('transfer.where', 'said of %', 'transfer', false, null);
