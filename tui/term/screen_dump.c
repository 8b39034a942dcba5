#include <curses.h>
#include <string.h>

#include "tui/term/cells.h"
#include "tui/term/screen_int.h"

/* The cell at a place as UTF-8 and its look as a letter; returns its columns. */
static int read_cell(int row, int col, char text[24], char *look)
{
	static const struct {
		attr_t attribute;
		char letter;
	} letters[] = { { A_REVERSE, 'r' }, { A_UNDERLINE, 'u' }, { A_BOLD, 'b' }, { A_DIM, 'd' } };
	wchar_t codes[CCHARW_MAX + 1] = { 0 };
	struct cell cell = { { ' ' }, 1, 0, 0 };
	attr_t attributes;
	cchar_t drawn;
	short pair;
	int width;

	*look = ' ';
	if (mvwin_wch(stdscr, row, col, &drawn) != OK ||
		getcchar(&drawn, codes, &attributes, &pair, NULL) != OK)
		codes[0] = ' ', attributes = A_NORMAL, pair = 0;
	for (int i = 0; codes[0] && i <= CELLS_MARKS && codes[i]; i++)
		cell.code[i] = (uint32_t)codes[i];
	for (size_t i = 0; *look == ' ' && i < sizeof letters / sizeof *letters; i++)
		if (attributes & letters[i].attribute)
			*look = letters[i].letter;
	if (pair)
		*look = *look == ' ' ? 'C' : (char)(*look - 'a' + 'A');
	text[cell_utf8(&cell, text)] = '\0';
	width = wcwidth((wchar_t)cell.code[0]);
	return width > 0 ? width : 1;
}

/* Writes one row, without what is blank at its end. `looks` writes the letters instead. */
static bool dump_row(const struct term *term, int row, FILE *file, bool looks)
{
	int blanks = 0;
	bool any = false;

	for (int col = 0, width; col < term->cols; col += width) {
		char text[24], look;

		width = read_cell(row, col, text, &look);
		if (looks) {
			text[0] = look;
			text[1] = '\0';
		}
		if (strcmp(text, " ") == 0) {
			blanks += looks ? width : 1;
			continue;
		}
		if (looks && !any)
			fprintf(file, "%d:", row);
		fprintf(file, "%*s", blanks, "");
		for (int i = 0; i < (looks ? width : 1); i++)
			fputs(text, file);
		blanks = 0;
		any = true;
	}
	return any;
}

void term_dump(struct term *term, FILE *file, bool looks)
{
	for (int row = 0; row < term->rows; row++) {
		dump_row(term, row, file, false);
		fputc('\n', file);
	}
	fprintf(file, "cursor %d %d\n", term->cursor_row, term->cursor_col);
	for (int row = 0; looks && row < term->rows; row++)
		if (dump_row(term, row, file, true))
			fputc('\n', file);
}
