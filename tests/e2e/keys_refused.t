#!/bin/sh
# database: demo
# What the verbs of keys say where something is wrong: plainly, what it is, and never one for another.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
everybody

# refused DESC SENTENCE LOGIN WORD... <SCRIPT: exit 1, and that is what it says
refused() {
	r_desc=$1 r_says=$2
	shift 2
	{ cat; printf 'wait %s\nexpect-exit 1\n' "$r_says"; } >"$TMPDIR/refused"
	played "$r_desc" "$@" <"$TMPDIR/refused"
}
# The same without a terminal, in one line.
from_shell() {
	f_desc=$1 f_says=$2
	shift 2
	done_by "$@"
	if [ $rc = 1 ] && grep -qF -- "$f_says" "$err" && [ "$(wc -l <"$err")" = 1 ]; then ok "$f_desc"
	else not_ok "$f_desc"; fi
}
done_by() { rc=0; "$HOMEWARD" -c "$USE" -d "$server" -u "$@" >"$out" 2>"$err" </dev/null || rc=$?; }
usage() { done_by admin "$@"; is $rc 2 "the words are off: $*"; }
USE=$CONF

# ---- no terminal, no words
from_shell "without a terminal nobody is asked" "asks on a terminal" night keys
from_shell "nor for new keys" "asks on a terminal" night keys make
from_shell "nor to sign" "asks on a terminal" registrar admin sign
rc=0; echo "$PASSPHRASE" | "$HOMEWARD" -c "$CONF" -d "$server" -u night keys >"$out" 2>"$err" || rc=$?
is $rc 1 "a passphrase does not come through a pipe"
usage admin
usage admin enrol somebody --role officer
usage admin custodians BKK night
usage admin sign now
usage admin initials BKK
usage admin initials BKK maybe
usage keys nonsense
usage demo-enrol
done_by admin help keys; like "$out" "homeward keys [make|passphrase|tend]" "the help knows the keys of people"
done_by admin help admin; like "$out" "homeward admin enrol|retire|custodians|initials|partner|sign|recovery|recover|keys-check" "and the admin's verbs"

# ---- the wrong passphrase, the wrong file
again='to leave.\r\nPassphrase:'
refused "a wrong passphrase is called that, three times" "This is not the passphrase of $KEYS/night.key" night keys <<-END
	wait Passphrase:
	type everybody knows that\r
	wait This is not the passphrase of $KEYS/night.key. Type it again
	wait $again
	mark
	type everybody knew this\r
	wait $again
	mark
	type nobody knows this\r
END
is "$(grep -ci 'changed\|tamper' "$said")" 0 "and nothing worse"
played "who types it right the second time goes on" night keys <<-END
	wait Passphrase:
	type everybody knows that\r
	wait $again
	mark
	type $PASSPHRASE\r
	wait have signed them
	expect-exit 0
END
rm "$KEYS/night.seen"
refused "what was typed behind a wrong one is no answer, and Esc gives up" "Given up" night keys <<-END
	wait Passphrase:
	type everybody knows that\r$PASSPHRASE\r
	wait $again
	key Esc
END
refused "^C gives up" "Given up" night keys <<-END
	wait Passphrase:
	type half of it
	key ^C
END
cp -p "$KEYS/officer.key" "$TMPDIR/officer.key"
cp "$KEYS/night.key" "$KEYS/officer.key"
refused "another's key file is called that" "somebody else" officer keys <<-END
	passphrase
END
cp "$TMPDIR/officer.key" "$KEYS/officer.key"
chmod 644 "$KEYS/officer.key"
refused "one that others may read is not used" "is open to others" officer keys </dev/null
ln -sf "$TMPDIR/officer.key" "$KEYS/officer.key"
refused "nor is a link followed" "it is a link" officer keys </dev/null
rm "$KEYS/officer.key"
refused "who has none is told how to make one" "keys make" officer keys </dev/null
cp -p "$TMPDIR/officer.key" "$KEYS/officer.key"
cp -p "$KEYS/night.key" "$TMPDIR/night.key"
refused "a short passphrase is none" "fewer than 12 letters" night keys passphrase <<-END
	passphrase
	wait New passphrase:
	type elevenwords\r
	wait letters. Nothing was changed. Type it again, or ^C to leave.\r\nNew passphrase:
	mark
	type elevenwords\r
	wait letters. Nothing was changed. Type it again, or ^C to leave.\r\nNew passphrase:
	mark
	type elevenwords\r
END
refused "two that differ are none" "not the same" night keys passphrase <<-END
	passphrase
	wait New passphrase:
	type one that is long enough\r
	wait The same again:
	type two that is long enough\r
	wait not the same. Nothing was changed. Type it again, or ^C to leave.\r\nNew passphrase:
	key ^C
END
same "$KEYS/night.key" "$TMPDIR/night.key" "the key file is as it was"
for i in '' $(seq 2 99); do echo kept >"$KEYS/night.key.old$i"; done
refused "no new keys take the place of old ones that cannot be put aside" "too many old files" night keys make <<-END
	new-keys one that is long enough
