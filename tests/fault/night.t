#!/bin/sh
# database: none
# A short night: what tests/night/night plays for eight hours, for twelve minutes.
# To see it fail: nothing read again after a poke (app_tick, tui/app/app.c).
set -u
cd "$(dirname "$0")/../.."
out=$TMPDIR/night
is() { # is NUMBER NAME LIMIT WHAT
	value=$(awk -F '\t' -v name="$2" '$1 == name { print $2 }' "$out")
	if [ -n "$value" ] && [ "$value" -le "$3" ]; then echo "ok $1 - $4"; else echo "not ok $1 - $4"; fi
}
tests/night/night --hours 0.2 --checks 1 --brief --cases '' >"$out" 2>&1 || echo "# it ended with $?" >> "$out"
is 1 night_drift_cells 0 'every screen is what a new console shows and what psql says'
is 2 night_leaks 0 'the sanitizers have nothing to say, at the end neither'
is 3 night_growth_kb 1024 'private memory has not grown by 1 MB'
sed 's/^/# /' "$out"
echo 1..3
