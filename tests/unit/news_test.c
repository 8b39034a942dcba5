/* What others change: the rows first, the rest later and not together; the preview only where its
 * own case changed. */
#include "tui/widgets/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "db/base/clock.h"
#include "tests/unit/an_app.h"
#include "tui/widgets/list.h"
#include "tui/widgets/peek.h"

static int asked;
static app_answer_fn *answer_to;
static void *answer_for;

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	(void)app, (void)level, (void)format;
}

void app_forget(struct app *app, void *who)
{
	(void)app, (void)who;
}

int app_ask(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)app, (void)params;
	assert_int_equal(query, Q_CASE_PEEK);
	assert_int_equal(count, 1);
	asked++;
	answer_to = fn;
	answer_for = who;
	return 0;
}

/* ---- a load ---------------------------------------------------------------------------------- */

static void test_whole(void **state)
{
	struct view view = { .news = false };
	struct load load = { 0 };

	(void)state;
	assert_false(load_rest(&load));
	load_begin(&load, &view);
	assert_true(load_is_whole(&load));
	assert_int_equal(load_rest_due(&load), 0);
	assert_false(load_rest(&load));
}

static void test_rest(void **state)
{
	struct view view = { .news = true };
	struct load load = { 0 };
	int64_t due;

	(void)state;
	load_begin(&load, &view);
	assert_false(load_is_whole(&load));
	due = load_rest_due(&load);
	assert_in_range(due - now, LOAD_REST_MS, LOAD_REST_MS + LOAD_SPREAD_MS);
	now = due - 1;
	assert_false(load_rest(&load));
	load_begin(&load, &view);
	assert_int_equal(load_rest_due(&load), due);
	now = due;
	assert_true(load_rest(&load));
	assert_false(load_rest(&load));
	assert_int_equal(load_rest_due(&load), 0);
	load_begin(&load, &view);
	now = load_rest_due(&load);
	live = false;
	assert_false(load_rest(&load));
	assert_int_equal(load_rest_due(&load), 0);
	live = true;
	load_begin(&load, &view);
	view.news = false;
	load_begin(&load, &view);
	assert_true(load_is_whole(&load));
}

/* What is asked later is under way as well: meanwhile nothing else is asked. */
static void test_under_way(void **state)
{
	struct view view = { .news = true, .asked_at = 1 };
	struct load load = { 0 };
	const struct answer answer = { .message = "" };

	(void)state;
	load_begin(&load, &view);
	load_asked(&load, 0);
	assert_true(load_took(&load, &answer));
	assert_int_equal(view.asked_at, 0);
	now = load_rest_due(&load);
	assert_true(load_rest(&load));
	load_asked(&load, 0);
	assert_int_equal(view.asked_at, now);
	assert_true(load_took(&load, &answer));
	assert_int_equal(view.asked_at, 0);
}

/* The rows are shown before the numbers above them are known, but all of the rows. */
static void test_shown(void **state)
{
	struct view view = { .news = false };
	struct load load = { 0 };
	const struct answer answer = { .message = "" };
	const struct answer error = { .err = ERR_OFFLINE, .message = "" };

	(void)state;
	for (int failed = 1; failed >= 0; failed--) {
		load_begin(&load, &view);
		load_asked(&load, 0);
		load_asked(&load, 0);
		load_asked_rows(&load);
		load_asked(&load, 0);
		load_took(&load, failed ? &error : &answer);
		assert_false(view.shown);
		load_took(&load, &answer);
		assert_int_equal(view.shown, !failed);
		assert_false(view.loaded);
		load_took(&load, &answer);
		assert_int_equal(view.loaded, !failed);
	}
}

static void test_spread(void **state)
{
	struct view view = { .news = true };
	int64_t least = INT64_MAX, most = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct load load = { 0 };

		load_begin(&load, &view);
		least = load_rest_due(&load) < least ? load_rest_due(&load) : least;
		most = load_rest_due(&load) > most ? load_rest_due(&load) : most;
	}
	assert_true(most - least > LOAD_SPREAD_MS / 2);
	for (int i = 0; i < 200; i++)
		assert_in_range(clock_spread_ms(3), 0, 3);
	assert_int_equal(clock_spread_ms(0), 0);
}

