/* json: text as JSON writes it (RFC 8259), into a buffer that is checked once. */
#ifndef DB_BASE_JSON_H
#define DB_BASE_JSON_H

#include <stdbool.h>

#include "db/base/text.h"

/* s in quotes; what is not strict UTF-8 becomes U+FFFD. ascii: nothing above `~` is written as it
 * is. */
void json_add_string(struct text *out, const char *s, bool ascii);

#endif
