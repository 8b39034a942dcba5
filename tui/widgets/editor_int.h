/* editor_int.h: the rows of an editor's text, as they were drawn last. Private to editor*.c. */
#ifndef TUI_WIDGETS_EDITOR_INT_H
#define TUI_WIDGETS_EDITOR_INT_H

#include "tui/widgets/editor.h"

struct editor_row {
	size_t at, length; /* bytes that are seen */
	size_t next; /* where the row after it begins */
	bool last; /* its end is the end of a line or of the text: the cursor may stand there */
};

/* The row in which a place of the text is; returns its number. */
size_t editor_row_of(const struct editor *editor, size_t at, struct editor_row *row);
/* The n-th row, or the last one; returns its number. */
size_t editor_row_nth(const struct editor *editor, size_t n, struct editor_row *row);
/* Columns before a place of the row; and the last place at or before a column of it. */
int editor_column(const struct editor *editor, const struct editor_row *row, size_t at);
size_t editor_row_at(const struct editor *editor, const struct editor_row *row, int column);

#endif
