/* look.h: what a test draws, read back as text; and rows of cases made by hand. */
#ifndef TESTS_UNIT_LOOK_H
#define TESTS_UNIT_LOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "db/base/date.h"
#include "db/column.h"
#include "db/row.h"
#include "tui/term/screen.h"

#define LOOK_NOW INT64_C(1795290060000) /* 2026-11-22 02:41 in Bangkok */
#define LOOK_BANGKOK 420

/* A window that is a file. Draw into `all`, then look_text(). */
struct look {
	struct term *term;
	struct pane all;
	FILE *out;
	char *text;
};

static inline void look_open(struct look *look, int rows, int cols)
{
	struct term_options options = {
		.type = "xterm-256color", .rows = rows, .cols = cols, .ascii = true
	};
	char problem[200];

	*look = (struct look){ .out = fopen("/dev/null", "w") };
	options.out = look->out;
	assert_int_equal(term_open(&look->term, &options, problem, sizeof problem), 0);
	look->all = term_frame(look->term);
}

/* The rows of the window, then `cursor ROW COLUMN`; owned by the look. */
static inline const char *look_text(struct look *look)
{
	size_t size;
	FILE *file = open_memstream(&look->text, &size);

	assert_int_equal(term_paint(look->term), 0);
	term_dump(look->term, file, false);
	fclose(file);
	return look->text;
}

static inline void look_close(struct look *look)
{
	term_close(look->term);
	fclose(look->out);
	free(look->text);
}

static inline struct rows *look_rows(void)
{
	const char *names[CASE_COLUMNS];

	for (int i = 0; i < CASE_COLUMNS; i++)
		names[i] = case_columns[i].name;
	return rows_new(CASE_COLUMNS, names);
}

/* clock: when it ends, 0: no clock. */
static inline void look_add(struct rows *rows, const char *id, const char *code,
	const char *priority, const char *kind, int64_t clock, const char *responsible)
{
	char at[32], reported[32];
	const char *cells[CASE_COLUMNS] = { [CASE_ID] = id,
		[CASE_VERSION] = "3",
		[CASE_CODE] = code,
		[CASE_PRIORITY] = priority,
		[CASE_RISK] = "3",
		[CASE_CLOCK_CODE] = kind,
		[CASE_CLOCK_AT] = clock != 0 ? at : NULL,
		[CASE_CLOCK_STANDING] = "unverified",
		[CASE_RESPONSIBLE] = responsible,
		[CASE_NEED] = "interpreter",
		[CASE_STAGE] = "9",
		[CASE_OFFICE] = "Bangkok",
		[CASE_COUNTRY] = "TH",
		[CASE_CHILD] = "t",
		[CASE_REPORTED_AT] = reported };

	snprintf(at, sizeof at, "%lld", (long long)clock);
	snprintf(reported, sizeof reported, "%lld", (long long)(LOOK_NOW - 3 * DATE_DAY));
	assert_true(rows_add(rows, cells));
}

#endif
