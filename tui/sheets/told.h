/* told.h: what the database tells in clear of a record, held against what the record itself says,
 * which somebody has signed. Rows are those of sealed_open, case_file and danger_list. */
#ifndef TUI_SHEETS_TOLD_H
#define TUI_SHEETS_TOLD_H

#include "db/row.h"
#include "db/vault/record.h"

struct field;
struct sheet;

enum { TOLD_BYTES = 2048 };

/* As the record would have it, into bytes. What has no room there is left out. */
void told_read(struct record *out, char bytes[static TOLD_BYTES], const struct rows *rows, int row);
/* The first field that is told otherwise than the record has it. NULL: all are alike, or nothing is
 * told: of a record that is older than what is told of its kind there is nothing. A name that the
 * sheet does not know is of a newer program, and is not looked at. */
const struct field *told_differs(const struct sheet *sheet, const struct record *record,
	const struct rows *rows, int row);
/* Does the case have what this record gives it, if it is the last of its kind? For a decision on
 * her status and for her fear of return, which nothing else gives a case; true for all others. */
bool told_is_case(const struct sheet *sheet, const struct record *record, const struct rows *rows,
	int row);
/* The day by which one of these is the last; NULL: as for told_is_case(). Borrowed. */
const char *told_day(const struct sheet *sheet, const struct record *record);

#endif
