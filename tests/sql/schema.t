#!/bin/sh
# sql/schema.sql is what the migrations and api make. SCHEMA=write brings it up to date instead.
set -eu
cd "$(dirname "$0")/../.."
if [ "${SCHEMA:-}" = write ]; then
	sql/dump.sh > sql/schema.sql
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql/dump.sh > "$tmp/found"
# pg_dump may bring what depends on each other in another order; the lines are the same.
for f in sql/schema.sql "$tmp/found"; do
	sort "$f" > "$tmp/$(basename "$f").sorted"
done
echo 1..1
if cmp -s "$tmp/schema.sql.sorted" "$tmp/found.sorted"; then
	echo 'ok 1 - sql/schema.sql is current'
else
	echo 'not ok 1 - sql/schema.sql is current (make schema)'
	diff -u sql/schema.sql "$tmp/found" | sed -n 's/^/# /;1,60p'
fi
