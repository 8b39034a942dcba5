#!/usr/bin/perl
# Who tells the consoles that something has changed: the writer, or the process that pokes.
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;

require "$Bin/sessions.pl";
our $owner;
my $base = "p$$";

# However slow this machine is: the limit is for a process that hangs.
sub process {
	my $s = session('hw_poke');
	ask($s, 'set idle_session_timeout = 0');
	return $s;
}
ask($owner, "begin; create role $base login in role hw_staff;
	insert into app.staff (login, name, office_id) values ('$base', 'one', 1);
	insert into app.staff_office select id, 1 from app.staff;
	insert into app.staff_role select id, 'officer' from app.staff; commit;");
ask($owner, 'select app.after_migrate()');
my ($one, $two, $ear) = map { session($base) } 1 .. 3;
my @case = map { ask($owner, 'insert into app.case (office_id, source) values (1, 1) returning id') } 1 .. 3;
ask($ear, 'listen hw_case; listen hw_office;');

# What came in since the last time, as "hw_case hw_case hw_office".
sub heard { return join ' ', sort(ask($ear, 'select 1;') =~ /Asynchronous notification "(hw_\w+)"/g); }
sub change {
	my ($who, $n, $to) = @_;
	return ask($who, "select coalesce(refusal, 'done') from api.case_priority(gen_random_uuid(), '$case[$n]',
		(select version from api.case_line where id = '$case[$n]'), '$to')");
}
sub poke {
	my ($s, $stand_by) = @_;
	my $since = $s->{since} || 0;
	my $told = ask($s, "select serving, poked, since from api.poke_due($stand_by, $since)");
	$s->{since} = $1 if $told =~ s/\|(\d+)$//;
	return $told;
}
sub left { return ask($owner, 'select count(*) from app.poke_due'); }
sub served { return ask($one, 'select api.poke_served()'); }
# Until it says so: the server ends a session a moment after its client.
sub until_it {
	my ($check) = @_;
	for (1 .. 1200) {
		return 1 if $check->();
		ask($owner, 'select pg_sleep(0.05)');
	}
	return 0;
}

heard();
is served(), 'f', 'no process serves';
is change($one, 0, 'urgent'), 'done', 'somebody changes a case';
is heard(), 'hw_case', 'and tells it herself';
is left(), 0, 'nothing is left to tell';

my $first = process();
is poke($first, 'true'), 't|0', 'the first process serves';
is served(), 't', 'which everybody may know';
change($one, 0, 'high');
is heard(), '', 'the writer tells nobody now';
cmp_ok left(), '>', 0, 'but leaves a row';
is poke($first, 'false'), 't|1', 'the process takes it';
is heard(), 'hw_case', 'and tells it';
is left(), 0, 'and nothing is left';
change($one, $_, 'urgent') for 0 .. 2;
ask($owner, 'update app.shift set ends_at = ends_at; update app.office set short = short');
is poke($first, 'false'), 't|2', 'many changes are one for each topic';
is heard(), 'hw_case hw_office', 'and told once';
ask($one, 'begin;');
change($one, 0, 'normal');
is poke($first, 'false'), 't|0', 'a change is not told before it is committed';
ask($one, 'commit;');
is poke($first, 'false'), 't|1', 'then it is';
ask($one, 'begin;');
change($one, 0, 'urgent');
ask($one, 'rollback;');
is poke($first, 'false'), 't|0', 'one taken back is never told';
heard();

my $second = process();
is poke($second, 'true'), 'f|0', 'the second process stands by';
is served(), 't', 'and the first is known to serve';
change($one, 0, 'urgent');
is poke($second, 'true'), 'f|1', 'but tells what the first has not, should that hang';
is heard(), 'hw_case', 'once';
leave($first);
ok until_it(sub { poke($second, 'true') eq 't|0' }), 'when the first ends it takes over';
leave($second);
ok until_it(sub { served() eq 'f' }), 'when both have ended nobody serves';
change($one, 0, 'high');
is heard(), 'hw_case', 'and the writer tells it herself again';

# A writer has left a row, and the process dies before it takes it.
my $dies = process();
is poke($dies, 'true'), 't|0', 'a process serves';
ask($owner, 'update app.office set short = short');
cmp_ok left(), '>', 0, 'a row is left for it';
leave($dies);
ok until_it(sub { served() eq 'f' }), 'which dies';
is heard(), '', 'before it was told';
ask($two, 'begin;');
is change($two, 1, 'high'), 'done', 'one writer is about to tell it';
is change($one, 0, 'normal'), 'done', 'for whom the next does not wait';
is heard(), 'hw_case', 'and tells her own';
my $by = process();
is poke($by, 'true'), 'f|0', 'nor does a process that stands by';
leave($by);
ask($two, 'rollback;');
change($one, 0, 'high');
is heard(), 'hw_case hw_office', 'the first to commit tells what was left';
is left(), 0, 'once';

# Rows that are dead and cannot be cleared away, for somebody looks at the database of before.
sub blocks { # that sessions of so many questions and their beginning read of the table
	my $s = process();
	my $reads = "select sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)
		from pg_statio_all_tables where relid = 'app.poke_due'::regclass";
	my $pid = ask($s, 'select pg_backend_pid()');
	my $before = ask($owner, $reads);
	is poke($s, $_ == 1 ? 'true' : 'false'), 't|0', 'nothing is due' for 1 .. $_[0];
	leave($s);
	until_it(sub { !ask($owner, "select count(*) from pg_stat_activity where pid = $pid") });
	return ask($owner, $reads) - $before;
}
my $looks = session($ENV{PGUSER});
ask($looks, 'begin isolation level repeatable read; select count(*) from app.staff;');
my $takes = process();
is poke($takes, 'true'), 't|0', 'a process serves';
ask($owner, "insert into app.poke_due (topic) select 'hw_case' from generate_series(1, 5000)");
my $newest = ask($owner, 'select max(xid) from app.poke_due');
is poke($takes, 'false'), 't|1', 'and takes many rows';
leave($takes);
ok until_it(sub { served() eq 'f' }), 'before it ends';
heard();
# Whoever writes anywhere on this server, and began before those rows, makes it read from there.
ok until_it(sub { ask($owner, "select pg_snapshot_xmin(pg_current_snapshot()) > '$newest'") eq 't' }),
	'all who wrote before have ended';
# What the owner did herself is counted by now, not in between.
ask($owner, 'select pg_stat_force_next_flush()');
my $once = blocks(1);
cmp_ok blocks(20), '<', 3 * $once, 'the next one reads what they left once, and not every time it asks';
ask($looks, 'commit;');
leave($looks);

# Whoever asks whether one serves keeps none from it, however long she stays in her transaction.
ask($two, 'begin;');
is ask($two, 'select api.poke_served()'), 'f', 'somebody asks in a transaction, and stays in it';
my $asked = process();
is poke($asked, 'true'), 't|0', 'then a process serves all the same';
is ask($two, 'select api.poke_served()'), 't', 'which she may know';
leave($asked);
ok until_it(sub { served() eq 'f' }), 'until it ends';
ask($two, 'commit;');

# Whoever stays in a transaction in which she told something keeps a process from serving, and nothing else.
ask($two, 'begin;');
change($two, 1, 'normal');
my $third = process();
is poke($third, 'true'), 'f|0', 'a process does not wait for an open transaction';
change($one, 0, 'urgent');
is heard(), 'hw_case', 'nor does anybody else';
my $waits = session($ENV{PGUSER});
my $pid = ask($waits, 'select pg_backend_pid()');
print { $waits->{in} } "select pg_advisory_lock(app.poke_lock());\n";
$waits->{in}->flush;
until_it(sub { ask($owner, "select count(*) from pg_locks where pid = $pid and locktype = 'advisory'") });
is served(), 'f', 'whoever waits for the lock does not serve';
ask($owner, "select pg_cancel_backend($pid)");
leave($waits);
ask($two, 'commit;');
is heard(), 'hw_case', 'what it held back is told at its end';
is poke($third, 'true'), 't|0', 'then the process serves';

leave($_) for $one, $two, $ear, $third;
ask($owner, "drop owned by $base; drop role $base;");
leave($owner);
done_testing;
