#!/bin/sh
# database: demo
# A bed at a place of another office: held by keys, checked in there, on leave, left without telling us, checked out; each
# step seen on both sides, and by a shell. To see it fail: a policy that shows app.stay to one side alone, an Enter of
# tui/screens/beds.c that holds what does not fit.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
shell() { who=$1; shift; HOMEWARD_CONF= "$HOMEWARD" -d "$TESTS_CONNINFO" -u "$who" "$@"; }
stay() { sql -c "select coalesce((select concat_ws(' ', s.state, u.name) from app.stay s join app.case c on c.id = s.case_id join app.unit u on u.id = s.unit_id
	where c.code = '$1' and s.state not in ('out', 'released')), 'none')"; }
is_so() { [ "$(stay "$code")" = "$1" ]; }
becomes() { in_time "$2" is_so "$1"; }
unit() { sql -c "select u.code from app.unit u where u.id = md5('unit $1')::uuid"; }
sits_down() { console "${2:-80x24}" "$1" -c "$KEYS/homeward.conf" && wait_for LIVE; }
girl=$(sql -c "update app.case set sex = 'female', age_low = 15, age_high = 16, language = 'lo', responsible_id = (select id from app.staff where login = 'officer'), responsible_seen = true
	where id = (select c.id from app.case c where c.office_id = 1 and c.closed_at is null and c.stage in (1, 2) and not exists (select from app.stay s where s.case_id = c.id)
	and not 'danger now' = any (flags) order by code limit 1) returning code")
code=$girl
afesip=$(unit 'AFL1house 1')
afesip_place=$(sql -c "select p.code from app.place p join app.unit u on u.place_id = p.id where u.code = '$afesip'")

# ---- of a case: what fits first, what does not says why, and holds nothing
sits_down officer
types ":beds $code"
wait_for 'FITS, AND IS FREE' && wait_for "Enter holds a bed"
goes_to "$afesip_place shelter         LA girls 12-17"
like "$(screen)" "$afesip house 1 . Enter holds a bed" "the line below says which unit it is"
keys Enter
wait_for 'Until when is it held?' && keys 3
wait_for 'a bed is held'
becomes 'held house 1' "Enter and a digit hold a bed of another office"
wait_for 'HELD FOR HER until' && like "$(focused)" "$afesip_place" "it stands on top, as hers"
sql -c "update app.unit u set beds = app.unit_taken(u.id) where u.code = '$afesip'" >/dev/null
wait_for 'hers (' && ok "full by her own hold it is no full one"
keys Enter
wait_for 'Until when is it held?' && keys 5
wait_for 'for 1d' && ok "once more, and it is held longer"
is "$(sql -c "select count(*) from app.stay s join app.case c on c.id = s.case_id where c.code = '$code'")" 1 "one person has one bed held"
goes_to 'girls 15-17    CLOSED'
keys Enter
wait_for 'CLOSED. Whoever is there is kept there' && keys Enter
wait_gone 'hold it: she is to be kept' && ok "a closed unit is asked about, and Enter is no yes"
goes_to 'not: age'
keys Enter
wait_for 'not for her or his age. Nothing is held' && ok "what does not fit is told, and not held"
keys q
types ":$code"
wait_for SUMMARY && goes_to "$afesip_place shelter, LA . house 1" && like "$(focused)" 'held until' "the case says where she will sleep"
keys Enter
wait_for 'What becomes of the bed' && like "$(screen)" 'released: the bed is not needed' "Enter there says what becomes of it"
unlike "$(screen)" 'left without telling us' "as far as it is hers to say"
keys Escape
wait_gone 'What becomes' && goes_to 'bed held' && like "$(focused)" "$afesip_place house 1" "the timeline of the case says where"

# ---- the office of the place checks her in, and learns no more than it needs
sits_down officer_afesip
types ":place $afesip_place"
wait_for 'WHO IS HERE, OR COMES'
goes_to "$code"
like "$(focused)" 'child, female 15-16, lo' "of another office's case it sees age, sex and language"
keys Enter
wait_for 'What becomes of the bed' && like "$(screen)" 'released: the bed is not needed' "what may be done is offered"
unlike "$(screen)" 'left without telling us' "and nothing else"
keys i
wait_for "$code is in."
becomes 'in house 1' "i checks her in"
keys Enter
wait_for 'on leave, and until when' && keys l
wait_for 'Until when is' && keys 2
wait_for "$code is on leave."
becomes 'on leave house 1' "she is on leave"
types ":left $code"
wait_for 'left without telling us. It is in the inbox'
becomes 'left house 1' "she left without telling us"
wait_for 'LEFT WITHOUT TELLING US' && ok "which the page says"

# ---- who is responsible has it in her inbox, until she is back
sits_down officer
keys 8
wait_for 'left without telling us' && like "$(screen | grep -F "$code")" 'left without telling us' "who is responsible has it in her inbox"
types ":check-in $code"
wait_for "Only who works for the place's office says this" && ok "but does not say that she is back"

# ---- the same from a shell
out=$(shell officer_afesip check-in "$code" --format json)
is "$?" 0 "a shell checks her in"
like "$out" "{\"code\": \"$code\", \"done\": true" "and is told in JSON"
becomes 'in house 1' "so it is"
said=$(shell officer_afesip check-out "$code" 2>&1)
is "$? $(stay "$code")" '2 in house 1' "without where to nobody is checked out: $said"
shell officer_afesip check-out "$code" her country >/dev/null
is "$? $(stay "$code")" '0 none' "with it she is"
shell officer hold "$afesip" "$code" --for 2h >/dev/null
is "$? $(stay "$code")" '0 held house 1' "a shell holds a bed"
said=$(shell officer hold "$(unit 'PKS1house')" "$code" --for 2h 2>&1)
is "$?" 1 "and is refused another"
like "$said" 'A bed is held for this case elsewhere' "in a sentence"
shell officer release "$code" not needed >/dev/null
is "$? $(stay "$code")" '0 none' "and releases it"
said=$(shell officer hold "$(unit 'PPT1dormitory 1')" "$code" --for 2h 2>&1)
is "$?" 1 "what does not fit is refused"
like "$said" 'sex' "and told why"
is "$(shell officer beds "$code" | grep -c '"problem": null')" "$(psql -XqAt -d "$TESTS_CONNINFO user=officer" -c "select count(*) from api.bed_line((select id from api.case_line where code = '$code')) where problem is null")" \
	"beds prints what fits"
shell partner beds >/dev/null 2>&1
is "$(shell partner beds 2>/dev/null)" '' "a partner sees none"

sits_down partner
keys B
wait_for 'Beds are for whoever works on cases' && ok "and no list that looks as if there was none"
is "$(sql -c "select count(*) from app.event where login = 'partner' and action = 'bed.list' and refusal is not null")" 2 "nor is the database asked"

# ---- units, by who leads
place=$(sql -c "select code from app.place where id = md5('place BKK1')::uuid")
said=$(shell officer unit "$place" 'ward 2' 'girls 12-17' 4 2>&1)
is "$?" 1 "an officer writes no unit: $said"
shell supervisor unit "$place" 'ward 2' 'girls 12-17' 4 >/dev/null
is "$? $(sql -c "select concat_ws(' ', sex, age_low, age_high, beds, regime) from app.unit where name = 'ward 2' and office_id = 1")" '0 female 12 17 4 open' "a supervisor does"
said=$(shell supervisor unit "$place" 'ward 3' women 4 court order 2>&1)
is "$?" 1 "a closed one wants a day"
like "$said" 'looked at again on a day' "which is said"
sits_down supervisor
types ":unit $place \"ward 3\" women 4 \"court order\" 30d"
wait_for 'The unit is written'
is "$(sql -c "select concat_ws(' ', regime, legal_basis, accepts) from app.unit where name = 'ward 3' and office_id = 1")" 'closed court order t' "with one it is written"
finish
