#!/bin/sh
# database: demo
# How long a file is kept: a reason to keep it is set and let go, that it is erased is asked, by words and from a shell.
. "$(dirname "$0")/tmux.sh"
sql() { psql -XAtq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" "$@"; }
closed="office_id = 1 and closed_at is not null and exists (select from app.sealed s where s.case_id = c.id)"
code=$(sql -c "select code from app.case c where $closed order by code limit 1")
open=$(sql -c "select code from app.case c where office_id = 1 and closed_at is null order by code limit 1")
[ -n "$code" ] || code=$(sql -c "select code from app.case c where office_id = 1 and closed_at is not null order by code limit 1")
[ -n "$code" ] || { echo "Bail out! no case"; exit 1; }
types() { keys -l "$1"; keys Enter; }
shell() { # LOGIN WORD...: in $rc and $T_DIR/said
	t_user=$1
	shift
	rc=0
	env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u "$t_user" "$@" >"$T_DIR/said" 2>&1 </dev/null || rc=$?
}
holds() { sql -c "select string_agg(reason, ',' order by reason) from app.legal_hold h join app.case c on c.id = h.case_id where c.code = '$code'"; }

console 80x24 supervisor
wait_for LIVE
types ":case $code"
wait_for "$code"
types ':hold-file keep compensation'
wait_for "its file: keep, compensation" && is "$(holds)" compensation "whoever leads keeps a file"
types ':hold-file keep compensation'
wait_for 'It is kept for that reason already.' && ok "once"
types ':hold-file keep because'
wait_for 'because' && is "$(holds)" compensation "for a reason of the list"
shell officer hold-file "$code" keep complaint
like "$(cat "$T_DIR/said")" 'Your roles do not allow this' "an officer does not"
is "$rc" 1 "and the shell is told"

shell officer erase "$open" law
like "$(cat "$T_DIR/said")" 'The case is open' "the file of an open case is not erased"
shell officer erase "$code" 'she asks for it'
like "$(cat "$T_DIR/said")" 'Two others approve it' "that of a closed one is asked for"
is "$(sql -c "select a.kind || ' ' || a.state from app.approval a join app.case c on c.id = a.case_id where c.code = '$code'")" 'erasure open' "and waits for others"
is "$(sql -c "select string_agg(x, ',') from app.erasure e join app.case c on c.id = e.case_id, app.erasure_lacks(e.id) as x where c.code = '$code'")" erasure_held "who see that it is kept"
shell supervisor hold-file "$code" 'let go' compensation
is "$rc" 0 "until it is let go"
is "$(holds)" '' "then nothing holds it"
keys q

# ---- help, where nothing is to be taken or assigned
keys Escape
types ':retention'
wait_for 'Kept until'
keys -l '?'
wait_for 'KEYS'
types '/assign'
wait_for 'Nothing here tells of assign' && ok "help offers no key that changes a closed case"
finish
