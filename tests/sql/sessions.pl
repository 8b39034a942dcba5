# sessions.pl: sessions that are under way together. They are psql processes spoken to through pipes; nothing sleeps,
# everything waits for an answer.
#
#   session(LOGIN)     a new one
#   say_to(S, SQL)     asks, and does not wait
#   hear(S)            the answer of what was asked
#   ask(S, SQL)        both
#   waiting(LOGIN)     whether one of hers comes to wait for a lock; false after five seconds
#   leave(S)           ends it
use strict;
use warnings;
use IPC::Open2;

$SIG{PIPE} = 'IGNORE';
alarm 120; # a session that never answers

sub session {
	my ($user) = @_;
	local $ENV{PGUSER} = $user;
	my $pid = open2(my $out, my $in, qw(psql -XAtq -v ON_ERROR_STOP=0));
	return { in => $in, out => $out, pid => $pid };
}
sub say_to { my ($s, $sql) = @_; print { $s->{in} } "$sql;\n\\echo --done--\n"; $s->{in}->flush; }
sub hear {
	my ($s) = @_;
	my $text = '';
	while (my $line = readline $s->{out}) {
		last if $line eq "--done--\n";
		$text .= $line;
	}
	chomp $text;
	return $text;
}
sub ask { say_to(@_); return hear($_[0]); }
sub leave { my ($s) = @_; close $s->{in}; waitpid $s->{pid}, 0; }

open STDERR, '>', '/dev/null';
our $owner = session($ENV{PGUSER});
sub waiting {
	my ($user) = @_;
	for (1 .. 100) {
		return 1 if ask($owner, "select count(*) from pg_stat_activity where usename = '$user' and wait_event_type = 'Lock'");
		ask($owner, 'select pg_sleep(0.05)');
	}
	return 0;
}
1;
