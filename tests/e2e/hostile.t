#!/bin/sh
# database: demo
# Hostile text in every column and in the server's own messages: nothing of it reaches the terminal
# but as cells that can be seen, and the columns stay where they are.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/pty.sh"
. "$(dirname "$0")/arrived.sh"

freeze
psql -Xq -d "$TESTS_CONNINFO" -f tests/e2e/hostile.psql || { echo "Bail out! hostile.psql"; exit 1; }

# aligned HEAD GAP: below the line that matches HEAD every row leaves the GAP before each title. How
# wide Thai and Burmese letters are is disputed (tests/unit/cells_test.c knows): such rows are left out.
aligned() {
	HEAD=$1 GAP=$2 perl -CSD -ne 'chomp; $gap = $ENV{GAP};
		if (!@at && /$ENV{HEAD}/) { push @at, $-[0] while /(?<=$gap)[A-Z]{2,}/g; shift @at if $at[0] < 3; next }
		next if !@at || /[\x{0e00}-\x{109f}]/;
		last if /^----/;
		s/\p{M}//g;
		s/([\x{4e00}-\x{9fff}\x{1f000}-\x{1ffff}])/$1 /g;
		$rows++;
		for my $at (@at) { print "row $.: no gap before column $at: $_\n" if length > $at && substr($_, $at - length $gap, length $gap) ne $gap }
		END { print "only $rows rows\n" if $rows < 8 }'
}
ready='wait LIVE 03:41
wait HW-
settle 200'
leave='type :quit\r
expect-exit 0'

tour() { # NAME KEYS WORD...: lines of a script, after which these words are waited for and the screen is left
	t_name=$1 t_keys=$2
	shift 2
	for size in '24 80' '50 200'; do
		# shellcheck disable=SC2086
		play "$t_name, $size" $size -- "$HOMEWARD" -u night <<-END
		$ready
		$t_keys
		$(printf 'wait %s\n' "$@")
		$leave
		END
		arrived "$t_name, $size: nothing arrives raw" tty "$RAW" "$@"
	done
}
tour "the board" 'type jjjlhL
settle 200
type jjjGg
settle 200
type zzv
settle 200' Qsgr Qhome Qask
tour "the cases" 'type 2
settle 200
type MMjjjjjjjjjjG
settle 200
key PgUp PgUp PgUp
settle 200' Qsgr Qhome Qmark
tour "the inbox" 'type 8
settle 200
type jjjG
settle 200' Qsgr
tour "the offices" 'type 9
settle 200
type jjjG
settle 200
key Enter
settle 200' Qsgr Qhome Qask
for row in '' j jj jjjjj jjjjjjj; do
	tour "a case${row:+, $row}" "type $row
key Enter
settle 300
key PgDn PgDn PgDn
settle 200
type G
settle 200" Qsgr Qclip Qrlo
done
tour "questions: who, where to, why" 'type a
settle 200
key Down Down PgDn
settle 100
key ^G
settle 100
type m
settle 200
key Down Down
settle 100
key ^G
settle 100' Qsgr
tour "what Tab offers" 'type a
settle 200
key ^G
settle 100
type :assign\x20
key Tab Tab Tab
settle 100
key ^U
type view\x20
key Tab Tab Tab
settle 100
key ^U
key ^G
settle 100
type /stage:
key Tab Tab
settle 100
key ^U
type responsible:
key Tab Tab
settle 100
key ^U
key ^G
settle 100' Qsgr
tour "a server that swears" 'type t
settle 300
type :messages\r
settle 200
type q'

# ---- what a person types or pastes is no better ----

tour "hostile text pasted into the prompt" 'type :
paste take \e]52;c;UFdO\x07Qclip\e[31;5mQsgr\xc2\x9bQcsi\xe2\x80\xaeQrlo\xffQbad
settle 200
key Enter
settle 200
key ^G
settle 100
type /
paste code:\e[31;5mQsgr\x0d\x0aQnl
settle 100
key Enter
settle 200
key ^G
settle 100' Qclip Qsgr
play "24 lines pasted outside the prompt do nothing" 24 80 -- "$HOMEWARD" -u night <<END
$ready
mark
paste t\nt\nm\n:quit\n:take\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\nt\n
settle 200
absent taken
$leave
END

# ---- without a terminal, and on one ----

for what in board cases inbox offices; do
	"$HOMEWARD" -u night list $what >"$T_DIR/out" 2>"$T_DIR/err"
	is $? 0 "list $what"
	arrived "list $what: the table" file "$T_DIR/out" Qsgr
	is "$(aligned '^.' '  ' <"$T_DIR/out" | head -n 3)" "" "list $what: the columns of the table stay aligned"
	"$HOMEWARD" -u night list $what --format json >"$T_DIR/out"
	arrived "list $what: JSON" file "$T_DIR/out"
	perl -MJSON::PP -0777 -ne '@rows = @{decode_json($_)}; exit !(grep { join("", map { $_ // "" } values %$_) =~ /\e\[31;5mQsgr/ } @rows)' "$T_DIR/out" \
		&& ok "list $what: JSON keeps the text itself" || not_ok "list $what: JSON keeps the text itself"
	play "list $what as CSV on a terminal" 24 200 -- "$HOMEWARD" -u night list $what --format csv <<-END
	expect-exit 0
	END
	arrived "list $what: CSV on a terminal" tty "$RAW" Qsgr
done
"$HOMEWARD" -u night doctor >"$T_DIR/out" 2>&1
arrived "the doctor" file "$T_DIR/out" Qsgr

ugly=$(printf 'x\033]0;Qtitle\a\302\2331mQcsi\342\200\256Qrlo\377')
n=0
for arguments in "$ugly" "list $ugly" "take $ugly" "-u $ugly doctor" "-c $ugly doctor" "-d $ugly doctor" "-d host=$ugly doctor" \
	"list cases --filter $ugly" "list cases --format $ugly" "import cases $ugly" "backup-check $ugly" "help $ugly" "-$ugly" "${ugly#x}" "-${ugly#x}" "take --to=$ugly"; do
	# shellcheck disable=SC2086
	"$HOMEWARD" $arguments >"$T_DIR/out" 2>&1 </dev/null
	code=$?
	n=$((n + 1))
	[ $code -gt 0 ] && [ $code -le 3 ] && ok "hostile words $n are refused" || not_ok "hostile words $n are refused ($code)"
	arrived "hostile words $n: the answer is safe" file "$T_DIR/out"
done

# ---- columns ----

console 132x43 night
wait_for "LIVE 03:41"
keys L
wait_for "CODE"
is "$(screen | aligned CODE ' ')" "" "the columns of the board's list stay aligned"
keys 2
wait_for "homeward  Cases"
straight() { [ -z "$(screen | aligned CODE ' ')" ]; }
wait_until straight
is "$(screen | aligned CODE ' ')" "" "the columns of the cases stay aligned"
finish
