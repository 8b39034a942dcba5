/* lock.h: the passphrase screen, and when an open vault is locked.
 *
 * The passphrase screen covers all others: it takes every key and shows nothing of them. It
 * comes by `:unlock`, also where that is refused: the reason stands on it, and the person leaves it
 * (Esc; Enter on nothing), never an answer or a timer, for she may be in the middle of her
 * passphrase. Or it comes because the vault was locked: by `:lock`, after
 * vault.lock_after_s without a key, before the console is stopped, when a clock jumps (the
 * machine slept). Then only the passphrase leads on, to the same screen, row and field; ^C
 * leaves the program as long as nothing waits to be saved. What is going on behind it goes on:
 * the line, clocks, news.
 *
 * Whoever may not enter any more (she has left, her role was taken away) is shown nothing but that:
 * all keys are wiped, and the line is tried seldom, or by Enter. Let in again, she finds the lock.
 *
 * A console whose vault was never opened is never locked by itself: a board of codes may hang on a
 * wall. Private to tui/app: what screens want is in vault.h and app.h (app_unlock). */
#ifndef TUI_APP_LOCK_H
#define TUI_APP_LOCK_H

#include "tui/app/app.h"
#include "tui/app/loop.h"
#include "tui/app/passphrase.h"

struct input_event;
struct pane;

enum {
	LOCK_HELD = 64, /* keys typed while it derives are kept for after: so many */
	LOCK_WARN_MS = 60000, /* before the end, or a third of the time where that is less */
	LOCK_QUIET_MS = 60000, /* what is typed of a passphrase and left so long is wiped */
	LOCK_STEP_MS = 5000, /* between two words of how long it still is */
	LOCK_WARNING = 120, /* bytes */
	LOCK_JUMP_MS = 10000, /* between two of the machine's clocks: more is no correction */
	LOCK_FREE_TRIES = 3, /* a wrong passphrase more, and each waits longer */
	LOCK_LONGEST_MS = 30000,
};

enum lock_step {
	LOCK_OFF = 0, /* the screen does not cover anything */
	LOCK_TYPING,
	LOCK_TRYING, /* Enter: it will be tried at try_at */
	LOCK_SHOWN, /* ... and the line that says so is painted: now */
	LOCK_OPENING, /* it is right; the person's keys are asked for */
	LOCK_REFUSED /* the problem stands there until she goes; what she types is dropped */
};

/* A key that waits; also in struct app. */
struct held {
	int key;
	char raw[64];
	size_t length;
};

/* What the machine's clocks tell of each other: when it slept, and when one was set. */
struct lock_clocks {
	int64_t asleep, wall;
};

struct lock {
	enum lock_step step;
	bool locked; /* nothing but the prompt until the passphrase; else :unlock asked for it */
	bool warned; /* the status line says that it is near */
	struct passphrase typed;
	int64_t key_at; /* the last key while it was not locked */
	int64_t typed_at; /* the last key on the passphrase screen */
	int64_t entered_at, try_at; /* when it was typed to its end; when it is tried */
	int wrong; /* passphrases since the last right one */
	int64_t not_before; /* the next is tried; 0: at once */
	bool others; /* the last try was put off: it is another's turn on this host */
	bool begun; /* refused: she has typed something, and not ended it with Enter */
	char problem[400]; /* translated; of the last try */
	struct held held[LOCK_HELD];
	size_t held_count;
	bool held_lost;
	struct lock_clocks clocks; /* when looked at last */
	int alarm; /* timerfd that wakes us when a clock is set, plus one; 0: none */
	app_unlock_fn *fn; /* who waits for the vault; NULL: nobody */
	void *who;
};

/* The passphrase screen is in front. */
bool lock_covers(const struct app *app);
/* A key for it; a key for anything else. */
void lock_key(struct app *app, const struct input_event *event);
void lock_touch(struct app *app);
/* The whole screen. */
void lock_draw(struct app *app, const struct pane *whole);
/* When it is, where no key comes. */
int64_t lock_idle_end(const struct app *app);
/* What the status line says before the vault is locked, translated; NULL: it is not near. */
const char *lock_warning(const struct app *app, char text[static LOCK_WARNING]);

/* Before the console is stopped, when no timer of its own will run: locks, and forgets all keys. */
void lock_before_stop(struct app *app);
/* What is due: locking, forgetting, trying; to be called before a turn's keys are looked at. */
void lock_watch(struct app *app);
struct loop_source lock_source(struct app *app);

/* vault.c has it: whose keys are wanted; the person's realms. r as vault_try(), ERR_OFFLINE and
 * ERR_TIMEOUT where the line went; what else is wrong has been said. */
void lock_known(struct app *app, int r);
void lock_opened(struct app *app, int r);

/* Shared by lock*.c alone: may it be locked; wipes what is typed; tries it now, which takes a
 * while; draws a text in the middle of the screen from a row on; the clocks are looked at from now
 * on. */
bool lock_may(const struct app *app);
void lock_begin_typing(struct app *app);
void lock_try(struct app *app);
void lock_says(const struct pane *whole, int row, const char *text);
void lock_begin_watch(struct app *app);

/* The database has refused her login; it has let it in. */
void lock_shut_out(struct app *app);
void lock_let_in(struct app *app);
void lock_out_key(struct app *app, const struct input_event *event);
void lock_out_draw(const struct app *app, const struct pane *whole);

/* app_forget(). */
void lock_forget(struct app *app, const void *who);
void lock_done(struct app *app);

#endif
