#!/bin/sh
# database: demo
# Two hundred sizes from 1x1 to 500x200 in a second, on every screen and with a prompt, a question and
# a message open, under sanitizers. Criterion: no crash, nothing found by the sanitizers, and back at
# the old size the screen and the cursor are what they were when it was freshly opened there, cell by
# cell. The sizes are random, from a seed that is printed; RESIZE_SEED=N plays it again.
# To see it fail: no repaint after a size that came and went (resized, tui/app/console.c) or one that
# stays (term_set_size, tui/term/screen_open.c); lines that are not made anew with it (take_size).
. "$(dirname "$0")/../e2e/tmux.sh"
HOMEWARD=$HOMEWARD_ASAN
export ASAN_OPTIONS=detect_leaks=0:log_path=$T_DIR/asan
sql -c "insert into app.clock (now) values (date_trunc('day', now()) + '20:41')" >/dev/null
seed=${RESIZE_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
echo "# RESIZE_SEED=$seed"

# The terminal program (tmux) is not told: what is drawn for another size ends up anywhere, and only
# what the console draws for the last one counts.
cat > "$T_DIR/storm" <<'END'
use strict;
use warnings;
use constant TIOCSWINSZ => 0x5414;
my ($tty, $seed, $rows, $cols) = @ARGV;
srand $seed;
open my $at, '+<', $tty or die "$tty: $!";
sub size { ioctl $at, TIOCSWINSZ, pack 'S4', $_[0], $_[1], 0, 0 or die "$tty: $!" }
for (1 .. 200) {
	my $small = rand() < 0.5;
	size(1 + int rand($small ? 12 : 200), 1 + int rand($small ? 40 : 500));
	select undef, undef, undef, rand 0.008;
}
size($rows, $cols);
END
# There and back before the console looks: the size is what it was, the terminal's cells are not.
cat > "$T_DIR/back" <<'END'
use constant TIOCSWINSZ => 0x5414;
my ($tty, $rows, $cols) = @ARGV;
open my $at, '+<', $tty or die "$tty: $!";
syswrite $at, "\033[5;1Hcut by the terminal";
ioctl $at, TIOCSWINSZ, pack 'S4', @$_, 0, 0 or die "$tty: $!" for [$rows, 10], [$rows, $cols];
END

look() { screen; cursor; }
same() { [ "$(look)" = "$before" ]; }
storm() { # WHAT: from the screen as it is
	before=$(look)
	perl "$T_DIR/storm" "$(tm display-message -p '#{pane_tty}')" "$seed" "${t_size#*x}" "${t_size%x*}" || not_ok "$1: the storm"
	if within 60 same; then
		ok "$1 is as before"
	else
		not_ok "$1 is as before (RESIZE_SEED=$seed)"
		echo "$before" | sed 's/^/# -|/'
	fi
}
# All that the screen asks for has come: its answers, its preview, and what the change before caused.
still() {
	now=$(look)
	sleep 0.5
	case $now in *oading*) return 1 ;; esac
	[ "$(look)" = "$now" ]
}
# The inbox is counted behind what is looked at.
counted() {
	case $(screen | sed -n 2p) in
	*"8Inbox $(sql -c 'set session authorization night' -c 'select count(*) from api.inbox_line') "*) ;;
	*8Inbox*) false ;;
	esac
}
opened() { for text; do wait_for "$text"; done; wait_until counted; wait_until still; }

console 80x24 night
wait_for "night  LIVE"
opened "> HW-" "reported 20"
storm "the board"
perl "$T_DIR/back" "$(tm display-message -p '#{pane_tty}')" 24 80
in_time "and after a size that was gone before it looked" same
keys p
opened "urgent"
storm "a question"
keys Escape
wait_gone "urgent"
keys t
opened "taken" "NOBODY > night"
storm "a message"
keys u
wait_for "Taken back"
keys -l ':case HW'
opened ":case HW"
storm "the prompt"
keys Escape
wait_gone ":case HW"
keys -l '/stage:'
opened "/stage:"
storm "the filter"
keys Escape
wait_gone "/stage:"
keys 2
opened "Cases  " "reported 20"
storm "the cases"
keys 8
opened "Inbox  " "reported 20"
storm "the inbox"
keys 9
opened "Offices  "
storm "the offices"
keys 1
wait_for "[Reported"
keys Enter
opened "SUMMARY"
storm "a case"
keys '?'
opened "THIS SCREEN"
storm "the help"
keys q
keys q
wait_for "[Reported"
keys -l ':quit'
keys Enter
ended() { [ -e "$T_DIR/exit" ]; }
wait_until ended
is "$(cat "$T_DIR/exit")" "exit 0" "and it ends as it should"
if ls "$T_DIR"/asan.* >/dev/null 2>&1; then
	not_ok "the sanitizers found nothing"
	cat "$T_DIR"/asan.* | head -n 20 | sed 's/^/# /'
else
	ok "the sanitizers found nothing"
fi
finish
