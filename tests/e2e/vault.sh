# vault.sh: people with keys, and a clock that jumps; sourced after tmux.sh.
#
#   enrol                    keys for everybody in $KEYS, under `open sesame LOGIN`, all realms, and settings
#                            in $KEYS/conf (tests/tools/clerk: found)
#   enrol_demo               the same as the demo does it: under its public passphrase, homeward.conf
#   $pass                    ... which is this
#   secrets LOGIN            all secret keys that she holds, a line each, as traces reads them
#   opens_vault              types it where it is asked for
#   empty_case [N [OFFICE]]  the code of the N-th open case of an office (1) of which nothing is sealed
#   unlocks [LOGIN]          types :unlock and her passphrase, and waits until it is open
#   types TEXT               as tmux send-keys, then Enter
#   only_prompt              the screen holds the prompt of a locked console and nothing else
#   pid                      of the console
#   traces [WORD...]         how often the words (or those on standard input, a line each) stand in its
#                            memory; "no": it cannot be read; "wrong": no words, or an empty one
#   in_memory DESCRIPTION [WORD...]      one TAP line: they are there
#   not_in_memory DESCRIPTION [WORD...]  ... none is
#   lies                     makes $LIES, the environment of a console whose clocks jump:
#   later SECONDS            ... all of them, from the beginning on; and wakes it. A question that is on its way is
#                            late then, and the line dialled anew: wait_for LIVE before what asks
#   set_clock SECONDS        ... the wall's alone
KEYS=$T_DIR/keys
mkdir -m 700 "$KEYS"

bail() { sed 's/^/# /' "$T_DIR/enrolled"; echo "Bail out! nobody can be enrolled"; exit 1; }
enrol() {
	build/tests/tools/clerk "$KEYS" found >"$T_DIR/enrolled" 2>&1 || bail
	perl -pi -e 's/lock_after_s.*?; forget_after_s.*?; //' "$KEYS/conf" # as long as is usual
}
pass='everybody knows this'
enrol_demo() { "$HOMEWARD" -d "$TESTS_CONNINFO" demo-enrol --into "$KEYS" >"$T_DIR/enrolled" 2>&1 || bail; }
secrets() {
	build/tests/tools/leaver "$KEYS" keep "$1" "$T_DIR/kept" >"$T_DIR/enrolled" 2>&1 || bail
	sed 's/.* /\\x/' "$T_DIR/kept"
}
types() { keys -l "$1"; keys Enter; }
unlocks() {
	types ':unlock'
	wait_for 'passphrase:' && types "open sesame ${1:-night}" || return 1
	within 60 is_open || { not_ok "the vault is open"; return 1; }
}
# Who was somewhere when the console before broke off is back there.
is_open() { screen | grep -q -e 'The vault is open' -e 'You are back'; }
opens_vault() { wait_for 'passphrase:' && types "$pass" && wait_gone 'passphrase:'; }
empty_case() {
	sql -c "select code from app.case c where office_id = ${2:-1} and closed_at is null
		and not exists (select from app.sealed s where s.case_id = c.id) order by code offset ${1:-0} limit 1"
}
rested() { # LOGIN: who comes back from some days off, and is responsible for nothing
	sql -c "alter table app.event disable trigger event_is_final" \
		-c "update app.event set at = at - interval '3 days' where login = '$1' or staff_id = (select id from app.staff where login = '$1')" \
		-c "alter table app.event enable always trigger event_is_final" -c "delete from app.watch" \
		-c "update app.case set responsible_id = null, responsible_seen = true where responsible_id = (select id from app.staff where login = '$1')" >/dev/null
}
prompt_is_all() { [ "$(screen | tr -d ' \n')" = passphrase: ]; }
only_prompt() { in_time "$1" prompt_is_all; }
pid() { tm list-panes -F '#{pane_pid}' | xargs -I% pgrep -P % -x homeward; }
traces() {
	if [ $# -gt 0 ]; then
		printf '%s\n' "$@" | traces
	else
		build/tests/tools/traces "$(pid)" 2>"$T_DIR/traces"
		case $? in
		0) ;;
		2) echo no ;;
		*) echo wrong ;;
		esac
	fi
}
in_memory() {
	v_what=$1
	shift
	v_found=$(traces "$@")
	case $v_found in
	no) unread "$v_what" "$(pid)" ;;
	wrong) not_ok "$v_what: there is nothing to look for" ;;
	0) not_ok "$v_what (or the test sees nothing)" ;;
	*) ok "$v_what" ;;
	esac
}
not_in_memory() {
	v_what=$1
	shift
	v_found=$(traces "$@")
	case $v_found in
	no) unread "$v_what" "$(pid)" ;;
	wrong) not_ok "$v_what: there is nothing to look for" ;;
	0) ok "$v_what" ;;
	*) not_ok "$v_what: found $v_found times"; sed 's/^/#/' "$T_DIR/traces" ;;
	esac
}

lies() {
	mkdir -m 755 -p "$T_DIR/lies"
	cat > "$T_DIR/lies/lies.c" <<'END'
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static char path[4096]; /* holds the seconds: of all clocks, of the wall's */
__attribute__((constructor)) static void begin(void)
{
	if (getenv("JUMP"))
		strncpy(path, getenv("JUMP"), sizeof path - 1);
}
int clock_gettime(clockid_t clock, struct timespec *t)
{
	long r = syscall(SYS_clock_gettime, clock, t);
	char text[64] = "", *end;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return (int)r;
	if (read(file, text, sizeof text - 1) > 0) {
		t->tv_sec += strtol(text, &end, 10);
		if (clock == CLOCK_REALTIME)
			t->tv_sec += strtol(end, NULL, 10);
	}
	close(file);
	return (int)r;
}
END
	cc -shared -fPIC -O1 -o "$T_DIR/lies/lies.so" "$T_DIR/lies/lies.c" || exit 1
	l_all=0 l_wall=0
	tell_lies
	LIES="LD_PRELOAD=$T_DIR/lies/lies.so JUMP=$T_DIR/lies/jump"
}
tell_lies() { echo "$l_all $l_wall" > "$T_DIR/lies/new" && mv "$T_DIR/lies/new" "$T_DIR/lies/jump"; }
wake() { kill -USR1 "$(pid)"; }
later() { l_all=$((l_all + $1)); tell_lies; wake; }
set_clock() { l_wall=$1; tell_lies; wake; }
