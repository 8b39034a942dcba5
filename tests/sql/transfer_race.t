#!/usr/bin/perl
# Two offices at one transfer: whoever receives her waits for who is at her case, as everybody does, and not without end; then
# neither ends the other, nor whoever is at the door of the place. To see it fail: take app.transfer_lock() out of
# app.lock_transfer(), or out of app.stay_do().
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;

require "$Bin/sessions.pl";
our $owner;
my $base = "t$$";
my ($asks, $gets, $door) = ("${base}_asks", "${base}_gets", "${base}_door");
ask($owner, join '', map { "create role $_ login in role hw_staff;" } $asks, $gets, $door);
ask($owner, "begin;
	insert into app.staff (login, name, office_id) values ('$asks', 'asks', 1), ('$gets', 'gets', 6), ('$door', 'door', 6);
	insert into app.staff_office select id, office_id from app.staff where login like '${base}%';
	insert into app.staff_role select id, 'officer' from app.staff where login like '${base}%';
	insert into app.place (id, office_id, kind, country_id, district) values ('00000000-0000-4000-8000-0000000000d6', 6, 'hospital', 'LA', 'Vientiane'),
		('00000000-0000-4000-8000-0000000000e6', 6, 'shelter', 'LA', 'Vientiane');
	insert into app.unit (id, place_id, office_id, name, sex, beds, regime) values
		('00000000-0000-4000-8000-0000000000f6', '00000000-0000-4000-8000-0000000000e6', 6, 'house 1', 'any', 1, 'open');
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

# One at the door checks her in while another says that she has arrived.
$case = ask($owner, 'insert into app.case (office_id, stage, source) values (1, 1, 1) returning id');
$transfer = ask($owner, "insert into app.transfer (id, case_id, what, office_id, to_office_id, place_id, state, emergency, where_by)
	values (gen_random_uuid(), '$case', 'person', 1, 6, '00000000-0000-4000-8000-0000000000e6', 'approved', true, now() + interval '1 hour') returning id");
ask($owner, "insert into app.stay (unit_id, office_id, case_id, case_office_id, state, held_by, held_until)
	select '00000000-0000-4000-8000-0000000000f6', 6, '$case', 1, 'held', id, now() + interval '1 hour' from app.staff where login = '$asks'");
my $three = session($door);
is ask($two, 'begin; ' . step('accepted')), 'done', 'one is at the transfer';
my $code = ask($owner, "select code from app.case where id = '$case'");
say_to($three, "select coalesce(refusal, 'done') from api.stay_go(gen_random_uuid(), '$code', 'in')");
ok waiting($door), 'who is at the door waits for her';
my $after = ask($owner, "select version from app.transfer where id = '$transfer'") + 1;
is ask($two, "select coalesce(refusal, 'done') from api.transfer_step(gen_random_uuid(), '$transfer', $after, 'en route')"), 'done', 'they leave';
$after++;
is ask($two, "select coalesce(refusal, 'done') from api.transfer_step(gen_random_uuid(), '$transfer', $after, 'arrived')"), 'done', 'and arrive';
ask($two, 'commit');
is hear($three), 'stale_stay', 'who is at the door is told that she is in';
is ask($owner, "select string_agg(state, ',') from app.stay where case_id = '$case'"), 'in', 'once';

# Nobody has a bed for her, and the only one there is just being given to another.
$case = ask($owner, 'insert into app.case (office_id, stage, source) values (1, 1, 1) returning id');
$transfer = ask($owner, "insert into app.transfer (id, case_id, what, office_id, to_office_id, place_id, state, emergency)
	values (gen_random_uuid(), '$case', 'person', 1, 6, '00000000-0000-4000-8000-0000000000e6', 'en route', true) returning id");
my $keeper = session($ENV{PGUSER});
ask($keeper, "begin; update app.unit set beds = 2 where id = '00000000-0000-4000-8000-0000000000f6'");
is ask($two, step('arrived')), 'busy_unit', 'who brings another is told that somebody is at its beds';
is ask($owner, "select state || coalesce(bedless_since::text, '') from app.transfer where id = '$transfer'"), 'en route', 'and nothing was done';
ask($keeper, 'commit');
is ask($two, step('arrived')) . ask($owner, "select state from app.stay where case_id = '$case'"), 'donein', 'then she has it';
leave($keeper);

leave($_) for $one, $two, $three;
ask($owner, "drop owned by $_; drop role $_;") for $asks, $gets, $door;
leave($owner);
done_testing;
