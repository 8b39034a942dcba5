#!/usr/bin/perl
# table.pl BARS JSON [all] <LINES: judges what the figures printed, as a table and as a JSON list.
# LINES are `NAME <tab> VALUE <tab> UNIT <tab> BASELINE`, `# words`, and `! SCRIPT` for a script that
# could not measure. Exits 1 if something could not be measured or has no row in BARS; with `all`
# every row of BARS is wanted, those that end in _10m with BENCH_BIG=1 only. A missed bar is told,
# and no failure.
use strict;
use warnings;

my ($bars, $json, $all) = @ARGV;
my (%bar, @order, %got, @words, @broken);
my $number = qr/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/;

open my $in, '<', $bars or die "table: $bars: $!\n";
while (<$in>) {
	chomp;
	next if /^#|^$/;
	my ($name, $on, $way, $limit, $goal, $how) = split /\t/;
	die "table: $bars:$.: not NAME, ratio or value, <= or >=, BAR, GOAL, HOW\n"
		unless $how and $on =~ /^(ratio|value)$/ and $way =~ /^[<>]=$/
		and 2 == grep { /^(-|$number)$/ } $limit, $goal;
	die "table: $bars:$.: $name is there twice\n" if $bar{$name};
	$bar{$name} = { on => $on, way => $way, bar => $limit, goal => $goal };
	push @order, $name;
}

while (<STDIN>) {
	chomp;
	if (/^# /) { push @words, $_; next }
	if (/^! (.*)/) { push @broken, "$1 could not measure"; next }
	my ($name, $value, $unit, $baseline) = split /\t/;
	if (($baseline // '') !~ /^(-|$number)$/ or $value !~ /^$number$/) {
		push @broken, "not a figure: $_";
	} elsif (!$bar{$name}) {
		push @broken, "$name has no row in $bars";
	} elsif ($bar{$name}{on} eq 'ratio' and ($baseline eq '-' or $baseline == 0)) {
		push @broken, "$name has no baseline";
	} else {
		$got{$name} = { value => $value, unit => $unit, baseline => $baseline };
	}
}

sub judge {
	my ($name) = @_;
	my ($b, $g) = ($bar{$name}, $got{$name});
	$g->{ratio} = $g->{baseline} ne '-' && $g->{baseline} != 0 ? $g->{value} / $g->{baseline} : '-';
	my $what = $g->{$b->{on}};
	$g->{holds} = $b->{bar} eq '-' ? '-' : ($b->{way} eq '<=' ? $what <= $b->{bar} : $what >= $b->{bar}) ? 1 : 0;
}
sub short { my ($n) = @_; return $n eq '-' ? '-' : abs $n >= 100 ? sprintf '%.0f', $n : sprintf '%.3g', $n }
sub words_of {
	my ($name) = @_;
	my ($b, $g) = ($bar{$name}, $got{$name});
	my $x = $b->{on} eq 'ratio' ? 'x' : '';
	my $bar = $b->{bar} eq '-' ? '-' : "$b->{way} $b->{bar}$x";
	return ('', '', '', $bar, 'NOT MEASURED') unless $g;
	return (short($g->{value}) . ($g->{unit} eq '-' ? '' : " $g->{unit}"), short($g->{baseline}),
		$g->{ratio} eq '-' ? '-' : sprintf('%.2fx', $g->{ratio}),
		$bar, { '-' => '', 1 => 'holds', 0 => 'FALLS SHORT' }->{$g->{holds}});
}
sub json {
	my ($name) = @_;
	my ($b, $g) = ($bar{$name}, $got{$name} || {});
	my $n = sub { my ($v) = @_; return !defined $v || $v eq '-' ? 'null' : sprintf '%.6g', $v };
	my $holds = $g->{holds} // '-';
	(my $unit = $g->{unit} // '-') =~ s/["\\\x00-\x1f]/ /g;
	return sprintf '{"name": "%s", "value": %s, "unit": %s, "baseline": %s, "ratio": %s, '
		. '"bar": %s, "goal": %s, "holds": %s}', $name, $n->($g->{value}),
		$unit eq '-' ? 'null' : "\"$unit\"", $n->($g->{baseline}), $n->($g->{ratio}),
		$n->($b->{bar}), $n->($b->{goal}),
		{ '-' => 'null', 1 => 'true', 0 => 'false' }->{$holds};
}

judge($_) for keys %got;
my @rows = grep { $got{$_} or $all and ($ENV{BENCH_BIG} or !/_10m$/) } @order;
printf "%-18s %14s %10s %8s %10s  %s\n", 'name', 'value', 'baseline', 'ratio', 'bar', '';
for my $name (@rows) {
	(my $line = sprintf '%-18s %14s %10s %8s %10s  %s', $name, words_of($name)) =~ s/ +$//;
	print "$line\n";
	push @broken, "$name was not measured" unless $got{$name};
}
print "$_\n" for @words;
open my $out, '>', $json or die "table: $json: $!\n";
print $out "[\n", join(",\n", map { json($_) } @rows), "\n]\n";
close $out or die "table: $json: $!\n";
print STDERR map { "bench: $_\n" } @broken;
my $short = grep { ($got{$_}{holds} // '-') eq '0' } @rows;
printf "%d figures, %d fall short, %d not measured\n", scalar @rows, $short, scalar grep { !$got{$_} } @rows;
exit(@broken ? 1 : 0);
