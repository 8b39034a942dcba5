#include "tui/app/lock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "db/base/clock.h"
#include "db/base/text.h"
#include "tui/app/change.h"
#include "tui/app/prompt.h"
#include "tui/app/resume.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"

/* It is another's turn: looked again so soon, and as much by chance. */
enum { OTHERS_MS = 200 };

bool lock_covers(const struct app *app)
{
	return app->lock.step != LOCK_OFF;
}

static void wipe_held(struct lock *lock)
{
	explicit_bzero(lock->held, sizeof lock->held);
	lock->held_count = 0;
	lock->held_lost = false;
}

void lock_begin_typing(struct app *app)
{
	struct lock *lock = &app->lock;

	passphrase_clear(&lock->typed);
	wipe_held(lock);
	lock->step = LOCK_TYPING;
	lock->others = false;
	lock->typed_at = app->now;
	app->effects |= EFFECT_REDRAW;
}

/* ---- from open to locked ---- */

bool lock_may(const struct app *app)
{
	return vault_is_open(app) && !app->lock.locked;
}

/* What was typed for something else is no part of a passphrase. */
static void drop_typed(struct app *app)
{
	if (app->term == NULL)
		return;
	do
		input_drop(term_input(app->term));
	while (term_read(app->term, app->now) > 0);
	input_wipe(term_input(app->term));
}

bool app_lock(struct app *app)
{
	struct lock *lock = &app->lock;
	struct error e = { 0 };

	if (lock->locked)
		return true;
	if (lock->typed.bytes == NULL && vault_prepare(app, &e) != 0) {
		app_say(app, SAY_WARN,
			_("Not locked, for nothing would unlock it again. %s :veil leaves only "
			  "codes and clocks."),
			e.text);
		return false;
	}
	lock->locked = true;
	lock->warned = false;
	lock->problem[0] = '\0';
	drop_typed(app);
	lock_begin_typing(app);
	vault_put_away(app);
	prompt_forget();
	app_unshow(app);
	app_log(app, "vault", "locked");
	if (!vault_knows_whose(app) && app_is_live(app))
		vault_ask_whose(app);
	return true;
}

void lock_touch(struct app *app)
{
	app->lock.key_at = app->now;
	if (app->lock.warned)
		app->effects |= EFFECT_REDRAW;
	app->lock.warned = false;
}

/* ---- from the passphrase to open ---- */

static void uncover(struct app *app)
{
	struct lock *lock = &app->lock;

	passphrase_clear(&lock->typed);
	lock->step = LOCK_OFF;
	lock->locked = false;
	lock->problem[0] = '\0';
	lock_touch(app);
	app->effects |= EFFECT_REDRAW;
}

static void tell(struct app *app, bool open)
{
	app_unlock_fn *fn = app->lock.fn;

	app->lock.fn = NULL;
	if (fn != NULL)
		app->effects |= fn(app->lock.who, open) & ~(unsigned)EFFECT_IGNORED;
}

/* As if typed now; but what opened meanwhile and asks something has not been seen yet. */
static void replay(struct app *app)
{
	struct lock *lock = &app->lock;
	struct held held[LOCK_HELD];
	size_t count = lock->held_count, i;
	bool lost = lock->held_lost;

	memcpy(held, lock->held, sizeof held);
	wipe_held(lock);
	for (i = 0; i < count && !lock_covers(app) && !app->choosing && !app->ending; i++) {
		const struct input_event event = {
			.key = held[i].key, .raw = held[i].raw, .raw_len = held[i].length
		};

		app_event(app, &event);
		app_carry_out(app);
	}
	explicit_bzero(held, sizeof held);
	if (lost || i < count)
		app_say(app, SAY_WARN, _("Some of what you typed while it unlocked was dropped."));
}

/* Keys were meant for what was there when they were typed, not for where she was led back to. */
static void finish(struct app *app, bool open)
{
	bool may_lead_back;

	uncover(app);
	if (open) {
		lock_begin_watch(app);
		app_log(app, "vault", "open");
		vault_take_back(app);
	}
	may_lead_back = resume_is_there(app);
	tell(app, open);
	if (may_lead_back && !resume_is_there(app) && app->lock.held_count > 0) {
		wipe_held(&app->lock);
		app->lock.held_lost = true;
	}
	replay(app);
}

/* It cannot be had, and the person may be typing: the screen stays hers to leave. */
static void refuse(struct app *app, const char *why)
{
	struct lock *lock = &app->lock;
	bool typing = lock->step == LOCK_TYPING && (lock->typed.length > 0 || lock->typed.refused);

	lock->begun = typing || lock->held_count > 0;
	passphrase_clear(&lock->typed);
	wipe_held(lock);
	lock->step = LOCK_REFUSED;
	text_copy(lock->problem, sizeof lock->problem, why);
	app->effects |= EFFECT_REDRAW;
}

