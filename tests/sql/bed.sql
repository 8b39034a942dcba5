-- Beds: units of places, of which an office gives beds to the cases of others; never one too many, nobody kept without a
-- law, and neither side learns more of the other's than it needs.
begin;
\ir people.psql
select no_plan();
select test.make('farlead', '{10}', '{supervisor}'), test.make('both', '{1,10}', '{coordinator}') \g /dev/null
insert into app.place (id, office_id, kind, country_id, district, capacity) values
	('00000000-0000-4000-8000-0000000000a1', 1, 'shelter', 'TH', 'Bang Kapi', 12),
	('00000000-0000-4000-8000-0000000000b1', 10, 'drop-in centre', 'KH', 'Poipet', 20);
\set here '\'00000000-0000-4000-8000-0000000000a1\''
\set there '\'00000000-0000-4000-8000-0000000000b1\''
create function pg_temp.unit(role text, id uuid, version integer, place uuid default :here, name text default 'house 1',
	sex text default 'female', low integer default 15, high integer default 17, beds integer default 2, regime text default 'open',
	basis text default null, review text default null, accepts boolean default true, key uuid default gen_random_uuid()) returns text language sql volatile
as $$ select test.refusal(role, format('api.unit_keep(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L)', key, id, version, place, name, sex, low, high,
	beds, regime, basis, review, accepts)) $$;
create function pg_temp.code(id uuid) returns text language sql return (select u.code from app.unit u where u.id = code.id);
create function pg_temp.hold(role text, its_case uuid, bed text, until text default '4h', danger text default null, key uuid default gen_random_uuid())
	returns text language sql volatile
as $$ select test.refusal(role, format('api.bed_hold(%L, %L, %L, %L, %L)', key, its_case, bed, until, danger)) $$;
create function pg_temp.stay(c uuid) returns uuid language sql return (select s.id from app.stay s where s.case_id = c order by s.state in ('out', 'released'), s.state <> 'held', s.since desc limit 1);
create function pg_temp.go(role text, c uuid, state text, why text default null, until text default null, version integer default null,
	key uuid default gen_random_uuid()) returns text language sql volatile
as $$ select test.refusal(role, format('api.stay_move(%L, %L, %L, %L, %L, %L)', key, pg_temp.stay(c),
	coalesce(version, (select s.version from app.stay s where s.id = pg_temp.stay(c))), state, why, until)) $$;
create function pg_temp.state(c uuid) returns text language sql return (select s.state from app.stay s where s.id = pg_temp.stay(c));
create function pg_temp.girl(office integer, low integer default 15, high integer default 17, sex text default 'female') returns uuid language plpgsql as $$
declare c uuid := test.a_case(office); begin update app.case set sex = girl.sex, age_low = low, age_high = high, language = 'lo' where id = c; return c; end $$;
create function pg_temp.hint(role text, its_case uuid, bed text) returns text language sql volatile
as $$ select test.as_person(role, format('select (o).hint from (select api.bed_hold(gen_random_uuid(), %L, %L, ''4h'') as o offset 0) as x', its_case, bed)) $$;
create function pg_temp.at(moment interval) returns void language sql as $$
	insert into app.clock (now) values (transaction_timestamp() + moment) on conflict (only_row) do update set now = excluded.now $$;
select gen_random_uuid() as u, gen_random_uuid() as w, gen_random_uuid() as m, gen_random_uuid() as x, gen_random_uuid() as k \gset

-- Who keeps units.
select is(pg_temp.unit(r, gen_random_uuid(), 0), 'role', r || ' keeps no unit')
from unnest('{officer,night,partner,auditor,admin,registrar,health,operations,far}'::text[]) as r;
select is(pg_temp.unit(r, gen_random_uuid(), 0), 'unknown_person', r || ' keeps no unit') from unnest('{retired,stranger}'::text[]) as r;
select is(pg_temp.unit('supervisor', :'u', 0, key => :'k'), '', 'a supervisor keeps one');
select is(pg_temp.unit('supervisor', :'u', 0, key => :'k'), '', 'asked again: the same');
select is((select count(*) from app.unit), 1::bigint, 'once');
select ok((select app.code_valid(code) and code ~ '^UN-' from app.unit), 'and it has a code');
select is(pg_temp.unit('supervisor', gen_random_uuid(), 0, :there), 'no_such_place', 'not of a place that is not hers');
select is(pg_temp.unit('farlead', :'u', 1, :there), 'no_such_unit', 'nor can a unit be drawn to another place');
select is(pg_temp.unit('coordinator', :'u', 0), 'stale_unit', 'it is changed as it was read');
select is(pg_temp.unit('coordinator', :'u', 1), 'unchanged', 'not to what it is');
select is(pg_temp.unit('coordinator', :'u', 1, beds => 3), '', 'but to something else');
select results_eq($$ select version, detail - 'unit' from app.event where action = 'unit.keep' and refusal is null and object_id = '00000000-0000-4000-8000-0000000000a1' order by id $$,
	$$ values (1, '{"sex": [null, "female"], "beds": [null, 2], "name": [null, "house 1"], "regime": [null, "open"], "accepts": [null, true], "age_low": [null, 15], "age_high": [null, 17]}'::jsonb),
	(2, '{"beds": [2, 3]}') $$, 'and the record tells');
select is(test.as_person('supervisor', format('select field from api.unit_keep(gen_random_uuid(), %L, 0, %L, %L, %L, %L, %L, %L, %L, %L, %L)', :'m',
	:here, n, s, l, h, b, r, ba, re)) || ' ' || pg_temp.unit('supervisor', :'m', 0, :here, n, s, l, h, b, r, ba, re), a, why)
