#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"

static struct conf conf, builtin;
static char error[CONF_ERROR];
static char folder[64];

static int parse(const char *text)
{
	error[0] = '\0';
	return conf_parse(&conf, CONF_ORIGIN_PERSONAL, "f", text, strlen(text), error,
		sizeof(error));
}

static char *example(size_t *length)
{
	static char text[32768];
	FILE *f = fopen("conf/homeward.conf", "r");

	assert_non_null(f);
	*length = fread(text, 1, sizeof(text) - 1, f);
	text[*length] = '\0';
	fclose(f);
	return text;
}

static void example_is_the_default(void **state)
{
	size_t length;
	char *text = example(&length);

	(void)state;
	conf_default(&builtin);
	if (conf_parse(&conf, CONF_ORIGIN_PERSONAL, "", text, length, error, sizeof(error)) < 0)
		fail_msg("%s", error);
	assert_memory_equal(&conf, &builtin, sizeof(conf));
}

/* A setting left out of the example would still equal its default. */
static void example_names_every_setting(void **state)
{
	size_t length;
	char *text = example(&length);

	(void)state;
	assert_non_null(conf_name(0));
	for (size_t i = 0; conf_name(i); i++) {
		char group[64], line[64];
		const char *dot = strchr(conf_name(i), '.');
		const char *from = text;
		if (dot) {
			snprintf(group, sizeof(group), "\n%.*s: {", (int)(dot - conf_name(i)),
				conf_name(i));
			from = strstr(text, group);
			assert_non_null(from);
		}
		snprintf(line, sizeof(line), "\n%s%s = ", dot ? "    " : "",
			dot ? dot + 1 : conf_name(i));
		const char *at = strstr(from, line);
		const char *end = dot ? strstr(from, "\n};") : text + length;
		if (!at || at > end)
			fail_msg("conf/homeward.conf lacks %s", conf_name(i));
	}
}

static void reads_what_is_chosen(void **state)
{
	(void)state;
	assert_int_equal(
		parse("database: { conninfo = \"host=a,b\"; poll_s = 300; };\n"
		      "ui: { theme = \"mono\"; ascii = true; bell = \"all\"; preview = false; };\n"
		      "start: { scope = \"mine\"; filter = \"urgent\"; };\n"
		      "columns: { cases = { show = [ \"code\", \"clock\" ];\n"
		      "  prio = ( \"clock\" ); }; };\n"
		      "bind = ( { screen = \"*\"; key = \"F5\"; command = \"reload\"; },\n"
		      "  { screen = \"board\"; key = \"x\"; command = \"take\"; } );\n"
		      "alias = (\n\n{ name = \"ug\"; command = \"board priority:urgent\"; });\n"
		      "call_card = ( { language = \"lo\"; first = \"1\"; no_promise = \"2\";\n"
		      "  other_voice = \"ສະບາຍດີ\"; hang_up = \"4\"; } );\n"),
		0);
	assert_string_equal(conf.path, "f");
	assert_string_equal(conf.database.conninfo, "host=a,b");
	assert_int_equal(conf.database.poll_s, 300);
	assert_int_equal(conf.database.request_timeout_s, 8);
	assert_int_equal(conf.ui.theme, CONF_THEME_MONO);
	assert_int_equal(conf.ui.bell, CONF_BELL_ALL);
	assert_true(conf.ui.ascii);
	assert_false(conf.ui.preview);
	assert_int_equal(conf.start.scope, CONF_SCOPE_MINE);
	assert_string_equal(conf.start.filter, "urgent");
	assert_int_equal(conf.columns_count, 1);
	assert_string_equal(conf.columns[0].screen, "cases");
	assert_int_equal(conf.columns[0].line, 4);
	assert_int_equal(conf.columns[0].shown, 2);
	assert_string_equal(conf.columns[0].show[1], "clock");
	assert_int_equal(conf.columns[0].prios, 1);
	assert_string_equal(conf.columns[0].prio[0], "clock");
	assert_int_equal(conf.binds_count, 2);
	assert_string_equal(conf.binds[0].key, "F5");
	assert_int_equal(conf.binds[0].line, 6);
	assert_string_equal(conf.binds[1].screen, "board");
	assert_int_equal(conf.binds[1].line, 7);
	assert_int_equal(conf.aliases_count, 1);
	assert_string_equal(conf.aliases[0].command, "board priority:urgent");
	assert_int_equal(conf.aliases[0].line, 10);
	assert_int_equal(conf.call_cards_count, 1);
	assert_string_equal(conf.call_cards[0].language, "lo");
	assert_string_equal(conf.call_cards[0].say[2], "ສະບາຍດີ");
	assert_string_equal(conf.call_cards[0].say[3], "4");
}

