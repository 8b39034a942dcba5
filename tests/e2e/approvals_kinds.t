#!/bin/sh
# database: demo
# Each kind of request besides transfers and files: what an authority asks for, that a file is erased, that somebody has
# looked at a case of another office. Each is read whole, what is sealed of it too, asked back, asked again, passed on,
# refused, and approved by as many people as it needs, which carries it out.
# To see it fail: request_hold() that says REQUEST_GOOD; sealed_kind that is always "transfer"; approval_can() with those who have
# answered already.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
last4() { printf %s "$code" | tail -c 4 | tr A-Z a-z; }
votes() { sql -c "select count(*) from app.approval_vote where approval_id = '$asked' and answer = 'approve'"; }
state() { sql -c "select state from app.approval where id = '$asked'"; }
comes() { # SIZE LOGIN
	console "$1" "$2" -c "$KEYS/conf"
	wait_for LIVE && unlocks "$2"
}
reads() { # TEXT: of the request it opens
	types ":approval $code"
	wait_for "$1"
}
said() { like "$(screen | tr -s ' \n' ' ')" "$1" "$2"; }
approves() {
	keys v
	wait_for "Approve $code?" && types "$(last4)"
}
# KIND: it is asked back, asked again by who asked, passed on, refused.
answered() { # WHO asks
	keys b
	wait_for 'What is asked back?' && keys 6
	wait_for 'sent back with your question' && is "$(state)" 'asked back' "$kind: b asks back"
	wait_for 'whoever asked answers it' && ok "$kind: nobody decides it meanwhile"
	must shell "$1" ask-again "$code"
	wait_for 'v approve (type' && is "$(state)" open "$kind: asked again it is up for approval on the open page"
	keys d
	wait_for 'Who decides it in your place?' && keys -l coord && keys Enter
	wait_for 'passed on' && is "$(sql -c "select s.login from app.approval a join app.staff s on s.id = a.to_id where a.id = '$asked'")" coordinator "$kind: d passes it on"
	keys x
	wait_for 'Why is it refused?' && keys 6
	wait_for 'refused. Whoever asked sees why' && is "$(state)" refused "$kind: x refuses"
}
shell() { # LOGIN WORD...
	t_who=$1
	shift
	env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u "$t_who" "$@" >"$said" 2>&1 </dev/null
}
is_asked() { # KIND, of the case
	asked=$(sql -c "select id from app.approval where case_id = '$subject' and kind = '$1' order by asked_at desc limit 1")
	code=$(sql -c "select code from app.approval where id = '$asked'")
}

# ---- an authority asks for the file: two people, and a lawyer before them
kind=disclosure
a_letter() { # +KIND or KIND, then more values
	must clerk seal officer <<END
$case${a_tab}$1${a_tab}asker${a_tab}court${a_tab}ground${a_tab}court order${a_tab}scope${a_tab}name;story${a_tab}asked_on${a_tab}$a_day${a_tab}state${a_tab}asked${a_tab}who${a_tab}CANARY judge${2:+$a_tab$2}
END
	is_asked disclosure
}
lawyer="lawyer${a_tab}may be given${a_tab}opinion${a_tab}CANARY lawyer wrote that"
woman
a_letter +disclosure
comes 80x24 supervisor
reads 'AN AUTHORITY ASKS FOR THE FILE' && wait_for 'CANARY judge' && ok "what is sealed of it is opened with it"
said 'The lawyer has not been asked.' "a lawyer is missing"
said 'asks court . for name, story . asked on' "who asks, for what"
said '2 people have to approve it . so far: 0' "and how many people it needs"
keys v
wait_for 'approving is not possible yet' && is "$(votes)" 0 "without a lawyer nobody approves it"
a_letter disclosure "$lawyer"
wait_for 'CANARY lawyer wrote that' && ok "what the lawyer wrote comes while she reads"
said 'the lawyer says: may be given, was not asked' "and what has changed since it was asked"
unlike "$(screen)" MISSING "nothing is missing now"
wait_for 'v approve (type' && keys v
wait_for 'CHANGED JUST NOW' && ok "she is told that it has changed"
approves
wait_for 'Somebody else has to approve it, too' && is "$(votes) $(state)" '1 open' "one is not enough"
wait_for 'so far: 1' && wait_for 'you have approved it . somebody else has to, too' && ok "the page says so"
keys v
sleep 0.5
is "$(votes)" 1 "nor is she twice"
comes 132x43 coordinator
reads 'CANARY judge' && wait_for 'v approve (type' && ok "the second reads all of it, too"
approves
wait_for 'it may be given' && is "$(votes) $(state)" '2 approved' "two approve it"
is "$(sql -c "select state from app.disclosure where id = '$asked'")" approved "which is carried out"
must clerk seal officer <<END
$case${a_tab}disclosure${a_tab}asker${a_tab}court${a_tab}ground${a_tab}court order${a_tab}scope${a_tab}name;story${a_tab}asked_on${a_tab}$a_day${a_tab}state${a_tab}partly given${a_tab}given${a_tab}name${a_tab}answered_on${a_tab}$a_day${a_tab}who${a_tab}CANARY judge${a_tab}$lawyer
END
keys q
wait_gone 'AN AUTHORITY'
reads 'AN AUTHORITY' && wait_for 'changed since: the case has what it says now' && unlike "$(screen)" TAMPERED "what was given is entered behind it: that is no forgery"
woman
a_letter +disclosure "$lawyer"
comes 80x24 supervisor
reads 'v approve (type' && answered officer

