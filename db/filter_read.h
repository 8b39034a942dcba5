/*
 * filter_read: the grammar of db/filter.h, from text to terms. Private to db/filter.c, which makes
 * SQL of them; here is none.
 */
#ifndef DB_FILTER_READ_H
#define DB_FILTER_READ_H

#include "db/base/text.h"
#include "db/column.h"
#include "db/filter.h"

enum filter_operator {
	FILTER_EQUAL = 0,
	FILTER_LESS,
	FILTER_LESS_EQUAL,
	FILTER_MORE,
	FILTER_MORE_EQUAL,
};

struct filter_value {
	struct slice text; /* of the text read; without the quotation marks, never empty */
	bool quoted;
};

/* A field with its values; or a word with a meaning; or, both NULL, one value to search for. */
struct filter_term {
	bool not ;
	const struct column *column;
	const struct filter_word *word;
	bool aliased; /* the column was called by its alias */
	enum filter_operator op;
	const char *at; /* where the operator stands, or the word */
	const struct filter_value *values;
	int count;
};

struct filter_reading {
	const struct table *table;
	const char *start, *at; /* the text, and how far it is read */
	size_t *caret; /* of the first problem */
	struct error *e;
	struct filter_term terms[FILTER_TERMS];
	int count;
	struct filter_value values[FILTER_BYTES / 2 + 1]; /* of all terms: each takes two bytes */
	int value_count;
};

/* Read all of r->start into terms. 0, or ERR_INPUT with *caret and e set. */
int filter_read(struct filter_reading *r);
/* Set *caret to `where` and e to the sentence; returns ERR_INPUT. */
__attribute__((format(printf, 3, 4))) int filter_refuse(struct filter_reading *r, const char *where,
	const char *format, ...);
/* A slice for "%.*s", short enough for a sentence. */
#define FILTER_SHOWN(slice) (int)text_cut((slice).at, (slice).length, 40), (slice).at

#endif
