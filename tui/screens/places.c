/* The places that one's offices know: what they are, and whether it is written where. */
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

/* `o`, `e` and `D` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	switch (event->key) {
	case INPUT_ENTER:
	case 'o':
		return page_go_to(view, "place", "place");
	case 'e':
		return page_go_to(view, "edit", "place");
	case 'D':
		return page_go_to(view, "edit", "danger");
	default:
		return page_key(view, event);
	}
}

static const char *const hints[] = { "open", "new-place", "edit", "danger", "filter", "help",
	NULL };

const struct screen screen_places = {
	.name = "places",
	.title = N_("Places"),
	.help = N_(
		"Where somebody can be brought: what it is, in which district, for how many. "
		"What it is called and where it is, is sealed. DANGER says that there is a danger "
		"note: read it before anybody is brought there."),
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
