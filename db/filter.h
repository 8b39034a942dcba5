/*
 * filter: what a person types after `/` becomes a condition, and nothing of it becomes SQL: every
 * word, number and moment travels as a parameter. db/filter.c and db/filter_page.c alone emit SQL,
 * and only fragments from the static tables of db/column.h and `$n`.
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
#include "db/row.h"

enum { FILTER_TERMS = 32, FILTER_BYTES = 400 };

struct filter {
	struct text where; /* a condition over `l`; "true" when there is no term */
	struct text sieve; /* " and (...)" for each term that an index answers; part of `where` */
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

/* ---- order and pages (db/filter_page.c) ----------------------------------------------------- */

/*
 * Add an order-by list: sort is "" or NULL (the table's own order), "clock", "-reported", or up to
 * four of them with commas. Nulls last both ways; the id is always the last key and goes the way of
 * the one before it. up: the same order from its end. 0 or ERR_INPUT.
 */
int filter_order(struct text *out, const struct table *table, const char *sort, bool up,
	struct error *e);

/*
 * A page of a list: rows are never numbered or skipped over, a page begins at a row, named by its
 * key: the values it has for every key of the order, exact, as text. So a page far down costs what
 * the first one does, where the order is read from an index: that is promised for orders all of
 * whose keys are never null (`filled` in db/column.h) and go one way. Zero: the first page.
 */
enum { FILTER_KEYS = 5 };
struct filter_page {
	bool up; /* the rows before it, counted from it; they come in the list's order */
	int count; /* keys; 0: from the head of the list or, up, from its end */
	struct param keys[FILTER_KEYS];
	struct text values; /* what they point into */
};

/*
 * The page that begins with this row (up: that ends with it), whose answer was asked with the same
 * table and sort. The caller calls filter_page_done() after a success. 0, ERR_INPUT (sort; the
 * answer brought no keys) or ERR_MEMORY.
 */
int filter_page_at(struct filter_page *out, const struct table *table, const char *sort,
	const struct rows *rows, int row);
void filter_page_done(struct filter_page *page);

/*
 * The query as it is sent, its markers replaced:
 *	columns  those of the table      filter  the condition of `filter`; NULL: all rows
 *	sieve    behind a condition: and what an index answers of the filter
 *	key      with a comma before, the sort key of a row as text, behind the table's columns
 *	after    behind a condition: and only what the page may hold
 *	order    the order, of a page that goes up from its end
 *	shown    the order as it is shown
 * Parameters: the query's own, the filter's, the page's (page->keys); page NULL: the first one. The
 * caller owns out and may pass text_string(out) as ask.text. 0, ERR_MEMORY or ERR_INPUT (sort).
 */
int filter_expand(struct text *out, enum query query, const struct table *table,
	const struct filter *filter, const char *sort, const struct filter_page *page,
	struct error *e);

#endif
