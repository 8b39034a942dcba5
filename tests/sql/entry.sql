-- Entries of the case file: what is told in clear is checked, changes the case, is in the record, and is all that is told.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
select test.a_case() as c, test.a_case(10) as e \gset
select test.vault() \g /dev/null
select test.key('officer', :'c') \g /dev/null
update app.case set age_low = 15, age_high = 17 where id = :'c';
create function pg_temp.enter(role text, kind text, clear jsonb, subject uuid, id uuid default gen_random_uuid(), version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, %L, %L, 1, %L, %L) as o offset 0) as x',
	subject, id, kind, version, test.blob(id::text || version), clear));
create function pg_temp.the_case(id uuid) returns text language sql stable
return (select concat_ws(' ', s.name, b.name, r.name, c.version) from app.case c join app.risk r on r.id = c.risk left join app.status s on s.id = c.status
	left join app.deciding_body b on b.id = c.status_by where c.id = the_case.id);
create function pg_temp.file(role text, subject uuid) returns text language sql stable
return test.as_person(role, format('select string_agg(concat_ws('' '', kind, version, person, clear), ''; '' order by kind, at, id) from api.case_file(%L)', subject));
create function pg_temp.decided(status text, kind text default 'decision', body text default 'NGO', on_day text default '2026-01-01') returns jsonb language sql
return jsonb_build_object('status', status, 'body', body, 'kind', kind, 'decided_on', on_day);
create function pg_temp.assessed(level text, about text default 'individual', on_day text default '2026-01-01', again text default null) returns jsonb language sql
return jsonb_build_object('level', level, 'about', about, 'assessed_on', on_day, 'again_on', again);
create function pg_temp.agreed(answer text, by text default 'herself', cleared text default null, told text default '["purpose","use"]', again text default null) returns jsonb language sql
return jsonb_build_object('purpose', 'sharing', 'answer', answer, 'by', by, 'guardian_cleared', cleared, 'told', told::jsonb, 'asked_on', '2026-01-01', 'again_on', again);
create function pg_temp.needed(state text, done text default null, appointment text default null) returns jsonb language sql
return jsonb_build_object('type', 'Health', 'state', state, 'done_on', done, 'appointment_at', appointment);

