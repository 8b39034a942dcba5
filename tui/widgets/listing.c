#include "tui/widgets/listing.h"

#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "db/filter.h"
#include "tui/app/intl.h"

void listing_init(struct listing *listing, const struct column *columns, size_t count)
{
	*listing = (struct listing) { .columns = columns, .column_count = count };
}

/* 0, or -1 with the problem where the filter does not parse. */
static int check_filter(const struct listing *listing, const char *text, char *problem,
	size_t size, size_t *caret)
{
	/* Any moment will do: it only decides which one `14:30` means. */
	const struct filter_now now = { .now_ms = 1 };
	struct filter filter;
	struct error error;

	if (listing->columns == NULL)
		return 0;
	if (filter_parse(&filter, column_table(listing->columns), text, 1, &now, caret, &error) != 0) {
		snprintf(problem, size, "%s", error.text);
		return -1;
	}
	filter_done(&filter);
	return 0;
}

int listing_filter(struct listing *listing, const char *text, char *problem, size_t size,
	size_t *caret)
{
	size_t length = strlen(text);

	if (length >= sizeof listing->filter) {
		*caret = sizeof listing->filter - 1;
		snprintf(problem, size, _("a filter holds %zu bytes at most"), sizeof listing->filter - 1);
		return -1;
	}
	if (check_filter(listing, text, problem, size, caret) != 0)
		return -1;
	memmove(listing->filter, text, length + 1);
	return 0;
}

int listing_sort(struct listing *listing, const char *text, char *problem, size_t size)
{
	struct text order = { 0 };
	struct error error = { 0 };
	int result;

	if (listing->columns == NULL) {
		snprintf(problem, size, "%s", _("there is nothing to sort here"));
		return -1;
	}
	result = filter_order(&order, column_table(listing->columns), text, &error);
	text_done(&order);
	if (result == 0 && strlen(text) >= sizeof listing->sort) {
		error_set(&error, ERR_INPUT, _("too many columns to sort by"));
		result = ERR_INPUT;
	}
	if (result != 0) {
		snprintf(problem, size, "%s", error.text);
		return -1;
	}
	memmove(listing->sort, text, strlen(text) + 1);
	return 0;
}

void listing_next_scope(struct listing *listing)
{
	static const enum scope next[] = { [SCOPE_MINE] = SCOPE_OFFICE, [SCOPE_OFFICE] = SCOPE_ALL,
		[SCOPE_ALL] = SCOPE_MINE };

	listing->scope = next[listing->scope];
}

const char *scope_name(enum scope scope)
{
	static const char *const names[] = { [SCOPE_ALL] = "all", [SCOPE_OFFICE] = "office",
		[SCOPE_MINE] = "mine" };

	return names[scope];
}
