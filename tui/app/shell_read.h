/* shell_read.h: what a verb from a shell is about, one a line of standard input: `homeward take -`.
 *
 * A line is a case code; for a verb that is about events (`homeward undo -`), the number of one, or
 * a line in which homeward has told of a change, as text or as JSON. Blank lines and those that
 * begin with `#` say nothing, nor does one that tells of what was not done. */
#ifndef TUI_APP_SHELL_READ_H
#define TUI_APP_SHELL_READ_H

#include <stdio.h>

#include "tui/app/verb.h"

struct shell_read {
	size_t count;
	int line[CALL_CODES]; /* where each stands, from 1 */
	char word[CALL_CODES][24];
};

/* 0, or -1 after saying what is wrong with each line (with so many that it is seen), that there is
 * none, or that it cannot be read. */
int shell_read(struct shell_read *read, const struct verb *verb, FILE *in);

#endif
