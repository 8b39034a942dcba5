-- More entries of the case file: what of an interview, of proceedings, of a referral, of a plan and of her fear is taken, and
-- what follows for the case.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.a_case() as c, test.a_case(10) as e, test.a_case(stage => 6, afraid => 'no') as r, test.a_case() as g \gset
select test.vault() \g /dev/null
select test.key('officer', x) from unnest(array[:'c', :'r', :'g']::uuid[]) as x \g /dev/null
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
-- Each with what is changed of it.
create function pg_temp.one(kind text, change jsonb default '{}') returns jsonb language sql return jsonb_strip_nulls(case kind
	when 'screening' then jsonb '{"held_on": "2026-01-01", "place": "police", "interviewer": "us", "interpreter": "ours", "child": "no", "act": ["recruitment"], "means": ["deception"], "purpose": ["organ removal", "other"], "finding": "signs", "again_on": null}'
	when 'legal' then '{"kind": "detention", "ground": "entry or stay", "state": "running", "lawyer": "no", "non_punishment": "not_asked", "begun_on": "2026-01-01", "hearing_at": null, "outcome": null, "ended_on": null}'
	when 'referral' then '{"direction": "out", "other_side": "Embassy", "because": "Other", "state": "asked", "asked_on": "2026-01-01", "answered_on": null, "shared": [], "services": [], "withheld": [], "despite": null}'
	when 'journey' then '{"phase": "Transit", "country": "LA"}'
	when 'plan' then '{"types": ["Health", "Legal"], "with_her": "yes", "begun_on": "2026-01-01", "planned_end": "2026-06-01", "ended_on": null}'
	when 'afraid' then '{"answer": "no", "asked_on": "2026-01-01", "lang": "lo", "own_language": "yes", "alone": "yes"}'
	when 'need' then '{"type": "Education", "state": "planned", "appointment_at": null, "done_on": null, "given_by": "school", "schooling": "school", "scholarship": "granted", "until_on": "2027-01-01"}'
	when 'consent' then '{"purpose": "sharing", "answer": "given", "by": "herself", "guardian_cleared": null, "told": [], "asked_on": "2026-01-01", "again_on": null}'
	end || change);
create function pg_temp.is_now(id uuid, columns text) returns text language plpgsql as $$
declare
	answer text;
begin
	execute format('select concat_ws('' '', %s) from app.case where id = $1', columns) into answer using id;
	return answer;
end $$;

