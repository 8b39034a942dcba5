-- What one shift hands to the next: which cases, what of them, and who has said that she understood.
begin;
\ir people.psql
\ir vault.psql
select no_plan();
insert into app.clock (now) values ('2026-03-01 22:00+00'); -- 05:00 in Bangkok
create function pg_temp.at(moment timestamptz) returns void language sql as $$ update app.clock set now = moment $$;
select test.a_case() as c, test.a_case() as d, test.a_case(10) as e, test.a_case(1, 11) as closed \gset
select test.vault() \g /dev/null
select test.key('officer', :'c'), test.key('officer', :'d') \g /dev/null
create function pg_temp.watch(role text, id uuid, on_it boolean default true) returns text language sql
return test.refusal(role, format('api.case_watch(gen_random_uuid(), %L, 1, %L)', id, on_it));
create function pg_temp.write(role text, subject uuid, id uuid, severity text, next text, next_at text default null, version integer default 0) returns text language sql volatile
return test.as_person(role, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.sealed_keep(gen_random_uuid(), %L, %L, ''handover'', %L, 1, %L, %L) as o offset 0) as x',
	subject, id, version, test.blob(id::text || version || severity), jsonb_build_object('severity', severity, 'next', next, 'next_at', next_at)));
create function pg_temp.confirm(role text, id uuid, severity text, next text, version integer default null) returns text language sql volatile
return test.refusal(role, format('api.case_confirm(gen_random_uuid(), %L, %s, %L, %L)', id, coalesce(version, test.version(id)), severity, next));
create function pg_temp.shows(role text, part text) returns text language sql
return test.as_person(role, format($$ select string_agg(concat_ws(' ', case case_id when %L then 'd' else 'c' end, watched, changes, severity, next, person, read_by), '; ')
	from api.handover() where part = %L $$, current_setting('test.d'), part));
create function pg_temp.inbox(role text) returns text language sql
return test.as_person(role, 'select string_agg(why, '','' order by why) from api.inbox_line where why in (''handed over'', ''changed after you'')');
select set_config('test.d', :'d', true) \g /dev/null

-- Watching.
select is(pg_temp.watch(who, id::uuid), a, why) from (values ('night', :'c', '', 'a case is watched'), ('night', :'c', 'unchanged', 'once'), ('second', :'c', '', 'by another too'),
	('night', :'e', 'no_such_case', 'not one of others'), ('night', :'closed', 'closed', 'nor one that is closed'), ('partner', :'c', 'role', 'not by who only reads'), ('stranger', :'c', 'unknown_person', 'nor by a stranger')) as x(who, id, a, why);
select is(pg_temp.watch('second', :'c', false), '', 'no more');
select is(pg_temp.watch('second', :'c', false), 'unchanged', 'which is so then');
select is((select count(*) from app.watch), 1::bigint, 'each watches her own');
select is(test.version(:'c'), 1, 'it changes nothing of the case');
select is(test.as_person('supervisor', format('select count(*) from api.case_timeline(%L)', :'c')), '0', 'nor stands it in its timeline');

-- What is to be handed over: what I watch, and what I changed in this shift.
select is(pg_temp.shows('night', 'give'), 'c t 0', 'what she watches');
select is(test.refusal('night', format('api.case_take(gen_random_uuid(), %L, 1)', :'d')), '', 'she takes another');
select is(test.refusal('night', format('api.case_priority(gen_random_uuid(), %L, 2, ''high'')', :'d')), '', 'and raises it');
select is(pg_temp.shows('night', 'give'), 'd f 2; c t 0', 'which she has changed');
select is(pg_temp.shows('officer', 'give'), null, 'others have not');
select is(test.as_person('night', 'select concat_ws('' '', office, changed, hard) from api.shift_mine()'), '1 0', 'a person on no shift counts as well');
update app.case set flags = '{danger now}' where id = :'d';
select is(test.as_person('night', 'select hard from api.shift_mine()'), '1', 'her hard case is counted');
select is(test.as_person('coordinator', 'select hard from api.shift_mine()'), '0', 'for herself');
select is((select count(*) from app.event where detail::text ~ 'hard'), 0::bigint, 'and is in no record');
select pg_temp.at('2026-03-01 23:00+00') \g /dev/null
select is(test.refusal('night', 'api.shift_begin(gen_random_uuid(), null, ''07:00'')'), '', 'her shift begins');
select is(pg_temp.shows('night', 'give'), 'd f 2; c t 0', 'what she did before it and has not handed over stays');
select is(test.refusal('night', format('api.case_priority(gen_random_uuid(), %L, 3, ''urgent'')', :'d')), '', 'she changes it again');
insert into app.task (case_id, office_id, kind, due_at) values (:'d', 1, 1, '2026-03-02 01:00+00');
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at) values (:'d', 1, 'TH-29', app.now(), '2026-03-02 23:00+00');
select is(test.as_person('night', format('select name || '': '' || content from api.handover_draft(%L)', :'d')),
	e'actions: 05:00 night: priority high\n05:00 night: took it\n06:00 night: priority urgent\nto do: interpreter 08:00\nclock: TH-29 2026-03-03 06:00', 'a line begins with what was done and not handed over, is to do, and runs');
