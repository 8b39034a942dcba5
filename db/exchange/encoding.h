/*
 * encoding: a file's bytes become strict UTF-8, or the first byte that cannot is named.
 *
 * Without a name the bytes are UTF-8, unless they begin with a byte order mark that says UTF-8,
 * UTF-16LE or UTF-16BE; the mark is taken off. A name says it outright and is needed for everything
 * else: nothing is guessed, a guess would put wrong letters into a case. NUL is refused everywhere.
 */
#ifndef DB_EXCHANGE_ENCODING_H
#define DB_EXCHANGE_ENCODING_H

#include <stddef.h>
#include "db/base/err.h"
#include "db/exchange/place.h"

struct encoding;

/* Takes a piece of valid UTF-8 of whole code points, borrowed. Not 0: stop, handed back. */
typedef int encoding_text_fn(void *who, const char *text, size_t length);

/* name: NULL, or one of encoding_name(), case ignored. 0 and the caller owns *out, ERR_MEMORY, or
 * ERR_INPUT: not a name that is known. */
int encoding_new(struct encoding **out, const char *name, encoding_text_fn *fn, void *who);
void encoding_free(struct encoding *encoding); /* NULL is allowed */

/* 0, ERR_INPUT (see encoding_mistake), or what the function returned; after an error no more. */
int encoding_feed(struct encoding *encoding, const char *bytes, size_t length);
/* The file has ended: what is left must be whole. */
int encoding_end(struct encoding *encoding);

/* What ERR_INPUT was about; what is NULL when it was the function's own. */
const struct mistake *encoding_mistake(const struct encoding *encoding);

/* The n-th name that is known, for help and completion; NULL after the last. */
const char *encoding_name(size_t n);

#endif
