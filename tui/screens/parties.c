/* Whom one's offices can call, and of whom they have to beware. */
#include <string.h>

#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_PARTY_LIST,
	.id_at = PARTY_ID,
	.version_at = PARTY_VERSION,
	.code_at = PARTY_CODE,
	.case_at = -1,
	.empty = N_("Nobody is known here yet: `:new-number` writes somebody down."),
	.others = N_("Your role does not see whom the offices can call."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

/* Opened, edited, or warned of: the one with the cursor, as if its code was given. */
static unsigned go_to(struct view *view, const char *screen, const char *verb)
{
	const struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);
	const struct call call = { .app = view->app,
		.view = view,
		.verb = verb_find(verb, strlen(verb), NULL),
		.value = { item != NULL ? item->code : NULL } };

	return item != NULL ? app_open(view->app, screen_find(screen), &call) : EFFECT_IGNORED;
}

/* `o`, `e` and `D` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	switch (event->key) {
	case INPUT_ENTER:
	case 'o':
		return go_to(view, "party", "party");
	case 'e':
		return go_to(view, "edit", "party");
	case 'D':
		return go_to(view, "edit", "danger");
	default:
		return page_key(view, event);
	}
}

static const char *const hints[] = { "open", "edit", "danger", "filter", "help",
	NULL };

const struct screen screen_parties = {
	.name = "parties",
	.title = N_("Whom we know"),
	.help = N_("Interpreters, doctors, drivers, organisations, officials, areas: what each is, "
		   "in which district, what is spoken. Name and telephone are sealed. DANGER says "
		   "that there is a danger note: read it before anybody goes there."),
	.columns = party_columns,
	.column_count = PARTY_COLUMNS,
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
