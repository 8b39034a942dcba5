#!/bin/sh
# database: demo
# A call that a program writes down: what was said on standard input, coded words as options, the passphrase on the
# terminal. It is a case once, whatever becomes of the answer, and nothing of it where a field is wrong.
# To see it fail: make the ids anew in make_ids() (tui/verbs/case_new.c), or let form_wrong() (tui/widgets/form.c)
# answer NULL.
cd "$(dirname "$0")/../.."
. tests/e2e/tmux.sh
. tests/e2e/vault.sh
. tests/e2e/pty.sh
enrol_demo
said=$T_DIR/said
out=$T_DIR/out
cases() { sql -c "select count(*) from app.case"; }
# new DESC EXIT WORD...: as night, the passphrase typed; what it printed on standard output is in $out
new() {
	n_desc=$1 n_exit=$2
	shift 2
	printf 'wait Passphrase:\ntype %s\\r\nexpect-exit %s\n' "$pass" "$n_exit" > "$T_DIR/script"
	play "$n_desc" 40 150 -- sh -c 'said=$1 out=$2; shift 2; exec "$@" < "$said" > "$out"' sh "$said" "$out" \
		"$HOMEWARD" -c "${conf:-$KEYS/homeward.conf}" -u night case new "$@" < "$T_DIR/script"
}
# wrong EXIT DESC PART WORD...: nobody is asked for a passphrase
wrong() {
	w_exit=$1 w_desc=$2 w_part=$3
	shift 3
	rc=0
	"$HOMEWARD" -u "${who:-night}" case new "$@" < "$said" > "$out" 2> "$T_DIR/err" || rc=$?
	is "$rc $(grep -cF -- "$w_part" "$T_DIR/err")" "$w_exit 1" "$w_desc"
}

# ---- it is on the board
printf 'She called from the boat.\nสองคน, two others.\n' > "$said"
before=$(cases)
new "a call is written down" 0 --danger yes --age 15-17 --lang lo --call_until +2h --purpose 'forced labour' --format json
code=$(sed -n 's/^{"code": "\([^"]*\)", "done": true, "refusal": null.*/\1/p' "$out")
is "$(cases) $(grep -c . "$out")" "$((before + 1)) 1" "it is one case, and told in one line"
is "$(sql -c "select concat_ws(' ', 'danger now' = any (c.flags), c.child, c.language, s.login, o.code) from app.case c
	join app.staff s on s.id = c.responsible_id join app.office o on o.id = c.office_id where c.code = '$code'")" "t t lo night BKK" \
	"with what was told of it, and whoever took the call"
is "$(sql -c "select count(*) from app.sealed r join app.case c on c.id = r.subject where c.code = '$code' and r.kind = 'call'")" 1 \
	"what was said is sealed"
printf 'wait Passphrase:\ntype %s\\r\nwait She called from the boat.\nwait สองคน, two others.\nexpect-exit 0\n' \
	"$pass" > "$T_DIR/script"
play "and opens" 40 150 -- "$HOMEWARD" -c "$KEYS/homeward.conf" -u night case show "$code" --identity < "$T_DIR/script"

# ---- what is wrong is told at its field, before anybody types a passphrase
before=$(cases)
wrong 2 "a field that is none" "A call has no field colour" --colour blue
wrong 2 "what is sealed never stands on a command line" "phone is sealed" --phone 0812345678
wrong 2 "an age that is none" "age: " --age 200
wrong 2 "a day that is none" "call_until: " --call_until '31 February'
wrong 2 "too many people" "people: It must be from 1 to 1000." --people 2000
wrong 2 "a word that is not in its list: those that are" "danger: none of yes, no, not_asked." --danger maybe
unlike "$(cat "$T_DIR/err")" '^N' "and no key is named"
wrong 2 "a language that is none" "lang: there is no such word" --lang qqq
wrong 2 "a key that is none" "key: a UUID" --key tonight
who=auditor wrong 1 "a role that takes no calls" "Your role takes no calls."
wrong 1 "nobody is there to type the passphrase" "terminal"
: > "$said"
wrong 2 "nothing was said" "said: This is needed."
printf 'a\0b' > "$said"
wrong 2 "a NUL" "said: this is no text"
printf 'a\377b' > "$said"
wrong 2 "what is no UTF-8" "said: this is no text"
head -c 1000000 /dev/zero | tr '\0' a > "$said"
wrong 2 "a million letters" "said: 4000 letters at most"
printf 'a\033[31mb' > "$said"
wrong 2 "what a terminal would obey" "said: There is a character"
echo 'She called.' > "$said"
other=$(sql -c "select o.code from app.office o where o.id not in (select so.office_id from app.staff_office so
	join app.staff s on s.id = so.staff_id where s.login = 'night') order by o.code limit 1")
new "an office that is not hers${other:+ ($other)}" 1 --office "${other:-XXX}"
is "$(cases)" "$before" "of all that nothing is there"

# ---- once
key=0b5c1d3e-0000-4000-a000-00000000beef
new "with a key of one's own" 0 --key "$key"
code=$(grep -o 'HW-[^ ]*' "$out")
echo 'She called, and somebody corrected a letter.' > "$said"
new "asked for again by the same key" 0 --key "$key" --format json
is "$(grep -c "\"code\": \"$code\", \"done\": true" "$out") $(cases)" "1 $((before + 1))" "it is the case that is there"

# ---- the answer is lost
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/linked" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/linked" || { echo "Bail out! there is no line"; exit 1; }
HOMEWARD_CONNINFO="host=$line dbname=${TESTS_CONNINFO##*dbname=}"
before=$(cases)
printf 'accept -1\nnext lose-answer case_new\n' >&7
new "an answer is lost, and the line comes back" 0
is "$(cases) $(grep -c 'is on the board; you are responsible' "$out")" "$((before + 1)) 1" "it is asked for again, and saved once"
conf=$KEYS/short.conf
{ grep -v request_timeout "$KEYS/homeward.conf"; echo 'database = { request_timeout_s = 1; };'; } > "$conf"
chmod 600 "$conf"
key=0b5c1d3e-0000-4000-a000-00000000cafe
printf 'accept 1\nnext lose-answer case_new\n' >&7
plain=$HOMEWARD HOMEWARD=$HOMEWARD_ASAN # where keys were left in memory that is another exit code
new "the server stays away" 4 --key "$key" --format json
HOMEWARD=$plain
is "$(cases) $(grep -c '"code": null, "done": null' "$out")" "$((before + 2)) 1" "it is not known, which is told"
printf 'accept -1\n' >&7
new "asked for again by its key" 0 --key "$key"
is "$(cases) $(grep -c 'was saved before, by this key' "$out")" "$((before + 2)) 1" "it was there, and is there once"
exec 7>&-
finish
