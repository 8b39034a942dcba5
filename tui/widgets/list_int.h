/* list_int.h: what tui/widgets/list.c (rows and focus) and tui/widgets/list_marks.c (marks, and
 * what verbs act on) share. Included by these two only. */
#ifndef TUI_WIDGETS_LIST_INT_H
#define TUI_WIDGETS_LIST_INT_H

#include "tui/widgets/list.h"

/* The record is marked and was not in the answer. */
bool list_is_away(const struct list *list, const char *id);
/* Notes all marked rows, before any of them leaves. Returns 0 or ERR_MEMORY. */
int list_keep_marks(struct list *list, int64_t now);
/* That of a row of an answer; 0: the table has none. */
int list_version(const struct list *list, const struct rows *rows, int row);
/* What is shown in a row of the answer is not away. */
void list_forget_shown(struct list *list);

/* What is gone can lose its mark, but not get one: nothing can be done to it. */
void list_set_mark(struct list *list, struct list_item *item, bool mark);
/* Marks all rows; where they are it already, none. */
void list_toggle_marks(struct list *list);

#endif
