/* Who is on call for one's offices, now and to come. */
#include "db/column.h"
#include "tui/intl.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_ON_CALL_LIST,
	.id_at = ON_CALL_ID,
	.version_at = -1,
	.code_at = -1,
	.case_at = -1,
	.office_at = ON_CALL_OFFICE,
	.empty = N_("Nobody is on call: whoever supervises is woken first. "
		    ":oncall OFFICE first LOGIN 07:00 changes that."),
};

static int open(struct view *view, const struct call *call)
{
	(void)call;
	return page_open(view, &kind, NULL);
}

static const char *const hints[] = { "open", "filter", "help", NULL };

const struct screen screen_on_call = {
	.name = "oncall",
	.title = N_("On call"),
	.help = N_(
		"Who is woken first when a case is escalated; after them whoever supervises, then "
		"who coordinates. :oncall OFFICE first LOGIN 07:00 enters somebody, ... end takes "
		"her away; what was entered last holds."),
	.columns = on_call_columns,
	.column_count = ON_CALL_COLUMNS,
	.hints = hints,
	.topics = TOPIC_OFFICE,
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
