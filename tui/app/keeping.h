/* keeping.h: one record sealed and kept (or what is known of a place, or of people who came at
 * once, in clear, which is sent as it is), from the typed to the last answer: the case's key is
 * fetched or made, the record sealed as the next version and sent once under a key of its own;
 * where the line goes before the answer it is asked again until it can be said whether it is kept.
 *
 *	keeping_init(&state->keeping, app, kept, state);
 *	keeping_start(&state->keeping, &at, &record);
 *	unsigned kept(void *who, enum keeping_result result)
 *
 * The record lies in the slab and stays as it is; it is read until it is sealed. When the vault is
 * locked before that, keeping_lost() has to be told, and it ends with KEEPING_LOCKED. */
#ifndef TUI_APP_KEEPING_H
#define TUI_APP_KEEPING_H

#include <stdbool.h>

#include "db/sealed.h"

struct app;

enum keeping_result {
	KEEPING_SAVED = 0, /* keeping.at.version is its version now */
	KEEPING_STALE, /* somebody else has written a newer version, or the first one */
	KEEPING_TURNING, /* a custodian has to renew the keys first; nothing is lost but time */
	KEEPING_LOCKED, /* the vault was locked before it was sealed */
	KEEPING_OFFLINE, /* nothing was sent, or nothing of it was saved */
	KEEPING_REFUSED, /* keeping.problem says why, translated; keeping.field where it is known */
};

enum { KEEPING_FACTS = 5, KEEPING_FACT = 136 };

/* What becomes of a call that a new case begins with. */
struct keeping_new {
	char office[16]; /* its code; "": her own */
	char responsible[16]; /* me, nobody */
	char batch[UUID_TEXT]; /* the people out of whom she is split; "": none */
	char nationality[16], class[16]; /* ... as one of these of them */
};

typedef unsigned keeping_fn(void *who, enum keeping_result result);

struct keeping {
	struct app *app;
	keeping_fn *fn;
	void *who;
	struct sealed_at at; /* the version is the one it becomes */
	struct record *record; /* NULL: it is sealed, or lost */
	struct sealed_plan plan;
	struct text sealed; /* the record */
	struct text wrapped, blob; /* "\x" and digits, as they are sent */
	struct text told; /* in clear, JSON: filled before keeping_start(); empty: nothing is */
	char key[UUID_TEXT]; /* of the request */
	/* Nobody asked for it: it gives way to what somebody saves, and where the answer is lost
	 * nobody is told, or asks again; KEEPING_OFFLINE. Set it after keeping_init(). */
	bool quiet;
	bool fresh; /* the case is not there yet: it begins with this record */
	struct keeping_new of; /* ... */
	char code[16]; /* ... which it has when it is saved; likewise of people */
	int people; /* ... who are so many */
	int64_t event; /* ... for app_did() */
	bool clear; /* it is about `facts`, not about a record */
	bool batch; /* ... of people who came at once: their numbers are in `told` */
	char facts[KEEPING_FACTS]
		  [KEEPING_FACT]; /* of a place: office, kind, country, district, capacity; of
				   * people who came at once: office, kind, when, place */
	bool busy, making; /* ... a key that is pending in the ring */
	bool unsure; /* an answer was lost: it may be kept */
	int rounds;
	char problem[400], field[48];
};

void keeping_init(struct keeping *keeping, struct app *app, keeping_fn *fn, void *who);
void keeping_done(struct keeping *keeping);
/* at: version 0 for a new record, else the one it was read at; its generation does not matter. One
 * at a time. Returns effects. */
unsigned keeping_start(struct keeping *keeping, const struct sealed_at *at, struct record *record);
/* The same for the facts of a place, at->subject: the values of the sheet `facts`. */
unsigned keeping_start_facts(struct keeping *keeping, const struct sealed_at *at,
	const struct record *record);
/* The same for people who came at once, at->subject: the values of the sheet `batch`;
 * `told` holds the counts, as api.batch_keep() takes them. */
unsigned keeping_start_batch(struct keeping *keeping, const struct sealed_at *at,
	const struct record *record);
/* The same for the call that a new case begins with: at->subject and at->id are the caller's, and
 * stay those of this call until it is saved. KEEPING_STALE: it was saved before, under these. */
unsigned keeping_start_new(struct keeping *keeping, const struct sealed_at *at,
	struct record *record, const struct keeping_new *of);
void keeping_lost(struct keeping *keeping);
/* It is sent, and not known whether it is kept. */
bool keeping_is_unsure(const struct keeping *keeping);
/* What a result means to the person, translated. */
const char *keeping_words(const struct keeping *keeping, enum keeping_result result);

#endif
