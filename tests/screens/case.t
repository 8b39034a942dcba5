#!/bin/sh
# One case: facts, clocks and what they rest on, tasks, who wrote notes, what was done.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region

look_round() {
	console "$1" night
	wait_for "HW-34EX-QKFN"
	keys -l ':HW-39HY-N6RW'
	keys Enter
	picture "case-$1"
	on_focus "case-$1"
	keys Tab Tab Tab
	picture "case-$1-notes"
	on_focus "case-$1-notes"
	keys G
	picture "case-$1-end"
	keys g z
	picture "case-$1-veil"
	leave
}

look_round 80x24
look_round 132x43
look_round 60x20

console 80x24 night
wait_for "HW-34EX-QKFN"
keys -l ':HW-37GM-PXNX'
keys Enter
wait_for "law: art. 3, an invented act" && ok "only a clock that somebody checked is called law"
unlike "$(screen)" "TH-CHECKED?" "and has no ?"
keys q
keys -l ':HW-37GM-PXNN'
keys Enter
wait_for "misread or mistyped" && ok "a code with a wrong check symbol is told so"
keys Escape
wait_gone "misread or mistyped"
keys -l ':HW-4AWX-TACH'
keys Enter
wait_for "There is no case HW-4AWX-TACH in your offices" && ok "and a case that is not there"
keys Escape
wait_for "Enter open"
like "$(screen | sed -n 1p)" "Board" "both lead back to the board"
finish
