# crowd.sh: a region of its own for figures with hundreds at once; sourced by figures.
#   $region      its conninfo, as its owner; its clock stands still
#   process      starts the process that pokes; no_process ends it
#   crowd ...    build/tests/bench/crowd there; then `got NAME` is one of its values
#   figure NAME VALUE UNIT BASELINE
people='night supervisor officer coordinator'
region="$(echo "$BENCH_TEN" | sed 's/ dbname=.*//') dbname=crowd"
poke_pid=

sql() { "$PSQL" -XAtq -v ON_ERROR_STOP=1 -d "$region" "$@"; }
# A login of the demo may have eight sessions, for people do not need more.
limits() {
	for who in $people; do
		"$PSQL" -XAtq -d "$BENCH_TEN" -c "alter role $who connection limit $1"
	done
}
process() {
	"$HOMEWARD" -d "$region" -u hw_poke poke 2>"$TMPDIR/poke" &
	poke_pid=$!
	left=100
	until [ "$(sql -c 'select api.poke_served()')" = t ]; do
		left=$((left - 1))
		[ $left -gt 0 ] || { cat "$TMPDIR/poke" >&2; return 1; }
		sleep 0.1
	done
}
no_process() {
	[ -n "$poke_pid" ] || return 0
	kill "$poke_pid"
	wait "$poke_pid" 2>/dev/null || :
	poke_pid=
}
leave() {
	no_process
	limits 8
	"$PSQL" -XAtq -d "$BENCH_TEN" -c 'drop database if exists crowd with (force)'
}
crowd() { "$BENCH_TOOLS/crowd" "$region" "$@" >"$TMPDIR/crowd"; }
got() { awk -v name="$1" '$1 == name { print $2 }' "$TMPDIR/crowd"; }
figure() { printf '%s\t%s\t%s\t%s\n' "$@"; }

trap leave EXIT
trap 'exit 1' INT TERM HUP
"$PSQL" -XAtq -v ON_ERROR_STOP=1 -d "$(echo "$BENCH_TEN" | sed 's/dbname=[^ ]*/dbname=postgres/')" \
	-c 'drop database if exists crowd with (force)' -c 'create database crowd template ten' 2>/dev/null
sql -c 'select app.after_migrate()' -c 'insert into app.clock (now) values (now())' >/dev/null
limits -1
