/* The places that one's offices know: what they are, and whether it is written where. */
#include <string.h>

#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_PLACE_LIST,
	.id_at = PLACE_ID,
	.version_at = PLACE_VERSION,
	.code_at = PLACE_CODE,
	.case_at = -1,
	.empty = N_("Your offices know no place, or your role does not see them."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

/* Opened, or edited: the one with the cursor, as if its code was given. */
static unsigned go_to(struct view *view, const char *screen)
{
	const struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);
	const struct call call = { .app = view->app,
		.view = view,
		.verb = verb_find("place", strlen("place"), NULL),
		.value = { item != NULL ? item->code : NULL } };

	return item != NULL ? app_open(view->app, screen_find(screen), &call) : EFFECT_IGNORED;
}

/* `o` and `e` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	if (event->key == INPUT_ENTER || event->key == 'o')
		return go_to(view, "place");
	return event->key == 'e' ? go_to(view, "edit") : page_key(view, event);
}

static const char *const hints[] = { "open", "new-place", "edit", "filter", "help", NULL };

const struct screen screen_places = {
	.name = "places",
	.title = N_("Places"),
	.help = N_("Where somebody can be brought: what it is, in which district, for how many. "
		   "What it is called and where it is, is sealed."),
	.columns = place_columns,
	.column_count = PLACE_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct page),
	.open = open,
	.close = page_close,
	.load = page_load,
	.draw = page_draw,
	.key = key,
	.status = page_status,
	.listing = page_listing,
	.due = page_due,
	.tick = page_tick,
};
