#!/bin/sh
# database: none
# A login by a password that nobody knows: random, in a file of hers, and of it the server has only
# what proves it.
set -eu
cd "$(dirname "$0")/../.."
conf/cluster start "$TMPDIR/pg" test >"$TMPDIR/where"
trap 'conf/cluster remove "$TMPDIR/pg"' EXIT
sed 's/dbname=.*/dbname=own/' "$TMPDIR/where" >"$TMPDIR/own"
TESTS_CONNINFO=$(cat "$TMPDIR/own")
psql -Xq -d "$(cat "$TMPDIR/where")" -c 'create database own' -c "alter system set log_statement = 'all'" -c 'select pg_reload_conf()' >/dev/null
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null
. tests/e2e/shell.sh
login() { echo "$1"; }
sql "create role root_of_all login in role hw_staff; with s as (insert into app.staff (login, name, office_id)
	values ('root_of_all', 'admin', 1) returning id), r as (insert into app.staff_role select id, 'admin' from s)
	insert into app.staff_office select id, 1 from s"
file=$TMPDIR/anna.login
run root_of_all admin enrol anna --role officer --office BKK,SPL --login-file "$file"
is $rc 0 "somebody is enrolled with a login file"
is "$(stat -c %a "$file")" 600 "which is hers alone"
like "$file" '*:*:*:anna:' "and as libpq reads it"
password=$(sed 's/.*://' "$file")
is "${#password}" 48 "with 192 random bits"
is "$(sql "select rolpassword ~ '^SCRAM-SHA-256' from pg_authid where rolname = 'anna'")" t "the server has what proves it"
is "$(grep -q staff_enrol "$TMPDIR/pg/log" && echo told)" told "its log tells of all that was said"
is "$(grep -c "$password" "$TMPDIR/pg/log")" 0 "and not the password"
is "$(sql "select count(*) from app.event where detail::text like '%$password%'") $(sql "select count(*) from app.request where outcome::text like '%SCRAM%'")" \
	"0 0" "nor has the record any of it"
is "$(sql "select string_agg(code, ',' order by code) from app.staff_office join app.office o on o.id = office_id join app.staff s on s.id = staff_id
	where s.login = 'anna'")" BKK,SPL "she works where it was said"

# From now on people come with a password.
sed -i '1i local own +hw_staff scram-sha-256' "$TMPDIR/pg/data/pg_hba.conf"
before=$(sql 'select pg_conf_load_time()')
sql 'select pg_reload_conf()' >/dev/null
until [ "$(sql 'select pg_conf_load_time()')" != "$before" ]; do sleep 0.05; done
server="$server passfile=$file"
run anna list offices --format csv
is $rc 0 "her file opens the database"
server=${server% passfile=*}
run anna list offices --format csv
is $rc 3 "without it nobody does"
sed 's/.$/x/' "$file" >"$TMPDIR/wrong"
chmod 600 "$TMPDIR/wrong"
server="$server passfile=$TMPDIR/wrong"
run anna list offices --format csv
is $rc 3 "nor with another"
server=${server% passfile=*}
sed -i 1d "$TMPDIR/pg/data/pg_hba.conf"
before=$(sql 'select pg_conf_load_time()')
sql 'select pg_reload_conf()' >/dev/null
until [ "$(sql 'select pg_conf_load_time()')" != "$before" ]; do sleep 0.05; done

cksum "$file" >"$TMPDIR/sum"
run root_of_all admin enrol boun --role officer --office BKK --login-file "$file"
is "$rc $(cksum "$file")" "1 $(cat "$TMPDIR/sum")" "a file that is there is left alone"
is "$(sql "select count(*) from pg_roles where rolname = 'boun'")" 0 "and nobody enrolled"
run root_of_all admin enrol anna --role officer --office BKK --login-file "$TMPDIR/again"
is "$rc $(ls "$TMPDIR/again" 2>&1 | grep -c cannot)" "1 1" "who is refused leaves no file"
run anna admin enrol cheo --role officer --office BKK --login-file "$TMPDIR/again"
is "$rc $(ls "$TMPDIR/again" 2>&1 | grep -c cannot)" "1 1" "as nobody but an admin enrols"
for verifier in secret md5b6a0a1b2c3d4e5f60718293a4b5c6d7e 'SCRAM-SHA-256$4096:c2FsdA==$short:short'; do
	is "$(psql -XAtq -d "$server user=root_of_all" -c "select (api.staff_enrol(gen_random_uuid(), 'dam', 'dam', 'BKK', null, '{officer}', '$verifier')).refusal")" \
		verifier_format "the server takes no $verifier for a proof"
done

# The line falls when she has been enrolled, and nobody knows: with her file she can log in.
mkdir "$TMPDIR/line"
mkfifo "$TMPDIR/orders"
build/tests/tools/link "$TMPDIR/line/.s.PGSQL.5432" "$(sed -n 's/.*host=\([^ ]*\).*/\1/p' "$TMPDIR/own")/.s.PGSQL.5432" <"$TMPDIR/orders" >"$TMPDIR/said" &
exec 7>"$TMPDIR/orders"
until grep -q ready "$TMPDIR/said"; do sleep 0.05; done
printf 'accept 1\nnext lose-answer staff_enrol\n' >&7
kept=$server
server=$(echo "$server" | sed "s|host=[^ ]*|host=$TMPDIR/line|")
run root_of_all admin enrol eva --role officer --office BKK --login-file "$TMPDIR/eva"
server=$kept
exec 7>&-
is "$rc $(sql "select count(*) from app.staff where login = 'eva'")" "4 1" "an answer that is lost is no refusal"
like "$err" "login file is left where it is" "and is told as what it is"
like "$TMPDIR/eva" '*:*:*:eva:' "her file is left"
is "$(ls "$TMPDIR" | grep -c 'eva\.')" 0 "and nothing beside it"
finish
