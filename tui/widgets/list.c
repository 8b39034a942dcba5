#include "tui/widgets/list.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/err.h"
#include "db/base/text.h"
#include "db/row.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/widgets/list_int.h"

void list_init(struct list *list, const struct column *columns, size_t count, int id_column,
	int version_column, int code_column)
{
	*list = (struct list){ .columns = columns,
		.column_count = count,
		.id_column = id_column,
		.version_column = version_column,
		.code_column = code_column,
		.target_column = id_column };
}

void list_done(struct list *list)
{
	rows_unref(list->rows);
	free(list->items);
	free(list->away);
	*list = (struct list){ 0 };
}

/* ---- taking an answer ------------------------------------------------------------------ */

/* Where each record of an answer stands, sorted by id. */
struct place {
	const char *id;
	int row;
	bool known; /* an item shows it already */
};

static int compare_places(const void *left, const void *right)
{
	return strcmp(((const struct place *)left)->id, ((const struct place *)right)->id);
}

static struct place *make_places(const struct rows *rows, int id_column)
{
	size_t count = (size_t)rows_count(rows);
	struct place *places = calloc(count + 1, sizeof *places);

	if (places == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		places[i] =
			(struct place){ .id = rows_text(rows, (int)i, id_column), .row = (int)i };
	qsort(places, count, sizeof *places, compare_places);
	return places;
}

int list_version(const struct list *list, const struct rows *rows, int row)
{
	return list->version_column >= 0 ? (int)rows_int(rows, row, list->version_column) : 0;
}

static void item_init(struct list_item *item, const struct list *list, const struct rows *rows,
	int row)
{
	*item = (struct list_item){ .row = row };
	sight_show(&item->sight, list_version(list, rows, row), 0);
	text_copy(item->id, sizeof item->id, rows_text(rows, row, list->id_column));
	if (list->code_column >= 0)
		text_copy(item->code, sizeof item->code, rows_text(rows, row, list->code_column));
	item->marked = list_is_away(list, item->id);
}

/* The record leaves, or comes back. */
static void item_follow(struct list_item *item, const struct list *list, int row)
{
	if (item->row >= 0 && row < 0)
		item->left = item->sight.shown == list_version(list, list->rows, item->row);
	item->row = row;
}

/* Points the items to the rows of the new answer. Returns the last row that an item shows. */
static int follow_items(struct list *list, struct place *places, size_t count)
{
	int last = -1, before = -1;

	list->unsettled = false;
	for (size_t i = 0; i < list->count; i++) {
		struct list_item *item = &list->items[i];
		struct place wanted = { .id = item->id };
		struct place *place =
			bsearch(&wanted, places, count, sizeof *places, compare_places);

		item_follow(item, list, place != NULL && !place->known ? place->row : -1);
		if (place != NULL)
			place->known = true;
		if (item->row < 0 || item->row < before)
			list->unsettled = true;
		else
			before = item->row;
		if (item->row > last)
			last = item->row;
	}
	return last;
}

/* So many rows down (< 0: up), and as many as were typed ahead. */
static void step(struct list *list, long rows)
{
	long to = (long)list->focus + list->ahead + rows, last = (long)list->count - 1;

	list->ahead = 0;
	if (list->count == 0)
		return;
	if (to > last && list->below)
		list->ahead = to - last;
	if (to < 0 && list->above)
		list->ahead = to;
	list->focus = to > last ? (size_t)last : to > 0 ? (size_t)to : 0;
}

/* ---- leaving rows behind, and coming upon others ------------------------------------------ */

bool list_is_part(const struct list *list)
{
	return list->above || list->below;
}

/* Drops the rows at both ends that are beyond the answer, but never the focused one. */
static void leave_ends(struct list *list)
{
	size_t first = 0, end = list->count;

	while (first < end && list->items[first].row < 0)
		first++;
	while (end > first && list->items[end - 1].row < 0)
		end--;
	if (first == end && list->turned) {
		list->count = list->focus = list->top = 0;
		return;
	}
	if (!list->turned || !list->above)
		first = 0;
	if (!list->below)
		end = list->count;
	first = first < list->focus ? first : list->focus;
	end = end > list->focus + 1 || list->count == 0 ? end : list->focus + 1;
	memmove(list->items, list->items + first, (end - first) * sizeof *list->items);
	list->count = end - first;
	list->focus -= first;
	list->top -= list->top < first ? list->top : first;
}

/* Rows of the answer before all that is shown, where it was asked for upwards. */
static void add_before(struct list *list, struct rows *rows)
{
	size_t added = list->count > 0 ? (size_t)rows_count(rows) : 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].row >= 0 && (size_t)list->items[i].row < added)
			added = (size_t)list->items[i].row;
	memmove(list->items + added, list->items, list->count * sizeof *list->items);
	for (size_t i = 0; i < added; i++)
		item_init(&list->items[i], list, rows, (int)i);
	list->count += added;
	list->focus += added;
	list->top += added;
}

