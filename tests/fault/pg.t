#!/bin/sh
# database: none
# What db/pg promises when a server stops, is killed, or its answers are lost: on a cluster of its
# own, because the tests hurt it. The program is built with sanitizers.
# To see it fail: no deadline for what is sent, or nothing read again when LIVE (db/pg.c).
set -eu
cluster=$TMPDIR/cluster
trap 'conf/cluster remove "$cluster"' EXIT
trap 'exit 1' HUP INT TERM
conninfo=$(conf/cluster start "$cluster" test)
build/asan/tests/tools/pg_faults "$conninfo" "$(head -n 1 "$cluster/data/postmaster.pid")"
