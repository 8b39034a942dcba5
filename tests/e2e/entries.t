#!/bin/sh
# database: demo
# Entries of the case file: what a form of it keeps, what the database says to it, who reads what of it.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'BKK'
	and c.closed_at is null and coalesce(c.status, 1) = 1 and c.child and c.age_low < 13 order by c.code limit 1")
[ -n "$code" ] || { echo "Bail out! no case"; exit 1; }
its="case_id = (select id from app.case where code = '$code')"
the_case() { sql -c "select $1 from app.case where code = '$code'"; }
open_case() { # SIZE LOGIN
	console "$1" "$2" -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ":case $code"
	wait_for SUMMARY
}

open_case 80x24 night
keys c
wait_for 'passphrase:' && types "$pass"
wait_for 'field 1 of' && ok "c asks what she agreed to"
keys C-x
wait_for 'is needed' && ok "and nothing of it has a default"
keys C-n C-n C-n C-n Tab # her return
field 'Answer' && keys C-n Tab # yes
field 'Answered by' && keys C-n C-n Tab # a guardian
field 'Guardian cleared' && keys -l no && keys Tab
field 'Told before' && keys C-n C-n Space Tab
field 'On*' && keys -l 'today' && keys Tab
field 'Ask again' && keys -l '1 Jan 2031' && keys Tab
field 'Language' && keys Tab
field 'Withhold' && keys -l 'Nothing to her uncle Somchai' && keys Tab
field 'Her words' && keys -l 'Home, not to the village'
keys C-x
wait_for 'Clear the guardian first' && field 'Guardian cleared' && ok "what the database refuses is said at its field"
is "$(sql -c "select count(*) from app.entry_consent where $its")" 0 "and nothing of it is kept"
keys C-u
keys -l yes
keys C-x
wait_for 'consent saved, version 1' && ok "once the guardian is cleared it is saved"
is "$(sql -c "select purpose, answer, by, guardian_cleared, told from app.entry_consent where $its")" 'return|given|guardian|yes|{purpose}' "what is told in clear are words of lists"
is "$(sql -c "select count(*) from app.entry_consent e where e::text ~* 'somchai|village|uncle'")" 0 "and no word of hers"
keys g Tab Tab Tab
wait_for 'Home, not to the village' && ok "the case shows it with her words, while the vault is open"
like "$(screen | tr -s ' \n' ' ')" 'her return . yes . a guardian . yes . ' "and what is told in words"
types ':lock'
only_prompt "locked"
types "$pass"
wait_for 'Home, not to the village' && ok "unlocked they are opened again"

# A status changes the case; its words stay sealed.
types ':status'
wait_for 'field 1 of'
keys C-n C-n Tab
field 'Decided by' && keys C-n Tab
field 'As a' && keys C-n Tab
field 'On*' && keys -l today && keys Tab
field 'Grounds' && keys -l 'She was sold twice'
keys C-x
wait_for 'decision on her status saved' && ok "a decision is saved"
decided() { [ "$(the_case status)" = 2 ]; }
wait_until decided
other=$(the_case "case priority when 2 then 'normal' else 'high' end")
keys p
wait_for 'How urgent?' && keys "$(echo "$other" | cut -c 1)"
wait_for "$code priority $other" && ok "her own decision is nothing that she has not seen: the next key may come at once"
is "$(the_case "concat_ws(' ', status, status_by)")" '2 1' "and is the case's"
keys g
wait_for 'trafficked        actual, decided by police' && ok "which says so"

