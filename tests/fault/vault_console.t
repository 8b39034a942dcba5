#!/bin/sh
# database: demo
# The same thief (vault_owner.t) before the program itself: its console, what custodians and registrars
# run from a shell. Criterion: it says TAMPERED, also to the record of the work, uses none of it, signs
# and gives nothing, and never calls the passphrase wrong; a registrar sees that keys are not those whose words she has heard.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/pty.sh"
. "$(dirname "$0")/thief.sh"

a=$(case_of BKK 0) b=$(case_of BKK 1)
t=$(printf '\t')
must clerk seal night <<END
$a${t}note${t}text${t}from before
$a${t}identity${t}name.1.text${t}CANARY one
$a${t}family${t}person.1.name${t}Sister beside
$b${t}identity${t}name.1.text${t}CANARY two
END
BKK=$(sql -c "select id from app.realm where app.realm_name(id) = 'BKK office'")
must retire "$leaver"
must clerk tend coordinator

# asks DESC LOGIN CODE WORDS [STEPS]: homeward WORDS at a terminal, her passphrase typed
asks() {
	# shellcheck disable=SC2086
	play "$1" 40 200 -- "$HOMEWARD" -c "$KEYS/conf" -u "$2" $4 <<-END
	wait assphrase
	type open sesame $2\r
	${5:-}
	expect-exit $3 20
	END
}
# alarmed DESC LOGIN WHAT [OBJECT]: she has said it, which the next is not to be taken for
is_in_record() { test "$(sql -c "select count(*) from app.event where action = 'tampered' and refusal is null and login = '$1'
	and detail ->> 'what' = '$2' and coalesce(object_id::text, '') = '$3' and at > app.now() - interval '1 hour'")" -gt 0; }
alarmed() {
	in_time "$1: it is in the record" is_in_record "$2" "$3" "${4:-}"
	sql -c "alter table app.event disable trigger event_is_final; update app.event set at = at - interval '2 hours' where action = 'tampered';
		alter table app.event enable always trigger event_is_final" >/dev/null
}
refuses() { # NAME LOGIN WORDS: refused by that verb, with the word
	asks "$1: $3 is refused" "$2" 1 "$3"
	raw_has "$1: it says TAMPERED" 'TAMPERED'
	raw_lacks "$1: it does not call the passphrase wrong" '(?i)wrong passphrase|passphrase is wrong|not the passphrase'
	alarmed "$1" "$2" directory
}
asks "a registrar signs that somebody has left" registrar 0 "admin sign" 'wait yes to go on
type yes\r'
raw_has "and sees who" "$leaver"
asks "and another" registrar_vientiane 0 "admin sign" 'wait yes to go on
type yes\r'
for who in night coordinator registrar registrar_vientiane; do
	asks "$who has seen the newest directory" "$who" 0 keys
done
remember

changed() { sql -c "set session_replication_role = replica; $1" >/dev/null || echo "Bail out! $1"; }
older="delete from app.directory where serial = (select max(serial) from app.directory)"
must thief directory night
refuses "a directory by registrars of his own" night keys
refuses "a directory by registrars of his own" coordinator "keys tend"
again
must thief half night
refuses "a directory that one true registrar signed" night keys
again
changed "$older"
refuses "the directory before" night keys
again
must thief epoch 'BKK office' night -
asks "an epoch of his own: the rest is told" night 1 keys
raw_has "and that one of them is TAMPERED" 'TAMPERED: BKK office'
alarmed "and an epoch of his own" night realm "$BKK"
raw_has "other realms are good for what they are" 'SPL office'
raw_lacks "she does not hold that one" '\n  BKK office'
again
changed "delete from app.realm_letter where realm_id = '$BKK'; delete from app.realm_epoch where realm_id = '$BKK' and epoch = 2;
	insert into app.realm_letter select realm_id, 1, person, number, letter, given_by, given_number from kept.realm_letter where realm_id = '$BKK'"
asks "the epoch before, with its letters" night 1 keys
raw_has "one of them is TAMPERED" 'TAMPERED.*BKK office'
alarmed "and the epoch before" night realm "$BKK"
again

# Who left shall come back: the registrars are shown the directory from before she did, as if it were in
# force, and something new of no harm to be signed on top of it.
changed "$older; delete from app.directory where in_force_at is null;
	update app.staff set retired_at = null where login = '$leaver';
	update app.directory_person set past = false where login = '$leaver'"
refuses "the directory before, shown to a registrar" registrar "admin sign"
is "$(sql -c "select count(*) from app.directory where serial > (select max(serial) from kept.directory) and by_1 is not null")" 0 "she signs nothing on top of it"
again

