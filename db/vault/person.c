#include "db/vault/person.h"

#include <sodium.h>
#include <string.h>

enum { VERSION_BYTE = 1, AT_SIGNATURE = 1, AT_BOX = AT_SIGNATURE + SIGNATURE };
_Static_assert(LETTER_OVERHEAD == AT_BOX + crypto_box_SEALBYTES, "the layout in the header");
_Static_assert(PUBLIC_KEY == crypto_box_PUBLICKEYBYTES && SECRET_KEY == crypto_box_SECRETKEYBYTES &&
		PUBLIC_KEY == crypto_sign_PUBLICKEYBYTES && SECRET_KEY == crypto_sign_SEEDBYTES &&
		SIGNING_KEY == crypto_sign_SECRETKEYBYTES && SIGNATURE == crypto_sign_BYTES,
	"the sizes of libsodium");

void box_make(struct box_pair *pair)
{
	crypto_box_keypair(pair->public, pair->secret);
}

void box_derive(struct box_pair *pair, const unsigned char secret[static SECRET_KEY])
{
	memmove(pair->secret, secret, SECRET_KEY);
	crypto_scalarmult_base(pair->public, pair->secret);
}

void person_make(struct person *person, const char *id)
{
	text_copy(person->id, sizeof(person->id), id);
	box_make(&person->box);
	crypto_sign_keypair(person->sign_public, person->signing);
}

void person_derive(struct person *person, const char *id,
	const unsigned char box_secret[static SECRET_KEY],
	const unsigned char sign_secret[static SECRET_KEY])
{
	text_copy(person->id, sizeof(person->id), id);
	box_derive(&person->box, box_secret);
	crypto_sign_seed_keypair(person->sign_public, person->signing, sign_secret);
}

void person_sign(const struct person *person, const unsigned char place[static BIND_BYTES],
	unsigned char signature[static SIGNATURE])
{
	crypto_sign_detached(signature, NULL, place, BIND_BYTES, person->signing);
}

bool signature_holds(const unsigned char sign_public[static PUBLIC_KEY],
	const unsigned char place[static BIND_BYTES],
	const unsigned char signature[static SIGNATURE])
{
	return crypto_sign_verify_detached(signature, place, BIND_BYTES, sign_public) == 0;
}

/* What a letter's writer signs. (A later version keeps this and the first 65 bytes, so that one
 * that was changed is told from a newer program's.) */
static void bind_written(unsigned char out[static BIND_BYTES], const unsigned char *letter,
	size_t length, const unsigned char *place, const unsigned char *reader)
{
	struct bind bind;

	bind_begin(&bind, "hw1 written");
	bind_number(&bind, letter[0]);
	bind_bytes(&bind, place, BIND_BYTES);
	bind_bytes(&bind, reader, PUBLIC_KEY);
	bind_bytes(&bind, letter + AT_BOX, length - AT_BOX);
	bind_end(&bind, out);
}

int letter_write(struct text *out, const struct person *writer,
	const unsigned char reader[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const unsigned char *plain, size_t length, struct error *e)
{
	unsigned char bound[BIND_BYTES];
	const size_t before = out->length;
	unsigned char *at = text_extend(out, LETTER_OVERHEAD + length);

	if (!at)
		return text_check(out, e);
	at[0] = VERSION_BYTE;
	if (crypto_box_seal(at + AT_BOX, plain, length, reader) != 0) {
		out->data[out->length = before] = 0;
		return error_set(e, ERR_INPUT,
			"The key of the person to whom this goes is not a key.");
	}
	bind_written(bound, at, LETTER_OVERHEAD + length, place, reader);
	person_sign(writer, bound, at + AT_SIGNATURE);
	return 0;
}

bool letter_holds(const unsigned char writer[static PUBLIC_KEY],
	const unsigned char reader[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const void *letter, size_t letter_length)
{
	const unsigned char *at = letter;
	unsigned char bound[BIND_BYTES];

	if (letter_length <= LETTER_OVERHEAD)
		return false;
	bind_written(bound, at, letter_length, place, reader);
	return signature_holds(writer, bound, at + AT_SIGNATURE);
}

int letter_read(unsigned char *plain, const struct box_pair *reader,
	const unsigned char writer[static PUBLIC_KEY], const unsigned char place[static BIND_BYTES],
	const void *letter, size_t letter_length, struct error *e)
{
	const size_t length = letter_length > LETTER_OVERHEAD ? letter_length - LETTER_OVERHEAD : 0;
	const unsigned char *at = letter;

	sodium_memzero(plain, length);
	if (letter_holds(writer, reader->public, place, letter, letter_length)) {
		if (at[0] != VERSION_BYTE)
			return error_set(e, ERR_CONTRACT,
				"A newer homeward wrote this; update this one to read it.");
		if (crypto_box_seal_open(plain, at + AT_BOX, letter_length - AT_BOX, reader->public,
			    reader->secret) == 0)
			return 0;
		sodium_memzero(plain, length);
	}
	return error_set(e, ERR_TAMPERED,
		"A sealed letter was changed, or is not by whom or for whom it should be; it "
		"is not used.");
}
