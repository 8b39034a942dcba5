# Consoles that a Perl script plays with, each in a terminal (tmux) of its own, and the database behind
# them. A lane is a number, and has one console. TESTS_CONNINFO names the database as its owner.
package player;
use strict;
use warnings;
use Exporter 'import';
use Time::HiRes qw(sleep time);
our @EXPORT = qw(sql until_true tmux screen shows press type_in close_console open_terminal);

# Seconds for what comes in a moment, on a machine that has all else to do as well. What did not come
# by then says nothing of the program: it could not be tried.
our $PATIENCE = 200;
my $owner = $$;

# Rows, each a list of its columns. psql ends with 2 where it has no connection: the server may be
# coming back from a kill.
sub sql {
	my ($text) = @_;
	my @rows;
	until_true($PATIENCE, sub {
		open my $psql, '-|', 'psql', '-XAtq', '-F', "\t", '-v', 'ON_ERROR_STOP=1', '-d', $ENV{TESTS_CONNINFO}, '-c', $text
			or die "psql: $!";
		@rows = map { chomp; [split /\t/, $_, -1] } <$psql>;
		return close $psql || $? >> 8 != 2;
	});
	die "psql failed: $text" if $?;
	return @rows;
}

sub until_true {
	my ($seconds, $true) = @_;
	my $end = time + $seconds;
	until ($true->()) {
		die "nobody waits for it\n" if $$ != $owner && getppid != $owner;
		return 0 if time > $end;
		sleep 0.02;
	}
	return 1;
}

sub tmux { my ($lane, @words) = @_; return system("tmux -L hwd$owner.$lane -f /dev/null " . join(' ', map { "'" . s/'/'\\''/gr . "'" } @words) . ' 2>/dev/null') == 0 }
sub press { my ($lane, @keys) = @_; tmux($lane, 'send-keys', @keys) }
sub type_in { my ($lane, $text) = @_; tmux($lane, 'send-keys', '-l', $text) }
sub screen {
	my ($lane) = @_;
	open my $pane, '-|', "tmux -L hwd$owner.$lane capture-pane -p 2>/dev/null" or die;
	my $text = join '', <$pane>;
	close $pane;
	return $text;
}
# Dies with `gone` where the console does.
sub shows {
	my ($lane, $seconds, $pattern) = @_;
	return until_true($seconds, sub {
		my $text = screen($lane);
		die "gone\n" if $text eq '';
		return $text =~ $pattern;
	});
}
sub close_console { my ($lane) = @_; tmux($lane, 'kill-server') }
# Runs it in a terminal; the number of its process.
sub open_terminal {
	my ($lane, $size, $command) = @_;
	my ($columns, $rows) = split /x/, $size;
	# The one before may be ending still.
	until_true($PATIENCE, sub {
		return tmux($lane, qw(new-session -d -x), $columns, '-y', $rows, "exec env TERM=tmux-256color LC_ALL=C.UTF-8 $command");
	}) or die 'no terminal';
	open my $pane, '-|', "tmux -L hwd$owner.$lane display-message -p '#{pane_pid}'" or die;
	chomp(my $pid = <$pane>);
	return $pid;
}

1;
