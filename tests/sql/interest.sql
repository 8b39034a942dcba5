-- Her own view, a guardian, what is best for her: what is taken of such entries, and what is missing before she is brought anywhere.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.a_case() as c, test.a_case() as a, test.a_case() as u, test.a_case(10) as e \gset
update app.case set age_low = 15, age_high = 17 where id = :'c';
update app.case set age_low = 30, age_high = 40 where id = :'a';
select test.vault() \g /dev/null
select test.key('officer', x) from unnest(array[:'c', :'a', :'u']::uuid[]) as x \g /dev/null
insert into app.clock (now) values ('2026-03-20 12:00+07') on conflict (only_row) do update set now = excluded.now;
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
-- Each with what is changed of it.
create function pg_temp.one(kind text, change jsonb default '{}') returns jsonb language sql return jsonb_strip_nulls(case kind
	when 'wish' then jsonb '{"about": "transfer", "answer": "wants to", "asked_on": "2026-03-10", "lang": "lo", "own_language": "yes", "alone": "yes"}'
	when 'guardian' then '{"kind": "relative", "begun_on": "2026-01-01", "cleared": "yes", "cleared_on": "2026-01-05"}'
	when 'interest' then '{"kind": "determination", "about": "transfer", "options": 3, "panel": 3, "decided": "in favour", "decided_on": "2026-03-11", "review_on": "2026-06-01"}'
	when 'consent' then '{"purpose": "transfer", "answer": "given", "by": "herself", "told": [], "asked_on": "2026-03-10"}'
	end || change);
-- As a function of api asks.
grant usage on schema test to hw_staff, hw_api;
create function test.lacks(id uuid, abroad boolean, about text, day date) returns text language sql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ select array_to_string(array(select * from app.decision_lacks(id, about, abroad, day)), ' ') $$;
create function test.told(id uuid, about text) returns jsonb language sql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ select app.decision_told(id, about) $$;
create function test.agrees(id uuid, purpose text) returns boolean language sql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ select app.agrees(id, purpose, '2026-03-20') $$;
alter function test.lacks(uuid, boolean, text, date) owner to hw_api;
alter function test.told(uuid, text) owner to hw_api;
alter function test.agrees(uuid, text) owner to hw_api;
create function pg_temp.lacks(id uuid, abroad boolean default true, about text default 'transfer', day date default '2026-03-20') returns text language sql volatile
return test.as_person('officer', format('select test.lacks(%L, %L, %L, %L)', id, abroad, about, day));

-- What is none of them.
select is(pg_temp.enter('officer', kind, pg_temp.one(kind, change::jsonb), :'c'), a, why)
from (values
	('wish', '{"about": "work"}', 'no_such_choice about', 'a thing of the list'), ('wish', '{"answer": "agrees"}', 'no_such_choice answer', 'an answer of the list'),
	('wish', '{"asked_on": "2026-03-21"}', 'future asked_on', 'asked tomorrow'), ('wish', '{"lang": "Lao"}', 'no_such_choice lang', 'a language is a code'),
	('wish', '{"own_language": "no"}', 'not_freely own_language', 'a yes in a language that is not hers'), ('wish', '{"own_language": null}', 'not_freely own_language', 'in one of which nobody knows'),
	('wish', '{"alone": "not_asked"}', 'not_freely alone', 'with others there'), ('wish', '{"answer": "not sure", "lang": null}', 'fact_missing lang', 'in no language'),
	('wish', '{"text": "to my aunt"}', 'no_such_fact text', 'her words have no place in clear'), ('wish', '{"asked_on": null}', 'fact_missing asked_on', 'on no day'),
	('guardian', '{"kind": "neighbour"}', 'no_such_choice kind', 'a guardian of the list'), ('guardian', '{"kind": "none found"}', 'nobody_to_clear cleared', 'nobody who is cleared'),
	('guardian', '{"kind": "none found", "cleared": "no"}', 'nobody_to_clear cleared', 'or had a part in it'),
	('guardian', '{"cleared": "not_asked"}', 'not_answered cleared_on', 'the day of no answer'), ('guardian', '{"cleared_on": null}', 'not_answered cleared_on', 'cleared on no day'),
	('guardian', '{"begun_on": "2026-03-21"}', 'future begun_on', 'a guardian to come'), ('guardian', '{"cleared_on": "2026-03-21"}', 'future cleared_on', 'cleared tomorrow'),
	('guardian', '{"ended_on": "2026-03-21"}', 'future ended_on', 'ended tomorrow'), ('guardian', '{"ended_on": "2025-12-31"}', 'before_it ended_on', 'before it began'),
	('guardian', '{"name": "Somchai"}', 'no_such_fact name', 'a guardian has no name in clear'),
	('interest', '{"kind": "feeling"}', 'no_such_choice kind', 'a way of the list'), ('interest', '{"about": "work"}', 'no_such_choice about', 'about a thing of the list'),
	('interest', '{"options": 1}', 'few_options options', 'one way is no choice'), ('interest', '{"panel": 1}', 'few_people panel', 'nobody determines alone'),
	('interest', '{"kind": "assessment", "panel": 0}', 'few_people panel', 'and nobody at all assesses'), ('interest', '{"options": "many"}', 'fact_format options', 'how many is a number'),
	('interest', '{"decided_on": "2026-03-21"}', 'future decided_on', 'decided tomorrow'), ('interest', '{"review_on": null}', 'fact_missing review_on', 'for ever'),
	('interest', '{"review_on": "2026-03-11"}', 'before_it review_on', 'or for no day'), ('interest', '{"decided": "perhaps"}', 'no_such_choice decided', 'a decision of the list'))
	as x(kind, change, a, why);
