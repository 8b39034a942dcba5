#!/bin/sh
# database: demo
# Whoever owns the database exchanges, brings back and forges what is sealed in it, and who may seal.
# Criterion: each is called tampered, never a wrong passphrase; nothing of the record is shown; and
# nothing is written under keys that he could know.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/thief.sh"

a=$(case_of BKK 0) b=$(case_of BKK 1) health=$(case_of AFL 0)
t=$(printf '\t')
writes() { clerk seal "$1"; } # lines on standard input
must writes night <<END
$a${t}identity${t}name.1.text${t}CANARY first
$a${t}family${t}person.1.name${t}CANARY mother
$a${t}note${t}text${t}CANARY note one
$a${t}note${t}text${t}CANARY note two
$b${t}identity${t}name.1.text${t}CANARY other
END
must writes night <<END
$a${t}identity${t}name.1.text${t}CANARY second${t}name.2.text${t}$(printf '%0200d' 0)
END
must writes officer_afesip <<END
$health${t}identity${t}name.1.text${t}CANARY third
END
must writes officer_afesip <<END
$health${t}identity${t}name.1.text${t}CANARY fourth
END
must writes health_afesip <<END
$health${t}health${t}text${t}CANARY result
END
subject() { sql -c "select id from app.case where code = '$1'"; }
A=$(subject "$a") B=$(subject "$b") H=$(subject "$health")
realm() { sql -c "select id from app.realm where app.realm_name(id) = '$1'"; }
BKK=$(realm 'BKK office')
# Somebody of the office has left since, so that there are two epochs and generations.
must retire "$leaver"
must clerk tend coordinator
must clerk sign
must writes night <<END
$b${t}identity${t}name.1.text${t}CANARY other again
$b${t}note${t}text${t}CANARY note three
END
is "$(sql -c "select max(epoch) from app.realm_epoch where realm_id = '$BKK'")" 2 "the realm has two epochs"
opens() { clerk open "$@" 'case review'; }
for who in night supervisor; do
	for code in "$a" "$b"; do
		opens $who "$code" identity,family,note && grep -q CANARY "$said" && ok "$who opens $code" || not_ok "$who opens $code: $(cat "$said")"
	done
done
remember

