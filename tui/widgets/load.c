#include "tui/widgets/load.h"

#include <inttypes.h>
#include <stdio.h>

#include "tui/app/app.h"
#include "tui/intl.h"

void load_begin(struct load *load, struct view *view)
{
	*load = (struct load){ .view = view };
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
		return;
	}
	fail(load, &refused);
	end(load);
}

bool load_took(struct load *load, const struct answer *answer)
{
	load->waiting--;
	if (answer->err != 0)
		fail(load, answer);
	end(load);
	return answer->err == 0;
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
