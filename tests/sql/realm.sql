-- Who reads together: custodians, the epochs they open, the letters they give, and what follows when somebody goes.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.realm() as r, test.realm(1, 'health') as h, test.realm(null, 'regional') as g \gset
create function pg_temp.names(ids uuid[]) returns text language sql
return (select string_agg(s.name, ',' order by s.name) from app.staff s where s.person = any (ids));
create function pg_temp.holders(realm uuid) returns text language sql
return (select string_agg(s.name, ',' order by s.name) from app.realm_letter l join app.staff s on s.person = l.person where l.realm_id = realm);
create function pg_temp.custodians(realm uuid) returns text language sql
return (select pg_temp.names(d.custodians) from app.directory_realm d where d.realm_id = realm);
create function pg_temp.tasks(realm uuid) returns text language sql
return (select string_agg(concat_ws(' ', s.name, t.why, t.epoch), ',' order by s.name) from app.key_task t join app.staff s on s.id = t.staff_id
	where t.realm_id = realm and t.done_at is null);
create function pg_temp.retire(role text) returns text language sql
return test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person(role)));
create function pg_temp.as_of(role text, what text) returns text language sql
return test.as_person(role, format('select string_agg(x, '','' order by x) from (select %s as x from api.realm_needs()) as y', what));

select set_eq('select kind, count(*) from app.realm group by kind', $$ values ('office', 10::bigint), ('health', 10), ('operations', 10), ('regional', 1) $$,
	'every office has its realms, and there is one for the region');
insert into app.office (id, code, short, name, country_id, organisation_id, kind, zone) values (99, 'XYZ', 'x', 'x', 'TH', 1, 'joint office', 'Asia/Bangkok');
select is((select count(*) from app.realm where office_id = 99), 3::bigint, 'a new office too');

-- Who shall be one.
select string_agg(test.offer(x), '') from unnest('{registrar,vouch,third,coordinator,supervisor,officer,second,night,health,both,lead,admin,far}'::text[]) as x \g /dev/null
select is(test.custodians(:'r', p), a, coalesce(p::text, 'nobody') || ': ' || a)
from (values ('{coordinator}'::text[], 'custodians_few'), ('{}', 'custodians_few'), (null, 'custodians_few'), ('{coordinator,coordinator}', 'custodians_few'),
	('{coordinator,nobody}', 'no_such_custodian'), ('{coordinator,admin}', 'no_such_custodian'), ('{coordinator,registrar}', 'no_such_custodian'),
	('{coordinator,partner}', 'no_such_custodian'), ('{coordinator,auditor}', 'no_such_custodian'), ('{coordinator,health}', 'no_such_custodian'),
	('{coordinator,far}', 'no_such_custodian'), ('{coordinator,retired}', 'no_such_custodian')) as x(p, a);
