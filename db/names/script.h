/* script: in which script a text is written, as ISO 15924 names it. */
#ifndef DB_NAMES_SCRIPT_H
#define DB_NAMES_SCRIPT_H

#include <stddef.h>

/* The script of most of its letters ("Thai", "Latn"); of two that are as many, the first. "" where
 * no letter tells: digits, signs, bytes that are not UTF-8. */
const char *script_guess(const char *text);

#endif
