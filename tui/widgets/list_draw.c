#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/column.h"
#include "db/row.h"
#include "tui/app/app.h"
#include "tui/app/initials.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"
#include "tui/widgets/list.h"

#define MARKERS 2 /* columns of `>` and `*` */
#define KEPT_PRIO 3 /* as the person responsible has in db/column.c */
#define PLACES_MAX 32 /* columns at once */
#define GROW_NUMERATOR 7
#define GROW_DENOMINATOR 5 /* a column grows to 7/5 of its width: longer languages, longer names */

/* Where a column stands. */
struct place {
	int at; /* in list->columns */
	int prio;
	int col, width;
};

struct layout {
	struct place places[PLACES_MAX];
	size_t count;
};

const struct conf_columns *list_chosen(const struct conf *conf, const char *screen)
{
	for (size_t i = 0; i < conf->columns_count; i++)
		if (strcmp(conf->columns[i].screen, screen) == 0)
			return &conf->columns[i];
	return NULL;
}

/* ---- initials -------------------------------------------------------------------------- */

/* No column of the table: nothing sorts, filters or prints what is opened for the eye alone. It is
 * behind the code; what is needed and which clock it is go first, who is responsible stays. */
enum { AT_INITIALS = -1 };
static const struct column initials_column = { .name = "initials",
	.title = N_("INIT"),
	.type = COLUMN_CODE,
	.width = LIST_INITIALS,
	.prio = 4 };

static const struct column *column_at(const struct list *list, int at)
{
	return at == AT_INITIALS ? &initials_column : &list->columns[at];
}

const char *list_initials(const struct list *list, const struct list_item *item,
	const struct list_look *look)
{
	const char *text;

	if (item->row < 0 || look->initials == NULL)
		return "";
	text = look->initials(look->who, rows_text(list->rows, item->row, list->target_column));
	return strcmp(text, INITIALS_WRONG) == 0 ? _(INITIALS_WRONG) : text;
}

enum style list_initials_style(const char *initials)
{
	return strcmp(initials, _(INITIALS_WRONG)) == 0 ? STYLE_ERROR : STYLE_NORMAL;
}

/* ---- which columns, and where ---------------------------------------------------------- */

static bool is_clock(const struct column *column)
{
	return (column->type == COLUMN_TIME && !column->past) ||
		strcmp(column->name, "clock_kind") == 0;
}

static bool is_shown(const struct list *list, int at, const struct list_look *look)
{
	const struct column *column = column_at(list, at);

	if (column->type == COLUMN_KEY || column->title == NULL)
		return false;
	/* A table without case codes holds nothing to veil. */
	return !look->veiled || list->code_column < 0 || at == list->code_column ||
		is_clock(column);
}

static int title_width(const struct column *column)
{
	const char *title = _(column->title);

	return cells_width_of(title);
}

static void add_place(const struct list *list, struct layout *layout, int at,
	const struct list_look *look)
{
	const struct column *column = column_at(list, at);
	int width = column->width > 0 ? column->width : title_width(column);

	if (layout->count < PLACES_MAX && is_shown(list, at, look))
		layout->places[layout->count++] =
			(struct place){ .at = at, .width = width, .prio = column->prio };
	if (at == list->code_column && look->has_initials)
		add_place(list, layout, AT_INITIALS, look);
}

/* The columns that the configuration names, in its order, else those of the table. */
static void add_places(const struct list *list, struct layout *layout, const struct list_look *look)
{
	const struct conf_columns *chosen = look->chosen;

	for (size_t i = 0; chosen != NULL && i < chosen->shown; i++)
		for (size_t at = 0; at < list->column_count; at++)
			if (strcmp(list->columns[at].name, chosen->show[i]) == 0)
				add_place(list, layout, (int)at, look);
	for (size_t at = 0; (chosen == NULL || chosen->shown == 0) && at < list->column_count; at++)
		if (list->columns[at].width > 0)
			add_place(list, layout, (int)at, look);
}

