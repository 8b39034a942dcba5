/*
 * filter: what a person types after `/` becomes a condition, and nothing of it becomes SQL: every
 * word, number and moment travels as a parameter. db/filter.c is the only file that emits SQL, and
 * only fragments from the static tables of db/column.h and `$n`.
 *
 *	term term ...      all of them
 *	mae sot            rows whose searched columns hold "mae" and hold "sot", without case
 *	"mae sot"          hold these words as they stand
 *	stage:triaged      equal; = does the same; a choice or a field may be cut short while unique
 *	stage:triaged,recovery     any of
 *	office:PKS         an office by its code or its short name
 *	office:"Mae Sot"   a value with spaces; stage:third-country also means "third country"
 *	risk>=medium       < <= > >= on numbers, times and ranked choices
 *	clock<2h           ends within 2 hours, or has ended; also 30m 1h30 3d 2w 14:30 2026-03-01
 *	age>3d             reported more than 3 days ago
 *	clock:none         has none
 *	mine nobody child ended    words with a meaning, listed in the table
 *	!term              not; field!=value does the same
 *
 * No regular expressions: nothing typed here can take long.
 */
#ifndef DB_FILTER_H
#define DB_FILTER_H

#include <stdint.h>
#include "db/base/text.h"
#include "db/column.h"
#include "db/param.h"
#include "db/query.h"

enum { FILTER_TERMS = 32, FILTER_BYTES = 400 };

struct filter {
	struct text where; /* a condition over `l`; "true" when there is no term */
	struct text
		echo; /* the filter in full words; parses to the same again (if it still fits) */
	struct param params[FILTER_TERMS]; /* the values of $first, $first+1 ... */
	int count; /* how many of them */
	struct text values; /* what the params point into */
};

/* For 14:30 and for dates; spans are counted by the server itself. */
struct filter_now {
	int64_t now_ms; /* the server's time, ms since 1970 */
	int offset_minutes; /* the office's zone, east of UTC */
};

/*
 * Read `text` into *out (the caller calls filter_done() after a success). first: the number of the
 * first parameter, query_params(query) + 1; now may be NULL: then 14:30 and dates are refused.
 * 0, ERR_MEMORY, or ERR_INPUT: *at is then the byte offset for the caret, and e holds a sentence
 * made of our own words and the typed field or value (safe: no control characters).
 */
int filter_parse(struct filter *out, const struct table *table, const char *text, int first,
	const struct filter_now *now, size_t *at, struct error *e);
void filter_done(struct filter *filter);

/*
 * Add an order-by list: sort is "" or NULL (the table's own order), "clock", "-reported", or up to
 * four of them with commas. Nulls last both ways; the id is always the last key. 0 or ERR_INPUT.
 */
int filter_order(struct text *out, const struct table *table, const char *sort, struct error *e);

/*
 * The query as it is sent, its markers columns, filter and order replaced; filter NULL: all rows.
 * The caller owns out and may pass text_string(out) as ask.text. 0, ERR_MEMORY or ERR_INPUT (sort).
 */
int filter_expand(struct text *out, enum query query, const struct table *table,
	const struct filter *filter, const char *sort, struct error *e);

#endif