-- What is no entry, and what is no value of one.
select is(pg_temp.enter(who, kind, clear, x::uuid), a, why)
from (values ('officer', 'note', '{"text": "her name"}'::jsonb, :'c', 'no_such_fact clear', 'a note tells nothing in clear'), ('officer', 'status', null, :'c', 'fact_missing clear', 'a decision does'),
	('officer', 'status', '[]', :'c', 'fact_missing clear', 'in an object'), ('officer', 'status', '"actual"', :'c', 'fact_missing clear', 'not in a word'),
	('officer', 'status', pg_temp.decided('actual') || '{"text": "her name"}', :'c', 'no_such_fact text', 'no text'),
	('officer', 'status', pg_temp.decided('actual') || '{"case_id": "00000000-0000-0000-0000-000000000000"}', :'c', 'no_such_fact case_id', 'of no other case'),
	('officer', 'status', pg_temp.decided('actual') || '{"office_id": 10}', :'c', 'no_such_fact office_id', 'or office'),
	('officer', 'status', pg_temp.decided('actual') - 'body', :'c', 'fact_missing body', 'a status always has its body'),
	('officer', 'status', pg_temp.decided('consented'), :'c', 'no_such_choice status', 'there is no word for consented'), ('officer', 'status', pg_temp.decided('actual', 'rumour'), :'c', 'no_such_choice kind', 'a kind of the list'),
	('officer', 'status', pg_temp.decided('actual', body => 'the broker'), :'c', 'no_such_choice body', 'a body of the list'), ('officer', 'status', pg_temp.decided('actual', on_day => '2026-02-31'), :'c', 'fact_format decided_on', '31 February'),
	('officer', 'status', pg_temp.decided('actual', on_day => 'yesterday evening'), :'c', 'fact_format decided_on', 'no day at all'),
	('officer', 'status', pg_temp.decided('actual', on_day => '-infinity'), :'c', 'fact_format decided_on', 'none that ever was'), ('officer', 'consent', pg_temp.agreed('given', again => 'infinity'), :'c', 'fact_format again_on', 'or ever comes'),
	('officer', 'consent', pg_temp.agreed('given', again => '5874897-01-01'), :'c', 'fact_format again_on', 'or comes too late for anybody'), ('officer', 'need', pg_temp.needed('planned', appointment => 'infinity'), :'c', 'fact_format appointment_at', 'so is a time'), ('officer', 'status', pg_temp.decided('actual', on_day => '2999-01-01'), :'c', 'future decided_on', 'one to come'),
	('officer', 'risk', pg_temp.assessed('not assessed'), :'c', 'no_such_choice level', 'an assessment that is none'), ('officer', 'risk', pg_temp.assessed('high', again => '2025-12-31'), :'c', 'before_it again_on', 'again before it was'),
	('officer', 'consent', pg_temp.agreed('given', 'guardian'), :'c', 'not_cleared guardian_cleared', 'a guardian whom nobody has cleared'), ('officer', 'consent', pg_temp.agreed('given', 'guardian', 'no'), :'c', 'not_cleared guardian_cleared', 'or who was in it'),
	('officer', 'consent', pg_temp.agreed('given', 'guardian', 'yes'), :'c', 'again_missing again_on', 'a guardian who would agree for ever'), ('officer', 'consent', pg_temp.agreed('given', 'guardian', 'yes', again => '2026-01-01'), :'c', 'before_it again_on', 'or until she was asked'),
	('officer', 'consent', pg_temp.agreed('given', told => '["her name"]'), :'c', 'no_such_choice told', 'each of a list'), ('officer', 'consent', pg_temp.agreed('given', told => '"use"'), :'c', 'fact_format told', 'which is one'),
	('officer', 'need', pg_temp.needed('done'), :'c', 'not_done done_on', 'done on no day'), ('officer', 'need', pg_temp.needed('planned', '2026-01-01'), :'c', 'not_done done_on', 'a day of what is not'),
	('officer', 'need', pg_temp.needed('planned', appointment => 'soon'), :'c', 'fact_format appointment_at', 'an appointment at no time'),
	('officer', 'status', pg_temp.decided('actual'), :'e', 'no_such_case subject', 'a case of another office'), ('lead', 'status', pg_temp.decided('actual'), :'c', 'not_in_realm', 'without a letter'),
	('health', 'status', pg_temp.decided('actual'), :'c', 'not_in_realm', 'health'), ('partner', 'status', pg_temp.decided('actual'), :'c', 'role', 'a partner'), ('auditor', 'status', pg_temp.decided('actual'), :'c', 'role', 'an auditor'),
	('admin', 'status', pg_temp.decided('actual'), :'c', 'role', 'an admin'), ('registrar', 'status', pg_temp.decided('actual'), :'c', 'role', 'a registrar')) as x(who, kind, clear, x, a, why);
select is((select count(*) from app.sealed) + (select count(*) from app.entry_status) + (select count(*) from app.entry_risk) + (select count(*) from app.entry_consent) + (select count(*) from app.entry_need),
	0::bigint, 'nothing of that is kept, of no part of it');
select is(pg_temp.the_case(:'c'), 'not assessed 1', 'nor changed the case');

-- A status: each change a line, with who decided.
select is(pg_temp.enter('officer', 'status', clear, :'c'), '', why) from (values (pg_temp.decided('possible'), 'possible')) as x(clear, why);
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', 'new facts'), :'c', md5('first')::uuid), '', 'possible, again');
select is(pg_temp.enter('officer', 'status', clear, :'c'), '', why) from (values (pg_temp.decided('actual', body => 'police', on_day => '2026-02-01'), 'then actual')) as x(clear, why);
select is(pg_temp.the_case(:'c'), 'actual police not assessed 3', 'the case has what was decided last, and is another version');
select is(pg_temp.enter('officer', 'status', pg_temp.decided(s, k, on_day => '2026-03-01'), :'c'), 'only_by_review kind', s || ' after actual by ' || k)
from (values ('possible', 'decision'), ('not trafficked', 'decision'), ('not trafficked', 'new facts')) as x(s, k);
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', 'new facts'), :'c', md5('first')::uuid, 1), '', 'what is written to an earlier decision may still be');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', on_day => '2025-12-01'), :'c'), 'only_by_review kind', 'an older day is no way round it');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('not trafficked', 'review', 'court or prosecution', '2026-03-01'), :'c', :'c'), '', 'a review can');
select is(pg_temp.the_case(:'c'), 'not trafficked court or prosecution not assessed 4', 'and did');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', on_day => '2026-04-01'), :'c'), 'only_by_review kind', 'not a victim stays so without new facts');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('actual', 'review', 'court or prosecution', '2026-03-01'), :'c', :'c', 1), 'final status', 'a decision is not rewritten');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('not trafficked', 'review', 'court or prosecution', '2026-03-01'), :'c', :'c', 1), '', 'what is written to it may be');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', 'new facts', on_day => '2026-04-01'), :'c'), '', 'new facts');
select is(pg_temp.the_case(:'c'), 'possible NGO not assessed 5', 'open it again');
select test.a_case() as late \gset
select test.key('officer', :'late') \g /dev/null
select is(pg_temp.enter('officer', 'status', clear, :'late'), '', why) from (values (1, pg_temp.decided('possible'), 'possible'), (2, pg_temp.decided('not trafficked', on_day => '2026-05-01'), 'not trafficked'),
	(3, pg_temp.decided('actual', 'new facts', 'police', '2026-05-01'), 'that she was, of the same day')) as x(n, clear, why) order by n;
