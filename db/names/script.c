#include "db/names/script.h"

#include <string.h>

#include "db/base/text.h"

/* Blocks of Unicode, in their order, as far as people of the region and those who write to them use
 * them. Marks and digits of a block count as its letters: they are of nobody else. */
static const struct range {
	int32_t first, last;
	char name[5];
} ranges[] = {
	{ 0x0041, 0x005a, "Latn" },
	{ 0x0061, 0x007a, "Latn" },
	{ 0x00c0, 0x00d6, "Latn" },
	{ 0x00d8, 0x00f6, "Latn" },
	{ 0x00f8, 0x024f, "Latn" },
	{ 0x0370, 0x03ff, "Grek" },
	{ 0x0400, 0x052f, "Cyrl" },
	{ 0x0600, 0x06ff, "Arab" },
	{ 0x0750, 0x077f, "Arab" },
	{ 0x0900, 0x097f, "Deva" },
	{ 0x0980, 0x09ff, "Beng" },
	{ 0x0a00, 0x0a7f, "Guru" },
	{ 0x0b80, 0x0bff, "Taml" },
	{ 0x0c00, 0x0c7f, "Telu" },
	{ 0x0d00, 0x0d7f, "Mlym" },
	{ 0x0d80, 0x0dff, "Sinh" },
	{ 0x0e00, 0x0e7f, "Thai" },
	{ 0x0e80, 0x0eff, "Laoo" },
	{ 0x0f00, 0x0fff, "Tibt" },
	{ 0x1000, 0x109f, "Mymr" },
	{ 0x1100, 0x11ff, "Hang" },
	{ 0x1200, 0x137f, "Ethi" },
	{ 0x1780, 0x17ff, "Khmr" },
	{ 0x1950, 0x197f, "Tale" },
	{ 0x1980, 0x19df, "Talu" },
	{ 0x19e0, 0x19ff, "Khmr" },
	{ 0x1a20, 0x1aaf, "Lana" },
	{ 0x1e00, 0x1eff, "Latn" },
	{ 0x3040, 0x30ff, "Jpan" },
	{ 0x3400, 0x4dbf, "Hani" },
	{ 0x4e00, 0x9fff, "Hani" },
	{ 0xa9e0, 0xa9ff, "Mymr" },
	{ 0xaa60, 0xaa7f, "Mymr" },
	{ 0xac00, 0xd7a3, "Hang" },
	{ 0x16b00, 0x16b8f, "Hmng" },
	{ 0x1e100, 0x1e14f, "Hmnp" },
	{ 0x20000, 0x2fa1f, "Hani" },
};

enum { RANGES = sizeof ranges / sizeof *ranges };

static const struct range *range_of(int32_t code)
{
	for (size_t i = 0; i < RANGES; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return &ranges[i];
	return NULL;
}

/* Letters of the script that the range at `n` is of. */
static int letters_of(const int counts[static RANGES], size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < RANGES; i++)
		if (strcmp(ranges[i].name, ranges[n].name) == 0)
			sum += counts[i];
	return sum;
}

const char *script_guess(const char *text)
{
	const char *at = text, *end = text + strlen(text);
	int counts[RANGES] = { 0 }, most = 0;
	const char *found = "";

	while (at < end) {
		const struct range *range = range_of(text_next(&at, end));

		if (range != NULL)
			counts[range - ranges]++;
	}
	for (at = text; at < end;) {
		const struct range *range = range_of(text_next(&at, end));
		int letters = range != NULL ? letters_of(counts, (size_t)(range - ranges)) : 0;

		if (letters > most) {
			most = letters;
			found = range->name;
		}
	}
	return found;
}
