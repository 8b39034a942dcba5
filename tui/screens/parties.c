/* Whom one's offices can call, and of whom they have to beware. */
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

/* `o`, `e` and `D` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	switch (event->key) {
	case INPUT_ENTER:
	case 'o':
		return page_go_to(view, "party", "party");
	case 'e':
		return page_go_to(view, "edit", "party");
	case 'D':
		return page_go_to(view, "edit", "danger");
	default:
		return page_key(view, event);
	}
}

static const char *const hints[] = { "open", "edit", "danger", "filter", "help", NULL };

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
