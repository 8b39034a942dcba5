# hold.sh: a table that nobody can read for a while; sourced after tmux.sh.
#
#   hold      from here on $held answers nobody
#   release   until here
mkfifo "$T_DIR/orders"
psql -XqAt -d "$TESTS_CONNINFO" <"$T_DIR/orders" >"$T_DIR/said" 2>&1 &
holder=$!
exec 7>"$T_DIR/orders"
leave() {
	exec 7>&-
	kill $holder 2>/dev/null
	t_end
}
trap leave EXIT
hold() {
	: >"$T_DIR/said"
	echo "begin; lock table $held in access exclusive mode; select 'held';" >&7
	in_time "the lock is held" grep -q held "$T_DIR/said"
}
release() { echo 'rollback;' >&7; }
