/* secret: what a verb from a shell asks and shows on the terminal alone: passphrases, parts of a
 * recovery key, a last yes. Never from a pipe or a file, where secrets would have to lie before.
 *
 * A secret is not shown while it is typed, and lies in the slab that it is read into. What was
 * typed before a question or behind an answer is dropped: it reaches neither the next question nor
 * the shell. Behind a passphrase that is not right both wait until nobody has typed for a second. A
 * signal that ends the program, or stops it, while something is asked sets the terminal right
 * first; and nobody is waited for longer than wait_s seconds without a key, which is as if she had
 * given up: ^C, Esc, or ^D on an empty line. */
#ifndef TUI_VERBS_SECRET_H
#define TUI_VERBS_SECRET_H

#include <stdbool.h>
#include "db/base/err.h"
#include "db/vault/slab.h"

enum {
	SECRET_BYTES = 1024 + 1, /* of what is typed, with its final NUL */
	SECRET_END = 6, /* letters and digits that are typed back of what secret_show() shows */
};

/* Whether somebody can be asked: standard input and standard error are terminals. ERR_INPUT says
 * that they are not. */
int secret_terminal(struct error *e);
/*
 * Asks, in words (translated, ": " follows), for a line that is not shown. *out is the slab's:
 * slab_give(). ERR_INPUT: given up, longer than SECRET_BYTES, or no terminal; ERR_MEMORY;
 * *out is NULL then.
 */
int secret_ask(char **out, struct slab *slab, const char *words, int wait_s, struct error *e);
/*
 * Asks for the passphrase of a key file, three times at most, until try() opens it. try() gives 0,
 * ERR_PASSPHRASE (it is another one: asked again), or an error that no passphrase mends. The
 * terminal stays as for a secret, and signals wait, until it is known. Errors as secret_ask() and
 * those of try(); that of ERR_PASSPHRASE names the file.
 */
typedef int secret_try(void *who, const char *passphrase, struct error *e);
int secret_unlock(struct slab *slab, const char *file, int wait_s, secret_try *try, void *who,
	struct error *e);
/* Asks for a new passphrase, twice, and gives it to use(), while the terminal stays and signals
 * wait as there. Where the two differ, or it is too short, again: ERR_PASSPHRASE after the third
 * time. Errors as secret_ask() and those of use(), of which that is none. */
int secret_choose(struct slab *slab, int wait_s, secret_try *use, void *who, struct error *e);
/* Asks a question to which only the whole word "yes" means yes; that is shown. */
bool secret_confirm(const char *words, int wait_s);
/* Asks for a line of no more than size - 1 bytes that is shown while it is typed. ERR_INPUT: given
 * up, longer, or no terminal. */
int secret_line(char *line, size_t size, const char *words, int wait_s, struct error *e);
/* Shows text alone on the screen until its last SECRET_END letters and digits are typed: who has
 * not written it down cannot go on by mistake. Then nothing of it is left there or above.
 * ERR_INPUT: given up, or the terminal cannot do that. */
int secret_show(const char *title, const char *text, const char *term, int wait_s, struct error *e);

#endif
