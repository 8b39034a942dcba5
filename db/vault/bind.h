/*
 * bind: what a sealed or signed thing belongs to, as 32 bytes. Every field goes in with its length,
 * so that no two lists of fields are the same ("ab","c" and "a","bc"), and the first one says what
 * kind of thing it is, so that a wrap is never taken for a record.
 *
 *	struct bind b;
 *	bind_begin(&b, "hw1 wrap");
 *	bind_text(&b, case_id);
 *	bind_number(&b, generation);
 *	bind_end(&b, place);
 */
#ifndef DB_VAULT_BIND_H
#define DB_VAULT_BIND_H

#include <stddef.h>
#include <stdint.h>

enum { BIND_BYTES = 32 }; /* a BLAKE2b hash */

/* A value: owns nothing, may be dropped at any time. What it holds is private to bind.c. */
struct bind {
	_Alignas(64) unsigned char state[384];
};

void bind_begin(struct bind *bind, const char *kind);
void bind_text(struct bind *bind, const char *text); /* NULL is another thing than "" */
void bind_bytes(struct bind *bind, const void *bytes, size_t length); /* likewise */
void bind_number(struct bind *bind, uint64_t number);
void bind_end(struct bind *bind, unsigned char place[static BIND_BYTES]);

/*
 * The places of every day. Records do not name the realm, so that a case that changes its realm
 * needs a new wrap and no new record.
 */
struct record_place {
	const char *table, *column; /* as in the database; the column is the record's kind */
	const char *key; /* which of the case's keys: "office", "health" */
	const char *row, *case_id; /* UUIDs as PostgreSQL writes them */
	uint32_t generation; /* of the case's key, from 1 */
	uint32_t version; /* of the row, from 1 */
};
struct wrap_place {
	const char *case_id, *key, *realm; /* UUID; as above; UUID */
	uint32_t generation; /* of the case's key */
	/* The epoch of this realm in which this generation was made: a later wrap makes no key
	 * younger. 0: it came from another realm, whose people may have it still. */
	uint32_t born;
	uint32_t epoch; /* of the realm's key that wraps it */
};
struct letter_place {
	const char *realm, *reader; /* UUIDs: which realm's seed, to whom */
	uint32_t epoch, number; /* the realm's; of the reader's keys */
};
/* A case's key on its way to another realm, as somebody has approved it. */
struct cross_place {
	const char *request; /* UUID of what was approved */
	const char *case_id, *key; /* as above */
	const char *from, *to; /* realms, UUIDs */
	uint32_t generation; /* of the case's key */
	uint32_t epoch; /* of the receiving realm: to whose box it is sealed */
	const char *writer; /* UUID: who sealed and signed it */
	uint32_t number; /* of her keys */
};
void bind_record(const struct record_place *at, unsigned char place[static BIND_BYTES]);
void bind_wrap(const struct wrap_place *at, unsigned char place[static BIND_BYTES]);
void bind_letter(const struct letter_place *at, unsigned char place[static BIND_BYTES]);
void bind_cross(const struct cross_place *at, unsigned char place[static BIND_BYTES]);

#endif