select is(pg_temp.enter('officer', 'status', pg_temp.decided('actual', 'new facts', 'police', '2026-02-01'), :'late'), 'decided_later decided_on', 'that she was before what no review has said is not passed over in silence');
select is(pg_temp.the_case(:'late'), 'actual police not assessed 4', 'she was');
select is(pg_temp.enter('officer', 'status', pg_temp.decided('possible', 'review', on_day => '2026-05-02'), :'late'), '', 'a review');
select is(pg_temp.the_case(:'late'), 'possible NGO not assessed 5', 'counts');
select is(pg_temp.enter('officer', 'risk', pg_temp.assessed('high', on_day => '2062-01-01'), :'late'), 'future assessed_on', 'no danger of a day to come');
select is(pg_temp.enter('officer', 'risk', pg_temp.assessed('high'), :'late'), '', 'high');
update app.entry_risk set entered_at = entered_at - interval '1 minute' where case_id = :'late';
select is(pg_temp.enter('officer', 'risk', pg_temp.assessed('low'), :'late'), '', 'and low, a minute later');
select is(pg_temp.the_case(:'late'), 'possible NGO high 6', 'of one day the highest holds');

-- Risk, consent, needs.
select is(pg_temp.enter('night', 'risk', clear, :'c'), '', why) from (values (pg_temp.assessed('high', on_day => '2026-02-01'), 'high'), (pg_temp.assessed('low', on_day => '2026-01-15'), 'an earlier one entered late'),
	(pg_temp.assessed('medium', 'community', '2026-03-01', '2026-06-01'), 'her village')) as x(clear, why);
select is(pg_temp.the_case(:'c'), 'possible NGO high 6', 'the risk is the last one to herself');
select is(pg_temp.enter('officer', 'consent', clear, :'c'), '', why) from (values (pg_temp.agreed('given'), 'she agrees'), (pg_temp.agreed('refused', 'guardian', 'no'), 'whom nobody has cleared may refuse'),
	(pg_temp.agreed('given', 'guardian', 'yes', '[]', '2027-01-01'), 'who is cleared may agree'), (pg_temp.agreed('withdrawn'), 'she takes it back')) as x(clear, why);
select is(pg_temp.enter('officer', 'need', pg_temp.needed('planned', appointment => '2026-12-01T09:00:00+07:00'), :'c', :'e'), '', 'an appointment');
select is(pg_temp.enter('second', 'need', pg_temp.needed('done', '2026-12-01'), :'c', :'e', 0), 'stale version', 'of which there is a version');
select is(pg_temp.enter('second', 'need', pg_temp.needed('done', '2026-12-01'), :'c', :'e', 1), '', 'it is done');
select is(pg_temp.enter('officer', 'need', pg_temp.needed('king'), :'c', :'e', 2), 'no_such_choice state', 'a change that is refused');
select results_eq(format('select s.version, e.state, s.written_by = test.id(''second''), (select count(*) from app.sealed_past x where x.id = s.id) from app.entry_need e join app.sealed s using (id) where id = %L', :'e'),
	$$ values (2, 'done', true, 1::bigint) $$, 'changes neither what is sealed nor what is told');
select results_eq(format('select detail -> ''clear'' from app.event where action = ''sealed.keep'' and refusal is null and detail ->> ''record'' = %L order by id', :'e'),
	$$ values ('{"type": [null, "Health"], "state": [null, "planned"], "appointment_at": [null, "2026-12-01T02:00:00+00:00"]}'::jsonb),
	('{"state": ["planned", "done"], "done_on": [null, "2026-12-01"], "appointment_at": ["2026-12-01T02:00:00+00:00", null]}') $$, 'the record knows what was changed, as it was and is');
