/* own_key: `--key UUID` of a shell: whoever asks again by the same key, after an answer was lost,
 * means the same thing, and it is done once. */
#ifndef TUI_VERBS_OWN_KEY_H
#define TUI_VERBS_OWN_KEY_H

#include <stdbool.h>

#include "db/base/uuid.h"

/* 8-4-4-4-12 digits, small letters. */
bool own_key_is(const char *text);
/* The id of the thing that is made by it: the same of the same key and word, and of no other. */
void own_key_id(char id[static UUID_TEXT], const char *word, const char *key);

#endif
