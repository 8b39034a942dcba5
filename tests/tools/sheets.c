/* sheets: what each sheet tells in clear, a line for each code: KIND FIELD TYPE CODE, with tabs
 * between them; CODE is empty for a field without a list. */
#include "tui/sheets/sheet.h"

#include <stdio.h>

static const char *const types[] = { [FIELD_TEXT] = "text",
	[FIELD_LONG] = "text",
	[FIELD_NUMBER] = "integer",
	[FIELD_DATE] = "date",
	[FIELD_MOMENT] = "timestamp with time zone",
	[FIELD_BIRTH] = "text",
	[FIELD_CHOICE] = "text",
	[FIELD_CHOICES] = "text[]",
	[FIELD_ASKED] = "text" };
static const struct field_choice asked[] = { { "yes", "", NULL }, { "no", "", NULL },
	{ "not_asked", "", NULL }, { 0 } };

int main(void)
{
	for (size_t i = 0; i < SHEETS; i++)
		for (const struct field *f = sheets[i].fields; f->name != NULL; f++) {
			const struct field_choice *choice =
				f->type == FIELD_ASKED ? asked : f->choices;

			if (!(f->flags & FIELD_CLEAR))
				continue;
			if (choice == NULL)
				printf("%s\t%s\t%s\t\n", sheets[i].kind, f->name, types[f->type]);
			for (; choice != NULL && choice->code != NULL; choice++)
				printf("%s\t%s\t%s\t%s\n", sheets[i].kind, f->name, types[f->type],
					choice->code);
		}
	return 0;
}
