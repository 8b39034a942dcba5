/* target.h: what a line at the prompt would act on, said before it is entered. */
#ifndef TUI_APP_TARGET_H
#define TUI_APP_TARGET_H

#include <stddef.h>

struct view;

/* "HW-7K3F-W9CP", "3 cases", or "" where the verb so far acts on no case, or there is none. */
void target_of_line(const struct view *front, const char *line, char *text, size_t size);
/* What a verb says that wants a case and has none: what the cursor is on instead, else `which`,
 * translated. */
const char *target_lacks(const struct view *view, const char *which);

#endif
