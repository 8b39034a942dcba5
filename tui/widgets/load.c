#include "tui/widgets/load.h"

#include <inttypes.h>
#include <stdio.h>

#include "db/base/clock.h"
#include "tui/app/app.h"
#include "tui/intl.h"

void load_begin(struct load *load, struct view *view)
{
	int64_t later = app_now(view->app) + LOAD_REST_MS + clock_spread_ms(LOAD_SPREAD_MS);
	int64_t rest_at = 0;

	/* Not put off by more news. */
	if (view->news)
		rest_at = load->rest_at != 0 ? load->rest_at : later;
	*load = (struct load){ .view = view, .rest_at = rest_at };
}

bool load_is_whole(const struct load *load)
{
	return load->rest_at == 0;
}

bool load_rest(struct load *load)
{
	if (load->rest_at == 0 || load->rest_at > app_now(load->view->app))
		return false;
	load->rest_at = 0;
	return app_is_live(load->view->app); /* the return to it reads all */
}

int64_t load_rest_due(const struct load *load)
{
	return load->rest_at;
}

static void fail(struct load *load, const struct answer *answer)
{
	bool lost = answer->err == ERR_OFFLINE || answer->err == ERR_TIMEOUT;

	if (!load->failed && !lost)
		app_say(load->view->app, SAY_ERROR,
			_("%s could not be read: %s (code %s). R asks again."),
			_(load->view->screen->title), answer->message, answer->sqlstate);
	load->failed = true;
}

static void end(struct load *load)
{
	struct view *view = load->view;

	if (load->waiting > 0)
		return;
	view->asked_at = 0;
	if (load->failed)
		return;
	view->loaded = true;
	view->loaded_at = app_now(view->app);
}

void load_asked(struct load *load, int result)
{
	static const struct answer refused = { .err = ERR_INPUT, .message = "", .sqlstate = "-" };

	if (result == 0) {
		load->waiting++;
		if (load->view->asked_at == 0)
			load->view->asked_at = app_now(load->view->app);
		return;
	}
	fail(load, &refused);
	end(load);
}

void load_asked_rows(struct load *load)
{
	load->rows = load->waiting;
}

bool load_took(struct load *load, const struct answer *answer)
{
	load->waiting--;
	if (answer->err != 0)
		fail(load, answer);
	if (load->rows > 0 && --load->rows == 0 && !load->failed)
		load->view->shown = true;
	end(load);
	return answer->err == 0;
}

bool load_kept(struct load *load, const struct answer *answer, struct rows **rows)
{
	if (!load_took(load, answer))
		return false;
	rows_unref(*rows);
	*rows = rows_ref(answer->rows);
	return true;
}

/* ---- words ----------------------------------------------------------------------------- */

static int64_t waited(const struct view *view)
{
	return view->asked_at != 0 ? app_now(view->app) - view->asked_at : 0;
}

const char *load_words(const struct view *view)
{
	return waited(view) >= LOAD_QUIET_MS ? _("loading...") : "";
}

void load_skeleton(const struct view *view, char *text, size_t size)
{
	int64_t seconds = waited(view) / 1000;

	if (view->asked_at == 0 && app_me(view->app)->known)
		snprintf(text, size, _("%s: not read yet, there is no line to the database."),
			_(view->screen->title));
	else if (seconds < 1)
		snprintf(text, size, _("Loading %s..."), _(view->screen->title));
	else
		snprintf(text, size, _("Loading %s... %" PRId64 "s"), _(view->screen->title),
			seconds);
}

int64_t load_due(const struct view *view)
{
	if (view->asked_at == 0)
		return 0;
	if (waited(view) < LOAD_QUIET_MS)
		return view->asked_at + LOAD_QUIET_MS;
	return view->loaded ? 0 : view->asked_at + (waited(view) / 1000 + 1) * 1000;
}

unsigned load_tick(struct view *view, int64_t now)
{
	(void)view, (void)now;
	return EFFECT_REDRAW;
}
