#!/bin/sh
# database: none
# A thousand invented names in five scripts are sealed as identities, family, addresses, initials and notes, by
# people at work, under a database administrator who logs all he can and provokes errors. Criterion: not
# one is in a dump, in the server's files, its log of changes, its log of statements, in what it shows of
# sessions, or in what a console keeps; in no encoding that tests/tools/hunt knows. (It finds each where
# one is planted.)
. "$(dirname "$0")/own.sh"
data=$cluster/data
conf/cluster stop "$cluster"
cat >> "$data/postgresql.auto.conf" <<END
log_statement = 'all'
log_min_duration_statement = 0
log_parameter_max_length = -1
log_parameter_max_length_on_error = -1
log_error_verbosity = 'verbose'
log_min_messages = 'debug1'
log_min_error_statement = 'debug5'
log_connections = 'on'
track_activity_query_size = '1MB'
shared_preload_libraries = 'pg_stat_statements,auto_explain'
auto_explain.log_min_duration = 0
auto_explain.log_verbose = 'on'
pg_stat_statements.track = 'all'
wal_keep_size = '1GB'
END
conf/cluster start "$cluster" test >/dev/null || { echo "Bail out! no server"; exit 1; }
. "$(dirname "$0")/thief.sh"
sql -c 'create extension pg_stat_statements' -c 'alter system reset log_min_duration_statement' >/dev/null

names=$TMPDIR/names
build/tests/tools/hunt -n 1000 > "$names"
is "$(sort -u "$names" | wc -l)" 1000 "a thousand names"

# A case has 25 of them: how people are called, their mother, where they live, what lists show, notes.
sql -c "update app.office set initials = true where code in ('BKK', 'SPL')" >/dev/null
sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code in ('BKK', 'SPL')
	order by c.code" > "$TMPDIR/codes"
perl -e 'open $n, "<", shift; open $c, "<", shift; chomp(@n = <$n>); chomp(@c = <$c>); die "cases" if @c < 40;
	@c = @c[0 .. 39]; $per = @n / @c;
	for (@c) { my @m = splice @n, 0, $per;
		my $next = sub { shift @m // "" };
		my @id = map { ("name.$_.text", $next->()) } 1 .. 8;
		my @fam = map { ("person.$_.name", $next->()) } 1 .. 4;
		my @add = map { ("address.$_.village", $next->()) } 1 .. 4;
		my @way = map { ($_, $next->()) } qw(recruiter means route text);
		print join("\t", $_, "identity", @id), "\n", join("\t", $_, "family", @fam), "\n", join("\t", $_, "address", @add), "\n",
			join("\t", $_, "circumstances", @way), "\n";
		print join("\t", $_, "initials", "text", shift @m), "\n";
		while (@m) { print join("\t", $_, "note", "text", shift @m), "\n" } }' "$names" "$TMPDIR/codes" > "$TMPDIR/lines"
is "$(build/tests/tools/hunt "$names" "$TMPDIR/lines" 2>/dev/null)" "1000 $TMPDIR/lines" "all are typed"
must clerk seal night < "$TMPDIR/lines"
is "$(sql -c 'select count(*) from app.sealed')" "$(wc -l < "$TMPDIR/lines")" "and sealed"
first=$(head -n 1 "$TMPDIR/codes")
clerk open night "$first" identity,family,address,circumstances,initials,note 'case review'
is "$(build/tests/tools/hunt "$names" "$said" 2>/dev/null)" "25 $said" "whoever may read them reads them"

# What is refused, and what fails within the server: its messages show what was sent.
sql -c "alter table app.sealed add constraint provoked check (version < 2) not valid" \
	-c "create function app.provoked() returns trigger language plpgsql as \$\$ begin
		raise exception 'provoked: % %', new, (select json_agg(s) from app.sealed s) using detail = new::text; end \$\$;
		create trigger provoked after insert on app.sealed for each row execute function app.provoked()" >/dev/null
head -n 1 "$TMPDIR/lines" | clerk seal night && not_ok "a change fails in the server" || ok "a change fails in the server"
grep note "$TMPDIR/lines" | head -n 1 | clerk seal night && not_ok "and another" || ok "and another"
grep -q 'provoked: (' "$cluster/log" && ok "the log shows the rows and all that was sent" || not_ok "the log shows the rows and all that was sent"
sql -c "drop trigger provoked on app.sealed" >/dev/null

hunted() { # NAME PLACE...: none there
	h_name=$1
	shift
	build/tests/tools/hunt "$names" "$@" >"$TMPDIR/hunted" 2>"$TMPDIR/hunted.err" && ! grep -v '^0 ' "$TMPDIR/hunted" >/dev/null &&
		ok "$h_name" || { not_ok "$h_name"; cat "$TMPDIR/hunted" "$TMPDIR/hunted.err" | sed 's/^/# /'; }
}
sql -c checkpoint -c "select pg_switch_wal()" >/dev/null
pg_dump -d "$TESTS_CONNINFO" -f "$TMPDIR/dump.sql"
pg_dump --inserts --column-inserts -t 'app.*' -d "$TESTS_CONNINFO" -f "$TMPDIR/dump.inserts"
psql -XAtq -d "$TESTS_CONNINFO" -c "set bytea_output = 'escape'" -c "select * from app.sealed" -c "select * from app.sealed_key" -c "select * from app.event" \
	-c "select * from pg_stat_activity" -c "select * from pg_stat_statements" -c "select * from pg_stats" -c "select * from app.request" > "$TMPDIR/shown"
[ "$(wc -c < "$TMPDIR/shown")" -gt 100000 ] && ok "what the administrator can ask" || not_ok "what the administrator can ask"
hunted "no name is in a dump" "$TMPDIR/dump.sql" "$TMPDIR/dump.inserts"
hunted "nor in what he can ask" "$TMPDIR/shown"
hunted "nor in the server's files and its log of changes" "$data"
hunted "nor in its log of statements, parameters and errors" "$cluster/log"
hunted "nor in what people's consoles keep" "$KEYS"
like "$(ls "$data/pg_wal" | head -n 1)" "000000010000000000000001" "the log of changes is whole"

# The same places, with one name in clear.
planted=$(sed -n 2p "$names")
sql -c "update app.office set name = '$planted' where id = 3" -c "checkpoint" >/dev/null
psql -XAtq -d "$TESTS_CONNINFO user=night" -c "select * from api.case_find(array['$planted'])" >/dev/null
pg_dump -d "$TESTS_CONNINFO" -f "$TMPDIR/dump.sql"
psql -XAtq -d "$TESTS_CONNINFO" -c "select * from pg_stat_statements" -c "select * from pg_stat_activity where query like '%$planted%'" > "$TMPDIR/shown"
for place in "$TMPDIR/dump.sql" "$TMPDIR/shown" "$data/base" "$data/pg_wal" "$cluster/log"; do
	[ "$(build/tests/tools/hunt "$names" "$place" 2>/dev/null | sed 's/ .*//')" -gt 0 ] && ok "a name in clear is found in ${place##*/}" || not_ok "a name in clear is found in $place"
done
finish
