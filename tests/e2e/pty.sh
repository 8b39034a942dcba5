# pty.sh: the real program on a pseudo-terminal whose bytes are kept; sourced after tmux.sh, whose
# ok, is, like, sql and finish it shares.
#
#   play DESC ROWS COLS [-t TERM] -- PROGRAM [ARG...] <SCRIPT
#       one TAP line: did build/tests/tools/pty (which says how a script looks) play it to its end?
#       What came is then in $RAW, what `bytes` printed in $FIGURES.
#   freeze                       stops the server's clock at 03:41 in Bangkok
#   set_up SQL                   as the owner; the test ends here if that fails
#   raw_has DESC PERL-REGEX      the bytes hold it; raw_lacks DESC PERL-REGEX
#
# The program finds the test's database by itself: `play ... -- "$HOMEWARD" -u night`.
RAW=$T_DIR/raw
FIGURES=$T_DIR/figures
export HOMEWARD_CONNINFO="${TESTS_CONNINFO:-}"

set_up() {
	sql -c "$1" >/dev/null || { echo "Bail out! the database could not be prepared"; exit 1; }
}
freeze() { set_up "insert into app.clock (now) values (date_trunc('day', now()) + '20:41')"; }
play() {
	p_desc=$1 p_rows=$2 p_cols=$3
	shift 3
	if build/tests/tools/pty "$p_rows" "$p_cols" -r "$RAW" "$@" >"$FIGURES" 2>"$T_DIR/played"; then
		ok "$p_desc"
	else
		not_ok "$p_desc"
		sed 's/^/# /' "$T_DIR/played"
		return 1
	fi
}
raw_is() { perl -0777 -ne 'BEGIN { $wanted = shift } exit(/$wanted/s ? 0 : 1)' "$1" "$RAW"; }
raw_has() { if raw_is "$2"; then ok "$1"; else not_ok "$1"; fi; }
raw_lacks() { if [ -s "$RAW" ] && ! raw_is "$2"; then ok "$1"; else not_ok "$1"; fi; }
