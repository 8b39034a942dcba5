#!/bin/sh
# database: demo
# Who asks for a transfer, who approves it and who gets her sit before consoles at once: each step of one is on the other two
# screens without a key, on the tab, on the page of the request, on the page and the list of transfers, on the case, on the beds.
# To see it fail: no trigger transfer_poke (sql/api/transfer.sql), approval_poke or stay_poke.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
asks() { T_SERVER=101; }
approves() { T_SERVER=201; }
gets() { T_SERVER=301; }
all_end() { for T_SERVER in 101 201 301; do tm kill-server 2>/dev/null; done; rm -rf "$T_DIR"; }
trap all_end EXIT
comes() { console 100x160 "$1" -c "$KEYS/conf" && wait_for LIVE && unlocks "$1"; }
flat() { screen | tr -s ' \n' ' '; }
flat_has() { flat | grep -qF -- "$1"; }
# sees TEXT WHAT: without a key, as soon as others do
sees() { within 10 flat_has "$1" && ok "$2" || { not_ok "$2"; echo "#   no: $1"; }; }
# says VERB QUESTION: and is told so
says() {
	types ":$1"
	wait_for "$2" || return 1
	sleep 0.5
	keys y
	wait_gone "$2"
}
unit=$(sql -c "insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) select gen_random_uuid(), p.id, 9, 'house 9', 'female', 18, 60, 1, 'open'
	from app.place p where p.office_id = 9 and p.kind = 'shelter' order by code limit 1 returning code")
place=$(sql -c "select p.code from app.unit u join app.place p on p.id = u.place_id where u.code = '$unit'")
woman
T_SERVER=100
comes officer
types ":$case"
wait_for SUMMARY
T_SERVER=200
comes supervisor
keys 6
wait_for 'Nothing is to be approved' || wait_for 'TR-'
T_SERVER=300
comes officer_afesip
keys B
wait_for 'WHO HAS A BED'

# ---- a bed is held
asks
types ":hold $case where=$unit for=12h"
wait_for 'a bed is held'
sees "bed held: $place" "the case tells of the bed that is held"
gets
sees "$case" "whoever works at the place sees for whom"

# ---- it is asked for
types ':transfers'
wait_for 'Nobody is on the way' || wait_for 'TR-'
journey officer "$(soon "{\"place\": \"$place\"}")"
sees "$code" "who gets her has it in her list"
asks
sees "$code" "who asks, on the case"
approves
sees "$code" "who approves, on the tab"

# ---- it is approved, behind the pages of the others
asks
types ":approval $code"
wait_for 'you have asked for this'
gets
keys Enter
wait_for 'WHAT IS ASKED'
approves
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && types "$(printf %s "$code" | tail -c 4)"
wait_for 'approved. The receiving office has to accept.'
asks
sees 'approved by supervisor . the receiving office has to accept' "who asks sees by whom, on the page of the request"
gets
sees 'approved supervisor' "who gets her, on the page of the transfer"
sees ':accept' "and which verb is hers now"

# ---- each step
says accept 'We are ready to receive her.'
asks
sees 'approved by supervisor . now: accepted' "accepted: who asks is not told any more that somebody has to"
sees 'AFESIP officer: accepted' "accepted: who asks"
approves
sees 'AFESIP officer: accepted' "accepted: who has approved"
asks
types ":depart $code"
wait_for 'She has left.' && sleep 0.5 && keys y
wait_for 'she is on her way'
gets
sees 'stands en route' "en route: who gets her"
approves
sees 'officer: en route' "en route: who has approved"
types ":beds $case"
wait_for 'WHO HAS A BED'
asks
types ":$case"
wait_for SUMMARY
gets
says arrive 'She is there.'
asks
sees "$code person > AFL arrived" "arrived: who asks, on the case"
approves
sees "$case in for" "and who has approved, among the beds"
gets
says hand-over 'I sign that.'
asks
sees "$code person > AFL handed over" "handed over: who asks"
goes_to "$code: handed over" && ok "and its timeline has it"
approves
types ":approval $code"
wait_for 'handed over' && ok "and who has approved it"
finish
