#!/bin/sh
# database: demo
# `today` in a form is the day at the office of the case, not at the console's: an hour after midnight in Bangkok it is
# still yesterday in Mandalay.
# To see it fail: a form_clock without day_min (edit_clock() in tui/screens/edit_form.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
sql -c "insert into app.clock (now) values ((current_date + 1 + time '00:10') at time zone 'Asia/Bangkok')" >/dev/null
day=$(sql -c "select to_char(current_date, 'FMDD Mon YYYY')")
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'MDY' and c.closed_at is null
	order by c.code limit 1")
console 80x24 coordinator -c "$KEYS/homeward.conf"
wait_for LIVE
types ':unlock' && opens_vault
types ":case $code" && wait_for SUMMARY
types ':afraid'
field 'To return she is' && keys C-n Tab
field 'Asked on' && keys -l today
wait_for "$day" && ok "today is the day there"
keys Tab
field 'Language' && keys -l my && keys Tab
keys C-z
wait_for 'passphrase:' && types "$pass"
wait_for "$day" && ok "also behind a lock"
keys Escape
wait_for 'Not everything is saved' && keys Enter
wait_for 'Kept as a draft'
types ':draft'
wait_for "$day" && ok "and in a draft"
keys C-x
wait_for 'saved, version 1' && ok "whoever writes it down there and then is not told that it is to come"
is "$(sql -c "select count(*) from app.entry_afraid e join app.case c on c.id = e.case_id where c.code = '$code' and e.asked_on = current_date")" 1 "it is kept with that day"
finish
