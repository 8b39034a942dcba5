/* What is to be approved, by whose turn it is: what waits on whoever looks first. */
#include <string.h>

#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

/* What is decided is shown to whoever asks for it. */
static const struct page_kind open_ones = {
	.rows = Q_APPROVAL_LIST,
	.id_at = APPROVAL_ID,
	.version_at = APPROVAL_VERSION,
	.code_at = APPROVAL_CODE,
	.case_at = -1,
	.always = "ended:none",
	.empty = N_("Nothing is to be approved in your offices. /decided shows what was."),
	.others = N_("Your role does not see what is to be approved, or was."),
};
static const struct page_kind all = {
	.rows = Q_APPROVAL_LIST,
	.id_at = APPROVAL_ID,
	.version_at = APPROVAL_VERSION,
	.code_at = APPROVAL_CODE,
	.case_at = -1,
	.empty = N_("Nothing of that was ever asked in your offices."),
	.others = N_("Your role does not see what is to be approved, or was."),
};

static const struct page_kind *kind_for(const struct page *page)
{
	static const char *const words[] = { "decided", "ended", "state:" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(page->listing.filter, words[i]) != NULL)
			return &all;
	return &open_ones;
}

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &open_ones, call);
}

static void load(struct view *view)
{
	struct page *page = view->state;

	page->kind = kind_for(page);
	page_load(view);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	/* v, x, b, d: it is read first. */
	if (event->key != INPUT_ENTER && (event->key >= 0x80 || strchr("vxbd", event->key) == NULL))
		return page_key(view, event);
	return page_go_to(view, "approval", "approval");
}

static const char *no_case(const struct view *view)
{
	(void)view;
	return _("This is a request, and no case. Enter opens it.");
}

static const char *const hints[] = { "open", "filter", "help", NULL };

const struct screen screen_approvals = {
	.name = "approvals",
	.title = N_("Approvals"),
	.help = N_(
		"What one person asks and others approve, by whose TURN it is: what WAITS ON "
		"ME first, then what was sent BACK TO ME who asked, what NOBODY CAN decide, what "
		"I asked, and what waits on others; in each whose time ends next on top. "
		"EMERGENCY unsigned: it was done already, and somebody has to sign it. /decided "
		"shows what is over."),
	.tab = '6',
	.columns = approval_columns,
	.column_count = APPROVAL_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct page),
	.open = open,
	.close = page_close,
	.load = load,
	.draw = page_draw,
	.key = key,
	.status = page_status,
	.no_case = no_case,
	.listing = page_listing,
	.due = page_due,
	.tick = page_tick,
};
