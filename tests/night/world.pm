# What a long night is made of: a server, people asking it by psql, consoles in terminals, and the
# one clock that all of them go by.
package world;
use strict;
use warnings;
use IO::Select;
use IO::Socket::UNIX;
use IPC::Open2;
use Time::HiRes qw(time sleep);

use constant PATIENCE => 200; # seconds of this machine, for what needs milliseconds; a test has 240

# ---- one psql that stays ----------------------------------------------------------------------
package psql;

sub new {
	my ($class, $conninfo, $login) = @_;
	return bless { conninfo => "$conninfo" . ($login ? " user=$login" : '') }, $class;
}

sub hang_up {
	my ($self) = @_;
	return if !$self->{pid};
	close $self->{in};
	close $self->{out};
	waitpid $self->{pid}, 0;
	delete $self->{pid};
}

# The rows, each a list; null is undef. Dies of an error, unless that is allowed.
sub ask {
	my ($self, $sql, $may_fail) = @_;
	if (!$self->{pid}) {
		$self->{pid} = IPC::Open2::open2($self->{out}, $self->{in},
			'sh', '-c', 'exec psql -XAtq -F "$1" -P null="$2" -d "$0" 2>&1', $self->{conninfo}, "\x1f", "\x1e");
		binmode $self->{$_}, ':encoding(UTF-8)' for 'in', 'out';
		$self->{in}->autoflush(1);
	}
	local $SIG{PIPE} = 'IGNORE';
	print { $self->{in} } "$sql;\n\\echo end of answer\n";
	my (@rows, $ended);
	while (defined(my $line = readline $self->{out})) {
		chomp $line;
		$ended = $line eq 'end of answer' and last;
		push @rows, [map { $_ eq "\x1e" ? undef : $_ } split /\x1f/, $line, -1];
	}
	$self->hang_up if !$ended;
	my @wrong = grep { ($_->[0] // '') =~ /^(psql: )?(ERROR|FATAL|error|WARNING: .*terminat)/ } @rows;
	die "$sql\n", map({ join(' ', map { $_ // '' } @$_) . "\n" } @rows)
		if !$may_fail && (@wrong || !$ended);
	return $ended && !@wrong ? \@rows : [];
}

# ---- one console in a terminal ----------------------------------------------------------------
package console;

sub tmux {
	my ($self, @words) = @_;
	open my $from, '-|', 'tmux', '-L', $self->{server}, '-f', '/dev/null', @words or die "tmux: $!";
	binmode $from, ':encoding(UTF-8)';
	local $/;
	my $said = <$from>;
	close $from;
	return $said // '';
}

my $opened = 0;

sub start {
	my ($class, $world, $name, $program, $login) = @_;
	my $self = bless { world => $world, name => $name, login => $login, server => "night$$." . ++$opened,
		base => "$world->{dir}/$name.$opened", cols => 132, rows => 43, wakes => 0, deadline => -1 }, $class;
	my $socket = "$self->{base}.s";
	my $door = IO::Socket::UNIX->new(Local => $socket, Listen => 1) or die "$socket: $!";
	my $command = "env -u TMUX NIGHT_SOCKET='$socket' NIGHT_SEED=$world->{seed}$opened TERM=tmux-256color LC_ALL=C.UTF-8 TZ=UTC"
		. " HOME='$world->{dir}' HOMEWARD_CONF= HOMEWARD_CONNINFO=\"$world->{conninfo}\""
		. " '$program' -u '$login' 2>'$self->{base}.err'; echo \$? >'$self->{base}.exit'";
	$self->tmux('new-session', '-d', '-x', 132, '-y', 43, $command);
	$self->tmux('set-option', '-g', 'status', 'off');
	$self->tmux('set-option', '-g', 'remain-on-exit', 'on');
	IO::Select->new($door)->can_read(world::PATIENCE) or die "$name: the console does not start\n";
	$self->{socket} = $door->accept;
	$self->{select} = IO::Select->new($self->{socket});
	$self->{held} = '';
	unlink $socket;
	push @{ $world->{consoles} }, $self;
	$self->say("time " . $world->now);
	return $self;
}

sub say { my ($self, $line) = @_; syswrite $self->{socket}, "$line\n" }

# Takes what has come, waiting so long. False if nothing came.
sub hear {
	my ($self, $seconds) = @_;
	return 0 if !$self->{select}->can_read($seconds);
	my $got = sysread $self->{socket}, $self->{held}, 4096, length $self->{held};
	if (!$got) {
		$self->{gone} = 1;
		return 0;
	}
	while ($self->{held} =~ s/^(.*)\n//) {
		my @words = split ' ', $1;
		@$self{ 'wakes', 'deadline', 'open' } = @words[1 .. 3], $self->{quiet} = 1 if $words[0] eq 'quiet';
		@$self{ 'private', 'heap' } = @words[1, 2] if $words[0] eq 'memory';
	}
	return 1;
}

sub until_true {
	my ($self, $what, $test) = @_;
	my $end = Time::HiRes::time() + world::PATIENCE;
	until ($test->()) {
		$self->hear(0.5);
		die "$self->{name}: it has ended: " . $self->errors . "\n" if $self->{gone};
		die "$self->{name}: $what does not come:\n" . $self->text if Time::HiRes::time() > $end;
	}
}

sub ping {
	my ($self) = @_;
	$self->{quiet} = 0;
	$self->say('quiet');
	$self->until_true('quiet', sub { $self->{quiet} });
}

# Keys as tmux names them; '=TEXT' is typed as it is; a list of names goes at once. Waits until they
# have been read.
sub type {
	my ($self, @keys) = @_;
	for my $key (@keys) {
		my $before = $self->{wakes};
		$self->tmux('send-keys', ref $key ? @$key : $key =~ /^=(.*)/s ? ('-l', '--', $1) : $key);
		$self->until_true("an answer to $key", sub { $self->{wakes} > $before });
		$self->{world}->settle;
		# a lone Esc is decided by time
		$self->{world}->run(100) if $key eq 'Escape';
	}
}

sub resize {
	my ($self, $cols, $rows) = @_;
	my $before = $self->{wakes};
	return if $cols == $self->{cols} && $rows == $self->{rows};
	@$self{ 'cols', 'rows' } = ($cols, $rows);
	$self->tmux('resize-window', '-x', $cols, '-y', $rows);
	$self->until_true('the new size', sub { $self->{wakes} > $before });
	$self->{world}->settle;
}

sub memory {
	my ($self) = @_;
	delete $self->{private};
	$self->say('memory');
	$self->until_true('memory', sub { defined $self->{private} });
	return @$self{ 'private', 'heap' };
}

# The screen as text. The terminal may still be reading what the console wrote: until it rests.
sub text {
	my ($self) = @_;
	my ($now, $before) = ($self->tmux('capture-pane', '-p'), '');
	for (my $left = 100; $left && $now ne $before; $left--) {
		Time::HiRes::sleep(0.02);
		($before, $now) = ($now, $self->tmux('capture-pane', '-p'));
	}
	return $now;
}

# What SGR says, as a set: 39 and 49 are the terminal's own colours, 38;5;N and 48;5;N have three words.
sub paint {
	my ($style, @words) = @_;
	while (defined(my $word = shift @words)) {
		if ($word == 0) { %$style = () }
		elsif ($word =~ /^[34]8$/) { $style->{ substr $word, 0, 1 } = join ':', $word, splice @words, 0, 2 }
		elsif ($word =~ /^[34]9$/) { delete $style->{ substr $word, 0, 1 } }
		elsif ($word =~ /^(?:[349]|10)\d$/ && $word != 9) { $style->{ substr(sprintf('%03d', $word), 1, 1) & 1 ? 3 : 4 } = $word }
		elsif ($word == 22) { delete @$style{ 'a1', 'a2' } }
		elsif ($word =~ /^2(\d)$/) { delete $style->{"a$1"} }
		else { $style->{"a$word"} = $word }
	}
}

# Every cell with its colours and attributes, a list for each line.
sub cells {
	my ($self) = @_;
	my (%style, @lines);
	for my $line (split /\n/, $self->tmux('capture-pane', '-p', '-e'), -1) {
		my @cells;
		while ($line =~ /\G(?:\e\[([0-9;:]*)m|(\e[()].|[\x0e\x0f])|(\X))/gs) {
			my ($changes, $cell) = ($1, $3);
			paint(\%style, split /;/, $changes || 0) if defined $changes;
			push @cells, join(';', map { $style{$_} } sort keys %style) . "|$cell" if defined $cell;
		}
		push @lines, \@cells;
	}
	return \@lines;
}

sub errors {
	my ($self) = @_;
	open my $file, '<', "$self->{base}.err" or return '';
	local $/;
	return <$file> // '';
}

# Leaves as a person does; the exit code.
sub leave {
	my ($self) = @_;
	$self->tmux('send-keys', '-l', '--', ':quit');
	$self->tmux('send-keys', 'Enter');
	my $end = Time::HiRes::time() + world::PATIENCE;
	until (-s "$self->{base}.exit") {
		$self->{gone} ? Time::HiRes::sleep(0.02) : $self->hear(0.1);
		die "$self->{name}: it does not end:\n" . $self->text if Time::HiRes::time() > $end;
	}
	$self->drop;
	open my $file, '<', "$self->{base}.exit" or return -1;
	return <$file> + 0;
}

sub drop {
	my ($self) = @_;
	@{ $self->{world}{consoles} } = grep { $_ != $self } @{ $self->{world}{consoles} };
	# It ends as its driver goes. A terminal that hangs up lets it look for leaks, and the SIGCONT that
	# comes with a hang-up takes back the stop which that look waits for: it would spin for ever.
	close $self->{socket};
	for (1 .. 1500) {
		last if -s "$self->{base}.exit";
		Time::HiRes::sleep(0.02);
	}
	$self->tmux('kill-server');
}

# ---- the world --------------------------------------------------------------------------------
package world;

# DIR: an empty folder of one's own; PROGRAM: what migrates and loads; SEED: of what the consoles leave
# to chance.
sub new {
	my ($class, $dir, $program, $cases, $start_ms, $seed) = @_;
	my $self = bless { dir => $dir, seed => $seed, consoles => [], now => 1_000_000_000, epoch => $start_ms, up => 1, stopped => {} }, $class;
	$self->{start} = $self->{now};
	chomp($self->{server} = `conf/cluster start '$dir/pg' test`);
	die "no server\n" if $?;
	$self->{server} =~ s/ user=.*//;
	$self->{conninfo} = "$self->{server} dbname=night";
	psql->new("$self->{server} dbname=postgres", 'owner')->ask('create database night');
	$self->{owner} = psql->new($self->{conninfo}, 'owner');
	my $d = "$self->{conninfo} user=owner";
	system("'$program' -d '$d' migrate --demo >/dev/null 2>&1") == 0 or die "migrate failed\n";
	$self->{owner}->ask(<<'SQL');
create table app.night (ms bigint not null);
grant select on app.night to hw_owner;
insert into app.night values (0);
create or replace function app.now() returns timestamptz
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (select timestamptz 'epoch' + n.ms * interval '1 millisecond' from app.night n)
SQL
	$self->tell_server;
	system("'$program' -d '$d' demo-load $cases >/dev/null 2>&1") == 0 or die "demo-load failed\n";
	# What was acknowledged outlives the server, which a cluster for tests does not promise.
	$self->{owner}->ask('alter database night set synchronous_commit = on');
	$self->{owner}->hang_up;
	return $self;
}

sub now { return $_[0]{now} }
sub passed { return $_[0]{now} - $_[0]{start} } # ms
sub epoch { return $_[0]{epoch} + $_[0]->passed }
sub tell_server { my ($self) = @_; $self->{owner}->ask('update app.night set ms = ' . $self->epoch) if $self->{up} }
sub as { my ($self, $login) = @_; return $self->{people}{$login} //= psql->new($self->{conninfo}, $login) }

# Until nobody has anything to do at this moment of the night, and no answer is on its way; where the
# servers hang there is none.
sub settle {
	my ($self) = @_;
	my $end = Time::HiRes::time() + PATIENCE;
	my ($before, $after, $open) = ('');
	while (1) {
		die "the consoles never come to rest\n" if Time::HiRes::time() > $end;
		$_->ping for @{ $self->{consoles} };
		$after = join ' ', map { $_->{wakes} } @{ $self->{consoles} };
		$open = grep { $_->{open} } @{ $self->{consoles} };
		return if $after eq $before && (!$open || %{ $self->{stopped} });
		Time::HiRes::sleep(0.001) if $open;
		$before = $after;
	}
}

# Lets so many ms pass: each timer of each console runs out at its moment.
sub run {
	my ($self, $ms) = @_;
	my $end = $self->{now} + $ms;
	while (1) {
		$self->settle;
		return if $self->{now} >= $end;
		my $next = $end;
		for (@{ $self->{consoles} }) {
			$next = $_->{deadline} if $_->{deadline} > $self->{now} && $_->{deadline} < $next;
		}
		$self->{now} = $next;
		$self->{steps}++;
		$self->tell_server;
		for (@{ $self->{consoles} }) {
			$_->{quiet} = 0;
			$_->say("time $next");
		}
	}
}

sub stop_server {
	my ($self) = @_;
	$_->hang_up for $self->{owner}, values %{ $self->{people} };
	system("conf/cluster stop '$self->{dir}/pg' >/dev/null") == 0 or die "the server does not stop\n";
	$self->{up} = 0;
}

sub start_server {
	my ($self) = @_;
	system("conf/cluster start '$self->{dir}/pg' test >/dev/null") == 0 or die "the server does not start\n";
	$self->{up} = 1;
	$self->tell_server;
}

sub pids_of { my ($self) = @_;
	return map { $_->[0] } @{ $self->{owner}->ask("select pid from pg_stat_activity where application_name = 'homeward'") } }

sub cut { my ($self) = @_;
	$self->{owner}->ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'homeward'") }

# The consoles' own servers stand still, as a line does that carries nothing.
sub hang {
	my ($self) = @_;
	$self->{stopped} = { map { $_ => 1 } $self->pids_of };
	kill 'STOP', keys %{ $self->{stopped} };
}

sub unhang {
	my ($self) = @_;
	kill 'CONT', keys %{ $self->{stopped} };
	$self->{stopped} = {};
}

sub end {
	my ($self) = @_;
	$self->unhang;
	my @open = @{ $self->{consoles} }; # each leaves that list
	$_->drop for @open;
	$_->hang_up for grep { $_ } $self->{owner}, values %{ $self->{people} };
	system("conf/cluster remove '$self->{dir}/pg' >/dev/null 2>&1") if -d "$self->{dir}/pg";
}

1;
