/* conflict_int.h: what conflict*.c share. Private to them. */
#ifndef TUI_WIDGETS_CONFLICT_INT_H
#define TUI_WIDGETS_CONFLICT_INT_H

#include "tui/widgets/conflict.h"
#include "tui/widgets/form_int.h"

enum side { SIDE_NONE = 0, SIDE_MINE, SIDE_THEIRS, SIDE_BOTH };

struct conflict_line {
	size_t slot; /* of the form: the first of its group and number */
	struct form_slot *spare; /* likewise, where mine goes beside theirs; NULL: nowhere */
	enum side side;
	int rows; /* all of it, as wide as the pane is */
	int read; /* how many of them, from the first on, have been on the screen */
	bool seen; /* all have */
};

/* conflict.c: what a store has for it; "" none. */
const char *conflict_value(const struct form_store *store, const struct form_slot *slot);

/* conflict_scroll.c */
/* Before they are drawn, with the rows of each line counted: what is on a screen of this size. */
void conflict_scroll(struct conflict *conflict, int rows, int cols);
/* The first row on the screen is not of its place: it names the field that begins above it. */
bool conflict_is_pinned(const struct conflict *conflict);
/* The focus goes there. */
void conflict_go(struct conflict *conflict, size_t line);
void conflict_page_down(struct conflict *conflict);
void conflict_page_up(struct conflict *conflict);
size_t conflict_unseen_lines(const struct conflict *conflict);

#endif
