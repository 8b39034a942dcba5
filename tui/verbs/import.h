/* import.h: what the two halves of `homeward import` share: import.c reads the file and reports,
 * import_send.c is the transaction. Private to them. */
#ifndef TUI_VERBS_IMPORT_H
#define TUI_VERBS_IMPORT_H

#include "db/base/uuid.h"
#include "db/exchange/records.h"
#include "tui/app/app.h"

enum { IMPORT_NAME = 101 };

struct import {
	struct app *app;
	struct records records;
	char path[LINE_MAX_BYTES], office[32], encoding[32];
	char name[IMPORT_NAME]; /* of the file, without folders; no server is told */
	size_t mistakes;
	/* of the transaction */
	char id[UUID_TEXT];
	size_t sent, under_way, stored; /* rows, batches, rows */
};

/* Sends the records in one transaction and ends in import_done(), or says why nothing was imported
 * and ends in import_end(). */
unsigned import_send(struct import *import);

/* All is stored: says so, with the counts, and ends. */
unsigned import_done(struct import *import);
/* Frees the import; the program may end. */
unsigned import_end(struct import *import);
/* One line on standard error that is written over and over, where somebody watches; "%s" with ""
 * takes it away. */
__attribute__((format(printf, 1, 2))) void import_progress(const char *format, ...);

#endif
