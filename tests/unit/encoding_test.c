/* encoding: marks, names, and the first bad byte with its place, however the bytes are cut. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "db/base/text.h"
#include "db/exchange/encoding.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static int collect(void *who, const char *text, size_t length)
{
	assert_int_equal(text_valid(text, length), length);
	text_add_bytes(who, text, length);
	return 0;
}

/* Feeds `step` bytes at a time. */
static int run(const char *name, const char *bytes, size_t length, size_t step, struct text *out,
	struct mistake *mistake)
{
	struct encoding *encoding = NULL;
	text_clear(out);
	*mistake = (struct mistake){ 0 };
	int r = encoding_new(&encoding, name, collect, out);
	for (size_t i = 0; r == 0 && i < length; i += step)
		r = encoding_feed(encoding, bytes + i, length - i < step ? length - i : step);
	if (r == 0)
		r = encoding_end(encoding);
	if (encoding)
		*mistake = *encoding_mistake(encoding);
	encoding_free(encoding);
	return r;
}

static const struct {
	const char *name; /* --encoding, NULL: none */
	const char *bytes;
	size_t length;
	const char *text; /* NULL: refused */
	long line, column; /* of the mistake */
	const char *value;
} rows[] = {
	{ NULL, BYTES(""), "", 0, 0, "" },
	{ NULL, BYTES("a"), "a", 0, 0, "" },
	{ NULL, BYTES("a\n\xE0\xB8\x81"), "a\n\xE0\xB8\x81", 0, 0, "" },
	{ "utf-8", BYTES("\xE0\xB8\x81"), "\xE0\xB8\x81", 0, 0, "" },
	/* marks */
	{ NULL,
		BYTES("\xEF\xBB\xBF"
		      "ab"),
		"ab", 0, 0, "" },
	{ "UTF-8",
		BYTES("\xEF\xBB\xBF"
		      "ab"),
		"ab", 0, 0, "" },
	{ NULL,
		BYTES("\xFF\xFE"
		      "a\0\x01\x0E"),
		"a\xE0\xB8\x81", 0, 0, "" },
	{ NULL,
		BYTES("\xFE\xFF"
		      "\0a\x0E\x01"),
		"a\xE0\xB8\x81", 0, 0, "" },
	{ "UTF-16",
		BYTES("\xFE\xFF"
		      "\0a"),
		"a", 0, 0, "" },
	{ "UTF-16",
		BYTES("\xFF\xFE"
		      "a\0"),
		"a", 0, 0, "" },
	{ "UTF-16LE",
		BYTES("\xFF\xFE"
		      "a\0"),
		"a", 0, 0, "" },
	{ "UTF-16LE", BYTES("a\0\x3D\xD8\x00\xDE"), "a\xF0\x9F\x98\x80", 0, 0, "" },
	{ "UTF-16BE", BYTES("\0a"), "a", 0, 0, "" },
	/* names */
	{ "TIS-620", BYTES("a\xA1\xFB"), "a\xE0\xB8\x81\xE0\xB9\x9B", 0, 0, "" },
	{ "windows-874", BYTES("\x80\xA1"), "\xE2\x82\xAC\xE0\xB8\x81", 0, 0, "" },
	{ "Windows-1258",
		BYTES("a\xEC"
		      "b\xE2\xF2"),
		"\xC3\xA1"
		"b\xE1\xBA\xAD",
		0, 0, "" },
	{ "Windows-1258", BYTES("x\xE2"), "x\xC3\xA2", 0, 0, "" }, /* kept back to the end */
	{ "Windows-1252", BYTES("\xE9"), "\xC3\xA9", 0, 0, "" },
	/* refused, with the place of the first byte that is wrong */
	{ NULL, BYTES("a,b\nc,\xE9\n"), NULL, 2, 3, "0xE9" },
	{ NULL, BYTES("\xE0\xB8\x81,\xE9\n"), NULL, 1, 3, "0xE9" },
	{ NULL, BYTES("a\r\nb\rc\n\xC3"), NULL, 4, 1, "0xC3" },
	{ NULL, BYTES("\xED\xA0\x80"), NULL, 1, 1, "0xED" },
	{ NULL, BYTES("\xC0\x80"), NULL, 1, 1, "0xC0" },
	{ NULL, BYTES("ab\0c"), NULL, 1, 3, "" },
	{ NULL, BYTES("a\0b\0"), NULL, 1, 2, "" },
	{ "TIS-620", BYTES("a\n\xA1\x80"), NULL, 2, 2, "0x80" },
	{ "UTF-16LE", BYTES("a\0\n\0\x00\xDEz\0"), NULL, 2, 1, "0x00" },
	{ "UTF-16LE", BYTES("a\0b"), NULL, 1, 2, "" },
	{ "UTF-16LE", BYTES("a\0\0\0"), NULL, 1, 2, "" },
	{ "UTF-16", BYTES("a\0"), NULL, 1, 1, "" },
	{ "TIS-620",
		BYTES("\xEF\xBB\xBF"
		      "a"),
		NULL, 1, 1, "" },
	{ "UTF-16BE",
		BYTES("\xFF\xFE"
		      "a\0"),
		NULL, 1, 1, "" },
};

