/* case_new_form.h: the form of a call, filled by a program: what the fields of the screen check is
 * checked here. Used by case_new.c alone. */
#ifndef TUI_VERBS_CASE_NEW_FORM_H
#define TUI_VERBS_CASE_NEW_FORM_H

#include "db/base/uuid.h"
#include "db/vault/record.h"
#include "db/vault/slab.h"

struct app;

/* What is of the case, and not of the record. */
struct new_case {
	char key[UUID_TEXT]; /* own_key.h; "": none was given */
	char office[16], responsible[16]; /* "": her own; she herself */
};

/* said: what is in the record under that name. fields: as case_new(). record: begun in the slab,
 * and wiped with it. 0, or ERR_INPUT with a sentence that names the field, ERR_MEMORY. */
int case_new_form(struct record *record, struct new_case *of, struct slab *slab,
	const struct app *app, char *said, const char *fields, struct error *e);

#endif
