/*
 * person: the two key pairs by which somebody is known (X25519 to be sealed to, Ed25519 to sign),
 * and letters: what one seals for another, signed. A realm has a pair to be sealed to as well.
 */
#ifndef DB_VAULT_PERSON_H
#define DB_VAULT_PERSON_H

#include "db/base/text.h"
#include "db/base/uuid.h"
#include "db/vault/bind.h"
#include "db/vault/slab.h"

enum {
	PUBLIC_KEY = 32, /* bytes; of either pair */
	SECRET_KEY = 32, /* bytes; of either pair: all else comes from it */
	SIGNING_KEY = 64, /* bytes: the secret one and the public one behind it */
	SIGNATURE = 64, /* bytes */
};

/* Lies in a slab. All zero is nobody. */
struct box_pair {
	unsigned char public[PUBLIC_KEY], secret[SECRET_KEY];
};
struct person {
	char id[UUID_TEXT];
	struct box_pair box;
	unsigned char sign_public[PUBLIC_KEY], signing[SIGNING_KEY];
};

void box_make(struct box_pair *pair);
void box_derive(struct box_pair *pair, const unsigned char secret[static SECRET_KEY]);
/* Somebody new with this id. */
void person_make(struct person *person, const char *id);
/* The person with this id whose secrets these are. */
void person_derive(struct person *person, const char *id,
	const unsigned char box_secret[static SECRET_KEY],
	const unsigned char sign_secret[static SECRET_KEY]);

/* Signs a place (see bind.h), which names all that is stated. */
void person_sign(const struct person *person, const unsigned char place[static BIND_BYTES],
	unsigned char signature[static SIGNATURE]);
bool signature_holds(const unsigned char sign_public[static PUBLIC_KEY],
	const unsigned char place[static BIND_BYTES],
	const unsigned char signature[static SIGNATURE]);

/* ---- letters: version 1 | signature 64 | sealed box ------------------------------------------ A
 * sealed box says nothing of who wrote it, so the writer signs it, with its place and its reader:
 * it cannot be passed on to somebody else as if it had been written to her.
 */
enum { LETTER_OVERHEAD = 1 + SIGNATURE + 48 };
/* Appends the letter to out. ERR_MEMORY, ERR_INPUT (the reader's key is not one); out is
 * unchanged then. */
int letter_write(struct text *out, const struct person *writer,
	const unsigned char reader[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const unsigned char *plain, size_t length, struct error *e);
/* Whether writer has written this letter, for this place and this reader: what can be seen of it
 * without her secret key. */
bool letter_holds(const unsigned char writer[static PUBLIC_KEY],
	const unsigned char reader[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const void *letter, size_t letter_length);
/*
 * Opens it into plain, which has room for letter_length - LETTER_OVERHEAD bytes, all zero on
 * error:
 *	ERR_CONTRACT  a newer program wrote it
 *	ERR_TAMPERED  too short, changed, not of this place, not by this writer, not to this reader
 */
int letter_read(unsigned char *plain, const struct box_pair *reader,
	const unsigned char writer[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const void *letter, size_t letter_length, struct error *e);

#endif
