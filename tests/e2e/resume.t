#!/bin/sh
# database: demo
# Who logs in again after her line or her console broke off is back on the same screen, row and field, with what she had
# typed, once she has typed her passphrase; who left by herself is not.
# To see it fail: no resume_back() in tui/verbs/lock.c, or no resume_watch() in tui/app/app.c.
set -eu
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
enrol_demo
place=$KEYS/night.draft9
begins() {
	console "$1" night -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ':unlock'
	wait_for 'passphrase:'
	types "$pass"
	wait_gone 'passphrase:'
}
there() { [ -e "$1" ]; }
gone() { [ ! -e "$1" ]; }
newer() { [ "$file" -nt "$T_DIR/mark" ]; }
moved() { ! at "$line"; }
kept() { # FILE KEY...: it holds what came of the keys
	file=$1
	shift
	touch "$T_DIR/mark"
	keys "$@"
	wait_until newer
}

begins 80x24
wait_for 'The vault is open.' && ok "who was nowhere yet begins where everybody does"
keys 1
wait_for '[Reported'
keys l l
wait_for '[Identification'
keys j j
code=$(focused | grep -o 'HW-....-....')
keys Enter
wait_for SUMMARY
keys n
wait_for 'field 1 of'
keys -l 'She waits at the'
drafted() { there "$KEYS/night.draft" && there "$place"; }
in_time "what she types and where she is are kept" drafted
unlike "$(strings -n 4 "$place" "$KEYS/night.draft")" "$code" "both sealed"
kept "$KEYS/night.draft" Tab
kill -9 "$(pid)"
begins 80x24
wait_for 'You are back where your line broke off.' && ok "her console was killed, and she is told that she is back"
like "$(screen)" "Edit > $code note" "in the form of that case"
in_time "in the field in which she was" at 'Language'
like "$(screen)" 'She waits at the' "with what she had typed"
keys BTab
field Note
keys -l ' bridge'
keys C-x
wait_for 'note saved, version 1' && ok "which goes on"
is "$(sql -c "select count(*) from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code' and s.kind = 'note'
	and s.written_at > now() - interval '5 minutes'")" 1 "and is saved once"
keys q
wait_for '[Identification' && at "$code" && ok "below it is the lane, and the row on which she stood"

# A filter and a row of a list; the terminal goes away.
keys 2
wait_for 'row 1/'
types '/stage:triaged'
wait_for '/stage:triaged'
keys j j
kept "$place" j
row=$(focused | grep -o 'HW-....-....')
tm kill-session
begins 80x24
wait_for '/stage:triaged' && ok "the terminal went away: the filter is back"
in_time "and the row" at "$row"

# A line of a page.
keys Enter
wait_for SUMMARY
at_the_end() { keys G; at reported; }
wait_until at_the_end
kept "$place" k
line=$(focused)
unlike "$line" SUMMARY "she reads further down"
tm kill-session
begins 80x24
wait_for "Case > $row"
in_time "she is back on the line that she read" at "$line"
keys k
in_time "and moves on from there" moved
# An older place, and who leaves by herself.
keys q
wait_gone 'Case >'
keys q q
wait_for 'leave' && keys q
in_time "who leaves by herself leaves no place" gone "$place"
finish
