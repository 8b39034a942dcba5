/* a_list.h: a list and its rows, made by hand. */
#ifndef TESTS_UNIT_A_LIST_H
#define TESTS_UNIT_A_LIST_H

#include "tui/widgets/list.h"

#include <locale.h>
#include <string.h>

#include "tests/unit/look.h"
#include "tui/term/input.h"

/* When all that was painted has been seen. */
#define LATER 10000000

static const char *row_version = "7"; /* of every row of the next answers */

/* Cases named by a letter each: "abc" is an answer of three rows. */
static inline struct rows *rows_of(const char *letters)
{
	struct rows *rows = look_rows();

	for (const char *c = letters; *c != '\0'; c++) {
		char id[2] = { *c, '\0' }, code[16];
		const char *cells[CASE_COLUMNS] = {
			[CASE_ID] = id, [CASE_VERSION] = row_version, [CASE_CODE] = code
		};

		snprintf(code, sizeof code, "HW-7K3F-W9C%c", *c);
		assert_true(rows_add(rows, cells));
	}
	return rows;
}

static inline void load(struct list *list, const char *letters, int64_t now)
{
	struct rows *rows = rows_of(letters);

	assert_int_equal(list_load(list, rows, now), 0);
	rows_unref(rows);
}

static inline struct list new_list(void)
{
	struct list list;

	list_init(&list, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION, CASE_CODE);
	list.height = 4;
	return list;
}

static inline void press(struct list *list, const char *keys, int64_t *now)
{
	static const struct {
		char key;
		enum list_move move;
	} moves[] = { { 'j', LIST_DOWN }, { 'k', LIST_UP }, { 'g', LIST_FIRST }, { 'G', LIST_LAST },
		{ ' ', LIST_MARK }, { '*', LIST_MARK_ALL }, { 'J', LIST_EXTEND_DOWN },
		{ 'K', LIST_EXTEND_UP } };

	for (; *keys != '\0'; keys++) {
		if (*keys >= '0' && *keys <= '9')
			*now += (*keys - '0') * 1000;
		for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
			if (moves[i].key == *keys)
				list_move(list, moves[i].move, *now);
	}
}

#endif
