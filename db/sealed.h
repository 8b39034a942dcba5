/*
 * sealed: between the answers about sealed records and the ring. With which key of a case a record
 * opens, under which the next is written, when another has to be made first: that is decided here,
 * and nothing is asked. Who asks goes by what it says.
 *
 * Rows are those of the queries sealed_keys, sealed_open and realm_chain, read by their names. What
 * a server that lies puts into them makes an error, never a record that is not what it seems.
 */
#ifndef DB_SEALED_H
#define DB_SEALED_H

#include "db/bytes.h"
#include "db/row.h"
#include "db/vault/record.h"
#include "db/vault/ring.h"

enum { SEALED_WORD = 32 }; /* bytes of a kind, of a key's name */

/* What a record is bound to. A value. */
struct sealed_at {
	char subject[UUID_TEXT]; /* the case or place */
	char id[UUID_TEXT]; /* the record */
	char kind[SEALED_WORD], key[SEALED_WORD];
	uint32_t generation; /* of the key */
	uint32_t version; /* that it has, or is going to have, from 1 */
};

/* ---- reading ----------------------------------------------------------------------------- */

/* What the ring lacks to take the key of a row of sealed_open or sealed_keys. */
enum sealed_lack {
	SEALED_LACKS_NOTHING = 0,
	SEALED_LACKS_EARLIER, /* an earlier epoch of a realm that it has: realm_chain */
	SEALED_LACKS_LATER, /* a later one, or all of it: its letters have to be read again */
};
enum sealed_lack sealed_lacks(struct ring *ring, const struct rows *rows, int row);
/* The earlier epochs of a realm, as far as realm_chain's rows reach from what the ring has. Errors
 * as ring_take_before(). */
int sealed_take_chain(struct ring *ring, const char *realm, const struct rows *rows,
	struct error *e);

/* Of records of this kind a subject has one. */
bool sealed_is_once(const char *kind);

/* A record that is open. A value; record.bytes lies in a slab. */
struct sealed_opened {
	struct sealed_at at;
	struct record record;
	struct writer writer;
};
/*
 * Opens the record of a row of sealed_open or initials into the slab, for a ring that lacks nothing
 * for it (ERR_KEY else). The caller gives out->record.bytes back: slab_give(). Of some kinds
 * a subject has one record, so that two rows would let whoever sent them choose which is
 * believed: neither opens. ERR_TAMPERED for that, and for bytes that are no record's at all;
 * ERR_MEMORY: it does not fit beside what is in the slab; else as ring_take_case(), ring_unseal()
 * and record_read(). On error nothing is left in the slab, and of out there is only `at`.
 */
int sealed_open(struct sealed_opened *out, struct ring *ring, struct slab *slab,
	const char *subject, const struct rows *rows, int row, struct error *e);

/* ---- writing ----------------------------------------------------------------------------- */

enum sealed_step {
	SEALED_WRITE = 0, /* the ring has the key */
	SEALED_MAKE, /* the next one has to be made: sealed_make(), sealed_key_keep */
	SEALED_REFRESH, /* the realm has turned and the ring has not its newest epoch yet */
	SEALED_TURNING, /* a custodian has to turn the realm first */
	SEALED_NOT_MINE, /* the person has no key of this realm */
};
struct sealed_plan {
	enum sealed_step step;
	char realm[UUID_TEXT], key[SEALED_WORD];
	uint32_t generation; /* of the key to write under, or to make */
	uint32_t epoch; /* of the realm */
};
/*
 * Under which key of the subject is it written? By the rows of sealed_keys; for SEALED_WRITE the
 * ring takes the key. One that was not born in the realm's newest epoch may be known to somebody
 * who has left: the next is made then. Errors as ring_take_case(); ERR_TAMPERED also where the
 * answer is of an older epoch than the ring has.
 */
int sealed_plan(struct sealed_plan *plan, struct ring *ring, const char *subject, const char *key,
	const struct rows *rows, struct error *e);
/* Makes the key of the plan, pending until ring_settle_case(), and appends its wrap. Errors as
 * ring_make_case(). */
int sealed_make(struct ring *ring, struct text *wrapped, const char *subject,
	const struct sealed_plan *plan, struct error *e);
/* Appends the record, sealed, to out: in bytes of a slab of which ring_room(record->length) are
 * record->room or fewer. As ring_seal(). */
int sealed_write(struct ring *ring, struct text *out, const struct sealed_at *at,
	struct record *record, struct error *e);
/* The server says that it has kept what sealed_write() has given. As ring_kept(). */
int sealed_kept(struct ring *ring, const struct sealed_at *at, const struct text *sealed,
	struct error *e);

#endif
