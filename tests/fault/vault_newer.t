#!/bin/sh
# database: demo
# A newer homeward has sealed some of what is kept of a case. Criterion: this one says that, on every way
# to it, and never that somebody has tampered with it; it shows the rest, and writes over none of it.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/../e2e/pty.sh"
. "$(dirname "$0")/thief.sh"
t=$(printf '\t')
code=$(case_of BKK 0)
must clerk seal night <<END
$code${t}family${t}person.1.name${t}Sister from before
END
must clerk seal night 2 <<END
$code${t}identity${t}name.1.text${t}Somsri of tomorrow
$code${t}note${t}text${t}written tomorrow
END
newer='A newer homeward wrote this'
kept() { sql -c "select md5(string_agg(s.version || s.blob::text, '' order by s.id)) from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code'"; }
before=$(kept)
quiet() {
	unlike "$(screen)" TAMPERED "$1: nobody is said to have tampered"
	unlike "$(screen)" tomorrow "$1: nothing of it is shown"
}

is_told() { screen | tail -n 2 | grep -qF "$newer"; }

console 80x24 night -c "$KEYS/conf"
wait_for '> HW-'
types ":$code"
wait_for SUMMARY
unlocks
keys G
wait_for "$newer" && ok "a note of a newer one says so"
quiet "a note"
keys o
wait_for "Why is $code opened?"
keys i
wait_for "$newer" && ok "so does the sheet"
quiet "the sheet"
keys e
in_time "e says so below it" is_told
unlike "$(screen)" 'field 1 of' "it is not edited"
quiet "editing"
keys q
wait_gone IDENTITY
keys e
wait_for "What of $code is edited?"
keys i
wait_gone "What of"
in_time "from the case, neither" is_told
unlike "$(screen)" 'field 1 of' "no form stands there"
is "$(kept)" "$before" "and nothing is written over it"

play "in a shell the rest is shown" 40 200 -- "$HOMEWARD" -c "$KEYS/conf" -u night case show "$code" --identity --notes <<END
wait assphrase
type open sesame night\r
wait how it begins
type case review\r
expect-exit 1
END
raw_has "what a newer one wrote is named" "IDENTITY: $newer"
raw_has "note by note" "NOTE: $newer"
raw_has "all else is shown" 'Sister from before'
raw_lacks "and nobody is said to have tampered" 'TAMPERED|tomorrow'
clerk open night "$code" identity 'case review' && not_ok "the library says so" || like "$(cat "$said")" 'ERROR contract' "the library says so"
finish
