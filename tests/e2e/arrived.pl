#!/usr/bin/perl
# arrived.pl FILE [tty|file]: what came out holds nothing but cells that can be seen and, on a
# terminal (tty), the sequences that terminfo has for moving, clearing and colouring. Prints what
# else there is, and fails then; else prints the words Q... of hostile.psql that were shown.
use strict;
use warnings;
use Encode;

my ($name, $kind) = @ARGV;
open my $in, '<:raw', $name or die "$name: $!\n";
my $bytes = do { local $/; <$in> };
my @wrong;

# What could be ours by its look: these are never.
for my $raw ("\e[31;5m", "\e[2J\e[H", "\rQcr", "\b\bQbs", "\n\t", "\nQ", "\tQ") {
	push @wrong, 'a payload as it went in: ' . join ' ', map { sprintf '%02x', ord } split //, $raw
		if index($bytes, $raw) >= 0;
}

if ($kind eq 'tty') {
	my $csi = qr/\e\[(?:[0-9;]*[ABCDGHJKLMPSTXdm@]|(?:[0-9]+;[0-9]+)?r|4[hl]|\?(?:1|7|12|25|1049|2004)[hl]|22;0;0t|23;0;0t)/;
	$bytes =~ s/\e\(B\x0f//g; # plain letters, however the terminal was left
	$bytes =~ s/\e\]2;\e\\//g; # no title
	$bytes =~ s/$csi|\e\(B|\e[=>78M]|\e\]104\a//g;
	$bytes =~ tr/\r\n\b//d;
} else {
	$bytes =~ s/\r?\n//g;
}
my $text = eval { decode 'UTF-8', $bytes, Encode::FB_CROAK | Encode::LEAVE_SRC };
if (!defined $text) {
	push @wrong, 'not UTF-8';
	$text = decode 'UTF-8', $bytes;
}
push @wrong, sprintf 'a control character %02x before %s', ord $1, join ' ', map { sprintf '%02x', ord } split //, $2
	while $text =~ /([\x00-\x1f\x7f-\x9f])(?=(.{0,8}))/gs;
push @wrong, sprintf 'invisible U+%04X', ord $1
	while $text =~ /([\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\x{fe00}-\x{fe0f}])/g;
push @wrong, 'more than four marks on one letter' if $text =~ /\p{M}{5}/;

my %wrong = map { $_ => 1 } @wrong;
if (%wrong) {
	print "$_\n" for sort keys %wrong;
	exit 1;
}
my %shown = map { $_ => 1 } $text =~ /(Q[a-z]+)/g;
print join(' ', sort keys %shown), "\n";