-- As every role: who works on cases of her offices, with a letter, and nobody else.
select is(pg_temp.enter(who, kind, pg_temp.one(kind), x::uuid), a, who || ', ' || kind) from (values ('far', :'c', 'no_such_case subject'), ('lead', :'c', 'not_in_realm'), ('officer', :'e', 'no_such_case subject'), ('health', :'c', 'not_in_realm'),
	('partner', :'c', 'role'), ('auditor', :'c', 'role'), ('admin', :'c', 'role'), ('registrar', :'c', 'role'), ('operations', :'c', 'role'), ('retired', :'c', 'unknown_person'), ('stranger', :'c', 'unknown_person')) as x(who, x, a),
	unnest('{wish,guardian,interest}'::text[]) as kind;
select is(test.as_person(who, format('select count(*) from app.%I', t)), 'ERROR 42501', who || ' reads nothing of ' || t)
from unnest('{officer,supervisor,admin,auditor}'::text[]) as who, unnest('{entry_wish,entry_guardian,entry_interest,decision_rule}'::text[]) as t;
select is(test.as_person(who, 'select ' || call), 'ERROR 42501', who || ' asks for nothing past api')
from unnest('{officer,supervisor,admin}'::text[]) as who, unnest(array['app.decision_told(gen_random_uuid(), ''transfer'')', 'app.decision_lacks(gen_random_uuid(), ''transfer'', true, now()::date)']) as call;
select is((select count(*) from app.sealed), 0::bigint, 'nothing of that is kept');
select is(pg_temp.enter(who, kind, pg_temp.one(kind, '{"about": "family"}'::jsonb - case kind when 'guardian' then 'about' else '' end), :'u'), '', who || ' enters: ' || kind)
from unnest('{officer,night,coordinator,supervisor}'::text[]) as who, unnest('{wish,guardian,interest}'::text[]) as kind;

-- What was said or decided stays. How she was asked, and what is found of a guardian, may be told better.
select gen_random_uuid() as w, gen_random_uuid() as g, gen_random_uuid() as i \gset
select is(pg_temp.enter('officer', 'wish', pg_temp.one('wish', '{"answer": "not sure", "alone": "no"}'), :'c', :'w'), '', 'she is not sure');
select is(pg_temp.enter('officer', 'guardian', pg_temp.one('guardian', '{"cleared": "not_asked", "cleared_on": null}'), :'c', :'g'), '', 'her aunt');
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest', '{"decided": "not yet"}'), :'c', :'i'), '', 'nothing is decided yet');
select is(pg_temp.enter('officer', kind, pg_temp.one(kind, change::jsonb), :'c', id::uuid, version), a, kind || ' ' || change) from (values
	('wish', :'w', 1, '{"answer": "wants to"}', 'was_said answer'), ('wish', :'w', 1, '{"answer": "not sure", "asked_on": "2026-03-09"}', 'was_said answer'), ('wish', :'w', 1, '{"answer": "not sure", "about": "return"}', 'was_said answer'),
	('wish', :'w', 1, '{"answer": "not sure", "lang": "km"}', ''), ('guardian', :'g', 1, '{"cleared": "no"}', ''), ('guardian', :'g', 2, '{"ended_on": "2026-03-20"}', ''),
	('interest', :'i', 1, '{"decided": "in favour"}', 'final decided'), ('interest', :'i', 1, '{"decided": "not yet", "panel": 4}', 'final decided'), ('interest', :'i', 1, '{"decided": "not yet", "review_on": "2027-01-01"}', 'final decided'),
	('interest', :'i', 1, '{"decided": "not yet"}', '')) as x(kind, id, version, change, a);

