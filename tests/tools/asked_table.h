/* asked_table.h: whose rows a question asks for, by its name; case_table where it says no other. */
#ifndef TESTS_TOOLS_ASKED_TABLE_H
#define TESTS_TOOLS_ASKED_TABLE_H

#include <stdbool.h>

#include "db/column.h"
#include "db/query.h"

/* A table has the name that people type, so on_call_list asks for lines of oncall. */
static inline bool asked_begins(const char *query, const char *table)
{
	for (; *table; query++)
		if (*query == *table)
			table++;
		else if (*query != '_')
			return false;
	return true;
}

static inline const struct table *asked_table(enum query query)
{
	for (const struct table *const *t = column_tables; *t; t++)
		if (asked_begins(query_name(query), (*t)->name))
			return *t;
	return &case_table;
}

#endif
