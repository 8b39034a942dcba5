#!/bin/sh
# database: demo
# What was referred to another organisation: whoever stands for it begins there, sees that and nothing else, and
# answers; the office that refers has the answer in her inbox and beside the entry, and confirms it.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
as() { psql -XqAt -d "$TESTS_CONNINFO user=$1" -c "$2" 2>&1; }
house=$(sql -c "select p.code from app.party p join app.staff_party m on m.party_id = p.id")
asked=$(sql -c "select code from app.entry_referral where party = '$house' and state = 'asked'")
taken=$(sql -c "select code from app.entry_referral where party = '$house' and state = 'accepted'")
case=$(sql -c "select c.code from app.case c join app.entry_referral e on e.case_id = c.id where e.code = '$asked'")
who=$(sql -c "select s.login from app.case c join app.staff s on s.id = c.responsible_id where c.code = '$case'")

# ---- what she sees
console 80x24 partner -c "$KEYS/homeward.conf"
wait_for 'homeward  Referrals' && ok "a partner begins with what was referred to her"
wait_for "$taken"
like "$(screen | grep -F "$asked")" 'your answer' "what waits for her answer says so"
is "$(screen | grep -c 'RF-')" 2 "and there are these two"
unlike "$(screen)" '  RO' "she does not only read"
is "$(sql -c "select count(*) from app.event where action = 'referral.list' and login = 'partner' and refusal is null")" 1 "that she has looked is in the record"
keys Enter
wait_for 'A CHILD' && ok "a child is one, in so many words"
like "$(screen | tr -s ' ')" 'you are told her age, what happened' "what she is told is named"
like "$(screen | tr -s ' ')" 'age 17 years' "and her age, which is shared"
is "$(sql -c "select count(*) from app.event where action = 'referral.open' and login = 'partner' and refusal is null and object_id = (select id from app.case where code = '$case')")" 1 "that it was read is in the record of the case"
types ":case $case"
wait_for 'Your role sees no case' && ok "the case itself is not hers to see"
keys Escape
wait_gone 'Your role'

# ---- what she answers
changes() { sql -c "update app.case set priority = 4 - priority, version = version + 1 where code = '$case'" >/dev/null; sleep 2; }
keys Enter
wait_for 'What do you answer' && changes
wait_for 'What do you answer' 5 && ok "a question stays, whatever others change meanwhile" && keys Up Up Enter
wait_for 'why is it refused' && changes
wait_for 'why is it refused' 5 && ok "so does the next" && keys Escape
wait_gone 'why is it refused'
is "$(sql -c "select count(*) from app.referral_answer")" 0 "a refusal without a reason is none"
written() { sql -c "set session_replication_role = replica; update app.sealed set version = version + $1 where id = (select id from app.entry_referral where code = '$asked')" >/dev/null; changes; }
keys Enter
wait_for 'What do you answer' && written 1
keys Up Up Up Enter
wait_for 'It has changed since you were asked. Nothing is answered' && is "$(sql -c "select count(*) from app.referral_answer")" 0 "what was written anew meanwhile is read again first"
written -1
keys Enter
wait_for 'What do you answer' && keys Up Up Up Enter
wait_for "$asked: accepted. The office" && ok "she accepts"
wait_for 'accepted' && is "$(as partner "select state from api.referral_list() where code = '$asked'")" accepted "which is what she sees from then on"
is "$(as "$who" "select count(*) from api.inbox_line where code = '$case' and why = 'referral answered'")" 1 "$who, who is responsible, has it in her inbox"

# ---- who has referred her
console 80x40 "$who" -c "$KEYS/homeward.conf"
wait_for LIVE
types ':referrals'
wait_for 'homeward  Referrals' && wait_for 'to be confirmed' && ok "the list says that the entry does not say it yet"
like "$(screen)" 'RF-' "by its code"
types ":case $case"
wait_for SUMMARY
goes_to "$asked: accepted, says partner" && ok "her answer stands beside the entry"
is "$(sql -c "select state from app.entry_referral where code = '$asked'")" asked "which says what was signed"

# ---- for whom she stands is for an admin to say
is "$("$HOMEWARD" -d "$TESTS_CONNINFO" -u admin admin partner partner "$house" no 2>&1)" "partner stands for $house no more." "an admin ends it"
console 80x24 partner
wait_for 'Nothing is referred to you now' && ok "and she sees nothing"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u officer admin partner partner "$house" yes >/dev/null 2>&1 && not_ok "no officer says so" || ok "no officer says so"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u admin admin partner officer "$house" yes >"$T_DIR/said" 2>&1 && not_ok "for nobody else" || like "$(cat "$T_DIR/said")" 'Only somebody who is a partner' "for nobody else"
finish
