#!/bin/sh
# database: plain
# Whatever is done with a case is told in words in its timeline.
# To see it fail: no row for case.clock in action_word(), tui/sheets/dossier.c.
set -eu
. tests/tap.sh
sql() { psql -XqAt -d "$TESTS_CONNINFO" -v ON_ERROR_STOP=1 "$@"; }
sql -c "select action from app.change union select 'tampered' order by 1" >"$TMPDIR/actions"
is "$(grep -cx case.take "$TMPDIR/actions")" 1 "the database knows what can be done with a case"
while read -r action; do
	if grep -qF "{ \"$action\", N_(\"" tui/sheets/dossier.c; then ok "$action has a word"; else not_ok "$action has a word"; fi
done <"$TMPDIR/actions"
finish
