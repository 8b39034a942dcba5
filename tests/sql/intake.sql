-- What begins with a call: a case with its text or nothing of it, a line that there was a call, many people counted.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.vault() \g /dev/null
create function pg_temp.said(more jsonb default '{}') returns jsonb language sql
return '{"danger": null, "age": null, "sex": null, "people": null, "lang": null, "call_from": null, "call_until": null, "answers": null, "access": [],
	"act": [], "means": [], "purpose": [], "caller": null, "source": "hotline", "standing": "case"}'::jsonb || more;
-- Everything of it may be another: what is asked, then what comes back.
create function pg_temp.new(role text, said jsonb default pg_temp.said(), key uuid default gen_random_uuid(), id uuid default gen_random_uuid(), record uuid default gen_random_uuid(),
	office text default null, answers text default null, realm uuid default test.realm(), epoch integer default 1, wrapped bytea default test.bytes(106, 'wrap'), blob bytea default test.blob('call'),
	batch uuid default null, nationality text default null, class text default null) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', refusal, field, left(code, 3)) from api.case_new(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L)',
	key, id, office, answers, realm, epoch, wrapped, record, said, blob, batch, nationality, class));
create function pg_temp.the_case(id uuid) returns text language sql stable
return (select concat_ws(' ', r.name, nullif(p.mark, ' '), c.stage, s.name, c.sex, c.age_low || '+', c.age_high, c.child, c.people, c.language, x.name, c.standing, c.flags) from app.case c
	join app.source s on s.id = c.source join app.priority p on p.id = c.priority left join app.staff r on r.id = c.responsible_id left join app.exploitation x on x.id = c.exploitation where c.id = the_case.id);
create function pg_temp.kept() returns text language sql stable
return (select concat_ws(' ', (select count(*) from app.case), (select count(*) from app.sealed_key), (select count(*) from app.sealed), (select count(*) from app.entry_call)));
create function pg_temp.again(role text, case_id uuid, said jsonb, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, ''call'', %L, 1, %L, %L) as o offset 0) as x',
	case_id, id, version, test.blob(id::text || version), said));
select '00000000-0000-4000-8000-000000000001' as c, '00000000-0000-4000-8000-000000000002' as r, '00000000-0000-4000-8000-000000000003' as k, '00000000-0000-4000-8000-000000000004' as d \gset

-- Under which key it begins.
select is(test.as_person(r, format('select concat_ws('' '', key, generation, born, realm = %L, newest, to_turn) from api.call_keys(%s)', test.realm(), o)), a, why)
from (values ('night', 'null', 'office 0 0 t 1 f', 'her office''s'), ('night', '''bkk''', 'office 0 0 t 1 f', 'by its code'), ('night', '''SPL''', null, 'of an office whose keys nobody gave her none'),
	('far', '''BKK''', null, 'of an office that is not hers neither'), ('partner', 'null', null, 'a partner takes no calls')) as x(r, o, a, why);

