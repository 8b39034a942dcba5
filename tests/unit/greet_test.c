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
static int meet_refused(struct app *app, const char *system, const char *generation, bool held,
	const char *roles, const char *refusal)
{
	static const char *const names[] = { "refusal", "contract_oldest", "contract_newest",
		"now_ms", "generation", "system_id", "held", "frozen", "read_only", "offices",
		"office_id", "roles", "works", "opens", "keeps_places", "peeks" };
	const char *const cells[] = { refusal, "1", "1", "1772000000000", generation, system,
		held ? "t" : "f", "f", "f", "{1}", "1", roles, "t", "t", "f", "t" };
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

static int meet_as(struct app *app, const char *system, const char *generation, bool held,
	const char *roles)
{
	return meet_refused(app, system, generation, held, roles, NULL);
}

static int meet(struct app *app, const char *system, const char *generation, bool held)
{
	return meet_as(app, system, generation, held, "{night}");
}

/* Whoever has no role any more is shut out, but of the database that she knew alone. */
static void test_left(void **state)
{
	static struct conf conf;
	struct app app = { .conf = &conf };

	(void)state;
	assert_int_equal(meet_as(&app, "7", "1", true, "{}"), ERR_CONTRACT);
	assert_int_equal(meet(&app, "7", "1", true), 0);
	assert_int_equal(meet_as(&app, "7", "1", true, "{}"), ERR_REFUSED);
	assert_int_equal(meet_as(&app, "8", "1", true, "{}"), ERR_OFFLINE);
	free(app.offices_all);
}

/* A restore gives rights back last: only who is denied them for a minute is out. */
static void test_denied(void **state)
{
	static struct conf conf;
	struct app app = { .conf = &conf, .now = 1000 };
	const struct answer denied = { .err = ERR_SERVER, .sqlstate = "42501", .message = "" };
	struct error e = { 0 };

	(void)state;
	assert_int_equal(greet_answered(&denied, &app, &e), ERR_CONTRACT);
	assert_int_equal(meet(&app, "7", "1", true), 0);
	assert_int_equal(greet_answered(&denied, &app, &e), ERR_OFFLINE);
	app.now += 59999;
	assert_int_equal(greet_answered(&denied, &app, &e), ERR_OFFLINE);
	app.now++;
	assert_int_equal(greet_answered(&denied, &app, &e), ERR_REFUSED);
	assert_int_equal(meet(&app, "7", "1", true), 0);
	assert_int_equal(greet_answered(&denied, &app, &e), ERR_OFFLINE);
	free(app.offices_all);
}

/* Nobody is shut out of a database that knows nobody, however long. */
static void test_put_back(void **state)
{
	static struct conf conf;
	struct app app = { .conf = &conf, .now = 1000 };

	(void)state;
	assert_int_equal(meet_refused(&app, "7", "1", true, "{}", "nobody"), ERR_CONTRACT);
	assert_int_equal(meet(&app, "7", "1", true), 0);
	for (int i = 0; i < 3; i++, app.now += 3600000)
		assert_int_equal(meet_refused(&app, "7", "1", true, "{}", "nobody"), ERR_OFFLINE);
	assert_int_equal(meet(&app, "7", "1", true), 0);
	assert_int_equal(meet_refused(&app, "7", "1", true, "{}", "unknown_person"), ERR_REFUSED);
	free(app.offices_all);
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

/* A mark is asked for with each poll, however soon chance lets that come, and not between. */
static void test_mark_pause(void **state)
{
	static struct conf conf;
	struct error e = { 0 };
	struct app app = { .conf = &conf, .now = 100000, .mark_at = 100000 };
	int64_t asked_at = app.now;

	(void)state;
	conf.database.poll_s = 15;
	app.term = (struct term *)&app; /* not a shell */
	assert_int_equal(pg_new(&app.pg, &(struct pg_options){ .conninfo = "" }, &e), 0);
	assert_int_equal(views_poll_ms(&app), 15000);
	for (int i = 0; i < 3; i++, asked_at = app.now) {
		app.now = asked_at + views_poll_least_ms(&app) - 1;
		greet_mark(&app, false);
		assert_int_equal(app.mark_at, asked_at);
		app.now++;
		greet_mark(&app, false);
		assert_int_equal(app.mark_at, app.now);
	}
	app.now++;
	greet_mark(&app, true);
	assert_int_equal(app.mark_at, app.now);
	app_forget(&app, &app);
	pg_free(app.pg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_left),
		cmocka_unit_test(test_denied),
		cmocka_unit_test(test_put_back),
		cmocka_unit_test(test_met_again),
		cmocka_unit_test(test_mark_pause),
	};

	return cmocka_run_group_tests_name("greet", tests, NULL, NULL);
}
