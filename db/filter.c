#include "db/filter_read.h"
#include "db/base/date.h"
#include <stdio.h>
#include <string.h>

/* What is emitted for the terms read: a condition, its parameters, and the same in full words. */
struct writer {
	struct filter_reading *r;
	struct filter *out;
	const struct filter_now *now;
	int first;
};

/* By operator. `turned` is for a quantity that grows the other way: an age against a moment, a
 * rank against its number. */
static const struct {
	const char *echo, *sql, *turned;
} operators[] = {
	[FILTER_EQUAL] = { ":", "=", "=" },
	[FILTER_LESS] = { "<", "<", ">" },
	[FILTER_LESS_EQUAL] = { "<=", "<=", ">=" },
	[FILTER_MORE] = { ">", ">", "<" },
	[FILTER_MORE_EQUAL] = { ">=", ">=", "<=" },
};

static const char *sql_operator(const struct filter_term *t, bool turned)
{
	return turned ? operators[t->op].turned : operators[t->op].sql;
}

/* Start the next parameter and return its number; what is added to out->values until param_end()
 * is its text. The text moves while it grows, so its place is kept as an offset until the end. */
static int param_begin(struct writer *w)
{
	w->out->params[w->out->count].kind = PARAM_TEXT;
	w->out->params[w->out->count].number = (int64_t)w->out->values.length;
	return w->first + w->out->count++;
}

static void param_end(struct writer *w)
{
	text_add_char(&w->out->values, 0);
}

static void echo_value(struct writer *w, int i, struct slice s, bool quoted)
{
	struct text *echo = &w->out->echo;
	const char *mark =
		quoted || memchr(s.at, ' ', s.length) || memchr(s.at, ',', s.length) ? "\"" : "";

	if (i)
		text_add_char(echo, ',');
	text_add(echo, mark);
	text_add_bytes(echo, s.at, s.length);
	text_add(echo, mark);
}

/* ---- one emitter per type of column -------------------------------------------------------- */

/* All values as one text[]; returns the parameter's number. */
static int param_texts(struct writer *w, const struct filter_term *t)
{
	char one[FILTER_BYTES + 1];
	struct text array = { 0 };
	int n = param_begin(w);

	param_array_open(&array);
	for (int i = 0; i < t->count; i++) {
		struct slice s = t->values[i].text;

		memcpy(one, s.at, s.length);
		one[s.length] = 0;
		param_array_add(&array, one);
		echo_value(w, i, s, t->values[i].quoted);
	}
	param_array_close(&array);
	text_add(&w->out->values, text_string(&array));
	w->out->values.failed |= array.failed;
	text_done(&array);
	param_end(w);
	return n;
}

static int emit_text(struct writer *w, const struct filter_term *t)
{
	int n = param_texts(w, t);

	text_addf(&w->out->where, "lower(%s) = any (lower($%d::text)::text[])", t->column->sql, n);
	if (t->column->also)
		text_addf(&w->out->where, " or lower(%s) = any (lower($%d::text)::text[])",
			t->column->also, n);
	return 0;
}

/* The symbols of a code, from whatever of it was typed: hw7k3fw9cp, 7k3f-w9cp. `letters` are those
 * of whichever sort it may be, two of each; out begins with its own, or with none. */
static bool code_of(char out[static 11], const char *letters, struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.length; i++) {
		char c = s.at[i];

		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (n == 10 || !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			return false;
		out[n++] = c;
	}
	out[n] = 0;
	for (; n == 10 && *letters != 0; letters += 2)
		if (memcmp(out, letters, 2) == 0)
			return true;
	return n == 8;
}

static void put_code(char out[static 13], const char *sort, const char *symbols)
{
	snprintf(out, 13, "%.2s-%.4s-%.4s", sort, symbols, symbols + 4);
}

/* Without its letters it is a code of each sort that the column has. */
static void add_code(struct writer *w, bool more, const char *letters, const char *code)
{
	const char *symbols = code + strlen(code) - 8;
	char whole[13];

	for (const char *sort = letters; *sort != 0; sort += 2) {
		if (symbols != code && memcmp(code, sort, 2) != 0)
			continue;
		put_code(whole, sort, symbols);
		text_addf(&w->out->values, "%c%s", more ? ',' : '{', whole);
		more = true;
	}
}

static int emit_code(struct writer *w, const struct filter_term *t)
{
	const char *letters = t->column->letters != NULL ? t->column->letters : "HW";
	int n = param_begin(w);
	char code[11], whole[13];

	for (int i = 0; i < t->count; i++) {
		struct slice s = t->values[i].text;

		if (!code_of(code, letters, s))
			return filter_refuse(w->r, s.at,
				"\"%.*s\" is no whole code, such as %.2s-7K3F-W9CP; "
				"to look for a part of one, leave out \"%s:\".",
				FILTER_SHOWN(s), letters, t->column->name);
		add_code(w, i > 0, letters, code);
		if (code[8] != 0)
			put_code(whole, code, code + 2);
		else if (letters[2] == 0)
			put_code(whole, letters, code);
		else
			snprintf(whole, sizeof whole, "%.4s-%.4s", code, code + 4);
		echo_value(w, i, slice_of(whole), false);
	}
	text_add_char(&w->out->values, '}');
	param_end(w);
	text_addf(&w->out->where, "%s = any ($%d::text[])", t->column->sql, n);
	return 0;
}

