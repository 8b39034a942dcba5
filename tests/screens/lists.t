#!/bin/sh
# Cases, inbox, offices, places, help, keys and messages.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region

look_round() {
	console "$1" night
	wait_for "HW-34EX-QKFN"
	for word in cases inbox offices places help; do
		keys -l ":$word"
		keys Enter
		picture "$word-$1"
		on_focus "$word-$1"
	done
	leave
}

look_round 80x24
look_round 132x43
look_round 60x20

console 80x24 night
wait_for "HW-34EX-QKFN"
keys 2
wait_for "HW-3MGG-AEMF" && ok "closed cases are in the list of all"
keys -l '/stage:closed'
keys Enter
wait_for "1 of 11" && ok "a filter tells how many of how many"
keys '\'
wait_for "HW-34EX-QKFN"
keys '*'
wait_for "11 marked" && ok "* marks all"
keys '*'
wait_gone "marked" && ok "and again none"
keys '?'
wait_for "KEYS"
keys -l '/veil'
keys Enter
wait_for "Leave only codes" && ok "/ searches the help"
unlike "$(screen)" "Become responsible" "and leaves the rest away"
keys q
keys -l ':keys'
keys Enter
wait_for "KEYS OF THE PROGRAM" && ok ":keys shows the keys"
keys q
keys -l ':nonsense'
keys Enter
wait_for "nonsense"
keys Escape
wait_gone "nonsense"
keys -l ':messages'
keys Enter
wait_for "Messages" && ok ":messages opens"
finish
