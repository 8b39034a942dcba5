/* The one sentence about what was tampered with. */
#include "tui/app/app.h"

#include <stdio.h>

#include "tui/intl.h"

void app_tampered(char *text, size_t size, const char *what, const struct error *e)
{
	snprintf(text, size,
		_("TAMPERED%s%s. It is not used. Your passphrase is all right. Telephone a "
		  "registrar and the coordinator, both, now: do not only write it here. %s"),
		what != NULL ? ": " : "", what != NULL ? what : "", e->text);
}
