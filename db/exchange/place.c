#include "db/exchange/place.h"

#include <string.h>

#include "db/base/text.h"

void place_move(struct place *place, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '\r' || (c == '\n' && !place->cr)) {
			place->line++;
			place->column = 1;
		} else if (c != '\n' && (c & 0xC0) != 0x80) {
			place->column++;
		}
		place->cr = c == '\r';
	}
}

struct mistake mistake_at(const struct place *place, const char *what)
{
	return (struct mistake){ .line = place->line, .column = place->column, .what = what };
}

void mistake_value(struct mistake *mistake, const char *text, size_t length)
{
	size_t n = text_cut(text, length, sizeof(mistake->value) - 1);
	memcpy(mistake->value, text, n);
	mistake->value[n] = '\0';
}