-- What is missing. Rows are written as entries would be: a line is a case that starts with nothing.
delete from app.sealed_past;
delete from app.sealed where case_id in (:'c', :'u');
create function pg_temp.put(subject uuid, entries jsonb) returns void language plpgsql volatile as $$
declare
	one jsonb;
	said text;
begin
	delete from app.sealed where case_id = put.subject;
	for one in select * from jsonb_array_elements(entries) loop
		said := pg_temp.enter('officer', one ->> 'of', pg_temp.one(one ->> 'of', one - 'of'), subject);
		if said <> '' then
			raise exception '%: %', one, said;
		end if;
	end loop;
end $$;
create function pg_temp.after(subject uuid, entries jsonb, abroad boolean default true, about text default 'transfer') returns text language plpgsql volatile as $$
begin
	perform pg_temp.put(subject, entries);
	return pg_temp.lacks(subject, abroad, about);
end $$;
select is(pg_temp.lacks(:'c'), 'wish_missing guardian_missing interest_missing', 'of a child all three, in this order');
select is(pg_temp.lacks(:'u'), 'wish_missing guardian_missing interest_missing', 'of whom nobody knows the age, too');
select is(pg_temp.lacks(:'a'), 'wish_missing', 'of a grown-up her own view');
select is(pg_temp.lacks(:'e'), 'wish_missing guardian_missing interest_missing', 'where one does not see the case nothing is there');
select is(pg_temp.lacks(gen_random_uuid()), 'wish_missing guardian_missing interest_missing', 'or there is no case');

select is(pg_temp.after(:'a', '[{"of": "wish"}]'), '', 'a grown-up who wants to');
select is(pg_temp.lacks(:'a', about => 'return'), 'wish_missing', 'wants that and nothing else');
select is(pg_temp.lacks(:'a', about => null), 'wish_missing', 'about nothing she was not asked');
select is(pg_temp.lacks(:'a', day => null), 'wish_missing', 'nor on no day');
select is(pg_temp.lacks(:'a', day => '2026-03-24'), '', 'for 14 days');
select is(pg_temp.lacks(:'a', day => '2026-03-25'), 'wish_missing', 'and no longer');
update app.decision_rule set length = '3 days';
select is(pg_temp.lacks(:'a'), 'wish_missing', 'as the rule has it');
update app.decision_rule set length = '14 days';
select is(pg_temp.lacks(:'a', day => '2026-03-09'), 'wish_missing', 'the day before she was asked she had not been');
select is(pg_temp.after(:'a', ('[{"of": "wish", "answer": "' || answer || '", "alone": "no"}]')::jsonb), a, 'a grown-up, ' || answer)
from (values ('does not want to', 'wish_against'), ('not sure', 'wish_unsure'), ('not able to say', 'wish_unsure')) as x(answer, a);
select is(pg_temp.after(:'a', '[{"of": "wish", "answer": "does not want to"}, {"of": "wish"}]'), 'wish_against', 'of one day the no counts');
select is(pg_temp.after(:'a', '[{"of": "wish"}, {"of": "wish", "answer": "not sure"}]'), 'wish_unsure', 'and a doubt before a yes');
select is(pg_temp.after(:'a', '[{"of": "wish"}, {"of": "wish", "answer": "does not want to", "asked_on": "2026-03-09"}]'), '', 'an older no does not');
select is(pg_temp.after(:'a', '[{"of": "wish", "answer": "does not want to", "asked_on": "2026-02-01"}]'), 'wish_missing', 'after a while she is asked again');
select is(pg_temp.after(:'a', '[{"of": "wish", "answer": "does not want to"}, {"of": "interest"}]'), 'wish_against', 'nobody decides for a grown-up what is best for her');
select is(pg_temp.after(:'a', '[{"of": "interest"}, {"of": "guardian"}, {"of": "wish", "answer": "not able to say", "lang": null}]'), 'wish_unsure', 'nor where she cannot say');

