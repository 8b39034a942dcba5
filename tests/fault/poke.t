#!/bin/sh
# database: none
# The process that pokes while it is killed, hangs, has a second beside it and loses its server: the
# consoles are live all the same. On a cluster of its own. A console that reads by itself every 300 s
# only is fresh because somebody told it.
# To see it fail: hw_poke without its idle_session_timeout (0001_roles.sql); api.poke_due without its
# lock_timeout, or without asking who calls; no end after FAILURES, or an end that takes nothing along
# (must_end, both tui/verbs/poke.c), or at an answer to what was asked before that (last).
cd "$(dirname "$0")/../.."
. tests/fault/own.sh
pokers=
end_all() {
	for p in $pokers; do kill -9 "$p" 2>/dev/null; done
	leave
}
trap end_all EXIT

settings() {
	(umask 077 && echo "database: { poll_s = $1; conninfo = \"$TESTS_CONNINFO\"; };" >"$T_DIR/conf")
}
watch() { console 80x24 night -c "$T_DIR/conf"; wait_for LIVE 30; wait_for "> HW-" 30; }
code() { focused | grep -o 'HW-....-....'; }
# Somebody else changes what is in front: the mark of its priority.
change() {
	wanted=$(sql -c "set session authorization supervisor" -c "select api.case_priority(gen_random_uuid(), id, version,
		case priority when 1 then 'high' else 'urgent' end) is null from api.case_line where code = '$1'" \
		-c "select code || case priority when 1 then ' !! ' else ' !  ' end from api.case_line where code = '$1'" |
		grep HW)
}
fresh() { [ -n "$wanted" ] && screen | grep -qF "$wanted"; }
served() { [ "$(sql -c 'select api.poke_served()')" = "$1" ]; }
left() { [ "$(sql -c 'select count(*) > 0 from app.poke_due')" = "$1" ]; }
told() { tail -n 1 "$1" | grep -qF "$2"; }
poker() { # NAME: says what it does in $T_DIR/NAME, its number in $poker
	"$HOMEWARD" -d "$TESTS_CONNINFO" -u hw_poke poke >"$T_DIR/$1" 2>&1 9>&- &
	poker=$!
	pokers="$pokers $poker"
}
check() { if "$@"; then ok "$what"; else not_ok "$what"; fi; }

settings 300
watch
case=$(code)
what="without a process a change is told by its writer"
change "$case"
check within 20 fresh

poker first
first=$poker
what="a process serves" && check within 10 served t
"$HOMEWARD" -d "$TESTS_CONNINFO" -u night doctor >"$T_DIR/doctor" 2>&1
like "$(cat "$T_DIR/doctor")" "a poking process serves" "and the doctor knows"
what="a change is told by the process"
change "$case"
check within 20 fresh
what="and nothing is left to tell" && check within 10 left f

# ---- two of them
poker second
second=$poker
what="a second one stands by" && check within 10 told "$T_DIR/second" "standing by"
kill -9 "$first"
what="killed, it is followed by the second" && check within 20 told "$T_DIR/second" poking
what="which tells the next change"
change "$case"
check within 20 fresh

# ---- none again
kill -9 "$second"
wait_within 10 served f
what="when that is killed as well, the next change is told by its writer"
change "$case"
check within 20 fresh

# ---- the server restarts
poker third
third=$poker
wait_within 10 served t
sql -c checkpoint >/dev/null # stopped at once, it keeps what is on the disk; less would be an older copy
conf/cluster stop "$cluster" >/dev/null 2>&1
what="a process without a server says so" && check within 20 told "$T_DIR/third" "not poking"
conf/cluster start "$cluster" test >/dev/null
what="and serves again when there is one" && check within 60 served t
keys R
wait_for LIVE 60
what="a change is told again"
change "$case"
check within 20 fresh

# ---- it hangs
settings 5
watch
kill -STOP "$third"
change "$case"
what="while it hangs, consoles read by themselves" && check within 40 fresh
what="its session ends, so that writers tell again" && check within 30 served f
kill -CONT "$third"
what="awake again, it serves again" && check within 60 served t

# ---- it fails, while it has the lock
sql -c 'alter function api.poke_due(boolean, bigint) rename to poke_gone'
what="refused while it serves, it says so" && check within 60 told "$T_DIR/third" "the error 42883"
what="and makes room for the writers" && check within 60 served f
sql -c 'alter function api.poke_gone(boolean, bigint) rename to poke_due'
what="no longer refused, it serves again" && check within 60 served t

# ---- it is nobody else
timeout 30 "$HOMEWARD" -d "$TESTS_CONNINFO" poke >"$T_DIR/owner" 2>&1
is $? 1 "as the owner of the database it does not run"
like "$(cat "$T_DIR/owner")" "must log in as hw_poke" "and says why"

# ---- it is told to end, with a row untold
sql -c 'alter role hw_poke set idle_session_timeout = 0'
kill "$third"
wait "$third"
is $? 143 "SIGTERM ends it"
wait_within 60 served f
poker fourth
wait_within 60 served t
# What it has asked is answered once the gate is open, and without what is written meanwhile.
sql -c 'alter function api.poke_due(boolean, bigint) rename to poke_taken' -c 'create table public.gate ()' \
	-c 'insert into public.gate default values' -c 'grant select on public.gate to hw_poke' \
	-c "create function api.poke_due(p_stand_by boolean, p_since bigint, out serving boolean, out poked integer,
		out since bigint, out spent_us integer) language plpgsql as \$\$ begin
		select t.serving, t.poked, t.since, t.spent_us into serving, poked, since, spent_us from api.poke_taken(p_stand_by, p_since) as t;
		while exists (select from public.gate) loop perform pg_sleep(0.02); end loop; end \$\$" \
	-c 'grant execute on function api.poke_due(boolean, bigint) to hw_poke'
its() { [ "$(sql -c "select count(*) from pg_stat_activity where usename = 'hw_poke' and $1")" = 1 ]; }
wait_within 60 its "wait_event = 'PgSleep'"
kill -STOP "$poker"
change "$case"
what="a change is left to a process that is told to end" && check left t
sql -c 'delete from public.gate'
wait_within 60 its "state = 'idle'"
kill "$poker"
kill -CONT "$poker"
wait "$poker"
is $? 143 "it ends"
what="and has told it before" && check left f
finish
