/* listing.h: what narrows and orders a list: filter, order, whose. The list verbs (filter, clear,
 * sort, scope, view) change it and reload; board and list screens embed it. */
#ifndef TUI_WIDGETS_LISTING_H
#define TUI_WIDGETS_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/app/app.h"
#include "tui/widgets/cell.h"

struct column;
struct filter_page;
struct rows;
struct window;

struct listing {
	const struct column *columns; /* of a table in db/column.h; NULL: plain text to read, whose
	                                 filter is words to look for and which has no order */
	size_t column_count;
	char filter[360]; /* as typed; always one that parses */
	char sort[40]; /* column name, '-' before it turns it; "": the screen's own order */
	const char *always; /* a filter that the screen itself adds; NULL: none */
	const char *order; /* the screen's own order, as `sort`; NULL: the table's */
	enum scope scope;
	bool has_scope; /* `M` means something here */
	struct window *window; /* on the list in focus; borrowed, may change; NULL: none */
	char asked[420]; /* filter, sort and scope at the last listing_renewed() */
};

void listing_init(struct listing *listing, const struct column *columns, size_t count);

/* Takes a filter if it parses; otherwise leaves the old one, writes the problem (translated) and
 * its byte offset, and returns -1. */
int listing_filter(struct listing *listing, const char *text, char *problem, size_t size,
	size_t *caret);
int listing_sort(struct listing *listing, const char *text, char *problem, size_t size);
/* Mine, office, all, mine ... */
void listing_next_scope(struct listing *listing);
const char *scope_name(enum scope scope); /* untranslated: mine, office, all */

#define LISTING_PARAMS 8 /* of a query besides those of its filter and page */
/* What is asked of a template of db/filter. */
struct listing_question {
	enum query query;
	const struct param
		*params; /* the query's own; those of the filter and of the page follow */
	size_t count;
	const struct filter_page *page; /* NULL: from the head, or the query knows no pages */
};
/* Asks it, narrowed (by scope `mine` too) and ordered as the listing says. Returns 0 or a negative
 * enum err (then fn is not called). */
int listing_ask(const struct listing *listing, struct app *app,
	const struct listing_question *question, app_answer_fn *fn, void *who);
/* The page that begins at this row of an answer, asked while the listing was as it is now. As
 * filter_page_at(). */
int listing_page_at(const struct listing *listing, const struct rows *rows, int row,
	struct filter_page *page);
/* Whether filter, order or scope are others than at the last call: the rows to come are the answer
 * to another question and need not wait. */
bool listing_renewed(struct listing *listing);
/* Filter, sort or scope are others than at the last listing_renewed(): what is shown is not
 * theirs. */
bool listing_waits(const struct listing *listing);

/* What the line below a list tells of it. */
struct listing_facts {
	int64_t matched, total; /* rows that the filter leaves, and rows in all; -1: not known */
	bool exact; /* total was counted to its end, however high */
	bool least; /* matched was not, however low: 37+ */
	size_t fresh, marked;
	int64_t at; /* the focused row, counted from 1; 0: all rows are in sight */
	bool about; /* ... as it was counted on the way there */
	bool from_end; /* ... counted from the end of the list, whose head was never seen */
	int64_t rows; /* in the list; -1: not known */
	bool rows_exact; /* ... counted to its end, however high */
};
#define LISTING_COUNTED 1000 /* a number above was not counted to its end: 1000+ */
/* "/country:TH  office  22 of 211, 2 new (.), 3 marked" */
void listing_words(const struct listing *listing, const struct listing_facts *facts, char *text,
	size_t size);
/* Ages and countdowns as of now. */
struct cell_clock listing_clock(const struct app *app);

#endif
