/* The table of screens. A new one is a file in tui/screens/ and a word here. */
#include <string.h>

#include "tui/app/screen.h"

extern const struct screen screen_board, screen_cases, screen_inbox, screen_offices, screen_case,
	screen_help, screen_keys, screen_messages;

const struct screen *const screens[] = {
	&screen_board,
	&screen_cases,
	&screen_inbox,
	&screen_offices,
	&screen_case,
	&screen_help,
	&screen_keys,
	&screen_messages,
	NULL,
};

const struct screen *screen_find(const char *name)
{
	const struct screen *found = NULL;
	size_t length = strlen(name);

	for (size_t i = 0; screens[i] != NULL; i++) {
		if (strncmp(screens[i]->name, name, length) != 0)
			continue;
		if (screens[i]->name[length] == '\0')
			return screens[i];
		if (found != NULL)
			return NULL;
		found = screens[i];
	}
	return length > 0 ? found : NULL;
}
