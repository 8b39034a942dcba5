/* screen.h: a screen is one file in tui/screens/ that exports one `const struct screen`, and one
 * word in the table of screens (tui/app/screens.c). A view is a screen that is open.
 *
 * Every slot but name, title and draw may be NULL. Screens draw into a pane through tui/term and
 * ask the database through app_ask(); they never wait and never paint. */
#ifndef TUI_APP_SCREEN_H
#define TUI_APP_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/text.h"
#include "tui/app/verb.h"

struct app;
struct call;
struct column;
struct input_event;
struct pane;

/* A key that works now, and a word for what it does. */
struct key_hint {
	const char *key;
	const char *word; /* N_() */
};

/* What a change is about; a screen names the topics that make it ask again. */
enum topic { TOPIC_NONE = 0, TOPIC_CASE = 1 << 0, TOPIC_OFFICE = 1 << 1 };

/* Whose records a list shows: `M` goes round. */
enum scope { SCOPE_ALL = 0, SCOPE_OFFICE, SCOPE_MINE };

struct screen {
	const char *name; /* title bar, :NAME, `homeward list NAME` */
	const char *title; /* N_() */
	const char *help; /* N_(): what the screen is for, a sentence or two */
	char tab; /* the digit that opens it; 0: not a tab */
	const struct column *columns; /* of its rows; NULL: not a list */
	size_t column_count;
	const char *const *hints; /* verb names for the status line, the most wanted first */
	unsigned topics; /* enum topic */
	size_t size; /* bytes of private state, zeroed before open() */
	bool closed; /* its cases are: help offers no key that changes one */
	bool one; /* it shows one record, whose code where() says: once at a time */

	/* Takes the call's arguments. Returns 0, or -1 after app_say(): the view is not opened. */
	int (*open)(struct view *view, const struct call *call);
	void (*close)(struct view *view);
	/* Asks for exactly what is shown: after open, on its topics (view->news), on return to
	 * LIVE, now and then, by R. */
	void (*load)(struct view *view);
	/* Draws what is known now; `pane` is the body between tabs and status line. It must place
	 * the cursor on the focused row with pane_cursor(). */
	void (*draw)(struct view *view, struct pane *pane);
	/* A key that no verb took, and movement: returns effects, EFFECT_IGNORED if not its own. */
	unsigned (*key)(struct view *view, const struct input_event *event);
	/* Somebody types into it: key() gets every key first, verbs and `:` what it leaves. */
	bool (*typing)(const struct view *view);
	/* What the last line says in place of hints while letters are text, the most wanted first;
	 * the last, which leads out, always has its room. {0} ends them. NULL: hints, now. */
	const struct key_hint *(*keys)(const struct view *view);
	/* What stands after the title in the first line, e.g. the lane. Writes into text. */
	void (*where)(const struct view *view, char *text, size_t size);
	/* Of a page: where in it the cursor is, for whoever comes back after a line that broke; and
	 * going there. */
	void (*spot)(const struct view *view, char *text, size_t size);
	void (*go_to)(struct view *view, const char *spot);
	/* What stands at the left of the filter line (filter, counts, "2 new (.)"). */
	void (*status)(const struct view *view, char *text, size_t size);
	/* The records that a verb acts on: marks if any, else the focus. Writes the first n, and
	 * returns how many they are. id "": nothing is known yet but the code that was typed. */
	size_t (*targets)(const struct view *view, struct target *targets, size_t n);
	/* Where targets() gives none: what the cursor is on in place of a case, and what to do,
	 * translated; NULL: it is on nothing. */
	const char *(*no_case)(const struct view *view);
	/* This person has changed a record, which has this version now: what she saw of it before
	 * counts as seen with her change. id NULL: another database has taken the place of the one
	 * before, and what was seen of that, or marked there, is forgotten. */
	void (*changed)(struct view *view, const char *id, int version);
	/* The listing (filter, sort, scope, marks) that the list verbs change; NULL: not a list. */
	struct listing *(*listing)(struct view *view);
	/* The vault is locked (vault.h): what was opened is shown no more, and nothing that was
	 * taken from vault_slab() may be used after this. What is typed and not saved goes into
	 * plain (room bytes, and what ring_room() wants behind them; NULL: it cannot be kept, and
	 * is lost), with the field that has the cursor; returns its length, 0: there is nothing. */
	size_t (*put_away)(struct view *view, unsigned char *plain, size_t room);
	/* The vault is open again: what put_away() wrote comes back into the same field. plain is
	 * wiped after it. Returns effects. */
	unsigned (*take_back)(struct view *view, const unsigned char *plain, size_t length);
	/* When the view next wants a tick (clock_now_ms(); 0: never), and the tick. */
	int64_t (*due)(const struct view *view);
	unsigned (*tick)(struct view *view, int64_t now);
};

struct view {
	const struct screen *screen;
	struct app *app;
	void *state; /* screen->size bytes */
	bool loaded; /* something from the database is shown: all that was asked for */
	bool shown; /* its rows are, whatever else may still be on its way: load.h */
	int64_t asked_at; /* clock_now_ms() of the load under way; 0: none */
	int64_t loaded_at; /* clock_now_ms() of the last answer */
	unsigned stale_topics; /* changed while it was not in front */
	struct text away; /* what put_away() wrote, sealed to the person; empty: nothing */
	bool news; /* the load under way is for what others changed, and for no more */
};

/* All screens, NULL-ended, tabs in their order. */
extern const struct screen *const screens[];

/* By name or unique prefix; NULL: none. */
const struct screen *screen_find(const char *name);

/* `columns` of the configuration for a screen that is no list, or with a column that it does not
 * have: writes what and where (file:line) and returns -1. Called once at start. */
struct conf;
int screens_check(const struct conf *conf, char *problem, size_t size);

#endif
