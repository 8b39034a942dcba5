#include "tui/widgets/listing.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "db/filter.h"
#include "tui/intl.h"

void listing_init(struct listing *listing, const struct column *columns, size_t count)
{
	*listing = (struct listing){ .columns = columns, .column_count = count };
}

/* 0, or -1 with the problem where the filter does not parse. */
static int check_filter(const struct listing *listing, const char *text, char *problem, size_t size,
	size_t *caret)
{
	/* Any moment will do: it only decides which one `14:30` means. */
	const struct filter_now now = { .now_ms = 1 };
	struct filter filter;
	struct error error;

	if (listing->columns == NULL)
		return 0;
	if (filter_parse(&filter, column_table(listing->columns), text, 1, &now, caret, &error) !=
		0) {
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
		snprintf(problem, size, _("a filter holds %zu bytes at most"),
			sizeof listing->filter - 1);
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
	result = filter_order(&order, column_table(listing->columns), text, false, &error);
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
	static const enum scope next[] = {
		[SCOPE_MINE] = SCOPE_OFFICE, [SCOPE_OFFICE] = SCOPE_ALL, [SCOPE_ALL] = SCOPE_MINE
	};

	listing->scope = next[listing->scope];
}

const char *scope_name(enum scope scope)
{
	static const char *const names[] = {
		[SCOPE_ALL] = N_("all"), [SCOPE_OFFICE] = N_("office"), [SCOPE_MINE] = N_("mine")
	};

	return names[scope];
}

/* ---- asking ---------------------------------------------------------------------------- */

static const char *order_of(const struct listing *listing)
{
	return listing->sort[0] != '\0' ? listing->sort : listing->order;
}

static int ask_filtered(const struct listing *listing, struct app *app,
	const struct listing_question *question, const struct filter *filter, app_answer_fn *fn,
	void *who)
{
	const struct filter_page *page = question->page;
	struct param all[LISTING_PARAMS + FILTER_TERMS + FILTER_KEYS];
	struct text sql = { 0 };
	struct error error;
	size_t count = question->count;
	int result;

	memcpy(all, question->params, count * sizeof *all);
	memcpy(all + count, filter->params, (size_t)filter->count * sizeof *all);
	count += (size_t)filter->count;
	for (int i = 0; page != NULL && i < page->count; i++)
		all[count++] = page->keys[i];
	result = filter_expand(&sql, question->query, column_table(listing->columns), filter,
		order_of(listing), page, &error);
	if (result == 0)
		result = app_ask_text(app, question->query, text_string(&sql), all, count, fn, who);
	text_done(&sql);
	return result;
}

int listing_ask(const struct listing *listing, struct app *app,
	const struct listing_question *question, app_answer_fn *fn, void *who)
{
	const struct filter_now now = { app_epoch_ms(app), app_me(app)->offset_min };
	struct filter filter;
	struct error error;
	char text[FILTER_BYTES];
	size_t caret;
	int result;

	if (question->count > LISTING_PARAMS)
		return ERR_INPUT;
	snprintf(text, sizeof text, "%s %s %s", listing->always != NULL ? listing->always : "",
		listing->scope == SCOPE_MINE ? "mine" : "", listing->filter);
	result = filter_parse(&filter, column_table(listing->columns), text,
		(int)question->count + 1, &now, &caret, &error);
	if (result != 0)
		return result;
	result = ask_filtered(listing, app, question, &filter, fn, who);
	filter_done(&filter);
	return result;
}

int listing_page_at(const struct listing *listing, const struct rows *rows, int row,
	struct filter_page *page)
{
	return filter_page_at(page, column_table(listing->columns), order_of(listing), rows, row);
}

static bool is_asked(const struct listing *listing, char now[static sizeof listing->asked])
{
	snprintf(now, sizeof listing->asked, "%d %s %s", (int)listing->scope, listing->sort,
		listing->filter);
	return strcmp(now, listing->asked) == 0;
}

bool listing_renewed(struct listing *listing)
{
	char now[sizeof listing->asked];

	if (is_asked(listing, now))
		return false;
	memcpy(listing->asked, now, sizeof now);
	return true;
}

bool listing_waits(const struct listing *listing)
{
	return !is_asked(listing, (char[sizeof listing->asked]){ 0 });
}

/* ---- words ----------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 4))) static void add(char *text, size_t size, const char *format,
	...)
{
	size_t used = strlen(text);
	va_list list;

	va_start(list, format);
	vsnprintf(text + used, size - used, format, list);
	va_end(list);
}

static void add_count(char *text, size_t size, int64_t count, bool more)
{
	add(text, size, "%" PRId64 "%s", more && count > LISTING_COUNTED ? LISTING_COUNTED : count,
		more ? "+" : "");
}

/* "  row 12/40", "  row ~1200/1000+", "  row 3 from the end" */
static void add_position(char *text, size_t size, const struct listing_facts *facts)
{
	if (facts->at == 0)
		return;
	add(text, size, _("  row %s%" PRId64), facts->about ? "~" : "", facts->at);
	if (facts->from_end) {
		add(text, size, "%s", _(" from the end"));
		return;
	}
	if (facts->rows < 0)
		return;
	add(text, size, "/");
	add_count(text, size, facts->rows, !facts->rows_exact);
}

void listing_words(const struct listing *listing, const struct listing_facts *facts, char *text,
	size_t size)
{
	bool narrowed = listing->filter[0] != '\0';

	text[0] = '\0';
	if (narrowed)
		add(text, size, "/%s  ", listing->filter);
	if (listing->has_scope)
		add(text, size, "%s  ", _(scope_name(listing->scope)));
	if (narrowed && facts->matched >= 0)
		add_count(text, size, facts->matched,
			facts->least || facts->matched > LISTING_COUNTED);
	if (narrowed && facts->matched >= 0 && facts->total >= 0)
		add(text, size, "%s", _(" of "));
	if (facts->total >= 0 && (!narrowed || facts->matched >= 0))
		add_count(text, size, facts->total,
			!facts->exact && facts->total > LISTING_COUNTED);
	if (facts->fresh > 0)
		add(text, size, _(", %zu new (.)"), facts->fresh);
	if (facts->marked > 0)
		add(text, size, _(", %zu marked"), facts->marked);
	add_position(text, size, facts);
	text[text_valid(text, strlen(text))] = '\0';
}

struct cell_clock listing_clock(const struct app *app)
{
	return (struct cell_clock){ .epoch_ms = app_epoch_ms(app),
		.offset_min = app_me(app)->offset_min,
		.mark = app_is_stale(app) ? '~' : '\0' };
}
