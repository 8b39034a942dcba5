#!/bin/sh
# database: demo
# The console behind a slow line, 150 ms each way and 64 kbit/s: what travels for what, never how
# long it takes. No row that did not change is sent again, and what was typed ahead is done at once.
# To see it fail: a repaint after a poke, or a frame for every key (app_turn_end in
# terminal_ready).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/pty.sh"

freeze
build/tests/tools/far serve "$T_DIR/console" 24 80 "$HOMEWARD" -u night > "$T_DIR/served" 2>&1 &
served=$!
mkfifo "$T_DIR/orders"
build/tests/tools/link "$T_DIR/line" "$T_DIR/console" delay=150 rate=64000 <"$T_DIR/orders" > "$T_DIR/linked" &
linked=$!
exec 7>"$T_DIR/orders"
leave() {
	exec 7>&-
	kill $served $linked 2>/dev/null
	t_end
}
trap leave EXIT
is_ready() { grep -q ready "$T_DIR/served" && grep -q ready "$T_DIR/linked"; }
within 60 is_ready || { echo "Bail out! there is no line"; exit 1; }

# A card in the middle of the first lane; what changes does not move it.
code=$(sql -c 'set session authorization night' -c "select code from api.case_line where stage = 1
	and closed_at is null order by priority, clock_at, touched_at, id offset 5 limit 1" | tail -n 1)
last=$(sql -c 'set session authorization night' -c "select code from api.case_line where stage = 1
	and closed_at is null order by priority, clock_at, touched_at, id" | tail -n 1)
lane=$(sql -c 'set session authorization night' -c "select count(*) from api.case_line where stage = 3
	and closed_at is null" | tail -n 1)
set_up "update app.case set risk = 1 where code = '$code'"
other() { echo "do psql -XqAt -d '$HOMEWARD_CONNINFO' -c \"$1\" >/dev/null"; }

play "a board behind a slow line" 24 80 -- build/tests/tools/far join "$T_DIR/line" <<END
wait LIVE 03:41 30
wait row 1/ 30
settle 700
bytes
type :preview\r
wait $last 30
settle 700
mark
$(other "update app.case set risk = risk; update app.office set name = name")
$(other "update app.case set risk = 2 where code = '$code'")
wait med 30
settle 700
bytes
absent HW-
mark
type \x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c
wait help 30
settle 700
bytes
mark
type llj
wait row 2/$lane 30
type 2
wait row 1/ 30
settle 700
mark
type jjjjjjjjjjjjjj
wait 5/ 30
settle 700
bytes
type :quit\r
expect-exit 0 30
END
figure() { sed -n "$1p" "$FIGURES"; }
costs() { # DESC LINE BAR
	m_bytes=$(figure "$2")
	[ "${m_bytes:-9999}" -le "$3" ] && ok "$1: $m_bytes bytes" || not_ok "$1: ${m_bytes:-no} bytes, not $3"
}
costs "the first board" 1 2400
costs "another person's change, and two that change nothing" 2 20
costs "ten times ^L typed at once: the screen once" 3 2300
costs "fourteen times j typed at once: one frame" 4 100
finish
