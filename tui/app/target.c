#include "tui/app/target.h"

#include <stdio.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/app/screen.h"
#include "tui/app/verb.h"

void target_of_line(const struct view *front, const char *line, char *text, size_t size)
{
	struct target targets[CALL_CODES];
	struct line parsed;
	const char *first;
	size_t count;

	text[0] = '\0';
	verb_parse(&parsed, line); /* half a line has problems; its verb may be there already */
	if (parsed.call.verb == NULL || !(parsed.call.verb->flags & VERB_CASE))
		return;
	count = parsed.call.code_count;
	first = parsed.call.codes[0];
	if (count == 0 && front != NULL && front->screen->targets != NULL) {
		count = front->screen->targets(front, targets, CALL_CODES);
		first = targets[0].code;
	}
	if (count == 1)
		text_copy(text, size, first);
	else if (count > 1)
		snprintf(text, size, _("%zu cases"), count);
}

const char *target_lacks(const struct view *view, const char *which)
{
	const char *text =
		view != NULL && view->screen->no_case != NULL ? view->screen->no_case(view) : NULL;

	return text != NULL ? text : which;
}
