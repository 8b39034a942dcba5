#!/bin/sh
# database: demo
# What is told of files themselves: what of a case went to whom, on its page and from a shell.
# To see it fail: a referral that was withdrawn counts in app.shared(); records_write_shared() leaves out what was not told.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
shell() { # LOGIN WORD...: in $rc and $T_DIR/said
	t_user=$1
	shift
	rc=0
	env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u "$t_user" "$@" >"$T_DIR/said" 2>&1 </dev/null || rc=$?
}
said() { cat "$T_DIR/said"; }
# The demo refers her to an organisation by its code: its people see it since then.
code=$(sql -c "select c.code from app.case c join app.entry_referral e on e.case_id = c.id and e.direction = 'out' and e.party is not null
	and cardinality(e.shared) > 0 and cardinality(e.withheld) > 0 order by c.code limit 1")
id=$(sql -c "select id from app.case where code = '$code'")
[ -n "$code" ] || { echo "Bail out! no case"; exit 1; }
times=$(sql -c "select count(*) from app.shared('$id')")
referral=$(sql -c "select code from app.entry_referral where case_id = '$id' and direction = 'out' and party is not null and cardinality(shared) > 0 order by code limit 1")
none=$(sql -c "select c.code from app.case c where office_id = 1 and closed_at is null and (select count(*) from app.shared(c.id)) = 0 order by code limit 1")

console 80x24 coordinator
wait_for LIVE
types ":case $code"
wait_for "$code" && wait_for 'told to others' && ok "the case says that it was told to others"
types ':shared'
wait_for "WHAT OF $code WENT TO WHOM  $times" && ok "its sharing log counts how often"
wait_for "$referral" && ok "by which referral"
wait_for 'not told' && ok "and what they were not told"
types ":shared $none"
wait_for "WHAT OF $none WENT TO WHOM  0" && wait_for 'Nothing: no referral' && ok "nothing is said to be nothing"
keys q q

shell coordinator shared "$code"
is "$rc" 0 "a shell prints it"
like "$(said)" "WHAT OF $code WENT TO WHOM  $times" "in the words of the page"
like "$(said | tr -s ' ')" "not told " "with what was withheld"
shell coordinator shared "$code" --format json
is "$(said | grep -c '"how": ')" "$times" "or an object a line"
like "$(said)" "\"code\": \"$referral\"" "with what it went by"
shell coordinator shared "$code" "$none"
is "$rc" 2 "of one case at a time"
shell auditor shared "$code"
is "$rc" 1 "who does not work on cases does not read it"
finish
