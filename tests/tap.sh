# tap.sh: what a test says; sourced by tmux.sh, shell.sh and by tests that need neither.
#
#   ok DESCRIPTION / not_ok DESCRIPTION   one TAP line; a failure shows what `context` prints
#   is GOT WANTED DESCRIPTION
#   skip DESCRIPTION WHY                  what cannot be tried here; tests/run tells it at the end
#   unread DESCRIPTION PID                the memory of that process could not be read: skipped where it lives
#                                         and only root may, else a failure
#   within SECONDS COMMAND...             until it succeeds, polled; false when they are over, and nothing is said:
#                                         tests/lint wants to see what is done then
#   wait_until COMMAND...                 the same for a minute; a failure then
#   wait_within SECONDS COMMAND...        likewise
#   in_time DESCRIPTION COMMAND...        one TAP line: it succeeds within a minute
#   spoil FILE BYTE                       changes that byte of a file, whatever it was
#   skip_all WHY                          instead of all others
#   finish                                the plan; call it last
T_COUNT=0
T_FAILED=0

context() { :; }
ok() { T_COUNT=$((T_COUNT + 1)); echo "ok $T_COUNT - $*"; }
not_ok() {
	T_COUNT=$((T_COUNT + 1)); T_FAILED=$((T_FAILED + 1))
	echo "not ok $T_COUNT - $*"
	context 2>/dev/null | sed 's/^/# /'
}
is() { if [ "$1" = "$2" ]; then ok "$3"; else not_ok "$3"; echo "#   got: $1"; echo "#   wanted: $2"; fi; }
skip() { T_COUNT=$((T_COUNT + 1)); echo "ok $T_COUNT - $1 # SKIP $2"; }
unread() {
	if ! grep -q . "/proc/${2:-none}/cmdline" 2>/dev/null; then
		not_ok "$1: the process has gone"
	elif [ "$(id -u)" = 0 ]; then
		not_ok "$1: its memory cannot be read"
	else
		skip "$1" 'the memory of others may be read by root alone'
	fi
}
within() {
	t_left=$(($1 * 20))
	shift
	until "$@"; do
		t_left=$((t_left - 1))
		[ "$t_left" -gt 0 ] || return 1
		sleep 0.05
	done
}
wait_within() { within "$@" || { not_ok "within seconds: $*"; return 1; }; }
wait_until() { within 60 "$@" || { not_ok "within a minute: $*"; return 1; }; }
in_time() {
	t_what=$1
	shift
	if within 60 "$@"; then ok "$t_what"; else not_ok "$t_what"; fi
}
spoil() {
	perl -e 'open my $file, "+<:raw", $ARGV[0] or die; seek $file, $ARGV[1], 0; read $file, my $byte, 1;
		seek $file, $ARGV[1], 0; print $file chr(ord($byte) ^ 1)' "$1" "$2"
}
skip_all() { echo "1..0 # SKIP $*"; exit 0; }
finish() { echo "1..$T_COUNT"; [ "$T_FAILED" = 0 ]; }
