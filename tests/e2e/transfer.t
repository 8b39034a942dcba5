#!/bin/sh
# database: demo
# A transfer is asked for in the console: what the form keeps, what the database says to it, what is missing still.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
pass='open sesame officer_bangkok'
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'BKK' and c.closed_at is null and c.child
	and c.sex = 'female' and not exists (select from app.entry_transfer e where e.case_id = c.id) order by c.code limit 1")
place=$(sql -c "select p.code from app.place p join app.office o on o.id = p.office_id where o.code = 'BKK' and p.kind not in ('shelter', 'transit centre', 'school', 'authority')
	and not exists (select from app.unit u where u.place_id = p.id) order by p.code limit 1")
[ -n "$code" ] && [ -n "$place" ] || { echo "Bail out! no case or place"; exit 1; }
its="case_id = (select id from app.case where code = '$code')"

console 80x24 officer_bangkok -c "$KEYS/conf"
wait_for LIVE
types ":case $code"
wait_for SUMMARY
types ':transfer'
wait_for 'passphrase:' && types "$pass"
wait_for 'field 1 of' && like "$(screen | tr -s ' ')" 'Transfer of*: she herself' "a transfer is of herself, if nobody says otherwise"
keys Tab
field 'What for' && keys -l shelter && keys Tab
field 'How soon' && keys -l plan && keys Tab
field 'Emergency' && keys Tab Tab Tab
field 'She is now' && keys -l street && keys Tab
field 'She goes to' && keys -l 'PL-3333-3333' && keys Tab
field 'She leaves at' && keys -l 'tomorrow 6:00' && keys Tab
field 'Goes with her' && keys Tab
keys C-x
wait_for 'Not saved.' && field 'She goes to' && ok "what the database refuses is said at its field"
is "$(sql -c "select count(*) from app.transfer where $its")" 0 "and nothing is asked for"
keys C-u
keys -l "$(echo "$place" | tr 'A-Z' 'a-z')" && keys Tab Tab Tab Tab Tab Tab Tab Tab
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
wait_for 'field 1 of' && keys Tab Tab Tab Tab Tab Tab Tab Tab Tab
field 'Goes with her' && keys -l 'a woman of ours' && keys C-x
wait_for '5 things are missing' && ok "what was missing is added with e"
sql -c "update app.case set touched_at = app.now() - interval '40 days' where code = '$code'" >/dev/null
keys R
wait_for 'last change' && wait_for "last change       $(sql -c "select to_char(app.now() at time zone 'Asia/Bangkok', 'YYYY-MM-DD')")" && ok "what becomes of a transfer is a change of the case"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor ask "$asked" who goes with her >/dev/null 2>&1
like "$("$HOMEWARD" -d "$TESTS_CONNINFO" -u officer_bangkok ask-again "$asked" 2>&1)" 'asked again. Something is MISSING still' "who asks again is told that something is missing still"

# What is confirmed by one letter wants to have been read: a machine that is slow to draw has it pressed again.
says() { # VERB QUESTION ANSWER
	types ":$1"
	wait_for "$2" || return 1
	for says_left in 1 2 3 4 5 6 7 8; do
		! shows "$2" || keys y
		within 2 shows "$3" && return
	done
	not_ok "the screen shows: $3"
}
shows() { screen | grep -qF -- "$1"; }

# Where it stands is on the case and in the list, and each step is said by a verb.
keys g
wait_for SUMMARY && goes_to "$asked" && ok "it stands on the case"
keys j
wait_for 'next: approved, by ' && ok "with what comes next, and who says it"
keys Enter
wait_for 'MISSING BEFORE IT CAN BE APPROVED' && ok "Enter tells the whole of it"
types ':accept'
wait_for "$asked: nobody has approved it. Nothing is said." && ok "what nobody has approved is not accepted"
unlike "$(screen)" TAMPERED "and that is no alarm"
keys q q
# Of a woman of whom nothing is missing, to a place of the same office: it is approved by a supervisor.
woman
journey officer_bangkok "$(soon "{\"place\": \"$place\"}")"
its="id = '$asked'" asked=$code
types ":transfers $asked"
wait_for risk-checked
keys Enter
wait_for 'next' && must clerk approve supervisor "$asked"
wait_for ':accept' && ok "the page says by which verb the next step is said"
types ':accept'
wait_for 'We are ready to receive her.' && keys Escape
is "$(sql -c "select state from app.transfer where $its")" approved "not before it is confirmed"
says accept 'We are ready to receive her.' "$asked: accepted." && ok "who gets her is ready"
keys q q
types ":transfers $asked"
wait_for 'for us' && at "$asked" && like "$(screen)" 'for us' "the list says on whom it waits"
says depart 'She has left.' "$asked: she is on her way." && ok "she has left"
steps() { sql -c "select string_agg(s.state || ' ' || p.login, ', ' order by s.version) from app.transfer_step s join app.transfer t on t.id = s.transfer_id join app.staff p on p.id = s.staff_id where t.$its"; }
is "$(steps)" 'risk-checked officer_bangkok, approved supervisor, accepted officer_bangkok, en route officer_bangkok' "each step has its name"
types ":arrive"
wait_for 'She is there.' && like "$(screen | tr -s ' \n' ' ')" "$case, to be brought to BKK $place. It is in the record" "who says that she is there sees of whom she says it"
keys Escape
says arrive 'She is there.' "$asked: she is there" && ok "she is there"
types ':abort'
wait_for 'SHE IS THERE. Why is she not handed over?' && ok "who ends it then is told that she is there"
keys -l 'something' && keys Enter
wait_for "End $asked without a hand-over?" && like "$(screen | tr -s ' \n' ' ')" "$case, brought to BKK $place. Nobody signs then" "and what comes of it"
keys Escape
is "$(sql -c "select state from app.transfer where $its")" arrived "a reason alone does not end it"
types ':hand-over'
wait_for 'I sign that.' && ok "who has her signs, over what was approved"
is "$(sql -c "select count(signature) from app.transfer_step s join app.transfer t on t.id = s.transfer_id where t.$its")" 0 "not before it is confirmed"
keys Escape
console 60x20 supervisor -c "$KEYS/conf"
wait_for LIVE
types ":transfers $asked"
wait_for 'for us'
types ':hand-over'
wait_for 'passphrase:' && types 'open sesame supervisor'
wait_for 'I sign that.'
for time in 1 2 3 4 5 6 7 8; do
	! shows 'I sign that.' || keys y
	within 2 shows 'signed: she is handed over.' && break
done
is "$(sql -c "select t.state || ' ' || p.login || ' ' || octet_length(s.signature) from app.transfer_step s join app.transfer t on t.id = s.transfer_id join app.staff p on p.id = s.staff_id
	where s.signature is not null and t.$its")" 'handed over supervisor 64' "signed it is over"
sql -c "update app.transfer set state = 'en route', over = false where $its" >/dev/null
types ":abort $asked"
wait_for 'SHE IS ON HER WAY. Why does it end there?' && ok "who ends one that is on its way is told so"
keys -l 'border' && keys Enter
wait_for "End $asked there?" && like "$(screen | tr -s ' \n' ' ')" "$case, on the way to BKK $place." "and whom she would leave where"
is "$(sql -c "select state from app.transfer where $its")" 'en route' "a reason alone ends nothing"
for time in 1 2 3 4 5 6 7 8; do
	! shows "End $asked there?" || keys y
	within 2 shows "WHERE IS SHE? As soon as" && break
done
wait_for "$asked: ended on the way. WHERE IS SHE?" && ok "what comes next is to say where she is"
is "$(sql -c "select state from app.transfer where $its")" aborted "and over"
shell() { "$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor "$@" 2>&1; }
like "$(shell list transfers --format csv)" "$asked,person,$case,BKK" "a shell lists it"
for verb in accept depart hand-over; do
	like "$(shell $verb "$asked"; echo "exit $?")" 'exit 2' "a shell, that has no keys, does not know $verb"
done
like "$(shell arrive "$asked"; echo "exit $?")" 'exit 1' "what is over moves no more"
like "$(shell arrive TR-3333-3333; echo "exit $?")" 'misread or mistyped' "a wrong code is told"
like "$(shell abort "$asked"; echo "exit $?")" 'exit 2' "an end needs a reason"
like "$("$HOMEWARD" -d "$TESTS_CONNINFO" -u partner arrive "$asked" 2>&1; echo "exit $?")" 'does not see transfers' "who works on no case says nothing of it"
console 80x24 auditor
wait_for LIVE && types ':approvals'
wait_for 'Your role does not see what is to be approved' && ok "an auditor is not told that there is nothing"
finish
