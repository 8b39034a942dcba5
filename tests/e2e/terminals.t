#!/bin/sh
# database: demo
# Whatever TERM, locale and size say, whoever stops, ends or hangs up the terminal: the console runs
# or says why not, and the terminal is as it was afterwards.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/pty.sh"

freeze
ready='wait LIVE 03:41
wait HW-
settle 100'
leave='type :quit\r
expect-exit 0'

# ---- the type of the terminal ----

for term in '' dumb unknown '../../tmp/x' 'a b'; do
	play "TERM '$term' is refused in words, code 2" 24 80 -t "$term" -- "$HOMEWARD" -u night <<-END
	wait homeward help).
	expect-exit 2
	END
	raw_lacks "and nothing is done to such a terminal" '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xff]'
done
for term in xterm-ghostty-xyz nonsense vt100 linux screen; do
	play "TERM '$term' opens the board" 24 80 -t "$term" -- "$HOMEWARD" -u night <<-END
	$ready
	mark
	type j
	wait >
	$leave
	END
done
play "vt100 has the board" 24 80 -t vt100 -- "$HOMEWARD" -u night <<END
$ready
$leave
END
raw_lacks "vt100 gets ASCII alone" '[\x80-\xff]'
raw_lacks "and no colour" '\e\[[0-9;]*[34][0-7]m'

# ---- locale ----

for locale in C POSIX nowhere.UTF-8 th_TH.TIS-620; do
	LC_ALL=$locale play "LC_ALL=$locale falls back to UTF-8" 24 80 -- "$HOMEWARD" -u night <<-END
	$ready
	$leave
	END
	raw_has "and the lines are whole characters" '\xe2\x80\xa6'
done
(unset LC_ALL; LANG=C "$HOMEWARD" doctor) >"$T_DIR/doctor" 2>&1
like "$(cat "$T_DIR/doctor")" C.UTF-8 "LANG=C: the doctor names the locale in force"

# ---- colour ----

play "in colour" 24 80 -- "$HOMEWARD" -u night <<END
$ready
$leave
END
raw_has "there is colour unasked" '\e\[[0-9;]*3[1-7]m'
for name in NO_COLOR=1 CLICOLOR=0; do
	play "with $name" 24 80 -- env $name "$HOMEWARD" -u night <<-END
	$ready
	$leave
	END
	raw_lacks "$name: no colour at all" '\e\[(?:[0-9]+;)*(?:[34][0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m'
done

# ---- size ----

for size in '1 1' '1 200' '2 2' '8 40' '200 500' '0 0'; do
	# shellcheck disable=SC2086
	play "rows and columns $size: up and down, a prompt, help, away" $size -- "$HOMEWARD" -u night <<-END
	settle 300
	type jkG/x
	settle 100
	key ^G
	settle 100
	type ?
	settle 100
	type q1M
	settle 100
	$leave
	END
done
storm=
i=0
while [ $i -lt 50 ]; do
	storm="${storm}resize $((1 + i * 37 % 67)) $((1 + i * 53 % 211))
type j
"
	i=$((i + 1))
done
play "50 sizes in a row, then the whole board again" 24 80 -- "$HOMEWARD" -u night <<END
$ready
${storm}resize 24 80
settle 300
mark
key ^L
wait 1Board
wait HW-
wait filter
$leave
END

# ---- stopping and going on ----

# A shell with job control; what it starts waits in the same job, as make and scripts do.
cat >"$T_DIR/job" <<'END'
"$HOMEWARD" -u night
echo "code$?."
END
mode='type stty -a | grep -o "[-]*icanon" | sed "s/^/mode /"\n'
play "^Z stops the whole job, fg brings the screen back" 24 80 -- env PS1='$ ' ENV= sh -i <<END
type sh $T_DIR/job\n
$ready
mark
key ^Z
wait Stopped
wait \$
$mode
wait mode icanon
mark
type fg\n
wait 1Board
wait HW-
settle 100
type :quit\r
wait code0.
$mode
wait mode icanon
type exit\n
expect-exit 0
END
raw_has "the shell had its own screen meanwhile" '\e\[\?2004l.*\e\[\?1049l.*Stopped.*\e\[\?2004h.*\e\[\?1049h.*code0'

# For signals from outside: the console's pid, and the words to wait for its state and its end.
cat >"$T_DIR/pid.sh" <<END
echo \$\$ >"$T_DIR/pid"
exec "$HOMEWARD" -u night
END
cat >"$T_DIR/state.sh" <<'END'
# state.sh PID LETTERS: until it is in one of these states, of ps; Z also when it is gone
i=0
until s=$(sed 's/.*) \(.\).*/\1/' "/proc/$1/stat" 2>/dev/null || echo Z); case $s in [$2]) true ;; *) false ;; esac; do
	i=$((i + 1))
	[ $i -lt 1200 ] || { echo "$1 is in state $s, not $2" >&2; exit 1; }
	sleep 0.05
done
END
state="do sh $T_DIR/state.sh \$(cat $T_DIR/pid)"
send="do kill -s"

