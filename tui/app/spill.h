/* spill.h: what somebody is still typing when that which she types to has gone.
 *
 * Whoever types a word where its first letter answers, or a sentence into a form that is refused,
 * goes on typing: the rest would be verbs of the screen behind. So
 *
 *	- behind an answer by its letter, letters that spell on the label of a choice do nothing;
 *	- behind what did not come (a form, a screen, what a line was to do) or a question that
 *	  Enter left, no key changes or opens anything, until nothing was typed for SPILL_MS,
 *	  or Esc. That is said; keys that only look are as always;
 *	- a line that names a case or place which is not there comes back: what is typed on
 *	  stands in it, and is about no other case, however slowly it is typed.
 */
#ifndef TUI_APP_SPILL_H
#define TUI_APP_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;
struct input_event;

enum { SPILL_MS = 1000 /* between two keys of one word, typed by somebody tired */ };

struct spill {
	int64_t at; /* clock_now_ms() of the newest key of it; 0: nothing spills */
	size_t length;
	char word[40]; /* the letters of an answer so far; "": something was refused */
};

/* A question was answered by this key; what was typed to is refused. */
void spill_answered(struct app *app, const struct input_event *event);
void spill_refused(struct app *app);
/* ... by this sentence, for the case or place of this code is not there, or not for her: where a
 * line has opened the view in front the line comes back with it, and it is in :messages; else it is
 * said. Before the view is closed. */
void spill_not_there(struct app *app, const char *code, const char *text);
/* What the line has named is there. */
void spill_line_came(struct app *app);
/* A key went where it was typed to. */
void spill_ends(struct app *app);
/* A key that is none of a form, a question or the prompt. True: it spells on an answer. */
bool spill_takes(struct app *app, const struct input_event *event);
/* ... and stands for this command, "" for none: true, after saying so, where that is not carried
 * out. */
bool spill_stops(struct app *app, const char *command);
/* It is typed on behind what did not come: what was said stands, and keys that do nothing say
 * nothing. */
bool spill_goes_on(const struct app *app);

#endif
