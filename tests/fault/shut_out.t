#!/bin/sh
# database: demo
# Somebody leaves, or loses her role, while her console is open with an open vault. Criterion: it says
# that this login may not enter any more, shows nothing else and holds no key and nothing that was shown;
# Enter tries again (that nothing else does so often: tools/pg_faults.c). Let in again, it is locked, and opens as it was.
# The same where her console came back before what ended its line was committed, and where nothing ended it.
# To see it fail: a null mark that says nothing (tui/app/greet.c).
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/thief.sh"

pid() { tm list-panes -F '#{pane_pid}' | xargs -I% pgrep -P % -x homeward; }
traces() { build/tests/tools/traces "$(pid)" 2>"$T_DIR/traces" || echo no; }
begin() {
	console "$1" "$leaver" -c "$TMPDIR/conf"
	wait_for 'HW-'
	keys -l ':unlock'; keys Enter
	wait_for 'passphrase:'
	keys -l "open sesame $leaver"; keys Enter
	wait_for 'The vault is open.'
}
shut_out() { # DESC
	wait_for 'may not enter' && wait_for 'Enter try again' && ok "$1: her console says so"
	unlike "$(screen)" HW- "$1: and nothing else"
	unlike "$(tm capture-pane -p -S - -E -)" HW- "$1: nor is there anything to scroll back to"
	tried=$(grep -c 'database connecting' "$TMPDIR/log")
	keys j : Escape
	keys -l 'open sesame: she was seen at the quay. R'
	keys C-l
	like "$(screen)" 'may not enter' "$1: no letter leaves"
	is "$(grep -c 'database connecting' "$TMPDIR/log")" "$tried" "$1: nor does one try again"
	unlike "$(screen)" HW- "$1: no key leads back"
	is "$(grep -c 'vault locked' "$TMPDIR/log")" 1 "$1: its keys are wiped"
	keys Enter
	wait_until tried_again && wait_for 'Enter try again' && ok "$1: Enter tries again, in vain"
}
tried_again() { [ "$(grep -c 'database connecting' "$TMPDIR/log")" -gt "$tried" ]; }
let_in() { # DESC
	keys Enter
	wait_for 'passphrase:' && ok "$1: let in again it is locked"
	keys -l "open sesame $leaver"; keys Enter
	wait_for 'HW-' && ok "$1: and opens as it was"
	tm kill-server
}
lives() { grep -c 'database live' "$TMPDIR/log"; }
back() { [ "$(lives)" -gt "$1" ]; }
# The admin's transaction ends her line and is open until told to end.
retire_slowly() {
	mkfifo "$TMPDIR/admin"
	psql -XAtq -d "$TESTS_CONNINFO user=admin" < "$TMPDIR/admin" >"$said" 2>&1 &
	exec 9> "$TMPDIR/admin"
	lived=$(lives)
	echo "begin; select (api.staff_retire(gen_random_uuid(), '$leaver')).refusal is null;" >&9
	wait_until back "$lived" && ok 'she leaves: her console is back before that is true'
	echo 'commit;' >&9
	exec 9>&-
	wait $!
}
sed "s|^log.*||" "$KEYS/conf" > "$TMPDIR/conf"
echo 'database: { poll_s = 5; };' >> "$TMPDIR/conf"
printf 'log: { file = "%s"; level = "info"; };\n' "$TMPDIR/log" >> "$TMPDIR/conf"

: > "$TMPDIR/log"; chmod 600 "$TMPDIR/log"
begin 80x24
must retire "$leaver"
shut_out 'she leaves'
sql -c "alter role $leaver login; update app.staff set retired_at = null where login = '$leaver'"
let_in 'she leaves'

: > "$TMPDIR/log"
begin 60x20
retire_slowly
shut_out 'she leaves slowly'
sql -c "alter role $leaver login; update app.staff set retired_at = null where login = '$leaver'"
let_in 'she leaves slowly'

: > "$TMPDIR/log"
begin 40x15
sql -c "create table kept_role as select * from app.staff_role where staff_id = (select id from app.staff where login = '$leaver');
	delete from app.staff_role where staff_id = (select id from app.staff where login = '$leaver')"
shut_out 'her role is taken away'
sql -c "insert into app.staff_role select * from kept_role"
let_in 'her role is taken away'

finish