/* The person goes back. */
static void give_up(struct app *app)
{
	wipe_held(&app->lock);
	uncover(app);
	tell(app, false);
}

static void wrong(struct app *app)
{
	struct lock *lock = &app->lock;
	int64_t wait = 0;

	lock->wrong++;
	if (lock->wrong >= LOCK_FREE_TRIES) {
		int doubled = lock->wrong - LOCK_FREE_TRIES;

		wait = doubled < 5 ? INT64_C(1000) << doubled : LOCK_LONGEST_MS;
	}
	lock->not_before = app->now + wait;
	snprintf(lock->problem, sizeof lock->problem, "%s", _("That passphrase is wrong."));
	drop_typed(app);
	lock_begin_typing(app);
	app_log(app, "vault", "wrong passphrase");
}

/* A locked screen names no file. */
static const char *locked_problem(int r)
{
	switch ((enum err)r) {
	case ERR_CONTRACT:
		return _("A newer homeward wrote the key file: this one has to be updated.");
	case ERR_TAMPERED:
		return _(
			"The key file is damaged or of another host. It is not your passphrase, "
			"which was not tried. Put back its copy, or leave with ^C: `homeward keys` "
			"then says more.");
	case ERR_MEMORY:
		return _("There is not enough memory on this host just now. Try again.");
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_REFUSED:
	case ERR_OFFLINE:
	case ERR_TIMEOUT:
	case ERR_UNKNOWN:
	case ERR_SERVER:
	case ERR_IO:
	case ERR_KEY:
	case ERR_PASSPHRASE:
		break;
	}
	return _("The key file or this host's secret cannot be used. ^C leaves.");
}

static const char *offline_problem(const struct app *app)
{
	if (app_is_live(app))
		return _("The vault stays shut: the database does not answer, and it says whose "
			 "keys yours are. Try again.");
	return _("The vault stays shut: the database cannot be reached, which says whose keys "
		 "yours are. Try again when LIVE.");
}

static void failed(struct app *app, int r, const char *why)
{
	struct lock *lock = &app->lock;

	app_log(app, "vault", error_word((enum err)r));
	if (lock->locked) {
		snprintf(lock->problem, sizeof lock->problem, "%s", locked_problem(r));
		lock_begin_typing(app);
		return;
	}
	refuse(app, why);
}

/* ... which nobody has said yet. */
static void cannot(struct app *app, int r, const char *why)
{
	if (!app->lock.locked)
		app_say(app, SAY_ERROR, "%s", why);
	failed(app, r, why);
}

static const char *why_not(const struct app *app, int r)
{
	return r == ERR_OFFLINE || r == ERR_TIMEOUT ? offline_problem(app) : vault_why(app);
}

static void right(struct app *app)
{
	struct lock *lock = &app->lock;

	lock->wrong = 0;
	lock->not_before = 0;
	lock->step = LOCK_OPENING;
	app->effects |= EFFECT_REDRAW;
	if (vault_is_open(app)) {
		vault_refresh(app);
		finish(app, true);
	} else if (!vault_fetch(app)) {
		lock_opened(app, ERR_OFFLINE);
	}
}

void lock_opened(struct app *app, int r)
{
	struct lock *lock = &app->lock;

	if (lock->step != LOCK_OPENING)
		return;
	if (r == 0) {
		finish(app, true);
	} else if (lock->locked && (r == ERR_OFFLINE || r == ERR_TIMEOUT)) {
		vault_open_without(app);
		finish(app, true);
		app_say(app, SAY_WARN, "%s",
			app_is_live(app) ? _("The vault is open, but without the keys of your "
					     "offices: the database does not answer. :lock and "
					     "your passphrase ask for them again.") :
					   _("The vault is open, but the keys of your offices come "
					     "only when the line is back."));
	} else {
		vault_forget(app);
		lock->locked = false; /* her passphrase was right: she may go back to the codes */
		failed(app, r, why_not(app, r));
	}
}

void lock_known(struct app *app, int r)
{
	struct lock *lock = &app->lock;

	if (!lock_covers(app) || lock->step == LOCK_REFUSED)
		return;
	if (r != 0 &&
		(!lock->locked ||
			(r != ERR_OFFLINE && r != ERR_TIMEOUT && !vault_knows_whose(app))))
		failed(app, r, why_not(app, r));
	app->effects |= EFFECT_REDRAW;
}

void lock_try(struct app *app)
{
	struct lock *lock = &app->lock;
	struct error e = { 0 };
	int r = vault_try(app, lock->typed.bytes, lock->entered_at, &e);

	app->now = clock_now_ms();
	if (r == ERR_TIMEOUT) {
		lock->step = LOCK_TRYING;
		lock->others = true;
		lock->try_at = app->now + OTHERS_MS + clock_spread_ms(OTHERS_MS);
		app->effects |= EFFECT_REDRAW;
		return;
	}
	passphrase_clear(&lock->typed);
	lock->typed_at = app->now;
	if (r == ERR_PASSPHRASE)
		wrong(app);
	else if (r != 0)
		cannot(app, r, e.text);
	else
		right(app);
}

