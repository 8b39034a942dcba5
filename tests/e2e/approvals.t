#!/bin/sh
# database: demo
# What somebody asks and others approve: on the tab, on one screen, signed with the last four of its code typed;
# not by whoever asked, not what has changed meanwhile; and what was forged in the database is not taken.
# To see it fail: is_asked_still() that says true; vote_of() that takes any vote; is_of_content() that says true.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
last4() { printf %s "$code" | tail -c 4 | tr A-Z a-z; }
state() { sql -c "select t.state from app.transfer t where t.id = '$asked'"; }
votes() { sql -c "select count(*) from app.approval_vote where approval_id = '$asked'"; }
comes() { # SIZE LOGIN
	console "$1" "$2" -c "$KEYS/conf"
	wait_for LIVE && unlocks "$2"
}
approves() {
	keys v
	wait_for "Approve $code?" && types "$(last4)"
}

# ---- on the tab, and on one screen
woman
journey
comes 132x43 supervisor
wait_for '6Approvals 1' && ok "the tab counts what waits on her"
keys 6
wait_for "$code" && keys Enter
wait_for 'JOURNEY' && wait_for 'CANARY escort' && ok "Enter opens it, and what is sealed of it with it"
like "$(screen)" "v approve (type $(printf %s "$code" | tail -c 4))" "nothing is missing: the last line says how"
like "$(screen | tr -s ' ')" "from, to BKK, a place of ours . to AFL" "where from and where to"
like "$(screen | tr -s ' ')" "The way by Nong Khai in the morning, by car" "and the way"

# ---- what is typed without reading approves nothing
keys v
wait_for "Approve $code?" && types xxxx
sleep 0.3
is "$(state) $(votes)" "risk-checked 0" "another word approves nothing"
keys Escape
wait_for 'Nothing is approved' && ok "and Esc says so"
keys -l "v$(last4)$(printf '\r')"
sleep 3
is "$(state) $(votes)" "risk-checked 0" "nor do bytes that come at once with the prompt"
comes 132x43 supervisor
types ":approval $code"
wait_for 'v approve (type'

# ---- it changes while she reads it
keys v
wait_for "Approve $code?"
edits night '{"purpose": "safety"}'
wait_for 'CHANGED JUST NOW' && types "$(last4)"
wait_for 'has changed since you read it' && ok "it has changed behind the question: she is told"
is "$(votes)" 0 "and nothing is approved"
keys v
wait_for 'It has changed while you read it' && ok "v says it once more"
like "$(screen | tr -s ' ')" 'why, when: safety, was health care' "and what"
is "$(votes)" 0 "and approves nothing"
approves
wait_for 'approved. The receiving office has to accept.' && ok "then she approves what it says now, and is told what follows"
is "$(state) $(votes)" "approved 1" "which is done"
is "$(sql -c "select v.hash = a.hash, v.version from app.approval_vote v join app.approval a on a.id = v.approval_id where a.id = '$asked'")" "t|2" "of the version and the text she had before her"
wait_gone '6Approvals 1' && ok "the tab counts it no more"

# ---- her own
woman
journey supervisor
types ":approval $code"
wait_for 'you have asked for this' && ok "her own request says that somebody else decides"
unlike "$(screen | tail -3)" 'v approve' "there is no v"
keys v
sleep 0.5
is "$(votes)" 0 "and pressing it does nothing"
types ':withdraw'
wait_for 'Why is it withdrawn?' && keys 1
wait_for 'withdrawn.' && is "$(state)" aborted "she takes it back"

# ---- missing
woman
journey officer '{"escort": null, "risk_checked": "no"}'
types ":approval $code"
wait_for 'MISSING' && ok "what is missing stands there"
like "$(screen | tr -s ' \n' ' ')" 'It is not said who goes with her.' "in words"
keys v
wait_for 'approving is not possible yet'
sleep 0.3
is "$(votes)" 0 "and v approves nothing"
keys b
wait_for 'What is asked back?' && keys 1
wait_for 'sent back with your question' && is "$(state)" returned "b asks back"
wait_for 'who goes with her' && ok "the question stands in its history"
woman
journey
types ":approval $code"
wait_for 'v approve (type' && keys d
wait_for 'Who decides it in your place?' && keys -l coord && keys Enter
wait_for 'passed on' && wait_for 'coordinator' && ok "d passes it on"
is "$(sql -c "select s.login from app.approval a join app.staff s on s.id = a.to_id where a.id = '$asked'")" coordinator "to whom she said"
keys x
wait_for 'Why is it refused?' && keys 1
wait_for 'refused. Whoever asked sees why' && is "$(state)" refused "x refuses"

# ---- what is sealed is not what is signed
woman
journey
sql -c "alter table app.sealed disable trigger user; update app.sealed set blob = set_byte(blob, 40, get_byte(blob, 40) # 1) where id = '$asked'; alter table app.sealed enable trigger user" >/dev/null
types ":approval $code"
wait_for TAMPERED && ok "a sealed entry that was changed is TAMPERED"
keys v
sleep 0.5
is "$(votes)" 0 "and nothing of it is approved"
in_record() { [ "$(sql -c "select count(*) from app.event where action = 'tampered' and refusal is null and login = '$1'")" -gt 0 ]; }
in_time "the record of the work is told" in_record supervisor

