/* What is typed on behind what has gone: by a clock that the test sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/spill.h"
#include "tui/app/state.h"
#include "tui/app/verb.h"
#include "tui/term/input.h"

enum { JUST_NOT = SPILL_MS - 1 };

static struct app app;
static int said;

static const struct verb verbs[] = {
	{ .name = "take", .flags = VERB_CASE | VERB_CHANGES | VERB_WORKS },
	{ .name = "undo", .flags = VERB_CHANGES | VERB_WORKS },
	{ .name = "note", .flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS },
	{ .name = "new-place", .flags = VERB_CHANGES | VERB_PLACES },
	{ .name = "identity", .flags = VERB_CASE | VERB_OPENS },
	{ .name = "open", .flags = VERB_CASE },
	{ .name = NULL },
};
const struct verb *const verb_tables[] = { verbs, NULL };

void app_say(struct app *a, enum say_level level, const char *format, ...)
{
	(void)a, (void)format;
	assert_int_equal(level, SAY_WARN);
	said++;
}

static int begin(void **state)
{
	static const char *const labels[] = { "court or authority", "Case review", "handover" };

	(void)state;
	app = (struct app){ .now = 5000000, .choose.count = 3 };
	for (int i = 0; i < 3; i++)
		text_copy(app.choose.choices[i].label, sizeof app.choose.choices[i].label,
			labels[i]);
	said = 0;
	return 0;
}

static void later(int64_t ms)
{
	app.now += ms;
}

static void answer(int key)
{
	spill_answered(&app, &(struct input_event){ .key = key });
}

static bool takes(int key)
{
	return spill_takes(&app, &(struct input_event){ .key = key });
}

/* Not carried out, and said. */
static bool stops(const char *command)
{
	int before = said;
	bool stopped = spill_stops(&app, command);

	assert_int_equal(said - before, stopped);
	return stopped;
}

/* ---- behind what was refused ---- */

static void nothing_spills_unasked(void **state)
{
	(void)state;
	assert_false(spill_goes_on(&app));
	assert_false(stops("take"));
	assert_false(takes('t'));
}

static void no_key_changes_or_opens(void **state)
{
	static const struct {
		const char *command;
		bool stopped;
	} commands[] = { { "take", true }, { "take me", true }, { "undo", true }, { "open", false },
		{ "identity", true }, { "note", true }, { "new-place", true }, { "", false },
		{ "nothing-of-that", false } };

	(void)state;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		spill_refused(&app);
		later(JUST_NOT);
		if (stops(commands[i].command) != commands[i].stopped)
			fail_msg("\"%s\"", commands[i].command);
	}
}

static void until_nothing_is_typed_for_so_long(void **state)
{
	(void)state;
	spill_refused(&app);
	later(SPILL_MS);
	assert_false(stops("take"));
	assert_false(spill_goes_on(&app));

	/* Each key of it, also one that only looks or does nothing, is one more. */
	spill_refused(&app);
	for (int i = 0; i < 5; i++) {
		static const char *const keys[] = { "take", "open", "" };

		for (int key = 0; key < 3; key++) {
			later(JUST_NOT);
			assert_true(spill_goes_on(&app));
			stops(keys[key]);
		}
	}
	assert_int_equal(said, 5);
	later(SPILL_MS);
	assert_false(stops("take"));
	/* Over is over. */
	later(1);
	assert_false(stops("take"));
}

static void a_key_where_it_belongs_ends_it(void **state)
{
	(void)state;
	spill_refused(&app);
	spill_ends(&app);
	assert_false(stops("take"));
	spill_refused(&app);
	answer(INPUT_ENTER);
	assert_false(stops("take"));
}

/* ---- behind an answer by its letter ---- */

static void letters_of_an_answer_do_nothing(void **state)
{
	(void)state;
	answer('c');
	for (const char *key = "ourt or"; *key != '\0'; key++) {
		later(JUST_NOT);
		assert_true(takes(*key));
		assert_false(stops("take")); /* it was no refusal */
	}
	assert_int_equal(said, 0);
	/* Whatever the case of the letters. */
	answer('c');
	assert_true(takes('A'));
	/* As typed on a Thai keyboard. */
	answer(0x0e41);
	assert_true(takes(0x0e19));
	assert_true(takes(0x0e35));
}

static void others_are_keys(void **state)
{
	static const int none[] = { INPUT_ENTER, '1', ' ', INPUT_DOWN, INPUT_CTRL('c') };

	(void)state;
	answer('c');
	assert_true(takes('o'));
	assert_false(takes('x'));
	assert_false(takes('u')); /* nor does it go on behind that */
	answer('c');
	later(SPILL_MS);
	assert_false(takes('o'));
	answer('c');
	assert_false(takes(INPUT_DOWN));
	assert_false(takes('o'));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		answer(none[i]);
		assert_false(takes('o'));
	}
}

static void a_long_answer_ends(void **state)
{
	(void)state;
	memset(app.choose.choices[0].label, 'c', sizeof app.choose.choices[0].label - 1);
	answer('c');
	for (size_t i = 2; i < sizeof app.spill.word; i++)
		assert_true(takes('c'));
	assert_false(takes('c'));
	assert_false(takes('c'));
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_spills_unasked),
		TEST(no_key_changes_or_opens),
		TEST(until_nothing_is_typed_for_so_long),
		TEST(a_key_where_it_belongs_ends_it),
		TEST(letters_of_an_answer_do_nothing),
		TEST(others_are_keys),
		TEST(a_long_answer_ends),
	};

	return cmocka_run_group_tests_name("spill", tests, NULL, NULL);
}