select is(test.as_person('night', format('select count(*) from api.handover_draft(%L)', :'e')), '0', 'of a case of others with nothing');

-- Lines.
select is(pg_temp.write('night', :'d', md5('1')::uuid, s, n, t), a, why) from (values ('calm', 'nothing', null, 'no_such_choice severity', 'no word of one''s own'), ('stable', 'pray', null, 'no_such_choice next', 'neither next'),
	('stable', 'nothing', '2026-03-02T08:00Z', 'nothing_next next_at', 'nothing has no time'), ('unstable', 'interpreter', '2026-03-02T01:00Z', '', 'a line')) as x(s, n, t, a, why);
select is(test.version(:'d'), 5, 'the case is another version with it');
select is(pg_temp.shows('night', 'give'), 'c t 0; d f 4 unstable interpreter', 'it stands in what she gives');
select is(pg_temp.inbox(who), a, who || ' finds: ' || coalesce(a, 'nothing')) from (values ('night', null::text), ('officer', null), ('supervisor', 'handed over'), ('coordinator', null), ('far', null), ('partner', null), ('health', null)) as x(who, a);
select is(test.refusal('officer', 'api.shift_begin(gen_random_uuid())'), '', 'who comes begins her shift');
select is(pg_temp.inbox('officer'), 'handed over', 'and finds it');
select is(pg_temp.shows('officer', 'take'), 'd f 0 unstable interpreter night', 'from whom, and how she is');

-- Confirming.
select is(pg_temp.confirm(who, id::uuid, s, n, v), a, why) from (values ('night', :'d', 'unstable', 'interpreter', null::integer, 'own_handover', 'who wrote it does not confirm it'), ('officer', :'d', 'stable', 'interpreter', null, 'read_back', 'another severity'),
	('officer', :'d', 'unstable', 'police', null, 'read_back', 'another step'), ('officer', :'d', null, null, null, 'read_back', 'nothing said'), ('officer', :'d', 'unstable', 'interpreter', 4, 'stale', 'what she saw was another version'),
	('officer', :'c', 'stable', 'nothing', null, 'no_handover', 'a case of which there is none'), ('partner', :'d', 'unstable', 'interpreter', null, 'role', 'a partner'), ('far', :'d', 'unstable', 'interpreter', 5, 'no_such_case', 'who works elsewhere')) as x(who, id, s, n, v, a, why);
