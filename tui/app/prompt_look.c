#include "tui/app/prompt_look.h"

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"

enum { BETWEEN = 2 }; /* blanks between candidates, and before the note */

/* Columns that bytes may take: on the widest of terminals, or as our own cursor is moved. */
static int width(const char *bytes, size_t length, bool widest)
{
	int columns = 0;
	struct cells cells;

	while (length > 0) {
		size_t used = cells_gate(&cells, bytes, length);

		if (used == 0)
			break;
		columns += cells.width + (widest ? cells.risk : 0);
		bytes += used;
		length -= used;
	}
	return columns;
}

/* The byte from which a long line is drawn so that the cursor, at most `columns` behind the kind,
 * is seen. It moves on by half a window at a time, and only the line and the cursor decide: nothing
 * wanders while one types. */
static size_t scrolled(const struct prompt_look *look, int columns)
{
	size_t from = 0;
	int room = columns; /* one less beside the sign that the line began earlier */

	while (room > 1 && width(look->text + from, look->point - from, true) > room) {
		size_t next = 0;

		cells_wrap(look->text + from, look->point - from, (columns + 1) / 2, &next);
		if (next == 0)
			break;
		from += next;
		room = columns - 1;
	}
	return from;
}

void prompt_offer_clear(struct prompt_offer *offer)
{
	offer->count = offer->first = offer->shown = 0;
}

void prompt_offer_turn(struct prompt_offer *offer)
{
	offer->first += offer->shown;
	if (offer->first >= offer->count)
		offer->first = 0;
}

size_t prompt_offer_common(const struct prompt_offer *offer)
{
	const char *first = offer->candidates[0].word;
	size_t length = strlen(first);

	for (size_t i = 1; i < offer->count; i++) {
		size_t same = 0;

		while (same < length && offer->candidates[i].word[same] == first[same])
			same++;
		length = same;
	}
	return text_cut(first, strlen(first), length);
}

struct window {
	size_t from; /* first byte shown */
	int col; /* where it is shown */
};

/* Draws the typed text with the note at its end. */
static struct window draw_text(const struct prompt_look *look, const struct pane *line,
	const char *note)
{
	char kind[2] = { look->kind, '\0' };
	int note_width = note != NULL ? cells_width_of(note) : 0, end = line->cols;
	struct window window = { .col = 1 };

	if (note_width > 0 && note_width + BETWEEN < line->cols / 2) {
		end -= note_width + BETWEEN;
		pane_put_right(line, 0, end, PANE_REST, STYLE_DIM, note);
	}
	window.from = scrolled(look, end - 2);
	pane_put(line, 0, 0, 1, STYLE_KEY, kind);
	if (window.from > 0)
		pane_put(line, 0, window.col++, 1, STYLE_DIM, "<");
	pane_put(line, 0, window.col, end - window.col, STYLE_INPUT, look->text + window.from);
	return window;
}

static int column_of(const struct prompt_look *look, struct window window, size_t byte)
{
	if (byte < window.from)
		return window.col;
	return window.col + width(look->text + window.from, byte - window.from, false);
}

/* What is wrong in the lowest rows of a pane, as many as it needs. */
static void draw_wrapped(const struct pane *pane, const char *text)
{
	const char *rest = text;
	int rows = 1;
	size_t next, length;
	struct pane part;

	for (; rows < pane->rows && cells_width_of(rest) > pane->cols; rows++, rest += next)
		cells_wrap(rest, strlen(rest), pane->cols, &next);
	part = pane_sub(pane, pane->rows - rows, 0, rows, PANE_REST);
	pane_clear(&part);
	for (int row = 0; row < rows - 1; row++, text += next) {
		length = cells_wrap(text, strlen(text), pane->cols, &next);
		pane_put_part(&part, row, 0, PANE_REST, STYLE_ERROR, text, length);
	}
	pane_put(&part, rows - 1, 0, PANE_REST, STYLE_ERROR, text);
}

/* `^ problem` under the byte it is about, or `problem ^` where the window ends too soon. Where
 * neither has room for all of it the caret stands alone, and it above the line. */
