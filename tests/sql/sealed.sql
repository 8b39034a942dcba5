-- Sealed records: under which key they may be kept, who may open them, and what of that is in the record.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.realm() as r, test.realm(1, 'health') as h \gset
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, gen_random_uuid() as note, gen_random_uuid() as identity \gset
insert into app.place (office_id, kind, country_id, district) values (1, 'shelter', 'TH', 'Bang Rak') returning id as p \gset
create function pg_temp.listed(role text, subject uuid) returns text language sql
return test.as_person(role, format('select string_agg(concat_ws('' '', kind, version, person), '','' order by kind, version desc) from api.sealed_list(%L)', subject));
-- There, open, write: + for yes; why not, and whom to ask.
create function pg_temp.kinds(role text, subject uuid, kinds text[] default '{health,identity}') returns text language sql
return test.as_person(role, format($$ select string_agg(concat_ws(' ', kind, concat(case when there then '+' when not there then '-' else '?' end, case when may_open then '+' else '-' end,
	case when may_write then '+' else '-' end), why, replace(array_to_string(ask, '/'), %L, '')), ',' order by kind) from api.sealed_kinds(%L) where kind = any (%L) $$,
	test.person(''), subject, kinds));
create function pg_temp.retire(role text) returns text language sql
return test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person(role)));

select is(test.key('officer', :'c'), 'not_in_realm', 'no key before there is a realm to wrap it');
select is(test.vault(), '', 'then there is');
select test.custodians(:'h', '{health,both}'), test.recovery(array[:'h']::uuid[], 'h'), test.in_force(), test.turn('health', :'h', '{health,both}') \g /dev/null
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', key, generation, born, epoch, newest, to_turn), '','') from api.sealed_keys(%L)', :'c')),
	'office 0 0 0 1 f', 'a case without keys says which realm it would take');
select is(test.as_person('both', format('select string_agg(concat_ws('' '', key, generation), '','') from api.sealed_keys(%L)', :'c')), 'health 0', 'each for what she can read');

-- Keys.
select is(test.key(who, x::uuid, kind, office, g, e, w), a, why)
from (values ('officer', :'c', 'office', 1, 2, null::integer, null::bytea, 'stale', 'the second before the first'), ('officer', :'c', 'office', 1, 0, null, null, 'stale', 'none'),
	('officer', :'c', 'office', 1, 1, 0, null, 'epoch', 'an epoch that is none'), ('officer', :'c', 'office', 1, 1, 2, null, 'epoch', 'one that is not yet'),
	('officer', :'c', 'office', 1, 1, 1, test.bytes(105, 'w'), 'key_format', 'a wrap too short'), ('officer', :'c', 'health', 1, 1, 1, null, 'not_in_realm', 'an officer makes no health key'),
	('health', :'c', 'office', 1, 1, 1, null, 'not_in_realm', 'health no office key'), ('officer', :'c', 'operations', 1, 1, 1, null, 'not_in_realm', 'nobody one for operations'),
	('officer', :'c', 'king', 1, 1, 1, null, 'no_such_kind', 'or for what is not'), ('officer', :'e', 'office', 1, 1, 1, null, 'no_such_case', 'of another office'),
	('officer', :'c', 'office', 10, 1, 1, null, 'no_such_realm', 'under its realm'), ('lead', :'c', 'office', 1, 1, 1, null, 'not_in_realm', 'without a letter'),
	('partner', :'c', 'office', 1, 1, 1, null, 'role', 'a partner'), ('officer', gen_random_uuid()::text, 'office', 1, 1, 1, null, 'no_such_case', 'of nothing')) as x(who, x, kind, office, g, e, w, a, why);
select is(test.key('officer', :'c'), '', 'an officer makes a case''s key');
select is(test.key('second', :'c', generation => 1), 'stale', 'once');
select is(test.key('second', :'c', generation => 2), 'stale', 'nor does anybody make a second in one epoch');
select is(test.key('officer', :'p'), '', 'a place has one too');
select is(test.key('both', :'c', 'health'), '', 'and health its own');

