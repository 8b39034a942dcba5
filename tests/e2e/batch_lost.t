#!/bin/sh
# database: demo
# A count of many people that meets a killed console, or a line that breaks: nothing of it is lost, and they are counted
# once.
# To see it fail: no draft of a count (is_wanted() in tui/screens/edit_draft.c); a new key where a lost answer is asked
# for again (send_again() in tui/app/keeping.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/homeward.conf"
sits_down() { # LOGIN [SIZE]
	console "${2:-80x24}" "$1" -c "$KEYS/homeward.conf" && wait_for LIVE
	types ':unlock' && opens_vault
}
newest() { sql -c 'select code from app.batch order by entered_at desc limit 1'; }

# ---- the console is killed in the middle of a count
sits_down night
types ':batch raid'
field 'It was' && keys Tab
field 'Nationality' && keys -l VN && keys Tab && field 'Men' && keys 7
drafted() { ls "$KEYS" | grep -q '^night[.]draft[^s9]*$'; }
in_time "a count that is not saved is a draft" drafted
p=$(pid)
kill -9 "$p"
gone() { ! kill -0 "$p" 2>/dev/null; }
wait_until gone
sits_down night 60x20
wait_for '7 people' && ok "the console after it is back in that form, to the number"
keys C-x
wait_for '7 people are counted' && ok "and is saved"
code=$(newest)
types ":split $code VN men"
field 'What was said' && like "$(screen)" 'new: man' "a prompt names whom at once" && keys Escape
wait_for '7 people: 0 split out'

# ---- the line breaks behind the commit: asked again, they are counted once
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/said" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
server=$TESTS_CONNINFO
TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
sits_down night
TESTS_CONNINFO=$server
n=$(sql -c 'select count(*) from app.batch')
keys + b
field 'It was' && keys C-n Tab && field 'Nationality' && keys -l KH && keys Tab && keys 2
printf 'accept 0\nlose-answer batch_keep\n' >&7
keys C-x
wait_for 'The line was lost before the answer came' && ok "that the answer is lost is said"
wait_for OFFLINE
printf 'accept -1\n' >&7
wait_for '2 people are counted' 90 && ok "asked again, it says so"
is "$(($(sql -c 'select count(*) from app.batch') - n))" 1 "and they are counted once"
exec 7>&-
finish
