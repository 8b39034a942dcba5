#!/bin/sh
# database: demo
# A change from a shell whose answer is lost: it ends, and says what is known.
set -eu
. tests/e2e/shell.sh
person coordinator 1
who=$(login coordinator)
code=$(sql "select code from app.case where office_id = 1 and responsible_id is null and stage < 11 limit 1")

# The change waits behind a lock; meanwhile its line is cut.
lose_line() { # SQL to run before the cut
	psql -XAtq -d "$TESTS_CONNINFO" >/dev/null 2>&1 <<-END &
	begin;
	select from app.case where code = '$code' for update;
	select pg_sleep(60);
	END
	holder=$!
	until_it "select count(*) from pg_stat_activity where query like '%pg_sleep%' and wait_event = 'PgSleep' and datname = current_database()"
	(run coordinator take "$code"; echo "$rc" > "$TMPDIR/rc") &
	taker=$!
	until_it "select count(*) from pg_stat_activity where usename = '$who' and wait_event_type = 'Lock'"
	sql "$1"
	sql "select pg_terminate_backend(pid) from pg_stat_activity where usename = '$who'" > "$TMPDIR/cut"
}
until_it() {
	left=100
	until [ "$(sql "$1")" -gt 0 ]; do
		left=$((left - 1))
		[ $left -gt 0 ] || { echo "Bail out! never: $1"; exit 1; }
		sleep 0.05
	done
}
let_go() {
	sql "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname = current_database()" > "$TMPDIR/gone"
	wait "$holder" || :
}
ended() {
	left=100
	until [ -s "$TMPDIR/rc" ] || [ $left = 0 ]; do left=$((left - 1)); sleep 0.05; done
	[ -s "$TMPDIR/rc" ] || kill "$taker" 2>/dev/null || :
}

lose_line 'select 1' > "$TMPDIR/one"
let_go
ended
is "$(cat "$TMPDIR/rc")" 0 'the line is back: it is asked again, and was or is saved'
like "$out" "$code taken" 'which is said'
is "$(sql "select count(*) from app.event where action = 'case.take' and refusal is null and staff_id = (select id from app.staff where login = '$who')")" \
	1 'once'

rm -f "$TMPDIR/rc"
sql "update app.case set responsible_id = null where code = '$code'"
lose_line "update app.staff set retired_at = app.now() where login = '$who'"
let_go
ended
is "$(cat "$TMPDIR/rc" 2>/dev/null)" 4 'a database that no longer lets us in is not waited for'
like "$err" 'it is not known whether the change was saved' 'that it is not known is said'
finish
