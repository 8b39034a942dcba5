#include "tui/widgets/page.h"

#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/term/screen.h"

static void page_init(struct page *page, struct view *view, const struct page_kind *kind)
{
	const struct screen *screen = view->screen;

	page->kind = kind;
	page->view = view;
	listing_init(&page->listing, screen->columns, screen->column_count);
	page->listing.has_scope = kind->scoped;
	page->listing.order = kind->order;
	page->listing.window = &page->window;
	list_init(&page->list, screen->columns, screen->column_count, kind->id_at, kind->version_at,
		kind->code_at);
	if (kind->case_at >= 0)
		page->list.target_column = kind->case_at;
	window_init(&page->window, &page->list);
	peek_init(&page->peek, view->app);
	page->matched = page->total = -1;
	if (kind->scoped)
		page_start_scope(view, &page->listing);
}

int page_open(struct view *view, const struct page_kind *kind, const struct call *call)
{
	struct page *page = view->state;

	if (page->view == NULL)
		page_init(page, view, kind);
	return page_take_filter(view, &page->listing, call);
}

void page_close(struct view *view)
{
	struct page *page = view->state;
	struct app *app = view->app;

	if (page->view == NULL)
		return;
	app_forget(app, &page->list);
	app_forget(app, &page->matched);
	app_forget(app, &page->total);
	window_done(&page->window);
	list_done(&page->list);
	peek_done(&page->peek);
}

/* ---- asking ---------------------------------------------------------------------------- */

static void follow(struct page *page)
{
	const struct list_item *item = list_focused(&page->list);
	const char *id = "";

	if (item != NULL && item->row >= 0 && page->kind->case_at >= 0)
		id = rows_text(page->list.rows, item->row, page->kind->case_at);
	peek_follow(&page->peek, &page->list, id, app_now(page->view->app));
}

static unsigned took_rows(void *who, const struct answer *answer)
{
	struct page *page = PAGE_OF(who, struct page, list);
	unsigned effects = EFFECT_REDRAW;

	if (load_took(&page->load, answer)) {
		effects = window_took(&page->window, &page->listing, page->view, answer->rows);
		follow(page);
	} else {
		window_failed(&page->window);
	}
	return effects;
}

static unsigned took_total(void *who, const struct answer *answer)
{
	struct page *page = PAGE_OF(who, struct page, total);

	if (load_took(&page->load, answer))
		page->total = rows_int(answer->rows, 0, 0);
	return EFFECT_REDRAW;
}

static unsigned took_matched(void *who, const struct answer *answer)
{
	struct page *page = PAGE_OF(who, struct page, matched);

	if (load_took(&page->load, answer)) {
		page->matched = rows_int(answer->rows, 0, 0);
		page->least = !rows_field_bool(answer->rows, 0, "exact");
	}
	return EFFECT_REDRAW;
}

static void ask_counts(struct page *page)
{
	const struct page_kind *kind = page->kind;
	struct app *app = page->view->app;
	const struct param offices = param_text(app_offices(app, page->listing.scope));
	const struct listing_question question = {
		.query = kind->count, .params = &offices, .count = kind->scoped
	};
	struct listing all = page->listing;

	all.filter[0] = '\0';
	if (kind->count == Q_NONE)
		return;
	load_asked(&page->load, listing_ask(&all, app, &question, took_total, &page->total));
	if (page->listing.filter[0] != '\0')
		load_asked(&page->load,
			listing_ask(&page->listing, app, &question, took_matched, &page->matched));
}

/* Another question has other numbers, and its rows need not wait for the hands to rest. */
static void renew(struct page *page)
{
	if (!listing_renewed(&page->listing))
		return;
	page->matched = page->total = -1;
	window_reset(&page->window);
}

void page_load(struct view *view)
{
	struct page *page = view->state;
	const struct page_kind *kind = page->kind;
	struct app *app = view->app;
	const struct param params[2] = { param_text(app_offices(app, page->listing.scope)) };
	const struct listing_question question = {
		.query = kind->rows, .params = params, .count = kind->scoped + 1u
	};

	renew(page);
	app_forget(app, &page->list);
	app_forget(app, &page->matched);
	app_forget(app, &page->total);
	load_begin(&page->load, view);
	load_asked(&page->load,
		window_ask(&page->window, &page->listing, app, question, kind->scoped,
			(size_t)term_rows(app_term(app)), took_rows, &page->list));
	if (!load_is_whole(&page->load))
		return;
	ask_counts(page);
	peek_load(&page->peek);
}

/* ---- keys ------------------------------------------------------------------------------ */

static unsigned open_cases_of(struct page *page, int row)
{
	char filter[40];
	struct call call = { .app = page->view->app, .view = page->view, .value = { filter } };

	snprintf(filter, sizeof filter, "office:%s",
		rows_text(page->list.rows, row, page->kind->office_at));
	return app_open(page->view->app, screen_find("cases"), &call);
}

static unsigned enter(struct page *page)
{
	const struct list_item *item = list_focused(&page->list);

	if (item != NULL && item->row >= 0 && page->kind->office_at > 0)
		return open_cases_of(page, item->row);
	if (item == NULL || page->kind->case_at < 0)
		return EFFECT_IGNORED;
	return page_open_case(page->view->app, item->code);
}

/* h and l: where there are no lanes they go to the tab on that side. */
static unsigned go_tab(struct view *view, int step)
{
	const struct screen *beside = NULL;

	for (int i = 0; screens[i] != NULL; i++) {
		const struct screen *before = i > 0 ? screens[i - 1] : NULL;

		if (step < 0 ? screens[i] == view->screen : before == view->screen)
			beside = step < 0 ? before : screens[i];
	}
	if (beside == NULL || beside->tab == 0)
		return EFFECT_NONE;
	return app_open(view->app, beside, NULL);
}

