#!/bin/sh
# The invented region: who may load it and where, what it holds, and that it keeps its shape.
set -u
cd "$(dirname "$0")/../.."
n=0
out=$TMPDIR/out
err=$TMPDIR/err
q() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }
verdict() { # STATUS NAME, explained by $out and $err
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		cat "$out" "$err" 2>/dev/null | sed 's/^/# /'
	fi
}
holds() { # NAME SQL: the one value is true
	q -c "$2" >"$out" 2>"$err"
	[ "$(cat "$out")" = t ]
	verdict $? "$1"
}
none() { # NAME SQL: there is no row
	q -c "$2" >"$out" 2>"$err" && [ ! -s "$out" ]
	verdict $? "$1"
}
load() { # STATUS WORDS NAME ARGUMENT...: exits so and says so
	status=$1 words=$2 name=$3
	shift 3
	"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load "$@" >"$out" 2>"$err" </dev/null
	got=$?
	echo "exit $got, expected $status" >>"$err"
	[ $got = "$status" ] && grep -q "$words" "$out" "$err"
	verdict $? "$name"
}

# ---- who and where

load 1 'marks one that has no cases' 'a database that is not marked is refused'
q -1 -f sql/demo/01_ground.sql >"$out" 2>"$err"
grep -q 'not marked' "$err"
verdict $? 'by its files as well'
holds 'and nothing is left in it' "select not exists (select from app.staff)
	and to_regnamespace('demo') is null and not exists (select from app.case)"
for bad in 0 -1 4x 99999999999 ''; do
	load 2 'wants a number' "--cases '$bad' is refused" --cases "$bad"
done
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >"$out" 2>"$err" </dev/null
q -c "insert into app.clock (now) values ('2026-03-11 02:41+07')"
load 0 '^400 invented cases in 10 offices' 'it loads'
load 0 '400 invented cases already: nothing added' 'a second run adds nothing and says so'
load 0 'nothing added' 'nor does a smaller number' --cases 40
holds 'there are 400 cases' 'select count(*) = 400 from app.case'
TESTS_OWNER=$TESTS_CONNINFO
TESTS_CONNINFO=$(echo "$TESTS_OWNER" | sed 's/user=[a-z]*/user=coordinator/')
load 1 'Only the owner' 'a person who works there cannot load it'
TESTS_CONNINFO=$TESTS_OWNER
none 'nor use its schema' "select has_schema_privilege(rolname, 'demo', 'usage')
	from pg_roles where rolname in ('coordinator', 'admin', 'hw_staff', 'hw_api') and has_schema_privilege(rolname, 'demo', 'usage')"
holds 'a database with cases cannot be marked later' "with was as (update app.cluster set demo = false returning 1)
	select count(*) = 1 from was"
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >"$out" 2>"$err" </dev/null
holds 'and stays unmarked' 'select not demo from app.cluster'
q -c 'update app.cluster set demo = true'

# ---- the people

holds 'each of the nine roles that all offices know has its login' "select count(*) = 9 from app.staff s join app.staff_role r on r.staff_id = s.id
	where s.login = r.role"
none 'every realm has two custodians, and those of health are health staff' "select app.realm_name(r.id) from app.realm r where 2 > (
	select count(*) from app.realm_custodian w where w.realm_id = r.id and app.fits_custodian(r.id, w.staff_id)
	and (r.kind <> 'health' or (select array_agg(a.role) from app.staff_role a where a.staff_id = w.staff_id) = '{health}'))"
none 'every office has its own officer' "select o.code from app.office o where not exists (select from app.staff s
	join app.staff_role r on r.staff_id = s.id and r.role = 'officer' where s.office_id = o.id and s.login like 'officer%')"
none 'everybody can log in, and is nobody else' "select s.login from app.staff s left join pg_roles r on r.rolname = s.login
	where not coalesce(r.rolcanlogin and not r.rolsuper and pg_has_role(r.oid, 'hw_staff', 'member'), false)"
