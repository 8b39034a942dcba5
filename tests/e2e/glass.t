#!/bin/sh
# database: demo
# Somebody looks at a case of another office: she is told what that means, says why, has two hours; the office sees it in red
# until it is reviewed.
# To see it fail: glass_mine() that has no end; put_left() that counts down from nothing; cell_style() without BREAK-GLASS.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
code=$(sql -c "select code from app.case where office_id = 1 and stage = 3 and closed_at is null and child and age_low is not null and need is not null order by priority, code limit 1")
id=$(sql -c "select id from app.case where code = '$code'")
mine=$(sql -c "select code from app.case where office_id = (select office_id from app.staff where login = 'officer_vientiane') and closed_at is null order by code limit 1")
count() { sql -c "select count(*) from app.glass where case_id = '$id'"; }
reads() { sql -c "select count(*) from app.event where object_id = '$id' and action = 'glass.read' and refusal is null"; }
bg() { sql -c "select code from app.glass where case_id = '$id' order by opened_at desc limit 1"; }

console 80x24 officer_vientiane
wait_for LIVE
types ":case $code"
wait_for 'There is no case' && ok "the case of another office is not there"
keys C-c
wait_gone 'There is no case'
types ":break-glass $(printf %s "$mine" | tr A-Z a-z)"
wait_for "$mine is a case of one of your offices" && ok "her own is opened as any other: she is not asked why"
types ':break-glass HW-3333-3334'
wait_for 'misread or mistyped' && ok "a mistyped code is told so, before anything is asked"
types ":break-glass $code"
wait_for "Look at $code, a case of another office? Why?" && wait_for 'told at once' && ok "she is asked why, and told who will know"
keys Escape
wait_gone 'Look at'
is "$(count)" 0 "going back does nothing"
types ":break-glass $code"
wait_for 'police, immigration, a hospital' && ok "each reason stands there whole"
keys 2
wait_for "$code, A CASE OF ANOTHER OFFICE" && ok "for a reason from the list it opens"
wait_for 'BREAK-GLASS ' && wait_for ' left . two people of its office are told' && ok "and says how long, and who is told"
like "$(tm capture-pane -p -e -N | grep -a 'BREAK-GLASS')" "$(printf '\033[')" "in a style of its own"
like "$(screen | tr -s ' ')" "person child, sex" "it has what is told in clear"
wait_for 'to be called' && ok "and who can be called for the rest"
is "$(count) $(reads)" "1 1" "one look, in the record of the case"
keys R
sleep 1
is "$(reads)" 1 "reading it anew is the same look"
keys q
types ":break-glass $code"
wait_for "A CASE OF ANOTHER OFFICE" && is "$(count)" 1 "while it is open nobody is woken again"
is "$(sql -c "select count(*) from app.notice n join app.approval a on a.id = n.approval_id where a.kind = 'glass' and a.case_id = '$id'")" 2 "two people of its office are"

# ---- its office
sees_board() {
	console 132x43 supervisor
	wait_for LIVE
	keys 1 L
	types "/code:$code"
	wait_for "$code"
}
sees_board
wait_for BREAK-GLASS && ok "it stands on the board of its office"
types ":case $code"
wait_for "$(bg) " && wait_for 'to be reviewed' && ok "and on the case, with who it was and why"
wait_for 'read by another office' && ok "its timeline has each look"
env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u supervisor refuse "$(bg)" doubtful >"$T_DIR/said" 2>&1 </dev/null
is "$?" 0 "who leads says that it was not right"
wait_gone 'to be reviewed' && ok "which takes it from the case"
keys q
wait_for "$code" && wait_gone BREAK-GLASS && ok "and from the board"

# ---- it is over
console 80x24 officer_vientiane
wait_for LIVE
types ":break-glass"
wait_for 'Which case?' && ok "what was not right is shown no more, whatever is left of the two hours"
types ":break-glass $code"
wait_for 'Why?' && keys 3
wait_for "$code, A CASE OF ANOTHER OFFICE" && ok "she says once more why, if she still has to"
keys q
types ":break-glass"
wait_for "A CASE OF ANOTHER OFFICE" && ok "without a code it is the last one"
sql -c "update app.glass set opened_at = now() - interval '1 hour', until = now() + interval '6 seconds' where review is null" >/dev/null
keys R
wait_for '0:01 left' && ok "what is left is counted down"
wait_for 'the case is shut to you again' && ok "then it is shut by itself"
wait_gone 'A CASE OF ANOTHER OFFICE' && ok "and gone from the screen"
types ':break-glass'
wait_for 'Which case?' && ok "there is no last one any more"
finish
