/* The verbs about one place. */
#include "tui/app/app.h"
#include "tui/intl.h"

static const char *const sheets_of_it[] = { "facts", "place", NULL };

static unsigned place(struct call *call)
{
	return app_open(call->app, screen_find(call->value[1] != NULL ? "edit" : "place"), call);
}

static unsigned new_place(struct call *call)
{
	return app_open(call->app, screen_find("edit"), call);
}

const struct verb place_verbs[] = {
	{ .name = "place",
		.arguments = { { .name = "code", .required = true, .help = N_("PL-....") },
			{ .name = "edit",
				.kind = ARGUMENT_CHOICE,
				.choices = sheets_of_it,
				.help = N_("facts, or place: its name and address") } },
		.help = N_("Open a place by its code"),
		.act = place },
	{ .name = "new-place",
		.key = "N",
		.flags = VERB_CHANGES | VERB_PLACES,
		.help = N_("Write a new place"),
		.hint = N_("new place"),
		.act = new_place },
	{ 0 },
};
