/* One value as a person reads it, and what narrows, orders and counts a list. */
#include "tui/widgets/listing.h"

#include <locale.h>
#include <string.h>

#include "tests/unit/look.h"
#include "tui/widgets/cell.h"
#include "tui/widgets/list.h"

/* ---- cells ------------------------------------------------------------------------------ */

#define AT(minutes) (LOOK_NOW + (minutes)*DATE_MINUTE)

static const struct {
	int column;
	const char *value; /* NULL: null; times are minutes from now */
	const char *standing;
	bool brief, alone;
	char mark;
	const char *wanted;
	enum style style;
} cells[] = {
	{ .column = CASE_CODE, .value = "HW-7K3F-W9CP", .wanted = "HW-7K3F-W9CP" },
	{ .column = CASE_PRIORITY, .value = "1", .wanted = "!!", .style = STYLE_URGENT },
	{ .column = CASE_PRIORITY, .value = "2", .wanted = "!", .style = STYLE_HIGH },
	{ .column = CASE_PRIORITY, .value = "3", .wanted = "" },
	{ .column = CASE_PRIORITY, .value = "77", .wanted = "" },
	{ .column = CASE_RISK, .value = "0", .wanted = "-" },
	{ .column = CASE_RISK, .value = "2", .wanted = "med" },
	{ .column = CASE_RISK, .value = "3", .wanted = "high", .style = STYLE_HIGH },
	{ .column = CASE_STAGE, .value = "9", .wanted = "no further help wanted" },
	{ .column = CASE_RESPONSIBLE, .value = "night", .wanted = "night" },
	{ .column = CASE_RESPONSIBLE, .wanted = "NOBODY", .style = STYLE_NOBODY },
	{ .column = CASE_NEED, .wanted = "" },
	{ .column = CASE_CHILD, .value = "t", .wanted = "yes" },
	{ .column = CASE_CHILD, .value = "f", .wanted = "no" },
	{ .column = CASE_CHILD, .wanted = "?" },
	{ .column = CASE_CLOCK_AT, .wanted = "no clock" },
	{ .column = CASE_CLOCK_AT,
		.value = "-80",
		.wanted = "ended 1h20 ago",
		.style = STYLE_ENDED },
	{ .column = CASE_CLOCK_AT,
		.value = "-80",
		.brief = true,
		.wanted = "1h20 ago",
		.style = STYLE_ENDED },
	{ .column = CASE_CLOCK_AT, .value = "190", .wanted = "in 3h10", .style = STYLE_SOON },
	{ .column = CASE_CLOCK_AT, .value = "1440", .wanted = "tomorrow" },
	{ .column = CASE_CLOCK_AT, .value = "1440", .standing = "policy", .wanted = "tomorrow" },
	{ .column = CASE_CLOCK_AT,
		.value = "1440",
		.standing = "policy",
		.alone = true,
		.wanted = "tomorrow?" },
	{ .column = CASE_CLOCK_AT,
		.value = "1440",
		.standing = "law",
		.alone = true,
		.wanted = "tomorrow" },
	{ .column = CASE_CLOCK_CODE, .value = "NRM15", .standing = "policy", .wanted = "NRM15?" },
	{ .column = CASE_CLOCK_CODE, .value = "NRM15", .wanted = "NRM15?" },
	{ .column = CASE_CLOCK_CODE, .value = "NRM15", .standing = "law", .wanted = "NRM15" },
	{ .column = CASE_CLOCK_CODE,
		.value = "NRM15",
		.standing = "policy",
		.alone = true,
		.wanted = "NRM15" },
	{ .column = CASE_REPORTED_AT, .value = "-130", .wanted = "2h10" },
	{ .column = CASE_REPORTED_AT, .value = "-130", .mark = '~', .wanted = "~2h10" },
	{ .column = CASE_ID, .value = "x", .wanted = "" },
};

static void test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		const struct column *column = &case_columns[cells[i].column];
		const struct cell_clock clock = { .epoch_ms = LOOK_NOW,
			.offset_min = LOOK_BANGKOK,
			.mark = cells[i].mark,
			.brief = cells[i].brief,
			.alone = cells[i].alone };
		const char *values[CASE_COLUMNS] = { [CASE_CLOCK_STANDING] = cells[i].standing };
		struct rows *rows = look_rows();
		char at[32], text[CELL_TEXT];

		values[cells[i].column] = cells[i].value;
		if (column->type == COLUMN_TIME && cells[i].value != NULL) {
			snprintf(at, sizeof at, "%lld",
				(long long)AT(strtol(cells[i].value, NULL, 10)));
			values[cells[i].column] = at;
		}
		assert_true(rows_add(rows, values));
		cell_text(column, rows, 0, cells[i].column, &clock, text, sizeof text);
		assert_string_equal(text, cells[i].wanted);
		assert_int_equal(cell_style(column, rows, 0, cells[i].column, &clock),
			cells[i].style);
		rows_unref(rows);
	}
}

/* ---- listings --------------------------------------------------------------------------- */

