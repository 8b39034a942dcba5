#!/bin/sh
# database: demo
# What is typed behind a step of a transfer, before its question is there: no letter of it is a verb of the screen below, none
# confirms what nobody has read yet, and Esc says nothing of it.
# To see it fail: find() without app_expect() (tui/verbs/transfer.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
. "$(dirname "$0")/hold.sh"
held=app.transfer
enrol
state() { sql -c "select state from app.transfer where id = '$asked'"; }
woman
journey
must clerk approve supervisor "$code"
console 80x24 officer_afesip -c "$KEYS/conf"
wait_for LIVE && unlocks officer_afesip
hold
types ":accept $code"
sleep 0.3
keys -l 'yt'
wait_for 'keys that wait: 2' && ok "letters wait for the question"
release
wait_for 'We are ready to receive her.' && wait_for 'What was typed before the question was there does not answer it' && ok "and do not answer it"
is "$(state)" approved "nothing is said"
keys Escape
wait_gone 'We are ready to receive her.'
unlike "$(screen)" 'taken' "nor was one a verb"
hold
types ":accept $code"
sleep 0.3
keys -l 'y'
wait_for 'keys that wait: 1' && keys Escape
wait_gone 'keys that wait' && ok "Esc goes back before it is there"
release
sleep 0.5
unlike "$(screen)" 'We are ready to receive her.' "and it does not come"
is "$(state)" approved "nothing is said either"
console 80x24 officer_afesip -c "$KEYS/conf"
wait_for LIVE
types ":accept $code"
wait_for 'passphrase:' && types 'open sesame officer_afesip'
wait_for 'We are ready to receive her.' && sleep 0.5 && keys y
wait_for "$code: accepted." && ok "a shut vault asks for the passphrase first, and goes on"
finish