-- Keeping.
select is(test.keep(who, x::uuid, :'note', kind, v, g, b), a, why)
from (values ('officer', :'c', 'note', 0, 2, null::bytea, 'key_old', 'under a key that is not yet'), ('officer', :'c', 'note', 0, 0, null, 'key_old', 'or under none'),
	('officer', :'d', 'note', 0, 1, null, 'key_old', 'nor where there is none'), ('officer', :'c', 'king', 0, 1, null, 'no_such_kind', 'a kind that is not'),
	('officer', :'c', 'place', 0, 1, null, 'no_such_kind', 'a case is no place'), ('officer', :'p', 'note', 0, 1, null, 'no_such_kind', 'and a place has no notes'),
	('officer', :'c', 'health', 0, 1, null, 'not_in_realm', 'an officer writes no health record'), ('health', :'c', 'note', 0, 1, null, 'not_in_realm', 'health no note'),
	('officer', :'c', 'note', 1, 1, null, 'no_such_record', 'no change of nothing'), ('officer', :'c', 'note', -1, 1, null, 'stale', 'no version before the first'),
	('officer', :'c', 'note', 0, 1, test.bytes(138, 'b'), 'key_format', 'too short to say who wrote it'), ('officer', :'c', 'note', 0, 1, test.bytes(203, 'b'), 'key_format', 'of a length that tells'),
	('officer', :'c', 'note', 0, 1, '', 'key_format', 'of nothing'), ('officer', :'c', 'note', 0, 1, decode(repeat('00', 1048778), 'hex'), 'key_format', 'too long'),
	('officer', :'e', 'note', 0, 1, null, 'no_such_case', 'of another office'), ('partner', :'c', 'note', 0, 1, null, 'role', 'a partner writes nothing'),
	('operations', :'c', 'note', 0, 1, null, 'role', 'nor does operations'), ('auditor', :'c', 'note', 0, 1, null, 'role', 'nor an auditor')) as x(who, x, kind, v, g, b, a, why);
select is((select count(*) from app.sealed), 0::bigint, 'nothing of that is kept');
update app.case set touched_at = '2020-01-01' where id = :'c';
select is(test.keep('officer', :'c', :'note'), '', 'a note is kept');
select is(test.keep('officer', :'c', gen_random_uuid(), blob => decode(repeat('00', 1048714), 'hex')), '', 'and one of a megabyte');
select results_eq(format('select touched_at = app.now(), version from app.case where id = %L', :'c'), 'values (true, 1)', 'which is work on the case, and no version of it');
select is(test.keep('officer', :'c', :'note'), 'stale', 'a new one has a new id');
select is(test.keep('officer', :'d', :'note', version => 1), 'key_old', 'a record does not move');
select test.key('officer', :'d') \g /dev/null
select is(test.keep('officer', :'d', :'note', version => 1), 'no_such_record', 'to another case');
select is(test.keep('officer', :'c', :'note', 'identity', 1), 'no_such_record', 'or to another kind');
select is(test.keep('second', :'c', :'note', version => 1), '', 'somebody else changes it');
select is(test.keep('officer', :'c', :'note', version => 1), 'stale', 'which who read it before does not undo');
select is(test.keep('officer', :'c', :'identity', 'identity'), '', 'an identity');
select is(test.keep('officer', :'c', gen_random_uuid(), 'identity'), 'only_one', 'there is one of that');
select is(test.keep('both', :'c', gen_random_uuid(), 'health'), '', 'health');
select is(test.keep('officer', :'p', gen_random_uuid(), 'place'), '', 'a place');
select test.make('poipet', '{10}', '{officer}') \g /dev/null
insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by) values (gen_random_uuid(), :'e', 10, 'note', true, 1, test.blob('x'), test.id('far')) returning id as other \gset
select is(test.keep('officer', :'c', :'other'), 'no_such_record', 'an id that is taken elsewhere does not tell where');
select results_eq(format('select version, detail from app.event where action = ''sealed.keep'' and refusal is null and detail ->> ''record'' = %L order by id', :'note'),
	format($$ values (1, jsonb_build_object('record', %1$L, 'kind', 'note', 'version', 1, 'generation', 1, 'sha256', encode(sha256(test.blob(%1$L || '0')), 'hex'))),
	(1, jsonb_build_object('record', %1$L, 'kind', 'note', 'version', 2, 'generation', 1, 'sha256', encode(sha256(test.blob(%1$L || '1')), 'hex'))) $$, :'note'), 'the record knows each version by its hash');
