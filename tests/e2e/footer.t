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
	helped identity
	wait_for 'not for your role: Open who she is' && ok "and help says that no sheet is for $who"
done
code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")
at_case() { keys -l ":$code"; keys Enter; wait_for SUMMARY; }
begin partner
at_case
unlike "$(last_line)" 'o identity' "a partner is not offered a sheet"
begin health
unlike "$(last_line)" 't take' "who opens sheets alone is not offered to take a case"
at_case
like "$(last_line)" 'o identity' "but a sheet"
unlike "$(last_line)" 'm move' "and no other stage"
unlike "$(last_line)" 'n note' "nor a note, which is for whoever works on the case"
helped take
wait_for 'not for your role: Become' && ok "help says so"
begin night
wait_for 't take'
like "$(last_line)" 'm move' "who works on cases is offered all of it"
helped identity
unlike "$(screen)" 'not for your role' "help too"
at_case
for word in 't take' 'o identity' 'n note'; do like "$(last_line)" "$word" "$word on the case"; done
finish
