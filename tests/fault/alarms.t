#!/bin/sh
# database: demo
# Whoever owns the database changes what people rely on, once for each way on which somebody finds it.
# Criterion: she is told TAMPERED and whom to telephone, and the record of the work has who found it and
# of what. To see it fail: alarm_tell() that raises nothing, or a caller that names another thing.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/../e2e/pty.sh"
enrol_demo
conf=$KEYS/homeward.conf
BKK=$(sql -c "select id from app.realm where app.realm_name(id) = 'BKK office'")
code=$(sql -c "select c.code from app.case c join app.sealed s on s.case_id = c.id
	where c.office_id = 1 and c.closed_at is null and s.kind = 'identity' order by 1 limit 1")
A=$(sql -c "select id from app.case where code = '$code'")

changed() { sql -c "set session_replication_role = replica; $1" >/dev/null || echo "Bail out! $1"; }
flip() { echo "$1 = set_byte($1, ${2:-80}, get_byte($1, ${2:-80}) # 1)"; } # one bit
# asks DESC LOGIN CODE WORDS [STEPS]: homeward WORDS at a terminal, her passphrase typed first
asks() {
	# shellcheck disable=SC2086
	play "$1" 40 200 -- "$HOMEWARD" -c "$conf" -u "$2" $4 <<-END
	wait assphrase:
	type $pass\r
	${5:-}
	expect-exit $3 30
	END
}
is_in_record() { test "$(sql -c "select count(*) from app.event where action = 'tampered' and refusal is null and login = '$1'
	and detail = '$2' and coalesce(object_id::text, '') = '$3' and at > app.now() - interval '1 hour'")" = 1; }
# alarmed DESC LOGIN DETAIL [OBJECT]: she said so, and nothing else, which the next is not to be taken for
alarmed() {
	in_time "$1: it is in the record" is_in_record "$2" "$3" "${4:-}"
	is "$(sql -c "select count(*) from app.event where action = 'tampered' and at > app.now() - interval '1 hour'")" 1 "$1: and nothing else"
	changed "alter table app.event disable trigger event_is_final; update app.event set at = at - interval '2 hours' where action = 'tampered';
		alter table app.event enable always trigger event_is_final"
}
# found DESC LOGIN WORDS DETAIL OBJECT WHAT [STEPS]: a verb that finds it, and ends with 1
found() {
	asks "$1" "$2" 1 "$3" "${7:-}"
	raw_has "$1: she is told, and whom to telephone" "TAMPERED$6\\. It is not used.*Telephone a\\s+registrar"
	alarmed "$1" "$2" "$4" "$5"
}

# ---- three epochs of a realm, so that there is a chain whose change nothing but the chain tells
kept="create table public.kept_key as select * from app.sealed_key"
sql -c "$kept" >/dev/null
for epoch in 2 3; do
	changed "insert into app.key_task (realm_id, staff_id, epoch, why) select '$BKK', id, $epoch - 1, 'left' from app.staff where login = 'officer'"
	asks "a realm is turned" coordinator 0 "keys tend" 'wait Shall this be done
type yes\r'
done
sql -c "create table public.newest_key as select * from app.sealed_key; create table public.kept_epoch as select * from app.realm_epoch;
	create table public.kept_letter as select * from app.realm_letter; create table public.kept_directory as select * from app.directory" >/dev/null
columns="epoch = k.epoch, wrapped = k.wrapped, wrapped_before = k.wrapped_before, born = k.born"
as_in() { echo "update app.sealed_key s set $columns from public.$1 k where k.subject = s.subject and k.key = s.key and k.generation = s.generation"; }
epochs_back="update app.realm_epoch e set chain = k.chain, recovery = k.recovery from public.kept_epoch k where k.realm_id = e.realm_id and k.epoch = e.epoch"
show='wait how it begins
type case review\r'
changed "$(as_in kept_key) and s.subject = '$A'"
asks "a key of the first epoch opens by the chain" night 0 "case show $code --identity" "$show"
changed "update app.realm_epoch set $(flip chain) where realm_id = '$BKK' and epoch = 2"
found "case show: a chain" night "case show $code --identity" '{"what": "realm"}' "$BKK" '' "$show"
found "keys tend: a chain" coordinator "keys tend" '{"what": "realm"}' "$BKK" ': BKK office'
console 100x30 night -c "$conf"
wait_for 'HW-'
types ":$code"
wait_for SUMMARY
keys o
opens_vault
wait_for 'Why is' && keys i
wait_for 'TAMPERED: an earlier key of an office' && ok "the console: a chain" || not_ok "the console: a chain"
alarmed "the console: a chain" night '{"what": "realm"}' "$BKK"
changed "$epochs_back; $(as_in newest_key)"

# ---- keys of cases: one that is not TAMPERED comes first
changed "update app.sealed_key set epoch = 2, $(flip wrapped) where subject = '$A' and key = 'office';
	insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
		select gen_random_uuid(), office_id, key, 1, 0, realm_id, 0, wrapped, made_by from public.newest_key where realm_id = '$BKK' limit 1"
found "keys tend: a key of a case" coordinator "keys tend" '{"what": "key"}' "$A" ": BKK office: 2 keys of cases cannot be wrapped again \\($A is one\\)"
changed "delete from app.sealed_key where epoch = 0; $(as_in newest_key)"

# ---- what somebody saves under
changed "update app.sealed_key set born = 3 where subject = '$A' and key = 'office'"
console 100x30 night -c "$conf"
wait_for 'HW-'
types ":$code"
wait_for SUMMARY
keys n
opens_vault
wait_for 'field 1 of'
keys -l 'said by telephone'
keys C-x
wait_for 'TAMPERED: what the database has for note' && ok "a note is not saved under a key that was changed" ||
	not_ok "a note is not saved under a key that was changed"
like "$(screen)" 'said by telephone' "and stays with her"
alarmed "a note" night '{"what": "key"}' "$A"
keys Escape
changed "$(as_in newest_key)"

# ---- what a host remembers
cp -p "$KEYS/night.seen" "$TMPDIR/night.seen"
printf 'nothing of hers' >"$KEYS/night.seen"
found "keys: what she has seen" night keys '{"what": "memory"}' '' ''
play "keys make: what she has seen" 40 200 -- "$HOMEWARD" -c "$conf" -u night keys make <<END
wait Make new ones?
type yes\r
wait passphrase of before?
type yes\r
wait Passphrase:
type $pass\r
wait TAMPERED
expect-exit 1
END
alarmed "keys make" night '{"what": "memory"}'
cp -p "$TMPDIR/night.seen" "$KEYS/night.seen"

# ---- a realm that is recovered
changed "delete from app.realm_letter where realm_id = '$BKK'; update app.realm_epoch set $(flip recovery) where realm_id = '$BKK' and epoch = 3"
part() { sed -n "$1p" "$KEYS/recovery"; }
found "admin recover" supervisor "admin recover BKK" '{"what": "realm"}' "$BKK" '' "wait One of the parts
type $(part 1)\\r
wait Another part
type $(part 2)\\r"
changed "$epochs_back; insert into app.realm_letter select * from public.kept_letter where realm_id = '$BKK'"

# ---- the directory
changed "update app.directory set body = body || E'\\n'"
"$HOMEWARD" -c "$conf" -d "$TESTS_CONNINFO" -u auditor admin keys-check >"$T_DIR/checked" 2>&1 </dev/null && not_ok "the nightly check: the directory" || ok "the nightly check: the directory"
like "$(cat "$T_DIR/checked")" 'TAMPERED. It is not used' "she is told"
alarmed "the nightly check" auditor '{"what": "directory"}'
found "keys: the directory" night keys '{"what": "directory"}' '' ''
found "keys tend: the directory" coordinator "keys tend" '{"what": "directory"}' '' ''
found "admin sign: the one in force" registrar "admin sign" '{"what": "directory"}' '' ''
changed "update app.directory d set body = k.body from public.kept_directory k where k.serial = d.serial"
custodians() { "$HOMEWARD" -c "$conf" -d "$TESTS_CONNINFO" -u admin admin custodians BKK "$@" >"$T_DIR/enrolled" 2>&1 || bail; }
custodians coordinator supervisor night
yes='wait Sign all of this
type yes\r'
asks "there is something to sign" registrar 0 "admin sign" "$yes"
changed "update app.directory set by_1 = null, signature_1 = null, registrar_1 = null where in_force_at is null"
custodians coordinator supervisor officer
found "admin sign: another draft of the number that she has signed" registrar "admin sign" '{"what": "directory"}' '' ''
raw_lacks "which she is not asked to sign" 'Sign all of this'
asks "the other registrar signs it" registrar_vientiane 0 "admin sign" "$yes"
changed "update app.directory set $(flip signature_1 9) where in_force_at is null"
found "admin sign: the first signature is none" registrar_mandalay "admin sign" '{"what": "directory"}' '' '' "$yes"
finish
