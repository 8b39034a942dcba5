/* Apart from the rest because <term.h> has a `struct term` of its own. For screen_open.c only. */
#ifndef TUI_TERM_TERMINFO_H
#define TUI_TERM_TERMINFO_H

#include <stdbool.h>

/* Is a description of this terminal type installed? (newterm() leaks when there is none.) */
bool terminfo_has(const char *type);

#endif
