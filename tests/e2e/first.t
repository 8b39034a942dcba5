#!/bin/sh
# database: demo
# Somebody else was first: between the moment in which a verb from a shell has read its cases and the one in which its
# change is there. It is told who did what, and her verb has done nothing; of several the others are done.
# To see it fail: no look at the version in app.begin_case() (sql/api/00_call.sql).
. "$(dirname "$0")/shell.sh"
login() { echo "$1"; } # the demo's own people
set -- $(sql "select string_agg(code, ' ') from (select c.code from app.case c join app.staff s on s.login = 'night'
	where c.office_id = 1 and c.closed_at is null
	and c.responsible_id is distinct from s.id and c.priority = 3 order by c.code limit 6) as x")
mkfifo "$TMPDIR/orders"
answered() { grep -q . "$TMPDIR/answer"; }
waits() { [ "$(sql "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")" = 1 ]; }
ran() { [ -s "$TMPDIR/rc" ]; }
held() { ran || waits; }
# first CODE 'FUNCTION WORD' ROLE WORD...: what the supervisor does to the case is there when the verb has read it
first() {
	code=$1 what=$2
	shift 2
	psql -XAtq -d "$TESTS_CONNINFO" <"$TMPDIR/orders" >"$TMPDIR/answer" 2>&1 &
	exec 8>"$TMPDIR/orders"
	echo "set session authorization supervisor; begin; select coalesce((api.${what%% *}(gen_random_uuid(), c.id, c.version
		$(case $what in *' '*) echo ", '${what#* }'" ;; esac))).refusal, 'done') from api.case_line c where c.code = '$code';" >&8
	wait_until answered
	rm -f "$TMPDIR/rc"
	{ run "$@"; echo "$rc" >"$TMPDIR/rc.new"; mv "$TMPDIR/rc.new" "$TMPDIR/rc"; } &
	wait_until held
	echo 'commit;' >&8
	exec 8>&-
	wait_until ran
	rc=$(cat "$TMPDIR/rc")
	is "$(cat "$TMPDIR/answer")" done "$what $code: she is first"
}
of() { sql "select concat_ws(' ', s.login, p.name) from app.case c left join app.staff s on s.id = c.responsible_id
	join app.priority p on p.id = c.priority where c.code = '$1'"; }

first "$1" case_take night take "$1"
is "$rc $(of "$1")" "1 supervisor normal" "a case that is taken meanwhile stays with whoever took it"
like "$err" "$1: not saved. supervisor took it" "who did what is told"
unlike "$out" undo "and nothing is called done"

first "$2" 'case_priority high' night priority "$2" urgent --format json
is "$rc $(of "$2" | sed 's/.* //')" "1 high" "a priority that is set meanwhile stays"
like "$out" "{\"code\": \"$2\", \"done\": false, \"refusal\": \"stale\"" "a program is told by a word"
like "$out" "supervisor set its priority to high" "and who it was"

first "$4" case_take night take "$3" "$4" "$5" --format json
is "$rc $(of "$3" | cut -d' ' -f1) $(of "$4" | cut -d' ' -f1) $(of "$5" | cut -d' ' -f1)" "1 night supervisor night" \
	"of three the one is left to whoever was first, the others are done"
is "$(grep -c '"done": true' "$out") $(grep -c "\"code\": \"$4\", \"done\": false, \"refusal\": \"stale\"" "$out")" "2 1" "each is told by itself"
cp "$out" "$TMPDIR/told"
run night priority "$5" high
run night take "$6"

# ---- what was told is taken back, but where somebody has been there since
"$HOMEWARD" -d "$server" -u night undo - --format json <"$TMPDIR/told" >"$out" 2>"$err" || rc=$?
is "$rc $(grep -c '"done": true' "$out") $(grep -c "\"refusal\": \"" "$out")" "1 1 1" "undo of what was told takes back one, and refuses one"
is "$(of "$4" | cut -d' ' -f1)" supervisor "and leaves alone what was not done"
first "$6" 'case_priority high' night undo
is "$rc $(of "$6")" "1 night high" "what somebody else has changed since is not taken back"
exec 7>&-
finish
