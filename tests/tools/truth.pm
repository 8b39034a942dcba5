# What was told of every change, held against the record and the cases; see damage.pl. A note is a line
# of DIR/notes.*: told, verb, case, number of the event, words; or `hit` and how many.
package truth;
use strict;
use warnings;

# (folder of the notes, cases as they were, action of each verb, last event before, what asks SQL)
sub judge {
	my ($dir, $pool, $actions, $first_event, $sql) = @_;
	my %case;
	my %code = map { $_->{id} => $_->{code} } @$pool;
	my %count = map { $_ => 0 } qw(tries saved unsaved unknown killed lost doubled lied hit);
	for my $file (glob "$dir/notes.*") {
		open my $notes, '<', $file or die;
		while (<$notes>) {
			chomp;
			my ($told, $verb, $id, $event, $text) = split /\t/, $_, 5;
			$count{hit} += $verb, next if $told eq 'hit';
			push @{ $case{$id} }, { told => $told, code => $code{$id}, action => $actions->{$verb}, event => $event, text => $text };
			$count{tries}++;
			$count{$told}++ if $told ne 'silent';
		}
	}
	my %was = map { $_->{id} => $_->{version} } @$pool;
	my (%made, %now);
	for ($sql->("select e.object_id, e.action, e.id from app.event e where e.id > $first_event
			and e.refusal is null and e.action in ('case.take', 'case.assign', 'case.priority', 'case.move', 'undo')")) {
		my ($id, $action, $event) = @$_;
		push @{ $made{$id}{$action} }, $event;
		$made{$id}{all}++;
	}
	$now{ $_->[0] } = $_->[1] for $sql->('select id, version from app.case');
	my $bad = sub {
		my ($name, $n, @tries) = @_;
		$count{$name} += $n;
		print "# $name: $_->{code} $_->{action} $_->{told} $_->{text}\n" for @tries;
	};
	for my $id (sort keys %case) {
		for my $action (values %$actions) {
			my @tries = grep { $_->{action} eq $action } @{ $case{$id} } or next;
			my %told;
			$told{ $_->{told} }++ for @tries;
			my $made = @{ $made{$id}{$action} // [] };
			my $saved = $told{saved} // 0;
			my $open = ($told{unknown} // 0) + ($told{killed} // 0);
			$bad->('lost', $saved - $made, @tries) if $saved > $made;
			$bad->('doubled', $made - 1, @tries) if $made > 1;
			$bad->('lied', 1, @tries) if $made == 1 && !$saved && !$open;
			$bad->('lied', 1, grep { $_->{told} eq 'silent' } @tries) if $told{silent};
			for my $try (grep { $_->{event} ne '' } @tries) {
				$bad->('lied', 1, $try) if !grep { $_ == $try->{event} } @{ $made{$id}{$action} // [] };
			}
		}
		my $versions = $now{$id} - $was{$id} - ($made{$id}{all} // 0);
		$bad->('lost', abs $versions, @{ $case{$id} }) if $versions && defined $was{$id};
	}
	return %count;
}

1;
