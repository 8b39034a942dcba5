#!/bin/sh
# database: demo
# Somebody comes, gets keys, works, and leaves: through the verbs that people use, on a terminal. What
# she took with her opens nothing that was written after she left.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
anna=$(login anna) boun=$(login boun)
first='first light over the river' second='second rain upon the roof'
everybody
# The same region, in which nothing but the settings of a host is known to newcomers.
for who in "$anna" "$boun"; do
	"$HOMEWARD" -c "$CONF" -d "$server" -u admin admin enrol "$who" --role officer --office BKK >"$out" 2>"$err" </dev/null &&
		ok "the admin enrols $who" || not_ok "the admin enrols $who"
done
USE=$CONF

# ---- keys
all_bkk() { sql "select count(*) from app.sealed where office_id = 1"; }
make_keys() {
	played "$1 makes her keys" "$1" keys make <<-END
		chosen $first
		wait two registrars, by voice
		expect-exit 0
	END
	tr -d '\r' <"$said" | sed -n "s/^Keys number [0-9]* of $1: //p" >"$TMPDIR/words.$1"
}
make_keys "$anna"
make_keys "$boun"
is "$(wc -w <"$TMPDIR/words.$anna")" 8 "she is shown eight words"
is "$(grep -c river "$said")" 0 "and not her passphrase"
is "$(stat -c %a "$KEYS/$anna.key")" 600 "her key file is hers alone"
played "before anybody has signed, her keys wait" "$anna" keys <<-END
	wait Passphrase:
	type $first\r
	wait Two registrars have yet to sign them
	expect-exit 0
END
played "the first registrar reads what is new" registrar admin sign <<-END
	passphrase
	wait $anna
	wait Sign all of this?
	type yes\r
	wait has its first signature
	expect-exit 0
END
is "$(tr -d '\r' <"$said" | grep -c "$(cat "$TMPDIR/words.$anna")")" 1 "with the very words that she read out"
played "she cannot sign for the second" registrar admin sign <<-END
	passphrase
	wait now it is for a second registrar
	expect-exit 0
END
played "the second registrar does not sign what she has not said yes to" registrar_vientiane admin sign <<-END
	passphrase
	wait Sign all of this?
	type y\r
	wait Nothing was signed
	expect-exit 1
END
played "the second registrar signs" registrar_vientiane admin sign <<-END
	passphrase
	wait Sign all of this?
	type yes\r
	wait is in force
	expect-exit 0
END
played "a custodian gives them the key of their office" supervisor keys tend <<-END
	passphrase
	wait BKK office: its key goes to
	wait $(head -c 20 "$TMPDIR/words.$anna")
	wait Shall this be done?
	type yes\r
	wait 2 keys were given
	expect-exit 0
END
played "another passphrase" "$boun" keys passphrase <<-END
	wait Passphrase:
	type $first\r
	chosen $second
	wait The new passphrase opens
	expect-exit 0
END
rows "$boun" >"$TMPDIR/boun"
is "$(opens "$boun" "$KEYS/$boun.key" "$second" <"$TMPDIR/boun")" \
	"$(all_bkk)" \
	"opens all that her office may read, and nothing else"
is "$(opens "$boun" "$KEYS/$boun.key" "$first" <"$TMPDIR/boun")" 0 "the one before opens nothing"
like "$TMPDIR/opener" passphrase "for that is what is wrong"

# ---- she leaves, with a copy of all that she ever had
cp -p "$KEYS/$anna.key" "$TMPDIR/kept.key"
rows "$anna" >"$TMPDIR/kept"
is "$(opens "$anna" "$TMPDIR/kept.key" "$first" <"$TMPDIR/kept")" \
	"$(all_bkk)" "what she had, she could read"
run_admin() { "$HOMEWARD" -c "$CONF" -d "$server" -u "$@" >"$out" 2>"$err" </dev/null && rc=0 || rc=$?; }
run_admin auditor admin keys-check
is "$rc" 0 "while all is well the nightly check is silent"
is "$(cat "$out" "$err" | wc -c)" 0 "wholly"
run_admin admin admin retire "$anna"
is "$rc" 0 "she is let go"
cat "$out" >>"$err"
like "$err" "Nothing is saved under BKK office until " "and the admin is told what waits"
sed -n 's/.* until \(.*\) runs .*/\1/p' "$err" | sed 's/ or /\n/g' | sort >"$TMPDIR/for_whom"
is "$(cat "$TMPDIR/for_whom")" "$(printf 'coordinator\nsupervisor')" "and for whom"
like "$err" "Two registrars sign that $anna has left" "and what is next"
run_admin auditor admin keys-check
is "$rc" 1 "then the check has something to say"
like "$err" "BKK office: has to be turned: $anna, left" "of the realm that she knew"
like "$err" "directory: $anna has left, and is still in it" "and of the directory"
played "a custodian turns it" coordinator keys tend <<-END
	passphrase
	wait BKK office: gets a new key
	wait Shall this be done?
	type yes\r
	wait keys of cases were wrapped again
	expect-exit 0
