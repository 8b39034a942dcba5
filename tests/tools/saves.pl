#!/usr/bin/perl
# saves MODE NUMBER...: what people type into sealed forms, while their console or the server is killed, and
# while somebody else saves the same.
#
#   saves kills CONSOLES BACKENDS [SEED]   so many kill -9, each around one save of a note: while it is typed,
#                                          when it is a draft, and at any moment behind ^X. Who was killed
#                                          comes again and goes on
#   saves conflicts ROUNDS                 two consoles change the same sheet and save it at once, so often:
#                                          one field both of them, and each another one
#
# HOMEWARD is the program, TESTS_CONNINFO a database with the demo region, KEYS the folder in which
# `clerk found` has made everybody's keys. Printed is NAME COUNT a line; in the end everything is read
# again by the library alone (build/tests/tools/clerk).
#   saved      told `saved`
#   hit        kill -9 that met their process
#   drafts     forms that were there again with all that was typed
#   met        of two savers one was told of the other (conflicts)
#   unwritten  killed before the draft was on the disk, which takes up to 5 s: typed again
#   lost       told saved, or kept as a draft, and not there; or a field that is none of what was chosen
#   doubled    there more than once
# and lines with # where a count is bad. Exit code 0, also then; 1: it could not be tried.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp 'tempdir';
use POSIX '_exit';
use Time::HiRes qw(sleep stat time);
use player;

my ($mode, @numbers) = @ARGV;
my ($homeward, $keys) = @ENV{ 'HOMEWARD', 'KEYS' };
my $dir = tempdir(($ENV{TMPDIR} || '/tmp') . '/hw-XXXXXX', CLEANUP => 1);
my $owner = $$;
my $run = sprintf "%x", time; # so that nothing was so before
my $PATIENCE = $player::PATIENCE;
my @WHO = qw(night officer coordinator officer_bangkok);
$SIG{$_} = sub { exit 1 } for 'INT', 'TERM', 'HUP';

# ---- lanes: each a person at a console, with cases of her own ----

