#!/bin/sh
# database: demo
# Nobody is put behind a door by a slip of a key: what a closed unit is, is asked also of a line that names it by its code, and
# behind the question about a danger note.
# To see it fail: a hold() of tui/verbs/bed.c that sends a code as it is typed; a BED_OPEN that is given whatever the unit is.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
stay() { sql -c "select coalesce((select concat_ws(' ', s.state, u.code) from app.stay s join app.case c on c.id = s.case_id join app.unit u on u.id = s.unit_id
	where c.code = '$girl' and s.state not in ('out', 'released')), 'none')"; }
is_so() { [ "$(stay)" = "$1" ]; }
becomes() { in_time "$2" is_so "$1"; }
girl=$(sql -c "update app.case set sex = 'female', age_low = 15, age_high = 16, language = 'lo', responsible_id = (select id from app.staff where login = 'officer'), responsible_seen = true
	where id = (select c.id from app.case c where c.office_id = 1 and c.closed_at is null and c.stage in (1, 2) and not exists (select from app.stay s where s.case_id = c.id)
	and not 'danger now' = any (flags) order by code limit 1) returning code")
closed=$(sql -c "select b.code from app.bed_all(null) as b where b.regime = 'closed' and b.problem is null and b.sex = 'female' and coalesce(b.age_low, 0) <= 15 and coalesce(b.age_high, 99) >= 16
	order by b.code limit 1")
[ -n "$girl" ] && [ -n "$closed" ] || { echo "Bail out! no closed unit for her"; exit 1; }
symbols=$(printf %s "${closed#UN-}" | tr -d - | tr A-Z a-z)
console 80x24 officer -c "$KEYS/homeward.conf" && wait_for LIVE

# ---- a line, however the code is typed
for typed in "$closed" "$symbols"; do
	types ":hold $girl where=$typed for=4h"
	wait_for 'CLOSED. Whoever is there is kept there' && ok "$typed: a closed unit is asked about"
	keys Enter
	wait_for 'Nothing is held' && is "$(stay)" none "Enter is no yes"
	keys Escape
	wait_gone 'Nothing is held'
done
types ":case $girl"
wait_for SUMMARY
types ":hold $closed 4h"
wait_for 'CLOSED. Whoever is there is kept there' && keys Down Enter
wait_for 'a bed is held'
becomes "held $closed" "who says that she is to be kept there holds it"
types ":release \"not needed\""
wait_for 'is released'

# ---- a shell, which is not asked
hold() { env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u officer hold "$@" 2>&1 </dev/null; }
said=$(hold "$girl" --where "$symbols" --for 2h)
is "$? $(stay)" '1 none' "a shell holds no closed unit"
like "$said" 'CLOSED: whoever is there is kept there' "and says why not"
said=$(hold "$closed" "$girl" --for 2h --format json 2>/dev/null)
like "$said" '"done": false' "a program is told so"
said=$(hold "$closed" "$girl" --for 2h --closed)
is "$? $(stay)" "0 held $closed" "where she is to be kept there it says so"
types ":release \"not needed\""
wait_for 'is released'

# ---- a danger note is one question, a door that is locked another
sql -c "alter table app.entry_danger drop constraint entry_danger_id_fkey" \
	-c "insert into app.entry_danger (id, subject, office_id, concerns, severity, standing, since, review_on)
		select gen_random_uuid(), u.place_id, u.office_id, v.concerns, v.severity, v.standing, '2020-01-01', current_date + 30 from app.unit u,
		(select d.concerns, d.severity, d.standing from app.entry_danger d where d.standing <> 'withdrawn' limit 1) as v where u.code = '$closed'" >/dev/null
types ":beds $girl"
wait_for 'FITS, AND IS FREE' && goes_to 'CLOSED'
until screen | grep -qF "$closed "; do keys j; goes_to CLOSED || break; done
keys Enter
wait_for 'STOP. ' && keys Down Enter
wait_for 'CLOSED. Whoever is there is kept there' && ok "behind the danger note that it is closed is asked, too"
is "$(stay)" none "and nothing is held before"
keys Down Enter
wait_for 'Until when is it held?' && keys 3
wait_for 'a bed is held'
becomes "held $closed" "both were answered"
finish
