/* rights.h: what there is of each kind of a case or place, and what the person may do with it:
 * sealed_kinds in words. The server decides once more, when something is opened or kept; this is
 * so that nobody is asked for a reason and then refused.
 *
 * rows: of sealed_kinds. A kind that is not in them may be neither opened nor written. */
#ifndef TUI_APP_RIGHTS_H
#define TUI_APP_RIGHTS_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct rows;

enum { RIGHTS_TEXT = 400 }; /* bytes of a sentence, at most */

/* False: even whether it is there is not for her role. */
bool rights_told(const struct rows *rows, const char *kind);
bool rights_there(const struct rows *rows, const char *kind);
bool rights_may_open(const struct rows *rows, const char *kind);
bool rights_may_write(const struct rows *rows, const char *kind);
/* She may, as soon as a custodian has renewed the keys: until then it is kept as a draft. */
bool rights_waits(const struct rows *rows, const char *kind);
/* Why she may not, and who may, in a sentence or two; "" where nothing stands in her way. */
void rights_why_not(char text[static RIGHTS_TEXT], const struct rows *rows, const char *kind);
/* What stands in the place of a record that is not open, where there is more to say than that it
 * is sealed: that there is none, that it is for others; "": it is there, and she may open it. */
void rights_words(char text[static RIGHTS_TEXT], const struct rows *rows, const char *kind);

/* False, after saying why, where it is not there, or not for her. Where it waits that is said. */
bool rights_to_open(struct app *app, const struct rows *rows, const char *kind);
bool rights_to_write(struct app *app, const struct rows *rows, const char *kind);

#endif