-- What is none of them.
select is(pg_temp.enter(who, kind, pg_temp.one(kind, change::jsonb), x::uuid), a, why)
from (values
	('officer', 'screening', '{"held_on": "2999-01-01"}', :'c', 'future held_on', 'an interview that is to come'), ('officer', 'screening', '{"act": []}', :'c', 'element_missing act', 'signs without an act'),
	('officer', 'screening', '{"purpose": []}', :'c', 'element_missing purpose', 'without a purpose'), ('officer', 'screening', '{"means": []}', :'c', 'means_missing means', 'of a grown-up without a means'),
	('officer', 'screening', '{"purpose": ["consented"]}', :'c', 'no_such_choice purpose', 'a purpose of the list'), ('officer', 'screening', '{"finding": "consented"}', :'c', 'no_such_choice finding', 'that she consented is no finding'),
	('officer', 'screening', '{"interpreter": "Somchai"}', :'c', 'no_such_choice interpreter', 'an interpreter has no name in clear'), ('officer', 'screening', '{"text": "her words"}', :'c', 'no_such_fact text', 'nor have her words a place'),
	('officer', 'screening', '{"again_on": "2026-01-01"}', :'c', 'before_it again_on', 'again on the same day'),
	('officer', 'legal', '{"state": "ended"}', :'c', 'not_ended ended_on', 'ended on no day'), ('officer', 'legal', '{"outcome": "released"}', :'c', 'not_ended outcome', 'an outcome of what runs'),
	('officer', 'legal', '{"kind": "complaint"}', :'c', 'not_hers ground', 'her complaint is no charge against her'), ('officer', 'legal', '{"kind": "punishment"}', :'c', 'no_such_choice kind', 'a kind of the list'),
	('officer', 'legal', '{"state": "ended", "outcome": "released", "ended_on": "2025-01-01"}', :'c', 'before_it ended_on', 'ended before it began'),
	('officer', 'referral', '{"shared": ["name"]}', :'c', 'consent_missing shared', 'what she has not agreed to'), ('officer', 'referral', '{"shared": ["her name"], "despite": "law"}', :'c', 'no_such_choice shared', 'a word of the list'),
	('officer', 'referral', '{"shared": ["name"], "despite": "it is easier"}', :'c', 'no_such_choice despite', 'for a reason of the list'), ('officer', 'referral', '{"state": "accepted"}', :'c', 'not_answered answered_on', 'accepted on no day'),
	('officer', 'referral', '{"asked_on": "2999-01-01"}', :'c', 'future asked_on', 'asked on a day to come'), ('officer', 'referral', '{"answered_on": "2026-01-02"}', :'c', 'not_answered answered_on', 'the day of no answer'), ('officer', 'referral', '{"state": "done", "answered_on": "2025-01-02"}', :'c', 'before_it answered_on', 'answered before it was asked'),
	('officer', 'journey', '{"country": "Laos"}', :'c', 'no_such_choice country', 'a country is a code'), ('officer', 'journey', '{"country": "la"}', :'c', 'no_such_choice country', 'of two great letters'), ('officer', 'journey', '{"phase": "Return"}', :'c', 'no_such_choice phase', 'a phase of HTCDS'),
	('officer', 'plan', '{"types": []}', :'c', 'fact_missing types', 'a plan for nothing'), ('officer', 'plan', '{"planned_end": "2026-01-01"}', :'c', 'before_it planned_end', 'of no day'),
	('officer', 'afraid', '{"own_language": "no"}', :'c', 'not_freely own_language', 'a no in a language that is not hers'), ('officer', 'afraid', '{"own_language": null}', :'c', 'not_freely own_language', 'in one of which nobody knows'),
	('officer', 'afraid', '{"alone": "not_asked"}', :'c', 'not_freely alone', 'with others there'), ('officer', 'afraid', '{"lang": "Lao"}', :'c', 'no_such_choice lang', 'a language is a code'), ('officer', 'afraid', '{"asked_on": "2999-01-01"}', :'c', 'future asked_on', 'asked in time to come'),
	('officer', 'need', '{"type": "Health"}', :'c', 'only_education scholarship', 'a scholarship for health'), ('officer', 'need', '{"scholarship": null}', :'c', 'only_scholarship until_on', 'a last day of no scholarship'))
	as x(who, kind, change, x, a, why);
-- As every role: who works on cases of her offices, with a letter, and nobody else.
select is(pg_temp.enter(who, kind, pg_temp.one(kind), x::uuid), a, who || ', ' || kind) from (values ('far', :'c', 'no_such_case subject'), ('lead', :'c', 'not_in_realm'), ('officer', :'e', 'no_such_case subject'), ('health', :'c', 'not_in_realm'),
	('partner', :'c', 'role'), ('auditor', :'c', 'role'), ('admin', :'c', 'role'), ('registrar', :'c', 'role'), ('operations', :'c', 'role'), ('retired', :'c', 'unknown_person'), ('stranger', :'c', 'unknown_person')) as x(who, x, a),
	unnest('{screening,legal,referral,journey,plan,afraid}'::text[]) as kind;
select is((select count(*) from app.sealed), 0::bigint, 'nothing of that is kept');
select is(pg_temp.is_now(:'c', 'afraid, flags, coalesce(exploitation, 0), version'), 'not asked {} 0 1', 'nor changed the case');

-- Screening. Whoever may be under 18 counts as a child, from then on.
select is(pg_temp.enter('night', 'screening', pg_temp.one('screening', change::jsonb), :'c'), a, why) from (values
	('{"finding": "not clear", "means": [], "act": [], "purpose": []}', '', 'what is not clear needs nothing'), ('{"child": "not_asked", "means": []}', '', 'of whom nobody knows the age, no means'),
	('{"child": "yes", "means": []}', '', 'nor of a child'), ('{"child": "no", "means": []}', '', 'nor of whom somebody took for one')) as x(change, a, why);
select is(pg_temp.is_now(:'c', 'child, age_low, (select name from app.exploitation x where x.id = exploitation), version'), 't 0 organ removal 3', 'the case is a child''s, and has the first purpose');
update app.case set age_low = 30, age_high = 40 where id = :'r';
select is(pg_temp.enter('officer', 'screening', pg_temp.one('screening', change::jsonb), :'r'), a, why) from (values ('{"child": null, "means": []}', 'means_missing means', 'of whom papers say that she is thirty, a means'), ('{"child": "yes", "means": []}', '', 'unless she may be younger')) as x(change, a, why);
select is(pg_temp.is_now(:'r', 'child, age_low, age_high'), 't 0 40', 'and then she counts as a child');
select is((select status from app.case where id = :'c'), null, 'an interview decides nothing');

