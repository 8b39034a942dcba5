#!/usr/bin/perl
# 16 supervisors approve the same requests at once, each in an order of her own: each request is carried out once, by as many
# as it needs, and everybody else is told. APPROVAL_ROUNDS=1000 plays a thousand of them.
# To see it fail: take `for update` out of app.lock_approval(), and the case's lock (the requests here have no case).
use strict;
use warnings;
use FindBin '$Bin';
use List::Util 'shuffle';
use Test::More;
use Time::HiRes 'time';

require "$Bin/sessions.pl";
our $owner;
my ($people, $rounds) = (16, $ENV{APPROVAL_ROUNDS} // 40);
alarm 100 + $rounds;
my $base = "a$$";
my @people = map { "${base}_$_" } 0 .. $people;
ask($owner, join '', map { "create role $_ login in role hw_staff;" } @people);
ask($owner, "begin;
	insert into app.staff (login, name, office_id) select '${base}_' || n, 'race ' || n, 1 from generate_series(0, $people) as n;
	insert into app.staff_office select id, 1 from app.staff where login like '${base}%';
	insert into app.staff_role select id, 'supervisor' from app.staff where login like '${base}%';
	insert into app.directory_person (person, number, past, login, box, sign)
	select person, 1, false, login, sha256('box'), sha256('sign') from app.staff where login like '${base}%';
	create table app.test_thing (id uuid primary key default gen_random_uuid(), done integer default 0);
	grant select, insert, update on app.test_thing to hw_api;
	create function app.test_content(request uuid) returns jsonb language sql stable return jsonb_build_object('thing', request);
	create function app.test_lacks(request uuid) returns setof text language sql stable begin atomic select null::text where false; end;
	create function app.test_decided(request uuid, answer text, reason text, detail jsonb) returns text language plpgsql as \$\$ begin
		update app.test_thing t set done = t.done + 1 where t.id = request;
		return null; end \$\$;
	insert into app.approval_kind values ('thing', 90, 1, 1, '1 hour', '1 day', null, 'test_content', 'test_lacks', 'test_decided', 'a thing'),
		('pair', 91, 2, 1, '1 hour', '1 day', null, 'test_content', 'test_lacks', 'test_decided', 'a thing for two');
	insert into app.approval_role select k, 'supervisor' from unnest('{thing,pair}'::text[]) as k;
	create function app.test_ask(kind text, n integer) returns void language plpgsql security definer as \$\$
	declare thing uuid;
	begin
		for i in 1 .. n loop
			insert into app.test_thing default values returning id into thing;
			perform app.approval_begin(thing, app.new_code('TR'), kind, 1::smallint, null, null);
		end loop;
	end \$\$;
	alter function app.test_ask(text, integer) owner to hw_api;
	grant usage on schema app to hw_staff;
	commit");
my @sessions = map { session($_) } @people;
is scalar(grep { ask($_, 'select 1') eq '1' } @sessions), $people + 1, "whoever asks, and $people who approve";
my $pairs = int $rounds / 4;
ask($sessions[0], "select app.test_ask('thing', " . ($rounds - $pairs) . "), app.test_ask('pair', $pairs)");
my @requests = split /\n/, ask($owner, 'select id, hash from app.approval');
is @requests, $rounds, "$rounds requests";

sub answer {
	my ($id, $hash) = split /\|/, $_[0]; # a bytea as psql writes it, with its backslash
	return "select coalesce(refusal, 'done') from api.approval_answer(gen_random_uuid(), '$id', 1, '$hash', 'approve', null, 1, repeat('s', 64)::bytea)";
}
for my $i (0 .. $people) {
	open my $file, '>', "$ENV{TMPDIR}/$i" or die;
	print $file map { answer($_) . ";\n" } shuffle @requests;
	close $file;
}
my $began = time;
say_to($sessions[$_], "\\i $ENV{TMPDIR}/$_\n") for 0 .. $people;
my %told;
my @told = map { my %t; $t{$_}++ for split /\n/, hear($_); $told{$_} += $t{$_} for keys %t; \%t } @sessions;
my $took = time - $began;
is ask($owner, 'select count(*) from app.test_thing where done = 1'), $rounds, 'each is carried out';
is ask($owner, 'select count(*) from app.test_thing where done <> 1'), 0, 'once';
is ask($owner, "select count(*) from app.approval where state = 'approved'"), $rounds, 'and is approved';
is $told{done}, $rounds + $pairs, 'by one of them, or two where two have to';
is ask($owner, 'select count(*) from app.approval_vote'), $told{done}, 'whose votes are there';
is $told[0]{own_request} // 0, $rounds - ($told[0]{approval_over} // 0), 'none by whoever asked';
is_deeply [sort keys %told], ['approval_over', 'done', 'own_request'], 'and everybody else was told why not';
is ask($owner, "select count(*) from app.event where action = 'approval.answer'"), $rounds * ($people + 1), 'and each answer is in the record';
note sprintf '%d approvers, %d requests: %d executions, %s, in %.1f s', $people, $rounds, $rounds, join(', ', map { "$_ $told{$_}" } sort keys %told), $took;

# Who reads a request waits for nobody who has it open.
my ($open) = split /\|/, $requests[0];
ask($sessions[0], "begin; select id from api.approval_open('$open')");
$began = time;
is ask($sessions[1], "select state from api.approval_open('$open')"), 'approved', 'a request that somebody else holds is read';
cmp_ok time - $began, '<', 2, 'at once';
ask($sessions[0], 'rollback');

leave($_) for @sessions;
ask($owner, "delete from app.directory_person where login = '$_'; drop schema if exists x; drop owned by $_; drop role $_;") for @people;
leave($owner);
done_testing;
