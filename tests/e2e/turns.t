#!/bin/sh
# database: demo
# A custodian turns a realm: what she is shown of who gets its key, what nobody else's word changes;
# and what goes on being good, or not, when other things change: a recovery key, a host's folder.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
first=$(login first) second=$(login second)
for who in "$first" "$second"; do
	"$HOMEWARD" -d "$server" -u admin admin enrol "$who" --role officer --office BKK >"$out" 2>"$err" </dev/null || not_ok "the admin enrols $who"
done
# The last that she writes before she goes.
code=$(sql "insert into demo.note (id, case_id, staff_id, at, lang, body)
	select gen_random_uuid(), c.id, s.id, now(), 'en', 'written by $second' from app.case c join app.staff s on s.login = '$second'
	where c.office_id = 1 and c.closed_at is null order by c.id limit 1 returning (select code from app.case where id = case_id)")
everybody
USE=$CONF
realm=$(sql "select r.id from app.realm r join app.office o on o.id = r.office_id where o.code = 'BKK' and r.kind = 'office'")
retire() { "$HOMEWARD" -d "$server" -u admin admin retire "$1" >"$out" 2>"$err" </dev/null || not_ok "the admin retires $1"; }
shown() { tr -d '\r' <"$said"; }
# What stands under the headline that begins with these words, up to the next one.
under() { shown | awk -v head="  $1" 'index($0, head) == 1 { on = 1; next } on && !/^    / { exit } on { print $1 }' | sort | tr '\n' ' '; }
tends() { # DESC ANSWER: the coordinator does, and says that
	played "$1" coordinator keys tend <<-END
		passphrase
		wait Shall this be done?
		type $2\r
		expect-exit $([ "$2" = yes ] && echo 0 || echo 1)
	END
}

# ---- who is new to her
retire "$first"
tends "a custodian turns a realm for the first time" yes
case " $(under NEW:) " in
*" $second "*) ok "everybody is new to her" ;;
*) not_ok "everybody is new to her" ;;
esac
is "$(under 'as before:')" "coordinator " "but herself"
retire "$second"
tends "and for the second time" no
is "$(under 'no more')" "$second " "who has left is named"
is "$(under NEW:)$(under BACK)" "" "nobody is new"
is "$(shown | grep -c 'NEW to you')" 0 "nor counted so"
# What the server says instead: who has left is here, and so is somebody of another office.
sql "update app.staff set retired_at = null where login = '$second';
	insert into app.staff_office select id, 1 from app.staff where login = 'officer_pakse'"
tends "a server that takes nobody out" no
is "$(shown | grep -A1 'only these will have' | grep -c .)" 2 "shows its list"
is "$(shown | grep -c 'Nobody to whom you gave it before is left out')" 1 "and that nobody is left out is said"
is "$(under NEW)" "officer_pakse " "somebody of another office is new"
[ "$(shown | grep -n officer_pakse | cut -d: -f1)" -gt "$(shown | grep -n '    night ' | head -n 1 | cut -d: -f1)" ] &&
	ok "and stands below those who are not" || not_ok "and stands below those who are not"
is "$(shown | grep -c '1 name above is NEW to you')" 1 "she is counted above the question"
sql "update app.staff set retired_at = now() where login = '$second';
	delete from app.staff_office where staff_id = (select id from app.staff where login = 'officer_pakse') and office_id = 1"
tends "as it is, she says yes" yes
sql "update app.staff set retired_at = null where login = '$second';
	insert into app.staff_role select id, 'officer' from app.staff where login = '$second' on conflict do nothing;
	insert into app.staff_office select id, 1 from app.staff where login = '$second' on conflict do nothing"
tends "who was put back after the turn" no
is "$(under BACK)" "$second " "is back, and told apart"
is "$(sql "select count(*) from app.realm_letter where realm_id = '$realm' and person = (select person from app.staff where login = '$second')")" 0 "and has no key"
sql "update app.staff set retired_at = now() where login = '$second'"

# ---- a recovery key is changed: the parts of before are good until the realm is turned
part() { sed -n "$1p" "$KEYS/recovery"; }
recovers() { # DESC WAIT CODE
	played "$1" coordinator admin recover BKK <<-END
		passphrase
		wait One of the parts
		type $(part 2)\r
		wait Another part
		type $(part 3)\r
		wait $2
		$3
	END
}
psql -XAtq -d "$server user=admin" -c "select (api.recovery_offer(gen_random_uuid(), gen_random_uuid(), 'new paper', sha256('new'),
	(select array_agg(id) from api.realm_list()))).refusal" >/dev/null
sign "another recovery key"
played "what somebody wrote who has left says so" night case show "$code" --notes <<-END
	passphrase
	wait   $second, who has left
	wait written by $second
	expect-exit 0
END
before=$(sql "select max(epoch) from app.realm_epoch where realm_id = '$realm'")
recovers "parts of the key before open a realm that was not turned since" "The realm is open" 'wait Shall this be done?
type yes\r
wait has a new key
expect-exit 0'
is "$(sql "select max(epoch) - $before from app.realm_epoch where realm_id = '$realm'")" 1 "which is turned then"
is "$(sql "select r.name from app.realm_epoch e join app.recovery r on r.id = e.recovery_id where e.realm_id = '$realm' order by epoch desc limit 1")" \
	"new paper" "for the new one"
recovers "after that they are no parts of its key" "are not of the recovery key" 'expect-exit 1'
is "$(grep -c 'new paper' "$said")" 1 "and she is told which it is"
rows night >"$TMPDIR/night"
all=$(sql "select count(*) from app.sealed r join app.staff_office o using (office_id) join app.staff s on s.id = o.staff_id where s.login = 'night'")
is "$(opens night "$KEYS/night.key" "$PASSPHRASE" <"$TMPDIR/night")" "$all" "nothing is lost by any of it"

# ---- a folder that knows no second names for a file
cat >"$TMPDIR/link.c" <<'END'
#include <errno.h>
#include <unistd.h>
int link(const char *from, const char *to)
{
	(void)to;
	errno = access(from, F_OK) == 0 ? EPERM : ENOENT;
	return -1;
}
END
cc -shared -fPIC -o "$TMPDIR/link.so" "$TMPDIR/link.c"
printf '#!/bin/sh\nLD_PRELOAD=%s exec "%s" "$@"\n' "$TMPDIR/link.so" "$HOMEWARD" >"$TMPDIR/unlinked"
chmod +x "$TMPDIR/unlinked"
cp -p "$KEYS/partner.key" "$TMPDIR/partner.key"
console=$HOMEWARD HOMEWARD=$TMPDIR/unlinked
played "new keys where a file has one name" partner keys make <<-END
	new-keys first light over the river
	wait Keys number 2 of
	expect-exit 0
END
HOMEWARD=$console
same "$KEYS/partner.key.old" "$TMPDIR/partner.key" "the old ones are copied beside them"
is "$(stat -c '%a %h' "$KEYS/partner.key.old")" "600 1" "for her alone"
finish