select results_eq(format('select version, generation, written_by = %s, blob = test.blob(id || ''0'') from app.sealed_past where id = %L', test.id('officer'), :'note'),
	'values (1, 1, true, true)', 'what it said before is kept');
update app.sealed_past set replaced_at = app.now() - interval '31 days';
select test.keep('second', :'c', :'note', version => 2) \g /dev/null
select results_eq('select version from app.sealed_past', 'values (2)', 'for thirty days');

-- Lists.
select is(pg_temp.listed('night', :'c'), 'identity 1 officer,note 3 second,note 1 officer', 'whoever works there sees what is there');
select is(pg_temp.listed('health', :'c'), 'health 1 both', 'health what is of it');
select is(pg_temp.listed('both', :'c'), 'health 1 both,identity 1 officer,note 3 second,note 1 officer', 'both both');
select is(pg_temp.listed('lead', :'c'), 'identity 1 officer,note 3 second,note 1 officer', 'also before she has a letter');
select is(pg_temp.listed('officer', :'p'), 'place 1 officer', 'of a place');
select is(pg_temp.listed(x, :'c'), null, x || ' sees nothing') from unnest('{partner,auditor,admin,registrar,operations,far,stranger,retired}'::text[]) as x;
-- That a record is there, and nothing else of it, is told to whoever sees the case.
select is(pg_temp.kinds(who, :'c'), a, who || ' is told what is there, and what she may')
from (values ('officer', 'health +-- not_in_realm,identity +++'), ('health', 'health +++,identity +-- not_in_realm'), ('both', 'health +++,identity +-- not_given coordinator/supervisor'),
	('supervisor', 'health +-- not_in_realm,identity +++'), ('coordinator', 'health +-- not_in_realm,identity +++'), ('lead', 'health +-- not_in_realm,identity +-- not_given coordinator/supervisor'),
	('suanphlu', 'health +-- not_in_realm,identity +-- no_keys'), ('partner', null), ('operations', 'health ?-- role,identity ?-- role'),
	('night', 'health +-- not_in_realm,identity +++'),
	('auditor', null), ('admin', null), ('registrar', null), ('far', null), ('stranger', null), ('retired', null)) as x(who, a);
select is(pg_temp.kinds('officer', :'d', '{health,identity,note,family}'), 'family -++,health --- not_in_realm,identity -++,note -++', 'and what is not there');
select is(pg_temp.kinds('health', :'d'), 'health -++,identity --- not_in_realm', 'to each');
select is(pg_temp.kinds(r, :'d'), pg_temp.kinds(r, :'c'), r || ' is told the same of every case: nothing') from unnest('{operations}'::text[]) as r;
select is(pg_temp.kinds(who, :'p', '{place,note,health}'), a, who || ' of a place')
from (values ('officer', 'place +++'), ('lead', 'place +-- not_given coordinator/supervisor'), ('partner', null), ('health', null), ('far', null)) as x(who, a);
select is(test.as_person('officer', format('select string_agg(kind, '','' order by kind) from api.sealed_kinds(%L)', :'c')), (select string_agg(k.name, ',' order by k.name) from app.record_kind k where k.subject = 'case'), 'of each kind there is');
select is(pg_temp.kinds('far', :'e'), 'health --- not_in_realm,identity --- no_keys', 'where an office has no realm yet');
select is((select array_agg(x::text) from (select unnest(proargnames[2:]) from pg_proc where oid = 'api.sealed_kinds'::regproc) as y(x)), '{kind,key,there,may_open,may_write,why,ask,utc_offset_minutes}'::text[], 'no when, no who, no how long');
update app.sealed set written_at = written_at + interval '1 second' where id = :'note';
select is(test.as_person('officer', format('select string_agg(person, '','') from api.sealed_list(%L) where kind = ''note''', :'c')), 'second,officer', 'the last one written first');
select is((select count(*) from test.as_person('officer', format('select string_agg(action, '','') from api.case_timeline(%L)', :'c')) as x where x like '%sealed%'), 0::bigint, 'the timeline of the case is about the case');

