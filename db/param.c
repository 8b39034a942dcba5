#include "db/param.h"
#include <string.h>

static void separate(struct text *t)
{
	if (t->length > 1)
		text_add_char(t, ',');
}

void param_array_open(struct text *t)
{
	text_add_char(t, '{');
}

void param_array_add(struct text *t, const char *s)
{
	separate(t);
	if (!s) {
		text_add(t, "NULL");
		return;
	}
	text_add_char(t, '"');
	while (*s) {
		size_t plain = strcspn(s, "\"\\");

		text_add_bytes(t, s, plain);
		s += plain;
		if (*s) {
			text_add_char(t, '\\');
			text_add_char(t, *s++);
		}
	}
	text_add_char(t, '"');
}

void param_array_add_int(struct text *t, int64_t n)
{
	separate(t);
	text_addf(t, "%lld", (long long)n);
}

void param_array_close(struct text *t)
{
	text_add_char(t, '}');
}
