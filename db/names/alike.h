/* alike: whether a name is meant by another text, written down by another hand. */
#ifndef DB_NAMES_ALIKE_H
#define DB_NAMES_ALIKE_H

#include <stdbool.h>

/*
 * Most of the words of one of them (two letters in three, in words of three letters or more) stand
 * in the other, whatever stands beside them: in any order, with or without case, accents, tone
 * marks, blanks and hyphens, and with a slip of the pen for every five letters. Of texts without
 * such a word both are the same letters. It asks for too many rather than too few. Nothing of
 * either stays in memory.
 */
bool alike_names(const char *a, const char *b);

#endif
