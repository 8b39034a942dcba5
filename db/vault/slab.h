/*
 * slab: the only memory in which keys and opened records lie. It is locked into RAM, left out of
 * core dumps and of children, stands between two guard pages, and is wiped when given back.
 *
 * libsodium's own allocator stops locking, silently, once RLIMIT_MEMLOCK is used up (8 MiB by
 * default), so this one locks once, for all, and says when it cannot.
 */
#ifndef DB_VAULT_SLAB_H
#define DB_VAULT_SLAB_H

#include <stdbool.h>
#include <stddef.h>
#include "db/base/err.h"

enum {
	SLAB_GRAIN = 64, /* bytes; what is taken is rounded up to it and aligned to it */
	SLAB_MAX = 4 << 20, /* bytes */
};

struct slab;

/* A slab of size bytes (rounded up to whole pages, at most SLAB_MAX), open and empty. The caller
 * owns *out: slab_free(). ERR_MEMORY; ERR_IO where the memory cannot be locked: nobody may unlock a
 * vault there. *out is NULL then. */
int slab_new(struct slab **out, size_t size, struct error *e);
/* Wipes all of it; NULL is allowed. */
void slab_free(struct slab *slab);

/* length zeroed bytes, borrowed until slab_give() or slab_wipe(); NULL when there is no such room
 * in one piece, or while the slab is shut. */
void *slab_take(struct slab *slab, size_t length);
/* Wipes what slab_take() returned and takes it back; NULL is allowed. */
void slab_give(struct slab *slab, void *taken);
/* Wipes and takes back everything: all that was borrowed is gone. The slab is open. */
void slab_wipe(struct slab *slab);

/* While it is shut nothing can read or write the slab: a stray pointer ends the program instead. */
void slab_shut(struct slab *slab);
void slab_open(struct slab *slab);
/* Bytes that are taken, in grains. */
size_t slab_taken(const struct slab *slab);

#endif
