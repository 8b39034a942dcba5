#include "db/vault/share.h"

#include <sodium.h>
#include <string.h>

enum {
	SPLITS = 3,
	CHECKSUM = 16,
	AT_NAME = 1,
	AT_HALVES = AT_NAME + SHARE_NAME,
	AT_CHECKSUM = AT_HALVES + 2 * SECRET_KEY,
};
_Static_assert(SHARE_BYTES == AT_CHECKSUM + CHECKSUM, "the layout in the header");

/* Part p and part q share split p + q - 1; each holds its two splits in rising order. */
static size_t place_of(size_t part, size_t split)
{
	static const size_t places[SHARES][SPLITS] = { { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 1 } };
	return AT_HALVES + places[part][split] * SECRET_KEY;
}

static void checksum(unsigned char sum[static CHECKSUM], const unsigned char *share)
{
	crypto_generichash(sum, CHECKSUM, share, AT_CHECKSUM, NULL, 0);
}

void recovery_box(unsigned char box[static PUBLIC_KEY],
	const unsigned char secret[static SECRET_KEY])
{
	crypto_scalarmult_base(box, secret);
}

static void name_of(unsigned char name[static SHARE_NAME], const unsigned char *secret)
{
	unsigned char box[PUBLIC_KEY], hash[BIND_BYTES];
	struct bind bind;

	recovery_box(box, secret);
	bind_begin(&bind, "hw1 recovery");
	bind_bytes(&bind, box, PUBLIC_KEY);
	bind_end(&bind, hash);
	memcpy(name, hash, SHARE_NAME);
}

static void print(char out[static SHARE_TEXT], const unsigned char *share)
{
	for (size_t i = 0; i < SHARE_BYTES; i++) {
		sodium_bin2hex(out, 3, share + i, 1);
		out += 2;
		if (i % 2 != 0)
			*out++ = ' ';
	}
	*out = 0;
}

int share_split(char out[static SHARES][SHARE_TEXT], const unsigned char secret[static SECRET_KEY],
	struct slab *slab, struct error *e)
{
	unsigned char(*share)[SHARE_BYTES] = slab_take(slab, SHARES * sizeof(*share));

	if (!share)
		return error_set(e, ERR_MEMORY, "There is no room left for keys.");
	for (size_t i = 0; i < SHARES; i++) {
		share[i][0] = (unsigned char)(i + 1);
		name_of(share[i] + AT_NAME, secret);
	}
	for (size_t p = 0; p < SHARES; p++) {
		for (size_t q = p + 1; q < SHARES; q++) {
			unsigned char *random = share[p] + place_of(p, p + q - 1);
			unsigned char *rest = share[q] + place_of(q, p + q - 1);
			randombytes_buf(random, SECRET_KEY);
			for (size_t i = 0; i < SECRET_KEY; i++)
				rest[i] = random[i] ^ secret[i];
		}
	}
	for (size_t i = 0; i < SHARES; i++) {
		checksum(share[i] + AT_CHECKSUM, share[i]);
		print(out[i], share[i]);
	}
	slab_give(slab, share);
	return 0;
}

static int parse(unsigned char *share, const char *text, const char *which, struct error *e)
{
	unsigned char sum[CHECKSUM];
	size_t length;
	const char *end;

	if (sodium_hex2bin(share, SHARE_BYTES, text, strlen(text), " \t\n\r", &length, &end) == 0 &&
		end[strspn(end, " \t\n\r")] == 0 && length == SHARE_BYTES) {
		checksum(sum, share);
		const bool is_one = share[0] - 1u < SHARES; /* of ours; others have no checksum */
		if (is_one && sodium_memcmp(sum, share + AT_CHECKSUM, CHECKSUM) == 0)
			return 0;
	}
	return error_set(e, ERR_INPUT,
		"The %s part is not as it was printed: compare it letter by letter.", which);
}

static int join(unsigned char *secret, unsigned char (*share)[SHARE_BYTES], struct error *e)
{
	const size_t p = share[0][0] - 1u, q = share[1][0] - 1u;
	unsigned char name[SHARE_NAME];

	if (sodium_memcmp(share[0] + AT_NAME, share[1] + AT_NAME, SHARE_NAME) != 0)
		return error_set(e, ERR_INPUT, "These two parts are not of the same key.");
	if (p == q)
		return error_set(e, ERR_INPUT, "This is part %zu twice; another one is needed.",
			p + 1);
	for (size_t i = 0; i < SECRET_KEY; i++)
		secret[i] =
			share[0][place_of(p, p + q - 1) + i] ^ share[1][place_of(q, p + q - 1) + i];
	name_of(name, secret);
	if (sodium_memcmp(name, share[0] + AT_NAME, SHARE_NAME) == 0)
		return 0;
	sodium_memzero(secret, SECRET_KEY);
	return error_set(e, ERR_INPUT,
		"These two parts do not give the key that they name; try with the third.");
}

int share_join(unsigned char secret[static SECRET_KEY], const char *first, const char *second,
	struct slab *slab, struct error *e)
{
	unsigned char(*share)[SHARE_BYTES] = slab_take(slab, 2 * sizeof(*share));
	int r;

	memset(secret, 0, SECRET_KEY);
	if (!share)
		return error_set(e, ERR_MEMORY, "There is no room left for keys.");
	r = parse(share[0], first, "first", e);
	if (r == 0)
		r = parse(share[1], second, "second", e);
	if (r == 0)
		r = join(secret, share, e);
	slab_give(slab, share);
	return r;
}
