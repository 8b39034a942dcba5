/* Order, keys and pages of a list: what stands behind `where` is db/filter.c's. */
#include "db/filter.h"
#include <string.h>

/* The keys of one order, the id last. */
struct keys {
	struct sort_key at[FILTER_KEYS];
	int count;
	bool plain; /* none is ever null and all go one way: compared as one row, found by index */
};

static int refuse_order(const struct table *table, struct slice name, struct error *e)
{
	struct text names = { 0 };
	int code;

	for (const struct column *c = table->columns; c->name; c++)
		if (c->sortable)
			text_addf(&names, "%s%s", names.length ? ", " : "", c->name);
	code = error_set(e, ERR_INPUT, "This list cannot be sorted by \"%.*s\"; there is: %s.",
		(int)text_cut(name.at, name.length, 40), name.at, text_string(&names));
	text_done(&names);
	return code;
}

/* The id goes the way of the key before it, so that one index read backwards serves both ways. */
static void end_keys(struct keys *keys)
{
	keys->at[keys->count] = (struct sort_key){
		.sql = "l.id", .down = keys->at[keys->count - 1].down, .filled = true
	};
	keys->count++;
	keys->plain = true;
	for (int i = 0; i < keys->count; i++)
		if (!keys->at[i].filled || keys->at[i].down != keys->at[0].down)
			keys->plain = false;
}

static int read_keys(struct keys *keys, const struct table *table, const char *sort,
	struct error *e)
{
	const char *at = sort ? sort : "";

	*keys = (struct keys){ 0 };
	for (const struct sort_key *k = table->order; !*at && k->sql; k++)
		keys->at[keys->count++] = *k;
	while (*at) {
		bool down = *at == '-';
		struct slice name = { at + down, strcspn(at + down, ",") };
		const struct column *c = column_find(table->columns, name);

		if (keys->count == FILTER_KEYS - 1)
			return error_set(e, ERR_INPUT, "A list is sorted by four columns at most.");
		if (!c || !c->sortable)
			return refuse_order(table, name, e);
		/* the youngest has the latest moment */
		down ^= c->past && !slice_begins_nocase(name, c->name);
		keys->at[keys->count++] = (struct sort_key){ c->sql, down, c->filled };
		at = name.at + name.length;
		at += *at == ',' && at[1];
	}
	end_keys(keys);
	return 0;
}

static void add_order(struct text *out, const struct keys *keys, bool up)
{
	for (int i = 0; i < keys->count; i++) {
		const struct sort_key *k = &keys->at[i];

		text_addf(out, "%s%s%s%s", i ? ", " : "", k->sql, k->down != up ? " desc" : "",
			k->filled  ? "" :
				up ? " nulls first" :
				     " nulls last");
	}
}

int filter_order(struct text *out, const struct table *table, const char *sort, bool up,
	struct error *e)
{
	struct keys keys;
	int code = read_keys(&keys, table, sort, e);

	if (code)
		return code;
	add_order(out, &keys, up);
	return text_check(out, e);
}

/* ---- pages ---------------------------------------------------------------------------------- */

/* All keys as one row, which is what an index understands. */
static void add_after_row(struct text *out, const struct keys *keys, bool up, int first)
{
	for (int i = 0; i < keys->count; i++)
		text_addf(out, "%s%s", i ? ", " : "(", keys->at[i].sql);
	text_add(out, keys->at[0].down != up ? ") <= " : ") >= ");
	for (int i = 0; i < keys->count; i++)
		text_addf(out, "%s$%d", i ? ", " : "(", first + i);
	text_add(out, ")");
}

/* Key by key: further on by this one, or equal and further on by those behind it. Null is the last
 * value there is. */
static void add_after_keys(struct text *out, const struct keys *keys, bool up, int first)
{
	for (int i = 0; i < keys->count; i++) {
		const struct sort_key *k = &keys->at[i];
		const char *sign = k->down != up ? "<" : ">";
		int n = first + i;

		if (i == keys->count - 1) {
			text_addf(out, "%s %s= $%d", k->sql, sign, n);
			break;
		}
		text_addf(out, "(%s %s $%d", k->sql, sign, n);
		if (!k->filled && up)
			text_addf(out, " or %s is not null and $%d is null", k->sql, n);
		else if (!k->filled)
			text_addf(out, " or %s is null and $%d is not null", k->sql, n);
		text_addf(out, " or %s %s $%d and ", k->sql,
			k->filled ? "=" : "is not distinct from", n);
	}
	for (int i = 1; i < keys->count; i++)
		text_add(out, ")");
}

