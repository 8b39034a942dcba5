/* A key is where it is, whatever alphabet is painted on it. */
#include "tui/term/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tui/term/input.h"

static void test_every_layout_reaches_the_verbs(void **state)
{
	/* the keys t, a, p, m, n, j, k, q and Shift-G on each keyboard */
	static const char latin[] = "tapmnjkqG";
	static const int keys[][9] = {
		{ 0xe30, 0xe1f, 0xe22, 0xe17, 0xe37, 0xe48, 0xe32, 0xe46, 0xe0c }, /* Thai */
		{ 0xeb0, 0xeb1, 0xe8d, 0xe97, 0xeb7, 0xec8, 0xeb2, 0xebb, 0 }, /* Lao */
		{ 0x178f, 0x17b6, 0x1795, 0x1798, 0x1793, 0x17d2, 0x1780, 0x1786,
			0x17a2 }, /* Khmer */
		{ 0x1021, 0x1031, 0x1005, 0x102c, 0x100a, 0x103c, 0x102f, 0x1006,
			0x103d }, /* Burmese */
		{ 0x435, 0x444, 0x437, 0x44c, 0x442, 0x43e, 0x43b, 0x439, 0x41f }, /* Russian */
	};

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		for (size_t k = 0; k < 9; k++)
			if (keys[i][k])
				assert_int_equal(layout_to_latin(keys[i][k]), latin[k]);
}

static void test_other_keys_are_left_alone(void **state)
{
	static const int keys[] = { 'a', 'G', '.', ':', INPUT_ENTER, INPUT_UP, INPUT_F12, 0xe9,
		0x4e2d, INPUT_CTRL('l'), INPUT_NONE };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_int_equal(layout_to_latin(keys[i]), keys[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_layout_reaches_the_verbs),
		cmocka_unit_test(test_other_keys_are_left_alone),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
