#!/bin/sh
# database: none
# The console while its database stops, hangs, kills its connection and comes back: what was on the
# screen stays, keys are answered, and nobody is told that something is saved when it is not. On a
# cluster of its own.
cd "$(dirname "$0")/../.."
cluster=$TMPDIR/cluster
TESTS_CONNINFO="$(conf/cluster start "$cluster" test)" || exit 1
. tests/e2e/tmux.sh
trap 'recover; t_end; conf/cluster remove "$cluster"' EXIT
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load >/dev/null 2>&1 || exit 1

until_true() { t_tries=$1; shift; until "$@"; do t_tries=$((t_tries - 1)); [ $t_tries -gt 0 ] || return 1; sleep 0.1; done; }
backends() { sql -c "select count(*) from pg_stat_activity where usename = 'night' $1"; }
waits() { [ "$(backends "and wait_event_type = '$1'")" -gt 0 ]; }
end_backend() { sql -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'night'" >/dev/null; }
# Without a word: once $postmaster, who stands still until the screen has been read, finds out, it
# ends every connection and recovers.
kill_backend() {
	pid=$(sql -c "select pid from pg_stat_activity where usename = 'night'")
	kill -STOP "$postmaster"
	kill -9 "$pid"
}
recover() { kill -CONT "$postmaster"; }
changes() { sql -c "select count(*) from app.event e join app.case c on c.id = e.object_id
	where c.code = '$1' and e.action = '$2' and e.refusal is null and e.login = 'night'"; }
takes() { changes "$1" case.take; }

console 80x24 night
wait_for "LIVE"
wait_for "> HW-"
rows=$(screen | grep -c 'HW-....-.... ')

# ---- the server stops and comes back
conf/cluster stop "$cluster" >/dev/null 2>&1
wait_for "OFFLINE since" 10 && ok "a stopped server is told within 10 s"
wait_for "trying again in" && ok "with when it is tried again"
is "$(screen | grep -c 'HW-....-.... ')" "$rows" "what was on the screen stays"
before=$(focused | grep -o 'HW-....-....')
keys j
wait_gone "> $before" && ok "and one can move in it"
keys l
wait_for "[Triaged" && wait_for "not read yet" && ok "a lane that was never read says so"
unlike "$(screen)" "No case" "and not that it is empty"
tm resize-window -x 132 -y 43
wait_for "Recovery" && wait_for "not read yet" && unlike "$(screen)" "No case" "nor are lanes side by side"
tm resize-window -x 80 -y 24
keys L
wait_for "Board > list" && wait_for "not read yet" && ok "nor is the list of them all"
unlike "$(screen)" "No open case" "which is not empty either"
keys L h
wait_for "[Reported"
keys t
wait_for "not saved" && ok "a change says that it is not saved"
conf/cluster start "$cluster" test >/dev/null
wait_for "LIVE" 40 && ok "it comes back by itself"

# ---- what happened meanwhile is there without a key
code=$(focused | grep -o 'HW-....-....')
end_backend
sql -c "set session authorization supervisor" -c "select api.case_priority(gen_random_uuid(), id, version,
	case priority when 3 then 'high' else 'normal' end) from api.case_line where code = '$code'" >/dev/null
wanted=$(sql -c "select case priority when 2 then '! ' else '  ' end from app.case where code = '$code'")
fresh() { screen | grep -qF "$code $wanted"; }
until_true 150 fresh && ok "a change made while it was away is shown within 15 s" || not_ok "a change made while it was away"

# ---- the server hangs: every process of it stands still
postmaster=$(head -n 1 "$cluster/data/postmaster.pid")
hang() { for p in $postmaster $(ps -o pid= --ppid "$postmaster"); do kill "-$1" "$p" 2>/dev/null; done; }
wait_for "LIVE"
hang STOP
keys R
before=$(focused | grep -o 'HW-....-....')
keys k
wait_gone "> $before" 2 && ok "keys are answered while the server hangs"
wait_for "OFFLINE" 14 && ok "and it says so when the deadline has passed"
hang CONT
wait_for "LIVE" 40 && ok "it goes on when the server does"

# ---- the connection dies while a change waits for a lock
code=$(focused | grep -o 'HW-....-....')
sql -c "update app.case set responsible_id = null where code = '$code'" >/dev/null
keys R
mkfifo "$T_DIR/lock"
psql -XqAt -d "$TESTS_CONNINFO" <"$T_DIR/lock" >/dev/null 2>&1 &
exec 8>"$T_DIR/lock"
echo "begin; select 1 from app.case where code = '$code' for update;" >&8
sleep 0.3
keys t
until_true 50 waits Lock && ok "a change waits for a lock" || not_ok "a change waits for a lock"
kill_backend
wait_for "line was lost" 8 && ok "its answer lost, the console says that it does not know"
exec 8>&-
recover
wait_for "$code taken" 30 && ok "and then what became of it"
is "$(takes "$code")" 1 "it was done once"

# ---- the connection dies after the commit, before the answer
keys u
wait_for "Taken back"
sql -c "alter system set synchronous_standby_names = 'nobody'" -c "alter system set synchronous_commit = on" -c "select pg_reload_conf()" >/dev/null
synchronous() { [ "$(sql -c 'show synchronous_standby_names')" = nobody ]; }
until_true 50 synchronous
keys t
until_true 50 waits IPC && ok "a commit is written and its answer waits" || not_ok "a commit waits"
sql -c "alter system reset synchronous_standby_names" >/dev/null
kill_backend
wait_for "line was lost" 8
recover
wait_for "$code taken" 30 && ok "asked again by the same key, the truth comes"
is "$(takes "$code")" 2 "and it was not done twice"
keys -l ':quit'
keys Enter
wait

# ---- fifty changes from a shell under a hand that cuts every connection
code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
(while [ ! -e "$T_DIR/enough" ]; do end_backend; sleep 0.05; done) &
cutter=$!
acknowledged=0 unknown=0 i=0
before=$(changes "$code" case.priority)
while [ $i -lt 50 ]; do
	i=$((i + 1))
	to=$([ $((i % 2)) = 1 ] && echo urgent || echo normal)
	"$HOMEWARD" -d "$TESTS_CONNINFO" -u night priority "$code" $to >"$T_DIR/out" 2>&1
	case $? in
	0) acknowledged=$((acknowledged + 1)) ;;
	4) unknown=$((unknown + 1)) ;;
	*) echo "# $i $to: $(changes "$code" case.priority) $(cat "$T_DIR/out")" ;;
	esac
done
touch "$T_DIR/enough"
wait $cutter
made=$(($(changes "$code" case.priority) - before))
echo "# 50 tries: $acknowledged acknowledged, $unknown unknown, $made made"
[ "$acknowledged" -gt 0 ] && ok "some came through" || not_ok "some came through"
[ "$made" -ge "$acknowledged" ] && ok "none that was acknowledged is lost" || not_ok "none that was acknowledged is lost"
[ "$made" -le $((acknowledged + unknown)) ] && ok "and none was made that was called not saved, or made twice" ||
	not_ok "and none was made that was called not saved, or made twice"
finish