static int refuse_choice(struct writer *w, const struct column *column, struct slice s)
{
	struct text names = { 0 };
	int code;

	for (const struct column_choice *c = column->choices; c->name; c++)
		text_addf(&names, "%s%s", names.length ? ", " : "", c->name);
	code = filter_refuse(w->r, s.at, "\"%.*s\" is no %s, or several; there is: %s.",
		FILTER_SHOWN(s), column->name, text_string(&names));
	text_done(&names);
	return code;
}

/* A whole number, or a choice's number. */
static int number_of(struct writer *w, const struct column *column, struct slice s, int64_t *out)
{
	const struct column_choice *choice;
	size_t i = 0;

	if (column->type == COLUMN_CHOICE) {
		choice = column_choice_named(column, s);
		if (!choice)
			return refuse_choice(w, column, s);
		*out = choice->value;
		return 0;
	}
	for (*out = 0; i < s.length && i < 15 && s.at[i] >= '0' && s.at[i] <= '9'; i++)
		*out = *out * 10 + (s.at[i] - '0');
	if (i < s.length)
		return filter_refuse(w->r, s.at, "%s is a whole number, as in %s>5.", column->name,
			column->name);
	return 0;
}

static int emit_number(struct writer *w, const struct filter_term *t)
{
	const struct column *c = t->column;
	const char *type = c->type == COLUMN_CHOICE ? "smallint" : "bigint";
	bool any = t->op == FILTER_EQUAL;
	int n = param_begin(w), code;
	int64_t value = 0;

	for (int i = 0; i < t->count; i++) {
		struct slice s = t->values[i].text;

		code = number_of(w, c, s, &value);
		if (code)
			return code;
		text_addf(&w->out->values, "%s%lld", !any ? "" : i ? "," : "{", (long long)value);
		if (c->type == COLUMN_CHOICE)
			s = slice_of(column_choice(c, (int)value)->name);
		echo_value(w, i, s, false);
	}
	if (any)
		text_add_char(&w->out->values, '}');
	param_end(w);
	if (any)
		text_addf(&w->out->where, "%s = any ($%d::%s[])", c->sql, n, type);
	else
		text_addf(&w->out->where, "%s %s $%d::%s", c->sql,
			sql_operator(t, c->rank == COLUMN_FALLING), n, type);
	return 0;
}

static int emit_bool(struct writer *w, const struct filter_term *t)
{
	static const struct {
		const char *name, *sql;
	} values[] = { { "yes", "is true" }, { "no", "is false" }, { "unknown", "is null" } };

	for (size_t i = 0; i < sizeof(values) / sizeof(*values) && t->count == 1; i++)
		if (slice_begins_nocase(t->values->text, values[i].name)) {
			text_add(&w->out->echo, values[i].name);
			text_addf(&w->out->where, "%s %s", t->column->sql, values[i].sql);
			return 0;
		}
	return filter_refuse(w->r, t->values->text.at, "%s is one of yes, no, unknown.",
		t->column->name);
}

static int emit_time(struct writer *w, const struct filter_term *t)
{
	const struct column *c = t->column;
	struct slice s = t->values->text;
	char typed[20], iso[DATE_TEXT];
	int64_t ms = 0;
	int n = param_begin(w);

	/* what does not fit is no time either */
	snprintf(typed, sizeof(typed), "%.*s", s.length < sizeof(typed) ? (int)s.length : 0, s.at);
	if (strcmp(typed, "now") == 0 || date_parse_span(&ms, typed) == 0) {
		text_addf(&w->out->values, "%lld minutes", (long long)(ms / DATE_MINUTE));
		text_addf(&w->out->where, "%s %s (select api.now()) %c $%d::interval", c->sql,
			sql_operator(t, c->past), c->past ? '-' : '+', n);
	} else if (w->now &&
		date_parse_moment(&ms, typed, w->now->now_ms, w->now->offset_minutes) == 0) {
		date_iso(iso, ms, w->now->offset_minutes);
		text_add(&w->out->values, iso);
		text_addf(&w->out->where, "%s %s $%d::timestamptz", c->sql, sql_operator(t, false),
			n);
	} else {
		return filter_refuse(w->r, s.at,
			"\"%.*s\" is no time: use 30m, 2h, 1h30, 3d, 2w%s.", FILTER_SHOWN(s),
			w->now ? ", 14:30 or 2026-03-01" : "");
	}
	param_end(w);
	echo_value(w, 0, s, false);
	return 0;
}

static const struct {
	int (*emit)(struct writer *w, const struct filter_term *t);
	bool equals, compares; /* ":" and "<" mean something */
	const char
		*none; /* behind the expression for field:none; NULL: there is always something */
} types[] = {
	[COLUMN_TEXT] = { emit_text, true, false, "is null" },
	[COLUMN_CODE] = { emit_code, true, false, NULL },
	[COLUMN_NUMBER] = { emit_number, true, true, "is null" },
	[COLUMN_TIME] = { emit_time, false, true, "is null" },
	[COLUMN_CHOICE] = { emit_number, true, true, "is null" },
	[COLUMN_BOOL] = { emit_bool, true, false, NULL },
};

