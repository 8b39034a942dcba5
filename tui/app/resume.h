/* resume.h: where a person was when her line or her console broke off: the tab with its filter and
 * row, and the screens over it. It is kept beside her drafts, sealed like them, while her vault is
 * open; what she typed into a form is a draft of its own.
 *
 * Whoever leaves by herself leaves nothing behind. Several consoles of one person do not mix: each
 * keeps a place of its own. Of those that have ended the newest counts, by the last key; the others
 * are forgotten. The place of one that still runs stays its own. */
#ifndef TUI_APP_RESUME_H
#define TUI_APP_RESUME_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct resume;

/* The end of a turn: writes where she is, at most every five seconds. */
void resume_watch(struct app *app);
int64_t resume_due(const struct app *app); /* when it wants a turn: clock_now_ms(); 0: never */
/* There is a place to go back to, where nobody has gone to since. */
bool resume_is_there(struct app *app);
/* ... and she has not begun anything here: no screen over the tab, no filter in it. */
bool resume_is_asked(struct app *app);
/* Goes there, and says what is not saved besides. Returns effects; says where there is none, and
 * whether another console still runs. */
unsigned resume_back(struct app *app);
/* The console ends. left: by her own will. */
void resume_end(struct app *app, bool left);

#endif
