#!/bin/sh
# database: demo
# The line breaks behind the commit of an approval, and of a file that is received: each is asked again, done once,
# and told as what it is; and one that never arrived is done once as well.
# To see it fail: a new key where a lost answer is asked for again (send() in tui/app/change.c).
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
server=$TESTS_CONNINFO
comes() { # LOGIN
	TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
	console 80x24 "$1" -c "$KEYS/conf"
	TESTS_CONNINFO=$server
	wait_for LIVE && unlocks "$1"
}
woman
file
comes supervisor
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && keys -l "$(printf %s "$code" | tail -c 4)"
echo 'lose-answer approval_answer' >&7
keys Enter
wait_for 'approved. The receiving office has to take it' && ok "an approval whose answer was lost is told when it is known"
within 10 grep -q '^cut' "$T_DIR/link" && ok "the line had been cut between the two"
is "$(sql -c "select count(*) from app.approval_vote where approval_id = '$asked'") $(sql -c "select count(*) from app.event where action = 'approval.answer' and refusal is null")" "1 1" "she has approved it once"
is "$(sql -c "select count(*) from app.transfer_key where transfer_id = '$asked'")" 1 "and its key is there once"
comes officer_vientiane
types ":approval $code"
wait_for ':receive takes the file'
: > "$T_DIR/link"
echo 'lose-answer transfer_take' >&7
types ':receive'
wait_for 'the file is yours now' && ok "so is a file that was received"
within 10 grep -q '^cut' "$T_DIR/link" && ok "behind another cut"
is "$(sql -c "select count(*) from app.event where action = 'transfer.take' and refusal is null") $(sql -c "select state from app.transfer where id = '$asked'")" "1 handed over" "once"
exec 7>&-
finish
