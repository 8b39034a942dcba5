#include <curses.h>
#include <string.h>

#include "tui/term/cells.h"
#include "tui/term/screen_int.h"

/* The cell at a place as UTF-8 and its look as a letter; returns its columns. */
static int read_cell(const struct term *term, int row, int col, char text[24], char *letter)
{
	static const struct {
		unsigned attribute;
		char letter;
	} letters[] = { { THEME_REVERSE, 'r' }, { THEME_UNDERLINE, 'u' }, { THEME_BOLD, 'b' },
		{ THEME_DIM, 'd' } };
	wchar_t codes[CCHARW_MAX + 1] = { 0 };
	struct cell cell = { { ' ' }, 1, 0, 0 };
	struct theme_look look;
	attr_t attributes;
	cchar_t drawn;
	short pair;
	int width;

	*letter = ' ';
	if (mvwin_wch(stdscr, row, col, &drawn) != OK ||
		getcchar(&drawn, codes, &attributes, &pair, NULL) != OK)
		codes[0] = ' ', attributes = A_NORMAL;
	for (int i = 0; codes[0] && i <= CELLS_MARKS && codes[i]; i++)
		cell.code[i] = (uint32_t)codes[i];
	look = term_look(term, attributes);
	for (size_t i = 0; *letter == ' ' && i < sizeof letters / sizeof *letters; i++)
		if (look.attributes & letters[i].attribute)
			*letter = letters[i].letter;
	if (look.colour != THEME_OWN)
		*letter = *letter == ' ' ? 'C' : (char)(*letter - 'a' + 'A');
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

		width = read_cell(term, row, col, text, &look);
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
