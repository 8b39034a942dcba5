-- What people can do past the functions: nothing. Tables, rights, definer functions, dictionary.
begin;
\ir people.psql
select no_plan();
select app.after_migrate() \g /dev/null

-- Every table, every verb, every role, through plain SQL.
create temporary table attempt on commit drop as
select r.role, c.relname as name, v.verb, test.as_person(r.role, format(v.statement, c.oid::regclass)) as answer
from pg_class c
cross join unnest('{coordinator,officer,night,supervisor,partner,auditor,admin,registrar,health,operations,retired,stranger}'::text[]) as r(role)
cross join (values
	('select', 'select count(*)::text from %s'),
	('insert', 'insert into %s default values returning 1'),
	('update', 'update %s set ctid = ctid'),
	('delete', 'delete from %s returning 1'),
	('truncate', 'truncate %s'),
	('lock', 'lock table %s')) as v(verb, statement)
where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'S', 'v') and (c.relkind = 'r' or v.verb = 'select');
select cmp_ok((select count(*) from attempt), '>', 3000::bigint, 'every table is tried by every role in every way');
select is_empty($$ select * from attempt where answer is distinct from 'ERROR 42501' $$, 'and each attempt is refused');
select is_empty($$
	select v.oid::regclass, r.role, x.verb from pg_class v
	cross join unnest('{coordinator,admin,auditor}'::text[]) as r(role)
	cross join (values ('delete from %s'), ('truncate %s')) as x(verb)
	where v.relnamespace = 'api'::regnamespace and v.relkind = 'v'
	and test.as_person(r.role, format(x.verb, v.oid::regclass)) not like 'ERROR %'
$$, 'the views of api cannot be written');
select is_empty($$
	select c.oid::regclass, a.grantee::regrole, a.privilege_type from pg_class c, aclexplode(c.relacl) as a
	where c.relnamespace = 'app'::regnamespace
	and a.grantee not in (select oid from pg_roles where rolname in ('hw_owner', 'hw_api', 'hw_backup'))
$$, 'no right on a table is given to anybody else');
select is_empty($$
	select c.oid::regclass, a.privilege_type from pg_class c, aclexplode(c.relacl) as a
	where c.relnamespace = 'app'::regnamespace and a.grantee = 'hw_backup'::regrole and a.privilege_type <> 'SELECT'
$$, 'a backup only reads');
select is_empty($$
	select c.oid::regclass from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
	and not (c.relrowsecurity and c.relforcerowsecurity and c.relowner = 'hw_owner'::regrole)
$$, 'every table belongs to hw_owner and forces row security');
select is_empty($$
	select c.oid::regclass from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'S')
	and not has_table_privilege('hw_backup', c.oid, 'select')
$$, 'a backup reads all of it');
select is_empty($$
	select p.polrelid::regclass, p.polname from pg_policy p
	where pg_get_expr(p.polqual, p.polrelid) like '%my_offices()%'
	and pg_get_expr(p.polqual, p.polrelid) not like '%office_id = ANY (( SELECT app.my_offices() AS my_offices)%'
$$, 'every policy by office is asked once for a query, not for a row');
select is_empty($$
	select g.tgrelid::regclass, g.tgname from pg_trigger g where not g.tgisinternal and g.tgattr = ''::int2vector
	and pg_get_triggerdef(g.oid) ~ ' UPDATE ON app\.entry_.* FOR EACH ROW'
$$, 'no rule of an entry is asked when its file goes to another office');
select is_empty($$
	select a.attrelid::regclass from pg_attribute a
	where a.attname = 'office_id' and a.attrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r')
	and a.attrelid not in ('app.staff'::regclass, 'app.staff_office'::regclass, 'app.shift'::regclass, 'app.realm'::regclass)
	and not exists (select from pg_policy p where p.polrelid = a.attrelid
		and pg_get_expr(p.polqual, p.polrelid) like '%my_offices()%')
$$, 'every table with lines of an office has such a policy');

