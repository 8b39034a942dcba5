/* What needs whoever is here, and why: given to her, a clock that ended or ends tonight, a task
 * that is due, a case that nobody is responsible for. */
#include <string.h>

#include "db/column.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_INBOX_LIST,
	.count = Q_INBOX_COUNT,
	.id_at = INBOX_ID,
	.version_at = INBOX_VERSION,
	.code_at = INBOX_CODE,
	.case_at = INBOX_CASE_ID,
	.brief = true,
	.empty = N_("Nothing needs you now. Here comes what is yours: cases given to you, clocks "
		    "that end, tasks that are due, what is handed over, what you are woken for."),
	.others = N_("Nothing comes here for your role. Whoever works on cases finds here what is "
		     "given to her, what ends and what is due."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

/* It waits on somebody's answer to a request, or is one. */
static bool is_request(const char *why)
{
	static const char *const ends[] = { " to approve", " sent back", " approved", " refused",
		" expired" };
	const size_t length = strlen(why);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (length > strlen(ends[i]) &&
			strcmp(why + length - strlen(ends[i]), ends[i]) == 0)
			return true;
	return strncmp(why, "UNSIGNED ", 9) == 0;
}

/* A danger note is of no case: Enter opens whom or which place it is about; or the transfer, or the
 * request. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);

	if (event->key != INPUT_ENTER || item == NULL || item->row < 0 ||
		!rows_is_null(page->list.rows, item->row, INBOX_CASE_ID))
		return page_key(view, event);
	if (is_request(rows_text(page->list.rows, item->row, INBOX_WHY)))
		return subject_open_request(view->app, view, item->code);
	return subject_open(view->app, view, item->code);
}

static const char *const hints[] = { "open", "take", "new", "assign", "priority", "move", "filter",
	"help", NULL };

const struct screen screen_inbox = {
	.name = "inbox",
	.title = N_("Inbox"),
	.help = N_(
		"What needs you, and why: TAMPERED, then what ended first. A line goes by itself "
		"when what it asks for is done."),
	.tab = '8',
	.columns = inbox_columns,
	.column_count = INBOX_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
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