static int tab_step(const struct input_event *event)
{
	int key = layout_to_latin(event->key);

	if (key == 'h' || key == INPUT_LEFT)
		return -1;
	return key == 'l' || key == INPUT_RIGHT ? 1 : 0;
}

unsigned page_key(struct view *view, const struct input_event *event)
{
	struct page *page = view->state;
	unsigned effects;

	if (event->key == INPUT_ENTER)
		return enter(page);
	if (tab_step(event) != 0)
		return go_tab(view, tab_step(event));
	effects = window_key(&page->window, &page->listing, view->app, event);
	if (effects != EFFECT_IGNORED)
		follow(page);
	return effects;
}

/* ---- drawing --------------------------------------------------------------------------- */

void page_draw(struct view *view, struct pane *pane)
{
	struct page *page = view->state;
	const struct list_look look = { .clock = listing_clock(view->app),
		.veiled = app_veiled(view->app),
		.focused = true,
		.sort = page->listing.sort,
		.chosen = list_chosen(app_conf(view->app), view->screen->name) };
	int below = peek_rows(&page->peek, pane->rows);
	struct pane list = pane_sub(pane, 0, 0, pane->rows - below, PANE_REST);
	struct pane peek = pane_sub(pane, pane->rows - below, 0, below, PANE_REST);
	char empty[600];

	if (page->list.above)
		load_skeleton(view, empty, sizeof empty);
	else
		page_empty(view, &page->listing, page->kind->empty, empty, sizeof empty);
	peek_draw(&page->peek, &peek);
	list_draw(&page->list, &list, &look, empty);
}

void page_status(const struct view *view, char *text, size_t size)
{
	const struct page *page = view->state;
	bool narrowed = page->listing.filter[0] != '\0';
	struct listing_facts facts = { .matched = page->matched,
		.total = page->total,
		.least = page->least,
		.fresh = page->list.fresh,
		.marked = list_marked(&page->list) };

	facts.rows = narrowed ? page->matched : page->total;
	window_place(&page->window, &facts,
		facts.rows <= LISTING_COUNTED && !(narrowed && page->least));
	page_words(view, &page->listing, &facts, text, size);
}

/* ---- the other slots ------------------------------------------------------------------- */

size_t page_targets(const struct view *view, struct target *targets, size_t n)
{
	const struct page *page = view->state;

	return page->kind->case_at >= 0 ? list_targets(&page->list, targets, n) : 0;
}

struct listing *page_listing(struct view *view)
{
	struct page *page = view->state;

	return &page->listing;
}

int64_t page_due(const struct view *view)
{
	const struct page *page = view->state;
	int64_t soonest = page_earlier(load_due(view), peek_due(&page->peek));

	soonest = page_earlier(soonest, load_rest_due(&page->load));
	return page_earlier(soonest, list_due(&page->list));
}

unsigned page_tick(struct view *view, int64_t now)
{
	struct page *page = view->state;

	if (list_due(&page->list) != 0 && list_due(&page->list) <= now)
		list_settle(&page->list);
	if (load_rest(&page->load))
		ask_counts(page);
	follow(page);
	return EFFECT_REDRAW | peek_tick(&page->peek, now);
}

/* ---- for other list screens ---------------------------------------------------------------- */

unsigned page_open_case(struct app *app, const char *code)
{
	struct call call = {
		.app = app, .view = app_front(app), .codes = { code }, .code_count = 1
	};

	return app_open(app, screen_find("case"), &call);
}

void page_start_scope(const struct view *view, struct listing *listing)
{
	static const enum scope scopes[] = { [CONF_SCOPE_ALL] = SCOPE_ALL,
		[CONF_SCOPE_OFFICE] = SCOPE_OFFICE,
		[CONF_SCOPE_MINE] = SCOPE_MINE };

	listing->scope = scopes[app_conf(view->app)->start.scope];
}

int page_take_filter(struct view *view, struct listing *listing, const struct call *call)
{
	char problem[200];
	size_t caret;

	if (call == NULL || call->value[0] == NULL)
		return 0;
	if (listing_filter(listing, call->value[0], problem, sizeof problem, &caret) == 0)
		return 0;
	app_say(view->app, SAY_ERROR, "%s", problem);
	return -1;
}

void page_empty(const struct view *view, const struct listing *listing, const char *otherwise,
	char *text, size_t size)
{
	if (!view->loaded)
		load_skeleton(view, text, size);
	else if (listing->filter[0] != '\0')
		snprintf(text, size, _("Nothing matches %s here. \\ clears the filter."),
			listing->filter);
	else if (listing->has_scope && listing->scope != SCOPE_ALL)
		snprintf(text, size, _("%s Shown is: %s. M shows others."), _(otherwise),
			_(scope_name(listing->scope)));
	else
		snprintf(text, size, "%s", _(otherwise));
}

void page_words(const struct view *view, const struct listing *listing,
	const struct listing_facts *facts, char *text, size_t size)
{
	size_t used;

	listing_words(listing, facts, text, size);
	used = strlen(text);
	snprintf(text + used, size - used, "%s%s", used > 0 ? "  " : "", load_words(view));
}

int64_t page_earlier(int64_t one, int64_t other)
{
	if (one == 0 || other == 0)
		return one + other;
	return one < other ? one : other;
}
