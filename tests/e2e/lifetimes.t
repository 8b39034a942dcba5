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
typed ':view mine\r:view\r'
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

# Through a line that counts: every connection that a refusal ended.
mkfifo "$T_DIR/orders"
build/tests/tools/link "$T_DIR/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" <"$T_DIR/orders" >"$T_DIR/linked" &
linked=$!
exec 7>"$T_DIR/orders"
leave() {
	exec 7>&-
	kill $linked 2>/dev/null
	t_end
}
trap leave EXIT
wait_until grep -q ready "$T_DIR/linked"
refused() { grep -c closed "$T_DIR/linked"; }
refused_twice() { [ "$(refused)" -ge 2 ]; }
TESTS_CONNINFO="host=$T_DIR port=5432 dbname=$PGDATABASE"
console 80x24 stranger_$$
wait_for '(R tries again)'
tm resize-window -x 100 -y 30
is_drawn() { [ -n "$(screen | sed -n 30p)" ]; }
in_time "the larger window is drawn" is_drawn
keys '['
wait_for 'Nothing came before'
is "$(refused)" 1 "a window of another size does not try again either"
keys R
wait_until refused_twice
is "$(refused)" 2 "and R does, once"
tm kill-server
finish
