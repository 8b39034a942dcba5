/* Until when the files of closed cases are kept, what stops their end, and which are erased. */
#include "db/column.h"
#include "db/row.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_RETENTION_LIST,
	.id_at = RETENTION_ID,
	.version_at = RETENTION_VERSION,
	.code_at = RETENTION_CODE,
	.case_at = RETENTION_ID,
	.empty = N_("No case of your offices was closed: no file has a day on which its time is "
		    "over."),
	.others = N_("Your role does not see until when files are kept."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

/* Where somebody has asked that it is erased: what became of that. Else its case. */
static unsigned enter(struct view *view)
{
	const struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);
	struct call call = { .app = view->app, .view = view };

	if (item == NULL || item->row < 0 ||
		rows_is_null(page->list.rows, item->row, RETENTION_ERASURE))
		return page_enter(view->state);
	call.value[0] = rows_text(page->list.rows, item->row, RETENTION_ERASURE);
	return app_open(view->app, screen_find("receipt"), &call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	return event->key == INPUT_ENTER ? enter(view) : page_key(view, event);
}

static const char *const hints[] = { "open", "filter", "back", "help", NULL };

const struct screen screen_retention = {
	.name = "retention",
	.title = N_("Kept until"),
	.help = N_("Until which day the file of each closed case is kept. DUE: that day has come, "
		   "and nothing stops its end; `due` shows them alone, those that something stops, "
		   "too. :hold-file keeps one for a reason, :erase asks that it is erased, for the "
		   "marked ones or the one with the cursor; :retention set OFFICE YEARS says how "
		   "long an office keeps its files. Enter opens the case, or what became of the "
		   "request that it is erased: the receipt."),
	.closed = true,
	.columns = retention_columns,
	.column_count = RETENTION_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct page),
	.open = open,
	.close = page_close,
	.load = page_load,
	.draw = page_draw,
	.key = key,
	.status = page_status,
	.targets = page_targets,
	.changed = page_changed,
	.listing = page_listing,
	.due = page_due,
	.tick = page_tick,
};
