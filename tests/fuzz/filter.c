/*
 * filter: whatever is typed either has a caret inside it, or becomes a condition in which no byte
 * of it stands, and whose echo means the same. First byte: which table.
 */
#include "db/filter.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct filter_now now = { INT64_C(1772566863000), 390 };

static void must(int holds)
{
	if (!holds)
		abort();
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
}

static void check_same(const struct filter *f, const struct table *table)
{
	struct filter again;
	struct error e;
	size_t at;

	if (f->echo.length > FILTER_BYTES)
		return;
	must(filter_parse(&again, table, text_string(&f->echo), 1, &now, &at, &e) == 0);
	must(strcmp(text_string(&f->where), text_string(&again.where)) == 0);
	must(strcmp(text_string(&f->echo), text_string(&again.echo)) == 0);
	must(f->count == again.count);
	for (int i = 0; i < f->count; i++)
		must(strcmp(f->params[i].text, again.params[i].text) == 0);
	filter_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct table *table = column_tables[size ? data[0] % 3 : 0];
	struct text order = { 0 };
	struct filter f;
	struct error e = { 0 };
	size_t at = SIZE_MAX;
	char *text;

	if (!size)
		return 0;
	text = malloc(size);
	must(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = 0;
	if (filter_parse(&f, table, text, 1, &now, &at, &e) == 0) {
		check_numbers(&f, 1);
		check_same(&f, table);
		filter_done(&f);
	} else {
		must(e.code == ERR_INPUT && e.text[0] && at <= strlen(text));
		must(text_valid(e.text, strlen(e.text)) == strlen(e.text));
	}
	filter_order(&order, table, text, &e);
	text_done(&order);
	free(text);
	return 0;
}
