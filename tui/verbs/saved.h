/* saved.h: the views that a person keeps under a name: `:view`, in tui/verbs/view.c. */
#ifndef TUI_VERBS_SAVED_H
#define TUI_VERBS_SAVED_H

struct call;

/* `view` asks which, `view NAME` shows it, `view save NAME` keeps what is in front, `view delete
 * NAME` forgets it. */
unsigned saved_view(struct call *call);

#endif
