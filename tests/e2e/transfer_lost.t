#!/bin/sh
# database: demo
# The line breaks behind the commit of each step of a transfer, and of a bed: it is asked again, done once, and told as
# what it is. And who arrives where there is no bed any more.
# To see it fail: a new key where a lost answer is asked for again (send() in tui/app/change.c, and in tui/app/job_send.c);
# stay_arrive() that counts nobody.
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
server=$TESTS_CONNINFO
comes() { # LOGIN, over that line
	TESTS_CONNINFO="host=$line dbname=${server##*dbname=}"
	console 80x24 "$1" -c "$KEYS/conf"
	TESTS_CONNINFO=$server
	wait_for LIVE && unlocks "$1"
}
loses() { : > "$T_DIR/link"; echo "lose-answer $1" >&7; sleep 0.2; }
was_cut() { grep -q '^cut' "$T_DIR/link"; }
done_with() { sql -c "select count(*) from app.event where action = '$1' and refusal is null and kind = 'case'"; }
# SAYS QUESTION ANSWER: one letter says it; its answer is lost, and comes
says() { # VERB QUESTION ANSWER FUNCTION
	types ":$1"
	wait_for "$2" || return 1
	sleep 0.5 # what comes with the question is no answer to it
	loses "$4"
	keys y
	wait_for "$3" && within 10 was_cut && ok ":$1 whose answer was lost is told when it is known" || not_ok ":$1 whose answer was lost"
}
shelter=$(sql -c "select id from app.place where office_id = 9 and kind = 'shelter' order by code limit 1")
unit=$(sql -c "insert into app.unit (id, place_id, office_id, name, sex, age_low, age_high, beds, regime) values (gen_random_uuid(), '$shelter', 9, 'house 9', 'female', 18, 60, 1, 'open') returning code")
[ -n "$unit" ] || { echo "Bail out! no unit"; exit 1; }
place=$(sql -c "select code from app.place where id = '$shelter'")
stay() { sql -c "select coalesce(string_agg(state, ',' order by state), 'none') from app.stay s join app.case c on c.id = s.case_id where c.code = '$case' and s.office_id = 9 and s.state not in ('out', 'released')"; }
steps() { sql -c "select string_agg(state, ', ' order by version) from app.transfer_step where transfer_id = '$asked'"; }

# ---- a bed
woman
comes officer
loses bed_hold
types ":hold $case where=$unit for=12h"
wait_for 'a bed is held' && within 10 was_cut && ok "a bed whose answer was lost is told as held"
is "$(stay) $(done_with bed.hold)" "held 1" "it is held once"

# ---- v, and each step
journey officer "$(soon "{\"place\": \"$place\"}")"
comes supervisor
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && keys -l "$(printf %s "$code" | tail -c 4)"
loses approval_answer
keys Enter
wait_for 'approved. The receiving office has to accept.' && within 10 was_cut && ok "an approval whose answer was lost is told when it is known"
is "$(sql -c "select count(*) from app.approval_vote where approval_id = '$asked'") $(done_with approval.answer)" "1 1" "she has approved it once"
comes officer_afesip
types ":transfers $code"
wait_for 'for us'
says accept 'We are ready to receive her.' "$code: accepted." transfer_step
says depart 'She has left.' "$code: she is on her way." transfer_step
says arrive 'She is there.' "$code: she is there" transfer_step
is "$(stay)" in "she has her bed"
says hand-over 'I sign that.' 'signed: she is handed over.' transfer_step
is "$(steps)" 'risk-checked, approved, accepted, en route, arrived, handed over' "each step is there once"
is "$(done_with transfer.step)" 4 "and in the record"

# ---- what becomes of her bed
types ":left $case"
wait_for 'left without telling us'
loses stay_go
types ":check-in $case"
wait_for "$case is in." && within 10 was_cut && ok "a check-in whose answer was lost is told when it is known"
is "$(stay) $(done_with stay.move)" "in 2" "once, behind that she had left"
loses stay_go
types ":check-out $case where=hospital"
wait_for 'is checked out' && within 10 was_cut && ok "so is a check-out"
is "$(stay)" none "she has no bed there"

# ---- the bed is gone when she comes
woman
sql -c "update app.case set responsible_id = (select id from app.staff where login = 'officer') where code = '$case'" >/dev/null
"$HOMEWARD" -d "$server" -u officer hold "$unit" "$case" --for 12h >/dev/null || not_ok "a bed is held"
journey officer "$(soon "{\"place\": \"$place\"}")"
console 80x24 supervisor -c "$KEYS/conf"
wait_for LIVE && unlocks supervisor
types ":approval $code"
wait_for 'v approve (type' && keys v
wait_for "Approve $code?" && types "$(printf %s "$code" | tail -c 4)"
wait_for 'approved. The receiving office has to accept.'
hw() { "$HOMEWARD" -d "$server" -u officer_afesip "$@" >"$T_DIR/out" 2>&1; }
step() { psql -XqAt -d "$server user=officer_afesip" -c "select refusal from api.transfer_step(gen_random_uuid(), '$asked', (select version from api.transfer_find('$code')), '$1')"; }
is "$(step accepted)$(step 'en route')" '' "she is on her way"
other=$(sql -c "select c.code from app.case c where c.office_id = 9 and c.closed_at is null and c.sex = 'female' and c.age_low >= 18 order by code limit 1")
[ -n "$other" ] || other=$(sql -c "update app.case set sex = 'female', age_low = 30, age_high = 30 where id = (select id from app.case where office_id = 9 and closed_at is null order by code limit 1) returning code")
sql -c "update app.stay set held_until = app.now() - interval '1 minute' where state = 'held' and unit_id = (select id from app.unit where code = '$unit')" >/dev/null
hw hold "$unit" "$other" --for 2h || not_ok "the bed is held for another: $(cat "$T_DIR/out")"
comes officer_afesip
types ":transfers $code"
wait_for 'for us'
types ':arrive'
wait_for 'She is there.' && sleep 0.5 && keys y
wait_for 'The hold is over, and the bed is given to somebody else.' && ok "who comes where no bed is free any more is not written down as having one"
like "$(screen | tr -s ' \n' ' ')" 'She has not arrived until then: stay with her.' "what to do is said with it"
is "$(sql -c "select state from app.transfer where id = '$asked'")" "en route" "she is on her way still, and so the receiving office sees her"
sql -c "select count(*) from app.stay s join app.unit u on u.id = s.unit_id where u.code = '$unit' and (s.state = 'in' or s.state = 'held' and s.held_until > app.now())" >"$T_DIR/taken"
is "$(cat "$T_DIR/taken")" 1 "one bed is taken once"
hw release "$other" 'not needed' || not_ok "it is free again"
types ':arrive'
wait_for 'She is there.' && sleep 0.5 && keys y
wait_for "$code: she is there" && is "$(stay)" in "and where it is free again she has it, though her hold was over"
exec 7>&-
finish