static void draw_problem(const struct prompt_look *look, const struct pane *row,
	const struct pane *above, struct window window)
{
	int col = column_of(look, window, (size_t)look->caret);
	int need = cells_width_of(look->problem);

	if (above->rows > 0 && col + 2 + need > row->cols && need > col - 1) {
		pane_put(row, 0, col, 1, STYLE_ERROR, "^");
		draw_wrapped(above, look->problem);
		return;
	}
	if (col + 2 + need <= row->cols || col < row->cols / 2) {
		pane_put(row, 0, col, 1, STYLE_ERROR, "^");
		pane_put(row, 0, col + 2, PANE_REST, STYLE_ERROR, look->problem);
		return;
	}
	if (need > col - 1)
		need = col - 1;
	pane_put_right(row, 0, col - 1 - need, need, STYLE_ERROR, look->problem);
	pane_put(row, 0, col, 1, STYLE_ERROR, "^");
}

/* How many candidates are not on the screen. */
static void say_more(char *text, size_t size, size_t others, const char *format)
{
	text[0] = '\0';
	if (others > 0)
		snprintf(text, size, "%zu %s", others, format);
}

/* Candidates side by side, as many as fit, and how many there are besides. */
static size_t draw_words(const struct prompt_offer *offer, const struct pane *row)
{
	char more[64];
	int col = 0;
	size_t i = offer->first;

	for (; i < offer->count; i++) {
		const char *word = offer->candidates[i].word;
		int keep;

		say_more(more, sizeof more, offer->count - (i + 1 - offer->first), _("more: Tab"));
		keep = more[0] != '\0' ? cells_width_of(more) + BETWEEN : 0;
		if (i > offer->first && col + cells_width_of(word) + keep > row->cols)
			break;
		col += pane_put(row, 0, col, cells_width_of(word), STYLE_NORMAL, word) + BETWEEN;
	}
	say_more(more, sizeof more, offer->count - (i - offer->first), _("more: Tab"));
	pane_put(row, 0, col, PANE_REST, STYLE_DIM, more);
	return i - offer->first;
}

/* Candidates below each other with their help; the last row says how many there are besides. */
static size_t draw_explained(const struct prompt_offer *offer, const struct pane *above)
{
	size_t left = offer->count - offer->first, rows = (size_t)above->rows;
	int shown = (int)(left < rows ? left : rows), wide = 0;
	struct pane part = pane_sub(above, above->rows - shown, 0, shown, PANE_REST);
	const struct candidate *candidates = offer->candidates + offer->first;
	char more[64];

	pane_clear(&part);
	say_more(more, sizeof more, offer->count - (size_t)shown, _("more: ?"));
	for (int i = 0; i < shown; i++) {
		int cells = cells_width_of(candidates[i].word);

		wide = cells > wide ? cells : wide;
	}
	for (int i = 0; i < shown; i++) {
		int end = i + 1 == shown && more[0] != '\0' ? cells_width_of(more) + BETWEEN : 0;
		int room = part.cols - wide - BETWEEN - end;

		pane_put(&part, i, 0, wide, STYLE_KEY, candidates[i].word);
		if (room < 0)
			continue;
		pane_put(&part, i, wide + BETWEEN, room, STYLE_NORMAL, candidates[i].help);
		if (end > 0)
			pane_put(&part, i, part.cols - end + BETWEEN, PANE_REST, STYLE_DIM, more);
	}
	return (size_t)shown;
}

void prompt_look_draw(const struct prompt_look *look, struct prompt_offer *offer,
	const struct pane *line, const struct pane *above, const char *note)
{
	bool room = above != NULL && above->rows > 0, problem = look->problem[0] != '\0';
	struct pane last = room ? pane_sub(above, above->rows - 1, 0, 1, PANE_REST) : *line;
	struct pane higher = room ? pane_sub(above, 0, 0, above->rows - 1, PANE_REST) : last;
	bool under = room && problem && look->caret != PROMPT_NO_CARET;
	const struct pane *row = under ? &last : line;
	struct window window;

	pane_clear(line);
	if (room && (problem || offer->count > 0))
		pane_clear(&last);
	window = draw_text(look, row, !room && problem ? look->problem : note);
	if (under)
		draw_problem(look, line, &higher, window);
	else if (room && problem)
		draw_wrapped(above, look->problem);
	else if (room && offer->count > 0)
		offer->shown =
			offer->explained ? draw_explained(offer, above) : draw_words(offer, &last);
	pane_cursor(row, 0, column_of(look, window, look->point));
}
