#include "tui/sheets/told.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/base/date.h"
#include "tui/sheets/sheet.h"

enum { WORDS = 400, CODE = 24, CODE_LONG = 10 };

void told_read(struct record *out, char bytes[static TOLD_BYTES], const struct rows *rows, int row)
{
	const char *names = rows_field(rows, row, "names");
	const char *contents = rows_field(rows, row, "contents");
	char name[RECORD_NAME], content[WORDS];

	record_begin(out, bytes, TOLD_BYTES, NULL);
	while (rows_list_next(&names, name, sizeof name) &&
		rows_list_next(&contents, content, sizeof content))
		record_put(out, name, content, NULL);
}

/* ---- alike ------------------------------------------------------------------------------- */

static bool are_moments(const char *a, const char *b)
{
	struct date_read one, other;

	return date_read_moment(&one, a, 0, 0) == DATE_FINE &&
		date_read_moment(&other, b, 0, 0) == DATE_FINE && one.at == other.at;
}

/* Case, blanks and hyphens are how somebody has typed a code, and what it begins with may be left
 * out. */
static void put_symbols(char out[static CODE], const char *typed)
{
	size_t length = 0;

	for (; *typed != '\0' && length < CODE - 1; typed++)
		if (isalnum((unsigned char)*typed))
			out[length++] = (char)toupper((unsigned char)*typed);
	out[length] = '\0';
	if (length == CODE_LONG && (strncmp(out, "PA", 2) == 0 || strncmp(out, "PL", 2) == 0))
		memmove(out, out + 2, length - 1);
}

static bool are_codes(const char *a, const char *b)
{
	char one[CODE], other[CODE];

	put_symbols(one, a);
	put_symbols(other, b);
	return strcmp(one, other) == 0;
}

static bool are_alike(const struct field *field, const char *said, const char *told)
{
	if (strcmp(said, told) == 0)
		return true;
	if (said[0] == '\0' || told[0] == '\0')
		return false;
	if (field->type == FIELD_MOMENT)
		return are_moments(said, told);
	if (field->type == FIELD_NUMBER)
		return strtoll(said, NULL, 10) == strtoll(told, NULL, 10);
	if (strcmp(field->name, "agreed_by") == 0) /* a login */
		return strcasecmp(said, told) == 0;
	return (strcmp(field->name, "party") == 0 || strcmp(field->name, "place") == 0 ||
		       strcmp(field->name, "office") == 0) &&
		are_codes(said, told);
}

static const char *value(const struct record *record, const char *name)
{
	const char *value = record_value(record, name);

	return value != NULL ? value : "";
}

const struct field *told_differs(const struct sheet *sheet, const struct record *record,
	const struct rows *rows, int row)
{
	char bytes[TOLD_BYTES];
	struct record told;

	if (sheet == NULL || rows_field_is_null(rows, row, "names"))
		return NULL;
	told_read(&told, bytes, rows, row);
	for (const struct field *field = sheet->fields; field->name != NULL; field++)
		if (field->flags & FIELD_CLEAR &&
			!are_alike(field, value(record, field->name), value(&told, field->name)))
			return field;
	return NULL;
}

/* ---- what the case has by it ------------------------------------------------------------- */

const char *told_day(const struct sheet *sheet, const struct record *record)
{
	return sheet == &sheets[SHEET_STATUS]  ? record_value(record, "decided_on") :
		sheet == &sheets[SHEET_AFRAID] ? record_value(record, "asked_on") :
						 NULL;
}

bool told_is_case(const struct sheet *sheet, const struct record *record, const struct rows *rows,
	int row)
{
	char bytes[TOLD_BYTES];
	struct record told;
	const char *given;

	if (told_day(sheet, record) == NULL || rows_field_is_null(rows, row, "names"))
		return true;
	told_read(&told, bytes, rows, row);
	/* Who is not sure is afraid: app.entry_afraid_follows(). */
	given = sheet == &sheets[SHEET_STATUS]             ? value(record, "status") :
		strcmp(value(record, "answer"), "no") == 0 ? "no" :
							     "yes";
	return strcmp(value(&told, "case"), given) == 0;
}
