/* When the first frame is held back until its rows are there, and when not. */
#include "tui/app/state.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "db/base/clock.h"

static void load(struct view *view)
{
	(void)view;
}

static const struct screen screen = { .load = load };

/* A console that was just started, with a screen open and the database not yet there. */
static struct app new_app(struct view *view, const char *conninfo)
{
	struct app app = { .now = 1000, .first_due = 1250, .tabs = { view } };
	struct error e = { 0 };

	assert_int_equal(pg_new(&app.pg, &(struct pg_options){ .conninfo = conninfo }, &e), 0);
	return app;
}

static void test_held(void **state)
{
	struct view view = { .screen = &screen };
	struct app app = new_app(&view, "host=localhost");

	(void)state;
	assert_true(app_holds(&app));
	app.now = 1250;
	assert_false(app_holds(&app));
	app.now = 1249;
	assert_true(app_holds(&app));
	app.first_due = 0; /* it was painted, or a key came */
	assert_false(app_holds(&app));
	pg_free(app.pg);
}

static void test_not_held(void **state)
{
	static const struct screen text = { .name = "help" };
	struct view view = { .screen = &screen, .loaded = true };
	struct app app = new_app(&view, "host=/nowhere/at/all");

	(void)state;
	assert_false(app_holds(&app)); /* all is */
	view.loaded = false;
	view.screen = &text;
	assert_false(app_holds(&app)); /* nothing is asked for it */
	view.screen = &screen;
	assert_true(app_holds(&app));
	app.showing = true;
	assert_false(app_holds(&app)); /* something is said */
	app.showing = false;
	app.tab = -1;
	assert_false(app_holds(&app)); /* no screen opened */
	app.tab = 0;
	assert_true(app_holds(&app));
	pg_pump(app.pg, 0, clock_now_ms());
	assert_false(app_holds(&app)); /* no line */
	pg_free(app.pg);
}

/* The numbers come right behind the rows, or the rows are painted without them. */
static void test_hurried(void **state)
{
	struct view view = { .screen = &screen };
	struct app app = new_app(&view, "host=localhost");
	int64_t due = app.first_due;

	(void)state;
	app_hurry(&app);
	assert_int_equal(app.first_due, due); /* no rows */
	view.shown = true;
	app_hurry(&app);
	assert_true(app.first_due > app.now && app.first_due < due);
	due = app.first_due;
	assert_true(app_holds(&app));
	app.now++;
	app_hurry(&app);
	assert_int_equal(app.first_due, due); /* not again */
	app.now = due;
	assert_false(app_holds(&app));
	app.first_due = 0;
	app_hurry(&app);
	assert_int_equal(app.first_due, 0); /* it was painted */
	pg_free(app.pg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_hurried),
		cmocka_unit_test(test_not_held),
	};

	return cmocka_run_group_tests_name("first", tests, NULL, NULL);
}
