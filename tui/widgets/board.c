#include "tui/widgets/board.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/widgets/card.h"

#define HEAD_ROWS 2 /* names and a line, side by side */

void board_init(struct board *board, const struct column *columns, size_t count, int id_column,
	int version_column, int code_column, const struct column *stage, int last)
{
	*board = (struct board){ .count = 0 };
	for (const struct column_choice *choice = stage->choices; choice->name != NULL; choice++) {
		struct lane *lane = &board->lanes[board->count];

		if (choice->value > last || board->count == BOARD_LANES)
			continue;
		*lane = (struct lane){ .stage = choice->value, .name = choice->name, .count = -1 };
		list_init(&lane->list, columns, count, id_column, version_column, code_column);
		window_init(&lane->window, &lane->list);
		board->count++;
	}
}

void board_done(struct board *board)
{
	for (size_t i = 0; i < board->count; i++) {
		window_done(&board->lanes[i].window);
		list_done(&board->lanes[i].list);
	}
	board->count = 0;
}

/* ---- lanes ----------------------------------------------------------------------------- */

size_t board_across(const struct board *board, int cols)
{
	size_t across = cols < BOARD_WIDE ? 1 : (size_t)cols / BOARD_CARD;

	return across < board->count ? across : board->count;
}

size_t board_down(const struct board *board, int rows, int cols)
{
	int down = board_across(board, cols) > 1 ? (rows - HEAD_ROWS) / CARD_ROWS : rows - 2;

	return down > 0 ? (size_t)down : 1;
}

size_t board_view(struct board *board, int cols, size_t *first)
{
	size_t across = board_across(board, cols);

	if (board->current < board->left)
		board->left = board->current;
	if (board->current >= board->left + across)
		board->left = board->current + 1 - across;
	if (board->left + across > board->count)
		board->left = board->count - across;
	for (size_t i = 0; i < board->count; i++)
		board->lanes[i].list.aside = i != board->current;
	*first = board->left;
	return across;
}

struct lane *board_lane(struct board *board)
{
	return &board->lanes[board->current];
}

size_t board_marked(struct board *board, int cols)
{
	size_t first, across = board_view(board, cols, &first), marked = 0;

	for (size_t i = first; i < first + across; i++)
		marked += list_marked(&board->lanes[i].list);
	return marked;
}

size_t board_targets(struct board *board, int cols, struct target *targets, size_t n, int64_t now)
{
	size_t first, across = board_view(board, cols, &first), count = 0;

	if (board_marked(board, cols) == 0)
		return list_targets(&board_lane(board)->list, targets, n, now);
	for (size_t i = first; i < first + across; i++)
		if (list_marked(&board->lanes[i].list) > 0)
			count += list_targets(&board->lanes[i].list,
				targets + (count < n ? count : n), count < n ? n - count : 0, now);
	return count;
}

struct lane *board_lane_of(struct board *board, int stage)
{
	for (size_t i = 0; i < board->count; i++)
		if (board->lanes[i].stage == stage)
			return &board->lanes[i];
	return NULL;
}

void board_lane_name(const struct lane *lane, char *text, size_t size)
{
	text_copy(text, size, _(lane->name));
	text[0] = (char)toupper((unsigned char)text[0]);
}

/* "Identification 22", "Recovery 1000+" */
static void lane_title(const struct lane *lane, char *text, size_t size)
{
	size_t used;

	board_lane_name(lane, text, size);
	used = strlen(text);
	if (lane->count >= 0)
		snprintf(text + used, size - used, " %" PRId64 "%s", lane->count,
			lane->capped ? "+" : "");
}

bool board_key(struct board *board, const struct input_event *event)
{
	int key = layout_to_latin(event->key);
	bool left = key == 'h' || key == INPUT_LEFT;

	if (!left && key != 'l' && key != INPUT_RIGHT)
		return false;
	if (left && board->current > 0)
		board->current--;
	if (!left && board->current + 1 < board->count)
		board->current++;
	return true;
}

/* ---- one lane at a time ---------------------------------------------------------------- */

#define STRIP_EDGE 2 /* "< " and " >" */
#define STRIP_BETWEEN 3 /* " | " */

static int strip_width(const struct board *board, size_t at)
{
	char title[80];

	lane_title(&board->lanes[at], title, sizeof title);
	return cells_width_of(title) + (at == board->current ? 2 : 0);
}

