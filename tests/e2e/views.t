#!/bin/sh
# database: demo
# The verbs about what is on the screen, each by its key or its name.
. "$(dirname "$0")/tmux.sh"

status() { screen | tail -n 2 | head -n 1; }
codes() { screen | grep -o 'HW-....-....'; }
say() { keys -l ":$1"; keys Enter; }
until_so() { # TEST DESCRIPTION
	i=0
	until eval "$1"; do
		i=$((i + 1))
		[ $i -lt 1200 ] || { not_ok "$2"; return; }
		sleep 0.05
	done
	ok "$2"
}
shows() { # TEXT DESCRIPTION
	if wait_for "$1"; then ok "$2"; fi
}

console 80x24 night
wait_for LIVE
keys 2
wait_for Cases
keys M
shows 'mine  ' "M goes from all cases to mine"
keys M
shows 'office  ' "then to my office's"
say 'scope all'
shows 'all  ' ":scope takes a word"

say 'sort code'
wait_for 'CODE ^'
until_so '[ "$(codes | head -n 5)" = "$(codes | head -n 5 | sort)" ]' ":sort orders"
say 'sort nosuch'
shows nosuch "a wrong column is named, and the old order stays"
say sort
shows 'Sort by what?' ":sort alone asks"
keys Escape
wait_gone 'Sort by what?'

keys Space
shows '1 marked' "Space marks"
keys Space
keys '*'
wait_gone '1 marked'
say '3 mark'
like "$(status)" marked "a count repeats"

keys p
shows 'Enter choose  Esc back' "a question shows its own keys"
unlike "$(screen | tail -n 1)" 'filter' "not those of the screen"
keys 1
like "$(screen)" 'How urgent?' "and a digit that it does not show does nothing"
keys Escape
wait_gone 'How urgent?'

keys 9
wait_for 'Offices'
keys '['
wait_for 'Cases '
keys ']'
wait_for 'Offices '
ok "[ and ] go back and forward"
keys 1
wait_for '[Reported'
before=$(screen | sed -n 3p)
keys L
until_so '[ "$(screen | sed -n 3p)" != "$before" ]' "L turns the board into a list"
say look
until_so '[ "$(screen | sed -n 3p)" = "$before" ]' "and :look turns it back"

wait_for '---- HW-'
say preview
wait_gone '---- HW-'
ok ":preview hides the part below"
say 'set theme=mono'
say set
shows 'Which theme?' ":set alone asks"
keys Escape
wait_gone 'Which theme?'

keys '?'
wait_for 'Help > Board'
keys '?'
shows 'SCREENS' "? twice explains everything"
keys q
wait_for 'Help > Board'
keys Escape
wait_gone 'Help'
say 'help assign'
shows 'assign' ":help VERB explains one"
keys q
say keys
shows 'Keys' ":keys lists the keys"
keys q
say messages
shows 'nosuch' ":messages keeps what was said"
keys q
wait_gone nosuch

code=$(codes | head -n 1)
say "$(printf %s "$code" | tr -d - | cut -c3- | tr A-Z a-z)"
shows "Case > $code" "a bare code, as a scanner types it, opens the case"
keys q
keys q
shows 'Leave homeward?' "q on the last view asks"
keys Enter
wait_gone 'Leave homeward?'
ok "and Enter alone stays"
keys q
wait_for 'Leave homeward?'
keys q
until_so '[ -s "$T_DIR/exit" ]' "it has left"
is "$(cat "$T_DIR/exit" 2>/dev/null)" "exit 0" "q q leaves"
is "$("$HOMEWARD" help take | head -n 1)" "homeward take CODE... [-] [--format json]" "a shell is helped as well"
"$HOMEWARD" help nosuch 2>/dev/null
is $? 2 "and told when there is no such verb"
finish
