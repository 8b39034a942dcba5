/* complete.h: what Tab and ? offer at the prompt, out of what is here already: the rows of the
 * verbs, the screens, the view in front, and words lately seen. It never asks the database. */
#ifndef TUI_APP_COMPLETE_H
#define TUI_APP_COMPLETE_H

#include <stddef.h>

#include "tui/app/prompt.h"
#include "tui/app/verb.h"

#define COMPLETE_KEPT 256

/* Zero is empty. Owned by the app. */
struct complete {
	struct view *front; /* the view in front, set before each key; NULL: none */
	struct kept_word {
		enum argument_kind kind;
		struct candidate candidate;
	} kept[COMPLETE_KEPT];
	size_t count; /* words ever kept; beyond COMPLETE_KEPT the oldest is overwritten */
};

/* Keeps a word to be offered where an argument of this kind stands: a login with its name, a
 * stage, a saved view. Words that hold a blank are offered in quotes. One that is there already
 * only gets the new help. */
void complete_remember(
	struct complete *complete, enum argument_kind kind, const char *word, const char *help);
/* The prompt_complete_fn; who is the struct complete. For ':' verbs, then codes on the screen in
 * front, values and `name=`; for '/' the fields of the filter, its words and the values of a
 * field. */
size_t complete_line(void *who, char kind, const char *line, size_t point, size_t *start,
	struct candidate *list, size_t max);

#endif
