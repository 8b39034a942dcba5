/* batch_shell.h: many people at once, from a shell: counted, shown; and closed, at `:` as well. */
#ifndef TUI_VERBS_BATCH_SHELL_H
#define TUI_VERBS_BATCH_SHELL_H

#include <stdbool.h>

struct call;

/* By place in the rows `batch` and `close`. */
enum { BATCH_WHAT, BATCH_COUNTS, BATCH_OFFICE, BATCH_AT, BATCH_PLACE, BATCH_KEY };
enum { BATCH_CODE, BATCH_REASON };

/* raid, push-back or handover. */
bool batch_is_kind(const char *word);
/* `homeward batch raid MM girls 4`, or the counts on standard input. These return effects. */
unsigned batch_count(struct call *call);
/* `homeward batch BT-....`: they, then what is left and each case, an object of JSON a line. */
unsigned batch_show(struct call *call);
/* `close BT-.... handed on`. */
unsigned batch_close(struct call *call);

#endif
