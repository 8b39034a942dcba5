/* Referrals in and out of one's offices; for a partner those to the organisations for which she
 * stands, and all that she sees. */
#include <string.h>

#include "db/column.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/page.h"

static const struct page_kind kind = {
	.rows = Q_REFERRAL_LIST,
	.id_at = REFERRAL_ID,
	.version_at = REFERRAL_VERSION,
	.code_at = REFERRAL_CODE,
	.case_at = REFERRAL_CASE_ID,
	.empty = N_("Nothing was referred, in or out. On a case :referral writes it down."),
	.others = N_("Nothing is referred to you now."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

static unsigned open_referral(struct view *view)
{
	const struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);
	const struct call call = { .app = view->app,
		.view = view,
		.value = { item != NULL ? item->id : NULL, item != NULL ? item->code : NULL } };

	return item != NULL ? app_open(view->app, screen_find("referral"), &call) : EFFECT_IGNORED;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	if (event->key == INPUT_ENTER && app_me(view->app)->referred)
		return open_referral(view);
	return page_key(view, event);
}

static const char *const hints[] = { "open", "filter", "back", "help", NULL };

const struct screen screen_referrals = {
	.name = "referrals",
	.title = N_("Referrals"),
	.help = N_("Who was sent to us, and whom we refer: what is asked for, until when, and who "
		   "has to answer. `to be confirmed` is what the other side has answered: open the "
		   "case, and say it in the entry (e). Open ones stand first."),
	.columns = referral_columns,
	.column_count = REFERRAL_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
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
