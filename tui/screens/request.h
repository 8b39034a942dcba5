/* request.h: one request that somebody has to approve: the screen `approval`. The text that is
 * signed is read here (db/base/json_read.h), and all of it is shown; what is sealed of it is opened
 * beside it, and is what that text names by its hash, or nothing is approved. It is not approved
 * either before all of it was on the screen. */
#ifndef TUI_SCREENS_REQUEST_H
#define TUI_SCREENS_REQUEST_H

#include "db/base/json_read.h"
#include "tui/app/lacking.h"
#include "tui/app/opening.h"
#include "tui/app/screen.h"
#include "tui/app/request_keys.h"
#include "tui/widgets/form.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

/* What is sealed of it, held against what is signed. */
enum request_check {
	REQUEST_NOT_OPENED = 0, /* not yet, or not by her: `why` says so */
	REQUEST_GOOD, /* or nothing of it is sealed */
	REQUEST_TAMPERED,
};

/* What is said of one kind. NULL: nothing is. */
struct request_words {
	const char *kind;
	const char *heading; /* N_(), as all below; NULL: see request_heading() */
	const char
		*sure; /* what is done by the approval; may hold one %s, the office that gets it */
	const char *done; /* when it was approved just now */
	const char *over; /* what follows, when it was approved some time ago; NULL: nothing */
	const char *acted; /* what was done already: two %s, when and until when it is signed */
	const char *refused; /* ... and is refused: one %s, when */
	/* ... and is signed now: `sure` and `done` of that; NULL: as of any other, or not of it */
	const char *sure_afterwards, *afterwards;
	const char *sealed; /* what `o` opens */
};

/* The state of the screen. */
struct request {
	struct view *view;
	char id[UUID_TEXT], code[40]; /* id "": only the code is known */
	struct rows *rows; /* approval_open */
	struct rows *transfer; /* transfer_open, where it is one */
	struct json content, first, votes, steps, askers, refused; /* of these rows */
	struct json read; /* the content that she has read last, where another has come since */
	bool unread; /* ... which differs from this one: it stands above all, until she answers */
	bool told; /* v has told her so, of the content that is shown */
	bool forged; /* the text is not what its hash says, or cannot be read: why says so */
	struct load load;
	struct paper paper;
	struct opening opening;
	char sealed_kind[32]; /* of its sealed entry; "": none, or not for her */
	size_t seen; /* so many of the first lines were on the screen, each to its end */
	char opened[2 * 32 + 1]; /* the hash of what was opened last; "": nothing was */
	enum request_check check;
	char why[300];
	int wanted; /* the letter of a verb that waits for a reason; 0: none */
	int asked_version; /* of which it is asked why */
	int signing_version; /* asked whether she is sure of it; what is signed then */
	bool signing; /* she is sure: keys are fetched for it */
	struct lacking lacking; /* of the keys that go with it, or came */
	bool obeyed; /* of the keys that waited for the request one was no move on the page */
	bool taking; /* a file is being received */
	char not_taken[300]; /* what was TAMPERED of it; "": nothing was found */
};

/* ---- request_facts.c */
/* ERR_TAMPERED: a part of the content is of another kind than it has to be (a word where a time
 * stands), and would be told as something else. */
int request_check_facts(const struct request *request, struct error *e);
/* Writes all of the content: what this program knows in its place and words, the rest by its name.
 */
void request_write_facts(struct request *request);
/* "place: PL-1, was PL-2": what of the content differs from what it was; "nothing". Returns how
 * much does. out NULL: no more than that. */
size_t request_differs(const struct request *request, const struct json *before, struct text *out);

/* ---- request_words.c */
const struct request_words *request_words(const struct request *request);
const char *request_heading(const struct request *request);
/* It was done already, in an emergency, and is signed afterwards. */
bool request_is_emergency(const struct request *request);
/* What she approves by it, in lines: adds to out. */
void request_sure(const struct request *request, struct text *out);

/* ---- request_hold.c */
/* What was opened is what is signed, or `check` and `why` say what is not so. */
void request_hold(struct request *request);
/* The same of a text that names nothing sealed: where something has to be, it is TAMPERED. */
void request_hold_unsealed(struct request *request);
/* What is signed tells this field of what is sealed, under its name or another. */
bool request_tells(const struct request *request, const struct field *field);

/* ---- request_draw.c */
void request_draw(struct view *view, struct pane *pane);
/* There are lines that were not on the screen yet. */
bool request_has_more(const struct request *request);
/* The keys that show them, translated. */
void request_more(const struct request *request, char *text, size_t size);

/* ---- request_answer.c */
/* The letter of a verb, v x b d, or what request_keys.h has for those without one. EFFECT_IGNORED:
 * of none. */
unsigned request_obey(struct request *request, int letter);
/* The letter is of one that answers it. */
bool request_is_answer(int letter);
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
/* The file was erased, and what was asked with it. */
bool request_is_erased(const struct request *request);
/* Esc, where keys wait for it: fn of app_expect(). */
unsigned request_went_back(void *who, const char *value);
/* Opens what is sealed of it. Returns effects. */
unsigned request_open_sealed(struct request *request);
/* Something is not what was signed: says it loudly, tells the record. */
void request_tampered(struct request *request, const char *what, const struct error *e);

#endif
