/* The views: one a tab, kept while the console runs, and those opened over the tab in front. */
#include "tui/app/state.h"

#include <stdlib.h>
#include <string.h>

#include "db/filter.h"
#include "tui/app/intl.h"

struct view *app_front(const struct app *app)
{
	if (app->depth > 0)
		return app->stack[app->depth - 1];
	return app->tab >= 0 ? app->tabs[app->tab] : NULL;
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
	if (view->screen->close != NULL)
		view->screen->close(view);
	free(view->state);
	free(view);
}

static void drop_top(struct app *app)
{
	app->depth--;
	view_free(app->stack[app->depth]);
}

/* A view that comes to the front is asked again if something happened behind its back. */
static unsigned to_front(struct view *view)
{
	unsigned effects = EFFECT_REDRAW;

	if (!view->loaded || view->stale_topics != 0)
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
	if (app->trail_at >= 0 && app->trail[app->trail_at] == place)
		return;
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

unsigned app_open(struct app *app, const struct screen *screen, const struct call *call)
{
	struct view *view;

	if (screen->tab != 0) {
		unsigned effects = open_tab(app, screen_place(screen), call);

		leave_trail(app, app->tab);
		return effects;
	}
	if (app->depth == APP_DEPTH) {
		app_say(app, SAY_WARN, _("Too many screens are open: q closes this one."));
		return EFFECT_NONE;
	}
	view = view_new(app, screen);
	if (view == NULL) {
		app_say(app, SAY_ERROR, _("No memory left to open %s."), _(screen->title));
		return EFFECT_NONE;
	}
	if (screen->open != NULL && screen->open(view, call) != 0) {
		view_free(view);
		return EFFECT_REDRAW;
	}
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

static unsigned inbox_counted(void *who, const struct answer *answer)
{
	struct app *app = who;
	int64_t count = answer->err == 0 ? rows_int(answer->rows, 0, 0) : app->inbox_unread;

	if (count == app->inbox_unread)
		return EFFECT_NONE;
	app->inbox_unread = count;
	return EFFECT_REDRAW;
}

static void count_inbox(struct app *app)
{
	struct text sql = { 0 };

	if (filter_expand(&sql, Q_INBOX_COUNT, &inbox_table, NULL, NULL, NULL) == 0)
		app_ask_text(app, Q_INBOX_COUNT, text_string(&sql), NULL, 0, inbox_counted, app);
	text_done(&sql);
}

void views_reload(struct app *app)
{
	struct view *view = app_front(app);

	if (view == NULL || view->screen->load == NULL)
		return;
	if (!session_live(app)) {
		pg_retry_now(app->pg);
		return;
	}
	view->stale_topics = 0;
	view->asked_at = app->now;
	view->screen->load(view);
	count_inbox(app);
	app->last_reload = app->now;
	app->poll_due = app->now + (int64_t)app->conf->database.poll_s * 1000;
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