select is(pg_temp.inbox('officer'), 'handed over', 'so it stays');
select is(pg_temp.confirm('officer', :'d', 'Unstable', 'interpreter '), '', 'she says it back');
select is(pg_temp.inbox(who), null, 'it is in no inbox any more: ' || who) from unnest('{officer,supervisor}'::text[]) as who;
select is(pg_temp.shows('night', 'give'), 'c t 0; d f 4 unstable interpreter officer', 'who gave it sees by whom');
select is(pg_temp.shows('officer', 'take'), 'd f 0 unstable interpreter night officer', 'and who took it, what');
select is(pg_temp.confirm('second', :'d', 'unstable', 'interpreter'), 'read_already', 'once');
select is(pg_temp.write('night', :'d', md5('1')::uuid, 'stable', 'visit', null, 1), '', 'she writes it anew');
select is(pg_temp.inbox('officer'), 'handed over', 'which wants a new answer');
select is(pg_temp.confirm('officer', :'d', 'unstable', 'interpreter'), 'read_back', 'the old one is none');
select is(pg_temp.write('second', :'d', md5('1')::uuid, 'watch', 'visit', null, 2), '', 'another writes on it');
select is(pg_temp.confirm(who, :'d', 'watch', 'visit'), 'own_handover', 'neither she nor who wrote it first confirms that: ' || who) from unnest('{night,second}'::text[]) as who;
select is(pg_temp.write('officer', :'d', md5('2')::uuid, 'watch', 'nothing'), '', 'the next shift writes its own');
select is((select count(*) from app.handover_line), 1::bigint, 'of each case the last counts');
select is(pg_temp.inbox('supervisor') || coalesce(pg_temp.inbox('officer'), ''), 'handed over', 'for others');
update app.case set stage = 11, closed_at = app.now(), close_reason = 1 where id = :'d';
select is(pg_temp.inbox('supervisor'), null, 'of a closed case nothing is handed over');

-- Somebody else changes what I wrote.
select is(test.keep('officer', :'c', md5('n')::uuid), '', 'a note');
select pg_temp.at('2026-03-02 07:58+00') \g /dev/null
select test.open('officer', :'c') \g /dev/null
select pg_temp.at('2026-03-02 08:00+00') \g /dev/null
select is(test.keep('second', :'c', md5('n')::uuid, version => 1), '', 'which a colleague changes');
select is(pg_temp.inbox(who), a, who || ': ' || coalesce(a, 'nothing')) from (values ('officer', 'changed after you'), ('second', null), ('supervisor', null)) as x(who, a);
select pg_temp.at('2026-03-02 08:01+00') \g /dev/null
select test.open('officer', :'c') \g /dev/null
select is(pg_temp.inbox('officer'), null, 'until she looks, be it minutes after she looked before');
select pg_temp.at('2026-03-02 22:00+00') \g /dev/null
select is(test.keep('officer', :'c', md5('n')::uuid, version => 2), '', 'a day later');
select is(pg_temp.inbox('second'), null, 'it is old, and nobody is told');
-- What is not handed over falls out of no list because a shift begins.
select pg_temp.at('2026-03-03 11:28+00') \g /dev/null
delete from app.watch;
create temporary table letter (id uuid, letter text) on commit drop;
grant select on letter to public;
select test.a_case(1, 3) as f, test.a_case(1, 1, 'night') as g, test.a_case(1, 3, 'night') as h, test.a_case(1, 3, 'night') as i, test.a_case(1, 3, 'second') as j,
	test.a_case(1, 4, 'night') as k, test.a_case(1, 3) as l, test.a_case(2, 1, 'night') as m \gset
insert into letter values (:'f', 'f'), (:'g', 'g'), (:'h', 'h'), (:'i', 'i'), (:'j', 'j'), (:'k', 'k'), (:'l', 'l'), (:'m', 'm');
update app.case set flags = '{danger now}' where id in (:'h', :'j');
select test.key('officer', :'f') \g /dev/null
create function pg_temp.hands(role text) returns text language sql
return test.as_person(role, $$ select string_agg(concat_ws(' ', x.letter, nullif(h.changes, 0), h.urgent, h.severity), '; ' order by x.letter)
	from api.handover() as h join letter x on x.id = h.case_id where part = 'give' $$);
