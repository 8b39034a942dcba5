#include "tui/widgets/card.h"

#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "db/row.h"
#include "tui/intl.h"
#include "tui/term/pane.h"

/* Where things stand in a card; a wide one also tells which clock it is and what is needed. */
enum {
	CODE_AT = 1,
	CODE_WIDTH = 12,
	PRIORITY_AT = CODE_AT + CODE_WIDTH + 1,
	CLOCK_AT = PRIORITY_AT + 3,
	KIND_WIDTH = 12,
	CHILD_AT = 1,
	CHILD_WIDTH = 6,
	RESPONSIBLE_AT = CHILD_AT + CHILD_WIDTH + 1,
	RESPONSIBLE_WIDTH = 13,
	RESPONSIBLE_SHORT = 10, /* beside initials */
	INITIALS_AT = RESPONSIBLE_AT + RESPONSIBLE_SHORT + 1,
	NEED_AT = RESPONSIBLE_AT + RESPONSIBLE_WIDTH + 1,
	NEED_BEHIND = INITIALS_AT + LIST_INITIALS + 1,
	WIDE = CLOCK_AT + KIND_WIDTH + 14,
	NEED_MIN = 10
};

struct card {
	const struct list *list;
	const struct list_item *item;
	const struct list_look *look;
	struct cell_clock clock;
	const struct pane *pane;
	int line;
	bool focused;
};

static void put_cell(const struct card *card, int line, int col, int width, int at)
{
	const struct column *column = &card->list->columns[at];
	char text[CELL_TEXT];

	cell_text(column, card->list->rows, card->item->row, at, &card->clock, text, sizeof text);
	pane_put(card->pane, card->line + line, col, width,
		cell_style(column, card->list->rows, card->item->row, at, &card->clock), text);
}

static void draw_code(const struct card *card)
{
	enum style style = card->item->marked ? STYLE_MARK : STYLE_NORMAL;

	pane_put(card->pane, card->line, 0, 1, STYLE_FOCUS, card->focused ? ">" : "");
	pane_put(card->pane, card->line + 1, 0, 1, STYLE_MARK, card->item->marked ? "*" : "");
	pane_put(card->pane, card->line, CODE_AT, CODE_WIDTH, style, card->item->code);
}

static void draw_first(const struct card *card)
{
	if (!card->look->veiled)
		put_cell(card, 0, PRIORITY_AT, 2, CASE_PRIORITY);
	if (card->pane->cols < WIDE) {
		put_cell(card, 0, CLOCK_AT, card->pane->cols - CLOCK_AT, CASE_CLOCK_AT);
		return;
	}
	put_cell(card, 0, CLOCK_AT, KIND_WIDTH - 1, CASE_CLOCK_CODE);
	put_cell(card, 0, CLOCK_AT + KIND_WIDTH, card->pane->cols - CLOCK_AT - KIND_WIDTH - 1,
		CASE_CLOCK_AT);
}

static void draw_second(const struct card *card)
{
	const struct rows *rows = card->list->rows;
	const char *text = list_initials(card->list, card->item, card->look);
	bool initials = card->look->has_initials;
	int row = card->item->row, need = initials ? NEED_BEHIND : NEED_AT;
	int wide = initials ? RESPONSIBLE_SHORT : RESPONSIBLE_WIDTH;
	int rest = card->pane->cols - RESPONSIBLE_AT - 1;
	const char *child = rows_bool(rows, row, CASE_CHILD) ? _("child") : _("adult");

	if (card->look->veiled)
		return;
	pane_put(card->pane, card->line + 1, CHILD_AT, CHILD_WIDTH, STYLE_NORMAL,
		rows_is_null(rows, row, CASE_CHILD) ? _("age ?") : child);
	put_cell(card, 1, RESPONSIBLE_AT, rest < wide ? rest : wide, CASE_RESPONSIBLE);
	if (initials)
		pane_put(card->pane, card->line + 1, INITIALS_AT, LIST_INITIALS,
			list_initials_style(text), text);
	if (card->pane->cols - need > NEED_MIN)
		put_cell(card, 1, need, card->pane->cols - need - 1, CASE_NEED);
}

static void draw_card(struct card *card)
{
	draw_code(card);
	if (card->item->row >= 0) {
		draw_first(card);
		draw_second(card);
	} else {
		pane_put(card->pane, card->line + 1, CHILD_AT, PANE_REST, STYLE_DIM,
			list_is_part(card->list) ? _("moved or gone") :
						   _("no longer in this lane"));
	}
	if (card->focused)
		pane_cursor(card->pane, card->line, 0);
}

void card_draw(struct list *list, struct pane *pane, const struct list_look *look,
	const char *empty)
{
	struct card card = { .list = list, .look = look, .clock = look->clock, .pane = pane };

	if (list->count == 0) {
		list_draw_empty(pane, empty, look->focused);
		return;
	}
	card.clock.brief = card.clock.alone = pane->cols < WIDE;
	list_scroll(list, (size_t)(pane->rows / CARD_ROWS));
	for (size_t i = list->top; i < list->count && i < list->top + list->height; i++) {
		card.item = &list->items[i];
		card.focused = look->focused && i == list->focus;
		card.line = (int)(i - list->top) * CARD_ROWS;
		draw_card(&card);
	}
}
