#!/bin/sh
# database: demo
# Who can be called for a case: one key shows them, Enter a telephone, one key what came of the call;
# a danger stops whoever calls; and somebody new is written down.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
case=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
sql -c "update app.case set language = 'km' where code = '$case'"
party() { sql -c "select p.code from app.party p join app.entry_party e on e.subject = p.id where p.office_id = 1 and $1 order by p.code limit 1"; }
khmer=$(party "'km' = any (e.languages)")
agency=$(party "p.kind = 'organisation' and exists (select from app.entry_danger d where d.subject = p.id)")
calls() { sql -c "select string_agg(concat_ws(' ', p.code, t.result, t.taken_back_at is not null), ',' order by t.at) from app.wake_try t join app.party p on p.id = t.party_id"; }
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ":case $case"
wait_for SUMMARY
keys w
wait_for 'Who can I call?'
wait_for 'interpreter'
first=$(screen | grep -o 'PA-[A-Z0-9]*-[A-Z0-9]*' | head -n 1)
is "$first" "$khmer" "who speaks her language stands first"
goes_to "$khmer"
keys Enter
opens_vault
wait_for '+1 202 555 01' && ok "Enter opens her telephone, for no reason"
is "$(sql -c "select kind || ' ' || coalesce(reason, 'none') from app.event where login = 'night' and action = 'sealed.open' and refusal is null order by id desc limit 1")" \
	'party none' "which is in the record"
keys n
wait_for 'no answer, written down' && ok "one key writes down what came of it"
unlike "$(screen)" '+1 202 555 01' "and the telephone is gone"
is "$(calls)" "$khmer no answer f" "once"
keys u
wait_for 'Taken back'
is "$(calls)" "$khmer no answer t" "u takes it back"
goes_to "$agency"
keys Enter
wait_for 'STOP. ' && ok "a danger stops whoever calls"
keys Escape
keys Enter
wait_for 'STOP. '
keys Enter
unlike "$(screen)" '+1 202 555 01' "and Enter alone goes back"
types ":party $agency"
wait_for 'sells the lists' && ok "the note is read with it"
wait_for 'Its day has come' && ok "and says that somebody has to look again"
types ':new-number driver'
wait_for 'field 1 of'
keys -l 'Somebody New'
keys Tab
keys -l '+1 202 555 0199'
keys Tab Tab C-n Tab Tab Tab
field 'Country' && keys -l TH && keys Tab
keys -l 'Bang Na'
keys C-x
wait_for 'saved, version 1' && ok "somebody new is written down in one form"
is "$(sql -c "select p.kind || ' ' || e.country || ' ' || e.district || ' ' || e.hours from app.party p join app.entry_party e on e.subject = p.id where e.district = 'Bang Na'")" \
	'driver TH Bang Na any time' "what is told in clear has neither name nor telephone"
finish
