/*
 * ring: the keys that one person holds while her vault is open, all of them in one slab.
 *
 *	key file --passphrase--> person --letter--> realm --wrap--> case --seal--> record
 *
 * A realm (who reads together) has one secret seed for each epoch; the key that wraps and the pair
 * that others seal to both come from it. Only the newest epoch is given to people, by letters of
 * its custodians; each epoch's seed lies sealed under the next one's, so that who has the newest
 * reads all that came before, and who left before it reads nothing that came after.
 *
 * What comes from the database is believed only as far as the directory goes (see directory.h), and
 * never when the person's consoles have seen newer (see seen.h). What is made here is pending until
 * ring_settle_realm() or ring_settle_case() says that the server has kept it, and nothing is sealed
 * with it before: of two who make the same thing at the same time, one has made nothing.
 *
 * A ring that is locked holds nothing; one at rest cannot be read by anything else in this program.
 * Where a function says ERR_KEY the ring lacks a key: it is locked, no directory is believed, or
 * the person is not entitled to it. ERR_PASSPHRASE is a wrong one. ERR_TAMPERED is never about a
 * passphrase or an entitlement: something was changed or exchanged. On any error what was to be
 * written is unchanged, and what was to be read is all zero.
 */
#ifndef DB_VAULT_RING_H
#define DB_VAULT_RING_H

#include "db/vault/directory.h"
#include "db/vault/keyfile.h"

enum {
	RING_BYTES = 128 << 10, /* of locked memory: some 700 epochs of realms beside the cases */
	RING_CASES = 256, /* cases whose keys are held; the one not used for longest goes first */
	RING_WRAPPED = SEAL_OVERHEAD + SEAL_KEY, /* bytes of a wrapped case key, of the chain */
	RING_LETTER = LETTER_OVERHEAD + SEAL_KEY, /* bytes of a letter */
	RING_WRITER = 16 + 4 + SIGNATURE, /* bytes in front of a record's own: who wrote it */
};

struct ring;

/* An empty ring. The caller owns *out: ring_free(). Errors as slab_new(). */
int ring_new(struct ring **out, struct error *e);
void ring_free(struct ring *ring); /* wipes; NULL is allowed */

/* Opens a key file into the ring, which was locked before. Errors as keyfile_open(). */
int ring_unlock(struct ring *ring, const void *file, size_t length, const char *id,
	const char *passphrase, const unsigned char *host, struct error *e);
/* The same for somebody new, who has just been made: copied. */
void ring_unlock_as(struct ring *ring, const struct person *person);
/* Whose it is: for the public halves, and for directory_sign(). Borrowed until ring_rest(); NULL
 * while it is locked. */
const struct person *ring_person(struct ring *ring);
/* Appends a key file of the ring's person to out, under a new passphrase. ERR_KEY, else as
 * keyfile_seal(). */
int ring_seal_keyfile(struct ring *ring, struct text *out, const char *passphrase,
	const unsigned char host[static HOST_SECRET], const struct cost *cost, struct error *e);
/* Wipes the keys of cases (an idle console at once); everything, with the directory and what has
 * been seen (write that first: ring_seen_write()). */
void ring_forget_cases(struct ring *ring);
void ring_lock(struct ring *ring);
/* To be called at the end of each turn of the loop: nothing reads the keys until the next call. */
void ring_rest(struct ring *ring);

/*
 * The directory by which all that follows is believed; the ring owns it from here on, also on
 * error. ERR_TAMPERED: a newer one has been seen, or another of this serial, or one so much older
 * that it cannot be the next (DIRECTORY_JUMP); the one before stays.
 * ERR_KEY: it has no keys of this person (she has left), or others (hers are older, or nobody has
 * signed them yet); none is believed then.
 */
int ring_believe(struct ring *ring, struct directory *directory, struct error *e);
/* Borrowed until the next ring_believe(); NULL before. */
const struct directory *ring_directory(const struct ring *ring);

/* What has been seen, sealed for the person herself: read before ring_believe(), in place of what
 * the ring has. Where another console of hers may have written meanwhile, what that one wrote is
 * merged first, under a lock that is held until this one is written. Written: ERR_KEY, ERR_MEMORY;
 * read, merged: as ring_unseal_own() and seen_read(), seen_merge(). */
