#!/bin/sh
# database: demo
# Many at once: counted first, by keys or from a shell, in triage until each of them is a case or somebody has closed
# them; split out by one key, never more than were counted, however many consoles do it; nothing that was typed is lost.
# To see it fail: no lock in app.batch_lacks(), a count without its version (app.batch_kept()), a full batch that is no
# question (edit_call_is_left_over()), a word of no list that is read as a count (add_counts() in tui/verbs/batch_shell.c).
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/homeward.conf"
sits_down() { # LOGIN [SIZE]
	console "${2:-80x24}" "$1" -c "$KEYS/homeward.conf" && wait_for LIVE
	types ':unlock' && opens_vault
}
batch() { sql -c "select $1 from app.batch b where code = '$code'"; }
split_out() { sql -c "select count(*) from app.case c join app.batch b on b.id = c.batch_id where b.code = '$code'"; }
counts() { sql -c "select string_agg(concat_ws(' ', n.nationality, n.class, n.n), ', ' order by n.line, n.class) from app.batch_count n join app.batch b on b.id = n.batch_id where b.code = '$code'"; }
newest() { sql -c 'select code from app.batch order by entered_at desc limit 1'; }
as() { psql -XqAt -d "$TESTS_CONNINFO user=$1" -c "$2"; }
shell() { who=$1; shift; HOMEWARD_CONF= "$HOMEWARD" -d "$TESTS_CONNINFO" -u "$who" "$@"; }

# ---- by keys: the sum is on the screen while she types
sits_down night
keys + b
field 'It was' && keys C-x
wait_for 'is needed' && ok "what it was is said, and not guessed"
keys C-n Tab
field 'Nationality' && keys -l MM && keys Tab
field 'Men' && keys 1 0 Tab
field 'Women' && keys 8 Tab Tab
field 'Girls' && keys 4 Tab Tab
field 'Nationality 2' && keys -l laos && keys Tab
field 'Men 2' && keys -l 13 && keys Tab
wait_for '35 people' && ok "the sum is on the screen"
keys Tab Tab Tab Tab && field 'Nationality 3' && keys -l KH && keys Tab && keys C-x
wait_for 'Nobody is counted yet' && field 'Men 3' && ok "a nationality of nobody is told at its line"
like "$(screen)" '35 people' "and all is still there"
keys BTab && field 'Nationality 3' && keys C-u Tab && field 'When' && keys -l '31 Feb 2026' && keys Tab
wait_for 'no such day' && keys BTab C-u && keys -l 'tomorrow 03:00' && keys C-x
wait_for 'has not come yet' && field 'When' && ok "nobody comes tomorrow"
keys C-u Tab && field 'Where they are' && keys -l 'PL-3333-3333' && keys C-x
wait_for 'no such place' && field 'Where they are' && ok "a place that there is not is told at its field"
keys C-u C-x
wait_for '35 people are counted' && ok "they are counted"
code=$(newest)
is "$(counts)" 'MM girls 4, MM men 10, MM women 8, LA men 13' "each on its line"
keys u
wait_for "Taken back: $code counted"
is "$(batch gone)" t "u takes it back"

# ---- from a shell
out=$(printf '# as the radio said\nMM girls 2\n\nmm men 1\n' | shell night batch raid --format json)
code=$(newest)
is "$out" "{\"code\": \"$code\", \"done\": true, \"refusal\": null, \"field\": null, \"message\": null, \"hint\": null, \"version\": 1, \"event_id\": $(echo "$out" | sed 's/.*"event_id": \([0-9]*\),.*/\1/'), \"people\": 3}" "a shell counts, a line each, and is told in JSON"
said=$(printf 'MM girls 2\nMM sisters 1\n' | shell night batch raid 2>&1)
is "$? $(newest)" "2 $code" "a word of no list counts nobody"
like "$said" 'line 2: not read at "sisters"' "and is told by its line"
said=$(printf 'MM girls 2\nqq men 1\n' | shell night batch raid 2>&1)
is "$? $(newest)" "2 $code" "a country that there is not counts nobody"
like "$said" 'line 2: not read at "QQ"' "nor is it kept as a code"
said=$(shell partner batch raid MM girls 1 --format json 2>/dev/null)
is "$?" 1 "who may not is refused"
like "$said" '"code": null, "done": false, "refusal": "role"' "and told so in JSON"
shell night batch 'handover' MM girls 1 --office PPT >/dev/null 2>&1
is "$? $(newest)" "1 $code" "of another office, too"

# ---- one is split out: the form knows what was counted
keys 0
wait_for waiting
types "/$code"
wait_for "/$code  1 of" && wait_for 'raid: 3 of 3 left . night' && ok "they stand in triage as a line"
keys t
wait_for 'You see to these people already' && ok "whoever counted them sees to them"
keys E
wait_for 'These are many, and no case yet. S splits one out' && ok "what wants a case says that they are none"
as officer "select coalesce(refusal, 'done') from api.batch_take(gen_random_uuid(), '$(batch id)', 1)" >/dev/null
wait_for 'officer sees to them' && like "$(screen | grep -F "$code")" 'officer' "a colleague takes them: her name stands there"
keys t
wait_for 'you see to it that they are spoken to' && is "$(sql -c "select s.name from app.batch b join app.staff s on s.id = b.responsible_id where b.code = '$code'")" night "t takes them back"
keys Enter
wait_for '3 people: 0 split out, 3 left'
keys S
wait_for 'Who is split out? She was counted as' && ok "S on no line asks as which of them"
keys Escape
wait_gone 'Who is split out'
goes_to 'Myanmar, girls'
keys S
field 'What was said' && like "$(screen)" 'new: girl, Myanmar' "the form says who she is one of"
keys -l 'her name is Hnin' && keys C-x
wait_for 'is on the board; you are responsible' && wait_for '3 people: 1 split out, 2 left' && ok "one is a case"
is "$(sql -c "select concat_ws(' ', sex, child, s.name) from app.case c join app.source s on s.id = c.source where batch_id is not null order by c.reported_at desc limit 1")" \
	'female t police' "with all that the count knows"

