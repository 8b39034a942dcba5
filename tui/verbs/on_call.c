/* Who is on call: the screen, and the one line by which somebody is entered or taken away. */
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/intl.h"

/* By place in the verb's row. */
enum { OFFICE, POSITION, PERSON, UNTIL, FROM };

static unsigned on_call(struct call *call)
{
	char id[UUID_TEXT];
	const struct param params[] = { param_text(id), param_text(call->value[OFFICE]),
		param_text(call->value[POSITION]), param_text(call->value[PERSON]),
		param_text(call->value[FROM]), param_text(call->value[UNTIL]) };
	bool ends;

	if (call->value[OFFICE] == NULL && !app_is_shell(call->app))
		return app_open(call->app, screen_find("oncall"), NULL);
	if (call->value[UNTIL] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("oncall: the office, first, second or coordinator, whom, and until when: "
			  "oncall BKK first LOGIN 07:00"));
		return EFFECT_REDRAW;
	}
	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	if (uuid_make(id) != 0) {
		app_say(call->app, SAY_ERROR, "%s", _("No random numbers: nothing was changed."));
		return EFFECT_REDRAW;
	}
	ends = strcmp(call->value[UNTIL], "end") == 0;
	return change_send(call->app,
		&(struct change){ .query = ends ? Q_ON_CALL_END : Q_ON_CALL_SET,
			.params = ends ? params + 1 : params,
			.count = ends ? 3 : 6,
			.done = _("Done. Who is woken first shows :oncall.") });
}

static const char *const positions[] = { "first", "second", "coordinator", NULL };

const struct verb on_call_verbs[] = {
	{ .name = "oncall",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_WORKS | VERB_SHELL,
		.arguments = { [OFFICE] = { .name = "office", .help = N_("code of the office") },
			[POSITION] = { .name = "position",
				.kind = ARGUMENT_CHOICE,
				.choices = positions,
				.help = N_("first, second or coordinator") },
			[PERSON] = { .name = "person",
				.kind = ARGUMENT_STAFF,
				.help = N_("her login") },
			[UNTIL] = { .name = "until",
				.help = N_("07:00, 8h, 3d, '2026-11-22 07:00'; end: no longer") },
			[FROM] = { .name = "from", .help = N_("likewise; none: now") } },
		.help = N_("Show who is on call; with words, have somebody on call until then"),
		.act = on_call },
	{ 0 },
};