int ring_seen_write(struct ring *ring, struct text *out, struct error *e);
int ring_seen_read(struct ring *ring, const void *sealed, size_t length, struct error *e);
int ring_seen_merge(struct ring *ring, const void *sealed, size_t length, struct error *e);
bool ring_seen_changed(const struct ring *ring);
/* The same in clear, for another ring of hers, which seals it as its own `seen`. */
int ring_seen_plain(struct ring *ring, struct text *out, struct error *e);
/* The serial of the newest directory that has been seen; 0: none. */
uint32_t ring_seen_serial(const struct ring *ring);
/* For a registrar: whether this text is newer than any directory that she has seen, and than any
 * that she has signed, by DIRECTORY_JUMP at most; and that the server has kept her signature of it,
 * to be remembered (errors as seen_check()). */
bool ring_may_sign(const struct ring *ring, const struct directory *next);
int ring_signed(struct ring *ring, const struct directory *next, struct error *e);

/* ---- realms ---------------------------------------------------------------------------------- */
/* A realm's newest epoch, as app.realm_epoch keeps it. Borrowed; whoever fills it in has looked at
 * the lengths. */
struct epoch {
	const char *realm; /* UUID */
	uint32_t epoch;
	const unsigned char *box; /* PUBLIC_KEY bytes, to be sealed to from outside */
	const void *chain; /* RING_WRAPPED bytes: the seed before, under it; NULL: the first */
	const char *recovery_id; /* UUID: the recovery key of its time */
	const void *recovery; /* RING_LETTER bytes: the seed for that key */
	const char *opened_by; /* the custodian */
	const unsigned char *signature; /* SIGNATURE bytes of hers, over all of the above */
};
/*
 * Takes a realm's newest epoch from a letter, which some custodian (given_by) has written to the
 * ring's person; to take it again changes nothing, and it takes the place of a pending one.
 * ERR_TAMPERED: opened or given by nobody whom the directory calls a custodian of it, older than
 * the directory says or than has been seen, more than EPOCH_JUMP ahead of the directory, of another
 * box than both say, or not as its custodian wrote it; ERR_CONTRACT, ERR_MEMORY (the slab is full),
 * ERR_KEY.
 */
int ring_take_realm(struct ring *ring, const struct epoch *epoch, const char *given_by,
	const void *letter, size_t length, struct error *e);
/* The newest epoch that the ring has of it; 0: none. */
uint32_t ring_newest(struct ring *ring, const char *realm);
bool ring_has_realm(struct ring *ring, const char *realm, uint32_t epoch);
/* Takes an older epoch by the chain of the next one, which the ring has. ERR_KEY, ERR_TAMPERED,
 * ERR_CONTRACT, ERR_MEMORY. */
int ring_take_before(struct ring *ring, const char *realm, uint32_t epoch, const void *chain,
	size_t length, struct error *e);

/* What a custodian publishes of a new epoch. A value. */
struct epoch_made {
	uint32_t epoch;
	bool has_chain;
	unsigned char box[PUBLIC_KEY], chain[RING_WRAPPED], recovery[RING_LETTER],
		signature[SIGNATURE];
};
/*
 * Makes the realm's next epoch (the first, when neither the directory nor what has been seen knows
 * of one), pending, in place of one that was pending. ERR_KEY: the ring has not the newest epoch,
 * or its person is no custodian of the realm; ERR_INPUT: its recovery key is no key, or it is
 * EPOCH_JUMP ahead of the directory already; ERR_MEMORY.
 */
int ring_turn(struct ring *ring, struct epoch_made *out, const char *realm, struct error *e);
/* Appends the letter by which member gets the newest epoch, a pending one first. ERR_KEY: the ring
 * has it not, or its person is no custodian; ERR_INPUT: the directory has no present keys of
 * member. */
int ring_give(struct ring *ring, struct text *out, const char *realm, const char *member,
	struct error *e);
/* The epoch of this realm that ring_turn() has made: kept from now on, or dropped. Nothing else is
 * settled, and nothing where none is pending. */
