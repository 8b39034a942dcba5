/*
 * Drawing. A pane is a rectangle of the frame being drawn, a plain value to copy and pass on.
 * Coordinates are rows and columns from its upper left corner. Whatever does not fit is clipped,
 * rows and columns outside are ignored, so a pane of no size needs no special case.
 *
 * All text passes the gate (cells.h). It is clipped to its width at a cluster boundary with `…`
 * (`>` in ASCII mode) and padded with blanks. Native script whose width terminals dispute is
 * clipped earlier, by as many columns as it may grow; put it last in its row. A row whose
 * disputed text has changed is sent whole by itself.
 */
#ifndef TUI_TERM_PANE_H
#define TUI_TERM_PANE_H

#include <stddef.h>

#include "tui/term/theme.h"

struct term;

struct pane {
	struct term *term; /* NULL: nothing is drawn */
	int row, col; /* upper left corner on the screen */
	int rows, cols; /* never negative */
};

#define PANE_REST -1 /* as a number of rows, columns or cells: all that is left */

/* A part of a pane, clipped to it. rows and cols may be PANE_REST. */
struct pane pane_sub(const struct pane *pane, int row, int col, int rows, int cols);

/* Writes text into `width` columns (or PANE_REST); returns the columns it took. NULL is "". */
int pane_put(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text);

/* The same for text that is not terminated, such as one line of cells_wrap(). */
int pane_put_part(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text, size_t len);

/* The same, at the right end of its columns: numbers, ages. */
int pane_put_right(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text);

/* The same from a format, at most 1023 bytes. */
__attribute__((format(printf, 6, 7))) int pane_putf(const struct pane *pane, int row, int col,
	int width, enum style style, const char *format, ...);

/* A line of dashes: a byte a column on every terminal, which box drawing is not. */
void pane_hline(const struct pane *pane, int row, int col, int width, enum style style);

/* Blanks the pane: what lies beneath a dialog. */
void pane_clear(const struct pane *pane);

/*
 * Shows that a row has the focus: puts the hardware cursor at (row, col) and, with the bar
 * cursor line,
 * reverses the row. Call it after the row has been drawn. The `>` is drawn by the list itself.
 */
void pane_focus(const struct pane *pane, int row, int col);

/* Puts the hardware cursor, inside the pane in any case; the last call in a frame counts. */
void pane_cursor(const struct pane *pane, int row, int col);

#endif