# Somebody new reads her words to a registrar; he has put his own keys in the place of hers.
new=new_${leaver#leaver_}
psql -XAtq -d "$TESTS_CONNINFO user=admin" -c "select (api.staff_enrol(gen_random_uuid(), '$new', '$new', 'BKK', '{}', '{officer}')).refusal" >/dev/null
play "somebody new makes her keys" 40 200 -- "$HOMEWARD" -c "$KEYS/conf" -u "$new" keys make <<END
wait New passphrase:
type open sesame $new\r
wait same again:
type open sesame $new\r
expect-exit 0 30
END
words=$(perl -0777 -ne 'print $1 if /: ((?:[a-z]+ ){7}[a-z]+)/' "$RAW")
is "$(echo "$words" | wc -w)" 8 "and has eight words to read aloud"
# A registrar says no at the end.
asks "a registrar is shown them" registrar 1 "admin sign" 'wait yes to go on
type no\r'
raw_has "her words" "$new.*$words"
must thief offer "$new"
asks "keys exchanged on the way: a registrar is shown others" registrar 1 "admin sign" 'wait yes to go on
type no\r'
raw_has "somebody new" "$new.*(?:[a-z]+ ){7}[a-z]+"
raw_lacks "not by her words" "$words"

again

# Who belongs to an office is the database's word. He says it of somebody whom the registrars know, who
# works elsewhere, and calls her by another name: the custodian is shown who it really is, and asked.
changed "insert into app.staff_office select s.id, 1 from app.staff s where s.login = 'officer_poipet';
	update app.directory_person set login = 'officer_bkk' where login = 'officer_poipet';
	update app.staff set login = 'officer_bkk', name = 'night' where login = 'officer_poipet'"
asks "a custodian is asked before somebody more gets a key" coordinator 1 "keys tend" 'wait yes to go on
type no\r'
raw_has "whom she sees by the directory's name for her" 'BKK office: its key goes to\s+NEW: [^\n]*\s+officer_poipet '
is "$(sql -c "select count(*) from app.realm_letter where realm_id = '$BKK' and person = (select person from app.staff where login = 'officer_bkk')")" 0 "who gets none where she says no"
again

# ---- identities ----
show='wait how it begins
type case review\r'
show() { asks "$1" officer "$2" "case show $3 --identity" "$show"; }
show "an identity is shown on her terminal" 0 "$a"
raw_has "and what it says" 'CANARY one'
A=$(sql -c "select id from app.case where code = '$a'") B=$(sql -c "select id from app.case where code = '$b'")
identities() { # NAME SQL [rest]: what is not touched is shown
	changed "$2"
	show "$1: it is refused" 1 "$a"
	raw_has "$1: it says TAMPERED" 'TAMPERED: identity of'
	[ -z "${3:-}" ] || raw_has "$1: all else is shown" 'Sister beside'
	[ -z "${3:-}" ] || raw_has "$1: and that something is not" 'Not all of it could be shown'
	raw_lacks "$1: it shows nothing, and calls no passphrase wrong" 'CANARY|(?i)not the passphrase'
	alarmed "$1" officer record "$A"
	again
}
identities "identities exchanged" "update app.sealed s set blob = o.blob from app.sealed o
	where s.kind = 'identity' and o.kind = 'identity' and s.subject in ('$A', '$B') and o.subject in ('$A', '$B') and s.id <> o.id" rest
identities "their keys as well" "update app.sealed s set blob = o.blob from app.sealed o
	where s.kind = 'identity' and o.kind = 'identity' and s.subject in ('$A', '$B') and o.subject in ('$A', '$B') and s.id <> o.id;
	update app.sealed_key s set wrapped = o.wrapped from app.sealed_key o where s.subject in ('$A', '$B') and o.subject in ('$A', '$B') and s.subject <> o.subject"
identities "a note shown as an identity" "update app.sealed s set blob = o.blob from app.sealed o where s.kind = 'identity' and o.kind = 'note' and s.subject = '$A' and o.subject = '$A'" rest
identities "a bit of it changed" "update app.sealed set blob = set_byte(blob, 90, get_byte(blob, 90) # 1) where kind = 'identity' and subject = '$A'" rest
single=$(sql -c "select pg_get_indexdef('app.sealed_single'::regclass)")
identities "two of them" "drop index app.sealed_single; insert into app.sealed (id, case_id, office_id, kind, many, generation, version, blob, written_by)
	select gen_random_uuid(), case_id, office_id, kind, many, generation, version, blob, written_by from app.sealed where kind = 'identity' and subject = '$A'" rest
sql -c "$single" >/dev/null

# ---- the console ----
console 100x30 night -c "$KEYS/conf"
wait_for 'HW-'
open() { # NAME WANTED WORDS WHAT [OBJECT]: it is unlocked, or locked and unlocked
	keys -l "$2"; keys Enter
	wait_for passphrase: && keys -l 'open sesame night' && keys Enter
	wait_gone passphrase:
	keys -l ':messages'; keys Enter
	wait_for "$3" && ok "$1" || not_ok "$1"
	unlike "$(screen)" 'passphrase is wrong' "$1: the passphrase is not called wrong"
	alarmed "$1" night "$4" "${5:-}"
	keys q
}
again
must thief directory night
open "the console: a directory of his own" :unlock 'TAMPERED: the directory' directory
again
changed "update app.sealed s set blob = o.blob from app.sealed o
	where s.kind = 'identity' and o.kind = 'identity' and s.subject in ('$A', '$B') and o.subject in ('$A', '$B') and s.id <> o.id"
console 100x30 night -c "$KEYS/conf"
wait_for 'HW-'
keys -l ":$a"; keys Enter
wait_for SUMMARY
keys o
wait_for passphrase: && keys -l 'open sesame night' && keys Enter
wait_for 'Why is' && keys i
wait_for TAMPERED && ok "the console: identities exchanged" || not_ok "the console: identities exchanged"
alarmed "the console: identities exchanged" night record "$A"
unlike "$(screen)" CANARY "the console: nothing of them is shown"
again
must thief epoch 'BKK office' night officer
keys q
console 100x30 night -c "$KEYS/conf"
wait_for 'HW-'
open "the console: an epoch by no custodian" :unlock 'TAMPERED: the keys of BKK office' realm "$BKK"
again
changed "$older"
keys -l ':lock'; keys Enter
wait_for passphrase: && keys -l 'open sesame night' && keys Enter && wait_gone passphrase:
open "the console, open already: the directory before" :lock 'TAMPERED: the directory' directory
again

# ---- places: each has a record of what it is called, written in a console
begin() {
	console 100x30 night -c "$KEYS/conf"
	wait_for 'HW-'
	keys -l ":place $1"; keys Enter
}
unlocks() { wait_for passphrase: && keys -l 'open sesame night' && keys Enter; }
places=$(sql -c "select string_agg(code, ' ' order by code) from (select code from app.place where office_id = 1 order by code limit 2) as p")
p=${places% *} q=${places#* }
for code in "$p" "$q"; do
	begin "$code place"
	unlocks
	wait_for 'field 1 of'
	keys -l "CANARY house $code"
	keys C-x
	wait_for 'name and address saved, version 1' && ok "a place is called something"
done
P=$(sql -c "select id from app.place where code = '$p'") Q=$(sql -c "select id from app.place where code = '$q'")
remember
of_place() { # NAME WANTED SQL: in a new console
	[ -z "$3" ] || changed "$3"
	begin "$p"
	wait_for 'sealed . version'
	keys o
	unlocks
	wait_for 'Why is' && keys a
	wait_for "$2" && ok "the console: $1" || not_ok "the console: $1"
	[ -z "$3" ] || unlike "$(screen)" CANARY "the console: $1: nothing of it is shown"
	[ -z "$3" ] || alarmed "the console: $1" night record "$P"
	unlike "$(screen)" 'passphrase is wrong' "the console: $1: the passphrase is not called wrong"
	keys q
	again
}
given() { # FROM: its record and the key of that, as if they were of $p
	echo "update app.sealed s set blob = o.blob, generation = o.generation from app.sealed o where s.subject = '$P' and o.subject = '$1' and o.kind in ('place', 'identity');
	update app.sealed_key s set wrapped = o.wrapped, born = o.born, epoch = o.epoch from app.sealed_key o where s.subject = '$P' and o.subject = '$1' and o.key = 'office'"
}
of_place "a place as it was written" "CANARY house $p" ''
of_place "records of two places exchanged" TAMPERED "update app.sealed s set blob = o.blob from app.sealed o
	where s.kind = 'place' and o.kind = 'place' and s.subject in ('$P', '$Q') and o.subject in ('$P', '$Q') and s.id <> o.id"
of_place "with their keys" TAMPERED "$(given "$Q")"
of_place "who somebody is, shown as a place" TAMPERED "$(given "$A")"
of_place "all of another place, under this one's code" TAMPERED "delete from app.sealed where subject = '$P'; delete from app.sealed_key where subject = '$P';
	update app.sealed set place_id = '$P' where subject = '$Q'; update app.sealed_key set place_id = '$P' where subject = '$Q'"
finish
