#!/bin/sh
# database: demo
# The command line as somebody meets it who has not read the manual: refused is told as refused, and
# what the help says is true.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
login() { echo "$1"; } # the demo's own people

codes=$(sql "select string_agg(code, ' ') from (select c.code from app.case c where c.office_id = 1
	and c.closed_at is null and c.stage = 2 order by c.code limit 3) as x")
set -- $codes
one=$1 two=$2
changes() { sql "select count(*) from app.event where refusal is null and action in ('case.take', 'case.priority', 'case.move')"; }

# ---- refused is not done
before=$(changes)
for who in auditor admin; do
	for words in "take $one" "priority $one high" "move $one recovery"; do
		run $who $words
		is $rc 1 "$who: $words is refused"
		unlike "$out" undo "and nothing is called done"
		is "$(grep -c . "$err")" 1 "but told"
	done
done
is "$(changes)" "$before" "nothing was changed"

# ---- the same case twice is one case
run supervisor take "$one" "$one" "$(echo "$one" | tr -d - | tr A-Z a-z)"
is $rc 0 "a case named three times is taken once"
like "$out" "$one taken (undo " "and called what it is: one"

# ---- undo without a number
run supervisor priority "$two" urgent
run supervisor undo
is $rc 0 "undo without a number takes back the latest change"
like "$out" "Taken back: $two" "and says whose"
run supervisor undo
like "$out" "Taken back: $one" "again: the one before"
run auditor undo
is $rc 1 "who changes nothing takes nothing back"
run partner undo
is $rc 1 "nor does a partner"
run supervisor undo nonsense
is $rc 2 "what is no number is no change"

# ---- help
run coordinator help list
like "$out" "homeward list board|cases|inbox|triage|offices|places|parties|approvals|referrals|oncall|transfers|retention [FILTER...] [--format table|csv|json] [--limit LIMIT] [--sort COLUMN] [--facts]" \
	"the help shows a line as one types it"
like "$out" "case lines are sorted by: code, priority, risk, clock_kind, clock," "and what --sort takes"
run coordinator help
like "$out" "homeward move CODE... STAGE [--reason REASON] [-] [--format json]" "a verb for cases takes their codes first"
like "$out" "homeward import cases FILE --map ctdc --office OFFICE [--skip-bad]" "what only has a name is shown with it"
like "$out" "exit codes: 0 done, 1 refused" "the exit codes are told"
run coordinator help nonsense
is $rc 2 "there is no help for what is not there"
rc=0; "$HOMEWARD" --help > "$out" 2>&1 || rc=$?
is "$rc $(head -c 15 "$out")" "0 usage: homeward" "--help helps"
rc=0; "$HOMEWARD" --version > "$out" 2>&1 || rc=$?
is "$rc $(head -c 9 "$out")" "0 homeward " "--version tells the version"
rc=0; "$HOMEWARD" --nonsense > "$out" 2>&1 || rc=$?
is $rc 2 "no other long option is known"

# ---- several cases, each with its number
run supervisor priority "$one" "$two" urgent
is $rc 0 "two cases at once"
is "$(grep -c '^HW-.* priority urgent (undo [1-9][0-9]*)$' "$out")" 2 "each has the number that takes it back"
unlike "$out" "u takes" "and no key is named where there are none"

# ---- what the screen shows is understood
pks=$(sql "select o.code from app.office o where o.code <> o.short and exists (select from app.case c
	where c.office_id = o.id and c.closed_at is null) order by o.code limit 1")
short=$(sql "select short from app.office where code = '$pks'")
run coordinator list board "office:\"$short\"" --format csv
cp "$out" "$TMPDIR/by_short"
[ "$(wc -l < "$out")" -gt 1 ] && ok "an office by its short name has cases" || not_ok "an office by its short name has cases"
run coordinator list board "office:$(echo "$pks" | tr A-Z a-z)" --format csv
same "$out" "$TMPDIR/by_short" "by its code it has the same"
run coordinator list inbox "office:$pks" --format csv
is $rc 0 "the inbox knows it too"
run coordinator list board --sort clock --format csv
cp "$out" "$TMPDIR/by_clock"
run coordinator list board --sort WHEN --format csv
same "$out" "$TMPDIR/by_clock" "what is above the column sorts by it"
run coordinator list inbox 'clock<2h'
is $rc 0 "the inbox has a clock to filter by"
run coordinator list board --sort nonsense
is $rc 2 "what is no column sorts nothing"
like "$err" "there is: code, priority, risk, clock_kind, clock," "but what sorts is told"
finish
