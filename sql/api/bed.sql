-- Where somebody can sleep: units of places, which of their beds are free, who holds one and who is in it.
--
-- Of a place of another office everybody who works with cases sees its code, kind and country, of its units whom they are
-- for, and how many beds are free. Of a case of another office the place's people see its code, sex, ages and language.
set local role hw_owner;

create or replace function app.bed_all(p_case uuid)
	returns table (id uuid, version integer, code text, place_id uuid, place text, kind text, country text, district text, name text,
		sex text, age_low smallint, age_high smallint, regime text, legal_basis text, review_on date, review_over boolean,
		accepts boolean, beds smallint, taken integer, held integer, free integer, next_free timestamptz, danger text,
		problem text, mine boolean, who text, held_for_her timestamptz)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	c app.case;
	mine smallint[] := app.my_offices();
	here text;
begin
	-- Of a case of hers alone: whom a unit fits would tell of any other how old she is.
	select x.* into c from app.case x where x.id = p_case and x.office_id = any (mine);
	here := coalesce(app.country_of(c.id), (select o.country_id from app.office o
		where o.id = coalesce(c.office_id, (select s.office_id from app.staff s where s.id = app.me()))));
	return query
	select u.id, u.version, u.code, case when m.mine then p.id end, p.code, p.kind, p.country_id, case when m.mine then p.district end,
		u.name, u.sex, u.age_low, u.age_high, u.regime, u.legal_basis, u.review_on, u.review_on <= d.today, u.accepts, u.beds,
		n.taken, n.held, f.free, case when f.free = 0 and u.accepts then n.next_free end,
		w.severity,
		case when not u.accepts and n.hers is null then 'unit_closed'
			when c.id is not null and app.bed_fits(u, c) is not null then app.bed_fits(u, c)
			when n.others >= u.beds then 'no_bed' end,
		m.mine, app.bed_for(u.sex, u.age_low, u.age_high), n.hers
	from app.unit u
	join app.place p on p.id = u.place_id
	cross join lateral (select u.office_id = any (mine) as mine) as m
	cross join lateral (select (app.now() at time zone o.zone)::date as today from app.office o where o.id = u.office_id) as d
	cross join lateral (select count(*)::integer as taken, (count(*) filter (where s.state = 'held'))::integer as held,
			min(case s.state when 'held' then s.held_until end) as next_free,
			max(case when s.state = 'held' and s.case_id = c.id then s.held_until end) as hers,
			(count(*) filter (where (s.state = 'held' and s.case_id = c.id) is not true))::integer as others
		from app.stay s where s.unit_id = u.id
		and (s.state in ('in', 'on leave', 'left') or s.state = 'held' and s.held_until > app.now())) as n
	cross join lateral (select greatest(u.beds - n.taken, 0) as free) as f
	cross join lateral (select max(x.severity) as severity from app.danger_of(p.id) as x) as w
	order by n.hers is null, case when not u.accepts then 2 when c.id is not null and app.bed_fits(u, c) is not null then 3 when f.free = 0 then 1 else 0 end,
		w.severity is not null, p.country_id is distinct from here, u.regime = 'closed', p.country_id, p.kind, p.code, u.name;
end $$;
comment on function app.bed_all(uuid) is
	'The units of all offices, as api.bed_line has them: of those alike the ones of the country first in which she sleeps, or her office is, '
	'or, of no case, whoever looks. The one that is held for her comes before all: her own hold is no reason why it does not take her.';

create or replace function app.bed_named(p_bed text, p_case uuid, out unit uuid, out by_place boolean, out regime text, out place uuid,
		out office smallint, out country text)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	select u.id, u.code is distinct from app.code_typed(p_bed, 'UN'), u.regime, p.id, p.office_id, p.country_id
	into unit, by_place, regime, place, office, country
	from app.unit u join app.place p on p.id = u.place_id
	join app.case c on c.id = p_case
	where u.code = app.code_typed(p_bed, 'UN') or p.code = app.code_typed(p_bed, 'PL')
	order by not exists (select from app.stay s where s.unit_id = u.id and s.case_id = c.id and s.state = 'held' and s.held_until > app.now()),
		not u.accepts, app.bed_fits(u, c) is not null, u.regime = 'closed', app.unit_taken(u.id) >= u.beds,
		coalesce(u.age_high, 120) - coalesce(u.age_low, 0), u.sex = 'any', u.name limit 1;
end $$;
comment on function app.bed_named(text, uuid) is
	'The unit of this code, or, by the code of a place, the one there that is held for the case, or else best for it: it fits, is open, has a bed free, is for few others.';

