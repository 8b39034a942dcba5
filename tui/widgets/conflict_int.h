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
	int rows; /* on the screen */
};

/* conflict.c: what a store has for it; "" none. */
const char *conflict_value(const struct form_store *store, const struct form_slot *slot);

#endif
