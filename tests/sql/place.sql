-- Places: what anybody of an office may know of one in clear, who keeps it, and that it is changed as it was read.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
create function pg_temp.keep(role text, id uuid, version integer, office text default 'BKK', kind text default 'shelter', country text default 'TH',
	district text default 'Bang Kapi', capacity integer default 12, key uuid default gen_random_uuid()) returns text language sql volatile
as $$ select test.refusal(role, format('api.place_keep(%L, %L, %L, %L, %L, %L, %L, %L)', key, id, version, office, kind, country, district, capacity)) $$;
create function pg_temp.listed(role text) returns text language sql volatile
as $$ select test.as_person(role, 'select string_agg(concat_ws('' '', version, kind, country, district, capacity, office, sealed), '','' order by office, district) from api.place_line') $$;
select gen_random_uuid() as p, gen_random_uuid() as q, gen_random_uuid() as s, gen_random_uuid() as k \gset

-- Who.
select is(pg_temp.keep(r, gen_random_uuid(), 0), 'role', r || ' keeps no place')
from unnest('{officer,night,partner,auditor,admin,registrar,health,operations,far}'::text[]) as r;
select is(pg_temp.keep(r, gen_random_uuid(), 0), 'unknown_person', r || ' keeps no place') from unnest('{retired,stranger}'::text[]) as r;
select is(pg_temp.keep('supervisor', :'p', 0, key => :'k'), '', 'a supervisor does');
select is(pg_temp.keep('supervisor', :'p', 0, key => :'k'), '', 'asked again: the same');
select is(pg_temp.keep('coordinator', :'q', 0, 'spl', 'hospital', 'th', 'Sathon', null), '', 'and a coordinator, however she writes it');
select results_eq('select version, kind, app.code_valid(code) and code ~ ''^PL-'' from app.place where id = ' || quote_literal(:'p'),
	$$ values (1, 'shelter', true) $$, 'once, and it has a code');
select is(pg_temp.listed(r), s, r || ' sees ' || coalesce(s, 'nothing'))
from (values ('coordinator', '1 shelter TH Bang Kapi 12 BKK f,1 hospital TH Sathon SPL f'), ('night', '1 shelter TH Bang Kapi 12 BKK f,1 hospital TH Sathon SPL f'),
	('supervisor', '1 shelter TH Bang Kapi 12 BKK f'), ('officer', '1 shelter TH Bang Kapi 12 BKK f'), ('far', null), ('partner', null), ('auditor', null),
	('admin', null), ('registrar', null), ('health', null), ('operations', null), ('retired', null), ('stranger', null)) as x(r, s);

-- What.
select is(pg_temp.keep('supervisor', gen_random_uuid(), 0, kind => x), '', 'of every kind that the table knows: ' || x)
from (select (regexp_matches(pg_get_constraintdef(oid), '''([a-z -]+)''', 'g'))[1] as x from pg_constraint where conname = 'place_kind_check') as k;
select is((select count(*) from app.place), 11::bigint, 'each is one');
select is(pg_temp.keep('supervisor', i, v, o, k, c, d, n), a, why)
from (values (null::uuid, 0, 'BKK', 'shelter', 'TH', 'x', 1, 'no_such_place', 'no id'), (:'s', 1, 'BKK', 'shelter', 'TH', 'x', 1, 'no_such_place', 'a change of none'),
	(:'s', null, 'BKK', 'shelter', 'TH', 'x', 1, 'no_such_place', 'no version'), (:'p', null, 'BKK', 'shelter', 'TH', 'x', 1, 'stale_place', 'of one that is there'),
	(:'p', 0, 'BKK', 'shelter', 'TH', 'x', 1, 'stale_place', 'not new'), (:'p', 2, 'BKK', 'shelter', 'TH', 'x', 1, 'stale_place', 'not yet'),
	(:'q', 0, 'BKK', 'shelter', 'TH', 'x', 1, 'no_such_place', 'the id of another office''s'), (:'q', 1, 'BKK', 'shelter', 'TH', 'x', 1, 'no_such_place', 'nor is that changed'),
	(:'s', 0, 'PPT', 'shelter', 'TH', 'x', 1, 'office', 'in an office that is not hers'), (:'s', 0, null, 'shelter', 'TH', 'x', 1, 'office', 'in none'),
	(:'s', 0, 'BKK', 'hotel', 'TH', 'x', 1, 'no_such_place_kind', 'of no kind'), (:'s', 0, 'BKK', null, 'TH', 'x', 1, 'no_such_place_kind', 'nor of null'),
	(:'s', 0, 'BKK', 'shelter', 'ZZ', 'x', 1, 'no_such_country', 'nowhere'), (:'s', 0, 'BKK', 'shelter', null, 'x', 1, 'no_such_country', 'nor in null'),
	(:'s', 0, 'BKK', 'shelter', 'TH', e'a\u202e', 1, 'name_format', 'nothing invisible'), (:'s', 0, 'BKK', 'shelter', 'TH', repeat('x', 33), 1, 'name_format', 'no address'),
	(:'s', 0, 'BKK', 'shelter', 'TH', null, 1, 'name_format', 'some district'), (:'s', 0, 'BKK', 'shelter', 'TH', 'x', -1, 'capacity', 'for fewer than nobody'),
	(:'s', 0, 'BKK', 'shelter', 'TH', 'x', 70000, 'capacity', 'for a town'), (:'p', 1, 'BKK', 'shelter', 'TH', 'Bang Kapi', 12, 'unchanged', 'as it is')) as x(i, v, o, k, c, d, n, a, why);
