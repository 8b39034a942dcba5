/* approved.h: that something was approved, as whoever approved it has signed it. That a row of the
 * database says so moves nobody: her signature is looked for over the very text that was approved.
 *
 * A row is one of approval_open. Of the keys that go with a file it cannot tell: crossing_receive()
 * does (db/crossing.h). */
#ifndef TUI_APP_APPROVED_H
#define TUI_APP_APPROVED_H

#include "db/row.h"
#include "db/vault/ring.h"

struct json;

enum approved_how {
	APPROVED = 0,
	APPROVED_NOT_YET, /* done in an emergency, and open still */
	APPROVED_REFUSED, /* done in an emergency, and refused afterwards */
};

struct approved {
	enum approved_how how;
	char by[80], why[64]; /* who refused it, and for which reason: the database's words */
};

/* Of the first row, which has to be of the request of this id and code: as many people as it wants,
 * one at least, have approved this version of this text, each by keys that she has still, and none
 * of them has asked for it. How many it wants and who has asked that very text says. Or nobody has,
 * as it was done in an emergency, by the very text that is to be signed: approved->how says so, and
 * whoever goes on is to be told.
 * called: something else in the database says that it was approved.
 * ERR_REFUSED: the database does not say either that it was approved. ERR_TAMPERED: it is not as
 * the database has it, and e says what is wrong. */
int approved_stands(const struct rows *rows, const char *id, const char *code, bool called,
	const struct directory *directory, struct approved *approved, struct error *e);

/* By the text that is signed: ERR_TAMPERED where she has asked for it, or it does not say who has;
 * and how many people have to approve it, 0: it does not say. */
int approved_by_other(const struct json *content, const char *person, struct error *e);
int64_t approved_people(const struct json *content);

#endif