int filter_page_at(struct filter_page *out, const struct table *table, const char *sort,
	const struct rows *rows, int row)
{
	struct filter_page page = { 0 };
	struct keys keys;
	size_t starts[FILTER_KEYS];
	int columns = 0, code = read_keys(&keys, table, sort, NULL);

	if (code)
		return code;
	while (table->columns[columns].name)
		columns++;
	if (row < 0 || row >= rows_count(rows) || rows_columns(rows) < columns + keys.count)
		return ERR_INPUT;
	for (int i = 0; i < keys.count; i++) {
		starts[i] = page.values.length;
		text_add(&page.values, rows_text(rows, row, columns + i));
		text_add_char(&page.values, 0);
	}
	code = text_check(&page.values, NULL);
	if (code) {
		text_done(&page.values);
		return code;
	}
	for (int i = 0; i < keys.count; i++)
		page.keys[page.count++] = rows_is_null(rows, row, columns + i) ?
			param_null() :
			param_text(page.values.data + starts[i]);
	*out = page;
	return 0;
}

void filter_page_done(struct filter_page *page)
{
	text_done(&page->values);
	*page = (struct filter_page){ 0 };
}

/* ---- the whole query ------------------------------------------------------------------------ */

struct filling {
	const struct table *table;
	const struct filter *filter;
	const struct filter_page *page;
	struct keys keys;
	int first; /* number of the page's first parameter */
};

static void fill_columns(struct text *out, const struct filling *f)
{
	for (const struct column *c = f->table->columns; c->name; c++)
		text_addf(out, c->type == COLUMN_TIME ? "%sapi.ms(%s)" : "%s%s",
			c == f->table->columns ? "" : ", ", c->sql);
}

static void fill_key(struct text *out, const struct filling *f)
{
	for (int i = 0; i < f->keys.count; i++)
		text_addf(out, ", (%s)::text", f->keys.at[i].sql);
}

static void fill_filter(struct text *out, const struct filling *f)
{
	text_add(out, f->filter ? text_string(&f->filter->where) : "true");
}

static void fill_sieve(struct text *out, const struct filling *f)
{
	if (f->filter)
		text_add(out, text_string(&f->filter->sieve));
}

static void fill_after(struct text *out, const struct filling *f)
{
	if (f->page->count == 0)
		return;
	text_add(out, " and ");
	if (f->keys.plain)
		add_after_row(out, &f->keys, f->page->up, f->first);
	else
		add_after_keys(out, &f->keys, f->page->up, f->first);
}

static void fill_order(struct text *out, const struct filling *f)
{
	add_order(out, &f->keys, f->page->up);
}

static void fill_shown(struct text *out, const struct filling *f)
{
	add_order(out, &f->keys, false);
}

static const struct {
	const char *name;
	void (*fill)(struct text *out, const struct filling *f);
} markers[] = {
	{ "/*columns*/", fill_columns },
	{ "/*key*/", fill_key },
	{ "/*filter*/", fill_filter },
	{ "/*sieve*/", fill_sieve },
	{ "/*after*/", fill_after },
	{ "/*order*/", fill_order },
	{ "/*shown*/", fill_shown },
};

int filter_expand(struct text *out, enum query query, const struct table *table,
	const struct filter *filter, const char *sort, const struct filter_page *page,
	struct error *e)
{
	static const struct filter_page head;
	struct filling f = { .table = table,
		.filter = filter,
		.page = page ? page : &head,
		.first = query_params(query) + (filter ? filter->count : 0) + 1 };
	const char *sql = query_sql(query);
	int code = read_keys(&f.keys, table, sort, e);

	if (code)
		return code;
	for (;;) {
		const char *next = NULL;
		size_t which = 0;

		for (size_t i = 0; i < sizeof(markers) / sizeof(*markers); i++) {
			const char *found = strstr(sql, markers[i].name);

			if (found && (!next || found < next)) {
				next = found;
				which = i;
			}
		}
		if (!next)
			break;
		text_add_bytes(out, sql, (size_t)(next - sql));
		sql = next + strlen(markers[which].name);
		markers[which].fill(out, &f);
	}
	text_add(out, sql);
	return text_check(out, e);
}