select is(test.custodians(gen_random_uuid(), '{coordinator,supervisor}'), 'no_such_realm', 'of no realm');
select is(test.custodians(:'r', '{coordinator,supervisor}'), '', 'two who work there');
select is(test.custodians(:'r', '{supervisor,coordinator}'), 'unchanged', 'once');
select is(test.custodians(:'h', p), 'custodian_role', p::text || ' are no custodians of health records')
from unnest(array['health coordinator', 'both supervisor', 'health admin', 'officer second', 'health operations']) as x(l), string_to_array(x.l, ' ') as p;
select is(test.custodians(:'h', '{health,retired}') || ' ' || test.custodians(:'h', '{health,nobody}'), 'no_such_custodian no_such_custodian', 'who is not here is nobody');
select is((select message || hint from app.refusal where code = 'custodian_role') ~ 'role health(.|\n)*coordinators and supervisors', true, 'which is told in words');
select is(test.custodians(:'h', '{health,both}'), '', 'who sees health records, of those');
select test.make('nurse', '{10}', '{health}'), test.make('plan', '{10}', '{operations}') \g /dev/null
select is(test.custodians(test.realm(2, 'health'), '{health,nurse}'), '', 'also of other offices');
select is(test.custodians(test.realm(1, 'operations'), '{operations,plan}'), '', 'operations has its own');
select is(test.custodians(test.realm(2, 'operations'), '{coordinator,plan}'), 'custodian_role', 'and as soon as there are two, no others');
update app.staff set retired_at = app.now() where id = test.id('plan');
select is(test.custodians(test.realm(1, 'operations'), p), a, p::text || ': ' || coalesce(nullif(a, ''), 'while there are not two, who answers for the office stands in'))
from (values ('{coordinator,supervisor}'::text[], ''), ('{coordinator,operations}', ''), ('{coordinator,officer}', 'custodian_role'), ('{coordinator,health}', 'custodian_role')) as x(p, a);
select is(test.custodians(test.realm(2, 'operations'), '{coordinator,supervisor}'), 'custodian_role', 'of her office');
delete from app.realm_custodian where realm_id <> all (array[:'r', :'h']::uuid[]);
select is(test.as_person('admin', format('select string_agg(array_to_string(wished, '' ''), '''') from api.realm_list() where id = %L', :'r')),
	test.person('coordinator') || ' ' || test.person('supervisor'), 'which can be read');
select is(test.refusal('admin', format('api.recovery_offer(gen_random_uuid(), %L, %L, %L, %L)', i, n, b, x)), a, why)
from (values (gen_random_uuid(), 'paper', test.bytes(31, 'p'), array[:'r'::uuid], 'key_format', 'no key'), (null, 'paper', test.bytes(32, 'p'), array[:'r'::uuid], 'key_format', 'no id'),
	(gen_random_uuid(), repeat('x', 33), test.bytes(32, 'p'), array[:'r'::uuid], 'name_format', 'a long name'), (gen_random_uuid(), 'paper', test.bytes(32, 'p'), '{}', 'no_such_realm', 'for no realm'),
	(gen_random_uuid(), repeat('ล่', 16), test.bytes(32, 'p'), array[:'r'::uuid], 'name_format', 'a name of more bytes than the directory has'),
	(gen_random_uuid(), 'paper', test.bytes(32, 'p'), array[gen_random_uuid()], 'no_such_realm', 'for a realm that is not'),
	(gen_random_uuid(), 'paper', test.bytes(32, 'officer box'), array[:'r'::uuid], 'key_known', 'somebody''s own')) as x(i, n, b, x, a, why);
select is(test.turn('coordinator', :'r', '{coordinator,supervisor}', serial => 0), 'directory_changed', 'nobody turns without a directory');
select is(test.in_force(), '', 'a directory');
select is(pg_temp.custodians(:'r'), null, 'has no realm that could not be recovered');
select is(test.recovery(array[:'r', :'h']::uuid[]), '', 'a key on paper');
select is(test.recovery(array[:'r']::uuid[]), 'key_known', 'is offered once');
select is(test.turn('coordinator', :'r', '{coordinator,supervisor}'), 'not_custodian', 'what an admin wishes makes no custodian');
select is(test.in_force(), '', 'but two registrars do');
select matches((select body from app.directory where serial = test.serial()), format(E'\nrecovery %s 1 [0-9a-f]{64} paper 1\n(.|\n)*\nrealm %s 0 - %1$s [0-9a-f-]{36},[0-9a-f-]{36} BKK office\n', md5('recovery 1')::uuid, :'r'),
	'in the words of the directory');
select is(pg_temp.custodians(:'r'), 'coordinator,supervisor', 'which the server knows');

-- The first epoch.
select is(test.as_person('registrar', 'select string_agg(x.wrong, '','') from api.key_audit() as x'), null, 'nothing is wrong where nothing is');
select is(test.turn(who, :'r', people, epoch, test.serial() + later), a, why)
from (values ('officer', '{officer,supervisor}'::text[], 1, 0, 'not_custodian', 'an officer opens none'), ('coordinator', '{coordinator,supervisor}', 2, 0, 'epoch', 'the second is not the first'),
	('coordinator', '{coordinator,supervisor}', null, -1, 'directory_changed', 'nothing goes by an older directory'),
	('coordinator', '{coordinator}', 1, 0, 'custodian_missing', 'nobody has it alone'), ('coordinator', '{supervisor}', 1, 0, 'custodian_missing', 'or without having it'),
	('coordinator', '{}', 1, 0, 'custodian_missing', 'or gives it to nobody'), ('coordinator', '{coordinator,supervisor,supervisor}', 1, 0, 'key_format', 'a letter for each'),
	('coordinator', '{coordinator,supervisor,health}', 1, 0, 'no_keys', 'not to who sees health records only'), ('coordinator', '{coordinator,supervisor,admin}', 1, 0, 'no_keys', 'nor to the admin'),
	('coordinator', '{coordinator,supervisor,far}', 1, 0, 'no_keys', 'nor elsewhere'), ('coordinator', '{coordinator,supervisor,suanphlu}', 1, 0, 'no_keys', 'nor to who has no keys'),
	('coordinator', '{coordinator,supervisor,retired}', 1, 0, 'no_keys', 'nor to who has left')) as x(who, people, epoch, later, a, why);
select is((select count(*) from app.realm_epoch) + (select count(*) from app.realm_letter), 0::bigint, 'nothing of that is kept');
select is(test.refusal('coordinator', format('api.realm_turn(gen_random_uuid(), %L, %s, 1, %L, %L, %L, %L, %L, %L)', :'r', test.serial(), box, chain, rec, sig,
	array[test.id_of('coordinator'), test.id_of('supervisor')], letters)), 'key_format', why)
from (values (test.bytes(33, 'b'), null::bytea, test.bytes(145, 'r'), test.bytes(64, 's'), test.letters(array_fill(gen_random_uuid(), '{2}'), ''), 'a key too long'),
	(test.bytes(32, 'b'), test.bytes(106, 'c'), test.bytes(145, 'r'), test.bytes(64, 's'), test.letters(array_fill(gen_random_uuid(), '{2}'), ''), 'a chain to nothing'),
	(test.bytes(32, 'b'), '', test.bytes(145, 'r'), test.bytes(64, 's'), test.letters(array_fill(gen_random_uuid(), '{2}'), ''), 'an empty one'),
	(test.bytes(32, 'b'), null, null, test.bytes(64, 's'), test.letters(array_fill(gen_random_uuid(), '{2}'), ''), 'no letter to the paper'),
	(test.bytes(32, 'b'), null, test.bytes(145, 'r'), test.bytes(63, 's'), test.letters(array_fill(gen_random_uuid(), '{2}'), ''), 'no signature'),
	(test.bytes(32, 'b'), null, test.bytes(145, 'r'), test.bytes(64, 's'), array[test.bytes(145, 'l')], 'a letter too few'),
	(test.bytes(32, 'b'), null, test.bytes(145, 'r'), test.bytes(64, 's'), array[test.bytes(145, 'l'), null], 'an empty letter'),
	(test.bytes(32, 'b'), null, test.bytes(145, 'r'), test.bytes(64, 's'), array[test.bytes(145, 'l'), test.bytes(146, 'l')], 'a letter too long')) as x(box, chain, rec, sig, letters, why);
select is(test.turn('coordinator', :'r', '{coordinator,supervisor,officer}'), '', 'a custodian opens the first epoch');
select is(test.turn('supervisor', :'r', '{coordinator,supervisor,officer}', 1), 'epoch', 'once');
select is(pg_temp.holders(:'r'), 'coordinator,officer,supervisor', 'three have it');
select is(test.refusal('supervisor', format('api.realm_turn(gen_random_uuid(), %L, %s, 2, %L, %L, %L, %L, %L, %L)', :'r', test.serial(), test.bytes(32, :'r' || ' box 1'), test.bytes(106, 'c'),
	test.bytes(145, 'r'), test.bytes(64, 's'), p, test.letters(p, ''))), 'key_format', 'no other epoch has its key') from (values (array[test.id_of('coordinator'), test.id_of('supervisor')])) as x(p);
select is(test.as_person('officer', format('select concat_ws(''|'', name, epoch, chain, opened_by = %L, given_by = %1$L, number, custodian, to_turn, letter = %L) from api.realm_mine()',
	test.id_of('coordinator'), test.bytes(145, 'letter ' || test.id_of('officer') || :'r' || ' 1'))), 'BKK office|1|t|t|1|f|f|t', 'an officer reads her own');
select is(test.as_person(x, 'select count(*) from api.realm_mine()'), '0', x || ' has none') from unnest('{second,health,far}'::text[]) as x;
select is(test.as_person('night', format('select count(*) from api.realm_chain(%L)', :'r')), '0', 'nor a chain');

-- Giving.
select is(test.as_person('supervisor', format('select string_agg(replace(login, %L, '''') || case when has_letter then ''+'' else '''' end, '','' order by login) from api.realm_needs() where not must_turn',
	test.person(''))), 'both,coordinator+,lead,night,officer+,second,supervisor+', 'a custodian sees who needs it');
select is(test.as_person('officer', 'select count(*) from api.realm_needs()'), '0', 'an officer does not');
select is(test.give(who, :'r', people, epoch, test.serial() + later), a, why)
from (values ('officer', '{second}'::text[], null::integer, 0, 'not_custodian', 'an officer gives none'), ('health', '{second}', null, 0, 'not_custodian', 'nor a custodian of another realm'),
	('supervisor', '{second}', 2, 0, 'epoch', 'none of an epoch that is not'), ('supervisor', '{second}', 0, 0, 'epoch', 'or is none'),
	('supervisor', '{second}', null, -1, 'directory_changed', 'none by an older directory'), ('supervisor', '{health}', null, 0, 'no_keys', 'none to who is not of it'),
	('supervisor', '{second,far}', null, 0, 'no_keys', 'all of them or none')) as x(who, people, epoch, later, a, why);
select is(test.give('supervisor', :'r', '{second,night,both}'), '', 'a custodian gives it to more');
select is(pg_temp.holders(:'r'), 'both,coordinator,night,officer,second,supervisor', 'who have it then');
select is(test.give('coordinator', :'r', '{second}'), '', 'or again, when a letter does not open');
select is((select pg_temp.names(array[l.given_by]) from app.realm_letter l where l.person = test.id_of('second')), 'coordinator', 'the new one counts');
select is((select e.detail -> 'letters' ->> test.id_of('second')::text from app.event e where e.action = 'realm.give' and e.refusal is null order by id desc limit 1),
	(select encode(sha256(letter), 'hex') from app.realm_letter where person = test.id_of('second')), 'the record holds what was given to whom');
select is(test.draft() ~ format(E'\nrealm %s 1 %s ', :'r', encode((select box from app.realm_epoch where realm_id = :'r'), 'hex')), true, 'the next directory has the public key');
select is(test.as_person('auditor', 'select count(*) filter (where what = ''letter'') || '' '' || count(wrong) from api.key_audit()'), '6 0', 'the audit finds nothing wrong');
select test.in_force() \g /dev/null

-- What only the owner could do, by hand.
create function pg_temp.wrong() returns text language sql volatile
as $$ select test.as_person('registrar', 'select string_agg(distinct wrong, '','' order by wrong) from api.key_audit()') $$;
savepoint by_hand;
update app.directory_person set past = true where person = test.id_of('coordinator');
select pg_temp.wrong() as wrong, test.as_person('supervisor', 'select bool_and(must_turn) from api.realm_needs()') as must, test.give('supervisor', :'r', '{coordinator}') as given,
	test.turn('coordinator', :'r', '{supervisor}') as by_her, test.turn('supervisor', :'r', '{supervisor}') as turned \gset
rollback to by_hand;
select is(:'wrong'::text, 'not by a custodian,not in the directory', 'keys are past of who opened the epoch: the audit tells');
select is(:'must'::text, 'true', 'others are told to turn');
select is(:'given'::text, 'no_keys', 'nothing is given to past keys');
select is(:'by_her'::text, 'not_custodian', 'she does nothing with them');
select is(:'turned'::text, '', 'but nobody waits for her');
savepoint by_hand;
update app.staff set retired_at = app.now() where person = test.id_of('coordinator');
select pg_temp.wrong() as wrong, test.turn('supervisor', :'r', '{supervisor}') as turned \gset
rollback to by_hand;
select is(:'wrong'::text, 'a custodian without the role for it,fewer than two custodians,has left', 'a custodian has left and keeps her letter: the audit tells');
select is(:'turned'::text, '', 'nobody waits for her');
select is(app.fits_custodian(:'r', test.id('supervisor')) and not app.fits_custodian(:'r', test.id('retired')), true, 'who has left fits nowhere');
-- The next directory, of what the owner made of the one in force. Officer is wished as a third, where two would be too few.
create function pg_temp.next(line text) returns text language sql volatile as $$
	select concat_ws(' ', line, case when exists (select from app.realms_short() as x where x = test.realm()) then 'short' end,
		'keeps', (select pg_temp.names(array_agg(k.person)) from app.keys_kept() as k),
		'has', (select pg_temp.names(d.custodians) from app.directory_realms() as d where d.realm_id = test.realm())) $$;
select is(pg_temp.next(''), ' keeps coordinator,supervisor has coordinator,supervisor', 'it depends on two');
savepoint by_hand;
update app.directory_person set past = true where person = test.id_of('coordinator');
select pg_temp.next('past:') as past \gset
rollback to by_hand;
update app.directory_person set number = 9 where person = test.id_of('coordinator');
select pg_temp.next('others:') as others \gset
insert into app.realm_custodian select :'r', test.id('officer');
delete from app.realm_custodian where staff_id = test.id('coordinator') and realm_id = :'r';
select pg_temp.next('not wished:') as wished \gset
rollback to by_hand;
insert into app.realm_custodian select :'r', test.id('officer');
update app.directory_person set past = true where person = test.id_of('supervisor');
select pg_temp.next('one past of three:') as three \gset
rollback to by_hand;
insert into app.realm_custodian select :'r', test.id('officer');
update app.staff set retired_at = app.now() where person = test.id_of('supervisor');
select pg_temp.next('one left of three:') as left \gset
rollback to by_hand;
select test.offer('night', 'waits') \g /dev/null
update app.staff set retired_at = app.now() where person = test.id_of('night');
select string_agg(number || ' ' || past, ',' order by number) as hers from app.directory_people() where person = test.id_of('night') \gset
rollback to by_hand;
select is(:'past'::text, 'past: short keeps supervisor has', 'past keys are none to be a custodian with');
select is(:'others'::text, 'others: keeps has coordinator,supervisor', 'nothing depends on others than it is signed with');
select is(:'wished'::text, 'not wished: keeps has officer,supervisor', 'nor does who is not wished stay for them');
select is(:'three'::text, 'one past of three: keeps has coordinator,officer', 'who has past keys could not turn for another');
select is(:'left'::text, 'one left of three: keeps supervisor has coordinator,officer,supervisor', 'nor who has left, though she stays until another has');
select is(:'hers'::text, '1 true', 'keys that were brought go with who brought them');

-- Somebody leaves.
select is(pg_temp.retire('officer'), '', 'an officer leaves');
select is(pg_temp.holders(:'r'), 'both,coordinator,night,second,supervisor', 'her letter goes');
select is(pg_temp.tasks(:'r'), 'officer left 1', 'a task comes');
select is((select detail -> 'letters' -> 0 ->> 'sha256' from app.event where action = 'staff.retire' and refusal is null),
	encode(sha256(test.bytes(145, 'letter ' || test.id_of('officer') || :'r' || ' 1')), 'hex'), 'and the record keeps what she had');
select is(test.as_person('registrar', 'select string_agg(concat_ws('' '', what, wrong), '','' order by what) from api.key_audit() where wrong is not null'),
	'retired has left,task left', 'which the audit finds');
select is(test.as_person('supervisor', 'select bool_and(must_turn) from api.realm_needs()'), 'true', 'and custodians are told');
select is(test.as_person('night', 'select bool_and(to_turn) from api.realm_mine()'), 'true', 'like all the others');
select is(test.turn('supervisor', :'r', '{coordinator,supervisor,officer,night}'), 'no_keys', 'she gets no letter of the next epoch');
select is(test.give('supervisor', :'r', '{officer}'), 'no_keys', 'or of this one');
select is(test.turn('supervisor', :'r', '{coordinator,supervisor,night}'), '', 'a custodian turns');
select is(pg_temp.tasks(:'r'), null, 'the task is done');
select results_eq('select done_by, done_at is not null from app.key_task', format('values (%s::smallint, true)', test.id('supervisor')), 'by her');
select is(pg_temp.holders(:'r'), 'coordinator,night,supervisor', 'only letters of the new epoch are kept');
select is(test.as_person('night', format('select string_agg(epoch || '' '' || octet_length(chain), '','') from api.realm_chain(%L)', :'r')), '2 106', 'the one before hangs on it');
select is(test.as_person('second', format('select count(*) from api.realm_chain(%L)', :'r')), '0', 'for who has it');
select is(pg_temp.tasks(:'h'), null, 'the other realms are as they were');
select test.in_force() \g /dev/null
select is(test.serial()::text || (select count(*) from app.directory_person where past), '41', 'she is past');
select is(pg_temp.wrong(), null, 'which is as it should be');

-- New keys.
select is(test.offer('night', 'new'), '', 'somebody brings new keys');
select is(pg_temp.tasks(:'r'), null, 'nothing happens before they are signed');
select is(test.in_force(), '', 'they are');
select is(pg_temp.tasks(:'r'), 'night other keys 2', 'who knows where the old ones are: the realm has to be turned');
select is(pg_temp.holders(:'r'), 'coordinator,supervisor', 'their letter goes');
select is((select detail -> 'letters' -> 0 ->> 'epoch' from app.event where action = 'directory.sign' order by id desc limit 1), '2', 'it is in the record');
select is(test.turn('coordinator', :'r', '{coordinator,supervisor,night}'), '', 'and turned');
select is((select number from app.realm_letter where person = test.id_of('night')), 2, 'to the new keys');
select is(test.as_person('supervisor', format('select string_agg(number::text, '','') from api.realm_needs() where login = %L', test.person('night'))), '2', 'nobody is asked to seal to the old ones');
update app.realm_letter set number = 1 where person = test.id_of('night');
select is(test.as_person('night', format('select (select count(*) from api.realm_mine()) + (select count(*) from api.realm_chain(%L))', :'r')), '0', 'a letter to those would be none');
update app.realm_letter set number = 2 where person = test.id_of('night');

-- A custodian whose signature the newest epoch rests on goes: not before another has turned.
select test.in_force() \g /dev/null
select is(pg_temp.retire('coordinator'), '', 'the custodian who opened the epoch leaves');
select is(pg_temp.tasks(:'r'), 'coordinator left 3', 'there is a task');
select is(test.refusal('coordinator', format('api.realm_give(gen_random_uuid(), %L, 1, 3, ''{}'', ''{}'')', :'r')), 'unknown_person', 'she gives no more');
select is(test.custodians(:'r', '{supervisor,lead}'), '', 'somebody else is named');
select is(test.draft() ~ ('\nperson ' || test.id_of('coordinator')), true, 'but the next directory has her still, or nobody would believe the epoch');
select is(test.draft() ~ ('\nperson ' || test.id_of('lead') || '(.|\n)*\nrealm ' || :'r' || ' \S+ \S+ \S+ \S*' || test.id_of('lead')), true, 'and the new one beside her');
select is(test.in_force(), '', 'it is in force');
select is(pg_temp.custodians(:'r'), 'coordinator,lead,supervisor', 'three');
select is(test.turn('supervisor', :'r', '{supervisor,night}'), 'custodian_missing', 'the new one is not left out');
select is(test.turn('supervisor', :'r', '{supervisor,lead,coordinator}'), 'no_keys', 'the old one is');
select is(test.turn('supervisor', :'r', '{supervisor,lead,night}'), '', 'so it is turned');
select is(test.draft() ~ ('\npast ' || test.id_of('coordinator')), true, 'now she is past');
select is(test.in_force() || pg_temp.custodians(:'r'), 'lead,supervisor', 'and no custodian');

-- The same with keys that she has lost.
select is(test.offer('supervisor', 'new'), '', 'the one who opened the epoch has new keys');
select is(test.draft(), null, 'which wait');
select is(test.as_person('lead', 'select bool_and(must_turn) from api.realm_needs()'), 'true', 'until the other has turned');
select is(test.turn('lead', :'r', '{lead,night}'), '', 'she does, to her own keys');
select is(test.draft() ~ ('\npast ' || test.id_of('supervisor') || ' 1 ') and test.draft() ~ ('\nperson ' || test.id_of('supervisor') || ' 2 '), true, 'then they come');
select is(test.in_force() || test.give('lead', :'r', '{supervisor}'), '', 'and she gets a letter to them');
select is(pg_temp.tasks(:'r'), null, 'she had none of this epoch to the old ones');

-- Both have lost theirs: what cannot be kept is not waited for.
select is(test.offer('supervisor', 'third') || test.offer('lead', 'third'), '', 'both custodians bring new keys');
select is(test.draft() ~ ('\nperson ' || test.id_of('lead') || ' 2 '), true, 'nobody could turn, so they come');
select is(test.in_force() || pg_temp.tasks(:'r'), 'lead other keys 5,supervisor other keys 5', 'with their tasks');
select is(test.give('lead', :'r', '{supervisor}'), 'not_in_realm', 'neither has the seed');
select is(test.as_person('lead', format('select concat_ws(''|'', epoch, octet_length(recovery), recovery_id) from api.realm_recovery(%L)', :'r')), '5|145|' || md5('recovery 1')::uuid, 'but the paper has');
select is(test.as_person('night', format('select count(*) from api.realm_recovery(%L)', :'r')), '0', 'for a custodian only');
select results_eq($$ select refusal from app.event where action = 'realm.recovery' order by id $$, $$ values (null), ('not_custodian') $$, 'both are in the record');
select is(test.turn('lead', :'r', '{lead,supervisor,night}'), '', 'with which she turns');
select is(pg_temp.tasks(:'r'), null, 'and all is well');

-- All go: the realm keeps those it has until others are named.
select is(test.in_force() || pg_temp.retire('lead') || pg_temp.retire('supervisor'), '', 'both custodians leave');
select is(test.draft(), null, 'the directory cannot do without them');
select is(test.as_person('admin', format('select concat_ws(''|'', custodians, to_turn) from api.realm_list() where id = %L', :'r')), '{}|t',
	'nobody is told to wait for who has left');
select is(test.as_person('auditor', 'select string_agg(distinct wrong, '','') from api.key_audit() where what = ''epoch'''), 'fewer than two custodians', 'which the audit tells');
select is(test.custodians(:'r', '{second,night}'), '', 'others are named');
select is(test.in_force() || pg_temp.custodians(:'r'), 'night,second', 'and take their place');
select is(test.turn('second', :'r', '{second,night}'), '', 'with the paper');

-- Who is a custodian and nothing else has read too.
select is(test.turn('health', :'h', '{health,both}'), '', 'health has its keys');
delete from app.staff_role where staff_id = test.id('both') and role = 'health';
select is(test.in_force() || coalesce(pg_temp.tasks(:'h'), ''), '', 'one of two loses the role: the realm cannot do without her');
select is(test.as_person('auditor', 'select string_agg(concat_ws('' '', name, replace(login, ' || quote_literal(test.person('')) || ', ''''), wrong), '','') from api.key_audit() where wrong ~ ''role'''),
	'BKK health both a custodian without the role for it', 'which the audit tells');
select is(test.as_person('health', 'select bool_or(must_turn) from api.realm_needs()'), 'false', 'a turn would change nothing');
select test.make('medic', '{1}', '{health}'), test.make('third_medic', '{1}', '{health}'), test.offer('medic'), test.offer('third_medic') \g /dev/null
select is(test.custodians(:'h', '{health,medic}'), '', 'another is named in her place');
select is(test.in_force() || pg_temp.custodians(:'h'), 'health,medic', 'she is not, any more');
select is(pg_temp.tasks(:'h'), 'both not of it 1', 'and what she knows has to be turned');
select is(test.as_person('both', format('select count(*) from api.realm_mine() where kind = ''health''')), '0', 'without her');
-- Of three, one who loses the role is not in the next directory, and what she knows has to be turned.
select is(test.turn('medic', :'h', '{health,medic}') || test.custodians(:'h', '{health,medic,third_medic}') || test.in_force() || test.give('medic', :'h', '{third_medic}'), '', 'a third custodian');
select is(test.draft() is null and pg_temp.custodians(:'h') = 'health,medic,third_medic', true, 'all is as it shall be');
delete from app.staff_role where staff_id = test.id('third_medic');
insert into app.staff_role select test.id('third_medic'), 'officer';
select is(test.in_force() || pg_temp.custodians(:'h'), 'health,medic', 'who has another role now is not drafted');
select is(pg_temp.tasks(:'h'), 'third_medic not of it 2', 'and what she knows has to be turned');
update app.staff_role set role = 'officer' where staff_id = test.id('medic');
select is(test.custodians(:'h', '{health,nurse}') || test.offer('nurse') || test.in_force(), '', 'the one who has signed last loses it too');
select is(pg_temp.custodians(:'h'), 'health,medic,nurse', 'she stays as long as the newest epoch rests on her');
select is(test.as_person('health', 'select bool_and(must_turn) from api.realm_needs()'), 'true', 'so others are told to turn');
select is(test.turn('health', :'h', '{health,nurse}') || test.in_force() || pg_temp.custodians(:'h'), 'health,nurse', 'and when they have she is not');
select is(pg_temp.holders(:'h'), 'health,nurse', 'and has no key of the new epoch');
-- Another paper counts from the next epoch on.
select is(test.recovery(array[:'h']::uuid[], '2'), '', 'another key on paper');
select is((select string_agg(x[1], ',') from regexp_matches(test.draft(), '\nrecovery \S+ 1 \S+ ([^\n]+)', 'g') as x), 'paper 2,paper 1', 'the old one is kept as long as something is sealed to it');
select is(test.in_force() || test.turn('nurse', :'h', '{health,nurse}'), '', 'the next epoch');
select is((select recovery_id from app.realm_epoch where realm_id = :'h' and epoch = 4), md5('recovery 2')::uuid, 'is sealed to the new one');
-- Asked twice with one key it is done once.
select gen_random_uuid() as k \gset
select is(test.refusal('second', format('api.realm_give(%L, %L, %s, %s, %L, %L)', :'k', :'r', test.serial(), test.epoch(:'r'), array[test.id_of('both')], test.letters(array[test.id_of('both')], ''))), '', 'a letter');
select is(test.refusal('second', format('api.realm_give(%L, %L, %s, %s, %L, %L)', :'k', :'r', test.serial(), test.epoch(:'r'), array[test.id_of('both')], test.letters(array[test.id_of('both')], ''))), '', 'asked again');
select is(test.refusal('second', format('api.realm_give(%L, %L, %s, %s, %L, %L)', :'k', :'r', test.serial(), test.epoch(:'r'), array[test.id_of('both')], test.letters(array[test.id_of('both')], 'x'))), 'key_reused', 'with another');
select * from finish();
rollback;
