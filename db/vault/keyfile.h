/*
 * keyfile: a person's secret keys in a file of hers, under her passphrase.
 *
 *	"homeward key\n" | version 1 | her id 36 | public keys 32, 32 | salt 16 | passes 8 |
 *	bytes 8 | seal | MAC 32
 *
 * The seal (see seal.h) holds the two secret keys. What opens it is made from argon2id of the
 * passphrase *and* a 32-byte secret of the host, so that neither the file nor a database dump
 * alone can be tried against a list of passphrases; with the host's secret the whole file is
 * authenticated, so that damage is never taken for a wrong passphrase. (A later version keeps the
 * first 14 bytes and the MAC at the end.)
 *
 * One derivation needs COST_NORMAL's 256 MiB and 0.7 s: one at a time on a host
 * (keyfile_lock()).
 */
#ifndef DB_VAULT_KEYFILE_H
#define DB_VAULT_KEYFILE_H

#include "db/base/text.h"
#include "db/vault/person.h"
#include "db/vault/seal.h"

enum {
	HOST_SECRET = 32, /* bytes */
	KEYFILE_BYTES = 13 + 1 + 36 + 32 + 32 + 16 + 8 + 8 + SEAL_OVERHEAD + 64 + 32,
	PASSPHRASE_SHORTEST = 12, /* code points; NIST asks for 8, an offline guess for more */
	PASSPHRASE_LIMIT = 1024, /* bytes */
	KEYFILE_TURN_S = 20, /* seconds that a turn is waited for; some 30 derivations */
};

/* What argon2id (RFC 9106) is made to cost; kept in the file, so that it can be raised. */
struct cost {
	uint64_t passes, bytes;
};
/* libsodium's MODERATE: 3 passes, 256 MiB. */
extern const struct cost COST_NORMAL;
/* libsodium's smallest: for tests and demo people, whose passphrases are public. */
extern const struct cost COST_TEST;

/*
 * Appends person's key file to out. The passphrase is UTF-8 and is taken as typed: no case, no
 * white space is folded. ERR_INPUT when it is shorter than PASSPHRASE_SHORTEST or longer than
 * PASSPHRASE_LIMIT, or no host could bear the cost; ERR_MEMORY (of which argon2id needs much).
 */
int keyfile_seal(struct text *out, const struct person *person, const char *passphrase,
	const unsigned char host[static HOST_SECRET], const struct cost *cost, struct slab *slab,
	struct error *e);
/*
 * Opens it into person, which lies in a slab; id is whose it has to be. person is nobody on
 * error:
 *	ERR_CONTRACT    a newer program wrote it
 *	ERR_TAMPERED    not a key file, cut short, changed, or of another host: no passphrase was
 *	                tried. The sentence says what to do, alone: nobody need be told of it
 *	ERR_INPUT       somebody else's
 *	ERR_PASSPHRASE  the passphrase is wrong
 *	ERR_MEMORY      not enough for argon2id or in the slab
 */
int keyfile_open(struct person *person, const void *file, size_t length, const char *id,
	const char *passphrase, const unsigned char host[static HOST_SECRET], struct slab *slab,
	struct error *e);

/*
 * Takes this host's turn to derive a key until keyfile_unlock(): 30 derivations at once would need
 * 7.5 GiB. path is a file that all of the host's people may read and nobody else, as the host's
 * secret is. It saves memory and protects nothing, and whoever may read the file may keep the turn:
 * so who has asked for KEYFILE_TURN_S goes ahead without. Returns a descriptor; ERR_TIMEOUT while
 * it is somebody else's turn: ask again soon; ERR_IO.
 */
int keyfile_lock(const char *path, struct error *e);
void keyfile_unlock(int lock);

#endif
