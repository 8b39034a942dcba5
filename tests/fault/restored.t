#!/bin/sh
# database: none
# Another database behind the same socket: an older copy of this cluster, and a dump restored beside
# the original. Criterion: a running console that meets one shows what it had on the screen, says what
# differs and what to do, sends no change to it, dials again, and goes on by itself when the right
# database is back; where the backup was meant, whoever starts the console again works with it; where
# an administrator begins a new generation of the same cluster, it goes on and says what to look for. (A
# verb from a shell lives for one connection and remembers nothing: it is told nothing.)
# On a cluster of its own, whose folder of data is swapped.
# To see it fail: no difference found (difference, tui/app/greet.c).
cd "$(dirname "$0")/../.."
cluster=$TMPDIR/cluster
server="$(conf/cluster start "$cluster" test)" || exit 1
server=${server% dbname=*}
TESTS_CONNINFO="$server dbname=homeward"
. tests/e2e/tmux.sh
trap 't_end; conf/cluster remove "$cluster"' EXIT
psql -Xq -d "$server dbname=postgres" -c "create database homeward" \
	-c "alter system set synchronous_commit = on" -c "select pg_reload_conf()" >/dev/null || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 40 >/dev/null 2>&1 || exit 1
pg_dump -Fc -d "$TESTS_CONNINFO" -f "$T_DIR/dump" || exit 1

stop() { conf/cluster stop "$cluster"; }
start() { conf/cluster start "$cluster" test >/dev/null; }
# What the server wrote as another user, put in place of what is there; that is kept as $2.
put_in_place() { stop; mv "$cluster/data" "$cluster/$2"; mv "$cluster/$1" "$cluster/data"; start; }
events() { sql -c "select count(*) from app.event where login = 'night'"; }
marks() { grep -c ' mark' "$T_DIR/log"; }
# The whole sentence, though the last line is too short for it.
told() {
	keys -l ':messages'; keys Enter
	wait_for "$1" 20 && ok "$2"
	like "$(screen | tr -s '>\n ' ' ')" "$3" "and what to do"
	keys q
	wait_for "> HW-"
}
refused() {
	rows=$(screen | grep -c 'HW-....-.... ')
	[ "$rows" -gt 0 ] && ok "what was on the screen stays" || not_ok "what was on the screen stays"
	before=$(events)
	keys t
	wait_for "not saved" && ok "a change says that it is not saved"
	is "$(events)" "$before" "and was not sent"
}

cat > "$T_DIR/conf" <<CONF
database: { reconnect_max_s = 1; poll_s = 300; };
log: { file = "$T_DIR/log"; level = "debug"; };
CONF
chmod 600 "$T_DIR/conf"

stop
cp -a "$cluster/data" "$cluster/older"
start
console 80x24 night -c "$T_DIR/conf"
wait_for "night  LIVE"
wait_for "> HW-"

# ---- an older copy of the same cluster: identity and generation are the same
code=$(focused | grep -o 'HW-....-....')
seen=$(marks)
keys t
wait_for "$code taken"
marked() { [ "$(marks)" -gt "$seen" ]; }
within 10 marked && ok "what was saved is remembered at once" || not_ok "what was saved is remembered at once"
put_in_place older now
told "older copy" "an older copy is told apart" "do not start again"
wait_for "trying again in" && ok "and is asked again whether it is the right one"
refused
"$HOMEWARD" -d "$TESTS_CONNINFO" -u night list board >/dev/null 2>&1
is $? 0 "a verb from a shell remembers nothing"
put_in_place now older
wait_for "night  LIVE" 40 && ok "when the right one is back it goes on by itself"
keys u
wait_for "Taken back" && ok "and what was done is there to be taken back"

# ---- what others did and the console has read is remembered as well
seen=$(marks)
sql -c "set session authorization supervisor" -c "select api.case_priority(gen_random_uuid(), id, version,
	case priority when 3 then 'high' else 'normal' end) from api.case_line where code = '$code'" >/dev/null
within 10 marked && ok "what others saved is remembered when it is read" || not_ok "what others saved is remembered"

# ---- a dump, restored under the same name beside the original
put_aside() { psql -Xq -d "$server dbname=postgres" -c "alter database homeward rename to original" 2>/dev/null; }
restore() {
	psql -Xq -v ON_ERROR_STOP=1 -d "$server dbname=postgres" -c "alter database homeward allow_connections false" \
		-c "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'homeward'" >/dev/null
	within 60 put_aside || { echo "Bail out! somebody stays in the database"; exit 1; }
	psql -Xq -d "$server dbname=postgres" -c "create database homeward"
	pg_restore -d "$TESTS_CONNINFO" "$T_DIR/dump" >/dev/null 2>&1
}
restore
told "another database" "a restored dump is told apart" "leave and start again"
refused
psql -Xq -d "$server dbname=homeward" -c "select app.after_migrate()" >/dev/null
told "replaced from a backup" "once an administrator has put it in place, that is said" "leave and start again"
refused
keys -l ':quit'
keys Enter
console 80x24 night -c "$T_DIR/conf"
wait_for "night  LIVE" && ok "and whoever starts again works with it"

# ---- a replica that was behind, promoted on purpose: the same cluster, a new generation of it
stop
cp -a "$cluster/data" "$cluster/behind"
start
wait_for "night  LIVE" 40
wait_for "> HW-"
code=$(focused | grep -o 'HW-....-....')
seen=$(marks)
keys t
wait_for "$code taken"
within 10 marked || not_ok "what was saved is remembered"
put_in_place behind lost
wait_for "older copy" 20 && ok "one that lacks what was done is refused"
sql -c "select app.begin_generation()" >/dev/null
wait_for "night  LIVE" 40 && ok "until an administrator has said that it is the one: then it goes on by itself"
keys -l ':messages'
keys Enter
wait_for "An administrator has put"
messages=$(screen | tr -s '>\n ' ' ')
like "$messages" "some of what that told you is lost. Look through what you did last" "and says that something is lost"
keys q
wait_for "> HW-"
keys u
wait_for "Nothing to take back" && ok "what is not there is not taken back"
keys t
wait_for "$code taken" && ok "it can be entered again"
finish
