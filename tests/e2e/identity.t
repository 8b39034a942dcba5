#!/bin/sh
# database: demo
# Who she is: written, opened for a reason that is kept, gone after a minute; notes; what is typed outlives
# a lock and a line that is cut; two who save the same record. Criterion: what was shown is on no screen
# and nowhere in memory after it, and each opening is in the record with its reason.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
. "$(dirname "$0")/hold.sh"
held=app.record_kind # without it nobody is told what she may open
enrol_demo
lies
T_ENV=$LIES
snap() { [ -z "${SNAP:-}" ] || { echo "--- $*"; screen; } >> "$SNAP"; }
# What the record says of openings: kinds and reason, oldest first.
openings() {
	sql -c "select string_agg(format('%s %s', e.detail -> 'kinds', coalesce(e.reason, '-')), ', ' order by e.id)
		from app.event e join app.case c on c.id = e.object_id
		where c.code = '$code' and e.action = 'sealed.open' and e.refusal is null and e.login = '$1'"
}
sealed() { sql -c "select $2 from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code' and s.kind = '$1'"; }
code=$(empty_case)
start() {
	console "$1" "$2" -c "$KEYS/homeward.conf"
	wait_for '> HW-'
	types ":$code"
	wait_for 'SUMMARY'
}

# ---- nothing there yet: the passphrase is asked for all the same (habit.t), and no reason
start 80x24 officer
keys o
wait_for 'passphrase:'
keys Escape
wait_for 'nothing yet . e writes it'
keys o
wait_for 'passphrase:'
hold
types "$pass"
wait_for 'keys that wait: 0'
unlike "$(screen)" 'e writes' "what is asked once more, behind the passphrase, offers nothing meanwhile"
release
wait_for 'nothing yet . e writes it'
keys o
wait_for 'There is nothing of that yet: e writes it' && ok "what is not there is not opened"
types ":identity family"
wait_for '> FAMILY' && ok "a sheet is asked for by its name"
is "$(screen | grep -c 'passphrase:\|Why is')" 0 "and nothing is asked back"
keys q q
wait_for 'SUMMARY' && ok "and left"

# ---- what is done to the case from there, and of what she has seen of it
taken() { sql -c "select login from app.staff s join app.case c on c.responsible_id = s.id where c.code = '$code'"; }
start 80x24 night
keys o
opens_vault
wait_for 'nothing yet . e writes it'
keys t
wait_for "$code taken" && ok "t takes the case from there"
keys u
wait_for 'Taken back' && ok "and u takes that back"
keys t
wait_for 'u takes it back'
is "$(taken)" night "her own changes are none of somebody else"
keys u
wait_for 'Taken back'
sql -c "set session authorization supervisor" -c "select api.case_take(gen_random_uuid(), id, version) from api.case_line where code = '$code'" >/dev/null
wait_until [ "$(taken)" = supervisor ]
keys t
wait_for 'not saved. supervisor took it' && ok "what somebody else did, and is not to be seen there, is not written over"
is "$(taken)" supervisor "and stands"
keys q
wait_for 'SUMMARY'
wait_for 'supervisor'
keys o
wait_for 'nothing yet . e writes it'
is_taken() { screen | grep -qF "$code taken"; }
for time in 1 2 3 4 5; do keys t; within 1 is_taken && break; done
is_taken && ok "once she has had time to see it she may"
keys q q

# ---- writing
start 80x24 night
tm kill-server
start 80x24 night
keys e
wait_for "What of $code is edited?"
keys i
opens_vault
wait_for 'field 1 of' && ok "e asks what, and for the passphrase, and comes to the form by itself"
keys -l 'สมศรี ใจดี'
keys Tab
keys -l 'legal'
keys Tab Tab Tab
keys -l 'Somsri Jaidee'
keys C-u
keys -l 'မသီတာ'
keys Tab Tab Tab Tab Tab
wait_for 'field 10 of'
keys -l '31 Feb 2008'
keys Tab
wait_for 'That month has no such day.' && ok "31 February is no day, and is said on its line"
keys C-x
wait_for '1 error' && ok "and is not saved"
is "$(sealed identity 'count(*)')" 0 "nothing is kept of what is wrong"
keys C-e C-u
keys -l '2567'
keys Tab
wait_for '2024' && ok "the year 2567 is the Buddhist one"
on_next() { focused | grep -qF 'Known how'; }
wait_until on_next
later 181
only_prompt "an idle form is locked"
not_in_memory "and what was typed is nowhere in memory" 'สมศรี ใจดี'
types "$pass"
wait_for 'မသီတာ'
wait_for LIVE
like "$(focused)" 'Known how' "the passphrase comes back to the same field with all that was typed"
keys BTab C-u
keys -l '22/03/2551'
keys Tab
wait_for '22 Mar 2008' && ok "a Buddhist date comes as ours"
keys C-x
wait_for 'identity saved, version 1' && ok "^X saves"
is "$(sealed identity "s.version || ' ' || s.generation")" '1 1' "under the case's first key"
is "$(openings night)" '' "who writes the first opens nothing"

