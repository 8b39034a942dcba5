#!/bin/sh
# database: demo
# What is typed before a question is there: it waits while the database is asked for the choices,
# never takes what cannot be read yet, and never falls through to the screen behind.
# To see it fail: no question expected while its choices are asked for (app_expect in
# tui/app/job_ask.c), and no question left for a command (question_leave in tui/app/app.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/hold.sh"
held=app.case # without it nothing about a case is answered

count() { sql -c "select count(*) from app.event"; }
last() { screen | tail -n 1; }
# Of the row with the cursor what no minute changes.
row() { focused | grep -o 'HW-....-....'; }

console 80x24 night
wait_for LIVE
wait_for '---- HW-'
before=$(count)
board=$(row)

hold
keys m
wait_for 'keys that wait: 0' && ok "after a while the last line says what is waited for"
keys l o g
wait_for 'keys that wait: 3'
keys 9
wait_for 'keys that wait: 4'
keys BSpace
wait_for 'keys that wait: 5' && ok "keys wait for the question, whatever they mean elsewhere"
is "$(row)" "$board" "and the board gets none of them"
release
wait_for 'Which stage?' && ok "the question comes"
wait_for '[log]' && ok "and what was typed narrows it"
keys Escape
wait_gone 'Which stage?'
is "$(row)" "$board" "the cursor is where it was"

for key in 1 Enter; do
	hold
	keys m
	wait_for 'keys that wait: 0'
	keys $key l q
	wait_for 'keys that wait: 3'
	release
	wait_for 'does not answer it' && ok "$key takes nothing that could not be read"
	like "$(screen)" 'Which stage?' "the question stays"
	unlike "$(screen)" '[lq]' "and what came after $key is dropped as well"
	keys Escape
	wait_gone 'Which stage?'
done
is "$(row)" "$board" "the board has got none of it"

hold
keys a
wait_for 'keys that wait: 0'
keys l q
wait_for 'keys that wait: 2'
keys Escape
wait_for 'Nothing was changed.' && ok "Esc takes the asking back"
release
keys j
wait_gone 'Nothing was changed.'
unlike "$(screen)" 'responsible from now on' "then no question comes"
keys k

hold
keys m
wait_for 'keys that wait: 0'
keys l t q
wait_for 'keys that wait: 3'
sql -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'night' and datname = current_database()" >/dev/null
wait_for 'typed meanwhile is dropped' && ok "a line that is lost drops them, and says so"
release
wait_for LIVE
unlike "$(screen)" 'Leave homeward?' "the screen behind gets none of them"
is "$(row)" "$board" "nor does the cursor move"

keys m
wait_for 'Which stage?' && ok "where nothing is slow the question is there at once"
keys Escape
wait_gone 'Which stage?'
keys q q
wait_for 'Leave homeward?'
wait_for 'does not answer it' && ok "one that is confirmed wants a key of its own"
keys Escape
wait_gone 'Leave homeward?'
is "$(count)" "$before" "all this changed no case"

keys Space Space
wait_for '2 marked'
keys -l ':priority high'
keys Enter
wait_for 'Set the priority of 2 cases to high?'
keys -l ':preview'
wait_gone 'Set the priority of 2 cases' && ok "a command that is typed over a question leaves it"
wait_for ':preview' && ok "and is on the line, whole"
keys Enter
is "$(count)" "$before" "none of its letters confirmed anything"
keys -l ':priority high'
keys Enter
wait_for 'Set the priority of 2 cases to high?'
keys -l '/pakse'
wait_gone 'Set the priority of 2 cases'
wait_for '/pakse' && ok "nor is a filter an answer"
keys Escape
wait_gone '/pakse'
is "$(count)" "$before" "none of its letters either"
keys k k Space Space k k
wait_gone '2 marked'

keys -l ph
wait_for 'priority high' && ok "p h in one go sets the priority: h is a name of its own"
finish
