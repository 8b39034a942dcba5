/*
 * seen: the newest that a person's consoles have seen of each thing (the directory, a realm's
 * epoch, a record's version), so that a server cannot show an older one in its place. What was seen
 * least recently is forgotten first; the directory, the realms and to whom keys were given never.
 *
 * It is kept sealed to the person herself, beside her key file, for whoever opens what is nobody
 * else's business.
 */
#ifndef DB_VAULT_SEEN_H
#define DB_VAULT_SEEN_H

#include <stdbool.h>
#include <stdint.h>
#include "db/base/err.h"
#include "db/base/text.h"

enum {
	SEEN_KEPT = 2048, /* of what is never forgotten */
	SEEN_LIMIT = 4096, /* in all */
	SEEN_MARK = 12, /* bytes of a hash, so that two of the same number are told apart */
};

struct seen;

/* Nothing seen yet. The caller owns *out: seen_free(). ERR_MEMORY. */
int seen_new(struct seen **out, struct error *e);
void seen_free(struct seen *seen); /* NULL is allowed */
/* As new. */
void seen_clear(struct seen *seen);
/*
 * I have this number of it before me, with this mark (zero: any). 0 when it is as new as any seen,
 * which is remembered then; ERR_TAMPERED when a newer one has been seen, or another of the same
 * number. kind and what (a UUID, say) together name it; keep: never forget it (ERR_MEMORY when
 * SEEN_KEPT are kept).
 */
int seen_check(struct seen *seen, const char *kind, const char *what, uint64_t number,
	const unsigned char mark[static SEEN_MARK], bool keep, struct error *e);
/* The newest number of it; 0: none was seen. */
uint64_t seen_newest(const struct seen *seen, const char *kind, const char *what);
/* Whether there is something to be written since seen_read() or seen_write(). */
bool seen_changed(const struct seen *seen);
/* Appends all of it to out, to be sealed; takes all of it back (replacing what is there).
 * ERR_TAMPERED: it is none; ERR_CONTRACT: a newer program's, and nothing is changed; ERR_MEMORY. */
int seen_write(struct seen *seen, struct text *out, struct error *e);
int seen_read(struct seen *seen, const void *bytes, size_t length, struct error *e);
/*
 * Takes into it what another of her consoles has written: of each thing the newest of both, so that
 * nobody who writes last forgets what others saw. It stands as far from being forgotten as it stood
 * there; seen_changed() stays. ERR_TAMPERED also where the two were shown different states of one
 * thing under the same number; ERR_MEMORY: more than SEEN_KEPT are to be kept. Nothing is changed
 * on any error.
 */
int seen_merge(struct seen *seen, const void *bytes, size_t length, struct error *e);

#endif
