/* approved.h: that something was approved, as whoever approved it has signed it. That a row of the
 * database says so moves nobody: her signature is looked for over the very text that was approved.
 *
 * A row is one of approval_open. Of the keys that go with a file it cannot tell: crossing_receive()
 * does (db/crossing.h). */
#ifndef TUI_APP_APPROVED_H
#define TUI_APP_APPROVED_H

#include "db/row.h"
#include "db/vault/ring.h"

/* Of the first row: as many people as it wants, one at least, have approved this version of this
 * text, each by keys that she has still. 0 also of what was done in an emergency and is not signed
 * yet. ERR_TAMPERED: it is not so, and e says what is wrong. */
int approved_stands(const struct rows *rows, const struct directory *directory, struct error *e);

#endif
