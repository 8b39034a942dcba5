#!/bin/sh
# database: demo
# Danger notes where something is about to touch whom they are about: a referral by name alone, a plan by a
# code, a place; and the day on which a note is looked at again, in the inbox of who leads.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
case=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
agency=$(sql -c "select p.code from app.party p where p.office_id = 1 and p.kind = 'organisation' and exists (select from app.entry_danger d where d.subject = p.id)")
shelter=$(sql -c "select code from app.place where office_id = 1 and kind = 'shelter' order by code limit 1")
sql -c "update app.office set initials = false" >/dev/null
moved() { [ "$(focused)" != "$was" ]; }
# Each Tab is seen before the next.
to_field() {
	until at "$1"; do
		was=$(focused)
		keys Tab
		within 10 moved || { not_ok "Tab comes to: $1"; return 1; }
	done
}
referrals() { sql -c "select string_agg(concat_ws(' ', party, danger), ',' order by danger) from app.entry_referral where case_id = (select id from app.case where code = '$case')"; }
console 80x40 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $case"
wait_for SUMMARY

# ---- a referral by name
types ':referral'
opens_vault
wait_for 'field 1 of' && keys C-n C-n Tab # from us
field 'Other side' && keys C-n Tab
field 'Its name' && keys -l 'demo agency, Khun Somchai'
to_field 'Because' && keys C-n
to_field 'It is' && keys C-n
to_field 'Asked on' && keys -l today
keys C-x
wait_for "STOP. $agency is called so: DANGER: beware" && ok "a name that is in a danger note stops the save"
is "$(referrals)" '' "and nothing is kept"
is "$(sql -c "select count(*) from app.event where action = 'danger.names' and refusal is null and login = 'night'")" 1 "that names were looked at is in the record"
keys Down
keys Enter
wait_for 'sells the lists' && ok "the note is read first"
keys q
wait_for 'demo agency' && ok "and what was typed is there still"
keys C-x
wait_for 'STOP. ' && keys Down Down Enter
wait_for 'Say what is done about it' && field 'Danger' && ok "it is the same: its code is in the form, and asks what is done"
like "$(screen | tr -s ' ')" "Its code: $agency" "which is the code"
keys C-n
keys C-x
wait_for 'referral saved, version 1' && ok "our staff cross instead"
is "$(referrals)" "$agency our staff cross instead" "and it is kept with both"
types ':referral'
wait_for 'field 1 of' && keys C-n C-n Tab
field 'Other side' && keys C-n Tab
field 'Its name' && keys -l 'Agencie Demo of another town'
to_field 'Because' && keys C-n
to_field 'It is' && keys C-n
to_field 'Asked on' && keys -l today
keys C-x
wait_for 'STOP. ' && keys Down Down Down Enter
wait_for 'referral saved, version 1' && ok "somebody else of such a name is said to be that"
is "$(referrals)" "$agency our staff cross instead,somebody else" "which is kept, and no code"

# ---- a plan, and a place
types ":danger $shelter"
wait_for 'field 1 of' && keys C-n Tab
field 'How bad' && keys C-n C-n Tab
field 'How sure' && keys C-n Tab
field 'Known since' && keys -l today && keys Tab
field 'Look again' && keys -l '+30d' && keys Tab
field 'What is known' && keys -l 'A cousin of the broker works there.'
keys C-x
wait_for 'danger note saved' && ok "a place has a danger note"
types ':plan'
wait_for 'field 1 of' && keys C-n Space
to_field 'She wants' && keys -l 'A bed'
to_field 'Place' && keys -l "$shelter"
to_field 'Since' && keys -l today
to_field 'Until' && keys -l +30d
keys C-x
wait_for 'STOP: there is a danger note' && field 'Danger' && ok "a plan that names the place stops at its field"
keys C-n C-n
keys C-x
wait_for 'plan saved, version 1' && ok "and says what is done about it"
is "$(sql -c "select concat_ws(' ', place, danger) from app.entry_plan where case_id = (select id from app.case where code = '$case')")" "$shelter our staff stay with her" "which is kept"
types ':places'
wait_for DANGER && like "$(screen | grep -F "$shelter")" 'never' "the list of places says how bad"
types ":place $shelter"
wait_for 'DANGER: never' && ok "and so does the place"
keys o
wait_for 'Why is' && keys -l s
wait_for 'A cousin of the broker' && ok "o opens the note with its address"
types ":case $case"
wait_for SUMMARY
keys w
wait_for 'Who can I call?'
wait_for "$shelter" && like "$(screen | grep -F "$shelter")" 'DANGER: never' "whoever looks for a bed is warned"
goes_to "$shelter"
keys Enter
wait_for "STOP. $shelter: DANGER: never" && ok "and stopped"
keys Escape

# ---- a call
wait_gone 'STOP. '
goes_to "$agency"
keys Enter
wait_for "STOP. $agency" && keys Down Down Enter
wait_for 'What came of the call' && keys a
wait_for 'answered, written down' && ok "a call all the same is written down"
is "$(sql -c "select detail ->> 'danger' from app.event where action = 'wake.try' and refusal is null")" 'no name and no place' "with what was done about the danger"

# ---- the day on which it is looked at again
console 100x30 supervisor -c "$KEYS/homeward.conf"
wait_for LIVE && keys 8
wait_for "$agency" && like "$(screen | grep -F "$agency")" 'danger note due' "who leads has it in her inbox"
goes_to "$agency"
keys Enter
wait_for 'Its day has come' && ok "Enter opens whom it is about"
types ':morning'
wait_for COUNTRIES && keys Tab Tab Tab Tab
wait_for 'DANGER NOTES' && wait_for "$agency  Bangkok  DANGER: beware . to be looked at again" && ok "and it is in the morning"
finish
