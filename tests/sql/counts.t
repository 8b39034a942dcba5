#!/bin/sh
# database: demo
# Numbers of filtered lists: exact where the cases looked at allow, otherwise at least that many and
# said to be so. The bounds are made small, for the demo region has 400 cases.
set -eu
cd "$(dirname "$0")/../.."
n=0 failed=0
all="'{1,2,3,4,5,6,7,8,9,10}'"
is() { # FOUND WANTED NAME
	n=$((n + 1))
	if [ "$1" = "$2" ]; then echo "ok $n - $3"; else
		failed=1
		echo "not ok $n - $3"
		echo "# is $1, should be $2"
	fi
}
query() { psql -XAtq -F ' ' -U coordinator -v ON_ERROR_STOP=1 -c "$1"; }
# QUESTION FILTER SIEVE LOOKED MATCHED: n and exact of it, with other bounds
count() {
	sed -e "s,/\*filter\*/,($2)," -e "s,/\*sieve\*/,$3," -e "s/\(20000\|2500\)/$4/g" \
		-e "s/\(20001\|2501\)/$(($4 + 1))/g" -e "s/1001/$(($5 + 1))/" -e "s/\$1::/$all::/" \
		-e 's/;$//' "sql/queries/$1.sql" | sed '/^--/d' >"$TMPDIR/query"
	query "$(cat "$TMPDIR/query")"
}
there=$(query 'select count(*) from api.case_line')
urgent=$(query 'select count(*) from api.case_line where priority = 1')
mine=$(query 'select count(*) from api.case_line where mine')
lane=$(query 'select count(*) from api.case_line where stage = 4 and closed_at is null')
child=$(query 'select count(*) from api.case_line where stage = 4 and closed_at is null and child')
of_lane() { count board_counts_filtered "$@" | sed -n 's/^4 [a-z]* [0-9]* //p'; }

is "$(count case_count l.priority=1 '' 20000 1000)" "$urgent t" 'exact as the console asks'
is "$(count case_count l.priority=1 '' "$there" "$urgent")" "$urgent t" 'exact where both bounds are just reached'
is "$(count case_count l.priority=1 '' 20000 5)" '6 f' 'more than are counted'
is "$(count case_count l.priority=9 '' $((there - 1)) 1000)" '0 f' 'none yet where not all was looked at'
is "$(count case_count l.priority=9 '' "$there" 1000)" '0 t' 'none at all'
is "$(count case_count true '' 10 1000)" '10 f' 'only what was looked at'
is "$(count case_count l.mine ' and (l.mine)' "$mine" 1000)" "$mine t" 'mine are all looked at'
is "$(count case_count 'null::boolean' '' "$there" 1000)" '0 t' 'what is not known does not match'
is "$(of_lane l.child '' 2500 1000)" "$child t" 'a lane, exact as the console asks'
is "$(of_lane l.child '' "$lane" 1000)" "$child t" 'a lane looked at to its end'
is "$(of_lane true '' $((lane - 1)) 1000)" "$((lane - 1)) f" 'a lane not looked at to its end'
is "$(of_lane true '' 2500 3)" '4 f' 'more than are counted of a lane'

# What counts and pages are read from: see api.case_line.
words='office office_code country stage_name lane priority_name risk_name clock_standing responsible need source'
for word in $words; do
	is "$(query "select count($word) > 0 from api.case_line")" t "some have a word there: $word"
done
line=$(echo "$words" | sed 's/ /, /g')
is "$(query "explain (costs off) select from api.case_line where concat_ws('', $line) = ''" | grep -c SubPlan)" 0 'no word is looked up line by line'
psql -Xq -c 'vacuum analyze app.case'
by_index() { # COLUMNS AND ROWS
	query "explain (costs off) select $1" | grep -o '[A-Z][A-Za-z ]* Scan\( using case_[a-z_]*\)* on "case"'
}
is "$(by_index "l.id from api.case_line l where l.office_id = 1 and l.stage = 4 and l.closed_at is null
	order by l.priority, l.clock_order, l.touched_at, l.id limit 5")" 'Index Only Scan using case_lane on "case"' 'a lane is read from its index alone'
for why in assigned:unseen case_task:task_mine nobody:nobody; do
	is "$(by_index "count(*) from api.inbox_${why%:*}")" "Index Only Scan using case_${why#*:} on \"case\"" "so is the number of what needs me: ${why%:*}"
done
echo "1..$n"
exit $failed
