#!/bin/sh
# Triage: the queue, and what is told of the case with the cursor.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region

for size in 80x24 132x43 60x20 40x15; do
	console $size night
	wait_for "HW-34EX-QKFN"
	keys 0
	wait_for "waiting"
	picture "triage-$size"
	on_focus "triage-$size"
	leave
done
finish
