/* What a ring is made of, for the files that make it up; all others have ring.h. */
#ifndef DB_VAULT_RING_INT_H
#define DB_VAULT_RING_INT_H

#include "db/vault/ring.h"
#include "db/vault/seen.h"
#include "db/vault/slab.h"

/* All three lie in the slab. */
struct realm_key {
	struct realm_key *next;
	uint32_t epoch;
	bool pending;
	char realm[UUID_TEXT];
	unsigned char mark[SEEN_MARK]; /* of what its custodian stated */
	unsigned char seed[SEAL_KEY], wrap[SEAL_KEY]; /* what all comes from; what wraps */
};
struct case_key {
	unsigned char name[BIND_BYTES]; /* a hash of case, kind and generation */
	uint64_t used; /* the turn in which it was used last; 0: there is none here */
	char realm[UUID_TEXT]; /* by which it came */
	bool pending;
	uint32_t born;
	unsigned char key[SEAL_KEY];
};
struct held {
	struct person person;
	uint32_t number; /* of her keys, by the directory */
	struct realm_key *realms;
	uint64_t turn;
	unsigned char passing[SEAL_KEY]; /* a key on its way, else zero */
	struct box_pair box; /* likewise */
	struct case_key cases[RING_CASES];
};

struct ring {
	struct slab *slab;
	struct held *held; /* NULL while it is locked */
	struct directory *directory; /* NULL: none is believed */
	struct seen *seen;
	bool rests;
};

/* What is held, to be read and written until the ring rests; NULL while it is locked. */
struct held *ring_wake(struct ring *ring);
/* The same where nothing can be done without it, and without a directory. ERR_KEY. */
int ring_ready(struct held **out, struct ring *ring, struct error *e);
int ring_is_locked(struct error *e); /* ERR_KEY, and says so */
int ring_no_realm(struct error *e); /* likewise */
/* ERR_KEY was the answer where no other key can be meant. */
int ring_tampered(int r, struct error *e);

/* Whether these keys of opened_by signed it so, and it is the directory's own epoch, with its box,
 * or one of the EPOCH_JUMP after it. */
bool ring_epoch_holds(const struct directory *directory, const struct epoch *epoch,
	const struct directory_person *opened_by, unsigned char place[static BIND_BYTES]);
/* Present keys of a custodian of the realm; NULL. */
const struct directory_person *ring_custodian(const struct directory *directory, const char *realm,
	const char *id);

/* Whose keys these are, by the id and number in writer, of which it fills in the rest; NULL:
 * nobody's. */
const struct directory_person *ring_writer(const struct directory *directory,
	struct writer *writer);
/* ERR_TAMPERED: they are nobody's, and why. */
int ring_nobodys(const struct directory *directory, const struct writer *writer, struct error *e);
/* The same of what is to be carried out from now on: ERR_TAMPERED unless they are hers still, since
 * others can be used by whoever has left with them. */
int ring_present(const struct writer *writer, struct error *e);

/* Whether a custodian of its realm states this epoch, and the newest that has been seen is no
 * newer, nor another; it is remembered. ERR_TAMPERED; ERR_MEMORY as seen_check(). */
int ring_see_epoch(struct ring *ring, const struct epoch *epoch, struct error *e);
/* A realm's key of this epoch that is not pending; NULL when there is none. */
struct realm_key *ring_realm(struct ring *ring, const char *realm, uint32_t epoch);
/* Its newest one, unless a newer epoch is known of, or the directory has not the realm: what may be
 * sealed under. NULL. */
struct realm_key *ring_realm_now(struct ring *ring, const char *realm);
/* The pair of a realm's box, made from its seed, in held->box: the caller wipes it. */
void ring_box(struct held *held, const unsigned char seed[static SEAL_KEY]);
/* The key of this case, kind and generation, pending or not; NULL. */
struct case_key *ring_case(struct ring *ring, const char *case_id, const char *key,
	uint32_t generation);
/* Opens a wrap into held->passing, which the caller wipes, also on error; seals what passes there
 * for the newest epoch of at's realm. Errors as ring_take_case(), ring_make_case(). */
int ring_unwrap(struct ring *ring, const struct wrap_place *at, const void *wrapped, size_t length,
	struct error *e);
int ring_wrap(struct ring *ring, struct text *out, const struct wrap_place *at, struct error *e);
/* What passes through held->passing is another key than the ring has of this. */
bool ring_is_other(struct ring *ring, const char *case_id, const char *key, uint32_t generation);
int ring_damaged(struct error *e); /* ERR_TAMPERED, of a case's key */

#endif