none 'people are called by role and office' "select s.name from app.staff s
	where trim(regexp_replace(replace(s.name, coalesce((select o.short from app.office o where s.name like o.short || ' %'), 'AFESIP'), ''),
		'AFESIP|coordinator|night|supervisor|officer|partner|auditor|admin|registrar|health', '')) <> ''"
none 'somebody is on duty in Bangkok at every hour of four months' "select h from generate_series(app.now(),
	app.now() + interval '118 days', interval '1 hour') as h
	where not exists (select from app.shift s where s.office_id = 1 and s.starts_at <= h and s.ends_at > h)"
holds 'the night is on duty at 02:41' "select on_shift = 'night' from api.office_line where code = 'BKK'"

# ---- the cases

none 'every lane has at least five cards' "select s.name from app.stage s where (select count(*) from app.case c where c.stage = s.id) < 5"
none 'every office has some' "select o.code from app.office o where (select count(*) from app.case c where c.office_id = o.id) < 12"
holds 'all countries are there' "select array_agg(distinct o.country_id order by o.country_id) = '{KH,LA,MM,TH}'
	from app.case c join app.office o on o.id = c.office_id"
holds 'clocks: some ended, some tonight, many in days, some none' "select
	count(*) filter (where clock_at between app.now() - interval '48 hours' and app.now() - interval '20 minutes') between 8 and 40
	and count(*) filter (where clock_at < app.now()) = count(*) filter (where clock_at between app.now() - interval '48 hours' and app.now() - interval '20 minutes')
	and count(*) filter (where clock_at between app.now() and app.now() + interval '12 hours') between 12 and 60
	and count(*) filter (where clock_at > app.now() + interval '12 hours') > 30
	and count(*) filter (where clock_at is null) > 100 from app.case where closed_at is null"
none 'every clock runs as long as its rule' "select k.id from app.case_clock k join app.clock_rule r on r.code = k.rule
	where k.started_at + r.length not between k.ends_at - interval '4 days' and k.ends_at + interval '4 days'"
holds 'clocks of Malaysia run as well' "select count(*) > 4 from app.case_clock where rule like 'MY-%'"
holds 'some have NOBODY, mostly early' "select count(*) filter (where stage <= 2) between 10 and 40
	and count(*) filter (where stage > 2) between 2 and 20 from app.case where responsible_id is null"
holds 'every word is used' "select count(distinct priority) = 3 and count(distinct risk) = 4 and count(distinct afraid) = 3
	and count(distinct source) >= 11 and count(distinct exploitation) >= 9 and count(distinct status) = 3
	and count(distinct close_reason) >= 6 and count(distinct flags) >= 8 from app.case"
holds 'mostly girls of 15 to 17, some of 11 and 12' "select count(*) filter (where sex = 'female' and exploitation = 2 and age_low >= 15 and age_high <= 17)
	> 80 and count(*) filter (where sex = 'female' and age_low >= 11 and age_high <= 12) between 5 and 60 from app.case"
holds 'men at work, newborns' "select count(*) filter (where sex = 'male' and exploitation = 1 and age_low >= 18) > 20
	and count(*) filter (where exploitation = 9 and age_high <= 1) > 2 from app.case"
none 'whoever may be under 18 is a child' 'select code from app.case where child is distinct from (age_low < 18)'
none 'only the unafraid return' "select code from app.case where stage = 6 and afraid <> 'no'"
holds 'some were given to somebody who has not looked yet' 'select count(*) between 4 and 60 from app.case where not responsible_seen'
none 'whoever is responsible may be' "select c.code from app.case c join app.staff s on s.id = c.responsible_id
	where not exists (select from app.staff_office o where o.staff_id = s.id and o.office_id = c.office_id)
	or not exists (select from app.staff_role r join app.role x on x.name = r.role where r.staff_id = s.id and x.works_cases)"
holds 'open tasks, some due, some of somebody else' "select count(*) filter (where done_at is null) > 200
	and count(*) filter (where done_at is null and due_at < app.now()) > 3 and count(*) filter (where done_at is null and staff_id is not null) > 20
	from app.task"
none 'codes have their check symbol' 'select code from app.case where not app.code_valid(code)'
none 'nothing is done in the future' "select id from app.event where at > app.now() union all select null from app.case
	where touched_at > app.now() or reported_at > touched_at or closed_at > app.now() having count(*) > 0"

