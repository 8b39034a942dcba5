/* lost.h: a change that is sent by itself, under a key of its own, and whose answer may be lost: it
 * is asked again under that key until it has one, so that it is done once. What needs
 * no more than words made of its answer is change.h's, many at a time are job.h's, what is sealed
 * is keeping.h's.
 *
 *	static unsigned answered(void *who, const struct answer *answer)
 *		if (lost_answer(app, answer, &state->unsure, send, state))
 *			return EFFECT_REDRAW;
 *		if (answer->err != 0)
 *			lost_words(text, app, answer, state->unsure) ... */
#ifndef TUI_APP_LOST_H
#define TUI_APP_LOST_H

#include <stdbool.h>

#include "tui/app/app.h"

enum { LOST_WORDS = 200 };

/* True: it is not known yet, the person is told, and `send` will be called with who: when the line
 * is back, or at once where only this asking was given up. *unsure: an answer was lost before;
 * false at first. False: this is the answer, or nothing was sent. */
bool lost_answer(struct app *app, const struct answer *answer, bool *unsure, app_live_fn *send,
	void *who);
/* Why there is none, translated: nothing is saved, or nobody knows. A shell's exit code says so. */
void lost_words(char text[static LOST_WORDS], struct app *app, const struct answer *answer,
	bool unsure);

#endif
