#!/bin/sh
# database: demo
# The terminal goes, or somebody tells the console to end, in each of its states. Criterion: it ends
# within 2 s and leaves no process behind, the server's neither (which looks every 2 s whether anybody
# is there while it works or waits); a terminal that is still there has its modes back; an end that
# nobody told of, SIGPIPE, ends nothing. (What is waited for here is longer, for machines at work.)
# To see it fail: no end of the line known (hung_up, tui/app/console.c, and app->gone,
# tui/app/frame.c), SIGPIPE not ignored, or client_connection_check_interval=0 (db/pg_dial.c).
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/pty.sh"
trap 'unlock; t_end' EXIT

mkfifo "$T_DIR/lock"
# In another session, until unlock: whoever wants the same waits.
lock() {
	: >"$T_DIR/locked" # what the one before said is no answer
	psql -XqAt -d "$TESTS_CONNINFO" <"$T_DIR/lock" >"$T_DIR/locked" 2>&1 &
	locker=$!
	exec 8>"$T_DIR/lock"
	echo "begin; $1; select 'locked';" >&8
	within 60 grep -q locked "$T_DIR/locked" || { echo "Bail out! there is no lock"; exit 1; }
}
unlock() { exec 8>&-; [ -z "$locker" ] || wait "$locker"; locker=; }
locker=
backends() { psql -XqAt -d "$TESTS_CONNINFO" -c "select count(*) from pg_stat_activity where usename = 'night' and datname = current_database() $1"; }
cat > "$T_DIR/waits" <<END
#!/bin/sh
for _ in \$(seq 1200); do
	psql -XqAt -d '$TESTS_CONNINFO' -c "select pid from pg_stat_activity where usename = 'night' and datname = current_database() and wait_event_type = 'Lock' limit 1" > '$T_DIR/waiting'
	[ ! -s '$T_DIR/waiting' ] || exit 0
	sleep 0.05
done
exit 1
END
chmod +x "$T_DIR/waits"

# Its process number, then the program; with modes before and after where there is a terminal to read.
cat > "$T_DIR/ignoring" <<'END'
#!/bin/sh
trap '' HUP
exec "$@"
END
cat > "$T_DIR/told" <<END
#!/bin/sh
rm -f $T_DIR/code
stty -g > $T_DIR/modes
sh -c 'echo \$\$ > $T_DIR/pid; exec "\$@"' sh "\$@"
echo \$? > $T_DIR/code
stty -g | cmp -s - $T_DIR/modes && echo SAME-MODES
END
chmod +x "$T_DIR/ignoring" "$T_DIR/told"

state() { # NAME SETUP CONNINFO STEPS
	what=$1 setup=$2 where=$3 steps=$4
	way "hung up" "" "hangup
expect-exit 3 10"
	[ "$what" != "a question" ] || way "hung up where SIGHUP is ignored" "$T_DIR/ignoring" "hangup
expect-exit 3 10"
	way "told to end" "$T_DIR/told" "mark
do kill -TERM \$(cat $T_DIR/pid)
wait SAME-MODES
expect-exit 0 10"
	is "$(cat "$T_DIR/code")" 0 "$what, told to end: it did not fail"
}
way() { # NAME WRAPPER SCRIPT
	way=$1
	[ -z "$setup" ] || lock "$setup"
	# shellcheck disable=SC2086
	play "$what, $1: it ends" 24 80 -- $2 "$HOMEWARD" -c "$T_DIR/conf" -u night -d "$where" <<END
$steps
$3
END
	[ -z "$setup" ] || { no_backend; not_by_itself; unlock; }
}
no_backend() {
	gone() { [ "$(backends)" = 0 ]; }
	wait_until gone
	is "$(backends)" 0 "${what:-at the end}: no process of the server is left"
}
# The one that waited has noticed it before its own limit for a statement, which is 9 s here, was over.
not_by_itself() {
	is "$(grep -cE "\[$(cat "$T_DIR/waiting")\] .*statement timeout" "$RUN/pg/log")" 0 "$what, $way: and it did not wait for its limit"
}

here=$TESTS_CONNINFO
printf 'database: { request_timeout_s = 10; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
board='wait row 1/
settle 100'
state "the board" "" "$here" "$board"
state "the prompt" "" "$here" "$board
type :case HW-
wait case HW"
state "a question" "" "$here" "$board
key p
wait urgent"
state "a screen over the board" "" "$here" "$board
key Enter
wait SUMMARY"
state "without a database" "" "host=/nonexistent" "wait again in"
state "while it reads" "lock table app.case" "$here" "do $T_DIR/waits"
state "while a change waits" "select 1 from app.case for update" "$here" "$board
key p
wait urgent
key h
settle 100
key Enter
do $T_DIR/waits"

what=
no_backend
play "SIGPIPE ends nothing" 24 80 -- sh -c 'echo $$ >"$0"; exec "$@"' "$T_DIR/pid" "$HOMEWARD" -u night <<END
$board
mark
do kill -PIPE \$(cat $T_DIR/pid)
key 2
wait Cases
type :quit\r
expect-exit 0 10
END
("$HOMEWARD" -u night list cases; echo $? >"$T_DIR/code") 2>/dev/null | true
is "$(cat "$T_DIR/code")" 1 "a list that nobody reads ends as one that failed"
finish
