#!/bin/sh
# database: demo
# The page of a request against a database that lies, and against hands that are too quick: what comes while she reads is held
# against what is sealed, and is of the kind that it has to be.
# To see it fail: open_what_is_new() without request_hold() (tui/screens/request.c); request_check_facts() that says 0.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
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
finish
