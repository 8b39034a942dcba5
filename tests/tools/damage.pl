#!/usr/bin/perl
# damage MODE NUMBER...: changes to cases while lines are cut and processes are killed, and whether
# everybody was told the truth.
#
#   damage cuts STEP            each verb from a shell, its line cut after every STEP-th byte of the
#                               change, up and down; and once between commit and answer
#   damage console-cuts COUNT   the same so often, spread over those bytes, from a console
#   damage kills BACKENDS POSTMASTERS CONSOLES [SEED]
#                               so many kill -9 of each, at any moment, while shells and consoles
#                               change cases without a pause
#
# HOMEWARD is the program, TESTS_CONNINFO (host= a folder, user=owner) a database with the demo
# region, LINK the relay (build/tests/tools/link); kills needs CLUSTER, a folder of conf/cluster of
# its own, with synchronous_commit on, as what an acknowledgement is worth is the question.
# Every change has a case of its own. In the end what was told is held against app.event and
# app.case, and printed as NAME COUNT a line:
#   tries saved unsaved unknown killed   what was told; unsaved: refused, or no database
#   lost     told saved and not there
#   doubled  there more than once
#   lied     told not saved and there, or the line of another change was named, or an exit code or
#            a word that does not fit: told `silent`
#   hit      of the tries: something was cut or killed under them
# and lines with # where a count is bad. Exit code 0, also then; 1: it could not be tried, as where no
# word came at all.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp 'tempdir';
use IO::Handle;
use POSIX qw(:sys_wait_h _exit);
use Time::HiRes qw(sleep time);
use player;
use truth;