/* The columns named in the configuration's `prio` stay longest, in that order. */
static void set_prios(const struct list *list, struct layout *layout, const struct list_look *look)
{
	const struct conf_columns *chosen = look->chosen;

	for (size_t i = 0; chosen != NULL && chosen->prios > 0 && i < layout->count; i++) {
		struct place *place = &layout->places[i];

		place->prio += (int)chosen->prios;
		for (size_t n = 0; n < chosen->prios; n++)
			if (strcmp(column_at(list, place->at)->name, chosen->prio[n]) == 0)
				place->prio = (int)n;
	}
	for (size_t i = 0; look->keep != NULL && i < layout->count; i++)
		if (strcmp(column_at(list, layout->places[i].at)->name, look->keep) == 0)
			layout->places[i].prio = KEPT_PRIO;
}

static int total_width(const struct layout *layout)
{
	int total = 0;

	for (size_t i = 0; i < layout->count; i++)
		total += layout->places[i].width + (i > 0);
	return total;
}

static void drop_least(struct layout *layout)
{
	size_t least = 0;

	for (size_t i = 1; i < layout->count; i++)
		if (layout->places[i].prio > layout->places[least].prio)
			least = i;
	layout->count--;
	memmove(&layout->places[least], &layout->places[least + 1],
		(layout->count - least) * sizeof *layout->places);
}

/* Initials are narrow: a wider column that went after them may have left room. */
static void add_initials(const struct list *list, struct layout *layout, int cols,
	const struct list_look *look)
{
	size_t at = 0;

	while (at < layout->count && layout->places[at].at != list->code_column)
		at++;
	if (!look->has_initials || look->veiled || at == layout->count ||
		layout->count == PLACES_MAX ||
		total_width(layout) + 1 + LIST_INITIALS > cols - MARKERS)
		return;
	for (size_t i = 0; i < layout->count; i++)
		if (layout->places[i].at == AT_INITIALS)
			return;
	memmove(&layout->places[at + 2], &layout->places[at + 1],
		(layout->count - at - 1) * sizeof *layout->places);
	layout->places[at + 1] = (struct place){ .at = AT_INITIALS, .width = LIST_INITIALS };
	layout->count++;
}

static bool may_grow(const struct list *list, const struct place *place)
{
	const struct column *column = column_at(list, place->at);

	return column->type == COLUMN_TEXT || column->type == COLUMN_TIME ||
		(column->type == COLUMN_CHOICE && column->width > 4);
}

/* Gives what is left to the columns that hold words, from the left; the last one takes the rest. */
static void grow(const struct list *list, struct layout *layout, int left)
{
	for (size_t i = 0; i + 1 < layout->count && left > 0; i++) {
		struct place *place = &layout->places[i];
		int more = place->width * GROW_NUMERATOR / GROW_DENOMINATOR - place->width;

		if (!may_grow(list, place))
			continue;
		more = more < left ? more : left;
		place->width += more;
		left -= more;
	}
}

static void layout_make(const struct list *list, struct layout *layout, int cols,
	const struct list_look *look)
{
	int col = MARKERS;

	layout->count = 0;
	add_places(list, layout, look);
	set_prios(list, layout, look);
	while (layout->count > 1 && total_width(layout) > cols - MARKERS)
		drop_least(layout);
	add_initials(list, layout, cols, look);
	grow(list, layout, cols - MARKERS - total_width(layout));
	for (size_t i = 0; i < layout->count; i++) {
		layout->places[i].col = col;
		col += layout->places[i].width + 1;
	}
	if (layout->count > 0)
		layout->places[layout->count - 1].width = PANE_REST;
}

/* ---- rows ------------------------------------------------------------------------------ */

/* `^` or `v` behind the title of the column that gives the order, over its end if narrow. */
static void draw_arrow(const struct list *list, const struct place *place, const struct pane *pane,
	bool turned)
{
	int width = title_width(column_at(list, place->at)) + 1;

	if (place->width > 0 && width >= place->width)
		width = place->width - 1;
	pane_put(pane, 0, place->col + width, 1, STYLE_HEADER, turned ? "v" : "^");
}

