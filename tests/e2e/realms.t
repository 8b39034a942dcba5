#!/bin/sh
# database: demo
# Who reads what. Criterion: a person enrolled in one office reads exactly what that office may read, in the
# console, from a shell and through psql; nobody else's name, and in the database no name at all.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
server=$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')
bangkok=$(empty_case 0 1) poipet=$(empty_case 0 10)
start() {
	console 80x24 "$1" -c "$KEYS/homeward.conf"
	wait_for '1Board'
	wait_for 'LIVE'
}
# LOGIN CODE NAME: the first of a case, which opens nothing
writes() {
	start "$1"
	types ":edit identity $2"
	opens_vault
	wait_for 'field 1 of'
	keys -l "$3"
	keys C-x
	wait_for 'identity saved, version 1' && ok "$1 writes down who $2 is"
}
shown() { screen | grep -q "$1"; }
# CODE: what comes of opening it, in a console that has said nothing yet
comes_of() {
	types ":identity $1"
	within 60 shown 'passphrase:\|Why is\|There is no case\|Your role\|do not allow' || { echo nothing; return; }
	if shown 'passphrase:'; then types "$pass"; wait_gone 'passphrase:' >/dev/null; fi
	within 60 shown 'Why is\|There is no case\|Your role\|do not allow' || { echo nothing; return; }
	if shown 'Why is'; then keys s; fi
	within 60 shown 'Name  \|There is no case\|Your role\|do not allow' || { echo nothing; return; }
	if shown 'Name  '; then
		screen | sed -n 's/^> *//; s/^  *Name  *//p' | head -n 1
	elif shown 'There is no case'; then
		echo 'no such case'
	else
		echo refused
	fi
	if shown 'Identity >'; then keys q; fi
	wait_gone 'Identity >' >/dev/null
}
reads() {
	start "$1"
	one=$(comes_of "$bangkok")
	start "$1"
	is "$one, $(comes_of "$poipet")" "$2" "$1: $2"
}

writes officer_bangkok "$bangkok" 'สมศรี แห่งกรุงเทพ'
writes officer_poipet "$poipet" 'ស្រីមុំ ប៉ោយប៉ែត'
reads officer_bangkok 'สมศรี แห่งกรุงเทพ, no such case'
reads officer_poipet 'no such case, ស្រីមុំ ប៉ោយប៉ែត'
reads coordinator 'สมศรี แห่งกรุงเทพ, ស្រីមុំ ប៉ោយប៉ែត'
reader
reads operations 'refused, no such case'
reads partner 'refused, refused'
reads auditor 'refused, refused'

# ---- health: that a record is there is seen by whoever sees the case, what it says by health staff
start health
types ":edit $bangkok"
wait_for 'What of' && like "$(screen | grep '^  [a-z]   ')" 'health' "health staff write what is theirs"
is "$(screen | grep -c '^  [a-z]   ')" 1 "and nothing else"
keys h
opens_vault
wait_for 'field 1 of'
keys Tab
keys -l 'a result of hers'
keys C-x
wait_for 'health saved, version 1' && ok "health writes a health record"
types ":identity $bangkok"
wait_for 'Why is' && ok "which is the sheet that opens to her"
keys m
wait_for 'a result of hers' && wait_for '> HEALTH' && ok "and she reads it"
like "$(screen)" 'A record is there. Only those who work on the cases' "of who it is she is told that there is a record"
types ":identity $bangkok identity"
wait_for 'Only those who work on the cases of this office' && ok "and that it is not hers"
# LOGIN: nothing is asked back, and it is said who may
refused_health() {
	start "$1"
	types ":identity $bangkok health"
	opens_vault
	wait_for 'Only health staff of this office may open and write it.' && ok "$1: health is for health staff"
	wait_for '> HEALTH'
	like "$(screen)" 'A record is there.' "$1 is told that there is a record"
	unlike "$(screen | sed -n '/HEALTH/,/^$/p')" "$(date +%Y-)" "$1: and not when"
	types ":edit health $bangkok"
	wait_for 'Only health staff' && unlike "$(screen)" 'passphrase:' "$1: nor is she asked for a passphrase"
}
refused_health officer_bangkok
refused_health supervisor
refused_health coordinator
start operations
types ":identity $bangkok"
wait_for 'Your role does not read what is sealed.' && ok "who only reads is told that nothing of it is for her role"
start partner
types ":identity $bangkok"
opens_vault
wait_for 'Your role sees no case' && ok "a partner, that no case is"
start auditor
keys 2
wait_for 'homeward  Cases'
wait_for '> HW-'
keys o
opens_vault
wait_for 'Your role does not open cases' && ok "auditor opens no case by its line either"

