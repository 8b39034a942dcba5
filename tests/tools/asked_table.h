/* asked_table.h: whose rows a question asks for, by its name; case_table where it says no other. */
#ifndef TESTS_TOOLS_ASKED_TABLE_H
#define TESTS_TOOLS_ASKED_TABLE_H

#include <string.h>

#include "db/column.h"
#include "db/query.h"

static inline const struct table *asked_table(enum query query)
{
	const char *name = query_name(query);

	for (const struct table *const *t = column_tables; *t; t++)
		if (strncmp(name, (*t)->name, strlen((*t)->name)) == 0)
			return *t;
	return &case_table;
}

#endif
