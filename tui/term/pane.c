#include "tui/term/pane.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tui/term/cells.h"
#include "tui/term/screen_int.h"

enum side { LEFT, RIGHT };

static int at_most(int value, int limit)
{
	return value < limit ? value : limit;
}

/* How many of `wanted` (or PANE_REST) fit from `from` into `size`. */
static int fitting(int from, int wanted, int size)
{
	int left = from >= 0 && from < size ? size - from : 0;

	return wanted < 0 ? left : at_most(wanted, left);
}

struct pane pane_sub(const struct pane *pane, int row, int col, int rows, int cols)
{
	struct pane sub = *pane;

	sub.row += row;
	sub.col += col;
	sub.rows = fitting(row, rows, pane->rows);
	sub.cols = fitting(col, cols, pane->cols);
	return sub;
}

static bool holds(const struct pane *pane, int row, int col)
{
	return pane->term && row >= 0 && row < pane->rows && col >= 0 && col < pane->cols;
}

static bool is_reversed(const struct term *term, enum style style)
{
	return theme_look(term->theme, style).attributes & THEME_REVERSE;
}

static void draw_cell(const struct pane *pane, int row, int col, enum style style,
	const struct cell *cell)
{
	const struct term *term = pane->term;
	wchar_t codes[CELLS_MARKS + 2] = { 0 };
	cchar_t drawn;

	for (int i = 0; i <= CELLS_MARKS; i++)
		codes[i] = (wchar_t)cell->code[i];
	if (cell->flags & CELLS_BAD)
		style = is_reversed(term, style) ? STYLE_NORMAL : STYLE_BAD;
	else if (cell->flags & CELLS_CHIP)
		style = STYLE_CHIP;
	if (setcchar(&drawn, codes, (attr_t)term->attributes[style], 0, NULL) == OK)
		mvwadd_wch(stdscr, pane->row + row, pane->col + col, &drawn);
}

static void draw_sign(const struct pane *pane, int row, int col, enum style style, uint32_t code)
{
	const struct cell cell = { { code }, 1, 0, CELLS_START };

	if (holds(pane, row, col))
		draw_cell(pane, row, col, style, &cell);
}

/* Blanks look alike in most styles: those cost no bytes. */
static void draw_blanks(const struct pane *pane, int row, int col, int width, enum style style)
{
	bool seen =
		theme_look(pane->term->theme, style).attributes & (THEME_REVERSE | THEME_UNDERLINE);

	for (int i = 0; i < width; i++)
		draw_sign(pane, row, col + i, seen ? style : STYLE_NORMAL, ' ');
}

/* A digest of the row's text whose width is disputed (FNV-1a), for term_paint(). */
static void note_native(const struct pane *pane, int row, int col, const struct cells *cells)
{
	uint32_t *digest = &pane->term->native[pane->row + row];
	uint32_t hash = *digest ? *digest : 2166136261u;

	if (cells->risk == 0)
		return;
	hash = (hash ^ (uint32_t)(pane->col + col)) * 16777619u;
	for (int i = 0; i < cells->count; i++)
		for (int j = 0; j <= CELLS_MARKS; j++)
			hash = (hash ^ cells->cell[i].code[j]) * 16777619u;
	*digest = hash ? hash : 1;
}

static int put(const struct pane *pane, int row, int col, int width, enum style style,
	enum side side, const char *text, size_t len)
{
	struct cells cells;
	int used, at;

	width = fitting(col, width, pane->cols);
	if (!holds(pane, row, col) || width == 0)
		return 0;
	cells_gate(&cells, text, len);
	used = cells_clip(&cells, width, cells_ellipsis(pane->term->ascii));
	at = side == RIGHT ? col + width - used : col;
	draw_blanks(pane, row, side == RIGHT ? col : col + used, width - used, style);
	for (int i = 0; i < cells.count; at += cells.cell[i++].width)
		draw_cell(pane, row, at, style, &cells.cell[i]);
	note_native(pane, row, col, &cells);
	return used;
}

int pane_put(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text)
{
	return put(pane, row, col, width, style, LEFT, text, text ? strlen(text) : 0);
}

int pane_put_part(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text, size_t len)
{
	return put(pane, row, col, width, style, LEFT, text, len);
}

int pane_put_right(const struct pane *pane, int row, int col, int width, enum style style,
	const char *text)
{
	return put(pane, row, col, width, style, RIGHT, text, text ? strlen(text) : 0);
}

int pane_putf(const struct pane *pane, int row, int col, int width, enum style style,
	const char *format, ...)
{
	char text[1024];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (length < 0)
		length = 0;
	return put(pane, row, col, width, style, LEFT, text,
		(size_t)at_most(length, (int)sizeof text - 1));
}

void pane_hline(const struct pane *pane, int row, int col, int width, enum style style)
{
	width = fitting(col, width, pane->cols);
	for (int i = 0; pane->term && i < width; i++)
		draw_sign(pane, row, col + i, style, '-');
}

void pane_clear(const struct pane *pane)
{
	for (int row = 0; pane->term && row < pane->rows; row++)
		draw_blanks(pane, row, 0, pane->cols, STYLE_NORMAL);
}

void pane_focus(const struct pane *pane, int row, int col)
{
	pane_cursor(pane, row, col);
	if (holds(pane, row, 0) && pane->term->cursorline == TERM_BAR)
		mvwchgat(stdscr, pane->row + row, pane->col, pane->cols,
			(attr_t)pane->term->attributes[STYLE_BAD], 0, NULL);
}

void pane_cursor(const struct pane *pane, int row, int col)
{
	if (!holds(pane, 0, 0))
		return;
	row = row < 0 ? 0 : at_most(row, pane->rows - 1);
	col = col < 0 ? 0 : at_most(col, pane->cols - 1);
	pane->term->cursor_row = pane->row + row;
	pane->term->cursor_col = pane->col + col;
}
