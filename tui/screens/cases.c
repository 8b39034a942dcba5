/* Every case of the offices in scope, open and closed, the latest touched first. */
#include "db/column.h"
#include "tui/intl.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_CASE_LIST,
	.count = Q_CASE_COUNT,
	.scoped = true,
	.id_at = CASE_ID,
	.version_at = CASE_VERSION,
	.code_at = CASE_CODE,
	.case_at = CASE_ID,
	.order = "-touched",
	.empty = N_("No case yet."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

static const char *const hints[] = { "open", "take", "new", "assign", "priority", "move", "filter",
	"help", NULL };

const struct screen screen_cases = {
	.name = "cases",
	.title = N_("Cases"),
	.help = N_(
		"Every case, open and closed; the latest touched first. Find one with / and part "
		"of its code, or narrow the list: stage:closed, country:TH, age>3d."),
	.tab = '2',
	.columns = case_columns,
	.column_count = CASE_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct page),
	.open = open,
	.close = page_close,
	.load = page_load,
	.draw = page_draw,
	.key = page_key,
	.status = page_status,
	.targets = page_targets,
	.changed = page_changed,
	.listing = page_listing,
	.due = page_due,
	.tick = page_tick,
};
