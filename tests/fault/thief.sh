# thief.sh: an office whose people have keys, and whoever has all rights over its database; sourced
# after tests/e2e/tmux.sh or shell.sh by tests of the vault against him.
#
#   clerk WHAT...     tests/tools/clerk with the keys in $KEYS: what it said is in $said
#   thief WHAT..., leaver WHAT...   tests/tools/thief and leaver likewise
#   case_of OFFICE N  the code of the N-th open case of an office
#   retire LOGIN      the admin does
#   remember          keeps what the vault has in the database and what consoles have seen
#   again             puts all of it back
#
# $leaver and $other are two officers of BKK and SPL. `clerk found` has been done when this returns: everybody of the invented region has a key file under
# `open sesame LOGIN`, and $KEYS/conf are settings for a console.
KEYS=${KEYS:-$(mktemp -d "$TMPDIR/keysXXXXXX")}
said=$TMPDIR/said
export TESTS_CONNINFO

clerk() { build/tests/tools/clerk "$KEYS" "$@" >"$said" 2>&1; }
leaver() { build/tests/tools/leaver "$KEYS" "$@" >"$said" 2>&1; }
thief() { build/tests/tools/thief "$KEYS" "$@" >"$said" 2>&1; }
must() { "$@" || { sed 's/^/# /' "$said"; echo "Bail out! $*"; exit 1; }; }
case_of() {
	sql -c "select c.code from app.case c join app.office o on o.id = c.office_id
		where o.code = '$1' and c.closed_at is null order by c.code offset $2 limit 1"
}

retire() { psql -XAtq -d "$TESTS_CONNINFO user=admin" -c "select (api.staff_retire(gen_random_uuid(), '$1')).refusal is null" >"$said" 2>&1 && grep -qx t "$said"; }
remember() {
	sql <<'END' >/dev/null 2>&1 || exit 1
create schema if not exists kept;
create or replace function kept.tables() returns text[] language sql immutable return
	'{staff,staff_role,staff_office,key_offer,directory,directory_person,directory_realm,realm,realm_custodian,realm_epoch,realm_letter,key_task,sealed_key,sealed,sealed_past}'::text[];
create or replace function kept.columns(t text) returns text language sql stable return
	(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
	where attrelid = ('app.' || t)::regclass and attnum > 0 and not attisdropped and attgenerated = '');
do $$ declare t text; begin
	foreach t in array kept.tables() loop
		execute format('drop table if exists kept.%I', t);
		execute format('create table kept.%1$I as table app.%1$I', t);
	end loop;
end $$
END
	rm -rf "$TMPDIR/seen"
	cp -a "$KEYS" "$TMPDIR/seen"
}
again() {
	sql <<'END' >/dev/null || exit 1
set session_replication_role = replica;
do $$ declare t text; begin
	foreach t in array kept.tables() loop
		execute format('delete from app.%I', t);
		execute format('insert into app.%1$I (%2$s) overriding system value select %2$s from kept.%1$I', t, kept.columns(t));
	end loop;
end $$
END
	rm -rf "$KEYS"
	cp -a "$TMPDIR/seen" "$KEYS"
}
# Logins are the whole server's, which tests share: whoever is to leave is this database's alone.
leaver=leaver_$(sql -c 'select current_database()')
other=other_${leaver#leaver_}
for who in $leaver $other; do
	psql -XAtq -d "$TESTS_CONNINFO user=admin" -c "select (api.staff_enrol(gen_random_uuid(), '$who', '$who', 'BKK', '{SPL}', '{officer}')).refusal is null" >"$said" 2>&1
	must grep -qx t "$said"
done
must clerk found
