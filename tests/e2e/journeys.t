#!/bin/sh
# database: demo
# A tired person at 03:00: find the case, take it, make it urgent, move it, take it back, by keys,
# at the prompt and from a shell; and see what others do without touching anything. What others do comes
# because it is told: by itself this console reads every five minutes only.
. "$(dirname "$0")/tmux.sh"

sql -c "insert into app.clock (now) values ('2026-03-04 20:41:00+00')" >/dev/null
version_of() { sql -c "select version from app.case where code = '$1'"; }
column_of() {
	sql -c "set session authorization coordinator" -c "select $2 from api.case_line where code = '$1'"
}

printf 'database: { poll_s = 300; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
console 80x24 night -c "$T_DIR/conf"
wait_for "LIVE 03:41" && ok "the board is live, in the office's own time"
like "$(screen | sed -n 1p)" "Board" "the first line says where one is"
like "$(screen | sed -n 2p)" "1Board 2Cases" "the second line shows the tabs that exist"

code=$(focused | grep -o 'HW-....-....')
is "$(printf %s "$code" | wc -c | tr -d ' ')" 12 "the cursor stands on the row that has the focus"
keys j
moved() { next=$(focused | grep -o '^> HW-....-....' | cut -c3-) && [ "$next" != "$code" ]; }
in_time "after j the cursor stands on another row, marked with >" moved

keys t
wait_for "$next taken"
is "$(column_of "$next" responsible)" night "t takes the case"
keys u
wait_for "Taken back"
is "$(sql -c "select string_agg(action, ' ' order by id) from (select e.id, e.action from app.event e
	join app.case c on c.id = e.object_id where c.code = '$next' order by e.id desc limit 2) as x")" \
	"case.take undo" "u takes it back, and both are on the record"

keys p
wait_for "How urgent?"
keys h
wait_for "priority high"
is "$(column_of "$next" priority_name)" high "p h makes it high"
stays_on() { case $(focused) in "> $1 "*) ;; *) false ;; esac; }
in_time "the focus stays on its record though the order changed" stays_on "$next"

keys p
wait_for "How urgent?"
keys Escape
wait_for "Nothing was changed"
is "$(column_of "$next" priority_name)" high "Esc changes nothing"

keys -l ":priority $next urgent"
keys Enter
is_now() { [ "$(column_of "$next" priority_name)" = "$1" ]; }
in_time "the same at the prompt" is_now urgent

"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor priority "$next" normal >"$T_DIR/out" 2>&1
is $? 0 "the same from a shell, exit code 0"
like "$(cat "$T_DIR/out")" "$next priority normal" "which says what was done"
is "$(column_of "$next" priority_name)" normal "and did it"

other=$(screen | sed -n 's/^  \(HW-....-....\) .*/\1/p' | sed -n 2p)
before=$(focused | grep -o 'HW-....-....')
# its cell PR, which what is done to it changes
was=$(screen | sed -n "s/^  $other \(..\) .*/\1/p")
sql -c "set session authorization supervisor" -c "select api.case_priority(gen_random_uuid(), id, version, case priority when 1 then 'high' else 'urgent' end) from api.case_line where code = '$other'" >/dev/null
is "$(column_of "$other" priority)" "$([ "$was" = '!!' ] && echo 2 || echo 1)" "somebody else changes a case"
mark=$([ "$was" = '!!' ] && echo '! ' || echo '!!')
marked() { screen | grep -q "^  $other $mark "; }
in_time "which appears without a key" marked
in_time "and the cursor stays on its case" stays_on "$before"

keys -l /country:LA
keys Enter
wait_for "country:LA"
keys /
keys C-u
keys -l 'country:'
keys Enter
pointed() { screen | tail -2 | grep -qF '^'; }
wait_until pointed
like "$(screen | tail -2)" "^" "a filter that does not parse shows where"
keys Escape
wait_for "country:LA"
ok "and keeps the old one"
keys '\'
wait_gone "country:LA" && ok "\\ clears the filter"

keys z
wait_for "veil"
unlike "$(screen)" "supervisor" "the veil hides who is responsible"
keys z
wait_gone "veil"

keys 2
wait_for "Cases"
keys 8
wait_for "Inbox"
keys 9
wait_for "Bangkok regional office"
keys G Enter
wait_for "/office:SPL" && ok "Enter on an office lists its cases"
keys -l ':clear'
keys Enter
wait_gone "/office:"
keys 1
wait_for "Board"
keys Enter
wait_for "SUMMARY"
ok "Enter opens the case"
keys q
wait_gone "SUMMARY" && ok "q goes back"
keys '?'
wait_for "Become responsible for the case" && ok "? is made of the verbs' own words"
keys q

keys -l ':quit'
keys Enter
wait_until test -e "$T_DIR/exit"
is "$(cat "$T_DIR/exit" 2>/dev/null)" "exit 0" ":quit leaves"
is "$(cat "$T_DIR/stderr")" "" "nothing was written to standard error"
finish
