/* cell.h: one value of an answer as a person reads it, by the column's type. */
#ifndef TUI_WIDGETS_CELL_H
#define TUI_WIDGETS_CELL_H

#include <stddef.h>
#include <stdint.h>

struct column;
struct rows;

/* What ages and countdowns need. */
struct cell_clock {
	int64_t epoch_ms;
	int offset_min; /* minutes east of UTC of the reader's office */
	char mark;      /* '~' before ages that may be old (STALE, OFFLINE); 0: none */
};

/* Writes the cell's text (bytes from the database, not yet through the safe-text gate). */
void cell_text(const struct column *column, const struct rows *rows, int row, int at,
	const struct cell_clock *clock, char *text, size_t size);

#endif
