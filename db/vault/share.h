/*
 * share: the secret of a recovery key in three parts, of which any two give it back and one says
 * nothing.
 *
 * Three times the secret is split in two by exclusive or, a random half to one part and the other
 * half to another: part 1 holds halves of the first and second split, part 2 of the first and
 * third, part 3 of the second and third. That is 2-of-3 without arithmetic that could go wrong.
 * Each part is printed on paper and kept in another country. It names its recovery key by a hash of
 * the public half, so that what two parts give is checked.
 */
#ifndef DB_VAULT_SHARE_H
#define DB_VAULT_SHARE_H

#include "db/vault/person.h"

enum {
	SHARES = 3,
	SHARE_NAME = 16, /* bytes by which a part names its recovery key */
	SHARE_BYTES = 1 + SHARE_NAME + 2 * SECRET_KEY + 16, /* number, name, two halves, checksum */
	SHARE_TEXT = 2 * SHARE_BYTES + SHARE_BYTES / 2 + 1, /* hex digits by fours, and a NUL */
};

/* The public half of a recovery key, for the directory. */
void recovery_box(unsigned char box[static PUBLIC_KEY],
	const unsigned char secret[static SECRET_KEY]);

/* Splits secret into three texts to be printed, which lie in a slab. ERR_MEMORY. */
int share_split(char out[static SHARES][SHARE_TEXT], const unsigned char secret[static SECRET_KEY],
	struct slab *slab, struct error *e);
/*
 * The secret from two of them, as typed from paper: case and white space do not matter. secret, in
 * a slab, is zero on error:
 *	ERR_INPUT     which of them (first, second) is mistyped, or both are the same part, or they
 *	              are not of the same key, or do not give it
 *	ERR_MEMORY
 */
int share_join(unsigned char secret[static SECRET_KEY], const char *first, const char *second,
	struct slab *slab, struct error *e);

#endif
