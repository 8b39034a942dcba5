#!/bin/sh
# database: none
# kill -9 of the backend, the postmaster, the shell and the console at any moment, while all verbs are
# under way: what was acknowledged is there, nothing is there twice, and nobody was told otherwise.
# On a cluster of its own, where an acknowledged commit is on disk as far as the kernel knows.
# To see it fail: a change whose answer is lost called not saved (end_lost, db/pg_ask.c).
set -eu
cd "$(dirname "$0")/../.."
CLUSTER=$TMPDIR/cluster
export CLUSTER
trap 'conf/cluster remove "$CLUSTER"' EXIT
TESTS_CONNINFO=$(conf/cluster start "$CLUSTER" test)
export TESTS_CONNINFO
. tests/e2e/shell.sh
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo > "$out" 2> "$err"
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 3000 > "$out" 2> "$err"
sql "alter system set synchronous_commit = on"
sql "select pg_reload_conf()" > "$out"

perl tests/tools/damage.pl kills 22 2 26 "${KILLS_SEED:-1}" > "$out" 2>&1 && ok "it could be tried" || not_ok "it could be tried"
grep '^#' "$out" | cut -c1-300 | head -n 20 || :
figure() { sed -n "s/^$1 //p" "$out"; }
is "$(figure hit)" 50 "fifty kills"
[ "$(figure saved)" -ge 50 ] && ok "and as many changes acknowledged between them" || not_ok "acknowledged: $(figure saved)"
is "$(figure lost)" 0 "none that was acknowledged is lost"
is "$(figure doubled)" 0 "none is there twice"
is "$(figure lied)" 0 "and none that was called not saved"
echo "# $(tr '\n' ' ' < "$out" | tail -c 200)"
finish
