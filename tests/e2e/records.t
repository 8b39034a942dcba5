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

# ---- until when files are kept, and what stops their end
sql >/dev/null <<'END'
alter table app.case disable trigger user;
update app.case c set closed_at = closed_at - interval '8 years', reported_at = reported_at - interval '8 years', keep_until = keep_until - 2922
where code in (select code from app.case where office_id = 1 and closed_at is not null order by code limit 3);
alter table app.case enable trigger user;
END
due() { sql -c "select code from app.case where office_id = 1 and keep_until <= current_date and erased_at is null order by keep_until, id offset $1 limit 1"; }
state() { sql -c "select waits from api.retention_line where code = '$1'"; }
one=$(due 0) two=$(due 1) three=$(due 2)
console 80x24 supervisor
wait_for LIVE
types ':retention due'
wait_for 'KEPT UNTIL' && wait_for "$one" && wait_for "$three" && is "$(screen | grep -c '^. HW-')" 3 "the due list has those whose day has come, and no other"
goes_to "$one" && types ':hold-file keep compensation'
wait_for 'its file: keep, compensation' && wait_for 'stopped' && ok "one is kept for a reason from the list, and says so"
goes_to "$two" && types ':erase time is over'
wait_for 'asked that its file is erased' && wait_for ' ER-' && ok "of another it is asked that it is erased"
goes_to "$two" && keys Enter
wait_for "OF $two" && wait_for 'asked for: two others approve it' && ok "Enter tells what became of that"
keys Enter
wait_for 'Approvals >' && ok "and once more leads to the request"
keys q
wait_for 'asked for: two others'
keys q
wait_for 'KEPT UNTIL'
goes_to "$three" && keys Enter
wait_for 'Case >' && wait_for "$three" && ok "where nobody has asked for it Enter opens the case"
wait_for 'kept until' && ok "which says until when its file is kept"
keys q
types ':retention set BKK 9'
wait_for 'BKK keeps a file 9 years' && is "$(sql -c "select extract(year from app.kept_for(1::smallint))")" 9 "who leads says for how long an office keeps its files"
types ':retention set BKK nine'
wait_for 'for how many years?' && is "$(sql -c "select extract(year from app.kept_for(1::smallint))")" 9 "in years"
types '/office:XXX'
wait_for 'XXX' && wait_gone ' HW-' && ok "and a filter narrows it"
keys q
shell officer retention set BKK 3
is "$rc" 1 "an officer does not change it"
like "$(said)" 'Your roles do not allow this' "and is told"
shell officer list retention due --format csv
is "$(said | sed 1d | cut -d, -f1,2 | tr -d '\r' | sort | tr '\n' ' ')" "$(printf '%s\n' "$one,stopped" "$two,asked" "$three,DUE" | sort | tr '\n' ' ')" "a shell lists them, and what each waits for"
like "$(said)" "compensation" "and what stops it"
shell officer list retention state:erased
is "$(said | sed 1d | wc -l)" 0 "nothing is erased yet"

# ---- two others approve it: the receipt
erasure=$(sql -c "select id from app.erasure order by asked_at desc limit 1")
sql >/dev/null <<END
insert into app.approval_vote (approval_id, staff_id, home_id, version, hash, answer, at, number, signature)
select a.id, s.id, s.office_id, a.version, a.hash, 'approve', app.now(), 1, decode(repeat('ab', 64), 'hex') from app.approval a, app.staff s where a.id = '$erasure' and s.login in ('coordinator', 'officer');
select app.erasure_done('$erasure');
END
er=$(sql -c "select code from app.erasure where id = '$erasure'")
kept=$(sql -c "select backups_until from app.erasure where id = '$erasure'")
console 80x24 officer
wait_for LIVE
types ":receipt $two"
wait_for "ERASURE $er OF $two" && wait_for 'DESTROYED' && ok "the receipt is found by the code of its case"
wait_for "until $kept" && ok "and says until when backups hold what was destroyed"
types ":receipt ER-3333-3333"
wait_for 'misread or mistyped' && ok "a code that is none is told so"
keys q
types ":case $two"
wait_for ":receipt $er" && ok "its case says that its file was erased, and where the receipt is"
shell auditor receipt "$er"
is "$rc" 0 "who audits reads it from a shell"
like "$(said | tr -s ' ')" "approved by coordinator" "with who approved it"
shell auditor receipt "$er" --format json
like "$(said)" "\"backups_until\": \"$kept\"" "or as an object"
shell partner receipt "$er"
is "$rc" 1 "a partner does not"
shell officer receipt
is "$rc" 2 "it wants a code"
shell officer list retention state:erased --format csv
like "$(said)" "$two,erased" "and the list has it as erased"
finish
