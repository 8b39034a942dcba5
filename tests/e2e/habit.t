#!/bin/sh
# database: demo
# Who opens a sheet while the vault is shut types her passphrase behind it, out of habit. It is asked for
# whatever there turns out to be, so that no letter of it is a verb or stands on the screen. To see it fail:
# asks_passphrase() (tui/screens/folder.c) that is always false.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
words='take a pig home' # a passphrase whose letters take a case and give it to somebody
said() { screen | tr -s '\n ' ' ' | grep -qF -- "$1"; }
is_said() { in_time "$2" said "$1"; }
changes() { sql -c "select count(*) from app.event where action in ('case.take', 'undo', 'case.assign', 'case.priority', 'case.move')"; }
before=$(changes)
# Neither a verb of it nor a word.
nothing_ran() {
	unlike "$(screen)" 'Who is responsible' "$1: no letter asks anything"
	unlike "$(screen)" 'pig\|ome' "$1: no word of it is on the screen"
	is "$(changes)" "$before" "$1: and no letter was a verb"
}
# `o` and the passphrase in one piece: no answer has come in between.
by_habit() {
	keys -l "o$words"
	wait_for 'passphrase:' && nothing_ran "$1"
	keys Enter
	wait_for 'That passphrase is wrong'
	types "$pass"
	wait_gone passphrase:
}
start() { # SIZE WHO CODE
	console "$1" "$2" -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ":$3"
	wait_for SUMMARY
}
code=$(empty_case)

# ---- a case of which nothing is sealed yet
start 80x24 night "$code"
by_habit "nothing sealed"
wait_for 'nothing yet . e writes it' && ok "then that there is nothing is said"
console 60x20 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ":identity family $code"
wait_for 'passphrase:' && ok "by a line it is asked for as well"
keys Escape
wait_for 'nothing yet . e writes it' && ok "and who goes back sees what there is"
by_habit "on the page itself"
wait_for 'There is nothing of that yet: e writes it'
start 80x24 night "$code"
keys o
wait_for passphrase:
types "$pass"
keys -l t # as a reason
wait_for 'nothing yet . e writes it'
is "$(changes)" "$before" "a reason that was typed ahead is no verb"
# Of a case with an identity: what is typed ahead and answers is not said to be no answer.
known=$(sql -c "select c.code from app.case c join app.sealed s on s.case_id = c.id where c.office_id = 1 and c.closed_at is null
	and s.kind = 'identity' order by 1 limit 1")
start 60x20 night "$known"
keys o
wait_for passphrase:
keys -l "$pass$(printf '\r')sa"
wait_for 'open for' && ok "a reason that was typed ahead answers"
unlike "$(screen | tr -s '\n ' ' ')" 'does not answer' "which is not said to be none"
is "$(sql -c "select e.reason from app.event e where e.login = 'night' and e.action = 'sealed.open' and e.refusal is null order by e.id desc limit 1")" 'safety check' \
	"and is the one in the record"

# ---- a code that names nothing
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ':identity HW-JMKK-TAPH'
keys -l "$words"
wait_for 'passphrase:' && nothing_ran "no such case"
keys Escape
wait_for 'There is no case' && ok "which is said behind the passphrase"

# ---- a place without a record
place=$(sql -c "delete from app.sealed_past p using app.sealed s where p.id = s.id and s.place_id is not null;
	delete from app.sealed where place_id = (select id from app.place where office_id = 1 order by code limit 1);
	select code from app.place where office_id = 1 order by code limit 1" | tail -n 1)
console 80x24 night -c "$KEYS/homeward.conf"
wait_for LIVE
types ":place $place"
wait_for 'NAME AND ADDRESS'
by_habit "a place without a name"
wait_for 'There is nothing of that yet' && ok "then that is said"

# ---- no letter, no keys
sql -c "set session_replication_role = replica; delete from app.realm_letter l using app.staff s where s.person = l.person and s.login = 'officer'" >/dev/null
start 80x24 officer "$code"
by_habit "no letter"
wait_for 'have not been given yet' && ok "then who gives her one is said"
rm "$KEYS/officer.key"
start 80x24 officer "$code"
keys -l "o$words"
is_said 'You have no keys on this host' "no keys: that is said, and no passphrase asked for"
nothing_ran "no keys"
finish
