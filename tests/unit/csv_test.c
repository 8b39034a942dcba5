/* csv: records with their places, what is refused and where, and what is written. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "db/exchange/csv.h"

/* A record as `line.column[a|b]endline.endcolumn`. */
static int collect(void *who, const struct csv_record *record)
{
	struct text *out = who;
	text_addf(out, "%ld.%ld[", record->place.line, record->place.column);
	for (size_t i = 0; i < record->count; i++) {
		const struct csv_field *field = &record->fields[i];
		assert_int_equal(strlen(field->text), field->length);
		text_addf(out, "%s%s", i ? "|" : "", field->text);
	}
	text_addf(out, "]%ld.%ld", record->end.line, record->end.column);
	return 0;
}

static int run(const char *text, size_t length, size_t step, csv_record_fn *fn, struct text *out,
	struct mistake *mistake, long *lines)
{
	struct csv_reader *reader;
	text_clear(out);
	assert_int_equal(csv_reader_new(&reader, fn, out), 0);
	int r = 0;
	for (size_t i = 0; r == 0 && i < length; i += step)
		r = csv_reader_feed(reader, text + i, length - i < step ? length - i : step);
	if (r == 0)
		r = csv_reader_end(reader);
	*mistake = *csv_reader_mistake(reader);
	*lines = csv_reader_lines(reader);
	csv_reader_free(reader);
	return r;
}

static const struct {
	const char *text, *records;
	long lines; /* physical */
} good[] = {
	{ "", "", 0 },
	{ "\n\n", "", 2 },
	{ "a", "1.1[a]1.2", 1 },
	{ "a,b\n", "1.1[a|b]1.4", 1 },
	{ "a,b\nc,d",
		"1.1[a|b]1.4"
		"2.1[c|d]2.4",
		2 },
	{ "a\r\nb\r\n",
		"1.1[a]1.2"
		"2.1[b]2.2",
		2 },
	{ "a\rb\r",
		"1.1[a]1.2"
		"2.1[b]2.2",
		2 },
	{ "a\n\n\nb\n",
		"1.1[a]1.2"
		"4.1[b]4.2",
		4 },
	{ "a\r\n\r\nb",
		"1.1[a]1.2"
		"3.1[b]3.2",
		3 },
	{ ",\n,",
		"1.1[|]1.2"
		"2.1[|]2.2",
		2 },
	{ "\"\"\n", "1.1[]1.3", 1 },
	{ " a , b \n", "1.1[ a | b ]1.8", 1 },
	{ "  \n", "1.1[  ]1.3", 1 },
	{ "\"a,b\",c\n", "1.1[a,b|c]1.8", 1 },
	{ "\"a\"\"b\"\n", "1.1[a\"b]1.7", 1 },
	{ "\"a\nb\",c\nd\n",
		"1.1[a\nb|c]2.5"
		"3.1[d]3.2",
		3 },
	{ "\"a\r\nb\"\r\nd",
		"1.1[a\r\nb]2.3"
		"3.1[d]3.2",
		3 },
	{ "\xE0\xB8\x81,b\n", "1.1[\xE0\xB8\x81|b]1.4", 1 },
};

static void test_good(void **state)
{
	(void)state;
	struct text out = { 0 };
	struct mistake m;
	long lines;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		for (size_t step = 1; step < 9; step++) {
			int r = run(good[i].text, strlen(good[i].text), step, collect, &out, &m,
				&lines);
			if (r != 0 || strcmp(text_string(&out), good[i].records) != 0 ||
				lines != good[i].lines)
				fail_msg("row %zu step %zu: %d %s (%ld lines, %s)", i, step, r,
					text_string(&out), lines, m.what);
		}
	text_done(&out);
}

static const struct {
	const char *text;
	long line, column;
	const char *what; /* its beginning */
} bad[] = {
	{ "a\"b\n", 1, 2, "a quote in a field" },
	{ "x,y\nz,a\"b\n", 2, 4, "a quote in a field" },
	{ "x\n\xE0\xB8\x81,\"a\"b\n", 2, 6, "text behind" },
	{ "\"a\" ,b\n", 1, 4, "text behind" },
	{ " \"a\"\n", 1, 2, "a quote in a field" },
	{ "a\nb,\"c\nd,e\n", 2, 3, "a quote that is never closed" },
	{ "\"", 1, 1, "a quote that is never closed" },
};

static void test_bad(void **state)
{
	(void)state;
	struct text out = { 0 };
	struct mistake m;
	long lines;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		for (size_t step = 1; step < 9; step++) {
			int r = run(bad[i].text, strlen(bad[i].text), step, collect, &out, &m,
				&lines);
			if (r != ERR_INPUT || m.line != bad[i].line || m.column != bad[i].column ||
				strncmp(m.what, bad[i].what, strlen(bad[i].what)) != 0)
				fail_msg("row %zu step %zu: %d %ld:%ld %s", i, step, r, m.line,
					m.column, m.what);
		}
	text_done(&out);
}

static void test_limits(void **state)
{
	(void)state;
	struct text in = { 0 }, out = { 0 };
	struct mistake m;
	long lines;
	for (int more = 0; more < 2; more++) {
		text_clear(&in);
		text_add(&in, "a\nb,");
		for (int i = 0; i < CSV_FIELD_MAX + more; i++)
			text_add_char(&in, 'x');
		text_add(&in, "\n");
		int r = run(in.data, in.length, 16384, collect, &out, &m, &lines);
		assert_int_equal(r, more ? ERR_INPUT : 0);
		assert_int_equal(m.line, more ? 2 : 0);
		assert_int_equal(m.column, more ? 3 : 0);
	}
	for (int more = 0; more < 2; more++) {
		text_clear(&in);
		for (int i = 1; i < CSV_FIELDS_MAX + more; i++)
			text_add_char(&in, ',');
		int r = run(in.data, in.length, 1000, collect, &out, &m, &lines);
		assert_int_equal(r, more ? ERR_INPUT : 0);
		assert_int_equal(m.column, more ? CSV_FIELDS_MAX + 1 : 0);
	}
	text_done(&in);
	text_done(&out);
}

static int stop(void *who, const struct csv_record *record)
{
	collect(who, record);
	return record->place.line == 2 ? ERR_REFUSED : 0;
}

static void test_stop(void **state)
{
	(void)state;
	struct text out = { 0 };
	struct mistake m;
	long lines;
	assert_int_equal(run("a\nb\nc\n", 6, 6, stop, &out, &m, &lines), ERR_REFUSED);
	assert_string_equal(text_string(&out), "1.1[a]1.22.1[b]2.2");
	assert_null(m.what);
	text_done(&out);
}

static void test_write(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "a b", "a b" },
		{ "a,b", "\"a,b\"" },
		{ "say \"x\"", "\"say \"\"x\"\"\"" },
		{ "a\nb", "\"a\nb\"" },
		{ "a\rb", "\"a\rb\"" },
		{ "=1+1", "'=1+1" },
		{ "+1", "'+1" },
		{ "-1", "'-1" },
		{ "@x", "'@x" },
		{ "\tx", "'\tx" },
		{ "=a,b", "\"'=a,b\"" },
		{ "a=b", "a=b" },
		{ "'a", "'a" },
	};
	struct text out = { 0 };
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		text_clear(&out);
		csv_add(&out, pairs[i][0], strlen(pairs[i][0]));
		assert_string_equal(text_string(&out), pairs[i][1]);
	}
	text_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_write),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