-- Opening.
select is(test.asks('officer', gen_random_uuid(), :'c', k, why), a, what)
from (values ('{identity}'::text[], null, 'no_such_reason', 'an identity needs a reason'), ('{identity}', '', 'no_such_reason', 'a word'), ('{identity}', 'because I want to', 'no_such_reason', 'of the list'),
	('{identity}', 'statistics', 'no_such_reason', 'that is for opening'), ('{note}', 'because', 'no_such_reason', 'also where none is needed'), ('{king}', 'handover', 'no_such_kind', 'a kind that is'),
	('{}', 'handover', 'no_such_kind', 'at least one'), (null, 'handover', 'no_such_kind', 'or another'), ('{place}', 'handover', 'no_such_kind', 'of a case'), ('{family}', 'handover', null, 'what is not there is not there')) as x(k, why, a, what);
select is(test.asks('officer', null, :'c', '{note}', null), 'key_needed', 'not without a key');
select is(test.asks('officer', gen_random_uuid(), :'e', '{note}', null), 'no_such_case', 'not elsewhere');
select is(test.asks(x, gen_random_uuid(), :'c', '{note}', null), a, x || ': ' || a)
from (values ('partner', 'role'), ('auditor', 'role'), ('admin', 'role'), ('registrar', 'role'), ('operations', 'role'), ('stranger', 'unknown_person'), ('retired', 'unknown_person'),
	('lead', 'not_in_realm'), ('health', 'not_in_realm')) as x(x, a);
select is(test.asks('officer', gen_random_uuid(), :'c', '{health}', 'medical care'), 'not_in_realm', 'an officer and health');
select gen_random_uuid() as k \gset
select is(test.asks('officer', :'k', :'c', '{identity,note}', ' Handover '), 'ask_again', 'first it is recorded');
select is(test.asks('officer', :'k', :'c', '{identity,note}', ' Handover '), 'ask_again', 'what could be rolled back with its record is not shown');
select is(test.asks('officer', gen_random_uuid(), :'c', '{identity}', null), 'no_such_reason', 'nor does that reason serve before it is kept');
select is(test.asks('second', :'k', :'c', '{identity,note}', ' Handover '), 'ask_again', 'nor for somebody else');
select test.committed() \g /dev/null
select is(test.asks('officer', :'k', :'c', '{identity,note}', ' Handover ', 'refusal, kind, key, version, generation, born, epoch, realm = ' || quote_literal(:'r') || ', octet_length(blob), octet_length(wrapped), person'),
	'identity office 1 1 1 1 t 202 106 officer,note office 3 1 1 1 t 202 106 second,note office 1 1 1 1 t 1048714 106 officer', 'then they are given, with the keys to open them');
select is(test.asks('officer', :'k', :'c', '{identity,note}', 'correction'), 'key_reused', 'one request, one reason');
select results_eq(format('select e.reason, e.detail -> ''kinds'', jsonb_array_length(e.detail -> ''records'') from app.event e where action = ''sealed.open'' and refusal is null and staff_id = %s', test.id('officer')),
	$$ values ('handover', '["identity", "note"]'::jsonb, 3) $$, 'the record says what was given, and why');
select is(test.reads('officer', :'c', '{identity}'), 'identity 1', 'for a while the reason serves for the same case');
select results_eq(format('select reason, detail ? ''as'' from app.event where action = ''sealed.open'' and refusal is null and staff_id = %s order by id', test.id('officer')),
	$$ values ('handover', false), ('handover', true) $$, 'which is recorded as well');
