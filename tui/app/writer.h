/* writer.h: who wrote a record, in the words of screens and of the shell. */
#ifndef TUI_APP_WRITER_H
#define TUI_APP_WRITER_H

#include "db/vault/ring.h"

enum {
	WRITER_WORDS = 112, /* bytes, with the final NUL */
	WRITER_LINE = 240,
};

/* Her login by the directory, and what is to be known where her keys are no longer in use; in her
 * reader's language. */
void writer_say(char out[static WRITER_WORDS], const struct writer *writer);
/* What stands below an opened sheet: its version, when the database got it (ms since 1970, shown
 * at offset_min minutes east of Greenwich), and by whom, as writer_say() has it. */
void writer_line(char out[static WRITER_LINE], uint32_t version, int64_t at, int offset_min,
	const char *who);

#endif
