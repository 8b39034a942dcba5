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

#include "db/base/text.h"
#include "embedded.h"
#include "tui/widgets/form.h"

struct record;

struct sheet {
	const char *kind; /* of the record, as the database has it */
	const char *key; /* which of the case's keys it is sealed under */
	const char *title; /* N_(): its heading */
	const char *noun; /* N_(): in a sentence */
	bool reason; /* whoever opens it says why */
	const char *many; /* N_(): heading of as many as are needed; NULL: there is one */
	const struct field *fields;
	const char *verb; /* that writes one of many; NULL: it is called as the kind */
	enum query draft; /* of the case: name and content of what a new one begins with */
};

enum {
	SHEET_IDENTITY = 0,
	SHEET_FAMILY,
	SHEET_ADDRESS,
	SHEET_CIRCUMSTANCES,
	SHEET_HEALTH,
	SHEETS_SINGLE, /* of the above a case has one each */
	SHEET_HANDOVER = SHEETS_SINGLE, /* of these as many as are needed: its file */
	SHEET_CALL,
	SHEET_SCREENING,
	SHEET_STATUS,
	SHEET_RISK,
	SHEET_AFRAID,
	SHEET_WISH,
	SHEET_GUARDIAN,
	SHEET_INTEREST,
	SHEET_TRANSFER,
	SHEET_PLAN,
	SHEET_NEED,
	SHEET_LEGAL,
	SHEET_REFERRAL,
	SHEET_DISCLOSURE,
	SHEET_CONSENT,
	SHEET_JOURNEY,
	SHEET_NOTE,
	SHEET_FACTS, /* of a place, in clear: no record */
	SHEET_PLACE,
	SHEET_PARTY, /* of a party; told in clear what it is */
	SHEET_DANGER, /* of a party or place, as many as are needed */
	SHEET_BATCH, /* of people who came at once, in clear: numbers and words of lists */
	SHEETS
};
extern const struct sheet sheets[SHEETS];
/* The call that a new case begins with: saved it is a `call`, and none of `sheets`. */
extern const struct sheet sheet_new_call;
/* NULL: no kind that this program knows. */
const struct sheet *sheet_named(const char *kind);
/* Of those of which as many as are needed; NULL: no such verb. */
const struct sheet *sheet_by_verb(const char *verb);
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
/* What of a record is told in clear: an object of JSON with each FIELD_CLEAR of its sheet, null
 * where there is no value. A sheet without such fields: nothing is added. 0, or text_check()'s. */
int sheet_clear(const struct sheet *sheet, const struct record *record, struct text *out,
	struct error *e);
/* How many values are in it that no field of the sheet names. */
size_t sheet_unknown(const struct sheet *sheet, const struct record *record);

/* What can be told from what was typed is filled in before it is saved: in which script a name is
 * written, where nobody has said so. before: the record as it was; NULL: it is new. */
int sheet_complete(const struct sheet *sheet, const struct record *before, struct record *record,
	struct error *e);

#endif
