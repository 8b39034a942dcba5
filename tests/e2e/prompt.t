#!/bin/sh
# database: demo
# The line at the bottom in a real terminal: the cursor, pastes, wrong lines, saved views.
. "$(dirname "$0")/tmux.sh"

last() { screen | tail -n "${1:-1}"; }
line_at() { screen | sed -n "$(($1 + 1))p"; }
type_at() { keys "$1"; keys -l "$2"; }
# Counted in bytes, so behind ASCII only.
caret_under() { last | sed 's/\^.*//' | tr -d '\n' | wc -c | tr -d ' '; }

console 80x24 night
wait_for LIVE
type_at : 'น้ำ กำลัง'
wait_for ':น้ำ กำลัง'
is "$(cursor)" "23 8" "the cursor stands behind the cells of Thai, not behind its bytes"
keys Left Left Left Left x
wait_for ':น้ำ xกำลัง'
ok "Left goes by what one sees"
keys Escape
wait_gone ':น้ำ'
type_at : x
wait_for ':x'
ok "a lone Esc cancels and swallows nothing"
keys C-c

keys :
tm set-buffer "$(printf 'assign one\nquit\nquit\n ')"
tm paste-buffer -p
wait_for ':assign one quit quit'
ok "a pasted block is one line, and runs nothing"
keys C-g
wait_gone ':assign'

keys -l ':unheard of'
keys Enter
wait_for 'there is no verb "unheard"'
is "$(cursor)" "22 1" "a wrong line stays, with the cursor on the word it is about"
is "$(caret_under)" 1 "and the caret under it"
keys C-e x
wait_for ':unheard ofx'
is "$(cursor)" "23 12" "the next key goes on with it"
keys Escape
wait_gone 'unheard'

keys -l '/country:LA'
keys Enter
wait_for '/country:LA'
keys -l '/'
keys -l 'stage:triaged nosuch:x'
keys Enter
wait_for '^'
is "$(caret_under)" 15 "the caret of a filter is under the term that is wrong"
keys C-c
wait_for '/country:LA '
ok "the old filter is kept"
keys '\'

keys -l ':prio'
keys Tab
wait_for ':priority '
keys -l '?'
wait_for 'urgent'
like "$(screen)" "urgent, high or normal" "? says what may follow, in words"
keys C-c
keys -l ':/etc/pas'
keys Tab
wait_for 'Nothing is known'
like "$(last)" ":/etc/pas" "files are not offered"
keys C-c

code=$(focused | grep -o 'HW-....-....')
keys -l ':take'
wait_for ':take'
like "$(last)" "$code" "before Enter it says which case is meant"
keys C-c

keys :
keys -l "$(printf %0200d 0)"
tm resize-window -x 40 -y 10
narrow() { [ "$(last | tr -d '\n' | wc -c)" -le 40 ] && [ "$(line_at 10)" = "" ]; }
wait_until narrow
wait_for ':<00'
column=$(cursor | cut -d' ' -f2)
[ "$column" -gt 2 ] && [ "$column" -lt 40 ] && ok "a long line scrolls, the cursor in sight" ||
	not_ok "the cursor is at $column"
keys C-c
tm resize-window -x 80 -y 24
wait_for LIVE

keys 2
wait_for Cases
keys -l '/stage:triaged'
keys Enter
wait_for '/stage:triaged '
keys -l ':view save "to triage"'
keys Enter
wait_for 'View saved'
keys '\'
wait_gone '/stage:triaged'
keys 1
wait_for Board
keys -l ':view '
keys -l '"to'
keys Tab
wait_for ':view "to triage"'
keys Enter
wait_for '/stage:triaged '
ok "a saved view brings back its screen and its filter"
keys -l ':view delete "to triage"'
keys Enter
wait_for 'View deleted'
keys -l ':view "to triage"'
keys Enter
wait_for 'no view of that name'
ok "and can be forgotten"
keys -l ':quit'
keys Enter
wait_until test -e "$T_DIR/exit"
is "$(cat "$T_DIR/exit" 2>/dev/null)" "exit 0" "it leaves in order"
is "$(cat "$T_DIR/stderr")" "" "nothing was written to standard error"
finish