/* ---- the preview ----------------------------------------------------------------------------- */

static void read_rows(struct list *list, const char *first, const char *second)
{
	struct rows *rows = look_rows();

	look_add(rows, "1", "HW-7K3F-W9CP", first, NULL, 0, "night");
	look_add(rows, "2", "HW-2M9D-41TA", second, NULL, 0, NULL);
	assert_int_equal(list_load(list, rows, now), 0);
	rows_unref(rows);
}

static void take_answer(void)
{
	struct rows *rows = look_rows();
	const struct answer answer = { .rows = rows, .message = "" };

	answer_to(answer_for, &answer);
	rows_unref(rows);
}

static void look_again(struct peek *peek, const struct list *list)
{
	peek_follow(peek, list, list_focused(list)->id, now);
	peek_tick(peek, now);
}

static void test_peek(void **state)
{
	struct peek peek;
	struct list list;

	(void)state;
	peek_init(&peek, NULL, &peek_case);
	list_init(&list, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION, CASE_CODE);
	read_rows(&list, "1", "2");
	look_again(&peek, &list);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 1);
	take_answer();

	read_rows(&list, "1", "3");
	look_again(&peek, &list);
	assert_int_equal(peek_due(&peek), 0);

	read_rows(&list, "2", "3");
	look_again(&peek, &list);
	assert_int_equal(asked, 1);
	assert_in_range(peek_due(&peek) - now, PEEK_REST_MS, PEEK_REST_MS + PEEK_SPREAD_MS);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 2);
	take_answer();
	assert_int_equal(peek_due(&peek), 0);

	/* Changed behind the veil: asked for as soon as that is lifted. */
	veiled = true;
	read_rows(&list, "3", "3");
	look_again(&peek, &list);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 2);
	assert_int_equal(peek_due(&peek), 0);
	veiled = false;
	assert_int_equal(peek_due(&peek), 1);
	look_again(&peek, &list);
	assert_int_equal(asked, 3);
	take_answer();
	assert_int_equal(peek_due(&peek), 0);
	peek_done(&peek);
	list_done(&list);
}

/* One goes on before the change of a case has been asked for, and comes back. */
static void test_back(void **state)
{
	struct peek peek;
	struct list list;

	(void)state;
	asked = 0;
	peek_init(&peek, NULL, &peek_case);
	list_init(&list, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION, CASE_CODE);
	read_rows(&list, "1", "2");
	look_again(&peek, &list);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 1);
	take_answer();

	list_move(&list, LIST_DOWN, now);
	look_again(&peek, &list);
	list_move(&list, LIST_UP, now);
	look_again(&peek, &list);
	assert_int_equal(peek_due(&peek), 0);

	list_move(&list, LIST_DOWN, now);
	look_again(&peek, &list);
	read_rows(&list, "2", "2");
	look_again(&peek, &list);
	list_move(&list, LIST_UP, now);
	look_again(&peek, &list);
	assert_int_equal(asked, 1);
	assert_int_equal(peek_due(&peek), now + PEEK_REST_MS);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 2);
	take_answer();
	assert_int_equal(peek_due(&peek), 0);

	/* Its row goes, and comes back as another. */
	peek_follow(&peek, &list, "", now);
	assert_int_equal(peek_due(&peek), 0);
	look_again(&peek, &list);
	assert_int_equal(peek_due(&peek), 0);
	peek_follow(&peek, &list, "", now);
	read_rows(&list, "3", "2");
	look_again(&peek, &list);
	now = peek_due(&peek);
	look_again(&peek, &list);
	assert_int_equal(asked, 3);
	peek_done(&peek);
	list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_rest),
		cmocka_unit_test(test_under_way),
		cmocka_unit_test(test_shown),
		cmocka_unit_test(test_spread),
		cmocka_unit_test(test_peek),
		cmocka_unit_test(test_back),
	};

	return cmocka_run_group_tests_name("news", tests, NULL, NULL);
}