# ---- timelines

none 'each case has as many lines as versions, in order' "select c.code from app.case c join app.event e on e.object_id = c.id
	where e.staff_id is not null group by c.id, c.code, c.version, c.reported_at
	having array_agg(e.version order by e.id) <> array(select generate_series(1, c.version))
	or array_agg(e.version order by e.at, e.id) <> array(select generate_series(1, c.version)) or min(e.at) <> c.reported_at"
none 'and ends where the case stands' "select c.code from app.case c where c.stage <> (select (e.detail -> 'stage' ->> 1)::smallint
	from app.event e where e.object_id = c.id and e.detail ? 'stage' order by e.id desc limit 1)
	or c.responsible_id is distinct from (select (e.detail -> 'responsible_id' ->> 1)::smallint
	from app.event e where e.object_id = c.id and e.detail ? 'responsible_id' order by e.id desc limit 1)"
none 'every move was allowed to whoever made it' "select e.id from app.event e where e.action = 'case.move'
	and not exists (select from app.stage_move m join app.staff_role r on r.role = m.role and r.staff_id = e.staff_id
		join app.staff_office o on o.staff_id = r.staff_id and o.office_id = e.office_id
		where (m.from_stage, m.to_stage) = ((e.detail -> 'stage' ->> 0)::smallint, (e.detail -> 'stage' ->> 1)::smallint))"
none 'the record names the login that loaded it' "select id from app.event where object_id is not null and login <> session_user and at < app.now() - interval '1 minute'"

# ---- words

for script in en:'^[a-z]' fr:'[éèàÉ’]' th:'[ก-๛]' lo:'[ກ-ໟ]' my:'[က-႟]'; do
	holds "notes in ${script%%:*}" "select count(*) filter (where lang = '${script%%:*}' and body ~ '${script#*:}') >= 20 from demo.note"
done
none 'no note says more than its sentences' "select body from demo.note except (select body from demo.phrase union select body from demo.story_note)"
none 'nothing in a note looks like a name, a number or an address' "select body from demo.note
	where body ~ '[A-ZÀ-Þ][a-zà-ÿ]+ +[A-ZÀ-Þ]' or body ~ '[0-9]{3}' or body ~ '[@/]'
	or body ~ '\m(Mr|Mrs|Ms|Mme|Madame|Monsieur)\M' or body ~ 'นางสาว|นาง|ທ້າວ|ນາງ|ဦး|ဒေါ်|ကို |မောင်'"
none 'there is no other free text' "select reason from app.event where reason is not null"
none 'and no column for any' "select c.table_name || '.' || c.column_name from information_schema.columns c
	where c.table_schema = 'app' and c.data_type = 'text' and c.table_name in ('case', 'case_clock', 'task', 'event', 'staff')
	and (c.table_name, c.column_name) not in (('case', 'code'), ('case', 'sex'), ('case', 'afraid'), ('case', 'clock_code'),
		('case', 'standing'), ('case', 'language'), ('case_clock', 'rule'), ('event', 'login'), ('event', 'action'), ('event', 'kind'),
		('event', 'refusal'), ('event', 'reason'), ('staff', 'login'), ('staff', 'name'))"
none 'those of a case hold codes and words of lists alone' "select a.attname from pg_attribute a
	where a.attrelid = 'app.case'::regclass and a.atttypid = 'text'::regtype and not exists (select from pg_constraint k
		where k.conrelid = a.attrelid and k.contype in ('c', 'f') and k.conkey = array[a.attnum])"

# ---- counts, and more of it

holds 'people who were pushed back are counted, and some of them are cases' "select n.total = 34 and n.split = c.split and c.split between 2 and 6
	from (select sum(n) as total, sum(split) as split from app.batch_count) as n, (select count(*) as split from app.case where batch_id is not null) as c"
none 'counts and next clocks are right' 'select problem from demo.check()'
q -c "update app.board_count set open_cases = open_cases + 1 where (office_id, stage) = (1, 3)" \
	-c "alter table app.case disable trigger user" -c "update app.case set need = null, clock_at = clock_at + interval '1 minute'
		where id = demo.case_id(14)" -c "alter table app.case enable trigger user"
