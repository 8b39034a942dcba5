/*
 * directory: who is who, by the word of two registrars.
 *
 * One text says all of it: people and their public keys, realms and their custodians, the keys to
 * be recovered with. It has a serial, and two registrars sign it whole, so that nothing can be left
 * out of it, kept in it or brought back from an older one: who is not in it is nobody. The server
 * keeps it and may lie; who is a registrar is written on the console's own host (`vault.registrars`
 * in its settings), not in the database. (The Update Framework has shown this: one versioned list,
 * signed by a threshold of keys, the highest version remembered by whoever reads it.)
 *
 *	homeward directory 1
 *	serial 7
 *	at 2026-11-22T10:00:00Z
 *	recovery ID NUMBER BOX NAME
 *	person ID NUMBER LOGIN BOX SIGN
 *	past ID NUMBER LOGIN BOX SIGN
 *	realm ID EPOCH BOX RECOVERY-ID CUSTODIAN-ID,CUSTODIAN-ID NAME
 *
 * ID is a UUID as PostgreSQL writes it, NUMBER counts somebody's keys from 1, keys are 64 hex
 * digits. `past` is somebody who has left, or the keys that somebody had before: what they signed
 * stays signed, nothing is sealed to them. EPOCH and BOX are the realm's newest public key that
 * registrars have seen, or 0 and `-` before the first. NAME is the rest of the line. Each line ends
 * with a newline; behind the first three they come in any order. An ID with its NUMBER stands once,
 * and a `person` has the highest NUMBER of her ID. Custodians are each a `person`, and a realm's
 * recovery key stands in the same text.
 */
#ifndef DB_VAULT_DIRECTORY_H
#define DB_VAULT_DIRECTORY_H

#include "db/vault/person.h"

enum {
	REGISTRARS = 16, /* the most that a host may know */
	CUSTODIANS_FEWEST = 2, /* of a realm: one alone could lock all others out by leaving */
	CUSTODIANS = 8, /* the most */
	DIRECTORY_LIMIT = 1 << 20, /* bytes of its text */
	DIRECTORY_NAME = 64, /* bytes of a login or name, with its NUL */
	DIRECTORY_LINE = 1536, /* bytes of the longest line of directory_change() */
	DIRECTORY_JUMP = 1000, /* the most by which a serial may be higher than the last seen */
	EPOCH_JUMP = 1000, /* the most by which a realm may be ahead of what the directory says */
	PERSON_WORDS = 8,
	PERSON_WORDS_TEXT = PERSON_WORDS * 9, /* bytes of the words, their spaces and a NUL */
};

/* Whom this host believes: public signing keys, in any order. */
struct registrars {
	size_t count;
	unsigned char sign[REGISTRARS][PUBLIC_KEY];
};

/* The text as the server keeps it. Borrowed. */
struct directory_text {
	const char *text;
	size_t length;
	struct directory_signature {
		unsigned char by[PUBLIC_KEY]; /* the registrar's public signing key */
		unsigned char signature[SIGNATURE];
	} signed_by[2];
};

/* Somebody's keys, a realm, a key to be recovered with. Values, borrowed from their directory. */
struct directory_person {
	char id[UUID_TEXT];
	uint32_t number;
	bool past;
	char login[DIRECTORY_NAME];
	unsigned char box[PUBLIC_KEY], sign[PUBLIC_KEY];
};
struct directory_recovery {
	char id[UUID_TEXT];
	uint32_t number;
	unsigned char box[PUBLIC_KEY];
	char name[DIRECTORY_NAME];
};
struct directory_realm {
	char id[UUID_TEXT];
	uint32_t epoch; /* 0: none signed yet */
	unsigned char box[PUBLIC_KEY];
	char recovery[UUID_TEXT];
	size_t custodian_count;
	char custodians[CUSTODIANS][UUID_TEXT];
	char name[DIRECTORY_NAME];
};

struct directory;

/*
 * Reads a text that nobody has to have signed yet: what a registrar looks at. The caller owns *out:
 * directory_free(); it is NULL on error. ERR_INPUT says what is wrong and where, ERR_CONTRACT (a
 * newer program's), ERR_MEMORY.
 */
int directory_parse(struct directory **out, const char *text, size_t length, struct error *e);
/* The same for one that is to be believed. ERR_TAMPERED: a signature does not hold, is by nobody
 * whom this host believes, or both are by the same. */
int directory_read(struct directory **out, const struct directory_text *text,
	const struct registrars *registrars, struct error *e);
void directory_free(struct directory *directory); /* NULL is allowed */
/* Signs a text as a registrar. */
void directory_sign(struct directory_signature *out, const char *text, size_t length,
	const struct person *registrar);

uint32_t directory_serial(const struct directory *directory);
/* As it stands in the text. */
const char *directory_at(const struct directory *directory);
/* BIND_BYTES that no other text has. */
const unsigned char *directory_hash(const struct directory *directory);
/* NULL when there is none. Somebody's present keys; keys of that number, past or present; the next
 * after that number (0: the first). */
const struct directory_person *directory_person(const struct directory *directory, const char *id);
const struct directory_person *directory_keys(const struct directory *directory, const char *id,
	uint32_t number);
const struct directory_person *directory_keys_after(const struct directory *directory,
	const char *id, uint32_t number);
/* One after the other, by id, then number: from 0, NULL behind the last. */
const struct directory_person *directory_keys_at(const struct directory *directory, size_t at);
const struct directory_realm *directory_realm(const struct directory *directory, const char *id);
/* As directory_keys_at(). */
const struct directory_realm *directory_realm_at(const struct directory *directory, size_t at);
const struct directory_recovery *directory_recovery(const struct directory *directory,
	const char *id);
/* Whether present keys of somebody are a custodian's of this realm. */
bool directory_is_custodian(const struct directory *directory, const char *realm,
	const char *person);

/* One line of what signing `next` in place of `now` (NULL: none yet) would change, in words for a
 * registrar: *at is 0 before the first. false at the end. A new person comes with her words. */
bool directory_change(const struct directory *now, const struct directory *next, size_t *at,
	char *line, size_t size);
/*
 * Somebody's keys as eight words, for two people to compare aloud: 88 bits of a hash over id,
 * number, login and both keys, 11 bits a word (the BIP 39 list: 2,048 English words that differ in
 * their first four letters).
 */
void person_words(const char *id, uint32_t number, const char *login,
	const unsigned char box[static PUBLIC_KEY], const unsigned char sign[static PUBLIC_KEY],
	char out[static PERSON_WORDS_TEXT]);

#endif
