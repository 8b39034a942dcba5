#!/bin/sh
# database: demo
# Every list from page to page, as the coordinator of all offices: tests/tools/pages.c.
set -eu
exec build/asan/tests/tools/pages "$TESTS_CONNINFO"
