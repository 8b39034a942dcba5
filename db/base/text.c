#include "db/base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Unicode table 3-7: what the first byte promises, and the range of the second, which is where
 * overlong forms, surrogates and values above U+10FFFF are refused.
 */
static const struct lead {
	unsigned char first, last;
	unsigned char more; /* bytes that follow */
	unsigned char low, high; /* range of the second byte */
} leads[] = {
	{ 0xc2, 0xdf, 1, 0x80, 0xbf },
	{ 0xe0, 0xe0, 2, 0xa0, 0xbf },
	{ 0xe1, 0xec, 2, 0x80, 0xbf },
	{ 0xed, 0xed, 2, 0x80, 0x9f },
	{ 0xee, 0xef, 2, 0x80, 0xbf },
	{ 0xf0, 0xf0, 3, 0x90, 0xbf },
	{ 0xf1, 0xf3, 3, 0x80, 0xbf },
	{ 0xf4, 0xf4, 3, 0x80, 0x8f },
};

static const struct lead *lead_of(unsigned char c)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
		if (c >= leads[i].first && c <= leads[i].last)
			return &leads[i];
	return NULL;
}

int32_t text_next(const char **at, const char *end)
{
	const unsigned char *p = (const unsigned char *)*at;
	const unsigned char *stop = (const unsigned char *)end;
	const struct lead *lead;
	int32_t c = *p++;

	*at = (const char *)p;
	if (c < 0x80)
		return c;
	lead = lead_of((unsigned char)c);
	if (!lead)
		return -1;
	c &= 0x3f >> lead->more;
	for (int i = 0; i < lead->more; i++, p++) {
		unsigned char low = i ? 0x80 : lead->low, high = i ? 0xbf : lead->high;

		if (p == stop || *p < low || *p > high)
			return -1;
		c = c << 6 | (*p & 0x3f);
		*at = (const char *)(p + 1);
	}
	return c;
}

int text_digit(int32_t code)
{
	static const int32_t zeros[] = { '0', 0x0e50, 0x0ed0, 0x1040, 0x17e0 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
		if (code >= zeros[i] && code <= zeros[i] + 9)
			return (int)(code - zeros[i]);
	return -1;
}

/* FNV-1a */
uint64_t text_mark(uint64_t before, const void *bytes, size_t length)
{
	uint64_t mark = before != 0 ? before : UINT64_C(0xcbf29ce484222325);
	const unsigned char *at = bytes;

	for (size_t i = 0; i < length; i++)
		mark = (mark ^ at[i]) * UINT64_C(0x100000001b3);
	return mark != 0 ? mark : 1;
}

size_t text_valid(const char *s, size_t length)
{
	const char *at = s, *end = s + length, *good = s;

	while (at < end) {
		if (text_next(&at, end) < 0)
			break;
		good = at;
	}
	return (size_t)(good - s);
}

size_t text_cut(const char *s, size_t length, size_t limit)
{
	if (length <= limit)
		return length;
	for (int back = 0; limit && back < 3 && ((unsigned char)s[limit] & 0xc0) == 0x80; back++)
		limit--;
	return limit;
}

void text_copy(char *out, size_t size, const char *s)
{
	size_t n = text_cut(s, strlen(s), size - 1);

	memcpy(out, s, n);
	out[n] = 0;
}

static bool text_grow(struct text *t, size_t more)
{
	size_t size = t->size ? t->size : 64;
	char *data;

	if (t->failed)
		return false;
	if (more < t->size - t->length)
		return true;
	t->failed = true;
	if (more >= TEXT_LIMIT - t->length)
		return false;
	while (size <= t->length + more)
		size *= 2;
	data = realloc(t->data, size);
	if (!data)
		return false;
	t->data = data;
	t->size = size;
	t->failed = false;
	return true;
}

void text_add_bytes(struct text *t, const char *s, size_t length)
{
	if (!text_grow(t, length))
		return;
	if (length)
		memcpy(t->data + t->length, s, length);
	t->length += length;
	t->data[t->length] = 0;
}

unsigned char *text_extend(struct text *t, size_t length)
{
	if (!text_grow(t, length))
		return NULL;
	memset(t->data + t->length, 0, length + 1);
	t->length += length;
	return (unsigned char *)t->data + t->length - length;
}

void text_add(struct text *t, const char *s)
{
	text_add_bytes(t, s, strlen(s));
}

void text_add_char(struct text *t, char c)
{
	text_add_bytes(t, &c, 1);
}

void text_addf(struct text *t, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n < 0)
		t->failed = true;
	else if (text_grow(t, (size_t)n))
		t->length += (size_t)vsnprintf(t->data + t->length, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
}

void text_clear(struct text *t)
{
	t->length = 0;
	t->failed = false;
	if (t->data)
		t->data[0] = 0;
}

const char *text_string(const struct text *t)
{
	return t->failed || !t->data ? "" : t->data;
}

int text_check(const struct text *t, struct error *e)
{
	if (!t->failed)
		return 0;
	return error_set(e, ERR_MEMORY, "There is not enough memory for this; close something.");
}

char *text_take(struct text *t)
{
	char *s = NULL;

	if (text_grow(t, 0))
		s = t->data;
	else
		free(t->data);
	if (s)
		s[t->length] = 0;
	*t = (struct text){ 0 };
	return s;
}

void text_done(struct text *t)
{
	free(t->data);
	*t = (struct text){ 0 };
}

struct slice slice_of(const char *s)
{
	return (struct slice){ s, s ? strlen(s) : 0 };
}

bool slice_is(struct slice v, const char *s)
{
	return strlen(s) == v.length && slice_starts(v, s);
}

bool slice_starts(struct slice v, const char *prefix)
{
	size_t n = strlen(prefix);

	return n <= v.length && (!n || memcmp(v.at, prefix, n) == 0);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool slice_begins_nocase(struct slice v, const char *s)
{
	for (size_t i = 0; i < v.length; i++)
		if (!s[i] || lower(v.at[i]) != lower(s[i]))
			return false;
	return true;
}

bool slice_is_nocase(struct slice v, const char *s)
{
	return strlen(s) == v.length && slice_begins_nocase(v, s);
}
