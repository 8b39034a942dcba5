-- Cases that belong together: said once, shown by both, taken back, and told to nobody from elsewhere.
begin;
\ir people.psql
select no_plan();
create function pg_temp.link(role text, a uuid, b uuid, kind text, version integer default null) returns text language sql
return test.refusal(role, format('api.case_link(gen_random_uuid(), %L, %s, %L, %L)', a, coalesce(version, test.version(a), 1), b, kind));
create function pg_temp.unlink(role text, a uuid, b uuid, kind text default null) returns text language sql
return test.refusal(role, format('api.case_unlink(gen_random_uuid(), %L, %s, %L, %L)', a, coalesce(test.version(a), 1), b, kind));
create function pg_temp.links(role text, c uuid) returns text language sql volatile
return test.as_person(role, format('select string_agg(concat_ws('' '', l.kind, l.code, case when l.other is null then l.office end, l.person), '', '' order by l.kind)
	from api.case_links(%L) as l', c));
select test.a_case() as a, test.a_case() as b \gset
select (select code from app.case where id = :'a') as code_a, (select code from app.case where id = :'b') as code_b \gset

select is(pg_temp.link('night', :'a', :'b', 'Possible duplicate'), '', 'two cases may be of the same person');
select is(pg_temp.links('officer', :'a'), 'possible duplicate ' || :'code_b' || ' night', 'the one shows the other');
select is(pg_temp.links('officer', :'b'), 'possible duplicate ' || :'code_a' || ' night', 'the other shows the one');
select is(test.version(:'a')::text || test.version(:'b'), '21', 'whoever works on the other is not in the way');
select is(pg_temp.link('officer', :'b', :'a', 'possible duplicate'), 'unchanged', 'once, from either side');
select is(pg_temp.link('officer', x, y, k), r, why) from (values
	(:'a'::uuid, :'a'::uuid, 'family', 'itself', 'no case is its own relative'), (:'a', :'b', 'friends', 'no_such_link_kind', 'a kind of the list'),
	(:'a', :'b', null, 'no_such_link_kind', 'nor none'), (:'a', gen_random_uuid(), 'family', 'no_such_other', 'a case that is there'),
	(:'a', test.a_case(10), 'family', 'no_such_other', 'and hers to see'), (:'a', null, 'family', 'no_such_other', 'nobody is no case')) as v(x, y, k, r, why);
select is(pg_temp.link('officer', :'a', :'b', 'family', 1), 'stale', 'the case as it is now');
select is(pg_temp.link('officer', :'a', :'b', 'same place'), '', 'two may belong together in several ways');
select is(pg_temp.link('officer', :'b', :'a', 'same person'), '', 'what was possible is known');
select is(pg_temp.links('officer', :'a'), format('same person %s officer, same place %1$s officer', :'code_b'), 'and then no longer only possible');
select is(pg_temp.link('officer', :'a', :'b', 'possible duplicate'), 'unchanged', 'nor once more');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', action, was, ''>'', became), '', '') from api.case_timeline(%L, null, 2)', x)),
	'case.link possible duplicate, same place > same person, same place, case.link possible duplicate > possible duplicate, same place', 'each file tells it')
from unnest(array[:'a', :'b']::uuid[]) as x;

select is(pg_temp.unlink('officer', :'a', :'b', 'family'), 'no_such_link', 'what is not linked so is not unlinked so');
select is(pg_temp.unlink('officer', :'a', :'b', 'same place'), '', 'one way is taken away');
select is(pg_temp.unlink('officer', :'b', :'a'), '', 'all others');
select is(pg_temp.links('officer', :'a'), null, 'none is left');
select is(pg_temp.unlink('officer', :'b', :'a'), 'no_such_link', 'once');
select is(pg_temp.link('officer', :'a', test.a_case(1, 11), 'possible duplicate'), '', 'also with a closed case: it may be her again');
select is(pg_temp.link('officer', test.a_case(1, 11), :'a', 'possible duplicate'), '', 'and from it');

-- Over two offices: whom to ask is told, no code.
select test.a_case(1) as a, test.a_case(2) as b \gset
select code as code_a from app.case where id = :'a' \gset
select is(pg_temp.link('coordinator', :'a', :'b', 'same person'), '', 'who works for both offices links over them');
select is(pg_temp.links('second', :'a'), 'same person Suan Phlu coordinator', 'who works for one of them learns whom to ask');
select is(pg_temp.links('far', :'a'), null, 'whoever works for neither learns nothing');
select is(test.as_person('far', 'select count(*) from api.case_links(null)'), '0', 'nor of nothing');
select is(pg_temp.unlink('second', :'a', :'b'), 'no_such_other', 'she does not take it away');
update app.case set office_id = 1 where id = :'b';
select is(pg_temp.links('second', :'b'), 'same person ' || :'code_a' || ' coordinator', 'a case that moves to another office takes its links along');

-- Two who link the same pair from both sides at once wait for each other in one order.
select is((select string_agg(c.relation::regclass::text, ',') from pg_locks c where c.pid = pg_backend_pid() and c.mode = 'RowShareLock' and c.relation = 'app.case'::regclass), 'app."case"', 'both are locked');

-- Taken back: by both.
select test.a_case() as a, test.a_case() as b \gset
select test.done('officer', format('api.case_link(gen_random_uuid(), %L, 1, %L, ''possible duplicate'')', :'a', :'b')) as e \gset
select test.done('officer', format('api.case_link(gen_random_uuid(), %L, 2, %L, ''same person'')', :'a', :'b')) as f \gset
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', (select max(id) from app.event))), 'not_undoable', 'the line of the other case is not taken back by itself');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :f)), '', 'a link is taken back');
select is(pg_temp.links('officer', :'b'), 'possible duplicate ' || (select code from app.case where id = :'a') || ' officer', 'to what it was before');
select is(test.as_person('officer', format('select string_agg(concat_ws('' '', action, was, ''>'', became, undone), '', '') from api.case_timeline(%L, null, 2)', x)),
	'undo same person > possible duplicate f, case.link possible duplicate > same person t', 'which each file tells') from unnest(array[:'a', :'b']::uuid[]) as x;
select test.done('night', format('api.case_link(gen_random_uuid(), %L, 1, %L, ''family'')', :'b', :'a')) \g /dev/null
select test.done('officer', format('api.case_unlink(gen_random_uuid(), %L, %s, %L, ''family'')', :'a', test.version(:'a'), :'b')) as e \gset
select test.done('night', format('api.case_link(gen_random_uuid(), %L, 2, %L, ''same place'')', :'b', :'a')) \g /dev/null
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :e)), 'changed_since', 'not over what somebody else linked since');
select is(test.refusal('night', 'api.undo(gen_random_uuid(), null)'), '', 'who did that takes it back first');
select is(test.refusal('officer', format('api.undo(gen_random_uuid(), %s)', :e)), '', 'then it goes');
select is(pg_temp.links('officer', :'a'), format('family %s officer, possible duplicate %1$s officer', (select code from app.case where id = :'b')), 'and the links are there again');
select throws_ok(format('insert into app.case_link (kind, case_a, case_b, office_id, office_b) values (''family'', %L, %L, 1, 1)', greatest(:'a', :'b'), least(:'a', :'b')), '23514', null, 'a pair has one order');
select * from finish();
rollback;