#define KEY_1 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define KEY_2 "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdee"

#define DIGITS_63 "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void reads_the_vaults(void **state)
{
	(void)state;
	assert_int_equal(parse(""), 0);
	assert_int_equal(conf.vault.registrars_count, 0);
	assert_int_equal(conf.vault.lock_after_s, 180);
	assert_int_equal(conf.vault.forget_after_s, 900);
	assert_string_equal(conf.vault.host_secret, "/etc/homeward/host.secret");
	assert_int_equal(parse("vault: { keys = \"/k\"; host_secret = \"\"; lock_after_s = 30;\n"
			       " forget_after_s = 30; registrars = [ \"" KEY_1 "\", \"" KEY_2
			       "\" ]; };"),
		0);
	assert_string_equal(conf.vault.keys, "/k");
	assert_string_equal(conf.vault.host_secret, "");
	assert_int_equal(conf.vault.lock_after_s, 30);
	assert_int_equal(conf.vault.forget_after_s, 30);
	assert_int_equal(conf.vault.registrars_count, 2);
	assert_string_equal(conf.vault.registrars[0], KEY_1);
	assert_string_equal(conf.vault.registrars[1],
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee");
}

#define CARD(language) \
	"{ language = \"" language "\"; first = \"1\"; no_promise = \"2\"; other_voice = \"3\"; " \
	"hang_up = \"4\"; }"

static const struct {
	const char *text, *error;
} wrong[] = {
	{ "x = 1;", "f:1: x is no setting; the example homeward.conf shows them all" },
	{ "\nui: {\n colour = \"red\"; };",
		"f:3: ui.colour is no setting; the example homeward.conf shows them all" },
	{ "ui = 3;", "f:1: ui must be a group: { ... }" },
	{ "ui: {\n\ntheme = \"pink\"; };",
		"f:3: ui.theme must be one of \"auto\", \"dark\", \"mono\"" },
	{ "ui: { theme = 1; };", "f:1: ui.theme must be one of \"auto\", \"dark\", \"mono\"" },
	{ "ui: { ascii = 1; };", "f:1: ui.ascii must be true or false" },
	{ "database: { poll_s = 4; };",
		"f:1: database.poll_s must be a whole number from 5 to 300" },
	{ "database: { poll_s = 301; };",
		"f:1: database.poll_s must be a whole number from 5 to 300" },
	{ "database: { poll_s = \"15\"; };",
		"f:1: database.poll_s must be a whole number from 5 to 300" },
	{ "database: { poll_s = 15.0; };",
		"f:1: database.poll_s must be a whole number from 5 to 300" },
	{ "database: { request_timeout_s = 11; };",
		"f:1: database.request_timeout_s must be a whole number from 1 to 10" },
	{ "database: { poll_s = 15L; };",
		"f:1: database.poll_s must be a whole number from 5 to 300" },
	{ "database: { conninfo = 5; };", "f:1: database.conninfo must be a text in \"quotes\"" },
	{ "database: { conninfo = \"a\\nb\"; };",
		"f:1: database.conninfo holds a control character; remove it" },
	{ "start: { filter = \"a\x7f\"; };",
		"f:1: start.filter holds a control character; remove it" },
	{ "log: { file = \"log\"; };", "f:1: log.file must be empty or a whole path, from / on" },
	{ "start: { screen = \"123456789012345678901234\"; };",
		"f:1: start.screen is longer than 23 bytes; shorten it" },
	{ "locked = true;", "f:1: locked counts only in /etc/homeward/homeward.conf; remove it" },
	{ "ui: { ascii = true; ascii = true; };",
		"f:1: duplicate setting name; correct the line or the one before it" },
	{ "ui: {};\n\nui: {};",
		"f:3: duplicate setting name; correct the line or the one before it" },
	{ "ui: {\n ascii true };", "f:2: syntax error; correct the line or the one before it" },
	{ "\n@include \"g\"\n", "f:2: @include is not followed; put all settings into one file" },
	{ "@include \"g\"", "f:1: @include is not followed; put all settings into one file" },
	{ "# a\n \t@include \"g\"",
		"f:2: @include is not followed; put all settings into one file" },
	{ "/*\n@include \"g\" */",
		"f:2: @include is not followed; put all settings into one file" },
	{ "alias = \"\n@include\";",
		"f:2: @include is not followed; put all settings into one file" },
	{ "\ndatabase: { poll_s = 4294967311; };",
		"f:2: a number is beyond 32 bits; no setting takes one that big" },
	{ "database: { poll_s = 0x10000000F; };",
		"f:1: a number is beyond 32 bits; no setting takes one that big" },
	{ "database: { poll_s = 0xFFFFFFFF; };",
		"f:1: a number is beyond 32 bits; no setting takes one that big" },
	{ "database: { poll_s = 4294967311L; };",
		"f:1: a number is beyond 32 bits; no setting takes one that big" },
	{ "database: { poll_s = -2147483649; };",
		"f:1: a number is beyond 32 bits; no setting takes one that big" },
	{ "database: { poll_s = -99999999999999999999; };",
		"f:1: a number is beyond 32 bits; no setting takes one that big" },
	{ "start: { filter = \"a\\x00b\"; };", "f:1: a text cannot hold \\x00; remove it" },
	{ "\nstart: {\n filter = \"a;\n\n\n};", "f:3: a text is not closed; put a \" at its end" },
	{ "vault: { lock_after_s = 181; };",
		"f:1: vault.lock_after_s must be a whole number from 30 to 180" },
	{ "vault: { lock_after_s = 29; };",
		"f:1: vault.lock_after_s must be a whole number from 30 to 180" },
	{ "vault: { forget_after_s = 901; };",
		"f:1: vault.forget_after_s must be a whole number from 30 to 900" },
	{ "vault: {\n forget_after_s = 60;\n lock_after_s = 61; };",
		"f:2: vault.forget_after_s must not be less than lock_after_s (61)" },
	{ "vault: {\n\nforget_after_s = 179; };",
		"f:3: vault.forget_after_s must not be less than lock_after_s (180)" },
	{ "vault: { keys = \"me.key\"; };",
		"f:1: vault.keys must be empty or a whole path, from / on" },
	{ "vault: { host_secret = \"secret\"; };",
		"f:1: vault.host_secret must be empty or a whole path, from / on" },
	{ "vault: { registrars = \"" KEY_1 "\"; };",
		"f:1: vault.registrars must be a list of public keys: [ \"...\", \"...\" ]" },
	{ "vault: { registrars = [ \"" KEY_1 "\" ]; };",
		"f:1: vault.registrars names one; two sign together, so name two or more" },
	{ "vault: { registrars = [ \"" KEY_1 "\",\n \"" KEY_1 "0\" ]; };",
		"f:2: vault.registrars must hold public keys of 64 hex digits in \"quotes\"" },
	{ "vault: { registrars = [ \"g" DIGITS_63 "\", \"" KEY_1 "\" ]; };",
		"f:1: vault.registrars must hold public keys of 64 hex digits in \"quotes\"" },
	{ "vault: { registrars = ( 1, 2 ); };",
		"f:1: vault.registrars must hold public keys of 64 hex digits in \"quotes\"" },
	{ "vault: { registrars = [ \"" KEY_1 "\",\n"
	  "\"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\" ]; };",
		"f:2: vault.registrars names 01234567... twice; remove one" },
	{ "vault: { registrars = ( 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 ); };",
		"f:1: vault.registrars names more than 16" },
	{ "bind = 3;", "f:1: bind must be a list: ( { ... }, { ... } )" },
	{ "bind = ( 3 );", "f:1: bind must hold { ... } groups" },
	{ "bind = ( { screen = \"*\"; key = \"x\"; } );", "f:1: bind lacks command = \"...\"" },
	{ "bind = ( { keys = \"x\"; } );",
		"f:1: bind.keys is no setting; the example homeward.conf shows them all" },
	{ "alias = (\n{ name = \"12345678901234567890123456\"; } );",
		"f:2: alias.name is longer than 23 bytes; shorten it" },
	{ "call_card = ( { language = \"lo\"; first = \"1\"; no_promise = \"2\"; } );",
		"f:1: call_card lacks other_voice = \"...\"" },
	{ "call_card = ( " CARD("Lao") " );",
		"f:1: call_card.language must be two or three small letters, as \"lo\"" },
	{ "call_card = ( " CARD("l") " );",
		"f:1: call_card.language must be two or three small letters, as \"lo\"" },
	{ "call_card = ( " CARD("lo") ",\n" CARD("lo") " );",
		"f:2: call_card names lo twice; remove one" },
	{ "columns: { cases = 3; };",
		"f:1: cases must be a group: { show = [ ... ]; prio = [ ... ]; }" },
	{ "columns: { cases: { hide = []; }; };",
		"f:1: columns.cases.hide is no setting; the example homeward.conf shows them all" },
	{ "columns: { cases: { show = \"code\"; }; };",
		"f:1: columns.cases.show must be a list of names: [ \"code\", \"stage\" ]" },
	{ "columns: { cases: { show = [ 1 ]; }; };",
		"f:1: columns.cases.show must be a text in \"quotes\"" },
};

static void refuses_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		print_message("# %zu %s\n", i, wrong[i].error);
		assert_int_equal(parse(wrong[i].text), -1);
		assert_string_equal(error, wrong[i].error);
	}
	assert_int_equal(conf_parse(&conf, CONF_ORIGIN_PERSONAL, "f", "\n\0x", 3, error,
				 sizeof(error)),
		-1);
	assert_string_equal(error, "f:2: holds a 0 byte; save it as plain text");
}

