# shell.sh: the program without a terminal; sourced by tests of verbs.
#
#   person ROLE OFFICE...   enrols a person of that role (office numbers); her login is `login ROLE`
#   run ROLE WORD...        homeward WORD... as her: code in $rc, what it said in $out and $err (files)
#   sql TEXT                the answer of the database, as its owner
#   like FILE PART DESC     FILE has PART in it;  unlike: it has not
#   same FILE FILE DESC     shows the first differences
#
# ok, not_ok, is, wait_until, in_time, skip, skip_all, finish and others are those of tests/tap.sh; a failure shows what was said last.
# Wanted in the environment: HOMEWARD, TESTS_CONNINFO (its user owns the database), TMPDIR.
trap 'exit 1' HUP INT TERM
. tests/tap.sh
out=$TMPDIR/out
err=$TMPDIR/err
server=$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')

context() { head -n 20 "$out" "$err" | cat -v; }
like() { if grep -qF -- "$2" "$1"; then ok "$3"; else not_ok "$3"; echo "#   no: $2"; fi; }
unlike() { if grep -qF -- "$2" "$1"; then not_ok "$3"; echo "#   there: $2"; else ok "$3"; fi; }
same() {
	if diff "$1" "$2" > "$TMPDIR/diff"; then ok "$3"; else not_ok "$3"; head -n 10 "$TMPDIR/diff" | sed 's/^/# /'; fi
}

sql() { psql -XAtq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" -c "$1"; }
# Logins belong to the whole cluster, which tests share: each database has its own.
login() { echo "$1_$(echo "$TESTS_CONNINFO" | sed 's/.*dbname=\([^ ]*\).*/\1/')"; }
person() {
	role=$1
	shift
	sql "do \$\$ begin if not exists (select from pg_roles where rolname = '$(login "$role")') then
			create role \"$(login "$role")\" login in role hw_staff; end if; end \$\$;
		with s as (insert into app.staff (login, name, office_id) values ('$(login "$role")', '$role', $1)
			returning id), r as (insert into app.staff_role select id, '$role' from s)
		insert into app.staff_office select id, unnest('{$(echo "$*" | tr ' ' ,)}'::smallint[]) from s"
}
run() {
	t_role=$1
	shift
	rc=0
	timeout 60 "$HOMEWARD" -d "$server" -u "$(login "$t_role")" "$@" >"$out" 2>"$err" </dev/null || rc=$?
}
