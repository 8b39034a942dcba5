/* prompt_look.h: how the prompt looks, and what it offers. Private to prompt*.c. */
#ifndef TUI_APP_PROMPT_LOOK_H
#define TUI_APP_PROMPT_LOOK_H

#include "tui/app/prompt.h"

#define PROMPT_NO_CARET (-1)

/* What may stand at the cursor. Zero: nothing is offered. */
struct prompt_offer {
	struct candidate candidates[128];
	size_t count;
	size_t first, shown; /* the page: from `first` on so many fitted on the screen */
	bool explained;      /* each on a row of its own with its help, as far as rows go */
};

void prompt_offer_clear(struct prompt_offer *offer);
/* The next page, after the last the first. */
void prompt_offer_turn(struct prompt_offer *offer);
/* Bytes that all candidates begin with, whole characters. */
size_t prompt_offer_common(const struct prompt_offer *offer);

struct prompt_look {
	char kind;
	const char *text;
	size_t point;        /* byte of the cursor */
	const char *problem; /* "": none */
	int caret;           /* byte it is about, or PROMPT_NO_CARET */
};

/* Draws as prompt_draw() promises, and notes in the offer how many could be shown. */
void prompt_look_draw(const struct prompt_look *look, struct prompt_offer *offer,
	const struct pane *line, const struct pane *above, const char *note);

#endif
