-- Who can be called now, in which order, and what of a call is kept.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.vault() \g /dev/null
-- A Monday, 11 in the evening in Bangkok.
insert into app.clock (now) values ('2026-11-23 23:00+07');
select test.a_case() as c, test.a_case(10) as e \gset
update app.case set language = 'lo' where id = :'c';
create function pg_temp.known(name text, kind text, languages text default '', country text default 'TH', hours text default 'any time', district text default null, role text default 'officer') returns void language plpgsql volatile as $$
declare
	id uuid := md5(name)::uuid;
	said text;
begin
	said := test.refusal(role, format('api.party_new(gen_random_uuid(), %L, %L, null)', id, kind)) || test.key(role, id) || test.refusal(role,
		format('api.sealed_keep(gen_random_uuid(), %L, gen_random_uuid(), ''party'', 0, 1, %L, %L)', id, test.blob(name),
		jsonb_build_object('country', country, 'district', district, 'languages', string_to_array(languages, ' '), 'sex', null, 'hours', hours)));
	if said <> '' then
		raise '%: %', name, said;
	end if;
end $$;
create function pg_temp.name_of(id uuid) returns text language sql stable as $$ select n from unnest('{anna,bao,chan,dao,ed,fay,gus,her,ivy,jay}'::text[]) as n where md5(n)::uuid = id $$;
create function pg_temp.order_of(role text, kind text, subject uuid, language text default null, columns text default null) returns text language plpgsql volatile as $$
declare
	line record;
	said text := '';
begin
	for line in select x.value as v from jsonb_array_elements(test.as_person(role, format('select coalesce(jsonb_agg(to_jsonb(w)), ''[]'') from api.wake(%L, %L) as w', subject, language))::jsonb) as x loop
		if line.v ->> 'asked_for' = kind then
			said := concat_ws(',', nullif(said, ''), concat_ws(' ', coalesce(pg_temp.name_of((line.v ->> 'id')::uuid), line.v ->> 'who'),
				(select string_agg(line.v ->> c, ' ' order by n) from unnest(string_to_array(columns, ' ')) with ordinality as u(c, n))));
		end if;
	end loop;
	return said;
end $$;
create function pg_temp.try(role text, name text, result text, subject uuid, key uuid default gen_random_uuid()) returns text language sql volatile
return test.refusal(role, format('api.wake_try(%L, %L, %L, %L)', key, subject, md5(name)::uuid, result));
select pg_temp.known('anna', 'interpreter', 'my en'), pg_temp.known('bao', 'interpreter', 'lo th', hours => 'by day'), pg_temp.known('chan', 'interpreter', 'lo', 'LA'), pg_temp.known('dao', 'interpreter', 'lo en'),
	pg_temp.known('ed', 'driver', hours => 'office hours'), pg_temp.known('fay', 'driver', country => 'LA'), pg_temp.known('gus', 'driver', district => 'Sathon'), pg_temp.known('her', 'area', district => 'sathon'), pg_temp.known('ivy', 'doctor'), pg_temp.known('jay', 'lawyer') \g /dev/null

-- The order.
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'speaks awake'), 'dao true true,chan true true,bao true false,anna false true', 'who speaks her language, then who is awake, then who is near');
select is(pg_temp.order_of('night', 'interpreter', :'c', 'my'), 'anna,dao,chan,bao', 'or another language');
select is(pg_temp.order_of('night', 'driver', :'c', columns => 'awake'), 'gus true,fay true,ed false', 'of whom no language is wanted, who is awake and near');
select is(pg_temp.order_of('night', 'area', :'c'), '', 'an area is not called');
update app.clock set now = '2026-11-24 09:00+07';
select is(pg_temp.order_of('night', 'driver', :'c', columns => 'awake') ~ 'ed true', true, 'in the morning an office is open');
update app.clock set now = '2026-11-22 09:00+07';
select is(pg_temp.order_of('night', 'driver', :'c', columns => 'awake') ~ 'ed false', true, 'but on no Sunday');
update app.clock set now = '2026-11-23 23:00+07';
select is(test.refusal('night', format('api.sealed_keep(gen_random_uuid(), %L, gen_random_uuid(), ''danger'', 0, 1, %L, %L)', md5('her')::uuid, test.blob('d'),
	'{"concerns": "area", "severity": "never", "standing": "confirmed", "since": "2026-01-01", "review_on": "2027-01-01"}')), '', 'an area is a danger');
