#!/bin/sh
# database: plain
# `homeward list`: the rows of a screen for a person or a program, and personal facts for a reason only.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh

person coordinator 1 2
person officer 2
# Names that do harm where they are taken for more than names. No function lets them in.
sql "alter table app.staff drop constraint staff_name_check;
	update app.staff set name = E'x\u001b]0;t\u0007\u009by\u202ez' where name = 'coordinator';
	update app.staff set name = '=2+3, \"ดี\"' where name = 'officer';
	insert into app.clock (now) values ('2026-03-01 02:00+07')"
me=$(sql "select id from app.staff where login = '$(login coordinator)'")
other=$(sql "select id from app.staff where login = '$(login officer)'")
sql "insert into app.case (code, office_id, responsible_id, stage, priority, source, sex, age_low, age_high, exploitation,
		status, status_by, risk, flags, reported_at, touched_at, closed_at, close_reason, clock_code, clock_at)
	values ('HW-KHC9-C97P', 1, $me, 2, 1, 1, 'female', 9, 17, 1, 1, 2, 3, '{danger now,alone}', '2026-02-27 12:00+07',
			'2026-02-28 12:00+07', null, null, 'MY-IPO', '2026-03-01 05:10+07'),
		('HW-PMD6-RKH3', 2, $other, 8, 2, 2, 'male', 30, null, null, null, null, 0, '{}', '2026-02-20 12:00+07',
			'2026-02-27 12:00+07', null, null, 'TH-29', '2026-03-01 00:40+07'),
		('HW-ERJH-X43T', 1, null, 1, 3, 3, 'unknown', null, null, null, null, null, 1, '{}', '2026-02-28 20:00+07',
			'2026-02-28 20:00+07', null, null, null, null),
		('HW-YWFX-TF7Q', 1, null, 11, 3, 3, 'unknown', null, null, null, null, null, 1, '{}', '2026-01-01 20:00+07',
			'2026-01-10 20:00+07', '2026-01-10 20:00+07', 1, null, null),
		('HW-9K7K-AJCH', 3, null, 1, 3, 3, 'unknown', null, null, null, null, null, 1, '{}', '2026-01-01 20:00+07',
			'2026-01-10 20:00+07', null, null, null, null)"
list() { run coordinator list "$@"; }
wanted() { cat > "$TMPDIR/wanted"; }
facts() { # REASON WORD...
	reason=$1
	shift
	rc=0
	printf '%s\n' "$reason" |
		"$HOMEWARD" -d "$server" -u "$(login coordinator)" list "$@" --facts >"$out" 2>"$err" || rc=$?
}

# ---- formats
list board
wanted <<'END'
CODE          PR  STAGE          WHEN            CLOCK    STANDING    RESPONSIBLE       OFFICE
HW-KHC9-C97P  !!  triaged        in 3h10         MY-IPO?  unverified  x�]0;t��y<202E>z  Bangkok
HW-PMD6-RKH3  !   third country  ended 1h20 ago  TH-29?   unverified  =2+3, "ดี"         Suan Phlu
HW-ERJH-X43T      reported       no clock                             NOBODY            Bangkok
END
is $rc 0 'the board is listed'
same "$out" "$TMPDIR/wanted" 'a table for a person: as on the screen, open cases of her offices'
is "$(LC_ALL=C tr -d '\n\040-\176\302-\364\200-\277' < "$out" | wc -c)" 0 'no control character is printed'
is "$(cat "$err")" '' 'nothing on standard error'