static bool compares(const struct column *c)
{
	return types[c->type].compares && (c->type != COLUMN_CHOICE || c->rank != COLUMN_UNRANKED);
}

/* `none` without quotation marks, among the first n values. */
static bool says_none(const struct filter_term *t)
{
	for (int i = 0; i < t->count; i++)
		if (!t->values[i].quoted && slice_is_nocase(t->values[i].text, "none"))
			return types[t->column->type].none != NULL;
	return false;
}

static int emit_field(struct writer *w, const struct filter_term *t)
{
	const struct column *c = t->column;
	const char *name = t->aliased ? c->alias : c->name;
	bool none = says_none(t);

	text_addf(&w->out->echo, "%s%s", name, operators[t->op].echo);
	if (t->op != FILTER_EQUAL && !compares(c))
		return filter_refuse(w->r, t->at, "%s has no order: use %s:VALUE.", name, name);
	if (t->count > 1 && (t->op != FILTER_EQUAL || none))
		return filter_refuse(w->r, t->values[1].text.at, "One value only here.");
	if (none && t->op != FILTER_EQUAL)
		return filter_refuse(w->r, t->at, "Nothing is more or less than none: use %s:none.",
			name);
	if (!none && t->op == FILTER_EQUAL && !types[c->type].equals)
		return filter_refuse(w->r, t->at, "%s is compared: %s<2h, %s>3d; or %s:none.", name,
			name, name, name);
	if (!none)
		return types[c->type].emit(w, t);
	text_add(&w->out->echo, "none");
	text_addf(&w->out->where, "%s %s", c->sql, types[c->type].none);
	return 0;
}

static int emit_search(struct writer *w, const struct filter_term *t)
{
	int n = param_begin(w);

	text_add_bytes(&w->out->values, t->values->text.at, t->values->text.length);
	param_end(w);
	text_addf(&w->out->where, "position(lower($%d::text) in lower(concat_ws(' | '", n);
	for (const struct column *c = w->r->table->columns; c->name; c++)
		if (c->searched)
			text_addf(&w->out->where, ", %s%s%s", c->sql, c->also ? ", " : "",
				c->also ? c->also : "");
	text_add(&w->out->where, "))) > 0");
	echo_value(w, 0, t->values->text, t->values->quoted);
	return 0;
}

static int emit_term(struct writer *w, const struct filter_term *t)
{
	if (t->not )
		text_add_char(&w->out->echo, '!');
	if (t->column)
		return emit_field(w, t);
	if (!t->word)
		return emit_search(w, t);
	text_add(&w->out->echo, t->word->name);
	text_add(&w->out->where, t->word->sql);
	return 0;
}

/* A code is unique; the words say it themselves. */
static bool is_indexed(const struct filter_term *t)
{
	return !t->not &&((t->word && t->word->indexed) ||
		(t->column && t->column->type == COLUMN_CODE));
}

static int emit_all(struct writer *w)
{
	size_t begins;
	int code = 0;

	for (int i = 0; !code && i < w->r->count; i++) {
		if (i)
			text_add_char(&w->out->echo, ' ');
		text_add(&w->out->where, i ? " and (" : "(");
		begins = w->out->where.length;
		code = emit_term(w, &w->r->terms[i]);
		if (is_indexed(&w->r->terms[i]) && !w->out->where.failed)
			text_addf(&w->out->sieve, " and (%s)",
				text_string(&w->out->where) + begins);
		/* a missing value is not "not Bangkok" in SQL, but it is to everybody else */
		text_add(&w->out->where, w->r->terms[i].not ? ") is not true" : ")");
	}
	if (!w->r->count)
		text_add(&w->out->where, "true");
	return code;
}

/* ---- the doors ------------------------------------------------------------------------ */

int filter_parse(struct filter *out, const struct table *table, const char *text, int first,
	const struct filter_now *now, size_t *at, struct error *e)
{
	struct filter_reading r = { .table = table, .start = text, .caret = at, .e = e };
	struct writer w = { .r = &r, .out = out, .now = now, .first = first };
	int code;

	*out = (struct filter){ 0 };
	*at = 0;
	code = filter_read(&r);
	if (!code)
		code = emit_all(&w);
	if (!code)
		code = text_check(&out->where, e);
	if (!code)
		code = text_check(&out->sieve, e);
	if (!code)
		code = text_check(&out->echo, e);
	if (!code)
		code = text_check(&out->values, e);
	if (code) {
		filter_done(out);
		return code;
	}
	for (int i = 0; i < out->count; i++)
		out->params[i] = param_text(out->values.data + out->params[i].number);
	return 0;
}

void filter_done(struct filter *filter)
{
	text_done(&filter->where);
	text_done(&filter->sieve);
	text_done(&filter->echo);
	text_done(&filter->values);
	*filter = (struct filter){ 0 };
}
