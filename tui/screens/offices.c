/* The directory of offices, with how busy one's own are. */
#include "db/column.h"
#include "tui/intl.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_OFFICE_LIST,
	.id_at = OFFICE_ID,
	.version_at = -1,
	.code_at = -1,
	.case_at = -1,
	.office_at = OFFICE_CODE,
	.empty = N_("No office is known."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

static const char *const hints[] = { "open", "new", "filter", "help", NULL };

const struct screen screen_offices = {
	.name = "offices",
	.title = N_("Offices"),
	.help = N_("Where the offices are, who runs them and who is on shift. Numbers stand beside "
		   "your own offices only."),
	.tab = '9',
	.columns = office_columns,
	.column_count = OFFICE_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct page),
	.open = open,
	.close = page_close,
	.load = page_load,
	.draw = page_draw,
	.key = page_key,
	.status = page_status,
	.listing = page_listing,
	.due = page_due,
	.tick = page_tick,
};
