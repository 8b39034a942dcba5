#!/bin/sh
# database: demo
# Words typed where a letter answers, or into a form that does not come: what is typed on is no verb of the
# screen behind. To see it fail: spill_takes() or spill_stops() (tui/app/spill.c) that are always false.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
changes() { sql -c "select count(*) from app.event where login = 'night' and action in ('case.take', 'undo', 'case.assign', 'case.priority', 'case.move')"; }
version() { sql -c "select version from app.case where code = '$code'"; }

console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
wait_for '---- HW-'
code=$(focused | grep -o 'HW-....-....')
keys t
wait_for "$code taken"
keys Enter
wait_for SUMMARY
before=$(changes)
keys o
opens_vault
wait_for 'Why is'
keys -l court
wait_for 'Identity >'
wait_gone 'Why is'
keys '?'
wait_for 'Help'
is "$(changes)" "$before" "a reason typed as a word takes nothing back"
keys q
wait_gone 'Help'
unlike "$(screen)" 'Who is responsible' "nor does it ask anything"

# ---- pressed twice
code=$(sql -c "select c.code from app.case c join app.sealed s on s.case_id = c.id where c.office_id = 1 and c.closed_at is null
	and s.kind = 'identity' and c.code <> '$code' order by 1 limit 1")
types ":case $code"
wait_for "$code"
wait_for SUMMARY
keys o
wait_for 'Why is'
unlike "$(screen)" '  o  ' "no reason has the letter of the key that asks"
keys o
wait_for 'Why is' && ok "which pressed twice answers nothing"
keys Escape
wait_gone 'Why is'

# ---- ^Z, whatever is typed to
for what in o ':'; do
	keys "$what"
	wait_until sh -c "tmux -L hw$$.$T_SERVER capture-pane -p | grep -q -e 'Why is' -e '^:'"
	keys C-z
	only_prompt "^Z behind $what locks"
	types "$pass"
	wait_for 'Identity >'
done

# ---- into a form that is refused
sql -c "delete from app.realm_letter where person = (select person from app.staff where login = 'officer_bangkok')" >/dev/null
console 80x24 officer_bangkok -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $code"
wait_for SUMMARY
types ':unlock'
opens_vault
before=$(version)
keys n
wait_for 'have not been given yet'
keys -l 'the aunt called'
dropped() { screen | tr -d '\n' | grep -q -e 'nor was the step before' -e 'typed meanwhile is dropped'; }
in_time "what is typed on is said to be no verb, or dropped" dropped
keys '?'
wait_for 'Help'
is "$(version)" "$before" "nobody takes a case by a word"

# ---- `:` in a form is text, and what follows `:unlock` is a passphrase
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ':unlock'
opens_vault
wait_until is_open
keys 1
wait_for '---- HW-'
types ':unlock'
only_prompt "where it is open :unlock asks all the same"
types "$pass"
wait_for 'Enter open'
keys n
wait_for 'field 1 of'
types ':unlock'
only_prompt "and in a form, where it was typed into a field"
types "$pass"
wait_for 'field 1 of'
keys -l ': is text, too'
wait_for ': is text, too'
unlike "$(screen)" ':unlock' "which does not keep it"
unlike "$(screen)" 'everybody' "nor anything of the passphrase"
keys C-x
wait_for 'note saved, version 1' && ok "a text that begins with : is one"

# ---- behind a line that names what is not there
notes() { sql -c "select count(*) from app.sealed where kind = 'note'"; }
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ':unlock'
opens_vault
wait_until is_open
before=$(notes)
events=$(changes)
for line in 'case HW-JMKK-TAPH' 'note HW-JMKK-TAPH' 'identity HW-JMKK-TAPH' 'place PL-JMKK-TAPH'; do
	types ":$line"
	wait_until sh -c "tmux -L hw$$.$T_SERVER capture-pane -p | grep -q '^ *\^ \(There is no\|PL-\|Your role\)'"
	keys n
	keys -l 'for JMKK again, the aunt'
	keys C-x Enter
	wait_for 'the aunt'
	like "$(screen)" 'nfor JMKK again' "behind :$line all that is typed on stands in the line"
	keys Escape
	wait_gone 'nfor JMKK'
done
wait_for 'Enter open'
is "$(notes) $(changes)" "$before $events" "no note is saved, and no key was a verb"
types ':case HW-37GM-PXNN'
wait_for 'misread or mistyped'
keys C-k
types "$code"
wait_for SUMMARY && ok "a line that came back can be put right"
finish
