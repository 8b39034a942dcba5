/*
 * err: what can go wrong, and the sentence that says so.
 *
 * A function that can fail returns 0 or one of the negative codes below and takes a
 * `struct error *` last (NULL: the caller wants the code only). The sentence is written once, at
 * the deepest place that knows what, where and what to do about it; whoever passes the code on
 * leaves it alone. Nothing in it comes from a database, a file or the user without having passed
 * the caller's safe-text gate first, unless the function's own comment says so.
 */
#ifndef DB_BASE_ERR_H
#define DB_BASE_ERR_H

enum err {
	ERR_NONE = 0,
	ERR_MEMORY = -1, /* no memory left */
	ERR_INPUT = -2, /* what was typed or given is wrong */
	ERR_REFUSED = -3, /* a rule said no: role, stage, stale version ... */
	ERR_OFFLINE =
		-4, /* nothing was changed: not connected, or the line fell during a question */
	ERR_TIMEOUT = -5, /* nothing was changed: a question had no answer by its deadline */
	ERR_UNKNOWN = -6, /* a change was sent and its answer lost: ask again with the same key */
	ERR_SERVER = -7, /* the server answered with an error: see its SQLSTATE */
	ERR_IO = -8, /* a file, a socket, the kernel */
	ERR_CONTRACT = -9, /* this program and this database or record do not belong together */
	ERR_KEY = -10, /* a key is not at hand: the vault is locked, or it is not this person's */
	ERR_TAMPERED = -11, /* what was sealed or signed was changed, or put elsewhere */
	ERR_PASSPHRASE = -12, /* the passphrase is wrong */
};

struct error {
	enum err code;
	char text[400]; /* one or two plain sentences, no newline */
};

/* Set code and text (cut at a whole code point when too long); e may be NULL. Returns code. */
__attribute__((format(printf, 3, 4))) int error_set(
	struct error *e, enum err code, const char *format, ...);
/* The stable lower-case word for a code ("offline"): for logs and `--format json`. */
const char *error_word(enum err code);

#endif
