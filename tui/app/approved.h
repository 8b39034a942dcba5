/* approved.h: that something was approved, as whoever approved it has signed it. That a row of the
 * database says so moves nobody: her signature is looked for over the very text that was approved.
 *
 * A row is one of approval_open. Of the keys that go with a file it cannot tell: crossing_receive()
 * does (db/crossing.h). */
#ifndef TUI_APP_APPROVED_H
#define TUI_APP_APPROVED_H

#include "db/row.h"
#include "db/vault/ring.h"

/* Of the first row, which has to be of the request of this id and code: as many people as it wants,
 * one at least, have approved this version of this text, each by keys that she has still.
 * *emergency: nobody has, as it was done in an emergency, by the very text that is to be signed,
 * and is open still; whoever goes on is to be told.
 * called: something else in the database says that it was approved.
 * ERR_REFUSED: the database does not say either that it was approved, or its emergency was not
 * signed. ERR_TAMPERED: it is not as the database has it, and e says what is wrong. */
int approved_stands(const struct rows *rows, const char *id, const char *code, bool called,
	const struct directory *directory, bool *emergency, struct error *e);

#endif