select is(test.asks('supervisor', gen_random_uuid(), :'c', '{identity}', null), 'no_such_reason', 'not for others');
select test.keep('officer', :'d', gen_random_uuid(), 'identity') \g /dev/null
select is(test.asks('officer', gen_random_uuid(), :'d', '{identity}', null), 'no_such_reason', 'nor for another case');
insert into app.clock (now) values (now() + interval '14 minutes');
select is(test.reads('officer', :'c', '{identity}'), 'identity 1', 'after 14 minutes');
update app.clock set now = now() + interval '16 minutes';
select is(test.asks('officer', gen_random_uuid(), :'c', '{identity}', null), 'no_such_reason', 'not longer than that from when it was said');
select is(test.asks('officer', :'k', :'c', '{identity,note}', ' Handover '), 'ask_again', 'nor is what was asked for then given now');
delete from app.clock;
select is(test.reads('night', :'c', '{note}'), 'note 3,note 1', 'a note needs no reason');
select is(test.asks('night', gen_random_uuid(), :'c', '{identity,note}', null), 'no_such_reason', 'what was opened without one gives none');
select is(test.reads('night', :'c', '{note}', 'handover'), 'note 3,note 1', 'but may have one');
select is(test.reads('night', :'c', '{identity}'), 'identity 1', 'that serves');
select is(test.reads('both', :'c', '{identity,note,health}', 'medical care'), 'health 1', 'one opens what one''s letters open');
select is((select jsonb_array_length(detail -> 'records') from app.event where action = 'sealed.open' and staff_id = test.id('both')), 1, 'and that alone is in the record');
select is(test.reads('officer', :'p', '{place}', 'appointment'), 'place 1', 'a place');
select results_eq($$ select object_id, kind from app.event where action = 'sealed.open' and refusal is null order by id desc limit 1 $$, format($$ values (%L::uuid, 'place') $$, :'p'), 'is one in the record');
select gen_random_uuid() as k \gset
select test.asks('second', :'k', :'c', '{note}', null), test.committed(), test.keep('officer', :'c', gen_random_uuid()) \g /dev/null
select is(test.asks('second', :'k', :'c', '{note}', null), 'note 3,note 1', 'what came since then is not given unrecorded');
select gen_random_uuid() as k \gset
select test.asks('second', :'k', :'c', '{note}', null), test.committed() \g /dev/null
update app.staff_role set role = 'partner' where staff_id = test.id('second');
select is(test.asks('second', :'k', :'c', '{note}', null), 'ask_again', 'what she may no longer open is not given');
update app.staff_role set role = 'officer' where staff_id = test.id('second');
delete from app.realm_letter where person = test.id_of('second');
select is(test.asks('second', :'k', :'c', '{note}', null), null, 'nor to who has no letter any more');
select is(test.give('supervisor', :'r', '{second}'), '', 'until she has one again');

-- While a custodian has to turn the realm nothing is kept; reading goes on.
select is(pg_temp.retire('night'), '', 'somebody leaves');
select is(test.keep('officer', :'c', gen_random_uuid()), 'realm_to_turn', 'nothing is written under what she knows');
select is(test.keep('officer', :'c', :'note', version => 3), 'realm_to_turn', 'or changed');
select is(test.key('officer', test.a_case()), 'realm_to_turn', 'nor is there a new key');
select is(test.refusal('officer', format('api.sealed_keys_rewrap(gen_random_uuid(), %L, 1, %L, ''{office}'', ''{1}'', %L)', :'r', array[:'c'::uuid], array[test.bytes(106, 'x')])), 'realm_to_turn', 'or an old one wrapped');
select is(test.keep('both', :'c', gen_random_uuid(), 'health', blob => test.blob('h')), 'only_one', 'health goes on: she knew nothing of it');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', key, generation, newest, to_turn), '','') from api.sealed_keys(%L)', :'c')), 'office 1 1 t', 'the console sees why');
select is(test.reads('second', :'c', '{identity}', 'safety check'), 'identity 1', 'reading goes on');
select is(pg_temp.kinds('second', :'c', '{family,health,identity,note}'), 'family -+- realm_to_turn coordinator/supervisor,health +-- not_in_realm,identity ++- realm_to_turn coordinator/supervisor,'
	'note ++- realm_to_turn coordinator/supervisor', 'and she is told who could renew the keys');
