#!/bin/sh
# database: none
# Somebody sets the clock, by an hour or a day, forward and back: that of the machine the console runs
# on, and that of the server. Criterion: keys are answered, what others change is shown, the slow poll
# goes on and no timer storms; the time shown is the server's, also after that was set. On a cluster
# of its own; the clocks are lies told to one process each, by a library put before it.
# To see it fail: the wall's clock for the boot's (db/base/clock.c), or the server's read once
# (keep_clock, tui/app/greet.c).
cd "$(dirname "$0")/../.."
cluster=$TMPDIR/cluster
lies=$TMPDIR/lies
mkdir -m 755 "$lies"
cat > "$lies/jump.c" <<'END'
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static char path[4096]; /* holds the seconds that are added; kept, for a program may forget its environment */
__attribute__((constructor)) static void begin(void)
{
	if (getenv("JUMP"))
		strncpy(path, getenv("JUMP"), sizeof path - 1);
}
static long jump(void)
{
	char text[32] = "";
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return 0;
	if (read(file, text, sizeof text - 1) < 0)
		text[0] = 0;
	close(file);
	return atol(text);
}
int clock_gettime(clockid_t clock, struct timespec *t)
{
	long r = syscall(SYS_clock_gettime, clock, t);

	if (r == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
		t->tv_sec += jump();
	return (int)r;
}
int gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	t->tv_sec = now.tv_sec;
	t->tv_usec = now.tv_nsec / 1000;
	return 0;
}
time_t time(time_t *t)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (t)
		*t = now.tv_sec;
	return now.tv_sec;
}
END
cc -shared -fPIC -O1 -o "$lies/jump.so" "$lies/jump.c" || exit 1
set_clock() { echo "$2" > "$lies/$1.new" && chmod 644 "$lies/$1.new" && mv "$lies/$1.new" "$lies/$1"; }
set_clock server 0
set_clock console 0
chmod 755 "$lies/jump.so"
server="$(JUMP=$lies/server LD_PRELOAD=$lies/jump.so conf/cluster start "$cluster" test)" || exit 1
TESTS_CONNINFO=$server
. tests/e2e/tmux.sh
trap 't_end; conf/cluster remove "$cluster"' EXIT
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 || exit 1
"$HOMEWARD" -d "$TESTS_CONNINFO" demo-load --cases 40 >/dev/null 2>&1 || exit 1

cat > "$T_DIR/conf" <<CONF
database: { poll_s = 5; };
log: { file = "$T_DIR/log"; level = "debug"; };
CONF
chmod 600 "$T_DIR/conf"
T_ENV="LD_PRELOAD=$lies/jump.so JUMP=$lies/console"
console 80x24 night -c "$T_DIR/conf"
wait_for "night  LIVE"
wait_for "> HW-"

asked() { grep -c "$1" "$T_DIR/log"; }
polled() { [ "$(asked ' mark')" -gt "$marks" ]; }
on_time() { screen | grep -qF "LIVE $(sql -c "select to_char(clock_timestamp() at time zone 'Asia/Bangkok', 'HH24:MI')")"; }
goes_on() { # WHAT: under the clocks as they are
	marks=$(asked ' mark') lanes=$(asked ' board_lane')
	before=$(focused | grep -o 'HW-....-....')
	keys j
	wait_gone "> $before" && keys k && wait_for "> $before" && ok "$1: keys are answered"
	turn=$((turn + 1))
	priority=$([ $((turn % 2)) = 1 ] && echo high || echo urgent)
	sql -c "update app.case set priority = case '$priority' when 'high' then 2 else 1 end where code = '$before'" >/dev/null
	shown=$([ $priority = high ] && echo "$before ! " || echo "$before !!")
	wait_for "$shown" && ok "$1: what others change is shown"
	in_time "$1: the poll goes on" polled
	[ $(($(asked ' board_lane') - lanes)) -le 40 ] && ok "$1: no timer storms" || not_ok "$1: no timer storms: $(($(asked ' board_lane') - lanes))"
	in_time "$1: the time is the server's" on_time
}
turn=0
for seconds in 3600 -3600 86400 -86400; do
	set_clock console $seconds
done
goes_on "the console's a day back"
set_clock console 86400
set_clock server 3600
goes_on "the console's a day ahead, the server's an hour"
set_clock server -90000
goes_on "the server's a day and an hour back"
finish
