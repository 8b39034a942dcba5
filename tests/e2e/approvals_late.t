#!/bin/sh
# database: demo
# Who answers too late: two supervisors have one request open and both approve it; nobody has decided it in time; she who
# is asked about has taken back what she agreed to. Each over a good line, where the screen knows it first, and over one
# that has stopped meanwhile, where the database does. It is carried out once or not at all, and who is late is told which.
# To see it fail: sure() that sends whatever has become of it (tui/screens/request_answer.c); begin_approval() that does not
# look whether it is over; transfer_lacks() without the consent.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/conf"
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/link" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/link" || { echo "Bail out! there is no line"; exit 1; }
first() { T_SERVER=101; }
second() { T_SERVER=201; }
both_end() { for T_SERVER in 101 201; do tm kill-server 2>/dev/null; done; exec 7>&-; rm -rf "$T_DIR"; }
trap both_end EXIT
server=$TESTS_CONNINFO
T_SERVER=100
console 132x43 supervisor -c "$KEYS/conf"
wait_for LIVE && unlocks supervisor
T_SERVER=200
TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
console 80x24 coordinator -c "$KEYS/conf"
TESTS_CONNINFO=$server
wait_for LIVE && unlocks coordinator

state() { sql -c "select concat_ws(' ', t.state, a.state) from app.transfer t join app.approval a using (id) where id = '$asked'"; }
votes() { sql -c "select coalesce(string_agg(s.login, ',' order by s.login), 'nobody') from app.approval_vote v join app.staff s on s.id = v.staff_id where approval_id = '$asked'"; }
done_for() { sql -c "select count(*) from app.event where action = 'approval.answer' and refusal is null and detail ->> 'request' = '$asked'"; }
refused() { sql -c "select coalesce(string_agg(login || ' ' || refusal, ',' order by id), 'nobody') from app.event where action = 'approval.answer' and refusal is not null"; }
last4() { printf %s "$code" | tail -c 4; }
opens() { # as many as there are, both of them
	woman
	journey
	for person in first second; do
		$person
		types ":approval $code"
		wait_for 'v approve (type'
	done
}
asks() { keys v; wait_for "Approve $code?" && keys -l "$(last4)"; }
both_ask() { for person in first second; do $person; asks; done; }
# The line of the second stops: what she sends waits, what the others do she is not told.
stops() { echo stall >&7; sleep 0.3; }
goes() { echo go >&7; }

# ---- both approve it: over a good line
opens
both_ask
first
keys Enter
wait_for 'approved. The receiving office has to accept.' && ok "the first approves it"
second
wait_for 'approved by supervisor' && ok "the second sees by whom, behind her question"
like "$(screen)" "Approve $code?" "which stays, with what she has typed"
keys Enter
wait_for 'You have approved nothing: approved by supervisor' && ok "and is told that hers was none"
is "$(votes) $(done_for) $(state)" "supervisor 1 approved approved" "it is carried out once"
is "$(refused)" nobody "the database was not even asked"

# ---- ... and at once
opens
both_ask
stops
first
keys Enter
wait_for 'approved. The receiving office has to accept.'
second
keys Enter
sleep 0.5
goes
wait_for 'This request has been decided or withdrawn already' && ok "who has approved it at the same time is told that it was decided"
is "$(votes) $(done_for) $(state)" "supervisor 1 approved approved" "it is carried out once"
is "$(refused)" "coordinator approval_over" "and the second try is in the record"
keys Escape
wait_for 'approved by supervisor . the receiving office has to accept' && ok "her screen says by whom"

# ---- nobody has decided it in time
late() { sql -c "update app.approval set expires_at = app.now() - interval '1 minute' where id = '$asked'" >/dev/null; }
opens
second
asks
stops
late
keys Enter
sleep 0.5
goes
wait_for 'This request is over: nobody has decided it in time.' && ok "one whose time is over is not approved"
is "$(votes) $(state)" "nobody aborted expired" "it is ended, and not carried out"
first
wait_for 'nobody has decided it in time' && ok "the other sees that it is over"
keys v
sleep 0.5
is "$(votes) $(state)" "nobody aborted expired" "and v does nothing"

# ---- she has taken back what she agreed to
takes_back() {
	must clerk seal officer <<-END
		$case${a_tab}+consent${a_tab}purpose${a_tab}transfer${a_tab}answer${a_tab}withdrawn${a_tab}by${a_tab}herself${a_tab}asked_on${a_tab}$(sql -c "select app.office_day(1::smallint)")
	END
}
opens
both_ask
stops
takes_back
first
wait_for 'MISSING' && like "$(screen | tr -s ' \n' ' ')" "She has not agreed to be brought there, or has taken it back" "what she has taken back is missing at once"
keys Enter
wait_for 'What is asked has changed since you read it. Nothing is approved' && ok "and is not approved"
second
keys Enter
sleep 0.5
goes
wait_for 'has changed since you read it' && ok "nor by who did not know it yet"
is "$(votes) $(state)" "nobody risk-checked open" "it is not carried out"
wait_for MISSING
keys v
wait_for 'approving is not possible yet' && ok "there is no v any more"
is "$(votes)" nobody "and no vote"
finish