-- Refused, nothing is kept of any part.
select is(pg_temp.new(who, pg_temp.said(said), office => office, answers => answers, realm => realm, epoch => epoch, wrapped => wrapped, blob => blob, id => id, record => record), a, why)
from (values ('partner', '{}'::jsonb, null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c'::uuid, :'r'::uuid, 'role', 'a partner'),
	('health', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'role', 'health'),
	('auditor', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'role', 'an auditor'),
	('admin', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'role', 'an admin'),
	('retired', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'unknown_person', 'who has left'),
	('lead', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'not_in_realm', 'without a letter'),
	('officer', '{}', 'PPT', null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'office office', 'for another office'),
	('officer', '{}', 'XXX', null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'office office', 'for none'),
	('officer', '{}', null, 'night', test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_answer responsible', 'for somebody who was not asked'),
	('officer', '{}', null, null, test.realm(1, 'health'), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_realm realm', 'under another key'),
	('officer', '{}', null, null, null, 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_realm realm', 'under none'),
	('officer', '{}', null, null, test.realm(), 2, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'epoch epoch', 'of an epoch to come'),
	('officer', '{}', null, null, test.realm(), 1, test.bytes(105, 'w'), test.blob('b'), :'c', :'r', 'key_format wrapped', 'what is no wrap'),
	('officer', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.bytes(201, 'b'), :'c', :'r', 'key_format blob', 'what is no record'),
	('officer', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), null, :'c', :'r', 'key_format blob', 'without what was said'),
	('officer', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), null, :'r', 'no_such_case case', 'no case'),
	('officer', '{}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', null, 'no_such_record record', 'no record'),
	('officer', '{"source": "rumour"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_choice source', 'a source of no list'),
	('officer', '{"source": null}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'fact_missing source', 'no source'),
	('officer', '{"said": "she says her name is Noi"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_fact said', 'a word of hers in clear'),
	('officer', '{"lang": "the language of her village"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_choice lang', 'a text where a code is'),
	('officer', '{"act": ["sold to a man"]}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_choice act', 'an act of no list'),
	('officer', '{"people": 0}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_such_choice people', 'nobody'),
	('officer', '{"people": "many"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'fact_format people', 'no number'),
	('officer', '{"call_until": "2026-02-31T12:00:00Z"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'fact_format call_until', '31 February'),
	('officer', '{"call_until": "2020-01-01T12:00:00Z"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'over call_until', 'a window that is over'),
	('officer', jsonb_build_object('call_until', app.now() + interval '24 hours 1 minute'), null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'call_too_far call_until', 'one that its clock could not run for'),
	('officer', '{"call_from": "2990-01-01T12:00:00Z"}', null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'no_end call_until', 'one without an end'),
	('officer', jsonb_build_object('call_from', app.now() + interval '2 hours', 'call_until', app.now() + interval '1 hour'), null, null, test.realm(), 1, test.bytes(106, 'w'), test.blob('b'), :'c', :'r', 'ends_first call_until', 'one that ends first'))
	as x(who, said, office, answers, realm, epoch, wrapped, blob, id, record, a, why);
select is(pg_temp.kept(), '0 0 0 0', 'no part of that is kept');
select is((select count(*) from app.event where action = 'case.new' and refusal is not null), 30::bigint, 'and each refusal is in the record');

-- A case.
select is(pg_temp.new('night', pg_temp.said('{"danger": "yes", "age": "15-17", "sex": "female", "people": 4, "lang": "lo", "act": ["recruitment", "harbouring"], "purpose": ["sexual exploitation", "forced labour"], "caller": "friend"}'),
	key => :'k', id => :'c', record => :'r'), 'HW-', 'a call becomes a case, with a code');
select is(pg_temp.the_case(:'c'), 'night !! 1 hotline female 15+ 17 t 4 lo sexual exploitation case {"danger now"}', 'as the call says, and hers who took it');
select is(pg_temp.kept(), '1 1 1 1', 'with its key and its record');
select is(pg_temp.new('night', pg_temp.said('{"danger": "yes", "age": "15-17", "sex": "female", "people": 4, "lang": "lo", "act": ["recruitment", "harbouring"], "purpose": ["sexual exploitation", "forced labour"], "caller": "friend"}'),
	key => :'k', id => :'c', record => :'r'), 'HW-', 'whose answer was lost asks again and gets the same one');
select is(pg_temp.new('night', pg_temp.said(), key => :'k', id => :'c', record => :'r'), 'key_reused', 'for something else the request is used');
select is(pg_temp.new('night', id => :'c'), 'case_there case', 'a case is founded once');
select is(pg_temp.new('night', record => :'r'), 'no_such_record record', 'and a record kept once');
select is(pg_temp.kept(), '1 1 1 1', 'there is one case');
insert into app.party (id, office_id, kind) values ('00000000-0000-4000-8000-00000000f00d', 1, 'doctor');
select is(pg_temp.new('night', id => '00000000-0000-4000-8000-00000000f00d'), 'no_such_case case', 'and nobody is a case and a doctor');
select is(test.as_person('night', format('select version || key || generation from api.sealed_keys(%L), lateral (select 0 as version) as x where key = ''office''', :'c')), '0office1', 'its key is the one to go on with');
select is((select detail ->> 'sha256' from app.event where object_id = :'c' and action = 'case.new' and refusal is null), encode(sha256(test.blob('call')), 'hex'), 'its event has the hash of what was said');
select is((select string_agg(action, ',' order by id) from app.event where object_id = :'c' and refusal is null and action like 'case.%'), 'case.new', 'and is one');
select is(test.as_person(who, format('select string_agg(kind, '','') from api.case_file(%L)', :'c')), a, who || ' reads ' || coalesce('it', 'nothing'))
from (values ('night', 'call'), ('officer', 'call'), ('supervisor', 'call'), ('partner', null), ('health', null), ('far', null)) as x(who, a);
select is(test.as_person(who, format('select concat_ws('' '', caller, danger, people, language, act, purpose, lacks) from api.case_call(%L)', :'c')), a, who || ', the call told in clear')
from (values ('officer', 'friend yes 4 lo {recruitment,harbouring} {"sexual exploitation","forced labour"} {}'), ('partner', null), ('far', null), ('health', null)) as x(who, a);

-- NOBODY, and the other words.
select is(pg_temp.new('officer', pg_temp.said('{"standing": "wants to leave", "age": "adult", "source": "outreach"}'), id => :'d', answers => 'nobody'), 'HW-', 'she says NOBODY');
select is(pg_temp.the_case(:'d'), '1 outreach unknown 18+ f wants to leave {}', 'and nobody is responsible; she is no child');
select is(app.palermo_lacks(act, means, purpose, child), a::text[], why)
from (values ('{}'::text[], '{}'::text[], null::text[], null::boolean, '{act,means,purpose}', 'nothing is told'), ('{recruitment}', '{}', '{surrogacy}', false, '{means}', 'of an adult the means is asked'),
	('{recruitment}', '{}', '{surrogacy}', true, '{}', 'of a child it is not'), ('{recruitment}', '{}', '{surrogacy}', null, '{means}', 'of whom nobody has an age it is'), ('{recruitment}', '{force}', '{}', true, '{purpose}', 'for what?'))
	as x(act, means, purpose, child, a, why);
create temporary table band as select age, child, gen_random_uuid() as id from (values ('0-11', true), ('12-14', true), ('15-17', true), ('under 18', true), ('perhaps under 18', true), ('adult', false), (null, null)) as x(age, child);
select is(pg_temp.new('officer', pg_temp.said(jsonb_build_object('age', age)), id => id), 'HW-', 'age ' || coalesce(age, 'not said')) from band;
select is((select child from app.case c where c.id = band.id), band.child, coalesce(age, 'not said') || ': a child?') from band;

-- Until when she can be called is a clock.
select gen_random_uuid() as w, gen_random_uuid() as wr \gset
create function pg_temp.called(x uuid) returns text language sql stable
return (select string_agg(k.rule || ' ' || (k.ends_at - app.now()) || case when k.stopped_at is null then '' else ' stopped' end, ',' order by k.ends_at) from app.case_clock k where k.case_id = x and k.rule = 'CALL-BACK');
select is(pg_temp.new('officer', pg_temp.said(jsonb_build_object('call_until', app.now() + interval '2 hours', 'answers', 'only the friend')), id => :'w', record => :'wr'), 'HW-', 'a window is given');
select is(pg_temp.called(:'w'), 'CALL-BACK 02:00:00', 'and is a clock');
select is(pg_temp.again('officer', :'w', pg_temp.said(jsonb_build_object('call_until', app.now() + interval '3 hours')), :'wr', 1), '', 'it is corrected');
select is(pg_temp.called(:'w'), 'CALL-BACK 03:00:00', 'and the clock with it');
select is(pg_temp.again('officer', :'w', pg_temp.said(jsonb_build_object('call_until', app.now() + interval '25 hours')), :'wr', 2), 'call_too_far call_until', 'it is corrected to a day that its rule does not let it run to');
select is(pg_temp.again('officer', :'w', pg_temp.said('{"danger": "yes"}'), :'wr', 2), '', 'it is taken back, and she is in danger');
select is(pg_temp.called(:'w') || pg_temp.the_case(:'w'), 'CALL-BACK 03:00:00 stoppedofficer !! 1 hotline unknown case {"danger now"}', 'the clock stops');
select is(pg_temp.again('officer', :'w', pg_temp.said('{"danger": "no", "sex": "female", "age": "15-17"}')), '', 'a second call adds what it tells');
select results_eq(format('select detail - ''{record,kind,version,generation,epoch,sha256,clear}''::text[] from (select * from app.event where object_id = %L and action = ''sealed.keep'' and refusal is null order by id desc limit 2) as e order by id', :'w'),
	$$ values ('{"flags": [[], ["danger now"]], "priority": [3, 1]}'::jsonb), ('{"sex": ["unknown", "female"], "age_low": [null, 15], "age_high": [null, 17]}') $$, 'all that it changes is in the record');
select is(pg_temp.the_case(:'w'), 'officer !! 1 hotline female 15+ 17 t case {"danger now"}', 'and takes nobody out of danger');
select is(pg_temp.again('officer', :'w', pg_temp.said('{"sex": "male", "age": "adult", "standing": "at risk"}')), '', 'a third says otherwise');
select is(pg_temp.the_case(:'w'), 'officer !! 1 hotline female 15+ 17 t case {"danger now"}', 'and changes nothing that was said before: nobody is grown up by a call');
select is(pg_temp.again('officer', :'w', pg_temp.said('{"danger": "no"}'), :'wr', 3), '', 'she is not, after all');
select is(pg_temp.the_case(:'w'), 'officer !! 1 hotline female 15+ 17 t case {}', 'which only the call that said so takes back');

-- What is corrected in one call leaves alone what another says, what was found in an interview, and what somebody did.
select gen_random_uuid() as x, gen_random_uuid() as x1, gen_random_uuid() as x2 \gset
create function pg_temp.later(span interval) returns void language plpgsql as $$
begin
	delete from app.clock;
	insert into app.clock (now) values (now() + span);
end $$;
create function pg_temp.entry(kind text, x uuid, clear jsonb) returns text language sql volatile
return test.as_person('officer', format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, gen_random_uuid(), %L, 0, 1, %L, %L) as o offset 0) as x',
	x, kind, test.blob(gen_random_uuid()::text), clear));
select is(pg_temp.new('officer', pg_temp.said('{"danger": "yes", "age": "adult"}'), id => :'x', record => :'x1'), 'HW-', 'a grown-up in danger');
select is(pg_temp.entry('screening', :'x', '{"held_on": "2026-01-01", "place": "police", "interviewer": "us", "interpreter": "ours", "child": "yes", "act": [], "means": [], "purpose": [], "finding": "not clear"}'), '', 'may be a child, it is found');
select is(pg_temp.again('officer', :'x', pg_temp.said(said::jsonb), :'x1', version), '', said) from (values ('{"danger": "yes"}', 1), ('{"danger": "yes", "age": "adult"}', 2)) as v(said, version) order by version;
select is((select concat_ws(' ', c.child, (select count(*) from app.case_clock k where k.case_id = c.id and k.rule = 'OF-AGE' and k.stopped_at is null)) from app.case c where c.id = :'x'), 't 1', 'no correction of a call makes her grown up');
select pg_temp.later('1 minute') \g /dev/null
select is(pg_temp.again('night', :'x', pg_temp.said(jsonb_build_object('danger', 'yes', 'call_until', app.now() + interval '2 hours')), :'x2', 0), '', 'another call says the same, and when to call');
select is(pg_temp.again('officer', :'x', pg_temp.said('{"danger": "no", "age": "adult"}'), :'x1', 3), '', 'the first caller was wrong');
select is((select flags::text from app.case where id = :'x'), '{"danger now"}', 'the second was not');
select is(pg_temp.again('officer', :'x', pg_temp.said(jsonb_build_object('danger', 'no', 'age', 'adult', 'call_until', u)), :'x1', version), '', 'a window of the first: ' || coalesce(u::text, 'none'))
from (values (app.now() + interval '1 hour', 4), (null, 5)) as v(u, version) order by version;
select is(pg_temp.called(:'x'), 'CALL-BACK 02:00:00', 'leaves that of the second as it is');
select is(test.refusal('officer', format('api.case_flag(gen_random_uuid(), %L, %s, %L)', :'x', test.version(:'x'), w)), '', w) from unnest('{no danger now,danger now}'::text[]) as w;
select is(pg_temp.again('night', :'x', pg_temp.said(), :'x2', 1), '', 'the second was wrong, too');
select is((select flags::text from app.case where id = :'x'), '{"danger now"}', 'but somebody has said so by hand');
-- A closed case: nobody would see it.
select test.a_case(1, 11) as y \gset
select test.key('officer', :'y') \g /dev/null
select is(pg_temp.entry('call', :'y', pg_temp.said(said)), a, 'of a closed case: ' || said::text) from (values ('{"danger": "yes"}'::jsonb, 'closed_call danger'),
	(jsonb_build_object('call_until', app.now() + interval '2 hours'), 'closed_call call_until'), ('{"danger": "no"}', '')) as v(said, a);
delete from app.clock;

-- Calls that are no case.
select gen_random_uuid() as t, gen_random_uuid() as u, gen_random_uuid() as tk \gset
select is(test.refusal(who, format('api.contact_keep(%L, %L, %L, %L, %L, %L)', key, id, kind, office, lang, about)), a, why)
from (values ('night', :'tk'::uuid, :'t'::uuid, 'information', null, null, null::uuid, '', 'somebody asked something'), ('night', :'tk', :'t', 'information', null, null, null, '', 'and asked again it is one'),
	('night', gen_random_uuid(), :'u', 'Update', 'SPL', 'lo', :'c', '', 'about a case'), ('night', gen_random_uuid(), :'t', 'spam', null, null, null, 'no_such_contact', 'an id is used once'),
	('night', gen_random_uuid(), gen_random_uuid(), 'she called from Udon', null, null, null, 'no_such_contact_kind', 'a text is no kind'), ('night', gen_random_uuid(), gen_random_uuid(), 'spam', 'PPT', null, null, 'office', 'of another office'),
	('night', gen_random_uuid(), gen_random_uuid(), 'spam', null, 'laotian', null, 'no_such_language', 'a word for a language'), ('far', gen_random_uuid(), gen_random_uuid(), 'update', null, null, :'c', 'no_such_case', 'about a case that is not hers'),
	('partner', gen_random_uuid(), gen_random_uuid(), 'spam', null, null, null, 'role', 'a partner takes none')) as x(who, key, id, kind, office, lang, about, a, why);
select is((select count(*) from app.contact), 2::bigint, 'these two are kept');
select is(test.as_person(who, 'select string_agg(concat_ws('' '', kind, needs, office, language, left(about, 3), person, taken_by), '','' order by kind) from api.contact_line'), a, who || ' sees the calls of her offices')
from (values ('night', 'information f BKK night,update t SPL lo HW- night'), ('officer', 'information f BKK night'), ('partner', null), ('auditor', null), ('far', null), ('admin', null)) as x(who, a);
select is(test.refusal('far', format('api.contact_take(gen_random_uuid(), %L)', :'u')), 'no_such_contact', 'nobody takes a call of another office');
select test.done('coordinator', format('api.contact_take(gen_random_uuid(), %L)', :'u')) as taken \gset
select is(test.refusal('night', format('api.contact_take(gen_random_uuid(), %L)', :'u')), 'contact_taken', 'nobody takes what somebody has taken');
select is((select string_agg(concat_ws(' ', action, refusal, o.code), ',' order by e.id) from app.event e join app.office o on o.id = e.office_id where e.object_id = :'u'),
	'contact.keep SPL,contact.take no_such_contact PPT,contact.take SPL,contact.take contact_taken SPL', 'each of it is in the record');

-- Whoever took it says that it is done.
select is(test.refusal(who, format('api.contact_done(gen_random_uuid(), %L)', :'u')), a, why)
from (values ('night', 'contact_taken', 'nobody says for her that she has called'), ('far', 'no_such_contact', 'nor somebody of another office'), ('partner', 'role', 'nor a partner')) as x(who, a, why);
select test.done('coordinator', format('api.contact_done(gen_random_uuid(), %L)', :'u')) as finished \gset
select is(test.refusal(who, format('api.%s(gen_random_uuid(), %L)', what, :'u')), 'contact_done', what || ' is too late') from (values ('night', 'contact_take'), ('coordinator', 'contact_done')) as x(who, what);
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', :taken)), 'contact_done', 'what is done is first taken back itself');
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', :finished)), '', 'it was not done');
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', :finished)), 'undone_already', 'once');
select is((select concat_ws(' ', taken_by = test.id('coordinator'), done_at) from app.contact where id = :'u'), 't', 'she still sees to it');

-- For ten minutes they are taken back by whoever did it.
select test.done('night', format('api.contact_keep(gen_random_uuid(), %L, ''silent'')', gen_random_uuid())) as silent \gset
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', :silent)), 'not_undoable', 'nobody takes back what somebody else did');
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', :silent)), '', 'a call is taken back');
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', :silent)), 'undone_already', 'once');
select is(test.as_person('night', 'select string_agg(kind, '','' order by kind) from api.contact_line'), 'information,update', 'and is on no list');
select is(test.refusal('coordinator', format('api.undo(gen_random_uuid(), %s)', :taken)), '', 'who took a call gives it back');
select is((select taken_by from app.contact where id = :'u'), null, 'and nobody sees to it');

-- Many at once.
select gen_random_uuid() as b, gen_random_uuid() as bk, '[{"nationality": "MM", "class": "men", "n": 1}, {"nationality": "MM", "class": "girls", "n": 1}, {"nationality": "not known", "class": "other", "n": 1}]' as three \gset
select is(test.refusal(who, format('api.batch_keep(%L, %L, %s, %L, %L, %L)', key, id, version, office, kind, counts)), a, why)
from (values ('night', gen_random_uuid(), :'b'::uuid, 0, null, 'raid', '[]', 'batch_counts', 'nobody'), ('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "MM", "class": "men"}]', 'batch_counts', 'no number'),
	('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "MM", "class": "men", "n": -4}]', 'batch_counts', 'less than nobody'), ('night', gen_random_uuid(), :'b', 0, null, 'raid', '{"MM": 4}', 'batch_counts', 'no list'),
	('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "MM", "class": "men", "n": 1.5}]', 'batch_counts', 'half a man'), ('night', gen_random_uuid(), :'b', 0, null, 'raid', null, 'batch_counts', 'nothing'),
	('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "Burmese from Mae Sot", "class": "men", "n": 1}]', 'batch_counts', 'a text'), ('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "MM", "class": "men", "n": 1, "name": "Noi"}]', 'batch_counts', 'a name'),
	('night', gen_random_uuid(), :'b', 0, null, 'raid', '[{"nationality": "MM", "class": "men", "n": 1}, {"nationality": "MM", "class": "men", "n": 2}]', 'batch_counts', 'counted twice'), ('night', gen_random_uuid(), :'b', 0, null, 'a raid in Pattaya', :'three', 'no_such_batch_kind', 'a kind of no list'),
	('night', gen_random_uuid(), :'b', 0, 'PPT', 'raid', :'three', 'office', 'of another office'), ('night', gen_random_uuid(), :'b', 1, null, 'raid', :'three', 'no_such_batch', 'changed before they are there'), ('partner', gen_random_uuid(), :'b', 0, null, 'raid', :'three', 'role', 'a partner counts nobody'),
	('night', :'bk', :'b', 0, null, 'raid', :'three', '', 'three'), ('night', :'bk', :'b', 0, null, 'raid', :'three', '', 'asked again they are three'), ('officer', gen_random_uuid(), :'b', 0, null, 'raid', :'three', 'stale_batch', 'somebody else counts them, too')) as x(who, key, id, version, office, kind, counts, a, why);
select is((select count(*) || ' ' || (select count(*) from app.batch_count) from app.batch), '1 3', 'of what was refused nothing is there');
create function pg_temp.sums(role text) returns text language sql volatile return test.as_person(role, 'select concat_ws('' '', left(code, 3), kind, people, cases, rest, version, jsonb_array_length(counts), close_reason) from api.batch_line');
create function pg_temp.parts(role text) returns text language sql volatile return test.as_person(role,
	format('select string_agg(concat_ws('' '', part, line, nationality, class, n, cases, rest, left(code, 3), responsible), '','' order by nationality, class, part desc) from api.batch_parts(%L)', (select id from app.batch where not gone)));
create function pg_temp.waits(role text) returns text language sql volatile return test.as_person(role, 'select string_agg(concat_ws('' '', left(code, 3), source, people, split), '','') from api.triage_line where people is not null');
create function pg_temp.keep(role text, version integer, counts jsonb, kind text default 'raid', at timestamptz default null, place text default null) returns text language sql volatile return
	test.refusal(role, format('api.batch_keep(gen_random_uuid(), %L, %s, null, %L, %L, %L, %L)', (select id from app.batch where not gone), version, kind, counts, at, place));
create function pg_temp.last() returns bigint language sql volatile return (select max(id) from app.event where kind = 'batch' and refusal is null);
select is(pg_temp.sums(who), a, who || ' sees the sum') from (values ('night', 'BT- raid 3 0 3 1 3'), ('officer', 'BT- raid 3 0 3 1 3'), ('partner', null), ('far', null), ('auditor', null), ('admin', null), ('health', null)) as x(who, a);
select is(pg_temp.waits(who), a, who || ', in triage') from (values ('night', 'BT- raid 3 0'), ('officer', 'BT- raid 3 0'), ('supervisor', 'BT- raid 3 0'), ('partner', null), ('far', null), ('auditor', null), ('health', null)) as x(who, a);
select is(test.as_person('officer', 'select waiting >= 1 from api.triage_head()'), 'true', 'and is counted above it');
select is(pg_temp.new('officer', batch => batch, nationality => nationality, class => class), a, why)
from (values (gen_random_uuid(), 'MM', 'girls', 'no_such_batch batch', 'out of nobody no case is split'), (null, 'MM', 'girls', 'no_such_batch batch', 'nor as one of nobody'), (:'b'::uuid, null, null, 'no_such_batch_line batch', 'nor without saying as one of whom'),
	(:'b', 'LA', 'girls', 'no_such_batch_line batch', 'nor as one whom nobody counted'), (:'b', 'MM', 'girls', 'HW-', 'the girl is'), (:'b', 'MM', 'girls', 'batch_full batch', 'a second one was not counted'), (:'b', 'MM', 'men', 'HW-', 'the man is')) as x(batch, nationality, class, a, why);
select is(pg_temp.new('far', batch => :'b', nationality => 'not known', class => 'other'), 'no_such_realm realm', 'nobody splits out of people of another office');
select is(pg_temp.sums('night'), 'BT- raid 3 2 1 1 3', 'the parts add up');
select is(test.as_person(who, format('select string_agg(concat_ws('' '', kind, left(code, 3), stage, other), '','') from api.case_links(%L)', (select min(id::text) from app.case where batch_id = :'b'))), a, who || ': each says out of whom')
from (values ('night', 'raid BT-'), ('far', null)) as x(who, a);
select is(pg_temp.parts(who), a, who || ', each of them')
from (values ('night', 'count 1 MM girls 1 1 0,count 1 MM men 1 1 0,count 2 not known other 1 0 1,case HW- officer,case HW- officer'), ('far', null), ('partner', null)) as x(who, a);
select is((select count(*) from app.case c where c.batch_id = :'b' and to_jsonb(c)::text ~ '"MM"') + (select count(*) from app.event e where e.detail ->> 'batch' = :'b' and e.detail::text ~ '"MM"'), 0::bigint, 'of what nationality a case is, is told nowhere');
select is(pg_temp.keep('night', 1, '[{"nationality": "MM", "class": "men", "n": 5}]'), 'batch_less', 'of no kind they are fewer than the cases');
select is(pg_temp.keep('night', 1, '[{"nationality": "MM", "class": "men", "n": 1, "line": 1}, {"nationality": "LA", "class": "men", "n": 1, "line": 1}]'), 'batch_counts', 'a line is of one nationality');
select is(pg_temp.keep('night', 1, '[{"nationality": "MM", "class": "men", "n": 1, "line": 1}, {"nationality": "MM", "class": "girls", "n": 1, "line": 2}]'), 'batch_counts', 'and a nationality has one line');
select is(pg_temp.keep('night', 1, :'three', at => app.now() + interval '1 hour'), 'batch_future', 'nobody has come in an hour');
select is(pg_temp.keep('night', 1, :'three', place => 'PL-3333-3333'), 'no_such_place', 'they are at no place that there is not');
select is(pg_temp.sums('night'), 'BT- raid 3 2 1 1 3', 'and nothing of that is kept');
insert into app.place (id, office_id, kind, country_id, district) values (gen_random_uuid(), 1, 'shelter', 'TH', 'Bang Khen') returning code as pl \gset
select is(pg_temp.keep('night', 1, '[{"nationality": "MM", "class": "men", "n": 1, "line": 2}, {"nationality": "MM", "class": "girls", "n": 1, "line": 2}]', 'push-back', '2020-02-03T04:05:00Z', ' ' || lower(:'pl')), '', 'they are counted again: one was counted twice');
select is(test.as_person('officer', format('select concat_ws('' '', kind, office, came_at = ''2020-02-03T04:05:00Z'', place = %L, counts, people, cases, rest, problem) from api.batch_find(%L, null)', :'pl', (select replace(lower(code), '-', '') from app.batch where id = :'b'))),
	'push-back BKK t t {"2 men 1 MM","2 girls 1 MM"} 2 2 0', 'by its code, as it was typed: what, when, where, and each on the line that it has');
select is(test.as_person(who, format('select problem from api.batch_find(%L, null)', code)), a, why)
from (values ('officer', 'BT-3333-3334', 'check', 'a code is misread'), ('far', (select code from app.batch where id = :'b'), 'no_such_batch', 'of another office'), ('partner', 'BT-3333-3333', null, 'a partner asks for none')) as x(who, code, a, why);
select is(pg_temp.waits('night'), null, 'all of them are cases: they wait no more');
select is(pg_temp.new('officer', batch => :'b', nationality => 'MM', class => 'men'), 'batch_full batch', 'there is nobody left');
select is(pg_temp.sums('night'), 'BT- push-back 2 2 0 2 2', 'and the parts still add up');

-- For ten minutes that is taken back; then the last count again.
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', pg_temp.last())), 'not_undoable', 'nobody takes back what somebody else counted');
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', pg_temp.last())), '', 'who counted does');
select is(pg_temp.sums('night'), 'BT- raid 3 2 1 3 3', 'and it is as it was');
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', (select min(id) from app.event where object_id = :'b' and refusal is null))), 'changed_since', 'what came before that is not taken back behind it');

-- Closed for a reason.
select is(test.refusal(who, format('api.batch_close(gen_random_uuid(), %L, %s, %L)', id, version, reason)), a, why)
from (values ('far', :'b'::uuid, 3, 'gone', 'no_such_batch', 'of another office'), ('partner', :'b', 3, 'gone', 'role', 'a partner closes nobody'), ('officer', :'b', 1, 'gone', 'stale_batch', 'as it was before'), ('officer', :'b', 3, 'they are all fine', 'no_such_batch_reason', 'for no reason of the list'),
	('officer', :'b', 3, null, 'no_such_batch_reason', 'for none'), ('officer', gen_random_uuid(), 1, 'gone', 'no_such_batch', 'nobody'), ('officer', :'b', 3, 'Handed on', '', 'for one'), ('officer', :'b', 4, 'gone', 'batch_closed', 'once')) as x(who, id, version, reason, a, why);
select is(pg_temp.sums('night') || coalesce(pg_temp.waits('night'), ''), 'BT- raid 3 2 1 4 3 handed on', 'they wait no more, and say why');
select is(pg_temp.new('officer', batch => :'b', nationality => 'not known', class => 'other'), 'batch_closed batch', 'nobody is split out of them');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', pg_temp.last())), '', 'that is taken back, too');
select is(pg_temp.waits('night'), 'BT- raid 3 2', 'and they wait again');
select is(test.refusal('officer', format('api.batch_close(gen_random_uuid(), %L, 5, ''gone'')', :'b')) || pg_temp.keep('night', 6, :'three'), '', 'counted again they are open');
select is(pg_temp.waits('night'), 'BT- raid 3 2', 'and wait');
select gen_random_uuid() as wrong \gset
select test.done('night', format('api.batch_keep(gen_random_uuid(), %L, 0, null, ''handover'', %L)', :'wrong', :'three')) as counted \gset
select is(test.refusal('night', format('api.undo(gen_random_uuid(), %s)', :counted)) || test.as_person('night', 'select count(*) from api.batch_line'), '1', 'what was never there is taken back whole');
select is(test.refusal('night', format('api.batch_keep(gen_random_uuid(), %L, 0, null, ''handover'', %L)', :'wrong', :'three')), 'no_such_batch', 'and its id is not used again');
select is((select string_agg(distinct k, ',' order by k) from app.event e, jsonb_object_keys(e.detail) as k where e.kind = 'batch' and e.action <> 'undo' and e.refusal is null), 'before,counts,kind,people,reason', 'the record has words of lists and numbers');

-- While a realm waits to be turned nothing begins under its key.
select test.refusal('admin', format('api.staff_retire(gen_random_uuid(), %L)', test.person('second'))) \g /dev/null
select is(pg_temp.new('night'), 'realm_to_turn', 'while a realm waits to be turned no case begins');
select is(test.as_person(who, format('select count(*)::text from app.%I', t)), 'ERROR 42501', who || ' does not read ' || t)
from unnest('{officer,admin,auditor}'::text[]) as who, unnest('{entry_call,contact,batch,batch_count}'::text[]) as t;
-- Who took a call back and works here no more sees to nothing.
insert into app.contact (id, office_id, kind, staff_id, taken_by, taken_at) values (md5('left')::uuid, 1, 'call back', test.id('night'), test.id('coordinator'), app.now() - interval '1 day');
create function pg_temp.waits() returns text language sql volatile
return test.as_person('night', format('select concat_ws('' '', count(*), min(responsible), min(left_by)) from api.triage_line where id = %L', md5('left')::uuid));
create function pg_temp.free() returns boolean language sql volatile return (select app.contact_free(c) from app.contact c where c.id = md5('left')::uuid);
insert into app.shift (office_id, staff_id, starts_at, ends_at) values (1, test.id('coordinator'), app.now() - interval '2 hours', app.now() + interval '1 hour');
select is(pg_temp.waits(), '1 coordinator', 'somebody sees to a call back, and it waits');
select is(pg_temp.free(), false, 'she is on shift: it is hers');
update app.shift set ends_at = app.now() where staff_id = test.id('coordinator');
select is(pg_temp.free(), true, 'she went home with it: whoever is there takes it');
update app.contact set taken_at = app.now() - interval '1 hour' where id = md5('left')::uuid;
select is(pg_temp.free(), false, 'but not within an hour');
update app.staff set retired_at = app.now() where id = test.id('coordinator');
select is(pg_temp.waits(), '1', 'she works here no more: it is nobody''s');
select is(test.refusal(who, format('api.contact_take(gen_random_uuid(), %L)', md5('left')::uuid)), a, 'taken: ' || who) from (values (1, 'night', ''), (2, 'officer', 'contact_taken')) as v(n, who, a) order by n;
select * from finish();
rollback;
