/* A bytea as the server writes it, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/bytes.h"

static void test_bytes(void **state)
{
	static const char *const names[] = { "v" };
	static const struct {
		const char *text;
		int code;
		size_t length;
	} cases[] = { { "\\x", 0, 0 }, { "\\x00ff", 0, 2 }, { "\\xAb", 0, 1 },
		{ "", ERR_SERVER, 0 }, { "x", ERR_SERVER, 0 }, { "00", ERR_SERVER, 0 },
		{ "\\x0", ERR_SERVER, 0 }, { "\\x0g", ERR_SERVER, 0 }, { "\\000", ERR_SERVER, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rows *rows = rows_new(1, names);
		struct text out = { 0 };
		unsigned char two[2];
		const char *const cells[] = { cases[i].text };

		assert_true(rows_add(rows, cells));
		memset(two, 7, sizeof two);
		assert_int_equal(bytes_read(two, 2, rows, 0, "v"), cases[i].length == 2);
		assert_memory_equal(two, cases[i].length == 2 ? "\0\xff" : "\0\0", 2);
		text_add(&out, "<");
		assert_int_equal(bytes_read_all(&out, rows, 0, "v", NULL), cases[i].code);
		assert_int_equal(out.length, 1 + cases[i].length);
		assert_int_equal(bytes_read_all(&out, rows, 0, "none", NULL), ERR_SERVER);
		text_clear(&out);
		bytes_put(&out, two, sizeof two);
		assert_string_equal(text_string(&out),
			cases[i].length == 2 ? "\\x00ff" : "\\x0000");
		text_done(&out);
		rows_unref(rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_bytes) };

	return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
