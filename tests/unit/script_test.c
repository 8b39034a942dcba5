/* In which script is it written? */
#include "db/names/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/text.h"

static void test_scripts(void **state)
{
	static const struct {
		const char *text, *script;
	} cases[] = {
		{ "Somsri", "Latn" },
		{ "Nguyễn Thị Hương", "Latn" },
		{ "สมศรี ใจดี", "Thai" },
		{ "ບຸນມີ", "Laoo" },
		{ "မသီတာ", "Mymr" },
		{ "ស្រីមុំ", "Khmr" },
		{ "王小红", "Hani" },
		{ "김수진", "Hang" },
		{ "রহিমা", "Beng" },
		{ "Мария", "Cyrl" },
		{ "𖬖𖬲𖬞", "Hmng" },
		/* the most letters, whatever comes first; of two as many the first */
		{ "Ms สมศรี", "Thai" },
		{ "Ab กข", "Latn" },
		{ "กข Ab", "Thai" },
		/* two blocks of one script are one */
		{ "กขค éễởj", "Latn" },
		{ "", "" },
		{ "12 (?) - 3", "" },
		{ "\xff\xfe", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(script_guess(cases[i].text), cases[i].script);
}

/* The first and the last of each block is of it, and what is beside is of none. */
static void test_blocks(void **state)
{
	static const struct {
		const char *script, *edges;
	} blocks[] = {
		{ "Latn", "AZazÀÖØöøɏḀỿ" },
		{ "Grek", "\u0370\u03ff" },
		{ "Cyrl", "\u0400\u052f" },
		{ "Arab", "\u0600\u06ff\u0750\u077f" },
		{ "Deva", "\u0900\u097f" },
		{ "Beng", "\u0980\u09ff" },
		{ "Guru", "\u0a00\u0a7f" },
		{ "Taml", "\u0b80\u0bff" },
		{ "Telu", "\u0c00\u0c7f" },
		{ "Mlym", "\u0d00\u0d7f" },
		{ "Sinh", "\u0d80\u0dff" },
		{ "Thai", "\u0e00\u0e7f" },
		{ "Laoo", "\u0e80\u0eff" },
		{ "Tibt", "\u0f00\u0fff" },
		{ "Mymr", "\u1000\u109f\ua9e0\ua9ff\uaa60\uaa7f" },
		{ "Hang", "\u1100\u11ff\uac00\ud7a3" },
		{ "Ethi", "\u1200\u137f" },
		{ "Khmr", "\u1780\u17ff\u19e0\u19ff" },
		{ "Tale", "\u1950\u197f" },
		{ "Talu", "\u1980\u19df" },
		{ "Lana", "\u1a20\u1aaf" },
		{ "Jpan", "\u3040\u30ff" },
		{ "Hani", "\u3400\u4dbf\u4e00\u9fff\U00020000\U0002fa1f" },
		{ "Hmng", "\U00016b00\U00016b8f" },
		{ "Hmnp", "\U0001e100\U0001e14f" },
		{ "", "@[`{×÷\u0250\u036f\u0530\u05ff\u0a80\u0b7f\u10a0\u1380\u177f\u1a00"
		      "\u1ab0\u1dff\u1f00\u303f\u3100\ud7a4\U00016aff\U00016b90\U0001e0ff"
		      "\U0001e150\U0001ffff\U0002fa20" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		const char *at = blocks[i].edges, *end = at + strlen(at), *next = at;

		for (; at < end; at = next) {
			char letter[8];

			text_next(&next, end);
			snprintf(letter, sizeof letter, "%.*s", (int)(next - at), at);
			if (strcmp(script_guess(letter), blocks[i].script) != 0)
				fail_msg("%s: \"%s\", not \"%s\"", letter, script_guess(letter),
					blocks[i].script);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_blocks) };

	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
