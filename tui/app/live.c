/* Who waits for the line: where the answer to a change was lost, to ask what became of it. */
#include <stdlib.h>

#include "tui/app/state.h"
#include "tui/intl.h"

struct waiting {
	app_live_fn *fn;
	void *who;
	struct waiting *next;
};

void app_when_live(struct app *app, app_live_fn *fn, void *who)
{
	struct waiting **at = &app->waiting;

	while (*at != NULL && (*at)->who != who)
		at = &(*at)->next;
	if (*at == NULL)
		*at = calloc(1, sizeof **at);
	if (*at == NULL) {
		app_say(app, SAY_ERROR, "%s",
			_("No memory left: it is not asked again whether this is saved. Look "
			  "when the line is back."));
		return;
	}
	(*at)->fn = fn;
	(*at)->who = who;
}

void live_forget(struct app *app, const void *who)
{
	for (struct waiting **at = &app->waiting; *at != NULL; at = &(*at)->next) {
		struct waiting *gone = *at;

		if (gone->who != who)
			continue;
		*at = gone->next;
		free(gone);
		return;
	}
}

/* Who waits anew meanwhile waits for the next time. */
void live_tell(struct app *app)
{
	size_t count = 0;

	for (struct waiting *at = app->waiting; at != NULL; at = at->next)
		count++;
	for (; count > 0 && app->waiting != NULL; count--) {
		struct waiting first = *app->waiting;

		free(app->waiting);
		app->waiting = first.next;
		first.fn(first.who);
	}
}

void live_free(struct app *app)
{
	while (app->waiting != NULL)
		live_forget(app, app->waiting->who);
}
