/* The views: one a tab, kept while the console runs, and those opened over the tab in front. */
#include "tui/app/state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/filter.h"
#include "tui/app/duty.h"
#include "tui/intl.h"
#include "tui/term/screen.h"
#include "tui/widgets/window.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/list.h"

enum {
	BELL_PAUSE_MS = 10000, /* no more often, whatever comes in */
	/* Counting the inbox costs more than a page: what is looked at comes first, of many changes
	 * in a row each console counts a few, and a hundred consoles do not count at once. */
	INBOX_LATER_MS = 1000,
	INBOX_PAUSE_MS = 5000,
	INBOX_SPREAD_MS = 3000,
	POLL_SPREAD = 5, /* this part of the time between polls is left to chance */
	SYMBOLS = 8 /* of a code */
};

int64_t views_poll_ms(const struct app *app)
{
	return (int64_t)app->conf->database.poll_s * 1000;
}

int64_t views_poll_least_ms(const struct app *app)
{
	return views_poll_ms(app) - views_poll_ms(app) / POLL_SPREAD;
}

struct view *app_front(const struct app *app)
{
	if (app->depth > 0)
		return app->stack[app->depth - 1];
	return app->tab >= 0 ? app->tabs[app->tab] : NULL;
}

bool views_typed(const struct app *app)
{
	const struct view *view = app_front(app);

	return view != NULL && view->screen->typing != NULL && view->screen->typing(view);
}

static int screen_place(const struct screen *screen)
{
	for (int i = 0; screens[i] != NULL && i < APP_TABS; i++) {
		if (screens[i] == screen)
			return i;
	}
	return -1;
}

static struct view *view_new(struct app *app, const struct screen *screen)
{
	struct view *view = calloc(1, sizeof *view);

	if (view == NULL)
		return NULL;
	view->screen = screen;
	view->app = app;
	view->state = calloc(1, screen->size > 0 ? screen->size : 1);
	if (view->state == NULL) {
		free(view);
		return NULL;
	}
	return view;
}

static void view_free(struct view *view)
{
	if (view == NULL)
		return;
	app_forget(view->app, view);
	if (view->app->of_line == view)
		view->app->of_line = NULL;
	if (view->screen->close != NULL)
		view->screen->close(view);
	text_done(&view->away);
	free(view->state);
	free(view);
}

static void drop_top(struct app *app)
{
	app->depth--;
	view_free(app->stack[app->depth]);
}

/* A view that comes to the front is asked again if something happened behind its back, or may
 * have: behind, nothing is read. */
static unsigned to_front(struct view *view)
{
	int64_t poll_ms = views_poll_ms(view->app);
	unsigned effects = EFFECT_REDRAW;

	if (!view->loaded || view->stale_topics != 0 || view->app->now - view->loaded_at >= poll_ms)
		effects |= EFFECT_RELOAD;
	return effects;
}

unsigned views_close_top(struct app *app)
{
	if (app->depth == 0)
		return EFFECT_NONE;
	drop_top(app);
	return to_front(app_front(app));
}

/* Where `[` goes back to. A step to somewhere new forgets what was ahead. */
static void leave_trail(struct app *app, int place)
{
	if (place < 0 || (app->trail_at >= 0 && app->trail[app->trail_at] == place))
		return; /* nothing was opened, or it is where we are */
	if (app->trail_at == APP_TRAIL - 1) {
		memmove(app->trail, app->trail + 1, sizeof app->trail - sizeof *app->trail);
		app->trail_at--;
	}
	app->trail[++app->trail_at] = place;
	app->trail_end = app->trail_at;
}

static unsigned open_tab(struct app *app, int place, const struct call *call)
{
	const struct screen *screen = screens[place];
	struct view *view = app->tabs[place];

	if (view == NULL) {
		view = view_new(app, screen);
		if (view == NULL) {
			app_say(app, SAY_ERROR, _("No memory left to open %s."), _(screen->title));
			return EFFECT_NONE;
		}
	}
	if ((app->tabs[place] == NULL || call != NULL) && screen->open != NULL &&
		screen->open(view, call) != 0) {
		if (app->tabs[place] == NULL)
			view_free(view);
		return EFFECT_REDRAW;
	}
	app->tabs[place] = view;
	while (app->depth > 0)
		drop_top(app);
	app->tab = place;
	return to_front(view) | (call != NULL ? EFFECT_RELOAD : 0);
}

/* ---- over the tab ---- */

/* The symbols of a code that tell it from others, whatever people leave out. */
static void put_symbols(char out[static SYMBOLS + 1], const char *code)
{
	size_t length = 0;

	for (; *code != '\0'; code++) {
		if (!isalnum((unsigned char)*code))
			continue;
		if (length == SYMBOLS)
			memmove(out, out + 1, --length);
		out[length++] = (char)toupper((unsigned char)*code);
	}
	out[length] = '\0';
}

