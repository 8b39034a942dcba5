/* Each field of the Human Trafficking Case Data Standard 2.0 has its place here, and what of it
 * tells who somebody is is sealed. */
#include "tui/sheets/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FIELDS = 83, NAME = 64 };

static struct place {
	char htcds[NAME], kept[NAME], where[NAME];
} places[FIELDS + 1];
static size_t count;

static int read_places(void **state)
{
	FILE *file = fopen("tests/fixtures/htcds", "r");

	(void)state;
	assert_non_null(file);
	while (count <= FIELDS &&
		fscanf(file, "%63s %63s %63s", places[count].htcds, places[count].kept,
			places[count].where) == 3)
		count++;
	return fclose(file);
}

static const struct field *field_at(const char *where)
{
	char kind[NAME];
	const struct sheet *sheet;

	snprintf(kind, sizeof kind, "%.*s", (int)strcspn(where, "."), where);
	sheet = sheet_named(kind);
	if (sheet == NULL)
		fail_msg("%s: there is no such sheet", where);
	for (const struct field *f = sheet->fields; f->name != NULL; f++)
		if (strcmp(f->name, where + strlen(kind) + 1) == 0)
			return f;
	fail_msg("%s: the sheet has no such field", where);
	return NULL;
}

static void each_has_one_place(void **state)
{
	(void)state;
	assert_int_equal(count, FIELDS);
	for (size_t i = 0; i < count; i++) {
		const struct place *place = &places[i];

		for (size_t before = 0; before < i; before++)
			assert_string_not_equal(places[before].htcds, place->htcds);
		if (strncmp(place->where, "app.case.", 9) == 0) {
			assert_string_equal(place->kept, "clear");
			continue;
		}
		if (!!(field_at(place->where)->flags & FIELD_CLEAR) !=
			(strcmp(place->kept, "clear") == 0))
			fail_msg("%s is not %s in %s", place->htcds, place->kept, place->where);
	}
}

/* By its name in the standard: whole tables, and what of others is open. */
static void who_she_is_is_sealed(void **state)
{
	static const char *const tables[] = { "org_", "prs_", "per_", "hte_", "cco_" };
	static const char *const open[] = { "org_Type", "org_ShippingCountry", "hte_Type",
		"hte_Country" };

	(void)state;
	for (size_t i = 0; i < count; i++) {
		bool sealed = strstr(places[i].htcds, "Details") != NULL ||
			strstr(places[i].htcds, "Location") != NULL ||
			strstr(places[i].htcds, "Organisation") != NULL ||
			strstr(places[i].htcds, "CaseWorker") != NULL;

		for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
			sealed |= strncmp(places[i].htcds, tables[t], 4) == 0;
		for (size_t o = 0; o < sizeof open / sizeof *open; o++)
			sealed &= strcmp(places[i].htcds, open[o]) != 0;
		if (sealed && strcmp(places[i].kept, "sealed") != 0)
			fail_msg("%s is told in clear", places[i].htcds);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_one_place),
		cmocka_unit_test(who_she_is_is_sealed),
	};

	return cmocka_run_group_tests_name("htcds", tests, read_places, NULL);
}
