-- Who is who: keys that are brought, the draft that the server composes, and two registrars who sign it.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
create function pg_temp.lines(kind text, text text default null) returns text language sql
return (select string_agg(regexp_replace(l, '^(\w+) \S+ (\d+) t\d+_(\w+) .*', '\3 \2'), ',' order by l)
	from regexp_split_to_table(coalesce(text, test.draft()), e'\n') as l where l like kind || ' %');
create function pg_temp.names(kind text) returns text language sql
return (select string_agg(x, ',' order by x) from unnest(string_to_array(pg_temp.lines(kind), ',')) as x);

-- Keys.
select is(test.refusal('officer', format('api.key_offer(gen_random_uuid(), %L, %L)', box, sign)), 'key_format', what)
from (values (test.bytes(31, 'a'), test.bytes(32, 'b'), 'a key that is too short'), (test.bytes(32, 'a'), test.bytes(33, 'b'), 'or too long'),
	(null, test.bytes(32, 'b'), 'or none'), (test.bytes(32, 'a'), test.bytes(32, 'a'), 'or one for both')) as x(box, sign, what);
select is(test.offer('registrar'), '', 'a registrar brings keys');
select is(test.refusal('officer', format('api.key_offer(gen_random_uuid(), %L, %L)', test.bytes(32, 'registrar box'), test.bytes(32, 'x'))),
	'key_known', 'which nobody else can bring as hers');
select is(test.refusal('officer', format('api.key_offer(gen_random_uuid(), %L, %L)', test.bytes(32, 'x'), test.bytes(32, 'registrar sign'))),
	'key_known', 'to sign with as little as to be sealed to');
select is(test.offer('officer', 'first'), '', 'an officer brings some');
select is(test.offer('officer'), '', 'and others, before anybody has signed');
select results_eq(format('select number, box from app.key_offer where staff_id = %s', test.id('officer')),
	format('values (1, %L::bytea)', test.bytes(32, 'officer box')), 'these are the first then');
select is(test.as_person('officer', 'select concat_ws(''|'', login, number, offered, offered_box is not null, serial) from api.vault_self()'),
	test.person('officer') || '|1|t', 'she sees what waits');
select is(test.as_person('officer', 'select person from api.vault_self()'), test.id_of('officer')::text, 'and what her keys are bound to');
select is(test.as_person('officer', 'select count(*) from api.directory()'), '0', 'there is no directory yet');

-- The first directory.
select test.offer('vouch'), test.offer('third') \g /dev/null
select matches(test.draft(), '^homeward directory 1\nserial 1\nat 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\nperson [0-9a-f-]{36} 1 t\d+_\w+ [0-9a-f]{64} [0-9a-f]{64}\n', 'a draft');
select is(pg_temp.names('person'), 'officer 1,registrar 1,third 1,vouch 1', 'names all who have brought keys');
select is((select array_agg(l order by n) from regexp_split_to_table(test.draft(), e'\n') with ordinality as x(l, n) where l like 'person %'),
	(select array_agg(l order by l collate "C") from regexp_split_to_table(test.draft(), e'\n') as l where l like 'person %'), 'in order');
select test.draft() as body \gset
insert into app.clock (now) values (now() + interval '1 hour');
select is(test.draft('vouch'), :'body', 'and is the same for the other registrar, later');
select is(test.draft('officer'), null, 'an officer is shown none');
select is(test.sign('officer', body => :'body'), 'role', 'and signs none');
select is(test.refusal('registrar', format('api.directory_sign(gen_random_uuid(), %L, %L, %L)', :'body', by, signature)), r, why)
from (values (test.bytes(32, 'vouch sign'), test.bytes(64, 's'), 'not_your_key', 'nobody signs with another''s key'),
	(test.bytes(32, 'never seen'), test.bytes(64, 's'), 'not_your_key', 'or one that nobody has seen'),
	(test.bytes(31, 'x'), test.bytes(64, 's'), 'key_format', 'or with half of one'),
	(test.bytes(32, 'registrar sign'), test.bytes(63, 's'), 'key_format', 'or gives half a signature')) as x(by, signature, r, why);
select is(test.sign('registrar', body => :'body' || ' '), 'directory_changed', 'a text that is not the draft is not signed');
select is(test.sign('registrar', body => null), '', 'the first registrar signs, though her own keys are new in it: so are all');
select is(test.as_person('vouch', 'select concat_ws(''|'', serial, registrar, mine) from api.directory_draft()'), '1|registrar|f', 'the second sees who has');
select is(test.as_person('registrar', 'select mine from api.directory_draft()'), 'true', 'the first sees that she has');
select is(test.sign('registrar'), 'same_registrar', 'she is not the second as well');
select is(test.refusal('vouch', format('api.directory_sign(gen_random_uuid(), %L, %L, %L)', :'body', test.bytes(32, 'registrar sign'), test.bytes(64, 's'))),
	'same_registrar', 'nor is somebody else with her key');
savepoint by_hand;
update app.directory set by_1 = test.bytes(32, 'another') where in_force_at is null;
select test.sign('registrar') as again \gset
rollback to by_hand;
select is(:'again'::text, 'same_registrar', 'nor she herself with another');
select is((select count(*) from app.directory_person), 0::bigint, 'one signature puts nothing in force');

