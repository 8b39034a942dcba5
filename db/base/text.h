/*
 * text: UTF-8 read strictly, a growing buffer that is checked once, and slices of other text.
 */
#ifndef DB_BASE_TEXT_H
#define DB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "db/base/err.h"

/* Marks a visible string in a table for translation; whoever draws it calls gettext. */
#define N_(text) text

/*
 * The code point at *at, which moves behind it. -1 for bytes that are not strict UTF-8 (overlong,
 * surrogate, above U+10FFFF, cut short); *at then moves over the longest broken prefix, at least
 * one byte, so a loop always ends. Call with *at < end only.
 */
int32_t text_next(const char **at, const char *end);
/* Bytes of s that are strict UTF-8, counted from its start: equal to length when all is well. */
size_t text_valid(const char *s, size_t length);
/* The largest n <= limit at which s can be cut without splitting a code point. */
size_t text_cut(const char *s, size_t length, size_t limit);
/* Copy as much of s as fits into out (size bytes with its final NUL), whole code points only. */
void text_copy(char *out, size_t size, const char *s);

/* The value of a decimal digit, be it of ASCII, Thai, Lao, Burmese or Khmer; -1: it is none. */
int text_digit(int32_t code);

/* What tells these bytes from others as long as the program runs; it keeps no secret. `before` is
 * the mark of what stands before them, 0: nothing does. Never 0. */
uint64_t text_mark(uint64_t before, const void *bytes, size_t length);

/* ---- a buffer that fails once --------------------------------------------------------------
 * Zero is an empty buffer. After the first failure (no memory, or more than TEXT_LIMIT bytes) every
 * later call does nothing, so a caller builds the whole and asks text_check() once at the end.
 *
 *	struct text t = { 0 };
 *	text_add(&t, "limit ");
 *	text_addf(&t, "%d", limit);
 *	if ((r = text_check(&t, e)) == 0)
 *		use(text_string(&t));
 *	text_done(&t);
 */
enum { TEXT_LIMIT = 64 << 20 };
struct text {
	char *data; /* NUL-terminated, or NULL when empty; text_string() is never NULL */
	size_t length, size;
	bool failed;
};
void text_add(struct text *t, const char *s);
void text_add_bytes(struct text *t, const char *s, size_t length);
void text_add_char(struct text *t, char c);
/* length zeroed bytes more, for the caller to write: borrowed until the next change. NULL after a
 * failure. */
unsigned char *text_extend(struct text *t, size_t length);
__attribute__((format(printf, 2, 3))) void text_addf(struct text *t, const char *format, ...);
/* Empty it and keep the memory; a failure is forgotten as well. */
void text_clear(struct text *t);
/* Borrowed until the next change; "" when empty or failed. */
const char *text_string(const struct text *t);
/* 0, or ERR_MEMORY with its sentence in e. */
int text_check(const struct text *t, struct error *e);
/* The caller owns the string returned and frees it; NULL after a failure. t is empty again. */
char *text_take(struct text *t);
/* Free the memory; t is empty again. */
void text_done(struct text *t);

/* ---- slices: a piece of somebody else's text ------------------------------------------------ */
struct slice {
	const char *at; /* borrowed; not NUL-terminated */
	size_t length;
};
struct slice slice_of(const char *s); /* the whole of s; empty for NULL */
bool slice_is(struct slice v, const char *s);
bool slice_starts(struct slice v, const char *prefix);
/* ASCII letters without case; everything else must be equal byte for byte. */
bool slice_is_nocase(struct slice v, const char *s);
/* Whether v is a beginning of s, ASCII letters without case. */
bool slice_begins_nocase(struct slice v, const char *s);

#endif