# ---- the file, with its keys
woman
file
types ":approval $code"
wait_for 'FILE GOES TO ANOTHER OFFICE' && wait_for 'v approve (type' && approves
wait_for 'approved. The receiving office has to take it' && ok "a file is approved with its keys"
sql -c "create table public.kept as select * from app.approval_vote where approval_id = '$asked'; create table public.keys as select * from app.transfer_key where transfer_id = '$asked'" >/dev/null
good() {
	sql -c "set session_replication_role = replica; delete from app.approval_vote where approval_id = '$asked'; insert into app.approval_vote select * from public.kept;
		delete from app.transfer_key where transfer_id = '$asked'; insert into app.transfer_key select * from public.keys" >/dev/null
}
comes 100x40 officer_vientiane
types ":approval $code"
wait_for ':receive takes the file'
# attack WHAT SQL: it is refused, loudly, and nothing is taken
attack() {
	good
	sql -c "set session_replication_role = replica; $2" >/dev/null || not_ok "$1: the change cannot be made"
	types ":approval $code"
	keys R
	sleep 0.5
	types ':receive'
	if wait_for 'Nothing is taken.' 20; then ok "$1: TAMPERED, and whom to telephone"; fi
	like "$(screen)" 'TAMPERED' "$1: said so"
	is "$(state)" approved "$1: nothing is taken"
	keys q
	wait_gone 'Nothing is taken.'
}
attack 'a signature that somebody made up' "update app.approval_vote set signature = decode(repeat('ab', 64), 'hex') where approval_id = '$asked'"
attack 'a vote in the name of another' "update app.approval_vote set staff_id = (select id from app.staff where login = 'coordinator') where approval_id = '$asked';
	update app.transfer_key set given_by = (select person from app.staff where login = 'coordinator') where transfer_id = '$asked'"
attack 'a letter that was changed' "update app.transfer_key set letter = set_byte(letter, 100, get_byte(letter, 100) # 1) where transfer_id = '$asked'"
attack 'another text than she has signed' "update app.approval set content = replace(content, 'services nearer to her', 'family'), hash = sha256(convert_to(replace(content, 'services nearer to her', 'family'), 'UTF8')) where id = '$asked'"
sql -c "set session_replication_role = replica; update app.approval set content = replace(content, 'family', 'services nearer to her'), hash = (select hash from public.kept) where id = '$asked'" >/dev/null
attack 'a vote for another version' "update app.approval_vote set version = 7 where approval_id = '$asked'"
in_time "the record is told of that, too" in_record officer_vientiane
good
types ":approval $code"
keys R
sleep 0.5
types ':receive'
wait_for 'the file is yours now' && ok "what is good is taken"
is "$(state) $(sql -c "select o.code from app.case c join app.office o on o.id = c.office_id where c.code = '$case'")" "handed over VTE" "and the case is of the office that got it"
types ":case $case"
wait_for SUMMARY && types ':identity' && ok "who received it opens it"

# ---- away, and from a shell
hw() { "$HOMEWARD" -d "$TESTS_CONNINFO" "$@" >"$T_DIR/out" 2>&1; }
woman
journey
hw -u supervisor away coordinator 8h && ok "away from a shell"
end=$(sql -c "select to_char(a.ends_at at time zone 'Asia/Bangkok', 'YYYY-MM-DD HH24:MI') from app.away a where a.ends_at > now()")
like "$(cat "$T_DIR/out")" " - $end: coordinator is asked" "which is told until when it is"
hw -u supervisor away && like "$(cat "$T_DIR/out")" 'supervisor is away' "which says who is"
hw -u supervisor away --format json && like "$(cat "$T_DIR/out")" '"delegate_login": "coordinator"' "also to a program"
hw -u supervisor away end && ok "and back"
hw -u supervisor list approvals --format json && like "$(cat "$T_DIR/out")" "\"$code\"" "list approvals"
hw -u supervisor approval "$code" --format json && like "$(cat "$T_DIR/out")" '"content": "{' "approval for a program"
hw -u supervisor approval "$code" && like "$(cat "$T_DIR/out")" "case: $case" "and for a person, each part in a line"
like "$(cat "$T_DIR/out")" "leave_at: $(date -u +%Y)-" "a time is told as one"
hw -u officer refuse "$code"
like "$? $(cat "$T_DIR/out")" 'Such as: refuse TR-.... not safe' "without a reason it is told how"
hw help transfer
like "$? $(cat "$T_DIR/out")" '0 transfer: in the console, :transfer' "what the console alone does is told so"
hw -u officer refuse "$code" 'not safe'
is "$? $(votes)" "1 0" "whoever asked does not refuse it from a shell"
like "$(cat "$T_DIR/out")" 'You have asked for this yourself' "and is told why"
hw -u supervisor refuse "$code" 'no such reason'
is "$? $(votes)" "1 0" "a reason is of the list"
hw -u supervisor refuse "$code" 'not safe' --format json
is "$? $(state)" "0 refused" "somebody else does"
like "$(cat "$T_DIR/out")" '"done": true' "and a program is told"
hw -u supervisor approve "$code"
is $? 2 "a shell approves nothing: that wants a console"
hw -u partner approval "$code"
is $? 1 "a partner sees none"
finish
