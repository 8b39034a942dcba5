#!/bin/sh
# database: demo
# What was behind another screen for longer than the poll interval is asked again when it comes to
# the front, and is not called old meanwhile: the line is fine.
. "$(dirname "$0")/tmux.sh"

printf 'database: { poll_s = 5; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
console 80x24 night -c "$T_DIR/conf"
wait_for LIVE
wait_for '> HW-'
keys '?'
wait_gone '[Reported'
sleep 11
keys q
wait_for '[Reported'
stale=0 looks=0
while [ $looks -lt 20 ]; do
	looks=$((looks + 1))
	! screen | grep -q STALE || stale=$((stale + 1))
done
is "$stale" 0 "back from help nothing is called stale"
like "$(screen | head -n 1)" LIVE "the line is fine"
finish
