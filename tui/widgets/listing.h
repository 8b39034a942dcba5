/* listing.h: what narrows and orders a list: filter, order, whose. The list verbs (filter, clear,
 * sort, scope, view) change it and reload; board and list screens embed it. */
#ifndef TUI_WIDGETS_LISTING_H
#define TUI_WIDGETS_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/app/screen.h"

struct column;
struct list;

struct listing {
	const struct column *columns; /* of a table in db/column.h; NULL: plain text to read, whose
	                                 filter is words to look for and which has no order */
	size_t column_count;
	char filter[400]; /* as typed; always one that parses */
	char sort[40];    /* column name, '-' before it turns it; "": the screen's own order */
	enum scope scope;
	bool has_scope;    /* `M` means something here */
	struct list *list; /* the list in focus (marks, movement); borrowed, may change; NULL: none */
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

#endif
