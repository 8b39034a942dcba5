#!/bin/sh
# database: demo
# Why a unit takes nobody may be a word that this program does not know: the unit is shown with it all the same, and not held.
# To see it fail: no last group in tui/screens/beds.c.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
unit=$(sql -c "select code from app.unit where office_id = 1 and accepts and beds > 0 order by code limit 1")
place=$(sql -c "select p.code from app.place p join app.unit u on u.place_id = p.id where u.code = '$unit'")
girl=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id = (select id from app.staff where login = 'officer') order by code limit 1")
sql -c "create or replace function app.bed_fits(u app.unit, c app.case) returns text language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
	return case u.code when '$unit' then 'fit' else 'not_fit_sex' end" >/dev/null
console 132x43 officer -c "$KEYS/homeward.conf" && wait_for LIVE
types ":beds $girl"
wait_for 'NOT NOW' && goes_to "$place"
until screen | grep -qF "$unit "; do keys j; goes_to "$place" || break; done
wait_for "$unit " && ok "what this program knows no word for is there"
keys Enter
wait_for 'fit. Nothing is held' && ok "with its code, and holds nothing"
is "$(sql -c "select count(*) from app.event where action = 'bed.hold' and login = 'officer'")" 0 "nor is anything sent"
finish