my ($mode, @numbers) = @ARGV;
my ($conninfo, $homeward) = @ENV{ 'TESTS_CONNINFO', 'HOMEWARD' };
my ($socket) = ($conninfo // '') =~ /host=(\S+)/;
my ($database) = ($conninfo // '') =~ /dbname=(\S+)/;
my $link = $ENV{LINK} || 'build/tests/tools/link';
my $dir = tempdir(($ENV{TMPDIR} || '/tmp') . '/hw-XXXXXX', CLEANUP => 1);
my $owner = $$;
my $WHO = 'coordinator';
my $LANES = 8;
# A test has 240 to say that it could not be tried.
my $PATIENCE = $player::PATIENCE;
$SIG{PIPE} = 'IGNORE';
$SIG{$_} = sub { exit 1 } for 'INT', 'TERM', 'HUP';

# The pause between two tries to connect is what would make this long.
sub write_conf {
	open my $conf, '>', "$dir/conf" or die "$dir: $!";
	print $conf "database = { reconnect_max_s = 1; };\n";
	close $conf;
	chmod 0600, "$dir/conf";
}

# ---- cases and what is done to them ----

# The words of a shell, and the action of app.event that they make.
my %verb = (
	take => ['case.take', sub { ('take', $_[0]{code}) }],
	assign => ['case.assign', sub { ('assign', $_[0]{code}, $_[0]{to}) }],
	priority => ['case.priority', sub { ('priority', $_[0]{code}, $_[0]{urgency}) }],
	move => ['case.move', sub { ('move', $_[0]{code}, $_[0]{stage}) }],
	undo => ['undo', sub { ('undo', $_[0]{event}) }],
);
my @verbs = sort keys %verb;

my (@pool, $first_event);
sub read_pool {
	my $text = "select c.id, c.code, c.version, s.login,
			case c.priority when 1 then 'high' else 'urgent' end, g.name
		from app.case c
		cross join lateral (select s.login from app.staff_office o join app.staff s on s.id = o.staff_id
			where o.office_id = c.office_id and s.login ~ '^officer' and s.id is distinct from c.responsible_id
			order by s.id limit 1) as s
		cross join lateral (select min(m.to_stage) as id from app.stage_move m
			where m.from_stage = c.stage and m.role = 'coordinator' and m.to_stage not in (6, 11)) as m
		join app.stage g on g.id = m.id
		where c.closed_at is null and c.responsible_id is distinct from
			(select id from app.staff where login = '$WHO')
		order by c.code";
	my @names = qw(id code version to urgency stage);
	@pool = map { my $row = $_; +{ map { $names[$_] => $row->[$_] } 0 .. $#names } } sql($text);
	($first_event) = map { $_->[0] } sql('select coalesce(max(id), 0) from app.event');
}

# ---- one change from a shell ----

# Exit code, output; 137 where it was killed. $started is told the process.
sub shell {
	my ($host, $words, $out, $started) = @_;
	# Emptied here: it may be killed before it says anything, and what the last one said is not its.
	open my $empty, '>', $out or die "$out: $!";
	close $empty;
	my $pid = fork // die "fork: $!";
	if ($pid == 0) {
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', $out;
		open STDERR, '>&', \*STDOUT;
		exec $homeward, '-c', "$dir/conf", '-d', "host=$host dbname=$database", '-u', $WHO, @$words or _exit(126);
	}
	$started->($pid) if $started;
	waitpid $pid, 0;
	my $code = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	open my $text, '<', $out or die "$out: $!";
	return ($code, join ' ', map { chomp; $_ } <$text>);
}

my %told = (0 => 'saved', 1 => 'unsaved', 3 => 'unsaved', 4 => 'unknown', 137 => 'killed');

# What was told of a case goes to the lane's file: told, verb, case, number of the event, words.
sub note {
	my ($notes, $told, $verb, $case, $text) = @_;
	my ($event) = $text =~ /\(undo (\d+)\)/;
	$text =~ tr/\t\n/  /;
	print $notes join("\t", $told, $verb, $case->{id}, $event // '', $text), "\n";
	$notes->flush;
}

# Only the answer was lost and the database can be asked: whoever asks in time hears that it is saved.
sub must_be_saved {
	my ($told, $text) = @_;
	die "it was not asked in time: $text\n" if $told eq 'unknown';
	return $told eq 'saved' ? $told : 'silent';
}

# A change that is to be taken back must be there first: told apart, on a line of its own.
sub prepare {
	my ($notes, $verb, $case, $out) = @_;
	return 1 if $verb ne 'undo';
	my ($code, $text) = shell($socket, [$verb{take}[1]->($case)], $out);
	note($notes, $told{$code} // 'silent', 'take', $case, $text);
	($case->{event}) = $text =~ /\(undo (\d+)\)/;
	return $code == 0;
}

# ---- lines ----

sub open_link {
	my ($path) = @_;
	mkdir $path;
	pipe my $in, my $orders or die "pipe: $!";
	pipe my $said, my $out or die "pipe: $!";
	my $pid = fork // die "fork: $!";
	if ($pid == 0) {
		open STDIN, '<&', $in;
		open STDOUT, '>&', $out;
		close $_ for $orders, $said;
		exec $link, "$path/.s.PGSQL.5432", "$socket/.s.PGSQL.5432" or _exit(126);
	}
	close $_ for $in, $out;
	$orders->autoflush(1);
	defined(my $ready = <$said>) or die 'the link does not start';
	return { path => $path, orders => $orders, said => $said, pid => $pid };
}
sub order { my ($line, $order) = @_; print { $line->{orders} } "$order\n" }
# How many bytes went up and down in the connection that has ended.
sub length_of {
	my ($line) = @_;
	return (readline($line->{said}) // '') =~ /^closed \d+ (\d+) (\d+)/ ? ($1, $2) : die 'the link is gone';
}

sub note_hits {
	my ($notes, $line) = @_;
	close $line->{orders};
	print $notes join("\t", 'hit', scalar grep { /^cut/ } readline $line->{said}), "\n";
	$notes->flush;
}

# ---- lanes: several of them at once, each with cases of its own ----

sub in_lanes {
	my ($lanes, $run) = @_;
	my @lanes;
	for my $lane (0 .. $lanes - 1) {
		my $pid = fork // die "fork: $!";
		if ($pid == 0) {
			$SIG{$_} = 'DEFAULT' for 'INT', 'TERM', 'HUP';
			open my $notes, '>', "$dir/notes.$lane" or _exit(1);
			my @cases = @pool[grep { $_ % $lanes == $lane } 0 .. $#pool];
			eval { $run->($lane, $notes, \@cases); 1 } or do { print STDERR "# lane $lane: $@"; _exit(1) };
			_exit(0);
		}
		push @lanes, $pid;
	}
	return @lanes;
}
sub wait_for_lanes {
	my $bad = 0;
	for (@_) { waitpid $_, 0; $bad ||= $? }
	die "a lane could not go on\n" if $bad;
}

# ---- from a shell, cut at every byte ----

sub bytes_of {
	my ($line, $words) = @_;
	my ($code, $text) = shell($line->{path}, $words, "$dir/out");
	die "not even without a cut: $text" if $code;
	return length_of($line);
}

sub plan_cuts {
	my ($step) = @_;
	my $line = open_link("$dir/plan");
	open my $notes, '>', "$dir/notes.plan" or die;
	# No command only greets: `shift` asks least, `doctor` is answered least.
	my @greeting = ((bytes_of($line, ['shift']))[0], (bytes_of($line, ['doctor']))[1]);
	my @plan;
	for my $verb (@verbs) {
		my $case = shift @pool;
		prepare($notes, $verb, $case, "$dir/out") or die "nothing to take back";
		my @all = bytes_of($line, [$verb{$verb}[1]->($case)]);
		push @plan, map { [$verb, "next cut-after-up $_"] } steps($greeting[0] - 5, $all[0], $step);
		push @plan, map { [$verb, "next cut-after-down $_"] } steps($greeting[1], $all[1], $step);
		push @plan, [$verb, 'next lose-answer ' . ($verb eq 'undo' ? 'undo' : "case_$verb"), 'must be saved'];
	}
	return @plan;
}
sub steps { my ($from, $to, $step) = @_; return map { $from + $_ * $step } 0 .. int(($to - $from) / $step) }

sub cuts {
	my @plan = plan_cuts($numbers[0]);
	wait_for_lanes(in_lanes($LANES, sub {
		my ($lane, $notes, $cases) = @_;
		my $line = open_link("$dir/lane.$lane");
		for my $at (grep { $_ % $LANES == $lane } 0 .. $#plan) {
			my ($verb, $order, $must) = @{ $plan[$at] };
			my $case = shift @$cases // die 'too few cases';
			prepare($notes, $verb, $case, "$dir/out.$lane") or die 'nothing to take back';
			order($line, $order);
			my ($code, $text) = shell($line->{path}, [$verb{$verb}[1]->($case)], "$dir/out.$lane");
			my $told = $told{$code} // 'silent';
			$told = must_be_saved($told, $text) if $must;
			note($notes, $told, $verb, $case, "$order, exit code $code: $text");
		}
		note_hits($notes, $line);
	}));
}

# ---- a console in a terminal ----

sub open_console {
	my ($lane, $host) = @_;
	my $pid = open_terminal($lane, '132x24',
		"'$homeward' -c '$dir/conf' -d 'host=$host dbname=$database' -u $WHO 2>'$dir/stderr.$lane'");
	shows($lane, $PATIENCE, qr/LIVE \d/) or die "the console does not start:\n" . screen($lane);
	return $pid;
}

# Types a change; $before is called just before the last key.
sub type_change {
	my ($lane, $verb, $case, $before) = @_;
	my $line = join ' ', $verb{$verb}[1]->($case);
	tmux($lane, 'send-keys', ':');
	shows($lane, $PATIENCE, qr/^:(?! )/m) or die 'no prompt';
	tmux($lane, 'send-keys', '-l', $line);
	shows($lane, $PATIENCE, qr/^:\Q$line\E(\s|$)/m) or die 'no words on the prompt';
	$before->() if $before;
	tmux($lane, 'send-keys', 'Enter');
}
# What the screen says of it in the end: of this case, or, where the question for its code was not
# answered, of none.
sub outcome {
	my ($lane, $case) = @_;
	my ($told, $text, $asked) = ('silent', '', 0);
	until_true($PATIENCE, sub {
		$text = screen($lane);
		die "gone\n" if $text eq '';
		if (!$asked && $text =~ /Give \Q$case->{code}\E to .*\?/) {
			tmux($lane, 'send-keys', 'a');
			$asked = 1;
		}
		$told = $text =~ /\Q$case->{code}\E (taken|given to|priority|moved to)[^.]*\. u takes/ ? 'saved'
			: $text =~ /Nothing was changed|not saved\b/ ? 'unsaved'
			: $text =~ /it is not known whether/ ? 'unknown'
			: 'silent';
		return $told ne 'silent';
	}) or die "no word of $case->{code} in $PATIENCE s:\n$text";
	return ($told, join ' | ', (split /\s*\n/, $text)[-3 .. -1]);
}

sub console_cuts {
	my ($count) = @numbers;
	my @typed = grep { $_ ne 'undo' } @verbs;
	wait_for_lanes(in_lanes($LANES, sub {
		my ($lane, $notes, $cases) = @_;
		my $line = open_link("$dir/lane.$lane");
		open_console($lane, $line->{path});
		for my $at (grep { $_ % $LANES == $lane } 0 .. $count - 1) {
			my $case = shift @$cases;
			my $verb = $typed[$at % @typed];
			my $way = $at % 3 == 2 ? 'down' : 'up';
			my $order = $at < @typed ? "lose-answer case_$verb" : "cut-after-$way " . (5 + int($at / $count * 700));
			shows($lane, $PATIENCE, qr/LIVE \d/) or die 'it does not come back';
			type_change($lane, $verb, $case, sub { order($line, $order) });
			my ($told, $text) = outcome($lane, $case);
			$told = must_be_saved($told, $text) if $at < @typed;
			note($notes, $told, $verb, $case, "$order: $text");
		}
		close_console($lane);
		note_hits($notes, $line);
	}));
}

# ---- kills ----


my $SHELLS = 5;
my $CONSOLES = 2;

sub stopped { return -e "$dir/stop" || getppid != $owner }
sub publish {
	my ($lane, $pid) = @_;
	open my $file, '>', "$dir/pid.$lane.new";
	print $file $pid;
	close $file;
	rename "$dir/pid.$lane.new", "$dir/pid.$lane";
}
sub pid_of { my ($lane) = @_; open my $file, '<', "$dir/pid.$lane" or return; return <$file> }

# What says that nothing was tried says nothing of the case: it serves again.
sub shell_lane {
	my ($lane, $notes, $cases, $done) = @_;
	for (my $n = $lane; !stopped(); $n++) {
		my $verb = $verbs[$n % @verbs];
		my $case = shift @$cases // die 'too few cases';
		my $out = "$dir/out.$lane";
		prepare($notes, $verb, $case, $out) or next;
		my $code = 3;
		for (; $code == 3 && !stopped(); sleep 0.05) {
			($code, my $text) = shell($socket, [$verb{$verb}[1]->($case)], $out, sub { publish($lane, $_[0]) });
			unlink "$dir/pid.$lane";
			note($notes, $told{$code} // 'silent', $verb, $case, "exit code $code: $text");
		}
		syswrite $done, 's' if $code == 0;
	}
}

sub console_lane {
	my ($lane, $notes, $cases, $done) = @_;
	my @typed = grep { $_ ne 'undo' } @verbs;
	my $open = 0;
	for (my $n = $lane; !stopped(); $n++) {
		my ($verb, $told, $text) = ($typed[$n % @typed], 'killed', '');
		if (!$open) {
			eval { publish($lane, open_console($lane, $socket)); $open = 1 } or close_console($lane), next;
		}
		my $case = shift @$cases // die 'too few cases';
		eval {
			shows($lane, $PATIENCE, qr/LIVE \d/) or die 'it does not come back';
			type_change($lane, $verb, $case);
			($told, $text) = outcome($lane, $case);
			1;
		} or do {
			die $@ if $@ ne "gone\n";
			unlink "$dir/pid.$lane";
			close_console($lane);
			$open = 0;
		};
		note($notes, $told, $verb, $case, $text);
		syswrite $done, 's' if $told eq 'saved';
	}
	close_console($lane);
}

sub postmaster {
	open my $file, '<', "$ENV{CLUSTER}/data/postmaster.pid" or return;
	my ($pid) = <$file> =~ /^(\d+)/ or return;
	return $pid;
}
sub backends {
	my $postmaster = postmaster() or return;
	return grep {
		my $line = '';
		if (open my $stat, '<', "/proc/$_/cmdline") { local $/; $line = <$stat> // '' }
		$line =~ /^postgres: $WHO /;
	} split ' ', `ps -o pid= --ppid $postmaster`;
}

# One kill; what it needs afterwards to go on.
my %kill = (
	backend => sub { my @all = backends() or return 0; return kill 'KILL', $all[rand @all] },
	console => sub {
		my $pid = pid_of(int rand($SHELLS + $CONSOLES)) or return 0;
		return kill 'KILL', $pid;
	},
	postmaster => sub {
		my $pid = postmaster() or return 0;
		kill 'KILL', $pid or return 0;
		system("conf/cluster start '$ENV{CLUSTER}' test >'$dir/start' 2>&1") == 0 or die 'it does not start again: ' . `cat '$dir/start'`;
		return 1;
	},
);

sub kills {
	my ($backends, $postmasters, $consoles, $seed) = @numbers;
	srand($seed // 1);
	my %left = (backend => $backends, postmaster => $postmasters, console => $consoles);
	pipe my $said, my $done or die "pipe: $!";
	my @lanes = in_lanes($SHELLS + $CONSOLES, sub {
		my ($lane, @rest) = @_;
		$lane < $SHELLS ? shell_lane($lane, @rest, $done) : console_lane($lane, @rest, $done);
	});
	close $done;
	my $made = 0;
	while (my @kinds = map { ($_) x $left{$_} } sort keys %left) {
		my $kind = $kinds[rand @kinds];
		until_true($PATIENCE, sub { ready($said) }) or die 'nothing is saved any more';
		sysread $said, my $word, 100 or die 'every lane has ended';
		sleep rand 0.12;
		until_true($PATIENCE, $kill{$kind}) or die "there is no $kind";
		$left{$kind}--;
		$made++;
		sysread $said, $word, 1000 if ready($said);
	}
	open my $stop, '>', "$dir/stop";
	wait_for_lanes(@lanes);
	open my $notes, '>', "$dir/notes.hits";
	print $notes "hit\t$made\n";
}
sub ready { my ($fh) = @_; my $set = ''; vec($set, fileno $fh, 1) = 1; return select $set, undef, undef, 0 }

my %mode = (cuts => \&cuts, 'console-cuts' => \&console_cuts, kills => \&kills);
die "usage: damage cuts STEP | console-cuts COUNT | kills BACKENDS POSTMASTERS CONSOLES [SEED]\n"
	unless $mode && $mode{$mode} && @numbers;
write_conf();
read_pool();
my @all = @pool;
eval { $mode{$mode}->(); 1 } or do { print STDERR "# damage: $@"; exit 1 };
@pool = @all;
my %count = truth::judge($dir, \@pool, { map { $_ => $verb{$_}[0] } @verbs }, $first_event, \&sql);
print "$_ $count{$_}\n" for qw(tries saved unsaved unknown killed lost doubled lied hit);

END {
	local $?; # what is ended here has an exit code of its own
	if ($$ == $owner) {
		tmux($_, 'kill-server') for grep { -e "$dir/stderr.$_" } 0 .. 99;
	}
}
