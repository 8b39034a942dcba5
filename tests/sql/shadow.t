#!/bin/sh
# Nobody gets at what a function may by what she puts in its way: all that the other files prove of people, they prove
# again of people whose search_path and temporary schema hold another function, operator, table and type for each that is
# named in ours (shadow.psql). roles.sql calls every function of schema api; what is not called by it fails there.
# To see it fail: a function of sql/api without its search_path.
set -eu
cd "$(dirname "$0")/../.."
export PGOPTIONS='-c search_path=tap,public,pg_catalog,pg_temp'
n=0
psql -XAtq -P pager=off -v shadow=1 >"$TMPDIR/control" 2>&1 <<'END' || :
begin;
\ir tests/sql/people.psql
create function test.naive() returns bigint language plpgsql security definer as $$ begin return (select count(*) from app.staff s where s.name = upper('x')); end $$;
create function test.nearly() returns bigint language plpgsql security definer set search_path = pg_catalog, app as $$ begin return (select count(*) from staff); end $$;
create function test.careful() returns bigint language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin return (select count(*) from staff s where s.name = upper('x')); end $$;
select test.as_person('officer', 'select test.naive()'), test.as_person('officer', 'select test.nearly()'), test.as_person('officer', 'select test.careful()');
END
n=$((n + 1))
if grep -Eqx 'ERROR (42501|HWEVL)\|ERROR HWEVL\|0' "$TMPDIR/control"; then
	echo "ok $n - who names something without care is met by another, and who takes care is not"
else
	echo "not ok $n - who names something without care is met by another, and who takes care is not"
	sed 's/^/# /' "$TMPDIR/control"
fi
for file in $(grep -l 'people.psql' tests/sql/*.sql); do
	# These ask of tables, numbers and plans; what functions do in them, roles.sql has as well.
	case $file in *privileges.sql | *plans.sql | *board.sql | *backup.sql) continue ;; esac
	n=$((n + 1))
	failed=0
	psql -XAtq -P pager=off -v ON_ERROR_STOP=1 -v shadow=1 -f "$file" >"$TMPDIR/out" 2>&1 || failed=1
	if [ $failed = 0 ] && grep -q '^1\.\.' "$TMPDIR/out" && ! grep -q '^not ok' "$TMPDIR/out"; then
		echo "ok $n - $file"
	else
		echo "not ok $n - $file"
		grep -v '^ok' "$TMPDIR/out" | head -n 40 | sed 's/^/# /'
	fi
done
echo "1..$n"
