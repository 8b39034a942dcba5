#!/bin/sh
# database: demo
# Somebody leaves, or loses her role, while her console shows an identity. Criterion: it says that this
# login may not enter any more and shows nothing else; neither the names that were shown, nor her keys, nor
# her passphrase, typed again meanwhile, are in its memory; Enter tries again and no letter does (that
# nothing else does so often: tools/pg_faults.c). Let in again, it is locked, and opens as it was. The same where her
# console came back before what ended its line was committed, and where nothing ended it: told, not by a poll.
# A database that is being put back, without rights or without people, takes nothing from her.
# To see it fail: no vault_forget() in lock_shut_out(); a null mark that says nothing, DENIED_MS 0, the
# people not looked for by judge() (tui/app/greet.c); q or R in lock_out_key().
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/thief.sh"

begin() { # SIZE WHO: an identity is on her screen
	who=$2 passphrase="open sesame $2"
	echo "$passphrase" > "$TMPDIR/passphrase"
	must leaver keep "$who" "$TMPDIR/kept"
	sed 's/.* /\\x/' "$TMPDIR/kept" > "$TMPDIR/secrets"
	: > "$TMPDIR/log"
	console "$1" "$who" -c "$TMPDIR/conf"
	wait_for 'HW-'
	keys -l ":$code"; keys Enter
	wait_for SUMMARY
	keys o
	wait_for 'passphrase:'
	keys -l "$passphrase"; keys Enter
	wait_for 'Why is' && keys i
	wait_for "$shown"
}
shut_out() { # DESC
	wait_for 'may not enter' && wait_for 'Enter try again' && ok "$1: her console says so"
	unlike "$(screen)" HW- "$1: and nothing else"
	unlike "$(tm capture-pane -p -S - -E -)" HW- "$1: nor is there anything to scroll back to"
	tried=$(grep -c 'database connecting' "$TMPDIR/log")
	keys j : Escape
	keys -l 'she was seen at the quay. R'
	keys -l "$passphrase"
	keys C-l
	like "$(screen)" 'may not enter' "$1: no letter leaves"
	is "$(grep -c 'database connecting' "$TMPDIR/log")" "$tried" "$1: nor does one try again"
	unlike "$(screen)" HW- "$1: no key leads back"
	not_in_memory "$1: the name that was shown is gone from memory" < "$TMPDIR/name"
	not_in_memory "$1: so are her keys" < "$TMPDIR/secrets"
	not_in_memory "$1: and her passphrase" < "$TMPDIR/passphrase"
	was=$(grep -c 'database offline' "$TMPDIR/log")
	keys Enter
	in_time "$1: Enter tries again" tried_again
	in_time "$1: in vain" offline "$was"
}
tried_again() { [ "$(grep -c 'database connecting' "$TMPDIR/log")" -gt "$tried" ]; }
asked() { screen | grep -qF passphrase: || { keys Enter; false; }; }
let_in() { # DESC
	in_time "$1: let in again it is locked" asked
	keys -l "$passphrase"; keys Enter
	wait_for OPEN && ok "$1: and opens again"
	tm kill-server
}
lives() { grep -c 'database live' "$TMPDIR/log"; }
back() { [ "$(lives)" -gt "$1" ]; }
offline() { [ "$(grep -c 'database offline' "$TMPDIR/log")" -gt "$1" ]; }
# The admin's transaction ends her line and is open until told to end.
retire_slowly() {
	mkfifo "$TMPDIR/admin"
	psql -XAtq -d "$TESTS_CONNINFO user=admin" < "$TMPDIR/admin" >"$said" 2>&1 &
	exec 9> "$TMPDIR/admin"
	lived=$(lives)
	echo "begin; select (api.staff_retire(gen_random_uuid(), '$who')).refusal is null;" >&9
	in_time 'she leaves: her console is back before that is true' back "$lived"
	echo 'commit;' >&9
	exec 9>&-
	wait $!
}
enrol_again() { sql -c "alter role $who login; update app.staff set retired_at = null where login = '$who'"; }
put_back() { # DESC BEFORE AFTER: what a restore takes for a while
	was=$(grep -c 'database offline' "$TMPDIR/log") lived=$(lives)
	sql -c "$2; select app.poke('hw_office')" >/dev/null
	in_time "$1: her console waits" offline $((was + 1))
	unlike "$(screen)" 'may not enter' "$1: and calls nobody out"
	sql -c "$3"
	in_time "$1: and goes on" back "$lived"
	is "$(grep -c 'vault locked\|shut out' "$TMPDIR/log")" 0 "$1: with nothing locked"
	in_memory "$1: and her keys as they were" < "$TMPDIR/secrets"
}

build/tests/tools/hunt -n 1 > "$TMPDIR/name"
shown=$(cat "$TMPDIR/name")
code=$(case_of BKK 0)
printf '%s\tidentity\tname.1.text\t%s\n' "$code" "$shown" > "$TMPDIR/line"
must clerk seal night < "$TMPDIR/line"
sed "s|^log.*||; s|lock_after_s = [0-9]*|lock_after_s = 180|; s|forget_after_s = [0-9]*|forget_after_s = 900|" "$KEYS/conf" > "$TMPDIR/conf"
# Nothing here is found by a poll.
echo 'database: { poll_s = 300; };' >> "$TMPDIR/conf"
printf 'log: { file = "%s"; level = "info"; };\n' "$TMPDIR/log" >> "$TMPDIR/conf"
: > "$TMPDIR/log"; chmod 600 "$TMPDIR/log"

begin 40x15 "$leaver"
in_memory 'the name is in memory while it is shown' < "$TMPDIR/name"
in_memory 'so are her keys' < "$TMPDIR/secrets"
put_back 'without rights' 'revoke usage on schema api from hw_staff' 'grant usage on schema api to hw_staff'
put_back 'without people' 'create table kept_roles as select * from app.staff_role; delete from app.staff_role' \
	'insert into app.staff_role select * from kept_roles; drop table kept_roles'
sql -c "create table kept_role as select * from app.staff_role where staff_id = (select id from app.staff where login = '$who');
	delete from app.staff_role where staff_id = (select id from app.staff where login = '$who')"
shut_out 'her role is taken away'
sql -c "insert into app.staff_role select * from kept_role"
let_in 'her role is taken away'

begin 80x24 "$leaver"
must retire "$who"
shut_out 'she leaves'
enrol_again
let_in 'she leaves'

begin 60x20 "$other"
retire_slowly
shut_out 'she leaves slowly'
enrol_again
let_in 'she leaves slowly'

finish
