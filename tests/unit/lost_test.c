/* A change whose answer was lost is asked again under its key until it has one; and what is said of
 * one that was not saved, or of which nobody knows. */
#include "tui/app/lost.h"

#include <string.h>

#include "tests/unit/a_line.h"
#include "tui/app/state.h"

static struct app app;
static bool unsure;
static int sent;
static enum exit_code exit_code;

void app_exit_code(struct app *a, enum exit_code code)
{
	assert_ptr_equal(a, &app);
	exit_code = code;
}

static void send(void *who)
{
	assert_ptr_equal(who, &sent);
	sent++;
}

static bool answered(enum err err)
{
	const struct answer answer = { .err = err };

	line.said[0] = '\0';
	line.live = NULL;
	return lost_answer(&app, &answer, &unsure, send, &sent);
}

static int begin(void **state)
{
	(void)state;
	memset(&line, 0, sizeof line);
	unsure = false;
	sent = 0;
	return 0;
}

static void what_has_an_answer_is_not_lost(void **state)
{
	static const enum err errs[] = { ERR_NONE, ERR_OFFLINE, ERR_TIMEOUT, ERR_SERVER };

	(void)state;
	for (size_t i = 0; i < sizeof errs / sizeof *errs; i++)
		assert_false(answered(errs[i]));
	assert_false(unsure);
	assert_null(line.live);
}

static void it_is_asked_when_the_line_is_back(void **state)
{
	(void)state;
	assert_true(answered(ERR_UNKNOWN));
	assert_true(unsure);
	assert_non_null(strstr(line.said, "will be asked as soon as the line is back"));
	assert_int_equal(sent, 0);
	line.live(line.live_who);
	assert_int_equal(sent, 1);

	/* The line that came back is gone again: that says nothing of the first asking. */
	assert_true(answered(ERR_OFFLINE));
	assert_non_null(line.live);
	assert_string_equal(line.said, "");
	assert_false(answered(ERR_NONE));
}

static void what_was_given_up_is_asked_at_once(void **state)
{
	(void)state;
	assert_true(answered(ERR_UNKNOWN));
	assert_true(answered(ERR_TIMEOUT));
	assert_int_equal(sent, 1);
	assert_null(line.live);
	assert_false(answered(ERR_SERVER));
}

static void assert_words(enum err err, bool of_unsure, enum exit_code code, const char *wanted)
{
	struct answer answer = { .err = err };
	char text[LOST_WORDS];

	if (err == ERR_SERVER)
		memcpy(answer.sqlstate, "57014", sizeof answer.sqlstate);
	lost_words(text, &app, &answer, of_unsure);
	assert_string_equal(text, wanted);
	assert_int_equal(exit_code, code);
}

static void nobody_is_told_what_is_not_known(void **state)
{
	(void)state;
	assert_words(ERR_OFFLINE, false, EXIT_OFFLINE,
		"Not saved: the database cannot be reached. Try again when LIVE.");
	assert_words(ERR_TIMEOUT, false, EXIT_OFFLINE,
		"Not saved: the database did not answer in time. Try again.");
	assert_words(ERR_SERVER, false, EXIT_REFUSED,
		"Not saved: the database answered with error 57014.");
	assert_words(ERR_SERVER, true, EXIT_UNKNOWN,
		"It is not known whether it is saved (error 57014). Look before you try again.");
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_has_an_answer_is_not_lost),
		TEST(it_is_asked_when_the_line_is_back),
		TEST(what_was_given_up_is_asked_at_once),
		TEST(nobody_is_told_what_is_not_known),
	};

	return cmocka_run_group_tests_name("lost", tests, NULL, NULL);
}