-- A child.
select is(pg_temp.after(:'c', ('[' || entries || ']')::jsonb, abroad, about), a, why) from (values
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}', true, 'transfer', '', 'with all three nothing is missing'),
	('{"of": "guardian"}, {"of": "interest"}', true, 'transfer', 'wish_missing', 'nobody asked her'),
	('{"of": "wish"}, {"of": "interest"}', true, 'transfer', 'guardian_missing', 'nobody looked for a guardian'),
	('{"of": "wish"}, {"of": "guardian"}', true, 'transfer', 'interest_missing', 'nothing is decided'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "kind": "none found", "cleared": null, "cleared_on": null}', true, 'transfer', 'guardian_missing', 'nobody found one'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "ended_on": "2026-03-20"}', true, 'transfer', 'guardian_missing', 'who was her guardian is none'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "cleared": "no"}', true, 'transfer', 'guardian_not_cleared', 'who had a part in it'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "cleared": null, "cleared_on": null}', true, 'transfer', 'guardian_not_cleared', 'or of whom nobody knows'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian"}, {"of": "guardian", "kind": "parent", "cleared": "no", "begun_on": "2026-03-01"}', true, 'transfer', '', 'one of two who is cleared is enough'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "ended_on": "2026-03-01"}, {"of": "guardian", "cleared": "not_asked", "cleared_on": null}', true, 'transfer', 'guardian_not_cleared', 'but not one who was'),
	('{"of": "wish"}, {"of": "interest"}, {"of": "guardian", "cleared": "no"}, {"of": "guardian", "kind": "none found", "begun_on": "2026-03-01", "cleared": null, "cleared_on": null}', true, 'transfer', 'guardian_not_cleared', 'that nobody was found is no answer where there is somebody'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}, {"of": "interest", "kind": "assessment", "panel": 1}', true, 'transfer', '', 'what was assessed and determined on one day is determined'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "about": "placement"}', true, 'transfer', 'interest_missing', 'what was decided about something else'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "decided": "not yet"}', true, 'transfer', 'interest_missing', 'what is not decided yet'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}, {"of": "interest", "decided": "not yet", "decided_on": "2026-03-15"}', true, 'transfer', 'interest_missing', 'or is open again'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "decided": "against"}', true, 'transfer', 'interest_against', 'it is not best for her'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "decided": "against"}, {"of": "interest", "decided_on": "2026-03-15"}', true, 'transfer', '', 'until it is decided anew'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}, {"of": "interest", "decided": "against", "decided_on": "2026-03-12"}', true, 'transfer', 'interest_against', 'the last one counts'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}, {"of": "interest", "decided": "against"}', true, 'transfer', 'interest_against', 'where both were at once it is against'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "kind": "assessment", "panel": 1}', false, 'transfer', '', 'within a country an assessment is enough'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "kind": "assessment", "panel": 1}', true, 'transfer', 'interest_not_enough', 'abroad it is not'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "kind": "assessment", "panel": 1}', null, 'transfer', 'interest_not_enough', 'nor where nobody says where'),
	('{"of": "wish", "about": "family"}, {"of": "guardian"}, {"of": "interest", "about": "family", "kind": "assessment", "panel": 1}', false, 'family', 'interest_not_enough', 'nor to her family, however near'),
	('{"of": "wish", "about": "family"}, {"of": "guardian"}, {"of": "interest", "about": "family"}', false, 'family', '', 'but a determination is'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "review_on": "2026-03-21"}', true, 'transfer', '', 'until its review'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "review_on": "2026-03-20"}', true, 'transfer', 'interest_review', 'and from that day on no more'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "decided_on": "2026-03-10"}', true, 'transfer', '', 'decided on the day on which she was heard'),
	('{"of": "wish"}, {"of": "guardian"}, {"of": "interest", "decided_on": "2026-03-09"}', true, 'transfer', 'interest_before_wish', 'decided before'),
	('{"of": "wish", "answer": "does not want to"}, {"of": "guardian"}, {"of": "interest"}', true, 'transfer', '', 'her no was heard and weighed'),
	('{"of": "wish", "answer": "does not want to"}, {"of": "guardian"}, {"of": "interest", "decided_on": "2026-03-09"}', true, 'transfer', 'wish_against interest_before_wish', 'or was not heard'),
	('{"of": "wish", "answer": "does not want to"}, {"of": "guardian"}, {"of": "interest", "decided": "against"}', true, 'transfer', 'wish_against interest_against', 'or is what was decided'),
	('{"of": "wish", "answer": "not able to say", "lang": null, "own_language": null, "alone": null}, {"of": "guardian"}, {"of": "interest"}', true, 'transfer', '', 'who is too small to say'),
	('{"of": "wish", "answer": "not able to say", "lang": null}, {"of": "guardian"}', true, 'transfer', 'wish_unsure interest_missing', 'has nobody decide by it alone'),
	('{"of": "wish", "answer": "not sure"}, {"of": "guardian"}, {"of": "interest", "kind": "assessment", "decided_on": "2026-03-09", "review_on": "2026-03-19"}', true, 'transfer', 'wish_unsure interest_not_enough interest_review interest_before_wish', 'all of it at once'))
	as x(entries, abroad, about, a, why);
