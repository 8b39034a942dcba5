/* case_show.h: `homeward case show CODE [--identity] [--notes]`: the part of the row `case` that a
 * shell asks for. */
#ifndef TUI_VERBS_CASE_SHOW_H
#define TUI_VERBS_CASE_SHOW_H

struct call;

/* What stands where in the arguments of the row. */
enum { CASE_SHOW_WHAT = 0, CASE_SHOW_IDENTITY, CASE_SHOW_NOTES, CASE_SHOW_FIELDS };

unsigned case_show(struct call *call);

#endif
