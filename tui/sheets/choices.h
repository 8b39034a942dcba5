/* choices.h: lists that several sheets share. Included by the tables of this folder only. */
#ifndef TUI_SHEETS_CHOICES_H
#define TUI_SHEETS_CHOICES_H

#include "tui/widgets/form.h"

extern const struct field fields_identity[], fields_family[], fields_address[],
	fields_circumstances[], fields_health[], fields_note[], fields_facts[], fields_place[];

/* A telephone number as people write it to each other; anything else is doubted, and kept. */
enum field_verdict check_phone(const struct form *form, const struct field *field,
	const char *value, char sentence[static FORM_SENTENCE]);

#endif
