#include "tui/widgets/page.h"

#include <stdio.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/column.h"
#include "tui/app/initials.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/term/screen.h"

/* Whose records are shown at first: as configured. */
static void start_scope(struct page *page)
{
	static const enum scope scopes[] = { [CONF_SCOPE_ALL] = SCOPE_ALL,
		[CONF_SCOPE_OFFICE] = SCOPE_OFFICE,
		[CONF_SCOPE_MINE] = SCOPE_MINE };

	page->listing.scope = scopes[app_conf(page->view->app)->start.scope];
}

/* The first value of a call, if any, is the filter. */
static int take_filter(struct page *page, const struct call *call)
{
	char problem[200];
	size_t caret;

	if (call == NULL || call->value[0] == NULL)
		return 0;
	if (listing_filter(&page->listing, call->value[0], problem, sizeof problem, &caret) == 0)
		return 0;
	app_say(page->view->app, SAY_ERROR, "%s", problem);
	return -1;
}

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
	peek_init(&page->peek, view->app, kind->peek != NULL ? kind->peek : &peek_case);
	page->matched = page->total = -1;
	if (kind->scoped)
		start_scope(page);
}

int page_open(struct view *view, const struct page_kind *kind, const struct call *call)
{
	struct page *page = view->state;

	if (page->view == NULL)
		page_init(page, view, kind);
	return take_filter(page, call);
}

void page_close(struct view *view)
{
	struct page *page = view->state;

	if (page->view == NULL)
		return;
	page_forget(page);
	window_done(&page->window);
	list_done(&page->list);
	peek_done(&page->peek);
}

/* ---- asking ---------------------------------------------------------------------------- */

/* Asked anew each time: filter and order are changed by others, who do not know which list that
 * brings to the front. */
static struct window *front(struct page *page)
{
	if (page->kind->front != NULL)
		page->listing.window = page->kind->front(page);
	return page->listing.window;
}

void page_follow(struct page *page)
{
	const struct list *list = front(page)->list;
	const struct list_item *item = list_focused(list);
	const char *id = "";

	if (item != NULL && item->row >= 0 && page->kind->case_at >= 0)
		id = rows_text(list->rows, item->row, page->kind->case_at);
	peek_follow(&page->peek, list, id, app_now(page->view->app));
}

unsigned page_took(struct page *page, struct window *window, const struct answer *answer)
{
	unsigned effects;

	if (!load_took(&page->load, answer)) {
		window_failed(window);
		return EFFECT_REDRAW;
	}
	initials_stale(page->view->app);
	effects = window_took(window, &page->listing, page->view, answer->rows);
	page_follow(page);
	return effects;
}