# ---- reading
keys o
wait_for "Why is $code opened?" && ok "o asks why"
keys i
wait_for 'สมศรี ใจดี' && ok "and shows her names, in their scripts"
in_memory "which are in memory then" 'สมศรี'
like "$(screen)" 'Burmese' "told from their letters"
like "$(screen | tail -2 | head -1)" 'open for' "and how long"
is "$(openings night)" '["identity"] interview' "the opening is in the record, with its reason"
unlike "$(screen | sed -n 1p)" 'สมศรี' "the title names nobody"
later 61
wait_for 'closed again' && ok "after a minute it is closed again"
unlike "$(screen)" 'สมศรี' "and gone from the screen"
not_in_memory "and from memory" 'สมศรี'
wait_for LIVE
keys o
wait_for 'สมศรี ใจดี' && ok "the same reason serves again"
is "$(openings night)" '["identity"] interview, ["identity"] interview' "and is in the record again"
keys z
wait_for 'The veil is on'
not_in_memory "a veil closes it" 'สมศรี'
keys z o
wait_for 'สมศรี ใจดี'
keys q
wait_for SUMMARY
unlike "$(screen)" 'สมศรี' "leaving closes it"
not_in_memory "at once" 'สมศรี'

# ---- notes
keys n
wait_for 'field 1 of'
keys -l 'ລ່າມຈະໂທກັບ'
keys Enter
keys -l 'second line'
keys C-x
wait_for 'note saved' && ok "n writes a note"
keys Tab Tab Tab
wait_for 'ລ່າມຈະໂທກັບ' && wait_for '  second line' && ok "which is read on the case while the vault is open"
keys Down e
wait_for 'field 1 of'
like "$(screen)" 'second line' "e on a note of one's own opens it"
keys C-e C-u
keys C-a
keys -l 'one more word'
keys C-x
wait_for 'note saved, version 2' && ok "to be corrected"
wait_for 'one more word' && wait_for '  corrected' && ok "which the case says of it"
is "$(sql -c "select count(*) || ' ' || max(s.version) from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code' and s.kind = 'note'")" '1 2' "it is the same note"
is "$(sql -c "select string_agg(e.detail ->> 'version', ' ' order by e.id) from app.event e join app.case c on c.id = e.object_id where c.code = '$code'
	and e.action = 'sealed.keep' and e.detail ->> 'kind' = 'note'")" '1 2' "and the record knows both versions"
types ':lock'
only_prompt ":lock leaves the prompt alone"
not_in_memory "with nothing of it in memory" 'ລ່າມຈະໂທກັບ'
types "$pass"
wait_for 'ລ່າມຈະໂທກັບ' && ok "unlocked, it is read again"

# ---- what is typed outlives the line
keys n
wait_for 'field 1 of'
keys -l 'ភាសាខ្មែរ before the line went'
wait_for 'before the line went'
tm kill-server
start 80x24 night
types ':unlock'
opens_vault
wait_for ':draft goes on with' && ok "the next login is told of the draft"
keys n
wait_for 'A draft of' && ok "and nothing else is written before somebody decides on it"
keys -l 'did 2 r' # by who does not look
keys Down
wait_for 'resume it'
keys Enter
wait_for 'ភាសាខ្មែរ before the line went' && ok "no letter and no digit discards it, and Enter resumes it"
keys C-x
wait_for 'note saved'
gone() { [ ! -e "$KEYS/night.draft" ]; }
in_time "saved, it is no draft any more" gone
finish