# ---- that case says out of whom, and leads back
one=$(sql -c "select code from app.case where batch_id = (select id from app.batch where code = '$code')")
types ":$one"
wait_for "raid: $code" && like "$(screen)" 'split out of' "the case says out of whom it was split"
goes_to "raid: $code" && keys Enter
wait_for '3 people: 1 split out, 2 left' && ok "Enter there leads to them"
keys q
wait_for "Case > $one" && keys q

# ---- somebody else counts again meanwhile
again() { # LOGIN VERSION COUNTS
	as "$1" "select coalesce(refusal, 'done') from api.batch_keep(gen_random_uuid(), '$(batch id)', $2, null, 'raid', '$3')"
}
wait_for 'X closes'
keys e
field 'It was' && keys Tab Tab && field 'Men' && keys C-u 5
is "$(again officer 3 '[{"nationality": "MM", "class": "girls", "n": 2, "line": 1}, {"nationality": "MM", "class": "men", "n": 1, "line": 1}, {"nationality": "LA", "class": "boys", "n": 1, "line": 2}]')" done "somebody else counts a boy"
keys C-x
wait_for 'Changed by officer' && wait_for '2 chosen' && ok "who counts again after that sees it first"
keys C-x
wait_for '8 people are counted' && ok "and saves both"
is "$(counts)" 'MM girls 2, MM men 5, LA boys 1' "line by line: nothing of either is lost"

# ---- many at once: never more than were counted
id=$(batch id)
splits() { # N: six times, each a transaction of its own
	for i in 1 2 3 4 5 6; do
		echo "select coalesce(x.refusal, 'done') from api.call_keys(null) as k, lateral api.case_new(gen_random_uuid(), gen_random_uuid(),
			null, 'nobody', k.realm, k.newest, decode(repeat('00', 106), 'hex'), gen_random_uuid(),
			'$whole', decode(repeat('00', 202), 'hex'), '$id', 'MM', 'men') as x;"
	done | psql -XqAt -d "$TESTS_CONNINFO user=night" > "$T_DIR/split.$1" 2>&1
}
whole='{"danger": null, "age": null, "sex": null, "people": null, "lang": null, "call_from": null, "call_until": null, "answers": null,
	"access": [], "act": [], "means": [], "purpose": [], "caller": null, "source": "police", "standing": "case"}'
for n in 1 2 3 4; do splits $n & waited="${waited:-} $!"; done
for n in $waited; do wait "$n"; done
is "$(cat "$T_DIR"/split.? | sort | uniq -c | awk '{ print $2, $1 }' | paste -sd, -)" 'batch_full 19,done 5' "of five men five are split out, by whomever of four"
is "$(split_out)" 6 "and the girl was before"

# ---- nobody is left: all that was typed stays, and becomes a case of its own if she says so
wait_for '2 left'
keys S
field 'What was said' && keys -l 'she was hidden in the roof'
as night "$(echo "select coalesce(x.refusal, 'done') from api.call_keys(null) as k, lateral api.case_new(gen_random_uuid(), gen_random_uuid(), null, 'nobody', k.realm,
	k.newest, decode(repeat('00', 106), 'hex'), gen_random_uuid(), '$whole', decode(repeat('00', 202), 'hex'), '$id', 'MM', 'girls') as x")" >/dev/null
keys C-x
wait_for 'All these people are cases already' && ok "who is quicker leaves nobody to be split out, which is told"
like "$(screen)" 'she was hidden in the roof' "what was typed is still there"
wait_for 'own: save it as a case of its own' && keys o
wait_for 'you are responsible' && ok "and becomes a case of its own"
is "$(split_out) $(sql -c "select count(*) from app.case c where batch_id is null and reported_at = (select max(reported_at) from app.case)")" '7 1' "none of them more than were counted"

# ---- until somebody closes them, for a reason
wait_for '1 left'
keys X
wait_for 'Why is nobody else split out? 1 person is left.' && keys h
wait_for 'is closed: handed on' && ok "they are closed for a reason"
is "$(batch close_reason)" 'handed on' "which is kept"
keys S
wait_for 'These people are closed' && ok "nobody is split out of them then"
keys 0
wait_for "Nothing matches $code" && ok "and they wait no more"

keys u
wait_for "Taken back: $code closed" && ok "u opens them"
types ":close $code gone"
wait_for "$code closed. u opens it again" && ok "and so they are closed by a word"
is "$(batch close_reason)" gone "for the reason that was typed"

# ---- who may not
console 80x24 auditor -c "$KEYS/homeward.conf" && wait_for LIVE
types ':batch'
wait_for 'Your role counts nobody' && ok "who only reads counts nobody"
console 80x24 partner -c "$KEYS/homeward.conf" && wait_for LIVE
types ":batch $code"
wait_for 'Your role counts nobody' && ok "nor a partner, who sees nobody"

told=$(sql -c "select coalesce(sum(n), 0) from (select (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s as t
	where t::text ~ %L', c.oid::regclass, 'Hnin|hidden|roof'), false, true, '')))[1]::text::int as n from pg_class c
	where c.relnamespace = 'app'::regnamespace and c.relkind = 'r') as x")
is "$told" 0 "no word that was typed is in clear in any table"
finish
