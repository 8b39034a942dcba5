/* What the passphrase screen looks like, and the warning before it. */
#include "tui/app/lock.h"

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"

enum { TEXT_COLS = 60 };

const char *lock_warning(const struct app *app, char text[static LOCK_WARNING])
{
	int64_t left = lock_idle_end(app) - app->now;
	int64_t steps = (left + LOCK_STEP_MS - 1) / LOCK_STEP_MS;

	if (!lock_may(app) || !app->lock.warned)
		return NULL;
	snprintf(text, LOCK_WARNING, _("The vault locks in %d s. Any key keeps it open."),
		(int)((steps > 0 ? steps : 1) * LOCK_STEP_MS / 1000));
	return text;
}

/* What goes on below the prompt; "" while there is nothing to say. */
static void say_below(const struct app *app, char *text, size_t size)
{
	const struct lock *lock = &app->lock;
	const char *hint;

	text[0] = '\0';
	switch (lock->step) {
	case LOCK_OFF:
		return;
	case LOCK_TYPING:
		hint = lock->problem[0] != '\0' ? lock->problem : passphrase_hint(&lock->typed);
		snprintf(text, size, "%s", hint != NULL ? hint : "");
		return;
	case LOCK_TRYING:
	case LOCK_SHOWN:
		break;
	case LOCK_OPENING:
		snprintf(text, size, "%s", _("reading your keys ..."));
		return;
	case LOCK_REFUSED:
		text_copy(text, size, lock->problem);
		return;
	}
	if (!vault_knows_whose(app))
		snprintf(text, size, "%s",
			app_is_live(app) ? _("asking the database whose keys yours are ...") :
					   _("the line is gone; it goes on when it is back"));
	else if (lock->others)
		snprintf(text, size, "%s", _("others are unlocking on this host; you are next"));
	else if (lock->try_at > app->now)
		snprintf(text, size, _("After so many wrong ones this one is tried in %d s."),
			(int)((lock->try_at - app->now + 999) / 1000));
	else
		snprintf(text, size, "%s", _("unlocking, about 1 s"));
}

void lock_says(const struct pane *whole, int row, const char *text)
{
	int cols = whole->cols - 2 < TEXT_COLS ? whole->cols - 2 : TEXT_COLS;
	struct pane below = pane_sub(whole, row, (whole->cols - cols) / 2, PANE_REST, cols);
	size_t next, length;

	for (row = 0; row < below.rows && *text != '\0'; row++) {
		length = cells_wrap(text, strlen(text), below.cols, &next);
		pane_put_part(&below, row, 0, PANE_REST, STYLE_NORMAL, text, length);
		text += next;
	}
}

static void draw_says(const struct app *app, const struct pane *whole, int row)
{
	char text[sizeof app->lock.problem];

	say_below(app, text, sizeof text);
	lock_says(whole, row, text);
}

/* Nothing is asked for. */
static void draw_refused(const struct app *app, const struct pane *whole)
{
	draw_says(app, whole, whole->rows / 6);
	pane_put(whole, whole->rows - 1, 0, PANE_REST, STYLE_NORMAL, _("Esc back"));
	pane_cursor(whole, whole->rows - 1, 0);
}

void lock_draw(struct app *app, const struct pane *whole)
{
	struct lock *lock = &app->lock;
	const char *prompt = _("passphrase:"), *typed = _("typed");
	int width = cells_width_of(prompt) + 1, row = whole->rows / 3;
	int col = (whole->cols - width - cells_width_of(typed)) / 2;

	if (lock->step == LOCK_REFUSED) {
		draw_refused(app, whole);
		return;
	}
	col = col > 0 ? col : 0;
	pane_put(whole, row, col, PANE_REST, STYLE_NORMAL, prompt);
	if (lock->step != LOCK_TYPING || lock->typed.length > 0)
		pane_put(whole, row, col + width, PANE_REST, STYLE_NORMAL, typed);
	draw_says(app, whole, row + 2);
	if (!lock->locked && whole->rows - 1 > row)
		pane_put(whole, whole->rows - 1, 0, PANE_REST, STYLE_NORMAL,
			_("Enter unlocks   Esc back"));
	pane_cursor(whole, row, col + width);
	if (lock->step == LOCK_TRYING && lock->try_at <= app->now && vault_knows_whose(app))
		lock->step = LOCK_SHOWN;
}