from (values ('Mrs Noi', 'any', null, null, 1, 'open', null, null, 'name unit_name', 'a name tells nobody anything'),
	('house 1', 'any', null, null, 1, 'open', null, null, 'name unit_there', 'nor is it there twice'),
	('house 0812345678', 'any', null, null, 1, 'open', null, null, 'name unit_name', 'nor a telephone'),
	('house 2', 'unknown', null, null, 1, 'open', null, null, 'sex unit_sex', 'for whom'), ('house 2', 'any', -1, null, 1, 'open', null, null, 'age_low unit_ages', 'no age'),
	('house 2', 'any', 18, 17, 1, 'open', null, null, 'age_high unit_ages', 'ages in order'), ('house 2', 'any', null, 70000, 1, 'open', null, null, 'age_high unit_ages', 'nor so old'),
	('house 2', 'any', null, null, -1, 'open', null, null, 'beds unit_beds', 'no beds'), ('house 2', 'any', null, null, null, 'open', null, null, 'beds unit_beds', 'beds'),
	('house 2', 'any', null, null, 70000, 'open', null, null, 'beds unit_beds', 'too many'), ('house 2', 'any', null, null, 1, 'locked', null, null, 'regime regime', 'open or closed'),
	-- Freedom of movement.
	('house 2', 'any', null, null, 1, 'closed', null, '2026-01-01', 'legal_basis closed_basis', 'nobody is kept without a legal basis'),
	('house 2', 'any', null, null, 1, 'closed', 'because', '2026-01-01', 'legal_basis closed_basis', 'nor for any reason'),
	('house 2', 'any', null, null, 1, 'closed', 'court order', null, 'review_on closed_review', 'nor without a day on which that is looked at'),
	('house 2', 'any', null, null, 1, 'closed', 'court order', 'infinity', 'review_on closed_review', 'nor for ever'),
	('house 2', 'any', null, null, 1, 'closed', 'court order', (current_date + 400)::text, 'review_on closed_review', 'nor for more than a year'),
	('house 2', 'any', null, null, 1, 'closed', 'court order', (current_date - 3)::text, 'review_on day_over', 'nor from a day on that is over'),
	('house 2', 'any', null, null, 1, 'open', 'court order', null, 'legal_basis open_is_free', 'an open one has no legal basis'),
	('house 2', 'any', null, null, 1, 'open', null, current_date::text, 'review_on open_is_free', 'and no review')) as x(n, s, l, h, b, r, ba, re, a, why);
select throws_ok(format($$ insert into app.unit (id, place_id, office_id, name, sex, beds, regime, legal_basis, review_on)
	values (gen_random_uuid(), '00000000-0000-4000-8000-0000000000a1', 1, 'house 9', 'any', 1, 'closed', %L, %L) $$, b, r), '23514', null,
	'not even the owner stores a closed unit without its law and its day')
from (values (null, '2027-01-01'), ('court order', null), (null, null)) as x(b, r);
select is((select count(*) from app.unit), 1::bigint, 'nothing of that is kept');
select is(pg_temp.unit('supervisor', :'w', 0, name => 'house 2', low => 18, high => null, beds => 1, regime => 'closed', basis => 'court order', review => (current_date + 30)::text), '', 'with both it is');
select is(pg_temp.unit('farlead', :'m', 0, :there, 'dormitory', 'any', null, null, 2), '', 'elsewhere another');

-- Everybody who works with cases sees the units of all offices, and of a place of another office no more than it takes.
create function pg_temp.seen(role text, c uuid default null) returns text language sql volatile as $$ select test.as_person(role, format(
	'select string_agg(concat_ws('' '', country, kind, name, sex, age_low, age_high, regime, free, ''of'', beds, coalesce(district, ''-''), place_id is not null, problem), ''; '') from api.bed_line(%L)', c)) $$;
