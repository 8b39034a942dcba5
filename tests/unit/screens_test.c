/* The table of screens, and what the configuration may say about their columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "conf/conf.h"
#include "db/column.h"
#include "tui/app/screen.h"
#include "tui/app/verb.h"
#include "tui/term/input.h"

static void test_find(void **state)
{
	(void)state;
	assert_string_equal(screen_find("case")->name, "case");
	assert_string_equal(screen_find("cases")->name, "cases");
	assert_string_equal(screen_find("boa")->name, "board");
	assert_null(screen_find("c"));
	assert_null(screen_find(""));
	assert_null(screen_find("boards"));
}

/* Every screen can be drawn and explained, tabs come first, and each has a verb that opens it. */
static void test_table(void **state)
{
	bool tabs_over = false;

	(void)state;
	for (int i = 0; screens[i] != NULL; i++) {
		const struct screen *screen = screens[i];
		bool ambiguous;

		assert_non_null(screen->draw);
		assert_non_null(screen->title);
		assert_non_null(screen->help);
		assert_true((screen->due == NULL) == (screen->tick == NULL));
		assert_true((screen->topics == 0) == (screen->load == NULL));
		assert_false(screen->tab != 0 && tabs_over);
		tabs_over |= screen->tab == 0;
		assert_non_null(verb_find(screen->name, strlen(screen->name), &ambiguous));
		if (screen->columns != NULL)
			assert_non_null(column_table(screen->columns));
		for (const char *const *hint = screen->hints; *hint != NULL; hint++)
			assert_non_null(verb_find(*hint, strlen(*hint), &ambiguous));
	}
}

static const struct {
	const char *text, *problem; /* NULL: fine */
} settings[] = {
	{ "columns: { cases = { show = [ \"code\", \"clock\" ]; prio = [ \"code\" ]; }; };", NULL },
	{ "\ncolumns: { help = { show = [ \"code\" ]; }; };",
		"x:2: columns: there is no list screen \"help\"" },
	{ "columns: { case = { show = [ \"code\" ]; }; };",
		"x:1: columns: there is no list screen \"case\"" },
	{ "columns: { boar = { show = [ \"code\" ]; }; };",
		"x:1: columns: there is no list screen \"boar\"" },
	{ "columns: { inbox = { show = [ \"code\", \"risk\" ]; }; };",
		"x:1: columns.inbox: there is no column \"risk\"" },
	{ "columns: { board = { show = [ \"version\" ]; }; };",
		"x:1: columns.board: there is no column \"version\"" },
	{ "columns: { offices = { prio = [ \"name\", \"nom\" ]; }; };",
		"x:1: columns.offices: there is no column \"nom\"" },
};

static void test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		static struct conf conf;
		char problem[CONF_ERROR] = "";
		int result;

		conf_default(&conf);
		result = conf_parse(&conf, CONF_ORIGIN_PERSONAL, "x", settings[i].text,
			strlen(settings[i].text), problem, sizeof problem);
		assert_int_equal(result, 0);
		result = screens_check(&conf, problem, sizeof problem);
		assert_int_equal(result, settings[i].problem != NULL ? -1 : 0);
		assert_string_equal(problem,
			settings[i].problem != NULL ? settings[i].problem : "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_check),
	};

	return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
