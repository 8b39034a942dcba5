#include "db/bytes.h"

#include <string.h>

#include "db/vault/hex.h"

/* The digits, without the \x in front; NULL: it is none. */
static const char *digits_of(const struct rows *rows, int row, const char *name)
{
	const char *text = rows_field(rows, row, name);

	return strncmp(text, "\\x", 2) == 0 ? text + 2 : NULL;
}

bool bytes_read(void *out, size_t size, const struct rows *rows, int row, const char *name)
{
	const char *digits = digits_of(rows, row, name);

	return hex_read(out, size, digits != NULL ? digits : "",
		digits != NULL ? strlen(digits) : 0);
}

int bytes_read_all(struct text *out, const struct rows *rows, int row, const char *name,
	struct error *e)
{
	const char *digits = digits_of(rows, row, name);
	size_t length = digits != NULL ? strlen(digits) : 0;
	struct text bytes = { 0 };
	unsigned char *at = text_extend(&bytes, length / 2);
	int r = at != NULL ? 0 : text_check(&bytes, e);

	if (r == 0 && (digits == NULL || !hex_read(at, length / 2, digits, length)))
		r = error_set(e, ERR_SERVER,
			"The database answered something that is no key and no record.");
	if (r == 0) {
		text_add_bytes(out, bytes.data, bytes.length);
		r = text_check(out, e);
	}
	text_done(&bytes);
	return r;
}

void bytes_put(struct text *out, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	char hex[3];

	text_add(out, "\\x");
	for (size_t i = 0; i < length; i++) {
		hex_write(hex, at + i, 1);
		text_add_bytes(out, hex, 2);
	}
}
