#!/bin/sh
# database: plain
# What db/pg promises of questions, scripts, plans and pokes. Built with sanitizers.
set -eu
cd "$(dirname "$0")/../.."
exec build/asan/tests/tools/pg_asks "$TESTS_CONNINFO"
