#!/bin/sh
# The lint sees what it is there for: each violation, planted alone in a copy, is found by name.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
copy=$TMPDIR/tree
mkdir "$copy"
cp -R conf db sql tui tests "$copy"
cd "$copy"
n=0

# finds RULE FILE [WORD]: FILE, which is removed then
finds() {
	n=$((n + 1))
	if "$root/tests/lint" -C "$copy" "$1" > "$TMPDIR/said"; then
		echo "not ok $n - $1 lets pass: $2${3:+ with $3}"
	elif grep -q "$2.*${3:-}" "$TMPDIR/said"; then
		echo "ok $n - $1 finds $2${3:+ with $3}"
	else
		echo "not ok $n - $1 fails, but not for $2${3:+ with $3}"
	fi
	rm "$2"
}
# plant RULE FILE TEXT: FILE, new, holds TEXT (printf format)
plant() {
	mkdir -p "$(dirname "$2")"
	# shellcheck disable=SC2059
	printf "$3" > "$2"
	finds "$1" "$2"
}
# links FUNCTION: a program takes it without calling it by its name
links() {
	mkdir -p build
	echo "#include <spawn.h>
		#include <stdio.h>
		#include <stdlib.h>
		#include <unistd.h>
		void *volatile run;
		int main(void) { run = (void *)$1; return 0; }" | cc -xc - -o build/homeward
	finds programs build/homeward "$1"
}

plant includes conf/planted.c '#include "db/base/text.h"\n'
plant includes db/planted.c '#include "tui/app/verb.h"\n'
plant includes db/planted.c '#include "conf/conf.h"\n'
plant includes db/base/planted.c '#include "db/query.h"\n'
plant includes tui/widgets/planted.c '#include "conf/conf.h"\n'
plant includes db/planted.c '#include <libpq-fe.h>\n'
plant includes tui/screens/planted.c '  #  include <curses.h>\n'
plant includes tui/screens/planted.c '#include <ncursesw/panel.h>\n'
plant includes tui/app/planted.c '#include <readline/readline.h>\n'
plant includes tui/app/planted.c '#include <libintl.h>\n'
plant includes db/planted.c '#include <sodium.h>\n'
plant includes db/planted.c '#include <csv.h>\n'
plant includes tui/term/planted.c '#include <utf8proc.h>\n'
plant includes conf/planted.c '#include <libconfig.h>\n'
plant includes conf/notify/planted.c '#include "tui/app/app.h"\n'
plant includes conf/notify/planted.c '#include <curl/curl.h>\n'
plant functions conf/notify/planted.c '#include <unistd.h>\nint f(void);\nint f(void)\n{\n\treturn fork();\n}\n'
plant functions tui/planted.c '#include <unistd.h>\nint f(void);\nint f(void)\n{\n\treturn fork();\n}\n'
plant headers db/planted.h 'struct planted { bool x; };\n'
plant functions db/planted.c 'void f(char *a);\nvoid f(char *a)\n{\n\tstrcpy(a, "x");\n}\n'
plant functions db/planted.c 'int f(void);\nint f(void)\n{\n\treturn system ("ls");\n}\n'
plant functions db/planted.c 'void f(void)\n{\n\t/* "quoted */ execlp("ls", "ls", 0);\n}\n'
for function in fork vfork execve execvp posix_spawn system popen syscall; do links $function; done
plant queries tui/planted.c 'const char *q = "select id from api.case_line";\n'
plant queries tui/planted.c 'const char *q = "  Update app.kase set x = 1";\n'
plant queries tui/planted.c 'const char *q = "LISTEN hw_case";\n'
plant marks tui/planted.c 'const struct verb v[] = {\n\t{ .name = "x", .help = "Plain" },\n};\n'
plant marks db/planted.c 'const struct filter_word w[] = {\n\t{ "mine", "Plain", "x" },\n};\n'
plant waits tests/e2e/planted.t '\twithin 60 is_there\n'
plant text sql/api/planted.sql 'select 1; \n'
plant text sql/api/planted.sql 'select 1;\r\n'
plant text db/planted.c 'int x;'
plant text db/planted.c 'int x; /* \342\200\256 */\n'
plant text db/planted.c "$(printf '%0101d' 0)\\n"
plant text README.md "$(printf '%0101d' 0)\\n"
plant text db/planted.c "/* TO""DO */\\n"
echo "1..$n"
