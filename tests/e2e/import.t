#!/bin/sh
# database: plain
# `homeward import cases`: a file goes in whole, once, or not at all, and says what is wrong and where.
set -eu
cd "$(dirname "$0")/../.."
. tests/e2e/shell.sh

person coordinator 1 2
person officer 1
fixture=tests/fixtures/ctdc.csv
header=$(head -n 1 $fixture)
good='2018,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17'

import() { # FILE OPTION...
	t_file=$1
	shift
	run coordinator import cases "$t_file" --map ctdc --office BKK "$@"
}
# file NAME FORMAT: printf it below the header
file() {
	# shellcheck disable=SC2059
	{ echo "$header"; printf "$2"; } > "$TMPDIR/$1"
}
records() { sql 'select count(*) from app.record'; }
# What the file says, by awk alone: "count value", most first.
counts() { # FIELD FILE
	awk -F , -v f="$1" 'NR > 1 { v = tolower($f); gsub("labor", "labour", v)
		if (v == "" || v == "0" || v == "-99") v = "unknown"
		n[f == 4 && v != "unknown" ? toupper(v) : v]++ }
		END { for (v in n) printf "%9d  %s\n", n[v], v }' "$2" | LC_ALL=C sort -k1,1nr -k2
}
summary() { # FILE
	echo 'by exploitation'
	counts 8 "$1"
	echo 'by citizenship'
	counts 4 "$1"
}
# Every row of the last import against what awk makes of the file.
compare() { # FILE DESCRIPTION
	awk -f tests/fixtures/ctdc.awk "$1" > "$TMPDIR/wanted"
	sql "select r.line, r.year, q.name, r.sex, r.citizenship, x.name, r.forced_labour, l.name, k.name, r.age_low,
			r.age_high
		from app.record r join app.import i on i.id = r.import_id join app.source q on q.id = r.source
		left join app.exploitation x on x.id = r.exploitation left join app.labour l on l.id = r.labour
		left join app.control k on k.id = r.control
		where i.sha256 = '$(sha256sum < "$1" | cut -d' ' -f1)' order by r.line" > "$TMPDIR/stored"
	same "$TMPDIR/stored" "$TMPDIR/wanted" "$2"
}

# ---- the whole file, once
import $fixture
is $rc 0 'a file is imported'
is "$(head -n 1 "$out")" '43 imported from ctdc.csv, 44 lines' 'it says how many'
tail -n +2 "$out" > "$TMPDIR/said"
summary $fixture > "$TMPDIR/wanted"
same "$TMPDIR/said" "$TMPDIR/wanted" 'the summary is what awk counts in the file'
is "$(cat "$err")" '' 'nothing on standard error'
compare $fixture 'every row is stored, each value as the file has it'
is "$(sql 'select count(*) from app.case')" 0 'no record became a case'
is "$(sql "select string_agg(action, ' ' order by id) from app.event")" 'import.open import.close' \
	'it is two events'

cp $fixture "$TMPDIR/other.csv"
import "$TMPDIR/other.csv"
is $rc 0 'the same file again is no error'
like "$out" '0 imported (already imported on ' 'under another name as well: 0 imported'
like "$out" ', 43 records)' 'and how many it has'
is "$(records)" 43 'nothing was added'

