#!/bin/sh
# database: demo
# A night in triage: what waits stands in its order, what is known of it below; what others do comes by itself, and says
# for a while who did it. By itself this console reads every five minutes only.
. "$(dirname "$0")/tmux.sh"
as() { sql -c "set session authorization $1" -c "$2"; }
first() { as night "select code from api.triage_line where left_by is null and office_code = 'BKK' and $1 order by calm, clock_order, risk_order, reported_at, id limit 1"; }
waiting() { as night 'select waiting from api.triage_head()'; }
on_row() { case $(focused) in *"$1"*) ;; *) false ;; esac; }
go_to() { # the row of this code, from the first
	keys g
	t_go() { on_row "$1" || { keys j && false; }; }
	wait_until t_go "$1"
}
code=$(as night "select code from api.triage_line where source = 'hotline' and danger = 1 and responsible is null limit 1")
other=$(first "danger = 0 and code <> '$code'")
twin=$(as night "select code from api.triage_line where office_code = 'BKK' and code not in ('$code', '$other') limit 1")

# What a call leaves, as the form keeps it: told in clear, and nothing else of it.
sql >/dev/null <<SQL
update app.case set sex = 'female', age_low = 15, age_high = 17, language = 'lo' where code in ('$code', '$twin');
insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
select md5(code)::uuid, id, office_id, 'call', true, 1, decode(repeat('00', 202), 'hex'), (select min(id) from app.staff) from app.case where code = '$code';
insert into app.entry_call (id, case_id, office_id, danger, age, sex, people, lang, call_until, answers, act, purpose, caller, source, standing)
select md5(code)::uuid, id, office_id, 'yes', '15-17', 'female', 4, 'lo', now() + interval '2 hours', 'only the friend', '{recruitment}', '{forced begging}',
	'friend', 'hotline', 'case' from app.case where code = '$code';
SQL
printf 'database: { poll_s = 300; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
before=$(waiting)
console 80x24 night -c "$T_DIR/conf"
wait_for LIVE
keys 0
wait_for "$before waiting . oldest" && ok "the line above says how many wait"
wait_for "0Triage $before " && ok "so does the tab"
is "$(screen | sed -n 's/^[> ] [0-9a-z]* *\(HW-....-....\|BT-....-....\|(contact)\).*/\1/p' | head -8 | tr '\n' ' ')" \
	"$(as night "select string_agg(code, ' ' order by calm, clock_order, risk_order, reported_at, id) from (select * from api.triage_line order by calm, clock_order, risk_order, reported_at, id limit 8) as x") " "in the order of triage"

go_to "$code"
wait_for "safe to call until" && ok "what is told in clear stands below"
like "$(screen)" "answers: only the one who called" "who may answer"
like "$(screen)" "purpose: forced begging . act: recruited . means: not needed for a child" "what happened; of a child no means"
like "$(screen)" "speaks Lao" "her language"
like "$(screen)" "like $twin (same sex, age, language" "and which case is like it"
keys z
wait_gone "safe to call until" && ok "a veil covers it"
keys z
wait_for "safe to call until"

# What others do.
as supervisor "select api.case_priority(gen_random_uuid(), id, version, 'high') from api.case_line where code = '$twin'" >/dev/null
as supervisor "select api.case_move(gen_random_uuid(), id, version, 'triaged') from api.case_line where code = '$other'" >/dev/null
wait_for "$other  moved to triaged by supervisor" && ok "a row that another moves on says who did it"
wait_for "$((before - 1)) waiting" && ok "and does not wait any more"
is "$(as night "select count(*) from app.event" 2>&1 | grep -c 'permission denied')" 1 "nobody reads the record past the views"
wait_gone "$other" 40 && ok "after a while it goes by itself"
as supervisor "select (api.case_escalate(gen_random_uuid(), id, version, name)).refusal from api.case_line, (select min(name) as name from api.escalation_reason_line) as r
	where code = '$code'" >/dev/null
wait_for "escalated" && ok "an escalation is told of below"
like "$(screen)" "not yet seen by" "and that nobody has looked yet"

# What she does.
on_row "$code" || not_ok "the cursor stays on its case"
takes_it() { keys t && wait_for "$code" && [ "$(as night "select responsible from api.triage_line where code = '$code'")" = night ]; }
wait_until takes_it || not_ok "she takes it as soon as she has seen that it is escalated"
is "$(as night "select responsible from api.triage_line where code = '$code'")" night "t takes the case with the cursor"
keys u
wait_for "Taken back"
as officer "select api.contact_keep(gen_random_uuid(), gen_random_uuid(), 'call back', null, 'th')" >/dev/null
wait_for "$before waiting" && ok "a call that somebody has to see to comes by itself"
keys G
wait_for "t you see to it" && ok "the last line has the keys of such a line"
wait_for "the call was taken by officer" && ok "who took it stands below"
keys '*'
cases=$(as night 'select count(*) from api.triage_line where case_id is not null and left_by is null')
wait_for "$cases marked" && ok "it is no case: * does not mark it"
keys '*'
wait_gone "marked"
keys t
wait_for "You see to this call" && ok "t: she sees to it"
wait_for "you see to it since" && ok "and it waits, as hers"
is "$(as night "select count(*) from api.contact_line where taken_by = 'night'")" 1 "she alone sees to it"
keys X
wait_for "$((before - 1)) waiting" && ok "X: it is done, and goes"
keys u
wait_for "$before waiting" && ok "u: it is not done"
keys G
wait_for "you see to it since"
keys t
wait_for "You see to it already" && ok "t a second time says so, and changes nothing"
keys X
wait_for "$((before - 1)) waiting"
as officer "select api.contact_keep(gen_random_uuid(), gen_random_uuid(), 'call back', null, 'th')" >/dev/null
wait_for "$before waiting"

# The same list from a shell; and nothing for who does not work on cases.
is "$("$HOMEWARD" -d "$TESTS_CONNINFO" -u night list triage --format csv 2>/dev/null | tail -n +2 | wc -l | tr -d ' ')" "$(as night 'select count(*) from api.triage_line')" "list triage prints what the screen shows"
is "$("$HOMEWARD" -d "$TESTS_CONNINFO" -u partner list triage --format csv 2>/dev/null | tail -n +2 | wc -l | tr -d ' ')" 0 "and nothing to a partner"
console 80x24 partner
wait_for LIVE
keys 0
wait_for 'Your role does not triage' && ok "whose screen says why it is empty"
keys 8
wait_for 'Nothing comes here for your role' && ok "as does her inbox"
keys -l ':morning'
keys Enter
wait_for 'Your role sees nothing of this page' && ok "and the morning, which does not say that nothing ends"
unlike "$(screen)" 'No clock ends today' "of which she cannot know"
keys -l ':parties'
keys Enter
wait_for 'Your role does not see whom' && ok "nor that nobody is known"
finish
