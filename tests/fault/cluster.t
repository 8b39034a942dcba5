#!/bin/sh
# database: none
# Private clusters: made, found again, never mistaken, removed. For root these are the postgres
# user's, for others their own.
# To see it fail: whoever has the number taken for our server (ours, conf/cluster).
set -u
cd "$(dirname "$0")/../.."
. tests/tap.sh
cluster=$PWD/conf/cluster
ask() { psql -XAtq -P pager=off "$@" 2>&1; }
as_nobody() {
	if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else return 2; fi
}
dir="$TMPDIR/a place with spaces/and 'quotes'/pg"
short=$TMPDIR/pg
trap '"$cluster" remove "$dir"; "$cluster" remove "$short"' EXIT
trap 'exit 1' HUP INT TERM

mkdir -m 755 "$short"
conninfo=$("$cluster" start "$short" test)
is "$conninfo" "host=$short/s port=5432 user=owner dbname=postgres" 'start prints the conninfo'
is "$(ask "$conninfo" -c 'show fsync')" off 'a test cluster does not wait for the disk'
is "$(ask "$conninfo" -c 'show listen_addresses')" '' 'it listens on no network'
is "$(stat -c %a "$short")" 700 'its folder is closed'
is "$(ask "$conninfo" -c 'select pg_postmaster_start_time()')" \
	"$(ask "$("$cluster" start "$short" test)" -c 'select pg_postmaster_start_time()')" \
	'a second start finds it'
is "$("$cluster" where "$short")" "$conninfo" 'where finds it'
is "$("$cluster" start "$short" demo 2>&1)" "cluster: $short holds a test cluster" \
	'it is not taken for a demo'

conninfo=$("$cluster" start "$dir" demo)
socket=$(cat "$dir/socket")
is "$conninfo" "host=$socket port=5432 user=owner dbname=homeward" 'an unwieldy path moves the socket'
is "$(stat -c %a "$socket")" 700 'the moved socket is in a closed folder'
is "$(ask "$conninfo" -c "select string_agg(setting, ' ' order by name) from pg_settings
	where name in ('fsync', 'data_checksums', 'full_page_writes', 'synchronous_commit')")" \
	'on on on on' 'a demo cluster is durable'
ask "$conninfo" -c 'create role night login'
night=$(echo "$conninfo" | sed 's/user=owner/user=night/')
is "$(ask "$night" -c 'select 1' | grep -c 'Peer authentication failed')" 1 'a login that is nobody who works here is let in for nobody'
ask "$conninfo" -c 'create role hw_staff' -c 'grant hw_staff to night'
is "$(ask "$night" -c 'select session_user')" night 'whoever is enrolled is let in at once'
as_nobody true
if [ $? = 2 ]; then
	skip 'another user is refused at the socket itself' 'it takes root to be another user'
else
	chmod 711 "$socket"
	is "$(as_nobody psql -X "$night" -c 'select 1' 2>&1 | grep -c 'Permission denied')" 1 \
		'another user is refused at the socket itself'
	chmod 700 "$socket"
fi

# A crash leaves a pid file, whose number may by then be another server of the same user.
ask "$conninfo" -c 'create table kept as select 7 as seven'
kill -9 "$(head -n 1 "$dir/data/postmaster.pid")"
other=$(head -n 1 "$short/data/postmaster.pid")
sed -i "1s/.*/$other/" "$dir/data/postmaster.pid"
is "$("$cluster" where "$dir"; echo $?)" 1 'a stale pid file deceives nobody'
is "$("$cluster" start "$dir" demo 2>&1)" "$conninfo" 'after a crash it starts again'
is "$(ask "$conninfo" -c 'select seven from kept')" 7 'and has kept its data'
is "$(kill -0 "$other" 2>&1)" '' 'the other server lives'

# A reboot empties /tmp.
"$cluster" stop "$dir"
is "$("$cluster" where "$dir"; echo $?)" 1 'stop stops it'
rm -rf "$socket"
conninfo=$("$cluster" start "$dir" demo)
is "$(ask "$conninfo" -c 'select seven from kept')" 7 'it finds a new place for a lost socket'
kill -STOP "$(head -n 1 "$dir/data/postmaster.pid")"
socket=$(cat "$dir/socket")
"$cluster" remove "$dir"
is "$(ls -d "$dir" "$socket" 2>/dev/null)" '' 'remove removes all, even a server that hangs'
mkdir "$short.other"
is "$("$cluster" remove "$short.other" 2>&1)" "cluster: $short.other is no cluster" \
	'remove refuses a folder that it did not make'
finish
