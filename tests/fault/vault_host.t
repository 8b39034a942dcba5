#!/bin/sh
# database: demo
# Others on the host of a console whose vault is open: another user reads none of its files and nothing of
# its process; its own user, with no rights beyond, neither; and what the environment says changes nothing.
# Criterion: permission denied each time; drafts and what was seen say nothing of what was typed.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/thief.sh"
names=$TMPDIR/names
build/tests/tools/hunt -n 5 > "$names"
code=$(case_of BKK 0)

# An environment that would lead any other program astray.
evil=$TMPDIR/evil
mkdir -m 755 "$evil"
printf '"e": "x"\n"o": kill-whole-line\nset editing-mode vi\n' > "$evil/inputrc"
printf '[other]\nhost=/nonexistent\n' > "$evil/service"
echo '*:*:*:*:stolen' > "$evil/pass"
T_ENV="HOME=$evil INPUTRC=$evil/inputrc PGSERVICEFILE=$evil/service PGSERVICE=other PGPASSFILE=$evil/pass PGHOST=/nonexistent PGUSER=nobody
	PGOPTIONS='-c log_statement=all' TERMINFO=$evil TERMINFO_DIRS=$evil HISTFILE=$evil/history XDG_CONFIG_HOME=$evil XDG_STATE_HOME=$evil
	TMPDIR=$evil EDITOR=$evil/editor PAGER=$evil/pager SODIUM_DISABLE_PIE=1 MALLOC_TRACE=$evil/trace GCONV_PATH=$evil LOCPATH=$evil"
T_ENV=$(echo "$T_ENV" | tr '\n\t' '  ')
find "$evil" | sort > "$TMPDIR/evil.before"
console 132x43 night -c "$KEYS/conf"
wait_for HW-
unlocks && ok "with a hostile environment the vault opens with what the settings name"
types ":$code"
wait_for SUMMARY
keys n
wait_for 'field 1 of'
keys -l "$(paste -sd' ' "$names")"
wait_for "$(head -n 1 "$names")" && ok "a note is begun"

# ---- another user ----
p=$(pid)
denied() { # NAME USER COMMAND...
	d_name=$1 d_user=$2
	shift 2
	if setpriv --reuid="$d_user" --regid="$(id -gn "$d_user")" --init-groups --inh-caps=-all --bounding-set=-all "$@" >"$TMPDIR/out" 2>"$TMPDIR/err" || [ -s "$TMPDIR/out" ]; then
		not_ok "$d_name"
		head -c 200 "$TMPDIR/out" | cat -v | sed 's/^/# /'
	elif grep -qi 'permission denied\|not permitted' "$TMPDIR/err"; then
		ok "$d_name"
	else
		not_ok "$d_name: $(cat "$TMPDIR/err")"
	fi
}
if [ "$(id -u)" != 0 ] || ! setpriv --reuid=nobody --clear-groups true 2>/dev/null; then
	skip 'other users read nothing of hers' 'it takes root to be somebody else'
else
	# The folder itself may be passed through: what counts are the files.
	chmod 711 "$KEYS"
	for file in night.key night.seen host.secret conf; do
		[ -e "$KEYS/$file" ] || not_ok "there is a $file"
		denied "another user reads no $file" nobody cat "$KEYS/$file"
	done
	for file in mem environ maps auxv fd/0 stack; do
		denied "another user reads nothing of its process: $file" nobody cat "/proc/$p/$file"
	done
	denied "another user ends nothing of it" nobody sh -c "kill -TERM $p"
fi

# The same user: the program lets nobody attach to itself, which a shell of hers shows by contrast.
if [ "$(id -u)" = 0 ] && setpriv --reuid=nobody --clear-groups true 2>/dev/null; then
	mkdir -m 700 "$TMPDIR/hers"
	chown nobody "$TMPDIR/hers"
	tm new-session -d -s hers "setpriv --reuid=nobody --regid=$(id -gn nobody) --init-groups --inh-caps=-all --bounding-set=-all \
		env HOME='$TMPDIR/hers' TERM=tmux-256color LC_ALL=C.UTF-8 '$HOMEWARD' -d host=/nonexistent"
	hers() { pgrep -u nobody -x homeward | while read -r q; do [ "$(readlink "/proc/$q/exe")" = "$(readlink -f "$HOMEWARD")" ] && grep -qz nonexistent "/proc/$q/cmdline" && echo "$q"; done | head -n 1; }
	is_there() { [ -n "$(hers)" ]; }
	wait_until is_there
	ready() { [ "$(stat -c %U "/proc/$(hers)/mem" 2>/dev/null)" = root ]; }
	wait_until ready
	for file in mem environ maps; do
		denied "her own user, without its help, reads nothing of it: $file" nobody cat "/proc/$(hers)/$file"
	done
	setpriv --reuid=nobody --regid="$(id -gn nobody)" --init-groups sh -c 'cat /proc/$$/environ' >/dev/null 2>&1 &&
		ok "which she may of another program" || not_ok "which she may of another program"
	tm kill-session -t hers
fi

# ---- what is on the disk when it is killed ----
kill -HUP "$p"
wait_until test -e "$T_DIR/exit"
in_time "what was typed is kept" test -e "$KEYS/night.draft"
is "$(stat -c %a "$KEYS/night.draft")" 600 "for her alone"
[ "$(build/tests/tools/hunt "$names" "$KEYS" "$evil" 2>/dev/null | sed 's/ .*//' | sort -u)" = 0 ] && ok "and nobody reads in it what it was" || not_ok "and nobody reads in it what it was"
find "$evil" | sort | diff "$TMPDIR/evil.before" - >"$TMPDIR/diff" && ok "nothing was written where the environment pointed" ||
	{ not_ok "nothing was written where the environment pointed"; sed 's/^/# /' "$TMPDIR/diff"; }
finish
