#!/bin/sh
# Every question that takes a filter, with every filter that can be typed and every sort, as it is
# really sent: prepared and asked with the rights of those who work here.
set -eu
n=0
for name in $(build/asan/tests/tools/queries); do
	n=$((n + 1))
	{
		echo 'set role hw_staff;'
		build/asan/tests/tools/queries "$name"
	} > "$TMPDIR/$name.sql"
	psql -Xqo /dev/null -f "$TMPDIR/$name.sql" 2> "$TMPDIR/errors" || echo 'psql failed' >> "$TMPDIR/errors"
	asked=$(grep -c '^execute' "$TMPDIR/$name.sql")
	[ "$asked" -gt 60 ] || echo "only $asked were asked" >> "$TMPDIR/errors"
	if [ ! -s "$TMPDIR/errors" ]; then
		echo "ok $n - $name: $asked"
		continue
	fi
	echo "not ok $n - $name: $asked"
	head -n 12 "$TMPDIR/errors" | sed 's/^/# /'
	line=$(sed -n 's/^psql:[^:]*:\([0-9]*\):.*/\1/p' "$TMPDIR/errors" | head -n 1)
	[ -z "$line" ] || head -n "$line" "$TMPDIR/$name.sql" | grep '^-- ' | tail -n 1 | sed 's/^/# the first at /'
done
echo "1..$n"
[ $n -gt 5 ]