select is(pg_temp.seen(r), 'TH shelter house 1 female 15 17 open 3 of 3 Bang Kapi t; TH shelter house 2 female 18 closed 1 of 1 Bang Kapi t; KH drop-in centre dormitory any open 2 of 2 - f', r || ' sees them, of her country first')
from unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
select is(pg_temp.seen(r), 'KH drop-in centre dormitory any open 2 of 2 Poipet t; TH shelter house 1 female 15 17 open 3 of 3 - f; TH shelter house 2 female 18 closed 1 of 1 - f', 'so does ' || r || ', of hers more') from unnest('{far,farlead}'::text[]) as r;
select is(pg_temp.seen(r), null, r || ' sees none') from unnest('{partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r;
select is((select count(*) from app.event where action = 'bed.list' and refusal in ('role', 'unknown_person')), 8::bigint, 'and that they asked is in the record');

-- Whom it fits.
select is(app.bed_fits(u, c), a, why) from app.unit u cross join lateral (values
	('female', 15, 17, null, 'a girl'), ('male', 15, 17, 'not_fit_sex', 'a boy'), ('unknown', 15, 17, 'not_fit_sex', 'nobody knows whether a girl'),
	('other', 15, 17, 'not_fit_sex', 'neither'), ('female', 14, 17, 'not_fit_age', 'who may be younger'), ('female', 15, 18, 'not_fit_age', 'who may be older'),
	('female', 16, null, 'not_fit_age', 'who may be of any age above'), ('female', null, null, 'not_fit_age', 'of an age that nobody knows')) as x(s, l, h, a, why)
cross join lateral (select (jsonb_populate_record(null::app.case, jsonb_build_object('sex', s, 'age_low', l, 'age_high', h))).*) as c where u.name = 'house 1';
select is(app.bed_fits(u, c), a, why) from app.unit u cross join lateral (values
	(18, null::integer, null, 'a woman'), (20, 30, null, 'so'), (17, 19, 'not_fit_age', 'who may be a child goes to no unit for adults'), (null, null, 'not_fit_age', 'nor who is of no known age'),
	(null, 40, 'not_fit_age', 'nor of whom only is known how old she is at most')) as x(l, h, a, why)
cross join lateral (select (jsonb_populate_record(null::app.case, jsonb_build_object('sex', 'female', 'age_low', l, 'age_high', h))).*) as c where u.name = 'house 2';
select ok(app.bed_fits(u, jsonb_populate_record(null::app.case, '{"sex": "unknown"}')) is null, 'a unit for anybody takes anybody') from app.unit u where u.name = 'dormitory';
select ok(app.bed_fits(jsonb_populate_record(u, '{"age_high": 17}'), jsonb_populate_record(null::app.case, '{"sex": "unknown"}')) is null,
	'one for children whoever is of no known age') from app.unit u where u.name = 'dormitory';

-- Who holds, for whom, where, until when.
select pg_temp.girl(1) as a, pg_temp.girl(1) as b, pg_temp.girl(1) as c, pg_temp.girl(10) as d, pg_temp.girl(1, 20, 25) as e, pg_temp.girl(1, 15, 17, 'male') as f,
	pg_temp.girl(1) as g, pg_temp.girl(1) as h, test.a_case(1, 11) as gone \gset
select is(left(pg_temp.seen('far', :'d'), 2), 'KH', 'of a case those of its country are first');
insert into app.stay (unit_id, office_id, case_id, case_office_id, state, held_by, held_until) values (:'u', 1, :'d', 10, 'in', test.id('far'), app.now());
select is(left(pg_temp.seen('far', :'d'), 2), 'TH', 'or of the one in which she sleeps');
delete from app.stay where case_id = :'d';
select is(pg_temp.hold(r, :'a', pg_temp.code(:'u')), 'role', r || ' holds none') from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(pg_temp.hold(r, :'a', pg_temp.code(:'u')), 'unknown_person', r || ' holds none') from unnest('{retired,stranger}'::text[]) as r;
select is(pg_temp.hold('far', :'a', pg_temp.code(:'u')), 'no_such_case', 'nobody holds one for a case that is not hers');
select is(pg_temp.hold('officer', :'a', b, t), x, why) from (values ('UN-AAAA-AAAA', '4h', 'no_such_unit', 'where there is none'), (null, '4h', 'no_such_unit', 'nowhere'),
	(pg_temp.code(:'u'), 'x', 'time_format', 'until no time'), (pg_temp.code(:'u'), '', 'hold_time', 'until now'), (pg_temp.code(:'u'), null, 'hold_time', 'until no time'),
	(pg_temp.code(:'u'), '8d', 'hold_time', 'for ever'), (pg_temp.code(:'u'), '2020-01-01', 'hold_time', 'until a day that was')) as v(b, t, x, why);
select is(pg_temp.hold('officer', :'gone', pg_temp.code(:'m')), 'closed', 'for nobody whose case is closed');
select is(pg_temp.hold('officer', :'e', pg_temp.code(:'u')), 'not_fit_age', 'a woman gets no bed among girls');
select is(pg_temp.hold('officer', :'f', pg_temp.code(:'u')), 'not_fit_sex', 'nor a boy');
select is(pg_temp.hint('officer', :'f', pg_temp.code(:'u')), 'No other unit of this country that fits has a bed free.', 'and it is said that there is none');
select is(pg_temp.hold('officer', :'a', (select lower(code) from app.place where id = :here)), '', 'by the code of the place');
select is((select u.name from app.stay s join app.unit u on u.id = s.unit_id where s.case_id = :'a'), 'house 1', 'it is the unit that fits');
select is(pg_temp.hold('officer', :'a', pg_temp.code(:'m')), 'bed_held', 'nobody has two held');
select is(pg_temp.hold('night', :'a', pg_temp.code(:'u'), '3d'), '', 'but hers is held longer, by a colleague');
select is((select string_agg(concat_ws(' ', t.version, state, until - app.now(), held_by = test.id('officer')), ', ' order by t.version) from app.stay_step t join app.stay s using (state) where s.case_id = :'a' and t.stay_id = s.id),
	'1 held 04:00:00 t, 2 held 3 days t', 'it is the same bed');
select is(pg_temp.hold('night', :'a', pg_temp.code(:'u'), '4h'), '', 'or not so long');
select is(pg_temp.hold('officer', :'e', (select code from app.place where id = :here)), 'unit_named', 'nobody is put behind a closed door by the code of a place');
select is(pg_temp.hold('officer', :'e', pg_temp.code(:'w')), '', 'but by that of the unit');
select is(pg_temp.hold('night', pg_temp.girl(1, 20, 25), pg_temp.code(:'w')), 'no_bed', 'it is full then');
select is(pg_temp.hold('far', :'d', pg_temp.code(:'u')), '', 'another office holds one here');
select is(pg_temp.hold('coordinator', :'b', pg_temp.code(:'u'), '18h'), '', 'the third');
select is(pg_temp.hold('officer', :'c', pg_temp.code(:'u')), 'no_bed', 'the fourth is none');
create function pg_temp.words(role text, its_case uuid, bed text) returns text language sql volatile
as $$ select test.as_person(role, format('select (o).message from (select api.bed_hold(gen_random_uuid(), %L, %L, ''4h'') as o offset 0) as x', its_case, bed)) $$;
update app.stay set since = since - interval '2 minutes' where unit_id = :'u' and case_id <> :'b';
select is(pg_temp.words('officer', :'c', pg_temp.code(:'u')), 'No bed is free there. coordinator (BKK) took the last one just now.', 'who was first is named');
update app.stay set since = since - interval '20 minutes' where unit_id = :'u';
select is(pg_temp.words('officer', :'c', pg_temp.code(:'u')), 'No bed is free there. coordinator (BKK) took the last one 20 min ago.', 'and when that was');
update app.stay set since = since - interval '1 hour' where unit_id = :'u';
select is(pg_temp.words('officer', :'c', pg_temp.code(:'u')), 'No bed is free there.', 'but nobody who has had hers for long');
update app.stay set since = app.now() where unit_id = :'u';
select is(pg_temp.hint('officer', :'c', pg_temp.code(:'u')), 'No other unit of this country that fits has a bed free.', 'and no other in the country');
select is(pg_temp.unit('supervisor', gen_random_uuid(), 0, name => 'ward', low => 12, high => 17, beds => 5), '', 'there is another');
select is(pg_temp.hint('officer', :'c', pg_temp.code(:'u')), 'It fits, and is free: ' || (select code from app.unit where name = 'ward') || ' (5 free).', 'which is named');
select is(pg_temp.unit('supervisor', :'u', 2, beds => 2), 'beds_taken', 'no bed is taken away from under somebody');
select is(pg_temp.unit('supervisor', (select id from app.unit where name = 'ward'), 1, name => 'ward', low => 12, high => 17, beds => 5, accepts => false), '', 'closed to new people');
select is(pg_temp.hold('officer', :'c', (select code from app.unit where name = 'ward')), 'unit_closed', 'it takes none');
select is(split_part(pg_temp.seen('officer', :'c'), '; ', 2), 'TH shelter house 1 female 15 17 open 0 of 3 Bang Kapi t no_bed', 'the list says none');
select is((select count(*) from app.event where action = 'bed.hold' and refusal is null and kind = 'case' and object_id = :'d' and office_id = 10), 1::bigint, 'a hold stands in the timeline of the case');
select is((select count(*) from app.event where action = 'bed.hold' and refusal is null and kind = 'place' and object_id = :here and office_id = 1), 6::bigint, 'and of the place');
select is((select string_agg(concat_ws(' ', version, state, staff_id = test.id('far')), ',') from app.stay_step where stay_id = pg_temp.stay(:'d')), '1 held t', 'and in its steps');

-- The bed that is held for her is hers: on top of her list, nowhere in another's, and no reason why the unit takes her not.
create function pg_temp.top(role text, c uuid) returns text language sql volatile as $$ select test.as_person(role, format(
	'select concat_ws('' '', name, free, held_for_her - api.now(), coalesce(problem, ''-'')) from api.bed_line(%L) limit 1', c)) $$;
select is(pg_temp.top(r, :'b'), 'house 1 0 18:00:00 -', 'full by her own hold it takes her still, ' || r || ' sees') from unnest('{coordinator,officer,night,supervisor,both}'::text[]) as r;
select is(pg_temp.top(r, :'b'), null, r || ' sees nothing of it') from unnest('{partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r;
select is(test.as_person(r, format('select count(held_for_her) from api.bed_line(%L)', c)), '0', why) from (values ('far', :'b', 'whose case it is not is not told'),
	('officer', :'c', 'nor is that of another hers'), ('officer', :'d', 'not at the place of another office''s case either'), ('officer', null, 'of nobody nothing is held')) as x(r, c, why);
select is(pg_temp.top('far', :'d'), 'house 1 0 04:00:00 -', 'of her own case she is, wherever the unit is');
select is(pg_temp.hold('officer', :'b', pg_temp.code(:'u'), '20h') || pg_temp.top('officer', :'b'), 'house 1 0 20:00:00 -', 'it is held longer where no bed is free');
select is(pg_temp.hold('officer', :'b', (select code from app.place where id = :here), '18h') || pg_temp.top('officer', :'b'), 'house 1 0 18:00:00 -', 'by the code of its place, too, and not so long');
savepoint hers;
update app.unit set accepts = false where id = :'u';
select is(pg_temp.top('officer', :'b') || pg_temp.hold('officer', :'b', pg_temp.code(:'u'), '20h'), 'house 1 0 18:00:00 -', 'where nobody new is taken, too');
update app.unit set age_low = 18, age_high = null where id = :'u';
select is(pg_temp.top('officer', :'b') || ' ' || pg_temp.hold('officer', :'b', pg_temp.code(:'u'), '20h'), 'house 1 0 20:00:00 not_fit_age not_fit_age', 'but not where she does not fit any more');
update app.unit set age_low = 15, age_high = 17, beds = 0 where id = :'u';
select is(pg_temp.top('officer', :'b') || ' ' || pg_temp.hold('officer', :'b', pg_temp.code(:'u'), '20h'), 'house 1 0 20:00:00 no_bed no_bed', 'nor where others have all of them');
select pg_temp.at('21 hours') \g /dev/null
select is(test.as_person('officer', format('select count(held_for_her) from api.bed_line(%L)', :'b')), '0', 'nor when it is over');
rollback to hers;

-- Who sees what of it.
create function pg_temp.listed(role text) returns text language sql volatile as $$ select test.as_person(role,
	'select string_agg(concat_ws('' '', state, sex, age_low, age_high, child, language, case_id is not null, place_id is not null, of_place, of_case, array_to_string(moves, ''+'')), ''; '' order by of_place, of_case, age_low) from api.stay_line()') $$;
select is(pg_temp.listed('far'), 'held female 15 17 t lo t f f t released', 'of another office''s place she sees hers');
select is(pg_temp.listed('officer'), 'held female 15 17 t lo f t t f in+released; held female 15 17 t lo t t t t in+released; held female 15 17 t lo t t t t in+released; held female 20 25 f lo t t t t in+released',
	'the place sees of another office''s case no more than it needs');
select is(pg_temp.listed(r), null, r || ' sees none') from unnest('{partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r;
select is(test.as_person('officer', format('select count(*) from api.case_line where id = %L', :'d')), '0', 'her case stays hers');

-- What becomes of it.
select is(pg_temp.go('far', :'d', 'in'), 'stay_side', 'only the place checks in');
select is(pg_temp.go('far', :'d', 'on leave', null, '2h'), 'stay_state', 'what does not follow is not asked for');
select is(pg_temp.go('far', :'a', 'released', 'not needed'), 'no_such_stay', 'nor anything of others'' beds');
select is(pg_temp.go(r, :'d', 'in'), 'role', r || ' does not') from unnest('{partner,auditor,admin,registrar,health,operations}'::text[]) as r;
select is(pg_temp.go('officer', :'d', 'in', version => 7), 'stale_stay', 'as it was read');
select is(pg_temp.go('officer', :'d', x), 'stay_state', 'held is not followed by ' || x) from unnest('{left,out,held,nonsense}'::text[]) as x;
select is(pg_temp.go('officer', :'d', 'in'), '', 'the place checks in whom another office sent');
select is((select count(*) from app.event where action = 'stay.move' and kind = 'case' and object_id = :'d' and office_id = 10), 1::bigint, 'which its timeline says');
select is(test.as_person('far', format($$select concat_ws(' ', person, action, field, was, became) from api.case_timeline(%L) where action = 'stay.move' limit 1$$, :'d')), 'officer stay.move stay held in', 'to those whose case it is');
select is(pg_temp.hold('far', :'d', pg_temp.code(:'u')), 'stay_there', 'whoever is there needs no bed there');
select is(pg_temp.go('officer', :'d', 'on leave', null, t), x, why) from (values ('20d', 'leave_time', 'nobody is on leave for ever'), ('', 'leave_time', 'nor for no time'), ('noon', 'time_format', 'nor until no time'), ('2020-01-01', 'leave_time', 'nor until what was')) as v(t, x, why);
select is(pg_temp.go('officer', :'d', 'on leave', 'her uncle fetched her', '8h'), '', 'she goes on leave');
select is((select count(*) from app.event e where e.detail::text ~ 'uncle'), 0::bigint, 'and why, where no list says it, stands nowhere in clear');
select is((select back_by = app.now() + interval '8 hours' from app.stay where id = pg_temp.stay(:'d')), true, 'until then');
select is(pg_temp.hold('officer', :'c', pg_temp.code(:'u')), 'no_bed', 'her bed stays hers');
select is(pg_temp.go('officer', :'d', 'left'), '', 'she left without telling us');
select is(pg_temp.hold('officer', :'c', pg_temp.code(:'u')), 'no_bed', 'which frees no bed either');
select is(pg_temp.go('officer', :'d', 'in'), '', 'and comes back');
select is((select left_at from app.stay where id = pg_temp.stay(:'d')), null, 'then she did not leave');
select is(pg_temp.go('officer', :'d', 'left'), '', 'and leaves again');
select is(pg_temp.go('officer', :'d', 'out', w), 'stay_why', 'out needs a word where to') from unnest(array[null, 'because', 'arrived elsewhere', 'not needed']) as w;
select is(pg_temp.go('officer', :'d', 'out', 'not known'), '', 'checked out');
select is(pg_temp.go('officer', :'d', x), 'stay_state', 'that is the end: no ' || x) from unnest('{in,on leave,left,out,released}'::text[]) as x;
select is((select string_agg(concat_ws(' ', state, why), ', ' order by version) from app.stay_step where stay_id = pg_temp.stay(:'d')),
	'held, in, on leave, left, in, left, out not known', 'each step is written down');
select is(pg_temp.hold('officer', :'c', pg_temp.code(:'u')), '', 'the bed is free');
select is(pg_temp.go('officer', :'c', 'released', 'did not come', key => :'h'), '', 'and released');
select is(pg_temp.go('officer', :'c', 'released', 'did not come', version => 1, key => :'h'), '', 'asked again: the same');
select is((select version from app.stay where id = pg_temp.stay(:'c')), 2, 'once');
select is(pg_temp.go('officer', :'a', 'in'), '', 'a is in');
select is(pg_temp.hold('officer', :'a', pg_temp.code(:'m')), '', 'who is in has a bed held where she goes next');
select is(pg_temp.go('officer', :'a', 'in'), 'stay_side', 'that her own office checks in nowhere else');
select is(pg_temp.go('farlead', :'a', 'in'), '', 'she arrives there');
select is((select string_agg(u.name || ' ' || s.state, ', ' order by u.name) from app.stay s join app.unit u on u.id = s.unit_id where s.case_id = :'a'), 'dormitory in, house 1 out', 'and is out of where she was');
select is((select why from app.stay_step where state = 'out' and staff_id = test.id('farlead')), 'arrived elsewhere', 'the steps say why');

-- A hold ends by itself.
select is((select count(*) from app.stay where unit_id = :'u' and state = 'held'), 1::bigint, 'one is held');
select pg_temp.at('19 hours') \g /dev/null
select is(app.unit_taken(:'u'), 0, 'and nobody has to say that it is over');
select is(pg_temp.hold('officer', c, pg_temp.code(:'u')), '', 'its bed is free for others') from unnest(array[:'c', :'g', :'h']::uuid[]) as c;
select is(pg_temp.go('officer', :'b', 'in'), 'hold_over', 'who comes too late finds it given to somebody else');
select is(pg_temp.go('officer', :'g', 'released', 'by mistake'), '', 'or, where one is free');
select is(pg_temp.go('officer', :'b', 'in'), '', 'has it still');
select is(pg_temp.go('officer', :'b', 'out', 'her family'), '', 'b goes home');
select is(pg_temp.hold('officer', :'b', pg_temp.code(:'u'), '1h'), '', 'b has one again');
select pg_temp.at('25 hours') \g /dev/null
select is(pg_temp.hold('officer', :'b', pg_temp.code(:'m')), '', 'a hold that is over makes way for another');
select is((select string_agg(concat_ws(' ', state, why), ', ' order by version) from app.stay_step t where stay_id in (select id from app.stay where case_id = :'b' and unit_id = :'u') and at = app.now()),
	'released time was over', 'and that stands in its steps');

-- A place of which any office has a danger note stops whoever sends somebody there.
select is(app.place_danger_stops(:there, null), null, 'no danger is known');
select is(app.place_danger_stops(:there, 'her uncle waits there'), 'danger_answer', 'nor are words of one''s own kept of one that is not');
select is(app.place_danger_stops(:there, 'our staff cross instead'), null, 'a word of the list may stand there');
insert into app.party (id, office_id, kind) values ('00000000-0000-4000-8000-0000000000c1', 10, 'area');
alter table app.entry_party drop constraint entry_party_id_fkey;
alter table app.entry_danger drop constraint entry_danger_id_fkey;
insert into app.entry_party (id, subject, office_id, country, district, hours) values (gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', 10, 'KH', 'Poipet', 'any time');
insert into app.entry_danger (id, subject, office_id, concerns, severity, standing, since, review_on)
values (gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', 10, 'area', 'never', 'confirmed', current_date - 1, current_date + 30);
select is(pg_temp.hold('officer', :'g', pg_temp.code(:'m')), 'danger', 'which her own office does not have');
select is(pg_temp.hint('officer', :'g', pg_temp.code(:'m')), 'Its office knows why: call them. Or choose another place.', 'and it says whom to ask');
select is(pg_temp.hold('officer', :'g', pg_temp.code(:'m'), danger => 'no other way'), 'danger_lead', 'that there is no other way only who leads says');
select is(pg_temp.hold('officer', :'g', pg_temp.code(:'m'), danger => 'whatever'), 'danger_answer', 'it is a word of a list');
select is(pg_temp.hold('both', :'g', pg_temp.code(:'m'), danger => 'our staff stay with her'), 'no_bed', 'then it is looked whether one is free');
select isnt(test.as_person('officer', 'select (array_agg(code order by n))[1] from (select code, row_number() over () as n from api.bed_line() where problem is null) as x'), pg_temp.code(:'m'), 'who chooses from the list meets another first');
select is(test.as_person('officer', format('select danger from api.bed_line() where code = %L', pg_temp.code(:'m'))), 'never', 'the list shows it');
select is(test.as_person('officer', format('select count(*) from api.party_line where country = ''KH''')), '0', 'and no more of it');

-- A unit that keeps people, and whose day is there, says so.
select is(test.as_person('officer', format('select review_over from api.bed_line() where code = %L', pg_temp.code(:'w'))), 'false', 'its day is to come');
select pg_temp.at('31 days') \g /dev/null
select is(test.as_person('officer', format('select review_over from api.bed_line() where code = %L', pg_temp.code(:'w'))), 'true', 'its day is there');

-- For transfers: whosever the place or the case is.
select pg_temp.at('26 hours') \g /dev/null
select is((app.stay_held(:'b', :there)).state, 'held', 'what is held at a place');
select ok(app.stay_held(:'b', :here) is null, 'and not elsewhere');
select is((app.stay_held(:'a', :there)).state, 'in', 'or who is there');
select is((select kind || country_id || office_id from app.place_anywhere((select lower(replace(code, '-', '')) from app.place where id = :there))), 'drop-in centreKH10', 'a place by its code');
select is((select id from app.place_anywhere('PL-AAAA-AAAA')), null, 'or none');
select is(app.stay_arrive((app.stay_held(:'b', :there)).id, test.id('far')), null, 'who arrives is in');
select is(pg_temp.state(:'b'), 'in', 'so she is');
select is(app.stay_arrive((app.stay_held(:'b', :there)).id, test.id('far')), null, 'twice is once');
select is(app.stay_arrive(gen_random_uuid(), test.id('far')), 'no_such_stay', 'nobody arrives in none');

-- What needs whom of it.
delete from app.clock;
update app.stay set state = case when state = 'released' then state else 'out' end, left_at = null, back_by = null;
delete from app.entry_danger;
create function pg_temp.inbox(role text) returns text language sql volatile as $$ select test.as_person(role,
	'select string_agg(concat_ws('' '', left(code, 2), why, responsible, at <= api.now()), '', '' order by why, code) from api.inbox_line where why ~ ''^(left|leave|hold|closed:)''') $$;
select pg_temp.girl(1) as n, pg_temp.girl(10) as o \gset
update app.case set responsible_id = test.id('second'), responsible_seen = true where id = :'n';
update app.case set responsible_id = test.id('far'), responsible_seen = true where id = :'o';
select is(pg_temp.hold('officer', :'n', pg_temp.code(:'m'), '50m'), '', 'a bed is held for less than an hour');
select is(pg_temp.inbox(r), w, r || ' is told: ' || coalesce(w, 'nothing')) from (values ('officer', 'HW hold ends second f'), ('second', 'HW hold ends second f'),
	('night', null), ('supervisor', null), ('far', 'PL hold ends officer f'), ('farlead', 'PL hold ends officer f'), ('partner', null), ('auditor', null), ('stranger', null)) as x(r, w);
select pg_temp.at('1 hour') \g /dev/null
select is(pg_temp.inbox(r), w, 'when it is over ' || r || ' is told: ' || coalesce(w, 'nothing')) from (values ('officer', 'HW hold is over second t'), ('second', 'HW hold is over second t'), ('far', null)) as x(r, w);
select pg_temp.at('26 hours') \g /dev/null
select is(pg_temp.inbox('officer'), null, 'no more after a day');
delete from app.clock;
select is(pg_temp.go('far', :'n', 'in'), '', 'she is in');
select is(pg_temp.go('far', :'n', 'on leave', null, '2h'), '', 'and on leave');
select is(pg_temp.inbox('second'), null, 'which is no news');
select pg_temp.at('3 hours') \g /dev/null
select is(pg_temp.inbox(r), w, 'when it is over ' || r || ' is told: ' || coalesce(w, 'nothing')) from (values ('second', 'HW leave over second t'), ('officer', null), ('far', 'PL leave over officer t')) as x(r, w);
select is(pg_temp.go('far', :'n', 'left'), '', 'she left without telling us');
select is(pg_temp.inbox(r), w, r || ' is told: ' || coalesce(w, 'nothing')) from (values ('second', 'HW left without telling us second t'), ('supervisor', 'HW left without telling us second t'),
	('officer', null), ('far', null), ('farlead', null), ('partner', null)) as x(r, w);
select is(test.as_person('second', format('select count(*) from api.case_open(%L)', :'n')), '1', 'opening the case sees to nothing');
select is(pg_temp.inbox('second'), 'HW left without telling us second t', 'while she is away');
select is(pg_temp.go('far', :'n', 'out', 'not known'), '', 'the place needs the bed');
select pg_temp.at('4 hours') \g /dev/null
select is(pg_temp.inbox('supervisor'), 'HW left without telling us second t', 'which does not hide that she left');
select test.as_person('supervisor', format('select count(*) from api.case_open(%L)', :'n')) \g /dev/null
select is(pg_temp.inbox('supervisor'), null, 'from who has opened the case since');
select pg_temp.at('40 days') \g /dev/null
select is(pg_temp.inbox(r), w, 'a unit that keeps people is looked at again: ' || r || ': ' || coalesce(w, 'nothing')) from (values ('supervisor', 'PL closed: review due t'), ('officer', null), ('night', null), ('farlead', null)) as x(r, w);
select is(test.as_person('supervisor', 'select string_agg(concat_ws('' '', what, person, days), '','') from api.morning() where section = ''review'''), 'house 2 court order ' || (app.now() at time zone 'Asia/Bangkok')::date - current_date - 30, 'and stands in the morning of who leads');
select is(test.as_person('officer', 'select count(*) from api.morning() where section = ''review'''), '0', 'and in no other');
select is(test.as_person('officer', 'select string_agg(concat_ws('' '', country, what, n, days, person), '','') from api.morning() where section = ''free'''), 'TH shelter 4 9 0', 'which says how many are free, of how many, and held');
delete from app.clock;

-- In words, from a prompt or a shell.
select is(app.bed_for(s, l::smallint, h::smallint), w, w) from (values ('female', 15, 17, 'girls 15-17'), ('female', null, 17, 'girls'), ('female', 0, 17, 'girls'), ('female', 18, null, 'women'), ('female', 18, 25, 'women 18-25'),
	('female', null, null, 'women, girls'), ('female', 15, null, 'women, girls from 15'), ('male', 12, 17, 'boys 12-17'), ('male', 18, null, 'men'), ('male', null, 30, 'men, boys to 30'), ('any', null, null, 'anybody'),
	('any', null, 12, 'children to 12'), ('any', 18, null, 'adults'), ('any', 10, 30, 'anybody 10-30'), ('female', 16, 16, 'girls of 16')) as x(s, l, h, w);
select is((select concat_ws(' ', sex, coalesce(low::text, '-'), coalesce(high::text, '-')) from app.unit_for(w)), a, coalesce(w, 'nothing')) from (values ('girls 15-17', 'female 15 17'), ('Women', 'female 18 -'), ('boys', 'male - 17'),
	('any', 'any - -'), ('female 15-', 'female 15 -'), ('men -30', 'male - 30'), ('ladies', 'ladies - -')) as x(w, a);
select is((select count(*) from app.unit_for(w) as x where x.sex is not null), 0::bigint, 'no words for whom: ' || w) from unnest('{"girls 15","15-17","girls 15-17 please",""}'::text[]) as w;
create function pg_temp.say(role text, its text, name text default null, who text default null, beds text default null, regime text default null, review text default null, key uuid default gen_random_uuid()) returns text language sql volatile
as $$ select test.refusal(role, format('api.unit_say(%L, %L, %L, %L, %L, %L, %L)', key, its, name, who, beds, regime, review)) $$;
create function pg_temp.ward() returns text language sql return (select concat_ws(' ', version, sex, age_low, age_high, beds, regime, legal_basis, review_on - current_date, accepts) from app.unit where name = 'ward 2');
select is(pg_temp.say('officer', (select code from app.place where id = :here), 'ward 2', 'girls', '4'), 'role', 'who leads writes units');
select is(pg_temp.say('supervisor', (select code from app.place where id = :there), 'ward 2', 'girls', '4'), 'no_such_place', 'of her places');
select is(pg_temp.say('supervisor', pg_temp.code(:'m'), beds => '9'), 'no_such_place', 'and units');
select is(pg_temp.say('supervisor', (select code from app.place where id = :here), 'ward 2', w, b, r, d), x, why) from (values ('ladies', '4', null, null, 'unit_sex', 'for nobody'), (null, '4', null, null, 'unit_sex', 'for whom is not said'),
	('girls', null, null, null, 'unit_beds', 'nor how many'), ('girls', 'some', null, null, 'unit_beds', 'nor in a number'), ('girls', '99999', null, null, 'unit_beds', 'nor in one that fits'), ('girls 200-300', '4', null, null, 'unit_ages', 'for no age'), ('girls', '4', 'court order', null, 'closed_review', 'closed, until for ever'),
	('girls', '4', 'because', '30d', 'closed_basis', 'closed, because'), ('girls', '4', null, '30d', 'open_is_free', 'open, and looked at'), ('girls', '4', 'court order', 'soon', 'time_format', 'looked at soon')) as v(w, b, r, d, x, why);
select is(pg_temp.say('supervisor', (select code from app.place where id = :here), 'ward 2', 'girls 12-', '4', key => :'n'), '', 'she does');
select is(pg_temp.say('supervisor', (select code from app.place where id = :here), 'ward 2', 'girls 12-', '4', key => :'n'), '', 'asked again: the same');
select is(pg_temp.ward(), '1 female 12 4 open t', 'once');
select code as ward from app.unit where name = 'ward 2' \gset
select is(pg_temp.say('supervisor', :'ward', regime => 'court order', review => '30d'), '', 'it is closed, by a law, until a day');
select is(pg_temp.say('supervisor', :'ward', beds => 'nobody new'), '', 'takes nobody new');
select is(pg_temp.ward(), '3 female 12 4 closed court order 30 f', 'and all else is as it was');
select is(pg_temp.say('supervisor', :'ward', beds => '5'), '', 'a number opens it to new people');
select is(pg_temp.say('supervisor', :'ward', regime => 'protection order'), 'closed_review', 'another law has another day');
select is(pg_temp.say('supervisor', :'ward', regime => 'open'), '', 'and an open one neither');
select is(pg_temp.ward(), '5 female 12 5 open t', 'so it is');
select is(pg_temp.say('supervisor', :'ward'), 'unchanged', 'nothing said is nothing done');
update app.stay set state = 'out', back_by = null, left_at = null where state <> 'released';
select pg_temp.girl(1) as r \gset
select is(test.as_person('officer', format('select string_agg(value, '','') from api.bed_times(%L)', :'r')), '2h,4h,8h,12h,1d,2d,3d,5d,7d', 'and until when');
select is(test.as_person('far', format('select count(*) from api.bed_times(%L)', :'r')), '0', 'to those whose case it is');
create function pg_temp.step(role text, its uuid, state text, why text default null, until text default null) returns text language sql volatile
as $$ select test.refusal(role, format('api.stay_go(gen_random_uuid(), %L, %L, %L, %L)', (select lower(code) from app.case where id = its), state, why, until)) $$;
select is(pg_temp.step('officer', :'r', 'in'), 'no_such_stay', 'nothing is held');
select is(pg_temp.hold('officer', :'r', pg_temp.code(:'u')), '', 'a bed is held');
select is(pg_temp.step('far', :'r', 'in'), 'no_such_stay', 'which is nobody''s but theirs');
select is(pg_temp.step('officer', :'r', 'in'), '', 'she is checked in by the code of her case');
select is(pg_temp.hold('officer', :'r', pg_temp.code(:'m')), '', 'the next bed is held');
select is(pg_temp.step('officer', :'r', 'on leave', null, '5h'), '', 'the word tells which of the two is meant');
select is(pg_temp.step('officer', :'r', 'released', 'not needed'), '', 'here, too');
select is((select string_agg(state, ',' order by state) from app.stay where case_id = :'r'), 'on leave,released', 'each has its own');
select is(pg_temp.step('officer', :'r', 'released', 'not needed'), 'stay_state', 'what is not held is not released');

-- A case that goes to another office takes its bed along: who worked on it sees it no more.
select is(test.as_person('suanphlu', format('select count(*) from api.stay_line(null, %L) where of_case', (select code from app.case where id = :'r'))), '1', 'a bed of a case of hers');
update app.case set office_id = 10 where id = :'r';
select is((select string_agg(distinct concat_ws(' ', s.case_office_id, t.case_office_id), ',') from app.stay s join app.stay_step t on t.stay_id = s.id where s.case_id = :'r'), '10 10', 'its beds, and their steps, go with it');
select is(test.as_person('far', format('select string_agg(state, '','') from api.stay_line(null, %L) where of_case', (select code from app.case where id = :'r'))), 'on leave', 'to those whose it is now');
select is(test.as_person('officer', format('select count(case_id) || '' '' || count(*) from api.stay_line(null, %L)', (select code from app.case where id = :'r'))), '0 1', 'and the place has her still, as one of another office');

-- Past the functions: nobody.
select is((select count(*) from app.stay_move), 10::bigint, 'ten moves');
select is_empty($$ select * from app.stay_move m where from_state in ('out', 'released') $$, 'and none from what is over');
select throws_ok(format('insert into app.stay (unit_id, office_id, case_id, case_office_id, state, held_by, held_until) select %L, 1, %L, 1, ''in'', %s, now() from generate_series(1, 2)', :'u', :'a', test.id('officer')),
	'23505', null, 'nobody is in two places');
select * from finish();
rollback;