static unsigned took_rows(void *who, const struct answer *answer)
{
	struct page *page = PAGE_OF(who, struct page, list);

	return page_took(page, &page->window, answer);
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

static struct param offices(const struct page *page)
{
	return param_text(app_offices(page->view->app, page->listing.scope));
}

/* As typed, and by what the screen itself adds. */
static struct listing narrowed(const struct page *page)
{
	struct listing listing = page->listing;

	listing.always = page->kind->always;
	return listing;
}

static void ask_counts(struct page *page)
{
	const struct page_kind *kind = page->kind;
	const struct param params = offices(page);
	const struct listing_question question = {
		.query = kind->count, .params = &params, .count = kind->scoped
	};
	struct app *app = page->view->app;
	struct listing matched = narrowed(page), all = matched;

	if (kind->ask_counts != NULL)
		kind->ask_counts(page);
	if (kind->count == Q_NONE)
		return;
	all.filter[0] = '\0';
	load_asked(&page->load, listing_ask(&all, app, &question, took_total, &page->total));
	if (matched.filter[0] != '\0')
		load_asked(&page->load,
			listing_ask(&matched, app, &question, took_matched, &page->matched));
}

void page_ask(struct page *page)
{
	const struct page_kind *kind = page->kind;
	struct app *app = page->view->app;
	const struct listing listing = narrowed(page);
	const struct param params[2] = { offices(page) };
	const struct listing_question question = {
		.query = kind->rows, .params = params, .count = kind->scoped + 1u
	};

	load_asked(&page->load,
		window_ask(&page->window, &listing, app, question, kind->scoped,
			(size_t)term_rows(app_term(app)), took_rows, &page->list));
}

void page_ask_rest(struct page *page)
{
	load_asked_rows(&page->load);
	if (!load_is_whole(&page->load))
		return;
	ask_counts(page);
	page_follow(page);
	peek_load(&page->peek);
}

void page_forget(struct page *page)
{
	struct app *app = page->view->app;

	app_forget(app, &page->list);
	app_forget(app, &page->matched);
	app_forget(app, &page->total);
}

/* Another question has other numbers, and its rows need not wait for the hands to rest. */
bool page_renew(struct page *page)
{
	if (!listing_renewed(&page->listing))
		return false;
	page->matched = page->total = -1;
	window_reset(&page->window);
	return true;
}

void page_load(struct view *view)
{
	struct page *page = view->state;

	page_renew(page);
	page_forget(page);
	load_begin(&page->load, view);
	page_ask(page);
	page_ask_rest(page);
}

/* ---- keys ------------------------------------------------------------------------------ */

static unsigned open_case(struct app *app, const char *code)
{
	struct call call = {
		.app = app, .view = app_front(app), .codes = { code }, .code_count = 1
	};

	return app_open(app, screen_find("case"), &call);
}

static unsigned open_cases_of(struct page *page, int row)
{
	char filter[40];
	struct call call = { .app = page->view->app, .view = page->view, .value = { filter } };

	snprintf(filter, sizeof filter, "office:%s",
		rows_text(front(page)->list->rows, row, page->kind->office_at));
	return app_open(page->view->app, screen_find("cases"), &call);
}

unsigned page_enter(struct page *page)
{
	const struct list_item *item = list_focused(front(page)->list);

	if (item != NULL && item->row >= 0 && page->kind->office_at > 0)
		return open_cases_of(page, item->row);
	if (item == NULL || page->kind->case_at < 0)
		return EFFECT_IGNORED;
	return open_case(page->view->app, item->code);
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
	if (view->screen->tab == 0 || beside == NULL || beside->tab == 0)
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

unsigned page_move(struct page *page, const struct input_event *event)
{
	unsigned effects = window_key(front(page), &page->listing, page->view->app, event);

	if (effects != EFFECT_IGNORED)
		page_follow(page);
	return effects;
}

unsigned page_key(struct view *view, const struct input_event *event)
{
	if (event->key == INPUT_ENTER)
		return page_enter(view->state);
	if (tab_step(event) != 0)
		return go_tab(view, tab_step(event));
	return page_move(view->state, event);
}

/* ---- drawing --------------------------------------------------------------------------- */

static const char *initials_of(void *who, const char *subject)
{
	return initials_show(who, subject);
}

/* The column comes with the first that are known, for all lists of cases alike: it would else come
 * and go with each row. */
struct list_look page_look(const struct page *page)
{
	const struct view *view = page->view;
	bool cases = page->kind->case_at >= 0;

	return (struct list_look){ .clock = listing_clock(view->app),
		.veiled = app_veiled(view->app),
		.focused = true,
		.sort = page->listing.sort,
		.keep = page->kind->keep,
		.tells = page->kind->tells,
		.chosen = list_chosen(app_conf(view->app), view->screen->name),
		.initials = cases ? initials_of : NULL,
		.who = view->app,
		.has_initials = cases && initials_any(view->app) };
}

struct pane page_draw_peek(struct page *page, struct pane *pane)
{
	int below = peek_rows(&page->peek, pane->rows);
	struct pane lower = pane_sub(pane, pane->rows - below, 0, below, PANE_REST);

	peek_draw(&page->peek, &lower);
	return pane_sub(pane, 0, 0, pane->rows - below, PANE_REST);
}

static const char *why_empty(const struct page *page)
{
	const struct page_kind *kind = page->kind;

	return kind->others != NULL && !(app_me(page->view->app)->may & VERB_WORKS) ? kind->others :
										      kind->empty;
}

void page_draw(struct view *view, struct pane *pane)
{
	struct page *page = view->state;
	const struct list_look look = page_look(page);
	struct pane upper = page_draw_peek(page, pane);
	char empty[600];

	if (page->list.rows == NULL || page->list.above)
		load_skeleton(view, empty, sizeof empty);
	else
		page_empty(page, why_empty(page), empty, sizeof empty);
	list_draw(&page->list, &upper, &look, empty);
}

void page_status(const struct view *view, char *text, size_t size)
{
	const struct page *page = view->state;
	bool narrowed = page->listing.filter[0] != '\0';
	struct listing_facts facts = { .matched = page->matched,
		.total = page->total,
		.exact = page->kind->counted,
		.least = page->least,
		.fresh = page->list.fresh,
		.marked = list_marked(&page->list) };

	facts.rows = narrowed ? page->matched : page->total;
	window_place(&page->window, &facts,
		narrowed ? !page->least && facts.rows <= LISTING_COUNTED :
			   page->kind->counted || facts.rows <= LISTING_COUNTED);
	page_words(page, &facts, text, size);
}

/* ---- the other slots ------------------------------------------------------------------- */

size_t page_targets(const struct view *view, struct target *targets, size_t n)
{
	const struct page *page = view->state;

	return page->kind->case_at >= 0 ?
		list_targets(&page->list, targets, n, app_now(view->app)) :
		0;
}

void page_changed(struct view *view, const char *id, int version)
{
	struct page *page = view->state;

	list_changed(&page->list, id, version);
}

struct listing *page_listing(struct view *view)
{
	struct page *page = view->state;

	front(page);
	return &page->listing;
}

int64_t page_due(const struct view *view)
{
	const struct page *page = view->state;
	int64_t soonest = clock_earlier(load_due(view), peek_due(&page->peek));

	soonest = clock_earlier(soonest, load_rest_due(&page->load));
	return clock_earlier(soonest, list_due(&page->list));
}

static bool is_due(int64_t due, int64_t now)
{
	return due != 0 && due <= now;
}

bool page_settle(struct list *list, int64_t now)
{
	if (!is_due(list_due(list), now))
		return false;
	list_rest(list, now);
	return true;
}

unsigned page_tick(struct view *view, int64_t now)
{
	struct page *page = view->state;
	bool words = is_due(load_due(view), now), settled = page_settle(&page->list, now);
	unsigned effects = EFFECT_REDRAW;

	if (load_rest(&page->load)) {
		ask_counts(page);
		if (page->kind->brief)
			peek_load(&page->peek);
		/* The answer has something to show, and nothing else has changed. */
		if (page->load.waiting > 0 && !words && !settled)
			effects = EFFECT_NONE;
	}
	page_follow(page);
	return effects | peek_tick(&page->peek, now);
}

/* ---- words ----------------------------------------------------------------------------- */

void page_empty(const struct page *page, const char *otherwise, char *text, size_t size)
{
	const struct listing *listing = &page->listing;

	if (!page->view->loaded)
		load_skeleton(page->view, text, size);
	else if (listing->filter[0] != '\0')
		snprintf(text, size, _("Nothing matches %s here. \\ clears the filter."),
			listing->filter);
	else if (listing->has_scope && listing->scope != SCOPE_ALL)
		snprintf(text, size, _("%s Shown is: %s. M shows others."), _(otherwise),
			_(scope_name(listing->scope)));
	else
		snprintf(text, size, "%s", _(otherwise));
}

void page_words(const struct page *page, const struct listing_facts *facts, char *text, size_t size)
{
	const bool waits = listing_waits(&page->listing) && !app_is_live(page->view->app);
	size_t used;

	listing_words(&page->listing, facts, text, size);
	used = strlen(text);
	snprintf(text + used, size - used, "%s%s", used > 0 ? "  " : "",
		waits ? _("not read yet") : load_words(page->view));
}
