/* What is signed is read whole: each leaf once, in order; what is double is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "db/base/json_read.h"

static struct json json;

static int read_text(const char *text)
{
	struct error e = { 0 };
	int r = json_read(&json, text, strlen(text), &e);

	assert_int_equal(e.code, r);
	return r;
}

/* All leaves, `path=value` and `;` between; a letter for what has no text of its own. */
static void reads(const char *text, const char *leaves)
{
	struct text got = { 0 };

	assert_int_equal(read_text(text), 0);
	for (size_t i = 0; i < json.count; i++)
		text_addf(&got, "%s%s=%s%s", i > 0 ? ";" : "", json_path(&json, i),
			json_text(&json, i),
			json.leaves[i].type == JSON_IS_NULL          ? "N" :
				json.leaves[i].type == JSON_IS_EMPTY ? "E" :
								       "");
	assert_string_equal(text_string(&got), leaves);
	text_done(&got);
	json_done(&json);
}

static void each_leaf_in_order(void **state)
{
	(void)state;
	reads("{\"place\": \"PL-1\", \"bed\": {\"unit\": \"UN-1\", \"until\": 12}, \"flags\": "
	      "[\"ill\", {\"a\": true}], \"with\": null, \"none\": [], \"no\": {}, \"child\": "
	      "false}",
		"place=PL-1;bed.unit=UN-1;bed.until=12;flags.0=ill;flags.1.a=true;with=N;none=E;no="
		"E;child=false");
	reads(" [ 1 , -0.5e+3 ] ", "0=1;1=-0.5e+3");
	reads("\"\\u0e01\\n\\\"\\ud83d\\ude00\xe0\xb8\x81\"",
		"=\xe0\xb8\x81\n\"\xf0\x9f\x98\x80\xe0\xb8\x81");
	reads("{}", "=E");
}

static void values_are_found(void **state)
{
	(void)state;
	assert_int_equal(read_text("{\"a\": {\"b\": \"x\"}, \"c\": null, \"d\": []}"), 0);
	assert_string_equal(json_value(&json, "a.b"), "x");
	assert_null(json_value(&json, "a"));
	assert_null(json_value(&json, "c"));
	assert_null(json_value(&json, "d"));
	assert_int_equal(json_find(&json, "c"), 1);
	assert_int_equal(json_find(&json, "z"), -1);
	json_done(&json);
}

/* Two readers could see two things. */
static void what_is_double_is_none(void **state)
{
	static const char *const texts[] = { "{\"a\": 1, \"a\": 2}", "{\"a\": {}, \"a\": 2}",
		"{\"a\": {\"b\": 1}, \"a\": {\"c\": 2}}", "{\"a\": 1, \"a\": {\"b\": 2}}",
		"{\"a.b\": 1}", "{\"\": 1}", "{\"a\\u0000\": 1}", "{\"a-b\": 1}" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(read_text(texts[i]), ERR_INPUT);
	reads("{\"ab\": 1, \"a\": 2, \"b\": {\"a\": 3}}", "ab=1;a=2;b.a=3");
}

static void what_is_no_json_is_none(void **state)
{
	static const char *const texts[] = { "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}",
		"{\"a\": }", "{\"a\": 1,}", "{a: 1}", "nul", "nullx", "01", "1.", "1e", "-", "+1",
		"\"a", "\"\\x\"", "\"\\u00\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
		"\"\\u0000\"", "\"\n\"", "\"\xff\"", "{} {}", "1 1", "[[[[[[[[[1]]]]]]]]]" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (read_text(texts[i]) != ERR_INPUT)
			fail_msg("read: %s", texts[i]);
	assert_int_equal(json_read(&json, "1\0", 2, NULL), ERR_INPUT);
}

static void what_is_too_much_is_none(void **state)
{
	struct text text = { 0 };

	(void)state;
	text_add_char(&text, '[');
	for (int i = 0; i < JSON_LEAVES; i++)
		text_add(&text, i > 0 ? ",1" : "1");
	text_add_char(&text, ']');
	assert_int_equal(read_text(text_string(&text)), 0);
	json_done(&json);
	text.data[text.length - 1] = ',';
	text_add(&text, "1]");
	assert_int_equal(read_text(text_string(&text)), ERR_INPUT);
	text_clear(&text);
	text_add(&text, "{\"");
	for (int i = 0; i < JSON_PATH; i++)
		text_add_char(&text, 'a');
	text_add(&text, "\": 1}");
	assert_int_equal(read_text(text_string(&text)), ERR_INPUT);
	text_done(&text);
}

/* Each byte of a good text taken away, or made another: read or not, but nothing else happens. */
static void damaged_texts_harm_nothing(void **state)
{
	static const char good[] = "{\"a\": [1, {\"b\": \"\\u0e01\\n\"}], \"c\": -1.5e3, \"d\": "
				   "[true, false, null], \"e\": {}}";
	char bad[sizeof good];

	(void)state;
	for (size_t at = 0; at + 1 < sizeof good; at++) {
		for (int byte = 1; byte < 256; byte++) {
			memcpy(bad, good, sizeof good);
			bad[at] = (char)byte;
			if (json_read(&json, bad, sizeof bad - 1, NULL) == 0)
				json_done(&json);
		}
		if (json_read(&json, good, at, NULL) == 0)
			fail_msg("cut at %zu it is whole", at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_leaf_in_order),
		cmocka_unit_test(values_are_found),
		cmocka_unit_test(what_is_double_is_none),
		cmocka_unit_test(what_is_no_json_is_none),
		cmocka_unit_test(what_is_too_much_is_none),
		cmocka_unit_test(damaged_texts_harm_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
