#!/bin/sh
# database: demo
# One night hands over to the next day: what she watches and changed, a line of it begun by what the database knows, said
# back by who comes; and who else has a case open.
# To see it fail: api.case_confirm() that compares nothing; here_watch() that does not leave.
set -eu
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
enrol_demo
code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id is null order by code limit 1")
other=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id is null order by code offset 1 limit 1")
early=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id is null order by code offset 2 limit 1")
rested night
sql -c "update app.case set flags = '{danger now}' where code = '$code'"
shell() { who=$1; shift; HOMEWARD_CONF= "$HOMEWARD" -d "$TESTS_CONNINFO" -u "$who" "$@" 2>&1; }

# A shift, from a shell. She has come early, and takes a case before it begins.
sql -c "delete from app.shift"
like "$(shell night shift)" 'Nobody is on shift' "nobody is on shift"
like "$(shell night take "$early")" 'taken' "who comes early takes a case"
like "$(shell night shift start --until 25:00)" 'This is no time of day' "a time that is none"
like "$(shell night shift start --until 07:00)" 'Your shift has begun' "a night begins"
like "$(shell officer_bangkok shift)" 'night' "which everybody sees"
like "$(shell night watch "$other")" 'watched' "a case is watched from a shell"
like "$(shell night watch "$other")" 'It is so already' "once"

# The line.
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
wait_for 'night since ' && ok "every screen says who is on shift"
types ":take $code"
wait_for 'taken'
types ':handover'
wait_for 'YOU HAND OVER  3' && ok "what she changed and what she watches goes to the next shift"
wait_for "$early  NO LINE YET . changed by you" && ok "also what she did before hers began"
wait_for "$code  NO LINE YET . changed by you" && ok "with why"
like "$(screen)" '1 hard case in this shift' "her hard case is counted for her"
like "$(screen)" 'Someone to talk to:' "and somebody to talk to named"
keys j
goes_to "$code"
keys Enter
wait_for 'passphrase:' && types "$pass"
wait_for 'field 1 of 6'
like "$(screen)" 'night: took it' "her line begins with what the shift did"
keys C-n Tab
field 'Next'
keys C-n C-n C-n Tab
field 'At'
keys -l '06:30'
keys Tab
field 'In short'
keys -l 'Locked in behind the market'
keys C-x
wait_for 'line of the handover saved' && ok "it is saved"
is "$(sql -c "select severity, next from app.entry_handover
	where case_id = (select id from app.case where code = '$code')")" 'unstable|interpreter' "how she is and what comes next are told in clear"
is "$(sql -c "select count(*) from app.entry_handover e where e::text ~* 'market'")" 0 "and no word of it"
wait_for 'written' && ok "nobody has confirmed it"

# Who comes.
like "$(shell officer_bangkok shift start)" 'Your shift has begun' "the day begins"
like "$(shell officer_bangkok list inbox --format csv)" "handed over" "it waits in her inbox"
console 80x24 officer_bangkok -c "$KEYS/homeward.conf"
wait_for LIVE
types ':handover'
wait_for "$code  from night" && ok "and on her handover, from whom"
unlike "$(screen | grep -F "$code")" 'interpreter' "not what she has to say back"
types ":case $code"
wait_for SUMMARY
types ':unlock'
wait_for 'passphrase:' && types "$pass"
wait_gone 'passphrase:'
wait_for 'SUMMARY'
keys g Tab Tab Tab
wait_for 'Locked in behind the market' && ok "she reads it on the case"
keys y
wait_for 'how is she?' && keys s
wait_for 'what comes next?' && keys -l 'interpreter' && keys Enter
wait_for 'That is not what was handed over' && ok "what she got wrong is not confirmed"
keys y
wait_for 'how is she?' && keys u
wait_for 'what comes next?' && keys -l 'interpreter' && keys Enter
wait_for 'handover confirmed' && ok "what she got right is"
is "$(sql -c "select s.login from app.handover_line l join app.staff s on s.id = l.read_by")" officer_bangkok "by her"
unlike "$(shell officer_bangkok list inbox --format csv | grep -F "$code")" "handed over" "it waits no more"
like "$(shell officer confirm "$code" --severity unstable --next interpreter)" 'confirmed this line already' "nor for anybody else"

# Who else is there.
here() { psql -XqAt -d "$TESTS_CONNINFO user=supervisor" -c "select person from api.here((select id from api.case_find(array['$code'])), $1)"; }
in_time "the database knows who has it open" eval '[ "$(here false)" = "Bangkok officer" ]'
wait_for 'supervisor has it open too' && ok "who has it open hears of another"
here true
wait_gone 'supervisor has it open too' && ok "and that she has left"
keys q
nobody() { [ "$(here false)" = '' ]; }
if within 20 nobody; then ok "who closes it is gone, before it would end by itself"; else not_ok "who closes it is gone"; fi

# The morning after.
console 80x24 coordinator
wait_for LIVE
types ':morning'
wait_for 'COUNTRIES' && ok "the morning is one page"
like "$(screen)" 'ENDS TODAY' "with what ends today"
ends=$(screen | grep -A1 'ENDS TODAY' | grep -o 'HW-....-....')
keys Tab j Enter
wait_for "Case > $ends" && ok "where Enter opens the case"
like "$(shell coordinator morning | grep -c '^{"section": "country", "country": "TH"')" 3 "from a shell it is one object a line"
finish