create or replace function app.unit_for(words text, out sex text, out low integer, out high integer)
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
as $$
	select coalesce(w.sex, x.part[1]), coalesce(x.part[3]::integer, case when x.part[2] is null then w.low end),
		coalesce(x.part[4]::integer, case when x.part[2] is null then w.high end)
	from regexp_match(lower(btrim(words)), '^([a-z]+)(\s+(\d{1,3})?-(\d{1,3})?)?$') as x(part)
	left join (values ('girls', 'female', null, 17), ('women', 'female', 18, null), ('boys', 'male', null, 17), ('men', 'male', 18, null),
		('children', 'any', null, 17), ('adults', 'any', 18, null), ('anybody', 'any', null, null)) as w(word, sex, low, high) on w.word = x.part[1]
$$;
comment on function app.unit_for(text) is
	'For whom, as one types it: girls, women 18-25, any, boys 12-, male -17; what is no such word is given back as the sex, and fits none.';

create or replace function app.bed_for(sex text, low smallint, high smallint) returns text
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return case when high < 18 then case sex when 'female' then 'girls' when 'male' then 'boys' else 'children' end
		when low >= 18 then case sex when 'female' then 'women' when 'male' then 'men' else 'adults' end
		else case sex when 'female' then 'women, girls' when 'male' then 'men, boys' else 'anybody' end end
	|| case when low is null and high is null or high = 17 and coalesce(low, 0) = 0 or low = 18 and high is null then ''
		when high is null then ' from ' || low when coalesce(low, 0) = 0 then ' to ' || high when low = high then ' of ' || low
		else concat(' ', low, '-', high) end;
comment on function app.bed_for(text, smallint, smallint) is 'For whom a unit is, in words: girls 15-17, women, anybody.';

create or replace function app.bed_others(p_case uuid, p_country text) returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	others text;
begin
	select string_agg(x.line, ', ' order by x.n) into others
	from (select concat(b.code, ' (', b.free, ' free', case b.regime when 'closed' then ', closed' end, ')') as line, row_number() over () as n
		from app.bed_all(p_case) as b where b.problem is null and b.held_for_her is null and b.country = p_country limit 3) as x;
	return coalesce('It fits, and is free: ' || others || '.', 'No other unit of this country that fits has a bed free.');
end $$;
comment on function app.bed_others(uuid, text) is 'What to choose where there is none: units of the same country.';

-- Two hold the last bed from two offices: whoever comes second is told whom she could call.
create or replace function app.bed_taken_by(p_unit uuid) returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return (select format('%s (%s) took the last one %s.', w.name, o.code, case when s.since > app.now() - interval '1 minute' then 'just now'
			else (extract(epoch from app.now() - s.since)::integer / 60) || ' min ago' end)
		from app.stay s
		join app.staff w on w.id = s.held_by
		join app.office o on o.id = w.office_id
		where s.unit_id = p_unit and s.since > app.now() - interval '1 hour'
		and (s.state in ('in', 'on leave') or s.state = 'held' and s.held_until > app.now())
		order by s.since desc limit 1);
end $$;
comment on function app.bed_taken_by(uuid) is 'Who has taken a bed of a unit last, within the hour; null: nobody has.';

create or replace function app.bed_told(call app.call, action text, kind text, object uuid, office smallint, detail jsonb) returns void
	language sql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
	insert into app.event (staff_id, office_id, action, kind, object_id, detail)
	values (call.staff_id, office, action, kind, object, detail)
$$;
comment on function app.bed_told(app.call, text, text, uuid, smallint, jsonb) is
	'The other line in the record: of the case, where app.finish() writes that of the place, or the other way round.';

create or replace function app.unit_problem(this app.unit, known uuid) returns text[]
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return case
	when not coalesce(this.name ~ '^(house|floor|ward|room|dormitory|family rooms|quiet room|emergency beds)( [1-9][0-9]?)?$', false)
		then '{name,unit_name}'
	when exists (select from app.unit u where u.place_id = (this).place_id and u.name = (this).name and u.id is distinct from known)
		then '{name,unit_there}'
	when coalesce(this.sex not in ('female', 'male', 'any'), true) then '{sex,unit_sex}'
	when coalesce(this.age_low not between 0 and 120, false) then '{age_low,unit_ages}'
	when coalesce(this.age_high not between 0 and 120 or this.age_high < this.age_low, false) then '{age_high,unit_ages}'
	when coalesce(this.beds not between 0 and 500, true) then '{beds,unit_beds}'
	when coalesce(this.regime not in ('open', 'closed'), true) then '{regime,regime}'
	when this.regime = 'open' and this.legal_basis is not null then '{legal_basis,open_is_free}'
	when this.regime = 'open' and this.review_on is not null then '{review_on,open_is_free}'
	when this.regime = 'closed' and coalesce(this.legal_basis not in ('court order', 'protection order', 'child protection order',
		'immigration order', 'her own wish'), true) then '{legal_basis,closed_basis}'
	when this.regime = 'closed' and coalesce(this.review_on not between '2000-01-01' and app.office_day(this.office_id) + 366, true)
		then '{review_on,closed_review}'
	end::text[];
