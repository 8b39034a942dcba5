#!/bin/sh
# database: none
# Somebody leaves a transaction open, and the record's horizon stands still. Criterion: the board goes
# on, for nothing on a screen waits for the horizon; only the auditors' record stops before her line,
# shows none of what came after it, and has all of it once she is gone; a login ends such a session by
# itself after 30 s (here: 1 s), and where she has switched that off, whoever watches over the record
# ends it. On a cluster of its own: the horizon is that of all its databases.
# To see it fail: no limit set by app.login_open, and nobody found by app.end_idle
# (0010_upkeep.sql).
cd "$(dirname "$0")/../.."
. tests/fault/own.sh

is_there() { [ "$(psql -XqAt -d "$TESTS_CONNINFO user=auditor" -c "select count(*) from api.event_line where id = $line")" = 1 ]; }
# As a person of a role of this test's own, her transaction open: $1 first.
leave_open() {
	psql -XqAt -d "$TESTS_CONNINFO user=$idle" <"$T_DIR/lines" >"$T_DIR/answers" 2>&1 &
	person=$!
	exec 8>"$T_DIR/lines"
	echo "$1 begin; select 'xid', pg_current_xact_id();" >&8
	open() { grep -q xid "$T_DIR/answers"; }
	wait_until open
}
change() {
	line=$(sql -c "set session authorization supervisor" -c "select event_id from api.case_priority(gen_random_uuid(),
		(select id from api.case_line where code = '$code'), (select version from api.case_line where code = '$code'), '$1')")
}
ended() { [ "$(sql -c "select app.end_idle('1 second')")" = 1 ]; }
mkfifo "$T_DIR/lines"
idle=idle_$$
trap 'exec 8>&-; leave' EXIT
sql -c "create role $idle login in role hw_staff" -c "alter role $idle set idle_in_transaction_session_timeout = '1s'"
is "$(sql -c "begin" -c "select app.login_open('later_$$')" -c "select 'idle_in_transaction_session_timeout=30s' = any (rolconfig) from pg_roles where rolname = 'later_$$'" -c "rollback" | tail -n 1)" \
	t "a new login is given 30 s"

console 80x24 night
wait_for "night  LIVE"
wait_for "> HW-"
code=$(focused | grep -o 'HW-....-....')

# ---- she keeps the limit she was given
leave_open ""
change high
wait_for "> $code ! " && ok "the board shows what others change meanwhile"
in_time "her session ends by itself, and the record goes on" is_there
exec 8>&-
wait "$person"

# ---- she has switched it off
leave_open "set idle_in_transaction_session_timeout = 0;"
change normal
wait_for "> $code   " && ok "the board shows it all the same"
is_there && not_ok "the record stops before her" || ok "the record stops before her"
in_time "she is ended by whoever needs the record" ended
in_time "which then has what came after her" is_there
exec 8>&-
wait "$person"
finish
