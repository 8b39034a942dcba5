#!/bin/sh
# database: demo
# Names in the sealed part of a transfer, and that of a guardian, are held against the danger notes before anything is saved.
# To see it fail: names_of[] without SHEET_TRANSFER; is_new() that says true of what was saved.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
case=$(sql -c "select c.code from app.case c where office_id = 1 and closed_at is null and not exists (select from app.sealed s where s.case_id = c.id and s.kind in ('transfer', 'guardian')) order by code limit 1")
agency=$(sql -c "select p.code from app.party p where p.office_id = 1 and p.kind = 'organisation' and exists (select from app.entry_danger d where d.subject = p.id)")
place=$(sql -c "select code from app.place where office_id = 9 and kind = 'hospital'")
looked() { sql -c "select count(*) from app.event where action = 'danger.names' and refusal is null and login = 'night'"; }
asked() { sql -c "select count(*) from app.transfer where case_id = (select id from app.case where code = '$case')"; }
console 80x40 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $case"
wait_for SUMMARY

# ---- a driver
types ':transfer'
opens_vault
wait_for 'field 1 of' && keys Tab
field 'What for' && keys -l 'health care' && keys Tab
field 'How soon' && keys -l planned && keys Tab Tab Tab Tab Tab
field 'She goes to' && keys -l "$place" && keys Tab
field 'She leaves at' && keys -l 'tomorrow 6:00' && keys Tab Tab Tab Tab Tab Tab Tab Tab
field 'Vehicle' && keys -l 'white van, Agencie Demo, 081 222' && keys Tab Tab Tab Tab
field 'Must not know' && keys C-x
wait_for "STOP. $agency is called so" && like "$(screen)" 'It stands at: Vehicle' "a name in the sealed part is found, and where it stands"
is "$(asked)" 0 "and nothing is asked for"
keys Down Down Enter
wait_for 'Choose somebody else' && field 'Vehicle' && ok "who is the same is not taken: the form is at that field"
keys C-u
keys -l 'our own car' && keys Tab Tab Tab Tab
field 'Must not know' && keys -l 'the demo agency' && keys C-x
wait_for "STOP. $agency is called so" && like "$(screen)" 'from whom it is kept' "from whom it is kept may be the same"
keys Down Down Enter
wait_for 'asked for' && is "$(asked)" 1 "then it is asked for"
is "$(sql -c "select count(*) from app.entry_transfer e where e::text ~* 'agency|van'")" 0 "and no name is in clear"
n=$(looked)
wait_for SUMMARY && goes_to 'health care . planned' && keys e
wait_for 'field 1 of' && keys Tab Tab Tab Tab Tab Tab Tab Tab Tab
field 'Goes with her' && keys -l 'a woman of ours' && keys C-x
again() { [ "$(sql -c "select max(s.version) from app.sealed s where s.kind = 'transfer' and s.case_id = (select id from app.case where code = '$case')")" = 2 ]; }
within 60 again && ok "it is changed"
is "$(looked)" "$n" "names that were saved before are not asked for again"

# ---- a guardian
types ':guardian'
wait_for 'field 1 of' && keys -l relative && keys Tab
field 'Since' && keys -l today && keys Tab Tab Tab Tab
field 'Name' && keys -l 'Demo Agency' && keys C-x
wait_for "STOP. $agency is called so" && like "$(screen)" 'It stands at: Name' "so is that of a guardian"
keys Down Down Down Enter
wait_for 'guardian saved, version 1' && ok "somebody else of such a name is saved"
finish