# ---- mistakes
file bad.csv "$good\n2018,Hotline,Fem\033]0;x\007ale\302\233,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n$good\n2018,Hotline\n2018,Hotline,,ZZ,1,,,,,Age 9-18\n"
import "$TMPDIR/bad.csv"
is $rc 1 'a file with mistakes is refused'
cat > "$TMPDIR/wanted" <<END
$TMPDIR/bad.csv:3:14: gender: an unknown code: "Fem�]0;x�ale�"
$TMPDIR/bad.csv:5:13: fewer fields than the header has
$TMPDIR/bad.csv:6:15: citizenship: an unknown code: "ZZ"
$TMPDIR/bad.csv:6:24: ageCategories: an unknown code: "Age 9-18"
homeward: Nothing was imported: 3 of 5 rows have mistakes. --skip-bad imports the others.
END
same "$err" "$TMPDIR/wanted" 'each mistake is file:line:column, its value made safe'
is "$(LC_ALL=C tr -d '\n\040-\176\302-\364\200-\277' < "$err" | wc -c)" 0 'no control character is printed'
is "$(records)" 43 'and nothing at all is imported'
is "$(sql "select count(*) from app.event where action = 'import.open'")" 2 'the database never heard of it'
import "$TMPDIR/bad.csv" --skip-bad
is $rc 0 '--skip-bad imports the rest'
is "$(head -n 1 "$out")" '2 imported from bad.csv, 6 lines, 3 rows skipped' 'and says how many it left out'
is "$(sql "select string_agg(line::text, ' ' order by line) from app.record r join app.import i on i.id = r.import_id
	where i.sha256 = '$(sha256sum <"$TMPDIR/bad.csv" | cut -c 1-64)'")" '2 4' 'known by their lines'

echo "$header" | sed 's/,Labor_Type//; s/gender/sex/' > "$TMPDIR/header.csv"
echo "$good" >> "$TMPDIR/header.csv"
import "$TMPDIR/header.csv" --skip-bad
is $rc 1 'a missing column is refused, --skip-bad or not'
like "$err" 'header.csv:1:31: a column that this map does not know: "sex"' 'a column it does not know is named'
like "$err" 'header.csv:1:121: Labor_Type: the column is missing' 'a missing one is named'

yes "2018,Hotline,?,,,,,,," | head -n 70 | { echo "$header"; cat; } > "$TMPDIR/many.csv"
import "$TMPDIR/many.csv"
is "$(grep -c 'an unknown code' "$err")" 50 'at most 50 mistakes are listed'
like "$err" '... and 20 more mistakes' 'the others are counted'

file quote.csv "$good\n2018,\"Hotline\n$good\n"
import "$TMPDIR/quote.csv" --skip-bad
is $rc 1 'an open quote is refused, --skip-bad or not'
like "$err" 'quote.csv:3:6: a quote that is never closed' 'where it was opened'

file quoted.csv '2018,"Hotline","Female",MM,1,Threats,"Family/Relative","Forced Labor",Other,"48+"\r\n'
import "$TMPDIR/quoted.csv"
is "$rc $(head -n 1 "$out")" '0 1 imported from quoted.csv, 2 lines' 'quoted fields and CRLF are read'

: > "$TMPDIR/empty.csv"
import "$TMPDIR/empty.csv"
is "$rc $(head -n 1 "$err")" "1 $TMPDIR/empty.csv: the file is empty" 'an empty file is refused'

# ---- encodings
file latin.csv "$good\n2018,Hotline,Fran\347ais,MM,,,,,,\n"
import "$TMPDIR/latin.csv" --skip-bad
is $rc 1 'bytes that are not UTF-8 are refused, --skip-bad or not'
like "$err" 'latin.csv:3:18: this is not UTF-8 text; say what it is with --encoding NAME: "0xE7"' \
	'with the first of them'
file thai.csv "$good\n2018,Hotline,\241,MM,,,,,,\n"
import "$TMPDIR/thai.csv" --encoding tis-620
like "$err" 'thai.csv:3:14: gender: an unknown code: "ก"' 'TIS-620 is read as Thai'
import "$TMPDIR/thai.csv" --encoding Windows-874
like "$err" 'thai.csv:3:14: gender: an unknown code: "ก"' 'so is Windows-874'
file utf16.csv "$good\n"
iconv -f UTF-8 -t UTF-16LE "$TMPDIR/utf16.csv" > "$TMPDIR/le.csv"
import "$TMPDIR/le.csv"
like "$err" 'le.csv:1:2: a NUL: this is not a text file, or it is UTF-16; say so with --encoding NAME' \
	'UTF-16 without its mark must be named'