END
same "$KEYS/night.key" "$TMPDIR/night.key" "which are as they were"
is "$(sql "select count(*) from app.key_offer")" 0 "and nothing was offered in their place"
rm "$KEYS"/night.key.old*
played "an arrow key is no part of a passphrase" night keys <<-END
	wait Passphrase:
	type everybody knows
	key Left
	key F5
	type  this
	key Enter
	wait have signed them
	expect-exit 0
END

# ---- this host
settings nosecret host_secret=/nonexistent/secret
USE=$CONF.nosecret
refused "without this host's secret no key file opens" "No such file" night keys </dev/null
settings none host_secret=
USE=$CONF.none
refused "a host may have none" "no secret" night keys </dev/null
head -c 31 "$KEYS/host.secret" >"$TMPDIR/short"
head -c 32 /dev/zero >"$TMPDIR/other"
chmod 600 "$TMPDIR/short" "$TMPDIR/other"
settings short "host_secret=$TMPDIR/short"
USE=$CONF.short
refused "a short one is none" "has 32 bytes" night keys </dev/null
settings other "host_secret=$TMPDIR/other"
USE=$CONF.other
refused "on another host it was changed, or is not of it" "made on another host" night keys <<-END
	passphrase
END
is "$(grep -ci 'not the passphrase\|tamper' "$said")" 0 "the passphrase is not called wrong for it"
USE=$CONF
cp -p "$KEYS/night.key" "$TMPDIR/whole.key"
damaged() { # DESC SENTENCE: her own file is no attack, and no passphrase opens it
	refused "$1" "$2" night keys <<-END
		passphrase
	END
	is "$(tr -d '\r\n' <"$said" | grep -c 'say no to the passphrase of before')" 1 "$1: it is said what to do"
	is "$(grep -ci 'not the passphrase\|tamper\|telephone' "$said")" 0 "$1: neither her passphrase nor anybody else is blamed"
	cp -p "$TMPDIR/whole.key" "$KEYS/night.key"
}
: >"$KEYS/night.key"
damaged "an empty key file" "key file is empty"
head -c 300 "$TMPDIR/whole.key" >"$KEYS/night.key"
damaged "one cut short" "damaged or cut short"
spoil "$KEYS/night.key" 200
damaged "one byte of it changed" "its bytes were changed"
drop=''
[ "$(id -u)" != 0 ] || drop='setpriv --bounding-set=-ipc_lock'
cat >"$TMPDIR/unlocked" <<END
#!/bin/sh
ulimit -l 0
exec $drop "$HOMEWARD" "\$@"
END
chmod +x "$TMPDIR/unlocked"
console=$HOMEWARD
HOMEWARD=$TMPDIR/unlocked
refused "where no memory can be locked no vault opens" "locked" night keys </dev/null
HOMEWARD=$console

# ---- whom to believe
settings nobody 'registrars='
USE=$CONF.nobody
refused "a host without registrars believes nobody" "name no registrars" supervisor keys tend <<-END
	passphrase
END
settings others "registrars=\"$(printf %064d 1)\", \"$(printf %064d 2)\""
USE=$CONF.others
refused "nor one that knows others than have signed" "registrar" supervisor keys tend <<-END
	passphrase
END
refused "who is no registrar here signs nothing" "registrar" registrar admin sign <<-END
	passphrase
END
from_shell "and the nightly check says so" "registrar" auditor admin keys-check
USE=$CONF
flip() {
	sql "update app.directory set signature_1 = set_byte(signature_1, 9, get_byte(signature_1, 9) # 1)"
}
flip
refused "a directory that is not signed is not used" "directory" supervisor keys tend <<-END
	passphrase
END
from_shell "nor by the check" "directory" auditor admin keys-check
flip
played "signed it is" supervisor keys tend <<-END
	passphrase
	wait There is nothing to do
	expect-exit 0
END

# ---- the demo's keys, whose passphrase is public, are for invented people
enrols() { rc=0; "$HOMEWARD" -d "$1" demo-enrol --into "$TMPDIR/more" >"$out" 2>"$err" </dev/null || rc=$?; }
sql "update app.cluster set demo = false"
enrols "$TESTS_CONNINFO"
is "$rc $(ls "$TMPDIR/more" 2>&1 | grep -c cannot)" "1 1" "a database of real people gets none"
like "$err" "not marked as one with invented people" "and is told why"
sql "update app.cluster set demo = true"
enrols "$server user=admin"
is $rc 1 "nobody but its owner makes them"
like "$err" "does not let your login do this: it is for its owner" "and whoever else is told so"
is "$(sql "select count(*) from app.event where action = 'key.offer' and refusal is null and at > (select max(in_force_at) from app.directory)")" 0 \
	"and nothing was offered"

sql "create database ${PGDATABASE:-keys}_empty" >/dev/null
"$HOMEWARD" -d "$TESTS_CONNINFO dbname=${PGDATABASE:-keys}_empty" migrate --demo >/dev/null 2>&1
enrols "$TESTS_CONNINFO dbname=${PGDATABASE:-keys}_empty"
like "$err" 'homeward demo-load` first' "where nobody is yet it is told what comes first"

