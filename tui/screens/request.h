/* request.h: one request that somebody has to approve: the screen `approval`. The text that is
 * signed is read here (db/base/json_read.h), and all of it is shown; what is sealed of it is opened
 * beside it, and is what that text names by its hash, or nothing is approved. */
#ifndef TUI_SCREENS_REQUEST_H
#define TUI_SCREENS_REQUEST_H

#include "db/base/json_read.h"
#include "tui/app/lacking.h"
#include "tui/app/opening.h"
#include "tui/app/screen.h"
#include "tui/app/request_keys.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

/* What is sealed of it, held against what is signed. */
enum request_check {
	REQUEST_NOT_OPENED = 0, /* not yet, or not by her: `why` says so */
	REQUEST_GOOD, /* or nothing of it is sealed */
	REQUEST_TAMPERED,
};

/* The state of the screen. */
struct request {
	struct view *view;
	char id[UUID_TEXT], code[40]; /* id "": only the code is known */
	struct rows *rows; /* approval_open */
	struct rows *transfer; /* transfer_open, where it is one */
	struct json content, first, votes, steps; /* of these rows */
	struct json read; /* the content that she has read last, where another has come since */
	bool unread; /* ... which she has not been told yet */
	bool forged; /* the text is not what its hash says, or cannot be read: why says so */
	struct load load;
	struct paper paper;
	struct opening opening;
	char opened[2 * 32 + 1]; /* the hash of what was opened last; "": nothing was */
	enum request_check check;
	char why[300];
	int wanted; /* the letter of a verb that waits until it is opened; 0: none */
	int asked_version; /* of which it is asked whether she is sure */
	struct lacking lacking; /* of the keys that go with it, or came */
	bool taking; /* a file is being received */
	char not_taken[300]; /* what was TAMPERED of it; "": nothing was found */
};

/* ---- request_facts.c */
/* Writes all of the content: what this program knows in its place and words, the rest by its name.
 */
void request_write_facts(struct request *request);
/* "place: PL-1, was PL-2": what of the content differs from another; "nothing". Returns how much
 * does. */
size_t request_differs(const struct json *before, const struct json *now, char *text, size_t size);

/* ---- request_draw.c */
void request_draw(struct view *view, struct pane *pane);

/* ---- request_answer.c */
/* The letter of a verb, v x b d, or what request_keys.h has for those without one. EFFECT_IGNORED:
 * of none. */
unsigned request_obey(struct request *request, int letter);
/* Why she cannot approve it now, translated; "": she can. */
void request_bar(const struct request *request, char *text, size_t size);
/* Whoever has given this answer last, by the server's word; NULL: nobody has. */
const char *request_voter(const struct request *request, const char *answer);

/* ---- request_take.c */
/* It is a file that was approved for one of her offices. */
bool request_may_take(const struct request *request);
unsigned request_take(struct request *request);

/* ---- request.c */
const char *request_field(const struct request *request, const char *name);
/* Of one of the arrays: votes or steps. NULL: it has no such row, or name. */
const char *request_of(const struct json *array, size_t i, const char *name);
/* Opens what is sealed of it. Returns effects. */
unsigned request_open_sealed(struct request *request);
/* The record has a value of this name that the content has, too, and hold() has looked at both. */
bool request_is_alike(const char *name);
/* Something is not what was signed: says it loudly, tells the record. */
void request_tampered(struct request *request, const char *what, const struct error *e);

#endif
