# own.sh: a cluster of the test's own in $cluster, with the demo region in $TESTS_CONNINFO, and
# tmux.sh; sourced, from the top folder, by tests that hurt the server. leave removes it at the end.
cluster=$TMPDIR/cluster
TESTS_CONNINFO="$(conf/cluster start "$cluster" test)" || exit 1
. tests/e2e/tmux.sh
leave() { t_end; conf/cluster remove "$cluster"; }
trap leave EXIT
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load >/dev/null 2>&1 || exit 1
