/* duty.h: who is on shift in one's own office, for every screen to say. Private to tui/app. */
#ifndef TUI_APP_DUTY_H
#define TUI_APP_DUTY_H

#include <stdbool.h>
#include <stddef.h>

struct app;

/* Asks who is: soon, and seldom, however often it is called; told: at once, for it has changed. */
void duty_ask(struct app *app, bool told);
/* In words, translated, as many as fit into `cols` cells; "": there is no room, or it is not known.
 * True: nobody is. */
bool duty_words(const struct app *app, char *text, size_t size, int cols);
void duty_free(struct app *app);

#endif
