#!/bin/sh
# database: none
# A thousand invented names in five scripts are sealed as all that is kept sealed, of cases and places, by
# people at work, under a database administrator who logs all he can and provokes errors. Criterion: not
# one is in a dump, in the server's files, its log of changes, its log of statements, the memory of who serves
# them, in what it shows of sessions, in arguments of processes, or in what a console keeps; in no encoding that
# tests/tools/hunt knows. (It finds each where one is planted.) Initials are whole names here: two letters alone
# would be found by chance everywhere.
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
sql -c 'create extension pg_stat_statements' >/dev/null

is "$(sql -c 'show log_statement') $(sql -c 'show log_min_duration_statement')" "all 0" "all is logged, and how long it took"
names=$TMPDIR/names t=$(printf '\t')
build/tests/tools/hunt -n 1000 > "$names"
is "$(sort -u "$names" | wc -l)" 1000 "a thousand names"

# A case has 24 of them: how people are called, their mother, where they live, how they came, how they are, what
# lists show, what is entered in the file, a note; 40 are of places and of parties.
sql -c "update app.office set initials = true where code in ('BKK', 'SPL')" >/dev/null
codes() { sql -c "select c.code from app.$1 c join app.office o on o.id = c.office_id where o.code in ($2) order by c.code limit $3"; }
codes case "'BKK'" 40 > "$TMPDIR/codes"
codes place "'BKK', 'SPL'" 4 > "$TMPDIR/places"
codes party "'BKK'" "$(wc -l < "$TMPDIR/places")" > "$TMPDIR/parties"
perl -e 'my ($n, $c, $p, $a) = map { open my $in, "<", $_; chomp(my @l = <$in>); \@l } @ARGV; die "cases" if @$c != 40 || !@$p || @$a != @$p;
	my $per = 40 / @$p;
	sub of { my ($code, $kind, @named) = @_; print join("\t", $code, $kind, map { ($_, shift @$n) } @named), "\n" }
	for (@$c) {
		of($_, "identity", "name.1.text");
		of($_, "family", "person.1.name");
		of($_, "address", "address.1.village");
		of($_, "circumstances", "recruiter");
		of($_, "health", "examination.1.result");
		of($_, "initials", "text");
		of($_, "status\tstatus\tpossible\tbody\tNGO\tkind\treview\tdecided_on\t2026-01-01", "text");
		of($_, "risk\tabout\tcommunity\tlevel\thigh\tassessed_on\t2026-01-01", "text");
		of($_, "need\ttype\tHealth\tstate\tplanned", "what");
		of($_, "consent\tpurpose\treturn\tanswer\tgiven\tby\therself\ttold\tuse;purpose\tasked_on\t2026-01-01", "text");
		of($_, "call\tsource\thotline\tstanding\tcase", "text");
		of($_, "screening\theld_on\t2026-01-01\tplace\tborder\tinterviewer\tus\tinterpreter\tours\tfinding\tnot clear", "text");
		of($_, "legal\tkind\tfine\tstate\trunning\tbegun_on\t2026-01-01", "text");
		of($_, "referral\tdirection\tin\tother_side\tShelter\tbecause\tOther\tstate\tasked\tasked_on\t2026-01-01", "text");
		of($_, "journey\tphase\tTransit\tcountry\tLA", "text");
		of($_, "plan\ttypes\tHealth\tbegun_on\t2026-01-01\tplanned_end\t2026-06-01", "text");
		of($_, "afraid\tanswer\tyes\tasked_on\t2026-01-01\tlang\tlao", "text");
		of($_, "wish\tabout\ttransfer\tanswer\tnot sure\tasked_on\t2026-01-01\tlang\tlao", "text");
		of($_, "guardian\tkind\trelative\tbegun_on\t2026-01-01", "name");
		of($_, "interest\tkind\tassessment\tabout\ttransfer\toptions\t2\tpanel\t1\tdecided\tnot yet\tdecided_on\t2026-01-01\treview_on\t2026-06-01", "text");
		of($_, "transfer\twhat\tfile\tpurpose\tsafety\turgency\tplanned\toffice\tVTE", "text");
		of($_, "disclosure\tasker\tcourt\tground\tletter\tscope\tname\tasked_on\t2026-01-01\tstate\tasked", "text");
		of($_, "handover\tseverity\twatch\tnext\tnothing", "text");
		of($_, "note", "text");
	}
	for (@$p) {
		of($_, "place", (qw(name address phone contact access text), 1 .. 40)[0 .. $per - 3]);
		of($_, "danger\tconcerns\torganisation\tseverity\tbeware\tstanding\tsuspected\tsince\t2026-01-01\treview_on\t2999-01-01", "text");
	}
	of($_, "party\tcountry\tTH\thours\tany time", "name") for @$a;
	die "names" if @$n' "$names" "$TMPDIR/codes" "$TMPDIR/places" "$TMPDIR/parties" > "$TMPDIR/lines"
is "$(build/tests/tools/hunt "$names" "$TMPDIR/lines" 2>/dev/null)" "1000 $TMPDIR/lines" "all are typed"