list board --format csv
wanted <<'END'
code,priority,stage,clock,clock_kind,clock_standing,responsible,office
HW-PMD6-RKH3,high,third country,2026-03-01T00:40:00+07:00,TH-29,unverified,"'=2+3, ""ดี""",Suan Phlu
HW-ERJH-X43T,normal,reported,,,,,Bangkok
END
grep -v KHC9 "$out" | tr -d '\r' > "$TMPDIR/said"
same "$TMPDIR/said" "$TMPDIR/wanted" 'CSV: fixed names, times with their zone, no formula for a spreadsheet'
is "$(grep -c "$(printf '\r$')" "$out")" 4 'its lines end as RFC 4180 says'
like "$out" "$(printf 'x\033]0;t\007\302\233y\342\200\256z')" 'it keeps every byte for another program'
build/tests/tools/pty 24 200 -r "$TMPDIR/raw" -- "$HOMEWARD" -d "$server" -u "$(login coordinator)" \
	list board --format csv > "$err" 2>&1 <<'END' || not_ok 'CSV on a terminal'
wait HW-ERJH-X43T
expect-exit 0
END
is "$(LC_ALL=C tr -dc '\033\007\233' < "$TMPDIR/raw" | wc -c)" 0 'but not on a terminal'
like "$TMPDIR/raw" 'x�]0;t��y<202E>z' 'where it passes the gate as well'

list board --format json
wanted <<'END'
3 HW-KHC9-C97P,urgent,triaged,2026-03-01T05:10:00+07:00,MY-IPO,unverified,x{1B}]0;t{7}{9B}y{202E}z,Bangkok
HW-PMD6-RKH3,high,third country,2026-03-01T00:40:00+07:00,TH-29,unverified,=2+3, "{E14}{E35}",Suan Phlu
HW-ERJH-X43T,normal,reported,null,null,null,null,Bangkok
END
perl -MJSON::PP -e 'local $/; my $rows = decode_json(<STDIN>); printf "%d ", scalar @$rows;
	for my $r (@$rows) { print join(",", map { my $v = $r->{$_} // "null";
		$v =~ s/([^ -~])/sprintf "{%X}", ord $1/ge; $v }
		qw(code priority stage clock clock_kind clock_standing responsible office)), "\n" }' \
	< "$out" > "$TMPDIR/said" 2> "$err" || not_ok 'JSON is read'
same "$TMPDIR/said" "$TMPDIR/wanted" 'JSON: the same, unknown is null, every character comes through'
like "$out" '\u001b]0;t\u0007\u009by\u202ez' 'what would steer a terminal is escaped'
like "$out" 'ดี' 'letters are not'

# ---- which rows
list cases --format csv
is "$(tr -d '\r' < "$out" | sed 's/,.*//' | tr '\n' ' ')" 'code HW-ERJH-X43T HW-KHC9-C97P HW-PMD6-RKH3 HW-YWFX-TF7Q ' \
	'cases: closed ones too, the latest touched first'
list cases --limit 2 --format csv
is "$(wc -l < "$out")" 3 '--limit'
list cases --sort code --format csv
is "$(tr -d '\r' < "$out" | sed -n '2s/,.*//p')" HW-ERJH-X43T '--sort'
list board 'stage:"third country"' --format csv
is "$(tr -d '\r' < "$out" | sed 's/,.*//' | tr '\n' ' ')" 'code HW-PMD6-RKH3 ' 'a filter'
list board --format=csv priority:urgent,high clock'<4h'
is "$(tr -d '\r' < "$out" | sed 's/,.*//' | tr '\n' ' ')" 'code HW-KHC9-C97P HW-PMD6-RKH3 ' 'a filter of two words'
list board mine --format csv
is "$(tr -d '\r' < "$out" | sed 's/,.*//' | tr '\n' ' ')" 'code HW-KHC9-C97P ' 'mine'
list board stage:recovery --format json
is "$rc $(tr -d '\n' < "$out")" '0 []' 'no row is no error'
list board stage:recovery
is "$rc $(wc -l < "$out")" '0 1' 'a table of none has its header'
list offices --format csv open'>0'
is "$(tr -d '\r' < "$out" | cut -d, -f1,6,7 | tr '\n' ' ')" 'code,open,nobody BKK,2,1 SPL,1,0 ' 'offices'
list inbox --format csv
like "$out" 'code,priority,why,at,stage,responsible,office' 'inbox'
run officer list cases --format csv
is "$(tr -d '\r' < "$out" | sed 's/,.*//' | tr '\n' ' ')" 'code HW-PMD6-RKH3 ' 'nobody sees cases of other offices'

