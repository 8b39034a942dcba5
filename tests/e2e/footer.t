#!/bin/sh
# database: demo
# The last line offers to whoever only reads nothing that changes anything, and to others all of it.
. "$(dirname "$0")/tmux.sh"

for who in auditor partner; do
	console 80x24 "$who"
	wait_for '? help'
	wait_for LIVE
	unlike "$(screen | tail -n 1)" 't take' "$who is not offered to take a case"
	like "$(screen | tail -n 1)" 'Enter open' "but to open one"
	tm kill-server
done
console 80x24 night
wait_for 't take'
like "$(screen | tail -n 1)" 'm move' "who works on cases is offered all of it"
finish