select is(pg_temp.order_of('night', 'driver', :'c', columns => 'danger'), 'fay,ed,gus never', 'whoever is in it stands last');
insert into app.place (office_id, kind, country_id, district, capacity) values (1, 'shelter', 'TH', 'x', 12), (1, 'hospital', 'TH', 'x', 90), (1, 'shelter', 'LA', 'x', 5);
select is(pg_temp.order_of('night', 'place', :'c', columns => 'room'), 'shelter 12', 'a place to sleep, in her country');
insert into app.shift (staff_id, office_id, starts_at, ends_at) values (test.id('supervisor'), 1, '2026-11-23 20:00+07', '2026-11-24 06:00+07'), (test.id('second'), 1, '2026-11-23 06:00+07', '2026-11-23 20:00+07');
select is(pg_temp.order_of('night', 'on shift', :'c'), 'supervisor', 'a colleague on shift');
insert into app.on_call (id, office_id, position, staff_id, starts_at, ends_at) values (gen_random_uuid(), 1, 'first', test.id('lead'), '2026-11-23 20:00+07', '2026-11-24 06:00+07');
select is(pg_temp.order_of('night', 'on call', :'c'), 'lead, first', 'and who is on call');
select is(test.as_person(r, format('select count(*) from api.wake(%L)', :'c')), '0', r || ' is told of nobody') from unnest('{partner,auditor,admin,registrar,health,operations,far,stranger,retired}'::text[]) as r;
select is(test.as_person('officer', format('select count(*) from api.wake(%L)', :'e')), '0', 'for a case of another office nobody is');

-- Calls.
select gen_random_uuid() as k \gset
select is(pg_temp.try('night', 'dao', 'no answer', :'c', :'k'), '', 'a call that nobody answers');
select is(pg_temp.try('night', 'dao', 'no answer', :'c', :'k'), '', 'asked again: the same');
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'result tried person'), 'chan 0,dao no answer 1 night,bao 0,anna 0', 'once, and she stands behind who was not called');
update app.clock set now = '2026-11-23 23:10+07';
select is(pg_temp.try('officer', 'chan', 'answered', :'c'), '', 'one that somebody does');
select is(pg_temp.try('officer', 'dao', 'wrong number', :'c'), '', 'and one of a number that is wrong');
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'result tried'), 'chan answered 1,dao wrong number 2,bao 0,anna 0', 'the last call counts');
select is(test.as_person('night', format('select string_agg(concat_ws('' '', person, action, field, became), '','' order by id) from api.case_timeline(%L)', :'c')), 'night wake.try to no answer,officer wake.try to answered,officer wake.try to wrong number', 'the timeline tells of each');
select is((select version from app.case where id = :'c'), 1, 'the case is as it was');
select is(pg_temp.try(r, n, x, s), a, w) from (values ('night', 'her', 'answered', :'c'::uuid, 'not_called', 'an area answers no call'), ('night', 'dao', 'busy', :'c', 'no_such_result', 'a word of the list'), ('night', 'dao', null, :'c', 'no_such_result', 'not null'), ('night', 'none', 'answered', :'c', 'no_such_party', 'nobody'),
	('night', 'dao', 'answered', :'e', 'no_such_case', 'for no case of hers'), ('far', 'dao', 'answered', :'e', 'no_such_party', 'nobody of other offices'), ('partner', 'dao', 'answered', :'c', 'role', 'a partner calls nobody'), ('health', 'dao', 'answered', :'c', 'role', 'nor does health')) as v(r, n, x, s, a, w);
-- Taken back.
update app.clock set now = '2026-11-23 23:10:30+07';
select is(test.refusal('officer', format('api.wake_try(gen_random_uuid(), %L, %L, ''wrong number'', ''it was her uncle'')', :'c', md5('chan')::uuid)), 'danger_answer', 'where no danger is known no words of one''s own are kept either');
select test.done('officer', format('api.wake_try(gen_random_uuid(), %L, %L, ''wrong number'')', :'c', md5('chan')::uuid)) as v \gset
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'result'), 'dao wrong number,chan wrong number,bao,anna', 'a slip of a key');
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', :v)), 'not_undoable', 'nobody else takes it back');
update app.case set version = version + 1 where id = :'c';
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :v)), '', 'she does, whatever was done with the case since');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :v)), 'undone_already', 'once');
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'result'), 'chan answered,dao wrong number,bao,anna', 'and it is as before');
update app.clock set now = '2026-11-23 23:11+07';
select test.done('officer', format('api.wake_try(gen_random_uuid(), %L, %L, ''answered'')', :'c', md5('dao')::uuid)) as v \gset
update app.clock set now = '2026-11-23 23:22+07';
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :v)), 'too_late', 'within ten minutes');
update app.clock set now = '2026-11-24 12:00+07';
select is(pg_temp.order_of('night', 'interpreter', :'c', columns => 'tried'), 'dao 0,bao 0,chan 0,anna 0', 'the next day nobody was called tonight');
select * from finish();
rollback;
