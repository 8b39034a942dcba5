/* Whether a name is meant by what somebody else has typed. */
#include "db/names/alike.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_meant(void **state)
{
	static const char *const pairs[][2] = {
		{ "Agency of the Demo", "Agency of the Demo" },
		{ "Agency of the Demo", "AGENCY OF THE DEMO, Khun Somchai, +66 2 000 0000" },
		{ "Agency of the Demo", "agency demo" },
		{ "Agency of the Demo", "Demo Agency" },
		{ "Agency of the Demo", "demo agency, Khun Somchai" },
		{ "Happy House Shelter", "Hapy House Sheltr" },
		{ "Happy House Shelter", "happyhouse shelter (ask for Nok)" },
		{ "Maison de l'Espérance", "maison de l esperance" },
		{ "บ้านสุขใจ", "มูลนิธิ บ้านสุขใจ เชียงราย" },
		{ "บ้านสุขใจ", "บานสุขใจ" },
		{ "ບ້ານສຸກໃຈ", "ບ້ານ ສຸກໃຈ" },
		{ "AB", "ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_true(alike_names(pairs[i][0], pairs[i][1]));
		assert_true(alike_names(pairs[i][1], pairs[i][0]));
	}
}

static void what_is_not(void **state)
{
	static const char *const pairs[][2] = {
		{ "Agency of the Demo", "Lawyers for Women" },
		{ "Agency of the Demo", "Agency for Migrants" },
		{ "Happy House Shelter", "Sunrise House" },
		{ "บ้านสุขใจ", "โรงพยาบาลเชียงราย" },
		{ "AB", "ABC Foundation" },
		{ "Agency", "" },
		{ "", "" },
		{ "...", "---" },
		{ "Agency", "\xff\xfe" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_false(alike_names(pairs[i][0], pairs[i][1]));
		assert_false(alike_names(pairs[i][1], pairs[i][0]));
	}
}

/* What is too long is cut, and read no further. */
static void what_is_long(void **state)
{
	char text[4096];

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	(void)alike_names(text, "agency");
	for (size_t i = 0; i < sizeof text - 1; i += 2)
		text[i] = ' ';
	assert_false(alike_names(text, "agency"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_meant),
		cmocka_unit_test(what_is_not),
		cmocka_unit_test(what_is_long),
	};

	return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
