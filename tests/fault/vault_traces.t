#!/bin/sh
# database: demo
# What a console leaves behind of somebody whose identity it has shown, and of what is typed in a note, in five
# scripts and each encoding that tests/tools/hunt knows. Criterion: nothing, neither in its memory once it is
# closed, locked by hand or by idleness, nor in a core that it is made to leave, its environment and arguments,
# its log, drafts and other files of its user, the memory of its server, or in what it sends to the terminal
# before and after.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/../e2e/pty.sh"
. "$(dirname "$0")/thief.sh"
lies
names=$TMPDIR/names people=40
build/tests/tools/hunt -n 1000 > "$names"
echo 'open sesame night' > "$TMPDIR/passphrase"
sql -c "select code from app.case where office_id = 1 and closed_at is null order by 1 limit $people" > "$TMPDIR/codes"
perl -e 'open $n, "<", shift; chomp(@n = <$n>);
	@fields = ((map { ("name.$_.text", "name.$_.romanisation") } 1 .. 6),
		(map { ("document.$_.number", "document.$_.issuer") } 1 .. 5), (map { "mark.$_.text" } 1 .. 3));
	while (<>) { chomp; print join("\t", $_, "identity", map { ($_, shift @n) } @fields), "\n" }' \
	"$names" "$TMPDIR/codes" > "$TMPDIR/lines"
is "$(wc -l < "$TMPDIR/lines") $(tail -n 1 "$TMPDIR/lines" | tr '\t' '\n' | grep -cxF -f "$names")" "$people 25" "forty people have a thousand names"
must clerk seal night < "$TMPDIR/lines"
must leaver keep night "$TMPDIR/kept"
sed -n 's/^case /\\x/p' "$TMPDIR/kept" > "$TMPDIR/case_keys"
sed -n 's/^\(seed\|pair\|sign\) /\\x/p' "$TMPDIR/kept" > "$TMPDIR/own_keys"
code=$(tail -n 1 "$TMPDIR/codes") shown=$(sed -n 976p "$names") # the last of them
home=$TMPDIR/home
mkdir -m 700 "$home"
(cat "$KEYS/conf"; echo "log: { file = \"$home/log\"; level = \"debug\"; };") > "$KEYS/log.conf"
chmod 600 "$KEYS/log.conf"

# hunted NAME NAMES PLACE...: nothing there; the memory of a process (pid:N) may be out of reach
hunted() {
	h_name=$1 h_names=$2
	shift 2
	build/tests/tools/hunt "$h_names" "$@" >"$TMPDIR/hunted" 2>"$TMPDIR/hunted.err"
	case $?:$* in
	0:*) grep -v '^0 ' "$TMPDIR/hunted" >/dev/null || { ok "$h_name"; return; } ;;
	2:pid:*) unread "$h_name" "${1#pid:}"; return ;;
	esac
	not_ok "$h_name"
	cat "$TMPDIR/hunted" "$TMPDIR/hunted.err" | sed 's/^/# /'
}
there() { # NAME PLACE
	build/tests/tools/hunt "$names" "$2" >"$TMPDIR/hunted" 2>/dev/null
	case $?:$2 in
	0:*) [ "$(sed 's/ .*//' "$TMPDIR/hunted")" -gt 0 ] && ok "$1" || not_ok "$1" ;;
	2:pid:*) unread "$1" "${2#pid:}" ;;
	*) not_ok "$1" ;;
	esac
}
memory() { hunted "$1: none of the names" "$names" "pid:$(pid)"; hunted "$1: nor the passphrase" "$TMPDIR/passphrase" "pid:$(pid)"; }
opens() { # the identity is on the screen
	wait_for LIVE
	keys o
	wait_until sh -c "tmux -L hw$$.$T_SERVER capture-pane -p | grep -qF -e '$shown' -e 'Why is'"
	! screen | grep -q 'Why is' || keys i
	wait_for "$shown"
}

mkdir "$home/tmp"
T_ENV="HOME=$home TMPDIR=$home/tmp $LIES" T_HOME=$home
T_FIRST='ulimit -c unlimited;'
console 132x43 night -c "$KEYS/log.conf"
wait_for HW-
unlocks
count=0
for one in $(cat "$TMPDIR/codes"); do
	types ":$one"
	wait_for "$one"
	wait_for SUMMARY
	keys o
	wait_for 'Why is' && keys i
	wait_for "$(sed -n "$((25 * count + 1))p" "$names")" || break
	count=$((count + 1))
	[ "$count" -lt "$people" ] || break
	keys q
	wait_for SUMMARY
	keys q
	wait_gone SUMMARY
done
is "$count" "$people" "forty identities are shown one after the other"
there "the names of the last are in memory then" "pid:$(pid)"
in_memory "the keys of cases are in memory" < "$TMPDIR/case_keys"
in_memory "her own keys are in memory" < "$TMPDIR/own_keys"
hunted "the passphrase is not" "$TMPDIR/passphrase" "pid:$(pid)"
dd=$(awk '/^[0-9a-f]+-[0-9a-f]+ / { at = $1 } /^VmFlags:/ && / lo/ { n++; if (!/ dd/) bad = bad " " at } END { print (n > 0 ? "some" : "none") bad }' "/proc/$(pid)/smaps" 2>/dev/null)
locked='what is locked in memory is left out of cores'
[ -n "$dd" ] && is "$dd" some "$locked" || unread "$locked" "$(pid)"
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' >"$TMPDIR/cmdline"
hunted "the arguments of no program know them" "$names" "$TMPDIR/cmdline"
hunted "nor the passphrase" "$TMPDIR/passphrase" "$TMPDIR/cmdline"
if tr '\0' '\n' 2>/dev/null <"/proc/$(pid)/environ" >"$TMPDIR/environ"; then
	hunted "neither does its environment" "$names" "$TMPDIR/environ"
	hunted "nor that the passphrase" "$TMPDIR/passphrase" "$TMPDIR/environ"
