-- Who is on shift, and who else has a case open.
begin;
\ir people.psql
select no_plan();
insert into app.clock (now) values ('2026-03-01 12:00+00'); -- 19:00 in Bangkok
create function pg_temp.at(moment timestamptz) returns void language sql as $$ update app.clock set now = moment $$;
select test.a_case() as c, test.a_case(10) as e \gset

-- Shifts.
create function pg_temp.on_shift(role text) returns text language sql
return test.as_person(role, 'select string_agg(concat_ws('' '', office_code, person, ends_at at time zone ''UTC'', mine), ''; '' order by starts_at, person) from api.shift_line');
select is(test.refusal(who, format('api.shift_begin(gen_random_uuid(), %L, %L)', office, until)), a, why)
from (values ('night', 'BKK', '25:00', 'no_such_time', 'no time of day'), ('night', 'BKK', 'her name', 'no_such_time', 'nor a word'), ('night', 'ZZZ', null, 'no_such_office', 'no office'),
	('officer', 'POI', null, 'no_such_office', 'no code of an office'), ('officer', (select code from app.office where id = 10), null, 'office', 'the office of others'),
	('partner', null, null, 'role', 'a partner'), ('auditor', null, null, 'role', 'an auditor'), ('admin', null, null, 'role', 'an admin'), ('stranger', null, null, 'unknown_person', 'a stranger'),
	('retired', null, null, 'unknown_person', 'who has left')) as x(who, office, until, a, why);
select is((select count(*) from app.shift), 0::bigint, 'none of these is on shift');
select is(test.refusal('night', 'api.shift_end(gen_random_uuid())'), 'no_shift', 'nothing is ended that was not begun');
select is(test.refusal('night', 'api.shift_begin(gen_random_uuid(), ''bkk'', ''7:00'')'), '', 'a shift until seven');
select is(pg_temp.on_shift('night'), 'BKK night 2026-03-02 00:00:00 t', 'of the next morning, by the clocks of Bangkok');
select is(test.refusal('night', 'api.shift_begin(gen_random_uuid())'), 'on_shift', 'one at a time');
select is(test.refusal('officer', 'api.shift_begin(gen_random_uuid(), null, ''19:01'')'), '', 'a minute');
select is(test.refusal('supervisor', 'api.shift_begin(gen_random_uuid())'), '', 'and one without an end');
select is(pg_temp.on_shift(who), 'BKK night 2026-03-02 00:00:00 f; BKK officer 2026-03-01 12:01:00 f; BKK supervisor 2026-03-02 00:00:00 f', who || ' sees who is')
from unnest('{far,auditor,admin}'::text[]) as who;
select is(pg_temp.on_shift('partner'), null, 'people of another organisation do not');
select is(test.as_person(who, 'select string_agg(on_shift, '';'' order by code) from api.office_line'), a, who || ' in the directory of offices, too')
from (values ('far', 'night, officer, supervisor'), ('partner', null)) as x(who, a);
select pg_temp.at('2026-03-01 12:02+00') \g /dev/null
select is(pg_temp.on_shift('far'), 'BKK night 2026-03-02 00:00:00 f; BKK supervisor 2026-03-02 00:00:00 f', 'and who is no more');
select is(test.as_person(who, 'select string_agg(person, '' '' order by person) from api.shift_line where here'), here, who || ' knows who is on shift at home')
from (values ('night', 'night supervisor'), ('auditor', 'night supervisor'), ('far', null)) as v(who, here);
select is(array(select app.on_shift(1::smallint) order by 1), array(select test.id(r) from unnest('{night,supervisor}'::text[]) as r order by 1), 'so does the database, by office');
select is(array(select app.on_shift(2::smallint)), '{}', 'of which another has nobody');
select is(test.refusal('night', 'api.shift_end(gen_random_uuid())'), '', 'it ends before its end');
select is(test.refusal('night', 'api.shift_end(gen_random_uuid())'), 'no_shift', 'once');
select is(test.refusal('night', 'api.shift_begin(gen_random_uuid())'), '', 'and another begins');
select is((select count(*) from app.event where action like 'shift.%' and refusal is null), 5::bigint, 'each is in the record');
select is(pg_temp.on_shift('stranger'), (pg_temp.on_shift('far')), 'who is on duty is in the directory');