select is(pg_temp.kinds('coordinator', :'c', '{identity}'), 'identity ++- realm_to_turn supervisor', 'but not to ask herself');
select is(test.turn('supervisor', :'r', '{coordinator,supervisor,officer,second}'), '', 'it is turned');
select is(test.keep('officer', :'c', :'note', version => 3), 'key_old', 'under the old key nothing is written');
select is(test.reads('second', :'c', '{note}', null, 'refusal, kind, version, epoch, born'), 'note 3 1 1,note 1 1 1,note 1 1 1', 'but read');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', subject = %L, key, generation, born, epoch), '','' order by subject = %1$L desc) from api.sealed_keys_old(%L, 10)', :'c', :'r')),
	't office 1 1 1,f office 1 1 1,f office 1 1 1', 'the old ones can be listed');
select is(test.as_person('officer', format('select count(*) from api.sealed_keys_old(%L, %s)', :'r', n)), c, 'so many of them: ' || coalesce(n, 'null')) from (values ('2', '2'), ('0', '0'), ('-1', '0'), ('null', '3')) as x(n, c);
select is(test.as_person(x, format('select count(*) from api.sealed_keys_old(%L, 10)', :'r')), '0', 'not by ' || x) from unnest('{lead,health,far,partner}'::text[]) as x;
create function pg_temp.rewrap(role text, epoch integer, subjects uuid[], kinds text[], generations integer[], wrapped bytea[]) returns text language sql
return test.refusal(role, format('api.sealed_keys_rewrap(gen_random_uuid(), %L, %L, %L, %L, %L, %L)', test.realm(), epoch, subjects, kinds, generations, wrapped));
select is(pg_temp.rewrap(who, e, s, k, g, w), a, why)
from (values ('lead', 2, array[:'c'::uuid], '{office}'::text[], '{1}'::integer[], array[test.bytes(106, 'x')], 'not_in_realm', 'without a letter'), ('officer', 1, array[:'c'::uuid], '{office}', '{1}', array[test.bytes(106, 'x')], 'epoch', 'under the old one'),
	('officer', 2, array[:'c'::uuid], '{office}', '{1}', array[test.bytes(105, 'x')], 'key_format', 'too short'), ('officer', 2, array[:'c'::uuid], '{office}', '{1}', '{}', 'key_format', 'too few'),
	('officer', 2, '{}', '{}', '{}', '{}', 'key_format', 'none'), ('officer', 2, null, null, null, null, 'key_format', 'or less')) as x(who, e, s, k, g, w, a, why);
select is(pg_temp.rewrap('officer', 2, array[:'c', :'c', :'e']::uuid[], '{office,health,office}', '{1,1,1}', array[test.bytes(106, 'again'), test.bytes(106, 'no'), test.bytes(106, 'no')]), '', 'a key is wrapped again');
select results_eq(format('select key, generation, born, epoch, wrapped = test.bytes(106, ''again''), epoch_before, wrapped_before = test.bytes(106, ''wrap'' || subject || key) from app.sealed_key where case_id = %L order by key', :'c'),
	$$ values ('health', 1, 1, 1, false, null::integer, null::boolean), ('office', 1, 1, 2, true, 1, true) $$, 'it and nothing else, no younger, and as it was is kept');
