#!/bin/sh
# database: demo
# The last line offers to nobody what her role does not do, help says which that is, and whoever works
# on cases is offered all of it.
. "$(dirname "$0")/tmux.sh"

last_line() { screen | tail -n 1; }
# Help on one verb.
helped() { keys -l ":help $1"; keys Enter; wait_for "Help > $1"; }
begin() { console 80x24 "$1"; wait_for '? help'; wait_for LIVE; }

for who in auditor partner registrar admin; do
	begin "$who"
	unlike "$(last_line)" 't take' "$who is not offered to take a case"
	like "$(last_line)" 'Enter open' "but to open one"
	helped new-place
	wait_for 'not for your role: Write a new place' && ok "and help says that $who writes no place"
	helped identity
	wait_for 'not for your role: Open who she is' && ok "and help says that no sheet is for $who"
done
code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
# Of what her role is refused nothing is asked unasked, or the record fills; what she tries is in it.
refused() { sql -c "select count(*) from app.event where login = 'auditor' and action = '$1' and refusal = 'role'"; }
tried() { [ "$(refused case.find)" != 0 ]; }
begin auditor
wait_for 'row 1/'
keys j R
wait_for LIVE
keys -l ":take $code"; keys Enter
in_time "what an auditor tries to do is in the record" tried
is "$(refused case.peek)" 0 "and no look into cases that only her board would have had"
at_case() { keys -l ":$code"; keys Enter; wait_for SUMMARY; }
begin partner
keys -l ":$code"; keys Enter
wait_for 'Your role sees no case' && ok "a partner opens no case"
reader
begin operations
at_case
unlike "$(last_line)" 'o identity' "who only reads is not offered a sheet"
keys o
wait_for 'Your role does not read what is sealed.' && ok "and is told so on its page"
unlike "$(screen)" 'ecord is there' "which does not say what there is of her"
begin health
unlike "$(last_line)" 't take' "who opens sheets alone is not offered to take a case"
at_case
like "$(last_line)" 'o identity' "but a sheet"
unlike "$(last_line)" 'm move' "and no other stage"
unlike "$(last_line)" 'n note' "nor a note, which is for whoever works on the case"
helped take
wait_for 'not for your role: Become' && ok "help says so"
begin night
keys -l ':places'; keys Enter
wait_for 'Places'
unlike "$(last_line)" 'N new place' "who works on cases is not offered to write a place"
keys -l ':new-p'; keys Tab; keys x
wait_for ':new-px' && ok "nor by the prompt"
keys C-u Escape
begin supervisor
keys -l ':places'; keys Enter
wait_for 'N new place' && ok "but a supervisor is"
keys -l ':new-p'; keys Tab; keys x
wait_for ':new-place x' && ok "by the prompt too"
keys C-u Escape
begin night
wait_for 't take'
like "$(last_line)" 'm move' "who works on cases is offered all of it"
helped identity
unlike "$(screen)" 'not for your role' "help too"
at_case
for word in 't take' 'o identity' 'n note'; do like "$(last_line)" "$word" "$word on the case"; done
finish
