/*
 * key_rows: what the database answers of directory and realms, as the vault takes it. Nothing is
 * believed here: that is the ring's to do.
 */
#ifndef DB_KEY_ROWS_H
#define DB_KEY_ROWS_H

#include "db/row.h"
#include "db/vault/ring.h"

/* The directory in force, or a draft; false: it has not two signatures. Borrowed from the row. */
bool key_rows_directory(struct directory_text *out, const struct rows *rows, int row);

/* A realm's newest epoch; what it points to lies in the row and in *held. False: the row lacks
 * it. */
struct epoch_row {
	unsigned char box[PUBLIC_KEY], chain[RING_WRAPPED], recovery[RING_LETTER];
	unsigned char signature[SIGNATURE];
};
bool key_rows_epoch(struct epoch *out, struct epoch_row *held, const struct rows *rows, int row);
/* The ring takes it by the letter that stands in a row of realm_mine. Errors as ring_take_realm();
 * ERR_TAMPERED also where the row has not what makes a letter. */
int key_rows_take_realm(struct ring *ring, const struct rows *rows, int row, struct error *e);

#endif
