#include "db/names/alike.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum { LETTERS = 400, WORD_LEAST = 3, LETTERS_A_SLIP = 5 };

struct folded {
	int32_t letters[LETTERS]; /* a blank between words, one behind the last */
	size_t count;
};

/* Their categories stand together: letters, marks that are letters, numbers. */
static bool is_letter(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static void fold(struct folded *out, const char *text)
{
	const utf8proc_option_t options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
		UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t codes[LETTERS];
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text,
		(utf8proc_ssize_t)strlen(text), codes, LETTERS, options);

	out->count = 0;
	for (utf8proc_ssize_t i = 0; i < count && i < LETTERS && out->count < LETTERS - 1; i++) {
		if (is_letter(codes[i]))
			out->letters[out->count++] = codes[i];
		else if (out->count > 0 && out->letters[out->count - 1] != ' ')
			out->letters[out->count++] = ' ';
	}
	if (out->count > 0 && out->letters[out->count - 1] != ' ')
		out->letters[out->count++] = ' ';
	explicit_bzero(codes, sizeof codes);
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The fewest slips with which the word stands somewhere in the text, whose blanks count for
 * nothing. */
static size_t slips(const int32_t *word, size_t length, const struct folded *text)
{
	size_t row[LETTERS + 1], least;

	for (size_t i = 0; i <= length; i++)
		row[i] = i;
	least = row[length];
	for (size_t at = 0; at < text->count; at++) {
		size_t corner = 0;

		if (text->letters[at] == ' ')
			continue;
		for (size_t i = 1; i <= length; i++) {
			size_t above = row[i];

			row[i] = smaller(smaller(above, row[i - 1]) + 1,
				corner + (word[i - 1] != text->letters[at]));
			corner = above;
		}
		least = smaller(least, row[length]);
	}
	return least;
}

/* Of the letters of its words, those of words that are long enough, two in three stand in the
 * other. False, too: there is no such word. */
static bool stand_in(const struct folded *of, const struct folded *other)
{
	size_t all = 0, found = 0;

	for (size_t at = 0, length; at < of->count; at += length + 1) {
		for (length = 0; of->letters[at + length] != ' ';)
			length++;
		if (length < WORD_LEAST)
			continue;
		all += length;
		if (slips(of->letters + at, length, other) <= length / LETTERS_A_SLIP)
			found += length;
	}
	return all > 0 && found * 3 >= all * 2;
}

static bool are_same(const struct folded *a, const struct folded *b)
{
	return a->count > 0 && a->count == b->count &&
		memcmp(a->letters, b->letters, a->count * sizeof *a->letters) == 0;
}

bool alike_names(const char *a, const char *b)
{
	struct folded one, other;
	bool alike;

	fold(&one, a);
	fold(&other, b);
	alike = stand_in(&one, &other) || stand_in(&other, &one) || are_same(&one, &other);
	explicit_bzero(&one, sizeof one);
	explicit_bzero(&other, sizeof other);
	return alike;
}
