#!/bin/sh
# database: demo
# Somebody leaves who has kept all she could: her key file, the seeds of her realms with all before
# them, the keys of all cases; and she has a dump made later, with everything in it. Criterion: of
# what was written after her realms were turned she opens nothing, neither records nor keys; until
# then nothing is written at all; what was written before she may open, for she could read it then.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/thief.sh"

t=$(printf '\t')
a=$(case_of BKK 0) b=$(case_of SPL 0) c=$(case_of BKK 1) d=$(case_of PKS 0)
notes() { # TEXT CODE...
	n_text=$1
	shift
	for code; do printf '%s\tnote\ttext\t%s\n' "$code" "$n_text"; done
}
notes "from before" "$a" "$b" > "$TMPDIR/before"
printf '%s\tidentity\tname.1.text\tsomebody\n' "$a" >> "$TMPDIR/before"
must clerk seal night < "$TMPDIR/before"
notes "of another office" "$d" > "$TMPDIR/other"
must clerk seal officer_pakse < "$TMPDIR/other"
must leaver keep "$leaver" "$TMPDIR/officer"
must leaver keep night "$TMPDIR/night"
theirs=$(sql -c "select string_agg(realm_id::text, ' ' order by realm_id) from app.realm_letter l join app.staff s on s.person = l.person where s.login = '$leaver'")

must retire "$leaver"
tries() { must leaver try "$@"; grep "^$what " "$said"; }
clerk open "$leaver" "$a" note && not_ok "her session is over" || ok "her session is over"
notes "too early" "$a" "$b" > "$TMPDIR/early"
while read -r line; do
	echo "$line" | clerk seal night && not_ok "nothing is written until her realms are turned" ||
		like "$(cat "$said")" "REFUSED step 3" "nothing is written until her realms are turned"
done < "$TMPDIR/early"
notes "elsewhere" "$d" | clerk seal officer_pakse && ok "other offices go on" || not_ok "other offices go on: $(cat "$said")"

since=$(sql -c 'select clock_timestamp()')
must clerk tend coordinator lazy
for realm in $theirs; do
	is "$(sql -c "select max(epoch) from app.realm_epoch where realm_id = '$realm'")" 2 "a realm that she had is turned"
done
is "$(sql -c "select count(*) from app.realm_epoch where epoch > 1 and realm_id <> all ('{$(echo "$theirs" | tr ' ' ,)}')")" 0 "no other is"
is "$(sql -c "select count(*) from app.key_task where done_at is null")" 0 "nothing is left to do"
must clerk seal night <<END
$a${t}note${t}text${t}after she left
$a${t}identity${t}name.1.text${t}somebody, changed
$b${t}note${t}text${t}after she left
$c${t}note${t}text${t}after she left
$c${t}identity${t}name.1.text${t}somebody new
END
# Old keys wrapped for the new epoch, and one more turn: she may have those as well.
must clerk tend coordinator
must retire "$other"
must clerk tend coordinator
must clerk sign
must clerk seal night <<END
$a${t}note${t}text${t}after the second turn
END

# A dump, put back elsewhere.
copy=${PGDATABASE}_copy
psql -Xq -d postgres -c "create database $copy" && pg_dump -Fc -d "$PGDATABASE" -f "$TMPDIR/dump" &&
	pg_restore -d "$copy" "$TMPDIR/dump" || { echo "Bail out! no dump"; exit 1; }
here=$TESTS_CONNINFO
TESTS_CONNINFO="$here dbname=$copy"
is "$(sql -c 'select count(*) from app.sealed')" "$(psql -XAtqd "$here" -c 'select count(*) from app.sealed')" "all of it is in the dump"
what=records
is "$(tries "$TMPDIR/officer" "$since")" "records before 3 of 5, since 0 of 6" "of what was written after she left she opens nothing"
what=letters
is "$(tries "$TMPDIR/officer" "$since" | sed 's/.*since/since/; s/ of .*//')" "since 0" "no letter"
what=chains
is "$(tries "$TMPDIR/officer" "$since" | sed 's/ of .*//; s/before/opened/')" "chains opened 0" "no seed, for they lead back alone"
what=wraps
is "$(tries "$TMPDIR/officer" "$since" | sed 's/.*since/since/; s/ of .*//')" "since 0" "no key of a case that was made since"
what=records
is "$(tries "$TMPDIR/night" "$since")" "records before 5 of 5, since 6 of 6" "one who stays opens all of it with what she had, by her own letters"
TESTS_CONNINFO=$here
psql -Xq -d postgres -c "drop database $copy"

clerk open night "$a" note && is "$(grep -c 'note.text' "$said")" 3 "and reads it all" || not_ok "and reads it all: $(cat "$said")"
clerk open night "$a" identity 'case review' && like "$(cat "$said")" "somebody, changed" "from before as well" || not_ok "from before as well: $(cat "$said")"
finish
