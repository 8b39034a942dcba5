#!/bin/sh
# database: none
# An import whose line is cut: nothing is stored or all, and it says which. On a cluster of its own,
# because one case makes every commit wait.
# To see it fail: a commit whose answer is lost called not done (on_committed,
# tui/verbs/import_send.c).
set -eu
cd "$(dirname "$0")/../.."
cluster=$TMPDIR/cluster
trap 'conf/cluster remove "$cluster"' EXIT
TESTS_CONNINFO=$(conf/cluster start "$cluster" test)
. tests/e2e/shell.sh
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate > "$out" 2> "$err" || { cat "$err"; exit 1; }
person coordinator 1

# 5000 rows are five batches.
file=$TMPDIR/five.csv
awk 'BEGIN { print "yearOfRegistration,Datasource,gender,citizenship,isForcedLabour,ControlCategory," \
		"RecruiterCategory,ExploitType,Labor_Type,ageCategories"
	for (i = 0; i < 5000; i++) print "2018,Hotline,Female,MM,1,Threats,Other,Forced Labor,Other,Age 9-17" }' > "$file"
import() { run coordinator import cases "$file" --map ctdc --office BKK; }
records() { sql 'select count(*) from app.record'; }

# die TRIGGER: the connection that fires it is ended by the server
sql "create function public.die() returns trigger language plpgsql security definer as
	\$\$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end \$\$"
die() { sql "create $* execute function public.die()"; }

# ---- before the commit
die 'constraint trigger d after insert on app.record for each row when (new.line = 2500)'
import
is "$rc $(cat "$err")" '3 homeward: Nothing was imported: the line to the database was lost.' 'cut among the rows'
is "$(records)" 0 'nothing is stored'
sql 'drop trigger d on app.record'

die 'trigger d after update on app.import'
import
is "$rc $(cat "$err")" '3 homeward: Nothing was imported: the line to the database was lost.' 'cut at the close'
is "$(records)" 0 'nothing is stored'
sql 'drop trigger d on app.import'

# ---- in the commit, before it is made
die 'constraint trigger d after insert on app.record deferrable initially deferred
	for each row when (new.line = 2500)'
import
is $rc 3 'cut in the commit'
like "$err" 'The line was lost while saving.' 'it says that it does not know'
like "$err" 'homeward: Nothing was imported: the line to the database was lost.' 'asks, and says that nothing is'
is "$(records)" 0 'nothing is stored'
sql 'drop trigger d on app.record'

# ---- in the commit, after it is made: it waits for a standby that never comes
sql "alter system set synchronous_standby_names = 'nobody'"
sql 'alter system set synchronous_commit = on'
sql 'select pg_reload_conf()' > "$out"
(import; echo "$rc" > "$TMPDIR/rc") &
waiting() { sql "select count(*) from pg_stat_activity where wait_event = 'SyncRep' and query ~ 'commit'"; }
left=1200
until [ "$(waiting)" = 1 ] || [ $left = 0 ]; do
	left=$((left - 1))
	sleep 0.1
done
is "$(waiting)" 1 'a commit waits'
sql 'alter system reset synchronous_standby_names'
sql "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'" > "$TMPDIR/ended"
sql 'select pg_reload_conf()' > "$TMPDIR/ended"
wait $!
is "$(cat "$TMPDIR/rc")" 0 'cut behind the commit'
like "$err" 'The line was lost while saving.' 'it says that it does not know'
is "$(head -n 1 "$out")" '5000 imported from five.csv, 5001 lines' 'asks, and says that all is'
is "$(records)" 5000 'all is stored'

import
like "$out" '0 imported (already imported on ' 'and it is not taken twice'
is "$rc $(records)" '0 5000' 'as many as before'
finish
