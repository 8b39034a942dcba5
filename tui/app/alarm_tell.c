/* The one sentence about what was tampered with. */
#include "tui/app/alarm.h"

#include <stdio.h>

#include "tui/intl.h"

void alarm_tell(struct app *app, char *text, size_t size, const char *what,
	const struct alarm *alarm, const struct error *e)
{
	alarm_raise(app, alarm);
	snprintf(text, size,
		_("TAMPERED%s%s. It is not used. Your passphrase is all right. Telephone a "
		  "registrar and the coordinator, both, now: do not only write it here. %s"),
		what != NULL ? ": " : "", what != NULL ? what : "", e->text);
}
