#!/bin/sh
# database: demo
# What nobody answers: whoever stands in for her is woken, then the coordinator, by the service itself; the delegate has it on her
# console without a key, and the four symbols of the message open it. And a transfer in an emergency: two are woken, it is red
# until somebody signs it, and where nobody does it goes to the coordinator.
# To see it fail: notice_take() without approval_due(); approval_next() that asks who is away; approval_find() and case_find()
# that know the messages of escalations alone.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
T_SERVER=0
notify=
leave() { [ -z "$notify" ] || kill "$notify" 2>/dev/null; t_end; }
trap leave EXIT
cat >"$T_DIR/wake" <<END
#!/bin/sh
cat >>$T_DIR/woken
END
chmod 700 "$T_DIR/wake"
(umask 077 && printf 'supervisor +66-1\nofficer_suanphlu +66-2\ncoordinator +66-3\n' >"$T_DIR/people" &&
	printf 'notify: {\n\tpeople = "%s";\n\tprogram = "%s";\n\ttimeout_s = 5;\n};\n' "$T_DIR/people" "$T_DIR/wake" >"$T_DIR/notify")
: >"$T_DIR/woken"
"${HOMEWARD_ASAN%/*}/homeward-notify" -c "$T_DIR/notify" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" >"$T_DIR/serves" 2>&1 </dev/null &
notify=$!
in_time "the service runs" grep -qF serving "$T_DIR/serves"
comes() { console "${2:-80x24}" "$1" -c "$KEYS/conf" && wait_for LIVE && unlocks "$1"; }
# Time goes on: it is to be answered now.
due() { sql -c "update app.approval set due_at = app.now(), expires_at = case when acted_at is null then expires_at else ${1:-expires_at} end where id = '$asked'" -c "select pg_notify('hw_notice', '')" >/dev/null; }
notice() { sql -c "select n.code from app.notice n join app.staff s on s.id = n.staff_id where n.approval_id = '$asked' and s.login = '$1' order by n.made_at desc limit 1"; }
told() { [ -n "$(notice "$1")" ] && [ "$(grep -A2 -- "^To: $2\$" "$T_DIR/woken" | grep -c "please log in, $(notice "$1")")" = 1 ]; }
kept() { [ "$(sql -c "select string_agg(s.login || ' ' || n.outcome, ', ' order by n.made_at, s.login) from app.notice n join app.staff s on s.id = n.staff_id where n.approval_id = '$asked'")" = "$1" ]; }
asked_of() { sql -c "select coalesce(s.login, 'nobody') from app.approval a left join app.staff s on s.id = a.to_id where a.id = '$asked'"; }
unsigned() { sql -c "select concat_ws(' ', t.state, a.state, a.ended_at is null) from app.transfer t join app.approval a using (id) where id = '$asked'"; }

# ---- nobody answers
sql -c "insert into app.staff_role select id, 'supervisor' from app.staff where login = 'officer_suanphlu'" >/dev/null
comes officer_suanphlu
keys 8
wait_for LIVE
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor away officer_suanphlu 8h >/dev/null || not_ok "supervisor is away"
woman
journey officer
is "$(asked_of)" officer_suanphlu "who is away has whoever stands in for her asked"
wait_for '6Approvals 1' && ok "her console counts it, without a key"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor away end >/dev/null
sql -c "update app.approval set to_id = (select id from app.staff where login = 'supervisor'), asked = array[(select id from app.staff where login = 'supervisor')] where id = '$asked'" >/dev/null
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor away officer_suanphlu 8h >/dev/null
due
in_time "what she has not answered wakes whoever stands in for her" told officer_suanphlu +66-2
is "$(asked_of)" officer_suanphlu "whom it is asked of now"
types ":approval $(notice officer_suanphlu | tr 'A-Z' 'a-z')"
wait_for "Approvals > $code" && ok "what the message said opens the request"
types ":$(notice officer_suanphlu)"
wait_for "Case > $case" && ok "and the case, where it stands behind a colon"
due
in_time "whoever does not answer either is followed by the coordinator" told coordinator +66-3
is "$(asked_of)" coordinator "who is asked then"
in_time "what was sent is kept" kept 'officer_suanphlu sent, coordinator sent'
unlike "$(cat "$T_DIR/woken" "$T_DIR/serves")" "$case" "no message names a case"
comes coordinator
types ":case $case"
wait_for SUMMARY && goes_to 'asked Suan Phlu officer > coordinator' && ok "the case tells who was asked after whom"
is "$(sql -c "select string_agg(action, ' ' order by id) from app.event where action in ('approval.next', 'notice.told') and detail ->> 'request' is not distinct from case action when 'approval.next' then '$asked' end")" 'approval.next notice.told approval.next notice.told' "each of it is in the record"

# ---- at 03:00: done, and signed in the morning
emergency() {
	woman
	journey "$1" "{\"urgency\": \"now\", ${2:-}\"emergency\": \"threat\", \"agreed_by\": \"supervisor\", \"agreed_at\": \"$(sql -c "select to_char(date_trunc('minute', app.now() - interval '10 minutes') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')")\"}"
}
"$HOMEWARD" -d "$TESTS_CONNINFO" -u supervisor away end >/dev/null
sql -c "delete from app.staff_role r using app.staff s where s.id = r.staff_id and s.login = 'officer_suanphlu' and r.role = 'supervisor'" >/dev/null
: >"$T_DIR/woken"
emergency night
is "$(unsigned)" 'en route open t' "in an emergency she is on her way at once"
in_time "the supervisor is woken" told supervisor +66-1
in_time "and the coordinator with her" told coordinator +66-3
comes supervisor
keys 8
wait_for 'UNSIGNED transfer' && ok "it is in her inbox, until it is signed"
types ":approval $(notice supervisor)"
wait_for EMERGENCY && ok "its page says that it was done in an emergency"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && like "$(screen | tr -s ' \n' ' ')" 'EMERGENCY (threat), signed afterwards. You agreed to it by telephone. To be sure' "she is asked as one who signs afterwards, and of what she has agreed to"
types "$(printf %s "$code" | tail -c 4)"
wait_for 'signed: what was done is approved.' && ok "in the morning she signs it"
is "$(unsigned)" 'en route approved f' "which leaves her where she is"
keys 8
wait_gone 'UNSIGNED transfer' && ok "and nothing is red any more"

# ---- nobody signs it
: >"$T_DIR/woken"
emergency night '"risk_checked": null, '
in_time "the next one" told supervisor +66-1
wait_for 'UNSIGNED transfer'
due 'app.now()'
is_asked_of() { [ "$(asked_of)" = "$1" ]; }
in_time "twelve hours later it is for the coordinator to sign" is_asked_of coordinator
in_time "who is woken once more" told coordinator +66-3
is "$(sql -c "select count(*) from app.notice n join app.staff s on s.id = n.staff_id where n.approval_id = '$asked' and s.login = 'coordinator'")" 2 "by a message of its own"
is "$(unsigned)" 'en route open t' "it is not signed by that, and does not run out"
comes coordinator
types ":approval $(notice coordinator)"
wait_for 'READ ON' && keys NPage
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && wait_for 'supervisor agreed to it by telephone.' && wait_for 'MISSING: 1, as the page says' && types "$(printf %s "$code" | tail -c 4)"
wait_for 'signed: what was done is approved.' && is "$(unsigned)" 'en route approved f' "the coordinator signs"
finish
