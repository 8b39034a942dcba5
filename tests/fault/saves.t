#!/bin/sh
# database: none
# kill -9 of a console or of the backend behind it while a note is typed, is a draft, is being saved: what was
# acknowledged or kept as a draft is there, once. And two who save the same sheet: nobody's field is lost.
# On a cluster of its own, where an acknowledged commit is on disk as far as the kernel knows.
# To see it fail: edit_drop_draft() before the answer (send() in tui/screens/edit_save.c), or the version unheeded in
# api.sealed_keep().
set -eu
cd "$(dirname "$0")/../.."
CLUSTER=$TMPDIR/cluster
KEYS=$TMPDIR/keys
export CLUSTER KEYS
trap 'conf/cluster remove "$CLUSTER"' EXIT
TESTS_CONNINFO=$(conf/cluster start "$CLUSTER" test)
export TESTS_CONNINFO
. tests/e2e/shell.sh
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo > "$out" 2> "$err"
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 400 > "$out" 2> "$err"
sql "alter system set synchronous_commit = on"
sql "select pg_reload_conf()" > "$out"
mkdir -m 700 "$KEYS"
build/tests/tools/clerk "$KEYS" found > "$out" 2>&1

figure() { sed -n "s/^$1 //p" "$out"; }
played() { # DESCRIPTION MODE NUMBER...
	what=$1
	shift
	perl tests/tools/saves.pl "$@" > "$out" 2>&1 && ok "$what" || not_ok "$what: it could not be tried"
	grep '^#' "$out" | cut -c1-300 | head -n 20 || :
	is "$(figure lost) lost, $(figure doubled) doubled" '0 lost, 0 doubled' "... nothing is lost, nothing is there twice"
}
played "twelve kills around a save" kills 10 2 "${KILLS_SEED:-1}"
is "$(figure hit) hit, $(figure saved) saved" '12 hit, 12 saved' "... each met its process, and each note was saved in the end"
[ "$(figure drafts)" -gt 0 ] && ok "... some of them out of a draft" || not_ok "... some of them out of a draft"
played "eight saves by two at once" conflicts 8
is "$(figure met) met, $(figure saved) saved" '8 met, 16 saved' "... each time one of the two was told, and chose field by field"
finish