static void test_rows(void **state)
{
	(void)state;
	static const size_t steps[] = { 1, 2, 3, 100000 };
	struct text out = { 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (size_t s = 0; s < 4; s++) {
			struct mistake m;
			int r = run(rows[i].name, rows[i].bytes, rows[i].length, steps[s], &out,
				&m);
			int wanted = rows[i].text ? 0 : ERR_INPUT;
			if (r != wanted || (m.what != NULL) != (wanted != 0))
				fail_msg("row %zu step %zu: %d %s", i, steps[s], r, m.what);
			if (rows[i].text && strcmp(text_string(&out), rows[i].text) != 0)
				fail_msg("row %zu step %zu: %s", i, steps[s], text_string(&out));
			if (m.line != rows[i].line || m.column != rows[i].column ||
				strcmp(m.value, rows[i].value) != 0)
				fail_msg("row %zu step %zu: %ld:%ld %s '%s'", i, steps[s], m.line,
					m.column, m.what, m.value);
		}
	text_done(&out);
}

/* Longer than every buffer, with characters across their ends. */
static void test_long(void **state)
{
	(void)state;
	static const char *const names[] = { NULL, "TIS-620" };
	for (int n = 0; n < 2; n++) {
		struct text in = { 0 }, out = { 0 }, wanted = { 0 };
		text_add(&in, "x");
		text_add(&wanted, "x");
		for (int i = 0; i < 40000; i++) {
			text_add(&in, n ? "\xA1" : "\xE0\xB8\x81");
			text_add(&wanted, "\xE0\xB8\x81");
		}
		struct mistake m;
		assert_int_equal(run(names[n], in.data, in.length, 70001, &out, &m), 0);
		assert_int_equal(out.length, wanted.length);
		assert_memory_equal(out.data, wanted.data, wanted.length);
		text_add(&in, "\xFF");
		assert_int_equal(run(names[n], in.data, in.length, 70001, &out, &m), ERR_INPUT);
		assert_int_equal(m.column, 40002);
		text_done(&in);
		text_done(&out);
		text_done(&wanted);
	}
}

static void test_names(void **state)
{
	(void)state;
	struct text out = { 0 };
	struct mistake m;
	for (size_t i = 0; encoding_name(i); i++)
		if (strcmp(encoding_name(i), "UTF-16") != 0)
			assert_int_equal(run(encoding_name(i), "", 0, 1, &out, &m), 0);
	assert_int_equal(run("EBCDIC", "", 0, 1, &out, &m), ERR_INPUT);
	assert_int_equal(run("UTF-8//IGNORE", "", 0, 1, &out, &m), ERR_INPUT);
	assert_int_equal(run("", "", 0, 1, &out, &m), ERR_INPUT);
	text_done(&out);
}

static int stop(void *who, const char *text, size_t length)
{
	(void)who, (void)text, (void)length;
	return ERR_REFUSED;
}

static void test_stop(void **state)
{
	(void)state;
	struct encoding *encoding;
	assert_int_equal(encoding_new(&encoding, NULL, stop, NULL), 0);
	assert_int_equal(encoding_feed(encoding, "abcd", 4), ERR_REFUSED);
	assert_null(encoding_mistake(encoding)->what);
	encoding_free(encoding);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_stop),
	};
	return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