holds 'and if they are not, it is noticed' "select count(*) = 3 from demo.check()"
q -c "update app.board_count set open_cases = open_cases - 1 where (office_id, stage) = (1, 3)" \
	-c "update app.case c set need = (select t.kind from app.task t where t.case_id = c.id and t.done_at is null order by t.due_at limit 1),
		clock_at = clock_at - interval '1 minute' where id = demo.case_id(14)"
q -U coordinator -c "select stage, n from api.board_counts('all') order by 1" >"$out" 2>"$err"
q -c 'select stage, count(*) from app.case where closed_at is null group by 1 order by 1' >"$TMPDIR/real" 2>>"$err"
cmp -s "$out" "$TMPDIR/real"
verdict $? 'the board of the coordinator counts every open case'

digest() {
	q -d "$1" -c "select md5(string_agg(t::text, ';' order by t::text)) from (select row(c.*)::text as t from app.case c
		union all select row(k.case_id, k.rule, k.started_at, k.ends_at, k.stopped_at)::text from app.case_clock k union all select row(t.*)::text from app.task t
		union all select row(n.*)::text from demo.note n union all select row(s.*)::text from app.shift s
		union all select row(e.at, e.staff_id, e.action, e.object_id, e.version, e.detail)::text from app.event e where e.object_id is not null) as r"
}
twin=${PGDATABASE}_twin
q -d postgres -c "create database $twin template plain"
q -d "$twin" -c "insert into app.clock (now) values ('2026-03-11 02:41+07')" -c 'select app.mark_demo()' >/dev/null
"$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed "s/dbname=[^ ]*/dbname=$twin/")" demo-load >"$out" 2>"$err" </dev/null
{ digest "$PGDATABASE"; digest "$twin"; } >"$out" 2>>"$err"
[ "$(sort -u "$out" | wc -l)" = 1 ] && [ "$(wc -l <"$out")" = 2 ]
verdict $? 'two loads at one moment are the same'
q -d postgres -c "drop database $twin"

q -c 'create table public.before as select stage, count(*) / 400.0 as share from app.case group by stage'
load 0 '^5,000 invented cases' 'more can be added' --cases 5000
none 'the shape stays' "select b.stage, b.share, count(*) / 5000.0 from public.before b join app.case c using (stage)
	group by b.stage, b.share having abs(count(*) / 5000.0 - b.share) > 0.035
	union all select 0, 0, 0 from app.case c having count(*) filter (where responsible_id is null) not between 150 and 450
	or count(*) filter (where clock_at < app.now() and closed_at is null) not between 80 and 300
	or count(distinct code) <> 5000"
none 'and the counts are right' 'select problem from demo.check()'

# ---- stopped on the way

"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 400000 >"$out" 2>"$err" </dev/null &
loader=$!
for _ in $(seq 600); do
	[ "$(q -c 'select demo.filled()')" -lt 10000 ] || break
	sleep 0.1
done
kill -9 $loader
wait $loader 2>/dev/null
left=1200
until q -c "select count(*) = 0 from pg_stat_activity where application_name = 'homeward' and datname = current_database()" | grep -q t; do
	left=$((left - 1))
	[ $left -gt 0 ] || { echo 'Bail out! its session does not end'; exit 1; }
	sleep 0.1
done
holds 'killed on the way, whole steps are there' 'select count(*) = demo.filled() and demo.filled() >= 10000 and demo.filled() % 5000 = 0 from app.case'
none 'with right counts' 'select problem from demo.check()'
more=$(q -c 'select demo.filled() + 7')
load 0 "invented cases in 10 offices" 'and the next run goes on' --cases "$more"
holds 'to the number wanted' "select count(*) = $more from app.case"

q -c 'drop table public.before'
pg_dump -U hw_backup -f "$TMPDIR/dump" >"$out" 2>"$err" && [ -s "$TMPDIR/dump" ]
verdict $? 'hw_backup can dump it'
echo "1..$n"
