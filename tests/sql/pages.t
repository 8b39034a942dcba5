#!/bin/sh
# database: demo
# Every list from page to page, as the coordinator of all offices: tests/tools/pages.c. Transfers are asked for by sealed
# entries, of which a region without keys has none: these are rows alone.
set -eu
psql -Xq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" <<'SQL'
set session_replication_role = replica;
insert into app.transfer (id, case_id, what, office_id, to_office_id, state, since, emergency, over)
select md5('transfer of ' || c.id)::uuid, c.id, case when c.n % 3 = 0 then 'file' else 'person' end, c.office_id, 1 + c.n % 10, s.name,
	now() - c.n / 3 * interval '7 minutes', c.n % 4 = 0, s.over
from (select x.id, x.office_id, row_number() over (order by x.id) as n from app.case x order by x.id limit 150) as c
join app.transfer_state s on s.position = 1 + c.n % 10;
insert into app.approval (id, code, kind, office_id, case_id, asked_by, askers, content, hash, first_content, to_id, due_at, expires_at, state, ended_at)
select t.id, t.code, 'transfer', t.office_id, t.case_id, s.id, array[s.id], '', sha256(''), '', case when t.emergency then s.id end, now(), now(),
	case when t.emergency then 'open' else 'approved' end, case when not t.emergency then now() end
from app.transfer t cross join (select min(id) as id from app.staff) as s;
SQL
exec build/asan/tests/tools/pages "$TESTS_CONNINFO"