# ---- the same past the console
as() { psql -XqAt -d "$server user=$1" -c "$2" 2>&1; }
id_of() { sql -c "select id from app.case where code = '$1'"; }
one=$(id_of "$bangkok") ten=$(id_of "$poipet")
# Twice with one key, for the first time only writes it down.
raw_open() {
	key=$(sql -c 'select gen_random_uuid()')
	as "$1" "select refusal from api.sealed_open('$key', '$2', '{identity}', 'safety check')" >/dev/null
	as "$1" "select coalesce(refusal, 'bytes ' || (octet_length(blob) > 200)) from api.sealed_open('$key', '$2', '{identity}', 'safety check')"
}
is "$(raw_open officer_bangkok "$one"), $(raw_open officer_bangkok "$ten")" 'bytes true, no_such_case' "psql: officer_bangkok gets bytes of her own office's case alone"
is "$(raw_open officer_poipet "$one"), $(raw_open officer_poipet "$ten")" 'no_such_case, bytes true' "psql: officer_poipet of hers"
is "$(raw_open partner "$one"), $(raw_open auditor "$one"), $(raw_open admin "$one")" 'role, role, role' "psql: partner, auditor and admin get none"
# Of the case of Bangkok, for one of each role and for some of other offices: what opening its identity and its health
# record gives, and what is told of the two.
open_kind() {
	key=$(sql -c 'select gen_random_uuid()')
	for round in 1 2; do
		as "$1" "select coalesce(refusal, 'opens') from api.sealed_open('$key', '$one', '{$2}', 'safety check')" >"$T_DIR/round"
	done
	cat "$T_DIR/round"
}
told() {
	as "$1" "select coalesce(string_agg(concat(case when there then '+' when not there then '-' else '?' end, case when may_open then '+' else '-' end,
		case when may_write then '+' else '-' end), ' ' order by kind desc), 'nothing') from api.sealed_kinds('$one') where kind in ('identity', 'health')"
}
while read -r who identity health what; do
	is "$(open_kind "$who" identity) $(open_kind "$who" health) $(told "$who")" "$identity $health $what" "psql: $who: identity $identity, health $health, told $what"
done <<-END
	officer_bangkok opens not_in_realm +++ +--
	officer opens not_in_realm +++ +--
	night opens not_in_realm +++ +--
	supervisor opens not_in_realm +++ +--
	coordinator opens not_in_realm +++ +--
	officer_suanphlu opens not_in_realm +++ +--
	health not_in_realm opens +-- +++
	health_vientiane no_such_case no_such_case nothing
	health_afesip no_such_case no_such_case nothing
	officer_poipet no_such_case no_such_case nothing
	supervisor_vientiane no_such_case no_such_case nothing
	operations role role ?-- ?--
	partner role role nothing
	partner_vientiane role role nothing
	auditor role role nothing
	admin role role nothing
	registrar role role nothing
END
is "$(sql -c "select count(*) from app.realm_letter l join app.realm r on r.id = l.realm_id and r.kind = 'health' join app.staff s on s.person = l.person
	where not exists (select from app.staff_role a where a.staff_id = s.id and a.role = 'health')")" 0 "nobody but health staff has a key of a health realm"
is "$(as officer_bangkok "select count(*) from api.sealed_keys('$ten')"), $(as partner "select count(*) from api.sealed_keys('$one')")" '0, 0' "psql: nor keys"
like "$(as officer_bangkok 'select * from app.sealed')" 'permission denied' "psql: the table is nobody's"
name=$(printf 'สมศรี' | od -An -tx1 | tr -d ' \n')
is "$(sql -c "select count(*) from app.sealed where encode(blob, 'hex') like '%$name%'")" 0 "the owner of the database finds no name in it"
is "$(sql -c "select count(*) from app.event e where e::text like '%สมศรี%'")" 0 "nor in the record of what was done"
is "$(sql -c "select string_agg(distinct e.login, ' ' order by e.login) from app.event e where e.action = 'sealed.open' and e.refusal is null and e.object_id = '$one'")" \
	'coordinator health night officer officer_bangkok officer_suanphlu supervisor' "which names everybody who opened it"

# ---- from a shell
shell() {
	if tm list-sessions >/dev/null 2>&1; then tm kill-server; fi
	T_SERVER=$((T_SERVER + 1))
	tm new-session -d -x 80 -y 24 "env -u TMUX TERM=tmux-256color LC_ALL=C.UTF-8 HOMEWARD_CONNINFO=\"$TESTS_CONNINFO\" HOMEWARD_CONF= \
		sh -c \"'$HOMEWARD' -c '$KEYS/homeward.conf' -u $1 case show $2 --identity; echo code \\\$?; sleep 600\""
	tm set-option -g status off >/dev/null
}
shell officer_bangkok "$bangkok"
wait_for 'Passphrase:' && types "$pass"
wait_for 'how it begins' && ok "case show asks for passphrase and reason"
types 'safety check'
wait_for 'code 0'
like "$(screen)" 'Name: สมศรี แห่งกรุงเทพ' "and shows her on the terminal"
unlike "$(screen)" "$pass" "the passphrase is not shown"
shell officer_poipet "$bangkok"
wait_for 'Passphrase:' && types "$pass"
wait_for 'code 1'
like "$(screen)" 'There is no case' "somebody of another office is told that there is no such case"
"$HOMEWARD" -c "$KEYS/homeward.conf" -d "$server" -u officer_bangkok case show "$bangkok" --identity >"$T_DIR/out" 2>"$T_DIR/err" </dev/null
is "$? $(wc -c < "$T_DIR/out" | tr -d ' ')" '1 0' "into a file nothing is written"
like "$(cat "$T_DIR/err")" 'on a terminal only' "and that is said"
finish