/* Covered before it is known whether it can be had: the passphrase may be on its way already. */
static void cover(struct app *app)
{
	struct error e = { 0 };
	int r;

	app->lock.problem[0] = '\0';
	lock_begin_typing(app);
	r = vault_prepare(app, &e);
	if (r != 0)
		cannot(app, r, e.text);
	else if (!vault_knows_whose(app) && !app_is_live(app))
		cannot(app, ERR_OFFLINE, offline_problem(app));
	else if (!vault_knows_whose(app))
		vault_ask_whose(app);
}

unsigned app_unlock(struct app *app, app_unlock_fn *fn, void *who)
{
	if (lock_may(app))
		return fn(who, true);
	tell(app, false);
	app->lock.fn = fn;
	app->lock.who = who;
	if (!lock_covers(app))
		cover(app);
	return EFFECT_REDRAW;
}

/* ---- keys ---- */

/* No printable one, which questions have besides: it may be of a passphrase. */
static bool is_cancel(int key)
{
	return key == INPUT_ESC || key == INPUT_CTRL('c') || key == INPUT_CTRL('g');
}

static void hold(struct lock *lock, const struct input_event *event)
{
	struct held *held = &lock->held[lock->held_count];

	if (lock->held_count == LOCK_HELD || event->key == INPUT_PASTE ||
		event->key == INPUT_PASTE_REFUSED) {
		lock->held_lost = true;
		return;
	}
	held->key = event->key;
	held->length = event->raw_len < sizeof held->raw ? event->raw_len : sizeof held->raw;
	memcpy(held->raw, event->raw, held->length);
	lock->held_count++;
}

static void leave(struct app *app)
{
	if (!vault_keeps_forms(app) && !job_unknown(app) && !change_unknown(app)) {
		app->effects |= EFFECT_QUIT;
		return;
	}
	snprintf(app->lock.problem, sizeof app->lock.problem, "%s",
		_("Something is not saved yet: it needs the passphrase."));
	app->effects |= EFFECT_REDRAW;
}

static void go_back(struct app *app, int key)
{
	struct lock *lock = &app->lock;

	if (!lock->locked)
		give_up(app);
	else if (lock->step == LOCK_TRYING || lock->typed.length > 0 || lock->typed.refused)
		lock_begin_typing(app);
	else if (key == INPUT_CTRL('c'))
		leave(app);
}

static void key_typed(struct app *app, const struct input_event *event)
{
	struct lock *lock = &app->lock;

	lock->problem[0] = '\0';
	app->effects |= EFFECT_REDRAW;
	if (is_cancel(event->key)) {
		go_back(app, event->key);
	} else if (event->key == INPUT_ENTER && lock->typed.length > 0) {
		lock->step = LOCK_TRYING;
		lock->entered_at = app->now;
		lock->try_at = app->now > lock->not_before ? app->now : lock->not_before;
	} else {
		passphrase_key(&lock->typed, event);
	}
}

/* Enter may be the end of a passphrase that was typed before the refusal was read. */
static void key_refused(struct app *app, const struct input_event *event)
{
	struct lock *lock = &app->lock;

	if (is_cancel(event->key) || (event->key == INPUT_ENTER && !lock->begun))
		give_up(app);
	else
		lock->begun = event->key != INPUT_ENTER;
}

void lock_key(struct app *app, const struct input_event *event)
{
	struct lock *lock = &app->lock;

	lock->typed_at = app->now;
	if (event->key == INPUT_CTRL('l'))
		app->effects |= EFFECT_REDRAW | EFFECT_REPAINT;
	else if (event->key == INPUT_CTRL('z'))
		app->effects |= EFFECT_SUSPEND;
	else if (lock->step == LOCK_TYPING)
		key_typed(app, event);
	else if (lock->step == LOCK_REFUSED)
		key_refused(app, event);
	else if (lock->step == LOCK_TRYING && is_cancel(event->key))
		go_back(app, event->key);
	else
		hold(lock, event);
	if (app->term != NULL)
		input_wipe(term_input(app->term));
}

void lock_before_stop(struct app *app)
{
	if (vault_holds_keys(app))
		app_lock(app);
	if (lock_covers(app) && app->lock.step != LOCK_REFUSED)
		lock_begin_typing(app);
	vault_forget(app);
}

void lock_forget(struct app *app, const void *who)
{
	if (app->lock.who == who)
		app->lock.fn = NULL;
}

void lock_done(struct app *app)
{
	passphrase_clear(&app->lock.typed);
	wipe_held(&app->lock);
	if (app->lock.alarm != 0)
		close(app->lock.alarm - 1);
	app->lock.alarm = 0;
}
