/* cell.h: one value of an answer as a person reads it, by the column's type.
 *
 * `rows` is an answer over a table of db/column.h, so that `column` is the `at`-th row of that
 * table. All texts are translated; what comes from the database has not yet passed the gate of
 * tui/term, which pane_put() is. */
#ifndef TUI_WIDGETS_CELL_H
#define TUI_WIDGETS_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/term/theme.h"

struct column;
struct rows;

/* A clock that ends within this time is soon. */
#define CELL_SOON_MS (INT64_C(4) * 3600 * 1000)
/* Bytes that hold any cell; a longer text is cut at a whole code point. */
#define CELL_TEXT 256

/* What ages and countdowns need. */
struct cell_clock {
	int64_t epoch_ms;
	int offset_min; /* minutes east of UTC of the reader's office */
	char mark; /* '~' before ages that may be old (STALE, OFFLINE); 0: none */
	bool brief; /* the short words (1h20 ago) however wide the column is */
	bool alone; /* the kind of a clock is not shown: its `?` stands behind the time */
};

/* Null is a word where it means something (NOBODY, no clock), else empty. The kind of a clock whose
 * standing is not law ends in `?`. */
void cell_text(const struct column *column, const struct rows *rows, int row, int at,
	const struct cell_clock *clock, char *text, size_t size);

/* How the cell looks; says only what its words say. */
enum style cell_style(const struct column *column, const struct rows *rows, int row, int at,
	const struct cell_clock *clock);

/* "child", "adult" or that no age is known, of the column `child`. */
const char *cell_child(const struct rows *rows, int row);

#endif
