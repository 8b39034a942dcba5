#!/bin/sh
# database: none
# What keeps the program from starting is said before it takes the terminal, through the gate.
set -eu
. tests/e2e/shell.sh
: > "$out"
esc=$(printf '\033]0;x\007') c1=$(printf '\302\233')

start() {
	rc=0
	env TERM=xterm "$HOMEWARD" "$@" > "$out" 2> "$err" < /dev/null || rc=$?
}
harmless() {
	if LC_ALL=C grep -q "$(printf '[\033\007]\\|\302[\200-\237]')" "$err"; then not_ok "$1"; else ok "$1"; fi
}

start -c "/nowhere/$esc" list board
is "$rc" 2 "a file of settings that is not there stops the program"
like "$err" /nowhere/ "it is named"
harmless "and what its name holds tells the terminal nothing"

printf 'bind: ( { screen = "*"; key = "x%s"; command = "quit"; } );\n' "$c1" > "$TMPDIR/conf"
chmod 600 "$TMPDIR/conf"
start -c "$TMPDIR/conf"
is "$rc" 2 "a key that does not exist stops the console"
like "$err" "conf:1: there is no key" "the line is named"
harmless "and what stands there tells the terminal nothing"

start -d 'host=a nonsense'
is "$rc" 2 "a connection string that does not parse stops the console"
like "$err" "does not parse" "that is said while the terminal is still the shell's"

HOMEWARD_CONNINFO="host=/nowhere dbname=$(printf '%02000d' 0)" start list board
is "$rc" 2 "a connection string that is too long is refused"
like "$err" "longer than 1023 bytes" "not cut and used"
start -d 'host=/nowhere' doctor
is "$rc" 3 "the doctor tells what there is, and that there is no database"
like "$out" 'core dumps' "though without one"
finish
