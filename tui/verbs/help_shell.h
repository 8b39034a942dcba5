/* help_shell: what the program can do, told to a shell. */
#ifndef TUI_VERBS_HELP_SHELL_H
#define TUI_VERBS_HELP_SHELL_H

#include "tui/app/verb.h"

/* Says every verb that a shell may use, with its words; or the one that call->value[0] names. There
 * is none of that name: it says so, and the exit code is EXIT_USAGE. */
unsigned help_in_shell(struct call *call);

#endif