# ---- words that are off
list board stge:triaged --format csv
is "$rc $(cat "$out")" '2 ' 'a filter that is off prints nothing'
is "$(tail -n 2 "$err")" '  stge:triaged
  ^' 'a caret stands under what is off'
list board mine ดี 'risk>=huge'
is "$(tail -n 2 "$err")" '  mine ดี risk>=huge
               ^' 'by cells, behind Thai as well'
list board --sort nothing
is $rc 2 'a column that is not there'
list board --limit none
is "$rc $(cat "$err")" '2 homeward: --limit is a number of rows, from 1.' 'a limit that is no number'
list everything
is $rc 2 'a list that is not there'
list board --format xml
is $rc 2 'a format that is not there'
list
is $rc 2 'nothing to list'
rc=0
"$HOMEWARD" -d "host=$TMPDIR user=x dbname=x" list board > "$out" 2> "$err" || rc=$?
is "$rc $(cat "$out")" '3 ' 'no database'

# ---- facts
is "$(sql "select count(*) from app.event where action = 'facts'")" 0 'none of this was an event'
facts '' board
is "$rc $(cat "$out")" '2 ' 'without a reason nothing is printed'
like "$err" 'Say on standard input why you need to see the facts, in a word of the list' 'it says what is missing'
run coordinator list board --facts
is "$rc $(cat "$out")" '2 ' 'nor without any'
facts 'case review' inbox
is $rc 2 'an inbox has no facts'
is "$(sql "select count(*) from app.event where action = 'facts'")" 0 'none of this was an event'
facts '  Case review ' board --format csv
wanted <<'END'
code,priority,stage,clock,clock_kind,clock_standing,responsible,office,risk,child,sex,age_low,age_high,exploitation,status,status_by,flags
HW-KHC9-C97P,high,yes,female,9,17,forced labour,possible,NGO,danger now;alone
HW-PMD6-RKH3,not assessed,no,male,30,,,,,
HW-ERJH-X43T,low,,unknown,,,,,,
END
{ head -n 1 "$out"; tail -n +2 "$out" | sed 's/,.*\(Bangkok\|Suan Phlu\)//'; } | tr -d '\r' > "$TMPDIR/said"
same "$TMPDIR/said" "$TMPDIR/wanted" 'with a reason the coded facts are listed'
is "$(sql "select string_agg(concat_ws('|', office_id, reason, jsonb_array_length(detail -> 'cases'), staff_id), ' ' order by id)
	from app.event where action = 'facts'")" "1|case review|2|$me 2|case review|1|$me" \
	'which is one event for each office, with the reason and the cases'
facts 'case review' board --format json --limit 1
like "$out" '"risk":"high","child":true,"sex":"female","age_low":9,"age_high":17,"exploitation":"forced labour","status":"possible","status_by":"NGO","flags":["danger now","alone"]' \
	'in JSON numbers are numbers and lists are lists'
facts 'case review' board
like "$out" 'female   9         17  forced labour  possible  NGO         danger now alone' 'in a table'
sql "insert into app.case (office_id, source) select 1, 1 from generate_series(1, 1000)"
facts 'case review' board
is "$rc $(cat "$out")" '1 ' 'more than 1000 cases at once are too many'
is "$(sql "select count(*) from app.event where action = 'facts'")" 5 'and no event'
facts 'because' board --limit 1
is "$rc $(cat "$out")" '1 ' 'a reason that is not of the list shows nothing'
like "$err" 'This needs a reason from the list.' 'and is refused'
list board --format csv
is "$(wc -l < "$out")" 1004 'a list without facts has them all'
finish
