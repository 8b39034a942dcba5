#!/bin/sh
# database: demo
# A database that this program did not make, or that another version made: it is told apart, never
# written to by mistake, and read where the two still understand each other.
. "$(dirname "$0")/tmux.sh"

as_owner() { "$HOMEWARD" -d "$TESTS_CONNINFO" "$@" >"$T_DIR/out" 2>&1; }
said() { cat "$T_DIR/out"; }
database() { sql -c "create database ${PGDATABASE}_$1" && other="${TESTS_CONNINFO%dbname=*}dbname=${PGDATABASE}_$1"; }

database empty
"$HOMEWARD" -d "$other user=night" list board >"$T_DIR/out" 2>&1
is $? 1 "a database without a schema of ours is refused"
like "$(said)" "homeward migrate" "with what to do about it"

as_owner migrate
is $? 0 "migrating again is no mistake"
like "$(said)" "was up to date" "and says that there was nothing to do"

sql -c "update app.schema_migration set sha256 = repeat('0', 64) where version = 3"
as_owner migrate
is $? 1 "a migration edited after it was applied stops the next"
like "$(said)" "0003_" "and is named"
sql -c "delete from app.schema_migration where version = 3" \
	-c "insert into app.schema_migration (version, name, sha256) select 9001, '9001_from_the_future', repeat('a', 64)"
as_owner migrate
is $? 1 "a database newer than the program is not migrated"
like "$(said)" "newer" "and says that it is newer"
is "$(sql -c "select count(*) from app.schema_migration where version = 3")" 0 "nothing was applied on the way"

# A database that serves later programs only: reading works, changing does not.
sql >/dev/null <<'SQL'
create or replace function api.contract(out oldest integer, out newest integer, out generation integer)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (2, 3, app.generation());
SQL
console 80x24 night
wait_for LIVE && ok "the console of another version opens"
like "$(screen | sed -n 1p)" " RO" "and shows that it can only read"
keys -l ':messages'
keys Enter
wait_for "other versions" && ok "and has said why"
keys q
wait_for "> HW-" && ok "and shows its cases"
keys t
wait_for "Not done" && ok "a key that changes something does nothing"
code=$(focused | grep -o 'HW-....-....')
"$HOMEWARD" -d "$TESTS_CONNINFO" -u night take "$code" >"$T_DIR/out" 2>&1
is $? 1 "nor does the verb from a shell"
is "$(sql -c "select count(*) from app.event where action = 'case.take' and login = 'night' and at > now() - interval '1 minute'")" 0 "nothing was even asked"
sql -c "drop database ${PGDATABASE}_empty" >/dev/null
finish
