#!/usr/bin/perl
# 32 people of 32 offices hold beds of one shelter at once: as many get one as there are beds, and everybody else is told.
# To see it fail: take `for update` out of app.lock_unit().
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;
use Time::HiRes 'time';

require "$Bin/sessions.pl";
our $owner;
my ($people, $beds, $rounds) = (32, 100, 8);
my $base = "b$$";
my @people = map { "${base}_$_" } 1 .. $people;
ask($owner, join '', map { "create role $_ login in role hw_staff;" } @people);
ask($owner, "begin;
	insert into app.office (id, code, short, name, country_id, organisation_id, kind, zone)
		select 100 + n, 'X' || chr(65 + n / 26) || chr(65 + n % 26), 'race ' || n, 'race ' || n, 'TH', 1, 'project office', 'Asia/Bangkok'
		from generate_series(1, $people) as n;
	insert into app.staff (login, name, office_id) select '${base}_' || n, 'race ' || n, 100 + n from generate_series(1, $people) as n;
	insert into app.staff_office select id, office_id from app.staff where office_id > 100;
	insert into app.staff_role select id, 'officer' from app.staff where office_id > 100;
	insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-00000000000a', 1, 'shelter', 'TH', 'x');
	insert into app.unit (id, place_id, office_id, name, sex, beds, regime) values
		('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000a', 1, 'house 1', 'any', $beds, 'open'),
		('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-00000000000a', 1, 'house 2', 'any', 3, 'open');
	insert into app.case (office_id, source) select 100 + n, 1 from generate_series(1, $people) as n, generate_series(1, $rounds);
	commit");
my %unit = map { split /\|/ } split /\n/, ask($owner, 'select name, code from app.unit');
my @sessions = map { session($_) } @people;
is scalar(grep { ask($_, 'select 1') eq '1' } @sessions), $people, "$people people of $people offices are there";

my %cases;
push @{$cases{(split /\|/)[0]}}, (split /\|/)[1] for split /\n/, ask($owner, 'select office_id, id from app.case where office_id > 100');
sub hold { my ($case, $unit) = @_; return "select coalesce(refusal, 'done') from api.bed_hold(gen_random_uuid(), '$case', '$unit', '6h')"; }

# Each asks for one bed after the other, all at the same time.
my $began = time;
say_to($sessions[$_ - 1], join ';', map { hold($_, $unit{'house 1'}) } @{$cases{100 + $_}}) for 1 .. $people;
my %told;
$told{$_}++ for map { split /\n/, hear($_) } @sessions;
my $took = time - $began;
is $told{done}, $beds, "$beds holds for $beds beds";
is $told{no_bed}, $people * $rounds - $beds, 'everybody else is told that none is free';
is keys %told, 2, 'and nothing else';
is ask($owner, "select count(*) from app.stay where state = 'held'"), $beds, 'as many are held';
is ask($owner, "select count(*) from app.event where action = 'bed.hold' and kind = 'case' and refusal is null"), $beds, 'and in the record';
is ask($owner, "select count(*) from app.event where action = 'bed.hold' and refusal = 'no_bed'"), $told{no_bed}, 'as are those who were refused';
note sprintf '%d of %d asked had a bed, %d were refused, in %.2f s', $told{done}, $people * $rounds, $told{no_bed}, $took;

# Three beds, taken and given back by all: whenever somebody looks there are three at most.
ask($owner, "update app.stay set state = 'released'");
my @mine = map { $cases{100 + $_}[0] } 1 .. $people;
for my $i (0 .. $#sessions) {
	my $code = ask($owner, "select code from app.case where id = '$mine[$i]'");
	my $back = "select coalesce(m.refusal, 'done') from api.stay_line(null, '$code') as s
		cross join lateral api.stay_move(gen_random_uuid(), s.id, s.version, 'released', 'not needed') as m";
	say_to($sessions[$i], join ';', map { hold($mine[$i], $unit{'house 2'}), $back } 1 .. 6);
}
my ($most, $looked) = (0, 0);
for my $tries (1 .. 2000) {
	my ($n, $asked) = split /\|/, ask($owner, "select (select app.unit_taken('00000000-0000-4000-8000-00000000000c')),
		(select count(*) from app.event where action = 'bed.hold' and kind = 'case')");
	$most = $n if $n > $most;
	$looked++;
	last if $asked >= $people * ($rounds + 6);
}
my %gave;
$gave{$_}++ for map { split /\n/, hear($_) } @sessions;
cmp_ok $most, '<=', 3, "never more than three of three, in $looked looks";
cmp_ok $most, '>', 0, 'though there were some';
is $gave{done} % 2, 0, 'what was taken was given back';
is ask($owner, "select app.unit_taken('00000000-0000-4000-8000-00000000000c')"), 0, 'all of it';
is_deeply [grep { $_ !~ /^(done|no_bed)$/ } keys %gave], [], 'and nobody was told anything else';

# One case, two beds in two houses at the same moment: one of them.
my ($one, $two) = @sessions[0, 1];
ask($owner, "insert into app.staff_office select id, 101 from app.staff where login = '$people[1]'");
ask($one, 'begin;');
is ask($one, hold($mine[0], $unit{'house 1'})), 'done', 'one holds a bed and has not committed';
say_to($two, hold($mine[0], $unit{'house 2'}));
ok waiting($people[1]), 'another, who holds one for the same person elsewhere, waits';
ask($one, 'commit;');
is hear($two), 'bed_held', 'and is told that she has one';

# Somebody goes away with a unit in her hands: nobody waits for long.
ask($one, 'begin;');
ask($one, hold($mine[2], $unit{'house 1'}));
is ask($one, hold($cases{101}[1], $unit{'house 1'})), 'done', 'one holds a bed and goes away';
is ask($two, hold($cases{102}[1], $unit{'house 1'})), 'busy_unit', 'two is told that it is busy';
ask($one, 'rollback;');

# A transaction that began before a hold was over does not take back the bed that somebody else has since.
ask($owner, "update app.stay set state = 'released' where state = 'held'; update app.unit set beds = 1 where name = 'house 2'");
is ask($one, hold($mine[0], $unit{'house 2'})), 'done', 'one holds the only bed';
ask($owner, "update app.stay set held_until = clock_timestamp() + interval '1 second' where state = 'held'");
ask($one, 'begin;');
ask($one, 'select app_now from (select api.now() as app_now) as x');
ask($owner, "select pg_sleep(1.2)");
is ask($two, hold($cases{102}[2], $unit{'house 2'})), 'done', 'when that is over two has it';
is ask($one, hold($mine[0], $unit{'house 2'})), 'no_bed', 'one, whose transaction is older, holds it no longer';
is ask($one, "select coalesce(m.refusal, 'done') from api.stay_line(null, (select code from api.case_line where id = '$mine[0]')) as s
	cross join lateral api.stay_go(gen_random_uuid(), s.code, 'released', 'not needed') as m"), 'done', 'and gives up what she had';
ask($one, 'commit;');
is ask($owner, "select app.unit_taken('00000000-0000-4000-8000-00000000000c')"), 1, 'one bed, one hold';

leave($_) for @sessions;
ask($owner, "drop owned by $_; drop role $_;") for @people;
leave($owner);
done_testing;