-- The second wall: even with rights on the table, only functions see rows, and only those of one's offices.
grant usage on schema app to hw_staff;
grant select on app.case to hw_staff;
select test.a_case(1), test.a_case(2), test.a_case(10), test.a_case(10, 11) \g /dev/null
select is(test.as_person('coordinator', 'select count(*) from app.case'), '0', 'a right on a table alone shows nothing');
revoke select on app.case from hw_staff;
revoke usage on schema app from hw_staff;
select is(test.as_person(r.role, 'select string_agg(distinct office, '','' order by office) from api.case_line'), r.sees,
	r.role || ' sees in plain SQL: ' || coalesce(r.sees, 'nothing'))
from (values ('coordinator', 'Bangkok,Suan Phlu'), ('officer', 'Bangkok'), ('far', 'Poipet'), ('partner', null), ('operations', 'Bangkok'),
	('admin', null), ('retired', null), ('stranger', null)) as r(role, sees);
select is(test.as_person('officer', 'select session_user <> current_user'), 'false', 'nobody becomes hw_api by looking');
select is(test.as_person('officer', 'set role hw_api'), 'ERROR 42501', 'or by asking');

-- What PostgreSQL gives to everybody.
select ok(not has_database_privilege('hw_staff', current_database(), 'temporary'), 'no temporary tables');
select ok(not has_schema_privilege('hw_staff', 'public', 'create'), 'nothing of one''s own in public');
select ok(not has_schema_privilege('hw_staff', 'app', 'usage'), 'no way into schema app');
select is(test.as_person('officer', 'select count(*) from pg_stat_activity'), 'ERROR 42501', 'not who is connected');
select is(test.as_person('officer', $$ select pg_relation_size('app.case') $$), 'ERROR 42501', 'not how much there is');
select is(test.as_person('officer', 'select count(*) from pg_stat_all_tables where n_live_tup > 0'), 'ERROR 42501', 'nor how much of it changes');
select is(test.as_person('officer', 'select count(*) from pg_locks'), 'ERROR 42501', 'nor who waits for whom');
select is(test.as_person('officer', 'select ' || call), 'ERROR 42501', 'nobody stops the others or a backup with ' || call)
from unnest(array['pg_advisory_lock(hashtext(''app.board_fold''))', 'pg_try_advisory_lock(1, 2)', 'pg_advisory_xact_lock(1)',
	'lo_create(0)', 'lo_from_bytea(0, ''x'')', 'lo_creat(-1)', 'pg_logical_emit_message(false, ''x'', ''y'')']) as call;
select is_empty($$ select datname from pg_database where datallowconn and datname in ('postgres', 'template1')
	and has_database_privilege('hw_staff', oid, 'connect') $$, 'nobody who works here goes round by another database');

-- Functions that run with the rights of their owner.
create temporary view f as
select p.*, p.oid::regprocedure as name, p.pronamespace::regnamespace::text as schema, r.rolname as owner from pg_proc p
join pg_roles r on r.oid = p.proowner where p.pronamespace in ('app'::regnamespace, 'api'::regnamespace);
select is_empty($$ select name from f where has_function_privilege('public', oid, 'execute') $$,
	'no function of ours can be called by everybody');