# With what arguments is anything run that has to do with it? That of other tests, which know these names, is not.
argv() {
	exec perl -e '$| = 1; my ($flag, %seen) = shift;
		while (-e $flag) {
			for my $of (glob "/proc/[0-9]*") {
				my ($comm, $line) = map { local (@ARGV, $/) = "$of/$_"; -r $ARGV[0] ? <> // "" : "" } qw(comm cmdline);
				print "$line\n" if $comm =~ /^(?:clerk|psql|pg_dump|postgres|homeward)$/ && !$seen{$line}++;
			}
			select undef, undef, undef, 0.02;
		}' "$TMPDIR/sampled" >> "$TMPDIR/argv" 2>/dev/null
}
: > "$TMPDIR/sampled"
argv &
# Whoever seals them stays connected until her backend has been looked at.
mkfifo "$TMPDIR/more"
grep "${t}health" "$TMPDIR/lines" > "$TMPDIR/lines.health"
(grep -v "${t}health" "$TMPDIR/lines"; cat "$TMPDIR/more") | build/tests/tools/clerk "$KEYS" seal night > "$TMPDIR/sealing" 2>&1 &
clerk_pid=$!
must clerk seal health < "$TMPDIR/lines.health"
sealed() { sql -c 'select count(*) from app.sealed'; }
wait_until sh -c "[ -s '$TMPDIR/sealing' ] || [ \$(psql -XAtq -d '$TESTS_CONNINFO' -c 'select count(*) from app.sealed') = $(wc -l < "$TMPDIR/lines") ]"
is "$(cat "$TMPDIR/sealing"; sealed)" "$(wc -l < "$TMPDIR/lines")" "and sealed"
is "$(sql -c "select string_agg(k.name, ' ') from app.record_kind k where not exists (select from app.sealed s where s.kind = k.name)")" "" "of every kind that there is"
memory() { # NAME: that of the backend
	backend=$(sql -c "select min(pid) from pg_stat_activity where usename = 'night'")
	build/tests/tools/hunt "$names" "pid:$backend" >"$TMPDIR/hunted" 2>&1
	case $? in
	0) is "$(sed 's/ .*//' "$TMPDIR/hunted" | tail -n 1)" 0 "$1" ;;
	2) unread "$1" "$backend" ;;
	*) not_ok "$1" ;;
	esac
}
memory "none is in the memory of the server that kept them"
: > "$TMPDIR/more"
wait "$clerk_pid"
first=$(head -n 1 "$TMPDIR/codes")
clerk open night "$first" identity,family,address,circumstances,initials,status,risk,need,consent,call,screening,legal,referral,journey,plan,afraid,wish,guardian,interest,transfer,disclosure,handover,note 'case review'
is "$(build/tests/tools/hunt "$names" "$said" 2>/dev/null)" "23 $said" "whoever may read them reads them"
clerk open health "$first" health 'case review'
is "$(build/tests/tools/hunt "$names" "$said" 2>/dev/null)" "1 $said" "of health too"
place=$(head -n 1 "$TMPDIR/places")
clerk open night "$place" place,danger 'safety check'
is "$(build/tests/tools/hunt "$names" "$said" 2>/dev/null)" "$((40 / $(wc -l < "$TMPDIR/places") - 1)) $said" "of a place too, and of its danger"
clerk open night "$(head -n 1 "$TMPDIR/parties")" party
is "$(build/tests/tools/hunt "$names" "$said" 2>/dev/null)" "1 $said" "and of whom one can call"

# What is refused, and what fails within the server: its messages show what was sent.
sql -c "alter table app.sealed add constraint provoked check (version < 2) not valid" \
	-c "create function app.provoked() returns trigger language plpgsql as \$\$ begin
		raise exception 'provoked: % %', new, (select json_agg(s) from app.sealed s) using detail = new::text; end \$\$;
		create trigger provoked after insert on app.sealed for each row execute function app.provoked()" >/dev/null
head -n 1 "$TMPDIR/lines" | clerk seal night && not_ok "a change fails in the server" || ok "a change fails in the server"
grep note "$TMPDIR/lines" | head -n 1 | clerk seal night && not_ok "and another" || ok "and another"
grep "^PL-" "$TMPDIR/lines" | head -n 1 | clerk seal night && not_ok "and one of a place" || ok "and one of a place"
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
hunted "nor in arguments" "$TMPDIR/argv"
for who in clerk postgres pg_dump; do
	grep -qa "$who" "$TMPDIR/argv" && ok "those of $who were seen" || not_ok "those of $who were seen"
done
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
psql -XAtq -d "$TESTS_CONNINFO" -c "select pg_sleep(600) -- $planted" >/dev/null 2>&1 &
asleep=$!
in_time "and one in arguments" sh -c "[ \$(build/tests/tools/hunt '$names' '$TMPDIR/argv' 2>/dev/null | sed 's/ .*//') -gt 0 ]"
kill "$asleep"
rm "$TMPDIR/sampled"
wait
finish