# ---- what the server calls a realm, and somebody
realm="(select r.id from app.realm r join app.office o on o.id = r.office_id where o.code = 'BKK' and r.kind = 'office')"
sql "create table public.kept_letter as select * from app.realm_letter;
	delete from app.realm_letter where realm_id = $realm and person = (select person from app.staff where login = 'night');
	update app.directory_realm set name = 'CMK office' where realm_id = $realm"
played "a custodian is asked for the realm that it is, whatever the server calls it" supervisor keys tend <<-END
	passphrase
	wait BKK office: its key goes to
	wait Shall this be done?
	type no\r
	wait Nothing was changed
	expect-exit 1
END
is "$(grep -c 'CMK office' "$said")" 0 "and for no other"
sql "update app.directory_realm set name = 'BKK office' where realm_id = $realm;
	delete from app.realm_letter; insert into app.realm_letter select * from public.kept_letter;
	revoke execute on function api.realm_list() from hw_staff"
refused "which realm is recovered the server is not asked" "does not call you a custodian" officer admin recover BKK <<-END
	passphrase
END
sql "grant execute on function api.realm_list() to hw_staff"
self='person uuid, login text, number integer, box bytea, sign bytea, offered integer, offered_box bytea, offered_sign bytea, serial integer'
sql "alter function api.vault_self() rename to vault_self_true;
	create function api.vault_self() returns table($self) language sql security definer as
		'select person, ''../keys/'' || login, number, box, sign, offered, offered_box, offered_sign, serial from api.vault_self_true()';
	grant execute on function api.vault_self() to hw_staff"
refused "a login that is a path names no file" "can be named after your login" night keys </dev/null
sql "drop function api.vault_self(); alter function api.vault_self_true() rename to vault_self"
rm -f "$KEYS/night.seen"
mkfifo "$KEYS/night.seen"
refused "what was seen is a file, or is not read" "is not a file" night keys <<-END
	passphrase
END
rm "$KEYS/night.seen"

# ---- who may what
may_not=$(sql "select message from app.refusal where code = 'role'")
from_shell "an officer enrols nobody" "$may_not Ask an administrator." officer admin enrol nobody_at_all --role officer --office BKK
from_shell "lets nobody go" "$may_not" officer admin retire night
from_shell "names no custodians" "$may_not" officer admin custodians BKK night officer
from_shell "checks no keys" "registrars and auditors" admin admin keys-check
refused "makes no recovery key" "made by admins" officer admin recovery paper </dev/null
is "$(grep -c 'part 1' "$said")" 0 "and is shown no part of one"
refused "recovers nothing" "custodian" officer admin recover BKK <<-END
	passphrase
END
refused "and signs nothing" "do not name your keys" officer admin sign <<-END
	passphrase
END
refusal() { sql "select message from app.refusal where code = '$1'"; }
from_shell "the admin invents no role" "$(refusal no_such_role)" admin admin enrol nobody_at_all --role king --office BKK
from_shell "and no office" "$(refusal no_such_office)" admin admin enrol nobody_at_all --role officer --office XXX
from_shell "nor a realm" "no realm" admin admin custodians XXX/health night officer
from_shell "who is unknown is not called anything else" "$(refusal no_such_staff) Compare it" admin admin retire nobody_at_all
from_shell "nor is a custodian" "$(refusal no_such_custodian) Compare" admin admin custodians BKK night nobody_at_all
is "$(sql "select count(*) from app.staff where login = 'nobody_at_all'")" 0 "nobody was enrolled"

# ---- what a registrar has seen and signed
played "a registrar sees what is in force" registrar admin sign <<-END
	passphrase
	wait There is nothing to sign
	expect-exit 0
END
sql "create table public.kept_directory as select * from app.directory; delete from app.directory"
refused "where she has seen a directory there is no first one" "only write it here. The server shows no directory" registrar admin sign <<-END
	passphrase
END
sql "delete from app.directory; insert into app.directory select * from public.kept_directory; update app.staff set retired_at = now() where login = 'partner'"
played "a registrar signs that somebody has left" registrar admin sign <<-END
	passphrase
	wait   partner has left
	absent new person
	wait Sign all of this?
	type yes\r
	wait has its first signature
	expect-exit 0
END
played "a registrar makes new keys" registrar keys make <<-END
	wait Make new ones?
	type yes\r
	wait Do you know the passphrase of before?
	type yes\r
	passphrase
	chosen one that is long enough
	wait Keys number 2 of
	expect-exit 0
END
sql "delete from app.key_offer; create table public.now_directory as select * from app.directory; delete from app.directory"
refused "which have seen what the others had" "only write it here. The server shows no directory" registrar admin sign <<-END
	wait Passphrase:
	type one that is long enough\r
END
sql "insert into app.directory select * from public.now_directory"
for file in key seen; do cp -p "$KEYS/registrar.$file.old" "$KEYS/registrar.$file"; done
sql "update app.directory set by_1 = null, signature_1 = null, registrar_1 = null where in_force_at is null;
	update app.staff set retired_at = now() where login = 'night_poipet'"
refused "and nothing else with that serial" "only write it here. What is to be signed is no newer" registrar admin sign <<-END
	passphrase
END
finish
