#!/bin/sh
# database: demo
# A mark goes on from one's own change, also where its row has gone out of the part that is read.
. "$(dirname "$0")/tmux.sh"

priority() { sql -c "select priority from app.case where code = '$code'"; }
becomes() { # LETTER NUMBER DESCRIPTION: the priority of what is marked
	keys p
	wait_for 'How urgent?'
	keys "$1"
	wait_gone 'How urgent?'
	wait_for 'u takes it back' && is "$(priority)" "$2" "$3"
}
has_left() { ! screen | head -n 21 | grep -qF "$code"; }
is_narrowed() { screen | tail -n 2 | grep -q ' of [0-9]* '; } # counted, which comes behind the rows
is_at_end() { screen | tail -n 2 | grep -q 'row \([0-9]*\)/\1\( \|$\)'; }

console 80x24 supervisor
wait_for LIVE
keys 2
wait_for 'Cases'
keys -l /closed:none
keys Enter
in_time "the open ones are shown and counted" is_narrowed
keys G
in_time "the cursor stands on the last row" is_at_end
code=$(focused | grep -o 'HW-....-....')
before=$(priority)
keys Space
wait_for '1 marked'
case $before in
1) becomes n 3 "what is marked is changed" ;;
*) becomes u 1 "what is marked is changed" ;;
esac
in_time "its row goes out of the part that is read" has_left
becomes h 2 "and once more where it has gone, in the version it has now"
finish
