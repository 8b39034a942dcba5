/* picker.h: a list that what is typed narrows, below a field of a form. The question over the
 * screen (tui/app/choose.h) is for verbs: it copies its choices, at most 128 of them. */
#ifndef TUI_WIDGETS_PICKER_H
#define TUI_WIDGETS_PICKER_H

#include <stdbool.h>
#include <stddef.h>

struct pane;

struct field_choice {
	const char *code; /* kept; no `;` in it */
	const char *label; /* N_(): romanised */
	const char *native; /* as its people write it; NULL */
};

struct picker {
	/* The n-th choice of all; false past the last. */
	bool (*nth)(const void *who, size_t n, struct field_choice *choice);
	const void *who;
	const char *typed; /* what narrows; borrowed */
	size_t length;
};

/* Of those that fit what is typed: first those whose code begins so, then those in whose names it
 * is. ASCII letters without case. n from 0; false past the last. */
bool picker_fitting(const struct picker *picker, size_t n, struct field_choice *choice);
size_t picker_count(const struct picker *picker);
/* The choice of this code, in any case, or of exactly this name; false: none. */
bool picker_find(const struct picker *picker, const char *text, size_t length,
	struct field_choice *choice);
/* The only one whose code or name begins so; false: none, several, or too few letters are typed. */
enum { PICKER_LETTERS = 3 };
bool picker_only(const struct picker *picker, struct field_choice *choice);
/* Draws those around the `pointed`-th, from 1; 0: from the first on, and none is pointed at. Behind
 * the last one in sight stands how many there are below it, where there is room. */
void picker_draw(const struct picker *picker, const struct pane *pane, size_t pointed);
/* One choice in one row: code, where it is one that people know (TH, lo); name; native name, last.
 * Returns the columns that it wants; pane NULL: no more than that. */
int picker_put(const struct field_choice *choice, const struct pane *pane, int row, int col,
	bool pointed);

#endif
