/* opening.h: sealed records on a screen. One call leads from the asking to the records: the vault
 * is opened, a reason is asked for where the records want one, the database writes both down and
 * then gives what is sealed, keys are fetched, and what opens lies in the vault's slab.
 *
 *	opening_init(&state->opening, view, opened, state);
 *	return opening_start(&state->opening, id, code, kinds, count, OPENING_REASON);
 *	unsigned opened(void *who, int r)          0: the records are there; else why has been said
 *		for (i ...) state->opening.items[i].record
 *
 * They are taken away, and the screen with them, at the end of their time; when the view is not in
 * front any more, or veiled, where that was asked for; when the vault is locked (opening_lost() in
 * put_away); by opening_wipe(). Each time but the last `gone` is called, if there is one. */
#ifndef TUI_APP_OPENING_H
#define TUI_APP_OPENING_H

#include <stdbool.h>
#include <stdint.h>

#include "db/sealed.h"
#include "tui/app/lacking.h"
#include "tui/app/writer.h"

struct answer;
struct app;
struct rows;
struct view;

enum {
	OPENING_SHOWN_S = 60, /* an identity is shown for so long */
	OPENING_REASON_S = 900, /* one reason for one case serves for so long */
	OPENING_KINDS = 32, /* at a time */
	OPENING_TROUBLE = 200, /* bytes of a sentence */
};

enum opening_flag {
	OPENING_REASON = 1, /* these kinds are opened for a reason */
	OPENING_BRIEF = 2, /* for OPENING_SHOWN_S, and only while the view is in front */
};

struct opened {
	struct sealed_at at;
	struct record record; /* in the slab; bytes NULL: it did not open, and why says so */
	char why[240];
	int problem; /* the err of that; 0: none */
	bool differs; /* it opened, and in clear something else is told: why says what, and only
	                 what the record says is to be believed */
	char writer[WRITER_WORDS]; /* whose signature it has */
	bool past; /* ... with keys that are no longer hers: a warning */
	int64_t written_at; /* by the database */
};

/* r: 0, or why nothing is there: ERR_REFUSED also where the person went back. Returns effects. */
typedef unsigned opening_fn(void *who, int r);

struct opening {
	struct view *view;
	opening_fn *fn;
	void (*gone)(void *who); /* NULL: nobody is told */
	void *who;
	char subject[UUID_TEXT], code[40];
	const char *kinds[OPENING_KINDS]; /* of static text */
	size_t kind_count;
	unsigned flags;
	char reason[64]; /* "": one said before, or none wanted */
	char key[UUID_TEXT]; /* of the request */
	bool again; /* asked for the second time */
	bool busy;
	struct lacking lacking; /* keys for its rows */
	struct rows *rows;
	struct opened *items;
	size_t count;
	int64_t until; /* clock_now_ms() at which they go; 0: not by themselves */
	struct opening *next; /* in the app's list */
};

void opening_init(struct opening *opening, struct view *view, opening_fn *fn, void *who);
/* Forgets what was asked, wipes what was opened. */
void opening_done(struct opening *opening);

/* What was opened before goes first. Returns effects. */
unsigned opening_start(struct opening *opening, const char *subject, const char *code,
	const char *const *kinds, size_t count, unsigned flags);
/* The record of this kind, NULL: it is not there. */
const struct opened *opening_of(const struct opening *opening, const char *kind);
/* Wipes what was opened, from memory and from the screen. */
void opening_wipe(struct opening *opening);
/* From memory alone: it was not drawn. */
void opening_release(struct opening *opening);
/* The vault was locked: its memory is wiped by others, and nothing is waited for. */
void opening_lost(struct opening *opening);
/* Why nothing came, translated: an answer with an error, to any question on the way to a record. */
void opening_trouble(char text[static OPENING_TROUBLE], const struct answer *answer);
/* Whole seconds until they go; 0: they are not there, or stay. */
int opening_left_s(const struct opening *opening);

/* ---- for tui/app alone ------------------------------------------------------------------- */
/* The record of a row; and all of them against what is told in clear beside them, which raises
 * alarms. */
void opening_row(struct opening *opening, int row, struct opened *item);
void opening_hold(struct opening *opening);
/* When the next goes, clock_now_ms(), 0: none; and what is due, at the end of each turn. */
int64_t openings_due(const struct app *app);
void openings_watch(struct app *app);

#endif
