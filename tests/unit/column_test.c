/* The column tables: what holds for every row of them, and the look-ups. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "db/column.h"

static int columns_of(const struct column *columns)
{
	int n = 0;

	while (columns[n].name)
		n++;
	return n;
}

/* A hole in a table would end it early. */
static void test_tables_are_whole(void **state)
{
	(void)state;
	assert_int_equal(columns_of(case_columns), CASE_COLUMNS);
	assert_int_equal(columns_of(inbox_columns), INBOX_COLUMNS);
	assert_int_equal(columns_of(triage_columns), TRIAGE_COLUMNS);
	assert_int_equal(columns_of(office_columns), OFFICE_COLUMNS);
	assert_int_equal(columns_of(place_columns), PLACE_COLUMNS);
	assert_int_equal(columns_of(on_call_columns), ON_CALL_COLUMNS);
	assert_int_equal(columns_of(transfer_columns), TRANSFER_COLUMNS);
	assert_int_equal(columns_of(referral_columns), REFERRAL_COLUMNS);
	assert_int_equal(columns_of(retention_columns), RETENTION_COLUMNS);
	assert_ptr_equal(column_table(inbox_columns), &inbox_table);
	assert_null(column_table(case_columns + 1));
}

static void test_every_row(void **state)
{
	(void)state;
	for (const struct table *const *t = column_tables; *t; t++) {
		int searched = 0;

		for (const struct column *c = (*t)->columns; c->name; c++) {
			bool key = c->type == COLUMN_KEY;

			if (strncmp(c->sql, "l.", 2) || (key && (c->width || c->sortable)) ||
				!key != !!c->title || (c->type == COLUMN_CHOICE) != !!c->choices ||
				(c->rank && !c->choices) || (c->past && c->type != COLUMN_TIME) ||
				(c->searched && c->type != COLUMN_TEXT && c->type != COLUMN_CODE) ||
				c->name[strspn(c->name, "abcdefghijklmnopqrstuvwxyz_")] ||
				column_find((*t)->columns, slice_of(c->name)) != c ||
				(c->alias && column_find((*t)->columns, slice_of(c->alias)) != c))
				fail_msg("%s.%s", (*t)->name, c->name);
			searched += c->searched;
		}
		assert_true(searched > 0);
		assert_string_equal((*t)->columns->name, "id");
		assert_non_null((*t)->order->sql);
	}
}

static void test_find(void **state)
{
	(void)state;
	assert_ptr_equal(column_find(case_columns, slice_of("STAGE")), &case_columns[CASE_STAGE]);
	assert_ptr_equal(column_find(case_columns, slice_of("age")),
		&case_columns[CASE_REPORTED_AT]);
	/* clock is a whole name though others begin so */
	assert_ptr_equal(column_find(case_columns, slice_of("clock")),
		&case_columns[CASE_CLOCK_AT]);
	assert_ptr_equal(column_find(case_columns, slice_of("resp")),
		&case_columns[CASE_RESPONSIBLE]);
	assert_null(column_find(case_columns, slice_of("cl"))); /* clock, closed */
	assert_null(column_find(case_columns, slice_of("stages")));
	assert_null(column_find(case_columns, slice_of("")));
	assert_null(column_find(case_columns, slice_of("vers")));
}

static void test_choices(void **state)
{
	const struct column *stage = &case_columns[CASE_STAGE];
	static const struct {
		const char *typed;
		int value; /* 0: none */
	} rows[] = {
		{ "triaged", 2 },
		{ "Third Country", 8 },
		{ "third-country", 8 },
		{ "follow_up", 10 },
		{ "fol", 10 },
		{ "ret", 6 },
		{ "re", 0 }, /* reported, recovery, return */
		{ "returned", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct column_choice *c = column_choice_named(stage, slice_of(rows[i].typed));

		if ((c ? c->value : 0) != rows[i].value)
			fail_msg("%s", rows[i].typed);
	}
	assert_string_equal(column_choice(stage, 11)->name, "closed");
	assert_null(column_choice(stage, 12));
	assert_null(column_choice(&case_columns[CASE_CODE], 0));
	assert_string_equal(column_choice(&case_columns[CASE_PRIORITY], 1)->mark, "!!");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_are_whole),
		cmocka_unit_test(test_every_row),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_choices),
	};

	return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
