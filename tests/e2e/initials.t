#!/bin/sh
# database: demo
# Initials in lists: only where an admin has allowed them to the office, only while the vault is open, and
# nowhere but on the screen. Criterion: without the permission none is kept and none shown; a lock, a
# veil, idleness leave none on the screen or in memory; what the server exchanges is called wrong.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
lies
T_ENV=$LIES
code=$(empty_case 0)
sql -c "delete from app.sealed where case_id = (select id from app.case where office_id = 1 and stage = 3 and code <> '$code' order by code limit 1)"
other=$(empty_case 1)
kept() { sql -c "select count(*) from app.sealed s join app.case c on c.id = s.case_id where c.code = '$1' and s.kind = 'initials'"; }
is_kept() { [ "$(kept "$1")" = "$2" ]; }
policy() { HOMEWARD_CONF= "$HOMEWARD" -c "$KEYS/homeward.conf" -d "$TESTS_CONNINFO" -u "${3:-admin}" admin initials "$1" "$2" >"$T_DIR/said" 2>&1; }
start() { # where everybody begins, not where the one before was ended
	rm -f "$KEYS/night.draft9"
	console "$1" night -c "$KEYS/homeward.conf"
	wait_for '> HW-'
}
unlock() { types ':unlock'; opens_vault; }
# writes CODE NAME: the first name of an identity
writes() {
	types ":$1"
	wait_for 'SUMMARY'
	keys e i
	wait_for 'field 1 of'
	keys -l "$2"
	keys C-x
	wait_for 'identity saved'
	keys q
	wait_gone 'SUMMARY'
}
# Both cases are the first of this list.
narrow() { types ':sort -touched'; wait_for "$code"; }

# ---- not allowed
start 80x24
unlock
writes "$code" 'สมศรี ใจดี'
narrow
is "$(kept "$code")" 0 "where nobody has allowed them none are kept"
unlike "$(screen)" 'INIT' "and no list has a column of them"
policy BKK yes officer && not_ok "an officer allows nothing" || like "$(cat "$T_DIR/said")" 'role' "an officer allows nothing"
policy BKK yes && like "$(cat "$T_DIR/said")" 'Lists may show initials of the cases of BKK' "an admin does" || not_ok "an admin does"

# ---- allowed
writes "$other" 'Wanida Xu Quan'
in_time "who saves an identity then keeps them" is_kept "$other" 1
wait_for 'W.X.Q.' && ok "and the list shows them"
types ":$code"
wait_for 'SUMMARY'
keys o
wait_for "Why is $code opened?"
keys i
wait_for 'สมศรี ใจดี'
in_time "who opens one that has none, too" is_kept "$code" 1
keys q q
wait_gone 'SUMMARY'
wait_for 'ส.จ.' && ok "a Thai name by its consonants"
like "$(screen | grep "$other")" 'W.X.Q.' "each beside its own code"
like "$(screen | grep "$code")" 'ส.จ.' "at 80 columns"
unlike "$(screen | head -1)" '.จ.' "not in the title"
in_memory "which are in memory then" 'ส.จ.'
sql -c "select string_agg(detail::text || coalesce(reason, ''), ' ') from app.event" > "$T_DIR/events"
is "$(grep -c 'ส\.จ\|W\.X' "$T_DIR/events")" 0 "nor in the record"
for format in table csv json; do
	HOMEWARD_CONF= "$HOMEWARD" -c "$KEYS/homeward.conf" -d "$TESTS_CONNINFO" -u night list board --format $format >"$T_DIR/list" 2>&1
	like "$(cat "$T_DIR/list")" "$code" "a list from a shell as $format"
	unlike "$(cat "$T_DIR/list")" 'W.X' "has none"
done
types ':sort initials'
wait_for 'cannot be sorted by "initials"' && ok "nothing sorts by them"
types '/initials:W'
wait_for 'are called "initials"' && ok "nor filters"
keys Escape
wait_gone '/initials:W'
narrow
wait_for 'W.X.Q.'

# ---- gone
keys z
wait_gone 'W.X.Q.' && ok "a veil takes them away"
not_in_memory "from memory, too" 'ส.จ.'
keys z
wait_for 'ส.จ.' && ok "and they come back without it"
types ':lock'
only_prompt "a lock leaves the prompt alone"
not_in_memory "and none in memory" 'ส.จ.'
types "$pass"
wait_for 'ส.จ.' && ok "unlocked, they are read again"
later 181
only_prompt "an idle console is locked"
not_in_memory "with none in memory" 'ส.จ.'
types "$pass"
wait_for 'ส.จ.'

