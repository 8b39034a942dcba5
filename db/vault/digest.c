#include "db/vault/digest.h"

#include <sodium.h>

#include "db/vault/hex.h"

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(((struct digest *)0)->state),
	"struct digest is too small for libsodium");
_Static_assert(DIGEST_TEXT == 2 * crypto_hash_sha256_BYTES + 1, "hex digits of a SHA-256");

static crypto_hash_sha256_state *state_of(struct digest *digest)
{
	return (void *)digest->state;
}

void digest_init(struct digest *digest)
{
	crypto_hash_sha256_init(state_of(digest));
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
	crypto_hash_sha256_update(state_of(digest), bytes, length);
}

void digest_end(struct digest *digest, char hex[static DIGEST_TEXT])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(state_of(digest), hash);
	hex_write(hex, hash, sizeof(hash));
}
