#!/bin/sh
# database: demo
# Several consoles of one person that broke off one after the other: the next is back at the newest place, whoever wrote it,
# and is told of a draft that is open nowhere, whatever else is said.
# To see it fail: one place for all of them, or the first that is there, in look(); no draft_tell() in resume_back()
# (tui/app/resume.c).
set -u
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
enrol_demo
all_end() { for T_SERVER in 101 201 301 401; do tm kill-server 2>/dev/null || :; done; rm -rf "$T_DIR"; }
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
ended() { ! kill -0 "$1" 2>/dev/null; }
hangs_up() { hung=$(pid); kill -HUP "$hung"; wait_until ended "$hung"; }
writes() { # CODE TEXT: a note that is kept
	before=$(drafts)
	types ":note $1"
	wait_for 'field 1 of'
	keys -l "$2"
	wait_until drafts_are $((before + 1))
}
code=$(empty_case 0)
other=$(empty_case 1)

begins 101
wait_for ':lock locks it.'
types ":case $other"
wait_for SUMMARY
begins 201
wait_for 'The vault is open.'
writes "$code" 'The van was white'
hangs_up
begins 301
wait_for 'You are back where your line broke off.' && ok "the newest place counts, not that of a console that still runs"
wait_for 'The van was white' && ok "with what was typed there"
at_console 101
keys G
wait_gone '> SUMMARY'
hangs_up
at_console 301
keys -l ', and old'
keys Tab
hangs_up
begins 401
wait_for 'The van was white, and old' && ok "and whoever wrote it"
like "$(screen)" "Edit > $code note" "of the same case"
keys Escape
wait_for 'Keep draft'
keys Enter
wait_for 'Kept as a draft' && wait_for '> HW-'
types ":case $other"
wait_for "Case > $other"
wait_for SUMMARY
hangs_up
begins 101
wait_for 'You are back where your line broke off.' && wait_for "Case > $other"
like "$(screen | tr -s ' \n' '  ')" ':draft goes on with what was not saved' "where she was without the form, she is told of it"
finish
