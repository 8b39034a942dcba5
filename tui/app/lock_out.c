/* Who may not enter any more: what she had is gone, and that stands there. */
#include "tui/app/lock.h"

#include "db/base/text.h"
#include "tui/app/prompt.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/term/screen.h"

void lock_shut_out(struct app *app)
{
	if (app->shut_out)
		return;
	app->shut_out = true;
	if (vault_holds_keys(app) && !app_lock(app))
		vault_put_away(app);
	/* Nor is a passphrase tried that was on its way. */
	if (lock_covers(app) && app->lock.step != LOCK_REFUSED)
		lock_begin_typing(app);
	vault_forget(app);
	prompt_forget();
	app_unshow(app);
	app_log(app, "login", "shut out");
}

void lock_let_in(struct app *app)
{
	app->shut_out = false;
	app->effects |= EFFECT_REDRAW;
}

/* It comes in the middle of what is typed: no letter does anything. */
void lock_out_key(struct app *app, const struct input_event *event)
{
	switch (event->key) {
	case INPUT_ENTER:
		pg_retry_now(app->pg);
		break;
	case INPUT_CTRL('c'):
		app->effects |= EFFECT_QUIT;
		break;
	case INPUT_CTRL('l'):
		app->effects |= EFFECT_REPAINT;
		break;
	case INPUT_CTRL('z'):
		app->effects |= EFFECT_SUSPEND;
		break;
	default:
		break;
	}
	app->effects |= EFFECT_REDRAW;
	if (app->term != NULL)
		input_wipe(term_input(app->term));
}

void lock_out_draw(const struct app *app, const struct pane *whole)
{
	bool trying = pg_state(app->pg) == PG_CONNECTING;

	lock_says(whole, whole->rows / 6,
		_("This login may not enter any more. Ask an admin.\n\nNothing is shown here, and "
		  "this console has no keys any more. If you are let in again, Enter goes on."));
	pane_put(whole, whole->rows - 1, 0, PANE_REST, STYLE_NORMAL,
		trying ? _("trying ...") : _("Enter try again  ^C leave"));
	pane_cursor(whole, whole->rows - 1, 0);
}
