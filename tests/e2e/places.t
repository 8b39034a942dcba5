#!/bin/sh
# database: demo
# Places: listed and found, written in two parts, opened for a reason, live; and who sees none of it.
# Criterion: what a place is called and where it is stands in the database sealed alone.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
start() {
	console 80x24 "$1" -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ':places'
	wait_for 'Places'
}
seen() { "$HOMEWARD" -d "$TESTS_CONNINFO" -u "$1" list places --format csv 2>/dev/null | grep -c '^PL-'; }
is "$(sql -c "select count(*) = count(s.id) from app.place p left join app.sealed s on s.place_id = p.id")" t "each place of the demo has its sealed record"
is "$(seen officer_pakse)" "$(sql -c "select count(*) from app.place p join app.staff_office o on o.office_id = p.office_id
	join app.staff s on s.id = o.staff_id where s.login = 'officer_pakse'")" \
	"an officer lists the places of her office and no other's"
for who in auditor partner_vientiane admin registrar health_afesip; do
	is "$(seen $who)" 0 "$who lists none"
done
code=$(sql -c "select p.code from app.place p where office_id = 1 and kind = 'shelter'")

# ---- reading
start officer
wait_for "$code" && ok "the places are there"
types ":place $code"
wait_for 'NAME AND ADDRESS'
unlike "$(screen)" 'No Such Road' "its address is not, before it is opened"
keys o
opens_vault
wait_for "Why is $code opened?"
keys a
wait_for '0 No Such Road, Bang Kapi' && ok "o opens it, for a reason"
is "$(sql -c "select e.kind || ' ' || e.reason from app.event e where e.login = 'officer' and e.action = 'sealed.open' and e.refusal is null order by e.id desc limit 1")" \
	'place appointment' "which is in the record"
keys z
wait_for 'The veil is on'
unlike "$(screen)" 'No Such Road' "a veil closes it"
keys z
types ':new-place'
wait_for 'Your role does not change this' && ok "an officer is told that she adds none, before she types"
start officer_pakse
types ":place $code"
wait_for "There is no place $code in your offices" && ok "who works elsewhere finds none of it"
start auditor
wait_for 'your role does not see them' && ok "an auditor is told why the list is empty"
types ":place $code"
wait_for 'Your role does not see places' && ok "and why none opens"

# ---- writing
start supervisor
keys N
opens_vault
wait_for 'field 1 of 5'
keys -l shelter
keys Tab
keys -l XXX
keys Tab
keys -l TH
keys Tab
keys -l 'Bang Na'
keys Tab
keys -l 1001
keys C-x
wait_for '1 error' && ok "room for more than 1000 is no number, and is said"
keys C-e C-u
keys -l 12
keys C-x
wait_for 'Not saved.'
like "$(focused)" 'XXX' "an office that is not hers is refused on its line"
keys C-u
keys -l BKK
keys C-x
wait_for 'Now its name and address' && wait_for 'field 1 of' && ok "what was typed stayed, and the name comes next"
keys -l 'House of the Demo, Bang Na'
keys Tab
keys -l '1 No Such Lane'
keys C-x
wait_for 'name and address saved, version 1' && ok "and is kept"
new=$(sql -c "select code from app.place where district = 'Bang Na'")
is "$(sql -c "select p.kind || ' ' || p.capacity || ' ' || s.kind from app.place p join app.sealed s on s.place_id = p.id where p.code = '$new'")" \
	'shelter 12 place' "both parts are there"
pg_dump -N demo -d "$TESTS_CONNINFO" > "$T_DIR/dump"
is "$(grep -c 'No Such\|House of the Demo' "$T_DIR/dump")" 0 "no dump has its name or address"
wait_for "$new" && ok "the list has it"

# ---- somebody else
sql -c "update app.place set capacity = 77, version = version + 1 where code = '$new'" >/dev/null
wait_for ' 77 ' && ok "another's change appears by itself"
types ":place $new facts"
wait_for 'field 1 of 5'
keys Tab Tab Tab
keys C-u
keys -l 'Bang Khae'
wait_for 'Bang Khae'
sql -c "update app.place set district = 'Bang Bon', version = version + 1 where code = '$new'" >/dev/null
keys C-x
wait_for 'Changed by' && wait_for 'Bang Bon' && ok "who was quicker is compared with"
like "$(screen)" 'Somebody else has changed it meanwhile' "that is said"
like "$(screen | tail -n 1)" 'm mine  t theirs  PgDn' "and hides no key, of which there is none that takes both here"
keys m
wait_for '^X'
keys C-x
wait_for 'facts saved' && ok "what was chosen is saved on top"
is "$(sql -c "select district || ' ' || capacity || ' ' || version from app.place where code = '$new'")" 'Bang Khae 77 4' "with what the other changed besides"
finish
