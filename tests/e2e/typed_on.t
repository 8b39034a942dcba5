#!/bin/sh
# database: demo
# What is typed behind the code of a case, before the case can be read, is about that case.
# To see it fail: no target before the facts are there (targets() in tui/screens/case.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/hold.sh"
held=app.clock_rule # without it the page of a case does not come
enrol_demo
code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id is null order by code limit 1")
its() { sql -c "select count(*) from app.case c join app.staff s on s.id = c.responsible_id where c.code = '$code' and s.login = 'night'"; }
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE && wait_for '---- HW-'
types ':unlock' && opens_vault
hold
types ":case $code"
wait_for "Case > $code"
keys t n
sleep 0.5
unlike "$(screen)" 'Which case?' "the case is the one whose code was typed"
release
wait_for 'field 1 of' && like "$(screen)" "$code note" "n writes a note of it"
is "$(its)" 1 "t has taken it"
finish
