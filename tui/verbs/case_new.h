/* case_new.h: `homeward case new [--FIELD VALUE...] < TEXT`: what was said on standard input, coded
 * words as options; the passphrase is asked for on the terminal. */
#ifndef TUI_VERBS_CASE_NEW_H
#define TUI_VERBS_CASE_NEW_H

#include <stdbool.h>
#include <stddef.h>

struct call;
struct field;

/* fields: lines of NAME=VALUE, as ARGUMENT_FIELDS gives them; NULL: none. Returns effects. */
unsigned case_new(struct call *call, const char *fields);
/* What may stand on a command line, which others on the machine can read: coded words alone. */
bool case_new_takes(const struct field *field);
/* The words of its list, with commas, as far as there is room; "": it has none, or too many. */
void case_new_words(char *out, size_t size, const struct field *field);

#endif
