#include "db/base/json.h"

#include <string.h>

static void add_code(struct text *out, int32_t code)
{
	if (code > 0xFFFF)
		text_addf(out, "\\u%04x\\u%04x", 0xD7C0 + (unsigned)(code >> 10),
			0xDC00 + (unsigned)(code & 0x3FF));
	else
		text_addf(out, "\\u%04x", (unsigned)code);
}

void json_add_string(struct text *out, const char *s, bool ascii)
{
	text_add_char(out, '"');
	for (const char *at = s, *end = s + strlen(s); at < end;) {
		const char *from = at;
		int32_t code = text_next(&at, end);

		if (code == '"' || code == '\\')
			text_addf(out, "\\%c", (char)code);
		else if (code < ' ' || code == 0x7F || (code > '~' && ascii))
			add_code(out, code < 0 ? 0xFFFD : code);
		else
			text_add_bytes(out, from, (size_t)(at - from));
	}
	text_add_char(out, '"');
}