select is_empty($$
	select name from f where prosecdef and not ('search_path=pg_catalog, app, pg_temp' = any (coalesce(proconfig, '{}')))
$$, 'every definer function fixes its search_path');
select is_empty($$
	select name from f where prosqlbody is null and not ('search_path=pg_catalog, app, pg_temp' = any (coalesce(proconfig, '{}')))
	and proname <> 'manifest'
$$, 'and so does every other whose names are looked up when it runs');
select is_empty($$
	select name, owner from f where prosecdef
	and owner <> case when proname in ('login_open', 'login_close', 'end_idle') then 'hw_enrol' when schema = 'api' then 'hw_api' else 'hw_owner' end
$$, 'definer functions belong to whom they should');
select is_empty($$
	select rolname from pg_roles where rolname like 'hw\_%' and (rolsuper or rolreplication or rolcreatedb
		or rolcanlogin and rolname not in ('hw_backup', 'hw_poke', 'hw_notify') or rolbypassrls and rolname <> 'hw_backup'
		or rolcreaterole and rolname <> 'hw_enrol')
$$, 'our roles have no more powers than they need');
select is_empty($$
	select name from f where prosecdef and prosrc ~* '\mexecute\M' and proname not in ('login_open', 'login_close')
$$, 'no definer function builds a statement, but the two that make roles');
select set_eq($$
	select proname::text from f where not prosecdef and prosrc ~* '\mexecute\M' and schema = 'app'
$$, '{after_migrate,entry_keep,entry_of,entry_unreadable,undo_by,approval_now,approval_lacks,approval_follow}'::text[],
	'nor does any other, but those that name the table of an entry, what takes a verb back, or what is approved');
select is_empty($$
	select name from f where schema = 'api' and not has_function_privilege('hw_staff', oid, 'execute')
	and proname not in ('manifest', 'poke_due', 'notice_take', 'notice_told')
$$, 'all of api can be called by staff, but the manifest, what pokes and what wakes');
select set_eq($$ select name::text from f where has_function_privilege('hw_poke', oid, 'execute') $$,
	array['api.poke_due(boolean,bigint)'], 'what pokes can call one function');
select is_empty($$
	select c.oid::regclass from pg_class c where c.relnamespace in ('app'::regnamespace, 'api'::regnamespace)
	and c.relkind in ('r', 'v') and has_any_column_privilege('hw_poke', c.oid, 'select, insert, update, references')
$$, 'and sees no table and no view');
select is_empty($$ select roleid::regrole from pg_auth_members where member = 'hw_poke'::regrole $$, 'and belongs to nobody');
select ok(not has_function_privilege('hw_staff', 'api.poke_due(boolean, bigint)', 'execute'), 'which people cannot');
select is(test.as_person('coordinator', 'select serving from api.poke_due(true)'), 'ERROR 42501', 'a coordinator does not poke');
select throws_ok('select api.poke_due(false)', '42501', 'only hw_poke pokes', 'nor does the owner of the database');
select is((select setconfig from pg_db_role_setting where setrole = 'hw_poke'::regrole), '{idle_session_timeout=3s,idle_in_transaction_session_timeout=3s}',
	'a process that hangs loses its session, in a transaction too');
select is((select rolconnlimit from pg_roles where rolname = 'hw_poke'), 2, 'and there are two at most');
select set_eq($$ select name::text from f where schema = 'app' and has_function_privilege('hw_staff', oid, 'execute') $$,
	array['app.now()', 'app.me()', 'app.my_roles()', 'app.my_offices()', 'app.lead_offices()', 'app.generation()'],
	'of app only what views run for whoever looks');
select is_empty($$ select name from f where prosecdef and prosrc ~* 'current_setting|current_user' $$,
	'no definer function trusts a setting, or mistakes its owner for its caller');

-- The data dictionary.
select is_empty($$
	select c.oid::regclass, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where c.relnamespace in ('app'::regnamespace, 'api'::regnamespace) and c.relkind in ('r', 'v')
	and col_description(c.oid, a.attnum) is null
$$, 'every column has a comment');
select is_empty($$
	select c.oid::regclass from pg_class c where c.relnamespace in ('app'::regnamespace, 'api'::regnamespace)
	and c.relkind in ('r', 'v', 'c') and obj_description(c.oid) is null and obj_description(c.reltype) is null
$$, 'every table, view and type has a comment');
select is_empty($$ select name from f where obj_description(oid) is null $$, 'every function has a comment');

