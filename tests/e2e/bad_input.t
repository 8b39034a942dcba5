#!/bin/sh
# database: demo
# What can be typed or pasted into the form of a call and cannot be kept: a plain sentence at its field, all that was
# typed still there, the console alive, and the call is saved afterwards.
# To see it fail: a paste that is cut short instead of refused (insert() in tui/widgets/editor.c), a refusal without its
# field (edit_kept() in tui/screens/edit_save.c), a form that is left by a refusal.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
paste() { tm load-buffer "$T_DIR/pasted" && tm paste-buffer -p; }
# to FIELD: by Tab, wherever it is, from a field that the screen shows to have the cursor
to() {
	t_steps=0
	until at "$1"; do
		[ $t_steps -lt 30 ] || { not_ok "there is a field: $1"; return; }
		t_row=$(focused)
		keys "${2:-Tab}"
		moved() { [ "$(focused)" != "$t_row" ]; }
		within 60 moved || { not_ok "on from: $t_row"; return; }
		t_steps=$((t_steps + 1))
	done
}
still() { like "$(screen)" 'she is crying' "$1: what was typed is still there"; }
calls() { sql -c "select count(*) from app.entry_call"; }
n=$(calls)
# As the office reads a clock: the time by which she can be called is of the next day, whenever this runs.
begun=$(date +%s)
from_now() { TZ=Asia/Bangkok date -d "@$((begun + $1 * 3600))" '+%-d %b %Y %H:%M'; } # HOURS

console 132x43 officer -c "$KEYS/homeward.conf"
wait_for LIVE
types ':unlock' && opens_vault
keys + c
field 'What was said'
keys -l 'she is crying'

# ---- what is pasted
perl -e 'print "x" x 1048576' > "$T_DIR/pasted"
paste
wait_for 'The pasted text is too long' && ok "of a megabyte nothing is taken, and that is said"
field 'What was said'
still "a megabyte"
perl -e 'print "line\n" x 10000' > "$T_DIR/pasted"
paste
wait_for 'lines at most; nothing was taken' && ok "nor of 10,000 lines"
still "10,000 lines"
perl -e 'print "x" x 10000' > "$T_DIR/pasted"
paste
wait_for 'It holds 4000 characters' && ok "nor of one that is longer than the field"
keys C-x
wait_for 'Nothing is saved yet' && ok "it is not saved without it unless she says so twice"
is "$(calls)" "$n" "so far nothing is saved"
perl -e 'print " and \0afraid"' > "$T_DIR/pasted"
paste
wait_for 'she is crying and afraid' && ok "a NUL is left out, the rest is taken"
wait_for 'Control characters in the pasted text were left out' && ok "and that is said"
keys C-Space
keys -l ' tonight'
wait_for 'she is crying and afraid tonight' && ok "a NUL that is typed is none of the text"

# ---- what no day, no list and no clock has
to 'How many'
keys -l 'a few' && keys Tab
wait_for 'This is no whole number' && ok "a number is a number"
to 'How many' BTab && keys C-u && keys -l '1001' && keys Tab
wait_for 'It must be from 1 to 1000' && ok "and within reason"
to 'How many' BTab && keys C-u && keys -l '3' && keys Tab
field 'Language' && keys -l 'qqq' && keys Tab
wait_for 'The list has nothing of that name' && ok "a language that is not known"
keys C-x
field 'Language'
ok "^X goes to what is wrong"
keys C-u && keys -l 'lo' && keys Tab
field 'Call back until' && keys -l '31 Feb 2027' && keys Tab
wait_for 'has no such day' && ok "31 February is no day"
to 'Call back until' BTab && keys C-u && keys -l 'yesterday 03:00' && keys C-x
wait_for 'is over' && field 'Call back until' && ok "a time that is over"
still "a time that is over"
keys C-u && keys -l "$(from_now 3)" && keys Tab
field 'not before' && keys -l "$(from_now 4)" && keys C-x
field 'Call back until'
wait_for 'before it begins' && ok "a window that ends before it begins"
still "such a window"
field 'Call back until' && keys C-u && keys -l "$(from_now 25)" && keys C-x
wait_for 'more than a day away' && field 'Call back until' && ok "a time that its clock does not run to"
still "such a time"
keys C-u && keys -l "$(from_now 3)" && keys Tab
field 'not before' && keys C-u && keys -l "$(from_now 2)"

# ---- an office that is not hers
to 'Office' BTab && keys -l 'VTE' && keys C-x
wait_for 'none of your offices' && field 'Office' && ok "an office that is not hers"
still "the office of others"
keys C-u && keys -l 'XYZ' && keys C-x
wait_gone 'VTE'
wait_for 'none of your offices' && field 'Office' && ok "or of nobody"
keys C-u

# ---- a case that there is not, while the form is open
keys C-o
keys -l 'call HW-39HY-N6RX' && keys Enter
wait_for '^ HW-39HY-N6RX is no case code: misread or mistyped.' && ok "a code with a wrong letter is told in the line"
keys C-e C-u && keys -l 'call HW-39HY-N6RW' && keys Enter
wait_for '^ There is no case HW-39HY-N6RW in your offices.' && ok "and one that no case has"
keys Escape
field 'Office'
still "a code that no case has"
is "$(calls)" "$n" "nothing of all that was saved"

# ---- it is saved afterwards, as it was typed
keys C-x
wait_for 'is on the board; you are responsible' && ok "the call is saved afterwards"
is "$(sql -c "select concat_ws(' ', e.people, e.lang, to_char((e.call_until - e.call_from), 'HH24:MI')) from app.entry_call e
	order by e.entered_at desc limit 1")" '3 lo 01:00' "with what was right"
code=$(sql -c "select c.code from app.case c join app.entry_call e on e.case_id = c.id order by e.entered_at desc limit 1")
types ":case $code"
wait_for SUMMARY
keys g Tab Tab Tab
wait_for 'she is crying and afraid tonight' && ok "and the words, whole"

keys q
types ':new case SPL qq'
wait_for 'There is no such language' && ok "a language that is not known is told before there is a form"
keys Escape
types ':new silent SPL qq1'
wait_for 'Not counted. There is no such language' && ok "and before a call is counted"
types ':new silent VTE'
wait_for 'Not counted. This is not one of your offices' && ok "which is of no other office than hers"

# ---- who takes no calls
reader
for who in operations partner auditor; do
	console 80x24 $who -c "$KEYS/homeward.conf"
	wait_for LIVE
	keys +
	wait_for 'Your role takes no calls' && ok "$who takes none by key"
	keys Escape
	wait_gone 'Your role'
	types ':new case VTE lo'
	wait_for 'Your role takes no calls' && ok "$who takes none by word"
	keys Escape
	types ':contact silent'
	wait_for 'Not counted' && ok "$who counts none"
done
is "$(calls)" "$((n + 1))" "there is one call more than there was"
finish
