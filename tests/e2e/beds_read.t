#!/bin/sh
# database: demo
# A console that may only read asks nothing of a bed on the page of a place.
# To see it fail: no app_may() in tui/screens/folder_beds.c.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
sql >/dev/null <<'END'
create or replace function api.contract(out oldest integer, out newest integer, out generation integer)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (2, 3, app.generation());
END
girl=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and responsible_id = (select id from app.staff where login = 'officer') and not exists (select from app.stay s
	where s.case_id = app.case.id) order by code limit 1")
place=$(sql -c "insert into app.stay (unit_id, office_id, case_id, case_office_id, state, since, held_by, held_until)
	select u.id, 1, c.id, 1, 'in', app.now() - interval '1 day', (select id from app.staff where login = 'officer'), app.now() from app.case c,
	(select x.id, x.place_id from app.unit x where x.office_id = 1 and x.regime = 'open' order by x.code limit 1) as u where c.code = '$girl'
	returning (select p.code from app.unit x join app.place p on p.id = x.place_id where x.id = unit_id)")
console 132x43 officer -c "$KEYS/homeward.conf"
wait_for LIVE
types ":place $place"
wait_for 'WHO IS HERE' 20 && goes_to "$girl" && keys Enter
wait_for 'Not done: this database serves other versions' 20 && ok "what becomes of a bed is not asked on the place"
unlike "$(screen)" 'What becomes of the bed' "so it is"
keys Escape
is "$(sql -c "select count(*) from app.event where action in ('bed.hold', 'stay.go') and login = 'officer'")" 0 "nothing is sent"
finish
