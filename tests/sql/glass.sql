-- Breaking the glass: what is told in clear of a case of another office, for two hours, in the record and under review.
begin;
\ir people.psql
select no_plan();
select test.make('far_boss', '{10}', '{supervisor}'), test.make('far_lead', '{10}', '{coordinator}'), test.enrolled() \g /dev/null
select test.a_case(10) as c, test.a_case(1) as mine, gen_random_uuid() as g, gen_random_uuid() as k \gset
update app.case set sex = 'female', age_low = 15, age_high = 16, language = 'km', flags = '{alone}' where id = :'c';
select code as code from app.case where id = :'c' \gset
create function pg_temp.break(who text, code text, why text default 'she is here', id uuid default gen_random_uuid(), key uuid default gen_random_uuid()) returns text language sql volatile
as $$ select test.as_person(who, format('select concat_ws('' '', (o).refusal, (o).field) from (select api.glass_break(%L, %L, %L, %L) as o offset 0) as x', key, id, code, why)) $$;
create function pg_temp.read(who text, id uuid, columns text default 'code, child, age_low, language, flags, keys_with') returns text language plpgsql as $$
declare key uuid := gen_random_uuid(); first text := test.as_person(who, format('select concat_ws('' '', refusal, code) from api.glass_read(%L, %L)', key, id));
begin
	if first is distinct from 'ask_again' then return first; end if;
	perform test.committed();
	return test.as_person(who, format('select concat_ws('' '', refusal, %s) from api.glass_read(%L, %L)', columns, key, id));
end $$;

select is(pg_temp.break(who, code, why), a, concat_ws(' ', who, code, why)) from (values ('night', 'HW-3333-3333', 'she is here', 'no_such_case code'), ('night', :'code', 'I am curious', 'glass_reason reason'), ('night', :'code', null, 'glass_reason reason'), ('far', :'code', 'she is here', 'glass_yours code'),
	('partner', :'code', 'she is here', 'role'), ('auditor', :'code', 'she is here', 'role'), ('admin', :'code', 'she is here', 'role'), ('health', :'code', 'she is here', 'role'), ('retired', :'code', 'she is here', 'unknown_person'), ('stranger', :'code', 'she is here', 'unknown_person')) as x(who, code, why, a);
select is((select count(*) from app.glass), 0::bigint, 'none of them looks');
select is(pg_temp.break('night', lower(replace(:'code', '-', ' ')), 'She is here ', :'g', :'k'), '', 'at 03:00, by a code as it is read out');
select is(pg_temp.break('night', lower(replace(:'code', '-', ' ')), 'She is here ', :'g', :'k'), '', 'asked again: the same answer');
select is((select count(*) from app.glass), 1::bigint, 'once');
select is((select string_agg(s.name, ',' order by s.id) from app.notice n join app.staff s on s.id = n.staff_id where n.approval_id = :'g'), 'far_boss,far_lead', 'two of her office are woken');
select is(pg_temp.read('night', :'g'), :'code' || ' t 15 km {alone} {far_boss,far_lead}', 'what is told in clear, and who has the key');
select is(pg_temp.read(who, :'g'), 'glass_over', who || ' reads nothing by it') from unnest('{coordinator,officer,far}'::text[]) as who;
select is((select count(*) from app.event where object_id = :'c' and action = 'glass.read' and refusal is null and staff_id = test.id('night')), 1::bigint, 'each look is in the record of the case');
select is(test.as_person('far', format('select string_agg(action, '','') from api.case_timeline(%L)', :'c')), 'glass.read,glass.break,approval.next', 'whose people read it there');
select is(test.as_person('night', format('select count(*) from api.case_open(%L) where code is not null', :'c')), '0', 'the case itself stays shut to her');
create function pg_temp.finds(who text, code text) returns text language sql volatile return test.as_person(who, format('select concat_ws('' '', id = %L, case_code, reason, problem) from api.glass_find(%L)', (select id from app.glass limit 1), code));
select is(pg_temp.finds(who, x), replace(a, 'CODE', :'code'), concat_ws(' ', who, x)) from (values ('night', lower(:'code'), 't CODE she is here'), ('night', null, 't CODE she is here'), ('night', 'HW-3333-3334', 'HW-3333-3334 check'), ('officer', :'code', 'CODE none'), ('far', :'code', 'CODE yours'), ('officer', null, 'none'), ('partner', null, null)) as x(who, x, a);
create function pg_temp.board(who text) returns text language sql volatile return test.as_person(who, format('select need from api.case_line where id = %L', (select case_id from app.glass limit 1)));
select is(test.as_person('far', format('select count(*) from api.case_line where id <> %L and need = ''BREAK-GLASS''', :'c')), '0', 'no other line says so');
select is(pg_temp.board('far'), 'BREAK-GLASS', 'it stands on the board of its office');
select test.as_person('far', format('select refusal from api.case_open(%L)', :'c')) \g /dev/null
select test.committed() \g /dev/null
select is(test.as_person('far', format('select glass ~ ''^BG-.* night \(BKK\), she is here$'' from api.case_open(%L)', :'c')), 'true', 'and on the case');
insert into app.clock (now) values (transaction_timestamp() + interval '2 hours') on conflict (only_row) do update set now = excluded.now;
select is(pg_temp.read('night', :'g'), 'glass_over', 'after two hours it is over');
select is(pg_temp.finds('night', :'code'), :'code' || ' none', 'and not found any more');
delete from app.clock;

