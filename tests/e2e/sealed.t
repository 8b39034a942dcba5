#!/bin/sh
# database: demo
# What may happen to a record: two save it, the server changes it, brings back an older one or that of
# somebody else, keys have to be renewed, a name is far too long. Criterion: nobody's work is lost or
# written over unseen, and what was changed is called that, and never a wrong passphrase.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol_demo
code=$(empty_case 0) other=$(empty_case 1)
start() {
	console 80x24 "$1" -c "$KEYS/homeward.conf"
	wait_for '> HW-'
	types ":$code"
	wait_for 'SUMMARY'
}
record() { sql -c "select $1 from app.sealed s join app.case c on c.id = s.case_id where c.code = '${2:-$code}' and s.kind = 'identity'"; }

# Two consoles at once, each on a server of its own.
T_SERVER=100
start officer_bangkok
officer=$T_SERVER
T_SERVER=200
start night
night=$T_SERVER
both_end() { for T_SERVER in "$officer" "$night"; do tm kill-server 2>/dev/null; done; rm -rf "$T_DIR"; }
trap both_end EXIT

# ---- a first version, and somebody else's
keys e i
opens_vault
wait_for 'field 1 of'
tm set-buffer "$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "x" }')"
tm paste-buffer -p
wait_for 'It holds 120 characters' && ok "of a name of 10,000 letters none goes in, and that is said"
keys C-u
keys -l 'Somsri'
keys C-x
wait_for 'identity saved, version 1'
T_SERVER=$officer
keys e i
opens_vault
wait_for 'Why is'
keys r
wait_for 'field 1 of' && ok "who edits what is there says why, for it is opened"
T_SERVER=$night
keys e i
wait_for 'Why is'
keys r
wait_for 'field 1 of'
keys C-u
keys -l 'Somsri Jaidee'
T_SERVER=$officer
keys C-u
keys -l 'Somsri Thongdee'
keys Tab
keys -l 'legal'
keys Tab Tab Tab Tab
keys -l '2008'
keys C-x
wait_for 'identity saved, version 2'
T_SERVER=$night
keys C-x
wait_for 'Changed by officer_bangkok' && ok "a save that meets somebody else's shows it"
for value in 'Somsri Jaidee' 'Somsri Thongdee'; do
	like "$(screen)" "$value" "with both values: $value"
done
like "$(screen)" 'before' "and what was before"
keys C-x
is "$(record 's.version')" 2 "nothing is saved before it is chosen"
wait_for 'm mine  t theirs  b both' && ok "and the last line says with which keys"
keys -l ':lock'
keys Enter
wait_for 'passphrase:' && unlike "$(screen)" 'Somsri' "which :lock leaves, that no letter of a passphrase chooses"
types "$pass"
wait_for 'Somsri Jaidee'
keys C-x
wait_for 'Changed by officer_bangkok' && wait_for 'm mine  t theirs  b both'
keys m
keys C-x
wait_for 'identity saved, version 3' && ok "m keeps mine, on top of theirs"
keys o
wait_for 'Somsri Jaidee'
like "$(screen)" '2008' "what only she had changed is there as well"
unlike "$(screen)" 'legal name' "and a name and its kind are of one of them"