play "a stopped console that is told to end does so, and leaves the terminal alone" 24 80 -- env PS1='$ ' ENV= sh -i <<END
type sh $T_DIR/pid.sh\n
$ready
mark
key ^Z
wait Stopped
$state T
mark
$send TERM \$(cat $T_DIR/pid)
$send CONT \$(cat $T_DIR/pid)
$state Z
settle 50
$mode
wait mode icanon
type exit\n
expect-exit 0
END
raw_lacks "not a byte of its screen" 'Stopped.*\e\[\?1049[hl]'

play "SIGTSTP from somebody else stops it as ^Z does" 24 80 -- env PS1='$ ' ENV= sh -i <<END
type sh $T_DIR/pid.sh\n
$ready
mark
$send TSTP \$(cat $T_DIR/pid)
wait Stopped
$state T
settle 50
$mode
wait mode icanon
mark
type fg\n
wait 1Board
settle 100
type :quit\r
$state Z
$mode
wait mode icanon
type exit\n
expect-exit 0
END

play "SIGSTOP, another size, other modes, SIGCONT: all is drawn again" 24 80 -- sh "$T_DIR/pid.sh" <<END
$ready
signal STOP
$state T
do stty -F /dev/\$(ps -o tty= -p \$(cat $T_DIR/pid) | tr -d " ") sane
resize 30 100
mark
signal CONT
wait 1Board
wait HW-
settle 100
mark
type j
wait >
$leave
END

# ---- ending ----

cat >"$T_DIR/modes.sh" <<END
stty -a >"$T_DIR/before"
sh "$T_DIR/pid.sh"
s=\$?
stty -a >"$T_DIR/after"
exit \$s
END
for name in TERM INT QUIT; do
	play "SIG$name ends it, code 0" 24 80 -- sh "$T_DIR/modes.sh" <<-END
	$ready
	$send $name \$(cat $T_DIR/pid)
	expect-exit 0
	END
	is "$(cat "$T_DIR/after")" "$(cat "$T_DIR/before")" "SIG$name: the terminal's modes are as before"
	raw_has "and its screen" '\e\[H\e\[2?J.*\e\[\?2004l.*\e\[\?1049l[^\x20-\x5a\x5c-\x7e]*(?:\e\[[?0-9;]*[a-zA-Z])*.{0,40}$'
done

for where in '' 'type :take' 'type a' 'key Enter' 'type ?'; do
	play "hung up ${where:+after $where}: gone, code 3" 24 80 -- "$HOMEWARD" -u night <<-END
	$ready
	$where
	settle 50
	hangup
	expect-exit 3 10
	END
done
play "hung up where SIGHUP is ignored" 24 80 -- sh -c 'trap "" HUP; "$0" -u night; echo $? >"$1"' "$HOMEWARD" "$T_DIR/code" <<END
$ready
hangup
expect-exit 0
END
is "$(cat "$T_DIR/code")" 3 "the same end"
play "hung up while stopped in a shell" 24 80 -- env PS1='$ ' ENV= sh -i <<END
type sh $T_DIR/pid.sh\n
$ready
mark
key ^Z
wait Stopped
$state T
hangup
$state Z
END
HOMEWARD_CONNINFO=host=/nonexistent play "hung up while there is no database" 24 80 -- "$HOMEWARD" -u night <<END
wait OFFLINE
hangup
expect-exit 3 10
END
cat >"$T_DIR/stall.sh" <<'END'
# stall.sh PID: has it draw more than anybody reads, and see that it waits for the reader idly
spent() { echo $(($(sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f 12,13 | tr ' ' +))); }
i=0
while [ $i -lt 60 ]; do
	kill -s CONT "$1"
	sleep 0.01
	i=$((i + 1))
done
before=$(spent "$1")
sleep 0.5
after=$(spent "$1")
[ $((after - before)) -le 2 ] || { echo "$((after - before)) ticks in half a second" >&2; exit 1; }
END
play "the terminal takes nothing any more: it waits, idle, and hangs up" 24 80 -- sh "$T_DIR/pid.sh" <<END
$ready
do sh $T_DIR/stall.sh \$(cat $T_DIR/pid)
hangup
$state Z
END
play "the terminal took nothing for a while: all is there afterwards" 24 80 -- sh "$T_DIR/pid.sh" <<END
$ready
do sh $T_DIR/stall.sh \$(cat $T_DIR/pid)
settle 100
mark
type j
wait >
$leave
END

# ---- no terminal ----

"$HOMEWARD" -u night </dev/null >"$T_DIR/out" 2>"$T_DIR/err"
is $? 2 "standard input is no terminal: code 2"
like "$(cat "$T_DIR/err")" "This is not a terminal." "and says so"
unlike "$(cat "$T_DIR/err")" "TERM" "and does not blame TERM, which is right"
is "$(cat "$T_DIR/out")" "" "and writes nothing to standard output"
"$HOMEWARD" -u night <&- >"$T_DIR/out" 2>"$T_DIR/err"
is $? 2 "standard input is closed: code 2"
like "$(cat "$T_DIR/err")" "This is not a terminal." "and says so"
finish