/* Brings the items up to a new answer. Returns how many of its rows they show. */
static size_t take_rows(struct list *list, struct rows *rows, struct place *places)
{
	size_t count = (size_t)rows_count(rows), shown = 0;
	int last = follow_items(list, places, count);

	if (!list->renewed && (list->turned || list->below))
		leave_ends(list);
	if (list->turned)
		add_before(list, rows);
	for (size_t i = 0; i < list->count; i++)
		shown += list->items[i].row >= 0;
	for (int row = last + 1; row < (int)count; row++, shown++)
		item_init(&list->items[list->count++], list, rows, row);
	return shown;
}

static bool is_left(const struct list_item *item)
{
	return item != NULL && item->row < 0 && item->left;
}

static void show_versions(struct list *list, int64_t now)
{
	for (size_t i = 0; i < list->count; i++) {
		struct list_item *item = &list->items[i];

		if (item->row >= 0)
			sight_show(&item->sight, list_version(list, list->rows, item->row), now);
	}
}

int list_load(struct list *list, struct rows *rows, int64_t now)
{
	size_t count = (size_t)rows_count(rows);
	struct place *places = make_places(rows, list->id_column);
	struct list_item *items = realloc(list->items, (list->count + count + 1) * sizeof *items);
	bool hold = !list->renewed && list->moved_at != 0 && now - list->moved_at < LIST_HOLD_MS;
	bool empty = list->count == 0;

	if (items != NULL)
		list->items = items;
	if (items == NULL || places == NULL || list_keep_marks(list, now) != 0) {
		free(places);
		return ERR_MEMORY;
	}
	if (list->renewed)
		list->away_count = 0;
	list->fresh = count - take_rows(list, rows, places);
	list->unsettled = list->unsettled || list->fresh > 0;
	rows_ref(rows);
	rows_unref(list->rows);
	list->rows = rows;
	show_versions(list, now);
	free(places);
	list_forget_shown(list);
	/* One answer held the whole order: what is not in it is gone. */
	if (!list_is_part(list) && !list->turned)
		list->away_count = 0;
	if (empty)
		list_seek(list, list->last);
	step(list, 0);
	if (!list->renewed && !list->turned && is_left(list_focused(list))) {
		list->moved_at = hold ? list->moved_at : now;
		hold = true;
	}
	if (!hold)
		list_settle(list);
	list->turned = list->renewed = false;
	return 0;
}

void list_release(struct list *list)
{
	list->moved_at = 0;
	list->renewed = true;
	list->away_count = 0;
}

bool list_keeps_head(const struct list *list)
{
	return list->aside && list->top == 0 && !list->above;
}

/* The item that the focus goes to when rows leave: itself, else the next one that stays, else the
 * one before. */
static size_t staying(const struct list *list)
{
	for (size_t i = list->focus; i < list->count; i++)
		if (list->items[i].row >= 0)
			return i;
	for (size_t i = list->focus; i-- > 0;)
		if (i < list->count && list->items[i].row >= 0)
			return i;
	return list->count;
}

