#!/bin/sh
# database: demo
# The nightly check: whatever a server, or its owner, puts in the way of keys is told in a line of its own,
# whether or not the server admits it.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
everybody

check() { rc=0; "$HOMEWARD" -c "$CONF" -d "$server" -u "${1:-auditor}" admin keys-check >"$out" 2>"$err" </dev/null || rc=$?; }
# faulty DESC LINE SQL UNDO: with that done, the check says so in one line; without, nothing
faulty() {
	sql "begin; set local session_replication_role = replica; $3; commit" >/dev/null
	check
	if [ $rc = 1 ] && [ "$(grep -cF -- "$2" "$err")" = 1 ]; then ok "$1"; else not_ok "$1"; echo "#   wanted: $2"; fi
	sql "begin; set local session_replication_role = replica; $4; commit" >/dev/null
	check
	[ $rc = 0 ] || not_ok "$1: and undone it is gone"
}
realm=$(sql "select r.id from app.realm r join app.office o on o.id = r.office_id where o.code = 'BKK' and r.kind = 'office'")
person() { sql "select person from app.staff where login = '$1'"; }
night=$(person night) poipet=$(person night_poipet) supervisor=$(person supervisor) coordinator=$(person coordinator)
sql "create table public.kept_letter as select * from app.realm_letter; create table public.kept_epoch as select * from app.realm_epoch;
	create table public.kept_directory as select * from app.directory; create table public.kept_person as select * from app.directory_person"
letters_back="delete from app.realm_letter; insert into app.realm_letter select * from public.kept_letter"
epochs_back="delete from app.realm_epoch; insert into app.realm_epoch select * from public.kept_epoch"
directory_back="delete from app.directory; insert into app.directory select * from public.kept_directory"

for who in auditor registrar; do
	check $who
	is "$rc $(cat "$out" "$err")" "0 " "as $who: nothing is wrong, and nothing is said"
done
for who in night admin; do
	check $who
	is $rc 1 "it is not for everybody: not for $who"
done

# ---- letters
faulty "a letter to somebody outside, copied from another's" "BKK office: the letter to night_poipet is not by one of its custodians" \
	"insert into app.realm_letter select realm_id, epoch, '$poipet', 1, letter, given_by, given_number, given_at
		from app.realm_letter where realm_id = '$realm' and person = '$night'" "$letters_back"
faulty "a letter to keys that nobody has signed" "BKK office: a letter to keys of night that are not in the directory" \
	"update app.realm_letter set number = 2 where realm_id = '$realm' and person = '$night'" "$letters_back"
faulty "a forged letter" "BKK office: the letter to night is not by one of its custodians" \
	"update app.realm_letter set letter = set_byte(letter, 99, get_byte(letter, 99) # 1) where realm_id = '$realm' and person = '$night'" "$letters_back"
faulty "a letter by somebody who may not" "BKK office: the letter to night is not by one of its custodians" \
	"update app.realm_letter set given_by = '$night' where realm_id = '$realm' and person = '$night'" "$letters_back"
faulty "a true letter to somebody who is of the realm no more" "BKK office: night: not of this realm" \
	"delete from app.staff_office where staff_id = (select id from app.staff where login = 'night') and office_id = 1" \
	"insert into app.staff_office select id, 1 from app.staff where login = 'night'"
faulty "a custodian who holds nothing" "BKK office: fewer than two custodians hold its key" \
	"delete from app.realm_letter where realm_id = '$realm' and person = '$supervisor'" "$letters_back"
faulty "one custodian told twice, who is not two" "BKK office: fewer than two custodians hold its key" \
	"alter table app.realm_letter drop constraint realm_letter_pkey;
		delete from app.realm_letter where realm_id = '$realm' and person = '$supervisor';
		insert into app.realm_letter select * from app.realm_letter where realm_id = '$realm' and person = '$coordinator'" \
	"$letters_back; alter table app.realm_letter add primary key (realm_id, person)"

