#!/bin/sh
# database: none
# The server's disk is full: first where its tables are, then where its write-ahead log is, which makes
# PostgreSQL give up and start again. Criterion: changes are refused with a sentence that names the
# cause, or their outcome is said to be unknown and asked for; nothing is half done, nothing is called
# saved that is not; the board stays readable as long as the server runs, and on the screen when it
# does not; when there is space again all goes on. On a cluster of its own with two small file
# systems; where nobody may mount one, not even in a user namespace, the test is skipped.
# To see it fail: the server's code for a full disk not known (part_failed, tui/app/job.c), or a
# change whose answer is lost called not saved (end_lost, db/pg_ask.c).
cd "$(dirname "$0")/../.."
. tests/tap.sh
if [ -z "${DISK_NAMESPACE:-}" ]; then
	# The file systems are in a name space of this test's own: nobody else sees them, and they end with it.
	mkdir -p "$TMPDIR/tables" "$TMPDIR/wal"
	if [ "$(id -u)" = 0 ]; then
		own=-m for=,uid=$(id -u postgres),gid=$(id -g postgres) again=
	else
		own=-Urm for= again="unshare -U --map-user=$(id -u) --map-group=$(id -g)"
	fi
	unshare $own mount -t tmpfs -o size=1m none "$TMPDIR/wal" 2>/dev/null || skip_all 'no file system may be mounted here'
	DISK_NAMESPACE=1 exec unshare $own sh -c 'for d in tables wal; do
			mount -t tmpfs -o "size=64m,mode=700$1" none "$TMPDIR/$d" || exit 1
		done
		exec $2 "$0"' "$0" "$for" "$again"
fi
cluster=$TMPDIR/cluster
server="$(conf/cluster start "$cluster" test)" || exit 1
server=${server% dbname=*}
tables=$TMPDIR/tables wal=$TMPDIR/wal
TESTS_CONNINFO="$server dbname=homeward"
. tests/e2e/tmux.sh
trap 't_end; conf/cluster remove "$cluster"' EXIT
psql -Xq -v ON_ERROR_STOP=1 -d "$server dbname=postgres" -c "create tablespace small location '$tables'" \
	-c "create database homeward tablespace small" -c "alter system set synchronous_commit = on" \
	-c "alter system set wal_recycle = off" -c "alter system set min_wal_size = '32MB'" \
	-c "alter system set autovacuum = off" -c "alter system set wal_level = minimal" \
	-c "alter system set max_wal_senders = 0" || exit 1 # nobody writes to the log but those who are asked to
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 40 >/dev/null 2>&1 || exit 1
conf/cluster stop "$cluster"
cp -a "$cluster/data/pg_wal/." "$wal" && rm -r "$cluster/data/pg_wal" && ln -s "$wal" "$cluster/data/pg_wal"
conf/cluster start "$cluster" test >/dev/null || exit 1

fill() { dd if=/dev/zero of="$1/ballast" bs=64k 2>/dev/null; dd if=/dev/zero of="$1/rest" bs=4k 2>/dev/null; [ -s "$1/ballast" ]; }
clear_up() { rm -f "$1/ballast" "$1/rest"; }
events() { sql -c "select count(*) from app.event where login = 'night' and refusal is null"; }
takes() { sql -c "select count(*) from app.event e join app.case c on c.id = e.object_id where c.code = '$code' and e.action = 'case.take' and e.refusal is null"; }
everything() { sql -c "select table_name, rows, digest from api.manifest()" | sha256sum; }
change() { "$HOMEWARD" -d "$TESTS_CONNINFO" -u night priority "$code" "$1" >"$T_DIR/out" 2>&1; }
# Until no change finds room in the pages there are: no sentence of the test depends on the last one.
use_up() {
	full=0 i=0
	while [ $full -lt 3 ] && [ $i -lt 200 ]; do
		i=$((i + 1))
		sql -c "set session authorization night" -c "select api.case_priority(gen_random_uuid(), id, version, case priority
			when 3 then 'high' else 'normal' end) from api.case_line order by code limit 20" >/dev/null 2>"$T_DIR/sql"
		grep -q 'No space left' "$T_DIR/sql" && full=$((full + 1))
	done
	[ $full = 3 ]
}

printf 'database: { reconnect_max_s = 1; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
console 80x24 night -c "$T_DIR/conf"
wait_for "night  LIVE"
wait_for "> HW-"
code=$(focused | grep -o 'HW-....-....')

# ---- where the tables are
fill "$tables" && use_up && ok "there is no room for another row" || not_ok "there is no room for another row"
before=$(everything)
keys R
keys t
wait_for "not saved" && ok "a change is not called saved"
like "$(screen)" "disk of the database is full" "and the cause is named"
like "$(screen)" "night  LIVE" "on a line that lives"
change urgent
is $? 1 "so it is from a shell"
like "$(cat "$T_DIR/out")" "disk of the database is full" "with the same cause"
is "$(everything)" "$before" "and nothing is half done"
keys 2
wait_for "Cases  " && wait_for "> HW-" && ok "what was never read can be read"
unlike "$(screen)" "could not be read" "without a complaint"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u night list board >/dev/null 2>&1
is $? 0 "from a shell too"
keys 1
wait_for "[Reported"
clear_up "$tables"
keys t
wait_for "$code taken" && ok "when there is room again, changes are saved"
is "$(takes)" 1 "once"
keys u
wait_for "Taken back"

# ---- where the log is: the next segment cannot be made, and that is found out in a change
ahead() { sql -c "select count(*) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())"; }
fill "$wal" && ok "the log's disk is full" || not_ok "the log's disk is full"
made=$(events)
sql -c "select pg_switch_wal()" >/dev/null 2>&1
# False while there is a segment that was made before; then it goes on with the next.
at_the_last() {
	[ "$(ahead 2>/dev/null || echo 0)" -gt 0 ] || return 0
	sql -c "select pg_logical_emit_message(false, 'x', 'y')" -c "select pg_switch_wal()" >/dev/null 2>&1
	return 1
}
wait_until at_the_last
keys t
wait_for "line was lost" && ok "the server gives up, and the console does not know"
unlike "$(screen)" "$code taken" "it does not say saved"
unlike "$(screen)" "not saved" "nor not saved"
wait_for "OFFLINE since" && ok "it is offline"
like "$(screen)" "> $code" "what was on the screen stays"
change urgent
[ $? != 0 ] && ok "nothing is called saved from a shell" || not_ok "nothing is called saved from a shell"
clear_up "$wal"
wait_until conf/cluster start "$cluster" test >/dev/null 2>&1
wait_for "$code taken" 40 && ok "when there is room again, it learns what became of it"
is "$(takes)" 2 "which was done once more, not twice"
is "$(events)" "$((made + 1))" "and nothing else was"
finish
