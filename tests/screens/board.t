#!/bin/sh
# The board: one lane at a time, lanes side by side, the list of all lanes, veil, filter.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region

look_round() {
	console "$1" night
	picture "board-$1"
	on_focus "board-$1"
	keys l l
	wait_for "HW-39HY-N6RW"
	keys j
	picture "board-$1-lane"
	on_focus "board-$1-lane"
	keys L
	picture "board-$1-list"
	on_focus "board-$1-list"
	keys L
	wait_for "Identification 5"
	keys z
	picture "board-$1-veil"
	keys z
	keys -l '/zz'
	keys Enter
	picture "board-$1-none"
	keys '\'
	wait_for "HW-39HY-N6RW"
	keys Space
	wait_for "1 marked"
	keys p
	picture "board-$1-choose"
	keys Escape
	wait_gone "How urgent?"
	leave
}

look_round 80x24
look_round 132x43
look_round 60x20
look_round 40x10
finish