-- Law: whoever is held is flagged, until out.
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', change::jsonb), :'c', id::uuid, version), '', why) from (values
	('{"kind": "charge"}', :'g', 0, 'a charge'), ('{}', :'e', 0, 'a detention')) as x(change, id, version, why);
select is(pg_temp.is_now(:'c', 'flags'), '{detained}', 'she is detained');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', '{"kind": "charge", "state": "ended", "outcome": "dropped", "ended_on": "2026-02-01"}'), :'c', :'g', 1), '', 'the charge is dropped');
select is(pg_temp.is_now(:'c', 'flags'), '{detained}', 'she still is');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal'), :'c', :'r'), '', 'a second detention');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', '{"state": "ended", "outcome": "released", "ended_on": "2026-02-01"}'), :'c', :'e', 1), '', 'the first is over');
select is(pg_temp.is_now(:'c', 'flags'), '{detained}', 'not the second');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', '{"state": "ended", "outcome": "released", "ended_on": "2026-02-02"}'), :'c', :'r', 1), '', 'that, too');
select is(pg_temp.is_now(:'c', 'flags'), '{}', 'she is out');
update app.case set flags = '{detained,alone}' where id = :'c';
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', '{"kind": "complaint", "ground": null}'), :'c'), '', 'her complaint');
select is(pg_temp.is_now(:'c', 'flags'), '{detained,alone}', 'takes no flag away that somebody set');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', change::jsonb), :'c'), a, why) from (values
	('{"state": "ended", "outcome": "released", "begun_on": "2020-01-01", "ended_on": "2020-02-01"}', '', 'nor does a detention of long ago'), ('{"state": "planned", "begun_on": "2999-01-01"}', '', 'one that is planned'),
	('{"state": "ended", "outcome": "released", "ended_on": "2999-01-01"}', 'future ended_on', 'none has ended on a day to come'), ('{"begun_on": "2999-01-01"}', 'future begun_on', 'or begun')) as x(change, a, why);
select is(pg_temp.is_now(:'c', 'flags'), '{detained,alone}', 'she is still flagged');
select test.a_case(1, 3) as h, gen_random_uuid() as held, test.a_case(1, 11) as z \gset
select test.key('officer', x) from unnest(array[:'h', :'z']::uuid[]) as x \g /dev/null
create function pg_temp.verb(verb text, id uuid, arguments text) returns text language sql volatile
return test.refusal('supervisor', format('api.case_%s(gen_random_uuid(), %L, %s, %s)', verb, id, test.version(id), arguments));
select test.done('officer', format('api.case_flag(gen_random_uuid(), %L, 1, ''detained'')', :'h')) as flagged \gset
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal'), :'h', :'held'), '', 'who is held');
select is(pg_temp.verb('flag', :'h', '''no detained'''), 'detention_runs', 'is not said to be out');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :flagged)), 'changed_since', 'not by taking back either');
select is(pg_temp.verb('move', :'h', '''closed'', ''help completed'''), 'detention_runs', 'and her case is not closed');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal', '{"state": "ended", "outcome": "released", "ended_on": "2026-02-01"}'), :'h', :'held', 1), '', 'she comes out');
select is(pg_temp.is_now(:'h', 'flags') || pg_temp.verb('move', :'h', '''closed'', ''help completed'''), '{}', 'then it is');
select is(pg_temp.enter('officer', 'legal', pg_temp.one('legal'), :'z'), 'closed state', 'nobody is held without anybody seeing it');