void list_settle(struct list *list)
{
	size_t count = (size_t)rows_count(list->rows);
	size_t kept = staying(list);
	size_t line = list->focus - list->top;
	bool seen = line < list->height;
	struct list_item *items;

	if (!list->unsettled)
		return;
	items = calloc(count + 1, sizeof *items);
	if (items == NULL)
		return;
	for (size_t i = 0; i < count; i++)
		items[i].row = -1;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].row >= 0)
			items[list->items[i].row] = list->items[i];
	/* The head of a list stays its head, so that what is most urgent is seen; elsewhere the
	 * focused record keeps its line. */
	if (list->focus < list->count)
		memcpy(list->last, list->items[list->focus].id, sizeof list->last);
	list->focus = kept < list->count ? (size_t)list->items[kept].row : 0;
	if (seen && list->focus >= list->height && list_keeps_head(list))
		list->focus = 0;
	if (list->top > 0 || list->above)
		list->top = list->focus > line ? list->focus - line : 0;
	for (size_t i = 0; i < count; i++)
		if (items[i].row < 0)
			item_init(&items[i], list, list->rows, (int)i);
	free(list->items);
	list->items = items;
	list->count = count;
	list->fresh = 0;
	list->unsettled = false;
	list_forget_shown(list);
}

void list_rest(struct list *list, int64_t now)
{
	if (is_left(list_focused(list)))
		list->came_at = now;
	list_settle(list);
}

int64_t list_due(const struct list *list)
{
	return list->unsettled ? list->moved_at + LIST_HOLD_MS : 0;
}

/* ---- moving ---------------------------------------------------------------------------- */

/* What acts on rows is not done with those that are not there yet. */
static void move_marking(struct list *list, enum list_move move)
{
	struct list_item *item = &list->items[list->focus];

	if (list->ahead != 0)
		return;
	list_set_mark(list, item, move != LIST_MARK || !item->marked);
	step(list, move == LIST_EXTEND_UP ? -1 : 1);
	if (move != LIST_MARK)
		list_set_mark(list, &list->items[list->focus], true);
}

void list_move(struct list *list, enum list_move move, int64_t now)
{
	long page = list->height > 1 ? (long)list->height - 1 : 1;

	list->moved_at = now;
	if (list->rows == NULL && move == LIST_DOWN)
		list->ahead++;
	else if (list->rows == NULL && move == LIST_UP && list->ahead > 0)
		list->ahead--;
	if (list->count == 0)
		return;
	switch (move) {
	case LIST_UP:
		step(list, -1);
		break;
	case LIST_DOWN:
		step(list, 1);
		break;
	case LIST_PAGE_UP:
		step(list, -page);
		break;
	case LIST_PAGE_DOWN:
		step(list, page);
		break;
	case LIST_FIRST:
	case LIST_LAST:
		list->focus = move == LIST_LAST ? list->count - 1 : 0;
		list->ahead = 0;
		break;
	case LIST_MARK_ALL:
		list_toggle_marks(list);
		break;
	case LIST_MARK:
	case LIST_EXTEND_UP:
	case LIST_EXTEND_DOWN:
		move_marking(list, move);
		break;
	}
}

bool list_key_move(const struct input_event *event, enum list_move *move)
{
	static const struct {
		int key;
		enum list_move move;
	} moves[] = {
		{ INPUT_UP, LIST_UP },
		{ 'k', LIST_UP },
		{ INPUT_DOWN, LIST_DOWN },
		{ 'j', LIST_DOWN },
		{ INPUT_PAGE_UP, LIST_PAGE_UP },
		{ INPUT_PAGE_DOWN, LIST_PAGE_DOWN },
		{ INPUT_HOME, LIST_FIRST },
		{ 'g', LIST_FIRST },
		{ INPUT_END, LIST_LAST },
		{ 'G', LIST_LAST },
		{ INPUT_SHIFT_UP, LIST_EXTEND_UP },
		{ INPUT_SHIFT_DOWN, LIST_EXTEND_DOWN },
	};
	int key = layout_to_latin(event->key);

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].key == key) {
			*move = moves[i].move;
			return true;
		}
	return false;
}

/* ---- what it stands on ----------------------------------------------------------------- */

const struct list_item *list_focused(const struct list *list)
{
	return list->focus < list->count ? &list->items[list->focus] : NULL;
}

int list_focused_row(const struct list *list)
{
	const struct list_item *item = list_focused(list);

	return item != NULL ? item->row : -1;
}

bool list_seek(struct list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].id, id) == 0) {
			list->focus = i;
			return true;
		}
	return false;
}