# ---- realms
faulty "a key that is stated by nobody" "BKK office: its newest key is not signed by one of its custodians" \
	"update app.realm_epoch set signature = set_byte(signature, 9, get_byte(signature, 9) # 1) where realm_id = '$realm'" "$epochs_back"
faulty "another key in its place" "BKK office: its newest key is not signed by one of its custodians" \
	"update app.realm_epoch set box = set_byte(box, 9, get_byte(box, 9) # 1) where realm_id = '$realm'" "$epochs_back"
faulty "a recovery letter that was changed" "BKK office: its newest key is not signed by one of its custodians" \
	"update app.realm_epoch set recovery = set_byte(recovery, 99, get_byte(recovery, 99) # 1) where realm_id = '$realm'" "$epochs_back"
for line in "its newest key is not signed by one of its custodians" "its newest key can be recovered with an earlier recovery key only"; do
	faulty "a recovery letter to another key: $line" "BKK office: $line" \
		"insert into app.recovery select '$night', 1, 'other', sha256('x'), offered_by from app.recovery;
			update app.realm_epoch set recovery_id = '$night' where realm_id = '$realm'" \
		"$epochs_back; delete from app.recovery where id = '$night'"
done
faulty "no key where registrars have seen one" "BKK office: epoch 0 is older than 1, which registrars have seen" \
	"delete from app.realm_epoch where realm_id = '$realm'" "$epochs_back"
faulty "a realm that has to be turned" "BKK office: has to be turned: night, left" \
	"insert into app.key_task (realm_id, staff_id, epoch, why) select '$realm', id, 1, 'left' from app.staff where login = 'night'" \
	"delete from app.key_task"

# ---- the directory
faulty "somebody who has left and is still in it" "directory: partner has left, and is still in it" \
	"update app.staff set retired_at = now() where login = 'partner'" "update app.staff set retired_at = null where login = 'partner'"
faulty "one that is not signed" "directory" \
	"update app.directory set signature_2 = set_byte(signature_2, 9, get_byte(signature_2, 9) # 1)" "$directory_back"
faulty "one whose text was changed" "directory" \
	"update app.directory set body = replace(body, 'night_poipet', 'right_poipet')" "$directory_back"
faulty "one signed twice by the same registrar" "directory" \
	"alter table app.directory drop constraint two_registrars; update app.directory set by_2 = by_1, signature_2 = signature_1" \
	"$directory_back"
faulty "none" "directory: there is none" "delete from app.directory" "$directory_back"
faulty "an older one than this host has seen" "directory: 1 is older than 2, which this host has seen" \
	"delete from app.directory where serial = 2" "$directory_back"
cp -p "$KEYS/auditor.serial" "$TMPDIR/serial"
perl -pe 's/([0-9a-f])$/$1 eq "0" ? "1" : "0"/e' "$TMPDIR/serial" >"$KEYS/auditor.serial"
check
is $rc 1 "another one of the same serial"
like "$err" "directory: this host has seen another one with the serial 2" "is told"
for spoilt in '' 2 x '0 0' "-$(cat "$TMPDIR/serial")" " $(cat "$TMPDIR/serial")" "$(head -c 40 "$TMPDIR/serial")"; do
	echo "$spoilt" >"$KEYS/auditor.serial"
	check
	like "$err" "is not what this host has seen" "nor does one forget by: $spoilt"
done
cp -p "$TMPDIR/serial" "$KEYS/auditor.serial"
check
is $rc 0 "and the one that was seen is not"
# Two checks at once: neither writes over what the other has seen.
mkfifo "$TMPDIR/hold"
flock "$KEYS/auditor.serial.lock" sh -c 'echo held; read -r line || :' <"$TMPDIR/hold" >"$TMPDIR/held" &
holder=$!
exec 4>"$TMPDIR/hold"
until [ -s "$TMPDIR/held" ]; do kill -0 $holder; sleep 0.05; done
check
is $rc 1 "while another looks it is not looked at"
like "$err" "is held by another program" "and that is told"
exec 4>&-
wait $holder
check
is $rc 0 "afterwards it is"
finish
