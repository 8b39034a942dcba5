#!/bin/sh
# database: demo
# Several cases at once: what they are, what comes of it, the number typed where they are many, a result for each,
# and all of it taken back.
. "$(dirname "$0")/tmux.sh"

marked() { screen | grep -o '[0-9]* marked' | grep -o '[0-9]*'; }
has_marks() { [ "$(marked)" -gt 20 ] 2>/dev/null; }
urgent() { sql -c "select count(*) from app.event where action = 'case.priority' and refusal is null"; }
undone() { sql -c "select count(*) from app.event where action = 'undo' and refusal is null"; }
state() { sql -c "select md5(string_agg(concat_ws(' ', id, priority, responsible_id, stage), ',' order by id)) from app.case"; }

console 132x43 supervisor
wait_for LIVE
keys -l ':cases closed:none'
keys Enter
wait_for '/closed:none'
wait_for ' of '
keys '*'
in_time "many are marked" has_marks
n=$(marked)
before=$(state) had=$(urgent) had_undone=$(undone)

# ---- what is not confirmed by its number is not done
keys p
wait_for 'How urgent?'
keys u
wait_for "Set the priority of $n cases to urgent?"
like "$(screen)" "and $((n - 5)) more" "the first five are named, and how many more"
like "$(screen)" "type their number, $n, and Enter" "and what to do to be sure"
keys 9 Enter
wait_for 'that was not it: type it again'
keys Escape
wait_for 'Nothing was changed: their number was not typed'
keys Escape
wait_gone 'Nothing was changed'
is "$(state)" "$before" "another number changes nothing"
keys p
wait_for 'How urgent?'
keys u
wait_for "Set the priority of $n cases to urgent?"
keys Enter
wait_for 'Nothing was changed'
keys Escape
wait_gone 'Nothing was changed'
is "$(state)" "$before" "nor does Enter"

# ---- done: each that could not be stays marked, with its own reason
already=$(sql -c "select count(*) from app.case where priority = 1 and closed_at is null")
keys p
wait_for 'How urgent?'
keys u
wait_for "Set the priority of $n cases to urgent?"
keys -l "$n"
keys Enter
wait_for ' saved, '
left=$((n - $(urgent) + had))
[ "$left" -gt 0 ] && [ "$left" -le "$already" ] && ok "those that are urgent already are not done again" || not_ok "those that are urgent already are not done again"
like "$(screen | tail -n 2)" "$((n - left)) saved, $left not saved" "how many are done, and how many not"
is "$(marked)" "$left" "what was not done stays marked"
keys -l ':messages'
keys Enter
wait_for 'It is so already'
is "$(screen | grep -c 'HW-....-....: not saved. It is so already')" "$(screen | grep -c 'not saved. It')" "each tells its own reason"
keys q
wait_for '/closed:none'

# ---- taken back as a whole
keys u
wait_for 'taken back'
like "$(screen | tail -n 2)" "$((n - left)) cases: taken back" "u takes all of them back"
is "$(undone)" "$((n - left + had_undone))" "each is told"
is "$(state)" "$before" "and all is as it was"
finish
