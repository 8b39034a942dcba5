/* Which part of the console a key is for. */
#include "tui/app/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app/prompt.h"
#include "tui/term/input.h"

static const struct choice priorities[] = { { 'u', false, "urgent", "urgent" },
	{ 'p', false, "sure", "set to high" } };
static const struct choice people[] = { { 0, false, "night", "night" } };

static const struct screen screen = { .name = "board" };
static struct conf conf;
static struct view view = { .screen = &screen };
static struct app app;
static int answers;
static char answer[64]; /* "-": went back */

static unsigned answered(void *who, const char *value)
{
	(void)who;
	answers++;
	text_copy(answer, sizeof answer, value != NULL ? value : "-");
	return EFFECT_NONE;
}

static void type(int key)
{
	char raw[2] = { (char)key };
	const struct input_event event = { .key = key, .raw = raw, .raw_len = 1 };

	app_event(&app, &event);
}

static int start(void **state)
{
	(void)state;
	prompt_start(&(struct prompt_options){ 0 });
	return 0;
}

static int stop(void **state)
{
	(void)state;
	prompt_stop();
	return 0;
}

static int begin(void **state)
{
	(void)state;
	if (prompt_is_open())
		type(INPUT_ESC);
	app = (struct app){ .conf = &conf, .tabs = { &view }, .now = 1000, .first_due = 1250 };
	answers = 0;
	return 0;
}

static void ask(const struct choice *choices, size_t count)
{
	choose_init(&app.choose, "Sure?", NULL, choices, count);
	app.choosing = true;
	app.choice_fn = answered;
	app.choice_who = &app;
}

/* A command typed over a question is no answer to it: not its first key, and none that follows. */
static void test_command_over_question(void **state)
{
	static const int colons[] = { ':', 0x0e0b /* where a Thai keyboard has it */ };

	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
		begin(state);
		ask(priorities, 2);
		type(colons[i]);
		assert_int_equal(answers, 1);
		assert_string_equal(answer, "-");
		assert_false(app.choosing);
		assert_true(prompt_is_open());
		type('p');
		type('u');
		assert_int_equal(answers, 1);
	}
}

static void test_filter_over_question(void **state)
{
	(void)state;
	ask(priorities, 2);
	type('/');
	assert_int_equal(answers, 1);
	assert_string_equal(answer, "-");
	assert_false(app.choosing);
}

static void test_other_keys(void **state)
{
	(void)state;
	ask(priorities, 2);
	type('x');
	assert_int_equal(answers, 0);
	assert_true(app.choosing);
	type('u');
	assert_string_equal(answer, "urgent");
}

/* Where nothing has a letter what is typed narrows, and takes nothing; but for what begins a
 * command. */
static void test_narrowing(void **state)
{
	(void)state;
	ask(people, 1);
	type('/');
	assert_int_equal(answers, 0);
	assert_true(app.choosing);
	assert_string_equal(app.choose.typed, "/");
	type(':');
	assert_int_equal(answers, 1);
	assert_false(app.choosing);
	assert_true(prompt_is_open());
}

/* Who types sees what it does: the first frame is held no longer. */
static void test_key_ends_hold(void **state)
{
	(void)state;
	type(':');
	assert_int_equal(app.first_due, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_command_over_question, begin),
		cmocka_unit_test_setup(test_filter_over_question, begin),
		cmocka_unit_test_setup(test_other_keys, begin),
		cmocka_unit_test_setup(test_narrowing, begin),
		cmocka_unit_test_setup(test_key_ends_hold, begin),
	};

	return cmocka_run_group_tests_name("event", tests, start, stop);
}
