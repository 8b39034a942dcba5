#!/bin/sh
# database: demo
# A form is open when its console is stopped, by ^Z and by somebody else, and another console of the same
# login looks for drafts meanwhile. Criterion: nothing of the name is on the terminal while it is stopped
# or after, it comes back locked, nothing typed is lost, no draft that is being written is offered, and a
# quarter of an hour later the reason is asked again.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
lies
T_ENV=$LIES
name='Somsri Birdsong'
code=$(empty_case)
both_end() { for T_SERVER in 100 200; do tm kill-server 2>/dev/null; done; rm -rf "$T_DIR"; }
trap both_end EXIT
nothing_of_it() {
	unlike "$(screen)$(tm capture-pane -p -S - -E -)$(tm capture-pane -a -p 2>/dev/null)" Birdsong "$1"
}
stopped() { grep -q '^State:.T' "/proc/$1/status"; }

# A shell with job control.
T_SERVER=100
tm new-session -d -x 80 -y 24 "exec env -u TMUX TERM=tmux-256color LC_ALL=C.UTF-8 HOMEWARD_CONNINFO=\"$TESTS_CONNINFO\" \
	HOMEWARD_CONF= PS1='shell: ' ENV= sh -i"
tm set-option -g status off >/dev/null
wait_for 'shell:'
types "env $LIES '$HOMEWARD' -u night -c '$KEYS/homeward.conf'"
wait_for '> HW-'
types ":edit identity $code"
wait_for 'passphrase:'
tm set-buffer "$pass
"
tm paste-buffer -p
wait_for 'passphrase: typed'
keys Enter
wait_for 'field 1 of' && ok "a passphrase that was pasted with its newline opens"
console_pid=$(pid)
keys -l "$name"
wait_for "$name"
wait_until test -s "$KEYS/night.draft"
keys C-z
wait_for Stopped
in_time "^Z stops it over an open form" stopped "$console_pid"
nothing_of_it "and nothing of the name is on the terminal"
types fg
only_prompt "fg: it is locked"
nothing_of_it "and nothing of the name is behind it"
types "$pass"
wait_for "$name" && ok "the passphrase brings the form back"
kill -s TSTP "$console_pid"
in_time "SIGTSTP stops it, too" stopped "$console_pid"
nothing_of_it "and nothing of the name is on the terminal then"
kill -s CONT "$console_pid"
types fg
wait_for 'passphrase:'
keys C-u
only_prompt "told to go on it is locked"
keys C-z
in_time "the passphrase screen is stopped as well" stopped "$console_pid"
nothing_of_it "with nothing on it"
types fg
only_prompt "and comes back as it was"
types "$pass"
wait_for "$name" && ok "nothing typed is lost"

# ---- another console of hers
T_SERVER=200
console 80x24 night -c "$KEYS/homeward.conf"
wait_for '> HW-'
types ':draft'
wait_for 'passphrase:'
types "$pass"
wait_for ':draft take' && ok "no draft that another console is writing is offered"
types ":note $code"
wait_for 'field 1 of' && ok "nor to a new form"
unlike "$(screen)" 'Birdsong' "which is empty"
keys Escape
wait_for '> HW-'

# ---- saved, and the reason
T_SERVER=100
keys C-x
wait_for 'identity saved'
in_time "the draft is dropped by whoever wrote it" test ! -e "$KEYS/night.draft"
why() { types ":identity $code"; wait_for "$1"; }
why 'Why is'
keys r
wait_for "$name"
keys q
wait_for '> HW-'
why "$name" && ok "a reason serves the same case"
keys q
wait_for '> HW-'
later 901
wait_for 'passphrase:'
keys C-u
types "$pass"
wait_for '> HW-'
wait_for LIVE
why 'Why is' && ok "and is asked again a quarter of an hour later"
finish
