/* card.h: the rows of a list as cards of two lines: code, priority and next clock; whom it is
 * about and who is responsible. For columns of case_columns only. */
#ifndef TUI_WIDGETS_CARD_H
#define TUI_WIDGETS_CARD_H

#include "tui/widgets/list.h"

#define CARD_ROWS 2

/* As list_draw(). A mark stands below the `>` of the focus. */
void card_draw(struct list *list, struct pane *pane, const struct list_look *look,
	const char *empty);

#endif
