#!/bin/sh
# database: demo
# The page of a request against a database that lies, and against hands that are too quick: what comes while she reads is held
# against what is sealed, and is of the kind that it has to be.
# To see it fail: open_what_is_new() without request_hold() (tui/screens/request.c); request_check_facts() that says 0;
# has_to_be_sealed() that says false; key() that holds nothing, or open_first()
# without app_expect(); enter() that takes Cancel where nothing fits (tui/app/choose.c); v that clears `unread`; is_answered() that says false; v without app_unlock().
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
. "$(dirname "$0")/hold.sh"
enrol
last4() { printf %s "$code" | tail -c 4; }
votes() { sql -c "select count(*) from app.approval_vote where approval_id = '$asked'"; }
comes() { console "$1" "$2" -c "$KEYS/conf" && wait_for LIVE && unlocks "$2"; }
# forge SQL: by whoever has all rights over the database; the consoles are told that there is something new
forge() { sql -c "set session_replication_role = replica; $1" -c "select pg_notify('hw_case', '')" >/dev/null; }
reads() { types ":approval $code" && wait_for 'v approve (type'; }

# ---- another text comes, beside what is open
woman
journey
comes 132x43 supervisor
reads
forge "update app.entry_transfer set purpose = 'safety' where id = '$asked'"
wait_for TAMPERED && ok "another text, which names the same sealed entry, is held against that again"
like "$(screen | tr -s ' \n' ' ')" 'is not what was written and sealed' "and is not what was sealed"
keys v
sleep 0.5
keys v
sleep 0.5
unlike "$(screen)" "Approve $code?" "nothing of it can be approved"
forge "update app.entry_transfer set purpose = 'health care' where id = '$asked'"
wait_for 'v approve (type' && ok "the right one is"
keys q
wait_gone 'JOURNEY'

# ---- a text whose parts are not what they have to be
woman
journey
forge "update app.approval set state = 'approved', ended_at = now(), content = t.c, hash = sha256(convert_to(t.c, 'UTF8'))
	from (select replace(content, '\"child\": false', '\"child\": \"perhaps\"') as c from app.approval where id = '$asked') as t where id = '$asked'"
types ":approval $code"
wait_for 'Nothing of it is shown' && ok "where it has a word for whether she is a child it is no text that is shown"
unlike "$(screen)" 'no child' "and it says nothing of that"

# ---- a text that does not name what is sealed beside it
for unnamed in "content::jsonb - 'sealed'" "content::jsonb || '{\"sealed\": {\"version\": 1, \"sha256\": null}}'"; do
	woman
	journey
	kept=$(sql -c "select pg_get_functiondef('app.transfer_content(uuid)'::regprocedure)")
	forge "update app.approval set content = t.c, hash = sha256(convert_to(t.c, 'UTF8')) from (select ($unnamed)::text as c from app.approval where id = '$asked') as t where id = '$asked';
		create or replace function app.transfer_content(request uuid) returns jsonb language sql stable set search_path = pg_catalog, app, pg_temp
		as \$\$ select content::jsonb from app.approval where id = request \$\$"
	types ":approval $code"
	wait_for 'TAMPERED: What is to be signed does not name what is sealed of it' && ok "where what is sealed is not named, somebody else could exchange it: TAMPERED"
	keys v
	sleep 0.5
	unlike "$(screen)" "Approve $code?" "and nothing of it can be approved"
	sql -c "$kept" >/dev/null
	keys q
done

# ---- what has changed stays on the page until she answers
woman
journey
reads
edits night '{"purpose": "safety"}'
wait_for 'CHANGED JUST NOW' && wait_for 'v approve (type' && keys v
wait_for 'It has changed while you read it' && like "$(screen | tr -s ' ')" 'CHANGED JUST NOW the sealed entry' "what v tells her to look at stays there"
keys v
wait_for "Approve $code?" && types "$(last4)"
wait_for 'approved. The receiving office has to accept.' && wait_gone 'CHANGED JUST NOW' && ok "until she has answered"

# ---- one answer at a time
woman
file
reads
keys v
wait_for "Approve $code?" && keys -l "$(last4)" && sleep 0.3
keys Enter x
wait_for 'approved. The receiving office has to take it' && sleep 0.5
unlike "$(screen)" 'Why is it refused?' "x behind the answer asks for no second one"
is "$(votes)" 1 "and the first one counts"

# ---- asked again until somebody says yes
woman
journey
before=$code
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor refuse "$before" not safe >"$said" 2>&1
journey
reads
like "$(screen)" "by supervisor: not safe ($before)" "who decides it reads that it was refused, by whom, why and as which"
keys q

# ---- nothing is sealed of it, and the vault was never opened
subject=$(sql -c "select id from app.case where office_id = 1 and closed_at is null order by code limit 1")
sql -c "set session authorization officer_vientiane" -c "select refusal from api.glass_break(gen_random_uuid(), gen_random_uuid(), '$(sql -c "select code from app.case where id = '$subject'")', 'she is here')" >/dev/null
asked=$(sql -c "select id from app.approval where case_id = '$subject' and kind = 'glass'")
code=$(sql -c "select code from app.approval where id = '$asked'")
console 80x24 supervisor -c "$KEYS/conf"
wait_for LIVE && reads
keys v
wait_for 'passphrase:' && types 'open sesame supervisor'
wait_for "Approve $code?" && ok "v asks for the passphrase, and goes on"

# ---- a wrong code is a try, and so is the next
types 0000
wait_for 'that was not it: type it again' && ok "a wrong code leaves the question there"
unlike "$(screen)" 'Nothing is approved' "and is no answer"
types "$(last4)"
wait_for 'reviewed: it was right' && ok "the second try is one"

# ---- keys before the request is there, and while v opens what is sealed of it
woman
journey
comes 132x43 supervisor
held=app.approval
hold
types ":approval $code"
sleep 0.3
keys -l "v$(last4)"
wait_for 'keys that wait: 5' && ok "before it is there letters wait, and are no verbs"
release
wait_for 'v approve (type' && wait_for 'is dropped' && ok "what they were is dropped, and said so"
is "$(votes)" 0 "nothing is approved"
like "$(screen)" "$code" "and she is where she was"
keys v
wait_for "Approve $code?" && ok "v asks, once it was read"
finish
