/*
 * people: where each person is reached, as far as the notify service knows. The addresses lie in a
 * file of its own, not in the database and not in the settings:
 *
 *	# LOGIN      ADDRESS, all that follows: a mail address, a number, what the program takes
 *	supervisor   +66 20 000 0000
 *
 * Nobody but its owner may read it: who works here, under which number, is what is looked for.
 */
#ifndef NOTIFY_PEOPLE_H
#define NOTIFY_PEOPLE_H

#include <stddef.h>

#include "db/base/err.h"

enum { PEOPLE_ADDRESS = 255 }; /* with its final 0 */

/*
 * Reads the file and copies the address of this login; NULL: only looks whether the file is good.
 * It is read anew each time, so that a change counts at once and no address stays in memory.
 * ERR_INPUT: nobody of this login stands there, or a line is wrong. ERR_IO: it cannot be read, is
 * no file, belongs to somebody else than root or whoever runs this, or others may read it.
 */
int people_find(const char *path, const char *login, char address[PEOPLE_ADDRESS], struct error *e);

#endif
