#!/bin/sh
# database: demo
# What is typed where a verb asks: nothing of it reaches the shell, nor what is typed on behind a wrong
# passphrase or while a key is derived, in this host's turn; a signal leaves the terminal as it
# was, a part of a recovery key is confirmed by who has written it down, or is for nothing, and who
# mistypes a reason is asked again, and not for her passphrase.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
everybody

# ---- a shell around it: $TMPDIR/pid is the verb's number, $TMPDIR/tty its terminal
cat >"$TMPDIR/shell" <<'END'
set -m
trap : INT
tty >"$TMPDIR/tty"
sh -c 'echo $$ >"$TMPDIR/pid"; exec "$@"' sh "$@"
echo "after: $?"
IFS= read -r left
echo "the shell got [$left]"
END
in_shell() {
	s_desc=$1
	shift
	sed "s/^passphrase$/wait Passphrase:\ntype $PASSPHRASE\\\\r/" >"$TMPDIR/script"
	if build/tests/tools/pty 40 150 -r "$said" -- sh "$TMPDIR/shell" "$HOMEWARD" -c "$CONF" -d "$server" -u "$@" \
		<"$TMPDIR/script" >"$out" 2>"$err"; then ok "$s_desc"; else not_ok "$s_desc"; fi
}
echoes="stty -F \"\$(cat $TMPDIR/tty)\" -a | tr ' ' '\\n' | grep -cx 'echo\\|icanon' | grep -qx 2"
hides="stty -F \"\$(cat $TMPDIR/tty)\" -a | grep -q -- ' -echo '"

in_shell "what is typed behind an answer is for nobody" night keys <<-END
	wait Passphrase:
	type not this one\rrm -r first\r
	wait to leave.\r\nPassphrase:
	mark
	type nor this one\rrm -r second\r
	wait to leave.\r\nPassphrase:
	mark
	type nor that one\rrm -r third\r
	wait after:\x201\r
	do $echoes
	type end\r
	wait the shell got [end]
	expect-exit 0
END
is "$(grep -c 'rm -r' "$said")" 0 "and nothing of it is shown"
# In pieces, as somebody types: a second without a key goes by when no file "typing" is there.
cat >"$TMPDIR/poll.c" <<'END'
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>
int poll(struct pollfd *fds, nfds_t count, int ms)
{
	const struct timespec limit = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };
	const int holds = ms == 1000 && access(TYPING, F_OK) == 0;

	if (holds)
		close(open(QUIET, O_CREAT | O_WRONLY, 0600));
	return ppoll(fds, count, ms < 0 || holds ? NULL : &limit, NULL);
}
END
cc -shared -fPIC -DTYPING="\"$TMPDIR/typing\"" -DQUIET="\"$TMPDIR/quiet\"" -o "$TMPDIR/poll.so" "$TMPDIR/poll.c"
printf '#!/bin/sh\nLD_PRELOAD=%s exec "%s" "$@"\n' "$TMPDIR/poll.so" "$HOMEWARD" >"$TMPDIR/patient"
chmod +x "$TMPDIR/patient"
console=$HOMEWARD HOMEWARD=$TMPDIR/patient
until_file() { echo "do timeout 60 sh -c 'until [ -e $1 ]; do sleep 0.05; done'"; }
types_on() { # LINE...: before anything is asked again, each when the one before was read
	until_file "$TMPDIR/quiet"
	for line; do
		echo "type $line\\r"
	done
	echo "do rm $TMPDIR/typing $TMPDIR/quiet"
	echo 'type and more'
}
in_shell "nor is what is typed on behind a wrong one" night keys <<-END
	do touch $TMPDIR/typing
	wait Passphrase:
	type not this one\r
	$(types_on "$PASSPHRASE" 'rm -r first')
	wait to leave.\r\nPassphrase:
	mark
	do touch $TMPDIR/typing
	type nor this one\r
	$(types_on 'rm -r second')
	wait to leave.\r\nPassphrase:
	mark
	do touch $TMPDIR/typing
	type nor that one\r
	$(types_on "$PASSPHRASE" 'rm -r third')
	wait after:\x201\r
	do $echoes
	type end\r
	wait the shell got [end]
	expect-exit 0
END
is "$(grep -c "rm -r\|more\|$PASSPHRASE" "$said")" 0 "and nothing of it is shown"
in_shell "who types ^C there has left" night keys <<-END
	do touch $TMPDIR/typing
	wait Passphrase:
	type not this one\r
	$(until_file "$TMPDIR/quiet")
	key ^C
	wait Given up
	wait after:\x201\r
	type end\r
	wait the shell got [end]
	expect-exit 0
