/* Which fields of a table belong together: for whoever reads a record without a form, too. */
#include <string.h>

#include "tui/widgets/form.h"

size_t form_prefix(const struct field *field)
{
	const char *mark = strchr(field->name, '#');

	return mark != NULL ? (size_t)(mark - field->name) : 0;
}

size_t form_members(const struct field *field)
{
	size_t prefix = form_prefix(field), n = 1;

	while (prefix > 0 && field[n].name != NULL && form_prefix(&field[n]) == prefix &&
		strncmp(field[n].name, field->name, prefix) == 0)
		n++;
	return n;
}
