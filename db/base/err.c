#include "db/base/err.h"
#include "db/base/text.h"
#include <stdarg.h>
#include <stdio.h>

int error_set(struct error *e, enum err code, const char *format, ...)
{
	char text[2 * sizeof(e->text)];
	va_list args;

	if (!e)
		return code;
	va_start(args, format);
	if (vsnprintf(text, sizeof(text), format, args) < 0)
		text[0] = 0;
	va_end(args);
	e->code = code;
	text_copy(e->text, sizeof(e->text), text);
	return code;
}

const char *error_word(enum err code)
{
	switch (code) {
	case ERR_NONE:
		return "ok";
	case ERR_MEMORY:
		return "memory";
	case ERR_INPUT:
		return "input";
	case ERR_REFUSED:
		return "refused";
	case ERR_OFFLINE:
		return "offline";
	case ERR_TIMEOUT:
		return "timeout";
	case ERR_UNKNOWN:
		return "unknown";
	case ERR_SERVER:
		return "server";
	case ERR_IO:
		return "io";
	case ERR_CONTRACT:
		return "contract";
	case ERR_KEY:
		return "key";
	case ERR_TAMPERED:
		return "tampered";
	case ERR_PASSPHRASE:
		return "passphrase";
	}
	return "error";
}