END
rm "$TMPDIR/typing"
HOMEWARD=$console

# Somebody else derives a key on this host, and meanwhile she types.
mkfifo "$TMPDIR/turn"
another_derives="(flock '$KEYS/host.secret' timeout 60 sh -c \"echo held >'$TMPDIR/held'; read -r _ <'$TMPDIR/turn'\" >/dev/null 2>&1 &)"
derives() { # DESC WORD: the rest of a script
	in_shell "$1" partner keys "$2" <<-END
		$(cat)
		wait New passphrase:
		type first light over the river\r
		wait The same again:
		do rm -f $TMPDIR/held
		do $another_derives
		$(until_file "$TMPDIR/held")
		type first light over the river\r
		wait Others are unlocking on this host
		do $hides
		type rm -r meanwhile\r
		do echo >$TMPDIR/turn
		wait after:\x200\r
		do $echoes
		type end\r
		wait the shell got [end]
		expect-exit 0
	END
	is "$(grep -c 'rm -r' "$said")" 0 "and what is typed meanwhile is for nobody"
}
derives "another passphrase waits for its turn on the host" passphrase <<-END
	passphrase
END
derives "so do new keys" make <<-END
	wait Make new ones?
	type yes\r
END
for signal in INT:130 TERM:143 HUP:129; do
	code=${signal#*:} signal=${signal%:*}
	in_shell "SIG$signal where a passphrase is asked leaves the terminal as it was" night keys <<-END
		wait Passphrase:
		do $hides
		type half of it
		do kill -$signal \$(cat $TMPDIR/pid)
		wait after:\x20$code\r
		do $echoes
		type end\r
		wait the shell got [end]
		expect-exit 0
	END
done
in_shell "and so does SIGTSTP, and who comes back has given up" night keys <<-END
	wait Passphrase:
	do $hides
	type half of it
	do kill -TSTP \$(cat $TMPDIR/pid)
	wait after:\x20148
	do $echoes
	type end\r
	wait the shell got [end]
	do kill -CONT \$(cat $TMPDIR/pid)
	expect-exit 0
END
is "$(grep -c 'half of it' "$said")" 0 "and nothing of it is shown"

# ---- a key on paper: who plays it reads on the screen what has to be written down
paper() {
	rm -f "$TMPDIR/lines" "$TMPDIR/played"
	mkfifo "$TMPDIR/lines"
	: >"$said"
	build/tests/tools/pty 24 80 -r "$said" -- "$HOMEWARD" -c "$CONF" -d "$server" -u admin admin recovery paper \
		<"$TMPDIR/lines" >"$out" 2>"$err" &
	player=$!
	exec 5>"$TMPDIR/lines"
}
plays() { printf '%s\n' "$@" >&5; }
played_out() { exec 5>&-; if wait $player; then ok "$1"; else not_ok "$1"; fi; }
# The last letters and digits of a part, once they are there.
ending() {
	for _ in $(seq 600); do
		words=$(tr -d '\r' <"$said" | grep -A 2 "part $1 of 3" | grep -xE '([0-9a-f]{2,4} ?){49}' | head -n 1)
		[ -z "$words" ] || break
		sleep 0.1
	done
	echo "$words" | tr -d ' ' | tail -c 7
}
keys_on_paper() { sql "select count(*) from app.recovery where name = 'paper'"; }
paper
plays 'wait part 1 of 3' 'wait letters and digits:' mark 'type yes I have\r' 'wait Look at what you wrote' \
	'wait part 1 of 3' 'wait letters and digits:' mark 'key Enter' 'wait Look at what you wrote' 'wait letters and digits:' mark
first=$(ending 1)
plays "type $first\\r" 'wait part 2 of 3' 'wait letters and digits:' mark "type $first\\r" \
	'wait Look at what you wrote' 'wait letters and digits:' mark
plays "type $(ending 2 | tr a-f A-F | sed 's/.\{4\}/& /')\\r" 'wait part 3 of 3' 'wait letters and digits:'
plays "type $(ending 3)\\r" 'wait Two of its three parts' 'expect-exit 0'
played_out "a part is shown again until its end is typed back"
is "$(keys_on_paper)" 1 "then the key is offered"
is "$(perl -0777 -ne 'print scalar(() = /\e\[\?1049h.*?part 1.*?\e\[H\e\[2J.*?part 2.*?\e\[H\e\[2J.*?part 3.*?\e\[H\e\[2J\e\[\?1049l/gs)' "$said")" 1 \
	"each part stood alone on a screen that was wiped"
for key in Esc ^C; do
	paper
	plays 'wait part 1 of 3' 'wait letters and digits:'
	plays "type $(ending 1)\\r" 'wait part 2 of 3' "key $key" 'wait destroy what you have written down' 'expect-exit 1'
	played_out "$key gives up"
done
is "$(keys_on_paper)" 1 "and nothing is offered then"

# ---- who she is
code=$(sql "select c.code from app.case c join app.sealed s on s.subject = c.id where c.office_id = 1
	group by 1 having array_agg(distinct s.kind) @> '{identity,family,address,circumstances,note}' order by 1 limit 1")
[ -n "$code" ] || not_ok "there is a case with all sheets and notes"
sql "delete from app.sealed s using app.case c where c.id = s.subject and c.code = '$code'
	and s.kind <> all ('{identity,family,address,circumstances,note}')"
played "a mistyped reason is asked for again, and its beginning will do" officer case show "$code" --identity <<-END
	passphrase
	wait how it begins:
	mark
	type sefety\r
	wait not one of these
	wait how it begins:
	mark
	type case\rrm -r\r
	wait CIRCUMSTANCES
	expect-exit 0
END
is "$(tr -d '\r' <"$said" | grep -xE 'IDENTITY|FAMILY|ADDRESS|CIRCUMSTANCES|NOTE.*' | tr '\n' ' ')" \
	"IDENTITY FAMILY ADDRESS CIRCUMSTANCES " "all sheets are shown, and no notes"
is "$(tr -d '\r' <"$said" | sed -n 's/^version \([0-9]*\) \. .* \. /\1 /p' | sort)" \
	"$(sql "select r.version || ' ' || s.login from app.sealed r join app.case c on c.id = r.subject join app.staff s on s.id = r.written_by
		where c.code = '$code' and r.kind in ('identity', 'family', 'address', 'circumstances')" | sort)" "each with its version and who wrote it"
is "$(grep -c Passphrase: "$said")" 1 "for one passphrase"
opened() {
	sql "select string_agg(format('%s %s', e.detail -> 'kinds', coalesce(e.reason, '-')), ', ' order by e.id) from app.event e
		join app.case c on c.id = e.object_id where c.code = '$code' and e.action = 'sealed.open' and e.login = 'officer'"
}
is "$(opened)" '["identity", "family", "address", "circumstances"] case review' "and one reason, in the record"
played "a beginning of two reasons is none, a number is one, and ^C opens nothing" officer case show "$code" --identity <<-END
	passphrase
	wait how it begins:
	mark
	type c\r
	wait not one of these
	wait how it begins:
	key ^C
	wait Nothing was opened
	expect-exit 1
END
played "what is typed there goes through the gate, and a letter leaves alone" officer case show "$code" --identity <<-'END'
	passphrase
	wait how it begins:
	mark
	type a\xc2\x9b31m\xe2\x80\xaeb
	wait 31m
	wait b
	absent \xc2\x9b
	absent \xe2\x80\xae
	mark
	type \x15\xe0\xb8\x81\xe0\xb8\xb4
	wait \xe0\xb8\x81\xe0\xb8\xb4
	mark
	type \x7f
	wait \x08 \x08\xe0\xb8\x81
	mark
	type \x7f\xe4\xb8\x80
	wait \xe4\xb8\x80
	mark
	type \x7f
	wait \x08 \x08\x08 \x08
	key ^C
	expect-exit 1
END
played "notes want no reason" officer case show "$code" --notes <<-END
	passphrase
	wait NOTE
	expect-exit 0
END
is "$(tr -d '\r' <"$said" | grep -cE '^NOTE  [0-9]{4}-[0-9]{2}-[0-9]{2}  [a-z]')" \
	"$(sql "select count(*) from app.sealed s join app.case c on c.id = s.subject where c.code = '$code' and s.kind = 'note'")" \
	"all are shown, each with its day and who wrote it"
sql "delete from app.realm_letter where person = (select person from app.staff where login = 'officer')"
played "who has no key is told so before she is asked why" officer case show "$code" --identity <<-END
	passphrase
	wait CIRCUMSTANCES: Your keys for this office have not been given yet. Ask:
	wait nothing that you can open
	absent Why is
	expect-exit 1
END
finish
