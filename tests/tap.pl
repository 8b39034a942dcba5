#!/usr/bin/perl
# tap.pl LOGDIR FILE...: run each test through tests/one, some at a time, and count.
# Prints a TAP line for each file, all that a failing file said, and last each test that was skipped,
# with its reason, and the sum of the single tests: `N passed, N failed, N skipped`. A file fails by a failed test, a wrong plan, its exit
# code, a signal, or its silence. A file has JOB_SECONDS (240) to finish; then it is told to end, and
# all of its process group is killed $GRACE s later. What took long the last time starts first.
use strict;
use warnings;
use POSIX ':sys_wait_h';
use TAP::Parser;
use Time::HiRes 'time';

my ($logdir, @files) = @ARGV;
my $limit = $ENV{JOB_SECONDS} || 240;
my $GRACE = 10; # seconds in which a test takes its servers along
my $jobs = $ENV{JOBS} || 2;
my ($passed, $failed, $skipped, $number) = (0, 0, 0, 0);
my (%running, %left_out, @broken);
$| = 1;
$SIG{$_} = \&end_all for 'INT', 'TERM', 'HUP';

# Told to end, and killed where that was not enough.
sub end_all {
	my $end = time + $GRACE;
	kill 'TERM', map { -$_ } keys %running;
	while (%running and time < $end) {
		my $pid = waitpid -1, WNOHANG;
		delete $running{$pid} if $pid > 0;
		select undef, undef, undef, 0.02 if $pid == 0;
	}
	kill 'KILL', map { -$_ } keys %running;
	exit 1;
}

sub log_of { my ($file) = @_; $file =~ tr{/ }{--}; return "$logdir/$file.log" }

sub seconds {
	my ($file) = @_;
	return slurp(log_of($file) . '.seconds') || 5;
}

sub start {
	my ($file) = @_;
	my $pid = fork // die "fork: $!";
	if ($pid == 0) {
		setpgrp;
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', log_of($file) or die "$logdir: $!";
		open STDERR, '>', log_of($file) . '.err';
		exec 'tests/one', $file or die "tests/one: $!";
	}
	$running{$pid} = { file => $file, since => time };
}

sub slurp {
	my ($path) = @_;
	open my $in, '<', $path or return '';
	local $/;
	return scalar(<$in>) // '';
}

# A test that was skipped, or with no name all of the file. What cmocka skips has its name for a reason.
sub left_out {
	my ($file, $why, $name) = @_;
	push @{ $left_out{"$file ($why)"} }, $name =~ s/^- //r;
}

# How a finished file did: numbers, and why it failed although no single test did.
sub judge {
	my ($file, $status, $late) = @_;
	my $parser = TAP::Parser->new({ tap => slurp(log_of($file)) . "\n" });
	my %n = (passed => 0, failed => 0, skipped => 0);
	while (my $result = $parser->next) {
		next unless $result->is_test;
		$n{$result->has_skip ? 'skipped' : $result->is_actual_ok ? 'passed' : 'failed'}++;
		left_out($file, $result->explanation, $result->description) if $result->has_skip;
	}
	my $ran = $n{passed} + $n{failed} + $n{skipped};
	my $planned = $parser->tests_planned // $ran;
	my @why;
	push @why, "did not finish in $limit s" if $late;
	push @why, 'ended by signal ' . ($status & 127) if $status & 127 and not $late;
	push @why, 'exit code ' . ($status >> 8) if $status >> 8;
	push @why, $parser->parse_errors;
	if ($parser->skip_all) {
		$n{skipped}++;
		left_out($file, $parser->skip_all, '');
	} elsif (!$ran) {
		push @why, 'ran no test';
	}
	$n{failed} += $planned - $ran if $planned > $ran;
	$n{failed} ||= 1 if @why;
	return (\%n, @why);
}

sub finish {
	my ($pid, $status) = @_;
	my $job = delete $running{$pid};
	my $file = $job->{file};
	kill 'KILL', -$pid;	# whatever it left behind
	my ($n, @why) = judge($file, $status, $job->{late});
	my $seconds = sprintf '%.1f', time - $job->{since};
	if (open my $out, '>', log_of($file) . '.seconds') { print $out $seconds }
	$passed += $n->{passed};
	$failed += $n->{failed};
	$skipped += $n->{skipped};
	printf "%s %d - %s (%d tests%s, $seconds s)\n", $n->{failed} ? 'not ok' : 'ok', ++$number, $file,
		$n->{passed} + $n->{failed} + $n->{skipped},
		$n->{skipped} ? ", $n->{skipped} skipped" : '';
	return unless $n->{failed};
	push @broken, $file;
	my $said = slurp(log_of($file)) . slurp(log_of($file) . '.err');
	$said =~ s/^ok .*\n//mg;
	$said =~ s/^/#   /mg;
	$said =~ s/[^\n\t\x20-\x7e\x80-\xff]/?/g;
	print $said, map { "#   $_\n" } @why;
}

my %seconds = map { $_ => seconds($_) } @files;
@files = sort { $seconds{$b} <=> $seconds{$a} } @files;
print 'TAP version 13', "\n", '1..', scalar @files, "\n";
while (@files or %running) {
	start(shift @files) while @files and keys %running < $jobs;
	my $pid = waitpid -1, WNOHANG;
	if ($pid > 0 and $running{$pid}) {
		finish($pid, $?);
		next;
	}
	for my $p (keys %running) {
		my $over = time - $running{$p}{since} - $limit;
		next if $over < 0;
		kill 'TERM', -$p if !$running{$p}{late}++;
		kill 'KILL', -$p if $over > $GRACE;
	}
	select undef, undef, undef, 0.02;
}
$failed ||= 1 unless $passed + $failed + $skipped;
for my $where (sort keys %left_out) {
	print "# skipped: $where\n", map { "#   $_\n" } grep { length } @{ $left_out{$where} };
}
print "# failed: $_\n" for @broken;
print "$passed passed, $failed failed", $skipped ? ", $skipped skipped" : '', "\n";
exit($failed ? 1 : 0);
