#!/bin/sh
# database: demo
# Somebody else changes something while a question stands over the screen, or while she types: the screen reads it anew, and
# the question, and each letter, stay. On the screens of approvals, transfers, beds, places and counts; of referrals: referrals.t.
# To see it fail: a screen whose load() forgets in the name of who asks: app_forget(view->app, state) in place of &state->load.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
perl -0pi -e 's/log.*?; *\n//s' "$KEYS/conf"
printf 'log: { file = "%s"; level = "debug"; };\n' "$T_DIR/log" >> "$KEYS/conf"
comes() { console "${2:-80x24}" "$1" -c "$KEYS/conf" && wait_for LIVE && unlocks "$1"; }
any=$(sql -c "select code from app.case where closed_at is null and office_id = 1 order by code desc limit 1")
letters() { keys -l "$1"; }
read_of() { grep -cE " $1( |$)" "$T_DIR/log"; }
read_again() { [ "$(read_of "$1")" -gt "$before" ]; }
# stays QUERY QUESTION WHAT: another's change makes the screen ask QUERY again; QUESTION is on it before and after
stays() {
	wait_for "$2" || return 1
	sleep 1
	before=$(read_of "$1")
	sql -c "update app.case set priority = 4 - priority, version = version + 1 where code = '$any'" >/dev/null
	within 20 read_again "$1" || { not_ok "$3: it is read again"; return 1; }
	sleep 0.5
	screen | grep -qF -- "$2" && ok "$3" || not_ok "$3"
}

# ---- approvals
woman
sql -c "update app.case set responsible_id = (select id from app.staff where login = 'officer') where code = '$case'" >/dev/null
journey
comes supervisor 100x40
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && keys -l AB
stays approval_open '[AB]' "the last four of a code, half typed"
keys Escape
wait_gone '[AB]'
keys x
stays approval_open 'Why is it refused?' "why a request is refused"
keys Escape
wait_gone 'Why is it refused?'
keys d
stays approval_open 'Who decides it in your place?' "who decides it"
keys Escape
wait_gone 'Who decides it'
keys 6
wait_for "$code" && letters ':approval TR-'
stays approval_list ':approval TR-' "a word at the prompt, on the tab"
keys Escape
wait_gone ':approval TR-'

# ---- transfers
must clerk approve supervisor "$code"
comes officer_afesip
types ":transfers $code"
wait_for 'for us'
types ':accept'
stays transfer_list 'What is said now?' "a step, on the list of transfers"
keys Escape
wait_gone 'What is said now?'
letters '/us pers'
stays transfer_list '/us pers' "a filter, half typed"
keys Escape
wait_gone '/us pers'
keys Enter
wait_for 'WHAT IS ASKED'
types ':abort'
stays transfer_page 'does not take place. Why?' "why one ends, on its page"
keys Escape
wait_gone 'does not take place. Why?'

# ---- beds, and a place
unit=$(sql -c "insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) select gen_random_uuid(), p.id, 9, 'house 9', 'female', 18, 60, 1, 'open'
	from app.place p where p.office_id = 9 and p.kind = 'shelter' order by code limit 1 returning code")
place=$(sql -c "select p.code from app.unit u join app.place p on p.id = u.place_id where u.code = '$unit'")
comes officer
types ":beds $case"
wait_for 'FITS, AND IS FREE' && wait_for 'Enter holds a bed' && keys Enter
stays bed_list 'Until when is it held?' "until when a bed is held"
keys Escape
wait_gone 'Until when is it held?'
types ":hold $case where=$unit for=4h"
wait_for 'a bed is held'
comes officer_afesip
types ":place $place"
wait_for 'WHO IS HERE, OR COMES' && goes_to "$case" && keys Enter
stays stay_list 'What becomes of the bed' "what becomes of a bed, on the place"
keys Escape
wait_gone 'What becomes of the bed'

# ---- many at once
printf 'MM girls 2\nmm men 1\n' | "$HOMEWARD" -d "$TESTS_CONNINFO" -u night batch raid >/dev/null || not_ok "three are counted"
code=$(sql -c 'select code from app.batch order by entered_at desc limit 1')
comes night
keys 0
wait_for waiting
types "/$code"
wait_for "/$code  1 of" && keys Enter
wait_for '3 people: 0 split out, 3 left'
keys X
stays batch_parts 'Why is nobody else split out?' "why people are closed"
keys Escape
wait_gone 'Why is nobody else split out?'
keys S
stays batch_parts 'Who is split out?' "who is split out"
keys 1
wait_for 'new: ' && ok "and what is chosen then is what was asked"
finish
