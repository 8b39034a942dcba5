#!/bin/sh
# database: demo
# The command line in a pipe: codes on standard input, what came of each as JSON, all of it taken back.
# To see it fail: let bad_codes() (tui/app/job_ask.c) answer false, or leave outcome_tell() out of part_saved().
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
login() { echo "$1"; } # the demo's own people

# piped ROLE WORD...: homeward WORD..., which reads $TMPDIR/in
piped() {
	t_role=$1
	shift
	rc=0
	timeout 60 "$HOMEWARD" -d "$server" -u "$t_role" "$@" > "$out" 2> "$err" < "$TMPDIR/in" || rc=$?
}
# field NAME LINE: its value, as JSON writes it
field() { sed -n "$2p" "$out" | sed -n "s/.*\"$1\": \(\"[^\"]*\"\|[^,}]*\).*/\1/p"; }
lines() { grep -c . "$out" || true; }
events() { sql "select count(*) from app.event where refusal is null and action = '$1'"; }
state() { sql "select md5(string_agg(concat_ws(' ', id, priority, risk, flags, responsible_id, stage), ',' order by id)) from app.case"; }

codes=$(sql "select string_agg(code, ' ') from (select code from app.case where office_id = 1 and closed_at is null
	and priority = 3 order by code limit 3) as c")
set -- $codes
one=$1 two=$2 three=$3

# ---- codes from a list, and back
run supervisor list board 'stage:identification priority:normal' --format csv --limit 5
sed 1d "$out" | cut -d, -f1 > "$TMPDIR/in"
n=$(grep -c HW- "$TMPDIR/in")
before=$(state) had=$(events case.priority)
piped supervisor priority - high --format json
is "$rc $(lines)" "0 $n" "what a list has printed is done, a line for each"
is "$(($(events case.priority) - had))" "$n" "once each"
is "$(field code 1)" "\"$(sed -n 1p "$TMPDIR/in" | tr -d '\r')\"" "each line names its case"
is "$(field done 1) $(field refusal 1) $(field hint 1)" "true null null" "and that it is done"
like "$out" '"message": "priority high"' "and what it is now"
[ "$(field version 1)" -gt 1 ] && [ "$(field event_id 1)" -gt 1 ] && ok "with its version and its event" || not_ok "with its version and its event"
cp "$out" "$TMPDIR/in"
piped supervisor undo - --format json
is "$rc $(lines) $(field done "$n")" "0 $n true" "what was told of it takes all of it back"
is "$(state)" "$before" "and it is as it was"
sed 's/.*"event_id": \([0-9]*\).*/\1/' "$TMPDIR/in" > "$TMPDIR/numbers"
run supervisor undo $(cat "$TMPDIR/numbers") --format json
is "$rc $(field done 1) $(field refusal 1)" "1 false \"undone_already\"" "nobody takes it back twice"
is "$(grep -c 'undone already' "$err")" "$n" "each is told in words, too"

# ---- as text
printf '# tonight\n\n  %s\r\n%s\n' "$one" "$(echo "$two" | tr A-Z a-z)" > "$TMPDIR/in"
piped supervisor flag - medical
is $rc 0 "comments and blank lines say nothing"
is "$(grep -c 'flag: medical (undo' "$out")" 2 "each is told with its number"
cp "$out" "$TMPDIR/in"
piped supervisor undo -
is "$rc $(cat "$out")" "0 2 cases: taken back" "and these lines take it back as well"

# ---- a line that is wrong
had=$(events case.take)
printf '%s\nHW-7K3F\n%s\n\0%s\n' "$one" "$two" "$three" > "$TMPDIR/in"
piped supervisor take -
is "$rc $(events case.take)" "2 $had" "where a line is no code nothing is done"
like "$err" 'line 2: "HW-7K3F" is no case code' "its line is named"
like "$err" 'line 4: this is no text' "and so is a NUL"
like "$err" 'Nothing was changed' "and that nothing was"
other=$(sql "select c.code from app.case c where c.office_id <> all (select so.office_id from app.staff_office so
	join app.staff s on s.id = so.staff_id where s.login = 'officer_pakse') and c.closed_at is null order by c.code limit 1")
