-- Every function of schema api, called by every role. Who may not is refused, and the refusal is kept.
-- A function without a row here, or a row without a function, fails.
begin;
\ir people.psql
select no_plan();

select test.a_case() as c \gset
select id as r from app.realm where office_id = 1 and kind = 'office' \gset
insert into app.import (id, office_id, staff_id, sha256, layout, lines)
select gen_random_uuid(), 1, test.id('coordinator'), repeat('a', 64), 'ctdc', 1 returning id as i \gset

-- call: gives one value, whatever an allowed person gets.
create temporary table calls (name text primary key, action text, call text);
insert into calls values
	('case_take', 'case.take', format('select (api.case_take(gen_random_uuid(), %L, 99)).refusal', :'c')),
	('case_assign', 'case.assign', format('select (api.case_assign(gen_random_uuid(), %L, 99, ''x'')).refusal', :'c')),
	('case_priority', 'case.priority', format('select (api.case_priority(gen_random_uuid(), %L, 99, ''high'')).refusal', :'c')),
	('case_move', 'case.move', format('select (api.case_move(gen_random_uuid(), %L, 99, ''triaged'', null)).refusal', :'c')),
	('call_keys', 'case.new', 'select count(*) from api.call_keys(null)'),
	('case_new', 'case.new', $$ select coalesce(refusal, '') from api.case_new(gen_random_uuid(), gen_random_uuid(), null, null, gen_random_uuid(), 1, '', gen_random_uuid(), '{}', '') $$),
	('case_call', 'case.file', format('select count(*) from api.case_call(%L)', :'c')),
	('contact_keep', 'contact.keep', $$ select (api.contact_keep(gen_random_uuid(), gen_random_uuid(), 'rumour')).refusal $$),
	('contact_take', 'contact.take', $$ select (api.contact_take(gen_random_uuid(), gen_random_uuid())).refusal $$),
	('contact_done', 'contact.done', $$ select (api.contact_done(gen_random_uuid(), gen_random_uuid())).refusal $$),
	('batch_keep', 'batch.keep', $$ select (api.batch_keep(gen_random_uuid(), gen_random_uuid(), 0, null, 'raid', '[]')).refusal $$),
	('approval_find', 'approval.open', $$ select count(*) from api.approval_find('TR-3333-3333') $$),
	('approval_open', 'approval.open', 'select count(*) from api.approval_open(gen_random_uuid())'),
	('approval_answer', 'approval.answer', 'select (api.approval_answer(gen_random_uuid(), gen_random_uuid(), 1, sha256(''''), ''approve'')).refusal'),
	('approval_withdraw', 'approval.withdraw', 'select (api.approval_withdraw(gen_random_uuid(), gen_random_uuid(), 1, ''by mistake'')).refusal'),
	('approval_again', 'approval.again', 'select (api.approval_again(gen_random_uuid(), gen_random_uuid(), 1)).refusal'),
	('approval_delegate', 'approval.delegate', 'select (api.approval_delegate(gen_random_uuid(), gen_random_uuid(), ''x'')).refusal'),
	('away_set', 'away.set', 'select (api.away_set(gen_random_uuid(), null, ''x'', ''8h'')).refusal'),
	('away_end', 'away.end', 'select (api.away_end(gen_random_uuid(), ''x'')).refusal'),
	('glass_break', 'glass.break', 'select (api.glass_break(gen_random_uuid(), gen_random_uuid(), ''x'', ''found'')).refusal'),
	('glass_find', 'glass.read', 'select count(*) from api.glass_find(null)'),
	('glass_read', 'glass.read', 'select coalesce(refusal, '''') from api.glass_read(gen_random_uuid(), gen_random_uuid())'),
	('case_shared', 'case.shared', format('select count(*) from api.case_shared(%L)', :'c')),
	('case_hold', 'case.hold', format('select (api.case_hold(gen_random_uuid(), %L, 99, ''keep'', ''compensation'')).refusal', :'c')),
	('erasure_ask', 'erasure.ask', format('select (api.erasure_ask(gen_random_uuid(), %L, 99, ''law'')).refusal', :'c')),
	('erasure_find', 'erasure.open', $$ select count(*) from api.erasure_find('ER-3333-3333') $$),
	('erasure_open', 'erasure.open', 'select count(*) from api.erasure_open(gen_random_uuid())'),
	('retention_set', 'retention.set', 'select (api.retention_set(gen_random_uuid(), ''XXX'', 5)).refusal'),
	('transfer_open', 'transfer.open', 'select count(*) from api.transfer_open(gen_random_uuid())'),
	('transfer_step', 'transfer.step', 'select (api.transfer_step(gen_random_uuid(), gen_random_uuid(), 1, ''accepted'')).refusal'),
	('transfer_where', 'transfer.where', 'select (api.transfer_where(gen_random_uuid(), gen_random_uuid(), 1, ''hospital'')).refusal'),
	('transfer_draft', 'transfer.open', format('select count(name) from api.transfer_draft(%L)', :'c')),
	('transfer_find', 'transfer.open', $$ select count(*) from api.transfer_find('TR-3333-3333') $$),
	('approval_people', 'approval.open', 'select count(*) from api.approval_people(gen_random_uuid())'),
	('transfer_send', 'transfer.keys', 'select count(*) from api.transfer_send(gen_random_uuid())'),
	('transfer_newest', 'transfer.keys', 'select count(*) from api.transfer_newest(gen_random_uuid())'),
	('transfer_keys', 'transfer.keys', 'select count(*) from api.transfer_keys(gen_random_uuid())'),
	('transfer_take', 'transfer.take', 'select (api.transfer_take(gen_random_uuid(), gen_random_uuid(), 1, ''{office}'', ''{1}'', ''{1}'', ''{}'', 1, ''x'')).refusal'),
	('batch_take', 'batch.take', $$ select (api.batch_take(gen_random_uuid(), gen_random_uuid(), 1)).refusal $$),
	('batch_close', 'batch.close', $$ select (api.batch_close(gen_random_uuid(), gen_random_uuid(), 1, 'gone')).refusal $$),
	('batch_find', 'batch.list', $$ select count(*) from api.batch_find('BT-3333-3333', null) $$),
	('batch_parts', 'batch.list', $$ select count(*) from api.batch_parts(gen_random_uuid()) $$),
	('case_risk', 'case.risk', format('select (api.case_risk(gen_random_uuid(), %L, 99, ''low'')).refusal', :'c')),
	('case_flag', 'case.flag', format('select (api.case_flag(gen_random_uuid(), %L, 99, ''alone'')).refusal', :'c')),
	('case_link', 'case.link', format('select (api.case_link(gen_random_uuid(), %L, 99, gen_random_uuid(), ''family'')).refusal', :'c')),
	('case_unlink', 'case.unlink', format('select (api.case_unlink(gen_random_uuid(), %L, 99, gen_random_uuid())).refusal', :'c')),
	('case_links', 'case.links', format('select count(*) from api.case_links(%L)', :'c')),
	('undo', 'undo', 'select (api.undo(gen_random_uuid(), 1)).refusal'),
	('case_verbs', 'case.verbs', format('select count(*) from api.case_verbs(%L)', :'c')),
	('case_find', 'case.find', $$ select count(*) from api.case_find('{HW-3333-3333}') $$),
	('case_open', 'case.open', format('select coalesce(refusal, '''') from api.case_open(%L)', :'c')),
	('case_clocks', 'case.clocks', format('select count(*) from api.case_clocks(%L)', :'c')),
	('case_clock', 'case.clock', format('select (api.case_clock(gen_random_uuid(), %L, 99, ''start'', ''CALL-BACK'')).refusal', :'c')),
	('clock_choices', 'clock.choices', format('select count(*) from api.clock_choices(%L, ''start'')', :'c')),
	('clock_times', 'clock.times', format('select count(*) from api.clock_times(%L, ''start'', ''CALL-BACK'')', :'c')),
	('clock_policy', 'clock.policy', $$ select (api.clock_policy(gen_random_uuid(), 'BKK', 'NONE', '1 hour')).refusal $$),
	('case_tasks', 'case.tasks', format('select count(*) from api.case_tasks(%L)', :'c')),
	('case_task', 'case.task', format('select (api.case_task(gen_random_uuid(), %L, 99, ''new'', ''interview'', ''1h'')).refusal', :'c')),
	('task_choices', 'task.choices', format('select count(*) from api.task_choices(%L, ''new'')', :'c')),
	('task_times', 'task.times', format('select count(*) from api.task_times(%L, ''new'', ''interview'')', :'c')),
	('case_timeline', 'case.timeline', format('select count(*) from api.case_timeline(%L)', :'c')),
	('case_peek', 'case.peek', format('select count(*) from api.case_peek(%L)', :'c')),
	('triage_story', 'triage.story', format('select count(*) from api.triage_story(%L)', :'c')),
	('triage_head', 'triage.head', 'select count(*) from api.triage_head()'),
	('staff_choices', 'staff.choices', format('select count(*) from api.staff_choices(%L)', :'c')),
	('facts', 'facts', format('select coalesce(refusal, '''') from api.facts(gen_random_uuid(), array[%L]::uuid[], ''handover'')', :'c')),
	('import_open', 'import.open', format($$ select coalesce(refusal, '') from api.import_open(gen_random_uuid(), 'BKK', %L, 'ctdc', 1) $$, repeat('b', 64))),
	('import_rows', 'import.rows', format($$ select coalesce(api.import_rows(%L, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')::text, 'null') $$, :'i')),
	('import_close', 'import.close', 'select (api.import_close(gen_random_uuid())).refusal'),
	('record_summary', 'record.summary', 'select count(*) from api.record_summary()'),
	('event_hurry', 'event.hurry', 'select coalesce(api.event_hurry()::text, ''null'')'),
	('staff_enrol', 'staff.enrol', $$ select (api.staff_enrol(gen_random_uuid(), 'X', 'x', 'BKK', null, '{officer}')).refusal $$),
	('staff_retire', 'staff.retire', $$ select (api.staff_retire(gen_random_uuid(), 'nobody_of_this_name')).refusal $$),
	('staff_party_set', 'staff.party.set', $$ select (api.staff_party_set(gen_random_uuid(), 'nobody_of_this_name', 'PA-3333-3333')).refusal $$),
	('referral_list', 'referral.list', 'select count(*) from api.referral_list()'),
	('referral_open', 'referral.open', format('select count(*) from api.referral_open(%L) where refusal is null', :'c')),
	('referral_answer', 'referral.answer', format('select (api.referral_answer(gen_random_uuid(), %L, 1, ''accepted'')).refusal', :'c')),
	('view_save', 'view.save', $$ select (api.view_save(gen_random_uuid(), 'board', '', '', '', 'all')).refusal $$),
	('view_delete', 'view.delete', $$ select (api.view_delete(gen_random_uuid(), 'none')).refusal $$),
	('vault_self', 'vault.self', 'select count(*) from api.vault_self()'),
	('key_offer', 'key.offer', $$ select (api.key_offer(gen_random_uuid(), '', '')).refusal $$),
	('directory', 'directory', 'select count(*) from api.directory()'),
	('directory_draft', 'directory.draft', 'select count(*) from api.directory_draft()'),
	('directory_sign', 'directory.sign', $$ select (api.directory_sign(gen_random_uuid(), 'x', '', '')).refusal $$),
	('realm_list', 'realm.list', 'select count(*) from api.realm_list()'),
	('realm_mine', 'realm.mine', 'select count(*) from api.realm_mine()'),
	('realm_chain', 'realm.chain', format('select count(*) from api.realm_chain(%L)', :'r')),
	('realm_needs', 'realm.needs', 'select count(*) from api.realm_needs()'),
	('realm_recovery', 'realm.recovery', format('select count(*) from api.realm_recovery(%L)', :'r')),
	('realm_turn', 'realm.turn', format($$ select (api.realm_turn(gen_random_uuid(), %L, 1, 1, '', '', '', '', '{}', '{}')).refusal $$, :'r')),
	('realm_give', 'realm.give', format($$ select (api.realm_give(gen_random_uuid(), %L, 1, 1, '{}', '{}')).refusal $$, :'r')),
	('custodians_set', 'custodians.set', format($$ select (api.custodians_set(gen_random_uuid(), %L, '{}')).refusal $$, :'r')),
	('recovery_offer', 'recovery.offer', format($$ select (api.recovery_offer(gen_random_uuid(), %L, 'x', '', '{}')).refusal $$, :'r')),
	('key_audit', 'key.audit', 'select count(*) from api.key_audit()'),
	('place_find', 'place.list', $$ select count(*) from api.place_find('', null) $$),
	('place_keep', 'place.keep', $$ select (api.place_keep(gen_random_uuid(), gen_random_uuid(), 1, 'BKK', 'shelter', 'TH', 'x', 1)).refusal $$),
	('party_find', 'party.list', $$ select count(*) from api.party_find('', null) $$),
	('party_new', 'party.new', $$ select (api.party_new(gen_random_uuid(), gen_random_uuid(), 'king', null)).refusal $$),
	('danger_names', 'danger.names', 'select refusal from api.danger_names(null)'),
	('danger_list', 'danger.list', format('select count(*) from api.danger_list(%L)', :'c')),
	('wake', 'wake', format('select count(*) from api.wake(%L)', :'c')),
	('wake_try', 'wake.try', format($$ select (api.wake_try(gen_random_uuid(), %L, gen_random_uuid(), 'answered')).refusal $$, :'c')),
	('unit_keep', 'unit.keep', $$ select (api.unit_keep(gen_random_uuid(), gen_random_uuid(), 0, gen_random_uuid(), 'house', 'any', null, null, 1, 'open')).refusal $$),
	('bed_line', 'bed.list', 'select count(*) from api.bed_line()'),
	('bed_hold', 'bed.hold', format($$ select (api.bed_hold(gen_random_uuid(), %L, 'UN-3333-3333', '4h')).refusal $$, :'c')),
	('stay_line', 'stay.list', 'select count(*) from api.stay_line()'),
	('stay_move', 'stay.move', $$ select (api.stay_move(gen_random_uuid(), gen_random_uuid(), 1, 'in')).refusal $$),
	('stay_go', 'stay.move', $$ select (api.stay_go(gen_random_uuid(), 'HW-3333-3333', 'in')).refusal $$),
	('unit_say', 'unit.keep', $$ select (api.unit_say(gen_random_uuid(), 'PL-3333-3333', 'house')).refusal $$),
	('bed_times', 'bed.list', format('select count(*) from api.bed_times(%L)', :'c')),
	('sealed_keys', 'sealed.keys', format('select count(*) from api.sealed_keys(%L)', :'c')),
	('sealed_key_keep', 'sealed.key.keep', format($$ select (api.sealed_key_keep(gen_random_uuid(), %L, 'office', 1, %L, 1, '')).refusal $$, :'c', :'r')),
	('sealed_keys_old', 'sealed.keys.old', format('select count(*) from api.sealed_keys_old(%L, 10)', :'r')),
	('sealed_keys_rewrap', 'sealed.keys.rewrap', format($$ select (api.sealed_keys_rewrap(gen_random_uuid(), %L, 1, '{}', '{}', '{}', '{}')).refusal $$, :'r')),
	('sealed_list', 'sealed.list', format('select count(*) from api.sealed_list(%L)', :'c')),
	('sealed_kinds', 'sealed.kinds', format('select count(*) from api.sealed_kinds(%L)', :'c')),
	('sealed_open', 'sealed.open', format($$ select coalesce(refusal, '') from api.sealed_open(gen_random_uuid(), %L, '{note}', 'x') $$, :'c')),
	('sealed_keep', 'sealed.keep', format($$ select (api.sealed_keep(gen_random_uuid(), %L, gen_random_uuid(), 'note', 0, 1, '')).refusal $$, :'c')),
	('here', 'case.here', format('select count(*) from api.here(%L)', :'c')),
	('shift_begin', 'shift.begin', $$ select (api.shift_begin(gen_random_uuid(), 'XXX')).refusal $$),
	('shift_end', 'shift.end', 'select (api.shift_end(gen_random_uuid())).refusal'),
	('case_watch', 'case.watch', format('select (api.case_watch(gen_random_uuid(), %L, 99)).refusal', :'c')),
	('case_confirm', 'case.confirm', format('select (api.case_confirm(gen_random_uuid(), %L, 99, '''', '''')).refusal', :'c')),
	('handover', 'handover', 'select count(*) from api.handover()'),
	('morning', 'morning', 'select count(*) from api.morning()'),
	('shift_mine', 'handover', 'select count(*) from api.shift_mine()'),
	('handover_draft', 'handover', format('select count(*) from api.handover_draft(%L)', :'c')),
	('case_file', 'case.file', format('select count(*) from api.case_file(%L)', :'c')),
	('initials', 'initials', format('select count(*) from api.initials(array[%L]::uuid[])', :'c')),
	('initials_set', 'initials.set', $$ select (api.initials_set(gen_random_uuid(), 'XXX', true)).refusal $$),
	('tampered', 'tampered', $$ select (api.tampered(gen_random_uuid(), 'nothing of this kind', null, null, null)).refusal $$),
	('case_escalate', 'case.escalate', format('select (api.case_escalate(gen_random_uuid(), %L, 99, ''x'')).refusal', :'c')),
	('on_call_set', 'on.call.set', $$ select (api.on_call_set(gen_random_uuid(), gen_random_uuid(), 'XXX', 'first', 'x', null, '8h')).refusal $$),
	('on_call_end', 'on.call.end', $$ select (api.on_call_end(gen_random_uuid(), 'XXX', 'first', 'x')).refusal $$),
	('escalation_watch', 'escalation.watch', 'select coalesce(waiting::text, ''null'') from api.escalation_watch()'),
	-- open to everybody who can connect, strangers too; they change nothing and show nothing
	('span', null, $$ select api.span('2 hours') = '2 hours' $$),
	('clock_reasons', null, 'select count(*) > 5 from api.clock_reasons()'),
	('stay_whys', null, $$ select count(*) > 5 from api.stay_whys('out') $$),
	('referral_reasons', null, 'select count(*) > 3 from api.referral_reasons()'),
	('reason_list', null, 'select count(*) > 5 from api.reason_list()'),
	('ms', null, 'select api.ms(now()) > 0'),
	('told', null, $$ select (api.told('{"a": 1}')).names = '{a}' $$),
	('now', null, 'select api.now() > ''2020-01-01'''),
	('contract', null, 'select oldest from api.contract()'),
	('mark', null, 'select api.mark() is not null'),
	('hello', null, 'select coalesce(refusal, '''') from api.hello(1)'),
	('board_counts', null, $$ select sum(n) from api.board_counts('all') $$),
	('poke_served', null, 'select api.poke_served()'),
	('notify_serves', null, 'select api.notify_serves()'),
	-- for nobody who works here
	('notice_take', null, 'select count(*) from api.notice_take(false)'),
	('notice_told', null, 'select api.notice_told(gen_random_uuid(), ''sent'', 0)'),
	('poke_due', null, 'select poked from api.poke_due(false)'),
	('manifest', null, 'select count(*) from api.manifest()');
select set_eq('select name from calls', $$ select proname::text from pg_proc where pronamespace = 'api'::regnamespace $$,
	'every function of api is tried here');
select set_eq('select action from calls where action is not null', 'select distinct action from app.allowed',
	'every action has somebody who may');

select set_eq('select action, role from app.allowed', $$
	select w.action, r.role from (values
		('{case.take,case.assign,case.priority,case.move,undo,facts,staff.choices,case.watch,case.confirm,handover}'::text[], '{coordinator,officer,night,supervisor}'::text[]),
		('{case.risk,case.flag,case.link,case.unlink}'::text[], '{coordinator,officer,night,supervisor}'::text[]),
		('{case.links}', '{coordinator,officer,night,supervisor,health,operations}'),
		('{case.take,case.assign,case.priority,case.move,undo,facts,staff.choices}'::text[], '{coordinator,officer,night,supervisor}'::text[]),
		('{case.clock,clock.choices,clock.times,case.task,task.choices,task.times}', '{coordinator,officer,night,supervisor}'),
		('{case.verbs,case.find,case.open,case.clocks,case.tasks,case.timeline,case.peek,sealed.list,sealed.kinds,case.here}',
			'{coordinator,officer,night,supervisor,health,operations}'),
		('{case.file,sealed.keys,sealed.key.keep,sealed.keys.old,sealed.keys.rewrap,sealed.open,sealed.keep}',
			'{coordinator,officer,night,supervisor,health}'),
		('{realm.mine,realm.chain,realm.needs,realm.recovery,realm.turn,realm.give,shift.begin,shift.end}',
			'{coordinator,officer,night,supervisor,health,operations}'),
		('{case.new,contact.keep,contact.take,contact.done,batch.keep,batch.take,batch.close,batch.list}', '{coordinator,officer,night,supervisor}'),
		('{morning}', '{coordinator,officer,night,supervisor,operations}'),
		('{realm.list}', '{coordinator,officer,night,supervisor,auditor,admin,registrar,health,operations}'),
		('{directory.draft,directory.sign}', '{registrar}'),
		('{key.audit}', '{auditor,registrar}'),
		('{place.list,party.list,party.new,danger.list,danger.names,wake,wake.try,bed.list,bed.hold,stay.list,stay.move}', '{coordinator,officer,night,supervisor}'),
		('{place.keep,unit.keep,clock.policy}', '{coordinator,supervisor}'),
		('{import.open,import.rows,import.close}', '{coordinator,supervisor}'),
		('{record.summary}', '{coordinator,officer,supervisor,auditor}'),
		('{view.save,view.delete,vault.self,key.offer,directory,tampered}',
			'{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations}'),
		('{case.escalate,escalation.watch}', '{coordinator,officer,night,supervisor}'),
		('{on.call.set,on.call.end}', '{coordinator,supervisor}'),
		('{erasure.open}', '{coordinator,officer,night,supervisor,auditor}'),
		('{glass.break,glass.read,case.shared,erasure.ask,approval.open,approval.answer,approval.withdraw,approval.again,transfer.open,transfer.step,transfer.where,transfer.keys,transfer.take}', '{coordinator,officer,night,supervisor}'),
		('{approval.delegate,away.set,away.end,case.hold,retention.set}', '{coordinator,supervisor}'),
		('{triage.head,triage.story}', '{coordinator,officer,night,supervisor}'),
		('{event.hurry}', '{auditor}'),
		('{initials}', '{coordinator,officer,night,supervisor,auditor,health,operations}'),
		('{referral.list}', '{coordinator,officer,night,supervisor,partner}'),
		('{referral.open,referral.answer}', '{partner}'),
		('{staff.enrol,staff.retire,staff.party.set,custodians.set,recovery.offer,initials.set}', '{admin}')) as g(actions, roles), unnest(g.actions) as w(action), unnest(g.roles) as r(role)
$$, 'who may do what is what was agreed');

create temporary table tried as
select c.name, c.action, r.role,
	case when r.role in ('stranger', 'retired') then 'unknown_person'
		when not exists (select from app.allowed a where (a.action, a.role) = (c.action, r.role))
		then 'role' end as expected, null::text as answer, null::text as kept
from calls c
cross join unnest('{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r(role)
where c.action is not null;
update tried t set answer = test.as_person(t.role, c.call) from calls c where c.name = t.name;
update tried t set kept = (select e.refusal from app.event e where e.login = test.person(t.role) and e.action = t.action
	and e.refusal = t.expected order by e.id desc limit 1);

select is((select count(*) from tried where expected is not null), (select count(*) * 12 from calls where action is not null)
	- (select count(*) from calls join app.allowed using (action)),
	'so many refusals are looked for');
select is_empty($$ select name, role, expected, kept from tried where expected is not null and kept is distinct from expected $$,
	'who may not is refused, and the refusal is in the record');
select is_empty($$ select name, role, answer from tried where expected is not null
	and answer not in (expected, '0', 'null') $$, 'and gets the refusal or nothing');
select is_empty($$ select name, role, answer from tried where expected is null
	and (answer in ('role', 'unknown_person') or answer like 'ERROR%' and name <> 'import_rows') $$, 'who may is not refused by role');
select results_eq($$ select action, count(*) from app.event where refusal in ('role', 'unknown_person') group by 1 order by 1 $$,
	$$ select action, count(*) from tried where expected is not null group by 1 order by 1 $$, 'each refusal is recorded once');

select is(test.as_person('stranger', 'select refusal from api.hello(1)'), 'unknown_person', 'hello tells a stranger');
select is(test.as_person('retired', 'select refusal from api.hello(1)'), 'unknown_person', 'and who has left');
select is(test.as_person(r, $$ select sum(n) from api.board_counts('all') $$), '0', r || ' counts nothing')
from unnest('{admin,registrar,partner,stranger,retired,far}'::text[]) as r;
select is(test.as_person(r, 'select count(*) from api.manifest()'), 'ERROR 42501', r || ' gets no manifest')
from unnest('{coordinator,admin,auditor,registrar,stranger}'::text[]) as r;
delete from app.allowed where action = 'view.save';
select is(test.refusal('officer', 'api.view_save(gen_random_uuid(), ''board'', ''x'', '''', '''', ''all'')'), 'role', 'what nobody was allowed is allowed to nobody');
select * from finish();
rollback;
