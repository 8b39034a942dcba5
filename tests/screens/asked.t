#!/bin/sh
# What is asked without a form, in each state: its choices, none that fits, a word that is none, the database that refuses,
# somebody who was quicker, a line that is gone. Clocks, priorities, who is on call, how long a clock runs in an office.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region
sql <<'END' >/dev/null || exit 1
begin;
do $$
begin
	create role supervisor login in role hw_staff;
exception when duplicate_object or unique_violation then
	null;
end $$;
insert into app.staff (login, name, office_id) values ('supervisor', 'supervisor', 1);
insert into app.staff_office select id, 1 from app.staff where login = 'supervisor';
insert into app.staff_role select id, 'supervisor' from app.staff where login = 'supervisor';
commit;
END
code=HW-39HY-N6RW
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" <"$T_DIR/orders" >"$T_DIR/said" &
exec 7>"$T_DIR/orders"
within 60 grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
# How long the line is gone is another number each time.
taken() { screen | sed 's/ *OFFLINE since.*/ OFFLINE/; s/^trying .*/trying .../'; printf 'cursor %s\n' "$(cursor)"; }
types() { keys -l "$1"; keys Enter; }
through_line() {
	near=$TESTS_CONNINFO
	TESTS_CONNINFO="host=$line dbname=${TESTS_CONNINFO##*dbname=}"
	console 80x24 "$1"
	TESTS_CONNINFO=$near
	wait_for 'HW-34EX-QKFN'
}
is_cut() { printf 'accept 0\ncut\n' >&7; wait_for 'OFFLINE since'; }

through_line night
types ":case $code"
wait_for SUMMARY
keys C
wait_for 'What about its clocks?'
picture asked-clock
keys s
wait_for 'Which clock?'
picture asked-clock-which
keys -l 'zzz'
wait_for '[zzz]'
picture asked-clock-none
keys Escape
wait_gone '[zzz]'
types ':clock start TH-29X 2026-02-31'
wait_for 'This is no time'
picture asked-clock-wrong
types ':clock start MY-PO 1h'
wait_for 'another country'
picture asked-clock-refused
keys p
wait_for 'Esc Cancel'
picture asked-priority
echo stall >&7
"$HOMEWARD" -d "$TESTS_CONNINFO" -u officer priority "$code" high >"$T_DIR/out" 2>&1 || not_ok "the officer sets it: $(cat "$T_DIR/out")"
keys n
echo go >&7
wait_for WARN
picture asked-priority-first
is_cut
keys p
wait_for 'Esc Cancel'
picture asked-priority-offline
keys n
wait_for 'not saved'
picture asked-priority-unsent
echo 'accept -1' >&7
leave

through_line supervisor
types ':oncall'
wait_for 'On call'
picture asked-oncall
keys -l ':oncall BKK first '
wait_for 'oncall BKK first'
picture asked-oncall-typed
keys -l 'nobody_such 07:00'
keys Enter
wait_for WARN
picture asked-oncall-refused
types ':policy TRIAGE'
wait_for 'RESTS ON'
picture asked-policy
types ':policy TRIAGE "31 Feb" BKK'
wait_for WARN
picture asked-policy-refused
is_cut
types ':policy TRIAGE "20 minutes" BKK'
wait_for 'cannot be reached'
picture asked-policy-unsent
types ':oncall BKK first night 07:00'
wait_for 'Try again when LIVE'
picture asked-oncall-unsent
exec 7>&-
finish