printf '%s\n# hers\n%s\n' "$one" "$other" > "$TMPDIR/in"
piped officer_pakse take - --format json
is "$rc $(events case.take)" "1 $had" "nor where one is not for her to see"
like "$err" "line 3: $other is no case that you may see. Nothing was changed." "its line is named"
is "$(field done 1) $(field event_id 1)" "false null" "and a program told"
: > "$TMPDIR/in"
piped supervisor take -
is $rc 2 "no code is no order"
like "$err" "nothing came on standard input" "which is said"
had=$(events case.take)
head -c 100000 /dev/zero > "$TMPDIR/in"
piped supervisor take -
is $rc 2 "a line that never ends is no code"
like "$err" "line 1: this is no line of codes" "and is not read to its end"
yes foo | head -n 5000 > "$TMPDIR/in"
piped supervisor take -
is "$rc $(grep -c 'is no case code' "$err")" "2 100" "nor are lines without end"
rc=0; "$HOMEWARD" -d "$server" -u supervisor take - > "$out" 2> "$err" < / || rc=$?
is $rc 2 "what cannot be read is no order"
like "$err" "Standard input cannot be read" "which is said"
is "$(events case.take)" "$had" "of all that nothing is done"
run supervisor take "$one" -
is $rc 2 "codes here and there are not guessed at"
run supervisor case show - --notes
is $rc 2 "what changes nothing reads no codes"

# ---- without a database
rc=0; "$HOMEWARD" -d "host=$TMPDIR/nowhere" -u supervisor take "$one" "$two" --format json > "$out" 2> "$err" < /dev/null || rc=$?
is "$rc $(grep -c '"done": false' "$out") $(field code 2)" "3 2 \"$two\"" "a program is told of each that nothing was saved"
rc=0; echo 12 | "$HOMEWARD" -d "host=$TMPDIR/nowhere" -u supervisor undo - --format json > "$out" 2> "$err" || rc=$?
is "$rc $(field code 1) $(field undone 1)" "3 null 12" "and of each that nothing was taken back"

# ---- many
sql "select code from app.case where closed_at is null and priority = 3 and office_id = 1 order by code limit 22" > "$TMPDIR/in"
[ "$(grep -c . "$TMPDIR/in")" -eq 22 ] || echo "Bail out! too few cases"
had=$(events case.priority)
piped supervisor priority - high
is "$rc $(events case.priority)" "1 $had" "more than 20 are not changed by the way"
like "$err" "22 cases at once: to be sure, say --count 22 as well" "it says how"
piped supervisor priority - high --count 21
is "$rc $(events case.priority)" "1 $had" "nor by a number that is not theirs"
like "$err" "These are 22 cases, and not 21" "which is said"
piped supervisor priority - high --count 22
is "$rc $(($(events case.priority) - had))" "0 22" "their number does it"
cp "$out" "$TMPDIR/in"
tail -n 1 "$out" | sed 's/.*(undo \([0-9]*\))$/\1/' > "$TMPDIR/last"
piped supervisor undo -
is "$rc" 0 "and all are taken back"
run supervisor undo "$(cat "$TMPDIR/last")" 1 --format json
is "$rc $(grep -c "\"done\": false.*\"undone\": $(cat "$TMPDIR/last")}" "$out") $(grep -c '"done": false.*"undone": 1}' "$out")" "1 1 1" \
	"of several that are not taken back a program is told which"
sql "select code from app.case order by code limit 501" > "$TMPDIR/in"
if [ "$(grep -c . "$TMPDIR/in")" -eq 501 ]; then
	piped supervisor take - --count 501
	is $rc 2 "more than 500 are too many"
	like "$err" "line 501: more than 500 at once" "from which line on is said"
fi

# ---- some done, some not
run supervisor undo
set -- $(sql "select code from app.case where office_id = 1 and closed_at is null and priority = 3 order by code desc limit 2")
one=$1 two=$2
run supervisor priority "$one" high
printf '%s\n%s\n' "$one" "$two" > "$TMPDIR/in"
piped supervisor priority - high --format json
is "$rc $(lines)" "1 2" "where one fails the code says so"
is "$(grep "$one" "$out" | grep -c '"done": false, "refusal": "unchanged"')" 1 "which is told"
is "$(grep "$two" "$out" | grep -c '"done": true, "refusal": null')" 1 "and which was done"
like "$err" "1 saved, 1 not saved" "in words, too"
grep "$two" "$out" > "$TMPDIR/in"
piped supervisor undo -
run supervisor undo

# ---- words of several words need no quotes
run supervisor flag "$one" witness hold
is "$rc $(sql "select flags @> array['witness hold'] from app.case where code = '$one'")" "0 t" "a flag of two words"
run supervisor flag "$one" no witness hold
is $rc 0 "and of three"
run supervisor escalate "$one" need a decision
is $rc 0 "a reason of three"
run supervisor undo
run supervisor link "$one" possible duplicate "$two" --format json
is "$rc $(field done 1)" "0 true" "how two belong together"
run supervisor undo
run supervisor flag "$one" witness
is $rc 1 "half of a flag is none"