select is(pg_temp.after(:'c', ('[{"of": "wish", "asked_on": "2026-03-08"}, {"of": "guardian", ' || g || '}, {"of": "interest", "decided_on": "' || i || '"}]')::jsonb) || '/' || pg_temp.lacks(:'c', day => '2026-03-09'), a, why) from (values
	('"cleared": "yes"', '2026-03-10', '/interest_missing', 'what is decided tomorrow is not decided today'),
	('"begun_on": "2026-03-10"', '2026-03-08', '/guardian_missing', 'nor has she tomorrow''s guardian'),
	('"cleared_on": "2026-03-10"', '2026-03-08', '/guardian_not_cleared', 'who is not cleared before the day')) as x(g, i, a, why);
select is(pg_temp.after(:'u', '[{"of": "wish"}, {"of": "guardian"}, {"of": "interest"}]'), '', 'of no known age: as a child');
select is(pg_temp.after(:'u', '[{"of": "wish", "answer": "does not want to"}, {"of": "guardian"}, {"of": "interest"}]'), 'wish_against', 'but her no stands: she may be grown up');
update app.case set age_low = 17, age_high = 20 where id = :'u';
select is(pg_temp.lacks(:'u'), '', 'until she is taken for a child');
update app.case set age_low = null, age_high = null where id = :'u';
select is_empty($$ select x.code from unnest('{wish_missing,wish_against,wish_unsure,guardian_missing,guardian_not_cleared,interest_missing,interest_against,interest_not_enough,interest_review,interest_before_wish}'::text[]) as x(code)
	where not exists (select from app.refusal r where r.code = x.code and r.message <> '' and r.hint ~ ':(wish|guardian|interest)|e on the entry') $$, 'each says what to do about it');

-- What of it is told.
create function pg_temp.told(role text, id uuid, about text default 'transfer') returns jsonb language sql volatile
return test.as_person(role, format('select test.told(%L, %L)', id, about))::jsonb;
select pg_temp.put(:'c', '[{"of": "wish"}, {"of": "wish", "answer": "not sure", "asked_on": "2026-02-10"}, {"of": "guardian"}, {"of": "guardian", "kind": "parent", "cleared": "no"}, {"of": "interest", "decided": "against", "decided_on": "2026-02-01"}, {"of": "interest"}]') \g /dev/null
select is(pg_temp.told('officer', :'c'), '{"wish": {"about": "transfer", "answer": "wants to", "asked_on": "2026-03-10", "lang": "lo", "own_language": "yes", "alone": "yes"},
	"guardian": {"kind": "relative", "begun_on": "2026-01-01", "cleared": "yes", "cleared_on": "2026-01-05", "ended_on": null},
	"interest": {"kind": "determination", "about": "transfer", "options": 3, "panel": 3, "decided": "in favour", "decided_on": "2026-03-11", "review_on": "2026-06-01"}}'::jsonb, 'what holds, and no word of anybody');
select is(pg_temp.told('officer', :'c', 'return'), pg_temp.told('officer', :'c') || '{"wish": null, "interest": null}', 'of what nothing was asked or decided nothing');
select pg_temp.put(:'a', '[]') \g /dev/null
select is(pg_temp.told(who, x::uuid), '{"wish": null, "guardian": null, "interest": null}', why) from (values ('officer', :'a', 'a case with none of them'), ('far', :'c', 'one that is not hers to see')) as x(who, x, why);

-- A review is a task, until the next decision puts it off.
create function pg_temp.review(id uuid) returns text language sql stable
return (select string_agg(concat_ws(' ', t.due_at at time zone o.zone, t.staff_id, t.done_at is not null), ', ' order by t.done_at, t.id) from app.task t join app.task_kind k on k.id = t.kind
	join app.office o on o.id = t.office_id where t.case_id = review.id and k.name = 'review best interest');
