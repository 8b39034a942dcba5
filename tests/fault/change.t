#!/bin/sh
# database: demo
# One change by itself (a shift, who is on call, a policy, a call seen to, a call tried, people closed) whose answer is lost:
# it is done once, whoever asked is told in the end, on whatever screen she is then, and a shell's exit code says so.
# To see it fail: a change that is its screen's (app_forget() at its end), or that is not asked again (tui/app/change.c).
cd "$(dirname "$0")/../.."
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
enrol_demo
database=${TESTS_CONNINFO##*dbname=}
server=$TESTS_CONNINFO
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/said" &
exec 7> "$T_DIR/orders"
wait_until grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
order() { printf '%s\n' "$@" >&7; }

# ---- from a shell
printf 'database = { request_timeout_s = 1; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
shell() {
	as=$1 rc=0
	shift
	HOMEWARD_CONNINFO= "$HOMEWARD" -c "$T_DIR/conf" -d "host=$line dbname=$database" -u "$as" "$@" > "$T_DIR/out" 2> "$T_DIR/err" < /dev/null || rc=$?
}
events() { sql -c "select count(*) from app.event where action = '$1' and refusal is null and login = '$2'"; }
stays_away() { # QUERY ACTION LOGIN WORD...
	what=$1 action=$2 who=$3
	shift 3
	had=$(events "$action" "$who")
	order 'accept 1' "next lose-answer $what"
	shell "$who" "$@"
	is "$rc $(($(events "$action" "$who") - had))" '4 1' "$1: done, and no answer: exit code 4"
	like "$(cat "$T_DIR/err")" 'it is not known whether the change was saved' "$1: that is said"
	order 'accept -1'
}
sql -c "delete from app.shift where staff_id = (select id from app.staff where login = 'officer') and ends_at > app.now()"
stays_away shift_begin shift.begin officer shift start
stays_away on_call_set on.call.set supervisor oncall BKK first night 8h
stays_away clock_policy clock.policy supervisor policy TRIAGE '20 minutes' BKK
order 'accept 1' 'next lose-answer shift_end'
shell officer shift end --format json
is "$rc $(grep -c '"done": null, "refusal": null' "$T_DIR/out")" '4 1' "a program is told that it is not known"
order 'accept -1'
had=$(events shift.begin officer)
order 'next lose-answer shift_begin'
shell officer shift start
is "$rc $(($(events shift.begin officer) - had))" '0 1' "asked again, it is done once"
like "$(cat "$T_DIR/err")" 'The line was lost before the answer came' "that it was lost is said"
like "$(cat "$T_DIR/out")" 'Your shift has begun' "and that it is done"

# ---- in a console: on whatever screen she is then
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/homeward.conf"
"$HOMEWARD" -d "$server" -u night batch raid 'MM girls 4' >/dev/null 2>&1
"$HOMEWARD" -d "$server" -u officer contact call-back BKK th >/dev/null 2>&1
code=$(sql -c 'select code from app.batch order by entered_at desc limit 1')
TESTS_CONNINFO="host=$line dbname=$database"
console 100x30 night -c "$KEYS/homeward.conf" && wait_for LIVE
TESTS_CONNINFO=$server
types ":batch $code" && wait_for 'WHO THEY ARE'
keys X
wait_for 'Why is nobody else split out' && order 'accept 0' 'lose-answer batch_close'
keys h
wait_for 'The line was lost before the answer came' && ok "people closed: that the answer is lost is said"
keys q
wait_gone 'WHO THEY ARE'
order 'accept -1'
wait_for "$code is closed: handed on" 90 && ok "whoever has left the screen is told in the end"
is "$(events batch.close night)" 1 "and it is done once"

keys 0 && wait_for 'waiting' && keys G
wait_for 'the call was taken by officer' && order 'accept 0' 'lose-answer contact_take'
keys t
wait_for 'The line was lost before the answer came' && ok "a call seen to: that the answer is lost is said"
order 'accept -1'
wait_for 'You see to this call' 90 && ok "and in the end that she sees to it"
is "$(events contact.take night)" 1 "once"

case=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
types ":wake $case" && wait_for 'Who can I call?' && wait_for 'interpreter'
goes_to "$(screen | grep 'PA-' | grep -v DANGER | grep -o 'PA-[A-Z0-9]*-[A-Z0-9]*' | head -n 1)"
keys Enter
opens_vault
wait_for 'What came of the call?' && order 'accept 0' 'lose-answer wake_try'
keys n
wait_for 'The line was lost before the answer came' && ok "a call tried: that the answer is lost is said"
keys q
wait_gone 'Who can I call?'
order 'accept -1'
wait_for 'no answer, written down. u takes it back' 90 && ok "whoever has left the screen is told in the end"
is "$(events wake.try night)" 1 "and it is written down once"
exec 7>&-
finish