create function pg_temp.raise(role text, id uuid, word text) returns text language sql volatile
return test.refusal(role, format('api.case_priority(gen_random_uuid(), %L, %s, %L)', id, test.version(id), word));
select is(pg_temp.hands('night'), 'g in triage; h danger now; m in triage', 'what she is responsible for in triage or danger is there untouched');
select is(test.refusal('officer', format('api.case_escalate(gen_random_uuid(), %L, 1, ''need a decision'')', :'k')), '', 'a case of hers is escalated');
select is(test.refusal('night', format('api.case_take(gen_random_uuid(), %L, 1)', :'f')), '', 'she has come early, and takes another');
select is(pg_temp.hands('night'), 'f 1; g in triage; h danger now; k escalated; m in triage', 'all of these go to the next shift');
select is(pg_temp.hands('second'), 'j danger now', 'a colleague hands over her own');
select is(pg_temp.hands('officer'), 'k 1', 'and who did something to a case of hers that');
select pg_temp.at('2026-03-03 12:00+00') \g /dev/null
select is(test.refusal(who, 'api.shift_begin(gen_random_uuid(), null, ''07:00'')'), '', 'a shift begins: ' || who) from unnest('{night,officer}'::text[]) as who;
select is(pg_temp.hands('night'), 'f 1; g in triage; h danger now; k escalated; m in triage', 'nothing falls out with it');
select is(pg_temp.hands('officer'), 'k 1', 'for nobody');
select is(test.as_person('night', 'select concat_ws('' '', changed, hard) from api.shift_mine()'), '0 0', 'of which nothing was done in this shift');
select is(test.as_person('night', format('select split_part(content, chr(10), 1) from api.handover_draft(%L)', :'f')), '18:28 night: took it', 'the line begins with what was done before it');
select pg_temp.at('2026-03-03 12:10+00') \g /dev/null
select is(pg_temp.write('night', :'f', md5('f')::uuid, 'stable', 'visit'), '', 'its line is written');
select is(pg_temp.hands('night'), 'f 2 stable; g in triage; h danger now; k escalated; m in triage', 'where she sees it');
select is(pg_temp.raise('night', :'h', 'high'), '', 'she works on a hard one');
select is(pg_temp.watch('night', :'h', false), '', 'and says that what she did of it needs no line');
select is(pg_temp.hands('night'), 'f 2 stable; g in triage; h danger now; k escalated; m in triage', 'which takes no danger off her list');
select is(test.as_person('night', 'select concat_ws('' '', changed, hard) from api.shift_mine()'), '2 1', 'nor from what the night had of them');
select pg_temp.at('2026-03-03 13:00+00') \g /dev/null
select is(pg_temp.write('officer', :'f', md5('of')::uuid, 'watch', 'police'), '', 'another writes a line after hers');
select pg_temp.at('2026-03-04 11:30+00') \g /dev/null
select is(pg_temp.hands('night'), 'g in triage; h danger now; k escalated; m in triage', 'the evening after, what had its line is hers no more to hand over');
select is(pg_temp.raise('night', :'f', 'high'), '', 'she changes it again, before her shift');
select pg_temp.at('2026-03-04 12:00+00') \g /dev/null
select is(test.refusal('night', 'api.shift_begin(gen_random_uuid(), null, ''07:00'')'), '', 'which begins');
select is(pg_temp.hands('night'), 'f 1; g in triage; h danger now; k escalated; m in triage', 'it wants a line again');
select is(pg_temp.watch('night', :'f', false), '', 'she says it needs none');
select is(pg_temp.hands('night'), 'g in triage; h danger now; k escalated; m in triage', 'and it is gone');
select is(pg_temp.watch('night', :'f', false), 'unchanged', 'once');
select is(pg_temp.watch('night', :'g', false), 'unchanged', 'of what she has not changed nothing is to be said');
update app.case set responsible_id = test.id('second') where id in (:'g', :'k');
update app.case set stage = 3 where id = :'m';
update app.escalation set ended_at = app.now() where case_id = :'k';
update app.case set flags = '{}' where id = :'h';
select is(pg_temp.hands('night'), null, 'where all is given on, triaged and out of danger nothing is left');
select is(pg_temp.raise(who, :'l', w), '', who || ' does something') from (values ('officer', 'high'), ('supervisor', 'urgent'), ('coordinator', 'high')) as x(who, w);
select pg_temp.at('2026-03-05 23:59+00') \g /dev/null
select is(pg_temp.hands(who), 'l 1', 'a night and a day later ' || who || ' still has it') from unnest('{officer,supervisor,coordinator}'::text[]) as who;
select is(pg_temp.hands('partner'), null, 'who only reads has none');
select pg_temp.at('2026-03-06 00:01+00') \g /dev/null
select is(pg_temp.hands(who), null, 'after 36 hours it is another''s: ' || who) from unnest('{officer,supervisor,coordinator}'::text[]) as who;
select * from finish();
rollback;