# Her own view, her guardian, what is best for her: what comes before she is brought anywhere.
lacks() { sql -c "select string_agg(x, ' ') from app.decision_lacks((select id from app.case where code = '$code'), 'transfer', false, app.office_day((select office_id from app.case where code = '$code'))) as x"; }
is "$(lacks)" 'wish_missing guardian_missing interest_missing' "nothing of that is there yet"
types ':wish'
wait_for 'field 1 of'
keys C-n C-n Tab # to another place
field 'Answer' && keys C-n Tab # she wants to
field 'Asked on' && keys -l today && keys Tab
field 'Language' && keys -l lo && keys Tab
field 'Speaks it well' && keys -l yes && keys Tab
field 'Asked alone' && keys -l no && keys Tab
field 'Asked by' && keys -l 'Nang Somchai' && keys Tab Tab
field 'What she fears' && keys -l 'the van'
keys C-x
wait_for 'or enter that she is not sure.' && field 'Asked alone' && ok "a yes that others heard is refused, to the last word"
is "$(sql -c "select count(*) from app.entry_wish where $its")" 0 "and nothing of it is kept"
keys C-u
keys -l yes
keys C-x
wait_for 'her own view saved, version 1' && ok "asked alone it is kept"
types ':guardian'
wait_for 'field 1 of'
keys C-n C-n Tab # relative
field 'Since' && keys -l '1 Jan 2026' && keys Tab
field 'Cleared' && keys -l yes && keys Tab
field 'Found on' && keys Tab Tab
field 'Name' && keys -l 'Aunt Boua'
keys C-x
wait_for 'What was answered has the day' && field 'Found on' && keys -l today && keys C-x
wait_for 'guardian saved, version 1' && ok "a guardian is cleared on a day"
types ':interest'
wait_for 'field 1 of'
keys C-n C-n Tab # determination
field 'About' && keys C-n C-n Tab
field 'Decided' && keys C-n Tab
field 'On*' && keys -l today && keys Tab
field 'Again on' && keys -l '1 Feb 2031' && keys Tab
field 'Ways compared' && keys -l 3 && keys Tab
field 'People deciding' && keys -l 1 && keys C-x
wait_for 'Not saved. A determination is made by two people' && field 'People deciding' && ok "nobody determines alone"
keys C-u
keys -l 2
keys Tab Tab
field 'A way' && keys -l 'to the village'
keys C-x
wait_for 'best-interest decision saved, version 1' && ok "two do"
is "$(lacks)" '' "nothing is missing then"
is "$(sql -c "select count(*) from app.entry_wish e, app.entry_guardian g, app.entry_interest i where concat(e, g, i) ~* 'boua|somchai|van|village'")" 0 "and no word of hers is in clear"
is "$(sql -c "select (due_at at time zone 'Asia/Bangkok')::date from app.task t join app.task_kind k on k.id = t.kind where k.name = 'review best interest' and t.done_at is null and $its")" 2031-02-01 "its review is a task"
tm resize-window -x 60 -y 20
keys g
wait_for SUMMARY && goes_to 'determination . to be' && keys e
wait_for 'field 1 of'
keys Tab Tab C-n C-x
wait_for 'A decision stays as it was made.' && ok "what was decided is not made anything else"
keys Escape

# Somebody else of the office, without her vault; and who may not.
open_case 80x24 officer_bangkok
keys Tab Tab Tab
wait_for 'sealed' && unlike "$(screen)" 'Home, not' "without her vault a colleague reads what is told in clear"
like "$(screen | tr -s ' \n' ' ')" 'trafficked . police . decision' "which is the decision"
console 80x24 partner -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $code"
wait_for 'Your role sees no case' && unlike "$(screen)" 'SUMMARY' "a partner sees no case"
reader
console 80x24 operations -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $code"
wait_for 'SUMMARY' && unlike "$(screen)" 'CONSENT' "who only reads sees no entry"
refused() { sql -c "select count(*) from app.event where refusal is not null and login = 'operations'"; }
before=$(refused)
sql -c "update app.case set version = version + 1 where code = '$code'" >/dev/null
wait_for 'last change' && sleep 3
is "$(refused)" "$before" "and her console asks for none: each refusal is a line in the record"
as() { psql -XqAt -d "$TESTS_CONNINFO user=$1" -c "select string_agg(kind, ' ' order by kind) from api.case_file((select id from api.case_find(array['$code']))) where kind <> 'note'" 2>&1; }
is "$(as officer_bangkok), $(as operations), $(as partner), $(as health)" 'consent guardian interest status wish, , , ' "through psql it is the same"
finish