static bool are_one(const struct view *a, const struct view *b)
{
	char where[80], of_a[SYMBOLS + 1], of_b[SYMBOLS + 1];

	if (a->screen != b->screen || !a->screen->one)
		return false;
	a->screen->where(a, where, sizeof where);
	put_symbols(of_a, where);
	b->screen->where(b, where, sizeof where);
	put_symbols(of_b, where);
	return strlen(of_a) == SYMBOLS && strcmp(of_a, of_b) == 0;
}

static struct view *take_out(struct app *app, size_t at)
{
	struct view *view = app->stack[at];

	app->depth--;
	memmove(&app->stack[at], &app->stack[at + 1], (app->depth - at) * sizeof *app->stack);
	return view;
}

/* The one that shows the same comes to the front instead of this one; false: none does. */
static bool bring_up(struct app *app, struct view *view)
{
	for (size_t i = 0; i < app->depth; i++) {
		if (!are_one(app->stack[i], view))
			continue;
		view_free(view);
		view = take_out(app, i);
		app->stack[app->depth++] = view;
		return true;
	}
	return false;
}

/* The oldest goes; never one that keeps what was typed, nor the one in front, nor who asks. */
static bool make_room(struct app *app, const struct view *asks)
{
	for (size_t i = 0; i + 1 < app->depth && app->depth == APP_DEPTH; i++)
		if (app->stack[i]->screen->take_back == NULL && app->stack[i] != asks)
			view_free(take_out(app, i));
	return app->depth < APP_DEPTH;
}

