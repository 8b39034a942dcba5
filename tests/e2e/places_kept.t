#!/bin/sh
# database: demo
# A place typed and not saved, a line that goes while it is saved, and what each role is told of it.
# Criterion: nothing that was typed is lost, nothing is there twice, and nobody is asked for a passphrase
# or a reason for what is not hers.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
database=${TESTS_CONNINFO##*dbname=}
server=$TESTS_CONNINFO
start() {
	console 80x24 "$1" -c "$KEYS/homeward.conf"
	wait_for 1Board
	wait_for LIVE
}
said() { screen | tail -n 2 | tr '\n' ' ' | grep -qF "$1"; }
is_said() { if within 20 said "$1"; then ok "$2"; else not_ok "$2"; fi; }
shown() { screen | grep -q "$1"; }
places() { sql -c "select count(*) || ' ' || coalesce(max(version), 0) from app.place where district = '$1'"; }
# DISTRICT: into the form of a new one, from its first field on
fills() {
	keys -l shelter
	keys Tab
	keys C-e C-u
	keys -l BKK
	keys Tab
	keys -l TH
	keys Tab
	keys -l "$1"
	wait_for "$1"
}
code=$(sql -c "select code from app.place where office_id = 1 and kind = 'shelter'")

# ---- what each role is told
for who in health partner admin; do
	start $who
	types ":place $code"
	is_said 'Your role does not see places' "$who is told that she sees none"
done
start night
types ":place $code"
wait_for 'NAME AND ADDRESS' && wait_for 'sealed . version'
keys g e
is_said 'a coordinator or a supervisor does' "a night worker is told who changes what a place is"
unlike "$(screen)" passphrase: "before she types a passphrase"
start night
types ":place $code"
wait_for 'sealed . version'
keys o
opens_vault
wait_for 'Why is' && keys a && wait_for 'No Such Road' && ok "she opens where it is"
keys e
wait_for 'field 1 of 7' && ok "and writes it"
start coordinator
types ":place $code"
wait_for 'sealed . version'
keys g e
opens_vault
wait_for 'field 1 of 5' && ok "a coordinator changes what it is"
sql -c "set session_replication_role = replica; delete from app.realm_letter l using app.staff s where s.person = l.person and s.login = 'officer_bangkok'" >/dev/null
start officer_bangkok
types ":place $code"
wait_for 'A record is there. Your keys for this office have not been given yet.' && ok "whoever has no keys yet is told that there is a record"
keys R e
is_said 'have not been given yet' "and does not write what could not be saved"
types ":place $code place"
is_said 'have not been given yet' "by the code neither"
unlike "$(screen)" passphrase: "and is asked for no passphrase"
start officer_bangkok
types ":place $code"
wait_for 'A record is there'
keys o
opens_vault
is_said 'Your keys for this office have not been given yet.' "nor is she asked why she opens it"

# ---- drafts
start supervisor
keys N
opens_vault
wait_for 'field 1 of 5'
fills 'Khlong Toei'
keys C-z
only_prompt "^Z locks a form"
not_in_memory "with nothing of it in memory" 'Khlong Toei'
types "$pass"
wait_for 'Khlong Toei' && ok "and the form is back"
tm kill-server
in_time "what ends with the console is kept" test -s "$KEYS/supervisor.draft"
start supervisor
types ":place $code facts"
opens_vault
wait_for 'field 1 of 5' && ok "the draft of a new place is not offered to another"
keys Escape
wait_gone 'field 1 of'
keys N
wait_for 'A draft of new place' && ok "but to a new one"
keys Down Enter
wait_for 'Khlong Toei' && ok "it is resumed"
keys C-x
wait_for 'Now its name and address' && ok "and it is saved"
is "$(places 'Khlong Toei')" '1 1' "once"
new=$(sql -c "select code from app.place where district = 'Khlong Toei'")
keys -l 'House of Drafts'
wait_for 'House of Drafts'
tm kill-server
wait_until test -s "$KEYS/supervisor.draft"
is "$(grep -c 'Drafts' "$KEYS/supervisor.draft")" 0 "the draft of its name is sealed"
start supervisor
types ":place $new place"
opens_vault
wait_for "A draft of" && keys Down Enter
wait_for 'House of Drafts' && ok "and is offered for that place"
keys C-x
wait_for 'name and address saved, version 1' && ok "saved"
drafts() { ls "$KEYS" | grep -c 'supervisor.draft[2-8]*$'; } # the ninth is where she was
no_draft() { [ "$(drafts)" = 0 ]; }
in_time "neither is a draft any more" no_draft

# ---- the line
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/told" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/told" || { echo "Bail out! there is no line"; exit 1; }
TESTS_CONNINFO="host=$line dbname=$database"
start supervisor
TESTS_CONNINFO=$server
keys N
opens_vault
wait_for 'field 1 of 5'
fills 'Lat Phrao'
printf 'accept 0\nlose-answer place_keep\n' >&7
keys C-x
wait_for 'Whether it is saved will be' && ok "an answer that is lost is not taken for one"
is "$(places 'Lat Phrao')" '1 1' "it had been kept"
unlike "$(screen)" 'The place is kept' "which is not said before it is known"
echo 'accept -1' >&7
wait_for 'Now its name and address' && ok "asked again, it says so"
is "$(places 'Lat Phrao')" '1 1' "and it is there once"
keys Escape
wait_gone 'field 1 of'
new=$(sql -c "select code from app.place where district = 'Lat Phrao'")
types ":place $new facts"
wait_for 'field 1 of 5'
keys Tab Tab Tab Tab
keys -l 17
wait_until shown '^> Room for: *17'
echo 'cut-after-up 40' >&7
keys C-x
wait_for 'facts saved, version 2' && ok "a line that goes while it is being sent: it is sent again"
is "$(places 'Lat Phrao') $(sql -c "select capacity from app.place where code = '$new'")" '1 2 17' "and changed once"
types ":place $new facts"
wait_for 'field 1 of 5'
keys Tab Tab Tab Tab C-e C-u
keys -l 18
wait_until shown '^> Room for: *18'
printf 'accept 0\ncut\n' >&7
wait_for OFFLINE
keys C-x
wait_for 'cannot be reached' && ok "without a line it is said that nothing is saved"
shown '^> Room for: *18' && ok "and what was typed stays" || not_ok "what was typed is gone"
echo 'accept -1' >&7
wait_until shown 'LIVE [0-9]'
keys C-x
wait_for 'facts saved, version 3' && ok "until it can be"
is "$(sql -c "select version || ' ' || capacity from app.place where code = '$new'")" '3 18' "which it is once"
exec 7>&-
finish