comment on function app.unit_problem(app.unit, uuid) is
	'What is wrong with a unit that somebody wants to keep: the argument at fault and the code of the refusal; null: nothing.';

create or replace function app.unit_do(call app.call, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer,
		p_age_high integer, p_beds integer, p_regime text, p_legal_basis text, p_review_on date, p_accepts boolean)
	returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	here app.place;
	this app.unit;
	next app.unit;
	problem text[];
	changed jsonb;
begin
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
comment on function app.unit_do(app.call, uuid, integer, uuid, text, text, integer, integer, integer, text, text, date, boolean) is
	'Keep a unit, as api.unit_keep() says.';

grant execute on function app.bed_all(uuid), app.bed_named(text, uuid), app.bed_others(uuid, text), app.bed_taken_by(uuid),
	app.bed_told(app.call, text, text, uuid, smallint, jsonb), app.unit_problem(app.unit, uuid),
	app.unit_do(app.call, uuid, integer, uuid, text, text, integer, integer, integer, text, text, date, boolean),
	app.unit_for(text), app.bed_for(text, smallint, smallint) to hw_api;

set local role hw_api;

create function api.bed_line(p_case uuid default null)
	returns table (id uuid, version integer, code text, place_id uuid, place text, kind text, country text, district text, name text,
		sex text, age_low smallint, age_high smallint, regime text, legal_basis text, review_on date, review_over boolean,
		accepts boolean, beds smallint, taken integer, held integer, free integer, next_free timestamptz, danger text,
		problem text, mine boolean, who text, held_for_her timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('bed.list', 'place', p_case) then
		return;
	end if;
	return query select * from app.bed_all(p_case);
end $$;
comment on function api.bed_line(uuid) is
	'The units of all offices, those first that have a bed, and, for a case of mine, fit it. beds: of which taken are, of '
	'these held; free: no hold that is over takes one. next_free: where none is, when the first hold ends; null: not known. '
	'review_over: it is closed, and the day on which somebody had to look again is there. danger: the worst note that any office has '
	'about the place. problem: why it takes nobody, or not this case, as a code of app.refusal. place_id, district: of mine. who: for whom, in words. '
	'held_for_her: until when the case has a bed of it held: it comes first, and is held longer by api.bed_hold(), which does not count her twice.';

create function api.unit_keep(p_key uuid, p_id uuid, p_version integer, p_place uuid, p_name text, p_sex text, p_age_low integer,
		p_age_high integer, p_beds integer, p_regime text, p_legal_basis text default null, p_review_on date default null,
		p_accepts boolean default true)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'unit.keep', 'place', jsonb_build_array(p_id, p_version, p_place, p_name, p_sex, p_age_low,
		p_age_high, p_beds, p_regime, p_legal_basis, p_review_on, p_accepts));
begin
	if call.done then
		return call.answer;
	end if;
	return app.unit_do(call, p_id, p_version, p_place, p_name, p_sex, p_age_low, p_age_high, p_beds, p_regime, p_legal_basis, p_review_on,
		p_accepts);
end $$;
comment on function api.unit_keep(uuid, uuid, integer, uuid, text, text, integer, integer, integer, text, text, date, boolean) is
	'A unit of a place of mine: p_version is the one it was read at, 0 for a new one, whose p_id the console makes. Ages null: no '
	'limit. closed needs by what law, and a day within a year on which somebody looks again; open has neither. It never has '
	'fewer beds than are taken.';

-- What is not said stays as it is: so nobody takes back what another has changed of it, though no version is told.
create function api.unit_say(p_key uuid, p_of text, p_name text default null, p_for text default null, p_beds text default null,
		p_regime text default null, p_review text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'unit.keep', 'place', jsonb_build_array(p_of, p_name, p_for, p_beds, p_regime, p_review));
	this app.unit;
	who record;
	review timestamptz;
	basis text := nullif(lower(btrim(p_regime)), 'open');
	beds text := lower(btrim(p_beds));