void ring_settle_realm(struct ring *ring, const char *realm, bool kept);
/*
 * Whom the ring's person has given keys to, as a custodian, by what she has seen herself: the
 * server's word is who works where. What is forgotten is new again.
 */
enum ring_reader {
	RING_READER_NEW = 0, /* she has given her none, of any realm */
	RING_READER_NEW_HERE, /* none of this realm */
	RING_READER_BACK, /* the realm was turned without her since */
	RING_READER_OTHER_KEYS, /* to other keys of hers than the directory has now */
	RING_READER_KNOWN,
};
enum ring_reader ring_reader(struct ring *ring, const char *realm, const char *person);
/* The server has kept a letter of hers to person; it has turned the realm without her. The ring
 * believes a directory. Errors as seen_check(). */
int ring_gave(struct ring *ring, const char *realm, const char *person, struct error *e);
int ring_left_out(struct ring *ring, const char *realm, const char *person, struct error *e);

/*
 * Takes the newest epoch of a realm whose custodians are gone, from the letter that was written to
 * a recovery key: the one that its custodian states, also where the directory has given the realm
 * another since, as long as it stands there. secret, in a slab, is what share_join() has given. Who
 * opened the epoch may be a custodian of the past: then the directory has to name this very epoch
 * and its box. Errors as ring_take_realm(); ERR_INPUT: it is not the secret of that recovery key,
 * or the directory does not know the key.
 */
int ring_recover(struct ring *ring, const struct epoch *epoch,
	const unsigned char secret[static SECRET_KEY], struct error *e);

/* ---- cases ----------------------------------------------------------------------------------- */
/* Takes a case's key from its wrap; realm and epoch as in at, which the ring has to have. ERR_KEY;
 * ERR_TAMPERED, also where the ring holds another key of this case, kind and generation;
 * ERR_CONTRACT. */
int ring_take_case(struct ring *ring, const struct wrap_place *at, const void *wrapped,
	size_t length, struct error *e);
/* Makes a case's next key, pending, and appends its wrap to out. ERR_KEY: at is not in the realm's
 * newest epoch, or not born in it; ERR_INPUT: generation 0, or one that the ring has; ERR_MEMORY.
 * */
int ring_make_case(struct ring *ring, struct text *out, const struct wrap_place *at,
	struct error *e);
/* The key that ring_make_case() has made: kept from now on, or dropped. As ring_settle_realm(). */
void ring_settle_case(struct ring *ring, const char *case_id, const char *key, uint32_t generation,
	bool kept);
/* A key that was used for what the server has not kept: it is no case's. */
void ring_drop_case(struct ring *ring, const char *case_id, const char *key, uint32_t generation);
/*
 * Appends to out the wrap of the same key, case and generation for the newest epoch of the same or
 * another realm (to->born is 0 then), without holding it. ERR_INPUT where from and to are not of
 * the same case, kind, generation and birth; ERR_KEY, ERR_TAMPERED, ERR_CONTRACT, ERR_MEMORY.
 */
int ring_wrap_again(struct ring *ring, struct text *out, const struct wrap_place *from,
	const void *wrapped, size_t length, const struct wrap_place *to, struct error *e);

/* ---- cases that cross to another realm ---------------------------------------------------------
 * Who approves has the key of the case, who receives it is of another realm, and neither has the
 * other's. So the approver seals it to the box of the receiving realm and signs what goes where by
 * which request: a row that says that something was approved moves no key. Which letters went with
 * her approval is in it, as the SHA-256 of what goes with it (approval.h): so none is left out.
 *
 * Nothing new is sealed with a key that has crossed, so whoever makes one up gains nothing but a
 * case that does not open. Generations and versions go on where they were, in whatever realm: so
 * nothing that was seen becomes older by it. */
