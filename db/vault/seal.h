/*
 * seal: bytes under a symmetric key, bound to the place where they belong (see bind.h).
 *
 *	version 1 | suite 1 | commitment 32 | nonce 24 | ciphertext | tag 16
 *
 * XChaCha20-Poly1305 with a random nonce: no counter to keep, and at 192 bits none to wear out. It
 * does not commit to its key (one ciphertext can be made to open under two), so a hash of version
 * and key stands in front. It is looked at first: it tells a wrong key from changed bytes, and that
 * a version is a newer program's from one that was changed. (A later version keeps these 34 bytes.)
 */
#ifndef DB_VAULT_SEAL_H
#define DB_VAULT_SEAL_H

#include <stddef.h>
#include "db/base/err.h"
#include "db/base/text.h"
#include "db/vault/bind.h"

enum {
	SEAL_KEY = 32, /* bytes of a key */
	SEAL_STEP = 64, /* bytes; what padded records are multiples of: a length is a clue */
	SEAL_OVERHEAD = 1 + 1 + 32 + 24 + 16, /* bytes more than what is inside, padding aside */
	SEAL_LIMIT = 1 << 20, /* bytes of the largest record */
};
enum seal_suite {
	SEAL_PADDED = 1, /* records */
	SEAL_EXACT = 2, /* what always has the same length: keys */
};

/* A fresh key from the kernel's generator. */
void seal_key_make(unsigned char key[static SEAL_KEY]);
/* The room that length bytes need to be sealed: their own and their padding's. */
size_t seal_padded(enum seal_suite suite, size_t length);
/* Appends plain, sealed, to out. plain lies in a slab and has room bytes, of which seal_padded()
 * are needed: the padding is written there. ERR_INPUT when it is longer than SEAL_LIMIT or the room
 * is too small, ERR_MEMORY; out is unchanged then. */
int seal(struct text *out, enum seal_suite suite, const unsigned char key[static SEAL_KEY],
	const unsigned char place[static BIND_BYTES], unsigned char *plain, size_t length,
	size_t room, struct error *e);
/* The room that unseal() needs for a thing of so many sealed bytes; 0 when it cannot be one. */
size_t seal_room(size_t sealed_length);
/*
 * Opens sealed into plain (seal_room() bytes, of a slab) and says its length. On any error plain is
 * all zero and *length 0:
 *	ERR_KEY       sealed under another key, or its first bytes were changed: who knows which
 *	              key it has to be tells the two apart
 *	ERR_CONTRACT  a newer program sealed it, under this key: this one leaves it alone
 *	ERR_TAMPERED  too short, changed, or not of this place
 */
int unseal(unsigned char *plain, size_t *length, const unsigned char key[static SEAL_KEY],
	const unsigned char place[static BIND_BYTES], const void *sealed, size_t sealed_length,
	struct error *e);

#endif
