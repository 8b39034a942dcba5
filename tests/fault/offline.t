#!/bin/sh
# database: none
# The console while its database stops, hangs and comes back: what was on the screen stays, and keys
# are answered. What becomes of changes meanwhile: once.t, kills.t, stall.t. On a cluster of its own.
# To see it fail: no deadline for what is sent, or nothing read again when LIVE (db/pg.c).
cd "$(dirname "$0")/../.."
. tests/fault/own.sh

end_backend() { sql -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'night'" >/dev/null; }
console 80x24 night
wait_for "LIVE"
wait_for "> HW-"
rows=$(screen | grep -c 'HW-....-.... ')

# ---- the server stops and comes back
sql -c checkpoint >/dev/null # stopped at once, it keeps what is on the disk; less would be an older copy
conf/cluster stop "$cluster" >/dev/null 2>&1
wait_for "OFFLINE since" 10 && ok "a stopped server is told within 10 s"
wait_for "trying again in" && ok "with when it is tried again"
is "$(screen | grep -c 'HW-....-.... ')" "$rows" "what was on the screen stays"
before=$(focused | grep -o 'HW-....-....')
keys j
wait_gone "> $before" && ok "and one can move in it"
keys l
wait_for "[Triaged" && wait_for "not read yet" && ok "a lane that was never read says so"
unlike "$(screen)" "No case" "and not that it is empty"
tm resize-window -x 132 -y 43
wait_for "Recovery" && wait_for "not read yet" && unlike "$(screen)" "No case" "nor are lanes side by side"
tm resize-window -x 80 -y 24
keys L
wait_for "Board > list" && wait_for "not read yet" && ok "nor is the list of them all"
unlike "$(screen)" "No open case" "which is not empty either"
keys L h
wait_for "[Reported"
keys / nobody Enter
wait_for "/nobody" && wait_for "not read yet" && ok "a filter that was never asked says so"
keys '\'
wait_gone "not read yet" && ok "until it is taken back"
keys t
wait_for "not saved" && ok "a change says that it is not saved"
conf/cluster start "$cluster" test >/dev/null
wait_gone "OFFLINE" 60 && ok "it comes back by itself"

# ---- what happened meanwhile is there without a key
code=$(focused | grep -o 'HW-....-....')
end_backend
sql -c "set session authorization supervisor" -c "select api.case_priority(gen_random_uuid(), id, version,
	case priority when 3 then 'high' else 'normal' end) from api.case_line where code = '$code'" >/dev/null
wanted=$(sql -c "select case priority when 2 then '! ' else '  ' end from app.case where code = '$code'")
fresh() { screen | grep -qF "$code $wanted"; }
in_time "a change made while it was away is shown within 15 s" fresh

# ---- the server hangs: every process of it stands still
postmaster=$(head -n 1 "$cluster/data/postmaster.pid")
hang() { for p in $postmaster $(ps -o pid= --ppid "$postmaster"); do kill "-$1" "$p" 2>/dev/null; done; }
wait_for "LIVE"
hang STOP
keys R
before=$(focused | grep -o 'HW-....-....')
keys k
wait_gone "> $before" 6 && ok "keys are answered while the server hangs"
wait_for "OFFLINE" 14 && ok "and it says so when the deadline has passed"
hang CONT
wait_gone "OFFLINE" 60 && ok "it goes on when the server does"

finish
