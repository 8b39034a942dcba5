#include "tui/sheets/abbreviate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "db/names/script.h"
#include "db/vault/record.h"
#include "tui/term/cells.h"

/* Scripts in which a vowel may stand before the consonant that is spoken first. */
static const struct consonants {
	int32_t block, last; /* all of the script */
	int32_t from, to; /* of it, the consonants */
} ordered[] = {
	{ 0x0e00, 0x0e7f, 0x0e01, 0x0e2e },
	{ 0x0e80, 0x0eff, 0x0e81, 0x0eae },
	{ 0x0e80, 0x0eff, 0x0edc, 0x0edf },
};

/* What joins a consonant to the next one, and says nothing behind the last: in Devanagari, Bengali,
 * Gurmukhi, Tamil, Telugu, Malayalam, Sinhala, Burmese, Khmer, Tai Tham. */
static const int32_t joiners[] = { 0x094d, 0x09cd, 0x0a4d, 0x0bcd, 0x0c4d, 0x0d4d, 0x0dca, 0x1039,
	0x17d2, 0x1a60 };

static bool is_joiner(int32_t code)
{
	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
		if (joiners[i] == code)
			return true;
	return false;
}

/* Scripts of which one letter says a syllable or a word: it would be the name. */
static const char *const whole[] = { "Hani", "Hang", "Jpan" };

/* Of what script the first code of it is; "": it is no letter. */
static const char *script_of(const char *at, const char *end)
{
	char letter[8];
	const char *next = at;

	if (text_digit(text_next(&next, end)) >= 0)
		return "";
	snprintf(letter, sizeof letter, "%.*s", (int)(next - at), at);
	return script_guess(letter);
}

static bool is_first(const char *at, size_t length)
{
	const char *script = script_of(at, at + length);
	const char *next = at;
	int32_t code = text_next(&next, at + length);
	bool is_other = false;

	for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++) {
		if (code >= ordered[i].from && code <= ordered[i].to)
			return true;
		is_other |= code >= ordered[i].block && code <= ordered[i].last;
	}
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		is_other |= strcmp(script, whole[i]) == 0;
	return !is_other && script[0] != '\0';
}

/* As many of its marks as fit. */
static size_t letter_length(const char *at, size_t length)
{
	size_t kept = 0;

	for (const char *next = at; next < at + length;) {
		int32_t code = text_next(&next, at + length);

		if ((size_t)(next - at) > ABBREVIATE_BYTES)
			break;
		if (!is_joiner(code))
			kept = (size_t)(next - at);
	}
	return kept;
}

static const char blanks[] = " \t\n";

/* The length of the letter that the word is called by, and *at is at it; 0: it has none, or it is
 * that letter and no more. */
static size_t find_letter(const char **at, const char *end)
{
	const char *found = NULL;
	size_t found_length = 0, letters = 0, length;

	for (const char *next = *at; next < end; next += length) {
		int columns, risk;

		length = cells_next(next, (size_t)(end - next), &columns, &risk);
		letters += script_of(next, end)[0] != '\0';
		if (found != NULL || !is_first(next, length))
			continue;
		found = next;
		found_length = letter_length(next, length);
	}
	if (found == NULL || letters < 2)
		return 0;
	*at = found;
	return found_length;
}

void abbreviate_name(const char *name, char out[static ABBREVIATE_TEXT])
{
	size_t used = 0;

	out[0] = '\0';
	for (int n = 0; n < ABBREVIATE_NAMES && *name != '\0';) {
		const char *end, *at;
		size_t length;

		name += strspn(name, blanks);
		end = name + strcspn(name, blanks);
		at = name;
		length = find_letter(&at, end);
		if (length > 0) {
			used += (size_t)snprintf(out + used, ABBREVIATE_TEXT - used, "%.*s.",
				(int)length, at);
			n++;
		}
		name = end;
	}
}

enum { NAMES_MOST = 9 /* as a later program may have them, with one digit */ };

static const char *nth(const struct record *record, int n, const char *what)
{
	char field[RECORD_NAME];
	const char *value;

	snprintf(field, sizeof field, "name.%d.%s", n, what);
	value = record_value(record, field);
	return value != NULL ? value : "";
}

void abbreviate_record(const struct record *record, char out[static ABBREVIATE_TEXT])
{
	const char *best = "", *text;

	for (int n = 1; n <= NAMES_MOST; n++) {
		const char *kind = nth(record, n, "kind");

		text = nth(record, n, "text");
		if (*text != '\0' && strcmp(kind, "legal") == 0) {
			best = text;
			break;
		}
		if (*best == '\0' && strcmp(kind, "used by trafficker") != 0)
			best = text;
	}
	abbreviate_name(best, out);
}