/*
 * Appends a letter of RING_LETTER bytes, by the ring's person, with the key that is wrapped at
 * `from`, to the box that the directory gives the receiving realm; or to that of its newest epoch,
 * as its custodian states it (NULL: none is shown). Registrars sign a box some time after the realm
 * was turned to it, and until then whoever left before the turn opens what is sealed to the one
 * that they have signed. at names all but epoch and number, which are set here.
 *
 * ERR_INPUT: from is not of at's case, key, generation and realm, or that realm is the receiving
 * one, or at->writer is not the ring's person; the directory has no key of the receiving realm yet,
 * or none that is one. ERR_KEY, ERR_TAMPERED, ERR_CONTRACT as ring_take_case(); ERR_TAMPERED also
 * where newest is of another realm, or as in ring_take_realm(); ERR_MEMORY. The ring does not hold
 * it afterwards.
 */
int ring_cross_write(struct ring *ring, struct text *out, struct cross_place *at,
	const struct wrap_place *from, const void *wrapped, size_t length,
	const struct epoch *newest, struct error *e);
/*
 * Appends the wrap of the key in such a letter: of at's case, key and generation, for the newest
 * epoch (ring_newest()) of the receiving realm, born 0. It is taken as any other when the server
 * has kept it. at->epoch may be an earlier one, which the ring has to have (ring_take_before()):
 * registrars sign the box of a realm after it was turned. ERR_TAMPERED: the directory has not these
 * keys of at->writer, or they are not hers any longer, or she has left, or she has not written this
 * letter for this place; or the ring holds another key of this case, kind and generation.
 * ERR_KEY: the ring has not that epoch, or not the newest one; ERR_CONTRACT, ERR_MEMORY.
 */
int ring_cross_read(struct ring *ring, struct text *out, const struct cross_place *at,
	const void *letter, size_t length, struct error *e);

/* ---- records --------------------------------------------------------------------------------- */
/* Who wrote a record, as her signature in it says. By keys that are no longer in use somebody can
 * have written it who has them still, together with whoever owns the database, and at any time:
 * whoever shows it says so. */
enum writer_keys {
	WRITER_PRESENT = 0,
	WRITER_EARLIER, /* she is here, with other keys by now */
	WRITER_LEFT, /* she is not here any more */
};
struct writer {
	char id[UUID_TEXT], login[DIRECTORY_NAME]; /* by the directory */
	uint32_t number; /* of her keys */
	enum writer_keys keys;
};
/* The room that ring_seal() needs for so many bytes. */
size_t ring_room(size_t length);
/*
 * As seal(), padded, signed by the ring's person, under the case's key of at.generation. plain lies
 * in a slab and has room bytes, of which ring_room(length) are needed; its length bytes are the
 * same afterwards. ERR_KEY: no such key, a pending one, or one that was born before the realm's
 * newest epoch or in another realm (make the next generation first).
 */
int ring_seal(struct ring *ring, struct text *out, const struct record_place *at,
	unsigned char *plain, size_t length, size_t room, struct error *e);
/*
 * The server says that it has kept these bytes, which ring_seal() has given: they are seen from now
 * on, as if they had been opened. Before that nothing is: what is refused was never there. 0 also
 * where somebody's newer version has been seen; ERR_TAMPERED: another of this version has been, so
 * that one of the two was never kept; ERR_KEY: the ring is locked.
 */
int ring_kept(struct ring *ring, const struct record_place *at, const void *sealed, size_t length,
	struct error *e);
/*
 * As unseal(), into seal_room() bytes, and says who wrote it: ERR_TAMPERED also when it is of
 * another key, when the signature is not of keys in the directory, past or present, or when a newer
 * version or generation, or another of this version, has been seen. Initials (column) alone are not
 * remembered, since lists open them by the thousand: of those an older version is taken.
 */
int ring_unseal(struct ring *ring, unsigned char *plain, size_t *length, struct writer *writer,
	const struct record_place *at, const void *sealed, size_t sealed_length, struct error *e);

/* What is nobody else's: a draft, what has been seen. `what` says which, and keeps them apart. room
 * and errors as seal() and unseal(); ERR_KEY only while the ring is locked. */
int ring_seal_own(struct ring *ring, struct text *out, const char *what, unsigned char *plain,
	size_t length, size_t room, struct error *e);
int ring_unseal_own(struct ring *ring, unsigned char *plain, size_t *length, const char *what,
	const void *sealed, size_t sealed_length, struct error *e);

#endif