/* With the blank behind it, so that the line is one run of one style; the last title ends it. */
static int header_width(const struct list *list, const struct place *place)
{
	return place->width > 0 ? place->width + 1 : title_width(column_at(list, place->at));
}

static void draw_header(const struct list *list, const struct layout *layout,
	const struct pane *pane, const struct list_look *look)
{
	bool turned = look->sort != NULL && look->sort[0] == '-';
	const char *sort = look->sort == NULL ? "" : look->sort + turned;

	for (size_t i = 0; i < layout->count; i++) {
		const struct place *place = &layout->places[i];
		const struct column *column = column_at(list, place->at);
		const char *title = _(column->title);

		if (column->type == COLUMN_NUMBER && place->width > 0)
			pane_put_right(pane, 0, place->col, place->width, STYLE_HEADER, title);
		else
			pane_put(pane, 0, place->col, header_width(list, place), STYLE_HEADER,
				title);
		if (strcmp(sort, column->name) == 0)
			draw_arrow(list, place, pane, turned);
	}
}

static enum style style_of(const struct list *list, const struct list_item *item, int at,
	const struct list_look *look)
{
	const struct column *column = column_at(list, at);

	if (at == AT_INITIALS)
		return list_initials_style(list_initials(list, item, look));
	if (at == list->code_column && item->marked)
		return STYLE_MARK;
	return cell_style(column, list->rows, item->row, at, &look->clock);
}

static void write_cell(const struct list *list, const struct list_item *item, int at,
	const struct list_look *look, char *text, size_t size)
{
	if (at == AT_INITIALS)
		text_copy(text, size, list_initials(list, item, look));
	else
		cell_text(&list->columns[at], list->rows, item->row, at, &look->clock, text, size);
}

static void draw_cells(const struct list *list, const struct layout *layout,
	const struct pane *pane, int line, const struct list_item *item,
	const struct list_look *look)
{
	char text[CELL_TEXT];

	for (size_t i = 0; i < layout->count; i++) {
		const struct place *place = &layout->places[i];
		const struct column *column = column_at(list, place->at);
		enum style style = style_of(list, item, place->at, look);

		write_cell(list, item, place->at, look, text, sizeof text);
		if (column->type == COLUMN_NUMBER && place->width > 0)
			pane_put_right(pane, line, place->col, place->width, style, text);
		else
			pane_put(pane, line, place->col, place->width, style, text);
	}
}

static bool draw_told(const struct list *list, const struct pane *pane, int line,
	const struct list_item *item, const struct list_look *look)
{
	char text[CELL_TEXT];

	if (look->tells == NULL || look->veiled ||
		!look->tells(list, item->row, &look->clock, text, sizeof text))
		return false;
	pane_putf(pane, line, MARKERS, PANE_REST, STYLE_DIM, "%s  %s", item->code, text);
	return true;
}

static void draw_gone(const struct list *list, const struct pane *pane, int line,
	const struct list_item *item)
{
	pane_putf(pane, line, MARKERS, PANE_REST, STYLE_DIM,
		list_is_part(list) ? _("%s moved or gone") : _("%s no longer in this list"),
		item->code);
}

static void draw_item(const struct list *list, const struct layout *layout, const struct pane *pane,
	int line, const struct list_item *item, const struct list_look *look)
{
	bool focused = item == list_focused(list) && look->focused;

	pane_put(pane, line, 0, 1, STYLE_FOCUS, focused ? ">" : "");
	pane_put(pane, line, 1, 1, STYLE_MARK, item->marked ? "*" : "");
	list_initials(list, item, look);
	if (item->row < 0)
		draw_gone(list, pane, line, item);
	else if (!draw_told(list, pane, line, item, look))
		draw_cells(list, layout, pane, line, item, look);
	if (focused)
		pane_focus(pane, line, 0);
}

void list_scroll(struct list *list, size_t height)
{
	list->height = height;
	if (list->focus < list->top)
		list->top = list->focus;
	if (height > 0 && list->focus >= list->top + height && !list_keeps_head(list))
		list->top = list->focus + 1 - height;
	if (list->count > 0 && list->count < list->top + height)
		list->top = list->count > height ? list->count - height : 0;
}