static void test_filter(void **state)
{
	struct listing listing;
	char problem[200] = "", *long_one = calloc(1, 500);
	size_t caret = 0;

	(void)state;
	listing_init(&listing, case_columns, CASE_COLUMNS);
	assert_int_equal(listing_filter(&listing, "risk>=medium", problem, 200, &caret), 0);
	assert_string_equal(listing.filter, "risk>=medium");
	/* what does not parse leaves the old one and says where */
	assert_int_equal(listing_filter(&listing, "child stag:", problem, 200, &caret), -1);
	assert_string_equal(listing.filter, "risk>=medium");
	assert_true(caret >= 6);
	assert_true(problem[0] != '\0');
	memset(long_one, 'x', 499);
	assert_int_equal(listing_filter(&listing, long_one, problem, 200, &caret), -1);
	assert_string_equal(listing.filter, "risk>=medium");
	assert_int_equal(listing_filter(&listing, "", problem, 200, &caret), 0);
	assert_string_equal(listing.filter, "");
	/* plain text to read has words, no fields */
	listing_init(&listing, NULL, 0);
	assert_int_equal(listing_filter(&listing, "stag: (", problem, 200, &caret), 0);
	assert_int_equal(listing_sort(&listing, "code", problem, 200), -1);
	free(long_one);
}

static void test_sort(void **state)
{
	struct listing listing;
	char problem[200] = "";

	(void)state;
	listing_init(&listing, case_columns, CASE_COLUMNS);
	assert_int_equal(listing_sort(&listing, "-clock", problem, 200), 0);
	assert_string_equal(listing.sort, "-clock");
	assert_int_equal(listing_sort(&listing, "colour", problem, 200), -1);
	assert_string_equal(listing.sort, "-clock");
	assert_int_equal(listing_sort(&listing, "", problem, 200), 0);
	assert_string_equal(listing.sort, "");
}

static void test_renewed(void **state)
{
	struct listing listing;

	(void)state;
	listing_init(&listing, case_columns, CASE_COLUMNS);
	assert_true(listing_renewed(&listing));
	assert_false(listing_renewed(&listing));
	listing_next_scope(&listing);
	assert_int_equal(listing.scope, SCOPE_MINE);
	assert_true(listing_renewed(&listing));
	listing_next_scope(&listing);
	assert_string_equal(scope_name(listing.scope), "office");
	listing_next_scope(&listing);
	assert_string_equal(scope_name(listing.scope), "all");
	snprintf(listing.filter, sizeof listing.filter, "child");
	assert_true(listing_renewed(&listing));
	snprintf(listing.sort, sizeof listing.sort, "code");
	assert_true(listing_renewed(&listing));
	assert_false(listing_renewed(&listing));
}

static const struct {
	const char *filter;
	bool scoped;
	struct listing_facts facts;
	const char *wanted;
} words[] = {
	{ "", false, { .matched = -1, .total = -1 }, "" },
	{ "", false, { .matched = -1, .total = 22 }, "22" },
	{ "", true, { .matched = -1, .total = 22 }, "all  22" },
	{ "", false, { .matched = -1, .total = 1001 }, "1000+" },
	{ "", false, { .matched = -1, .total = 5300, .exact = true }, "5300" },
	{ "child", true, { .matched = -1, .total = 22 }, "/child  all  " },
	{ "child", true, { .matched = 3, .total = 22 }, "/child  all  3 of 22" },
	{ "child", false, { .matched = 1001, .total = 5300, .exact = true },
		"/child  1000+ of 5300" },
	{ "child", false, { .matched = 3, .total = -1 }, "/child  3" },
	{ "child", false, { .matched = 37, .total = 5300, .exact = true, .least = true },
		"/child  37+ of 5300" },
	{ "child", false, { .matched = 37, .total = -1, .least = true, .at = 5, .rows = 37 },
		"/child  37+  row 5/37+" },
	{ "", false, { .matched = -1, .total = 22, .fresh = 2 }, "22, 2 new (.)" },
	{ "", false, { .matched = -1, .total = 22, .fresh = 1, .marked = 4 },
		"22, 1 new (.), 4 marked" },
	{ "", false, { .matched = -1, .total = 39, .at = 5, .rows = 39, .rows_exact = true },
		"39  row 5/39" },
	{ "", false, { .matched = -1, .total = -1, .at = 5, .rows = -1 }, "  row 5" },
	{ "", false, { .matched = -1, .total = 1001, .at = 5, .rows = 1001 },
		"1000+  row 5/1000+" },
	{ "", false,
		{ .matched = -1,
			.total = 5300,
			.exact = true,
			.at = 5,
			.rows = 5300,
			.rows_exact = true },
		"5300  row 5/5300" },
	{ "", false, { .matched = -1, .total = 1001, .at = 1200, .about = true, .rows = 1001 },
		"1000+  row ~1200/1000+" },
	{ "", false, { .matched = -1, .total = 1001, .at = 3, .from_end = true, .rows = 1001 },
		"1000+  row 3 from the end" },
};

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct listing listing;
		char text[600];

		listing_init(&listing, case_columns, CASE_COLUMNS);
		listing.has_scope = words[i].scoped;
		snprintf(listing.filter, sizeof listing.filter, "%s", words[i].filter);
		listing_words(&listing, &words[i].facts, text, sizeof text);
		assert_string_equal(text, words[i].wanted);
		/* no room is no harm */
		listing_words(&listing, &words[i].facts, text, 8);
		assert_true(strlen(text) < 8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_renewed),
		cmocka_unit_test(test_words),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