-- What must not be there.
select is_empty($$ select typname from pg_type where typtype = 'e' and typnamespace in ('app'::regnamespace, 'api'::regnamespace) $$,
	'no enum: row security would lose the index');
select set_eq($$
	select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
	where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attnum > 0 and a.atttypid = 'date'::regtype
$$, array['app.clock_rule.checked_on', 'app.entry_risk.assessed_on', 'app.entry_risk.again_on', 'app.entry_consent.asked_on',
	'app.entry_status.decided_on', 'app.entry_need.done_on', 'app.entry_danger.since', 'app.entry_danger.review_on',
	'app.entry_need.until_on', 'app.entry_consent.again_on', 'app.entry_screening.held_on', 'app.entry_screening.again_on',
	'app.entry_legal.begun_on', 'app.entry_legal.ended_on', 'app.entry_referral.asked_on', 'app.entry_referral.answered_on', 'app.entry_referral.answer_by',
	'app.entry_plan.begun_on', 'app.entry_plan.planned_end', 'app.entry_plan.ended_on', 'app.entry_afraid.asked_on',
	'app.entry_wish.asked_on', 'app.entry_guardian.begun_on', 'app.entry_guardian.cleared_on', 'app.entry_guardian.ended_on',
	'app.entry_interest.decided_on', 'app.entry_interest.review_on', 'app.unit.review_on', 'app."case".keep_until', 'app.erasure.backups_until', 'app.entry_disclosure.asked_on', 'app.entry_disclosure.answer_by', 'app.entry_disclosure.answered_on'], 'no date that could be a birth date');
select is_empty($$
	select a.attrelid::regclass, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
	where c.relnamespace = 'app'::regnamespace and a.attnum > 0
	and a.attname ~ '(birth|address|phone|street|village|route|recruit|passport|document|surname|photo)'
$$, 'no column for a name, birth, address, route, document or recruiter of a person');
select is_empty($$
	select a.attrelid::regclass, a.attname from pg_attribute a
	where a.attrelid in ('app.case'::regclass, 'app.case_clock'::regclass, 'app.task'::regclass, 'app.record'::regclass)
	and a.attnum > 0 and a.atttypid in ('text'::regtype, 'text[]'::regtype)
	and not exists (select from pg_constraint k where k.conrelid = a.attrelid and a.attnum = any (k.conkey)
		and k.contype in ('c', 'f') and pg_get_constraintdef(k.oid) !~ 'char_length')
	and not exists (select from pg_trigger t where t.tgrelid = a.attrelid and a.attnum = any (t.tgattr) and t.tgname like '%\_known'
		and t.tgenabled = 'O')
$$, 'every word about a person comes from a list');
select is_empty($$
	select a.attrelid::regclass, a.attname from pg_attribute a
	where a.attrelid in ('app.sealed'::regclass, 'app.sealed_past'::regclass, 'app.sealed_key'::regclass, 'app.realm_epoch'::regclass,
		'app.realm_letter'::regclass, 'app.key_task'::regclass, 'app.key_offer'::regclass)
	and a.attnum > 0 and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
	and not exists (select from pg_constraint k where k.conrelid = a.attrelid and a.attnum = any (k.conkey) and k.contype in ('c', 'f'))
$$, 'what is sealed has no free text beside it');
select is_empty($$
	select a.attrelid::regclass, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
	where c.relnamespace = 'app'::regnamespace and a.attnum > 0 and a.attname ~ '(^|_)(reason|note|comment|remark|body|text)($|_)'
	and not exists (select from pg_constraint k where k.conrelid = a.attrelid and a.attnum = any (k.conkey) and k.contype = 'f')
	and (a.attrelid::regclass::text, a.attname) not in (('app.record_kind', 'needs_reason'), ('app.directory', 'body'))
$$, 'a reason is a word of a list, and nobody writes notes in clear');
select * from finish();
rollback;