begin
	if call.done then
		return call.answer;
	end if;
	select u.* into this from app.unit u where u.code = app.code_typed(p_of, 'UN');
	if this.id is null then
		select p.id into this.place_id from app.place p where p.code = app.code_typed(p_of, 'PL');
		if this.place_id is null then
			return app.refuse(call, 'no_such_place', 'code');
		end if;
		this.regime := 'open';
	else -- as it will be when whoever has it now has done
		select (l.was).* into this from app.lock_unit(this.id) as l;
	end if;
	if p_for is not null then
		select * into who from app.unit_for(p_for);
		this.sex := coalesce(who.sex, '?');
		this.age_low := who.low;
		this.age_high := who.high;
	end if;
	if p_regime is not null then
		this.regime := case when basis is null then 'open' else 'closed' end;
		this.review_on := case when basis = this.legal_basis then this.review_on end; -- another law has another day
		this.legal_basis := basis;
	end if;
	if p_review is not null then
		review := app.clock_moment(p_review, 'UTC', app.now(), false);
		if review is null then
			return app.refuse(call, 'time_format', 'review');
		end if;
		this.review_on := (review at time zone 'UTC')::date;
	end if;
	if beds !~ '^\d{1,4}$' and beds not in ('nobody new', 'anybody') then
		return app.refuse(call, 'unit_beds', 'beds');
	end if;
	return app.unit_do(call, coalesce(this.id, gen_random_uuid()), coalesce(this.version, 0), this.place_id, coalesce(p_name, this.name), this.sex,
		this.age_low, this.age_high, case when beds ~ '^\d+$' then beds::integer else this.beds end, this.regime, this.legal_basis, this.review_on,
		case when beds = 'nobody new' then false when beds is not null then true else coalesce(this.accepts, true) end);
end $$;
comment on function api.unit_say(uuid, text, text, text, text, text, text) is
	'The same in words: a new unit of a place (PL-....), or what is said of one that is there (UN-....). p_for: girls 15-17. p_beds: a '
	'number, nobody new, anybody. p_regime: open, or, closed, by what law. p_review: the day on which somebody looks again.';

create function api.bed_times(p_case uuid) returns table (value text, label text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('bed.list', 'place', p_case) then
		return;
	end if;
	return query
	select to_char(x.until at time zone o.zone, 'YYYY-MM-DD HH24:MI'), concat('12 hours after she leaves  ', app.clock_local(x.until, o.zone))
	from (select t.case_id, min(t.leave_at) + interval '12 hours' as until from app.transfer t
		where t.case_id = p_case and t.what = 'person' and t.state in ('proposed', 'risk-checked', 'returned', 'approved', 'accepted')
		and t.leave_at > app.now() group by t.case_id) as x
	join app.case c on c.id = x.case_id join app.office o on o.id = c.office_id
	where c.office_id = any (app.my_offices()) and x.until <= app.now() + interval '7 days';
	return query
	select x.typed, concat('in ', x.typed, '  ', app.clock_local(app.clock_moment(x.typed, o.zone, app.now(), false), o.zone))
	from unnest('{2h,4h,8h,12h,1d,2d,3d,5d,7d}'::text[]) with ordinality as x(typed, n)
	join app.case c on c.id = p_case join app.office o on o.id = c.office_id
	order by x.n;
end $$;
comment on function api.bed_times(uuid) is 'Until when a bed can be held for this case, to choose from: where she is to be brought somewhere, first as long as it takes '
	'(hours on the way are not known: 12). Others can be typed.';

create function api.bed_hold(p_key uuid, p_case uuid, p_bed text, p_until text, p_danger text default null) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'bed.hold', 'case', jsonb_build_array(p_case, p_bed, p_until, p_danger));
	held record;
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
	select * into held from app.lock_case(p_case);
	call.was := held.was;
	if (call.was).id is null then
		return app.refuse(call, case when held.busy then 'busy' else 'no_such_case' end, 'case');
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
		answer.message := case code when 'no_bed' then concat_ws(' ', answer.message, app.bed_taken_by(bed.unit)) else answer.message end;
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
comment on function api.bed_hold(uuid, uuid, text, text, text) is
	'Hold a bed for a case of mine: p_bed is the code of a unit or, where an open one fits, of a place, of whichever office. p_until: '
	'as app.clock_moment() reads it by the clock of the case''s office, within 7 days; then the hold is over by itself. '
	'p_danger: what is done about a danger that is known of the place, a word of app.danger_answer.';
