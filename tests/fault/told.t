#!/bin/sh
# database: demo
# Whoever owns the database changes what is told in clear beside a record. Criterion: the next who opens it
# is told TAMPERED and which, reads on the case what was signed, and the record of the work has it; and what
# is only older than a rule raises nothing. To see it fail: opening_hold() that holds nothing.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
enrol_demo
code=$(sql -c "select c.code from app.case c where c.office_id = 1 and c.closed_at is null and c.status is null order by 1 limit 1")
A=$(sql -c "select id from app.case where code = '$code'")
changed() { sql -c "set session_replication_role = replica; $1" >/dev/null || echo "Bail out! $1"; }
alarms() { sql -c "select count(*) from app.event where action = 'tampered' and refusal is null"; }
opens() { # LOGIN: the case, and all of its file
	console 100x50 "$1" -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ":case $code"
	wait_for SUMMARY
	types ':unlock'
	opens_vault
}
is_in_record() { # DETAIL OBJECT
	[ "$(sql -c "select count(*) from app.event where action = 'tampered' and refusal is null and login = 'officer_bangkok' and detail @> '$1' and object_id = '$2'")" = 1 ]
}

opens night
types ':assess'
wait_for 'field 1 of' && keys C-n Tab # herself
field 'Danger' && keys C-n C-n C-n Tab # high
field 'Assessed on' && keys -l today && keys Tab Tab
field 'From what' && keys -l 'He knows where she sleeps'
keys C-x
wait_for 'assessment saved' && ok "an assessment is written"
types ':status'
wait_for 'field 1 of' && keys C-n C-n Tab # trafficked
field 'Decided by' && keys C-n Tab
field 'As a' && keys C-n Tab
field 'On*' && keys -l today
keys C-x
wait_for 'decision on her status saved' && ok "and a decision"
opens officer_bangkok
wait_for 'He knows where she sleeps' && ok "a colleague opens both"
is "$(alarms)" 0 "and what is told in clear is what was signed"

# ---- a column
risk=$(sql -c "select id from app.entry_risk where case_id = '$A'")
changed "update app.entry_risk set level = 'low' where id = '$risk'"
opens officer_bangkok
wait_for 'told of it in clear (Danger) is not what was signed' && ok "a danger that was made low is told"
like "$(screen)" 'TAMPERED' "as TAMPERED"
in_time "which is in the record" is_in_record "{\"what\": \"clear\", \"kind\": \"risk\", \"record\": \"$risk\", \"version\": 1}" "$A"
like "$(screen | grep -A3 'RISK  1' | tr -s ' \n' ' ')" 'herself . high' "on the case stands what was signed"
is "$(alarms)" 1 "and nothing else was found"
changed "update app.entry_risk set level = 'high' where id = '$risk'; update app.entry_risk set again_on = assessed_on + 90 where id = '$risk'"
opens officer_bangkok
wait_for 'in clear (Again on)' && ok "so is a day that nobody gave"
changed "update app.entry_risk set again_on = null where id = '$risk'"

# ---- the case
changed "update app.case set status = (select id from app.status where name = 'not trafficked') where id = '$A'"
opens officer_bangkok
wait_for 'What the case has by it is not what was signed' && ok "a status that nobody decided is told"
wait_until is_in_record '{"what": "clear", "kind": "status"}' "$A" && ok "and in the record"
console 100x50 supervisor -c "$KEYS/homeward.conf"
wait_for LIVE && keys 8
wait_for 'TAMPERED' && like "$(screen | grep -F "$code" | head -n 1)" 'TAMPERED' "whoever leads has it in her inbox"
changed "update app.case set status = (select id from app.status where name = 'actual') where id = '$A'"

# ---- what is honest
before=$(alarms)
changed "update app.entry_risk set office_id = office_id, entered_at = entered_at - interval '2 years' where id = '$risk'; delete from app.entry_status where case_id = '$A'"
opens officer_bangkok
wait_for 'He knows where she sleeps'
unlike "$(screen)" 'not what was signed' "a record of which nothing is told, as of one that is older than that, is as good as before"
is "$(alarms)" "$before" "nor is one that is old: nothing is raised"

# ---- a danger note
party=$(sql -c "select p.code from app.party p join app.entry_danger d on d.subject = p.id where p.kind = 'organisation' and p.office_id = 1 limit 1")
P=$(sql -c "select id from app.party where code = '$party'")
types ":party $party"
wait_for 'sells the lists' && ok "the danger notes of the demo are as they were signed"
is "$(alarms)" "$before" "and so is what is told of its telephones"
changed "update app.entry_danger set standing = 'withdrawn' where subject = '$P'"
opens officer_bangkok
types ":party $party"
wait_for 'in clear (How sure) is not what was signed' && ok "a danger note that nobody withdrew is told"
wait_until is_in_record '{"what": "clear", "kind": "danger"}' "$P" && ok "and is in the record"

# ---- what it is decided by whether a child is brought anywhere
A=$(sql -c "select c.id from app.case c join app.entry_interest e on e.case_id = c.id where c.office_id = 1 limit 1")
code=$(sql -c "select code from app.case where id = '$A'")
before=$(alarms)
opens officer_bangkok
wait_for 'Her mother waits for her.' && wait_for 'People deciding 4' && ok "what is best for her is told as it was signed"
is "$(alarms)" "$before" "and her view, and her guardian"
changed "update app.entry_interest set panel = 40 where case_id = '$A'; update app.entry_guardian set cleared_on = cleared_on - 1 where case_id = '$A';
	update app.entry_wish set answer = 'not sure' where case_id = '$A'"
opens officer_bangkok
tm resize-window -x 100 -y 70
wait_for 'clear (People deciding)' && wait_for 'clear (Found on)' && wait_for 'clear (Answer)' && ok "what was made of them since is told"
for kind in interest guardian wish; do
	wait_until is_in_record "{\"what\": \"clear\", \"kind\": \"$kind\"}" "$A" && ok "and is in the record: $kind"
done
finish
