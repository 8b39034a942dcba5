/* By which letters is somebody called in a list? */
#include "tui/sheets/abbreviate.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/record.h"

static void test_names(void **state)
{
	static const struct {
		const char *name, *initials;
	} cases[] = {
		{ "Somsri Jaidee", "S.J." },
		{ "Nguyễn Thị Minh Khai", "N.T.M." },
		{ "Ếch  ộp", "Ế.ộ." },
		{ "o'Neill (Mary)", "o.M." },
		/* the consonant is spoken first where a vowel is written before it */
		{ "สมศรี ใจดี", "ส.จ." },
		{ "เพ็ญ แก้ว ไม้ โสภา", "พ็.ก้.ม้." },
		{ "ໄຊຍະ ເກດ ແສງ", "ຊ.ກ.ສ." },
		{ "ບຸນມີ", "ບຸ." },
		{ "ໝອນ", "ໝ." },
		{ "မသီတာ", "မ." },
		/* what joins to the next letter is left away with it */
		{ "ស្រីមុំ", "ស." },
		{ "\u0936\u094d\u0930\u0940", "\u0936." },
		{ "\u0995\u09cd\u09b0", "\u0995." },
		{ "\u0a15\u0a4d\u0a30", "\u0a15." },
		{ "\u0b95\u0bcd\u0bb0", "\u0b95." },
		{ "\u0c15\u0c4d\u0c30", "\u0c15." },
		{ "\u0d15\u0d4d\u0d30", "\u0d15." },
		{ "\u0d9a\u0dca\u0dbb", "\u0d9a." },
		{ "\u1010\u1039\u1011", "\u1010." },
		{ "\u1780\u17d2\u179a", "\u1780." },
		{ "\u1a20\u1a60\u1a3f", "\u1a20." },
		/* where a letter is a whole name there are none */
		{ "王 明", "" },
		{ "王小红", "" },
		{ "김 철 수", "" },
		{ "김수진", "" },
		{ "ゆき", "" },
		{ "王 Xiaoming", "X." },
		{ "ဦး", "" },
		{ "ឡៃ", "" },
		{ "ည", "" },
		{ "X", "" },
		{ "J. (Q) Smith", "S." },
		{ "โอ", "อ." },
		{ "Мария Иванова", "М.И." },
		/* no letter, no initial */
		{ "", "" },
		{ " - 12 ๑๒ ๆ ฯ ? ", "" },
		{ "3 Anna", "A." },
		{ "เ", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[ABBREVIATE_TEXT];

		abbreviate_name(cases[i].name, out);
		assert_string_equal(out, cases[i].initials);
	}
}

/* A letter under a heap of marks keeps those that fit. */
static void test_long(void **state)
{
	char name[400] = "a", out[ABBREVIATE_TEXT];

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(name, "\xcc\x81");
	strcat(name, "n ");
	memcpy(name + strlen(name), name, 100);
	abbreviate_name(name, out);
	assert_in_range(strlen(out), 4, sizeof out - 1);
}

static void test_record(void **state)
{
	static const struct {
		const char *names[3][2]; /* text, kind */
		const char *initials;
	} cases[] = {
		{ { { "Somsri Jaidee", NULL } }, "S.J." },
		{ { { "Noi", "nickname" }, { "สมศรี ใจดี", "legal" }, { "Somsri", "legal" } },
			"ส.จ." },
		/* by his name for her nobody calls her */
		{ { { "Candy", "used by trafficker" }, { "Noi", "nickname" } }, "N." },
		{ { { "Candy", "used by trafficker" } }, "" },
		{ { { NULL, NULL }, { NULL, "legal" }, { "Noi", NULL } }, "N." },
		{ { { NULL, NULL } }, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char bytes[512], name[32], out[ABBREVIATE_TEXT];
		struct record record;

		assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
		for (int n = 0; n < 3; n++) {
			snprintf(name, sizeof name, "name.%d.text", n + 1);
			assert_int_equal(record_put(&record, name, cases[i].names[n][0], NULL), 0);
			snprintf(name, sizeof name, "name.%d.kind", n + 1);
			assert_int_equal(record_put(&record, name, cases[i].names[n][1], NULL), 0);
		}
		abbreviate_record(&record, out);
		assert_string_equal(out, cases[i].initials);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_record),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("abbreviate", tests, NULL, NULL);
}