select is((select count(*) from app.place), 11::bigint, 'nothing of that is kept');

-- Changed, as it was read.
select is(pg_temp.keep('supervisor', :'p', 1, capacity => null), '', 'it is not known for how many');
select is(pg_temp.keep('coordinator', :'p', 1, capacity => 20), 'stale_place', 'whoever had it before reads it again');
select is(pg_temp.keep('coordinator', :'p', 2, capacity => 20), '', 'then she changes it');
select is(pg_temp.keep('coordinator', :'p', 3, 'SPL', capacity => 20), 'place_office', 'it stays with its office');
select is((select concat_ws(' ', version, capacity, touched_at = app.now()) from app.place where id = :'p'), '3 20 t', 'so it is');
select results_eq($$ select staff_id, office_id, version, detail from app.event where action = 'place.keep' and kind = 'place' and refusal is null and object_id = $$ || quote_literal(:'p') || ' order by id',
	format($$ values (%1$s::smallint, 1::smallint, 1, '{"kind": [null, "shelter"], "country": [null, "TH"], "district": [null, "Bang Kapi"], "capacity": [null, 12]}'::jsonb),
		(%1$s::smallint, 1::smallint, 2, '{"capacity": [12, null]}'), (%2$s::smallint, 1::smallint, 3, '{"capacity": [null, 20]}') $$, test.id('supervisor'), test.id('coordinator')), 'and the record tells by whom');
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', (select max(id) from app.event where action = 'place.keep' and refusal is null))), 'not_undoable', 'which is not undone');

-- Past the function, with its rights: rows ask again who keeps them.
create function test.past(sql text) returns bigint language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
	n bigint;
begin
	execute sql;
	get diagnostics n = row_count;
	return n;
end $$;
grant usage, create on schema test to hw_api;
alter function test.past(text) owner to hw_api;
grant usage on schema test to hw_staff;
select is(test.as_person(who, format('select test.past(%L)', sql)), answer, what)
from (values ('officer', 'update app.place set capacity = 1', 'ERROR 42501', 'an officer changes none'),
	('officer', $$ insert into app.place (office_id, kind, country_id, district) values (1, 'other', 'TH', 'x') $$, 'ERROR 42501', 'and adds none'),
	('far', 'update app.place set capacity = 1', '0', 'nobody sees those of other offices'),
	('supervisor', $$ insert into app.place (office_id, kind, country_id, district) values (2, 'other', 'TH', 'x') $$, 'ERROR 42501', 'a supervisor adds none elsewhere'),
	('supervisor', 'update app.place set office_id = 2', 'ERROR 42501', 'gives none away'), ('supervisor', 'delete from app.place', 'ERROR 42501', 'and drops none'),
	('supervisor', 'update app.place set capacity = 1 where version = 3', '1', 'but changes her own')) as x(who, sql, answer, what);

-- Its sealed record.
select test.vault() \g /dev/null
select is(test.key('officer', :'p'), '', 'an officer makes its key, who may not change it');
select is(test.keep('officer', :'p', gen_random_uuid(), 'place'), '', 'and seals what it is called');
select is((select version from app.place where id = :'p'), 3, 'which leaves what is in clear');
select is(test.as_person('officer', format('select sealed from api.place_line where id = %L', :'p')), 'true', 'the list says that there is such a record');
select is(test.as_person('officer', 'select count(*) from api.place_line where sealed'), '1', 'and of which place');
select is_empty($$ select attname from pg_attribute where attrelid = 'app.place'::regclass and attname ~ '(name|address|phone|street|village)' $$, 'nothing of that stands in clear');
select * from finish();
rollback;
