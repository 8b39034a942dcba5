/* The verb about one place. */
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"

static const char *const sheets_of_it[] = { "facts", "place", NULL };

/* Its key is for a new one: an old one has its code, or its row. */
static unsigned place(struct call *call)
{
	if (call->value[0] == NULL)
		call->value[0] = "new";
	if (strcmp(call->value[0], "new") == 0 || call->value[1] != NULL)
		return app_open(call->app, screen_find("edit"), call);
	return app_open(call->app, screen_find("place"), call);
}

const struct verb place_verbs[] = {
	{ .name = "place",
		.key = "N",
		.arguments = { { .name = "code", .help = N_("PL-...., or new") },
			{ .name = "edit",
				.kind = ARGUMENT_CHOICE,
				.choices = sheets_of_it,
				.help = N_("facts, or place: its name and address") } },
		.help = N_("Open a place by its code, or write a new one"),
		.hint = N_("new place"),
		.act = place },
	{ 0 },
};
