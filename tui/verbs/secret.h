/* secret: what a verb from a shell asks and shows on the terminal alone: passphrases, parts of a
 * recovery key, a last yes. Never from a pipe or a file, where secrets would have to lie before.
 *
 * What is typed is not shown, and lies in the slab that it is read into. A signal that ends the
 * program, or stops it, while something is asked sets the terminal right first; and nobody is
 * waited for longer than wait_s seconds without a key, which is as if she had given up. */
#ifndef TUI_VERBS_SECRET_H
#define TUI_VERBS_SECRET_H

#include <stdbool.h>
#include "db/base/err.h"
#include "db/vault/slab.h"

enum { SECRET_BYTES = 1024 + 1 }; /* of what is typed, with its final NUL */

/* Whether somebody can be asked: standard input and standard error are terminals. ERR_INPUT says
 * that they are not. */
int secret_terminal(struct error *e);
/*
 * Asks, in words (translated, ": " follows), for a line that is not shown. *out is the slab's:
 * slab_give(). ERR_INPUT: given up (^C, ^D), longer than SECRET_BYTES, or no terminal; ERR_MEMORY;
 * *out is NULL then.
 */
int secret_ask(char **out, struct slab *slab, const char *words, int wait_s, struct error *e);
/* The same for a new passphrase, asked for twice. ERR_INPUT also where the two differ, or it is too
 * short. */
int secret_ask_new(char **out, struct slab *slab, int wait_s, struct error *e);
/* Asks a question to which only the whole word "yes" means yes; that is shown. */
bool secret_confirm(const char *words, int wait_s);
/* Shows text alone on the screen until Enter; then nothing of it is left there or above. ERR_INPUT:
 * given up, or the terminal cannot do that. */
int secret_show(const char *title, const char *text, const char *term, int wait_s, struct error *e);

#endif