# ---- whom to call, and that somebody was
party=$(sql "select p.code from app.party p join app.party_kind k on k.name = p.kind where k.called and p.office_id = 1 order by 1 limit 1")
area=$(sql "select p.code from app.party p join app.party_kind k on k.name = p.kind where not k.called and p.office_id = 1 order by 1 limit 1")
run night wake "$one"
is "$rc $(grep -c "^{\"code\": \"$party\", \"asked_for\": " "$out")" "0 1" "who can be called is an object a line"
unlike "$out" '"phone"' "without a telephone"
run night tried "$one" "$party" no answer --format json
is "$rc $(field code 1) $(field done 1)" "0 \"$one\" true" "a call that nobody took is written down"
run night wake "$one"
is "$(grep "$party" "$out" | grep -c '"result": "no answer".*"tried": 1')" 1 "and stands there"
run night undo
is $rc 0 "and is taken back"
run night tried "$one" PA-3333-4444 answered
is "$rc $(grep -c 'know nobody of this code' "$err")" "1 1" "nobody of that code was called"
[ -z "$area" ] || { run night tried "$one" "$area" answered; is $rc 1 "nor is one that is not called"; }
run night tried "$one" "$party" busy
is $rc 2 "another answer is none"
run auditor tried "$one" "$party" answered
is $rc 1 "an auditor calls nobody"
mkdir -m 700 "$TMPDIR/keys"
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-enrol --into "$TMPDIR/keys" > /dev/null
sql "update app.entry_danger set subject = p.id from app.party p where p.code = '$party'"
run night tried "$one" "$party" no answer --format json
is "$rc $(field refusal 1)" "1 \"danger\"" "a danger note stops who calls"
run night tried "$one" "$party" no answer no name and no place
is $rc 0 "until a word says what was done about it"
run officer danger "$party"
is "$rc $(grep -c '"clear": {.*"severity": "\(beware\|never\)"' "$out")" "0 2" "what the note tells in clear is printed"
run night wake HW-3333-4444
is $rc 1 "of no case there is nobody to call"
run night wake
is $rc 2 "a code is wanted"
run night handover
is "$rc $(grep -vc '^{"part": "\(\(give\|take\)", "code": "HW\|rest", "code": "BT\)-' "$out" || true)" "0 0" "what is handed over is an object a line"
run officer danger "$party"
is "$rc $(grep -vc '^{"code": "\(PA\|PL\)-' "$out" || true)" "0 0" "so are danger notes"
run officer danger PA-3333
is "$rc $(grep -c 'misread or mistyped' "$err")" "1 1" "of nobody there are none"
run officer shift --format json
is "$rc $(grep -vc '^{"country": ' "$out" || true)" "0 0" "and who is on shift"
watched=$(sql "select code from app.case where office_id = 1 and closed_at is null order by code desc limit 1")
run night watch "$watched" --format json
is "$rc $(field done 1)" "0 true" "a case is watched"
run night handover
is "$(grep "\"$watched\"" "$out" | grep -c '"watched": true')" 1 "and is in what is handed over"
run night unwatch "$watched"
is $rc 0 "and is watched no more"
run night confirm "$watched" stable call her
is "$rc $(grep -c . "$err")" "1 1" "what nobody handed over is not confirmed"

# ---- a call that is no case
calls() { sql "select count(*) from app.contact"; }
had=$(calls)
key=0b5c1d3e-0000-4000-a000-00000000f00d
for i in 1 2; do
	run night contact wrong-number --key $key --format json
	is "$rc $(field done 1) $(($(calls) - had))" "0 true 1" "a call is counted once by its key ($i)"
done
run night contact silent --key $key
is "$rc $(($(calls) - had))" "1 1" "which stands for no other call"
run night contact silent --key tonight
is $rc 2 "and is a UUID"
run night contact update "$one" "$two"
is $rc 2 "a call is about one case"
run auditor contact silent --format json
is "$rc $(field done 1)" "1 false" "an auditor takes no calls"
run night contact silent
is "$rc $(sed -n 's/^A call is counted: silent (undo [1-9][0-9]*)$/yes/p' "$out")" "0 yes" "it says what takes it back"
run night undo

# ---- refused is told alike, whatever it was
for who in auditor partner; do
	run $who take "$one" --format json
	is "$rc $(field done 1)" "1 false" "$who takes nothing"
done
run officer_pakse policy TRIAGE '20 minutes' BKK --format json
is "$rc $(field done 1)" "1 false" "who leads no office sets no clock"
[ "$(field refusal 1)" != null ] && ok "the refusal has a word" || not_ok "the refusal has a word"
run supervisor policy TRIAGE '20 minutes' BKK --format json
is "$rc $(field done 1) $(field code 1)" "0 true null" "who does is told that it is done"
run officer shift end
run officer shift start --format json
is "$rc $(field done 1)" "0 true" "a shift begins"
run officer shift end --format json
is "$rc $(field done 1)" "0 true" "and ends"
run officer shift end --format json
is "$rc $(field done 1)" "1 false" "once"
run night oncall BKK first nobody 07:00 --format json
is "$rc $(field done 1)" "1 false" "nobody of that name is on call"
run supervisor take "$one" --format xml
is $rc 2 "another format is none"
finish
