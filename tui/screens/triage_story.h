/* triage_story.h: what is told below triage of the case with the cursor, or of a call that is no
 * case. The lines that matter most come first; what is not known has none. */
#ifndef TUI_SCREENS_TRIAGE_STORY_H
#define TUI_SCREENS_TRIAGE_STORY_H

#include "tui/widgets/peek.h"

struct list;

/* Of triage_story. */
extern const struct peek_kind triage_story;
/* Of the row of triage_list with the cursor, where that is a call; below a line of its own. */
void triage_story_contact(const struct list *list, struct app *app, const struct pane *pane);
/* The same of people who came at once. */
void triage_story_batch(const struct list *list, struct app *app, const struct pane *pane);

#endif
