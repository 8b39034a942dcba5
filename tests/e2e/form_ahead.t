#!/bin/sh
# database: demo
# What is typed before a form is there: no letter of it is a verb, it goes into the form that comes,
# and where none comes, or something is asked first, it is dropped with a sentence.
# To see it fail: no key that waits (ahead in tui/screens/edit.c), or none that is taken up again
# (app_typed in edit_came of tui/screens/edit_form.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/hold.sh"
held=app.record_kind # without it nobody is told what she may write
enrol_demo

away() { # what a form asks before it is left with something in it
	keys Escape
	wait_for 'Not everything is saved'
	keys Down
	keys Enter
	wait_gone 'field 1 of'
}
# Where it is said in more than one line.
said() { screen | tr -s '\n ' ' ' | grep -qF -- "$1"; }
is_said() { in_time "$2" said "$1"; }
notes() { sql -c "select count(*) from app.sealed where kind = 'note'"; }

# ---- a new note
before=$(notes)
console 80x24 coordinator -c "$KEYS/homeward.conf"
wait_for LIVE
wait_for '---- HW-'

hold
keys C-g n
wait_for 'opening ...'
keys -l 'she was seen at'
wait_for 'keys that wait: 15' && ok "before the form is there letters wait, and are no verbs"
release
wait_for 'passphrase:'
unlike "$(screen)" 'typed' "what waits is no part of a passphrase"
types "$pass"
wait_for 'before the passphrase was asked for is dropped' && ok "nor does it come behind it: that is said"
wait_for 'field 1 of' && unlike "$(screen)" 'she was' "the form is empty"
keys Escape
wait_gone 'field 1 of'

hold
keys n
wait_for 'opening ...'
keys -l 'q: the ^market, t'
wait_for 'keys that wait: 17'
keys BSpace
wait_for 'keys that wait: 18'
keys C-x
wait_for 'keys that wait: 19'
release
wait_for 'q: the ^market,' && ok "where the vault is open they go into the form"
wait_for 'is not in it' && ok "but for a key that saves: that is said"
unlike "$(screen)" 'market, t' "in the order of typing"
is "$(notes)" "$before" "and nothing was saved unseen"
away

# Whoever types it does not wait for the form, and what she types next is her passphrase.
for word in unlock lock; do
	hold
	keys C-g n # behind what did not come
	wait_for 'opening ...'
	keys -l "the aunt:$word"
	wait_for 'keys that wait'
	keys Enter
	wait_for 'passphrase:' && unlike "$(screen)" 'aunt' ":$word locks while a form is on its way"
	release
	types "$pass"
	wait_gone 'passphrase:'
	is_said 'Locked before the form was there: ask for it again.' "and that no form comes is said"
done
hold
keys C-g n
wait_for 'opening ...'
keys C-o
keys -l 'lock'
keys Enter
wait_for 'passphrase:' && ok "so does ^O lock"
release
types "$pass"
wait_gone 'passphrase:'
wait_for '---- HW-'

hold
keys n
wait_for 'opening ...'
keys q
wait_for 'keys that wait: 1'
keys Escape
wait_gone 'opening ...' && ok "Esc leaves before the form is there"
release
unlike "$(screen)" 'field 1 of' "and none comes"

hold
keys n
wait_for 'opening ...'
keys -l 'then'
wait_for 'keys that wait: 4'
sql -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'coordinator' and datname = current_database()" >/dev/null
is_said 'What was typed meanwhile is dropped' "where the line goes there is no form, and they are dropped with a sentence"
release
wait_for LIVE

# ---- why no form comes, or stays
sql -c 'alter function api.sealed_kinds(uuid) rename to sealed_kinds_away'
keys C-g n # behind what did not come ^G says that this is typed to what is on the screen
is_said 'the database answered with error 42883' "an error of the server is said as one"
sql -c 'alter function api.sealed_kinds_away(uuid) rename to sealed_kinds'
keys C-g z n
wait_for 'The veil is on: z lifts it.' && unlike "$(screen)" 'note  ' "under a veil no form is begun"
keys z C-g n
wait_for 'field 1 of'
keys -l 'by the river'
keys C-z
wait_for 'passphrase:'
sql -c 'alter function api.directory() rename to directory_away'
types "$pass"
wait_for 'The vault stays shut'
keys Escape
is_said 'What you typed is kept as a draft: :draft opens it.' "a form that no vault brings back says why, and leaves"
unlike "$(screen)" 'opening ...' "and is not waited for"
sql -c 'alter function api.directory_away() rename to directory'
types ':draft'
opens_vault
wait_for 'by the river' && ok "the draft has it"
away

# ---- a place: two forms, one after the other
types ':places'
wait_for 'Places'
keys N
wait_for 'field 1 of 5'
for value in shelter BKK TH 'Bang Na'; do
	keys -l "$value"
	keys Tab
done
keys -l 12
hold
keys C-x
wait_for 'opening ...'
unlike "$(screen)" 'Now its name' "the second form is not promised before it is there"
keys -l 'No House of the Demo'
wait_for 'keys that wait: 20'
keys Tab
wait_for 'keys that wait: 21'
keys -l '1 No Such Lane'
wait_for 'keys that wait: 35'
release
wait_for 'Now its name and address' && ok "it comes after the first"
like "$(screen)" 'No House of the Demo' "with what was typed meanwhile"
like "$(focused)" '1 No Such Lane' "in the field where it was typed"
keys C-x
wait_for 'name and address saved, version 1' && ok "and is saved as it stands"

keys N
wait_for 'field 1 of 5'
for value in shelter BKK TH 'Bang Bon'; do
	keys -l "$value"
	keys Tab
done
hold
keys C-x
wait_for 'opening ...'
keys -l No
wait_for 'keys that wait: 2'
sql -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'coordinator' and datname = current_database()" >/dev/null
is_said 'its name and address are not' "a line that is lost then leaves the place without its name, and says so"
like "$(screen | tr -s '\n ' ' ')" 'What was typed meanwhile is dropped' "and that what was typed is not kept"
release
wait_for LIVE
is "$(sql -c "select count(*) from app.place where district in ('Bang Na', 'Bang Bon')")" 2 "no letter of a name was a verb: there are two places"

# ---- where the cursor stands after it
types ":place $(sql -c "select code from app.place where district = 'Bang Na'")"
wait_for 'NAME AND ADDRESS'
keys o
wait_for 'Why is'
keys a
wait_for 'No House of the Demo'
keys g Tab
keys e
wait_for 'field 1 of'
keys Escape
wait_for 'closed again'
like "$(focused)" 'NAME AND ADDRESS' "after a form the cursor is on the sheet that it was of"
finish
