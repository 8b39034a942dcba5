#include "db/exchange/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"

struct charset {
	const char *name; /* as people write it */
	const char *iconv; /* as glibc's iconv does; NULL: UTF-8, read without it */
	const char *mark; /* its byte order mark; NULL: it has none */
	bool marked; /* nothing but the mark says what the bytes mean */
};

/* What the offices' files are written in. A short list, because every converter of iconv is code
 * that a hostile file could aim at. */
static const struct charset charsets[] = {
	{ "UTF-8", NULL, "\xEF\xBB\xBF", false },
	{ "UTF-16LE", "UTF-16LE", "\xFF\xFE", false },
	{ "UTF-16BE", "UTF-16BE", "\xFE\xFF", false },
	{ "UTF-16", NULL, NULL, true },
	{ "TIS-620", "TIS-620", NULL, false }, /* Thai */
	{ "ISO-8859-11", "ISO-8859-11", NULL, false },
	{ "Windows-874", "CP874", NULL, false },
	{ "Windows-1252", "CP1252", NULL, false }, /* western Europe */
	{ "ISO-8859-1", "ISO-8859-1", NULL, false },
	{ "ISO-8859-15", "ISO-8859-15", NULL, false },
	{ "Windows-1258", "CP1258", NULL, false }, /* Vietnamese */
	{ "GB18030", "GB18030", NULL, false }, /* Chinese */
	{ "Big5", "BIG5", NULL, false },
};
enum { CHARSETS = sizeof(charsets) / sizeof(*charsets) };
#define NO_ICONV ((iconv_t)-1)

struct encoding {
	encoding_text_fn *fn;
	void *who;
	const struct charset *charset; /* NULL: not named, and the first bytes have not come yet */
	bool begun; /* the mark has been looked for */
	iconv_t iconv;
	struct place place;
	struct mistake mistake;
	size_t held;
	char bytes[16384]; /* not converted yet */
};

const char *encoding_name(size_t n)
{
	return n < CHARSETS ? charsets[n].name : NULL;
}

int encoding_new(struct encoding **out, const char *name, encoding_text_fn *fn, void *who)
{
	const struct charset *charset = NULL;
	for (size_t i = 0; name && i < CHARSETS; i++)
		if (strcasecmp(name, charsets[i].name) == 0)
			charset = &charsets[i];
	if (name && !charset)
		return ERR_INPUT;
	struct encoding *encoding = calloc(1, sizeof(*encoding));
	if (!encoding)
		return ERR_MEMORY;
	encoding->fn = fn;
	encoding->who = who;
	encoding->charset = charset;
	encoding->iconv = NO_ICONV;
	encoding->place = PLACE_START;
	*out = encoding;
	return 0;
}

void encoding_free(struct encoding *encoding)
{
	if (encoding && encoding->iconv != NO_ICONV)
		iconv_close(encoding->iconv);
	free(encoding);
}

const struct mistake *encoding_mistake(const struct encoding *encoding)
{
	return &encoding->mistake;
}

static int refuse(struct encoding *encoding, const char *what, const char *name)
{
	encoding->mistake = mistake_at(&encoding->place, what);
	encoding->mistake.name = name;
	return ERR_INPUT;
}

static int refuse_byte(struct encoding *encoding, unsigned char byte)
{
	bool utf8 = !encoding->charset->iconv;
	refuse(encoding,
		utf8 ? N_("this is not UTF-8 text; say what it is with --encoding NAME") :
		       N_("the byte means nothing in this encoding"),
		utf8 ? NULL : encoding->charset->name);
	snprintf(encoding->mistake.value, sizeof(encoding->mistake.value), "0x%02X", byte);
	return ERR_INPUT;
}

static int emit(struct encoding *encoding, const char *text, size_t length)
{
	const char *nul = memchr(text, '\0', length);
	size_t good = nul ? (size_t)(nul - text) : length;
	place_move(&encoding->place, text, good);
	int r = good > 0 ? encoding->fn(encoding->who, text, good) : 0;
	if (r != 0 || !nul)
		return r;
	return refuse(encoding,
		N_("a NUL: this is not a text file, or it is UTF-16; say so with --encoding NAME"),
		NULL);
}

