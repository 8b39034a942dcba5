#!/bin/sh
# database: demo
# Two people with the cursor on one case, on the board, in triage and on the case itself: one acts, and the other presses a key as soon
# as it is on her screen, which is sooner than anybody reads. It does nothing, and tells who did what; pressed again it does what it is
# for. Where the case leaves the list under her cursor, her key does not fall on the next one.
. "$(dirname "$0")/tmux.sh"
night() { T_SERVER=101; }
supervisor() { T_SERVER=201; }
both_end() { for T_SERVER in 101 201; do tm kill-server 2>/dev/null; done; rm -rf "$T_DIR"; }
trap both_end EXIT
of() { sql -c "select coalesce(s.login, 'NOBODY') || ' ' || p.name from app.case c join app.priority p on p.id = c.priority left join app.staff s on s.id = c.responsible_id where c.code = '$1'"; }
to_case() { # both come to the row of this case
	for person in night supervisor; do
		$person
		keys g
		t_next() { at "$1" || { keys j && false; }; }
		wait_until t_next "$1" || not_ok "the cursor of $person comes to $1"
	done
}
shows() { screen | grep -qF -- "$1"; }
press() { # KEY: with what it asks for
	keys "$1"
	case $1 in
	p) within 5 shows 'How urgent?' && keys n ;;
	a) within 5 shows 'Who is responsible from now on?' && keys "$(screen | sed -n 's/^ *\([0-9]\)   officer .*/\1/p')" && wait_for 'to officer?' && keys a ;;
	esac
}
# Back to nobody's, and both have seen that.
free() { # CODE FREE
	sql -c "update app.case set responsible_id = null, responsible_seen = true, priority = 1, version = version + 1 where code = '$1'" >/dev/null
	for person in night supervisor; do
		$person
		wait_until "$2" "$1" || not_ok "the screen of $person shows that $1 is nobody's"
	done
	sleep 2.5
}
# KEY CODE WHERE TAKEN FREE: both are on the case. She may press a little later than a key takes, but not than she reads:
# where this machine took longer nothing is shown by it, and it is tried again.
too_soon() {
	for time in 1 2 3 4 5; do
		night
		keys t
		wait_for "$2 taken"
		began=$(date +%s%N)
		supervisor
		wait_until "$4" "$2" || not_ok "$3: what night did comes by itself"
		press "$1"
		took=$((($(date +%s%N) - began) / 1000000))
		[ "$took" -ge 1500 ] || break
		free "$2" "$5"
	done
	if [ "$took" -ge 1500 ]; then
		ok "$3: $1 at once # SKIP this machine is too slow for it"
		night
		keys t
		wait_for "$2 taken"
		supervisor
		return
	fi
	wait_for "not saved. night took it" && ok "$3: $1 at once tells that night took it"
	is "$(of "$2")" "night urgent" "$3: and does nothing"
}
taken_in_row() { at "$1" && at night; }
free_in_row() { at "$1" && at NOBODY; }
taken_on_page() { shows "responsible       night"; }
free_on_page() { shows "responsible       NOBODY"; }
again() { # KEY TEXT: what she has read she may change
	for time in 1 2 3 4 5 6 7 8 9 10; do
		press "$1"
		within 2 shows "$2" && break
	done
	shows "$2" && ok "$1 pressed again does it: $2" || not_ok "$1 pressed again does it: $2"
}

reported=$(sql -c "set session authorization supervisor; select code from api.case_line where stage = 1 order by code limit 8")
set -- $reported $(sql -c "set session authorization supervisor; select code from api.case_line where stage = 2 order by code limit 3")
sql -c "update app.case set responsible_id = null, responsible_seen = true, priority = 1 where code = any ('{$(echo "$*" | tr ' ' ,)}')"
T_SERVER=100
console 80x24 night
wait_for "> HW-"
T_SERVER=200
console 80x24 supervisor
wait_for "> HW-"

to_case "$1"
too_soon t "$1" board taken_in_row free_in_row
again t "$1 taken"
to_case "$2"
too_soon p "$2" board taken_in_row free_in_row
again p "$2 priority normal"
to_case "$3"
too_soon a "$3" board taken_in_row free_in_row

# ---- it leaves the lane that she is in
to_case "$4"
next=$(screen | sed -n "/^> $4/{n;s/^  \(HW-....-....\).*/\1/p;}")
was=$(of "$next")
night
keys m
wait_for 'Which stage?'
keys 1
wait_for "$4 moved to triaged"
supervisor
field "$4 no longer in this list" && ok "what left stays under her cursor as a line that says so"
keys t
wait_for "not saved. night moved it to triaged" && ok "and a key tells who moved it where"
field "$next" && keys t
wait_for "has just come to $next" && ok "then the cursor goes on, and a key that was on its way does nothing"
is "$(of "$next")" "$was" "to the next one neither"
again p "$next priority normal"

# ---- in triage
for person in night supervisor; do
	$person
	keys 0
	wait_for 'waiting . oldest'
done
to_case "$5"
too_soon t "$5" triage taken_in_row free_in_row
to_case "$6"
too_soon p "$6" triage taken_in_row free_in_row
to_case "$7"
too_soon a "$7" triage taken_in_row free_in_row
to_case "$8"
night
keys m
wait_for 'Which stage?'
keys 1
wait_for "$8 moved to triaged"
supervisor
field "moved to triaged by night" && ok "a row of triage that is moved on says who did it"
keys t
wait_for "not saved. night moved it to triaged" && ok "and a key at once does nothing"

# ---- on the case itself
shift 8
for key in t p a; do
	for person in night supervisor; do
		$person
		keys -l ":$1"
		keys Enter
		wait_for "Case > $1"
		wait_for 'responsible       NOBODY'
	done
	too_soon $key "$1" case taken_on_page free_on_page
	shift
done
finish
