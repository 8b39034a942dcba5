#!/usr/bin/perl
# Every line of db/vault, and of what reads its files, is run by its unit tests, and every branch is
# taken both ways: they are built once more to count. A branch, and no line, that no test can take says
# why in its own line: /* never: ... */. (gcov counts each || and && as branches, and each ?:.)
use strict;
use warnings;
use File::Temp 'tempdir';
use FindBin;
use JSON::PP;

my @tests = qw(slab audit approval seal person keyfile share directory seen digest record ring
	ring_realm ring_recovery ring_given ring_case ring_record ring_cross ring_crossed refused);
chdir "$FindBin::Bin/../..";
chomp(my $top = `pwd`);
my @sources = (glob('db/vault/*.c'), 'db/base/private.c');
my $dir = tempdir(CLEANUP => 1);
my $build = "cc -std=c11 -O0 --coverage -D_GNU_SOURCE -I'$top' -I'$top/build/gen'";

sub run { return system("cd $dir && $_[0] >/dev/null 2>$dir/said") == 0 }

my $made = 1;
for my $source (@sources) {
	(my $object = $source) =~ s{.*/(.*)\.c$}{$1.o};
	$made &&= run("$build -c '$top/$source' -o $object");
}
for my $test (@tests) {
	$made &&= run("$build '$top/tests/unit/${test}_test.c' *.o '$top/build/lib.a' -lsodium -lcmocka -o $test && ./$test");
}
print $made ? '' : 'not ', "ok 1 - the tests of db/vault pass while they are counted\n";
my $number = 1;
for my $source (@sources) {
	(my $name = $source) =~ s{.*/(.*)\.c$}{$1};
	my $json = `cd $dir && gcov --json-format --branch-probabilities --stdout $name.o 2>/dev/null`;
	my $said = eval { decode_json($json) } || { files => [] };
	my ($file) = grep { $_->{file} =~ m{/\Q$source\E$} } @{ $said->{files} };
	open my $in, '<', $source or die "$source: $!";
	my @text = ('', <$in>);
	my @missed;
	for my $line (@{ $file ? $file->{lines} : [] }) {
		my $n = $line->{line_number};
		push @missed, "$source:$n is not run" if $line->{count} == 0;
		next if $text[$n] =~ m{/\* never: };
		my @not = grep { $_->{count} == 0 && !$_->{throw} } @{ $line->{branches} };
		push @missed, "$source:$n: " . @not . ' of ' . @{ $line->{branches} } . ' branches are not taken'
			if $line->{count} != 0 && @not;
	}
	push @missed, "$source: nothing was counted" if !$file || !@{ $file->{lines} };
	print "# $_\n" for @missed;
	print @missed ? 'not ' : '', 'ok ', ++$number, " - $source is run whole, both ways\n";
}
print "1..$number\n";
