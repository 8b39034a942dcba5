#include "tui/app/writer.h"

#include <stdio.h>

#include "db/base/date.h"
#include "tui/intl.h"

void writer_say(char out[static WRITER_WORDS], const struct writer *writer)
{
	const char *how = writer->keys == WRITER_LEFT ? _(", who has left") :
		writer->keys == WRITER_EARLIER        ? _(", with her old keys") :
							"";

	snprintf(out, WRITER_WORDS, "%s%s", writer->login, how);
}

void writer_line(char out[static WRITER_LINE], uint32_t version, int64_t at, int offset_min,
	const char *who)
{
	char day[DATE_TEXT];

	date_day_time(day, at, offset_min);
	snprintf(out, WRITER_LINE, _("version %u . %s . %s"), (unsigned)version, day, who);
}
