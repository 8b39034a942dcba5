/* Colour is an addition: who asks for none gets none, and loses nothing. */
#include "tui/term/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_choose(void **state)
{
	static const struct {
		enum theme wanted;
		struct theme_hints hints;
		enum theme chosen;
	} cases[] = {
		{ THEME_AUTO, { NULL, NULL, "xterm-256color", 256 }, THEME_DARK },
		{ THEME_AUTO, { "", NULL, "xterm", 8 }, THEME_DARK },
		{ THEME_AUTO, { "1", NULL, "xterm", 256 }, THEME_MONO },
		{ THEME_AUTO, { "0", NULL, "xterm", 256 }, THEME_MONO },
		{ THEME_AUTO, { NULL, "0", "xterm", 256 }, THEME_MONO },
		{ THEME_AUTO, { NULL, "1", "xterm", 256 }, THEME_DARK },
		{ THEME_AUTO, { NULL, NULL, "vt100", 8 }, THEME_MONO },
		{ THEME_AUTO, { NULL, NULL, "vt220-8bit", 256 }, THEME_MONO },
		{ THEME_AUTO, { NULL, NULL, "linux", 4 }, THEME_MONO },
		{ THEME_AUTO, { NULL, NULL, NULL, 8 }, THEME_DARK },
		{ THEME_DARK, { "1", "0", "xterm", 256 }, THEME_DARK }, /* asked for by name */
		{ THEME_DARK, { NULL, NULL, "vt100", -1 }, THEME_MONO }, /* there are none */
		{ THEME_MONO, { NULL, NULL, "xterm", 256 }, THEME_MONO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(theme_choose(cases[i].wanted, &cases[i].hints), cases[i].chosen);
}

static void test_mono_keeps_every_attribute(void **state)
{
	(void)state;
	for (int style = 0; style < STYLE_COUNT; style++) {
		struct theme_look dark = theme_look(THEME_DARK, (enum style)style);
		struct theme_look mono = theme_look(THEME_MONO, (enum style)style);

		assert_int_equal(mono.attributes, dark.attributes);
		assert_int_equal(mono.colour, THEME_OWN);
	}
	assert_int_equal(theme_look(THEME_DARK, STYLE_URGENT).colour, THEME_RED);
	assert_int_equal(theme_look(THEME_MONO, STYLE_BAD).attributes, THEME_REVERSE);
	assert_int_equal(theme_look(THEME_DARK, STYLE_NORMAL).attributes, 0);
}

static void test_names(void **state)
{
	enum theme theme = THEME_AUTO;

	(void)state;
	assert_true(theme_named("mono", &theme));
	assert_int_equal(theme, THEME_MONO);
	assert_false(theme_named("pink", &theme));
	assert_int_equal(theme, THEME_MONO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choose),
		cmocka_unit_test(test_mono_keeps_every_attribute),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
