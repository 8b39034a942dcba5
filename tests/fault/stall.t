#!/bin/sh
# database: demo
# Packets are dropped, over TCP: no end of the line is told, nothing arrives any more. The console
# answers keys, says OFFLINE, asks again, and has missed nothing when they arrive again; what was on
# its way all the time arrives late, and does nothing twice.
# To see it fail: no deadline for what is sent (pg_ask_expire, db/pg_ask.c), or a new key where the
# same is asked again (part_send, tui/app/job.c).
cd "$(dirname "$0")/../.."
. tests/e2e/tmux.sh
server=$TESTS_CONNINFO
mkfifo "$T_DIR/orders"
build/tests/tools/link 0 "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/said" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
port=$(sed -n 's/^ready //p' "$T_DIR/said")
printf 'database = { request_timeout_s = 2; poll_s = 5; reconnect_max_s = 1; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
TESTS_CONNINFO="host=127.0.0.1 port=$port sslmode=disable dbname=${server##*dbname=}"
console 80x24 coordinator -c "$T_DIR/conf"
TESTS_CONNINFO=$server

wait_for "LIVE" 30
wait_for "> HW-" 30
# The lane as the table has it, and as the screen shows it: codes in order, how urgent they are.
lane_of_table() {
	HOMEWARD_CONNINFO= "$HOMEWARD" -d "$server" -u coordinator list board stage:reported --format csv |
		sed -n 's/^\(HW-[^,]*\),\([^,]*\),.*/\1 \2/p' | head -n "$1"
}
lane_of_screen() {
	screen | sed -n 's/^[> ] \(HW-....-....\) \(!!\|! \|  \).*/\1 \2/p' |
		sed 's/!!$/urgent/; s/! $/high/; s/  $/normal/'
}
rows=$(lane_of_screen | wc -l)
[ "$rows" -ge 5 ] && ok "a lane of $rows cases is on the screen" || not_ok "a lane is on the screen"
is "$(lane_of_screen)" "$(lane_of_table "$rows")" "as it is in the table"

echo stall >&7
before=$(focused | grep -o 'HW-....-....')
keys j
wait_gone "> $before" && ok "keys are answered while nothing arrives"
code=$(focused | grep -o 'HW-....-....')
sql -c "update app.case set responsible_id = null where code = '$code'" > "$T_DIR/set"
keys t
wait_for "$code: the line was lost before the answer came" 30 && ok "a change that nobody answers is told as not known"
wait_for "OFFLINE" 30 && ok "and that the console is OFFLINE"
keys k
wait_for "> $before" && ok "keys are answered all the same"

# Meanwhile the world goes on.
sql -c "update app.case set version = version + 1, touched_at = app.now(), priority = 4 - priority
		where stage = 1 and closed_at is null and code not in ('$code', '$before')" \
	-c "update app.case set version = version + 1, touched_at = app.now(), stage = 2 where id in (select id from app.case
		where stage = 1 and closed_at is null and code not in ('$code', '$before') order by id limit 3)" > "$T_DIR/set"
echo go >&7
wait_for "LIVE" 60 && ok "packets arrive again, and it is LIVE"
made() { sql -c "select count(*) from app.event e join app.case c on c.id = e.object_id
	where c.code = '$code' and e.action = 'case.take' and e.refusal is null and e.login = 'coordinator'"; }
wait_for "$code taken" 60 && ok "it says what became of the change"
is "$(made)" 1 "which was made once, although it arrived twice"
keys R
same() { [ "$(lane_of_screen)" = "$(lane_of_table "$rows")" ]; }
wait_until same
is "$(lane_of_screen)" "$(lane_of_table "$rows")" "and the lane is on the screen as it is in the table: nothing was missed"
exec 7>&-
finish
