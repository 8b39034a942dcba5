/* Finding tables, columns and choices by what was typed. */
#include "db/column.h"
#include <string.h>

const struct table *column_table(const struct column *columns)
{
	for (const struct table *const *t = column_tables; *t; t++)
		if ((*t)->columns == columns)
			return *t;
	return NULL;
}

static bool is_named(const struct column *c, struct slice name)
{
	return slice_is_nocase(name, c->name) || (c->alias && slice_is_nocase(name, c->alias));
}

static bool begins(const struct column *c, struct slice name)
{
	return slice_begins_nocase(name, c->name) ||
		(c->alias && slice_begins_nocase(name, c->alias));
}

const struct column *column_find(const struct column *columns, struct slice name)
{
	const struct column *found = NULL;
	int many = 0;

	if (!name.length)
		return NULL;
	for (const struct column *c = columns; c->name; c++)
		if (is_named(c, name))
			return c;
	for (const struct column *c = columns; c->name; c++)
		if (c->type != COLUMN_KEY && begins(c, name)) {
			found = c;
			many++;
		}
	for (const struct column *c = columns; many != 1 && c->name; c++)
		if (c->title && slice_is_nocase(name, c->title))
			return c;
	return many == 1 ? found : NULL;
}

const struct column_choice *column_choice(const struct column *column, int value)
{
	for (const struct column_choice *c = column->choices; c && c->name; c++)
		if (c->value == value)
			return c;
	return NULL;
}

static char fold(char c)
{
	if (c == '-' || c == '_')
		return ' ';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const struct column_choice *column_choice_named(const struct column *column, struct slice name)
{
	const struct column_choice *found = NULL;
	int many = 0;

	if (!name.length)
		return NULL;
	for (const struct column_choice *c = column->choices; c && c->name; c++) {
		size_t i = 0;

		while (i < name.length && c->name[i] && fold(name.at[i]) == fold(c->name[i]))
			i++;
		if (i < name.length)
			continue;
		if (!c->name[i])
			return c;
		found = c;
		many++;
	}
	return many == 1 ? found : NULL;
}
