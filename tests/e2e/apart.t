#!/bin/sh
# database: demo
# A terminal without a screen apart (no smcup) keeps what it showed, so no vault is opened on it: neither
# a name, nor a form, nor a prompt for the passphrase is on it or above it. The board of codes works there.
# Criterion: what can be scrolled back to afterwards, read from a terminal that keeps what it is told to clear.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-enrol --into "$KEYS" >"$T_DIR/enrol" 2>&1 ||
	{ cat "$T_DIR/enrol"; echo "Bail out! nobody can be enrolled"; exit 1; }
pass='everybody knows this'
code=$(sql -c "select code from app.case c where office_id = 1 and closed_at is null
	and exists (select from app.sealed s where s.case_id = c.id and s.kind = 'identity') order by code limit 1")
start() {
	T_TERM=$1
	console "${2:-80x24}" night -c "$KEYS/homeward.conf"
	wait_for 'HW-'
}
all() { tm capture-pane -p -S -; }
# On the screen of the refusal; its words stand below the next one, too.
refusal() {
	screen | grep -q '^Esc back' &&
		screen | tr -s ' \n' ' ' | grep -qF "No names and no forms are shown on this terminal (TERM=$T_TERM)"
}
answered() { refusal || screen | grep -q 'Esc back\|Why is\|field 1 of\|The vault is'; }
# Whatever is asked is answered, so that where it is not refused a name comes.
refused() {
	wait_until answered
	if refusal; then ok "$T_TERM: $1"; else not_ok "$T_TERM: $1"; fi
	if refusal; then
		types "$pass" # by who does not look: nobody gets it
	elif screen | grep -qF passphrase:; then
		types "$pass"
		wait_gone passphrase:
		wait_until answered
	fi
	if screen | grep -qF 'Why is'; then
		keys i
		wait_for "$name"
	fi
	keys Escape
	wait_gone 'Esc back'
}
ends() {
	types ':quit'
	wait_until test -e "$T_DIR/exit"
	is "$(cat "$T_DIR/exit")" 'exit 0' "$T_TERM: and it ends"
}

# Where there is a screen apart she has a name.
start tmux-256color
types ":$code"
wait_for SUMMARY
keys o
wait_for 'passphrase:' && types "$pass"
wait_for "Why is $code opened?" && keys i
wait_for 'open for'
name=$(screen | sed -n 's/^  Name[ 0-9]* \([A-Z][A-Za-z ]*[a-z]\) *$/\1/p' | head -n 1)
[ -n "$name" ] || { echo "Bail out! no case has a name in Latin letters"; exit 1; }
ends
unlike "$(all)" "$name" "a screen apart leaves nothing of it"

for type in vt100 linux nonsense stranger; do
	start $type
	types ":$code"
	wait_for SUMMARY && ok "$type: a case is read, without who she is"
	types ':lock'
	wait_for 'Not locked' && ok "$type: nothing is locked that nothing would unlock"
	types ':unlock'
	refused "the passphrase is not asked for"
	keys o
	refused "o is refused in words"
	wait_for 'sealed . version' && ok "$type: and says only what is there"
	keys e
	refused "so is a form"
	keys n
	refused "and a note"
	keys q q
	wait_for 'tasks' && keys j && ok "$type: codes and clocks go on"
	ends
	all > "$T_DIR/all"
	grep -qF LIVE "$T_DIR/all" && ok "$type: this terminal keeps what it showed" ||
		not_ok "$type: nothing is kept, so that this test sees nothing"
	unlike "$(cat "$T_DIR/all")" "$name" "$type: no name"
	unlike "$(cat "$T_DIR/all")" 'passphrase:' "$type: no prompt"
	unlike "$(cat "$T_DIR/all")" 'field 1 of' "$type: no form"
	unlike "$(cat "$T_DIR/all")" "$pass" "$type: nothing of what was typed"
done

for size in 40x15 60x20 132x43; do
	start vt100 $size
	types ':unlock'
	wait_until refusal && screen | tr -s ' \n' ' ' | grep -qF 'Codes and clocks work here.' &&
		ok "$size: the whole sentence is there" || not_ok "$size: the whole sentence is there"
done

for type in vt100 linux nonsense stranger; do
	TERM=$type "$HOMEWARD" -d "$TESTS_CONNINFO" -u night doctor >"$T_DIR/doctor" 2>&1
	like "$(cat "$T_DIR/doctor")" "TERM=$type, NO ALTERNATE SCREEN" "$type: the doctor tells"
done
for type in xterm-256color screen tmux rxvt; do
	TERM=$type "$HOMEWARD" -d "$TESTS_CONNINFO" -u night doctor >"$T_DIR/doctor" 2>&1
	is "$(grep "TERM=$type" "$T_DIR/doctor" | grep -c ALTERNATE)" 0 "$type: has one"
	like "$(cat "$T_DIR/doctor")" "TERM=$type" "$type: of which the doctor tells"
done
finish
