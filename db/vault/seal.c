#include "db/vault/seal.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

enum { VERSION_BYTE = 1, COMMITMENT = 32 };
enum {
	AT_SUITE = 1,
	AT_COMMITMENT = 2,
	AT_NONCE = AT_COMMITMENT + COMMITMENT,
	AT_CIPHERTEXT = AT_NONCE + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};
_Static_assert(SEAL_OVERHEAD == AT_CIPHERTEXT + TAG, "the layout in the header");
_Static_assert(SEAL_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the size of a key");

static void commit(unsigned char out[static COMMITMENT], unsigned char version,
	const unsigned char *key)
{
	unsigned char what[] = "hw1 commitment ?";

	what[sizeof(what) - 2] = version;
	crypto_generichash(out, COMMITMENT, what, sizeof(what) - 1, key, SEAL_KEY);
}

/* Additional data: version and suite, which steer what is done with the plain bytes, and the place;
 * both of one length always. */
enum { BOUND = AT_COMMITMENT + BIND_BYTES };
static void bind_header(unsigned char bound[static BOUND], const unsigned char *header,
	const unsigned char place[static BIND_BYTES])
{
	memcpy(bound, header, AT_COMMITMENT);
	memcpy(bound + AT_COMMITMENT, place, BIND_BYTES);
}

void seal_key_make(unsigned char key[static SEAL_KEY])
{
	randombytes_buf(key, SEAL_KEY);
}

size_t seal_padded(enum seal_suite suite, size_t length)
{
	return suite == SEAL_PADDED ? length / SEAL_STEP * SEAL_STEP + SEAL_STEP : length;
}

int seal(struct text *out, enum seal_suite suite, const unsigned char key[static SEAL_KEY],
	const unsigned char place[static BIND_BYTES], unsigned char *plain, size_t length,
	size_t room, struct error *e)
{
	const size_t padded = seal_padded(suite, length);
	unsigned char bound[BOUND], *at;

	if (length > SEAL_LIMIT || padded > room)
		return error_set(e, ERR_INPUT, "This is too long to be kept: %zu bytes.", length);
	if (!(at = text_extend(out, padded + SEAL_OVERHEAD)))
		return text_check(out, e);
	/* ISO/IEC 7816-4, as sodium_pad() has it: the length needs no place of its own */
	if (suite == SEAL_PADDED)
		sodium_pad(&(size_t){ 0 }, plain, length, SEAL_STEP, padded);
	at[0] = VERSION_BYTE;
	at[AT_SUITE] = (unsigned char)suite;
	commit(at + AT_COMMITMENT, at[0], key);
	randombytes_buf(at + AT_NONCE, AT_CIPHERTEXT - AT_NONCE);
	bind_header(bound, at, place);
	crypto_aead_xchacha20poly1305_ietf_encrypt(at + AT_CIPHERTEXT, NULL, plain, padded, bound,
		sizeof(bound), NULL, at + AT_NONCE, key);
	return 0;
}

size_t seal_room(size_t sealed_length)
{
	return sealed_length > SEAL_OVERHEAD &&
			sealed_length <= SEAL_OVERHEAD + SEAL_LIMIT + SEAL_STEP ?
		sealed_length - SEAL_OVERHEAD :
		0;
}

/* What version and commitment say; 0 when it is ours to decrypt. */
static int check(const unsigned char *at, const unsigned char *key, struct error *e)
{
	unsigned char commitment[COMMITMENT];

	commit(commitment, at[0], key);
	if (sodium_memcmp(commitment, at + AT_COMMITMENT, COMMITMENT) != 0)
		return error_set(e, ERR_KEY,
			"This is sealed with another key than the one at hand.");
	if (at[0] != VERSION_BYTE)
		return error_set(e, ERR_CONTRACT,
			"A newer homeward wrote this; update this one to read it.");
	return 0;
}

static bool decrypt(unsigned char *plain, size_t *length, const unsigned char *key,
	const unsigned char *place, const unsigned char *at, size_t sealed_length)
{
	unsigned char bound[BOUND];

	bind_header(bound, at, place);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, at + AT_CIPHERTEXT,
		    sealed_length - AT_CIPHERTEXT, bound, sizeof(bound), at + AT_NONCE, key) != 0)
		return false;
	*length = seal_room(sealed_length);
	return at[AT_SUITE] != SEAL_PADDED || sodium_unpad(length, plain, *length, SEAL_STEP) == 0;
}

int unseal(unsigned char *plain, size_t *length, const unsigned char key[static SEAL_KEY],
	const unsigned char place[static BIND_BYTES], const void *sealed, size_t sealed_length,
	struct error *e)
{
	const size_t room = seal_room(sealed_length);
	int r = 0;

	*length = 0;
	sodium_memzero(plain, room);
	if (room > 0 && (r = check(sealed, key, e)) != 0)
		return r;
	if (room > 0 && decrypt(plain, length, key, place, sealed, sealed_length))
		return 0;
	sodium_memzero(plain, room);
	*length = 0;
	return error_set(e, ERR_TAMPERED,
		"What is kept here was changed, or belongs elsewhere; it is shown to nobody.");
}
