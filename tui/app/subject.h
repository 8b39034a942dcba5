/* subject.h: the one case, place or party, or the people who came at once, that a screen is about:
 * the code that was given, or where the view in front stands. */
#ifndef TUI_APP_SUBJECT_H
#define TUI_APP_SUBJECT_H

#include <stdbool.h>

#include "db/base/uuid.h"

struct app;
struct answer;
struct call;
struct view;

struct subject {
	char id[UUID_TEXT]; /* "": only the code is known */
	char code[40]; /* as given, then as it is */
	int version; /* of the case, as she saw it where she came from, or found it; 0: not yet */
	bool place; /* it is one, and no case */
	bool party; /* likewise */
	bool batch; /* likewise: people who came at once */
};

/* From the call, whose verb tells which of the four (of a danger note the code does); false, after
 * saying what is wanted, where it names none. */
bool subject_of_call(struct subject *subject, struct app *app, const struct call *call);
/* Opens the party, the place, the people or the transfer of this code. Returns effects. */
unsigned subject_open(struct app *app, struct view *view, const char *code);
/* Opens the request of this code, which may be that of a transfer. Returns effects. */
unsigned subject_open_request(struct app *app, struct view *view, const char *code);
/* Asks for the id (case_find, place_find, party_find, batch_find): app_ask()'s callback, and what
 * it returned. */
int subject_ask(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who);
/* The answer to that; false, after saying why, where there is none. */
bool subject_found(struct subject *subject, struct app *app, const struct answer *answer);

#endif
