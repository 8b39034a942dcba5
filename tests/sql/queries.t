#!/bin/sh
# database: demo
# Every question of sql/queries is prepared against the schema, its markers filled in; and the
# parameters and columns that its head promises are the ones the server finds.
set -eu
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
verdict() { # STATUS NAME, explained by $tmp/why
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$tmp/why"; fi
}
head_of() { sed -n '/^--/!q;p' "$1"; }
one_line() { tr '\n' ' ' | sed 's/  */ /g; s/ $//'; }
# -> a, b (what it means), c ... : a b c
columns_said() { head_of "$1" | sed -n '/^-- -> /,$p' | sed 's/^-- \(-> \)*//' | one_line |
	sed 's/([^)]*)//g' | tr ',' '\n' | awk '{ print $1 }' | one_line; }

for f in sql/queries/*.sql; do
	name=$(basename "$f" .sql)
	status=0
	if [ "$(head -n 1 "$f")" = '-- utility' ]; then
		psql -Xq -v ON_ERROR_STOP=1 -f "$f" >"$tmp/why" 2>&1 || status=1
		verdict $status "$name runs"
		continue
	fi
	sed -e 's,/\*columns\*/,l.*,' -e 's,/\*filter\*/,true,' -e 's,/\*\(order\|shown\)\*/,l.id,' "$f" >"$tmp/query"
	{
		echo 'prepare q as'
		cat "$tmp/query"
		echo "select 'params: ' || coalesce(array_to_string(parameter_types, ' '), '') from pg_prepared_statements;"
		sed 's/;$/ \\gdesc/' "$tmp/query"
	} >"$tmp/script"
	psql -XAtq -F ' ' -v ON_ERROR_STOP=1 -f "$tmp/script" >"$tmp/found" 2>"$tmp/why" || status=1
	said="$(head_of "$f" | sed -n 's/^-- \$[0-9]* \([a-z]*\(\[\]\)*\).*/\1/p' | one_line) -> $(columns_said "$f")"
	found="$(sed -n 's/^params: //p' "$tmp/found") -> $(sed -e '/^params: /d' -e '/^The command has no result/d' -e 's/ .*//' "$tmp/found" | one_line)"
	case $said in
	*'-> the') [ "${said% -> *}" = "${found% -> *}" ] || status=1 ;; # a list: its columns come from a table in C
	*) [ "$said" = "$found" ] || status=1 ;;
	esac
	printf 'says  %s\nfinds %s\n' "$said" "$found" >>"$tmp/why"
	verdict $status "$name"
done
printf 'only %s queries\n' $n >"$tmp/why"
[ $n -gt 40 ] && verdict 0 'there are queries' || verdict 1 'there are queries'
echo "1..$n"
