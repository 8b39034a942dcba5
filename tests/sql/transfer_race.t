#!/usr/bin/perl
# Two offices at one transfer: whoever receives her waits for who is at her case, as everybody does, and not without end; then
# neither ends the other. To see it fail: take app.transfer_lock() out of app.lock_transfer().
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;

require "$Bin/sessions.pl";
our $owner;
my $base = "t$$";
my ($asks, $gets) = ("${base}_asks", "${base}_gets");
ask($owner, join '', map { "create role $_ login in role hw_staff;" } $asks, $gets);
ask($owner, "begin;
	insert into app.staff (login, name, office_id) values ('$asks', 'asks', 1), ('$gets', 'gets', 6);
	insert into app.staff_office select id, office_id from app.staff where login like '${base}%';
	insert into app.staff_role select id, 'officer' from app.staff where login like '${base}%';
	insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000d6', 6, 'hospital', 'LA', 'Vientiane');
	commit");
my $case = ask($owner, 'insert into app.case (office_id, stage, source) values (1, 1, 1) returning id');
my $transfer = ask($owner, "insert into app.transfer (id, case_id, what, office_id, to_office_id, place_id, state)
	values (gen_random_uuid(), '$case', 'person', 1, 6, '00000000-0000-4000-8000-0000000000d6', 'approved') returning id");
my ($one, $two) = (session($asks), session($gets));
sub step {
	my ($state, $why) = @_;
	my $version = ask($owner, "select version from app.transfer where id = '$transfer'");
	return "select coalesce(refusal, 'done') from api.transfer_step(gen_random_uuid(), '$transfer', $version, '$state', '" . ($why // '') . "')";
}
my $take = "select coalesce(refusal, 'done') from api.case_take(gen_random_uuid(), '$case', 1)";

is ask($one, "begin; $take"), 'done', 'one is at her case, and goes away';
is ask($two, step('accepted')), 'busy', 'who receives her is told that it is busy';
is ask($owner, "select count(*) from app.event where object_id = '$case' and refusal = 'busy'"), 1, 'it is in the record';
say_to($two, step('accepted'));
ok waiting($gets), 'she tries again, and waits';
is ask($one, step('aborted', 'ill')), 'done', 'meanwhile one ends the transfer';
ask($one, 'commit');
is hear($two), 'stale_transfer', 'and the other is told so';
is ask($owner, "select string_agg(state, ',' order by version) from app.transfer_step where transfer_id = '$transfer'"), 'aborted', 'nothing else was done';

leave($_) for $one, $two;
ask($owner, "drop owned by $_; drop role $_;") for $asks, $gets;
leave($owner);
done_testing;
