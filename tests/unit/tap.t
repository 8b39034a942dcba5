#!/bin/sh
# What tests/tap.pl says of files that do well, badly, or not at all: each failure counts, whatever
# its kind, and each test that was skipped is named with its reason.
# To see it fail: left_out() that keeps nothing, no exit code or no wrong plan in judge(); a `skip` for
# whatever `unread` is told.
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
. tests/tap.sh
mkdir -p "$TMPDIR/tree/tests" "$TMPDIR/tree/log"
cd "$TMPDIR/tree" || exit 1
printf '#!/bin/sh\nexec sh "$1"\n' > tests/one
chmod 755 tests/one
context() { cat said; }
told() { # WANTED DESCRIPTION
	if grep -qxF -- "$1" said; then ok "$2"; else not_ok "$2"; echo "#   no: $1"; fi
}
# judged SCRIPT "SUM/CODE SECONDS" DESCRIPTION: what a file comes to that has so long
judged() {
	printf '%s\n' "$1" > file
	code=0
	JOB_SECONDS=${2##* } perl "$root/tests/tap.pl" log file > said 2>&1 || code=$?
	is "$(tail -n 1 said)/$code" "${2% *}" "$3"
}

judged 'echo 1..2; echo "ok 1 - a"; echo "ok 2 - b"' '2 passed, 0 failed/0 60' 'what passes'
judged 'echo "ok 1 - a"; echo "not ok 2 - b"; echo 1..2' '1 passed, 1 failed/1 60' 'what fails'
told '#   not ok 2 - b' 'and which'
told '# failed: file' 'in which file'
judged 'echo 1..3; echo "ok 1 - a"' '1 passed, 2 failed/1 60' 'a plan of which the rest is missing'
judged 'echo "ok 1 - a"; echo 1..1; exit 3' '1 passed, 1 failed/1 60' 'an exit code'
told '#   exit code 3' 'which is told'
judged 'echo "ok 1 - a"; echo 1..1; kill -9 $$' '1 passed, 1 failed/1 60' 'a signal'
judged ':' '0 passed, 1 failed/1 60' 'silence'
judged 'echo "ok 1 - a"; exec sleep 60' '1 passed, 1 failed/1 1' 'what does not end'
judged '. "'"$root"'/tests/tap.sh"; ok a; skip "b c" "no d here"; finish' '1 passed, 0 failed, 1 skipped/0 60' \
	'a skipped test is no failure'
told '# skipped: file (no d here)' 'and the reason is told'
told '#   b c' 'with its name'
judged '. "'"$root"'/tests/tap.sh"; skip_all "no d here"' '0 passed, 0 failed, 1 skipped/0 60' 'nor is a file'
told '# skipped: file (no d here)' 'of which it is told, too'
judged '. "'"$root"'/tests/tap.sh"; sleep 0 & wait; unread "a memory" $!; unread another; finish' \
	'0 passed, 2 failed/1 60' 'the memory of what has gone is no skipped test'
told '#   not ok 1 - a memory: the process has gone' 'which is told'
[ "$(id -u)" = 0 ] && sum='0 passed, 1 failed/1 60' || sum='0 passed, 0 failed, 1 skipped/0 60'
judged '. "'"$root"'/tests/tap.sh"; unread "a memory" $$; finish' "$sum" 'nor that of what lives, for root'
judged 'echo 1..1; echo "not ok 1 # SKIP b"' '0 passed, 0 failed, 1 skipped/0 60' 'nor what cmocka skips'
told '# skipped: file (b)' 'which has its name for a reason'
finish
