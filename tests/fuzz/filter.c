/*
 * filter: whatever is typed either has a caret inside it, or becomes a condition in which no byte
 * of it stands, and whose echo means the same; and so does a sort. First byte: which list, by
 * which sort, with or without a clock.
 */
#include "db/filter.h"
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct filter_now now = { INT64_C(1772566863000), 390 };
/* What a condition or an order may hold besides what the tables of columns say. */
static const char words[] =
	"lower any text is true false null not and or position in concat_ws "
	"smallint bigint interval timestamptz select api now nulls first last desc l id";
static const struct {
	enum query query;
	const struct table *table;
} lists[] = {
	{ Q_CASE_LIST, &case_table },
	{ Q_INBOX_LIST, &inbox_table },
	{ Q_TRIAGE_LIST, &triage_table },
	{ Q_OFFICE_LIST, &office_table },
	{ Q_BOARD_LANE, &case_table },
	{ Q_BOARD_COUNTS_FILTERED, &case_table },
	{ Q_CASE_COUNT, &case_table },
	{ Q_INBOX_COUNT, &inbox_table },
	{ Q_TRIAGE_COUNT, &triage_table },
};
static const char *const sorts[] = { NULL, "code", "-code" };

static void must(int holds)
{
	if (!holds)
		abort();
}

static int is_known(const struct table *table, const char *word, size_t length)
{
	char name[64];

	if (length >= sizeof(name))
		return 0;
	memcpy(name, word, length);
	name[length] = 0;
	if (strstr(words, name))
		return 1;
	for (const struct column *c = table->columns; c->name; c++)
		if (strstr(c->sql, name) || (c->also && strstr(c->also, name)))
			return 1;
	for (const struct filter_word *w = table->words; w->name; w++)
		if (strstr(w->sql, name))
			return 1;
	for (const struct sort_key *k = table->order; k->sql; k++)
		if (strstr(k->sql, name))
			return 1;
	return 0;
}

/* Nothing but our own words, and every bracket and quotation mark has its other half. */
static void check_sql(const struct table *table, const char *sql)
{
	int depth = 0, quotes = 0;

	for (const char *s = sql; *s; s++) {
		size_t length = 0;

		must(*s >= 0x20 && *s < 0x7f && !strchr(";\\`\"", *s));
		must(strncmp(s, "--", 2) != 0 && strncmp(s, "/*", 2) != 0);
		depth += (*s == '(') - (*s == ')');
		quotes += *s == '\'';
		must(depth >= 0);
		while (isalpha((unsigned char)s[length]) || s[length] == '_')
			length++;
		if (length) {
			must(is_known(table, s, length));
			s += length - 1;
		}
	}
	must(depth == 0 && quotes % 2 == 0);
}

/* Every $n of the condition has its parameter, every parameter its $n, first named in order. */
static void check_numbers(const struct filter *f, int first)
{
	int n = first;

	for (const char *s = text_string(&f->where); (s = strchr(s, '$')); s++) {
		int named = atoi(s + 1);

		must(named >= first && named <= n);
		n += named == n;
	}
	must(n == first + f->count);
	for (int i = 0; i < f->count; i++)
		must(text_valid(f->params[i].text, strlen(f->params[i].text)) ==
			strlen(f->params[i].text));
}

static void check_same(const struct filter *f, const struct table *table,
	const struct filter_now *when)
{
	struct filter again;
	struct error e;
	size_t at;

	if (f->echo.length > FILTER_BYTES)
		return;
	must(filter_parse(&again, table, text_string(&f->echo), 1, when, &at, &e) == 0);
	must(strcmp(text_string(&f->where), text_string(&again.where)) == 0);
	must(strcmp(text_string(&f->echo), text_string(&again.echo)) == 0);
	must(f->count == again.count);
	for (int i = 0; i < f->count; i++)
		must(strcmp(f->params[i].text, again.params[i].text) == 0);
	filter_done(&again);
}

static void check_error(const struct error *e)
{
	must(e->code == ERR_INPUT && e->text[0]);
	must(text_valid(e->text, strlen(e->text)) == strlen(e->text));
	for (const char *s = e->text; *s; s++)
		must((unsigned char)*s >= 0x20 && *s != 0x7f);
}

static void check_order(const struct table *table, const char *text, bool up)
{
	struct text order = { 0 };
	struct error e = { 0 };

	if (filter_order(&order, table, text, up, &e) == 0) {
		check_sql(table, text_string(&order));
		must(strstr(text_string(&order), ", l.id") != NULL);
	} else {
		must(e.code == ERR_INPUT && e.text[0]);
	}
	text_done(&order);
}

/* As it is sent: the condition stands in it whole, and no marker is left. */
static void check_expanded(const struct filter *f, size_t list, const char *sort)
{
	struct text sql = { 0 };
	struct error e = { 0 };

	must(filter_expand(&sql, lists[list].query, lists[list].table, f, sort, NULL, &e) == 0);
	must(strstr(text_string(&sql), text_string(&f->where)) != NULL);
	must(!strstr(text_string(&sql), "/*"));
	text_done(&sql);
}

static void check(size_t list, const char *text, const char *sort, const struct filter_now *when)
{
	const struct table *table = lists[list].table;
	int first = query_params(lists[list].query) + 1;
	struct filter f;
	struct error e = { 0 };
	size_t at = SIZE_MAX;

	if (filter_parse(&f, table, text, first, when, &at, &e) == 0) {
		check_sql(table, text_string(&f.where));
		check_numbers(&f, first);
		check_expanded(&f, list, sort);
		filter_done(&f);
		must(filter_parse(&f, table, text, 1, when, &at, &e) == 0);
		check_same(&f, table, when);
		filter_done(&f);
	} else {
		must(at <= strlen(text));
		check_error(&e);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t count = sizeof(lists) / sizeof(*lists);
	char *text;

	if (!size)
		return 0;
	size_t pick = *data >= '0' ? (size_t)(*data - '0') : *data;
	text = malloc(size);
	must(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = 0;
	check(pick % count, text, sorts[pick / count % 3], pick / count / 3 % 2 ? NULL : &now);
	check_order(lists[pick % count].table, text, false);
	check_order(lists[pick % count].table, text, true);
	free(text);
	return 0;
}