END
sign "that she is gone"
run_admin auditor admin keys-check
is "$rc" 0 "then all is as it should be"
sed 's/^/# /' "$err"
written=$(sql "insert into demo.note (id, case_id, staff_id, at, lang, body)
	select gen_random_uuid(), c.id, s.id, now(), 'en', 'written after' from app.case c join app.office o on o.id = c.office_id
	join app.staff s on s.login = 'night' where o.code = 'BKK' returning id" | sort)
everybody
is "$(sql "select count(*) from demo.note")" 0 "then people write"
rows "$anna" >"$TMPDIR/fresh"
cat "$TMPDIR/kept" "$TMPDIR/fresh" >"$TMPDIR/all"
opens "$anna" "$TMPDIR/kept.key" "$first" <"$TMPDIR/all" >"$TMPDIR/count"
sort "$TMPDIR/opened" >"$TMPDIR/sorted"
is "$(echo "$written" | comm -12 - "$TMPDIR/sorted" | wc -l)" 0 \
	"her key file, what she kept and a fresh dump open none of the $(echo "$written" | grep -c .) records written since"
rows "$boun" >"$TMPDIR/boun"
opens "$boun" "$KEYS/$boun.key" "$second" <"$TMPDIR/boun" >"$TMPDIR/count"
sort "$TMPDIR/opened" >"$TMPDIR/sorted"
is "$(echo "$written" | comm -12 - "$TMPDIR/sorted")" "$written" "who stayed reads all of them"
is "$(cat "$TMPDIR/count")" \
	"$(all_bkk)" "and all from before"

# ---- the custodians are gone: two parts of three on paper
part() { sed -n "$1p" "$KEYS/recovery"; }
played "one part twice is not two" supervisor admin recover BKK <<-END
	passphrase
	wait One of the parts
	type $(part 1)\r
	wait Another part
	type $(part 1)\r
	wait part 1 twice; another one is needed. Type both again, or ^C to leave.\r\nOne of the parts
	key ^C
	expect-exit 1
END
played "a mistyped part is told from the other" supervisor admin recover BKK <<-END
	passphrase
	wait One of the parts
	type $(part 1)\r
	wait Another part
	type $(part 3 | tr 0123 1230)\r
	wait The second part is not as it was printed
	wait to leave.\r\nOne of the parts
	key Esc
	expect-exit 1
END
is "$(sql "select max(epoch) from app.realm_epoch e join app.realm r on r.id = e.realm_id join app.office o on o.id = r.office_id
	where o.code = 'BKK' and r.kind = 'office'")" 2 "so far nothing has changed"
for pair in "3 1" "1 2" "2 3"; do
	played "parts ${pair% *} and ${pair#* } open the realm, which is turned" supervisor admin recover BKK <<-END
		passphrase
		wait One of the parts
		type $(part "${pair% *}" | tr a-f A-F)\r
		wait Another part
		type $(part "${pair#* }")\r
		wait The realm is open
		wait Shall this be done?
		type yes\r
		wait 1 realm has a new key
		expect-exit 0
	END
	rows night "r.office_id = 1" >"$TMPDIR/night"
	is "$(opens night "$KEYS/night.key" "$PASSPHRASE" <"$TMPDIR/night")" "$(all_bkk)" \
		"nothing is lost by it"
done
cp -p "$KEYS/$boun.key" "$TMPDIR/before"

# ---- a lost passphrase
played "new keys after a lost passphrase" "$boun" keys make <<-END
	new-keys $first
	wait Keys number 2 of
	expect-exit 0
END
same "$KEYS/$boun.key.old" "$TMPDIR/before" "the old file stays beside them"
sign "her new ones"
run_admin auditor admin keys-check
like "$err" "BKK office: has to be turned: $boun, other keys" "who has other keys has her realm turned"
played "by a custodian" coordinator keys tend <<-END
	passphrase
	wait Shall this be done?
	type yes\r
	wait 1 realm has a new key
	expect-exit 0
END
rows "$boun" >"$TMPDIR/boun"
is "$(opens "$boun" "$KEYS/$boun.key" "$first" <"$TMPDIR/boun")" \
	"$(all_bkk)" "with the new ones she reads all of it"
# ---- a registrar with a passphrase of her own
played "a registrar takes another passphrase" registrar keys passphrase <<-END
	passphrase
	chosen $second
	wait The new passphrase opens
	expect-exit 0
END
cp "$CONF" "$TMPDIR/before.conf"
everybody
is "$(diff "$TMPDIR/before.conf" "$CONF")" '' "she is believed as before, as is everybody who vouches"
is "$(grep -c '^		"' "$CONF")" 3 "all three"
run_admin auditor admin keys-check
is "$rc" 0 "and so is what she has signed"
finish