-- Presence.
create function pg_temp.here(role text, id uuid, leave boolean default false) returns text language sql
return test.as_person(role, format('select string_agg(person, '','' order by person) from api.here(%L, %L)', id, leave));
create function pg_temp.there(role text) returns text language sql
return test.as_person(role, 'select string_agg(person, '','' order by person) from api.presence_line');
select is(pg_temp.here('officer', :'c'), null, 'the first is alone');
select is(pg_temp.here('supervisor', :'c'), 'officer', 'the second is not');
select is(pg_temp.here('officer', :'c'), 'supervisor', 'which the first hears when she says it again');
select is(pg_temp.here('operations', :'c'), 'officer,supervisor', 'who only reads is no less there');
select is(pg_temp.there(who), sees, who || ' sees: ' || coalesce(sees, 'nobody'))
from (values ('second', 'officer,operations,supervisor'), ('officer', 'operations,supervisor'), ('partner', null), ('far', null), ('admin', null), ('stranger', null), ('retired', null)) as x(who, sees);
select is(pg_temp.here('operations', :'c', true), null, 'she leaves');
select is(pg_temp.there('officer'), 'supervisor', 'and is gone at once');
select pg_temp.at('2026-03-01 12:02:30+00') \g /dev/null
select is(pg_temp.here('officer', :'c'), 'supervisor', 'half a minute is nothing');
select pg_temp.at('2026-03-01 12:02:41+00') \g /dev/null
select is(pg_temp.there('second'), 'officer', 'whose console is silent for 40 seconds is not there');
select is(pg_temp.here('officer', :'c'), null, 'for nobody');
select is((select count(*) from app.presence), 1::bigint, 'nor is anything left of her');
select is(pg_temp.here(who, id::uuid), a, why) from (values ('officer', :'e', null::text, 'of a case of others'), ('officer', md5('none'), null, 'or none'), ('auditor', :'c', null, 'an auditor'), ('partner', :'c', null, 'a partner'),
	('admin', :'c', null, 'an admin'), ('stranger', :'c', null, 'a stranger')) as x(who, id, a, why);
select is((select count(*) from app.presence), 1::bigint, 'nothing is told by who may not');
select is((select count(*) from app.event where action = 'case.here'), 4::bigint, 'nor is it in the record who looked, but for who may not');
-- Whoever hears that somebody came asks who: asking tells nothing, or consoles would answer each other for ever.
create table test.poked (topic text);
grant usage on schema test to public;
grant insert on test.poked to public;
create or replace function app.poke(topic text) returns void language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin insert into test.poked values (topic); end $$;
create function pg_temp.pokes(role text, leave boolean) returns bigint language plpgsql as $$
begin
	truncate test.poked;
	perform pg_temp.here(role, current_setting('test.c')::uuid, leave);
	return (select count(*) from test.poked where topic = 'hw_presence');
end $$;
select set_config('test.c', :'c', true) \g /dev/null
select is(pg_temp.pokes('second', leave), n::bigint, why) from (values (1, false, 1, 'who comes is told'), (2, false, 0, 'who says it again is not'), (3, true, 1, 'who leaves is'), (4, true, 0, 'once')) as x(place, leave, n, why) order by place;
select is((select relpersistence from pg_class where oid = 'app.presence'::regclass), 'u', 'and no backup knows');
update app.case set office_id = 2 where id = :'c';
select is((select office_id from app.presence), 2::smallint, 'it goes with its case');
select * from finish();
rollback;
