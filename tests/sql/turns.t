#!/usr/bin/perl
# Turning a realm, giving its keys, retiring somebody, signing the directory and keeping a record, two of them at a
# time: whichever comes first, nothing is written or given that somebody who has left could read.
use strict;
use warnings;
use FindBin '$Bin';
use Test::More;

require "$Bin/sessions.pl";
our $owner;
my $base = "k$$";
my @names = qw(anna berta clara dora emma fanny registrar vouch third admin);
my %login = map { ($_ => "${base}_$_") } @names;

# Anna and Berta are custodians of an office's realm, Clara, Dora, Emma and Fanny work there. All of it is there as if
# two registrars had signed and Anna had turned: what the console would seal is chance of the right length.
my $realm = ask($owner, "select id from app.realm where kind = 'office' and office_id = 1");
my $paper = '00000000-0000-4000-8000-0000000000aa';
ask($owner, join '', map { "create role $_ login in role hw_staff;" } values %login);
ask($owner, 'begin');
for my $name (@names) {
	my $role = $name =~ /^(anna|berta)$/ ? 'supervisor' : $name eq 'admin' ? 'admin' : $name =~ /^[c-f]/ ? 'officer' : 'registrar';
	ask($owner, "insert into app.staff (login, name, office_id) values ('$login{$name}', '$name', 1);
		insert into app.staff_office select id, 1 from app.staff where login = '$login{$name}';
		insert into app.staff_role select id, '$role' from app.staff where login = '$login{$name}';
		insert into app.directory_person select person, 1, false, login, sha256(login::bytea || 'box'), sha256(login::bytea || 'sign')
			from app.staff where login = '$login{$name}'");
}
ask($owner, "insert into app.recovery (id, name, box, offered_by) select '$paper', 'paper', sha256('paper'), id from app.staff where name = 'admin';
	update app.realm set recovery_id = '$paper' where id = '$realm';
	insert into app.realm_custodian select '$realm', id from app.staff where name in ('anna', 'berta');
	insert into app.directory_realm select '$realm', 'BKK office', 0, null, '$paper', array_agg(person order by person) from app.staff where name in ('anna', 'berta');
	insert into app.directory (serial, body, by_1, signature_1, registrar_1, by_2, signature_2, registrar_2, in_force_at)
	select 1, 'x', sha256('1'), sha256('1') || sha256('1'), min(id), sha256('2'), sha256('2') || sha256('2'), max(id), now() from app.staff where name in ('registrar', 'vouch');
	insert into app.realm_epoch (realm_id, epoch, box, recovery_id, recovery, opened_by, number, signature)
	select '$realm', 1, sha256('box1'), '$paper', decode(repeat('00', 145), 'hex'), person, 1, sha256('s') || sha256('s') from app.staff where name = 'anna';
	insert into app.realm_letter select '$realm', 1, s.person, 1, decode(repeat('01', 145), 'hex'), a.person, 1
	from app.staff s, app.staff a where a.name = 'anna' and s.name in ('anna', 'berta', 'clara', 'emma', 'fanny')");
ask($owner, 'commit');
is ask($owner, 'select count(*) from app.realm_letter'), 5, 'five have the keys of the realm';

my %at = map { ($_ => session($login{$_})) } @names;
sub refused { return "select coalesce(refusal, 'done') from $_[0]" }
sub serial { return ask($owner, 'select max(serial) from app.directory where in_force_at is not null') }
sub epoch { return ask($owner, "select max(epoch) from app.realm_epoch where realm_id = '$realm'") }
sub people { return "array(select person from app.staff where name in (" . join(', ', map { "'$_'" } @_) . "))" }
sub persons { return "'{" . ask($owner, "select array_to_string(" . people(@_) . ", ',')") . "}'" }
sub letters { return "'{" . join(',', map { '"\\\\x' . '02' x 145 . '"' } @_) . "}'" }
sub bytes { my ($n, $byte) = @_; return "'\\x" . $byte x $n . "'" }
my $turns = 16;
sub turn {
	my $byte = sprintf '%02x', ++$turns;
	return refused("api.realm_turn(gen_random_uuid(), '$realm', @{[serial()]}, @{[epoch() + 1]}, @{[bytes(32, $byte)]}, @{[bytes(106, $byte)]}, "
		. "@{[bytes(145, $byte)]}, @{[bytes(64, $byte)]}, @{[persons(@_)]}, @{[letters(@_)]})");
}
sub give { return refused("api.realm_give(gen_random_uuid(), '$realm', @{[serial()]}, @{[epoch()]}, @{[persons(@_)]}, @{[letters(@_)]})") }
sub retire { return refused("api.staff_retire(gen_random_uuid(), '$login{$_[0]}')") }
my $case = ask($owner, 'insert into app.case (office_id, source) values (1, 1) returning id');
sub key {
	my $next = ask($owner, "select coalesce(max(generation), 0) + 1 from app.sealed_key where subject = '$case'");
	return refused("api.sealed_key_keep(gen_random_uuid(), '$case', 'office', $next, '$realm', @{[epoch()]}, @{[bytes(106, '03')]})");
}
sub keep {
	my $now = ask($owner, "select coalesce(max(generation), 0) from app.sealed_key where subject = '$case'");
	return refused("api.sealed_keep(gen_random_uuid(), '$case', gen_random_uuid(), 'note', 0, $now, @{[bytes(202, '04')]})");
}
sub tasks { return ask($owner, "select string_agg(s.name || ' ' || t.epoch, ',' order by t.id) from app.key_task t join app.staff s on s.id = t.staff_id where t.done_at is null") }
sub letter { return ask($owner, "select count(*) from app.realm_letter l join app.staff s on s.person = l.person where s.name = '$_[0]'") }

# first does this and has not committed, second waits; then what second is answered.
sub race {
	my ($first, $this, $second, $that, $outcome, $name) = @_;
	ask($at{$first}, 'begin');
	is ask($at{$first}, $this), 'done', "$name: the first is at it";
	say_to($at{$second}, $that);
	ok waiting($login{$second}), 'the second waits';
	ask($at{$first}, 'commit');
	is hear($at{$second}), $outcome, "and is answered: $outcome";
}

race('clara', key(), 'emma', key(), 'stale', 'two make a key of one case');
is ask($owner, "select count(*) from app.sealed_key where subject = '$case'"), 1, 'it has one';
is ask($at{clara}, keep()), 'done', 'with which a note is kept';

# What is asked behind a lock sees what was done before it; in another transaction nothing is changed, or remembered.
my $once = keep() =~ s/gen_random_uuid\(\)/'00000000-0000-4000-8000-0000000000bb'/r;
for my $level ('repeatable read', 'serializable') {
	ask($at{emma}, "begin isolation level $level");
	is ask($at{emma}, $once), 'isolation', "a note is not kept in one that is $level";
	ask($at{emma}, 'commit');
}
is ask($at{emma}, $once), 'done', 'but in one that is read committed';

# Whoever forgets her own requests of long ago does not hold up her other session.
ask($owner, "insert into app.request (staff_id, key, action, args, outcome, at) select id, gen_random_uuid(), 'old', '', '{}', now() - interval '31 days' from app.staff where name = 'clara'");
my $twin = session($login{clara});
my $nothing = refused('api.case_take(gen_random_uuid(), gen_random_uuid(), 1)');
ask($at{clara}, 'begin');
is ask($at{clara}, $nothing), 'no_such_case', 'one asks for something, and stays in her transaction';
is ask($owner, "select count(*) from app.request where action = 'old'"), 1, 'what she forgets is there for others';
ask($twin, "set statement_timeout = '30s'");
is ask($twin, $nothing), 'no_such_case', 'she herself is answered elsewhere';
ask($at{clara}, 'commit');
is ask($owner, "select count(*) from app.request where action = 'old'"), 0, 'and it is forgotten';
leave($twin);

# Of a place there is one record and a first key, by whoever is first.
sub a_place { return ask($owner, "insert into app.place (office_id, kind, country_id, district) values (1, 'shelter', 'TH', 'Bang Rak') returning id") }
my $place = a_place();
sub key_of { return refused("api.sealed_key_keep(gen_random_uuid(), '$_[0]', 'office', 1, '$realm', 1, @{[bytes(106, '06')]})") }
sub record_of { return refused("api.sealed_keep(gen_random_uuid(), '$_[0]', gen_random_uuid(), 'place', 0, 1, @{[bytes(202, '07')]})") }
sub kept_of { return ask($owner, "select count(*) from app.$_[0] where place_id = '$place'") }
race('clara', key_of($place), 'emma', key_of($place), 'stale', 'two make a key of one place');
race('clara', record_of($place), 'emma', record_of($place), 'only_one', 'two say where it is');
is kept_of('sealed_key') . kept_of('sealed'), 11, 'it has one of each';
ask($at{clara}, 'begin');
is ask($at{clara}, record_of($place)), 'only_one', 'one is at a place, and stays';
ask($at{emma}, "set statement_timeout = '30s'");
is ask($at{emma}, record_of($place)), 'busy_place', 'nobody waits for her without end';
ask($at{clara}, 'commit');

# What is past for thirty days goes with the next change, and nobody waits for who is at that.
my @notes = map { ask($owner, "insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
	select gen_random_uuid(), '$case', 1, 'note', true, 1, @{[bytes(202, '08')]}, id from app.staff where name = 'clara' returning id") } 1 .. 2;
my @cases = ($case, ask($owner, 'insert into app.case (office_id, source) values (1, 1) returning id'));
ask($owner, "update app.sealed set case_id = '$cases[1]' where id = '$notes[1]'");
ask($at{emma}, key_of($cases[1]));
ask($owner, "insert into app.sealed_past (id, version, office_id, generation, blob, written_by, written_at, replaced_at)
	select id, 0, 1, 1, blob, written_by, now(), now() - interval '31 days' from app.sealed where id = '$notes[0]'");
sub change { return refused("api.sealed_keep(gen_random_uuid(), '$cases[$_[0]]', '$notes[$_[0]]', 'note', 1, 1, @{[bytes(202, '09')]})") }
ask($at{clara}, 'begin');
is ask($at{clara}, change(0)), 'done', 'one changes a note, and stays';
is ask($at{emma}, change(1)), 'done', 'another is changed meanwhile';
ask($at{clara}, 'commit');
is ask($owner, 'select count(*) from app.sealed_past where version = 0'), 0, 'what was old is gone';
ask($at{emma}, 'reset statement_timeout');

race('anna', turn(qw(anna berta clara emma fanny)), 'berta', turn(qw(anna berta clara emma fanny)), 'epoch', 'two turn');
is epoch(), 2, 'there is one new epoch';
is ask($owner, "select count(distinct letter) || ' ' || count(*) from app.realm_letter"), '1 5', 'whose letters are all by one';

race('anna', turn(qw(anna berta clara emma fanny)), 'clara', keep(), 'key_old', 'one turns, one writes');
is ask($at{clara}, key()), 'done', 'a new key is made';
race('clara', keep(), 'anna', turn(qw(anna berta clara emma fanny)), 'done', 'one writes, one turns');
is ask($at{clara}, keep()), 'key_old', 'what comes after the turn is not written under the old key';
is ask($at{clara}, key()), 'done', 'but under a new one';

race('anna', give('dora'), 'admin', retire('dora'), 'done', 'one is given a letter while she leaves');
is letter('dora') . tasks(), '0dora 4', 'it goes, and there is a task';
is ask($at{clara}, keep()), 'realm_to_turn', 'so nothing is written';
race('anna', turn(qw(anna berta clara emma fanny)), 'admin', retire('emma'), 'done', 'a realm is turned while somebody leaves');
is letter('emma') . tasks(), '0emma 5', 'what she was given by that has to be turned as well';
race('admin', retire('fanny'), 'anna', turn(qw(anna berta clara fanny)), 'no_keys', 'somebody leaves while a realm is turned');
is letter('fanny') . epoch(), '05', 'it was not, with a letter to her';
is ask($at{anna}, turn(qw(anna berta clara))) . tasks(), 'done', 'but is without';

# The same for somebody new, whose letter comes too late.
ask($owner, "begin; insert into app.staff (login, name, office_id) select login || '2', 'gerda', 1 from app.staff where name = 'clara';
	insert into app.staff_office select id, 1 from app.staff where name = 'gerda'; insert into app.staff_role select id, 'officer' from app.staff where name = 'gerda';
	insert into app.directory_person select person, 1, false, login, sha256('gb'), sha256('gs') from app.staff where name = 'gerda'; commit");
ask($owner, "create role $login{clara}2 login in role hw_staff");
$login{gerda} = "$login{clara}2";
race('admin', retire('gerda'), 'berta', give('gerda'), 'no_keys', 'somebody leaves before she is given a letter');
is letter('gerda') . tasks(), '0', 'she has none, and there is nothing to do';

is ask($at{clara}, key()), 'done', 'clara can write';
race('clara', keep(), 'admin', retire('clara'), 'done', 'one writes while she leaves');
is tasks(), 'clara 6', 'and the task is there';
is ask($owner, "select count(*) from app.sealed where generation = (select max(generation) from app.sealed_key)"), 1, 'with what she wrote before';
is ask($at{anna}, turn(qw(anna berta))), 'done', 'and done';
is ask($at{anna}, key()), 'done', 'anna can write';
# Whoever leaves, while somebody writes: what comes after is refused.
race('admin', retire('berta'), 'anna', keep(), 'realm_to_turn', 'somebody leaves while one writes');
is ask($at{anna}, turn('anna')), 'done', 'the last custodian turns alone';

# Two registrars are the second at once; keys are brought while the second signs.
sub sign {
	my ($who) = @_;
	my $body = ask($at{$who}, 'select translate(body, chr(10), chr(1)) from api.directory_draft()');
	return "select coalesce(refusal, 'done') from api.directory_sign(gen_random_uuid(), translate('$body', chr(1), chr(10)), sha256('$login{$who}sign'::bytea), @{[bytes(64, '05')]})";
}
is ask($at{registrar}, sign('registrar')), 'done', 'a registrar signs';
race('vouch', sign('vouch'), 'third', sign('third'), 'directory_changed', 'two are the second');
is serial(), 2, 'one was';
my $offer = sub { refused("api.key_offer(gen_random_uuid(), @{[bytes(32, $_[0])]}, @{[bytes(32, $_[1])]})") };
# What is signed ends letters, so it waits for who is at a realm; the draft waits for who is at what it says.
my $holder = session($ENV{PGUSER});
sub held { # while somebody has this locked
	my ($what, $who, $that, $answer, $name) = @_;
	ask($holder, "begin; select app.lock_keys('$what')");
	say_to($at{$who}, $that);
	ok waiting($login{$who}), "$who waits: $name";
	ask($holder, $_[5] // 'select 1');
	ask($holder, 'commit');
	is hear($at{$who}), $answer, "and is answered: $answer";
}
is ask($at{third}, $offer->('d1', 'd2')), 'done', 'another brings keys';
held('directory', 'registrar', 'select count(*) from api.directory_draft()', 1, 'the draft');
is ask($at{registrar}, sign('registrar')), 'done', 'a registrar signs';
held($realm, 'vouch', sign('vouch'), 'done', 'the second signature');
is serial(), 3, 'then it is in force';
is ask($at{admin}, $offer->('a1', 'a2')), 'done', 'the admin brings keys';
is ask($at{registrar}, sign('registrar')), 'done', 'a registrar signs';
my $second = sign('vouch');
race('anna', $offer->('b1', 'b2'), 'vouch', $second, 'directory_changed', 'others are brought while the second signs');
is serial(), 3, 'nothing is in force that she has not seen';

# Whoever leaves is not held up by somebody who sits on a realm.
ask($at{anna}, $offer->('c1', 'c2'));
ask($at{anna}, 'set idle_in_transaction_session_timeout = 0; begin');
is ask($at{anna}, keep()), 'key_old', 'anna asks for something, and stays in its transaction';
is ask($at{admin}, retire('anna')), 'done', 'she leaves all the same';
is ask($at{anna}, 'select 1'), '', 'and her session ends';
is tasks(), 'anna 8', 'nobody is left who could turn: the paper can';

# Whoever waits for the directory may be gone when it is her turn: the owner lets her go meanwhile.
ask($owner, "update app.staff set retired_at = null where name = 'berta'");
leave($at{berta});
ask($owner, "alter role $login{berta} login");
$at{berta} = session($login{berta});
my $none = "'00000000-0000-4000-8000-0000000000cc'";
for my $waits (['vouch', 'directory_sign', "'x', @{[bytes(32, '11')]}, @{[bytes(64, '12')]}"], ['third', 'key_offer', "@{[bytes(32, '13')]}, @{[bytes(32, '14')]}"],
	['admin', 'custodians_set', "$none, '{}'"], ['admin', 'recovery_offer', "$none, 'x', @{[bytes(32, '15')]}, array['$realm'::uuid]"], ['admin', 'staff_retire', "'nobody_at_all'"],
	['berta', 'realm_give', "'$realm', 1, 1, '{}', '{}'"], ['berta', 'realm_turn', "'$realm', 1, 1, '', '', '', '', '{}', '{}'"]) {
	my ($who, $what, $with) = @$waits;
	my $hers = "staff_id = (select id from app.staff where name = '$who')";
	my $role = ask($owner, "select role from app.staff_role where $hers");
	for my $goes (["update app.staff set retired_at = now() where name = '$who'", 'unknown_person', "update app.staff set retired_at = null where name = '$who'"],
		["delete from app.staff_role where $hers", 'role', "insert into app.staff_role select id, '$role' from app.staff where name = '$who'"]) {
		held('directory', $who, refused("api.$what(gen_random_uuid(), $with)"), $goes->[1], $what, $goes->[0]);
		ask($owner, $goes->[2]);
	}
}
leave($holder);

leave($_) for grep { defined } values %at;
ask($owner, "drop owned by $_; drop role $_;") for values %login;
leave($owner);
done_testing;
