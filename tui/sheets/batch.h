/* batch.h: many people at once, counted by nationality and group: the words for that. All but
 * batch_classes are translated; a code that is not known comes back as it is. */
#ifndef TUI_SHEETS_BATCH_H
#define TUI_SHEETS_BATCH_H

#include <stdbool.h>

/* Nationalities of one form: as many as app.batch_count takes. */
enum { BATCH_LINES = 12 };
/* Groups as the database calls them, and the sheet `batch` behind line.N.; NULL ends them. */
extern const char *const batch_classes[];

/* "girls", "girl"; "raid"; "Myanmar", "not yet known". */
const char *batch_group(const char *class);
const char *batch_one(const char *class);
const char *batch_kind(const char *kind);
const char *batch_nationality(const char *code);
/* A country of ISO 3166 in capital letters, stateless, or not known. */
bool batch_is_nationality(const char *code);

#endif