static void ordinary_text_is_not_mistaken(void **state)
{
	(void)state;
	assert_int_equal(
		parse("# 99999999999 and \"\n// 99999999999 \"\n/* 99999999999\n \" */\n"
		      "start: { filter = \"99999999999 @include \\\" 99999999999\"; };\n"
		      "alias = ( { name = \"n99999999999\"; command = \"x @include\"; } );\n"),
		0);
	assert_string_equal(conf.start.filter, "99999999999 @include \" 99999999999");
}

static void too_many_entries(void **state)
{
	static char text[64 * 128];
	size_t n = (size_t)snprintf(text, sizeof(text), "alias = (");

	(void)state;
	for (int i = 0; i <= CONF_ALIASES; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
			"%s{ name = \"a\"; command = \"b\"; }", i ? ", " : "");
	snprintf(text + n, sizeof(text) - n, ");");
	assert_int_equal(parse(text), -1);
	assert_string_equal(error, "f:1: alias holds more than 64 entries");
}

static const char *put(const char *name, const char *text, mode_t mode)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	unlink(path);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

static void refused(const char *path, const char *what)
{
	char expected[256];

	snprintf(expected, sizeof(expected), "%s: %s", path, what);
	assert_int_equal(conf_read(&conf, CONF_ORIGIN_PERSONAL, path, error, sizeof(error)), -1);
	assert_string_equal(error, expected);
}

