/*
 * queries: the names of the questions that take a filter.
 * queries NAME: that question as it is really sent, once for every filter that its table knows and
 * once for every sort, as `prepare` and `execute` for psql; before each a comment that says which.
 */
#include "db/filter.h"
#include "tests/tools/asked_table.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const operators[] = { ":", "!=", "<", "<=", ">", ">=" };
/* Each type of column understands some of them; a choice is asked for its first name as well. */
static const char *const samples[] = { "none", "5", "1,2", "now", "2h", "3d", "14:30", "2026-03-01",
	"yes", "unknown", "7K3F-W9CP", "word", "a,\"b, c\",d\\e'f" };
static const struct filter_now now = { INT64_C(1772566863000), 390 };
static int failures;

static void print_literal(const char *s)
{
	putchar('\'');
	for (; *s; s++) {
		if (*s == '\'')
			putchar('\'');
		putchar(*s);
	}
	putchar('\'');
}

static void print(enum query query, const struct table *table, const struct filter *f,
	const char *sort, const char *label)
{
	struct text sql = { 0 };
	struct error e;
	const char *comma = "";

	if (filter_expand(&sql, query, table, f, sort, NULL, &e)) {
		fprintf(stderr, "%s: %s\n", label, e.text);
		failures++;
		return;
	}
	printf("-- %s\nprepare q as %s\nexecute q", label, text_string(&sql));
	for (int i = 0; i < query_params(query); i++, comma = ", ")
		printf("%snull", *comma ? comma : "(");
	for (int i = 0; f && i < f->count; i++, comma = ", ") {
		printf("%s", *comma ? comma : "(");
		print_literal(f->params[i].text);
	}
	printf("%s;\ndeallocate q;\n", *comma ? ")" : "");
	text_done(&sql);
}

/* True: the table understands this filter, so it was printed. */
static bool try(enum query query, const struct table *table, const char *typed)
{
	struct filter f;
	struct error e;
	size_t at;

	if (filter_parse(&f, table, typed, query_params(query) + 1, &now, &at, &e))
		return false;
	print(query, table, &f, NULL, typed);
	filter_done(&f);
	return true;
}

static void try_column(enum query query, const struct table *table, const struct column *c)
{
	char typed[200];
	bool any = false;

	for (size_t o = 0; o < sizeof(operators) / sizeof(*operators); o++) {
		for (size_t s = 0; s < sizeof(samples) / sizeof(*samples); s++) {
			snprintf(typed, sizeof(typed), "%s%s%s", c->name, operators[o], samples[s]);
			any |= try(query, table, typed);
		}
		if (c->choices) {
			snprintf(typed, sizeof(typed), "%s%s%s", c->name, operators[o],
				c->choices[0].name);
			any |= try(query, table, typed);
		}
	}
	if (!any) {
		fprintf(stderr, "%s understands no filter\n", c->name);
		failures++;
	}
}

static void all_of(enum query query)
{
	const struct table *table = asked_table(query);
	char sort[80];

	print(query, table, NULL, NULL, "no filter");
	try(query, table, "word !\"two words\" !word");
	for (const struct filter_word *w = table->words; w->name; w++)
		if (!try(query, table, w->name))
			failures++;
	for (const struct column *c = table->columns; c->name; c++) {
		if (c->type != COLUMN_KEY)
			try_column(query, table, c);
		if (!c->sortable)
			continue;
		print(query, table, NULL, c->name, c->name);
		snprintf(sort, sizeof(sort), "-%s", c->name);
		print(query, table, NULL, sort, sort);
	}
}

int main(int argc, char **argv)
{
	if (argc == 2 && query_find(argv[1])) {
		all_of(query_find(argv[1]));
		return failures != 0;
	}
	for (enum query q = Q_NONE + 1; q < QUERY_COUNT; q++)
		if (query_is_template(q))
			puts(query_name(q));
	return 0;
}
