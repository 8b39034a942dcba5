#!/bin/sh
# database: demo
# What the forms of the case file offer, and what the database takes, are the same words.
set -eu
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
build/tests/tools/sheets | sort >"$tmp/offered"
psql -XAtq -F "$(printf '\t')" -d "$TESTS_CONNINFO" -v ON_ERROR_STOP=1 >"$tmp/taken" <<'SQL'
with field as (
	select k.name as kind, a.attname as field, format_type(a.atttypid, a.atttypmod) as type, a.attrelid, a.attnum
	from app.record_kind k
	join pg_attribute a on a.attrelid = ('app.entry_' || k.name)::regclass and a.attname = any (app.entry_fields(k.name))
	where k.clear
), rule as (
	select f.kind, f.field, k.contype, k.confrelid, pg_get_constraintdef(k.oid) as def
	from field f join pg_constraint k on k.conrelid = f.attrelid and k.conkey = array[f.attnum]
), code as (
	select r.kind, r.field, m[1] as code from rule r, regexp_matches(r.def, '''([^'']+)''::text', 'g') as m
	where r.contype = 'c' and r.def not like '%<>%' and r.def not like '% ~ %'
	union all
	select r.kind, r.field, w.name from rule r
	join (select 'app.status'::regclass as list, name from app.status union all select 'app.deciding_body', name from app.deciding_body
		union all select 'app.risk', name from app.risk union all select 'app.danger_answer', name from app.danger_answer where about <> 'call'
		union all select 'app.transfer_emergency', name from app.transfer_emergency) as w on w.list = r.confrelid
	where not exists (select from rule x where (x.kind, x.field) = (r.kind, r.field) and x.def like '%<> ''' || w.name || '''%')
)
select f.kind, f.field, f.type, coalesce(c.code, '') from field f left join code c using (kind, field) order by 1, 2, 3, 4;
SQL
sort -o "$tmp/taken" "$tmp/taken"
echo 1..2
if [ "$(wc -l <"$tmp/offered")" -gt 40 ]; then echo "ok 1 - there are some"; else echo "not ok 1 - there are some"; fi
if diff "$tmp/offered" "$tmp/taken" >"$tmp/diff"; then
	echo "ok 2 - each word that a form offers is taken, and the other way round"
else
	echo "not ok 2 - each word that a form offers is taken, and the other way round"
	sed 's/^/# /' "$tmp/diff"
fi