static bool has_kind(const struct list *list, const struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		if (strcmp(column_at(list, layout->places[i].at)->name, "clock_kind") == 0)
			return true;
	return false;
}

static void draw_table(struct list *list, const struct pane *pane, const struct list_look *given)
{
	struct list_look alone = *given;
	const struct list_look *look = &alone;
	struct layout layout;

	layout_make(list, &layout, pane->cols, given);
	alone.clock.alone = !has_kind(list, &layout);
	draw_header(list, &layout, pane, look);
	list_scroll(list, (size_t)pane->rows - 1);
	for (size_t i = list->top; i < list->count && i < list->top + list->height; i++)
		draw_item(list, &layout, pane, (int)(i - list->top) + 1, &list->items[i], look);
}

/* ---- one record ------------------------------------------------------------------------ */

/* Columns in the order in which a narrow table would keep them. */
static int compare_prios(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	return a->prio != b->prio ? (a->prio > b->prio) - (a->prio < b->prio) : a->at - b->at;
}

static int widest_title(const struct list *list, const struct layout *layout)
{
	int widest = 0;

	for (size_t i = 0; i < layout->count; i++) {
		int width = title_width(column_at(list, layout->places[i].at));

		widest = width > widest ? width : widest;
	}
	return widest;
}

static void draw_fields(const struct list *list, const struct layout *layout,
	const struct pane *pane, const struct list_item *item, const struct list_look *look)
{
	int titles = pane->cols >= 20 ? widest_title(list, layout) + 1 : 0;
	int line = 0;

	for (size_t i = 0; i < layout->count && line < pane->rows; i++) {
		int at = layout->places[i].at;
		const struct column *column = column_at(list, at);
		char text[CELL_TEXT];

		write_cell(list, item, at, look, text, sizeof text);
		if (text[0] == '\0')
			continue;
		if (titles > 0)
			pane_put(pane, line, MARKERS, titles, STYLE_HEADER, _(column->title));
		pane_put(pane, line++, MARKERS + titles, PANE_REST, style_of(list, item, at, look),
			text);
	}
}

static void draw_record(struct list *list, const struct pane *pane, const struct list_look *given)
{
	const struct list_item *item = list_focused(list);
	struct list_look alone = *given;
	const struct list_look *look = &alone;
	struct layout layout = { .count = 0 };

	alone.clock.alone = true;
	list->height = 1;
	list->top = list->focus;
	add_places(list, &layout, look);
	set_prios(list, &layout, look);
	qsort(layout.places, layout.count, sizeof *layout.places, compare_prios);
	list_initials(list, item, look);
	if (item->row < 0)
		draw_gone(list, pane, 0, item);
	else if (!draw_told(list, pane, 0, item, look))
		draw_fields(list, &layout, pane, item, look);
	pane_put(pane, 0, 0, 1, STYLE_FOCUS, look->focused ? ">" : "");
	pane_put(pane, 0, 1, 1, STYLE_MARK, item->marked ? "*" : "");
	if (look->focused)
		pane_focus(pane, 0, 0);
}

/* ---- all ------------------------------------------------------------------------------- */

void list_draw_empty(const struct pane *pane, const char *empty, bool focused)
{
	size_t left = strlen(empty);
	int indent = pane->cols >= 20 ? MARKERS : 0;

	for (int line = 0; left > 0 && line < pane->rows; line++) {
		size_t next, length = cells_wrap(empty, left, pane->cols - indent, &next);

		pane_put_part(pane, line, indent, PANE_REST, STYLE_NORMAL, empty, length);
		empty += next;
		left -= next;
	}
	if (focused)
		pane_cursor(pane, 0, 0);
}

void list_draw(struct list *list, struct pane *pane, const struct list_look *look,
	const char *empty)
{
	if (pane->rows < 1 || pane->cols < 1)
		return;
	if (list->count == 0)
		list_draw_empty(pane, empty, look->focused);
	else if (pane->cols < LIST_MIN_COLS || pane->rows < LIST_MIN_ROWS)
		draw_record(list, pane, look);
	else
		draw_table(list, pane, look);
}
