/* The transfers that one's offices have asked for, or get: what waits, and on whom. */
#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_TRANSFER_LIST,
	.id_at = TRANSFER_ID,
	.version_at = TRANSFER_VERSION,
	.code_at = TRANSFER_CODE,
	.case_at = -1,
	.empty = N_("Nobody is on the way, and no file: `:transfer` on a case asks for one."),
	.others = N_("Your role does not see transfers."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	return event->key == INPUT_ENTER ? page_go_to(view, "transfer", NULL) :
					   page_key(view, event);
}

static const char *const hints[] = { "open", "filter", "back", "help", NULL };

const struct screen screen_transfers = {
	.name = "transfers",
	.title = N_("Transfers"),
	.help = N_("Who is to be brought to another place, and which files go to another office: "
		   "where each stands, since when, what comes next and who says it. UNSIGNED was "
		   "done in an emergency, and nobody has signed it yet; REFUSED likewise, and "
		   "whoever was to sign it has refused. WHERE? is one that ended on the way. Enter "
		   "shows one with all its steps."),
	.columns = transfer_columns,
	.column_count = TRANSFER_COLUMNS,
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