else
	unread "neither does its environment" "$(pid)"
fi
keys q
wait_for SUMMARY
memory "closed"

# What somebody types: the note that she is at lies sealed beside her key file once she is locked out.
typed=$(sed -n 6p "$names")
keys n
wait_for 'field 1 of'
keys -l "$typed"
wait_for "$typed" && ok "a name is typed"
there "it is in memory then" "pid:$(pid)"
later 31
only_prompt "idle over a note"
memory "locked over a note"
in_time "a draft is kept" sh -c "ls '$KEYS' | grep -q draft"
hunted "none of the names is in it, nor in any file" "$names" "$KEYS" "$home"
types 'open sesame night'
wait_for "$typed" && ok "it is there again"
keys Escape
wait_for 'Keep draft'
keys Enter
wait_for SUMMARY
memory "kept as a draft"
# A line of a prompt, with one of the names, is in memory until it is locked, and nowhere else.
build/tests/tools/hunt -n 11 | tail -n 1 > "$TMPDIR/asked"
types ":$(cat "$TMPDIR/asked")"
wait_for 'there is no verb'
keys Escape
wait_gone 'there is no verb'
hunted "what is typed in a prompt is in no file" "$TMPDIR/asked" "$KEYS" "$home"
cat "$names" "$TMPDIR/asked" > "$TMPDIR/all"
hunted "neither is in the memory of the server that serves her" "$TMPDIR/all" \
	"pid:$(sql -c "select max(pid) from pg_stat_activity where usename = 'night' and datname = current_database()")"
is "$(pgrep -P "$(pid)" | wc -l)" 0 "and no other program was started"
opens && types ':lock' && only_prompt "locked from the identity"
memory "locked"
not_in_memory "the keys of cases are not" < "$TMPDIR/case_keys"
in_memory "her own keys are in memory" < "$TMPDIR/own_keys"
(tm display-message -p '#{pane_title} #{window_name}'; tm capture-pane -p -S - -E -) >"$TMPDIR/terminal"
hunted "nor do title and scrollback know them" "$names" "$TMPDIR/terminal"
types 'open sesame night'
wait_gone passphrase:
wait_until sh -c "tmux -L hw$$.$T_SERVER capture-pane -p | grep -q -e SUMMARY -e $code"
opens
later 62
only_prompt "idle with an identity open"
memory "locked by idleness"
later 92
memory "long idle"
not_in_memory "her own keys are not" < "$TMPDIR/own_keys"

# It is killed so that it would leave a core, with the identity on its screen.
types 'open sesame night'
wait_gone passphrase:
opens && ok "an identity is shown again"
console_pid=$(pid)
pattern=$(cat /proc/sys/kernel/core_pattern 2>/dev/null)
case $pattern in
'|'* | /*) skip "a core" "cores of this machine go to $pattern" ;;
*)
	(cd "$home" && mkdir control && cd control && ulimit -c unlimited && sh -c 'kill -ABRT $$') >/dev/null 2>&1
	[ -n "$(ls "$home/control")" ] && ok "another program leaves a core here" || skip "a core" "none is left here by anybody"
	rm -rf "$home/control" ;;
esac
kill -ABRT "$console_pid"
wait_until test -e "$T_DIR/exit"
is "$(cat "$T_DIR/exit")" "exit 134" "aborted, it ends"
is "$(find "$home" -name '*core*' | wc -l)" 0 "and leaves no core"
[ -s "$home/log" ] && ok "there is a log" || not_ok "there is a log"
hunted "its log and its user's files hold none of the names" "$names" "$home" "$KEYS" "$T_DIR/stderr"
hunted "nor the passphrase" "$TMPDIR/passphrase" "$home" "$KEYS" "$T_DIR/stderr"

# What goes to the terminal.
play "opened and closed on a terminal" 43 132 -- "$HOMEWARD" -u night -c "$KEYS/conf" <<END
wait HW-
type :$code\r
wait SUMMARY
mark
type :unlock\r
wait assphrase
type open sesame night\r
settle 300
do wc -c < $RAW > $TMPDIR/from
type o
wait Why is
key i
wait $shown
settle 200
mark
key q
wait SUMMARY
settle 200
do wc -c < $RAW > $TMPDIR/to
mark
type :lock\r
wait assphrase
settle 200
type open sesame night\r
settle 300
type :quit\r
expect-exit 0 10
END
from=$(tr -d ' ' <"$TMPDIR/from") to=$(tr -d ' ' <"$TMPDIR/to")
head -c "$from" "$RAW" > "$TMPDIR/before"
tail -c +"$((to + 1))" "$RAW" > "$TMPDIR/after"
head -c "$to" "$RAW" | tail -c +"$((from + 1))" > "$TMPDIR/meanwhile"
there "what is sent while it is open shows them" "$TMPDIR/meanwhile"
hunted "nothing before and after" "$names" "$TMPDIR/before" "$TMPDIR/after"
hunted "the passphrase is never sent" "$TMPDIR/passphrase" "$RAW"
raw_lacks "no title and no clipboard is ever set" '\e\](?!0;(?:\a|\e\\)|2;(?:\a|\e\\))'
finish
