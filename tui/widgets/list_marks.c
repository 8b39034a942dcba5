#include "tui/widgets/list_int.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/err.h"
#include "db/base/text.h"
#include "db/row.h"

/* ---- away ------------------------------------------------------------------------------ */

bool list_is_away(const struct list *list, const char *id)
{
	for (size_t i = 0; i < list->away_count; i++)
		if (strcmp(list->away[i].id, id) == 0)
			return true;
	return false;
}

/* A row may stand for nothing that a verb acts on. */
static bool is_target(const struct list *list, const struct list_item *item)
{
	return item != NULL && item->row >= 0 &&
		!rows_is_null(list->rows, item->row, list->target_column);
}

static const char *target_id(const struct list *list, const struct list_item *item)
{
	return item->row < 0 ? item->id : rows_text(list->rows, item->row, list->target_column);
}

static struct target target_of(const struct list *list, const struct list_item *item, int64_t now)
{
	int painted = item->row >= 0 ? list_version(list, list->rows, item->row) : 0;
	struct target target = { .version = sight_version(&item->sight, painted, now) };

	text_copy(target.id, sizeof target.id, target_id(list, item));
	memcpy(target.code, item->code, sizeof target.code);
	return target;
}

int list_keep_marks(struct list *list, int64_t now)
{
	size_t room = list->away_count + list->count + 1;
	struct list_away *away = realloc(list->away, room * sizeof *away);

	if (away == NULL)
		return ERR_MEMORY;
	list->away = away;
	for (size_t i = 0; i < list->count; i++) {
		const struct list_item *item = &list->items[i];
		struct list_away *next = &away[list->away_count];

		if (!item->marked || !is_target(list, item))
			continue;
		*next = (struct list_away){ .target = target_of(list, item, now) };
		memcpy(next->id, item->id, sizeof next->id);
		list->away_count++;
	}
	return 0;
}

void list_forget_shown(struct list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->away_count; i++) {
		bool shown = false;

		for (size_t n = 0; n < list->count && !shown; n++)
			shown = list->items[n].row >= 0 &&
				strcmp(list->items[n].id, list->away[i].id) == 0;
		if (!shown)
			list->away[kept++] = list->away[i];
	}
	list->away_count = kept;
}

static void forget_away(struct list *list, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->away_count; i++)
		if (strcmp(list->away[i].id, id) != 0)
			list->away[kept++] = list->away[i];
	list->away_count = kept;
}

/* ---- marking -------------------------------------------------------------------------- */

void list_toggle_marks(struct list *list)
{
	bool mark = false;

	for (size_t i = 0; i < list->count; i++)
		mark = mark || (is_target(list, &list->items[i]) && !list->items[i].marked);
	if (!mark)
		list->away_count = 0;
	for (size_t i = 0; i < list->count; i++)
		list->items[i].marked =
			mark && (is_target(list, &list->items[i]) || list->items[i].marked);
}

void list_set_mark(struct list *list, struct list_item *item, bool mark)
{
	item->marked = mark && (is_target(list, item) || item->marked);
	if (!mark)
		forget_away(list, item->id);
}

/* ---- acting on them -------------------------------------------------------------------- */

/* The record that the i-th row stands for, counting on through those that are away; NULL: it is not
 * marked, or gone, or stands for none. */
static const char *marked_id(const struct list *list, size_t i)
{
	const struct list_item *item = list->items + (i < list->count ? i : 0);

	if (i >= list->count)
		return list->away[i - list->count].target.id;
	if (!item->marked || !is_target(list, item))
		return NULL;
	return rows_text(list->rows, item->row, list->target_column);
}

/* Several rows may stand for one record. */
static bool is_named_before(const struct list *list, size_t at, const char *id)
{
	if (list->target_column == list->id_column)
		return false;
	for (size_t i = 0; i < at; i++)
		if (marked_id(list, i) != NULL && strcmp(marked_id(list, i), id) == 0)
			return true;
	return false;
}

/* What has the focus may be gone: as long as its line says so, it is it that a key means. */
static size_t focused_target(const struct list *list, struct target *target, int64_t now)
{
	const struct list_item *item = list_focused(list);

	if (!is_target(list, item) &&
		(item == NULL || item->row >= 0 || list->target_column != list->id_column))
		return 0;
	if (target == NULL)
		return 1;
	*target = target_of(list, item, now);
	target->came = list->came_at > list->moved_at && now - list->came_at < SIGHT_MS;
	return 1;
}

size_t list_targets(const struct list *list, struct target *targets, size_t n, int64_t now)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count + list->away_count; i++) {
		const char *id = marked_id(list, i);

		if (id == NULL || is_named_before(list, i, id))
			continue;
		if (count < n) {
			targets[count] = i < list->count ? target_of(list, &list->items[i], now) :
							   list->away[i - list->count].target;
			targets[count].marked = true;
		}
		count++;
	}
	return list_marked(list) > 0 ? count : focused_target(list, n > 0 ? targets : NULL, now);
}

size_t list_marked(const struct list *list)
{
	size_t marked = list->away_count;

	for (size_t i = 0; i < list->count; i++) {
		const struct list_item *item = &list->items[i];

		marked += item->marked && (item->row >= 0 || !list_is_away(list, item->id));
	}
	return marked;
}

void list_unmark(struct list *list, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct list_item *item = &list->items[i];

		if (item->row >= 0 &&
			strcmp(rows_text(list->rows, item->row, list->target_column), id) == 0)
			item->marked = false;
	}
	for (size_t i = 0; i < list->away_count; i++)
		if (strcmp(list->away[i].target.id, id) != 0)
			list->away[kept++] = list->away[i];
	list->away_count = kept;
}

static void forget_seen(struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		list->items[i].sight = (struct sight){ 0 };
		list->items[i].marked = false;
	}
	list->away_count = 0;
}

void list_changed(struct list *list, const char *id, int version)
{
	if (id == NULL) {
		forget_seen(list);
		return;
	}
	for (size_t i = 0; i < list->count; i++) {
		struct list_item *item = &list->items[i];

		if (item->row >= 0 && strcmp(target_id(list, item), id) == 0)
			sight_change(&item->sight, version);
	}
	for (size_t i = 0; i < list->away_count; i++) {
		struct target *target = &list->away[i].target;

		if (target->version == version - 1 && strcmp(target->id, id) == 0)
			target->version = version;
	}
}
