/*
 * records: a whole file of records, read once and checked to its end before anything is sent.
 *
 * The rows are kept as a few bytes each, so what is sent later is exactly what was checked, also
 * when the file changes meanwhile. A row is known by the file's SHA-256 and its line, never by its
 * content: equal rows are different people.
 */
#ifndef DB_EXCHANGE_RECORDS_H
#define DB_EXCHANGE_RECORDS_H

#include <stdio.h>
#include "db/exchange/ctdc.h"
#include "db/vault/digest.h"

enum { RECORDS_MAX = 5000000 };

struct records {
	struct ctdc_row *rows; /* the good ones, in the file's order */
	size_t count, size;
	size_t bad; /* rows with mistakes, left out */
	long lines; /* physical lines of the file */
	char sha256[DIGEST_TEXT];
};

/* Told while reading; mistake comes in the file's order, once for each. */
struct records_watch {
	ctdc_mistake_fn *mistake;
	void (*progress)(void *who, size_t bytes); /* every 64 KiB; may be NULL */
	void *who;
};

/*
 * Reads the file to its end (it blocks as files do). encoding: as encoding_new(). 0 and the caller
 * owns *out, also when out->bad > 0; ERR_MEMORY; ERR_IO; or ERR_INPUT after the mistake that left
 * nothing to go on with (encoding, quoting, header) was told.
 */
int records_read(struct records *out, FILE *file, const char *encoding,
	const struct records_watch *watch);
void records_done(struct records *records);

struct tally {
	char value[32]; /* "sexual exploitation", "MM", "unknown" */
	long n;
};
enum { TALLY_MAX = 300 };
/* Rows per stored value of a column (not of year or age), most first, unknown among them. Returns
 * how many values there are. */
size_t records_tally(const struct records *records, enum ctdc_column column,
	struct tally out[static TALLY_MAX]);

#endif
