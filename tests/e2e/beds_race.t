#!/bin/sh
# database: demo
# Two people of two offices hold the last bed, each from her console, at once: one of them has it. The other is told who was
# first, and what else is free and fits; what she does then is hers.
# To see it fail: bed_taken_by() or bed_others() that say nothing (sql/api/bed.sql); take `for update` out of app.lock_unit().
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/homeward.conf"
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/link" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/link" || { echo "Bail out! there is no line"; exit 1; }
first() { T_SERVER=101; }
second() { T_SERVER=201; }
both_end() { for T_SERVER in 101 201; do tm kill-server 2>/dev/null; done; exec 7>&-; rm -rf "$T_DIR"; }
trap both_end EXIT
new_unit() { # NAME BEDS: of a shelter of AFL, for women
	sql -c "insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) select gen_random_uuid(), p.id, 9, '$1', 'female', 20, 60, $2, 'open'
		from app.place p where p.office_id = 9 and p.kind = 'shelter' order by code limit 1 returning code"
}
# Nothing else of this country is free.
sql -c "update app.unit set accepts = false where office_id in (select id from app.office where country_id = 'LA')" >/dev/null
last=$(new_unit 'house 8' 1)
other=$(new_unit 'house 9' 3)
a_woman() { # OFFICE RESPONSIBLE
	sql -c "update app.case set sex = 'female', age_low = 24, age_high = 29, language = 'lo', responsible_id = (select id from app.staff where login = '$2'), responsible_seen = true
		where id = (select c.id from app.case c join app.office o on o.id = c.office_id where o.code = '$1' and c.closed_at is null and not exists (select from app.stay s where s.case_id = c.id)
		and not 'danger now' = any (flags) order by c.code desc limit 1) returning code"
}
hers=$(a_woman BKK officer_bangkok)
theirs=$(a_woman VTE officer_vientiane)
server=$TESTS_CONNINFO
T_SERVER=100
console 100x40 officer_bangkok -c "$KEYS/homeward.conf"
wait_for LIVE
T_SERVER=200
TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
console 100x40 officer_vientiane -c "$KEYS/homeward.conf"
TESTS_CONNINFO=$server
wait_for LIVE
asks() { # CASE
	types ":beds $1"
	wait_for 'FITS, AND IS FREE' && wait_for 'Enter holds a bed'
	t_unit() { screen | grep -qF "$last house 8 . Enter holds a bed" || { keys j && false; }; }
	wait_until t_unit || not_ok "the cursor comes to the last bed"
	keys Enter
	wait_for 'Until when is it held?'
}
first
asks "$hers"
second
asks "$theirs"

# ---- both at once: the line of the second has stopped
echo stall >&7
sleep 0.3
first
keys 3
wait_for 'a bed is held' && ok "the first has it"
second
keys 3
sleep 0.5
echo go >&7
wait_for 'No bed is free there.'
said=$(screen | tr -s ' \n' ' ')
like "$said" 'Bangkok officer (BKK) took the last one just now.' "the second is told who was first"
like "$said" "It fits, and is free: $other (3 free)." "and what else is free"
is "$(sql -c "select string_agg(c.code, ',') from app.stay s join app.case c on c.id = s.case_id join app.unit u on u.id = s.unit_id where u.code = '$last' and s.state = 'held'")" "$hers" "one bed is held once"
wait_for FULL && ok "her list says that it is full now"
types ":hold $theirs where=$other for=12h"
wait_for "a bed is held: $other" && ok "she holds the other"
finish
