#!/bin/sh
# database: demo
# A custodian, a registrar, somebody new: killed at every step of what they do with keys. What was
# sealed opens all the while, and who runs it again comes to the end.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh
. tests/e2e/people.sh
USE=$CONF
leaver=$(login leaver)
"$HOMEWARD" -d "$server" -u admin admin enrol "$leaver" --role officer --office BKK >/dev/null
everybody
realm=$(sql "select r.id from app.realm r join app.office o on o.id = r.office_id where o.code = 'BKK' and r.kind = 'office'")
all=$(sql "select count(*) from app.sealed r join app.staff_office o using (office_id) join app.staff s on s.id = o.staff_id
	where s.login = 'night'")
epoch() { sql "select max(epoch) from app.realm_epoch where realm_id = '$realm'"; }
old_wraps() { sql "select count(*) from app.sealed_key where realm_id = '$realm' and epoch < $1"; }
reads() {
	rows night >"$TMPDIR/night"
	is "$(opens night "$KEYS/night.key" "$PASSPHRASE" <"$TMPDIR/night")" "$all" "$1: everything still opens"
}
# Holds what makes a request wait, in a session of its own, until it is let go.
hold() {
	mkfifo "$TMPDIR/holder"
	: >"$TMPDIR/held" # what the one before said is no answer
	psql -XAtq -d "$TESTS_CONNINFO" <"$TMPDIR/holder" >"$TMPDIR/held" 2>&1 &
	holder=$!
	exec 3>"$TMPDIR/holder"
	echo "begin; $1; select 'held';" >&3
	until grep -q '^held$' "$TMPDIR/held"; do kill -0 $holder; sleep 0.05; done
}
let_go() {
	echo 'rollback;' >&3
	exec 3>&-
	wait $holder
	rm "$TMPDIR/holder"
	# Nobody's request goes on.
	l_end=$(($(date +%s) + 120))
	until [ "$(sql "select count(*) from pg_stat_activity where usename = '$1' and datname = current_database()")" = 0 ]; do
		[ "$(date +%s)" -lt $l_end ] || break
		sleep 0.05
	done
	[ "$(date +%s)" -lt $l_end ] || not_ok "the session of $1 ends"
}
# The server is gone as well: what waits is not done.
end_server() { sql "select pg_terminate_backend(pid) from pg_stat_activity where usename = '$1' and datname = current_database()" >/dev/null; }
# For a script: until a request of hers waits.
cat >"$TMPDIR/waits" <<-END
	end=\$((\$(date +%s) + 120))
	until [ "\$(psql -XAtq -d "$TESTS_CONNINFO" -c "select count(*) from pg_stat_activity
			where usename = '\$1' and datname = current_database() and wait_event_type = 'Lock'")" != 0 ]; do
		[ "\$(date +%s)" -lt \$end ] || exit 1
		sleep 0.05
	done
END
keys_of() { echo "select pg_advisory_xact_lock(hashtextextended('keys $1', 0))"; }
killed() {
	k_desc=$1
	shift
	{ cat; printf 'signal KILL\nexpect-exit 137\n'; } >"$TMPDIR/killed"
	played "$k_desc" "$@" <"$TMPDIR/killed"
}

"$HOMEWARD" -d "$server" -u admin admin retire "$leaver" >/dev/null
reads "somebody has left"

killed "a custodian is killed before she says yes" coordinator keys tend <<-END
	passphrase
	wait Shall this be done?
END
is "$(epoch)" 1 "nothing has changed"

hold "$(keys_of "$realm")"
killed "while the realm is turned" coordinator keys tend <<-END
	passphrase
	wait Shall this be done?
	type yes\r
	do sh "$TMPDIR/waits" coordinator
END
end_server coordinator
let_go coordinator
is "$(epoch)" 1 "with the server's part: nothing has changed"
reads "killed on both sides"
hold "$(keys_of "$realm")"
killed "again, and the server goes on" coordinator keys tend <<-END
	passphrase
	wait Shall this be done?
	type yes\r
	do sh "$TMPDIR/waits" coordinator
END
let_go coordinator
before=$(epoch)
[ "$before" = 1 ] || [ "$before" = 2 ] && ok "it is turned or not" || not_ok "it is turned or not"
is "$(sql "select count(*) from app.realm_letter where realm_id = '$realm' and epoch <> $before")" 0 "with all of its letters"
reads "killed while it was turned"

hold "select 1 from app.sealed_key where realm_id = '$realm' order by subject desc limit 1 for update"
killed "while the keys of cases are wrapped again" coordinator keys tend <<-END
	passphrase
	$([ "$before" = 2 ] || printf 'wait Shall this be done?\ntype yes\\r')
	do sh "$TMPDIR/waits" coordinator
END
is "$(epoch)" 2 "the realm has its new key"
reads "killed while keys are wrapped again"
end_server coordinator
let_go coordinator
[ "$(old_wraps 2)" -gt 0 ] && ok "keys of cases wait to be wrapped" || not_ok "keys of cases wait to be wrapped"

played "run again it comes to the end" coordinator keys tend <<-END
	passphrase
	wait of cases were wrapped again
	expect-exit 0
END
is "$(epoch) $(old_wraps 2)" "2 0" "one new key, and under it all others"
reads "all done"
played "and once more there is nothing to do" coordinator keys tend <<-END
	passphrase
	wait There is nothing to do
	expect-exit 0
END

# ---- keys that cannot be wrapped again, more of them than are ever answered at once
sql "create table public.kept_key as select * from app.sealed_key; set session_replication_role = replica;
	update app.sealed_key set epoch = 1, wrapped = wrapped_before where realm_id = '$realm' and wrapped_before is not null;
	insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
		select gen_random_uuid(), k.office_id, k.key, 1, 0, k.realm_id, 0, k.wrapped, k.made_by
		from (select * from app.sealed_key where realm_id = '$realm' limit 1) as k, generate_series(1, 10050)" >/dev/null
good=$(sql "select count(*) from app.sealed_key where realm_id = '$realm' and epoch = 1")
played "are told, and are no success" coordinator keys tend <<-END
	passphrase
	wait BKK office: 10050 keys of cases cannot be wrapped again
	wait $good keys of cases were wrapped again
	wait For 1 realm not all could be done
	expect-exit 1
END
is "$(sql "select count(*) from app.sealed_key where realm_id = '$realm' and epoch = 1")" 0 "and hide none of the others"
sql "set session_replication_role = replica; delete from app.sealed_key; insert into app.sealed_key (case_id, place_id, party_id, office_id, key, generation, born, realm_id, epoch, wrapped, wrapped_before, made_by)
	select case_id, place_id, party_id, office_id, key, generation, born, realm_id, epoch, wrapped, wrapped_before, made_by from public.kept_key" >/dev/null
sql "set session_replication_role = replica; insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	select '$realm', office_id, key, 1, 1, realm_id, 1, wrapped_before, made_by from public.kept_key
	where realm_id = '$realm' and wrapped_before is not null limit 1" >/dev/null
played "one that the server has exchanged is called that" coordinator keys tend <<-END
	passphrase
	wait TAMPERED: BKK office: 1 key of a case cannot be wrapped again ($realm)
	wait For 1 realm not all could be done
	expect-exit 1
END
is "$(sql "select string_agg(concat_ws(' ', login, refusal, object_id), ',') from app.event where action = 'tampered'")" "coordinator no_such_case $realm" \
	"and the record is told, be it that there is no such case"
sql "set session_replication_role = replica; delete from app.sealed_key where case_id = '$realm'" >/dev/null

# ---- a registrar
hold "$(keys_of directory)"
killed "a registrar is killed while she signs" registrar admin sign <<-END
	passphrase
	do sh "$TMPDIR/waits" registrar
END
let_go registrar
sign "it later"
"$HOMEWARD" -c "$CONF" -d "$server" -u auditor admin keys-check >"$out" 2>"$err" </dev/null && ok "the check finds no fault" ||
	not_ok "the check finds no fault"

# ---- somebody who makes new keys
cp -p "$KEYS/partner.key" "$TMPDIR/partner.key"
hold "$(keys_of directory)"
killed "somebody is killed while she offers new keys" partner keys make <<-END
	new-keys first light over the river
	do sh "$TMPDIR/waits" partner
END
let_go partner
same "$KEYS/partner.key" "$TMPDIR/partner.key" "her keys of before are in their place"
played "and new ones are made the next time" partner keys make <<-END
	new-keys first light over the river
	wait Keys number 2 of
	expect-exit 0
END
same "$KEYS/partner.key.old" "$TMPDIR/partner.key" "the old ones lie beside them"
finish
