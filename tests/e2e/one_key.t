#!/bin/sh
# database: demo
# Risk, flags and links by one key each, seen on the case, taken back; and two people on one case.
. "$(dirname "$0")/tmux.sh"

codes=$(sql -c "select code from app.case where office_id = 1 and closed_at is null and stage = 2 and risk <> 3 and not 'danger now' = any (flags)
	order by code limit 4")
set -- $codes
one=$1 two=$2 three=$3
of() { sql -c "select $2 from app.case where code = '$1'"; }
links() { sql -c "select count(*) from app.case_link l join app.case a on a.id in (l.case_a, l.case_b) where a.code = '$1'"; }
is_so() { [ "$(of "$1" "$2")" = "$3" ]; }
before=$(of "$one" "risk || ' ' || array_to_string(flags, ',')")

console 80x24 night
wait_for LIVE
keys -l ":$one"
keys Enter
wait_for "Case > $one"
wait_for 'SUMMARY'

# ---- risk: one key and a letter
keys r
wait_for 'How great is the danger to her?'
keys h
wait_for 'risk high. u takes it back'
is "$(of "$one" risk)" 3 "r h: the danger is high"
wait_for 'high'

# ---- flags: one key and a digit, which is always the same
keys f
wait_for 'Which flag?'
wait_for '1   danger now'
keys 1
wait_for 'flag: danger now. u takes it back'
wait_for 'flags'
like "$(of "$one" "array_to_string(flags, ',')")" 'danger now' "f 1: danger now"
keys f
wait_for 'Which flag?'
wait_for '1   no danger now'
keys Escape
wait_gone 'Which flag?'

# ---- link: how, and with whom
keys i
wait_for 'How do they belong together?'
wait_for '3   same place'
keys 3
wait_for "to="
keys -l "$two"
keys Enter
wait_for "linked, same place: $two"
wait_for "same place: $two"
ok "the case shows with which it is linked"
keys i
wait_for 'How do they belong together?'
keys 4
wait_for "to="
keys -l "$one"
keys Enter
wait_for 'This is the same case.'
is "$(links "$one")" 1 "no case is linked with itself"
keys -l ":$two"
keys Enter
wait_for "Case > $two"
wait_for "same place: $one"
ok "and so does the other"
goes_to "same place: $one" && keys Enter
wait_for "Case > $one" && ok "to which Enter on that line leads"
keys q
wait_for "Case > $two"

# ---- taken back, the latest first
keys u
wait_for "Taken back: $one linked"
is "$(links "$one")" 0 "u: they are no longer linked"
wait_gone "same place: $one"
keys u
wait_for "Taken back: $one flag"
keys u
wait_for "Taken back: $one risk"
is "$(of "$one" "risk || ' ' || array_to_string(flags, ',')")" "$before" "u u u: all is as it was"

# ---- two marks are linked with each other
keys q
keys q
wait_for 'Board'
at_cursor() { focused | grep -o 'HW-....-....'; }
has_moved() { [ "$(at_cursor)" != "$marked" ] && [ -n "$(at_cursor)" ]; }
keys -l ":cases stage:triaged"
keys Enter
wait_for '/stage:triaged'
listed() { [ -n "$(at_cursor)" ]; }
in_time "triaged cases are listed" listed
marked=$(at_cursor)
keys Space
wait_for '1 marked'
has_moved || keys j
in_time "the cursor moves" has_moved
under=$(at_cursor)
had=$(links "$marked")
keys i
wait_for 'How do they belong together?'
keys 1
wait_for "linked, possible duplicate: $marked"
is "$(links "$marked")" $((had + 1)) "the marked one is linked with the one under the cursor"
keys Space
keys -l ":$under"
keys Enter
wait_for "Case > $under"
wait_for "possible duplicate: $marked"
keys -l ":unlink"
keys Enter
wait_for 'Which link is to go?'
ok ":unlink asks which"
keys Escape
wait_gone 'Which link'

# ---- somebody else was first: told who and what before one's own key applies
keys -l ":$three"
keys Enter
wait_for "Case > $three"
wait_for 'SUMMARY'
other=$(sql -c "select case priority when 2 then 'normal' else 'high' end from app.case where code = '$three'")
tm send-keys p
wait_for 'How urgent?'
sql -c "set session authorization supervisor; select coalesce((api.case_priority(gen_random_uuid(), c.id, c.version, '$other')).refusal, '')
	from api.case_line c where c.code = '$three'" >/dev/null
keys u
wait_for 'supervisor set its priority to'
like "$(screen | tail -n 2)" "not saved. supervisor set its priority to $other" "who comes second is told who did what, and when"
is "$(of "$three" "(select name from app.priority x where x.id = priority)")" "$other" "and her key did nothing"
raises_it() {
	keys p
	wait_for 'How urgent?'
	keys u
	t_tries=100
	until screen | tail -n 2 | grep -q -e 'priority urgent. u takes it back' -e 'not saved'; do [ $((t_tries -= 1)) -gt 0 ] || return; sleep 0.05; done
	is_so "$three" priority 1
}
wait_until raises_it
is "$(of "$three" priority)" 1 "once she has seen it, it does"
finish