# ---- ... and nobody is left who could be the second
woman
a_letter +disclosure "$lawyer"
others="staff_id in (select staff_id from app.staff_office where office_id = 1) and role in ('supervisor', 'coordinator')
	and staff_id <> (select id from app.staff where login = 'supervisor')"
sql -c "create table app.put_by as select * from app.staff_role where $others" -c "delete from app.staff_role where $others" >/dev/null
reads 'v approve (type' && said 'TOO FEW CAN APPROVE THIS: 2 more have to, and of BKK (supervisor, coordinator) only 1 can.' "where too few are left it says so before the first signs"
approves
wait_for 'too, and NOBODY of' && ok "who signs it is told"
wait_for 'NOBODY CAN ANSWER THIS' && said 'an admin enrols somebody for BKK (supervisor, coordinator), or whoever asked takes it back' "the page says it, and what helps"
ends=$(sql -c "select to_char(expires_at at time zone 'Asia/Bangkok', 'YYYY-MM-DD HH24:MI') from app.approval where id = '$asked'")
said "It is over $ends." "when it is over"
unlike "$(screen)" 'answer by' "and no time to answer it"
sql -c "insert into app.staff_role select * from app.put_by" -c "drop table app.put_by" >/dev/null
must shell officer withdraw "$code" 'not needed any more'

# ---- a file is erased: two people
kind=erasure
case=$(sql -c "select code from app.case where office_id = 1 and closed_at is not null order by code limit 1")
subject=$(sql -c "select id from app.case where code = '$case'")
must clerk seal officer <<END
$case${a_tab}note${a_tab}text${a_tab}CANARY note
END
a_letter +disclosure "$lawyer"
letter=$code
must shell supervisor refuse "$letter" doubtful
must shell officer erase "$case" 'she asks for it'
is_asked erasure
reads 'A FILE IS ERASED FOR EVER' && wait_for 'v approve (type' && ok "that a file is erased can be read"
said 'sealed nothing of it' "nothing of it is sealed, and it says so"
said 'reason she asks for it' "why"
said 'sealed records 2' "how much it is"
answered officer
must shell officer erase "$case" 'she asks for it'
is_asked erasure
reads 'v approve (type' && approves
wait_for 'Somebody else has to approve it, too' && is "$(votes) $(sql -c "select count(*) from app.sealed where case_id = '$subject'")" '1 2' "one erases nothing"
comes 60x15 coordinator
reads 'ERASED' && wait_for 'PgDn' && keys v
wait_for 'There is more below' && is "$(votes)" 1 "what does not fit is read first"
keys NPage NPage
wait_for 'v approve (type' && approves
wait_for 'the file is erased' && is "$(votes) $(state) $(sql -c "select count(*) from app.sealed where case_id = '$subject'")" '2 approved 0' "two do"
keys q
wait_gone '(version 1)'
reads 'A FILE IS ERASED' && unlike "$(screen)" TAMPERED "what was approved can be read afterwards"
code=$letter
reads 'The file was erased since' && unlike "$(screen)" TAMPERED "what was asked of it besides is gone, and no forgery"

# ---- somebody of another office has looked at a case: one person reviews it
kind=glass
breaks() { # CODE
	sql -c "set session authorization officer_vientiane" -c "select refusal from api.glass_break(gen_random_uuid(), gen_random_uuid(), '$1', 'she is here')" >/dev/null
	subject=$(sql -c "select id from app.case where code = '$1'")
	is_asked glass
}
breaks "$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code limit 1")"
comes 80x24 supervisor
reads 'HAS LOOKED AT A CASE' && wait_for 'v approve (type' && ok "a look at a case is read"
said 'BREAK-GLASS, done already' "that it was done"
said 'who looked officer_vientiane of VTE' "by whom"
said 'reason she is here' "why"
approves
wait_for 'reviewed: it was right' && is "$(votes) $(sql -c "select review from app.glass where id = '$asked'")" '1 right' "one reviews it"
breaks "$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by code offset 1 limit 1")"
reads 'v approve (type' && keys x
wait_for 'Why is it refused?' && keys 6
wait_for 'refused. Whoever asked sees why' && is "$(sql -c "select review from app.glass where id = '$asked'")" 'not right' "or says that it was not right"
finish
