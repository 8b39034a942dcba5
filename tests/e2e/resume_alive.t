#!/bin/sh
# database: demo
# A line broke off, and the console behind it has not noticed: it lives on, locked or not. The next one says that what was
# typed is open there, and since when, and takes it over by a word of hers; the old one says so, keeps its text and writes
# no draft any more; both saves leave one note.
# To see it fail: draft_is_taken() is always false, or move() marks nobody (tui/app/draft.c).
set -u
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
enrol_demo
lies
all_end() { for T_SERVER in 101 201; do tm kill-server 2>/dev/null || :; done; rm -rf "$T_DIR"; }
trap all_end EXIT
begins() { # NUMBER: a console of hers, in which all goes on until at_console()
	T_SERVER=$(($1 - 1))
	console 80x24 night -c "$KEYS/homeward.conf"
	wait_for LIVE
	types ':unlock'
	opens_vault
}
at_console() { T_SERVER=$1; }
drafts() { ls "$KEYS" | grep -c '^night[.]draft[2-8]*$' || :; }
drafts_are() { [ "$(drafts)" = "$1" ]; }
notes() {
	sql -c "select count(*) from app.sealed s join app.case c on c.id = s.case_id where c.code = '$1' and s.kind = 'note'
		and s.written_at > now() - interval '5 minutes'"
}
writes() { # CODE TEXT: a note that is kept
	before=$(drafts)
	types ":note $1"
	wait_for 'field 1 of'
	keys -l "$2"
	wait_until drafts_are $((before + 1))
}
code=$(empty_case 0)
T_ENV=$LIES
begins 101
T_ENV=
wait_for ':lock locks it.'
writes "$code" 'She waits at the bridge'
begins 201
wait_for ':draft take' && ok "the next console says what brings back what is open in another"
like "$(screen | tr -s ' \n' '  ')" 'Another console of yours has a draft open, since ' "since when it is"
types ':draft'
wait_for 'since' && unlike "$(screen)" 'There is no draft' "and so does :draft"
types ':resume'
wait_for 'to go back to: another console' && ok ":resume says whose place it is"
at_console 101
later 200
only_prompt "the old console has locked itself"
at_console 201
types ':draft take'
wait_for 'She waits at the bridge' && ok "locked or not, what was typed comes over"
like "$(screen)" "Edit > $code note" "into the form of that case"
keys -l ', south'
at_console 101
opens_vault
wait_for 'She waits at the bridge' && ok "the old console has its text still"
wait_for 'taken over' && ok "and says that it is kept elsewhere"
keys -l ', north'
wait_for 'north'
wait_for 'taken over'
is "$(drafts)" 1 "it is one draft"
keys C-x
wait_for 'note saved, version 1' && ok "saved from the old one"
at_console 201
keys C-x
wait_for 'theirs' && ok "the new one meets it, with both before her eyes"
is "$(notes "$code")" 1 "and it is one note"
keys m C-x
wait_for 'note saved, version 2'
is "$(notes "$code") $(drafts)" '1 0' "saved by both it is still one, and no draft"
types ':draft take'
wait_for 'No other console of yours' && ok "there is nothing more to be taken over"
finish