static void unsafe_files(void **state)
{
	char path[128], link[128];

	(void)state;
	snprintf(path, sizeof(path), "%s", put("c", "ui: { ascii = true; };", 0644));
	assert_int_equal(conf_read(&conf, CONF_ORIGIN_PERSONAL, path, error, sizeof(error)), 0);
	assert_true(conf.ui.ascii);
	assert_string_equal(conf.path, path);
	chmod(path, 0664);
	refused(path, "others may write it; run chmod go-w on the file");
	chmod(path, 0646);
	refused(path, "others may write it; run chmod go-w on the file");
	chmod(path, 0600);
	chmod(folder, 0777);
	refused(path, "everyone may write its folder; run chmod o-w on the folder");
	chmod(folder, 01777);
	assert_int_equal(conf_read(&conf, CONF_ORIGIN_PERSONAL, path, error, sizeof(error)), 0);
	chmod(folder, 0700);
	snprintf(link, sizeof(link), "%s/link", folder);
	assert_int_equal(symlink(path, link), 0);
	refused(link, "is a symbolic link; name the file itself");
	unlink(link);
	assert_int_equal(mkfifo(link, 0600), 0);
	refused(link, "is not a regular file; name the file itself");
	unlink(link);
	refused(folder, "is not a regular file; name the file itself");
	refused("/nowhere/c", "No such file or directory");
}

