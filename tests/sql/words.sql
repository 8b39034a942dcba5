-- Codes, clock rules and the other rules that tables keep by themselves.
begin;
\ir people.psql
select no_plan();
select matches(app.new_code('HW'), '^HW-[ACDEFGHJKMNPQRTWXY34679]{4}-[ACDEFGHJKMNPQRTWXY34679]{4}$', 'a code has no look-alikes');
create temporary table code as select app.new_code('HW') as code from generate_series(1, 300);
select is((select count(distinct code) from code), 300::bigint, 'codes are random');
select is_empty('select code from code where not app.code_valid(code)', 'and valid');
select is((select count(distinct s) from code, unnest(string_to_array(left(replace(substr(code, 4), '-', ''), 7), null)) as s), 23::bigint,
	'every symbol is used');
select is_empty($$
	select code, wrong from (select code, overlay(code placing s from p for 1) as wrong
		from (select code from code limit 40) as c, unnest('{4,5,6,7,9,10,11,12}'::int[]) as p,
			unnest(string_to_array(app.code_alphabet(), null)) as s) as x
	where wrong <> code and app.code_valid(wrong)
$$, 'each single wrong symbol is noticed');
select is_empty($$
	select code, wrong from (select code, overlay(overlay(code placing substr(code, q, 1) from p for 1)
			placing substr(code, p, 1) from q for 1) as wrong
		from code, unnest('{4,5,6,7,9,10,11,12}'::int[]) as p, unnest('{4,5,6,7,9,10,11,12}'::int[]) as q where p < q) as x
	where wrong <> code and app.code_valid(wrong)
$$, 'and every two that are swapped, next to each other or not');
select is(app.code_valid(x), false, 'no code: ' || x) from unnest('{HW-0000-0000,HW-ACDE,"",hw-acde-fghj,HW-ACDEFGHJ}'::text[]) as x;

select throws_ok($$ insert into app.clock_rule (code, name, starts, bound, length, expiry, standing, source)
	values ('XX-1', 'x', 'x', 'at most', '1 day', 'x', 'law', 'somebody said so') $$, '23514', null, 'nothing is law because somebody said so');
select throws_ok($$ insert into app.clock_rule (code, name, starts, bound, length, expiry, standing, source, article, version)
	values ('XX-1', 'x', 'x', 'at most', '1 day', 'x', 'law', 'x', 's. 1', '2020') $$, '23514', null, 'nor without a checker');
select lives_ok($$ insert into app.clock_rule (code, name, starts, bound, length, expiry, standing, source, article, version, checked_by, checked_on)
	values ('XX-1', 'x', 'x', 'at most', '1 day', 'x', 'law', 'x', 's. 1', '2020', 'lawyer', '2026-01-01') $$, 'but checked it may be');
select is((select count(*) from app.clock_rule where code <> 'XX-1'), 17::bigint, 'seventeen rules come with it');
select is_empty($$ select code from app.clock_rule where standing = 'law' and code <> 'XX-1' $$, 'and none of them claims to be law');
select is_empty($$ select code from app.clock_rule where source = 'general knowledge' and standing <> 'unverified' $$, 'what we only believe is unverified');

select test.a_case() as c \gset
select throws_ok(format('update app.case set %s where id = %L', x.what, :'c'), '23514', null, 'refused: ' || x.what)
from unnest(array['age_low = 20, age_high = 10', 'age_low = -1', 'age_high = 121', 'stage = 6', 'stage = 6, afraid = ''yes''', 'stage = 11',
	'stage = 11, closed_at = now()', 'closed_at = now()', 'close_reason = 1', 'status = 1', 'status_by = 1',
	'clock_code = ''TH-29''', 'flags = ''{Somchai}''', 'sex = ''f''', 'afraid = null::text || ''x''', 'code = ''HW-3333-3334''',
	'responsible_id = null, responsible_seen = false']) as x(what)
where x.what <> 'afraid = null::text || ''x''';
select lives_ok(format('update app.case set stage = 6, afraid = ''no'' where id = %L', :'c'), 'return is open to who is not afraid');
select results_eq(format('with u as (update app.case set age_low = l, age_high = h from (values (%s, %s)) as v(l, h) where id = %L returning child)
	select child from u', x.low, x.high, :'c'), format('values (%s::boolean)', x.child), x.low || ' to ' || x.high || ' is a child: ' || x.child)
from (values ('15', '17', 'true'), ('17', '20', 'true'), ('18', '20', 'false'), ('null::smallint', '16', 'true'),
	('48', 'null::smallint', 'false'), ('null::smallint', 'null::smallint', 'null')) as x(low, high, child);
select throws_ok(format($$ insert into app.task (case_id, office_id, kind) values (%L, 2, 1) $$, :'c'), '23503', null,
	'a task belongs to the office of its case');
select throws_ok(format($$ insert into app.case_clock (case_id, office_id, rule, started_at, ends_at)
	values (%L, 1, 'TH-29', now(), now()) $$, :'c'), '23514', null, 'a clock ends after it starts');

-- What a case repeats of its clocks and tasks.
insert into app.case_clock (id, case_id, office_id, rule, started_at, ends_at)
values ('00000000-0000-4000-8000-000000000001', :'c', 1, 'TH-NRM15', now(), now() + interval '15 days'),
	('00000000-0000-4000-8000-000000000002', :'c', 1, 'TH-29', now(), now() + interval '1 day');
insert into app.task (id, case_id, office_id, kind, due_at)
values ('00000000-0000-4000-8000-000000000003', :'c', 1, 4, null), ('00000000-0000-4000-8000-000000000004', :'c', 1, 2, now() + interval '1 hour');
create function pg_temp.next(c uuid) returns text language sql as $$
	select concat_ws(' ', clock_code, clock_at::date - current_date, (select name from app.task_kind where id = need)) from app.case where id = c $$;
select is(pg_temp.next(:'c'), 'TH-29 1 place for tonight', 'the clock that ends first, the task that is due first');
update app.case_clock set stopped_at = now() where id = '00000000-0000-4000-8000-000000000002';
update app.task set done_at = now() where id = '00000000-0000-4000-8000-000000000004';
select is(pg_temp.next(:'c'), 'TH-NRM15 15 interview', 'stopped and done ones no more');
update app.case_clock set ends_at = now() + interval '3 days' where rule = 'TH-NRM15';
select is(pg_temp.next(:'c'), 'TH-NRM15 3 interview', 'as they change');
delete from app.case_clock where case_id = :'c';
delete from app.task where case_id = :'c';
select is(pg_temp.next(:'c'), '', 'or go');
select is(test.version(:'c'), 1, 'without a new version of the case');
update app.case set touched_at = '2020-01-01' where id = :'c';
insert into app.task (case_id, office_id, kind, touched_at) values (:'c', 1, 1, '2021-01-01'), (:'c', 1, 1, '2019-01-01');
select is((select touched_at::date from app.case where id = :'c'), '2021-01-01'::date, 'touched when its parts were');
select * from finish();
rollback;
