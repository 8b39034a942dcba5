#!/bin/sh
# database: demo
# Who asks for somebody above, and who is asked, each before her console; and what both see when nobody is being woken.
# To see it fail: watch_ask() or watch_words() that do nothing (tui/app/watch.c); the order of the inbox without
# "escalated" (db/column.c); api.notify_serves() that is always true.
. "$(dirname "$0")/tmux.sh"
types() { keys -l "$1"; keys Enter; }
flat() { screen | tr -s ' \n' ' '; }
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'BKK' and c.stage = 3
	and c.closed_at is null and c.priority = 3 order by c.code limit 1")
is "$(sql -c 'select count(*) from app.escalation')" 0 "nobody is woken for a case in danger that is invented"

console 80x24 night
wait_for LIVE
unlike "$(screen | head -n 1)" "NOBODY IS WOKEN" "where nobody is to be woken nobody is missed"
types ":case $code"
wait_for SUMMARY
keys E
wait_for 'Why must somebody above look at it now?' && ok "E asks why"
like "$(flat)" 'authority at the door' "with a short list"
keys n
wait_for 'NOBODY IS WOKEN' && ok "without the service the first line says that nobody is woken"
is "$(sql -c "select concat_ws(' ', e.reason, s.login) from app.escalation e join app.staff s on s.id = e.to_id join app.case c on c.id = e.case_id where c.code = '$code'")" \
	'need a decision supervisor' "the supervisor is asked"
wait_for 'not yet by supervisor, no message is out' && ok "the case says that she has not looked, and has no message"
like "$(flat)" 'next: coordinator at' "and who is next"
notice=$(sql -c "select code from app.notice order by made_at desc limit 1")
console 80x24 supervisor
wait_for 'You are asked to look at a case now' && ok "whose console tells her"
keys 8
wait_for "escalated $notice" && ok "with what the message said"
like "$(screen | sed -n 3,6p)" "escalated $notice" "on top of all"
types ":$notice"
wait_for SUMMARY && ok "what the message said opens the case"
like "$(screen)" "$code" "that one"
wait_for 'by supervisor, ' && ok "which says who has looked"
in_time "it is seen, and the night does not wait longer" eval '[ "$(sql -c "select login from app.escalation e join app.staff s
	on s.id = e.seen_by join app.case c on c.id = e.case_id where c.code = '"'$code'"'")" = supervisor ]'
types ':oncall'
wait_for 'On call' && wait_for 'supervisor' && ok ":oncall shows who is on call"
types ':oncall SPL first officer 8h'
wait_for 'Done. Who is woken first' && ok "a supervisor has somebody else on call"
wait_for 'stood in for' && ok "who stands in for the other"
finish
