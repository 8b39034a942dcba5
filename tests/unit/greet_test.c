/* Whom the console has met: the database it began with, or one that was put in its place. */
#include "tui/app/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int forgotten; /* how often the screen was told to */

static void changed(struct view *view, const char *id, int version)
{
	(void)view;
	assert_null(id);
	assert_int_equal(version, 0);
	forgotten++;
}

static const struct screen screen = { .name = "board", .changed = changed };

/* Meets a database of this identity and generation. Returns as greet_answered() does. */
static int meet(struct app *app, const char *system, const char *generation, bool held)
{
	static const char *const names[] = { "refusal", "contract_oldest", "contract_newest",
		"now_ms", "generation", "system_id", "held", "frozen", "read_only", "offices",
		"office_id" };
	const char *const cells[] = { NULL, "1", "1", "1772000000000", generation, system,
		held ? "t" : "f", "f", "f", "{1}", "1" };
	struct rows *rows = rows_new(sizeof names / sizeof *names, names);
	const struct answer answer = { .rows = rows, .message = "" };
	struct error e = { 0 };
	int result;

	assert_true(rows_add(rows, cells));
	forgotten = 0;
	result = greet_answered(&answer, app, &e);
	rows_unref(rows);
	return result;
}

static void test_met_again(void **state)
{
	static struct conf conf;
	struct view view = { .screen = &screen };
	struct app app = { .conf = &conf, .tabs = { &view } };

	(void)state;
	assert_int_equal(meet(&app, "7", "1", true), 0);
	app_did(&app, 5, "taken");
	assert_int_equal(meet(&app, "7", "1", true), 0);
	assert_int_equal(forgotten, 0);
	assert_int_equal(app.done_count, 1);
	assert_int_equal(meet(&app, "7", "1", false), ERR_OFFLINE);
	assert_int_equal(meet(&app, "8", "1", true), ERR_OFFLINE);
	assert_int_equal(forgotten, 0);
	assert_int_equal(app.done_count, 1);
	/* put in its place on purpose: nothing that was seen or done in the other one holds */
	assert_int_equal(meet(&app, "7", "2", false), 0);
	assert_int_equal(forgotten, 1);
	assert_int_equal(app.done_count, 0);
	free(app.offices_all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_met_again),
	};

	return cmocka_run_group_tests_name("greet", tests, NULL, NULL);
}
