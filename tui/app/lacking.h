/* lacking.h: keys that the ring has to have for some rows (db/sealed.h: sealed_lacks()), fetched
 * until none lacks that could come. Rows have `realm` and `epoch`. One at a time. */
#ifndef TUI_APP_LACKING_H
#define TUI_APP_LACKING_H

#include <stdbool.h>

#include "db/base/uuid.h"

struct app;
struct rows;

/* r: 0, what could come is there; else why has been said. Returns effects. */
typedef unsigned lacking_fn(void *who, int r);

/* Zero is nothing. */
struct lacking {
	struct app *app;
	lacking_fn *fn;
	void *who;
	struct rows *rows; /* its own reference: for fn, until lacking_drop() */
	int rounds;
	bool refreshed;
	char realm[UUID_TEXT], spoiled[UUID_TEXT]; /* asked for last; its chain was no good */
};

/* The vault is open. Returns effects. */
unsigned lacking_fetch(struct lacking *lacking, struct app *app, struct rows *rows, lacking_fn *fn,
	void *who);
void lacking_drop(struct lacking *lacking);

#endif