unsigned app_open(struct app *app, const struct screen *screen, const struct call *call)
{
	struct view *view;

	say_quiet(app);
	if (screen->tab != 0) {
		unsigned effects = open_tab(app, screen_place(screen), call);

		leave_trail(app, app->tab);
		return effects;
	}
	if (!make_room(app, call != NULL ? call->view : NULL)) {
		spill_refused(app);
		app_say(app, SAY_WARN, _("Too many screens are open: q closes this one."));
		return EFFECT_NONE;
	}
	view = view_new(app, screen);
	if (view == NULL) {
		app_say(app, SAY_ERROR, _("No memory left to open %s."), _(screen->title));
		return EFFECT_NONE;
	}
	if (screen->open != NULL && screen->open(view, call) != 0) {
		spill_refused(app);
		view_free(view);
		return EFFECT_REDRAW;
	}
	if (bring_up(app, view))
		return to_front(app_front(app));
	app->stack[app->depth++] = view;
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

bool app_go(struct app *app, int step)
{
	int to = app->trail_at + step;

	if (step < 0 && app->depth > 0) {
		app->effects |= views_close_top(app);
		return true;
	}
	if (to < 0 || to > app->trail_end)
		return false;
	app->trail_at = to;
	app->effects |= open_tab(app, app->trail[to], NULL);
	return true;
}

size_t app_depth(const struct app *app)
{
	return app->depth;
}

/* The bell tells that something new needs a person; the tab's number says so too, and stays. */
static void ring(struct app *app, int64_t before, int64_t now)
{
	if (before < 0 || now <= before ||
		(app->rang_at != 0 && app->now - app->rang_at < BELL_PAUSE_MS))
		return;
	app->rang_at = app->now;
	term_beep(app->term);
}

static unsigned inbox_counted(void *who, const struct answer *answer)
{
	struct app *app = who;
	int64_t before = app->inbox_count, alarms = app->alarm_count;

	if (answer->err != 0)
		return EFFECT_NONE;
	app->inbox_count = rows_int(answer->rows, 0, 0);
	app->alarm_count = rows_field_int(answer->rows, 0, "alarms");
	if (app->conf->ui.bell == CONF_BELL_ALL)
		ring(app, before, app->inbox_count);
	else if (app->conf->ui.bell == CONF_BELL_URGENT)
		ring(app, alarms, app->alarm_count);
	return app->inbox_count == before && app->alarm_count == alarms ? EFFECT_NONE :
									  EFFECT_REDRAW;
}

static unsigned urgent_counted(void *who, const struct answer *answer)
{
	struct app *app = who;
	int64_t before = app->inbox_urgent;

	if (answer->err != 0)
		return EFFECT_NONE;
	app->inbox_urgent = rows_int(answer->rows, 0, 0);
	ring(app, before, app->inbox_urgent);
	return EFFECT_NONE;
}

static unsigned triage_counted(void *who, const struct answer *answer)
{
	struct app *app = who;
	int64_t before = app->triage_count;

	if (answer->err != 0)
		return EFFECT_NONE;
	app->triage_count = rows_int(answer->rows, 0, 0);
	return app->triage_count == before ? EFFECT_NONE : EFFECT_REDRAW;
}

/* Somebody waits for it, and it is hers alone to do: it rings as what is urgent does. */
static unsigned approvals_counted(void *who, const struct answer *answer)
{
	struct app *app = who;
	int64_t before = app->approval_count;

	if (answer->err != 0)
		return EFFECT_NONE;
	app->approval_count = rows_int(answer->rows, 0, 0);
	if (app->conf->ui.bell != CONF_BELL_OFF)
		ring(app, before, app->approval_count);
	return app->approval_count == before ? EFFECT_NONE : EFFECT_REDRAW;
}

static void count(struct app *app, enum query query, const struct table *table, const char *words,
	app_answer_fn *counted)
{
	struct filter filter = { 0 };
	struct text sql = { 0 };
	size_t at;

	if (filter_parse(&filter, table, words, query_params(query) + 1, NULL, &at, NULL) != 0)
		return;
	if (filter_expand(&sql, query, table, &filter, NULL, NULL, NULL) == 0)
		app_ask_text(app, query, text_string(&sql), filter.params, (size_t)filter.count,
			counted, app);
	text_done(&sql);
	filter_done(&filter);
}

void views_count_inbox(struct app *app)
{
	app->inbox_due = 0;
	if (!app_is_live(app))
		return;
	app->inbox_at = app->now;
	count(app, Q_INBOX_COUNT, &inbox_table, "", inbox_counted);
	if (app->conf->ui.bell == CONF_BELL_URGENT)
		count(app, Q_INBOX_COUNT, &inbox_table, "priority:urgent", urgent_counted);
	if (app->me.may & VERB_WORKS) {
		count(app, Q_TRIAGE_COUNT, &triage_table, "", triage_counted);
		count(app, Q_APPROVAL_COUNT, &approval_table, "", approvals_counted);
	}
	watch_ask(app);
	duty_ask(app, false);
}

static void count_inbox_soon(struct app *app)
{
	int64_t due = app->now + INBOX_LATER_MS;

	if (app->inbox_due != 0)
		return;
	if (app->inbox_at + INBOX_PAUSE_MS > due)
		due = app->inbox_at + INBOX_PAUSE_MS;
	app->inbox_due = app->inbox_count < 0 ? app->now : due + clock_spread_ms(INBOX_SPREAD_MS);
}

static void load_front(struct app *app, bool news)
{
	struct view *view = app_front(app);

	if (view == NULL || view->screen->load == NULL)
		return;
	view->stale_topics = 0;
	view->asked_at = app->now;
	view->news = news;
	view->screen->load(view);
	count_inbox_soon(app);
	app->last_reload = app->now;
}

void views_reload(struct app *app)
{
	if (!app_is_live(app)) {
		pg_retry_now(app->pg);
		return;
	}
	load_front(app, false);
	greet_mark(app, false);
	app->poll_due = app->now + views_poll_ms(app) -
		clock_spread_ms(views_poll_ms(app) - views_poll_least_ms(app));
}

/* The next poll is not put off: it finds what no news told of. */
void views_hear(struct app *app)
{
	load_front(app, true);
	greet_mark(app, true);
}

static void touch_view(struct view *view, unsigned topics)
{
	if (view != NULL)
		view->stale_topics |= view->screen->topics & topics;
}

void app_touch(struct app *app, unsigned topics)
{
	for (int i = 0; i < APP_TABS; i++)
		touch_view(app->tabs[i], topics);
	for (size_t i = 0; i < app->depth; i++)
		touch_view(app->stack[i], topics);
	if (app->touch_due != 0)
		return;
	app->touch_due = app->last_reload + 1000 / app->conf->ui.paint_per_s;
	if (app->touch_due < app->now)
		app->touch_due = app->now;
}

static void changed_view(struct view *view, const char *id, int version)
{
	if (view != NULL && view->screen->changed != NULL)
		view->screen->changed(view, id, version);
}

void views_changed(struct app *app, const char *id, int version)
{
	app->watch_at = 0;
	for (int i = 0; i < APP_TABS; i++)
		changed_view(app->tabs[i], id, version);
	for (size_t i = 0; i < app->depth; i++)
		changed_view(app->stack[i], id, version);
}

static void unmark_in(struct view *view, const char *id)
{
	const struct listing *listing =
		view != NULL && view->screen->listing != NULL ? view->screen->listing(view) : NULL;

	if (listing != NULL && listing->window != NULL)
		list_unmark(listing->window->list, id);
}

void views_unmark(struct app *app, const char *id)
{
	for (int i = 0; i < APP_TABS; i++)
		unmark_in(app->tabs[i], id);
	for (size_t i = 0; i < app->depth; i++)
		unmark_in(app->stack[i], id);
}

void views_close_all(struct app *app)
{
	while (app->depth > 0)
		drop_top(app);
	for (int i = 0; i < APP_TABS; i++) {
		view_free(app->tabs[i]);
		app->tabs[i] = NULL;
	}
	app->tab = -1;
}
