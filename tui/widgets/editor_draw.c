#include <stdint.h>
#include <string.h>

#include "tui/term/cells.h"
#include "tui/term/pane.h"
#include "tui/widgets/editor_int.h"

enum { COLS = 79 }; /* before it is drawn for the first time */

/* ---- rows ------------------------------------------------------------------------------ */

/* The row that begins at row->next; false where there is none. `first`: from the beginning. */
static bool row_next(const struct editor *editor, int cols, bool first, struct editor_row *row)
{
	size_t at = first ? 0 : row->next, left = editor->length - at, next = 0;
	/* A newline at the end of the text has an empty row behind it. */
	bool empty = first || (row->at < at && editor->text[at - 1] == '\n');

	if (left == 0 && !empty)
		return false;
	row->at = at;
	row->length = left;
	row->next = editor->length;
	row->last = true;
	if (!(editor->flags & EDITOR_LINES) || left == 0)
		return true;
	/* One column is kept for the cursor behind the last letter. */
	row->length = cells_wrap(editor->text + at, left, cols > 1 ? cols - 1 : 1, &next);
	row->next = at + next;
	row->last = row->next == editor->length || editor->text[row->next - 1] == '\n';
	return true;
}

static int cols_of(const struct editor *editor)
{
	return editor->cols > 0 ? editor->cols : COLS;
}

size_t editor_row_of(const struct editor *editor, size_t at, struct editor_row *row)
{
	struct editor_row next;
	size_t n = 0;

	row_next(editor, cols_of(editor), true, row);
	for (next = *row; row_next(editor, cols_of(editor), false, &next) && next.at <= at; n++)
		*row = next;
	return n;
}

size_t editor_row_nth(const struct editor *editor, size_t n, struct editor_row *row)
{
	struct editor_row next;
	size_t i = 0;

	row_next(editor, cols_of(editor), true, row);
	for (next = *row; i < n && row_next(editor, cols_of(editor), false, &next); i++)
		*row = next;
	return i;
}

int editor_height(const struct editor *editor, int cols)
{
	struct editor_row row;
	int rows = 0;

	for (bool first = true; row_next(editor, cols, first, &row); first = false)
		rows++;
	return rows;
}

int editor_column(const struct editor *editor, const struct editor_row *row, size_t at)
{
	return cells_width(editor->text + row->at, at - row->at);
}

size_t editor_row_at(const struct editor *editor, const struct editor_row *row, int column)
{
	size_t at = row->at, end = row->at + row->length, last = at;
	int columns, risk;

	while (at < end) {
		last = at;
		at += cells_next(editor->text + at, end - at, &columns, &risk);
		if (columns > column)
			return last;
		column -= columns;
	}
	return row->last ? at : last;
}

/* ---- drawing --------------------------------------------------------------------------- */

/* The first letter shown, so that the cursor is on the screen of any terminal. */
static size_t first_shown(const struct editor *editor, int cols)
{
	size_t at = 0;
	int columns, risk, before = 0;

	while (at < editor->cursor) {
		at += cells_next(editor->text + at, editor->length - at, &columns, &risk);
		before += columns + risk;
	}
	/* Some of what comes next is in sight as well. */
	for (at = 0; before > cols - 2 && at < editor->cursor; before -= columns + risk)
		at += cells_next(editor->text + at, editor->length - at, &columns, &risk);
	return at;
}

static void draw_line(struct editor *editor, const struct pane *pane, bool focused)
{
	/* One column at each end says that there is more. */
	size_t from = focused ? first_shown(editor, pane->cols - 1) : 0;
	int col = from > 0 ? 1 : 0;

	if (from > 0)
		pane_put(pane, 0, 0, 1, STYLE_DIM, "<");
	pane_put_part(pane, 0, col, PANE_REST, STYLE_NORMAL, editor->text + from,
		editor->length - from);
	if (focused)
		pane_cursor(pane, 0, col + cells_width(editor->text + from, editor->cursor - from));
}

static void draw_lines(struct editor *editor, const struct pane *pane, bool focused)
{
	struct editor_row row;
	size_t at = editor_row_of(editor, editor->cursor, &row), rows = (size_t)pane->rows;
	size_t top = focused ? editor->top : 0;

	if (top > at)
		top = at;
	if (focused && at >= top + rows)
		top = at + 1 - rows;
	if (focused)
		editor->top = top;
	editor_row_nth(editor, top, &row);
	for (int n = 0; n < pane->rows; n++) {
		pane_put_part(pane, n, 0, PANE_REST, STYLE_NORMAL, editor->text + row.at,
			row.length);
		if (focused && top + (size_t)n == at)
			pane_cursor(pane, n, editor_column(editor, &row, editor->cursor));
		if (!row_next(editor, pane->cols, false, &row))
			break;
	}
}

void editor_draw(struct editor *editor, const struct pane *pane, bool focused)
{
	if (pane->rows < 1 || pane->cols < 1)
		return;
	editor->cols = pane->cols;
	editor->rows = pane->rows;
	if (editor->flags & EDITOR_LINES)
		draw_lines(editor, pane, focused);
	else
		draw_line(editor, pane, focused);
}
