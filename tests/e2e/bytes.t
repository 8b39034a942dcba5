#!/bin/sh
# database: demo
# What the console sends over a slow line, measured at 80x24 in xterm-256color with the clock stopped.
# The figures are told; it fails above the bars.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/pty.sh"

leave='type :quit\r
expect-exit 0'
# A server that never answers: the frame does not wait for it.
perl -MIO::Socket::UNIX -e '$server = IO::Socket::UNIX->new(Local => "$ARGV[0]/.s.PGSQL.5432", Listen => 1);
	print "ready\n"; close STDOUT; sleep 60' "$T_DIR" > "$T_DIR/mute" &
mute=$!
wait_until grep -q ready "$T_DIR/mute"
HOMEWARD_CONNINFO="host=$T_DIR dbname=x" play "the first frame is there without a server" 24 80 -- \
	"$HOMEWARD" -u night <<END
wait CONNECTING
$leave
END
kill "$mute"
freeze
# A list that is longer than its window, of cases that nobody's clock moves.
ready='wait LIVE 03:41
wait row 1/
wait ---- HW-
settle 300'
# measured DESC BAR SCRIPT: the script's last `bytes` must not pass the bar
measured() {
	m_desc=$1 m_bar=$2
	play "$m_desc" 24 80 -- "$HOMEWARD" -u night <<-END || return
	$ready
	$3
	$leave
	END
	m_bytes=$(tail -n 1 "$FIGURES")
	echo "# bytes: $m_desc: $m_bytes (bar $m_bar)"
	[ "$m_bytes" -le "$m_bar" ] && ok "$m_desc: within $m_bar" || not_ok "$m_desc: $m_bytes bytes, not $m_bar"
}

list='type :preview\r
settle 200
type 2
settle 300'
# Rows with red and yellow words cost more; which one comes next is not this test's.
plain="$list
type /priority:normal risk:low\r
settle 300"
down='type jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj
settle 300'

# A bare list of the same size, drawn by ncurses, costs 2039 bytes.
measured "the first screen" 2400 bytes
raw_has "a minute is a plain digit" '\e\[mLIVE 03:41'
measured "the cursor one row down" 30 "$list
type jj
settle 100
mark
type j
settle 150
bytes"
measured "the cursor one row down in a lane" 14 'type :preview\r
settle 200
type j
settle 100
mark
type j
settle 150
bytes'
measured "a scroll by one row" 130 "$plain
$down
mark
type j
settle 150
bytes"
# Cards with red and yellow words cost more: told only.
play "a scroll by one row among urgent cards" 24 80 -- "$HOMEWARD" -u night <<END
$ready
type :preview\r
settle 200
type lllL
settle 300
$down
mark
type j
settle 150
bytes
$leave
END
echo "# bytes: a scroll by one row among urgent cards, told only: $(cat "$FIGURES")"

# A card in the middle of the first lane; what changes does not move it.
code=$(sql -c 'set session authorization night' -c "select code from api.case_line where stage = 1
	and closed_at is null order by priority, clock_at, touched_at, id offset 5 limit 1" | tail -n 1)
other() { set_up "update app.case set risk = $1 where code = '$code'"; }
other="do psql -XqAt -d '$HOMEWARD_CONNINFO' -c \"update app.case set risk = 2 where code = '$code'\""
other 1
measured "another person changes one cell" 20 'type :preview\r
settle 200
mark
'"$other"'
wait med
settle 300
bytes'
other 1
play "the same with the preview open" 24 80 -- "$HOMEWARD" -u night <<END
$ready
mark
$other
wait med
settle 400
bytes
$leave
END
echo "# bytes: another person changes one cell, preview open: $(cat "$FIGURES")"
play "nothing new: another change, ten idle seconds" 24 80 -- "$HOMEWARD" -u night <<END
$ready
mark
do psql -XqAt -d "\$HOMEWARD_CONNINFO" -c "update app.case set risk = risk; update app.office set name = name" >/dev/null
settle 500
bytes
settle 9900
bytes
$leave
END
is "$(tr '\n' ' ' <"$FIGURES")" "0 0 " "not a byte for a change that changes nothing, for ten seconds"
finish
