/* approval_shell.h: a request answered by words, without its screen: from a shell, or where the
 * reason was typed with the verb. Private to the verbs about requests. */
#ifndef TUI_VERBS_APPROVAL_SHELL_H
#define TUI_VERBS_APPROVAL_SHELL_H

struct call;

/* By place in the rows of verbs. */
enum { APPROVAL_WHICH, APPROVAL_WHY };

/* Prints all of it. Returns effects. */
unsigned approval_show(struct call *call);
/* refuse, ask, withdraw, delegate, ask-again, by the name of the verb. */
unsigned approval_say(struct call *call);

#endif