-- Referral: what goes out she has agreed to.
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', change::jsonb), :'c'), '', why) from (values ('{}', 'nothing of hers'), ('{"shared": ["name"], "despite": "danger to life"}', 'her name, for her life'), ('{"direction": "in", "shared": ["name"]}', 'what others told us')) as x(change, why);
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent'), :'c'), '', 'she agrees');
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', '{"shared": ["name", "age"]}'), :'c', :'c'), '', 'now it goes');
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"answer": "withdrawn", "asked_on": "2026-01-02"}'), :'c'), '', 'she takes it back');
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', change::jsonb), :'c', :'c', 1), a, why) from (values
	('{"shared": ["name", "age"], "state": "accepted", "answered_on": "2026-01-03"}', 'consent_missing shared', 'nothing more of it goes'), ('{"shared": ["name"], "state": "done", "answered_on": "2026-01-03"}', 'consent_missing shared', 'nor anything else'),
	('{"shared": ["name", "age"], "state": "done", "answered_on": "2026-01-03"}', 'consent_missing shared', 'on a day on which she had taken it back'), ('{"shared": ["name", "age"], "state": "done", "answered_on": "2999-01-01"}', 'future answered_on', 'or one to come'),
	('{"shared": ["name", "age"], "state": "done", "answered_on": "2026-01-01"}', '', 'what had gone before can be told')) as x(change, a, why);
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', '{"shared": ["name", "age"], "state": "done", "answered_on": "2026-01-01", "other_side": "Shelter"}'), :'c', :'c', 2), '', 'and written on');
create temporary table way as select n, gen_random_uuid() as id, before, after from (values
	(1, jsonb '{"state": "refused", "answered_on": "2026-01-01", "shared": ["name"]}', jsonb '{"state": "done", "answered_on": "2026-01-01", "shared": ["name"]}'),
	(2, '{"direction": "in", "state": "done", "answered_on": "2026-01-01", "shared": ["name"]}', '{"state": "done", "answered_on": "2026-01-01", "shared": ["name"]}'),
	(3, '{"state": "asked", "shared": ["name"], "despite": "law"}', '{"state": "done", "answered_on": "2026-01-03", "shared": ["name"]}')) as x(n, before, after);
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', before), :'c', id) || '>' || pg_temp.enter('officer', 'referral', pg_temp.one('referral', after), :'c', id, 1), '>consent_missing shared', 'no way round it: ' || after::text) from way;
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', change::jsonb), :'c'), a, why) from (values ('{"asked_on": "2999-01-01"}', 'future asked_on', 'an answer of a day to come'),
	('{"by": "guardian", "guardian_cleared": "yes", "again_on": "2027-01-01"}', '', 'a guardian of one who may be a child')) as x(change, a, why);
update app.case set age_low = 30, age_high = 40 where id = :'c';
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"by": "guardian", "guardian_cleared": "yes", "again_on": "2027-01-01"}'), :'c'), 'no_child by', 'not of a grown-up');
update app.case set age_low = 17, age_high = 17, reported_at = '2026-01-01' where id = :'c';
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"by": "guardian", "guardian_cleared": "yes", "again_on": "2027-01-02", "asked_on": "2026-02-01"}'), :'c'), 'of_age again_on', 'nor until she is of age for longer');
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"by": "guardian", "guardian_cleared": "yes", "again_on": "2026-10-01", "asked_on": "2026-02-01"}'), :'c'), '', 'until then');
insert into app.clock (now) values ('2026-09-30 12:00+07') on conflict (only_row) do update set now = excluded.now;
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', '{"shared": ["name"]}'), :'c'), '', 'it holds');
update app.clock set now = '2026-10-01 12:00+07';
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', '{"shared": ["name"]}'), :'c'), 'consent_missing shared', 'and from that day on no more');
delete from app.clock;
update app.case set age_low = 0, age_high = null where id = :'c';
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"purpose": "photograph", "asked_on": "2026-03-01"}'), :'c'), '', 'a photograph');
select is(pg_temp.enter('officer', 'referral', pg_temp.one('referral', '{"shared": ["photograph"]}'), :'c'), 'consent_missing shared', 'is no sharing');

select gen_random_uuid() as flew \gset
-- Fear. Only a free no opens a return; any other answer stops one.
select is(pg_temp.enter('night', 'afraid', pg_temp.one('afraid'), :'c'), '', 'she is not afraid');
select is(pg_temp.is_now(:'c', 'afraid, stage'), 'no 1', 'and the case says so');
select is(pg_temp.enter('night', 'afraid', pg_temp.one('afraid', '{"answer": "yes", "asked_on": "2025-12-01", "alone": "no"}'), :'c'), '', 'that she was, before');
select is(pg_temp.is_now(:'c', 'afraid, stage'), 'no 1', 'changes nothing');
select is(pg_temp.enter('night', 'afraid', pg_temp.one('afraid', '{"answer": "yes", "asked_on": "2026-01-02"}'), :'c', :'flew'), '', 'then she is');
select is(pg_temp.enter('night', 'afraid', pg_temp.one('afraid', change::jsonb), :'c', :'flew', version), a, why) from (values
	('{"answer": "no", "asked_on": "2026-01-02"}', 1, 'was_said answer', 'what she said'), ('{"answer": "yes", "asked_on": "2025-01-02"}', 1, 'was_said answer', 'on a day stays'), ('{"answer": "yes", "asked_on": "2026-01-02", "lang": "km"}', 1, '', 'how she was asked is corrected')) as x(change, version, a, why);
