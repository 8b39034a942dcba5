#!/bin/sh
# database: demo
# A line that is cut at any byte of a change, and between a commit and its answer: what was asked for
# is done once or not at all, and the shell's exit code and the console's screen say which.
# To see it fail: a new key where the same is asked again (part_send, tui/app/job.c), or a change
# whose answer is lost called not saved (end_lost, db/pg_ask.c).
cd "$(dirname "$0")/../.."
. tests/e2e/tmux.sh
database=${TESTS_CONNINFO##*dbname=}
server=$TESTS_CONNINFO

# figures MODE NUMBER...: runs damage; figure NAME is then what it counted
figures() { perl tests/tools/damage.pl "$@" > "$T_DIR/figures" 2>&1 || not_ok "damage $*"; grep '^#' "$T_DIR/figures" | cut -c1-300 | head -n 20; }
figure() { sed -n "s/^$1 //p" "$T_DIR/figures"; }
truth() { # DESCRIPTION LEAST
	is "$(figure lost) lost $(figure doubled) doubled $(figure lied) lied" "0 lost 0 doubled 0 lied" "$1"
	[ "$(figure hit)" -ge "$2" ] && ok "of which $2 were cut at least" || not_ok "of which $2 were cut: $(figure hit)"
	[ "$(figure saved)" -gt 0 ] && [ "$(figure unsaved)" -gt 0 ] && ok "some saved, some not" || not_ok "some saved, some not"
}
figures cuts "${ONCE_STEP:-60}"
truth "from a shell, cut while asking, saving and being answered" 60
figures console-cuts "${ONCE_CONSOLE:-24}"
truth "from a console" 20

# ---- the answer is lost, and the server stays away
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/said" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
printf 'database = { request_timeout_s = 1; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
codes=$(sql -c "select string_agg(code, ' ') from (select code from app.case where closed_at is null and priority = 3
	and responsible_id is distinct from (select id from app.staff where login = 'coordinator') order by code desc limit 4) as c")
set -- $codes
made() { sql -c "select count(*) from app.event e join app.case c on c.id = e.object_id where e.refusal is null
	and e.action = '$1' and e.id > $first and c.code in ('$(echo "$2" | sed "s/ /','/g")')"; }
first=$(sql -c 'select coalesce(max(id), 0) from app.event')
shell() { rc=0; HOMEWARD_CONNINFO= "$HOMEWARD" -c "$T_DIR/conf" -d "host=$line dbname=$database" -u coordinator "$@" > "$T_DIR/out" 2> "$T_DIR/err" < /dev/null || rc=$?; }

printf 'accept 1\nnext lose-answer case_take\n' >&7
shell take "$1"
is $rc 4 "a server that stays away after the commit: exit code 4"
is "$(made case.take "$1")" 1 "it had been done"
like "$(cat "$T_DIR/err")" "$1: the line was lost before the answer came" "that the answer was lost is said"
like "$(cat "$T_DIR/err")" "it is not known whether the change was saved" "and in the end that it is not known"
unlike "$(cat "$T_DIR/out" "$T_DIR/err")" "not saved" "nothing is called not saved"
unlike "$(cat "$T_DIR/out")" "taken" "nor saved"

printf 'accept -1\n' >&7
shell undo
printf 'accept 1\nnext lose-answer case_take\n' >&7
shell take "$1" --format json
is "$rc $(grep -c '"done": null, "refusal": null' "$T_DIR/out")" "4 1" "a program is told that it is not known"

printf 'accept -1\nnext lose-answer case_priority\n' >&7
shell priority "$1" "$2" "$3" urgent
is "$rc $(made case.priority "$1 $2 $3")" "0 3" "three at once, the first answer lost: all are saved, once"
is "$(grep -c 'undo [1-9]' "$T_DIR/out")" 3 "and each is told with its number"

# ---- the same in front of a console
TESTS_CONNINFO="host=$line dbname=$database"
console 80x24 coordinator
TESTS_CONNINFO=$server
wait_for "LIVE"
wait_for "> HW-"
printf 'accept 0\nlose-answer case_take\n' >&7
keys -l ":take $4"
keys Enter
wait_for "$4: the line was lost before the answer came" && ok "the console says that the answer was lost"
wait_for "OFFLINE" && ok "and that it is OFFLINE"
is "$(made case.take "$4")" 1 "it had been done"
keys R
wait_for "trying" && unlike "$(screen)" "$4 taken" "it does not say done as long as it does not know"
echo 'accept -1' >&7
keys R
wait_for "$4 taken. u takes it back" 40 && ok "asked again, it says so"
is "$(made case.take "$4")" 1 "and it was done once"
keys u
wait_for "Taken back: $4" && ok "and can be taken back"
exec 7>&-
finish
