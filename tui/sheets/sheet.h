/* sheet.h: what is kept sealed, sheet by sheet: a form of fields for each kind of record, and what
 * its values mean. A new field is a row in one of the tables of this folder.
 *
 * A record (db/vault/record.h) holds values by the names of these fields. What a newer program has
 * put there under other names is nowhere shown and always kept. */
#ifndef TUI_SHEETS_SHEET_H
#define TUI_SHEETS_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/widgets/form.h"

struct record;

struct sheet {
	const char *kind; /* of the record, as the database has it */
	const char *key; /* which of the case's keys it is sealed under */
	const char *title; /* N_(): its heading */
	const char *noun; /* N_(): in a sentence */
	bool reason; /* whoever opens it says why */
	const struct field *fields;
};

enum {
	SHEET_IDENTITY = 0,
	SHEET_FAMILY,
	SHEET_ADDRESS,
	SHEET_CIRCUMSTANCES,
	SHEET_HEALTH,
	SHEETS_SINGLE, /* of the above a case has one each */
	SHEET_NOTE = SHEETS_SINGLE,
	SHEET_FACTS, /* of a place, in clear: the only one that is no record */
	SHEET_PLACE,
	SHEETS
};
extern const struct sheet sheets[SHEETS];
/* NULL: no kind that this program knows. */
const struct sheet *sheet_named(const char *kind);
/* The n-th of those that a case, or a place, has one of each; NULL past the last. */
const struct sheet *sheet_of(bool place, size_t n);

/* form_options.choice: of the fields whose table has no choices of its own. */
bool sheet_choice(void *who, const struct field *field, size_t n, struct field_choice *choice);

/* What a code of a field with choices means, translated; NULL: the field has none, or not this. */
const char *sheet_word(const struct field *field, const char *code);

/*
 * A record line by line, in the order of its sheet: what is not filled in is left out, and of a
 * field with several values each is a line.
 *
 *	struct sheet_line line = { .sheet = sheet, .record = record };
 *	while (sheet_next(&line)) ...
 */
enum { SHEET_AGE = 80 };
struct sheet_line {
	const struct sheet *sheet;
	const struct record *record;
	const struct field *field; /* its label is the line's */
	int nth; /* of a repeated field, from 1 */
	const char *value; /* words for codes where they are known; borrowed, not terminated */
	size_t length;
	bool more; /* of the same field as the line before */
	const char *rest; /* private, as all below */
	size_t at, group;
};
bool sheet_next(struct sheet_line *line);
/* Of a birth: how old that makes her at epoch_ms, and whether the day is known, which the dates of
 * an age do not tell. False: the line is of something else. */
bool sheet_age(const struct sheet_line *line, int64_t epoch_ms, int offset_min,
	char out[static SHEET_AGE]);
/* How many values are in it that no field of the sheet names. */
size_t sheet_unknown(const struct sheet *sheet, const struct record *record);

/* What can be told from what was typed is filled in before it is saved: in which script a name is
 * written, where nobody has said so. before: the record as it was; NULL: it is new. */
int sheet_complete(const struct sheet *sheet, const struct record *before, struct record *record,
	struct error *e);

#endif