select is(pg_temp.rewrap('second', 2, array[:'c'::uuid], '{office}', '{1}', array[test.bytes(106, 'third')]), '', 'somebody else was slower');
select is((select wrapped = test.bytes(106, 'again') and epoch = 2 from app.sealed_key where case_id = :'c' and key = 'office'), true, 'which changes nothing');
select is((select detail ->> 'keys' from app.event where action = 'sealed.keys.rewrap' and refusal is null order by id desc limit 1), '0', 'as the record says');
select is(test.keep('officer', :'c', :'note', version => 3), 'key_old', 'wrapped again it is as old as it was');
select is(test.key('officer', :'c'), '', 'the next generation');
select is(test.keep('officer', :'c', :'note', version => 3, generation => 1), 'key_old', 'is the one to write with');
select is(test.keep('officer', :'c', :'note', version => 3), '', 'so it is kept');
select is(test.reads('second', :'c', '{note}', null, 'refusal, version, generation, epoch'), '4 2 2,1 1 2,1 1 2', 'each is read with its own key');
select is(test.as_person('lead', format('select count(*) from api.sealed_keys(%L)', :'c')), '0', 'who has no letter sees no keys');

-- Kinds do not change places: what is asked for as one is what was kept as that.
select is(test.reads('second', :'c', '{family}', 'handover'), null, 'an identity is no family');
-- Who left reads nothing, with whatever she has kept.
select is(test.asks('night', gen_random_uuid(), :'c', '{note}', null), 'unknown_person', 'who left opens nothing');
-- The words.
select set_eq($$ select name, opening, facts from api.reason_list() $$, 'select name, opening, facts from app.reason', 'everybody can read the reasons');
select throws_ok($$ insert into app.event (action, kind, reason) values ('x', 'none', 'her brother called') $$, '23503', null, 'there are no others');
select throws_ok(format($$ update app.sealed set place_id = %L where id = %L $$, :'p', :'note'), '23514', null, 'a record is of one thing');
select throws_ok(format($$ update app.sealed set office_id = 10 where id = %L $$, :'note'), '23503', null, 'and of its office');
update app.case set office_id = 2 where id = :'d';
select is((select distinct office_id from app.sealed_key where case_id = :'d'), 2::smallint, 'which it follows');
-- Its keys stay under the realm that they were wrapped for; the next one is of the office that has it now.
select test.realm(2) as s \gset
select is(test.as_person('coordinator', format('select count(*) from api.sealed_keys(%L)', :'d')), '0', 'of which nobody has a letter yet');
select is(test.offer('suanphlu') || test.custodians(:'s', '{coordinator,suanphlu}') || test.recovery(array[:'s']::uuid[], 's') || test.in_force() || test.turn('coordinator', :'s', '{coordinator,suanphlu}'),
	'', 'that office has a realm');
create function pg_temp.keys(role text, subject uuid) returns text language sql
return test.as_person(role, format('select string_agg(concat_ws('' '', generation, born, realm = %L, epoch, newest, wrapped is null), '','') from api.sealed_keys(%L)', test.realm(2), subject));
select is(pg_temp.keys('coordinator', :'d'), '1 0 t 0 1 t,1 1 f 1 2 f', 'a key is told with the realm it is wrapped for');
select is(pg_temp.keys('suanphlu', :'d'), '1 0 t 0 1 t', 'to who has that');
select is(pg_temp.kinds('suanphlu', :'d', '{family,identity,note}'), 'family -++,identity +-- elsewhere,note -++', 'who has not the one before opens nothing of it');
select is(pg_temp.kinds('coordinator', :'d', '{family,identity}'), 'family -++,identity +++', 'but who has');
select is(test.keep('coordinator', :'d', gen_random_uuid(), generation => 1), 'key_old', 'nothing is written under the one before');
select is(test.key('coordinator', :'d', office => 2), '', 'the next is made for its own');
select is(pg_temp.keys('coordinator', :'d'), '2 1 t 1 1 f,1 1 f 1 2 f', 'and is the one to write with');
select is(pg_temp.retire('coordinator'), '', 'where somebody leaves then');
select is(pg_temp.kinds('suanphlu', :'d', '{family,identity}'), 'family -+- realm_to_turn ,identity +-- elsewhere', 'new keys would open nothing of the one before, and that is what is said');
select * from finish();
rollback;
