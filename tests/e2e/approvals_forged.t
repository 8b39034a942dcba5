#!/bin/sh
# database: demo
# Whoever has all rights over the database makes a transfer of a person look approved: nobody is moved by that. The consoles
# of who gets her, and of who has her, look for the approver's signature over the very text before they say a word; and whoever
# seals a file does so to no key of the receiving office that its custodians have not stated.
# To see it fail: approved_stands() that says 0 (tui/app/approved.c), or does where acted_at is there; a step whose row does not say that it relies on it;
# is_that() that says 0 (tui/app/signing.c); approved_by_other() that says 0; approved_people() that says 1.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
thief() { build/tests/tools/thief "$KEYS" "$@" >"$said" 2>&1; }
comes() { console "${2:-80x24}" "$1" -c "$KEYS/conf" && wait_for LIVE && unlocks "$1"; }
state() { sql -c "select state from app.transfer where id = '$asked'"; }
forge() { sql -c "set session_replication_role = replica; $1" >/dev/null || not_ok "it cannot be forged: $1"; }
# SAYS VERB QUESTION ANSWER
says() {
	types ":$1 $code"
	wait_for "$2" || return 1
	sleep 0.5
	keys y
	wait_for "$3" && ok "$4"
}
in_record() { [ "$(sql -c "select count(*) from app.event where action = 'tampered' and refusal is null and login = '$1'")" -gt "$2" ]; }
# refuses VERB WHAT WHY: the console says nothing but that
refuses() {
	was=$(state)
	types ":$1 $code"
	wait_for "$3" && like "$(screen | tr -s ' \n' ' ')" 'TAMPERED' "$2: said loudly"
	like "$(screen | tr -s ' \n' ' ')" 'Nobody is moved: telephone BKK' "$2: and what to do"
	unlike "$(screen)" 'What is said now?' "$2: nothing can be confirmed"
	is "$(state)" "$was" "$2: nothing is written down"
	types ':clear'
	keys Escape
}

woman
journey officer "$(soon)"
comes officer_afesip 132x43
types ":transfers $code"
wait_for risk-checked

# ---- a row that says approved
forge "update app.transfer set state = 'approved' where id = '$asked'"
refuses accept 'a state that somebody wrote' 'It is not signed by whoever has to approve it'
in_time "the record is told of it" in_record officer_afesip 0
forge "update app.approval set acted_at = now() where id = '$asked'"
refuses accept 'an emergency that is none' 'It is not signed by whoever has to approve it'
forge "update app.approval set state = 'refused', ended_at = now() where id = '$asked'"
refuses accept 'a refused one that is none' 'It is not signed by whoever has to approve it'
forge "update app.approval set state = 'open', acted_at = null, ended_at = null where id = '$asked'"
forge "update app.approval set state = 'approved', ended_at = now() where id = '$asked'"
refuses accept 'an answer without a vote' 'It is not signed by whoever has to approve it'
vote() { # LOGIN SIGNATURE
	forge "delete from app.approval_vote where approval_id = '$asked'; insert into app.approval_vote (approval_id, version, staff_id, home_id, answer, hash, number, signature)
		select a.id, a.version, s.id, s.office_id, 'approve', a.hash, 1, decode('$2', 'hex') from app.approval a, app.staff s where a.id = '$asked' and s.login = '$1'"
}
vote supervisor "$(printf 'ab%.0s' $(seq 64))"
refuses accept 'a signature that somebody made up' 'the approval of'

# ---- approved, and changed afterwards
forge "delete from app.approval_vote where approval_id = '$asked'; update app.transfer set state = 'risk-checked' where id = '$asked'; update app.approval set state = 'open', ended_at = null where id = '$asked'"
must clerk approve supervisor "$code"
is "$(state)" approved "she has approved it"
kept=$(sql -c "select content from app.approval where id = '$asked'" | sed "s/'/''/g")
as_if() { forge "update app.approval set content = t.c, hash = sha256(convert_to(t.c, 'UTF8')) from (select $1 as c) as t where id = '$asked'"; }
as_if "replace('$kept', 'health care', 'shelter')"
refuses accept 'another text than she has signed' 'the approval of'
as_if "'$kept'"
forge "update app.approval_vote set staff_id = (select id from app.staff where login = 'coordinator') where approval_id = '$asked'"
refuses accept 'a vote in the name of another' 'the approval of'
forge "update app.approval_vote set staff_id = (select id from app.staff where login = 'supervisor') where approval_id = '$asked'"
# Both are approved, and whoever says the code of one would move the other.
this=$asked this_code=$code
woman
journey
must clerk approve supervisor "$code"
other=$asked other_code=$code asked=$this code=$this_code
have() { # CODE CODE: of this one, of the other
	for of in transfer approval; do
		forge "update app.$of set code = app.new_code('TR') where id = '$this'; update app.$of set code = '$2' where id = '$other'; update app.$of set code = '$1' where id = '$this'"
	done
}
have "$other_code" "$this_code"
refuses accept 'the code of another transfer' 'of another request than was asked for'
is "$(sql -c "select state from app.transfer where id = '$other'")" approved "nor is anything said of the other"
have "$this_code" "$other_code"
types ":transfers $code"
wait_for approved
says accept 'We are ready to receive her.' "$code: accepted." "what is good is accepted"

# ---- the same of who has her, and of who signs that he got her
comes officer 132x43
as_if "replace('$kept', 'woman of ours', 'nobody')"
refuses depart 'with another escort than was approved' 'the approval of'
as_if "'$kept'"
types ":transfers $code"
wait_for accepted
says depart 'She has left.' "$code: she is on her way" "what is good goes on"
comes officer_afesip 132x43
types ":transfers $code"
wait_for 'en route'
says arrive 'She is there.' "$code: she is there" "she is there, whatever a row says"
as_if "replace('$kept', 'woman of ours', 'nobody')"
refuses hand-over 'another text than was approved' 'the approval of'
is "$(sql -c "select count(signature) from app.transfer_step where transfer_id = '$asked'")" 0 "nothing of that is signed"
as_if "'$kept'"