static void other_peoples_files(void **state)
{
	const char *path = put("other", "", 0644);

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(path, 65534, 65534), 0);
	refused(path, "belongs to somebody else; it must belong to you or to root");
	unlink(path);
}

static void the_first_file_counts(void **state)
{
	char option[128], variable[128], personal[128], system[128];
	struct conf_places p = { .system = system, .home = folder };

	(void)state;
	snprintf(system, sizeof(system), "%s/nothing", folder);
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	conf_default(&builtin);
	assert_memory_equal(&conf, &builtin, sizeof(conf));

	snprintf(system, sizeof(system), "%s", put("system", "ui: { escape_ms = 1; };", 0600));
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_int_equal(conf.ui.escape_ms, 1);

	snprintf(personal, sizeof(personal), "%s/.config", folder);
	mkdir(personal, 0700);
	snprintf(personal, sizeof(personal), "%s/.config/homeward", folder);
	mkdir(personal, 0700);
	put(".config/homeward/homeward.conf", "ui: { escape_ms = 2; };", 0600);
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_int_equal(conf.ui.escape_ms, 2);
	assert_string_equal(conf.database.conninfo, "dbname=homeward");

	snprintf(variable, sizeof(variable), "%s",
		put("variable", "ui: { escape_ms = 3; };", 0600));
	p.variable = variable;
	p.conninfo = "host=x";
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_int_equal(conf.ui.escape_ms, 3);
	assert_string_equal(conf.database.conninfo, "host=x");
	p.database = "host=y";
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_string_equal(conf.database.conninfo, "host=y");
	p.database = NULL;

	snprintf(option, sizeof(option), "%s", put("option", "ui: { escape_ms = 4; };", 0600));
	p.option = option;
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_int_equal(conf.ui.escape_ms, 4);

	unlink(option);
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
	p.option = NULL;
	unlink(variable);
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
}

static void a_locked_system_file_counts_alone(void **state)
{
	char system[128], other[128];
	struct conf_places p = {
		.system = system, .home = folder, .variable = other, .conninfo = "host=elsewhere"
	};

	(void)state;
	snprintf(other, sizeof(other), "%s", put("other", "ui: { escape_ms = 9; };", 0600));
	snprintf(system, sizeof(system), "%s",
		put("system", "locked = true; database: { conninfo = \"host=office\"; };", 0600));
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), 0);
	assert_true(conf.locked);
	assert_string_equal(conf.path, system);
	assert_string_equal(conf.database.conninfo, "host=office");
	assert_int_equal(conf.ui.escape_ms, 0);
	p.option = other;
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
	assert_non_null(strstr(error, "is locked: leave out -c"));
	p.option = NULL;
	p.database = "host=elsewhere";
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
	assert_non_null(strstr(error, "is locked: leave out -d"));
	p.database = NULL;

	/* Neither a broken nor an unreachable system file may let another stand in for it: it
	 * might have locked. */
	put("system", "locked = yes;", 0600);
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
	char unreachable[400];
	snprintf(unreachable, sizeof(unreachable), "/%0300d", 0);
	p.system = unreachable;
	assert_int_equal(conf_load(&conf, &p, error, sizeof(error)), -1);
}

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/homeward-conf-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = { "c", "system", "other", "option", "variable",
		".config/homeward/homeward.conf", ".config/homeward", ".config", "" };
	char path[128];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		remove(path);
	}
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example_is_the_default),
		cmocka_unit_test(example_names_every_setting),
		cmocka_unit_test(reads_what_is_chosen),
		cmocka_unit_test(reads_the_vaults),
		cmocka_unit_test(refuses_what_is_wrong),
		cmocka_unit_test(ordinary_text_is_not_mistaken),
		cmocka_unit_test(too_many_entries),
		cmocka_unit_test(unsafe_files),
		cmocka_unit_test(other_peoples_files),
		cmocka_unit_test(the_first_file_counts),
		cmocka_unit_test(a_locked_system_file_counts_alone),
	};

	return cmocka_run_group_tests_name("conf", tests, make_folder, remove_folder);
}
