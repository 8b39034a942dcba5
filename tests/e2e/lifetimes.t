#!/bin/sh
# database: demo
# What was asked from a view that is gone when the answer comes: under sanitizers.
. "$(dirname "$0")/tmux.sh"
HOMEWARD=$HOMEWARD_ASAN
export ASAN_OPTIONS=detect_leaks=0:log_path=$T_DIR/asan

alive() {
	if [ -e "$T_DIR/exit" ] || ls "$T_DIR"/asan.* >/dev/null 2>&1; then
		not_ok "$1"
		cat "$T_DIR"/asan.* 2>/dev/null | head -n 20 | sed 's/^/# /'
	else
		ok "$1"
	fi
}
typed() { keys -l "$(printf "$1")"; }

printf 'start: { screen = "cases x:"; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
console 80x24 night -c "$T_DIR/conf"
wait_for LIVE
wait_for '[Reported'
keys '['
keys '['
wait_for 'Nothing came before'
alive "a first screen that could not be opened is nothing to go back to"

keys 2
wait_for 'Cases  '
typed ':view save mine\r'
wait_for 'View saved'
keys Enter
wait_for SUMMARY
typed ':view\r:view mine\r'
wait_for 'Cases  '
wait_gone 'Which view?'
keys 1
alive "a view that closes takes its question with it"

keys 2
wait_for 'Cases  '
keys Enter
wait_for SUMMARY
typed ':view mine\r:case '
wait_for 'Cases  '
keys Tab
wait_for 'more: Tab'
alive "the prompt offers what the view in front has, not the one in which it was opened"
keys Escape
tm kill-server
rm -f "$T_DIR/exit"

psql -XqAt -d "$TESTS_CONNINFO" -c "create role stranger_$$ login in role hw_staff"
console 132x24 stranger_$$
wait_for OFFLINE
wait_for 'does not know you'
like "$(screen | tail -n 1)" '(R tries again)' "a database that refuses is not said to be tried again"
unlike "$(screen | tail -n 1)" 'trying again in' "for it is not"
tm kill-server
finish
