/* err, text, slice and param: hostile bytes, sticky failure, array quoting. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "db/base/text.h"
#include "db/param.h"

static void test_next(void **state)
{
	static const struct {
		const char *bytes;
		int32_t first;
		int used;
	} rows[] = {
		{ "a", 'a', 1 },
		{ "\x7f", 0x7f, 1 },
		{ "\xc2\x80", 0x80, 2 },
		{ "\xdf\xbf", 0x7ff, 2 },
		{ "\xe0\xa0\x80", 0x800, 3 },
		{ "\xe0\xb8\x81", 0xe01, 3 },
		{ "\xed\x9f\xbf", 0xd7ff, 3 },
		{ "\xee\x80\x80", 0xe000, 3 },
		{ "\xf0\x90\x80\x80", 0x10000, 4 },
		{ "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
		{ "\x80", -1, 1 }, /* continuation alone */
		{ "\xc0\x80", -1, 1 }, /* overlong NUL */
		{ "\xc1\xbf", -1, 1 },
		{ "\xe0\x9f\xbf", -1, 1 }, /* overlong */
		{ "\xed\xa0\x80", -1, 1 }, /* surrogate */
		{ "\xf0\x8f\xbf\xbf", -1, 1 }, /* overlong */
		{ "\xf4\x90\x80\x80", -1, 1 }, /* above the last */
		{ "\xf5\x80\x80\x80", -1, 1 },
		{ "\xff", -1, 1 },
		{ "\xc3", -1, 1 }, /* cut short */
		{ "\xe0\xb8", -1, 2 }, /* the longest broken prefix goes at once */
		{ "\xf0\x90\x80", -1, 3 },
		{ "\xe0\xb8"
		  "a",
			-1, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *at = rows[i].bytes;
		int32_t c = text_next(&at, at + strlen(at));

		if (c != rows[i].first || at - rows[i].bytes != rows[i].used)
			fail_msg("row %zu: %d after %td bytes", i, (int)c, at - rows[i].bytes);
	}
}

static void test_valid_and_cut(void **state)
{
	char out[6];

	(void)state;
	assert_int_equal(text_valid("ab\xe0\xb8\x81", 5), 5);
	assert_int_equal(text_valid("ab\xe0\xb8", 4), 2);
	assert_int_equal(text_valid("", 0), 0);
	assert_int_equal(text_cut("ab\xe0\xb8\x81", 5, 4), 2);
	assert_int_equal(text_cut("ab\xe0\xb8\x81", 5, 5), 5);
	text_copy(out, sizeof(out), "abcd\xe0\xb8\x81");
	assert_string_equal(out, "abcd");
	text_copy(out, sizeof(out), "ab\xe0\xb8\x81zz");
	assert_string_equal(out, "ab\xe0\xb8\x81");
}

static void test_buffer(void **state)
{
	struct text t = { 0 };
	struct error e = { 0 };
	char *s;

	(void)state;
	assert_string_equal(text_string(&t), "");
	for (int i = 0; i < 1000; i++)
		text_addf(&t, "%d,", i % 10);
	text_add_char(&t, '.');
	assert_int_equal(t.length, 2001);
	assert_int_equal(strlen(text_string(&t)), 2001);
	assert_int_equal(text_check(&t, &e), 0);
	s = text_take(&t);
	assert_string_equal(s + 1998, "9,.");
	free(s);
	assert_null(t.data);
	s = text_take(&t);
	assert_string_equal(s, "");
	free(s);
}

static void test_buffer_fails_once(void **state)
{
	struct text t = { 0 };
	struct error e = { 0 };

	(void)state;
	text_add(&t, "kept");
	text_add_bytes(&t, "", TEXT_LIMIT);
	text_add(&t, "never added");
	assert_int_equal(t.length, 4);
	assert_string_equal(text_string(&t), "");
	assert_int_equal(text_check(&t, &e), ERR_MEMORY);
	assert_int_equal(e.code, ERR_MEMORY);
	assert_true(e.text[0] != 0);
	assert_null(text_take(&t));
	assert_int_equal(text_check(&t, &e), 0);
	text_done(&t);
}

static void test_mark(void **state)
{
	uint64_t mark = text_mark(0, "Mae", 3);

	(void)state;
	assert_true(mark == text_mark(0, "Mae", 3));
	assert_true(mark != text_mark(0, "Mad", 3));
	assert_true(mark != text_mark(0, "Mae", 4));
	assert_true(text_mark(mark, "Sot", 3) == text_mark(0, "MaeSot", 6));
	assert_true(text_mark(0, "", 0) != 0);
	/* the only byte of which nothing would be left */
	assert_true(text_mark(7, "\7", 1) != 0);
}

static void test_slices(void **state)
{
	struct slice v = { "Mae Sot", 3 };

	(void)state;
	assert_true(slice_is(v, "Mae"));
	assert_false(slice_is(v, "mae"));
	assert_true(slice_is_nocase(v, "mAE"));
	assert_true(slice_starts(v, "Ma"));
	assert_false(slice_starts(v, "Mae Sot"));
	assert_true(slice_begins_nocase(v, "maesarn"));
	assert_false(slice_begins_nocase(v, "ma"));
	assert_int_equal(slice_of(NULL).length, 0);
	assert_true(slice_is(slice_of(NULL), ""));
}

static void test_error(void **state)
{
	struct error e = { 0 };
	char longer[1000];

	(void)state;
	assert_int_equal(error_set(NULL, ERR_IO, "nobody reads this"), ERR_IO);
	memset(longer, 'x', sizeof(longer));
	memcpy(longer + sizeof(e.text) - 2, "\xe0\xb8\x81", 4);
	assert_int_equal(error_set(&e, ERR_INPUT, "%s", longer), ERR_INPUT);
	assert_int_equal(strlen(e.text), sizeof(e.text) - 2); /* the letter is left out whole */
	for (int code = ERR_PASSPHRASE; code <= 0; code++)
		assert_string_not_equal(error_word((enum err)code), "error");
}

static void test_arrays(void **state)
{
	struct text t = { 0 };

	(void)state;
	param_array_open(&t);
	param_array_close(&t);
	assert_string_equal(text_string(&t), "{}");
	text_clear(&t);
	param_array_open(&t);
	param_array_add(&t, "a");
	param_array_add(&t, NULL);
	param_array_add(&t, "");
	param_array_add(&t, "NULL");
	param_array_add(&t, "q\"b\\s,{} \n");
	param_array_add_int(&t, -7);
	param_array_close(&t);
	assert_string_equal(text_string(&t), "{\"a\",NULL,\"\",\"NULL\",\"q\\\"b\\\\s,{} \n\",-7}");
	text_done(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_valid_and_cut),
		cmocka_unit_test(test_buffer),
		cmocka_unit_test(test_buffer_fails_once),
		cmocka_unit_test(test_mark),
		cmocka_unit_test(test_slices),
		cmocka_unit_test(test_error),
		cmocka_unit_test(test_arrays),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