/* The first lane from which the strip reaches the current one, and the one behind if it may. */
static size_t strip_first(const struct board *board, int cols)
{
	size_t first = board->current, next = board->current + 1;
	int width = strip_width(board, first);

	if (next < board->count && width + STRIP_BETWEEN + strip_width(board, next) <= cols)
		width += STRIP_BETWEEN + strip_width(board, next);
	while (first > 0 && width + STRIP_BETWEEN + strip_width(board, first - 1) <= cols)
		width += STRIP_BETWEEN + strip_width(board, --first);
	return first;
}

static void draw_strip(const struct board *board, const struct pane *pane)
{
	int edge = pane->cols >= 20 ? STRIP_EDGE : 0;
	int cols = pane->cols - 2 * edge, col = edge;
	size_t first = strip_first(board, cols), at;

	for (at = first; at < board->count; at++) {
		bool now = at == board->current;
		int width = strip_width(board, at);
		char title[80];

		if (at > first && col + STRIP_BETWEEN + width > edge + cols)
			break;
		if (at > first)
			col += pane_put(pane, 0, col, STRIP_BETWEEN, STYLE_TAB, " | ");
		lane_title(&board->lanes[at], title, sizeof title);
		pane_putf(pane, 0, col, PANE_REST, now ? STYLE_TAB_NOW : STYLE_TAB,
			now ? "[%s]" : "%s", title);
		col += width;
	}
	if (edge > 0) {
		pane_put(pane, 0, 0, 1, STYLE_TAB, first > 0 ? "<" : "");
		pane_put(pane, 0, pane->cols - 1, 1, STYLE_TAB, at < board->count ? ">" : "");
	}
}

static bool is_known(const struct lane *lane)
{
	return lane->list.rows != NULL && !lane->list.above;
}

static void draw_narrow(struct board *board, const struct pane *pane, const struct list_look *look,
	const struct board_words *words)
{
	struct lane *lane = board_lane(board);
	int strip = pane->rows > 2 ? 1 : 0;
	struct pane body = pane_sub(pane, strip, 0, PANE_REST, PANE_REST);

	if (strip > 0)
		draw_strip(board, pane);
	list_draw(&lane->list, &body, look, is_known(lane) ? words->empty : words->unread);
}

/* ---- side by side ---------------------------------------------------------------------- */

static void draw_head(const struct board *board, const struct pane *pane, size_t at)
{
	bool now = at == board->current;
	char title[80];

	lane_title(&board->lanes[at], title, sizeof title);
	pane_putf(pane, 0, 1, pane->cols - 1, now ? STYLE_TAB_NOW : STYLE_TAB, now ? "[%s]" : "%s",
		title);
	pane_hline(pane, 1, 1, pane->cols - 2, STYLE_RULE);
}

static void draw_lane(struct board *board, const struct pane *pane, size_t at,
	const struct list_look *look, const struct board_words *words)
{
	struct list_look own = *look;
	const char *empty = at == board->current ? words->empty : "";
	struct pane cards = pane_sub(pane, HEAD_ROWS, 0, PANE_REST, PANE_REST);

	own.focused = look->focused && at == board->current;
	draw_head(board, pane, at);
	card_draw(&board->lanes[at].list, &cards, &own,
		is_known(&board->lanes[at]) ? empty : words->unread);
}

static void draw_wide(struct board *board, const struct pane *pane, const struct list_look *look,
	const struct board_words *words)
{
	size_t first, across = board_view(board, pane->cols, &first);
	int width = (pane->cols - 1) / (int)across;

	for (size_t i = 0; i < across; i++) {
		struct pane lane = pane_sub(pane, 0, (int)i * width, PANE_REST, width);

		if (first + i != board->current)
			draw_lane(board, &lane, first + i, look, words);
	}
	/* The cursor is placed last. */
	struct pane lane =
		pane_sub(pane, 0, (int)(board->current - first) * width, PANE_REST, width);

	draw_lane(board, &lane, board->current, look, words);
	pane_put(pane, 0, pane->cols - 1, 1, STYLE_TAB, first + across < board->count ? ">" : "");
	if (first > 0)
		pane_put(pane, 0, 0, 1, STYLE_TAB, "<");
}

void board_draw(struct board *board, struct pane *pane, const struct list_look *look,
	const struct board_words *words)
{
	if (pane->rows < 1 || pane->cols < 1 || board->count == 0)
		return;
	if (board_across(board, pane->cols) > 1 && pane->rows >= HEAD_ROWS + CARD_ROWS)
		draw_wide(board, pane, look, words);
	else
		draw_narrow(board, pane, look, words);
}
