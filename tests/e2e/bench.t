#!/bin/sh
# database: none
# What the bench makes of its figures: the table, build/bench.json, and when it fails.
set -eu
cd "$(dirname "$0")/../.."
. tests/tap.sh

bars=$TMPDIR/bars json=$TMPDIR/json
{
	printf 'fast\tratio\t<=\t1.5\t1.1\tms, against psql\n'
	printf 'slow\tratio\t<=\t1.5\t1.1\tms, against psql\n'
	printf 'many\tratio\t>=\t0.3\t0.5\trows a second, against COPY\n'
	printf 'bytes\tvalue\t<=\t24\t8\tbytes\n'
	printf 'told\tvalue\t<=\t-\t-\tonly reported\n'
	printf 'huge_10m\tratio\t<=\t2\t1\twith BENCH_BIG=1\n'
} > "$bars"
table() { # LINES [all]
	printf '%b' "$1" > "$TMPDIR/lines"
	rc=0
	perl tests/bench/table.pl "$bars" "$json" ${2:-} < "$TMPDIR/lines" >"$TMPDIR/out" 2>"$TMPDIR/err" || rc=$?
}
# A field of a row as JSON says it; null, true and false as these words.
value() { # NAME FIELD
	perl -MJSON::PP -0777 -e '
		my ($name, $field) = splice @ARGV, 0, 2;
		my ($row) = grep { $_->{name} eq $name } @{decode_json(<>)} or die "no $name\n";
		my $v = $row->{$field};
		print !defined $v ? "null" : JSON::PP::is_bool($v) ? ($v ? "true" : "false") : $v' "$1" "$2" "$json"
}
row() { sed -n "/^$1 /s/  */ /gp" "$TMPDIR/out"; }

good='fast\t1.2\tms\t1\nslow\t3.5\tms\t2\nmany\t200\t1/s\t1000\nbytes\t9\tB\t-\n# a word\ntold\t7\tkB\t-\n'
table "$good" all
is $rc 0 'a missed bar is no failure'
is "$(value fast ratio) $(value fast holds)" '1.2 true' 'what holds'
is "$(value slow ratio) $(value slow holds)" '1.75 false' 'what falls short'
is "$(value many ratio) $(value many holds)" '0.2 false' 'a bar from below'
is "$(value bytes value) $(value bytes baseline) $(value bytes ratio) $(value bytes holds)" '9 null null true' \
	'a figure without a baseline'
is "$(value told bar) $(value told goal) $(value told holds)" 'null null null' 'one that is only reported'
is "$(value fast name) $(value fast unit) $(value fast bar) $(value fast goal)" 'fast ms 1.5 1.1' 'name, unit, bar, goal'
is "$(row slow)" 'slow 3.5 ms 2 1.75x <= 1.5x FALLS SHORT' 'the table says the same'
is "$(grep -c '^# a word$' "$TMPDIR/out")" 1 'words stand below it'
is "$(tail -n 1 "$TMPDIR/out")" '5 figures, 2 fall short, 0 not measured' 'the last line counts'

table "$good"'! live\n' all
is "$rc $(cat "$TMPDIR/err")" '1 bench: live could not measure' 'a script that could not measure is a failure'
table "${good%bytes*}" all
is "$rc $(value bytes value) $(value bytes holds)" '1 null null' 'so is a figure that nobody brought'
is "$(row bytes)" 'bytes <= 24 NOT MEASURED' 'which the table tells'
table 'fast\t1.2\tms\t1\n'
is "$rc $(value fast holds)" '0 true' 'some figures alone are none'
table 'slow\t3.5\tms\t-\n'
is "$rc $(cat "$TMPDIR/err")" '1 bench: slow has no baseline' 'a ratio wants a baseline'
table 'other\t3.5\tms\t-\n'
is $rc 1 'a figure wants a bar'
table 'fast\tnan\tms\t1\n'
is $rc 1 'and a number'
BENCH_BIG=1 table "$good" all
is "$rc $(value huge_10m value)" '1 null' 'ten millions are wanted with BENCH_BIG=1 only'

cp tests/bench/bars "$bars"
table ''
is $rc 0 'the bars of the bench can be read'
for f in tests/bench/*; do
	case $f in *.* | */bars) ;; *) [ -x "$f" ] || not_ok "$f is no program" ;; esac
done
untimed=$(grep -lx '# untimed' tests/bench/* || :)
is "$(echo $untimed)" 'tests/bench/kills tests/bench/night tests/bench/saves' 'what runs beside the loading'
is "$(grep -lE 'BENCH_(TEN|MILLION|CLUSTER)|crowd\.sh' $untimed </dev/null)" '' 'wants nothing of what is loaded'
finish