select results_eq($$ select refusal, count(*) from app.event where action = 'sealed.keep' and refusal is not null group by refusal order by refusal $$,
	$$ values ('again_missing', 1::bigint), ('before_it', 2), ('decided_later', 1), ('fact_format', 8), ('fact_missing', 4), ('final', 1), ('future', 2), ('no_such_case', 1), ('no_such_choice', 6), ('no_such_fact', 4), ('not_cleared', 2), ('not_done', 2),
	('not_in_realm', 2), ('only_by_review', 5), ('role', 4), ('stale', 1) $$, 'and each refusal');

-- The file.
select is((select string_agg(x, ',' order by x) from regexp_split_to_table(pg_temp.file(who, :'c'), '; ') as y, lateral (select split_part(y, ' ', 1)) as z(x)),
	'consent,consent,consent,consent,need,risk,risk,risk,status,status,status,status,status', who || ' sees the file') from unnest('{officer,second,supervisor,coordinator,night}'::text[]) as who;
select is(pg_temp.file(who, :'c'), null, who || ' sees nothing of it') from unnest('{partner,auditor,admin,registrar,operations,far,health,stranger,retired}'::text[]) as who;
select matches(pg_temp.file('officer', :'c'), '; need 2 second \{"type": "Health", "state": "done", "done_on": "2026-12-01",.* "appointment_at": null\};', 'with what is told in clear, and by whom');
-- Nobody gets at the tables.
select is(test.as_person(who, format('select count(*)::text from app.%I', t)), 'ERROR 42501', who || ' does not read ' || t)
from unnest('{officer,admin,auditor}'::text[]) as who, unnest('{entry_status,entry_risk,entry_consent,entry_need,entry_screening,entry_legal,entry_referral,entry_journey,entry_plan,entry_afraid}'::text[]) as t;
-- No column for a text of one's own: each text is a word of a list.
select is(array(select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class t on t.oid = a.attrelid
	where t.relnamespace = 'app'::regnamespace and t.relname like 'entry\_%' and t.relkind = 'r' and a.attnum > 0 and a.atttypid in ('text'::regtype, 'text[]'::regtype)
	and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype in ('c', 'f') and k.conkey = array[a.attnum])), '{}', 'each text in clear is a word of a list');
select is(array(select k.name from app.record_kind k where k.clear <> (to_regclass('app.entry_' || k.name) is not null)), '{}', 'each kind that tells something has its table');
select is(array(select split_part(k.conname, '__', 2) from pg_constraint k join pg_class t on t.oid = k.conrelid where t.relname like 'entry\_%' and k.conname like '%\_\_%'
	and not exists (select from app.refusal r where r.code = split_part(k.conname, '__', 2))), '{}', 'each rule of a table has its sentence');
-- What is told in clear goes with the record, and what the case has by nothing else.
select test.a_case() as o \gset
select test.key('officer', :'o'), pg_temp.enter('officer', 'risk', pg_temp.assessed('high'), :'o'), pg_temp.enter('officer', 'status', pg_temp.decided('actual'), :'o'), test.keep('officer', :'o', gen_random_uuid()) \g /dev/null
select is(test.reads('night', :'o', '{risk,status,note}', null, 'refusal, kind, clear'),
	'note,risk {"about": "individual", "level": "high", "again_on": null, "assessed_on": "2026-01-01"},status {"body": "NGO", "case": "actual", "kind": "decision", "status": "actual", "decided_on": "2026-01-01"}', 'as it was kept');
update app.case set status = null, status_by = null where id = :'o';
select is(test.reads('night', :'o', '{status}', null, $$ refusal, clear ->> 'status', clear ->> 'case' $$), 'actual', 'what the case has is told as it is');
delete from app.entry_risk where case_id = :'o';
select is(test.reads('night', :'o', '{risk}', null, 'refusal, kind, clear'), 'risk', 'of a record that is older than that nothing is told');
select results_eq($$ select * from api.told('{"b": ["x", "y"], "a": 1, "c": null, "d": []}') $$, $$ values ('{a,b,d}'::text[], '{1,x;y,""}'::text[]) $$, 'in the words of its sheet');
select * from finish();
rollback;
