/* In which script is it written? */
#include "db/names/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_scripts) };

	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
