#!/bin/sh
# database: demo
# From the telephone to somebody responsible: a case in a few keys, a call that is none in two, and nothing that was
# typed is lost or saved twice, whatever becomes of the line and of the console.
# To see it fail: another case for the same draft (edit_new_call() in restore(), tui/screens/edit_draft.c), a new key
# where a lost answer is asked for again (send_again(), tui/app/keeping.c), a form that asks the database first.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
printf 'database = { reconnect_max_s = 1; };\n' >> "$KEYS/homeward.conf"
database=${TESTS_CONNINFO##*dbname=}
server=$TESTS_CONNINFO
night() { console "$1" "${2:-night}" -c "$KEYS/homeward.conf" && wait_for LIVE; }
cases() { sql -c "select count(*) from app.case where source is not null"; }
newest() { sql -c "select $1 from app.case c left join app.staff s on s.id = c.responsible_id
	join app.entry_call e on e.case_id = c.id order by e.entered_at desc, e.id limit 1"; }
calls() { sql -c "select count(*) from app.entry_call"; }
presses=0
press() { presses=$((presses + $#)); keys "$@"; }
before=$(cases) called=$(calls)

# ---- the vault is shut: what is typed on reaches no verb
night 80x24
keys +
wait_for 'What was the call?' && ok "+ asks what it was"
keys c
wait_for 'passphrase:' && ok "and for the passphrase, before anything can be typed into nothing"
types "$pass"
wait_for 'What was said' && field 'What was said' && ok "then the form is there, on what was said"
keys Escape
wait_gone 'What was said'

# ---- a case by keys alone
press + c
field 'What was said'
keys -l 'A friend calls: t a p m, her cousin Noi is locked in : above a bar + 5'
press Tab
field 'Danger now'
press y Tab
field 'How old'
press C-n C-n C-n Tab # 15 to 17
field 'Sex'
press C-n Tab
field 'How many'
press 4 Tab
field 'Language'
press l a o Tab
field 'Call back until'
press + 2 h Tab
field 'not before'
press C-x
wait_for 'is on the board; you are responsible.' && ok "a call becomes a case"
is "$([ $presses -le 25 ] && echo few)" few "in 25 keys beside what was said: $presses"
is "$(newest "concat_ws(' ', s.login, c.priority, c.sex, c.age_low, c.age_high, c.child, c.people, c.language, c.flags)")" \
	'night 1 female 15 17 t 4 lo {"danger now"}' "with all that was told in clear"
is "$(newest "(select string_agg(k.rule, ' ') from app.case_clock k where k.case_id = c.id and k.rule = 'CALL-BACK')")" CALL-BACK "and a clock for when she can be called"
like "$(screen)" "$(newest c.code)" "its code is on the screen"
is "$(($(cases) - before)) $(($(calls) - called))" "1 1" "and it is one"
is "$(sql -c "select count(*) from app.entry_call e where e::text ~* 'noi|cousin|bar'")$(sql -c "select count(*) from app.event e where e.detail::text ~* 'noi|cousin'")" 00 "no word of it is in clear"
types ":case $(newest c.code)"
wait_for SUMMARY
keys g Tab Tab Tab
wait_for 'her cousin Noi' && ok "who opens it reads what was said"
keys q

# ---- nothing but what was said is needed; what is wrong is said at its field, and all stays
keys + c
field 'What was said'
keys C-x
wait_for 'is needed' && ok "a call without a word is none"
keys -l 'silent line, crying'
keys Tab Tab Tab Tab Tab Tab
field 'Call back until' && keys -l '31 Feb 2027' && keys Tab
wait_for 'has no such day' && ok "31 February is no day"
keys BTab && field 'Call back until' && keys C-u && keys -l 'yesterday 03:00' && keys C-x
wait_for 'is over' && field 'Call back until' && ok "a time that is over is told at its field"
like "$(screen)" 'silent line, crying' "and what was typed is still there"
keys C-u
keys BTab BTab BTab BTab BTab BTab BTab
field 'Responsible' && keys C-u && keys -l 'nobody' && keys BTab && field 'Office' && keys -l XYZ && keys C-x
wait_for 'none of your offices' && field 'Office' && ok "an office that is not hers, too"
keys C-u C-x
wait_for 'NOBODY is responsible' && ok "she may say NOBODY"
is "$(newest 'c.responsible_id')" '' "and so it is"

# ---- a call while a form is open
types ":case $(newest c.code)"
wait_for SUMMARY
keys n
wait_for 'field 1 of' && keys -l 'half a note'
keys F2
wait_for 'What was the call?' && keys c
field 'What was said' && keys -l 'the second call'
keys C-x
wait_for 'you are responsible' && wait_for 'half a note' && ok "F2 takes a call over another form, which is there afterwards"
keys C-x
wait_for 'note saved' && ok "and is saved then"
keys q

# ---- calls that are no case: two keys
since=$(sql -c 'select app.now()')
keys + w
wait_for 'A call is counted: wrong number' && ok "a wrong number is counted by two keys"
keys + i
wait_for 'A call is counted: information' && ok "and so is who asked something"
is "$(sql -c "select count(*) || ' ' || string_agg(kind, ',' order by kind) from app.contact where not gone and came_at > '$since'")" '2 information,wrong number' "both are kept, without a word"
since=$(sql -c 'select app.now()')
types ':new wrong-number VTE lo'
wait_for 'A call is counted: wrong number'
is "$(sql -c "select concat_ws(' ', o.code, x.language) from app.contact x join app.office o on o.id = x.office_id
	where x.came_at > '$since'")" 'VTE lo' "by its word it takes whose telephone it was, and the language"
types ':new case VTE lo'
field 'What was said' && like "$(screen)" 'Office:          VTE' "and so does a case"
like "$(screen)" 'Language:        lo  Lao' "with its language"
keys Escape
wait_gone 'What was said' && ok "nothing of it was typed, and nothing is asked"
reader
for who in operations partner; do
	console 80x24 $who -c "$KEYS/homeward.conf"
	wait_for LIVE
	keys +
	wait_for 'Your role takes no calls' && ok "$who takes none"
done

# ---- the answer is lost: asked again, it is one case
line=$T_DIR/line
mkdir "$line"
mkfifo "$T_DIR/orders"
build/tests/tools/link "$line/.s.PGSQL.5432" "$PGHOST/.s.PGSQL.5432" < "$T_DIR/orders" > "$T_DIR/said" &
exec 7> "$T_DIR/orders"
within 60 grep -q ready "$T_DIR/said" || { echo "Bail out! there is no line"; exit 1; }
TESTS_CONNINFO="host=$line dbname=$database"
night 80x24
TESTS_CONNINFO=$server
types ':unlock' && opens_vault
n=$(calls)
keys + c
field 'What was said' && keys -l 'the line is bad'
printf 'accept 0\nlose-answer case_new\n' >&7
keys C-x
wait_for 'The line was lost before the answer came' && ok "that the answer is lost is said"
is "$(($(calls) - n))" 1 "it had been saved"
wait_for OFFLINE
printf 'accept -1\n' >&7
wait_for 'is on the board; you are responsible' 90 && ok "asked again, it says so"
is "$(($(calls) - n))" 1 "and there is one"

# ---- so is a call that is none
counted() { sql -c "select count(*) from app.contact where not gone and came_at > '$since'"; }
since=$(sql -c 'select app.now()')
printf 'accept 0\nlose-answer contact_keep\n' >&7
keys + w
wait_for 'Whether it is saved' && ok "of a call that is counted, too, it is said that the answer is lost"
is "$(counted)" 1 "it had been counted"
wait_for OFFLINE
printf 'accept -1\n' >&7
wait_for 'A call is counted: wrong number' 90 && ok "asked again, it says so"
is "$(counted)" 1 "and it is one"
wait_for LIVE 90
keys u
wait_for 'Taken back: wrong number' && is "$(counted)" 0 "which can be taken back"
shell() { rc=0; HOMEWARD_CONNINFO= "$HOMEWARD" -d "host=$line dbname=$database" -u night "$@" > "$T_DIR/told" 2>&1 < /dev/null || rc=$?; }
printf 'next lose-answer contact_keep\n' >&7
shell contact silent VTE lo
is "$rc $(counted)" '0 1' "from a shell it is asked again, too, and is one"
is "$(sql -c "select concat_ws(' ', x.kind, o.code, x.language) from app.contact x join app.office o on o.id = x.office_id
	where not gone and came_at > '$since'")" 'silent VTE lo' "with its office and its language"
like "$(cat "$T_DIR/told")" 'A call is counted: silent' "and says so"
printf 'database = { request_timeout_s = 1; };\n' > "$T_DIR/conf"
chmod 600 "$T_DIR/conf"
printf 'accept 1\nnext lose-answer contact_keep\n' >&7
shell -c "$T_DIR/conf" contact spam
is "$rc $(counted)" '4 2' "where the server stays away it ends with 4, and had been counted"
like "$(cat "$T_DIR/told")" 'it is not known whether the change was saved' "which is not known"
printf 'accept -1\n' >&7
wait_for 'OPEN  LIVE' 90

# ---- the line is gone: the form comes all the same
printf 'accept 0\ncut\n' >&7
wait_for OFFLINE
keys + c
field 'What was said' && ok "without a line the form is there at once"
keys -l 'nobody answers us' && keys C-x
wait_for 'cannot be reached' && ok "what cannot be saved is a draft"
printf 'accept -1\n' >&7
wait_for 'OPEN  LIVE' 90
keys C-x
wait_for 'is on the board; you are responsible' && ok "and is saved when the line is back"

# ---- the line breaks behind a save: the next call does not wait for its answer
keys + c
field 'What was said' && keys -l 'the first of two'
n=$(calls)
printf 'accept 0\nlose-answer case_new\n' >&7
keys C-x
wait_for 'The line was lost'
keys Tab
wait_for 'F2 takes a call' && ok "of a save without an answer it is said what can be done meanwhile"
keys F2
keys c
wait_gone 'the first of two' && field 'What was said' && ok "F2 takes the next call"
keys -l 'the second of two'
printf 'accept -1\n' >&7
wait_for 'is on the board; you are responsible' 90 && ok "the first is told of when the line is back"
keys C-x
both() { [ "$(($(calls) - n))" = 2 ]; }
in_time "and the second is saved" both
wait_gone 'What was said' && ok "both forms are closed"

# ---- killed behind the commit, before it could drop the draft: it is the same case
keys + c
field 'What was said' && keys -l 'killed in between'
n=$(calls)
drafted() { ls "$KEYS" | grep -q '^night[.]draft[^s9]*$'; }
wait_until drafted
printf 'accept 0\nlose-answer case_new\n' >&7
keys C-x
wait_for 'The line was lost'
p=$(pid)
kill -9 "$p"
gone() { ! kill -0 "$p" 2>/dev/null; }
wait_until gone
printf 'accept -1\n' >&7
night 80x24
types ':draft' && opens_vault
wait_for 'killed in between' && ok "a console that was killed has its draft"
keys C-x
wait_for 'was saved before' && ok "which is known to be a case already"
is "$(($(calls) - n))" 1 "and is no second one"
exec 7>&-
finish
