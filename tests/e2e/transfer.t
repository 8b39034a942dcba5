#!/bin/sh
# database: demo
# A transfer is asked for in the console: what the form keeps, what the database says to it, what is missing still.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'BKK' and c.closed_at is null and c.child
	and c.sex = 'female' and not exists (select from app.entry_transfer e where e.case_id = c.id) order by c.code limit 1")
place=$(sql -c "select code from app.place where kind = 'hospital' order by code limit 1")
[ -n "$code" ] && [ -n "$place" ] || { echo "Bail out! no case or place"; exit 1; }
its="case_id = (select id from app.case where code = '$code')"

console 80x24 officer_bangkok -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $code"
wait_for SUMMARY
types ':transfer'
wait_for 'passphrase:' && types "$pass"
wait_for 'field 1 of' && like "$(screen | tr -s ' ')" 'Transfer of*: she herself' "a transfer is of herself, if nobody says otherwise"
keys Tab
field 'What for' && keys -l shelter && keys Tab
field 'How soon' && keys -l planned && keys Tab
field 'She is now' && keys -l street && keys Tab
field 'She goes to' && keys -l 'PL-3333-3333' && keys Tab
field 'She leaves at' && keys -l 'tomorrow 6:00' && keys Tab
field 'Goes with her' && keys Tab
keys C-x
wait_for 'Not saved.' && field 'She goes to' && ok "what the database refuses is said at its field"
is "$(sql -c "select count(*) from app.transfer where $its")" 0 "and nothing is asked for"
keys C-u
keys -l "$(echo "$place" | tr 'A-Z' 'a-z')" && keys Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab
field 'The way' && keys -l 'By the back road, she rests with Nang Somchai' && keys C-x
wait_for 'things are missing' && ok "asked for it says how it is called and what is missing"
asked=$(sql -c "select code from app.transfer where $its")
like "$(screen | tr -s ' \n' ' ')" "$asked asked for. 6 things are missing, first: " "by its code"
is "$(sql -c "select what, state, approval from (select t.what, t.state, a.state as approval from app.transfer t join app.approval a using (id) where t.$its) as x")" 'person|proposed|open' "and waits to be approved"
is "$(sql -c "select count(*) from app.entry_transfer e where e::text ~* 'somchai|road'")" 0 "no word of the way is in clear"
keys g
wait_for SUMMARY && goes_to "shelter . planned" && ok "it is in the file of the case"
unlike "$(screen)" 'TAMPERED' "however its codes were typed"
keys e
wait_for 'field 1 of' && keys Tab Tab Tab Tab Tab Tab
field 'Goes with her' && keys -l 'a woman of ours' && keys C-x
wait_for '5 things are missing' && ok "what was missing is added with e"
finish
