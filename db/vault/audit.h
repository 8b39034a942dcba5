/*
 * audit: what can be told of keys by whoever has none: that they were stated and given by whom the
 * directory says. It is what a ring looks at before it takes a realm, but for what only the
 * reader's secret key opens.
 */
#ifndef DB_VAULT_AUDIT_H
#define DB_VAULT_AUDIT_H

#include "db/vault/ring.h"

/* Whether present keys of a custodian of its realm have signed this epoch, and it is no older than
 * the directory says, nor another, nor more than EPOCH_JUMP ahead. */
bool audit_epoch(const struct directory *directory, const struct epoch *epoch);
/* Whether present keys of a custodian (given_by) have written this letter, of RING_LETTER bytes,
 * to present keys of its reader. */
bool audit_letter(const struct directory *directory, const struct letter_place *at,
	const char *given_by, const unsigned char letter[static RING_LETTER]);

#endif
