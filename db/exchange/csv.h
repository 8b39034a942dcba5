/*
 * csv: records in and out, as RFC 4180 writes them.
 *
 * Reading is strict and keeps every byte: blanks count, a field may hold commas, quotes and line
 * ends when it is quoted, lines end with LF, CR LF or CR, the last one may end without. Empty lines
 * are skipped. What does not follow these rules stops the reading at a line and a column: a quote
 * out of place shifts everything behind it, so there is nothing to go on with.
 *
 * The only user of libcsv, whose own names begin with csv_ too.
 */
#ifndef DB_EXCHANGE_CSV_H
#define DB_EXCHANGE_CSV_H

#include <stddef.h>
#include "db/base/err.h"
#include "db/base/text.h"
#include "db/exchange/place.h"

enum {
	CSV_FIELD_MAX = 64 << 10, /* bytes of a field as it stands in the file */
	CSV_FIELDS_MAX = 256 /* fields of a record */
};

struct csv_field {
	const char *text; /* NUL-terminated, unquoted */
	size_t length;
	struct place place; /* of its first character, a quote included */
};

/* Borrowed during the call. */
struct csv_record {
	const struct csv_field *fields;
	size_t count; /* at least 1 */
	struct place place; /* where it starts; place.line is the physical line */
	struct place end; /* behind its last character */
};

/* Not 0: stop, handed back by csv_reader_feed(). */
typedef int csv_record_fn(void *who, const struct csv_record *record);

struct csv_reader;

/* 0 and the caller owns *out, or ERR_MEMORY. */
int csv_reader_new(struct csv_reader **out, csv_record_fn *fn, void *who);
void csv_reader_free(struct csv_reader *reader); /* NULL is allowed */
/* Takes a piece of valid UTF-8 without NUL. 0, ERR_MEMORY, ERR_INPUT (see csv_reader_mistake), or
 * what the function returned; after an error no more. */
int csv_reader_feed(struct csv_reader *reader, const char *text, size_t length);
/* The file has ended: the last record may lack its line end. */
int csv_reader_end(struct csv_reader *reader);
/* What ERR_INPUT was about; what is NULL when it was the function's own. */
const struct mistake *csv_reader_mistake(const struct csv_reader *reader);
/* Physical lines begun so far. */
long csv_reader_lines(const struct csv_reader *reader);

/*
 * Adds one field of a record to be written, quoted where it must be. A text that a spreadsheet
 * would take for a formula (it begins with = + - @ or a tab) gets an apostrophe in front, which
 * the spreadsheet does not show.
 */
void csv_add(struct text *out, const char *text, size_t length);

#endif
