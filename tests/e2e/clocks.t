#!/bin/sh
# database: demo
# Clocks by keys and from a shell: started from when it began, taken back, extended as far as the rule goes; on what one rests;
# the alarm of a child in detention on every screen; how long one runs in an office.
. "$(dirname "$0")/tmux.sh"
sql() { psql -XAtq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" "$@"; }
code=$(sql -c "select c.code from app.case c join app.office o on o.id = c.office_id where o.code = 'BKK'
	and c.closed_at is null and c.stage = 3 and c.child and not c.flags @> '{detained}' and not exists (select from app.case_clock k
		where k.case_id = c.id and k.rule in ('TH-29', 'CALL-BACK') and k.stopped_at is null) order by c.code limit 1")
[ -n "$code" ] || { echo "Bail out! no case"; exit 1; }
types() { keys -l "$1"; keys Enter; }
clock() { sql -c "select $1 from app.case_clock k join app.case c on c.id = k.case_id where c.code = '$code' and k.rule = '$2' and k.stopped_at is null"; }
alarms() { sql -c "select count(*) from app.case where closed_at is null and child and flags @> '{detained}' and office_id = any (
	select w.office_id from app.staff_office w join app.staff s on s.id = w.staff_id where s.login = 'night')"; }
shell() { # LOGIN WORD...: in $rc and $T_DIR/said
	t_user=$1
	shift
	rc=0
	env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u "$t_user" "$@" >"$T_DIR/said" 2>&1 </dev/null || rc=$?
}
said() { cat "$T_DIR/said"; }

console 80x24 night
wait_for LIVE
types ":case $code"
wait_for SUMMARY
keys C
wait_for 'What about its clocks?' && ok "C asks what about the clocks"
keys s
wait_for 'TH-29?  temporary protection . 24 hours . unverified' && ok "which there are, and on what they rest"
keys 1
wait_for '3h ago' && ok "since when"
keys 6 # three hours ago
wait_for "$code clock: start TH-29. u takes it back" && ok "it is started"
is "$(clock "k.ends_at - k.started_at = interval '24 hours' and k.started_at between now() - interval '190 minutes' and now() - interval '179 minutes'" TH-29)" t "from when it began"
wait_for 'court petition or release' && ok "the case shows it"
keys u
wait_for 'Taken back' && is "$(clock 'count(*)' TH-29)" 0 "a mistake is taken back, and is gone"
keys C d
wait_for 'nothing to choose here' && ok "nothing runs that could be done"
types ":clock start CALL-BACK 30m"
wait_for 'clock: start CALL-BACK' && ok "a window to call"
keys C e
wait_for 'CALL-BACK?  safe to call . ends' && keys 1
wait_for '2h more' && keys 4
wait_for 'another window' && keys 7
wait_for 'clock: extend CALL-BACK' && ok "is extended for a reason"
is "$(clock "k.ends_at - k.started_at = interval '150 minutes'" CALL-BACK)" t "by as much as was chosen"
types ':case'
wait_for SUMMARY
keys Tab
wait_for 'CALL-BACK?' && keys j
focused | grep -q 'CALL-BACK' || keys j
keys Enter
wait_for 'RESTS ON' && wait_for 'office rule: ours, no law' && ok "Enter on it tells on what it rests"
wait_for 'to 24 hours in all, for a reason' && ok "and how far it goes"
keys q
wait_for "Case > $code"
keys g Tab Tab Tab Tab
wait_for 'clock: CALL-BACK extended, another window' && ok "the timeline tells why it was extended"
before=$(alarms)
sql -c "update app.case set flags = flags || '{detained}' where code = '$code'"
wait_for "ALARM $((before + 1))" && ok "a child who is detained is an alarm on every screen"
keys 8 /
types "$code"
wait_for '  1 of' && like "$(screen | grep "$code  *.*child" | head -n 1)" 'child detained' "and in the inbox"
sql -c "update app.case set flags = array_remove(flags, 'detained') where code = '$code'"
wait_for "ALARM $before" && ok "until she is out"

shell night clock "$code" start TH-29X 2026-02-31
is "$rc" 1 "31 February is refused"
like "$(said)" 'This is no time.' "in words"
shell night clock "$code" start MY-PO
like "$(said)" 'This clock is of another country.' "so is a clock of another country"
shell night clock "$code" done TH-29
like "$(said)" 'This clock does not run.' "and what does not run is not done"
shell night clock "$code" extend CALL-BACK 7d 'another window'
like "$(said)" 'Its rule does not let it run so long.' "nothing goes further than its rule"
shell night clock "$code" done CALL-BACK
is "$rc $(clock 'count(*)' CALL-BACK)" '0 0' "from a shell as by keys"

shell night policy TRIAGE '20 minutes' BKK
like "$(said)" 'Your roles do not allow this.' "the night does not say how long clocks run"
shell supervisor policy TH-29 '48 hours' BKK
like "$(said)" 'not for an office to say' "nor an office what may be law"
shell supervisor policy TRIAGE '20 minutes' BKK
is "$rc" 0 "a supervisor says how long an office's own does"
console 80x24 supervisor
wait_for LIVE
types ':policy'
wait_for 'TRIAGE?  triage . at most 20 minutes . office rule . set by this office' && ok "the list of clocks has it"
types ':rule TH-NRM15'
wait_for 'interview by the multidisciplinary team' && ok "each has its page"
finish
