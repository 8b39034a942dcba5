#!/bin/sh
# database: demo
# What waits on somebody's answer is in her inbox and in the morning, and Enter opens it; sent back it is in that of who
# asked, who changes what she had written, and it is up for approval again; decided she is told, until she looks.
# To see it fail: an inbox_list.sql without inbox_approval; is_request() in tui/screens/inbox.c that says false.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
last4() { printf %s "$code" | tail -c 4 | tr A-Z a-z; }
state() { sql -c "select a.version || ' ' || a.state || ' ' || t.state from app.approval a join app.transfer t using (id) where a.id = '$asked'"; }
comes() { # SIZE LOGIN
	console "$1" "$2" -c "$KEYS/conf"
	wait_for LIVE && unlocks "$2"
}
inbox() { # WORD of why
	keys 8
	wait_for ' Inbox  '
	types "/$1"
}
woman
journey

comes 80x24 supervisor
inbox approve
wait_for 'transfer to approve' && goes_to "$code" && ok "a request that waits on her is in her inbox"
like "$(focused | tr -s ' ')" "$code" "by its code"
like "$(focused)" 'in 4h' "with the clock of her answer"
keys Enter
wait_for JOURNEY && wait_for 'v approve (type' && ok "Enter opens the request"
keys b
wait_for 'What is asked back?' && keys 1
wait_for 'sent back with your question' && keys q
wait_gone 'transfer to approve' && ok "answered it is gone"

comes 80x24 officer
inbox sent
wait_for 'transfer sent back' && goes_to "$code" && keys Enter
wait_for 'ask back, who goes with her' && ok "who asked finds it in hers, and with which question"
wait_for 'whoever asked answers it' && ok "and how it is answered"
types ":case $case"
wait_for SUMMARY && goes_to 'health care . planned' && keys e
wait_for 'field 1 of' && keys Tab Tab Tab Tab Tab Tab Tab Tab Tab
field 'Goes with her' && keys C-u && keys -l 'two of ours' && keys C-x
wait_for "$code asked for" && is "$(state)" '3 open risk-checked' "she changes what she had written: it is up for approval again, as another version"
inbox sent
wait_gone 'transfer sent back' && ok "and is gone from her inbox"

comes 132x43 supervisor
inbox approve
wait_for 'transfer to approve' && goes_to "$code" && ok "whoever approves it is told"
types ':morning'
wait_for 'ENDS TODAY' && goes_to APPROVALS && goes_to "$code" && like "$(focused)" 'transfer, until' "the morning has it, with its clock" && keys Enter
wait_for JOURNEY && wait_for 'v approve (type' && ok "where Enter opens it, too"
like "$(screen | tr -s ' ')" 'with: two of ours, was woman of ours' "what has changed since it was asked stands there"
keys v
wait_for "Approve $code?" && types "$(last4)"
wait_for 'approved. The receiving office has to accept.' && is "$(state)" '3 approved approved' "she approves it as it is now"

comes 60x20 officer
inbox approved
wait_for 'transfer approved' && goes_to "$code" && keys Enter
wait_for JOURNEY && ok "who asked is told what became of it"
keys q
wait_gone 'transfer approved' && ok "until she has looked"
finish
