#!/bin/sh
# database: demo
# A dump by hw_backup comes back whole; whatever is missing or changed in it is found.
. "$(dirname "$0")/shell.sh"
export HOMEWARD

dump=$TMPDIR/homeward.dump
backup() { conf/backup "$@" >"$out" 2>&1; }

backup dump "$TESTS_CONNINFO" "$dump"
is $? 0 "hw_backup dumps the database"
is "$(stat -c %a "$dump" "$dump.manifest" | tr '\n' ' ')" "600 600 " "for its keeper's eyes alone"
is "$(awk '$1 == "case" { print $2 }' "$dump.manifest")" "$(sql 'select count(*) from app.case')" \
	"the manifest counts every case, of every office"

backup check "$TESTS_CONNINFO" "$dump"
is $? 0 "restored, it is the same"
like "$out" "The same:" "and says so"
is "$(sql "select count(*) from pg_database where datname like 'homeward_check_%'")" 0 \
	"the scratch database is gone again"
cat >"$TMPDIR/looking" <<'SH'
#!/bin/sh
echo "staff may connect: $(psql -XqAt -d "$2" -c "select has_database_privilege('officer', current_database(), 'connect')")"
SH
chmod +x "$TMPDIR/looking"
(HOMEWARD=$TMPDIR/looking backup check "$TESTS_CONNINFO" "$dump")
like "$out" "staff may connect: f" "nobody reads in it what would be forgotten with it"

# psql finds where a function ends by counting the words begin, case and end, names as well.
plain=$(echo "$TESTS_CONNINFO" | sed 's/.*dbname=\([^ ]*\).*/\1/')_plain
pg_dump -d "$TESTS_CONNINFO" -f "$TMPDIR/plain.sql"
sql "create database $plain template template0"
psql -XqAt -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO dbname=$plain" -f "$TMPDIR/plain.sql" >"$out" 2>&1
is $? 0 "a dump as plain text comes back with psql as well"
"$HOMEWARD" -d "$TESTS_CONNINFO dbname=$plain" backup-check "$dump.manifest" >"$out" 2>&1
is $? 0 "and is the same"
sql "drop database if exists $plain"

check_here() { "$HOMEWARD" -d "$TESTS_CONNINFO" backup-check "$1" >"$out" 2>&1; }
check_here "$dump.manifest"
is $? 0 "the original is still as it was dumped"
sql "update app.case set flags = flags where id = (select min(id::text)::uuid from app.case)" >/dev/null
check_here "$dump.manifest"
is $? 0 "an update that changes nothing changes nothing"
sql "update app.task set due_at = due_at + interval '1 second' where id = (select min(id::text)::uuid from app.task where due_at is not null)" >/dev/null
check_here "$dump.manifest"
is $? 1 "a second more in one task is found"
like "$out" "task: as many rows, but not the same" "and its table named"
sql "delete from app.saved_view where name = 'tonight' and screen = 'board'" >/dev/null
check_here "$dump.manifest"
like "$out" "saved_view: 5 rows, the manifest says 6" "a missing row is counted"
sed 's/^case /case_of_another_time /' "$dump.manifest" >"$TMPDIR/other"
check_here "$TMPDIR/other"
like "$out" "1 table of the manifest is missing here" "a missing table too"
printf 'no manifest\n' >"$TMPDIR/other"
check_here "$TMPDIR/other"
is $? 2 "what is no manifest is a mistake of words"
sed 's/$/0/' "$dump.manifest" >"$TMPDIR/other"
check_here "$TMPDIR/other"
is $? 2 "nor is a digest that is too long cut until it fits"
like "$out" "other:1:" "told with its line"
check_here "$TMPDIR/nowhere"
is $? 2 "and so is a file that is not there"

backup_can() { psql -XqAt -d "$TESTS_CONNINFO user=hw_backup" -c "$1" 2>&1; }
for what in "insert into app.clock values (true, now())" "update app.case set priority = 1" \
	"delete from app.event" "truncate app.sealed" "select api.case_take(gen_random_uuid(), id, version) from app.case limit 1"
do
	case $(backup_can "$what") in
	*"permission denied"* | *unknown_person*) ok "hw_backup cannot: $what" ;;
	*) not_ok "hw_backup cannot: $what" ;;
	esac
done
finish
