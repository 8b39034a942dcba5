#!/usr/bin/perl
# What only happens between sessions: races, the order of the record, pokes, the limits of a login.
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;

require "$Bin/sessions.pl";
our $owner;
my $base = "c$$";
my @people = map { "${base}_$_" } qw(one two auditor);
ask($owner, join '', map { "create role $_ login in role hw_staff;" } @people);
my $enrol = "insert into app.staff (login, name, office_id) select l, r, 1 from (values
	('$people[0]', 'one'), ('$people[1]', 'two'), ('$people[2]', 'auditor')) as x(l, r);";
ask($owner, $enrol);
is ask($owner, 'select count(*) from app.staff'), 0, 'a person without an office is refused at the end of the transaction';
ask($owner, "begin; $enrol
	insert into app.staff_office select id, 1 from app.staff;
	insert into app.staff_role select id, case name when 'auditor' then 'auditor' else 'officer' end from app.staff;
	commit;");
is ask($owner, 'select count(*) from app.staff'), 3, 'three people work here';

my ($one, $two, $auditor) = map { session($_) } @people;
is ask($one, "select set_config('session_authorization', '$people[1]', false)"), '', 'nobody becomes somebody else';
is ask($one, 'select name from api.hello(1)'), 'one', 'and stays who she is';
ask($owner, 'select app.after_migrate()');
ask($one, 'create temporary table t ()');
is ask($one, "select count(*) from pg_class where relname = 't'"), 0, 'nobody makes temporary tables';

# Two people take the same case: the second waits for the first, and then her version is gone.
sub a_case { return ask($owner, 'insert into app.case (office_id, source) values (1, 1) returning id'); }
my $case = a_case();
my $take = "select coalesce(refusal, 'done') from api.case_take(gen_random_uuid(), '$case', 1)";
ask($one, 'begin;');
is ask($one, $take), 'done', 'one takes the case and has not committed';
say_to($two, $take);
ok waiting($people[1]), 'two waits for the row';
ask($one, 'commit;');
is hear($two), 'stale', 'and then learns that her version is gone';
is ask($owner, "select count(*) from app.event where object_id = '$case' and refusal is null"), 1, 'one take is in the record';
is ask($owner, "select count(*) from app.event where object_id = '$case' and refusal = 'stale'"), 1, 'and one refusal';

# Nobody waits for long for somebody who holds a case, and holds it for ever: she can switch her limits off.
$case = a_case();
ask($one, 'set idle_in_transaction_session_timeout = 0; begin;');
$take =~ s/'[0-9a-f-]{36}'/'$case'/;
is ask($one, $take), 'done', 'one takes a case and goes away';
is ask($two, $take), 'busy', 'two is told that it is busy';
is ask($auditor, 'select api.event_hurry()'), 0, 'that is no reason yet to end it';
is ask($owner, "select count(*) from app.event where object_id = '$case' and refusal = 'busy'"), 1, 'it is in the record';
is ask($owner, "select app.end_idle('0 seconds')"), 1, 'after a while her session ends';
is ask($two, $take), 'done', 'and two may go on';
leave($one);
$one = session($people[0]);

# The same request sent twice at once, as after a broken line: done once, answered twice.
$case = a_case();
my $again = session($people[0]);
my $same = "select event_id from api.case_take('00000000-0000-4000-8000-00000000000a', '$case', 1)";
ask($one, 'begin;');
my $first = ask($one, $same);
say_to($again, $same);
ok waiting($people[0]), 'it waits';
ask($one, 'commit;');
is hear($again), $first, 'a repeated request waits for its own answer';
is ask($owner, "select version from app.case where id = '$case'"), 2, 'and is done once';

# A call is taken back at the moment at which somebody takes it; a shift begins twice at once.
my $contact = ask($owner, 'select gen_random_uuid()');
my $kept = ask($one, "select event_id from api.contact_keep(gen_random_uuid(), '$contact', 'call back')");
ask($two, 'begin;');
is ask($two, "select coalesce(refusal, 'done') from api.contact_take(gen_random_uuid(), '$contact')"), 'done', 'two takes a call back';
say_to($one, "select refusal from api.undo(gen_random_uuid(), $kept)");
ok waiting($people[0]), 'one, who takes it back, waits';
ask($two, 'commit;');
is hear($one), 'contact_taken', 'and is told that somebody has it';
is ask($owner, "select gone from app.contact where id = '$contact'"), 'f', 'so it is not gone';
my $shift = "select coalesce(refusal, 'done') from api.shift_begin(gen_random_uuid())";
ask($again, 'begin;');
ask($again, 'select 1');
ask($one, 'begin;');
is ask($one, $shift), 'done', 'her shift begins';
say_to($again, $shift);
ok waiting($people[0]), 'a second time it waits';
ask($one, 'commit;');
is hear($again), 'on_shift', 'and she is on it already';
ask($again, 'rollback;');

# Pokes: one for a statement, none for a refusal that changed nothing, none before the commit.
my $ear = session($people[1]);
ask($ear, 'listen hw_case;');
my $heard = sub { my $n = () = ask($ear, 'select 1;') =~ /Asynchronous notification "hw_case"/g; return $n; };
$heard->();
ask($one, 'begin;');
ask($one, "select refusal from api.case_priority(gen_random_uuid(), '$case', 2, 'urgent')");
is $heard->(), 0, 'a change is not told before it is committed';
ask($one, 'commit;');
is $heard->(), 1, 'then it is, once';
ask($one, "select refusal from api.case_priority(gen_random_uuid(), '$case', 2, 'urgent')");
is $heard->(), 0, 'a refusal is not told';
ask($owner, "update app.case set touched_at = now() where id in (select id from app.case limit 5)");
is $heard->(), 1, 'many rows are told once';
ask($owner, "insert into app.task (case_id, office_id, kind) values ('$case', 1, 1)");
cmp_ok $heard->(), '>=', 1, 'a task is told';

# Eight writers, some of them giving up, wholly or back to a savepoint, one more who began before them
# and ends late, and a reader that follows the cursor: she misses nothing.
my @cases = map { a_case() } 1 .. 9;
my @writers = map { session($people[$_ % 2]) } 0 .. 7;
my $long = session($people[0]);
my (@seen, %seen);
my ($late, $oldest) = (0, 0);
my $read = sub {
	for my $line (split /\n/, ask($auditor, 'select generation, xid, id from api.event_line order by generation, xid::xid8, id')) {
		next if $seen{$line}++;
		my @now = split /\|/, $line;
		my @last = @seen ? split /\|/, $seen[-1] : (0, 0, 0);
		$late++ if ($now[0] <=> $last[0] || $now[1] <=> $last[1] || $now[2] <=> $last[2]) < 0;
		push @seen, $line;
	}
};
for my $round (1 .. 25) {
	for my $i (0 .. 7) {
		my $end = ($round + $i) % 4 ? 'commit' : 'rollback';
		my $goal = $round % 2 ? 'urgent' : 'normal';
		my $change = "select refusal from api.case_priority(gen_random_uuid(), '$cases[$i]',
			(select version from api.case_line where id = '$cases[$i]'), ";
		my $back = ($round + $i) % 3 ? '' : "savepoint s; $change 'high'); rollback to s;";
		say_to($writers[$i], "begin; $back $change '$goal'); $end;");
	}
	$read->();
	hear($_) for @writers;
	if ($round == 5) {
		ask($long, "begin; select refusal from api.case_priority(gen_random_uuid(), '$cases[8]', 1, 'urgent')");
		$oldest = ask($long, 'select pg_current_xact_id()');
	}
	if ($round == 20) {
		is scalar(grep { (split /\|/)[1] >= $oldest } @seen), 0, 'nothing is shown that somebody may still come before';
		ask($long, 'commit;');
	}
}
leave($long);
# The last lines appear when no older transaction runs any more, in any database of this server.
my $all = ask($owner, 'select count(*) from app.event');
for (my $tries = 0; @seen < $all && $tries < 600; $tries++) {
	ask($auditor, 'select pg_sleep(0.05)');
	$read->();
}
is $late, 0, 'no line appears before one that was read already';
is scalar(@seen), $all, 'and none is missed';
cmp_ok scalar(@seen), '>', 100, 'though many were written';

# The mark by which a console knows the database again covers what was committed last, though a lower
# transaction than the highest: a copy from just before has the highest, and lacks it.
@cases = map { a_case() } 1 .. 4;
my $change = sub { "select refusal from api.case_priority(gen_random_uuid(), '$cases[$_[0]]', $_[1], '$_[2]')" };
my $mark = sub { ask($one, 'select api.mark()') };
my $tell = sub { ask($one, "select held from api.hello(1, '$_[0]')") };
# Whether a copy would hold the mark that lacks this last transaction of one case.
my $lacking = sub {
	my ($n, $mark) = @_;
	ask($owner, 'begin; alter table app.event disable trigger event_is_final');
	ask($owner, "delete from app.event where object_id = '$cases[$n]' and xid = (select max(xid::text::bigint)::text::xid8
		from app.event where object_id = '$cases[$n]')");
	my $held = ask($owner, "select app.holds('$mark')");
	ask($owner, 'rollback');
	return $held;
};
ask($one, $change->(0, 1, 'urgent'));
my $alone = $mark->();
like $alone, qr/^\d+\.\d+\.[0-9a-f]{32}$/, 'a change that nobody else wrote beside is a mark';
ask($again, 'begin;');
ask($again, $change->(1, 1, 'urgent'));
is $mark->(), $alone, 'what is not committed is not in it';
ask($two, $change->(2, $_, $_ % 2 ? 'urgent' : 'normal')) for 1 .. 30;
my $higher = $mark->();
isnt $higher, $alone, 'a higher one is';
ask($again, 'commit;');
my $both = $mark->();
isnt $both, $higher, 'so is the lower one that ended after it';
is $tell->($_), 't', 'the record holds each' for $alone, $higher, $both;
is $lacking->(1, $higher), 't', 'a copy from before the lower one holds the mark from before';
is $lacking->(1, $both), 'f', 'and not the one with it';
is $lacking->(2, $both), 'f', 'nor does one that lacks the higher one';
# Begun after the highest looked around, and before it had a number: it is lower, and not open then.
my $looked = session($ENV{PGUSER});
ask($looked, 'begin isolation level repeatable read; select 1');
ask($again, $change->(1, 2, 'normal'));
ask($looked, "insert into app.event (action, kind, object_id, office_id) values ('case.priority', 'case', '$cases[3]', 1)");
ask($looked, 'commit;');
leave($looked);
$both = $mark->();
is $tell->($both), 't', 'one whose number came late is held';
is $lacking->($_, $both), 'f', 'and both are looked for' for 1, 3;
ask($again, 'begin;');
ask($again, $change->(1, 3, 'urgent'));
ask($two, $change->(2, 31, 'urgent'));
$higher = $mark->();
ask($again, 'rollback;');
is $mark->(), $higher, 'what is given up changes no mark';
is $tell->($_), 't', 'and none is refused for it' for $both, $higher;
ask($owner, 'vacuum (freeze, analyze) app.event');
is $tell->($higher), 't', 'nor after a vacuum';
# Lines of one generation come before those of the next: it waits for who writes.
ask($again, 'begin;');
ask($again, $change->(1, 3, 'urgent'));
my $keeper = session($ENV{PGUSER});
say_to($keeper, 'select app.begin_generation()');
ok waiting($ENV{PGUSER}), 'a new generation waits for who writes';
ask($again, 'commit;');
my $generation = hear($keeper);
is ask($owner, "select count(*) from app.event where object_id = '$cases[1]' and generation = $generation"), 0, 'she belongs to the one before';
leave($keeper);
is $tell->($_), 't', 'and what was before is held' for $alone, $both, $higher;

# What a stranger tried belongs to no office; an auditor sees it, and only she does.
ask($owner, "create role ${base}_stranger login in role hw_staff");
my $stranger = session("${base}_stranger");
is ask($stranger, "select refusal from api.case_take(gen_random_uuid(), '$case', 1)"), 'unknown_person', 'a stranger is refused';
my $line = "select refusal, person, office from api.event_line where login = '${base}_stranger'";
ask($auditor, 'select pg_sleep(0.05)') for grep { !ask($auditor, $line) } 1 .. 600;
is ask($auditor, $line), 'unknown_person||', 'and the auditor sees it';
is ask($one, 'select count(*) from api.event_line'), 0, 'an officer does not';
push @people, "${base}_stranger";

# Who leaves is out at once.
ask($owner, "begin; insert into app.staff_role select id, 'admin' from app.staff where login = '$people[2]'; commit;");
is ask($auditor, "select coalesce(refusal, 'done') from api.staff_retire(gen_random_uuid(), '$people[1]')"), 'done', 'two leaves';
is ask($ear, 'select 1;'), '', 'her sessions end';
is ask($owner, "select rolcanlogin from pg_roles where rolname = '$people[1]'"), 'f', 'and she cannot come back';

leave($_) for grep { defined } ($one, $two, $stranger, $again, $ear, @writers, $auditor);
ask($owner, "drop owned by $_; drop role $_;") for @people;
leave($owner);
done_testing;