# attack NAME SQL|"" COMMAND...: after the change the command says tampered, nothing else, and shows nothing
attack() {
	name=$1 change=$2
	shift 2
	[ -z "$change" ] || sql -c "set session_replication_role = replica; $change" >/dev/null ||
		{ not_ok "$name: the change cannot be made"; return; }
	if "$@"; then code=0; else code=$?; fi
	if [ $code != 0 ] && grep -q '^ERROR tampered' "$said" && ! grep -qi 'passphrase' "$said"; then
		ok "$name"
	else
		not_ok "$name"
		sed 's/^/# /' "$said"
	fi
	again
}
row() { echo "(select id from app.sealed where subject = '$1' and kind = '$2' order by written_at, id limit 1)"; }
swap() { # TABLE COLUMN WHERE WHERE
	echo "create temp table two as select (select $2 from app.$1 where $3) as x, (select $2 from app.$1 where $4) as y;
		update app.$1 set $2 = case when $3 then (select y from two) else (select x from two) end where ($3) or ($4)"
}
of() { echo "id = $(row "$@")"; }
note_ids=$(sql -c "select string_agg(id::text, ' ' order by id) from app.sealed where subject = '$A' and kind = 'note'")
one=${note_ids% *} two=${note_ids#* }

# ---- records: for one who has seen none of them before, but where it takes one who has ----
attack "records of two cases exchanged" "$(swap sealed blob "$(of "$A" identity)" "$(of "$B" identity)")" opens officer "$a" identity
attack "all that is sealed of a case, with its key, moved to another" "delete from app.sealed where subject = '$B'; delete from app.sealed_key where subject = '$B';
	update app.sealed set case_id = '$B' where subject = '$A'; update app.sealed_key set case_id = '$B' where subject = '$A'" opens officer "$b" identity
attack "a record moved to another case" "delete from app.sealed where $(of "$B" identity);
	update app.sealed set case_id = '$B' where $(of "$A" identity)" opens officer "$b" identity
attack "records of two kinds exchanged" "$(swap sealed blob "$(of "$A" identity)" "$(of "$A" family)")" opens officer "$a" identity
attack "a record called another kind" "delete from app.sealed where subject = '$A' and kind = 'family';
	update app.sealed set kind = 'family' where $(of "$A" identity)" opens officer "$a" family
attack "a record called a note, which opens without a reason" "update app.sealed set kind = 'note' where $(of "$A" identity)" opens officer "$a" note
attack "two notes of one case exchanged" "$(swap sealed blob "id = '$one'" "id = '$two'")" opens officer "$a" note
attack "the ids of two notes exchanged" "$(swap sealed blob "id = '$one'" "id = '$two'"); delete from app.sealed where id = '$two'" opens officer "$a" note
attack "one note shown twice" "update app.sealed set blob = (select blob from app.sealed where id = '$one') where id = '$two'" opens officer "$a" note
attack "an older text under the newer version" "update app.sealed s set blob = p.blob from app.sealed_past p where p.id = s.id and s.subject = '$A'" opens officer "$a" identity
attack "the version before brought back" "update app.sealed s set blob = p.blob, version = p.version, generation = p.generation
	from app.sealed_past p where p.id = s.id and s.subject = '$A'" opens night "$a" identity
attack "the version before brought back to her who wrote both and opened neither" "update app.sealed s set blob = p.blob,
	version = p.version, generation = p.generation from app.sealed_past p where p.id = s.id and s.subject = '$H'" opens officer_afesip "$health" identity
attack "a version raised" "update app.sealed set version = version + 1 where subject = '$A'" opens officer "$a" identity
attack "a record of an older key called one of the newer" "insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	select case_id, office_id, key, 2, born, realm_id, epoch, wrapped, made_by from app.sealed_key where subject = '$A';
	update app.sealed set generation = 2 where subject = '$A'" opens officer "$a" identity
attack "a bit of a record changed" "update app.sealed set blob = set_byte(blob, 80, get_byte(blob, 80) # 1) where $(of "$A" identity)" opens officer "$a" identity
attack "a record cut short" "update app.sealed set blob = substring(blob from 1 for octet_length(blob) - 64) where octet_length(blob) > 202 and $(of "$A" identity)" opens officer "$a" identity
attack "a record of noise" "update app.sealed set blob = (select substring(string_agg(sha256(i::text::bytea), ''::bytea) from 1 for 266) from generate_series(1, 9) as i) where $(of "$A" identity)" opens officer "$a" identity
is "$(sql -c "select version from app.sealed where $(of "$A" identity)")" 2 "each time all was put back"

# ---- wrapped keys ----
key() { echo "subject = '$1' and key = '${2:-office}' and generation = ${3:-1}"; }
attack "keys of two cases exchanged" "$(swap sealed_key wrapped "$(key "$A")" "$(key "$B")")" opens officer "$a" identity
attack "two generations of a key exchanged" "$(swap sealed_key wrapped "$(key "$B")" "$(key "$B" office 2)")" opens officer "$b" identity
attack "a key made younger than it is" "update app.sealed_key set born = 2 where $(key "$A")" opens officer "$a" identity
attack "a wrap of another epoch" "update app.sealed_key set wrapped = wrapped_before where $(key "$A")" opens officer "$a" identity
attack "a wrap called one of another epoch" "update app.sealed_key set epoch = 1 where $(key "$A")" opens officer "$a" identity
attack "a wrap called one of another realm" "update app.sealed_key set realm_id = '$(realm 'SPL office')', epoch = 1, born = 1 where $(key "$A")" opens officer "$a" identity
attack "the key of health given as the office's" "update app.sealed_key o set wrapped = h.wrapped from app.sealed_key h
	where o.subject = '$H' and o.key = 'office' and h.subject = '$H' and h.key = 'health'" opens officer_afesip "$health" identity
attack "a chain that does not lead back" "update app.realm_epoch set chain = set_byte(chain, 70, get_byte(chain, 70) # 1) where realm_id = '$BKK' and epoch = 2;
	update app.sealed_key set epoch = 1, wrapped = wrapped_before where $(key "$A")" opens officer "$a" identity

# ---- who is believed ----
looks() { clerk look "$1"; ! grep -q ERROR "$said"; }
forged() { name=$1; shift; thief "$@" || { not_ok "$name: cannot be forged: $(cat "$said")"; again; return; }; attack "$name" '' looks night; }
forged "a directory by registrars of his own" directory night
forged "a directory by one true registrar and one of his own" half supervisor
attack "a word changed in the directory" "update app.directory set body = replace(body, ' night ', ' nighd ')" looks officer
attack "the directory before brought back" "delete from app.directory where serial = (select max(serial) from app.directory)" looks night
forged "an epoch by keys of his own, in a custodian's name" epoch 'BKK office' night -
forged "an epoch by somebody who is no custodian" epoch 'BKK office' night officer
forged "a letter by somebody who is no custodian" letter 'BKK office' night officer
# Who signed is all that is wrong with these: a custodian's own are believed.
believed() { must thief "$@"; looks night && ok "a custodian's $1 is believed" || not_ok "a custodian's $1 is believed: $(cat "$said")"; again; }
believed epoch 'BKK office' night supervisor
believed letter 'BKK office' night supervisor
attack "the epoch before brought back" "delete from app.realm_letter where realm_id = '$BKK'; delete from app.realm_epoch where realm_id = '$BKK' and epoch = 2;
	insert into app.realm_letter select realm_id, 1, person, number, letter, given_by, given_number from kept.realm_letter where realm_id = '$BKK'" looks night
attack "somebody else's letter" "update app.realm_letter l set letter = o.letter from app.realm_letter o where l.realm_id = '$BKK' and o.realm_id = '$BKK'
	and l.person = (select person from app.staff where login = 'night') and o.person = (select person from app.staff where login = 'supervisor')" looks night
attack "letters of two realms exchanged" "update app.realm_letter l set letter = o.letter from app.realm_letter o where l.person = o.person and l.realm_id = '$BKK' and o.realm_id <> l.realm_id" looks night
attack "a letter called a custodian's who did not write it" "update app.realm_letter set given_by = (select person from app.staff where login = 'supervisor') where realm_id = '$BKK'" looks night
attack "the letter to the recovery key changed" "update app.realm_epoch set recovery = set_byte(recovery, 80, get_byte(recovery, 80) # 1) where realm_id = '$BKK' and epoch = 2" looks officer
attack "an epoch's box changed" "update app.realm_epoch set box = sha256(box) where realm_id = '$BKK' and epoch = 2" looks officer

# Nothing to tell: he withholds. It is no wrong passphrase either, and nobody sees an old state for new.
sql -c "delete from app.realm_letter where person = (select person from app.staff where login = 'night')" >/dev/null
opens night "$a" identity || :
like "$(cat "$said")" 'REFUSED not_in_realm' "letters that are gone: she is told that she has no key"
again
# What was true once, to her who never saw anything newer of it, is believed: README says so.
sql -c "set session_replication_role = replica; update app.sealed s set blob = p.blob, version = p.version, generation = p.generation
	from app.sealed_past p where p.id = s.id and s.subject = '$A'" >/dev/null
opens officer "$b" identity || :
opens officer "$a" identity || :
like "$(cat "$said")" 'CANARY first' "the version before is shown to her who has opened others, and never this"
again

# ---- what is written then ----
# unwritten NAME COMMAND...: after the thief's command night writes to a case and nothing is kept
count() { sql -c "select count(*) || ' ' || coalesce(sum(version), 0) from app.sealed"; }
unwritten() {
	name=$1 before=$(count)
	shift
	"$@" || { not_ok "$name: cannot be forged: $(cat "$said")"; again; return; }
	if echo "$a${t}note${t}text${t}CANARY to be caught" | writes night; then code=0; else code=$?; fi
	[ $code != 0 ] && [ "$(count)" = "$before" ] && ! grep -qi passphrase "$said" && ok "$name: nothing is written" || not_ok "$name: nothing is written: $(cat "$said")"
	again
}
changed() { sql -c "set session_replication_role = replica; $1" >/dev/null; }
unwritten "his own directory" thief directory night
unwritten "his own epoch" thief epoch 'BKK office' night -
unwritten "an epoch of somebody who is no custodian" thief epoch 'BKK office' night officer
unwritten "the epoch before" changed "delete from app.realm_letter where realm_id = '$BKK'; delete from app.realm_epoch where realm_id = '$BKK' and epoch = 2"
unwritten "a key that somebody had who left, called new" changed "delete from app.sealed_key where subject = '$A' and generation > 1; update app.sealed_key set born = 2 where subject = '$A'"
unwritten "a newer key called the older" changed "update app.sealed_key set generation = 2, born = 2 where subject = '$A'"

# ---- rows that he gives himself ----
sql -c "update app.staff set retired_at = null where login = '$leaver';
	insert into app.staff_role select id, 'officer' from app.staff where login = '$leaver' on conflict do nothing" >/dev/null
clerk tend coordinator
is "$(sql -c "select count(*) from app.realm_letter l join app.staff s on s.person = l.person where s.login = '$leaver'")" 0 "whoever left and is put back gets no key"
again
sql -c "set session_replication_role = replica;
	insert into app.staff (login, name, office_id) select 'thief', 'thief', office_id from app.staff where login = 'night';
	insert into app.staff_role select id, 'supervisor' from app.staff where login = 'thief';
	insert into app.staff_office select id, 1 from app.staff where login = 'thief';
	insert into app.directory_person select person, 1, false, 'thief', sha256('box'), sha256('sign') from app.staff where login = 'thief';
	update app.directory_realm set custodians = custodians || (select person from app.staff where login = 'thief');
	insert into app.realm_custodian select r.id, s.id from app.realm r, app.staff s where s.login = 'thief'" >/dev/null
clerk tend coordinator || :
is "$(sql -c "select count(*) from app.realm_letter l join app.staff s on s.person = l.person where s.login = 'thief'")" 0 "whoever is put among the custodians gets no key"
again
sql -c "set session_replication_role = replica;
	update app.directory_person set box = sha256('box'), sign = sha256('sign') where login = 'supervisor';
	delete from app.realm_letter where person = (select person from app.staff where login = 'supervisor')" >/dev/null
clerk tend coordinator || :
leaver keep supervisor "$TMPDIR/kept" && grep -q seed "$TMPDIR/kept" && ok "a key exchanged in the server's own list: the letter goes to the true one" ||
	not_ok "a key exchanged in the server's own list: the letter goes to the true one: $(cat "$said")"
finish
