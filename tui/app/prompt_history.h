/* prompt_history.h: the lines that were entered before, in memory only. Private to prompt.c.
 *
 * Readline has one history, which is global; each kind of line has a state of its own, which is
 * taken in before a line is begun and left when it has ended. Zero is an empty one. */
#ifndef TUI_APP_PROMPT_HISTORY_H
#define TUI_APP_PROMPT_HISTORY_H

#include <readline/history.h>

void prompt_history_enter(HISTORY_STATE *state);
void prompt_history_leave(HISTORY_STATE *state);
/* Between the two: unless it is empty, or the newest already. */
void prompt_history_keep(const char *line);
/* A line that turned out to be wrong is on the screen again; it need not be kept as well. */
void prompt_history_drop_last(const char *line);
/* Frees, and so wipes (db/base/freed.c), all lines of a state that was left. */
void prompt_history_drop(HISTORY_STATE *state);

#endif