my @pool;
sub read_pool {
	my ($count) = @_;
	@pool = map { $_->[0] } sql("select c.code from app.case c join app.office o on o.id = c.office_id
		where o.code = 'BKK' and c.closed_at is null
		and not exists (select from app.sealed s where s.case_id = c.id) order by c.code limit $count");
	die "there are @{[scalar @pool]} cases and not $count\n" if @pool < $count;
}
sub in_lanes {
	my ($lanes, $run) = @_;
	my @lanes;
	for my $lane (0 .. $lanes - 1) {
		my $pid = fork // die "fork: $!";
		if ($pid == 0) {
			$SIG{$_} = 'DEFAULT' for 'INT', 'TERM', 'HUP';
			open my $notes, '>', "$dir/notes.$lane" or _exit(1);
			$notes->autoflush(1);
			eval { $run->($lane, sub { print $notes join("\t", @_), "\n" }); 1 } or do {
				print STDERR "# lane $lane: $@\n", map { "# |$_\n" } split /\n/, screen($lane);
				_exit(1);
			};
			_exit(0);
		}
		push @lanes, $pid;
	}
	my $bad = 0;
	for (@lanes) { waitpid $_, 0; $bad ||= $? }
	die "a lane could not go on\n" if $bad;
	return map { open my $notes, '<', "$dir/notes.$_" or die; map { chomp; [split /\t/] } <$notes> } 0 .. $lanes - 1;
}

sub count_told {
	my ($count, @told) = @_;
	for (@told) {
		my ($what, $bad, $words) = @$_;
		print "# $bad: $words\n" if $what eq 'bad';
		$count->{ $what eq 'bad' ? $bad : $what }++;
	}
}

# Her console with her vault open: where it was killed, she is back where she was.
sub sits_down {
	my ($lane, $login) = @_;
	for (1 .. 20) {
		close_console($lane);
		my $pid = open_terminal($lane, '100x30', "'$homeward' -c '$dir/conf' -d '$ENV{TESTS_CONNINFO}' -u $login 2>'$dir/stderr.$lane'");
		shows($lane, $PATIENCE, qr/LIVE \d/) or die 'the console does not start';
		type_in($lane, ':unlock');
		press($lane, 'Enter');
		shows($lane, $PATIENCE, qr/passphrase:|stays shut/) or die 'it does not ask for the passphrase';
		next if screen($lane) =~ /stays shut/;
		type_in($lane, "open sesame $login");
		press($lane, 'Enter');
		shows($lane, $PATIENCE, qr/The vault is open|You are back|stays shut/) or die 'the vault does not open';
		return $pid if screen($lane) !~ /stays shut/;
	}
	die 'the vault does not open';
}
# The line may break at any moment: then again from the beginning.
sub goes_to_case {
	my ($lane, $code) = @_;
	for (1 .. 20) {
		shows($lane, $PATIENCE, qr/LIVE \d/) or die 'it does not come back';
		type_in($lane, ":$code");
		press($lane, 'Enter');
		return if shows($lane, 10, qr/Case > \Q$code\E[^\n]*LIVE.*SUMMARY/s);
	}
	die "$code cannot be opened";
}

# ---- notes ----

# Not what is on its way to be one, and not where she was (9).
sub drafts_of { my ($login) = @_; return grep { /[.]draft[0-8]?$/ } glob "$keys/$login.draft*" }
sub newest_draft { my $newest = 0; for (drafts_of($_[0])) { my $at = (stat)[9] // 0; $newest = $at if $at > $newest } return $newest }

sub backend_of {
	my ($login) = @_;
	return map { $_->[0] } sql("select pid from pg_stat_activity where usename = '$login' and datname = current_database() limit 1");
}

# What `clerk` opens, NAME VALUE; the server may be coming back.
sub opened {
	my ($code, $kind, @reason) = @_;
	my @all;
	until_true($PATIENCE, sub {
		open my $clerk, '-|', 'build/tests/tools/clerk', $keys, 'open', 'coordinator', $code, $kind, @reason or die;
		@all = map { /^$kind\t(\S+)\t(.*)/ ? [$1, $2] : () } <$clerk>;
		return close $clerk;
	}) or die "$kind of $code does not open";
	return @all;
}
sub notes_of { return map { $_->[0] eq 'text' ? $_->[1] : () } opened($_[0], 'note') }

# She types it. The form is there with it afterwards.
sub begins_note {
	my ($lane, $code, $text) = @_;
	for (1 .. 20) {
		goes_to_case($lane, $code);
		press($lane, 'n');
		next if !shows($lane, 10, qr/\Q$code\E note.*field 1 of/s);
		type_in($lane, $text);
		return if shows($lane, 20, qr/\Q$text\E/);
	}
	die "no note can be begun in $code";
}
# Her hands at a form that is there: ^X until it says that it is saved, or is gone.
sub saves_note {
	my ($lane) = @_;
	my $saved = qr/note saved|was saved before|Case > .*SUMMARY/s;
	for (1 .. 20) {
		shows($lane, $PATIENCE, qr/LIVE \d|$saved/) or die 'it does not come back';
		return 1 if screen($lane) =~ $saved;
		press($lane, 'C-x');
		return 1 if shows($lane, 15, $saved);
	}
	die 'it is not saved';
}
# Killed: she comes again. Is the form there with what was typed? It is where she was, which is written
# at most every 5 s, or asked for.
sub comes_again {
	my ($lane, $login, $text) = @_;
	my $pid = sits_down($lane, $login);
	my $form = qr/Edit > .*\Q$text\E/s;
	shows($lane, 1, $form);
	return ($pid, screen($lane) =~ $form || asks_for_draft($lane, $form));
}
sub asks_for_draft {
	my ($lane, $form) = @_;
	for (1 .. 5) {
		shows($lane, $PATIENCE, qr/LIVE \d/) or die 'it does not come back';
		type_in($lane, ':draft');
		press($lane, 'Enter');
		next if !shows($lane, 10, qr/$form|There is no draft/);
		return screen($lane) =~ $form;
	}
	die 'it does not say whether there is a draft';
}

# One note, around which her console or the backend behind it is killed; her console then.
sub round_of {
	my ($lane, $login, $pid, $note, $code, $text, $is_backend) = @_;
	my $moment = (qw(typing drafted saving saving saving saving))[rand 6];
	$moment = 'drafted' if $is_backend && $moment eq 'typing';
	my $drafted = 0;
	my $kill = sub {
		my ($at) = @_;
		return 0 if $at ne $moment;
		my ($victim) = $is_backend ? backend_of($login) : $pid;
		press($lane, 'C-x') if $at eq 'saving';
		sleep($at eq 'saving' ? 0.2 * rand() ** 2 : rand 0.1);
		$note->('hit') if $victim && kill 'KILL', $victim;
		return !$is_backend;
	};
	begins_note($lane, $code, $text);
	my $gone = $kill->('typing') || do {
		my $before = time;
		press($lane, 'Tab');
		until_true($PATIENCE, sub { newest_draft($login) >= $before - 0.02 }) or die 'no draft is kept';
		$drafted = 1;
		$kill->('drafted') || $kill->('saving');
	};
	return saves_note($lane), $pid if !$gone;
	($pid, my $back) = comes_again($lane, $login, $text);
	$note->('drafts') if $back;
	if (!$back) {
		return $pid if notes_of($code);
		$note->('bad', 'lost', "$code: its draft, killed while $moment") if $drafted;
		$note->('unwritten') if !$drafted;
		begins_note($lane, $code, $text);
	}
	saves_note($lane);
	return $pid;
}

sub kills {
	my ($consoles, $backends, $seed) = @numbers;
	my $all = $consoles + $backends;
	read_pool($all);
	my @told = in_lanes(scalar @WHO, sub {
		my ($lane, $note) = @_;
		srand(($seed // 1) * 100 + $lane);
		my $pid = sits_down($lane, $WHO[$lane]);
		for my $n (grep { $_ % @WHO == $lane } 0 .. $all - 1) {
			my $text = "round $run $n: she waits until noon";
			my $is_backend = int(($n + 1) * $backends / $all) > int($n * $backends / $all);
			$pid = round_of($lane, $WHO[$lane], $pid, $note, $pool[$n], $text, $is_backend);
			$note->('saved', $pool[$n], $text);
		}
		close_console($lane);
	});
	my %count = map { $_ => 0 } qw(saved hit drafts unwritten lost doubled);
	count_told(\%count, @told);
	for (grep { $_->[0] eq 'saved' } @told) {
		my (undef, $code, $text) = @$_;
		my @there = notes_of($code);
		print("# doubled: $code: @there\n"), $count{doubled}++ if @there > 1;
		print("# lost: $code: not `$text` but `@there`\n"), $count{lost}++ if !grep { $_ eq $text } @there;
	}
	return \%count;
}

# ---- two who save the same ----

sub sheet_of { return { map { @$_ } opened($_[0], 'circumstances', 'case review') } }
sub version_of {
	my ($code) = @_;
	my ($row) = sql("select coalesce(max(s.version), 0) from app.sealed s join app.case c on c.id = s.case_id
		where c.code = '$code' and s.kind = 'circumstances'");
	return $row->[0];
}
# Opens the sheet; for a reason where one is asked.
sub edits {
	my ($lane) = @_;
	press($lane, 'e', 'c');
	shows($lane, $PATIENCE, qr/Why is|field 1 of/) or die 'the sheet does not open';
	return if screen($lane) =~ /field 1 of/;
	press($lane, 'r');
	shows($lane, $PATIENCE, qr/field 1 of/) or die 'the sheet does not open for a reason';
}
sub fills {
	my ($lane, $first, $tabs, $other) = @_;
	press($lane, 'C-u');
	type_in($lane, $first);
	press($lane, ('Tab') x $tabs, 'C-u');
	type_in($lane, $other);
	shows($lane, $PATIENCE, qr/\Q$first\E.*\Q$other\E/s) or die 'it is not typed';
}

sub conflicts {
	my ($rounds) = @numbers;
	my $pairs = 2;
	read_pool($pairs);
	my @told = in_lanes($pairs, sub {
		my ($pair, $note) = @_;
		my @lane = ($pair, $pair + $pairs); # mine, hers
		my @login = @WHO[2 * $pair, 2 * $pair + 1];
		my $code = $pool[$pair];
		srand($pair);
		for (0, 1) { sits_down($lane[$_], $login[$_]); goes_to_case($lane[$_], $code) }
		for my $n (grep { $_ % $pairs == $pair } 1 .. $rounds) {
			my $version = version_of($code);
			my @first = map { "$_ names $run $n" } @login;
			my @other = ("at gate $run $n", 1 + $version % 99);
			edits($lane[$_]) for 0, 1;
			fills($lane[0], $first[0], 3, $other[0]);
			fills($lane[1], $first[1], 5, $other[1]);
			my $quick = int rand 2;
			press($lane[$quick], 'C-x');
			sleep rand 0.03;
			press($lane[1 - $quick], 'C-x');
			my @is = (0, 0); # 1 saved, 2 told of the other
			until_true($PATIENCE, sub {
				for (0, 1) {
					my $text = screen($lane[$_]);
					press($lane[$_], 'r') if $text =~ /Why is/; # what the other has saved is opened
					$is[$_] = $text =~ /Changed by/ ? 2 : $text =~ /circumstances saved, version (\d+)/ && $1 > $version ? 1 : 0;
				}
				return $is[0] && $is[1];
			}) or die 'no word came';
			my ($late) = grep { $is[$_] == 2 } 0, 1;
			$note->('saved') for grep { $is[$_] == 1 } 0, 1;
			my $kept = $first[0];
			if (defined $late) {
				$note->('met');
				my $mine = rand() < 0.5;
				$kept = $first[$mine ? $late : 1 - $late];
				press($lane[$late], $mine ? 'm' : 't');
				shows($lane[$late], 20, qr/^(?!.*choose one)/s) or die 'it cannot be chosen';
				press($lane[$late], 'C-x');
				shows($lane[$late], $PATIENCE, qr/circumstances saved, version @{[$version + 2]}\b/) or die 'what was chosen is not saved';
				$note->('saved');
			} else {
				$note->('bad', 'lost', "round $n: both were told `saved`");
			}
			my $now = sheet_of($code);
			my $is = join '; ', map { $now->{$_} // '' } qw(recruiter recruited_at age_then);
			my $must = join '; ', $kept, @other;
			$note->('bad', 'lost', "round $n: `$is`, not `$must`") if $is ne $must;
			my $saves = version_of($code) - $version;
			$note->('bad', $saves > 2 ? 'doubled' : 'lost', "round $n: $saves versions") if $saves != 2;
		}
		close_console($_) for @lane;
	});
	my %count = map { $_ => 0 } qw(saved met lost doubled);
	count_told(\%count, @told);
	return \%count;
}

my %mode = (kills => \&kills, conflicts => \&conflicts);
die "usage: saves kills CONSOLES BACKENDS [SEED] | conflicts ROUNDS\n" unless $mode && $mode{$mode} && @numbers && $keys;
# The pause between two tries to connect is what would make this long.
open my $from, '<', "$keys/conf" or die "$keys/conf: $!";
open my $conf, '>', "$dir/conf" or die;
print $conf "database = { reconnect_max_s = 1; };\n", map { s/lock_after_s.*?; forget_after_s.*?; //r } <$from>;
close $conf;
chmod 0600, "$dir/conf";
my $count = eval { $mode{$mode}->() } or do { print STDERR "# saves: $@"; exit 1 };
print "$_ $count->{$_}\n" for sort keys %$count;

END {
	local $?; # what is ended here has an exit code of its own
	if ($$ == $owner) {
		close_console($_) for grep { -e "$dir/stderr.$_" } 0 .. 9;
	}
}
