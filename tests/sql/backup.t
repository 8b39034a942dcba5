#!/bin/sh
# A dump by hw_backup, restored elsewhere, is the same database, and a later generation of it.
set -eu
cd "$(dirname "$0")/../.."
PGBIN=${PGBIN:-/usr/lib/postgresql/15/bin}
tmp=$(mktemp -d)
copy=restored_$$
trap 'rm -rf "$tmp"; dropdb --if-exists $copy 2>/dev/null || :' EXIT
n=0
is() { # NAME GOT EXPECTED
	n=$((n + 1))
	if [ "$2" = "$3" ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; printf '%s\n' "got $2" "expected $3" | sed 's/^/# /'; fi
}
ask() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

ask >/dev/null <<'SQL'
begin;
insert into app.staff (login, name, office_id) values ('somebody', 'Somebody', 1);
insert into app.staff_office select id, 1 from app.staff;
insert into app.case (office_id, source, responsible_id) select 1 + i % 10, 1, s.id from generate_series(1, 300) as i, app.staff s
on conflict (code) do nothing;
insert into app.case_clock (case_id, office_id, rule, started_at, ends_at)
select id, office_id, 'TH-29', now(), now() + interval '1 day' from app.case;
insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
select gen_random_uuid(), c.id, c.office_id, 'note', true, 1, decode(repeat('00ff', 101), 'hex'), s.id from app.case c, app.staff s;
insert into app.event (action, kind) values ('case.take', 'none');
commit;
SQL
status=0
"$PGBIN/pg_dump" -U hw_backup -Fc -f "$tmp/dump" 2>"$tmp/err" || status=$?
is "hw_backup dumps everything $(head -n 1 "$tmp/err")" $status 0
ask -U hw_backup -c 'select * from api.manifest()' >"$tmp/before" 2>"$tmp/err" || :
is 'and says what is in it' "$(sed -n 's/^\(case|[0-9]*\)|.*/\1/p' "$tmp/before")" "case|$(ask -c 'select count(*) from app.case')"
status=0
ask -U hw_backup -c "insert into app.clock (now) values (now())" 2>/dev/null || status=$?
is 'but writes nothing' $status 1
createdb $copy
status=0
"$PGBIN/pg_restore" -d $copy "$tmp/dump" 2>"$tmp/err" || status=$?
is "it is restored $(head -n 1 "$tmp/err")" $status 0
ask -d $copy -c 'select * from api.manifest()' >"$tmp/after"
is 'the copy is the same' "$(diff "$tmp/before" "$tmp/after" && echo same)" same
ask -d $copy -c 'select app.after_migrate()' >/dev/null
is 'and a later generation' "$(ask -d $copy -c 'select generation from app.cluster')" "$(($(ask -c 'select generation from app.cluster') + 1))"
is 'the record still only grows' "$(ask -d $copy -c 'delete from app.event' 2>&1 | grep -c 'only grows')" 1
echo "1..$n"