# ---- exchanged
swap() { sql -c "update app.sealed s set blob = x.blob from app.sealed x join app.case c on c.id = x.case_id
	where x.kind = 'initials' and s.kind = 'initials' and c.code in ('$code', '$other') and s.case_id <> x.case_id
	and s.case_id in (select id from app.case where code in ('$code', '$other'))" >/dev/null; }
swap
wait_for 'TAMPERED' && ok "initials of another case are called what they are"
wait_for 'WRONG'
like "$(screen | grep "$code")" 'WRONG' "beside the code, too"
unlike "$(screen)" 'W.X.Q.' "and not shown"
alarms() { sql -c "select count(*) from app.event where action = 'tampered' and refusal is null"; }
told() { test "$(alarms)" -ge 1; }
wait_until told
is "$(alarms)" 1 "the record is told once of a list"
version() { sql -c "select sum(version) from app.sealed where kind = 'initials'"; }
before=$(version)
types ":$code"
wait_for 'SUMMARY'
keys o
opened() { screen | grep -q 'สมศรี ใจดี\|is opened?'; }
wait_until opened
case $(screen) in *'is opened?'*) keys i ;; esac
wait_for 'สมศรี ใจดี'
wait_for 'TAMPERED' && ok "whoever opens the identity is told"
keys q q
wait_gone 'SUMMARY'
wait_for 'WRONG'
is "$(version)" "$before" "and they stay as they are, for whoever looks into it"
swap
wait_for 'W.X.Q.' && ok "put back, they are"
# A record that a list would open unrecorded, in their place.
note='a note that is in no list'
types ":$other"
wait_for 'SUMMARY'
keys n
wait_for 'field 1 of'
keys -l "$note"
keys C-x
wait_for 'note saved'
keys q
wait_gone 'SUMMARY'
serve() { sql -c "do \$x\$ begin execute replace(pg_get_functiondef('api.initials(uuid[])'::regprocedure), 'r.kind = ' || quote_literal('$1'), 'r.kind = ' || quote_literal('$2')); end \$x\$" >/dev/null; }
serve initials note
start 80x24
unlock
narrow
wait_for 'WRONG'
types ':messages'
wait_for 'TAMPERED' && ok "a note in their place is called what it is"
keys q
wait_gone 'Messages'
wait_for 'WRONG' && like "$(screen | grep "$other")" 'WRONG' "beside its code"
unlike "$(screen)" "${note%% that*}" "and not shown"
not_in_memory "nor opened" "$note"
serve note initials
start 80x24
unlock
narrow
wait_for 'W.X.Q.'
sql -c "update app.sealed s set blob = n.blob, kind = 'note', many = true from app.sealed n join app.case c on c.id = n.case_id
	where s.kind = 'initials' and n.kind = 'identity' and c.code = '$code' and s.case_id = c.id" >/dev/null
is_kept "$code" 0 && wait_gone 'ส.จ.' && ok "what is gone is not shown any more"

# ---- other windows
start 60x20
narrow
unlike "$(screen)" 'INIT' "before the vault is open there are none"
unlock
wait_for 'W.X.Q.' && ok "then they are, at 60 columns"
like "$(screen | grep 'STAGE')" 'INIT' "under their title"
rm -f "$KEYS/night.draft9"
console 132x43 night -c "$KEYS/homeward.conf"
wait_for 'HW-'
types "/$other"
wait_gone "$code"
unlock
wait_for 'W.X.Q.' && ok "on the cards of a wide board, too"

# ---- allowed no longer
policy BKK no && like "$(cat "$T_DIR/said")" 'deleted' "an admin takes it back" || not_ok "an admin takes it back"
wait_gone 'W.X.Q.' && ok "they leave the screen"
is "$(sql -c "select count(*) from app.sealed where kind = 'initials'")" 0 "and the database"
start 80x24
unlock
types ":$other"
wait_for 'SUMMARY'
keys o
wait_for "Why is $other opened?"
keys i
wait_for 'Wanida Xu Quan'
keys q q
wait_gone 'SUMMARY'
narrow
is "$(kept "$other")" 0 "who opens an identity keeps none any more"
unlike "$(screen)" 'INIT' "and none are shown"
finish
