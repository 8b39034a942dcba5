#!/bin/sh
# database: demo
# What becomes of a bed is said of one case: of several that are marked it is said aloud that nothing was changed.
# To see it fail: a code_of() of tui/verbs/bed.c that takes the first of the marked ones.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
states() { sql -c "select coalesce(md5(string_agg(concat_ws(' ', id, state), ',' order by id)), 'none') from app.stay"; }
stays() { sql -c "select count(*) from app.event where action like 'stay.%' and login = 'officer'"; }
sql -c "insert into app.stay (unit_id, office_id, case_id, case_office_id, state, since, held_by, held_until)
	select (select u.id from app.unit u where u.office_id = 1 and u.regime = 'open' order by u.code limit 1), 1, c.id, 1, 'in', app.now() - interval '1 day',
		(select id from app.staff where login = 'officer'), app.now() from app.case c where c.office_id = 1 and c.closed_at is null and c.responsible_id = (select id from app.staff where login = 'officer')
		and not exists (select from app.stay s where s.case_id = c.id) order by c.code limit 3" >/dev/null
before=$(states) said=$(stays)
console 80x24 officer -c "$KEYS/homeward.conf" && wait_for LIVE
types ':cases responsible:officer closed:none'
wait_for 'responsible:officer' && wait_for 'HW-'
keys '*'
wait_for ' marked'
for verb in 'check-out where=hospital' check-in 'release why="not needed"' stay; do
	types ":$verb"
	wait_for "and :${verb%% *} is of one. Nothing was changed" && ok ":$verb of several changes nothing, and says so"
done
is "$(states) $(stays)" "$before $said" "so it is"
finish
