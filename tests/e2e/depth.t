#!/bin/sh
# database: demo
# Screens over screens: one that is open comes to the front, and where there are too many the oldest goes, but never one
# with something in it that is not saved.
# To see it fail: neither bring_up() nor make_room() in tui/app/views.c.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
codes=$(sql -c "select string_agg(code, ' ') from (select code from app.case where office_id = 1 and closed_at is null order by code limit 12) as c")
set -- $codes
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
opened() { wait_for "Case > $1" && wait_for SUMMARY; }

types ":case $1" && opened "$1"
types ":case $2" && opened "$2"
types ":$(echo "$1" | tr 'A-Z' 'a-z' | sed 's/^hw-//; s/-//')" && opened "$1" && ok "a case that is open comes to the front, however its code is typed"
keys q
opened "$2" && keys q
wait_gone 'Case >' && ok "it was open once"

types ':unlock' && opens_vault
types ":case $1" && opened "$1"
keys n
wait_for 'field 1 of' && keys -l 'she was seen at the pier'
wait_for 'at the pier'
keys C-o
wait_for ':' && types "case $2" && opened "$2"
shift 2
last=
for code; do
	types ":case $code" && opened "$code" && last=$code
done
is "$last" "$code" "ten cases one after the other: each opens"
deep=0
moved() { [ "$(screen | head -n 1 | cut -c 1-60)" != "$top" ]; }
until screen | grep -qF 'field 1 of' || [ $deep -eq 12 ]; do
	top=$(screen | head -n 1 | cut -c 1-60)
	keys q
	deep=$((deep + 1))
	wait_within 20 moved
done
[ $deep -lt 10 ] && ok "the oldest have gone" || not_ok "the oldest have gone: $deep"
like "$(screen)" 'she was seen at the pier' "but not the form with what is typed into it"
keys C-x
wait_for 'note saved, version 1' && ok "which is saved"
finish