select is(pg_temp.review(:'e'), null, 'without a decision no task');
delete from app.task where case_id = :'u';
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest'), :'u'), '', 'a decision');
select is(pg_temp.review(:'u'), '2026-06-01 00:00:00 f', 'is looked at again by whoever is responsible');
select is((select k.name from app.case c join app.task_kind k on k.id = c.need where c.id = :'u'), 'review best interest', 'which the board shows');
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest', '{"about": "family", "review_on": "2026-04-01"}'), :'u'), '', 'one about her family');
select is(pg_temp.review(:'u'), '2026-04-01 00:00:00 f', 'is due first');
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest', '{"about": "family", "decided_on": "2026-03-20", "review_on": "2026-09-01"}'), :'u'), '', 'decided anew');
select is(pg_temp.review(:'u'), '2026-06-01 00:00:00 f', 'the other is left');
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest', '{"decided_on": "2026-02-01", "review_on": "2026-03-01"}'), :'u'), '', 'what was decided before');
select is(pg_temp.review(:'u'), '2026-06-01 00:00:00 f', 'puts nothing forward');
update app.case set responsible_id = test.id('officer'), responsible_seen = true where id = :'u';
create function pg_temp.inbox(id uuid) returns text language sql volatile return test.as_person('officer', format('select string_agg(why, '' '') from api.inbox_line where case_id = %L', id));
select is(pg_temp.inbox(:'u'), null, 'not yet in her inbox');
update app.clock set now = '2026-06-01 00:00+07';
select is(pg_temp.inbox(:'u'), 'task due', 'on its day it is');
select is(test.refusal('officer', format('api.case_task(gen_random_uuid(), %L, %s, ''done'', ''review best interest'')', :'u', test.version(:'u'))), 'task_by_itself', 'and nobody says that it is done: it is decided anew');
update app.clock set now = '2026-03-20 12:00+07';

update app.case set age_low = 20, age_high = 25 where id = :'u';
select is(pg_temp.review(:'u'), '2026-06-01 00:00:00 t', 'of a grown-up nothing is looked at again');
update app.case set age_low = 16 where id = :'u';
select is(pg_temp.review(:'u'), '2026-06-01 00:00:00 t, 2026-06-01 00:00:00 f', 'of who may be a child after all it is');
select is(pg_temp.enter('officer', 'interest', pg_temp.one('interest'), :'a'), '', 'what is decided so of a grown-up');
select is(pg_temp.review(:'a'), null, 'is no task');
select is(pg_temp.enter('officer', 'screening', '{"held_on": "2026-03-20", "place": "police", "interviewer": "us", "interpreter": "ours", "child": "yes", "act": [], "means": [], "purpose": [], "finding": "not clear"}', :'a'), '', 'until an interview finds that she may be a child');
select is(pg_temp.review(:'a'), '2026-06-01 00:00:00 f', 'which brings the review');
update app.case set age_low = 30 where id = :'a';

-- A transfer is something that she agrees to.
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent'), :'a'), '', 'she agrees to be brought elsewhere');
create function pg_temp.agrees(id uuid, purpose text) returns boolean language sql volatile
return test.as_person('officer', format('select test.agrees(%L, %L)', id, purpose))::boolean;
select is(pg_temp.agrees(:'a', purpose), a, purpose) from (values ('transfer', true), ('sharing', false), ('return', false)) as x(purpose, a);
select is(pg_temp.enter('officer', 'consent', pg_temp.one('consent', '{"answer": "withdrawn", "asked_on": "2026-03-11"}'), :'a'), '', 'and takes it back');
select is(pg_temp.agrees(:'a', 'transfer'), false, 'then she does not');
select is(pg_temp.agrees(:'e', 'transfer'), false, 'nor where nobody asked');

-- The timeline says that it was entered, for whoever sees the file.
select matches(test.as_person('officer', format('select string_agg(action, '' '' order by id) from api.case_timeline(%L)', :'c')), 'entry.wish.*entry.guardian.*entry.interest', 'told in the timeline');
select is(test.as_person(who, format('select count(*) from api.case_timeline(%L) where action like ''entry.%%''', :'c')), '0', who || ' is told of none') from unnest('{partner,health}'::text[]) as who;
select * from finish();
rollback;
