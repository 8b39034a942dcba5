/* From keys to commands, over tables of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "conf/conf.h"
#include "tui/app/keys.h"
#include "tui/app/screen.h"
#include "tui/term/input.h"

static const struct verb good[] = {
	{ .name = "take", .key = "t", .flags = VERB_CASE },
	{ .name = "reload", .key = "R" },
	{ .name = "mark", .key = "Space" },
	{ .name = "redraw", .key = "^L" },
	{ .name = "board",
		.key = "1",
		.arguments = { { .name = "filter", .kind = ARGUMENT_REST } } },
	{ .name = "quit" },
	{ 0 },
};
static struct verb more[] = { { .name = "twin" }, { 0 } };
const struct verb *const verb_tables[] = { good, more, NULL };

static const struct screen board = { .name = "board" }, inbox = { .name = "inbox" };
const struct screen *const screens[] = { &board, &inbox, NULL };

static struct conf conf;

static void bind(const char *screen, const char *key, const char *command, int line)
{
	struct conf_bind *bind = &conf.binds[conf.binds_count++];

	*bind = (struct conf_bind){ .line = line };
	snprintf(bind->screen, sizeof bind->screen, "%s", screen);
	snprintf(bind->key, sizeof bind->key, "%s", key);
	snprintf(bind->command, sizeof bind->command, "%s", command);
}

static void alias(const char *name, const char *command, int line)
{
	struct conf_alias *row = &conf.aliases[conf.aliases_count++];

	*row = (struct conf_alias){ .line = line };
	snprintf(row->name, sizeof row->name, "%s", name);
	snprintf(row->command, sizeof row->command, "%s", command);
}

static int clean(void **state)
{
	(void)state;
	memset(&conf, 0, sizeof conf);
	snprintf(conf.path, sizeof conf.path, "homeward.conf");
	more[0].key = NULL;
	return 0;
}

static const char *problem(void)
{
	static char text[300];
	int answer;

	text[0] = '\0';
	answer = keys_check(&conf, text, sizeof text);
	assert_int_equal(answer, text[0] == '\0' ? 0 : -1);
	return text;
}

static const char *command(const struct screen *screen, int key)
{
	static char line[CONF_LINE];

	keys_command(&conf, screen, &(struct input_event){ .key = key }, line, sizeof line);
	return line;
}

static void finds_two_verbs_with_one_key(void **state)
{
	(void)state;
	assert_string_equal(problem(), "");
	more[0].key = "Space";
	assert_string_equal(problem(), "mark and twin have the same key Space");
}

static void refuses_binds(void **state)
{
	static const struct {
		const char *screen, *key, *command, *problem;
	} rows[] = {
		{ "board", "F5", "reload", "" },
		{ "*", "T", "take HW-7K3F-W9CP", "" },
		{ "*", "^R", "board priority:urgent", "" },
		{ "*", "t", "quit", "homeward.conf:40: the key t means take on every screen" },
		{ "inbox", "space", "quit", "homeward.conf:40: the key space means mark" },
		{ "*", "^S", "quit", "homeward.conf:40: the key ^S cannot be bound" },
		{ "*", "^Q", "quit", "cannot be bound" },
		{ "*", "^H", "quit", "cannot be bound" },
		{ "*", "^I", "quit", "cannot be bound" },
		{ "*", "^J", "quit", "cannot be bound" },
		{ "*", "^M", "quit", "cannot be bound" },
		{ "*", "^[", "quit", "cannot be bound" },
		{ "*", "Esc", "quit", "cannot be bound" },
		{ "*", "Tab", "quit", "cannot be bound" },
		{ "*", "j", "quit", "cannot be bound" },
		{ "*", "PgDn", "quit", "cannot be bound" },
		{ "*", ":", "quit", "cannot be bound" },
		{ "*", "F99", "quit", "there is no key \"F99\"" },
		{ "*", "", "quit", "there is no key \"\"" },
		{ "*", "\x1b", "quit", "there is no key" },
		{ "bord", "F5", "quit", "there is no screen \"bord\"" },
		{ "*", "F5", "fly", "the command \"fly\" is wrong: there is no verb \"fly\"" },
		{ "*", "F5", "", "the command \"\" is wrong" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		clean(NULL);
		bind(rows[i].screen, rows[i].key, rows[i].command, 40);
		if (rows[i].problem[0] == '\0')
			assert_string_equal(problem(), "");
		else if (strstr(problem(), rows[i].problem) == NULL)
			fail_msg("<%s>: %s", rows[i].key, problem());
	}
}

static void refuses_the_same_bind_twice(void **state)
{
	(void)state;
	bind("*", "F5", "reload", 10);
	bind("board", "F5", "quit", 11);
	bind("inbox", "F5", "quit", 12);
	assert_string_equal(problem(), "");
	bind("board", "f5", "take", 13);
	assert_string_equal(problem(), "homeward.conf:13: the key f5 is bound in line 11 already");
}

static void refuses_aliases(void **state)
{
	(void)state;
	alias("ug", "board priority:urgent", 7);
	assert_string_equal(problem(), "");
	alias("take", "quit", 8);
	assert_string_equal(problem(),
		"homeward.conf:8: \"take\" is a verb and cannot be an alias");
	clean(NULL);
	alias("up", "boat", 9);
	assert_string_equal(problem(),
		"homeward.conf:9: the command \"boat\" is wrong: there is no verb \"boat\"");
}

static void finds_commands(void **state)
{
	(void)state;
	bind("*", "F5", "reload", 1);
	bind("board", "F5", "board x", 2);
	bind("*", "T", "take", 3);
	assert_string_equal(command(&board, 't'), "take");
	assert_string_equal(command(NULL, 't'), "take");
	assert_string_equal(command(&board, ' '), "mark");
	assert_string_equal(command(&board, INPUT_CTRL('l')), "redraw");
	assert_string_equal(command(&board, INPUT_F5), "board x");
	assert_string_equal(command(&inbox, INPUT_F5), "reload");
	assert_string_equal(command(NULL, INPUT_F5), "reload");
	assert_string_equal(command(&board, 'T'), "take");
	assert_string_equal(command(&board, 'y'), "");
	assert_string_equal(command(&board, 'l'), "");
	assert_string_equal(command(&board, INPUT_UNKNOWN), "");
	assert_string_equal(command(&board, INPUT_PASTE), "");
	assert_string_equal(command(&board, INPUT_ALT), "");
	assert_string_equal(command(&board, INPUT_NONE), "");
}

/* Thai Kedmanee has SARA A where t is, Russian IE: the key was meant, not the letter. */
static void follows_the_place_of_the_key(void **state)
{
	(void)state;
	assert_string_equal(command(&board, 0x0e30), "take");
	assert_string_equal(command(&board, 0x0435), "take");
	assert_string_equal(command(&board, 0x041a), "reload"); /* with Shift */
	bind("*", "ะ", "quit", 1); /* what is bound by name goes first */
	assert_string_equal(command(&board, 0x0e30), "quit");
}

static void expands_aliases(void **state)
{
	static const char *const rows[][2] = {
		{ "ug", "board priority:urgent" },
		{ "  ug  mae", "board priority:urgent  mae" },
		{ "ugh", "ugh" },
		{ "take ug", "take ug" },
		{ "loop", "loop x" },
		{ "", "" },
		{ "  ", "  " },
	};
	char line[64];

	(void)state;
	alias("ug", "board priority:urgent", 1);
	alias("loop", "loop x", 2);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		keys_expand(&conf, rows[i][0], line, sizeof line);
		assert_string_equal(line, rows[i][1]);
	}
	/* what would not fit is left as it was typed */
	keys_expand(&conf, "ug 123456789", line, 24);
	assert_string_equal(line, "ug 123456789");
}

#define TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(finds_two_verbs_with_one_key),
		TEST(refuses_binds),
		TEST(refuses_the_same_bind_twice),
		TEST(refuses_aliases),
		TEST(finds_commands),
		TEST(follows_the_place_of_the_key),
		TEST(expands_aliases),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
