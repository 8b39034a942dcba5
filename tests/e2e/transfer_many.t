#!/bin/sh
# database: demo
# One form for several marked cases: each is asked for by itself, once, also behind a line that broke; one that cannot be is
# told by its code with why, stays in the form, and keeps no other back.
# To see it fail: one_is_refused() that ends the round; a new id for what was not saved; a key made anew in keeping.c.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/conf"
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/link" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/link" || { echo "Bail out! there is no line"; exit 1; }

# A woman who agreed, one who was not asked, a girl, one who is on her way already, and one whose file goes meanwhile.
woman
ready=$case
of() { sql -c "select id from app.case where code = '$1'"; }
journeys() { sql -c "select count(*) from app.transfer t join app.case c on c.id = t.case_id where c.code = '$1'"; }
state() { sql -c "select string_agg(t.state, ',') from app.transfer t join app.case c on c.id = t.case_id where c.code = '$1'"; }
others=$(sql -c "select string_agg(code, ' ') from (select code from app.case c where office_id = 1 and closed_at is null and code <> '$ready' and not exists (select from app.sealed s
	where s.case_id = c.id) order by code limit 4) as x")
set -- $others
unasked=$1 girl=$2 away=$3 gone=$4
[ -n "$gone" ] || { echo "Bail out! too few cases"; exit 1; }
sql -c "update app.case set responsible_id = null, responsible_seen = true where responsible_id = (select id from app.staff where login = 'officer')" \
	-c "update app.case set sex = 'female', age_low = 24, age_high = 29, language = 'lo' where code in ('$unasked', '$away', '$gone')" \
	-c "update app.case set sex = 'female', age_low = 15, age_high = 15 where code = '$girl'" \
	-c "update app.case set responsible_id = (select id from app.staff where login = 'officer'), responsible_seen = true where code in ('$ready', '$unasked', '$girl', '$away', '$gone')" >/dev/null
case=$away subject=$(of "$away")
journey supervisor
server=$TESTS_CONNINFO
TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
console 80x24 officer -c "$KEYS/conf"
TESTS_CONNINFO=$server
wait_for LIVE && unlocks officer
types ':cases responsible:officer closed:none'
wait_for "$ready" && wait_for "$gone"
keys '*'
wait_for '5 marked'
types ':transfer'
wait_for 'field 1 of' && like "$(screen | head -n 1)" '5 cases' "the form is of all that are marked"
keys Tab
field 'What for' && keys -l 'health care' && keys Tab
field 'How soon' && keys -l planned && keys Tab Tab Tab Tab
field 'She is now' && keys -l street && keys Tab
field 'She goes to' && keys -l "$(a_hospital)" && keys Tab
field 'She leaves at' && keys -l 'tomorrow 6:00' && keys Tab
field 'Goes with her' && keys -l 'a woman of ours' && keys Tab Tab Tab Tab Tab
field 'Dangers checked' && keys -l yes && keys Tab
field 'The way' && keys -l 'By the CANARY road'

# ---- what one of them said is of no other
keys Tab Tab Tab Tab Tab Tab Tab Tab Tab
field 'Her words' && keys -l 'I am afraid' && keys C-x
wait_for 'These are the words of one' && ok "the words of one are written in her file alone"
keys C-u

# ---- she is asked, and may go back
keys C-x
wait_for 'Ask for this for each of 5 cases?' && ok "that it is for several is asked first"
keys Escape
wait_for 'Nothing was asked for.'
is "$(sql -c "select count(*) from app.transfer t where t.office_id = 1 and t.case_id in (select id from app.case where responsible_id = (select id from app.staff where login = 'officer'))")" 1 "and not done before it is answered"

# ---- one after the other, one of them behind a line that broke
sql -c "update app.case set office_id = 6 where code = '$gone'" >/dev/null
echo 'lose-answer sealed_keep' >&7
for time in 1 2 3 4 5 6 7 8; do
	screen | grep -qF 'for each of 5 cases?' || keys C-x
	wait_for 'for each of 5 cases?' && sleep 0.3 && keys y
	within 5 eval '! screen | grep -qF "for each of 5 cases?"' && break
done
wait_for '3 asked for, 2 not, which stay in the form' && ok "how many are asked for, and how many not, is said at the end"
within 10 grep -q '^cut' "$T_DIR/link" && ok "behind a line that was cut"
is "$(journeys "$ready") $(journeys "$unasked") $(journeys "$girl")" '1 1 1' "each that can be is asked for once"
is "$(journeys "$away") $(journeys "$gone")" '1 0' "the others are not"
is "$(sql -c "select count(*) from app.event where action = 'sealed.keep' and refusal is null and detail ->> 'kind' = 'transfer' and staff_id = (select id from app.staff where login = 'officer')")" 3 "and each stands in the record once"
like "$(screen | head -n 1)" '2 cases' "the form goes on with those that were not"
keys C-o
types 'messages'
wait_for 'Messages'
said=$(screen | tr -s ' \n' ' ')
like "$said" "$away: Not saved. A transfer of her is on its way already" "one that is on its way is told by her code"
like "$said" "$gone: Not saved: you have no key for this" "likewise one whose file has gone to another office"
like "$said" "$ready: TR-" "and of each that is asked for how it is called"
like "$said" "$unasked: TR-" "also where something is missing"
keys q
wait_for '2 cases'
is "$(sql -c "select count(*) from app.sealed s join app.case c on c.id = s.case_id where c.code in ('$ready', '$unasked', '$girl') and s.kind = 'transfer'")" 3 "the form is in the file of each"

# ---- with the rest it goes on: what was the matter is over
sql -c "update app.transfer set state = 'aborted', over = true where case_id = '$(of "$away")'" -c "update app.case set office_id = 1 where code = '$gone'" >/dev/null
for time in 1 2 3 4 5 6 7 8; do
	screen | grep -qF 'for each of 2 cases?' || keys C-x
	wait_for 'for each of 2 cases?' && sleep 0.3 && keys y
	within 5 eval '! screen | grep -qF "for each of 2 cases?"' && break
done
wait_for '2 asked for' && ok "with ^X it goes on"
is "$(journeys "$ready") $(journeys "$unasked") $(journeys "$girl") $(journeys "$away") $(journeys "$gone")" '1 1 1 2 1' "and each of the rest is asked for"
wait_for 'Cases'
unlike "$(screen)" 'marked' "what is asked for is marked no more"

# ---- what the first approver reads
is "$(sql -c "select string_agg(t.state, ',' order by t.state) from app.transfer t where t.case_id in ('$(of "$ready")', '$(of "$girl")')")" 'risk-checked,risk-checked' "each waits to be approved by itself"
exec 7>&-
finish
