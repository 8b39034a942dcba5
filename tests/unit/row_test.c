/* row: rows made by hand, reading beyond the edge, arrays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "db/row.h"

static void test_by_hand(void **state)
{
	struct rows *rows = rows_new(3, (const char *const[]){ "code", "at", "mine" });

	(void)state;
	assert_true(rows_add(rows, (const char *const[]){ "HW-1", "1772566863000", "t" }));
	assert_true(rows_add(rows, (const char *const[]){ NULL, "x", "f" }));
	assert_int_equal(rows_count(rows), 2);
	assert_int_equal(rows_columns(rows), 3);
	assert_int_equal(rows_column(rows, "mine"), 2);
	assert_int_equal(rows_column(rows, "yours"), -1);
	assert_string_equal(rows_text(rows, 0, 0), "HW-1");
	assert_true(rows_ms(rows, 0, 1) == INT64_C(1772566863000));
	assert_true(rows_bool(rows, 0, 2));
	assert_false(rows_bool(rows, 1, 2));
	assert_true(rows_is_null(rows, 1, 0));
	assert_false(rows_is_null(rows, 1, 1));
	assert_string_equal(rows_text(rows, 1, 0), "");
	assert_int_equal(rows_int(rows, 1, 1), 0);
	rows_unref(rows);
}

static void test_beyond_the_edge(void **state)
{
	struct rows *rows = rows_new(1, (const char *const[]){ "a" });

	(void)state;
	assert_true(rows_add(rows, (const char *const[]){ "1" }));
	for (int r = -1; r < 3; r++)
		for (int c = -1; c < 3; c++) {
			if (r == 0 && c == 0)
				continue;
			assert_true(rows_is_null(rows, r, c));
			assert_string_equal(rows_text(rows, r, c), "");
		}
	assert_int_equal(rows_count(NULL), 0);
	assert_true(rows_is_null(NULL, 0, 0));
	assert_false(rows_add(NULL, NULL));
	assert_ptr_equal(rows_ref(rows), rows);
	rows_unref(rows);
	assert_string_equal(rows_text(rows, 0, 0), "1"); /* still held */
	rows_unref(rows);
	rows_unref(NULL);
	assert_null(rows_ref(NULL));
}

static void check_list(const char *array, const char *const *want)
{
	char out[8];
	const char *at = array;

	while (rows_list_next(&at, out, sizeof(out))) {
		if (!*want || strcmp(out, *want))
			fail_msg("%s: %s", array, out);
		want++;
	}
	if (*want)
		fail_msg("%s ends before %s", array, *want);
}

static void test_lists(void **state)
{
	(void)state;
	check_list("", (const char *const[]){ NULL });
	check_list("{}", (const char *const[]){ NULL });
	check_list("{a,b}", (const char *const[]){ "a", "b", NULL });
	check_list("{NULL,\"NULL\",a}", (const char *const[]){ "NULL", "a", NULL });
	check_list("{\"a,b\",\"c\\\"d\\\\\",\"\"}",
		(const char *const[]){ "a,b", "c\"d\\", "", NULL });
	check_list("{1234567,12345678}", (const char *const[]){ "1234567", "1234567", NULL });
	/* cut before the letter that does not fit whole */
	check_list("{12345\xe0\xb8\x81,x}", (const char *const[]){ "12345", "x", NULL });
	/* broken arrays end */
	check_list("{\"a", (const char *const[]){ "a", NULL });
	check_list("{a\\", (const char *const[]){ "a\\", NULL });
	check_list("plain", (const char *const[]){ "plain", NULL });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_beyond_the_edge),
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests_name("row", tests, NULL, NULL);
}