import "$TMPDIR/le.csv" --encoding UTF-16LE
is "$rc $(head -n 1 "$out")" '0 1 imported from le.csv, 2 lines' 'named, it is read'
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE "$TMPDIR/utf16.csv"; } > "$TMPDIR/be.csv"
import "$TMPDIR/be.csv"
is "$rc $(head -n 1 "$out")" '0 1 imported from be.csv, 2 lines' 'with its mark it needs no name'
import "$TMPDIR/be.csv" --encoding TIS-620
like "$err" 'be.csv:1:1: UTF-16BE: the file begins with the mark of another encoding than the one named' \
	'a mark that says otherwise than the name is refused'
import $fixture --encoding latin9
is $rc 2 'an encoding it does not know is a wrong word'
like "$err" '--encoding is one of: UTF-8 ' 'it lists what it knows'

# ---- who, where, what
before=$(records)
run officer import cases "$TMPDIR/utf16.csv" --map ctdc --office BKK
is "$rc $(cat "$err")" '1 homeward: Nothing was imported: Your roles do not allow this.' 'an officer may not'
is "$(sql "select action || ' ' || refusal from app.event order by id desc limit 1")" 'import.open role' \
	'which is kept as an event'
run coordinator import cases "$TMPDIR/utf16.csv" --map ctdc --office PPT
is "$rc $(cat "$err")" '1 homeward: Nothing was imported: This is not one of your offices.' \
	'nor a coordinator for another office'
run coordinator import cases "$TMPDIR/utf16.csv" --map ctdc
is $rc 2 'without an office it is a wrong line'
run coordinator import cases "$TMPDIR/utf16.csv" --map htcds --office BKK
is $rc 2 'so it is with another map'
import "$TMPDIR/nowhere.csv"
is "$rc $(cat "$err")" "1 homeward: Nothing was imported: $TMPDIR/nowhere.csv: No such file or directory" \
	'no such file'
import "$TMPDIR"
is "$rc $(cat "$err")" "1 homeward: Nothing was imported: $TMPDIR: Is a directory" 'a folder'
mkfifo "$TMPDIR/pipe"
import "$TMPDIR/pipe"
is "$rc $(cat "$err")" "1 homeward: Nothing was imported: $TMPDIR/pipe: not a file" 'a pipe, without waiting'
is "$(records)" "$before" 'none of these imported anything'

# ---- a database that counts otherwise
sql "create function public.spoil() returns trigger language plpgsql as
		\$\$ begin new.citizenship := null; return new; end \$\$;
	create trigger spoil before insert on app.record for each row execute function public.spoil()"
import "$TMPDIR/utf16.csv"
is "$rc $(cat "$err")" '1 homeward: Nothing was imported: the database counts other records than the file has. Please report this.' 'a count that differs is refused aloud'
is "$(records)" "$before" 'and nothing is imported'
sql 'drop trigger spoil on app.record'
import "$TMPDIR/utf16.csv"
is $rc 0 'without the fault it goes in'

# ---- the real file, where it is
real=
for folder in .. ../..; do
	for f in "$folder"/shared/data/ctdc/*.csv; do
		[ ! -f "$f" ] || real=$f
	done
done
if [ -z "$real" ]; then
	skip 'the records of the CTDC' 'they are not here (../shared/data/ctdc)'
else
	sql 'truncate app.import cascade'
	import "$real"
	is "$rc $(head -n 1 "$out" | sed 's/ from.*//')" '0 14299 imported' 'the real file goes in whole'
	tail -n +2 "$out" > "$TMPDIR/said"
	summary "$real" > "$TMPDIR/wanted"
	same "$TMPDIR/said" "$TMPDIR/wanted" 'its summary is what awk counts in the file'
	compare "$real" 'all its rows are stored, each value as the file has it'
	is "$(records) $(tail -n +2 "$real" | sort -u | wc -l)" '14299 1434' 'although only 1434 of them differ'
	import "$real"
	is "$rc $(sed 's/ (.*//' "$out") $(records)" '0 0 imported 14299' 'a second time it adds nothing'
fi
finish