-- What changes in between takes the first signature back, and its serial.
select test.offer('night') \g /dev/null
select is(test.sign('vouch', body => :'body'), 'directory_changed', 'what changed meanwhile is not signed as it was');
select is(test.as_person('vouch', 'select concat_ws(''|'', serial, registrar, by_1, mine) from api.directory_draft()'), '2|f',
	'the next draft has no signature, and a serial of its own');
select matches(test.draft(), '^homeward directory 1\nserial 2\n', 'which stands in it');
select test.offer('second') \g /dev/null
select is(test.as_person('vouch', 'select serial from api.directory_draft()'), '2', 'that nobody has signed is replaced');
select is(test.in_force(), '', 'two registrars sign');
select is(test.as_person('far', 'select concat_ws(''|'', serial, by_1 = sha256(convert_to(''registrar sign0'', ''UTF8'')), in_force_at is not null) from api.directory()'), '2|t|t',
	'and it is in force, for everybody to read');
select is(test.as_person(r, 'select count(*) from api.directory()'), '0', 'but ' || r) from unnest('{stranger,retired}'::text[]) as r;
select is(test.as_person('officer', 'select concat_ws(''|'', number, offered, serial) from api.vault_self()'), '1|2', 'her keys are known');
select is(test.draft(), null, 'there is nothing to sign now');
select is(test.sign('third', body => (select body from app.directory where serial = 2)), 'directory_changed', 'nor is what is in force signed again');
select is((select count(*) from app.key_offer), 0::bigint, 'and no offer waits');
select results_eq($$ select version, detail ->> 'signature', detail ->> 'sha256' = (select encode(sha256(convert_to(body, 'UTF8')), 'hex') from app.directory where serial = 2)
	from app.event where action = 'directory.sign' and refusal is null order by id desc limit 2 $$, $$ values (2, '2', true), (2, '1', true) $$,
	'it is in the record who signed which text');

-- Nobody vouches for herself.
select is(test.offer('registrar', 'new'), '', 'a registrar brings new keys');
select is(pg_temp.names('past'), 'registrar 1', 'those that she had are past in the next');
select is(pg_temp.names('person'), 'night 1,officer 1,registrar 2,second 1,third 1,vouch 1', 'and her new ones in it');
select is(test.sign('registrar'), 'own_keys', 'she does not sign that with the old ones');
select is(test.sign('registrar', 'new'), 'own_keys', 'nor with the new ones');
select is(test.sign('vouch') || test.sign('third'), '', 'two others do');
select is(test.offer('registrar', ''), 'key_known', 'past keys are not brought again');
select is(test.as_person('registrar', 'select string_agg(number::text, '','') from api.vault_self()'), '2', 'nor are they told as hers');
select is(test.refusal('officer', format('api.key_offer(gen_random_uuid(), %L, %L)', test.bytes(32, 'x'), test.bytes(32, 'vouch sign'))),
	'key_known', 'nobody brings what another signs with');
select is(test.offer('officer'), '', 'present ones are, which changes nothing');
select is(test.draft(), null, 'nothing');
select is(test.offer('officer', 'new') || test.offer('officer'), '', 'and takes back others that waited');
select is(test.draft(), null, 'nothing again');
select is(test.sign('registrar', body => 'x'), 'directory_changed', 'with past keys nobody signs');
select test.offer('supervisor') \g /dev/null
select is(test.sign('registrar'), 'not_your_key', 'with past keys nobody signs');
select is(test.sign('registrar', 'new') || test.sign('third'), '', 'with new ones she does');

-- Who has left.
select test.draft() as body, test.serial() as before \gset
select is(test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person('night'))), '', 'somebody leaves');
select is(pg_temp.names('past'), 'night 1,registrar 1', 'and is past in the next directory');
select is(test.sign('third'), '', 'one registrar signs it');
select is(test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person('third'))), '', 'and leaves too');
select is(test.as_person('vouch', 'select concat_ws(''|'', serial, registrar) from api.directory_draft()'), (:before + 2)::text, 'so her signature is gone');
select is(test.sign('vouch') || test.sign('registrar', 'new'), '', 'two who are here sign');
select is(pg_temp.names('past'), null, 'which is all');
select results_eq('select count(*) filter (where past), count(*) filter (where not past) from app.directory_person', 'values (3::bigint, 5::bigint)', 'the server knows them');
select test.offer('coordinator') \g /dev/null
select is(test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person('coordinator'))), '', 'who leaves before her keys were signed');
select is(test.draft(), null, 'is nobody');

-- The table's own rules.
select throws_ok('insert into app.directory (serial, body) values (100, ''x''), (101, ''x'')', '23505', null, 'there is one draft');
select throws_ok(format('update app.directory set by_2 = by_1, registrar_2 = registrar_1, signature_2 = signature_1 where serial = %s', test.serial()),
	'23514', null, 'nobody is both registrars');
select throws_ok(format('update app.directory set in_force_at = null where serial = %s', test.serial()), '23514', null, 'what two have signed is in force');
select * from finish();
rollback;
