#include "tui/app/prompt_history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 200 };

void prompt_history_enter(HISTORY_STATE *state)
{
	history_set_history_state(state);
	stifle_history(KEPT);
}

void prompt_history_leave(HISTORY_STATE *state)
{
	HISTORY_STATE *now = history_get_history_state();

	*state = *now;
	free(now);
}

static HIST_ENTRY *newest(void)
{
	return history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
}

void prompt_history_keep(const char *line)
{
	const HIST_ENTRY *last = newest();

	if (line[0] != '\0' && (last == NULL || strcmp(last->line, line) != 0))
		add_history(line);
}

void prompt_history_drop_last(const char *line)
{
	const HIST_ENTRY *last = newest();

	if (last != NULL && strcmp(last->line, line) == 0)
		free_history_entry(remove_history(history_length - 1));
	using_history();
}

void prompt_history_drop(HISTORY_STATE *state)
{
	history_set_history_state(state);
	clear_history();
	free(history_list());
	*state = (HISTORY_STATE){ 0 };
	history_set_history_state(state);
}
