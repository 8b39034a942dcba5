/* list.h: what the two halves of `homeward list` share: list.c asks, list_print.c writes. Private
 * to them. */
#ifndef TUI_VERBS_LIST_H
#define TUI_VERBS_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "db/column.h"
#include "db/row.h"

enum { LIST_COLUMNS = 24 };

/* A column to print, and the answer it comes from. */
struct list_column {
	const struct column *column;
	int at; /* its place in that answer */
	bool from_facts;
};

/* All that is printed. The answers are borrowed. */
struct list_rows {
	struct list_column columns[LIST_COLUMNS];
	int count;
	const struct rows *rows;
	const struct rows *facts; /* NULL: not asked for. Begins with the id; may lack rows */
	int id_at; /* of the case in `rows` */
	int64_t now_ms; /* the server's clock */
	int offset_min; /* of the reader's office */
};

typedef void list_print_fn(const struct list_rows *list);

/*
 * On standard output:
 *   table  for a person: aligned by cells, through the safe-text gate, times as on the screens
 *   csv    RFC 4180, fixed column names, times as ISO 8601 with their zone, several values of a
 *          field divided by `;`, and an apostrophe before what a spreadsheet would calculate
 *   json   an array of objects with the same names; unknown is null
 * What the safe-text gate would change is escaped in JSON, and in CSV changed on a terminal only.
 */
list_print_fn list_print_table, list_print_csv, list_print_json;

#endif
