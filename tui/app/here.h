/* here.h: the case that is open on this console, told to the database for others, and who else has
 * it open. What is not told again ends by itself: a console that dies leaves nobody standing. */
#ifndef TUI_APP_HERE_H
#define TUI_APP_HERE_H

#include <stddef.h>
#include <stdint.h>

struct app;

/* The end of a turn: she has opened a case or left it, or it is time to say so again. */
void here_watch(struct app *app);
int64_t here_due(const struct app *app); /* clock_now_ms(); 0: no case is open */
/* Somebody has come to a case or left it, whichever it is. */
void here_news(struct app *app);
/* "supervisor has it open too", of this case; "" where nobody else has. */
void here_words(const struct app *app, const char *id, char *text, size_t size);
void here_free(struct app *app);

#endif
