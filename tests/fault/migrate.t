#!/bin/sh
# database: none
# db/migrate: what it does with a database, and what it leaves of one when something goes wrong. On a
# cluster of its own: it makes roles, and sessions are ended.
# To see it fail: an edited file not compared (check_ledger, db/migrate.c).
set -eu
cluster=$TMPDIR/cluster
trap 'conf/cluster remove "$cluster"' EXIT
trap 'exit 1' HUP INT TERM
conninfo=$(conf/cluster start "$cluster" test)
server=${conninfo% dbname=*}
for database in empty ours theirs; do
	psql -Xq -d "$conninfo" -c "create database $database"
done
build/asan/tests/tools/migrate_steps "$server dbname=empty" > "$TMPDIR/steps" || :
n=$(sed -n 's/^1\.\.//p' "$TMPDIR/steps")
grep -v '^1\.\.' "$TMPDIR/steps"

# tests/sql/load does the same with psql: both must end in the same schema (sorted: pg_dump orders
# what depends on each other by the order in which it was made).
build/asan/tests/tools/migrate_steps "$server dbname=ours" once
PGHOST=$(echo "$conninfo" | sed 's/host=\([^ ]*\).*/\1/') PGUSER=owner PGDATABASE=theirs tests/sql/load
for database in ours theirs; do
	pg_dump -s -d "$server dbname=$database" | grep -v '^.\(un\)\?restrict ' | sort > "$TMPDIR/$database"
done
n=$((n + 1))
if diff "$TMPDIR/ours" "$TMPDIR/theirs" > "$TMPDIR/diff" && [ -s "$TMPDIR/ours" ]; then
	echo "ok $n - two ways to the same schema"
else
	echo "not ok $n - two ways to the same schema"
	head -n 20 "$TMPDIR/diff" | sed 's/^/# /'
fi
echo "1..$n"