# ---- the approver of a directory that the thief has signed
must thief directory supervisor
console 132x43 officer_afesip -c "$KEYS/conf"
wait_for LIVE
types ':unlock'
wait_for 'passphrase:' && types 'open sesame officer_afesip'
wait_for TAMPERED && ok "a directory in which the approver has other keys is not believed"
types ":hand-over $code"
sleep 2
unlike "$(screen)" 'I sign that.' "and nobody signs by it"
is "$(state)" arrived "she is there, and not handed over"
forge "delete from app.directory where serial = (select max(serial) from app.directory)"

# ---- what is done before it is approved, in an emergency
woman
journey officer "$(sql -c "select jsonb_build_object('urgency', 'now', 'emergency', 'threat', 'agreed_by', 'supervisor', 'agreed_at', to_char(app.now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"'))")"
comes officer
types ":arrive $code"
wait_for 'She is there.' && wait_for 'EMERGENCY, UNSIGNED: nobody has approved' && ok "whoever says that she is there is told that nobody has approved it"
keys Escape
"$HOMEWARD" -d "$TESTS_CONNINFO" -u officer arrive "$code" >"$said" 2>&1
is "$(state)" arrived "in an emergency she is there before anybody approves it"
comes officer_afesip 132x43
types ":hand-over $code"
wait_for 'I sign that.' && like "$(screen | tr -s ' \n' ' ')" 'EMERGENCY, UNSIGNED: nobody has approved it yet' "whoever signs that he has her is told so"
keys Escape
wait_gone 'I sign that.'
forge "update app.approval set state = 'asked back' where id = '$asked'"
types ":hand-over $code"
wait_for 'I sign that.' && ok "a question to whoever asked keeps nobody from signing that he has her"
keys Escape
wait_gone 'I sign that.'
forge "update app.approval set state = 'open' where id = '$asked'"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor refuse "$code" not safe >"$said" 2>&1
is "$(sql -c "select state from app.approval where id = '$asked'")" refused "who is to sign it refuses"
types ":transfers $code"
wait_for REFUSED && ok "the list says so"
unlike "$(screen)" UNSIGNED "and not that it waits for a signature"
types ":hand-over $code"
wait_for 'though it was refused. I sign that.' && ok "who has her signs that she got her"
said_all=$(screen | tr -s ' \n' ' ')
like "$said_all" 'EMERGENCY, REFUSED by supervisor: not safe. What you sign is that you have received her, not that it was right.' "told who refused it, why, and what is signed"
unlike "$said_all" TAMPERED "nobody is accused of it"
sleep 0.5
keys y
wait_for 'signed: she is handed over' && is "$(state) $(sql -c "select count(signature) from app.transfer_step where transfer_id = '$asked'")" 'handed over 1' "and it is written down"
comes supervisor 80x24
types ":approval $code"
wait_for 'REFUSED' && unlike "$(screen)" 'unsigned' "nor does its page say that it is unsigned"

# ---- whoever asked has signed it herself; and one where two have to
refusal=$(sql -c "select pg_get_functiondef(oid) from pg_proc where proname = 'approval_refusal'")
enough=$(sql -c "select pg_get_functiondef(oid) from pg_proc where proname = 'approval_enough'")
lenient() {
	sql -c "create or replace function app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text, p_reason text, p_number integer, p_signature bytea)
		returns text[] language sql stable set search_path = pg_catalog, app, pg_temp return null::text[]" \
		-c "create or replace function app.approval_enough(this app.approval) returns boolean language sql stable set search_path = pg_catalog, app, pg_temp return true" >/dev/null
}
has_votes() { [ "$(sql -c "select count(*) from app.approval_vote where approval_id = '$asked'")" = 1 ]; }
strict() { sql -c "$refusal" -c "$enough" >/dev/null; }
approved() { forge "update app.transfer set state = 'approved' where id = '$asked'; update app.approval set state = 'approved', ended_at = now() where id = '$asked'"; }
forge_sign() { lenient; clerk approve "$1" "$code"; strict; approved; }
comes officer_afesip 132x43
woman
journey supervisor
forge_sign supervisor
refuses accept 'the approval of whoever asked' 'Whoever has asked has approved it'
sql -c "update app.approval_kind set people = 2 where name = 'transfer'" >/dev/null
woman
journey
forge_sign supervisor
sql -c "update app.approval_kind set people = 1 where name = 'transfer'" >/dev/null
refuses accept 'one of two approvals' 'It is not signed by whoever has to approve it'
woman
file supervisor
lenient
comes supervisor 132x43
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && types "$(printf %s "$code" | tail -c 4)"
in_time "she signs her own" has_votes
strict
approved
comes officer_vientiane 132x43
types ":approval $code"
wait_for ':receive takes the file' && types ':receive'
wait_for 'Whoever has asked has approved it' && like "$(screen)" 'Nothing is taken' "a file that whoever asked has sent herself is not taken"
is "$(state)" approved "and stays where it is"

# ---- a key of the receiving office that its custodians have not made
woman
file
comes supervisor 132x43
must thief epoch 'VTE office' officer_vientiane -
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && types "$(printf %s "$code" | tail -c 4)"
wait_for TAMPERED && ok "a file is sealed to no key that the thief has made"
is "$(state) $(sql -c "select count(*) from app.transfer_key where transfer_id = '$asked'")" "risk-checked 0" "nothing is approved, and nothing goes"
in_time "the record is told of it" in_record supervisor 0
finish