select is(pg_temp.enter('night', 'afraid', pg_temp.one('afraid', '{"asked_on": "2026-01-02"}'), :'c'), '', 'on one day both');
select is(pg_temp.is_now(:'c', 'afraid, stage'), 'yes 1', 'is fear');
select is(pg_temp.enter('officer', 'afraid', pg_temp.one('afraid', '{"answer": "not sure", "asked_on": "2026-02-01", "own_language": "no"}'), :'r'), '', 'on her way back she is not sure any more');
select is(pg_temp.is_now(:'r', 'afraid, (select name from app.stage s where s.id = stage)'), 'yes recovery', 'which is fear, and stops the return');

-- Guardians agree until she is of age: a task asks her.
update app.case set age_low = 15, age_high = 17, reported_at = '2026-01-01' where id = :'g';
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', change::jsonb), :'g'), '', why) from (values
	('{"by": "guardian", "guardian_cleared": "yes", "again_on": "2027-03-01"}', 'a guardian for sharing'), ('{"by": "guardian", "guardian_cleared": "yes", "again_on": "2027-01-01", "purpose": "return"}', 'and for her return')) as x(change, why);
create function pg_temp.asked(id uuid) returns text language sql stable
return (select string_agg(concat_ws(' ', t.due_at at time zone o.zone, t.done_at is not null), ', ' order by t.touched_at, t.id) from app.task t join app.task_kind k on k.id = t.kind
	join app.office o on o.id = t.office_id where t.case_id = asked.id and k.name = 'ask consent again');
select is(pg_temp.asked(:'g'), '2027-01-01 00:00:00 f', 'one task, for the first of both days');
select is(pg_temp.is_now(:'g', '(select name from app.task_kind k where k.id = need)'), 'ask consent again', 'which the board shows');
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"purpose": "return", "asked_on": "2026-11-01"}'), :'g'), '', 'she is asked about her return');
select is(pg_temp.asked(:'g'), '2027-03-01 00:00:00 f', 'the other day is left');
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"answer": "refused", "asked_on": "2026-11-01"}'), :'g'), '', 'and about the rest');
select is(pg_temp.asked(:'g'), '2027-03-01 00:00:00 t', 'nothing is to be asked any more');

-- The timeline has what of the case it changed, for whoever sees the file.
create function pg_temp.told(role text, id uuid) returns text language sql volatile
return test.as_person(role, format('select string_agg(concat_ws('' '', action, field, was, became), ''; '' order by id) from api.case_timeline(%L)', id));
select is(pg_temp.told('officer', :'r'), 'entry.screening; entry.afraid afraid no yes', 'what an entry changed is told');
select is(pg_temp.told(who, :'r'), null, who || ' is told of none') from unnest('{partner,health,admin}'::text[]) as who;
select matches(pg_temp.told('second', :'c'), 'entry.legal; entry.legal flags none detained; entry.legal; .*entry.legal flags detained none', 'a detention and its end');
select is(test.as_person('officer', format('select timeline from api.case_peek(%L)', :'r')), null, 'a preview tells of no entry');

-- The others.
select is(pg_temp.enter('officer', kind, pg_temp.one(kind), :'c'), '', kind) from unnest('{journey,plan,need}'::text[]) as kind;
select is(array(select distinct x from unnest((select array_agg(x.name) from app.exploitation x)) as x where not x = any (array(select (regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g'))[1]
	from pg_constraint k where k.conname = 'entry_screening_purpose_check'))), '{}', 'each type of exploitation can be a purpose');
select is((select count(*) from app.event e where e.action = 'sealed.keep' and e.refusal is null and e.detail ? 'clear'), (select count(*) from app.event e where e.action = 'sealed.keep' and e.refusal is null and e.object_id in (:'c', :'r', :'g', :'h')),
	'each is in the record, with what of it was changed');
select * from finish();
rollback;
