#!/bin/sh
# load.sh: the databases of the bench, on the server of BENCH_CLUSTER; see tests/bench/run.
# What is there already is taken if it was finished with this schema. While it loads, nothing is
# kept safe from a crash; afterwards the server is as durable as a real one.
set -eu
server=$(conf/cluster where "$BENCH_CLUSTER")
server=${server% dbname=*}
CHUNK=2500

say() { echo "bench: $*" >&2; }
ask() { "$PSQL" -XAtq -v ON_ERROR_STOP=1 "$@"; }
durable() { # on|off
	for setting in fsync synchronous_commit full_page_writes; do
		ask -d "$server dbname=postgres" -c "alter system set $setting = $1"
	done
	ask -d "$server dbname=postgres" -c 'select pg_reload_conf()' >/dev/null
}
digest() { cat sql/migrations/*.sql sql/api/*.sql sql/demo/*.sql sql/queries/demo_*.sql | sha256sum; }
# Cases in steps, every so many of them; steps that are there already are left out.
steps() { # DATABASE CASES WHICH
	"$PSQL" -XAtq -d "$server dbname=$1" >/dev/null 2>>"$TMPDIR/steps" <<-END
		select format('select demo.fill(%s, %s)', n, n + $CHUNK - 1)
		from generate_series($CHUNK + 1, $2, $CHUNK) as n
		where (n / $CHUNK) % 2 in ($3) and not exists (select from app.case c where c.id = demo.case_id(n)) \\gexec
	END
}
# What one function makes of one list needs no check that each reference leads somewhere: a third less.
references() { # DATABASE enable|disable
	ask -d "$server dbname=$1" -c "do \$\$ declare t record; begin
		for t in select tgrelid::regclass as of, tgname as name from pg_trigger
			where tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace)
		loop execute format('alter table %s $2 trigger %I', t.of, t.name); end loop; end \$\$"
}
# Two at a time, which now and then roll the same code: then one of them comes last.
load() { # DATABASE CASES
	[ "$(cat "$BENCH_CLUSTER/loaded-$1" 2>/dev/null)" != "$(digest)" ] || return 0
	rm -f "$BENCH_CLUSTER/loaded-$1"
	say "loading $2 cases"
	ask -d "$server dbname=postgres" -c 'set client_min_messages = error' -c "drop database if exists $1" -c "create database $1"
	"$HOMEWARD" -d "$server dbname=$1" migrate --demo >/dev/null
	"$HOMEWARD" -d "$server dbname=$1" demo-load $CHUNK >/dev/null
	references "$1" disable
	steps "$1" "$2" 0 &
	steps "$1" "$2" 1
	wait $!
	steps "$1" "$2" 0,1
	references "$1" enable
	[ "$(ask -d "$server dbname=$1" -c 'select demo.filled()')" = "$2" ]
	ask -d "$server dbname=$1" -c 'vacuum (analyze)'
	[ -z "$(ask -d "$server dbname=$1" -c 'select * from demo.check()')" ]
	digest > "$BENCH_CLUSTER/loaded-$1"
}

durable off
load ten 10000
load million 1000000
[ -z "$BENCH_BIG" ] || load tenmillion 10000000
durable on
ask -d "$server dbname=postgres" -c checkpoint