# ---- locked between ^X and the answer, which tells of somebody else's; and two of hers in a row
mkfifo "$T_DIR/hold"
sql <"$T_DIR/hold" >"$T_DIR/held" &
exec 3>"$T_DIR/hold"
sheet() { # NAME [BIRTH]: of the sheet that is open on this console
	keys C-u
	keys -l "$1"
	[ "$#" = 1 ] || { keys Tab Tab Tab Tab Tab C-u; keys -l "$2"; }
}
saves() { keys e i; wait_for 'field 1 of'; sheet "$1" "$2"; keys C-x; wait_for "identity saved, version $3"; }
T_SERVER=$officer
keys e i
wait_for 'field 1 of'
sheet 'Somsri Mine'
T_SERVER=$night
keys q
wait_for SUMMARY
saves 'Somsri Other' 2009 4
echo "begin; select 'held' from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code' and s.kind = 'identity' for update of s;" >&3
wait_until test -s "$T_DIR/held"
T_SERVER=$officer
keys C-x
is_held() { test "$(sql -c "select count(*) from pg_stat_activity where usename = 'officer_bangkok' and datname = current_database() and wait_event_type = 'Lock'")" = 1; }
wait_until is_held
keys C-z
only_prompt "what is being saved is locked over"
exec 3>&-
types "$pass"
wait_for 'Changed by night' && ok "unlocked, it tells of a newer version"
like "$(screen | grep -A3 'Name')" 'Somsri Mine' "and compares it with what was typed"
like "$(screen | grep -A3 'Born')" '2009' "field by field"
keys m
wait_gone 'choose one'
T_SERVER=$night
saves 'Somsri Other' 2008 5
T_SERVER=$officer
keys C-x
wait_for 'version 5, yours 4' && ok "chosen on top of theirs, it meets the next version as that"
like "$(screen | grep 'Born')" 'theirs' "whose correction is not taken back by itself"
keys C-x
wait_for 'identity saved, version 6'
T_SERVER=$night
keys o
wait_for 'Somsri Mine' && like "$(screen)" '2008' "the name is mine then and the birth is theirs"

# ---- what the server may try
keys q
wait_for SUMMARY
sql -c "create table kept as select s.* from app.sealed s join app.case c on c.id = s.case_id where c.code = '$code'" >/dev/null
restore() { sql -c "update app.sealed s set blob = k.blob, version = k.version, generation = k.generation from kept k where k.id = s.id" >/dev/null; }
is_recorded() { test "$(sql -c "select count(*) from app.event e join kept k on e.object_id = k.subject
	and e.detail = jsonb_build_object('what', 'record', 'record', k.id, 'kind', 'identity', 'version', $1)
	where e.action = 'tampered' and e.refusal is null and e.login = 'night'")" = 1; }
tampered() { # NAME VERSION
	keys o
	wait_for 'TAMPERED:' && ok "$1 is called what it is"
	unlike "$(screen)" 'Somsri' "and shows nothing"
	unlike "$(screen)" 'wrong' "and no passphrase is blamed"
	in_time "and is in the record, once" is_recorded "$2"
	keys q
	wait_for SUMMARY
	restore
}
sql -c "update app.sealed s set blob = set_byte(s.blob, 150, get_byte(s.blob, 150) # 1) from kept k where k.id = s.id" >/dev/null
tampered "a record with one bit changed" 6
sql -c "update app.sealed s set blob = p.blob, version = p.version from app.sealed_past p, kept k
	where k.id = s.id and p.id = s.id and p.version = 2" >/dev/null
tampered "an older version in its place" 2
sql -c "update app.sealed s set blob = (select x.blob from app.sealed x where x.kind = 'identity' and x.id <> s.id limit 1)
	from kept k where k.id = s.id" >/dev/null
tampered "somebody else's record in its place" 6
# The alarm of it is cancelled, as by a server that is too slow; the line is there all along.
sql -c "create sequence tries;
	create function cancelled() returns trigger language plpgsql security definer as 'begin perform nextval(''public.tries''); raise query_canceled; end';
	create trigger cancelled before insert on app.event for each row when (new.action = 'tampered') execute function cancelled()" >/dev/null
sql -c "update app.sealed s set blob = p.blob, version = p.version from app.sealed_past p, kept k
	where k.id = s.id and p.id = s.id and p.version = 3" >/dev/null