-- The review.
select gen_random_uuid() as s \gset
select test.as_person('night', format('select refusal from api.glass_read(%L, %L)', :'s', :'g')), test.committed() \g /dev/null
select is(test.as_person('night', format('select code from api.glass_read(%L, %L)', :'s', :'g')), :'code', 'she still looks');
select is(test.as_person(who, format('select concat_ws('' '', waits_on_me, acted_at is not null, state) from api.approval_line where id = %L', :'g')), a, who) from (values ('far_boss', 't t open'), ('far', 'f t open'), ('night', null), ('supervisor', null)) as x(who, a);
create function pg_temp.answer(who text, id uuid, answer text, why text) returns text language sql volatile return (select test.refusal(who, format('api.approval_answer(gen_random_uuid(), %L, %s, %L, %L, %L, 1, %L)', answer.id, a.version, a.hash, answer.answer, why, repeat('s', 64)::bytea)) from app.approval a where a.id = answer.id);
select is(pg_temp.answer('far_boss', :'g', 'ask back', 'see the note'), 'nobody_answers', 'who looked is of another office, and could answer no question here');
select is(pg_temp.answer(who, :'g', 'refuse', 'doubtful'), a, who) from (values ('night', 'no_such_approval'), ('supervisor', 'no_such_approval'), ('far', 'not_approver'), ('far_boss', '')) as x(who, a);
select is((select review from app.glass), 'not right', 'it was not right');
select is(pg_temp.read('night', :'g'), 'glass_not_right', 'and nothing is shown any more, whatever is left of the two hours');
select is(test.as_person('night', format('select refusal from api.glass_read(%L, %L)', :'s', :'g')), 'ask_again', 'nor by a look that was recorded before');
select is(pg_temp.board('far') is distinct from 'BREAK-GLASS', true, 'reviewed, it stands on the board no more');
select is(pg_temp.finds('night', :'code'), :'code' || ' none', 'nor is it found any more');
select pg_temp.break('night', :'code'), pg_temp.break('night', :'code'), pg_temp.break('night', :'code'), pg_temp.break('night', :'code') \g /dev/null
select is(pg_temp.break('night', :'code'), 'glass_often code', 'not more than five times a day');
select is(pg_temp.break('night', x), a, 'nor is it told then whether there is ' || x) from (values ('HW-3333-3333', 'glass_often code')) as x(x, a);
select is(test.as_person('night', sql), 'ERROR 42501', sql) from unnest(array['select * from app.glass', 'select app.glass_facts(null)']) as sql;
select * from finish();
rollback;
