/* choose.h: a question over the screen: pick one of several, or confirm.
 *
 * Each choice may have a letter, which takes it at once; digits then do nothing. Where no choice
 * has a letter, the digits shown, 1 to 9, take one at once, and typing narrows the list (from then
 * on digits are typed). Esc and `^` go back without doing anything, and so does Enter on Cancel,
 * where the cursor starts unless a choice is preset. Where a choice affects others the caller gives
 * no preset.
 */
#ifndef TUI_APP_CHOOSE_H
#define TUI_APP_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

struct input_event;
struct pane;

struct choice {
	char letter; /* 0: none */
	bool preset; /* the cursor starts here; at most one. None: it starts on Cancel */
	char value[64]; /* handed back */
	char label[256]; /* shown, already translated; may hold text from the database */
};

#define CHOOSE_MAX 128

struct choose {
	char title[360];
	char text[2048]; /* lines of explanation, '\n' between; of letters of three bytes, too */
	struct choice choices[CHOOSE_MAX];
	size_t count;
	char typed[40];
	size_t focus; /* in the narrowed list; count of it: Cancel */
	bool exact; /* set behind choose_init(): one is taken where its value was typed whole, in
	             * either case */
	bool wrong; /* of an exact one: what was typed last was not it */
	bool by_cursor; /* set behind choose_init(): no digit takes one, nor is typing taken */
};

enum choose_result { CHOOSE_OPEN = 0, CHOOSE_TAKEN, CHOOSE_CANCELLED };

/* Choices beyond CHOOSE_MAX are left out. */
void choose_init(struct choose *choose, const char *title, const char *text,
	const struct choice *choices, size_t count);
/* Esc, ^C, ^G: leads out of whatever is typed to, and is a letter of no text. */
bool choose_is_escape(int key);
/* The key begins a command or a filter, whose letters would take choices by theirs: whoever types
 * it goes back from the question first. Where nothing has a letter a `/` is typed to narrow. */
bool choose_yields(const struct choose *choose, const struct input_event *event);
/* False: the key takes a choice by its place, or confirms, which nobody may do before the question
 * could be read; or it begins a command, and what follows is no answer. The own letter of one of
 * several choices takes it unseen. */
bool choose_may_unseen(const struct choose *choose, const struct input_event *event);
/* On CHOOSE_TAKEN *value is the chosen one, borrowed from the struct. */
enum choose_result choose_key(struct choose *choose, const struct input_event *event,
	const char **value);
/* Draws over the lower part of the body and places the cursor on the focused choice. */
void choose_draw(const struct choose *choose, struct pane *body);

#endif
