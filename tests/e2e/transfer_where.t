#!/bin/sh
# database: demo
# Behind an emergency: it is refused, or ends on the way, and somebody is asked where she is until it is said; and who
# arrives where no bed is free is there all the same, which is said.
# To see it fail: transfer_decided() that asks for nothing where it is refused; bed_on_arrival() that says true.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/asked.sh"
enrol
shows() { screen | grep -qF -- "$1"; }
by() { "$HOMEWARD" -d "$TESTS_CONNINFO" -u "$@" 2>&1; }
supervisor=$(sql -c "select login from app.staff where login = 'supervisor'")
threat() { journey officer "$(sql -c "select jsonb_build_object('urgency', 'now', 'emergency', 'threat', 'agreed_by', '$supervisor', 'agreed_at', to_char(app.now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"'))")"; }
woman
threat
is "$(sql -c "select state from app.transfer where id = '$asked'")" 'en route' "she is on her way"
like "$(by supervisor refuse "$code" not safe)" "$code" "who is to sign it refuses"
console 80x24 officer -c "$KEYS/conf"
wait_for LIVE && keys 8
wait_for "$code" && like "$(screen | grep -F "$code" | head -n 1)" 'WHERE IS SHE?' "who moved her finds that in her inbox"
goes_to 'WHERE IS SHE?'
types ':she-is'
wait_for "$code: where is $case now?" && ok "there it can be said at once"
keys Escape
types ":approval $code"
wait_for "REFUSED" && types ':she-is'
wait_for "$code: where is $case now?" && ok "or where it was refused"
keys Escape
wait_gone 'where is' && keys 8
goes_to 'WHERE IS SHE?'
keys Enter
wait_for ':she-is' && like "$(screen | tr -s ' ')" 'next where she is, by BKK :she-is' "its page says who is asked, and by which verb it is said"
types ':she-is'
wait_for "$code: where is $case now?" && like "$(screen)" "$case, to be brought to AFL" "it is asked of her, by her code, and to where she was to go"
keys 4
wait_for "$case is now: hospital?" && ok "a digit that was struck says nothing yet"
keys Escape
wait_gone 'is now: hospital?'
is "$(sql -c "select count(*) from app.transfer where id = '$asked' and where_by is not null")" 1 "where she is is asked still"
types ':she-is'
wait_for "where is $case now?" && keys -l hosp && keys Enter
wait_for "$case is now: hospital?"
for time in 1 2 3 4 5 6 7 8; do
	! shows 'is now: hospital?' || keys y
	within 2 shows 'Another :she-is' && break
done
wait_for "$case is now: hospital. Another :she-is" && ok "and it is said"
wait_for 'en route: hospital' && ok "it stands among its steps"
keys 8
wait_gone 'WHERE IS SHE?' && ok "nobody is asked any more"
like "$(by officer she-is "$code" hospital; echo "exit $?")" 'It is so already.' "nor is it said once more"
like "$(by officer she-is "$code" detention; echo "exit $?")" 'exit 0' "another word corrects it"
like "$(sql -c "select flags from app.case where id = '$subject'")" detained "who is kept is flagged"
like "$(by officer she-is "$code" police; echo "exit $?")" 'still says that she is detained' "which no other word takes away, and that is said"
like "$(by officer abort "$code" border closed)" "$code" "it ends on the way"
like "$(by officer she-is "$code"; echo "exit $?")" 'exit 2' "a shell wants the word"
like "$(by officer she-is "$code" on the moon; echo "exit $?")" 'by a word of the list' "of the list"
like "$(by officer she-is "$code" with one of ours; echo "exit $?")" 'exit 0' "and takes it"

# ---- no bed there
sql -c "insert into app.unit (id, place_id, office_id, name, sex, beds, regime) select gen_random_uuid(), id, office_id, 'ward', 'any', 0, 'open' from app.place where code = '$(a_hospital)'" >/dev/null
threat
said=$(by officer arrive "$code"; echo "exit $?")
like "$said" 'no bed is free that fits her' "who arrives where no bed is free is there, and that is said"
like "$said" 'exit 0' "for it is done"
is "$(sql -c "select state from app.transfer where id = '$asked'")" arrived "she is there"
console 80x24 supervisor -c "$KEYS/conf"
wait_for LIVE && keys 8
wait_for 'NO BED' && ok "who leads has it in her inbox"
goes_to 'NO BED'
keys Enter
wait_for 'a bed, by AFL' && ok "and its page says who finds one"
sql -c "update app.unit set beds = 1 where beds = 0" >/dev/null
like "$(by officer hold "$(sql -c "select u.code from app.unit u join app.place p on p.id = u.place_id where p.code = '$(a_hospital)'")" "$case" --for 2h; echo "exit $?")" 'exit 0' "a bed is held"
in_afl=$(sql -c "select s.login from app.staff s join app.staff_office o on o.staff_id = s.id join app.staff_role r on r.staff_id = s.id where o.office_id = 9 and r.role in ('officer', 'supervisor') and s.retired_at is null order by s.login limit 1")
like "$(by "$in_afl" check-in "$case"; echo "exit $?")" 'exit 0' "and she has it"
wait_for 'handed over, by AFL' && ok "the page says what comes next, without a key"
finish
