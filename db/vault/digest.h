/*
 * digest: the SHA-256 of bytes as they come by, for knowing a file again.
 *
 *	struct digest d;
 *	digest_init(&d);
 *	while (...)
 *		digest_add(&d, bytes, length);
 *	digest_end(&d, hex);
 */
#ifndef DB_VAULT_DIGEST_H
#define DB_VAULT_DIGEST_H

#include <stddef.h>

enum { DIGEST_TEXT = 65 }; /* 64 lower-case hex digits and a NUL */

/* A value: owns nothing, may be dropped at any time. What it holds is private to digest.c. */
struct digest {
	_Alignas(16) unsigned char state[128];
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
/* Writes the digest of all that was added; digest_init() before adding again. */
void digest_end(struct digest *digest, char hex[static DIGEST_TEXT]);

#endif
