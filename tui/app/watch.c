/* Whether people are woken, and whether it is for me. What waits too long is moved on by whoever
 * asks: so it does not hang on the service that sends messages. */
#include "tui/app/state.h"

#include <string.h>

#include "tui/intl.h"
#include "tui/term/screen.h"

enum { WATCH_MS = 10000 };
enum { WATCHED_NOTIFY, WATCHED_WAITING, WATCHED_MINE };

static enum watch_state state_of(const char *word)
{
	if (strcmp(word, "down") == 0)
		return WATCH_DOWN;
	return strcmp(word, "fails") == 0 ? WATCH_FAILS : WATCH_FINE;
}

static void tell(struct app *app, enum watch_state now, int64_t mine)
{
	if (app->watch != now && now == WATCH_DOWN)
		app_say(app, SAY_WARN, "%s",
			_("Nobody is being woken: the notify service is down. Telephone "
			  "yourself."));
	if (app->watch != now && now == WATCH_FAILS)
		app_say(app, SAY_WARN, "%s",
			_("Nobody is being woken: a message does not go out. Telephone yourself."));
	if (mine > app->asked_me && mine > 0) {
		app_say(app, SAY_WARN, "%s",
			_("You are asked to look at a case now: it is on top of your inbox (8)."));
		if (app->conf->ui.bell != CONF_BELL_OFF)
			term_beep(app->term);
	}
}

static unsigned watched(void *who, const struct answer *answer)
{
	struct app *app = who;
	enum watch_state now;
	int64_t mine;

	if (answer->err != 0)
		return EFFECT_NONE;
	now = state_of(rows_text(answer->rows, 0, WATCHED_NOTIFY));
	mine = rows_int(answer->rows, 0, WATCHED_MINE);
	tell(app, now, mine);
	if (app->watch == now && app->asked_me == mine)
		return EFFECT_NONE;
	app->watch = now;
	app->asked_me = mine;
	return EFFECT_REDRAW;
}

void watch_ask(struct app *app)
{
	if ((app->me.may & VERB_WORKS) == 0 ||
		(app->watch_at != 0 && app->now - app->watch_at < WATCH_MS))
		return;
	app->watch_at = app->now;
	app_ask(app, Q_ESCALATION_WATCH, NULL, 0, watched, app);
}

const char *watch_words(const struct app *app)
{
	return app->watch != WATCH_FINE && app_is_live(app) ? _("NOBODY IS WOKEN  ") : "";
}