keys o
wait_for 'TAMPERED:'
is_tried() { test "$(sql -c 'select is_called from tries')" = t; }
wait_until is_tried
keys q
wait_for SUMMARY
sql -c "drop trigger cancelled on app.event; drop function cancelled; notify hw_office" >/dev/null
in_time "cancelled, it is told with the next poll" is_recorded 3
restore
is "$(sql -c "select count(*) from app.event where action = 'tampered'")" 3 "and nothing else is"
"$HOMEWARD" -d "$TESTS_CONNINFO" -u coordinator list inbox --format csv >"$T_DIR/inbox" 2>&1
like "$(grep -v UNSIGNED "$T_DIR/inbox" | sed -n 2p)" "$code,normal,TAMPERED" "who leads has it in her inbox, before each clock that ended"
like "$(sed -n '3,$p' "$T_DIR/inbox")" 'clock ended' "of which there are some"
keys o
wait_for 'Somsri Mine' && ok "put back, it opens"
keys q
wait_for SUMMARY
is "$(sql -c "select count(*) from pg_stat_activity where application_name = 'homeward' and state like '%abort%'")" 0 "no question failed"

# ---- keys that wait for a custodian
sql -c "insert into app.key_task (realm_id, staff_id, epoch, why)
	select r.id, s.id, 1, 'left' from app.realm r, app.staff s where r.office_id = 1 and r.kind = 'office' and s.login = 'partner'" >/dev/null
keys n
wait_for '> Note'
like "$(screen | tail -n 2 | tr '\n' ' ')" 'until the keys of this office are renewed. Ask: coordinator, supervisor' "before a note is typed it is said that it cannot be saved yet, and who could help"
keys -l 'kept through a renewal'
keys C-x
wait_for 'custodian has to renew' && ok "while keys wait to be renewed nothing is saved"
like "$(screen)" 'kept through a renewal' "what was typed stays"
[ -s "$KEYS/night.draft" ] && ok "as a draft, too" || not_ok "there is no draft"
is "$(grep -c renewal "$KEYS/night.draft")" 0 "which is sealed"
sql -c "update app.key_task set done_at = app.now(), done_by = staff_id" >/dev/null
keys C-x
wait_for 'note saved' && ok "and is saved once that is done"

# ---- two forms at once, and a draft that does not open
keys n
wait_for 'field 1 of'
keys -l 'first of two'
wait_until test -s "$KEYS/night.draft"
keys C-o
types "note $other"
wait_gone 'first of two'
wait_for 'field 1 of' && ok "no draft of a form that is open is offered"
keys -l 'second of two'
wait_for 'second of two'
keys Escape
wait_for 'Keep draft'
keys Enter
wait_for 'first of two'
keys C-x
wait_for 'note saved'
[ -s "$KEYS/night.draft2" ] && ok "a form that is saved drops its own draft alone" || not_ok "the other draft is gone"
types ':draft'
wait_for 'second of two' && ok "and the other one opens again"
keys C-x
wait_for 'note saved'
wait_until test ! -e "$KEYS/night.draft2"
(umask 077; echo 'no draft at all' > "$KEYS/night.draft")
types ":note $code"
wait_for 'field 1 of' && ok "a draft that does not open keeps nobody from writing"
is "$(cat "$KEYS/night.draft.bad")" 'no draft at all' "and is set aside as it is"
keeps() { keys Escape; wait_for 'Keep draft'; keys Enter; }
for n in '' 2 3 4 5 6 7 8; do mkdir "$KEYS/night.draft$n" 2>/dev/null; done
keys -l 'kept nowhere'
keeps
wait_for 'is not kept beside your keys' && like "$(screen)" 'kept nowhere' "what cannot be kept stays where it is typed"
rmdir "$KEYS"/night.draft* 2>/dev/null
for case in "$code" "$other"; do
	keeps
	wait_for 'Kept as a draft' && wait_gone 'field 1 of'
	[ "$case" = "$code" ] || continue
	types ":note $other"
	wait_for 'field 1 of'
	keys -l 'newer draft'
	wait_for 'newer draft'
done
types ':draft'
wait_for 'More drafts: 1' && like "$(screen)" 'newer draft' "the newest draft comes first, and how many more there are is said"
finish
