#include "db/filter_read.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Longer ones first. */
static const struct sign {
	const char *typed;
	enum filter_operator op;
	bool not, pattern;
} signs[] = {
	{ ">=", FILTER_MORE_EQUAL, false, false },
	{ "<=", FILTER_LESS_EQUAL, false, false },
	{ "!=", FILTER_EQUAL, true, false },
	{ ":", FILTER_EQUAL, false, false },
	{ "=", FILTER_EQUAL, false, false },
	{ "<", FILTER_LESS, false, false },
	{ ">", FILTER_MORE, false, false },
	{ "~", FILTER_EQUAL, false, true },
};

int filter_refuse(struct filter_reading *r, const char *where, const char *format, ...)
{
	char text[2 * sizeof(r->e->text)];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	*r->caret = (size_t)(where - r->start);
	return error_set(r->e, ERR_INPUT, "%s", text);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static const struct sign *sign_at(const char *s)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strncmp(s, signs[i].typed, strlen(signs[i].typed)) == 0)
			return &signs[i];
	return NULL;
}

/* "quoted", or bare up to one of `stops`. */
static int read_value(struct filter_reading *r, struct filter_term *t, const char *stops)
{
	struct filter_value *v = &r->values[r->value_count];
	const char *begin = r->at, *end;

	v->quoted = *begin == '"';
	if (v->quoted) {
		end = strchr(++begin, '"');
		if (!end)
			return filter_refuse(r, r->at, "This quotation mark is never closed.");
		r->at = end + 1;
		if (*r->at && !strchr(stops, *r->at))
			return filter_refuse(r, r->at,
				"A space is missing after the quotation mark.");
	} else {
		end = begin + strcspn(begin, stops);
		r->at = memchr(begin, '"', (size_t)(end - begin));
		if (r->at)
			return filter_refuse(r, r->at,
				"A quotation mark stands at the beginning of a word or value.");
		r->at = end;
	}
	if (begin == end)
		return filter_refuse(r, begin, "A value is missing here.");
	v->text = (struct slice){ begin, (size_t)(end - begin) };
	r->value_count++;
	t->count++;
	return 0;
}

static int refuse_field(struct filter_reading *r, struct slice field)
{
	struct text names = { 0 };
	int code;

	for (const struct column *c = r->table->columns; c->name; c++)
		if (c->type != COLUMN_KEY)
			text_addf(&names, "%s%s", names.length ? ", " : "", c->name);
	code = filter_refuse(r, field.at,
		"No field, or several, are called \"%.*s\"; there is: %s.", FILTER_SHOWN(field),
		text_string(&names));
	text_done(&names);
	return code;
}

static int read_field(struct filter_reading *r, struct filter_term *t, struct slice field,
	const struct sign *sign)
{
	int code;

	t->column = column_find(r->table->columns, field);
	if (!t->column || t->column->type == COLUMN_KEY)
		return refuse_field(r, field);
	t->aliased = t->column->alias && !slice_begins_nocase(field, t->column->name);
	t->at = field.at + field.length;
	if (sign->pattern)
		return filter_refuse(r, t->at,
			"There are no patterns here: use %s:VALUE, or plain words.",
			t->column->name);
	t->op = sign->op;
	t->not ^= sign->not ;
	r->at = t->at + strlen(sign->typed);
	do
		code = read_value(r, t, " ,");
	while (!code && *r->at == ',' && r->at++);
	return code;
}

static int read_word(struct filter_reading *r, struct filter_term *t)
{
	int code;

	t->at = r->at;
	code = read_value(r, t, " ");
	if (code || t->values->quoted)
		return code;
	for (const struct filter_word *w = r->table->words; w->name; w++)
		if (slice_is_nocase(t->values->text, w->name))
			t->word = w;
	return 0;
}

static int read_term(struct filter_reading *r, struct filter_term *t)
{
	struct slice field;
	const struct sign *sign;

	t->values = &r->values[r->value_count];
	if (*r->at == '!') {
		t->not = true;
		r->at++;
		if (!*r->at || *r->at == ' ' || *r->at == '!')
			return filter_refuse(r, r->at,
				"What to leave out is missing after the exclamation mark.");
	}
	field = (struct slice){ r->at, 0 };
	while (is_letter(field.at[field.length]))
		field.length++;
	sign = field.length ? sign_at(field.at + field.length) : NULL;
	return sign ? read_field(r, t, field, sign) : read_word(r, t);
}

static int check_text(struct filter_reading *r)
{
	size_t length = strlen(r->start);
	const char *end = r->start + length;

	if (length > FILTER_BYTES)
		return filter_refuse(r, r->start + text_cut(r->start, length, FILTER_BYTES),
			"A filter is at most %d bytes long.", FILTER_BYTES);
	for (const char *at = r->start, *begin = at; at < end; begin = at) {
		int32_t c = text_next(&at, end);

		if (c < 0)
			return filter_refuse(r, begin, "This is not valid UTF-8 text.");
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			return filter_refuse(r, begin,
				"A control character cannot be searched for.");
	}
	return 0;
}

int filter_read(struct filter_reading *r)
{
	int code = check_text(r);

	r->at = r->start;
	while (!code && *(r->at += strspn(r->at, " "))) {
		if (r->count == FILTER_TERMS)
			return filter_refuse(r, r->at, "A filter has at most %d terms.",
				FILTER_TERMS);
		code = read_term(r, &r->terms[r->count++]);
	}
	return code;
}
