#!/bin/sh
# database: demo
# Changes that are sent by themselves, from a shell: a shift, who is on call, how long a clock runs, a call that is no
# case, many people at once. Where the answer is lost the exit code says that nobody knows, and done is done once.
# To see it fail: no app_begin() in single_send(), no single_unknown() in run_to_the_end() (tui/app/shell.c), a new key in
# send() of tui/app/single.c, a count as it was typed (add_count() in tui/verbs/batch_shell.c).
. "$(dirname "$0")/shell.sh"
login() { echo "$1"; } # the demo's own people
HOMEWARD=$HOMEWARD_ASAN # what is not freed is told, and is another exit code
line=$TMPDIR/line
mkdir "$line"
mkfifo "$TMPDIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" <"$TMPDIR/orders" >"$TMPDIR/linked" &
exec 7>"$TMPDIR/orders"
within 60 grep -q ready "$TMPDIR/linked" || { echo "Bail out! there is no line"; exit 1; }
printf 'database = { request_timeout_s = 1; reconnect_max_s = 1; };\n' >"$TMPDIR/conf"
chmod 600 "$TMPDIR/conf"
over() { # ROLE WORD...: the same as run, over that line
	t_role=$1
	shift
	rc=0
	timeout 60 "$HOMEWARD" -c "$TMPDIR/conf" -d "host=$line dbname=${TESTS_CONNINFO##*dbname=}" -u "$t_role" "$@" \
		>"$out" 2>"$err" </dev/null || rc=$?
}
run night shift end # the region has them on shift at some hours
run supervisor shift end
made() { sql "select count(*) from app.event where action = '$1' and refusal is null"; }
# lost ACTION QUERY ROLE WORD...: away after the commit, then only the line breaks
lost() {
	action=$1 query=$2
	shift 2
	before=$(made "$action")
	printf 'accept 1\nnext lose-answer %s\n' "$query" >&7
	over "$@" --format json
	is "$rc $(made "$action")" "4 $((before + 1))" "$query: the server stays away: exit code 4, and it was done"
	is "$(grep -c '"done": null' "$out") $(grep -c . "$out")" "1 1" "which a program is told"
	unlike "$err" "not saved" "and nothing is called not saved"
	[ -z "${back:-}" ] || run supervisor $back
	before=$(made "$action")
	printf 'accept -1\nnext lose-answer %s\n' "$query" >&7
	over "$@"
	is "$rc $(made "$action")" "0 $((before + 1))" "$query: the line comes back: it is done once, and told so"
}
back='policy TRIAGE default BKK' lost clock.policy clock_policy supervisor policy TRIAGE '20 minutes' BKK
back='shift end' lost shift.begin shift_begin supervisor shift start
lost on.call.set on_call_set supervisor oncall BKK first night 8h
lost contact.keep contact_keep night contact spam
lost batch.keep batch_keep night batch raid MM girls 3

# ---- by a key of her own it is one
key=0b5c1d3e-0000-4000-a000-00000000beef
before=$(made batch.keep)
printf 'accept 1\nnext lose-answer batch_keep\n' >&7
over night batch raid MM girls 3 --key $key
is "$rc" 4 "people are counted, and nobody knows"
printf 'accept -1\n' >&7
run night batch raid MM girls 3 --key $key --format json
is "$rc $(made batch.keep)" "0 $((before + 1))" "asked again by the same key they are counted once"
code=$(sed 's/^{"code": "\([^"]*\)", "done": true.*"people": 3}$/\1/' "$out")
run night batch raid MM girls 3 --key tonight
is $rc 2 "a key that is none is none"

# ---- what a program is told of people at once, and how it ends
run night batch "$code"
is "$rc $(grep -c '"n": 3, "cases": 0, "rest": 3' "$out")" "0 1" "who is left is told by the code"
like "$out" "{\"code\": \"$code\", \"version\": 1, \"office\": \"BKK\", \"kind\": \"raid\"" "and what they are"
run night close "$code"
is $rc 2 "they are closed for a reason"
run night close "$code" handed on --format json
is "$rc $(sql "select close_reason from app.batch where code = '$code'")" "0 handed on" "of the list"
like "$out" "{\"code\": \"$code\", \"done\": true" "which a program is told"
run night close "$code" gone
is "$rc" 1 "nobody closes them twice"
like "$err" "These people are closed already" "and is told why"
run night undo
is "$rc $(cat "$out") $(sql "select closed_at from app.batch where code = '$code'")" "0 Taken back. " "undo opens them"
run partner close "$code" gone --format json
is "$rc $(grep -c "{\"code\": \"$code\", \"done\": false" "$out")" "1 1" "who sees nobody closes nobody, and a program is told"
run night close BT-2222-2222 gone --format json
is "$rc $(grep -c '"done": false' "$out")" "1 1" "nor by a code that is none"
run night contact update HW-9999-9999 --format json
is "$rc $(grep -c '"done": false' "$out")" "1 1" "and a call about no case is none"

# ---- counts
before=$(made batch.keep)
run night batch raid MM girls 0004
is "$rc $(sql "select n from app.batch_count x join app.batch b on b.id = x.batch_id order by b.entered_at desc limit 1")" "0 4" \
	"a number is one, however it is written"
run night batch raid MM girls many --format json
is "$rc $(grep -c '"done": false.*not read at' "$out")" "2 1" "a word for a number is none, and a program is told"
counts() { rc=0; timeout 60 "$HOMEWARD" -d "$server" -u night batch raid >"$out" 2>"$err" || rc=$?; }
yes 'MM girls 1' | counts
is "$rc" 2 "counts without an end are not read to it"
counts </
is "$rc" 2 "what cannot be read is not counted"
like "$err" "cannot be read" "and told so"
is "$(made batch.keep)" $((before + 1)) "of all that nobody is counted but the four"

# ---- whose time is whose
run night shift start --until 8h
is "$rc" 1 "an end of a shift that is no time of day is refused"
like "$err" "Write it as 07:00" "and is no office"
run night shift start 07:00
is "$rc" 0 "and one that is begins it"
exec 7>&-
finish