static void drop(struct encoding *encoding, size_t n)
{
	encoding->held -= n;
	memmove(encoding->bytes, encoding->bytes + n, encoding->held);
}

/* Finds the mark and takes it off; settles what the bytes are. */
static int begin(struct encoding *encoding)
{
	const struct charset *marked = NULL;
	for (size_t i = 0; !marked && i < CHARSETS; i++) {
		const char *mark = charsets[i].mark;
		size_t length = mark ? strlen(mark) : 0;
		if (mark && encoding->held >= length && memcmp(encoding->bytes, mark, length) == 0)
			marked = &charsets[i];
	}
	const struct charset *named = encoding->charset;
	if (marked && named && named != marked && !(named->marked && marked->iconv))
		return refuse(encoding,
			N_("the file begins with the mark of another encoding than the one named"),
			marked->name);
	if (!marked && named && named->marked)
		return refuse(encoding,
			N_("no byte order mark: say UTF-16LE or UTF-16BE with --encoding"),
			named->name);
	encoding->charset = marked ? marked : named ? named : &charsets[0];
	encoding->begun = true;
	if (marked)
		drop(encoding, strlen(marked->mark));
	if (!encoding->charset->iconv)
		return 0;
	encoding->iconv = iconv_open("UTF-8", encoding->charset->iconv);
	if (encoding->iconv == NO_ICONV)
		return refuse(encoding, N_("this machine cannot read that encoding"),
			encoding->charset->name);
	return 0;
}

static int refuse_end(struct encoding *encoding)
{
	return refuse(encoding, N_("the file ends in the middle of a character"), NULL);
}

static int drain_utf8(struct encoding *encoding, bool last)
{
	size_t good = text_valid(encoding->bytes, encoding->held);
	int r = emit(encoding, encoding->bytes, good);
	if (r != 0)
		return r;
	drop(encoding, good);
	if (encoding->held == 0)
		return 0;
	/* What is broken up to the last byte held may become whole with the next. */
	const char *at = encoding->bytes, *end = at + encoding->held;
	text_next(&at, end);
	if (at == end && !last)
		return 0;
	return refuse_byte(encoding, (unsigned char)encoding->bytes[0]);
}

static int drain_iconv(struct encoding *encoding, bool last)
{
	for (;;) {
		char text[16384], *in = encoding->bytes, *out = text;
		size_t in_left = encoding->held, out_left = sizeof(text);
		size_t done = iconv(encoding->iconv, &in, &in_left, &out, &out_left);
		int why = done == (size_t)-1 ? errno : 0;
		/* Some converters keep a letter back, in case an accent follows. */
		if (why == EILSEQ || (last && why != E2BIG))
			iconv(encoding->iconv, NULL, NULL, &out, &out_left);
		drop(encoding, (size_t)(in - encoding->bytes));
		int r = emit(encoding, text, sizeof(text) - out_left);
		if (r != 0)
			return r;
		if (why == EILSEQ)
			return refuse_byte(encoding, (unsigned char)encoding->bytes[0]);
		if (why == EINVAL && last)
			return refuse_end(encoding);
		if (why != E2BIG)
			return 0;
	}
}

static int drain(struct encoding *encoding, bool last)
{
	if (!encoding->begun) {
		if (encoding->held < 3 && !last)
			return 0;
		int r = begin(encoding);
		if (r != 0)
			return r;
	}
	return encoding->charset->iconv ? drain_iconv(encoding, last) : drain_utf8(encoding, last);
}

int encoding_feed(struct encoding *encoding, const char *bytes, size_t length)
{
	while (length > 0) {
		size_t room = sizeof(encoding->bytes) - encoding->held;
		size_t n = length < room ? length : room;
		memcpy(encoding->bytes + encoding->held, bytes, n);
		encoding->held += n;
		bytes += n;
		length -= n;
		int r = drain(encoding, false);
		if (r != 0)
			return r;
	}
	return 0;
}

int encoding_end(struct encoding *encoding)
{
	return drain(encoding, true);
}
